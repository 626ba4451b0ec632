/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"
#include "riskctx-correlation-private.h"

#include <math.h>
#include <string.h>

static void
settings_for (RiskctxSimulateSettings *settings,
              guint64                  trials)
{
  riskctx_simulate_settings_init (settings);
  settings->trials = trials;
  settings->threads = 1;
  settings->keep = RISKCTX_SIMULATE_KEEP_TOTAL | RISKCTX_SIMULATE_KEEP_RISKS;
}

static double
correlation (const RiskctxSimulateResult *result,
             guint                        a,
             guint                        b)
{
  const double *x = result->risks[a].samples, *y = result->risks[b].samples;
  double sum = 0.0;

  for (guint64 i = 0; i < result->trials; i++)
    sum += (x[i] - result->risks[a].mean) * (y[i] - result->risks[b].mean);
  return sum / (double) result->trials / (result->risks[a].sd * result->risks[b].sd);
}

static const double perfect[] = { 1.0, 1.0, 1.0, 1.0 };
static const double unrelated[] = { 1.0, 0.0, 0.0, 1.0 };
static const double half[] = { 1.0, 0.5, 0.5, 1.0 };
static const double opposite[] = { 1.0, -1.0, -1.0, 1.0 };
static const guint both[] = { 0, 1 };

static RiskctxPlan *
pair (const double *matrix,
      double        degrees,
      guint         scope)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();

  engine_add_poisson (builder, "a", 2.0,
                      engine_law (riskctx_law_new_lognormal_interval (1e3, 1e5, 0.9, NULL)));
  engine_add_poisson (builder, "b", 2.0,
                      engine_law (riskctx_law_new_lognormal_interval (1e3, 1e5, 0.9, NULL)));
  if (matrix != NULL)
    riskctx_plan_builder_add_group (builder, 77, degrees, scope, 2, both, matrix);
  return engine_build (builder);
}

START_TEST (makes_one_of_two_that_move_together)
{
  g_autoptr(RiskctxPlan) plan = pair (perfect, _i == 0 ? 0.0 : 4.0,
                                      RISKCTX_COPULA_COUNTS | RISKCTX_COPULA_MAGNITUDES);
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;

  settings_for (&settings, 9000);
  result = engine_run (plan, &settings);
  ck_assert_int_eq (result->method, RISKCTX_SIMULATE_MONTE_CARLO);
  for (guint i = 0; i < 9000; i++)
    {
      ck_assert_double_eq (result->risks[0].samples[i], result->risks[1].samples[i]);
      ck_assert_double_eq (result->total.samples[i], 2.0 * result->risks[0].samples[i]);
    }
}
END_TEST

START_TEST (keeps_the_margins)
{
  static const double *const matrices[] = { perfect, unrelated, half, opposite };
  g_autoptr(RiskctxPlan) alone = pair (NULL, 0.0, 0);
  g_autoptr(RiskctxPlan) plan = pair (matrices[_i / 2], _i % 2 == 0 ? 0.0 : 3.0,
                                      RISKCTX_COPULA_COUNTS | RISKCTX_COPULA_MAGNITUDES);
  g_autoptr(RiskctxSimulateResult) exact = NULL, result = NULL;
  RiskctxSimulateSettings settings;

  settings_for (&settings, 30000);
  settings.method = RISKCTX_SIMULATE_EXACT;
  exact = engine_run (alone, &settings);
  settings.method = RISKCTX_SIMULATE_AUTO;
  result = engine_run (plan, &settings);
  for (guint r = 0; r < 2; r++)
    {
      ck_assert_double_le (fabs (result->risks[r].mean - exact->risks[r].mean),
                           5.0 * result->risks[r].mean_error);
      ck_assert_double_le (fabs (result->risks[r].any_loss - exact->risks[r].any_loss),
                           5.0 * result->risks[r].any_loss_error);
    }
  /* the sum is wider, as wide, or narrower than that of independent risks */
  if (matrices[_i / 2] == perfect)
    ck_assert_double_gt (result->total.sd, 1.2 * exact->total.sd);
  if (matrices[_i / 2] == opposite)
    ck_assert_double_lt (result->total.points[4].value, 0.95 * exact->total.points[4].value);
  if (matrices[_i / 2] == unrelated && _i % 2 == 0)
    ck_assert_double_le (fabs (correlation (result, 0, 1)), 5.0 / sqrt (30000.0));
}
END_TEST

