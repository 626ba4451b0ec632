/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-subject-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-pool-private.h"
#include "riskctx-summary-private.h"

#include <math.h>

#define CATEGORIES RISKCTX_PLAN_CATEGORIES
#define ALL_CATEGORIES ((1u << CATEGORIES) - 1)
/* The quantities with figures of their own, in the order they are worked off */
enum
{
  SUBJECT_TOTAL = 0,
  SUBJECT_EFFECT = 1,
  SUBJECT_CAUSE = SUBJECT_EFFECT + CATEGORIES,
  SUBJECT_RISK = SUBJECT_CAUSE + CATEGORIES
};

typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxSimulateResult         *result;
  RiskctxYearModel              *coarse;
  RiskctxYearModel              *fine;
  RiskctxGridTables             *tables[RISKCTX_EXACT_SIZES];
  double                       **means;   /* by risk of the plan: of its consequences */
  int                            stopped; /* atomic */
  int                            done;    /* atomic: subjects */
} Run;

static gboolean
is_stopped (Run *run)
{
  if (run->control != NULL && g_atomic_int_get (&run->control->cancelled))
    g_atomic_int_set (&run->stopped, 1);
  return g_atomic_int_get (&run->stopped);
}

/* Each risk's part, and each effect's, of the tail mean of the total; then what rounding of the
 * grid left is shared out, so that they add up to it. */
static void
attribute (Run                       *run,
           const RiskctxExactSubject *self,
           const RiskctxGrid         *grid,
           RiskctxLossSummary        *total)
{
  RiskctxSimulateResult *result = run->result;
  const double tail = run->settings->tail;
  g_autofree double *parts = NULL, *means = NULL;
  double sum = 0.0, size = 0.0, target = 0.0;
  guint n = 0, position = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->fine[i].risk->n_consequences;
  parts = g_new0 (double, MAX (n, 1));
  means = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->fine[i].risk->n_consequences; k++)
      means[position++] = run->means[i][k];
  for (guint i = 0; i < total->n_points; i++)
    if (total->points[i].probability == tail)
      target = total->points[i].tail_mean;

  if (grid != NULL && (tail > self->moments.at_zero || self->start < 0.0))
    {
      g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (
        grid->n, riskctx_kernel_get (run->settings->width));

      riskctx_grid_attribute (grid, tables, self->fine, self->n, tail, means,
                              run->control != NULL ? &run->control->cancelled : NULL, parts);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        parts[i] = means[i];
    }
  for (guint i = 0; i < n; i++)
    {
      sum += parts[i];
      size += fabs (parts[i]);
    }

  position = 0;
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanRisk *risk = self->fine[i].risk;

      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const double part = parts[position]
                              + (size > 0.0 ? (target - sum) * fabs (parts[position]) / size : 0.0);

          position++;
          result->risk_contributions[risk->position] += part;
          result->cause_contributions[risk->category] += part;
          result->effect_contributions[risk->consequences[k].category] += part;
        }
    }
  result->has_contributions = TRUE;
}

static void
add_part (Run                 *run,
          RiskctxExactSubject *self,
          guint                risk,
          guint                mask)
{
  const RiskctxPlanRisk *source = &run->plan->risks[risk];

  for (guint c = 0; c < CATEGORIES; c++)
    if (mask & 1u << c)
      self->flags |= riskctx_plan_risk_flags (source, c);
  self->coarse[self->n] = (RiskctxGridPart){ source, &run->coarse->sets[risk], mask };
  self->fine[self->n++] = (RiskctxGridPart){ source, &run->fine->sets[risk], mask };
}

static gboolean
has_part (const RiskctxPlanRisk *risk,
          guint                  category)
{
  for (guint k = 0; k < risk->n_consequences; k++)
    if (risk->consequences[k].category == category)
      return TRUE;
  return FALSE;
}

/* Whether what the category causes is just what it suffers: then it is worked out once */
static gboolean
causes_its_effects (const RiskctxPlan *plan,
                    guint              category)
{
  for (guint i = 0; i < plan->n_risks; i++)
    for (guint k = 0; k < plan->risks[i].n_consequences; k++)
      if ((plan->risks[i].category == category)
          != (plan->risks[i].consequences[k].category == category))
        return FALSE;
  return TRUE;
}

