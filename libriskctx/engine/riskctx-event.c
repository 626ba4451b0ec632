/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-private.h"
#include "riskctx-arrivals-private.h"
#include "riskctx-count-private.h"
#include "riskctx-factors-private.h"
#include "riskctx-stream-private.h"

#include <math.h>
#include <string.h>

#define YEARS RISKCTX_SIMULATE_BLOCK
#define CATEGORIES RISKCTX_PLAN_CATEGORIES
/* calls of the generator done at once: small enough that all stages stay in the first cache */
#define CALLS 256u
#define ROOM(calls) ((calls) + 16u)
#define ITEMS (2 * ROOM (CALLS))
/* Events of so few years, and so many of each, are done year by year. */
#define FEW_YEARS 16u
#define LONG_YEAR 64u

typedef struct
{
  guint           category;
  guint64         happens_key;
  guint64         magnitude_key;
  guint64         probability_key;
  RiskctxSampler *probability; /* NULL where it is certain */
  double          certain_probability;
  RiskctxSampler *magnitude;
  RiskctxFactors  probability_factors;
  RiskctxFactors  magnitude_factors;
} Consequence;

struct _RiskctxEventModel
{
  guint              categories;
  guint64            count_key;
  guint64            mark_key;
  RiskctxCountTable *counts;   /* NULL where arrivals say how many there are */
  const RiskctxArrivals *arrivals;
  guint              index;    /* of the risk in the plan */
  gboolean           together; /* magnitudes follow those of other risks */
  RiskctxFactors     frequency_factors;
  gboolean           insured;
  double             deductible;
  double             limit;
  double             share;
  guint              n;
  Consequence       *consequences;
};

/* Within a block the years with events are put in the descending order of their counts. Then the
 * first, second and further events of all years are runs of neighbors: they are drawn and added
 * without any list. Arrays by place follow that order. */
struct _RiskctxEventScratch
{
  const RiskctxKernel *kernel;
  guint32 counts[YEARS];       /* by year */
  guint32 buckets[4 * 256];
  guint16 order[2][YEARS];     /* the year of a place, and room to sort */
  const guint16 *places;       /* whichever of order is sorted */
  guint   n_busy;              /* places: years with events */
  guint32 place_count[YEARS];
  guint32 place_trial[ROOM (YEARS)];
  double  keep[YEARS];         /* by place, as all that follow */
  double *probability;         /* consequences times YEARS, grown when needed */
  double *magnitude;
  double  loss[YEARS];
  double  largest[YEARS];
  double *effects;             /* CATEGORIES times YEARS, made when needed */
  guint   capacity;

  guint32 year_call[ROOM (YEARS)];
  guint32 year_draw[ROOM (YEARS)]; /* all 0 */
  guint64 year_bits[2 * ROOM (YEARS)];
  guint64 year_work[2 * ROOM (YEARS)];
  double  year_value[YEARS];
  double  year_factor[YEARS];

  guint32 event_trial[ROOM (CALLS)];
  guint32 event_draw[ROOM (CALLS)];
  guint64 event_bits[ITEMS];
  double  uniform[ITEMS];
  double  tail[ITEMS]; /* rank of an event among others of its kind, where shared */
  gboolean upper[ITEMS];
  double  kept[ITEMS];
  double  total[ITEMS];
  double *value;               /* consequences times the same room */
};

static gboolean
is_several (guint categories)
{
  return (categories & (categories - 1)) != 0;
}

RiskctxEventModel *
riskctx_event_model_new (const RiskctxPlanRisk    *risk,
                         const RiskctxNormalNodes *nodes,
                         const RiskctxArrivals    *arrivals,
                         guint                     index)
{
  RiskctxEventModel *self = g_new0 (RiskctxEventModel, 1);

  self->count_key = riskctx_stream_derive (risk->key, RISKCTX_PURPOSE_COUNT);
  self->mark_key = riskctx_stream_derive (risk->key, RISKCTX_PURPOSE_MARK);
  self->index = index;
  if (arrivals != NULL && riskctx_arrivals_concern (arrivals, index))
    self->arrivals = arrivals;
  else
    self->counts = riskctx_count_table_new (risk);
  self->together = risk->group != NULL && (risk->group->scope & RISKCTX_COPULA_MAGNITUDES);
  riskctx_factors_init (&self->frequency_factors, &risk->frequency_factors, nodes);
  self->insured = risk->insured;
  self->deductible = risk->deductible;
  self->limit = risk->limit;
  self->share = risk->share;
  self->n = risk->n_consequences;
  self->consequences = g_new0 (Consequence, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanConsequence *from = &risk->consequences[i];
      Consequence *to = &self->consequences[i];

      to->category = from->category;
      to->happens_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_HAPPENS);
      to->magnitude_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_MAGNITUDE);
      to->probability_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_PROBABILITY);
      to->certain_probability = 1.0;
      if (from->probability != NULL && riskctx_law_is_fixed (from->probability))
        to->certain_probability = riskctx_law_minimum (from->probability);
      else if (from->probability != NULL)
        to->probability = riskctx_sampler_new (from->probability, nodes);
      to->magnitude = riskctx_sampler_new (from->magnitude, nodes);
      riskctx_factors_init (&to->probability_factors, &from->probability_factors, nodes);
      riskctx_factors_init (&to->magnitude_factors, &from->magnitude_factors, nodes);
      self->categories |= 1u << from->category;
    }
  return self;
}

