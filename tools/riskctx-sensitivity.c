/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

#define MAX_YEARS 100
#define MAX_SAMPLES 65536
#define USUAL_ROWS 20u

static char *years;
static char *discount_rate;
static char *samples;
static gboolean keep;
static gboolean no_simulation;
static gboolean all;
static char *trials;
static char *seed;
static char *threads;

static const GOptionEntry options[] = {
  { "years", 0, 0, G_OPTION_ARG_STRING, &years, "tool.option.years", "N" },
  { "discount-rate", 0, 0, G_OPTION_ARG_STRING, &discount_rate, "tool.option.discount-rate",
    "RATE" },
  { "keep", 0, 0, G_OPTION_ARG_NONE, &keep, "tool.option.keep", NULL },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all, "tool.option.all", NULL },
  { "samples", 0, 0, G_OPTION_ARG_STRING, &samples, "tool.option.samples", "N" },
  { "no-simulation", 0, 0, G_OPTION_ARG_NONE, &no_simulation, "tool.option.no-simulation", NULL },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

static gboolean
set_options (Tool               *tool,
             RiskctxSensitivity *sensitivity)
{
  ToolSimulation settings = { trials, seed, threads };
  double number;
  guint64 count;

  if (tool->n_operands > 1)
    riskctx_sensitivity_set_options (sensitivity, (const char *const *) tool->operands + 1);
  if (years != NULL)
    {
      if (!tool_parse_count (tool, "years", years, 1, MAX_YEARS, &count))
        return FALSE;
      riskctx_sensitivity_set_years (sensitivity, (guint) count);
    }
  if (discount_rate != NULL)
    {
      if (!tool_parse_number (tool, "discount-rate", discount_rate, -0.99, 10, &number))
        return FALSE;
      riskctx_sensitivity_set_discount_rate (sensitivity, number);
    }
  if (samples != NULL)
    {
      if (!tool_parse_count (tool, "samples", samples, 2, MAX_SAMPLES, &count))
        return FALSE;
      riskctx_sensitivity_set_samples (sensitivity, (guint) count);
    }
  riskctx_sensitivity_set_give_up (sensitivity, !keep);
  riskctx_sensitivity_set_simulate (sensitivity, !no_simulation);
  return tool_simulation_set (tool, &settings, riskctx_sensitivity_get_simulation (sensitivity));
}

static char *
name_set (const char *const *ids,
          const char        *language)
{
  if (ids == NULL)
    return g_strdup (riskctx_word ("sensitivity.none-possible", language));
  if (*ids == NULL)
    return g_strdup (riskctx_word ("sensitivity.nothing", language));
  return g_strjoinv (" + ", (char **) ids);
}

static char *
figure_or_dash (RiskctxFigure *figure,
                const char    *language)
{
  return riskctx_figure_is_defined (figure) ? riskctx_figure_format (figure, language)
                                            : g_strdup ("-");
}

static void
add_row (ToolTable               *table,
         RiskctxSensitivityInput *input,
         const char              *language)
{
  const RiskctxSensitivityOutput value = RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE;
  g_auto(GStrv) cells = g_new0 (char *, 9);

  cells[0] = g_strdup (riskctx_sensitivity_input_get_id (input));
  cells[1] = figure_or_dash (riskctx_sensitivity_input_get_value (input), language);
  cells[2] = figure_or_dash (riskctx_sensitivity_input_get_effect (input, value, FALSE), language);
  cells[3] = figure_or_dash (riskctx_sensitivity_input_get_effect (input, value, TRUE), language);
  cells[4] = figure_or_dash (riskctx_sensitivity_input_get_first_order (input), language);
  cells[5] = figure_or_dash (riskctx_sensitivity_input_get_information_value (input), language);
  cells[6] = figure_or_dash (riskctx_sensitivity_input_get_switch (input, FALSE), language);
  cells[7] = figure_or_dash (riskctx_sensitivity_input_get_switch (input, TRUE), language);
  tool_table_add (table, (const char *const *) cells);
}

static void
append_line (GString    *text,
             const char *key,
             const char *language,
             const char *first,
             const char *second)
{
  g_autofree char *line = tool_fill (riskctx_word (key, language), first, second, NULL);

  g_string_append_printf (text, "%s\n", line);
}

static ToolStatus
write_text (Tool               *tool,
            RiskctxAssessment  *assessment,
            RiskctxSensitivity *sensitivity)
{
  static const char *const heads[] = {
    "tool.sensitivity.input", "report.value", "tool.sensitivity.low", "tool.sensitivity.high",
    "tool.sensitivity.share", "tool.sensitivity.worth", "tool.sensitivity.below",
    "tool.sensitivity.above",
  };
  const char *language = tool_get_language (tool, assessment);
  GListModel *inputs = G_LIST_MODEL (sensitivity);
  const guint n = g_list_model_get_n_items (inputs);
  const guint shown = all ? n : MIN (n, USUAL_ROWS);
  g_autoptr(ToolTable) table = tool_table_new ("lrrrrrrr");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *best = name_set (riskctx_sensitivity_get_recommended (sensitivity), language);
  g_autofree char *plan = name_set (riskctx_sensitivity_get_plan (sensitivity), language);
  g_autofree char *value = riskctx_figure_format (
    riskctx_sensitivity_get_figure (sensitivity, RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE),
    language);
  g_autofree char *knowing = riskctx_figure_format (
    riskctx_sensitivity_get_information_value (sensitivity), language);
  const char *cells[G_N_ELEMENTS (heads)];

  append_line (text, "tool.sensitivity.best", language, best, NULL);
  append_line (text, "tool.sensitivity.of", language, plan, value);
  append_line (text, "tool.sensitivity.knowing", language, knowing, NULL);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    cells[i] = riskctx_word (heads[i], language);
  tool_table_add (table, cells);
  tool_table_add_rule (table);
  for (guint i = 0; i < shown; i++)
    {
      g_autoptr(RiskctxSensitivityInput) input = g_list_model_get_item (inputs, i);

      add_row (table, input, language);
    }
  tool_table_write (table, text);
  if (shown < n)
    {
      g_autofree char *rest = g_strdup_printf ("%u", n - shown);

      append_line (text, "tool.sensitivity.rest", language, rest, NULL);
    }
  return tool_write_text (tool, text->str);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxSensitivity) sensitivity = riskctx_sensitivity_new (assessment);

  if (!set_options (tool, sensitivity))
    return TOOL_USAGE;

  ToolWait wait;

  tool_wait_begin (&wait, sensitivity);
  riskctx_sensitivity_run_async (sensitivity, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  if (!riskctx_sensitivity_run_finish (sensitivity, result, &error))
    return tool_fail (tool, error);
  if (!tool->json)
    return write_text (tool, assessment, sensitivity);

  g_autoptr(JsonNode) root = riskctx_sensitivity_to_json (sensitivity);

  return tool_write_json (tool, root);
}

const ToolCommand tool_sensitivity = {
  .name = "sensitivity",
  .operands = "DOCUMENT [OPTION...]",
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .options = options,
  .run = run,
};
