/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-catalog-file.h"
#include "riskctx-catalog-search.h"
#include "riskctx-item-private.h"
#include "riskctx-report-requirements-private.h"
#include "riskctx-words.h"

/* What the measures cite, by entry. An entry that several measures meet is told once. */
static GHashTable *
find_cited (GListModel *catalogs,
            GPtrArray  *controls)
{
  GHashTable *cited = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < controls->len; i++)
    {
      const char *const *requirements = riskctx_control_get_requirements (controls->pdata[i]);

      for (guint j = 0; requirements != NULL && requirements[j] != NULL; j++)
        {
          RiskctxCatalogItem *entry = riskctx_find_catalog_item (catalogs, requirements[j]);

          if (entry != NULL)
            g_hash_table_add (cited, entry);
        }
    }
  return cited;
}

static const char *
title_of (gpointer    item,
          const char *language)
{
  RiskctxText *title = riskctx_item_get_title (item);

  return title != NULL ? riskctx_text_get (title, language) : riskctx_item_get_id (item);
}

static void
add_row (JsonObject     *table,
         RiskctxCatalog *catalog,
         RiskctxItem    *entry,
         const char     *language)
{
  const char *number = riskctx_catalog_item_get_number (RISKCTX_CATALOG_ITEM (entry));
  g_autofree char *citation
    = g_strconcat (riskctx_item_get_id (RISKCTX_ITEM (catalog)), ":",
                   number != NULL ? number : riskctx_item_get_id (entry), NULL);
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

  riskctx_report_row_text (row, citation);
  riskctx_report_row_text (row, title_of (entry, language));
}

void
riskctx_report_add_requirements (JsonArray  *blocks,
                                 GPtrArray  *controls,
                                 const char *language)
{
  g_autoptr(GListStore) catalogs = riskctx_list_catalogs (NULL);
  g_autoptr(GHashTable) cited = NULL;
  JsonObject *table;

  if (catalogs == NULL) /* the numbers stand beside the measures all the same */
    return;
  cited = find_cited (G_LIST_MODEL (catalogs), controls);
  if (g_hash_table_size (cited) == 0)
    return;
  table = riskctx_report_add_table (blocks, "requirements",
                                    riskctx_word ("report.requirements-cited", language));
  riskctx_report_table_column (table, riskctx_word ("report.requirement-number", language), FALSE);
  riskctx_report_table_column (table, riskctx_word ("report.requirement", language), FALSE);
  riskctx_report_table_grouped (table, riskctx_word ("noun.catalog", language));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogs)); i++)
    {
      g_autoptr(RiskctxCatalog) catalog = g_list_model_get_item (G_LIST_MODEL (catalogs), i);
      RiskctxItemList *entries = riskctx_catalog_get_entries (catalog);
      gboolean any = FALSE;

      for (guint j = 0; j < riskctx_item_list_get_length (entries); j++)
        {
          RiskctxItem *entry = riskctx_item_list_peek (entries, j);

          if (!g_hash_table_contains (cited, entry))
            continue;
          if (!any)
            riskctx_report_table_group (table, title_of (catalog, language));
          any = TRUE;
          add_row (table, catalog, entry, language);
        }
    }
}
