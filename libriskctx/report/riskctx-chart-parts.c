/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>

#define KEY_WIDTH 40
#define KEY_GAP 22
#define ROW 22

/**
 * riskctx_chart_width:
 * @frame: what every chart has
 *
 * Returns: the width of a chart in pixels
 */
int
riskctx_chart_width (const RiskctxChartFrame *frame)
{
  return frame->width > 0 ? frame->width : 720;
}

/**
 * riskctx_chart_draw_empty:
 * @frame: what every chart has
 *
 * Draws what stands where there is nothing to show, so that a reader knows why.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_chart_draw_empty (const RiskctxChartFrame *frame)
{
  int width = riskctx_chart_width (frame);
  g_auto(GStrv) lines = riskctx_svg_text_wrap (frame->empty_text, width - 40,
                                               RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_WEIGHT_REGULAR,
                                               0);
  int height = 48 + (int) g_strv_length (lines) * RISKCTX_CHART_LEADING;
  RiskctxSvg *svg = riskctx_svg_new (&frame->head, width, height);

  riskctx_svg_rect (svg, RISKCTX_SVG_PAINT_HEAT_0, 0.5, 0.5, width - 1, height - 1, 4);
  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                     RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_MIDDLE, width / 2.0, 36,
                     RISKCTX_CHART_LEADING, (const char *const *) lines);

  return riskctx_svg_finish (svg);
}

/* The next of 1, 2, 5, 10, 20, 50 … that is not smaller. */
static double
nice_step (double least)
{
  double decade = pow (10.0, floor (log10 (least)));

  for (int i = 0; i < 3; i++)
    {
      static const double steps[] = { 1, 2, 5 };

      if (steps[i] * decade >= least * (1 - 1e-9))
        return steps[i] * decade;
    }
  return 10 * decade;
}

static void
linear_ticks (RiskctxChartScale *self,
              GArray            *ticks,
              gboolean           whole,
              int                wanted)
{
  double step;
  gint64 first;
  gint64 last;

  if (self->high <= self->low)
    self->high = self->low + (self->low != 0 ? fabs (self->low) : 1);
  step = nice_step ((self->high - self->low) / wanted);
  if (whole)
    step = MAX (step, 1.0);
  first = (gint64) floor (self->low / step + 1e-9);
  last = (gint64) ceil (self->high / step - 1e-9);
  for (gint64 i = first; i <= last; i++)
    {
      double tick = (double) i * step;

      g_array_append_val (ticks, tick);
    }
  self->low = (double) first * step;
  self->high = (double) last * step;
}

/* Powers of ten; over few decades with 2 and 5 between them, over many not all. The scale itself
 * begins and ends at the next 1, 2 or 5. */
static void
log_ticks (RiskctxChartScale *self,
           GArray            *ticks,
           int                wanted)
{
  static const double parts[] = { 1, 2, 5 };
  int first;
  int last;
  int stride;
  double low;
  double high;

  if (self->high <= self->low)
    self->high = self->low * 10;
  first = (int) floor (log10 (self->low) + 1e-9);
  last = (int) ceil (log10 (self->high) - 1e-9);
  low = pow (10.0, first);
  high = pow (10.0, last);
  for (int i = 0; i < 3; i++)
    {
      if (parts[i] * pow (10.0, first) <= self->low * (1 + 1e-9))
        low = parts[i] * pow (10.0, first);
      if (parts[2 - i] * pow (10.0, last - 1) >= self->high * (1 - 1e-9))
        high = parts[2 - i] * pow (10.0, last - 1);
    }
  self->low = low;
  self->high = high;
  stride = (last - first + wanted - 1) / wanted;
  for (int decade = first; decade <= last; decade++)
    for (int i = 0; i < 3; i++)
      {
        double tick = parts[i] * pow (10.0, decade);

        if (i > 0 && 3 * (last - first) > wanted + 2)
          continue;
        if (i == 0 && (decade - first) % MAX (stride, 1) != 0)
          continue;
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
          g_array_append_val (ticks, tick);
      }
}

/**
 * riskctx_chart_scale_init:
 * @self: (out caller-allocates): a scale
 * @axis: its properties
 * @low: least value to be shown; positive on a logarithmic axis
 * @high: greatest value to be shown
 * @wanted: number of ticks that would be right
 *
 * Finds round values for the ends and the ticks of a scale.
 */
