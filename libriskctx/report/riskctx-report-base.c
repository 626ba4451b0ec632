/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "riskctx-chart-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-figure-private.h"
#include "riskctx-ground-result.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-ranked-category.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-verdict.h"

/* The common risk base: eight categories in one currency, their limits, and what may happen. */

#define N_CATEGORIES (RISKCTX_RISK_CATEGORY_SYSTEM + 1)

static void
add_figure (JsonArray *blocks, const char *id, const char *title, char *svg) /* taken */
{
  char *pages[] = { svg, NULL };

  riskctx_report_add_figure (blocks, id, title, pages);
  g_free (svg);
}

static void
row_money (const RiskctxReportInputs *in,
           JsonObject *table,
           JsonArray *row,
           RiskctxFigure *figure) /* taken */
{
  riskctx_report_row_figure (in, table, row, figure);
  riskctx_figure_unref (figure);
}

static void
add_categories (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *ranking = riskctx_evaluation_get_ranking (in->evaluation);
  JsonObject *table = riskctx_report_add_table (blocks, "categories",
                                                riskctx_report_word (in, "report.categories"));
  double total = riskctx_report_mean (riskctx_loss_result_get_total (in->before));

  riskctx_report_table_column (table, riskctx_report_word (in, "report.category"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.rank"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.expected-loss"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.share"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.one-in-hundred"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.rating"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.decision"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.linked-to"), FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (ranking); i++)
    {
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);
      RiskctxRiskCategory which = riskctx_ranked_category_get_category (ranked);
      RiskctxCategory *item = riskctx_ranked_category_get_item (ranked);
      RiskctxLossFigure *loss = riskctx_loss_result_get_by_cause (in->before, which);
      double mean = riskctx_report_mean (loss);
      JsonArray *row = riskctx_report_table_row (table, riskctx_ranked_category_get_treat (ranked)
                                                            ? RISKCTX_REPORT_TONE_WARNING
                                                            : RISKCTX_REPORT_TONE_NORMAL);
      g_autofree char *rank =
          g_strdup_printf ("%u", riskctx_ranked_category_get_money_rank (ranked));
      g_autofree char *share = riskctx_format_percent (total > 0 ? mean / total : 0, 1);
      g_autofree char *links = NULL;

      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY, (int) which));
      riskctx_report_row_value (
          row, riskctx_report_value_number (rank, riskctx_ranked_category_get_money_rank (ranked),
                                            NULL));
      row_money (in, table, row, riskctx_loss_figure_dup_mean (loss));
      riskctx_report_row_value (
          row, riskctx_report_value_number (share, total > 0 ? mean / total : 0, NULL));
      row_money (in, table, row, riskctx_loss_figure_dup_quantile (loss, 0.99));
      riskctx_report_row_figure (in, table, row, riskctx_ranked_category_get_rating (ranked));
      riskctx_report_row_text (
          row, item ? riskctx_report_label (in, RISKCTX_TYPE_TREATMENT,
                                            (int) riskctx_category_get_decision (item))
                    : "—");
      if (item != NULL)
        {
          g_autofree char *raises = riskctx_report_titles (in, riskctx_category_get_raises (item));
          g_autofree char *lowers = riskctx_report_titles (in, riskctx_category_get_lowers (item));
          g_autofree char *raised =
              *raises ? riskctx_report_fill (in, "report.raises", raises, NULL, NULL) : NULL;
          g_autofree char *lowered =
              *lowers ? riskctx_report_fill (in, "report.lowers", lowers, NULL, NULL) : NULL;

          links = g_strjoin (raised && lowered ? " " : "", raised ? raised : "",
                             lowered ? lowered : "", NULL);
        }
      riskctx_report_row_text (row, links && *links ? links : "—");
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.categories-note"));
}

