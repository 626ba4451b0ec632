/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-issue-private.h"

/**
 * RiskctxEstimate:
 *
 * An uncertain number: the law it follows, its unit, and what it rests on.
 *
 * An estimate is immutable and may be shared freely between threads. The functions named `with_…`
 * make changed copies. Mean, standard deviation and quantiles are computed by
 * [method@Estimate.get_mean] and its siblings.
 *
 * In a document an estimate is a plain number, or an object that names the distribution and its
 * parameters: `{"distribution": "pert", "low": 1, "mode": 2, "high": 5, "basis": "expert"}`.
 *
 * Since: 1.0
 */
G_DEFINE_BOXED_TYPE (RiskctxEstimate, riskctx_estimate,
                     riskctx_estimate_ref, riskctx_estimate_unref)

#define NUMBER(member, minimum, row_flags, start, text) \
  { #member, RISKCTX_FIELD_NUMBER, row_flags, G_STRUCT_OFFSET (RiskctxEstimate, member), \
    minimum, G_MAXDOUBLE, start, NULL, text, { NULL } }
#define ROW(member, field_kind, type, text) \
  { #member, RISKCTX_FIELD_ ## field_kind, 0, G_STRUCT_OFFSET (RiskctxEstimate, member), \
    -G_MAXDOUBLE, G_MAXDOUBLE, 0, NULL, text, { type } }

const RiskctxField riskctx_estimate_rows[N_ROWS] = {
  ROW (distribution, ENUM, riskctx_distribution_get_type, "The law that the number follows."),
  NUMBER (value, -G_MAXDOUBLE, 0, 0, "The value of a fixed estimate."),
  NUMBER (low, -G_MAXDOUBLE, 0, 0, "The smallest value, or the lower end of a lognormal interval."),
  NUMBER (mode, -G_MAXDOUBLE, 0, 0, "The most likely value."),
  NUMBER (high, -G_MAXDOUBLE, 0, 0, "The largest value, or the upper end of a lognormal interval."),
  { "confidence", RISKCTX_FIELD_NUMBER, RISKCTX_FIELD_EXCLUSIVE_MIN,
    G_STRUCT_OFFSET (RiskctxEstimate, confidence), 0, 0.999999, RISKCTX_DEFAULT_CONFIDENCE, NULL,
    "The probability that a lognormal value lies between low and high.", { NULL } },
  NUMBER (mean, -G_MAXDOUBLE, 0, 0, "The mean."),
  NUMBER (sd, 0, RISKCTX_FIELD_EXCLUSIVE_MIN, 0, "The standard deviation."),
  NUMBER (cv, 0, RISKCTX_FIELD_EXCLUSIVE_MIN, 0, "The coefficient of variation."),
  NUMBER (location, -G_MAXDOUBLE, 0, 0, "The smallest value of a generalized Pareto law."),
  NUMBER (scale, 0, RISKCTX_FIELD_EXCLUSIVE_MIN, 0,
          "The scale of a Lomax or generalized Pareto law."),
  NUMBER (shape, -G_MAXDOUBLE, 0, RISKCTX_DEFAULT_PERT_SHAPE,
          "The shape of a PERT, Lomax, generalized Pareto or inverse Gaussian law."),
  ROW (truncated, BOOLEAN, NULL, "Whether a normal law is cut off at 0."),
  ROW (values, NUMBERS, NULL, "The values of a discrete law."),
  ROW (components, ESTIMATES, NULL, "The components of a mixture."),
  ROW (factors, ESTIMATES, NULL, "The factors of a product, independent of each other."),
  { "weights", RISKCTX_FIELD_NUMBERS, 0, G_STRUCT_OFFSET (RiskctxEstimate, weights), 0, G_MAXDOUBLE,
    0, NULL, "The weights of the values or components; their sum counts as 1.", { NULL } },
  NUMBER (cap, -G_MAXDOUBLE, 0, 0, "The upper bound of a product."),
  ROW (unit, STRING, NULL, "The unit, where it is not that of the member."),
  ROW (basis, ENUM, riskctx_basis_get_type, "What the figures rest on."),
  ROW (source, TEXT, NULL, "Where the figures come from."),
  ROW (as_of, DATE, NULL, "The date that the figures are as of."),
};

const RiskctxField *
riskctx_estimate_get_fields (guint *n_fields)
{
  *n_fields = N_ROWS;
  return riskctx_estimate_rows;
}

RiskctxRecord *
riskctx_estimate_get_record (RiskctxEstimate *self)
{
  return &self->record;
}

