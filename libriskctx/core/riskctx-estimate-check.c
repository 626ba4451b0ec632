/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-issue-private.h"
#include "riskctx-number-private.h"

/* What each law needs. A second set of parameters is an alternative to the first. */
typedef struct
{
  RiskctxDistribution distribution;
  guint64             needs;
  guint64             or_needs;
  const char         *wording;
} Need;

static const Need needs[] = {
  { RISKCTX_DISTRIBUTION_FIXED, BIT (ROW_VALUE), 0, "“value”" },
  { RISKCTX_DISTRIBUTION_UNIFORM, BIT (ROW_LOW) | BIT (ROW_HIGH), 0, "“low” and “high”" },
  { RISKCTX_DISTRIBUTION_TRIANGULAR, BIT (ROW_LOW) | BIT (ROW_MODE) | BIT (ROW_HIGH), 0,
    "“low”, “mode” and “high”" },
  { RISKCTX_DISTRIBUTION_PERT, BIT (ROW_LOW) | BIT (ROW_MODE) | BIT (ROW_HIGH), 0,
    "“low”, “mode” and “high”" },
  { RISKCTX_DISTRIBUTION_NORMAL, BIT (ROW_MEAN) | BIT (ROW_SD), 0, "“mean” and “sd”" },
  { RISKCTX_DISTRIBUTION_LOGNORMAL, BIT (ROW_LOW) | BIT (ROW_HIGH), BIT (ROW_MEAN) | BIT (ROW_SD),
    "“low” and “high”, or “mean” and “sd”" },
  { RISKCTX_DISTRIBUTION_GAMMA, BIT (ROW_MEAN) | BIT (ROW_CV), 0, "“mean” and “cv”" },
  { RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN, BIT (ROW_MEAN) | BIT (ROW_SHAPE), 0,
    "“mean” and “shape”" },
  { RISKCTX_DISTRIBUTION_LOMAX, BIT (ROW_SHAPE) | BIT (ROW_SCALE), 0, "“shape” and “scale”" },
  { RISKCTX_DISTRIBUTION_GENERALIZED_PARETO,
    BIT (ROW_LOCATION) | BIT (ROW_SCALE) | BIT (ROW_SHAPE), 0,
    "“location”, “scale” and “shape”" },
  { RISKCTX_DISTRIBUTION_DISCRETE, BIT (ROW_VALUES) | BIT (ROW_WEIGHTS), 0,
    "“values” and “weights”" },
  { RISKCTX_DISTRIBUTION_MIXTURE, BIT (ROW_COMPONENTS) | BIT (ROW_WEIGHTS), 0,
    "“components” and “weights”" },
  { RISKCTX_DISTRIBUTION_PRODUCT, BIT (ROW_FACTORS), 0, "“factors”" },
};

void
riskctx_estimate_get_needs (RiskctxDistribution  distribution,
                            guint64             *rows,
                            guint64             *or_rows)
{
  *rows = *or_rows = 0;
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (needs[i].distribution == distribution)
      {
        *rows = needs[i].needs;
        *or_rows = needs[i].or_needs;
      }
}

static RiskctxIssue *
issue_at (RiskctxIssueCode code,
          const char      *pointer,
          const char      *member,
          const char      *arg0,
          const char      *arg1,
          const char      *arg2)
{
  g_autofree char *at = member ? g_strconcat (pointer, "/", member, NULL) : g_strdup (pointer);

  return riskctx_issue_new (code, at, NULL, arg0, arg1, arg2);
}

static RiskctxIssue *
issue_above (const char *pointer,
             const char *member,
             double      value,
             double      bound)
{
  g_autofree char *value_text = riskctx_number_to_string (value);
  g_autofree char *bound_text = riskctx_number_to_string (bound);

  return issue_at (RISKCTX_ISSUE_ABOVE, pointer, member, bound_text, value_text, NULL);
}

/* @lower must not be above @upper; the mistake is located at the lower one. */
static RiskctxIssue *
check_order (const char *pointer,
             const char *lower_name,
             double      lower,
             const char *upper_name,
             double      upper)
{
  g_autofree char *lower_text = NULL;
  g_autofree char *upper_text = NULL;

  if (lower <= upper)
    return NULL;
  lower_text = riskctx_number_to_string (lower);
  upper_text = riskctx_number_to_string (upper);
  return issue_at (RISKCTX_ISSUE_ORDER, pointer, lower_name, upper_name, lower_text, upper_text);
}

