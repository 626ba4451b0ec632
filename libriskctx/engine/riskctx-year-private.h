/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-arrivals-private.h"
#include "riskctx-event-private.h"
#include "riskctx-pool-private.h"
#include "riskctx-sampler-private.h"

G_BEGIN_DECLS

/* Years of a risk drawn whole: the exact distribution of its annual loss, inverted once, and one
 * random number a year. */
struct _RiskctxYearLaw
{
  const RiskctxPlanRisk *risk;
  guint                  index;   /* of the risk in the plan */
  guint                  number;  /* of the risk among those that are drawn so, by key */
  double                 any;     /* probability of a year with a loss */
  double                 mean;
  double                 mean_error;
  double                 sd;
  double                 sd_error;
  double                *cells;   /* see riskctx_sampler_tabulate (); NULL if any is 0 */
  double                 edge;    /* loss at the end of the table */
  double                 slope;   /* beyond it, for each halving of the probability */
  double                 error;   /* relative, of what the table gives back */
};

/* How the years of a risk are spread over its distribution */
struct _RiskctxYearPattern
{
  RiskctxSimulateSampling sampling;
  guint                   length; /* years of a replicate: two to this power */
  guint64                 seed;
  guint32                *directions; /* of Sobol's sequence */
};

/* Those risks of a plan that can be drawn so, by risk; NULL for the others: whose consequences have
 * effects in several categories, whose losses have atoms other than at 0 or may be gains, that
 * share an uncertain effect or a group with such a risk, and that shocks and triggers touch. */
typedef struct
{
  guint              n;
  guint              n_drawn;
  RiskctxYearLaw   **laws;
  double             error; /* the largest */
  RiskctxYearPattern pattern;
} RiskctxYearLaws;

RiskctxYearLaws *riskctx_year_laws_new  (RiskctxPlan                   *plan,
                                         const RiskctxSimulateSettings *settings,
                                         RiskctxPool                   *pool,
                                         RiskctxSimulateControl        *control);
void             riskctx_year_laws_free (RiskctxYearLaws *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxYearLaws, riskctx_year_laws_free)

/* Whether all risks could be drawn whole, as far as can be told without solving any */
gboolean riskctx_year_covers (const RiskctxPlan *plan);

/* NULL where the risk has to be drawn event by event */
RiskctxYearLaw *riskctx_year_law_new  (RiskctxPlan *plan, guint index, RiskctxKernelWidth width,
                                       const int *stop);
void            riskctx_year_law_free (RiskctxYearLaw *self);
/* The loss that is exceeded with this probability in years with a loss */
double          riskctx_year_law_value (const RiskctxYearLaw *self, double exceedance);

void riskctx_year_pattern_init  (RiskctxYearPattern            *self,
                                 const RiskctxSimulateSettings *settings);
void riskctx_year_pattern_clear (RiskctxYearPattern *self);

/* The risk's own figures, which need no simulation */
void riskctx_year_law_describe (const RiskctxYearLaw          *self,
                                const RiskctxSimulateSettings *settings,
                                RiskctxLossFlags               flags,
                                RiskctxLossSummary            *out);
/* Adds the relative error of tables to those of figures of years that were drawn by them */
void riskctx_year_widen        (double error, RiskctxLossSummary *out);

/* One number for each year: 64 bits. n: at most RISKCTX_SIMULATE_BLOCK. years: as for events;
 * number: of the risk among those drawn so. work: room for 2 n + 64. */
void riskctx_year_pattern_fill (const RiskctxYearPattern *self,
                                const RiskctxKernel      *kernel,
                                guint64                   key,
                                guint                     number,
                                const RiskctxEventYears  *years,
                                guint64                  *bits,
                                guint64                  *work);

/* Losses of years. busy receives those other than 0, n_busy of them, in an order of their own */
void riskctx_year_law_run (const RiskctxYearLaw     *self,
                           const RiskctxYearPattern *pattern,
                           const RiskctxArrivals    *arrivals,
                           const RiskctxKernel      *kernel,
                           const RiskctxEventYears  *years,
                           double                   *busy,
                           guint                    *n_busy);

/* Directions of Sobol's sequence: 32 numbers for each dimension */
#define RISKCTX_SOBOL_DIMENSIONS 160u
#define RISKCTX_SOBOL_BITS 32u
guint32 *riskctx_sobol_new (void);

G_END_DECLS
