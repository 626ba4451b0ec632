/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-json-reader-private.h"
#include "riskctx-json-writer-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-check.h"

static JsonNode *
parse (const char *text)
{
  g_auto(RiskctxJsonReader) reader;
  JsonNode *node;

  riskctx_json_reader_init (&reader, text, strlen (text));
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  ck_assert_ptr_nonnull (node);
  ck_assert_int_eq (riskctx_json_reader_next (&reader), RISKCTX_JSON_EVENT_END);
  ck_assert_uint_eq (reader.n_problems, 0);

  return node;
}

static char *
rewrite (const char *text,
       gboolean    pretty)
{
  g_auto(RiskctxJsonWriter) writer;
  g_autoptr(JsonNode) node = parse (text);

  riskctx_json_writer_init (&writer, pretty);
  riskctx_json_writer_node (&writer, node);

  return riskctx_json_writer_finish (&writer);
}

#define TEN "\"0123456789\""
#define WIDE "一二三四五六七八九十一二三四五六七八九十"
#define LONG TEN ", " TEN ", " TEN ", " TEN ", " TEN ", " TEN

static const struct
{
  const char *compact;
  const char *pretty;
} rows[] = {
  { "{}", "{}" },
  { "[]", "[]" },
  { "null", "null" },
  { "[1,true,false,null,\"x\",-2.5]",
    "[\n  1,\n  true,\n  false,\n  null,\n  \"x\",\n  -2.5\n]" },
  { "{\"a\":1,\"b\":{\"ja\":\"有\",\"en\":\"yes\"},\"c\":[\"N1\",\"N2\"],\"d\":[],\"e\":{}}",
    "{\n  \"a\": 1,\n  \"b\": { \"ja\": \"有\", \"en\": \"yes\" },\n  \"c\": [\"N1\", \"N2\"],\n"
    "  \"d\": [],\n  \"e\": {}\n}" },
  { "[[1,[2]],[{\"a\":{}},{\"b\":2}]]",
    "[\n  [\n    1,\n    [2]\n  ],\n  [\n    {\n      \"a\": {}\n    },\n"
    "    { \"b\": 2 }\n  ]\n]" },
  /* what does not fit on a line is broken, and only there */
  { "{\"long\":[" TEN "," TEN "," TEN "," TEN "," TEN "," TEN "," TEN "],\"short\":[1]}",
    "{\n  \"long\": [\n    " TEN ",\n    " TEN ",\n    " TEN ",\n    " TEN ",\n    " TEN ",\n    "
    TEN ",\n    " TEN "\n  ],\n  \"short\": [1]\n}" },
  /* 100 columns just fit, the comma included */
  { "{\"abcdefg\":[" TEN "," TEN "," TEN "," TEN "," TEN "," TEN "],\"z\":0}",
    "{\n  \"abcdefg\": [" LONG "],\n  \"z\": 0\n}" },
  /* wide characters count twice */
  { "{\"a\":{\"ja\":\"" WIDE "\",\"x\":\"" WIDE "\"}}",
    "{\n  \"a\": {\n    \"ja\": \"" WIDE "\",\n    \"x\": \"" WIDE "\"\n  }\n}" },
  { "[\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7fé😀\"]",
    "[\n  \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7fé😀\"\n]" },
  { "[1e17,1e-10,0.1,9007199254740992,-0]",
    "[\n  1e17,\n  1e-10,\n  0.1,\n  9007199254740992,\n  -0\n]" },
};

START_TEST (writes_compact)
{
  g_autofree char *text = rewrite (rows[_i].compact, FALSE);

  ck_assert_str_eq (text, rows[_i].compact);
}
END_TEST

START_TEST (writes_pretty)
{
  g_autofree char *text = rewrite (rows[_i].compact, TRUE);

  ck_assert_str_eq (text, rows[_i].pretty);
}
END_TEST

