/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-grounds.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

extern const RiskctxResultShape riskctx_grounds_shape;

G_END_DECLS
