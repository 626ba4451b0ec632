/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>

#define DEFAULT_HEIGHT 220
#define WIDEST 64

typedef struct
{
  const RiskctxChartColumns *columns;
  RiskctxSvg                *svg;
  RiskctxChartScale          y;
  int                        width;
  double                     start;
  double                     step;      /* from one period to the next */
} Drawing;

static double
value_at (const RiskctxChartColumns *columns,
          gsize                      series,
          gsize                      period)
{
  double value = columns->series[series].values[period];

  return isfinite (value) ? value : 0.0;
}

/* Height of what is stacked upward and downward in a period. */
static void
stack (const RiskctxChartColumns *columns,
       gsize                      period,
       double                    *up,
       double                    *down)
{
  *up = *down = 0;
  for (gsize s = 0; s < columns->n_series; s++)
    {
      double value = value_at (columns, s, period);

      if (value > 0)
        *up += value;
      else
        *down += value;
    }
}

static void
draw_total (Drawing *drawing,
            gsize    period,
            double   sum,
            double   y)
{
  g_autofree char *text = drawing->columns->y.format (sum, drawing->columns->y.data);
  double center = drawing->start + ((double) period + 0.5) * drawing->step;
  g_auto(GStrv) lines = riskctx_svg_text_wrap (text, (int) drawing->step - 4,
                                               RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_WEIGHT_BOLD, 2);
  int n = (int) g_strv_length (lines);

  riskctx_svg_lines (drawing->svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_BOLD,
                     RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_MIDDLE, center,
                     y - 6 - (n - 1) * RISKCTX_CHART_LEADING, RISKCTX_CHART_LEADING,
                     (const char *const *) lines);
}

static GStrv
period_lines (const Drawing *drawing,
              gsize          period)
{
  return riskctx_svg_text_wrap (drawing->columns->periods[period], (int) drawing->step - 4,
                                RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_WEIGHT_REGULAR, 3);
}

static int
periods_height (const Drawing *drawing)
{
  guint lines = 1;

  for (gsize p = 0; p < drawing->columns->n_periods; p++)
    {
      g_auto(GStrv) name = period_lines (drawing, p);

      lines = MAX (lines, g_strv_length (name));
    }

  return 10 + (int) lines * RISKCTX_CHART_LEADING;
}

static void
draw_period (Drawing *drawing,
             gsize    period,
             double   below)
{
  const RiskctxChartColumns *columns = drawing->columns;
  double width = MIN (WIDEST, drawing->step * 0.6);
  double center = drawing->start + ((double) period + 0.5) * drawing->step;
  g_auto(GStrv) name = period_lines (drawing, period);
  double up = 0;
  double down = 0;

  for (gsize s = 0; s < columns->n_series; s++)
    {
      double value = value_at (columns, s, period);
      double *base = value > 0 ? &up : &down;
      double from = riskctx_chart_scale_map (&drawing->y, *base);
      double to = riskctx_chart_scale_map (&drawing->y, *base + value);
      g_autofree char *text = columns->y.format (value, columns->y.data);
      g_autofree char *title = g_strdup_printf ("%s, %s: %s", columns->periods[period],
                                                columns->series[s].label, text);

      riskctx_svg_open (drawing->svg, title);
      riskctx_chart_fill (drawing->svg, (guint) s, center - width / 2, MIN (from, to), width,
                          fabs (to - from));
      riskctx_svg_close (drawing->svg);
      *base += value;
    }
  draw_total (drawing, period, up + down, riskctx_chart_scale_map (&drawing->y, up));
  riskctx_svg_lines (drawing->svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                     RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_MIDDLE, center, below + 17,
                     RISKCTX_CHART_LEADING, (const char *const *) name);
}

/**
 * riskctx_chart_draw_columns:
 * @columns: series of values by period
 *
 * Draws one column for each period, made of the series on top of each other, with their sum above.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_chart_draw_columns (const RiskctxChartColumns *columns)
{
  Drawing drawing = { .columns = columns, .width = riskctx_chart_width (&columns->frame) };
  RiskctxChartAxis axis = columns->y;
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (RiskctxChartKey));
  int height = columns->height > 0 ? columns->height : DEFAULT_HEIGHT;
  double low = 0;
  double high = 0;
  int legend;
  int title = riskctx_chart_draw_title (NULL, axis.title, RISKCTX_SVG_ANCHOR_START, 0, 0,
                                        drawing.width - 2 * RISKCTX_CHART_MARGIN);
  int top;
  int bottom;

  for (gsize s = 0; s < columns->n_series; s++)
    {
      RiskctxChartKey key = { RISKCTX_CHART_KEY_FILL, (guint) s, columns->series[s].label };

      g_array_append_val (keys, key);
    }
  for (gsize p = 0; p < columns->n_periods; p++)
    {
      double up;
      double down;

      stack (columns, p, &up, &down);
      high = MAX (high, up);
      low = MIN (low, down);
    }
  if (columns->n_periods == 0 || columns->n_series == 0 || (low == 0 && high == 0))
    return riskctx_chart_draw_empty (&columns->frame);

  legend = riskctx_chart_draw_legend (NULL, keys, 0, drawing.width);
  axis.from_zero = TRUE;
  riskctx_chart_scale_init (&drawing.y, &axis, low, high, 5);
  top = RISKCTX_CHART_MARGIN + legend + title + 36;
  bottom = top + height;
  drawing.y.start = bottom;
  drawing.y.end = top;
  drawing.start = RISKCTX_CHART_MARGIN + riskctx_chart_scale_extent (&drawing.y) + 8;
  drawing.step = (drawing.width - RISKCTX_CHART_MARGIN - drawing.start)
                 / (double) columns->n_periods;
  drawing.svg = riskctx_svg_new (&columns->frame.head, drawing.width,
                                 bottom + periods_height (&drawing));
  riskctx_chart_draw_legend (drawing.svg, keys, RISKCTX_CHART_MARGIN, drawing.width);
  riskctx_chart_draw_title (drawing.svg, axis.title, RISKCTX_SVG_ANCHOR_START,
                            RISKCTX_CHART_MARGIN, RISKCTX_CHART_MARGIN + legend,
                            drawing.width - 2 * RISKCTX_CHART_MARGIN);
  for (gsize i = 0; i < drawing.y.n_ticks; i++)
    {
      double y = riskctx_chart_scale_map (&drawing.y, drawing.y.ticks[i]);

      riskctx_svg_line (drawing.svg, RISKCTX_SVG_PAINT_GRID, drawing.start, y,
                        drawing.width - RISKCTX_CHART_MARGIN, y);
      riskctx_svg_text (drawing.svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                        RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_END, drawing.start - 8, y + 4,
                        drawing.y.texts[i]);
    }
  for (gsize p = 0; p < columns->n_periods; p++)
    draw_period (&drawing, p, bottom);
  riskctx_svg_line (drawing.svg, RISKCTX_SVG_PAINT_AXIS, drawing.start,
                    riskctx_chart_scale_map (&drawing.y, 0), drawing.width - RISKCTX_CHART_MARGIN,
                    riskctx_chart_scale_map (&drawing.y, 0));
  riskctx_chart_scale_clear (&drawing.y);

  return riskctx_svg_finish (drawing.svg);
}
