/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-money.h"
#include "riskctx-words.h"

/* A spread, a ratio or a shape is never money, whatever it describes. */
static gboolean
is_amount (const char *parameter)
{
  return !g_str_equal (parameter, "cv") && !g_str_equal (parameter, "shape");
}

static char *
format_parameter (const char *parameter,
                  double      value,
                  const char *currency,
                  const char *language)
{
  if (currency != NULL && is_amount (parameter))
    return riskctx_format_money (value, currency, language);
  if (value == floor (value) || fabs (value) >= 1000)
    return riskctx_format_number (value, 0);
  return riskctx_format_number (value, fabs (value) < 0.1 ? 4 : 2);
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
  static const char *const parameters[] = { "value", "low", "mode",     "high",  "mean",
                                            "sd",    "cv",  "location", "scale", "shape" };

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  const RiskctxDistribution distribution = riskctx_estimate_get_distribution (self);
  const gboolean product = distribution == RISKCTX_DISTRIBUTION_PRODUCT;
  const guint64 set = riskctx_estimate_get_record (self)->set;
  GString *string = g_string_new (NULL);
  guint n_rows;
  const RiskctxField *rows = riskctx_estimate_get_fields (&n_rows);

  if (distribution != RISKCTX_DISTRIBUTION_FIXED)
    g_string_append (string, riskctx_enum_label (RISKCTX_TYPE_DISTRIBUTION, (int) distribution,
                                                 language));
  for (guint i = 0, n = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      const int row = riskctx_fields_find (rows, n_rows, parameters[i]);
      g_autofree char *text = NULL;

      if (!(set & (G_GUINT64_CONSTANT (1) << row)))
        continue;
      text = format_parameter (parameters[i], riskctx_field_at (self, &rows[row], double), currency,
                               language);
      g_string_append_printf (string, "%s%s", n++ > 0 ? " – " : string->len > 0 ? " " : "", text);
    }
  for (guint i = 0; i < riskctx_estimate_get_n_parts (self); i++)
    {
      g_autofree char *part = riskctx_estimate_format (riskctx_estimate_get_part (self, i),
                                                       product ? NULL : currency, language);

      g_string_append_printf (string, "%s(%s)", i == 0 ? " " : product ? " × " : " / ", part);
    }
  return g_string_free (string, FALSE);
}
