/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static ToolStatus
write_json (Tool       *tool,
            GListModel *companies)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "companies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr(RiskctxModelCompany) company = g_list_model_get_item (companies, i);

      json_builder_begin_object (builder);
      tool_json_add_string (builder, "id", riskctx_model_company_get_id (company));
      tool_json_add_text (builder, "title", riskctx_model_company_get_title (company));
      tool_json_add_text (builder, "business", riskctx_model_company_get_business (company));
      tool_json_add_enum (builder, "provenance", RISKCTX_TYPE_PROVENANCE,
                          (int) riskctx_model_company_get_provenance (company));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static ToolStatus
run (Tool *tool)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) companies = riskctx_list_model_companies (&error);
  const char *language = tool_get_language (tool, NULL);

  if (companies == NULL)
    return tool_fail (tool, error);
  if (tool->json)
    return write_json (tool, G_LIST_MODEL (companies));

  g_autoptr(ToolTable) table = tool_table_new ("ll");
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (companies)); i++)
    {
      g_autoptr(RiskctxModelCompany) company = g_list_model_get_item (G_LIST_MODEL (companies), i);
      g_autofree char *id = g_strconcat ("company:", riskctx_model_company_get_id (company), NULL);
      const char *cells[] = { id, tool_text (riskctx_model_company_get_title (company), language) };

      tool_table_add (table, cells);
    }
  tool_table_write (table, text);
  return tool_write_text (tool, text->str);
}

const ToolCommand tool_companies = {
  .name = "companies",
  .operands = "",
  .run = run,
};
