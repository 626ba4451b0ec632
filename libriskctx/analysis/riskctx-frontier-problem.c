/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-frontier-private.h"

#include <math.h>

#include "riskctx-compile-private.h"
#include "riskctx-consequence.h"
#include "riskctx-control.h"
#include "riskctx-cost.h"
#include "riskctx-effect.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-leak-amount.h"
#include "riskctx-option.h"
#include "riskctx-phase.h"
#include "riskctx-risk.h"
#include "riskctx-shock.h"
#include "riskctx-trigger.h"
#include "riskctx-validity.h"

/* The expected loss is a sum over cells: a consequence of the events that reach a risk in one way.
 * What a measure takes away multiplies cells by factors, so that the expected loss of any set of
 * options is a sum of products. Cells with the same factors are one. Insurance takes from a risk
 * the share that it pays as things are, and the insurance of an option the share that it pays if
 * that option alone is carried out: measures against the frequency do not change it. */

#define MAX_CELLS 1000000u /* ways of events through triggers times consequences */

typedef struct
{
  RiskctxEffect *effect;
  guint          impacts;
  double         now;  /* what is left as things are */
  double         then; /* what is left of that if the block acts */
  int            block; /* -1: nothing changes it */
} Acting;

/* Events that reach a risk: its own, or those of a chain of triggers */
typedef struct
{
  double rate;
  guint  n;
  guint *risks; /* on the way, the risk itself last */
} Stream;

typedef struct
{
  guint  block;
  double factor;
} Part;

typedef struct
{
  RiskctxAssessment *assessment;
  RiskctxItemList   *risks;
  GHashTable        *positions; /* of risks */
  GArray            *acting;    /* Acting */
  guint              n_blocks;
  double            *own;      /* events a year of each risk, by itself and by shocks */
  double            *kept;     /* what insurance leaves of each risk as things are */
  GPtrArray         *covers;   /* Cover */
  GPtrArray        **causes;   /* by risk: Cause */
  GHashTable        *cells;    /* description of the factors: place in losses */
  GArray            *losses;
  GPtrArray         *parts;    /* GArray of Part, by cell */
  guint              n_ways;
} Build;

typedef struct
{
  guint  from;
  double probability;
} Cause;

/* Insurance that an option takes out: a block as if it were a measure */
typedef struct
{
  guint   block;
  double *factors; /* by risk: what it leaves of what is left as things are */
} Cover;

static void
cover_free (gpointer data)
{
  Cover *self = data;

  g_free (self->factors);
  g_free (self);
}

/* What insurance leaves of each risk, if this option alone is carried out, or none; NULL where
 * nothing is insured. */
static double *
dup_kept (RiskctxAssessment *assessment,
          RiskctxOption     *option,
          GError           **error)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  const guint n = riskctx_item_list_get_length (risks);
  const char *ids[] = { NULL, NULL };
  g_autoptr(RiskctxItem) copy = riskctx_item_copy (RISKCTX_ITEM (assessment));
  g_autoptr(RiskctxPlan) plan = NULL;
  double *kept;

  if (option != NULL)
    {
      RiskctxItem *own;

      ids[0] = riskctx_item_get_id (RISKCTX_ITEM (option));
      own = riskctx_assessment_find (RISKCTX_ASSESSMENT (copy), ids[0]);
      /* what goes with it is not what its insurance pays */
      riskctx_option_set_requires (RISKCTX_OPTION (own), NULL);
    }
  plan = riskctx_compile_plan (RISKCTX_ASSESSMENT (copy), ids, error);
  if (plan == NULL)
    return NULL;
  kept = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    kept[i] = riskctx_plan_kept_share (plan, i);
  return kept;
}

void
riskctx_frontier_problem_free (RiskctxFrontierProblem *self)
{
  g_clear_pointer (&self->knapsack, riskctx_knapsack_free);
  g_strfreev (self->ids);
  g_free (self->one_time);
  g_free (self->running);
  g_free (self);
}

static gboolean
mean_of (RiskctxEstimate *estimate,
         RiskctxItem     *owner,
         const char      *member,
         double          *mean,
         GError         **error)
{
  g_autoptr(RiskctxLaw) law = riskctx_compile_law (estimate, owner, member, error);
  const char *id = riskctx_item_get_id (owner);

  if (law == NULL)
    return FALSE;
  *mean = riskctx_law_mean (law);
  if (isfinite (*mean))
    return TRUE;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNSUPPORTED,
               "the mean of %s of %s “%s” is infinite, so that nothing can be weighed against it",
               member, riskctx_item_get_noun (owner), id != NULL ? id : "");
  return FALSE;
}

