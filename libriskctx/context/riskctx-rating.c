/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-rating.h"

#include <math.h>

#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

/* The common risk base is measured in money and on scales; the criteria say which is which. */

static guint
rate (RiskctxItemList *scale,
      double           value)
{
  guint rating = 0;
  double best = -G_MAXDOUBLE;

  for (guint i = 0; i < riskctx_item_list_get_length (scale); i++)
    {
      RiskctxScaleStep *step = riskctx_item_list_peek (scale, i);
      const double from = riskctx_scale_step_get_from (step);

      if (from <= value && from >= best)
        {
          best = from;
          rating = (guint) riskctx_scale_step_get_rating (step);
        }
    }
  return rating;
}

static gboolean
find_range (RiskctxItemList *scale,
            guint            rating,
            double          *from,
            double          *until)
{
  RiskctxScaleStep *found = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (scale); i++)
    {
      RiskctxScaleStep *step = riskctx_item_list_peek (scale, i);

      if (riskctx_scale_step_get_rating (step) == (gint64) rating)
        found = step;
    }
  if (found == NULL)
    return FALSE;
  *from = riskctx_scale_step_get_from (found);
  *until = INFINITY;
  for (guint i = 0; i < riskctx_item_list_get_length (scale); i++)
    {
      const double next = riskctx_scale_step_get_from (riskctx_item_list_peek (scale, i));

      if (next > *from && next < *until)
        *until = next;
    }
  return TRUE;
}

/**
 * riskctx_criteria_rate_impact:
 * @self: criteria
 * @loss: a loss a year, in the currency of the assessment
 *
 * Turns money into a rating of impact: that of the highest step of the impact scale which begins at
 * or below the loss.
 *
 * Returns: the rating; 0 below the first step, and without a scale
 *
 * Since: 1.0
 */
guint
riskctx_criteria_rate_impact (RiskctxCriteria *self,
                              double           loss)
{
  g_return_val_if_fail (RISKCTX_IS_CRITERIA (self) && !isnan (loss), 0);
  return rate (riskctx_criteria_get_impact_scale (self), loss);
}

/**
 * riskctx_criteria_rate_likelihood:
 * @self: criteria
 * @frequency: events a year
 *
 * Turns a frequency into a rating of likelihood, by the likelihood scale.
 *
 * Returns: the rating; 0 below the first step, and without a scale
 *
 * Since: 1.0
 */
guint
riskctx_criteria_rate_likelihood (RiskctxCriteria *self,
                                  double           frequency)
{
  g_return_val_if_fail (RISKCTX_IS_CRITERIA (self) && !isnan (frequency), 0);
  return rate (riskctx_criteria_get_likelihood_scale (self), frequency);
}

/**
 * riskctx_criteria_get_impact_range:
 * @self: criteria
 * @rating: a rating of impact
 * @from: (out): return location for the smallest loss a year with that rating
 * @until: (out): return location for the loss from which the next rating begins; infinite for the
 *   last one
 *
 * Turns a rating of impact into money.
 *
 * Returns: %TRUE if the impact scale has that rating
 *
 * Since: 1.0
 */
gboolean
riskctx_criteria_get_impact_range (RiskctxCriteria *self,
                                   guint            rating,
                                   double          *from,
                                   double          *until)
{
  g_return_val_if_fail (RISKCTX_IS_CRITERIA (self) && from != NULL && until != NULL, FALSE);

  *from = *until = 0;
  return find_range (riskctx_criteria_get_impact_scale (self), rating, from, until);
}

/**
 * riskctx_criteria_get_likelihood_range:
 * @self: criteria
 * @rating: a rating of likelihood
 * @from: (out): return location for the smallest number of events a year with that rating
 * @until: (out): return location for the number from which the next rating begins; infinite for the
 *   last one
 *
 * Turns a rating of likelihood into a frequency.
 *
 * Returns: %TRUE if the likelihood scale has that rating
 *
 * Since: 1.0
 */
gboolean
riskctx_criteria_get_likelihood_range (RiskctxCriteria *self,
                                       guint            rating,
                                       double          *from,
                                       double          *until)
{
  g_return_val_if_fail (RISKCTX_IS_CRITERIA (self) && from != NULL && until != NULL, FALSE);

  *from = *until = 0;
  return find_range (riskctx_criteria_get_likelihood_scale (self), rating, from, until);
}

/**
 * riskctx_criteria_find_level:
 * @self: criteria
 * @impact: a rating of impact
 * @likelihood: a rating of likelihood
 *
 * Looks up in the matrix which level of risk two ratings make. The matrix may have any size and
 * need not be full.
 *
 * Returns: the level; 0 if the matrix has no such cell
 *
 * Since: 1.0
 */
guint
riskctx_criteria_find_level (RiskctxCriteria *self,
                             guint            impact,
                             guint            likelihood)
{
  g_return_val_if_fail (RISKCTX_IS_CRITERIA (self), 0);

  RiskctxItemList *matrix = riskctx_criteria_get_matrix (self);

  for (guint i = 0; i < riskctx_item_list_get_length (matrix); i++)
    {
      RiskctxMatrixCell *cell = riskctx_item_list_peek (matrix, i);

      if (riskctx_matrix_cell_get_impact (cell) == (gint64) impact
          && riskctx_matrix_cell_get_likelihood (cell) == (gint64) likelihood)
        return (guint) riskctx_matrix_cell_get_level (cell);
    }
  return 0;
}
