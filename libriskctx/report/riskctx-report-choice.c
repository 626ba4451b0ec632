/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "riskctx-chart-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* Which measures for which budget, and which numbers that depends on. */

#define SHOWN 10u
#define BARS 6u /* as many as a page holds beside other things */

static const RiskctxSensitivityOutput VALUE = RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE;

static RiskctxFrontierPoint *
peek_point (RiskctxFrontier *frontier, guint position)
{
  g_autoptr(RiskctxFrontierPoint) point = g_list_model_get_item (G_LIST_MODEL (frontier), position);

  return point; /* kept by the frontier */
}

static double
loss_of (RiskctxFrontierPoint *point)
{
  RiskctxLossResult *loss = riskctx_frontier_point_get_loss (point);

  return loss != NULL ? riskctx_report_mean (riskctx_loss_result_get_total (loss))
                      : riskctx_frontier_point_get_expected_loss (point);
}

static char *
name_options (const RiskctxReportInputs *in, const char *const *ids, const char *none)
{
  return ids != NULL && *ids != NULL ? riskctx_report_titles (in, ids)
                                     : g_strdup (riskctx_report_word (in, none));
}

/* From each point to the next the best set stays the same: the curve has steps. */
static void
add_budget_chart (const RiskctxReportInputs *in, JsonArray *blocks)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (in->frontier));
  g_autofree double *budgets = g_new (double, 2 * n);
  g_autofree double *losses = g_new (double, 2 * n);
  RiskctxFrontierPoint *best = riskctx_frontier_get_recommended (in->frontier);
  guint filled = 0;

  for (guint i = 0; i < n; i++)
    {
      RiskctxFrontierPoint *point = peek_point (in->frontier, i);

      if (i > 0)
        {
          budgets[filled] = riskctx_frontier_point_get_cost (point);
          losses[filled] = losses[filled - 1];
          filled++;
        }
      budgets[filled] = riskctx_frontier_point_get_cost (point);
      losses[filled++] = loss_of (point);
    }

  RiskctxChartCurve curve = { riskctx_report_word (in, "report.expected-loss"), budgets, losses,
                              filled, 0, FALSE };
  RiskctxChartMark mark = { best != NULL ? riskctx_frontier_point_get_cost (best) : 0,
                            riskctx_report_word (in, "report.choice.recommended") };
  RiskctxChartPlot plot = {
    .frame = { .head = { .id = "chart-budget",
                         .title = riskctx_report_word (in, "report.choice.curve"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .x = { .title = riskctx_report_word (in, "report.choice.budget"),
           .format = riskctx_report_axis_money,
           .data = (gpointer) in,
           .from_zero = TRUE },
    .y = { .format = riskctx_report_axis_money, .data = (gpointer) in, .from_zero = TRUE },
    .curves = &curve,
    .n_curves = 1,
    .marks = &mark,
    .n_marks = best != NULL,
  };
  char *pages[] = { riskctx_chart_draw_plot (&plot), NULL };

  riskctx_report_add_figure (blocks, "chart-budget",
                             riskctx_report_word (in, "report.choice.curve"), pages);
  g_free (pages[0]);
}

static void
add_points (const RiskctxReportInputs *in, JsonArray *blocks)
{
  static const char *const heads[] = { "report.choice.budget", "report.running-cost",
                                       "report.expected-loss", "report.choice.marginal",
                                       "report.npv" };
  JsonObject *table = riskctx_report_add_table (blocks, "frontier",
                                                riskctx_report_word (in, "report.choice.sets"));

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    riskctx_report_table_column (table, riskctx_report_word (in, heads[i]), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.enters"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.leaves"), FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (in->frontier)); i++)
    {
      RiskctxFrontierPoint *point = peek_point (in->frontier, i);
      gboolean best = riskctx_frontier_point_is_recommended (point);
      JsonArray *row = riskctx_report_table_row (table, best ? RISKCTX_REPORT_TONE_GOOD
                                                             : RISKCTX_REPORT_TONE_NORMAL);
      g_autofree char *enters
        = name_options (in, riskctx_frontier_point_get_entering (point), "report.choice.dash");
      g_autofree char *leaves
        = name_options (in, riskctx_frontier_point_get_leaving (point), "report.choice.dash");
      double value;

      riskctx_report_row_value (row, riskctx_report_value_money (
                                       in, riskctx_frontier_point_get_cost (point)));
      riskctx_report_row_value (row, riskctx_report_value_money (
                                       in, riskctx_frontier_point_get_running_cost (point)));
      riskctx_report_row_value (row, riskctx_report_value_money (in, loss_of (point)));
      if (riskctx_frontier_point_get_marginal_saving (point, &value))
        {
          g_autofree char *text = riskctx_format_number (value, 2);

          riskctx_report_row_value (row, riskctx_report_value_number (text, value, NULL));
        }
      else
        riskctx_report_row_text (row, riskctx_report_word (in, "report.choice.dash"));
      if (riskctx_frontier_point_get_net_present_value (point, &value))
        riskctx_report_row_value (row, riskctx_report_value_money (in, value));
      else
        riskctx_report_row_text (row, riskctx_report_word (in, "report.choice.dash"));
      riskctx_report_row_text (row, enters);
      riskctx_report_row_text (row, leaves);
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.choice.marginal-note"));
}

static void
add_frontier (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxFrontierPoint *best = riskctx_frontier_get_recommended (in->frontier);
  JsonArray *reasons;

  if (best != NULL)
    {
      g_autofree char *set = name_options (in, riskctx_frontier_point_get_options (best),
                                           "report.choice.nothing");
      g_autofree char *cost = riskctx_report_money (in, riskctx_frontier_point_get_cost (best));
      g_autofree char *text = riskctx_report_fill (in, "report.choice.best", cost, set, NULL);

      riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_LEAD);
    }
  reasons = riskctx_report_add_statements (blocks, riskctx_report_word (in,
                                                                        "report.choice.reasons"));
  for (guint i = 0; i < riskctx_frontier_get_n_reasons (in->frontier); i++)
    riskctx_report_add_statement (reasons, NULL,
                                  riskctx_report_say (in, riskctx_frontier_get_reason (in->frontier,
                                                                                       i)),
                                  NULL, NULL, RISKCTX_REPORT_TONE_NORMAL);
  if (!riskctx_frontier_is_proven (in->frontier))
    riskctx_report_add_statement (reasons, NULL,
                                  riskctx_report_word (in, "tool.choose.not-proven"), NULL, NULL,
                                  RISKCTX_REPORT_TONE_WARNING);
  if (g_list_model_get_n_items (G_LIST_MODEL (in->frontier)) < 2)
    return;
  add_budget_chart (in, blocks);
  add_points (in, blocks);
}

