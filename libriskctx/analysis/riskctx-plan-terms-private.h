/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-assessment.h"
#include "riskctx-figure.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_PLAN_N_FIGURES (RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE + 1)
/* How many years ahead a payback is looked for */
#define RISKCTX_PLAN_HORIZON 1000u

/* What an investment plan is computed from, taken out of the assessment once: a snapshot. */
typedef struct
{
  char                      *currency;
  guint                      fiscal_year;
  guint                      years;
  double                     rate;
  RiskctxRequiredSalesMethod method;
  guint                      amortization_years; /* 0: not amortized */
  RiskctxFigure             *sales;
  RiskctxFigure             *profit;
  RiskctxFigure             *margin;
  RiskctxFigure             *funds;
  GPtrArray                 *one_time;      /* RiskctxFigure: the costs that are spent once */
  GPtrArray                 *yearly;        /* RiskctxFigure: yearly costs, and savings, negative */
  GPtrArray                 *sales_changes; /* RiskctxFigure */
  GPtrArray                 *new_margins;   /* RiskctxFigure */
  gboolean                   costs_defined;
  double                    *one_time_cost; /* by year, 0 to the horizon */
  double                    *running_cost;  /* less what is saved */
  double                     largest_running_cost;
  RiskctxText               *gives_up;      /* title of an option; NULL if some option recovers */
  GPtrArray                 *titles;        /* RiskctxText: of the options */
} RiskctxPlanTerms;

RiskctxPlanTerms *riskctx_plan_terms_new  (RiskctxAssessment *assessment,
                                           const char *const *options,
                                           GError           **error);
void              riskctx_plan_terms_free (RiskctxPlanTerms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPlanTerms, riskctx_plan_terms_free)

/* One computed number, or the key of the reason why there is none */
typedef struct
{
  double      value;
  const char *reason;
  double      detail; /* a number that the reason mentions */
} RiskctxPlanNumber;

typedef struct
{
  RiskctxPlanNumber numbers[RISKCTX_PLAN_N_FIGURES];
  double            rates[4]; /* where there are several internal rates of return */
  guint             n_rates;
} RiskctxPlanNumbers;

/* The figures that follow from the terms and a benefit a year; reason: why there is no benefit.
 * Those that come from elsewhere (losses, the bound) are left as they are. */
void riskctx_plan_numbers_compute (const RiskctxPlanTerms *terms,
                                   double                  benefit,
                                   const char             *reason,
                                   RiskctxPlanNumbers     *out);

/* Money in and out by year, 0 to the horizon; FALSE if it is not known. */
gboolean riskctx_plan_terms_flows (const RiskctxPlanTerms *terms, double benefit, double *flows);

/* The contribution margin ratio after the options, and the yearly change of contribution */
RiskctxPlanNumber riskctx_plan_terms_new_margin          (const RiskctxPlanTerms *terms);
RiskctxPlanNumber riskctx_plan_terms_contribution_change (const RiskctxPlanTerms *terms);

G_END_DECLS
