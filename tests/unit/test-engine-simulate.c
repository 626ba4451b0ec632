/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-same.h"
#include "riskctx-methods-private.h"
#include "riskctx-pool-private.h"
#include "riskctx-summary-private.h"
#include "riskctx-variants-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
settings_for (RiskctxSimulateSettings *settings,
              guint64                  trials)
{
  riskctx_simulate_settings_init (settings);
  settings->method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings->trials = trials;
  settings->threads = 1;
  settings->keep = RISKCTX_SIMULATE_KEEP_TOTAL | RISKCTX_SIMULATE_KEEP_RISKS;
}

/* A plan for both methods, with every smooth law */
static RiskctxPlan *
plain_plan (void)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  RiskctxLaw *const laws[] = {
    riskctx_law_new_lognormal_interval (10.0, 900.0, 0.9, NULL),
    riskctx_law_new_pert (1.0, 30.0, 400.0, 4.0, NULL),
    riskctx_law_new_gamma (60.0, 1.3, NULL),
    riskctx_law_new_inverse_gaussian (80.0, 40.0, NULL),
    riskctx_law_new_lomax (2.5, 100.0, NULL),
    riskctx_law_new_triangular (0.0, 10.0, 90.0, NULL),
    riskctx_law_new_normal_truncated (40.0, 30.0, NULL),
    riskctx_law_new_uniform (5.0, 70.0, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      g_autofree char *id = g_strdup_printf ("law-%u", i);

      engine_add_risk (builder, id, i,
                       i % 3 == 0 ? RISKCTX_FREQUENCY_KIND_POISSON
                       : i % 3 == 1 ? RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL
                                    : RISKCTX_FREQUENCY_KIND_BINOMIAL,
                       i % 3 == 2 ? riskctx_law_new_uniform (0.1, 0.4, NULL)
                                  : riskctx_law_new_pert (0.2, 0.7, 3.0 + i, 4.0, NULL),
                       2.0, 5, laws[i]);
    }
  return engine_build (builder);
}

START_TEST (gives_the_same_bits_with_any_number_of_threads)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) one = NULL, two = NULL, seven = NULL;

  settings_for (&settings, 30001);
  one = engine_run (plan, &settings);
  settings.threads = 2;
  two = engine_run (plan, &settings);
  settings.threads = 7;
  seven = engine_run (plan, &settings);
  engine_check_same_result (one, two, FALSE);
  engine_check_same_result (one, seven, FALSE);
}
END_TEST

/* Whatever the processor has, and the plain C path beside it */
START_TEST (gives_the_same_bits_with_any_vectors)
{
  const RiskctxKernelWidth width = (RiskctxKernelWidth) (RISKCTX_KERNEL_SSE2 + _i / 2);
  g_autoptr(RiskctxPlan) plan = _i % 2 == 0 ? engine_rich_plan (FALSE) : plain_plan ();
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) plain = NULL, wide = NULL;

  if (riskctx_kernel_get (width) == NULL)
    return;
  settings_for (&settings, 20011);
  if (_i % 2 == 1)
    settings.method = RISKCTX_SIMULATE_EXACT;
  settings.width = RISKCTX_KERNEL_PORTABLE;
  plain = engine_run (plan, &settings);
  settings.width = width;
  wide = engine_run (plan, &settings);
  engine_check_same_result (plain, wide, FALSE);
}
END_TEST

/* Numbers kept from another machine, compiler and optimization: they may change in no release */
START_TEST (gives_the_bits_it_always_gave)
{
  static const guint64 kept[] = {
    G_GUINT64_CONSTANT (0x40a3fcfd75ee7d71), G_GUINT64_CONSTANT (0x40d252a5f0f82b46),
    G_GUINT64_CONSTANT (0x4061879836bacea7), G_GUINT64_CONSTANT (0x408702a670830578),
    G_GUINT64_CONSTANT (0x40aa73ce1f1b050f), G_GUINT64_CONSTANT (0x40b0630f376438a3),
  };
  g_autoptr(RiskctxPlan) rich = engine_rich_plan (FALSE), plain = plain_plan ();
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) a = NULL, b = NULL;
  double found[6];

  settings_for (&settings, 10000);
  settings.seed = 20240229;
  a = engine_run (rich, &settings);
  settings.method = RISKCTX_SIMULATE_EXACT;
  b = engine_run (plain, &settings);
  found[0] = a->total.mean;
  found[1] = a->total.points[4].tail_mean;
  found[2] = a->total.samples[1234];
  found[3] = b->total.sd;
  found[4] = b->total.points[4].value;
  found[5] = b->risk_contributions[0];
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      guint64 bits;

      memcpy (&bits, &found[i], sizeof bits);
      ck_assert_msg (bits == kept[i], "number %u is 0x%" G_GINT64_MODIFIER "x, %.17g", i, bits,
                     found[i]);
    }
}
END_TEST

