/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

static void
check_quantile (RiskctxEstimate *estimate,
                double           probability,
                double           expected,
                double           relative)
{
  g_autoptr(GError) error = NULL;
  const double found = riskctx_estimate_get_quantile (estimate, probability, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  riskctx_check_close (found, expected, relative);
}

static const struct
{
  RiskctxDistribution law;
  double              low_probability, low, high_probability, high;
} pairs[] = {
  { RISKCTX_DISTRIBUTION_LOGNORMAL, 0.05, 1e4, 0.95, 1e6 },
  { RISKCTX_DISTRIBUTION_LOGNORMAL, 0.5, 1e4, 0.99, 1e6 },
  { RISKCTX_DISTRIBUTION_LOGNORMAL, 0.1, 3, 0.4, 4 },
  { RISKCTX_DISTRIBUTION_NORMAL, 0.1, -3, 0.6, 5 },
  { RISKCTX_DISTRIBUTION_NORMAL, 0.6, 3, 0.9, 5 },
  { RISKCTX_DISTRIBUTION_GAMMA, 0.05, 0.1, 0.95, 1 },
  { RISKCTX_DISTRIBUTION_GAMMA, 0.25, 10, 0.5, 11 },
  { RISKCTX_DISTRIBUTION_GAMMA, 0.05, 1e-3, 0.95, 10 },
  { RISKCTX_DISTRIBUTION_UNIFORM, 0.1, 2, 0.9, 10 },
};

START_TEST (two_quantiles_make_a_law)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxEstimate) estimate
    = riskctx_estimate_new_quantiles (pairs[_i].law, pairs[_i].low_probability, pairs[_i].low,
                                      pairs[_i].high_probability, pairs[_i].high, &error);

  ck_assert_msg (estimate != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_int_eq (riskctx_estimate_get_distribution (estimate), pairs[_i].law);
  check_quantile (estimate, pairs[_i].low_probability, pairs[_i].low, 1e-9);
  check_quantile (estimate, pairs[_i].high_probability, pairs[_i].high, 1e-9);
  ck_assert_int_eq (riskctx_estimate_get_basis (estimate), RISKCTX_BASIS_EXPERT);
}
END_TEST

START_TEST (the_source_says_what_was_judged)
{
  g_autoptr(RiskctxEstimate) estimate
    = riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_LOGNORMAL, 0.05, 1e4, 0.95, 1e6, NULL);
  RiskctxText *source = riskctx_estimate_get_source (estimate);

  riskctx_check_str (riskctx_text_get (source, "en"),
                     "Expert’s judgment: 10,000 at 5 %, 1,000,000 at 95 %");
  riskctx_check_str (riskctx_text_get (source, "ja"),
                     "専門家の見積り：5%点が10,000、95%点が1,000,000");
}
END_TEST

START_TEST (a_share_stays_between_0_and_1)
{
  static const struct
  {
    double low, high, confidence;
  } cases[] = { { 0.2, 0.6, 0.9 }, { 0.001, 0.02, 0.8 }, { 0.9, 0.97, 0.5 }, { 0.06, 0.94, 0.9 } };
  const double tail = (1 - cases[_i].confidence) / 2;
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxEstimate) share
    = riskctx_estimate_new_share (cases[_i].low, cases[_i].high, cases[_i].confidence, &error);

  ck_assert_msg (share != NULL, "%s", error != NULL ? error->message : "");
  check_quantile (share, tail, cases[_i].low, 1e-8);
  check_quantile (share, 1 - tail, cases[_i].high, 1e-8);
  ck_assert_double_eq (riskctx_estimate_get_parameter (share, "low", NULL), 0);
  ck_assert_double_eq (riskctx_estimate_get_parameter (share, "high", NULL), 1);
}
END_TEST

