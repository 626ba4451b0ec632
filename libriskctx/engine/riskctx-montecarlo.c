/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"
#include "riskctx-arrivals-private.h"
#include "riskctx-part-private.h"

#include <string.h>

/* More models than this are built again when the tail is attributed, instead of kept. */
#define KEPT_MODELS 512u
/* Fewer blocks say too little about how much sums of blocks differ. */
#define CELL_BLOCKS 8u

static Worker *
worker_new (const RiskctxKernel *kernel)
{
  Worker *self = g_aligned_alloc0 (1, sizeof *self, RISKCTX_KERNEL_ALIGNMENT);

  self->kernel = kernel;
  self->scratch = riskctx_event_scratch_new (kernel);
  for (guint c = 0; c < CATEGORIES; c++)
    self->effects[c] = riskctx_kernel_numbers (BLOCK);
  return self;
}

static void
worker_free (Worker *self)
{
  riskctx_event_scratch_free (self->scratch);
  for (guint c = 0; c < CATEGORIES; c++)
    g_aligned_free (self->effects[c]);
  g_aligned_free (self);
}

static void
report_block (Run *run)
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

  place->risk = &run->plan->risks[run->first + item];
  place->model = run->models[run->first + item];
  place->law = run->laws != NULL ? run->laws->laws[run->first + item] : NULL;
  if (place->model == NULL && place->law != NULL)
    place->model = place->built = riskctx_event_model_new_whole (place->law, &run->laws->pattern,
                                                                run->arrivals);
  if (place->model == NULL)
    place->model = place->built = riskctx_event_model_new (place->risk, run->nodes,
                                                          run->arrivals, run->first + item);
}