START_TEST (gives_the_same_bits_in_any_order)
{
  g_autoptr(RiskctxPlan) forward = engine_rich_plan (FALSE), backward = engine_rich_plan (TRUE);
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) a = NULL, b = NULL;

  settings_for (&settings, 20000);
  a = engine_run (forward, &settings);
  b = engine_run (backward, &settings);
  engine_check_same_result (a, b, TRUE);
}
END_TEST

START_TEST (begins_alike_with_any_number_of_years)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) some = NULL, more = NULL;

  settings_for (&settings, 5000);
  some = engine_run (plan, &settings);
  settings.trials = 9001;
  more = engine_run (plan, &settings);
  ck_assert_mem_eq (some->total.samples, more->total.samples, 5000 * sizeof (double));
}
END_TEST

/* A year of the engine, drawn again by hand from the same random numbers: what the contract says
 * about keys, trials and draws. */
START_TEST (follows_the_contract_of_the_streams)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;
  const guint64 risk = riskctx_stream_key ("r", NULL), loss = riskctx_stream_key ("r", "loss");

  engine_add_poisson (builder, "r", 1.5, engine_law (riskctx_law_new_uniform (10.0, 30.0, NULL)));
  plan = engine_build (builder);
  settings_for (&settings, 6000);
  settings.seed = 99;
  result = engine_run (plan, &settings);

  for (guint year = 0; year < 6000; year += 7)
    {
      /* purposes: 1 is the count, 4 the magnitude; a year's own draw is half of a shared call */
      double u = riskctx_stream_uniform (99, riskctx_stream_derive (risk, 1), year / 2, year % 2);
      double sum = 0.0, p = exp (-1.5), f = p;
      guint n = 0;

      while (u >= f)
        {
          p *= 1.5 / ++n;
          f += p;
        }
      for (guint e = 0; e < n; e++)
        {
          u = riskctx_stream_uniform (99, riskctx_stream_derive (loss, 4), year, e);
          sum += 10.0 + u * 20.0;
        }
      ck_assert_double_eq (result->total.samples[year], sum);
    }
}
END_TEST

static int
compare_numbers (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Quantiles, intervals and tail means against sorting */
START_TEST (summarizes_as_sorting_does)
{
  static const guint sizes[] = { 1, 2, 37, 1000, 4096, 4097, 50000 };
  const guint n = sizes[_i % 7];
  const guint shape = _i / 7;
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (2);
  g_autofree double *values = g_new (double, n);
  RiskctxLossSummary summary = { 0 };
  RiskctxSimulateSettings settings;
  double mean = 0.0, square = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const double u = riskctx_stream_uniform (5, 6, i, 0);

      switch (shape)
        {
        case 0: values[i] = exp (8.0 * u); break;               /* spread over magnitudes */
        case 1: values[i] = u < 0.6 ? 0.0 : u < 0.97 ? 1e6 : 1e6 * u; break; /* atoms */
        case 2: values[i] = 1e3 * (u - 0.5); break;             /* both signs */
        default: values[i] = -7.0; break;                       /* one value */
        }
      mean += values[i] / n;
    }
  for (guint i = 0; i < n; i++)
    square += (values[i] - mean) * (values[i] - mean);
  riskctx_simulate_settings_init (&settings);
  riskctx_summary_of_years (pool, &settings, NULL, n, values, NULL, NULL, NULL,
                            RISKCTX_LOSS_FLAG_NONE, &summary);
  qsort (values, n, sizeof *values, compare_numbers);

  riskctx_check_close (summary.mean, mean, 1e-11);
  if (n > 1 && shape < 3)
    riskctx_check_close (summary.sd, sqrt (square / (n - 1)), 1e-11);
  ck_assert_double_eq (summary.minimum, values[0]);
  ck_assert_double_eq (summary.maximum, values[n - 1]);
  for (guint k = 0; k < summary.n_points; k++)
    {
      const RiskctxLossPoint *point = &summary.points[k];
      const double p = point->probability;
      const guint rank = (guint) MAX (1.0, ceil (n * p - 1e-9));
      double excess = 0.0;

      ck_assert_double_eq (point->value, values[rank - 1]);
      ck_assert_double_le (point->low, point->value);
      ck_assert_double_ge (point->high, point->value);
      for (guint i = rank; i < n; i++)
        excess += values[i] - values[rank - 1];
      riskctx_check_close (point->tail_mean, values[rank - 1] + excess / (n * (1.0 - p)), 1e-9);
    }
  for (guint k = 0; k < summary.n_annual; k++)
    {
      guint above = 0;

      for (guint i = 0; i < n; i++)
        above += values[i] > summary.annual[k].loss;
      riskctx_check_close (summary.annual[k].probability, (double) above / n, 1e-12);
      ck_assert (k == 0 || summary.annual[k].loss > summary.annual[k - 1].loss);
    }
  riskctx_summary_clear (&summary);
}
END_TEST

