/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-calibration-private.h"

#include <math.h>

#include "riskctx-error.h"
#include "riskctx-estimate-law-private.h"
#include "riskctx-math-private.h"
#include "riskctx-money.h"
#include "riskctx-phrase-private.h"
#include "riskctx-quadrature-private.h"

/* What is believed, changed by what has happened: rates by the gamma-Poisson model, amounts by the
 * normal model of their logarithms. */

#define LN_10 2.30258509299404568402

RiskctxText *
riskctx_calibration_number (double value)
{
  g_autofree char *text = NULL;
  guint decimals = 0;

  if (fabs (value - rint (value)) > 1e-9 * fabs (value))
    decimals = (guint) CLAMP (2 - floor (riskctx_math_log (fabs (value)) / LN_10), 0, 9);
  text = riskctx_format_number (value, decimals);
  return riskctx_phrase_constant (text);
}

RiskctxText *
riskctx_calibration_say (RiskctxEstimate *estimate)
{
  g_autofree char *en = riskctx_estimate_format (estimate, NULL, "en");
  g_autofree char *ja = riskctx_estimate_format (estimate, NULL, "ja");
  g_autoptr(RiskctxText) text = riskctx_text_new ("en", en);

  return riskctx_text_with (text, "ja", ja);
}

RiskctxEstimate *
riskctx_calibration_found (RiskctxEstimate    *estimate,
                           RiskctxBasis        basis,
                           RiskctxEstimate    *like,
                           const char         *key,
                           RiskctxText *const *args,
                           guint               n_args)
{
  g_autoptr(RiskctxEstimate) bare = estimate;
  g_autoptr(RiskctxEstimate) founded = NULL;
  g_autoptr(RiskctxText) source = NULL;

  if (bare == NULL)
    return NULL;
  source = riskctx_phrase_texts (key, args, n_args);
  founded = riskctx_estimate_with_basis (bare, basis, source);
  if (like == NULL || riskctx_estimate_get_unit (like) == NULL)
    return g_steal_pointer (&founded);
  return riskctx_estimate_with_unit (founded, riskctx_estimate_get_unit (like));
}

static gboolean
refuse (const char *what,
        double      value,
        const char *rule,
        double      bound,
        GError    **error)
{
  char got[G_ASCII_DTOSTR_BUF_SIZE], limit[G_ASCII_DTOSTR_BUF_SIZE];

  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "%s must be finite and %s %s, got %s",
               what, rule, g_ascii_dtostr (limit, sizeof limit, bound),
               g_ascii_dtostr (got, sizeof got, value));
  return FALSE;
}

gboolean
riskctx_calibration_above (const char *what,
                           double      value,
                           double      bound,
                           GError    **error)
{
  return isfinite (value) && value > bound ? TRUE : refuse (what, value, "above", bound, error);
}

gboolean
riskctx_calibration_least (const char *what,
                           double      value,
                           double      bound,
                           GError    **error)
{
  return isfinite (value) && value >= bound ? TRUE : refuse (what, value, "at least", bound, error);
}

static gboolean
check_events (double   events,
              double   exposure,
              GError **error)
{
  return riskctx_calibration_least ("the number of events", events, 0, error)
         && riskctx_calibration_above ("the exposure", exposure, 0, error);
}

