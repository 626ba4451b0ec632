/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RISKCTX_JSON_NUMBER_FINE,
  RISKCTX_JSON_NUMBER_MALFORMED, /* not a JSON number; `end` is the offending byte */
  RISKCTX_JSON_NUMBER_TOO_LARGE, /* beyond the largest double */
  RISKCTX_JSON_NUMBER_TOO_SMALL, /* not zero, but a double would make it zero */
  RISKCTX_JSON_NUMBER_INEXACT,   /* an integer that no double equals */
} RiskctxJsonNumberState;

typedef struct
{
  double        value;
  gint64        integer;    /* the same as an integer, where `is_integer` */
  const guint8 *end;        /* first byte after the token */
  gboolean      is_integer; /* written without fraction and exponent, and fits gint64 */
} RiskctxJsonNumber;

RiskctxJsonNumberState riskctx_json_number_parse (const guint8      *text,
                                                  const guint8      *end,
                                                  RiskctxJsonNumber *number);

G_END_DECLS
