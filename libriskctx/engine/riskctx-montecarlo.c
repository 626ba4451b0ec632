/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-summary-private.h"

#include <math.h>
#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define CATEGORIES RISKCTX_PLAN_CATEGORIES
/* More models than this are built again when the tail is attributed, instead of kept. */
#define KEPT_MODELS 512u
#define MEMORY_MAX (G_GUINT64_CONSTANT (8) << 30)

/* One worker's own memory */
typedef struct
{
  RiskctxEventScratch *scratch;
  double              *effects[CATEGORIES]; /* one block each */
  guint32              trials[BLOCK];
  double               loss[BLOCK];
} Worker;

/* Risks are done one after the other in the order of their keys, the blocks of a risk in parallel.
 * So every sum over risks has one order, and besides the sums only one risk's years are in memory.
 */
typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxPool                   *pool;
  Worker                       **workers;
  guint64                        n;
  guint                          n_blocks;

  const RiskctxPlanRisk   *risk;
  const RiskctxEventModel *model;
  double                  *loss;    /* years of the current risk */
  double                  *largest;
  double                  *sums;    /* of blocks: [category][block] */
  double                  *squares;

  double *total;
  double *total_largest;
  double *effects[CATEGORIES];
  double *causes[CATEGORIES];

  guint64        n_tail;
  const guint32 *tail_trials;
  const double  *tail_weights;

  int     stopped; /* atomic */
  guint64 steps;
  guint64 all_steps;
  int     done; /* atomic: blocks of the current risk */
} Run;

static Worker *
worker_new (void)
{
  Worker *self = g_new0 (Worker, 1);

  self->scratch = riskctx_event_scratch_new ();
  for (guint c = 0; c < CATEGORIES; c++)
    self->effects[c] = g_new (double, BLOCK);
  return self;
}

static void
worker_free (Worker *self)
{
  riskctx_event_scratch_free (self->scratch);
  for (guint c = 0; c < CATEGORIES; c++)
    g_free (self->effects[c]);
  g_free (self);
}

static void
add_to (double       *sum,
        const double *values,
        guint         n)
{
  for (guint i = 0; i < n; i++)
    sum[i] += values[i];
}

static void
report_block (Run *run)
{
  const guint64 done = run->steps + (guint64) g_atomic_int_add (&run->done, 1) + 1;

  if (!riskctx_simulate_control_step (run->control, done, run->all_steps))
    g_atomic_int_set (&run->stopped, 1);
}

/* The years of one block of one risk, added to everything the risk is part of */
static void
simulate_block (guint    block,
                guint    worker,
                gpointer data)
{
  Run *run = data;
  Worker *own = run->workers[worker];
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - first);
  const guint categories = riskctx_event_model_categories (run->model);
  const gboolean several = (categories & (categories - 1)) != 0;
  RiskctxEventYears years = { n, own->trials, run->loss + first, run->largest + first, { NULL } };

  if (g_atomic_int_get (&run->stopped))
    return;

  for (guint i = 0; i < n; i++)
    own->trials[i] = (guint32) (first + i);
  if (several)
    for (guint c = 0; c < CATEGORIES; c++)
      if (categories & 1u << c)
        years.effects[c] = own->effects[c];
  if (!riskctx_event_model_run (run->model, run->settings->seed, &years, own->scratch,
                                run->control))
    g_atomic_int_set (&run->stopped, 1);

  add_to (run->total + first, years.loss, n);
  add_to (run->causes[run->risk->category] + first, years.loss, n);
  for (guint i = 0; i < n; i++)
    run->total_largest[first + i] = MAX (run->total_largest[first + i], years.largest[i]);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      const double *values = several ? own->effects[c] : years.loss;
      double square[BLOCK];

      if (!(categories & 1u << c))
        continue;
      add_to (run->effects[c] + first, values, n);
      for (guint i = 0; i < n; i++)
        square[i] = values[i] * values[i];
      run->sums[(gsize) c * run->n_blocks + block] = riskctx_summary_sum_block (values, n);
      run->squares[(gsize) c * run->n_blocks + block] = riskctx_summary_sum_block (square, n);
    }
  report_block (run);
}

static gboolean
cancelled (Run     *run,
           GError **error)
{
  if (!g_atomic_int_get (&run->stopped)
      && (run->control == NULL || !g_atomic_int_get (&run->control->cancelled)))
    return FALSE;
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                       "the simulation was cancelled");
  return TRUE;
}

