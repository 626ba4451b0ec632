/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-interview-question.h"
#include "riskctx-interview.h"
#include "riskctx-item-private.h"
#include "riskctx-reply.h"

G_BEGIN_DECLS

/* How a statement such as "risks[flood].frequency ?= 0.1" acts on a document. An item of a list is
 * made by the first statement that names it; "+=" and "~=" make nothing. */
typedef enum
{
  RISKCTX_ASSIGN_SET,     /* =  states the member */
  RISKCTX_ASSIGN_DEFAULT, /* ?= states it where it is not stated */
  RISKCTX_ASSIGN_ADD,     /* += adds an id, as soon as both items are there */
  RISKCTX_ASSIGN_LATER,   /* ~= states it where it is not stated, as soon as the item is there */
} RiskctxAssignKind;

typedef struct
{
  RiskctxAssignKind kind;
  char             *path;
  char             *value; /* "$": what was replied; "@KEY": a word; else as a document has it */
} RiskctxAssign;

typedef struct
{
  char        *id;
  RiskctxText *title;
  GPtrArray   *assigns; /* RiskctxAssign *: besides those of the question */
} RiskctxInterviewChoice;

struct _RiskctxInterviewQuestion
{
  GObject          parent_instance;
  char            *id;
  RiskctxText     *section;
  RiskctxReplyKind kind;
  RiskctxText     *title;
  RiskctxText     *help;
  GStrv            after;
  GStrv            choice_ids;
  GPtrArray       *choices; /* RiskctxInterviewChoice * */
  GPtrArray       *assigns; /* RiskctxAssign * */
};

/* Where the item at a place such as "risks[flood]" stands among all that questions make; 0: none
 * does. */
guint riskctx_interview_question_get_rank (const char *place);

const RiskctxInterviewChoice *riskctx_interview_question_find_choice (
  RiskctxInterviewQuestion *self, const char *id);

/* A reply that has been understood: figures or, where there are none, words. */
typedef struct
{
  RiskctxReplyKind kind;
  const char      *words;    /* borrowed */
  double           numbers[3];
  guint            n_numbers;
  const char      *language; /* of the words; NULL: that of the document */
} RiskctxReading;

gboolean riskctx_reading_init (RiskctxReading *self, RiskctxInterviewQuestion *question,
                               const char *reply, const char *language, GError **error);
/* What is estimated: a fixed value, the range that nine of ten values lie in, or three points. */
RiskctxEstimate *riskctx_reading_dup_estimate (const RiskctxReading *self, gboolean is_bounded,
                                               GError **error);

/* The item and the row that a path leads to; items on the way are made if @make. */
RiskctxItem *riskctx_assign_resolve (RiskctxItem *root, const char *path, gboolean make,
                                     guint *row);
gboolean     riskctx_assign_apply   (const RiskctxAssign *self, RiskctxItem *root,
                                     const RiskctxReading *reading, GError **error);

struct _RiskctxInterview
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  char              *language;
  GListStore        *questions;
  int                position; /* of the current question; -1: none */
};

guint                     riskctx_interview_count       (RiskctxInterview *self);
/* Borrowed. */
RiskctxInterviewQuestion *riskctx_interview_peek        (RiskctxInterview *self, guint position);
RiskctxReply             *riskctx_interview_find_reply  (RiskctxAssessment *assessment,
                                                         const char *question);
/* What was said, NULL if nothing was. */
const char               *riskctx_interview_find_value  (RiskctxAssessment *assessment,
                                                         const char *question);
gboolean                  riskctx_interview_makes_sense (RiskctxAssessment *assessment,
                                                         RiskctxInterviewQuestion *question);
/* States an answer, or takes it back if @value is NULL. */
gboolean                  riskctx_interview_settle_in   (RiskctxInterview *self,
                                                         RiskctxAssessment *assessment,
                                                         RiskctxInterviewQuestion *question,
                                                         const char *value, GError **error);
/* Tries the same on a copy: what makes an assessment invalid is refused. */
gboolean                  riskctx_interview_try         (RiskctxInterview *self,
                                                         RiskctxInterviewQuestion *question,
                                                         const char *value, GError **error);
void                      riskctx_interview_find_stated (RiskctxInterview *self);

G_END_DECLS
