/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-cash-flow.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

struct _RiskctxCashFlow
{
  GObject parent_instance;
  guint   year;
  guint   fiscal_year;
  double  one_time_cost;
  double  running_cost;
  double  benefit;
  double  contribution_change;
  double  net;
  double  cumulative;
  double  discounted_cumulative;
};

extern const RiskctxResultShape riskctx_cash_flow_shape;

G_END_DECLS
