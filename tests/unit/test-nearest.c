/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check.h"
#include "riskctx-issue-private.h"

/* What was probably meant: one slip in three letters, of the four kinds that fingers make. */
static const char *const names[] = { "litigation", "financial", "system", "social", "risk", "ab",
                                     NULL };

static const struct
{
  const char *written;
  const char *meant;
} rows[] = {
  { "system", "system" },
  { "sistem", "system" },     /* another letter */
  { "sstem", "system" },      /* one left out */
  { "systeem", "system" },    /* one too many */
  { "ssytem", "system" },     /* two changed places */
  { "riks", "risk" },         /* likewise, where there is room for one slip only */
  { "irks", NULL },           /* but not two */
  { "SYSTEM", "system" },     /* case is no slip */
  { "sistim", "system" },     /* two of six */
  { "sistin", NULL },         /* three of six */
  { "ltigaton", "litigation" },
  { "finansial", "financial" },
  { "sosial", "social" },
  { "ba", "ab" },
  { "", NULL },
  { "cd", NULL },
  { "completely-different", NULL },
};

START_TEST (knows_slips_from_other_names)
{
  riskctx_check_str (riskctx_nearest_name (rows[_i].written, names), rows[_i].meant);
}
END_TEST

/* The nearer one wins, wherever it stands; of two that are as near, the first. */
START_TEST (takes_the_nearest)
{
  const char *const nearer_last[] = { "zone-22", "zone-2", NULL };
  const char *const nearer_first[] = { "zone-2", "zone-22", NULL };
  const char *const as_near[] = { "zone-3", "zone-2", NULL };
  const char *const none[] = { NULL };

  riskctx_check_str (riskctx_nearest_name ("zone-1", nearer_last), "zone-2");
  riskctx_check_str (riskctx_nearest_name ("zone-1", nearer_first), "zone-2");
  riskctx_check_str (riskctx_nearest_name ("zone-1", as_near), "zone-3");
  ck_assert_ptr_null (riskctx_nearest_name ("zone-1", none));
}
END_TEST

/* The work grows with the square of the length: names that nobody has are not compared. */
START_TEST (gives_up_on_what_is_no_name)
{
  for (guint length = 63; length <= 66; length++)
    {
      g_autofree char *long_name = g_strnfill (length, 'a');
      g_autofree char *other = g_strnfill (length, 'a');
      const char *candidates[] = { other, NULL };

      other[length / 2] = 'b';
      ck_assert_int_eq (riskctx_nearest_name (long_name, candidates) != NULL, length <= 64);
    }
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("nearest");
  TCase *tc = tcase_create ("names");

  tcase_add_loop_test (tc, knows_slips_from_other_names, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, takes_the_nearest);
  tcase_add_test (tc, gives_up_on_what_is_no_name);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
