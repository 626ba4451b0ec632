/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

static char *entry_id;
static char *export_texts;
static char *policy;
static char *license;

static const GOptionEntry options[] = {
  { "entry", 'e', 0, G_OPTION_ARG_STRING, &entry_id, "tool.option.catalog-entry", "ID" },
  { "export", 0, 0, G_OPTION_ARG_STRING, &export_texts, "tool.option.catalog-export", "TEXTS" },
  { "text-policy", 0, 0, G_OPTION_ARG_STRING, &policy, "tool.option.catalog-policy", "TEXTS" },
  { "license", 0, 0, G_OPTION_ARG_STRING, &license, "tool.option.catalog-license", "LICENSE" },
  { NULL },
};

static void
add_terms (JsonBuilder    *builder,
           RiskctxCatalog *catalog)
{
  tool_json_add_string (builder, "id", riskctx_item_get_id (RISKCTX_ITEM (catalog)));
  tool_json_add_text (builder, "title", riskctx_item_get_title (RISKCTX_ITEM (catalog)));
  tool_json_add_string (builder, "edition", riskctx_catalog_get_edition (catalog));
  tool_json_add_string (builder, "as_of", riskctx_catalog_get_as_of (catalog));
  tool_json_add_string (builder, "license", riskctx_catalog_get_license (catalog));
  tool_json_add_enum (builder, "text_policy", RISKCTX_TYPE_TEXT_POLICY,
                      (int) riskctx_catalog_get_text_policy (catalog));
  tool_json_add_count (builder, "entries",
                       g_list_model_get_n_items (G_LIST_MODEL (
                         riskctx_catalog_get_entries (catalog))));
}

static ToolStatus
write_list (Tool       *tool,
            const char *language)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) catalogs = riskctx_list_catalogs (&error);
  g_autoptr(ToolTable) table = tool_table_new ("lrll");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  if (catalogs == NULL)
    return tool_fail (tool, error);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "catalogs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogs)); i++)
    {
      g_autoptr(RiskctxCatalog) catalog = g_list_model_get_item (G_LIST_MODEL (catalogs), i);
      RiskctxItemList *entries = riskctx_catalog_get_entries (catalog);
      g_autofree char *count =
        g_strdup_printf ("%u", g_list_model_get_n_items (G_LIST_MODEL (entries)));
      const char *cells[] = { riskctx_item_get_id (RISKCTX_ITEM (catalog)), count,
                              tool_text (riskctx_item_get_title (RISKCTX_ITEM (catalog)),
                                         language),
                              riskctx_catalog_get_license (catalog) };

      tool_table_add (table, cells);
      json_builder_begin_object (builder);
      add_terms (builder, catalog);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (tool->json)
    return tool_json_write (tool, builder);
  tool_table_write (table, text);
  return tool_write_text (tool, text->str);
}

/* A catalog of the library by its id, or a file. */
static RiskctxCatalog *
open_catalog (Tool       *tool,
              ToolStatus *status)
{
  const char *name = tool->operands[0];
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) missing = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  RiskctxCatalog *catalog = riskctx_catalog_shipped (name, &missing);

  if (catalog != NULL)
    return catalog;
  *status = TOOL_FAILURE;
  file = g_file_new_for_path (name);
  if (strpbrk (name, "/.") == NULL && !g_file_query_exists (file, NULL))
    {
      tool_fail (tool, missing);
      return NULL;
    }
  bytes = g_file_load_bytes (file, tool->cancellable, NULL, &error);
  if (bytes == NULL)
    {
      tool_fail (tool, error);
      return NULL;
    }
  catalog = riskctx_catalog_read (bytes, issues);
  if (catalog == NULL)
    {
      g_autofree char *lines = tool_format_issues (tool, name, G_LIST_MODEL (issues),
                                                   RISKCTX_SEVERITY_ERROR, tool->color);

      tool_write_message (lines);
      *status = TOOL_MISTAKES;
    }
  return catalog;
}

