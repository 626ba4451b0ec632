/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static gboolean down;

static const GOptionEntry options[] = {
  { "down", 'd', 0, G_OPTION_ARG_NONE, &down, "tool.option.down", NULL },
  { NULL },
};

static ToolStatus
write_json (Tool       *tool,
            GListModel *steps,
            const char *id,
            const char *language)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  tool_json_add_string (builder, "id", id);
  tool_json_add_string (builder, "direction", down ? "down" : "up");
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (steps, i);
      RiskctxItem *item = riskctx_trace_step_get_item (step);
      RiskctxItem *previous = riskctx_trace_step_get_previous (step);

      json_builder_begin_object (builder);
      tool_json_add_string (builder, "id", riskctx_item_get_id (item));
      tool_json_add_string (builder, "noun", riskctx_item_get_noun (item));
      tool_json_add_string (builder, "title", tool_text (riskctx_item_get_title (item), language));
      tool_json_add_count (builder, "depth", riskctx_trace_step_get_depth (step));
      tool_json_add_string (builder, "via", previous ? riskctx_item_get_id (previous) : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static void
append_item (GString     *text,
             RiskctxItem *item,
             guint        depth,
             const char  *language)
{
  const char *id = riskctx_item_get_id (item);

  g_string_append_printf (text, "%*s%s  ", (int) (2 * depth), "",
                          id ? id : riskctx_item_get_noun (item));
  tool_append_wrapped (text, tool_text (riskctx_item_get_title (item), language),
                       2 * depth + 4, 96);
  g_string_append_c (text, '\n');
}

/* What was reached from an item stands below it. */
static void
append_tree (GString     *text,
             GListModel  *steps,
             RiskctxItem *item,
             guint        depth,
             const char  *language)
{
  append_item (text, item, depth, language);
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (steps, i);

      if (riskctx_trace_step_get_previous (step) == item)
        append_tree (text, steps, riskctx_trace_step_get_item (step), depth + 1, language);
    }
}

static ToolStatus
run (Tool *tool)
{
  g_autoptr(GError) error = NULL;
  const char *id = tool->operands[1];
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(GListStore) steps =
    riskctx_assessment_trace (assessment, id,
                              down ? RISKCTX_TRACE_DIRECTION_DOWN : RISKCTX_TRACE_DIRECTION_UP,
                              &error);
  const char *language = tool_get_language (tool, assessment);

  if (steps == NULL)
    return tool_fail (tool, error);
  if (tool->json)
    return write_json (tool, G_LIST_MODEL (steps), id, language);

  g_autoptr(GString) text = g_string_new (NULL);

  append_tree (text, G_LIST_MODEL (steps), riskctx_assessment_find (assessment, id), 0, language);
  return tool_write_text (tool, text->str);
}

const ToolCommand tool_trace = {
  .name = "trace",
  .operands = "DOCUMENT ID",
  .min_operands = 2,
  .max_operands = 2,
  .options = options,
  .run = run,
};
