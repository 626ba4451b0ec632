/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-law-private.h"

G_BEGIN_DECLS

#define RISKCTX_PLAN_CATEGORIES 8

typedef enum
{
  RISKCTX_FREQUENCY_KIND_POISSON,           /* rate: events a year, >= 0 */
  RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL, /* rate: mean; dispersion k: variance m + m^2 / k */
  RISKCTX_FREQUENCY_KIND_BINOMIAL,          /* rate: probability of each of n trials */
  RISKCTX_FREQUENCY_KIND_BERNOULLI,         /* rate: probability of the one event */
  RISKCTX_FREQUENCY_KIND_FIXED              /* rate: number of events; a fraction is the
                                               probability of one more */
} RiskctxFrequencyKind;

/* Everything a run needs, as immutable arrays; atomically reference counted, thread-safe. */
typedef struct _RiskctxPlan RiskctxPlan;
/* Collects a plan. Setters only store; all rules are checked by build (), which names the risk by
 * its position. One thread at a time. */
typedef struct _RiskctxPlanBuilder RiskctxPlanBuilder;

RiskctxPlanBuilder *riskctx_plan_builder_new  (void);
void                riskctx_plan_builder_free (RiskctxPlanBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPlanBuilder, riskctx_plan_builder_free)

/* Adds a risk and returns its position. key: riskctx_stream_key (id, NULL), unique in the plan;
 * category 0 to 7 is the cause. Results list risks by position; positions never enter numbers. */
guint riskctx_plan_builder_add_risk (RiskctxPlanBuilder *self, guint64 key, guint category);

/* dispersion is used by the negative binomial law, trials by the binomial law, else ignored.
 * The rate is drawn once a year where it is uncertain. */
void riskctx_plan_builder_set_frequency (RiskctxPlanBuilder   *self,
                                         guint                 risk,
                                         RiskctxFrequencyKind  kind,
                                         RiskctxLaw           *rate,
                                         double                dispersion,
                                         guint                 trials);
/* Probability that a (threat) event becomes a loss event: 0 to 1, drawn once a year */
void riskctx_plan_builder_set_vulnerability (RiskctxPlanBuilder *self,
                                             guint               risk,
                                             RiskctxLaw         *probability);
/* What insurance pays of each event: share (0 to 1) of the part between deductible and
 * deductible + limit (INFINITY: no limit). It is taken off the consequences in proportion. */
void riskctx_plan_builder_set_insurance (RiskctxPlanBuilder *self,
                                         guint               risk,
                                         double              deductible,
                                         double              limit,
                                         double              share);

/* Adds a consequence and returns its position in the risk. key: of the risk's and the
 * consequence's id together, unique in the plan; category 0 to 7 is the effect; probability given
 * the event may be NULL (always), is drawn once a year where it is uncertain. */
guint riskctx_plan_builder_add_consequence (RiskctxPlanBuilder *self,
                                            guint               risk,
                                            guint64             key,
                                            guint               category,
                                            RiskctxLaw         *probability,
                                            RiskctxLaw         *magnitude);

/* A control's effect: the quantity is multiplied by 1 - effect * scale, effect in 0 to 1 and scale
 * (coverage x implementation) in 0 to 1; several multiply. An uncertain effect is drawn once a
 * year; equal keys share the draw, so give one key to one effect statement of one control. */
void riskctx_plan_builder_add_frequency_effect   (RiskctxPlanBuilder *self, guint risk,
                                                  guint64 key, RiskctxLaw *effect, double scale);
void riskctx_plan_builder_add_probability_effect (RiskctxPlanBuilder *self, guint risk,
                                                  guint consequence,
                                                  guint64 key, RiskctxLaw *effect, double scale);
void riskctx_plan_builder_add_magnitude_effect   (RiskctxPlanBuilder *self, guint risk,
                                                  guint consequence,
                                                  guint64 key, RiskctxLaw *effect, double scale);

/* Common shocks: one event that hits several risks, each with its own probability and
 * independently. What it hits is an event of that risk like any other. */
guint riskctx_plan_builder_add_shock (RiskctxPlanBuilder   *self,
                                      guint64               key,
                                      RiskctxFrequencyKind  kind,
                                      RiskctxLaw           *rate,
                                      double                dispersion,
                                      guint                 trials);
void  riskctx_plan_builder_add_hit   (RiskctxPlanBuilder *self, guint shock, guint risk,
                                      double probability);

/* Triggers: every event of the cause that controls do not prevent brings an event of the risk with
 * this probability. They must not go round in a circle. */
void riskctx_plan_builder_add_trigger (RiskctxPlanBuilder *self, guint cause, guint risk,
                                       double probability);

typedef enum
{
  RISKCTX_COPULA_COUNTS = 1 << 0,    /* numbers of events in a year go together */
  RISKCTX_COPULA_MAGNITUDES = 1 << 1 /* amounts of the first events do, of the second, ... */
} RiskctxCopulaScope;

/* Risks that move together: a Gaussian copula, or with degrees > 0 Student's t. correlation is
 * n x n, row by row. Within a risk of a group with magnitudes, all consequences of an event are
 * large or small together. A risk is in one group at most; correlation of counts is that of a
 * risk's own events, before shocks and triggers. */
void riskctx_plan_builder_add_group (RiskctxPlanBuilder *self,
                                     guint64             key,
                                     double              degrees,
                                     RiskctxCopulaScope  scope,
                                     guint               n,
                                     const guint        *risks,
                                     const double       *correlation);

/* The builder stays usable. Frequencies are drawn before effects and thinned by a mark per event,
 * so two plans that differ in one effect share all their random numbers. */
RiskctxPlan *riskctx_plan_builder_build (RiskctxPlanBuilder *self, GError **error);

RiskctxPlan *riskctx_plan_ref   (RiskctxPlan *self);
void         riskctx_plan_unref (RiskctxPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPlan, riskctx_plan_unref)

guint riskctx_plan_n_risks (const RiskctxPlan *self);

/* Expected annual loss of a risk in closed form, or INFINITY; after controls. With insurance the
 * value is before what it pays. */
double riskctx_plan_gross_mean (const RiskctxPlan *self, guint risk);

/* The share of that which insurance leaves: of the mean of one event, whose number it does not
 * depend on */
double riskctx_plan_kept_share (const RiskctxPlan *self, guint risk);

G_END_DECLS
