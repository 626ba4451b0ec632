/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-subject-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-summary-private.h"

#include <math.h>
#include <string.h>

#define ALL_CATEGORIES ((1u << RISKCTX_PLAN_CATEGORIES) - 1)
#define CELLS_MAX 16384u
/* The grid ends at so many times the highest quantile of the first plan. A plan whose own is
 * beyond this share of it, or whose lowest one needs finer cells, gets grids of its own. */
#define MARGIN 1.4
#define FULL 0.95
#define FINENESS 8.0

/* Plans differ in few risks: the forms that risks take in any plan are put on one grid once, and
 * every plan is a product of transforms of its forms. */
typedef struct
{
  RiskctxPlan *const            *plans;
  guint                          n_plans;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxPool                   *pool;
  RiskctxGridTables             *tables[RISKCTX_EXACT_SIZES];
  GArray                        *forms;    /* RiskctxGridPart, risks ascending by key */
  RiskctxYearSet                *coarse_sets;
  RiskctxYearSet                *fine_sets;
  RiskctxGridPart               *coarse;
  RiskctxGridPart               *fine;
  guint                        **members;  /* by plan: its forms, and G_MAXUINT */
  RiskctxExactSubject           *subjects; /* by plan */
  RiskctxLossSummary            *totals;
  gboolean                      *alone;    /* by plan: it gets grids of its own */
  RiskctxGrid                  **before;
  RiskctxGrid                  **finest;
  double                         end;
  int                            done;     /* atomic: plans */
} Run;

static gboolean
is_stopped (const Run *self)
{
  return self->control != NULL && g_atomic_int_get (&self->control->cancelled);
}

static guint
enter_form (Run                   *self,
            const RiskctxPlanRisk *risk,
            guint                  first)
{
  const RiskctxGridPart part = { risk, NULL, ALL_CATEGORIES };

  for (guint i = first; i < self->forms->len; i++)
    {
      const RiskctxPlanRisk *known = g_array_index (self->forms, RiskctxGridPart, i).risk;

      if (known->category == risk->category && riskctx_plan_risk_same_draws (known, risk)
          && riskctx_plan_risk_same_terms (known, risk))
        return i;
    }
  g_array_append_val (self->forms, part);
  return self->forms->len - 1;
}

/* Risks of a plan ascend by key: all plans are gone through together. */
static void
list_forms (Run *self)
{
  g_autofree guint *at = g_new0 (guint, self->n_plans);

  self->forms = g_array_new (FALSE, FALSE, sizeof (RiskctxGridPart));
  self->members = g_new (guint *, self->n_plans);
  for (guint p = 0; p < self->n_plans; p++)
    {
      self->members[p] = g_new (guint, self->plans[p]->n_risks + 1);
      self->members[p][self->plans[p]->n_risks] = G_MAXUINT;
    }
  for (;;)
    {
      const guint first = self->forms->len;
      const RiskctxPlanRisk *next = NULL;
      guint64 key;

      for (guint p = 0; p < self->n_plans; p++)
        if (at[p] < self->plans[p]->n_risks
            && (next == NULL || self->plans[p]->risks[at[p]].key < next->key))
          next = &self->plans[p]->risks[at[p]];
      if (next == NULL)
        return;
      key = next->key;
      for (guint p = 0; p < self->n_plans; p++)
        if (at[p] < self->plans[p]->n_risks && self->plans[p]->risks[at[p]].key == key)
          {
            self->members[p][at[p]] = enter_form (self, &self->plans[p]->risks[at[p]], first);
            at[p]++;
          }
    }
}

static void
make_sets (guint    item,
           guint    worker,
           gpointer data)
{
  Run *self = data;
  const RiskctxPlanRisk *risk = g_array_index (self->forms, RiskctxGridPart, item).risk;

  if (is_stopped (self))
    return;
  riskctx_year_set_init (&self->coarse_sets[item], risk, RISKCTX_EXACT_POINTS_COARSE, TRUE);
  riskctx_year_set_init (&self->fine_sets[item], risk, RISKCTX_EXACT_POINTS_FINE, FALSE);
  self->coarse[item] = (RiskctxGridPart){ risk, &self->coarse_sets[item], ALL_CATEGORIES };
  self->fine[item] = (RiskctxGridPart){ risk, &self->fine_sets[item], ALL_CATEGORIES };
}

