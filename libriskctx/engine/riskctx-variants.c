/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-variants-private.h"
#include "riskctx-event-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-summary-private.h"

#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
/* Risks done side by side in a block, before their losses are added to the totals */
#define GROUP 8u
/* Years whose losses are added at once */
#define YEARS 128u
/* Risks whose models are in memory at the same time */
#define CHUNK 256u

/* One risk in all plans: the different forms of it, and which plan has which */
typedef struct
{
  guint64                 key;
  guint                   n_forms;
  const RiskctxPlanRisk **risks;  /* by form */
  guint                  *base;   /* by form: the form whose draws it shares, or itself */
  guint                  *form;   /* by plan: its form, or n_forms where the plan lacks the risk */
  RiskctxEventModel     **models; /* by form, while they are in memory */
} Subject;

typedef struct
{
  RiskctxEventScratch *scratch;
  double             **losses; /* [form of a group], a block each */
  guint                n_losses;
  const double       **added;  /* what a plan adds */
} Worker;

typedef struct
{
  guint                          n_plans;
  RiskctxPlan *const            *plans;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxPool                   *pool;
  const RiskctxKernel           *kernel;
  RiskctxNormalNodes            *nodes;
  guint                          n_subjects;
  Subject                       *subjects; /* ascending by key */
  guint                          first;    /* the chunk's subjects */
  guint                          n;
  guint64                        trials;
  guint                          n_blocks;
  double                       **totals;   /* by plan */
  RiskctxLossSummary            *figures;
  Worker                        *workers;
  guint64                        steps;
  guint64                        all_steps;
  int                            done;     /* atomic */
  int                            stopped;  /* atomic */
} Run;

static void
subject_add (Subject               *self,
             guint                  plan,
             const RiskctxPlanRisk *risk)
{
  guint base = self->n_forms;

  for (guint i = 0; i < self->n_forms; i++)
    {
      if (!riskctx_plan_risk_same_draws (self->risks[i], risk))
        continue;
      base = MIN (base, self->base[i]);
      if (riskctx_plan_risk_same_terms (self->risks[i], risk))
        {
          self->form[plan] = i;
          return;
        }
    }
  self->risks[self->n_forms] = risk;
  self->base[self->n_forms] = base;
  self->form[plan] = self->n_forms++;
}

/* All risks of all plans, each key once. Risks of a plan ascend by key. */
static void
list_subjects (Run *run)
{
  g_autofree guint *at = g_new0 (guint, run->n_plans);
  GArray *subjects = g_array_new (FALSE, FALSE, sizeof (Subject));

  for (;;)
    {
      Subject subject = { 0 };
      gboolean any = FALSE;

      for (guint p = 0; p < run->n_plans; p++)
        if (at[p] < run->plans[p]->n_risks
            && (!any || run->plans[p]->risks[at[p]].key < subject.key))
          {
            subject.key = run->plans[p]->risks[at[p]].key;
            any = TRUE;
          }
      if (!any)
        break;

      subject.risks = g_new0 (const RiskctxPlanRisk *, run->n_plans);
      subject.models = g_new0 (RiskctxEventModel *, run->n_plans);
      subject.base = g_new0 (guint, run->n_plans);
      subject.form = g_new (guint, run->n_plans);
      for (guint p = 0; p < run->n_plans; p++)
        {
          subject.form[p] = G_MAXUINT;
          if (at[p] < run->plans[p]->n_risks
              && run->plans[p]->risks[at[p]].key == subject.key)
            subject_add (&subject, p, &run->plans[p]->risks[at[p]++]);
        }
      g_array_append_val (subjects, subject);
    }
  run->n_subjects = subjects->len;
  run->subjects = (Subject *) (gpointer) g_array_free (subjects, FALSE);
}

static gboolean
is_cancelled (const Run *run)
{
  return run->control != NULL && g_atomic_int_get (&run->control->cancelled);
}

static void
build_models (guint    item,
              guint    worker,
              gpointer data)
{
  Run *run = data;
  Subject *subject = &run->subjects[run->first + item];

  if (is_cancelled (run))
    return;
  for (guint i = 0; i < subject->n_forms; i++)
    subject->models[i] = subject->base[i] == i
      ? riskctx_event_model_new (subject->risks[i], run->nodes, NULL, 0)
      : riskctx_event_model_new_variant (subject->models[subject->base[i]], subject->risks[i],
                                         run->nodes);
}

static void
drop_models (Run *run)
{
  for (guint s = run->first; s < run->first + run->n; s++)
    for (guint i = run->subjects[s].n_forms; i-- > 0;)
      g_clear_pointer (&run->subjects[s].models[i], riskctx_event_model_free);
}

