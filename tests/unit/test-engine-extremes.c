/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"

#include <math.h>

/* Plans from all over the parameter space, extremes included: whatever is valid gives finite
 * figures, and no figure so small that it is denormal. */

typedef struct
{
  guint64 draw;
} Dice;

static double
roll (Dice *dice)
{
  return riskctx_stream_uniform (11, 12, 13, dice->draw++);
}

static guint
choose (Dice *dice,
        guint n)
{
  return MIN ((guint) (roll (dice) * n), n - 1);
}

/* A positive number of any size, often a very large or a very small one */
static double
size (Dice  *dice,
      double low,
      double high)
{
  return exp (log (low) + roll (dice) * (log (high) - log (low)));
}

static RiskctxLaw *
any_simple_law (Dice  *dice,
                double low,
                double high)
{
  const double a = size (dice, low, high), b = size (dice, low, high), c = size (dice, low, high);
  const double first = MIN (MIN (a, b), c), last = MAX (MAX (a, b), c);
  const double middle = a + b + c - first - last;

  switch (choose (dice, 10))
    {
    case 0: return riskctx_law_new_fixed (a, NULL);
    case 1: return riskctx_law_new_uniform (first, last, NULL);
    case 2: return riskctx_law_new_triangular (first, CLAMP (middle, first, last), last, NULL);
    case 3: return riskctx_law_new_pert (first, CLAMP (middle, first, last), last,
                                         size (dice, 0.01, 1000.0), NULL);
    case 4: return riskctx_law_new_normal_truncated (a, b, NULL);
    case 5: return riskctx_law_new_lognormal_mean (a, MIN (b, a * 1e6), NULL);
    case 6: return riskctx_law_new_gamma (a, size (dice, 0.01, 100.0), NULL);
    case 7: return riskctx_law_new_inverse_gaussian (a, a * size (dice, 1e-6, 1e8), NULL);
    case 8: return riskctx_law_new_lomax (size (dice, 0.1, 100.0), a, NULL);
    default: return riskctx_law_new_pareto (a, b, 4.0 * roll (dice) - 2.0, NULL);
    }
}

static RiskctxLaw *
any_magnitude (Dice *dice)
{
  const double low = choose (dice, 4) == 0 ? 1e-30 : 1.0;
  const double high = choose (dice, 4) == 0 ? 1e90 : 1e9;
  g_autoptr(RiskctxLaw) a = engine_law (any_simple_law (dice, low, high));
  g_autoptr(RiskctxLaw) b = engine_law (any_simple_law (dice, 1e-3, 1e3));
  RiskctxLaw *const parts[] = { a, b };
  const double weights[] = { roll (dice), roll (dice) };
  const double values[] = { 0.0, size (dice, low, high), -size (dice, low, high) };

  switch (choose (dice, 6))
    {
    case 0: return riskctx_law_new_mixture (parts, weights, 2, NULL);
    case 1: return riskctx_law_new_product (parts, 2, choose (dice, 2) ? INFINITY : 1e6, NULL);
    case 2: return riskctx_law_new_discrete (values, (const double[]){ 1.0, 2.0, 0.5 },
                                             2 + choose (dice, 2), NULL);
    default: return riskctx_law_ref (a);
    }
}

static RiskctxPlan *
any_plan (Dice *dice)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  const guint n = 1 + choose (dice, 4);

  for (guint i = 0; i < n; i++)
    {
      const RiskctxFrequencyKind kind = (RiskctxFrequencyKind) choose (dice, 5);
      const gboolean is_share = kind == RISKCTX_FREQUENCY_KIND_BINOMIAL
                                || kind == RISKCTX_FREQUENCY_KIND_BERNOULLI;
      const double most = is_share ? 1.0 : choose (dice, 6) == 0 ? 60.0 : 5.0;
      g_autoptr(RiskctxLaw) rate = riskctx_law_new_pert (0.0, most * roll (dice), most,
                                                         size (dice, 0.1, 100.0), NULL);
      g_autoptr(RiskctxLaw) certain = riskctx_law_new_fixed (roll (dice) * most, NULL);
      g_autoptr(RiskctxLaw) share = riskctx_law_new_uniform (0.0, roll (dice), NULL);
      g_autoptr(RiskctxLaw) half = riskctx_law_new_fixed (roll (dice), NULL);
      const guint risk = riskctx_plan_builder_add_risk (builder, 1000 * (i + 1), choose (dice, 8));
      const guint consequences = choose (dice, 4);

      riskctx_plan_builder_set_frequency (builder, risk, kind,
                                          choose (dice, 2) ? rate : certain,
                                          size (dice, 0.1, 1e5), 1 + choose (dice, 20));
      if (choose (dice, 4) == 0)
        riskctx_plan_builder_set_vulnerability (builder, risk, choose (dice, 2) ? share : half);
      if (choose (dice, 3) == 0)
        riskctx_plan_builder_add_frequency_effect (builder, risk, 1000 * (i + 1) + 500,
                                                   choose (dice, 2) ? share : half, roll (dice));
      if (choose (dice, 8) == 0)
        riskctx_plan_builder_set_insurance (builder, risk, roll (dice) * 100.0,
                                            choose (dice, 2) ? INFINITY : 1e4, roll (dice));
      for (guint k = 0; k < consequences; k++)
        {
          g_autoptr(RiskctxLaw) magnitude = engine_law (any_magnitude (dice));

          riskctx_plan_builder_add_consequence (builder, risk, 1000 * (i + 1) + 1 + k,
                                                choose (dice, 8),
                                                choose (dice, 3) == 0 ? half : NULL, magnitude);
          if (choose (dice, 5) == 0)
            riskctx_plan_builder_add_magnitude_effect (builder, risk, k,
                                                       1000 * (i + 1) + 600 + k, half, 1.0);
        }
    }
  return engine_build (builder);
}

