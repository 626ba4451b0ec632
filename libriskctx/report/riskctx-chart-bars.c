/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>

#define LABEL_WIDTH 220
#define TEXT_WIDTH 190
#define BAR 16
#define ROW_PAD 7

typedef struct
{
  GStrv label;
  GStrv text;
  int   height;
} Row;

typedef struct
{
  const RiskctxChartBars *bars;
  RiskctxSvg             *svg;
  RiskctxChartScale       scale;
  Row                    *rows;
  int                     width;
  int                     label_width;
  int                     text_width;
  int                     top;
  int                     bottom;
} Drawing;

static gboolean
fits (const RiskctxChartBars *bars,
      double                  value)
{
  return isfinite (value) && (!bars->axis.logarithmic || value > 0);
}

static gboolean
find_range (const RiskctxChartBars *bars,
            double                 *low,
            double                 *high)
{
  *low = G_MAXDOUBLE;
  *high = -G_MAXDOUBLE;
  for (gsize i = 0; i < bars->n_bars; i++)
    {
      const double values[] = { bars->bars[i].value, bars->bars[i].low, bars->bars[i].high };

      for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
        if (fits (bars, values[k]))
          {
            *low = MIN (*low, values[k]);
            *high = MAX (*high, values[k]);
          }
    }
  if (*low > *high)
    return FALSE;
  if (fits (bars, bars->limit))
    {
      *low = MIN (*low, bars->limit);
      *high = MAX (*high, bars->limit);
    }
  return TRUE;
}

static GArray *
bar_keys (const RiskctxChartBars *bars)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (RiskctxChartKey));
  RiskctxChartKey value = { bars->ranges ? RISKCTX_CHART_KEY_MARK : RISKCTX_CHART_KEY_BAR, 0,
                            bars->value_label };
  RiskctxChartKey interval = { RISKCTX_CHART_KEY_INTERVAL, 0, bars->interval_label };
  RiskctxChartKey limit = { RISKCTX_CHART_KEY_LIMIT_LINE, 0, bars->limit_label };

  if (bars->value_label != NULL)
    g_array_append_val (keys, value);
  if (bars->interval_label != NULL)
    g_array_append_val (keys, interval);
  if (bars->limit_label != NULL && fits (bars, bars->limit))
    g_array_append_val (keys, limit);

  return keys;
}

/* Texts take the width they need, up to a share of the chart; longer ones take further lines. */
static void
measure_rows (Drawing *drawing)
{
  const RiskctxChartBars *bars = drawing->bars;
  int label_most = MIN (LABEL_WIDTH, drawing->width * 3 / 10);
  int text_most = MIN (TEXT_WIDTH, drawing->width * 3 / 10);

  drawing->rows = g_new0 (Row, bars->n_bars);
  for (gsize i = 0; i < bars->n_bars; i++)
    {
      Row *row = &drawing->rows[i];

      row->label = riskctx_svg_text_wrap (bars->bars[i].label, label_most, RISKCTX_CHART_TEXT_SIZE,
                                          RISKCTX_SVG_WEIGHT_REGULAR, 0);
      row->text = riskctx_svg_text_wrap (bars->bars[i].text, text_most, RISKCTX_CHART_TEXT_SIZE,
                                         RISKCTX_SVG_WEIGHT_REGULAR, 0);
      row->height = MAX (BAR, (int) MAX (g_strv_length (row->label), g_strv_length (row->text))
                              * RISKCTX_CHART_LEADING) + 2 * ROW_PAD;
      drawing->label_width
        = MAX (drawing->label_width,
               riskctx_svg_text_extent ((const char *const *) row->label, RISKCTX_CHART_TEXT_SIZE,
                                        RISKCTX_SVG_WEIGHT_REGULAR));
      drawing->text_width
        = MAX (drawing->text_width,
               riskctx_svg_text_extent ((const char *const *) row->text, RISKCTX_CHART_TEXT_SIZE,
                                        RISKCTX_SVG_WEIGHT_REGULAR));
      drawing->bottom += row->height;
    }
}

static void
draw_interval (Drawing             *drawing,
               const RiskctxChartBar *bar,
               double               middle)
{
  double x1;
  double x2;

  if (!fits (drawing->bars, bar->low) || !fits (drawing->bars, bar->high))
    return;
  x1 = riskctx_chart_scale_map (&drawing->scale, bar->low);
  x2 = riskctx_chart_scale_map (&drawing->scale, bar->high);
  if (drawing->bars->ranges)
    riskctx_svg_rect (drawing->svg, RISKCTX_SVG_PAINT_SOFT_FILL, x1, middle - 6, x2 - x1, 12, 3);
  riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_INTERVAL, x1, middle, x2, middle);
  riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_INTERVAL, x1, middle - 5, x1, middle + 5);
  riskctx_svg_line (drawing->svg, RISKCTX_SVG_PAINT_INTERVAL, x2, middle - 5, x2, middle + 5);
}

