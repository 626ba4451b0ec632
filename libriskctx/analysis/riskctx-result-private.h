/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-figure.h"

G_BEGIN_DECLS

/* A result is described once, like a noun: one row a member. From the rows come its JSON and the
 * schema of that JSON, so that the two cannot disagree. */

typedef enum
{
  RISKCTX_RESULT_BOOLEAN, /* gboolean */
  RISKCTX_RESULT_INTEGER, /* guint */
  RISKCTX_RESULT_LONG,    /* guint64 */
  RISKCTX_RESULT_NUMBER,  /* double; left out where it is NaN */
  RISKCTX_RESULT_STRING,  /* char *, left out where NULL; so are all pointers below */
  RISKCTX_RESULT_STRINGS, /* GStrv */
  RISKCTX_RESULT_TEXT,    /* RiskctxText *: an object of language and text */
  RISKCTX_RESULT_ENUM,    /* int, a value of type (); left out where it is -1 */
  RISKCTX_RESULT_FIGURE,  /* RiskctxFigure * with its formula and inputs */
  RISKCTX_RESULT_VALUE,   /* RiskctxFigure *: value and error, or the reason why there is none */
  RISKCTX_RESULT_OBJECT,  /* pointer to a struct of the shape */
  RISKCTX_RESULT_OBJECTS, /* GPtrArray * of such pointers */
  RISKCTX_RESULT_CURVE,   /* GArray * of pairs of doubles: loss and probability */
  RISKCTX_RESULT_TABLE,   /* double (*)[8]: a row per cause, a column per impact */
} RiskctxResultKind;

typedef struct _RiskctxResultShape RiskctxResultShape;

typedef struct
{
  const char               *name;
  RiskctxResultKind         kind;
  guint                     offset;
  const char               *doc;
  GType                   (*type) (void); /* of an enumeration */
  const RiskctxResultShape *shape;        /* of an object */
} RiskctxResultField;

struct _RiskctxResultShape
{
  const char               *name; /* "LossResult" */
  const char               *doc;
  const RiskctxResultField *fields;
  guint                     n_fields;
};

#define RISKCTX_RESULT_SHAPE(shape_name, description, rows) \
  { (shape_name), (description), (rows), G_N_ELEMENTS (rows) }

JsonNode *riskctx_result_write  (const RiskctxResultShape *shape, gconstpointer base);
JsonNode *riskctx_result_schema (const RiskctxResultShape *shape);

JsonNode *riskctx_result_text (RiskctxText *text);

G_END_DECLS
