/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-body-private.h"
#include "riskctx-sampler-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* How events of dependent risks come about: see riskctx-arrivals-private.h */
typedef struct _RiskctxArrivals RiskctxArrivals;

/* One risk made ready for simulation event by event. Immutable, shared by the workers. arrivals may
 * be NULL where no risk depends on another; index is the risk's in the plan. */
typedef struct _RiskctxEventModel RiskctxEventModel;

RiskctxEventModel *riskctx_event_model_new  (const RiskctxPlanRisk    *risk,
                                             const RiskctxNormalNodes *nodes,
                                             const RiskctxArrivals    *arrivals,
                                             guint                     index);
/* The same risk in another plan, with other controls or insurance but the same draws. base must
 * live longer. */
RiskctxEventModel *riskctx_event_model_new_variant (const RiskctxEventModel  *base,
                                                    const RiskctxPlanRisk    *risk,
                                                    const RiskctxNormalNodes *nodes);
/* A risk whose years are drawn whole: see riskctx-year-private.h. Both must live longer. */
typedef struct _RiskctxYearLaw     RiskctxYearLaw;
typedef struct _RiskctxYearPattern RiskctxYearPattern;

RiskctxEventModel *riskctx_event_model_new_whole (const RiskctxYearLaw     *law,
                                                  const RiskctxYearPattern *pattern,
                                                  const RiskctxArrivals    *arrivals);
void               riskctx_event_model_free (RiskctxEventModel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxEventModel, riskctx_event_model_free)

/* Effect categories of the risk: bit c is set for category c */
guint riskctx_event_model_categories (const RiskctxEventModel *self);

/* What a worker needs besides, kept from one call to the next */
typedef struct _RiskctxEventScratch RiskctxEventScratch;

RiskctxEventScratch *riskctx_event_scratch_new  (const RiskctxKernel *kernel);
void                 riskctx_event_scratch_free (RiskctxEventScratch *self);

/* Years to simulate, at most RISKCTX_SIMULATE_BLOCK, and where their losses go. Any years in any
 * order give the same numbers as all years in sequence. */
typedef struct
{
  guint          n;
  const guint32 *trials; /* or NULL: n in sequence from first, which is even */
  guint32        first;
  double        *loss;
  double        *largest; /* or NULL */
  double        *effects[RISKCTX_PLAN_CATEGORIES]; /* where the risk has more than one category */
} RiskctxEventYears;

/* FALSE if the control was cancelled meanwhile; the numbers are then incomplete */
gboolean riskctx_event_model_run (const RiskctxEventModel *self,
                                  guint64                  seed,
                                  const RiskctxEventYears *years,
                                  RiskctxEventScratch     *scratch,
                                  RiskctxSimulateControl  *control);

/* A model and all variants of it at once: what is drawn is drawn once, and each gets the bits that
 * it would get alone. years: one for each model, all of the same years */
gboolean riskctx_event_models_run (guint                           n_models,
                                   const RiskctxEventModel *const *models,
                                   guint64                         seed,
                                   const RiskctxEventYears        *years,
                                   RiskctxEventScratch            *scratch,
                                   RiskctxSimulateControl         *control);

/* The first model's losses of those years of the last run that had events, in an order that depends
 * on the years alone; all others had none. Valid until the next run. */
const double *riskctx_event_scratch_losses (const RiskctxEventScratch *self, guint *n);
/* What else the first model has of the same years in the same order: row 0 are the losses, then the
 * largest events and the effects, those that were asked for, in the order of categories */
const double  *riskctx_event_scratch_row    (const RiskctxEventScratch *self, guint row);
/* Which of the years they are */
const guint16 *riskctx_event_scratch_places (const RiskctxEventScratch *self);

G_END_DECLS
