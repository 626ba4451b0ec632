/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#include <string.h>

#include "riskctx-check.h"

#define N_GRAPHS 200

/* A diagram with everything it points to. */
typedef struct
{
  RiskctxDiagram  diagram;
  GPtrArray      *memory;
} Sample;

static char *
keep (Sample *sample,
      char   *text)
{
  g_ptr_array_add (sample->memory, text);
  return text;
}

static void
sample_clear (Sample *sample)
{
  g_free ((gpointer) sample->diagram.zones);
  g_free ((gpointer) sample->diagram.components);
  g_free ((gpointer) sample->diagram.flows);
  g_clear_pointer (&sample->memory, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static const char *const words[] = {
  "受注", "Payment information", "会員・購入データの参照と更新", "a", "オーソリゼーション要求",
  "internationalizationwithoutspaces", "ファイアウォール", "logs", "製造実行システムとの連携（夜間バッチ）"
};

/* Any number of zones up to three deep, boxes with and without zone, and flows of any length. */
static void
random_sample (Sample *sample,
               guint32 seed,
               int     most)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  int n_zones = g_rand_int_range (rand, 1, 9);
  int n_components = g_rand_int_range (rand, 1, most);
  int n_flows = g_rand_int_range (rand, 0, 2 * n_components);
  static const char *const kinds[] = { "user", "firewall", "web", "app", "db", "system", "pc",
                                       "external-org", "unheard-of", NULL };
  RiskctxDiagramZone *zones = g_new0 (RiskctxDiagramZone, n_zones);
  RiskctxDiagramComponent *components = g_new0 (RiskctxDiagramComponent, n_components);
  RiskctxDiagramFlow *flows = g_new0 (RiskctxDiagramFlow, n_flows);

  sample->memory = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < n_zones; i++)
    {
      zones[i].id = keep (sample, g_strdup_printf ("z%d", i));
      zones[i].title = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      if (i > 0 && g_rand_boolean (rand))
        zones[i].parent = zones[g_rand_int_range (rand, 0, i)].id;
    }
  for (int i = 0; i < n_components; i++)
    {
      int n_notes = g_rand_int_range (rand, 0, 4);
      const char **notes = g_new0 (const char *, n_notes + 1);

      keep (sample, (char *) notes);
      for (int k = 0; k < n_notes; k++)
        notes[k] = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      components[i].id = keep (sample, g_strdup_printf ("c%d", i));
      components[i].title = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      components[i].zone = g_rand_int_range (rand, 0, 8) == 0
                             ? NULL : zones[g_rand_int_range (rand, 0, n_zones)].id;
      components[i].kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
      components[i].notes = notes;
      components[i].weak = g_rand_boolean (rand);
    }
  for (int i = 0; i < n_flows; i++)
    {
      int length = g_rand_int_range (rand, 1, 5);
      const char **path = g_new0 (const char *, length + 1);

      keep (sample, (char *) path);
      for (int k = 0; k < length; k++)
        path[k] = components[g_rand_int_range (rand, 0, n_components)].id;
      flows[i].id = keep (sample, g_strdup_printf ("f%d", i));
      flows[i].label = g_rand_int_range (rand, 0, 4) == 0
                         ? NULL : words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      flows[i].path = path;
      flows[i].over = g_rand_boolean (rand) ? zones[g_rand_int_range (rand, 0, n_zones)].id : NULL;
      flows[i].bidirectional = g_rand_boolean (rand);
    }
  sample->diagram = (RiskctxDiagram) {
    { "system", "System", NULL, seed % 2 == 0 ? "ja" : "en", FALSE },
    zones, n_zones, components, n_components, flows, n_flows, "weak", 0, 0
  };
}

