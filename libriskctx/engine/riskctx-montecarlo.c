/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-arrivals-private.h"
#include "riskctx-event-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-summary-private.h"

#include <math.h>
#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define CATEGORIES RISKCTX_PLAN_CATEGORIES
/* More models than this are built again when the tail is attributed, instead of kept. */
#define KEPT_MODELS 512u
/* Risks simulated side by side: a block of the sums is then fetched once for all of them. */
#define GROUP 8u
/* Fewer blocks say too little about how much sums of blocks differ. */
#define CELL_BLOCKS 8u
#define MEMORY_MAX (G_GUINT64_CONSTANT (8) << 30)

/* One worker's own memory */
typedef struct
{
  const RiskctxKernel *kernel;
  RiskctxEventScratch *scratch;
  double              *effects[CATEGORIES]; /* one block each */
  guint32              trials[BLOCK];
  double               loss[BLOCK];
} Worker;

/* One risk of the group that is simulated at the time */
typedef struct
{
  const RiskctxPlanRisk   *risk;
  const RiskctxEventModel *model;
  RiskctxEventModel       *built; /* what model is if this place owns it */
  double                  *loss;  /* by year */
  double                  *largest;
  double                  *sums;  /* of blocks: [category][block] */
  double                  *squares;
  RiskctxTally            *tally;
} Place;

/* A few risks at a time are done in the order of their keys, in each block of years one after the
 * other, the blocks in parallel. So every sum over risks has one order, and besides the sums only
 * a few risks' years are in memory. */
typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxSimulateResult         *result;
  RiskctxPool                   *pool;
  RiskctxNormalNodes            *nodes;
  RiskctxArrivals               *arrivals; /* NULL where all risks are independent */
  RiskctxEventModel            **models; /* by risk, those that are kept */
  Worker                       **workers;
  guint64                        n;
  guint                          n_blocks;

  guint n_places;
  guint first; /* risk of place 0 */
  Place places[GROUP];

  double *total;
  double *total_largest;
  double *effects[CATEGORIES];
  double *causes[CATEGORIES];
  double *cells; /* of dependent risks: sums of blocks [cause][effect][block], or NULL */

  guint64        n_tail;
  const guint32 *tail_trials;
  const double  *tail_weights;

  int     stopped; /* atomic */
  guint64 steps;
  guint64 all_steps;
  int     done; /* atomic: blocks of the current piece of work */
} Run;

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

static void
report_block (Run *run)
{
  const guint64 done = run->steps + (guint64) g_atomic_int_add (&run->done, 1) + 1;

  if (!riskctx_simulate_control_step (run->control, done, run->all_steps))
    g_atomic_int_set (&run->stopped, 1);
}

static gboolean
is_several (guint categories)
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
  RiskctxEventYears years = { n, NULL, (guint32) first, place->loss + first,
                              place->largest != NULL ? place->largest + first : NULL, { NULL } };
  const double *busy;
  guint n_busy;

  if (is_several (categories))
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
  riskctx_tally_block (place->tally, own->kernel, block, worker, years.loss, n, busy, n_busy);
  add_to (run->total + first, years.loss, n);
  add_to (run->causes[place->risk->category] + first, years.loss, n);
  if (years.largest != NULL)
    for (guint i = 0; i < n; i++)
      run->total_largest[first + i] = MAX (run->total_largest[first + i], years.largest[i]);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      const double *values = is_several (categories) ? own->effects[c] : years.loss;
      const gsize slot = (gsize) c * run->n_blocks + block;

      if (!(categories & 1u << c))
        continue;
      add_to (run->effects[c] + first, values, n);
      place->sums[slot] = riskctx_summary_sum_block (values, n);
      place->squares[slot] = riskctx_summary_sum_squares (values, n);
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
      report_block (run);
    }
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

/* One risk's share in the 8 x 8 table. Errors are added as for independent risks; where they are
 * not, the sums of blocks are kept, and how much these differ is the error. */
static void
add_cells (const Run   *run,
           const Place *place)
{
  const guint categories = riskctx_event_model_categories (place->model);
  const double n = (double) run->n;
  double *means = run->result->cause_effect[place->risk->category];
  double *variances = run->result->cause_effect_error[place->risk->category];

  for (guint c = 0; c < CATEGORIES; c++)
    {
      const gsize slot = (gsize) c * run->n_blocks;
      double mean, square;

      if (!(categories & 1u << c))
        continue;
      mean = riskctx_summary_sum_blocks (&place->sums[slot], sizeof (double), run->n_blocks) / n;
      square = riskctx_summary_sum_blocks (&place->squares[slot], sizeof (double), run->n_blocks)
               / n;
      means[c] += mean;
      variances[c] += MAX (0.0, square - mean * mean) / n;
      if (run->cells != NULL)
        add_to (&run->cells[(place->risk->category * CATEGORIES + c) * (gsize) run->n_blocks],
                &place->sums[slot], run->n_blocks);
    }
}

