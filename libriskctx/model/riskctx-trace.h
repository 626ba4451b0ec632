/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"

G_BEGIN_DECLS

/**
 * RiskctxTraceDirection:
 * @RISKCTX_TRACE_DIRECTION_UP: to what an item follows from
 * @RISKCTX_TRACE_DIRECTION_DOWN: to what follows from an item
 *
 * Which way along the chain of reasons a trace goes.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_TRACE_DIRECTION_UP,
  RISKCTX_TRACE_DIRECTION_DOWN,
} RiskctxTraceDirection;

#define RISKCTX_TYPE_TRACE_STEP (riskctx_trace_step_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxTraceStep, riskctx_trace_step, RISKCTX, TRACE_STEP, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_trace_step_get_item (RiskctxTraceStep *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_trace_step_get_previous (RiskctxTraceStep *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_trace_step_get_depth (RiskctxTraceStep *self);

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_trace (RiskctxAssessment    *self,
                                      const char           *id,
                                      RiskctxTraceDirection direction,
                                      GError              **error);

G_END_DECLS
