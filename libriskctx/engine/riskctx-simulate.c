/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-methods-private.h"
#include "riskctx-summary-private.h"
#include "riskctx-year-private.h"

#include <math.h>

void
riskctx_simulate_settings_init (RiskctxSimulateSettings *self)
{
  static const double probabilities[] = { 0.5, 0.75, 0.9, 0.95, 0.99, 0.995 };

  *self = (RiskctxSimulateSettings){
    .method = RISKCTX_SIMULATE_AUTO,
    .seed = 1,
    .trials = 100000,
    .width = RISKCTX_KERNEL_AUTO,
    .occurrence = TRUE,
    .keep = RISKCTX_SIMULATE_KEEP_NONE,
    .curve_points = 100,
    .n_probabilities = G_N_ELEMENTS (probabilities),
    .tail = 0.99,
    .tolerance = 1e-4,
  };
  for (guint i = 0; i < G_N_ELEMENTS (probabilities); i++)
    self->probabilities[i] = probabilities[i];
}

void
riskctx_simulate_control_init (RiskctxSimulateControl *self)
{
  g_atomic_int_set (&self->cancelled, 0);
  g_atomic_int_set (&self->permille, 0);
  self->from = 0;
  self->to = 1000;
}

void
riskctx_simulate_control_cancel (RiskctxSimulateControl *self)
{
  g_atomic_int_set (&self->cancelled, 1);
}

RiskctxSimulateControl
riskctx_simulate_control_piece (RiskctxSimulateControl *self,
                                double                  from,
                                double                  to)
{
  RiskctxSimulateControl before = { 0 };

  if (self == NULL)
    return before;
  before.from = self->from;
  before.to = self->to;
  self->from = before.from + (int) (from * (before.to - before.from));
  self->to = before.from + (int) (to * (before.to - before.from));
  return before;
}

void
riskctx_simulate_control_restore (RiskctxSimulateControl       *self,
                                  const RiskctxSimulateControl *before)
{
  if (self == NULL)
    return;
  self->from = before->from;
  self->to = before->to;
}

double
riskctx_simulate_control_progress (RiskctxSimulateControl *self)
{
  return g_atomic_int_get (&self->permille) / 1000.0;
}

gboolean
riskctx_simulate_control_step (RiskctxSimulateControl *self,
                               guint64                 done,
                               guint64                 all)
{
  int permille, before;

  if (self == NULL)
    return TRUE;
  all = MAX (all, 1);
  permille = self->from + (int) (MIN (done, all) * (guint64) (self->to - self->from) / all);

  /* workers may report out of order; what was shown never goes back */
  do
    before = g_atomic_int_get (&self->permille);
  while (permille > before
         && !g_atomic_int_compare_and_exchange (&self->permille, before, permille));
  return !g_atomic_int_get (&self->cancelled);
}

RiskctxLossFlags
riskctx_plan_risk_flags (const RiskctxPlanRisk *risk,
                         guint                  category)
{
  const double rate = riskctx_plan_risk_rate (risk)
                      * riskctx_plan_factors_mean (&risk->frequency_factors);
  RiskctxLossFlags flags = RISKCTX_LOSS_FLAG_NONE;

  /* insurance without a limit that pays everything leaves at most the deductible */
  if (risk->insured && risk->share == 1.0 && isinf (risk->limit))
    return flags;

  for (guint i = 0; i < risk->n_consequences; i++)
    {
      const RiskctxPlanConsequence *consequence = &risk->consequences[i];

      if (category < RISKCTX_PLAN_CATEGORIES && consequence->category != category)
        continue;
      if (!(rate * riskctx_plan_consequence_probability (consequence)
              * riskctx_plan_factors_mean (&consequence->magnitude_factors)
            > 0.0))
        continue;
      if (!riskctx_law_has_mean (consequence->magnitude))
        flags |= RISKCTX_LOSS_FLAG_INFINITE_MEAN | RISKCTX_LOSS_FLAG_INFINITE_VARIANCE;
      if (!riskctx_law_has_variance (consequence->magnitude)
          || !riskctx_law_has_variance (risk->rate))
        flags |= RISKCTX_LOSS_FLAG_INFINITE_VARIANCE;
    }
  return flags;
}

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, message);
  return FALSE;
}