/* Two amounts a year with the copula and nothing else. Share of years in which b is beyond its
 * 99.5 % quantile among those in which a is: for Student's t with 2 degrees and correlation 1/2 the
 * limit is 2 t_3 (-1) = 0.391; for a Gaussian copula it falls to 0, and is 0.16 here. */
START_TEST (has_the_tail_dependence_of_theory)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;
  const guint n = 200000;
  guint far = 0, together = 0;

  for (guint r = 0; r < 2; r++)
    engine_add_risk (builder, r == 0 ? "a" : "b", 0, RISKCTX_FREQUENCY_KIND_FIXED,
                     engine_law (riskctx_law_new_fixed (1.0, NULL)), 0.0, 0,
                     engine_law (riskctx_law_new_uniform (0.0, 1.0, NULL)));
  riskctx_plan_builder_add_group (builder, 5, _i == 0 ? 2.0 : 0.0, RISKCTX_COPULA_MAGNITUDES, 2,
                                  both, half);
  plan = engine_build (builder);
  settings_for (&settings, n);
  settings.threads = 2;
  result = engine_run (plan, &settings);
  for (guint i = 0; i < n; i++)
    if (result->risks[0].samples[i] > 0.995)
      {
        far++;
        together += result->risks[1].samples[i] > 0.995;
      }
  ck_assert_double_eq_tol (far / (double) n, 0.005, 5.0 * sqrt (0.005 / n));
  /* about 1,000 years: 0.015 is one standard error */
  if (_i == 0)
    ck_assert_double_eq_tol (together / (double) far, 0.40, 0.075);
  else
    ck_assert_double_eq_tol (together / (double) far, 0.16, 0.06);
}
END_TEST

START_TEST (triggers_as_one_risk_with_both_losses)
{
  g_autoptr(RiskctxPlanBuilder) chain = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlanBuilder) single = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) loss = riskctx_law_new_gamma (50.0, 0.5, NULL);
  g_autoptr(RiskctxLaw) keep = riskctx_law_new_fixed (0.5, NULL);
  g_autoptr(RiskctxPlan) two = NULL, one = NULL;
  g_autoptr(RiskctxSimulateResult) a = NULL, b = NULL;
  RiskctxSimulateSettings settings;
  guint risk;

  /* b has no events of its own; a control on a prevents half of both */
  engine_add_poisson (chain, "a", 2.0, engine_law (riskctx_law_new_uniform (10.0, 90.0, NULL)));
  engine_add_poisson (chain, "b", 0.0, riskctx_law_ref (loss));
  riskctx_plan_builder_add_trigger (chain, 0, 1, 1.0);
  riskctx_plan_builder_add_frequency_effect (chain, 0, 9, keep, 1.0);
  two = engine_build (chain);
  risk = engine_add_poisson (single, "a", 1.0,
                             engine_law (riskctx_law_new_uniform (10.0, 90.0, NULL)));
  riskctx_plan_builder_add_consequence (single, risk, riskctx_stream_key ("a", "b"), 0, NULL, loss);
  one = engine_build (single);

  riskctx_check_close (riskctx_plan_gross_mean (two, 1), 50.0, 1e-9);
  settings_for (&settings, 60000);
  a = engine_run (two, &settings);
  settings.method = RISKCTX_SIMULATE_EXACT;
  b = engine_run (one, &settings);
  for (guint i = 0; i < 60000; i++)
    ck_assert ((a->risks[0].samples[i] > 0.0) == (a->risks[1].samples[i] > 0.0));
  ck_assert_double_le (fabs (a->total.mean - b->total.mean), 5.0 * a->total.mean_error);
  for (guint k = 0; k < a->total.n_points; k++)
    {
      ck_assert_double_le (b->total.points[k].value, a->total.points[k].high * 1.01);
      ck_assert_double_ge (b->total.points[k].value, a->total.points[k].low * 0.99);
    }
}
END_TEST

