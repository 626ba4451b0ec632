/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-event-private.h"

G_BEGIN_DECLS

/* A simulation divided: some of its years, from one machine of many, as bytes. All losses are in
 * them, so that any division, put together again in any order, gives the undivided result to the
 * bit: what is left to do is counting, and the few years of the tail.
 *
 * The bytes are a header, the place of each risk's blocks, and blocks: years with events in the
 * order of their counts, then rows of as many numbers. They are in the byte order of the machine,
 * which the header tells, and hold nothing but numbers. */

/* Simulates n years from first on, by Monte Carlo. first is a multiple of RISKCTX_SIMULATE_BLOCK,
 * and so is n unless it is the rest of the settings' years. */
GBytes *riskctx_simulate_part (RiskctxPlan                   *plan,
                               const RiskctxSimulateSettings *settings,
                               guint64                        first,
                               guint64                        n,
                               RiskctxSimulateControl        *control,
                               GError                       **error);
/* The result of all years, which the parts must hold once each, from the same plan and seed.
 * Settings that say what is found, not what is drawn, may differ from those of the parts. */
RiskctxSimulateResult *riskctx_simulate_merge (RiskctxPlan                   *plan,
                                               const RiskctxSimulateSettings *settings,
                                               guint                          n_parts,
                                               GBytes *const                 *parts,
                                               RiskctxSimulateControl        *control,
                                               GError                       **error);

/* Writes the sum of bytes that were changed on purpose: a multiple of 8, at least a header's. */
void riskctx_part_seal (void *bytes, gsize size);

/* The parts of a run, by block */
typedef struct _RiskctxParts RiskctxParts;

/* Reads what a run of the model would have given, all that years asks for. The numbers are the
 * rows of riskctx_event_scratch_row (). */
void riskctx_parts_read (const RiskctxParts *self, guint risk, guint block,
                         const RiskctxEventYears *years, const double **rows, guint *n_busy);

G_END_DECLS
