/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>

#include "riskctx-check.h"

typedef RiskctxEstimate *(*Make) (void);

static RiskctxEstimate *
make_fixed (void)
{
  return riskctx_estimate_new_fixed (7);
}

static RiskctxEstimate *
make_uniform (void)
{
  return riskctx_estimate_new_uniform (2, 14, NULL);
}

static RiskctxEstimate *
make_triangular (void)
{
  return riskctx_estimate_new_triangular (1, 2, 6, NULL);
}

static RiskctxEstimate *
make_pert (void)
{
  return riskctx_estimate_new_pert (0, 2, 10, 4, NULL);
}

static RiskctxEstimate *
make_normal (void)
{
  return riskctx_estimate_new_normal (5, 2, FALSE, NULL);
}

static RiskctxEstimate *
make_half_normal (void)
{
  return riskctx_estimate_new_normal (0, 1, TRUE, NULL);
}

static RiskctxEstimate *
make_lognormal (void)
{
  return riskctx_estimate_new_lognormal (100, 50, NULL);
}

static RiskctxEstimate *
make_interval (void)
{
  return riskctx_estimate_new_lognormal_interval (1, 100, 0.9, NULL);
}

static RiskctxEstimate *
make_gamma (void)
{
  return riskctx_estimate_new_gamma (10, 1, NULL);
}

static RiskctxEstimate *
make_lomax (void)
{
  return riskctx_estimate_new_lomax (3, 10, NULL);
}

static RiskctxEstimate *
make_pareto (void)
{
  return riskctx_estimate_new_generalized_pareto (1, 2, 0, NULL);
}

static RiskctxEstimate *
make_inverse_gaussian (void)
{
  return riskctx_estimate_new_inverse_gaussian (2, 8, NULL);
}

static RiskctxEstimate *
make_discrete (void)
{
  const double values[] = { 1, 2, 10 }, weights[] = { 2, 1, 1 };

  return riskctx_estimate_new_discrete (values, 3, weights, 3, NULL);
}

static RiskctxEstimate *
make_mixture (void)
{
  g_autoptr(RiskctxEstimate) one = make_uniform ();
  g_autoptr(RiskctxEstimate) other = make_fixed ();
  RiskctxEstimate *const parts[] = { one, other };
  const double weights[] = { 3, 1 };

  return riskctx_estimate_new_mixture (parts, 2, weights, 2, NULL);
}

static RiskctxEstimate *
make_product (void)
{
  g_autoptr(RiskctxEstimate) one = make_uniform ();
  g_autoptr(RiskctxEstimate) other = make_gamma ();
  RiskctxEstimate *const parts[] = { one, other };

  return riskctx_estimate_new_product (parts, 2, NULL);
}

/* Closed forms, worked out by hand; NaN where there is no simple one */
static const struct
{
  const char *name;
  Make        make;
  double      mean, sd, median;
} laws[] = {
  { "fixed", make_fixed, 7, 0, 7 },
  { "uniform", make_uniform, 8, 3.4641016151377544, 8 },
  /* (1 + 2 + 6) / 3; variance (1 + 4 + 36 - 2 - 6 - 12) / 18; 6 - √(20 · 0.5) */
  { "triangular", make_triangular, 3, 1.0801234497346435, 2.8377223398316205 },
  /* Beta (1.8, 4.2) · 10: variance 7.56 / (36 · 7) · 100 */
  { "pert", make_pert, 3, 1.7320508075688772, NAN },
  { "normal", make_normal, 5, 2, 5 },
  /* √(2/π), √(1 - 2/π) */
  { "normal cut at 0", make_half_normal, 0.7978845608028654, 0.6028102749890869,
    0.6744897501960817 },
  { "lognormal", make_lognormal, 100, 50, 89.44271909999159 },
  /* the middle of the logarithms; σ = ln 100 / (2 · 1.6448536) */
  { "lognormal interval", make_interval, 26.639800977355463, NAN, 10 },
  { "exponential as gamma", make_gamma, 10, 10, 6.931471805599453 },
  /* 10 / 2; variance 3 · 100 / (4 · 1); 10 (2^(1/3) - 1) */
  { "lomax", make_lomax, 5, 8.660254037844387, 2.599210498948732 },
  { "exponential as generalized Pareto", make_pareto, 3, 2, 2.386294361119891 },
  { "inverse gaussian", make_inverse_gaussian, 2, 1, NAN },
  { "discrete", make_discrete, 3.5, 3.774917217635375, 1 },
  /* 0.75 · 8 + 0.25 · 7; E X² = 0.75 · 76 + 0.25 · 49 */
  { "mixture", make_mixture, 7.75, 3.031088913245535, NAN },
  /* 8 · 10; E X² = 76 · 200 */
  { "product", make_product, 80, 93.8083151964686, NAN },
};

