/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_SENSITIVITY_INPUT (riskctx_sensitivity_input_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxSensitivityInput, riskctx_sensitivity_input,
                      RISKCTX, SENSITIVITY_INPUT, GObject)

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_sensitivity_input_get_id (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_sensitivity_input_get_pointer (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_sensitivity_input_get_label (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_value (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_effect (RiskctxSensitivityInput *self,
                                                     RiskctxSensitivityOutput output,
                                                     gboolean                 high);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_sensitivity_input_get_swing (RiskctxSensitivityInput *self,
                                            RiskctxSensitivityOutput output);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_first_order (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_total_order (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_information_value (RiskctxSensitivityInput *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_sensitivity_input_get_switch (RiskctxSensitivityInput *self,
                                                     gboolean                 above);
RISKCTX_AVAILABLE_IN_1_0
const char *const *
riskctx_sensitivity_input_get_options_beyond (RiskctxSensitivityInput *self,
                                              gboolean                 above);

G_END_DECLS
