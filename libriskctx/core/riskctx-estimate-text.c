/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-money.h"
#include "riskctx-words.h"

/* A spread, a ratio or a shape is never in the unit of what it describes. */
static gboolean
has_unit (const char *parameter)
{
  return !g_str_equal (parameter, "cv") && !g_str_equal (parameter, "shape");
}

/* Up to four decimals for what is small, and no zeros at the end. */
static char *
format_plain (double value)
{
  const gboolean whole = value == floor (value) || fabs (value) >= 1000;
  g_autofree char *text =
    riskctx_format_number (value, whole ? 0 : fabs (value) < 0.1 ? 4 : 2);

  for (char *end = text + strlen (text); !whole && end > text && end[-1] == '0'; end--)
    end[-1] = '\0';
  return g_steal_pointer (&text);
}

static char *
format_parameter (const char                  *parameter,
                  double                       value,
                  const RiskctxEstimateManner *manner,
                  const char                  *language)
{
  if (manner->currency != NULL && has_unit (parameter))
    return riskctx_format_money (value, manner->currency, language);
  if (manner->share && has_unit (parameter))
    {
      g_autofree char *number = format_plain (value * 100);

      return g_strconcat (number, "%", NULL);
    }
  return format_plain (value);
}

/* Nearly all estimates are PERT: where there is little room, three figures are one. */
static gboolean
is_labelled (RiskctxDistribution          distribution,
             const RiskctxEstimateManner *manner)
{
  return distribution != RISKCTX_DISTRIBUTION_FIXED && distribution != RISKCTX_DISTRIBUTION_PRODUCT
         && !(manner->terse && distribution == RISKCTX_DISTRIBUTION_PERT);
}

char *
riskctx_estimate_format_as (RiskctxEstimate             *self,
                            const RiskctxEstimateManner *manner,
                            const char                  *language)
{
  static const char *const parameters[] = { "value", "low", "mode",     "high",  "mean",
                                            "sd",    "cv",  "location", "scale", "shape" };
  const RiskctxDistribution distribution = riskctx_estimate_get_distribution (self);
  const gboolean product = distribution == RISKCTX_DISTRIBUTION_PRODUCT;
  const RiskctxEstimateManner factor = { .terse = manner->terse };
  const guint64 set = riskctx_estimate_get_record (self)->set;
  GString *string = g_string_new (NULL);
  guint n_rows;
  const RiskctxField *rows = riskctx_estimate_get_fields (&n_rows);

  if (is_labelled (distribution, manner))
    g_string_append (string, riskctx_enum_label (RISKCTX_TYPE_DISTRIBUTION, (int) distribution,
                                                 language));
  for (guint i = 0, n = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      const int row = riskctx_fields_find (rows, n_rows, parameters[i]);
      g_autofree char *text = NULL;

      if (!(set & (G_GUINT64_CONSTANT (1) << row)))
        continue;
      text = format_parameter (parameters[i], riskctx_field_at (self, &rows[row], double), manner,
                               language);
      g_string_append_printf (string, "%s%s", n++ > 0 ? " – " : string->len > 0 ? " " : "", text);
    }
  for (guint i = 0; i < riskctx_estimate_get_n_parts (self); i++)
    {
      RiskctxEstimate *part = riskctx_estimate_get_part (self, i);
      const gboolean plain =
        product && riskctx_estimate_get_distribution (part) == RISKCTX_DISTRIBUTION_FIXED;
      g_autofree char *text =
        riskctx_estimate_format_as (part, product ? &factor : manner, language);

      g_string_append_printf (string, plain ? "%s%s" : "%s(%s)",
                              i > 0 ? (product ? " × " : " / ") : product ? "" : " ", text);
    }
  return g_string_free (string, FALSE);
}

/**
 * riskctx_estimate_format:
 * @self: an estimate
 * @currency: (nullable): the currency of an amount of money, a code of ISO 4217; %NULL for other
 *   estimates
 * @language: `ja` or `en`
 *
 * Writes the estimate for people: its law, where it is uncertain, and its parameters.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_estimate_format (RiskctxEstimate *self,
                         const char      *currency,
                         const char      *language)
{
  const RiskctxEstimateManner manner = { .currency = currency };

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  return riskctx_estimate_format_as (self, &manner, language);
}
