/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-elicitation.h"

#include <math.h>

#include "riskctx-calibration-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-law-private.h"
#include "riskctx-math-private.h"
#include "riskctx-phrase-private.h"

/* What a person says, made into a law: two quantiles, a share, or low, likely and high. */

#define HALVINGS 200

static gboolean
refuse (GError    **error,
        int         code,
        const char *message)
{
  g_set_error_literal (error, RISKCTX_ERROR, code, message);
  return FALSE;
}

/* Where an increasing function of x crosses a level; low and high are known to lie about it. */
typedef double (*Curve) (double x, gconstpointer data);

static double
cross (Curve         curve,
       gconstpointer data,
       double        level,
       double        low,
       double        high)
{
  for (guint i = 0; i < HALVINGS && low < high; i++)
    {
      const double middle = low + (high - low) / 2;

      if (middle <= low || middle >= high)
        break;
      if (curve (middle, data) < level)
        low = middle;
      else
        high = middle;
    }
  return low + (high - low) / 2;
}

static gboolean
check_probabilities (double   low_probability,
                     double   high_probability,
                     GError **error)
{
  if (low_probability > 0 && low_probability < high_probability && high_probability < 1)
    return TRUE;
  return refuse (error, RISKCTX_ERROR_INVALID,
                 "two probabilities are needed, above 0, below 1, the lower one first");
}

static gboolean
check_interval (double   low,
                double   high,
                GError **error)
{
  if (isfinite (low) && isfinite (high) && low < high)
    return TRUE;
  return refuse (error, RISKCTX_ERROR_INVALID,
                 "an interval needs two finite ends, the lower one first");
}

typedef struct
{
  double low_probability, high_probability;
} Pair;

/* How far apart the quantiles of a gamma law are, by the logarithm of its coefficient of variation:
 * the logarithm of their ratio */
static double
gamma_spread (double        log_cv,
              gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr(RiskctxLaw) law = riskctx_law_new_gamma (1, riskctx_math_exp (log_cv), NULL);

  return riskctx_math_log (riskctx_law_quantile (law, pair->high_probability))
         - riskctx_math_log (MAX (riskctx_law_quantile (law, pair->low_probability), G_MINDOUBLE));
}

static RiskctxEstimate *
gamma_from (const Pair *pair,
            double      low,
            double      high,
            GError    **error)
{
  const double spread = riskctx_math_log (high / low);
  const double narrow = riskctx_math_log (1e-6), wide = riskctx_math_log (10);
  g_autoptr(RiskctxLaw) law = NULL;
  double cv;

  if (gamma_spread (narrow, pair) > spread || gamma_spread (wide, pair) < spread)
    {
      refuse (error, RISKCTX_ERROR_UNDEFINED, "no gamma law is as narrow or wide as this interval");
      return NULL;
    }
  cv = riskctx_math_exp (cross (gamma_spread, pair, spread, narrow, wide));
  law = riskctx_law_new_gamma (1, cv, error);
  if (law == NULL)
    return NULL;
  return riskctx_estimate_new_gamma (high / riskctx_law_quantile (law, pair->high_probability), cv,
                                     error);
}

/* Distance of a normal law's quantile from its mean, in standard deviations */
static double
score (double probability)
{
  return probability <= 0.5 ? riskctx_math_normal_quantile (probability)
                            : -riskctx_math_normal_quantile (1 - probability);
}