/* What of a text may be shown, else nothing */
static const char *
allowed (RiskctxCatalog   *catalog,
         RiskctxTextPolicy texts,
         RiskctxText      *text,
         const char       *language)
{
  return text != NULL && riskctx_catalog_allows (catalog, texts) ? tool_text (text, language)
                                                                 : NULL;
}

static void
append_field (Tool       *tool,
              GString    *text,
              const char *key,
              const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (text, "%s: ", tool_word (tool, key));
  tool_append_wrapped (text, value, 4, 96);
  g_string_append_c (text, '\n');
}

static void
append_list (Tool              *tool,
             GString           *text,
             const char        *key,
             const char *const *values)
{
  g_autofree char *joined = values != NULL ? g_strjoinv (", ", (char **) values) : NULL;

  append_field (tool, text, key, joined);
}

static ToolStatus
write_entry (Tool               *tool,
             RiskctxCatalog     *catalog,
             RiskctxCatalogItem *entry,
             const char         *language)
{
  RiskctxItem *item = RISKCTX_ITEM (entry);
  RiskctxEstimate *figure = riskctx_catalog_item_get_figure (entry);
  const char *title = allowed (catalog, RISKCTX_TEXT_POLICY_TITLES,
                               riskctx_item_get_title (item), language);
  const char *number = riskctx_catalog_item_get_number (entry);
  g_autofree char *citation = g_strconcat (riskctx_item_get_id (RISKCTX_ITEM (catalog)), ":",
                                           riskctx_item_get_id (item), NULL);
  g_autoptr(GListStore) catalogs = riskctx_list_catalogs (NULL);
  g_auto(GStrv) related = NULL;
  g_autoptr(GString) text = g_string_new (citation);

  g_list_store_append (catalogs, catalog);
  related = riskctx_list_related_items (G_LIST_MODEL (catalogs), citation);
  if (title != NULL)
    g_string_append_printf (text, "  %s", title);
  g_string_append_c (text, '\n');
  if (g_strcmp0 (number, riskctx_item_get_id (item)) != 0)
    append_field (tool, text, "tool.catalog.number", number);
  append_field (tool, text, "tool.catalog.kind",
                riskctx_enum_label (RISKCTX_TYPE_CATALOG_KIND,
                                    (int) riskctx_catalog_item_get_kind (entry), language));
  append_field (tool, text, "tool.catalog.group",
                allowed (catalog, RISKCTX_TEXT_POLICY_TITLES,
                         riskctx_catalog_item_get_group (entry), language));
  append_field (tool, text, "tool.catalog.text",
                allowed (catalog, RISKCTX_TEXT_POLICY_FULL, riskctx_item_get_description (item),
                         language));
  append_field (tool, text, "tool.catalog.note",
                allowed (catalog, RISKCTX_TEXT_POLICY_FULL, riskctx_item_get_note (item),
                         language));
  if (figure != NULL)
    {
      g_autofree char *value = riskctx_estimate_to_string (figure);

      append_field (tool, text, "tool.catalog.figure", value);
      append_field (tool, text, "tool.catalog.source",
                    tool_text (riskctx_estimate_get_source (figure), language));
      append_field (tool, text, "tool.catalog.as-of", riskctx_estimate_get_as_of (figure));
    }
  append_field (tool, text, "tool.catalog.parent", riskctx_catalog_item_get_parent (entry));
  append_list (tool, text, "tool.catalog.acts-on", riskctx_catalog_item_get_acts_on (entry));
  append_list (tool, text, "tool.catalog.leads-to", riskctx_catalog_item_get_leads_to (entry));
  append_list (tool, text, "tool.catalog.see-also", riskctx_catalog_item_get_see_also (entry));
  append_list (tool, text, "tool.catalog.related", (const char *const *) related);
  append_list (tool, text, "tool.catalog.citations", riskctx_catalog_item_get_citations (entry));
  return tool_write_text (tool, text->str);
}

