/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-lesson.h"

#include <math.h>
#include <string.h>

#include "riskctx-calibration.h"
#include "riskctx-check-private.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-wording-private.h"

#define DAYS_A_YEAR 365.25

/**
 * RiskctxLesson:
 *
 * What the incidents of an organization say about one estimate: how often a risk comes true, or
 * what one of its consequences costs; before and after.
 *
 * [method@Assessment.list_lessons] lists them, [method@Assessment.learn] puts them into the
 * assessment.
 *
 * Since: 1.0
 */
struct _RiskctxLesson
{
  GObject             parent_instance;
  RiskctxRisk        *risk;
  RiskctxConsequence *consequence; /* NULL: about the frequency */
  RiskctxEstimate    *before;
  RiskctxEstimate    *after; /* NULL: nothing can be learned, see reason */
  RiskctxText        *reason;
  double              exposure;
  double              weight;
  guint               count;
};

G_DEFINE_FINAL_TYPE (RiskctxLesson, riskctx_lesson, G_TYPE_OBJECT)

typedef enum
{
  PROP_RISK = 1,
  PROP_CONSEQUENCE,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_COUNT,
  PROP_EXPOSURE,
  PROP_WEIGHT,
  PROP_REASON,
} RiskctxLessonProperty;

static GParamSpec *properties[PROP_REASON + 1];

static void
riskctx_lesson_dispose (GObject *object)
{
  RiskctxLesson *self = RISKCTX_LESSON (object);

  g_clear_object (&self->risk);
  g_clear_object (&self->consequence);
  G_OBJECT_CLASS (riskctx_lesson_parent_class)->dispose (object);
}

static void
riskctx_lesson_finalize (GObject *object)
{
  RiskctxLesson *self = RISKCTX_LESSON (object);

  g_clear_pointer (&self->before, riskctx_estimate_unref);
  g_clear_pointer (&self->after, riskctx_estimate_unref);
  g_clear_pointer (&self->reason, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_lesson_parent_class)->finalize (object);
}

static void
riskctx_lesson_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RiskctxLesson *self = RISKCTX_LESSON (object);

  switch ((RiskctxLessonProperty) prop_id)
    {
    case PROP_RISK:
      g_value_set_object (value, self->risk);
      break;
    case PROP_CONSEQUENCE:
      g_value_set_object (value, self->consequence);
      break;
    case PROP_BEFORE:
      g_value_set_boxed (value, self->before);
      break;
    case PROP_AFTER:
      g_value_set_boxed (value, self->after);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_EXPOSURE:
      g_value_set_double (value, self->exposure);
      break;
    case PROP_WEIGHT:
      g_value_set_double (value, self->weight);
      break;
    case PROP_REASON:
      g_value_set_boxed (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_lesson_class_init (RiskctxLessonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_lesson_dispose;
  object_class->finalize = riskctx_lesson_finalize;
  object_class->get_property = riskctx_lesson_get_property;

  /**
   * RiskctxLesson:risk: (getter get_risk)
   *
   * The risk that the lesson is about.
   *
   * Since: 1.0
   */
  properties[PROP_RISK] = g_param_spec_object ("risk", NULL, NULL, RISKCTX_TYPE_RISK, flags);
  /**
   * RiskctxLesson:consequence: (getter get_consequence)
   *
   * The consequence whose magnitude it is about; %NULL where it is about the frequency.
   *
   * Since: 1.0
   */
  properties[PROP_CONSEQUENCE] =
    g_param_spec_object ("consequence", NULL, NULL, RISKCTX_TYPE_CONSEQUENCE, flags);
  /**
   * RiskctxLesson:before: (getter get_before)
   *
   * The estimate as it was.
   *
   * Since: 1.0
   */
  properties[PROP_BEFORE] =
    g_param_spec_boxed ("before", NULL, NULL, RISKCTX_TYPE_ESTIMATE, flags);
  /**
   * RiskctxLesson:after: (getter get_after)
   *
   * The estimate as the incidents make it; %NULL where there is a reason why nothing follows.
   *
   * Since: 1.0
   */
  properties[PROP_AFTER] = g_param_spec_boxed ("after", NULL, NULL, RISKCTX_TYPE_ESTIMATE, flags);
  /**
   * RiskctxLesson:count: (getter get_count)
   *
   * How many incidents count.
   *
   * Since: 1.0
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RiskctxLesson:exposure: (getter get_exposure)
   *
   * For how long was watched, in years.
   *
   * Since: 1.0
   */
  properties[PROP_EXPOSURE] =
    g_param_spec_double ("exposure", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxLesson:weight: (getter get_weight)
   *
   * The weight of what was observed beside what was believed, from 0 to 1.
   *
   * Since: 1.0
   */
  properties[PROP_WEIGHT] = g_param_spec_double ("weight", NULL, NULL, 0, 1, 0, flags);
  /**
   * RiskctxLesson:reason: (getter get_reason)
   *
   * Why nothing follows; %NULL where something does.
   *
   * Since: 1.0
   */
  properties[PROP_REASON] = g_param_spec_boxed ("reason", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_lesson_init (RiskctxLesson *self)
{
}

/* The period that was watched, from the one date on and before the other. */
typedef struct
{
  const char *since;
  const char *until;
  double      years;
} Period;

static double
count_days (const char *since,
            const char *until)
{
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, (GDateDay) atoi (since + 8), (GDateMonth) atoi (since + 5),
                  (GDateYear) atoi (since));
  g_date_set_dmy (&to, (GDateDay) atoi (until + 8), (GDateMonth) atoi (until + 5),
                  (GDateYear) atoi (until));
  return g_date_days_between (&from, &to);
}

static gboolean
settle_period (RiskctxAssessment *assessment,
               const char        *since,
               const char        *until,
               Period            *period,
               GError           **error)
{
  period->since = since != NULL ? since : riskctx_assessment_get_incidents_from (assessment);
  period->until = until != NULL ? until : riskctx_assessment_get_date (assessment);

  if (period->since == NULL || !riskctx_date_is_valid (period->since))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "it is not stated from when on incidents are recorded "
                           "(incidents_from)");
      return FALSE;
    }
  if (period->until == NULL || !riskctx_date_is_valid (period->until))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "it is not stated until when incidents are counted (date)");
      return FALSE;
    }
  /* Dates in this form are in the order of their texts. */
  if (strcmp (period->since, period->until) >= 0)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "incidents are counted from %s on, which is not before %s", period->since,
                   period->until);
      return FALSE;
    }
  period->years = count_days (period->since, period->until) / DAYS_A_YEAR;
  return TRUE;
}

