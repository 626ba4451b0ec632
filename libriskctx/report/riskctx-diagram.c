/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#define DEFAULT_WIDTH 1100
#define LEGEND_HEIGHT 30
#define CROSSING_PRICE 14   /* height that is worth one crossing less */
#define LABEL_PRICE 1       /* height that is worth a wider label, for each pixel */
#define BROKEN_WORD_PRICE 60    /* height that is worth a word kept whole */
#define WIDEST_LABEL 120
#define NARROWEST_LABEL 56
#define LABEL_STEP 4

static RiskctxDiagramLayout *
lay_out (const RiskctxDiagram     *diagram,
         const RiskctxDiagramPage *page,
         int                       columns,
         int                       node_width,
         int                       label_width)
{
  RiskctxDiagramLayout *layout = riskctx_diagram_layout_new (diagram, page);

  layout->node_width = node_width;
  layout->label_width = label_width;
  riskctx_diagram_layout_columns (layout, columns);
  riskctx_diagram_layout_place (layout);
  riskctx_diagram_layout_route (layout);

  return layout;
}

/* Boxes are a little wider where that keeps a word of a title whole. */
static int
wide_node (const RiskctxDiagram *diagram,
           int                   least)
{
  int longest = 0;

  for (gsize i = 0; i < diagram->n_components; i++)
    longest = MAX (longest, riskctx_svg_text_longest (diagram->components[i].title,
                                                      RISKCTX_DIAGRAM_TITLE_SIZE,
                                                      RISKCTX_SVG_WEIGHT_BOLD));

  return CLAMP (longest + RISKCTX_DIAGRAM_TITLE_X + RISKCTX_DIAGRAM_TITLE_END, least, least + 28);
}

static int
longest_label (const RiskctxDiagram *diagram)
{
  int longest = 0;

  for (gsize i = 0; i < diagram->n_flows; i++)
    longest = MAX (longest, riskctx_svg_text_longest (diagram->flows[i].label,
                                                      RISKCTX_DIAGRAM_LABEL_SIZE,
                                                      RISKCTX_SVG_WEIGHT_REGULAR));

  return longest;
}

/**
 * riskctx_diagram_layout_best:
 * @diagram: a diagram
 * @page: (nullable): which part of it
 *
 * Tries several numbers of columns and widths of boxes and labels, and keeps the lowest picture
 * that fits the width. If none fits, it keeps the narrowest.
 *
 * Returns: (transfer full): a layout with coordinates
 */
RiskctxDiagramLayout *
riskctx_diagram_layout_best (const RiskctxDiagram     *diagram,
                             const RiskctxDiagramPage *page)
{
  static const int node_widths[] = { 0, 280, 240, 190, 144 };
  int width = diagram->width > 0 ? diagram->width : DEFAULT_WIDTH;
  int longest = MIN (longest_label (diagram), WIDEST_LABEL);
  RiskctxDiagramLayout *best = NULL;
  gint64 best_cost = G_MAXINT64;

  for (int columns = 4; columns >= 1; columns--)
    for (int try = 0; try < 2; try++)
      {
        int least = node_widths[columns];
        int wide = wide_node (diagram, least);
        gboolean fits = FALSE;

        if (try == 1 && wide == least)
          continue;
        for (int label = WIDEST_LABEL; label >= NARROWEST_LABEL && !fits; label -= LABEL_STEP)
          {
            g_autoptr(RiskctxDiagramLayout) layout
              = lay_out (diagram, page, columns, try == 0 ? wide : least, label);
            gint64 cost = layout->height + CROSSING_PRICE * layout->crossings
                          + LABEL_PRICE * (WIDEST_LABEL - label)
                          + (try == 0 ? 0 : BROKEN_WORD_PRICE)
                          + (label >= longest ? 0 : BROKEN_WORD_PRICE);

            fits = layout->width <= width;
            if (!fits)
              cost += G_GINT64_CONSTANT (1000000) * (layout->width - width);
            if (cost < best_cost)
              {
                best_cost = cost;
                g_clear_pointer (&best, riskctx_diagram_layout_free);
                best = g_steal_pointer (&layout);
              }
          }
      }

  return best;
}

static void
draw_zone (RiskctxSvg                     *svg,
           const RiskctxDiagramPlacedZone *zone)
{
  riskctx_svg_rect (svg, zone->depth % 2 == 0 ? RISKCTX_SVG_PAINT_ZONE
                                              : RISKCTX_SVG_PAINT_ZONE_INNER,
                    zone->box.x, zone->box.y, zone->box.width, zone->box.height, 6);
  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_ZONE_TITLE, RISKCTX_SVG_WEIGHT_BOLD,
                     RISKCTX_DIAGRAM_ZONE_SIZE, RISKCTX_SVG_ANCHOR_START, zone->title_box.x,
                     zone->title_box.y + 12, RISKCTX_DIAGRAM_ZONE_LEADING,
                     (const char *const *) zone->title_lines);
}