static void
check_number (double      value,
              const char *what,
              guint       plan)
{
  ck_assert_msg (isfinite (value), "plan %u: %s is %g", plan, what, value);
  ck_assert_msg (value == 0.0 || fabs (value) >= 0x1p-1022, "plan %u: %s is denormal", plan, what);
}

static void
check_summary (const RiskctxLossSummary *summary,
               guint                     plan)
{
  check_number (summary->mean, "mean", plan);
  check_number (summary->mean_error, "error of mean", plan);
  check_number (summary->sd, "sd", plan);
  check_number (summary->sd_error, "error of sd", plan);
  check_number (summary->any_loss, "any loss", plan);
  ck_assert_msg (summary->any_loss >= 0.0 && summary->any_loss <= 1.0, "plan %u: any loss", plan);
  check_number (summary->minimum, "minimum", plan);
  check_number (summary->maximum, "maximum", plan);
  for (guint i = 0; i < summary->n_points; i++)
    {
      const RiskctxLossPoint *point = &summary->points[i];

      check_number (point->value, "quantile", plan);
      check_number (point->low, "low", plan);
      check_number (point->high, "high", plan);
      check_number (point->tail_mean, "tail mean", plan);
      check_number (point->tail_error, "error of tail mean", plan);
      ck_assert_msg (point->low <= point->value && point->value <= point->high,
                     "plan %u: %g is not between %g and %g", plan, point->value, point->low,
                     point->high);
      ck_assert_msg (i == 0 || point->value >= point[-1].value * (1.0 - 1e-6)
                       || point->value < 0.0,
                     "plan %u: quantiles fall from %g to %g", plan, point[-1].value, point->value);
    }
  for (guint i = 0; i < summary->n_annual; i++)
    {
      check_number (summary->annual[i].loss, "loss of the curve", plan);
      check_number (summary->annual[i].probability, "probability of the curve", plan);
      ck_assert_msg (i == 0 || summary->annual[i].probability <= summary->annual[i - 1].probability,
                     "plan %u: the curve rises", plan);
    }
}

START_TEST (stays_finite)
{
  for (guint n = 0; n < riskctx_check_rounds (15); n++)
    {
      const guint number = 15 * _i + n;
      Dice dice = { (guint64) number << 20 };
      g_autoptr(RiskctxPlan) plan = any_plan (&dice);
      RiskctxSimulateSettings settings;

      riskctx_simulate_settings_init (&settings);
      settings.threads = 1;
      settings.trials = 200;
      settings.tolerance = 0.05;
      settings.curve_points = 20;
      for (guint exact = 0; exact < 2; exact++)
        {
          g_autoptr(RiskctxSimulateResult) result = NULL;

          settings.method = exact ? RISKCTX_SIMULATE_EXACT : RISKCTX_SIMULATE_MONTE_CARLO;
          if (exact
              && (n % 2 == 1
                  || riskctx_simulate_exact_obstacle (plan) != RISKCTX_SIMULATE_REASON_NONE))
            continue;
          result = engine_run (plan, &settings);
          check_summary (&result->total, number);
          for (guint i = 0; i < result->n_risks; i++)
            {
              check_summary (&result->risks[i], number);
              check_number (result->risk_contributions[i], "contribution", number);
            }
          for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
            {
              check_summary (&result->effects[c], number);
              check_summary (&result->causes[c], number);
              for (guint e = 0; e < RISKCTX_PLAN_CATEGORIES; e++)
                {
                  check_number (result->cause_effect[c][e], "cell", number);
                  check_number (result->cause_effect_error[c][e], "error of cell", number);
                }
            }
        }
    }
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-extremes");
  TCase *figures = tcase_create ("figures");

  tcase_add_loop_test (figures, stays_finite, 0, 5);
  suite_add_tcase (self, figures);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
