/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-estimate.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_LOSS_FIT (riskctx_loss_fit_get_type ())

typedef struct _RiskctxLossFit RiskctxLossFit;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_loss_fit_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFit *riskctx_loss_fit_new (const double *amounts,
                                      guint         n_amounts,
                                      double        threshold,
                                      int           n_below,
                                      guint         replicates,
                                      guint64       seed,
                                      GCancellable *cancellable,
                                      GError      **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFit *riskctx_loss_fit_ref (RiskctxLossFit *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_loss_fit_unref (RiskctxLossFit *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_loss_fit_get_n_laws (RiskctxLossFit *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_loss_fit_get_law (RiskctxLossFit *self,
                                      guint           position);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_loss_fit_get_estimate (RiskctxLossFit *self,
                                                guint           position);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_fit_get_log_likelihood (RiskctxLossFit *self,
                                            guint           position);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_fit_get_aic (RiskctxLossFit *self,
                                 guint           position);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_fit_get_bic (RiskctxLossFit *self,
                                 guint           position);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_loss_fit_get_kolmogorov_smirnov (RiskctxLossFit *self,
                                              guint           position,
                                              double         *statistic,
                                              double         *p_value);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_loss_fit_get_anderson_darling (RiskctxLossFit *self,
                                            guint           position,
                                            double         *statistic,
                                            double         *p_value);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_loss_fit_is_accepted (RiskctxLossFit *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_loss_fit_describe (RiskctxLossFit *self,
                                 const char     *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_fit_to_json (RiskctxLossFit *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_fit_get_schema (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxLossFit, riskctx_loss_fit_unref)

G_END_DECLS
