/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>

#define TEXT_SIZE 11
#define LEADING 14
#define PAD 6
#define NARROWEST_HEAD 72

typedef struct
{
  const RiskctxChartHeat *heat;
  RiskctxSvg             *svg;
  int                     head;         /* width of the row heads */
  double                  cell;         /* width of a cell */
  gsize                   n_columns;    /* with the sums */
  gsize                   n_rows;
} Drawing;

static double
value_at (const RiskctxChartHeat *heat,
          gsize                   row,
          gsize                   column)
{
  double sum = NAN;

  if (row < heat->n_rows && column < heat->n_columns)
    return heat->values[row * heat->n_columns + column];
  for (gsize r = 0; r < heat->n_rows; r++)
    for (gsize c = 0; c < heat->n_columns; c++)
      {
        double value = heat->values[r * heat->n_columns + c];

        if ((row == heat->n_rows || r == row) && (column == heat->n_columns || c == column)
            && isfinite (value))
          sum = isfinite (sum) ? sum + value : value;
      }

  return sum;
}

static double
greatest (const RiskctxChartHeat *heat)
{
  double most = 0;

  for (gsize i = 0; i < heat->n_rows * heat->n_columns; i++)
    if (isfinite (heat->values[i]))
      most = MAX (most, heat->values[i]);

  return most;
}

/* Losses spread over powers of ten, so the shades do too. */
static RiskctxSvgPaint
shade (double value,
       double most)
{
  if (!isfinite (value) || value <= 0 || most <= 0)
    return RISKCTX_SVG_PAINT_HEAT_0;
  if (value >= most / 3)
    return RISKCTX_SVG_PAINT_HEAT_4;
  if (value >= most / 10)
    return RISKCTX_SVG_PAINT_HEAT_3;
  if (value >= most / 100)
    return RISKCTX_SVG_PAINT_HEAT_2;
  return RISKCTX_SVG_PAINT_HEAT_1;
}

static GStrv
cell_lines (const Drawing *drawing,
            gsize          row,
            gsize          column)
{
  double value = value_at (drawing->heat, row, column);
  g_autofree char *text = NULL;

  if (isfinite (value) && drawing->heat->texts != NULL)
    text = g_strdup (drawing->heat->texts[row * (drawing->heat->n_columns + 1) + column]);
  else if (isfinite (value))
    text = drawing->heat->format (value, drawing->heat->data);

  return riskctx_svg_text_wrap (text, (int) drawing->cell - 2 * PAD + 4, TEXT_SIZE,
                                RISKCTX_SVG_WEIGHT_BOLD, 0);
}

/* The heads of the rows take what their longest word needs, and leave the rest to the cells. */
static int
head_width (const RiskctxChartHeat *heat)
{
  int longest = 0;

  for (gsize r = 0; r < heat->n_rows; r++)
    longest = MAX (longest, riskctx_svg_text_longest (heat->rows[r], TEXT_SIZE,
                                                      RISKCTX_SVG_WEIGHT_BOLD));

  return CLAMP (longest + 2 * PAD, NARROWEST_HEAD, riskctx_chart_width (&heat->frame) / 5);
}

static GStrv
head_lines (const char *text,
            double      width)
{
  return riskctx_svg_text_wrap (text, (int) width - PAD, TEXT_SIZE, RISKCTX_SVG_WEIGHT_BOLD, 0);
}

static const char *
row_name (const Drawing *drawing,
          gsize          row)
{
  return row < drawing->heat->n_rows ? drawing->heat->rows[row] : drawing->heat->total_text;
}

static const char *
column_name (const Drawing *drawing,
             gsize          column)
{
  return column < drawing->heat->n_columns ? drawing->heat->columns[column]
                                           : drawing->heat->total_text;
}

static int
row_height (const Drawing *drawing,
            gsize          row)
{
  g_auto(GStrv) head = head_lines (row_name (drawing, row), drawing->head);
  guint lines = g_strv_length (head);

  for (gsize c = 0; c < drawing->n_columns; c++)
    {
      g_auto(GStrv) cell = cell_lines (drawing, row, c);

      lines = MAX (lines, g_strv_length (cell));
    }

  return MAX (2, (int) lines) * LEADING + 2 * PAD;
}

static int
columns_height (const Drawing *drawing)
{
  guint lines = 1;

  g_auto(GStrv) corner = head_lines (drawing->heat->rows_title, drawing->head);

  lines = MAX (lines, g_strv_length (corner));
  for (gsize c = 0; c < drawing->n_columns; c++)
    {
      g_auto(GStrv) head = head_lines (column_name (drawing, c), drawing->cell);

      lines = MAX (lines, g_strv_length (head));
    }

  return (int) lines * LEADING + 2 * PAD;
}

