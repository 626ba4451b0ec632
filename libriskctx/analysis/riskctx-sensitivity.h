/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-sensitivity-input.h"
#include "riskctx-simulation.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_SENSITIVITY (riskctx_sensitivity_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxSensitivity, riskctx_sensitivity, RISKCTX, SENSITIVITY, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxSensitivity *riskctx_sensitivity_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulation *riskctx_sensitivity_get_simulation (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_sensitivity_get_options (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_options (RiskctxSensitivity *self,
                                      const char *const  *options);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_sensitivity_get_years (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_years (RiskctxSensitivity *self,
                                    guint               years);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_sensitivity_get_discount_rate (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_discount_rate (RiskctxSensitivity *self,
                                            double              discount_rate);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_get_give_up (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_give_up (RiskctxSensitivity *self,
                                      gboolean            give_up);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_get_simulate (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_simulate (RiskctxSensitivity *self,
                                       gboolean            simulate);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_sensitivity_get_samples (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_set_samples (RiskctxSensitivity *self,
                                      guint               samples);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_sensitivity_get_progress (RiskctxSensitivity *self);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_run (RiskctxSensitivity *self,
                                  GCancellable       *cancellable,
                                  GError            **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_sensitivity_run_async (RiskctxSensitivity *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_run_finish (RiskctxSensitivity *self,
                                         GAsyncResult       *result,
                                         GError            **error);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_has_run (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_sensitivity_get_recommended (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_sensitivity_get_plan (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_sensitivity_is_complete (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_get_figure (RiskctxSensitivity      *self,
                                               RiskctxSensitivityOutput output);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_get_information_value (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_sensitivity_to_json (RiskctxSensitivity *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_sensitivity_get_schema (void);

G_END_DECLS
