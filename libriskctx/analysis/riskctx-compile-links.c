/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-compile-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-correlation-private.h"
#include "riskctx-dependence.h"
#include "riskctx-dependence-matrix.h"
#include "riskctx-dependence-nearest.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law-private.h"
#include "riskctx-item-private.h"
#include "riskctx-risk.h"
#include "riskctx-shock.h"
#include "riskctx-stream-private.h"
#include "riskctx-trigger.h"

/* What makes risks depend on each other, from the document into the engine's plan. */

RiskctxLaw *
riskctx_compile_law (RiskctxEstimate *estimate,
                     RiskctxItem     *owner,
                     const char      *member,
                     GError         **error)
{
  RiskctxLaw *law;

  if (estimate == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "“%s” is missing", member);
      law = NULL;
    }
  else
    law = riskctx_estimate_to_law (estimate, error);
  if (law == NULL)
    g_prefix_error (error, "%s of %s “%s”: ", member, riskctx_item_get_noun (owner),
                    riskctx_item_get_id (owner) != NULL ? riskctx_item_get_id (owner) : "");
  return law;
}

static RiskctxFrequencyKind
kind_of (RiskctxFrequencyModel model)
{
  switch (model)
    {
    case RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL:
      return RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL;
    case RISKCTX_FREQUENCY_MODEL_BINOMIAL:
      return RISKCTX_FREQUENCY_KIND_BINOMIAL;
    case RISKCTX_FREQUENCY_MODEL_BERNOULLI:
      return RISKCTX_FREQUENCY_KIND_BERNOULLI;
    case RISKCTX_FREQUENCY_MODEL_FIXED:
      return RISKCTX_FREQUENCY_KIND_FIXED;
    case RISKCTX_FREQUENCY_MODEL_POISSON:
    default:
      return RISKCTX_FREQUENCY_KIND_POISSON;
    }
}

/* The document states the mean number of events, the engine wants the probability of one trial. */
static RiskctxLaw *
rate_per_trial (RiskctxLaw *mean,
                guint       trials,
                GError    **error)
{
  g_autoptr(RiskctxLaw) share = riskctx_law_new_fixed (1.0 / trials, error);
  RiskctxLaw *const factors[] = { mean, share };

  if (riskctx_law_is_fixed (mean))
    return riskctx_law_new_fixed (riskctx_law_minimum (mean) / trials, error);
  return riskctx_law_new_product (factors, G_N_ELEMENTS (factors), INFINITY, error);
}

RiskctxLaw *
riskctx_compile_rate (RiskctxEstimate       *frequency,
                      RiskctxFrequencyModel  model,
                      guint                  trials,
                      RiskctxItem           *owner,
                      RiskctxFrequencyKind  *kind,
                      GError               **error)
{
  g_autoptr(RiskctxLaw) mean = riskctx_compile_law (frequency, owner, "frequency", error);

  *kind = kind_of (model);
  if (mean == NULL || *kind != RISKCTX_FREQUENCY_KIND_BINOMIAL)
    return g_steal_pointer (&mean);
  return rate_per_trial (mean, trials, error);
}

static GHashTable *
index_risks (RiskctxAssessment *assessment)
{
  GHashTable *positions = g_hash_table_new (g_str_hash, g_str_equal);
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    g_hash_table_insert (positions,
                         (gpointer) riskctx_item_get_id (riskctx_item_list_peek (risks, i)),
                         GUINT_TO_POINTER (i));
  return positions;
}

static gboolean
find_risk (GHashTable  *positions,
           const char  *id,
           RiskctxItem *owner,
           guint       *position,
           GError     **error)
{
  gpointer found;

  if (id == NULL || !g_hash_table_lookup_extended (positions, id, NULL, &found))
    {
      const char *name = riskctx_item_get_id (owner);

      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                   "%s “%s” refers to the risk “%s”, which does not exist",
                   riskctx_item_get_noun (owner), name != NULL ? name : "", id != NULL ? id : "");
      return FALSE;
    }
  *position = GPOINTER_TO_UINT (found);
  return TRUE;
}

typedef void (*AddLink) (RiskctxPlanBuilder *builder, guint from, guint risk, double probability);

static gboolean
add_links (RiskctxPlanBuilder *builder,
           GHashTable         *positions,
           RiskctxItem        *owner,
           RiskctxItemList    *triggers,
           guint               from,
           AddLink             add,
           GError            **error)
{
  for (guint i = 0; i < riskctx_item_list_get_length (triggers); i++)
    {
      RiskctxTrigger *trigger = riskctx_item_list_peek (triggers, i);
      guint risk = 0;

      if (!find_risk (positions, riskctx_trigger_get_risk (trigger), owner, &risk, error))
        return FALSE;
      add (builder, from, risk, riskctx_trigger_get_probability (trigger));
    }
  return TRUE;
}

