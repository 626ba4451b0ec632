/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-tool.h"

G_BEGIN_DECLS

/* Asks until the end of the interview or of the input. A new document if @assessment is NULL. */
ToolStatus tool_interview (Tool *tool, RiskctxAssessment *assessment, const char *path);

G_END_DECLS
