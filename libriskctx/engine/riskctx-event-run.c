/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-body-private.h"
#include "riskctx-arrivals-private.h"
#include "riskctx-year-private.h"

#include <string.h>

#define YEARS RISKCTX_EVENT_YEARS
#define CATEGORIES RISKCTX_PLAN_CATEGORIES
#define CALLS RISKCTX_EVENT_CALLS
#define ROOM(calls) RISKCTX_EVENT_ROOM (calls)
#define ITEMS RISKCTX_EVENT_ITEMS
/* Events of so few years, and so many of each, are done year by year. */
#define FEW_YEARS 16u
#define LONG_YEAR 64u

/* What controls leave of a quantity: the same in all years, or by place */
typedef struct
{
  gboolean      used;
  double        certain;
  const double *by_place; /* or NULL */
} Factor;

/* One of the models that are run, and where its numbers go */
typedef struct
{
  const RiskctxEventModel *model;
  Factor  keep;
  Factor *probability; /* by consequence */
  Factor *magnitude;
  double *loss;        /* by place */
  double *largest;     /* or NULL */
  double *effects[CATEGORIES];
} Variant;

/* Events that are done at once. Those of the low halves are n_low, those of the high ones n_high;
 * they belong to as many places from first on, or all to first. */
typedef struct
{
  RiskctxDraws draws;
  guint        first;
  guint        n_low;
  guint        n_high;
  gboolean     single;
  gboolean     fresh; /* these are the first events of their places */
} Batch;

/* The work of one call of riskctx_event_models_run () */
typedef struct
{
  guint                    n_variants;
  Variant                 *variants;
  const RiskctxEventModel *model; /* the first: all draw as it does */
  RiskctxEventScratch     *scratch;
  RiskctxSimulateControl  *control;
  guint64                  seed;
  gboolean                 marked;    /* some control acts on frequency */
  gboolean                *uncertain; /* by consequence: some variant needs chance */
} Work;

/* values of items times the factor of their places */
static void
scale (const Batch  *batch,
       const Factor *factor,
       const double *values,
       double       *out)
{
  const guint stride = batch->draws.stride;
  const double *by_place = factor->by_place;

  if (by_place != NULL)
    by_place += batch->first;
  if (by_place == NULL || batch->single)
    {
      const double f = by_place == NULL ? factor->certain : *by_place;

      for (guint i = 0; i < batch->draws.n; i++)
        out[i] = values[i] * f;
      return;
    }
  for (guint i = 0; i < batch->n_low; i++)
    out[i] = values[i] * by_place[i];
  for (guint i = 0; i < batch->n_high; i++)
    out[stride + i] = values[stride + i] * by_place[i];
}

/* 1 for items whose number is below the probability of their place, else 0 */
static void
decide (const Batch  *batch,
        const Factor *probability,
        const double *numbers,
        double       *out)
{
  const guint stride = batch->draws.stride;
  const double *by_place = probability->by_place;

  if (by_place != NULL)
    by_place += batch->first;
  if (by_place == NULL || batch->single)
    {
      const double p = by_place == NULL ? probability->certain : *by_place;

      for (guint i = 0; i < batch->draws.n; i++)
        out[i] = numbers[i] < p ? 1.0 : 0.0;
      return;
    }
  for (guint i = 0; i < batch->n_low; i++)
    out[i] = numbers[i] < by_place[i] ? 1.0 : 0.0;
  for (guint i = 0; i < batch->n_high; i++)
    out[stride + i] = numbers[stride + i] < by_place[i] ? 1.0 : 0.0;
}

/* Every place adds its events in their order, whatever the batches are. */
static void
add_up (const Batch  *batch,
        const double *values,
        gboolean      fresh, /* by_place has no meaning yet */
        double       *by_place)
{
  const double *high = values + batch->draws.stride;
  double *sum = by_place + batch->first;

  if (batch->single)
    {
      for (guint i = 0; i < batch->n_low; i++)
        {
          *sum += values[i];
          if (i < batch->n_high)
            *sum += high[i];
        }
      return;
    }
  if (fresh)
    batch->draws.kernel->put (batch->n_low, values, sum);
  else
    batch->draws.kernel->add (batch->n_low, 1, &values, sum);
  batch->draws.kernel->add (batch->n_high, 1, &high, sum);
}

