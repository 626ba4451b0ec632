/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check-sheet-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-issue-private.h"
#include "riskctx-item-private.h"
#include "riskctx-wording-private.h"

/**
 * RiskctxCheckSheet:
 *
 * The check sheet of an assessment: questions about the present state, in the four themes of
 * ISO/IEC 27002:2022 and in words of our own, what was answered to them, and what follows.
 *
 * A measure that is in place gives 4 points, one that is in place in part 2, none 0, and one that
 * nobody knows of takes a point away, as in the self-diagnosis of IPA, the Japanese agency for
 * information technology. The score is the share of the points that could be had, out of 100;
 * questions that do not apply, and those not answered yet, do not count.
 *
 * The answers are kept in the assessment. [method@CheckSheet.apply] draws as-is statements from
 * them.
 *
 * Sheets are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
struct _RiskctxCheckSheet
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  GListModel        *questions;
};

G_DEFINE_FINAL_TYPE (RiskctxCheckSheet, riskctx_check_sheet, G_TYPE_OBJECT)

enum
{
  PROP_ASSESSMENT = 1,
};

#define MOST_POINTS 4
#define HIGHEST_LEVEL 5

static const int points[] = {
  [RISKCTX_CHECK_MARK_UNKNOWN] = -1,
  [RISKCTX_CHECK_MARK_YES] = MOST_POINTS,
  [RISKCTX_CHECK_MARK_PARTLY] = 2,
  [RISKCTX_CHECK_MARK_NO] = 0,
};

static void
riskctx_check_sheet_dispose (GObject *object)
{
  RiskctxCheckSheet *self = RISKCTX_CHECK_SHEET (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->questions);
  G_OBJECT_CLASS (riskctx_check_sheet_parent_class)->dispose (object);
}

static void
riskctx_check_sheet_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_ASSESSMENT)
    g_value_set_object (value, RISKCTX_CHECK_SHEET (object)->assessment);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
riskctx_check_sheet_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (prop_id == PROP_ASSESSMENT)
    RISKCTX_CHECK_SHEET (object)->assessment = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
riskctx_check_sheet_class_init (RiskctxCheckSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = riskctx_check_sheet_dispose;
  object_class->get_property = riskctx_check_sheet_get_property;
  object_class->set_property = riskctx_check_sheet_set_property;

  /**
   * RiskctxCheckSheet:assessment: (getter get_assessment)
   *
   * The assessment that keeps the answers.
   *
   * Since: 1.0
   */
  g_object_class_install_property (
    object_class, PROP_ASSESSMENT,
    g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS
                           | G_PARAM_EXPLICIT_NOTIFY));
}

static void
riskctx_check_sheet_init (RiskctxCheckSheet *self)
{
  self->questions = G_LIST_MODEL (riskctx_practice_list (RISKCTX_PRACTICE_KIND_QUESTION));
}

/**
 * riskctx_check_sheet_new:
 * @assessment: an assessment
 *
 * Opens the check sheet of an assessment, with the answers that it has.
 *
 * Returns: (transfer full): the check sheet
 *
 * Since: 1.0
 */
RiskctxCheckSheet *
riskctx_check_sheet_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_CHECK_SHEET, "assessment", assessment, NULL);
}

/**
 * riskctx_check_sheet_new_with_questions:
 * @assessment: an assessment
 * @questions: the questions, a list of [class@Practice]
 *
 * Opens a check sheet with questions of one's own, such as [func@Practice.load] reads. Answers to
 * other questions stay in the assessment and do not count.
 *
 * Returns: (transfer full): the check sheet
 *
 * Since: 1.0
 */
RiskctxCheckSheet *
riskctx_check_sheet_new_with_questions (RiskctxAssessment *assessment,
                                        GListModel        *questions)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (questions), NULL);
  g_return_val_if_fail (g_type_is_a (g_list_model_get_item_type (questions),
                                     RISKCTX_TYPE_PRACTICE), NULL);

  RiskctxCheckSheet *self = riskctx_check_sheet_new (assessment);

  if (self != NULL)
    g_set_object (&self->questions, questions);
  return self;
}

GListModel *
riskctx_check_sheet_peek_questions (RiskctxCheckSheet *self)
{
  return self->questions;
}

