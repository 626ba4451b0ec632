/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

void riskctx_review_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_review_check_item (RiskctxItem  *item,
                           RiskctxCheck *check)
{
  RiskctxReview *self = RISKCTX_REVIEW (item);
  const char *date = riskctx_review_get_date (self);
  const char *next = riskctx_review_get_next_date (self);

  /* Dates in this form are in the order of their texts. */
  if (date != NULL && next != NULL && strcmp (date, next) > 0)
    riskctx_check_report (check, item, "date", RISKCTX_ISSUE_ORDER, "next_date", date, next);
}
