/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"

#include <math.h>

/* The exact method with everything that one risk can say: insurance, gains, uncertain probabilities
 * and effects, the largest event. Closed forms where there are any, else simulation. */

static void
exact_settings (RiskctxSimulateSettings *settings)
{
  riskctx_simulate_settings_init (settings);
  settings->method = RISKCTX_SIMULATE_EXACT;
}

static RiskctxSimulateResult *
solve (RiskctxPlanBuilder *builder)
{
  g_autoptr(RiskctxPlan) plan = engine_build (builder);
  RiskctxSimulateSettings settings;

  exact_settings (&settings);
  return engine_run (plan, &settings);
}

static RiskctxLaw *
fixed (double value)
{
  return engine_law (riskctx_law_new_fixed (value, NULL));
}

static RiskctxLaw *
exponential (double mean)
{
  return engine_law (riskctx_law_new_gamma (mean, 1.0, NULL));
}

/* The stated interval holds the true value, and is not wide. */
static void
check_point (const RiskctxLossPoint *point,
             double                  expected,
             double                  relative)
{
  const double slack = 1e-7 * fabs (expected);

  ck_assert_msg (point->low - slack <= expected && expected <= point->high + slack,
                 "at %g: %.12g is outside %.12g to %.12g", point->probability, expected, point->low,
                 point->high);
  riskctx_check_close (point->value, expected, relative);
}

static void
check_tail (const RiskctxLossPoint *point,
            double                  expected,
            double                  relative)
{
  ck_assert_msg (fabs (point->tail_mean - expected) <= point->tail_error + 1e-7 * fabs (expected),
                 "at %g: tail mean %.12g is %.12g by a bound of %g", point->probability, expected,
                 point->tail_mean, point->tail_error);
  riskctx_check_close (point->tail_mean, expected, relative);
}

START_TEST (pays_its_part_of_certain_losses)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const guint risk = engine_add_poisson (builder, "r", 0.1, fixed (1000.0));

  /* of 1000, insurance pays 0.9 of what lies between 100 and 700: 460 are left */
  riskctx_plan_builder_set_insurance (builder, risk, 100.0, 600.0, 0.9);
  result = solve (builder);
  riskctx_check_close (result->total.mean, 46.0, 1e-9);
  riskctx_check_close (result->total.sd, 460.0 * sqrt (0.1), 1e-6);
  for (guint i = 0; i < result->total.n_points; i++)
    {
      const RiskctxLossPoint *found = &result->total.points[i];

      check_point (found, found->probability > exp (-0.1) ? 460.0 : 0.0, 5e-3);
    }
}
END_TEST

/* Under a deductible that is all there is to bear, min (X, d) is left. */
START_TEST (leaves_the_deductible)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const double m = 1000.0, d = 1500.0, rate = 0.5;
  const guint risk = engine_add_poisson (builder, "r", rate, exponential (m));
  const double square = 2.0 * m * (m - (m + d) * exp (-d / m));

  riskctx_plan_builder_set_insurance (builder, risk, d, INFINITY, 1.0);
  result = solve (builder);
  riskctx_check_close (result->total.mean, rate * m * -expm1 (-d / m), 1e-9);
  riskctx_check_close (result->total.sd, sqrt (rate * square), 1e-6);
  ck_assert_double_le (result->total.points[2].value, d * (1.0 + 1e-9));
}
END_TEST

