/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-item.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_ITEM_LIST (riskctx_item_list_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxItemList, riskctx_item_list, RISKCTX, ITEM_LIST, GObject)

RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_list_append (RiskctxItemList *self,
                               RiskctxItem     *item);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_list_insert (RiskctxItemList *self,
                               guint            position,
                               RiskctxItem     *item);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_item_list_remove (RiskctxItemList *self,
                               guint            position);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_item_list_find (RiskctxItemList *self,
                                     const char      *id);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_item_list_get_position (RiskctxItemList *self,
                                         RiskctxItem     *item,
                                         guint           *position);

G_END_DECLS
