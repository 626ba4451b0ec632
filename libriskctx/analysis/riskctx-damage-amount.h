/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-damage.h"
#include "riskctx-figure.h"
#include "riskctx-organization.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_damage_estimate_amount (RiskctxDamage       *self,
                                               RiskctxOrganization *organization);

G_END_DECLS
