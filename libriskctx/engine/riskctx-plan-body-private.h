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
} RiskctxPlanRisk;

struct _RiskctxPlan
{
  guint            n_risks;
  RiskctxPlanRisk *risks; /* ascending by key, so that no sum depends on the caller's order */
  gboolean         shared_draws; /* some uncertain effect enters more than one quantity */
};

/* Mean of the product of factors */
double riskctx_plan_factors_mean (const RiskctxPlanFactors *self);
/* Probability of a consequence given the event, on average */
double riskctx_plan_consequence_probability (const RiskctxPlanConsequence *self);
/* Events a year that count, on average, before the factors on frequency */
double riskctx_plan_risk_rate (const RiskctxPlanRisk *self);

G_END_DECLS
