/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-estimate.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_EXPERT_PANEL (riskctx_expert_panel_get_type ())

typedef struct _RiskctxExpertPanel RiskctxExpertPanel;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_expert_panel_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxExpertPanel *riskctx_expert_panel_new (const char *const *names);
RISKCTX_AVAILABLE_IN_1_0
RiskctxExpertPanel *riskctx_expert_panel_new_calibrated (const char *const *names,
                                                         const double      *quantiles,
                                                         guint              n_quantiles,
                                                         const double      *truths,
                                                         guint              n_truths,
                                                         double             cutoff,
                                                         GError           **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxExpertPanel *riskctx_expert_panel_ref (RiskctxExpertPanel *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_expert_panel_unref (RiskctxExpertPanel *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_expert_panel_get_n_experts (RiskctxExpertPanel *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_expert_panel_get_weight (RiskctxExpertPanel *self,
                                        guint               position);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_expert_panel_get_calibration (RiskctxExpertPanel *self,
                                             guint               position,
                                             GError            **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_expert_panel_get_information (RiskctxExpertPanel *self,
                                             guint               position,
                                             GError            **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_expert_panel_pool (RiskctxExpertPanel     *self,
                                            RiskctxEstimate *const *estimates,
                                            guint                   n_estimates,
                                            GError                **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_expert_panel_to_json (RiskctxExpertPanel *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_expert_panel_get_schema (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxExpertPanel, riskctx_expert_panel_unref)

G_END_DECLS