static void
find_largest (const Batch  *batch,
              const double *values,
              double       *by_place)
{
  const double *high = values + batch->draws.stride;
  double *largest = by_place + batch->first;

  if (batch->single)
    {
      for (guint i = 0; i < batch->n_low; i++)
        *largest = MAX (*largest, values[i]);
      for (guint i = 0; i < batch->n_high; i++)
        *largest = MAX (*largest, high[i]);
      return;
    }
  for (guint i = 0; i < batch->n_low; i++)
    largest[i] = MAX (largest[i], values[i]);
  for (guint i = 0; i < batch->n_high; i++)
    largest[i] = MAX (largest[i], high[i]);
}

/* What remains of each consequence of an insured event: insurance takes its part off all of them
 * in proportion. */
static void
apply_insurance (const RiskctxEventModel *self,
                 RiskctxEventScratch     *scratch,
                 guint                    n)
{
  for (guint i = 0; i < n; i++)
    {
      const double loss = scratch->total[i];
      const double covered = MIN (MAX (loss - self->deductible, 0.0), self->limit);
      const double ratio = loss > 0.0 ? 1.0 - self->share * (covered / loss) : 1.0;

      scratch->total[i] *= ratio;
      for (guint k = 0; k < self->n; k++)
        scratch->value[k * ITEMS + i] *= ratio;
    }
}

/* The ranks of the events' amounts, shared with the other risks of the group event by event */
static void
rank_events (const Work  *work,
             const Batch *batch)
{
  RiskctxEventScratch *scratch = work->scratch;
  const RiskctxDraws *draws = &batch->draws;

  for (guint i = 0; i < draws->n; i++)
    {
      const guint half = i >= draws->stride, call = i - half * draws->stride;
      const guint32 draw = draws->draws != NULL ? draws->draws[call] : draws->draw;

      if (call < batch->n_low)
        scratch->tail[i] = riskctx_arrivals_rank (work->model->arrivals, work->model->index,
                                                  RISKCTX_PURPOSE_TOGETHER_MAGNITUDE, work->seed,
                                                  draws->trials[call],
                                                  2 * (guint64) draw + half,
                                                  &scratch->upper[i]);
      else
        scratch->tail[i] = 0.5;
    }
}

/* Everything that chance decides, for all variants */
static void
draw_batch (const Work  *work,
            const Batch *batch)
{
  const RiskctxEventModel *model = work->model;
  RiskctxEventScratch *scratch = work->scratch;
  const RiskctxDraws *draws = &batch->draws;

  if (work->marked)
    riskctx_draws_uniforms (draws, work->seed, model->mark_key, scratch->mark);
  if (model->together)
    rank_events (work, batch);
  for (guint k = 0; k < model->n; k++)
    {
      const RiskctxEventConsequence *consequence = &model->consequences[k];
      double *drawn = &scratch->drawn[k * ITEMS];

      if (model->together)
        riskctx_sampler_run_ranked (consequence->magnitude, draws->n, scratch->tail,
                                    scratch->upper, drawn);
      else
        riskctx_sampler_run (consequence->magnitude, draws, work->seed,
                             consequence->magnitude_key, drawn);
      if (work->uncertain[k])
        riskctx_draws_uniforms (draws, work->seed, consequence->happens_key,
                                &scratch->chance[k * ITEMS]);
    }
}

/* One uninsured consequence that always happens is the event's loss, but for its controls. */
static void
value_simple_event (const Variant       *variant,
                    const Batch         *batch,
                    RiskctxEventScratch *scratch)
{
  const RiskctxKernel *kernel = batch->draws.kernel;
  const guint n = batch->draws.n, stride = batch->draws.stride;
  const double *values = scratch->drawn;
  double *total = scratch->total;

  if (variant->keep.used && variant->keep.by_place == NULL
      && variant->magnitude->by_place == NULL && variant->largest == NULL && !batch->single)
    {
      const double factor = variant->magnitude->certain, p = variant->keep.certain;
      double *sum = variant->loss + batch->first;

      if (batch->fresh)
        kernel->put_kept (batch->n_low, values, factor, scratch->mark, p, sum);
      else
        kernel->add_kept (batch->n_low, values, factor, scratch->mark, p, sum);
      kernel->add_kept (batch->n_high, values + stride, factor, scratch->mark + stride, p, sum);
      return;
    }
  if (variant->magnitude->used)
    {
      scale (batch, variant->magnitude, values, total);
      values = total;
    }
  if (variant->keep.used)
    {
      decide (batch, &variant->keep, scratch->mark, scratch->kept);
      for (guint i = 0; i < n; i++)
        total[i] = values[i] * scratch->kept[i];
      values = total;
    }
  add_up (batch, values, batch->fresh, variant->loss);
  if (variant->largest != NULL)
    find_largest (batch, values, variant->largest);
}

