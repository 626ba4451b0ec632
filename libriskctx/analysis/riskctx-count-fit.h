/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-estimate.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_COUNT_FIT (riskctx_count_fit_get_type ())

typedef struct _RiskctxCountFit RiskctxCountFit;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_count_fit_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxCountFit *riskctx_count_fit_new (const double *counts,
                                        guint         n_counts,
                                        const double *exposures,
                                        guint         n_exposures,
                                        GError      **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCountFit *riskctx_count_fit_ref (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_count_fit_unref (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFrequencyModel riskctx_count_fit_get_model (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_count_fit_get_rate (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_count_fit_get_dispersion (RiskctxCountFit *self,
                                         GError         **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_count_fit_get_index (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_count_fit_get_p_value (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_count_fit_describe (RiskctxCountFit *self,
                                  const char      *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_count_fit_to_json (RiskctxCountFit *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_count_fit_get_schema (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxCountFit, riskctx_count_fit_unref)

G_END_DECLS
