/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-estimate-private.h"
#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-issue-private.h"
#include "riskctx-money-private.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-verdict.h"
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

void
riskctx_report_row_item (const RiskctxReportInputs *in, JsonArray *row, gpointer item)
{
  JsonObject *value = riskctx_report_value_text (riskctx_report_title (in, item));

  json_object_set_string_member (value, "id", riskctx_item_get_id (item));
  riskctx_report_row_value (row, value);
}

JsonObject *
riskctx_report_value_money (const RiskctxReportInputs *in, double amount)
{
  g_autofree char *text = riskctx_report_money (in, amount);

  return riskctx_report_value_number (text, amount, in->currency);
}

JsonObject *
riskctx_report_value_near (const RiskctxReportInputs *in, double amount, double error)
{
  g_autofree char *margin = NULL;
  g_autofree char *text =
      riskctx_format_money_near (amount, error, in->currency, in->language, &margin);
  g_autofree char *shown =
      margin ? riskctx_report_fill (in, "unit.margin", margin, NULL, NULL) : NULL;
  JsonObject *value = riskctx_report_value_number (text, amount, in->currency);

  if (error > 0)
    json_object_set_double_member (value, "error", error);
  if (shown != NULL)
    json_object_set_string_member (value, "margin", shown);
  return value;
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

RiskctxText *
riskctx_report_write_like (RiskctxFigure *figure, double value)
{
  g_autoptr(RiskctxFigure) like
      = riskctx_figure_new (figure->name, riskctx_text_ref (figure->label), figure->unit,
                            figure->currency, value);
  g_autofree char *en = riskctx_figure_format (like, "en");
  g_autofree char *ja = riskctx_figure_format (like, "ja");
  g_autoptr(RiskctxText) text = riskctx_text_new ("en", en);

  return riskctx_text_with (text, "ja", ja);
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

guint
riskctx_report_count_exceeded (RiskctxEvaluation *evaluation)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (evaluation);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);

      if (riskctx_verdict_get_kind (verdict) != RISKCTX_CRITERION_KIND_THRESHOLD
          && riskctx_verdict_get_outcome (verdict) == RISKCTX_OUTCOME_EXCEEDED)
        n++;
    }
  return n;
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

/* The parts of a date of ISO 8601, day first; 0 where it names none. FALSE: it is no date. */
static gboolean
parse_date (const char *date, guint *day, guint *month)
{
  const char *shape = "dddd-dd-dd";
  gsize length = strlen (date);

  if (length != 7 && length != 10)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != shape[i])
      return FALSE;
  *month = (guint) atoi (date + 5);
  *day = length == 10 ? (guint) atoi (date + 8) : 0;
  return *month >= 1 && *month <= 12 && *day <= 31;
}

char *
riskctx_report_date (const RiskctxReportInputs *in, const char *date)
{
  g_autofree char *key = NULL;
  g_autofree char *year = NULL;
  g_autofree char *day_text = NULL;
  guint day, month;

  if (date == NULL || !parse_date (date, &day, &month))
    return g_strdup (date);
  key = g_strdup_printf ("report.month.%u", month);
  year = g_strndup (date, 4);
  day_text = g_strdup_printf ("%u", day);
  return riskctx_report_fill (in, day > 0 ? "report.date" : "report.year-and-month", year,
                              riskctx_report_word (in, key), day_text);
}

char *
riskctx_report_estimate (const RiskctxReportInputs *in,
                         RiskctxEstimate *estimate,
                         const RiskctxField *field)
{
  RiskctxEstimateManner manner = {
    .currency = field->unit && g_str_has_prefix (field->unit, "currency") ? in->currency : NULL,
    .share = field->max == 1,
    .terse = TRUE,
  };

  return riskctx_estimate_format_as (estimate, &manner, in->language);
}
