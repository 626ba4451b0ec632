/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-data-private.h"
#include "riskctx-loss-result.h"

G_BEGIN_DECLS

/* Takes the results of the engine; check may be NULL. */
RiskctxLossResult *riskctx_loss_result_new (RiskctxLossSubject    *subject,
                                            RiskctxSimulateResult *result,
                                            RiskctxSimulateResult *check);

RiskctxLossData *riskctx_loss_result_get_data (RiskctxLossResult *self);

G_END_DECLS
