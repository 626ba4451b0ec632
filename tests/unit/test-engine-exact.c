/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"
#include "riskctx-summary-private.h"
#include "riskctx-variants-private.h"

#include <math.h>

static void
exact_settings (RiskctxSimulateSettings *settings)
{
  riskctx_simulate_settings_init (settings);
  settings->method = RISKCTX_SIMULATE_EXACT;
}

static const RiskctxLossPoint *
point (const RiskctxLossSummary *summary,
       double                    probability)
{
  for (guint i = 0; i < summary->n_points; i++)
    if (summary->points[i].probability == probability)
      return &summary->points[i];
  ck_abort_msg ("no point at %g", probability);
  return NULL;
}

static void
check_bound (const char *name,
             const char *what,
             double      value,
             double      expected,
             double      relative)
{
  ck_assert_msg (fabs (value - expected) <= relative * fabs (expected),
                 "%s: %s is %.12g, expected %.12g", name, what, value, expected);
}

START_TEST (agrees_with_the_published_cases)
{
  static const struct { const char *name; double probability; } quantiles[] = {
    { "VaR50", 0.5 }, { "VaR90", 0.9 }, { "VaR95", 0.95 }, { "VaR99", 0.99 }, { "VaR99.5", 0.995 },
  };
  g_autoptr(JsonParser) parser = engine_read ("accuracy.json");
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  JsonArray *cases = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "cases");
  RiskctxSimulateSettings settings;

  exact_settings (&settings);
  ck_assert_uint_eq (json_array_get_length (cases), 23);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *row = json_array_get_object_element (cases, i);
      const char *name = json_object_get_string_member (row, "name");
      g_autoptr(RiskctxPlan) plan = engine_case_plan (row, portfolio);
      g_autoptr(RiskctxSimulateResult) result = engine_run (plan, &settings);

      check_bound (name, "mean", result->total.mean, engine_number (row, "mean"), 1e-9);
      check_bound (name, "sd", result->total.sd, engine_number (row, "sd"), 1e-6);
      check_bound (name, "TVaR99", point (&result->total, 0.99)->tail_mean,
                   engine_number (row, "TVaR99"), 1e-5);
      for (guint k = 0; k < G_N_ELEMENTS (quantiles); k++)
        {
          const RiskctxLossPoint *found = point (&result->total, quantiles[k].probability);
          const double expected = engine_number (row, quantiles[k].name);

          check_bound (name, quantiles[k].name, found->value, expected, 1e-5);
          /* the stated bound is kept, and it is a small one */
          ck_assert_msg (found->low <= expected * (1.0 + 1e-8)
                           && found->high >= expected * (1.0 - 1e-8),
                         "%s %s: %.12g is outside %.12g to %.12g", name, quantiles[k].name,
                         expected, found->low, found->high);
          ck_assert_double_le (found->high - found->low, 2e-4 * expected);
        }
    }
}
END_TEST

/* Poisson (rate) many exponential losses: density by Bessel functions; here by the sum over counts
 * of Erlang survivals, which is the definition. */
static double
tweedie_survival (double rate,
                  double scale,
                  double x)
{
  double weight = exp (-rate), survival = 0.0, erlang = 0.0, term = exp (-x / scale);

  for (int n = 1; n < 400; n++)
    {
      weight *= rate / n;
      erlang += term; /* P (Erlang (n) > x) */
      survival += weight * erlang;
      term *= x / scale / n;
    }
  return survival;
}

START_TEST (agrees_with_poisson_exponential)
{
  static const double rates[] = { 0.05, 0.3, 1.0, 5.0, 40.0 };
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const double rate = rates[_i];

  engine_add_poisson (builder, "r", rate,
                      engine_law (riskctx_law_new_gamma (1000.0, 1.0, NULL)));
  plan = engine_build (builder);
  exact_settings (&settings);
  result = engine_run (plan, &settings);

  riskctx_check_close (result->total.mean, rate * 1000.0, 1e-12);
  riskctx_check_close (result->total.sd, sqrt (rate * 2e6), 1e-9);
  riskctx_check_close (result->total.any_loss, -expm1 (-rate), 1e-9);
  for (guint i = 0; i < result->total.n_points; i++)
    {
      const RiskctxLossPoint *found = &result->total.points[i];

      if (found->probability <= exp (-rate))
        ck_assert_double_eq (found->value, 0.0);
      else
        riskctx_check_close (tweedie_survival (rate, 1000.0, found->value),
                             1.0 - found->probability, 2e-5);
    }
  for (guint i = 0; i < result->total.n_annual; i++)
    {
      const RiskctxLossCurvePoint *found = &result->total.annual[i];

      riskctx_check_close (tweedie_survival (rate, 1000.0, found->loss), found->probability, 2e-3);
    }
}
END_TEST