/* Every figure of the simulation within its own stated error of the exact value: with 99 %
 * intervals, 200 seeds and 5 figures each, misses are binomial around 1 %. */
START_TEST (keeps_its_own_intervals)
{
  g_autoptr(JsonParser) parser = engine_read ("accuracy.json");
  JsonArray *cases = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "cases");
  static const char *const names[] = { "VaR50", "VaR90", "VaR95", "VaR99", "VaR99.5" };
  static const guint chosen[] = { 2, 8, 10, 11, 12 };
  const guint seeds = 60;
  guint misses = 0, all = 0, mean_misses = 0, means = 0, tails = 0, tail_misses = 0;

  for (guint c = 0; c < G_N_ELEMENTS (chosen); c++)
    {
      JsonObject *row = json_array_get_object_element (cases, chosen[c]);
      g_autoptr(RiskctxPlan) plan = engine_case_plan (row, NULL);
      RiskctxSimulateSettings settings;
      static const double probabilities[] = { 0.5, 0.9, 0.95, 0.99, 0.995 };

      settings_for (&settings, 20000);
      settings.keep = RISKCTX_SIMULATE_KEEP_NONE;
      settings.curve_points = 0;
      settings.n_probabilities = 5;
      memcpy (settings.probabilities, probabilities, sizeof probabilities);
      for (guint seed = 0; seed < seeds; seed++)
        {
          g_autoptr(RiskctxSimulateResult) result = NULL;
          double distance;

          settings.seed = 1000 + seed;
          result = engine_run (plan, &settings);
          for (guint k = 0; k < 5; k++)
            {
              const double expected = engine_number (row, names[k]);

              misses += expected < result->total.points[k].low
                        || expected > result->total.points[k].high;
              all++;
            }
          distance = fabs (result->total.mean - engine_number (row, "mean"));
          mean_misses += distance > 2.5758 * result->total.mean_error;
          means++;
          distance = fabs (result->total.points[3].tail_mean - engine_number (row, "TVaR99"));
          tail_misses += distance > 2.5758 * result->total.points[3].tail_error;
          tails++;
        }
    }
  /* 1,500 quantiles: 15 misses expected; they come in clusters of one seed, so the band is wide */
  ck_assert_msg (misses >= 2 && misses <= 35, "%u of %u quantile intervals miss", misses, all);
  /* skew of heavy tails makes the normal interval of a mean a little short */
  ck_assert_msg (mean_misses <= 12, "%u of %u mean intervals miss", mean_misses, means);
  ck_assert_msg (tail_misses <= 25, "%u of %u tail intervals miss", tail_misses, tails);
}
END_TEST