static void
add_category_chart (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *ranking = riskctx_evaluation_get_ranking (in->evaluation);
  guint n = g_list_model_get_n_items (ranking);
  g_autofree RiskctxChartBar *bars = g_new0 (RiskctxChartBar, n);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  RiskctxChartBars chart = {
    .frame = { .head = { .id = "chart-categories",
                         .title = riskctx_report_word (in, "report.chart.categories"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .axis = { .format = riskctx_report_axis_money, .data = (gpointer) in, .from_zero = TRUE },
    .bars = bars,
    .n_bars = n,
    .limit = NAN,
  };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);
      RiskctxRiskCategory which = riskctx_ranked_category_get_category (ranked);
      RiskctxLossFigure *loss = riskctx_loss_result_get_by_cause (in->before, which);
      g_autoptr(RiskctxFigure) figure = riskctx_loss_figure_dup_mean (loss);
      double mean = riskctx_report_mean (loss);
      double error = riskctx_figure_get_error (figure);
      g_autofree char *text = riskctx_figure_format_bare (figure, in->language);
      g_autofree char *margin = riskctx_figure_format_error (figure, in->language);

      g_ptr_array_add (texts, g_strjoin (margin ? " " : "", text, margin ? margin : "", NULL));
      bars[i] =
          (RiskctxChartBar){ riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY, (int) which),
                             texts->pdata[i], mean, margin ? mean - error : NAN,
                             margin ? mean + error : NAN };
      if (margin != NULL)
        chart.interval_label = riskctx_report_word (in, "report.margin");
    }
  if (riskctx_assessment_get_criteria (in->assessment) != NULL
      && riskctx_item_has (RISKCTX_ITEM (riskctx_assessment_get_criteria (in->assessment)),
                           "treatment_threshold"))
    {
      chart.limit = riskctx_criteria_get_treatment_threshold (
          riskctx_assessment_get_criteria (in->assessment));
      chart.limit_label = riskctx_report_word (in, "report.threshold");
    }
  add_figure (blocks, "chart-categories", riskctx_report_word (in, "report.chart.categories"),
              riskctx_chart_draw_bars (&chart));
}

static void
add_risk_table (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (in->assessment);
  JsonObject *table =
      riskctx_report_add_table (blocks, "risks", riskctx_report_word (in, "report.risks"));

  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.risk"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.category"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.frequency"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.expected-loss"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.with-plan"), TRUE);
  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    {
      RiskctxRisk *risk = riskctx_item_list_peek (risks, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (risk));
      RiskctxEstimate *frequency = riskctx_risk_get_frequency (risk);
      g_autoptr(GError) error = NULL;
      double rate = riskctx_estimate_get_mean (frequency, &error);
      RiskctxLossFigure *before = riskctx_loss_result_get_by_risk (in->before, id, NULL);
      RiskctxLossFigure *after =
          in->after ? riskctx_loss_result_get_by_risk (in->after, id, NULL) : NULL;
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_id (row, id);
      riskctx_report_row_text (row, riskctx_report_title (in, risk));
      riskctx_report_row_text (row, riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY,
                                                          (int) riskctx_risk_get_category (risk)));
      if (error == NULL)
        {
          g_autofree char *text = riskctx_format_number (rate, rate < 0.1 ? 3 : 2);

          riskctx_report_row_value (row, riskctx_report_value_number (text, rate, "1/year"));
        }
      else
        riskctx_report_row_text (row, "—");
      if (before != NULL)
        row_money (in, table, row, riskctx_loss_figure_dup_mean (before));
      else
        riskctx_report_row_text (row, "—");
      if (after != NULL)
        row_money (in, table, row, riskctx_loss_figure_dup_mean (after));
      else
        riskctx_report_row_text (row, "—");
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.risks-note"));
}

/* A figure as the heat map shows it: its error stands in the table above. */
static void
take_text (const RiskctxReportInputs *in, GPtrArray *texts, RiskctxFigure *figure) /* taken */
{
  g_ptr_array_add (texts, riskctx_figure_format_bare (figure, in->language));
  riskctx_figure_unref (figure);
}

