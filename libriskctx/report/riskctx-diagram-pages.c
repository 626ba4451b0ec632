/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_HEIGHT 1500
#define WHOLE_LIMIT 60      /* components tried on one page */
#define FIRST_SHARE 24      /* components of a page when there are several */
#define LEAST_SHARE 4

typedef struct
{
  const RiskctxDiagram *diagram;
  GPtrArray            *components;   /* sorted */
  GHashTable           *index_of;     /* of a component, by id */
  GHashTable           *inhabited;    /* ids of zones with components */
  GHashTable           *carrying;     /* ids of zones that flows name */
  guint                *page_of;
  guint                 n_pages;
} Book;

/* What one page is made from: its own components, those its flows lead to, and the flows. */
typedef struct
{
  GArray     *members;      /* of guint, indices of components */
  GHashTable *known;
  GPtrArray  *flows;
} Extract;

typedef struct
{
  const char *zone;
  guint       component;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;
  int order = strcmp (left->zone, right->zone);

  return order != 0 ? order : (left->component < right->component ? -1 : 1);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* Deals the components to pages, zone by zone; a zone begins a new page if it fits whole there. */
static void
deal_pages (Book *book,
            guint share)
{
  guint n = book->components->len;
  g_autofree Place *places = g_new (Place, n);
  guint used = 0;

  book->n_pages = 1;
  for (guint i = 0; i < n; i++)
    {
      const RiskctxDiagramComponent *component = g_ptr_array_index (book->components, i);

      places[i] = (Place) { component->zone != NULL ? component->zone : "", i };
    }
  qsort (places, n, sizeof *places, compare_places);
  for (guint i = 0; i < n;)
    {
      guint end = i;

      while (end < n && strcmp (places[end].zone, places[i].zone) == 0)
        end++;
      if (used > 0 && used + end - i > share)
        {
          book->n_pages++;
          used = 0;
        }
      for (; i < end; i++)
        {
          if (used == share)
            {
              book->n_pages++;
              used = 0;
            }
          book->page_of[places[i].component] = book->n_pages - 1;
          used++;
        }
    }
}

static void
extract_free (gpointer data)
{
  Extract *extract = data;

  g_array_unref (extract->members);
  g_hash_table_unref (extract->known);
  g_ptr_array_unref (extract->flows);
  g_free (extract);
}

static void
add_member (Extract *extract,
            guint    component)
{
  if (g_hash_table_add (extract->known, GUINT_TO_POINTER (component)))
    g_array_append_val (extract->members, component);
}

static void
add_hop (Book                     *book,
         GPtrArray                *extracts,
         const RiskctxDiagramFlow *flow,
         guint                     here,
         guint                     there)
{
  Extract *extract = g_ptr_array_index (extracts, book->page_of[here]);
  guint n = extract->flows->len;

  add_member (extract, there);
  if (n == 0 || g_ptr_array_index (extract->flows, n - 1) != flow)
    g_ptr_array_add (extract->flows, (gpointer) flow);
}

/* Sorts everything to its pages in one turn, so that the work grows with the diagram and not with
 * its square. */
static GPtrArray *
make_extracts (Book *book)
{
  GPtrArray *extracts = g_ptr_array_new_with_free_func (extract_free);

  for (guint p = 0; p < book->n_pages; p++)
    {
      Extract *extract = g_new0 (Extract, 1);

      extract->members = g_array_new (FALSE, FALSE, sizeof (guint));
      extract->known = g_hash_table_new (NULL, NULL);
      extract->flows = g_ptr_array_new ();
      g_ptr_array_add (extracts, extract);
    }
  for (guint i = 0; i < book->components->len; i++)
    add_member (g_ptr_array_index (extracts, book->page_of[i]), i);
  for (gsize f = 0; f < book->diagram->n_flows; f++)
    {
      const RiskctxDiagramFlow *flow = &book->diagram->flows[f];
      gboolean first = TRUE;
      guint before = 0;

      for (gsize k = 0; flow->path != NULL && flow->path[k] != NULL; k++)
        {
          gpointer found;
          guint here;

          if (!g_hash_table_lookup_extended (book->index_of, flow->path[k], NULL, &found))
            continue;
          here = GPOINTER_TO_UINT (found);
          if (!first)
            {
              add_hop (book, extracts, flow, before, here);
              add_hop (book, extracts, flow, here, before);
            }
          before = here;
          first = FALSE;
        }
    }

  return extracts;
}

static char *
draw_extract (Book    *book,
              Extract *extract,
              guint    number,
              int     *height)
{
  RiskctxDiagram part = *book->diagram;
  guint n = extract->members->len;
  g_autofree RiskctxDiagramComponent *components = g_new (RiskctxDiagramComponent, n);
  g_autofree RiskctxDiagramFlow *flows = g_new (RiskctxDiagramFlow, extract->flows->len);
  g_autofree gboolean *shown = g_new (gboolean, n);
  g_autofree guint *page_of = g_new (guint, n);
  RiskctxDiagramPage page = { number, shown, page_of, book->inhabited, book->carrying };
  g_autoptr(RiskctxDiagramLayout) layout = NULL;

  g_array_sort (extract->members, compare_numbers);
  for (guint i = 0; i < n; i++)
    {
      guint member = g_array_index (extract->members, guint, i);

      components[i] = *(const RiskctxDiagramComponent *) g_ptr_array_index (book->components,
                                                                            member);
      page_of[i] = book->page_of[member];
      shown[i] = page_of[i] == number;
    }
  for (guint i = 0; i < extract->flows->len; i++)
    flows[i] = *(const RiskctxDiagramFlow *) g_ptr_array_index (extract->flows, i);
  part.components = components;
  part.n_components = n;
  part.flows = flows;
  part.n_flows = extract->flows->len;
  layout = riskctx_diagram_layout_best (&part, &page);
  *height = layout->height;

  return riskctx_diagram_draw_page (&part, layout, number, book->n_pages);
}

static GStrv
draw_book (Book *book,
           int   limit)
{
  for (guint share = FIRST_SHARE;; share /= 2)
    {
      g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) extracts = NULL;
      gboolean last = share < 2 * LEAST_SHARE;
      gboolean fits = TRUE;

      deal_pages (book, share);
      extracts = make_extracts (book);
      for (guint p = 0; p < book->n_pages && (fits || last); p++)
        {
          int height;

          g_ptr_array_add (pages, draw_extract (book, g_ptr_array_index (extracts, p), p,
                                                &height));
          fits = fits && height <= limit;
        }
      if (fits || last)
        {
          g_ptr_array_add (pages, NULL);
          return (GStrv) g_ptr_array_free (g_steal_pointer (&pages), FALSE);
        }
    }
}

