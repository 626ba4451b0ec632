/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-quadrature-private.h"

/* Nodes that stand for the narrower factors of a product: enough for 1e-9 in the distribution
 * function of two lognormal factors of a factor 100 each. */
#define PRODUCT_NODES 32
#define PRODUCT_NODES_MAX 1024

G_DEFINE_QUARK (riskctx-engine-error-quark, riskctx_engine_error)

static void
law_clear (gpointer data)
{
  RiskctxLaw *self = data;

  for (guint i = 0; i < self->n_parts; i++)
    riskctx_law_unref (self->parts[i]);
  g_free (self->parts);
  g_free (self->values);
  g_free (self->weights);
}

RiskctxLaw *
riskctx_law_ref (RiskctxLaw *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
riskctx_law_unref (RiskctxLaw *self)
{
  g_atomic_rc_box_release_full (self, law_clear);
}

static RiskctxLaw *
law_new (RiskctxLawKind kind,
         double         minimum,
         double         maximum)
{
  RiskctxLaw *self = g_atomic_rc_box_new0 (RiskctxLaw);

  self->kind = kind;
  self->minimum = minimum;
  self->maximum = maximum;
  return self;
}

/* Magnitudes beyond this would overflow when squared or summed over many years. */
#define LARGEST 1e100

static gboolean
is_usable (double value)
{
  return fabs (value) <= LARGEST;
}

static RiskctxLaw *
refuse (GError    **error,
        const char *rule,
        double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, "%s, got %s", rule,
               g_ascii_dtostr (text, sizeof text, value));
  return NULL;
}

RiskctxLaw *
riskctx_law_new_fixed (double   value,
                       GError **error)
{
  RiskctxLaw *self;

  if (!is_usable (value))
    return refuse (error, "the value must not be beyond 1e100", value);

  self = law_new (RISKCTX_LAW_FIXED, value, value);
  self->a = value;
  self->atoms = TRUE;
  self->mean = value;
  return self;
}

/* Whether min <= max, both finite and their distance too */
static gboolean
check_range (double   min,
             double   max,
             GError **error)
{
  if (!is_usable (min))
    refuse (error, "min must not be beyond 1e100", min);
  else if (!is_usable (max))
    refuse (error, "max must not be beyond 1e100", max);
  else if (min > max)
    refuse (error, "min must not be above max", min);
  else
    return TRUE;
  return FALSE;
}

RiskctxLaw *
riskctx_law_new_uniform (double   min,
                         double   max,
                         GError **error)
{
  RiskctxLaw *self;

  if (!check_range (min, max, error))
    return NULL;
  if (min == max)
    return riskctx_law_new_fixed (min, error);

  self = law_new (RISKCTX_LAW_UNIFORM, min, max);
  self->a = min;
  self->b = max;
  self->mean = min + 0.5 * (max - min);
  self->sd = (max - min) / sqrt (12.0);
  return self;
}

RiskctxLaw *
riskctx_law_new_triangular (double   min,
                            double   mode,
                            double   max,
                            GError **error)
{
  RiskctxLaw *self;
  double left, right, range;

  if (!check_range (min, max, error))
    return NULL;
  if (!(min <= mode && mode <= max))
    return refuse (error, "mode must be between min and max", mode);
  if (min == max)
    return riskctx_law_new_fixed (min, error);

  range = max - min;
  left = (mode - min) / range;
  right = (max - mode) / range;
  self = law_new (RISKCTX_LAW_TRIANGULAR, min, max);
  self->a = min;
  self->b = mode;
  self->c = max;
  self->mean = min + range * (1.0 + left) / 3.0;
  self->sd = range * sqrt ((1.0 - left * right) / 18.0);
  return self;
}

RiskctxLaw *
riskctx_law_new_pert (double   min,
                      double   mode,
                      double   max,
                      double   shape,
                      GError **error)
{
  RiskctxLaw *self;
  double range, sum;

  if (!check_range (min, max, error))
    return NULL;
  if (!(min <= mode && mode <= max))
    return refuse (error, "mode must be between min and max", mode);
  if (!(shape > 0.0 && shape <= 1e6))
    return refuse (error, "shape must be above 0 and not above 1e6", shape);
  if (min == max)
    return riskctx_law_new_fixed (min, error);

  range = max - min;
  self = law_new (RISKCTX_LAW_PERT, min, max);
  self->a = min;
  self->b = range;
  self->c = 1.0 + shape * ((mode - min) / range);
  self->d = 1.0 + shape * ((max - mode) / range);
  self->log_beta = riskctx_math_log_beta (self->c, self->d);
  sum = self->c + self->d;
  self->mean = min + range * (self->c / sum);
  self->sd = range * sqrt (self->c * self->d / (sum + 1.0)) / sum;
  return self;
}

