/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-loss-result.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_SIMULATION (riskctx_simulation_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxSimulation, riskctx_simulation, RISKCTX, SIMULATION, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulation *riskctx_simulation_new (RiskctxAssessment *assessment);

RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_simulation_get_assessment (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_simulation_get_options (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_options (RiskctxSimulation *self,
                                     const char *const *options);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulationMethod riskctx_simulation_get_method (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_method (RiskctxSimulation      *self,
                                    RiskctxSimulationMethod method);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulationSampling riskctx_simulation_get_sampling (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_sampling (RiskctxSimulation        *self,
                                      RiskctxSimulationSampling sampling);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_simulation_get_cross_check (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_cross_check (RiskctxSimulation *self,
                                         gboolean           cross_check);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_simulation_get_trials (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_trials (RiskctxSimulation *self,
                                    guint64            trials);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_simulation_get_seed (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_seed (RiskctxSimulation *self,
                                  guint64            seed);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_simulation_get_threads (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_threads (RiskctxSimulation *self,
                                     guint              threads);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_simulation_get_curve_points (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_curve_points (RiskctxSimulation *self,
                                          guint              curve_points);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_simulation_get_tail (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_tail (RiskctxSimulation *self,
                                  double             tail);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_simulation_get_tolerance (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_tolerance (RiskctxSimulation *self,
                                       double             tolerance);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_simulation_get_keep_samples (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_keep_samples (RiskctxSimulation *self,
                                          gboolean           keep_samples);
RISKCTX_AVAILABLE_IN_1_0
double *riskctx_simulation_dup_probabilities (RiskctxSimulation *self,
                                              guint             *n_probabilities);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_simulation_set_probabilities (RiskctxSimulation *self,
                                               const double      *probabilities,
                                               guint              n_probabilities,
                                               GError           **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_simulation_get_precision (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_precision (RiskctxSimulation *self,
                                       double             precision);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_simulation_get_max_trials (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_max_trials (RiskctxSimulation *self,
                                        guint64            max_trials);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_simulation_get_memory (RiskctxSimulation *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_set_memory (RiskctxSimulation *self,
                                    guint64            memory);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_simulation_get_progress (RiskctxSimulation *self);

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_simulation_run (RiskctxSimulation *self,
                                           GCancellable      *cancellable,
                                           GError           **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_run_async (RiskctxSimulation  *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_simulation_run_finish (RiskctxSimulation *self,
                                                  GAsyncResult      *result,
                                                  GError           **error);

RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_simulation_run_part (RiskctxSimulation *self,
                                     guint              part,
                                     guint              n_parts,
                                     GCancellable      *cancellable,
                                     GError           **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_run_part_async (RiskctxSimulation  *self,
                                        guint               part,
                                        guint               n_parts,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_simulation_run_part_finish (RiskctxSimulation *self,
                                            GAsyncResult      *result,
                                            GError           **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_simulation_merge (RiskctxSimulation *self,
                                             GBytes *const     *parts,
                                             guint              n_parts,
                                             GCancellable      *cancellable,
                                             GError           **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_simulation_merge_async (RiskctxSimulation  *self,
                                     GBytes *const      *parts,
                                     guint               n_parts,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_simulation_merge_finish (RiskctxSimulation *self,
                                                    GAsyncResult      *result,
                                                    GError           **error);

G_END_DECLS
