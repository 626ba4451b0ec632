/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-assessment.h"
#include "riskctx-figure.h"
#include "riskctx-law-private.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_PLAN_N_FIGURES (RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST + 1)
/* How many years ahead a payback is looked for */
#define RISKCTX_PLAN_HORIZON 1000u

/* One uncertain number of a plan */
typedef enum
{
  RISKCTX_PLAN_AMOUNT_ONE_TIME,
  RISKCTX_PLAN_AMOUNT_YEARLY,
  RISKCTX_PLAN_AMOUNT_SAVED,
  RISKCTX_PLAN_AMOUNT_SALES_CHANGE,
  RISKCTX_PLAN_AMOUNT_NEW_MARGIN,
  RISKCTX_PLAN_AMOUNT_SALES,
  RISKCTX_PLAN_AMOUNT_PROFIT,
  RISKCTX_PLAN_AMOUNT_MARGIN,
  RISKCTX_PLAN_AMOUNT_CASH,
  RISKCTX_PLAN_N_AMOUNTS
} RiskctxPlanAmountKind;

typedef struct
{
  RiskctxPlanAmountKind kind;
  double                mean;
  RiskctxLaw           *law;    /* NULL: the mean for sure */
  guint64               key;    /* of its random numbers */
  guint                 from;   /* of a cost */
  guint                 until;
  const double         *degree; /* of what an option changes: how much of it there is, by year */
} RiskctxPlanAmount;

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
  double                     tax_rate;
  RiskctxFigure             *cash;
  GArray                    *amounts;       /* RiskctxPlanAmount */
  GPtrArray                 *degrees;       /* double *: by option, by year to the horizon */
  guint                      done_year;     /* the last in which something is not done yet */
  double                    *benefit_share; /* by year: of the benefit when all is done */
} RiskctxPlanTerms;

RiskctxPlanTerms *riskctx_plan_terms_new  (RiskctxAssessment *assessment,
                                           const char *const *options,
                                           GError           **error);
void              riskctx_plan_terms_free (RiskctxPlanTerms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPlanTerms, riskctx_plan_terms_free)

/* The change of contribution in a year, with these values in place of the means of the amounts;
 * what is not stated counts as 0. */
double riskctx_plan_terms_contribution_in_year (const RiskctxPlanTerms *terms,
                                                const double           *values,
                                                guint                   year);

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
