/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-event-private.h"

G_BEGIN_DECLS

/* How many events each risk has in a year where risks depend on each other: own ones, whose number
 * may go together with those of a group, hits of common shocks, and events that other risks
 * trigger. Nothing is remembered between risks: whatever a risk needs to know of others is drawn
 * again from the same random numbers, so blocks, threads and the order of risks stay free. */

RiskctxArrivals *riskctx_arrivals_new  (const RiskctxPlan *plan, const RiskctxNormalNodes *nodes);
void             riskctx_arrivals_free (RiskctxArrivals *self);

/* Whether the risk's events depend on anything but itself */
gboolean riskctx_arrivals_concern (const RiskctxArrivals *self, guint index);

/* Events of every year. draws: the years' draws, see riskctx_event_model_run () */
void riskctx_arrivals_count (const RiskctxArrivals   *self,
                             guint                    index,
                             guint64                  seed,
                             const RiskctxEventYears *years,
                             const RiskctxDraws      *draws,
                             guint32                 *counts);

/* Rank of a member of a group among its kind: probability of the lower tail, or of the upper one
 * where upper is set. purpose: RISKCTX_PURPOSE_TOGETHER_COUNT or _MAGNITUDE */
double riskctx_arrivals_rank (const RiskctxArrivals *self,
                              guint                  index,
                              RiskctxPurpose         purpose,
                              guint64                seed,
                              guint64                trial,
                              guint64                draw,
                              gboolean              *upper);

G_END_DECLS
