/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-item-private.h"
#include "riskctx-json-writer-private.h"

G_BEGIN_DECLS

void riskctx_document_writer_write (RiskctxJsonWriter *writer,
                                    RiskctxItem       *root);
char *riskctx_document_to_text     (RiskctxItem       *root,
                                    gboolean           pretty);

G_END_DECLS
