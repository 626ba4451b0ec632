/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

#define MAX_YEARS 100
#define MAX_PATHS 10000000
#define WIDTH     100
/* More than any sum of money there is, and still exact. */
#define MAX_MONEY 1e15

static char *benefit;
static char *years;
static char *discount_rate;
static char *method;
static char *amortization_years;
static char *paths;
static char *tax_rate;
static char *trials;
static char *seed;
static char *threads;

static const GOptionEntry options[] = {
  { "benefit", 0, 0, G_OPTION_ARG_STRING, &benefit, "tool.option.benefit", "AMOUNT" },
  { "years", 0, 0, G_OPTION_ARG_STRING, &years, "tool.option.years", "N" },
  { "discount-rate", 0, 0, G_OPTION_ARG_STRING, &discount_rate, "tool.option.discount-rate",
    "RATE" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &method, "tool.option.sales-method", "METHOD" },
  { "amortization-years", 0, 0, G_OPTION_ARG_STRING, &amortization_years,
    "tool.option.amortization-years", "N" },
  { "tax-rate", 0, 0, G_OPTION_ARG_STRING, &tax_rate, "tool.option.tax-rate", "RATE" },
  { "paths", 0, 0, G_OPTION_ARG_STRING, &paths, "tool.option.paths", "N" },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

static gboolean
set_options (Tool                  *tool,
             RiskctxInvestmentPlan *plan)
{
  ToolSimulation settings = { trials, seed, threads };
  double number;
  guint64 count;
  int how;

  if (benefit != NULL)
    {
      if (!tool_parse_number (tool, "benefit", benefit, -MAX_MONEY, MAX_MONEY, &number))
        return FALSE;

      g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (number);

      riskctx_investment_plan_set_benefit (plan, estimate);
    }
  if (years != NULL)
    {
      if (!tool_parse_count (tool, "years", years, 1, MAX_YEARS, &count))
        return FALSE;
      riskctx_investment_plan_set_years (plan, (guint) count);
    }
  if (discount_rate != NULL)
    {
      if (!tool_parse_number (tool, "discount-rate", discount_rate, -0.99, 10, &number))
        return FALSE;
      riskctx_investment_plan_set_discount_rate (plan, number);
    }
  if (method != NULL)
    {
      if (!tool_parse_enum (tool, "method", method, RISKCTX_TYPE_REQUIRED_SALES_METHOD, &how))
        return FALSE;
      riskctx_investment_plan_set_sales_method (plan, (RiskctxRequiredSalesMethod) how);
    }
  if (amortization_years != NULL)
    {
      if (!tool_parse_count (tool, "amortization-years", amortization_years, 0, MAX_YEARS, &count))
        return FALSE;
      riskctx_investment_plan_set_amortization_years (plan, (guint) count);
    }
  if (tax_rate != NULL)
    {
      if (!tool_parse_number (tool, "tax-rate", tax_rate, 0, 1, &number))
        return FALSE;
      riskctx_investment_plan_set_tax_rate (plan, number);
    }
  if (paths != NULL)
    {
      if (!tool_parse_count (tool, "paths", paths, 0, MAX_PATHS, &count))
        return FALSE;
      riskctx_investment_plan_set_paths (plan, count);
    }
  return tool_simulation_set (tool, &settings, riskctx_investment_plan_get_simulation (plan));
}

static void
append_figures (GString               *text,
                RiskctxInvestmentPlan *plan,
                const char            *language)
{
  static const RiskctxPlanFigure shown[] = {
    RISKCTX_PLAN_FIGURE_ONE_TIME_COST,
    RISKCTX_PLAN_FIGURE_RUNNING_COST,
    RISKCTX_PLAN_FIGURE_LOSS_BEFORE,
    RISKCTX_PLAN_FIGURE_LOSS_AFTER,
    RISKCTX_PLAN_FIGURE_BENEFIT,
    RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE,
    RISKCTX_PLAN_FIGURE_NET_BENEFIT,
    RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN,
    RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN,
    RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT,
    RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT,
    RISKCTX_PLAN_FIGURE_PAYBACK,
    RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK,
    RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE,
    RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN,
    RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT,
    RISKCTX_PLAN_FIGURE_SECURITY_RETURN_FIRST_YEAR,
    RISKCTX_PLAN_FIGURE_SECURITY_RETURN,
    RISKCTX_PLAN_FIGURE_GORDON_LOEB_BOUND,
    RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE,
    RISKCTX_PLAN_FIGURE_TOTAL_COST,
    RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST,
  };
  guint column = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, shown[i]);

      column = MAX (column, tool_text_width (tool_text (riskctx_figure_get_label (figure),
                                                        language)) + 2);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, shown[i]);
      g_autofree char *amount = riskctx_figure_format (figure, language);
      g_autofree char *margin = riskctx_figure_is_defined (figure)
                                  ? riskctx_figure_format_error (figure, language) : NULL;
      g_autofree char *value = margin ? g_strdup_printf ("%s %s", amount, margin)
                                      : g_strdup (amount);
      const char *label = tool_text (riskctx_figure_get_label (figure), language);

      g_string_append_printf (text, "%s%*s", label, (int) (column - tool_text_width (label)), "");
      /* A figure that does not exist says why, which takes more than a line. */
      tool_append_wrapped (text, value, column, WIDTH);
      g_string_append_c (text, '\n');
    }
}