static gboolean
overlap (const RiskctxDiagramBox *a,
         const RiskctxDiagramBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static gboolean
contains (const RiskctxDiagramBox *outer,
          const RiskctxDiagramBox *inner)
{
  return outer->x <= inner->x && outer->y <= inner->y
         && outer->x + outer->width >= inner->x + inner->width
         && outer->y + outer->height >= inner->y + inner->height;
}

/* A horizontal or vertical piece of line that goes through the inside of a box. */
static gboolean
pierces (const double            *piece,
         const RiskctxDiagramBox *box)
{
  double left = MIN (piece[0], piece[2]);
  double right = MAX (piece[0], piece[2]);
  double top = MIN (piece[1], piece[3]);
  double bottom = MAX (piece[1], piece[3]);

  return left < box->x + box->width && right > box->x && top < box->y + box->height
         && bottom > box->y;
}

static gboolean
border_meets (const RiskctxDiagramBox *zone,
              const RiskctxDiagramBox *box)
{
  return overlap (zone, box) && !contains (zone, box);
}

static void
check_boxes (const RiskctxDiagramLayout *layout,
             guint                       seed)
{
  RiskctxDiagramBox canvas = { 0, 0, layout->width, layout->height };

  for (int i = 0; i < layout->n_nodes; i++)
    {
      ck_assert_msg (contains (&canvas, &layout->nodes[i].box), "graph %u: box %d is clipped", seed,
                     i);
      for (int k = i + 1; k < layout->n_nodes; k++)
        ck_assert_msg (!overlap (&layout->nodes[i].box, &layout->nodes[k].box),
                       "graph %u: boxes %d and %d overlap", seed, i, k);
      for (int z = 0; z < layout->n_zones; z++)
        {
          int inner = layout->nodes[i].zone;

          if (!layout->zones[z].present)
            continue;
          while (inner >= 0 && inner != z)
            inner = layout->zones[inner].parent;
          if (inner == z)
            ck_assert_msg (contains (&layout->zones[z].box, &layout->nodes[i].box),
                           "graph %u: box %d leaves zone %d", seed, i, z);
          else
            ck_assert_msg (!overlap (&layout->zones[z].box, &layout->nodes[i].box),
                           "graph %u: box %d stands in foreign zone %d", seed, i, z);
          ck_assert_msg (!overlap (&layout->zones[z].title_box, &layout->nodes[i].box),
                         "graph %u: box %d covers the title of zone %d", seed, i, z);
        }
    }
}

static void
check_zones (const RiskctxDiagramLayout *layout,
             guint                       seed)
{
  for (int i = 0; i < layout->n_zones; i++)
    for (int k = 0; k < layout->n_zones; k++)
      {
        const RiskctxDiagramPlacedZone *a = &layout->zones[i];
        const RiskctxDiagramPlacedZone *b = &layout->zones[k];
        int outer = k;

        if (i == k || !a->present || !b->present)
          continue;
        while (outer >= 0 && outer != i)
          outer = layout->zones[outer].parent;
        if (outer == i)
          ck_assert_msg (contains (&a->box, &b->box), "graph %u: zone %d leaves %d", seed, k, i);
        else if (!contains (&b->box, &a->box))
          ck_assert_msg (!overlap (&a->box, &b->box), "graph %u: zones %d, %d overlap", seed, i, k);
        ck_assert_msg (contains (&a->box, &a->title_box), "graph %u: title of zone %d", seed, i);
        ck_assert_msg (!border_meets (&b->box, &a->title_box),
                       "graph %u: border of zone %d crosses the title of %d", seed, k, i);
        ck_assert_msg (!overlap (&a->title_box, &b->title_box), "graph %u: titles of %d, %d", seed,
                       i, k);
      }
}

static void
check_lines (const RiskctxDiagramLayout *layout,
             guint                       seed)
{
  for (int e = 0; e < layout->n_edges; e++)
    {
      const RiskctxDiagramPlacedEdge *edge = &layout->edges[e];
      RiskctxDiagramBox canvas = { 0, 0, layout->width, layout->height };

      ck_assert_uint_ge (edge->n_points, 2);
      for (gsize k = 0; k + 1 < edge->n_points; k++)
        {
          const double *piece = edge->points + 2 * k;
          RiskctxDiagramBox start = { (int) piece[0], (int) piece[1], 0, 0 };

          ck_assert_msg ((piece[0] == piece[2]) != (piece[1] == piece[3]),
                         "graph %u: line %d is slanted or has no length", seed, e);
          ck_assert_msg (contains (&canvas, &start), "graph %u: line %d is clipped", seed, e);
          for (int i = 0; i < layout->n_nodes; i++)
            ck_assert_msg (!pierces (piece, &layout->nodes[i].box),
                           "graph %u: line %d crosses box %d", seed, e, i);
          for (int z = 0; z < layout->n_zones; z++)
            ck_assert_msg (!layout->zones[z].present
                           || !pierces (piece, &layout->zones[z].title_box),
                           "graph %u: line %d crosses the title of zone %d", seed, e, z);
        }
      for (int end = 0; end < 2; end++)
        {
          const RiskctxDiagramBox *box = &layout->nodes[edge->ends[end]].box;
          const double *point = edge->points + (end == 0 ? 0 : 2 * (edge->n_points - 1));
          gboolean at_side = (point[0] == box->x || point[0] == box->x + box->width)
                             && point[1] > box->y && point[1] < box->y + box->height;
          gboolean at_edge = (point[1] == box->y || point[1] == box->y + box->height)
                             && point[0] > box->x && point[0] < box->x + box->width;

          ck_assert_msg (at_side || at_edge, "graph %u: line %d ends in the air", seed, e);
        }
    }
}

/* Pieces of two lines that run side by side keep a distance at which both can be seen. */
static void
check_distances (const RiskctxDiagramLayout *layout,
                 guint                       seed)
{
  for (int e = 0; e < layout->n_edges; e++)
    for (int f = e + 1; f < layout->n_edges; f++)
      for (gsize i = 0; i + 1 < layout->edges[e].n_points; i++)
        for (gsize k = 0; k + 1 < layout->edges[f].n_points; k++)
          {
            const double *a = layout->edges[e].points + 2 * i;
            const double *b = layout->edges[f].points + 2 * k;
            gboolean flat = a[1] == a[3];
            int along = flat ? 0 : 1;
            double shared;

            if (flat != (b[1] == b[3]))
              continue;
            shared = MIN (MAX (a[along], a[along + 2]), MAX (b[along], b[along + 2]))
                     - MAX (MIN (a[along], a[along + 2]), MIN (b[along], b[along + 2]));
            ck_assert_msg (shared <= 0 || ABS (a[1 - along] - b[1 - along]) >= 5,
                           "graph %u: lines %d and %d run into each other", seed, e, f);
          }
}

static void
check_labels (const RiskctxDiagramLayout *layout,
              guint                       seed)
{
  RiskctxDiagramBox canvas = { 0, 0, layout->width, layout->height };

  for (int e = 0; e < layout->n_edges; e++)
    {
      const RiskctxDiagramBox *box = &layout->edges[e].label_box;

      if (!layout->edges[e].labelled)
        continue;
      ck_assert_int_gt (box->width, 0);
      ck_assert_msg (contains (&canvas, box), "graph %u: label %d is clipped", seed, e);
      for (int i = 0; i < layout->n_nodes; i++)
        ck_assert_msg (!overlap (box, &layout->nodes[i].box), "graph %u: label %d on box %d", seed,
                       e, i);
      for (int z = 0; z < layout->n_zones; z++)
        if (layout->zones[z].present)
          {
            ck_assert_msg (!overlap (box, &layout->zones[z].title_box),
                           "graph %u: label %d on the title of zone %d", seed, e, z);
            ck_assert_msg (!border_meets (&layout->zones[z].box, box),
                           "graph %u: border of zone %d through label %d", seed, z, e);
          }
      for (int f = 0; f < layout->n_edges; f++)
        {
          ck_assert_msg (f == e || !layout->edges[f].labelled
                         || !overlap (box, &layout->edges[f].label_box),
                         "graph %u: labels %d and %d overlap", seed, e, f);
          for (gsize k = 0; k + 1 < layout->edges[f].n_points; k++)
            ck_assert_msg (!pierces (layout->edges[f].points + 2 * k, box),
                           "graph %u: line %d through label %d", seed, f, e);
        }
    }
}

static void
check_layout (const RiskctxDiagramLayout *layout,
              guint                       seed)
{
  check_boxes (layout, seed);
  check_zones (layout, seed);
  check_lines (layout, seed);
  check_distances (layout, seed);
  check_labels (layout, seed);
}

START_TEST (nothing_covers_anything_in_random_graphs)
{
  for (guint seed = 0; seed < riskctx_check_rounds (N_GRAPHS); seed++)
    {
      g_auto(Sample) sample = { 0 };
      g_autoptr(RiskctxDiagramLayout) layout = NULL;

      random_sample (&sample, seed, 30);
      layout = riskctx_diagram_layout_best (&sample.diagram, NULL);
      check_layout (layout, seed);
    }
}
END_TEST

START_TEST (every_number_of_columns_keeps_the_rules)
{
  for (guint seed = 0; seed < riskctx_check_rounds (N_GRAPHS); seed++)
    {
      g_auto(Sample) sample = { 0 };
      g_autoptr(RiskctxDiagramLayout) layout = NULL;

      random_sample (&sample, seed + 5000, 24);
      layout = riskctx_diagram_layout_new (&sample.diagram, NULL);
      layout->node_width = 140 + seed % 60;
      layout->label_width = 50 + seed % 90;
      riskctx_diagram_layout_columns (layout, 1 + seed % 6);
      riskctx_diagram_layout_place (layout);
      riskctx_diagram_layout_route (layout);
      check_layout (layout, seed + 5000);
    }
}
END_TEST

static void
shuffle (gpointer items,
         gsize    n,
         gsize    size,
         GRand   *rand)
{
  guint8 *bytes = items;
  g_autofree guint8 *kept = g_malloc (size);

  for (gsize i = n; i > 1; i--)
    {
      gsize k = g_rand_int_range (rand, 0, (int) i);

      memcpy (kept, bytes + (i - 1) * size, size);
      memmove (bytes + (i - 1) * size, bytes + k * size, size);
      memcpy (bytes + k * size, kept, size);
    }
}

START_TEST (the_order_of_the_input_does_not_matter)
{
  for (guint seed = 0; seed < riskctx_check_rounds (40); seed++)
    {
      g_auto(Sample) sample = { 0 };
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
      g_auto(GStrv) before = NULL;
      g_autofree char *dot = NULL;

      random_sample (&sample, seed, 40);
      sample.diagram.height = 700;
      before = riskctx_diagram_draw (&sample.diagram);
      dot = riskctx_diagram_to_dot (&sample.diagram);
      for (int turn = 0; turn < 2; turn++)
        {
          g_auto(GStrv) after = NULL;
          g_autofree char *again = NULL;

          shuffle ((gpointer) sample.diagram.zones, sample.diagram.n_zones,
                   sizeof *sample.diagram.zones, rand);
          shuffle ((gpointer) sample.diagram.components, sample.diagram.n_components,
                   sizeof *sample.diagram.components, rand);
          shuffle ((gpointer) sample.diagram.flows, sample.diagram.n_flows,
                   sizeof *sample.diagram.flows, rand);
          after = riskctx_diagram_draw (&sample.diagram);
          again = riskctx_diagram_to_dot (&sample.diagram);
          ck_assert_msg (g_strv_equal ((const char *const *) before, (const char *const *) after),
                         "graph %u differs after a shuffle", seed);
          ck_assert_str_eq (dot, again);
        }
    }
}
END_TEST

static gpointer
draw_in_thread (gpointer data)
{
  return riskctx_diagram_draw (data);
}

START_TEST (threads_draw_the_same_bytes)
{
  g_auto(Sample) sample = { 0 };
  GThread *threads[4];
  GStrv drawn[4];

  random_sample (&sample, 77, 40);
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, &sample.diagram);
  for (int i = 0; i < 4; i++)
    drawn[i] = g_thread_join (threads[i]);
  for (int i = 1; i < 4; i++)
    ck_assert (g_strv_equal ((const char *const *) drawn[0], (const char *const *) drawn[i]));
  for (int i = 0; i < 4; i++)
    g_strfreev (drawn[i]);
}
END_TEST

