/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-fit-law-private.h"

#include <math.h>

#include "riskctx-math-private.h"

#define LOG_2_PI 1.83787706640934548356
#define STEPS 400
/* Beyond this a Lomax law is an exponential one, to six digits. */
#define LARGEST_SHAPE 1e5

/* The data in units of their geometric mean, as the sums that likelihoods are made of */
typedef struct
{
  RiskctxFitFamily family;
  guint            n;
  const double    *amounts;
  double           unit;
  double           sum, inverses, log_squares; /* the logarithms themselves add up to 0 */
  double           threshold;
  gboolean         truncated;
  double           n_below;
} Scaled;

guint
riskctx_fit_count_parameters (RiskctxFitFamily family)
{
  return family == RISKCTX_FIT_EXPONENTIAL ? 1 : 2;
}

RiskctxLaw *
riskctx_fit_make_law (RiskctxFitFamily family,
                      const double     parameters[2])
{
  const double a = parameters[0], b = parameters[1];

  switch (family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      return riskctx_law_new_lognormal (a, b, NULL);
    case RISKCTX_FIT_GAMMA:
      return riskctx_law_new_gamma (a * b, 1 / sqrt (a), NULL);
    case RISKCTX_FIT_EXPONENTIAL:
      return riskctx_law_new_gamma (a, 1, NULL);
    case RISKCTX_FIT_INVERSE_GAUSSIAN:
      return riskctx_law_new_inverse_gaussian (a, b, NULL);
    case RISKCTX_FIT_LOMAX:
      return riskctx_law_new_lomax (a, b, NULL);
    case RISKCTX_FIT_N:
    default:
      g_return_val_if_reached (NULL);
    }
}

RiskctxEstimate *
riskctx_fit_make_estimate (RiskctxFitFamily family,
                           const double     parameters[2],
                           GError         **error)
{
  const double a = parameters[0], b = parameters[1];
  double mean;

  switch (family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      mean = riskctx_math_exp (a + b * b / 2);
      return riskctx_estimate_new_lognormal (mean, mean * sqrt (riskctx_math_expm1 (b * b)), error);
    case RISKCTX_FIT_GAMMA:
      return riskctx_estimate_new_gamma (a * b, 1 / sqrt (a), error);
    case RISKCTX_FIT_EXPONENTIAL:
      return riskctx_estimate_new_gamma (a, 1, error);
    case RISKCTX_FIT_INVERSE_GAUSSIAN:
      return riskctx_estimate_new_inverse_gaussian (a, b, error);
    case RISKCTX_FIT_LOMAX:
      return riskctx_estimate_new_lomax (a, b, error);
    case RISKCTX_FIT_N:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Derivative of the logarithm of the gamma function: recurrence, then Stirling's series */
static double
digamma (double x)
{
  double sum = 0, q;

  for (; x < 12; x += 1)
    sum -= 1 / x;
  q = 1 / (x * x);
  return sum + riskctx_math_log (x) - 0.5 / x
         - q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q / 132))));
}

static double
sum_of_log1p (const Scaled *self,
              double        scale)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += riskctx_math_log1p (self->amounts[i] / self->unit / scale);
  return sum;
}

/* Of the scaled data */
static double
log_likelihood (const Scaled *self,
                const double  parameters[2])
{
  const double a = parameters[0], b = parameters[1], n = self->n;
  double sum = 0;

  switch (self->family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      sum = -n * (riskctx_math_log (b) + LOG_2_PI / 2)
            - (self->log_squares + n * a * a) / (2 * b * b);
      break;
    case RISKCTX_FIT_GAMMA:
      sum = -self->sum / b - n * a * riskctx_math_log (b) - n * riskctx_math_lgamma (a);
      break;
    case RISKCTX_FIT_EXPONENTIAL:
      sum = -self->sum / a - n * riskctx_math_log (a);
      break;
    case RISKCTX_FIT_INVERSE_GAUSSIAN:
      sum = n / 2 * (riskctx_math_log (b) - LOG_2_PI)
            - b / (2 * a * a) * (self->sum - 2 * n * a + a * a * self->inverses);
      break;
    case RISKCTX_FIT_LOMAX:
      sum = n * riskctx_math_log (a / b) - (a + 1) * sum_of_log1p (self, b);
      break;
    case RISKCTX_FIT_N:
    default:
      break;
    }
  if (self->threshold > 0)
    {
      g_autoptr(RiskctxLaw) law = riskctx_fit_make_law (self->family, parameters);

      if (law == NULL)
        return -INFINITY;
      if (self->truncated)
        sum -= n * riskctx_math_log (riskctx_law_survival (law, self->threshold));
      else if (self->n_below > 0)
        sum += self->n_below * riskctx_math_log (riskctx_law_cdf (law, self->threshold));
    }
  return isfinite (sum) ? sum : -INFINITY;
}

