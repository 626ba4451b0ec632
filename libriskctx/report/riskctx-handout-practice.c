/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-handout-private.h"

#include <string.h>

#include "riskctx-brief.h"
#include "riskctx-check-sheet.h"
#include "riskctx-cycle.h"
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-nouns.h"
#include "riskctx-report-requirements-private.h"
#include "riskctx-words.h"

/* What the handouts say. */

static RiskctxCheckSheet *
open_sheet (const RiskctxHandoutDraft *draft)
{
  return draft->assessment != NULL ? riskctx_check_sheet_new (draft->assessment) : NULL;
}

static const char *
mark_of (const RiskctxHandoutDraft *draft,
         RiskctxCheckSheet         *sheet,
         const char                *question)
{
  if (sheet == NULL || !riskctx_check_sheet_is_answered (sheet, question))
    return "";
  return riskctx_enum_label (RISKCTX_TYPE_CHECK_MARK,
                             (int) riskctx_check_sheet_get_mark (sheet, question), draft->language);
}

static const char *
note_of (const RiskctxHandoutDraft *draft,
         const char                *question)
{
  RiskctxItemList *checks =
    draft->assessment != NULL ? riskctx_assessment_get_checks (draft->assessment) : NULL;

  for (guint i = checks != NULL ? riskctx_item_list_get_length (checks) : 0; i-- > 0;)
    {
      RiskctxItem *result = riskctx_item_list_peek (checks, i);

      if (g_strcmp0 (riskctx_check_result_get_question (RISKCTX_CHECK_RESULT (result)), question)
          == 0)
        return riskctx_handout_say (draft, riskctx_item_get_note (result));
    }
  return "";
}

static RiskctxReportTone
tone_of (RiskctxCheckSheet *sheet,
         const char        *question)
{
  if (sheet == NULL || !riskctx_check_sheet_is_answered (sheet, question))
    return RISKCTX_REPORT_TONE_NORMAL;
  switch (riskctx_check_sheet_get_mark (sheet, question))
    {
    case RISKCTX_CHECK_MARK_YES:
      return RISKCTX_REPORT_TONE_GOOD;
    case RISKCTX_CHECK_MARK_PARTLY:
      return RISKCTX_REPORT_TONE_WARNING;
    case RISKCTX_CHECK_MARK_NO:
    case RISKCTX_CHECK_MARK_UNKNOWN:
      return RISKCTX_REPORT_TONE_BAD;
    case RISKCTX_CHECK_MARK_NOT_APPLICABLE:
    default:
      return RISKCTX_REPORT_TONE_NORMAL;
    }
}

static JsonObject *
value_of (RiskctxFigure *figure,
          const char    *language)
{
  g_autofree char *text = riskctx_figure_format (figure, language);

  if (!riskctx_figure_is_defined (figure))
    return riskctx_report_value_text (text);
  return riskctx_report_value_number (text, riskctx_figure_get_value (figure, NULL), NULL);
}

static void
add_result_row (RiskctxHandoutDraft *draft,
                RiskctxCheckSheet   *sheet,
                JsonObject          *table,
                RiskctxMeasureKind   theme)
{
  g_autoptr(RiskctxFigure) score = riskctx_check_sheet_dup_score (sheet, theme);
  g_autoptr(RiskctxFigure) level = riskctx_check_sheet_dup_level (sheet, theme);
  g_autofree char *answered =
    g_strdup_printf ("%u / %u", riskctx_check_sheet_count_answered (sheet, theme),
                     riskctx_check_sheet_count_questions (sheet, theme));
  const guint vulnerability = riskctx_check_sheet_get_vulnerability (sheet, theme);
  g_autofree char *key = g_strdup_printf ("practice.vulnerability.%u", vulnerability);
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

  riskctx_report_row_text (row, theme != 0 ? riskctx_enum_label (RISKCTX_TYPE_MEASURE_KIND,
                                                                 (int) theme, draft->language)
                                           : riskctx_handout_word (draft, "handout.all"));
  riskctx_report_row_text (row, answered);
  riskctx_report_row_value (row, value_of (score, draft->language));
  riskctx_report_row_value (row, value_of (level, draft->language));
  riskctx_report_row_text (row, riskctx_handout_word (draft, key));
}

