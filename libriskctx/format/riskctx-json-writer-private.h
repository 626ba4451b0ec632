/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writes JSON text. Pretty text has two spaces a level; objects and arrays that hold no others and
 * fit on a line stand on one. */
typedef struct
{
  GString *text;
  gboolean failed; /* a number was not finite: the text is of no use */

  /*< private >*/
  gboolean pretty;
  guint    depth;
  gboolean after_key;
  guint64  filled;  /* bit d: the container at depth d has members */
  gboolean on_line; /* the innermost container stands on one line so far */
  gsize    line_at; /* where that line begins */
  GArray  *breaks;  /* (element-type gsize): where it is to be broken if it gets too long */
} RiskctxJsonWriter;

void     riskctx_json_writer_init         (RiskctxJsonWriter *self,
                                           gboolean           pretty);
void     riskctx_json_writer_clear        (RiskctxJsonWriter *self);
char    *riskctx_json_writer_finish       (RiskctxJsonWriter *self);
void     riskctx_json_writer_begin_object (RiskctxJsonWriter *self);
void     riskctx_json_writer_end_object   (RiskctxJsonWriter *self);
void     riskctx_json_writer_begin_array  (RiskctxJsonWriter *self);
void     riskctx_json_writer_end_array    (RiskctxJsonWriter *self);
void     riskctx_json_writer_key          (RiskctxJsonWriter *self,
                                           const char        *name);
void     riskctx_json_writer_string       (RiskctxJsonWriter *self,
                                           const char        *value);
void     riskctx_json_writer_number       (RiskctxJsonWriter *self,
                                           double             value);
void     riskctx_json_writer_integer      (RiskctxJsonWriter *self,
                                           gint64             value);
void     riskctx_json_writer_boolean      (RiskctxJsonWriter *self,
                                           gboolean           value);
void     riskctx_json_writer_null         (RiskctxJsonWriter *self);
void     riskctx_json_writer_node         (RiskctxJsonWriter *self,
                                           JsonNode          *node);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxJsonWriter, riskctx_json_writer_clear)

G_END_DECLS
