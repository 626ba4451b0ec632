/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-count-fit.h"

#include <math.h>

#include "riskctx-calibration-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-math-private.h"
#include "riskctx-money.h"
#include "riskctx-phrase-private.h"
#include "riskctx-result-private.h"

#define FEWEST 2
#define MOST 1000000
#define REJECTED 0.05
#define NARROW 1e6 /* a dispersion from which on nobody can tell the law from Poisson's */

/**
 * RiskctxCountFit:
 *
 * How often something happens, from the number of events in several periods: its rate, whether the
 * events come by chance alone (Poisson) or in clusters (negative binomial), and how strongly.
 *
 * Values of this type are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxCountFit
{
  gatomicrefcount  ref_count;
  guint            n;
  double           events;
  double           exposure;
  int              model;
  double           rate;
  double           dispersion; /* NaN for Poisson */
  double           index;
  double           p_value;
  double           log_likelihood; /* of the model */
  double           poisson;        /* of Poisson's */
  RiskctxEstimate *estimate;
};

G_DEFINE_BOXED_TYPE (RiskctxCountFit, riskctx_count_fit, riskctx_count_fit_ref,
                     riskctx_count_fit_unref)

static const RiskctxResultField rows[] = {
  { "n", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxCountFit, n), "How many periods." },
  { "events", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, events),
    "How many events in all of them." },
  { "exposure", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, exposure),
    "How long they are together, in years." },
  { "model", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxCountFit, model),
    "The law of the number of events.", riskctx_frequency_model_get_type },
  { "rate", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, rate),
    "The rate that makes the counts likeliest, in 1/year." },
  { "dispersion", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, dispersion),
    "The dispersion k of a negative binomial law." },
  { "dispersion_index", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, index),
    "How many times as much the counts vary as chance alone would make them." },
  { "dispersion_p", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, p_value),
    "How likely chance alone makes them vary as much." },
  { "log_likelihood", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, log_likelihood),
    "The logarithm of the likelihood under the model." },
  { "poisson_log_likelihood", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxCountFit, poisson),
    "The same under a Poisson law." },
};

static const RiskctxResultShape shape
  = RISKCTX_RESULT_SHAPE ("CountFit", "A law fitted to numbers of events.", rows);

typedef struct
{
  guint         n;
  const double *counts;
  const double *exposures; /* NULL: a year each */
} Counts;

static double
exposure_of (const Counts *self,
             guint         i)
{
  return self->exposures != NULL ? self->exposures[i] : 1;
}

/* k = INFINITY: Poisson */
static double
log_likelihood (const Counts *self,
                double        rate,
                double        k)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const double count = self->counts[i], mean = rate * exposure_of (self, i);

      sum -= riskctx_math_lgamma (count + 1);
      if (count > 0)
        sum += count * riskctx_math_log (mean);
      if (isinf (k))
        sum -= mean;
      else
        sum += riskctx_math_lgamma (count + k) - riskctx_math_lgamma (k)
               - count * riskctx_math_log (k) - (count + k) * riskctx_math_log1p (mean / k);
    }
  return sum;
}

/* The likeliest rate for a dispersion: Σ (count − mean) / (1 + mean / k) falls as the rate rises */
static double
rate_for (const Counts *self,
          double        k)
{
  double low = 0, high = 0;

  for (guint i = 0; i < self->n; i++)
    high = MAX (high, self->counts[i] / exposure_of (self, i));
  for (guint step = 0; step < 100; step++)
    {
      const double rate = (low + high) / 2;
      double slope = 0;

      for (guint i = 0; i < self->n; i++)
        {
          const double mean = rate * exposure_of (self, i);

          slope += (self->counts[i] - mean) / (1 + mean / k);
        }
      if (slope > 0)
        low = rate;
      else
        high = rate;
    }
  return (low + high) / 2;
}

static double
profile (const Counts *self,
         double        log_k)
{
  const double k = riskctx_math_exp (log_k);

  return log_likelihood (self, rate_for (self, k), k);
}

/* The likeliest dispersion, by golden sections of its logarithm; INFINITY if it has no bound */
static double
find_dispersion (const Counts *self)
{
  const double golden = 0.61803398874989484820;
  double low = riskctx_math_log (1e-3), high = riskctx_math_log (NARROW);
  double left = high - golden * (high - low), right = low + golden * (high - low);
  double at_left = profile (self, left), at_right = profile (self, right);

  for (guint i = 0; i < 60; i++)
    {
      if (at_left >= at_right)
        {
          high = right;
          right = left;
          at_right = at_left;
          left = high - golden * (high - low);
          at_left = profile (self, left);
        }
      else
        {
          low = left;
          left = right;
          at_left = at_right;
          right = low + golden * (high - low);
          at_right = profile (self, right);
        }
    }
  return riskctx_math_exp ((low + high) / 2) < NARROW / 2 ? riskctx_math_exp ((low + high) / 2)
                                                          : INFINITY;
}

