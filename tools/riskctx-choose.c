/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

#define MAX_YEARS 100
/* More than any sum of money there is, and still exact. */
#define MAX_MONEY 1e15

static char *budget;
static char *budget_kind;
static char *running_limit;
static char *years;
static char *discount_rate;
static gboolean give_up;
static char *trials;
static char *seed;
static char *threads;

static const GOptionEntry options[] = {
  { "budget", 0, 0, G_OPTION_ARG_STRING, &budget, "tool.option.budget", "AMOUNT" },
  { "budget-kind", 0, 0, G_OPTION_ARG_STRING, &budget_kind, "tool.option.budget-kind", "KIND" },
  { "running-limit", 0, 0, G_OPTION_ARG_STRING, &running_limit, "tool.option.running-limit",
    "AMOUNT" },
  { "years", 0, 0, G_OPTION_ARG_STRING, &years, "tool.option.years", "N" },
  { "discount-rate", 0, 0, G_OPTION_ARG_STRING, &discount_rate, "tool.option.discount-rate",
    "RATE" },
  { "give-up", 0, 0, G_OPTION_ARG_NONE, &give_up, "tool.option.give-up", NULL },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

static gboolean
set_options (Tool            *tool,
             RiskctxFrontier *frontier)
{
  ToolSimulation settings = { trials, seed, threads };
  double number;
  guint64 count;
  int kind;

  if (budget != NULL)
    {
      if (!tool_parse_number (tool, "budget", budget, 0, MAX_MONEY, &number))
        return FALSE;
      riskctx_frontier_set_budget (frontier, number);
    }
  if (budget_kind != NULL)
    {
      if (!tool_parse_enum (tool, "budget-kind", budget_kind, RISKCTX_TYPE_BUDGET_KIND, &kind))
        return FALSE;
      riskctx_frontier_set_budget_kind (frontier, (RiskctxBudgetKind) kind);
    }
  if (running_limit != NULL)
    {
      if (!tool_parse_number (tool, "running-limit", running_limit, 0, MAX_MONEY, &number))
        return FALSE;
      riskctx_frontier_set_running_limit (frontier, number);
    }
  if (years != NULL)
    {
      if (!tool_parse_count (tool, "years", years, 1, MAX_YEARS, &count))
        return FALSE;
      riskctx_frontier_set_years (frontier, (guint) count);
    }
  if (discount_rate != NULL)
    {
      if (!tool_parse_number (tool, "discount-rate", discount_rate, -0.99, 10, &number))
        return FALSE;
      riskctx_frontier_set_discount_rate (frontier, number);
    }
  riskctx_frontier_set_give_up (frontier, give_up);
  return tool_simulation_set (tool, &settings, riskctx_frontier_get_simulation (frontier));
}

static char *
money_or_dash (gboolean    defined,
               double      amount,
               const char *currency,
               const char *language)
{
  return defined ? riskctx_format_money (amount, currency, language) : g_strdup ("-");
}

/* What changes from the point before: + what enters, − what leaves */
static char *
name_change (RiskctxFrontierPoint *point)
{
  const char *const *entering = riskctx_frontier_point_get_entering (point);
  const char *const *leaving = riskctx_frontier_point_get_leaving (point);
  GString *text = g_string_new (NULL);

  for (; *entering != NULL; entering++)
    g_string_append_printf (text, "%s+ %s", text->len > 0 ? " " : "", *entering);
  for (; *leaving != NULL; leaving++)
    g_string_append_printf (text, "%s− %s", text->len > 0 ? " " : "", *leaving);
  return g_string_free (text, FALSE);
}

static void
add_point (ToolTable            *table,
           RiskctxFrontierPoint *point,
           const char           *currency,
           const char           *language)
{
  RiskctxLossResult *result = riskctx_frontier_point_get_loss (point);
  RiskctxLossFigure *total = riskctx_loss_result_get_total (result);
  g_autoptr(RiskctxFigure) tail
    = riskctx_loss_figure_dup_tail_mean (total, riskctx_loss_result_get_tail (result));
  double value;
  gboolean defined = riskctx_frontier_point_get_net_present_value (point, &value);
  g_auto(GStrv) cells = g_new0 (char *, 8);

  cells[0] = g_strdup (riskctx_frontier_point_is_recommended (point) ? "*" : "");
  cells[1] = riskctx_format_money (riskctx_frontier_point_get_cost (point), currency, language);
  cells[2] = riskctx_format_money (riskctx_frontier_point_get_running_cost (point), currency,
                                   language);
  cells[3] = riskctx_format_money (riskctx_frontier_point_get_expected_loss (point), currency,
                                   language);
  cells[4] = money_or_dash (riskctx_figure_is_defined (tail),
                            riskctx_figure_get_value (tail, NULL), currency, language);
  cells[5] = money_or_dash (defined, value, currency, language);
  cells[6] = name_change (point);
  tool_table_add (table, (const char *const *) cells);
}

static ToolStatus
write_text (Tool              *tool,
            RiskctxAssessment *assessment,
            RiskctxFrontier   *frontier)
{
  static const char *const heads[] = {
    "", "tool.choose.cost", "tool.choose.running", "tool.choose.loss", "tool.choose.tail",
    "tool.choose.value", "tool.choose.change",
  };
  const char *language = tool_get_language (tool, assessment);
  const char *currency = riskctx_assessment_get_currency (assessment);
  g_autoptr(ToolTable) table = tool_table_new ("lrrrrrl");
  g_autoptr(GString) text = g_string_new (NULL);
  const char *cells[G_N_ELEMENTS (heads)];
  GListModel *points = G_LIST_MODEL (frontier);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    cells[i] = i > 0 ? riskctx_word (heads[i], language) : "";
  tool_table_add (table, cells);
  tool_table_add_rule (table);
  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr(RiskctxFrontierPoint) point = g_list_model_get_item (points, i);

      add_point (table, point, currency, language);
    }
  if (g_list_model_get_n_items (points) > 0)
    {
      tool_table_write (table, text);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < riskctx_frontier_get_n_reasons (frontier); i++)
    g_string_append_printf (text, "%s\n",
                            tool_text (riskctx_frontier_get_reason (frontier, i), language));
  if (!riskctx_frontier_is_proven (frontier))
    g_string_append_printf (text, "%s\n", riskctx_word ("tool.choose.not-proven", language));
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
  g_autoptr(RiskctxFrontier) frontier = riskctx_frontier_new (assessment);

  if (!set_options (tool, frontier))
    return TOOL_USAGE;

  ToolWait wait;

  tool_wait_begin (&wait, frontier);
  riskctx_frontier_run_async (frontier, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  if (!riskctx_frontier_run_finish (frontier, result, &error))
    return tool_fail (tool, error);
  if (!tool->json)
    return write_text (tool, assessment, frontier);

  g_autoptr(JsonNode) root = riskctx_frontier_to_json (frontier);

  return tool_write_json (tool, root);
}

const ToolCommand tool_choose = {
  .name = "choose",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