START_TEST (shares_random_numbers_with_a_controlled_plan)
{
  g_autoptr(RiskctxPlan) plain = NULL, controlled = NULL;
  g_autoptr(RiskctxSimulateResult) base = NULL, less = NULL;
  RiskctxSimulateSettings settings;
  guint same = 0;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxLaw) half = riskctx_law_new_fixed (0.5, NULL);
      const guint risk = engine_add_poisson (
        builder, "r", 1.0, engine_law (riskctx_law_new_lognormal_interval (1e2, 1e4, 0.9, NULL)));

      if (i == 1)
        riskctx_plan_builder_add_frequency_effect (builder, risk, 7, half, 1.0);
      *(i == 0 ? &plain : &controlled) = engine_build (builder);
    }
  settings_for (&settings, 40000);
  base = engine_run (plain, &settings);
  less = engine_run (controlled, &settings);
  for (guint i = 0; i < 40000; i++)
    {
      /* no year gets worse, and a year whose events all remain is the same to the bit */
      ck_assert_double_le (less->total.samples[i], base->total.samples[i]);
      same += less->total.samples[i] == base->total.samples[i];
    }
  /* P (no event is thinned) = exp (-0.5) */
  ck_assert_double_eq_tol (same / 40000.0, exp (-0.5), 5.0 * sqrt (0.25 / 40000.0));
  riskctx_check_close (less->total.any_loss, -expm1 (-0.5), 0.03);
}
END_TEST

/* The hundred risks with one of twenty measures, or none for -1 */
static RiskctxPlan *
portfolio_with (JsonParser *portfolio,
                int         measure)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  JsonArray *controls = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (portfolio)), "controls");
  JsonArray *effects = NULL;

  engine_add_portfolio (builder, portfolio, -1, FALSE);
  if (measure >= 0)
    effects = json_object_get_array_member (
      json_array_get_object_element (controls, (guint) measure), "effects");
  for (guint i = 0; effects != NULL && i < json_array_get_length (effects); i++)
    {
      JsonObject *effect = json_array_get_object_element (effects, i);
      const guint risk = (guint) json_object_get_int_member (effect, "scenario");
      g_autoptr(RiskctxLaw) fewer
        = riskctx_law_new_fixed (1.0 - engine_number (effect, "freq_mult"), NULL);
      g_autoptr(RiskctxLaw) smaller
        = riskctx_law_new_fixed (1.0 - engine_number (effect, "sev_mult"), NULL);

      riskctx_plan_builder_add_frequency_effect (builder, risk, (guint64) measure, fewer, 1.0);
      riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, (guint64) measure, smaller, 1.0);
    }
  return engine_build (builder);
}

/* Before and after each of twenty measures in one run: what separate runs give, to the bit */
START_TEST (twenty_measures_together_are_what_each_is_alone)
{
  enum { MEASURES = 20 };
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  RiskctxPlan *plans[MEASURES + 1];
  RiskctxLossSummary together[MEASURES + 1];
  RiskctxSimulateSettings settings;

  for (int i = 0; i <= MEASURES; i++)
    plans[i] = portfolio_with (portfolio, i - 1);
  settings_for (&settings, 1024);
  settings.occurrence = FALSE;
  ck_assert (riskctx_simulate_totals (plans, MEASURES + 1, &settings, NULL, together, NULL));
  for (guint i = 0; i <= MEASURES; i++)
    {
      RiskctxLossSummary alone;

      ck_assert (riskctx_simulate_totals (&plans[i], 1, &settings, NULL, &alone, NULL));
      engine_check_same_summary (&together[i], &alone);
      riskctx_summary_clear (&alone);
      if (i > 0)
        ck_assert_double_lt (together[i].mean, together[0].mean);
    }
  for (guint i = 0; i <= MEASURES; i++)
    {
      riskctx_summary_clear (&together[i]);
      riskctx_plan_unref (plans[i]);
    }
}
END_TEST

/* Three risks; form 1 adds a control to one of them, 2 another one and insurance, 3 lacks a risk,
 * and 4 has another law of one */
static RiskctxPlan *
plan_form (guint form)
{
  static const char *const ids[] = { "x", "y", "z" };
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) half = riskctx_law_new_fixed (0.4, NULL);
  g_autoptr(RiskctxLaw) vague = riskctx_law_new_pert (0.1, 0.3, 0.8, 4.0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids) - (form == 3); i++)
    {
      const guint risk = engine_add_poisson (
        builder, ids[i], 0.6 + i,
        engine_law (riskctx_law_new_lognormal_interval (1e2, form == 4 && i == 1 ? 2e4 : 1e4, 0.9,
                                                        NULL)));

      if (i == 2)
        riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key (ids[i], "b"), 3,
                                              vague, half);
      if (form >= 1 && i == 1)
        riskctx_plan_builder_add_frequency_effect (builder, risk, 7, half, 1.0);
      if (form >= 1 && i == 1)
        riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, 7, vague, 0.9);
      if (form == 2 && i == 2)
        riskctx_plan_builder_add_probability_effect (builder, risk, 1, 9, half, 1.0);
      if (form == 2 && i == 0)
        riskctx_plan_builder_set_insurance (builder, risk, 500.0, 3000.0, 0.8);
    }
  return engine_build (builder);
}

