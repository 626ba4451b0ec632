/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-cycle-private.h"

#include <string.h>

#include "riskctx-check-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"
#include "riskctx-words.h"

/* One turn of the cycle: whom it was talked about with, and what is put on record. */

#define LAST_STATE RISKCTX_LOOP_STATE_CLOSED

static int
compare_dates (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return g_strcmp0 (riskctx_consultation_get_date ((RiskctxConsultation *) a),
                    riskctx_consultation_get_date ((RiskctxConsultation *) b));
}

/**
 * riskctx_cycle_list_consultations:
 * @self: a cycle
 * @stakeholder: (nullable): the id of a stakeholder; %NULL for all
 *
 * Lists what was communicated, discussed and agreed, and with whom.
 *
 * Returns: (transfer full): a list of [class@Consultation] by date, those without a date first
 *
 * Since: 1.0
 */
GListStore *
riskctx_cycle_list_consultations (RiskctxCycle *self,
                                  const char   *stakeholder)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);

  RiskctxItemList *consultations = riskctx_assessment_get_consultations (self->assessment);
  GListStore *list = g_list_store_new (RISKCTX_TYPE_CONSULTATION);

  for (guint i = 0; i < riskctx_item_list_get_length (consultations); i++)
    {
      RiskctxConsultation *consultation = riskctx_item_list_peek (consultations, i);
      const char *const *who = riskctx_consultation_get_stakeholders (consultation);

      if (stakeholder == NULL || (who != NULL && g_strv_contains (who, stakeholder)))
        g_list_store_append (list, consultation);
    }
  g_list_store_sort (list, compare_dates, NULL);
  return list;
}

static gboolean
was_consulted (RiskctxCycle *self,
               const char   *stakeholder)
{
  g_autoptr(GListStore) list = riskctx_cycle_list_consultations (self, stakeholder);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr(RiskctxConsultation) last =
    n > 0 ? g_list_model_get_item (G_LIST_MODEL (list), n - 1) : NULL;

  if (last == NULL)
    return FALSE;
  return self->latest == NULL
         || g_strcmp0 (riskctx_consultation_get_date (last),
                       riskctx_review_get_date (self->latest)) >= 0;
}

/**
 * riskctx_cycle_list_not_consulted:
 * @self: a cycle
 *
 * Lists the stakeholders with whom nothing was discussed since the latest review, or ever if there
 * is none.
 *
 * Returns: (transfer full): a list of [class@Stakeholder], in their order in the document
 *
 * Since: 1.0
 */
GListStore *
riskctx_cycle_list_not_consulted (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);

  RiskctxItemList *stakeholders = riskctx_assessment_get_stakeholders (self->assessment);
  GListStore *list = g_list_store_new (RISKCTX_TYPE_STAKEHOLDER);

  for (guint i = 0; i < riskctx_item_list_get_length (stakeholders); i++)
    {
      RiskctxItem *stakeholder = riskctx_item_list_peek (stakeholders, i);
      const char *id = riskctx_item_get_id (stakeholder);

      if (id == NULL || !was_consulted (self, id))
        g_list_store_append (list, stakeholder);
    }
  return list;
}

/* Which states a step leads to, as nicknames: a, b */
static char *
steps_from (RiskctxLoopState state)
{
  GString *names = g_string_new (NULL);

  for (int i = 0; i <= LAST_STATE; i++)
    if (riskctx_loop_state_allows (state, (RiskctxLoopState) i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              riskctx_enum_to_nick (RISKCTX_TYPE_LOOP_STATE, i));
  return g_string_free (names, FALSE);
}

static gboolean
check_turn (RiskctxCycle     *self,
            const char       *date,
            RiskctxLoopState  state,
            const char       *next_date,
            GError          **error)
{
  const char *last = self->latest != NULL ? riskctx_review_get_date (self->latest) : NULL;
  /* The first review may say where things stand, whatever that is. */
  const gboolean fits = self->latest == NULL || riskctx_loop_state_allows (self->state, state);
  g_autofree char *steps = NULL;

  if (!riskctx_date_is_valid (date) || (next_date != NULL && !riskctx_date_is_valid (next_date)))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "“%s” is no calendar date such as 2026-04-01",
                   riskctx_date_is_valid (date) ? next_date : date);
      return FALSE;
    }
  if (last != NULL && strcmp (date, last) < 0)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "a review on %s would be before the latest one, on %s", date, last);
      return FALSE;
    }
  if (next_date != NULL && strcmp (next_date, date) < 0)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "the next review, on %s, would be before this one, on %s", next_date, date);
      return FALSE;
    }
  if (fits)
    return TRUE;
  steps = steps_from (self->state);
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
               "no step leads from %s to %s; from there: %s",
               riskctx_enum_to_nick (RISKCTX_TYPE_LOOP_STATE, self->state),
               riskctx_enum_to_nick (RISKCTX_TYPE_LOOP_STATE, (int) state), steps);
  return FALSE;
}

