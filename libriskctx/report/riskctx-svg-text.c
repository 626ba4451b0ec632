/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-svg-text-private.h"

#include <string.h>

/* Hundredths of an em for U+0020 to U+007E: the widest advance among DejaVu Sans, Noto Sans CJK JP
 * and Liberation Sans (which has the metrics of Arial and Helvetica), rounded up. */
static const guint8 latin_regular[] = {
  32, 40, 48, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 40,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
  102, 69, 69, 73, 77, 67, 61, 78, 76, 30, 54, 67, 56, 87, 75, 79,
  67, 79, 73, 67, 61, 74, 69, 99, 69, 67, 69, 39, 40, 39, 84, 56,
  61, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 29, 98, 64, 62,
  64, 64, 42, 52, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84
};
static const guint8 latin_bold[] = {
  35, 46, 58, 84, 70, 101, 88, 33, 46, 46, 53, 84, 38, 42, 38, 39,
  70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 61,
  101, 78, 77, 74, 83, 69, 69, 82, 84, 38, 57, 78, 64, 100, 84, 85,
  74, 85, 77, 72, 69, 82, 78, 111, 77, 73, 73, 46, 39, 46, 84, 57,
  63, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69,
  72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84
};

#define ELLIPSIS "\xe2\x80\xa6"

static int
char_width (gunichar         c,
            RiskctxSvgWeight weight)
{
  if (c >= 0x20 && c <= 0x7e)
    return weight == RISKCTX_SVG_WEIGHT_BOLD ? latin_bold[c - 0x20] : latin_regular[c - 0x20];
  if (g_unichar_iszerowidth (c))
    return 0;
  if (c >= 0xff61 && c <= 0xffdc)
    return 55;
  /* Symbols and pictographs are drawn by fallback fonts, often wider than an em. */
  if (c >= 0x1f000)
    return g_unichar_iswide (c) && c >= 0x20000 ? 100 : 140;
  if (g_unichar_iswide_cjk (c))
    return 100;
  return weight == RISKCTX_SVG_WEIGHT_BOLD ? 85 : 78;
}

/**
 * riskctx_svg_text_width:
 * @text: UTF-8 text
 * @size: font size in pixels
 * @weight: regular or bold
 *
 * Estimates the width of a line of text from above.
 *
 * Returns: the width in pixels, rounded up
 */
int
riskctx_svg_text_width (const char       *text,
                        int               size,
                        RiskctxSvgWeight  weight)
{
  gint64 hundredths = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    hundredths += char_width (g_utf8_get_char (p), weight);

  return (int) MIN ((hundredths * size + 99) / 100, G_MAXINT / 2);
}

/**
 * riskctx_svg_text_extent:
 * @lines: (array zero-terminated=1): lines of text
 * @size: font size in pixels
 * @weight: regular or bold
 *
 * Estimates the width of the widest of several lines.
 *
 * Returns: the width in pixels
 */
int
riskctx_svg_text_extent (const char *const *lines,
                         int                size,
                         RiskctxSvgWeight   weight)
{
  int widest = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    widest = MAX (widest, riskctx_svg_text_width (lines[i], size, weight));

  return widest;
}

/**
 * riskctx_svg_text_clean:
 * @text: any bytes
 *
 * Makes text that XML 1.0 can carry: valid UTF-8, white space as single spaces or line feeds, no
 * control characters, no non-characters, no overrides of the writing direction.
 *
 * Returns: (transfer full): the text
 */
char *
riskctx_svg_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\r')
        c = ' ';
      if ((c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) || (c & 0xfffe) == 0xfffe
          || (c >= 0xfdd0 && c <= 0xfdef) || (c >= 0x202a && c <= 0x202e)
          || (c >= 0x2066 && c <= 0x2069))
        continue;
      g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

static gboolean
is_one_of (gunichar    c,
           const char *set)
{
  return g_utf8_strchr (set, -1, c) != NULL;
}

/* JIS X 4051 in short: what must not begin a line. */
static gboolean
must_not_start (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return TRUE;
  if (c < 0x80)
    return is_one_of (c, ")]}.,:;?!%'\"/-");
  return is_one_of (c, "、。，．・：；？！゛゜ヽヾゝゞ々〻ー"
                       "）］｝〕〉》」』】〙〗〟’”»‐–—〜～…‥／％‰"
                       "ぁぃぅぇぉっゃゅょゎゕゖ"
                       "ァィゥェォッャュョヮヵヶ"
                       "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
                       "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ");
}

static gboolean
must_not_end (gunichar c)
{
  if (c < 0x80)
    return is_one_of (c, "([{$#@");
  return is_one_of (c, "（［｛〔〈《「『【〘〖〝‘“«￥¥＄");
}

static gboolean
is_word_char (gunichar c)
{
  return !g_unichar_iswide (c) && !g_unichar_isspace (c);
}

static gboolean
is_katakana (gunichar c)
{
  return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc || (c >= 0x31f0 && c <= 0x31ff);
}

static gboolean
is_hiragana (gunichar c)
{
  return c >= 0x3041 && c <= 0x3096;
}

static gboolean
is_kanji (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || c == 0x3005;
}

static gboolean
may_cut_between (gunichar before,
                 gunichar after)
{
  return !must_not_start (after) && !must_not_end (before);
}

