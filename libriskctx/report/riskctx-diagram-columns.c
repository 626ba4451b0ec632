/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#include <string.h>

/* What stands in a column: a box, or a zone with what stands in it. */
typedef struct
{
  int        node;        /* -1 for a zone */
  int        zone;        /* -1 for a box */
  GPtrArray *children;    /* of Item */
  gint64     key;
  int        height;
} Item;

typedef struct
{
  int    height;          /* of the highest column */
  gint64 squares;
  int    before;          /* items in earlier columns */
  int    split;           /* columns the last item takes; 1 when it shares one with others */
} Plan;

#define GAP 36              /* estimate of the space between two boxes */
#define COLUMN_PRICE 30     /* height that a further column must save */
#define MAX_SPLIT 3
#define NO_KEY G_MAXINT

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->children, g_ptr_array_unref);
  g_free (item);
}

static Item *
item_new (int node,
          int zone)
{
  Item *item = g_new0 (Item, 1);

  item->node = node;
  item->zone = zone;
  if (zone >= 0)
    item->children = g_ptr_array_new_with_free_func (item_free);
  return item;
}

/**
 * riskctx_diagram_strip_height:
 * @zone: a zone with its title broken into lines
 *
 * Returns: the height of the strip above the content of a zone, which holds its title
 */
int
riskctx_diagram_strip_height (const RiskctxDiagramPlacedZone *zone)
{
  return 10 + (int) g_strv_length (zone->title_lines) * RISKCTX_DIAGRAM_ZONE_LEADING;
}

static void
measure_node (RiskctxDiagramLayout     *self,
              RiskctxDiagramPlacedNode *node)
{
  gboolean own = node->elsewhere == NULL;
  const char *title = node->elsewhere;

  node->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (node->source == NULL)
    {
      node->text_height = RISKCTX_DIAGRAM_PITCH;
      return;
    }
  if (title == NULL)
    title = node->source->title != NULL ? node->source->title : node->source->id;
  node->title_lines = riskctx_svg_text_wrap (title, self->node_width - RISKCTX_DIAGRAM_TITLE_END
                                                    - (own ? RISKCTX_DIAGRAM_TITLE_X : 8),
                                             RISKCTX_DIAGRAM_TITLE_SIZE, RISKCTX_SVG_WEIGHT_BOLD,
                                             5);
  node->text_height = 14 + MAX (own ? RISKCTX_DIAGRAM_ICON : 0,
                                (int) g_strv_length (node->title_lines)
                                * RISKCTX_DIAGRAM_TITLE_LEADING);
  for (gsize i = 0; own && node->source->notes != NULL && node->source->notes[i] != NULL; i++)
    {
      GStrv lines = riskctx_svg_text_wrap (node->source->notes[i], self->node_width - 26,
                                           RISKCTX_DIAGRAM_NOTE_SIZE, RISKCTX_SVG_WEIGHT_REGULAR,
                                           6);

      node->text_height += (int) g_strv_length (lines) * RISKCTX_DIAGRAM_NOTE_LEADING
                           + (i == 0 ? 4 : 0);
      g_ptr_array_add (node->notes, lines);
    }
}

static void
measure (RiskctxDiagramLayout *self)
{
  for (int i = 0; i < self->n_zones; i++)
    {
      RiskctxDiagramPlacedZone *zone = &self->zones[i];
      const char *title = zone->source->title != NULL ? zone->source->title : zone->source->id;

      /* Narrower than a box, for a line may run down past the end of a title. */
      zone->title_lines = riskctx_svg_text_wrap (title, self->node_width - 34,
                                                 RISKCTX_DIAGRAM_ZONE_SIZE,
                                                 RISKCTX_SVG_WEIGHT_BOLD, 3);
    }
  for (int i = 0; i < self->n_nodes; i++)
    measure_node (self, &self->nodes[i]);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *left = *(const Item *const *) a;
  const Item *right = *(const Item *const *) b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  if (left->zone != right->zone)
    return left->zone < right->zone ? -1 : 1;
  return left->node < right->node ? -1 : left->node > right->node;
}