/* Without a threshold: closed forms, or the root of one increasing function */
static gboolean
fit_whole (const Scaled *self,
           double        parameters[2])
{
  const double n = self->n, mean = self->sum / n;
  double low, high;

  switch (self->family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      parameters[0] = 0;
      parameters[1] = sqrt (self->log_squares / n);
      return parameters[1] > 0;

    case RISKCTX_FIT_EXPONENTIAL:
      parameters[0] = mean;
      parameters[1] = 1;
      return TRUE;

    case RISKCTX_FIT_INVERSE_GAUSSIAN:
      parameters[0] = mean;
      parameters[1] = 1 / (self->inverses / n - 1 / mean);
      return parameters[1] > 0 && isfinite (parameters[1]);

    case RISKCTX_FIT_GAMMA:
      /* log (shape) - digamma (shape) = log of the mean - mean of the logs */
      low = riskctx_math_log (1e-4);
      high = riskctx_math_log (1e12);
      for (guint i = 0; i < 100; i++)
        {
          const double middle = (low + high) / 2, shape = riskctx_math_exp (middle);

          if (middle - digamma (shape) > riskctx_math_log (mean))
            low = middle;
          else
            high = middle;
        }
      parameters[0] = riskctx_math_exp ((low + high) / 2);
      parameters[1] = mean / parameters[0];
      return parameters[0] < 1e11;

    case RISKCTX_FIT_LOMAX:
    case RISKCTX_FIT_N:
    default:
      /* a start for the search */
      parameters[0] = 2;
      parameters[1] = mean;
      return TRUE;
    }
}

/* What the search moves: logarithms, but for the mean of a logarithm */
static double
try_at (const Scaled *self,
        const double  place[2],
        double        parameters[2])
{
  for (guint i = 0; i < 2; i++)
    {
      if (fabs (place[i]) > 60)
        return -INFINITY;
      parameters[i] = self->family == RISKCTX_FIT_LOGNORMAL && i == 0 ? place[i]
                                                                      : riskctx_math_exp (place[i]);
    }
  return log_likelihood (self, parameters);
}

