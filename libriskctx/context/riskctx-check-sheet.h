/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-context-enums.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

/**
 * RiskctxCheckBand:
 * @RISKCTX_CHECK_BAND_LOW: below 50 points
 * @RISKCTX_CHECK_BAND_MIDDLE: from 50 points
 * @RISKCTX_CHECK_BAND_GOOD: from 70 points
 * @RISKCTX_CHECK_BAND_FULL: 100 points
 *
 * How far the measures are that the check sheet asks about.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CHECK_BAND_LOW = 0,
  RISKCTX_CHECK_BAND_MIDDLE = 1,
  RISKCTX_CHECK_BAND_GOOD = 2,
  RISKCTX_CHECK_BAND_FULL = 3,
} RiskctxCheckBand;

#define RISKCTX_TYPE_CHECK_SHEET (riskctx_check_sheet_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxCheckSheet, riskctx_check_sheet, RISKCTX, CHECK_SHEET, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxCheckSheet *riskctx_check_sheet_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCheckSheet *riskctx_check_sheet_new_with_questions (RiskctxAssessment *assessment,
                                                           GListModel        *questions);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_check_sheet_get_assessment (RiskctxCheckSheet *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_check_sheet_is_answered (RiskctxCheckSheet *self,
                                          const char        *question);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCheckMark riskctx_check_sheet_get_mark (RiskctxCheckSheet *self,
                                               const char        *question);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_check_sheet_set_mark (RiskctxCheckSheet *self,
                                       const char        *question,
                                       RiskctxCheckMark   mark,
                                       const char        *note,
                                       GError           **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_check_sheet_read_csv (RiskctxCheckSheet *self,
                                       const char        *text,
                                       GError           **error);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_check_sheet_count_questions (RiskctxCheckSheet *self,
                                           RiskctxMeasureKind theme);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_check_sheet_count_answered (RiskctxCheckSheet *self,
                                          RiskctxMeasureKind theme);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_check_sheet_dup_score (RiskctxCheckSheet *self,
                                              RiskctxMeasureKind theme);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_check_sheet_dup_level (RiskctxCheckSheet *self,
                                              RiskctxMeasureKind theme);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCheckBand riskctx_check_sheet_get_band (RiskctxCheckSheet *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_check_sheet_get_vulnerability (RiskctxCheckSheet *self,
                                             RiskctxMeasureKind theme);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_check_sheet_apply (RiskctxCheckSheet *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_check_sheet_to_json (RiskctxCheckSheet *self,
                                       const char        *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_check_sheet_get_schema (void);

RISKCTX_AVAILABLE_IN_1_0
guint riskctx_rate_damage_likelihood (guint threat,
                                      guint vulnerability);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_rate_risk_value (guint importance,
                               guint threat,
                               guint vulnerability);

G_END_DECLS