/* Fills in heights and mean layers from the leaves up, and puts siblings in that order. */
static gint64
settle (RiskctxDiagramLayout *self,
        Item                 *item,
        const int            *degree,
        int                  *count)
{
  gint64 sum = 0;
  int members = 0;

  if (item->node >= 0)
    {
      item->height = self->nodes[item->node].text_height + GAP;
      members = degree[item->node] > 0;
      sum = members * self->nodes[item->node].layer;
    }
  else
    {
      item->height = riskctx_diagram_strip_height (&self->zones[item->zone])
                     + RISKCTX_DIAGRAM_INSET;
      for (guint i = 0; i < item->children->len; i++)
        {
          Item *child = g_ptr_array_index (item->children, i);

          sum += settle (self, child, degree, &members);
          item->height += child->height;
        }
      g_ptr_array_sort (item->children, compare_items);
    }
  item->key = members > 0 ? sum * 1000 / members : NO_KEY;
  *count += members;

  return sum;
}

static GPtrArray *
collect (RiskctxDiagramLayout *self)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (item_free);
  g_autofree Item **of_zone = g_new0 (Item *, self->n_zones);
  g_autofree int *degree = g_new0 (int, self->n_nodes);
  int ignored = 0;

  for (int e = 0; e < self->n_edges; e++)
    {
      degree[self->edges[e].from]++;
      degree[self->edges[e].to]++;
    }
  for (int i = 0; i < self->n_zones; i++)
    if (self->zones[i].present)
      of_zone[i] = item_new (-1, i);
  for (int i = 0; i < self->n_zones; i++)
    if (of_zone[i] != NULL)
      g_ptr_array_add (self->zones[i].parent >= 0 ? of_zone[self->zones[i].parent]->children
                                                  : groups, of_zone[i]);
  for (int i = 0; i < self->n_nodes; i++)
    g_ptr_array_add (self->nodes[i].zone >= 0 ? of_zone[self->nodes[i].zone]->children : groups,
                     item_new (i, -1));
  for (guint i = 0; i < groups->len; i++)
    settle (self, g_ptr_array_index (groups, i), degree, &ignored);
  g_ptr_array_sort (groups, compare_items);

  return groups;
}

static void
number_group (const Item *item,
              int        *group_of,
              int         number)
{
  if (item->node >= 0)
    group_of[item->node] = number;
  for (guint i = 0; item->children != NULL && i < item->children->len; i++)
    number_group (g_ptr_array_index (item->children, i), group_of, number);
}

/* Lines should be short and run in the direction of reading. */
static gint64
order_cost (RiskctxDiagramLayout *self,
            const int            *group_of,
            const int            *rank)
{
  gint64 cost = 0;

  for (int e = 0; e < self->n_edges; e++)
    {
      int steps = rank[group_of[self->edges[e].to]] - rank[group_of[self->edges[e].from]];

      cost += 10 * ABS (steps) + (steps < 0 ? 4 : 0);
    }

  return cost;
}

static void
order_groups (RiskctxDiagramLayout *self,
              GPtrArray            *groups)
{
  int n = (int) groups->len;
  g_autofree int *group_of = g_new0 (int, self->n_nodes);
  g_autofree int *order = g_new (int, n);
  g_autofree int *rank = g_new (int, n);
  g_autofree gpointer *moved = g_new (gpointer, n);
  gint64 cost;
  gboolean better = n <= 40;

  for (int i = 0; i < n; i++)
    {
      number_group (g_ptr_array_index (groups, i), group_of, i);
      order[i] = rank[i] = i;
    }
  cost = order_cost (self, group_of, rank);
  for (int pass = 0; better && pass < 12; pass++)
    {
      better = FALSE;
      for (int from = 0; from < n; from++)
        for (int to = 0; to < n; to++)
          {
            g_autofree int *tried = g_new (int, n);
            int taken = order[from];
            int k = 0;
            gint64 price;

            for (int i = 0; i < n; i++)
              if (i != from)
                tried[k++] = order[i];
            memmove (tried + to + 1, tried + to, (n - 1 - to) * sizeof *tried);
            tried[to] = taken;
            for (int i = 0; i < n; i++)
              rank[tried[i]] = i;
            price = order_cost (self, group_of, rank);
            if (price < cost)
              {
                cost = price;
                memcpy (order, tried, n * sizeof *order);
                better = TRUE;
              }
          }
    }
  for (int i = 0; i < n; i++)
    moved[i] = g_ptr_array_index (groups, order[i]);
  memcpy (groups->pdata, moved, n * sizeof *moved);
}