/**
 * riskctx_estimate_new_rate:
 * @events: how many events there were, at least 0; not whole where some count in part
 * @exposure: for how long, in years, above 0
 * @error: return location for an error
 *
 * Estimates how often something happens from nothing but a count.
 *
 * The events are taken to be Poisson given their rate, about which nothing was known: Jeffreys'
 * prior. The rate then follows a gamma law of shape `events + 1/2` and rate `exposure`: mean
 * `(events + 1/2) / exposure`, coefficient of variation `1 / √(events + 1/2)`. It is not 0 even if
 * nothing has happened.
 *
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.8.
 *
 * Fails with [error@Error.INVALID] if a number is out of range.
 *
 * Returns: (transfer full): the rate, in 1/year, on the basis of measurement
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_rate (double   events,
                           double   exposure,
                           GError **error)
{
  g_autoptr(RiskctxText) said_events = NULL;
  g_autoptr(RiskctxText) said_exposure = NULL;
  const double shape = events + 0.5;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_events (events, exposure, error))
    return NULL;
  said_events = riskctx_calibration_number (events);
  said_exposure = riskctx_calibration_number (exposure);

  RiskctxText *const args[] = { said_events, said_exposure };

  return riskctx_calibration_found (
    riskctx_estimate_new_gamma (shape / exposure, 1 / sqrt (shape), error),
    RISKCTX_BASIS_MEASURED, NULL, "calibration.rate-counted", args, G_N_ELEMENTS (args));
}

/**
 * riskctx_estimate_update_rate:
 * @self: what was believed of a rate, in 1/year; with a spread
 * @events: how many events there were since, at least 0; not whole where some count in part
 * @exposure: for how long, in years, above 0
 * @error: return location for an error
 *
 * Changes what is believed of a rate by a count of events: Bayes' rule for Poisson events whose
 * rate follows a gamma law.
 *
 * The belief counts as the gamma law of its mean m and standard deviation s, which has the shape
 * `a = (m/s)²` and the rate `b = m/s²`: it is as good as `b` years of observation. The result is
 * the gamma law of shape `a + events` and rate `b + exposure`. Two updates give the same as one
 * with both counts.
 *
 * The result rests on measurement if it was observed for longer than `b`, else on what the belief
 * rested on; its source names both.
 *
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6.
 *
 * Fails with [error@Error.UNDEFINED] if the belief has no spread, so that it cannot learn, or its
 * mean or standard deviation is infinite; with [error@Error.INVALID] if a number is out of range.
 *
 * Returns: (transfer full): the rate, in the unit of @self
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_update_rate (RiskctxEstimate *self,
                              double           events,
                              double           exposure,
                              GError         **error)
{
  g_autoptr(RiskctxText) said_prior = NULL;
  g_autoptr(RiskctxText) said_years = NULL;
  g_autoptr(RiskctxText) said_events = NULL;
  g_autoptr(RiskctxText) said_exposure = NULL;
  g_autoptr(GError) undefined = NULL;
  double mean, sd, shape, rate;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_events (events, exposure, error))
    return NULL;
  mean = riskctx_estimate_get_mean (self, &undefined);
  sd = undefined == NULL ? riskctx_estimate_get_sd (self, &undefined) : 0;
  if (undefined != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&undefined));
      return NULL;
    }
  if (!riskctx_calibration_above ("the mean of a rate", mean, 0, error))
    return NULL;
  if (!(sd > 1e-9 * mean))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                   "a rate without spread does not learn from events: state it as a range");
      return NULL;
    }

  rate = mean / sd / sd;
  shape = mean * rate + events;
  said_prior = riskctx_calibration_say (self);
  said_years = riskctx_calibration_number (rate);
  said_events = riskctx_calibration_number (events);
  said_exposure = riskctx_calibration_number (exposure);

  RiskctxText *const args[] = { said_prior, said_years, said_events, said_exposure };

  return riskctx_calibration_found (
    riskctx_estimate_new_gamma (shape / (rate + exposure), 1 / sqrt (shape), error),
    exposure >= rate ? RISKCTX_BASIS_MEASURED : riskctx_estimate_get_basis (self), self,
    "calibration.rate-updated", args, G_N_ELEMENTS (args));
}

/* Mean and standard deviation of the logarithm. FALSE for a law that is not above 0. */
static gboolean
log_moments (RiskctxEstimate *self,
             double          *mean,
             double          *sd,
             GError         **error)
{
  g_autoptr(RiskctxLaw) law = riskctx_estimate_to_law (self, error);
  double points[RISKCTX_QUADRATURE_FINE], weights[RISKCTX_QUADRATURE_FINE];
  double sum = 0, squares = 0;
  guint n;

  if (law == NULL)
    return FALSE;
  if (riskctx_law_minimum (law) < 0
      || (riskctx_law_has_atoms (law) && riskctx_law_cdf (law, 0) > 0))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                   "amounts that can be 0 or below have no logarithm");
      return FALSE;
    }
  if (riskctx_law_get_kind (law) == RISKCTX_LAW_LOGNORMAL)
    {
      const double middle = riskctx_math_log (riskctx_law_quantile (law, 0.5));
      const double ratio = riskctx_law_sd (law) / riskctx_law_mean (law);

      *mean = middle;
      *sd = sqrt (riskctx_math_log1p (ratio * ratio));
      return TRUE;
    }
  n = riskctx_quadrature_fine (law, points, weights);
  for (guint i = 0; i < n; i++)
    {
      points[i] = riskctx_math_log (MAX (points[i], G_MINDOUBLE));
      sum += weights[i] * points[i];
    }
  for (guint i = 0; i < n; i++)
    squares += weights[i] * (points[i] - sum) * (points[i] - sum);
  *mean = sum;
  *sd = sqrt (squares);
  return TRUE;
}