static GStrv
draw_pages (const RiskctxDiagram *diagram,
            GPtrArray            *components,
            int                   limit)
{
  g_autoptr(GHashTable) index_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) inhabited = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) carrying = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *page_of = g_new0 (guint, components->len);
  Book book = { diagram, components, index_of, inhabited, carrying, page_of, 0 };

  for (guint i = 0; i < components->len; i++)
    {
      const RiskctxDiagramComponent *component = g_ptr_array_index (components, i);

      g_hash_table_insert (index_of, (gpointer) component->id, GUINT_TO_POINTER (i));
      if (component->zone != NULL)
        g_hash_table_add (inhabited, (gpointer) component->zone);
    }
  for (gsize i = 0; i < diagram->n_flows; i++)
    if (diagram->flows[i].over != NULL)
      g_hash_table_add (carrying, (gpointer) diagram->flows[i].over);

  return draw_book (&book, limit);
}

/**
 * riskctx_diagram_draw:
 * @diagram: a diagram
 *
 * Draws a diagram on one page, or on several if it would be higher than a page. What another page
 * shows appears as a dashed box with the number of that page.
 *
 * Returns: (transfer full): one SVG document for each page
 */
GStrv
riskctx_diagram_draw (const RiskctxDiagram *diagram)
{
  g_autoptr(GPtrArray) components = riskctx_diagram_sorted_components (diagram);
  int limit = diagram->height > 0 ? diagram->height : DEFAULT_HEIGHT;

  if (components->len <= WHOLE_LIMIT)
    {
      g_autoptr(RiskctxDiagramLayout) layout = riskctx_diagram_layout_best (diagram, NULL);

      if (layout->height <= limit || components->len <= LEAST_SHARE)
        {
          GStrv pages = g_new0 (char *, 2);

          pages[0] = riskctx_diagram_draw_page (diagram, layout, 0, 1);
          return pages;
        }
    }
  return draw_pages (diagram, components, limit);
}
