/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-catalog.h"
#include "riskctx-rulebook.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_assessment_schema (void);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_catalog_schema (void);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_rulebook_schema (void);

G_END_DECLS
