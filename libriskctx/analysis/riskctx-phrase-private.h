/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-text.h"

G_BEGIN_DECLS

#define RISKCTX_PHRASE_MAX_ARGS 6

/* The sentence of that key in every language of the library, with {0}, {1} … filled in. Arguments
 * are borrowed. A key that the vocabulary lacks stands for itself. */
RiskctxText *riskctx_phrase       (const char *key);
RiskctxText *riskctx_phrase_texts (const char *key, RiskctxText *const *args, guint n_args);
RiskctxText *riskctx_phrase_plain (const char *key, const char *arg0, const char *arg1);

/* A text that says the same in every language: a number, an id. */
RiskctxText *riskctx_phrase_constant (const char *value);
RiskctxText *riskctx_phrase_number   (double value);

/* The label of an enumeration's value in every language. */
RiskctxText *riskctx_phrase_enum (GType type, int value);

G_END_DECLS
