/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

#define MANY 2000

static int
find_law (RiskctxLossFit *fit,
          const char     *name)
{
  for (guint i = 0; i < riskctx_loss_fit_get_n_laws (fit); i++)
    if (g_str_equal (riskctx_loss_fit_get_law (fit, i), name))
      return (int) i;
  return -1;
}

static double
parameter (RiskctxLossFit *fit,
           const char     *law,
           const char     *name)
{
  const int position = find_law (fit, law);
  g_autoptr(GError) error = NULL;
  double value;

  ck_assert_msg (position >= 0, "%s was not fitted", law);
  value = riskctx_estimate_get_parameter (riskctx_loss_fit_get_estimate (fit, (guint) position),
                                          name, &error);
  ck_assert_msg (error == NULL, "%s has no %s", law, name);
  return value;
}

static RiskctxLossFit *
fit_losses (const double *amounts,
            guint         n,
            double        threshold,
            int           n_below,
            guint         replicates)
{
  g_autoptr(GError) error = NULL;
  RiskctxLossFit *fit = riskctx_loss_fit_new (amounts, n, threshold, n_below, replicates, 3, NULL,
                                              &error);

  ck_assert_msg (fit != NULL, "%s", error != NULL ? error->message : "");
  return fit;
}

/* The law itself as data: its quantiles at (i + 1/2) / n of what lies above a threshold. Returns
 * how many of n there are. */
static guint
spread_out (RiskctxEstimate *law,
            guint            n,
            double           threshold,
            double          *amounts)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      const double amount = riskctx_estimate_get_quantile (law, (i + 0.5) / n, NULL);

      if (amount >= threshold)
        amounts[kept++] = amount;
    }
  return kept;
}

/* Logarithms 1 to 4: mean 5/2, variance 5/4 */
START_TEST (closed_forms)
{
  const double amounts[] = { exp (3), exp (1), exp (4), exp (2) }, three[] = { 2, 3, 1 };
  g_autoptr(RiskctxLossFit) logs = fit_losses (amounts, 4, 0, -1, 0);
  g_autoptr(RiskctxLossFit) few = fit_losses (three, 3, 0, -1, 0);
  const double mean = parameter (logs, "lognormal", "mean");
  const double sum = exp (1) + exp (2) + exp (3) + exp (4);
  const guint lognormal = (guint) find_law (logs, "lognormal");
  const double likelihood = -4 * 0.5 * log (2 * G_PI * 1.25) - 10 - 5 / 2.5;

  riskctx_check_close (mean, exp (2.5 + 0.625), 1e-12);
  riskctx_check_close (parameter (logs, "lognormal", "sd"), mean * sqrt (expm1 (1.25)), 1e-12);
  riskctx_check_close (riskctx_loss_fit_get_log_likelihood (logs, lognormal), likelihood, 1e-12);
  riskctx_check_close (riskctx_loss_fit_get_aic (logs, lognormal), 4 - 2 * likelihood, 1e-12);
  riskctx_check_close (riskctx_loss_fit_get_bic (logs, lognormal), 2 * log (4) - 2 * likelihood,
                       1e-12);
  riskctx_check_close (parameter (logs, "exponential", "mean"), sum / 4, 1e-12);
  riskctx_check_close (riskctx_loss_fit_get_log_likelihood (logs,
                                                            (guint) find_law (logs, "exponential")),
                       -4 * log (sum / 4) - 4, 1e-12);

  /* the root of log k − ψ(k) = log 2 − (log 6)/3, and 1/λ = (1 + 1/2 + 1/3)/3 − 1/2 = 1/9 */
  riskctx_check_close (1 / pow (parameter (few, "gamma", "cv"), 2), 5.3752094848736505, 1e-8);
  riskctx_check_close (parameter (few, "gamma", "mean"), 2, 1e-12);
  riskctx_check_close (parameter (few, "inverse-gaussian", "shape"), 9, 1e-12);
  riskctx_check_close (parameter (few, "inverse-gaussian", "mean"), 2, 1e-12);
  /* lighter than an exponential law: the likelihood of a Lomax law has no maximum */
  ck_assert_int_eq (find_law (few, "lomax"), -1);
}
END_TEST

