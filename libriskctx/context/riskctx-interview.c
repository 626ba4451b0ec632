/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-interview.h"

#include <string.h>

#include "riskctx-error.h"
#include "riskctx-interview-private.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"
#include "riskctx-words.h"

/**
 * RiskctxInterview:
 *
 * Asks a manager, question by question, what an assessment has to say.
 *
 * An interview is driven by a program: it shows [property@Interview:current] and gives the reply to
 * [method@Interview.answer], until there is no current question any more. Questions may be passed
 * over with [method@Interview.skip], and one may go back. What a reply means is stated in the
 * assessment at once, and the reply itself is kept there as a [class@Reply]: saving the assessment
 * after each answer saves the interview, and a new interview of it goes on where the last one
 * ended. What the assessment already says is not asked again.
 *
 * ```python
 * interview = Riskctx.Interview.new(None, "en")
 * while interview.props.current:
 *     reply = input(interview.props.current.get_title().get("en") + " ")
 *     interview.answer(reply)
 *     interview.get_assessment().save("mine.json")
 * ```
 *
 * Figures are understood as people write them: `1,200,000`, `120万`, `1.2 million`, `100万〜500万`.
 * A range stands for what nine of ten cases lie in, three figures for lowest, likeliest and
 * highest. A reply that makes no sense, or would make the assessment invalid, is refused and
 * changes nothing.
 *
 * Interviews are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */

G_DEFINE_FINAL_TYPE (RiskctxInterview, riskctx_interview, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_LANGUAGE,
  PROP_QUESTIONS,
  PROP_CURRENT,
  PROP_PROGRESS,
} RiskctxInterviewProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static void
riskctx_interview_dispose (GObject *object)
{
  RiskctxInterview *self = RISKCTX_INTERVIEW (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->questions);
  G_OBJECT_CLASS (riskctx_interview_parent_class)->dispose (object);
}

static void
riskctx_interview_finalize (GObject *object)
{
  g_free (RISKCTX_INTERVIEW (object)->language);
  G_OBJECT_CLASS (riskctx_interview_parent_class)->finalize (object);
}

