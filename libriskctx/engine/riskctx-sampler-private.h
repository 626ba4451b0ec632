/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-law-private.h"

G_BEGIN_DECLS

/* Which random numbers a batch of items takes. One call of the generator gives two numbers; item i
 * uses number slot[i] of the 2 n_calls that come out. Items of one trial with draws 2 k and 2 k + 1
 * share a call. */
typedef struct
{
  guint          n_calls;
  const guint32 *trials;
  const guint32 *draws; /* half the draw of an item */
  guint          n;
  const guint32 *slots;
} RiskctxDraws;

/* bits receives 2 n_calls numbers */
void riskctx_draws_fill     (const RiskctxDraws *self, guint64 seed, guint64 key, guint64 *bits);
/* out receives n numbers strictly between 0 and 1 */
void riskctx_draws_uniforms (const RiskctxDraws *self, guint64 seed, guint64 key, double *out);

/* A law made ready for drawing many numbers: by its formula where that is simple, else by cubic
 * polynomials for its inverse distribution function, sixteen for each halving of either tail
 * (relative error about 1e-8), and beyond 2^-34 by the function itself. */
typedef struct _RiskctxSampler RiskctxSampler;

RiskctxSampler *riskctx_sampler_new  (const RiskctxLaw *law);
void            riskctx_sampler_free (RiskctxSampler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxSampler, riskctx_sampler_free)

/* out receives one value for each of the n items */
void riskctx_sampler_run (const RiskctxSampler *self,
                          const RiskctxDraws   *draws,
                          guint64               seed,
                          guint64               key,
                          double               *out);

G_END_DECLS
