/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-context-enums.h"

G_BEGIN_DECLS

/* One condition of a rule, understood. */
typedef struct
{
  char    *member;
  int      row;     /* of the member in the table of the subject; -1: it is derived */
  GType    type;    /* of an enumeration or flags; G_TYPE_INVALID for a boolean */
  int      value;
  gboolean negated;
} RiskctxCondition;

/* Cleared by the caller in either case. */
gboolean riskctx_condition_init  (RiskctxCondition *self, RiskctxRuleSubject subject,
                                  const char *text);
void     riskctx_condition_clear (RiskctxCondition *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxCondition, riskctx_condition_clear)

G_END_DECLS