gboolean
riskctx_simulate_check_settings (const RiskctxSimulateSettings *self,
                                 GError                       **error)
{
  gboolean listed = FALSE;

  if (self->trials < 1 || self->trials > G_MAXUINT32)
    return refuse (error, "the number of simulated years must be between 1 and 4294967295");
  if (self->sampling != RISKCTX_SIMULATE_PLAIN && self->method != RISKCTX_SIMULATE_YEARS
      && self->method != RISKCTX_SIMULATE_AUTO)
    return refuse (error, "stratified and Sobol years need the method of whole years");
  if (self->sampling != RISKCTX_SIMULATE_PLAIN && self->trials < RISKCTX_SIMULATE_SPREAD_MIN)
    return refuse (error, "stratified and Sobol years must be at least 32768");
  if (self->n_probabilities < 1 || self->n_probabilities > G_N_ELEMENTS (self->probabilities))
    return refuse (error, "the number of probabilities must be between 1 and 16");
  for (guint i = 0; i < self->n_probabilities; i++)
    {
      const double p = self->probabilities[i];

      if (!(p > 0.0 && p < 1.0) || (i > 0 && p <= self->probabilities[i - 1]))
        return refuse (error, "probabilities must be between 0 and 1 and ascending");
      listed |= p == self->tail;
    }
  if (!listed)
    return refuse (error, "the tail must be one of the probabilities");
  if (self->curve_points > 10000)
    return refuse (error, "the number of curve points must not be above 10000");
  if (riskctx_kernel_get (self->width) == NULL)
    return refuse (error, "the processor has no vectors of that width");
  if (self->threads > 1024)
    return refuse (error, "the number of threads must not be above 1024");
  if (!(self->tolerance >= 1e-9 && self->tolerance <= 0.1))
    return refuse (error, "the tolerance must be between 1e-9 and 0.1");
  return TRUE;
}

gboolean
riskctx_exact_check (RiskctxPlan  *plan,
                     GError      **error)
{
  static const char *const texts[] = {
    [RISKCTX_SIMULATE_REASON_DEPENDENT] = "risks depend on each other",
    [RISKCTX_SIMULATE_REASON_SHARED_EFFECTS] = "too many uncertain effects act on several risks",
    [RISKCTX_SIMULATE_REASON_UNCERTAIN] = "too many quantities of one risk are uncertain",
  };
  const RiskctxSimulateReason obstacle = riskctx_simulate_exact_obstacle (plan);

  if (obstacle == RISKCTX_SIMULATE_REASON_NONE)
    return TRUE;
  g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_UNSUPPORTED,
               "the exact method cannot be used: %s", texts[obstacle]);
  return FALSE;
}

/* The cheapest method that gives what is asked for */
static RiskctxSimulateMethod
choose (RiskctxPlan                   *plan,
        const RiskctxSimulateSettings *settings,
        RiskctxSimulateReason         *reason)
{
  const RiskctxSimulateMethod method = riskctx_simulate_choose (plan, reason);
  const gboolean events = settings->occurrence && settings->curve_points > 0;

  if (settings->sampling != RISKCTX_SIMULATE_PLAIN)
    {
      *reason = RISKCTX_SIMULATE_REASON_SPREAD;
      return RISKCTX_SIMULATE_YEARS;
    }
  if (method != RISKCTX_SIMULATE_EXACT || !(settings->keep & RISKCTX_SIMULATE_KEEP_RISKS))
    return method;
  *reason = RISKCTX_SIMULATE_REASON_SAMPLES;
  return !events && riskctx_year_covers (plan) ? RISKCTX_SIMULATE_YEARS
                                               : RISKCTX_SIMULATE_MONTE_CARLO;
}

RiskctxSimulateResult *
riskctx_simulate (RiskctxPlan                   *plan,
                  const RiskctxSimulateSettings *settings,
                  RiskctxSimulateControl        *control,
                  GError                       **error)
{
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateMethod method = settings->method;
  RiskctxSimulateReason reason = RISKCTX_SIMULATE_REASON_NONE;
  RiskctxSimulateSettings chosen = *settings;
  gboolean done;

  if (!riskctx_simulate_check_settings (settings, error))
    return NULL;

  if (method == RISKCTX_SIMULATE_AUTO)
    method = choose (plan, settings, &reason);
  else if (method == RISKCTX_SIMULATE_EXACT && !riskctx_exact_check (plan, error))
    return NULL;

  result = g_new0 (RiskctxSimulateResult, 1);
  result->method = method;
  result->reason = reason;
  result->seed = settings->seed;
  result->trials = method != RISKCTX_SIMULATE_EXACT ? settings->trials : 0;
  chosen.method = method;
  if (method == RISKCTX_SIMULATE_YEARS)
    {
      result->sampling = settings->sampling;
      chosen.occurrence = FALSE;
    }
  result->tail = settings->tail;
  result->n_risks = plan->n_risks;
  result->risks = g_new0 (RiskctxLossSummary, MAX (plan->n_risks, 1));
  result->risk_contributions = g_new0 (double, MAX (plan->n_risks, 1));

  done = method == RISKCTX_SIMULATE_EXACT
         ? riskctx_exact_run (plan, &chosen, control, result, error)
         : riskctx_montecarlo_run (plan, &chosen, control, result, error);
  if (!done)
    return NULL;
  riskctx_simulate_control_step (control, 1, 1);
  return g_steal_pointer (&result);
}

void
riskctx_simulate_result_free (RiskctxSimulateResult *self)
{
  riskctx_summary_clear (&self->total);
  for (guint i = 0; i < self->n_risks; i++)
    riskctx_summary_clear (&self->risks[i]);
  for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
    {
      riskctx_summary_clear (&self->effects[c]);
      riskctx_summary_clear (&self->causes[c]);
    }
  g_free (self->risks);
  g_free (self->risk_contributions);
  g_free (self);
}