void
riskctx_event_model_free (RiskctxEventModel *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_clear_pointer (&self->consequences[i].probability, riskctx_sampler_free);
      riskctx_sampler_free (self->consequences[i].magnitude);
      riskctx_factors_clear (&self->consequences[i].probability_factors);
      riskctx_factors_clear (&self->consequences[i].magnitude_factors);
    }
  riskctx_factors_clear (&self->frequency_factors);
  g_clear_pointer (&self->counts, riskctx_count_table_free);
  g_free (self->consequences);
  g_free (self);
}

guint
riskctx_event_model_categories (const RiskctxEventModel *self)
{
  return self->categories;
}

RiskctxEventScratch *
riskctx_event_scratch_new (const RiskctxKernel *kernel)
{
  RiskctxEventScratch *self = g_new0 (RiskctxEventScratch, 1);

  self->kernel = kernel;
  return self;
}

void
riskctx_event_scratch_free (RiskctxEventScratch *self)
{
  g_free (self->probability);
  g_free (self->magnitude);
  g_free (self->value);
  g_free (self->effects);
  g_free (self);
}

static void
scratch_reserve (RiskctxEventScratch     *self,
                 const RiskctxEventModel *model)
{
  if (self->effects == NULL && is_several (model->categories))
    self->effects = g_new (double, (gsize) CATEGORIES * YEARS);
  if (model->n <= self->capacity)
    return;
  self->capacity = model->n;
  self->probability = g_renew (double, self->probability, (gsize) model->n * YEARS);
  self->magnitude = g_renew (double, self->magnitude, (gsize) model->n * YEARS);
  self->value = g_renew (double, self->value, (gsize) model->n * ITEMS);
}

/* One draw a year: neighbors share a call of the generator, year 2 t its first half and year
 * 2 t + 1 its second. */
static RiskctxDraws
year_draws (const RiskctxEventYears *years,
            RiskctxEventScratch     *scratch)
{
  RiskctxDraws draws = { scratch->kernel, RISKCTX_DRAWS_PICKED, years->n, scratch->year_call,
                         scratch->year_draw, years->n, 0, years->trials, scratch->year_bits,
                         scratch->year_work };

  if (years->trials == NULL)
    {
      draws.order = RISKCTX_DRAWS_PAIRS;
      draws.n_calls = (years->n + 1) / 2;
      for (guint i = 0; i < draws.n_calls; i++)
        scratch->year_call[i] = years->first / 2 + i;
      return draws;
    }
  for (guint i = 0; i < years->n; i++)
    scratch->year_call[i] = years->trials[i] >> 1;
  return draws;
}

/* Orders by one byte of the counts, descending and stable. from: the order before, or NULL for that
 * of the years */
