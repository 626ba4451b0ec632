/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#include <string.h>

/* A picture of more zones without components than this says nothing; the rest is left out. */
#define MAX_EMPTY_ZONES 24
/* Zones inside zones inside zones: what lies deeper is drawn beside its parent. */
#define MAX_DEPTH 3
/* References to other pages: one for each component up to this number, then one for each zone. */
#define MAX_REFERENCES 8

static int
compare_text (const char *a,
              const char *b)
{
  return g_strcmp0 (a, b);
}

/* Identifiers are unique in a checked document. The other members settle the order of doubles, so
 * that even then the picture depends on the set of them alone. */
static int
compare_zones (gconstpointer a,
               gconstpointer b)
{
  const RiskctxDiagramZone *left = *(const RiskctxDiagramZone *const *) a;
  const RiskctxDiagramZone *right = *(const RiskctxDiagramZone *const *) b;
  int order = compare_text (left->id, right->id);

  if (order == 0)
    order = compare_text (left->title, right->title);
  return order != 0 ? order : compare_text (left->parent, right->parent);
}

static int
compare_components (gconstpointer a,
                    gconstpointer b)
{
  const RiskctxDiagramComponent *left = *(const RiskctxDiagramComponent *const *) a;
  const RiskctxDiagramComponent *right = *(const RiskctxDiagramComponent *const *) b;
  int order = compare_text (left->id, right->id);

  if (order == 0)
    order = compare_text (left->title, right->title);
  return order != 0 ? order : compare_text (left->zone, right->zone);
}

static int
compare_flows (gconstpointer a,
               gconstpointer b)
{
  const RiskctxDiagramFlow *left = *(const RiskctxDiagramFlow *const *) a;
  const RiskctxDiagramFlow *right = *(const RiskctxDiagramFlow *const *) b;
  int order = compare_text (left->id, right->id);

  if (order == 0)
    order = compare_text (left->label, right->label);
  for (gsize i = 0; order == 0 && left->path != NULL && right->path != NULL; i++)
    {
      order = compare_text (left->path[i], right->path[i]);
      if (left->path[i] == NULL || right->path[i] == NULL)
        break;
    }
  return order;
}