/* A certain amount: the year's loss is the count times it, so every figure is a sum of Poisson
 * probabilities. */
START_TEST (gives_certain_amounts_without_error)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;

  engine_add_poisson (builder, "r", 0.1, engine_law (riskctx_law_new_fixed (1e6, NULL)));
  plan = engine_build (builder);
  exact_settings (&settings);
  result = engine_run (plan, &settings);

  /* a year with one event, not a tenth of one */
  ck_assert_double_eq (point (&result->total, 0.99)->value, 1e6);
  ck_assert_double_eq (point (&result->total, 0.9)->value, 0.0);
  ck_assert_double_eq (point (&result->total, 0.995)->value, 1e6);
  /* tail mean at 0.99: all years with two and more, the rest of the share with one */
  {
    const double p1 = 0.1 * exp (-0.1), p0 = exp (-0.1);
    const double more = 1.0 - p0 - p1;
    const double sum = 0.1 - p1 + (0.01 - more); /* E N above one event, and the atom's part */

    riskctx_check_close (point (&result->total, 0.99)->tail_mean, sum / 0.01 * 1e6, 1e-8);
  }
  /* the curve is a staircase: level up to the amount */
  for (guint i = 0; i < result->total.n_annual; i++)
    if (result->total.annual[i].loss < 1e6)
      riskctx_check_close (result->total.annual[i].probability, -expm1 (-0.1), 1e-9);
}
END_TEST

START_TEST (keeps_the_mean_of_thinning)
{
  g_autoptr(RiskctxPlanBuilder) one = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlanBuilder) two = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) half = engine_law (riskctx_law_new_fixed (0.5, NULL));
  g_autoptr(RiskctxLaw) stops = engine_law (riskctx_law_new_fixed (0.75, NULL));
  g_autoptr(RiskctxPlan) thinned = NULL, plain = NULL;
  g_autoptr(RiskctxSimulateResult) a = NULL, b = NULL;
  RiskctxSimulateSettings settings;
  guint risk;

  /* threat 4 a year, half succeed, a control stops 60 % of these: as 0.8 a year */
  risk = engine_add_poisson (one, "r", 4.0,
                             engine_law (riskctx_law_new_pert (1.0, 3.0, 20.0, 4.0, NULL)));
  riskctx_plan_builder_set_vulnerability (one, risk, half);
  riskctx_plan_builder_add_frequency_effect (one, risk, 1, stops, 0.8);
  engine_add_poisson (two, "r", 0.8,
                      engine_law (riskctx_law_new_pert (1.0, 3.0, 20.0, 4.0, NULL)));
  thinned = engine_build (one);
  plain = engine_build (two);
  exact_settings (&settings);
  a = engine_run (thinned, &settings);
  b = engine_run (plain, &settings);

  riskctx_check_close (a->total.mean, b->total.mean, 1e-12);
  for (guint i = 0; i < a->total.n_points; i++)
    riskctx_check_close (a->total.points[i].value, b->total.points[i].value, 1e-7);
}
END_TEST

/* Every plan as if it were alone, within the bounds of both: some that differ in one control, one
 * that is far smaller, and one without any loss */