static inline __attribute__ ((always_inline)) void
sort_by_byte (RiskctxEventScratch *scratch,
              guint                n,
              guint                shift,
              guint                top, /* largest value of the byte */
              const guint16       *from,
              guint16             *to)
{
  const guint quarter = n / 4;
  const guint32 *counts = scratch->counts;
  guint32 *buckets = scratch->buckets, next = 0;

#define YEAR(i) (from != NULL ? from[i] : (guint16) (i))
#define BUCKET(q, i) buckets[4 * ((counts[YEAR (i)] >> shift) & 255) + (q)]
  /* four runs side by side: like counts follow each other, and would wait for each other */
  memset (buckets, 0, 4 * (top + 1) * sizeof *buckets);
  for (guint i = 0; i < quarter; i++)
    {
      BUCKET (0, i)++;
      BUCKET (1, quarter + i)++;
      BUCKET (2, 2 * quarter + i)++;
      BUCKET (3, 3 * quarter + i)++;
    }
  for (guint i = 4 * quarter; i < n; i++)
    BUCKET (3, i)++;
  for (guint b = top + 1; b-- > 0;)
    for (guint q = 0; q < 4; q++)
      {
        const guint32 size = buckets[4 * b + q];

        buckets[4 * b + q] = next;
        next += size;
      }
  for (guint i = 0; i < quarter; i++)
    {
      to[BUCKET (0, i)++] = YEAR (i);
      to[BUCKET (1, quarter + i)++] = YEAR (quarter + i);
      to[BUCKET (2, 2 * quarter + i)++] = YEAR (2 * quarter + i);
      to[BUCKET (3, 3 * quarter + i)++] = YEAR (3 * quarter + i);
    }
  for (guint i = 4 * quarter; i < n; i++)
    to[BUCKET (3, i)++] = YEAR (i);
#undef BUCKET
#undef YEAR
}

/* Puts the years in the descending order of their counts, byte by byte */
static void
sort_years (const RiskctxEventYears *years,
            RiskctxEventScratch     *scratch)
{
  guint16 *from = scratch->order[0], *to = scratch->order[1];
  guint32 top = 0, n_busy = 0;

  for (guint i = 0; i < years->n; i++)
    top = MAX (top, scratch->counts[i]);
  sort_by_byte (scratch, years->n, 0, MIN (top, 255), NULL, from);
  if (top <= 255)
    {
      /* after sorting, a bucket holds where the places of its count end */
      for (guint32 count = top; count > 0; count--)
        for (const guint32 end = scratch->buckets[4 * count + 3]; n_busy < end; n_busy++)
          scratch->place_count[n_busy] = count;
    }
  else
    {
      for (guint shift = 8; shift < 32 && top >> shift > 0; shift += 8)
        {
          guint16 *swap = from;

          sort_by_byte (scratch, years->n, shift, MIN (top >> shift, 255), from, to);
          from = to;
          to = swap;
        }
      while (n_busy < years->n && scratch->counts[from[n_busy]] > 0)
        {
          scratch->place_count[n_busy] = scratch->counts[from[n_busy]];
          n_busy++;
        }
    }

  scratch->places = from;
  scratch->n_busy = n_busy;
  if (years->trials != NULL)
    for (guint i = 0; i < n_busy; i++)
      scratch->place_trial[i] = years->trials[from[i]];
  else
    for (guint i = 0; i < n_busy; i++)
      scratch->place_trial[i] = years->first + from[i];
}

/* From the order of years to that of places */
static void
arrange (const RiskctxEventScratch *scratch,
         const double              *by_year,
         double                    *by_place)
{
  for (guint i = 0; i < scratch->n_busy; i++)
    by_place[i] = by_year[scratch->places[i]];
}

/* And back; years without events are 0 */
static void
put_back (const RiskctxEventScratch *scratch,
          guint                      n,
          const double              *by_place,
          double                    *by_year)
{
  if (scratch->n_busy < n)
    memset (by_year, 0, n * sizeof (double));
  for (guint i = 0; i < scratch->n_busy; i++)
    by_year[scratch->places[i]] = by_place[i];
}

/* Factor by place; FALSE where it is 1 */
static gboolean
run_factors (const RiskctxFactors *self,
             const RiskctxDraws   *draws,
             guint64               seed,
             RiskctxEventScratch  *scratch,
             double               *out)
{
  if (!riskctx_factors_run (self, draws, seed, scratch->year_value, scratch->year_factor))
    return FALSE;
  arrange (scratch, scratch->year_factor, out);
  return TRUE;
}

/* Probability of the consequence by place; FALSE where it always happens */
static gboolean
run_probability (const Consequence   *self,
                 const RiskctxDraws  *draws,
                 guint64              seed,
                 RiskctxEventScratch *scratch,
                 double              *out)
{
  double *factor = scratch->year_factor;
  const gboolean scaled = riskctx_factors_run (&self->probability_factors, draws, seed,
                                               scratch->year_value, factor);

  if (!scaled && self->probability == NULL && self->certain_probability == 1.0)
    return FALSE;
  if (!scaled)
    for (guint i = 0; i < draws->n; i++)
      factor[i] = 1.0;
  if (self->probability != NULL)
    riskctx_sampler_run (self->probability, draws, seed, self->probability_key,
                         scratch->year_value);
  for (guint i = 0; i < draws->n; i++)
    factor[i] *= self->probability != NULL ? scratch->year_value[i] : self->certain_probability;
  arrange (scratch, factor, out);
  return TRUE;
}

