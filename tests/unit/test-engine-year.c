/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"
#include "riskctx-plan-body-private.h"
#include "riskctx-year-private.h"

#include <math.h>
#include <string.h>

static void
year_settings (RiskctxSimulateSettings *settings)
{
  riskctx_simulate_settings_init (settings);
  settings->method = RISKCTX_SIMULATE_YEARS;
}

static void
ask_far (RiskctxSimulateSettings *settings)
{
  static const double levels[] = { 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 1.0 - 1e-6 };

  settings->n_probabilities = G_N_ELEMENTS (levels);
  memcpy (settings->probabilities, levels, sizeof levels);
}

static void
check_close (const char *what,
             double      value,
             double      expected,
             double      distance)
{
  ck_assert_msg (fabs (value - expected) <= distance, "%s is %.12g, expected %.12g -/+ %.3g", what,
                 value, expected, distance);
}

static RiskctxPlan *
portfolio_plan (int      category,
                gboolean backwards)
{
  g_autoptr(JsonParser) parser = engine_read ("portfolio.json");
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();

  engine_add_portfolio (builder, parser, category, backwards);
  return engine_build (builder);
}

static double
mean_of (const double *values,
         guint64       n)
{
  double sum = 0.0;

  for (guint64 i = 0; i < n; i++)
    sum += values[i];
  return sum / (double) n;
}

/* The law that is drawn from is the one that the exact method finds, far into its tail. */
START_TEST (draws_from_the_exact_law)
{
  g_autoptr(RiskctxPlan) plan = portfolio_plan (-1, FALSE);
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) exact = NULL, years = NULL;

  year_settings (&settings);
  ask_far (&settings);
  settings.trials = 4096;
  years = engine_run (plan, &settings);
  settings.method = RISKCTX_SIMULATE_EXACT;
  settings.curve_points = 0;
  exact = engine_run (plan, &settings);
  ck_assert_uint_eq (years->n_whole, 100);
  for (guint i = 0; i < plan->n_risks; i++)
    {
      const RiskctxLossSummary *a = &years->risks[i], *b = &exact->risks[i];

      check_close ("mean", a->mean, b->mean, 1e-9 * b->mean);
      check_close ("sd", a->sd, b->sd, 1e-9 * b->sd);
      check_close ("any", a->any_loss, b->any_loss, 1e-9);
      for (guint k = 0; k < settings.n_probabilities; k++)
        {
          const RiskctxLossPoint *p = &a->points[k], *q = &b->points[k];

          check_close ("quantile", p->value, q->value,
                       (q->high - q->value) + (p->high - p->value) + 1e-9 * b->mean);
          check_close ("tail mean", p->tail_mean, q->tail_mean, q->tail_error + p->tail_error);
        }
    }
}
END_TEST

/* Shares of simulated years beyond exact quantiles, and the distance of the whole distribution */
START_TEST (simulates_the_exact_law)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) exact = NULL, years = NULL;
  RiskctxSimulateSettings settings;

  engine_add_poisson (builder, "rare", 0.05,
                      engine_law (riskctx_law_new_lognormal_interval (1e4, 1e6, 0.9, NULL)));
  engine_add_poisson (builder, "usual", 2.0,
                      engine_law (riskctx_law_new_gamma (5e4, 2.0, NULL)));
  engine_add_poisson (builder, "often", 60.0,
                      engine_law (riskctx_law_new_pert (1e3, 2e3, 1e4, 4.0, NULL)));
  engine_add_risk (builder, "heavy", 0, RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL,
                   engine_law (riskctx_law_new_fixed (1.0, NULL)), 0.7, 0,
                   engine_law (riskctx_law_new_lomax (2.5, 1e5, NULL)));
  plan = engine_build (builder);
  year_settings (&settings);
  settings.trials = 1000000;
  settings.keep = RISKCTX_SIMULATE_KEEP_RISKS;
  settings.n_probabilities = 16;
  for (guint k = 0; k < 15; k++)
    settings.probabilities[k] = 1.0 - pow (10.0, -0.3 * (k + 1.0)) + (k == 0 ? -0.4 : 0.0);
  settings.probabilities[15] = 1.0 - 1e-5;
  settings.tail = settings.probabilities[3];
  years = engine_run (plan, &settings);
  ck_assert_uint_eq (years->n_whole, 4);
  settings.method = RISKCTX_SIMULATE_EXACT;
  settings.curve_points = 0;
  settings.tolerance = 1e-5;
  exact = engine_run (plan, &settings);
  for (guint i = 0; i < plan->n_risks; i++)
    {
      const RiskctxLossSummary *law = &exact->risks[i];
      const double *values = years->risks[i].samples;
      const double n = (double) years->risks[i].n_samples;

      ck_assert_ptr_nonnull (values);
      if (i != 3)
        check_close ("mean", mean_of (values, years->risks[i].n_samples), law->mean,
                     4.5 * law->sd / sqrt (n));
      for (guint k = 0; k < 16; k++)
        {
          const double p = 1.0 - law->points[k].probability;
          guint64 above = 0;

          if (law->points[k].value == 0.0)
            continue;
          for (guint64 t = 0; t < years->risks[i].n_samples; t++)
            above += values[t] > law->points[k].value;
          check_close ("share above", (double) above / n, p,
                       4.5 * sqrt (p * (1.0 - p) / n) + 2e-5 * p + 2.0 / n);
        }
    }
}
END_TEST

