/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-cash-flow-private.h"

/**
 * RiskctxCashFlow:
 *
 * What goes out and comes in during one year of an [class@InvestmentPlan], in currency.
 *
 * Cash flows are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxCashFlow, riskctx_cash_flow, G_TYPE_OBJECT)

static const RiskctxResultField rows[] = {
  { "year", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxCashFlow, year),
    "The year of the plan, 0 for this fiscal year." },
  { "fiscal_year", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxCashFlow, fiscal_year),
    "The fiscal year; 0 where the assessment does not state which one this is." },
  { "one_time_cost", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, one_time_cost),
    "What is spent once in the year." },
  { "running_cost", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, running_cost),
    "What is spent on running in the year, less what is saved." },
  { "benefit", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, benefit),
    "The expected loss that is avoided in the year." },
  { "contribution_change", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, contribution_change),
    "The change of contribution through sales and margin." },
  { "net", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, net),
    "What comes in less what goes out." },
  { "cumulative", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, cumulative),
    "The sum of all years so far." },
  { "discounted_cumulative", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxCashFlow, discounted_cumulative),
    "The discounted sum of all years so far." },
};

const RiskctxResultShape riskctx_cash_flow_shape =
  RISKCTX_RESULT_SHAPE ("CashFlow", "What goes out and comes in during one year.", rows);

typedef enum
{
  PROP_YEAR = 1,
  PROP_FISCAL_YEAR,
  PROP_ONE_TIME_COST,
  PROP_RUNNING_COST,
  PROP_BENEFIT,
  PROP_CONTRIBUTION_CHANGE,
  PROP_NET,
  PROP_CUMULATIVE,
  PROP_DISCOUNTED_CUMULATIVE,
} RiskctxCashFlowProperty;

static GParamSpec *properties[PROP_DISCOUNTED_CUMULATIVE + 1];

static void
riskctx_cash_flow_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RiskctxCashFlow *self = RISKCTX_CASH_FLOW (object);

  switch ((RiskctxCashFlowProperty) prop_id)
    {
    case PROP_YEAR:
      g_value_set_uint (value, self->year);
      break;
    case PROP_FISCAL_YEAR:
      g_value_set_uint (value, self->fiscal_year);
      break;
    case PROP_ONE_TIME_COST:
      g_value_set_double (value, self->one_time_cost);
      break;
    case PROP_RUNNING_COST:
      g_value_set_double (value, self->running_cost);
      break;
    case PROP_BENEFIT:
      g_value_set_double (value, self->benefit);
      break;
    case PROP_CONTRIBUTION_CHANGE:
      g_value_set_double (value, self->contribution_change);
      break;
    case PROP_NET:
      g_value_set_double (value, self->net);
      break;
    case PROP_CUMULATIVE:
      g_value_set_double (value, self->cumulative);
      break;
    case PROP_DISCOUNTED_CUMULATIVE:
      g_value_set_double (value, self->discounted_cumulative);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_cash_flow_class_init (RiskctxCashFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = riskctx_cash_flow_get_property;

  /**
   * RiskctxCashFlow:year: (getter get_year)
   *
   * The year of the plan, 0 for this fiscal year.
   *
   * Since: 1.0
   */
  properties[PROP_YEAR] = g_param_spec_uint ("year", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RiskctxCashFlow:fiscal-year: (getter get_fiscal_year)
   *
   * The fiscal year; 0 where the assessment does not state which one this is.
   *
   * Since: 1.0
   */
  properties[PROP_FISCAL_YEAR] = g_param_spec_uint ("fiscal-year", NULL, NULL, 0, G_MAXUINT, 0,
                                                    flags);
  /**
   * RiskctxCashFlow:one-time-cost: (getter get_one_time_cost)
   *
   * What is spent once in the year.
   *
   * Since: 1.0
   */
  properties[PROP_ONE_TIME_COST]
    = g_param_spec_double ("one-time-cost", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxCashFlow:running-cost: (getter get_running_cost)
   *
   * What is spent on running in the year, less what is saved.
   *
   * Since: 1.0
   */
  properties[PROP_RUNNING_COST]
    = g_param_spec_double ("running-cost", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxCashFlow:benefit: (getter get_benefit)
   *
   * The expected loss that is avoided in the year.
   *
   * Since: 1.0
   */
  properties[PROP_BENEFIT]
    = g_param_spec_double ("benefit", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxCashFlow:contribution-change: (getter get_contribution_change)
   *
   * The change of contribution through sales and margin.
   *
   * Since: 1.0
   */
  properties[PROP_CONTRIBUTION_CHANGE]
    = g_param_spec_double ("contribution-change", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                           flags);
  /**
   * RiskctxCashFlow:net: (getter get_net)
   *
   * What comes in less what goes out.
   *
   * Since: 1.0
   */
  properties[PROP_NET]
    = g_param_spec_double ("net", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxCashFlow:cumulative: (getter get_cumulative)
   *
   * The sum of all years so far.
   *
   * Since: 1.0
   */
  properties[PROP_CUMULATIVE]
    = g_param_spec_double ("cumulative", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * RiskctxCashFlow:discounted-cumulative: (getter get_discounted_cumulative)
   *
   * The discounted sum of all years so far.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOUNTED_CUMULATIVE]
    = g_param_spec_double ("discounted-cumulative", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                           flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_cash_flow_init (RiskctxCashFlow *self)
{
}

/**
 * riskctx_cash_flow_get_year: (get-property year)
 * @self: a cash flow
 *
 * Gets the year of the plan, 0 for this fiscal year.
 *
 * Returns: the year
 *
 * Since: 1.0
 */
guint
riskctx_cash_flow_get_year (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->year;
}

/**
 * riskctx_cash_flow_get_fiscal_year: (get-property fiscal-year)
 * @self: a cash flow
 *
 * Gets the fiscal year; 0 where the assessment does not state which one this is.
 *
 * Returns: the fiscal year
 *
 * Since: 1.0
 */
guint
riskctx_cash_flow_get_fiscal_year (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->fiscal_year;
}

/**
 * riskctx_cash_flow_get_one_time_cost: (get-property one-time-cost)
 * @self: a cash flow
 *
 * Gets what is spent once in the year.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_one_time_cost (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->one_time_cost;
}

/**
 * riskctx_cash_flow_get_running_cost: (get-property running-cost)
 * @self: a cash flow
 *
 * Gets what is spent on running in the year, less what is saved.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_running_cost (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->running_cost;
}

/**
 * riskctx_cash_flow_get_benefit: (get-property benefit)
 * @self: a cash flow
 *
 * Gets the expected loss that is avoided in the year.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_benefit (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->benefit;
}

/**
 * riskctx_cash_flow_get_contribution_change: (get-property contribution-change)
 * @self: a cash flow
 *
 * Gets the change of contribution through sales and margin.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_contribution_change (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->contribution_change;
}

/**
 * riskctx_cash_flow_get_net: (get-property net)
 * @self: a cash flow
 *
 * Gets what comes in less what goes out.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_net (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->net;
}

/**
 * riskctx_cash_flow_get_cumulative: (get-property cumulative)
 * @self: a cash flow
 *
 * Gets the sum of all years so far.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_cumulative (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->cumulative;
}

/**
 * riskctx_cash_flow_get_discounted_cumulative: (get-property discounted-cumulative)
 * @self: a cash flow
 *
 * Gets the discounted sum of all years so far.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_cash_flow_get_discounted_cumulative (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), 0);
  return self->discounted_cumulative;
}

/**
 * riskctx_cash_flow_to_json:
 * @self: a cash flow
 *
 * Describes the year as JSON.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_cash_flow_to_json (RiskctxCashFlow *self)
{
  g_return_val_if_fail (RISKCTX_IS_CASH_FLOW (self), NULL);
  return riskctx_result_write (&riskctx_cash_flow_shape, self);
}