/* Events that are done at once. Those of the low halves are n_low, those of the high ones n_high;
 * they belong to as many places from first on, or all to first. */
typedef struct
{
  RiskctxDraws draws;
  guint        first;
  guint        n_low;
  guint        n_high;
  gboolean     single;
} Batch;

/* The work of one call of riskctx_event_model_run () */
typedef struct
{
  const RiskctxEventModel *model;
  RiskctxEventScratch     *scratch;
  RiskctxSimulateControl  *control;
  guint64                  seed;
  gboolean                 thinned;
  gboolean                 occurrence;
  gboolean                *uncertain; /* by consequence */
  gboolean                *scaled;
} Work;

/* values of items times what belongs to their places */
static void
scale (const Batch  *batch,
       const double *by_place,
       double       *values)
{
  const double *factor = by_place + batch->first;
  double *high = values + batch->draws.stride;

  if (batch->single)
    {
      for (guint i = 0; i < batch->draws.n; i++)
        values[i] *= *factor;
      return;
    }
  for (guint i = 0; i < batch->n_low; i++)
    values[i] *= factor[i];
  for (guint i = 0; i < batch->n_high; i++)
    high[i] *= factor[i];
}

/* 1 for items whose number is below the probability of their place, else 0 */
static void
decide (const Batch  *batch,
        const double *by_place,
        double       *numbers)
{
  const double *p = by_place + batch->first;
  double *high = numbers + batch->draws.stride;

  if (batch->single)
    {
      for (guint i = 0; i < batch->draws.n; i++)
        numbers[i] = numbers[i] < *p ? 1.0 : 0.0;
      return;
    }
  for (guint i = 0; i < batch->n_low; i++)
    numbers[i] = numbers[i] < p[i] ? 1.0 : 0.0;
  for (guint i = 0; i < batch->n_high; i++)
    high[i] = high[i] < p[i] ? 1.0 : 0.0;
}

/* Every place adds its events in their order, whatever the batches are. */
static void
add_up (const Batch  *batch,
        const double *values,
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
  for (guint i = 0; i < batch->n_low; i++)
    sum[i] += values[i];
  for (guint i = 0; i < batch->n_high; i++)
    sum[i] += high[i];
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

      if (call < batch->n_low)
        scratch->tail[i] = riskctx_arrivals_rank (work->model->arrivals, work->model->index,
                                                  RISKCTX_PURPOSE_TOGETHER_MAGNITUDE, work->seed,
                                                  draws->trials[call],
                                                  2 * (guint64) draws->draws[call] + half,
                                                  &scratch->upper[i]);
      else
        scratch->tail[i] = 0.5;
    }
}

static void
run_consequence (const Work  *work,
                 const Batch *batch,
                 guint        k)
{
  RiskctxEventScratch *scratch = work->scratch;
  const Consequence *consequence = &work->model->consequences[k];
  const RiskctxDraws *draws = &batch->draws;
  double *value = &scratch->value[k * ITEMS];

  if (work->model->together)
    riskctx_sampler_run_ranked (consequence->magnitude, draws->n, scratch->tail, scratch->upper,
                                value);
  else
    riskctx_sampler_run (consequence->magnitude, draws, work->seed, consequence->magnitude_key,
                         value);
  if (work->scaled[k])
    scale (batch, &scratch->magnitude[k * YEARS], value);
  if (!work->uncertain[k])
    return;
  riskctx_draws_uniforms (draws, work->seed, consequence->happens_key, scratch->uniform);
  decide (batch, &scratch->probability[k * YEARS], scratch->uniform);
  for (guint i = 0; i < draws->n; i++)
    value[i] = scratch->uniform[i] != 0.0 ? value[i] : 0.0;
}

