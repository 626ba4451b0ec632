/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-json-locate-private.h"
#include "riskctx-json-reader-private.h"

#include <string.h>

#include "riskctx-check.h"

/* What was read, written so that a test can name it: keys and strings in angle brackets. */
static char *
trace_bytes (const char        *data,
             gsize              size,
             RiskctxJsonReader *reader)
{
  GString *trace = g_string_new (NULL);
  /* A copy of exactly this size: a read past its end is seen by the sanitizers. */
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  memcpy (copy, data, size);
  riskctx_json_reader_init (reader, copy, size);

  for (;;)
    {
      RiskctxJsonEvent event = riskctx_json_reader_next (reader);

      if (reader->has_key)
        g_string_append_printf (trace, "<%.*s>:", (int) reader->key.length, reader->key.text);
      switch (event)
        {
        case RISKCTX_JSON_EVENT_OBJECT: g_string_append_c (trace, '{'); break;
        case RISKCTX_JSON_EVENT_OBJECT_END: g_string_append_c (trace, '}'); break;
        case RISKCTX_JSON_EVENT_ARRAY: g_string_append_c (trace, '['); break;
        case RISKCTX_JSON_EVENT_ARRAY_END: g_string_append_c (trace, ']'); break;
        case RISKCTX_JSON_EVENT_STRING:
          g_string_append_printf (trace, "<%.*s>", (int) reader->string.length,
                                  reader->string.text);
          break;
        case RISKCTX_JSON_EVENT_NUMBER:
          g_string_append_printf (trace, "%d%s ", (int) reader->number,
                                  reader->number != (int) reader->number ? "…" : "");
          break;
        case RISKCTX_JSON_EVENT_TRUE: g_string_append (trace, "T "); break;
        case RISKCTX_JSON_EVENT_FALSE: g_string_append (trace, "F "); break;
        case RISKCTX_JSON_EVENT_NULL: g_string_append (trace, "N "); break;
        case RISKCTX_JSON_EVENT_ERROR:
          ck_assert_int_eq (riskctx_json_reader_next (reader), RISKCTX_JSON_EVENT_ERROR);
          g_string_append_c (trace, '!');
          return g_string_free (trace, FALSE);
        case RISKCTX_JSON_EVENT_END:
          ck_assert_int_eq (riskctx_json_reader_next (reader), RISKCTX_JSON_EVENT_END);
          return g_string_free (trace, FALSE);
        default: ck_abort ();
        }
    }
}

static const struct
{
  const char *text;
  const char *trace;
} good[] = {
  { "{}", "{}" },
  { " [ ] ", "[]" },
  { "null", "N " },
  { "true", "T " },
  { "false\n", "F " },
  { "-12.5e1", "-125 " },
  { "\"\"", "<>" },
  { "[1,2,3]", "[1 2 3 ]" },
  { "[[],{},[[]]]", "[[]{}[[]]]" },
  { "\r\n\t {\"a\" : 1 , \"b\":[true,false,null],\"c\":{\"d\":\"e\"}}\n",
    "{<a>:1 <b>:[T F N ]<c>:{<d>:<e>}}" },
  { "{\"\":{\"\":\"\"}}", "{<>:{<>:<>}}" },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "<\"\\/\b\f\n\r\t>" },
  { "\"\\u0041\\u3042\\u00e9\\uD83D\\ude00\"", "<Aあé😀>" },
  { "{\"\\u0061\":\"\\u0062\"}", "{<a>:<b>}" },
  { "\"リスクの共通土台 あいうえおかきくけこ\"", "<リスクの共通土台 あいうえおかきくけこ>" },
  { "\"0123456789012345678901234567890123456789\\n0123456789012345678901234567890é\"",
    "<0123456789012345678901234567890123456789\n0123456789012345678901234567890é>" },
  { "\"\x7f\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80\xe0\xa0\x80\"",
    "<\x7f\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80\xe0\xa0\x80>" },
  { "{\n                                          \"a\": 0}", "{<a>:0 }" },
};