/* The lowest maximum when children, in their order, are dealt to a number of columns; the first
 * child of each column is noted in starts. */
static int
deal (GPtrArray *children,
      int        columns,
      int       *starts)
{
  int highest = 0;
  int total = 0;

  for (guint i = 0; i < children->len; i++)
    {
      const Item *item = g_ptr_array_index (children, i);

      highest = MAX (highest, item->height);
      total += item->height;
    }
  for (int limit = MAX (highest, total / columns);; limit += 4)
    {
      int used = 1;
      int height = 0;
      int worst = 0;

      starts[0] = 0;
      for (guint i = 0; i < children->len; i++)
        {
          const Item *item = g_ptr_array_index (children, i);

          if (height > 0 && height + item->height > limit)
            {
              if (used < columns)
                starts[used] = (int) i;
              used++;
              height = 0;
            }
          height += item->height;
          worst = MAX (worst, height);
        }
      if (used <= columns)
        {
          for (int k = used; k < columns; k++)
            starts[k] = (int) children->len;
          return worst;
        }
    }
}

static int
split_height (const Item *item,
              int         columns)
{
  int starts[MAX_SPLIT];
  int share;

  if (item->children == NULL || (int) item->children->len < columns)
    return -1;
  share = deal (item->children, columns, starts);
  if (starts[columns - 1] == (int) item->children->len)
    return -1;
  return item->height - deal (item->children, 1, starts) + share;
}

static void
consider (Plan *best,
          const Plan *base,
          int         height,
          int         columns,
          int         before,
          int         split)
{
  Plan plan = { MAX (base->height, height), base->squares + (gint64) height * height * columns,
                before, split };

  if (best->height < 0 || plan.height < best->height
      || (plan.height == best->height && plan.squares < best->squares))
    *best = plan;
}

static Plan *
plan_columns (GPtrArray *groups,
              int        most)
{
  int n = (int) groups->len;
  int width = most + 1;
  Plan *plans = g_new0 (Plan, (n + 1) * width);

  for (int i = 0; i < (n + 1) * width; i++)
    plans[i].height = -1;
  plans[0].height = 0;
  for (int i = 1; i <= n; i++)
    for (int c = 1; c <= most; c++)
      {
        const Item *last = g_ptr_array_index (groups, i - 1);
        Plan *best = &plans[i * width + c];
        int height = 0;

        for (int from = i - 1; from >= 0; from--)
          {
            height += ((Item *) g_ptr_array_index (groups, from))->height;
            if (plans[from * width + c - 1].height >= 0)
              consider (best, &plans[from * width + c - 1], height, 1, from, 1);
          }
        for (int split = 2; split <= MIN (MAX_SPLIT, c); split++)
          {
            int share = split_height (last, split);

            if (share >= 0 && plans[(i - 1) * width + c - split].height >= 0)
              consider (best, &plans[(i - 1) * width + c - split], share, split, i - 1, split);
          }
      }

  return plans;
}

