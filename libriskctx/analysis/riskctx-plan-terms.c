/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-terms-private.h"

#include "riskctx-compile-private.h"
#include "riskctx-cost.h"
#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-phase.h"
#include "riskctx-phrase-private.h"
#include "riskctx-stream-private.h"

#define DEFAULT_CURRENCY "JPY"

static GPtrArray *
figures_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);
}

static RiskctxText *
title_of (RiskctxItem *item)
{
  const char *id = riskctx_item_get_id (item);

  if (riskctx_item_get_title (item) != NULL)
    return riskctx_text_ref (riskctx_item_get_title (item));
  return riskctx_phrase_constant (id != NULL ? id : "");
}

/* A cost without a title is named by what it is spent on, and for which option. */
static RiskctxText *
label_of_cost (RiskctxOption *option,
               RiskctxCost   *cost)
{
  g_autoptr(RiskctxText) whose = title_of (RISKCTX_ITEM (option));
  g_autoptr(RiskctxText) what = NULL;

  if (riskctx_item_get_title (RISKCTX_ITEM (cost)) != NULL)
    what = riskctx_text_ref (riskctx_item_get_title (RISKCTX_ITEM (cost)));
  else
    what = riskctx_phrase_enum (RISKCTX_TYPE_COST_KIND, (int) riskctx_cost_get_kind (cost));

  RiskctxText *const args[] = { whose, what };

  return riskctx_phrase_texts ("plan.cost", args, G_N_ELEMENTS (args));
}

/* Takes down a number for the simulated courses of the plan. Amounts of the same kind and owner are
 * told apart by their number. */
static RiskctxPlanAmount *
note_amount (RiskctxPlanTerms     *self,
             RiskctxPlanAmountKind kind,
             RiskctxItem          *owner,
             RiskctxEstimate      *estimate,
             const RiskctxFigure  *figure)
{
  const char *id = owner != NULL ? riskctx_item_get_id (owner) : NULL;
  RiskctxPlanAmount amount = { kind, figure->value, NULL, 0, 0, 0, NULL };
  g_autoptr(RiskctxLaw) law = NULL;
  guint n = 0;

  if (owner != NULL)
    law = riskctx_compile_law (estimate, owner, "amount", NULL);
  for (guint i = 0; i < self->amounts->len; i++)
    n += g_array_index (self->amounts, RiskctxPlanAmount, i).kind == kind;
  if (law != NULL && !riskctx_law_is_fixed (law))
    amount.law = g_steal_pointer (&law);
  amount.key = riskctx_stream_derive (riskctx_stream_key (id != NULL ? id : "", "plan"),
                                      (guint64) n * RISKCTX_PLAN_N_AMOUNTS + kind);
  g_array_append_val (self->amounts, amount);
  return &g_array_index (self->amounts, RiskctxPlanAmount, self->amounts->len - 1);
}

static void
amount_clear (gpointer data)
{
  RiskctxPlanAmount *self = data;

  g_clear_pointer (&self->law, riskctx_law_unref);
}

static void
spend (RiskctxPlanTerms  *self,
       RiskctxCost       *cost,
       double             amount,
       RiskctxPlanAmount *noted)
{
  const guint from = (guint) MIN (riskctx_cost_get_from_year (cost), RISKCTX_PLAN_HORIZON);
  guint until = RISKCTX_PLAN_HORIZON;

  if (riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_ONE_TIME)
    {
      self->one_time_cost[from] += amount;
      noted->from = noted->until = from;
      return;
    }
  if (riskctx_item_has (RISKCTX_ITEM (cost), "until_year"))
    until = (guint) MIN (riskctx_cost_get_until_year (cost), RISKCTX_PLAN_HORIZON);
  noted->from = from;
  noted->until = until;
  for (guint year = from; year <= until; year++)
    self->running_cost[year] += amount;
}

static void
add_cost (RiskctxPlanTerms *self,
          RiskctxOption    *option,
          RiskctxCost      *cost)
{
  const gboolean once = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_ONE_TIME;
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (cost));
  RiskctxFigure *figure
    = riskctx_figure_new_estimate (id != NULL ? id : "cost", label_of_cost (option, cost),
                                   once ? RISKCTX_UNIT_CURRENCY : RISKCTX_UNIT_CURRENCY_PER_YEAR,
                                   self->currency, riskctx_cost_get_amount (cost));

  g_ptr_array_add (once ? self->one_time : self->yearly, figure);
  if (figure->defined)
    spend (self, cost, figure->value,
           note_amount (self, once ? RISKCTX_PLAN_AMOUNT_ONE_TIME : RISKCTX_PLAN_AMOUNT_YEARLY,
                        RISKCTX_ITEM (option), riskctx_cost_get_amount (cost), figure));
  else
    self->costs_defined = FALSE;
}