void
riskctx_chart_scale_init (RiskctxChartScale      *self,
                          const RiskctxChartAxis *axis,
                          double                  low,
                          double                  high,
                          int                     wanted)
{
  g_autoptr(GArray) ticks = g_array_new (FALSE, FALSE, sizeof (double));

  *self = (RiskctxChartScale) { .logarithmic = axis->logarithmic, .low = low, .high = high };
  if (!axis->logarithmic && axis->from_zero)
    {
      self->low = MIN (low, 0.0);
      self->high = MAX (high, 0.0);
    }
  if (axis->logarithmic)
    log_ticks (self, ticks, wanted);
  else
    linear_ticks (self, ticks, axis->whole, wanted);
  self->n_ticks = ticks->len;
  self->texts = g_new0 (char *, ticks->len + 1);
  for (guint i = 0; i < ticks->len; i++)
    self->texts[i] = axis->format (g_array_index (ticks, double, i), axis->data);
  self->ticks = (double *) g_array_free (g_steal_pointer (&ticks), FALSE);
}

/**
 * riskctx_chart_scale_clear:
 * @self: a scale
 *
 * Frees what a scale holds.
 */
void
riskctx_chart_scale_clear (RiskctxChartScale *self)
{
  g_clear_pointer (&self->ticks, g_free);
  g_clear_pointer (&self->texts, g_strfreev);
}

/**
 * riskctx_chart_scale_map:
 * @self: a scale with its place set
 * @value: a value
 *
 * Returns: the pixel of a value; values beyond the ends lie at the ends
 */
double
riskctx_chart_scale_map (const RiskctxChartScale *self,
                         double                   value)
{
  double part;

  value = CLAMP (value, self->low, self->high);
  if (self->logarithmic)
    part = (log10 (value) - log10 (self->low)) / (log10 (self->high) - log10 (self->low));
  else
    part = (value - self->low) / (self->high - self->low);

  return self->start + part * (self->end - self->start);
}

/**
 * riskctx_chart_scale_extent:
 * @self: a scale
 *
 * Returns: the width of its widest text
 */
int
riskctx_chart_scale_extent (const RiskctxChartScale *self)
{
  return riskctx_svg_text_extent ((const char *const *) self->texts, RISKCTX_CHART_TEXT_SIZE,
                                  RISKCTX_SVG_WEIGHT_REGULAR);
}

/**
 * riskctx_chart_draw_x_axis:
 * @self: a horizontal scale with its place set
 * @svg: a writer
 * @top: where its grid begins
 * @bottom: where it ends
 * @right: pixel that no text may pass
 *
 * Draws grid and texts of a horizontal scale. Texts that would touch are left out.
 */
void
riskctx_chart_draw_x_axis (const RiskctxChartScale *self,
                           RiskctxSvg              *svg,
                           double                   top,
                           double                   bottom,
                           int                      right)
{
  double taken = 0;

  for (gsize i = 0; i < self->n_ticks; i++)
    {
      double x = riskctx_chart_scale_map (self, self->ticks[i]);
      double half = riskctx_svg_text_width (self->texts[i], RISKCTX_CHART_TEXT_SIZE,
                                            RISKCTX_SVG_WEIGHT_REGULAR) / 2.0;
      double center = MIN (x, right - half);

      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_GRID, x, top, x, bottom);
      if (center - half < taken)
        continue;
      riskctx_svg_text (svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                        RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_MIDDLE, center, bottom + 17,
                        self->texts[i]);
      taken = center + half + 8;
    }
}

/**
 * riskctx_chart_draw_title:
 * @svg: (nullable): a writer; none to measure only
 * @title: (nullable): the title of an axis
 * @anchor: which end of the text lies at @x
 * @x: place, horizontally
 * @y: upper edge
 * @room: width available
 *
 * Draws the title of an axis, in as many lines as it needs.
 *
 * Returns: its height; 0 without a title
 */
int
riskctx_chart_draw_title (RiskctxSvg       *svg,
                          const char       *title,
                          RiskctxSvgAnchor  anchor,
                          double            x,
                          int               y,
                          int               room)
{
  g_auto(GStrv) lines = riskctx_svg_text_wrap (title, room, RISKCTX_CHART_TEXT_SIZE,
                                               RISKCTX_SVG_WEIGHT_REGULAR, 0);

  if (svg != NULL)
    riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                       RISKCTX_CHART_TEXT_SIZE, anchor, x, y + 13, RISKCTX_CHART_LEADING,
                       (const char *const *) lines);

  return (int) g_strv_length (lines) * RISKCTX_CHART_LEADING;
}

/**
 * riskctx_chart_line_paint:
 * @style: number of a series
 *
 * Returns: the paint of its line
 */
RiskctxSvgPaint
riskctx_chart_line_paint (guint style)
{
  return RISKCTX_SVG_PAINT_FIRST_LINE + style % RISKCTX_CHART_MAX_SERIES;
}

