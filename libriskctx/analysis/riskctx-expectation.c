/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-expectation-parts-private.h"

#include <math.h>

#include "riskctx-compile-private.h"
#include "riskctx-cost.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-phase.h"

static gboolean
bring (guint64 set,
       guint   option)
{
  return set >> option & 1;
}

static gboolean
add_cost (RiskctxExpectation *self,
          guint               option,
          RiskctxCost        *cost,
          GError            **error)
{
  RiskctxItem *item = RISKCTX_ITEM (cost);
  const guint from = (guint) MAX (riskctx_cost_get_from_year (cost), 0);
  RiskctxExpectationCost spent = {
    .sign = 1, .option = option, .from = from, .until = G_MAXUINT,
    .once = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_ONE_TIME,
  };
  int input;

  if (riskctx_cost_get_amount (cost) == NULL)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "the “amount” of a cost is missing");
      return FALSE;
    }
  input = riskctx_expectation_use (self, item, "amount", riskctx_cost_get_amount (cost), FALSE,
                                   NULL, error);
  if (input < 0)
    return FALSE;
  spent.input = (guint) input;
  if (!spent.once && riskctx_item_has (item, "until_year"))
    spent.until = (guint) MAX (riskctx_cost_get_until_year (cost), 0);
  g_array_append_val (self->costs, spent);
  return TRUE;
}

static gboolean
add_change (RiskctxExpectation *self,
            GArray             *changes,
            guint               option,
            RiskctxItem        *item,
            const char         *member,
            RiskctxEstimate    *estimate,
            GError            **error)
{
  RiskctxExpectationChange change = { 0, option };
  int input;

  if (estimate == NULL)
    return TRUE;
  input = riskctx_expectation_use (self, item, member, estimate, FALSE, NULL, error);
  if (input < 0)
    return FALSE;
  change.input = (guint) input;
  g_array_append_val (changes, change);
  return TRUE;
}

static gboolean
add_option (RiskctxExpectation *self,
            guint               position,
            RiskctxOption      *option,
            GError            **error)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  RiskctxItem *item = RISKCTX_ITEM (option);
  RiskctxEstimate *saved = riskctx_option_get_running_cost_saved (option);

  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      RiskctxItemList *costs = riskctx_phase_get_costs (riskctx_item_list_peek (phases, i));

      for (guint j = 0; j < riskctx_item_list_get_length (costs); j++)
        if (!add_cost (self, position, riskctx_item_list_peek (costs, j), error))
          return FALSE;
    }
  if (saved != NULL)
    {
      RiskctxExpectationCost less = { 0, -1, position, 1, G_MAXUINT, FALSE };
      const int input = riskctx_expectation_use (self, item, "running_cost_saved", saved, FALSE,
                                                 NULL, error);

      if (input < 0)
        return FALSE;
      less.input = (guint) input;
      g_array_append_val (self->costs, less);
    }
  return add_change (self, self->sales_changes, position, item, "sales_change",
                     riskctx_option_get_sales_change (option), error)
         && add_change (self, self->new_margins, position, item, "new_contribution_margin",
                        riskctx_option_get_new_contribution_margin (option), error);
}

static gboolean
add_organization (RiskctxExpectation *self,
                  GError            **error)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (self->assessment);
  RiskctxItem *item = RISKCTX_ITEM (organization);
  RiskctxEstimate *estimate;

  self->sales = self->margin = self->funds = -1;
  if (organization == NULL)
    return TRUE;
  if ((estimate = riskctx_organization_get_sales (organization)) != NULL
      && (self->sales = riskctx_expectation_use (self, item, "sales", estimate, FALSE, NULL,
                                                 error)) < 0)
    return FALSE;
  if ((estimate = riskctx_organization_get_contribution_margin (organization)) != NULL
      && (self->margin = riskctx_expectation_use (self, item, "contribution_margin", estimate,
                                                  FALSE, NULL, error)) < 0)
    return FALSE;
  if ((estimate = riskctx_organization_get_funds_available (organization)) != NULL
      && (self->funds = riskctx_expectation_use (self, item, "funds_available", estimate, FALSE,
                                                 NULL, error)) < 0)
    return FALSE;
  return TRUE;
}

static void
clear_set (gpointer data)
{
  RiskctxExpectationSet *self = data;

  g_free (self->scales);
  g_free (self->kept);
  g_free (self->degrees);
}

static void
clear_input (gpointer data)
{
  RiskctxExpectationInput *input = data;

  riskctx_estimate_unref (input->estimate);
  riskctx_law_unref (input->law);
  g_free (input->id);
  g_free (input->pointer);
  riskctx_text_unref (input->label);
}