static void
add_cause_effect (const RiskctxReportInputs *in, JsonArray *blocks)
{
  const char *labels[N_CATEGORIES];
  g_autofree double *values = g_new (double, N_CATEGORIES *N_CATEGORIES);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  JsonObject *table = riskctx_report_add_table (blocks, "cause-effect",
                                                riskctx_report_word (in, "report.cause-effect"));
  RiskctxChartHeat heat = {
    .frame = { .head = { .id = "chart-cause-effect",
                         .title = riskctx_report_word (in, "report.cause-effect"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 980 },
    .format = riskctx_report_axis_money,
    .data = (gpointer) in,
    .rows_title = riskctx_report_word (in, "report.cause"),
    .columns_title = riskctx_report_word (in, "report.impact"),
    .total_text = riskctx_report_word (in, "report.total"),
    .rows = labels,
    .n_rows = N_CATEGORIES,
    .columns = labels,
    .n_columns = N_CATEGORIES,
    .values = values,
  };

  riskctx_report_table_column (table, riskctx_report_word (in, "report.cause-by-impact"), FALSE);
  for (int i = 0; i < (int) N_CATEGORIES; i++)
    {
      labels[i] = riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY, i);
      riskctx_report_table_column (table, labels[i], TRUE);
    }
  for (int i = 0; i < (int) N_CATEGORIES; i++)
    {
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row, labels[i]);
      for (int j = 0; j < (int) N_CATEGORIES; j++)
        {
          RiskctxFigure *figure = riskctx_loss_result_dup_cause_effect (
              in->before, (RiskctxRiskCategory) i, (RiskctxRiskCategory) j);
          double value =
              riskctx_figure_is_defined (figure) ? riskctx_figure_get_value (figure, NULL) : NAN;

          values[i * (int) N_CATEGORIES + j] = value != 0 ? value : NAN;
          if (value == 0)
            riskctx_report_row_value (row, riskctx_report_value_number ("—", 0, in->currency));
          else
            riskctx_report_row_figure (in, table, row, figure);
          take_text (in, texts, figure);
        }
      take_text (in, texts,
                 riskctx_loss_figure_dup_mean (
                     riskctx_loss_result_get_by_cause (in->before, (RiskctxRiskCategory) i)));
    }
  for (int j = 0; j < (int) N_CATEGORIES; j++)
    take_text (in, texts,
               riskctx_loss_figure_dup_mean (
                   riskctx_loss_result_get_by_impact (in->before, (RiskctxRiskCategory) j)));
  take_text (in, texts,
             riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (in->before)));
  heat.texts = (const char *const *) texts->pdata;
  add_figure (blocks, "chart-cause-effect", riskctx_report_word (in, "report.chart.cause-effect"),
              riskctx_chart_draw_heat (&heat));
}

/* Where the curve of annual losses lies against what is tolerated. The curve comes as pairs of loss
 * and probability; it is cut where years become rarer than one in a thousand. */
typedef struct
{
  GArray *x;
  GArray *y;
} Points;