/* What the EC site of the guide looks like, without its texts: 10 boxes, 7 flows, 7 zones. */
static const RiskctxDiagramZone ec_zones[] = {
  { "internet", "Internet", NULL }, { "cloud", "Cloud", NULL }, { "ec", "EC site", "cloud" },
  { "member", "Member management", "cloud" }, { "inhouse", "In-house", NULL },
  { "customer", "Customers", NULL }, { "card-company", "Card company", NULL }
};
static const RiskctxDiagramComponent ec_components[] = {
  { "n1", "Customer", "customer", "user", NULL, FALSE },
  { "n2", "Firewall", "cloud", "firewall", NULL, TRUE },
  { "n3", "Public web server", "ec", "web", NULL, TRUE },
  { "n4", "Application server", "ec", "app", NULL, TRUE },
  { "n5", "DB server", "ec", "db", NULL, TRUE },
  { "n6", "Member management system", "member", "system", NULL, TRUE },
  { "n7", "DB server (cards)", "member", "db", NULL, TRUE },
  { "n8", "Business PC", "inhouse", "pc", NULL, TRUE },
  { "n9", "Card company", "card-company", "external-org", NULL, FALSE },
  { "n10", "In-house users", "inhouse", "user", NULL, FALSE }
};
static const char *const ec_paths[][4] = {
  { "n1", "n2", "n3", NULL }, { "n3", "n4", "n5", NULL }, { "n4", "n7", NULL },
  { "n4", "n6", NULL }, { "n8", "n6", "n7", NULL }, { "n8", "n9", NULL }, { "n4", "n9", NULL }
};
static const RiskctxDiagramFlow ec_flows[] = {
  { "l1", "Shopping access", ec_paths[0], "internet", FALSE },
  { "l2", "Purchase information", ec_paths[1], NULL, FALSE },
  { "l3", "Payment information", ec_paths[2], NULL, FALSE },
  { "l4", "Member and purchase data", ec_paths[3], NULL, TRUE },
  { "l5", "Staff access", ec_paths[4], NULL, FALSE },
  { "l6", "Authorization (telephone)", ec_paths[5], "internet", FALSE },
  { "l7", "Authorization (web)", ec_paths[6], "internet", FALSE }
};
static const RiskctxDiagram ec_site = {
  { "ec-site", "System configuration", NULL, "en", FALSE },
  ec_zones, G_N_ELEMENTS (ec_zones), ec_components, G_N_ELEMENTS (ec_components), ec_flows,
  G_N_ELEMENTS (ec_flows), "Weakness", 0, 0
};