static RiskctxEstimate *
from_quantiles (RiskctxDistribution distribution,
                const Pair         *pair,
                double              low,
                double              high,
                GError            **error)
{
  const double below = score (pair->low_probability), above = score (pair->high_probability);
  const double range = pair->high_probability - pair->low_probability;
  double center, sd;

  switch (distribution)
    {
    case RISKCTX_DISTRIBUTION_UNIFORM:
      sd = (high - low) / range;
      return riskctx_estimate_new_uniform (low - pair->low_probability * sd,
                                           high + (1 - pair->high_probability) * sd, error);

    case RISKCTX_DISTRIBUTION_NORMAL:
      sd = (high - low) / (above - below);
      return riskctx_estimate_new_normal (high - above * sd, sd, FALSE, error);

    case RISKCTX_DISTRIBUTION_LOGNORMAL:
    case RISKCTX_DISTRIBUTION_GAMMA:
      if (low <= 0)
        {
          refuse (error, RISKCTX_ERROR_INVALID, "the interval of this law must be above 0");
          return NULL;
        }
      if (distribution == RISKCTX_DISTRIBUTION_GAMMA)
        return gamma_from (pair, low, high, error);
      /* the usual form says more to a reader than mean and standard deviation */
      if (fabs (pair->low_probability + pair->high_probability - 1) < 1e-12)
        return riskctx_estimate_new_lognormal_interval (low, high, range, error);
      sd = riskctx_math_log (high / low) / (above - below);
      center = riskctx_math_exp (riskctx_math_log (high) - above * sd + sd * sd / 2);
      return riskctx_estimate_new_lognormal (center,
                                             center * sqrt (riskctx_math_expm1 (sd * sd)), error);

    case RISKCTX_DISTRIBUTION_FIXED:
    case RISKCTX_DISTRIBUTION_TRIANGULAR:
    case RISKCTX_DISTRIBUTION_PERT:
    case RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN:
    case RISKCTX_DISTRIBUTION_LOMAX:
    case RISKCTX_DISTRIBUTION_GENERALIZED_PARETO:
    case RISKCTX_DISTRIBUTION_DISCRETE:
    case RISKCTX_DISTRIBUTION_MIXTURE:
    case RISKCTX_DISTRIBUTION_PRODUCT:
    default:
      refuse (error, RISKCTX_ERROR_UNSUPPORTED,
              "two quantiles make a lognormal, normal, gamma or uniform law");
      return NULL;
    }
}

/* An estimate of an expert, with the sentence that says how it came about */
static RiskctxEstimate *
judged (RiskctxEstimate *estimate,
        const char      *key,
        guint            n,
        const double    *numbers)
{
  RiskctxText *args[RISKCTX_PHRASE_MAX_ARGS];
  RiskctxEstimate *result;

  for (guint i = 0; i < n; i++)
    args[i] = riskctx_calibration_number (numbers[i]);
  result = riskctx_calibration_found (estimate, RISKCTX_BASIS_EXPERT, NULL, key, args, n);
  for (guint i = 0; i < n; i++)
    riskctx_text_unref (args[i]);
  return result;
}

/**
 * riskctx_estimate_new_quantiles:
 * @distribution: %RISKCTX_DISTRIBUTION_LOGNORMAL, %RISKCTX_DISTRIBUTION_NORMAL,
 *   %RISKCTX_DISTRIBUTION_GAMMA or %RISKCTX_DISTRIBUTION_UNIFORM
 * @low_probability: how likely it is that the value is not above @low, above 0
 * @low: the lower quantile; above 0 for a lognormal or gamma law
 * @high_probability: the same for @high, above @low_probability and below 1
 * @high: the upper quantile, above @low
 * @error: return location for an error
 *
 * Makes an estimate of two quantiles, of any width: an expert's 5 % and 95 %, or the median and a
 * bad case.
 *
 * Fails with [error@Error.INVALID] if a number is out of range, with [error@Error.UNSUPPORTED] for
 * another law, and with [error@Error.UNDEFINED] if no law of the family is as wide or narrow.
 *
 * Returns: (transfer full): the estimate, on the basis of an expert's judgment
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_quantiles (RiskctxDistribution distribution,
                                double              low_probability,
                                double              low,
                                double              high_probability,
                                double              high,
                                GError            **error)
{
  const Pair pair = { low_probability, high_probability };
  const double numbers[] = { 100 * low_probability, low, 100 * high_probability, high };

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_probabilities (low_probability, high_probability, error)
      || !check_interval (low, high, error))
    return NULL;
  return judged (from_quantiles (distribution, &pair, low, high, error), "calibration.quantiles",
                 G_N_ELEMENTS (numbers), numbers);
}

typedef struct
{
  double low, high;
  double share; /* of all that is below low, and above high */
  double sum;   /* of both shapes of a beta law */
} Share;