/**
 * riskctx_check_sheet_get_assessment: (get-property assessment)
 * @self: a check sheet
 *
 * Gets the assessment that keeps the answers.
 *
 * Returns: (transfer none): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_check_sheet_get_assessment (RiskctxCheckSheet *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), NULL);
  return self->assessment;
}

/* The last one counts, where a document answers a question twice. */
static RiskctxCheckResult *
find (RiskctxCheckSheet *self,
      const char        *question,
      guint             *position)
{
  RiskctxItemList *checks = riskctx_assessment_get_checks (self->assessment);

  for (guint i = riskctx_item_list_get_length (checks); i-- > 0;)
    {
      RiskctxCheckResult *result = riskctx_item_list_peek (checks, i);

      *position = i;
      if (g_strcmp0 (riskctx_check_result_get_question (result), question) == 0)
        return result;
    }
  return NULL;
}

RiskctxCheckResult *
riskctx_check_sheet_peek (RiskctxCheckSheet *self,
                          const char        *question)
{
  guint position;

  return find (self, question, &position);
}

void
riskctx_check_sheet_erase (RiskctxCheckSheet *self,
                           const char        *question)
{
  guint position;

  while (find (self, question, &position) != NULL)
    riskctx_item_list_remove (riskctx_assessment_get_checks (self->assessment), position);
}

RiskctxMeasureKind
riskctx_check_sheet_theme_of (RiskctxPractice *question)
{
  const char *group = riskctx_practice_get_group (question);
  int theme = 0;

  riskctx_enum_from_nick (RISKCTX_TYPE_MEASURE_KIND, group, strlen (group), &theme);
  return (RiskctxMeasureKind) theme;
}

/**
 * riskctx_check_sheet_is_answered:
 * @self: a check sheet
 * @question: the id of a question
 *
 * Gets whether a question is answered.
 *
 * Returns: %TRUE if it is, be it with “unknown”
 *
 * Since: 1.0
 */
gboolean
riskctx_check_sheet_is_answered (RiskctxCheckSheet *self,
                                 const char        *question)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self) && question != NULL, FALSE);
  return riskctx_check_sheet_peek (self, question) != NULL;
}

/**
 * riskctx_check_sheet_get_mark:
 * @self: a check sheet
 * @question: the id of a question
 *
 * Gets what was answered to a question.
 *
 * Returns: the answer; unknown if there is none
 *
 * Since: 1.0
 */
RiskctxCheckMark
riskctx_check_sheet_get_mark (RiskctxCheckSheet *self,
                              const char        *question)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self) && question != NULL,
                        RISKCTX_CHECK_MARK_UNKNOWN);

  RiskctxCheckResult *result = riskctx_check_sheet_peek (self, question);

  return result != NULL ? riskctx_check_result_get_mark (result) : RISKCTX_CHECK_MARK_UNKNOWN;
}

static gboolean
check_question (RiskctxCheckSheet *self,
                const char        *question,
                GError           **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < g_list_model_get_n_items (self->questions); i++)
    {
      g_autoptr(RiskctxPractice) row = g_list_model_get_item (self->questions, i);

      /* the list keeps the row */
      g_ptr_array_add (ids, (char *) riskctx_practice_get_id (row));
      if (g_str_equal (ids->pdata[i], question))
        return TRUE;
    }
  g_ptr_array_add (ids, NULL);
  nearest = riskctx_nearest_name (question, (const char *const *) ids->pdata);
  if (nearest != NULL)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                 "the check sheet has no question “%s”; did you mean “%s”?", question, nearest);
  else
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                 "the check sheet has no question “%s”", question);
  return FALSE;
}

/**
 * riskctx_check_sheet_set_mark:
 * @self: a check sheet
 * @question: the id of a question
 * @mark: the answer
 * @note: (nullable): a remark: what is missing, who has said so; %NULL leaves it as it is
 * @error: return location for an error
 *
 * Answers a question. The assessment keeps the answer, with its own date.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such question.
 *
 * Returns: %TRUE if it was answered
 *
 * Since: 1.0
 */
