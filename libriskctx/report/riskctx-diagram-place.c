/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#include <stdlib.h>

#define PITCH RISKCTX_DIAGRAM_PITCH
#define ARROW 16            /* room that the head of an arrow needs */
#define CORRIDOR_PRICE 24   /* how much further a line may go to stay among the boxes */

/* The space above a box, or below the last one of a column. */
typedef struct
{
  int lanes;            /* horizontal lines that pass the column here */
  int direct;           /* lines straight from the box above to the box below */
  int text;             /* height of their labels */
  int opens;            /* height of the title strips of zones that begin here */
  int closes;           /* height of the margins of zones that end here */
  int height;
} Gap;

typedef struct
{
  int edge;
  int end;
  int rank;             /* loops upward, lines across, loops downward */
  int key;
  int text;             /* height of the label that stands on the line here */
  int offset;           /* from the upper edge of the box */
} Port;

typedef struct
{
  RiskctxDiagramLayout  *layout;
  Gap                  **gaps;       /* for each column, one more than boxes */
  GArray               **ports;      /* two for each node: left, right */
} Placer;

static int
round_up (int value,
          int column)
{
  int parity = (column & 1) * PITCH / 2;

  return (value - parity + PITCH - 1 + 64 * PITCH) / PITCH * PITCH - 64 * PITCH + parity;
}

static int
round_down (int value,
            int column)
{
  return round_up (value - PITCH + 1, column);
}

static RiskctxDiagramColumn *
column_at (RiskctxDiagramLayout *self,
           int                   column)
{
  return &g_array_index (self->columns, RiskctxDiagramColumn, column);
}

static RiskctxDiagramPlacedNode *
node_at (RiskctxDiagramLayout *self,
         int                   column,
         int                   position)
{
  return &self->nodes[g_array_index (column_at (self, column)->nodes, int, position)];
}

static int
column_length (RiskctxDiagramLayout *self,
               int                   column)
{
  return (int) column_at (self, column)->nodes->len;
}

static gboolean
lies_in (RiskctxDiagramLayout           *self,
         const RiskctxDiagramPlacedNode *node,
         int                             zone)
{
  int inner = node != NULL ? node->zone : -1;

  while (inner >= 0 && inner != zone)
    inner = self->zones[inner].parent;
  return inner >= 0;
}

/* Heights of strips and margins between two neighbors of a column, either of which may be NULL. */
static void
measure_borders (RiskctxDiagramLayout           *self,
                 const RiskctxDiagramPlacedNode *above,
                 const RiskctxDiagramPlacedNode *below,
                 Gap                            *gap)
{
  for (int z = below != NULL ? below->zone : -1; z >= 0; z = self->zones[z].parent)
    if (!lies_in (self, above, z))
      gap->opens += riskctx_diagram_strip_height (&self->zones[z]);
  for (int z = above != NULL ? above->zone : -1; z >= 0; z = self->zones[z].parent)
    if (!lies_in (self, below, z))
      gap->closes += RISKCTX_DIAGRAM_INSET;
}

static void
make_gaps (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (guint c = 0; c < self->columns->len; c++)
    {
      int n = column_length (self, (int) c);

      placer->gaps[c] = g_new0 (Gap, n + 1);
      for (int p = 0; p <= n; p++)
        measure_borders (self, p > 0 ? node_at (self, c, p - 1) : NULL,
                         p < n ? node_at (self, c, p) : NULL, &placer->gaps[c][p]);
    }
}

static gboolean
try_direct (Placer                   *placer,
            RiskctxDiagramPlacedEdge *edge)
{
  RiskctxDiagramLayout *self = placer->layout;
  const RiskctxDiagramPlacedNode *from = &self->nodes[edge->from];
  const RiskctxDiagramPlacedNode *to = &self->nodes[edge->to];
  Gap *gap;

  if (from->column != to->column || ABS (from->position - to->position) != 1)
    return FALSE;
  gap = &placer->gaps[from->column][MAX (from->position, to->position)];
  if (gap->direct == (gap->opens > 0 ? 1 : 2))
    return FALSE;
  gap->direct++;
  edge->course = RISKCTX_DIAGRAM_DIRECT;
  edge->ends[0] = from->position < to->position ? edge->from : edge->to;
  edge->ends[1] = from->position < to->position ? edge->to : edge->from;
  edge->ports[0] = gap->direct;
  return TRUE;
}