START_TEST (follows_chains)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;
  static const char *const ids[] = { "d", "c", "b", "a" };

  /* d -> c -> b -> a, each with one half */
  for (guint i = 0; i < 4; i++)
    engine_add_poisson (builder, ids[i], i == 0 ? 4.0 : 0.0,
                        engine_law (riskctx_law_new_fixed (1.0, NULL)));
  for (guint i = 0; i < 3; i++)
    riskctx_plan_builder_add_trigger (builder, i, i + 1, 0.5);
  plan = engine_build (builder);
  settings_for (&settings, 40000);
  result = engine_run (plan, &settings);
  for (guint i = 0; i < 4; i++)
    {
      riskctx_check_close (riskctx_plan_gross_mean (plan, i), 4.0 / (1 << i), 1e-12);
      ck_assert_double_le (fabs (result->risks[i].mean - 4.0 / (1 << i)),
                           5.0 * result->risks[i].mean_error);
    }
  for (guint i = 0; i < 40000; i++)
    ck_assert_double_le (result->risks[2].samples[i], result->risks[1].samples[i]);
}
END_TEST

START_TEST (shares_shocks)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) rate = riskctx_law_new_fixed (0.5, NULL);
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;

  for (guint i = 0; i < 3; i++)
    engine_add_poisson (builder, i == 0 ? "a" : i == 1 ? "b" : "c", 1.0,
                        engine_law (riskctx_law_new_fixed (1.0, NULL)));
  riskctx_plan_builder_add_shock (builder, 3, RISKCTX_FREQUENCY_KIND_POISSON, rate, 0.0, 0);
  riskctx_plan_builder_add_hit (builder, 0, 0, 1.0);
  riskctx_plan_builder_add_hit (builder, 0, 1, 0.4);
  plan = engine_build (builder);
  settings_for (&settings, 60000);
  result = engine_run (plan, &settings);

  riskctx_check_close (result->risks[0].mean, 1.5, 0.03);
  riskctx_check_close (result->risks[1].mean, 1.2, 0.03);
  riskctx_check_close (result->risks[2].mean, 1.0, 0.03);
  /* covariance of the counts is that of the common events: 0.5 x 0.4 */
  ck_assert_double_eq_tol (correlation (result, 0, 1), 0.2 / sqrt (1.5 * 1.2), 0.025);
  ck_assert_double_eq_tol (correlation (result, 0, 2), 0.0, 0.025);
  /* all in one cell: its error knows that the parts go together */
  ck_assert_double_gt (result->cause_effect_error[0][0], 0.6 * result->total.mean_error);
  ck_assert_double_lt (result->cause_effect_error[0][0], 1.6 * result->total.mean_error);
}
END_TEST

START_TEST (gives_the_same_bits_in_any_order_and_any_threads)
{
  RiskctxSimulateResult *results[3] = { NULL, NULL, NULL };

  for (guint run = 0; run < 3; run++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxLaw) rate = riskctx_law_new_pert (0.1, 0.3, 2.0, 4.0, NULL);
      g_autoptr(RiskctxPlan) plan = NULL;
      RiskctxSimulateSettings settings;
      static const char *const ids[] = { "a", "b", "c", "d" };
      const double matrix[] = { 1.0, 0.7, 0.2, 0.7, 1.0, 0.1, 0.2, 0.1, 1.0 };
      double moved[9];
      guint at[4], group[3];
      const gboolean backwards = run == 1;

      for (guint n = 0; n < 4; n++)
        {
          const guint i = backwards ? 3 - n : n;

          at[i] = engine_add_poisson (builder, ids[i], 0.5 + i,
                                      engine_law (riskctx_law_new_gamma (10.0 + i, 1.0, NULL)));
        }
      for (guint i = 0; i < 3; i++)
        {
          const guint from = backwards ? 2 - i : i;

          group[i] = at[from];
          for (guint j = 0; j < 3; j++)
            moved[3 * i + j] = matrix[3 * from + (backwards ? 2 - j : j)];
        }
      riskctx_plan_builder_add_shock (builder, 8, RISKCTX_FREQUENCY_KIND_POISSON, rate, 0.0, 0);
      riskctx_plan_builder_add_hit (builder, 0, at[0], 0.5);
      riskctx_plan_builder_add_hit (builder, 0, at[3], 0.5);
      riskctx_plan_builder_add_trigger (builder, at[0], at[2], 0.3);
      riskctx_plan_builder_add_trigger (builder, at[1], at[2], 0.1);
      riskctx_plan_builder_add_group (builder, 4, 5.0,
                                      RISKCTX_COPULA_COUNTS | RISKCTX_COPULA_MAGNITUDES, 3, group,
                                      moved);
      plan = engine_build (builder);
      settings_for (&settings, 6000);
      settings.threads = run == 2 ? 7 : 1;
      results[run] = engine_run (plan, &settings);
    }
  for (guint run = 1; run < 3; run++)
    {
      ck_assert_mem_eq (results[0]->total.samples, results[run]->total.samples,
                        6000 * sizeof (double));
      ck_assert_mem_eq (&results[0]->total.mean, &results[run]->total.mean, sizeof (double));
      ck_assert_mem_eq (results[0]->cause_effect_error, results[run]->cause_effect_error,
                        sizeof results[0]->cause_effect_error);
    }
  for (guint run = 0; run < 3; run++)
    riskctx_simulate_result_free (results[run]);
}
END_TEST