static void
check_same (const RiskctxSimulateResult *a,
            const RiskctxSimulateResult *b,
            gboolean                     backwards)
{
  ck_assert_mem_eq (a->total.samples, b->total.samples, a->total.n_samples * sizeof (double));
  ck_assert (a->total.mean == b->total.mean && a->total.mean_error == b->total.mean_error);
  for (guint k = 0; k < a->total.n_points; k++)
    ck_assert_mem_eq (&a->total.points[k], &b->total.points[k], sizeof *a->total.points);
  for (guint i = 0; i < a->n_risks; i++)
    {
      const guint j = backwards ? a->n_risks - 1 - i : i;

      ck_assert (a->risks[i].mean == b->risks[j].mean);
      ck_assert (a->risk_contributions[i] == b->risk_contributions[j]);
    }
}

/* i: the sampling */
START_TEST (gives_the_same_bits_in_every_way)
{
  g_autoptr(RiskctxPlan) plan = portfolio_plan (3, FALSE), reordered = portfolio_plan (3, TRUE);
  g_autoptr(RiskctxSimulateResult) first = NULL, other = NULL;
  RiskctxSimulateSettings settings;

  year_settings (&settings);
  settings.sampling = (RiskctxSimulateSampling) _i;
  settings.trials = 70001;
  settings.keep = RISKCTX_SIMULATE_KEEP_TOTAL;
  settings.threads = 1;
  settings.width = RISKCTX_KERNEL_PORTABLE;
  first = engine_run (plan, &settings);
  for (guint width = RISKCTX_KERNEL_AUTO; width <= RISKCTX_KERNEL_AVX512; width++)
    {
      g_autoptr(RiskctxSimulateResult) result = NULL;

      if (riskctx_kernel_get ((RiskctxKernelWidth) width) == NULL)
        continue;
      settings.width = (RiskctxKernelWidth) width;
      settings.threads = 1 + width;
      result = engine_run (plan, &settings);
      check_same (first, result, FALSE);
    }
  other = engine_run (reordered, &settings);
  check_same (first, other, TRUE);
}
END_TEST

/* Every dimension and every replicate has one year in each part of equal probability. */
START_TEST (spreads_years_evenly)
{
  const RiskctxSimulateSampling sampling = _i == 0 ? RISKCTX_SIMULATE_STRATIFIED
                                                   : RISKCTX_SIMULATE_SOBOL;
  const guint n = RISKCTX_SIMULATE_BLOCK;
  g_autofree guint64 *bits = g_new (guint64, n + 64), *work = g_new (guint64, n + 64);
  g_autofree guint *seen = g_new (guint, n);
  RiskctxSimulateSettings settings;
  RiskctxYearPattern pattern;

  year_settings (&settings);
  settings.sampling = sampling;
  settings.trials = 8 * n;
  riskctx_year_pattern_init (&pattern, &settings);
  ck_assert_uint_eq (pattern.length, 12);
  for (guint number = 0; number < 2 * RISKCTX_SOBOL_DIMENSIONS; number++)
    {
      const RiskctxEventYears years = { n, NULL, 3 * n, NULL, NULL, { NULL } };

      riskctx_year_pattern_fill (&pattern, riskctx_kernel_get (RISKCTX_KERNEL_AUTO),
                                 riskctx_stream_derive (77, number), number, &years, bits, work);
      memset (seen, 0, n * sizeof *seen);
      for (guint i = 0; i < n; i++)
        seen[bits[i] >> 52]++;
      for (guint i = 0; i < n; i++)
        ck_assert_msg (seen[i] == 1, "risk %u has %u years in part %u", number, seen[i], i);
    }
  riskctx_year_pattern_clear (&pattern);
}
END_TEST

