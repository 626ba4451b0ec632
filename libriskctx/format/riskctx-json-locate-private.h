/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place in a text, known by its offset or by its JSON Pointer (RFC 6901). */
typedef struct
{
  gsize  offset;  /* used where `pointer` is %NULL, else filled in */
  char  *pointer; /* (nullable): filled in where it is %NULL; the caller's to free */
  guint  line;    /* from 1 */
  guint  column;  /* from 1, in characters */
} RiskctxJsonPlace;

void riskctx_json_locate      (const void       *data,
                               gsize             size,
                               RiskctxJsonPlace *places,
                               guint             n_places);
void riskctx_json_locate_line (const void       *data,
                               gsize             size,
                               gsize             offset,
                               guint            *line,
                               guint            *column);

G_END_DECLS