/* The current risk's share in the 8 x 8 table. Errors are added as for independent risks. */
static void
add_cells (const Run             *run,
           RiskctxSimulateResult *result)
{
  const guint categories = riskctx_event_model_categories (run->model);
  const double n = (double) run->n;
  double *means = result->cause_effect[run->risk->category];
  double *variances = result->cause_effect_error[run->risk->category];

  for (guint c = 0; c < CATEGORIES; c++)
    {
      double mean, square;

      if (!(categories & 1u << c))
        continue;
      mean = riskctx_summary_sum_blocks (&run->sums[(gsize) c * run->n_blocks], sizeof (double),
                                         run->n_blocks) / n;
      square = riskctx_summary_sum_blocks (&run->squares[(gsize) c * run->n_blocks],
                                           sizeof (double), run->n_blocks) / n;
      means[c] += mean;
      variances[c] += MAX (0.0, square - mean * mean) / n;
    }
}

static void
finish_cells (const RiskctxPlan     *plan,
              RiskctxSimulateResult *result)
{
  RiskctxLossFlags flags[CATEGORIES][CATEGORIES] = { { RISKCTX_LOSS_FLAG_NONE } };

  for (guint i = 0; i < plan->n_risks; i++)
    for (guint c = 0; c < CATEGORIES; c++)
      flags[plan->risks[i].category][c] |= riskctx_plan_risk_flags (&plan->risks[i], c);
  for (guint i = 0; i < CATEGORIES; i++)
    for (guint c = 0; c < CATEGORIES; c++)
      {
        double *error = &result->cause_effect_error[i][c];

        *error = sqrt (*error);
        if (flags[i][c] & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
          result->cause_effect[i][c] = 0.0;
        if (flags[i][c] != RISKCTX_LOSS_FLAG_NONE || !isfinite (*error))
          *error = 0.0;
      }
}

static void
keep_samples (const Run          *run,
              const double       *values,
              RiskctxSimulateKeep what,
              RiskctxLossSummary *summary)
{
  if (!(run->settings->keep & what))
    return;
  summary->n_samples = run->n;
  summary->samples = g_new (double, run->n);
  memcpy (summary->samples, values, run->n * sizeof (double));
}

/* Years of the worst share, each with its weight: 1, or less for those exactly at the quantile */
static void
list_tail (Run                      *run,
           const RiskctxSummaryTail *tail,
           GArray                   *trials,
           GArray                   *weights)
{
  const double one = 1.0;
  /* a year without any loss has no parts to share out, and there may be very many of them */
  const gboolean skip_equal = tail->at_value == 0.0 || tail->value == 0.0;

  for (guint64 i = 0; i < run->n; i++)
    {
      const guint32 trial = (guint32) i;

      if (run->total[i] > tail->value)
        {
          g_array_append_val (trials, trial);
          g_array_append_val (weights, one);
        }
      else if (run->total[i] == tail->value
               && (!skip_equal || (tail->at_value > 0.0 && run->total_largest[i] > 0.0)))
        {
          g_array_append_val (trials, trial);
          g_array_append_val (weights, tail->at_value);
        }
    }
}

/* The same years again, for the tail years only: counter-based numbers make that possible */
static void
attribute_block (guint    block,
                 guint    worker,
                 gpointer data)
{
  Run *run = data;
  Worker *own = run->workers[worker];
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n_tail - first);
  RiskctxEventYears years = { n, run->tail_trials + first, own->loss, NULL, { NULL } };
  const guint categories = riskctx_event_model_categories (run->model);

  if (g_atomic_int_get (&run->stopped))
    return;
  if ((categories & (categories - 1)) != 0)
    for (guint c = 0; c < CATEGORIES; c++)
      if (categories & 1u << c)
        years.effects[c] = own->effects[c];
  if (!riskctx_event_model_run (run->model, run->settings->seed, &years, own->scratch,
                                run->control))
    g_atomic_int_set (&run->stopped, 1);
  for (guint i = 0; i < n; i++)
    own->loss[i] *= run->tail_weights[first + i];
  run->sums[block] = riskctx_summary_sum_block (own->loss, n);
  report_block (run);
}

