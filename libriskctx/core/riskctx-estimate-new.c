/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"

#include <math.h>

#include "riskctx-error.h"
#include "riskctx-issue-private.h"

/* How estimates are made: by law, and as changed copies. */

static void
set_number (RiskctxEstimate *self,
            Row              row,
            double           value)
{
  riskctx_field_at (self, &riskctx_estimate_rows[row], double) = value;
  self->record.set |= BIT (row);
}

static void
set_boolean (RiskctxEstimate *self,
             Row              row,
             gboolean         value)
{
  riskctx_field_at (self, &riskctx_estimate_rows[row], gboolean) = value;
  self->record.set |= BIT (row);
}

static RiskctxEstimate *
new_with (RiskctxDistribution distribution)
{
  RiskctxEstimate *self = riskctx_estimate_alloc ();

  self->distribution = distribution;
  self->record.set = BIT (ROW_DISTRIBUTION);
  return self;
}

static RiskctxEstimate *
take_checked (RiskctxEstimate *self,
              GError         **error)
{
  g_autoptr(RiskctxIssue) issue = riskctx_estimate_check (self, "");

  if (issue == NULL)
    return self;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "%s%s%s",
               riskctx_issue_get_pointer (issue),
               *riskctx_issue_get_pointer (issue) ? ": " : "", riskctx_issue_get_message (issue));
  riskctx_estimate_unref (self);
  return NULL;
}

static RiskctxEstimate *
copy (RiskctxEstimate *self)
{
  RiskctxEstimate *other = riskctx_estimate_alloc ();

  for (guint i = 0; i < N_ROWS; i++)
    if (self->record.set & BIT (i))
      riskctx_field_copy (&riskctx_estimate_rows[i], other, self);
  other->record.set = self->record.set;
  other->record.layout = self->record.layout ? riskctx_layout_ref (self->record.layout) : NULL;
  other->bare = self->bare;
  return other;
}