static gboolean
is_within (RiskctxIncident *incident,
           const Period    *period)
{
  const char *date = riskctx_incident_get_date (incident);

  return date != NULL && strcmp (date, period->since) >= 0 && strcmp (date, period->until) < 0;
}

static RiskctxLesson *
add_lesson (GListStore         *lessons,
            RiskctxRisk        *risk,
            RiskctxConsequence *consequence,
            RiskctxEstimate    *before,
            guint               count,
            const Period       *period)
{
  g_autoptr(RiskctxLesson) lesson = g_object_new (RISKCTX_TYPE_LESSON, NULL);

  lesson->risk = g_object_ref (risk);
  lesson->consequence = consequence != NULL ? g_object_ref (consequence) : NULL;
  lesson->before = riskctx_estimate_ref (before);
  lesson->count = count;
  lesson->exposure = period->years;
  g_list_store_append (lessons, lesson);
  return lesson; /* the list keeps it */
}

/* Events that were stopped in time are events where the frequency is that of threats. */
static guint
count_events (RiskctxItemList *incidents,
              RiskctxRisk     *risk,
              const Period    *period)
{
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (risk));
  const gboolean counts_threats = riskctx_item_has (RISKCTX_ITEM (risk), "vulnerability");
  guint n = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (incidents); i++)
    {
      RiskctxIncident *incident = riskctx_item_list_peek (incidents, i);

      if (is_within (incident, period) && g_strcmp0 (riskctx_incident_get_risk (incident), id) == 0
          && (counts_threats || !riskctx_incident_get_near_miss (incident)))
        n++;
    }
  return n;
}

static void
learn_frequency (GListStore      *lessons,
                 RiskctxItemList *incidents,
                 RiskctxRisk     *risk,
                 const Period    *period)
{
  RiskctxEstimate *before = riskctx_risk_get_frequency (risk);
  g_autoptr(GError) error = NULL;
  RiskctxLesson *lesson;
  double mean, sd;

  if (before == NULL)
    return;
  lesson =
    add_lesson (lessons, risk, NULL, before, count_events (incidents, risk, period), period);
  lesson->after =
    riskctx_estimate_update_rate (before, lesson->count, period->years, &error);
  if (lesson->after == NULL)
    {
      lesson->reason = riskctx_phrase ("context.lesson.certain");
      return;
    }
  /* The belief is as good as mean / variance years. */
  mean = riskctx_estimate_get_mean (before, NULL);
  sd = riskctx_estimate_get_sd (before, NULL);
  lesson->weight = period->years / (period->years + mean / (sd * sd));
}