static GPtrArray *
sorted (gconstpointer  items,
        gsize          n,
        gsize          size,
        GCompareFunc   compare)
{
  GPtrArray *list = g_ptr_array_sized_new (n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (list, (gpointer) ((const guint8 *) items + i * size));
  g_ptr_array_sort (list, compare);

  return list;
}

/**
 * riskctx_diagram_sorted_components:
 * @diagram: a diagram
 *
 * Lists the components by id, each id once.
 *
 * Returns: (transfer full): the components, borrowed from @diagram
 */
GPtrArray *
riskctx_diagram_sorted_components (const RiskctxDiagram *diagram)
{
  g_autoptr(GPtrArray) all = sorted (diagram->components, diagram->n_components,
                                     sizeof *diagram->components, compare_components);
  GPtrArray *unique = g_ptr_array_sized_new (all->len);

  for (guint i = 0; i < all->len; i++)
    {
      const RiskctxDiagramComponent *component = g_ptr_array_index (all, i);
      const RiskctxDiagramComponent *last
        = unique->len > 0 ? g_ptr_array_index (unique, unique->len - 1) : NULL;

      if (component->id != NULL
          && (last == NULL || g_strcmp0 (last->id, component->id) != 0))
        g_ptr_array_add (unique, (gpointer) component);
    }

  return unique;
}

static int
find (GHashTable *by_id,
      const char *id)
{
  gpointer value;

  if (id == NULL || !g_hash_table_lookup_extended (by_id, id, NULL, &value))
    return -1;
  return GPOINTER_TO_INT (value);
}

static GHashTable *
add_zones (RiskctxDiagramLayout *self,
           const RiskctxDiagram *diagram)
{
  g_autoptr(GPtrArray) list = sorted (diagram->zones, diagram->n_zones, sizeof *diagram->zones,
                                      compare_zones);
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  self->zones = g_new0 (RiskctxDiagramPlacedZone, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const RiskctxDiagramZone *zone = g_ptr_array_index (list, i);

      if (zone->id == NULL || g_hash_table_contains (by_id, zone->id))
        continue;
      g_hash_table_insert (by_id, (gpointer) zone->id, GINT_TO_POINTER (self->n_zones));
      self->zones[self->n_zones++].source = zone;
    }
  for (int i = 0; i < self->n_zones; i++)
    self->zones[i].parent = find (by_id, self->zones[i].source->parent);
  for (int i = 0; i < self->n_zones; i++)
    {
      int outer = i;
      int steps = 0;

      while (self->zones[outer].parent >= 0 && steps <= self->n_zones)
        {
          if (self->zones[outer].parent == i)
            self->zones[outer].parent = -1;
          else
            outer = self->zones[outer].parent;
          steps++;
        }
    }
  for (int i = 0; i < self->n_zones; i++)
    {
      int outer = i;

      while (self->zones[outer].parent >= 0)
        {
          outer = self->zones[outer].parent;
          self->zones[i].depth++;
        }
      self->zones[i].root = outer;
    }
  for (int i = 0; i < self->n_zones; i++)
    if (self->zones[i].depth > MAX_DEPTH)
      {
        int outer = self->zones[i].parent;

        while (self->zones[outer].depth >= MAX_DEPTH)
          outer = self->zones[outer].parent;
        self->zones[i].parent = outer;
        self->zones[i].depth = MAX_DEPTH;
      }

  return by_id;
}

static void
mark_present (RiskctxDiagramLayout *self,
              int                   zone)
{
  for (; zone >= 0; zone = self->zones[zone].parent)
    self->zones[zone].present = TRUE;
}

static int
add_node (RiskctxDiagramLayout          *self,
          const RiskctxDiagramComponent *source,
          int                            zone)
{
  RiskctxDiagramPlacedNode *node = &self->nodes[self->n_nodes];

  node->source = source;
  node->zone = zone;
  mark_present (self, zone);
  return self->n_nodes++;
}

typedef struct
{
  RiskctxDiagramLayout     *layout;
  const RiskctxDiagramPage *page;
  GPtrArray                *components;
  GHashTable               *component_ids;
  GHashTable               *zone_ids;
  GHashTable               *references;
  gboolean                  collapse;
  int                      *node_of;
} Builder;

static gboolean
is_shown (Builder *builder,
          int      component)
{
  return builder->page == NULL || builder->page->shown[component];
}

/* The box that stands for a component: its own, or a reference to the page that has it. */
static int
node_for (Builder *builder,
          int      component)
{
  const RiskctxDiagramComponent *source = g_ptr_array_index (builder->components, component);
  RiskctxDiagramLayout *layout = builder->layout;
  const char *title = source->title != NULL ? source->title : source->id;
  g_autofree char *text = NULL;
  gpointer found;
  int zone;
  int node;

  if (builder->node_of[component] >= 0 || is_shown (builder, component))
    return builder->node_of[component];

  zone = find (builder->zone_ids, source->zone);
  if (builder->collapse && zone >= 0)
    {
      const RiskctxDiagramZone *root = layout->zones[layout->zones[zone].root].source;

      title = root->title != NULL ? root->title : root->id;
    }
  text = g_strdup_printf ("%s (%u)", title, builder->page->page_of[component] + 1);
  if (builder->collapse && g_hash_table_lookup_extended (builder->references, text, NULL, &found))
    return builder->node_of[component] = GPOINTER_TO_INT (found);

  node = add_node (layout, source, -1);
  layout->nodes[node].elsewhere = g_steal_pointer (&text);
  g_hash_table_insert (builder->references, layout->nodes[node].elsewhere,
                       GINT_TO_POINTER (node));
  return builder->node_of[component] = node;
}

static GArray *
known_path (Builder                  *builder,
            const RiskctxDiagramFlow *flow)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (int));

  for (gsize i = 0; flow->path != NULL && flow->path[i] != NULL; i++)
    {
      int component = find (builder->component_ids, flow->path[i]);

      if (component >= 0)
        g_array_append_val (path, component);
    }

  return path;
}

