/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#define LANE RISKCTX_DIAGRAM_LANE
#define BESIDE 12           /* between the edge of a column and the next vertical line or label */
#define CLEARANCE 6

/* The vertical piece of a line in one gutter. */
typedef struct
{
  int      edge;
  int      number;          /* of the gutter, counted from the left end of the line */
  int      in;              /* y at the end nearer to the left end */
  int      out;
  gboolean in_from_left;    /* which side the horizontal pieces come from */
  gboolean out_from_left;
  int      lane;
} Trunk;

typedef struct
{
  GArray *trunks;
  int     lanes;
  int     left_text;        /* width of the strip for labels at its left */
  int     right_text;
  int     x;
  int     width;
} Gutter;

static int
low (const Trunk *trunk)
{
  return MIN (trunk->in, trunk->out);
}

static int
high (const Trunk *trunk)
{
  return MAX (trunk->in, trunk->out);
}

static gboolean
spans (const Trunk *trunk,
       int          y)
{
  return y > low (trunk) && y < high (trunk);
}

/* Crossings of two lines in a gutter if the first has a lane further left. */
static int
crossings (const Trunk *left,
           const Trunk *right)
{
  int count = 0;

  count += !left->in_from_left && spans (right, left->in);
  count += !left->out_from_left && spans (right, left->out);
  count += right->in_from_left && spans (left, right->in);
  count += right->out_from_left && spans (left, right->out);
  return count;
}

static void
collect_trunks (RiskctxDiagramLayout *self,
                Gutter               *gutters)
{
  for (int e = 0; e < self->n_edges; e++)
    {
      const RiskctxDiagramPlacedEdge *edge = &self->edges[e];
      int first = self->nodes[edge->ends[0]].column;

      if (edge->course == RISKCTX_DIAGRAM_DIRECT)
        continue;
      if (edge->course == RISKCTX_DIAGRAM_LOOP_LEFT)
        first--;
      for (int k = 0; k <= edge->n_passes; k++)
        {
          Trunk trunk = { e, k, k == 0 ? edge->ports[0] : edge->passes[k - 1],
                          k == edge->n_passes ? edge->ports[1] : edge->passes[k],
                          edge->course != RISKCTX_DIAGRAM_LOOP_LEFT,
                          edge->course == RISKCTX_DIAGRAM_LOOP_RIGHT, 0 };

          if (edge->labelled && k == 0)
            {
              int *strip = edge->course == RISKCTX_DIAGRAM_LOOP_LEFT
                             ? &gutters[first].right_text : &gutters[first].left_text;

              *strip = MAX (*strip, edge->label_width);
            }
          if (trunk.in != trunk.out)
            g_array_append_val (gutters[first + k].trunks, trunk);
        }
    }
}

static int
compare_trunks (gconstpointer a,
                gconstpointer b)
{
  const Trunk *left = a;
  const Trunk *right = b;
  gboolean left_up = left->out < left->in;
  gboolean right_up = right->out < right->in;

  if (left_up != right_up)
    return left_up ? -1 : 1;
  if (left->in != right->in)
    return left_up == (left->in < right->in) ? -1 : 1;
  return left->edge - right->edge;
}

/* Puts lines side by side so that few cross, then moves those together that do not meet. */
static void
assign_lanes (Gutter *gutter)
{
  GArray *trunks = gutter->trunks;
  gboolean better = TRUE;

  g_array_sort (trunks, compare_trunks);
  for (guint pass = 0; better && pass <= trunks->len; pass++)
    {
      better = FALSE;
      for (guint i = 0; i + 1 < trunks->len; i++)
        {
          Trunk *left = &g_array_index (trunks, Trunk, i);
          Trunk *right = left + 1;

          if (crossings (right, left) < crossings (left, right))
            {
              Trunk kept = *left;

              *left = *right;
              *right = kept;
              better = TRUE;
            }
        }
    }
  for (guint i = 0; i < trunks->len; i++)
    {
      Trunk *trunk = &g_array_index (trunks, Trunk, i);

      for (guint k = 0; k < i; k++)
        {
          const Trunk *other = &g_array_index (trunks, Trunk, k);

          if (low (trunk) - CLEARANCE < high (other) && low (other) - CLEARANCE < high (trunk))
            trunk->lane = MAX (trunk->lane, other->lane + 1);
        }
      gutter->lanes = MAX (gutter->lanes, trunk->lane + 1);
    }
}

