/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "riskctx-check.h"
#include "riskctx-error.h"
#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

static RiskctxFigure *
make (const char *unit,
      double      value)
{
  return riskctx_figure_new ("name", riskctx_text_new ("en", "Label"), unit, "JPY", value);
}

static const struct
{
  const char *unit;
  double      value;
  gboolean    round_up;
  const char *en, *ja;
} formats[] = {
  { "ratio", 0.00875, FALSE, "0.875%", "0.875%" },
  { "ratio", 0.07, FALSE, "7.0%", "7.0%" },
  { "ratio", 0.2163636363, FALSE, "21.64%", "21.64%" },
  { "ratio", 0.965948, FALSE, "96.59%", "96.59%" },
  { "ratio", 12.5, FALSE, "1,250.0%", "1,250.0%" },
  { "ratio", -0.05, FALSE, "−5.0%", "−5.0%" },
  { "ratio", 0, FALSE, "0.0%", "0.0%" },
  { "probability", 0.5, FALSE, "50.0%", "50.0%" },
  /* years are rounded up to tenths, but not by the last bit */
  { "years", 1.0525, FALSE, "1.1 years", "1.1年" },
  { "years", 1, FALSE, "1.0 years", "1.0年" },
  { "years", 1.1, FALSE, "1.1 years", "1.1年" },
  { "fiscal years", 5, FALSE, "5 years", "5年" },
  { "multiple", 34.0 / 26, FALSE, "1.308", "1.308" },
  { "multiple", 0, FALSE, "0.0", "0.0" },
  { "rating", 20, FALSE, "20", "20" },
  { "rating", 14.5, FALSE, "14.5", "14.5" },
  { "persons", 200000, FALSE, "200,000", "200,000" },
  { "currency", 85000000, FALSE, "¥85.0M", "8,500万円" },
  { "currency/year", 35000000, FALSE, "¥35.0M a year", "年3,500万円" },
  { "currency/person", 750, FALSE, "¥750 a person", "1人あたり750円" },
  /* sales to be earned are rounded up to whole 10,000 */
  { "currency/year", 12163630001, TRUE, "¥12,163.6M a year", "年121億6,364万円" },
  { "currency/year", 12163630000.0001, TRUE, "¥12,163.6M a year", "年121億6,363万円" },
  { "currency/year", 12163630001, FALSE, "¥12,163.6M a year", "年121億6,363万円" },
};

START_TEST (values_are_written_for_people)
{
  g_autoptr(RiskctxFigure) figure = make (formats[_i].unit, formats[_i].value);
  g_autofree char *en = NULL;
  g_autofree char *ja = NULL;

  figure->round_up = formats[_i].round_up;
  en = riskctx_figure_format (figure, "en");
  ja = riskctx_figure_format (figure, "ja");
  riskctx_check_str (en, formats[_i].en);
  riskctx_check_str (ja, formats[_i].ja);
}
END_TEST

START_TEST (what_is_no_number_has_a_reason)
{
  static const double wrong[] = { NAN, INFINITY, -INFINITY };
  g_autoptr(RiskctxFigure) figure = make (RISKCTX_UNIT_RATIO, wrong[_i]);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) json = riskctx_figure_to_json (figure);
  JsonObject *object = json_node_get_object (json);

  ck_assert (!riskctx_figure_is_defined (figure));
  ck_assert_double_eq (riskctx_figure_get_value (figure, &error), 0);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert (!json_object_has_member (object, "value"));
  ck_assert (json_object_has_member (object, "reason"));
  ck_assert (!json_object_get_boolean_member (object, "defined"));

  /* neither error nor interval of what does not exist */
  riskctx_figure_set_error (figure, 1);
  riskctx_figure_set_interval (figure, 0, 1);
  ck_assert (!riskctx_figure_has_error (figure));
  ck_assert (!riskctx_figure_has_interval (figure));
}
END_TEST

START_TEST (zero_has_no_sign)
{
  g_autoptr(RiskctxFigure) figure = make (RISKCTX_UNIT_CURRENCY, -0.0);

  ck_assert (!signbit (riskctx_figure_get_value (figure, NULL)));
}
END_TEST

START_TEST (only_money_has_a_currency)
{
  g_autoptr(RiskctxFigure) ratio = make (RISKCTX_UNIT_RATIO, 1);
  g_autoptr(RiskctxFigure) money = make (RISKCTX_UNIT_CURRENCY_PER_YEAR, 1);

  ck_assert_ptr_null (riskctx_figure_get_currency (ratio));
  riskctx_check_str (riskctx_figure_get_currency (money), "JPY");
}
END_TEST

