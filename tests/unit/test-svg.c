/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-svg-private.h"

#include <string.h>

#include "riskctx-check.h"

static const RiskctxSvgHead head = { "fig", "A <b> & \"c\"", "It's", "en", FALSE };

static void
count_start (GMarkupParseContext  *context,
             const char           *name,
             const char          **names,
             const char          **values,
             gpointer              data,
             GError              **error)
{
  if (g_str_equal (name, "text"))
    (*(int *) data)++;
}

/* Number of text elements in a document that a parser accepts. */
static int
parse (const char *svg)
{
  static const GMarkupParser parser = { count_start, NULL, NULL, NULL, NULL };
  int texts = 0;
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &texts, NULL);
  g_autoptr(GError) error = NULL;

  ck_assert_msg (g_markup_parse_context_parse (context, svg, -1, &error)
                 && g_markup_parse_context_end_parse (context, &error),
                 "%s", error != NULL ? error->message : "");
  return texts;
}

START_TEST (says_what_it_is_to_those_who_do_not_see_it)
{
  g_autofree char *svg = riskctx_svg_finish (riskctx_svg_new (&head, 10, 20));

  parse (svg);
  ck_assert_ptr_nonnull (strstr (svg, "role=\"img\""));
  ck_assert_ptr_nonnull (strstr (svg, "aria-labelledby=\"fig-title fig-desc\""));
  ck_assert_ptr_nonnull (strstr (svg, "<title id=\"fig-title\">A &lt;b&gt; &amp; &quot;c&quot;<"));
  ck_assert_ptr_nonnull (strstr (svg, "<desc id=\"fig-desc\">It&#39;s</desc>"));
  ck_assert_ptr_nonnull (strstr (svg, "lang=\"en\""));
  ck_assert_ptr_nonnull (strstr (svg, "viewBox=\"0 0 10 20\""));
  ck_assert_ptr_null (strstr (svg, "<style>"));
}
END_TEST