static int
find_node (const RiskctxDiagramLayout *layout,
           const char                 *id)
{
  for (int i = 0; i < layout->n_nodes; i++)
    if (g_strcmp0 (layout->nodes[i].source->id, id) == 0)
      return i;
  ck_abort_msg ("no box for %s", id);
}

START_TEST (the_ec_site_reads_from_left_to_right)
{
  g_autoptr(RiskctxDiagramLayout) layout = riskctx_diagram_layout_best (&ec_site, NULL);
  static const char *const order[] = { "n1", "n2", "n6", "n9" };

  check_layout (layout, 0);
  ck_assert_int_le (layout->width, 1100);
  ck_assert_int_le (layout->height, 700);
  ck_assert_int_eq (layout->n_nodes, 10);
  ck_assert_int_eq (layout->n_edges, 10);
  ck_assert_int_eq (layout->crossings, 0);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (order); i++)
    ck_assert_int_lt (layout->nodes[find_node (layout, order[i])].box.x,
                      layout->nodes[find_node (layout, order[i + 1])].box.x);
  for (int e = 0; e < layout->n_edges; e++)
    if (g_str_equal (layout->edges[e].source->id, "l2"))
      ck_assert_int_eq (layout->edges[e].course, RISKCTX_DIAGRAM_DIRECT);
}
END_TEST