/* Half of all that exceeds 0 is as a loss of half the size. */
START_TEST (shares_from_the_first_unit_on)
{
  g_autoptr(RiskctxPlanBuilder) insured = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlanBuilder) plain = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) half = fixed (0.5), amount = NULL, other = NULL;
  g_autoptr(RiskctxSimulateResult) a = NULL, b = NULL;
  RiskctxPlanBuilder *const builders[] = { insured, plain };

  amount = engine_law (riskctx_law_new_lognormal (8.0, 1.0, NULL));
  other = exponential (4000.0);
  for (guint i = 0; i < 2; i++)
    {
      const guint risk = riskctx_plan_builder_add_risk (builders[i], 1, 0);

      riskctx_plan_builder_set_frequency (builders[i], risk, RISKCTX_FREQUENCY_KIND_POISSON, half,
                                          0.0, 0);
      riskctx_plan_builder_add_consequence (builders[i], risk, 2, 3, half, amount);
      riskctx_plan_builder_add_consequence (builders[i], risk, 3, 5, NULL, other);
    }
  riskctx_plan_builder_set_insurance (insured, 0, 0.0, INFINITY, 0.5);
  a = solve (insured);
  b = solve (plain);
  riskctx_check_close (a->total.mean, 0.5 * b->total.mean, 1e-7);
  riskctx_check_close (a->total.sd, 0.5 * b->total.sd, 1e-5);
  riskctx_check_close (a->cause_effect[0][3], 0.5 * b->cause_effect[0][3], 1e-5);
  riskctx_check_close (a->cause_effect[0][5], 0.5 * b->cause_effect[0][5], 1e-5);
  for (guint i = 0; i < a->total.n_points; i++)
    {
      riskctx_check_close (a->total.points[i].value, 0.5 * b->total.points[i].value, 2e-5);
      riskctx_check_close (a->effects[3].points[i].value, 0.5 * b->effects[3].points[i].value,
                           1e-3);
    }
}
END_TEST

/* Insurance pays for all consequences of an event in proportion: two that are alike bear half each,
 * however long their tails are, and certain ones what is theirs of what is left. */
START_TEST (divides_what_is_left)
{
  static const double sums[] = { 20000.0, INFINITY };
  g_autoptr(RiskctxLaw) heavy = engine_law (riskctx_law_new_lognormal_interval (1e3, 5e4, 0.9,
                                                                                NULL));
  g_autoptr(RiskctxLaw) small = fixed (300.0), large = fixed (700.0);

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxSimulateResult) result = NULL;
      const guint alike = engine_add_poisson (builder, "alike", 0.8, riskctx_law_ref (heavy));
      const guint certain = engine_add_poisson (builder, "certain", 0.5, riskctx_law_ref (small));
      double mean;

      riskctx_plan_builder_add_consequence (builder, alike, riskctx_stream_key ("alike", "b"), 3,
                                            NULL, heavy);
      riskctx_plan_builder_add_consequence (builder, certain, riskctx_stream_key ("certain", "b"),
                                            4, NULL, large);
      riskctx_plan_builder_set_insurance (builder, alike, 2000.0, sums[i], 0.8);
      riskctx_plan_builder_set_insurance (builder, certain, 100.0, 600.0, 0.9);
      result = solve (builder);
      mean = result->risks[alike].mean;
      riskctx_check_close (result->effects[3].mean, 0.5 * mean, 1e-4);
      ck_assert_double_le (fabs (result->effects[3].mean - 0.5 * mean),
                           result->effects[3].mean_error);
      ck_assert_double_le (fabs (result->cause_effect[0][3] - 0.5 * mean),
                           result->cause_effect_error[0][3]);
      riskctx_check_close (result->effects[4].mean, 0.5 * 460.0 * 0.7, 1e-9);
      riskctx_check_close (result->cause_effect[0][4], 0.5 * 460.0 * 0.7, 1e-9);
      riskctx_check_close (result->effects[4].sd, sqrt (0.5) * 460.0 * 0.7, 1e-6);
      riskctx_check_close (result->effects[0].mean, 0.5 * mean + 0.5 * 460.0 * 0.3, 1e-4);
    }
}
END_TEST