static int
count_crossings (const Gutter *gutter)
{
  int count = 0;

  for (guint i = 0; i < gutter->trunks->len; i++)
    for (guint k = i + 1; k < gutter->trunks->len; k++)
      {
        const Trunk *a = &g_array_index (gutter->trunks, Trunk, i);
        const Trunk *b = &g_array_index (gutter->trunks, Trunk, k);

        count += a->lane <= b->lane ? crossings (a, b) : crossings (b, a);
      }

  return count;
}

static void
place_columns (RiskctxDiagramLayout *self,
               Gutter               *gutters)
{
  int x = RISKCTX_DIAGRAM_MARGIN;
  int n = (int) self->columns->len;

  for (int c = 0; c < n; c++)
    {
      RiskctxDiagramColumn *column = &g_array_index (self->columns, RiskctxDiagramColumn, c);
      Gutter *gutter = &gutters[c];
      gboolean used = gutter->lanes > 0 || gutter->left_text > 0 || gutter->right_text > 0;

      column->x = x;
      column->width = self->node_width + 2 * RISKCTX_DIAGRAM_INSET * column->depth;
      x += column->width;
      gutter->x = x;
      if (used)
        gutter->width = BESIDE + (gutter->left_text > 0 ? gutter->left_text + BESIDE : 0)
                        + MAX (gutter->lanes - 1, 0) * LANE + BESIDE
                        + (gutter->right_text > 0 ? gutter->right_text + BESIDE : 0);
      if (c + 1 < n)
        gutter->width = MAX (gutter->width, 32);
      x += gutter->width;
    }
  self->width = x + RISKCTX_DIAGRAM_MARGIN;
}

static void
place_boxes (RiskctxDiagramLayout *self)
{
  for (int i = 0; i < self->n_nodes; i++)
    {
      const RiskctxDiagramColumn *column = &g_array_index (self->columns, RiskctxDiagramColumn,
                                                           self->nodes[i].column);

      self->nodes[i].box.x = column->x + RISKCTX_DIAGRAM_INSET * column->depth;
    }
  for (int i = 0; i < self->n_zones; i++)
    {
      RiskctxDiagramPlacedZone *zone = &self->zones[i];
      const RiskctxDiagramColumn *first;
      const RiskctxDiagramColumn *last;
      int inset = RISKCTX_DIAGRAM_INSET * zone->depth;

      if (!zone->present)
        continue;
      first = &g_array_index (self->columns, RiskctxDiagramColumn, zone->first_column);
      last = &g_array_index (self->columns, RiskctxDiagramColumn, zone->last_column);
      zone->box.x = first->x + inset;
      zone->box.width = last->x + last->width - inset - zone->box.x;
      zone->title_box.x = zone->box.x + 8;
      zone->title_box.y = zone->box.y + 5;
      zone->title_box.width = riskctx_svg_text_extent ((const char *const *) zone->title_lines,
                                                       RISKCTX_DIAGRAM_ZONE_SIZE,
                                                       RISKCTX_SVG_WEIGHT_BOLD);
      zone->title_box.height = (int) g_strv_length (zone->title_lines)
                               * RISKCTX_DIAGRAM_ZONE_LEADING;
    }
}

static void
add_point (GArray *points,
           double  x,
           double  y)
{
  guint n = points->len;

  if (n >= 2 && g_array_index (points, double, n - 2) == x
      && g_array_index (points, double, n - 1) == y)
    return;
  /* Of three points on one line the middle one says nothing. */
  if (n >= 4 && ((g_array_index (points, double, n - 2) == x
                  && g_array_index (points, double, n - 4) == x)
                 || (g_array_index (points, double, n - 1) == y
                     && g_array_index (points, double, n - 3) == y)))
    g_array_set_size (points, n - 2);
  g_array_append_val (points, x);
  g_array_append_val (points, y);
}

static int
trunk_x (const Gutter *gutter,
         int           lane)
{
  return gutter->x + BESIDE + (gutter->left_text > 0 ? gutter->left_text + BESIDE : 0)
         + lane * LANE;
}

static const Trunk *
find_trunk (const Gutter *gutter,
            int           edge,
            int           number)
{
  for (guint i = 0; i < gutter->trunks->len; i++)
    {
      const Trunk *trunk = &g_array_index (gutter->trunks, Trunk, i);

      if (trunk->edge == edge && trunk->number == number)
        return trunk;
    }
  return NULL;
}

