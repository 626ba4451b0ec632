/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-expert-panel.h"

#include <math.h>

#include "riskctx-calibration-private.h"
#include "riskctx-error.h"
#include "riskctx-math-private.h"
#include "riskctx-phrase-private.h"
#include "riskctx-result-private.h"

#define QUANTILES 3 /* 5 %, 50 % and 95 % */
#define BINS (QUANTILES + 1)
#define OVERSHOOT 0.1 /* of the range that all answers to a question span, on either side */
#define MOST_EXPERTS 1000
#define MOST_QUESTIONS 100000

static const double expected[BINS] = { 0.05, 0.45, 0.45, 0.05 };

typedef struct
{
  char  *name;
  double calibration; /* NaN without questions, like the next */
  double information;
  double weight;
} Expert;

/**
 * RiskctxExpertPanel:
 *
 * Several experts, with the weight of each: equal, or by how well they answered questions whose
 * answers are known.
 *
 * The second is Cooke's classical model. Each expert states the 5 %, 50 % and 95 % quantile of
 * every known quantity. Calibration is the p-value of the claim that the truths fall between them
 * as often as they should: the upper tail of chi-square with 3 degrees of freedom at
 * 2 n Σ sᵢ log (sᵢ/pᵢ), with the observed shares s and the shares p = 0.05, 0.45, 0.45, 0.05.
 * Information is how much narrower the answers are than a uniform law on the range that all answers
 * and the truth span, with a tenth more on either side: Σ pᵢ log (pᵢ/rᵢ), on average over the
 * questions. The weight is their product, and 0 for a calibration below the cutoff.
 *
 * Source: R. M. Cooke, Experts in Uncertainty, Oxford University Press, 1991, chapter 12.
 *
 * Values of this type are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxExpertPanel
{
  gatomicrefcount ref_count;
  gboolean        calibrated;
  guint           n_questions;
  double          cutoff;
  GPtrArray      *experts;
};

G_DEFINE_BOXED_TYPE (RiskctxExpertPanel, riskctx_expert_panel, riskctx_expert_panel_ref,
                     riskctx_expert_panel_unref)

static const RiskctxResultField expert_rows[] = {
  { "name", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Expert, name), "Who." },
  { "weight", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Expert, weight),
    "The weight; all add up to 1." },
  { "calibration", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Expert, calibration),
    "How likely the truths fall so between the answers if those are right." },
  { "information", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Expert, information),
    "How much narrower the answers are than the whole range." },
};

static const RiskctxResultShape expert_shape
  = RISKCTX_RESULT_SHAPE ("Expert", "One expert of a panel.", expert_rows);

static const RiskctxResultField rows[] = {
  { "calibrated", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxExpertPanel, calibrated),
    "Whether the weights come from questions whose answers are known." },
  { "questions", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxExpertPanel, n_questions),
    "How many there were." },
  { "cutoff", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxExpertPanel, cutoff),
    "The calibration below which an expert has no weight." },
  { "experts", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxExpertPanel, experts),
    "The experts, in the order given.", NULL, &expert_shape },
};

static const RiskctxResultShape shape
  = RISKCTX_RESULT_SHAPE ("ExpertPanel", "Experts with their weights.", rows);

static void
expert_free (gpointer data)
{
  Expert *self = data;

  g_free (self->name);
  g_free (self);
}

static Expert *
expert_at (RiskctxExpertPanel *self,
           guint               position)
{
  return g_ptr_array_index (self->experts, position);
}

/**
 * riskctx_expert_panel_new:
 * @names: (array zero-terminated=1): the names of the experts, at least one
 *
 * Makes a panel whose experts have equal weights.
 *
 * Returns: (transfer full): a new panel
 *
 * Since: 1.0
 */
