/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-issue-private.h"
#include "riskctx-assessment.h"
#include "riskctx-item.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

/* One check of a document: what it has found so far, and which item has which id. */
typedef struct
{
  GListStore *issues;
  GHashTable *index; /* id: RiskctxItem *, both borrowed */
  guint       limit; /* how many issues are reported at most */
} RiskctxCheck;

/* Reports that something is wrong with @item, or with its member @member if that is not NULL. */
void riskctx_check_report (RiskctxCheck     *check,
                           RiskctxItem      *item,
                           const char       *member,
                           RiskctxIssueCode  code,
                           const char       *arg0,
                           const char       *arg1,
                           const char       *arg2);

/* What must be true of a document; all issues, whatever the root is. */
GListStore *riskctx_item_check (RiskctxItem *root);

/* A model that allows only so many events in a year cannot have a larger mean. */
void riskctx_check_frequency (RiskctxCheck         *check,
                              RiskctxItem          *item,
                              RiskctxEstimate      *frequency,
                              RiskctxFrequencyModel model,
                              gint64                trials);

/* No risk is in two groups of risks that go together. */
void riskctx_check_dependences (RiskctxCheck      *check,
                                RiskctxAssessment *assessment);

/* TRUE for a calendar date written as year-month-day. */
gboolean riskctx_date_is_valid (const char *text);

G_END_DECLS