static void
label_edge (RiskctxDiagramPlacedEdge *edge,
            int                       x,
            int                       bottom)
{
  int height = (int) g_strv_length (edge->label_lines) * RISKCTX_DIAGRAM_LABEL_LEADING;

  edge->label_width = riskctx_svg_text_extent ((const char *const *) edge->label_lines,
                                               RISKCTX_DIAGRAM_LABEL_SIZE,
                                               RISKCTX_SVG_WEIGHT_REGULAR);
  edge->label_box = (RiskctxDiagramBox) { edge->label_before ? x - edge->label_width : x,
                                          bottom - height, edge->label_width, height };
}

static void
draw_direct (RiskctxDiagramLayout     *self,
             RiskctxDiagramPlacedEdge *edge,
             GArray                   *points)
{
  const RiskctxDiagramPlacedNode *upper = &self->nodes[edge->ends[0]];
  const RiskctxDiagramPlacedNode *lower = &self->nodes[edge->ends[1]];
  int end = upper->box.y + upper->box.height;

  edge->ports[0] += upper->box.x;
  edge->ports[1] = edge->ports[0];
  add_point (points, edge->ports[0], end);
  add_point (points, edge->ports[0], lower->box.y);
  if (edge->labelled)
    {
      int height = (int) g_strv_length (edge->label_lines) * RISKCTX_DIAGRAM_LABEL_LEADING;

      label_edge (edge, edge->ports[0] + (edge->label_before ? -6 : 6),
                  end + edge->label_drop + height);
    }
}

static void
draw_routed (RiskctxDiagramLayout     *self,
             const Gutter             *gutters,
             int                       e,
             GArray                   *points)
{
  RiskctxDiagramPlacedEdge *edge = &self->edges[e];
  const RiskctxDiagramPlacedNode *start = &self->nodes[edge->ends[0]];
  const RiskctxDiagramPlacedNode *end = &self->nodes[edge->ends[1]];
  gboolean leaves_left = edge->course == RISKCTX_DIAGRAM_LOOP_LEFT;
  gboolean ends_right = edge->course == RISKCTX_DIAGRAM_LOOP_RIGHT;
  int first = start->column - (leaves_left ? 1 : 0);
  const Gutter *gutter = &gutters[first];

  add_point (points, leaves_left ? start->box.x : start->box.x + start->box.width, edge->ports[0]);
  for (int k = 0; k <= edge->n_passes; k++)
    {
      const Trunk *trunk = find_trunk (&gutters[first + k], e, k);

      if (trunk == NULL)
        continue;
      add_point (points, trunk_x (&gutters[first + k], trunk->lane), trunk->in);
      add_point (points, trunk_x (&gutters[first + k], trunk->lane), trunk->out);
    }
  add_point (points, ends_right ? end->box.x + end->box.width : end->box.x, edge->ports[1]);
  if (edge->labelled)
    {
      edge->label_before = leaves_left;
      label_edge (edge, leaves_left ? gutter->x + gutter->width - BESIDE : gutter->x + BESIDE,
                  edge->ports[0] - 4);
    }
}

/**
 * riskctx_diagram_layout_route:
 * @self: a layout with courses and heights
 *
 * Gives every line its vertical lanes, and everything its horizontal place.
 */
void
riskctx_diagram_layout_route (RiskctxDiagramLayout *self)
{
  int n = (int) self->columns->len;
  g_autofree Gutter *gutters = g_new0 (Gutter, n);

  for (int c = 0; c < n; c++)
    gutters[c].trunks = g_array_new (FALSE, FALSE, sizeof (Trunk));
  collect_trunks (self, gutters);
  for (int c = 0; c < n; c++)
    {
      assign_lanes (&gutters[c]);
      self->crossings += count_crossings (&gutters[c]);
    }
  place_columns (self, gutters);
  place_boxes (self);
  for (int e = 0; e < self->n_edges; e++)
    {
      g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

      if (self->edges[e].course == RISKCTX_DIAGRAM_DIRECT)
        draw_direct (self, &self->edges[e], points);
      else
        draw_routed (self, gutters, e, points);
      self->edges[e].n_points = points->len / 2;
      self->edges[e].points = (double *) g_array_free (g_steal_pointer (&points), FALSE);
    }
  for (int c = 0; c < n; c++)
    g_array_unref (gutters[c].trunks);
}
