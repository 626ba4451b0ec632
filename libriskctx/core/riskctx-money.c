/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-money-private.h"

#include <math.h>
#include <string.h>

/* The one place where numbers become text for people. Machines read riskctx-number. */

#define MINUS "−" /* U+2212, as wide as a digit */

/* The active codes of ISO 4217. */
static const char codes[] =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
  "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
  "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
  "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
  "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
  "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED "
  "VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ";

typedef struct
{
  const char *code;
  const char *symbol; /* before the amount in English */
  const char *suffix; /* after the amount in Japanese */
} Currency;

static const Currency currencies[] = {
  { "JPY", "¥", "円" },
  { "USD", "$", "ドル" },
  { "EUR", "€", "ユーロ" },
  { "GBP", "£", "ポンド" },
  { "CNY", "CN¥", "人民元" },
  { "KRW", "₩", "ウォン" },
};

/**
 * riskctx_currency_is_valid:
 * @currency: a code, such as `JPY`
 *
 * Tells whether a code is an active currency of ISO 4217.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_currency_is_valid (const char *currency)
{
  g_return_val_if_fail (currency != NULL, FALSE);

  const char *found;

  return strlen (currency) == 3 && (found = strstr (codes, currency)) != NULL && found[3] == ' ';
}

static const Currency *
find_currency (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, code) == 0)
      return &currencies[i];
  return NULL;
}

/* Appends |value|, rounded half away from zero to @decimals, with thousands separators; decimals
 * that are all zero are left out if @trim. */
static void
append_grouped (GString *string,
                double   value,
                guint    decimals,
                gboolean trim)
{
  char buffer[400];
  char format[8];
  double scale = pow (10, decimals);

  value = fabs (value);
  if (value * scale < 1e15)
    value = round (value * scale * (1 + 1e-15)) / scale;
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (buffer, sizeof buffer, format, value);

  gsize whole = strcspn (buffer, ".");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (string, ',');
      g_string_append_c (string, buffer[i]);
    }
  if (trim && strspn (buffer + whole, ".0") == strlen (buffer + whole))
    return;
  g_string_append (string, buffer + whole);
}

static gboolean
append_sign (GString *string,
             double   value)
{
  if (value < 0)
    g_string_append (string, MINUS);
  return value < 0;
}

/* The amount is rounded first and its units are chosen then, so that 99,996,000 is one 億 and never
 * 10,000 万. */
static void
append_japanese (GString *string,
                 double   amount)
{
  double rest = fabs (amount);

  if (rest < 9999.5)
    {
      append_grouped (string, rest, 0, TRUE);
      return;
    }
  if (rest < 1e6)
    {
      append_grouped (string, rest / 1e4, 1, TRUE);
      g_string_append (string, "万");
      return;
    }
  rest = rest < 1e12 ? round (rest / 1e4) * 1e4 : round (rest / 1e8) * 1e8;

  static const struct { double unit; const char *name; } units[] = {
    { 1e12, "兆" }, { 1e8, "億" }, { 1e4, "万" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      double n = floor (rest / units[i].unit);

      if (n > 0)
        {
          append_grouped (string, n, 0, TRUE);
          g_string_append (string, units[i].name);
        }
      rest -= n * units[i].unit;
    }
}

#define MILLIONS 999999.5
#define BILLIONS 999999950000.0

/* @like: the amount whose unit is used; @step: where its last digit stands, 0 for the usual one. */
static void
append_english (GString *string,
                double   amount,
                double   like,
                double   step)
{
  double size = fabs (amount);
  double unit = like < MILLIONS ? 1 : like < BILLIONS ? 1e6 : 1e9;
  guint decimals = step > 0 && step < unit ? (guint) round (log10 (unit / step)) : 0;

  if (step > 0)
    append_grouped (string, size / unit, decimals, FALSE);
  else if (like < MILLIONS)
    append_grouped (string, size, size < 1000 ? 2 : 0, TRUE);
  else
    append_grouped (string, size / unit, 1, FALSE);
  if (unit > 1)
    g_string_append_c (string, unit > 1e6 ? 'B' : 'M');
}

/* A few significant digits in the largest unit that leaves at least one before the point. */
static void
append_short (GString *string,
              double   amount,
              gboolean japanese)
{
  static const struct { double unit; const char *name; } ja[] = {
    { 1e12, "兆" }, { 1e8, "億" }, { 1e4, "万" }, { 1, "" },
  };
  static const struct { double unit; const char *name; } en[] = {
    { 1e9, "B" }, { 1e6, "M" }, { 1e3, "K" }, { 1, "" },
  };
  double size = fabs (amount);

  if (size > 0)
    {
      double step = pow (10, floor (log10 (size)) - 1);

      size = round (size / step) * step;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ja); i++)
    {
      double unit = japanese ? ja[i].unit : en[i].unit;

      if (size >= unit * (1 - 1e-12) || i == G_N_ELEMENTS (ja) - 1)
        {
          append_grouped (string, size / unit, 1, TRUE);
          g_string_append (string, japanese ? ja[i].name : en[i].name);
          return;
        }
    }
}