static gboolean
check (const Counts *self,
       GError      **error)
{
  if (self->n < FEWEST || self->n > MOST)
    {
      g_set_error (error, RISKCTX_ERROR,
                   self->n > MOST ? RISKCTX_ERROR_TOO_LARGE : RISKCTX_ERROR_UNDEFINED,
                   "from %d to %d periods are possible, got %u", FEWEST, MOST, self->n);
      return FALSE;
    }
  for (guint i = 0; i < self->n; i++)
    {
      if (!riskctx_calibration_least ("a number of events", self->counts[i], 0, error)
          || !riskctx_calibration_above ("an exposure", exposure_of (self, i), 0, error))
        return FALSE;
      if (self->counts[i] != floor (self->counts[i]))
        {
          g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                       "a number of events must be whole");
          return FALSE;
        }
    }
  return TRUE;
}

/* How well the rate is known: by Jeffreys' prior, or by the information in clustered counts */
static RiskctxEstimate *
estimate_rate (RiskctxCountFit *self,
               const Counts    *counts,
               GError         **error)
{
  g_autoptr(RiskctxText) events = riskctx_calibration_number (self->events);
  g_autoptr(RiskctxText) exposure = riskctx_calibration_number (self->exposure);
  g_autoptr(RiskctxText) n = riskctx_calibration_number (self->n);
  RiskctxText *const args[] = { events, exposure, n };
  double information = 0;

  if (self->model == RISKCTX_FREQUENCY_MODEL_POISSON)
    return riskctx_estimate_new_rate (self->events, self->exposure, error);
  for (guint i = 0; i < counts->n; i++)
    {
      const double time = exposure_of (counts, i);

      information += time / (self->rate * (1 + self->rate * time / self->dispersion));
    }
  return riskctx_calibration_found (
    riskctx_estimate_new_gamma (self->rate, 1 / (self->rate * sqrt (information)), error),
    RISKCTX_BASIS_MEASURED, NULL, "calibration.rate-clustered", args, G_N_ELEMENTS (args));
}

/**
 * riskctx_count_fit_new:
 * @counts: (array length=n_counts): how many events there were in each period, whole numbers
 * @n_counts: how many periods, from 2 to 1,000,000
 * @exposures: (array length=n_exposures) (nullable): how long each was, in years; %NULL for a year
 *   each
 * @n_exposures: the same number, or 0
 * @error: return location for an error
 *
 * Fits a law to numbers of events.
 *
 * Pearson's X² = Σ (count − mean)² / mean tells whether they vary more than a Poisson law lets
 * them: its tail under chi-square with n − 1 degrees is the p-value. Below 5 % the negative
 * binomial law is taken, with the likeliest rate and dispersion, and the uncertainty of the rate
 * that its information gives; otherwise Poisson's, with the rate of
 * [ctor@Estimate.new_rate].
 *
 * Source: Cameron, Trivedi, Regression Analysis of Count Data, 2nd ed., sections 2.4 and 3.3.
 *
 * Fails with [error@Error.INVALID] if a number is out of range or not whole, with
 * [error@Error.UNDEFINED] if there are too few periods, and with [error@Error.TOO_LARGE] if there
 * are too many.
 *
 * Returns: (transfer full): the fit
 *
 * Since: 1.0
 */
RiskctxCountFit *
riskctx_count_fit_new (const double *counts,
                       guint         n_counts,
                       const double *exposures,
                       guint         n_exposures,
                       GError      **error)
{
  const Counts data = { n_counts, counts, n_exposures > 0 ? exposures : NULL };
  g_autoptr(RiskctxCountFit) self = NULL;
  double dispersion = INFINITY;

  g_return_val_if_fail (counts != NULL || n_counts == 0, NULL);
  g_return_val_if_fail (exposures != NULL || n_exposures == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_exposures > 0 && n_exposures != n_counts)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "there are %u counts, but %u exposures", n_counts, n_exposures);
      return NULL;
    }
  if (!check (&data, error))
    return NULL;
  self = g_new0 (RiskctxCountFit, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n_counts;
  for (guint i = 0; i < n_counts; i++)
    {
      self->events += counts[i];
      self->exposure += exposure_of (&data, i);
    }
  self->rate = self->events / self->exposure;
  self->index = self->p_value = 1;
  if (self->events > 0)
    {
      const double degrees = n_counts - 1.0;
      double square = 0;

      for (guint i = 0; i < n_counts; i++)
        {
          const double mean = self->rate * exposure_of (&data, i);

          square += (counts[i] - mean) * (counts[i] - mean) / mean;
        }
      self->index = square / degrees;
      self->p_value = riskctx_math_gamma_upper (degrees / 2, square / 2);
      self->poisson = log_likelihood (&data, self->rate, INFINITY);
      if (self->p_value < REJECTED)
        dispersion = find_dispersion (&data);
    }
  if (isinf (dispersion))
    {
      self->model = RISKCTX_FREQUENCY_MODEL_POISSON;
      self->dispersion = NAN;
      self->log_likelihood = self->poisson;
    }
  else
    {
      self->model = RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL;
      self->dispersion = dispersion;
      self->rate = rate_for (&data, dispersion);
      self->log_likelihood = log_likelihood (&data, self->rate, dispersion);
    }
  self->estimate = estimate_rate (self, &data, error);
  return self->estimate != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * riskctx_count_fit_ref:
 * @self: a fit
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxCountFit *
riskctx_count_fit_ref (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_count_fit_unref:
 * @self: (transfer full): a fit
 *
 * Drops a reference; the last one frees the fit.
 *
 * Since: 1.0
 */
void
riskctx_count_fit_unref (RiskctxCountFit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->estimate, riskctx_estimate_unref);
  g_free (self);
}

/**
 * riskctx_count_fit_get_model:
 * @self: a fit
 *
 * Gets the law of the number of events: Poisson or negative binomial.
 *
 * Returns: the law
 *
 * Since: 1.0
 */
RiskctxFrequencyModel
riskctx_count_fit_get_model (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_FREQUENCY_MODEL_POISSON);

  return (RiskctxFrequencyModel) self->model;
}

