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

/**
 * riskctx_investment_plan_get_paths: (get-property paths)
 * @self: an investment plan
 *
 * Gets how many courses of the plan are simulated.
 *
 * Returns: the number; 0 for none
 *
 * Since: 1.0
 */
guint64
riskctx_investment_plan_get_paths (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->paths;
}

/**
 * riskctx_investment_plan_set_paths: (set-property paths)
 * @self: an investment plan
 * @paths: the number, at most 10000000; 0 for none
 *
 * Sets how many courses of the plan are simulated for its distribution, each of as many independent
 * years as the plan has. With none, only the figures by expected values are computed.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_paths (RiskctxInvestmentPlan *self,
                                   guint64                paths)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (paths <= RISKCTX_INVESTMENT_PLAN_MAX_PATHS);

  if (self->paths == paths)
    return;
  self->paths = paths;
  riskctx_investment_plan_forget (self);
  g_object_notify (G_OBJECT (self), "paths");
}

/**
 * riskctx_investment_plan_get_tax_rate: (get-property tax-rate)
 * @self: an investment plan
 *
 * Gets the tax on what comes in less what goes out.
 *
 * Returns: the share
 *
 * Since: 1.0
 */
double
riskctx_investment_plan_get_tax_rate (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->tax_rate;
}

/**
 * riskctx_investment_plan_set_tax_rate: (set-property tax-rate)
 * @self: an investment plan
 * @tax_rate: the share, 0 to 1; 0 to leave taxes out
 *
 * Sets the tax on what comes in less what goes out. It enters cash flows and what is computed from
 * them; a year in which more goes out saves tax, as for an organization with other profits.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_tax_rate (RiskctxInvestmentPlan *self,
                                      double                 tax_rate)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (tax_rate >= 0 && tax_rate <= 1);

  if (self->tax_rate == tax_rate)
    return;
  self->tax_rate = tax_rate;
  riskctx_investment_plan_forget (self);
  g_object_notify (G_OBJECT (self), "tax-rate");
}

/**
 * riskctx_investment_plan_get_distribution: (get-property distribution)
 * @self: an investment plan
 *
 * Gets how the plan can turn out, with figures such as the probability that it pays back.
 *
 * Returns: (transfer none) (nullable): the distribution; %NULL before the run, and where the
 *   benefit was given or [property@InvestmentPlan:paths] is 0
 *
 * Since: 1.0
 */
RiskctxPlanDistribution *
riskctx_investment_plan_get_distribution (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->distribution;
}
