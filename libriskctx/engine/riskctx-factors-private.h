/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-body-private.h"
#include "riskctx-sampler-private.h"

G_BEGIN_DECLS

/* What controls leave of a quantity, made ready for drawing it year by year */
typedef struct
{
  double           certain;
  guint            n;
  guint64         *keys;
  double          *scales;
  RiskctxSampler **samplers;
} RiskctxFactors;

void riskctx_factors_init  (RiskctxFactors *self, const RiskctxPlanFactors *from,
                            const RiskctxNormalNodes *nodes);
void riskctx_factors_clear (RiskctxFactors *self);

/* The factor of every year into out, with work for as many numbers. Returns FALSE, and fills
 * nothing, where it is 1. */
gboolean riskctx_factors_run (const RiskctxFactors *self, const RiskctxDraws *draws, guint64 seed,
                              double *work, double *out);

G_END_DECLS
