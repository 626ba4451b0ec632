/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-report-requirements-private.h"

/* What can be done, with its phases, costs and measures. */

static RiskctxFigure *
figure_of (RiskctxInvestmentPlan *plan, RiskctxPlanFigure which)
{
  return riskctx_investment_plan_get_figure (plan, which);
}

static const char *
phase_label (const RiskctxReportInputs *in, RiskctxPhase *phase)
{
  return riskctx_report_label (in, RISKCTX_TYPE_PHASE_KIND, (int) riskctx_phase_get_kind (phase));
}

/* 8,500万円 (this fiscal year, modification), or 800万円 a year from the next one on. */
static char *
cost_text (const RiskctxReportInputs *in, RiskctxCost *cost)
{
  g_autoptr(GError) error = NULL;
  double amount = riskctx_estimate_get_mean (riskctx_cost_get_amount (cost), &error);
  g_autofree char *money = riskctx_report_money (in, error ? 0 : amount);
  g_autofree char *year = g_strdup_printf ("%d", (int) riskctx_cost_get_from_year (cost));
  gboolean yearly = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_YEARLY;
  const char *key = riskctx_cost_get_from_year (cost) == 0
                        ? (yearly ? "report.cost.yearly-now" : "report.cost.once-now")
                    : riskctx_cost_get_from_year (cost) == 1
                        ? (yearly ? "report.cost.yearly-next" : "report.cost.once-next")
                        : (yearly ? "report.cost.yearly-later" : "report.cost.once-later");

  return riskctx_report_fill (
      in, key, money,
      riskctx_report_label (in, RISKCTX_TYPE_COST_KIND, (int) riskctx_cost_get_kind (cost)), year);
}

/* The ①②③ of one option, with their costs and measures. */
static void
add_phases (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxOption *option)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  JsonArray *items = riskctx_report_add_statements (blocks, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      RiskctxPhase *phase = riskctx_item_list_peek (phases, i);
      RiskctxItemList *costs = riskctx_phase_get_costs (phase);
      RiskctxText *group = riskctx_phase_get_group (phase);
      GString *cost = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (guint j = 0; j < riskctx_item_list_get_length (costs); j++)
        {
          g_autofree char *one = cost_text (in, riskctx_item_list_peek (costs, j));

          g_string_append_printf (
              cost, "%s%s", j > 0 ? riskctx_report_word (in, "report.list-separator") : "", one);
        }
      text = group ? riskctx_report_fill (in, "report.phase-in-group", phase_label (in, phase),
                                          riskctx_text_get (group, in->language),
                                          riskctx_report_title (in, phase))
                   : riskctx_report_fill (in, "report.phase", phase_label (in, phase),
                                          riskctx_report_title (in, phase), NULL);
      riskctx_report_add_statement (items, NULL, text, cost->len > 0 ? cost->str : NULL,
                                    riskctx_phase_get_controls (phase), RISKCTX_REPORT_TONE_NORMAL);
      g_string_free (cost, TRUE);
    }
}

static void
add_measures (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (in->assessment);
  g_autoptr(GPtrArray) measures = g_ptr_array_new ();
  JsonObject *table;

  if (riskctx_item_list_get_length (controls) == 0)
    return;
  table =
      riskctx_report_add_table (blocks, "measures", riskctx_report_word (in, "report.measures"));
  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.measure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.kind"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.requirements"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      const char *const *requirements = riskctx_control_get_requirements (control);
      g_autofree char *kinds =
          riskctx_report_labels (in, RISKCTX_TYPE_MEASURE_KIND, riskctx_control_get_kind (control));
      g_autofree char *list = requirements ? g_strjoinv (", ", (GStrv) requirements) : NULL;
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_id (row, riskctx_item_get_id (RISKCTX_ITEM (control)));
      riskctx_report_row_text (row, riskctx_report_title (in, control));
      riskctx_report_row_text (row, kinds);
      riskctx_report_row_text (row, list ? list : "—");
      g_ptr_array_add (measures, control);
    }
  riskctx_report_add_requirements (blocks, measures, in->language);
}

