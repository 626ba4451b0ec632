/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-job-private.h"

#include <math.h>
/* POSIX locks rather than GLib's, because the thread sanitizer sees only these. */
#include <pthread.h>

#include "riskctx-error.h"
#include "riskctx-methods-private.h"
#include "riskctx-part-private.h"
#include "riskctx-summary-private.h"

#define PROGRESS_INTERVAL_MS 50
/* Half the width of a 99 % interval, in standard errors */
#define Z99 2.5758293035489004
/* The error is itself uncertain: a little more is simulated than it asks for, at least by half
 * again, and not a hundred times as much because the first years told little. */
#define MARGIN 1.1
#define LEAST_GROWTH 1.5
#define MOST_GROWTH 64.0
/* What progress allows for the years that are begun with; those that are enough take longer. */
#define FIRST_SHARE 0.1

typedef struct
{
  RiskctxPlan             *plan;
  RiskctxSimulateSettings  settings;
  RiskctxSimulateControl   control;
  gboolean                 is_check;
  guint                    of; /* the number of the simulation that this one checks */
  RiskctxSimulateResult   *result;
  double                   precision; /* 0: none */
  guint64                  max_trials;
  guint64                  first; /* of a part of the years: its first year, and how many */
  guint64                  n_years;
  GBytes                  *part;  /* and what became of it */
  GPtrArray               *parts; /* GBytes: years that are not drawn, but read; or NULL */
  GPtrArray               *plans; /* of a simulation of totals, in place of the plan */
  RiskctxJobTotals         func;
  gpointer                 data;
  GDestroyNotify           destroy;
} Step;

struct _RiskctxJob
{
  gatomicrefcount     ref_count;
  GPtrArray          *steps;
  GArray             *numbers;   /* guint: the step of each simulation */
  GError             *error;
  pthread_mutex_t     lock;
  pthread_cond_t      changed;
  gboolean            done;      /* guarded by lock */
  int                 stopped;   /* atomic: no further step is begun */
  double              shown;     /* progress: what is simulated again takes nothing back */
  GSource            *source;    /* reports progress of an asynchronous run */
  RiskctxJobProgress  progress;
};

static void
step_free (Step *self)
{
  g_clear_pointer (&self->plan, riskctx_plan_unref);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->data, self->destroy);
  g_clear_pointer (&self->result, riskctx_simulate_result_free);
  g_free (self);
}

/* GLib hands a job from thread to thread by locks that the thread sanitizer does not see. It sees
 * this one, which both sides take, and which is not part of what is handed over. */
#ifdef __SANITIZE_THREAD__
static pthread_mutex_t handover = PTHREAD_MUTEX_INITIALIZER;

static void
meet (void)
{
  pthread_mutex_lock (&handover);
  pthread_mutex_unlock (&handover);
}
#else
static inline void
meet (void)
{
}
#endif

RiskctxJob *
riskctx_job_new (void)
{
  RiskctxJob *self = g_new0 (RiskctxJob, 1);
  pthread_condattr_t attributes;

  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  pthread_mutex_init (&self->lock, NULL);
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&self->changed, &attributes);
  pthread_condattr_destroy (&attributes);
  return self;
}

RiskctxJob *
riskctx_job_ref (RiskctxJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
riskctx_job_unref (RiskctxJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  meet ();
  g_clear_pointer (&self->source, g_source_unref);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->numbers);
  g_clear_error (&self->error);
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->changed);
  g_free (self);
}

static guint
add_step (RiskctxJob                    *self,
          RiskctxPlan                   *plan,
          const RiskctxSimulateSettings *settings)
{
  Step *step = g_new0 (Step, 1);

  step->plan = plan != NULL ? riskctx_plan_ref (plan) : NULL;
  step->settings = *settings;
  riskctx_simulate_control_init (&step->control);
  g_ptr_array_add (self->steps, step);
  return self->steps->len - 1;
}

