/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_REPORT (riskctx_report_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxReport, riskctx_report, RISKCTX, REPORT, GObject)

/**
 * RiskctxReportFormat:
 * @RISKCTX_REPORT_FORMAT_HTML: one self-contained page for people
 * @RISKCTX_REPORT_FORMAT_MARKDOWN: text for other tools to go on with
 * @RISKCTX_REPORT_FORMAT_JSON: the report model itself
 *
 * The renderings of a report.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_REPORT_FORMAT_HTML,
  RISKCTX_REPORT_FORMAT_MARKDOWN,
  RISKCTX_REPORT_FORMAT_JSON,
} RiskctxReportFormat;

RISKCTX_AVAILABLE_IN_1_0
RiskctxReport *riskctx_report_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_report_get_assessment (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_report_get_language (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_set_language (RiskctxReport *self,
                                  const char    *language);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_report_get_trials (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_set_trials (RiskctxReport *self,
                                guint64        trials);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_report_get_seed (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_set_seed (RiskctxReport *self,
                              guint64        seed);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_report_get_years (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_set_years (RiskctxReport *self,
                               guint          years);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_report_get_discount_rate (RiskctxReport *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_set_discount_rate (RiskctxReport *self,
                                       double         rate);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_report_get_progress (RiskctxReport *self);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_report_run (RiskctxReport *self,
                             GCancellable  *cancellable,
                             GError       **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_report_run_async (RiskctxReport      *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_report_run_finish (RiskctxReport *self,
                                    GAsyncResult  *result,
                                    GError       **error);

RISKCTX_AVAILABLE_IN_1_0
RiskctxReport *riskctx_report_translate (RiskctxReport *self,
                                         const char    *language,
                                         GError       **error);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_report_to_string (RiskctxReport      *self,
                                RiskctxReportFormat format,
                                GError            **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_report_to_json (RiskctxReport *self,
                                  GError       **error);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_report_list_tables (RiskctxReport *self,
                                   GError       **error);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_report_to_csv (RiskctxReport *self,
                             const char    *table,
                             GError       **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_report_save (RiskctxReport      *self,
                              GFile              *file,
                              RiskctxReportFormat format,
                              GCancellable       *cancellable,
                              GError            **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_report_get_schema (void);

G_END_DECLS
