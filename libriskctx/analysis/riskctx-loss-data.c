/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-data-private.h"

#include <string.h>

#include "riskctx-consequence.h"
#include "riskctx-item-private.h"
#include "riskctx-leak-amount.h"
#include "riskctx-money.h"
#include "riskctx-phrase-private.h"
#include "riskctx-risk.h"

#define DEFAULT_CURRENCY "JPY"

static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  const RiskctxLossSubject *self = user_data;

  return strcmp (self->ids[*(const guint *) a], self->ids[*(const guint *) b]);
}

static void
free_title (gpointer title)
{
  if (title != NULL)
    riskctx_text_unref (title);
}

static void
clear_stated (gpointer data)
{
  RiskctxStated *stated = data;

  riskctx_estimate_unref (stated->estimate);
  free_title (stated->title);
}

static void
add_stated (RiskctxLossSubject *self,
            const char         *member,
            RiskctxItem        *item,
            RiskctxEstimate    *estimate)
{
  RiskctxText *title = item != NULL ? riskctx_item_get_title (item) : NULL;
  const RiskctxStated stated = { member, title != NULL ? riskctx_text_ref (title) : NULL,
                                 estimate };

  g_array_append_val (self->stated, stated);
}

static void
list_stated (RiskctxLossSubject *self,
             RiskctxRisk        *risk)
{
  RiskctxItemList *consequences = riskctx_risk_get_consequences (risk);
  RiskctxEstimate *estimate;

  if ((estimate = riskctx_risk_get_frequency (risk)) != NULL)
    add_stated (self, "frequency", NULL, riskctx_estimate_ref (estimate));
  if ((estimate = riskctx_risk_get_vulnerability (risk)) != NULL)
    add_stated (self, "vulnerability", NULL, riskctx_estimate_ref (estimate));
  for (guint i = 0; i < riskctx_item_list_get_length (consequences); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (consequences, i);
      RiskctxConsequence *consequence = RISKCTX_CONSEQUENCE (item);

      if ((estimate = riskctx_consequence_get_probability (consequence)) != NULL)
        add_stated (self, "probability", item, riskctx_estimate_ref (estimate));
      estimate = riskctx_consequence_estimate_magnitude (consequence, NULL);
      if (estimate != NULL)
        add_stated (self, "magnitude", item, estimate);
    }
}

RiskctxLossSubject *
riskctx_loss_subject_new (RiskctxAssessment *assessment,
                          const char *const *options)
{
  static const char *const none[] = { NULL };
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  RiskctxLossSubject *self = g_atomic_rc_box_new0 (RiskctxLossSubject);
  const char *currency = riskctx_assessment_get_currency (assessment);

  self->options = g_strdupv ((char **) (options != NULL ? options : none));
  self->currency = g_strdup (currency != NULL ? currency : DEFAULT_CURRENCY);
  self->n_risks = riskctx_item_list_get_length (risks);
  self->ids = g_new0 (char *, self->n_risks + 1);
  self->titles = g_ptr_array_new_with_free_func (free_title);
  self->categories = g_new (int, MAX (self->n_risks, 1));
  self->sorted = g_new (guint, MAX (self->n_risks, 1));
  self->stated = g_array_new (FALSE, FALSE, sizeof (RiskctxStated));
  g_array_set_clear_func (self->stated, clear_stated);
  self->first = g_new0 (guint, self->n_risks + 1);
  for (guint i = 0; i < self->n_risks; i++)
    {
      RiskctxItem *risk = riskctx_item_list_peek (risks, i);
      RiskctxText *title = riskctx_item_get_title (risk);

      self->ids[i] = g_strdup (riskctx_item_get_id (risk));
      g_ptr_array_add (self->titles, title != NULL ? riskctx_text_ref (title) : NULL);
      self->categories[i] = (int) riskctx_risk_get_category ((RiskctxRisk *) risk);
      self->sorted[i] = i;
      list_stated (self, RISKCTX_RISK (risk));
      self->first[i + 1] = self->stated->len;
    }
  g_qsort_with_data (self->sorted, (int) self->n_risks, sizeof *self->sorted, compare_ids, self);
  return self;
}

