/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-figure.h"
#include "riskctx-result-private.h"
#include "riskctx-verdict.h"

G_BEGIN_DECLS

/* One criterion: what must stay within what. */
typedef struct
{
  RiskctxCriterionKind kind;
  RiskctxLimitKind     limit_kind;
  RiskctxItem         *item;
  int                  category; /* -1: the total */
  RiskctxRiskMeasure   measure;
  double               level;
  double               limit;
  gboolean             at_limit; /* reaching the limit is exceeding it */
} RiskctxCriterion;

/* Judges the loss by the criterion. Where reason is not NULL it cannot be judged, and why. */
RiskctxVerdict *riskctx_verdict_new (const RiskctxCriterion *criterion,
                                     RiskctxLossFigure      *loss,
                                     const char             *reason);

extern const RiskctxResultShape riskctx_verdict_shape;

G_END_DECLS
