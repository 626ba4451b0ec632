/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* What is around the organization and in it, and what it means for security. */

static void
add_factor_table (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxSide side)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (in->assessment);
  gboolean external = side == RISKCTX_SIDE_EXTERNAL;
  JsonObject *table = riskctx_report_add_table (
      blocks, external ? "external" : "internal",
      riskctx_report_word (in, external ? "report.external-table" : "report.internal-table"));
  gboolean shortened = FALSE;

  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.factor-class"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.situation"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.relation"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.reclass"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);
      RiskctxAspect aspect = riskctx_factor_get_aspect (factor);
      g_autofree char *relations = NULL;
      g_autofree char *class = NULL;
      const char *class_label;
      JsonArray *row;

      if (riskctx_factor_derive_side (factor) != side)
        continue;
      if (riskctx_report_is_system_fact (factor))
        {
          shortened = TRUE;
          continue;
        }
      class_label = riskctx_report_label (in, RISKCTX_TYPE_CONTEXT_CLASS,
                                          (int) riskctx_factor_get_context_class (factor));
      class = aspect == RISKCTX_ASPECT_NONE
                  ? g_strdup (class_label)
                  : riskctx_report_fill (
                      in, "report.class-and-aspect", class_label,
                      riskctx_report_label (in, RISKCTX_TYPE_ASPECT, (int) aspect), NULL);
      relations = riskctx_report_labels (in, RISKCTX_TYPE_SECURITY_RELATION,
                                         riskctx_factor_derive_relations (factor));
      row = riskctx_report_table_row (table, riskctx_factor_get_weakness (factor)
                                                 ? RISKCTX_REPORT_TONE_WARNING
                                                 : RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_id (row, riskctx_item_get_id (RISKCTX_ITEM (factor)));
      riskctx_report_row_text (row, class);
      riskctx_report_row_text (row, riskctx_report_title (in, factor));
      riskctx_report_row_text (row, relations);
      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_RECLASS,
                                                     (int) riskctx_factor_derive_reclass (factor)));
    }
  if (shortened)
    riskctx_report_table_note (table, riskctx_report_word (in, "report.system-facts-above"));
}

static void
add_stakeholders (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *stakeholders = riskctx_assessment_get_stakeholders (in->assessment);
  JsonObject *table;

  if (riskctx_item_list_get_length (stakeholders) == 0)
    return;
  table = riskctx_report_add_table (blocks, "stakeholders",
                                    riskctx_report_word (in, "report.stakeholders"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.stakeholder"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.expectation"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.minimum-level"), TRUE);
  for (guint i = 0; i < riskctx_item_list_get_length (stakeholders); i++)
    {
      RiskctxStakeholder *stakeholder = riskctx_item_list_peek (stakeholders, i);
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row, riskctx_report_title (in, stakeholder));
      riskctx_report_row_text (
          row, riskctx_report_say (in, riskctx_stakeholder_get_expectation (stakeholder)));
      if (riskctx_item_has (RISKCTX_ITEM (stakeholder), "minimum_level"))
        {
          double level = riskctx_stakeholder_get_minimum_level (stakeholder);
          g_autofree char *text = riskctx_format_number (level, level == (int) level ? 0 : 1);

          riskctx_report_row_value (row, riskctx_report_value_number (text, level, "level"));
        }
      else
        riskctx_report_row_text (row, "—");
    }
}

void
riskctx_report_write_context (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *external = riskctx_report_tree_add_section (
      report, "external", riskctx_report_word (in, "report.section.external"));
  JsonArray *internal;

  riskctx_report_add_paragraph (external, riskctx_report_word (in, "report.external-is"),
                                RISKCTX_REPORT_TONE_NOTE);
  add_factor_table (in, external, RISKCTX_SIDE_EXTERNAL);
  add_stakeholders (in, external);
  internal = riskctx_report_tree_add_section (report, "internal",
                                              riskctx_report_word (in, "report.section.internal"));
  riskctx_report_add_paragraph (internal, riskctx_report_word (in, "report.internal-is"),
                                RISKCTX_REPORT_TONE_NOTE);
  add_factor_table (in, internal, RISKCTX_SIDE_INTERNAL);
}
