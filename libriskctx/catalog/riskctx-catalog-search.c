/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-catalog-search.h"

#include <string.h>

#include "riskctx-catalog-file.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"

/* Texts are compared without regard to case and width, so that ＰＣＩ is found by pci. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

static gboolean
has_word (const char *text,
          const char *word)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
text_has_word (RiskctxText *text,
               const char  *word)
{
  guint n_pairs = 0;
  const RiskctxTextPair *pairs = text != NULL ? riskctx_text_get_pairs (text, &n_pairs) : NULL;

  for (guint i = 0; i < n_pairs; i++)
    if (has_word (pairs[i].value, word))
      return TRUE;
  return FALSE;
}

static gboolean
list_has_word (const char *const *list,
               const char        *word)
{
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (has_word (list[i], word))
      return TRUE;
  return FALSE;
}

/* How well a word describes an entry: by its name, by how it is sorted, by what is said of it. */
static guint
rate_word (RiskctxCatalogItem *entry,
           const char         *word)
{
  RiskctxItem *item = RISKCTX_ITEM (entry);
  g_autofree char *id = item->id != NULL ? fold (item->id) : NULL;

  if (g_strcmp0 (id, word) == 0)
    return 8;
  if (text_has_word (item->title, word))
    return 4;
  if ((id != NULL && strstr (id, word) != NULL)
      || has_word (riskctx_catalog_item_get_number (entry), word)
      || list_has_word (riskctx_catalog_item_get_tags (entry), word)
      || list_has_word (riskctx_catalog_item_get_related (entry), word)
      || text_has_word (riskctx_catalog_item_get_group (entry), word))
    return 2;
  return text_has_word (item->description, word) || text_has_word (item->note, word) ? 1 : 0;
}

typedef struct
{
  RiskctxItem *entry;
  guint        rating;
  guint        position;
} Hit;

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *first = a;
  const Hit *second = b;

  if (first->rating != second->rating)
    return first->rating > second->rating ? -1 : 1;
  return first->position < second->position ? -1 : first->position > second->position;
}

/**
 * riskctx_catalog_find:
 * @self: a catalog
 * @id: an id, or a number as it is cited
 *
 * Looks up an entry.
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL if there is none
 *
 * Since: 1.0
 */
RiskctxCatalogItem *
riskctx_catalog_find (RiskctxCatalog *self,
                      const char     *id)
{
  RiskctxItemList *entries;
  RiskctxItem *found;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  entries = riskctx_catalog_get_entries (self);
  found = riskctx_item_list_find (entries, id);
  for (guint i = 0; found == NULL && i < riskctx_item_list_get_length (entries); i++)
    {
      RiskctxItem *entry = riskctx_item_list_peek (entries, i);
      const char *number = riskctx_catalog_item_get_number (RISKCTX_CATALOG_ITEM (entry));

      if (g_strcmp0 (number, id) == 0)
        found = entry;
    }
  return (RiskctxCatalogItem *) found;
}

/**
 * riskctx_catalog_search:
 * @self: a catalog
 * @query: words, with blanks between them
 *
 * Searches ids, numbers, titles, groups, tags, citations, descriptions and notes, in all languages,
 * without regard to case and width.
 *
 * An entry is found if it has every word; entries with the words in their titles come first. A
 * query without words finds everything.
 *
 * Returns: (transfer full): the entries, a list of [class@CatalogItem]
 *
 * Since: 1.0
 */
GListStore *
riskctx_catalog_search (RiskctxCatalog *self,
                        const char     *query)
{
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;
  RiskctxItemList *entries;
  GListStore *found;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  folded = fold (query);
  words = g_strsplit_set (folded != NULL ? folded : query, " \t\n", -1);
  entries = riskctx_catalog_get_entries (self);
  for (guint i = 0; i < riskctx_item_list_get_length (entries); i++)
    {
      Hit hit = { riskctx_item_list_peek (entries, i), 0, i };
      gboolean all = TRUE;

      for (guint j = 0; all && words[j] != NULL; j++)
        {
          guint rating = *words[j] != '\0'
                           ? rate_word (RISKCTX_CATALOG_ITEM (hit.entry), words[j]) : 0;

          all = *words[j] == '\0' || rating > 0;
          hit.rating += rating;
        }
      if (all)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);

  found = g_list_store_new (RISKCTX_TYPE_CATALOG_ITEM);
  for (guint i = 0; i < hits->len; i++)
    g_list_store_append (found, g_array_index (hits, Hit, i).entry);
  return found;
}

