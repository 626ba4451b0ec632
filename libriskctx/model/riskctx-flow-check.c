/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

void riskctx_flow_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_flow_check_item (RiskctxItem  *item,
                         RiskctxCheck *check)
{
  const char *const *path = riskctx_flow_get_path (RISKCTX_FLOW (item));

  if (path != NULL && g_strv_length ((GStrv) path) < 2)
    {
      g_autofree char *length = g_strdup_printf ("%u", g_strv_length ((GStrv) path));

      riskctx_check_report (check, item, "path", RISKCTX_ISSUE_MINIMUM, "2", length, NULL);
    }
}
