/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>

#include "riskctx-check.h"

/* The worked example of the EC site, in units of 10,000 yen: see doc/numbers.md. */
static const double flows[] = { -8500, 8500, 8500, 8500, 8500, 8500 };

START_TEST (present_value_of_the_worked_example)
{
  g_autoptr(GError) error = NULL;

  /* 8500 · (1 - 1.05^-5) / 0.05 - 8500, by hand */
  riskctx_check_close (riskctx_net_present_value (flows, G_N_ELEMENTS (flows), 0.05, &error),
                       28300.551700, 1e-9);
  ck_assert_ptr_null (error);
  riskctx_check_close (riskctx_net_present_value (flows, G_N_ELEMENTS (flows), 0, NULL), 34000,
                       1e-15);
  ck_assert_double_eq (riskctx_net_present_value (NULL, 0, 0.05, NULL), 0);
}
END_TEST

START_TEST (present_value_refuses_a_rate_of_minus_one)
{
  g_autoptr(GError) error = NULL;

  riskctx_net_present_value (flows, G_N_ELEMENTS (flows), -1, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  g_clear_error (&error);
  riskctx_net_present_value (flows, G_N_ELEMENTS (flows), NAN, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

START_TEST (present_value_refuses_flows_that_are_no_numbers)
{
  const double wrong[] = { -1, INFINITY };
  g_autoptr(GError) error = NULL;

  riskctx_net_present_value (wrong, G_N_ELEMENTS (wrong), 0.05, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

START_TEST (one_rate_of_return_of_the_worked_example)
{
  g_autoptr(GError) error = NULL;
  guint n;
  g_autofree double *rates
    = riskctx_internal_rates_of_return (flows, G_N_ELEMENTS (flows), &n, &error);

  ck_assert_ptr_null (error);
  ck_assert_uint_eq (n, 1);
  /* x = 1 / (1 + r) solves x + x² + x³ + x⁴ + x⁵ = 1: x = 0.508660391642 (pentanacci constant) */
  ck_assert_double_eq_tol (rates[0], 0.965948236645, 1e-11);
}
END_TEST

START_TEST (two_rates_of_return)
{
  /* (1 - 1.1 x)(1 - 1.3 x) with x = 1 / (1 + r): zero at 10 % and 30 % */
  const double twice[] = { 1, -2.4, 1.43 };
  guint n;
  g_autofree double *rates
    = riskctx_internal_rates_of_return (twice, G_N_ELEMENTS (twice), &n, NULL);

  ck_assert_uint_eq (n, 2);
  ck_assert_double_eq_tol (rates[0], 0.1, 1e-12);
  ck_assert_double_eq_tol (rates[1], 0.3, 1e-12);
}
END_TEST

START_TEST (rate_of_return_is_at_the_ends_of_the_range)
{
  /* +11 after a year for 1: 1,000 %; +0.02 for 1: -98 % */
  const double high[] = { -1, 11 }, low[] = { -1, 0.02 };
  guint n;
  g_autofree double *top = riskctx_internal_rates_of_return (high, 2, &n, NULL);
  g_autofree double *bottom = NULL;

  ck_assert_uint_eq (n, 1);
  ck_assert_double_eq_tol (top[0], 10, 1e-12);
  bottom = riskctx_internal_rates_of_return (low, 2, &n, NULL);
  ck_assert_uint_eq (n, 1);
  ck_assert_double_eq_tol (bottom[0], -0.98, 1e-12);
}
END_TEST

static const struct { double flows[3]; guint n; } no_rates[] = {
  { { -1, -1, -1 }, 3 },
  { { 1, 2, 3 }, 3 },
  { { 0, 0, 0 }, 3 },
  { { -1, 12.5, 0 }, 3 },
  { { 1, 0, 0 }, 1 },
  { { 0, 0, 0 }, 0 },
};

START_TEST (no_rate_of_return)
{
  g_autoptr(GError) error = NULL;
  guint n = 7;
  double *rates = riskctx_internal_rates_of_return (no_rates[_i].flows, no_rates[_i].n, &n, &error);

  ck_assert_ptr_null (rates);
  ck_assert_uint_eq (n, 0);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (payback_of_the_worked_example)
{
  ck_assert_double_eq (riskctx_payback (flows, G_N_ELEMENTS (flows), 0, NULL), 1.0);
  /* 8500/1.05 after one year, the rest is 404.76 of 8500/1.1025 */
  ck_assert_double_eq_tol (riskctx_payback (flows, G_N_ELEMENTS (flows), 0.05, NULL), 1.0525,
                           1e-12);
}
END_TEST

static const struct { const char *name; double flows[6]; guint n; double payback; } paybacks[] = {
  { "linear within the year", { -100, 30, 30, 30, 30 }, 5, 3 + 10.0 / 30 },
  { "uneven", { -100, 10, 20, 140 }, 4, 2.5 },
  { "nothing to recover", { 0, 10, 10 }, 3, 0 },
  { "gains from the start", { 5, 10, 10 }, 3, 0 },
  { "a second outlay counts", { -10, 20, -30, 40 }, 4, 2.5 },
  { "a later outlay", { 0, -10, 5, 5 }, 4, 3 },
  { "exactly at the end", { -3, 1, 1, 1 }, 4, 3 },
  /* 0.1 three times is not 0.3 in binary */
  { "exactly at the end but for rounding", { -0.3, 0.1, 0.1, 0.1 }, 4, 3 },
};

START_TEST (payback_of_other_flows)
{
  g_autoptr(GError) error = NULL;
  const double payback = riskctx_payback (paybacks[_i].flows, paybacks[_i].n, 0, &error);

  ck_assert_msg (error == NULL, "%s", paybacks[_i].name);
  ck_assert_msg (fabs (payback - paybacks[_i].payback) < 1e-12, "%s: %.17g", paybacks[_i].name,
                 payback);
}
END_TEST

START_TEST (payback_that_never_comes)
{
  const double losing[] = { -100, 10, -20, 10 }, slow[] = { -100, 50, 50 };
  g_autoptr(GError) error = NULL;

  riskctx_payback (losing, G_N_ELEMENTS (losing), 0, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  riskctx_payback (slow, G_N_ELEMENTS (slow), 0.01, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (required_sales_of_the_worked_example)
{
  ck_assert_double_eq (riskctx_required_sales_by_margin (1000000, 0.4, 0.4, 3500, NULL), 1008750);
  ck_assert_double_eq (riskctx_required_sales_by_profit (1000000, 50000, 3500, NULL), 1070000);
  riskctx_check_close (riskctx_required_sales_by_margin (1000000, 0.4, 0.33, 1400, NULL),
                       1216363.636363636, 1e-14);
}
END_TEST

START_TEST (required_sales_that_do_not_exist)
{
  g_autoptr(GError) error = NULL;

  riskctx_required_sales_by_margin (1000, 0.4, 0, 10, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  riskctx_required_sales_by_margin (1000, 0.4, -0.1, 10, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  riskctx_required_sales_by_profit (1000, 0, 10, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  riskctx_required_sales_by_profit (1000, -5, 10, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (security_return_of_the_worked_example)
{
  g_autoptr(GError) error = NULL;

  ck_assert_double_eq (riskctx_return_on_security_investment (12000, 12000, NULL), 0);
  ck_assert_double_eq_tol (riskctx_return_on_security_investment (60000, 26000, NULL),
                           1.3076923076923077, 1e-15);
  riskctx_return_on_security_investment (12000, 0, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (bound_of_gordon_and_loeb)
{
  riskctx_check_close (riskctx_gordon_loeb_bound (15000), 5518.191618, 1e-9);
  riskctx_check_close (riskctx_gordon_loeb_bound (0.65 * 1000000), 239121.64, 1e-7);
  /* the published example: an expected loss of 120,000 leaves about 44,000 */
  ck_assert_double_eq_tol (riskctx_gordon_loeb_bound (120000), 44146, 1);
  ck_assert_double_eq (riskctx_gordon_loeb_bound (0), 0);
  ck_assert_double_eq (riskctx_gordon_loeb_bound (-10), 0);
}
END_TEST

START_TEST (optimum_of_gordon_and_loeb)
{
  double residual;

  riskctx_check_close (riskctx_gordon_loeb_optimum (RISKCTX_BREACH_CLASS_I, 0.65, 1000000, 1e-5, 1,
                                                    &residual, NULL), 154950.976, 1e-8);
  ck_assert_double_eq_tol (residual, 0.254951, 5e-7);
  riskctx_check_close (riskctx_gordon_loeb_optimum (RISKCTX_BREACH_CLASS_II, 0.65, 1000000, 1e-5, 1,
                                                    &residual, NULL), 239018.575, 1e-8);
  ck_assert_double_eq_tol (residual, 0.232135, 5e-7);
}
END_TEST

START_TEST (optimum_is_a_maximum)
{
  const RiskctxBreachClass class = _i == 0 ? RISKCTX_BREACH_CLASS_I : RISKCTX_BREACH_CLASS_II;
  const double v = 0.65, loss = 1000000, alpha = 1e-5, beta = 1.5;
  const double best = riskctx_gordon_loeb_optimum (class, v, loss, alpha, beta, NULL, NULL);
  double gain[3];

  for (int i = 0; i < 3; i++)
    {
      const double z = best + (i - 1) * 1000;
      const double left = _i == 0 ? v / pow (alpha * z + 1, beta) : pow (v, alpha * z + 1);

      gain[i] = (v - left) * loss - z;
    }
  ck_assert_double_gt (gain[1], gain[0]);
  ck_assert_double_gt (gain[1], gain[2]);
}
END_TEST

START_TEST (optimum_is_nothing_where_nothing_helps)
{
  double residual;

  ck_assert_double_eq (riskctx_gordon_loeb_optimum (RISKCTX_BREACH_CLASS_I, 0.65, 1000, 1e-5, 1,
                                                    &residual, NULL), 0);
  ck_assert_double_eq (residual, 0.65);
  ck_assert_double_eq (riskctx_gordon_loeb_optimum (RISKCTX_BREACH_CLASS_II, 0.65, 0, 1e-5, 1,
                                                    &residual, NULL), 0);
  ck_assert_double_eq (residual, 0.65);
}
END_TEST

START_TEST (optimum_refuses_what_has_no_meaning)
{
  const double wrong[][4] = {
    { 0, 1000, 1e-5, 1 }, { 1, 1000, 1e-5, 1 }, { 0.5, -1, 1e-5, 1 }, { 0.5, 1000, 0, 1 },
    { 0.5, 1000, 1e-5, 0 }, { NAN, 1000, 1e-5, 1 }, { 0.5, INFINITY, 1e-5, 1 },
  };
  g_autoptr(GError) error = NULL;

  riskctx_gordon_loeb_optimum (RISKCTX_BREACH_CLASS_I, wrong[_i][0], wrong[_i][1], wrong[_i][2],
                               wrong[_i][3], NULL, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

/* An outlay, and up to thirty years of what it brings, some of them bad */
static guint
draw_flows (GRand  *rand,
            double *drawn)
{
  const guint n = 2 + (guint) g_rand_int_range (rand, 0, 30);

  drawn[0] = -g_rand_double_range (rand, 1, 1000);
  for (guint i = 1; i < n; i++)
    drawn[i] = g_rand_double_range (rand, -20, 200);
  return n;
}

START_TEST (present_value_is_linear)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 500; round++)
    {
      double a[32], b[32] = { 0 }, both[32];
      const guint n = draw_flows (rand, a);
      const double rate = g_rand_double_range (rand, -0.5, 2);
      const double x = g_rand_double_range (rand, -3, 3), y = g_rand_double_range (rand, -3, 3);
      double expected, size = 0;

      draw_flows (rand, b);
      for (guint i = 0; i < n; i++)
        {
          both[i] = x * a[i] + y * b[i];
          size += (fabs (x * a[i]) + fabs (y * b[i])) / pow (1 + rate, i);
        }
      expected = x * riskctx_net_present_value (a, n, rate, NULL)
                 + y * riskctx_net_present_value (b, n, rate, NULL);
      ck_assert_double_eq_tol (riskctx_net_present_value (both, n, rate, NULL), expected,
                               1e-12 * size);
    }
}
END_TEST

START_TEST (rates_of_return_leave_no_present_value)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);
  guint found = 0;

  for (guint round = 0; round < 500; round++)
    {
      double drawn[32];
      const guint count = draw_flows (rand, drawn);
      guint n;
      g_autofree double *rates = riskctx_internal_rates_of_return (drawn, count, &n, NULL);

      for (guint i = 0; i < n; i++)
        {
          double size = 0;

          for (guint k = 0; k < count; k++)
            size += fabs (drawn[k]) / pow (1 + rates[i], k);
          ck_assert_double_eq_tol (riskctx_net_present_value (drawn, count, rates[i], NULL), 0,
                                   1e-9 * size);
        }
      found += n;
    }
  ck_assert_uint_gt (found, 300);
}
END_TEST

START_TEST (payback_falls_when_the_benefit_rises)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (13);
  guint sooner = 0;

  for (guint round = 0; round < 500; round++)
    {
      double drawn[32];
      const guint n = draw_flows (rand, drawn);
      const double rate = g_rand_double_range (rand, 0, 0.2);
      const double more = g_rand_double_range (rand, 1, 50);
      g_autoptr(GError) error = NULL;
      const double before = riskctx_payback (drawn, n, rate, &error);
      double after;

      if (error != NULL)
        continue;
      for (guint i = 1; i < n; i++)
        drawn[i] += more;
      after = riskctx_payback (drawn, n, rate, NULL);
      ck_assert_double_gt (after, 0);
      ck_assert_double_le (after, before);
      sooner += after < before;
    }
  ck_assert_uint_gt (sooner, 200);
}
END_TEST

START_TEST (required_sales_keep_the_profit)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (14);

  for (guint round = 0; round < 500; round++)
    {
      const double sales = g_rand_double_range (rand, 1, 1e12);
      const double margin = g_rand_double_range (rand, 1e-3, 1);
      const double changed = g_rand_double_range (rand, 1e-3, 1);
      const double profit = g_rand_double_range (rand, 1, 1e11);
      const double added = g_rand_double_range (rand, -1e9, 1e9);
      const double needed = riskctx_required_sales_by_margin (sales, margin, changed, added, NULL);
      const double kept = riskctx_required_sales_by_profit (sales, profit, added, NULL);

      /* what is left of sales when everything that changes is paid is what it was */
      ck_assert_double_eq_tol (needed * changed - added, sales * margin,
                               1e-12 * (sales + fabs (added)));
      /* the profit ratio stays when the profit grows by the cost */
      ck_assert_double_eq_tol ((profit + added) / kept, profit / sales,
                               1e-12 * profit / sales * (1 + fabs (added) / profit));
    }
}
END_TEST

static Suite *
arithmetic_suite (void)
{
  Suite *suite = suite_create ("arithmetic");
  TCase *tc = tcase_create ("cash flows");

  tcase_add_test (tc, present_value_of_the_worked_example);
  tcase_add_test (tc, present_value_refuses_a_rate_of_minus_one);
  tcase_add_test (tc, present_value_refuses_flows_that_are_no_numbers);
  tcase_add_test (tc, one_rate_of_return_of_the_worked_example);
  tcase_add_test (tc, two_rates_of_return);
  tcase_add_test (tc, rate_of_return_is_at_the_ends_of_the_range);
  tcase_add_loop_test (tc, no_rate_of_return, 0, G_N_ELEMENTS (no_rates));
  tcase_add_test (tc, payback_of_the_worked_example);
  tcase_add_loop_test (tc, payback_of_other_flows, 0, G_N_ELEMENTS (paybacks));
  tcase_add_test (tc, payback_that_never_comes);
  tcase_add_test (tc, present_value_is_linear);
  tcase_add_test (tc, rates_of_return_leave_no_present_value);
  tcase_add_test (tc, payback_falls_when_the_benefit_rises);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("sales");
  tcase_add_test (tc, required_sales_of_the_worked_example);
  tcase_add_test (tc, required_sales_that_do_not_exist);
  tcase_add_test (tc, required_sales_keep_the_profit);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("security");
  tcase_add_test (tc, security_return_of_the_worked_example);
  tcase_add_test (tc, bound_of_gordon_and_loeb);
  tcase_add_test (tc, optimum_of_gordon_and_loeb);
  tcase_add_loop_test (tc, optimum_is_a_maximum, 0, 2);
  tcase_add_test (tc, optimum_is_nothing_where_nothing_helps);
  tcase_add_loop_test (tc, optimum_refuses_what_has_no_meaning, 0, 7);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (arithmetic_suite)