static gboolean
may_break_between (gunichar before,
                   gunichar after)
{
  if (g_unichar_isspace (after) || !may_cut_between (before, after))
    return FALSE;
  if (g_unichar_isspace (before))
    return TRUE;
  /* A figure stays with its unit, and a word in katakana stays whole. */
  if (g_unichar_isdigit (before) && is_one_of (after, "千万億兆円年月日時分秒人件回台倍点社名"))
    return FALSE;
  if (is_one_of (before, "千万億兆") && is_one_of (after, "万億兆円人件"))
    return FALSE;
  if (is_katakana (before) && is_katakana (after))
    return FALSE;
  if (before == 0x2014 || before == 0x2026)
    return after != before;
  if (is_word_char (before) && is_word_char (after))
    return before == '-' || before == '/' || before == 0x2013;
  return TRUE;
}

/* The part of a line, in tenths, that must be filled before a break at this place is better than a
 * later one: phrases stay together where that costs little room. */
static int
break_quality (gunichar before,
               gunichar after)
{
  if (g_unichar_isspace (before) || is_one_of (before, "、。，．）」』】〉》：；")
      || is_one_of (after, "（「『【〈《"))
    return 4;
  if (before == 0x30fb || (is_katakana (before) && is_kanji (after))
      || (is_kanji (before) && is_katakana (after)))
    return 6;
  if (is_hiragana (before) && !is_hiragana (after))
    return 7;
  return 11;
}

/* A run without any place to break is cut between characters, for a word that is longer than the
 * line must still be readable. */
static const char *
line_end (const char       *start,
          int               width,
          int               size,
          RiskctxSvgWeight  weight)
{
  gint64 limit = (gint64) width * 100;
  gint64 used = 0;
  const char *good = NULL;
  const char *allowed = NULL;
  const char *cut = NULL;
  const char *forced = NULL;
  gunichar before = 0;

  for (const char *p = start;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\0' || c == '\n')
        return p;
      if (p > start && may_break_between (before, c))
        {
          allowed = p;
          if (used * 10 >= limit * break_quality (before, c))
            good = p;
        }
      if (p > start && may_cut_between (before, c))
        cut = p;
      used += (gint64) char_width (c, weight) * size;
      if (used > limit && !g_unichar_isspace (c))
        {
          if (good != NULL)
            return good;
          if (allowed != NULL)
            return allowed;
          if (cut != NULL)
            return cut;
          if (forced != NULL)
            return forced;
        }
      if (!g_unichar_iszerowidth (g_utf8_get_char (next)))
        forced = next;
      before = c;
    }
}

/**
 * riskctx_svg_text_longest:
 * @text: (nullable): UTF-8 text
 * @size: font size in pixels
 * @weight: regular or bold
 *
 * Measures the longest piece of a text that cannot be broken by rule.
 *
 * Returns: its width in pixels
 */
int
riskctx_svg_text_longest (const char       *text,
                          int               size,
                          RiskctxSvgWeight  weight)
{
  gint64 longest = 0;
  gint64 piece = 0;
  gunichar before = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || (before != 0 && may_break_between (before, c)))
        piece = 0;
      if (!g_unichar_isspace (c))
        piece += char_width (c, weight);
      longest = MAX (longest, piece);
      before = c;
    }

  return (int) MIN ((longest * size + 99) / 100, G_MAXINT / 2);
}

static char *
shorten (const char       *line,
         int               width,
         int               size,
         RiskctxSvgWeight  weight)
{
  g_autofree char *kept = g_strdup (line);

  while (*kept != '\0')
    {
      g_autofree char *candidate = g_strconcat (g_strchomp (kept), ELLIPSIS, NULL);

      if (riskctx_svg_text_width (candidate, size, weight) <= width)
        return g_steal_pointer (&candidate);
      *g_utf8_find_prev_char (kept, kept + strlen (kept)) = '\0';
    }

  return g_strdup (ELLIPSIS);
}

/**
 * riskctx_svg_text_wrap:
 * @text: (nullable): UTF-8 text
 * @width: width available in pixels
 * @size: font size in pixels
 * @weight: regular or bold
 * @max_lines: most lines wanted; 0 for any number
 *
 * Breaks a text into lines by the rules of Japanese and English. Text beyond @max_lines is replaced
 * by an ellipsis.
 *
 * Returns: (transfer full): the lines; none for an empty text
 */
GStrv
riskctx_svg_text_wrap (const char       *text,
                       int               width,
                       int               size,
                       RiskctxSvgWeight  weight,
                       guint             max_lines)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *clean = riskctx_svg_text_clean (text != NULL ? text : "");
  const char *p = g_strchug (clean);

  g_strchomp (clean);
  while (*p != '\0')
    {
      const char *end = line_end (p, width, size, weight);
      g_autofree char *line = g_strndup (p, end - p);

      g_strchomp (line);
      p = end;
      while (g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (max_lines > 0 && lines->len + 1 == max_lines && *p != '\0')
        {
          g_autofree char *rest = g_strconcat (line, " ", NULL);

          g_ptr_array_add (lines, shorten (rest, width, size, weight));
          break;
        }
      g_ptr_array_add (lines, g_steal_pointer (&line));
    }
  g_ptr_array_add (lines, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