static void
riskctx_interview_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RiskctxInterview *self = RISKCTX_INTERVIEW (object);

  switch ((RiskctxInterviewProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_QUESTIONS:
      g_value_set_object (value, self->questions);
      break;
    case PROP_CURRENT:
      g_value_set_object (value, riskctx_interview_get_current (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, riskctx_interview_get_progress (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_interview_class_init (RiskctxInterviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_interview_dispose;
  object_class->finalize = riskctx_interview_finalize;
  object_class->get_property = riskctx_interview_get_property;

  /**
   * RiskctxInterview:assessment: (getter get_assessment)
   *
   * What the answers are stated in.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT] =
    g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT, flags);
  /**
   * RiskctxInterview:language: (getter get_language)
   *
   * The language that is spoken.
   *
   * Since: 1.0
   */
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  /**
   * RiskctxInterview:questions: (getter get_questions)
   *
   * All questions, whether they are asked or not.
   *
   * Since: 1.0
   */
  properties[PROP_QUESTIONS] =
    g_param_spec_object ("questions", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxInterview:current: (getter get_current)
   *
   * The question to ask now; %NULL at the end.
   *
   * Since: 1.0
   */
  properties[PROP_CURRENT] =
    g_param_spec_object ("current", NULL, NULL, RISKCTX_TYPE_INTERVIEW_QUESTION, flags);
  /**
   * RiskctxInterview:progress: (getter get_progress)
   *
   * The share of the questions that is settled.
   *
   * Since: 1.0
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_interview_init (RiskctxInterview *self)
{
  self->questions = riskctx_interview_question_list ();
}

static int
find_question (RiskctxInterview *self,
               const char       *id)
{
  for (guint i = 0; i < riskctx_interview_count (self); i++)
    if (g_str_equal (riskctx_interview_peek (self, i)->id, id))
      return (int) i;
  return -1;
}

static gboolean
is_open (RiskctxInterview *self,
         guint             position)
{
  RiskctxInterviewQuestion *question = riskctx_interview_peek (self, position);

  return riskctx_interview_find_reply (self->assessment, question->id) == NULL
         && riskctx_interview_makes_sense (self->assessment, question);
}

static int
find_open (RiskctxInterview *self,
           guint             from)
{
  for (guint i = from; i < riskctx_interview_count (self); i++)
    if (is_open (self, i))
      return (int) i;
  return -1;
}

static void
notify_change (RiskctxInterview *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
settle (RiskctxInterview *self,
        const char       *value,
        GError          **error)
{
  RiskctxInterviewQuestion *question = riskctx_interview_get_current (self);
  int next;

  if (!riskctx_interview_try (self, question, value, error))
    return FALSE;
  riskctx_interview_settle_in (self, self->assessment, question, value, NULL);
  next = find_open (self, (guint) self->position + 1);
  self->position = next >= 0 ? next : find_open (self, 0);
  notify_change (self);
  return TRUE;
}

/**
 * riskctx_interview_new:
 * @assessment: (nullable): an assessment to go on with, or %NULL to begin with a blank one
 * @language: the language that is spoken, a BCP 47 tag
 *
 * Begins an interview, or takes one up again.
 *
 * A blank assessment is in the language of the interview. What is stated in an assessment that was
 * not made by an interview counts as settled.
 *
 * Returns: (transfer full): a new interview
 *
 * Since: 1.0
 */
RiskctxInterview *
riskctx_interview_new (RiskctxAssessment *assessment,
                       const char        *language)
{
  g_return_val_if_fail (assessment == NULL || RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  RiskctxInterview *self = g_object_new (RISKCTX_TYPE_INTERVIEW, NULL);

  self->language = g_strdup (language);
  if (assessment != NULL)
    self->assessment = g_object_ref (assessment);
  else
    {
      self->assessment = riskctx_assessment_new ("assessment");
      riskctx_assessment_set_version (self->assessment, 1);
      riskctx_assessment_set_language (self->assessment, language);
      riskctx_assessment_set_currency (self->assessment, "JPY");
    }
  if (riskctx_assessment_get_organization (self->assessment) == NULL)
    {
      g_autoptr(RiskctxOrganization) organization = riskctx_organization_new ("organization");

      riskctx_assessment_set_organization (self->assessment, organization);
    }
  if (assessment != NULL
      && riskctx_item_list_get_length (riskctx_assessment_get_replies (assessment)) == 0)
    riskctx_interview_find_stated (self);
  self->position = find_open (self, 0);
  return self;
}

/**
 * riskctx_interview_get_assessment: (get-property assessment)
 * @self: an interview
 *
 * Gets what the answers are stated in.
 *
 * Returns: (transfer none): the assessment, valid after each answer
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_interview_get_assessment (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), NULL);
  return self->assessment;
}

/**
 * riskctx_interview_get_language: (get-property language)
 * @self: an interview
 *
 * Gets the language that is spoken.
 *
 * Returns: (transfer none): a BCP 47 tag
 *
 * Since: 1.0
 */
const char *
riskctx_interview_get_language (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), NULL);
  return self->language;
}

/**
 * riskctx_interview_get_questions: (get-property questions)
 * @self: an interview
 *
 * Gets all questions, whether they are asked or not.
 *
 * Returns: (transfer none): a list of [class@InterviewQuestion]
 *
 * Since: 1.0
 */
GListModel *
riskctx_interview_get_questions (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), NULL);
  return G_LIST_MODEL (self->questions);
}

/**
 * riskctx_interview_get_current: (get-property current)
 * @self: an interview
 *
 * Gets the question to ask now.
 *
 * Returns: (transfer none) (nullable): the question; %NULL at the end
 *
 * Since: 1.0
 */
RiskctxInterviewQuestion *
riskctx_interview_get_current (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), NULL);
  return self->position >= 0 ? riskctx_interview_peek (self, (guint) self->position) : NULL;
}

/**
 * riskctx_interview_count_asked:
 * @self: an interview
 *
 * Counts the questions that make sense after the answers so far.
 *
 * Returns: how many there are, settled or not
 *
 * Since: 1.0
 */
guint
riskctx_interview_count_asked (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), 0);

  guint n = 0;

  for (guint i = 0; i < riskctx_interview_count (self); i++)
    n += riskctx_interview_makes_sense (self->assessment, riskctx_interview_peek (self, i)) ? 1 : 0;
  return n;
}

/**
 * riskctx_interview_count_settled:
 * @self: an interview
 *
 * Counts the questions that are answered or passed over.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_interview_count_settled (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), 0);

  guint n = 0;

  for (guint i = 0; i < riskctx_interview_count (self); i++)
    if (riskctx_interview_makes_sense (self->assessment, riskctx_interview_peek (self, i))
        && !is_open (self, i))
      n++;
  return n;
}

/**
 * riskctx_interview_get_progress: (get-property progress)
 * @self: an interview
 *
 * Gets the share of the questions that is settled. It can fall when an answer leads to more
 * questions.
 *
 * Returns: the share, 0 to 1
 *
 * Since: 1.0
 */
double
riskctx_interview_get_progress (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), 0);

  return (double) riskctx_interview_count_settled (self)
         / (double) riskctx_interview_count_asked (self);
}