/* Adds a figure that the option may state; the label names the option. */
static RiskctxFigure *
add_stated (RiskctxPlanTerms     *self,
            RiskctxPlanAmountKind kind,
            RiskctxOption        *option,
            const double         *degree,
            GPtrArray            *list,
            const char           *name,
            RiskctxText          *label,
            const char           *unit,
            RiskctxEstimate      *estimate)
{
  RiskctxFigure *figure;

  if (estimate == NULL)
    {
      riskctx_text_unref (label);
      return NULL;
    }
  figure = riskctx_figure_new_estimate (name, label, unit, self->currency, estimate);
  g_ptr_array_add (list, figure);
  if (figure->defined)
    note_amount (self, kind, RISKCTX_ITEM (option), estimate, figure)->degree = degree;
  return figure;
}

static void
add_option (RiskctxPlanTerms *self,
            RiskctxOption    *option)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  RiskctxText *title = title_of (RISKCTX_ITEM (option));
  RiskctxText *const args[] = { title };
  RiskctxFigure *saved;
  double *degree = g_new (double, RISKCTX_PLAN_HORIZON + 1);

  g_ptr_array_add (self->degrees, degree);
  for (guint year = 0; year <= RISKCTX_PLAN_HORIZON; year++)
    {
      degree[year] = riskctx_compile_option_degree (option, year);
      if (degree[year] < 1)
        self->done_year = MAX (self->done_year, year);
    }
  g_ptr_array_add (self->titles, title);
  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      RiskctxItemList *costs = riskctx_phase_get_costs (riskctx_item_list_peek (phases, i));

      for (guint j = 0; j < riskctx_item_list_get_length (costs); j++)
        add_cost (self, option, riskctx_item_list_peek (costs, j));
    }
  add_stated (self, RISKCTX_PLAN_AMOUNT_SALES_CHANGE, option, degree, self->sales_changes,
              "sales-change", riskctx_phrase_texts ("plan.sales-change", args, 1),
              RISKCTX_UNIT_CURRENCY_PER_YEAR, riskctx_option_get_sales_change (option));
  add_stated (self, RISKCTX_PLAN_AMOUNT_NEW_MARGIN, option, degree, self->new_margins,
              "new-contribution-margin", riskctx_text_ref (title), RISKCTX_UNIT_RATIO,
              riskctx_option_get_new_contribution_margin (option));
  saved = add_stated (self, RISKCTX_PLAN_AMOUNT_SAVED, option, degree, self->yearly,
                      "running-cost-saved", riskctx_phrase_texts ("plan.saved", args, 1),
                      RISKCTX_UNIT_CURRENCY_PER_YEAR,
                      riskctx_option_get_running_cost_saved (option));
  if (saved != NULL && saved->defined)
    for (guint year = 1; year <= RISKCTX_PLAN_HORIZON; year++)
      self->running_cost[year] -= saved->value * degree[year];
  else if (saved != NULL)
    self->costs_defined = FALSE;
}

static RiskctxFigure *
stated (RiskctxPlanTerms *self,
        RiskctxPlanFigure which,
        const char       *unit,
        RiskctxEstimate  *estimate)
{
  GEnumClass *names = g_type_class_ref (RISKCTX_TYPE_PLAN_FIGURE);
  RiskctxFigure *figure
    = riskctx_figure_new_estimate (g_enum_get_value (names, (int) which)->value_nick,
                                   riskctx_phrase_enum (RISKCTX_TYPE_PLAN_FIGURE, (int) which),
                                   unit, self->currency, estimate);

  g_type_class_unref (names);
  return figure;
}

static void
note_stated (RiskctxPlanTerms     *self,
             RiskctxPlanAmountKind kind,
             RiskctxOrganization  *organization,
             RiskctxEstimate      *estimate,
             const RiskctxFigure  *figure)
{
  if (figure->defined)
    note_amount (self, kind, RISKCTX_ITEM (organization), estimate, figure);
}

