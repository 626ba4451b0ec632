/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-json-number-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-check.h"

static RiskctxJsonNumberState
parse (const char        *text,
       RiskctxJsonNumber *number)
{
  return riskctx_json_number_parse ((const guint8 *) text,
                                    (const guint8 *) text + strlen (text), number);
}

static const struct
{
  const char *text;
  RiskctxJsonNumberState state;
  double value;
  gboolean is_integer;
  gsize length; /* of the token */
} readings[] = {
  { "0", RISKCTX_JSON_NUMBER_FINE, 0.0, TRUE, 1 },
  { "-1", RISKCTX_JSON_NUMBER_FINE, -1.0, TRUE, 2 },
  { "10", RISKCTX_JSON_NUMBER_FINE, 10.0, TRUE, 2 },
  { "120000000,", RISKCTX_JSON_NUMBER_FINE, 120000000.0, TRUE, 9 },
  { "0.1", RISKCTX_JSON_NUMBER_FINE, 0.1, FALSE, 3 },
  { "0.875", RISKCTX_JSON_NUMBER_FINE, 0.875, FALSE, 5 },
  { "-0.05", RISKCTX_JSON_NUMBER_FINE, -0.05, FALSE, 5 },
  { "12.50", RISKCTX_JSON_NUMBER_FINE, 12.5, FALSE, 5 },
  { "1e3", RISKCTX_JSON_NUMBER_FINE, 1000.0, FALSE, 3 },
  { "1E+3", RISKCTX_JSON_NUMBER_FINE, 1000.0, FALSE, 4 },
  { "25e-1", RISKCTX_JSON_NUMBER_FINE, 2.5, FALSE, 5 },
  { "0e999999999999999999999", RISKCTX_JSON_NUMBER_FINE, 0.0, FALSE, 23 },
  { "0.000000000000000000000000000001e30", RISKCTX_JSON_NUMBER_FINE, 1.0, FALSE, 35 },
  { "1.7976931348623157e308", RISKCTX_JSON_NUMBER_FINE, 1.7976931348623157e308, FALSE, 22 },
  { "5e-324", RISKCTX_JSON_NUMBER_FINE, 4.9406564584124654e-324, FALSE, 6 },
  /* halfway cases, which a wrong fast path rounds to the odd neighbor */
  { "9007199254740993.0", RISKCTX_JSON_NUMBER_FINE, 9007199254740992.0, FALSE, 18 },
  { "9007199254740995.0", RISKCTX_JSON_NUMBER_FINE, 9007199254740996.0, FALSE, 18 },
  { "1.00000000000000011102230246251565", RISKCTX_JSON_NUMBER_FINE, 1.0, FALSE, 34 },
  { "2.2250738585072011e-308", RISKCTX_JSON_NUMBER_FINE, 2.2250738585072011e-308, FALSE, 23 },
  { "1844674407370955161.6", RISKCTX_JSON_NUMBER_FINE, 1844674407370955161.6, FALSE, 21 },
  /* whole numbers that a double holds, and those it does not */
  { "9007199254740992", RISKCTX_JSON_NUMBER_FINE, 9007199254740992.0, TRUE, 16 },
  { "9007199254740993", RISKCTX_JSON_NUMBER_INEXACT, 9007199254740992.0, TRUE, 16 },
  { "-9007199254740993", RISKCTX_JSON_NUMBER_INEXACT, -9007199254740992.0, TRUE, 17 },
  { "9007199254740994", RISKCTX_JSON_NUMBER_FINE, 9007199254740994.0, TRUE, 16 },
  { "12345678901234567890", RISKCTX_JSON_NUMBER_INEXACT, 12345678901234567168.0, FALSE, 20 },
  { "18446744073709551616", RISKCTX_JSON_NUMBER_FINE, 18446744073709551616.0, FALSE, 20 },
  { "100000000000000000000", RISKCTX_JSON_NUMBER_FINE, 1e20, FALSE, 21 },
  { "100000000000000000001", RISKCTX_JSON_NUMBER_INEXACT, 1e20, FALSE, 21 },
  { "1e400", RISKCTX_JSON_NUMBER_TOO_LARGE, INFINITY, FALSE, 5 },
  { "-1e400", RISKCTX_JSON_NUMBER_TOO_LARGE, -INFINITY, FALSE, 6 },
  { "1e99999999999999999999", RISKCTX_JSON_NUMBER_TOO_LARGE, INFINITY, FALSE, 22 },
  { "1e-400", RISKCTX_JSON_NUMBER_TOO_SMALL, 0.0, FALSE, 6 },
  { "-", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 1 },
  { "-a", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 1 },
  { "01", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 1 },
  { "-01", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 2 },
  { "1.", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 2 },
  { "1.e3", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 2 },
  { "1e", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 2 },
  { "1e+", RISKCTX_JSON_NUMBER_MALFORMED, 0, FALSE, 3 },
};

