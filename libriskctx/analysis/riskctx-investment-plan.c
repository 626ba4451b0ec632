/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-investment-plan-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-plan-figures-private.h"

#define DEFAULT_CURRENCY "JPY"
#define DEFAULT_YEARS 5
#define MAX_YEARS 100
#define DEFAULT_RATE 0.05
#define DEFAULT_PATHS 20000
#define MIN_RATE (-0.99)
#define MAX_RATE 10.0

/**
 * RiskctxInvestmentPlan:
 *
 * Asks what options cost, what they bring, and when they pay back.
 *
 * One-time costs are spent in their fiscal year, yearly costs from their first year on; the
 * benefit comes from the next fiscal year on. The benefit is the expected loss that is avoided:
 * given, or the simulated difference of the present state and the state with the options, with its
 * error. What the options change in sales and contribution margin is counted beside it.
 *
 * A plan without options is to do nothing.
 *
 * After [method@InvestmentPlan.run], [method@InvestmentPlan.get_figure] gives every figure with
 * its formula and inputs. A figure that does not exist says why. Changing a property forgets the
 * answer.
 *
 * Plans are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxInvestmentPlan, riskctx_investment_plan, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_OPTIONS,
  PROP_BENEFIT,
  PROP_YEARS,
  PROP_DISCOUNT_RATE,
  PROP_SALES_METHOD,
  PROP_AMORTIZATION_YEARS,
  PROP_SIMULATION,
  PROP_LOSS_BEFORE,
  PROP_LOSS_AFTER,
  PROP_CASH_FLOWS,
  PROP_PROGRESS,
  PROP_PATHS,
  PROP_TAX_RATE,
  PROP_DISTRIBUTION,
} RiskctxInvestmentPlanProperty;

static GParamSpec *properties[PROP_DISTRIBUTION + 1];

static void
riskctx_investment_plan_dispose (GObject *object)
{
  RiskctxInvestmentPlan *self = RISKCTX_INVESTMENT_PLAN (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->simulation);
  g_clear_object (&self->given_loss);
  g_clear_object (&self->loss_before);
  g_clear_object (&self->loss_after);
  g_clear_object (&self->cash_flows);
  g_clear_object (&self->distribution);
  G_OBJECT_CLASS (riskctx_investment_plan_parent_class)->dispose (object);
}

static void
riskctx_investment_plan_finalize (GObject *object)
{
  RiskctxInvestmentPlan *self = RISKCTX_INVESTMENT_PLAN (object);

  g_strfreev (self->options);
  g_clear_pointer (&self->benefit, riskctx_estimate_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_investment_plan_parent_class)->finalize (object);
}

static void
riskctx_investment_plan_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RiskctxInvestmentPlan *self = RISKCTX_INVESTMENT_PLAN (object);

  switch ((RiskctxInvestmentPlanProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, riskctx_investment_plan_get_assessment (self));
      break;
    case PROP_OPTIONS:
      g_value_set_boxed (value, riskctx_investment_plan_get_options (self));
      break;
    case PROP_BENEFIT:
      g_value_set_boxed (value, riskctx_investment_plan_get_benefit (self));
      break;
    case PROP_YEARS:
      g_value_set_uint (value, riskctx_investment_plan_get_years (self));
      break;
    case PROP_DISCOUNT_RATE:
      g_value_set_double (value, riskctx_investment_plan_get_discount_rate (self));
      break;
    case PROP_SALES_METHOD:
      g_value_set_enum (value, (int) riskctx_investment_plan_get_sales_method (self));
      break;
    case PROP_AMORTIZATION_YEARS:
      g_value_set_uint (value, riskctx_investment_plan_get_amortization_years (self));
      break;
    case PROP_SIMULATION:
      g_value_set_object (value, riskctx_investment_plan_get_simulation (self));
      break;
    case PROP_LOSS_BEFORE:
      g_value_set_object (value, riskctx_investment_plan_get_loss_before (self));
      break;
    case PROP_LOSS_AFTER:
      g_value_set_object (value, riskctx_investment_plan_get_loss_after (self));
      break;
    case PROP_CASH_FLOWS:
      g_value_set_object (value, riskctx_investment_plan_get_cash_flows (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, riskctx_investment_plan_get_progress (self));
      break;
    case PROP_PATHS:
      g_value_set_uint64 (value, self->paths);
      break;
    case PROP_TAX_RATE:
      g_value_set_double (value, self->tax_rate);
      break;
    case PROP_DISTRIBUTION:
      g_value_set_object (value, self->distribution);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_investment_plan_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RiskctxInvestmentPlan *self = RISKCTX_INVESTMENT_PLAN (object);

  switch ((RiskctxInvestmentPlanProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_OPTIONS:
      g_strfreev (self->options);
      self->options = g_value_get_boxed (value) != NULL ? g_value_dup_boxed (value)
                                                        : g_new0 (char *, 1);
      break;
    case PROP_BENEFIT:
      riskctx_investment_plan_set_benefit (self, g_value_get_boxed (value));
      break;
    case PROP_YEARS:
      riskctx_investment_plan_set_years (self, g_value_get_uint (value));
      break;
    case PROP_DISCOUNT_RATE:
      riskctx_investment_plan_set_discount_rate (self, g_value_get_double (value));
      break;
    case PROP_SALES_METHOD:
      riskctx_investment_plan_set_sales_method (self, g_value_get_enum (value));
      break;
    case PROP_AMORTIZATION_YEARS:
      riskctx_investment_plan_set_amortization_years (self, g_value_get_uint (value));
      break;
    case PROP_LOSS_BEFORE:
      riskctx_investment_plan_set_loss_before (self, g_value_get_object (value));
      break;
    case PROP_PATHS:
      riskctx_investment_plan_set_paths (self, g_value_get_uint64 (value));
      break;
    case PROP_TAX_RATE:
      riskctx_investment_plan_set_tax_rate (self, g_value_get_double (value));
      break;
    case PROP_SIMULATION:
    case PROP_DISTRIBUTION:
    case PROP_LOSS_AFTER:
    case PROP_CASH_FLOWS:
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_investment_plan_constructed (GObject *object)
{
  RiskctxInvestmentPlan *self = RISKCTX_INVESTMENT_PLAN (object);
  const char *currency = NULL;

  G_OBJECT_CLASS (riskctx_investment_plan_parent_class)->constructed (object);
  if (self->assessment != NULL)
    currency = riskctx_assessment_get_currency (self->assessment);
  self->simulation = riskctx_simulation_new (self->assessment);
  self->figures = riskctx_plan_figures_new_empty (currency != NULL ? currency : DEFAULT_CURRENCY);
}

static void
riskctx_investment_plan_class_init (RiskctxInvestmentPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags fixed = readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY;
  const GParamFlags flags = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = riskctx_investment_plan_constructed;
  object_class->dispose = riskctx_investment_plan_dispose;
  object_class->finalize = riskctx_investment_plan_finalize;
  object_class->get_property = riskctx_investment_plan_get_property;
  object_class->set_property = riskctx_investment_plan_set_property;

  /**
   * RiskctxInvestmentPlan:assessment: (getter get_assessment)
   *
   * The assessment that the options belong to.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT]
    = g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT, fixed);
  /**
   * RiskctxInvestmentPlan:options: (getter get_options)
   *
   * The ids of the options that are carried out together; none to do nothing.
   *
   * Since: 1.0
   */
  properties[PROP_OPTIONS] = g_param_spec_boxed ("options", NULL, NULL, G_TYPE_STRV, fixed);
  /**
   * RiskctxInvestmentPlan:benefit: (getter get_benefit) (setter set_benefit)
   *
   * The expected loss that is avoided, in currency a year, where it is given.
   *
   * Since: 1.0
   */
  properties[PROP_BENEFIT] = g_param_spec_boxed ("benefit", NULL, NULL, RISKCTX_TYPE_ESTIMATE,
                                                 flags);
  /**
   * RiskctxInvestmentPlan:years: (getter get_years) (setter set_years)
   *
   * The years that net present value and returns are computed over.
   *
   * Since: 1.0
   */
  properties[PROP_YEARS]
    = g_param_spec_uint ("years", NULL, NULL, 1, MAX_YEARS, DEFAULT_YEARS, flags);
  /**
   * RiskctxInvestmentPlan:discount-rate: (getter get_discount_rate) (setter set_discount_rate)
   *
   * The discount rate a year: 0.05 is 5 %.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOUNT_RATE]
    = g_param_spec_double ("discount-rate", NULL, NULL, MIN_RATE, MAX_RATE, DEFAULT_RATE, flags);
  /**
   * RiskctxInvestmentPlan:sales-method: (getter get_sales_method) (setter set_sales_method)
   *
   * How the sales are computed that keep the current profit.
   *
   * Since: 1.0
   */
  properties[PROP_SALES_METHOD]
    = g_param_spec_enum ("sales-method", NULL, NULL, RISKCTX_TYPE_REQUIRED_SALES_METHOD,
                         RISKCTX_REQUIRED_SALES_METHOD_CONTRIBUTION_MARGIN, flags);
  /**
   * RiskctxInvestmentPlan:amortization-years:
   *
   * Over how many years the one-time cost is spread in required sales; 0 for not at all.
   *
   * Since: 1.0
   */
  properties[PROP_AMORTIZATION_YEARS]
    = g_param_spec_uint ("amortization-years", NULL, NULL, 0, MAX_YEARS, 0, flags);
  /**
   * RiskctxInvestmentPlan:simulation: (getter get_simulation)
   *
   * The settings of the simulations that find the benefit.
   *
   * Since: 1.0
   */
  properties[PROP_SIMULATION]
    = g_param_spec_object ("simulation", NULL, NULL, RISKCTX_TYPE_SIMULATION, readable);
  /**
   * RiskctxInvestmentPlan:loss-before: (getter get_loss_before) (setter set_loss_before)
   *
   * The loss of the present state.
   *
   * Since: 1.0
   */
  properties[PROP_LOSS_BEFORE]
    = g_param_spec_object ("loss-before", NULL, NULL, RISKCTX_TYPE_LOSS_RESULT, flags);
  /**
   * RiskctxInvestmentPlan:loss-after: (getter get_loss_after)
   *
   * The loss with the options.
   *
   * Since: 1.0
   */
  properties[PROP_LOSS_AFTER]
    = g_param_spec_object ("loss-after", NULL, NULL, RISKCTX_TYPE_LOSS_RESULT, readable);
  /**
   * RiskctxInvestmentPlan:cash-flows: (getter get_cash_flows)
   *
   * What goes out and comes in: a [class@CashFlow] for each year.
   *
   * Since: 1.0
   */
  properties[PROP_CASH_FLOWS]
    = g_param_spec_object ("cash-flows", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  /**
   * RiskctxInvestmentPlan:progress: (getter get_progress)
   *
   * How far the run is, from 0.0 to 1.0. It is notified at most 20 times a second, in the thread
   * that started the run.
   *
   * Since: 1.0
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   readable | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * RiskctxInvestmentPlan:paths: (getter get_paths) (setter set_paths)
   *
   * How many courses of the plan are simulated, each of as many years as the plan has; 0 for none.
   *
   * Since: 1.0
   */
  properties[PROP_PATHS]
    = g_param_spec_uint64 ("paths", NULL, NULL, 0, RISKCTX_INVESTMENT_PLAN_MAX_PATHS,
                           DEFAULT_PATHS, flags);
  /**
   * RiskctxInvestmentPlan:tax-rate: (getter get_tax_rate) (setter set_tax_rate)
   *
   * The tax on what comes in less what goes out, a share; 0 to leave taxes out. Costs are deducted
   * in the year in which they are spent.
   *
   * Since: 1.0
   */
  properties[PROP_TAX_RATE] = g_param_spec_double ("tax-rate", NULL, NULL, 0, 1, 0, flags);
  /**
   * RiskctxInvestmentPlan:distribution: (getter get_distribution)
   *
   * How the plan can turn out.
   *
   * Since: 1.0
   */
  properties[PROP_DISTRIBUTION]
    = g_param_spec_object ("distribution", NULL, NULL, RISKCTX_TYPE_PLAN_DISTRIBUTION, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_investment_plan_init (RiskctxInvestmentPlan *self)
{
  self->options = g_new0 (char *, 1);
  self->years = DEFAULT_YEARS;
  self->discount_rate = DEFAULT_RATE;
  self->paths = DEFAULT_PATHS;
  self->cash_flows = g_list_store_new (RISKCTX_TYPE_CASH_FLOW);
}

/**
 * riskctx_investment_plan_new:
 * @assessment: an assessment
 * @options: (nullable) (array zero-terminated=1): ids of options that are carried out together;
 *   %NULL to do nothing
 *
 * Prepares an investment plan. Whether the options exist and go together is checked by the run.
 *
 * Returns: (transfer full): a new plan
 *
 * Since: 1.0
 */
RiskctxInvestmentPlan *
riskctx_investment_plan_new (RiskctxAssessment *assessment,
                             const char *const *options)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_INVESTMENT_PLAN,
                       "assessment", assessment, "options", options, NULL);
}