static void
add_organization (RiskctxPlanTerms    *self,
                  RiskctxOrganization *organization)
{
  const gboolean known = organization != NULL;

  self->sales = stated (self, RISKCTX_PLAN_FIGURE_SALES, RISKCTX_UNIT_CURRENCY_PER_YEAR,
                        known ? riskctx_organization_get_sales (organization) : NULL);
  self->profit = stated (self, RISKCTX_PLAN_FIGURE_PROFIT, RISKCTX_UNIT_CURRENCY_PER_YEAR,
                         known ? riskctx_organization_get_profit (organization) : NULL);
  self->margin = stated (self, RISKCTX_PLAN_FIGURE_CONTRIBUTION_MARGIN, RISKCTX_UNIT_RATIO,
                         known ? riskctx_organization_get_contribution_margin (organization)
                               : NULL);
  self->funds = stated (self, RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE, RISKCTX_UNIT_CURRENCY,
                        known ? riskctx_organization_get_funds_available (organization) : NULL);
  self->cash = riskctx_figure_new_estimate ("cash", riskctx_phrase ("plan.cash"),
                                            RISKCTX_UNIT_CURRENCY, self->currency,
                                            known ? riskctx_organization_get_cash (organization)
                                                  : NULL);
  if (!known)
    return;
  note_stated (self, RISKCTX_PLAN_AMOUNT_SALES, organization,
               riskctx_organization_get_sales (organization), self->sales);
  note_stated (self, RISKCTX_PLAN_AMOUNT_PROFIT, organization,
               riskctx_organization_get_profit (organization), self->profit);
  note_stated (self, RISKCTX_PLAN_AMOUNT_MARGIN, organization,
               riskctx_organization_get_contribution_margin (organization), self->margin);
  note_stated (self, RISKCTX_PLAN_AMOUNT_CASH, organization,
               riskctx_organization_get_cash (organization), self->cash);
}

RiskctxPlanTerms *
riskctx_plan_terms_new (RiskctxAssessment *assessment,
                        const char *const *options,
                        GError           **error)
{
  g_autoptr(GPtrArray) chosen = riskctx_compile_options (assessment, options, error);
  RiskctxPlanTerms *self;
  gboolean recovers = FALSE;
  const char *currency = riskctx_assessment_get_currency (assessment);

  if (chosen == NULL)
    return NULL;
  self = g_new0 (RiskctxPlanTerms, 1);
  self->currency = g_strdup (currency != NULL ? currency : DEFAULT_CURRENCY);
  self->fiscal_year = (guint) riskctx_assessment_get_fiscal_year (assessment);
  self->one_time = figures_new ();
  self->yearly = figures_new ();
  self->sales_changes = figures_new ();
  self->new_margins = figures_new ();
  self->titles = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
  self->costs_defined = TRUE;
  self->amounts = g_array_new (FALSE, FALSE, sizeof (RiskctxPlanAmount));
  g_array_set_clear_func (self->amounts, amount_clear);
  self->degrees = g_ptr_array_new_with_free_func (g_free);
  self->benefit_share = g_new (double, RISKCTX_PLAN_HORIZON + 1);
  self->one_time_cost = g_new0 (double, RISKCTX_PLAN_HORIZON + 1);
  self->running_cost = g_new0 (double, RISKCTX_PLAN_HORIZON + 1);
  add_organization (self, riskctx_assessment_get_organization (assessment));
  for (guint i = 0; i < chosen->len; i++)
    {
      add_option (self, g_ptr_array_index (chosen, i));
      recovers = recovers || riskctx_option_get_recovers (g_ptr_array_index (chosen, i));
    }
  if (chosen->len > 0 && !recovers)
    self->gives_up = title_of (g_ptr_array_index (chosen, 0));

  for (guint year = 0; year <= RISKCTX_PLAN_HORIZON; year++)
    {
      self->benefit_share[year] = year > 0 ? 1 : 0;
      for (guint i = 0; i < self->degrees->len; i++)
        self->benefit_share[year] = MIN (self->benefit_share[year],
                                         ((double *) g_ptr_array_index (self->degrees, i))[year]);
    }

  /* this fiscal year is when things are built; they are run from the next one on */
  self->largest_running_cost = self->running_cost[1];
  for (guint year = 2; year <= RISKCTX_PLAN_HORIZON; year++)
    self->largest_running_cost = MAX (self->largest_running_cost, self->running_cost[year]);
  return self;
}

void
riskctx_plan_terms_free (RiskctxPlanTerms *self)
{
  g_free (self->currency);
  riskctx_figure_unref (self->sales);
  riskctx_figure_unref (self->profit);
  riskctx_figure_unref (self->margin);
  riskctx_figure_unref (self->funds);
  riskctx_figure_unref (self->cash);
  g_array_unref (self->amounts);
  g_ptr_array_unref (self->degrees);
  g_free (self->benefit_share);
  g_ptr_array_unref (self->one_time);
  g_ptr_array_unref (self->yearly);
  g_ptr_array_unref (self->sales_changes);
  g_ptr_array_unref (self->new_margins);
  g_ptr_array_unref (self->titles);
  g_free (self->one_time_cost);
  g_free (self->running_cost);
  g_clear_pointer (&self->gives_up, riskctx_text_unref);
  g_free (self);
}