START_TEST (runs_several_plans_as_each_alone)
{
  RiskctxPlan *plans[6];
  RiskctxLossSummary together[6];
  RiskctxSimulateSettings settings;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    plans[i] = plan_form (i % 5);
  settings_for (&settings, 20001);
  settings.occurrence = FALSE;
  settings.keep = RISKCTX_SIMULATE_KEEP_TOTAL;
  settings.threads = 2;
  ck_assert (riskctx_simulate_totals (plans, 6, &settings, NULL, together, &error));
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr(RiskctxSimulateResult) alone = engine_run (plans[i], &settings);

      engine_check_same_summary (&together[i], &alone->total);
      ck_assert_int_eq (together[i].flags, alone->total.flags);
    }
  engine_check_same_summary (&together[5], &together[0]);
  for (guint i = 1; i < 5; i++)
    ck_assert_double_ne (together[i].mean, together[0].mean);
  for (guint i = 0; i < 6; i++)
    {
      riskctx_summary_clear (&together[i]);
      riskctx_plan_unref (plans[i]);
    }
}
END_TEST

START_TEST (pays_insurance_by_event)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) small = riskctx_law_new_fixed (30.0, NULL);
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  RiskctxSimulateSettings settings;
  guint risk;

  /* two events a year of 70 + 30: of 100, half of what lies between 20 and 80 is paid */
  risk = engine_add_risk (builder, "r", 2, RISKCTX_FREQUENCY_KIND_FIXED,
                          engine_law (riskctx_law_new_fixed (2.0, NULL)), 0.0, 0,
                          engine_law (riskctx_law_new_fixed (70.0, NULL)));
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key ("r", "b"), 5, NULL,
                                        small);
  riskctx_plan_builder_set_insurance (builder, risk, 20.0, 60.0, 0.5);
  plan = engine_build (builder);
  settings_for (&settings, 5000);
  result = engine_run (plan, &settings);

  riskctx_check_close (result->total.mean, 140.0, 1e-12);
  riskctx_check_close (result->cause_effect[2][2], 98.0, 1e-12);
  riskctx_check_close (result->cause_effect[2][5], 42.0, 1e-12);
  ck_assert_double_eq_tol (result->total.sd, 0.0, 1e-9);
  riskctx_check_close (result->effects[5].mean, 42.0, 1e-12);
  riskctx_check_close (result->causes[2].points[4].tail_mean, 140.0, 1e-12);
  ck_assert (result->effects[0].flags & RISKCTX_LOSS_FLAG_EMPTY);
}
END_TEST

START_TEST (adds_up)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  double risks = 0.0, effects = 0.0, causes = 0.0, cells = 0.0, parts = 0.0;

  settings_for (&settings, 30000);
  result = engine_run (plan, &settings);
  for (guint i = 0; i < result->n_risks; i++)
    {
      risks += result->risks[i].mean;
      parts += result->risk_contributions[i];
    }
  for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
    {
      effects += result->effects[c].mean;
      causes += result->causes[c].mean;
      for (guint e = 0; e < RISKCTX_PLAN_CATEGORIES; e++)
        cells += result->cause_effect[c][e];
    }
  riskctx_check_close (risks, result->total.mean, 1e-12);
  riskctx_check_close (effects, result->total.mean, 1e-12);
  riskctx_check_close (causes, result->total.mean, 1e-12);
  riskctx_check_close (cells, result->total.mean, 1e-12);
  for (guint i = 0; i < result->total.n_points; i++)
    if (result->total.points[i].probability == result->tail)
      riskctx_check_close (parts, result->total.points[i].tail_mean, 1e-11);
  /* the largest event of a year is not above its sum unless something was gained */
  ck_assert_double_le (result->risks[0].largest[0].probability,
                       result->risks[0].annual[0].probability + 1e-12);
}
END_TEST

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (60000);
  riskctx_simulate_control_cancel (data);
  return GINT_TO_POINTER (1);
}

