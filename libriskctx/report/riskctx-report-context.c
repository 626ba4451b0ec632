/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-answer.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-evidence.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* From the company to the gap: what is known about it, and what follows. */

static void
add_text_fact (const RiskctxReportInputs *in, JsonArray *facts, const char *key, RiskctxText *text)
{
  if (text != NULL)
    riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                             riskctx_report_value_text (riskctx_text_get (text, in->language)));
}

static void
add_estimate_fact (const RiskctxReportInputs *in,
                   JsonArray *facts,
                   const char *key,
                   RiskctxEstimate *estimate,
                   const char *kind)
{
  g_autoptr(GError) error = NULL;
  double value = estimate ? riskctx_estimate_get_mean (estimate, &error) : 0;
  g_autofree char *number = NULL;

  if (estimate == NULL || error != NULL)
    return;
  if (g_str_equal (kind, "money"))
    {
      riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                               riskctx_report_value_money (in, value));
      return;
    }
  number = g_str_equal (kind, "percent") ? riskctx_format_percent (value, 1)
                                         : riskctx_format_number (value, 0);
  if (g_str_equal (kind, "persons"))
    {
      g_autofree char *text = riskctx_report_fill (in, "report.persons", number, NULL, NULL);

      riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                               riskctx_report_value_number (text, value, "persons"));
    }
  else
    riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                             riskctx_report_value_number (number, value, NULL));
}

static void
add_profile (const RiskctxReportInputs *in, JsonArray *blocks, gboolean brief)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (in->assessment);
  JsonArray *facts = riskctx_report_add_facts (blocks);

  if (organization == NULL)
    return;
  add_text_fact (in, facts, "report.business", riskctx_organization_get_business (organization));
  add_text_fact (in, facts, "report.industry", riskctx_organization_get_industry (organization));
  if (riskctx_item_has (RISKCTX_ITEM (organization), "employees"))
    {
      double employees = (double) riskctx_organization_get_employees (organization);
      g_autofree char *number = riskctx_format_number (employees, 0);
      g_autofree char *text = riskctx_report_fill (in, "report.persons", number, NULL, NULL);

      riskctx_report_add_fact (facts, riskctx_report_word (in, "report.employees"),
                               riskctx_report_value_number (text, employees, "persons"));
    }
  add_estimate_fact (in, facts, "report.sales", riskctx_organization_get_sales (organization),
                     "money");
  add_estimate_fact (in, facts, "report.profit", riskctx_organization_get_profit (organization),
                     "money");
  add_estimate_fact (in, facts, "report.contribution-margin",
                     riskctx_organization_get_contribution_margin (organization), "percent");
  add_text_fact (in, facts, "report.security-policy",
                 riskctx_organization_get_security_policy (organization));
  add_text_fact (in, facts, "report.structure", riskctx_organization_get_structure (organization));
  add_text_fact (in, facts, "report.executives",
                 riskctx_organization_get_executives (organization));
  if (brief)
    return;
  add_estimate_fact (in, facts, "report.funds",
                     riskctx_organization_get_funds_available (organization), "money");
  add_estimate_fact (in, facts, "report.members", riskctx_organization_get_members (organization),
                     "persons");
  add_estimate_fact (in, facts, "report.members-with-card",
                     riskctx_organization_get_members_with_card (organization), "persons");
  add_text_fact (in, facts, "report.strategy", riskctx_organization_get_strategy (organization));
  add_text_fact (in, facts, "report.it-policy", riskctx_organization_get_it_policy (organization));
  add_text_fact (in, facts, "report.roles", riskctx_organization_get_roles (organization));
  add_text_fact (in, facts, "report.it-department",
                 riskctx_organization_get_it_department (organization));
}

/* Facts about the system are internal factors, but read beside the picture of it. */
static gboolean
is_system_fact (RiskctxFactor *factor)
{
  return riskctx_factor_get_context_class (factor) == RISKCTX_CONTEXT_CLASS_INT_INFORMATION;
}

static void
add_system_facts (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (in->assessment);
  JsonArray *items = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);
      gboolean weak = riskctx_factor_get_weakness (factor);
      g_autofree char *text = NULL;

      if (!is_system_fact (factor))
        continue;
      if (items == NULL)
        items =
            riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.system-facts"));
      text = riskctx_report_fill (in, weak ? "report.weak-fact" : "report.fact",
                                  riskctx_report_title (in, factor), NULL, NULL);
      riskctx_report_add_statement (
          items, riskctx_item_get_id (RISKCTX_ITEM (factor)), text, NULL, NULL,
          weak ? RISKCTX_REPORT_TONE_WARNING : RISKCTX_REPORT_TONE_NORMAL);
    }
}

