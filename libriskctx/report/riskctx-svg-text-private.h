/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Text without fonts: how wide it will be at most, and where a line may end.
 *
 * Drawings are laid out before anybody knows which font will show them, so widths are upper
 * estimates: full-width characters count one em, the others the widest of the common sans faces.
 */

typedef enum
{
  RISKCTX_SVG_WEIGHT_REGULAR,
  RISKCTX_SVG_WEIGHT_BOLD
} RiskctxSvgWeight;

int    riskctx_svg_text_width (const char       *text,
                               int               size,
                               RiskctxSvgWeight  weight);
GStrv  riskctx_svg_text_wrap  (const char       *text,
                               int               width,
                               int               size,
                               RiskctxSvgWeight  weight,
                               guint             max_lines);
int    riskctx_svg_text_extent (const char *const *lines,
                                int                size,
                                RiskctxSvgWeight   weight);
int    riskctx_svg_text_longest (const char      *text,
                                 int              size,
                                 RiskctxSvgWeight weight);
char  *riskctx_svg_text_clean (const char       *text);

G_END_DECLS
