/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-money.h"
#include "riskctx-ranked-category.h"
#include "riskctx-report-inputs-private.h"

/* What is to be decided, and what speaks for it. */

static RiskctxFigure *
figure_of (RiskctxInvestmentPlan *plan, RiskctxPlanFigure which)
{
  return riskctx_investment_plan_get_figure (plan, which);
}

static void
add_drivers (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *ranking = riskctx_evaluation_get_ranking (in->evaluation);
  double total = riskctx_report_mean (riskctx_loss_result_get_total (in->before));
  JsonArray *facts =
      riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.drivers"));

  for (guint i = 0; i < MIN (3, g_list_model_get_n_items (ranking)); i++)
    {
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);
      RiskctxRiskCategory which = riskctx_ranked_category_get_category (ranked);
      RiskctxLossFigure *loss = riskctx_loss_result_get_by_cause (in->before, which);
      g_autoptr(RiskctxFigure) figure = riskctx_loss_figure_dup_mean (loss);
      double mean = riskctx_report_mean (loss);
      g_autofree char *money = riskctx_report_figure (in, figure);
      g_autofree char *share = riskctx_format_percent (total > 0 ? mean / total : 0, 0);
      g_autofree char *text = riskctx_report_fill (
          in, "report.driver", riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY, (int) which),
          money, share);

      riskctx_report_add_statement (facts, NULL, text, NULL, NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
}

static void
add_card (const RiskctxReportInputs *in,
          JsonArray *cards,
          const char *key,
          RiskctxFigure *figure,
          RiskctxReportTone tone)
{
  if (riskctx_figure_is_defined (figure))
    riskctx_report_add_card (cards, riskctx_report_word (in, key),
                             riskctx_report_value_figure (in, figure), NULL, tone);
  else
    riskctx_report_add_card (cards, riskctx_report_word (in, key), riskctx_report_value_text ("—"),
                             riskctx_report_say (in, riskctx_figure_get_reason (figure)), tone);
}

void
riskctx_report_write_summary (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "summary", riskctx_report_word (in, "report.section.summary"));
  RiskctxLossFigure *total = riskctx_loss_result_get_total (in->before);
  g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (total);
  g_autoptr(RiskctxFigure) rare = riskctx_loss_figure_dup_quantile (total, 0.99);
  JsonArray *cards;
  gboolean any = riskctx_grounds_get_any_holds (in->grounds);
  guint exceeded = riskctx_report_count_exceeded (in->evaluation);

  if (in->plan != NULL && any)
    {
      g_autofree char *name = riskctx_report_plan_name (in, in->plan);
      g_autofree char *ask = riskctx_report_fill (in, "report.ask", name, NULL, NULL);

      riskctx_report_add_paragraph (blocks, ask, RISKCTX_REPORT_TONE_LEAD);
    }
  else
    riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.ask-nothing"),
                                  RISKCTX_REPORT_TONE_LEAD);

  cards = riskctx_report_add_cards (blocks);
  if (in->plan != NULL)
    {
      RiskctxFigure *increase = figure_of (in->plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE);
      RiskctxFigure *required = figure_of (in->plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES);
      g_autofree char *increase_text = riskctx_figure_is_defined (increase)
                                           ? riskctx_figure_format (increase, in->language)
                                           : NULL;
      g_autofree char *note =
          increase_text ? riskctx_report_fill (in, "report.more-sales", increase_text, NULL, NULL)
                        : NULL;

      add_card (in, cards, "report.one-time-cost",
                figure_of (in->plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST),
                RISKCTX_REPORT_TONE_NORMAL);
      add_card (in, cards, "report.running-cost",
                figure_of (in->plan, RISKCTX_PLAN_FIGURE_RUNNING_COST), RISKCTX_REPORT_TONE_NORMAL);
      add_card (in, cards, "report.benefit", figure_of (in->plan, RISKCTX_PLAN_FIGURE_BENEFIT),
                RISKCTX_REPORT_TONE_GOOD);
      add_card (in, cards, "report.payback", figure_of (in->plan, RISKCTX_PLAN_FIGURE_PAYBACK),
                riskctx_figure_is_defined (figure_of (in->plan, RISKCTX_PLAN_FIGURE_PAYBACK))
                    ? RISKCTX_REPORT_TONE_GOOD
                    : RISKCTX_REPORT_TONE_WARNING);
      if (riskctx_figure_is_defined (required))
        riskctx_report_add_card (cards, riskctx_report_word (in, "report.required-sales"),
                                 riskctx_report_value_figure (in, required), note,
                                 RISKCTX_REPORT_TONE_NORMAL);
      else
        add_card (in, cards, "report.required-sales", required, RISKCTX_REPORT_TONE_WARNING);
    }
  add_card (in, cards, "report.loss-today", mean,
            exceeded > 0 ? RISKCTX_REPORT_TONE_BAD : RISKCTX_REPORT_TONE_NORMAL);
  if (in->after != NULL)
    {
      g_autoptr(RiskctxFigure) left =
          riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (in->after));

      add_card (in, cards, "report.loss-left", left, RISKCTX_REPORT_TONE_NORMAL);
    }
  add_card (in, cards, "report.loss-rare", rare, RISKCTX_REPORT_TONE_NORMAL);
  riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.margin-is"),
                                RISKCTX_REPORT_TONE_NOTE);

  riskctx_report_add_paragraph (
      blocks, riskctx_report_say (in, riskctx_grounds_get_conclusion (in->grounds)),
      any ? RISKCTX_REPORT_TONE_GOOD : RISKCTX_REPORT_TONE_WARNING);
  if (exceeded > 0)
    {
      guint after =
          in->evaluation_after ? riskctx_report_count_exceeded (in->evaluation_after) : exceeded;
      g_autofree char *count = g_strdup_printf ("%u", exceeded);
      g_autofree char *left = g_strdup_printf ("%u", after);
      const char *key = in->after == NULL ? "report.limits-exceeded"
                        : after == 0      ? "report.limits-kept-after"
                                          : "report.limits-exceeded-and-after";
      g_autofree char *text = riskctx_report_fill (in, key, count, left, NULL);

      riskctx_report_add_paragraph (
          blocks, text, after == 0 ? RISKCTX_REPORT_TONE_WARNING : RISKCTX_REPORT_TONE_BAD);
    }
  add_drivers (in, blocks);
}