static void
check_against_years (const RiskctxLossSummary *exact,
                     const RiskctxLossSummary *years,
                     const char               *what)
{
  ck_assert_msg (fabs (exact->mean - years->mean) <= 5.0 * years->mean_error + exact->mean_error,
                 "%s: mean %g, simulated %g +- %g", what, exact->mean, years->mean,
                 years->mean_error);
  for (guint i = 0; i < exact->n_points; i++)
    {
      const RiskctxLossPoint *a = &exact->points[i], *b = &years->points[i];

      /* twice the 99 % interval */
      ck_assert_msg (a->high >= b->low - (b->high - b->low)
                       && a->low <= b->high + (b->high - b->low),
                     "%s: at %g %g to %g, simulated %g to %g", what, a->probability, a->low,
                     a->high, b->low, b->high);
      ck_assert_msg (fabs (a->tail_mean - b->tail_mean) <= 5.0 * b->tail_error + a->tail_error,
                     "%s: tail at %g %g, simulated %g +- %g", what, a->probability, a->tail_mean,
                     b->tail_mean, b->tail_error);
    }
}

static void
check_curve (const RiskctxLossSummary *exact,
             const RiskctxLossSummary *years,
             double                    n)
{
  for (guint i = 0; i < years->n_largest; i++)
    {
      const RiskctxLossCurvePoint *point = &years->largest[i];
      double p;
      guint j = 0;

      while (j < exact->n_largest && exact->largest[j].loss <= point->loss)
        j++;
      if (j == 0 || j == exact->n_largest || point->probability < 1e-3)
        continue;
      p = exact->largest[j - 1].probability
          + (exact->largest[j].probability - exact->largest[j - 1].probability)
              * (point->loss - exact->largest[j - 1].loss)
              / (exact->largest[j].loss - exact->largest[j - 1].loss);
      /* five standard errors, and the chord of the curve */
      ck_assert_double_le (fabs (p - point->probability),
                           5.0 * sqrt (p * (1.0 - p) / n) + 0.02 * p);
    }
}

/* Everything at once, beside a simulation of it */
START_TEST (agrees_with_simulation)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) half = fixed (0.5), light = exponential (300.0);
  g_autoptr(RiskctxLaw) share = engine_law (riskctx_law_new_pert (0.1, 0.3, 0.8, 4.0, NULL));
  g_autoptr(RiskctxLaw) effect = engine_law (riskctx_law_new_pert (0.2, 0.4, 0.7, 4.0, NULL));
  g_autoptr(RiskctxLaw) other = engine_law (riskctx_law_new_uniform (0.0, 0.6, NULL));
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxSimulateResult) exact = NULL, years = NULL;
  RiskctxSimulateSettings settings;
  guint risk;

  /* insured, with a consequence whose probability is uncertain and is lowered */
  risk = engine_add_poisson (builder, "insured", 0.8,
                             engine_law (riskctx_law_new_lognormal (6.0, 1.0, NULL)));
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key ("insured", "b"), 4,
                                        share, light);
  riskctx_plan_builder_add_probability_effect (builder, risk, 1, 901, effect, 0.5);
  riskctx_plan_builder_add_magnitude_effect (builder, risk, 1, 903, other, 1.0);
  riskctx_plan_builder_set_insurance (builder, risk, 100.0, 800.0, 0.8);
  /* one effect on its frequency and its amounts */
  risk = engine_add_risk (builder, "both", 2, RISKCTX_FREQUENCY_KIND_POISSON,
                          engine_law (riskctx_law_new_pert (0.2, 1.0, 3.0, 4.0, NULL)), 0.0, 0,
                          exponential (500.0));
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key ("both", "b"), 6, half,
                                        light);
  riskctx_plan_builder_add_frequency_effect (builder, risk, 902, effect, 1.0);
  riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, 902, effect, 1.0);
  /* which also acts on this one */
  risk = engine_add_risk (builder, "third", 3, RISKCTX_FREQUENCY_KIND_BINOMIAL, fixed (0.2), 0.0, 4,
                          engine_law (riskctx_law_new_pert (10.0, 400.0, 2000.0, 4.0, NULL)));
  riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, 902, effect, 1.0);
  if (_i == 1)
    engine_add_poisson (builder, "gain", 0.5,
                        engine_law (riskctx_law_new_normal (-800.0, 500.0, NULL)));

  plan = engine_build (builder);
  exact_settings (&settings);
  settings.tolerance = 1e-3;
  exact = engine_run (plan, &settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.trials = 200000;
  years = engine_run (plan, &settings);

  check_against_years (&exact->total, &years->total, "total");
  check_curve (&exact->total, &years->total, 200000.0);
  for (guint i = 0; i < exact->n_risks; i++)
    {
      check_against_years (&exact->risks[i], &years->risks[i], "risk");
      check_curve (&exact->risks[i], &years->risks[i], 200000.0);
      ck_assert_double_le (fabs (exact->risk_contributions[i] - years->risk_contributions[i]),
                           0.04 * fabs (years->total.points[4].tail_mean));
    }
  for (guint c = 0; c < 8; c++)
    {
      check_against_years (&exact->effects[c], &years->effects[c], "effect");
      check_against_years (&exact->causes[c], &years->causes[c], "cause");
      for (guint e = 0; e < 8; e++)
        ck_assert_double_le (fabs (exact->cause_effect[c][e] - years->cause_effect[c][e]),
                             5.0 * years->cause_effect_error[c][e]
                               + exact->cause_effect_error[c][e] + 1e-9);
    }
}
END_TEST