static void
solve_subject (guint    item,
               guint    worker,
               gpointer data)
{
  Run *run = data;
  RiskctxSimulateResult *result = run->result;
  g_autofree RiskctxGridPart *coarse = g_new (RiskctxGridPart, MAX (run->plan->n_risks, 1));
  g_autofree RiskctxGridPart *fine = g_new (RiskctxGridPart, MAX (run->plan->n_risks, 1));
  RiskctxExactSubject subject = { run->settings, run->control, run->tables, 0, coarse, fine };
  g_autoptr(RiskctxGrid) finest = NULL;
  RiskctxLossSummary *out = &result->total;

  if (is_stopped (run)
      || (item >= SUBJECT_CAUSE && item < SUBJECT_RISK
          && causes_its_effects (run->plan, item - SUBJECT_CAUSE)))
    return;

  if (item >= SUBJECT_RISK)
    {
      out = &result->risks[run->plan->risks[item - SUBJECT_RISK].position];
      add_part (run, &subject, item - SUBJECT_RISK, ALL_CATEGORIES);
    }
  else
    {
      for (guint i = 0; i < run->plan->n_risks; i++)
        {
          if (item == SUBJECT_TOTAL)
            add_part (run, &subject, i, ALL_CATEGORIES);
          else if (item < SUBJECT_CAUSE)
            {
              if (has_part (&run->plan->risks[i], item - SUBJECT_EFFECT))
                add_part (run, &subject, i, 1u << (item - SUBJECT_EFFECT));
            }
          else if (run->plan->risks[i].category == item - SUBJECT_CAUSE)
            add_part (run, &subject, i, ALL_CATEGORIES);
        }
      if (item >= SUBJECT_CAUSE)
        out = &result->causes[item - SUBJECT_CAUSE];
      else if (item >= SUBJECT_EFFECT)
        out = &result->effects[item - SUBJECT_EFFECT];
    }
  finest = riskctx_exact_subject_solve (&subject, item == SUBJECT_TOTAL || item >= SUBJECT_RISK,
                                        out);
  if (item == SUBJECT_TOTAL && !(subject.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
      && !is_stopped (run))
    attribute (run, &subject, finest, out);

  if (!riskctx_simulate_control_step (run->control, (guint64) g_atomic_int_add (&run->done, 1) + 1,
                                      (guint64) run->plan->n_risks + SUBJECT_RISK))
    g_atomic_int_set (&run->stopped, 1);
}

static void
fill_cells (Run *run)
{
  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &run->plan->risks[i];

      run->means[i] = g_new0 (double, MAX (risk->n_consequences, 1));
      for (guint k = 0; k < risk->n_consequences && !is_stopped (run); k++)
        {
          const guint c = risk->consequences[k].category;
          double error;
          const double mean = riskctx_exact_consequence_mean (&run->fine->sets[i], k,
                                                              run->settings->width, &error);

          if (!isfinite (mean))
            continue;
          run->means[i][k] = mean;
          run->result->cause_effect[risk->category][c] += mean;
          run->result->cause_effect_error[risk->category][c] += error;
        }
    }
}

gboolean
riskctx_exact_run (RiskctxPlan                   *plan,
                   const RiskctxSimulateSettings *settings,
                   RiskctxSimulateControl        *control,
                   RiskctxSimulateResult         *result,
                   GError                       **error)
{
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  g_autoptr(RiskctxYearModel) coarse = NULL, fine = NULL;
  Run run = { .plan = plan, .settings = settings, .control = control, .result = result };
  const int *stop = control != NULL ? &control->cancelled : NULL;

  run.coarse = coarse = riskctx_year_model_new (plan, RISKCTX_EXACT_POINTS_COARSE, TRUE, stop);
  run.fine = fine = riskctx_year_model_new (plan, RISKCTX_EXACT_POINTS_FINE, FALSE, stop);

  run.means = g_new0 (double *, MAX (plan->n_risks, 1));
  riskctx_exact_tables_init (run.tables, settings->width);

  fill_cells (&run);
  riskctx_pool_run (pool, plan->n_risks + SUBJECT_RISK, solve_subject, &run);
  for (guint c = 0; c < CATEGORIES; c++)
    if (causes_its_effects (plan, c))
      riskctx_summary_copy (&result->effects[c], FALSE, &result->causes[c]);

  for (guint i = 0; i < plan->n_risks; i++)
    g_free (run.means[i]);
  riskctx_exact_tables_clear (run.tables);
  g_free (run.means);
  if (is_stopped (&run))
    {
      g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                           "the computation was cancelled");
      return FALSE;
    }
  return TRUE;
}
