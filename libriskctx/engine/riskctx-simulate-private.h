/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-kernel-private.h"
#include "riskctx-plan-private.h"

G_BEGIN_DECLS

#define RISKCTX_SIMULATE_BLOCK 4096u /* years; the unit of work, of summation and of cancelling */

typedef enum
{
  RISKCTX_SIMULATE_AUTO, /* exact where that is quick, else Monte Carlo */
  RISKCTX_SIMULATE_EXACT,
  RISKCTX_SIMULATE_MONTE_CARLO, /* event by event */
  RISKCTX_SIMULATE_YEARS        /* years drawn whole from exact laws, where a risk has one */
} RiskctxSimulateMethod;

/* How years drawn whole are spread. But for plain ones, there are replicates, each of which covers
 * the distribution of every risk evenly; replicates are independent of each other. */
typedef enum
{
  RISKCTX_SIMULATE_PLAIN,
  RISKCTX_SIMULATE_STRATIFIED, /* each risk on its own */
  RISKCTX_SIMULATE_SOBOL       /* several risks together, by a scrambled sequence */
} RiskctxSimulateSampling;

#define RISKCTX_SIMULATE_MEMORY (G_GUINT64_CONSTANT (8) << 30) /* bytes, unless settings say so */
#define RISKCTX_SIMULATE_SPREAD_MIN (8u * RISKCTX_SIMULATE_BLOCK) /* years for other than plain */

typedef enum
{
  RISKCTX_SIMULATE_KEEP_NONE = 0,
  RISKCTX_SIMULATE_KEEP_TOTAL = 1 << 0,
  RISKCTX_SIMULATE_KEEP_EFFECTS = 1 << 1, /* by effect category */
  RISKCTX_SIMULATE_KEEP_CAUSES = 1 << 2,  /* by cause category */
  RISKCTX_SIMULATE_KEEP_RISKS = 1 << 3
} RiskctxSimulateKeep;

typedef struct
{
  RiskctxSimulateMethod method;
  RiskctxSimulateSampling sampling; /* where years are drawn whole */
  guint64               seed;
  guint64               trials;  /* simulated years, 1 to 2^32 - 1 */
  guint                 threads; /* 0: one per processor; never changes a result */
  RiskctxKernelWidth    width;   /* of vectors; never changes a result */
  gboolean              occurrence; /* whether to find the largest event of every year */
  RiskctxSimulateKeep   keep;    /* samples to keep (Monte Carlo only) */
  guint                 curve_points; /* 0: no exceedance curves */
  guint                 n_probabilities;
  double                probabilities[16]; /* ascending, each between 0 and 1 */
  double                tail;      /* contributions are to the worst 1 - tail share of years */
  double                tolerance; /* exact method: relative error aimed at, e.g. 1e-4 */
  guint64               memory;    /* bytes that a run may take for its years; where all of them do
                                    * not fit, they are simulated several times, a part at a time.
                                    * Never changes a result. 0: 8 GiB */
  const struct _RiskctxParts *parts; /* Monte Carlo: where losses are read instead of drawn; NULL */
} RiskctxSimulateSettings;

/* auto, seed 1, 100,000 years, 0.5 0.75 0.9 0.95 0.99 0.995, 100 curve points, tail 0.99 */
void riskctx_simulate_settings_init (RiskctxSimulateSettings *self);

/* Shared between the thread that runs and those that watch. All access is atomic. */
typedef struct
{
  int cancelled;
  int permille;
  int from; /* permille of all work that the present piece of it begins and ends with: set between
             * pieces, by who runs them */
  int to;
} RiskctxSimulateControl;

void   riskctx_simulate_control_init     (RiskctxSimulateControl *self);
void   riskctx_simulate_control_cancel   (RiskctxSimulateControl *self); /* within 50 ms */
/* What is run next is only this piece of all work, as shares of the piece that it was; control may
 * be NULL. Returns what to go back to. */
RiskctxSimulateControl riskctx_simulate_control_piece (RiskctxSimulateControl *self,
                                                       double from, double to);
void   riskctx_simulate_control_restore  (RiskctxSimulateControl       *self,
                                          const RiskctxSimulateControl *before);
double riskctx_simulate_control_progress (RiskctxSimulateControl *self); /* 0.0 to 1.0 */

typedef enum
{
  RISKCTX_LOSS_FLAG_NONE = 0,
  RISKCTX_LOSS_FLAG_INFINITE_MEAN = 1 << 0,     /* mean, sd and tail means have no meaning */
  RISKCTX_LOSS_FLAG_INFINITE_VARIANCE = 1 << 1, /* sd and the errors of means have none */
  RISKCTX_LOSS_FLAG_NO_TAIL = 1 << 2,           /* too few years for some tail figure */
  RISKCTX_LOSS_FLAG_EMPTY = 1 << 3,             /* nothing contributes: the loss is always 0 */
  RISKCTX_LOSS_FLAG_UNSURE_SD = 1 << 4          /* a few years decide the sd: its error has none */
} RiskctxLossFlags;