static void
choose_courses (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;
  int last = (int) self->columns->len - 1;

  for (int e = 0; e < self->n_edges; e++)
    {
      RiskctxDiagramPlacedEdge *edge = &self->edges[e];
      int from = self->nodes[edge->from].column;
      int to = self->nodes[edge->to].column;
      gboolean leftward = from > to;

      if (try_direct (placer, edge))
        continue;
      edge->ends[0] = leftward ? edge->to : edge->from;
      edge->ends[1] = leftward ? edge->from : edge->to;
      if (from != to)
        edge->course = RISKCTX_DIAGRAM_ACROSS;
      else
        edge->course = from == last && last > 0 ? RISKCTX_DIAGRAM_LOOP_LEFT
                                                : RISKCTX_DIAGRAM_LOOP_RIGHT;
    }
}

static int
gap_wish (RiskctxDiagramLayout *self,
          int                   column,
          int                   gap)
{
  int n = column_length (self, column);
  const RiskctxDiagramPlacedNode *above = gap > 0 ? node_at (self, column, gap - 1) : NULL;
  const RiskctxDiagramPlacedNode *below = gap < n ? node_at (self, column, gap) : NULL;

  if (above == NULL)
    return below->wish - below->text_height / 2 - 40;
  if (below == NULL)
    return above->wish + above->text_height / 2 + 40;
  return (above->wish + above->text_height / 2 + below->wish - below->text_height / 2) / 2;
}

static void
choose_gaps (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (int e = 0; e < self->n_edges; e++)
    {
      RiskctxDiagramPlacedEdge *edge = &self->edges[e];
      const RiskctxDiagramPlacedNode *left = &self->nodes[edge->ends[0]];
      const RiskctxDiagramPlacedNode *right = &self->nodes[edge->ends[1]];
      int span = right->column - left->column;

      if (edge->course != RISKCTX_DIAGRAM_ACROSS || span < 2)
        continue;
      edge->n_passes = span - 1;
      edge->gaps = g_new0 (int, span - 1);
      edge->passes = g_new0 (int, span - 1);
      for (int k = 1; k < span; k++)
        {
          int column = left->column + k;
          int n = column_length (self, column);
          int straight = left->wish + (right->wish - left->wish) * k / span;
          int best = G_MAXINT;

          for (int g = 0; g <= n; g++)
            {
              const Gap *gap = &placer->gaps[column][g];
              int price = ABS (gap_wish (self, column, g) - straight) + 6 * gap->lanes
                          + 8 * gap->direct + (g == 0 || g == n ? CORRIDOR_PRICE : 0);

              if (price < best)
                {
                  best = price;
                  edge->gaps[k - 1] = g;
                }
            }
          placer->gaps[column][edge->gaps[k - 1]].lanes++;
        }
    }
}

/* Beside one line a label has the rest of the box's width; two lines share it. */
static void
place_direct (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;
  int width = self->node_width;

  for (int e = 0; e < self->n_edges; e++)
    {
      RiskctxDiagramPlacedEdge *edge = &self->edges[e];
      const RiskctxDiagramPlacedNode *lower = &self->nodes[edge->ends[1]];
      Gap *gap;
      int room;

      if (edge->course != RISKCTX_DIAGRAM_DIRECT)
        continue;
      gap = &placer->gaps[lower->column][lower->position];
      if (gap->direct == 2)
        {
          edge->label_before = edge->ports[0] == 2;
          edge->ports[0] = edge->label_before ? width - 24 : 24;
          room = width / 2 - 34;
        }
      else if (gap->opens > 0)
        {
          edge->label_before = TRUE;
          edge->ports[0] = width - 20;
          room = width - 32;
        }
      else
        {
          edge->ports[0] = edge->labelled ? 24 : width / 2;
          room = width - 36;
        }
      if (edge->labelled)
        {
          edge->label_lines = riskctx_svg_text_wrap (edge->source->label, room,
                                                     RISKCTX_DIAGRAM_LABEL_SIZE,
                                                     RISKCTX_SVG_WEIGHT_REGULAR, 5);
          edge->label_drop = gap->closes + 5;
          gap->text = MAX (gap->text, (int) g_strv_length (edge->label_lines)
                                      * RISKCTX_DIAGRAM_LABEL_LEADING + 8);
        }
    }
}