static char *
cite (RiskctxItem *catalog,
      RiskctxItem *entry)
{
  return g_strconcat (catalog->id != NULL ? catalog->id : "", ":",
                      entry->id != NULL ? entry->id : "", NULL);
}

static RiskctxItem *
make (RiskctxCatalog     *self,
      RiskctxCatalogItem *entry)
{
  const RiskctxCatalogKind kind = riskctx_catalog_item_get_kind (entry);
  const char *id = RISKCTX_ITEM (entry)->id;

  if (kind == RISKCTX_CATALOG_KIND_CONTROL || kind == RISKCTX_CATALOG_KIND_REQUIREMENT)
    {
      RiskctxControl *control = riskctx_item_new (RISKCTX_TYPE_CONTROL, id);
      const char *const *related = riskctx_catalog_item_get_related (entry);
      g_autoptr(GPtrArray) citations = g_ptr_array_new ();
      g_autofree char *own = cite (RISKCTX_ITEM (self), RISKCTX_ITEM (entry));

      g_ptr_array_add (citations, own);
      for (guint i = 0; related != NULL && related[i] != NULL; i++)
        g_ptr_array_add (citations, (gpointer) related[i]);
      g_ptr_array_add (citations, NULL);
      riskctx_control_set_requirements (control, (const char *const *) citations->pdata);
      if (riskctx_catalog_item_get_measure_kinds (entry) != 0)
        riskctx_control_set_kind (control, riskctx_catalog_item_get_measure_kinds (entry));
      return RISKCTX_ITEM (control);
    }
  if (kind == RISKCTX_CATALOG_KIND_RISK)
    {
      RiskctxRisk *risk = riskctx_item_new (RISKCTX_TYPE_RISK, id);

      if (riskctx_item_has (RISKCTX_ITEM (entry), "category"))
        riskctx_risk_set_category (risk, riskctx_catalog_item_get_category (entry));
      return RISKCTX_ITEM (risk);
    }
  if (kind == RISKCTX_CATALOG_KIND_DAMAGE)
    {
      RiskctxDamage *damage = riskctx_item_new (RISKCTX_TYPE_DAMAGE, id);

      if (riskctx_item_has (RISKCTX_ITEM (entry), "damage_category"))
        riskctx_damage_set_damage_category (damage,
                                            riskctx_catalog_item_get_damage_category (entry));
      return RISKCTX_ITEM (damage);
    }
  if (kind == RISKCTX_CATALOG_KIND_INDICATOR)
    return riskctx_item_new (RISKCTX_TYPE_INDICATOR, id);
  return NULL;
}

