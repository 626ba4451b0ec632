/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-terms-private.h"

#include <math.h>

#include "riskctx-arithmetic.h"
#include "riskctx-figure-private.h"

#define N_FLOWS (RISKCTX_PLAN_HORIZON + 1)

static RiskctxPlanNumber
value (double number)
{
  if (!isfinite (number))
    return (RiskctxPlanNumber) { 0, "reason.infinite", 0 };
  return (RiskctxPlanNumber) { number, NULL, 0 };
}

static RiskctxPlanNumber
none (const char *reason)
{
  return (RiskctxPlanNumber) { 0, reason, 0 };
}

static RiskctxPlanNumber
stated (RiskctxFigure *figure,
        const char    *reason)
{
  return figure->defined ? value (figure->value) : none (reason);
}

static gboolean
is_known (RiskctxPlanNumber number)
{
  return number.reason == NULL;
}

static const char *
first_reason (RiskctxPlanNumber a,
              RiskctxPlanNumber b)
{
  return a.reason != NULL ? a.reason : b.reason;
}

RiskctxPlanNumber
riskctx_plan_terms_new_margin (const RiskctxPlanTerms *terms)
{
  const RiskctxPlanNumber margin = stated (terms->margin, "reason.margin-not-stated");
  const GPtrArray *changes = terms->new_margins;
  double sum = margin.value;

  for (guint i = 0; i < changes->len; i++)
    {
      const RiskctxFigure *changed = g_ptr_array_index (changes, i);

      if (!changed->defined || (!is_known (margin) && changes->len > 1))
        return none ("reason.new-margin-undefined");
      if (changes->len == 1) /* no detour by the difference, which would cost a digit */
        return value (changed->value);
      sum += changed->value - margin.value;
    }
  return is_known (margin) ? value (sum) : margin;
}

RiskctxPlanNumber
riskctx_plan_terms_contribution_change (const RiskctxPlanTerms *terms)
{
  const RiskctxPlanNumber sales = stated (terms->sales, "reason.sales-not-stated");
  const RiskctxPlanNumber margin = stated (terms->margin, "reason.margin-not-stated");
  const RiskctxPlanNumber new_margin = riskctx_plan_terms_new_margin (terms);
  double change = 0, contribution = 0;

  for (guint i = 0; i < terms->sales_changes->len; i++)
    {
      const RiskctxFigure *figure = g_ptr_array_index (terms->sales_changes, i);

      if (!figure->defined)
        return none ("reason.sales-change-undefined");
      change += figure->value;
    }
  if (terms->sales_changes->len > 0)
    {
      if (!is_known (new_margin))
        return new_margin;
      contribution += change * new_margin.value;
    }
  if (terms->new_margins->len > 0)
    {
      if (!is_known (sales) || !is_known (margin))
        return none (first_reason (sales, margin));
      if (!is_known (new_margin))
        return new_margin;
      contribution += sales.value * (new_margin.value - margin.value);
    }
  return value (contribution);
}

double
riskctx_plan_terms_contribution_in_year (const RiskctxPlanTerms *terms,
                                         const double           *values,
                                         guint                   year)
{
  double sales = 0, margin = 0, rise = 0, change = 0;

  for (guint i = 0; i < terms->amounts->len; i++)
    {
      const RiskctxPlanAmount *amount = &g_array_index (terms->amounts, RiskctxPlanAmount, i);

      if (amount->kind == RISKCTX_PLAN_AMOUNT_SALES)
        sales = values[i];
      else if (amount->kind == RISKCTX_PLAN_AMOUNT_MARGIN)
        margin = values[i];
      else if (amount->kind == RISKCTX_PLAN_AMOUNT_SALES_CHANGE)
        change += values[i] * amount->degree[year];
    }
  for (guint i = 0; i < terms->amounts->len; i++)
    {
      const RiskctxPlanAmount *amount = &g_array_index (terms->amounts, RiskctxPlanAmount, i);

      if (amount->kind == RISKCTX_PLAN_AMOUNT_NEW_MARGIN)
        rise += (values[i] - margin) * amount->degree[year];
    }
  return change * (margin + rise) + sales * rise;
}

gboolean
riskctx_plan_terms_flows (const RiskctxPlanTerms *terms,
                          double                  benefit,
                          double                 *flows)
{
  const RiskctxPlanNumber contribution = riskctx_plan_terms_contribution_change (terms);
  g_autofree double *means = g_new (double, terms->amounts->len + 1);

  for (guint i = 0; i < terms->amounts->len; i++)
    means[i] = g_array_index (terms->amounts, RiskctxPlanAmount, i).mean;
  if (!terms->costs_defined || !is_known (contribution) || !isfinite (benefit))
    return FALSE;
  for (guint year = 0; year < N_FLOWS; year++)
    {
      const double gained = year > terms->done_year
        ? contribution.value : riskctx_plan_terms_contribution_in_year (terms, means, year);

      flows[year] = (year > 0 ? benefit * terms->benefit_share[year] + gained : 0)
                    - terms->one_time_cost[year] - terms->running_cost[year];
      flows[year] *= 1 - terms->tax_rate;
    }
  return TRUE;
}