static void
append_row (ToolTable     *table,
            RiskctxFigure *figure,
            const char    *language)
{
  const gboolean defined = riskctx_figure_is_defined (figure);
  g_autofree char *value = riskctx_figure_format (figure, language);
  g_autofree char *error = defined ? riskctx_figure_format_error (figure, language) : NULL;
  const char *cells[] = { tool_text (riskctx_figure_get_label (figure), language), value,
                          error != NULL ? error : "" };

  tool_table_add (table, cells);
}

/* How the plan can turn out, with the error of every figure. */
static void
append_distribution (GString               *text,
                     RiskctxInvestmentPlan *plan,
                     const char            *language)
{
  RiskctxPlanDistribution *distribution = riskctx_investment_plan_get_distribution (plan);
  g_autoptr(ToolTable) table = tool_table_new ("lrl");

  if (distribution == NULL)
    return;
  for (guint year = 1; year <= riskctx_plan_distribution_get_years (distribution); year++)
    append_row (table, riskctx_plan_distribution_get_payback_within (distribution, year), language);
  for (guint i = 0; i <= RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER; i++)
    append_row (table, riskctx_plan_distribution_get_figure (distribution, (RiskctxPlanOutcome) i),
                language);
  g_string_append_printf (text, "\n%s\n", riskctx_word ("tool.invest.distribution", language));
  tool_table_write (table, text);
}

static void
append_cash_flows (GString               *text,
                   RiskctxInvestmentPlan *plan,
                   const char            *currency,
                   const char            *language)
{
  static const char *const heads[] = {
    "tool.invest.year", "tool.invest.one-time", "tool.invest.running", "tool.invest.benefit",
    "tool.invest.net", "tool.invest.cumulative",
  };
  GListModel *flows = riskctx_investment_plan_get_cash_flows (plan);
  g_autoptr(ToolTable) table = tool_table_new ("rrrrrr");
  const char *cells[G_N_ELEMENTS (heads)];

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    cells[i] = riskctx_word (heads[i], language);
  tool_table_add (table, cells);
  tool_table_add_rule (table);
  for (guint i = 0; i < g_list_model_get_n_items (flows); i++)
    {
      g_autoptr(RiskctxCashFlow) flow = g_list_model_get_item (flows, i);
      guint fiscal_year = riskctx_cash_flow_get_fiscal_year (flow);
      const double amounts[] = {
        riskctx_cash_flow_get_one_time_cost (flow),
        riskctx_cash_flow_get_running_cost (flow),
        riskctx_cash_flow_get_benefit (flow) + riskctx_cash_flow_get_contribution_change (flow),
        riskctx_cash_flow_get_net (flow),
        riskctx_cash_flow_get_cumulative (flow),
      };
      g_auto(GStrv) texts = g_new0 (char *, G_N_ELEMENTS (heads) + 1);

      texts[0] = g_strdup_printf ("%u", fiscal_year > 0 ? fiscal_year
                                                        : riskctx_cash_flow_get_year (flow));
      for (guint j = 0; j < G_N_ELEMENTS (amounts); j++)
        texts[j + 1] = riskctx_format_money (amounts[j], currency, language);
      tool_table_add (table, (const char *const *) texts);
    }
  g_string_append_c (text, '\n');
  tool_table_write (table, text);
}