START_TEST (figures_of_every_law)
{
  g_autoptr(RiskctxEstimate) estimate = laws[_i].make ();
  g_autoptr(GError) error = NULL;
  const double mean = riskctx_estimate_get_mean (estimate, &error);
  const double sd = riskctx_estimate_get_sd (estimate, &error);
  const double median = riskctx_estimate_get_quantile (estimate, 0.5, &error);

  ck_assert_msg (error == NULL, "%s: %s", laws[_i].name, error != NULL ? error->message : "");
  ck_assert_msg (fabs (mean - laws[_i].mean) < 1e-6 * laws[_i].mean, "%s: mean %.17g",
                 laws[_i].name, mean);
  if (isfinite (laws[_i].sd))
    ck_assert_msg (fabs (sd - laws[_i].sd) <= 1e-6 * laws[_i].sd, "%s: sd %.17g", laws[_i].name,
                   sd);
  if (isfinite (laws[_i].median))
    ck_assert_msg (fabs (median - laws[_i].median) < 1e-6 * laws[_i].median, "%s: median %.17g",
                   laws[_i].name, median);
}
END_TEST

START_TEST (ends_of_an_interval)
{
  g_autoptr(RiskctxEstimate) estimate = make_interval ();
  g_autoptr(RiskctxEstimate) narrow = riskctx_estimate_new_lognormal_interval (1, 100, 0.5, NULL);

  riskctx_check_close (riskctx_estimate_get_quantile (estimate, 0.05, NULL), 1, 1e-9);
  riskctx_check_close (riskctx_estimate_get_quantile (estimate, 0.95, NULL), 100, 1e-9);
  riskctx_check_close (riskctx_estimate_get_quantile (narrow, 0.25, NULL), 1, 1e-9);
}
END_TEST

START_TEST (a_cap_bounds_a_product)
{
  g_autoptr(RiskctxEstimate) free = make_product ();
  g_autoptr(RiskctxEstimate) capped = riskctx_estimate_with_cap (free, 50);

  ck_assert_double_eq (riskctx_estimate_get_quantile (capped, 0.9999, NULL), 50);
  ck_assert_double_lt (riskctx_estimate_get_mean (capped, NULL), 50);
}
END_TEST

START_TEST (infinite_figures_are_errors)
{
  g_autoptr(RiskctxEstimate) no_mean = riskctx_estimate_new_lomax (0.9, 1, NULL);
  g_autoptr(RiskctxEstimate) no_sd = riskctx_estimate_new_lomax (1.5, 1, NULL);
  g_autoptr(GError) error = NULL;

  ck_assert_double_eq (riskctx_estimate_get_mean (no_mean, &error), 0);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  ck_assert_double_eq_tol (riskctx_estimate_get_mean (no_sd, &error), 2, 1e-9);
  ck_assert_ptr_null (error);
  riskctx_estimate_get_sd (no_sd, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  ck_assert_double_gt (riskctx_estimate_get_quantile (no_mean, 0.99, &error), 100);
  ck_assert_ptr_null (error);
}
END_TEST

START_TEST (probabilities_are_checked)
{
  static const double wrong[] = { 0, 1, -0.1, 1.1, NAN };
  g_autoptr(RiskctxEstimate) estimate = make_uniform ();
  g_autoptr(GError) error = NULL;

  riskctx_estimate_get_quantile (estimate, wrong[_i], &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

static Suite *
estimate_law_suite (void)
{
  Suite *suite = suite_create ("estimate-law");
  TCase *tc = tcase_create ("laws");

  tcase_add_loop_test (tc, figures_of_every_law, 0, G_N_ELEMENTS (laws));
  tcase_add_test (tc, ends_of_an_interval);
  tcase_add_test (tc, a_cap_bounds_a_product);
  tcase_add_test (tc, infinite_figures_are_errors);
  tcase_add_loop_test (tc, probabilities_are_checked, 0, 5);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (estimate_law_suite)
