/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-ranks-private.h"

G_BEGIN_DECLS

/* Years that are spread evenly are not independent, so what they leave open is found from how much
 * their replicates differ, which are. Replaces the errors in out, for the same quantity. */
void riskctx_replicates_state_errors (RiskctxPool                   *pool,
                                      const RiskctxSimulateSettings *settings,
                                      const RiskctxSpread           *spread,
                                      const double                  *values,
                                      RiskctxLossSummary            *out);

G_END_DECLS