static void
draw_node (RiskctxSvg                     *svg,
           const RiskctxDiagramPlacedNode *node)
{
  const RiskctxDiagramBox *box = &node->box;
  gboolean own = node->elsewhere == NULL;
  gboolean weak = node->source->weak && own;
  int lines = (int) g_strv_length (node->title_lines);
  int head = MAX (own ? RISKCTX_DIAGRAM_ICON : 0, lines * RISKCTX_DIAGRAM_TITLE_LEADING);
  int spare = (box->height - node->text_height) / 2;
  int y = box->y + spare + 7;

  riskctx_svg_open (svg, node->elsewhere != NULL ? node->elsewhere : node->source->title);
  riskctx_svg_rect (svg, node->elsewhere != NULL ? RISKCTX_SVG_PAINT_NODE_ELSEWHERE
                         : weak ? RISKCTX_SVG_PAINT_NODE_WEAK : RISKCTX_SVG_PAINT_NODE,
                    box->x, box->y, box->width, box->height, 4);
  if (own)
    riskctx_diagram_icon (svg, node->source->kind, box->x + 6,
                          y + (head - RISKCTX_DIAGRAM_ICON) / 2);
  if (weak)
    riskctx_diagram_warning (svg, box->x + box->width - 10, box->y - 6);
  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_BOLD,
                     RISKCTX_DIAGRAM_TITLE_SIZE, RISKCTX_SVG_ANCHOR_START,
                     box->x + (own ? RISKCTX_DIAGRAM_TITLE_X : 8),
                     y + (head - lines * RISKCTX_DIAGRAM_TITLE_LEADING) / 2 + 13,
                     RISKCTX_DIAGRAM_TITLE_LEADING, (const char *const *) node->title_lines);
  y += head + 4;
  for (guint i = 0; i < node->notes->len; i++)
    {
      GStrv note = g_ptr_array_index (node->notes, i);

      riskctx_svg_circle (svg, RISKCTX_SVG_PAINT_MUTED, box->x + 11, y + 7, 1.5);
      riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                         RISKCTX_DIAGRAM_NOTE_SIZE, RISKCTX_SVG_ANCHOR_START, box->x + 17, y + 11,
                         RISKCTX_DIAGRAM_NOTE_LEADING, (const char *const *) note);
      y += (int) g_strv_length (note) * RISKCTX_DIAGRAM_NOTE_LEADING;
    }
  riskctx_svg_close (svg);
}

static void
draw_arrow (RiskctxSvg   *svg,
            const double *end,
            const double *before)
{
  static const char *const heads[] = { "M0 0L-9-4.5V4.5z", "M0 0L9-4.5V4.5z", "M0 0L-4.5-9H4.5z",
                                       "M0 0L-4.5 9H4.5z" };
  int head = before[0] < end[0] ? 0 : before[0] > end[0] ? 1 : before[1] < end[1] ? 2 : 3;

  riskctx_svg_path (svg, RISKCTX_SVG_PAINT_ARROW, heads[head], end[0], end[1]);
}

static RiskctxSvgPaint
edge_paint (int style)
{
  if (style == 0)
    return RISKCTX_SVG_PAINT_EDGE;
  return style % 2 == 1 ? RISKCTX_SVG_PAINT_EDGE_DASHED : RISKCTX_SVG_PAINT_EDGE_DOTTED;
}

/* The number of a zone that carries flows among all such zones, from 1; 0 for a plain line. */
static int
style_number (const RiskctxDiagramLayout *layout,
              int                         style)
{
  int number = 0;

  for (int z = 0; z < style; z++)
    for (int e = 0; e < layout->n_edges; e++)
      if (layout->edges[e].style == z + 1)
        {
          number++;
          break;
        }

  return number;
}

static void
draw_edge (RiskctxSvg                     *svg,
           const RiskctxDiagramLayout     *layout,
           const RiskctxDiagramPlacedEdge *edge)
{
  riskctx_svg_open (svg, edge->source->label);
  riskctx_svg_polyline (svg, RISKCTX_SVG_PAINT_EDGE_HALO, edge->points, edge->n_points, 5);
  riskctx_svg_polyline (svg, edge_paint (style_number (layout, edge->style)), edge->points,
                        edge->n_points, 5);
  riskctx_svg_close (svg);
}

static void
draw_arrows (RiskctxSvg                     *svg,
             const RiskctxDiagramPlacedEdge *edge)
{
  const double *last = edge->points + 2 * edge->n_points - 2;
  gboolean forward = edge->ends[0] == edge->from;

  if (forward || edge->source->bidirectional)
    draw_arrow (svg, last, last - 2);
  if (!forward || edge->source->bidirectional)
    draw_arrow (svg, edge->points, edge->points + 2);
}

static void
draw_label (RiskctxSvg                     *svg,
            const RiskctxDiagramPlacedEdge *edge)
{
  const RiskctxDiagramBox *box = &edge->label_box;

  riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_TEXT, RISKCTX_SVG_WEIGHT_REGULAR,
                     RISKCTX_DIAGRAM_LABEL_SIZE,
                     edge->label_before ? RISKCTX_SVG_ANCHOR_END : RISKCTX_SVG_ANCHOR_START,
                     edge->label_before ? box->x + box->width : box->x, box->y + 11,
                     RISKCTX_DIAGRAM_LABEL_LEADING, (const char *const *) edge->label_lines);
}