static void
count_references (Builder   *builder,
                  GPtrArray *flows)
{
  g_autoptr(GHashTable) outside = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < flows->len; i++)
    {
      g_autoptr(GArray) path = known_path (builder, g_ptr_array_index (flows, i));

      for (guint k = 0; k + 1 < path->len; k++)
        {
          int from = g_array_index (path, int, k);
          int to = g_array_index (path, int, k + 1);

          if (is_shown (builder, from) != is_shown (builder, to))
            g_hash_table_add (outside, GINT_TO_POINTER (is_shown (builder, from) ? to : from));
        }
    }
  builder->collapse = g_hash_table_size (outside) > MAX_REFERENCES;
}

static int
carrier (Builder                  *builder,
         const RiskctxDiagramFlow *flow,
         const gboolean           *inhabited)
{
  int zone = find (builder->zone_ids, flow->over);

  return zone >= 0 && !inhabited[zone] ? zone + 1 : 0;
}

static void
add_edges (Builder        *builder,
           GPtrArray      *flows,
           const gboolean *inhabited,
           gboolean       *carries)
{
  RiskctxDiagramLayout *layout = builder->layout;
  gsize capacity = 0;

  for (guint i = 0; i < flows->len; i++)
    {
      const RiskctxDiagramFlow *flow = g_ptr_array_index (flows, i);

      capacity += flow->path != NULL ? g_strv_length ((GStrv) flow->path) : 0;
    }
  layout->edges = g_new0 (RiskctxDiagramPlacedEdge, capacity);
  for (guint i = 0; i < flows->len; i++)
    {
      const RiskctxDiagramFlow *flow = g_ptr_array_index (flows, i);
      g_autoptr(GArray) path = known_path (builder, flow);
      gboolean labelled = flow->label != NULL && *flow->label != '\0';
      int style = carrier (builder, flow, inhabited);

      if (style > 0)
        carries[style - 1] = TRUE;
      for (guint k = 0; k + 1 < path->len; k++)
        {
          int from = g_array_index (path, int, k);
          int to = g_array_index (path, int, k + 1);
          RiskctxDiagramPlacedEdge *edge = &layout->edges[layout->n_edges];

          if (!is_shown (builder, from) && !is_shown (builder, to))
            continue;
          edge->source = flow;
          edge->from = node_for (builder, from);
          edge->to = node_for (builder, to);
          edge->style = style;
          if (edge->from == edge->to)
            continue;
          edge->labelled = labelled;
          labelled = FALSE;
          layout->n_edges++;
        }
    }
}

/* Longest way from a source, along the flows. In a cycle the box with the most outgoing flows goes
 * first, of several the one that sorts first. */
static void
find_layers (RiskctxDiagramLayout *self)
{
  g_autofree int *incoming = g_new0 (int, self->n_nodes);
  g_autofree int *balance = g_new0 (int, self->n_nodes);
  g_autofree gboolean *done = g_new0 (gboolean, self->n_nodes);

  for (int e = 0; e < self->n_edges; e++)
    {
      incoming[self->edges[e].to]++;
      balance[self->edges[e].from]++;
      balance[self->edges[e].to]--;
    }
  for (int round = 0; round < self->n_nodes; round++)
    {
      int next = -1;

      for (int i = 0; i < self->n_nodes; i++)
        if (!done[i]
            && (next < 0 || (incoming[i] == 0 && incoming[next] > 0)
                || (incoming[i] > 0 && incoming[next] > 0 && balance[i] > balance[next])))
          next = i;
      done[next] = TRUE;
      for (int e = 0; e < self->n_edges; e++)
        if (self->edges[e].from == next && !done[self->edges[e].to])
          {
            RiskctxDiagramPlacedNode *target = &self->nodes[self->edges[e].to];

            incoming[self->edges[e].to]--;
            target->layer = MAX (target->layer, self->nodes[next].layer + 1);
          }
    }
}