START_TEST (stops_when_told)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  RiskctxSimulateSettings settings;
  RiskctxSimulateControl control;
  GThread *thread;
  gint64 start;

  /* far more work than there is time: 10^6 years with 10^5 events each */
  engine_add_poisson (builder, "r", 1e5, engine_law (riskctx_law_new_gamma (1.0, 1.0, NULL)));
  plan = engine_build (builder);
  settings_for (&settings, 1000000);
  settings.threads = 2;
  riskctx_simulate_control_init (&control);
  start = g_get_monotonic_time ();
  thread = g_thread_new ("cancel", cancel_soon, &control);
  ck_assert_ptr_null (riskctx_simulate (plan, &settings, &control, &error));
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED);
  /* 60 ms until the cancel, tables and a busy machine; seconds would mean that nobody looked */
  ck_assert_int_lt (g_get_monotonic_time () - start, 2000000);
  g_thread_join (thread);
}
END_TEST

typedef struct
{
  RiskctxSimulateControl control;
  gulong                 delay;
} Later;

static gpointer
cancel_later (gpointer data)
{
  Later *later = data;

  g_usleep (later->delay);
  riskctx_simulate_control_cancel (&later->control);
  return NULL;
}

/* Whenever it comes, there is a whole result or none */
START_TEST (stops_at_any_moment)
{
  RiskctxPlan *const plans[] = { plan_form (0), plan_form (1), plan_form (2) };
  g_autoptr(RiskctxPlan) rich = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings;

  settings_for (&settings, 20000);
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr(GError) error = NULL;
      Later later = { .delay = i * i * 60 };
      GThread *thread;

      settings.threads = 1 + i % 3;
      riskctx_simulate_control_init (&later.control);
      thread = g_thread_new ("cancel", cancel_later, &later);
      if (i % 2 == 0)
        {
          g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (rich, &settings,
                                                                      &later.control, &error);

          ck_assert ((result == NULL) == (error != NULL));
        }
      else
        {
          RiskctxLossSummary totals[3];
          const gboolean done = riskctx_simulate_totals (plans, 3, &settings, &later.control,
                                                         totals, &error);

          ck_assert (done == (error == NULL));
          for (guint p = 0; done && p < 3; p++)
            {
              ck_assert_uint_eq (totals[p].n_samples, settings.trials);
              riskctx_summary_clear (&totals[p]);
            }
        }
      if (error != NULL)
        riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED);
      g_thread_join (thread);
    }
  for (guint p = 0; p < 3; p++)
    riskctx_plan_unref (plans[p]);
}
END_TEST

START_TEST (reports_progress)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  g_autoptr(RiskctxSimulateResult) result = NULL;
  g_autoptr(GError) error = NULL;
  RiskctxSimulateSettings settings;
  RiskctxSimulateControl control;

  settings_for (&settings, 5000);
  riskctx_simulate_control_init (&control);
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 0.0);
  result = riskctx_simulate (plan, &settings, &control, &error);
  ck_assert_ptr_nonnull (result);
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 1.0);
}
END_TEST

/* Work in pieces: each moves on by its share, and a piece of a piece by its share of that. */
START_TEST (reports_progress_of_pieces)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (TRUE);
  RiskctxPlan *plans[] = { plan, plan };
  RiskctxSimulateSettings settings;
  RiskctxSimulateControl control, whole, half;
  RiskctxLossSummary totals[2];

  settings_for (&settings, 5000);
  riskctx_simulate_control_init (&control);
  whole = riskctx_simulate_control_piece (&control, 0.0, 0.5);
  riskctx_simulate_result_free (riskctx_simulate (plan, &settings, &control, NULL));
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 0.5);
  riskctx_simulate_control_restore (&control, &whole);

  whole = riskctx_simulate_control_piece (&control, 0.5, 1.0);
  half = riskctx_simulate_control_piece (&control, 0.0, 0.5);
  ck_assert (riskctx_simulate_totals (plans, 2, &settings, &control, totals, NULL));
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 0.75);
  riskctx_simulate_control_restore (&control, &half);
  ck_assert (riskctx_simulate_control_step (&control, 3, 4));
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 0.875);
  /* more than was foreseen is not more than all */
  ck_assert (riskctx_simulate_control_step (&control, 5, 4));
  ck_assert_double_eq (riskctx_simulate_control_progress (&control), 1.0);
  riskctx_simulate_control_restore (&control, &whole);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    riskctx_summary_clear (&totals[i]);
}
END_TEST

