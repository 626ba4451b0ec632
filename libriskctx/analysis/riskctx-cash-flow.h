/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_CASH_FLOW (riskctx_cash_flow_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxCashFlow, riskctx_cash_flow, RISKCTX, CASH_FLOW, GObject)

RISKCTX_AVAILABLE_IN_1_0
guint riskctx_cash_flow_get_year (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_cash_flow_get_fiscal_year (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_one_time_cost (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_running_cost (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_benefit (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_contribution_change (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_net (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_cumulative (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_cash_flow_get_discounted_cumulative (RiskctxCashFlow *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_cash_flow_to_json (RiskctxCashFlow *self);

G_END_DECLS