static Points
points_new (void)
{
  return (Points){ g_array_new (FALSE, FALSE, sizeof (double)),
                   g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
points_add (Points *points, double x, double y)
{
  g_array_append_val (points->x, x);
  g_array_append_val (points->y, y);
}

static void
points_clear (Points *points)
{
  g_array_unref (points->x);
  g_array_unref (points->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

static Points
read_curve (RiskctxLossFigure *figure)
{
  g_autoptr(GBytes) bytes = riskctx_loss_figure_get_curve (figure, RISKCTX_LOSS_CURVE_ANNUAL);
  gsize size = 0;
  const double *pairs = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  Points points = points_new ();

  for (gsize i = 0; i < size / (2 * sizeof (double)); i++)
    {
      double loss = pairs[2 * i], probability = pairs[2 * i + 1];

      if (loss > 0 && isfinite (loss) && probability >= 0.001
          && (points.x->len == 0 || loss > g_array_index (points.x, double, points.x->len - 1)))
        points_add (&points, loss, probability);
    }
  return points;
}

static Points
read_tolerance (RiskctxAssessment *assessment)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (assessment);
  RiskctxItemList *curve = criteria ? riskctx_criteria_get_curve (criteria) : NULL;
  Points points = points_new ();

  for (guint i = 0; curve != NULL && i < riskctx_item_list_get_length (curve); i++)
    {
      RiskctxCurvePoint *point = riskctx_item_list_peek (curve, i);

      if (riskctx_curve_point_get_loss (point) > 0)
        points_add (&points, riskctx_curve_point_get_loss (point),
                    riskctx_curve_point_get_probability (point));
    }
  return points;
}

/* How often in years the losses come at which the error of the curve is shown. */
static const double marked[] = { 0.9, 0.99 };

static gsize
read_intervals (RiskctxLossResult *result, RiskctxChartInterval *intervals)
{
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autoptr(RiskctxFigure) figure =
          riskctx_loss_figure_dup_quantile (riskctx_loss_result_get_total (result), marked[i]);
      double value = riskctx_figure_get_value (figure, NULL);
      double error = riskctx_figure_get_error (figure);

      if (riskctx_figure_is_defined (figure) && error > 0 && value > error)
        intervals[n++] = (RiskctxChartInterval){ value - error, value + error, 1 - marked[i] };
    }
  return n;
}

static void
add_exceedance (const RiskctxReportInputs *in, JsonArray *blocks)
{
  g_auto(Points) today = read_curve (riskctx_loss_result_get_total (in->before));
  g_auto(Points) later =
      in->after ? read_curve (riskctx_loss_result_get_total (in->after)) : points_new ();
  g_auto(Points) tolerance = read_tolerance (in->assessment);
  const struct
  {
    Points *points;
    const char *key;
    gboolean limit;
  } lines[] = {
    { &today, "report.today", FALSE },
    { &later, "report.with-plan", FALSE },
    { &tolerance, "report.tolerance", TRUE },
  };
  RiskctxChartCurve curves[G_N_ELEMENTS (lines)];
  RiskctxChartInterval intervals[2 * G_N_ELEMENTS (marked)];
  RiskctxChartPlot plot = {
    .frame = { .head = { .id = "chart-exceedance",
                         .title = riskctx_report_word (in, "report.chart.exceedance"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 900 },
    .x = { .title = riskctx_report_word (in, "report.annual-loss"),
           .format = riskctx_report_axis_money,
           .data = (gpointer) in,
           .logarithmic = TRUE },
    .y = { .title = riskctx_report_word (in, "report.probability-of-more"),
           .format = riskctx_report_axis_percent,
           .data = (gpointer) in,
           .logarithmic = TRUE },
    .curves = curves,
  };

  plot.intervals = intervals;
  plot.intervals_label = riskctx_report_word (in, "report.margin");
  plot.n_intervals = read_intervals (in->before, intervals);
  if (in->after != NULL)
    plot.n_intervals += read_intervals (in->after, intervals + plot.n_intervals);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].points->x->len > 0)
      {
        curves[plot.n_curves] = (RiskctxChartCurve){
          riskctx_report_word (in, lines[i].key),     (const double *) lines[i].points->x->data,
          (const double *) lines[i].points->y->data,  lines[i].points->x->len,
          lines[i].limit ? 0 : (guint) plot.n_curves, lines[i].limit,
        };
        plot.n_curves++;
      }
  add_figure (blocks, "chart-exceedance", riskctx_report_word (in, "report.chart.exceedance"),
              riskctx_chart_draw_plot (&plot));
}

/* The verdicts on one part of the criteria, as a group of the table. */
static void
add_verdicts_on (const RiskctxReportInputs *in,
                 JsonObject *table,
                 RiskctxCriterionKind kind,
                 const char *title)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (in->evaluation);
  GListModel *after =
      in->evaluation_after ? riskctx_evaluation_get_verdicts (in->evaluation_after) : NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);
      g_autoptr(RiskctxVerdict) later = after ? g_list_model_get_item (after, i) : NULL;
      RiskctxOutcome outcome = riskctx_verdict_get_outcome (verdict);
      RiskctxFigure *figure = riskctx_verdict_get_figure (verdict);
      const char *subject = riskctx_report_word (in, "report.whole-organization");
      g_autofree char *what = NULL;
      JsonArray *row;

      if (riskctx_verdict_get_kind (verdict) != kind)
        continue;
      if (!any)
        riskctx_report_table_group (table, riskctx_report_word (in, title));
      any = TRUE;
      if (riskctx_verdict_has_category (verdict))
        subject = riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY,
                                        (int) riskctx_verdict_get_category (verdict));
      what = riskctx_report_fill (in, "report.part-of", subject,
                                  riskctx_report_say (in, riskctx_figure_get_label (figure)), NULL);
      row = riskctx_report_table_row (table, outcome == RISKCTX_OUTCOME_EXCEEDED
                                                 ? RISKCTX_REPORT_TONE_BAD
                                                 : RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_text (row, what);
      riskctx_report_row_value (
          row, riskctx_report_value_money (in, riskctx_verdict_get_limit (verdict)));
      riskctx_report_row_figure (in, table, row, figure);
      riskctx_report_row_text (row, riskctx_report_label (in, RISKCTX_TYPE_OUTCOME, (int) outcome));
      if (later == NULL)
        {
          riskctx_report_row_text (row, "—");
          riskctx_report_row_text (row, "—");
          continue;
        }
      riskctx_report_row_figure (in, table, row, riskctx_verdict_get_figure (later));
      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_OUTCOME,
                                                     (int) riskctx_verdict_get_outcome (later)));
    }
}

