/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-json-locate-private.h"

#include <string.h>

#include "riskctx-check.h"

static const char text[] =
  "{\n"
  "  \"title\": \"受注\", \"version\": 1,\n"
  "  \"risks\": [\n"
  "    { \"id\": \"R1\", \"frequency\": { \"low\": 5 } },\n"
  "    { \"id\": \"R2\", \"a/b~c\": [ 1, [ 2, 3 ] ] }\n"
  "  ],\n"
  "  \"empty\": {},\n"
  "  \"\": null\n"
  "}\n";

/* What a place is at: the text from there on */
static const struct
{
  const char *pointer;
  const char *at;
  guint line, column;
} rows[] = {
  { "", "{\n  \"title\"", 1, 1 },
  { "/title", "\"受注\"", 2, 12 },
  { "/version", "1,\n", 2, 29 },
  { "/risks", "[\n    {", 3, 12 },
  { "/risks/0", "{ \"id\": \"R1\"", 4, 5 },
  { "/risks/0/id", "\"R1\"", 4, 13 },
  { "/risks/0/frequency", "{ \"low\"", 4, 32 },
  { "/risks/0/frequency/low", "5 }", 4, 41 },
  { "/risks/1/id", "\"R2\"", 5, 13 },
  { "/risks/1/a~1b~0c", "[ 1, [", 5, 28 },
  { "/risks/1/a~1b~0c/0", "1, [", 5, 30 },
  { "/risks/1/a~1b~0c/1/1", "3 ]", 5, 38 },
  { "/empty", "{},", 7, 12 },
  { "/", "null", 8, 7 },
};

static gsize
offset_of (const char *at)
{
  const char *found = strstr (text, at);

  ck_assert_ptr_nonnull (found);

  return (gsize) (found - text);
}

START_TEST (finds_what_a_pointer_means)
{
  RiskctxJsonPlace place = { .pointer = (char *) rows[_i].pointer };

  riskctx_json_locate (text, strlen (text), &place, 1);
  ck_assert_uint_eq (place.offset, offset_of (rows[_i].at));
  ck_assert_uint_eq (place.line, rows[_i].line);
  ck_assert_uint_eq (place.column, rows[_i].column);
}
END_TEST

START_TEST (names_what_is_at_an_offset)
{
  RiskctxJsonPlace place = { .offset = offset_of (rows[_i].at) };

  riskctx_json_locate (text, strlen (text), &place, 1);
  ck_assert_str_eq (place.pointer, rows[_i].pointer);
  ck_assert_uint_eq (place.line, rows[_i].line);
  ck_assert_uint_eq (place.column, rows[_i].column);
  g_free (place.pointer);
}
END_TEST

START_TEST (finds_many_at_once)
{
  RiskctxJsonPlace places[2 * G_N_ELEMENTS (rows)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* last first, so that order does not help */
      places[2 * i].pointer = (char *) rows[G_N_ELEMENTS (rows) - 1 - i].pointer;
      places[2 * i + 1].offset = offset_of (rows[G_N_ELEMENTS (rows) - 1 - i].at);
    }
  riskctx_json_locate (text, strlen (text), places, G_N_ELEMENTS (places));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ck_assert_uint_eq (places[2 * i].offset, places[2 * i + 1].offset);
      ck_assert_str_eq (places[2 * i].pointer, places[2 * i + 1].pointer);
      ck_assert_uint_eq (places[2 * i].line, rows[G_N_ELEMENTS (rows) - 1 - i].line);
      ck_assert_uint_eq (places[2 * i + 1].column, rows[G_N_ELEMENTS (rows) - 1 - i].column);
      g_free (places[2 * i + 1].pointer);
    }
}
END_TEST

static const struct
{
  const char *pointer;
  const char *nearest;
} missing[] = {
  { "/risks/0/frequency/mode", "/risks/0/frequency" },
  { "/risks/0/category/name", "/risks/0" },
  { "/risks/7", "/risks" },
  { "/title/ja", "/title" },
  { "/nothing/at/all", "" },
};