static RiskctxLaw *
new_normal (double   mean,
            double   sd,
            gboolean truncated,
            GError **error)
{
  RiskctxLaw *self;
  double ratio, z;

  if (!is_usable (mean))
    return refuse (error, "mean must not be beyond 1e100", mean);
  if (!(sd >= 0.0 && is_usable (sd)))
    return refuse (error, "sd must not be beyond 1e100 and not below 0", sd);
  if (truncated && mean < 0.0 && -mean > 8.0 * sd)
    return refuse (error, "a mean so far below 0 leaves nothing above 0", mean);
  if (sd == 0.0)
    return riskctx_law_new_fixed (mean, error);

  self = law_new (RISKCTX_LAW_NORMAL, truncated ? 0.0 : -INFINITY, INFINITY);
  self->truncated = truncated;
  self->a = mean;
  self->b = sd;
  self->c = 1.0;
  self->mean = mean;
  self->sd = sd;
  if (truncated)
    {
      z = mean / sd;
      self->c = riskctx_math_normal_cdf (z);
      ratio = riskctx_math_normal_density (z) / self->c;
      self->mean = mean + sd * ratio;
      self->sd = sd * sqrt (MAX (0.0, 1.0 - ratio * (z + ratio)));
    }
  return self;
}

RiskctxLaw *
riskctx_law_new_normal (double   mean,
                        double   sd,
                        GError **error)
{
  return new_normal (mean, sd, FALSE, error);
}

RiskctxLaw *
riskctx_law_new_normal_truncated (double   mean,
                                  double   sd,
                                  GError **error)
{
  return new_normal (mean, sd, TRUE, error);
}

RiskctxLaw *
riskctx_law_new_lognormal (double   mu,
                           double   sigma,
                           GError **error)
{
  RiskctxLaw *self;

  if (!(fabs (mu) <= 200.0))
    return refuse (error, "the logarithm's mean must be between -200 and 200", mu);
  if (!(sigma >= 0.0 && sigma <= 12.0))
    return refuse (error, "the logarithm's standard deviation must be between 0 and 12", sigma);
  if (sigma == 0.0)
    return riskctx_law_new_fixed (riskctx_math_exp (mu), error);

  self = law_new (RISKCTX_LAW_LOGNORMAL, 0.0, INFINITY);
  self->a = mu;
  self->b = sigma;
  self->mean = riskctx_math_exp (mu + 0.5 * sigma * sigma);
  self->sd = self->mean * sqrt (riskctx_math_expm1 (sigma * sigma));
  return self;
}

RiskctxLaw *
riskctx_law_new_lognormal_mean (double   mean,
                                double   sd,
                                GError **error)
{
  double square;

  if (!(mean > 0.0 && is_usable (mean)))
    return refuse (error, "mean must not be beyond 1e100 and above 0", mean);
  if (!(sd >= 0.0 && is_usable (sd)))
    return refuse (error, "sd must not be beyond 1e100 and not below 0", sd);

  square = riskctx_math_log1p (sd / mean * (sd / mean));
  return riskctx_law_new_lognormal (riskctx_math_log (mean) - 0.5 * square, sqrt (square), error);
}

RiskctxLaw *
riskctx_law_new_lognormal_interval (double   low,
                                    double   high,
                                    double   confidence,
                                    GError **error)
{
  double z, log_low, log_high;

  if (!(low > 0.0 && is_usable (low)))
    return refuse (error, "low must not be beyond 1e100 and above 0", low);
  if (!(high >= low && is_usable (high)))
    return refuse (error, "high must not be beyond 1e100 and not below low", high);
  if (!(confidence > 0.0 && confidence < 1.0))
    return refuse (error, "confidence must be between 0 and 1", confidence);

  z = -riskctx_math_normal_quantile (0.5 * (1.0 - confidence));
  log_low = riskctx_math_log (low);
  log_high = riskctx_math_log (high);
  return riskctx_law_new_lognormal (0.5 * (log_low + log_high), 0.5 * (log_high - log_low) / z,
                                    error);
}

