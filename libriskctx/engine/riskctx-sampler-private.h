/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-kernel-private.h"
#include "riskctx-law-private.h"

G_BEGIN_DECLS

/* How the items of a batch take their numbers from the calls of the generator, each of which gives
 * two: a low and a high half. */
typedef enum
{
  RISKCTX_DRAWS_HALVES, /* first all low halves, then from stride on the high ones */
  RISKCTX_DRAWS_PAIRS,  /* low and high of the first call, of the second, and so on */
  RISKCTX_DRAWS_PICKED  /* one of each call: the low half where its year is even */
} RiskctxDrawsOrder;

/* Which random numbers a batch of items takes. Where stride leaves a gap between the halves, its
 * items have numbers too, which mean nothing. */
typedef struct
{
  const RiskctxKernel *kernel;
  RiskctxDrawsOrder    order;
  guint                n_calls;
  const guint32       *trials; /* of calls, with room for n_calls rounded up to a multiple of 16 */
  const guint32       *draws;  /* half the draw of a call's items; the same room */
  guint32              draw;   /* of all calls, where draws is NULL */
  guint                n;      /* items */
  guint                stride; /* halves only: not below n_calls rounded up */
  const guint32       *years;  /* picked only */
  guint64             *bits;   /* of items: room for stride, or n, and n_calls rounded up */
  guint64             *work;   /* the same room, but not for halves */
} RiskctxDraws;

/* Makes the calls for a key: bits holds one number for each item */
void riskctx_draws_fill     (const RiskctxDraws *self, guint64 seed, guint64 key);
/* out receives n numbers strictly between 0 and 1 */
void riskctx_draws_uniforms (const RiskctxDraws *self, guint64 seed, guint64 key, double *out);

/* The normal law's inverse distribution function where the tables of samplers need it: made once
 * for all lognormal laws of a run. */
typedef struct _RiskctxNormalNodes RiskctxNormalNodes;

RiskctxNormalNodes *riskctx_normal_nodes_new  (void);
void                riskctx_normal_nodes_free (RiskctxNormalNodes *self);

/* A law made ready for drawing many numbers: by its formula where that is simple, else by cubic
 * polynomials for its inverse distribution function, sixteen for each halving of either tail
 * (relative error about 1e-8), and beyond 2^-34 by the function itself. */
typedef struct _RiskctxSampler RiskctxSampler;

RiskctxSampler *riskctx_sampler_new  (const RiskctxLaw *law, const RiskctxNormalNodes *nodes);
void            riskctx_sampler_free (RiskctxSampler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxSampler, riskctx_sampler_free)

/* Nodes of a tail: three for each cell and one at the start of each octave */
#define RISKCTX_SAMPLER_NODES (RISKCTX_KERNEL_OCTAVES * (3 * RISKCTX_KERNEL_CELLS) + 1)

/* Probability of the tail at a node: node 0 is 1/2, then three equal steps for each cell */
double  riskctx_sampler_node_place (guint node);
/* A table for the kernel from the values at the nodes of both tails; to be freed with
 * g_aligned_free () */
double *riskctx_sampler_tabulate   (const double *lower, const double *upper);

/* out receives one value for each of the n items */
void riskctx_sampler_run (const RiskctxSampler *self,
                          const RiskctxDraws   *draws,
                          guint64               seed,
                          guint64               key,
                          double               *out);

/* The values whose ranks are given: tail[i] is the probability of the lower tail, or of the upper
 * one where upper[i] */
void riskctx_sampler_run_ranked (const RiskctxSampler *self,
                                 guint                 n,
                                 const double         *tail,
                                 const gboolean       *upper,
                                 double               *out);

G_END_DECLS
