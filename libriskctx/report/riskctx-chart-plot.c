/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>

#define DEFAULT_HEIGHT 280
#define MARK_ROW 18

typedef struct
{
  double low;
  double high;
} Range;

typedef struct
{
  const RiskctxChartPlot *plot;
  RiskctxSvg             *svg;
  RiskctxChartScale       x;
  RiskctxChartScale       y;
  int                     width;
  int                     top;
  int                     bottom;
} Drawing;

static gboolean
fits (const RiskctxChartAxis *axis,
      double                  value)
{
  return isfinite (value) && (!axis->logarithmic || value > 0);
}

static gboolean
is_shown (const RiskctxChartPlot *plot,
          double                  x,
          double                  y)
{
  return fits (&plot->x, x) && fits (&plot->y, y);
}

static void
include (Range  *range,
         double  value)
{
  range->low = MIN (range->low, value);
  range->high = MAX (range->high, value);
}

static gboolean
find_ranges (const RiskctxChartPlot *plot,
             Range                  *x,
             Range                  *y)
{
  gboolean any = FALSE;

  *x = *y = (Range) { G_MAXDOUBLE, -G_MAXDOUBLE };
  for (gsize c = 0; c < plot->n_curves; c++)
    for (gsize i = 0; i < plot->curves[c].n; i++)
      if (is_shown (plot, plot->curves[c].x[i], plot->curves[c].y[i]))
        {
          include (x, plot->curves[c].x[i]);
          include (y, plot->curves[c].y[i]);
          any = TRUE;
        }
  for (gsize i = 0; i < plot->n_points; i++)
    if (is_shown (plot, plot->points_x[i], plot->points_y[i]))
      {
        include (x, plot->points_x[i]);
        include (y, plot->points_y[i]);
        any = TRUE;
      }
  for (gsize i = 0; any && i < plot->n_marks; i++)
    if (fits (&plot->x, plot->marks[i].x))
      include (x, plot->marks[i].x);

  return any;
}

static GArray *
plot_keys (const RiskctxChartPlot *plot)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (RiskctxChartKey));

  for (gsize c = 0; c < plot->n_curves; c++)
    {
      RiskctxChartKey key = { plot->curves[c].limit ? RISKCTX_CHART_KEY_LIMIT_LINE
                                                    : RISKCTX_CHART_KEY_LINE,
                              plot->curves[c].style, plot->curves[c].label };

      if (key.label != NULL)
        g_array_append_val (keys, key);
    }
  if (plot->n_points > 0 && plot->points_label != NULL)
    {
      RiskctxChartKey key = { RISKCTX_CHART_KEY_POINT, 0, plot->points_label };

      g_array_append_val (keys, key);
    }
  if (plot->n_intervals > 0 && plot->intervals_label != NULL)
    {
      RiskctxChartKey key = { RISKCTX_CHART_KEY_INTERVAL, 0, plot->intervals_label };

      g_array_append_val (keys, key);
    }

  return keys;
}

static void
draw_axes (Drawing *drawing)
{
  const RiskctxChartPlot *plot = drawing->plot;
  RiskctxSvg *svg = drawing->svg;
  const RiskctxChartScale *x = &drawing->x;
  const RiskctxChartScale *y = &drawing->y;

  riskctx_chart_draw_x_axis (x, svg, drawing->top, drawing->bottom, drawing->width - 4);
  for (gsize i = 0; i < y->n_ticks; i++)
    {
      double at = riskctx_chart_scale_map (y, y->ticks[i]);

      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_GRID, x->start, at, x->end, at);
      riskctx_svg_text (svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                        RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_END, x->start - 8, at + 4,
                        y->texts[i]);
    }
  riskctx_svg_line (svg, RISKCTX_SVG_PAINT_AXIS, x->start, drawing->top, x->start,
                    drawing->bottom);
  riskctx_svg_line (svg, RISKCTX_SVG_PAINT_AXIS, x->start, drawing->bottom, x->end,
                    drawing->bottom);
  if (!y->logarithmic && y->low < 0 && y->high > 0)
    {
      double zero = riskctx_chart_scale_map (y, 0);

      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_REFERENCE_LINE, x->start, zero, x->end, zero);
    }
  riskctx_chart_draw_title (svg, plot->x.title, RISKCTX_SVG_ANCHOR_END, x->end,
                            drawing->bottom + 24, (int) (x->end - x->start));
}

