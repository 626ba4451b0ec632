/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "riskctx-svg-text-private.h"

G_BEGIN_DECLS

/*
 * A writer of small SVG documents with real text.
 *
 * Every mark names a paint. A paint is written twice: as presentation attributes with the light
 * colors, for renderers that know no CSS variables, and as a class that the style sheet colors
 * through `--rcx-*` properties, so that a page can switch to dark or to its own colors.
 */

typedef enum
{
  RISKCTX_SVG_PAINT_PAPER,
  RISKCTX_SVG_PAINT_TEXT,
  RISKCTX_SVG_PAINT_MUTED,
  RISKCTX_SVG_PAINT_WARNING_TEXT,
  RISKCTX_SVG_PAINT_GOOD_TEXT,
  RISKCTX_SVG_PAINT_ZONE,
  RISKCTX_SVG_PAINT_ZONE_INNER,
  RISKCTX_SVG_PAINT_ZONE_TITLE,
  RISKCTX_SVG_PAINT_NODE,
  RISKCTX_SVG_PAINT_NODE_WEAK,
  RISKCTX_SVG_PAINT_NODE_ELSEWHERE,
  RISKCTX_SVG_PAINT_ICON,
  RISKCTX_SVG_PAINT_ICON_FILLED,
  RISKCTX_SVG_PAINT_WARNING,
  RISKCTX_SVG_PAINT_WARNING_FILLED,
  RISKCTX_SVG_PAINT_EDGE,
  RISKCTX_SVG_PAINT_EDGE_DASHED,
  RISKCTX_SVG_PAINT_EDGE_DOTTED,
  RISKCTX_SVG_PAINT_EDGE_HALO,
  RISKCTX_SVG_PAINT_ARROW,
  RISKCTX_SVG_PAINT_AXIS,
  RISKCTX_SVG_PAINT_GRID,
  RISKCTX_SVG_PAINT_FIRST_LINE,
  RISKCTX_SVG_PAINT_SECOND_LINE,
  RISKCTX_SVG_PAINT_THIRD_LINE,
  RISKCTX_SVG_PAINT_FOURTH_LINE,
  RISKCTX_SVG_PAINT_LIMIT_LINE,
  RISKCTX_SVG_PAINT_REFERENCE_LINE,
  RISKCTX_SVG_PAINT_FIRST_FILL,
  RISKCTX_SVG_PAINT_SECOND_FILL,
  RISKCTX_SVG_PAINT_THIRD_FILL,
  RISKCTX_SVG_PAINT_FOURTH_FILL,
  RISKCTX_SVG_PAINT_SOFT_FILL,
  RISKCTX_SVG_PAINT_BAR,
  RISKCTX_SVG_PAINT_SECOND_HATCH,
  RISKCTX_SVG_PAINT_THIRD_HATCH,
  RISKCTX_SVG_PAINT_FOURTH_HATCH,
  RISKCTX_SVG_PAINT_INTERVAL,
  RISKCTX_SVG_PAINT_MARK,
  RISKCTX_SVG_PAINT_LIMIT_MARK,
  RISKCTX_SVG_PAINT_HEAT_0,
  RISKCTX_SVG_PAINT_HEAT_1,
  RISKCTX_SVG_PAINT_HEAT_2,
  RISKCTX_SVG_PAINT_HEAT_3,
  RISKCTX_SVG_PAINT_HEAT_4,
  RISKCTX_SVG_PAINT_HEAD_CELL,
  RISKCTX_SVG_N_PAINTS
} RiskctxSvgPaint;

typedef enum
{
  RISKCTX_SVG_ANCHOR_START,
  RISKCTX_SVG_ANCHOR_MIDDLE,
  RISKCTX_SVG_ANCHOR_END
} RiskctxSvgAnchor;

/* What every drawing says about itself. */
typedef struct
{
  const char *id;             /* unique in the page; letters, digits, hyphen */
  const char *title;
  const char *description;    /* NULL if the title says it all */
  const char *language;       /* BCP 47 */
  gboolean    standalone;     /* carries its own style sheet */
} RiskctxSvgHead;

typedef struct _RiskctxSvg RiskctxSvg;

RiskctxSvg *riskctx_svg_new        (const RiskctxSvgHead *head,
                                    double                width,
                                    double                height);
void        riskctx_svg_free       (RiskctxSvg           *self);
char       *riskctx_svg_finish     (RiskctxSvg           *self);
char       *riskctx_svg_style_sheet (void);

void        riskctx_svg_open       (RiskctxSvg           *self,
                                    const char           *title);
void        riskctx_svg_close      (RiskctxSvg           *self);
void        riskctx_svg_rect       (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    double                x,
                                    double                y,
                                    double                width,
                                    double                height,
                                    double                radius);
void        riskctx_svg_line       (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    double                x1,
                                    double                y1,
                                    double                x2,
                                    double                y2);
void        riskctx_svg_circle     (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    double                x,
                                    double                y,
                                    double                radius);
void        riskctx_svg_diamond    (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    double                x,
                                    double                y,
                                    double                radius);
void        riskctx_svg_hatch      (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    double                x,
                                    double                y,
                                    double                width,
                                    double                height,
                                    double                pitch,
                                    gboolean              rising);
void        riskctx_svg_path       (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    const char           *data,
                                    double                x,
                                    double                y);
void        riskctx_svg_polyline   (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    const double         *xy,
                                    gsize                 n_points,
                                    double                radius);
void        riskctx_svg_text       (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    RiskctxSvgWeight      weight,
                                    int                   size,
                                    RiskctxSvgAnchor      anchor,
                                    double                x,
                                    double                y,
                                    const char           *text);
void        riskctx_svg_lines      (RiskctxSvg           *self,
                                    RiskctxSvgPaint       paint,
                                    RiskctxSvgWeight      weight,
                                    int                   size,
                                    RiskctxSvgAnchor      anchor,
                                    double                x,
                                    double                y,
                                    double                leading,
                                    const char *const    *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxSvg, riskctx_svg_free)

G_END_DECLS