typedef struct
{
  int         style;        /* 0 for the mark of weak components */
  const char *text;
} LegendEntry;

static GArray *
legend_entries (const RiskctxDiagram       *diagram,
                const RiskctxDiagramLayout *layout)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (LegendEntry));
  gboolean weak = FALSE;

  for (int i = 0; i < layout->n_nodes; i++)
    weak |= layout->nodes[i].source != NULL && layout->nodes[i].source->weak
            && layout->nodes[i].elsewhere == NULL;
  for (int z = 0; z < layout->n_zones; z++)
    if (style_number (layout, z + 1) > style_number (layout, z))
      {
        const RiskctxDiagramZone *zone = layout->zones[z].source;
        LegendEntry entry = { style_number (layout, z + 1),
                              zone->title != NULL ? zone->title : zone->id };

        g_array_append_val (entries, entry);
      }
  if (weak && diagram->weak_text != NULL)
    {
      LegendEntry entry = { 0, diagram->weak_text };

      g_array_append_val (entries, entry);
    }

  return entries;
}

/* Draws the legend from the left, in as many rows as it needs; with no writer it only measures. */
static int
draw_legend (RiskctxSvg *svg,
             GArray     *entries,
             int         y,
             int         width)
{
  int x = RISKCTX_DIAGRAM_MARGIN;
  int rows = 1;

  for (guint i = 0; i < entries->len; i++)
    {
      const LegendEntry *entry = &g_array_index (entries, LegendEntry, i);
      int mark = entry->style > 0 ? 44 : 20;
      g_auto(GStrv) text = riskctx_svg_text_wrap (entry->text, width - mark
                                                  - 2 * RISKCTX_DIAGRAM_MARGIN,
                                                  RISKCTX_DIAGRAM_NOTE_SIZE,
                                                  RISKCTX_SVG_WEIGHT_REGULAR, 1);
      int length = riskctx_svg_text_extent ((const char *const *) text, RISKCTX_DIAGRAM_NOTE_SIZE,
                                            RISKCTX_SVG_WEIGHT_REGULAR);

      if (x > RISKCTX_DIAGRAM_MARGIN && x + mark + length + RISKCTX_DIAGRAM_MARGIN > width)
        {
          x = RISKCTX_DIAGRAM_MARGIN;
          rows++;
        }
      if (svg != NULL)
        {
          int base = y + rows * LEGEND_HEIGHT - 10;

          if (entry->style > 0)
            riskctx_svg_line (svg, edge_paint (entry->style), x, base - 4, x + 36, base - 4);
          else
            riskctx_diagram_warning (svg, x, base - 11);
          riskctx_svg_lines (svg, RISKCTX_SVG_PAINT_MUTED, RISKCTX_SVG_WEIGHT_REGULAR,
                             RISKCTX_DIAGRAM_NOTE_SIZE, RISKCTX_SVG_ANCHOR_START, x + mark, base,
                             RISKCTX_DIAGRAM_NOTE_LEADING, (const char *const *) text);
        }
      x += mark + length + 24;
    }

  return entries->len > 0 ? rows * LEGEND_HEIGHT : 0;
}

/**
 * riskctx_diagram_draw_page:
 * @diagram: a diagram
 * @layout: its layout, or that of one of its pages
 * @number: number of the page, from 0
 * @count: number of pages
 *
 * Draws one page.
 *
 * Returns: (transfer full): an SVG document
 */
char *
riskctx_diagram_draw_page (const RiskctxDiagram       *diagram,
                           const RiskctxDiagramLayout *layout,
                           guint                       number,
                           guint                       count)
{
  g_autoptr(GArray) legend = legend_entries (diagram, layout);
  int width = MAX (layout->width, 240);
  int height = layout->height + draw_legend (NULL, legend, 0, width);
  RiskctxSvgHead head = diagram->head;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  RiskctxSvg *svg;

  if (count > 1)
    {
      head.id = id = g_strdup_printf ("%s-%u", head.id, number + 1);
      head.title = title = g_strdup_printf ("%s (%u/%u)", head.title, number + 1, count);
    }
  svg = riskctx_svg_new (&head, width, height);
  for (int depth = 0; depth <= 3; depth++)
    for (int z = 0; z < layout->n_zones; z++)
      if (layout->zones[z].present && layout->zones[z].depth == depth)
        draw_zone (svg, &layout->zones[z]);
  for (int e = 0; e < layout->n_edges; e++)
    draw_edge (svg, layout, &layout->edges[e]);
  for (int e = 0; e < layout->n_edges; e++)
    draw_arrows (svg, &layout->edges[e]);
  for (int i = 0; i < layout->n_nodes; i++)
    if (layout->nodes[i].source != NULL)
      draw_node (svg, &layout->nodes[i]);
  for (int e = 0; e < layout->n_edges; e++)
    if (layout->edges[e].labelled)
      draw_label (svg, &layout->edges[e]);
  draw_legend (svg, legend, layout->height - RISKCTX_DIAGRAM_MARGIN, width);

  return riskctx_svg_finish (svg);
}
