/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_currency_is_valid (const char *currency);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_format_money (double      amount,
                            const char *currency,
                            const char *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_format_money_short (double      amount,
                                  const char *currency,
                                  const char *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_format_number (double value,
                             guint  decimals);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_format_percent (double ratio,
                              guint  decimals);

G_END_DECLS