RiskctxLaw *
riskctx_law_new_gamma (double   mean,
                       double   cv,
                       GError **error)
{
  RiskctxLaw *self;

  if (!(mean > 0.0 && is_usable (mean)))
    return refuse (error, "mean must not be beyond 1e100 and above 0", mean);
  if (!(cv >= 0.0 && cv <= 100.0))
    return refuse (error, "cv must be between 0 and 100", cv);
  if (cv < 1e-5)
    return riskctx_law_new_fixed (mean, error);
  /* so narrow, it differs from the lognormal law by less than a millionth of the mean, and that
   * one's functions do not take longer the narrower it is */
  if (cv < 1e-3)
    return riskctx_law_new_lognormal_mean (mean, mean * cv, error);

  self = law_new (RISKCTX_LAW_GAMMA, 0.0, INFINITY);
  self->a = 1.0 / (cv * cv);
  self->b = mean * cv * cv;
  self->mean = mean;
  self->sd = mean * cv;
  return self;
}

RiskctxLaw *
riskctx_law_new_inverse_gaussian (double   mean,
                                  double   shape,
                                  GError **error)
{
  RiskctxLaw *self;

  if (!(mean > 0.0 && is_usable (mean)))
    return refuse (error, "mean must not be beyond 1e100 and above 0", mean);
  if (!(shape > 0.0 && is_usable (shape)))
    return refuse (error, "shape must not be beyond 1e100 and above 0", shape);
  if (!(shape / mean >= 1e-6))
    return refuse (error, "shape must not be below a millionth of the mean", shape);
  if (shape / mean > 1e10)
    return riskctx_law_new_fixed (mean, error);

  self = law_new (RISKCTX_LAW_INVERSE_GAUSSIAN, 0.0, INFINITY);
  self->a = mean;
  self->b = shape;
  self->mean = mean;
  self->sd = mean * sqrt (mean / shape);
  return self;
}

RiskctxLaw *
riskctx_law_new_lomax (double   alpha,
                       double   scale,
                       GError **error)
{
  if (!(alpha >= 0.1 && is_usable (alpha)))
    return refuse (error, "alpha must not be beyond 1e100 and not below 0.1", alpha);
  return riskctx_law_new_pareto (0.0, scale / alpha, 1.0 / alpha, error);
}

RiskctxLaw *
riskctx_law_new_pareto (double   location,
                        double   scale,
                        double   shape,
                        GError **error)
{
  RiskctxLaw *self;

  if (!is_usable (location))
    return refuse (error, "location must not be beyond 1e100", location);
  if (!(scale > 0.0 && scale <= 1e100))
    return refuse (error, "scale must be above 0 and not beyond 1e100", scale);
  /* beyond 10 the far draws of a simulation would leave the range of doubles */
  if (!(shape >= -10.0 && shape <= 10.0))
    return refuse (error, "shape must be between -10 and 10", shape);
  if (fabs (shape) < 1e-12)
    shape = 0.0;

  self = law_new (RISKCTX_LAW_PARETO, location,
                  shape < 0.0 ? location - scale / shape : INFINITY);
  self->a = location;
  self->b = scale;
  self->c = shape;
  self->mean = shape < 1.0 ? location + scale / (1.0 - shape) : INFINITY;
  self->sd = shape < 0.5 ? scale / ((1.0 - shape) * sqrt (1.0 - 2.0 * shape))
             : shape < 1.0 ? INFINITY : NAN;
  return self;
}

/* Copies weights divided by their sum */
static double *
normalize (const double *weights,
           guint         n,
           GError      **error)
{
  double *copy;
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      if (!(weights[i] >= 0.0 && is_usable (weights[i])))
        {
          refuse (error, "weights must not be beyond 1e100 and not below 0", weights[i]);
          return NULL;
        }
      sum += weights[i];
    }
  if (!(sum > 0.0 && is_usable (sum)))
    {
      refuse (error, "the sum of the weights must not be beyond 1e100 and above 0", sum);
      return NULL;
    }

  copy = g_new (double, n);
  for (guint i = 0; i < n; i++)
    copy[i] = weights[i] / sum;
  return copy;
}

