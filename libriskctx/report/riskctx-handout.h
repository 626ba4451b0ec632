/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-report.h"

G_BEGIN_DECLS

/**
 * RiskctxHandoutKind:
 * @RISKCTX_HANDOUT_KIND_CHECK_SHEET: questions about the present state, with the answers
 * @RISKCTX_HANDOUT_KIND_WORKING_DAY: scenes from coming in to going home, with what to do
 * @RISKCTX_HANDOUT_KIND_POLICY: a policy that follows from the measures
 *
 * What is handed out to the people of an organization.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_HANDOUT_KIND_CHECK_SHEET = 0,
  RISKCTX_HANDOUT_KIND_WORKING_DAY = 1,
  RISKCTX_HANDOUT_KIND_POLICY = 2,
} RiskctxHandoutKind;

#define RISKCTX_TYPE_HANDOUT (riskctx_handout_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxHandout, riskctx_handout, RISKCTX, HANDOUT, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxHandout *riskctx_handout_new (RiskctxHandoutKind kind,
                                     RiskctxAssessment *assessment,
                                     const char        *language);
RISKCTX_AVAILABLE_IN_1_0
RiskctxHandout *riskctx_handout_new_with_rows (RiskctxHandoutKind kind,
                                               RiskctxAssessment *assessment,
                                               const char        *language,
                                               GListModel        *rows);
RISKCTX_AVAILABLE_IN_1_0
RiskctxHandoutKind riskctx_handout_get_kind (RiskctxHandout *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_handout_to_string (RiskctxHandout     *self,
                                 RiskctxReportFormat format);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_handout_list_tables (RiskctxHandout *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_handout_to_csv (RiskctxHandout *self,
                              const char     *table,
                              GError        **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_handout_to_json (RiskctxHandout *self);

G_END_DECLS