/**
 * riskctx_chart_fill:
 * @svg: a writer
 * @style: number of a series
 * @x: left edge
 * @y: upper edge
 * @width: width
 * @height: height
 *
 * Fills a bar: the first series with color, the others with strokes of different direction.
 */
void
riskctx_chart_fill (RiskctxSvg *svg,
                    guint       style,
                    double      x,
                    double      y,
                    double      width,
                    double      height)
{
  style %= RISKCTX_CHART_MAX_SERIES;
  if (width <= 0 || height <= 0)
    return;
  riskctx_svg_rect (svg, RISKCTX_SVG_PAINT_FIRST_FILL + style, x, y, width, height, 0);
  if (style == 1 || style == 3)
    riskctx_svg_hatch (svg, RISKCTX_SVG_PAINT_SECOND_HATCH + style - 1, x, y, width, height, 6,
                       TRUE);
  if (style == 2 || style == 3)
    riskctx_svg_hatch (svg, RISKCTX_SVG_PAINT_SECOND_HATCH + style - 1, x, y, width, height, 6,
                       FALSE);
}

static void
draw_key (RiskctxSvg            *svg,
          const RiskctxChartKey *key,
          double                 x,
          double                 y)
{
  switch (key->kind)
    {
    case RISKCTX_CHART_KEY_LINE:
      riskctx_svg_line (svg, riskctx_chart_line_paint (key->style), x, y, x + 32, y);
      break;
    case RISKCTX_CHART_KEY_LIMIT_LINE:
      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_LIMIT_LINE, x, y, x + 32, y);
      break;
    case RISKCTX_CHART_KEY_POINT:
      riskctx_svg_diamond (svg, RISKCTX_SVG_PAINT_LIMIT_MARK, x + 16, y, 6);
      break;
    case RISKCTX_CHART_KEY_FILL:
      riskctx_chart_fill (svg, key->style, x + 4, y - 6, 24, 12);
      break;
    case RISKCTX_CHART_KEY_BAR:
      riskctx_svg_rect (svg, RISKCTX_SVG_PAINT_BAR, x + 4, y - 6, 24, 12, 0);
      break;
    case RISKCTX_CHART_KEY_INTERVAL:
      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_INTERVAL, x, y, x + 32, y);
      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_INTERVAL, x, y - 4, x, y + 4);
      riskctx_svg_line (svg, RISKCTX_SVG_PAINT_INTERVAL, x + 32, y - 4, x + 32, y + 4);
      break;
    case RISKCTX_CHART_KEY_MARK:
      riskctx_svg_circle (svg, RISKCTX_SVG_PAINT_MARK, x + 16, y, 4.5);
      break;
    }
}

/**
 * riskctx_chart_draw_legend:
 * @svg: (nullable): a writer; none to measure only
 * @keys: (element-type RiskctxChartKey): what to explain
 * @y: upper edge
 * @width: width of the chart
 *
 * Draws a legend in as many rows as it needs.
 *
 * Returns: its height
 */
int
riskctx_chart_draw_legend (RiskctxSvg   *svg,
                           const GArray *keys,
                           int           y,
                           int           width)
{
  int x = RISKCTX_CHART_MARGIN;
  int height = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const RiskctxChartKey *key = &g_array_index (keys, RiskctxChartKey, i);
      g_auto(GStrv) lines = riskctx_svg_text_wrap (key->label,
                                                   width - KEY_WIDTH - 2 * RISKCTX_CHART_MARGIN,
                                                   RISKCTX_CHART_TEXT_SIZE,
                                                   RISKCTX_SVG_WEIGHT_REGULAR, 0);
      int length = KEY_WIDTH + riskctx_svg_text_extent ((const char *const *) lines,
                                                        RISKCTX_CHART_TEXT_SIZE,
                                                        RISKCTX_SVG_WEIGHT_REGULAR);
      int n_lines = (int) g_strv_length (lines);

      if (n_lines == 0)
        continue;
      if (height == 0)
        height = ROW;
      else if (x + length > width - RISKCTX_CHART_MARGIN)
        {
          x = RISKCTX_CHART_MARGIN;
          height += ROW;
        }
      if (svg != NULL)
        {
          draw_key (svg, key, x, y + height - ROW + 9);
          riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                             RISKCTX_CHART_TEXT_SIZE, RISKCTX_SVG_ANCHOR_START, x + KEY_WIDTH,
                             y + height - ROW + 13, RISKCTX_CHART_LEADING,
                             (const char *const *) lines);
        }
      height += (n_lines - 1) * RISKCTX_CHART_LEADING;
      x = n_lines > 1 ? width : x + length + KEY_GAP;
    }

  return height;
}