START_TEST (a_zone_without_boxes_becomes_a_style_of_line)
{
  g_autoptr(RiskctxDiagramLayout) layout = riskctx_diagram_layout_best (&ec_site, NULL);
  g_auto(GStrv) pages = riskctx_diagram_draw (&ec_site);
  int dashed = 0;

  for (int e = 0; e < layout->n_edges; e++)
    dashed += layout->edges[e].style != 0;
  ck_assert_int_eq (dashed, 4);
  ck_assert_uint_eq (g_strv_length (pages), 1);
  ck_assert_ptr_nonnull (strstr (pages[0], ">Internet</text>"));
  for (int z = 0; z < layout->n_zones; z++)
    ck_assert_int_eq (layout->zones[z].present,
                      !g_str_equal (layout->zones[z].source->id, "internet"));
}
END_TEST

START_TEST (a_zone_that_nothing_uses_is_still_shown)
{
  RiskctxDiagram diagram = ec_site;
  g_auto(GStrv) pages = NULL;

  diagram.n_flows = 0;
  pages = riskctx_diagram_draw (&diagram);
  ck_assert_ptr_nonnull (strstr (pages[0], ">Internet</text>"));
}
END_TEST

START_TEST (high_diagrams_are_split_and_lose_nothing)
{
  g_auto(Sample) sample = { 0 };
  g_auto(GStrv) pages = NULL;

  random_sample (&sample, 4712, 40);
  ck_assert_uint_gt (sample.diagram.n_components, 12);
  for (gsize i = 0; i < sample.diagram.n_components; i++)
    ((RiskctxDiagramComponent *) sample.diagram.components)[i].title
      = keep (&sample, g_strdup_printf ("Box%" G_GSIZE_FORMAT ".", i));
  sample.diagram.height = 600;
  pages = riskctx_diagram_draw (&sample.diagram);
  ck_assert_uint_gt (g_strv_length (pages), 1);
  for (gsize i = 0; i < sample.diagram.n_components; i++)
    {
      g_autofree char *text = g_strdup_printf (">%s</text>", sample.diagram.components[i].title);
      int found = 0;

      for (gsize p = 0; pages[p] != NULL; p++)
        found += strstr (pages[p], text) != NULL;
      ck_assert_msg (found == 1, "%s is on %d pages", text, found);
    }
}
END_TEST