static void
draw_row (Drawing               *drawing,
          const RiskctxChartBar *bar,
          const Row             *row,
          int                    y)
{
  RiskctxSvg *svg = drawing->svg;
  double middle = y + row->height / 2.0;
  double base = middle + 4;
  int n_label = (int) g_strv_length (row->label);
  int n_text = (int) g_strv_length (row->text);
  g_autofree char *title = g_strdup_printf ("%s: %s", bar->label, bar->text);

  riskctx_svg_open (svg, title);
  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                     RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_START, RISKCTX_CHART_MARGIN,
                     base - (n_label - 1) * RISKCTX_CHART_LEADING / 2.0, RISKCTX_CHART_LEADING,
                     (const char *const *) row->label);
  if (!drawing->bars->ranges && fits (drawing->bars, bar->value))
    {
      double zero = drawing->scale.logarithmic ? drawing->scale.start
                                               : riskctx_chart_scale_map (&drawing->scale, 0);
      double end = riskctx_chart_scale_map (&drawing->scale, bar->value);

      riskctx_svg_rect (svg, RISKCTX_SVG_PAINT_BAR, MIN (zero, end), middle - BAR / 2.0,
                        fabs (end - zero), BAR, 0);
    }
  draw_interval (drawing, bar, middle);
  if (drawing->bars->ranges && fits (drawing->bars, bar->value))
    riskctx_svg_circle (svg, RISKCTX_SVG_PAINT_MARK,
                        riskctx_chart_scale_map (&drawing->scale, bar->value), middle, 4.5);
  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                     RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_END,
                     drawing->width - RISKCTX_CHART_MARGIN,
                     base - (n_text - 1) * RISKCTX_CHART_LEADING / 2.0, RISKCTX_CHART_LEADING,
                     (const char *const *) row->text);
  riskctx_svg_close (svg);
}

/**
 * riskctx_chart_draw_bars:
 * @bars: rows with a value, an interval, and their words
 *
 * Draws horizontal bars, or ranges with a mark, one below the other in the order given. The words
 * stand beside the bars in columns of their own.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_chart_draw_bars (const RiskctxChartBars *bars)
{
  Drawing drawing = { .bars = bars, .width = riskctx_chart_width (&bars->frame) };
  RiskctxChartAxis axis = bars->axis;
  g_autoptr(GArray) keys = bar_keys (bars);
  int legend = riskctx_chart_draw_legend (NULL, keys, 0, drawing.width);
  double low;
  double high;
  int room;
  int y;

  if (!find_range (bars, &low, &high))
    return riskctx_chart_draw_empty (&bars->frame);

  axis.from_zero = axis.from_zero || !bars->ranges;
  drawing.top = RISKCTX_CHART_MARGIN + legend + 6;
  drawing.bottom = drawing.top;
  measure_rows (&drawing);
  riskctx_chart_scale_init (&drawing.scale, &axis, low, high, 5);
  drawing.scale.start = RISKCTX_CHART_MARGIN + drawing.label_width + 14;
  drawing.scale.end = drawing.width - RISKCTX_CHART_MARGIN - drawing.text_width - 18;
  room = (int) drawing.scale.end - RISKCTX_CHART_MARGIN;
  drawing.svg = riskctx_svg_new (&bars->frame.head, drawing.width,
                                 drawing.bottom + 30
                                 + riskctx_chart_draw_title (NULL, axis.title,
                                                             RISKCTX_SVG_ANCHOR_END, 0, 0, room));
  riskctx_chart_draw_legend (drawing.svg, keys, RISKCTX_CHART_MARGIN, drawing.width);
  riskctx_chart_draw_x_axis (&drawing.scale, drawing.svg, drawing.top, drawing.bottom,
                             drawing.width - 4);
  y = drawing.top;
  for (gsize i = 0; i < bars->n_bars; i++)
    {
      draw_row (&drawing, &bars->bars[i], &drawing.rows[i], y);
      y += drawing.rows[i].height;
      g_strfreev (drawing.rows[i].label);
      g_strfreev (drawing.rows[i].text);
    }
  if (fits (bars, bars->limit))
    {
      double x = riskctx_chart_scale_map (&drawing.scale, bars->limit);

      riskctx_svg_line (drawing.svg, RISKCTX_SVG_PAINT_LIMIT_LINE, x, drawing.top, x,
                        drawing.bottom);
    }
  riskctx_chart_draw_title (drawing.svg, axis.title, RISKCTX_SVG_ANCHOR_END, drawing.scale.end,
                            drawing.bottom + 24, room);
  riskctx_chart_scale_clear (&drawing.scale);
  g_free (drawing.rows);

  return riskctx_svg_finish (drawing.svg);
}
