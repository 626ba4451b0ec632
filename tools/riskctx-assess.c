/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

#define WIDTH 100
#define MAX_MEBIBYTES (G_GUINT64_CONSTANT (1) << 40)

static char **chosen;
static char *method;
static char *sampling;
static char *trials;
static char *seed;
static char *threads;
static char *fail_on;
static gboolean cross_check;
static char *precision;
static char *memory;
static char *part;
static char **merged;
static gboolean only_criteria;

static const GOptionEntry options[] = {
  { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &chosen, "tool.option.option", "ID" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &method, "tool.option.method", "METHOD" },
  { "sampling", 0, 0, G_OPTION_ARG_STRING, &sampling, "tool.option.sampling", "SAMPLING" },
  { "precision", 0, 0, G_OPTION_ARG_STRING, &precision, "tool.option.precision", "SHARE" },
  { "cross-check", 0, 0, G_OPTION_ARG_NONE, &cross_check, "tool.option.cross-check", NULL },
  { "criteria", 0, 0, G_OPTION_ARG_NONE, &only_criteria, "tool.option.criteria", NULL },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { "memory", 0, 0, G_OPTION_ARG_STRING, &memory, "tool.option.memory", "MIB" },
  { "part", 0, 0, G_OPTION_ARG_STRING, &part, "tool.option.part", "K/N" },
  { "merge", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &merged, "tool.option.merge", "FILE" },
  { "fail-on", 0, 0, G_OPTION_ARG_STRING, &fail_on, "tool.option.assess-fail-on", "LIMIT" },
  { NULL },
};

/* The amount alone: that it is a year's is said once, above. */
static char *
format_amount (RiskctxFigure *figure,
               const char    *language)
{
  return riskctx_figure_is_defined (figure) ? riskctx_figure_format_bare (figure, language)
                                            : g_strdup ("-");
}

/* One row: whose loss it is, and the figures that matter most, the mean with its error. */
static void
add_row (ToolTable         *table,
         const char        *name,
         RiskctxLossFigure *loss,
         const char        *language)
{
  static const double probabilities[] = { 0.9, 0.99 };
  g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (loss);
  g_autoptr(RiskctxFigure) any = riskctx_loss_figure_dup_any_loss (loss);
  g_autofree char *mean_text = format_amount (mean, language);
  g_autofree char *error_text = riskctx_figure_format_error (mean, language);
  g_autofree char *any_text = riskctx_figure_format (any, language);
  g_auto(GStrv) quantiles = g_new0 (char *, G_N_ELEMENTS (probabilities) + 1);
  const char *cells[6] = { name, mean_text, error_text, any_text };

  for (guint i = 0; i < G_N_ELEMENTS (probabilities); i++)
    {
      g_autoptr(RiskctxFigure) figure = riskctx_loss_figure_dup_quantile (loss, probabilities[i]);

      quantiles[i] = format_amount (figure, language);
      cells[4 + i] = quantiles[i];
    }
  tool_table_add (table, cells);
}

static void
append_losses (GString           *text,
               RiskctxLossResult *result,
               const char        *language)
{
  g_autoptr(ToolTable) table = tool_table_new ("lrlrrr");
  const char *heads[] = {
    riskctx_word ("tool.assess.loss", language), riskctx_word ("tool.assess.mean", language), "",
    riskctx_word ("tool.assess.any", language), "90 %", "99 %",
  };
  struct { const char *title; GListModel *figures; } parts[] = {
    { "tool.assess.by-cause", riskctx_loss_result_get_causes (result) },
    { "tool.assess.by-impact", riskctx_loss_result_get_impacts (result) },
    { "tool.assess.by-risk", riskctx_loss_result_get_risks (result) },
  };

  tool_table_add (table, heads);
  tool_table_add_rule (table);
  add_row (table, riskctx_word ("tool.assess.total", language),
           riskctx_loss_result_get_total (result), language);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *title[G_N_ELEMENTS (heads)] = { riskctx_word (parts[i].title, language) };

      tool_table_add_rule (table);
      tool_table_add (table, title);
      for (guint j = 0; j < g_list_model_get_n_items (parts[i].figures); j++)
        {
          g_autoptr(RiskctxLossFigure) loss = g_list_model_get_item (parts[i].figures, j);
          const char *name = tool_text (riskctx_loss_figure_get_title (loss), language);
          g_autofree char *indented = g_strconcat ("  ", name, NULL);

          if (!riskctx_loss_figure_is_empty (loss))
            add_row (table, indented, loss, language);
        }
    }
  g_string_append_c (text, '\n');
  tool_table_write (table, text);
}

/* The limits, or the level from which on a category is treated. */
static void
append_verdicts (GString           *text,
                 RiskctxEvaluation *evaluation,
                 gboolean           thresholds,
                 const char        *title,
                 const char        *language)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (evaluation);
  gboolean titled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);
      g_autofree char *line = riskctx_verdict_describe (verdict, language);

      if ((riskctx_verdict_get_kind (verdict) == RISKCTX_CRITERION_KIND_THRESHOLD) != thresholds)
        continue;
      if (!titled)
        g_string_append_printf (text, "\n%s\n", riskctx_word (title, language));
      titled = TRUE;
      g_string_append (text, "- ");
      tool_append_wrapped (text, line, 2, WIDTH);
      g_string_append_c (text, '\n');
    }
}

