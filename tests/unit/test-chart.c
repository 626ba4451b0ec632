/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-parts-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-check.h"

/* What a drawing consists of, taken back out of its text. */
typedef struct
{
  char   *element;
  char   *class;
  char   *text;
  double  x;
  double  y;
  double  width;
  double  height;
  int     size;
  char   *anchor;
  char   *weight;
  char   *data;
} Mark;

typedef struct
{
  GArray *marks;
  double  width;
  double  height;
} Drawing;

static void
mark_clear (gpointer data)
{
  Mark *mark = data;

  g_free (mark->element);
  g_free (mark->class);
  g_free (mark->text);
  g_free (mark->anchor);
  g_free (mark->weight);
  g_free (mark->data);
}

static double
number_of (const char **names,
           const char **values,
           const char  *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return g_ascii_strtod (values[i], NULL);
  return 0;
}

static char *
string_of (const char **names,
           const char **values,
           const char  *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return g_strdup (values[i]);
  return NULL;
}

static void
start_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Drawing *drawing = data;
  Mark mark = { .element = g_strdup (element) };

  mark.class = string_of (names, values, "class");
  mark.anchor = string_of (names, values, "text-anchor");
  mark.weight = string_of (names, values, "font-weight");
  mark.data = string_of (names, values, "d");
  mark.x = number_of (names, values, g_str_equal (element, "circle") ? "cx" : "x");
  mark.y = number_of (names, values, g_str_equal (element, "circle") ? "cy" : "y");
  mark.width = number_of (names, values, "width");
  mark.height = number_of (names, values, "height");
  mark.size = (int) number_of (names, values, "font-size");
  if (g_str_equal (element, "svg"))
    {
      drawing->width = mark.width;
      drawing->height = mark.height;
    }
  g_array_append_val (drawing->marks, mark);
}

static void
take_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              data,
           GError              **error)
{
  Drawing *drawing = data;
  Mark *mark = &g_array_index (drawing->marks, Mark, drawing->marks->len - 1);

  if (g_str_equal (g_markup_parse_context_get_element (context), mark->element)
      && mark->text == NULL)
    mark->text = g_strndup (text, length);
}

static void
drawing_init (Drawing *drawing,
              char    *svg)
{
  static const GMarkupParser parser = { start_element, NULL, take_text, NULL, NULL };
  g_autoptr(GMarkupParseContext) context = NULL;
  g_autoptr(GError) error = NULL;

  drawing->marks = g_array_new (FALSE, TRUE, sizeof (Mark));
  g_array_set_clear_func (drawing->marks, mark_clear);
  context = g_markup_parse_context_new (&parser, 0, drawing, NULL);
  ck_assert_msg (g_markup_parse_context_parse (context, svg, -1, &error)
                 && g_markup_parse_context_end_parse (context, &error),
                 "%s", error != NULL ? error->message : "");
  ck_assert_ptr_null (strstr (svg, "nan"));
  ck_assert_ptr_null (strstr (svg, "inf"));
  g_free (svg);
}

static void
drawing_clear (Drawing *drawing)
{
  g_clear_pointer (&drawing->marks, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

/* The marks of one class, in their order. */
static GPtrArray *
of_class (const Drawing *drawing,
          const char    *class)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < drawing->marks->len; i++)
    if (g_strcmp0 (g_array_index (drawing->marks, Mark, i).class, class) == 0)
      g_ptr_array_add (found, &g_array_index (drawing->marks, Mark, i));

  return found;
}

static const Mark *
text_mark (const Drawing *drawing,
           const char    *text)
{
  for (guint i = 0; i < drawing->marks->len; i++)
    {
      const Mark *mark = &g_array_index (drawing->marks, Mark, i);

      if (g_str_equal (mark->element, "text") && g_strcmp0 (mark->text, text) == 0)
        return mark;
    }
  return NULL;
}

static void
text_box (const Mark *mark,
          double      box[4])
{
  double width = riskctx_svg_text_width (mark->text, mark->size,
                                         mark->weight != NULL ? RISKCTX_SVG_WEIGHT_BOLD
                                                              : RISKCTX_SVG_WEIGHT_REGULAR);

  box[0] = mark->x - (mark->anchor == NULL ? 0
                      : g_str_equal (mark->anchor, "end") ? width : width / 2);
  box[1] = box[0] + width;
  box[2] = mark->y - mark->size * 0.8;
  box[3] = mark->y + mark->size * 0.2;
}