/* The simplex of Nelder and Mead (Comput. J. 7, 1965) in one or two dimensions */
static void
climb (const Scaled *self,
       double        parameters[2])
{
  const guint dimensions = riskctx_fit_count_parameters (self->family), n = dimensions + 1;
  double corner[3][2], height[3], scratch[2];

  for (guint c = 0; c < n; c++)
    {
      for (guint i = 0; i < 2; i++)
        corner[c][i] = self->family == RISKCTX_FIT_LOGNORMAL && i == 0
                         ? parameters[i] : riskctx_math_log (parameters[i]);
      if (c > 0)
        corner[c][c - 1] += 0.25;
      height[c] = try_at (self, corner[c], scratch);
    }
  for (guint step = 0; step < STEPS; step++)
    {
      guint best = 0, worst = 0;
      double center[2] = { 0, 0 }, moved[2], farther[2], reached;

      for (guint c = 1; c < n; c++)
        {
          best = height[c] > height[best] ? c : best;
          worst = height[c] <= height[worst] ? c : worst;
        }
      if (worst == best || height[best] - height[worst] <= 1e-14 * (1 + fabs (height[best])))
        break;
      for (guint c = 0; c < n; c++)
        for (guint i = 0; i < 2 && c != worst; i++)
          center[i] += corner[c][i] / dimensions;
      for (guint i = 0; i < 2; i++)
        moved[i] = 2 * center[i] - corner[worst][i];
      reached = try_at (self, moved, scratch);
      if (reached > height[best])
        {
          double higher;

          for (guint i = 0; i < 2; i++)
            farther[i] = 3 * center[i] - 2 * corner[worst][i];
          higher = try_at (self, farther, scratch);
          for (guint i = 0; i < 2; i++)
            corner[worst][i] = higher > reached ? farther[i] : moved[i];
          height[worst] = MAX (higher, reached);
          continue;
        }
      if (reached > height[worst])
        {
          gboolean second = TRUE;

          for (guint c = 0; c < n; c++)
            if (c != worst && reached > height[c])
              second = FALSE;
          for (guint i = 0; i < 2; i++)
            corner[worst][i] = moved[i];
          height[worst] = reached;
          if (!second)
            continue;
        }
      for (guint i = 0; i < 2; i++)
        moved[i] = (center[i] + corner[worst][i]) / 2;
      reached = try_at (self, moved, scratch);
      if (reached > height[worst])
        {
          for (guint i = 0; i < 2; i++)
            corner[worst][i] = moved[i];
          height[worst] = reached;
          continue;
        }
      for (guint c = 0; c < n; c++)
        if (c != best)
          {
            for (guint i = 0; i < 2; i++)
              corner[c][i] = (corner[c][i] + corner[best][i]) / 2;
            height[c] = try_at (self, corner[c], scratch);
          }
    }

  guint top = 0;

  for (guint c = 1; c < n; c++)
    top = height[c] > height[top] ? c : top;
  try_at (self, corner[top], parameters);
}

static gboolean
is_inside (const Scaled *self,
           const double  parameters[2])
{
  switch (self->family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      return fabs (parameters[0]) < 40 && parameters[1] < 20;
    case RISKCTX_FIT_LOMAX:
      return parameters[0] < LARGEST_SHAPE;
    case RISKCTX_FIT_GAMMA:
      return parameters[0] > 1e-4 && parameters[0] < 1e11;
    case RISKCTX_FIT_EXPONENTIAL:
    case RISKCTX_FIT_INVERSE_GAUSSIAN:
    case RISKCTX_FIT_N:
    default:
      return parameters[0] < 1e15 && parameters[1] < 1e15;
    }
}

RiskctxFitted
riskctx_fit_law (RiskctxFitFamily      family,
                 const RiskctxFitData *data)
{
  RiskctxFitted fitted = { FALSE, { 0, 1 }, -INFINITY };
  Scaled self = { .family = family, .n = data->n, .amounts = data->amounts };
  double logs = 0;

  for (guint i = 0; i < data->n; i++)
    logs += riskctx_math_log (data->amounts[i]);
  logs /= data->n;
  self.unit = riskctx_math_exp (logs);
  for (guint i = 0; i < data->n; i++)
    {
      const double amount = data->amounts[i] / self.unit;
      const double distance = riskctx_math_log (data->amounts[i]) - logs;

      self.sum += amount;
      self.inverses += 1 / amount;
      self.log_squares += distance * distance;
    }
  self.threshold = data->threshold / self.unit;
  self.truncated = data->truncated;
  self.n_below = data->n_below;

  if (!fit_whole (&self, fitted.parameters))
    return fitted;
  if (family == RISKCTX_FIT_LOMAX || (self.threshold > 0 && (self.truncated || self.n_below > 0)))
    /* a second climb from where the first ended does not stay in a corner */
    for (guint i = 0; i < 2; i++)
      climb (&self, fitted.parameters);
  fitted.log_likelihood = log_likelihood (&self, fitted.parameters) - data->n * logs;
  fitted.exists = isfinite (fitted.log_likelihood) && is_inside (&self, fitted.parameters);

  if (family == RISKCTX_FIT_LOGNORMAL)
    fitted.parameters[0] += logs;
  if (family == RISKCTX_FIT_EXPONENTIAL || family == RISKCTX_FIT_INVERSE_GAUSSIAN)
    fitted.parameters[0] *= self.unit;
  if (family != RISKCTX_FIT_LOGNORMAL && family != RISKCTX_FIT_EXPONENTIAL)
    fitted.parameters[1] *= self.unit;
  return fitted;
}