/**
 * riskctx_interview_is_asked:
 * @self: an interview
 * @question: the id of a question
 *
 * Tells whether a question makes sense after the answers so far.
 *
 * Returns: %TRUE if it does; %FALSE also if there is no such question
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_is_asked (RiskctxInterview *self,
                            const char       *question)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self) && question != NULL, FALSE);

  const int position = find_question (self, question);

  return position >= 0
         && riskctx_interview_makes_sense (self->assessment,
                                           riskctx_interview_peek (self, (guint) position));
}

/**
 * riskctx_interview_is_settled:
 * @self: an interview
 * @question: the id of a question
 *
 * Tells whether a question is answered or passed over.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_is_settled (RiskctxInterview *self,
                              const char       *question)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self) && question != NULL, FALSE);
  return riskctx_interview_find_reply (self->assessment, question) != NULL;
}

/**
 * riskctx_interview_get_reply:
 * @self: an interview
 * @question: the id of a question
 *
 * Gets what was said to a question; of a choice, its id.
 *
 * Returns: (transfer none) (nullable): the reply; %NULL if the question was not answered here
 *
 * Since: 1.0
 */
const char *
riskctx_interview_get_reply (RiskctxInterview *self,
                             const char       *question)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self) && question != NULL, NULL);
  return riskctx_interview_find_value (self->assessment, question);
}

/**
 * riskctx_interview_answer:
 * @self: an interview
 * @reply: what is said to the current question, in UTF-8
 * @error: return location for an error
 *
 * Answers the current question and goes on to the next.
 *
 * A choice is named by its id, by its number in the list, or in words. An answer that was given
 * before is replaced. An empty reply passes the question over.
 *
 * The error is %RISKCTX_ERROR_INVALID if the reply makes no sense, in the language of the
 * interview; the question stays current then. At the end it is %RISKCTX_ERROR_NOT_FOUND.
 *
 * Returns: %TRUE if the reply was understood
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_answer (RiskctxInterview *self,
                          const char       *reply,
                          GError          **error)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (reply != NULL && g_utf8_validate (reply, -1, NULL), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_autofree char *trimmed = g_strstrip (g_strdup (reply));
  RiskctxInterviewQuestion *question = riskctx_interview_get_current (self);
  RiskctxReading reading;

  if (question == NULL || *trimmed == '\0')
    return riskctx_interview_skip (self, error);
  if (!riskctx_reading_init (&reading, question, trimmed, self->language, error))
    return FALSE;
  return settle (self, reading.words, error);
}

/**
 * riskctx_interview_skip:
 * @self: an interview
 * @error: return location for an error
 *
 * Passes the current question over and goes on to the next. An answer that was given before is
 * taken back, with what followed from it.
 *
 * The error is %RISKCTX_ERROR_NOT_FOUND at the end of the interview.
 *
 * Returns: %TRUE if there was a question
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_skip (RiskctxInterview *self,
                        GError          **error)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->position >= 0)
    return settle (self, NULL, error);
  g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                       riskctx_word ("interview.say.end", self->language));
  return FALSE;
}

/**
 * riskctx_interview_back:
 * @self: an interview
 *
 * Goes back to the question before, whether it is settled or not; at the end, to the last one.
 *
 * Returns: %TRUE unless this is the first question
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_back (RiskctxInterview *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self), FALSE);

  const guint from = self->position >= 0 ? (guint) self->position : riskctx_interview_count (self);

  for (guint i = from; i > 0; i--)
    if (riskctx_interview_makes_sense (self->assessment, riskctx_interview_peek (self, i - 1)))
      {
        self->position = (int) i - 1;
        notify_change (self);
        return TRUE;
      }
  return FALSE;
}

/**
 * riskctx_interview_go_to:
 * @self: an interview
 * @question: the id of a question
 * @error: return location for an error
 *
 * Goes to a question, whether it is settled or not.
 *
 * The error is %RISKCTX_ERROR_NOT_FOUND if there is no such question, or none that makes sense
 * after the answers so far.
 *
 * Returns: %TRUE if the question is the current one now
 *
 * Since: 1.0
 */
gboolean
riskctx_interview_go_to (RiskctxInterview *self,
                         const char       *question,
                         GError          **error)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW (self) && question != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!riskctx_interview_is_asked (self, question))
    {
      const char *const args[] = { question };
      g_autofree char *message = riskctx_fill_template (
        riskctx_word ("interview.say.no-question", self->language), args, 1);

      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, message);
      return FALSE;
    }
  self->position = find_question (self, question);
  notify_change (self);
  return TRUE;
}
