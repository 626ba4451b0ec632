/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-context-enums.h"
#include "riskctx-review.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_CYCLE (riskctx_cycle_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxCycle, riskctx_cycle, RISKCTX, CYCLE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxCycle *riskctx_cycle_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLoop riskctx_cycle_get_loop (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLoopState riskctx_cycle_get_state (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxReview *riskctx_cycle_get_latest (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_cycle_get_next_date (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_cycle_get_history (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_cycle_propose_options (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_cycle_list_overdue (RiskctxCycle *self,
                                        const char   *date);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_cycle_list_consultations (RiskctxCycle *self,
                                              const char   *stakeholder);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_cycle_list_not_consulted (RiskctxCycle *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxReview *riskctx_cycle_record (RiskctxCycle    *self,
                                     const char      *date,
                                     RiskctxLoopState state,
                                     const char      *next_date,
                                     GError         **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_cycle_to_json (RiskctxCycle *self,
                                 const char   *date,
                                 const char   *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_cycle_get_schema (void);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_loop_state_allows (RiskctxLoopState from,
                                    RiskctxLoopState to);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_loop_state_describe (RiskctxLoopState from,
                                         RiskctxLoopState to,
                                         const char      *language);

G_END_DECLS