static ToolStatus
write_text (Tool                  *tool,
            RiskctxAssessment     *assessment,
            RiskctxInvestmentPlan *plan)
{
  const char *language = tool_get_language (tool, assessment);
  g_autoptr(GString) text = g_string_new (NULL);

  for (char **id = tool->operands + 1; *id != NULL; id++)
    {
      RiskctxItem *option = riskctx_assessment_find (assessment, *id);

      g_string_append_printf (text, "%s: %s\n", *id,
                              tool_text (riskctx_item_get_title (option), language));
    }
  g_string_append_c (text, '\n');
  append_figures (text, plan, language);
  append_distribution (text, plan, language);
  append_cash_flows (text, plan, riskctx_assessment_get_currency (assessment), language);
  return tool_write_text (tool, text->str);
}

static char *
name_plan (RiskctxInvestmentPlan *plan,
           const char            *language)
{
  const char *const *ids = riskctx_investment_plan_get_options (plan);

  return ids != NULL && ids[0] != NULL ? g_strjoinv (" + ", (char **) ids)
                                       : g_strdup (riskctx_word ("tool.invest.nothing", language));
}

static char *
format_cell (RiskctxFigure *figure,
             const char    *language)
{
  /* The reason has no room in a table: the plan by itself gives it. */
  return riskctx_figure_is_defined (figure) ? riskctx_figure_format (figure, language)
                                            : g_strdup ("-");
}

/* One plan a row. */
static void
append_plans (GString    *text,
              GListModel *plans,
              const char *language)
{
  static const RiskctxPlanFigure shown[] = {
    RISKCTX_PLAN_FIGURE_ONE_TIME_COST,
    RISKCTX_PLAN_FIGURE_RUNNING_COST,
    RISKCTX_PLAN_FIGURE_BENEFIT,
    RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE,
    RISKCTX_PLAN_FIGURE_PAYBACK,
  };
  g_autoptr(ToolTable) table = tool_table_new ("lrrrrr");

  for (guint i = 0; i < g_list_model_get_n_items (plans); i++)
    {
      g_autoptr(RiskctxInvestmentPlan) plan = g_list_model_get_item (plans, i);
      g_auto(GStrv) heads = g_new0 (char *, G_N_ELEMENTS (shown) + 2);
      g_auto(GStrv) cells = g_new0 (char *, G_N_ELEMENTS (shown) + 2);

      heads[0] = g_strdup (riskctx_word ("tool.invest.options", language));
      cells[0] = name_plan (plan, language);
      for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
        {
          RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, shown[j]);

          heads[j + 1] = g_strdup (tool_text (riskctx_figure_get_label (figure), language));
          cells[j + 1] = format_cell (figure, language);
        }
      if (i == 0)
        {
          tool_table_add (table, (const char *const *) heads);
          tool_table_add_rule (table);
        }
      tool_table_add (table, (const char *const *) cells);
    }
  tool_table_write (table, text);
}

