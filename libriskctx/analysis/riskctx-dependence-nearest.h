/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-dependence.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
double *riskctx_dependence_dup_nearest (RiskctxDependence *self,
                                        guint             *n_values);

G_END_DECLS