static void
draw_cell (const Drawing      *drawing,
           RiskctxSvgPaint     paint,
           RiskctxSvgWeight    weight,
           RiskctxSvgAnchor    anchor,
           double              x,
           double              y,
           double              width,
           int                 height,
           const char *const  *lines)
{
  double middle = y + height / 2.0 + 4 - (g_strv_length ((GStrv) lines) - 1) * LEADING / 2.0;
  double at = anchor == RISKCTX_SVG_ANCHOR_START ? x + PAD / 2 + 1
              : anchor == RISKCTX_SVG_ANCHOR_END ? x + width - PAD : x + width / 2;

  riskctx_svg_rect (drawing->svg, paint, x, y, width, height, 0);
  riskctx_svg_lines (drawing->svg, RISKCTX_SVG_PAINT_TEXT, weight, TEXT_SIZE, anchor, at, middle,
                     LEADING, lines);
}

static void
draw_row (const Drawing *drawing,
          gsize          row,
          int            y,
          int            height,
          double         most)
{
  g_auto(GStrv) head = head_lines (row_name (drawing, row), drawing->head);

  draw_cell (drawing, RISKCTX_SVG_PAINT_HEAD_CELL, RISKCTX_SVG_WEIGHT_BOLD,
             RISKCTX_SVG_ANCHOR_START, RISKCTX_CHART_MARGIN, y, drawing->head, height,
             (const char *const *) head);
  for (gsize c = 0; c < drawing->n_columns; c++)
    {
      gboolean sum = row == drawing->heat->n_rows || c == drawing->heat->n_columns;
      double value = value_at (drawing->heat, row, c);
      g_auto(GStrv) lines = cell_lines (drawing, row, c);
      g_autofree char *title = g_strdup_printf ("%s → %s", row_name (drawing, row),
                                                column_name (drawing, c));

      riskctx_svg_open (drawing->svg, title);
      draw_cell (drawing, sum ? RISKCTX_SVG_PAINT_HEAD_CELL : shade (value, most),
                 sum ? RISKCTX_SVG_WEIGHT_BOLD : RISKCTX_SVG_WEIGHT_REGULAR,
                 RISKCTX_SVG_ANCHOR_END,
                 RISKCTX_CHART_MARGIN + drawing->head + (double) c * drawing->cell, y,
                 drawing->cell, height, (const char *const *) lines);
      riskctx_svg_close (drawing->svg);
    }
}

/**
 * riskctx_chart_draw_heat:
 * @heat: a table of values with the names of its rows and columns
 *
 * Draws a table whose cells are the darker the greater their values are, with sums if they have a
 * name. The figures stand in the cells; the shade repeats them.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_chart_draw_heat (const RiskctxChartHeat *heat)
{
  int width = riskctx_chart_width (&heat->frame);
  gsize sums = heat->total_text != NULL ? 1 : 0;
  Drawing drawing = { heat, NULL, head_width (heat), 0, heat->n_columns + sums,
                      heat->n_rows + sums };
  g_autofree int *heights = g_new0 (int, drawing.n_rows);
  g_auto(GStrv) rows_title = NULL;
  double most = greatest (heat);
  int height;
  int room;
  int top;
  int y;

  if (heat->n_rows == 0 || heat->n_columns == 0)
    return riskctx_chart_draw_empty (&heat->frame);

  drawing.cell = (width - 2 * RISKCTX_CHART_MARGIN - drawing.head) / (double) drawing.n_columns;
  room = width - 2 * RISKCTX_CHART_MARGIN - drawing.head - PAD;
  top = RISKCTX_CHART_MARGIN + 2
        + riskctx_chart_draw_title (NULL, heat->columns_title, RISKCTX_SVG_ANCHOR_START, 0, 0,
                                    room);
  height = y = top + columns_height (&drawing);
  for (gsize r = 0; r < drawing.n_rows; r++)
    height += heights[r] = row_height (&drawing, r);
  drawing.svg = riskctx_svg_new (&heat->frame.head, width, height + RISKCTX_CHART_MARGIN);
  riskctx_chart_draw_title (drawing.svg, heat->columns_title, RISKCTX_SVG_ANCHOR_START,
                            RISKCTX_CHART_MARGIN + drawing.head + PAD / 2 + 1,
                            RISKCTX_CHART_MARGIN - 4, room);
  rows_title = head_lines (heat->rows_title, drawing.head);
  draw_cell (&drawing, RISKCTX_SVG_PAINT_HEAD_CELL, RISKCTX_SVG_WEIGHT_REGULAR,
             RISKCTX_SVG_ANCHOR_START, RISKCTX_CHART_MARGIN, top, drawing.head, y - top,
             (const char *const *) rows_title);
  for (gsize c = 0; c < drawing.n_columns; c++)
    {
      g_auto(GStrv) head = head_lines (column_name (&drawing, c), drawing.cell);

      draw_cell (&drawing, RISKCTX_SVG_PAINT_HEAD_CELL, RISKCTX_SVG_WEIGHT_BOLD,
                 RISKCTX_SVG_ANCHOR_MIDDLE,
                 RISKCTX_CHART_MARGIN + drawing.head + (double) c * drawing.cell,
                 top, drawing.cell, y - top, (const char *const *) head);
    }
  for (gsize r = 0; r < drawing.n_rows; r++)
    {
      draw_row (&drawing, r, y, heights[r], most);
      y += heights[r];
    }

  return riskctx_svg_finish (drawing.svg);
}