static void
write_result (RiskctxHandoutDraft *draft,
              RiskctxCheckSheet   *sheet)
{
  static const RiskctxMeasureKind themes[] = {
    RISKCTX_MEASURE_KIND_ORGANIZATIONAL, RISKCTX_MEASURE_KIND_HUMAN, RISKCTX_MEASURE_KIND_PHYSICAL,
    RISKCTX_MEASURE_KIND_TECHNICAL, 0,
  };
  JsonArray *blocks = riskctx_report_tree_add_section (
    draft->tree, "result", riskctx_handout_word (draft, "handout.result"));
  g_autoptr(RiskctxFigure) score = riskctx_check_sheet_dup_score (sheet, 0);
  const int band = (int) riskctx_check_sheet_get_band (sheet);
  g_autofree char *key =
    g_strdup_printf ("practice.band.%s", band == RISKCTX_CHECK_BAND_FULL   ? "full"
                                         : band == RISKCTX_CHECK_BAND_GOOD ? "good"
                                         : band == RISKCTX_CHECK_BAND_MIDDLE ? "middle" : "low");
  RiskctxText *note = riskctx_figure_get_note (score);
  JsonObject *table;

  if (riskctx_figure_is_defined (score))
    riskctx_report_add_paragraph (blocks, riskctx_handout_word (draft, key),
                                  RISKCTX_REPORT_TONE_LEAD);
  if (note != NULL)
    riskctx_report_add_paragraph (blocks, riskctx_handout_say (draft, note),
                                  RISKCTX_REPORT_TONE_NOTE);
  table = riskctx_report_add_table (blocks, "themes",
                                    riskctx_handout_word (draft, "handout.themes"));
  riskctx_report_table_column (table, riskctx_handout_word (draft, "practice.column.theme"), FALSE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "handout.answered"), TRUE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "practice.score"), TRUE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "practice.level"), TRUE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "handout.vulnerability"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    add_result_row (draft, sheet, table, themes[i]);
  riskctx_report_table_note (table, riskctx_handout_word (draft, "practice.score.formula"));
}

static void
write_questions (RiskctxHandoutDraft *draft,
                 RiskctxCheckSheet   *sheet)
{
  static const char *const columns[] = { "id", "theme", "question", "answer", "note" };
  JsonArray *blocks = riskctx_report_tree_add_section (
    draft->tree, "questions", riskctx_handout_word (draft, "handout.questions"));
  JsonObject *table;

  riskctx_report_add_paragraph (blocks, riskctx_handout_word (draft, "handout.how"),
                                RISKCTX_REPORT_TONE_NORMAL);
  table = riskctx_report_add_table (blocks, "answers",
                                    riskctx_handout_word (draft, "handout.questions"));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *key = g_strconcat ("practice.column.", columns[i], NULL);

      riskctx_report_table_column (table, riskctx_handout_word (draft, key), FALSE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (draft->rows); i++)
    {
      g_autoptr(RiskctxPractice) question = g_list_model_get_item (draft->rows, i);
      const char *id = riskctx_practice_get_id (question);
      JsonArray *row = riskctx_report_table_row (table, tone_of (sheet, id));

      riskctx_report_row_text (row, id);
      riskctx_report_row_text (row, riskctx_practice_get_group_label (question, draft->language));
      riskctx_report_row_text (row, riskctx_handout_say (draft,
                                                         riskctx_practice_get_title (question)));
      riskctx_report_row_text (row, mark_of (draft, sheet, id));
      riskctx_report_row_text (row, note_of (draft, id));
    }
}

void
riskctx_handout_write_sheet (RiskctxHandoutDraft *draft)
{
  g_autoptr(RiskctxCheckSheet) sheet =
    draft->assessment != NULL
      ? riskctx_check_sheet_new_with_questions (draft->assessment, draft->rows) : NULL;

  if (sheet != NULL && riskctx_check_sheet_count_answered (sheet, 0) > 0)
    write_result (draft, sheet);
  write_questions (draft, sheet);
}

static void
add_part (const RiskctxHandoutDraft *draft,
          JsonArray                 *items,
          RiskctxPractice           *scene,
          RiskctxPracticePart        part)
{
  const char *label = riskctx_enum_label (RISKCTX_TYPE_PRACTICE_PART, (int) part, draft->language);
  g_autofree char *text = riskctx_handout_fill (
    draft, "handout.part", label,
    riskctx_handout_say (draft, riskctx_practice_get_part (scene, part)), NULL);

  riskctx_report_add_statement (items, NULL, text, NULL, NULL, RISKCTX_REPORT_TONE_NORMAL);
}

