/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-chart-private.h"

G_BEGIN_DECLS

/* What the charts share: scales with their ticks, legends, the empty chart. */

#define RISKCTX_CHART_TEXT_SIZE 12
#define RISKCTX_CHART_LEADING 16
#define RISKCTX_CHART_MARGIN 12

typedef struct
{
  gboolean  logarithmic;
  double    low;
  double    high;
  double    start;              /* pixels */
  double    end;
  double   *ticks;
  GStrv     texts;
  gsize     n_ticks;
} RiskctxChartScale;

typedef enum
{
  RISKCTX_CHART_KEY_LINE,
  RISKCTX_CHART_KEY_LIMIT_LINE,
  RISKCTX_CHART_KEY_POINT,
  RISKCTX_CHART_KEY_FILL,
  RISKCTX_CHART_KEY_BAR,
  RISKCTX_CHART_KEY_INTERVAL,
  RISKCTX_CHART_KEY_MARK
} RiskctxChartKeyKind;

typedef struct
{
  RiskctxChartKeyKind kind;
  guint               style;
  const char         *label;
} RiskctxChartKey;

void   riskctx_chart_scale_init  (RiskctxChartScale      *self,
                                  const RiskctxChartAxis *axis,
                                  double                  low,
                                  double                  high,
                                  int                     wanted);
void   riskctx_chart_scale_clear (RiskctxChartScale      *self);
double riskctx_chart_scale_map   (const RiskctxChartScale *self,
                                  double                  value);
int    riskctx_chart_scale_extent (const RiskctxChartScale *self);
void   riskctx_chart_draw_x_axis (const RiskctxChartScale *self,
                                  RiskctxSvg             *svg,
                                  double                  top,
                                  double                  bottom,
                                  int                     right);

int    riskctx_chart_draw_title  (RiskctxSvg             *svg,
                                  const char             *title,
                                  RiskctxSvgAnchor        anchor,
                                  double                  x,
                                  int                     y,
                                  int                     room);
int    riskctx_chart_draw_legend (RiskctxSvg             *svg,
                                  const GArray           *keys,
                                  int                     y,
                                  int                     width);
void   riskctx_chart_fill        (RiskctxSvg             *svg,
                                  guint                   style,
                                  double                  x,
                                  double                  y,
                                  double                  width,
                                  double                  height);
RiskctxSvgPaint riskctx_chart_line_paint (guint           style);
int    riskctx_chart_width       (const RiskctxChartFrame *frame);
char  *riskctx_chart_draw_empty  (const RiskctxChartFrame *frame);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxChartScale, riskctx_chart_scale_clear)

G_END_DECLS