/**
 * riskctx_catalog_make_item:
 * @self: a catalog
 * @id: the id of an entry
 * @error: return location for an error
 *
 * Makes an item for an assessment out of an entry: a [class@Control] that cites the entry and what
 * is related to it, a [class@Risk] with its category, a [class@Damage] or an [class@Indicator]. It
 * has the id of the entry, and its title and description as far as the text policy of the catalog
 * allows; figures are for whoever assesses.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such entry, and with
 * [error@Error.UNSUPPORTED] if an assessment has no items of its kind.
 *
 * Returns: (transfer full): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_catalog_make_item (RiskctxCatalog *self,
                           const char     *id,
                           GError        **error)
{
  g_autoptr(RiskctxItem) item = NULL;
  RiskctxCatalogItem *entry;
  RiskctxItem *from;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  entry = riskctx_catalog_find (self, id);
  if (entry == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                   "there is no entry “%s” in the catalog “%s”", id,
                   RISKCTX_ITEM (self)->id != NULL ? RISKCTX_ITEM (self)->id : "");
      return NULL;
    }
  item = make (self, entry);
  if (item == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNSUPPORTED,
                   "“%s” is a %s: only controls, requirements, risks, damages and indicators become "
                   "items of an assessment",
                   id, riskctx_enum_to_nick (RISKCTX_TYPE_CATALOG_KIND,
                                             (int) riskctx_catalog_item_get_kind (entry)));
      return NULL;
    }

  from = RISKCTX_ITEM (entry);
  if (from->title != NULL && riskctx_catalog_allows (self, RISKCTX_TEXT_POLICY_TITLES))
    riskctx_item_set_title (item, from->title);
  if (from->description != NULL && riskctx_catalog_allows (self, RISKCTX_TEXT_POLICY_FULL))
    riskctx_item_set_description (item, from->description);
  return g_steal_pointer (&item);
}

/* The catalog that a citation begins with, and where the entry stands in the citation */
static RiskctxCatalog *
find_catalog (GListModel  *catalogs,
              const char  *citation,
              const char **entry)
{
  const char *colon = strchr (citation, ':');

  if (colon == NULL)
    return NULL;
  *entry = colon + 1;
  for (guint i = 0; i < g_list_model_get_n_items (catalogs); i++)
    {
      g_autoptr(RiskctxItem) catalog = g_list_model_get_item (catalogs, i);

      if (RISKCTX_IS_CATALOG (catalog) && catalog->id != NULL
          && strlen (catalog->id) == (gsize) (colon - citation)
          && strncmp (catalog->id, citation, (gsize) (colon - citation)) == 0)
        return RISKCTX_CATALOG (catalog); /* the list keeps it */
    }
  return NULL;
}

/**
 * riskctx_find_catalog_item:
 * @catalogs: a list of [class@Catalog]
 * @citation: a catalog and an entry of it, such as `iso27002:8.10`
 *
 * Looks up the entry that a citation means.
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL if no catalog of the list has it
 *
 * Since: 1.0
 */
RiskctxCatalogItem *
riskctx_find_catalog_item (GListModel *catalogs,
                           const char *citation)
{
  const char *entry;
  RiskctxCatalog *catalog;

  g_return_val_if_fail (G_IS_LIST_MODEL (catalogs), NULL);
  g_return_val_if_fail (citation != NULL, NULL);

  catalog = find_catalog (catalogs, citation, &entry);
  return catalog != NULL ? riskctx_catalog_find (catalog, entry) : NULL;
}

static void
add_once (GPtrArray  *list,
          const char *text)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (g_ptr_array_index (list, i), text) == 0)
      return;
  g_ptr_array_add (list, g_strdup (text));
}

/**
 * riskctx_list_related_items:
 * @catalogs: a list of [class@Catalog]
 * @citation: a catalog and an entry of it, such as `iso27002:8.10`
 *
 * Lists the entries that say the same as another one: those that it names as related, and those
 * that name it, whichever catalog has the crosswalk.
 *
 * Returns: (transfer full) (array zero-terminated=1): citations, those that the entry names first
 *
 * Since: 1.0
 */
char **
riskctx_list_related_items (GListModel *catalogs,
                            const char *citation)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  RiskctxCatalogItem *item;
  const char *const *related;

  g_return_val_if_fail (G_IS_LIST_MODEL (catalogs), NULL);
  g_return_val_if_fail (citation != NULL, NULL);

  item = riskctx_find_catalog_item (catalogs, citation);
  related = item != NULL ? riskctx_catalog_item_get_related (item) : NULL;
  for (guint i = 0; related != NULL && related[i] != NULL; i++)
    add_once (found, related[i]);

  for (guint i = 0; i < g_list_model_get_n_items (catalogs); i++)
    {
      g_autoptr(RiskctxItem) catalog = g_list_model_get_item (catalogs, i);
      RiskctxItemList *entries = riskctx_catalog_get_entries (RISKCTX_CATALOG (catalog));

      for (guint j = 0; j < riskctx_item_list_get_length (entries); j++)
        {
          RiskctxItem *entry = riskctx_item_list_peek (entries, j);

          related = riskctx_catalog_item_get_related (RISKCTX_CATALOG_ITEM (entry));
          if (related != NULL && g_strv_contains (related, citation))
            {
              g_autofree char *own = cite (catalog, entry);

              add_once (found, own);
            }
        }
    }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_steal (found, NULL);
}