/* Four normal amounts are one of twice the spread. */
START_TEST (adds_normal_amounts)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxSimulateResult) result = NULL;
  static const double z[] = { 0.0, 0.67448975019608171, 1.2815515655446004, 1.6448536269514722,
                              2.3263478740408408, 2.5758293035489004 };

  engine_add_risk (builder, "r", 0, RISKCTX_FREQUENCY_KIND_FIXED, fixed (4.0), 0.0, 0,
                   engine_law (riskctx_law_new_normal (-20.0, 30.0, NULL)));
  result = solve (builder);
  riskctx_check_close (result->total.mean, -80.0, 1e-12);
  riskctx_check_close (result->total.sd, 60.0, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (z); i++)
    {
      const RiskctxLossPoint *found = &result->total.points[i];
      const double density = exp (-0.5 * z[i] * z[i]) / sqrt (2.0 * G_PI);

      check_point (found, -80.0 + 60.0 * z[i], 1e-5);
      check_tail (found, -80.0 + 60.0 * density / (1.0 - found->probability), 1e-5);
    }
}
END_TEST

/* The difference of two exponentials has Laplace's law. */
START_TEST (takes_gains_off_losses)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) minus = fixed (-1.0), amount = exponential (100.0);
  RiskctxLaw *const factors[] = { minus, amount };
  g_autoptr(RiskctxSimulateResult) result = NULL;

  engine_add_risk (builder, "loss", 0, RISKCTX_FREQUENCY_KIND_FIXED, fixed (1.0), 0.0, 0,
                   exponential (100.0));
  engine_add_risk (builder, "gain", 1, RISKCTX_FREQUENCY_KIND_FIXED, fixed (1.0), 0.0, 0,
                   engine_law (riskctx_law_new_product (factors, 2, INFINITY, NULL)));
  result = solve (builder);
  ck_assert_double_le (fabs (result->total.mean), 1e-9);
  riskctx_check_close (result->total.sd, 100.0 * G_SQRT2, 1e-7);
  for (guint i = 1; i < result->total.n_points; i++)
    {
      const RiskctxLossPoint *found = &result->total.points[i];
      const double q = -100.0 * log (2.0 * (1.0 - found->probability));

      check_point (found, q, 1e-5);
      check_tail (found, q + 100.0, 1e-5);
    }
  riskctx_check_close (result->risk_contributions[0] + result->risk_contributions[1],
                       result->total.points[4].tail_mean, 1e-9);
}
END_TEST

