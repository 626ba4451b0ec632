/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static void
append_count (ToolTable  *table,
              GType       type,
              int         value,
              guint       count,
              const char *language)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  const char *const cells[] = { riskctx_enum_label (type, value, language), number, NULL };

  tool_table_add (table, cells);
}

static void
append_items (GString    *text,
              GListModel *items,
              const char *heading,
              const char *language)
{
  if (g_list_model_get_n_items (items) > 0)
    g_string_append_printf (text, "\n%s\n", heading);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(RiskctxItem) item = g_list_model_get_item (items, i);
      const char *id = riskctx_item_get_id (item);

      g_string_append_printf (text, "  %s  ", id != NULL ? id : riskctx_item_get_noun (item));
      tool_append_wrapped (text, tool_text (riskctx_item_get_title (item), language), 4, 96);
      g_string_append_c (text, '\n');
    }
}

static ToolStatus
write_text (Tool            *tool,
            RiskctxCoverage *coverage,
            const char      *language)
{
  static const struct
  {
    GListModel *(*get) (RiskctxCoverage *coverage);
    const char *heading;
  } lists[] = {
    { riskctx_coverage_get_unused_factors, "tool.coverage.unused-factors" },
    { riskctx_coverage_get_baseless_risks, "tool.coverage.baseless-risks" },
    { riskctx_coverage_get_silent_stakeholders, "tool.coverage.silent-stakeholders" },
    { riskctx_coverage_get_boundless_stakeholders, "tool.coverage.boundless-stakeholders" },
    { riskctx_coverage_get_unmet_stakeholders, "tool.coverage.unmet-stakeholders" },
  };
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(ToolTable) table = tool_table_new ("lr");

  for (int i = 0; i <= RISKCTX_CONTEXT_CLASS_INT_CONTRACTS; i++)
    append_count (table, RISKCTX_TYPE_CONTEXT_CLASS, i,
                  riskctx_coverage_count_class (coverage, (RiskctxContextClass) i), language);
  tool_table_add_rule (table);
  for (int i = RISKCTX_PEST_POLITICAL; i <= RISKCTX_PEST_FINANCIAL; i++)
    append_count (table, RISKCTX_TYPE_PEST, i,
                  riskctx_coverage_count_pest (coverage, (RiskctxPest) i), language);
  tool_table_add_rule (table);
  for (int i = RISKCTX_FORCE_NEW_ENTRANTS; i <= RISKCTX_FORCE_RIVALRY; i++)
    append_count (table, RISKCTX_TYPE_FORCE, i,
                  riskctx_coverage_count_force (coverage, (RiskctxForce) i), language);
  tool_table_write (table, text);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    append_items (text, lists[i].get (coverage), riskctx_word (lists[i].heading, language),
                  language);
  return tool_write_text (tool, text->str);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(RiskctxCoverage) coverage = riskctx_coverage_new (assessment);
  const char *language = tool_get_language (tool, assessment);
  g_autoptr(JsonNode) root = NULL;

  if (!tool->json)
    return write_text (tool, coverage, language);
  root = riskctx_coverage_to_json (coverage, language);
  return tool_write_json (tool, root);
}

const ToolCommand tool_coverage = {
  .name = "coverage",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .run = run,
};