static RiskctxPlanNumber
increase (RiskctxPlanNumber required,
          RiskctxPlanNumber sales)
{
  if (!is_known (required))
    return required;
  if (!(sales.value > 0))
    return none ("reason.sales-not-positive");
  return value (required.value / sales.value - 1);
}

static void
compute_sales (const RiskctxPlanTerms *terms,
               RiskctxPlanNumber      *n)
{
  const RiskctxPlanNumber sales = n[RISKCTX_PLAN_FIGURE_SALES];
  const RiskctxPlanNumber profit = n[RISKCTX_PLAN_FIGURE_PROFIT];
  const RiskctxPlanNumber margin = n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN];
  const RiskctxPlanNumber new_margin = n[RISKCTX_PLAN_FIGURE_NEW_CONTRIBUTION_MARGIN];
  const RiskctxPlanNumber running = n[RISKCTX_PLAN_FIGURE_RUNNING_COST];
  RiskctxPlanNumber *by_margin = &n[RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN];
  RiskctxPlanNumber *by_profit = &n[RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT];
  double added = running.value;
  gboolean chosen;

  if (terms->amortization_years > 0)
    added += n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST].value / terms->amortization_years;

  if (!is_known (running) || !is_known (sales))
    *by_margin = *by_profit = none (first_reason (running, sales));
  else
    {
      if (!is_known (margin) || !is_known (new_margin))
        *by_margin = none (first_reason (margin, new_margin));
      else if (!(new_margin.value > 0))
        *by_margin = none ("reason.margin-not-positive");
      else
        *by_margin = value (riskctx_required_sales_by_margin (sales.value, margin.value,
                                                              new_margin.value, added, NULL));
      if (!is_known (profit))
        *by_profit = profit;
      else if (!(profit.value > 0))
        *by_profit = none ("reason.profit-not-positive");
      else
        *by_profit = value (riskctx_required_sales_by_profit (sales.value, profit.value, added,
                                                              NULL));
    }
  n[RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN] = increase (*by_margin, sales);
  n[RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT] = increase (*by_profit, sales);

  chosen = terms->method == RISKCTX_REQUIRED_SALES_METHOD_CONTRIBUTION_MARGIN;
  n[RISKCTX_PLAN_FIGURE_REQUIRED_SALES] = chosen ? *by_margin : *by_profit;
  n[RISKCTX_PLAN_FIGURE_SALES_INCREASE]
    = n[chosen ? RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN
               : RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT];
}

static RiskctxPlanNumber
compute_payback (const RiskctxPlanTerms *terms,
                 RiskctxPlanNumber       net,
                 double                  one_time,
                 const double           *flows,
                 double                  rate)
{
  g_autoptr(GError) error = NULL;
  double years;

  if (terms->gives_up != NULL)
    return none ("reason.gives-up");
  if (!(one_time > 0))
    return none ("reason.nothing-invested");
  years = riskctx_payback (flows, N_FLOWS, rate, &error);
  if (error == NULL)
    return value (years);
  if (net.value <= 0)
    return (RiskctxPlanNumber) { 0, "reason.net-not-positive", net.value };
  return (RiskctxPlanNumber) { 0, "reason.not-recovered", RISKCTX_PLAN_HORIZON };
}

static RiskctxPlanNumber
compute_rate_of_return (const double       *flows,
                        guint               n_flows,
                        RiskctxPlanNumbers *out)
{
  guint n;
  g_autofree double *rates = riskctx_internal_rates_of_return (flows, n_flows, &n, NULL);

  out->n_rates = MIN (n, G_N_ELEMENTS (out->rates));
  for (guint i = 0; i < out->n_rates; i++)
    out->rates[i] = rates[i];
  if (n == 0)
    return none ("reason.no-rate");
  return n == 1 ? value (rates[0]) : none ("reason.several-rates");
}

static RiskctxPlanNumber
compute_security_return (const RiskctxPlanTerms *terms,
                         double                  benefit,
                         guint                   years)
{
  double cost = 0, shares = 0;

  for (guint year = 0; year <= years; year++)
    {
      cost += terms->one_time_cost[year] + terms->running_cost[year];
      shares += terms->benefit_share[year];
    }
  if (!(cost > 0))
    return none ("reason.no-cost");
  return value (riskctx_return_on_security_investment (benefit * shares, cost, NULL));
}

static void
compute_recovery (const RiskctxPlanTerms *terms,
                  double                  benefit,
                  RiskctxPlanNumbers     *out)
{
  RiskctxPlanNumber *n = out->numbers;
  const RiskctxPlanNumber net = n[RISKCTX_PLAN_FIGURE_NET_BENEFIT];
  g_autofree double *flows = g_new (double, N_FLOWS);
  double one_time = 0, sum = 0;

  riskctx_plan_terms_flows (terms, benefit, flows);
  for (guint year = 0; year <= terms->years; year++)
    {
      one_time += terms->one_time_cost[year];
      sum += flows[year];
    }
  n[RISKCTX_PLAN_FIGURE_PAYBACK]
    = compute_payback (terms, net, n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST].value, flows, 0);
  n[RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK]
    = compute_payback (terms, net, n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST].value, flows, terms->rate);
  n[RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE]
    = value (riskctx_net_present_value (flows, terms->years + 1, terms->rate, NULL));
  n[RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN]
    = compute_rate_of_return (flows, terms->years + 1, out);
  n[RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT]
    = one_time > 0 ? value (sum / one_time) : none ("reason.nothing-invested");
}