static RiskctxIssue *
check_weights (RiskctxEstimate *self,
               const char      *pointer,
               const char      *of,
               guint            n)
{
  double sum = 0;

  if (n == 0 || self->weights->len != n)
    return issue_at (RISKCTX_ISSUE_LENGTHS, pointer, "weights", of, "weights", NULL);
  for (guint i = 0; i < n; i++)
    {
      double weight = g_array_index (self->weights, double, i);

      if (weight < 0 || !isfinite (weight))
        {
          g_autofree char *member = g_strdup_printf ("weights/%u", i);
          g_autofree char *text = riskctx_number_to_string (weight);

          return issue_at (RISKCTX_ISSUE_MINIMUM, pointer, member, "0", text, NULL);
        }
      sum += weight;
    }
  return sum > 0 ? NULL : issue_above (pointer, "weights", sum, 0);
}

static RiskctxIssue *
check_values (RiskctxEstimate *self,
              const char      *pointer)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      double value = g_array_index (self->values, double, i);
      g_autofree char *member = NULL;

      if (isfinite (value))
        continue;
      member = g_strdup_printf ("values/%u", i);
      return issue_above (pointer, member, value, -G_MAXDOUBLE);
    }
  return check_weights (self, pointer, "values", self->values->len);
}

static RiskctxIssue *
check_parts (GPtrArray  *parts,
             const char *pointer,
             const char *member)
{
  if (parts->len == 0)
    return issue_at (RISKCTX_ISSUE_LENGTHS, pointer, member, member, "1", NULL);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *at = g_strdup_printf ("%s/%s/%u", pointer, member, i);
      RiskctxIssue *issue = riskctx_estimate_check (g_ptr_array_index (parts, i), at);

      if (issue != NULL)
        return issue;
    }
  return NULL;
}

/* The bounds that stand in the table, for the parameters that were given. */
static RiskctxIssue *
check_rows (RiskctxEstimate *self,
            const char      *pointer)
{
  for (guint64 rows = self->record.set; rows != 0; rows &= rows - 1)
    {
      const RiskctxField *row = &riskctx_estimate_rows[riskctx_rows_first (rows)];

      if (row->kind != RISKCTX_FIELD_NUMBER)
        continue;

      double value = riskctx_field_at (self, row, double);

      if (row->flags & RISKCTX_FIELD_EXCLUSIVE_MIN ? value <= row->min : value < row->min)
        return issue_above (pointer, row->name, value, row->min);
      if (!(value <= row->max)) /* which is so for what is not a number, too */
        {
          g_autofree char *value_text = riskctx_number_to_string (value);
          g_autofree char *max_text = riskctx_number_to_string (row->max);

          return issue_at (RISKCTX_ISSUE_MAXIMUM, pointer, row->name, max_text, value_text, NULL);
        }
    }
  return NULL;
}

static RiskctxIssue *
check_law (RiskctxEstimate *self,
           const char      *pointer)
{
  RiskctxIssue *issue = NULL;
  gboolean has_mode = FALSE;

  switch (self->distribution)
    {
    case RISKCTX_DISTRIBUTION_TRIANGULAR:
    case RISKCTX_DISTRIBUTION_PERT:
      has_mode = TRUE;
      G_GNUC_FALLTHROUGH;
    case RISKCTX_DISTRIBUTION_UNIFORM:
      issue = check_order (pointer, "low", self->low, "high", self->high);
      if (issue == NULL && has_mode)
        issue = check_order (pointer, "low", self->low, "mode", self->mode);
      if (issue == NULL && has_mode)
        issue = check_order (pointer, "mode", self->mode, "high", self->high);
      if (issue == NULL && self->distribution == RISKCTX_DISTRIBUTION_PERT && self->shape <= 0)
        issue = issue_above (pointer, "shape", self->shape, 0);
      return issue;

    case RISKCTX_DISTRIBUTION_LOGNORMAL:
      if (self->record.set & BIT (ROW_LOW))
        {
          if (self->low <= 0)
            return issue_above (pointer, "low", self->low, 0);
          if (self->high == self->low)
            return issue_above (pointer, "high", self->high, self->low);
          return check_order (pointer, "low", self->low, "high", self->high);
        }
      return self->mean > 0 ? NULL : issue_above (pointer, "mean", self->mean, 0);

    case RISKCTX_DISTRIBUTION_GAMMA:
      return self->mean > 0 ? NULL : issue_above (pointer, "mean", self->mean, 0);

    case RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN:
      if (self->mean <= 0)
        return issue_above (pointer, "mean", self->mean, 0);
      return self->shape > 0 ? NULL : issue_above (pointer, "shape", self->shape, 0);

    case RISKCTX_DISTRIBUTION_LOMAX:
      return self->shape > 0 ? NULL : issue_above (pointer, "shape", self->shape, 0);

    case RISKCTX_DISTRIBUTION_DISCRETE:
      return check_values (self, pointer);

    case RISKCTX_DISTRIBUTION_MIXTURE:
      issue = check_parts (self->components, pointer, "components");
      return issue ? issue : check_weights (self, pointer, "components", self->components->len);

    case RISKCTX_DISTRIBUTION_PRODUCT:
      return check_parts (self->factors, pointer, "factors");

    case RISKCTX_DISTRIBUTION_FIXED:
    case RISKCTX_DISTRIBUTION_NORMAL:
    case RISKCTX_DISTRIBUTION_GENERALIZED_PARETO:
    default:
      return NULL;
    }
}