/* How far the organization is with what the scene asks for. */
static void
add_own_state (const RiskctxHandoutDraft *draft,
               JsonArray                 *items,
               RiskctxPractice           *scene,
               RiskctxCheckSheet         *sheet)
{
  g_autoptr(GPtrArray) measures = riskctx_handout_measures (draft, scene);

  for (const char *const *id = riskctx_practice_get_related (scene); *id != NULL; id++)
    {
      const char *question = g_str_has_prefix (*id, "check:") ? *id + strlen ("check:") : NULL;
      g_autoptr(RiskctxPractice) asked = question != NULL ? riskctx_practice_find (question) : NULL;
      g_autofree char *text = NULL;

      if (asked == NULL || mark_of (draft, sheet, question)[0] == '\0')
        continue;
      text = riskctx_handout_fill (draft, "handout.your-answer",
                                   riskctx_handout_say (draft, riskctx_practice_get_title (asked)),
                                   mark_of (draft, sheet, question), NULL);
      riskctx_report_add_statement (items, NULL, text, NULL, NULL, tone_of (sheet, question));
    }
  for (guint i = 0; i < measures->len; i++)
    {
      g_autofree char *state = riskctx_handout_state_of (draft, measures->pdata[i]);
      g_autofree char *text =
        riskctx_handout_fill (draft, "handout.your-measure",
                              riskctx_handout_name (draft, measures->pdata[i]), state, NULL);

      riskctx_report_add_statement (items, NULL, text, NULL, NULL, RISKCTX_REPORT_TONE_NOTE);
    }
}

void
riskctx_handout_write_day (RiskctxHandoutDraft *draft)
{
  static const RiskctxPracticePart parts[] = {
    RISKCTX_PRACTICE_PART_WEAKNESS, RISKCTX_PRACTICE_PART_SCENARIO, RISKCTX_PRACTICE_PART_HUMAN,
    RISKCTX_PRACTICE_PART_TECHNICAL,
  };
  g_autoptr(RiskctxCheckSheet) sheet = open_sheet (draft);
  const char *last = NULL;
  JsonArray *blocks = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (draft->rows); i++)
    {
      g_autoptr(RiskctxPractice) scene = g_list_model_get_item (draft->rows, i);
      g_autofree char *controls = riskctx_handout_controls (draft, scene);
      JsonArray *items;

      blocks = riskctx_handout_section (draft, scene, &last, blocks);
      items = riskctx_report_add_statements (
        blocks, riskctx_handout_say (draft, riskctx_practice_get_title (scene)));
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        add_part (draft, items, scene, parts[j]);
      if (controls != NULL)
        riskctx_report_add_statement (items, NULL, controls, NULL, NULL, RISKCTX_REPORT_TONE_NOTE);
      add_own_state (draft, items, scene, sheet);
    }
}

/* What stands in a rule for something that only the organization can say. */

typedef struct
{
  const char *name;
  char       *text;
} Blank;

static char *
answer_text (const RiskctxHandoutDraft *draft,
             RiskctxBrief              *brief,
             RiskctxQuestion            question)
{
  RiskctxAnswer *answer = riskctx_brief_get_answer (brief, question);

  if (!riskctx_answer_get_answered (answer))
    return g_strdup (riskctx_handout_word (draft, "handout.to-be-stated"));
  return g_strdup (riskctx_handout_say (draft, riskctx_answer_get_text (answer)));
}

static char *
roles_text (const RiskctxHandoutDraft *draft)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (draft->assessment);
  RiskctxText *roles = organization != NULL ? riskctx_organization_get_roles (organization) : NULL;
  RiskctxText *structure =
    organization != NULL ? riskctx_organization_get_structure (organization) : NULL;

  if (roles == NULL && structure == NULL)
    return g_strdup (riskctx_handout_word (draft, "handout.roles-to-be-stated"));
  return riskctx_handout_fill (draft, "handout.roles", riskctx_handout_say (draft, structure),
                               riskctx_handout_say (draft, roles), NULL);
}

static char *
review_text (const RiskctxHandoutDraft *draft)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (draft->assessment);
  const char *date = riskctx_cycle_get_next_date (cycle);

  return date != NULL ? riskctx_handout_fill (draft, "handout.next-review", date, NULL, NULL)
                      : g_strdup ("");
}