guint
riskctx_job_add (RiskctxJob                    *self,
                 RiskctxPlan                   *plan,
                 const RiskctxSimulateSettings *settings,
                 gboolean                       cross_check)
{
  /* where the exact method takes long, only who asks for it waits */
  RiskctxSimulateReason reason;
  const gboolean quick = riskctx_simulate_choose (plan, &reason) == RISKCTX_SIMULATE_EXACT;
  const gboolean can_be_exact = quick || settings->method == RISKCTX_SIMULATE_EXACT;
  const guint index = add_step (self, plan, settings);

  g_array_append_val (self->numbers, index);
  if (cross_check && can_be_exact)
    {
      RiskctxSimulateSettings other = *settings;
      guint other_index;
      Step *check;

      other.method = settings->method == RISKCTX_SIMULATE_MONTE_CARLO
                     || settings->method == RISKCTX_SIMULATE_YEARS
        ? RISKCTX_SIMULATE_EXACT : RISKCTX_SIMULATE_MONTE_CARLO;
      other.sampling = RISKCTX_SIMULATE_PLAIN;
      other.keep = RISKCTX_SIMULATE_KEEP_NONE;
      other_index = add_step (self, plan, &other); /* first: it may move the array */
      check = g_ptr_array_index (self->steps, other_index);
      check->is_check = TRUE;
      check->of = self->numbers->len - 1;
    }
  return self->numbers->len - 1;
}

void
riskctx_job_add_totals (RiskctxJob                    *self,
                        GPtrArray                     *plans,
                        const RiskctxSimulateSettings *settings,
                        RiskctxJobTotals               func,
                        gpointer                       data,
                        GDestroyNotify                 destroy)
{
  const guint index = add_step (self, NULL, settings); /* first: it may move the array */
  Step *step = g_ptr_array_index (self->steps, index);

  step->plans = g_ptr_array_ref (plans);
  step->func = func;
  step->data = data;
  step->destroy = destroy;
}

static Step *
get_step (RiskctxJob *self,
          guint       number)
{
  return g_ptr_array_index (self->steps, g_array_index (self->numbers, guint, number));
}

void
riskctx_job_set_precision (RiskctxJob *self,
                           guint       number,
                           double      precision,
                           guint64     max_trials)
{
  Step *step = get_step (self, number);

  step->precision = precision;
  step->max_trials = max_trials;
}

void
riskctx_job_set_part (RiskctxJob *self,
                      guint       number,
                      guint64     first,
                      guint64     n)
{
  Step *step = get_step (self, number);

  step->first = first;
  step->n_years = n;
}

void
riskctx_job_set_parts (RiskctxJob *self,
                       guint       number,
                       GPtrArray  *parts)
{
  Step *step = get_step (self, number);

  step->parts = g_ptr_array_ref (parts);
}

GBytes *
riskctx_job_steal_part (RiskctxJob *self,
                        guint       number)
{
  Step *step = get_step (self, number);

  return g_steal_pointer (&step->part);
}

RiskctxSimulateResult *
riskctx_job_steal_result (RiskctxJob *self,
                          guint       number)
{
  Step *step = get_step (self, number);

  return g_steal_pointer (&step->result);
}

RiskctxSimulateResult *
riskctx_job_steal_cross_check (RiskctxJob *self,
                               guint       number)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      if (step->is_check && step->of == number)
        return g_steal_pointer (&step->result);
    }
  return NULL;
}

static double
get_progress (RiskctxJob *self)
{
  double sum = 0;

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      sum += riskctx_simulate_control_progress (&step->control);
    }
  self->shown = MAX (self->shown, self->steps->len > 0 ? sum / self->steps->len : 1);
  return self->shown;
}

static void
stop (GCancellable *cancellable,
      gpointer      user_data)
{
  RiskctxJob *self = user_data;

  meet ();
  g_atomic_int_set (&self->stopped, TRUE);
  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      riskctx_simulate_control_cancel (&step->control);
    }
  meet ();
}