START_TEST (reads_what_the_standard_says)
{
  const char *text = readings[_i].text;
  RiskctxJsonNumber number;
  RiskctxJsonNumberState state = parse (text, &number);

  ck_assert_msg (state == readings[_i].state, "%s: state %d", text, state);
  ck_assert_msg ((gsize) (number.end - (const guint8 *) text) == readings[_i].length,
                 "%s: ends at %d", text, (int) (number.end - (const guint8 *) text));
  if (state == RISKCTX_JSON_NUMBER_MALFORMED)
    return;
  ck_assert_msg (number.value == readings[_i].value, "%s: read as %.17g", text, number.value);
  ck_assert_msg (number.is_integer == readings[_i].is_integer, "%s: integer", text);
}
END_TEST

START_TEST (keeps_the_sign_of_zero)
{
  RiskctxJsonNumber number;

  ck_assert_int_eq (parse ("-0", &number), RISKCTX_JSON_NUMBER_FINE);
  ck_assert (signbit (number.value));
  ck_assert (!number.is_integer);
}
END_TEST

START_TEST (keeps_integers_to_the_ends_of_gint64)
{
  RiskctxJsonNumber number;

  ck_assert_int_eq (parse ("-9223372036854775807", &number), RISKCTX_JSON_NUMBER_INEXACT);
  ck_assert_int_eq (parse ("4611686018427387904", &number), RISKCTX_JSON_NUMBER_FINE);
  ck_assert (number.is_integer);
  ck_assert_int_eq (number.integer, G_GINT64_CONSTANT (4611686018427387904));
  ck_assert_int_eq (parse ("9223372036854775808", &number), RISKCTX_JSON_NUMBER_FINE);
  ck_assert (!number.is_integer);
}
END_TEST

START_TEST (reads_as_the_c_library_does)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260401);

  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *text = NULL;
      RiskctxJsonNumber number;
      double expected;

      if (i % 2 == 0)
        text = g_strdup_printf ("%u.%0*u", g_rand_int (rand) >> g_rand_int_range (rand, 0, 31),
                                g_rand_int_range (rand, 1, 12), g_rand_int (rand) % 10);
      else
        text = g_strdup_printf ("%u%u.%ue%d", 1 + g_rand_int (rand) % 999, g_rand_int (rand),
                                g_rand_int (rand), g_rand_int_range (rand, -40, 40));
      expected = g_ascii_strtod (text, NULL);
      ck_assert_int_eq (parse (text, &number), RISKCTX_JSON_NUMBER_FINE);
      ck_assert_msg (number.value == expected, "%s: %.17g, not %.17g", text, number.value,
                     expected);
    }
}
END_TEST

static Suite *
json_number_suite (void)
{
  Suite *suite = suite_create ("json-number");
  TCase *tc = tcase_create ("read");

  tcase_add_loop_test (tc, reads_what_the_standard_says, 0, G_N_ELEMENTS (readings));
  tcase_add_test (tc, keeps_the_sign_of_zero);
  tcase_add_test (tc, keeps_integers_to_the_ends_of_gint64);
  tcase_add_test (tc, reads_as_the_c_library_does);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (json_number_suite)