/* That a beta law of that mean is above low: rises with the mean */
static double
above_low (double        mean,
           gconstpointer data)
{
  const Share *share = data;

  return riskctx_math_beta (share->sum * (1 - mean), share->sum * mean, 1 - share->low, share->low);
}

static double
mean_for (const Share *share)
{
  return cross (above_low, share, 1 - share->share, 0x1p-60, 1 - 0x1p-53);
}

/* That it is below high, with the mean that its lower end asks for: rises as it gets narrower */
static double
below_high (double        log_sum,
            gconstpointer data)
{
  Share share = *(const Share *) data;
  double mean;

  share.sum = riskctx_math_exp (log_sum);
  mean = mean_for (&share);
  return riskctx_math_beta (share.sum * mean, share.sum * (1 - mean), share.high, 1 - share.high);
}

/**
 * riskctx_estimate_new_share:
 * @low: the lower end of the interval, above 0
 * @high: the upper end, above @low and below 1
 * @confidence: how likely it is that the share lies in the interval, above 0 and below 1
 * @error: return location for an error
 *
 * Makes an estimate of a share or probability from an interval: the beta law on [0, 1] that has as
 * much below @low as above @high, written as a PERT law.
 *
 * Fails with [error@Error.INVALID] if a number is out of range, and with [error@Error.UNDEFINED] if
 * the interval is so wide, or so near to an end, that 0 or 1 itself would be the likeliest share.
 *
 * Returns: (transfer full): the estimate, on the basis of an expert's judgment
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_share (double   low,
                            double   high,
                            double   confidence,
                            GError **error)
{
  Share share = { low, high, (1 - confidence) / 2, 0 };
  const double numbers[] = { 100 * confidence, 100 * low, 100 * high };
  const double narrowest = riskctx_math_log (1e9);
  double mean, a, b;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_interval (low, high, error))
    return NULL;
  if (low <= 0 || high >= 1 || !(confidence > 0 && confidence < 1))
    {
      refuse (error, RISKCTX_ERROR_INVALID,
              "the ends of a share and its confidence must be above 0 and below 1");
      return NULL;
    }
  share.sum = 2;
  if (below_high (riskctx_math_log (2), &share) < 1 - share.share
      && below_high (narrowest, &share) >= 1 - share.share)
    {
      share.sum = riskctx_math_exp (cross (below_high, &share, 1 - share.share,
                                           riskctx_math_log (2), narrowest));
      mean = mean_for (&share);
      a = share.sum * mean;
      b = share.sum - a;
      if (a >= 1 && b >= 1)
        return judged (riskctx_estimate_new_pert (0, (a - 1) / (share.sum - 2), 1, share.sum - 2,
                                                  error),
                       "calibration.share", G_N_ELEMENTS (numbers), numbers);
    }
  refuse (error, RISKCTX_ERROR_UNDEFINED,
          "no share that is likeliest between 0 and 1 has this interval: narrow it");
  return NULL;
}

typedef struct
{
  RiskctxDistribution distribution;
  double              mode;
  double              reach; /* from the mode to the end that stays */
  double              known; /* from the mode to the quantile at the end that moves */
} Side;