/* Years asked for one by one are those that come in sequence. */
START_TEST (finds_single_years_again)
{
  const guint n = RISKCTX_SIMULATE_BLOCK;
  g_autofree guint64 *bits = g_new (guint64, n + 64), *work = g_new (guint64, n + 64);
  guint64 some[16 + 64], room[16 + 64];
  const guint32 trials[16] = { 4096, 4097, 4099, 5000, 6143, 6144, 6145, 7000, 8000, 8190, 8191,
                               4098, 6000, 7777, 5555, 6666 };
  RiskctxSimulateSettings settings;
  RiskctxYearPattern pattern;
  const RiskctxEventYears all = { n, NULL, n, NULL, NULL, { NULL } };
  const RiskctxEventYears few = { 16, trials, 0, NULL, NULL, { NULL } };

  year_settings (&settings);
  settings.sampling = (RiskctxSimulateSampling) _i;
  settings.trials = 40000;
  riskctx_year_pattern_init (&pattern, &settings);
  riskctx_year_pattern_fill (&pattern, riskctx_kernel_get (RISKCTX_KERNEL_AUTO), 5, 3, &all, bits,
                             work);
  riskctx_year_pattern_fill (&pattern, riskctx_kernel_get (RISKCTX_KERNEL_AUTO), 5, 3, &few, some,
                             room);
  for (guint i = 0; i < 16; i++)
    ck_assert_uint_eq (some[i], bits[trials[i] - n]);
  riskctx_year_pattern_clear (&pattern);
}
END_TEST

/* The root of the mean square error over seeds, by sampling, beside the errors stated */
START_TEST (says_how_far_even_years_are_off)
{
  enum { SEEDS = 24 };
  g_autoptr(RiskctxPlan) plan = portfolio_plan (3, FALSE);
  g_autoptr(RiskctxSimulateResult) exact = NULL;
  RiskctxSimulateSettings settings;
  double off[3][3], said[3];
  guint inside[3] = { 0 }, all = 0;

  year_settings (&settings);
  settings.curve_points = 0;
  settings.method = RISKCTX_SIMULATE_EXACT;
  exact = engine_run (plan, &settings);
  settings.method = RISKCTX_SIMULATE_YEARS;
  settings.trials = 32768;
  for (guint s = 0; s < 3; s++)
    {
      off[s][0] = off[s][1] = off[s][2] = said[s] = 0.0;
      settings.sampling = (RiskctxSimulateSampling) s;
      for (settings.seed = 1; settings.seed <= SEEDS; settings.seed++)
        {
          g_autoptr(RiskctxSimulateResult) result = engine_run (plan, &settings);
          const RiskctxLossPoint *p = &result->total.points[4], *q = &exact->total.points[4];
          const double mean = result->total.mean / exact->total.mean - 1.0;
          const double quantile = p->value / q->value - 1.0;
          const double tail = p->tail_mean / q->tail_mean - 1.0;

          ck_assert (p->probability == 0.99);
          off[s][0] += mean * mean / SEEDS;
          off[s][1] += quantile * quantile / SEEDS;
          off[s][2] += tail * tail / SEEDS;
          said[s] += pow (result->total.mean_error / exact->total.mean, 2.0) / SEEDS;
          for (guint k = 0; k < result->total.n_points; k++)
            inside[s] += exact->total.points[k].value >= result->total.points[k].low
                         && exact->total.points[k].value <= result->total.points[k].high;
          all += s == 0 ? result->total.n_points : 0;
        }
      if (g_getenv ("RISKCTX_TEST_VERBOSE") != NULL)
        g_printerr ("sampling %u: mean %.3g (said %.3g), quantile %.3g, tail mean %.3g,"
                    " inside %u of %u\n", s, sqrt (off[s][0]), sqrt (said[s]),
                    sqrt (off[s][1]), sqrt (off[s][2]), inside[s], all);
      /* 24 squares of the error are within a factor 2.3 of what they should be together */
      ck_assert (off[s][0] < 2.3 * said[s] && said[s] < 3.0 * off[s][0]);
      ck_assert_uint_ge (inside[s], all - all / 20);
    }
  ck_assert (sqrt (off[1][0]) < 0.5 * sqrt (off[0][0]));
  ck_assert (sqrt (off[2][0]) < 0.5 * sqrt (off[0][0]));
  ck_assert (sqrt (off[1][2]) < 0.9 * sqrt (off[0][2]));
  ck_assert (sqrt (off[2][2]) < 0.9 * sqrt (off[0][2]));
}
END_TEST