/* The recovery block of the template: sales and profit today, payback, running cost, required
 * sales. */
static void
add_recovery (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxInvestmentPlan *plan)
{
  static const struct
  {
    RiskctxPlanFigure which;
    const char *key;
  } rows[] = {
    { RISKCTX_PLAN_FIGURE_SALES, "report.current-sales" },
    { RISKCTX_PLAN_FIGURE_PROFIT, "report.current-profit" },
    { RISKCTX_PLAN_FIGURE_ONE_TIME_COST, "report.one-time-cost" },
    { RISKCTX_PLAN_FIGURE_PAYBACK, "report.payback" },
    { RISKCTX_PLAN_FIGURE_RUNNING_COST, "report.running-cost" },
    { RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "report.required-sales" },
    { RISKCTX_PLAN_FIGURE_SALES_INCREASE, "report.sales-increase" },
  };
  JsonArray *facts = riskctx_report_add_facts (blocks);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    riskctx_report_add_fact (facts, riskctx_report_word (in, rows[i].key),
                             riskctx_report_value_figure (in, figure_of (plan, rows[i].which)));
}

static gboolean
is_part_of (RiskctxInvestmentPlan *plan, const char *id)
{
  const char *const *options = plan ? riskctx_investment_plan_get_options (plan) : NULL;

  return options != NULL && g_strv_contains (options, id);
}

/* The second template page: the options with ①②③, then investment and recovery. */
void
riskctx_report_write_options (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "options", riskctx_report_word (in, "report.section.options"));
  RiskctxItemList *options = riskctx_assessment_get_options (in->assessment);
  JsonObject *board;

  if (riskctx_item_list_get_length (options) == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.no-options"),
                                    RISKCTX_REPORT_TONE_NOTE);
      return;
    }
  board = riskctx_report_add_board (blocks, "improvement",
                                    riskctx_report_word (in, "report.improvement"));
  for (guint pass = 0; pass < 2; pass++)
    {
      gboolean proposed = pass == 0;

      for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
        {
          RiskctxOption *option = riskctx_item_list_peek (options, i);
          const char *id = riskctx_item_get_id (RISKCTX_ITEM (option));
          JsonArray *box;
          g_autofree char *treatment = NULL;

          if (is_part_of (in->plan, id) != proposed)
            continue;
          box = riskctx_report_board_box (board, "option", riskctx_report_title (in, option));
          treatment = riskctx_report_fill (
              in, "report.treatment",
              riskctx_report_label (in, RISKCTX_TYPE_TREATMENT,
                                    (int) riskctx_option_get_treatment (option)),
              NULL, NULL);
          riskctx_report_add_paragraph (box, treatment, RISKCTX_REPORT_TONE_NOTE);
          if (riskctx_item_get_description (RISKCTX_ITEM (option)) != NULL)
            riskctx_report_add_paragraph (
                box, riskctx_report_say (in, riskctx_item_get_description (RISKCTX_ITEM (option))),
                RISKCTX_REPORT_TONE_NORMAL);
          add_phases (in, box, option);
        }
      if (proposed && in->plan != NULL)
        {
          g_autofree char *name = riskctx_report_plan_name (in, in->plan);
          g_autofree char *title = riskctx_report_fill (in, "report.recovery-of", name, NULL, NULL);

          add_recovery (in, riskctx_report_board_box (board, "recovery", title), in->plan);
        }
    }
  for (guint i = 0; i < in->plans->len; i++)
    {
      RiskctxInvestmentPlan *plan = in->plans->pdata[i];
      const char *const *ids = riskctx_investment_plan_get_options (plan);
      g_autofree char *name = NULL;
      g_autofree char *title = NULL;

      if (plan == in->plan || ids == NULL || ids[0] == NULL || is_part_of (in->plan, ids[0]))
        continue;
      name = riskctx_report_plan_name (in, plan);
      title = riskctx_report_fill (in, "report.recovery-of", name, NULL, NULL);
      add_recovery (in, riskctx_report_board_box (board, "recovery-alternative", title), plan);
    }
  add_measures (in, blocks);
}
