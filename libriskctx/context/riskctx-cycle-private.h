/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-cycle.h"

G_BEGIN_DECLS

struct _RiskctxCycle
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  GListStore        *history; /* RiskctxReview * by date */
  RiskctxReview     *latest;
  int                loop;
  int                state;
  char              *next_date;
};

/* Reads where the cycle stands from the reviews of the assessment, again. */
void riskctx_cycle_read (RiskctxCycle *self);

G_END_DECLS
