/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-job-private.h"
#include "riskctx-loss-data-private.h"
#include "riskctx-simulation.h"

G_BEGIN_DECLS

struct _RiskctxSimulation
{
  GObject                 parent_instance;
  RiskctxAssessment      *assessment;
  GStrv                   options;
  RiskctxSimulationMethod method;
  RiskctxSimulationSampling sampling;
  gboolean                cross_check;
  guint64                 trials;
  guint64                 seed;
  guint                   threads;
  guint                   curve_points;
  double                  tail;
  double                  tolerance;
  gboolean                keep_samples;
  double                  precision; /* 0: none */
  guint64                 max_trials;
  guint64                 memory;    /* bytes; 0: the engine's */
  GArray                 *probabilities; /* NULL: chosen by the criteria */
  double                  progress;
};

#define RISKCTX_SIMULATION_MAX_TRIALS ((guint64) G_MAXUINT32)
#define RISKCTX_SIMULATION_MAX_THREADS 1024
#define RISKCTX_SIMULATION_MAX_CURVE_POINTS 10000
#define RISKCTX_SIMULATION_MIN_PRECISION 1e-6
#define RISKCTX_SIMULATION_MAX_PRECISION 1.0

/* What the engine is told; keep_total: samples of the total are needed. */
void riskctx_simulation_fill_settings (RiskctxSimulation       *self,
                                       gboolean                 keep_total,
                                       RiskctxSimulateSettings *settings);

/* Adds a simulation of these options with the settings of @self to a job and returns its number;
 * -1 with an error if it cannot be compiled. keep_total: samples of the total are needed. */
int riskctx_simulation_add_to_job (RiskctxSimulation  *self,
                                   const char *const  *options,
                                   gboolean            keep_total,
                                   RiskctxJob         *job,
                                   GError            **error);
/* The same for the options as they are in a fiscal year. */
int riskctx_simulation_add_year_to_job (RiskctxSimulation  *self,
                                        const char *const  *options,
                                        guint               year,
                                        gboolean            keep_total,
                                        RiskctxJob         *job,
                                        GError            **error);

/* The answer, when the job is done. */
RiskctxLossResult *riskctx_simulation_take_from_job (RiskctxLossSubject *subject,
                                                     RiskctxJob         *job,
                                                     int                 number);

/* Runs a job whose first simulation is of subject, in this thread or in another, and takes the
 * answer from what the task returned. */
RiskctxLossResult *riskctx_simulation_run_job    (RiskctxSimulation  *self,
                                                  RiskctxJob         *job,
                                                  RiskctxLossSubject *subject,
                                                  GCancellable       *cancellable,
                                                  GError            **error);
void               riskctx_simulation_start_job  (GTask              *task,
                                                  RiskctxJob         *job,
                                                  RiskctxLossSubject *subject);
RiskctxLossResult *riskctx_simulation_finish_job (GTask              *task,
                                                  GError            **error);

/* For riskctx_job_run (): owner is the simulation. */
void riskctx_simulation_show_progress (gpointer owner, double progress);
void riskctx_simulation_set_progress (RiskctxSimulation *self, double progress);

G_END_DECLS
