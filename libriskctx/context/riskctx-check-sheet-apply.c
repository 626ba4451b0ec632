/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check-sheet-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* From answers to the method: a weakness of the internal context for each theme, and an as-is
 * statement for each measure that is missing. */

static const struct
{
  RiskctxMeasureKind  theme;
  RiskctxContextClass context_class;
  RiskctxAspect       aspect;
  const char         *id;
} themes[] = {
  { RISKCTX_MEASURE_KIND_ORGANIZATIONAL, RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE,
    RISKCTX_ASPECT_STRUCTURE, "check-organizational" },
  { RISKCTX_MEASURE_KIND_HUMAN, RISKCTX_CONTEXT_CLASS_INT_CULTURE,
    RISKCTX_ASPECT_PRINCIPLES_OF_ACTION, "check-human" },
  { RISKCTX_MEASURE_KIND_PHYSICAL, RISKCTX_CONTEXT_CLASS_INT_INFORMATION,
    RISKCTX_ASPECT_PHYSICAL_AREA, "check-physical" },
  { RISKCTX_MEASURE_KIND_TECHNICAL, RISKCTX_CONTEXT_CLASS_INT_INFORMATION,
    RISKCTX_ASPECT_INFORMATION_PROCESSING, "check-technical" },
};

static gboolean
names (const RiskctxField *field,
       RiskctxItem        *item,
       const char         *id)
{
  if (field->kind == RISKCTX_FIELD_REFERENCE)
    return g_strcmp0 (riskctx_field_at (item, field, char *), id) == 0;
  if (field->kind == RISKCTX_FIELD_REFERENCES)
    {
      const char *const *ids = riskctx_field_at (item, field, const char *const *);

      return ids != NULL && g_strv_contains (ids, id);
    }
  return FALSE;
}

/* Whether @item, or a part of it, refers to what has that id. */
static gboolean
refers (RiskctxItem *item,
        const char  *id)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint row = 0; row < klass->n_fields; row++)
    {
      const RiskctxField *field = &klass->fields[row];

      if (names (field, item, id))
        return TRUE;
      if (field->kind == RISKCTX_FIELD_ITEM)
        {
          RiskctxItem *part = riskctx_field_at (item, field, RiskctxItem *);

          if (part != NULL && refers (part, id))
            return TRUE;
        }
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *parts = riskctx_item_peek_list (item, row);

          for (guint i = 0; parts != NULL && i < riskctx_item_list_get_length (parts); i++)
            if (refers (riskctx_item_list_peek (parts, i), id))
              return TRUE;
        }
    }
  return FALSE;
}

/* What is no longer so goes, unless something rests on it: that is for people to decide. */
static void
drop (RiskctxAssessment *assessment,
      RiskctxItemList   *list,
      const char        *id)
{
  RiskctxItem *item = riskctx_item_list_find (list, id);
  guint position;

  if (item != NULL && riskctx_item_list_get_position (list, item, &position)
      && !refers (RISKCTX_ITEM (assessment), id))
    riskctx_item_list_remove (list, position);
}

static RiskctxFactor *
ensure_factor (RiskctxAssessment *assessment,
               guint              i)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (assessment);
  RiskctxItem *found = riskctx_item_list_find (factors, themes[i].id);
  g_autoptr(RiskctxFactor) factor = NULL;

  if (found != NULL)
    return RISKCTX_FACTOR (found);
  factor = riskctx_factor_new (themes[i].id);
  riskctx_factor_set_context_class (factor, themes[i].context_class);
  riskctx_factor_set_aspect (factor, themes[i].aspect);
  riskctx_factor_set_measure_kinds (factor, themes[i].theme);
  riskctx_factor_set_weakness (factor, TRUE);
  riskctx_item_list_append (factors, RISKCTX_ITEM (factor));
  return factor; /* the list keeps it */
}

static void
say_score (RiskctxCheckSheet *self,
           RiskctxItem       *factor,
           guint              i)
{
  g_autoptr(RiskctxFigure) score = riskctx_check_sheet_dup_score (self, themes[i].theme);
  g_autoptr(RiskctxText) theme = riskctx_phrase_enum (RISKCTX_TYPE_MEASURE_KIND,
                                                      (int) themes[i].theme);
  g_autoptr(RiskctxText) points =
    riskctx_phrase_number (riskctx_figure_get_value (score, NULL));
  RiskctxText *const args[] = { theme, points };
  g_autoptr(RiskctxText) title =
    riskctx_phrase_texts ("practice.factor", args, G_N_ELEMENTS (args));

  riskctx_item_set_title (factor, title);
}