START_TEST (input_without_sense_is_drawn_as_far_as_it_has_sense)
{
  static const RiskctxDiagramZone zones[] = {
    { "a", "A", "b" }, { "b", "B", "a" }, { "c", "C", "c" }, { "d", NULL, "nowhere" },
    { NULL, "E", NULL }, { "a", "Twin", NULL }
  };
  static const RiskctxDiagramComponent components[] = {
    { "x", NULL, "a", NULL, NULL, FALSE }, { "y", "", "nowhere", "web", NULL, TRUE },
    { NULL, "nobody", "b", "web", NULL, TRUE }, { "x", "twin", "c", "db", NULL, FALSE }
  };
  static const char *const paths[][4] = { { "x", "x", NULL }, { "nobody", "x", "y", NULL },
                                          { NULL }, { "y", "x", "y", NULL } };
  static const RiskctxDiagramFlow flows[] = {
    { "1", "self", paths[0], "a", FALSE }, { "2", "", paths[1], "nowhere", TRUE },
    { "3", NULL, paths[2], NULL, FALSE }, { NULL, "round", paths[3], "d", FALSE },
    { "5", "none", NULL, NULL, FALSE }
  };
  RiskctxDiagram diagram = { { "x", "", NULL, "en", TRUE }, zones, G_N_ELEMENTS (zones), components,
                             G_N_ELEMENTS (components), flows, G_N_ELEMENTS (flows), NULL, 0, 0 };
  g_autoptr(RiskctxDiagramLayout) layout = riskctx_diagram_layout_best (&diagram, NULL);
  g_auto(GStrv) pages = riskctx_diagram_draw (&diagram);
  g_auto(GStrv) empty = NULL;

  check_layout (layout, 0);
  ck_assert_int_eq (layout->n_edges, 3);
  ck_assert_uint_eq (g_strv_length (pages), 1);
  memset (&diagram.zones, 0, sizeof diagram - G_STRUCT_OFFSET (RiskctxDiagram, zones));
  empty = riskctx_diagram_draw (&diagram);
  ck_assert_uint_eq (g_strv_length (empty), 1);
}
END_TEST

