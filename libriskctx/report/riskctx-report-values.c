/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-issue-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-validity.h"
#include "riskctx-words.h"

/* How things are said in a report: words, titles, amounts. */

const char *
riskctx_report_word (const RiskctxReportInputs *in, const char *key)
{
  const char *word = riskctx_word (key, in->language);

  return word ? word : key;
}

char *
riskctx_report_fill (const RiskctxReportInputs *in,
                     const char *key,
                     const char *arg0,
                     const char *arg1,
                     const char *arg2)
{
  const char *const args[] = { arg0, arg1, arg2 };

  return riskctx_fill_template (riskctx_report_word (in, key), args, G_N_ELEMENTS (args));
}

const char *
riskctx_report_say (const RiskctxReportInputs *in, RiskctxText *text)
{
  return text ? riskctx_text_get (text, in->language) : "";
}

const char *
riskctx_report_title (const RiskctxReportInputs *in, gpointer item)
{
  RiskctxText *title = riskctx_item_get_title (item);
  const char *id = riskctx_item_get_id (item);

  return title ? riskctx_text_get (title, in->language) : id ? id : "";
}

const char *
riskctx_report_label (const RiskctxReportInputs *in, GType type, int value)
{
  return riskctx_enum_label (type, value, in->language);
}

char *
riskctx_report_labels (const RiskctxReportInputs *in, GType type, guint flags)
{
  GString *string = g_string_new (NULL);

  for (guint bit = 0; bit < 32; bit++)
    if (flags & (1u << bit))
      {
        if (string->len > 0)
          g_string_append (string, riskctx_report_word (in, "report.list-separator"));
        g_string_append (string, riskctx_enum_label (type, 1 << bit, in->language));
      }
  return g_string_free (string, FALSE);
}

char *
riskctx_report_money (const RiskctxReportInputs *in, double amount)
{
  return riskctx_format_money (amount, in->currency, in->language);
}

char *
riskctx_report_titles (const RiskctxReportInputs *in, const char *const *ids)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      RiskctxItem *item = riskctx_assessment_find (in->assessment, ids[i]);

      if (i > 0)
        g_string_append (string, riskctx_report_word (in, "report.list-separator"));
      g_string_append (string, item ? riskctx_report_title (in, item) : ids[i]);
    }
  return g_string_free (string, FALSE);
}

JsonObject *
riskctx_report_value_money (const RiskctxReportInputs *in, double amount)
{
  g_autofree char *text = riskctx_report_money (in, amount);

  return riskctx_report_value_number (text, amount, in->currency);
}

JsonObject *
riskctx_report_value_figure (const RiskctxReportInputs *in, RiskctxFigure *figure)
{
  g_autofree char *text = riskctx_figure_format_bare (figure, in->language);
  g_autofree char *margin = riskctx_figure_format_error (figure, in->language);
  JsonObject *value;

  if (!riskctx_figure_is_defined (figure))
    return riskctx_report_value_text (text);
  value = riskctx_report_value_number (text, riskctx_figure_get_value (figure, NULL),
                                       riskctx_figure_get_unit (figure));
  if (riskctx_figure_has_error (figure))
    json_object_set_double_member (value, "error", riskctx_figure_get_error (figure));
  if (margin != NULL)
    json_object_set_string_member (value, "margin", margin);
  return value;
}

char *
riskctx_report_figure (const RiskctxReportInputs *in, RiskctxFigure *figure)
{
  g_autofree char *text = riskctx_figure_format_bare (figure, in->language);
  g_autofree char *margin = riskctx_figure_format_error (figure, in->language);

  return margin ? riskctx_report_fill (in, "report.about-amount", text, margin, NULL)
                : g_steal_pointer (&text);
}

void
riskctx_report_row_figure (const RiskctxReportInputs *in,
                           JsonObject *table,
                           JsonArray *row,
                           RiskctxFigure *figure)
{
  JsonArray *notes = json_object_get_array_member (table, "notes");
  g_autofree char *note = NULL;

  if (riskctx_figure_is_defined (figure))
    {
      riskctx_report_row_value (row, riskctx_report_value_figure (in, figure));
      return;
    }
  riskctx_report_row_text (row, "—");
  note = riskctx_report_fill (in, "report.undefined",
                              riskctx_report_say (in, riskctx_figure_get_label (figure)),
                              riskctx_report_say (in, riskctx_figure_get_reason (figure)), NULL);
  for (guint i = 0; i < json_array_get_length (notes); i++)
    if (g_str_equal (json_array_get_string_element (notes, i), note))
      return;
  riskctx_report_table_note (table, note);
}

char *
riskctx_report_axis_money (double value, gpointer in)
{
  return riskctx_format_money_short (value, ((RiskctxReportInputs *) in)->currency,
                                     ((RiskctxReportInputs *) in)->language);
}

char *
riskctx_report_axis_percent (double value, gpointer in)
{
  guint decimals = value >= 0.01 || value == 0 ? 0 : value >= 0.001 ? 1 : 2;

  return riskctx_format_percent (value, decimals);
}

char *
riskctx_report_axis_year (double value, gpointer in)
{
  return riskctx_format_number (value, 0);
}

double
riskctx_report_mean (RiskctxLossFigure *figure)
{
  g_autoptr(GError) error = NULL;
  double mean = riskctx_loss_figure_get_mean (figure, &error);

  return error == NULL ? mean : 0;
}

char *
riskctx_report_plan_name (const RiskctxReportInputs *in, RiskctxInvestmentPlan *plan)
{
  const char *const *options = riskctx_investment_plan_get_options (plan);
  GString *string;

  if (options == NULL || options[0] == NULL)
    return g_strdup (riskctx_report_word (in, "report.do-nothing"));
  string = g_string_new (NULL);
  for (guint i = 0; options[i] != NULL; i++)
    {
      RiskctxItem *option = riskctx_assessment_find (in->assessment, options[i]);

      if (i > 0)
        g_string_append (string, riskctx_report_word (in, "report.plus"));
      g_string_append (string, option ? riskctx_report_title (in, option) : options[i]);
    }
  return g_string_free (string, FALSE);
}

char *
riskctx_report_date (const RiskctxReportInputs *in, const char *date)
{
  g_auto(GStrv) parts = date ? g_strsplit (date, "-", 3) : NULL;

  /* Other languages order the parts differently; ISO 8601 is read the same in all of them. */
  if (date == NULL || g_strv_length (parts) != 3 || !g_str_has_prefix (in->language, "ja"))
    return g_strdup (date);
  for (guint i = 1; i < 3; i++)
    if (parts[i][0] == '0')
      memmove (parts[i], parts[i] + 1, strlen (parts[i]));
  return riskctx_report_fill (in, "report.date", parts[0], parts[1], parts[2]);
}

char *
riskctx_report_estimate (const RiskctxReportInputs *in,
                         RiskctxEstimate *estimate,
                         gboolean money)
{
  return riskctx_estimate_format (estimate, money ? in->currency : NULL, in->language);
}