/* Pairs of coordinates of a path. */
static GArray *
points_of (const Mark *mark)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (double));
  const char *p = mark->data;

  while (*p != '\0')
    {
      char *end;
      double value = g_ascii_strtod (p, &end);

      if (end == p)
        p++;
      else
        {
          g_array_append_val (points, value);
          p = end;
        }
    }

  return points;
}

/* A vertical line through the text of a mark would make both unreadable. */
static void
check_reference_lines (const Drawing *drawing)
{
  g_autoptr(GPtrArray) lines = of_class (drawing, "rcx-line-reference");

  for (guint l = 0; l < lines->len; l++)
    {
      g_autoptr(GArray) points = points_of (g_ptr_array_index (lines, l));
      const double *p = (const double *) points->data;

      for (guint i = 0; i < drawing->marks->len; i++)
        {
          const Mark *mark = &g_array_index (drawing->marks, Mark, i);
          double box[4];

          if (!g_str_equal (mark->element, "text") || mark->weight == NULL)
            continue;
          text_box (mark, box);
          ck_assert_msg (p[0] <= box[0] || p[0] >= box[1] || p[1] >= box[3] || p[3] <= box[2],
                         "a line goes through “%s”", mark->text);
        }
    }
}

/* No text leaves the drawing, and no text lies on another one. */
static void
check_texts (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->marks->len; i++)
    {
      const Mark *mark = &g_array_index (drawing->marks, Mark, i);
      double a[4];

      if (!g_str_equal (mark->element, "text"))
        continue;
      text_box (mark, a);
      ck_assert_msg (a[0] >= 0 && a[1] <= drawing->width + 0.5 && a[2] >= 0
                     && a[3] <= drawing->height, "“%s” is clipped: %g to %g, %g to %g", mark->text,
                     a[0], a[1], a[2], a[3]);
      for (guint k = i + 1; k < drawing->marks->len; k++)
        {
          const Mark *other = &g_array_index (drawing->marks, Mark, k);
          double b[4];

          if (!g_str_equal (other->element, "text"))
            continue;
          text_box (other, b);
          ck_assert_msg (a[0] >= b[1] || b[0] >= a[1] || a[2] >= b[3] || b[2] >= a[3],
                         "“%s” and “%s” overlap", mark->text, other->text);
        }
    }
}

static char *
format_plain (double   value,
              gpointer data)
{
  return g_strdup_printf ("%.6g%s", value, data != NULL ? (const char *) data : "");
}

static const RiskctxChartFrame frame = {
  { "chart", "Chart", NULL, "en", FALSE }, "Nothing here", 0
};

START_TEST (ticks_are_round_and_cover_the_values)
{
  static const struct
  {
    gboolean logarithmic;
    gboolean whole;
    double   low;
    double   high;
    int      wanted;
    double   first;
    double   last;
    guint    n;
  } rows[] = {
    { FALSE, FALSE, 0, 0.42, 5, 0, 0.5, 6 },
    { FALSE, FALSE, -85e6, 340e6, 6, -1e8, 4e8, 6 },
    { FALSE, FALSE, 3, 3, 5, 3, 6, 4 },
    { FALSE, TRUE, 0, 3, 8, 0, 3, 4 },
    { FALSE, FALSE, 0, 1, 5, 0, 1, 6 },
    { TRUE, FALSE, 3e4, 2e9, 8, 1e5, 1e9, 5 },
    { TRUE, FALSE, 1, 100, 8, 1, 100, 7 },
    { TRUE, FALSE, 30, 40, 8, 20, 50, 2 },
    { TRUE, FALSE, 1e-3, 1, 4, 1e-3, 1, 4 },
    { TRUE, FALSE, 1, 1e12, 6, 1, 1e12, 7 }
  };
  RiskctxChartAxis axis = { NULL, format_plain, NULL, rows[_i].logarithmic, rows[_i].whole, FALSE };
  g_auto(RiskctxChartScale) scale = { 0 };

  riskctx_chart_scale_init (&scale, &axis, rows[_i].low, rows[_i].high, rows[_i].wanted);
  ck_assert_double_le (scale.low, rows[_i].low);
  ck_assert_double_ge (scale.high, rows[_i].high);
  ck_assert_uint_eq (scale.n_ticks, rows[_i].n);
  ck_assert_double_eq_tol (scale.ticks[0], rows[_i].first,
                          1e-9 * fabs (rows[_i].last));
  ck_assert_double_eq_tol (scale.ticks[scale.n_ticks - 1], rows[_i].last, 1e-9 * rows[_i].last);
}
END_TEST

