/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include <math.h>

#include "riskctx-check.h"

typedef struct
{
  const char      *name;
  RiskctxEstimate *(*make) (GError **error);
  const char      *message; /* NULL: it is fine */
} Row;

#define MAKE(id, expression) \
  static RiskctxEstimate *make_ ## id (GError **error) { return expression; }

MAKE (uniform, riskctx_estimate_new_uniform (1, 2, error))
MAKE (uniform_point, riskctx_estimate_new_uniform (2, 2, error))
MAKE (uniform_reversed, riskctx_estimate_new_uniform (3, 2, error))
MAKE (triangular_mode_high, riskctx_estimate_new_triangular (1, 5, 2, error))
MAKE (pert, riskctx_estimate_new_pert (1, 2, 3, 4, error))
MAKE (pert_mode_low, riskctx_estimate_new_pert (2, 1, 3, 4, error))
MAKE (pert_shape, riskctx_estimate_new_pert (1, 2, 3, 0, error))
MAKE (normal, riskctx_estimate_new_normal (-1, 1, FALSE, error))
MAKE (normal_sd, riskctx_estimate_new_normal (0, 0, FALSE, error))
MAKE (lognormal, riskctx_estimate_new_lognormal (1, 1, error))
MAKE (lognormal_mean, riskctx_estimate_new_lognormal (0, 1, error))
MAKE (interval, riskctx_estimate_new_lognormal_interval (1, 10, 0.9, error))
MAKE (interval_low, riskctx_estimate_new_lognormal_interval (0, 10, 0.9, error))
MAKE (interval_point, riskctx_estimate_new_lognormal_interval (2, 2, 0.9, error))
MAKE (interval_confidence, riskctx_estimate_new_lognormal_interval (1, 2, 1, error))
MAKE (gamma, riskctx_estimate_new_gamma (1, 0.5, error))
MAKE (gamma_mean, riskctx_estimate_new_gamma (-1, 0.5, error))
MAKE (gamma_cv, riskctx_estimate_new_gamma (1, 0, error))
MAKE (gaussian_shape, riskctx_estimate_new_inverse_gaussian (1, 0, error))
MAKE (lomax, riskctx_estimate_new_lomax (0.5, 1, error))
MAKE (lomax_scale, riskctx_estimate_new_lomax (2, 0, error))
MAKE (pareto, riskctx_estimate_new_generalized_pareto (0, 1, -0.5, error))
MAKE (pareto_scale, riskctx_estimate_new_generalized_pareto (0, -1, 0.5, error))
MAKE (discrete, riskctx_estimate_new_discrete ((double[]){ 1, 2 }, 2, (double[]){ 3, 0 }, 2, error))
MAKE (discrete_lengths,
      riskctx_estimate_new_discrete ((double[]){ 1, 2 }, 2, (double[]){ 3 }, 1, error))
MAKE (discrete_negative,
      riskctx_estimate_new_discrete ((double[]){ 1, 2 }, 2, (double[]){ 3, -1 }, 2, error))
MAKE (discrete_nothing,
      riskctx_estimate_new_discrete ((double[]){ 1, 2 }, 2, (double[]){ 0, 0 }, 2, error))
MAKE (discrete_not_a_number,
      riskctx_estimate_new_discrete ((double[]) { 1, NAN }, 2, (double[]) { 3, 1 }, 2, error))
MAKE (normal_not_a_number, riskctx_estimate_new_normal (NAN, 1, FALSE, error))
MAKE (discrete_empty, riskctx_estimate_new_discrete (NULL, 0, NULL, 0, error))

#define ROW(id, message) { #id, make_ ## id, message }

static const Row rows[] = {
  ROW (uniform, NULL),
  ROW (uniform_point, NULL),
  ROW (uniform_reversed, "/low: must not be above high (3 > 2)"),
  ROW (triangular_mode_high, "/mode: must not be above high (5 > 2)"),
  ROW (pert, NULL),
  ROW (pert_mode_low, "/low: must not be above mode (2 > 1)"),
  ROW (pert_shape, "/shape: must be above 0 (is 0)"),
  ROW (normal, NULL),
  ROW (normal_sd, "/sd: must be above 0 (is 0)"),
  ROW (lognormal, NULL),
  ROW (lognormal_mean, "/mean: must be above 0 (is 0)"),
  ROW (interval, NULL),
  ROW (interval_low, "/low: must be above 0 (is 0)"),
  ROW (interval_point, "/high: must be above 2 (is 2)"),
  ROW (interval_confidence, "/confidence: must not be above 0.999999 (is 1)"),
  ROW (gamma, NULL),
  ROW (gamma_mean, "/mean: must be above 0 (is -1)"),
  ROW (gamma_cv, "/cv: must be above 0 (is 0)"),
  ROW (gaussian_shape, "/shape: must be above 0 (is 0)"),
  ROW (lomax, NULL),
  ROW (lomax_scale, "/scale: must be above 0 (is 0)"),
  ROW (pareto, NULL),
  ROW (pareto_scale, "/scale: must be above 0 (is -1)"),
  ROW (discrete, NULL),
  ROW (discrete_lengths, "/weights: values and weights must have the same number of entries"),
  ROW (discrete_negative, "/weights/1: must not be below 0 (is -1)"),
  ROW (discrete_nothing, "/weights: must be above 0 (is 0)"),
  ROW (discrete_not_a_number, "/values/1: must be above -1.7976931348623157e308 (is not finite)"),
  ROW (normal_not_a_number, "/mean: must not be above 1.7976931348623157e308 (is not finite)"),
  ROW (discrete_empty, "/weights: values and weights must have the same number of entries"),
};