/* Data that are the law itself give the law back, as far as the ends that they lack let them. */
START_TEST (laws_are_found_again)
{
  g_autoptr(RiskctxEstimate) lomax = riskctx_estimate_new_lomax (2, 100, NULL);
  g_autoptr(RiskctxEstimate) gamma = riskctx_estimate_new_gamma (100, 0.5, NULL);
  double amounts[MANY];
  g_autoptr(RiskctxLossFit) heavy = NULL;
  g_autoptr(RiskctxLossFit) light = NULL;

  heavy = fit_losses (amounts, spread_out (lomax, MANY, 0, amounts), 0, -1, 0);
  riskctx_check_close (parameter (heavy, "lomax", "shape"), 2, 0.02);
  riskctx_check_close (parameter (heavy, "lomax", "scale"), 100, 0.02);
  riskctx_check_str (riskctx_loss_fit_get_law (heavy, 0), "lomax");
  light = fit_losses (amounts, spread_out (gamma, MANY, 0, amounts), 0, -1, 0);
  riskctx_check_close (parameter (light, "gamma", "cv"), 0.5, 0.01);
  riskctx_check_str (riskctx_loss_fit_get_law (light, 0), "gamma");
}
END_TEST

/* What was never reported is made up for: with the threshold at the 30 % quantile. */
START_TEST (small_losses_need_not_be_known)
{
  g_autoptr(RiskctxEstimate) law = riskctx_estimate_new_lognormal_interval (100, 10000, 0.9, NULL);
  g_autoptr(RiskctxEstimate) steady = riskctx_estimate_new_gamma (100, 1, NULL);
  const double threshold = riskctx_estimate_get_quantile (law, 0.3, NULL);
  const double mean = riskctx_estimate_get_mean (law, NULL);
  double amounts[MANY], sum = 0;
  const guint n = spread_out (law, MANY, threshold, amounts);
  g_autoptr(RiskctxLossFit) naive = fit_losses (amounts, n, 0, -1, 0);
  g_autoptr(RiskctxLossFit) truncated = fit_losses (amounts, n, threshold, -1, 0);
  g_autoptr(RiskctxLossFit) censored = fit_losses (amounts, n, threshold, MANY - n, 0);
  g_autoptr(RiskctxLossFit) none_below = fit_losses (amounts, n, threshold, 0, 0);
  g_autoptr(RiskctxLossFit) memoryless = NULL;
  guint kept;

  ck_assert_uint_eq (n, MANY * 7 / 10);
  ck_assert_double_gt (parameter (naive, "lognormal", "mean"), 1.2 * mean);
  riskctx_check_close (parameter (truncated, "lognormal", "mean"), mean, 0.02);
  riskctx_check_close (riskctx_estimate_get_quantile (
                         riskctx_loss_fit_get_estimate (
                           truncated, (guint) find_law (truncated, "lognormal")), 0.3, NULL),
                       threshold, 0.05);
  riskctx_check_close (parameter (censored, "lognormal", "mean"), mean, 0.01);
  riskctx_check_close (parameter (censored, "lognormal", "sd"),
                       riskctx_estimate_get_sd (law, NULL), 0.03);
  riskctx_check_close (parameter (none_below, "lognormal", "mean"),
                       parameter (naive, "lognormal", "mean"), 1e-12);

  /* an exponential law begins anew at the threshold: mean − threshold, exactly */
  kept = spread_out (steady, MANY, 50, amounts);
  for (guint i = 0; i < kept; i++)
    sum += amounts[i];
  memoryless = fit_losses (amounts, kept, 50, -1, 0);
  riskctx_check_close (parameter (memoryless, "exponential", "mean"), sum / kept - 50, 1e-6);
}
END_TEST