START_TEST (figures_of_estimates)
{
  g_autoptr(RiskctxEstimate) wide = riskctx_estimate_new_uniform (0, 10, NULL);
  g_autoptr(RiskctxText) source = riskctx_text_new ("en", "a survey");
  g_autoptr(RiskctxEstimate) sourced
    = riskctx_estimate_with_basis (wide, RISKCTX_BASIS_PUBLISHED, source);
  g_autoptr(RiskctxFigure) input
    = riskctx_figure_new_estimate ("input", riskctx_text_new ("en", "Input"), RISKCTX_UNIT_CURRENCY,
                                   "JPY", sourced);
  g_autoptr(RiskctxFigure) missing
    = riskctx_figure_new_estimate ("missing", riskctx_text_new ("en", "Missing"),
                                   RISKCTX_UNIT_CURRENCY, "JPY", NULL);
  g_autoptr(RiskctxFigure) figure = make (RISKCTX_UNIT_CURRENCY, 5);
  g_autofree char *text = NULL;
  double low, high;

  ck_assert_double_eq (riskctx_figure_get_value (input, NULL), 5);
  riskctx_figure_get_interval (input, &low, &high);
  ck_assert_double_eq_tol (low, 0.5, 1e-12);
  ck_assert_double_eq_tol (high, 9.5, 1e-12);
  ck_assert (riskctx_figure_has_basis (input));
  ck_assert_int_eq (riskctx_figure_get_basis (input), RISKCTX_BASIS_PUBLISHED);
  ck_assert (!riskctx_figure_is_defined (missing));
  ck_assert (!riskctx_figure_has_basis (missing));

  riskctx_figure_add_input (figure, input);
  riskctx_figure_add_input (figure, missing);
  riskctx_figure_take_formula (figure, riskctx_text_new ("en", "input"));
  riskctx_figure_set_error (figure, 2);
  text = riskctx_figure_explain (figure, "en");
  riskctx_check_str (text, "Label: ¥5\n= input\n  Input: ¥5 (Published; a survey)\n"
                           "  Missing: not stated\nError: ± ¥2");
}
END_TEST

START_TEST (inputs_are_written_one_level_deep)
{
  g_autoptr(RiskctxFigure) top = make (RISKCTX_UNIT_RATIO, 1);
  RiskctxFigure *middle = make (RISKCTX_UNIT_RATIO, 2);
  g_autoptr(JsonNode) json = NULL;
  JsonObject *input;

  riskctx_figure_take_input (middle, make (RISKCTX_UNIT_RATIO, 3));
  riskctx_figure_take_input (top, middle);
  ck_assert_uint_eq (riskctx_figure_get_n_inputs (riskctx_figure_get_input (top, 0)), 1);
  json = riskctx_figure_to_json (top);
  input = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (json), "inputs"), 0);
  ck_assert_int_eq (json_object_get_int_member (input, "value"), 2);
  ck_assert (!json_object_has_member (input, "inputs"));
}
END_TEST

/* The error stands beside the value where it can be seen, and the value has no digit beyond it. */
START_TEST (digits_follow_the_error)
{
  static const struct
  {
    const char *unit;
    double      value, error;
    const char *text, *margin;
  } near[] = {
    { RISKCTX_UNIT_CURRENCY, 129090900, 2504456, "¥129M", "± ¥3M" },
    { RISKCTX_UNIT_CURRENCY_PER_YEAR, 129090900, 2504456, "¥129M a year", "± ¥3M" },
    { RISKCTX_UNIT_CURRENCY, 129090900, 1, "¥129.1M", NULL },
    { RISKCTX_UNIT_RATIO, 1.0812, 0.0314, "108%", "± 3%" },
    { RISKCTX_UNIT_PROBABILITY, 0.98036, 0.00044, "98.04%", "± 0.04%" },
    { RISKCTX_UNIT_RATIO, 0.9659, 0.0000001, "96.59%", NULL },
    { RISKCTX_UNIT_MULTIPLE, 4.5348, 0.147, "4.5", "± 0.1" },
    { RISKCTX_UNIT_YEARS, 0.9034, 0.0241, "1.0 years", NULL },
    { RISKCTX_UNIT_YEARS, 2.93, 0.24, "3.0 years", "± 0.2 years" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      g_autoptr(RiskctxFigure) figure = make (near[i].unit, near[i].value);
      g_autofree char *text = NULL;
      g_autofree char *margin = NULL;

      riskctx_figure_set_error (figure, near[i].error);
      text = riskctx_figure_format (figure, "en");
      margin = riskctx_figure_format_error (figure, "en");
      riskctx_check_str (text, near[i].text);
      ck_assert_pstr_eq (margin, near[i].margin);
    }
}
END_TEST

static Suite *
figure_suite (void)
{
  Suite *suite = suite_create ("figure");
  TCase *tc = tcase_create ("figure");

  tcase_add_test (tc, digits_follow_the_error);
  tcase_add_loop_test (tc, values_are_written_for_people, 0, G_N_ELEMENTS (formats));
  tcase_add_loop_test (tc, what_is_no_number_has_a_reason, 0, 3);
  tcase_add_test (tc, zero_has_no_sign);
  tcase_add_test (tc, only_money_has_a_currency);
  tcase_add_test (tc, figures_of_estimates);
  tcase_add_test (tc, inputs_are_written_one_level_deep);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (figure_suite)
