/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-change.h"
#include "riskctx-item.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

struct _RiskctxChange
{
  GObject        parent_instance;
  int            kind;
  const char    *noun;
  char          *id;
  RiskctxText   *title;
  char          *pointer;
  char          *member;
  RiskctxText   *before;
  RiskctxText   *after;
  RiskctxFigure *part;
  /* Where it happened: of a changed member the two items, of an item that came or went that item
   * and the two that it was, or is, part of. */
  RiskctxItem   *from;
  RiskctxItem   *to;
  RiskctxItem   *owner_from;
  RiskctxItem   *owner_to;
  guint          row;
};

extern const RiskctxResultShape riskctx_change_shape;

/* Appends what has changed from @before to @after, in the order of the document. */
void riskctx_changes_find (RiskctxAssessment *before,
                           RiskctxAssessment *after,
                           GListStore        *changes);

G_END_DECLS
