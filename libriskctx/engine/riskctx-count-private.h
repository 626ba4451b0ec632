/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-kernel-private.h"
#include "riskctx-plan-body-private.h"

G_BEGIN_DECLS

/* The number of events a year of one risk, before controls: a mixture over its uncertain rate and
 * vulnerability. Vulnerability needs no marks, because thinning a Poisson, negative binomial or
 * binomial count leaves its family and scales its rate. */

typedef enum
{
  RISKCTX_COUNT_POISSON,
  RISKCTX_COUNT_NEGATIVE_BINOMIAL,
  RISKCTX_COUNT_BINOMIAL
} RiskctxCountFamily;

typedef struct
{
  double weight;
  double parameter; /* mean, or probability of one trial */
  guint  trials;    /* binomial */
} RiskctxCountNode;

typedef struct
{
  RiskctxCountFamily family;
  double             dispersion;
  guint              n;
  RiskctxCountNode  *nodes;
} RiskctxCountMixture;

/* points: at most so many Gauss points for an uncertain rate, fewer where it varies little; or 0
 * for the fine set that a table needs */
RiskctxCountMixture *riskctx_count_mixture_new  (const RiskctxPlanRisk *risk, guint points);
void                 riskctx_count_mixture_free (RiskctxCountMixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxCountMixture, riskctx_count_mixture_free)

/* The same events after a control that keeps each with the probability given by these factors */
void riskctx_count_mixture_thin (RiskctxCountMixture *self, const RiskctxPlanFactors *factors,
                                 guint points);

/* The same where each event counts with this probability, drawn once a year */
void riskctx_count_mixture_keep (RiskctxCountMixture *self, const RiskctxLaw *probability,
                                 guint points);

/* E z^N and its derivative by z at z = re + i im, |z| <= 1 */
typedef struct
{
  double re, im;
  double slope_re, slope_im;
} RiskctxCountValue;

RiskctxCountValue riskctx_count_mixture_generate (const RiskctxCountMixture *self,
                                                  double re, double im);
/* The same for n numbers, n a multiple of 8; slope_re and slope_im may be NULL. z is read only. */
void riskctx_count_mixture_generate_all (const RiskctxCountMixture *self,
                                         const RiskctxKernel       *kernel,
                                         guint                      n,
                                         const double              *z_re,
                                         const double              *z_im,
                                         double                    *out_re,
                                         double                    *out_im,
                                         double                    *slope_re,
                                         double                    *slope_im);
/* E N and E N (N - 1) */
double riskctx_count_mixture_mean    (const RiskctxCountMixture *self);
double riskctx_count_mixture_pairs   (const RiskctxCountMixture *self);

/* The distribution function of a count, made for inversion */
typedef struct
{
  guint32     first;       /* smallest count of the table */
  guint       n;
  double     *cumulative;  /* P (N <= first + i); the last is 1 unless there is a tail */
  guint32    *guide;       /* where to start for each 1024th of the unit interval */
  guint64    *entries;     /* and the one step there, if it is one: see RiskctxKernel.counts */
  RiskctxLaw *tail;        /* beyond the table the count follows the rate */
  double      tail_scale;
} RiskctxCountTable;

RiskctxCountTable *riskctx_count_table_new  (const RiskctxPlanRisk *risk);
void               riskctx_count_table_free (RiskctxCountTable *self);
guint32            riskctx_count_table_find (const RiskctxCountTable *self, double u);
/* The same for n random bits */
void               riskctx_count_table_fill (const RiskctxCountTable *self,
                                             const RiskctxKernel *kernel, guint n,
                                             const guint64 *bits, guint32 *counts);

G_END_DECLS