static void
add_port (Placer *placer,
          int     e,
          int     end,
          int     side)
{
  RiskctxDiagramLayout *self = placer->layout;
  RiskctxDiagramPlacedEdge *edge = &self->edges[e];
  const RiskctxDiagramPlacedNode *node = &self->nodes[edge->ends[end]];
  const RiskctxDiagramPlacedNode *other = &self->nodes[edge->ends[1 - end]];
  Port port = { e, end, 1, other->wish, 0, 0 };

  if (edge->course == RISKCTX_DIAGRAM_ACROSS && edge->n_passes > 0)
    port.key = end == 0 ? gap_wish (self, node->column + 1, edge->gaps[0])
                        : gap_wish (self, node->column - 1, edge->gaps[edge->n_passes - 1]);
  if (edge->course != RISKCTX_DIAGRAM_ACROSS)
    {
      port.rank = other->position < node->position ? 0 : 2;
      port.key = -other->position;
    }
  if (edge->labelled && end == 0)
    {
      edge->label_lines = riskctx_svg_text_wrap (edge->source->label, self->label_width,
                                                 RISKCTX_DIAGRAM_LABEL_SIZE,
                                                 RISKCTX_SVG_WEIGHT_REGULAR, 6);
      edge->label_width = riskctx_svg_text_extent ((const char *const *) edge->label_lines,
                                                   RISKCTX_DIAGRAM_LABEL_SIZE,
                                                   RISKCTX_SVG_WEIGHT_REGULAR);
      port.text = (int) g_strv_length (edge->label_lines) * RISKCTX_DIAGRAM_LABEL_LEADING;
    }
  g_array_append_val (placer->ports[2 * edge->ends[end] + side], port);
}

static int
compare_ports (gconstpointer a,
               gconstpointer b)
{
  const Port *left = a;
  const Port *right = b;

  if (left->rank != right->rank)
    return left->rank - right->rank;
  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return left->edge - right->edge;
}

/* Room above the line of a port, up to the line before it or the edge of the box. */
static int
room_above (const Port *port)
{
  return MAX (PITCH, (port->text + 8 + PITCH - 1) / PITCH * PITCH);
}

static int
spread_ports (GArray *ports)
{
  int offset = 0;

  g_array_sort (ports, compare_ports);
  for (guint i = 0; i < ports->len; i++)
    {
      Port *port = &g_array_index (ports, Port, i);

      offset += room_above (port);
      port->offset = offset;
    }
  return ports->len > 0 ? offset + 10 : 0;
}

static void
place_ports (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (int e = 0; e < self->n_edges; e++)
    {
      RiskctxDiagramCourse course = self->edges[e].course;

      if (course == RISKCTX_DIAGRAM_DIRECT)
        continue;
      add_port (placer, e, 0, course == RISKCTX_DIAGRAM_LOOP_LEFT ? 0 : 1);
      add_port (placer, e, 1, course == RISKCTX_DIAGRAM_LOOP_RIGHT ? 1 : 0);
    }
  for (int i = 0; i < self->n_nodes; i++)
    {
      RiskctxDiagramPlacedNode *node = &self->nodes[i];
      int needs[2] = { spread_ports (placer->ports[2 * i]),
                       spread_ports (placer->ports[2 * i + 1]) };

      node->box.width = self->node_width;
      node->box.height = MAX (node->text_height, MAX (needs[0], needs[1]));
      for (int side = 0; side < 2; side++)
        {
          GArray *ports = placer->ports[2 * i + side];
          int shift = (node->box.height - needs[side]) / 2 / PITCH * PITCH;

          for (guint k = 0; k < ports->len; k++)
            g_array_index (ports, Port, k).offset += shift;
        }
    }
}