void
riskctx_investment_plan_forget (RiskctxInvestmentPlan *self)
{
  const RiskctxFigure *sales = g_ptr_array_index (self->figures, RISKCTX_PLAN_FIGURE_SALES);
  g_autofree char *currency = g_strdup (riskctx_figure_get_currency ((RiskctxFigure *) sales));

  if (!self->has_run)
    return;
  self->has_run = FALSE;
  g_ptr_array_unref (self->figures);
  self->figures = riskctx_plan_figures_new_empty (currency);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_list_store_remove_all (self->cash_flows);
  g_clear_object (&self->loss_before);
  g_clear_object (&self->loss_after);
  g_clear_object (&self->distribution);
}

static void
changed (RiskctxInvestmentPlan        *self,
         RiskctxInvestmentPlanProperty property)
{
  riskctx_investment_plan_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
riskctx_investment_plan_copy_settings (RiskctxInvestmentPlan *self,
                                       RiskctxInvestmentPlan *from)
{
  RiskctxSimulation *to = self->simulation;

  riskctx_investment_plan_set_years (self, from->years);
  riskctx_investment_plan_set_discount_rate (self, from->discount_rate);
  riskctx_investment_plan_set_sales_method (self, from->sales_method);
  riskctx_investment_plan_set_amortization_years (self, from->amortization_years);
  riskctx_investment_plan_set_paths (self, from->paths);
  riskctx_investment_plan_set_tax_rate (self, from->tax_rate);
  riskctx_simulation_set_method (to, riskctx_simulation_get_method (from->simulation));
  riskctx_simulation_set_trials (to, riskctx_simulation_get_trials (from->simulation));
  riskctx_simulation_set_seed (to, riskctx_simulation_get_seed (from->simulation));
  riskctx_simulation_set_threads (to, riskctx_simulation_get_threads (from->simulation));
  riskctx_simulation_set_tolerance (to, riskctx_simulation_get_tolerance (from->simulation));
  riskctx_investment_plan_forget (self);
}

/**
 * riskctx_investment_plan_get_assessment: (get-property assessment)
 * @self: an investment plan
 *
 * Gets the assessment that the options belong to.
 *
 * Returns: (transfer none): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_investment_plan_get_assessment (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->assessment;
}

/**
 * riskctx_investment_plan_get_options: (get-property options)
 * @self: an investment plan
 *
 * Gets the ids of the options that are carried out together.
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids; empty to do nothing
 *
 * Since: 1.0
 */
const char *const *
riskctx_investment_plan_get_options (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return (const char *const *) self->options;
}

/**
 * riskctx_investment_plan_get_benefit: (get-property benefit)
 * @self: an investment plan
 *
 * Gets the benefit that was given; [method@InvestmentPlan.get_figure] gives the one that counts.
 *
 * Returns: (transfer none) (nullable): the expected loss avoided, in currency a year; %NULL if it
 *   is simulated
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_investment_plan_get_benefit (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->benefit;
}

/**
 * riskctx_investment_plan_set_benefit: (set-property benefit)
 * @self: an investment plan
 * @benefit: (nullable): the expected loss avoided, in currency a year; %NULL to simulate it
 *
 * Sets the benefit. Its mean enters the figures, the central 90 % of its law their ranges.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_benefit (RiskctxInvestmentPlan *self,
                                     RiskctxEstimate       *benefit)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));

  if (self->benefit == benefit)
    return;
  g_clear_pointer (&self->benefit, riskctx_estimate_unref);
  if (benefit != NULL)
    self->benefit = riskctx_estimate_ref (benefit);
  changed (self, PROP_BENEFIT);
}

/**
 * riskctx_investment_plan_get_years: (get-property years)
 * @self: an investment plan
 *
 * Gets the years that net present value and returns are computed over.
 *
 * Returns: the years
 *
 * Since: 1.0
 */
guint
riskctx_investment_plan_get_years (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->years;
}

/**
 * riskctx_investment_plan_set_years: (set-property years)
 * @self: an investment plan
 * @years: the years, 1 to 100
 *
 * Sets the years that net present value and returns are computed over.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_years (RiskctxInvestmentPlan *self,
                                   guint                  years)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (years >= 1 && years <= MAX_YEARS);

  if (self->years == years)
    return;
  self->years = years;
  changed (self, PROP_YEARS);
}

/**
 * riskctx_investment_plan_get_discount_rate: (get-property discount-rate)
 * @self: an investment plan
 *
 * Gets the discount rate a year.
 *
 * Returns: the rate
 *
 * Since: 1.0
 */
double
riskctx_investment_plan_get_discount_rate (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->discount_rate;
}

/**
 * riskctx_investment_plan_set_discount_rate: (set-property discount-rate)
 * @self: an investment plan
 * @discount_rate: the rate, from -0.99 to 10
 *
 * Sets the discount rate a year.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_discount_rate (RiskctxInvestmentPlan *self,
                                           double                 discount_rate)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (discount_rate >= MIN_RATE && discount_rate <= MAX_RATE);

  if (self->discount_rate == discount_rate)
    return;
  self->discount_rate = discount_rate;
  changed (self, PROP_DISCOUNT_RATE);
}

/**
 * riskctx_investment_plan_get_sales_method: (get-property sales-method)
 * @self: an investment plan
 *
 * Gets how the sales are computed that keep the current profit.
 *
 * Returns: the method
 *
 * Since: 1.0
 */
RiskctxRequiredSalesMethod
riskctx_investment_plan_get_sales_method (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self),
                        RISKCTX_REQUIRED_SALES_METHOD_CONTRIBUTION_MARGIN);
  return self->sales_method;
}