static void
add_amount (GArray *amounts,
            double  amount)
{
  if (amount > 0)
    g_array_append_val (amounts, amount);
}

/* What incidents cost by one consequence; a loss in all is that of the only one there is. */
static GArray *
collect_amounts (RiskctxItemList    *incidents,
                 RiskctxRisk        *risk,
                 RiskctxConsequence *consequence,
                 const Period       *period)
{
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (consequence));
  const gboolean is_only = riskctx_item_list_get_length (riskctx_risk_get_consequences (risk)) == 1;
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < riskctx_item_list_get_length (incidents); i++)
    {
      RiskctxIncident *incident = riskctx_item_list_peek (incidents, i);
      RiskctxItemList *losses = riskctx_incident_get_losses (incident);
      const guint n = riskctx_item_list_get_length (losses);

      if (!is_within (incident, period) || riskctx_incident_get_near_miss (incident)
          || g_strcmp0 (riskctx_incident_get_risk (incident),
                        riskctx_item_get_id (RISKCTX_ITEM (risk))) != 0)
        continue;
      for (guint j = 0; j < n; j++)
        {
          RiskctxIncidentLoss *loss = riskctx_item_list_peek (losses, j);

          if (id != NULL && g_strcmp0 (riskctx_incident_loss_get_consequence (loss), id) == 0)
            add_amount (amounts, riskctx_incident_loss_get_amount (loss));
        }
      if (n == 0 && is_only && riskctx_incident_get_loss (incident) != NULL)
        {
          const double mean =
            riskctx_estimate_get_mean (riskctx_incident_get_loss (incident), NULL);

          if (isfinite (mean))
            add_amount (amounts, mean);
        }
    }
  return amounts;
}

static void
learn_magnitude (GListStore         *lessons,
                 RiskctxItemList    *incidents,
                 RiskctxRisk        *risk,
                 RiskctxConsequence *consequence,
                 const Period       *period,
                 double              weight)
{
  RiskctxEstimate *before = riskctx_consequence_get_magnitude (consequence);
  g_autoptr(GArray) amounts = NULL;
  g_autoptr(GError) error = NULL;
  RiskctxLesson *lesson;

  if (before == NULL)
    return;
  amounts = collect_amounts (incidents, risk, consequence, period);
  if (amounts->len == 0)
    return;
  lesson = add_lesson (lessons, risk, consequence, before, amounts->len, period);
  lesson->after = riskctx_estimate_update_magnitude (before, (const double *) amounts->data,
                                                     amounts->len, weight, &error);
  if (lesson->after == NULL)
    lesson->reason = riskctx_phrase ("context.lesson.not-positive");
  else
    lesson->weight = amounts->len / (amounts->len + weight);
}

/**
 * riskctx_assessment_list_lessons:
 * @self: an assessment
 * @since: (nullable): from when on incidents count, such as 2025-04-01; %NULL: as the assessment
 *   states it, see [property@Assessment:incidents-from]
 * @until: (nullable): before when incidents count; %NULL: the date of the assessment
 * @weight: as how many incidents what is believed of an amount counts, above 0, such as 4
 * @error: return location for an error
 *
 * Lists what incidents say about the frequency of every risk, and about the magnitude of every
 * consequence of which a loss is recorded. Nothing is changed.
 *
 * That nothing happened is an observation, too: the period counts for risks without an incident,
 * so all that happened in it has to be on record. Incidents that were stopped in time count only
 * for risks that state a vulnerability, whose frequency is that of threats. The loss of an
 * incident as a whole counts as that of the only consequence of its risk, where there is but one.
 *
 * See [method@Estimate.update_rate] and [method@Estimate.update_magnitude] for the formulas.
 *
 * Fails with [error@Error.INVALID] if the period is not stated or empty.
 *
 * Returns: (transfer full): a list of [class@Lesson], in the order of the risks
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_list_lessons (RiskctxAssessment *self,
                                 const char        *since,
                                 const char        *until,
                                 double             weight,
                                 GError           **error)
{
  Period period;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);
  g_return_val_if_fail (weight > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!settle_period (self, since, until, &period, error))
    return NULL;

  GListStore *lessons = g_list_store_new (RISKCTX_TYPE_LESSON);
  RiskctxItemList *incidents = riskctx_assessment_get_incidents (self);
  RiskctxItemList *risks = riskctx_assessment_get_risks (self);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    {
      RiskctxRisk *risk = riskctx_item_list_peek (risks, i);
      RiskctxItemList *consequences = riskctx_risk_get_consequences (risk);

      learn_frequency (lessons, incidents, risk, &period);
      for (guint j = 0; j < riskctx_item_list_get_length (consequences); j++)
        learn_magnitude (lessons, incidents, risk, riskctx_item_list_peek (consequences, j),
                         &period, weight);
    }
  return lessons;
}

/**
 * riskctx_assessment_learn:
 * @self: an assessment
 * @since: (nullable): from when on incidents count, as for [method@Assessment.list_lessons]
 * @until: (nullable): before when incidents count
 * @weight: as how many incidents what is believed of an amount counts, above 0
 * @error: return location for an error
 *
 * Changes the estimates of an assessment as [method@Assessment.list_lessons] says. Each then names
 * as its source what was believed and what was observed.
 *
 * The end of the period becomes the day from which on incidents count the next time, see
 * [property@Assessment:incidents-from], so that none counts twice.
 *
 * Returns: %TRUE, or %FALSE with an error if the period is not stated or empty
 *
 * Since: 1.0
 */