static ToolStatus
write_entries (Tool           *tool,
               RiskctxCatalog *catalog,
               GListModel     *entries,
               const char     *language)
{
  g_autoptr(ToolTable) table = tool_table_new ("lll");
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr(RiskctxCatalogItem) entry = g_list_model_get_item (entries, i);
      const char *title = allowed (catalog, RISKCTX_TEXT_POLICY_TITLES,
                                   riskctx_item_get_title (RISKCTX_ITEM (entry)), language);
      const char *cells[] = { riskctx_item_get_id (RISKCTX_ITEM (entry)),
                              riskctx_enum_label (RISKCTX_TYPE_CATALOG_KIND,
                                                  (int) riskctx_catalog_item_get_kind (entry),
                                                  language),
                              title != NULL ? title : "" };

      tool_table_add (table, cells);
    }
  tool_table_write (table, text);
  return tool_write_text (tool, text->str);
}

/* The catalog with the entries found and no others, as far as it may be shown. */
static ToolStatus
write_document (Tool             *tool,
                RiskctxCatalog   *catalog,
                GListModel       *entries,
                RiskctxTextPolicy texts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxCatalog) copy = riskctx_catalog_export (catalog, texts, &error);
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *written = NULL;
  RiskctxItemList *kept;

  if (copy == NULL)
    return tool_fail (tool, error);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr(RiskctxItem) entry = g_list_model_get_item (entries, i);

      g_hash_table_add (wanted, g_strdup (riskctx_item_get_id (entry)));
    }
  kept = riskctx_catalog_get_entries (copy);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (kept)); i > 0; i--)
    {
      g_autoptr(RiskctxItem) entry = g_list_model_get_item (G_LIST_MODEL (kept), i - 1);

      if (!g_hash_table_contains (wanted, riskctx_item_get_id (entry)))
        riskctx_item_list_remove (kept, i - 1);
    }
  written = riskctx_catalog_to_text (copy, &error);
  return written != NULL ? tool_write_text (tool, written) : tool_fail (tool, error);
}

static ToolStatus
run (Tool *tool)
{
  const char *language = tool_get_language (tool, NULL);
  g_autoptr(RiskctxCatalog) catalog = NULL;
  g_autoptr(GListStore) found = NULL;
  g_autofree char *query = NULL;
  ToolStatus status = TOOL_FINE;
  int texts;

  if (tool->n_operands == 0)
    return write_list (tool, language);
  if (export_texts != NULL
      && !tool_parse_enum (tool, "export", export_texts, RISKCTX_TYPE_TEXT_POLICY, &texts))
    return TOOL_USAGE;
  catalog = open_catalog (tool, &status);
  if (catalog == NULL)
    return status;
  if (policy != NULL)
    {
      int value;

      if (!tool_parse_enum (tool, "text-policy", policy, RISKCTX_TYPE_TEXT_POLICY, &value))
        return TOOL_USAGE;
      /* What the catalog forbids stays forbidden. */
      if (value > (int) riskctx_catalog_get_text_policy (catalog))
        riskctx_catalog_set_text_policy (catalog, (RiskctxTextPolicy) value);
    }
  if (license != NULL)
    riskctx_catalog_set_license (catalog, license);

  query = g_strjoinv (" ", tool->operands + 1);
  found = riskctx_catalog_search (catalog, query);
  if (entry_id != NULL)
    {
      RiskctxCatalogItem *entry = riskctx_catalog_find (catalog, entry_id);

      if (entry == NULL)
        {
          tool_say (tool, "tool.say.unknown-entry", entry_id, tool->operands[0], NULL);
          return TOOL_FAILURE;
        }
      if (!tool->json && export_texts == NULL)
        return write_entry (tool, catalog, entry, language);
      g_list_store_remove_all (found);
      g_list_store_append (found, entry);
    }
  if (export_texts != NULL || tool->json)
    return write_document (tool, catalog, G_LIST_MODEL (found),
                           export_texts != NULL ? (RiskctxTextPolicy) texts
                                                : riskctx_catalog_get_text_policy (catalog));
  return write_entries (tool, catalog, G_LIST_MODEL (found), language);
}

const ToolCommand tool_catalog = {
  .name = "catalog",
  .operands = "[CATALOG [WORD...]]",
  .max_operands = 100,
  .options = options,
  .run = run,
};