static void
value_event (const Variant       *variant,
             const Batch         *batch,
             RiskctxEventScratch *scratch)
{
  const RiskctxEventModel *model = variant->model;
  const guint n = batch->draws.n;
  double *total = scratch->total;

  for (guint k = 0; k < model->n; k++)
    {
      const double *drawn = &scratch->drawn[k * ITEMS];
      double *value = &scratch->value[k * ITEMS];

      if (variant->magnitude[k].used)
        scale (batch, &variant->magnitude[k], drawn, value);
      else
        memcpy (value, drawn, n * sizeof (double));
      if (variant->probability[k].used)
        {
          decide (batch, &variant->probability[k], &scratch->chance[k * ITEMS], scratch->kept);
          for (guint i = 0; i < n; i++)
            value[i] = scratch->kept[i] != 0.0 ? value[i] : 0.0;
        }
      for (guint i = 0; i < n; i++)
        total[i] = k == 0 ? value[i] : total[i] + value[i];
    }
  if (model->insured)
    apply_insurance (model, scratch, n);

  if (variant->keep.used)
    {
      decide (batch, &variant->keep, scratch->mark, scratch->kept);
      for (guint i = 0; i < n; i++)
        total[i] *= scratch->kept[i];
    }
  add_up (batch, total, batch->fresh, variant->loss);
  if (variant->largest != NULL)
    find_largest (batch, total, variant->largest);
  for (guint k = 0; k < model->n; k++)
    {
      double *value = &scratch->value[k * ITEMS];
      double *effect = variant->effects[model->consequences[k].category];

      if (effect == NULL)
        continue;
      if (variant->keep.used)
        for (guint i = 0; i < n; i++)
          value[i] *= scratch->kept[i];
      add_up (batch, value, FALSE, effect);
    }
}

static void
run_batch (const Work  *work,
           const Batch *batch)
{
  draw_batch (work, batch);
  for (guint v = 0; v < work->n_variants; v++)
    {
      const Variant *variant = &work->variants[v];

      if (variant->model->n == 1 && !variant->model->insured && !variant->probability->used)
        value_simple_event (variant, batch, work->scratch);
      else
        value_event (variant, batch, work->scratch);
    }
}

static gboolean
is_cancelled (const Work *work)
{
  return work->control != NULL && g_atomic_int_get (&work->control->cancelled);
}

/* Calls from number call on for one place */
static gboolean
run_long_year (const Work *work,
               guint       place,
               guint32     call)
{
  RiskctxEventScratch *scratch = work->scratch;
  const guint32 count = scratch->place_count[place];
  const guint32 end = count / 2 + count % 2;

  for (guint i = 0; i < ROOM (CALLS); i++)
    scratch->event_trial[i] = scratch->place_trial[place];
  for (; call < end; call += CALLS)
    {
      const guint n_low = MIN (CALLS, end - call);
      const guint n_high = call + n_low < end ? n_low : n_low - count % 2;
      const guint stride = (n_low + 15) & ~15u;
      const Batch batch = {
        { scratch->kernel, RISKCTX_DRAWS_HALVES, n_low, scratch->event_trial, scratch->event_draw,
          0, n_high > 0 ? stride + n_high : n_low, stride, NULL, scratch->event_bits, NULL },
        place, n_low, n_high, TRUE, FALSE
      };

      for (guint i = 0; i < ROOM (n_low); i++)
        scratch->event_draw[i] = call + i;
      if (is_cancelled (work))
        return FALSE;
      run_batch (work, &batch);
    }
  return TRUE;
}

