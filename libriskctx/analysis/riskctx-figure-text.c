/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-figure-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-issue-private.h"
#include "riskctx-money-private.h"
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

/* A value is written with no more digits than its error leaves, and the error as finely. */
typedef struct
{
  double value;
  double error; /* 0: none */
  char  *text;
  char  *margin; /* the error; NULL where it is too small to be seen beside the value */
} Written;

static void
written_clear (Written *self)
{
  g_free (self->text);
  g_free (self->margin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

static void
write_amount (Written       *self,
              RiskctxFigure *figure,
              const char    *language)
{
  const char *currency = figure->currency != NULL ? figure->currency : "JPY";
  double amount = self->value;

  if (figure->round_up && fabs (amount) >= 1e6)
    amount = ceil (amount / 1e4 - ROUNDING_NOISE) * 1e4;
  self->text = riskctx_format_money_near (amount, self->error, currency, language, &self->margin);
}

typedef char *(*Writer) (double value, guint decimals);

/* @scale: what the value is multiplied with before it is written. */
static void
write_number (Written *self,
              double   scale,
              guint    decimals,
              Writer   writer)
{
  double step = self->error > 0 ? riskctx_error_step (self->error * scale) : 0;

  if (step * pow (10, decimals) > 0.5)
    {
      decimals = step < 1 ? (guint) round (-log10 (step)) : 0;
      step /= scale;
      self->text = writer (round (self->value / step) * step, decimals);
      self->margin = writer (round (self->error / step) * step, decimals);
    }
  else
    self->text = writer (self->value, decimals);
}

static char *
write_years (double years,
             guint  decimals)
{
  return riskctx_format_number (ceil (years * pow (10, decimals) - ROUNDING_NOISE)
                                  / pow (10, decimals), decimals);
}

/* Without "a year" or the like, which is said by whoever names the figure. */
static Written
write_value (RiskctxFigure *figure,
             double         value,
             double         error,
             const char    *language)
{
  Written self = { value, isfinite (error) ? error : 0, NULL, NULL };
  const char *unit = figure->unit;

  if (g_str_has_prefix (unit, RISKCTX_UNIT_CURRENCY))
    write_amount (&self, figure, language);
  else if (strcmp (unit, RISKCTX_UNIT_RATIO) == 0 || strcmp (unit, RISKCTX_UNIT_PROBABILITY) == 0)
    write_number (&self, 100, decimals_of (fabs (value) * 100), riskctx_format_percent);
  else if (strcmp (unit, RISKCTX_UNIT_YEARS) == 0)
    {
      self.text = write_years (value, 1);
      if (self.error >= 0.05)
        self.margin = riskctx_format_number (self.error, 1);
    }
  else if (strcmp (unit, RISKCTX_UNIT_WHOLE_YEARS) == 0)
    self.text = riskctx_format_number (value, 0);
  else
    {
      gboolean whole = strcmp (unit, RISKCTX_UNIT_MULTIPLE) != 0 && floor (value) == value;

      write_number (&self, 1, whole ? 0 : decimals_of (fabs (value)), riskctx_format_number);
    }
  return self;
}

/* "a year" after an amount, "years" after a number of them. */
static char *
add_unit (RiskctxFigure *figure,
          const char    *text,
          const char    *language,
          gboolean       per)
{
  const char *unit = figure->unit;

  if (g_str_has_prefix (unit, RISKCTX_UNIT_CURRENCY) && strchr (unit, '/') != NULL && per)
    {
      g_autofree char *key = g_strconcat ("unit.per-", strchr (unit, '/') + 1, NULL);

      if (riskctx_word (key, language) != NULL)
        return say (key, language, text, NULL);
    }
  if (strcmp (unit, RISKCTX_UNIT_YEARS) == 0 || strcmp (unit, RISKCTX_UNIT_WHOLE_YEARS) == 0)
    return say ("unit.years", language, text, NULL);
  if (strcmp (unit, RISKCTX_UNIT_DAYS) == 0)
    return say ("unit.days", language, text, NULL);
  if (strcmp (unit, RISKCTX_UNIT_MONTHS) == 0)
    return say ("unit.months", language, text, NULL);
  return g_strdup (text);
}

static char *
format_value (RiskctxFigure *figure,
              double         value,
              const char    *language)
{
  g_auto(Written) written = write_value (figure, value, 0, language);

  return add_unit (figure, written.text, language, TRUE);
}

/**
 * riskctx_figure_format:
 * @self: a figure
 * @language: `ja` or `en`
 *
 * Writes the value with its unit for people: 2億8,301万円, 1.1 years, 96.59%; or the reason why there
 * is none. Years are rounded up to tenths, required sales to whole 万. Where the error of the value
 * is known, there are no more digits than it leaves: 2億8,000万円 if it is some 1,000万円.
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

  g_auto(Written) written = write_value (self, self->value, self->error, language);

  return add_unit (self, written.text, language, TRUE);
}

/**
 * riskctx_figure_format_bare:
 * @self: a figure
 * @language: `ja` or `en`
 *
 * Writes the value as [method@Figure.format] does, but an amount a year as an amount alone: for
 * tables whose heading says that all their figures are a year's.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_figure_format_bare (RiskctxFigure *self,
                            const char    *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  if (!self->defined)
    return g_strdup (riskctx_text_get (self->reason, language));

  g_auto(Written) written = write_value (self, self->value, self->error, language);

  return add_unit (self, written.text, language, FALSE);
}

/**
 * riskctx_figure_format_error:
 * @self: a figure
 * @language: `ja` or `en`
 *
 * Writes the error of the value for people, as it stands beside what [method@Figure.format] gives:
 * ± 200万円. It has one digit, in the unit of the value.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where the error is not known or too small
 *   to be seen beside the value
 *
 * Since: 1.0
 */
char *
riskctx_figure_format_error (RiskctxFigure *self,
                             const char    *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  if (!self->defined)
    return NULL;

  g_auto(Written) written = write_value (self, self->value, self->error, language);
  g_autofree char *margin =
    written.margin != NULL ? add_unit (self, written.margin, language, FALSE) : NULL;

  return margin != NULL ? say ("unit.margin", language, margin, NULL) : NULL;
}

static void
add_line (GString    *string,
          const char *indent,
          char       *line)
{
  g_string_append_printf (string, "\n%s%s", indent, line);
  g_free (line);
}

/* What it is and its value, with what that rests on */
static char *
name_value (RiskctxFigure *self,
            const char    *language)
{
  g_autofree char *value = riskctx_figure_format (self, language);
  g_autofree char *line = say ("explain.line", language, riskctx_text_get (self->label, language),
                               value);
  g_autofree char *with = NULL;

  if (self->basis < 0)
    return g_steal_pointer (&line);
  with = say (self->source != NULL ? "explain.basis-source" : "explain.basis", language,
              riskctx_enum_label (RISKCTX_TYPE_BASIS, self->basis, language),
              self->source != NULL ? riskctx_text_get (self->source, language) : NULL);
  return g_strconcat (line, with, NULL);
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
  g_autofree char *first = NULL;
  GString *string;

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  first = name_value (self, language);
  string = g_string_new (first);
  if (self->formula != NULL)
    add_line (string, "", say ("explain.formula", language,
                               riskctx_text_get (self->formula, language), NULL));
  for (guint i = 0; i < riskctx_figure_get_n_inputs (self); i++)
    add_line (string, "  ", name_value (riskctx_figure_get_input (self, i), language));
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