START_TEST (scales_are_linear_or_logarithmic)
{
  RiskctxChartAxis axis = { NULL, format_plain, NULL, FALSE, FALSE, FALSE };
  g_auto(RiskctxChartScale) linear = { 0 };
  g_auto(RiskctxChartScale) logarithmic = { 0 };

  riskctx_chart_scale_init (&linear, &axis, 0, 100, 5);
  axis.logarithmic = TRUE;
  riskctx_chart_scale_init (&logarithmic, &axis, 1, 10000, 5);
  linear.start = logarithmic.start = 40;
  linear.end = logarithmic.end = 440;
  ck_assert_double_eq_tol (riskctx_chart_scale_map (&linear, 25), 140, 1e-9);
  ck_assert_double_eq_tol (riskctx_chart_scale_map (&logarithmic, 10), 140, 1e-9);
  ck_assert_double_eq_tol (riskctx_chart_scale_map (&logarithmic, 1e9), 440, 1e-9);
  ck_assert_double_eq_tol (riskctx_chart_scale_map (&linear, -5), 40, 1e-9);
}
END_TEST

START_TEST (curves_go_through_their_points)
{
  static const double x[] = { 1e5, 1e6, NAN, 1e7, 1e8, 1e9 };
  static const double y[] = { 0.4, 0.3, 0.25, 0.2, 0.1, 0 };
  static const double lower[] = { 0.2, 0.15, 0.1, 0.1, 0.05, 0 };
  const RiskctxChartCurve curves[] = { { "before", x, y, 6, 1, FALSE },
                                       { "after", x, lower, 6, 0, FALSE } };
  const RiskctxChartMark marks[] = { { 1e7, "appetite" } };
  RiskctxChartPlot plot = { frame, { "loss", format_plain, NULL, TRUE, FALSE, FALSE },
                            { "probability", format_plain, NULL, FALSE, FALSE, TRUE },
                            curves, 2, "tolerance", x, lower, 2, marks, 1, 0 };
  g_auto(Drawing) drawing = { 0 };
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GArray) points = NULL;
  const double *p;

  drawing_init (&drawing, riskctx_chart_draw_plot (&plot));
  check_texts (&drawing);
  lines = of_class (&drawing, "rcx-line-2");
  /* The key of the legend and the curve. */
  ck_assert_uint_eq (lines->len, 2);
  points = points_of (g_ptr_array_index (lines, 1));
  ck_assert_uint_eq (points->len, 2 * 5);
  p = (const double *) points->data;
  /* Decades are equally wide; a tenth of probability is equally high, to the hundredth of a pixel
   * that is written. */
  ck_assert_double_eq_tol (p[2] - p[0], p[4] - p[2], 0.02);
  ck_assert_double_eq_tol (p[8] - p[6], p[2] - p[0], 0.02);
  ck_assert_double_eq_tol (p[3] - p[1], p[5] - p[3], 0.02);
  ck_assert_double_gt (p[3], p[1]);
  ck_assert_double_eq_tol (p[9] - p[7], 280.0 * 0.1 / 0.4, 0.02);
  ck_assert_ptr_nonnull (text_mark (&drawing, "before"));
  ck_assert_ptr_nonnull (text_mark (&drawing, "appetite"));
  ck_assert_ptr_nonnull (text_mark (&drawing, "probability"));
}
END_TEST

