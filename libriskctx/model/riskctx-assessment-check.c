/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"

void riskctx_assessment_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_assessment_check_item (RiskctxItem  *item,
                               RiskctxCheck *check)
{
  RiskctxAssessment *self = RISKCTX_ASSESSMENT (item);
  const char *language = riskctx_assessment_get_language (self);
  const char *currency = riskctx_assessment_get_currency (self);
  RiskctxItemList *categories = riskctx_assessment_get_categories (self);
  RiskctxItem *seen[RISKCTX_RISK_CATEGORY_SYSTEM + 1] = { NULL };

  if (language != NULL && !riskctx_language_is_valid (language))
    riskctx_check_report (check, item, "language", RISKCTX_ISSUE_LANGUAGE, language, NULL, NULL);
  if (currency != NULL && !riskctx_currency_is_valid (currency))
    riskctx_check_report (check, item, "currency", RISKCTX_ISSUE_CURRENCY, currency, NULL, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (categories); i++)
    {
      RiskctxItem *category = riskctx_item_list_peek (categories, i);
      RiskctxRiskCategory which = riskctx_category_get_category (RISKCTX_CATEGORY (category));

      if (!riskctx_item_has (category, "category"))
        continue;
      if (seen[which] != NULL)
        {
          g_autofree char *place = riskctx_item_dup_pointer (seen[which]);

          riskctx_check_report (check, category, "category", RISKCTX_ISSUE_DUPLICATE_KIND,
                                riskctx_enum_to_nick (RISKCTX_TYPE_RISK_CATEGORY, (int) which),
                                place, NULL);
        }
      seen[which] = category;
    }
}