static gboolean
add_effects (Build           *self,
             RiskctxItem     *owner,
             RiskctxItemList *effects,
             double           scale_now,
             double           scale_then,
             gboolean         brought,
             GError         **error)
{
  for (guint i = 0; i < riskctx_item_list_get_length (effects); i++)
    {
      Acting acting = { .effect = riskctx_item_list_peek (effects, i), .block = -1 };
      double reduction;

      if (!mean_of (riskctx_effect_get_reduction (acting.effect), owner, "reduction", &reduction,
                    error))
        return FALSE;
      acting.impacts = riskctx_compile_impacts (self->assessment, acting.effect);
      acting.now = 1 - reduction * scale_now;
      acting.then = brought && acting.now > 0
                      ? CLAMP ((1 - reduction * scale_then) / acting.now, 0, 1) : 1;
      if (brought)
        acting.block = (int) self->n_blocks;
      g_array_append_val (self->acting, acting);
    }
  return TRUE;
}

static gboolean
option_brings (RiskctxOption *option,
               const char    *control)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);

  for (guint i = 0; i < riskctx_item_list_get_length (phases) && control != NULL; i++)
    {
      const char *const *controls = riskctx_phase_get_controls (riskctx_item_list_peek (phases, i));

      if (controls != NULL && g_strv_contains (controls, control))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_cover (Build         *self,
           RiskctxOption *option,
           GArray        *gives,
           GError       **error)
{
  const guint n = riskctx_item_list_get_length (self->risks);
  Cover *cover;
  double *kept;

  if (riskctx_item_list_get_length (riskctx_option_get_insurance (option)) == 0
      || riskctx_item_get_id (RISKCTX_ITEM (option)) == NULL)
    return TRUE;
  kept = dup_kept (self->assessment, option, error);
  if (kept == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    kept[i] = self->kept[i] > 0 ? MIN (kept[i] / self->kept[i], 1) : 1;
  cover = g_new (Cover, 1);
  *cover = (Cover){ self->n_blocks, kept };
  g_ptr_array_add (self->covers, cover);
  g_array_append_val (gives, self->n_blocks);
  self->n_blocks++;
  return TRUE;
}

/* A block for every measure that some option brings, and for what an option does by itself. */
static gboolean
add_blocks (Build     *self,
            GPtrArray *gives, /* by option: GArray of guint */
            GError   **error)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (self->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      const double coverage = riskctx_control_get_coverage (control);
      gboolean brought = FALSE;

      for (guint j = 0; j < gives->len; j++)
        if (option_brings (riskctx_item_list_peek (options, j),
                           riskctx_item_get_id (RISKCTX_ITEM (control))))
          {
            g_array_append_val (g_ptr_array_index (gives, j), self->n_blocks);
            brought = TRUE;
          }
      if (!add_effects (self, RISKCTX_ITEM (control), riskctx_control_get_effects (control),
                        coverage * riskctx_control_get_implementation (control), coverage, brought,
                        error))
        return FALSE;
      self->n_blocks += brought;
    }
  for (guint j = 0; j < gives->len; j++)
    {
      RiskctxItem *option = riskctx_item_list_peek (options, j);

      g_array_append_val (g_ptr_array_index (gives, j), self->n_blocks);
      if (!add_effects (self, option, riskctx_option_get_effects (RISKCTX_OPTION (option)), 0, 1,
                        TRUE, error))
        return FALSE;
      self->n_blocks++;
      if (!add_cover (self, RISKCTX_OPTION (option), g_ptr_array_index (gives, j), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_causes (Build           *self,
            RiskctxItem     *owner,
            RiskctxItemList *triggers,
            int              from, /* -1: a shock of @rate events a year */
            double           rate,
            GError         **error)
{
  for (guint i = 0; i < riskctx_item_list_get_length (triggers); i++)
    {
      RiskctxTrigger *trigger = riskctx_item_list_peek (triggers, i);
      const char *id = riskctx_trigger_get_risk (trigger);
      const double probability = riskctx_trigger_get_probability (trigger);
      gpointer found;
      Cause *cause;

      if (id == NULL || !g_hash_table_lookup_extended (self->positions, id, NULL, &found))
        {
          g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                       "%s “%s” refers to a risk that does not exist",
                       riskctx_item_get_noun (owner), riskctx_item_get_id (owner));
          return FALSE;
        }
      if (from < 0)
        {
          self->own[GPOINTER_TO_UINT (found)] += rate * probability;
          continue;
        }
      cause = g_new (Cause, 1);
      *cause = (Cause){ (guint) from, probability };
      if (self->causes[GPOINTER_TO_UINT (found)] == NULL)
        self->causes[GPOINTER_TO_UINT (found)] = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->causes[GPOINTER_TO_UINT (found)], cause);
    }
  return TRUE;
}

static gboolean
add_rates (Build   *self,
           GError **error)
{
  RiskctxItemList *shocks = riskctx_assessment_get_shocks (self->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (self->risks); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (self->risks, i);
      RiskctxRisk *risk = RISKCTX_RISK (item);
      double rate, share = 1;

      if (!mean_of (riskctx_risk_get_frequency (risk), item, "frequency", &rate, error)
          || (riskctx_risk_get_vulnerability (risk) != NULL
              && !mean_of (riskctx_risk_get_vulnerability (risk), item, "vulnerability", &share,
                           error)))
        return FALSE;
      self->own[i] += rate * share;
      if (riskctx_item_has (item, "triggers")
          && !add_causes (self, item, riskctx_risk_get_triggers (risk), (int) i, 0, error))
        return FALSE;
    }
  for (guint i = 0; i < riskctx_item_list_get_length (shocks); i++)
    {
      RiskctxItem *shock = riskctx_item_list_peek (shocks, i);
      double rate;

      if (!mean_of (riskctx_shock_get_frequency (RISKCTX_SHOCK (shock)), shock, "frequency", &rate,
                    error)
          || !add_causes (self, shock, riskctx_shock_get_triggers (RISKCTX_SHOCK (shock)), -1,
                          rate, error))
        return FALSE;
    }
  return TRUE;
}

/* The factors of one cell, block by block, and what is left of it as things are. */
static double
weigh (Build              *self,
       const Stream       *stream,
       RiskctxConsequence *consequence,
       double             *factors)
{
  const guint last = stream->risks[stream->n - 1];
  double now = self->kept[last];

  for (guint b = 0; b < self->n_blocks; b++)
    factors[b] = 1;
  for (guint i = 0; i < self->covers->len; i++)
    {
      const Cover *cover = g_ptr_array_index (self->covers, i);

      factors[cover->block] = cover->factors[last];
    }
  for (guint a = 0; a < self->acting->len; a++)
    {
      const Acting *acting = &g_array_index (self->acting, Acting, a);
      const RiskctxEffectTarget target = riskctx_effect_get_target (acting->effect);
      const guint first = target == RISKCTX_EFFECT_TARGET_FREQUENCY ? 0 : stream->n - 1;

      if (target != RISKCTX_EFFECT_TARGET_FREQUENCY
          && !riskctx_compile_reaches (acting->effect, acting->impacts, consequence))
        continue;
      for (guint k = first; k < stream->n; k++)
        {
          RiskctxItem *risk = riskctx_item_list_peek (self->risks, stream->risks[k]);

          if (!riskctx_compile_concerns (acting->effect, riskctx_item_get_id (risk)))
            continue;
          now *= acting->now;
          if (acting->block >= 0)
            factors[acting->block] *= acting->then;
        }
    }
  return now;
}

static void
put_cell (Build        *self,
          double        loss,
          const double *factors)
{
  g_autoptr(GString) name = g_string_new (NULL);
  gpointer found;

  for (guint b = 0; b < self->n_blocks; b++)
    if (factors[b] < 1)
      g_string_append_printf (name, "%u:%a;", b, factors[b]);
  if (g_hash_table_lookup_extended (self->cells, name->str, NULL, &found))
    {
      g_array_index (self->losses, double, GPOINTER_TO_UINT (found)) += loss;
      return;
    }
  g_hash_table_insert (self->cells, g_strdup (name->str), GUINT_TO_POINTER (self->losses->len));
  g_array_append_val (self->losses, loss);

  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint b = 0; b < self->n_blocks; b++)
    if (factors[b] < 1)
      {
        const Part part = { b, factors[b] };

        g_array_append_val (parts, part);
      }
  g_ptr_array_add (self->parts, parts);
}

static gboolean
add_consequences (Build        *self,
                  const Stream *stream,
                  GError      **error)
{
  RiskctxItem *risk = riskctx_item_list_peek (self->risks, stream->risks[stream->n - 1]);
  RiskctxItemList *consequences = riskctx_risk_get_consequences (RISKCTX_RISK (risk));
  g_autofree double *factors = g_new (double, MAX (self->n_blocks, 1));

  for (guint i = 0; i < riskctx_item_list_get_length (consequences); i++)
    {
      RiskctxConsequence *consequence = riskctx_item_list_peek (consequences, i);
      RiskctxEstimate *chance = riskctx_consequence_get_probability (consequence);
      g_autoptr(RiskctxEstimate) cost = riskctx_consequence_estimate_magnitude (consequence,
                                                                                error);
      double probability = 1, magnitude, loss;

      if (cost == NULL)
        return FALSE;
      if ((chance != NULL && !mean_of (chance, risk, "probability", &probability, error))
          || !mean_of (cost, risk, "magnitude", &magnitude, error))
        return FALSE;
      loss = stream->rate * probability * magnitude * weigh (self, stream, consequence, factors);
      if (loss < 0)
        {
          g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNSUPPORTED,
                       "risk “%s” has a consequence that is a gain on average; the best set of "
                       "options is found for losses only", riskctx_item_get_id (risk));
          return FALSE;
        }
      if (loss > 0)
        put_cell (self, loss, factors);
    }
  return TRUE;
}

/* Follows the events of a stream back to what sets them off; triggers do not go round in circles
 * in a valid document, and in another one the number of ways ends it. */
static gboolean
add_streams (Build   *self,
             double   probability,
             guint    n,
             guint   *way, /* backwards: the risk that is reached first */
             GError **error)
{
  const guint at = way[n - 1];
  GPtrArray *causes = self->causes[at];

  if (++self->n_ways > MAX_CELLS || n > riskctx_item_list_get_length (self->risks))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                           "triggers lead to one another in too many ways");
      return FALSE;
    }
  if (self->own[at] > 0 && probability > 0)
    {
      g_autofree guint *risks = g_new (guint, n);
      const Stream stream = { self->own[at] * probability, n, risks };

      for (guint k = 0; k < n; k++)
        risks[k] = way[n - 1 - k];
      if (!add_consequences (self, &stream, error))
        return FALSE;
    }
  for (guint i = 0; causes != NULL && i < causes->len; i++)
    {
      const Cause *cause = g_ptr_array_index (causes, i);
      g_autofree guint *longer = g_new (guint, n + 1);

      for (guint k = 0; k < n; k++)
        longer[k] = way[k];
      longer[n] = cause->from;
      if (!add_streams (self, probability * cause->probability, n + 1, longer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_costs (RiskctxFrontierProblem *self,
           guint                   position,
           RiskctxOption          *option,
           RiskctxBudgetKind       kind,
           guint                   years,
           double                 *budgeted,
           GError                **error)
{
  RiskctxItem *item = RISKCTX_ITEM (option);
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  RiskctxEstimate *saved = riskctx_option_get_running_cost_saved (option);
  double mean, total = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      RiskctxItemList *costs = riskctx_phase_get_costs (riskctx_item_list_peek (phases, i));

      for (guint j = 0; j < riskctx_item_list_get_length (costs); j++)
        {
          RiskctxItem *part = riskctx_item_list_peek (costs, j);
          RiskctxCost *cost = RISKCTX_COST (part);
          gint64 from, until;

          if (!mean_of (riskctx_cost_get_amount (cost), item, "amount", &mean, error))
            return FALSE;
          if (riskctx_cost_get_timing (cost) != RISKCTX_COST_TIMING_YEARLY)
            {
              self->one_time[position] += mean;
              total += mean;
              continue;
            }
          from = MAX (riskctx_cost_get_from_year (cost), 1);
          until = riskctx_item_has (part, "until_year")
                    ? MIN (riskctx_cost_get_until_year (cost), (gint64) years) : (gint64) years;
          self->running[position] += mean;
          total += mean * (double) MAX (until - from + 1, 0);
        }
    }
  if (saved != NULL)
    {
      if (!mean_of (saved, item, "running_cost_saved", &mean, error))
        return FALSE;
      self->running[position] -= mean;
      total -= mean * years;
    }
  *budgeted = MAX (kind == RISKCTX_BUDGET_KIND_TOTAL ? total : self->one_time[position], 0);
  return TRUE;
}

static void
link_options (RiskctxFrontierProblem *self,
              RiskctxItemList        *options,
              gboolean                give_up,
              guint64                 forbidden)
{
  const guint n = riskctx_item_list_get_length (options);

  for (guint i = 0; i < n; i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      const char *const *excludes = riskctx_option_get_excludes (option);
      const char *const *needs = riskctx_option_get_requires (option);

      if (forbidden >> i & 1
          || (!give_up && !riskctx_option_get_recovers (option)
              && !riskctx_option_get_mandatory (option)))
        riskctx_knapsack_exclude (self->knapsack, i, i);
      for (guint j = 0; j < n; j++)
        {
          if (i != j && excludes != NULL && g_strv_contains (excludes, self->ids[j]))
            riskctx_knapsack_exclude (self->knapsack, i, j);
          if (i != j && needs != NULL && g_strv_contains (needs, self->ids[j]))
            riskctx_knapsack_require (self->knapsack, i, j);
        }
    }
}

static gboolean
fill (RiskctxFrontierProblem *self,
      Build                  *build,
      RiskctxBudgetKind       kind,
      guint                   years,
      gboolean                give_up,
      guint64                 forced,
      guint64                 forbidden,
      GError                **error)
{
  RiskctxItemList *options = riskctx_assessment_get_options (build->assessment);
  const guint n = riskctx_item_list_get_length (options);
  g_autoptr(GPtrArray) gives = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (gives, g_array_new (FALSE, FALSE, sizeof (guint)));
  if (!add_blocks (build, gives, error) || !add_rates (build, error))
    return FALSE;
  for (guint i = 0; i < riskctx_item_list_get_length (build->risks); i++)
    if (!add_streams (build, 1, 1, &i, error))
      return FALSE;

  self->knapsack = riskctx_knapsack_new (build->losses->len, (double *) build->losses->data);
  for (guint b = 0; b < build->n_blocks; b++)
    riskctx_knapsack_add_block (self->knapsack);
  for (guint c = 0; c < build->losses->len; c++)
    {
      const GArray *parts = g_ptr_array_index (build->parts, c);

      self->loss += g_array_index (build->losses, double, c);
      for (guint k = 0; k < parts->len; k++)
        riskctx_knapsack_add_factor (self->knapsack, g_array_index (parts, Part, k).block, c,
                                     g_array_index (parts, Part, k).factor);
    }
  for (guint i = 0; i < n; i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (options, i);
      const GArray *blocks = g_ptr_array_index (gives, i);
      double budgeted;

      self->ids[i] = g_strdup (riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item)
                                                                  : "");
      if (!add_costs (self, i, RISKCTX_OPTION (item), kind, years, &budgeted, error))
        return FALSE;
      self->largest += budgeted;
      riskctx_knapsack_add_item (self->knapsack, budgeted, MAX (self->running[i], 0),
                                 forced >> i & 1
                                   || riskctx_option_get_mandatory (RISKCTX_OPTION (item)));
      for (guint k = 0; k < blocks->len; k++)
        riskctx_knapsack_give (self->knapsack, i, g_array_index (blocks, guint, k));
    }
  link_options (self, options, give_up, forbidden);
  return TRUE;
}

static void
causes_free (GPtrArray *causes)
{
  g_ptr_array_unref (causes);
}

RiskctxFrontierProblem *
riskctx_frontier_problem_new (RiskctxAssessment *assessment,
                              RiskctxBudgetKind  kind,
                              guint              years,
                              gboolean           give_up,
                              guint64            forced,
                              guint64            forbidden,
                              GError           **error)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  const guint n_risks = riskctx_item_list_get_length (risks);
  const guint n = riskctx_item_list_get_length (riskctx_assessment_get_options (assessment));
  g_autoptr(RiskctxFrontierProblem) self = NULL;
  g_autoptr(GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) acting = g_array_new (FALSE, FALSE, sizeof (Acting));
  g_autoptr(GArray) losses = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree double *own = g_new0 (double, MAX (n_risks, 1));
  g_autofree double *kept = dup_kept (assessment, NULL, error);
  g_autoptr(GPtrArray) covers = g_ptr_array_new_with_free_func (cover_free);
  g_autofree GPtrArray **causes = g_new0 (GPtrArray *, MAX (n_risks, 1));
  Build build = { assessment, risks, positions, acting, 0, own, kept, covers, causes, cells, losses,
                  parts, 0 };
  gboolean filled;

  if (kept == NULL)
    return NULL;
  if (n > RISKCTX_KNAPSACK_ITEMS)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE, "%u options are more than %u", n,
                   RISKCTX_KNAPSACK_ITEMS);
      return NULL;
    }
  for (guint i = 0; i < n_risks; i++)
    {
      const char *id = riskctx_item_get_id (riskctx_item_list_peek (risks, i));

      if (id != NULL)
        g_hash_table_insert (positions, (gpointer) id, GUINT_TO_POINTER (i));
    }
  self = g_new0 (RiskctxFrontierProblem, 1);
  self->ids = g_new0 (char *, n + 1);
  self->one_time = g_new0 (double, MAX (n, 1));
  self->running = g_new0 (double, MAX (n, 1));
  filled = fill (self, &build, kind, years, give_up, forced, forbidden, error);
  for (guint i = 0; i < n_risks; i++)
    g_clear_pointer (&causes[i], causes_free);
  return filled ? g_steal_pointer (&self) : NULL;
}