static gboolean
is_missing (RiskctxCheckSheet *self,
            const char        *question)
{
  const RiskctxCheckMark mark = riskctx_check_sheet_get_mark (self, question);

  return riskctx_check_sheet_is_answered (self, question)
         && (mark == RISKCTX_CHECK_MARK_NO || mark == RISKCTX_CHECK_MARK_PARTLY
             || mark == RISKCTX_CHECK_MARK_UNKNOWN);
}

/* @id: of the statement; FALSE if another noun has it */
static gboolean
state (RiskctxCheckSheet *self,
       RiskctxPractice   *question,
       const char        *id,
       guint              theme)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (
    riskctx_check_sheet_get_assessment (self));
  RiskctxItem *found = riskctx_assessment_find (riskctx_check_sheet_get_assessment (self), id);
  RiskctxCheckResult *result =
    riskctx_check_sheet_peek (self, riskctx_practice_get_id (question));
  g_autoptr(RiskctxFigure) level = riskctx_check_sheet_dup_level (self, themes[theme].theme);
  const char *const factors[] = { themes[theme].id, NULL };
  g_autoptr(RiskctxStatement) statement = NULL;
  const int mark = (int) riskctx_check_result_get_mark (result);
  g_autoptr(RiskctxText) answer = riskctx_phrase_enum (RISKCTX_TYPE_CHECK_MARK, mark);
  RiskctxText *const args[] = { riskctx_practice_get_title (question), answer };
  g_autoptr(RiskctxText) description =
    riskctx_phrase_texts ("practice.from-question", args, G_N_ELEMENTS (args));

  if (found != NULL && !RISKCTX_IS_STATEMENT (found))
    return FALSE;
  if (found == NULL)
    {
      statement = riskctx_statement_new (id);
      found = RISKCTX_ITEM (statement);
      riskctx_statement_set_kind (statement, RISKCTX_STATEMENT_KIND_AS_IS);
      riskctx_statement_set_factors (statement, factors);
      riskctx_item_list_append (statements, found);
    }
  riskctx_item_set_title (found, riskctx_practice_get_part (question,
                                                            RISKCTX_PRACTICE_PART_AS_IS));
  riskctx_item_set_description (found, description);
  riskctx_statement_set_level (RISKCTX_STATEMENT (found), riskctx_figure_get_value (level, NULL));
  return TRUE;
}

static guint
apply_theme (RiskctxCheckSheet *self,
             GListModel        *questions,
             guint              theme)
{
  RiskctxAssessment *assessment = riskctx_check_sheet_get_assessment (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(RiskctxPractice) question = g_list_model_get_item (questions, i);
      const char *id = riskctx_practice_get_id (question);
      g_autofree char *statement = g_strconcat ("check-", id, NULL);

      if (riskctx_check_sheet_theme_of (question) != themes[theme].theme)
        continue;
      if (!is_missing (self, id))
        drop (assessment, riskctx_assessment_get_statements (assessment), statement);
      else
        {
          say_score (self, RISKCTX_ITEM (ensure_factor (assessment, theme)), theme);
          n += state (self, question, statement, theme);
        }
    }
  if (n == 0)
    drop (assessment, riskctx_assessment_get_factors (assessment), themes[theme].id);
  return n;
}

/**
 * riskctx_check_sheet_apply:
 * @self: a check sheet
 *
 * Draws as-is statements from the answers: one for every question that was answered with no,
 * partly or unknown, named `check-` and the id of the question, with the current level of its
 * theme. They follow from one internal factor for each theme, which says the score.
 *
 * What an earlier call has drawn is brought up to date. A statement whose measure is now in place
 * goes, unless something refers to it.
 *
 * Returns: how many as-is statements there are by now from the check sheet
 *
 * Since: 1.0
 */
guint
riskctx_check_sheet_apply (RiskctxCheckSheet *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), 0);

  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    n += apply_theme (self, riskctx_check_sheet_peek_questions (self), i);
  return n;
}

/* The description */

typedef struct
{
  const char  *id;
  const char  *theme;
  RiskctxText *question;
  int          mark; /* -1: not answered */
  RiskctxText *note;
  GStrv        related;
} Row;

typedef struct
{
  const char    *theme;
  guint          questions;
  guint          answered;
  RiskctxFigure *score;
  RiskctxFigure *level;
  guint          vulnerability;
} Part;

typedef struct
{
  guint          questions;
  guint          answered;
  RiskctxFigure *score;
  RiskctxFigure *level;
  int            band; /* -1 where nothing is answered */
  GPtrArray     *parts;
  GPtrArray     *rows;
} Description;

static const RiskctxResultField row_rows[] = {
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Row, id), "The id of the question." },
  { "theme", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Row, theme),
    "The theme: organizational, human, physical or technical." },
  { "question", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Row, question), "The question." },
  { "mark", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Row, mark), "What was answered, if anything.",
    riskctx_check_mark_get_type },
  { "note", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Row, note), "A remark." },
  { "related", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (Row, related),
    "The controls that it asks about." },
};

