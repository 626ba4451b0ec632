/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json-number-private.h"

#include <math.h>
#include <string.h>

/* Integers up to here are doubles without gaps. */
#define EXACT_LIMIT (G_GUINT64_CONSTANT (1) << 53)

/* Powers of ten that a double holds exactly: dividing or multiplying an exact mantissa by one of
 * them rounds once, hence correctly (W. D. Clinger, "How to read floating point numbers
 * accurately", 1990). */
static const double powers_of_ten[] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static inline gboolean
is_digit (const guint8 *p,
          const guint8 *end)
{
  return p < end && (guint8) (*p - '0') < 10;
}

static double
parse_slowly (const guint8 *text,
              gsize         length)
{
  char short_copy[64];
  g_autofree char *long_copy = NULL;
  char *copy = short_copy;

  if (length >= sizeof short_copy)
    copy = long_copy = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';

  return g_ascii_strtod (copy, NULL);
}

/* Whether the digits from @text to @end, the sign left out, are those of the integral @value. */
static gboolean
same_digits (const guint8 *text,
             const guint8 *end,
             double        value)
{
  char digits[512];

  g_ascii_formatd (digits, sizeof digits, "%.0f", fabs (value));

  return strlen (digits) == (gsize) (end - text) && memcmp (digits, text, end - text) == 0;
}

/**
 * riskctx_json_number_parse:
 * @text: the first byte of a number, a digit or a minus sign
 * @end: the end of the readable bytes
 * @number: (out): what was read
 *
 * Reads one number as RFC 8259, section 6, has it, rounded to the nearest double.
 *
 * Numbers that a double cannot stand for are told apart from malformed ones: their token is
 * complete, so that reading can go on behind it.
 *
 * Returns: how it went
 */
RiskctxJsonNumberState
riskctx_json_number_parse (const guint8      *text,
                           const guint8      *end,
                           RiskctxJsonNumber *number)
{
  const guint8 *p = text;
  const guint8 *digits;
  const guint8 *first_nonzero = NULL;
  gboolean negative = FALSE;
  gboolean integral = TRUE;
  guint64 mantissa = 0;
  gint64 n_digits;
  gint64 scale = 0;
  double value;

  number->is_integer = FALSE;
  number->integer = 0;
  number->value = 0;

  if (*p == '-')
    {
      negative = TRUE;
      p++;
    }
  digits = p;
  if (!is_digit (p, end))
    {
      number->end = p;
      return RISKCTX_JSON_NUMBER_MALFORMED;
    }
  if (*p == '0' && is_digit (p + 1, end))
    {
      number->end = p + 1;
      return RISKCTX_JSON_NUMBER_MALFORMED;
    }

  /* The mantissa may wrap around: it is used only where there were at most 19 digits. */
  for (; is_digit (p, end); p++)
    mantissa = mantissa * 10 + (*p - '0');
  n_digits = *digits == '0' ? 0 : p - digits;
  if (n_digits > 0)
    first_nonzero = digits;

  if (p < end && *p == '.')
    {
      const guint8 *fraction = ++p;

      integral = FALSE;
      if (!is_digit (p, end))
        {
          number->end = p;
          return RISKCTX_JSON_NUMBER_MALFORMED;
        }
      for (; is_digit (p, end); p++)
        {
          if (first_nonzero == NULL && *p != '0')
            first_nonzero = p;
          mantissa = mantissa * 10 + (*p - '0');
        }
      scale = -(gint64) (p - fraction);
      if (n_digits > 0)
        n_digits += p - fraction;
      else if (first_nonzero != NULL)
        n_digits = p - first_nonzero;
    }

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      gboolean minus = FALSE;
      gint64 exponent = 0;

      integral = FALSE;
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        minus = *p++ == '-';
      if (!is_digit (p, end))
        {
          number->end = p;
          return RISKCTX_JSON_NUMBER_MALFORMED;
        }
      for (; is_digit (p, end); p++)
        {
          if (exponent < G_MAXINT32)
            exponent = exponent * 10 + (*p - '0');
        }
      scale += minus ? -exponent : exponent;
    }
  number->end = p;

  if (first_nonzero == NULL)
    value = 0.0;
  else if (n_digits <= 19 && mantissa <= EXACT_LIMIT && scale >= -22 && scale <= 22)
    value = scale < 0 ? (double) mantissa / powers_of_ten[-scale]
                      : (double) mantissa * powers_of_ten[scale];
  else
    value = parse_slowly (digits, p - digits);

  number->value = negative ? -value : value;

  if (!isfinite (value))
    return RISKCTX_JSON_NUMBER_TOO_LARGE;
  if (value == 0.0 && first_nonzero != NULL)
    return RISKCTX_JSON_NUMBER_TOO_SMALL;

  if (integral)
    {
      /* Minus zero stays a double, or its sign would be lost. */
      if (n_digits <= 19 && mantissa <= (guint64) G_MAXINT64 && !(negative && mantissa == 0))
        {
          number->is_integer = TRUE;
          number->integer = negative ? -(gint64) mantissa : (gint64) mantissa;
        }
      if ((n_digits > 19 || mantissa > EXACT_LIMIT) && !same_digits (digits, p, value))
        return RISKCTX_JSON_NUMBER_INEXACT;
    }

  return RISKCTX_JSON_NUMBER_FINE;
}