static const struct
{
  const char *text;
  const char *written;
} escapes[] = {
  { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
  { "a\001b\033c\177d", "abcd" },
  { "\xff\xfe!", "\xef\xbf\xbd\xef\xbf\xbd!" },
  { "x\xe2\x80\xaey", "xy" },
  { "x\xe2\x81\xa6y", "xy" },
  { "x\xe2\x81\xa9y", "xy" },
  { "x\xef\xbf\xbfy", "xy" },
  { "]]>", "]]&gt;" },
  { "tab\there", "tab here" },
  { "守る&攻める", "守る&amp;攻める" }
};

START_TEST (escapes_every_text)
{
  RiskctxSvg *svg = riskctx_svg_new (&head, 10, 10);
  g_autofree char *expected = g_strdup_printf (">%s</text>", escapes[_i].written);
  g_autofree char *document = NULL;

  riskctx_svg_open (svg, escapes[_i].text);
  riskctx_svg_text (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR, 12,
                    RISKCTX_SVG_ANCHOR_START, 0, 0, escapes[_i].text);
  riskctx_svg_close (svg);
  document = riskctx_svg_finish (svg);
  ck_assert_int_eq (parse (document), 1);
  ck_assert_msg (strstr (document, expected) != NULL, "%s lacks %s", document, expected);
}
END_TEST

static const struct
{
  double      value;
  const char *written;
} numbers[] = {
  { 0, "0" }, { -0.001, "0" }, { 1, "1" }, { 1.5, "1.5" }, { 1.25, "1.25" }, { 0.05, "0.05" },
  { -0.5, "-0.5" }, { -12.34, "-12.34" }, { 1234567.891, "1234567.89" }, { 99.999, "100" }
};

START_TEST (writes_numbers_short_and_without_locale)
{
  RiskctxSvg *svg = riskctx_svg_new (&head, 10, 10);
  g_autofree char *expected = g_strdup_printf (" cx=\"%s\"", numbers[_i].written);
  g_autofree char *document = NULL;

  riskctx_svg_circle (svg, RISKCTX_SVG_PAINT_MARK, numbers[_i].value, 0, 1);
  document = riskctx_svg_finish (svg);
  ck_assert_msg (strstr (document, expected) != NULL, "%s lacks %s", document, expected);
}
END_TEST

START_TEST (every_paint_has_a_rule_and_plain_attributes)
{
  g_autofree char *css = riskctx_svg_style_sheet ();

  for (int paint = 0; paint < RISKCTX_SVG_N_PAINTS; paint++)
    {
      RiskctxSvg *svg = riskctx_svg_new (&head, 10, 10);
      g_autofree char *rule = NULL;
      g_autofree char *document = NULL;
      g_autofree char *name = NULL;
      const char *class;

      riskctx_svg_rect (svg, paint, 0, 0, 1, 1, 0);
      document = riskctx_svg_finish (svg);
      class = strstr (document, "<rect class=\"rcx-");
      ck_assert_msg (class != NULL, "paint %d has no class", paint);
      class += strlen ("<rect class=\"");
      name = g_strndup (class, strchr (class, '"') - class);
      ck_assert_ptr_nonnull (strstr (document, " fill=\""));
      rule = g_strdup_printf (".%s{", name);
      ck_assert_msg (strstr (css, rule) != NULL, "no rule for %s", name);
    }
}
END_TEST

START_TEST (dark_is_for_screens_only)
{
  g_autofree char *css = riskctx_svg_style_sheet ();
  const char *light = strstr (css, "--rcx-surface:#ffffff");
  const char *query = strstr (css, "@media screen and (prefers-color-scheme:dark)");
  const char *dark = strstr (css, "--rcx-surface:#1");

  ck_assert (light != NULL && query != NULL && dark != NULL);
  ck_assert (light < query && query < dark);
}
END_TEST

START_TEST (hatching_stays_inside)
{
  RiskctxSvg *svg = riskctx_svg_new (&head, 100, 100);
  g_autofree char *document = NULL;
  const char *p;
  int strokes = 0;

  riskctx_svg_hatch (svg, RISKCTX_SVG_PAINT_SECOND_HATCH, 10, 20, 30, 12, 5, TRUE);
  riskctx_svg_hatch (svg, RISKCTX_SVG_PAINT_SECOND_HATCH, 10, 20, 3, 50, 5, FALSE);
  document = riskctx_svg_finish (svg);
  for (p = strpbrk (strstr (document, " d=\""), "ML"); p != NULL; p = strpbrk (p + 1, "ML<"))
    {
      char *end;
      double x;
      double y;

      if (*p == '<')
        {
          p = strstr (p, " d=\"");
          if (p == NULL)
            break;
          continue;
        }
      x = g_ascii_strtod (p + 1, &end);
      y = g_ascii_strtod (end, NULL);
      ck_assert_double_ge (x, 10);
      ck_assert_double_le (x, 40);
      ck_assert_double_ge (y, 20);
      ck_assert_double_le (y, 70);
      strokes++;
    }
  ck_assert_int_eq (strokes, 2 * (8 + 10));
}
END_TEST

START_TEST (widths_are_never_too_small)
{
  ck_assert_int_eq (riskctx_svg_text_width ("情報セキュリティ", 12, RISKCTX_SVG_WEIGHT_REGULAR), 96);
  ck_assert_int_eq (riskctx_svg_text_width ("", 12, RISKCTX_SVG_WEIGHT_REGULAR), 0);
  /* DejaVu Sans, the widest of the usual faces: W 0.989 em, i 0.277 em. */
  ck_assert_int_ge (riskctx_svg_text_width ("WWWWWWWWWW", 100, RISKCTX_SVG_WEIGHT_REGULAR), 989);
  ck_assert_int_ge (riskctx_svg_text_width ("iiiiiiiiii", 100, RISKCTX_SVG_WEIGHT_REGULAR), 277);
  ck_assert_int_le (riskctx_svg_text_width ("iiiiiiiiii", 100, RISKCTX_SVG_WEIGHT_REGULAR), 300);
  ck_assert_int_gt (riskctx_svg_text_width ("abc", 100, RISKCTX_SVG_WEIGHT_BOLD),
                    riskctx_svg_text_width ("abc", 100, RISKCTX_SVG_WEIGHT_REGULAR));
  ck_assert_int_eq (riskctx_svg_text_width ("e\xcc\x81", 100, RISKCTX_SVG_WEIGHT_REGULAR), 62);
}
END_TEST

static const struct
{
  const char *text;
  int         width;
  guint       max_lines;
  const char *lines;        /* joined by a bar */
} wraps[] = {
  { "", 100, 0, "" },
  { "   ", 100, 0, "" },
  { "短い", 100, 0, "短い" },
  { "あいうえお", 30, 0, "あいう|えお" },
  { "あいう、えお", 30, 0, "あい|う、|えお" },
  { "あいう」えお", 30, 0, "あい|う」|えお" },
  { "「あいう」", 10, 0, "「|あ|い|う|」" },
  { "あい「うえ」お", 30, 0, "あい|「う|え」お" },
  { "コーヒーを飲む", 40, 0, "コーヒー|を飲む" },
  { "ファイアウォール", 45, 0, "ファイア|ウォール" },
  { "費用は100億円です", 45, 0, "費用は|100億円|です" },
  { "the quick brown fox", 60, 0, "the quick|brown fox" },
  { "two  spaces", 40, 0, "two|spaces" },
  { "self-service", 40, 0, "self-|service" },
  { "unbreakable", 40, 0, "unbrea|kable" },
  { "first\nsecond", 400, 0, "first|second" },
  { "あいうえおかきくけこ", 30, 2, "あいう|えお…" },
  { "one two three four", 45, 2, "one two|three…" },
  { "バックアップ装置", 75, 0, "バックアップ|装置" },
  { "会員・カード情報の利用", 80, 0, "会員・カード|情報の利用" },
  { "パッチ未適用・ログ確認なし", 80, 0, "パッチ未適用・|ログ確認なし" }
};

START_TEST (breaks_lines_by_the_rules_of_both_languages)
{
  g_auto(GStrv) lines = riskctx_svg_text_wrap (wraps[_i].text, wraps[_i].width, 10,
                                               RISKCTX_SVG_WEIGHT_REGULAR, wraps[_i].max_lines);
  g_autofree char *joined = g_strjoinv ("|", lines);

  ck_assert_str_eq (joined, wraps[_i].lines);
}
END_TEST

START_TEST (no_line_begins_or_ends_where_it_must_not)
{
  static const char text[] = "カード会社（クレジット）は、加盟店の「取扱い」を確認する。"
                             "ショッピングモールの出店者も同じである（例：ＥＣサイト）。"
                             "データは、１００％守られる！ーっ、と言えるか？";

  for (int width = 60; width < 400; width += 7)
    {
      g_auto(GStrv) lines = riskctx_svg_text_wrap (text, width, 10, RISKCTX_SVG_WEIGHT_REGULAR, 0);
      g_autofree char *whole = g_strjoinv ("", lines);

      ck_assert_str_eq (whole, text);
      for (gsize i = 0; lines[i] != NULL; i++)
        {
          gunichar first = g_utf8_get_char (lines[i]);
          gunichar last = g_utf8_get_char (g_utf8_find_prev_char (lines[i], lines[i]
                                                                  + strlen (lines[i])));

          ck_assert_msg (g_utf8_strchr ("、。）」！？ーっョァィッ％：", -1, first) == NULL,
                         "at %d: %s", width, lines[i]);
          ck_assert_msg (g_utf8_strchr ("（「", -1, last) == NULL, "at %d: %s", width, lines[i]);
        }
    }
}
END_TEST

START_TEST (every_line_fits_and_nothing_is_lost)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (int round = 0; round < 2000; round++)
    {
      static const gunichar alphabet[] = { 'a', 'W', ' ', '-', '/', '(', ')', '1', 0x3042, 0x30fc,
                                           0x3001, 0x300c, 0x300d, 0x6f22, 0x301, 0x1f600, 0x30a2 };
      g_autoptr(GString) text = g_string_new ("x");
      g_auto(GStrv) lines = NULL;
      g_autoptr(GString) left = g_string_new (NULL);
      g_autoptr(GString) right = g_string_new (NULL);
      int width = g_rand_int_range (rand, 20, 120);

      for (int i = g_rand_int_range (rand, 0, 40); i > 0; i--)
        g_string_append_unichar (text, alphabet[g_rand_int_range (rand, 0,
                                                                  G_N_ELEMENTS (alphabet))]);
      lines = riskctx_svg_text_wrap (text->str, width, 10, RISKCTX_SVG_WEIGHT_BOLD, 0);
      for (gsize i = 0; lines[i] != NULL; i++)
        {
          ck_assert_msg (riskctx_svg_text_width (lines[i], 10, RISKCTX_SVG_WEIGHT_BOLD) <= width,
                         "“%s” of “%s” exceeds %d", lines[i], text->str, width);
          g_string_append (left, lines[i]);
        }
      for (const char *p = text->str; *p != '\0'; p++)
        if (*p != ' ')
          g_string_append_c (right, *p);
      g_string_replace (left, " ", "", 0);
      ck_assert_str_eq (left->str, right->str);
    }
}
END_TEST

static Suite *
svg_suite (void)
{
  Suite *suite = suite_create ("svg");
  TCase *writer = tcase_create ("writer");
  TCase *text = tcase_create ("text");

  tcase_add_test (writer, says_what_it_is_to_those_who_do_not_see_it);
  tcase_add_loop_test (writer, escapes_every_text, 0, G_N_ELEMENTS (escapes));
  tcase_add_loop_test (writer, writes_numbers_short_and_without_locale, 0, G_N_ELEMENTS (numbers));
  tcase_add_test (writer, every_paint_has_a_rule_and_plain_attributes);
  tcase_add_test (writer, dark_is_for_screens_only);
  tcase_add_test (writer, hatching_stays_inside);
  suite_add_tcase (suite, writer);
  tcase_add_test (text, widths_are_never_too_small);
  tcase_add_loop_test (text, breaks_lines_by_the_rules_of_both_languages, 0, G_N_ELEMENTS (wraps));
  tcase_add_test (text, no_line_begins_or_ends_where_it_must_not);
  tcase_add_test (text, every_line_fits_and_nothing_is_lost);
  suite_add_tcase (suite, text);

  return suite;
}

RISKCTX_CHECK_MAIN (svg_suite)