RiskctxExpertPanel *
riskctx_expert_panel_new (const char *const *names)
{
  RiskctxExpertPanel *self;

  g_return_val_if_fail (names != NULL && names[0] != NULL, NULL);

  self = g_new0 (RiskctxExpertPanel, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->experts = g_ptr_array_new_with_free_func (expert_free);
  self->cutoff = NAN;
  for (guint i = 0; names[i] != NULL; i++)
    {
      Expert *expert = g_new0 (Expert, 1);

      expert->name = g_strdup (names[i]);
      expert->calibration = expert->information = NAN;
      expert->weight = 1.0 / g_strv_length ((char **) names);
      g_ptr_array_add (self->experts, expert);
    }
  return self;
}

static gboolean
check_answers (guint         n_experts,
               const double *quantiles,
               guint         n_quantiles,
               const double *truths,
               guint         n_truths,
               double        cutoff,
               GError      **error)
{
  if (n_truths < 1 || n_truths > MOST_QUESTIONS || n_experts > MOST_EXPERTS
      || n_quantiles != QUANTILES * n_experts * n_truths)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "%u experts and %u questions need three quantiles each, got %u", n_experts,
                   n_truths, n_quantiles);
      return FALSE;
    }
  if (!(cutoff >= 0 && cutoff < 1))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "the cutoff must be at least 0 and below 1");
      return FALSE;
    }
  for (guint i = 0; i < n_truths; i++)
    if (!isfinite (truths[i]))
      {
        g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                     "the answer to question %u is not a number", i + 1);
        return FALSE;
      }
  for (guint i = 0; i < n_quantiles; i += QUANTILES)
    if (!(isfinite (quantiles[i]) && isfinite (quantiles[i + 2])
          && quantiles[i] < quantiles[i + 1] && quantiles[i + 1] < quantiles[i + 2]))
      {
        g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                     "expert %u, question %u: the three quantiles must rise",
                     i / QUANTILES / n_truths + 1, i / QUANTILES % n_truths + 1);
        return FALSE;
      }
  return TRUE;
}

static double
calibration_of (const double *quantiles,
                const double *truths,
                guint         n)
{
  double found[BINS] = { 0 }, sum = 0;

  for (guint q = 0; q < n; q++)
    {
      guint bin = 0;

      while (bin < QUANTILES && truths[q] > quantiles[QUANTILES * q + bin])
        bin++;
      found[bin] += 1.0 / n;
    }
  for (guint b = 0; b < BINS; b++)
    if (found[b] > 0)
      sum += found[b] * riskctx_math_log (found[b] / expected[b]);
  return riskctx_math_gamma_upper (QUANTILES / 2.0, MAX (n * sum, 0));
}

/* The range of a question, of all experts and the truth */
static void
find_range (const double *quantiles,
            const double *truths,
            guint         n_experts,
            guint         n,
            guint         question,
            double       *low,
            double       *high)
{
  double wider;

  *low = *high = truths[question];
  for (guint e = 0; e < n_experts; e++)
    {
      const double *answer = quantiles + QUANTILES * ((gsize) e * n + question);

      *low = MIN (*low, answer[0]);
      *high = MAX (*high, answer[2]);
    }
  wider = OVERSHOOT * (*high - *low);
  *low -= wider;
  *high += wider;
}

static double
information_of (const double *answer,
                double        low,
                double        high)
{
  const double edges[] = { low, answer[0], answer[1], answer[2], high };
  double sum = 0;

  for (guint b = 0; b < BINS; b++)
    sum += expected[b]
           * riskctx_math_log (expected[b] * (high - low) / (edges[b + 1] - edges[b]));
  return sum;
}

