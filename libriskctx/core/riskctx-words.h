/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_word (const char *key,
                          const char *language);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_enum_label (GType       type,
                                int         value,
                                const char *language);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_word_list_keys (void);

G_END_DECLS
