/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check.h"
#include "riskctx-estimate.h"
#include "riskctx-issue-private.h"
#include "riskctx-report-inputs-private.h"

static const RiskctxReportInputs english = { .language = "en", .currency = "JPY" };
static const RiskctxReportInputs japanese = { .language = "ja", .currency = "JPY" };

/* An axis of probabilities has no more digits than its ticks need: once in a thousand years is
 * 0.1 %, once in ten thousand 0.01 %. */
static const struct
{
  double      value;
  const char *text;
} percents[] = {
  { 0, "0%" }, { 1, "100%" }, { 0.5, "50%" }, { 0.01, "1%" }, { 0.009, "0.9%" },
  { 0.001, "0.1%" }, { 0.0009, "0.09%" }, { 0.0001, "0.01%" },
};

START_TEST (axes_have_the_digits_of_their_ticks)
{
  g_autofree char *text = riskctx_report_axis_percent (percents[_i].value, NULL);

  riskctx_check_str (text, percents[_i].text);
}
END_TEST

static RiskctxEstimate *
make_product (void)
{
  g_autoptr(RiskctxEstimate) persons = riskctx_estimate_new_pert (1000, 2500, 5000, 4, NULL);
  g_autoptr(RiskctxEstimate) share = riskctx_estimate_new_fixed (0.05);
  RiskctxEstimate *parts[] = { persons, share };

  return riskctx_estimate_new_product (parts, 2, NULL);
}

/* Small shares need four digits to be told apart, amounts of money none. */
START_TEST (estimates_are_written_with_the_digits_they_have)
{
  g_autoptr(RiskctxEstimate) rate = riskctx_estimate_new_pert (0.0125, 0.045, 0.25, 4, NULL);
  g_autoptr(RiskctxEstimate) wide = riskctx_estimate_new_uniform (0.0999, 1234.5, NULL);
  g_autoptr(RiskctxEstimate) tenth = riskctx_estimate_new_fixed (0.1);
  g_autoptr(RiskctxEstimate) lower = riskctx_estimate_new_fixed (-0.0125);
  g_autoptr(RiskctxEstimate) amount = riskctx_estimate_new_fixed (120000000);
  g_autoptr(RiskctxEstimate) product = make_product ();
  static const RiskctxField plain = { .unit = "1/year" };
  static const RiskctxField money = { .unit = "currency/person" };
  static const RiskctxField share = { .max = 1 };
  const struct
  {
    RiskctxEstimate    *estimate;
    const RiskctxField *field;
    const char         *en;
    const char         *ja;
  } rows[] = {
    { rate, &plain, "0.0125 – 0.045 – 0.25", "0.0125 – 0.045 – 0.25" },
    { rate, &share, "1.25% – 4.5% – 25%", "1.25% – 4.5% – 25%" },
    { wide, &plain, "Uniform 0.0999 – 1,235", "一様分布 0.0999 – 1,235" },
    { tenth, &plain, "0.1", "0.1" },
    { lower, &plain, "−0.0125", "−0.0125" },
    { amount, &money, "¥120.0M", "1億2,000万円" },
    { amount, &plain, "120,000,000", "120,000,000" },
    /* the factors of an amount are none */
    { product, &money, "(1,000 – 2,500 – 5,000) × 0.05", "(1,000 – 2,500 – 5,000) × 0.05" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *en = riskctx_report_estimate (&english, rows[i].estimate, rows[i].field);
      g_autofree char *ja = riskctx_report_estimate (&japanese, rows[i].estimate, rows[i].field);

      riskctx_check_str (en, rows[i].en);
      riskctx_check_str (ja, rows[i].ja);
    }
}
END_TEST

START_TEST (dates_are_written_in_the_language)
{
  static const char *const rows[][3] = {
    { "2026-04-01", "1 April 2026", "2026年4月1日" },
    { "2026-10-31", "31 October 2026", "2026年10月31日" },
    { "2026-12", "December 2026", "2026年12月" },
    { "2026-13", "2026-13", "2026-13" },
    { "4.0.1", "4.0.1", "4.0.1" },
    { "some day", "some day", "some day" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *en = riskctx_report_date (&english, rows[i][0]);
      g_autofree char *ja = riskctx_report_date (&japanese, rows[i][0]);

      riskctx_check_str (en, rows[i][1]);
      riskctx_check_str (ja, rows[i][2]);
    }
  ck_assert_ptr_null (riskctx_report_date (&english, NULL));
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("report-values");
  TCase *tc = tcase_create ("values");

  tcase_add_loop_test (tc, axes_have_the_digits_of_their_ticks, 0, G_N_ELEMENTS (percents));
  tcase_add_test (tc, estimates_are_written_with_the_digits_they_have);
  tcase_add_test (tc, dates_are_written_in_the_language);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
