/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-document.h"

G_BEGIN_DECLS

/* The assessment, or an error that names the first mistake and counts the others. */
RiskctxAssessment *riskctx_document_take_assessment (RiskctxDocument  *self,
                                                     GError          **error);

G_END_DECLS
