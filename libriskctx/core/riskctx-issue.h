/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "riskctx-enums.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_ISSUE (riskctx_issue_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxIssue, riskctx_issue, RISKCTX, ISSUE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxSeverity riskctx_issue_get_severity (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_issue_get_code (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_issue_get_pointer (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_issue_get_item_id (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_issue_get_line (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_issue_get_column (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_issue_get_message (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_issue_get_hint (RiskctxIssue *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_issue_dup_message (RiskctxIssue *self,
                                 const char   *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_issue_to_string (RiskctxIssue *self,
                               const char   *file,
                               const char   *language);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_issue_list_codes (void);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_issue_explain (const char *code,
                             const char *language);

G_END_DECLS
