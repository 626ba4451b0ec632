/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-catalog.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_read_oscal (GBytes     *bytes,
                                            const char *language,
                                            GListStore *issues);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_load_oscal (const char *path,
                                            GError    **error);

G_END_DECLS