static double
weigh (const Run    *run,
       const double *values,
       double        years)
{
  const guint n_blocks = (guint) ((run->n_tail + BLOCK - 1) / BLOCK);
  g_autofree double *sums = g_new (double, MAX (n_blocks, 1));

  for (guint block = 0; block < n_blocks; block++)
    {
      const gsize first = (gsize) block * BLOCK;
      const guint n = (guint) MIN ((guint64) BLOCK, run->n_tail - first);
      double part[BLOCK];

      for (guint i = 0; i < n; i++)
        part[i] = values[run->tail_trials[first + i]] * run->tail_weights[first + i];
      sums[block] = riskctx_summary_sum_block (part, n);
    }
  return riskctx_summary_sum_blocks (sums, sizeof (double), n_blocks) / years;
}

static gboolean
attribute_tail (Run                   *run,
                RiskctxEventModel    **models,
                RiskctxSimulateResult *result,
                GError               **error)
{
  const RiskctxSummaryTail tail = riskctx_summary_find_tail (run->n, run->total,
                                                             run->settings->tail, &result->total);
  g_autoptr(GArray) trials = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) weights = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_blocks;

  list_tail (run, &tail, trials, weights);
  run->n_tail = trials->len;
  run->tail_trials = (const guint32 *) (gconstpointer) trials->data;
  run->tail_weights = (const double *) (gconstpointer) weights->data;
  n_blocks = (guint) ((run->n_tail + BLOCK - 1) / BLOCK);

  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      g_autoptr(RiskctxEventModel) built = NULL;

      run->risk = &run->plan->risks[i];
      if (models[i] == NULL)
        built = riskctx_event_model_new (run->risk);
      run->model = models[i] != NULL ? models[i] : built;
      g_atomic_int_set (&run->done, 0);
      riskctx_pool_run (run->pool, n_blocks, attribute_block, run);
      if (cancelled (run, error))
        return FALSE;
      result->risk_contributions[run->risk->position]
        = riskctx_summary_sum_blocks (run->sums, sizeof (double), n_blocks) / tail.years;
    }
  for (guint c = 0; c < CATEGORIES; c++)
    {
      if (run->effects[c] != NULL)
        result->effect_contributions[c] = weigh (run, run->effects[c], tail.years);
      if (run->causes[c] != NULL)
        result->cause_contributions[c] = weigh (run, run->causes[c], tail.years);
    }
  result->has_contributions = TRUE;
  return TRUE;
}

static gboolean
simulate_risks (Run                   *run,
                RiskctxEventModel    **models,
                RiskctxSimulateResult *result,
                GError               **error)
{
  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      RiskctxLossSummary *summary;
      g_autoptr(RiskctxEventModel) model = NULL;

      run->risk = &run->plan->risks[i];
      model = riskctx_event_model_new (run->risk);
      run->model = model;
      summary = &result->risks[run->risk->position];
      g_atomic_int_set (&run->done, 0);
      riskctx_pool_run (run->pool, run->n_blocks, simulate_block, run);
      run->steps += run->n_blocks;
      if (cancelled (run, error))
        return FALSE;

      add_cells (run, result);
      riskctx_summary_of_years (run->pool, run->settings, run->n, run->loss, run->largest,
                                riskctx_plan_risk_flags (run->risk, CATEGORIES), summary);
      keep_samples (run, run->loss, RISKCTX_SIMULATE_KEEP_RISKS, summary);
      if (i < KEPT_MODELS)
        models[i] = g_steal_pointer (&model);
    }
  return TRUE;
}

static gboolean
summarize (Run                   *run,
           RiskctxSimulateResult *result,
           GError               **error)
{
  RiskctxLossFlags total = RISKCTX_LOSS_FLAG_NONE;
  RiskctxLossFlags effects[CATEGORIES] = { RISKCTX_LOSS_FLAG_NONE };
  RiskctxLossFlags causes[CATEGORIES] = { RISKCTX_LOSS_FLAG_NONE };

  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &run->plan->risks[i];
      const RiskctxLossFlags flags = riskctx_plan_risk_flags (risk, CATEGORIES);

      total |= flags;
      causes[risk->category] |= flags;
      for (guint c = 0; c < CATEGORIES; c++)
        effects[c] |= riskctx_plan_risk_flags (risk, c);
    }

  riskctx_summary_of_years (run->pool, run->settings, run->n, run->total, run->total_largest, total,
                            &result->total);
  keep_samples (run, run->total, RISKCTX_SIMULATE_KEEP_TOTAL, &result->total);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      /* the current risk's years are done with: their zeros serve for categories without risks */
      const double *effect = run->effects[c] != NULL ? run->effects[c] : run->loss;
      const double *cause = run->causes[c] != NULL ? run->causes[c] : run->loss;

      if (cancelled (run, error))
        return FALSE;
      riskctx_summary_of_years (run->pool, run->settings, run->n, effect, NULL, effects[c],
                                &result->effects[c]);
      keep_samples (run, effect, RISKCTX_SIMULATE_KEEP_EFFECTS, &result->effects[c]);
      riskctx_summary_of_years (run->pool, run->settings, run->n, cause, NULL, causes[c],
                                &result->causes[c]);
      keep_samples (run, cause, RISKCTX_SIMULATE_KEEP_CAUSES, &result->causes[c]);
    }
  return TRUE;
}

