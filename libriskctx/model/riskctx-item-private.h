/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-check-private.h"
#include "riskctx-field-private.h"
#include "riskctx-item-list.h"
#include "riskctx-item.h"

G_BEGIN_DECLS

struct _RiskctxItem
{
  GObject           parent_instance;
  RiskctxItem      *parent; /* that this one is part of; not owned */
  RiskctxRecord     record;
  char             *id;
  RiskctxText      *title;
  RiskctxText      *description;
  int               provenance;
  RiskctxText      *note;
  GStrv             references;
};

struct _RiskctxItemClass
{
  GObjectClass        parent_class;
  const char         *noun;     /* "risk" */
  gboolean            needs_id; /* others refer to such items */
  const RiskctxField *fields;   /* the common ones first */
  guint               n_fields;
  GParamSpec        **pspecs;   /* one a field */
  guint64             required; /* rows that must be stated */
  guint64             parts;    /* rows that hold items */
  void (*check) (RiskctxItem *self, RiskctxCheck *check); /* invariants; may be NULL */
};

#define RISKCTX_ITEM_GET_CLASS(item) \
  (G_TYPE_INSTANCE_GET_CLASS ((item), RISKCTX_TYPE_ITEM, RiskctxItemClass))

enum
{
  RISKCTX_ITEM_ROW_ID,
  RISKCTX_ITEM_ROW_TITLE,
  RISKCTX_ITEM_ROW_DESCRIPTION,
  RISKCTX_ITEM_ROW_PROVENANCE,
  RISKCTX_ITEM_ROW_NOTE,
  RISKCTX_ITEM_ROW_REFERENCES,
  RISKCTX_ITEM_N_ROWS
};

/* Called once by every noun: makes its table out of the common rows and its own, and a property of
 * every row. */
void riskctx_item_class_install_fields (RiskctxItemClass   *klass,
                                        const RiskctxField *rows,
                                        guint               n_rows);

gpointer riskctx_item_new (GType type, const char *id);

/* The setters behind the typed ones: they mark the field as stated, and notify if it changed. */
void riskctx_item_set_boolean  (RiskctxItem *self, guint row, gboolean value);
void riskctx_item_set_integer  (RiskctxItem *self, guint row, gint64 value);
void riskctx_item_set_number   (RiskctxItem *self, guint row, double value);
void riskctx_item_set_string   (RiskctxItem *self, guint row, const char *value);
void riskctx_item_set_text     (RiskctxItem *self, guint row, RiskctxText *value);
void riskctx_item_set_enum     (RiskctxItem *self, guint row, int value);
void riskctx_item_set_flags    (RiskctxItem *self, guint row, guint value);
void riskctx_item_set_estimate (RiskctxItem *self, guint row, RiskctxEstimate *value);
void riskctx_item_set_strings  (RiskctxItem *self, guint row, const char *const *value);
void riskctx_item_set_item     (RiskctxItem *self, guint row, RiskctxItem *value);

RiskctxItemList *riskctx_item_ensure_list (RiskctxItem *self, guint row);
/* The list if anything is in it or it was stated, else NULL: for whoever only reads. */
RiskctxItemList *riskctx_item_peek_list   (RiskctxItem *self, guint row);

gboolean riskctx_item_has_row   (RiskctxItem *self, guint row);
/* Forgets which item has which id, after ids or the tree have changed. */
void     riskctx_item_forget_index (RiskctxItem *self);

RiskctxItemList *riskctx_item_list_new        (GType item_type);
void riskctx_item_list_set_owner (RiskctxItemList *self, RiskctxItem *owner, guint row);
RiskctxItem     *riskctx_item_list_get_owner  (RiskctxItemList *self);
guint            riskctx_item_list_get_row    (RiskctxItemList *self);
GType            riskctx_item_list_item_type  (RiskctxItemList *self);
guint            riskctx_item_list_get_length (RiskctxItemList *self);
/* Borrowed, unlike g_list_model_get_item (). */
gpointer         riskctx_item_list_peek       (RiskctxItemList *self, guint position);
/* Takes the reference; no signal: for a list that nobody else has seen yet. */
void             riskctx_item_list_take       (RiskctxItemList *self, RiskctxItem *item);

G_END_DECLS
