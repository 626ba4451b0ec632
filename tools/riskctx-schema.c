/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

#define SCHEMAS "/org/riskctx/tool/schemas"

/* What the library describes itself; the command's own outputs are described in resources. */
static const struct
{
  const char *name;
  JsonNode *(*get) (void);
} schemas[] = {
  { "document", riskctx_assessment_schema },
  { "catalog", riskctx_catalog_schema },
  { "rules", riskctx_rulebook_schema },
  { "brief", riskctx_brief_get_schema },
  { "assess", riskctx_loss_result_get_schema },
  { "evaluation", riskctx_evaluation_get_schema },
  { "invest", riskctx_investment_plan_get_schema },
  { "recover", riskctx_recovery_course_get_schema },
  { "choose", riskctx_frontier_get_schema },
  { "sensitivity", riskctx_sensitivity_get_schema },
  { "figure", riskctx_figure_get_schema },
  { "report", riskctx_report_get_schema },
  { "comparison", riskctx_plan_comparison_get_schema },
  { "compare", riskctx_version_comparison_get_schema },
  { "sheet", riskctx_check_sheet_get_schema },
  { "review", riskctx_cycle_get_schema },
};

static gboolean list;

static const GOptionEntry options[] = {
  { "list", 0, 0, G_OPTION_ARG_NONE, &list, "tool.option.list", NULL },
  { NULL },
};

static char **
list_names (void)
{
  g_auto(GStrv) files = g_resources_enumerate_children (SCHEMAS, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                        NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    g_strv_builder_add (builder, schemas[i].name);
  for (char **file = files; *file != NULL; file++)
    {
      g_autofree char *name = g_strndup (*file, strcspn (*file, "."));

      g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

static JsonNode *
get_schema (const char *name,
            GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (strcmp (schemas[i].name, name) == 0)
      return schemas[i].get ();

  g_autofree char *path = g_strconcat (SCHEMAS "/", name, ".json", NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes ? riskctx_json_from_bytes (bytes, error) : NULL;
}

static ToolStatus
write_list (Tool  *tool,
            char **names)
{
  if (!tool->json)
    {
      g_autofree char *joined = g_strjoinv ("\n", names);
      g_autofree char *text = g_strconcat (joined, "\n", NULL);

      return tool_write_text (tool, text);
    }

  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schemas");
  json_builder_begin_array (builder);
  for (char **name = names; *name != NULL; name++)
    json_builder_add_string_value (builder, *name);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static ToolStatus
run (Tool *tool)
{
  const char *name = tool->n_operands > 0 ? tool->operands[0] : "document";
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = list_names ();

  if (list)
    return write_list (tool, names);
  if (!g_strv_contains ((const char *const *) names, name))
    {
      g_autofree char *known = g_strjoinv (", ", names);

      return tool_refuse (tool, "tool.say.unknown-schema", name, known, NULL);
    }

  g_autoptr(JsonNode) schema = get_schema (name, &error);

  return schema ? tool_write_json (tool, schema) : tool_fail (tool, error);
}

const ToolCommand tool_schema = {
  .name = "schema",
  .operands = "[NAME]",
  .max_operands = 1,
  .options = options,
  .run = run,
};