gboolean
riskctx_check_sheet_set_mark (RiskctxCheckSheet *self,
                              const char        *question,
                              RiskctxCheckMark   mark,
                              const char        *note,
                              GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self) && question != NULL, FALSE);
  g_return_val_if_fail ((guint) mark <= RISKCTX_CHECK_MARK_NOT_APPLICABLE, FALSE);

  RiskctxCheckResult *result = riskctx_check_sheet_peek (self, question);
  const char *date = riskctx_assessment_get_date (self->assessment);

  if (!check_question (self, question, error))
    return FALSE;
  if (result == NULL)
    {
      g_autoptr(RiskctxCheckResult) fresh = riskctx_check_result_new (NULL);

      riskctx_check_result_set_question (fresh, question);
      riskctx_item_list_append (riskctx_assessment_get_checks (self->assessment),
                                RISKCTX_ITEM (fresh));
      result = fresh; /* the list keeps it */
    }
  riskctx_check_result_set_mark (result, mark);
  if (date != NULL)
    riskctx_check_result_set_date (result, date);
  if (note != NULL)
    {
      const char *language = riskctx_assessment_get_language (self->assessment);
      g_autoptr(RiskctxText) text = riskctx_text_new (language, note);

      riskctx_item_set_note (RISKCTX_ITEM (result), text);
    }
  return TRUE;
}

/* What the questions of a theme come to. */
typedef struct
{
  guint questions;
  guint answered;
  guint counted; /* answered, and applicable */
  int   points;
  guint done;
  guint undone; /* no or unknown */
} Count;

/* @theme: 0 for all */
static Count
count (RiskctxCheckSheet *self,
       RiskctxMeasureKind theme)
{
  Count result = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (self->questions); i++)
    {
      g_autoptr(RiskctxPractice) row = g_list_model_get_item (self->questions, i);
      const char *id = riskctx_practice_get_id (row);
      RiskctxCheckMark mark;

      if (theme != 0 && riskctx_check_sheet_theme_of (row) != theme)
        continue;
      result.questions++;
      if (!riskctx_check_sheet_is_answered (self, id))
        continue;
      result.answered++;
      mark = riskctx_check_sheet_get_mark (self, id);
      if (mark == RISKCTX_CHECK_MARK_NOT_APPLICABLE)
        continue;
      result.counted++;
      result.points += points[mark];
      result.done += mark == RISKCTX_CHECK_MARK_YES;
      result.undone += mark == RISKCTX_CHECK_MARK_NO || mark == RISKCTX_CHECK_MARK_UNKNOWN;
    }
  return result;
}

/* Between 0 and 100; NaN where nothing counts. */
static double
score_of (const Count *result)
{
  if (result->counted == 0)
    return NAN;
  return MAX (100.0 * result->points / (MOST_POINTS * result->counted), 0);
}

/**
 * riskctx_check_sheet_count_questions:
 * @self: a check sheet
 * @theme: a theme, or 0 for all
 *
 * Counts the questions.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_check_sheet_count_questions (RiskctxCheckSheet *self,
                                     RiskctxMeasureKind theme)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), 0);
  return count (self, theme).questions;
}

/**
 * riskctx_check_sheet_count_answered:
 * @self: a check sheet
 * @theme: a theme, or 0 for all
 *
 * Counts the questions that are answered.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_check_sheet_count_answered (RiskctxCheckSheet *self,
                                    RiskctxMeasureKind theme)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), 0);
  return count (self, theme).answered;
}

static RiskctxFigure *
figure_of (RiskctxCheckSheet *self,
           RiskctxMeasureKind theme,
           const char        *name,
           const char        *key,
           const char        *unit,
           double             factor)
{
  const Count result = count (self, theme);
  const double score = score_of (&result);
  g_autofree char *formula = g_strconcat (key, ".formula", NULL);
  RiskctxFigure *figure;

  if (isnan (score))
    return riskctx_figure_new_undefined (name, riskctx_phrase (key), unit, NULL,
                                         riskctx_phrase ("practice.nothing-answered"));
  figure = riskctx_figure_new (name, riskctx_phrase (key), unit, NULL,
                               round (score * factor * 10) / 10);
  riskctx_figure_take_formula (figure, riskctx_phrase (formula));
  if (result.answered < result.questions)
    {
      g_autoptr(RiskctxText) open = riskctx_wording_count (result.questions - result.answered);
      g_autoptr(RiskctxText) all = riskctx_wording_count (result.questions);
      RiskctxText *const args[] = { open, all };

      riskctx_figure_take_note (figure, riskctx_phrase_texts ("practice.open", args,
                                                              G_N_ELEMENTS (args)));
    }
  return figure;
}

/**
 * riskctx_check_sheet_dup_score:
 * @self: a check sheet
 * @theme: a theme, or 0 for all
 *
 * Gets the score: the share of the points that could be had.
 *
 * Returns: (transfer full): a figure from 0 to 100, with one digit after the point; undefined where
 *   nothing is answered
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_check_sheet_dup_score (RiskctxCheckSheet *self,
                               RiskctxMeasureKind theme)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), NULL);
  return figure_of (self, theme, "score", "practice.score", "points", 1);
}

/**
 * riskctx_check_sheet_dup_level:
 * @self: a check sheet
 * @theme: a theme, or 0 for all
 *
 * Gets the current level on the scale of statements: the score, with 5 for 100 points.
 *
 * Returns: (transfer full): a figure from 0 to 5, with one digit after the point; undefined where
 *   nothing is answered
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_check_sheet_dup_level (RiskctxCheckSheet *self,
                               RiskctxMeasureKind theme)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), NULL);
  return figure_of (self, theme, "level", "practice.level", "level", HIGHEST_LEVEL / 100.0);
}

/**
 * riskctx_check_sheet_get_band:
 * @self: a check sheet
 *
 * Gets the band that the score falls into.
 *
 * Returns: the band; the lowest where nothing is answered
 *
 * Since: 1.0
 */
