/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-report-inputs-private.h"

/* The chain from the context to the damage on one page. */

static void
add_box_factors (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxSide side)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (in->assessment);
  JsonArray *items = riskctx_report_add_statements (blocks, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);

      if (riskctx_factor_derive_side (factor) == side && !riskctx_report_is_system_fact (factor))
        riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (factor)),
                                      riskctx_report_title (in, factor), NULL, NULL,
                                      RISKCTX_REPORT_TONE_NORMAL);
    }
}

static void
add_outline (const RiskctxReportInputs *in, JsonArray *box)
{
  g_auto(GStrv) pages = riskctx_assessment_draw_outline (in->assessment, in->language);

  if (pages[0] != NULL)
    riskctx_report_add_figure (box, "outline", riskctx_report_word (in, "report.overview-diagram"),
                               pages);
}

/* The group's template page: the whole chain on one page, box by box. */
void
riskctx_report_write_gap (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "gap", riskctx_report_word (in, "report.section.gap"));
  JsonObject *board;
  JsonArray *box;
  RiskctxItemList *damages = riskctx_assessment_get_damages (in->assessment);

  board =
      riskctx_report_add_board (blocks, "overview", riskctx_report_word (in, "report.overview"));
  box = riskctx_report_board_box (board, "company", riskctx_report_word (in, "report.box.company"));
  riskctx_report_add_profile (in, box, TRUE);
  add_outline (in, box);
  box =
      riskctx_report_board_box (board, "internal", riskctx_report_word (in, "report.box.internal"));
  add_box_factors (in, box, RISKCTX_SIDE_INTERNAL);
  box =
      riskctx_report_board_box (board, "external", riskctx_report_word (in, "report.box.external"));
  add_box_factors (in, box, RISKCTX_SIDE_EXTERNAL);
  box = riskctx_report_board_box (board, "as-is", riskctx_report_word (in, "report.box.as-is"));
  riskctx_report_add_statements_of (in, box, RISKCTX_STATEMENT_KIND_AS_IS, NULL);
  box = riskctx_report_board_box (board, "gap", riskctx_report_word (in, "report.box.gap"));
  riskctx_report_add_statements_of (in, box, RISKCTX_STATEMENT_KIND_GAP, NULL);
  box = riskctx_report_board_box (board, "to-be", riskctx_report_word (in, "report.box.to-be"));
  riskctx_report_add_statements_of (in, box, RISKCTX_STATEMENT_KIND_TO_BE, NULL);
  box = riskctx_report_board_box (board, "damage", riskctx_report_word (in, "report.box.damage"));

  JsonArray *items = riskctx_report_add_statements (box, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (damages); i++)
    {
      RiskctxDamage *damage = riskctx_item_list_peek (damages, i);
      RiskctxText *what = riskctx_damage_get_items (damage);

      riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (damage)),
                                    riskctx_report_title (in, damage),
                                    what ? riskctx_text_get (what, in->language) : NULL,
                                    riskctx_damage_get_gaps (damage), RISKCTX_REPORT_TONE_NORMAL);
    }
}
