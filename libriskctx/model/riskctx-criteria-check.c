/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

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

void
riskctx_criteria_check_item (RiskctxItem  *item,
                             RiskctxCheck *check)
{
  RiskctxCriteria *self = RISKCTX_CRITERIA (item);

  check_curve (riskctx_criteria_get_curve (self), check);
  check_scale (riskctx_criteria_get_impact_scale (self), check);
  check_scale (riskctx_criteria_get_likelihood_scale (self), check);
}
