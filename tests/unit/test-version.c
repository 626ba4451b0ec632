/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include "riskctx-check.h"

START_TEST (string_is_the_three_numbers)
{
  g_autofree char *expected = g_strdup_printf ("%d.%d.%d",
                                               RISKCTX_MAJOR_VERSION,
                                               RISKCTX_MINOR_VERSION,
                                               RISKCTX_MICRO_VERSION);

  riskctx_check_str (riskctx_version_string (), expected);
  riskctx_check_str (RISKCTX_VERSION_STRING, expected);
}
END_TEST

/* Each row moves one number by one step: the first number that differs decides. */
static const struct
{
  int major, minor, micro;
  gboolean enough;
} rows[] = {
  { 0, 0, 0, TRUE },
  { 0, 0, 1, FALSE },
  { 0, 1, 0, FALSE },
  { 1, 0, 0, FALSE },
  { 0, -1, 1, TRUE },
  { 0, 1, -1, FALSE },
};

START_TEST (compares_the_most_significant_number_first)
{
  const int major = RISKCTX_MAJOR_VERSION + rows[_i].major;
  const int minor = MAX (RISKCTX_MINOR_VERSION + rows[_i].minor, 0);
  const int micro = MAX (RISKCTX_MICRO_VERSION + rows[_i].micro, 0);

  ck_assert_int_eq (riskctx_version_check (major, minor, micro), rows[_i].enough);
  ck_assert_int_eq (RISKCTX_CHECK_VERSION (major, minor, micro), rows[_i].enough);
}
END_TEST

static Suite *
version_suite (void)
{
  Suite *suite = suite_create ("version");
  TCase *tc = tcase_create ("check");

  tcase_add_test (tc, string_is_the_three_numbers);
  tcase_add_loop_test (tc, compares_the_most_significant_number_first,
                       0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (version_suite)
