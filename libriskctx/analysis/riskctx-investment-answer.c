/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-investment-plan-private.h"

/**
 * riskctx_investment_plan_has_run:
 * @self: an investment plan
 *
 * Tells whether the figures have been computed for the question as it is now.
 *
 * Returns: %TRUE if they have
 *
 * Since: 1.0
 */
gboolean
riskctx_investment_plan_has_run (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), FALSE);
  return self->has_run;
}

/**
 * riskctx_investment_plan_get_figure:
 * @self: an investment plan
 * @which: which figure
 *
 * Gets a figure. Before the run, and where it does not exist, it says why.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_investment_plan_get_figure (RiskctxInvestmentPlan *self,
                                    RiskctxPlanFigure      which)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  g_return_val_if_fail ((guint) which < RISKCTX_PLAN_N_FIGURES, NULL);
  return g_ptr_array_index (self->figures, which);
}

/**
 * riskctx_investment_plan_get_cash_flows: (get-property cash-flows)
 * @self: an investment plan
 *
 * Gets what goes out and comes in, from year 0 to the last year of the plan. The list is empty
 * where costs, benefit or the change of contribution are not known.
 *
 * Returns: (transfer none): a list of [class@CashFlow]
 *
 * Since: 1.0
 */
GListModel *
riskctx_investment_plan_get_cash_flows (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return G_LIST_MODEL (self->cash_flows);
}

/**
 * riskctx_investment_plan_get_loss_before: (get-property loss-before)
 * @self: an investment plan
 *
 * Gets the loss of the present state.
 *
 * Returns: (transfer none) (nullable): the loss; %NULL if it was neither set nor simulated
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_investment_plan_get_loss_before (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->loss_before != NULL ? self->loss_before : self->given_loss;
}

/**
 * riskctx_investment_plan_get_loss_after: (get-property loss-after)
 * @self: an investment plan
 *
 * Gets the loss with the options.
 *
 * Returns: (transfer none) (nullable): the loss; %NULL if it was not simulated
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_investment_plan_get_loss_after (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->loss_after;
}
