/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-factors-private.h"
#include "riskctx-stream-private.h"

void
riskctx_factors_init (RiskctxFactors           *self,
                      const RiskctxPlanFactors *from,
                      const RiskctxNormalNodes *nodes)
{
  self->certain = from->certain;
  self->n = from->n;
  self->keys = g_new (guint64, MAX (from->n, 1));
  self->scales = g_new (double, MAX (from->n, 1));
  self->samplers = g_new (RiskctxSampler *, MAX (from->n, 1));
  for (guint i = 0; i < from->n; i++)
    {
      self->keys[i] = riskctx_stream_derive (from->uncertain[i].key, RISKCTX_PURPOSE_EFFECT);
      self->scales[i] = from->uncertain[i].scale;
      self->samplers[i] = riskctx_sampler_new (from->uncertain[i].effect, nodes);
    }
}

void
riskctx_factors_clear (RiskctxFactors *self)
{
  for (guint i = 0; i < self->n; i++)
    riskctx_sampler_free (self->samplers[i]);
  g_free (self->keys);
  g_free (self->scales);
  g_free (self->samplers);
}

gboolean
riskctx_factors_run (const RiskctxFactors *self,
                     const RiskctxDraws   *draws,
                     guint64               seed,
                     double               *work,
                     double               *out)
{
  if (self->n == 0 && self->certain == 1.0)
    return FALSE;

  for (guint i = 0; i < draws->n; i++)
    out[i] = self->certain;
  for (guint k = 0; k < self->n; k++)
    {
      riskctx_sampler_run (self->samplers[k], draws, seed, self->keys[k], work);
      for (guint i = 0; i < draws->n; i++)
        out[i] *= 1.0 - work[i] * self->scales[k];
    }
  return TRUE;
}
