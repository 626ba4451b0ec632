/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-count-private.h"

G_BEGIN_DECLS

/* The years of one risk: what is drawn once a year is a choice among n kinds of year, in each of
 * which its events are independent and alike. Kind i has weight[i]; keep[i] is the share of the
 * counted events that controls leave; consequence k happens with probability[i * N + k] and is
 * multiplied by factors[k][factor[i * N + k]], N being the number of consequences. */
typedef struct
{
  const RiskctxPlanRisk *risk;
  RiskctxCountMixture   *counts;
  guint                  n;
  double                *weight;
  double                *keep;
  double                *probability;
  guint                 *factor;
  guint                 *n_factors;
  double               **factors;
  guint                  bits; /* how closely points stand for what else an event costs */
} RiskctxYears;

/* Risks on which the same uncertain effects act: n combinations of their values, with weights */
typedef struct
{
  guint   n;
  double *weight;
} RiskctxYearGroup;

/* One risk's years for every combination of its group: combination c is years[choice[c]]. A risk
 * without a group has one, and choice is NULL. */
typedef struct
{
  const RiskctxYearGroup *group;
  guint                   n;
  RiskctxYears          **years;
  guint                  *choice;
} RiskctxYearSet;

typedef struct
{
  guint             n_risks;
  RiskctxYearSet   *sets; /* by risk of the plan */
  guint             n_groups;
  RiskctxYearGroup *groups;
} RiskctxYearModel;

/* points: of a rate at most. A coarse model has fewer points for everything else too, and shows by
 * its distance from the other how far that can be trusted. stop: NULL, or where not 0 the rest is
 * left out, and only riskctx_year_model_free () may follow. */
RiskctxYearModel *riskctx_year_model_new  (const RiskctxPlan *plan, guint points, gboolean coarse,
                                           const int *stop);
void              riskctx_year_model_free (RiskctxYearModel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxYearModel, riskctx_year_model_free)

/* A risk that shares nothing uncertain with another */
void riskctx_year_set_init  (RiskctxYearSet *self, const RiskctxPlanRisk *risk, guint points,
                             gboolean coarse);
void riskctx_year_set_clear (RiskctxYearSet *self);

/* Whether there are too many uncertain quantities to try them together: FALSE, and which */
gboolean riskctx_year_model_fits (const RiskctxPlan *plan, gboolean *across_risks);

/* Counts of years of one kind: counts itself, or a copy with fewer events in copy */
const RiskctxCountMixture *riskctx_years_counts (const RiskctxYears *self, guint kind,
                                                 RiskctxCountMixture *copy);
void riskctx_years_counts_clear (RiskctxCountMixture *copy);

G_END_DECLS
