/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-variants-private.h"

G_BEGIN_DECLS

/* Simulations that are run one after the other, with progress and cancelling in common. Made in the
 * caller's thread, then run once in another; atomically reference counted. */
typedef struct _RiskctxJob RiskctxJob;

RiskctxJob *riskctx_job_new   (void);
RiskctxJob *riskctx_job_ref   (RiskctxJob *self);
void        riskctx_job_unref (RiskctxJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxJob, riskctx_job_unref)

/* Adds a simulation and returns its number; cross_check: also by the other method, if it can. */
guint riskctx_job_add (RiskctxJob                    *self,
                       RiskctxPlan                   *plan,
                       const RiskctxSimulateSettings *settings,
                       gboolean                       cross_check);

/* Adds a simulation of the totals of several plans on the same draws. When it is done, func is
 * called in the thread of the job with the totals, one for each plan, which it may take samples
 * from; it gives up when control is cancelled. */
typedef void (*RiskctxJobTotals) (RiskctxLossSummary     *totals,
                                  RiskctxSimulateControl *control,
                                  gpointer                data);
void riskctx_job_add_totals (RiskctxJob                    *self,
                             GPtrArray                     *plans,
                             const RiskctxSimulateSettings *settings,
                             RiskctxJobTotals               func,
                             gpointer                       data,
                             GDestroyNotify                 destroy);

/* Asks for more years until the total's quantile at the tail has this relative standard error. */
void riskctx_job_set_precision (RiskctxJob *self,
                                guint       number,
                                double      precision,
                                guint64     max_trials);

/* Simulates only n years from first on: the result is the bytes of that part. */
void    riskctx_job_set_part   (RiskctxJob *self, guint number, guint64 first, guint64 n);
GBytes *riskctx_job_steal_part (RiskctxJob *self, guint number);
/* Takes the years from parts (GBytes) instead of drawing them. */
void    riskctx_job_set_parts  (RiskctxJob *self, guint number, GPtrArray *parts);

/* The results, to be taken once after a run that succeeded; the second is NULL where there was no
 * cross-check. */
RiskctxSimulateResult *riskctx_job_steal_result      (RiskctxJob *self, guint number);
RiskctxSimulateResult *riskctx_job_steal_cross_check (RiskctxJob *self, guint number);

/* Told in the caller's thread, at most 20 times a second, how far the job is: 0.0 to 1.0 */
typedef void (*RiskctxJobProgress) (gpointer owner, double progress);

/* Blocks until done. */
gboolean riskctx_job_run (RiskctxJob         *self,
                          GCancellable       *cancellable,
                          RiskctxJobProgress  progress,
                          gpointer            owner,
                          GError            **error);

/* Runs the job in a thread of the task, whose source object is the owner; the task returns a
 * boolean. The finish function of the owner calls riskctx_job_finish () in its turn. */
void     riskctx_job_run_async (RiskctxJob *self, GTask *task, RiskctxJobProgress progress);
gboolean riskctx_job_finish    (GTask *task, GError **error);
/* The job of a task that was started by the function above */
RiskctxJob *riskctx_job_of_task (GTask *task);

G_END_DECLS