/**
 * riskctx_expert_panel_new_calibrated:
 * @names: (array zero-terminated=1): the names of the experts, at least one
 * @quantiles: (array length=n_quantiles): the 5 %, 50 % and 95 % quantile of every answer: all
 *   questions of the first expert, of the second, and so on
 * @n_quantiles: 3 × experts × questions
 * @truths: (array length=n_truths): the true answers
 * @n_truths: how many questions; ten are thought to be the least that tells something
 * @cutoff: the calibration below which an expert has no weight, usually 0.05; 0 for none
 * @error: return location for an error
 *
 * Makes a panel whose experts have weights by Cooke's classical model.
 *
 * Fails with [error@Error.INVALID] if a number is out of range or the quantiles of an answer do not
 * rise, and with [error@Error.UNDEFINED] if no expert reaches the cutoff.
 *
 * Returns: (transfer full): a new panel
 *
 * Since: 1.0
 */
RiskctxExpertPanel *
riskctx_expert_panel_new_calibrated (const char *const *names,
                                     const double      *quantiles,
                                     guint              n_quantiles,
                                     const double      *truths,
                                     guint              n_truths,
                                     double             cutoff,
                                     GError           **error)
{
  g_autoptr(RiskctxExpertPanel) self = NULL;
  double sum = 0;

  g_return_val_if_fail (names != NULL && names[0] != NULL, NULL);
  g_return_val_if_fail (quantiles != NULL || n_quantiles == 0, NULL);
  g_return_val_if_fail (truths != NULL || n_truths == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = riskctx_expert_panel_new (names);
  if (!check_answers (self->experts->len, quantiles, n_quantiles, truths, n_truths, cutoff, error))
    return NULL;
  self->calibrated = TRUE;
  self->n_questions = n_truths;
  self->cutoff = cutoff;
  for (guint e = 0; e < self->experts->len; e++)
    {
      Expert *expert = expert_at (self, e);
      const double *answers = quantiles + (gsize) QUANTILES * e * n_truths;

      expert->information = 0;
      expert->calibration = calibration_of (answers, truths, n_truths);
      for (guint q = 0; q < n_truths; q++)
        {
          double low, high;

          find_range (quantiles, truths, self->experts->len, n_truths, q, &low, &high);
          expert->information += information_of (answers + QUANTILES * q, low, high) / n_truths;
        }
      expert->weight = expert->calibration >= cutoff ? expert->calibration * expert->information
                                                     : 0;
      sum += expert->weight;
    }
  if (!(sum > 0))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                   "no expert is calibrated well enough: weigh them equally, or lower the cutoff");
      return NULL;
    }
  for (guint e = 0; e < self->experts->len; e++)
    expert_at (self, e)->weight /= sum;
  return g_steal_pointer (&self);
}

/**
 * riskctx_expert_panel_ref:
 * @self: a panel
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxExpertPanel *
riskctx_expert_panel_ref (RiskctxExpertPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_expert_panel_unref:
 * @self: (transfer full): a panel
 *
 * Drops a reference; the last one frees the panel.
 *
 * Since: 1.0
 */
void
riskctx_expert_panel_unref (RiskctxExpertPanel *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->experts);
  g_free (self);
}

/**
 * riskctx_expert_panel_get_n_experts:
 * @self: a panel
 *
 * Tells how many experts there are.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
riskctx_expert_panel_get_n_experts (RiskctxExpertPanel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->experts->len;
}

/**
 * riskctx_expert_panel_get_weight:
 * @self: a panel
 * @position: of the expert, from 0
 *
 * Gets the weight of an expert; all add up to 1.
 *
 * Returns: the weight
 *
 * Since: 1.0
 */
double
riskctx_expert_panel_get_weight (RiskctxExpertPanel *self,
                                 guint               position)
{
  g_return_val_if_fail (self != NULL && position < self->experts->len, 0);

  return expert_at (self, position)->weight;
}

static double
score_of (RiskctxExpertPanel *self,
          double              score,
          GError            **error)
{
  if (self->calibrated)
    return score;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
               "the experts were not asked what is known already");
  return 0;
}

/**
 * riskctx_expert_panel_get_calibration:
 * @self: a panel
 * @position: of the expert, from 0
 * @error: return location for an error
 *
 * Gets how well the expert's quantiles hold the truth.
 *
 * Fails with [error@Error.UNDEFINED] if the panel was made without questions.
 *
 * Returns: the calibration, from 0 to 1
 *
 * Since: 1.0
 */