/* All events of some neighboring places, two events of every place at a time */
static gboolean
run_places (const Work *work,
            guint       first,
            guint       n_low)
{
  RiskctxEventScratch *scratch = work->scratch;
  const guint32 *count = scratch->place_count + first;

  guint32 call = 0;

  for (;; call++)
    {
      Batch batch;
      guint n_high;

      while (n_low > 0 && count[n_low - 1] <= 2 * call)
        n_low--;
      if (n_low == 0)
        return TRUE;
      if (is_cancelled (work))
        return FALSE;
      if (n_low < FEW_YEARS && count[0] - 2 * call > LONG_YEAR)
        break;
      for (n_high = n_low; n_high > 0 && count[n_high - 1] <= 2 * call + 1; n_high--)
        ;

      batch = (Batch){
        { scratch->kernel, RISKCTX_DRAWS_HALVES, n_low, scratch->place_trial + first, NULL, call,
          n_low, (n_low + 15) & ~15u, NULL, scratch->event_bits, NULL },
        first, n_low, n_high, FALSE, call == 0
      };
      if (n_high > 0)
        batch.draws.n = batch.draws.stride + n_high;
      run_batch (work, &batch);
      if (call == 0x7fffffff)
        return TRUE;
    }

  if (call == 0)
    for (guint v = 0; v < work->n_variants; v++)
      memset (work->variants[v].loss + first, 0, n_low * sizeof (double));
  for (guint i = 0; i < n_low; i++)
    if (!run_long_year (work, first + i, call))
      return FALSE;
  return TRUE;
}

/* The next row of numbers by place */
static double *
take_row (RiskctxEventScratch *scratch,
          guint               *row)
{
  return &scratch->by_place[(gsize) (*row)++ * YEARS];
}

static Factor
make_factor (const RiskctxFactors *self,
             const RiskctxDraws   *draws,
             guint64               seed,
             RiskctxEventScratch  *scratch,
             guint                *row)
{
  Factor factor = { self->n > 0 || self->certain != 1.0, self->certain, NULL };

  if (self->n > 0)
    {
      double *by_place = take_row (scratch, row);

      riskctx_factors_run (self, draws, seed, scratch->year_value, scratch->year_factor);
      riskctx_event_arrange (scratch, scratch->year_factor, by_place);
      factor.by_place = by_place;
    }
  return factor;
}

/* Probability of the consequence given the event */
static Factor
make_probability (const RiskctxEventConsequence *self,
                  const RiskctxDraws            *draws,
                  guint64                        seed,
                  RiskctxEventScratch           *scratch,
                  guint                         *row)
{
  const RiskctxFactors *factors = &self->probability_factors;
  double *factor = scratch->year_factor, *by_place;

  if (self->probability == NULL && factors->n == 0)
    {
      const double p = factors->certain * self->certain_probability;

      return (Factor){ p != 1.0, p, NULL };
    }
  if (!riskctx_factors_run (factors, draws, seed, scratch->year_value, factor))
    for (guint i = 0; i < draws->n; i++)
      factor[i] = 1.0;
  if (self->probability != NULL)
    riskctx_sampler_run (self->probability, draws, seed, self->probability_key,
                         scratch->year_value);
  for (guint i = 0; i < draws->n; i++)
    factor[i] *= self->probability != NULL ? scratch->year_value[i] : self->certain_probability;
  by_place = take_row (scratch, row);
  riskctx_event_arrange (scratch, factor, by_place);
  return (Factor){ TRUE, 1.0, by_place };
}

/* Memory for all that the models need; losses are the first rows by place. */
static void
reserve (RiskctxEventScratch             *scratch,
         guint                            n_models,
         const RiskctxEventModel *const  *models)
{
  const guint n = models[0]->n;
  const guint rows = n_models * (3 + CATEGORIES + 2 * n);

  if (rows > scratch->n_by_place)
    {
      scratch->n_by_place = rows;
      g_aligned_free (scratch->by_place);
      scratch->by_place = riskctx_kernel_numbers ((gsize) rows * YEARS);
    }
  if (n > scratch->n_rows)
    {
      scratch->n_rows = n;
      g_aligned_free (scratch->drawn);
      g_aligned_free (scratch->chance);
      g_aligned_free (scratch->value);
      scratch->drawn = riskctx_kernel_numbers ((gsize) n * ITEMS);
      scratch->chance = riskctx_kernel_numbers ((gsize) n * ITEMS);
      scratch->value = riskctx_kernel_numbers ((gsize) n * ITEMS);
    }
}

