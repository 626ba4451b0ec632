/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-ground-result.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

/* Takes the justification; @evidence is a list of RiskctxEvidence. */
RiskctxGroundResult *riskctx_ground_result_new (RiskctxGround  ground,
                                                gboolean       holds,
                                                RiskctxText   *justification,
                                                GListStore    *evidence);

extern const RiskctxResultShape riskctx_ground_result_shape;

G_END_DECLS
