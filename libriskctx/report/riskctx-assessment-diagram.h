/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
char **riskctx_assessment_draw_diagram (RiskctxAssessment *self,
                                        const char        *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_assessment_diagram_to_dot (RiskctxAssessment *self,
                                         const char        *language);

G_END_DECLS
