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
  GArray                 *probabilities; /* NULL: chosen by the criteria */
  double                  progress;
};

#define RISKCTX_SIMULATION_MAX_TRIALS ((guint64) G_MAXUINT32)
#define RISKCTX_SIMULATION_MAX_THREADS 1024
#define RISKCTX_SIMULATION_MAX_CURVE_POINTS 10000
#define RISKCTX_SIMULATION_MIN_PRECISION 1e-6
#define RISKCTX_SIMULATION_MAX_PRECISION 1.0

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

void riskctx_simulation_set_progress (RiskctxSimulation *self, double progress);

G_END_DECLS
