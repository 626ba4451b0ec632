/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-tool.h"

G_BEGIN_DECLS

extern const GOptionEntry tool_explain_figure_options[];

/* Whether the first operand is a document and no word to be explained */
gboolean   tool_explains_figures (Tool *tool);
ToolStatus tool_explain_figures  (Tool *tool);

G_END_DECLS
