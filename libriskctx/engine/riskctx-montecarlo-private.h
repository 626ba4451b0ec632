/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-event-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-sums-private.h"
#include "riskctx-tally-private.h"
#include "riskctx-year-private.h"

G_BEGIN_DECLS

/* What the sources of the Monte Carlo method share, and nobody else sees */

/* Risks simulated side by side: a block of the sums is then fetched once for all of them. */
#define GROUP 8u
#define GROUP_WHOLE 32u /* where whole years of all are drawn: these need little memory */
#define BLOCK RISKCTX_SIMULATE_BLOCK
#define CATEGORIES RISKCTX_PLAN_CATEGORIES
#define SUM_YEARS 128u /* whose losses are added at once, while they are in the first cache */

/* What is done with a block of a risk's years */
typedef enum
{
  PASS_COUNT = 1 << 0, /* add to the risk's tallies */
  PASS_STORE = 1 << 1, /* keep its years until its figures are known */
  PASS_SHOW = 1 << 2,  /* show them to its figures */
  PASS_SUM = 1 << 3,   /* add to the sums that it is part of */
  PASS_WEIGH = 1 << 4, /* years of the tail only: add up what they weigh */
  PASS_RECORD = 1 << 5 /* nothing else: all that there is to know of them is drawn */
} Pass;

/* One worker's own memory */
typedef struct
{
  const RiskctxKernel *kernel;
  RiskctxEventScratch *scratch;
  double              *effects[CATEGORIES]; /* one block each */
  double               loss[GROUP][BLOCK] RISKCTX_KERNEL_ALIGNED; /* by place, of GROUP in turn */
  double               largest[BLOCK] RISKCTX_KERNEL_ALIGNED;
  guint                n_busy;  /* what the last block drawn or read has: years with events */
  const double        *rows[2]; /* their losses and their largest events */
} Worker;

/* One risk of the group that is simulated at the time */
typedef struct
{
  const RiskctxPlanRisk   *risk;
  const RiskctxEventModel *model;
  RiskctxEventModel       *built;    /* what model is if this place owns it */
  double                  *stored;   /* in each block the years with events, in the order of their
                                      * counts, where the risk is no whole sum */
  guint                   *n_stored; /* by block */
  double                  *samples;  /* by year, where they are kept */
  double                  *sums;     /* of blocks: [category][block], where there are several */
  double                  *squares;
  RiskctxTally            *tally;
  RiskctxTally            *largest;  /* of the largest events, where they are wanted */
  RiskctxFigures          *figures;  /* where years are not stored */
  gboolean                 shown;    /* whether it is their turn to be shown years */
  const RiskctxYearLaw    *law;      /* NULL: event by event */
} Place;

/* Years in the worst share of the total. A year above the quantile counts fully, one exactly at it
 * by a share, so that the atom there is split. */
typedef struct
{
  double    floor;   /* years from here on are listed */
  gboolean  above;   /* only years above it are listed */
  guint32 **found;   /* by block */
  double  **values;
  guint    *n_found;
  guint64   n;       /* years that count */
  guint     n_blocks; /* of these years */
  guint32  *trials;
  double   *weights;
  double    years;   /* what a tail mean is divided by */
} Tail;

/* A few risks at a time are done in the order of their keys, in each block of years one after the
 * other, the blocks in parallel. So every sum over risks has one order, and besides the sums only
 * a few risks' years are in memory.
 *
 * Where even these are too many, the years go by several times, which counter-based numbers make
 * possible: for each group of risks once to count, once for their figures; then all risks in
 * segments of years, once to count the sums, once for theirs. Where what figures keep of the years
 * does not fit either, they have their turns, a few at a time. */
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
  gboolean                       streamed;
  guint64                        room;   /* bytes for what figures keep at the same time */
  Pass                           pass;

  guint group; /* places at most: GROUP or GROUP_WHOLE */
  guint n_places;
  guint first; /* risk of place 0 */
  Place places[GROUP_WHOLE];

  RiskctxSums       *sums;
  guint              segment;        /* first block that the arrays of the sums hold */
  guint              segment_blocks; /* and how many they have room for */
  RiskctxTally      *tallies[RISKCTX_SUM_COUNT]; /* of arrays, where years are not stored */
  RiskctxTally      *largest;
  RiskctxFigures    *figures[RISKCTX_SUM_COUNT];
  guint              shown;     /* arrays from here to the other are shown years */
  guint              shown_end;
  double            *samples[RISKCTX_SUM_COUNT];
  RiskctxLossSummary array_figures[RISKCTX_SUM_COUNT];
  double *cells; /* of dependent risks: sums of blocks [cause][effect][block], or NULL */

  Tail              *tail;

  int     stopped; /* atomic */
  guint64 steps;
  guint64 all_steps;
  int     done; /* atomic: blocks of the current piece of work */
} Run;

/* settings, control and pool must live longer; control and result may be NULL. Memory for the years
 * is not made. */
void     riskctx_montecarlo_begin       (Run *run, RiskctxPlan *plan,
                                         const RiskctxSimulateSettings *settings,
                                         RiskctxSimulateControl *control,
                                         RiskctxSimulateResult *result, RiskctxPool *pool);
void     riskctx_montecarlo_end         (Run *run);
/* Draws, or reads, a block of one risk for the current pass. FALSE if the run was cancelled */
gboolean riskctx_montecarlo_draw        (Run *run, const Place *place, guint worker, guint block);
/* Runs the current risks over n_blocks blocks from first on. FALSE if it was cancelled */
gboolean riskctx_montecarlo_pass        (Run *run, Pass pass, guint first, guint n_blocks);
/* All risks over a segment of the years, or of the tail's, which the arrays then hold; n years */
gboolean riskctx_montecarlo_segment     (Run *run, Pass pass, guint first, guint64 n);
/* Makes the models of the risks from first on, as many as a group has, and forgets or keeps them */
void     riskctx_montecarlo_open_group  (Run *run, guint first);
void     riskctx_montecarlo_close_group (Run *run);
gboolean riskctx_montecarlo_cancelled   (Run *run, GError **error);
/* Whether it is more than one category of a set */
gboolean riskctx_montecarlo_is_several  (guint categories);

/* Makes room for the samples of the group's risks, where they are kept */
void     riskctx_montecarlo_begin_samples (Run *run);
/* When their figures are done: gives samples away, empties tallies */
void     riskctx_montecarlo_finish_group  (Run *run);
/* The part of a risk in the table of causes and effects, and the table's errors at the end */
void     riskctx_montecarlo_add_cells    (const Run *run, const Place *place);
void     riskctx_montecarlo_finish_cells (const Run *run);

/* The figures of all risks, and of all sums, where the years do not fit into memory */
gboolean riskctx_montecarlo_stream_risks (Run *run, GError **error);
gboolean riskctx_montecarlo_stream_sums  (Run *run, GError **error);

/* What every part has in the worst years of the total. Years are listed from the floor on, block by
 * block, and then only those from the quantile on count. */
Tail    *riskctx_montecarlo_tail_new       (const Run *run, double floor, double minimum);
void     riskctx_montecarlo_tail_list      (Run *run, guint block, const double *values);
gboolean riskctx_montecarlo_attribute_tail (Run *run, GError **error);
void     riskctx_montecarlo_tail_free      (Tail *tail);

G_END_DECLS