static RiskctxSensitivityInput *
peek_input (const RiskctxReportInputs *in, guint position)
{
  g_autoptr(RiskctxSensitivityInput) input
    = g_list_model_get_item (G_LIST_MODEL (in->sensitivity), position);

  return input; /* kept by the sensitivity */
}

static guint
count_inputs (const RiskctxReportInputs *in)
{
  return g_list_model_get_n_items (G_LIST_MODEL (in->sensitivity));
}

static double
value_of (RiskctxFigure *figure)
{
  return riskctx_figure_is_defined (figure) ? riskctx_figure_get_value (figure, NULL) : NAN;
}

static void
add_tornado (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxChartBar bars[BARS];
  char *texts[BARS] = { NULL };
  double base = value_of (riskctx_sensitivity_get_figure (in->sensitivity, VALUE));
  RiskctxChartBars chart = {
    .frame = { .head = { .id = "chart-tornado",
                         .title = riskctx_report_word (in, "report.choice.tornado"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .axis = { .format = riskctx_report_axis_money, .data = (gpointer) in },
    .bars = bars,
    .ranges = TRUE,
    .interval_label = riskctx_report_word (in, "report.choice.ends"),
    .limit = base,
    .limit_label = riskctx_report_word (in, "report.choice.as-is"),
  };
  char *pages[2] = { NULL, NULL };

  for (guint i = 0; i < count_inputs (in) && chart.n_bars < BARS; i++)
    {
      RiskctxSensitivityInput *input = peek_input (in, i);
      RiskctxFigure *low = riskctx_sensitivity_input_get_effect (input, VALUE, FALSE);
      RiskctxFigure *high = riskctx_sensitivity_input_get_effect (input, VALUE, TRUE);
      double a = value_of (low), b = value_of (high);
      g_autofree char *first = NULL, *second = NULL;

      if (!(riskctx_sensitivity_input_get_swing (input, VALUE) > 0))
        continue;
      first = riskctx_figure_format (low, in->language);
      second = riskctx_figure_format (high, in->language);
      texts[chart.n_bars] = riskctx_report_fill (in, "report.choice.from-to", first, second, NULL);
      bars[chart.n_bars] = (RiskctxChartBar){
        riskctx_report_say (in, riskctx_sensitivity_input_get_label (input)),
        texts[chart.n_bars], NAN, MIN (a, b), MAX (a, b) };
      chart.n_bars++;
    }
  if (chart.n_bars == 0)
    return;
  pages[0] = riskctx_chart_draw_bars (&chart);
  riskctx_report_add_figure (blocks, "chart-tornado",
                             riskctx_report_word (in, "report.choice.tornado"), pages);
  g_free (pages[0]);
  for (guint i = 0; i < BARS; i++)
    g_free (texts[i]);
}

static char *
write_range (const RiskctxReportInputs *in, RiskctxFigure *figure)
{
  g_autofree char *mean = riskctx_figure_format (figure, in->language);
  g_autoptr(RiskctxText) low = NULL;
  g_autoptr(RiskctxText) high = NULL;
  double a, b;

  if (!riskctx_figure_has_interval (figure))
    return g_steal_pointer (&mean);
  riskctx_figure_get_interval (figure, &a, &b);
  low = riskctx_report_write_like (figure, a);
  high = riskctx_report_write_like (figure, b);
  return riskctx_report_fill (in, "report.choice.range", mean, riskctx_text_get (low, in->language),
                              riskctx_text_get (high, in->language));
}

static const char *
name_basis (const RiskctxReportInputs *in, RiskctxFigure *figure)
{
  if (!riskctx_figure_has_basis (figure))
    return riskctx_report_word (in, "report.choice.dash");
  return riskctx_report_label (in, RISKCTX_TYPE_BASIS, (int) riskctx_figure_get_basis (figure));
}

static void
add_shares (const RiskctxReportInputs *in, JsonArray *blocks)
{
  static const char *const heads[] = { "report.choice.low", "report.choice.high",
                                       "report.choice.share", "report.choice.total",
                                       "report.choice.worth" };
  JsonObject *table = riskctx_report_add_table (
      blocks, "sensitivity", riskctx_report_word (in, "report.choice.estimates"));
  guint shown = 0;

  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.estimate"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    riskctx_report_table_column (table, riskctx_report_word (in, heads[i]), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.basis"), FALSE);
  for (guint i = 0; i < count_inputs (in) && shown < SHOWN; i++)
    {
      RiskctxSensitivityInput *input = peek_input (in, i);
      RiskctxFigure *value = riskctx_sensitivity_input_get_value (input);
      g_autofree char *range = NULL;
      JsonArray *row;

      if (!(riskctx_sensitivity_input_get_swing (input, VALUE) > 0))
        continue;
      range = write_range (in, value);
      row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_text (
          row, riskctx_report_say (in, riskctx_sensitivity_input_get_label (input)));
      riskctx_report_row_text (row, range);
      riskctx_report_row_figure (in, table, row,
                                 riskctx_sensitivity_input_get_effect (input, VALUE, FALSE));
      riskctx_report_row_figure (in, table, row,
                                 riskctx_sensitivity_input_get_effect (input, VALUE, TRUE));
      riskctx_report_row_figure (in, table, row, riskctx_sensitivity_input_get_first_order (input));
      riskctx_report_row_figure (in, table, row, riskctx_sensitivity_input_get_total_order (input));
      riskctx_report_row_figure (in, table, row,
                                 riskctx_sensitivity_input_get_information_value (input));
      riskctx_report_row_text (row, name_basis (in, value));
      shown++;
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.choice.estimates-note"));
}

typedef struct
{
  RiskctxSensitivityInput *input;
  gboolean above;
  double distance;
} Switch;

static int
compare_switches (gconstpointer a, gconstpointer b)
{
  const Switch *x = a, *y = b;

  return (x->distance > y->distance) - (x->distance < y->distance);
}

/* The nearest first, measured by the value itself */
static GArray *
list_switches (const RiskctxReportInputs *in)
{
  GArray *switches = g_array_new (FALSE, FALSE, sizeof (Switch));

  for (guint i = 0; i < count_inputs (in); i++)
    for (guint above = 0; above < 2; above++)
      {
        RiskctxSensitivityInput *input = peek_input (in, i);
        RiskctxFigure *figure = riskctx_sensitivity_input_get_switch (input, above != 0);
        double now = value_of (riskctx_sensitivity_input_get_value (input));
        Switch one = { input, above != 0, 0 };

        if (!riskctx_figure_is_defined (figure))
          continue;
        one.distance = now != 0 ? fabs (value_of (figure) / now - 1) : INFINITY;
        g_array_append_val (switches, one);
      }
  g_array_sort (switches, compare_switches);
  return switches;
}

/* In shares of the present value; there are none of 0. */
static char *
write_distance (const RiskctxReportInputs *in, const Switch *one)
{
  g_autofree char *share = NULL;

  if (!isfinite (one->distance))
    return g_strdup (riskctx_report_word (in, "report.choice.dash"));
  share = riskctx_format_percent (one->distance, 0);
  return riskctx_report_fill (in, one->above ? "report.choice.more" : "report.choice.less", share,
                              NULL, NULL);
}

static void
add_switches (const RiskctxReportInputs *in, JsonArray *blocks)
{
  g_autoptr(GArray) switches = list_switches (in);
  JsonObject *table;

  if (switches->len == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.choice.firm"),
                                    RISKCTX_REPORT_TONE_NORMAL);
      return;
    }
  table = riskctx_report_add_table (blocks, "switches",
                                    riskctx_report_word (in, "report.choice.switches"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.estimate"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.now"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.switch"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.change"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.choice.then"), FALSE);
  for (guint i = 0; i < MIN (switches->len, SHOWN); i++)
    {
      const Switch *one = &g_array_index (switches, Switch, i);
      RiskctxFigure *figure = riskctx_sensitivity_input_get_switch (one->input, one->above);
      g_autofree char *then = name_options (
          in, riskctx_sensitivity_input_get_options_beyond (one->input, one->above),
          "report.choice.nothing");
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      g_autofree char *change = write_distance (in, one);

      riskctx_report_row_text (
          row, riskctx_report_say (in, riskctx_sensitivity_input_get_label (one->input)));
      riskctx_report_row_figure (in, table, row, riskctx_sensitivity_input_get_value (one->input));
      riskctx_report_row_figure (in, table, row, figure);
      riskctx_report_row_text (row, change);
      riskctx_report_row_text (row, then);
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.choice.switches-note"));
}

/* Which number is worth finding out next */
static void
add_next (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxFigure *all = riskctx_sensitivity_get_information_value (in->sensitivity);
  g_autofree char *everything = riskctx_figure_format (all, in->language);
  RiskctxSensitivityInput *best = NULL;
  double most = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < count_inputs (in); i++)
    {
      RiskctxSensitivityInput *input = peek_input (in, i);
      double worth = value_of (riskctx_sensitivity_input_get_information_value (input));

      if (worth > most)
        {
          most = worth;
          best = input;
        }
    }
  if (best != NULL)
    {
      g_autofree char *worth = riskctx_figure_format (
          riskctx_sensitivity_input_get_information_value (best), in->language);

      text = riskctx_report_fill (in, "report.choice.find-out",
                                  riskctx_report_say (in,
                                                      riskctx_sensitivity_input_get_label (best)),
                                  worth, everything);
    }
  else
    text = riskctx_report_fill (in, "report.choice.know-enough", everything, NULL, NULL);
  riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_NORMAL);
}

void
riskctx_report_write_choice (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks;

  if (riskctx_item_list_get_length (riskctx_assessment_get_options (in->assessment)) == 0)
    return;
  blocks = riskctx_report_tree_add_section (report, "choice",
                                            riskctx_report_word (in, "report.section.choice"));
  if (in->frontier == NULL && in->sensitivity == NULL)
    riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.choice.undefined"),
                                  RISKCTX_REPORT_TONE_WARNING);
  if (in->frontier != NULL)
    add_frontier (in, blocks);
  if (in->sensitivity == NULL)
    return;
  add_next (in, blocks);
  add_tornado (in, blocks);
  add_shares (in, blocks);
  add_switches (in, blocks);
}
