/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-same.h"

#include <stdio.h>
#include <time.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK

static RiskctxSimulateSettings
settings_for (guint64 trials)
{
  RiskctxSimulateSettings settings;

  riskctx_simulate_settings_init (&settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.trials = trials;
  settings.threads = 2;
  return settings;
}

/* Years by parts are years at once, whatever fits: one block, a few, all but one */
START_TEST (gives_the_same_in_little_memory)
{
  static const guint64 kilobytes[] = { 1, 700, 9000 };
  static const guint64 trials[] = { 5 * BLOCK + 5, 2 * BLOCK, 100 };
  g_autoptr(RiskctxPlan) plan = engine_plan_of_shape ((guint) _i % 6);
  /* shared ranks are slow to draw */
  const guint64 most = _i % 6 == 4 ? 2 * BLOCK + 5 : G_MAXUINT64;
  RiskctxSimulateSettings settings = settings_for (MIN (trials[_i / 6], most));
  g_autoptr(RiskctxSimulateResult) all = NULL;

  settings.occurrence = _i % 2 == 0;
  all = engine_run (plan, &settings);
  for (guint i = 0; i < G_N_ELEMENTS (kilobytes); i++)
    {
      g_autoptr(RiskctxSimulateResult) parts = NULL;

      settings.memory = kilobytes[i] << 10;
      settings.threads = 1 + i;
      parts = engine_run (plan, &settings);
      engine_check_same_result (all, parts, FALSE);
    }
}
END_TEST

START_TEST (keeps_samples_in_little_memory)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings = settings_for (5 * BLOCK);
  g_autoptr(RiskctxSimulateResult) all = NULL, parts = NULL;
  g_autoptr(GError) error = NULL;

  settings.keep = RISKCTX_SIMULATE_KEEP_TOTAL | RISKCTX_SIMULATE_KEEP_EFFECTS
                  | RISKCTX_SIMULATE_KEEP_CAUSES | RISKCTX_SIMULATE_KEEP_RISKS;
  all = engine_run (plan, &settings);
  /* 22 arrays of samples take 3.4 MiB, all years some more */
  settings.memory = 4 << 20;
  parts = engine_run (plan, &settings);
  engine_check_same_result (all, parts, FALSE);

  settings.memory = 3 << 20;
  ck_assert_ptr_null (riskctx_simulate (plan, &settings, NULL, &error));
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
}
END_TEST

typedef struct
{
  RiskctxSimulateControl control;
  gulong                 delay;
  gint64                 told; /* when, and after how much work of all threads */
  clock_t                work;
  double                 before;
  gboolean               back;
} Watch;

/* Looks at the progress until it is time to cancel */
static gpointer
watch (gpointer data)
{
  Watch *self = data;
  const gint64 end = g_get_monotonic_time () + (gint64) self->delay;

  while (g_get_monotonic_time () < end)
    {
      const double progress = riskctx_simulate_control_progress (&self->control);

      self->back |= progress < self->before;
      self->before = progress;
      g_usleep (1000);
    }
  self->told = g_get_monotonic_time ();
  self->work = clock ();
  riskctx_simulate_control_cancel (&self->control);
  return NULL;
}

/* The longest wait is printed; what is asserted is the work that is still done, because a wait on a
 * busy machine is anybody's. */
START_TEST (stops_soon_at_any_moment)
{
  g_autoptr(RiskctxPlan) plan = engine_rich_plan (FALSE);
  RiskctxSimulateSettings settings = settings_for (4000000);
  gint64 longest = 0;
  clock_t most = 0;

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GError) error = NULL;
      Watch watched = { .delay = 1000 + 7919 * i * i % 150000 };
      GThread *thread;

      settings.memory = i % 2 == 0 ? 64 << 20 : 0;
      riskctx_simulate_control_init (&watched.control);
      thread = g_thread_new ("watch", watch, &watched);
      ck_assert_ptr_null (riskctx_simulate (plan, &settings, &watched.control, &error));
      most = MAX (most, clock () - watched.work);
      longest = MAX (longest, g_get_monotonic_time () - watched.told);
      g_thread_join (thread);
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED);
      ck_assert (!watched.back);
    }
  printf ("# longest wait for a cancel: %.1f ms, most work: %.1f ms\n", (double) longest / 1000.0,
          (double) most * 1000.0 / CLOCKS_PER_SEC);
  ck_assert_int_lt (most, CLOCKS_PER_SEC / 4);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-memory");
  TCase *memory = tcase_create ("memory");

  tcase_add_loop_test (memory, gives_the_same_in_little_memory, 0, 18);
  tcase_add_test (memory, keeps_samples_in_little_memory);
  tcase_add_test (memory, stops_soon_at_any_moment);
  suite_add_tcase (self, memory);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
