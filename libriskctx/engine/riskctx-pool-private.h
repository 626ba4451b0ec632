/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A few threads that pull numbered pieces of work. Made for one run and thrown away after it. */
typedef struct _RiskctxPool RiskctxPool;

/* worker: 0 to riskctx_pool_size () - 1, for memory of its own */
typedef void (*RiskctxPoolFunc) (guint item, guint worker, gpointer data);

RiskctxPool *riskctx_pool_new  (guint threads);
void         riskctx_pool_free (RiskctxPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPool, riskctx_pool_free)

/* self may be NULL here and below: then everything is done by the caller's thread. */
guint riskctx_pool_size (const RiskctxPool *self);

/* Calls func for items 0 to n - 1 in no particular order, on the caller's thread too; returns when
 * all are done. */
void riskctx_pool_run (RiskctxPool *self, guint n, RiskctxPoolFunc func, gpointer data);

G_END_DECLS
