/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-catalog.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_list_catalogs (GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_shipped (const char *id,
                                         GError    **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_load (const char *path,
                                      GError    **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_load_from_bytes (GBytes  *bytes,
                                                 GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_read (GBytes     *bytes,
                                      GListStore *issues);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_catalog_allows (RiskctxCatalog   *self,
                                 RiskctxTextPolicy texts);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCatalog *riskctx_catalog_export (RiskctxCatalog   *self,
                                        RiskctxTextPolicy texts,
                                        GError          **error);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_catalog_to_text (RiskctxCatalog *self,
                               GError        **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_catalog_to_json (RiskctxCatalog *self,
                                   GError        **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_catalog_save (RiskctxCatalog *self,
                               const char     *path,
                               GError        **error);

G_END_DECLS