static void
fill_blanks (const RiskctxHandoutDraft *draft,
             Blank                      blanks[4])
{
  static const char *const names[] = { "{purpose}", "{scope}", "{roles}", "{review}" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    blanks[i].name = names[i];
  if (draft->assessment == NULL)
    {
      blanks[0].text = g_strdup (riskctx_handout_word (draft, "handout.to-be-stated"));
      blanks[1].text = g_strdup (blanks[0].text);
      blanks[2].text = g_strdup (riskctx_handout_word (draft, "handout.roles-to-be-stated"));
      blanks[3].text = g_strdup ("");
      return;
    }

  g_autoptr(RiskctxBrief) brief = riskctx_brief_new (draft->assessment, NULL, NULL);

  blanks[0].text = answer_text (draft, brief, RISKCTX_QUESTION_PURPOSE);
  blanks[1].text = answer_text (draft, brief, RISKCTX_QUESTION_SCOPE);
  blanks[2].text = roles_text (draft);
  blanks[3].text = review_text (draft);
}

/* In one pass: what is put in is not searched again. */
static char *
put_in (const char *rule,
        const Blank blanks[4])
{
  GString *text = g_string_new (NULL);

  while (*rule != '\0')
    {
      guint i = 0;

      while (i < 4 && !g_str_has_prefix (rule, blanks[i].name))
        i++;
      if (i < 4)
        {
          g_string_append (text, blanks[i].text);
          rule += strlen (blanks[i].name);
        }
      else
        g_string_append_c (text, *rule++);
    }
  return g_strstrip (g_string_free (text, FALSE));
}

static char *
reasons_for (const RiskctxHandoutDraft *draft,
             RiskctxPractice           *rule,
             GPtrArray                 *measures)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *controls = riskctx_handout_controls (draft, rule);

  for (guint i = 0; i < measures->len; i++)
    {
      if (i > 0)
        g_string_append (names, riskctx_handout_word (draft, "report.list-separator"));
      g_string_append (names, riskctx_handout_name (draft, measures->pdata[i]));
    }
  if (names->len == 0)
    return g_steal_pointer (&controls);
  return riskctx_handout_fill (draft, "handout.because", controls, names->str, NULL);
}

static void
write_measures (RiskctxHandoutDraft *draft)
{
  g_autoptr(GPtrArray) measures = riskctx_handout_measures (draft, NULL);
  JsonArray *blocks;
  JsonObject *table;

  if (draft->assessment == NULL)
    return;
  blocks = riskctx_report_tree_add_section (draft->tree, "measures",
                                            riskctx_handout_word (draft, "handout.measures"));
  if (measures->len == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_handout_word (draft, "handout.no-measures"),
                                    RISKCTX_REPORT_TONE_NORMAL);
      return;
    }
  table = riskctx_report_add_table (blocks, "measures",
                                    riskctx_handout_word (draft, "handout.measures"));
  riskctx_report_table_column (table, riskctx_handout_word (draft, "noun.control"), FALSE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "handout.state"), FALSE);
  riskctx_report_table_column (table, riskctx_handout_word (draft, "member.requirements"), FALSE);
  for (guint i = 0; i < measures->len; i++)
    {
      const char *const *requirements = riskctx_control_get_requirements (measures->pdata[i]);
      g_autofree char *state = riskctx_handout_state_of (draft, measures->pdata[i]);
      g_autofree char *joined =
        requirements != NULL
          ? g_strjoinv (riskctx_handout_word (draft, "report.list-separator"), (GStrv) requirements)
          : g_strdup ("");
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row, riskctx_handout_name (draft, measures->pdata[i]));
      riskctx_report_row_text (row, state);
      riskctx_report_row_text (row, joined);
    }
  riskctx_report_add_requirements (blocks, measures, draft->language);
}

void
riskctx_handout_write_policy (RiskctxHandoutDraft *draft)
{
  Blank blanks[4];
  const char *last = NULL;
  JsonArray *blocks = NULL;

  fill_blanks (draft, blanks);
  for (guint i = 0; i < g_list_model_get_n_items (draft->rows); i++)
    {
      g_autoptr(RiskctxPractice) rule = g_list_model_get_item (draft->rows, i);
      g_autoptr(GPtrArray) measures = riskctx_handout_measures (draft, rule);
      g_autofree char *reasons = NULL;
      g_autofree char *text = NULL;
      JsonArray *items;

      if (draft->assessment != NULL && !riskctx_practice_is_always (rule) && measures->len == 0)
        continue;
      blocks = riskctx_handout_section (draft, rule, &last, blocks);
      items = riskctx_report_add_statements (
        blocks, riskctx_handout_say (draft, riskctx_practice_get_title (rule)));
      text = put_in (riskctx_handout_say (draft, riskctx_practice_get_part (
                                                   rule, RISKCTX_PRACTICE_PART_RULE)),
                     blanks);
      reasons = reasons_for (draft, rule, measures);
      riskctx_report_add_statement (items, NULL, text, reasons, NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
  write_measures (draft);
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    g_free (blanks[i].text);
}