/* Like g_cancellable_connect (), for a cancellable that may be NULL */
static gulong
listen_to (GCancellable *cancellable,
           RiskctxJob   *self)
{
  meet ();
  return cancellable != NULL
    ? g_cancellable_connect (cancellable, G_CALLBACK (stop), self, NULL) : 0;
}

/* The engine has errors of its own kind; callers know those of the library and of GIO. */
static void
translate_error (GError  *refused,
                 GError **error)
{
  const gboolean unsupported
    = g_error_matches (refused, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_UNSUPPORTED);

  g_set_error_literal (error, RISKCTX_ERROR,
                       unsupported ? RISKCTX_ERROR_UNSUPPORTED : RISKCTX_ERROR_INVALID,
                       refused->message);
}

/* How many years it takes for the precision, as far as those that there are can tell; 0: they are
 * enough. */
static guint64
years_wanted (const Step *step)
{
  const RiskctxSimulateResult *result = step->result;
  const guint64 trials = step->settings.trials;

  if (step->precision <= 0 || result == NULL || result->method == RISKCTX_SIMULATE_EXACT
      || trials >= step->max_trials)
    return 0;
  for (guint i = 0; i < result->total.n_points; i++)
    {
      const RiskctxLossPoint *point = &result->total.points[i];
      const double error = (point->high - point->low) / (2 * Z99);
      const double aim = step->precision * fabs (point->value);
      double growth;

      if (point->probability != step->settings.tail)
        continue;
      if (error <= aim)
        return 0;
      growth = aim > 0 ? CLAMP (MARGIN * (error / aim) * (error / aim), LEAST_GROWTH, MOST_GROWTH)
                       : MOST_GROWTH;
      return (guint64) MIN (ceil ((double) trials * growth), (double) step->max_trials);
    }
  return 0;
}

static void
execute_totals (Step    *step,
                GError **error)
{
  g_autofree RiskctxLossSummary *totals = g_new0 (RiskctxLossSummary, step->plans->len);

  if (!riskctx_simulate_totals ((RiskctxPlan *const *) step->plans->pdata, step->plans->len,
                                &step->settings, &step->control, totals, error))
    return;
  step->func (totals, &step->control, step->data);
  for (guint i = 0; i < step->plans->len; i++)
    riskctx_summary_clear (&totals[i]);
}

static void
execute_part (Step    *step,
              GError **error)
{
  step->part = riskctx_simulate_part (step->plan, &step->settings, step->first, step->n_years,
                                      &step->control, error);
}

static void
execute_merge (Step    *step,
               GError **error)
{
  step->result = riskctx_simulate_merge (step->plan, &step->settings, step->parts->len,
                                         (GBytes *const *) step->parts->pdata, &step->control,
                                         error);
}

/* More years are simulated by beginning again, so that the result is that of so many years. */
static void
execute_step (RiskctxJob *self,
              Step       *step,
              GError    **error)
{
  guint64 wanted = step->settings.trials;
  double from = 0, to = step->precision > 0 ? FIRST_SHARE : 1;

  while (wanted > 0 && *error == NULL && !g_atomic_int_get (&self->stopped))
    {
      const RiskctxSimulateControl whole
        = riskctx_simulate_control_piece (&step->control, from, to);

      step->settings.trials = wanted;
      g_clear_pointer (&step->result, riskctx_simulate_result_free);
      step->result = riskctx_simulate (step->plan, &step->settings, &step->control, error);
      riskctx_simulate_control_restore (&step->control, &whole);
      wanted = years_wanted (step);
      from = to;
      to = 1;
    }
  if (*error == NULL)
    riskctx_simulate_control_step (&step->control, 1, 1);
}

