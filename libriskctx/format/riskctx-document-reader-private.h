/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-item-private.h"
#include "riskctx-json-reader-private.h"
#include "riskctx-mistakes-private.h"

G_BEGIN_DECLS

/* Languages that one text may have */
#define RISKCTX_DOCUMENT_MAX_LANGUAGES 64

/* Reads a document through the tables of fields straight into objects. */
typedef struct
{
  RiskctxJsonReader  json;
  RiskctxMistakes    mistakes;
  GHashTable        *layouts; /* (element-type RiskctxField RiskctxLayout): each table's last */
  char              *languages[8]; /* tags that were found to be right */
  guint              n_languages;
  gboolean           failed;  /* the text is not JSON: what was read is incomplete */
} RiskctxDocumentReader;

void         riskctx_document_reader_init  (RiskctxDocumentReader *self,
                                            const void            *data,
                                            gsize                  size);
void         riskctx_document_reader_clear (RiskctxDocumentReader *self);
RiskctxItem *riskctx_document_reader_read  (RiskctxDocumentReader *self,
                                            GType                  type);

const char  *riskctx_json_event_name       (RiskctxJsonEvent       event);

/* Shared by the two files of the reader. */
void         riskctx_document_reader_read_members (RiskctxDocumentReader *self,
                                                   gpointer               base,
                                                   RiskctxRecord         *record,
                                                   const RiskctxField    *fields,
                                                   guint                  n_fields);
gboolean     riskctx_document_reader_read_value   (RiskctxDocumentReader *self,
                                                   gpointer               base,
                                                   const RiskctxField    *field,
                                                   RiskctxJsonEvent       event);
RiskctxItem *riskctx_document_reader_read_item    (RiskctxDocumentReader *self,
                                                   GType                  type);
void         riskctx_document_reader_refuse       (RiskctxDocumentReader *self,
                                                   RiskctxJsonEvent       event,
                                                   const char            *expected);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxDocumentReader, riskctx_document_reader_clear)

G_END_DECLS
