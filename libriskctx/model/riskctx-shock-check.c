/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check-private.h"
#include "riskctx-nouns.h"

void riskctx_shock_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_shock_check_item (RiskctxItem  *item,
                          RiskctxCheck *check)
{
  RiskctxShock *self = RISKCTX_SHOCK (item);

  riskctx_check_frequency (check, item, riskctx_shock_get_frequency (self),
                           riskctx_shock_get_frequency_model (self),
                           riskctx_shock_get_trials (self));
}
