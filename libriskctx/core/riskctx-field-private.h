/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-estimate.h"
#include "riskctx-text.h"

G_BEGIN_DECLS

/* A field is described once: one row of a static table. From that row come the property and its
 * notification, reading and writing, the schema, the wording and the position of mistakes, the
 * check of references and ranges, copies and comparisons. The rows of the nouns are generated from
 * libriskctx/model/<noun>.toml; those of an estimate stand in riskctx-estimate.c. */

typedef enum
{
  RISKCTX_FIELD_BOOLEAN,    /* gboolean */
  RISKCTX_FIELD_INTEGER,    /* gint64 */
  RISKCTX_FIELD_NUMBER,     /* double, always finite */
  RISKCTX_FIELD_STRING,     /* char * */
  RISKCTX_FIELD_DATE,       /* char *, calendar date of ISO 8601: 2026-04-01 */
  RISKCTX_FIELD_ID,         /* char *, the id of the item itself */
  RISKCTX_FIELD_TEXT,       /* RiskctxText * */
  RISKCTX_FIELD_ENUM,       /* int, a value of the GEnum type () */
  RISKCTX_FIELD_FLAGS,      /* guint, of the GFlags type (); an array of nicknames in a document */
  RISKCTX_FIELD_ESTIMATE,   /* RiskctxEstimate * */
  RISKCTX_FIELD_ESTIMATES,  /* GPtrArray * of RiskctxEstimate * */
  RISKCTX_FIELD_NUMBERS,    /* GArray * of double */
  RISKCTX_FIELD_STRINGS,    /* GStrv; nicknames of the GEnum type (), if there is one */
  RISKCTX_FIELD_REFERENCE,  /* char *, the id of another item */
  RISKCTX_FIELD_REFERENCES, /* GStrv, ids of other items */
  RISKCTX_FIELD_ITEM,       /* RiskctxItem * of type () */
  RISKCTX_FIELD_ITEMS,      /* RiskctxItemList * of items of type () */
} RiskctxFieldKind;

typedef enum
{
  RISKCTX_FIELD_DEFAULT       = 0,
  RISKCTX_FIELD_REQUIRED      = 1 << 0,
  RISKCTX_FIELD_EXCLUSIVE_MIN = 1 << 1, /* the value must be above min, not at it */
  RISKCTX_FIELD_LATERAL       = 1 << 2, /* a reference that nothing follows from */
} RiskctxFieldFlags;

#define RISKCTX_FIELD_MAX_TYPES 3

typedef struct
{
  const char       *name;    /* in a document; the property is the same with - for _ */
  RiskctxFieldKind  kind;
  RiskctxFieldFlags flags;
  guint             offset;  /* of the C member within its struct */
  double            min;     /* of numbers, integers, estimates' support; -G_MAXDOUBLE: none */
  double            max;
  double            initial; /* what an absent number, integer, boolean or enum counts as */
  const char       *unit;    /* "currency", "1/year", "persons", …; NULL: none */
  const char       *doc;     /* one sentence in English */
  GType           (*types[RISKCTX_FIELD_MAX_TYPES]) (void); /* enum or item type; for references the
                                                            * types that may be referred to */
} RiskctxField;

/* The order in which a document had the members of one object, with those that no row describes.
 * Shared between the many objects that have the same order and no unknown member. */
typedef struct
{
  int       field; /* index into the table, -1 for an unknown member */
  char     *name;  /* of an unknown member, else NULL */
  JsonNode *value; /* of an unknown member, else NULL */
} RiskctxLayoutMember;

typedef struct
{
  gatomicrefcount     ref_count;
  guint               n_members;
  RiskctxLayoutMember members[];
} RiskctxLayout;

/* Takes the names and values of the members. */
RiskctxLayout *riskctx_layout_new   (const RiskctxLayoutMember *members,
                                     guint                      n_members);
RiskctxLayout *riskctx_layout_ref   (RiskctxLayout *layout);
void           riskctx_layout_unref (RiskctxLayout *layout);
gboolean       riskctx_layout_has_fields (const RiskctxLayout       *layout,
                                          const RiskctxLayoutMember *members,
                                          guint                      n_members);

/* What every described struct starts its fields with. */
typedef struct
{
  guint64        set;    /* bit i: row i of the table is present */
  RiskctxLayout *layout; /* NULL: the order of the table */
} RiskctxRecord;

#define RISKCTX_FIELD_MAX 64 /* rows in one table: the bits of RiskctxRecord.set */

/* A value with its storage: base is the struct that offset counts from. */
#define riskctx_field_at(base, field, type) (*(type *) ((guint8 *) (base) + (field)->offset))

int      riskctx_fields_find  (const RiskctxField *fields, guint n_fields, const char *name);
gboolean riskctx_field_equal  (const RiskctxField *field, gconstpointer a, gconstpointer b);
void     riskctx_field_copy   (const RiskctxField *field, gpointer to, gconstpointer from);
void     riskctx_field_clear  (const RiskctxField *field, gpointer base);

/* The rows in a set of rows, from the first: for (rows = …; rows != 0; rows &= rows - 1) */
static inline guint
riskctx_rows_first (guint64 rows)
{
#ifdef __GNUC__
  return (guint) __builtin_ctzll (rows);
#else
  guint row = 0;

  while (!((rows >> row) & 1))
    row++;
  return row;
#endif
}

/* The nickname a document writes for an enum value, and back (-1: none). */
const char *riskctx_enum_to_nick   (GType type, int value);
gboolean    riskctx_enum_from_nick (GType type, const char *nick, gsize length, int *value);

/* What a type is called in messages, as the key of a word. */
char       *riskctx_enum_name_type (GType type);

/* The rows that describe an estimate. */
const RiskctxField *riskctx_estimate_get_fields (guint *n_fields);
RiskctxRecord      *riskctx_estimate_get_record (RiskctxEstimate *self);
/* For the reader only: filled before it is shared. */
RiskctxEstimate    *riskctx_estimate_alloc      (void);
/* TRUE if the estimate was, or may be, written as a plain number. */
gboolean            riskctx_estimate_is_bare    (const RiskctxEstimate *self);
void                riskctx_estimate_set_bare   (RiskctxEstimate *self);

G_END_DECLS