typedef struct
{
  double value;
  double weight;
} Atom;

static int
compare_atoms (const void *a,
               const void *b)
{
  const double x = ((const Atom *) a)->value, y = ((const Atom *) b)->value;

  return (x > y) - (x < y);
}

RiskctxLaw *
riskctx_law_new_discrete (const double *values,
                          const double *weights,
                          guint         n,
                          GError      **error)
{
  g_autofree double *normal = NULL;
  g_autofree Atom *atoms = NULL;
  RiskctxLaw *self;
  guint count = 0;
  double square = 0.0;

  if (n == 0)
    return refuse (error, "the number of values must be at least 1", 0.0);
  for (guint i = 0; i < n; i++)
    if (!is_usable (values[i]))
      return refuse (error, "values must not be beyond 1e100", values[i]);
  normal = normalize (weights, n, error);
  if (normal == NULL)
    return NULL;

  atoms = g_new (Atom, n);
  for (guint i = 0; i < n; i++)
    if (normal[i] > 0.0)
      atoms[count++] = (Atom){ values[i], normal[i] };
  qsort (atoms, count, sizeof *atoms, compare_atoms);

  self = law_new (RISKCTX_LAW_DISCRETE, atoms[0].value, atoms[count - 1].value);
  self->atoms = TRUE;
  self->values = g_new (double, count);
  self->weights = g_new (double, count);
  for (guint i = 0; i < count; i++)
    {
      if (self->n > 0 && self->values[self->n - 1] == atoms[i].value)
        {
          self->weights[self->n - 1] += atoms[i].weight;
          continue;
        }
      self->values[self->n] = atoms[i].value;
      self->weights[self->n++] = atoms[i].weight;
    }
  for (guint i = 0; i < self->n; i++)
    self->mean += self->weights[i] * self->values[i];
  for (guint i = 0; i < self->n; i++)
    square += self->weights[i] * (self->values[i] - self->mean) * (self->values[i] - self->mean);
  self->sd = sqrt (square);
  return self;
}

RiskctxLaw *
riskctx_law_new_mixture (RiskctxLaw *const *components,
                         const double      *weights,
                         guint              n,
                         GError           **error)
{
  RiskctxLaw *self;
  double *normal;
  double square = 0.0;

  if (n == 0)
    return refuse (error, "the number of components must be at least 1", 0.0);
  normal = normalize (weights, n, error);
  if (normal == NULL)
    return NULL;

  self = law_new (RISKCTX_LAW_MIXTURE, INFINITY, -INFINITY);
  self->weights = normal;
  self->parts = g_new (RiskctxLaw *, n);
  for (guint i = 0; i < n; i++)
    {
      if (normal[i] == 0.0)
        continue;
      self->weights[self->n_parts] = normal[i];
      self->parts[self->n_parts++] = riskctx_law_ref (components[i]);
      self->minimum = MIN (self->minimum, components[i]->minimum);
      self->maximum = MAX (self->maximum, components[i]->maximum);
      self->atoms |= components[i]->atoms;
      self->mean += normal[i] * components[i]->mean;
    }
  for (guint i = 0; i < self->n_parts; i++)
    {
      const double distance = self->parts[i]->mean - self->mean;

      square += self->weights[i] * (self->parts[i]->sd * self->parts[i]->sd + distance * distance);
    }
  self->sd = sqrt (square);
  return self;
}

/* Ends of the product of two independent numbers in the ranges given; 0 times infinity is 0 */
static void
multiply_range (double *minimum,
                double *maximum,
                double  low,
                double  high)
{
  const double ends[4][2] = {
    { *minimum, low }, { *minimum, high }, { *maximum, low }, { *maximum, high }
  };

  *minimum = INFINITY;
  *maximum = -INFINITY;
  for (int i = 0; i < 4; i++)
    {
      const double end = ends[i][0] == 0.0 || ends[i][1] == 0.0 ? 0.0 : ends[i][0] * ends[i][1];

      *minimum = MIN (*minimum, end);
      *maximum = MAX (*maximum, end);
    }
}

