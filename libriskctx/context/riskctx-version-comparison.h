/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-brief.h"
#include "riskctx-change.h"
#include "riskctx-figure.h"
#include "riskctx-simulation.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_VERSION_COMPARISON (riskctx_version_comparison_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxVersionComparison, riskctx_version_comparison,
                      RISKCTX, VERSION_COMPARISON, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxVersionComparison *riskctx_version_comparison_new (RiskctxAssessment *before,
                                                          RiskctxAssessment *after);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_version_comparison_get_changes (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulation *riskctx_version_comparison_get_simulation (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_version_comparison_get_progress (RiskctxVersionComparison *self);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_version_comparison_run (RiskctxVersionComparison *self,
                                         GCancellable             *cancellable,
                                         GError                  **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_version_comparison_run_async (RiskctxVersionComparison *self,
                                           GCancellable             *cancellable,
                                           GAsyncReadyCallback       callback,
                                           gpointer                  user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_version_comparison_run_finish (RiskctxVersionComparison *self,
                                                GAsyncResult             *result,
                                                GError                  **error);

RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_version_comparison_get_expected_before (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_version_comparison_get_expected_after (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_version_comparison_get_rest (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_version_comparison_get_new_findings (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_version_comparison_get_gone_findings (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxBrief *riskctx_version_comparison_get_brief_before (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxBrief *riskctx_version_comparison_get_brief_after (RiskctxVersionComparison *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_version_comparison_is_answer_changed (RiskctxVersionComparison *self,
                                                       RiskctxQuestion           question);

RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_version_comparison_to_json (RiskctxVersionComparison *self,
                                              const char               *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_version_comparison_get_schema (void);

G_END_DECLS
