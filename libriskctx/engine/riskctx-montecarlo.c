/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"
#include "riskctx-arrivals-private.h"

#include <string.h>

/* More models than this are built again when the tail is attributed, instead of kept. */
#define KEPT_MODELS 512u
/* Fewer blocks say too little about how much sums of blocks differ. */
#define CELL_BLOCKS 8u
#define MEMORY_MAX (G_GUINT64_CONSTANT (8) << 30)

static Worker *
worker_new (const RiskctxKernel *kernel)
{
  Worker *self = g_new0 (Worker, 1);

  self->kernel = kernel;
  self->scratch = riskctx_event_scratch_new (kernel);
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

void
riskctx_montecarlo_step (Run *run)
{
  const guint64 done = run->steps + (guint64) g_atomic_int_add (&run->done, 1) + 1;

  if (!riskctx_simulate_control_step (run->control, done, run->all_steps))
    g_atomic_int_set (&run->stopped, 1);
}

gboolean
riskctx_montecarlo_is_several (guint categories)
{
  return (categories & (categories - 1)) != 0;
}

static void
build_model (guint    item,
             guint    worker,
             gpointer data)
{
  Run *run = data;
  Place *place = &run->places[item];
  const int home = run->sums->home[run->first + item];

  place->risk = &run->plan->risks[run->first + item];
  place->loss = home >= 0 ? run->sums->arrays[home].values : place->own_loss;
  place->largest = home >= 0 && run->sums->arrays[home].largest != NULL
                   ? run->sums->arrays[home].largest : place->own_largest;
  place->model = run->models[run->first + item];
  place->law = run->laws != NULL ? run->laws->laws[run->first + item] : NULL;
  if (place->model == NULL && place->law != NULL)
    place->model = place->built = riskctx_event_model_new_whole (place->law, &run->laws->pattern,
                                                                run->arrivals);
  if (place->model == NULL)
    place->model = place->built = riskctx_event_model_new (place->risk, run->nodes,
                                                          run->arrivals, run->first + item);
}

/* One block of one risk, added to everything the risk is part of */
static void
simulate_place (Run         *run,
                const Place *place,
                guint        worker,
                guint        block)
{
  Worker *own = run->workers[worker];
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - first);
  const guint categories = riskctx_event_model_categories (place->model);
  /* years that only sums need stay in the worker's memory */
  const gboolean passing = place->law != NULL && place->loss == place->own_loss
                           && !(run->settings->keep & RISKCTX_SIMULATE_KEEP_RISKS);
  RiskctxEventYears years = { n, NULL, (guint32) first, passing ? own->loss : place->loss + first,
                              place->largest != NULL ? place->largest + first : NULL, { NULL } };
  const int total = run->sums->of[RISKCTX_SUM_TOTAL];
  const double *busy, *loss = years.loss;
  double *largest;
  guint n_busy;

  if (riskctx_montecarlo_is_several (categories))
    for (guint c = 0; c < CATEGORIES; c++)
      if (categories & 1u << c)
        years.effects[c] = own->effects[c];
  if (!riskctx_event_model_run (place->model, run->settings->seed, &years, own->scratch,
                                run->control))
    {
      g_atomic_int_set (&run->stopped, 1);
      return;
    }

  busy = riskctx_event_scratch_losses (own->scratch, &n_busy);
  if (place->law == NULL || run->cells != NULL)
    riskctx_tally_block (place->tally, own->kernel, block, worker, n, busy, n_busy);
  for (guint32 whole = run->sums->whole[run->first + (guint) (place - run->places)]; whole != 0;
       whole &= whole - 1)
    own->kernel->add (n, 1, &loss, run->sums->arrays[g_bit_nth_lsf (whole, -1)].values + first);
  largest = total >= 0 ? run->sums->arrays[total].largest : NULL;
  if (largest != NULL && largest != place->largest)
    for (guint i = 0; i < n; i++)
      largest[first + i] = MAX (largest[first + i], years.largest[i]);
  if (!riskctx_montecarlo_is_several (categories))
    return;
  for (guint c = 0; c < CATEGORIES; c++)
    {
      const gsize slot = (gsize) c * run->n_blocks + block;

      if (!(categories & 1u << c))
        continue;
      add_to (run->sums->arrays[run->sums->of[RISKCTX_SUM_EFFECT + c]].values + first,
              own->effects[c], n);
      place->sums[slot] = riskctx_summary_sum_block (own->effects[c], n);
      place->squares[slot] = riskctx_summary_sum_squares (own->effects[c], n);
    }
}

static void
simulate_block (guint    block,
                guint    worker,
                gpointer data)
{
  Run *run = data;

  for (guint i = 0; i < run->n_places; i++)
    {
      if (g_atomic_int_get (&run->stopped))
        return;
      simulate_place (run, &run->places[i], worker, block);
      riskctx_montecarlo_step (run);
    }
}

