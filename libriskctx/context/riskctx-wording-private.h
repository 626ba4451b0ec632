/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-item.h"
#include "riskctx-phrase-private.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

/* What the answers, grounds and findings of this room say, in every language of the library. */

/* What an item is called: its title, else its id, else its noun. */
RiskctxText *riskctx_wording_item       (RiskctxItem *item);
/* Texts (element-type RiskctxText) one after the other: as an enumeration of names, of clauses of a
 * sentence, of statements, as the sentences of a paragraph. */
RiskctxText *riskctx_wording_list       (GPtrArray *names);
RiskctxText *riskctx_wording_clauses    (GPtrArray *clauses);
RiskctxText *riskctx_wording_statements (GPtrArray *statements);
RiskctxText *riskctx_wording_chain      (GPtrArray *sentences);
RiskctxText *riskctx_wording_money      (double amount, const char *currency);
/* The value as people read it, with no more digits than its error leaves. */
RiskctxText *riskctx_wording_figure     (RiskctxFigure *figure);
RiskctxText *riskctx_wording_count      (guint n);
/* What a kind of item, and a member of one by its name in the document, is called. */
RiskctxText *riskctx_wording_noun       (const char *noun);
RiskctxText *riskctx_wording_member     (const char *member);

/* Leaves only what the texts of a written result say in @language; NULL: leaves it as it is. */
void riskctx_wording_restrict (JsonNode *node, const RiskctxResultShape *shape,
                               const char *language);

G_END_DECLS