/* All products of the nodes of every factor but the last */
static void
tabulate_product (RiskctxLaw *self)
{
  guint n = 1;
  double *values = g_new (double, 1), *weights = g_new (double, 1);

  values[0] = weights[0] = 1.0;
  for (guint k = 0; k + 1 < self->n_parts; k++)
    {
      double node[RISKCTX_QUADRATURE_MAX], weight[RISKCTX_QUADRATURE_MAX];
      const guint room = MAX (4, MIN (PRODUCT_NODES, PRODUCT_NODES_MAX / n));
      const guint m = riskctx_quadrature_law (self->parts[k], room, node, weight);
      double *next_values = g_new (double, n * m), *next_weights = g_new (double, n * m);

      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < m; j++)
          {
            next_values[i * m + j] = values[i] * node[j];
            next_weights[i * m + j] = weights[i] * weight[j];
          }
      g_free (values);
      g_free (weights);
      values = next_values;
      weights = next_weights;
      n *= m;
    }
  self->n = n;
  self->values = values;
  self->weights = weights;
}

/* The spread of the logarithm, roughly: which factor should keep its exact distribution */
static double
relative_spread (const RiskctxLaw *law)
{
  if (law->kind == RISKCTX_LAW_FIXED)
    return -1.0;
  if (!isfinite (law->sd) || !isfinite (law->mean))
    return INFINITY;
  if (law->atoms)
    return 0.0;
  return law->sd / (fabs (law->mean) + 1e-300);
}

RiskctxLaw *
riskctx_law_new_product (RiskctxLaw *const *factors,
                         guint              n,
                         double             cap,
                         GError           **error)
{
  RiskctxLaw *self;
  double square = 1.0;
  guint widest = 0;

  if (n == 0 || n > 8)
    return refuse (error, "the number of factors must be between 1 and 8", n);
  if (isnan (cap) || cap == -INFINITY)
    return refuse (error, "cap must be a number", cap);

  self = law_new (RISKCTX_LAW_PRODUCT, 1.0, 1.0);
  self->a = cap;
  self->n_parts = n;
  self->parts = g_new (RiskctxLaw *, n);
  self->mean = 1.0;
  for (guint i = 0; i < n; i++)
    {
      const RiskctxLaw *factor = factors[i];

      self->parts[i] = riskctx_law_ref (factors[i]);
      multiply_range (&self->minimum, &self->maximum, factor->minimum, factor->maximum);
      if (relative_spread (factor) > relative_spread (factors[widest]))
        widest = i;
      self->mean *= factor->mean;
      square *= factor->sd * factor->sd + factor->mean * factor->mean;
    }
  self->sd = isfinite (self->mean) ? sqrt (MAX (0.0, square - self->mean * self->mean)) : NAN;
  self->atoms = cap < self->maximum;
  for (guint i = 0; i < n; i++)
    self->atoms |= self->parts[i]->minimum <= 0.0 && self->parts[i]->atoms;
  self->atoms |= factors[widest]->atoms;

  for (guint i = widest; i + 1 < n; i++)
    {
      RiskctxLaw *swap = self->parts[i];

      self->parts[i] = self->parts[i + 1];
      self->parts[i + 1] = swap;
    }
  tabulate_product (self);

  if (cap < self->maximum)
    {
      self->maximum = cap;
      self->minimum = MIN (self->minimum, cap);
      self->mean = riskctx_law_limited_mean (self, cap);
      self->sd = isfinite (self->mean) ? riskctx_quadrature_sd (self) : NAN;
    }
  return self;
}

RiskctxLawKind
riskctx_law_get_kind (const RiskctxLaw *self)
{
  return self->kind;
}

gboolean
riskctx_law_is_fixed (const RiskctxLaw *self)
{
  return self->minimum == self->maximum;
}

gboolean
riskctx_law_has_atoms (const RiskctxLaw *self)
{
  return self->atoms;
}

double
riskctx_law_minimum (const RiskctxLaw *self)
{
  return self->minimum;
}

double
riskctx_law_maximum (const RiskctxLaw *self)
{
  return self->maximum;
}

double
riskctx_law_mean (const RiskctxLaw *self)
{
  return self->mean;
}

double
riskctx_law_sd (const RiskctxLaw *self)
{
  return self->sd;
}

gboolean
riskctx_law_has_mean (const RiskctxLaw *self)
{
  return isfinite (self->mean);
}

gboolean
riskctx_law_has_variance (const RiskctxLaw *self)
{
  return isfinite (self->sd);
}