/* The copula joins annual losses: two risks that go together wholly are one of double size. */
START_TEST (joins_annual_losses)
{
  static const double together[] = { 1.0, 1.0, 1.0, 1.0 };
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;
  guint risks[2];

  for (guint i = 0; i < 2; i++)
    risks[i] = engine_add_poisson (builder, i == 0 ? "a" : "b", 1.5,
                                   engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL)));
  riskctx_plan_builder_add_group (builder, riskctx_stream_key ("group", NULL), 0.0,
                                  RISKCTX_COPULA_COUNTS, 2, risks, together);
  plan = engine_build (builder);
  year_settings (&settings);
  settings.keep = RISKCTX_SIMULATE_KEEP_RISKS;
  settings.trials = 20000;
  result = engine_run (plan, &settings);
  ck_assert_uint_eq (result->n_whole, 2);
  for (guint i = 0; i < 20000; i++)
    ck_assert (result->risks[0].samples[i] == result->risks[1].samples[i]);
  check_close ("total", result->total.points[4].value, 2.0 * result->risks[0].points[4].value,
               2.0 * (result->total.points[4].high - result->total.points[4].low));
}
END_TEST

/* What the year cannot say is drawn event by event, and the rest still in whole years. */
START_TEST (leaves_the_rest_to_events)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL, events = NULL;
  RiskctxSimulateSettings settings;
  guint cause;

  engine_add_poisson (builder, "smooth", 1.0, engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL)));
  engine_add_poisson (builder, "atoms", 1.0, engine_law (riskctx_law_new_fixed (1e5, NULL)));
  engine_add_poisson (builder, "gain", 1.0, engine_law (riskctx_law_new_normal (0.0, 1e5, NULL)));
  cause = engine_add_poisson (builder, "cause", 1.0,
                              engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL)));
  riskctx_plan_builder_add_trigger (
    builder, cause,
    engine_add_poisson (builder, "brought", 1.0,
                        engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL))), 0.5);
  {
    const guint several = engine_add_poisson (
      builder, "several", 1.0, engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL)));
    RiskctxLaw *law = engine_law (riskctx_law_new_gamma (1e5, 1.0, NULL));

    riskctx_plan_builder_add_consequence (builder, several, riskctx_stream_key ("x", "loss2"), 5,
                                          NULL, law);
    riskctx_law_unref (law);
  }
  plan = engine_build (builder);
  year_settings (&settings);
  settings.trials = 200000;
  result = engine_run (plan, &settings);
  ck_assert_uint_eq (result->n_whole, 1);
  ck_assert_ptr_null (result->total.largest);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  events = engine_run (plan, &settings);
  check_close ("mean", result->total.mean, events->total.mean, 4.0 * events->total.mean_error);
  for (guint i = 1; i < plan->n_risks; i++)
    ck_assert (result->risks[i].mean == events->risks[i].mean);
  check_close ("parts", result->total.mean,
               result->effects[0].mean + result->effects[5].mean, 1e-9 * result->total.mean);
}
END_TEST

START_TEST (needs_enough_years_for_replicates)
{
  g_autoptr(RiskctxPlan) plan = portfolio_plan (2, FALSE);
  g_autoptr(GError) error = NULL;
  RiskctxSimulateSettings settings;

  year_settings (&settings);
  settings.sampling = RISKCTX_SIMULATE_SOBOL;
  settings.trials = RISKCTX_SIMULATE_SPREAD_MIN - 1;
  ck_assert_ptr_null (riskctx_simulate (plan, &settings, NULL, &error));
  ck_assert (g_error_matches (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID));
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-year");
  TCase *law = tcase_create ("law");
  TCase *pattern = tcase_create ("pattern");

  tcase_add_test (law, draws_from_the_exact_law);
  tcase_add_test (law, simulates_the_exact_law);
  tcase_add_test (law, joins_annual_losses);
  tcase_add_test (law, leaves_the_rest_to_events);
  suite_add_tcase (self, law);
  tcase_add_loop_test (pattern, gives_the_same_bits_in_every_way, 0, 3);
  tcase_add_loop_test (pattern, spreads_years_evenly, 0, 2);
  tcase_add_loop_test (pattern, finds_single_years_again, 0, 3);
  tcase_add_test (pattern, says_how_far_even_years_are_off);
  tcase_add_test (pattern, needs_enough_years_for_replicates);
  suite_add_tcase (self, pattern);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
