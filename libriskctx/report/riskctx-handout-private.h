/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-handout.h"
#include "riskctx-practice.h"
#include "riskctx-report-tree-private.h"

G_BEGIN_DECLS

/* A handout that is being written. */
typedef struct
{
  RiskctxAssessment *assessment; /* NULL: for nobody in particular */
  const char        *language;
  JsonObject        *tree;
  GListModel        *rows; /* questions, scenes or rules */
} RiskctxHandoutDraft;

const char *riskctx_handout_word (const RiskctxHandoutDraft *draft, const char *key);
/* Arguments may be NULL from the first unused on. */
char       *riskctx_handout_fill (const RiskctxHandoutDraft *draft,
                                  const char                *key,
                                  const char                *arg0,
                                  const char                *arg1,
                                  const char                *arg2);
const char *riskctx_handout_say  (const RiskctxHandoutDraft *draft, RiskctxText *text);
/* What an item is called. */
const char *riskctx_handout_name (const RiskctxHandoutDraft *draft, RiskctxItem *item);
/* ISO/IEC 27002: 8.13, 8.14; NULL if it is tied to none. */
char       *riskctx_handout_controls (const RiskctxHandoutDraft *draft, RiskctxPractice *practice);
/* The section of a group: begun when the group changes. */
JsonArray  *riskctx_handout_section (RiskctxHandoutDraft *draft,
                                     RiskctxPractice     *practice,
                                     const char         **last,
                                     JsonArray           *blocks);
/* The measures of the assessment that meet a requirement which the piece is tied to and that are in
 * place or belong to a proposed option: (element-type RiskctxControl), borrowed. */
GPtrArray  *riskctx_handout_measures (const RiskctxHandoutDraft *draft, RiskctxPractice *practice);
/* NULL practice: all measures that are in place or proposed */
char       *riskctx_handout_state_of (const RiskctxHandoutDraft *draft, gpointer control);

void riskctx_handout_write_sheet  (RiskctxHandoutDraft *draft);
void riskctx_handout_write_day    (RiskctxHandoutDraft *draft);
void riskctx_handout_write_policy (RiskctxHandoutDraft *draft);

G_END_DECLS