static void
size_gaps (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (guint c = 0; c < self->columns->len; c++)
    for (int p = 0; p <= column_length (self, (int) c); p++)
      {
        Gap *gap = &placer->gaps[c][p];

        gap->height = gap->text + gap->closes + gap->opens + (gap->opens > 0 ? 0 : 8)
                      + (gap->lanes > 0 ? PITCH * gap->lanes + 6 + (gap->direct > 0 ? ARROW : 8)
                                        : 6);
        gap->height = MAX (gap->height, gap->direct > 0 ? 28 : 16);
      }
}

static int
first_lane (Placer *placer,
            int     column,
            int     gap)
{
  RiskctxDiagramLayout *self = placer->layout;
  const Gap *space = &placer->gaps[column][gap];
  const RiskctxDiagramPlacedNode *above;

  if (gap == 0)
    return round_down (self->top - 8, column) - PITCH * (space->lanes - 1);
  if (gap == column_length (self, column))
    return round_up (self->bottom + 8, column);
  above = node_at (self, column, gap - 1);
  return round_up (above->box.y + above->box.height + space->text + space->closes
                   + (space->direct > 0 ? ARROW : 8), column);
}

static int
separation (Placer *placer,
            int     column,
            int     position)
{
  const RiskctxDiagramPlacedNode *above = node_at (placer->layout, column, position - 1);

  return (above->box.height + placer->gaps[column][position].height + PITCH - 1) / PITCH * PITCH;
}

static int
column_bottom (Placer *placer,
               int     column)
{
  int n = column_length (placer->layout, column);
  const RiskctxDiagramPlacedNode *last = node_at (placer->layout, column, n - 1);

  return last->box.y + last->box.height + placer->gaps[column][n].closes;
}

static void
pack (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;
  int lanes = 0;

  for (guint c = 0; c < self->columns->len; c++)
    lanes = MAX (lanes, placer->gaps[c][0].lanes);
  self->top = RISKCTX_DIAGRAM_MARGIN + (lanes > 0 ? PITCH * (lanes + 1) : 0);
  for (guint c = 0; c < self->columns->len; c++)
    {
      for (int p = 0; p < column_length (self, (int) c); p++)
        node_at (self, c, p)->box.y = p == 0
          ? round_up (self->top + placer->gaps[c][0].opens, (int) c)
          : node_at (self, c, p - 1)->box.y + separation (placer, (int) c, p);
      self->bottom = MAX (self->bottom, column_bottom (placer, (int) c));
    }
}

static int
port_offset (Placer *placer,
             int     e,
             int     end)
{
  const RiskctxDiagramPlacedEdge *edge = &placer->layout->edges[e];

  for (int side = 0; side < 2; side++)
    {
      GArray *ports = placer->ports[2 * edge->ends[end] + side];

      for (guint i = 0; i < ports->len; i++)
        if (g_array_index (ports, Port, i).edge == e && g_array_index (ports, Port, i).end == end)
          return g_array_index (ports, Port, i).offset;
    }
  return 0;
}

/* Where the boxes of a column would stand if the lines to their neighbors were straight. */
static int *
wishes (Placer *placer,
        int     column)
{
  RiskctxDiagramLayout *self = placer->layout;
  int n = column_length (self, column);
  g_autofree gint64 *sums = g_new0 (gint64, n);
  g_autofree int *counts = g_new0 (int, n);
  int *wish = g_new (int, n);

  for (int e = 0; e < self->n_edges; e++)
    {
      const RiskctxDiagramPlacedEdge *edge = &self->edges[e];

      if (edge->course != RISKCTX_DIAGRAM_ACROSS || edge->n_passes > 0)
        continue;
      for (int end = 0; end < 2; end++)
        {
          const RiskctxDiagramPlacedNode *node = &self->nodes[edge->ends[end]];
          const RiskctxDiagramPlacedNode *other = &self->nodes[edge->ends[1 - end]];

          if (node->column != column)
            continue;
          sums[node->position] += other->box.y + port_offset (placer, e, 1 - end)
                                  - port_offset (placer, e, end);
          counts[node->position]++;
        }
    }
  for (int p = 0; p < n; p++)
    wish[p] = counts[p] > 0 ? round_up ((int) (sums[p] / counts[p]) - PITCH / 2, column) : 0;

  return wish;
}

