/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-check.h"
#include "riskctx-report-tree-private.h"

#define HOSTILE "<script>alert(1)</script> & \"q\" 'a' *b* [l](u) `c` | _d_ # e"

static JsonObject *
make (const char *text)
{
  JsonObject *report = riskctx_report_tree_new ("en", text, text);
  JsonArray *blocks = riskctx_report_tree_add_section (report, "first", text);
  JsonArray *cards, *facts, *statements, *row;
  JsonObject *table, *board;

  riskctx_report_tree_add_notice (report, text);
  riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_LEAD);
  cards = riskctx_report_add_cards (blocks);
  riskctx_report_add_card (cards, text, riskctx_report_value_number (text, 1.5, "JPY"), text,
                           RISKCTX_REPORT_TONE_GOOD);
  facts = riskctx_report_add_facts (blocks);
  riskctx_report_add_fact (facts, text, riskctx_report_value_text (text));
  statements = riskctx_report_add_statements (blocks, text);
  riskctx_report_add_statement (statements, "x1", text, text, (const char *[]){ "n1", "n2", NULL },
                                RISKCTX_REPORT_TONE_BAD);
  table = riskctx_report_add_table (blocks, "table", text);
  riskctx_report_table_column (table, text, FALSE);
  riskctx_report_table_column (table, "n", TRUE);
  row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
  riskctx_report_row_text (row, text);
  riskctx_report_row_value (row, riskctx_report_value_number ("1.2億円", 120000000, "JPY"));
  riskctx_report_table_note (table, text);
  board = riskctx_report_add_board (blocks, "overview", text);
  riskctx_report_add_paragraph (riskctx_report_board_box (board, "gap", text), text,
                                RISKCTX_REPORT_TONE_NORMAL);
  return report;
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)) != NULL; p++)
    n++;
  return n;
}