START_TEST (refuses_circles)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    engine_add_poisson (builder, i == 0 ? "a" : i == 1 ? "b" : "c", 1.0,
                        engine_law (riskctx_law_new_fixed (1.0, NULL)));
  riskctx_plan_builder_add_trigger (builder, 0, 1, 0.5);
  riskctx_plan_builder_add_trigger (builder, 1, 2, 0.5);
  riskctx_plan_builder_add_trigger (builder, 2, 1, 0.5);
  plan = riskctx_plan_builder_build (builder, &error);
  ck_assert_ptr_null (plan);
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
}
END_TEST

START_TEST (repairs_correlations)
{
  /* a with b and b with c, but not a with c: impossible */
  static const double wrong[] = { 1.0, 0.9, -0.6, 0.9, 1.0, 0.7, -0.6, 0.7, 1.0 };
  static const double lopsided[] = { 1.0, 0.5, 0.4, 1.0 };
  static const double large[] = { 1.0, 1.5, 1.5, 1.0 };
  double nearest[9], again[9], distance = 0.0;

  ck_assert_ptr_nonnull (riskctx_correlation_check (3, wrong));
  ck_assert_ptr_nonnull (riskctx_correlation_check (2, lopsided));
  ck_assert_ptr_nonnull (riskctx_correlation_check (2, large));
  ck_assert_ptr_null (riskctx_correlation_check (2, perfect));
  ck_assert_ptr_null (riskctx_correlation_check (2, opposite));

  riskctx_correlation_nearest (3, wrong, nearest);
  ck_assert_ptr_null (riskctx_correlation_check (3, nearest));
  for (guint i = 0; i < 9; i++)
    distance = MAX (distance, fabs (nearest[i] - wrong[i]));
  ck_assert_double_gt (distance, 0.01);
  ck_assert_double_lt (distance, 0.35);
  /* a valid matrix is its own nearest one */
  riskctx_correlation_nearest (3, nearest, again);
  for (guint i = 0; i < 9; i++)
    ck_assert_double_eq_tol (again[i], nearest[i], 1e-7);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-dependence");
  TCase *copulas = tcase_create ("copulas");
  TCase *events = tcase_create ("events");
  TCase *bits = tcase_create ("bits");
  TCase *rules = tcase_create ("rules");

  tcase_add_loop_test (copulas, makes_one_of_two_that_move_together, 0, 2);
  tcase_add_loop_test (copulas, keeps_the_margins, 0, 8);
  tcase_add_loop_test (copulas, has_the_tail_dependence_of_theory, 0, 2);
  suite_add_tcase (self, copulas);
  tcase_add_test (events, triggers_as_one_risk_with_both_losses);
  tcase_add_test (events, follows_chains);
  tcase_add_test (events, shares_shocks);
  suite_add_tcase (self, events);
  tcase_add_test (bits, gives_the_same_bits_in_any_order_and_any_threads);
  suite_add_tcase (self, bits);
  tcase_add_test (rules, refuses_circles);
  tcase_add_test (rules, repairs_correlations);
  suite_add_tcase (self, rules);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