START_TEST (curves_keep_their_corners)
{
  static const double x[] = { 0, 0.0001, 50, 99.9999, 100 };
  static const double y[] = { 1, 1, 1, 1, 0 };
  const RiskctxChartCurve curve = { "step", x, y, 5, 0, FALSE };
  const RiskctxChartAxis axis = { NULL, format_plain, NULL, FALSE, FALSE, FALSE };
  RiskctxChartPlot plot = { frame, axis, axis, &curve, 1, NULL, NULL, NULL, 0, NULL, 0, 0 };
  g_auto(Drawing) drawing = { 0 };
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GArray) points = NULL;
  const double *p;

  drawing_init (&drawing, riskctx_chart_draw_plot (&plot));
  lines = of_class (&drawing, "rcx-line-1");
  points = points_of (g_ptr_array_index (lines, 1));
  p = (const double *) points->data;
  ck_assert_uint_eq (points->len, 2 * 4);
  ck_assert_double_eq_tol (p[5], p[1], 0.01);
  ck_assert_double_eq_tol (p[4], p[6], 0.01);
  ck_assert_double_gt (p[7], p[5]);
}
END_TEST

START_TEST (the_last_tick_is_not_clipped)
{
  const RiskctxChartBar row = { "", "", 5e9, NAN, NAN };
  RiskctxChartBars bars = { frame, { NULL, format_plain, " of a very long currency", FALSE, FALSE,
                                     TRUE }, &row, 1, FALSE, NULL, NULL, NAN, NULL };
  g_auto(Drawing) drawing = { 0 };

  drawing_init (&drawing, riskctx_chart_draw_bars (&bars));
  check_texts (&drawing);
}
END_TEST

START_TEST (payback_is_marked_where_the_curve_meets_zero)
{
  static const double x[] = { 0, 1, 2, 3 };
  static const double y[] = { -60, -20, 20, 60 };
  const RiskctxChartCurve curve = { "net", x, y, 4, 0, FALSE };
  const RiskctxChartMark marks[] = { { 1.5, "payback" }, { 2.9, "discounted payback, later" } };
  RiskctxChartPlot plot = { frame, { NULL, format_plain, NULL, FALSE, TRUE, TRUE },
                            { NULL, format_plain, NULL, FALSE, FALSE, FALSE },
                            &curve, 1, NULL, NULL, NULL, 0, marks, 2, 0 };
  g_auto(Drawing) drawing = { 0 };
  g_autoptr(GPtrArray) circles = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GArray) points = NULL;
  const Mark *circle;
  const double *p;

  drawing_init (&drawing, riskctx_chart_draw_plot (&plot));
  check_texts (&drawing);
  check_reference_lines (&drawing);
  circles = of_class (&drawing, "rcx-mark");
  ck_assert_uint_eq (circles->len, 2);
  circle = g_ptr_array_index (circles, 0);
  lines = of_class (&drawing, "rcx-line-1");
  points = points_of (g_ptr_array_index (lines, 1));
  p = (const double *) points->data;
  ck_assert_double_eq_tol (circle->x, (p[2] + p[4]) / 2, 0.02);
  ck_assert_double_eq_tol (circle->y, (p[3] + p[5]) / 2, 0.02);
}
END_TEST