/**
 * riskctx_investment_plan_set_sales_method: (set-property sales-method)
 * @self: an investment plan
 * @sales_method: the method
 *
 * Sets how the sales are computed that keep the current profit. Both figures are there in any
 * case; this one is what %RISKCTX_PLAN_FIGURE_REQUIRED_SALES shows.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_sales_method (RiskctxInvestmentPlan *self,
                                          RiskctxRequiredSalesMethod sales_method)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));

  if (self->sales_method == sales_method)
    return;
  self->sales_method = sales_method;
  changed (self, PROP_SALES_METHOD);
}

/**
 * riskctx_investment_plan_get_amortization_years: (get-property amortization-years)
 * @self: an investment plan
 *
 * Gets over how many years the one-time cost is spread in required sales.
 *
 * Returns: the years; 0 for not at all
 *
 * Since: 1.0
 */
guint
riskctx_investment_plan_get_amortization_years (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->amortization_years;
}

/**
 * riskctx_investment_plan_set_amortization_years: (set-property amortization-years)
 * @self: an investment plan
 * @amortization_years: the years, at most 100; 0 for not at all
 *
 * Sets over how many years the one-time cost is spread in required sales.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_amortization_years (RiskctxInvestmentPlan *self,
                                                guint                  amortization_years)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (amortization_years <= MAX_YEARS);

  if (self->amortization_years == amortization_years)
    return;
  self->amortization_years = amortization_years;
  changed (self, PROP_AMORTIZATION_YEARS);
}

/**
 * riskctx_investment_plan_get_simulation: (get-property simulation)
 * @self: an investment plan
 *
 * Gets the simulation that finds the benefit, to set its method, trials, seed and threads before a
 * run. Its options are not used: the plan has its own.
 *
 * Returns: (transfer none): the simulation
 *
 * Since: 1.0
 */
RiskctxSimulation *
riskctx_investment_plan_get_simulation (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), NULL);
  return self->simulation;
}

/**
 * riskctx_investment_plan_set_loss_before: (set-property loss-before)
 * @self: an investment plan
 * @loss_before: (nullable): the loss of the present state; %NULL to simulate it
 *
 * Sets the loss of the present state, where it is known from an earlier simulation of the same
 * assessment. It serves several plans, and the bound of Gordon and Loeb where a benefit is given.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_set_loss_before (RiskctxInvestmentPlan *self,
                                         RiskctxLossResult     *loss_before)
{
  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));
  g_return_if_fail (loss_before == NULL || RISKCTX_IS_LOSS_RESULT (loss_before));

  if (g_set_object (&self->given_loss, loss_before))
    changed (self, PROP_LOSS_BEFORE);
}

/**
 * riskctx_investment_plan_get_progress: (get-property progress)
 * @self: an investment plan
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_investment_plan_get_progress (RiskctxInvestmentPlan *self)
{
  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), 0);
  return self->progress;
}

void
riskctx_investment_plan_set_progress (RiskctxInvestmentPlan *self,
                                      double                 progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}