START_TEST (solves_several_plans_as_each_alone)
{
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  RiskctxPlan *plans[6];
  RiskctxLossSummary together[6], again[6];
  RiskctxSimulateSettings settings;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxLaw) stops = engine_law (riskctx_law_new_fixed (0.8, NULL));

      if (i < 4)
        engine_add_portfolio (builder, portfolio, -1, FALSE);
      if (i == 4)
        engine_add_poisson (builder, "small", 0.2,
                            engine_law (riskctx_law_new_gamma (10.0, 1.0, NULL)));
      for (guint k = 0; k < i && i < 4; k++)
        {
          riskctx_plan_builder_add_frequency_effect (builder, 7 * k + i, 1, stops, 1.0);
          riskctx_plan_builder_add_magnitude_effect (builder, 9 * k + i, 0, 2, stops, 0.5);
        }
      plans[i] = engine_build (builder);
    }
  exact_settings (&settings);
  settings.tolerance = 1e-3;
  settings.curve_points = _i == 0 ? 0 : 50;
  ck_assert (riskctx_simulate_totals (plans, 6, &settings, NULL, together, &error));
  settings.threads = 3;
  ck_assert (riskctx_simulate_totals (plans, 6, &settings, NULL, again, &error));
  settings.tolerance = 1e-6;
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr(RiskctxSimulateResult) alone = engine_run (plans[i], &settings);

      riskctx_check_close (together[i].mean, alone->total.mean, 1e-12);
      riskctx_check_close (together[i].sd, alone->total.sd, 1e-12);
      ck_assert_uint_eq (together[i].n_annual, alone->total.n_annual);
      for (guint k = 0; k < settings.n_probabilities; k++)
        {
          const RiskctxLossPoint *a = &together[i].points[k], *b = &alone->total.points[k];

          ck_assert_msg (a->low <= b->high && b->low <= a->high, "plan %u at %g: %g to %g, not %g",
                         i, a->probability, a->low, a->high, b->value);
          ck_assert_double_le (fabs (a->tail_mean - b->tail_mean), a->tail_error + b->tail_error);
          ck_assert_double_le (a->high - a->low, 2e-3 * a->value);
          ck_assert_mem_eq (a, &again[i].points[k], sizeof *a);
        }
    }
  for (guint i = 0; i < 6; i++)
    {
      riskctx_summary_clear (&together[i]);
      riskctx_summary_clear (&again[i]);
      riskctx_plan_unref (plans[i]);
    }
}
END_TEST

START_TEST (splits_the_tail_exactly)
{
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) exact = NULL;
  RiskctxSimulateSettings settings;
  double risks = 0.0, effects = 0.0, causes = 0.0, tail;

  engine_add_portfolio (builder, portfolio, -1, FALSE);
  plan = engine_build (builder);
  exact_settings (&settings);
  exact = engine_run (plan, &settings);
  tail = point (&exact->total, 0.99)->tail_mean;

  ck_assert (exact->has_contributions);
  for (guint i = 0; i < exact->n_risks; i++)
    risks += exact->risk_contributions[i];
  for (guint c = 0; c < 8; c++)
    {
      effects += exact->effect_contributions[c];
      causes += exact->cause_contributions[c];
    }
  riskctx_check_close (risks, tail, 1e-12);
  riskctx_check_close (effects, tail, 1e-12);
  riskctx_check_close (causes, tail, 1e-12);
}
END_TEST

START_TEST (splits_the_tail_as_a_simulation_does)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) half = engine_law (riskctx_law_new_fixed (0.5, NULL));
  g_autoptr(RiskctxLaw) light = engine_law (riskctx_law_new_gamma (30.0, 0.7, NULL));
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) exact = NULL, simulated = NULL;
  RiskctxSimulateSettings settings;
  guint risk;

  engine_add_risk (builder, "often", 1, RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL,
                   engine_law (riskctx_law_new_pert (1.0, 3.0, 9.0, 4.0, NULL)), 2.5, 0,
                   engine_law (riskctx_law_new_uniform (5.0, 15.0, NULL)));
  risk = engine_add_risk (builder, "rare", 4, RISKCTX_FREQUENCY_KIND_BINOMIAL,
                          engine_law (riskctx_law_new_fixed (0.1, NULL)), 0.0, 4,
                          engine_law (riskctx_law_new_pert (10.0, 40.0, 200.0, 4.0, NULL)));
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key ("rare", "b"), 6, half,
                                        light);
  engine_add_poisson (builder, "some", 1.0,
                      engine_law (riskctx_law_new_triangular (0.0, 10.0, 60.0, NULL)));
  plan = engine_build (builder);
  exact_settings (&settings);
  exact = engine_run (plan, &settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.trials = 400000;
  simulated = engine_run (plan, &settings);

  /* 4,000 years with losses about their own size: 1.5 % is four standard errors of a large part */
  for (guint i = 0; i < 3; i++)
    riskctx_check_close (simulated->risk_contributions[i], exact->risk_contributions[i], 0.04);
  for (guint c = 0; c < 8; c++)
    riskctx_check_close (simulated->effect_contributions[c], exact->effect_contributions[c], 0.06);
  riskctx_check_close (exact->cause_contributions[4],
                       exact->effect_contributions[4] + exact->effect_contributions[6], 1e-12);
  for (guint i = 0; i < 8; i++)
    for (guint c = 0; c < 8; c++)
      ck_assert_double_le (fabs (simulated->cause_effect[i][c] - exact->cause_effect[i][c]),
                           5.0 * simulated->cause_effect_error[i][c]
                             + 2.0 * exact->cause_effect_error[i][c]);
  riskctx_check_close (exact->cause_effect[4][6], 0.4 * 0.5 * 30.0, 1e-9);
}
END_TEST