START_TEST (falls_back_to_what_would_hold_it)
{
  RiskctxJsonPlace places[2] = {
    { .pointer = (char *) missing[_i].pointer },
    { .pointer = (char *) missing[_i].nearest },
  };

  riskctx_json_locate (text, strlen (text), places, 2);
  ck_assert_uint_eq (places[0].offset, places[1].offset);
}
END_TEST

static const struct
{
  const char *at;
  guint skip;
  const char *pointer;
} between[] = {
  { "\"id\": \"R1\"", 0, "/risks/0/id" },     /* at the key */
  { "\"id\": \"R1\"", 2, "/risks/0/id" },     /* in the key */
  { "\"受注\"", 2, "/title" },                /* in a text */
  { "\"受注\"", 8, "" },                      /* behind it */
  { "} },\n", 0, "/risks/0/frequency" },      /* at a closing bracket */
  { "} },\n", 1, "/risks/0" },
  { " },\n    { \"id\": \"R2\"", 2, "/risks" },
  { "{},", 1, "/empty" },
};

START_TEST (names_what_is_around_an_offset)
{
  RiskctxJsonPlace place = { .offset = offset_of (between[_i].at) + between[_i].skip };

  riskctx_json_locate (text, strlen (text), &place, 1);
  ck_assert_str_eq (place.pointer, between[_i].pointer);
  g_free (place.pointer);
}
END_TEST

static const struct
{
  const char *text;
  gsize offset;
  const char *pointer;
} broken[] = {
  { "{\"a\": [1, {\"b\": 2", 17, "/a/1" },
  { "{\"a\": [1, x]}", 10, "/a" },
  { "{\"a\": 1, \"b\" 2}", 13, "" },
  { "", 0, "" },
  { "[1] 2", 4, "" },
};

START_TEST (names_where_a_text_breaks)
{
  RiskctxJsonPlace place = { .offset = broken[_i].offset };

  riskctx_json_locate (broken[_i].text, strlen (broken[_i].text), &place, 1);
  ck_assert_str_eq (place.pointer, broken[_i].pointer);
  g_free (place.pointer);
}
END_TEST

START_TEST (counts_lines_and_characters)
{
  static const char lines[] = "a\r\nあい\n\n😀x";
  guint line, column;

  riskctx_json_locate_line (lines, strlen (lines), 0, &line, &column);
  ck_assert (line == 1 && column == 1);
  riskctx_json_locate_line (lines, strlen (lines), 3, &line, &column);
  ck_assert (line == 2 && column == 1);
  riskctx_json_locate_line (lines, strlen (lines), 6, &line, &column);
  ck_assert (line == 2 && column == 2);
  riskctx_json_locate_line (lines, strlen (lines), 10, &line, &column);
  ck_assert (line == 3 && column == 1);
  riskctx_json_locate_line (lines, strlen (lines), 15, &line, &column);
  ck_assert (line == 4 && column == 2);
  riskctx_json_locate_line (lines, strlen (lines), 1000, &line, &column);
  ck_assert (line == 4 && column == 3);
  riskctx_json_locate_line (NULL, 0, 0, &line, &column);
  ck_assert (line == 1 && column == 1);
}
END_TEST

static Suite *
json_locate_suite (void)
{
  Suite *suite = suite_create ("json-locate");
  TCase *tc = tcase_create ("places");

  tcase_add_loop_test (tc, finds_what_a_pointer_means, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tc, names_what_is_at_an_offset, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, finds_many_at_once);
  tcase_add_loop_test (tc, falls_back_to_what_would_hold_it, 0, G_N_ELEMENTS (missing));
  tcase_add_loop_test (tc, names_what_is_around_an_offset, 0, G_N_ELEMENTS (between));
  tcase_add_loop_test (tc, names_where_a_text_breaks, 0, G_N_ELEMENTS (broken));
  tcase_add_test (tc, counts_lines_and_characters);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (json_locate_suite)
