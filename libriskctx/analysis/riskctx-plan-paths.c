/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-distribution-private.h"

#include <math.h>

#include "riskctx-stream-private.h"
#include "riskctx-summary-private.h"

#define CANCEL_INTERVAL 1024u
/* Part of the largest sum by which rounding may keep a recovered cost below 0 */
#define ROUNDING 1e-12

enum { BEFORE, AFTER };

const char *
riskctx_plan_paths_obstacle (const RiskctxPlanTerms *terms)
{
  if (!terms->costs_defined)
    return "reason.cost-undefined";
  return riskctx_plan_terms_contribution_change (terms).reason;
}

RiskctxPlanPaths *
riskctx_plan_paths_new (const RiskctxPlanTerms *terms,
                        guint64                 n,
                        guint64                 seed,
                        guint                   last)
{
  RiskctxPlanPaths *self = g_new0 (RiskctxPlanPaths, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->terms = terms;
  self->n = n;
  self->seed = seed;
  self->years = terms->years;
  self->last = last;
  return self;
}

RiskctxPlanPaths *
riskctx_plan_paths_ref (RiskctxPlanPaths *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
riskctx_plan_paths_unref (RiskctxPlanPaths *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  riskctx_summary_clear (&self->value_summary);
  riskctx_summary_clear (&self->return_summary);
  g_free (self->net_present);
  g_free (self->security_return);
  g_free (self->paid_back);
  g_free (self->bad_years[BEFORE]);
  g_free (self->bad_years[AFTER]);
  g_free (self);
}

void
riskctx_plan_paths_settings (const RiskctxPlanPaths  *self,
                             RiskctxSimulateSettings *settings)
{
  static const double probabilities[] = { 0.1, 0.5, 0.9 };

  riskctx_simulate_settings_init (settings);
  settings->method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings->seed = self->seed;
  settings->trials = self->n * self->years;
  settings->occurrence = FALSE;
  settings->keep = RISKCTX_SIMULATE_KEEP_TOTAL;
  settings->curve_points = 0;
  settings->n_probabilities = G_N_ELEMENTS (probabilities);
  for (guint i = 0; i < G_N_ELEMENTS (probabilities); i++)
    settings->probabilities[i] = probabilities[i];
  settings->tail = probabilities[G_N_ELEMENTS (probabilities) - 1];
}

/* What is drawn once for a path, whatever year it is */
static void
draw_values (const RiskctxPlanPaths *self,
             guint64                 path,
             double                 *values)
{
  const GArray *amounts = self->terms->amounts;

  for (guint i = 0; i < amounts->len; i++)
    {
      const RiskctxPlanAmount *amount = &g_array_index (amounts, RiskctxPlanAmount, i);

      values[i] = amount->mean;
      if (amount->law != NULL)
        values[i] = riskctx_law_quantile (
          amount->law, riskctx_stream_uniform (self->seed, amount->key, path, 0));
    }
}

/* Everything that goes out and comes in besides losses, by the values of a path */
typedef struct
{
  double cost;
  double contribution;
} Year;

static Year
find_year (const RiskctxPlanTerms *terms,
           const double           *values,
           guint                   year)
{
  Year out = { 0, 0 };

  for (guint i = 0; i < terms->amounts->len; i++)
    {
      const RiskctxPlanAmount *amount = &g_array_index (terms->amounts, RiskctxPlanAmount, i);

      if ((amount->kind == RISKCTX_PLAN_AMOUNT_ONE_TIME
           || amount->kind == RISKCTX_PLAN_AMOUNT_YEARLY)
          && year >= amount->from && year <= amount->until)
        out.cost += values[i];
      else if (amount->kind == RISKCTX_PLAN_AMOUNT_SAVED)
        out.cost -= values[i] * amount->degree[year];
    }
  if (year > 0)
    out.contribution = riskctx_plan_terms_contribution_in_year (terms, values, year);
  return out;
}

static double
value_of (const RiskctxPlanTerms *terms,
          const double           *values,
          RiskctxPlanAmountKind   kind)
{
  for (guint i = 0; i < terms->amounts->len; i++)
    if (g_array_index (terms->amounts, RiskctxPlanAmount, i).kind == kind)
      return values[i];
  return 0;
}

static gboolean
is_certain (const RiskctxPlanTerms *terms)
{
  for (guint i = 0; i < terms->amounts->len; i++)
    if (g_array_index (terms->amounts, RiskctxPlanAmount, i).law != NULL)
      return FALSE;
  return TRUE;
}

static void
follow_path (RiskctxPlanPaths *self,
             guint64           path,
             const double     *values,
             const Year       *years,
             double          **losses)
{
  const RiskctxPlanTerms *terms = self->terms;
  const double profit = value_of (terms, values, RISKCTX_PLAN_AMOUNT_PROFIT);
  const double keep = 1 - terms->tax_rate;
  double cash[2], cost = years[0].cost, avoided = 0, factor = 1, largest = 0;
  double sum = -years[0].cost * keep, value = sum;
  guint bad[2] = { 0, 0 }, paid_back = 0;
  gboolean short_of[2], is_below = FALSE;

  cash[BEFORE] = value_of (terms, values, RISKCTX_PLAN_AMOUNT_CASH);
  cash[AFTER] = cash[BEFORE] + sum;
  short_of[BEFORE] = cash[BEFORE] < 0;
  short_of[AFTER] = cash[AFTER] < 0;
  largest = fabs (sum);
  is_below = sum < 0;
  for (guint year = 1; year <= self->years; year++)
    {
      const gsize at = (gsize) path * self->years + year - 1;
      const double before = losses[0][at], after = losses[MIN (year, self->last)][at];
      const double left[2] = { profit - before,
                               profit + years[year].contribution - years[year].cost - after };
      const double net = (before - after + years[year].contribution - years[year].cost) * keep;

      factor /= 1 + terms->rate;
      value += net * factor;
      sum += net;
      largest = MAX (largest, fabs (sum));
      if (sum < -ROUNDING * largest)
        is_below = TRUE;
      else if (is_below)
        {
          is_below = FALSE;
          paid_back = paid_back == 0 ? year : paid_back;
        }
      cost += years[year].cost;
      avoided += before - after;
      for (guint i = BEFORE; i <= AFTER; i++)
        {
          bad[i] += left[i] <= 0;
          cash[i] += i == BEFORE ? left[i] * keep : profit * keep + net - before * keep;
          short_of[i] |= cash[i] < 0;
        }
    }
  self->net_present[path] = value;
  self->gains += value > 0;
  if (cost > 0)
    self->security_return[path] = (avoided - cost) / cost;
  else
    self->has_cost = FALSE;
  for (guint year = MAX (paid_back, 1); paid_back > 0 && year <= self->years; year++)
    self->paid_back[year]++;
  for (guint i = BEFORE; i <= AFTER; i++)
    {
      self->bad_years[i][path] = (double) bad[i] / self->years;
      self->any_bad_year[i] += bad[i] > 0;
      self->cash_short[i] += short_of[i];
    }
}

void
riskctx_plan_paths_follow (RiskctxLossSummary     *totals,
                           RiskctxSimulateControl *control,
                           gpointer                data)
{
  RiskctxPlanPaths *self = data;
  const RiskctxPlanTerms *terms = self->terms;
  const gboolean certain = is_certain (terms);
  g_autofree double *values = g_new (double, terms->amounts->len + 1);
  g_autofree Year *years = g_new (Year, self->years + 1);
  g_autofree double **losses = g_new (double *, self->last + 1);
  RiskctxSimulateSettings settings;

  self->net_present = g_new (double, self->n);
  self->security_return = g_new0 (double, self->n);
  self->paid_back = g_new0 (guint64, self->years + 1);
  self->bad_years[BEFORE] = g_new (double, self->n);
  self->bad_years[AFTER] = g_new (double, self->n);
  self->has_cost = TRUE;
  for (guint i = 0; i <= self->last; i++)
    {
      losses[i] = totals[i].samples;
      self->flags |= totals[i].flags & (RISKCTX_LOSS_FLAG_INFINITE_MEAN
                                        | RISKCTX_LOSS_FLAG_INFINITE_VARIANCE);
    }
  for (guint64 path = 0; path < self->n; path++)
    {
      if (path == 0 || !certain)
        {
          draw_values (self, path, values);
          for (guint year = 0; year <= self->years; year++)
            years[year] = find_year (terms, values, year);
        }
      if (path % CANCEL_INTERVAL == 0 && g_atomic_int_get (&control->cancelled))
        return;
      follow_path (self, path, values, years, losses);
    }
  riskctx_plan_paths_settings (self, &settings);
  riskctx_summary_of_years (NULL, &settings, NULL, self->n, self->net_present, NULL, NULL, NULL,
                            self->flags, &self->value_summary);
  riskctx_summary_of_years (NULL, &settings, NULL, self->n, self->security_return, NULL, NULL,
                            NULL, self->flags, &self->return_summary);
}
