/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-event-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-sums-private.h"
#include "riskctx-tally-private.h"
#include "riskctx-year-private.h"

G_BEGIN_DECLS

/* What the sources of the Monte Carlo method share. The names are short because they are seen
 * nowhere else. */

/* Risks simulated side by side: a block of the sums is then fetched once for all of them. */
#define GROUP 8u
#define BLOCK RISKCTX_SIMULATE_BLOCK
#define CATEGORIES RISKCTX_PLAN_CATEGORIES

/* One worker's own memory */
typedef struct
{
  const RiskctxKernel *kernel;
  RiskctxEventScratch *scratch;
  double              *effects[CATEGORIES]; /* one block each */
  guint32              trials[BLOCK];
  double               loss[BLOCK];
} Worker;

/* One risk of the group that is simulated at the time */
typedef struct
{
  const RiskctxPlanRisk   *risk;
  const RiskctxEventModel *model;
  RiskctxEventModel       *built; /* what model is if this place owns it */
  double                  *loss;  /* by year: its own, or where it is a whole sum, the sum's */
  double                  *largest;
  double                  *own_loss;
  double                  *own_largest;
  double                  *sums;  /* of blocks: [category][block], where there are several */
  double                  *squares;
  RiskctxTally            *tally;
  const RiskctxYearLaw    *law;   /* NULL: event by event */
} Place;

/* Years in the worst share of the total. A year above the quantile counts fully, one exactly at it
 * by a share, so that the atom there is split. */
typedef struct
{
  double    value;   /* the quantile */
  gboolean  above;   /* only years above it are listed */
  guint32 **found;   /* by block */
  guint    *n_found;
  guint64   n;       /* listed years */
  guint32  *trials;
  double   *weights;
  double    years;   /* what a tail mean is divided by */
} Tail;

/* A few risks at a time are done in the order of their keys, in each block of years one after the
 * other, the blocks in parallel. So every sum over risks has one order, and besides the sums only
 * a few risks' years are in memory. */
typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxSimulateResult         *result;
  RiskctxPool                   *pool;
  RiskctxNormalNodes            *nodes;
  RiskctxArrivals               *arrivals; /* NULL where all risks are independent */
  RiskctxYearLaws               *laws;   /* NULL: event by event */
  RiskctxEventModel            **models; /* by risk, those that are kept */
  Worker                       **workers;
  guint64                        n;
  guint                          n_blocks;

  guint n_places;
  guint first; /* risk of place 0 */
  Place places[GROUP];

  RiskctxSums       *sums;
  RiskctxLossSummary array_figures[RISKCTX_SUM_COUNT];
  double *cells; /* of dependent risks: sums of blocks [cause][effect][block], or NULL */

  Tail              *tail;

  int     stopped; /* atomic */
  guint64 steps;
  guint64 all_steps;
  int     done; /* atomic: blocks of the current piece of work */
} Run;

/* Makes the models of the risks from first on, at most GROUP, and forgets or keeps them */
void     riskctx_montecarlo_open_group  (Run *run, guint first);
void     riskctx_montecarlo_close_group (Run *run);
/* Another step is done; sets stopped where the run was cancelled */
void     riskctx_montecarlo_step        (Run *run);
gboolean riskctx_montecarlo_cancelled   (Run *run, GError **error);
/* Whether it is more than one category of a set */
gboolean riskctx_montecarlo_is_several  (guint categories);

/* The part of a risk in the table of causes and effects, and the table's errors at the end */
void     riskctx_montecarlo_add_cells    (const Run *run, const Place *place);
void     riskctx_montecarlo_finish_cells (const Run *run);

/* What every part has in the worst years of the total */
gboolean riskctx_montecarlo_attribute_tail (Run *run, GError **error);
void     riskctx_montecarlo_tail_free      (Tail *tail);

G_END_DECLS