/* Every number below is finite; where a flag says that a figure has no meaning it is 0. */
typedef struct
{
  double probability;
  double value;      /* smallest x with F (x) >= probability */
  double low;        /* 99 % interval of value (Monte Carlo), or value -/+ error bound (exact) */
  double high;
  double tail_mean;  /* mean of the worst 1 - probability share, atoms split exactly */
  double tail_error; /* standard error, or error bound */
} RiskctxLossPoint;

typedef struct
{
  double loss;
  double probability; /* of a year with more than loss */
} RiskctxLossCurvePoint;

typedef struct
{
  RiskctxLossFlags       flags;
  double                 mean;
  double                 mean_error; /* standard error, or error bound */
  double                 sd;
  double                 sd_error;
  double                 any_loss;   /* probability of a year with a loss other than 0 */
  double                 any_loss_error;
  double                 minimum;    /* smallest and largest year seen; exact: ends of the grid */
  double                 maximum;
  guint                  n_points;
  RiskctxLossPoint      *points;     /* one for each probability of the settings */
  guint                  n_annual;
  RiskctxLossCurvePoint *annual;     /* exceedance of the year's sum (AEP), losses ascending */
  guint                  n_largest;
  RiskctxLossCurvePoint *largest;    /* of the year's largest event (OEP); NULL where n is 0 */
  guint64                n_samples;
  double                *samples;    /* by year, or NULL where not kept */
  gboolean               exact;      /* of a risk drawn whole: figures of the law itself */
} RiskctxLossSummary;

/* Why a method was taken, or cannot be */
typedef enum
{
  RISKCTX_SIMULATE_REASON_NONE, /* it was asked for */
  RISKCTX_SIMULATE_REASON_INDEPENDENT,
  RISKCTX_SIMULATE_REASON_DEPENDENT,
  RISKCTX_SIMULATE_REASON_SHARED_EFFECTS, /* too many uncertain effects act on several risks */
  RISKCTX_SIMULATE_REASON_UNCERTAIN,      /* too many quantities of one risk are uncertain */
  RISKCTX_SIMULATE_REASON_INSURANCE,      /* the exact method can, but takes long */
  RISKCTX_SIMULATE_REASON_SAMPLES,        /* years are asked for, which the exact one has not */
  RISKCTX_SIMULATE_REASON_SPREAD          /* evenly spread years are */
} RiskctxSimulateReason;

typedef struct
{
  RiskctxSimulateMethod method;  /* the one used */
  RiskctxSimulateReason reason;  /* why automatic choice took it */
  RiskctxSimulateSampling sampling;
  guint                 n_whole; /* risks whose years were drawn whole */
  guint64               seed;
  guint64               trials;  /* 0 for the exact method */
  double                tail;
  guint                 n_risks;
  RiskctxLossSummary    total;
  RiskctxLossSummary   *risks;   /* by position in the plan */
  RiskctxLossSummary    effects[RISKCTX_PLAN_CATEGORIES];
  RiskctxLossSummary    causes[RISKCTX_PLAN_CATEGORIES];
  double                cause_effect[RISKCTX_PLAN_CATEGORIES][RISKCTX_PLAN_CATEGORIES];
  double                cause_effect_error[RISKCTX_PLAN_CATEGORIES][RISKCTX_PLAN_CATEGORIES];
  /* Mean of each part in the total's worst years. Risks add up to the total's tail mean, so do
   * effects, so do causes. The exact method gives them too; has_contributions is FALSE where the
   * mean is infinite. */
  gboolean              has_contributions;
  double               *risk_contributions;
  double                effect_contributions[RISKCTX_PLAN_CATEGORIES];
  double                cause_contributions[RISKCTX_PLAN_CATEGORIES];
} RiskctxSimulateResult;

/* Why the exact method cannot answer for this plan; NONE if it can */
RiskctxSimulateReason riskctx_simulate_exact_obstacle (RiskctxPlan *plan);
/* What automatic choice takes, and why */
RiskctxSimulateMethod riskctx_simulate_choose (RiskctxPlan *plan, RiskctxSimulateReason *reason);

/* Years of a replicate, two to this power: blocks, and at most one eighth of all */
guint riskctx_year_replicate_length (guint64 trials);

/* Runs in the caller's thread and helpers of its own. control may be NULL. */
RiskctxSimulateResult *riskctx_simulate (RiskctxPlan                   *plan,
                                         const RiskctxSimulateSettings *settings,
                                         RiskctxSimulateControl        *control,
                                         GError                       **error);
void riskctx_simulate_result_free (RiskctxSimulateResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxSimulateResult, riskctx_simulate_result_free)

G_END_DECLS
