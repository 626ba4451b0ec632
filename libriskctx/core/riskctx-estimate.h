/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "riskctx-enums.h"
#include "riskctx-text.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_ESTIMATE (riskctx_estimate_get_type ())

typedef struct _RiskctxEstimate RiskctxEstimate;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_estimate_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_fixed (double value);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_uniform (double low,
                                               double high,
                                               GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_triangular (double low,
                                                  double mode,
                                                  double high,
                                                  GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_pert (double low,
                                            double mode,
                                            double high,
                                            double shape,
                                            GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_normal (double mean,
                                              double sd,
                                              gboolean truncated,
                                              GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_lognormal (double mean,
                                                 double sd,
                                                 GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_lognormal_interval (double low,
                                                          double high,
                                                          double confidence,
                                                          GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_gamma (double mean,
                                             double cv,
                                             GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_inverse_gaussian (double mean,
                                                        double shape,
                                                        GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_lomax (double shape,
                                             double scale,
                                             GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_generalized_pareto (double location,
                                                          double scale,
                                                          double shape,
                                                          GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_discrete (const double *values,
                                                guint         n_values,
                                                const double *weights,
                                                guint         n_weights,
                                                GError      **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_mixture (RiskctxEstimate *const *components,
                                               guint                   n_components,
                                               const double           *weights,
                                               guint                   n_weights,
                                               GError                **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_product (RiskctxEstimate *const *factors,
                                               guint                   n_factors,
                                               GError                **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_with_cap (RiskctxEstimate *self,
                                            double           cap);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_with_unit (RiskctxEstimate *self,
                                             const char      *unit);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_with_basis (RiskctxEstimate *self,
                                              RiskctxBasis     basis,
                                              RiskctxText     *source);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_ref (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_estimate_unref (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxDistribution riskctx_estimate_get_distribution (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_estimate_get_parameter (RiskctxEstimate *self,
                                       const char      *name,
                                       GError         **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_estimate_get_truncated (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
const double *riskctx_estimate_get_values (RiskctxEstimate *self,
                                           guint           *n_values);
RISKCTX_AVAILABLE_IN_1_0
const double *riskctx_estimate_get_weights (RiskctxEstimate *self,
                                            guint           *n_weights);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_estimate_get_n_parts (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_get_part (RiskctxEstimate *self,
                                            guint            position);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_estimate_get_unit (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxBasis riskctx_estimate_get_basis (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_estimate_get_source (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_estimate_get_as_of (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_estimate_equal (RiskctxEstimate *self,
                                 RiskctxEstimate *other);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_estimate_hash (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_estimate_to_string (RiskctxEstimate *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_estimate_format (RiskctxEstimate *self,
                               const char      *currency,
                               const char      *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxEstimate, riskctx_estimate_unref)

G_END_DECLS