static void
begin_plan (guint    item,
            guint    worker,
            gpointer data)
{
  Run *self = data;
  RiskctxExactSubject *subject = &self->subjects[item];
  const guint n = self->plans[item]->n_risks;

  if (is_stopped (self))
    return;
  *subject = (RiskctxExactSubject){ self->settings, self->control, self->tables, n,
                                    g_new (RiskctxGridPart, MAX (n, 1)),
                                    g_new (RiskctxGridPart, MAX (n, 1)) };
  for (guint i = 0; i < n; i++)
    {
      const guint form = self->members[item][i];

      subject->coarse[i] = self->coarse[form];
      subject->fine[i] = self->fine[form];
      subject->flags |= riskctx_plan_risk_flags (self->fine[form].risk, RISKCTX_PLAN_CATEGORIES);
    }
  self->alone[item] = !riskctx_exact_subject_begin (subject, &self->totals[item])
                      || subject->start < 0.0 || subject->lattice > 0.0 || subject->mixed;
}

/* The grid that serves them all is made for the first of those that can share one. */
static gboolean
choose_end (Run *self)
{
  const RiskctxSimulateSettings *settings = self->settings;
  const double highest = settings->probabilities[settings->n_probabilities - 1];

  for (guint p = 0; p < self->n_plans; p++)
    {
      const RiskctxExactSubject *subject = &self->subjects[p];
      g_autoptr(RiskctxGrid) scouted = NULL;

      if (self->alone[p] || highest <= subject->moments.at_zero)
        continue;
      scouted = riskctx_exact_subject_scout (subject, &self->totals[p]);
      self->end = MARGIN * riskctx_grid_quantile (scouted, subject->moments.at_zero, highest);
      for (guint i = 0; i < self->n_plans; i++)
        self->totals[i].maximum = scouted->step * scouted->n;
      return self->end > 2.0 * scouted->step && isfinite (self->end);
    }
  return FALSE;
}

static void
make_grids (Run              *self,
            RiskctxGridPart  *parts,
            guint             n,
            RiskctxGrid     **out)
{
  const RiskctxGridSpec spec = { self->end / n, 0,
                                 self->control != NULL ? &self->control->cancelled : NULL };
  g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (
    n, riskctx_kernel_get (self->settings->width));

  riskctx_grid_new_several (tables, self->pool, parts, self->forms->len, self->members,
                            self->n_plans, &spec, out);
}

static void
free_grids (Run          *self,
            RiskctxGrid **grids)
{
  for (guint p = 0; p < self->n_plans; p++)
    g_clear_pointer (&grids[p], riskctx_grid_free);
}

/* Quantiles of one plan; whether they are as near as asked */
static gboolean
combine_plan (Run   *self,
              guint  plan)
{
  const RiskctxExactSubject *subject = &self->subjects[plan];
  RiskctxLossSummary *total = &self->totals[plan];
  gboolean precise = TRUE;

  for (guint i = 0; i < total->n_points && !self->alone[plan]; i++)
    {
      RiskctxLossPoint *point = &total->points[i];

      if (point->probability <= subject->moments.at_zero)
        continue;
      precise &= riskctx_exact_subject_combine (subject, self->before[plan], self->finest[plan],
                                                point->probability, point);
      self->alone[plan] = !(point->value < FULL * self->end
                            && point->value > self->end / MARGIN / FINENESS);
    }
  return precise || self->alone[plan];
}

static void
solve_together (Run *self)
{
  guint n = riskctx_exact_subject_first_cells (&self->subjects[0]);

  make_grids (self, self->coarse, n, self->before);
  for (;;)
    {
      gboolean precise = TRUE;

      make_grids (self, self->fine, 2 * n, self->finest);
      if (is_stopped (self))
        return;
      for (guint p = 0; p < self->n_plans; p++)
        precise &= combine_plan (self, p);
      n *= 2;
      if (precise || n >= CELLS_MAX)
        return;
      free_grids (self, self->before);
      memcpy (self->before, self->finest, self->n_plans * sizeof *self->before);
      memset (self->finest, 0, self->n_plans * sizeof *self->finest);
    }
}