START_TEST (keeps_the_years_without_loss_apart_from_gains)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxSimulateResult) result = NULL;

  /* 0.7 nothing, 0.15 a gain, 0.15 a loss: the quantile at 0.5 and 0.75 is exactly 0 */
  engine_add_risk (builder, "r", 0, RISKCTX_FREQUENCY_KIND_BERNOULLI, fixed (0.3), 0.0, 0,
                   engine_law (riskctx_law_new_normal (0.0, 10.0, NULL)));
  result = solve (builder);
  riskctx_check_close (result->total.any_loss, 0.3, 1e-9);
  ck_assert_double_eq (result->total.points[0].value, 0.0);
  ck_assert_double_eq (result->total.points[1].value, 0.0);
  /* P (X > q) = 0.1 / 0.3 of the normal law */
  check_point (&result->total.points[2], 10.0 * 0.43072729929545756, 1e-5);
}
END_TEST

/* With a probability P drawn for the year, E exp (-rate P) of years are without loss. */
START_TEST (mixes_over_an_uncertain_probability)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) share = engine_law (riskctx_law_new_uniform (0.0, 1.0, NULL));
  g_autoptr(RiskctxLaw) rate = fixed (3.0), amount = exponential (10.0), more = exponential (5.0);
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const guint risk = riskctx_plan_builder_add_risk (builder, 1, 0);

  riskctx_plan_builder_set_frequency (builder, risk, RISKCTX_FREQUENCY_KIND_POISSON, rate, 0.0, 0);
  riskctx_plan_builder_add_consequence (builder, risk, 2, 0, share, amount);
  if (_i == 1)
    riskctx_plan_builder_add_consequence (builder, risk, 3, 1, share, more);
  result = solve (builder);
  if (_i == 0)
    {
      riskctx_check_close (result->total.any_loss, 1.0 - -expm1 (-3.0) / 3.0, 1e-8);
      /* variance of the sum: rate E P E X^2 + rate^2 Var P (E X)^2 */
      riskctx_check_close (result->total.sd, sqrt (1.5 * 200.0 + 9.0 / 12.0 * 100.0), 1e-8);
    }
  riskctx_check_close (result->effects[0].any_loss, 1.0 - -expm1 (-3.0) / 3.0, 1e-8);
}
END_TEST

START_TEST (scales_by_an_uncertain_effect)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) effect = engine_law (riskctx_law_new_uniform (0.0, 0.5, NULL));
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const guint risk = engine_add_risk (builder, "r", 0, RISKCTX_FREQUENCY_KIND_FIXED, fixed (1.0),
                                      0.0, 0, exponential (100.0));

  riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, 9, effect, 1.0);
  result = solve (builder);
  riskctx_check_close (result->total.mean, 75.0, 1e-9);
  for (guint i = 0; i < result->total.n_points; i++)
    {
      const RiskctxLossPoint *found = &result->total.points[i];
      double low = 0.0, high = 2000.0;

      for (int k = 0; k < 60; k++)
        {
          const double x = 0.5 * (low + high);
          double survival = 0.0;

          /* the midpoint rule over the factor, 1/2 to 1 */
          for (int j = 0; j < 2000; j++)
            survival += exp (-x / (100.0 * (0.5 + (j + 0.5) / 4000.0))) / 2000.0;
          if (survival > 1.0 - found->probability)
            low = x;
          else
            high = x;
        }
      check_point (found, low, 1e-5);
    }
}
END_TEST