/* Years by category, for those in use; FALSE if it is more than memory should hold */
static gboolean
allocate (Run     *run,
          GError **error)
{
  guint effects = 0, causes = 0, arrays = 4;

  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      causes |= 1u << run->plan->risks[i].category;
      for (guint j = 0; j < run->plan->risks[i].n_consequences; j++)
        effects |= 1u << run->plan->risks[i].consequences[j].category;
    }
  for (guint c = 0; c < CATEGORIES; c++)
    arrays += (effects >> c & 1) + (causes >> c & 1);
  if (run->settings->keep & RISKCTX_SIMULATE_KEEP_RISKS)
    arrays += run->plan->n_risks;
  if (run->n > MEMORY_MAX / sizeof (double) / arrays)
    {
      g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                   "%" G_GUINT64_FORMAT " years need more than 8 GiB of memory", run->n);
      return FALSE;
    }

  run->loss = g_new0 (double, run->n);
  run->largest = g_new0 (double, run->n);
  run->total = g_new0 (double, run->n);
  run->total_largest = g_new0 (double, run->n);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      if (effects >> c & 1)
        run->effects[c] = g_new0 (double, run->n);
      if (causes >> c & 1)
        run->causes[c] = g_new0 (double, run->n);
    }
  run->sums = g_new0 (double, (gsize) CATEGORIES * run->n_blocks);
  run->squares = g_new0 (double, (gsize) CATEGORIES * run->n_blocks);
  run->workers = g_new0 (Worker *, riskctx_pool_size (run->pool) + 1);
  for (guint w = 0; w < riskctx_pool_size (run->pool); w++)
    run->workers[w] = worker_new ();
  return TRUE;
}

static void
release (Run *run)
{
  for (guint w = 0; run->workers != NULL && run->workers[w] != NULL; w++)
    worker_free (run->workers[w]);
  g_free (run->workers);
  g_free (run->loss);
  g_free (run->largest);
  g_free (run->total);
  g_free (run->total_largest);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      g_free (run->effects[c]);
      g_free (run->causes[c]);
    }
  g_free (run->sums);
  g_free (run->squares);
}

gboolean
riskctx_montecarlo_run (RiskctxPlan                   *plan,
                        const RiskctxSimulateSettings *settings,
                        RiskctxSimulateControl        *control,
                        RiskctxSimulateResult         *result,
                        GError                       **error)
{
  const guint64 n_blocks = (settings->trials + BLOCK - 1) / BLOCK;
  const guint tail_blocks = (guint) (n_blocks * (1.0 - settings->tail)) + 1;
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  g_autofree RiskctxEventModel **models = g_new0 (RiskctxEventModel *, MAX (plan->n_risks, 1));
  Run run = { .plan = plan, .settings = settings, .control = control, .pool = pool };
  gboolean done;

  run.n = settings->trials;
  run.n_blocks = (guint) n_blocks;
  run.all_steps = (guint64) plan->n_risks * (n_blocks + tail_blocks);

  done = allocate (&run, error) && simulate_risks (&run, models, result, error);
  if (done)
    {
      finish_cells (plan, result);
      memset (run.loss, 0, run.n * sizeof (double));
      done = summarize (&run, result, error);
    }
  if (done && !(result->total.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN))
    done = attribute_tail (&run, models, result, error);

  for (guint i = 0; i < plan->n_risks; i++)
    g_clear_pointer (&models[i], riskctx_event_model_free);
  release (&run);
  return done;
}
