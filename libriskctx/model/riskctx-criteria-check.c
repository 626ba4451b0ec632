/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

#define MAX_CELLS 81 /* nine ratings of each */

void riskctx_criteria_check_item (RiskctxItem *item, RiskctxCheck *check);

/* Larger losses may be exceeded with no larger probability. */
static void
check_curve (RiskctxItemList *curve,
             RiskctxCheck    *check)
{
  for (guint i = 1; i < riskctx_item_list_get_length (curve); i++)
    {
      RiskctxCurvePoint *before = riskctx_item_list_peek (curve, i - 1);
      RiskctxCurvePoint *point = riskctx_item_list_peek (curve, i);
      g_autofree char *is = NULL;
      g_autofree char *was = NULL;

      if (riskctx_curve_point_get_loss (point) <= riskctx_curve_point_get_loss (before))
        {
          is = riskctx_number_to_string (riskctx_curve_point_get_loss (point));
          was = riskctx_number_to_string (riskctx_curve_point_get_loss (before));
          riskctx_check_report (check, RISKCTX_ITEM (point), "loss", RISKCTX_ISSUE_ABOVE,
                                was, is, NULL);
        }
      else if (riskctx_curve_point_get_probability (point)
               > riskctx_curve_point_get_probability (before))
        {
          is = riskctx_number_to_string (riskctx_curve_point_get_probability (point));
          was = riskctx_number_to_string (riskctx_curve_point_get_probability (before));
          riskctx_check_report (check, RISKCTX_ITEM (point), "probability", RISKCTX_ISSUE_MAXIMUM,
                                was, is, NULL);
        }
    }
}

/* Higher ratings begin at higher values. */
static void
check_scale (RiskctxItemList *scale,
             RiskctxCheck    *check)
{
  for (guint i = 1; i < riskctx_item_list_get_length (scale); i++)
    {
      RiskctxScaleStep *before = riskctx_item_list_peek (scale, i - 1);
      RiskctxScaleStep *step = riskctx_item_list_peek (scale, i);

      if (riskctx_scale_step_get_rating (step) > riskctx_scale_step_get_rating (before) &&
          riskctx_scale_step_get_from (step) <= riskctx_scale_step_get_from (before))
        {
          g_autofree char *is = riskctx_number_to_string (riskctx_scale_step_get_from (step));
          g_autofree char *was = riskctx_number_to_string (riskctx_scale_step_get_from (before));

          riskctx_check_report (check, RISKCTX_ITEM (step), "from", RISKCTX_ISSUE_ABOVE,
                                was, is, NULL);
        }
    }
}

/* A cell is there once, and none that is rated higher in both respects has a lower level. Every
 * pair is looked at: a matrix has 81 cells at most before one is there twice. */
static void
check_matrix (RiskctxItemList *matrix,
              RiskctxCheck    *check)
{
  const guint n = MIN (riskctx_item_list_get_length (matrix), MAX_CELLS + 1);

  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        RiskctxMatrixCell *cell = riskctx_item_list_peek (matrix, i);
        RiskctxMatrixCell *other = riskctx_item_list_peek (matrix, j);
        const gint64 impact =
          riskctx_matrix_cell_get_impact (cell) - riskctx_matrix_cell_get_impact (other);
        const gint64 likelihood =
          riskctx_matrix_cell_get_likelihood (cell) - riskctx_matrix_cell_get_likelihood (other);
        const gint64 level =
          riskctx_matrix_cell_get_level (cell) - riskctx_matrix_cell_get_level (other);
        g_autofree char *place = NULL;

        if (impact == 0 && likelihood == 0)
          {
            place = riskctx_item_dup_pointer (RISKCTX_ITEM (other));
            riskctx_check_report (check, RISKCTX_ITEM (cell), NULL, RISKCTX_ISSUE_CELL_TWICE, place,
                                  NULL, NULL);
            break;
          }
        if ((impact >= 0 && likelihood >= 0 && level < 0)
            || (impact <= 0 && likelihood <= 0 && level > 0))
          {
            place = riskctx_item_dup_pointer (RISKCTX_ITEM (other));
            riskctx_check_report (check, RISKCTX_ITEM (cell), "level", RISKCTX_ISSUE_MONOTONE,
                                  place, NULL, NULL);
            break;
          }
      }
}

void
riskctx_criteria_check_item (RiskctxItem  *item,
                             RiskctxCheck *check)
{
  RiskctxCriteria *self = RISKCTX_CRITERIA (item);

  check_curve (riskctx_criteria_get_curve (self), check);
  check_scale (riskctx_criteria_get_impact_scale (self), check);
  check_scale (riskctx_criteria_get_likelihood_scale (self), check);
  check_matrix (riskctx_criteria_get_matrix (self), check);
}
