/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-figure.h"
#include "riskctx-text.h"

G_BEGIN_DECLS

/**
 * RiskctxChangeKind:
 * @RISKCTX_CHANGE_KIND_ADDED: the item is new
 * @RISKCTX_CHANGE_KIND_REMOVED: the item is gone
 * @RISKCTX_CHANGE_KIND_CHANGED: one member of the item is another
 *
 * What has happened between two versions of an assessment.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CHANGE_KIND_ADDED = 0,
  RISKCTX_CHANGE_KIND_REMOVED = 1,
  RISKCTX_CHANGE_KIND_CHANGED = 2,
} RiskctxChangeKind;

#define RISKCTX_TYPE_CHANGE (riskctx_change_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxChange, riskctx_change, RISKCTX, CHANGE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxChangeKind riskctx_change_get_kind (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_change_get_noun (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_change_get_item_id (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_change_get_title (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_change_get_pointer (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_change_get_member (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_change_get_before (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_change_get_after (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_change_get_part (RiskctxChange *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_change_describe (RiskctxChange *self,
                               const char    *language);

G_END_DECLS