static void
make_variant (const Work              *work,
              Variant                 *self,
              const RiskctxEventYears *years,
              const RiskctxDraws      *yearly,
              guint                   *row)
{
  const RiskctxEventModel *model = self->model;
  RiskctxEventScratch *scratch = work->scratch;
  const gsize busy = scratch->n_busy * sizeof (double);

  self->loss = take_row (scratch, row);
  if (years->largest != NULL)
    {
      self->largest = take_row (scratch, row);
      memset (self->largest, 0, busy);
    }
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      {
        self->effects[c] = take_row (scratch, row);
        memset (self->effects[c], 0, busy);
      }
  self->keep = make_factor (&model->frequency_factors, yearly, work->seed, scratch, row);
  for (guint k = 0; k < model->n; k++)
    {
      const RiskctxEventConsequence *consequence = &model->consequences[k];

      self->probability[k] = make_probability (consequence, yearly, work->seed, scratch, row);
      self->magnitude[k] = make_factor (&consequence->magnitude_factors, yearly, work->seed,
                                        scratch, row);
      work->uncertain[k] |= self->probability[k].used;
    }
}

static void
give_back (const RiskctxEventScratch *scratch,
           const Variant             *variant,
           const RiskctxEventYears   *years)
{
  riskctx_event_put_back (scratch, years->n, variant->loss, years->loss);
  if (years->largest != NULL)
    riskctx_event_put_back (scratch, years->n, variant->largest, years->largest);
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      riskctx_event_put_back (scratch, years->n, variant->effects[c], years->effects[c]);
}

gboolean
riskctx_event_models_run (guint                           n_models,
                          const RiskctxEventModel *const *models,
                          guint64                         seed,
                          const RiskctxEventYears        *years,
                          RiskctxEventScratch            *scratch,
                          RiskctxSimulateControl         *control)
{
  const RiskctxEventModel *model = models[0];
  const guint n = MAX (model->n, 1);
  const RiskctxDraws yearly = riskctx_event_year_draws (years, scratch);
  g_autofree Variant *variants = g_new0 (Variant, n_models);
  g_autofree Factor *factors = g_new0 (Factor, 2 * (gsize) n * n_models);
  g_autofree gboolean *uncertain = g_new0 (gboolean, n);
  Work work = { n_models, variants, model, scratch, control, seed, FALSE, uncertain };
  guint row = 0;

  reserve (scratch, n_models, models);
  if (model->n == 0)
    {
      memset (scratch->counts, 0, years->n * sizeof *scratch->counts);
    }
  else if (model->arrivals != NULL)
    {
      riskctx_arrivals_count (model->arrivals, model->index, seed, years, &yearly,
                              scratch->counts);
    }
  else
    {
      riskctx_draws_fill (&yearly, seed, model->count_key);
      riskctx_count_table_fill (model->counts, scratch->kernel, years->n, yearly.bits,
                                scratch->counts);
    }
  riskctx_event_sort (years, scratch);

  for (guint v = 0; v < n_models; v++)
    {
      variants[v].model = models[v];
      variants[v].probability = &factors[2 * n * v];
      variants[v].magnitude = variants[v].probability + n;
      make_variant (&work, &variants[v], &years[v], &yearly, &row);
      work.marked |= variants[v].keep.used;
    }
  for (guint first = 0; first < scratch->n_busy; first += CALLS)
    if (!run_places (&work, first, MIN (CALLS, scratch->n_busy - first)))
      return FALSE;

  for (guint v = 0; v < n_models; v++)
    give_back (scratch, &variants[v], &years[v]);
  return TRUE;
}

gboolean
riskctx_event_model_run (const RiskctxEventModel *self,
                         guint64                  seed,
                         const RiskctxEventYears *years,
                         RiskctxEventScratch     *scratch,
                         RiskctxSimulateControl  *control)
{
  if (self->law == NULL)
    return riskctx_event_models_run (1, &self, seed, years, scratch, control);
  reserve (scratch, 1, &self);
  riskctx_year_law_run (self->law, self->pattern, self->arrivals, scratch->kernel, years,
                        scratch->by_place, &scratch->n_busy);
  return TRUE;
}