RiskctxIssue *
riskctx_estimate_check (RiskctxEstimate *self,
                        const char      *pointer)
{
  RiskctxIssue *issue;

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      const Need *need = &needs[i];

      if (need->distribution != self->distribution)
        continue;
      if ((self->record.set & need->needs) != need->needs &&
          (need->or_needs == 0 || (self->record.set & need->or_needs) != need->or_needs))
        return issue_at (RISKCTX_ISSUE_PARAMETER, pointer, NULL,
                         riskctx_enum_to_nick (RISKCTX_TYPE_DISTRIBUTION, self->distribution),
                         need->wording, NULL);
    }
  issue = check_rows (self, pointer);
  return issue ? issue : check_law (self, pointer);
}

static void
get_support_of_parts (GPtrArray *parts,
                      gboolean   product,
                      double    *low,
                      double    *high)
{
  for (guint i = 0; i < parts->len; i++)
    {
      double part_low, part_high;

      riskctx_estimate_get_support (g_ptr_array_index (parts, i), &part_low, &part_high);
      if (i == 0)
        {
          *low = part_low;
          *high = part_high;
        }
      else if (product)
        {
          double corners[] = { *low * part_low, *low * part_high,
                               *high * part_low, *high * part_high };

          *low = G_MAXDOUBLE;
          *high = -G_MAXDOUBLE;
          for (guint j = 0; j < G_N_ELEMENTS (corners); j++)
            {
              *low = MAX (MIN (*low, corners[j]), -G_MAXDOUBLE);
              *high = MIN (MAX (*high, corners[j]), G_MAXDOUBLE);
            }
        }
      else
        {
          *low = MIN (*low, part_low);
          *high = MAX (*high, part_high);
        }
    }
}

void
riskctx_estimate_get_support (RiskctxEstimate *self,
                              double          *low,
                              double          *high)
{
  *low = 0;
  *high = G_MAXDOUBLE;

  switch (self->distribution)
    {
    case RISKCTX_DISTRIBUTION_FIXED:
      *low = *high = self->value;
      break;
    case RISKCTX_DISTRIBUTION_UNIFORM:
    case RISKCTX_DISTRIBUTION_TRIANGULAR:
    case RISKCTX_DISTRIBUTION_PERT:
      *low = self->low;
      *high = self->high;
      break;
    case RISKCTX_DISTRIBUTION_NORMAL:
      *low = self->truncated ? 0 : -G_MAXDOUBLE;
      break;
    case RISKCTX_DISTRIBUTION_GENERALIZED_PARETO:
      *low = self->location;
      if (self->shape < 0)
        *high = self->location - self->scale / self->shape;
      break;
    case RISKCTX_DISTRIBUTION_DISCRETE:
      *low = G_MAXDOUBLE;
      *high = -G_MAXDOUBLE;
      for (guint i = 0; i < self->values->len; i++)
        {
          *low = MIN (*low, g_array_index (self->values, double, i));
          *high = MAX (*high, g_array_index (self->values, double, i));
        }
      break;
    case RISKCTX_DISTRIBUTION_MIXTURE:
      get_support_of_parts (self->components, FALSE, low, high);
      break;
    case RISKCTX_DISTRIBUTION_PRODUCT:
      get_support_of_parts (self->factors, TRUE, low, high);
      if (self->record.set & BIT (ROW_CAP))
        *high = MIN (*high, self->cap);
      break;
    case RISKCTX_DISTRIBUTION_LOGNORMAL:
    case RISKCTX_DISTRIBUTION_GAMMA:
    case RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN:
    case RISKCTX_DISTRIBUTION_LOMAX:
    default:
      break;
    }
}
