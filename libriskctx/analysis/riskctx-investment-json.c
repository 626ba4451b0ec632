/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-investment-plan-private.h"

#include "riskctx-cash-flow-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-plan-distribution-private.h"

struct _RiskctxPlanDescription
{
  GStrv          options;
  GPtrArray     *titles; /* Title * */
  gboolean       does_nothing;
  gboolean       benefit_given;
  guint          years;
  double         discount_rate;
  int            sales_method;
  guint          amortization_years;
  char          *currency;
  RiskctxFigure *figures[RISKCTX_PLAN_N_FIGURES];
  GPtrArray     *cash_flows;
  double         tax_rate;
  RiskctxPlanDistribution *distribution;
};

typedef struct
{
  const char  *id;
  RiskctxText *title;
} Title;

static const RiskctxResultField title_rows[] = {
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Title, id), "The id of the option." },
  { "title", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Title, title), "Its title." },
};

static const RiskctxResultShape title_shape =
  RISKCTX_RESULT_SHAPE ("PlannedOption", "An option of a plan.", title_rows);

#define FIGURE(member, which, doc)                                                              \
  { member, RISKCTX_RESULT_FIGURE,                                                              \
    G_STRUCT_OFFSET (RiskctxPlanDescription, figures)                                           \
      + RISKCTX_PLAN_FIGURE_##which * sizeof (RiskctxFigure *),                                 \
    doc }

static const RiskctxResultField rows[] = {
  { "options", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (RiskctxPlanDescription, options),
    "The ids of the options that are carried out." },
  { "titles", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxPlanDescription, titles),
    "Their titles.", NULL, &title_shape },
  { "does_nothing", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxPlanDescription, does_nothing),
    "Whether the plan is to do nothing." },
  { "benefit_given", RISKCTX_RESULT_BOOLEAN,
    G_STRUCT_OFFSET (RiskctxPlanDescription, benefit_given),
    "Whether the benefit was given; else it is the simulated reduction of the expected loss." },
  { "years", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxPlanDescription, years),
    "The years of the plan." },
  { "discount_rate", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxPlanDescription, discount_rate), "The discount rate a year." },
  { "sales_method", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxPlanDescription, sales_method),
    "How the required sales are computed.", riskctx_required_sales_method_get_type },
  { "amortization_years", RISKCTX_RESULT_INTEGER,
    G_STRUCT_OFFSET (RiskctxPlanDescription, amortization_years),
    "Over how many years the one-time cost enters required sales; 0 for not at all." },
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxPlanDescription, currency),
    "The currency of all money, a code of ISO 4217." },
  FIGURE ("one_time_cost", ONE_TIME_COST, "What is spent once."),
  FIGURE ("running_cost", RUNNING_COST, "What is spent a year in addition, less what is saved."),
  FIGURE ("loss_before", LOSS_BEFORE, "The expected annual loss today."),
  FIGURE ("loss_after", LOSS_AFTER, "The expected annual loss with the options."),
  FIGURE ("benefit", BENEFIT, "The expected loss that is avoided a year."),
  FIGURE ("contribution_change", CONTRIBUTION_CHANGE,
          "The change of contribution through sales and margin."),
  FIGURE ("net_benefit", NET_BENEFIT,
          "Benefit and change of contribution less running cost."),
  FIGURE ("required_sales", REQUIRED_SALES,
          "Sales that keep the current profit, by the method of the plan."),
  FIGURE ("sales_increase", SALES_INCREASE, "The increase as a share of current sales."),
  FIGURE ("required_sales_by_margin", REQUIRED_SALES_BY_MARGIN,
          "Sales that keep the current profit, by contribution margin."),
  FIGURE ("sales_increase_by_margin", SALES_INCREASE_BY_MARGIN,
          "The increase as a share of current sales."),
  FIGURE ("required_sales_by_profit", REQUIRED_SALES_BY_PROFIT,
          "Sales that keep the current profit, by profit ratio."),
  FIGURE ("sales_increase_by_profit", SALES_INCREASE_BY_PROFIT,
          "The increase as a share of current sales."),
  FIGURE ("payback", PAYBACK, "Years until the one-time cost is recovered."),
  FIGURE ("discounted_payback", DISCOUNTED_PAYBACK, "The same with discounted benefits."),
  FIGURE ("net_present_value", NET_PRESENT_VALUE, "The net present value over the years."),
  FIGURE ("internal_rate_of_return", INTERNAL_RATE_OF_RETURN,
          "The rate at which the net present value is 0."),
  FIGURE ("return_on_investment", RETURN_ON_INVESTMENT,
          "Net benefits less one-time cost, by one-time cost."),
  FIGURE ("security_return_first_year", SECURITY_RETURN_FIRST_YEAR,
          "The return on security investment after one year."),
  FIGURE ("security_return", SECURITY_RETURN,
          "The return on security investment over the years."),
  FIGURE ("gordon_loeb_bound", GORDON_LOEB_BOUND,
          "The bound of Gordon and Loeb for yearly security spending."),
  FIGURE ("sales", SALES, "Current sales."),
  FIGURE ("profit", PROFIT, "Current profit."),
  FIGURE ("contribution_margin", CONTRIBUTION_MARGIN, "The contribution margin ratio."),
  FIGURE ("new_contribution_margin", NEW_CONTRIBUTION_MARGIN, "The ratio after the options."),
  FIGURE ("fixed_cost", FIXED_COST, "The present fixed cost."),
  FIGURE ("funds_available", FUNDS_AVAILABLE, "The funds that can be spent."),
  FIGURE ("total_cost", TOTAL_COST, "The total cost of ownership over the years of the plan."),
  FIGURE ("equivalent_annual_cost", EQUIVALENT_ANNUAL_COST,
          "The discounted costs as equal yearly amounts."),
  { "tax_rate", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxPlanDescription, tax_rate),
    "The tax on what comes in less what goes out." },
  { "distribution", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (RiskctxPlanDescription, distribution),
    "How it can turn out; left out where it was not simulated.", NULL,
    &riskctx_plan_distribution_shape },
  { "cash_flows", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxPlanDescription, cash_flows),
    "What goes out and comes in, year by year; empty where it is not known.", NULL,
    &riskctx_cash_flow_shape },
};