static void
undefine_recovery (RiskctxPlanNumber *n,
                   const char        *reason)
{
  static const RiskctxPlanFigure dependent[] = {
    RISKCTX_PLAN_FIGURE_PAYBACK, RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK,
    RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE, RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN,
    RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (dependent); i++)
    n[dependent[i]] = none (reason);
}

static void
compute_costs (const RiskctxPlanTerms *terms,
               RiskctxPlanNumber      *n)
{
  double one_time = 0;

  for (guint i = 0; i < terms->one_time->len; i++)
    {
      const RiskctxFigure *cost = g_ptr_array_index (terms->one_time, i);

      one_time += cost->defined ? cost->value : 0;
    }
  if (terms->costs_defined)
    {
      n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST] = value (one_time);
      n[RISKCTX_PLAN_FIGURE_RUNNING_COST] = value (terms->largest_running_cost);
    }
  else
    n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST] = n[RISKCTX_PLAN_FIGURE_RUNNING_COST]
      = none ("reason.cost-undefined");
}

/* What is spent in the years of the plan, and as equal amounts at the ends of its years */
static void
compute_ownership (const RiskctxPlanTerms *terms,
                   RiskctxPlanNumber      *n)
{
  double total = 0, present = 0, annuity = 0, factor = 1;

  if (!terms->costs_defined)
    {
      n[RISKCTX_PLAN_FIGURE_TOTAL_COST] = n[RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST]
        = none ("reason.cost-undefined");
      return;
    }
  for (guint year = 0; year <= terms->years; year++)
    {
      const double cost = terms->one_time_cost[year] + terms->running_cost[year];

      total += cost;
      present += cost * factor;
      annuity += year > 0 ? factor : 0;
      factor /= 1 + terms->rate;
    }
  n[RISKCTX_PLAN_FIGURE_TOTAL_COST] = value (total);
  n[RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST] = value (present / annuity);
}

static RiskctxPlanNumber
compute_fixed_cost (const RiskctxPlanNumber *n)
{
  const RiskctxPlanNumber sales = n[RISKCTX_PLAN_FIGURE_SALES];
  const RiskctxPlanNumber profit = n[RISKCTX_PLAN_FIGURE_PROFIT];
  const RiskctxPlanNumber margin = n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN];

  if (is_known (sales) && is_known (profit) && is_known (margin))
    return value (sales.value * margin.value - profit.value);
  return none (sales.reason != NULL ? sales.reason : first_reason (profit, margin));
}

void
riskctx_plan_numbers_compute (const RiskctxPlanTerms *terms,
                              double                  benefit,
                              const char             *reason,
                              RiskctxPlanNumbers     *out)
{
  RiskctxPlanNumber *n = out->numbers;
  const RiskctxPlanNumber gained = reason == NULL ? value (benefit) : none (reason);
  const char *missing;

  n[RISKCTX_PLAN_FIGURE_SALES] = stated (terms->sales, "reason.sales-not-stated");
  n[RISKCTX_PLAN_FIGURE_PROFIT] = stated (terms->profit, "reason.profit-not-stated");
  n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN] = stated (terms->margin, "reason.margin-not-stated");
  n[RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE] = stated (terms->funds, "reason.not-stated");
  n[RISKCTX_PLAN_FIGURE_NEW_CONTRIBUTION_MARGIN] = riskctx_plan_terms_new_margin (terms);
  n[RISKCTX_PLAN_FIGURE_FIXED_COST] = compute_fixed_cost (n);
  n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE] = riskctx_plan_terms_contribution_change (terms);
  n[RISKCTX_PLAN_FIGURE_BENEFIT] = gained;
  compute_costs (terms, n);
  compute_ownership (terms, n);
  compute_sales (terms, n);

  missing = n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST].reason;
  if (missing == NULL)
    missing = first_reason (gained, n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE]);
  if (missing != NULL)
    {
      n[RISKCTX_PLAN_FIGURE_NET_BENEFIT] = none (missing);
      undefine_recovery (n, missing);
    }
  else
    {
      n[RISKCTX_PLAN_FIGURE_NET_BENEFIT]
        = value (benefit + n[RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE].value
                 - terms->largest_running_cost);
      compute_recovery (terms, benefit, out);
    }

  /* the return on security counts the avoided loss alone, whatever happens to sales */
  missing = first_reason (n[RISKCTX_PLAN_FIGURE_ONE_TIME_COST], gained);
  n[RISKCTX_PLAN_FIGURE_SECURITY_RETURN_FIRST_YEAR]
    = missing != NULL ? none (missing) : compute_security_return (terms, benefit, 1);
  n[RISKCTX_PLAN_FIGURE_SECURITY_RETURN]
    = missing != NULL ? none (missing) : compute_security_return (terms, benefit, terms->years);
}
