/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-analysis-enums.h"
#include "riskctx-figure.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_LOSS_FIGURE (riskctx_loss_figure_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxLossFigure, riskctx_loss_figure, RISKCTX, LOSS_FIGURE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossScope riskctx_loss_figure_get_scope (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_loss_figure_get_id (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_loss_figure_get_title (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRiskCategory riskctx_loss_figure_get_category (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_loss_figure_is_empty (RiskctxLossFigure *self);

RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_mean (RiskctxLossFigure *self,
                                     GError           **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_sd (RiskctxLossFigure *self,
                                   GError           **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_any_loss (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_quantile (RiskctxLossFigure *self,
                                         double             probability,
                                         GError           **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_tail_mean (RiskctxLossFigure *self,
                                          double             probability,
                                          GError           **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_figure_get_contribution (RiskctxLossFigure *self,
                                             GError           **error);
RISKCTX_AVAILABLE_IN_1_0
const double *riskctx_loss_figure_get_probabilities (RiskctxLossFigure *self,
                                                     guint             *n_probabilities);

RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_mean (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_sd (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_any_loss (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_quantile (RiskctxLossFigure *self,
                                                 double             probability);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_tail_mean (RiskctxLossFigure *self,
                                                  double             probability);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_contribution (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_figure_dup_measure (RiskctxLossFigure *self,
                                                RiskctxRiskMeasure measure,
                                                double             level);

RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_loss_figure_get_curve (RiskctxLossFigure *self,
                                       RiskctxLossCurve   which);
RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_loss_figure_get_samples (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_figure_to_json (RiskctxLossFigure *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_figure_get_schema (void);

G_END_DECLS
