/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include "riskctx-check.h"

START_TEST (looks_languages_up_by_rfc_4647)
{
  g_autoptr(RiskctxText) english = riskctx_text_new ("en", "gap");
  g_autoptr(RiskctxText) text = riskctx_text_with (english, "ja", "差異");

  ck_assert_str_eq (riskctx_text_get (text, "ja"), "差異");
  ck_assert_str_eq (riskctx_text_get (text, "ja-JP"), "差異");
  ck_assert_str_eq (riskctx_text_get (text, "JA-jp-x-a"), "差異");
  ck_assert_str_eq (riskctx_text_get (text, "fr"), "gap");
  ck_assert_str_eq (riskctx_text_get (text, "j"), "gap");
  ck_assert (riskctx_text_has (text, "ja-JP"));
  ck_assert (!riskctx_text_has (text, "fr"));
}
END_TEST

START_TEST (falls_back_to_english_before_the_first_language)
{
  g_autoptr(RiskctxText) japanese = riskctx_text_new ("ja", "差異");
  g_autoptr(RiskctxText) text = riskctx_text_with (japanese, "en", "gap");

  ck_assert_str_eq (riskctx_text_get (text, "fr"), "gap");
  ck_assert_str_eq (riskctx_text_get (text, NULL), "gap");
}
END_TEST

START_TEST (falls_back_to_the_first_language)
{
  g_autoptr(RiskctxText) text = riskctx_text_new ("ja", "差異");

  ck_assert_str_eq (riskctx_text_get (text, "en"), "差異");
  ck_assert (!riskctx_text_has (text, "en"));
}
END_TEST

START_TEST (a_plain_text_serves_every_language)
{
  g_autoptr(RiskctxText) plain = riskctx_text_new (NULL, "gap");
  g_auto(GStrv) languages = riskctx_text_get_languages (plain);
  g_autoptr(RiskctxText) replaced = riskctx_text_with (plain, "ja", "差異");

  ck_assert_str_eq (riskctx_text_get (plain, "ja"), "gap");
  ck_assert (riskctx_text_has (plain, "ja"));
  ck_assert_ptr_null (languages[0]);
  ck_assert_str_eq (riskctx_text_get (replaced, "en"), "差異");
}
END_TEST

START_TEST (with_replaces_or_adds_and_keeps_the_order)
{
  g_autoptr(RiskctxText) a = riskctx_text_new ("ja", "差異");
  g_autoptr(RiskctxText) b = riskctx_text_with (a, "en", "gap");
  g_autoptr(RiskctxText) c = riskctx_text_with (b, "ja", "ギャップ");
  g_auto(GStrv) languages = riskctx_text_get_languages (c);
  g_autofree char *string = riskctx_text_to_string (c);

  ck_assert_str_eq (riskctx_text_get (b, "ja"), "差異");
  ck_assert_str_eq (string, "ja: ギャップ; en: gap");
  ck_assert_str_eq (languages[0], "ja");
  ck_assert_str_eq (languages[1], "en");
  ck_assert_ptr_null (languages[2]);
}
END_TEST

START_TEST (equal_texts_have_equal_hashes)
{
  g_autoptr(RiskctxText) a = riskctx_text_new ("ja", "差異");
  g_autoptr(RiskctxText) b = riskctx_text_new ("ja", "差異");
  g_autoptr(RiskctxText) c = riskctx_text_new ("en", "差異");

  ck_assert (riskctx_text_equal (a, b));
  ck_assert_uint_eq (riskctx_text_hash (a), riskctx_text_hash (b));
  ck_assert (!riskctx_text_equal (a, c));
}
END_TEST

static Suite *
text_suite (void)
{
  Suite *suite = suite_create ("text");
  TCase *tc = tcase_create ("lookup");

  tcase_add_test (tc, looks_languages_up_by_rfc_4647);
  tcase_add_test (tc, falls_back_to_english_before_the_first_language);
  tcase_add_test (tc, falls_back_to_the_first_language);
  tcase_add_test (tc, a_plain_text_serves_every_language);
  tcase_add_test (tc, with_replaces_or_adds_and_keeps_the_order);
  tcase_add_test (tc, equal_texts_have_equal_hashes);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (text_suite)
