/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-issue.h"
#include "riskctx-text.h"

G_BEGIN_DECLS

/* The codes of issues: 1xx the document as JSON, 2xx values, 3xx ids and links, 4xx the method,
 * 5xx weaknesses of the system. A number is never used again for something else. */
typedef enum
{
  RISKCTX_ISSUE_SYNTAX           = 101,
  RISKCTX_ISSUE_ENCODING         = 102,
  RISKCTX_ISSUE_DEPTH            = 103,
  RISKCTX_ISSUE_DUPLICATE_MEMBER = 104,
  RISKCTX_ISSUE_NUMBER           = 105,
  RISKCTX_ISSUE_TRAILING         = 106,
  RISKCTX_ISSUE_EMPTY            = 107,
  RISKCTX_ISSUE_TOO_MANY         = 108,
  RISKCTX_ISSUE_VERSION          = 109,
  RISKCTX_ISSUE_INEXACT          = 110,
  RISKCTX_ISSUE_EXPANSION        = 111,

  RISKCTX_ISSUE_TYPE             = 201,
  RISKCTX_ISSUE_REQUIRED         = 202,
  RISKCTX_ISSUE_RANGE            = 203,
  RISKCTX_ISSUE_MINIMUM          = 204,
  RISKCTX_ISSUE_MAXIMUM          = 205,
  RISKCTX_ISSUE_NAME             = 206,
  RISKCTX_ISSUE_ORDER            = 207,
  RISKCTX_ISSUE_PARAMETER        = 208,
  RISKCTX_ISSUE_LANGUAGE         = 209,
  RISKCTX_ISSUE_DATE             = 210,
  RISKCTX_ISSUE_CURRENCY         = 211,
  RISKCTX_ISSUE_LENGTHS          = 212,
  RISKCTX_ISSUE_SUPPORT          = 213,
  RISKCTX_ISSUE_UNKNOWN_MEMBER   = 214,
  RISKCTX_ISSUE_ABOVE            = 215,
  RISKCTX_ISSUE_CORRELATION      = 216,
  RISKCTX_ISSUE_EITHER           = 217,

  RISKCTX_ISSUE_ID               = 301,
  RISKCTX_ISSUE_DUPLICATE_ID     = 302,
  RISKCTX_ISSUE_DANGLING         = 303,
  RISKCTX_ISSUE_LINK_TYPE        = 304,
  RISKCTX_ISSUE_CIRCULAR         = 305,
  RISKCTX_ISSUE_DUPLICATE_KIND   = 306,
  RISKCTX_ISSUE_LINK_KIND        = 307,
  RISKCTX_ISSUE_CITATION         = 308,
  RISKCTX_ISSUE_BLANK            = 309,
  RISKCTX_ISSUE_NOT_MEMBER       = 310,
  RISKCTX_ISSUE_CONDITION        = 311,
  RISKCTX_ISSUE_CELL_TWICE       = 312,
  RISKCTX_ISSUE_MONOTONE         = 313,

  RISKCTX_ISSUE_QUESTION         = 401,
  RISKCTX_ISSUE_RECLASS          = 402,
  RISKCTX_ISSUE_LEVEL            = 403,
  RISKCTX_ISSUE_NO_SOURCE        = 404,
  RISKCTX_ISSUE_NOT_ADDRESSED    = 405,
  RISKCTX_ISSUE_NOT_EVALUATED    = 406,
  RISKCTX_ISSUE_NO_GROUND        = 407,
  RISKCTX_ISSUE_PHASE_YEAR       = 408,
  RISKCTX_ISSUE_PHASE_TIMING     = 409,
  RISKCTX_ISSUE_NO_FIGURE        = 410,
  RISKCTX_ISSUE_NOT_RECOVERED    = 411,
  RISKCTX_ISSUE_EXCLUSIVE        = 412,
  RISKCTX_ISSUE_UNUSED           = 413,
  RISKCTX_ISSUE_TRANSLATION      = 414,
  RISKCTX_ISSUE_ASSUMED          = 415,
  RISKCTX_ISSUE_OVER_LIMIT       = 416,
  RISKCTX_ISSUE_INFINITE_MEAN    = 417,
  RISKCTX_ISSUE_NO_RISK          = 418,
  RISKCTX_ISSUE_NO_CONSEQUENCE   = 419,
  RISKCTX_ISSUE_NO_RECLASS       = 420,
  RISKCTX_ISSUE_OVERRIDE         = 421,
  RISKCTX_ISSUE_ASPECT           = 422,
  RISKCTX_ISSUE_MARGIN           = 423,
  RISKCTX_ISSUE_CYCLE            = 424,
  RISKCTX_ISSUE_TWICE            = 425,
  RISKCTX_ISSUE_NO_RUNNING_COST  = 426,
  RISKCTX_ISSUE_OVER_WHOLE       = 427,
  RISKCTX_ISSUE_RESTS_ON         = 428,

  RISKCTX_ISSUE_PROHIBITED_DATA  = 501,
  RISKCTX_ISSUE_CARD_DATA        = 502,
  RISKCTX_ISSUE_UNPATCHED        = 503,
  RISKCTX_ISSUE_ANTIVIRUS        = 504,
  RISKCTX_ISSUE_LOGGING          = 505,
  RISKCTX_ISSUE_LOG_REVIEW       = 506,
  RISKCTX_ISSUE_LOG_PRESERVATION = 507,
  RISKCTX_ISSUE_UNTESTED         = 508,
  RISKCTX_ISSUE_RESTRICTION      = 509,
  RISKCTX_ISSUE_SHARED_NETWORK   = 510,
  RISKCTX_ISSUE_CONFIGURATION    = 511,
} RiskctxIssueCode;

typedef struct
{
  RiskctxIssueCode code;
  RiskctxSeverity  severity;
  const char      *en; /* the message, with {0}, {1}, {2} for the arguments */
  const char      *ja;
  const char      *explanation_en; /* what to do about it */
  const char      *explanation_ja;
} RiskctxIssueKind;

const RiskctxIssueKind *riskctx_issue_kinds     (guint *n_kinds);
const RiskctxIssueKind *riskctx_issue_kind_find (RiskctxIssueCode code);

/* Arguments may be NULL from the first unused on; they fill {0}, {1}, {2} of the message. */
RiskctxIssue *riskctx_issue_new          (RiskctxIssueCode code,
                                          const char      *pointer,
                                          const char      *item_id,
                                          const char      *arg0,
                                          const char      *arg1,
                                          const char      *arg2);
/* Replaces an argument by a text, so that the message has it in its own language. */
void          riskctx_issue_set_text     (RiskctxIssue *self, guint index, RiskctxText *text);
void          riskctx_issue_set_hint     (RiskctxIssue *self, const char *hint);
void          riskctx_issue_set_position (RiskctxIssue *self, guint line, guint column);
RiskctxIssueCode riskctx_issue_get_number (RiskctxIssue *self);
const char   *riskctx_issue_get_argument (RiskctxIssue *self, guint position);

/* @template with {0}, {1}, {2} replaced; the arguments are taken as they are. */
char *riskctx_fill_template (const char *template, const char *const *args, guint n_args);

/* The candidate nearest to @name in edit distance, NULL if none is near enough to be meant. */
const char *riskctx_nearest_name (const char *name, const char *const *candidates);

G_END_DECLS