static gboolean
add_shock (RiskctxPlanBuilder *builder,
           GHashTable         *positions,
           RiskctxShock       *shock,
           GError            **error)
{
  RiskctxItem *item = RISKCTX_ITEM (shock);
  const char *id = riskctx_item_get_id (item);
  const guint trials = (guint) MAX (riskctx_shock_get_trials (shock), 1);
  RiskctxFrequencyKind kind;
  g_autoptr(RiskctxLaw) rate
    = riskctx_compile_rate (riskctx_shock_get_frequency (shock),
                            riskctx_shock_get_frequency_model (shock), trials, item, &kind,
                            error);

  if (rate == NULL)
    return FALSE;
  return add_links (builder, positions, item, riskctx_shock_get_triggers (shock),
                    riskctx_plan_builder_add_shock (builder,
                                                    riskctx_stream_key (id != NULL ? id : "",
                                                                        NULL),
                                                    kind, rate,
                                                    riskctx_shock_get_dispersion (shock), trials),
                    riskctx_plan_builder_add_hit, error);
}

static RiskctxCopulaScope
scope_of (RiskctxDependenceScope scope)
{
  return (scope == 0 || scope & RISKCTX_DEPENDENCE_SCOPE_COUNTS ? RISKCTX_COPULA_COUNTS : 0)
         | (scope & RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES ? RISKCTX_COPULA_MAGNITUDES : 0);
}

static gboolean
add_dependence (RiskctxPlanBuilder *builder,
                GHashTable         *positions,
                RiskctxDependence  *dependence,
                GError            **error)
{
  RiskctxItem *item = RISKCTX_ITEM (dependence);
  const char *id = riskctx_item_get_id (item);
  const char *const *risks = riskctx_dependence_get_risks (dependence);
  const guint n = risks != NULL ? g_strv_length ((char **) risks) : 0;
  g_autofree guint *members = g_new (guint, MAX (n, 1));
  const double degrees = riskctx_dependence_get_copula (dependence) == RISKCTX_COPULA_STUDENT_T
    ? riskctx_dependence_get_degrees (dependence) : 0;
  guint n_values;
  g_autofree double *matrix = riskctx_dependence_dup_matrix (dependence, &n_values);

  for (guint i = 0; i < n; i++)
    if (!find_risk (positions, risks[i], item, &members[i], error))
      return FALSE;
  riskctx_plan_builder_add_group (builder, riskctx_stream_key (id != NULL ? id : "", NULL), degrees,
                                  scope_of (riskctx_dependence_get_scope (dependence)), n, members,
                                  matrix);
  return TRUE;
}

gboolean
riskctx_compile_links (RiskctxAssessment  *assessment,
                       RiskctxPlanBuilder *builder,
                       GError            **error)
{
  g_autoptr(GHashTable) positions = index_risks (assessment);
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  RiskctxItemList *shocks = riskctx_assessment_get_shocks (assessment);
  RiskctxItemList *dependences = riskctx_assessment_get_dependences (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    {
      RiskctxItem *risk = riskctx_item_list_peek (risks, i);

      /* Asking for the list would make one, and most of many risks set off nothing. */
      if (riskctx_item_has (risk, "triggers")
          && !add_links (builder, positions, risk, riskctx_risk_get_triggers (RISKCTX_RISK (risk)),
                         i, riskctx_plan_builder_add_trigger, error))
        return FALSE;
    }
  for (guint i = 0; i < riskctx_item_list_get_length (shocks); i++)
    if (!add_shock (builder, positions, riskctx_item_list_peek (shocks, i), error))
      return FALSE;
  for (guint i = 0; i < riskctx_item_list_get_length (dependences); i++)
    if (!add_dependence (builder, positions, riskctx_item_list_peek (dependences, i), error))
      return FALSE;
  return TRUE;
}

/**
 * riskctx_dependence_dup_nearest:
 * @self: a group of risks that go together
 * @n_values: (out): how many values: the square of the number of risks
 *
 * Finds the correlations that are possible and nearest to those that are stated: the correlation
 * matrix with the smallest sum of squared differences (N. J. Higham, IMA Journal of Numerical
 * Analysis 22, 2002). They are laid out like [method@Dependence.dup_matrix].
 *
 * Opinions about single pairs often contradict each other; this is what is left of them.
 *
 * Returns: (transfer full) (array length=n_values): the values
 *
 * Since: 1.0
 */
double *
riskctx_dependence_dup_nearest (RiskctxDependence *self,
                                guint             *n_values)
{
  const char *const *risks;
  g_autofree double *matrix = NULL;
  double *nearest;
  guint n;

  g_return_val_if_fail (RISKCTX_IS_DEPENDENCE (self), NULL);
  g_return_val_if_fail (n_values != NULL, NULL);

  risks = riskctx_dependence_get_risks (self);
  n = risks != NULL ? g_strv_length ((char **) risks) : 0;
  matrix = riskctx_dependence_dup_matrix (self, n_values);
  nearest = g_new (double, MAX (*n_values, 1));
  if (riskctx_correlation_check (n, matrix) == NULL)
    memcpy (nearest, matrix, *n_values * sizeof *nearest);
  else
    riskctx_correlation_nearest (n, matrix, nearest);
  return nearest;
}