RiskctxCheckBand
riskctx_check_sheet_get_band (RiskctxCheckSheet *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), RISKCTX_CHECK_BAND_LOW);

  const Count result = count (self, 0);
  const double score = score_of (&result);

  if (score >= 100)
    return RISKCTX_CHECK_BAND_FULL;
  if (score >= 70)
    return RISKCTX_CHECK_BAND_GOOD;
  return score >= 50 ? RISKCTX_CHECK_BAND_MIDDLE : RISKCTX_CHECK_BAND_LOW;
}

/**
 * riskctx_check_sheet_get_vulnerability:
 * @self: a check sheet
 * @theme: a theme, or 0 for all
 *
 * Rates the vulnerability as IPA does: 1 where all necessary measures are in place, 2 where some
 * are, 3 where there are none.
 *
 * Returns: 1, 2 or 3; 0 where nothing is answered
 *
 * Since: 1.0
 */
guint
riskctx_check_sheet_get_vulnerability (RiskctxCheckSheet *self,
                                       RiskctxMeasureKind theme)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self), 0);

  const Count result = count (self, theme);

  if (result.counted == 0)
    return 0;
  return result.done == result.counted ? 1 : result.undone == result.counted ? 3 : 2;
}

/**
 * riskctx_rate_damage_likelihood:
 * @threat: 1 normally does not occur, 2 occurs a few times a year under certain conditions, 3 may
 *   occur at any time
 * @vulnerability: 1 all necessary measures are in place, 2 some are, 3 none is
 *
 * Rates how likely damage is, by the table in the guideline of IPA for small and medium-sized
 * enterprises.
 *
 * Returns: 1, 2 or 3
 *
 * Since: 1.0
 */
guint
riskctx_rate_damage_likelihood (guint threat,
                                guint vulnerability)
{
  g_return_val_if_fail (threat >= 1 && threat <= 3, 0);
  g_return_val_if_fail (vulnerability >= 1 && vulnerability <= 3, 0);

  /* 3 only where both are highest; the lower one decides otherwise */
  if (threat == 1 || vulnerability == 1)
    return 1;
  return threat + vulnerability - 3;
}

/**
 * riskctx_rate_risk_value:
 * @importance: of the information, from 1 to 3: the greatest of what confidentiality, integrity and
 *   availability demand
 * @threat: see [func@rate_damage_likelihood]
 * @vulnerability: see [func@rate_damage_likelihood]
 *
 * Rates a risk by the guideline of IPA: the importance times the likelihood of damage. From 6 on a
 * risk is usually read as high, from 3 on as medium, below as low.
 *
 * Returns: 1, 2, 3, 4, 6 or 9
 *
 * Since: 1.0
 */
guint
riskctx_rate_risk_value (guint importance,
                         guint threat,
                         guint vulnerability)
{
  g_return_val_if_fail (importance >= 1 && importance <= 3, 0);
  return importance * riskctx_rate_damage_likelihood (threat, vulnerability);
}