static double
beyond (double        width,
        gconstpointer data)
{
  const Side *side = data;
  const double whole = width + side->reach;
  g_autoptr(RiskctxLaw) law = NULL;

  if (side->distribution == RISKCTX_DISTRIBUTION_TRIANGULAR)
    return (width - side->known) * (width - side->known) / (width * whole);
  /* in units of the whole, with the end that moves on the right */
  law = riskctx_law_new_pert (0, side->reach / whole, 1, 4, NULL);
  return law != NULL ? riskctx_law_survival (law, (side->reach + side->known) / whole) : 0;
}

/* The end so far away from the mode that the share beyond the quantile is as asked */
static double
reach_out (const Side *side,
           double      share)
{
  double far = 2 * side->known + side->reach;

  while (beyond (far, side) < share && far < 1e12 * (side->known + side->reach))
    far *= 2;
  return cross (beyond, side, share, side->known, far);
}

/**
 * riskctx_estimate_new_three_points:
 * @distribution: %RISKCTX_DISTRIBUTION_PERT or %RISKCTX_DISTRIBUTION_TRIANGULAR
 * @low: a low value
 * @likely: the likeliest value, from @low to @high
 * @high: a high value, above @low
 * @confidence: how likely it is that the value lies from @low to @high, at least 0.5; 1 if it never
 *   lies outside
 * @error: return location for an error
 *
 * Makes an estimate of what people say most easily: low, likely and high.
 *
 * Few people mean by low and high the ends that are never passed. With a confidence below 1 the
 * ends of the law are moved outwards until as much is below @low as above @high, and together
 * 1 − @confidence; the likeliest value stays. A PERT law has the usual shape, 4.
 *
 * Fails with [error@Error.INVALID] if a number is out of range, with [error@Error.UNSUPPORTED] for
 * another law, and with [error@Error.UNDEFINED] if the likeliest value is so near an end that no
 * such law exists.
 *
 * Returns: (transfer full): the estimate, on the basis of an expert's judgment
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_three_points (RiskctxDistribution distribution,
                                   double              low,
                                   double              likely,
                                   double              high,
                                   double              confidence,
                                   GError            **error)
{
  const double share = (1 - confidence) / 2;
  const double numbers[] = { low, likely, high, 100 * confidence };
  const double below = likely - low, above = high - likely;
  double left = below, right = above;
  gboolean settled = confidence == 1;
  RiskctxEstimate *estimate;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (distribution != RISKCTX_DISTRIBUTION_PERT && distribution != RISKCTX_DISTRIBUTION_TRIANGULAR)
    {
      refuse (error, RISKCTX_ERROR_UNSUPPORTED,
              "low, likely and high make a PERT or triangular law");
      return NULL;
    }
  if (!check_interval (low, high, error))
    return NULL;
  if (!(low <= likely && likely <= high && confidence >= 0.5 && confidence <= 1))
    {
      refuse (error, RISKCTX_ERROR_INVALID,
              "the likeliest value lies from low to high, the confidence from 0.5 to 1");
      return NULL;
    }

  for (guint i = 0; i < 1000 && !settled; i++)
    {
      const Side lower = { distribution, likely, right, below };
      const double new_left = reach_out (&lower, share);
      const Side upper = { distribution, likely, new_left, above };
      const double new_right = reach_out (&upper, share);

      settled = fabs (new_left - left) + fabs (new_right - right)
                <= 1e-13 * (new_left + new_right);
      left = new_left;
      right = new_right;
      if (!(left + right < 1e9 * (below + above)))
        break;
    }
  if (!settled)
    {
      refuse (error, RISKCTX_ERROR_UNDEFINED,
              "no such law has this interval: the likeliest value is too near an end");
      return NULL;
    }
  estimate = distribution == RISKCTX_DISTRIBUTION_PERT
               ? riskctx_estimate_new_pert (likely - left, likely, likely + right, 4, error)
               : riskctx_estimate_new_triangular (likely - left, likely, likely + right, error);
  return judged (estimate, confidence == 1 ? "calibration.ends" : "calibration.three-points",
                 G_N_ELEMENTS (numbers), numbers);
}