/**
 * riskctx_estimate_new_fixed:
 * @value: the value
 *
 * Creates an estimate that is a single value.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_fixed (double value)
{
  g_return_val_if_fail (isfinite (value), NULL);

  RiskctxEstimate *self = riskctx_estimate_alloc ();

  set_number (self, ROW_VALUE, value);
  riskctx_estimate_set_bare (self);
  return self;
}

/**
 * riskctx_estimate_new_uniform:
 * @low: the smallest value
 * @high: the largest value, not below @low
 * @error: return location for an error
 *
 * Creates an estimate that follows any value from @low to @high alike.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_uniform (double low,
                              double high,
                              GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_UNIFORM);

  set_number (self, ROW_LOW, low);
  set_number (self, ROW_HIGH, high);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_triangular:
 * @low: the smallest value
 * @mode: the most likely value
 * @high: the largest value
 * @error: return location for an error
 *
 * Creates an estimate that follows a triangular law.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_triangular (double low,
                                 double mode,
                                 double high,
                                 GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_TRIANGULAR);

  set_number (self, ROW_LOW, low);
  set_number (self, ROW_MODE, mode);
  set_number (self, ROW_HIGH, high);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_pert:
 * @low: the smallest value
 * @mode: the most likely value
 * @high: the largest value
 * @shape: how strongly the mode is believed in, above 0; 4 is usual
 * @error: return location for an error
 *
 * Creates an estimate that follows a PERT law: `low + (high − low)·Beta(a, b)`, where `a` is
 * `1 + shape·(mode − low)/(high − low)` and `b` is `1 + shape·(high − mode)/(high − low)`.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_pert (double low,
                           double mode,
                           double high,
                           double shape,
                           GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_PERT);

  set_number (self, ROW_LOW, low);
  set_number (self, ROW_MODE, mode);
  set_number (self, ROW_HIGH, high);
  if (shape != RISKCTX_DEFAULT_PERT_SHAPE)
    set_number (self, ROW_SHAPE, shape);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_normal:
 * @mean: the mean of the untruncated law
 * @sd: its standard deviation, above 0
 * @truncated: %TRUE to cut the law off at 0, so that it takes no negative values
 * @error: return location for an error
 *
 * Creates an estimate that follows a normal law.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_normal (double mean,
                             double sd,
                             gboolean truncated,
                             GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_NORMAL);

  set_number (self, ROW_MEAN, mean);
  set_number (self, ROW_SD, sd);
  if (truncated)
    set_boolean (self, ROW_TRUNCATED, TRUE);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_lognormal:
 * @mean: the mean, above 0
 * @sd: the standard deviation, above 0
 * @error: return location for an error
 *
 * Creates an estimate that follows a lognormal law with a given mean and standard deviation.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_lognormal (double mean,
                                double sd,
                                GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_LOGNORMAL);

  set_number (self, ROW_MEAN, mean);
  set_number (self, ROW_SD, sd);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_lognormal_interval:
 * @low: the lower end of the interval, above 0
 * @high: the upper end of the interval, above @low
 * @confidence: the probability that the value lies in the interval, in (0, 1); 0.9 is usual, then
 *   @low and @high are the 5 % and 95 % quantiles
 * @error: return location for an error
 *
 * Creates an estimate that follows a lognormal law from an interval.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_lognormal_interval (double low,
                                         double high,
                                         double confidence,
                                         GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_LOGNORMAL);

  set_number (self, ROW_LOW, low);
  set_number (self, ROW_HIGH, high);
  if (confidence != RISKCTX_DEFAULT_CONFIDENCE)
    set_number (self, ROW_CONFIDENCE, confidence);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_gamma:
 * @mean: the mean, above 0
 * @cv: the coefficient of variation (standard deviation / mean), above 0
 * @error: return location for an error
 *
 * Creates an estimate that follows a gamma law.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_gamma (double mean,
                            double cv,
                            GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_GAMMA);

  set_number (self, ROW_MEAN, mean);
  set_number (self, ROW_CV, cv);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_inverse_gaussian:
 * @mean: the mean, above 0
 * @shape: the shape λ, above 0; the variance is mean³/λ
 * @error: return location for an error
 *
 * Creates an estimate that follows an inverse Gaussian law.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_inverse_gaussian (double mean,
                                       double shape,
                                       GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN);

  set_number (self, ROW_MEAN, mean);
  set_number (self, ROW_SHAPE, shape);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_lomax:
 * @shape: the tail index α, above 0; the mean is infinite up to 1
 * @scale: the scale, above 0
 * @error: return location for an error
 *
 * Creates an estimate that follows a Lomax law: survival `(1 + x/scale)^−α`.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_lomax (double shape,
                            double scale,
                            GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_LOMAX);

  set_number (self, ROW_SHAPE, shape);
  set_number (self, ROW_SCALE, scale);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_generalized_pareto:
 * @location: the smallest value
 * @scale: the scale, above 0
 * @shape: the shape ξ; the mean is infinite from 1 on
 * @error: return location for an error
 *
 * Creates an estimate that follows a generalized Pareto law, whose survival function is
 * `(1 + ξ(x − location)/scale)^(−1/ξ)`.
 *
 * Fails with [error@Error.INVALID] if the parameters are outside their ranges.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_generalized_pareto (double location,
                                         double scale,
                                         double shape,
                                         GError **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_GENERALIZED_PARETO);

  set_number (self, ROW_LOCATION, location);
  set_number (self, ROW_SCALE, scale);
  set_number (self, ROW_SHAPE, shape);
  return take_checked (self, error);
}

static GArray *
copy_numbers (const double *numbers,
              guint         n_numbers)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (double), n_numbers);

  return g_array_append_vals (array, numbers, n_numbers);
}

static GPtrArray *
copy_parts (RiskctxEstimate *const *parts,
            guint                   n_parts)
{
  GPtrArray *array = g_ptr_array_new_full (n_parts, (GDestroyNotify) riskctx_estimate_unref);

  for (guint i = 0; i < n_parts; i++)
    g_ptr_array_add (array, riskctx_estimate_ref (parts[i]));
  return array;
}

/**
 * riskctx_estimate_new_discrete:
 * @values: (array length=n_values): the values
 * @n_values: how many values, at least 1
 * @weights: (array length=n_weights): their weights, at least 0 and not all 0
 * @n_weights: the same number
 * @error: return location for an error
 *
 * Creates an estimate that takes each of several values with a given weight.
 *
 * Fails with [error@Error.INVALID] if the numbers of entries differ or a weight is negative.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_discrete (const double *values,
                               guint         n_values,
                               const double *weights,
                               guint         n_weights,
                               GError      **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_DISCRETE);

  self->values = copy_numbers (values, n_values);
  self->weights = copy_numbers (weights, n_weights);
  self->record.set |= BIT (ROW_VALUES) | BIT (ROW_WEIGHTS);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_mixture:
 * @components: (array length=n_components): the components
 * @n_components: how many components, at least 1
 * @weights: (array length=n_weights): their weights, at least 0 and not all 0
 * @n_weights: the same number
 * @error: return location for an error
 *
 * Creates an estimate that follows one of several laws, chosen anew with the given weights for each
 * value.
 *
 * Fails with [error@Error.INVALID] if the numbers of entries differ or a weight is negative.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_mixture (RiskctxEstimate *const *components,
                              guint                   n_components,
                              const double           *weights,
                              guint                   n_weights,
                              GError                **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_MIXTURE);

  self->components = copy_parts (components, n_components);
  self->weights = copy_numbers (weights, n_weights);
  self->record.set |= BIT (ROW_COMPONENTS) | BIT (ROW_WEIGHTS);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_new_product:
 * @factors: (array length=n_factors): the factors, such as an amount per person and a number of
 *   persons
 * @n_factors: how many factors, at least 1
 * @error: return location for an error
 *
 * Creates an estimate that is the product of independent factors.
 *
 * Returns: (transfer full): a new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_new_product (RiskctxEstimate *const *factors,
                              guint                   n_factors,
                              GError                **error)
{
  RiskctxEstimate *self = new_with (RISKCTX_DISTRIBUTION_PRODUCT);

  self->factors = copy_parts (factors, n_factors);
  self->record.set |= BIT (ROW_FACTORS);
  return take_checked (self, error);
}

/**
 * riskctx_estimate_with_cap:
 * @self: an estimate that is a product
 * @cap: the upper bound of the product
 *
 * Makes the same estimate with an upper bound.
 *
 * Returns: (transfer full): the new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_with_cap (RiskctxEstimate *self,
                           double           cap)
{
  g_return_val_if_fail (self != NULL && isfinite (cap), NULL);
  g_return_val_if_fail (self->distribution == RISKCTX_DISTRIBUTION_PRODUCT, NULL);

  RiskctxEstimate *other = copy (self);

  set_number (other, ROW_CAP, cap);
  return other;
}

/**
 * riskctx_estimate_with_unit:
 * @self: an estimate
 * @unit: (nullable): the unit, or %NULL for the usual one
 *
 * Makes the same estimate in another unit; the figures stay as they are.
 *
 * Returns: (transfer full): the new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_with_unit (RiskctxEstimate *self,
                            const char      *unit)
{
  g_return_val_if_fail (self != NULL, NULL);

  RiskctxEstimate *other = copy (self);

  g_free (other->unit);
  other->unit = g_strdup (unit);
  if (unit != NULL)
    other->record.set |= BIT (ROW_UNIT);
  else
    other->record.set &= ~BIT (ROW_UNIT);
  return other;
}

/**
 * riskctx_estimate_with_basis:
 * @self: an estimate
 * @basis: what the figures rest on
 * @source: (nullable): where they come from
 *
 * Makes the same estimate with another basis.
 *
 * Returns: (transfer full): the new estimate
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_with_basis (RiskctxEstimate *self,
                             RiskctxBasis     basis,
                             RiskctxText     *source)
{
  g_return_val_if_fail (self != NULL, NULL);

  RiskctxEstimate *other = copy (self);

  other->basis = basis;
  g_clear_pointer (&other->source, riskctx_text_unref);
  other->source = source ? riskctx_text_ref (source) : NULL;
  other->record.set |= BIT (ROW_BASIS);
  other->record.set = source ? other->record.set | BIT (ROW_SOURCE)
                             : other->record.set & ~BIT (ROW_SOURCE);
  return other;
}