RiskctxEstimate *
riskctx_estimate_alloc (void)
{
  RiskctxEstimate *self = g_new0 (RiskctxEstimate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->confidence = RISKCTX_DEFAULT_CONFIDENCE;
  self->shape = RISKCTX_DEFAULT_PERT_SHAPE;
  return self;
}

gboolean
riskctx_estimate_is_bare (const RiskctxEstimate *self)
{
  return self->bare && self->record.set == BIT (ROW_VALUE);
}

void
riskctx_estimate_set_bare (RiskctxEstimate *self)
{
  self->bare = TRUE;
}

/**
 * riskctx_estimate_ref:
 * @self: an estimate
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_ref (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_estimate_unref:
 * @self: (transfer full): an estimate
 *
 * Drops a reference; the last one frees the estimate.
 *
 * Since: 1.0
 */
void
riskctx_estimate_unref (RiskctxEstimate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < N_ROWS; i++)
    riskctx_field_clear (&riskctx_estimate_rows[i], self);
  g_clear_pointer (&self->record.layout, riskctx_layout_unref);
  g_free (self);
}

/**
 * riskctx_estimate_get_distribution:
 * @self: an estimate
 *
 * Gets the law that the number follows.
 *
 * Returns: the distribution
 *
 * Since: 1.0
 */
RiskctxDistribution
riskctx_estimate_get_distribution (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_DISTRIBUTION_FIXED);
  return self->distribution;
}

/**
 * riskctx_estimate_get_parameter:
 * @self: an estimate
 * @name: the parameter's name: `value`, `low`, `mode`, `high`, `confidence`, `mean`, `sd`, `cv`,
 *   `location`, `scale`, `shape` or `cap`
 * @error: return location for an error
 *
 * Gets a parameter of the law as it was given; `confidence` and `shape` count as 0.9 and 4 where
 * they were not given.
 *
 * Fails with [error@Error.NOT_FOUND] if the estimate was given without that parameter.
 *
 * Returns: the parameter
 *
 * Since: 1.0
 */
double
riskctx_estimate_get_parameter (RiskctxEstimate *self,
                                const char      *name,
                                GError         **error)
{
  g_return_val_if_fail (self != NULL && name != NULL, 0);

  int row = riskctx_fields_find (riskctx_estimate_rows, N_ROWS, name);

  if (row < 0 || riskctx_estimate_rows[row].kind != RISKCTX_FIELD_NUMBER ||
      !(self->record.set & BIT (row) || row == ROW_CONFIDENCE || row == ROW_SHAPE))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                   "the estimate has no parameter “%s”", name);
      return 0;
    }
  return riskctx_field_at (self, &riskctx_estimate_rows[row], double);
}

/**
 * riskctx_estimate_get_truncated:
 * @self: an estimate
 *
 * Tells whether a normal law is cut off at 0.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_estimate_get_truncated (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->truncated;
}

static const double *
get_numbers (GArray *array,
             guint  *n)
{
  *n = array ? array->len : 0;
  return array ? (const double *) array->data : NULL;
}

/**
 * riskctx_estimate_get_values:
 * @self: an estimate
 * @n_values: (out): how many
 *
 * Gets the values of a discrete law.
 *
 * Returns: (transfer none) (array length=n_values) (nullable): the values
 *
 * Since: 1.0
 */
const double *
riskctx_estimate_get_values (RiskctxEstimate *self,
                             guint           *n_values)
{
  g_return_val_if_fail (self != NULL && n_values != NULL, NULL);
  return get_numbers (self->values, n_values);
}

/**
 * riskctx_estimate_get_weights:
 * @self: an estimate
 * @n_weights: (out): how many
 *
 * Gets the weights of a discrete law or a mixture, as they were given.
 *
 * Returns: (transfer none) (array length=n_weights) (nullable): the weights
 *
 * Since: 1.0
 */
const double *
riskctx_estimate_get_weights (RiskctxEstimate *self,
                              guint           *n_weights)
{
  g_return_val_if_fail (self != NULL && n_weights != NULL, NULL);
  return get_numbers (self->weights, n_weights);
}

/**
 * riskctx_estimate_get_n_parts:
 * @self: an estimate
 *
 * Gets how many components a mixture, or factors a product has.
 *
 * Returns: the number, 0 for any other law
 *
 * Since: 1.0
 */
guint
riskctx_estimate_get_n_parts (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  GPtrArray *parts = self->components ? self->components : self->factors;

  return parts ? parts->len : 0;
}

