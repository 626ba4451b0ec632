/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-report-inputs-private.h"
#include "riskctx-report.h"

G_BEGIN_DECLS

struct _RiskctxReport
{
  GObject parent_instance;
  RiskctxAssessment *assessment;
  char *language;
  guint64 trials;
  guint64 seed;
  guint years;
  double discount_rate;
  double progress;
  JsonObject *tree;            /* NULL before it was run */
  RiskctxReportInputs *inputs; /* what it was written from */
};

void riskctx_report_tell_progress (RiskctxReport *self, double progress);

G_END_DECLS