RiskctxExpectation *
riskctx_expectation_new (RiskctxAssessment *assessment,
                         guint              years,
                         GError           **error)
{
  g_autoptr(RiskctxExpectation) self = g_new0 (RiskctxExpectation, 1);
  RiskctxItemList *options;

  self->assessment = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (assessment)));
  self->years = years;
  self->inputs = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationInput));
  g_array_set_clear_func (self->inputs, clear_input);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->terms = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationTerm));
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  self->effects = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationEffect));
  self->effect_places = g_array_new (FALSE, FALSE, sizeof (guint));
  self->costs = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationCost));
  self->sales_changes = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationChange));
  self->new_margins = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationChange));
  self->sets = g_array_new (FALSE, FALSE, sizeof (RiskctxExpectationSet));
  g_array_set_clear_func (self->sets, clear_set);
  options = riskctx_assessment_get_options (self->assessment);
  self->n_options = riskctx_item_list_get_length (options);
  self->n_risks = riskctx_item_list_get_length (riskctx_assessment_get_risks (self->assessment));
  if (riskctx_item_list_get_length (options) > 64)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE, "%u options are more than 64",
                   riskctx_item_list_get_length (options));
      return NULL;
    }
  if (!add_organization (self, error) || !riskctx_expectation_add_losses (self, error))
    return NULL;
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    if (!add_option (self, i, riskctx_item_list_peek (options, i), error))
      return NULL;
  if (!riskctx_expectation_state_set (self, 0, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
riskctx_expectation_free (RiskctxExpectation *self)
{
  g_object_unref (self->assessment);
  g_array_unref (self->inputs);
  g_hash_table_unref (self->known);
  g_array_unref (self->terms);
  g_array_unref (self->places);
  g_array_unref (self->effects);
  g_array_unref (self->effect_places);
  g_array_unref (self->costs);
  g_array_unref (self->sales_changes);
  g_array_unref (self->new_margins);
  g_array_unref (self->sets);
  g_free (self);
}

RiskctxAssessment *
riskctx_expectation_get_assessment (RiskctxExpectation *self)
{
  return self->assessment;
}

guint
riskctx_expectation_n_inputs (RiskctxExpectation *self)
{
  return self->inputs->len;
}

const RiskctxExpectationInput *
riskctx_expectation_get_input (RiskctxExpectation *self,
                               guint               position)
{
  return &g_array_index (self->inputs, RiskctxExpectationInput, position);
}

double *
riskctx_expectation_dup_means (RiskctxExpectation *self)
{
  double *means = g_new (double, MAX (self->inputs->len, 1));

  for (guint i = 0; i < self->inputs->len; i++)
    means[i] = riskctx_expectation_get_input (self, i)->mean;
  return means;
}

int
riskctx_expectation_funds (RiskctxExpectation *self)
{
  return self->funds;
}

gboolean
riskctx_expectation_add_set (RiskctxExpectation *self,
                             guint64             set)
{
  for (guint i = 0; i < self->sets->len; i++)
    if (riskctx_expectation_get_set (self, i) == set)
      return TRUE;
  return riskctx_expectation_state_set (self, set, NULL);
}

guint
riskctx_expectation_n_sets (RiskctxExpectation *self)
{
  return self->sets->len;
}

guint64
riskctx_expectation_get_set (RiskctxExpectation *self,
                             guint               set)
{
  return g_array_index (self->sets, RiskctxExpectationSet, set).options;
}

void
riskctx_expectation_truncate_sets (RiskctxExpectation *self,
                                   guint               n_sets)
{
  g_array_set_size (self->sets, MIN (n_sets, self->sets->len));
}

static double
loss_in_state (RiskctxExpectation          *self,
               const RiskctxExpectationSet *set,
               guint                        state,
               const double                *x)
{
  const guint *places = (const guint *) self->places->data;
  const guint *effect_places = (const guint *) self->effect_places->data;
  const double *scales = set->scales + (gsize) state * self->effects->len;
  const double *kept = set->kept + (gsize) state * self->n_risks;
  double loss = 0;

  for (guint i = 0; i < self->terms->len; i++)
    {
      const RiskctxExpectationTerm *term = &g_array_index (self->terms, RiskctxExpectationTerm, i);
      double product = term->factor * kept[term->risk];

      for (guint k = 0; k < term->n; k++)
        product *= x[places[term->first + k]];
      for (guint k = 0; k < term->n_effects; k++)
        {
          const guint place = effect_places[term->first_effect + k];

          product *= 1 - x[g_array_index (self->effects, RiskctxExpectationEffect, place).input]
                           * scales[place];
        }
      loss += product;
    }
  return loss;
}

double
riskctx_expectation_loss (RiskctxExpectation *self,
                          guint               set,
                          const double       *x)
{
  const RiskctxExpectationSet *state = &g_array_index (self->sets, RiskctxExpectationSet, set);

  return loss_in_state (self, state, state->n_states - 1, x);
}

double
riskctx_expectation_one_time (RiskctxExpectation *self,
                              guint               set,
                              const double       *x)
{
  const guint64 options = riskctx_expectation_get_set (self, set);
  double sum = 0;

  for (guint i = 0; i < self->costs->len; i++)
    {
      const RiskctxExpectationCost *cost = &g_array_index (self->costs, RiskctxExpectationCost, i);

      if (cost->once && bring (options, cost->option))
        sum += x[cost->input];
    }
  return sum;
}

/* As an investment plan counts it; FALSE: a figure is not stated. */
static gboolean
contribution_change (RiskctxExpectation *self,
                     guint64             options,
                     const double       *x,
                     double             *change)
{
  double sales = 0, new_margin, only = 0;
  guint n_sales = 0, n_margins = 0;

  for (guint i = 0; i < self->sales_changes->len; i++)
    {
      const RiskctxExpectationChange *stated
        = &g_array_index (self->sales_changes, RiskctxExpectationChange, i);

      if (!bring (options, stated->option))
        continue;
      sales += x[stated->input];
      n_sales++;
    }
  new_margin = self->margin >= 0 ? x[self->margin] : 0;
  for (guint i = 0; i < self->new_margins->len; i++)
    {
      const RiskctxExpectationChange *stated
        = &g_array_index (self->new_margins, RiskctxExpectationChange, i);

      if (!bring (options, stated->option))
        continue;
      only = x[stated->input];
      new_margin += only - (self->margin >= 0 ? x[self->margin] : 0);
      n_margins++;
    }
  *change = 0;
  if (n_sales == 0 && n_margins == 0)
    return TRUE;
  if (self->margin < 0 && n_margins != 1)
    return FALSE;
  if (n_margins == 1)
    new_margin = only;
  *change = sales * new_margin;
  if (n_margins == 0)
    return TRUE;
  if (self->sales < 0 || self->margin < 0)
    return FALSE;
  *change += x[self->sales] * (new_margin - x[self->margin]);
  return TRUE;
}

/* The same while not all is done: what is not stated counts as 0. */
static double
contribution_in_state (RiskctxExpectation          *self,
                       const RiskctxExpectationSet *set,
                       const double                *degrees,
                       const double                *x)
{
  const double margin = self->margin >= 0 ? x[self->margin] : 0;
  double sales = 0, rise = 0;

  for (guint i = 0; i < self->sales_changes->len; i++)
    {
      const RiskctxExpectationChange *stated
        = &g_array_index (self->sales_changes, RiskctxExpectationChange, i);

      if (bring (set->options, stated->option))
        sales += x[stated->input] * degrees[stated->option];
    }
  for (guint i = 0; i < self->new_margins->len; i++)
    {
      const RiskctxExpectationChange *stated
        = &g_array_index (self->new_margins, RiskctxExpectationChange, i);

      if (bring (set->options, stated->option))
        rise += (x[stated->input] - margin) * degrees[stated->option];
    }
  return sales * (margin + rise) + (self->sales >= 0 ? x[self->sales] : 0) * rise;
}

static void
add_costs (RiskctxExpectation          *self,
           const RiskctxExpectationSet *set,
           const double                *x,
           guint                        last,
           double                      *flows)
{
  for (guint i = 0; i < self->costs->len; i++)
    {
      const RiskctxExpectationCost *cost = &g_array_index (self->costs, RiskctxExpectationCost, i);
      const guint until = MIN (cost->once ? cost->from : cost->until, last);

      if (!bring (set->options, cost->option))
        continue;
      for (guint year = cost->from; year <= until; year++)
        {
          const guint state = MIN (year, set->n_states) - 1;

          /* what is saved is saved as far as the option is done */
          if (cost->sign < 0)
            flows[year] += x[cost->input] * set->degrees[state * self->n_options + cost->option];
          else
            flows[year] -= x[cost->input];
        }
    }
}

/* FALSE: a figure is not stated. */
static gboolean
add_flows (RiskctxExpectation *self,
           guint               position,
           const double       *x,
           guint               last,
           double             *flows)
{
  const RiskctxExpectationSet *set = &g_array_index (self->sets, RiskctxExpectationSet, position);
  const double before = set->options == 0 ? 0 : riskctx_expectation_loss (self, 0, x);
  double contribution, benefit = 0;

  if (!contribution_change (self, set->options, x, &contribution))
    return FALSE;
  flows[0] = 0;
  for (guint year = 1; year <= last; year++)
    {
      const gboolean done = year >= set->n_states;

      if (set->options != 0 && year <= set->n_states)
        benefit = before - loss_in_state (self, set, year - 1, x);
      flows[year] = benefit;
      if (done)
        flows[year] += contribution;
      else
        flows[year] += contribution_in_state (self, set,
                                              set->degrees + (year - 1) * self->n_options, x);
    }
  add_costs (self, set, x, last, flows);
  return TRUE;
}

double *
riskctx_expectation_dup_flows (RiskctxExpectation *self,
                               guint               set,
                               const double       *x,
                               guint               last)
{
  g_autofree double *flows = g_new (double, last + 1);

  return add_flows (self, set, x, last, flows) ? g_steal_pointer (&flows) : NULL;
}

double
riskctx_expectation_value (RiskctxExpectation *self,
                           guint               set,
                           const double       *x,
                           double              rate)
{
  double flows[RISKCTX_EXPECTATION_MAX_YEARS + 1];
  double sum = 0;

  if (!add_flows (self, set, x, self->years, flows))
    return NAN;
  for (guint year = self->years + 1; year-- > 0;)
    sum = flows[year] + sum / (1 + rate);
  return sum;
}
