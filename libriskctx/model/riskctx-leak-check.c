/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

#include <string.h>

void riskctx_leak_check_item (RiskctxItem *item, RiskctxCheck *check);
void riskctx_consequence_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_leak_check_item (RiskctxItem  *item,
                         RiskctxCheck *check)
{
  RiskctxLeak *self = RISKCTX_LEAK (item);
  const char *const *items = riskctx_leak_get_items (self);
  RiskctxItem *root = item;

  if ((items == NULL || items[0] == NULL)
      && !(riskctx_item_has (item, "mental") && riskctx_item_has (item, "economic")))
    riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "items", NULL, NULL);

  /* The basic value of the model is in yen. */
  while (root->parent != NULL)
    root = root->parent;
  if (RISKCTX_IS_ASSESSMENT (root) && !riskctx_item_has (item, "base_value"))
    {
      const char *currency = riskctx_assessment_get_currency (RISKCTX_ASSESSMENT (root));

      if (currency != NULL && strcmp (currency, "JPY") != 0)
        riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "base_value", NULL, NULL);
    }
}

/* What a consequence costs is stated, or comes from a leak, and not both. */
void
riskctx_consequence_check_item (RiskctxItem  *item,
                                RiskctxCheck *check)
{
  const gboolean stated = riskctx_item_has (item, "magnitude");

  if (!riskctx_item_has (item, "leak"))
    {
      if (!stated)
        riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "magnitude", NULL, NULL);
    }
  else if (stated)
    riskctx_check_report (check, item, "leak", RISKCTX_ISSUE_EITHER, "magnitude", "leak", NULL);
}