START_TEST (says_what_is_infinite)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;

  engine_add_poisson (builder, "r", 1.0, engine_law (riskctx_law_new_lomax (0.8, 10.0, NULL)));
  plan = engine_build (builder);
  exact_settings (&settings);
  result = engine_run (plan, &settings);

  ck_assert_int_eq (result->total.flags, RISKCTX_LOSS_FLAG_INFINITE_MEAN
                                           | RISKCTX_LOSS_FLAG_INFINITE_VARIANCE);
  ck_assert_double_eq (result->total.mean, 0.0);
  ck_assert_double_eq (point (&result->total, 0.99)->tail_mean, 0.0);
  ck_assert (!result->has_contributions);
  /* the quantile has its meaning: a heavy tail is one large event, P (L > x) = P (X > x) nearly */
  {
    const double q = point (&result->total, 0.995)->value;

    ck_assert_double_gt (pow (1.0 + q / 10.0, -0.8), 0.0045);
    ck_assert_double_lt (pow (1.0 + q / 10.0, -0.8), 0.005);
  }
}
END_TEST

START_TEST (names_the_obstacle)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  g_autoptr(GError) error = NULL;
  RiskctxSimulateSettings settings;
  guint cause, risk;

  cause = engine_add_poisson (builder, "a", 1.0, engine_law (riskctx_law_new_fixed (1.0, NULL)));
  risk = engine_add_poisson (builder, "b", 1.0, engine_law (riskctx_law_new_fixed (2.0, NULL)));
  riskctx_plan_builder_add_trigger (builder, cause, risk, 0.5);
  plan = engine_build (builder);
  exact_settings (&settings);
  ck_assert_ptr_null (riskctx_simulate (plan, &settings, NULL, &error));
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_UNSUPPORTED);

  /* left to itself, the engine simulates, and says why */
  settings.method = RISKCTX_SIMULATE_AUTO;
  settings.trials = 5000;
  result = engine_run (plan, &settings);
  ck_assert_int_eq (result->method, RISKCTX_SIMULATE_MONTE_CARLO);
  ck_assert_int_eq (result->reason, RISKCTX_SIMULATE_REASON_DEPENDENT);
}
END_TEST

/* Ten uncertain quantities of one risk are too many to try together. */
START_TEST (leaves_too_much_uncertainty_to_simulation)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) share = engine_law (riskctx_law_new_uniform (0.0, 1.0, NULL));
  g_autoptr(RiskctxLaw) amount = engine_law (riskctx_law_new_gamma (10.0, 1.0, NULL));
  g_autoptr(RiskctxPlan) plan = NULL;
  const guint risk = engine_add_poisson (builder, "r", 1.0,
                                         engine_law (riskctx_law_new_fixed (1.0, NULL)));

  for (guint i = 0; i < 10; i++)
    riskctx_plan_builder_add_consequence (builder, risk, 100 + i, 0, share, amount);
  plan = engine_build (builder);
  ck_assert_int_eq (riskctx_simulate_exact_obstacle (plan), RISKCTX_SIMULATE_REASON_UNCERTAIN);
}
END_TEST

START_TEST (answers_for_nothing)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = engine_build (builder);
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;

  riskctx_simulate_settings_init (&settings);
  result = engine_run (plan, &settings);
  ck_assert_int_eq (result->total.flags, RISKCTX_LOSS_FLAG_EMPTY);
  ck_assert_double_eq (result->total.mean, 0.0);
  ck_assert_double_eq (point (&result->total, 0.99)->tail_mean, 0.0);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-exact");
  TCase *accuracy = tcase_create ("accuracy");
  TCase *limits = tcase_create ("limits");

  tcase_add_test (accuracy, agrees_with_the_published_cases);
  tcase_add_loop_test (accuracy, agrees_with_poisson_exponential, 0, 5);
  tcase_add_test (accuracy, gives_certain_amounts_without_error);
  tcase_add_test (accuracy, keeps_the_mean_of_thinning);
  tcase_add_loop_test (accuracy, solves_several_plans_as_each_alone, 0, 2);
  tcase_add_test (accuracy, splits_the_tail_exactly);
  tcase_add_test (accuracy, splits_the_tail_as_a_simulation_does);
  suite_add_tcase (self, accuracy);
  tcase_add_test (limits, says_what_is_infinite);
  tcase_add_test (limits, names_the_obstacle);
  tcase_add_test (limits, leaves_too_much_uncertainty_to_simulation);
  tcase_add_test (limits, answers_for_nothing);
  suite_add_tcase (self, limits);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
