/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-same.h"
#include "riskctx-summary-private.h"
#include "riskctx-variants-private.h"

#include <stdio.h>
#include <time.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* How much is still done after a cancel. The processor time of all threads is counted, not the time
 * that passes, which says how busy the machine is. */

#define THREADS 2u
#define MOMENTS 6u
/* What a run may work on, in seconds of a thread: well below the 50 ms that are promised */
#define LIMIT 0.025
/* how much slower a program is that the address sanitizer watches */
#ifdef __SANITIZE_ADDRESS__
#define WATCHED 4.0
#else
#define WATCHED 1.0
#endif

typedef struct
{
  RiskctxSimulateControl control;
  double                 delay; /* of processor time, so that it is the same in each run */
  double                 told;
  int                    over;
} Watch;

/* How much slower programs are here: under valgrind and the sanitizers */
static double
slowness (void)
{
  const char *fewer = g_getenv ("RISKCTX_TEST_FEWER");

  return fewer != NULL ? WATCHED * g_ascii_strtod (fewer, NULL) : WATCHED;
}

static double
processor_time (void)
{
  struct timespec now;

  ck_assert_int_eq (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now), 0);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static gpointer
watch (gpointer data)
{
  Watch *self = data;
  const double end = processor_time () + self->delay;

  while (processor_time () < end && !g_atomic_int_get (&self->over))
    g_usleep (500);
  riskctx_simulate_control_cancel (&self->control);
  self->told = processor_time ();
  return NULL;
}

static RiskctxPlan *
many_risks (guint    n,
            double   rate,
            gboolean insured,
            guint    changed)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("risk-%u", i);
      g_autoptr(RiskctxLaw) effect = engine_law (riskctx_law_new_uniform (0.2, 0.6, NULL));
      const guint risk = engine_add_risk (
        builder, id, i % 8, RISKCTX_FREQUENCY_KIND_POISSON,
        engine_law (riskctx_law_new_pert (0.2 * rate, rate, 2.0 * rate, 4.0, NULL)), 0.0, 0,
        engine_law (riskctx_law_new_lognormal_interval (1e3 * (i + 1), 1e5 * (i + 1), 0.9, NULL)));

      if (insured && i % 2 == 0)
        riskctx_plan_builder_set_insurance (builder, risk, 1e4, 1e6, 0.8);
      if (changed > 0 && i % 7 == changed % 7)
        riskctx_plan_builder_add_frequency_effect (builder, risk, 100 + changed, effect, 1.0);
    }
  return engine_build (builder);
}

typedef enum
{
  EVENTS,
  EVENTS_IN_PARTS,
  YEARS,
  SPREAD,
  EXACT,
  TOTALS,
  EXACT_TOTALS,
  WAYS
} Way;

static const char *const names[WAYS] = {
  "events", "events in parts", "years", "spread years", "exact", "totals", "exact totals"
};

static gboolean
run (Way                     way,
     RiskctxPlan           **plans,
     guint                   n_plans,
     RiskctxSimulateControl *control,
     GError                **error)
{
  RiskctxLossSummary *totals;
  RiskctxSimulateSettings settings;
  gboolean done;

  riskctx_simulate_settings_init (&settings);
  settings.threads = THREADS;
  settings.trials = 2000000;
  settings.tolerance = 1e-6;
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  if (way == EVENTS_IN_PARTS)
    settings.memory = 48 << 20;
  if (way == YEARS || way == SPREAD)
    settings.method = RISKCTX_SIMULATE_YEARS;
  if (way == SPREAD)
    settings.sampling = RISKCTX_SIMULATE_SOBOL;
  if (way == EXACT || way == EXACT_TOTALS)
    settings.method = RISKCTX_SIMULATE_EXACT;
  if (way != TOTALS && way != EXACT_TOTALS)
    {
      g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (plans[0], &settings, control,
                                                                  error);

      return result != NULL;
    }
  totals = g_new0 (RiskctxLossSummary, n_plans);
  done = riskctx_simulate_totals (plans, n_plans, &settings, control, totals, error);
  for (guint p = 0; done && p < n_plans; p++)
    riskctx_summary_clear (&totals[p]);
  g_free (totals);
  return done;
}

START_TEST (does_little_after_a_cancel)
{
  const Way way = (Way) _i;
  const gboolean several = way == TOTALS || way == EXACT_TOTALS;
  const guint n_plans = several ? 8 : 1;
  RiskctxPlan *plans[8];
  double most = 0.0, when = 0.0;
  guint stopped = 0;

  for (guint p = 0; p < n_plans; p++)
    plans[p] = many_risks (several ? 40 : 60, 2.0, way < EXACT || way == TOTALS, p);
  for (guint i = 0; i < MOMENTS; i++)
    {
      g_autoptr(GError) error = NULL;
      Watch watched = { .delay = (0.002 + 0.013 * i * i) * slowness () };
      GThread *thread;
      gboolean done;
      double after;

      riskctx_simulate_control_init (&watched.control);
      thread = g_thread_new ("watch", watch, &watched);
      done = run (way, plans, n_plans, &watched.control, &error);
      after = processor_time ();
      g_atomic_int_set (&watched.over, 1);
      g_thread_join (thread);
      if (done)
        continue;
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED);
      stopped++;
      if (after - watched.told > most)
        {
          most = after - watched.told;
          when = watched.delay;
        }
    }
  for (guint p = 0; p < n_plans; p++)
    riskctx_plan_unref (plans[p]);
  printf ("# %s: %u times stopped, then at most %.1f ms of processor time; at %.0f ms\n",
          names[way], stopped, most * 1e3, when * 1e3);
  ck_assert_uint_ge (stopped, 2);
  ck_assert_double_lt (most, THREADS * LIMIT * slowness ());
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-cancel");
  TCase *tc = tcase_create ("latency");

#ifdef __GLIBC__
  /* where MALLOC_PERTURB_ is set, filling what is given back would be most of the work */
  mallopt (M_PERTURB, 0);
#endif
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, does_little_after_a_cancel, 0, WAYS);
  suite_add_tcase (self, tc);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