static void
align_column (Placer *placer,
              int     column)
{
  RiskctxDiagramLayout *self = placer->layout;
  int n = column_length (self, column);
  g_autofree int *wish = wishes (placer, column);
  int limit;

  for (int p = 0; p < n; p++)
    {
      int least = p == 0 ? round_up (self->top + placer->gaps[column][0].opens, column)
                         : node_at (self, column, p - 1)->box.y + separation (placer, column, p);

      node_at (self, column, p)->box.y = MAX (wish[p], least);
    }
  limit = round_down (self->bottom - placer->gaps[column][n].closes
                      - node_at (self, column, n - 1)->box.height, column);
  for (int p = n - 1; p >= 0; p--)
    {
      RiskctxDiagramPlacedNode *node = node_at (self, column, p);

      node->box.y = MIN (node->box.y, limit);
      if (p > 0)
        limit = node->box.y - separation (placer, column, p);
    }
}

static void
align (Placer *placer)
{
  int n = (int) placer->layout->columns->len;

  for (int pass = 0; pass < 3; pass++)
    {
      for (int c = 1; c < n; c++)
        align_column (placer, c);
      for (int c = n - 2; c >= 0; c--)
        align_column (placer, c);
    }
}

typedef struct
{
  int edge;
  int pass;
  int key;
} Lane;

static int
compare_lanes (gconstpointer a,
               gconstpointer b)
{
  const Lane *left = a;
  const Lane *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return left->edge - right->edge;
}

static void
place_passes (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (guint c = 0; c < self->columns->len; c++)
    for (int g = 0; g <= column_length (self, (int) c); g++)
      {
        g_autoptr(GArray) lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
        int y = first_lane (placer, (int) c, g);

        for (int e = 0; e < self->n_edges; e++)
          {
            const RiskctxDiagramPlacedEdge *edge = &self->edges[e];
            int pass = (int) c - self->nodes[edge->ends[0]].column - 1;

            if (pass >= 0 && pass < edge->n_passes && edge->gaps[pass] == g)
              {
                Lane lane = { e, pass, self->nodes[edge->ends[0]].box.y
                                       + self->nodes[edge->ends[1]].box.y };

                g_array_append_val (lanes, lane);
              }
          }
        g_array_sort (lanes, compare_lanes);
        for (guint i = 0; i < lanes->len; i++)
          {
            const Lane *lane = &g_array_index (lanes, Lane, i);

            self->edges[lane->edge].passes[lane->pass] = y + (int) i * PITCH;
            self->height = MAX (self->height, y + (int) i * PITCH);
          }
      }
}

static void
place_zones (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (int z = 0; z < self->n_zones; z++)
    {
      RiskctxDiagramPlacedZone *zone = &self->zones[z];
      int top = G_MAXINT;
      int bottom = 0;

      for (int c = zone->first_column; zone->present && c <= zone->last_column; c++)
        {
          int n = column_length (self, c);

          for (int p = 0; p < n; p++)
            {
              const RiskctxDiagramPlacedNode *node = node_at (self, c, p);
              const RiskctxDiagramPlacedNode *above = p > 0 ? node_at (self, c, p - 1) : NULL;
              const RiskctxDiagramPlacedNode *below = p + 1 < n ? node_at (self, c, p + 1) : NULL;
              int y = node->box.y;
              int end = node->box.y + node->box.height;

              if (!lies_in (self, node, z))
                continue;
              for (int i = node->zone; !lies_in (self, above, z); i = self->zones[i].parent)
                {
                  y -= riskctx_diagram_strip_height (&self->zones[i]);
                  if (i == z)
                    break;
                }
              for (int i = node->zone; !lies_in (self, below, z); i = self->zones[i].parent)
                {
                  end += RISKCTX_DIAGRAM_INSET;
                  if (i == z)
                    break;
                }
              if (zone->parent < 0 && p == 0)
                y = self->top;
              if (zone->parent < 0 && p + 1 == n)
                end = self->bottom;
              top = MIN (top, y);
              bottom = MAX (bottom, end);
            }
        }
      zone->box.y = top;
      zone->box.height = bottom - top;
    }
}