START_TEST (reads)
{
  g_auto(RiskctxJsonReader) reader;
  g_autofree char *trace = trace_bytes (good[_i].text, strlen (good[_i].text), &reader);

  ck_assert_str_eq (trace, good[_i].trace);
  ck_assert_uint_eq (reader.n_problems, 0);
}
END_TEST

#define TEXT(text) (text), sizeof (text) - 1

/* Mistakes that end reading: where, and what is said. */
static const struct
{
  const char *text;
  gsize size;
  RiskctxIssueCode code;
  guint line, column;
  const char *words; /* in the detail or the hint */
} bad[] = {
  { TEXT (""), RISKCTX_ISSUE_EMPTY, 1, 1, NULL },
  { TEXT (" \n\n "), RISKCTX_ISSUE_EMPTY, 3, 2, NULL },
  { TEXT ("\xef\xbb\xbf{}"), RISKCTX_ISSUE_ENCODING, 1, 1, "byte order mark" },
  { TEXT ("\xff\xfe{\0}\0"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-16" },
  { TEXT ("\xfe\xff\0{\0}"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-16" },
  { TEXT ("{\0}\0"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-16" },
  { TEXT ("\0{\0}"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-16" },
  { TEXT ("\0\0\0{"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-32" },
  { TEXT ("{\0\0\0"), RISKCTX_ISSUE_ENCODING, 1, 1, "UTF-32" },
  { TEXT ("\xf0\x9f\x98\x80"), RISKCTX_ISSUE_SYNTAX, 1, 1, "“😀”" },
  { TEXT ("\x80"), RISKCTX_ISSUE_SYNTAX, 1, 1, "0x80" },
  { TEXT ("\0"), RISKCTX_ISSUE_SYNTAX, 1, 1, "U+0000" },
  { TEXT ("{"), RISKCTX_ISSUE_SYNTAX, 1, 2, "before “}” closes the “{” of line 1, column 1" },
  { TEXT ("{\"a\":\n[1,\n"), RISKCTX_ISSUE_SYNTAX, 3, 1, "closes the “[” of line 2, column 1" },
  { TEXT ("[1"), RISKCTX_ISSUE_SYNTAX, 1, 3, "]" },
  { TEXT ("{\"a\""), RISKCTX_ISSUE_SYNTAX, 1, 5, "}" },
  { TEXT ("{\"a\":"), RISKCTX_ISSUE_SYNTAX, 1, 6, "}" },
  { TEXT ("[1,]"), RISKCTX_ISSUE_SYNTAX, 1, 3, "nothing follows this comma" },
  { TEXT ("{\"a\":1,\n}"), RISKCTX_ISSUE_SYNTAX, 1, 7, "nothing follows this comma" },
  { TEXT ("[,1]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "expected a value, found “,”" },
  { TEXT ("[1 2]"), RISKCTX_ISSUE_SYNTAX, 1, 4, "expected “,” or “]”, found “2”" },
  { TEXT ("{\"a\":1 \"b\":2}"), RISKCTX_ISSUE_SYNTAX, 1, 8, "expected “,” or “}”" },
  { TEXT ("[1}"), RISKCTX_ISSUE_SYNTAX, 1, 3, "expected “,” or “]”" },
  { TEXT ("{1:2}"), RISKCTX_ISSUE_SYNTAX, 1, 2, "double quotes" },
  { TEXT ("{\"a\" 1}"), RISKCTX_ISSUE_SYNTAX, 1, 6, "“:”" },
  { TEXT ("{\"あ\" 1}"), RISKCTX_ISSUE_SYNTAX, 1, 6, "“:”" },
  { TEXT ("{\"a\":}"), RISKCTX_ISSUE_SYNTAX, 1, 6, "expected a value" },
  { TEXT ("{} {}"), RISKCTX_ISSUE_TRAILING, 1, 4, NULL },
  { TEXT ("1 // one"), RISKCTX_ISSUE_TRAILING, 1, 3, "after the end" },
  { TEXT ("// one\n1"), RISKCTX_ISSUE_SYNTAX, 1, 1, "no comments" },
  { TEXT ("[1, /* two */ 2]"), RISKCTX_ISSUE_SYNTAX, 1, 5, "no comments" },
  { TEXT ("{'a': 1}"), RISKCTX_ISSUE_SYNTAX, 1, 2, "double quotes" },
  { TEXT ("{“a”: 1}"), RISKCTX_ISSUE_SYNTAX, 1, 2, "straight double quotes" },
  { TEXT ("{\"a\"：1}"), RISKCTX_ISSUE_SYNTAX, 1, 5, "ASCII colon" },
  { TEXT ("[1，2]"), RISKCTX_ISSUE_SYNTAX, 1, 3, "ASCII comma" },
  { TEXT ("[1、2]"), RISKCTX_ISSUE_SYNTAX, 1, 3, "ASCII comma" },
  { TEXT ("[　1]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "ASCII space" },
  { TEXT ("[True]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "write true" },
  { TEXT ("[None]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "leave the member out" },
  { TEXT ("[NaN]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "if it is unknown" },
  { TEXT ("[-Infinity]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "a digit is missing after “-”" },
  { TEXT ("[truest]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "expected a value" },
  { TEXT ("[nul]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "expected a value" },
  { TEXT ("tru"), RISKCTX_ISSUE_SYNTAX, 1, 1, "expected a value" },
  { TEXT ("[01]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "must not begin with a zero" },
  { TEXT ("[0x10]"), RISKCTX_ISSUE_SYNTAX, 1, 3, "“x” does not belong in a number" },
  { TEXT ("[.5]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "zero before the point" },
  { TEXT ("[+1]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "no plus sign" },
  { TEXT ("[1.]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "a digit is missing after “1.”" },
  { TEXT ("[1.2.3]"), RISKCTX_ISSUE_SYNTAX, 1, 5, "does not belong" },
  { TEXT ("[1_000]"), RISKCTX_ISSUE_SYNTAX, 1, 3, "does not belong" },
  { TEXT ("[\"a\n\"]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "not closed" },
  { TEXT ("[\"a"), RISKCTX_ISSUE_SYNTAX, 1, 2, "not closed" },
  { TEXT ("[\"a\\"), RISKCTX_ISSUE_SYNTAX, 1, 2, "not closed" },
  { TEXT ("[\"a\\u12"), RISKCTX_ISSUE_SYNTAX, 1, 2, "not closed" },
  { TEXT ("{\"a\\\""), RISKCTX_ISSUE_SYNTAX, 1, 2, "not closed" },
  { TEXT ("[\v1]"), RISKCTX_ISSUE_SYNTAX, 1, 2, "U+000B" },
  { TEXT ("var x = [1]"), RISKCTX_ISSUE_SYNTAX, 1, 1, "“v”" },
  { TEXT ("]"), RISKCTX_ISSUE_SYNTAX, 1, 1, "expected a value" },
};

static gboolean
says (const RiskctxJsonProblem *problem,
      const char               *words)
{
  g_autoptr(RiskctxIssue) issue = riskctx_issue_new (problem->code, NULL, NULL, problem->args[0],
                                                     problem->args[1], problem->args[2]);
  g_autofree char *japanese = riskctx_issue_dup_message (issue, "ja");
  const char *english = riskctx_issue_get_message (issue);

  /* Every key has its word, and every place in it is filled. */
  ck_assert_msg (strstr (english, "format.") == NULL && strchr (english, '@') == NULL,
                 "%s", english);
  ck_assert_ptr_null (strstr (english, "{1}"));
  ck_assert_ptr_null (strstr (japanese, "{1}"));
  ck_assert_str_ne (english, japanese);

  return words == NULL || strstr (english, words) != NULL;
}

START_TEST (refuses)
{
  g_auto(RiskctxJsonReader) reader;
  g_autofree char *trace = trace_bytes (bad[_i].text, bad[_i].size, &reader);
  const RiskctxJsonProblem *problem;
  guint line, column;

  ck_assert_msg (g_str_has_suffix (trace, "!"), "%s: read", bad[_i].text);
  ck_assert_uint_ge (reader.n_problems, 1);
  problem = &g_array_index (reader.problems, RiskctxJsonProblem, reader.n_problems - 1);
  riskctx_json_locate_line (bad[_i].text, bad[_i].size, problem->offset, &line, &column);
  ck_assert_msg (problem->code == bad[_i].code, "%s: code %d", bad[_i].text, problem->code);
  ck_assert_msg (line == bad[_i].line && column == bad[_i].column, "%s: at %u:%u", bad[_i].text,
                 line, column);
  ck_assert_msg (says (problem, bad[_i].words), "%s: says %s %s", bad[_i].text, problem->args[0],
                 problem->args[1]);
}
END_TEST

/* Mistakes inside a token: noted, and reading goes on. */
static const struct
{
  const char *text;
  gsize size;
  RiskctxIssueCode code;
  guint column;
  const char *words;
  guint n;
  const char *trace;
} soft[] = {
  { TEXT ("[\"\\x\", 1]"), RISKCTX_ISSUE_SYNTAX, 3, "backslash", 1, "[<x>1 ]" },
  { TEXT ("[\"\\u00g0\"]"), RISKCTX_ISSUE_SYNTAX, 3, "hexadecimal", 1, "[<00g0>]" },
  { TEXT ("[\"\\u0000\"]"), RISKCTX_ISSUE_SYNTAX, 3, "U+0000", 1, "[<�>]" },
  { TEXT ("[\"\\ud800\"]"), RISKCTX_ISSUE_SYNTAX, 3, "surrogate", 1, "[<�>]" },
  { TEXT ("[\"\\udc00\"]"), RISKCTX_ISSUE_SYNTAX, 3, "surrogate", 1, "[<�>]" },
  { TEXT ("[\"\\ud800\\u0041\"]"), RISKCTX_ISSUE_SYNTAX, 3, "surrogate", 1, "[<�A>]" },
  { TEXT ("[\"\\ud800\\ud800\\udc00\"]"), RISKCTX_ISSUE_SYNTAX, 3, "surrogate", 1, "[<�𐀀>]" },
  { TEXT ("[\"a\tb\"]"), RISKCTX_ISSUE_SYNTAX, 4, "write \\t", 1, "[<a�b>]" },
  { TEXT ("[\"a\0b\"]"), RISKCTX_ISSUE_SYNTAX, 4, "U+0000", 1, "[<a�b>]" },
  { TEXT ("{\"a\x01\":1}"), RISKCTX_ISSUE_SYNTAX, 4, "U+0001", 1, "{<a�>:1 }" },
  { TEXT ("[1e400,2]"), RISKCTX_ISSUE_NUMBER, 2, "1e400", 1, "[0 2 ]" },
  { TEXT ("[1e-400]"), RISKCTX_ISSUE_NUMBER, 2, "1e-400", 1, "[0 ]" },
  { TEXT ("[12345678901234567890]"), RISKCTX_ISSUE_INEXACT, 2, "12345678901234567890", 1, "[0 ]" },
  { TEXT ("[1000000000000000000000000000000000000000000001]"), RISKCTX_ISSUE_INEXACT, 2,
    "1000000000000000000000000000000000000000…", 1, "[0 ]" },
  /* Shift_JIS: one message, not one per character */
  { TEXT ("[\"\x83\x8a\x83\x58\x83\x4e\"]"), RISKCTX_ISSUE_ENCODING, 3, "in that encoding", 1,
    "[<��\xef\xbf\xbdX\xef\xbf\xbdN>]" },
  /* not in RFC 3629: overlong, surrogate, beyond U+10FFFF, cut short */
  { TEXT ("[\"\xc0\xaf\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xC0", 1, "[<��>]" },
  { TEXT ("[\"\xc1\xbf\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xC1", 1, "[<��>]" },
  { TEXT ("[\"\xe0\x9f\xbf\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xE0", 1, "[<���>]" },
  { TEXT ("[\"\xed\xa0\x80\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xED", 1, "[<���>]" },
  { TEXT ("[\"\xf0\x8f\xbf\xbf\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xF0", 1, "[<����>]" },
  { TEXT ("[\"\xf4\x90\x80\x80\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xF4", 1, "[<����>]" },
  { TEXT ("[\"\xf5\x80\x80\x80\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xF5", 1, "[<����>]" },
  { TEXT ("[\"\xe3\x81\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xE3", 1, "[<��>]" },
  { TEXT ("[\"\xc3\"]"), RISKCTX_ISSUE_ENCODING, 3, "0xC3", 1, "[<�>]" },
  { TEXT ("[\"abcdefghijklmnopqrstuvwxyz\xf0\x9f\x98 0\"]"), RISKCTX_ISSUE_ENCODING, 29, "0xF0", 1,
    "[<abcdefghijklmnopqrstuvwxyz��� 0>]" },
};

START_TEST (notes_and_goes_on)
{
  g_auto(RiskctxJsonReader) reader;
  g_autofree char *trace = trace_bytes (soft[_i].text, soft[_i].size, &reader);
  const RiskctxJsonProblem *problem;
  guint line, column;

  ck_assert_str_eq (trace, soft[_i].trace);
  ck_assert_uint_eq (reader.n_problems, soft[_i].n);
  problem = &g_array_index (reader.problems, RiskctxJsonProblem, 0);
  riskctx_json_locate_line (soft[_i].text, soft[_i].size, problem->offset, &line, &column);
  ck_assert_int_eq (problem->code, soft[_i].code);
  ck_assert_uint_eq (column, soft[_i].column);
  ck_assert_msg (says (problem, soft[_i].words), "says %s %s", problem->args[0], problem->args[1]);
}
END_TEST

START_TEST (stops_at_depth_64)
{
  g_auto(RiskctxJsonReader) fine;
  g_auto(RiskctxJsonReader) deep;
  g_auto(RiskctxJsonReader) abyss;
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *close = g_strnfill (64, ']');
  g_autofree char *text = g_strdup_printf ("%.64s%s", open, close);
  g_autofree char *text_65 = g_strdup_printf ("%.65s%s]", open, close);
  g_autofree char *trace = trace_bytes (text, strlen (text), &fine);
  g_autofree char *trace_65 = trace_bytes (text_65, strlen (text_65), &deep);
  g_autofree char *trace_abyss = trace_bytes (open, strlen (open), &abyss);

  ck_assert_str_eq (trace, text);
  ck_assert_int_eq (g_array_index (deep.problems, RiskctxJsonProblem, 0).code,
                    RISKCTX_ISSUE_DEPTH);
  ck_assert_uint_eq (g_array_index (deep.problems, RiskctxJsonProblem, 0).offset, 64);
  ck_assert_int_eq (g_array_index (abyss.problems, RiskctxJsonProblem, 0).code,
                    RISKCTX_ISSUE_DEPTH);
}
END_TEST

START_TEST (bounds_what_it_keeps)
{
  g_auto(RiskctxJsonReader) reader;
  g_autoptr(GString) text = g_string_new ("[1e999");
  g_autofree char *trace = NULL;

  for (guint i = 1; i < 2500; i++)
    g_string_append (text, ",1e999");
  g_string_append (text, ",]");
  trace = trace_bytes (text->str, text->len, &reader);

  /* The one that ends reading is among them. */
  ck_assert_uint_eq (reader.n_problems, 2501);
  ck_assert_uint_eq (reader.problems->len, RISKCTX_JSON_MAX_PROBLEMS + 1);
  ck_assert_int_eq (g_array_index (reader.problems, RiskctxJsonProblem,
                                   RISKCTX_JSON_MAX_PROBLEMS).code, RISKCTX_ISSUE_SYNTAX);
}
END_TEST

/* Every length around the width of a vector, with the interesting byte at every place. */
START_TEST (finds_every_byte_at_every_place)
{
  static const struct { const char *piece; const char *shows; guint n; } pieces[] = {
    { "\\n", "\n", 0 }, { "\x1f", "�", 1 }, { "あ", "あ", 0 }, { "\xff", "�", 1 }, { "x", "x", 0 },
  };

  for (guint length = 0; length < 50; length++)
    for (guint at = 0; at <= length; at++)
      for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          g_auto(RiskctxJsonReader) reader;
          g_autofree char *before = g_strnfill (at, 'a');
          g_autofree char *after = g_strnfill (length - at, 'z');
          g_autofree char *text = g_strdup_printf ("\"%s%s%s\"", before, pieces[i].piece, after);
          g_autofree char *expected = g_strdup_printf ("<%s%s%s>", before, pieces[i].shows, after);
          g_autofree char *trace = trace_bytes (text, strlen (text), &reader);

          ck_assert_str_eq (trace, expected);
          ck_assert_uint_eq (reader.n_problems, pieces[i].n);
        }
}
END_TEST

START_TEST (tells_offsets)
{
  static const char text[] = "{ \"a\" : \"b\" , \"c\":[ 12 ] }";
  g_auto(RiskctxJsonReader) reader;

  riskctx_json_reader_init (&reader, text, strlen (text));
  riskctx_json_reader_next (&reader);
  ck_assert_uint_eq (reader.offset, 0);
  riskctx_json_reader_next (&reader);
  ck_assert_uint_eq (reader.key_offset, 2);
  ck_assert_uint_eq (reader.offset, 8);
  ck_assert_uint_eq (reader.after, 11);
  riskctx_json_reader_next (&reader);
  ck_assert_uint_eq (reader.key_offset, 14);
  ck_assert_uint_eq (reader.offset, 18);
  riskctx_json_reader_next (&reader);
  ck_assert (!reader.has_key);
  ck_assert_uint_eq (reader.offset, 20);
  ck_assert_uint_eq (reader.after, 22);
  riskctx_json_reader_next (&reader);
  ck_assert_uint_eq (reader.offset, 23);
  riskctx_json_reader_next (&reader);
  ck_assert_uint_eq (reader.offset, 25);
}
END_TEST

START_TEST (skips_whole_values)
{
  static const char text[] = "[{\"a\":[{},[[1]]]},5,\"x\",[2],7]";
  g_auto(RiskctxJsonReader) reader;

  riskctx_json_reader_init (&reader, text, strlen (text));
  riskctx_json_reader_next (&reader);
  ck_assert (riskctx_json_reader_skip (&reader, riskctx_json_reader_next (&reader)));
  ck_assert (riskctx_json_reader_skip (&reader, riskctx_json_reader_next (&reader)));
  ck_assert_int_eq (riskctx_json_reader_next (&reader), RISKCTX_JSON_EVENT_STRING);
  ck_assert (riskctx_json_reader_skip (&reader, riskctx_json_reader_next (&reader)));
  ck_assert_int_eq (riskctx_json_reader_next (&reader), RISKCTX_JSON_EVENT_NUMBER);
  ck_assert_double_eq (reader.number, 7);
  ck_assert_int_eq (riskctx_json_reader_next (&reader), RISKCTX_JSON_EVENT_ARRAY_END);
}
END_TEST

START_TEST (skipping_sees_mistakes)
{
  static const char text[] = "[[1,[2,}]]";
  g_auto(RiskctxJsonReader) reader;

  riskctx_json_reader_init (&reader, text, strlen (text));
  riskctx_json_reader_next (&reader);
  ck_assert (!riskctx_json_reader_skip (&reader, riskctx_json_reader_next (&reader)));
}
END_TEST

START_TEST (reads_trees)
{
  static const char text[] = "{\"a\":[1,2.5,\"x\",true,null,{\"b\":{}}],\"c\":-0,"
                             "\"a\":3,\"d\":1e400}";
  g_auto(RiskctxJsonReader) reader;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *array;

  riskctx_json_reader_init (&reader, text, strlen (text));
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  ck_assert_ptr_nonnull (node);
  ck_assert_int_eq (riskctx_json_reader_next (&reader), RISKCTX_JSON_EVENT_END);

  /* the second “a”, and the number */
  ck_assert_uint_eq (reader.n_problems, 2);
  ck_assert_int_eq (g_array_index (reader.problems, RiskctxJsonProblem, 0).code,
                    RISKCTX_ISSUE_DUPLICATE_MEMBER);
  ck_assert_uint_eq (g_array_index (reader.problems, RiskctxJsonProblem, 0).offset, 43);
  ck_assert_str_eq (g_array_index (reader.problems, RiskctxJsonProblem, 0).args[0], "a");

  object = json_node_get_object (node);
  ck_assert_uint_eq (json_object_get_size (object), 3);
  ck_assert_int_eq (json_object_get_int_member (object, "a"), 3);
  ck_assert (json_node_get_value_type (json_object_get_member (object, "c")) == G_TYPE_DOUBLE);
  ck_assert (json_node_get_parent (json_object_get_member (object, "c")) == node);
  g_clear_pointer (&node, json_node_unref);

  riskctx_json_reader_clear (&reader);
  riskctx_json_reader_init (&reader, text + 5, 30);
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  array = json_node_get_array (node);
  ck_assert_uint_eq (json_array_get_length (array), 6);
  ck_assert_int_eq (json_array_get_int_element (array, 0), 1);
  ck_assert (json_node_get_value_type (json_array_get_element (array, 0)) == G_TYPE_INT64);
  ck_assert_double_eq (json_array_get_double_element (array, 1), 2.5);
  ck_assert_str_eq (json_array_get_string_element (array, 2), "x");
  ck_assert (json_array_get_boolean_element (array, 3));
  ck_assert (json_array_get_null_element (array, 4));
  object = json_array_get_object_element (array, 5);
  ck_assert_uint_eq (json_object_get_size (json_object_get_object_member (object, "b")), 0);
}
END_TEST

START_TEST (gives_no_tree_of_a_bad_text)
{
  static const char text[] = "{\"a\":[1,{\"b\":[}]}";
  g_auto(RiskctxJsonReader) reader;
  g_autoptr(JsonNode) node = NULL;

  riskctx_json_reader_init (&reader, text, strlen (text));
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  ck_assert_ptr_null (node);
}
END_TEST

static Suite *
json_reader_suite (void)
{
  Suite *suite = suite_create ("json-reader");
  TCase *tc = tcase_create ("events");

  tcase_add_loop_test (tc, reads, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (bad));
  tcase_add_loop_test (tc, notes_and_goes_on, 0, G_N_ELEMENTS (soft));
  tcase_add_test (tc, stops_at_depth_64);
  tcase_add_test (tc, bounds_what_it_keeps);
  tcase_add_test (tc, finds_every_byte_at_every_place);
  tcase_add_test (tc, tells_offsets);
  tcase_add_test (tc, skips_whole_values);
  tcase_add_test (tc, skipping_sees_mistakes);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("trees");
  tcase_add_test (tc, reads_trees);
  tcase_add_test (tc, gives_no_tree_of_a_bad_text);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (json_reader_suite)
