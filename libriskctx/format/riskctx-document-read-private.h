/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-issue-private.h"
#include "riskctx-item.h"

G_BEGIN_DECLS

RiskctxItem  *riskctx_document_read          (GBytes      *bytes,
                                              GType        type,
                                              GListStore  *issues);
RiskctxIssue *riskctx_issues_get_first_error (GListModel  *issues,
                                              guint       *n_errors);
void          riskctx_document_set_error     (GListModel  *issues,
                                              const char  *name,
                                              GError     **error);

G_END_DECLS
