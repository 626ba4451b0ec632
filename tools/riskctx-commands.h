/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-tool.h"

G_BEGIN_DECLS

extern const ToolCommand tool_companies;
extern const ToolCommand tool_new;
extern const ToolCommand tool_check;
extern const ToolCommand tool_format;
extern const ToolCommand tool_brief;
extern const ToolCommand tool_assess;
extern const ToolCommand tool_invest;
extern const ToolCommand tool_recover;
extern const ToolCommand tool_choose;
extern const ToolCommand tool_compare;
extern const ToolCommand tool_sheet;
extern const ToolCommand tool_workday;
extern const ToolCommand tool_policy;
extern const ToolCommand tool_review;
extern const ToolCommand tool_update;
extern const ToolCommand tool_report;
extern const ToolCommand tool_coverage;
extern const ToolCommand tool_derive;
extern const ToolCommand tool_diagram;
extern const ToolCommand tool_trace;
extern const ToolCommand tool_catalog;
extern const ToolCommand tool_leak;
extern const ToolCommand tool_calibrate;
extern const ToolCommand tool_schema;
extern const ToolCommand tool_sensitivity;
extern const ToolCommand tool_explain;

G_END_DECLS