/* Points that add no more than a third of a pixel are left out: curves come with thousands. */
static void
draw_curve (Drawing                 *drawing,
            const RiskctxChartCurve *curve)
{
  g_autoptr(GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  RiskctxSvgPaint paint = curve->limit ? RISKCTX_SVG_PAINT_LIMIT_LINE
                                       : riskctx_chart_line_paint (curve->style);

  riskctx_svg_open (drawing->svg, curve->label);
  for (gsize i = 0; i < curve->n; i++)
    {
      double x;
      double y;
      guint n = xy->len;

      if (!is_shown (drawing->plot, curve->x[i], curve->y[i]))
        continue;
      x = riskctx_chart_scale_map (&drawing->x, curve->x[i]);
      y = riskctx_chart_scale_map (&drawing->y, curve->y[i]);
      if (n > 0 && i + 1 < curve->n && fabs (x - g_array_index (xy, double, n - 2)) < 0.33
          && fabs (y - g_array_index (xy, double, n - 1)) < 0.33)
        continue;
      g_array_append_val (xy, x);
      g_array_append_val (xy, y);
    }
  if (xy->len == 2)
    riskctx_svg_circle (drawing->svg, RISKCTX_SVG_PAINT_MARK, g_array_index (xy, double, 0),
                        g_array_index (xy, double, 1), 3);
  riskctx_svg_polyline (drawing->svg, paint, (const double *) xy->data, xy->len / 2, 0);
  riskctx_svg_close (drawing->svg);
}

static void
draw_points (Drawing *drawing)
{
  const RiskctxChartPlot *plot = drawing->plot;

  for (gsize i = 0; i < plot->n_points; i++)
    if (is_shown (plot, plot->points_x[i], plot->points_y[i]))
      {
        g_autofree char *x = plot->x.format (plot->points_x[i], plot->x.data);
        g_autofree char *y = plot->y.format (plot->points_y[i], plot->y.data);
        g_autofree char *title = g_strdup_printf ("%s: %s, %s", plot->points_label, x, y);

        riskctx_svg_open (drawing->svg, title);
        riskctx_svg_diamond (drawing->svg, RISKCTX_SVG_PAINT_LIMIT_MARK,
                             riskctx_chart_scale_map (&drawing->x, plot->points_x[i]),
                             riskctx_chart_scale_map (&drawing->y, plot->points_y[i]), 6);
        riskctx_svg_close (drawing->svg);
      }
}

static void
draw_intervals (Drawing *drawing)
{
  const RiskctxChartPlot *plot = drawing->plot;

  for (gsize i = 0; i < plot->n_intervals; i++)
    {
      const RiskctxChartInterval *interval = &plot->intervals[i];
      double x[2], y;

      if (!is_shown (plot, interval->low, interval->y) || !isfinite (interval->high))
        continue;
      x[0] = riskctx_chart_scale_map (&drawing->x, interval->low);
      x[1] = riskctx_chart_scale_map (&drawing->x, interval->high);
      y = riskctx_chart_scale_map (&drawing->y, interval->y);
      riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_INTERVAL, x[0], y, x[1], y);
      for (guint k = 0; k < 2; k++)
        riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_INTERVAL, x[k], y - 5, x[k], y + 5);
    }
}

typedef struct
{
  double      x;
  const char *label;
  GStrv       text;
  int         width;
  gboolean    leftward;
} PlacedMark;

/* Words to the right of their line go from left to right down the rows, then words to the left of
 * it from right to left: so a line rarely passes a word below it. */
static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const PlacedMark *left = a;
  const PlacedMark *right = b;
  int order = left->x < right->x ? -1 : left->x > right->x;

  if (left->leftward != right->leftward)
    return left->leftward ? 1 : -1;
  if (order == 0)
    return g_strcmp0 (left->label, right->label);
  return left->leftward ? -order : order;
}

static GArray *
place_marks (const Drawing *drawing)
{
  const RiskctxChartPlot *plot = drawing->plot;
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (PlacedMark));

  for (gsize i = 0; i < plot->n_marks; i++)
    {
      PlacedMark mark = { 0, plot->marks[i].label, NULL, 0, FALSE };
      int room;

      if (!fits (&plot->x, plot->marks[i].x))
        continue;
      mark.x = riskctx_chart_scale_map (&drawing->x, plot->marks[i].x);
      room = drawing->width - (int) mark.x - 12;
      mark.leftward = riskctx_svg_text_width (mark.label, RISKCTX_CHART_TEXT_SIZE,
                                              RISKCTX_SVG_WEIGHT_BOLD) > room
                      && mark.x > drawing->width / 2.0;
      if (mark.leftward)
        room = (int) mark.x - 12;
      mark.text = riskctx_svg_text_wrap (mark.label, room, RISKCTX_CHART_TEXT_SIZE,
                                         RISKCTX_SVG_WEIGHT_BOLD, 1);
      mark.width = 8 + riskctx_svg_text_extent ((const char *const *) mark.text,
                                                RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_WEIGHT_BOLD);
      g_array_append_val (marks, mark);
    }
  g_array_sort (marks, compare_marks);

  return marks;
}