void
riskctx_montecarlo_open_group (Run  *run,
                               guint first)
{
  run->first = first;
  run->n_places = MIN (run->group, run->plan->n_risks - first);
  riskctx_pool_run (run->pool, run->n_places, build_model, run);
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

/* How many years a block has, of all or of the tail's */
static guint
count_years (const Run *run,
             guint      block)
{
  const guint64 n = run->pass & PASS_WEIGH ? run->tail->n : run->n;

  return (guint) MIN ((guint64) BLOCK, n - (guint64) block * BLOCK);
}

/* Which years a block has, and where those of the risk go */
static RiskctxEventYears
list_years (const Run   *run,
            const Place *place,
            Worker      *own,
            guint        block)
{
  const guint number = (guint) (place - run->places);
  const int home = run->sums->home[run->first + number];
  const gsize first = (gsize) block * BLOCK;
  const gsize in_segment = (gsize) (block - run->segment) * BLOCK;
  const gboolean tail = (run->pass & PASS_WEIGH) != 0;
  const guint categories = riskctx_event_model_categories (place->model);
  RiskctxEventYears years = { count_years (run, block),
                              tail ? run->tail->trials + first : NULL, (guint32) first,
                              own->loss[number % GROUP], NULL, { NULL } };

  if ((run->pass & PASS_COUNT) && place->samples != NULL)
    years.loss = place->samples + first;
  if ((run->pass & PASS_SUM) && home >= 0)
    years.loss = run->sums->arrays[home].values + in_segment;
  if (run->settings->occurrence && !tail && (run->pass & (PASS_COUNT | PASS_SUM | PASS_RECORD)))
    years.largest = own->largest;
  if (riskctx_montecarlo_is_several (categories)
      && (run->pass & (PASS_COUNT | PASS_SUM | PASS_RECORD)))
    for (guint c = 0; c < CATEGORIES; c++)
      if (categories & 1u << c)
        years.effects[c] = own->effects[c];
  return years;
}

static void
count_place (const Run               *run,
             const Place             *place,
             guint                    worker,
             guint                    block,
             const RiskctxEventYears *years)
{
  const Worker *own = run->workers[worker];

  riskctx_tally_block (place->tally, own->kernel, block, worker, years->n, own->rows[0],
                       own->n_busy);
  if (place->largest != NULL)
    riskctx_tally_block (place->largest, own->kernel, block, worker, years->n, own->rows[1],
                         own->n_busy);
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      {
        const gsize slot = (gsize) c * run->n_blocks + block;

        place->sums[slot] = riskctx_summary_sum_block (years->effects[c], years->n);
        place->squares[slot] = riskctx_summary_sum_squares (years->effects[c], years->n);
      }
}

/* What a block of a risk is to the sums, but for its loss as a whole */
static void
add_place (const Run               *run,
           const Worker            *own,
           guint                    block,
           const RiskctxEventYears *years)
{
  const RiskctxSums *sums = run->sums;
  const gsize first = (gsize) (block - run->segment) * BLOCK;
  const int total = sums->of[RISKCTX_SUM_TOTAL];
  double *largest;

  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      own->kernel->add (years->n, 1, (const double *const *) &years->effects[c],
                        sums->arrays[sums->of[RISKCTX_SUM_EFFECT + c]].values + first);
  if (total < 0 || sums->arrays[total].largest == NULL || years->largest == NULL)
    return;
  largest = sums->arrays[total].largest + first;
  for (guint i = 0; i < years->n; i++)
    largest[i] = MAX (largest[i], years->largest[i]);
}

/* The losses of places from first to end, at most GROUP, in their order, to the sums that they are
 * part of as a whole: each sum is read and written once for all of them. */
static void
add_losses (const Run     *run,
            const Worker  *own,
            guint          first,
            guint          end,
            guint          block,
            const double **losses)
{
  const RiskctxSums *sums = run->sums;
  const guint n = count_years (run, block);
  const gsize start = (gsize) (block - run->segment) * BLOCK;

  for (guint year = 0; year < n; year += SUM_YEARS)
    for (guint i = 0; i < sums->n_arrays; i++)
      {
        const double *added[GROUP];
        guint n_added = 0;

        for (guint p = first; p < end; p++)
          if (sums->whole[run->first + p] >> i & 1)
            added[n_added++] = losses[p % GROUP] + year;
        if (n_added > 0)
          own->kernel->add (MIN (SUM_YEARS, n - year), n_added, added,
                            sums->arrays[i].values + start + year);
      }
}

static gboolean
draw (Run                     *run,
      const Place             *place,
      Worker                  *own,
      guint                    block,
      const RiskctxEventYears *years)
{
  if (run->settings->parts != NULL && years->trials == NULL)
    {
      riskctx_parts_read (run->settings->parts, run->first + (guint) (place - run->places), block,
                          years, own->rows, &own->n_busy);
      return TRUE;
    }
  if (!riskctx_event_model_run (place->model, run->settings->seed, years, own->scratch,
                                run->control))
    {
      g_atomic_int_set (&run->stopped, 1);
      return FALSE;
    }
  own->rows[0] = riskctx_event_scratch_losses (own->scratch, &own->n_busy);
  own->rows[1] = riskctx_event_scratch_row (own->scratch, 1);
  return TRUE;
}

gboolean
riskctx_montecarlo_draw (Run         *run,
                         const Place *place,
                         guint        worker,
                         guint        block)
{
  Worker *own = run->workers[worker];
  const RiskctxEventYears years = list_years (run, place, own, block);

  return draw (run, place, own, block, &years);
}

/* One block of one risk; where it is added to sums, its losses are the result */
static const double *
simulate_place (Run   *run,
                Place *place,
                guint  worker,
                guint  block)
{
  Worker *own = run->workers[worker];
  const gboolean whole = run->sums->home[run->first + (guint) (place - run->places)] >= 0;
  const gsize first = (gsize) block * BLOCK;
  const RiskctxEventYears years = list_years (run, place, own, block);

  if (run->pass == PASS_SHOW && !place->shown)
    return NULL;
  if (!draw (run, place, own, block, &years))
    return NULL;
  if ((run->pass & PASS_COUNT) && (place->law == NULL || run->cells != NULL))
    count_place (run, place, worker, block, &years);
  if ((run->pass & PASS_STORE) && !whole && place->law == NULL)
    {
      place->n_stored[block] = own->n_busy;
      if (own->n_busy > 0)
        memcpy (place->stored + first, own->rows[0], own->n_busy * sizeof (double));
    }
  if (run->pass & PASS_SHOW)
    riskctx_figures_block (place->figures, block, worker, whole ? years.loss : own->rows[0],
                           whole ? years.n : own->n_busy);
  if (run->pass & PASS_SUM)
    add_place (run, own, block, &years);
  else if (run->pass & PASS_WEIGH)
    {
      for (guint i = 0; i < years.n; i++)
        years.loss[i] *= run->tail->weights[first + i];
      place->sums[block] = riskctx_summary_sum_block (years.loss, years.n);
    }
  return years.loss;
}

/* By whoever writes there first: memory that is read before it is written is mapped twice. */
static void
clear_sums (const Run *run,
            guint      block)
{
  const gsize first = (gsize) (block - run->segment) * BLOCK;

  for (guint i = 0; i < run->sums->n_arrays; i++)
    {
      const RiskctxSumArray *array = &run->sums->arrays[i];

      if (array->sole < 0)
        memset (array->values + first, 0, BLOCK * sizeof (double));
      if (array->largest != NULL)
        memset (array->largest + first, 0, BLOCK * sizeof (double));
    }
}

typedef struct
{
  Run  *run;
  guint first; /* block */
} Blocks;

static void
simulate_block (guint    item,
                guint    worker,
                gpointer data)
{
  const Blocks *blocks = data;
  Run *run = blocks->run;
  const guint block = blocks->first + item;
  const double *losses[GROUP];
  guint added = 0;

  if (g_atomic_int_get (&run->stopped))
    return;
  if ((run->pass & PASS_SUM) && run->first == 0)
    clear_sums (run, block);
  for (guint i = 0; i < run->n_places; i++)
    {
      /* what goes to one category in parts comes after what went to it whole before */
      if ((run->pass & PASS_SUM)
          && (i - added == GROUP
              || riskctx_montecarlo_is_several (
                riskctx_event_model_categories (run->places[i].model))))
        {
          add_losses (run, run->workers[worker], added, i, block, losses);
          added = i;
        }
      losses[i % GROUP] = simulate_place (run, &run->places[i], worker, block);
      report_block (run);
      if (g_atomic_int_get (&run->stopped))
        return;
    }
  if (run->pass & PASS_SUM)
    add_losses (run, run->workers[worker], added, run->n_places, block, losses);
}

gboolean
riskctx_montecarlo_pass (Run  *run,
                         Pass  pass,
                         guint first,
                         guint n_blocks)
{
  Blocks blocks = { run, first };

  run->pass = pass;
  g_atomic_int_set (&run->done, 0);
  riskctx_pool_run (run->pool, n_blocks, simulate_block, &blocks);
  run->steps += (guint64) run->n_places * n_blocks;
  return !riskctx_montecarlo_cancelled (run, NULL);
}

gboolean
riskctx_montecarlo_segment (Run    *run,
                            Pass    pass,
                            guint   first,
                            guint64 n)
{
  const guint n_blocks = (guint) ((n + BLOCK - 1) / BLOCK);

  run->segment = first;
  for (guint risk = 0; risk < run->plan->n_risks; risk += run->group)
    {
      gboolean done;

      riskctx_montecarlo_open_group (run, risk);
      done = riskctx_montecarlo_pass (run, pass, first,
                                      MIN (run->segment_blocks, n_blocks - first));
      riskctx_montecarlo_close_group (run);
      if (!done)
        return FALSE;
    }
  return TRUE;
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
summarize_place (Run         *run,
                 RiskctxPool *pool,
                 Place       *place)
{
  const int home = run->sums->home[run->first + (guint) (place - run->places)];
  RiskctxLossSummary *summary = &run->result->risks[place->risk->position];
  const RiskctxLossFlags flags = riskctx_plan_risk_flags (place->risk, CATEGORIES);

  if (place->law != NULL)
    riskctx_year_law_describe (place->law, run->settings, flags, summary);
  else
    riskctx_summary_of_years (pool, run->settings, run->control, run->n,
                              home >= 0 ? run->sums->arrays[home].values : place->stored,
                              home >= 0 ? NULL : place->n_stored, place->tally, place->largest,
                              flags, summary);
}

static void
summarize_one (guint    item,
               guint    worker,
               gpointer data)
{
  Run *run = data;

  summarize_place (run, NULL, &run->places[item]);
}

void
riskctx_montecarlo_begin_samples (Run *run)
{
  if (run->settings->keep & RISKCTX_SIMULATE_KEEP_RISKS)
    for (guint i = 0; i < run->n_places; i++)
      run->places[i].samples = g_new (double, run->n);
}

void
riskctx_montecarlo_finish_group (Run *run)
{
  for (guint i = 0; i < run->n_places; i++)
    {
      Place *place = &run->places[i];
      const int home = run->sums->home[run->first + i];
      RiskctxLossSummary *summary = &run->result->risks[place->risk->position];

      riskctx_montecarlo_add_cells (run, place);
      riskctx_tally_reset (place->tally);
      if (place->largest != NULL)
        riskctx_tally_reset (place->largest);
      if (place->samples == NULL)
        continue;
      if (home >= 0 && !run->streamed)
        memcpy (place->samples, run->sums->arrays[home].values, run->n * sizeof (double));
      summary->n_samples = run->n;
      summary->samples = g_steal_pointer (&place->samples);
    }
}

static gboolean
simulate_risks (Run     *run,
                GError **error)
{
  for (guint first = 0; first < run->plan->n_risks; first += run->group)
    {
      riskctx_montecarlo_open_group (run, first);
      riskctx_montecarlo_begin_samples (run);
      if (riskctx_montecarlo_pass (run, PASS_COUNT | PASS_STORE | PASS_SUM, 0, run->n_blocks))
        {
          if (run->n_places >= riskctx_pool_size (run->pool))
            riskctx_pool_run (run->pool, run->n_places, summarize_one, run);
          else
            for (guint i = 0; i < run->n_places; i++)
              summarize_place (run, run->pool, &run->places[i]);
          riskctx_montecarlo_finish_group (run);
        }
      riskctx_montecarlo_close_group (run);
      if (riskctx_montecarlo_cancelled (run, error))
        return FALSE;
    }
  return TRUE;
}

static void
summarize_array (Run         *run,
                 RiskctxPool *pool,
                 guint        item)
{
  const RiskctxSumArray *array = &run->sums->arrays[item];
  const RiskctxSimulateResult *result = run->result;
  g_autoptr(RiskctxTally) largest = NULL;

  if (array->sole >= 0)
    {
      riskctx_summary_copy (&result->risks[run->plan->risks[array->sole].position], TRUE,
                            &run->array_figures[item]);
      return;
    }
  if (run->streamed || riskctx_montecarlo_cancelled (run, NULL))
    return;
  if (array->largest != NULL && run->settings->curve_points > 0)
    largest = riskctx_summary_count (pool, run->settings, run->control, run->n, array->largest);
  riskctx_summary_of_years (pool, run->settings, run->control, run->n, array->values, NULL, NULL,
                            largest, array->flags, &run->array_figures[item]);
  if (run->laws != NULL)
    riskctx_year_widen (run->laws->error, &run->array_figures[item]);
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
    riskctx_summary_copy (&run->array_figures[item], sum == RISKCTX_SUM_TOTAL, summary);
  else
    riskctx_summary_of_nothing (run->settings, summary);
  if (!(run->settings->keep & keep))
    return;
  summary->n_samples = run->n;
  summary->samples = g_new0 (double, run->n);
  if (item >= 0)
    memcpy (summary->samples,
            run->streamed ? run->samples[item] : run->sums->arrays[item].values,
            run->n * sizeof (double));
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

/* What all years at once would take, and what samples take in any case */
static void
estimate (const Run *run,
          guint      homeless,
          double    *all,
          double    *kept)
{
  const RiskctxSimulateKeep keep = run->settings->keep;
  const double year = (double) run->n * sizeof (double);
  double samples = 0.0;

  samples += keep & RISKCTX_SIMULATE_KEEP_TOTAL ? 1.0 : 0.0;
  samples += keep & RISKCTX_SIMULATE_KEEP_EFFECTS ? CATEGORIES : 0.0;
  samples += keep & RISKCTX_SIMULATE_KEEP_CAUSES ? CATEGORIES : 0.0;
  samples += keep & RISKCTX_SIMULATE_KEEP_RISKS ? run->plan->n_risks : 0.0;
  *kept = samples * year;
  *all = *kept + (run->sums->n_arrays + 1.0 + homeless) * year;
}

static void
allocate_places (Run     *run,
                 gboolean store,
                 guint    rows)
{
  for (guint i = 0; i < MIN (run->group, run->plan->n_risks); i++)
    {
      Place *place = &run->places[i];

      if (store)
        place->stored = riskctx_kernel_numbers (run->n);
      place->n_stored = g_new0 (guint, run->n_blocks);
      place->sums = g_new0 (double, (gsize) rows * run->n_blocks);
      place->squares = g_new0 (double, (gsize) rows * run->n_blocks);
      place->tally = riskctx_tally_new (run->n, riskctx_pool_size (run->pool));
      if (run->settings->occurrence)
        place->largest = riskctx_tally_new (run->n, riskctx_pool_size (run->pool));
    }
}

/* Years whose errors are known only when all of them are in memory */
static gboolean
is_spread (const RiskctxSimulateSettings *settings)
{
  return settings->method == RISKCTX_SIMULATE_YEARS
         && settings->sampling != RISKCTX_SIMULATE_PLAIN;
}

/* FALSE if the samples that are asked for are more than memory should hold */
static gboolean
allocate (Run     *run,
          GError **error)
{
  const RiskctxPlan *plan = run->plan;
  const guint64 limit = run->settings->memory > 0 ? run->settings->memory : RISKCTX_SIMULATE_MEMORY;
  guint homeless = 0, rows = 1;
  double all, kept;

  for (guint i = 0; i < plan->n_risks; i++)
    {
      guint categories = 0;

      homeless += run->sums->home[i] < 0;
      for (guint k = 0; k < plan->risks[i].n_consequences; k++)
        categories |= 1u << plan->risks[i].consequences[k].category;
      if (riskctx_montecarlo_is_several (categories))
        rows = CATEGORIES;
    }
  homeless = MIN (homeless, run->group);
  estimate (run, homeless, &all, &kept);
  if (kept > limit || (all > limit && is_spread (run->settings)))
    {
      g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                   "%s %" G_GUINT64_FORMAT " years need more than %" G_GUINT64_FORMAT
                   " MiB of memory", kept > limit ? "the samples of" : "stratified and Sobol",
                   run->n, limit >> 20);
      return FALSE;
    }

  run->streamed = all > limit;
  run->room = limit;
  run->segment_blocks = run->n_blocks;
  if (run->streamed)
    run->segment_blocks = (guint) CLAMP ((limit - kept)
                                         / ((run->sums->n_arrays + 1.0) * BLOCK * sizeof (double)),
                                         1.0, run->n_blocks);
  riskctx_sums_allocate (run->sums, (guint64) run->segment_blocks * BLOCK,
                         run->settings->occurrence);
  allocate_places (run, homeless > 0 && !run->streamed, rows);
  if (plan->dependent && run->n_blocks >= CELL_BLOCKS)
    run->cells = g_new0 (double, (gsize) CATEGORIES * CATEGORIES * run->n_blocks);
  return TRUE;
}

void
riskctx_montecarlo_begin (Run                           *run,
                          RiskctxPlan                   *plan,
                          const RiskctxSimulateSettings *settings,
                          RiskctxSimulateControl        *control,
                          RiskctxSimulateResult         *result,
                          RiskctxPool                   *pool)
{
  *run = (Run){ .plan = plan, .settings = settings, .control = control, .result = result,
                .pool = pool, .group = GROUP };
  run->n = settings->trials;
  run->n_blocks = (guint) ((settings->trials + BLOCK - 1) / BLOCK);
  run->models = g_new0 (RiskctxEventModel *, MAX (plan->n_risks, 1));
  run->nodes = riskctx_normal_nodes_new ();
  run->sums = riskctx_sums_new (plan);
  if (plan->dependent)
    run->arrivals = riskctx_arrivals_new (plan, run->nodes);
  run->workers = g_new0 (Worker *, riskctx_pool_size (run->pool) + 1);
  for (guint w = 0; w < riskctx_pool_size (run->pool); w++)
    run->workers[w] = worker_new (riskctx_kernel_get (run->settings->width));
}

void
riskctx_montecarlo_end (Run *run)
{
  for (guint w = 0; run->workers[w] != NULL; w++)
    worker_free (run->workers[w]);
  g_free (run->workers);
  for (guint i = 0; i < run->group; i++)
    {
      Place *place = &run->places[i];

      g_aligned_free (place->stored);
      g_free (place->n_stored);
      g_free (place->samples);
      g_free (place->sums);
      g_free (place->squares);
      g_clear_pointer (&place->tally, riskctx_tally_free);
      g_clear_pointer (&place->largest, riskctx_tally_free);
    }
  for (guint i = 0; i < RISKCTX_SUM_COUNT; i++)
    {
      riskctx_summary_clear (&run->array_figures[i]);
      g_clear_pointer (&run->figures[i], riskctx_figures_free);
      g_clear_pointer (&run->tallies[i], riskctx_tally_free);
      g_free (run->samples[i]);
    }
  g_clear_pointer (&run->largest, riskctx_tally_free);
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

/* How many blocks of risks there are to do, but for the tail's, which may turn out to be more */
static guint64
count_steps (const Run *run)
{
  const guint64 tail = (guint64) (run->n_blocks * (1.0 - run->settings->tail)) + 1;
  const guint64 passes = run->streamed ? 4 : 1, tail_passes = run->streamed ? 2 : 1;

  return run->plan->n_risks * (passes * run->n_blocks + tail_passes * tail);
}

gboolean
riskctx_montecarlo_run (RiskctxPlan                   *plan,
                        const RiskctxSimulateSettings *settings,
                        RiskctxSimulateControl        *control,
                        RiskctxSimulateResult         *result,
                        GError                       **error)
{
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  Run run;
  gboolean done;

  riskctx_montecarlo_begin (&run, plan, settings, control, result, pool);
  if (settings->method == RISKCTX_SIMULATE_YEARS)
    {
      run.laws = riskctx_year_laws_new (plan, settings, pool, control);
      result->n_whole = run.laws->n_drawn;
      if (result->n_whole == plan->n_risks)
        run.group = GROUP_WHOLE;
    }
  done = allocate (&run, error);
  run.all_steps = count_steps (&run);
  if (done && run.streamed)
    done = riskctx_montecarlo_stream_risks (&run, error)
           && riskctx_montecarlo_stream_sums (&run, error);
  else if (done)
    done = simulate_risks (&run, error);
  if (done)
    {
      riskctx_montecarlo_finish_cells (&run);
      done = summarize (&run, error);
    }
  if (done && !(result->total.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN))
    done = riskctx_montecarlo_attribute_tail (&run, error);
  riskctx_montecarlo_end (&run);
  return done;
}