/* Each column is a list of items; a zone that takes several columns gives an item to each. */
static GPtrArray *
make_columns (GPtrArray *groups,
              int        most)
{
  int n = (int) groups->len;
  int width = most + 1;
  g_autofree Plan *plans = plan_columns (groups, most);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  int used = 0;

  for (int c = 1; c <= most; c++)
    if (plans[n * width + c].height >= 0
        && (used == 0 || plans[n * width + c].height + c * COLUMN_PRICE
                         < plans[n * width + used].height + used * COLUMN_PRICE))
      used = c;
  for (int i = n, c = used; i > 0;)
    {
      const Plan *plan = &plans[i * width + c];

      if (plan->split == 1)
        {
          GPtrArray *list = g_ptr_array_new_with_free_func (item_free);

          for (int k = plan->before; k < i; k++)
            g_ptr_array_add (list, g_steal_pointer (&groups->pdata[k]));
          g_ptr_array_insert (columns, 0, list);
        }
      else
        {
          g_autoptr(GPtrArray) parts = g_ptr_array_new ();
          Item *whole = g_steal_pointer (&groups->pdata[i - 1]);
          int starts[MAX_SPLIT];

          deal (whole->children, plan->split, starts);
          for (int k = 0; k < plan->split; k++)
            {
              int end = k + 1 < plan->split ? starts[k + 1] : (int) whole->children->len;
              Item *part = item_new (-1, whole->zone);
              GPtrArray *list = g_ptr_array_new_with_free_func (item_free);

              for (int m = starts[k]; m < end; m++)
                g_ptr_array_add (part->children, g_steal_pointer (&whole->children->pdata[m]));
              g_ptr_array_add (list, part);
              g_ptr_array_add (parts, list);
            }
          g_ptr_array_set_free_func (whole->children, NULL);
          item_free (whole);
          for (guint k = parts->len; k > 0; k--)
            g_ptr_array_insert (columns, 0, g_ptr_array_index (parts, k - 1));
        }
      c -= plan->split;
      i = plan->before;
    }
  g_ptr_array_set_free_func (groups, NULL);

  return columns;
}

static void
flatten (RiskctxDiagramLayout *self,
         const Item           *item,
         int                   column,
         int                  *position,
         int                  *y)
{
  if (item->node >= 0)
    {
      RiskctxDiagramPlacedNode *node = &self->nodes[item->node];

      node->column = column;
      node->position = (*position)++;
      node->wish = *y + node->text_height / 2;
      *y += node->text_height + GAP;
      return;
    }
  *y += riskctx_diagram_strip_height (&self->zones[item->zone]);
  for (guint i = 0; i < item->children->len; i++)
    flatten (self, g_ptr_array_index (item->children, i), column, position, y);
  *y += RISKCTX_DIAGRAM_INSET;
}

static gint64
column_cost (RiskctxDiagramLayout *self,
             GPtrArray            *columns)
{
  gint64 cost = 0;

  for (guint c = 0; c < columns->len; c++)
    {
      GPtrArray *list = g_ptr_array_index (columns, c);
      int position = 0;
      int y = 0;

      for (guint i = 0; i < list->len; i++)
        flatten (self, g_ptr_array_index (list, i), (int) c, &position, &y);
    }
  for (int e = 0; e < self->n_edges; e++)
    {
      const RiskctxDiagramPlacedNode *from = &self->nodes[self->edges[e].from];
      const RiskctxDiagramPlacedNode *to = &self->nodes[self->edges[e].to];
      int down = to->position - from->position;

      if (from->column != to->column)
        cost += ABS (to->wish - from->wish);
      else if (ABS (down) > 1)
        cost += 150 + ABS (to->wish - from->wish);
      cost += from->column == to->column && down < 0 ? 15 : 0;
    }

  return cost;
}

static void
gather_lists (GPtrArray *list,
              GPtrArray *lists)
{
  g_ptr_array_add (lists, list);
  for (guint i = 0; i < list->len; i++)
    {
      Item *item = g_ptr_array_index (list, i);

      if (item->children != NULL)
        gather_lists (item->children, lists);
    }
}

/* Sum and number of the places of what the boxes of an item are joined to, in other columns. */
static void
pull (RiskctxDiagramLayout *self,
      const Item           *item,
      gint64               *sum,
      int                  *count)
{
  for (int e = 0; item->node >= 0 && e < self->n_edges; e++)
    {
      const RiskctxDiagramPlacedEdge *edge = &self->edges[e];
      int other = edge->from == item->node ? edge->to : edge->from;

      if (edge->from != item->node && edge->to != item->node)
        continue;
      if (self->nodes[other].column == self->nodes[item->node].column)
        continue;
      *sum += self->nodes[other].wish;
      (*count)++;
    }
  for (guint i = 0; item->children != NULL && i < item->children->len; i++)
    pull (self, g_ptr_array_index (item->children, i), sum, count);
}

