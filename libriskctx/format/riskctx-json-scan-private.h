/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* RISKCTX_JSON_PORTABLE is defined by the test that runs the other path on every machine. */
#if defined(__SSE2__) && defined(__GNUC__) && !defined(RISKCTX_JSON_PORTABLE)
#define RISKCTX_JSON_SSE2
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* The inner loops of the reader: many bytes at a time, never beyond the end. */

#define RISKCTX_JSON_ONES (~G_GUINT64_CONSTANT (0) / 255)
#define RISKCTX_JSON_HIGHS (RISKCTX_JSON_ONES * 0x80)

static inline guint64
riskctx_json_load_8 (const guint8 *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);

  return word;
}

/* High bits set in the bytes of @word that are zero. May also set them in higher bytes, so it
 * answers only whether there is one. */
static inline guint64
riskctx_json_any_zero (guint64 word)
{
  return (word - RISKCTX_JSON_ONES) & ~word & RISKCTX_JSON_HIGHS;
}

/* First quote, backslash or control character; @high gets bits if a byte before it is not ASCII */
static inline const guint8 *
riskctx_json_find_special (const guint8 *p,
                           const guint8 *end,
                           guint        *high)
{
#ifdef RISKCTX_JSON_SSE2
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i backslash = _mm_set1_epi8 ('\\');
  const __m128i control = _mm_set1_epi8 (0x1f);

  while (end - p >= 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) p);
      __m128i hits = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, quote),
                                                 _mm_cmpeq_epi8 (bytes, backslash)),
                                   _mm_cmpeq_epi8 (_mm_min_epu8 (bytes, control), bytes));
      guint mask = (guint) _mm_movemask_epi8 (hits);
      guint high_mask = (guint) _mm_movemask_epi8 (bytes);

      if (mask != 0)
        {
          guint n = (guint) __builtin_ctz (mask);

          *high |= high_mask & ((1u << n) - 1);
          return p + n;
        }
      *high |= high_mask;
      p += 16;
    }
#else
  while (end - p >= 8)
    {
      guint64 word = riskctx_json_load_8 (p);
      guint64 hits = riskctx_json_any_zero (word ^ (RISKCTX_JSON_ONES * '"'));

      hits |= riskctx_json_any_zero (word ^ (RISKCTX_JSON_ONES * '\\'));
      hits |= (word - RISKCTX_JSON_ONES * 0x20) & ~word & RISKCTX_JSON_HIGHS;
      if (hits != 0)
        break;
      *high |= (word & RISKCTX_JSON_HIGHS) != 0;
      p += 8;
    }
#endif
  for (; p < end && *p != '"' && *p != '\\' && *p >= 0x20; p++)
    *high |= *p & 0x80;

  return p;
}

static inline gboolean
riskctx_json_is_tail (const guint8 *p)
{
  return (*p & 0xc0) == 0x80;
}

/* First byte that is not part of well-formed UTF-8 (RFC 3629), or @end */
static inline const guint8 *
riskctx_json_find_bad_utf8 (const guint8 *p,
                            const guint8 *end)
{
  while (p < end)
    {
      guint8 c = *p;

      if (c < 0x80)
        p++;
      else if (c >= 0xe0 && c < 0xf0)
        {
          if (end - p < 3 || !riskctx_json_is_tail (p + 1) || !riskctx_json_is_tail (p + 2) ||
              (c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] >= 0xa0))
            return p;
          p += 3;
        }
      else if (c >= 0xc2 && c < 0xe0)
        {
          if (end - p < 2 || !riskctx_json_is_tail (p + 1))
            return p;
          p += 2;
        }
      else if (c >= 0xf0 && c < 0xf5)
        {
          if (end - p < 4 || !riskctx_json_is_tail (p + 1) || !riskctx_json_is_tail (p + 2) ||
              !riskctx_json_is_tail (p + 3) ||
              (c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] >= 0x90))
            return p;
          p += 4;
        }
      else
        return p;
    }

  return end;
}

static inline const guint8 *
riskctx_json_skip_space (const guint8 *p,
                         const guint8 *end)
{
  while (p < end)
    {
      if (*p > ' ')
        return p;
      if (*p == '\n')
        {
          /* Indentation is most of the white space there is. */
          p++;
          while (end - p >= 8 && riskctx_json_load_8 (p) == RISKCTX_JSON_ONES * ' ')
            p += 8;
          continue;
        }
      if (*p != ' ' && *p != '\t' && *p != '\r')
        return p;
      p++;
    }

  return p;
}

G_END_DECLS
