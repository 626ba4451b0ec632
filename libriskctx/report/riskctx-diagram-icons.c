/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

/* Drawn for this library on a field of 26 by 26 pixels. */
static const struct
{
  const char *kind;
  const char *outline;
  const char *filled;
} icons[] = {
  { "user",
    "M13 4a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M4 23c0-5 4-7.5 9-7.5s9 2.5 9 7.5z",
    NULL },
  { "firewall",
    "M3 5h20v16H3zM3 10.3h20M3 15.7h20M10 5v5.3M18 5v5.3M6.5 10.3v5.4M14 10.3v5.4M10 15.7V21"
    "M18 15.7V21",
    NULL },
  { "web",
    "M13 3.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19M3.5 13h19M13 3.5c-6 5-6 14 0 19"
    "M13 3.5c6 5 6 14 0 19M5.2 8h15.6M5.2 18h15.6",
    NULL },
  { "app",
    "M3 4.5h20v17H3zM3 9h20M9 13l-3 2.5l3 2.5M17 13l3 2.5l-3 2.5M14.3 12l-2.6 7",
    "M5 6h1.5v1.5H5zM8 6h1.5v1.5H8z" },
  { "db",
    "M4 6.5c0-4 18-4 18 0s-18 4-18 0v13c0 4 18 4 18 0v-13M4 11c0 4 18 4 18 0M4 15.3c0 4 18 4 18 0",
    NULL },
  { "system",
    "M4 3.5h18v5.5H4zM4 10.3h18v5.5H4zM4 17h18v5.5H4zM12 6.2h7M12 13h7M12 19.7h7",
    "M6.5 5.5h2v1.6h-2zM6.5 12.3h2v1.6h-2zM6.5 19h2v1.6h-2z" },
  { "pc",
    "M3 4.5h20v13H3zM10 17.5l-1 4h8l-1-4M7 21.5h12",
    NULL },
  { "external-org",
    "M4 22.5v-13l9-6l9 6v13zM10.5 22.5v-5h5v5M8 11.5h2.5M15.5 11.5H18M8 14.8h2.5"
    "M15.5 14.8H18",
    NULL }
};

/**
 * riskctx_diagram_icon:
 * @svg: a writer
 * @kind: (nullable): kind of a component
 * @x: left edge
 * @y: upper edge
 *
 * Draws the sign for a kind of component; an unknown kind gets the sign of a system.
 */
void
riskctx_diagram_icon (RiskctxSvg *svg,
                      const char *kind,
                      int         x,
                      int         y)
{
  gsize found = 5;

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].kind, kind) == 0)
      found = i;
  riskctx_svg_path (svg, RISKCTX_SVG_PAINT_ICON, icons[found].outline, x, y);
  if (icons[found].filled != NULL)
    riskctx_svg_path (svg, RISKCTX_SVG_PAINT_ICON_FILLED, icons[found].filled, x, y);
}

/**
 * riskctx_diagram_warning:
 * @svg: a writer
 * @x: left edge
 * @y: upper edge
 *
 * Draws the mark of a weak component, 14 by 13 pixels.
 */
void
riskctx_diagram_warning (RiskctxSvg *svg,
                         int         x,
                         int         y)
{
  riskctx_svg_path (svg, RISKCTX_SVG_PAINT_NODE_WEAK, "M7 1l6 11.5H1z", x, y);
  riskctx_svg_path (svg, RISKCTX_SVG_PAINT_WARNING, "M7 5v3.5", x, y);
  riskctx_svg_path (svg, RISKCTX_SVG_PAINT_WARNING_FILLED, "M6.2 9.7h1.6v1.4H6.2z", x, y);
}