/**
 * riskctx_diagram_layout_new:
 * @diagram: what to draw
 * @page: (nullable): which part of it
 *
 * Sorts the input, resolves its references and finds the direction of the flows. References to
 * nothing are left out: a checked document has none.
 *
 * Returns: (transfer full): a layout without coordinates
 */
RiskctxDiagramLayout *
riskctx_diagram_layout_new (const RiskctxDiagram     *diagram,
                            const RiskctxDiagramPage *page)
{
  RiskctxDiagramLayout *self = g_new0 (RiskctxDiagramLayout, 1);
  g_autoptr(GPtrArray) components = riskctx_diagram_sorted_components (diagram);
  g_autoptr(GPtrArray) flows = sorted (diagram->flows, diagram->n_flows, sizeof *diagram->flows,
                                       compare_flows);
  g_autoptr(GHashTable) component_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) references = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) zone_ids = add_zones (self, diagram);
  g_autofree int *node_of = g_new (int, components->len);
  g_autofree gboolean *inhabited = g_new0 (gboolean, self->n_zones);
  g_autofree gboolean *carries = g_new0 (gboolean, self->n_zones);
  g_autofree gboolean *has_inner = g_new0 (gboolean, self->n_zones);
  Builder builder = { self, page, components, component_ids, zone_ids, references, FALSE, node_of };
  int empty = 0;

  self->nodes = g_new0 (RiskctxDiagramPlacedNode, components->len + MAX_EMPTY_ZONES);
  for (guint i = 0; i < components->len; i++)
    {
      const RiskctxDiagramComponent *component = g_ptr_array_index (components, i);
      int zone = find (zone_ids, component->zone);

      g_hash_table_insert (component_ids, (gpointer) component->id, GINT_TO_POINTER ((int) i));
      for (int z = zone; z >= 0; z = self->zones[z].parent)
        inhabited[z] = TRUE;
      node_of[i] = is_shown (&builder, i) ? add_node (self, component, zone) : -1;
    }
  for (int i = 0; page != NULL && i < self->n_zones; i++)
    {
      const char *id = self->zones[i].source->id;

      carries[i] = g_hash_table_contains (page->carrying, id);
      for (int z = i; z >= 0 && g_hash_table_contains (page->inhabited, id);
           z = self->zones[z].parent)
        inhabited[z] = TRUE;
    }
  count_references (&builder, flows);
  add_edges (&builder, flows, inhabited, carries);
  for (int i = 0; i < self->n_zones; i++)
    if (self->zones[i].parent >= 0)
      has_inner[self->zones[i].parent] = TRUE;
  for (int i = 0; i < self->n_zones && (page == NULL || page->number == 0); i++)
    if (!inhabited[i] && !has_inner[i] && !carries[i] && empty++ < MAX_EMPTY_ZONES)
      add_node (self, NULL, i);
  find_layers (self);
  self->columns = g_array_new (FALSE, TRUE, sizeof (RiskctxDiagramColumn));

  return self;
}

/**
 * riskctx_diagram_layout_free:
 * @self: (transfer full) (nullable): a layout
 *
 * Frees a layout.
 */
void
riskctx_diagram_layout_free (RiskctxDiagramLayout *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < self->n_zones; i++)
    g_strfreev (self->zones[i].title_lines);
  for (int i = 0; i < self->n_nodes; i++)
    {
      g_free (self->nodes[i].elsewhere);
      g_strfreev (self->nodes[i].title_lines);
      g_clear_pointer (&self->nodes[i].notes, g_ptr_array_unref);
    }
  for (int i = 0; i < self->n_edges; i++)
    {
      g_free (self->edges[i].gaps);
      g_free (self->edges[i].passes);
      g_free (self->edges[i].points);
      g_strfreev (self->edges[i].label_lines);
    }
  for (guint i = 0; i < self->columns->len; i++)
    g_array_unref (g_array_index (self->columns, RiskctxDiagramColumn, i).nodes);
  g_array_unref (self->columns);
  g_free (self->zones);
  g_free (self->nodes);
  g_free (self->edges);
  g_free (self);
}