/**
 * riskctx_count_fit_get_rate:
 * @self: a fit
 *
 * Gets the rate with its uncertainty and what it rests on.
 *
 * Returns: (transfer none): the rate, in 1/year
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_count_fit_get_rate (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->estimate;
}

/**
 * riskctx_count_fit_get_dispersion:
 * @self: a fit
 * @error: return location for an error
 *
 * Gets the dispersion k of a negative binomial law: variance mean + mean²/k.
 *
 * Fails with [error@Error.UNDEFINED] if the law is Poisson's, which has none.
 *
 * Returns: the dispersion, above 0
 *
 * Since: 1.0
 */
double
riskctx_count_fit_get_dispersion (RiskctxCountFit *self,
                                  GError         **error)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->model == RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL)
    return self->dispersion;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
               "the counts follow a Poisson law, which has no dispersion");
  return 0;
}

/**
 * riskctx_count_fit_get_index:
 * @self: a fit
 *
 * Gets how many times as much the counts vary as chance alone would make them: X² by its degrees
 * of freedom; 1 if there were no events.
 *
 * Returns: the index of dispersion
 *
 * Since: 1.0
 */
double
riskctx_count_fit_get_index (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->index;
}

/**
 * riskctx_count_fit_get_p_value:
 * @self: a fit
 *
 * Gets how likely it is that chance alone makes the counts vary as much.
 *
 * Returns: the probability
 *
 * Since: 1.0
 */
double
riskctx_count_fit_get_p_value (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->p_value;
}

/**
 * riskctx_count_fit_describe:
 * @self: a fit
 * @language: a language tag, such as `ja` or `en`
 *
 * Tells in sentences what was fitted, which law was taken and why.
 *
 * Returns: (transfer full): the sentences, one a line
 *
 * Since: 1.0
 */
char *
riskctx_count_fit_describe (RiskctxCountFit *self,
                            const char      *language)
{
  const gboolean clustered = self->model == RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL;
  g_autofree char *index_text = riskctx_format_number (self->index, 2);
  g_autofree char *p_text = riskctx_format_number (self->p_value, 3);
  g_autoptr(RiskctxText) said = riskctx_calibration_say (self->estimate);
  g_autoptr(RiskctxText) index = riskctx_phrase_constant (index_text);
  g_autoptr(RiskctxText) p = riskctx_phrase_constant (p_text);
  g_autoptr(RiskctxText) k = riskctx_calibration_number (clustered ? self->dispersion : 0);
  RiskctxText *const args[] = { said, index, p, k };
  g_autoptr(RiskctxText) line
    = riskctx_phrase_texts (clustered ? "calibration.clusters" : "calibration.chance", args,
                            G_N_ELEMENTS (args));

  return g_strdup_printf ("%s\n%s\n",
                          riskctx_text_get (riskctx_estimate_get_source (self->estimate), language),
                          riskctx_text_get (line, language));
}

/**
 * riskctx_count_fit_to_json:
 * @self: a fit
 *
 * Describes the fit as JSON.
 *
 * Returns: (transfer full): an object that keeps to [func@CountFit.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_count_fit_to_json (RiskctxCountFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return riskctx_result_write (&shape, self);
}

/**
 * riskctx_count_fit_get_schema:
 *
 * Describes what [method@CountFit.to_json] writes.
 *
 * Returns: (transfer full): a JSON Schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_count_fit_get_schema (void)
{
  return riskctx_result_schema (&shape);
}