/**
 * riskctx_estimate_get_part:
 * @self: an estimate
 * @position: from 0, less than [method@Estimate.get_n_parts]
 *
 * Gets a component of a mixture or a factor of a product.
 *
 * Returns: (transfer none): the part
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_estimate_get_part (RiskctxEstimate *self,
                           guint            position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < riskctx_estimate_get_n_parts (self), NULL);

  return g_ptr_array_index (self->components ? self->components : self->factors, position);
}

/**
 * riskctx_estimate_get_unit:
 * @self: an estimate
 *
 * Gets the unit, where it is not the usual one of the member that holds the estimate.
 *
 * Returns: (transfer none) (nullable): the unit
 *
 * Since: 1.0
 */
const char *
riskctx_estimate_get_unit (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->unit;
}

/**
 * riskctx_estimate_get_basis:
 * @self: an estimate
 *
 * Gets what the figures rest on.
 *
 * Returns: the basis; %RISKCTX_BASIS_ASSUMED if nothing was said
 *
 * Since: 1.0
 */
RiskctxBasis
riskctx_estimate_get_basis (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_BASIS_ASSUMED);
  return self->basis;
}

/**
 * riskctx_estimate_get_source:
 * @self: an estimate
 *
 * Gets where the figures come from.
 *
 * Returns: (transfer none) (nullable): the source
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_estimate_get_source (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->source;
}

/**
 * riskctx_estimate_get_as_of:
 * @self: an estimate
 *
 * Gets the date that the figures are as of.
 *
 * Returns: (transfer none) (nullable): the date, as year-month-day
 *
 * Since: 1.0
 */
const char *
riskctx_estimate_get_as_of (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->as_of;
}

/**
 * riskctx_estimate_equal:
 * @self: an estimate
 * @other: another estimate
 *
 * Tells whether both have the same law, parameters, unit and basis.
 *
 * Returns: %TRUE if they have
 *
 * Since: 1.0
 */
gboolean
riskctx_estimate_equal (RiskctxEstimate *self,
                        RiskctxEstimate *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  /* Naming the law of a single value makes no difference. */
  if ((self->record.set | BIT (ROW_DISTRIBUTION)) != (other->record.set | BIT (ROW_DISTRIBUTION)))
    return FALSE;
  for (guint i = 0; i < N_ROWS; i++)
    if (!riskctx_field_equal (&riskctx_estimate_rows[i], self, other))
      return FALSE;
  return TRUE;
}

/**
 * riskctx_estimate_hash:
 * @self: an estimate
 *
 * Hashes the estimate, so that equal estimates have equal hashes.
 *
 * Returns: the hash
 *
 * Since: 1.0
 */
guint
riskctx_estimate_hash (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint hash = self->distribution;

  for (guint i = 0; i < N_ROWS; i++)
    {
      const RiskctxField *row = &riskctx_estimate_rows[i];

      if (row->kind == RISKCTX_FIELD_NUMBER && self->record.set & BIT (i))
        hash = hash * 33 + g_double_hash (&riskctx_field_at (self, row, double));
    }
  return hash;
}

/**
 * riskctx_estimate_to_string:
 * @self: an estimate
 *
 * Describes the estimate for a log or a debugger: `pert (low 1, mode 2, high 5)`.
 *
 * Returns: (transfer full): the description
 *
 * Since: 1.0
 */
char *
riskctx_estimate_to_string (RiskctxEstimate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const char *law = riskctx_enum_to_nick (RISKCTX_TYPE_DISTRIBUTION, self->distribution);
  GString *string = g_string_new (law);
  const char *separator = " (";

  for (guint i = 0; i < N_ROWS; i++)
    if (riskctx_estimate_rows[i].kind == RISKCTX_FIELD_NUMBER && self->record.set & BIT (i))
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (buffer, sizeof buffer, "%.15g",
                         riskctx_field_at (self, &riskctx_estimate_rows[i], double));
        g_string_append_printf (string, "%s%s %s",
                                separator, riskctx_estimate_rows[i].name, buffer);
        separator = ", ";
      }
  for (guint i = 0; i < riskctx_estimate_get_n_parts (self); i++)
    {
      g_autofree char *part = riskctx_estimate_to_string (riskctx_estimate_get_part (self, i));

      g_string_append_printf (string, "%s%s", separator, part);
      separator = ", ";
    }
  if (separator[0] == ',')
    g_string_append_c (string, ')');
  return g_string_free (string, FALSE);
}