double
riskctx_expert_panel_get_calibration (RiskctxExpertPanel *self,
                                      guint               position,
                                      GError            **error)
{
  g_return_val_if_fail (self != NULL && position < self->experts->len, 0);

  return score_of (self, expert_at (self, position)->calibration, error);
}

/**
 * riskctx_expert_panel_get_information:
 * @self: a panel
 * @position: of the expert, from 0
 * @error: return location for an error
 *
 * Gets how narrow the expert's answers are.
 *
 * Fails with [error@Error.UNDEFINED] if the panel was made without questions.
 *
 * Returns: the information, at least 0
 *
 * Since: 1.0
 */
double
riskctx_expert_panel_get_information (RiskctxExpertPanel *self,
                                      guint               position,
                                      GError            **error)
{
  g_return_val_if_fail (self != NULL && position < self->experts->len, 0);

  return score_of (self, expert_at (self, position)->information, error);
}

/**
 * riskctx_expert_panel_pool:
 * @self: a panel
 * @estimates: (array length=n_estimates): what each expert says of one quantity
 * @n_estimates: as many as experts
 * @error: return location for an error
 *
 * Pools estimates linearly: a mixture of the experts' laws with their weights. Where they disagree
 * it is as wide as their disagreement.
 *
 * Fails with [error@Error.INVALID] if the numbers differ.
 *
 * Returns: (transfer full): the pooled estimate, in the unit of the first, on the basis of experts'
 *   judgment
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_expert_panel_pool (RiskctxExpertPanel     *self,
                           RiskctxEstimate *const *estimates,
                           guint                   n_estimates,
                           GError                **error)
{
  g_autofree RiskctxEstimate **parts = NULL;
  g_autofree double *weights = NULL;
  g_autoptr(GString) named = g_string_new (NULL);
  g_autoptr(RiskctxText) said_names = NULL;
  g_autoptr(RiskctxText) questions = NULL;
  guint n = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (estimates != NULL || n_estimates == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_estimates != self->experts->len)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "there are %u experts, but %u estimates", self->experts->len, n_estimates);
      return NULL;
    }
  parts = g_new (RiskctxEstimate *, n_estimates);
  weights = g_new (double, n_estimates);
  for (guint e = 0; e < n_estimates; e++)
    {
      const Expert *expert = expert_at (self, e);
      char percent[G_ASCII_DTOSTR_BUF_SIZE];

      if (expert->weight <= 0)
        continue;
      parts[n] = estimates[e];
      weights[n++] = expert->weight;
      g_string_append_printf (named, "%s%s %s %%", named->len > 0 ? ", " : "", expert->name,
                              g_ascii_formatd (percent, sizeof percent, "%.1f",
                                               100 * expert->weight));
    }
  said_names = riskctx_phrase_constant (named->str);
  questions = riskctx_calibration_number (self->n_questions);

  RiskctxText *const args[] = { said_names, questions };

  return riskctx_calibration_found (
    riskctx_estimate_new_mixture (parts, n, weights, n, error), RISKCTX_BASIS_EXPERT, estimates[0],
    self->calibrated ? "calibration.pool-weighted" : "calibration.pool", args, G_N_ELEMENTS (args));
}

/**
 * riskctx_expert_panel_to_json:
 * @self: a panel
 *
 * Describes the panel as JSON.
 *
 * Returns: (transfer full): an object that keeps to [func@ExpertPanel.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_expert_panel_to_json (RiskctxExpertPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return riskctx_result_write (&shape, self);
}

/**
 * riskctx_expert_panel_get_schema:
 *
 * Describes what [method@ExpertPanel.to_json] writes.
 *
 * Returns: (transfer full): a JSON Schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_expert_panel_get_schema (void)
{
  return riskctx_result_schema (&shape);
}
