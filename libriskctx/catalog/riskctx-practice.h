/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-text.h"

G_BEGIN_DECLS

/**
 * RiskctxPracticeKind:
 * @RISKCTX_PRACTICE_KIND_QUESTION: a question of the check sheet
 * @RISKCTX_PRACTICE_KIND_SCENE: a scene of the working day
 * @RISKCTX_PRACTICE_KIND_RULE: a rule of the policy
 *
 * What a piece of practical help is.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PRACTICE_KIND_QUESTION = 0,
  RISKCTX_PRACTICE_KIND_SCENE = 1,
  RISKCTX_PRACTICE_KIND_RULE = 2,
} RiskctxPracticeKind;

/**
 * RiskctxPracticePart:
 * @RISKCTX_PRACTICE_PART_AS_IS: what a no to a question says about the present state
 * @RISKCTX_PRACTICE_PART_WEAKNESS: what is weak in a scene
 * @RISKCTX_PRACTICE_PART_SCENARIO: what may happen in it
 * @RISKCTX_PRACTICE_PART_HUMAN: what people do about it
 * @RISKCTX_PRACTICE_PART_TECHNICAL: what systems do about it
 * @RISKCTX_PRACTICE_PART_RULE: the text of a rule
 *
 * The texts of a piece of practical help beside its title.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PRACTICE_PART_AS_IS = 0,
  RISKCTX_PRACTICE_PART_WEAKNESS = 1,
  RISKCTX_PRACTICE_PART_SCENARIO = 2,
  RISKCTX_PRACTICE_PART_HUMAN = 3,
  RISKCTX_PRACTICE_PART_TECHNICAL = 4,
  RISKCTX_PRACTICE_PART_RULE = 5,
} RiskctxPracticePart;

#define RISKCTX_TYPE_PRACTICE (riskctx_practice_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxPractice, riskctx_practice, RISKCTX, PRACTICE, GObject)

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_practice_list (RiskctxPracticeKind kind);
RISKCTX_AVAILABLE_IN_1_0
RiskctxPractice *riskctx_practice_find (const char *id);
RISKCTX_AVAILABLE_IN_1_0
RiskctxPracticeKind riskctx_practice_get_kind (RiskctxPractice *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_practice_get_id (RiskctxPractice *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_practice_get_group (RiskctxPractice *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_practice_get_group_label (RiskctxPractice *self,
                                              const char      *language);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_practice_get_title (RiskctxPractice *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_practice_get_part (RiskctxPractice    *self,
                                        RiskctxPracticePart part);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_practice_is_always (RiskctxPractice *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_practice_get_related (RiskctxPractice *self);

G_END_DECLS