gboolean
riskctx_montecarlo_cancelled (Run     *run,
                              GError **error)
{
  if (!g_atomic_int_get (&run->stopped)
      && (run->control == NULL || !g_atomic_int_get (&run->control->cancelled)))
    return FALSE;
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                       "the simulation was cancelled");
  return TRUE;
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

void
riskctx_montecarlo_open_group (Run  *run,
            guint first)
{
  run->first = first;
  run->n_places = MIN (GROUP, run->plan->n_risks - first);
  riskctx_pool_run (run->pool, run->n_places, build_model, run);
  g_atomic_int_set (&run->done, 0);
}

void
riskctx_montecarlo_close_group (Run *run)
{
  for (guint i = 0; i < run->n_places; i++)
    {
      Place *place = &run->places[i];

      if (place->built != NULL && run->first + i < KEPT_MODELS)
        run->models[run->first + i] = g_steal_pointer (&place->built);
      g_clear_pointer (&place->built, riskctx_event_model_free);
    }
}

static void
summarize_place (Run         *run,
                 RiskctxPool *pool,
                 const Place *place)
{
  RiskctxLossSummary *summary = &run->result->risks[place->risk->position];
  const RiskctxLossFlags flags = riskctx_plan_risk_flags (place->risk, CATEGORIES);

  if (place->law != NULL)
    riskctx_year_law_describe (place->law, run->settings, flags, summary);
  else
    riskctx_summary_of_years (pool, run->settings, run->n, place->loss, place->largest,
                              place->tally, flags, summary);
  if (place->law == NULL || run->cells != NULL)
    riskctx_tally_reset (place->tally);
  keep_samples (run, place->loss, RISKCTX_SIMULATE_KEEP_RISKS, summary);
}

static void
summarize_one (guint    item,
               guint    worker,
               gpointer data)
{
  Run *run = data;

  summarize_place (run, NULL, &run->places[item]);
}

static gboolean
simulate_risks (Run     *run,
                GError **error)
{
  for (guint first = 0; first < run->plan->n_risks; first += GROUP)
    {
      riskctx_montecarlo_open_group (run, first);
      riskctx_pool_run (run->pool, run->n_blocks, simulate_block, run);
      run->steps += (guint64) run->n_places * run->n_blocks;
      if (!riskctx_montecarlo_cancelled (run, error))
        {
          if (run->n_places >= riskctx_pool_size (run->pool))
            riskctx_pool_run (run->pool, run->n_places, summarize_one, run);
          else
            for (guint i = 0; i < run->n_places; i++)
              summarize_place (run, run->pool, &run->places[i]);
          for (guint i = 0; i < run->n_places; i++)
            riskctx_montecarlo_add_cells (run, &run->places[i]);
        }
      riskctx_montecarlo_close_group (run);
      if (g_atomic_int_get (&run->stopped))
        return FALSE;
    }
  return !riskctx_montecarlo_cancelled (run, error);
}

static void
summarize_array (Run         *run,
                 RiskctxPool *pool,
                 guint        item)
{
  const RiskctxSumArray *array = &run->sums->arrays[item];
  const RiskctxSimulateResult *result = run->result;

  if (array->sole >= 0)
    riskctx_summary_copy (&result->risks[run->plan->risks[array->sole].position], TRUE,
                          &run->array_figures[item]);
  else if (run->control == NULL || !g_atomic_int_get (&run->control->cancelled))
    {
      riskctx_summary_of_years (pool, run->settings, run->n, array->values, array->largest, NULL,
                                array->flags, &run->array_figures[item]);
      if (run->laws != NULL)
        riskctx_year_widen (run->laws->error, &run->array_figures[item]);
    }
}

static void
summarize_alone (guint    item,
                 guint    worker,
                 gpointer data)
{
  summarize_array (data, NULL, item);
}

static void
give_figures (const Run          *run,
              guint               sum,
              RiskctxSimulateKeep keep,
              RiskctxLossSummary *summary)
{
  const int item = run->sums->of[sum];

  if (item >= 0)
    {
      riskctx_summary_copy (&run->array_figures[item], sum == RISKCTX_SUM_TOTAL, summary);
      keep_samples (run, run->sums->arrays[item].values, keep, summary);
      return;
    }
  riskctx_summary_of_nothing (run->settings, summary);
  if (run->settings->keep & keep)
    {
      summary->n_samples = run->n;
      summary->samples = g_new0 (double, run->n);
    }
}

static gboolean
summarize (Run     *run,
           GError **error)
{
  const guint n_arrays = run->sums->n_arrays;

  if (n_arrays >= 2 * riskctx_pool_size (run->pool))
    riskctx_pool_run (run->pool, n_arrays, summarize_alone, run);
  else
    for (guint i = 0; i < n_arrays; i++)
      summarize_array (run, run->pool, i);
  if (riskctx_montecarlo_cancelled (run, error))
    return FALSE;

  give_figures (run, RISKCTX_SUM_TOTAL, RISKCTX_SIMULATE_KEEP_TOTAL, &run->result->total);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      give_figures (run, RISKCTX_SUM_EFFECT + c, RISKCTX_SIMULATE_KEEP_EFFECTS,
                    &run->result->effects[c]);
      give_figures (run, RISKCTX_SUM_CAUSE + c, RISKCTX_SIMULATE_KEEP_CAUSES,
                    &run->result->causes[c]);
    }
  return TRUE;
}

