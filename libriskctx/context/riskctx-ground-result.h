/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-context-enums.h"
#include "riskctx-evidence.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_GROUND_RESULT (riskctx_ground_result_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxGroundResult, riskctx_ground_result, RISKCTX, GROUND_RESULT, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxGround riskctx_ground_result_get_ground (RiskctxGroundResult *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_ground_result_get_holds (RiskctxGroundResult *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_ground_result_get_justification (RiskctxGroundResult *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_ground_result_get_evidence (RiskctxGroundResult *self);

G_END_DECLS