static void
solve_alone (Run   *self,
             guint  plan)
{
  const RiskctxPlan *source = self->plans[plan];
  g_autoptr(RiskctxYearModel) coarse = NULL, fine = NULL;
  g_autofree RiskctxGridPart *coarse_parts = g_new (RiskctxGridPart, MAX (source->n_risks, 1));
  g_autofree RiskctxGridPart *fine_parts = g_new (RiskctxGridPart, MAX (source->n_risks, 1));
  g_autoptr(RiskctxGrid) finest = NULL;
  RiskctxExactSubject subject = { self->settings, self->control, self->tables, source->n_risks,
                                  coarse_parts, fine_parts };
  const int *stop = self->control != NULL ? &self->control->cancelled : NULL;

  coarse = riskctx_year_model_new (source, RISKCTX_EXACT_POINTS_COARSE, TRUE, stop);
  fine = riskctx_year_model_new (source, RISKCTX_EXACT_POINTS_FINE, FALSE, stop);
  if (is_stopped (self))
    return;
  for (guint i = 0; i < source->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &source->risks[i];

      coarse_parts[i] = (RiskctxGridPart){ risk, &coarse->sets[i], ALL_CATEGORIES };
      fine_parts[i] = (RiskctxGridPart){ risk, &fine->sets[i], ALL_CATEGORIES };
      subject.flags |= riskctx_plan_risk_flags (risk, RISKCTX_PLAN_CATEGORIES);
    }
  riskctx_summary_clear (&self->totals[plan]);
  memset (&self->totals[plan], 0, sizeof self->totals[plan]);
  finest = riskctx_exact_subject_solve (&subject, FALSE, &self->totals[plan]);
}

static void
finish_plan (guint    item,
             guint    worker,
             gpointer data)
{
  Run *self = data;

  if (is_stopped (self))
    return;
  if (self->alone[item])
    solve_alone (self, item);
  else
    riskctx_exact_subject_end (&self->subjects[item], self->finest[item], FALSE,
                               &self->totals[item]);
  riskctx_simulate_control_step (self->control, (guint64) g_atomic_int_add (&self->done, 1) + 1,
                                 self->n_plans);
}

static void
share_work (Run *self)
{
  const guint n = self->forms->len;

  self->coarse_sets = g_new0 (RiskctxYearSet, MAX (n, 1));
  self->fine_sets = g_new0 (RiskctxYearSet, MAX (n, 1));
  self->coarse = g_new (RiskctxGridPart, MAX (n, 1));
  self->fine = g_new (RiskctxGridPart, MAX (n, 1));
  self->subjects = g_new0 (RiskctxExactSubject, self->n_plans);
  riskctx_pool_run (self->pool, n, make_sets, self);
  riskctx_pool_run (self->pool, self->n_plans, begin_plan, self);
  if (is_stopped (self))
    return;
  if (choose_end (self))
    solve_together (self);
  else
    for (guint p = 0; p < self->n_plans; p++)
      self->alone[p] = TRUE;
}

static void
release (Run *self)
{
  free_grids (self, self->before);
  free_grids (self, self->finest);
  for (guint i = 0; self->fine_sets != NULL && i < self->forms->len; i++)
    {
      riskctx_year_set_clear (&self->coarse_sets[i]);
      riskctx_year_set_clear (&self->fine_sets[i]);
    }
  for (guint p = 0; p < self->n_plans; p++)
    {
      if (self->subjects != NULL)
        {
          g_free (self->subjects[p].coarse);
          g_free (self->subjects[p].fine);
        }
      g_free (self->members[p]);
    }
  g_free (self->subjects);
  g_free (self->members);
  g_free (self->coarse_sets);
  g_free (self->fine_sets);
  g_free (self->coarse);
  g_free (self->fine);
  g_free (self->before);
  g_free (self->finest);
  g_free (self->alone);
  g_array_unref (self->forms);
  riskctx_exact_tables_clear (self->tables);
}

gboolean
riskctx_exact_totals (RiskctxPlan *const            *plans,
                      guint                          n_plans,
                      const RiskctxSimulateSettings *settings,
                      RiskctxSimulateControl        *control,
                      RiskctxLossSummary            *totals,
                      GError                       **error)
{
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  Run run = { .plans = plans, .n_plans = n_plans, .settings = settings, .control = control,
              .pool = pool, .totals = totals };
  gboolean shared = FALSE;

  if (n_plans == 0)
    return TRUE;
  riskctx_exact_tables_init (run.tables, settings->width);
  run.before = g_new0 (RiskctxGrid *, n_plans);
  run.finest = g_new0 (RiskctxGrid *, n_plans);
  run.alone = g_new0 (gboolean, n_plans);
  list_forms (&run);
  for (guint p = 0; p < n_plans; p++)
    {
      shared |= plans[p]->shared_draws;
      run.alone[p] = TRUE;
    }
  if (!shared)
    share_work (&run);
  riskctx_pool_run (pool, n_plans, finish_plan, &run);
  release (&run);
  if (!is_stopped (&run))
    return TRUE;

  for (guint p = 0; p < n_plans; p++)
    riskctx_summary_clear (&totals[p]);
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                       "the computation was cancelled");
  return FALSE;
}