START_TEST (accepts_laws_and_refuses_what_is_none)
{
  const Row *row = &rows[_i];
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxEstimate) estimate = row->make (&error);

  if (row->message == NULL)
    ck_assert_msg (error == NULL, "%s: %s", row->name, error ? error->message : "");
  else
    {
      ck_assert_ptr_null (estimate);
      riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
      ck_assert_str_eq (error->message, row->message);
    }
}
END_TEST

START_TEST (gives_its_parameters_back)
{
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_pert (1, 2, 5, 4, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *string = riskctx_estimate_to_string (estimate);

  ck_assert_int_eq (riskctx_estimate_get_distribution (estimate), RISKCTX_DISTRIBUTION_PERT);
  ck_assert_double_eq (riskctx_estimate_get_parameter (estimate, "low", NULL), 1);
  ck_assert_double_eq (riskctx_estimate_get_parameter (estimate, "mode", NULL), 2);
  ck_assert_double_eq (riskctx_estimate_get_parameter (estimate, "high", NULL), 5);
  ck_assert_double_eq (riskctx_estimate_get_parameter (estimate, "shape", NULL), 4);
  ck_assert_str_eq (string, "pert (low 1, mode 2, high 5)");
  riskctx_estimate_get_parameter (estimate, "mean", &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
}
END_TEST

START_TEST (changes_make_copies)
{
  g_autoptr(RiskctxText) source = riskctx_text_new ("en", "survey");
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (3);
  g_autoptr(RiskctxEstimate) measured =
    riskctx_estimate_with_basis (estimate, RISKCTX_BASIS_MEASURED, source);
  g_autoptr(RiskctxEstimate) converted = riskctx_estimate_with_unit (measured, "months");

  ck_assert_int_eq (riskctx_estimate_get_basis (estimate), RISKCTX_BASIS_ASSUMED);
  ck_assert_int_eq (riskctx_estimate_get_basis (converted), RISKCTX_BASIS_MEASURED);
  ck_assert_str_eq (riskctx_text_get (riskctx_estimate_get_source (converted), "en"), "survey");
  ck_assert_str_eq (riskctx_estimate_get_unit (converted), "months");
  ck_assert_ptr_null (riskctx_estimate_get_unit (measured));
  ck_assert (!riskctx_estimate_equal (estimate, measured));
}
END_TEST

START_TEST (equality_is_by_content)
{
  g_autoptr(RiskctxEstimate) a = riskctx_estimate_new_uniform (1, 2, NULL);
  g_autoptr(RiskctxEstimate) b = riskctx_estimate_new_uniform (1, 2, NULL);
  g_autoptr(RiskctxEstimate) c = riskctx_estimate_new_uniform (1, 3, NULL);
  g_autoptr(RiskctxEstimate) d = riskctx_estimate_new_triangular (1, 1, 2, NULL);

  ck_assert (riskctx_estimate_equal (a, b));
  ck_assert_uint_eq (riskctx_estimate_hash (a), riskctx_estimate_hash (b));
  ck_assert (!riskctx_estimate_equal (a, c));
  ck_assert (!riskctx_estimate_equal (a, d));
}
END_TEST

START_TEST (mixtures_and_products_keep_their_parts)
{
  g_autoptr(RiskctxEstimate) a = riskctx_estimate_new_fixed (2);
  g_autoptr(RiskctxEstimate) b = riskctx_estimate_new_uniform (1, 2, NULL);
  RiskctxEstimate *parts[] = { a, b };
  g_autoptr(RiskctxEstimate) mixture =
    riskctx_estimate_new_mixture (parts, 2, (double[]) { 1, 3 }, 2, NULL);
  g_autoptr(RiskctxEstimate) product = riskctx_estimate_new_product (parts, 2, NULL);
  g_autoptr(RiskctxEstimate) capped = riskctx_estimate_with_cap (product, 3);
  guint n;

  ck_assert_uint_eq (riskctx_estimate_get_n_parts (mixture), 2);
  ck_assert (riskctx_estimate_get_part (mixture, 1) == b);
  ck_assert_double_eq (riskctx_estimate_get_weights (mixture, &n)[1], 3);
  ck_assert_uint_eq (n, 2);
  ck_assert (riskctx_estimate_get_part (capped, 0) == a);
  ck_assert_double_eq (riskctx_estimate_get_parameter (capped, "cap", NULL), 3);
  ck_assert (!riskctx_estimate_equal (product, capped));
}
END_TEST

static Suite *
estimate_suite (void)
{
  Suite *suite = suite_create ("estimate");
  TCase *tc = tcase_create ("laws");

  tcase_add_loop_test (tc, accepts_laws_and_refuses_what_is_none, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, gives_its_parameters_back);
  tcase_add_test (tc, changes_make_copies);
  tcase_add_test (tc, equality_is_by_content);
  tcase_add_test (tc, mixtures_and_products_keep_their_parts);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (estimate_suite)
