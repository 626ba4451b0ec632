/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-assessment.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_DOCUMENT (riskctx_document_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxDocument, riskctx_document, RISKCTX, DOCUMENT, GObject)

/**
 * RISKCTX_DOCUMENT_VERSION:
 *
 * The newest version of the document format that the library reads, and the one that it writes.
 *
 * Since: 1.0
 */
#define RISKCTX_DOCUMENT_VERSION 1

RISKCTX_AVAILABLE_IN_1_0
RiskctxDocument   *riskctx_document_new            (GBytes           *bytes,
                                                    const char       *name);
RISKCTX_AVAILABLE_IN_1_0
RiskctxDocument   *riskctx_document_load           (const char       *path,
                                                    GError          **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxDocument   *riskctx_document_load_file      (GFile            *file,
                                                    GCancellable     *cancellable,
                                                    GError          **error);
RISKCTX_AVAILABLE_IN_1_0
const char        *riskctx_document_get_name       (RiskctxDocument  *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel        *riskctx_document_get_issues     (RiskctxDocument  *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_document_get_assessment (RiskctxDocument  *self);
RISKCTX_AVAILABLE_IN_1_0
void               riskctx_document_locate         (RiskctxDocument  *self,
                                                    GListModel       *issues);

G_END_DECLS
