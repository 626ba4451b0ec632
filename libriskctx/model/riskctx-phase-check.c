/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

void riskctx_phase_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_phase_check_item (RiskctxItem  *item,
                          RiskctxCheck *check)
{
  RiskctxPhase *self = RISKCTX_PHASE (item);
  gint64 from = riskctx_phase_get_from_year (self);
  gint64 done = riskctx_phase_get_done_year (self);

  if (riskctx_item_has (item, "done_year") && done < from)
    {
      g_autofree char *from_text = riskctx_number_to_string ((double) from);
      g_autofree char *done_text = riskctx_number_to_string ((double) done);

      riskctx_check_report (check, item, "from_year", RISKCTX_ISSUE_ORDER,
                            "done_year", from_text, done_text);
    }
}
