/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <check.h>
#include <glib-object.h>
#include <locale.h>
#include <stdlib.h>

/* Where the tests' own files are, in the source tree: riskctx_check_data ("accuracy.json"). */
static inline char *
riskctx_check_data (const char *name)
{
  const char *root = g_getenv ("G_TEST_SRCDIR");

  return g_build_filename (root != NULL ? root : ".", "data", name, NULL);
}

/* Precondition tests end in a signal, which needs a process of their own. */
static inline gboolean
riskctx_check_forks (void)
{
  return g_strcmp0 (g_getenv ("CK_FORK"), "no") != 0;
}

/* How many of so many cases are tried: all, or one of RISKCTX_TEST_FEWER where it is slow. */
static inline guint
riskctx_check_rounds (guint all)
{
  const char *fewer = g_getenv ("RISKCTX_TEST_FEWER");
  const guint64 divisor = fewer != NULL ? g_ascii_strtoull (fewer, NULL, 10) : 1;

  return divisor > 1 ? (guint) MAX (all / divisor, 1) : all;
}

/* An object's last reference is dropped here: anything that still holds it is a leak. */
#define riskctx_check_finalized(object) G_STMT_START {                       \
    gpointer weak_pointer_ = (object);                                       \
    g_object_add_weak_pointer (weak_pointer_, &weak_pointer_);               \
    g_object_unref (object);                                                 \
    ck_assert_msg (weak_pointer_ == NULL, "%s is still referenced", #object); \
  } G_STMT_END

/* Text on both sides, with NULL allowed, and a message that shows both. */
#define riskctx_check_str(actual, expected) ck_assert_pstr_eq ((actual), (expected))

/* Relative to the larger of both, so that a sum of money and a probability read the same. */
#define riskctx_check_close(actual, expected, relative) G_STMT_START {       \
    const double actual_ = (actual);                                         \
    const double expected_ = (expected);                                     \
    const double size_ = MAX (ABS (actual_), ABS (expected_));               \
    ck_assert_msg (ABS (actual_ - expected_) <= (relative) * MAX (size_, 1e-300), \
                   "%s is %.17g, expected %.17g", #actual, actual_, expected_); \
  } G_STMT_END

/* The parameters must not be named like the members of GError. */
#define riskctx_check_error(error_, domain_, code_) G_STMT_START {           \
    ck_assert_msg ((error_) != NULL, "expected an error, got none");         \
    ck_assert_msg (g_error_matches ((error_), (domain_), (code_)),           \
                   "unexpected error %s %d: %s",                             \
                   g_quark_to_string ((error_)->domain), (error_)->code, (error_)->message); \
  } G_STMT_END

#define RISKCTX_CHECK_MAIN(suite)                       \
  int                                                   \
  main (void)                                           \
  {                                                     \
    SRunner *runner;                                    \
    int failed;                                         \
                                                        \
    /* A program of a user does this, so that a decimal comma may be in force. */ \
    setlocale (LC_ALL, "");                             \
    runner = srunner_create (suite ());                 \
    srunner_set_tap (runner, "-");                      \
    srunner_run_all (runner, CK_SILENT);                \
    failed = srunner_ntests_failed (runner);            \
    srunner_free (runner);                              \
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;    \
  }
