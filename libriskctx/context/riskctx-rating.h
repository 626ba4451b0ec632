/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "riskctx-criteria.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
guint riskctx_criteria_rate_impact (RiskctxCriteria *self,
                                    double           loss);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_criteria_rate_likelihood (RiskctxCriteria *self,
                                        double           frequency);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_criteria_get_impact_range (RiskctxCriteria *self,
                                            guint            rating,
                                            double          *from,
                                            double          *until);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_criteria_get_likelihood_range (RiskctxCriteria *self,
                                                guint            rating,
                                                double          *from,
                                                double          *until);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_criteria_find_level (RiskctxCriteria *self,
                                   guint            impact,
                                   guint            likelihood);

G_END_DECLS