/* How the plans can turn out, one a row, as far as courses of them were simulated */
static void
append_outcomes (GString    *text,
                 GListModel *plans,
                 const char *language)
{
  static const struct { RiskctxPlanOutcome which; const char *head; } shown[] = {
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P10, "tool.invest.low" },
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P50, "tool.invest.median" },
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P90, "tool.invest.high" },
    { RISKCTX_PLAN_OUTCOME_GAIN, "tool.invest.gain" },
    { RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_AFTER, "tool.invest.bad-year" },
    { RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER, "tool.invest.cash-short" },
  };
  enum { PAYBACK = G_N_ELEMENTS (shown) + 1, N_COLUMNS };
  g_autoptr(ToolTable) table = tool_table_new ("lrrrrrrr");
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (plans); i++)
    {
      g_autoptr(RiskctxInvestmentPlan) plan = g_list_model_get_item (plans, i);
      RiskctxPlanDistribution *distribution = riskctx_investment_plan_get_distribution (plan);
      g_auto(GStrv) heads = g_new0 (char *, N_COLUMNS + 1);
      g_auto(GStrv) cells = g_new0 (char *, N_COLUMNS + 1);
      g_autofree char *horizon = NULL;

      if (distribution == NULL)
        continue;
      horizon = g_strdup_printf ("%u", riskctx_plan_distribution_get_years (distribution));
      heads[0] = g_strdup (riskctx_word ("tool.invest.options", language));
      cells[0] = name_plan (plan, language);
      for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
        {
          heads[j + 1] = g_strdup (riskctx_word (shown[j].head, language));
          cells[j + 1] = format_cell (riskctx_plan_distribution_get_figure (distribution,
                                                                            shown[j].which),
                                      language);
        }
      heads[PAYBACK] = tool_fill (riskctx_word ("tool.invest.within", language), horizon, NULL);
      cells[PAYBACK] = format_cell (
        riskctx_plan_distribution_get_payback_within (
          distribution, riskctx_plan_distribution_get_years (distribution)), language);
      if (n++ == 0)
        {
          tool_table_add (table, (const char *const *) heads);
          tool_table_add_rule (table);
        }
      tool_table_add (table, (const char *const *) cells);
    }
  if (n == 0)
    return;
  g_string_append_printf (text, "\n%s\n", riskctx_word ("tool.invest.outcomes", language));
  tool_table_write (table, text);
}

static ToolStatus
write_comparison (Tool              *tool,
                  RiskctxAssessment *assessment,
                  GListModel        *plans)
{
  const char *language = tool_get_language (tool, assessment);
  g_autoptr(GString) text = g_string_new (NULL);

  append_plans (text, plans, language);
  append_outcomes (text, plans, language);
  return tool_write_text (tool, text->str);
}

/* Doing nothing, every option by itself, and those that go together. */
static ToolStatus
compare (Tool              *tool,
         RiskctxAssessment *assessment)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  GListModel *all = G_LIST_MODEL (riskctx_assessment_get_options (assessment));
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) together = riskctx_cycle_propose_options (cycle);

  if (!set_options (tool, riskctx_plan_comparison_get_do_nothing (comparison)))
    return TOOL_USAGE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(RiskctxItem) option = g_list_model_get_item (all, i);
      const char *ids[] = { riskctx_item_get_id (option), NULL };

      riskctx_plan_comparison_add (comparison, ids);
    }
  if (g_strv_length (together) > 1)
    riskctx_plan_comparison_add (comparison, (const char *const *) together);

  ToolWait wait;

  tool_wait_begin (&wait, comparison);
  riskctx_plan_comparison_run_async (comparison, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  if (!riskctx_plan_comparison_run_finish (comparison, result, &error))
    return tool_fail (tool, error);
  if (!tool->json)
    return write_comparison (tool, assessment, G_LIST_MODEL (comparison));

  g_autoptr(JsonNode) root = riskctx_plan_comparison_to_json (comparison);

  return tool_write_json (tool, root);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  if (tool->n_operands == 1)
    return compare (tool, assessment);

  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxInvestmentPlan) plan =
    riskctx_investment_plan_new (assessment, (const char *const *) tool->operands + 1);

  if (!set_options (tool, plan))
    return TOOL_USAGE;
  if (!tool_plan_run (tool, plan, &error))
    return tool_fail (tool, error);
  if (!tool->json)
    return write_text (tool, assessment, plan);

  g_autoptr(JsonNode) root = riskctx_investment_plan_to_json (plan);

  return tool_write_json (tool, root);
}

const ToolCommand tool_invest = {
  .name = "invest",
  .operands = "DOCUMENT [OPTION…]",
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .options = options,
  .run = run,
};