static void
add_verdicts (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (in->evaluation);
  JsonObject *table;

  if (g_list_model_get_n_items (verdicts) == 0)
    return;
  table =
      riskctx_report_add_table (blocks, "verdicts", riskctx_report_word (in, "report.verdicts"));
  riskctx_report_table_grouped (table, riskctx_report_word (in, "report.kind"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.criterion"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.limit"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.today"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.outcome"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.with-plan"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.outcome-after"), FALSE);
  add_verdicts_on (in, table, RISKCTX_CRITERION_KIND_LIMIT, "report.limits");
  add_verdicts_on (in, table, RISKCTX_CRITERION_KIND_CURVE, "report.curve-points");
  add_verdicts_on (in, table, RISKCTX_CRITERION_KIND_THRESHOLD, "report.thresholds");
}

static void
add_grounds (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *results = riskctx_grounds_get_results (in->grounds);
  JsonArray *items =
      riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.grounds"));

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr(RiskctxGroundResult) result = g_list_model_get_item (results, i);
      gboolean holds = riskctx_ground_result_get_holds (result);
      g_autofree char *text = riskctx_report_fill (
          in, holds ? "report.ground-holds" : "report.ground-fails",
          riskctx_report_label (in, RISKCTX_TYPE_GROUND,
                                (int) riskctx_ground_result_get_ground (result)),
          NULL, NULL);

      riskctx_report_add_statement (
          items, NULL, text,
          riskctx_report_say (in, riskctx_ground_result_get_justification (result)), NULL,
          holds ? RISKCTX_REPORT_TONE_GOOD : RISKCTX_REPORT_TONE_NORMAL);
    }
  riskctx_report_add_paragraph (
      blocks, riskctx_report_say (in, riskctx_grounds_get_conclusion (in->grounds)),
      riskctx_grounds_get_any_holds (in->grounds) ? RISKCTX_REPORT_TONE_GOOD
                                                  : RISKCTX_REPORT_TONE_WARNING);
}

void
riskctx_report_write_base (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "base", riskctx_report_word (in, "report.section.base"));

  riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.base-is"),
                                RISKCTX_REPORT_TONE_NOTE);
  add_categories (in, blocks);
  add_category_chart (in, blocks);
  add_grounds (in, blocks);
  add_exceedance (in, blocks);
  add_verdicts (in, blocks);
  add_cause_effect (in, blocks);
  add_risk_table (in, blocks);
}