gboolean
riskctx_assessment_learn (RiskctxAssessment *self,
                          const char        *since,
                          const char        *until,
                          double             weight,
                          GError           **error)
{
  g_autoptr(GListStore) lessons =
    riskctx_assessment_list_lessons (self, since, until, weight, error);
  g_autofree char *end = NULL;

  if (lessons == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lessons)); i++)
    {
      g_autoptr(RiskctxLesson) lesson = g_list_model_get_item (G_LIST_MODEL (lessons), i);

      if (lesson->after == NULL)
        continue;
      if (lesson->consequence != NULL)
        riskctx_consequence_set_magnitude (lesson->consequence, lesson->after);
      else
        riskctx_risk_set_frequency (lesson->risk, lesson->after);
    }
  end = g_strdup (until != NULL ? until : riskctx_assessment_get_date (self));
  riskctx_assessment_set_incidents_from (self, end);
  return TRUE;
}

/**
 * riskctx_lesson_get_risk: (get-property risk)
 * @self: a lesson
 *
 * Gets the risk that the lesson is about.
 *
 * Returns: (transfer none): the risk
 *
 * Since: 1.0
 */
RiskctxRisk *
riskctx_lesson_get_risk (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), NULL);
  return self->risk;
}

/**
 * riskctx_lesson_get_consequence: (get-property consequence)
 * @self: a lesson
 *
 * Gets the consequence whose magnitude the lesson is about.
 *
 * Returns: (transfer none) (nullable): the consequence; %NULL where it is about the frequency
 *
 * Since: 1.0
 */
RiskctxConsequence *
riskctx_lesson_get_consequence (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), NULL);
  return self->consequence;
}

/**
 * riskctx_lesson_get_before: (get-property before)
 * @self: a lesson
 *
 * Gets the estimate as it was: a frequency in 1/year, or an amount in the currency of the
 * assessment.
 *
 * Returns: (transfer none): the estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_lesson_get_before (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), NULL);
  return self->before;
}

/**
 * riskctx_lesson_get_after: (get-property after)
 * @self: a lesson
 *
 * Gets the estimate as the incidents make it.
 *
 * Returns: (transfer none) (nullable): the estimate; %NULL where nothing follows, see
 *   [method@Lesson.get_reason]
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_lesson_get_after (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), NULL);
  return self->after;
}

/**
 * riskctx_lesson_get_count: (get-property count)
 * @self: a lesson
 *
 * Gets how many incidents count.
 *
 * Returns: how many events, or how many amounts
 *
 * Since: 1.0
 */
guint
riskctx_lesson_get_count (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), 0);
  return self->count;
}

/**
 * riskctx_lesson_get_exposure: (get-property exposure)
 * @self: a lesson
 *
 * Gets for how long was watched.
 *
 * Returns: the period, in years of 365.25 days
 *
 * Since: 1.0
 */
double
riskctx_lesson_get_exposure (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), 0);
  return self->exposure;
}

/**
 * riskctx_lesson_get_weight: (get-property weight)
 * @self: a lesson
 *
 * Gets the weight of what was observed beside what was believed.
 *
 * Returns: the weight, from 0 (only what was believed) to 1 (only what was observed); 0 where
 *   nothing follows
 *
 * Since: 1.0
 */
double
riskctx_lesson_get_weight (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), 0);
  return self->weight;
}

/**
 * riskctx_lesson_get_reason: (get-property reason)
 * @self: a lesson
 *
 * Gets why nothing follows.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL where something follows
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_lesson_get_reason (RiskctxLesson *self)
{
  g_return_val_if_fail (RISKCTX_IS_LESSON (self), NULL);
  return self->reason;
}