START_TEST (html_never_takes_text_for_markup)
  {
    g_autoptr(JsonObject) report = make (HOSTILE);
    g_autofree char *html = riskctx_report_tree_to_html (report);

    ck_assert_ptr_null (strstr (html, "<script"));
    ck_assert_ptr_null (strstr (html, "alert(1)</"));
    ck_assert_uint_eq (
        count (html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &apos;a&apos;"),
        22);
    ck_assert_ptr_nonnull (
        strstr (html, "content=\"default-src 'none'; style-src 'unsafe-inline'\">"));
    ck_assert_ptr_nonnull (strstr (html, "<html lang=\"en\">"));
    ck_assert_ptr_null (strstr (html, "http://"));
    ck_assert_ptr_null (strstr (html, "https://"));
  }
END_TEST

START_TEST (html_carries_the_number_beside_its_text)
  {
    g_autoptr(JsonObject) report = make ("text");
    g_autofree char *html = riskctx_report_tree_to_html (report);

    ck_assert_ptr_nonnull (
        strstr (html, "<td class=\"end\"><data value=\"120000000\">1.2億円</data></td>"));
    ck_assert_ptr_nonnull (strstr (html, "<a href=\"#first\">"));
    ck_assert_ptr_nonnull (strstr (html, "<section id=\"first\" aria-labelledby=\"first-title\">"));
    ck_assert_ptr_nonnull (strstr (html, "<section class=\"box box-gap\">"));
  }
END_TEST

START_TEST (markdown_never_takes_text_for_markup)
  {
    g_autoptr(JsonObject) report = make (HOSTILE "\n- item");
    g_autofree char *md = riskctx_report_tree_to_markdown (report);

    ck_assert_uint_eq (count (md, "<script"), count (md, "\\<script"));
    ck_assert_ptr_null (strstr (md, " *b*"));
    ck_assert_ptr_null (strstr (md, "\n- item"));
    ck_assert_ptr_nonnull (strstr (md, "\\*b\\* \\[l\\](u) \\`c\\` \\| \\_d\\_ \\# e - item"));
    ck_assert_ptr_nonnull (strstr (md, "`x1` "));
    ck_assert_ptr_nonnull (strstr (md, " ← `n1` `n2`"));
    ck_assert_ptr_nonnull (strstr (md, "| --- | ---: |"));
  }
END_TEST

/* Every character that CommonMark or the tables and strikethrough of GitHub know, one by one. */
START_TEST (markdown_escapes_every_mark)
  {
    static const char marks[] = "\\`*_{}[]<>#|~&!";
    char text[] = "a?b";
    char escaped[] = "a\\?b";

    text[1] = escaped[2] = marks[_i];

    g_autoptr(JsonObject) report = make (text);
    g_autofree char *md = riskctx_report_tree_to_markdown (report);

    ck_assert_msg (strstr (md, escaped) != NULL, "%s in %s", escaped, md);
    ck_assert_msg (strstr (md, text) == NULL, "%s in %s", text, md);
  }
END_TEST

START_TEST (markdown_has_no_control_characters)
  {
    g_autoptr(JsonObject) report = make ("a\rb\tc\033d\177e");
    g_autofree char *md = riskctx_report_tree_to_markdown (report);

    ck_assert_ptr_nonnull (strstr (md, "a b c d e"));
    ck_assert_ptr_null (strpbrk (md, "\r\t\033\177"));
  }
END_TEST

START_TEST (markdown_lines_do_not_begin_lists)
  {
    static const char *const rows[][2] = {
      { "- a", "\n\\- a\n" },
      { "1. a", "\n1\\. a\n" },
      { "+ a", "\n\\+ a\n" },
      { "10) a", "\n10\\) a\n" },
      { "=== a", "\n\\=== a\n" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_autoptr(JsonObject) report = make (rows[i][0]);
        g_autofree char *md = riskctx_report_tree_to_markdown (report);

        ck_assert_msg (strstr (md, rows[i][1]) != NULL, "%s in %s", rows[i][1], md);
      }
  }
END_TEST

START_TEST (csv_has_numbers_as_numbers_and_no_formulas)
  {
    g_autoptr(JsonObject) report = make ("=1+1 \"q\"");
    g_autofree char *csv = riskctx_report_tree_to_csv (report, "table");
    g_auto(GStrv) tables = riskctx_report_tree_list_tables (report);

    ck_assert_str_eq (csv, "\"'=1+1 \"\"q\"\"\",\"n\"\r\n\"'=1+1 \"\"q\"\"\",120000000\r\n");
    ck_assert_ptr_null (riskctx_report_tree_to_csv (report, "none"));
    ck_assert_str_eq (tables[0], "table");
    ck_assert_ptr_null (tables[1]);
  }
END_TEST

/* What a spreadsheet would compute, or split. */
START_TEST (csv_disarms_every_beginning_of_a_formula)
  {
    static const char *const rows[] = { "=1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1" };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_autoptr(JsonObject) report = make (rows[i]);
        g_autofree char *csv = riskctx_report_tree_to_csv (report, "table");
        g_autofree char *expected = g_strdup_printf ("\"'%s\",\"n\"\r\n", rows[i]);

        ck_assert_msg (g_str_has_prefix (csv, expected), "%s", csv);
      }
  }
END_TEST

static Suite *
report_tree_suite (void)
{
  Suite *suite = suite_create ("report-tree");
  TCase *tc = tcase_create ("renderings");

  tcase_add_test (tc, html_never_takes_text_for_markup);
  tcase_add_test (tc, html_carries_the_number_beside_its_text);
  tcase_add_test (tc, markdown_never_takes_text_for_markup);
  tcase_add_loop_test (tc, markdown_escapes_every_mark, 0, 15);
  tcase_add_test (tc, markdown_has_no_control_characters);
  tcase_add_test (tc, markdown_lines_do_not_begin_lists);
  tcase_add_test (tc, csv_has_numbers_as_numbers_and_no_formulas);
  tcase_add_test (tc, csv_disarms_every_beginning_of_a_formula);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (report_tree_suite)