RiskctxLossSubject *
riskctx_loss_subject_ref (RiskctxLossSubject *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
subject_clear (gpointer data)
{
  RiskctxLossSubject *self = data;

  g_strfreev (self->options);
  g_free (self->currency);
  g_strfreev (self->ids);
  g_ptr_array_unref (self->titles);
  g_free (self->categories);
  g_free (self->sorted);
  g_array_unref (self->stated);
  g_free (self->first);
}

void
riskctx_loss_subject_unref (RiskctxLossSubject *self)
{
  g_atomic_rc_box_release_full (self, subject_clear);
}

static const char *
key_of_reason (RiskctxSimulateReason reason)
{
  switch (reason)
    {
    case RISKCTX_SIMULATE_REASON_INDEPENDENT:
      return "method.independent";
    case RISKCTX_SIMULATE_REASON_DEPENDENT:
      return "method.dependent";
    case RISKCTX_SIMULATE_REASON_SHARED_EFFECTS:
      return "method.shared-effects";
    case RISKCTX_SIMULATE_REASON_UNCERTAIN:
      return "method.uncertain";
    case RISKCTX_SIMULATE_REASON_INSURANCE:
      return "method.insurance";
    case RISKCTX_SIMULATE_REASON_SAMPLES:
      return "method.samples";
    case RISKCTX_SIMULATE_REASON_SPREAD:
      return "method.spread";
    case RISKCTX_SIMULATE_REASON_NONE:
    default:
      return "method.asked";
    }
}

static const char *
key_of_method (const RiskctxSimulateResult *result)
{
  switch (result->method)
    {
    case RISKCTX_SIMULATE_EXACT:
      return "method.exact";
    case RISKCTX_SIMULATE_YEARS:
      return "method.years";
    case RISKCTX_SIMULATE_AUTO:
    case RISKCTX_SIMULATE_MONTE_CARLO:
    default:
      return "method.monte-carlo";
    }
}

static RiskctxText *
describe_method (const RiskctxSimulateResult *result)
{
  static const char *const samplings[] = {
    [RISKCTX_SIMULATE_PLAIN] = "simulation-sampling.plain",
    [RISKCTX_SIMULATE_STRATIFIED] = "simulation-sampling.stratified",
    [RISKCTX_SIMULATE_SOBOL] = "simulation-sampling.sobol",
  };
  g_autofree char *trials = riskctx_format_number ((double) result->trials, 0);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, result->seed);
  g_autofree char *n_whole = g_strdup_printf ("%u", result->n_whole);
  g_autofree char *n_risks = g_strdup_printf ("%u", result->n_risks);
  g_autoptr(RiskctxText) years = riskctx_phrase_constant (trials);
  g_autoptr(RiskctxText) start = riskctx_phrase_constant (seed);
  g_autoptr(RiskctxText) reason = riskctx_phrase (key_of_reason (result->reason));
  g_autoptr(RiskctxText) sampling = riskctx_phrase (samplings[result->sampling]);
  g_autoptr(RiskctxText) whole = riskctx_phrase_constant (n_whole);
  g_autoptr(RiskctxText) all = riskctx_phrase_constant (n_risks);
  RiskctxText *const args[] = { years, start, reason, sampling, whole, all };

  return riskctx_phrase_texts (key_of_method (result), args, G_N_ELEMENTS (args));
}

RiskctxLossData *
riskctx_loss_data_new (RiskctxLossSubject    *subject,
                       RiskctxSimulateResult *result)
{
  RiskctxLossData *self = g_atomic_rc_box_new0 (RiskctxLossData);

  self->subject = riskctx_loss_subject_ref (subject);
  self->result = result;
  self->note = describe_method (result);
  return self;
}

RiskctxLossData *
riskctx_loss_data_ref (RiskctxLossData *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
data_clear (gpointer data)
{
  RiskctxLossData *self = data;

  riskctx_loss_subject_unref (self->subject);
  riskctx_simulate_result_free (self->result);
  riskctx_text_unref (self->note);
}

void
riskctx_loss_data_unref (RiskctxLossData *self)
{
  g_atomic_rc_box_release_full (self, data_clear);
}
