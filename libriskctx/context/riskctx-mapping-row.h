/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-context-enums.h"
#include "riskctx-text.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_MAPPING_ROW (riskctx_mapping_row_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxMappingRow, riskctx_mapping_row, RISKCTX, MAPPING_ROW, GObject)

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_mapping_row_get_id (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSide riskctx_mapping_row_get_side (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxContextClass riskctx_mapping_row_get_context_class (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAspect riskctx_mapping_row_get_aspect (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxPest riskctx_mapping_row_get_pest (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSecurityRelation riskctx_mapping_row_get_relations (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_mapping_row_get_needs_evaluation (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxReclass riskctx_mapping_row_get_reclass (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxMeasureKind riskctx_mapping_row_get_measure_kinds (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_mapping_row_get_text (RiskctxMappingRow *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_mapping_row_get_inferred (RiskctxMappingRow *self);

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_mapping_row_list (void);
RISKCTX_AVAILABLE_IN_1_0
RiskctxMappingRow *riskctx_mapping_row_find (RiskctxContextClass context_class,
                                             RiskctxAspect       aspect);

G_END_DECLS
