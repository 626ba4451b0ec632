/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-text.h"

G_BEGIN_DECLS

/* One language and what is said in it; the strings belong to whoever holds the pair. The empty
 * language stands for a plain string: the language of the document. */
typedef struct
{
  const char *language;
  const char *value;
} RiskctxTextPair;

/* The same for a reader: nothing ends with NUL. */
typedef struct
{
  const char *language;
  gsize       language_length;
  const char *value;
  gsize       value_length;
} RiskctxTextSlice;

RiskctxText *riskctx_text_new_from_slices (const RiskctxTextSlice *slices, guint n_slices);
RiskctxText           *riskctx_text_new_from_pairs (const RiskctxTextPair *pairs, guint n_pairs);
const RiskctxTextPair *riskctx_text_get_pairs      (RiskctxText *self, guint *n_pairs);
/* TRUE for what RFC 5646 calls a well-formed tag, as far as it occurs: ja, en-US, zh-Hant. */
gboolean               riskctx_language_is_valid   (const char *language);

G_END_DECLS
