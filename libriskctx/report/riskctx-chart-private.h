/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-svg-private.h"

G_BEGIN_DECLS

/*
 * Charts of a report. They know no language and no currency: words come with the input, and
 * numbers become text through a function of the caller. Series differ by dashes, hatching or shape,
 * never by color alone. Values that are not finite are left out.
 */

#define RISKCTX_CHART_MAX_SERIES 4

typedef char *(*RiskctxChartFormat) (double   value,
                                     gpointer data);

typedef struct
{
  RiskctxSvgHead  head;
  const char     *empty_text;   /* stands where a chart without data would be */
  int             width;        /* pixels; 0 for 720 */
} RiskctxChartFrame;

typedef struct
{
  const char         *title;    /* or NULL */
  RiskctxChartFormat  format;
  gpointer            data;
  gboolean            logarithmic;
  gboolean            whole;    /* ticks at whole numbers only */
  gboolean            from_zero;
} RiskctxChartAxis;

typedef struct
{
  const char   *label;
  const double *x;              /* rising */
  const double *y;
  gsize         n;
  guint         style;          /* 0 to 3; or a limit */
  gboolean      limit;
} RiskctxChartCurve;

/* A place on the horizontal axis with a word above it, such as the year of payback. */
typedef struct
{
  double      x;
  const char *label;
} RiskctxChartMark;

/* How far a curve may lie to the left or right of where it is drawn. */
typedef struct
{
  double low;
  double high;
  double y;
} RiskctxChartInterval;

typedef struct
{
  RiskctxChartFrame        frame;
  RiskctxChartAxis         x;
  RiskctxChartAxis         y;
  const RiskctxChartCurve *curves;
  gsize                    n_curves;
  const char              *points_label;  /* of single points, such as a tolerance */
  const double            *points_x;
  const double            *points_y;
  gsize                    n_points;
  const RiskctxChartMark  *marks;
  gsize                    n_marks;
  int                      height;        /* of the plot alone; 0 for 280 */
  const char              *intervals_label;
  const RiskctxChartInterval *intervals;
  gsize                    n_intervals;
} RiskctxChartPlot;

typedef struct
{
  const char *label;
  const char *text;             /* the figure as the reader sees it */
  double      value;
  double      low;              /* interval; not a number for none */
  double      high;
} RiskctxChartBar;

typedef struct
{
  RiskctxChartFrame      frame;
  RiskctxChartAxis       axis;
  const RiskctxChartBar *bars;
  gsize                  n_bars;
  gboolean               ranges;          /* marks on ranges instead of bars */
  const char            *value_label;     /* for the legend, or NULL */
  const char            *interval_label;
  double                 limit;           /* a line across all bars; not a number for none */
  const char            *limit_label;
} RiskctxChartBars;

typedef struct
{
  const char   *label;
  const double *values;         /* one for each period */
} RiskctxChartSeries;

typedef struct
{
  RiskctxChartFrame         frame;
  RiskctxChartAxis          y;
  const char *const        *periods;
  gsize                     n_periods;
  const RiskctxChartSeries *series;       /* stacked in this order */
  gsize                     n_series;     /* at most RISKCTX_CHART_MAX_SERIES */
  int                       height;
} RiskctxChartColumns;

typedef struct
{
  RiskctxChartFrame   frame;
  RiskctxChartFormat  format;
  gpointer            data;
  const char         *rows_title;
  const char         *columns_title;
  const char         *total_text;         /* heads sums of rows and columns; NULL for no sums */
  const char *const  *rows;
  gsize               n_rows;
  const char *const  *columns;
  gsize               n_columns;
  const double       *values;             /* row by row; not a number for an empty cell */
  const char *const  *texts;              /* of the cells, with a column and a row of sums; or NULL
                                           * to have values formatted and added */
} RiskctxChartHeat;

char *riskctx_chart_draw_plot    (const RiskctxChartPlot    *plot);
char *riskctx_chart_draw_bars    (const RiskctxChartBars    *bars);
char *riskctx_chart_draw_columns (const RiskctxChartColumns *columns);
char *riskctx_chart_draw_heat    (const RiskctxChartHeat    *heat);

G_END_DECLS