/* The block's losses of all forms of one risk */
static void
run_subject (Run           *run,
             const Subject *subject,
             Worker        *own,
             guint          block,
             double       **losses)
{
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->trials - first);
  g_autofree const RiskctxEventModel **models = g_new (const RiskctxEventModel *,
                                                       subject->n_forms);
  g_autofree RiskctxEventYears *years = g_new (RiskctxEventYears, subject->n_forms);

  for (guint base = 0; base < subject->n_forms; base++)
    {
      guint m = 0;

      for (guint i = base; i < subject->n_forms; i++)
        if (subject->base[i] == base)
          {
            models[m] = subject->models[i];
            years[m++] = (RiskctxEventYears){ n, NULL, (guint32) first, losses[i], NULL,
                                              { NULL } };
          }
      if (m > 0
          && !riskctx_event_models_run (m, models, run->settings->seed, years, own->scratch,
                                        run->control))
        g_atomic_int_set (&run->stopped, 1);
    }
}

static void
run_block (guint    block,
           guint    worker,
           gpointer data)
{
  Run *run = data;
  Worker *own = &run->workers[worker];
  const gsize start = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->trials - start);

  if (g_atomic_int_get (&run->stopped))
    return;
  /* by whoever writes there first: memory that is read before it is written is mapped twice */
  for (guint p = 0; run->first == 0 && p < run->n_plans; p++)
    memset (run->totals[p] + start, 0, n * sizeof (double));
  for (guint first = 0; first < run->n; first += GROUP)
    {
      const guint size = MIN (GROUP, run->n - first);
      const Subject *subjects = &run->subjects[run->first + first];
      guint place[GROUP], used = 0;
      guint64 done;

      for (guint s = 0; s < size; s++)
        {
          place[s] = used;
          used += subjects[s].n_forms;
          if (!g_atomic_int_get (&run->stopped))
            run_subject (run, &subjects[s], own, block, own->losses + place[s]);
        }
      if (g_atomic_int_get (&run->stopped))
        return;
      /* few years at a time, so that the losses stay in the first cache for all plans */
      for (guint year = 0; year < n; year += YEARS)
        for (guint p = 0; p < run->n_plans; p++)
          {
            guint n_added = 0;

            for (guint s = 0; s < size; s++)
              if (subjects[s].form[p] < subjects[s].n_forms)
                own->added[n_added++] = own->losses[place[s] + subjects[s].form[p]] + year;
            /* in the order of the risks, in one reading of the total */
            run->kernel->add (MIN (YEARS, n - year), n_added, own->added,
                              run->totals[p] + start + year);
          }
      done = run->steps + (guint64) g_atomic_int_add (&run->done, (int) size) + size;
      if (!riskctx_simulate_control_step (run->control, done, run->all_steps))
        g_atomic_int_set (&run->stopped, 1);
    }
}

static void
summarize_plan (guint    item,
                guint    worker,
                gpointer data)
{
  Run *run = data;
  RiskctxLossSummary *out = &run->figures[item];
  const RiskctxPlan *plan = run->plans[item];
  RiskctxLossFlags flags = RISKCTX_LOSS_FLAG_NONE;

  for (guint i = 0; i < plan->n_risks; i++)
    flags |= riskctx_plan_risk_flags (&plan->risks[i], RISKCTX_PLAN_CATEGORIES);
  if (is_cancelled (run))
    return;
  if (plan->n_risks == 0)
    riskctx_summary_of_nothing (run->settings, out);
  else
    riskctx_summary_of_years (NULL, run->settings, run->control, run->trials, run->totals[item],
                              NULL, NULL, NULL, flags, out);
  if (run->settings->keep & RISKCTX_SIMULATE_KEEP_TOTAL)
    {
      out->n_samples = run->trials;
      out->samples = g_memdup2 (run->totals[item], run->trials * sizeof (double));
      g_clear_pointer (&run->totals[item], g_aligned_free);
    }
}

/* Memory for the most forms that a group of risks has */
static void
make_workers (Run *run)
{
  guint most = 0;

  for (guint s = 0; s < run->n_subjects; s++)
    most = MAX (most, run->subjects[s].n_forms);
  run->workers = g_new0 (Worker, riskctx_pool_size (run->pool));
  for (guint w = 0; w < riskctx_pool_size (run->pool); w++)
    {
      Worker *worker = &run->workers[w];

      worker->scratch = riskctx_event_scratch_new (riskctx_kernel_get (run->settings->width));
      worker->n_losses = most * GROUP;
      worker->losses = g_new (double *, MAX (worker->n_losses, 1));
      for (guint i = 0; i < worker->n_losses; i++)
        worker->losses[i] = riskctx_kernel_numbers (BLOCK);
      worker->added = g_new (const double *, GROUP);
    }
}

static void
free_workers (Run *run)
{
  for (guint w = 0; w < riskctx_pool_size (run->pool); w++)
    {
      Worker *worker = &run->workers[w];

      riskctx_event_scratch_free (worker->scratch);
      for (guint i = 0; i < worker->n_losses; i++)
        g_aligned_free (worker->losses[i]);
      g_free (worker->losses);
      g_free (worker->added);
    }
  g_free (run->workers);
}