START_TEST (dot_names_everything_and_escapes_it)
{
  RiskctxDiagram diagram = ec_site;
  RiskctxDiagramComponent odd = { "q\"1", "say \"\\hi\"\nnow", "ec", "db", NULL, FALSE };
  g_autofree char *dot = riskctx_diagram_to_dot (&ec_site);
  g_autofree char *escaped = NULL;

  ck_assert_ptr_nonnull (strstr (dot, "\"n8\" -> \"n6\" [label=\"Staff access\", dir=forward]"));
  ck_assert_ptr_nonnull (strstr (dot, "\"n6\" -> \"n7\" [dir=forward]"));
  ck_assert_ptr_nonnull (strstr (dot, "dir=both"));
  ck_assert_ptr_nonnull (strstr (dot, "subgraph \"cluster_member\""));
  for (gsize i = 0; i < G_N_ELEMENTS (ec_components); i++)
    ck_assert_ptr_nonnull (strstr (dot, ec_components[i].title));
  diagram.components = &odd;
  diagram.n_components = 1;
  escaped = riskctx_diagram_to_dot (&diagram);
  ck_assert_ptr_nonnull (strstr (escaped, "\"q\\\"1\" [label=\"say \\\"\\\\hi\\\"\\nnow\""));
}
END_TEST

static Suite *
diagram_suite (void)
{
  Suite *suite = suite_create ("diagram");
  TCase *rules = tcase_create ("rules");
  TCase *bytes = tcase_create ("bytes");
  TCase *ec = tcase_create ("ec site");
  TCase *limits = tcase_create ("limits");

  tcase_set_timeout (rules, 120);
  tcase_add_test (rules, nothing_covers_anything_in_random_graphs);
  tcase_add_test (rules, every_number_of_columns_keeps_the_rules);
  suite_add_tcase (suite, rules);
  tcase_set_timeout (bytes, 120);
  tcase_add_test (bytes, the_order_of_the_input_does_not_matter);
  tcase_add_test (bytes, threads_draw_the_same_bytes);
  suite_add_tcase (suite, bytes);
  tcase_add_test (ec, the_ec_site_reads_from_left_to_right);
  tcase_add_test (ec, a_zone_without_boxes_becomes_a_style_of_line);
  tcase_add_test (ec, a_zone_that_nothing_uses_is_still_shown);
  tcase_add_test (ec, dot_names_everything_and_escapes_it);
  suite_add_tcase (suite, ec);
  tcase_add_test (limits, high_diagrams_are_split_and_lose_nothing);
  tcase_add_test (limits, input_without_sense_is_drawn_as_far_as_it_has_sense);
  suite_add_tcase (suite, limits);

  return suite;
}

RISKCTX_CHECK_MAIN (diagram_suite)