START_TEST (bars_are_as_long_as_their_values)
{
  const RiskctxChartBar rows[] = {
    { "first", "400 (100 to 800)", 400, 100, 800 }, { "second", "100", 100, NAN, NAN },
    { "a third one with a name that is much longer than the column of the names", "unknown", NAN,
      NAN, NAN }
  };
  RiskctxChartBars bars = { frame, { "loss", format_plain, NULL, FALSE, FALSE, TRUE }, rows, 3,
                            FALSE, "expected", "90 %", 600, "appetite" };
  g_auto(Drawing) drawing = { 0 };
  g_auto(Drawing) ranges = { 0 };
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) intervals = NULL;
  g_autoptr(GPtrArray) circles = NULL;
  g_autoptr(GPtrArray) limits = NULL;
  g_autoptr(GArray) span = NULL;
  g_autoptr(GArray) limit = NULL;
  const Mark *first;
  const Mark *second;
  double box[4];

  drawing_init (&drawing, riskctx_chart_draw_bars (&bars));
  check_texts (&drawing);
  found = of_class (&drawing, "rcx-bar");
  ck_assert_uint_eq (found->len, 3);
  first = g_ptr_array_index (found, 1);
  second = g_ptr_array_index (found, 2);
  ck_assert_double_eq_tol (first->width, 4 * second->width, 0.05);
  ck_assert_double_eq_tol (first->x, second->x, 0.001);
  intervals = of_class (&drawing, "rcx-interval");
  ck_assert_uint_eq (intervals->len, 6);
  span = points_of (g_ptr_array_index (intervals, 3));
  ck_assert_double_eq_tol (g_array_index (span, double, 0) - first->x, second->width, 0.03);
  ck_assert_double_eq_tol (g_array_index (span, double, 2) - first->x, 8 * second->width, 0.1);
  limits = of_class (&drawing, "rcx-line-limit");
  limit = points_of (g_ptr_array_index (limits, 1));
  ck_assert_double_eq_tol (g_array_index (limit, double, 0) - first->x, 6 * second->width, 0.1);
  ck_assert_ptr_nonnull (text_mark (&drawing, "unknown"));
  text_box (text_mark (&drawing, "400 (100 to 800)"), box);
  ck_assert_double_gt (box[0], g_array_index (span, double, 2));

  bars.ranges = TRUE;
  drawing_init (&ranges, riskctx_chart_draw_bars (&bars));
  check_texts (&ranges);
  circles = of_class (&ranges, "rcx-mark");
  ck_assert_uint_eq (circles->len, 3);
}
END_TEST

START_TEST (columns_stack_up_and_down_and_state_their_sum)
{
  static const double first[] = { 80, 0, -20 };
  static const double second[] = { 20, 50, -30 };
  static const double third[] = { 0, NAN, 25 };
  static const char *const periods[] = { "now", "next", "a period with quite a long name" };
  const RiskctxChartSeries series[] = { { "one", first }, { "two", second }, { "three", third } };
  RiskctxChartColumns columns = { frame, { "cost", format_plain, " k", FALSE, FALSE, TRUE },
                                  periods, 3, series, 3, 200 };
  g_auto(Drawing) drawing = { 0 };
  g_autoptr(GPtrArray) ones = NULL;
  g_autoptr(GPtrArray) twos = NULL;
  g_autoptr(GPtrArray) hatches = NULL;
  const Mark *one;
  const Mark *two;

  drawing_init (&drawing, riskctx_chart_draw_columns (&columns));
  check_texts (&drawing);
  ones = of_class (&drawing, "rcx-fill-1");
  twos = of_class (&drawing, "rcx-fill-2");
  hatches = of_class (&drawing, "rcx-hatch-2");
  /* The first is the key of the legend; what is zero has no bar. */
  ck_assert_uint_eq (ones->len, 3);
  ck_assert_uint_eq (twos->len, 4);
  ck_assert_uint_eq (hatches->len, 4);
  one = g_ptr_array_index (ones, 1);
  two = g_ptr_array_index (twos, 1);
  ck_assert_double_eq_tol (one->height, 4 * two->height, 0.05);
  ck_assert_double_eq_tol (two->y + two->height, one->y, 0.02);
  one = g_ptr_array_index (ones, 2);
  two = g_ptr_array_index (twos, 3);
  ck_assert_double_eq_tol (one->y + one->height, two->y, 0.02);
  ck_assert_ptr_nonnull (text_mark (&drawing, "100 k"));
  ck_assert_ptr_nonnull (text_mark (&drawing, "50 k"));
  ck_assert_ptr_nonnull (text_mark (&drawing, "-25 k"));
}
END_TEST