static gboolean
lines_pass_words (const GArray *marks)
{
  for (guint i = 0; i < marks->len; i++)
    for (guint k = i + 1; k < marks->len; k++)
      {
        const PlacedMark *above = &g_array_index (marks, PlacedMark, i);
        const PlacedMark *below = &g_array_index (marks, PlacedMark, k);
        double start = below->leftward ? below->x - below->width : below->x;

        if (above->x > start && above->x < start + below->width)
          return TRUE;
      }
  return FALSE;
}

/* Each mark has a row of its own above the plot, so that their words never meet. */
static void
draw_marks (Drawing *drawing)
{
  const RiskctxChartScale *y = &drawing->y;
  gboolean crosses = !y->logarithmic && y->low < 0 && y->high > 0;
  g_autoptr(GArray) marks = place_marks (drawing);
  gboolean low = lines_pass_words (marks);

  for (guint i = 0; i < marks->len; i++)
    {
      PlacedMark *mark = &g_array_index (marks, PlacedMark, i);
      double row = drawing->top - MARK_ROW * (double) (marks->len - i) + 7;

      riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_REFERENCE_LINE, mark->x,
                        low ? drawing->top : row - 10, mark->x, drawing->bottom);
      riskctx_svg_lines (drawing->svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_BOLD,
                         RISKCTX_CHART_TEXT_SIZE,
                         mark->leftward ? RISKCTX_SVG_ANCHOR_END : RISKCTX_SVG_ANCHOR_START,
                         mark->leftward ? mark->x - 6 : mark->x + 6, row, RISKCTX_CHART_LEADING,
                         (const char *const *) mark->text);
      if (crosses)
        riskctx_svg_circle (drawing->svg, RISKCTX_SVG_PAINT_MARK, mark->x,
                            riskctx_chart_scale_map (y, 0), 5);
      g_strfreev (mark->text);
    }
}

/**
 * riskctx_chart_draw_plot:
 * @plot: axes, curves, points and marks
 *
 * Draws curves over two axes: the probability that a loss is exceeded, or money over the years.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_chart_draw_plot (const RiskctxChartPlot *plot)
{
  Drawing drawing = { .plot = plot, .width = riskctx_chart_width (&plot->frame) };
  g_autoptr(GArray) keys = plot_keys (plot);
  int legend = riskctx_chart_draw_legend (NULL, keys, 0, drawing.width);
  int title = riskctx_chart_draw_title (NULL, plot->y.title, RISKCTX_SVG_ANCHOR_START, 0, 0,
                                        drawing.width - 2 * RISKCTX_CHART_MARGIN);
  int height = plot->height > 0 ? plot->height : DEFAULT_HEIGHT;
  int last;
  Range x;
  Range y;

  if (!find_ranges (plot, &x, &y))
    return riskctx_chart_draw_empty (&plot->frame);

  riskctx_chart_scale_init (&drawing.x, &plot->x, x.low, x.high, 8);
  riskctx_chart_scale_init (&drawing.y, &plot->y, y.low, y.high, 6);
  drawing.top = RISKCTX_CHART_MARGIN + legend + title + MARK_ROW * (int) plot->n_marks + 12;
  drawing.bottom = drawing.top + height;
  last = riskctx_svg_text_width (drawing.x.texts[drawing.x.n_ticks - 1], RISKCTX_CHART_TEXT_SIZE,
                                 RISKCTX_SVG_WEIGHT_REGULAR);
  drawing.x.start = RISKCTX_CHART_MARGIN + riskctx_chart_scale_extent (&drawing.y) + 8;
  drawing.x.end = drawing.width - MAX (16, last / 2 + 6);
  drawing.y.start = drawing.bottom;
  drawing.y.end = drawing.top;
  drawing.svg = riskctx_svg_new (&plot->frame.head, drawing.width,
                                 drawing.bottom + 30
                                 + riskctx_chart_draw_title (NULL, plot->x.title,
                                                             RISKCTX_SVG_ANCHOR_END, 0, 0,
                                                             (int) (drawing.x.end
                                                                    - drawing.x.start)));
  riskctx_chart_draw_legend (drawing.svg, keys, RISKCTX_CHART_MARGIN, drawing.width);
  riskctx_chart_draw_title (drawing.svg, plot->y.title, RISKCTX_SVG_ANCHOR_START,
                            RISKCTX_CHART_MARGIN, RISKCTX_CHART_MARGIN + legend,
                            drawing.width - 2 * RISKCTX_CHART_MARGIN);
  draw_axes (&drawing);
  for (gsize c = plot->n_curves; c > 0; c--)
    draw_curve (&drawing, &plot->curves[c - 1]);
  draw_intervals (&drawing);
  draw_points (&drawing);
  draw_marks (&drawing);
  riskctx_chart_scale_clear (&drawing.x);
  riskctx_chart_scale_clear (&drawing.y);

  return riskctx_svg_finish (drawing.svg);
}