static const RiskctxResultShape row_shape =
  RISKCTX_RESULT_SHAPE ("CheckRow", "A question and its answer.", row_rows);

static const RiskctxResultField part_rows[] = {
  { "theme", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Part, theme),
    "The theme: organizational, human, physical or technical." },
  { "questions", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Part, questions), "How many there are." },
  { "answered", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Part, answered),
    "How many are answered." },
  { "score", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Part, score), "The score out of 100." },
  { "level", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Part, level), "The current level, to 5." },
  { "vulnerability", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Part, vulnerability),
    "1 all measures are in place, 2 some, 3 none; 0 nothing is answered." },
};

static const RiskctxResultShape part_shape =
  RISKCTX_RESULT_SHAPE ("CheckTheme", "What the answers of a theme come to.", part_rows);

static const RiskctxResultField rows[] = {
  { "questions", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Description, questions),
    "How many there are." },
  { "answered", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Description, answered),
    "How many are answered." },
  { "score", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, score), "The score out of 100." },
  { "level", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, level),
    "The current level, to 5." },
  { "band", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Description, band),
    "The band that the score falls into.", riskctx_check_band_get_type },
  { "themes", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, parts), "Theme by theme.", NULL,
    &part_shape },
  { "answers", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, rows),
    "Question by question.", NULL, &row_shape },
};

static const RiskctxResultShape sheet_shape =
  RISKCTX_RESULT_SHAPE ("CheckSheet", "A check sheet and what it comes to.", rows);

static void
part_free (Part *part)
{
  riskctx_figure_unref (part->score);
  riskctx_figure_unref (part->level);
  g_free (part);
}

static GPtrArray *
describe_parts (RiskctxCheckSheet *self)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      Part *part = g_new0 (Part, 1);

      part->theme = riskctx_enum_to_nick (RISKCTX_TYPE_MEASURE_KIND, (int) themes[i].theme);
      part->questions = riskctx_check_sheet_count_questions (self, themes[i].theme);
      part->answered = riskctx_check_sheet_count_answered (self, themes[i].theme);
      part->score = riskctx_check_sheet_dup_score (self, themes[i].theme);
      part->level = riskctx_check_sheet_dup_level (self, themes[i].theme);
      part->vulnerability = riskctx_check_sheet_get_vulnerability (self, themes[i].theme);
      g_ptr_array_add (parts, part);
    }
  return parts;
}

static GPtrArray *
describe_rows (RiskctxCheckSheet *self,
               GListModel        *questions)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(RiskctxPractice) question = g_list_model_get_item (questions, i);
      RiskctxCheckResult *result =
        riskctx_check_sheet_peek (self, riskctx_practice_get_id (question));
      Row *row = g_new0 (Row, 1);

      row->id = riskctx_practice_get_id (question);
      row->theme = riskctx_practice_get_group (question);
      row->question = riskctx_practice_get_title (question);
      row->mark = result != NULL ? (int) riskctx_check_result_get_mark (result) : -1;
      row->note = result != NULL ? riskctx_item_get_note (RISKCTX_ITEM (result)) : NULL;
      row->related = (GStrv) riskctx_practice_get_related (question);
      g_ptr_array_add (list, row);
    }
  return list;
}

/**
 * riskctx_check_sheet_to_json:
 * @self: a check sheet
 * @language: (nullable): the language of the texts, such as `ja`; all that there are if %NULL
 *
 * Describes the questions, the answers and what they come to as JSON.
 *
 * Returns: (transfer full): the JSON, of the schema [func@CheckSheet.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_check_sheet_to_json (RiskctxCheckSheet *self,
                             const char        *language)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), NULL);

  g_autoptr(GPtrArray) parts = describe_parts (self);
  g_autoptr(GPtrArray) list = describe_rows (self, riskctx_check_sheet_peek_questions (self));
  g_autoptr(RiskctxFigure) score = riskctx_check_sheet_dup_score (self, 0);
  g_autoptr(RiskctxFigure) level = riskctx_check_sheet_dup_level (self, 0);
  Description description = {
    .questions = riskctx_check_sheet_count_questions (self, 0),
    .answered = riskctx_check_sheet_count_answered (self, 0),
    .score = score,
    .level = level,
    .band = riskctx_figure_is_defined (score) ? (int) riskctx_check_sheet_get_band (self) : -1,
    .parts = parts,
    .rows = list,
  };
  JsonNode *node = riskctx_result_write (&sheet_shape, &description);

  riskctx_wording_restrict (node, &sheet_shape, language);
  return node;
}

/**
 * riskctx_check_sheet_get_schema:
 *
 * Gets the JSON Schema of what [method@CheckSheet.to_json] writes.
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_check_sheet_get_schema (void)
{
  return riskctx_result_schema (&sheet_shape);
}
