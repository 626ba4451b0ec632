/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate-law.h"
#include "riskctx-law-private.h"

G_BEGIN_DECLS

/* The law that the engine draws from; NULL with an error if the estimate's parameters do not
 * determine one. */
RiskctxLaw *riskctx_estimate_to_law (RiskctxEstimate *self, GError **error);

G_END_DECLS
