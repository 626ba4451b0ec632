/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-issue-private.h"
#include "riskctx-json-reader-private.h"

G_BEGIN_DECLS

/* So many errors are listed, and so many remarks; the rest is counted. */
#define RISKCTX_MISTAKES_MAX 1000
#define RISKCTX_MISTAKES_MAX_REMARKS 100

/* What is wrong with a document as it is read, known by its offset until all is read. */
typedef struct
{
  GArray   *found; /* (nullable) */
  guint     n_errors;
  guint     n_remarks;
  gboolean  too_many;
} RiskctxMistakes;

void     riskctx_mistakes_clear    (RiskctxMistakes       *self);
gboolean riskctx_mistakes_is_full  (const RiskctxMistakes *self,
                                    RiskctxIssueCode       code);
void     riskctx_mistakes_add      (RiskctxMistakes       *self,
                                    RiskctxIssueCode       code,
                                    gsize                  offset,
                                    const char            *arg0,
                                    const char            *arg1,
                                    const char            *arg2,
                                    const char            *hint);
void     riskctx_mistakes_report   (RiskctxMistakes       *self,
                                    RiskctxJsonReader     *reader,
                                    const void            *data,
                                    gsize                  size,
                                    GListStore            *issues);
void     riskctx_mistakes_add_to   (GListStore            *issues,
                                    GPtrArray             *others);
void     riskctx_mistakes_position (const void            *data,
                                    gsize                  size,
                                    GListModel            *issues);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxMistakes, riskctx_mistakes_clear)

G_END_DECLS