typedef struct
{
  gboolean brief;
  double   like; /* as for append_english () */
  double   step;
} Manner;

static char *
format_money (double      amount,
              const char *code,
              const char *language,
              Manner      manner)
{
  GString *string = g_string_new (NULL);
  const Currency *currency = find_currency (code);
  gboolean japanese = g_str_has_prefix (language, "ja");

  append_sign (string, amount);
  if (!japanese)
    g_string_append_printf (string, currency ? "%s" : "%s ", currency ? currency->symbol : code);
  if (manner.brief)
    append_short (string, amount, japanese);
  else if (japanese)
    append_japanese (string, amount);
  else
    append_english (string, amount, MAX (manner.like, fabs (amount)), manner.step);
  if (japanese)
    g_string_append (string, currency ? currency->suffix : code);
  return g_string_free (string, FALSE);
}

/**
 * riskctx_format_money:
 * @amount: an amount in whole currency units, finite
 * @currency: its ISO 4217 code
 * @language: `ja` or `en`
 *
 * Writes an amount for people: 100億8,750万円 or ¥10,087.5M.
 *
 * Japanese amounts are rounded to whole 万 from a million on and to whole 億 from 兆 on, and their
 * units are chosen after rounding. English amounts from a million on are in millions with one
 * decimal. Halves are rounded away from zero.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_format_money (double      amount,
                      const char *currency,
                      const char *language)
{
  g_return_val_if_fail (isfinite (amount) && currency != NULL && language != NULL, NULL);
  return format_money (amount, currency, language, (Manner) { 0 });
}

/**
 * riskctx_format_money_short:
 * @amount: an amount in whole currency units, finite
 * @currency: its ISO 4217 code
 * @language: `ja` or `en`
 *
 * Writes an amount with two significant digits, for the axis of a chart: 1.5億円 or ¥150M.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_format_money_short (double      amount,
                            const char *currency,
                            const char *language)
{
  g_return_val_if_fail (isfinite (amount) && currency != NULL && language != NULL, NULL);
  return format_money (amount, currency, language, (Manner) { .brief = TRUE });
}

double
riskctx_error_step (double error)
{
  double step = pow (10, floor (log10 (error)));

  return round (error / step) > 9 ? 10 * step : step;
}

/* The finest step that an amount is ever shown with. */
static double
finest_step (double   size,
             gboolean japanese)
{
  if (japanese)
    return size < 9999.5 ? 1 : size < 999500 ? 1e3 : size < 999999995000.0 ? 1e4 : 1e8;
  return size < MILLIONS ? 1 : size < BILLIONS ? 1e4 : 1e7;
}

char *
riskctx_format_money_near (double      amount,
                           double      error,
                           const char *currency,
                           const char *language,
                           char      **margin)
{
  double step = error > 0 && isfinite (error) ? riskctx_error_step (error) : 0;
  Manner manner = { .like = MAX (fabs (amount), error), .step = step };

  *margin = NULL;
  if (step < finest_step (manner.like, g_str_has_prefix (language, "ja")))
    return format_money (amount, currency, language, (Manner) { 0 });
  *margin = format_money (round (error / step) * step, currency, language, manner);
  return format_money (round (amount / step) * step, currency, language, manner);
}

/**
 * riskctx_format_number:
 * @value: a number, finite
 * @decimals: how many decimals, at most 9
 *
 * Writes a number for people, with separators between thousands; the same in all languages.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_format_number (double value,
                       guint  decimals)
{
  g_return_val_if_fail (isfinite (value) && decimals <= 9, NULL);

  GString *string = g_string_new (NULL);

  append_sign (string, value);
  append_grouped (string, value, decimals, FALSE);
  return g_string_free (string, FALSE);
}

/**
 * riskctx_format_percent:
 * @ratio: a ratio, finite: 0.05 is 5 %
 * @decimals: how many decimals, at most 9
 *
 * Writes a ratio as a percentage; the same in all languages.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_format_percent (double ratio,
                        guint  decimals)
{
  g_return_val_if_fail (isfinite (ratio) && decimals <= 9, NULL);

  GString *string = g_string_new (NULL);

  append_sign (string, ratio);
  append_grouped (string, ratio * 100, decimals, FALSE);
  g_string_append (string, "%");
  return g_string_free (string, FALSE);
}
