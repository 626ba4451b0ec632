/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-number-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-check.h"

static double
random_double (GRand *rand)
{
  guint64 bits = ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);
  double value;

  memcpy (&value, &bits, sizeof value);

  return isfinite (value) ? value : 1.0;
}

static const struct
{
  double value;
  const char *text;
} writings[] = {
  { 0.0, "0" },
  { -0.0, "-0" },
  { 1.0, "1" },
  { -35000000.0, "-35000000" },
  { 10087500000.0, "10087500000" },
  { 9007199254740992.0, "9007199254740992" },
  { 0.1, "0.1" },
  { 0.05, "0.05" },
  { -2.5, "-2.5" },
  { 123456.789012, "123456.789012" },
  { 1.0 / 3.0, "0.3333333333333333" },
  { 2.0 / 3.0, "0.6666666666666666" },
  { 0.1 + 0.2, "0.30000000000000004" },
  { 0.00001, "0.00001" },
  { 0.000001, "1e-6" },
  { 1.5e-7, "1.5e-7" },
  { 1e17, "1e17" },
  { 2e20, "2e20" },
  { 1e100, "1e100" },
  { 1.7976931348623157e308, "1.7976931348623157e308" },
  /* with an exponent, so that nobody takes the rounded digits for exact ones */
  { 12345678901234567168.0, "1.2345678901234567e19" },
  { 2.2250738585072014e-308, "2.2250738585072014e-308" },
  { 4.9406564584124654e-324, "5e-324" },
  { 1.4821969375237396e-323, "1.5e-323" },
  /* a power of two whose nearest 16 digits miss it */
  { 5.684341886080802e-14, "5.684341886080802e-14" },
  { 9.5367431640625e-7, "9.5367431640625e-7" },
};

START_TEST (writes_the_shortest_form)
{
  char buffer[RISKCTX_NUMBER_SIZE];
  gsize length = riskctx_number_write (buffer, writings[_i].value);


  ck_assert_str_eq (buffer, writings[_i].text);
  ck_assert_uint_eq (length, strlen (buffer));
}
END_TEST

START_TEST (refuses_what_is_not_finite)
{
  char buffer[RISKCTX_NUMBER_SIZE];

  ck_assert_uint_eq (riskctx_number_write (buffer, NAN), 0);
  ck_assert_uint_eq (riskctx_number_write (buffer, INFINITY), 0);
  ck_assert_uint_eq (riskctx_number_write (buffer, -INFINITY), 0);
}
END_TEST

START_TEST (says_what_is_not_finite)
{
  g_autofree char *text = riskctx_number_to_string (NAN);
  g_autofree char *fine = riskctx_number_to_string (0.5);

  ck_assert_str_eq (text, "not finite");
  ck_assert_str_eq (fine, "0.5");
}
END_TEST

static guint
count_digits (const char *text)
{
  guint n = 0, zeros = 0;
  gboolean significant = FALSE;

  for (; *text != '\0' && *text != 'e'; text++)
    {
      if (!g_ascii_isdigit (*text))
        continue;
      significant |= *text != '0';
      n += significant;
      zeros = *text == '0' ? zeros + 1 : 0;
    }

  return n - MIN (zeros, n);
}

static void
assert_shortest (double value)
{
  char buffer[RISKCTX_NUMBER_SIZE];
  guint digits;

  riskctx_number_write (buffer, value);
  ck_assert_msg (g_ascii_strtod (buffer, NULL) == value, "%s does not give %.17g back", buffer,
                 value);
  digits = count_digits (buffer);

  /* No decimal with one digit less gives it back: neither the nearest nor its neighbors. */
  for (gint step = -1; step <= 1 && digits > 1; step++)
    {
      char shorter[40];
      char *e;
      gint64 mantissa;
      g_autofree char *neighbor = NULL;

      g_snprintf (shorter, sizeof shorter, "%.*e", (int) digits - 2, fabs (value));
      e = strchr (shorter, 'e');
      mantissa = (gint64) shorter[0] - '0';
      for (const char *p = shorter + 2; digits > 2 && p < e; p++)
        mantissa = mantissa * 10 + (*p - '0');
      neighbor = g_strdup_printf ("%" G_GINT64_FORMAT "e%d", mantissa + step,
                                  atoi (e + 1) - ((int) digits - 2));
      ck_assert_msg (g_ascii_strtod (neighbor, NULL) != fabs (value), "%s is longer than %s",
                     buffer, neighbor);
    }
}

START_TEST (is_shortest_for_any_double)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    assert_shortest (random_double (rand));
  for (gint e = -1074; e < 1024; e++)
    assert_shortest (ldexp (1.0, e));
  for (guint i = 0; i < 20000; i++)
    assert_shortest (g_rand_int (rand) / 1000.0);
  for (guint i = 0; i < 20000; i++)
    assert_shortest (g_rand_double (rand) * 1e9);
}
END_TEST

static Suite *
number_suite (void)
{
  Suite *suite = suite_create ("number");
  TCase *tc = tcase_create ("write");

  tcase_add_loop_test (tc, writes_the_shortest_form, 0, G_N_ELEMENTS (writings));
  tcase_add_test (tc, refuses_what_is_not_finite);
  tcase_add_test (tc, says_what_is_not_finite);
  tcase_add_test (tc, is_shortest_for_any_double);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (number_suite)