/* One effect on the frequency of two risks: they are not independent any more. */
START_TEST (shares_an_uncertain_effect)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) effect = engine_law (riskctx_law_new_uniform (0.0, 1.0, NULL));
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const guint a = engine_add_poisson (builder, "a", 1.0, exponential (10.0));
  const guint b = engine_add_poisson (builder, "b", 2.0, exponential (20.0));
  double mean, variance;

  riskctx_plan_builder_add_frequency_effect (builder, a, 9, effect, 1.0);
  riskctx_plan_builder_add_frequency_effect (builder, b, 9, effect, 1.0);
  result = solve (builder);
  mean = 0.5 * (1.0 * 10.0 + 2.0 * 20.0);
  variance = 0.5 * (1.0 * 200.0 + 2.0 * 800.0) + 50.0 * 50.0 / 12.0;
  riskctx_check_close (result->total.mean, mean, 1e-9);
  riskctx_check_close (result->total.sd, sqrt (variance), 1e-8);
  riskctx_check_close (result->total.any_loss, 1.0 - -expm1 (-3.0) / 3.0, 1e-8);
  riskctx_check_close (result->risks[a].any_loss, 1.0 - -expm1 (-1.0), 1e-8);
  riskctx_check_close (result->risk_contributions[0] + result->risk_contributions[1],
                       result->total.points[4].tail_mean, 1e-9);
}
END_TEST

/* The largest of Poisson many exponential losses: exp (-rate P (X > x)) */
START_TEST (finds_the_largest_event)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxSimulateResult) result = NULL;

  engine_add_poisson (builder, "a", 0.7, exponential (100.0));
  engine_add_risk (builder, "b", 1, RISKCTX_FREQUENCY_KIND_BINOMIAL, fixed (0.25), 0.0, 3,
                   engine_law (riskctx_law_new_uniform (0.0, 1000.0, NULL)));
  result = solve (builder);
  ck_assert_uint_ge (result->total.n_largest, 50);
  for (guint i = 0; i < result->total.n_largest; i++)
    {
      const RiskctxLossCurvePoint *point = &result->total.largest[i];
      const double one = exp (-0.7 * exp (-point->loss / 100.0));
      const double two = pow (1.0 - 0.25 * MAX (0.0, 1.0 - point->loss / 1000.0), 3.0);

      ck_assert_double_le (fabs (point->probability - (1.0 - one * two)), 1e-10);
    }
  ck_assert_double_le (result->total.largest[result->total.n_largest - 1].probability, 1.1e-5);
}
END_TEST

START_TEST (finds_the_largest_event_of_several_consequences)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) more = exponential (100.0);
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const guint risk = engine_add_poisson (builder, "a", 0.7, exponential (100.0));

  /* the sum of two exponentials has P (X > x) = (1 + x / m) exp (-x / m) */
  riskctx_plan_builder_add_consequence (builder, risk, 7, 3, NULL, more);
  result = solve (builder);
  for (guint i = 0; i < result->risks[0].n_largest; i++)
    {
      const RiskctxLossCurvePoint *point = &result->risks[0].largest[i];
      const double x = point->loss / 100.0;

      ck_assert_double_le (fabs (point->probability
                                 + expm1 (-0.7 * (1.0 + x) * exp (-x))), 5e-5);
    }
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-terms");
  TCase *insurance = tcase_create ("insurance");
  TCase *gains = tcase_create ("gains");
  TCase *uncertainty = tcase_create ("uncertainty");
  TCase *largest = tcase_create ("largest");

  tcase_add_test (insurance, pays_its_part_of_certain_losses);
  tcase_add_test (insurance, leaves_the_deductible);
  tcase_add_test (insurance, shares_from_the_first_unit_on);
  tcase_add_test (insurance, divides_what_is_left);
  suite_add_tcase (self, insurance);
  tcase_add_test (gains, adds_normal_amounts);
  tcase_add_test (gains, takes_gains_off_losses);
  tcase_add_test (gains, keeps_the_years_without_loss_apart_from_gains);
  suite_add_tcase (self, gains);
  tcase_add_loop_test (uncertainty, mixes_over_an_uncertain_probability, 0, 2);
  tcase_add_test (uncertainty, scales_by_an_uncertain_effect);
  tcase_add_test (uncertainty, shares_an_uncertain_effect);
  tcase_add_loop_test (uncertainty, agrees_with_simulation, 0, 2);
  suite_add_tcase (self, uncertainty);
  tcase_add_test (largest, finds_the_largest_event);
  tcase_add_test (largest, finds_the_largest_event_of_several_consequences);
  suite_add_tcase (self, largest);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