START_TEST (the_best_law_is_chosen_with_reasons)
{
  g_autoptr(RiskctxEstimate) law = riskctx_estimate_new_lognormal_interval (100, 10000, 0.9, NULL);
  double amounts[200], statistic, p;
  const guint n = spread_out (law, 100, 0, amounts);
  g_autoptr(RiskctxLossFit) fit = fit_losses (amounts, n, 0, -1, 99);
  g_autoptr(RiskctxLossFit) again = fit_losses (amounts, 100, 0, -1, 99);
  g_autoptr(RiskctxLossFit) neither = NULL;
  g_autofree char *en = riskctx_loss_fit_describe (fit, "en");
  g_autofree char *ja = riskctx_loss_fit_describe (fit, "ja");
  g_autofree char *doubt = NULL;
  g_autoptr(JsonNode) node = riskctx_loss_fit_to_json (fit);
  g_autoptr(JsonNode) same = riskctx_loss_fit_to_json (again);

  ck_assert (riskctx_loss_fit_is_accepted (fit));
  riskctx_check_str (riskctx_loss_fit_get_law (fit, 0), "lognormal");
  /* nearer to the law than chance ever comes */
  riskctx_loss_fit_get_kolmogorov_smirnov (fit, 0, &statistic, &p);
  ck_assert_double_le (statistic, 0.012);
  ck_assert_double_ge (p, 0.95);
  riskctx_loss_fit_get_anderson_darling (fit, 0, &statistic, &p);
  ck_assert_double_ge (statistic, 0);
  ck_assert_double_ge (p, 0.95);
  riskctx_loss_fit_get_anderson_darling (fit, (guint) find_law (fit, "exponential"), &statistic,
                                         &p);
  ck_assert_double_eq (p, 0.01); /* none of 99 is as far away */
  ck_assert_ptr_nonnull (strstr (en, "Fitted by maximum likelihood to 100 losses\n"));
  ck_assert_ptr_nonnull (strstr (en, "Best: Lognormal."));
  ck_assert_ptr_nonnull (strstr (ja, "最もよい分布：対数正規分布。"));
  ck_assert (json_node_equal (node, same));
  ck_assert_int_eq (riskctx_estimate_get_basis (riskctx_loss_fit_get_estimate (fit, 0)),
                    RISKCTX_BASIS_MEASURED);

  /* two heaps far apart are no law */
  for (guint i = 0; i < 200; i++)
    amounts[i] = i < 100 ? 1 + i / 1e3 : 1000 + i;
  neither = fit_losses (amounts, 200, 0, -1, 99);
  ck_assert (!riskctx_loss_fit_is_accepted (neither));
  doubt = riskctx_loss_fit_describe (neither, "en");
  ck_assert_ptr_nonnull (strstr (doubt, "rejects every law"));
}
END_TEST

START_TEST (losses_that_tell_nothing_are_refused)
{
  const double few[] = { 1, 2 }, same[] = { 5, 5, 5, 5 };
  const double wrong[] = { 1, 2, -3 }, fine[] = { 1, 2, 4 };
  const struct
  {
    const double *amounts;
    guint         n;
    double        threshold;
    int           code;
  } cases[] = {
    { few, 2, 0, RISKCTX_ERROR_UNDEFINED }, { same, 4, 0, RISKCTX_ERROR_UNDEFINED },
    { wrong, 3, 0, RISKCTX_ERROR_INVALID }, { fine, 3, 1.5, RISKCTX_ERROR_INVALID },
    { fine, 3, NAN, RISKCTX_ERROR_INVALID },
  };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) cancelled = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      ck_assert_ptr_null (riskctx_loss_fit_new (cases[i].amounts, cases[i].n, cases[i].threshold,
                                                -1, 10, 1, NULL, &error));
      riskctx_check_error (error, RISKCTX_ERROR, cases[i].code);
    }
  g_cancellable_cancel (cancellable);
  ck_assert_ptr_null (riskctx_loss_fit_new (fine, 3, 0, -1, 10, 1, cancellable, &cancelled));
  riskctx_check_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