/* FALSE if it is more than memory should hold */
static gboolean
allocate (Run     *run,
          GError **error)
{
  const RiskctxPlan *plan = run->plan;
  const guint copies = run->settings->occurrence ? 2 : 1;
  guint homeless = 0, rows = 1, arrays;

  for (guint i = 0; i < plan->n_risks; i++)
    {
      guint categories = 0;

      homeless += run->sums->home[i] < 0;
      for (guint k = 0; k < plan->risks[i].n_consequences; k++)
        categories |= 1u << plan->risks[i].consequences[k].category;
      if (riskctx_montecarlo_is_several (categories))
        rows = CATEGORIES;
    }
  homeless = MIN (homeless, GROUP);
  arrays = run->sums->n_arrays + 1 + copies * homeless;
  if (run->settings->keep & RISKCTX_SIMULATE_KEEP_RISKS)
    arrays += plan->n_risks;
  if (run->n > MEMORY_MAX / sizeof (double) / arrays)
    {
      g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                   "%" G_GUINT64_FORMAT " years need more than 8 GiB of memory", run->n);
      return FALSE;
    }

  riskctx_sums_allocate (run->sums, run->n, run->settings->occurrence);
  for (guint i = 0; i < MIN (GROUP, plan->n_risks); i++)
    {
      Place *place = &run->places[i];

      if (homeless > 0)
        place->own_loss = g_new (double, run->n);
      /* the total's array keeps the largest events of a risk that is all of it */
      if (run->settings->occurrence && plan->n_risks > 1)
        place->own_largest = g_new (double, run->n);
      place->sums = g_new0 (double, (gsize) rows * run->n_blocks);
      place->squares = g_new0 (double, (gsize) rows * run->n_blocks);
      place->tally = riskctx_tally_new (run->n, riskctx_pool_size (run->pool));
    }
  if (plan->dependent && run->n_blocks >= CELL_BLOCKS)
    run->cells = g_new0 (double, (gsize) CATEGORIES * CATEGORIES * run->n_blocks);
  run->workers = g_new0 (Worker *, riskctx_pool_size (run->pool) + 1);
  for (guint w = 0; w < riskctx_pool_size (run->pool); w++)
    run->workers[w] = worker_new (riskctx_kernel_get (run->settings->width));
  return TRUE;
}

static void
release (Run *run)
{
  for (guint w = 0; run->workers != NULL && run->workers[w] != NULL; w++)
    worker_free (run->workers[w]);
  g_free (run->workers);
  for (guint i = 0; i < GROUP; i++)
    {
      g_free (run->places[i].own_loss);
      g_free (run->places[i].own_largest);
      g_free (run->places[i].sums);
      g_free (run->places[i].squares);
      g_clear_pointer (&run->places[i].tally, riskctx_tally_free);
    }
  for (guint i = 0; i < RISKCTX_SUM_COUNT; i++)
    riskctx_summary_clear (&run->array_figures[i]);
  g_clear_pointer (&run->tail, riskctx_montecarlo_tail_free);
  riskctx_sums_free (run->sums);
  g_free (run->cells);
  for (guint i = 0; i < run->plan->n_risks; i++)
    g_clear_pointer (&run->models[i], riskctx_event_model_free);
  g_free (run->models);
  g_clear_pointer (&run->laws, riskctx_year_laws_free);
  g_clear_pointer (&run->arrivals, riskctx_arrivals_free);
  riskctx_normal_nodes_free (run->nodes);
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
  const guint groups = (plan->n_risks + GROUP - 1) / GROUP;
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  Run run = { .plan = plan, .settings = settings, .control = control, .result = result,
              .pool = pool };
  gboolean done;

  run.n = settings->trials;
  run.n_blocks = (guint) n_blocks;
  run.all_steps = (guint64) plan->n_risks * n_blocks + (guint64) groups * tail_blocks;
  run.models = g_new0 (RiskctxEventModel *, MAX (plan->n_risks, 1));
  run.nodes = riskctx_normal_nodes_new ();
  run.sums = riskctx_sums_new (plan);
  if (plan->dependent)
    run.arrivals = riskctx_arrivals_new (plan, run.nodes);
  if (settings->method == RISKCTX_SIMULATE_YEARS)
    {
      run.laws = riskctx_year_laws_new (plan, settings, pool, control);
      result->n_whole = run.laws->n_drawn;
    }

  done = allocate (&run, error) && simulate_risks (&run, error);
  if (done)
    {
      riskctx_montecarlo_finish_cells (&run);
      done = summarize (&run, error);
    }
  if (done && !(result->total.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN))
    done = riskctx_montecarlo_attribute_tail (&run, error);
  release (&run);
  return done;
}
