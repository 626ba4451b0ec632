/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-count-private.h"
#include "riskctx-event-private.h"
#include "riskctx-factors-private.h"

G_BEGIN_DECLS

/* What the sources of the event model share. */

#define RISKCTX_EVENT_YEARS RISKCTX_SIMULATE_BLOCK
/* calls of the generator done at once: small enough that all stages stay in the first cache */
#define RISKCTX_EVENT_CALLS 256u
#define RISKCTX_EVENT_ROOM(calls) ((calls) + 16u)
#define RISKCTX_EVENT_ITEMS (2 * RISKCTX_EVENT_ROOM (RISKCTX_EVENT_CALLS))

typedef struct
{
  guint           category;
  guint64         happens_key;
  guint64         magnitude_key;
  guint64         probability_key;
  RiskctxSampler *probability; /* NULL where it is certain */
  double          certain_probability;
  RiskctxSampler *magnitude;
  RiskctxFactors  probability_factors;
  RiskctxFactors  magnitude_factors;
} RiskctxEventConsequence;

struct _RiskctxEventModel
{
  guint              categories;
  const RiskctxYearLaw     *law; /* NULL: event by event */
  const RiskctxYearPattern *pattern;
  guint64            count_key;
  guint64            mark_key;
  RiskctxCountTable *counts;   /* NULL where arrivals say how many there are */
  const RiskctxArrivals *arrivals;
  guint              index;    /* of the risk in the plan */
  gboolean           together; /* magnitudes follow those of other risks */
  RiskctxFactors     frequency_factors;
  const RiskctxEventModel *base; /* whose samplers and counts these are, or NULL */
  gboolean           insured;
  double             deductible;
  double             limit;
  double             share;
  guint              n;
  RiskctxEventConsequence *consequences;
};

/* Within a block the years with events are put in the descending order of their counts. Then the
 * first, second and further events of all years are runs of neighbors: they are drawn and added
 * without any list. Arrays by place follow that order. */
struct _RiskctxEventScratch
{
  const RiskctxKernel *kernel;
  guint32 counts[RISKCTX_EVENT_YEARS] RISKCTX_KERNEL_ALIGNED; /* by year */
  guint32 buckets[4 * 256];
  /* the year of a place, and room to sort */
  guint16 order[2][RISKCTX_EVENT_YEARS + 32] RISKCTX_KERNEL_ALIGNED;
  const guint16 *places;       /* whichever of order is sorted */
  guint   n_busy;              /* places: years with events */
  guint32 place_count[RISKCTX_EVENT_YEARS] RISKCTX_KERNEL_ALIGNED;
  guint32 place_trial[RISKCTX_EVENT_ROOM (RISKCTX_EVENT_YEARS)] RISKCTX_KERNEL_ALIGNED;
  guint   n_by_place;          /* rows of RISKCTX_EVENT_YEARS numbers by place, grown when needed */
  double *by_place;

  guint32 year_call[RISKCTX_EVENT_ROOM (RISKCTX_EVENT_YEARS)] RISKCTX_KERNEL_ALIGNED;
  guint64 year_bits[2 * RISKCTX_EVENT_ROOM (RISKCTX_EVENT_YEARS)] RISKCTX_KERNEL_ALIGNED;
  guint64 year_work[2 * RISKCTX_EVENT_ROOM (RISKCTX_EVENT_YEARS)] RISKCTX_KERNEL_ALIGNED;
  double  year_value[RISKCTX_EVENT_YEARS] RISKCTX_KERNEL_ALIGNED;
  double  year_factor[RISKCTX_EVENT_YEARS] RISKCTX_KERNEL_ALIGNED;

  guint32 event_trial[RISKCTX_EVENT_ROOM (RISKCTX_EVENT_CALLS)] RISKCTX_KERNEL_ALIGNED;
  guint32 event_draw[RISKCTX_EVENT_ROOM (RISKCTX_EVENT_CALLS)] RISKCTX_KERNEL_ALIGNED;
  guint64 event_bits[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  double  uniform[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  /* ranks of events among others of their kind, where they are shared */
  double  tail[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  gboolean upper[RISKCTX_EVENT_ITEMS];
  double  mark[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  double  kept[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  double  total[RISKCTX_EVENT_ITEMS] RISKCTX_KERNEL_ALIGNED;
  guint   n_rows;              /* of RISKCTX_EVENT_ITEMS numbers */
  double *drawn;               /* amounts by consequence, the same for all models */
  double *chance;              /* what decides whether a consequence happens */
  double *value;               /* what one model makes of the amounts */
};

/* The draws that every year has one of: neighbors share a call of the generator, year 2 t its first
 * half and year 2 t + 1 its second. */
RiskctxDraws riskctx_event_year_draws (const RiskctxEventYears *years,
                                       RiskctxEventScratch     *scratch);
/* Puts the years in the descending order of their counts */
void riskctx_event_sort     (const RiskctxEventYears *years, RiskctxEventScratch *scratch);
/* From the order of years to that of places */
void riskctx_event_arrange  (const RiskctxEventScratch *scratch, const double *by_year,
                             double *by_place);
/* And back; years without events are 0 */
void riskctx_event_put_back (const RiskctxEventScratch *scratch, guint n, const double *by_place,
                             double *by_year);

G_END_DECLS