/**
 * riskctx_estimate_update_magnitude:
 * @self: what was believed of an amount, above 0
 * @amounts: (array length=n_amounts): what it was since, each above 0
 * @n_amounts: how many
 * @weight: as how many observations the belief counts, above 0
 * @error: return location for an error
 *
 * Changes what is believed of an amount by the amounts that were observed: the conjugate update of
 * a normal law of the logarithm, mean and variance unknown.
 *
 * The belief counts as `k` observations (@weight) whose logarithms have the mean μ₀ and variance
 * σ₀² that it gives. With the logarithms' mean ȳ and sum of squares S about it, the result is
 * lognormal, with
 *
 * μ = (k μ₀ + n ȳ) / (k + n), σ² = (k σ₀² + S + k n (ȳ − μ₀)² / (k + n)) / (k + n),
 *
 * the mode of the posterior in the large: without observations it is the belief, as a lognormal
 * law. Two updates give the same as one, if the second takes the belief as `k` plus the first
 * number of amounts.
 *
 * The result rests on measurement if there are more than `k` amounts, else on what the belief
 * rested on; its source names both.
 *
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.3.
 *
 * Fails with [error@Error.UNDEFINED] if the belief can be 0 or below, and with
 * [error@Error.INVALID] if a number is out of range.
 *
 * Returns: (transfer full): the amount, in the unit of @self; fixed if nothing varies
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_update_magnitude (RiskctxEstimate *self,
                                   const double    *amounts,
                                   guint            n_amounts,
                                   double           weight,
                                   GError         **error)
{
  g_autoptr(RiskctxText) said_prior = NULL;
  g_autoptr(RiskctxText) said_weight = NULL;
  g_autoptr(RiskctxText) said_amounts = NULL;
  RiskctxEstimate *updated;
  double prior_mean, prior_sd, mean = 0, squares = 0, middle, variance, ratio;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_amounts == 0 || amounts != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!riskctx_calibration_above ("the weight of the belief", weight, 0, error)
      || !log_moments (self, &prior_mean, &prior_sd, error))
    return NULL;
  for (guint i = 0; i < n_amounts; i++)
    {
      if (!riskctx_calibration_above ("an amount", amounts[i], 0, error))
        return NULL;
      mean += riskctx_math_log (amounts[i]) / n_amounts;
    }
  for (guint i = 0; i < n_amounts; i++)
    {
      const double distance = riskctx_math_log (amounts[i]) - mean;

      squares += distance * distance;
    }

  middle = (weight * prior_mean + n_amounts * mean) / (weight + n_amounts);
  variance = (weight * prior_sd * prior_sd + squares
              + weight * n_amounts * (mean - prior_mean) * (mean - prior_mean)
                  / (weight + n_amounts))
             / (weight + n_amounts);
  ratio = sqrt (riskctx_math_expm1 (variance));
  if (variance > 1e-18)
    {
      const double value = riskctx_math_exp (middle + variance / 2);

      updated = riskctx_estimate_new_lognormal (value, value * ratio, error);
    }
  else
    updated = riskctx_estimate_new_fixed (riskctx_math_exp (middle));

  said_prior = riskctx_calibration_say (self);
  said_weight = riskctx_calibration_number (weight);
  said_amounts = riskctx_calibration_number (n_amounts);

  RiskctxText *const args[] = { said_prior, said_weight, said_amounts };

  return riskctx_calibration_found (
    updated, n_amounts > weight ? RISKCTX_BASIS_MEASURED : riskctx_estimate_get_basis (self), self,
    "calibration.magnitude-updated", args, G_N_ELEMENTS (args));
}
