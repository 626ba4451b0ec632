/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_json_from_bytes (GBytes    *bytes,
                                   GError   **error);
RISKCTX_AVAILABLE_IN_1_0
char     *riskctx_json_to_string  (JsonNode  *node,
                                   gboolean   pretty,
                                   GError   **error);

G_END_DECLS