START_TEST (heat_follows_the_values_and_sums_them)
{
  static const double values[] = { 900, 300, 299, 90, 89, 9, 8, 0, NAN };
  static const char *const names[] = { "alpha", "beta and a few more words", "gamma" };
  static const char *const shades[] = { "rcx-heat-4", "rcx-heat-4", "rcx-heat-3", "rcx-heat-3",
                                        "rcx-heat-2", "rcx-heat-2", "rcx-heat-1", "rcx-heat-0",
                                        "rcx-heat-0" };
  RiskctxChartHeat heat = { frame, format_plain, NULL, "cause", "effect", "sum", names, 3, names, 3,
                            values };
  g_auto(Drawing) drawing = { 0 };
  int cell = 0;

  drawing_init (&drawing, riskctx_chart_draw_heat (&heat));
  check_texts (&drawing);
  for (guint i = 0; i < drawing.marks->len; i++)
    {
      const char *class = g_array_index (drawing.marks, Mark, i).class;

      if (class != NULL && g_str_has_prefix (class, "rcx-heat-"))
        {
          ck_assert_str_eq (class, shades[cell]);
          cell++;
        }
    }
  ck_assert_int_eq (cell, 9);
  ck_assert_ptr_nonnull (text_mark (&drawing, "1499"));     /* 900 + 300 + 299 */
  ck_assert_ptr_nonnull (text_mark (&drawing, "998"));      /* 900 + 90 + 8 */
  ck_assert_ptr_nonnull (text_mark (&drawing, "188"));      /* 90 + 89 + 9 */
  ck_assert_ptr_nonnull (text_mark (&drawing, "1695"));     /* all */
}
END_TEST

START_TEST (charts_without_data_say_so)
{
  static const double nothing[] = { NAN, INFINITY };
  static const double zero[] = { 0 };
  static const char *const period[] = { "now" };
  const RiskctxChartCurve curve = { "x", nothing, nothing, 2, 0, FALSE };
  const RiskctxChartBar bar = { "x", "y", NAN, NAN, NAN };
  const RiskctxChartSeries series = { "x", zero };
  const RiskctxChartAxis axis = { NULL, format_plain, NULL, FALSE, FALSE, FALSE };
  RiskctxChartPlot plot = { frame, axis, axis, &curve, 1, NULL, NULL, NULL, 0, NULL, 0, 0 };
  RiskctxChartBars bars = { frame, axis, &bar, 1, FALSE, NULL, NULL, NAN, NULL };
  RiskctxChartColumns columns = { frame, axis, period, 1, &series, 1, 0 };
  RiskctxChartHeat heat = { frame, format_plain, NULL, "a", "b", NULL, NULL, 0, NULL, 0, NULL };
  char *drawn[] = { riskctx_chart_draw_plot (&plot), riskctx_chart_draw_bars (&bars),
                    riskctx_chart_draw_columns (&columns), riskctx_chart_draw_heat (&heat) };

  for (gsize i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      g_auto(Drawing) drawing = { 0 };

      drawing_init (&drawing, drawn[i]);
      ck_assert_ptr_nonnull (text_mark (&drawing, "Nothing here"));
    }
}
END_TEST

static const char *const words[] = {
  "漏えい", "Leak of customer and card data by an attack", "情報セキュリティ", "x",
  "取引先の倒産による貸倒れと、それに続く資金繰りの悪化", "unbreakableunbreakableunbreakable",
  "<script>alert(1)</script>", "許容限度（リスク選好）",
  "A text that goes on and on, as texts do that somebody pastes from another document, without any "
  "thought of the place where they will be shown, and that has to be broken into several lines, "
  "three at the very least, wherever it stands in a chart",
  "どこかの文書から貼り付けられた長い文章は、表示される場所を考えずに書かれているため、何行にも分けて"
  "表示しなければならず、それでも図の中で他の文字と重なったり、端で切れたりしてはならない。"
};

static const char *
word (GRand *rand)
{
  return words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
}

static void
draw_random_plot (GRand *rand)
{
  double x[40];
  double y[40];
  gboolean logarithmic = g_rand_boolean (rand);
  int n_marks = g_rand_int_range (rand, 0, 4);
  RiskctxChartMark marks[4];
  RiskctxChartCurve curves[3];
  double from = pow (10, g_rand_double_range (rand, -3, 9));
  double span = pow (10, g_rand_double_range (rand, 0, 6));
  RiskctxChartPlot plot = {
    frame, { word (rand), format_plain, " 万円", logarithmic, FALSE, FALSE },
    { word (rand), format_plain, "%", FALSE, FALSE, g_rand_boolean (rand) },
    curves, 3, word (rand), x, y, (gsize) g_rand_int_range (rand, 0, 4), marks, n_marks, 0
  };
  g_auto(Drawing) drawing = { 0 };

  for (int i = 0; i < 40; i++)
    {
      x[i] = from * pow (span, i / 39.0);
      y[i] = g_rand_double_range (rand, -1, 1) * span;
    }
  for (int i = 0; i < n_marks; i++)
    marks[i] = (RiskctxChartMark) { x[g_rand_int_range (rand, 0, 40)], word (rand) };
  for (int i = 0; i < 3; i++)
    curves[i] = (RiskctxChartCurve) { word (rand), x, y, (gsize) g_rand_int_range (rand, 0, 41),
                                      (guint) i, i == 2 };
  drawing_init (&drawing, riskctx_chart_draw_plot (&plot));
  check_texts (&drawing);
  check_reference_lines (&drawing);
}

