/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-rulebook.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxRulebook *riskctx_rulebook_shipped (void);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRulebook *riskctx_rulebook_load (const char *path,
                                       GError    **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRulebook *riskctx_rulebook_read (GBytes     *bytes,
                                       GListStore *issues);

G_END_DECLS