static void
fix_ports (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (int i = 0; i < 2 * self->n_nodes; i++)
    for (guint k = 0; k < placer->ports[i]->len; k++)
      {
        const Port *port = &g_array_index (placer->ports[i], Port, k);

        self->edges[port->edge].ports[port->end] = self->nodes[i / 2].box.y + port->offset;
      }
}

/* Moves a line along the side of its box, within the room that its neighbors leave. Lines of other
 * boxes cannot come near: they keep to their own box, or to the gaps between boxes. */
static gboolean
move_port (Placer *placer,
           int     e,
           int     end,
           int     y)
{
  RiskctxDiagramLayout *self = placer->layout;
  RiskctxDiagramPlacedEdge *edge = &self->edges[e];
  const RiskctxDiagramPlacedNode *node = &self->nodes[edge->ends[end]];
  GArray *ports = placer->ports[2 * edge->ends[end] + (end == 0 ? 1 : 0)];
  int least = node->box.y;
  int most = node->box.y + node->box.height - 8;
  gboolean passed = FALSE;

  for (guint i = 0; i < ports->len; i++)
    {
      const Port *port = &g_array_index (ports, Port, i);
      int other = self->edges[port->edge].ports[port->end];

      if (port->edge == e && port->end == end)
        {
          least += port->text + 8;
          passed = TRUE;
        }
      else if (!passed)
        least = other;
      else
        {
          most = MIN (most, other - port->text - 8);
          break;
        }
    }
  if (y < least || y > most)
    return FALSE;
  edge->ports[end] = y;
  return TRUE;
}

/* A small step in a line is uglier than a line that does not leave its box in the middle. */
static void
straighten (Placer *placer)
{
  RiskctxDiagramLayout *self = placer->layout;

  for (int e = 0; e < self->n_edges; e++)
    {
      RiskctxDiagramPlacedEdge *edge = &self->edges[e];

      if (edge->course != RISKCTX_DIAGRAM_ACROSS)
        continue;
      if (edge->n_passes > 0)
        {
          move_port (placer, e, 1, edge->passes[edge->n_passes - 1]);
          move_port (placer, e, 0, edge->passes[0]);
        }
      else if (!move_port (placer, e, 1, edge->ports[0]))
        move_port (placer, e, 0, edge->ports[1]);
    }
}

/**
 * riskctx_diagram_layout_place:
 * @self: a layout with columns
 *
 * Decides the course of every line and the vertical place of everything.
 *
 * All horizontal lines that start at a column lie on a grid of its own, half a step away from the
 * grids of its neighbors, so that two lines from both sides of a gutter never coincide.
 */
void
riskctx_diagram_layout_place (RiskctxDiagramLayout *self)
{
  Placer placer = { self, NULL, NULL };

  if (self->n_nodes == 0)
    {
      self->top = self->bottom = RISKCTX_DIAGRAM_MARGIN;
      self->height = 2 * RISKCTX_DIAGRAM_MARGIN;
      return;
    }
  placer.gaps = g_new0 (Gap *, self->columns->len);
  placer.ports = g_new0 (GArray *, 2 * self->n_nodes);
  for (int i = 0; i < 2 * self->n_nodes; i++)
    placer.ports[i] = g_array_new (FALSE, FALSE, sizeof (Port));
  make_gaps (&placer);
  choose_courses (&placer);
  choose_gaps (&placer);
  place_direct (&placer);
  place_ports (&placer);
  size_gaps (&placer);
  pack (&placer);
  align (&placer);
  self->height = self->bottom;
  place_passes (&placer);
  self->height += RISKCTX_DIAGRAM_MARGIN;
  place_zones (&placer);
  fix_ports (&placer);
  straighten (&placer);
  for (int i = 0; i < 2 * self->n_nodes; i++)
    g_array_unref (placer.ports[i]);
  for (guint c = 0; c < self->columns->len; c++)
    g_free (placer.gaps[c]);
  g_free (placer.ports);
  g_free (placer.gaps);
}