/* A figure that does not exist cannot be said to stay within its limit. */
static gboolean
trips (RiskctxVerdict  *verdict,
       RiskctxLimitKind gate)
{
  if (riskctx_verdict_get_kind (verdict) == RISKCTX_CRITERION_KIND_THRESHOLD
      || riskctx_verdict_get_outcome (verdict) == RISKCTX_OUTCOME_MET)
    return FALSE;
  return gate == RISKCTX_LIMIT_KIND_APPETITE
         || riskctx_verdict_get_limit_kind (verdict) == RISKCTX_LIMIT_KIND_TOLERANCE;
}

static ToolStatus
judge (Tool              *tool,
       RiskctxEvaluation *evaluation,
       RiskctxLimitKind   gate)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (evaluation);
  ToolStatus status = TOOL_FINE;

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);

      if (trips (verdict, gate))
        {
          g_autofree char *line = riskctx_verdict_describe (verdict, tool->message_language);

          tool_say (tool, "tool.say.gate", line, NULL);
          status = TOOL_GATE;
        }
    }
  return status;
}

static ToolStatus
write_text (Tool              *tool,
            RiskctxAssessment *assessment,
            RiskctxLossResult *result,
            RiskctxEvaluation *evaluation)
{
  const char *language = tool_get_language (tool, assessment);
  g_autofree char *how = riskctx_loss_result_describe_method (result, language);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n",
                          tool_text (riskctx_item_get_title (RISKCTX_ITEM (assessment)),
                                     language));
  tool_append_wrapped (text, how, 0, WIDTH);
  g_string_append_c (text, '\n');
  if (!only_criteria)
    append_losses (text, result, language);
  append_verdicts (text, evaluation, FALSE, "tool.assess.criteria", language);
  append_verdicts (text, evaluation, TRUE, "tool.assess.threshold", language);
  return tool_write_text (tool, text->str);
}

/* One machine's share: bytes for --merge */
static ToolStatus
write_part (Tool              *tool,
            RiskctxSimulation *simulation,
            guint              number,
            guint              n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = tool_simulation_run_part (tool, simulation, number, n, &error);
  gsize size;
  const void *data;

  if (bytes == NULL)
    return tool_fail (tool, error);
  data = g_bytes_get_data (bytes, &size);
  return tool_write (tool, data, size);
}

/* 3/13: the third of thirteen, counted from 0 in number */
static gboolean
parse_part (Tool  *tool,
            guint *number,
            guint *n)
{
  g_auto(GStrv) words = g_strsplit (part, "/", 2);
  guint64 which, all;

  if (g_strv_length (words) != 2)
    {
      tool_refuse (tool, "tool.say.part-form", part, NULL);
      return FALSE;
    }
  if (!tool_parse_count (tool, "part", words[1], 1, G_MAXINT, &all)
      || !tool_parse_count (tool, "part", words[0], 1, all, &which))
    return FALSE;
  *number = (guint) which - 1;
  *n = (guint) all;
  return TRUE;
}

static ToolStatus
run (Tool *tool)
{
  int gate = RISKCTX_LIMIT_KIND_TOLERANCE;
  int how = RISKCTX_SIMULATION_METHOD_AUTO, spread = RISKCTX_SIMULATION_SAMPLING_PLAIN;
  ToolSimulation settings = { trials, seed, threads };
  double share = 0;
  guint64 mebibytes = 0;
  guint number = 0, n_parts = 0;
  ToolStatus status;

  if ((fail_on != NULL
       && !tool_parse_enum (tool, "fail-on", fail_on, RISKCTX_TYPE_LIMIT_KIND, &gate))
      || (method != NULL
          && !tool_parse_enum (tool, "method", method, RISKCTX_TYPE_SIMULATION_METHOD, &how))
      || (sampling != NULL
          && !tool_parse_enum (tool, "sampling", sampling, RISKCTX_TYPE_SIMULATION_SAMPLING,
                               &spread))
      || (precision != NULL
          && !tool_parse_number (tool, "precision", precision, 1e-6, 1, &share))
      || (memory != NULL
          && !tool_parse_count (tool, "memory", memory, 1, MAX_MEBIBYTES, &mebibytes))
      || (part != NULL && !parse_part (tool, &number, &n_parts)))
    return TOOL_USAGE;
  if (part != NULL && merged != NULL)
    return tool_refuse (tool, "tool.say.not-together", "part", "merge", NULL);

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);

  if (!tool_simulation_set (tool, &settings, simulation))
    return TOOL_USAGE;
  riskctx_simulation_set_method (simulation, (RiskctxSimulationMethod) how);
  riskctx_simulation_set_sampling (simulation, (RiskctxSimulationSampling) spread);
  riskctx_simulation_set_cross_check (simulation, cross_check);
  riskctx_simulation_set_precision (simulation, share);
  riskctx_simulation_set_memory (simulation, mebibytes << 20);
  riskctx_simulation_set_options (simulation, (const char *const *) chosen);
  if (part != NULL)
    return write_part (tool, simulation, number, n_parts);

  g_autoptr(RiskctxLossResult) result
    = merged != NULL ? tool_simulation_merge (tool, simulation, merged, &error)
                     : tool_simulation_run (tool, simulation, &error);

  if (result == NULL)
    return tool_fail (tool, error);

  g_autoptr(RiskctxEvaluation) evaluation = riskctx_evaluation_new (assessment, result);

  if (tool->json)
    {
      g_autoptr(JsonNode) root = only_criteria ? riskctx_evaluation_to_json (evaluation)
                                               : riskctx_loss_result_to_json (result);

      status = tool_write_json (tool, root);
    }
  else
    status = write_text (tool, assessment, result, evaluation);
  if (status == TOOL_FINE && fail_on != NULL)
    status = judge (tool, evaluation, (RiskctxLimitKind) gate);
  return status;
}

const ToolCommand tool_assess = {
  .name = "assess",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
