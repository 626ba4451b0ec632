/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-estimate.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* What a result must still know of its assessment when that has changed: immutable, shared. */
typedef struct
{
  GStrv      options;
  char      *currency;
  guint      n_risks;
  GStrv      ids;        /* of the risks, in the order of the plan */
  GPtrArray *titles;     /* RiskctxText *, may be NULL */
  int       *categories; /* of the causes */
  guint     *sorted;     /* positions in ascending order of the ids */
  GArray    *stated;     /* RiskctxStated: the estimates of all risks, one risk after the other */
  guint     *first;      /* by risk: its first in stated; one more at the end */
} RiskctxLossSubject;

/* An estimate that a risk or one of its consequences states */
typedef struct
{
  const char      *member;   /* static: "frequency" */
  RiskctxText     *title;    /* of the consequence, or NULL */
  RiskctxEstimate *estimate;
} RiskctxStated;

RiskctxLossSubject *riskctx_loss_subject_new   (RiskctxAssessment *assessment,
                                                const char *const *options);
RiskctxLossSubject *riskctx_loss_subject_ref   (RiskctxLossSubject *self);
void                riskctx_loss_subject_unref (RiskctxLossSubject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxLossSubject, riskctx_loss_subject_unref)

/* A subject with what the engine found out about it: immutable, shared by a result and its
 * figures. */
typedef struct
{
  RiskctxLossSubject    *subject;
  RiskctxSimulateResult *result;
  RiskctxText           *note; /* method, trials, seed */
} RiskctxLossData;

/* Takes the result. */
RiskctxLossData *riskctx_loss_data_new   (RiskctxLossSubject    *subject,
                                          RiskctxSimulateResult *result);
RiskctxLossData *riskctx_loss_data_ref   (RiskctxLossData *self);
void             riskctx_loss_data_unref (RiskctxLossData *self);

G_END_DECLS
