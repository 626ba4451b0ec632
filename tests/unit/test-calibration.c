/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

static double
parameter (RiskctxEstimate *estimate,
           const char      *name)
{
  g_autoptr(GError) error = NULL;
  const double value = riskctx_estimate_get_parameter (estimate, name, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return value;
}

static void
check_says (RiskctxEstimate *estimate,
            const char      *en,
            const char      *ja)
{
  RiskctxText *source = riskctx_estimate_get_source (estimate);

  ck_assert_ptr_nonnull (source);
  ck_assert_msg (strstr (riskctx_text_get (source, "en"), en) != NULL, "%s",
                 riskctx_text_get (source, "en"));
  ck_assert_msg (strstr (riskctx_text_get (source, "ja"), ja) != NULL, "%s",
                 riskctx_text_get (source, "ja"));
}

/* Gamma (2, 4) with 3 events in 6 years is Gamma (5, 10). */
START_TEST (a_rate_is_updated_by_a_count)
{
  g_autoptr(RiskctxEstimate) plain = riskctx_estimate_new_gamma (0.5, sqrt (0.5), NULL);
  g_autoptr(RiskctxEstimate) founded
    = riskctx_estimate_with_basis (plain, RISKCTX_BASIS_EXPERT, NULL);
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_with_unit (founded, "1/year");
  g_autoptr(RiskctxEstimate) after = riskctx_estimate_update_rate (prior, 3, 6, NULL);
  g_autoptr(RiskctxEstimate) barely = riskctx_estimate_update_rate (prior, 0, 3, NULL);

  ck_assert_int_eq (riskctx_estimate_get_distribution (after), RISKCTX_DISTRIBUTION_GAMMA);
  riskctx_check_close (parameter (after, "mean"), 0.5, 1e-12);
  riskctx_check_close (parameter (after, "cv"), 1 / sqrt (5), 1e-12);
  riskctx_check_str (riskctx_estimate_get_unit (after), "1/year");
  ck_assert_int_eq (riskctx_estimate_get_basis (after), RISKCTX_BASIS_MEASURED);
  check_says (after, "3 events in 6 years", "6年間に3件");
  check_says (after, "as good as 4 years", "4年分");

  /* Nothing in 3 years: Gamma (2, 7); four years of belief outweigh three of observation. */
  riskctx_check_close (parameter (barely, "mean"), 2.0 / 7, 1e-12);
  ck_assert_int_eq (riskctx_estimate_get_basis (barely), RISKCTX_BASIS_EXPERT);
}
END_TEST

START_TEST (updates_of_a_rate_add_up)
{
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_new_pert (0.1, 0.4, 2, 4, NULL);
  g_autoptr(RiskctxEstimate) once = riskctx_estimate_update_rate (prior, 7, 5, NULL);
  g_autoptr(RiskctxEstimate) first = riskctx_estimate_update_rate (prior, 3, 1, NULL);
  g_autoptr(RiskctxEstimate) second = riskctx_estimate_update_rate (first, 4, 4, NULL);
  const double mean = riskctx_estimate_get_mean (prior, NULL);
  const double sd = riskctx_estimate_get_sd (prior, NULL);

  riskctx_check_close (parameter (once, "mean"),
                       (mean * mean / sd / sd + 7) / (mean / sd / sd + 5), 1e-12);
  riskctx_check_close (parameter (once, "mean"), parameter (second, "mean"), 1e-12);
  riskctx_check_close (parameter (once, "cv"), parameter (second, "cv"), 1e-12);
}
END_TEST

/* The equal-tailed 90 % interval of Gamma (1/2, 10) is half a chi-square of one degree: 0.00393214
 * and 3.84146 (tables), divided by 20. */
START_TEST (a_rate_comes_from_a_count_alone)
{
  g_autoptr(RiskctxEstimate) none = riskctx_estimate_new_rate (0, 10, NULL);
  g_autoptr(RiskctxEstimate) some = riskctx_estimate_new_rate (4, 10, NULL);

  riskctx_check_close (parameter (none, "mean"), 0.05, 1e-14);
  riskctx_check_close (riskctx_estimate_get_quantile (none, 0.05, NULL), 0.00393214 / 20, 1e-5);
  riskctx_check_close (riskctx_estimate_get_quantile (none, 0.95, NULL), 3.84146 / 20, 1e-5);
  riskctx_check_close (parameter (some, "mean"), 0.45, 1e-14);
  riskctx_check_close (parameter (some, "cv"), sqrt (2.0) / 3, 1e-14);
  ck_assert_int_eq (riskctx_estimate_get_basis (some), RISKCTX_BASIS_MEASURED);
  check_says (some, "4 events in 10 years", "10年間に4件");
}
END_TEST

START_TEST (a_rate_that_cannot_learn_is_refused)
{
  g_autoptr(RiskctxEstimate) fixed = riskctx_estimate_new_fixed (0.5);
  g_autoptr(RiskctxEstimate) heavy = riskctx_estimate_new_lomax (1.5, 1, NULL);
  g_autoptr(RiskctxEstimate) nothing = riskctx_estimate_new_fixed (0);
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_new_gamma (1, 1, NULL);
  const struct
  {
    RiskctxEstimate *prior;
    double           events, exposure;
    int              code;
  } cases[] = {
    { fixed, 1, 1, RISKCTX_ERROR_UNDEFINED }, { heavy, 1, 1, RISKCTX_ERROR_UNDEFINED },
    { nothing, 1, 1, RISKCTX_ERROR_INVALID }, { prior, -1, 1, RISKCTX_ERROR_INVALID },
    { prior, NAN, 1, RISKCTX_ERROR_INVALID }, { prior, 1, 0, RISKCTX_ERROR_INVALID },
    { prior, 1, INFINITY, RISKCTX_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      ck_assert_ptr_null (riskctx_estimate_update_rate (cases[i].prior, cases[i].events,
                                                        cases[i].exposure, &error));
      riskctx_check_error (error, RISKCTX_ERROR, cases[i].code);
    }
}
END_TEST

/* Belief: logarithms of mean 0 and variance 1, as two observations. Seen: e and e³, so n = 2,
 * ȳ = 2, S = 2. Then μ = 1 and σ² = (2 + 2 + 2 · 2 · 4 / 4) / 4 = 2. */
START_TEST (a_magnitude_is_updated_by_amounts)
{
  const double mean = exp (0.5), amounts[] = { exp (1), exp (3) };
  g_autoptr(RiskctxEstimate) prior
    = riskctx_estimate_new_lognormal (mean, mean * sqrt (expm1 (1)), NULL);
  g_autoptr(RiskctxEstimate) after
    = riskctx_estimate_update_magnitude (prior, amounts, 2, 2, NULL);
  g_autoptr(RiskctxEstimate) still = riskctx_estimate_update_magnitude (prior, NULL, 0, 2, NULL);
  g_autoptr(RiskctxEstimate) first
    = riskctx_estimate_update_magnitude (prior, amounts, 1, 2, NULL);
  g_autoptr(RiskctxEstimate) second
    = riskctx_estimate_update_magnitude (first, amounts + 1, 1, 3, NULL);

  riskctx_check_close (riskctx_estimate_get_quantile (after, 0.5, NULL), exp (1), 1e-12);
  riskctx_check_close (parameter (after, "mean"), exp (2), 1e-12);
  riskctx_check_close (parameter (after, "sd"), exp (2) * sqrt (expm1 (2)), 1e-12);
  riskctx_check_close (parameter (still, "mean"), mean, 1e-12);
  riskctx_check_close (parameter (still, "sd"), parameter (prior, "sd"), 1e-12);
  riskctx_check_close (parameter (second, "mean"), parameter (after, "mean"), 1e-12);
  riskctx_check_close (parameter (second, "sd"), parameter (after, "sd"), 1e-12);
  check_says (after, "updated with 2 observed amounts", "実際の金額2件");
}
END_TEST

/* The logarithm of an exponential variable of mean 1 has the mean −γ and the variance π²/6. */
START_TEST (a_belief_of_another_law_counts_by_its_logarithms)
{
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_new_gamma (1, 1, NULL);
  g_autoptr(RiskctxEstimate) still = riskctx_estimate_update_magnitude (prior, NULL, 0, 1, NULL);
  g_autoptr(RiskctxEstimate) fixed = riskctx_estimate_new_fixed (100);
  const double same[] = { 100, 100 };
  g_autoptr(RiskctxEstimate) certain
    = riskctx_estimate_update_magnitude (fixed, same, 2, 1, NULL);

  riskctx_check_close (riskctx_estimate_get_quantile (still, 0.5, NULL),
                       exp (-0.57721566490153286), 2e-4);
  riskctx_check_close (log1p (pow (parameter (still, "sd") / parameter (still, "mean"), 2)),
                       G_PI * G_PI / 6, 1e-3);
  ck_assert_int_eq (riskctx_estimate_get_distribution (certain), RISKCTX_DISTRIBUTION_FIXED);
  riskctx_check_close (parameter (certain, "value"), 100, 1e-12);
}
END_TEST

START_TEST (amounts_without_a_logarithm_are_refused)
{
  g_autoptr(RiskctxEstimate) normal = riskctx_estimate_new_normal (1, 1, FALSE, NULL);
  g_autoptr(RiskctxEstimate) zero = riskctx_estimate_new_fixed (0);
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_new_gamma (1, 1, NULL);
  const double good = 1, bad = 0;
  g_autoptr(GError) signed_error = NULL;
  g_autoptr(GError) zero_error = NULL;
  g_autoptr(GError) amount_error = NULL;
  g_autoptr(GError) weight_error = NULL;

  ck_assert_ptr_null (riskctx_estimate_update_magnitude (normal, &good, 1, 1, &signed_error));
  riskctx_check_error (signed_error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert_ptr_null (riskctx_estimate_update_magnitude (zero, &good, 1, 1, &zero_error));
  riskctx_check_error (zero_error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert_ptr_null (riskctx_estimate_update_magnitude (prior, &bad, 1, 1, &amount_error));
  riskctx_check_error (amount_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_null (riskctx_estimate_update_magnitude (prior, &good, 1, 0, &weight_error));
  riskctx_check_error (weight_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

static Suite *
calibration_suite (void)
{
  Suite *suite = suite_create ("calibration");
  TCase *updates = tcase_create ("updates");

  tcase_add_test (updates, a_rate_is_updated_by_a_count);
  tcase_add_test (updates, updates_of_a_rate_add_up);
  tcase_add_test (updates, a_rate_comes_from_a_count_alone);
  tcase_add_test (updates, a_rate_that_cannot_learn_is_refused);
  tcase_add_test (updates, a_magnitude_is_updated_by_amounts);
  tcase_add_test (updates, a_belief_of_another_law_counts_by_its_logarithms);
  tcase_add_test (updates, amounts_without_a_logarithm_are_refused);
  suite_add_tcase (suite, updates);
  return suite;
}

RISKCTX_CHECK_MAIN (calibration_suite)