static void
run_batch (const Work  *work,
           const Batch *batch)
{
  const RiskctxEventModel *model = work->model;
  RiskctxEventScratch *scratch = work->scratch;
  const guint n = batch->draws.n;
  /* one uninsured consequence is the event's loss as it is */
  double *total = model->n == 1 && !model->insured ? scratch->value : scratch->total;

  if (work->thinned)
    {
      riskctx_draws_uniforms (&batch->draws, work->seed, model->mark_key, scratch->kept);
      decide (batch, scratch->keep, scratch->kept);
    }
  if (model->together)
    rank_events (work, batch);
  for (guint k = 0; k < model->n; k++)
    run_consequence (work, batch, k);
  if (total == scratch->total)
    {
      memcpy (total, scratch->value, n * sizeof (double));
      for (guint k = 1; k < model->n; k++)
        for (guint i = 0; i < n; i++)
          total[i] += scratch->value[k * ITEMS + i];
    }
  if (model->insured)
    apply_insurance (model, scratch, n);

  if (work->thinned)
    for (guint i = 0; i < n; i++)
      total[i] *= scratch->kept[i];
  add_up (batch, total, scratch->loss);
  if (work->occurrence)
    find_largest (batch, total, scratch->largest);
  if (!is_several (model->categories))
    return;
  for (guint k = 0; k < model->n; k++)
    {
      double *value = &scratch->value[k * ITEMS];

      if (work->thinned && value != total)
        for (guint i = 0; i < n; i++)
          value[i] *= scratch->kept[i];
      add_up (batch, value, &scratch->effects[model->consequences[k].category * YEARS]);
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
          n_high > 0 ? stride + n_high : n_low, stride, NULL, scratch->event_bits, NULL },
        place, n_low, n_high, TRUE
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

      for (guint i = 0; i < ROOM (n_low); i++)
        scratch->event_draw[i] = call;
      batch = (Batch){
        { scratch->kernel, RISKCTX_DRAWS_HALVES, n_low, scratch->place_trial + first,
          scratch->event_draw, n_low, (n_low + 15) & ~15u, NULL, scratch->event_bits, NULL },
        first, n_low, n_high, FALSE
      };
      if (n_high > 0)
        batch.draws.n = batch.draws.stride + n_high;
      run_batch (work, &batch);
      if (call == 0x7fffffff)
        return TRUE;
    }

  for (guint i = 0; i < n_low; i++)
    if (!run_long_year (work, first + i, call))
      return FALSE;
  return TRUE;
}

gboolean
riskctx_event_model_run (const RiskctxEventModel *self,
                         guint64                  seed,
                         const RiskctxEventYears *years,
                         RiskctxEventScratch     *scratch,
                         RiskctxSimulateControl  *control)
{
  const RiskctxDraws yearly = year_draws (years, scratch);
  g_autofree gboolean *uncertain = g_new (gboolean, MAX (self->n, 1));
  g_autofree gboolean *scaled = g_new (gboolean, MAX (self->n, 1));
  Work work = { self, scratch, control, seed, FALSE, years->largest != NULL, uncertain, scaled };
  gsize busy;

  scratch_reserve (scratch, self);
  if (self->n == 0)
    {
      memset (scratch->counts, 0, years->n * sizeof *scratch->counts);
    }
  else if (self->arrivals != NULL)
    {
      riskctx_arrivals_count (self->arrivals, self->index, seed, years, &yearly, scratch->counts);
    }
  else
    {
      riskctx_draws_fill (&yearly, seed, self->count_key);
      riskctx_count_table_fill (self->counts, years->n, yearly.bits, scratch->counts);
    }
  sort_years (years, scratch);

  work.thinned = run_factors (&self->frequency_factors, &yearly, seed, scratch, scratch->keep);
  for (guint k = 0; k < self->n; k++)
    {
      uncertain[k] = run_probability (&self->consequences[k], &yearly, seed, scratch,
                                      &scratch->probability[k * YEARS]);
      scaled[k] = run_factors (&self->consequences[k].magnitude_factors, &yearly, seed, scratch,
                               &scratch->magnitude[k * YEARS]);
    }

  busy = scratch->n_busy * sizeof (double);
  memset (scratch->loss, 0, busy);
  if (work.occurrence)
    memset (scratch->largest, 0, busy);
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      memset (&scratch->effects[c * YEARS], 0, busy);
  for (guint first = 0; first < scratch->n_busy; first += CALLS)
    if (!run_places (&work, first, MIN (CALLS, scratch->n_busy - first)))
      return FALSE;

  put_back (scratch, years->n, scratch->loss, years->loss);
  if (years->largest != NULL)
    put_back (scratch, years->n, scratch->largest, years->largest);
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      put_back (scratch, years->n, &scratch->effects[c * YEARS], years->effects[c]);
  return TRUE;
}

const double *
riskctx_event_scratch_losses (const RiskctxEventScratch *self,
                              guint                     *n)
{
  *n = self->n_busy;
  return self->loss;
}