static void
draw_random_rows (GRand *rand)
{
  RiskctxChartBar rows[12];
  int n = g_rand_int_range (rand, 1, 13);
  RiskctxChartBars bars = { frame, { word (rand), format_plain, " 億円", g_rand_boolean (rand),
                                     FALSE, g_rand_boolean (rand) },
                            rows, (gsize) n, g_rand_boolean (rand), word (rand), word (rand),
                            g_rand_boolean (rand) ? NAN : 1e6, word (rand) };
  double values[12 * 12];
  const char *names[12];
  RiskctxChartHeat heat = { frame, format_plain, " 万円", word (rand), word (rand),
                            g_rand_boolean (rand) ? "合計" : NULL, names, (gsize) n, names,
                            (gsize) n, values };
  RiskctxChartSeries series[4];
  RiskctxChartColumns columns = { frame, { word (rand), format_plain, " 万円", FALSE, FALSE, TRUE },
                                  names, (gsize) n, series, 4, 0 };
  g_auto(Drawing) first = { 0 };
  g_auto(Drawing) second = { 0 };
  g_auto(Drawing) third = { 0 };

  for (int i = 0; i < n; i++)
    {
      double value = pow (10, g_rand_double_range (rand, 3, 9));

      rows[i] = (RiskctxChartBar) { word (rand), word (rand), value, value / 3, value * 5 };
      names[i] = word (rand);
    }
  for (int i = 0; i < 144; i++)
    values[i] = g_rand_boolean (rand) ? NAN : pow (10, g_rand_double_range (rand, 1, 9));
  for (int i = 0; i < 4; i++)
    series[i] = (RiskctxChartSeries) { word (rand), values + 12 * i };
  heat.frame.width = 900;
  drawing_init (&first, riskctx_chart_draw_bars (&bars));
  check_texts (&first);
  drawing_init (&second, riskctx_chart_draw_heat (&heat));
  check_texts (&second);
  drawing_init (&third, riskctx_chart_draw_columns (&columns));
  check_texts (&third);
}

START_TEST (no_text_covers_another_whatever_the_input)
{
  for (guint32 seed = 0; seed < riskctx_check_rounds (300); seed++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

      draw_random_plot (rand);
      draw_random_rows (rand);
    }
}
END_TEST

static Suite *
chart_suite (void)
{
  Suite *suite = suite_create ("chart");
  TCase *scales = tcase_create ("scales");
  TCase *marks = tcase_create ("marks");
  TCase *texts = tcase_create ("texts");

  tcase_add_loop_test (scales, ticks_are_round_and_cover_the_values, 0, 10);
  tcase_add_test (scales, scales_are_linear_or_logarithmic);
  suite_add_tcase (suite, scales);
  tcase_add_test (marks, curves_go_through_their_points);
  tcase_add_test (marks, curves_keep_their_corners);
  tcase_add_test (marks, the_last_tick_is_not_clipped);
  tcase_add_test (marks, payback_is_marked_where_the_curve_meets_zero);
  tcase_add_test (marks, bars_are_as_long_as_their_values);
  tcase_add_test (marks, columns_stack_up_and_down_and_state_their_sum);
  tcase_add_test (marks, heat_follows_the_values_and_sums_them);
  suite_add_tcase (suite, marks);
  tcase_set_timeout (texts, 60);
  tcase_add_test (texts, charts_without_data_say_so);
  tcase_add_test (texts, no_text_covers_another_whatever_the_input);
  suite_add_tcase (suite, texts);

  return suite;
}

RISKCTX_CHECK_MAIN (chart_suite)