static gboolean
try_barycenters (RiskctxDiagramLayout *self,
                 GPtrArray            *columns,
                 GPtrArray            *list,
                 gint64               *cost)
{
  g_autofree gpointer *before = g_memdup2 (list->pdata, list->len * sizeof (gpointer));
  gint64 last = 0;
  gint64 price;

  for (guint i = 0; i < list->len; i++)
    {
      Item *item = g_ptr_array_index (list, i);
      gint64 sum = 0;
      int count = 0;

      pull (self, item, &sum, &count);
      item->key = last = count > 0 ? sum * 16 / count : last;
    }
  g_ptr_array_sort (list, compare_items);
  price = column_cost (self, columns);
  if (price < *cost)
    {
      *cost = price;
      return TRUE;
    }
  memcpy (list->pdata, before, list->len * sizeof (gpointer));
  return FALSE;
}

static gboolean
try_swap (RiskctxDiagramLayout *self,
          GPtrArray            *columns,
          GPtrArray            *list,
          guint                 i,
          guint                 k,
          gint64               *cost)
{
  gpointer first = list->pdata[i];
  gint64 price;

  list->pdata[i] = list->pdata[k];
  list->pdata[k] = first;
  price = column_cost (self, columns);
  if (price < *cost)
    {
      *cost = price;
      return TRUE;
    }
  list->pdata[k] = list->pdata[i];
  list->pdata[i] = first;
  return FALSE;
}

static void
order_columns (RiskctxDiagramLayout *self,
               GPtrArray            *columns)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new ();
  gint64 cost = column_cost (self, columns);
  gboolean better = TRUE;

  for (guint c = 0; c < columns->len; c++)
    gather_lists (g_ptr_array_index (columns, c), lists);
  for (int pass = 0; better && pass < 8; pass++)
    {
      better = FALSE;
      for (guint l = 0; l < lists->len; l++)
        {
          GPtrArray *list = g_ptr_array_index (lists, l);

          better |= try_barycenters (self, columns, list, &cost);
          for (guint i = 0; i < list->len; i++)
            for (guint k = i + 1; k < MIN (list->len, i + 5); k++)
              better |= try_swap (self, columns, list, i, k, &cost);
        }
    }
  column_cost (self, columns);
}

static void
span_zones (RiskctxDiagramLayout *self)
{
  for (int i = 0; i < self->n_zones; i++)
    {
      self->zones[i].first_column = G_MAXINT;
      self->zones[i].last_column = -1;
    }
  for (int i = 0; i < self->n_nodes; i++)
    for (int z = self->nodes[i].zone; z >= 0; z = self->zones[z].parent)
      {
        self->zones[z].first_column = MIN (self->zones[z].first_column, self->nodes[i].column);
        self->zones[z].last_column = MAX (self->zones[z].last_column, self->nodes[i].column);
      }
}

/**
 * riskctx_diagram_layout_columns:
 * @self: a layout
 * @most: columns allowed
 *
 * Breaks the texts of boxes, orders the zones along the flows, deals them to columns so that the
 * highest column is low, and orders each column so that lines are short.
 */
void
riskctx_diagram_layout_columns (RiskctxDiagramLayout *self,
                                int                   most)
{
  g_autoptr(GPtrArray) groups = NULL;
  g_autoptr(GPtrArray) columns = NULL;

  if (self->n_nodes == 0)
    return;
  measure (self);
  groups = collect (self);
  order_groups (self, groups);
  columns = make_columns (groups, most);
  order_columns (self, columns);
  for (guint c = 0; c < columns->len; c++)
    {
      RiskctxDiagramColumn column = { g_array_new (FALSE, TRUE, sizeof (int)), 0, 0, 0 };
      int n = 0;

      for (int i = 0; i < self->n_nodes; i++)
        n += self->nodes[i].column == (int) c;
      g_array_set_size (column.nodes, n);
      for (int i = 0; i < self->n_nodes; i++)
        if (self->nodes[i].column == (int) c)
          {
            int zone = self->nodes[i].zone;

            g_array_index (column.nodes, int, self->nodes[i].position) = i;
            column.depth = MAX (column.depth, zone >= 0 ? self->zones[zone].depth + 1 : 0);
          }
      g_array_append_val (self->columns, column);
    }
  span_zones (self);
}