/* With m ± 1 and 5 % beyond either, ends at m ± a: (a − 1)² / (2 a²) = 0.05. */
START_TEST (three_points_keep_the_mode)
{
  g_autoptr(RiskctxEstimate) even
    = riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_TRIANGULAR, 9, 10, 11, 0.9, NULL);
  g_autoptr(RiskctxEstimate) skewed
    = riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_TRIANGULAR, 2, 3, 10, 0.8, NULL);
  g_autoptr(RiskctxEstimate) pert
    = riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_PERT, 100, 200, 900, 0.9, NULL);
  g_autoptr(RiskctxEstimate) ends
    = riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_PERT, 100, 200, 900, 1, NULL);
  const double reach = 1 / (1 - sqrt (0.1));

  riskctx_check_close (riskctx_estimate_get_parameter (even, "low", NULL), 10 - reach, 1e-10);
  riskctx_check_close (riskctx_estimate_get_parameter (even, "high", NULL), 10 + reach, 1e-10);
  check_quantile (skewed, 0.1, 2, 1e-9);
  check_quantile (skewed, 0.9, 10, 1e-9);
  ck_assert_double_eq (riskctx_estimate_get_parameter (skewed, "mode", NULL), 3);
  check_quantile (pert, 0.05, 100, 1e-8);
  check_quantile (pert, 0.95, 900, 1e-8);
  ck_assert_double_eq (riskctx_estimate_get_parameter (pert, "mode", NULL), 200);
  ck_assert_double_eq (riskctx_estimate_get_parameter (ends, "low", NULL), 100);
  ck_assert_double_eq (riskctx_estimate_get_parameter (ends, "high", NULL), 900);
}
END_TEST

#define REFUSED(call, reason) G_STMT_START {                    \
    g_autoptr(GError) error_ = NULL;                            \
    GError **error = &error_;                                   \
    ck_assert_ptr_null (call);                                  \
    riskctx_check_error (error_, RISKCTX_ERROR, reason);        \
  } G_STMT_END

START_TEST (what_no_law_has_is_refused)
{
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_LOGNORMAL, 0.05, 0, 0.95, 1, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_NORMAL, 0.05, 1, 0.95, 1, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_NORMAL, 0.95, 1, 0.05, 2, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_NORMAL, 0, 1, 0.05, NAN, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_LOMAX, 0.05, 1, 0.95, 2, error),
           RISKCTX_ERROR_UNSUPPORTED);
  REFUSED (riskctx_estimate_new_quantiles (RISKCTX_DISTRIBUTION_GAMMA, 0.05, 1, 0.95, 1e300, error),
           RISKCTX_ERROR_UNDEFINED);
  REFUSED (riskctx_estimate_new_share (0.01, 0.99, 0.9, error), RISKCTX_ERROR_UNDEFINED);
  REFUSED (riskctx_estimate_new_share (0, 0.5, 0.9, error), RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_share (0.1, 0.5, 1, error), RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_PERT, 1, 5, 4, 0.9, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_PERT, 1, 2, 4, 0.2, error),
           RISKCTX_ERROR_INVALID);
  REFUSED (riskctx_estimate_new_three_points (RISKCTX_DISTRIBUTION_GAMMA, 1, 2, 4, 0.9, error),
           RISKCTX_ERROR_UNSUPPORTED);
}
END_TEST

static Suite *
elicitation_suite (void)
{
  Suite *suite = suite_create ("elicitation");
  TCase *judged = tcase_create ("judged");

  tcase_add_loop_test (judged, two_quantiles_make_a_law, 0, G_N_ELEMENTS (pairs));
  tcase_add_test (judged, the_source_says_what_was_judged);
  tcase_add_loop_test (judged, a_share_stays_between_0_and_1, 0, 4);
  tcase_add_test (judged, three_points_keep_the_mode);
  tcase_add_test (judged, what_no_law_has_is_refused);
  suite_add_tcase (suite, judged);
  return suite;
}

RISKCTX_CHECK_MAIN (elicitation_suite)
