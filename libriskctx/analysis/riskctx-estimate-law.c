/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-law-private.h"

#include <math.h>

#include "riskctx-error.h"
#include "riskctx-estimate-private.h"

static RiskctxLaw *make_law (RiskctxEstimate *self, GError **error);

static gboolean
has (RiskctxEstimate *self,
     Row              row)
{
  return (self->record.set & BIT (row)) != 0;
}

static RiskctxLaw *
combine_parts (RiskctxEstimate *self,
               GError         **error)
{
  g_autoptr(GPtrArray) laws = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_law_unref);
  RiskctxLaw *const *parts;

  for (guint i = 0; i < riskctx_estimate_get_n_parts (self); i++)
    {
      RiskctxLaw *law = make_law (riskctx_estimate_get_part (self, i), error);

      if (law == NULL)
        return NULL;
      g_ptr_array_add (laws, law);
    }
  parts = (RiskctxLaw *const *) laws->pdata;
  if (self->distribution == RISKCTX_DISTRIBUTION_MIXTURE)
    return riskctx_law_new_mixture (parts, (const double *) self->weights->data, laws->len, error);
  return riskctx_law_new_product (parts, laws->len, has (self, ROW_CAP) ? self->cap : INFINITY,
                                  error);
}

static RiskctxLaw *
make_law (RiskctxEstimate *self,
          GError         **error)
{
  switch (self->distribution)
    {
    case RISKCTX_DISTRIBUTION_FIXED:
      return riskctx_law_new_fixed (self->value, error);
    case RISKCTX_DISTRIBUTION_UNIFORM:
      return riskctx_law_new_uniform (self->low, self->high, error);
    case RISKCTX_DISTRIBUTION_TRIANGULAR:
      return riskctx_law_new_triangular (self->low, self->mode, self->high, error);
    case RISKCTX_DISTRIBUTION_PERT:
      return riskctx_law_new_pert (self->low, self->mode, self->high,
                                   has (self, ROW_SHAPE) ? self->shape : RISKCTX_DEFAULT_PERT_SHAPE,
                                   error);
    case RISKCTX_DISTRIBUTION_NORMAL:
      return self->truncated ? riskctx_law_new_normal_truncated (self->mean, self->sd, error)
                             : riskctx_law_new_normal (self->mean, self->sd, error);
    case RISKCTX_DISTRIBUTION_LOGNORMAL:
      if (!has (self, ROW_LOW))
        return riskctx_law_new_lognormal_mean (self->mean, self->sd, error);
      return riskctx_law_new_lognormal_interval (self->low, self->high,
                                                 has (self, ROW_CONFIDENCE)
                                                   ? self->confidence : RISKCTX_DEFAULT_CONFIDENCE,
                                                 error);
    case RISKCTX_DISTRIBUTION_GAMMA:
      return riskctx_law_new_gamma (self->mean, self->cv, error);
    case RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN:
      return riskctx_law_new_inverse_gaussian (self->mean, self->shape, error);
    case RISKCTX_DISTRIBUTION_LOMAX:
      return riskctx_law_new_lomax (self->shape, self->scale, error);
    case RISKCTX_DISTRIBUTION_GENERALIZED_PARETO:
      return riskctx_law_new_pareto (self->location, self->scale, self->shape, error);
    case RISKCTX_DISTRIBUTION_DISCRETE:
      return riskctx_law_new_discrete ((const double *) self->values->data,
                                       (const double *) self->weights->data, self->values->len,
                                       error);
    case RISKCTX_DISTRIBUTION_MIXTURE:
    case RISKCTX_DISTRIBUTION_PRODUCT:
      return combine_parts (self, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

RiskctxLaw *
riskctx_estimate_to_law (RiskctxEstimate *self,
                         GError         **error)
{
  g_autoptr(RiskctxIssue) issue = riskctx_estimate_check (self, "");
  g_autoptr(GError) refused = NULL;
  RiskctxLaw *law;

  if (issue != NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "the estimate has no law: %s",
                   riskctx_issue_get_message (issue));
      return NULL;
    }
  law = make_law (self, &refused);
  if (law == NULL)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "the estimate has no law: %s",
                 refused->message);
  return law;
}

static double
undefined (const char *what,
           GError    **error)
{
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
               "the %s of the estimate is infinite: its tail is too heavy", what);
  return 0;
}

/**
 * riskctx_estimate_get_mean:
 * @self: an estimate
 * @error: return location for an error
 *
 * Computes the mean of the law, in closed form or by quadrature where there is none.
 *
 * Fails with [error@Error.UNDEFINED] if the tail is so heavy that the mean is infinite, and with
 * [error@Error.INVALID] if the parameters do not determine a law.
 *
 * Returns: the mean, in the unit of the estimate
 *
 * Since: 1.0
 */
double
riskctx_estimate_get_mean (RiskctxEstimate *self,
                           GError         **error)
{
  g_autoptr(RiskctxLaw) law = NULL;

  g_return_val_if_fail (self != NULL, 0);

  law = riskctx_estimate_to_law (self, error);
  if (law == NULL)
    return 0;
  return riskctx_law_has_mean (law) ? riskctx_law_mean (law) : undefined ("mean", error);
}

/**
 * riskctx_estimate_get_sd:
 * @self: an estimate
 * @error: return location for an error
 *
 * Computes the standard deviation of the law.
 *
 * Fails with [error@Error.UNDEFINED] if it is infinite, and with [error@Error.INVALID] if the
 * parameters do not determine a law.
 *
 * Returns: the standard deviation, in the unit of the estimate
 *
 * Since: 1.0
 */
double
riskctx_estimate_get_sd (RiskctxEstimate *self,
                         GError         **error)
{
  g_autoptr(RiskctxLaw) law = NULL;

  g_return_val_if_fail (self != NULL, 0);

  law = riskctx_estimate_to_law (self, error);
  if (law == NULL)
    return 0;
  return riskctx_law_has_variance (law) ? riskctx_law_sd (law)
                                        : undefined ("standard deviation", error);
}

/**
 * riskctx_estimate_get_quantile:
 * @self: an estimate
 * @probability: above 0 and below 1
 * @error: return location for an error
 *
 * Computes a quantile of the law: the smallest value that is not exceeded with this probability.
 *
 * Fails with [error@Error.INVALID] if the probability is out of range or the parameters do not
 * determine a law.
 *
 * Returns: the quantile, in the unit of the estimate
 *
 * Since: 1.0
 */
double
riskctx_estimate_get_quantile (RiskctxEstimate *self,
                               double           probability,
                               GError         **error)
{
  g_autoptr(RiskctxLaw) law = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (!(probability > 0 && probability < 1))
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "the probability of a quantile must be above 0 and below 1, got %s",
                   g_ascii_dtostr (text, sizeof text, probability));
      return 0;
    }
  law = riskctx_estimate_to_law (self, error);
  return law != NULL ? riskctx_law_quantile (law, probability) : 0;
}
