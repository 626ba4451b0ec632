/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_TEXT (riskctx_text_get_type ())

typedef struct _RiskctxText RiskctxText;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_text_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_text_new (const char *language,
                               const char *value);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_text_ref (RiskctxText *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_text_unref (RiskctxText *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_text_with (RiskctxText *self,
                                const char  *language,
                                const char  *value);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_text_get (RiskctxText *self,
                              const char  *language);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_text_has (RiskctxText *self,
                           const char  *language);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_text_get_languages (RiskctxText *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_text_equal (RiskctxText *self,
                             RiskctxText *other);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_text_hash (RiskctxText *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_text_to_string (RiskctxText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxText, riskctx_text_unref)

G_END_DECLS
