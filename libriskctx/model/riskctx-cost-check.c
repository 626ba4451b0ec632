/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

void riskctx_cost_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_cost_check_item (RiskctxItem  *item,
                         RiskctxCheck *check)
{
  RiskctxCost *self = RISKCTX_COST (item);
  gint64 from = riskctx_cost_get_from_year (self);
  gint64 until = riskctx_cost_get_until_year (self);

  if (riskctx_item_has (item, "until_year") && until < from)
    {
      g_autofree char *from_text = riskctx_number_to_string ((double) from);
      g_autofree char *until_text = riskctx_number_to_string ((double) until);

      riskctx_check_report (check, item, "from_year", RISKCTX_ISSUE_ORDER,
                            "until_year", from_text, until_text);
    }
}