static void
execute (RiskctxJob *self)
{
  meet ();
  for (guint i = 0; i < self->steps->len && self->error == NULL; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);
      g_autoptr(GError) refused = NULL;

      if (step->plans != NULL)
        execute_totals (step, &refused);
      else if (step->n_years > 0)
        execute_part (step, &refused);
      else if (step->parts != NULL)
        execute_merge (step, &refused);
      else
        execute_step (self, step, &refused);
      if (g_atomic_int_get (&self->stopped))
        g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "the simulation was cancelled");
      else if (refused != NULL && !step->is_check) /* a result stands without its check */
        translate_error (refused, &self->error);
    }
  pthread_mutex_lock (&self->lock);
  self->done = TRUE;
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->lock);
}

static gpointer
execute_in_thread (gpointer data)
{
  execute (data);
  return NULL;
}

static void
wait_for (RiskctxJob         *self,
          RiskctxJobProgress  progress,
          gpointer            owner)
{
  gboolean done = FALSE;

  while (!done)
    {
      const gint64 until = g_get_monotonic_time ()
                           + PROGRESS_INTERVAL_MS * G_TIME_SPAN_MILLISECOND;
      const struct timespec then = { until / G_USEC_PER_SEC, until % G_USEC_PER_SEC * 1000 };

      pthread_mutex_lock (&self->lock);
      while (!self->done && pthread_cond_timedwait (&self->changed, &self->lock, &then) == 0)
        ;
      done = self->done;
      pthread_mutex_unlock (&self->lock);
      if (!done)
        progress (owner, get_progress (self));
    }
}

gboolean
riskctx_job_run (RiskctxJob          *self,
                 GCancellable        *cancellable,
                 RiskctxJobProgress   progress,
                 gpointer             owner,
                 GError             **error)
{
  GThread *thread;
  gulong handler;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  progress (owner, 0);
  handler = listen_to (cancellable, self);
  thread = g_thread_try_new ("riskctx-job", execute_in_thread, self, NULL);
  if (thread != NULL)
    {
      wait_for (self, progress, owner);
      g_thread_join (thread);
    }
  else /* no thread is to be had: it can be done here as well, without progress */
    execute (self);
  g_cancellable_disconnect (cancellable, handler);

  progress (owner, self->error == NULL ? 1 : 0);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  RiskctxJob *job;
  GObject    *owner;
} Watch;

static void
watch_free (Watch *self)
{
  riskctx_job_unref (self->job);
  g_object_unref (self->owner);
  g_free (self);
}

static gboolean
report_progress (gpointer data)
{
  Watch *self = data;
  gboolean done;

  pthread_mutex_lock (&self->job->lock);
  done = self->job->done;
  pthread_mutex_unlock (&self->job->lock);
  if (done)
    return G_SOURCE_REMOVE;
  self->job->progress (self->owner, get_progress (self->job));
  return G_SOURCE_CONTINUE;
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  RiskctxJob *self = task_data;
  gulong handler;

  meet ();
  handler = listen_to (cancellable, self);
  execute (self);
  g_cancellable_disconnect (cancellable, handler);
  meet ();
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

void
riskctx_job_run_async (RiskctxJob         *self,
                       GTask              *task,
                       RiskctxJobProgress  progress)
{
  Watch *watch = g_new (Watch, 1);

  watch->job = riskctx_job_ref (self);
  watch->owner = g_object_ref (g_task_get_source_object (task));
  self->progress = progress;
  self->source = g_timeout_source_new (PROGRESS_INTERVAL_MS);
  g_source_set_callback (self->source, report_progress, watch, (GDestroyNotify) watch_free);
  g_source_attach (self->source, g_task_get_context (task));

  progress (watch->owner, 0);
  g_task_set_task_data (task, riskctx_job_ref (self), (GDestroyNotify) riskctx_job_unref);
  meet ();
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
riskctx_job_finish (GTask   *task,
                    GError **error)
{
  RiskctxJob *self = g_task_get_task_data (task);
  const gboolean done = g_task_propagate_boolean (task, error);

  meet ();
  if (self != NULL && self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
      self->progress (g_task_get_source_object (task), done ? 1 : 0);
    }
  meet ();
  return done;
}

RiskctxJob *
riskctx_job_of_task (GTask *task)
{
  return g_task_get_task_data (task);
}
