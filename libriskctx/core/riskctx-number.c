/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-number-private.h"

#include <math.h>
#include <string.h>

/* Integers up to here are doubles without gaps, and are written without an exponent. */
#define EXACT_LIMIT 9007199254740992.0

/* Powers of ten that stay exact in what follows. */
static const guint64 powers_of_ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

static gsize
format_integer (guint64   value,
                gboolean  negative,
                char     *buffer)
{
  char reversed[24];
  gsize length = 0;
  gsize n = 0;

  do
    reversed[n++] = (char) ('0' + value % 10);
  while ((value /= 10) > 0);

  if (negative)
    buffer[length++] = '-';
  while (n > 0)
    buffer[length++] = reversed[--n];
  buffer[length] = '\0';

  return length;
}

/* Decimal fractions of few digits, which is what people write: if m / 10^k gives the value back
 * and m has at most 15 digits, then m and k are its shortest decimal form. */
static gsize
format_short_fraction (double   magnitude,
                       gboolean negative,
                       char    *buffer)
{
  for (guint k = 1; k < G_N_ELEMENTS (powers_of_ten); k++)
    {
      double scaled = nearbyint (magnitude * (double) powers_of_ten[k]);
      guint64 whole, part;
      gsize length;

      if (scaled >= 1e15)
        return 0;
      if (scaled / (double) powers_of_ten[k] != magnitude)
        continue;

      whole = (guint64) scaled / powers_of_ten[k];
      part = (guint64) scaled % powers_of_ten[k];
      length = format_integer (whole, negative, buffer);
      buffer[length++] = '.';
      for (guint i = k; i-- > 0;)
        {
          buffer[length + i] = (char) ('0' + part % 10);
          part /= 10;
        }
      length += k;
      buffer[length] = '\0';
      return length;
    }

  return 0;
}

/* Above a power of two the neighboring doubles are twice as far away as below it. Then the nearest
 * decimal of a given length may miss the value while the one just above still meets it. */
static gboolean
next_decimal_up (char *text)
{
  char *p = text + strcspn (text, "e");

  while (p-- > text)
    {
      if (*p == '.' || *p == '-')
        continue;
      if (*p != '9')
        {
          (*p)++;
          return TRUE;
        }
      *p = '0';
    }

  return FALSE;
}

static void
find_shortest (double  value,
               char   *buffer)
{
  int exponent;
  gboolean lopsided = fabs (frexp (value, &exponent)) == 0.5;
  guint first = fabs (value) < G_MINDOUBLE * 2 ? 1 : 15;

  for (guint precision = lopsided ? 1 : first; precision < 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%ue", precision - 1);
      g_ascii_formatd (buffer, RISKCTX_NUMBER_SIZE, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return;
      if (lopsided && next_decimal_up (buffer) && g_ascii_strtod (buffer, NULL) == value)
        return;
    }

  g_ascii_formatd (buffer, RISKCTX_NUMBER_SIZE, "%.16e", value);
}

/* Lays out the digits of “d.ddde±xx” as people and JSON like them: zeros at the end dropped, a
 * point where it is near, an exponent without plus sign and leading zeros where it is not. */
static gsize
lay_out (char *buffer)
{
  char digits[24];
  char *e = strchr (buffer, 'e');
  gint exponent = (gint) g_ascii_strtoll (e + 1, NULL, 10);
  gboolean negative = buffer[0] == '-';
  gint n = 0;
  gsize length = 0;

  for (char *p = buffer; p < e; p++)
    {
      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
    }
  while (n > 1 && digits[n - 1] == '0')
    n--;

  if (negative)
    buffer[length++] = '-';

  if (exponent >= -5 && exponent < 0)
    {
      buffer[length++] = '0';
      buffer[length++] = '.';
      for (gint i = -1; i > exponent; i--)
        buffer[length++] = '0';
      for (gint i = 0; i < n; i++)
        buffer[length++] = digits[i];
      buffer[length] = '\0';
      return length;
    }

  if (exponent >= 0 && exponent < n - 1)
    {
      for (gint i = 0; i < n; i++)
        {
          if (i == exponent + 1)
            buffer[length++] = '.';
          buffer[length++] = digits[i];
        }
      buffer[length] = '\0';
      return length;
    }

  buffer[length++] = digits[0];
  if (n > 1)
    buffer[length++] = '.';
  for (gint i = 1; i < n; i++)
    buffer[length++] = digits[i];
  buffer[length++] = 'e';

  return length + format_integer ((guint64) ABS (exponent), exponent < 0, buffer + length);
}

/* The length is 0 if @value is not finite, which no number in a document can be. */
gsize
riskctx_number_write (char   buffer[RISKCTX_NUMBER_SIZE],
                      double value)
{
  double magnitude = fabs (value);
  gboolean negative = signbit (value) != 0;

  buffer[0] = '\0';
  if (!isfinite (value))
    return 0;

  if (magnitude <= EXACT_LIMIT && floor (magnitude) == magnitude)
    return format_integer ((guint64) magnitude, negative, buffer);

  if (magnitude >= 1e-3)
    {
      gsize length = format_short_fraction (magnitude, negative, buffer);

      if (length > 0)
        return length;
    }

  find_shortest (value, buffer);

  return lay_out (buffer);
}

char *
riskctx_number_to_string (double value)
{
  char buffer[RISKCTX_NUMBER_SIZE];

  if (riskctx_number_write (buffer, value) == 0)
    return g_strdup ("not finite");

  return g_strdup (buffer);
}
