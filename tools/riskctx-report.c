/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

#define MAX_TRIALS G_GUINT64_CONSTANT (1000000000)
#define MAX_SEED   ((G_GUINT64_CONSTANT (1) << 53) - 1)
#define MAX_YEARS  100

static char *format;
static char *table;
static char *trials;
static char *seed;
static char *years;
static char *discount_rate;

static const GOptionEntry options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "tool.option.report-format", "FORMAT" },
  { "table", 0, 0, G_OPTION_ARG_STRING, &table, "tool.option.table", "NAME" },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "years", 0, 0, G_OPTION_ARG_STRING, &years, "tool.option.years", "N" },
  { "discount-rate", 0, 0, G_OPTION_ARG_STRING, &discount_rate, "tool.option.discount-rate",
    "RATE" },
  { NULL },
};

typedef enum { FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_CSV } Format;

static const struct
{
  const char *name;
  const char *suffix;
} formats[] = {
  { "html", ".html" },
  { "markdown", ".md" },
  { "json", ".json" },
  { "csv", ".csv" },
};

/* What was asked for, or else what the name of the file promises. */
static gboolean
choose_format (Tool   *tool,
               Format *chosen)
{
  *chosen = FORMAT_HTML;
  if (format != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        if (strcmp (formats[i].name, format) == 0)
          {
            *chosen = (Format) i;
            return TRUE;
          }
      tool_refuse (tool, "tool.say.not-one-of", "format", format, "html, markdown, json, csv",
                   NULL);
      return FALSE;
    }
  if (tool->json)
    *chosen = FORMAT_JSON;
  else if (table != NULL)
    *chosen = FORMAT_CSV;
  else
    for (guint i = 0; tool->output != NULL && i < G_N_ELEMENTS (formats); i++)
      if (g_str_has_suffix (tool->output, formats[i].suffix))
        *chosen = (Format) i;
  return TRUE;
}

static gboolean
set_options (Tool          *tool,
             RiskctxReport *report)
{
  double rate;
  guint64 count;

  if (trials != NULL)
    {
      if (!tool_parse_count (tool, "trials", trials, 1, MAX_TRIALS, &count))
        return FALSE;
      riskctx_report_set_trials (report, count);
    }
  if (seed != NULL)
    {
      if (!tool_parse_count (tool, "seed", seed, 0, MAX_SEED, &count))
        return FALSE;
      riskctx_report_set_seed (report, count);
    }
  if (years != NULL)
    {
      if (!tool_parse_count (tool, "years", years, 1, MAX_YEARS, &count))
        return FALSE;
      riskctx_report_set_years (report, (guint) count);
    }
  if (discount_rate != NULL)
    {
      if (!tool_parse_number (tool, "discount-rate", discount_rate, -0.99, 10, &rate))
        return FALSE;
      riskctx_report_set_discount_rate (report, rate);
    }
  return TRUE;
}

static gboolean
carry_out (Tool          *tool,
           RiskctxReport *report,
           GError       **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, report);
  riskctx_report_run_async (report, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_report_run_finish (report, result, error);
}

/* A report has many tables; one file of CSV holds one. */
static ToolStatus
write_csv (Tool          *tool,
           RiskctxReport *report)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = riskctx_report_list_tables (report, &error);

  if (names == NULL)
    return tool_fail (tool, error);
  if (table == NULL || !g_strv_contains ((const char *const *) names, table))
    {
      g_autofree char *known = g_strjoinv (", ", names);

      return table ? tool_refuse (tool, "tool.say.not-one-of", "table", table, known, NULL)
                   : tool_refuse (tool, "tool.say.which-table", known, NULL);
    }

  g_autofree char *text = riskctx_report_to_csv (report, table, &error);

  return text ? tool_write_text (tool, text) : tool_fail (tool, error);
}

static ToolStatus
run (Tool *tool)
{
  Format chosen;
  ToolStatus status;

  if (!choose_format (tool, &chosen))
    return TOOL_USAGE;

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxReport) report = riskctx_report_new (assessment);

  riskctx_report_set_language (report, tool_get_language (tool, assessment));
  if (!set_options (tool, report))
    return TOOL_USAGE;
  if (!carry_out (tool, report, &error))
    return tool_fail (tool, error);
  if (chosen == FORMAT_CSV)
    return write_csv (tool, report);
  if (chosen == FORMAT_JSON)
    {
      g_autoptr(JsonNode) root = riskctx_report_to_json (report, &error);

      return root ? tool_write_json (tool, root) : tool_fail (tool, error);
    }

  g_autofree char *text =
    riskctx_report_to_string (report, chosen == FORMAT_HTML ? RISKCTX_REPORT_FORMAT_HTML
                                                            : RISKCTX_REPORT_FORMAT_MARKDOWN,
                              &error);

  return text ? tool_write_text (tool, text) : tool_fail (tool, error);
}

const ToolCommand tool_report = {
  .name = "report",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
