/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-private.h"

G_BEGIN_DECLS

/* What a stream of random numbers is for, below the key of its risk, consequence or effect.
 * Numbers are part of the contract "same seed, same bits": never reuse one. */
typedef enum
{
  RISKCTX_PURPOSE_COUNT = 1,
  RISKCTX_PURPOSE_MARK = 2,
  RISKCTX_PURPOSE_HAPPENS = 3,
  RISKCTX_PURPOSE_MAGNITUDE = 4,
  RISKCTX_PURPOSE_PROBABILITY = 5,
  RISKCTX_PURPOSE_EFFECT = 6,
  RISKCTX_PURPOSE_HIT = 7,
  RISKCTX_PURPOSE_TRIGGER = 8,
  RISKCTX_PURPOSE_TOGETHER_COUNT = 9,
  RISKCTX_PURPOSE_TOGETHER_MAGNITUDE = 10,
  RISKCTX_PURPOSE_YEAR = 11,
  RISKCTX_PURPOSE_TOGETHER_YEAR = 12,
  RISKCTX_PURPOSE_ORDER = 13,
  RISKCTX_PURPOSE_PART = 16 /* and above: the parts of a mixture or a product */
} RiskctxPurpose;

typedef struct
{
  guint64     key;
  RiskctxLaw *effect;
  double      scale;
} RiskctxPlanEffect;

/* Factors of one quantity: the certain ones multiplied into one number, the others listed */
typedef struct
{
  double             certain;
  guint              n;
  RiskctxPlanEffect *uncertain; /* ascending by key */
} RiskctxPlanFactors;

typedef struct
{
  guint64            key;
  guint              category;
  RiskctxLaw        *probability; /* NULL: always */
  RiskctxLaw        *magnitude;
  RiskctxPlanFactors probability_factors;
  RiskctxPlanFactors magnitude_factors;
} RiskctxPlanConsequence;

/* Where else a risk's events come from; ascending by key */
typedef struct
{
  guint64 key;   /* of the shock, or of the risk that triggers */
  guint   index; /* in the plan's shocks, or its risks */
  double  probability;
} RiskctxPlanSource;

typedef struct
{
  guint64              key;
  RiskctxFrequencyKind kind;
  RiskctxLaw          *rate;
  double               dispersion;
  guint                trials;
} RiskctxPlanShock;

typedef struct
{
  guint64            key;
  double             degrees; /* 0: Gaussian */
  RiskctxCopulaScope scope;
  guint              n;
  double            *root; /* n x n lower triangle; members ascending by the key of their risk */
} RiskctxPlanGroup;

typedef struct
{
  guint64                 key;
  guint                   position; /* in the builder, for results */
  guint                   category;
  RiskctxFrequencyKind    kind;
  RiskctxLaw             *rate;
  double                  dispersion;
  guint                   trials;
  RiskctxLaw             *vulnerability; /* NULL: every event counts */
  RiskctxPlanFactors      frequency_factors;
  gboolean                insured;
  double                  deductible;
  double                  limit;
  double                  share;
  guint                   n_consequences;
  RiskctxPlanConsequence *consequences; /* ascending by key */
  guint                   n_hits;
  RiskctxPlanSource      *hits;
  guint                   n_triggers;
  RiskctxPlanSource      *triggers;
  const RiskctxPlanGroup *group; /* or NULL */
  guint                   member; /* of the group */
  double                  other_rate; /* events a year by shocks and triggers, on average */
} RiskctxPlanRisk;

struct _RiskctxPlan
{
  guint            n_risks;
  RiskctxPlanRisk *risks; /* ascending by key, so that no sum depends on the caller's order */
  gboolean         shared_draws; /* some uncertain effect enters more than one quantity */
  guint             n_shocks;
  RiskctxPlanShock *shocks; /* ascending by key */
  guint             n_groups;
  RiskctxPlanGroup *groups;
  gboolean          dependent; /* there are shocks, triggers or groups */
  guint            *order; /* of risks: what triggers comes before what it triggers */
};

/* Shocks, triggers and groups while a plan is built */
typedef struct _RiskctxPlanLinks RiskctxPlanLinks;

struct _RiskctxPlanBuilder
{
  GPtrArray        *risks;
  RiskctxPlanLinks *links;
};

RiskctxPlanLinks *riskctx_plan_links_new  (void);
void              riskctx_plan_links_free (RiskctxPlanLinks *self);
/* Checks the links and enters them into a plan whose risks are sorted. positions says where each
 * risk of the builder is in the plan. */
gboolean riskctx_plan_links_freeze (const RiskctxPlanLinks *self, RiskctxPlan *plan,
                                    const guint *positions, GError **error);
void     riskctx_plan_links_clear  (RiskctxPlan *plan);

/* Why a frequency is not valid (static text), or NULL */
const char *riskctx_plan_check_frequency (RiskctxFrequencyKind kind, const RiskctxLaw *rate,
                                          double dispersion, guint trials);

/* Whether the same is drawn for two risks: everything but controls and insurance is alike */
gboolean riskctx_plan_risk_same_draws (const RiskctxPlanRisk *a, const RiskctxPlanRisk *b);
/* Whether those two are alike */
gboolean riskctx_plan_risk_same_terms (const RiskctxPlanRisk *a, const RiskctxPlanRisk *b);

/* Mean of the product of factors */
double riskctx_plan_factors_mean (const RiskctxPlanFactors *self);
/* Probability of a consequence given the event, on average */
double riskctx_plan_consequence_probability (const RiskctxPlanConsequence *self);
/* A risk's own events a year, on average, before the factors on frequency */
double riskctx_plan_risk_rate (const RiskctxPlanRisk *self);

G_END_DECLS