const RiskctxResultShape riskctx_investment_plan_shape =
  RISKCTX_RESULT_SHAPE ("InvestmentPlan", "What options cost and bring.", rows);

RiskctxPlanDescription *
riskctx_investment_plan_describe (RiskctxInvestmentPlan *self)
{
  RiskctxPlanDescription *description = g_new0 (RiskctxPlanDescription, 1);
  const RiskctxFigure *sales = g_ptr_array_index (self->figures, RISKCTX_PLAN_FIGURE_SALES);

  description->options = g_strdupv (self->options);
  description->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; self->titles != NULL && i < self->titles->len; i++)
    {
      Title *title = g_new (Title, 1);

      title->id = self->options[i];
      title->title = g_ptr_array_index (self->titles, i);
      g_ptr_array_add (description->titles, title);
    }
  description->does_nothing = self->options[0] == NULL;
  description->benefit_given = self->benefit != NULL;
  description->years = self->years;
  description->discount_rate = self->discount_rate;
  description->sales_method = (int) self->sales_method;
  description->tax_rate = self->tax_rate;
  if (self->distribution != NULL)
    description->distribution = g_object_ref (self->distribution);
  description->amortization_years = self->amortization_years;
  description->currency = g_strdup (riskctx_figure_get_currency ((RiskctxFigure *) sales));
  for (guint i = 0; i < RISKCTX_PLAN_N_FIGURES; i++)
    description->figures[i] = riskctx_figure_ref (g_ptr_array_index (self->figures, i));
  description->cash_flows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cash_flows)); i++)
    g_ptr_array_add (description->cash_flows,
                     g_list_model_get_item (G_LIST_MODEL (self->cash_flows), i));
  return description;
}

void
riskctx_plan_description_free (RiskctxPlanDescription *self)
{
  g_strfreev (self->options);
  g_ptr_array_unref (self->titles);
  g_free (self->currency);
  for (guint i = 0; i < RISKCTX_PLAN_N_FIGURES; i++)
    riskctx_figure_unref (self->figures[i]);
  g_ptr_array_unref (self->cash_flows);
  g_clear_object (&self->distribution);
  g_free (self);
}

/**
 * riskctx_investment_plan_to_json:
 * @self: an investment plan
 *
 * Describes the plan as JSON, in the shape that [func@InvestmentPlan.get_schema] publishes. Figures
 * that do not exist have a reason in the place of a value.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_investment_plan_to_json (RiskctxInvestmentPlan *self)
{
  RiskctxPlanDescription *description;
  JsonNode *node;

  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);

  description = riskctx_investment_plan_describe (self);
  node = riskctx_result_write (&riskctx_investment_plan_shape, description);
  riskctx_plan_description_free (description);
  return node;
}

/**
 * riskctx_investment_plan_get_schema:
 *
 * Gets the JSON Schema of [method@InvestmentPlan.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_investment_plan_get_schema (void)
{
  return riskctx_result_schema (&riskctx_investment_plan_shape);
}
