/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-catalog-item.h"
#include "riskctx-catalog.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalogItem *riskctx_catalog_find (RiskctxCatalog *self,
                                          const char     *id);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_catalog_search (RiskctxCatalog *self,
                                    const char     *query);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_catalog_make_item (RiskctxCatalog *self,
                                        const char     *id,
                                        GError        **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalogItem *riskctx_find_catalog_item (GListModel *catalogs,
                                               const char *citation);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_list_related_items (GListModel *catalogs,
                                   const char *citation);

G_END_DECLS