void
riskctx_report_write_company (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "company", riskctx_report_word (in, "report.section.company"));
  g_auto(GStrv) pages = riskctx_assessment_draw_inline_diagram (in->assessment, in->language);

  add_profile (in, blocks, FALSE);
  if (pages[0] != NULL)
    riskctx_report_add_figure (blocks, "diagram", riskctx_report_word (in, "report.diagram"),
                               pages);
  add_system_facts (in, blocks);
}

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
      if (is_system_fact (factor))
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
      riskctx_report_row_text (row, riskctx_item_get_id (RISKCTX_ITEM (factor)));
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

static void
add_statements (const RiskctxReportInputs *in,
                JsonArray *blocks,
                RiskctxStatementKind kind,
                const char *title,
                gboolean with_sources)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (in->assessment);
  JsonArray *items = riskctx_report_add_statements (blocks, title);

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);
      const char *const *factors = riskctx_statement_get_factors (statement);
      const char *const *others = riskctx_statement_get_statements (statement);
      g_autofree const char **from = NULL;
      guint n = 0;

      if (riskctx_statement_get_kind (statement) != kind)
        continue;
      from = g_new0 (const char *, (factors ? g_strv_length ((GStrv) factors) : 0)
                                       + (others ? g_strv_length ((GStrv) others) : 0) + 1);
      for (guint j = 0; factors != NULL && factors[j] != NULL; j++)
        from[n++] = factors[j];
      for (guint j = 0; others != NULL && others[j] != NULL; j++)
        from[n++] = others[j];
      riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (statement)),
                                    riskctx_report_title (in, statement), NULL,
                                    with_sources ? from : NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
}

void
riskctx_report_write_brief (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "brief", riskctx_report_word (in, "report.section.brief"));
  GListModel *answers = riskctx_brief_get_answers (in->brief);

  add_statements (
      in, blocks, RISKCTX_STATEMENT_KIND_PURPOSE,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_PURPOSE), TRUE);
  add_statements (
      in, blocks, RISKCTX_STATEMENT_KIND_SCOPE,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_SCOPE), TRUE);
  add_statements (
      in, blocks, RISKCTX_STATEMENT_KIND_LEVEL,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_LEVEL), TRUE);

  JsonArray *items =
      riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.five-answers"));

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      GListModel *sources = riskctx_answer_get_sources (answer);
      g_autoptr(GPtrArray) ids = g_ptr_array_new ();
      g_autofree char *text =
          riskctx_report_fill (in, "report.question-and-answer",
                               riskctx_report_label (in, RISKCTX_TYPE_QUESTION,
                                                     (int) riskctx_answer_get_question (answer)),
                               riskctx_report_say (in, riskctx_answer_get_text (answer)), NULL);
      g_auto(GStrv) notes = riskctx_answer_dup_notes (answer, in->language);
      g_autofree char *note = notes && notes[0] ? g_strjoinv (" ", notes) : NULL;

      for (guint j = 0; j < g_list_model_get_n_items (sources); j++)
        {
          g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, j);
          const char *id = riskctx_evidence_get_id (source);

          if (id != NULL && riskctx_evidence_get_depth (source) <= 1
              && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
            g_ptr_array_add (ids, (gpointer) id);
        }
      g_ptr_array_add (ids, NULL);
      riskctx_report_add_statement (items, NULL, text, note, (const char *const *) ids->pdata,
                                    riskctx_answer_get_answered (answer)
                                        ? RISKCTX_REPORT_TONE_GOOD
                                        : RISKCTX_REPORT_TONE_WARNING);
    }
}

static void
add_box_factors (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxSide side)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (in->assessment);
  JsonArray *items = riskctx_report_add_statements (blocks, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);

      if (riskctx_factor_derive_side (factor) == side && !is_system_fact (factor))
        riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (factor)),
                                      riskctx_report_title (in, factor), NULL, NULL,
                                      RISKCTX_REPORT_TONE_NORMAL);
    }
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
  add_profile (in, box, TRUE);
  if (riskctx_item_list_get_length (riskctx_assessment_get_components (in->assessment)) > 0)
    riskctx_report_add_paragraph (box, riskctx_report_word (in, "report.see-diagram"),
                                  RISKCTX_REPORT_TONE_NOTE);
  box =
      riskctx_report_board_box (board, "internal", riskctx_report_word (in, "report.box.internal"));
  add_box_factors (in, box, RISKCTX_SIDE_INTERNAL);
  box =
      riskctx_report_board_box (board, "external", riskctx_report_word (in, "report.box.external"));
  add_box_factors (in, box, RISKCTX_SIDE_EXTERNAL);
  box = riskctx_report_board_box (board, "as-is", riskctx_report_word (in, "report.box.as-is"));
  add_statements (in, box, RISKCTX_STATEMENT_KIND_AS_IS, NULL, TRUE);
  box = riskctx_report_board_box (board, "gap", riskctx_report_word (in, "report.box.gap"));
  add_statements (in, box, RISKCTX_STATEMENT_KIND_GAP, NULL, TRUE);
  box = riskctx_report_board_box (board, "to-be", riskctx_report_word (in, "report.box.to-be"));
  add_statements (in, box, RISKCTX_STATEMENT_KIND_TO_BE, NULL, TRUE);
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