/* Variance of a cell's mean from the sums of its blocks, the last of which may be short */
static double
variance_of_blocks (const Run    *run,
                    const double *sums,
                    double        mean)
{
  double variance = 0.0;

  for (guint block = 0; block < run->n_blocks; block++)
    {
      const double size = (double) MIN ((guint64) BLOCK, run->n - (guint64) block * BLOCK);
      const double distance = sums[block] - mean * size;

      variance += distance * distance;
    }
  return variance / ((double) run->n * (double) run->n) * run->n_blocks / (run->n_blocks - 1.0);
}

static void
finish_cells (const Run *run)
{
  const RiskctxPlan *plan = run->plan;
  RiskctxSimulateResult *result = run->result;
  RiskctxLossFlags flags[CATEGORIES][CATEGORIES] = { { RISKCTX_LOSS_FLAG_NONE } };

  for (guint i = 0; i < plan->n_risks; i++)
    for (guint c = 0; c < CATEGORIES; c++)
      flags[plan->risks[i].category][c] |= riskctx_plan_risk_flags (&plan->risks[i], c);
  for (guint i = 0; i < CATEGORIES; i++)
    for (guint c = 0; c < CATEGORIES; c++)
      {
        double *error = &result->cause_effect_error[i][c];

        if (run->cells != NULL)
          *error = variance_of_blocks (run, &run->cells[(i * CATEGORIES + c)
                                                        * (gsize) run->n_blocks],
                                       result->cause_effect[i][c]);
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
  /* a year without any loss has no parts to share out, and there may be very many of them; where
   * gains are possible, losses and gains may cancel */
  const gboolean skip_equal = tail->at_value == 0.0
                              || (tail->value == 0.0 && run->result->total.minimum >= 0.0);

  for (guint64 i = 0; i < run->n; i++)
    {
      const guint32 trial = (guint32) i;

      if (run->total[i] > tail->value)
        {
          g_array_append_val (trials, trial);
          g_array_append_val (weights, one);
        }
      else if (run->total[i] == tail->value
               && !skip_equal)
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

  for (guint p = 0; p < run->n_places && !g_atomic_int_get (&run->stopped); p++)
    {
      const Place *place = &run->places[p];
      const guint categories = riskctx_event_model_categories (place->model);
      RiskctxEventYears years = { n, run->tail_trials + first, 0, own->loss, NULL, { NULL } };

      if (is_several (categories))
        for (guint c = 0; c < CATEGORIES; c++)
          if (categories & 1u << c)
            years.effects[c] = own->effects[c];
      if (!riskctx_event_model_run (place->model, run->settings->seed, &years, own->scratch,
                                    run->control))
        g_atomic_int_set (&run->stopped, 1);
      for (guint i = 0; i < n; i++)
        own->loss[i] *= run->tail_weights[first + i];
      place->sums[block] = riskctx_summary_sum_block (own->loss, n);
    }
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

static void
open_group (Run  *run,
            guint first)
{
  run->first = first;
  run->n_places = MIN (GROUP, run->plan->n_risks - first);
  riskctx_pool_run (run->pool, run->n_places, build_model, run);
  g_atomic_int_set (&run->done, 0);
}

static void
close_group (Run *run)
{
  for (guint i = 0; i < run->n_places; i++)
    {
      Place *place = &run->places[i];

      if (place->built != NULL && run->first + i < KEPT_MODELS)
        run->models[run->first + i] = g_steal_pointer (&place->built);
      g_clear_pointer (&place->built, riskctx_event_model_free);
    }
}

static gboolean
attribute_tail (Run     *run,
                GError **error)
{
  RiskctxSimulateResult *result = run->result;
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

  for (guint first = 0; first < run->plan->n_risks; first += GROUP)
    {
      open_group (run, first);
      riskctx_pool_run (run->pool, n_blocks, attribute_block, run);
      for (guint i = 0; i < run->n_places; i++)
        result->risk_contributions[run->places[i].risk->position]
          = riskctx_summary_sum_blocks (run->places[i].sums, sizeof (double), n_blocks)
            / tail.years;
      close_group (run);
      if (cancelled (run, error))
        return FALSE;
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

static void
summarize_place (Run         *run,
                 RiskctxPool *pool,
                 const Place *place)
{
  RiskctxLossSummary *summary = &run->result->risks[place->risk->position];

  riskctx_summary_of_years (pool, run->settings, run->n, place->loss, place->largest,
                            place->tally, riskctx_plan_risk_flags (place->risk, CATEGORIES),
                            summary);
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
      open_group (run, first);
      riskctx_pool_run (run->pool, run->n_blocks, simulate_block, run);
      run->steps += (guint64) run->n_places * run->n_blocks;
      if (!cancelled (run, error))
        {
          for (guint i = 0; i < run->n_places; i++)
            add_cells (run, &run->places[i]);
          if (run->n_places >= riskctx_pool_size (run->pool))
            riskctx_pool_run (run->pool, run->n_places, summarize_one, run);
          else
            for (guint i = 0; i < run->n_places; i++)
              summarize_place (run, run->pool, &run->places[i]);
        }
      close_group (run);
      if (g_atomic_int_get (&run->stopped))
        return FALSE;
    }
  return !cancelled (run, error);
}

/* A sum over risks: the total, or what has one category as effect or as cause */
typedef struct
{
  const double       *values; /* NULL: no risk is part of it */
  const double       *largest;
  RiskctxLossFlags    flags;
  RiskctxSimulateKeep keep;
  RiskctxLossSummary *summary;
} Sum;

#define SUMS (1 + 2 * CATEGORIES)

typedef struct
{
  Run *run;
  Sum  sums[SUMS];
} Sums;

static void
list_sums (Run  *run,
           Sums *list)
{
  RiskctxSimulateResult *result = run->result;

  list->run = run;
  list->sums[0] = (Sum){ run->total, run->total_largest, RISKCTX_LOSS_FLAG_NONE,
                         RISKCTX_SIMULATE_KEEP_TOTAL, &result->total };
  for (guint c = 0; c < CATEGORIES; c++)
    {
      list->sums[1 + c] = (Sum){ run->effects[c], NULL, RISKCTX_LOSS_FLAG_NONE,
                                 RISKCTX_SIMULATE_KEEP_EFFECTS, &result->effects[c] };
      list->sums[1 + CATEGORIES + c] = (Sum){ run->causes[c], NULL, RISKCTX_LOSS_FLAG_NONE,
                                              RISKCTX_SIMULATE_KEEP_CAUSES, &result->causes[c] };
    }
  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &run->plan->risks[i];
      const RiskctxLossFlags flags = riskctx_plan_risk_flags (risk, CATEGORIES);

      list->sums[0].flags |= flags;
      list->sums[1 + CATEGORIES + risk->category].flags |= flags;
      for (guint c = 0; c < CATEGORIES; c++)
        list->sums[1 + c].flags |= riskctx_plan_risk_flags (risk, c);
    }
}

static void
summarize_sum (guint    item,
               guint    worker,
               gpointer data)
{
  Sums *list = data;
  Run *run = list->run;
  Sum *sum = &list->sums[item];

  if (run->control != NULL && g_atomic_int_get (&run->control->cancelled))
    {
      g_atomic_int_set (&run->stopped, 1);
      return;
    }
  if (sum->values != NULL)
    {
      riskctx_summary_of_years (NULL, run->settings, run->n, sum->values, sum->largest, NULL,
                                sum->flags, sum->summary);
      keep_samples (run, sum->values, sum->keep, sum->summary);
      return;
    }
  riskctx_summary_of_nothing (run->settings, sum->summary);
  if (run->settings->keep & sum->keep)
    {
      sum->summary->n_samples = run->n;
      sum->summary->samples = g_new0 (double, run->n);
    }
}

static gboolean
summarize (Run     *run,
           GError **error)
{
  Sums list;

  list_sums (run, &list);
  riskctx_pool_run (run->pool, SUMS, summarize_sum, &list);
  return !cancelled (run, error);
}

/* Years by category, for those in use; FALSE if it is more than memory should hold */
static gboolean
allocate (Run     *run,
          GError **error)
{
  guint effects = 0, causes = 0, arrays = 2 + 2 * GROUP;

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

  for (guint i = 0; i < MIN (GROUP, run->plan->n_risks); i++)
    {
      Place *place = &run->places[i];

      place->loss = g_new (double, run->n);
      if (run->settings->occurrence)
        place->largest = g_new (double, run->n);
      place->sums = g_new0 (double, (gsize) CATEGORIES * run->n_blocks);
      place->squares = g_new0 (double, (gsize) CATEGORIES * run->n_blocks);
      place->tally = riskctx_tally_new (run->n, riskctx_pool_size (run->pool));
    }
  run->total = g_new0 (double, run->n);
  if (run->settings->occurrence)
    run->total_largest = g_new0 (double, run->n);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      if (effects >> c & 1)
        run->effects[c] = g_new0 (double, run->n);
      if (causes >> c & 1)
        run->causes[c] = g_new0 (double, run->n);
    }
  if (run->plan->dependent && run->n_blocks >= CELL_BLOCKS)
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
      g_free (run->places[i].loss);
      g_free (run->places[i].largest);
      g_free (run->places[i].sums);
      g_free (run->places[i].squares);
      g_clear_pointer (&run->places[i].tally, riskctx_tally_free);
    }
  g_free (run->total);
  g_free (run->total_largest);
  g_free (run->cells);
  for (guint c = 0; c < CATEGORIES; c++)
    {
      g_free (run->effects[c]);
      g_free (run->causes[c]);
    }
  for (guint i = 0; i < run->plan->n_risks; i++)
    g_clear_pointer (&run->models[i], riskctx_event_model_free);
  g_free (run->models);
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
  if (plan->dependent)
    run.arrivals = riskctx_arrivals_new (plan, run.nodes);

  done = allocate (&run, error) && simulate_risks (&run, error);
  if (done)
    {
      finish_cells (&run);
      done = summarize (&run, error);
    }
  if (done && !(result->total.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN))
    done = attribute_tail (&run, error);
  release (&run);
  return done;
}