END_TEST

static guint
repeat (double *counts,
        guint   at,
        double  value,
        guint   times)
{
  for (guint i = 0; i < times; i++)
    counts[at++] = value;
  return at;
}

/* Deaths by the kick of a horse in 200 corps and years of the Prussian cavalry (L. von Bortkiewicz,
 * Das Gesetz der kleinen Zahlen, 1898): X² = 199.3 with 199 degrees of freedom */
START_TEST (horses_kick_by_chance)
{
  double counts[200];
  guint n = 0;
  g_autoptr(RiskctxCountFit) fit = NULL;
  g_autoptr(GError) error = NULL;

  n = repeat (counts, n, 0, 109);
  n = repeat (counts, n, 1, 65);
  n = repeat (counts, n, 2, 22);
  n = repeat (counts, n, 3, 3);
  n = repeat (counts, n, 4, 1);
  fit = riskctx_count_fit_new (counts, n, NULL, 0, NULL);
  ck_assert_int_eq (riskctx_count_fit_get_model (fit), RISKCTX_FREQUENCY_MODEL_POISSON);
  riskctx_check_close (riskctx_estimate_get_mean (riskctx_count_fit_get_rate (fit), NULL),
                       122.5 / 200, 1e-12);
  riskctx_check_close (riskctx_count_fit_get_index (fit), 121.58 / 0.61 / 199, 1e-12);
  ck_assert_double_ge (riskctx_count_fit_get_p_value (fit), 0.4);
  ck_assert_double_le (riskctx_count_fit_get_p_value (fit), 0.55);
  riskctx_count_fit_get_dispersion (fit, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

/* Accidents of 647 women in a shell factory (M. Greenwood, G. U. Yule, J. R. Stat. Soc. 83, 1920);
 * the maximum likelihood is at k = 0.8651 (C. I. Bliss, R. A. Fisher, Biometrics 9, 1953). */
START_TEST (accidents_come_in_clusters)
{
  double counts[647];
  guint n = 0;
  g_autoptr(RiskctxCountFit) fit = NULL;
  g_autofree char *en = NULL;
  g_autofree char *ja = NULL;
  double k;

  n = repeat (counts, n, 0, 447);
  n = repeat (counts, n, 1, 132);
  n = repeat (counts, n, 2, 42);
  n = repeat (counts, n, 3, 21);
  n = repeat (counts, n, 4, 3);
  n = repeat (counts, n, 5, 2);
  fit = riskctx_count_fit_new (counts, n, NULL, 0, NULL);
  ck_assert_int_eq (riskctx_count_fit_get_model (fit), RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL);
  k = riskctx_count_fit_get_dispersion (fit, NULL);
  riskctx_check_close (k, 0.8651158, 1e-5);
  riskctx_check_close (riskctx_estimate_get_mean (riskctx_count_fit_get_rate (fit), NULL),
                       301 / 647.0, 1e-9);
  /* variance of the rate: (m + m²/k) / n */
  riskctx_check_close (riskctx_estimate_get_sd (riskctx_count_fit_get_rate (fit), NULL),
                       sqrt ((301 / 647.0 + 301 / 647.0 * 301 / 647.0 / k) / 647), 1e-6);
  ck_assert_double_le (riskctx_count_fit_get_p_value (fit), 1e-6);
  en = riskctx_count_fit_describe (fit, "en");
  ja = riskctx_count_fit_describe (fit, "ja");
  ck_assert_ptr_nonnull (strstr (en, "a negative binomial law with dispersion 0.865"));
  ck_assert_ptr_nonnull (strstr (ja, "負の二項分布"));
}
END_TEST

/* The same in periods of any length: what counts is events by time. */
START_TEST (exposures_count)
{
  const double counts[] = { 4, 1, 7, 2 }, years[] = { 2, 0.5, 4, 1 }, none[] = { 0, 0 };
  const double half[] = { 1, 2.5 };
  g_autoptr(RiskctxCountFit) fit = riskctx_count_fit_new (counts, 4, years, 4, NULL);
  g_autoptr(RiskctxCountFit) quiet = riskctx_count_fit_new (none, 2, NULL, 0, NULL);
  g_autoptr(GError) unequal = NULL;
  g_autoptr(GError) broken = NULL;
  g_autoptr(GError) alone = NULL;

  riskctx_check_close (riskctx_estimate_get_mean (riskctx_count_fit_get_rate (fit), NULL),
                       14.5 / 7.5, 1e-12);
  riskctx_check_close (riskctx_estimate_get_mean (riskctx_count_fit_get_rate (quiet), NULL), 0.25,
                       1e-12);
  ck_assert_ptr_null (riskctx_count_fit_new (counts, 4, years, 3, &unequal));
  riskctx_check_error (unequal, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_null (riskctx_count_fit_new (half, 2, NULL, 0, &broken));
  riskctx_check_error (broken, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_null (riskctx_count_fit_new (counts, 1, NULL, 0, &alone));
  riskctx_check_error (alone, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

/* Twenty questions whose truth is 1 … 20 above the expert's base. The first expert's truths fall
 * 1, 9, 9, 1 times between the quantiles, as they should: calibration 1. The second is always too
 * low: chi-square is 2 · 20 · log 20. */
START_TEST (experts_are_weighed_by_what_they_know)
{
  static const char *const names[] = { "A", "B", NULL };
  double quantiles[2 * 20 * 3], truths[20], high;
  g_autoptr(RiskctxExpertPanel) panel = NULL;
  g_autoptr(RiskctxExpertPanel) forgiving = NULL;
  g_autoptr(RiskctxEstimate) one = riskctx_estimate_new_fixed (10);
  g_autoptr(RiskctxEstimate) other = riskctx_estimate_new_fixed (30);
  RiskctxEstimate *const estimates[] = { one, other };
  g_autoptr(RiskctxExpertPanel) equal = riskctx_expert_panel_new (names);
  g_autoptr(RiskctxEstimate) pooled = NULL;
  g_autoptr(RiskctxEstimate) even = NULL;
  g_autoptr(GError) unasked = NULL;
  double chi, range;

  for (guint q = 0; q < 20; q++)
    {
      const double a[] = { 10, 20, 30 }, b[] = { 1, 2, 3 };

      memcpy (quantiles + 3 * q, a, sizeof a);
      memcpy (quantiles + 60 + 3 * q, b, sizeof b);
      truths[q] = q < 1 ? 5 : q < 10 ? 15 : q < 19 ? 25 : 35;
    }
  panel = riskctx_expert_panel_new_calibrated (names, quantiles, 120, truths, 20, 0.05, NULL);
  riskctx_check_close (riskctx_expert_panel_get_calibration (panel, 0, NULL), 1, 1e-9);
  ck_assert_double_eq (riskctx_expert_panel_get_weight (panel, 0), 1);
  ck_assert_double_eq (riskctx_expert_panel_get_weight (panel, 1), 0);
  pooled = riskctx_expert_panel_pool (panel, estimates, 2, NULL);
  riskctx_check_close (riskctx_estimate_get_mean (pooled, NULL), 10, 1e-12);

  /* upper tail of chi-square with 3 degrees of freedom, by its closed form */
  forgiving = riskctx_expert_panel_new_calibrated (names, quantiles, 120, truths, 20, 0, NULL);
  chi = 2 * 20 * log (20);
  riskctx_check_close (riskctx_expert_panel_get_calibration (forgiving, 1, NULL),
                       erfc (sqrt (chi / 2)) + sqrt (2 * chi / G_PI) * exp (-chi / 2), 1e-9);
  /* information of B: 19 questions span 1 to 30, one 1 to 35, with a tenth more on either side */
  range = 0;
  for (guint q = 0; q < 20; q++)
    {
      const double low = 1 - (q == 19 ? 3.4 : 2.9), whole = (q == 19 ? 34 : 29) * 1.2;

      high = low + whole;
      range += (0.05 * log (0.05 * whole / (1 - low)) + 2 * 0.45 * log (0.45 * whole)
                + 0.05 * log (0.05 * whole / (high - 3))) / 20;
    }
  riskctx_check_close (riskctx_expert_panel_get_information (forgiving, 1, NULL), range, 1e-12);

  even = riskctx_expert_panel_pool (equal, estimates, 2, NULL);
  riskctx_check_close (riskctx_estimate_get_mean (even, NULL), 20, 1e-12);
  ck_assert_int_eq (riskctx_estimate_get_basis (even), RISKCTX_BASIS_EXPERT);
  riskctx_check_str (riskctx_text_get (riskctx_estimate_get_source (even), "en"),
                     "Experts’ judgments, pooled with equal weights (A 50.0 %, B 50.0 %)");
  riskctx_expert_panel_get_calibration (equal, 0, &unasked);
  riskctx_check_error (unasked, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (panels_that_cannot_be_are_refused)
{
  static const char *const names[] = { "A", NULL };
  const double good[] = { 1, 2, 3 }, level[] = { 1, 1, 3 }, truth = 9, unknown = NAN;
  g_autoptr(RiskctxExpertPanel) panel = riskctx_expert_panel_new (names);
  g_autoptr(GError) short_error = NULL;
  g_autoptr(GError) level_error = NULL;
  g_autoptr(GError) truth_error = NULL;
  g_autoptr(GError) cutoff_error = NULL;
  g_autoptr(GError) pool_error = NULL;

  ck_assert_ptr_null (riskctx_expert_panel_new_calibrated (names, good, 2, &truth, 1, 0,
                                                           &short_error));
  riskctx_check_error (short_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_null (riskctx_expert_panel_new_calibrated (names, level, 3, &truth, 1, 0,
                                                           &level_error));
  riskctx_check_error (level_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_null (riskctx_expert_panel_new_calibrated (names, good, 3, &unknown, 1, 0,
                                                           &truth_error));
  riskctx_check_error (truth_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  /* one truth beyond 95 % has the calibration P (chi-square with 3 > 2 log 20) = 0.11 */
  ck_assert_ptr_null (riskctx_expert_panel_new_calibrated (names, good, 3, &truth, 1, 0.2,
                                                           &cutoff_error));
  riskctx_check_error (cutoff_error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert_ptr_null (riskctx_expert_panel_pool (panel, NULL, 0, &pool_error));
  riskctx_check_error (pool_error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

static Suite *
fits_suite (void)
{
  Suite *suite = suite_create ("fits");
  TCase *losses = tcase_create ("losses");
  TCase *counts = tcase_create ("counts");
  TCase *experts = tcase_create ("experts");

  tcase_add_test (losses, closed_forms);
  tcase_add_test (losses, laws_are_found_again);
  tcase_add_test (losses, small_losses_need_not_be_known);
  tcase_add_test (losses, the_best_law_is_chosen_with_reasons);
  tcase_add_test (losses, losses_that_tell_nothing_are_refused);
  tcase_add_test (counts, horses_kick_by_chance);
  tcase_add_test (counts, accidents_come_in_clusters);
  tcase_add_test (counts, exposures_count);
  tcase_add_test (experts, experts_are_weighed_by_what_they_know);
  tcase_add_test (experts, panels_that_cannot_be_are_refused);
  suite_add_tcase (suite, losses);
  suite_add_tcase (suite, counts);
  suite_add_tcase (suite, experts);
  return suite;
}

RISKCTX_CHECK_MAIN (fits_suite)