static char *
free_id (RiskctxAssessment *assessment,
         const char        *date)
{
  char *id = g_strconcat ("review-", date, NULL);

  for (guint n = 2; riskctx_assessment_find (assessment, id) != NULL; n++)
    {
      g_free (id);
      id = g_strdup_printf ("review-%s-%u", date, n);
    }
  return id;
}

static char **
gaps_of (RiskctxAssessment *assessment)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (assessment);
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (statement));

      if (riskctx_statement_get_kind (statement) == RISKCTX_STATEMENT_KIND_GAP && id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

/* What has been agreed is carried on, until the cycle begins anew. */
static gboolean
carries_options (RiskctxLoopState state)
{
  return state == RISKCTX_LOOP_STATE_REDEPLOYMENT || state == RISKCTX_LOOP_STATE_PLANNED
         || state == RISKCTX_LOOP_STATE_EXECUTED;
}

static RiskctxReview *
new_review (RiskctxCycle    *self,
            const char      *date,
            RiskctxLoopState state,
            const char      *next_date)
{
  g_autofree char *id = free_id (self->assessment, date);
  g_auto(GStrv) gaps = gaps_of (self->assessment);
  g_auto(GStrv) options = riskctx_cycle_propose_options (self);
  g_autoptr(RiskctxText) title = riskctx_phrase_plain ("context.cycle.title", date, NULL);
  RiskctxReview *review = riskctx_review_new (id);

  riskctx_item_set_title (RISKCTX_ITEM (review), title);
  riskctx_review_set_date (review, date);
  riskctx_review_set_loop (review, state == RISKCTX_LOOP_STATE_INTERNAL_LOOP
                                     ? RISKCTX_LOOP_INTERNAL : RISKCTX_LOOP_EXTERNAL_INFORMED);
  riskctx_review_set_state (review, state);
  if (gaps[0] != NULL)
    riskctx_review_set_gaps (review, (const char *const *) gaps);
  if (carries_options (state) && options[0] != NULL)
    riskctx_review_set_options (review, (const char *const *) options);
  if (next_date != NULL)
    riskctx_review_set_next_date (review, next_date);
  return review;
}

/**
 * riskctx_cycle_record:
 * @self: a cycle
 * @date: when the review takes place, as a calendar date such as 2026-04-01
 * @state: the state that is reached
 * @next_date: (nullable): when it is reviewed next
 * @error: return location for an error
 *
 * Adds a review to the assessment, with the gaps as they are and, once it is agreed, the options
 * that [method@Cycle.propose_options] proposes, and moves the cycle on. What was decided, and the
 * name of the document as it was then, are set on the review that is returned.
 *
 * Fails with [error@Error.INVALID] if a date is none or out of order, or if no step of the cycle
 * leads to the state; nothing is added then.
 *
 * Returns: (transfer none): the review
 *
 * Since: 1.0
 */
RiskctxReview *
riskctx_cycle_record (RiskctxCycle    *self,
                      const char      *date,
                      RiskctxLoopState state,
                      const char      *next_date,
                      GError         **error)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self) && date != NULL, NULL);
  g_return_val_if_fail ((guint) state <= LAST_STATE, NULL);

  g_autoptr(RiskctxReview) review = NULL;

  if (!check_turn (self, date, state, next_date, error))
    return NULL;
  review = new_review (self, date, state, next_date);
  riskctx_item_list_append (riskctx_assessment_get_reviews (self->assessment),
                            RISKCTX_ITEM (review));
  riskctx_cycle_read (self);
  return review; /* the list keeps it */
}
