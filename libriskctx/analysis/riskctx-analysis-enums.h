/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RiskctxSimulationMethod:
 * @RISKCTX_SIMULATION_METHOD_AUTO: the cheapest that answers what is asked: exact where that is
 *   quick, whole years where samples of annual sums are asked for, else event by event
 * @RISKCTX_SIMULATION_METHOD_EXACT: discretized distributions and transforms, for independent risks
 * @RISKCTX_SIMULATION_METHOD_MONTE_CARLO: random years, event by event
 * @RISKCTX_SIMULATION_METHOD_YEARS: random years, one number for each risk's year out of its exact
 *   distribution; risks that have none of their own event by event
 *
 * How a loss distribution is computed.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SIMULATION_METHOD_AUTO = 0,
  RISKCTX_SIMULATION_METHOD_EXACT = 1,
  RISKCTX_SIMULATION_METHOD_MONTE_CARLO = 2,
  RISKCTX_SIMULATION_METHOD_YEARS = 3,
} RiskctxSimulationMethod;

/**
 * RiskctxSimulationSampling:
 * @RISKCTX_SIMULATION_SAMPLING_PLAIN: independent years
 * @RISKCTX_SIMULATION_SAMPLING_STRATIFIED: years that cover the distribution of every risk evenly
 * @RISKCTX_SIMULATION_SAMPLING_SOBOL: years that cover those of several risks together evenly, by
 *   Sobol's sequence with Owen's scrambling
 *
 * How whole years are spread; see %RISKCTX_SIMULATION_METHOD_YEARS.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SIMULATION_SAMPLING_PLAIN = 0,
  RISKCTX_SIMULATION_SAMPLING_STRATIFIED = 1,
  RISKCTX_SIMULATION_SAMPLING_SOBOL = 2,
} RiskctxSimulationSampling;

/**
 * RiskctxLossScope:
 * @RISKCTX_LOSS_SCOPE_TOTAL: everything together
 * @RISKCTX_LOSS_SCOPE_CAUSE: the risks whose cause belongs to one category
 * @RISKCTX_LOSS_SCOPE_IMPACT: the consequences that are felt in one category
 * @RISKCTX_LOSS_SCOPE_RISK: one risk
 *
 * What a loss distribution is about.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LOSS_SCOPE_TOTAL = 0,
  RISKCTX_LOSS_SCOPE_CAUSE = 1,
  RISKCTX_LOSS_SCOPE_IMPACT = 2,
  RISKCTX_LOSS_SCOPE_RISK = 3,
} RiskctxLossScope;

/**
 * RiskctxLossCurve:
 * @RISKCTX_LOSS_CURVE_ANNUAL: the probability that the losses of a year add up to more
 * @RISKCTX_LOSS_CURVE_LARGEST: the probability that the largest event of a year costs more
 *
 * Which loss exceedance curve is meant.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LOSS_CURVE_ANNUAL = 0,
  RISKCTX_LOSS_CURVE_LARGEST = 1,
} RiskctxLossCurve;

/**
 * RiskctxBudgetKind:
 * @RISKCTX_BUDGET_KIND_ONE_TIME: what is spent once
 * @RISKCTX_BUDGET_KIND_TOTAL: what is spent once, and on running over the years of the plan
 *
 * What a budget pays for.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_BUDGET_KIND_ONE_TIME = 0,
  RISKCTX_BUDGET_KIND_TOTAL = 1,
} RiskctxBudgetKind;

/**
 * RiskctxCriterionKind:
 * @RISKCTX_CRITERION_KIND_LIMIT: a limit of one figure
 * @RISKCTX_CRITERION_KIND_CURVE: a point of the tolerance curve
 * @RISKCTX_CRITERION_KIND_THRESHOLD: the expected loss of a category from which on it is treated
 *
 * Which part of the criteria a verdict is about.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CRITERION_KIND_LIMIT = 0,
  RISKCTX_CRITERION_KIND_CURVE = 1,
  RISKCTX_CRITERION_KIND_THRESHOLD = 2,
} RiskctxCriterionKind;

/**
 * RiskctxOutcome:
 * @RISKCTX_OUTCOME_MET: the figure stays within the criterion
 * @RISKCTX_OUTCOME_EXCEEDED: the figure is above it
 * @RISKCTX_OUTCOME_UNDEFINED: the figure does not exist; the reason says why
 *
 * What became of a criterion.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_OUTCOME_MET = 0,
  RISKCTX_OUTCOME_EXCEEDED = 1,
  RISKCTX_OUTCOME_UNDEFINED = 2,
} RiskctxOutcome;

/**
 * RiskctxYardstick:
 * @RISKCTX_YARDSTICK_MONEY: the expected annual loss
 * @RISKCTX_YARDSTICK_RATING: the rating of impact times that of likelihood
 *
 * By what categories are compared.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_YARDSTICK_MONEY = 0,
  RISKCTX_YARDSTICK_RATING = 1,
} RiskctxYardstick;

/**
 * RiskctxPlanFigure:
 * @RISKCTX_PLAN_FIGURE_SALES: current sales, in currency a year
 * @RISKCTX_PLAN_FIGURE_PROFIT: current profit, in currency a year
 * @RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN: current contribution margin ratio
 * @RISKCTX_PLAN_FIGURE_NEW_CONTRIBUTION_MARGIN: the ratio after the options
 * @RISKCTX_PLAN_FIGURE_FIXED_COST: present fixed cost, in currency a year
 * @RISKCTX_PLAN_FIGURE_ONE_TIME_COST: what is spent once, in currency
 * @RISKCTX_PLAN_FIGURE_RUNNING_COST: what is spent a year in addition, less what is saved, in
 *   currency a year
 * @RISKCTX_PLAN_FIGURE_LOSS_BEFORE: expected annual loss today, in currency a year
 * @RISKCTX_PLAN_FIGURE_LOSS_AFTER: expected annual loss with the options, in currency a year
 * @RISKCTX_PLAN_FIGURE_BENEFIT: the expected loss that is avoided, in currency a year
 * @RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE: the change of contribution through sales and margin,
 *   in currency a year
 * @RISKCTX_PLAN_FIGURE_NET_BENEFIT: benefit and change of contribution less running cost, in
 *   currency a year
 * @RISKCTX_PLAN_FIGURE_REQUIRED_SALES: sales that keep the current profit, by the chosen method, in
 *   currency a year
 * @RISKCTX_PLAN_FIGURE_SALES_INCREASE: the same as a share of current sales
 * @RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN: sales that keep the profit, by contribution margin
 * @RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN: the same as a share of current sales
 * @RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT: sales that keep the profit, by profit ratio
 * @RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT: the same as a share of current sales
 * @RISKCTX_PLAN_FIGURE_PAYBACK: years until the one-time cost is recovered
 * @RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK: the same with discounted benefits
 * @RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE: net present value over the years of the plan, in currency
 * @RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN: the rate at which the net present value is 0
 * @RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT: net benefits less one-time cost, by one-time cost
 * @RISKCTX_PLAN_FIGURE_SECURITY_RETURN_FIRST_YEAR: return on security investment after one year
 * @RISKCTX_PLAN_FIGURE_SECURITY_RETURN: return on security investment over the years of the plan
 * @RISKCTX_PLAN_FIGURE_GORDON_LOEB_BOUND: the bound of Gordon and Loeb for yearly security
 *   spending, in currency a year
 * @RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE: funds that can be spent, in currency
 * @RISKCTX_PLAN_FIGURE_TOTAL_COST: total cost of ownership over the years of the plan, in currency
 * @RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST: the discounted costs as equal yearly amounts, in
 *   currency a year
 *
 * The figures of an investment plan.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PLAN_FIGURE_SALES = 0,
  RISKCTX_PLAN_FIGURE_PROFIT = 1,
  RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN = 2,
  RISKCTX_PLAN_FIGURE_NEW_CONTRIBUTION_MARGIN = 3,
  RISKCTX_PLAN_FIGURE_FIXED_COST = 4,
  RISKCTX_PLAN_FIGURE_ONE_TIME_COST = 5,
  RISKCTX_PLAN_FIGURE_RUNNING_COST = 6,
  RISKCTX_PLAN_FIGURE_LOSS_BEFORE = 7,
  RISKCTX_PLAN_FIGURE_LOSS_AFTER = 8,
  RISKCTX_PLAN_FIGURE_BENEFIT = 9,
  RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE = 10,
  RISKCTX_PLAN_FIGURE_NET_BENEFIT = 11,
  RISKCTX_PLAN_FIGURE_REQUIRED_SALES = 12,
  RISKCTX_PLAN_FIGURE_SALES_INCREASE = 13,
  RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN = 14,
  RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN = 15,
  RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT = 16,
  RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT = 17,
  RISKCTX_PLAN_FIGURE_PAYBACK = 18,
  RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK = 19,
  RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE = 20,
  RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN = 21,
  RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT = 22,
  RISKCTX_PLAN_FIGURE_SECURITY_RETURN_FIRST_YEAR = 23,
  RISKCTX_PLAN_FIGURE_SECURITY_RETURN = 24,
  RISKCTX_PLAN_FIGURE_GORDON_LOEB_BOUND = 25,
  RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE = 26,
  RISKCTX_PLAN_FIGURE_TOTAL_COST = 27,
  RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST = 28,
} RiskctxPlanFigure;

/**
 * RiskctxPlanOutcome:
 * @RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE: mean of the net present value, in currency
 * @RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P10: what it falls short of with a probability of 10 %
 * @RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P50: its median
 * @RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P90: what it exceeds with a probability of 10 %
 * @RISKCTX_PLAN_OUTCOME_GAIN: probability that the net present value is above 0
 * @RISKCTX_PLAN_OUTCOME_SECURITY_RETURN: mean of the return on security investment, a ratio
 * @RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P10: what it falls short of with a probability of 10 %
 * @RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P50: its median
 * @RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P90: what it exceeds with a probability of 10 %
 * @RISKCTX_PLAN_OUTCOME_BAD_YEAR_BEFORE: probability that a year's losses eat the whole profit,
 *   today
 * @RISKCTX_PLAN_OUTCOME_BAD_YEAR_AFTER: the same with the plan, after its costs
 * @RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_BEFORE: probability of such a year within the plan, today
 * @RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_AFTER: the same with the plan, after its costs
 * @RISKCTX_PLAN_OUTCOME_CASH_SHORT_BEFORE: probability that cash falls below 0 at any time of the
 *   plan, today
 * @RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER: the same with the plan
 *
 * The figures of a [class@PlanDistribution].
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE = 0,
  RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P10 = 1,
  RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P50 = 2,
  RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P90 = 3,
  RISKCTX_PLAN_OUTCOME_GAIN = 4,
  RISKCTX_PLAN_OUTCOME_SECURITY_RETURN = 5,
  RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P10 = 6,
  RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P50 = 7,
  RISKCTX_PLAN_OUTCOME_SECURITY_RETURN_P90 = 8,
  RISKCTX_PLAN_OUTCOME_BAD_YEAR_BEFORE = 9,
  RISKCTX_PLAN_OUTCOME_BAD_YEAR_AFTER = 10,
  RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_BEFORE = 11,
  RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_AFTER = 12,
  RISKCTX_PLAN_OUTCOME_CASH_SHORT_BEFORE = 13,
  RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER = 14,
} RiskctxPlanOutcome;

/**
 * RiskctxRecoveryPeriod:
 * @RISKCTX_RECOVERY_PERIOD_WEEK: 7 days
 * @RISKCTX_RECOVERY_PERIOD_MONTH: a twelfth of 365 days
 *
 * The periods of a [class@RecoveryCourse].
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RECOVERY_PERIOD_WEEK = 0,
  RISKCTX_RECOVERY_PERIOD_MONTH = 1,
} RiskctxRecoveryPeriod;

/**
 * RiskctxRecoveryAmount:
 * @RISKCTX_RECOVERY_AMOUNT_SALES_LOST: sales lost, in currency
 * @RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION_LOST: contribution lost with them, in currency
 * @RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION: contribution that comes in all the same, in currency
 * @RISKCTX_RECOVERY_AMOUNT_FIXED_COST: fixed cost that is paid on, in currency
 * @RISKCTX_RECOVERY_AMOUNT_RECOVERY_COST: cost of recovery, in currency
 * @RISKCTX_RECOVERY_AMOUNT_INSURANCE: what insurance pays, in currency
 * @RISKCTX_RECOVERY_AMOUNT_CASH: cash at the end, in currency
 *
 * The amounts of a period of a [class@RecoveryCourse].
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RECOVERY_AMOUNT_SALES_LOST = 0,
  RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION_LOST = 1,
  RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION = 2,
  RISKCTX_RECOVERY_AMOUNT_FIXED_COST = 3,
  RISKCTX_RECOVERY_AMOUNT_RECOVERY_COST = 4,
  RISKCTX_RECOVERY_AMOUNT_INSURANCE = 5,
  RISKCTX_RECOVERY_AMOUNT_CASH = 6,
} RiskctxRecoveryAmount;

/**
 * RiskctxRecoveryFigure:
 * @RISKCTX_RECOVERY_FIGURE_FIRST_RESUMED: time until something runs again, in days
 * @RISKCTX_RECOVERY_FIGURE_ALL_RESUMED: time until everything runs again, in days
 * @RISKCTX_RECOVERY_FIGURE_SALES_LOST: sales lost, in currency
 * @RISKCTX_RECOVERY_FIGURE_CONTRIBUTION_LOST: contribution lost with them, in currency
 * @RISKCTX_RECOVERY_FIGURE_RECOVERY_COST: cost of recovery, in currency
 * @RISKCTX_RECOVERY_FIGURE_INSURANCE: what insurance pays, in currency
 * @RISKCTX_RECOVERY_FIGURE_LOSS: contribution lost and cost less insurance, in currency
 * @RISKCTX_RECOVERY_FIGURE_LOWEST_CASH: lowest cash, in currency
 * @RISKCTX_RECOVERY_FIGURE_CASH_NEEDED: cash at the beginning with which it never falls below 0, in
 *   currency
 * @RISKCTX_RECOVERY_FIGURE_SURVIVAL: how long cash lasts if nothing resumes, in months
 *
 * The figures of a [class@RecoveryCourse].
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RECOVERY_FIGURE_FIRST_RESUMED = 0,
  RISKCTX_RECOVERY_FIGURE_ALL_RESUMED = 1,
  RISKCTX_RECOVERY_FIGURE_SALES_LOST = 2,
  RISKCTX_RECOVERY_FIGURE_CONTRIBUTION_LOST = 3,
  RISKCTX_RECOVERY_FIGURE_RECOVERY_COST = 4,
  RISKCTX_RECOVERY_FIGURE_INSURANCE = 5,
  RISKCTX_RECOVERY_FIGURE_LOSS = 6,
  RISKCTX_RECOVERY_FIGURE_LOWEST_CASH = 7,
  RISKCTX_RECOVERY_FIGURE_CASH_NEEDED = 8,
  RISKCTX_RECOVERY_FIGURE_SURVIVAL = 9,
} RiskctxRecoveryFigure;

/**
 * RiskctxBreachClass:
 * @RISKCTX_BREACH_CLASS_I: S (z, v) = v / (α z + 1)^β
 * @RISKCTX_BREACH_CLASS_II: S (z, v) = v^(α z + 1)
 *
 * The two classes of breach functions of Gordon and Loeb: how the probability of a breach falls
 * with the money z that is spent.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_BREACH_CLASS_I = 0,
  RISKCTX_BREACH_CLASS_II = 1,
} RiskctxBreachClass;

/**
 * RiskctxSensitivityOutput:
 * @RISKCTX_SENSITIVITY_OUTPUT_EXPECTED_LOSS: expected annual loss as things are, in currency a
 *   year, after insurance has paid
 * @RISKCTX_SENSITIVITY_OUTPUT_VALUE_AT_RISK: quantile of the annual loss as things are, at the
 *   level of the tolerance, in currency a year
 * @RISKCTX_SENSITIVITY_OUTPUT_TAIL_MEAN: mean of the years beyond that level, in currency a year
 * @RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE: net present value of the plan, in currency
 * @RISKCTX_SENSITIVITY_OUTPUT_PAYBACK: payback of the plan, in years
 *
 * What an estimate may have an effect on.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SENSITIVITY_OUTPUT_EXPECTED_LOSS = 0,
  RISKCTX_SENSITIVITY_OUTPUT_VALUE_AT_RISK = 1,
  RISKCTX_SENSITIVITY_OUTPUT_TAIL_MEAN = 2,
  RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE = 3,
  RISKCTX_SENSITIVITY_OUTPUT_PAYBACK = 4,
} RiskctxSensitivityOutput;

G_END_DECLS
