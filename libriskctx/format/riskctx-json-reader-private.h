/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <string.h>

#include "riskctx-issue-private.h"

G_BEGIN_DECLS

/* Brackets may be nested this deep. One bit each of a guint64. */
#define RISKCTX_JSON_MAX_DEPTH 64

/* After so many mistakes the rest is counted, not kept. */
#define RISKCTX_JSON_MAX_PROBLEMS 1000

typedef enum
{
  RISKCTX_JSON_EVENT_OBJECT,
  RISKCTX_JSON_EVENT_OBJECT_END,
  RISKCTX_JSON_EVENT_ARRAY,
  RISKCTX_JSON_EVENT_ARRAY_END,
  RISKCTX_JSON_EVENT_STRING,
  RISKCTX_JSON_EVENT_NUMBER,
  RISKCTX_JSON_EVENT_TRUE,
  RISKCTX_JSON_EVENT_FALSE,
  RISKCTX_JSON_EVENT_NULL,
  RISKCTX_JSON_EVENT_END,   /* the document is complete */
  RISKCTX_JSON_EVENT_ERROR, /* it is not JSON; the last problem says why */
} RiskctxJsonEvent;

/* A mistake, with what goes into the message of its issue. */
typedef struct
{
  RiskctxIssueCode code;
  gsize            offset;
  char            *args[3]; /* (nullable) */
} RiskctxJsonProblem;

/* Text of a key or a string, escapes resolved: UTF-8, without NUL inside and behind. Valid until
 * the reader goes on. */
typedef struct
{
  const char *text;
  gsize       length;
} RiskctxJsonSlice;

typedef struct
{
  char *bytes;
  gsize length;
  gsize capacity;
} RiskctxJsonScratch;

/* Reads JSON from memory, one event at a time; a member's key comes with the event of its value.
 *
 * Mistakes inside a complete token (an escape, a number that is too large) are noted and reading
 * goes on; a mistake between tokens ends it. */
typedef struct
{
  /* The event riskctx_json_reader_next () just returned. */
  RiskctxJsonSlice key;        /* set inside an object, except at its end */
  gsize            key_offset; /* of its opening quote */
  gsize            offset;     /* of the value's first byte, or of the closing bracket */
  gsize            after;      /* of the first byte behind the token */
  RiskctxJsonSlice string;
  double           number;
  gint64           integer;
  gboolean         is_integer; /* the number has neither fraction nor exponent and fits gint64 */
  gboolean         flawed;     /* a problem was noted for this value: it is not to be trusted */
  gboolean         has_key;

  GArray          *problems;   /* (element-type RiskctxJsonProblem) (nullable) */
  guint            n_problems; /* the ones not kept included */

  /*< private >*/
  const guint8      *start;
  const guint8      *end;
  const guint8      *cursor;
  guint              state;
  guint              depth;
  guint64            objects; /* bit d: the container at depth d is an object */
  gboolean           bad_utf8_noted;
  gsize              open[RISKCTX_JSON_MAX_DEPTH];
  RiskctxJsonScratch key_scratch;
  RiskctxJsonScratch string_scratch;
} RiskctxJsonReader;

void              riskctx_json_reader_init      (RiskctxJsonReader *self,
                                                 const void        *data,
                                                 gsize              size);
void              riskctx_json_reader_clear     (RiskctxJsonReader *self);
RiskctxJsonEvent  riskctx_json_reader_next      (RiskctxJsonReader *self);
gboolean          riskctx_json_reader_skip      (RiskctxJsonReader *self,
                                                 RiskctxJsonEvent   event);
JsonNode         *riskctx_json_reader_read_node (RiskctxJsonReader *self,
                                                 RiskctxJsonEvent   event);
void              riskctx_json_reader_note      (RiskctxJsonReader *self,
                                                 RiskctxIssueCode   code,
                                                 gsize              offset,
                                                 const char        *arg0,
                                                 const char        *arg1,
                                                 const char        *arg2);

/* Whether a key or string is a part of the text itself, which stays, or was decoded. */
static inline gboolean
riskctx_json_reader_is_in_place (const RiskctxJsonReader *self,
                                 RiskctxJsonSlice         slice)
{
  return (const guint8 *) slice.text >= self->start && (const guint8 *) slice.text < self->end;
}

static inline gboolean
riskctx_json_slice_equal (RiskctxJsonSlice slice,
                          const char      *text,
                          gsize            length)
{
  return slice.length == length && memcmp (slice.text, text, length) == 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RiskctxJsonReader, riskctx_json_reader_clear)

G_END_DECLS