START_TEST (refuses_wrong_plans)
{
  g_autoptr(RiskctxLaw) two = riskctx_law_new_fixed (2.0, NULL);
  g_autoptr(RiskctxLaw) minus = riskctx_law_new_fixed (-1.0, NULL);
  g_autoptr(RiskctxLaw) endless = riskctx_law_new_lomax (0.9, 1.0, NULL);

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxPlan) plan = NULL;
      g_autoptr(GError) error = NULL;
      const guint risk = riskctx_plan_builder_add_risk (builder, 1, i == 0 ? 8 : 0);

      if (i != 1)
        riskctx_plan_builder_set_frequency (builder, risk,
                                            i == 2 ? RISKCTX_FREQUENCY_KIND_BERNOULLI
                                                   : RISKCTX_FREQUENCY_KIND_POISSON,
                                            i == 3 ? minus : i == 4 ? endless : two, 0.0, 0);
      riskctx_plan_builder_add_consequence (builder, risk, 2, i == 5 ? 8 : 0, i == 6 ? two : NULL,
                                            two);
      if (i == 7)
        riskctx_plan_builder_add_frequency_effect (builder, risk, 3, two, 1.0);
      if (i == 8)
        riskctx_plan_builder_add_risk (builder, 1, 0);
      if (i == 8)
        riskctx_plan_builder_set_frequency (builder, 1, RISKCTX_FREQUENCY_KIND_POISSON, two, 0.0,
                                            0);
      plan = riskctx_plan_builder_build (builder, &error);
      ck_assert_msg (plan == NULL, "plan %u was accepted", i);
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
      ck_assert_ptr_nonnull (strstr (error->message, "risk "));
    }
}
END_TEST

START_TEST (refuses_wrong_settings)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);

  for (guint i = 0; i < 5; i++)
    {
      RiskctxSimulateSettings settings;
      g_autoptr(GError) error = NULL;

      settings_for (&settings, 1000);
      switch (i)
        {
        case 0: settings.trials = 0; break;
        case 1: settings.trials = (guint64) 1 << 33; break;
        case 2: settings.tail = 0.98; break;
        case 3: settings.probabilities[1] = settings.probabilities[0]; break;
        default: settings.tolerance = 0.0; break;
        }
      ck_assert_ptr_null (riskctx_simulate (plan, &settings, NULL, &error));
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
    }
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-simulate");
  TCase *bits = tcase_create ("bits");
  TCase *figures = tcase_create ("figures");
  TCase *control = tcase_create ("control");
  TCase *rules = tcase_create ("rules");

  tcase_add_test (bits, gives_the_same_bits_with_any_number_of_threads);
  tcase_add_test (bits, gives_the_same_bits_in_any_order);
  tcase_add_loop_test (bits, gives_the_same_bits_with_any_vectors, 0, 6);
  tcase_add_test (bits, gives_the_bits_it_always_gave);
  tcase_add_test (bits, begins_alike_with_any_number_of_years);
  tcase_add_test (bits, follows_the_contract_of_the_streams);
  suite_add_tcase (self, bits);
  tcase_add_loop_test (figures, summarizes_as_sorting_does, 0, 28);
  tcase_add_test (figures, keeps_its_own_intervals);
  tcase_add_test (figures, shares_random_numbers_with_a_controlled_plan);
  tcase_add_test (figures, twenty_measures_together_are_what_each_is_alone);
  tcase_set_timeout (figures, 60);
  tcase_add_test (figures, runs_several_plans_as_each_alone);
  tcase_add_test (figures, pays_insurance_by_event);
  tcase_add_test (figures, adds_up);
  suite_add_tcase (self, figures);
  tcase_add_test (control, stops_when_told);
  tcase_add_test (control, stops_at_any_moment);
  tcase_add_test (control, reports_progress);
  tcase_add_test (control, reports_progress_of_pieces);
  suite_add_tcase (self, control);
  tcase_add_test (rules, refuses_wrong_plans);
  tcase_add_test (rules, refuses_wrong_settings);
  suite_add_tcase (self, rules);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
