/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-enums.h"
#include "riskctx-estimate.h"
#include "riskctx-text.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_ITEM (riskctx_item_get_type ())
#define RISKCTX_ITEM(object) \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), RISKCTX_TYPE_ITEM, RiskctxItem))
#define RISKCTX_IS_ITEM(object) \
  (G_TYPE_CHECK_INSTANCE_TYPE ((object), RISKCTX_TYPE_ITEM))

typedef struct _RiskctxItem RiskctxItem;
typedef struct _RiskctxItemClass RiskctxItemClass;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_item_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_item_get_id (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_id (RiskctxItem *self,
                          const char  *id);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_item_get_title (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_title (RiskctxItem *self,
                             RiskctxText *title);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_item_get_description (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_description (RiskctxItem *self,
                                   RiskctxText *description);
RISKCTX_AVAILABLE_IN_1_0
RiskctxProvenance riskctx_item_get_provenance (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_provenance (RiskctxItem      *self,
                                  RiskctxProvenance provenance);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_item_get_note (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_note (RiskctxItem *self,
                            RiskctxText *note);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_item_get_references (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_set_references (RiskctxItem       *self,
                                  const char *const *references);

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_item_get_noun (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_item_get_parent (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_item_dup_pointer (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_item_list_members (RiskctxItem *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_item_has (RiskctxItem *self,
                           const char  *member);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_unset (RiskctxItem *self,
                         const char  *member);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_item_get_unknown (RiskctxItem *self,
                                    const char  *member);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_item_copy (RiskctxItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxItem, g_object_unref)

G_END_DECLS