START_TEST (is_idempotent)
{
  g_autofree char *pretty = rewrite (rows[_i].pretty, TRUE);
  g_autofree char *compact = rewrite (rows[_i].pretty, FALSE);

  ck_assert_str_eq (pretty, rows[_i].pretty);
  ck_assert_str_eq (compact, rows[_i].compact);
}
END_TEST

/* Around the width of a line: no line is longer than 100 columns where it could be broken. */
START_TEST (keeps_to_the_width)
{
  for (guint n = 60; n < 130; n++)
    {
      g_autofree char *filler = g_strnfill (n, 'x');
      g_autofree char *source = g_strdup_printf ("{\"a\":{\"b\":\"%s\",\"c\":1},\"d\":0}", filler);
      g_autofree char *text = rewrite (source, TRUE);
      g_autofree char *again = rewrite (text, FALSE);
      const char *line = strchr (text, '\n') + 1;
      gsize length = strcspn (line, "\n");
      /* '  "a": { "b": "…", "c": 1 },' */
      gboolean fits = 27 + n <= 100;

      ck_assert_str_eq (again, source);
      ck_assert_msg ((length == 27 + n) == fits, "%u: %s", n, text);
    }
}
END_TEST

START_TEST (breaks_endless_lines)
{
  g_autoptr(GString) source = g_string_new ("{\"a\":[0");
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  guint lines = 0;

  for (guint i = 1; i < 5000; i++)
    g_string_append_printf (source, ",%u", i);
  g_string_append (source, "]}");
  text = rewrite (source->str, TRUE);
  again = rewrite (text, FALSE);
  ck_assert_str_eq (again, source->str);
  for (const char *p = text; *p != '\0'; p++)
    lines += *p == '\n';
  ck_assert_uint_eq (lines, 5003);
}
END_TEST

START_TEST (repairs_what_is_not_utf8)
{
  g_auto(RiskctxJsonWriter) writer;
  g_autofree char *text = NULL;

  riskctx_json_writer_init (&writer, FALSE);
  riskctx_json_writer_string (&writer, "a\xff" "b");
  text = riskctx_json_writer_finish (&writer);
  ck_assert_str_eq (text, "\"a\xef\xbf\xbd" "b\"");
}
END_TEST

START_TEST (refuses_what_json_cannot_say)
{
  static const double values[] = { NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_auto(RiskctxJsonWriter) writer;

      riskctx_json_writer_init (&writer, TRUE);
      riskctx_json_writer_number (&writer, values[i]);
      ck_assert (writer.failed);
      ck_assert_ptr_null (riskctx_json_writer_finish (&writer));
    }
}
END_TEST

START_TEST (refuses_what_the_reader_would)
{
  for (guint depth = RISKCTX_JSON_MAX_DEPTH; depth <= RISKCTX_JSON_MAX_DEPTH + 1; depth++)
    {
      g_auto(RiskctxJsonWriter) writer;
      g_autoptr(JsonNode) node = json_node_new (JSON_NODE_NULL);
      g_autofree char *text = NULL;

      for (guint i = 0; i < depth; i++)
        {
          JsonNode *outer = json_node_new (JSON_NODE_ARRAY);

          json_node_take_array (outer, json_array_new ());
          json_array_add_element (json_node_get_array (outer), node);
          node = outer;
        }
      riskctx_json_writer_init (&writer, TRUE);
      riskctx_json_writer_node (&writer, node);
      text = riskctx_json_writer_finish (&writer);
      ck_assert ((text != NULL) == (depth == RISKCTX_JSON_MAX_DEPTH));
    }
}
END_TEST

static Suite *
json_writer_suite (void)
{
  Suite *suite = suite_create ("json-writer");
  TCase *tc = tcase_create ("text");

  tcase_add_loop_test (tc, writes_compact, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tc, writes_pretty, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tc, is_idempotent, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, keeps_to_the_width);
  tcase_add_test (tc, breaks_endless_lines);
  tcase_add_test (tc, repairs_what_is_not_utf8);
  tcase_add_test (tc, refuses_what_json_cannot_say);
  tcase_add_test (tc, refuses_what_the_reader_would);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (json_writer_suite)