static void
free_subjects (Run *run)
{
  for (guint s = 0; s < run->n_subjects; s++)
    {
      g_free (run->subjects[s].risks);
      g_free (run->subjects[s].base);
      g_free (run->subjects[s].form);
      g_free (run->subjects[s].models);
    }
  g_free (run->subjects);
}

static gboolean
run_together (Run     *run,
              GError **error)
{
  list_subjects (run);
  make_workers (run);
  run->all_steps = (guint64) run->n_subjects * run->n_blocks + 1;
  for (run->first = 0; run->first < run->n_subjects; run->first += CHUNK)
    {
      run->n = MIN (CHUNK, run->n_subjects - run->first);
      g_atomic_int_set (&run->done, 0);
      riskctx_pool_run (run->pool, run->n, build_models, run);
      /* without models there is nothing to run */
      if (!is_cancelled (run))
        riskctx_pool_run (run->pool, run->n_blocks, run_block, run);
      run->steps += (guint64) run->n * run->n_blocks;
      drop_models (run);
      if (is_cancelled (run))
        break;
    }
  if (!is_cancelled (run))
    riskctx_pool_run (run->pool, run->n_plans, summarize_plan, run);
  free_workers (run);
  free_subjects (run);
  if (!is_cancelled (run))
    return TRUE;

  for (guint p = 0; p < run->n_plans; p++)
    riskctx_summary_clear (&run->figures[p]);
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                       "the simulation was cancelled");
  return FALSE;
}

/* Where risks depend on each other, what one of them does hangs on the whole plan; and years that
 * do not fit into memory can be simulated a part at a time. */
static gboolean
run_apart (Run     *run,
           GError **error)
{
  RiskctxSimulateSettings settings = *run->settings;

  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.occurrence = FALSE;
  settings.keep &= RISKCTX_SIMULATE_KEEP_TOTAL;
  for (guint p = 0; p < run->n_plans; p++)
    {
      const double n = run->n_plans;
      const RiskctxSimulateControl whole
        = riskctx_simulate_control_piece (run->control, p / n, (p + 1) / n);
      g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (run->plans[p], &settings,
                                                                  run->control, error);

      riskctx_simulate_control_restore (run->control, &whole);
      if (result == NULL)
        {
          while (p-- > 0)
            riskctx_summary_clear (&run->figures[p]);
          return FALSE;
        }
      run->figures[p] = result->total;
      memset (&result->total, 0, sizeof result->total);
    }
  return TRUE;
}

gboolean
riskctx_simulate_totals (RiskctxPlan *const            *plans,
                         guint                          n_plans,
                         const RiskctxSimulateSettings *settings,
                         RiskctxSimulateControl        *control,
                         RiskctxLossSummary            *totals,
                         GError                       **error)
{
  g_autoptr(RiskctxPool) pool = NULL;
  Run run = { .n_plans = n_plans, .plans = plans, .settings = settings, .control = control,
              .figures = totals };
  const guint64 limit = settings->memory > 0 ? settings->memory : RISKCTX_SIMULATE_MEMORY;
  gboolean dependent = FALSE, fits, done;

  if (!riskctx_simulate_check_settings (settings, error))
    return FALSE;
  memset (totals, 0, n_plans * sizeof *totals);
  for (guint p = 0; p < n_plans; p++)
    dependent |= plans[p]->dependent;
  if (settings->method == RISKCTX_SIMULATE_EXACT)
    {
      for (guint p = 0; p < n_plans; p++)
        if (!riskctx_exact_check (plans[p], error))
          return FALSE;
      return riskctx_exact_totals (plans, n_plans, settings, control, totals, error);
    }
  fits = settings->trials <= limit / sizeof (double) / MAX (n_plans, 1);
  if (!fits && (settings->keep & RISKCTX_SIMULATE_KEEP_TOTAL))
    {
      g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                   "%" G_GUINT64_FORMAT " years of %u plans need more than %" G_GUINT64_FORMAT
                   " MiB of memory", settings->trials, n_plans, limit >> 20);
      return FALSE;
    }
  if (dependent || !fits)
    return run_apart (&run, error);

  run.pool = pool = riskctx_pool_new (settings->threads);
  run.kernel = riskctx_kernel_get (settings->width);
  run.nodes = riskctx_normal_nodes_new ();
  run.trials = settings->trials;
  run.n_blocks = (guint) ((settings->trials + BLOCK - 1) / BLOCK);
  run.totals = g_new0 (double *, MAX (n_plans, 1));
  for (guint p = 0; p < n_plans; p++)
    run.totals[p] = riskctx_kernel_numbers (settings->trials);
  done = run_together (&run, error);
  for (guint p = 0; p < n_plans; p++)
    g_aligned_free (run.totals[p]);
  g_free (run.totals);
  riskctx_normal_nodes_free (run.nodes);
  if (done)
    riskctx_simulate_control_step (control, 1, 1);
  return done;
}
