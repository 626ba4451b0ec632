/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-figure-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-issue-private.h"
#include "riskctx-money.h"
#include "riskctx-words.h"

/* Rounding up must not be set off by the last bit of a sum. */
#define ROUNDING_NOISE 1e-7

static char *
say (const char *key,
     const char *language,
     const char *arg0,
     const char *arg1)
{
  const char *const args[] = { arg0, arg1 };
  const char *word = riskctx_word (key, language);

  return riskctx_fill_template (word != NULL ? word : key, args, G_N_ELEMENTS (args));
}

/* Four significant digits, at least one decimal: 0.875 %, 7.0 %, 21.64 %, 96.59 % */
static guint
decimals_of (double size)
{
  double unit = 1000;
  guint decimals = 0;

  while (decimals < 4 && size < unit)
    {
      unit /= 10;
      decimals++;
    }
  for (double scaled = size * pow (10, decimals); decimals > 1; decimals--)
    {
      scaled = size * pow (10, decimals - 1);
      if (fabs (scaled - round (scaled)) > 1e-6)
        break;
    }
  return MAX (decimals, 1);
}

static char *
format_amount (RiskctxFigure *self,
               double         amount,
               const char    *language)
{
  if (self->round_up && fabs (amount) >= 1e6)
    amount = ceil (amount / 1e4 - ROUNDING_NOISE) * 1e4;
  return riskctx_format_money (amount, self->currency != NULL ? self->currency : "JPY", language);
}

static char *
format_plain (double      value,
              const char *language)
{
  return riskctx_format_number (value, floor (value) == value ? 0 : decimals_of (fabs (value)));
}

static char *
format_value (RiskctxFigure *self,
              double         value,
              const char    *language)
{
  g_autofree char *number = NULL;

  if (g_str_has_prefix (self->unit, RISKCTX_UNIT_CURRENCY))
    {
      const char *per = strchr (self->unit, '/');
      g_autofree char *key = per != NULL ? g_strconcat ("unit.per-", per + 1, NULL) : NULL;

      number = format_amount (self, value, language);
      if (key == NULL || riskctx_word (key, language) == NULL)
        return g_steal_pointer (&number);
      return say (key, language, number, NULL);
    }
  if (strcmp (self->unit, RISKCTX_UNIT_RATIO) == 0
      || strcmp (self->unit, RISKCTX_UNIT_PROBABILITY) == 0)
    return riskctx_format_percent (value, decimals_of (fabs (value) * 100));
  if (strcmp (self->unit, RISKCTX_UNIT_YEARS) == 0)
    {
      number = riskctx_format_number (ceil (value * 10 - ROUNDING_NOISE) / 10, 1);
      return say ("unit.years", language, number, NULL);
    }
  if (strcmp (self->unit, RISKCTX_UNIT_WHOLE_YEARS) == 0)
    {
      number = riskctx_format_number (value, 0);
      return say ("unit.years", language, number, NULL);
    }
  if (strcmp (self->unit, RISKCTX_UNIT_MULTIPLE) == 0)
    return riskctx_format_number (value, decimals_of (fabs (value)));
  return format_plain (value, language);
}

/**
 * riskctx_figure_format:
 * @self: a figure
 * @language: `ja` or `en`
 *
 * Writes the value with its unit for people: 2億8,301万円, 1.1 years, 96.59%; or the reason why there
 * is none. Years are rounded up to tenths, required sales to whole 万.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_figure_format (RiskctxFigure *self,
                       const char    *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  if (!self->defined)
    return g_strdup (riskctx_text_get (self->reason, language));
  return format_value (self, self->value, language);
}

static void
add_line (GString    *string,
          const char *indent,
          char       *line)
{
  g_string_append_printf (string, "\n%s%s", indent, line);
  g_free (line);
}

static void
explain_input (RiskctxFigure *self,
               const char    *language,
               GString       *string)
{
  g_autofree char *value = riskctx_figure_format (self, language);
  g_autofree char *line = say ("explain.line", language, riskctx_text_get (self->label, language),
                               value);

  if (self->basis >= 0)
    {
      const char *basis = riskctx_enum_label (RISKCTX_TYPE_BASIS, self->basis, language);
      g_autofree char *with = say (self->source != NULL ? "explain.basis-source" : "explain.basis",
                                   language, basis,
                                   self->source != NULL ? riskctx_text_get (self->source, language)
                                                        : NULL);

      add_line (string, "  ", g_strconcat (line, with, NULL));
    }
  else
    add_line (string, "  ", g_steal_pointer (&line));
}

/**
 * riskctx_figure_explain:
 * @self: a figure
 * @language: `ja` or `en`
 *
 * Explains the figure in a few lines: its value or the reason why there is none, the formula, the
 * inputs with what each rests on, the error, and how it was found.
 *
 * Returns: (transfer full): the explanation, lines separated by line feeds
 *
 * Since: 1.0
 */
char *
riskctx_figure_explain (RiskctxFigure *self,
                        const char    *language)
{
  g_autofree char *value = NULL;
  g_autofree char *first = NULL;
  GString *string;

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  value = riskctx_figure_format (self, language);
  first = say ("explain.line", language, riskctx_text_get (self->label, language), value);
  string = g_string_new (first);
  if (self->formula != NULL)
    add_line (string, "", say ("explain.formula", language,
                               riskctx_text_get (self->formula, language), NULL));
  for (guint i = 0; i < riskctx_figure_get_n_inputs (self); i++)
    explain_input (riskctx_figure_get_input (self, i), language, string);
  if (isfinite (self->error) && self->error > 0)
    {
      g_autofree char *error = format_value (self, self->error, language);

      add_line (string, "", say ("explain.error", language, error, NULL));
    }
  if (isfinite (self->low))
    {
      g_autofree char *low = format_value (self, self->low, language);
      g_autofree char *high = format_value (self, self->high, language);

      add_line (string, "", say ("explain.interval", language, low, high));
    }
  if (self->note != NULL)
    add_line (string, "", g_strdup (riskctx_text_get (self->note, language)));
  return g_string_free (string, FALSE);
}
