/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-private.h"
#include "riskctx-arrivals-private.h"
#include "riskctx-count-private.h"
#include "riskctx-factors-private.h"
#include "riskctx-stream-private.h"

#include <math.h>
#include <string.h>

#define YEARS RISKCTX_SIMULATE_BLOCK
/* events done at once: even, and small enough that the stages' buffers stay in the cache */
#define EVENTS 1024u
/* Lists are written this many entries at a time, of which only those that count are kept. */
#define AHEAD 8u
/* room of a list of calls, and of each half of their results */
#define YEAR_ROOM (YEARS + 16u)
#define EVENT_ROOM (EVENTS + 16u)

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

struct _RiskctxEventScratch
{
  const RiskctxKernel *kernel;
  guint32 counts[YEARS];
  guint32 year_call[YEAR_ROOM];
  guint32 year_draw[YEAR_ROOM]; /* all 0 */
  guint32 year_slot[YEARS];
  guint32 sequence_slot[YEARS]; /* year_slot where the years are in sequence */
  guint64 year_bits[2 * YEAR_ROOM];
  double  keep[YEARS];
  double  year_value[YEARS];
  double *probability; /* consequences times YEARS, grown when needed */
  double *magnitude;
  guint   capacity;

  guint32 event_year[EVENTS + AHEAD];
  guint32 event_slot[EVENTS + AHEAD];
  guint32 event_call[EVENT_ROOM];
  guint32 event_draw[EVENT_ROOM];
  guint64 event_bits[2 * EVENT_ROOM];
  double  uniform[EVENTS];
  double  tail[EVENTS];  /* rank of an event among others of its kind, where it is shared */
  gboolean upper[EVENTS];
  double  kept[EVENTS];
  double  total[EVENTS];
  double *value; /* consequences times EVENTS */
};

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
  for (guint i = 0; i < YEARS; i++)
    self->sequence_slot[i] = i % 2 * YEAR_ROOM + i / 2;
  return self;
}

void
riskctx_event_scratch_free (RiskctxEventScratch *self)
{
  g_free (self->probability);
  g_free (self->magnitude);
  g_free (self->value);
  g_free (self);
}

static void
scratch_reserve (RiskctxEventScratch *self,
                 guint                consequences)
{
  if (consequences <= self->capacity)
    return;
  self->capacity = consequences;
  self->probability = g_renew (double, self->probability, (gsize) consequences * YEARS);
  self->magnitude = g_renew (double, self->magnitude, (gsize) consequences * YEARS);
  self->value = g_renew (double, self->value, (gsize) consequences * EVENTS);
}

/* One draw a year: neighbors share a call of the generator, year 2 t its first half and year
 * 2 t + 1 its second. */
static RiskctxDraws
year_draws (const RiskctxEventYears *years,
            RiskctxEventScratch     *scratch)
{
  RiskctxDraws draws = { scratch->kernel, 0, scratch->year_call, scratch->year_draw, years->n,
                         scratch->sequence_slot, YEAR_ROOM, scratch->year_bits };

  if (years->trials == NULL)
    {
      draws.n_calls = (years->n + 1) / 2;
      for (guint i = 0; i < draws.n_calls; i++)
        scratch->year_call[i] = years->first / 2 + i;
      return draws;
    }

  for (guint i = 0; i < years->n; i++)
    {
      const guint32 half = years->trials[i] >> 1;

      if (draws.n_calls == 0 || scratch->year_call[draws.n_calls - 1] != half)
        scratch->year_call[draws.n_calls++] = half;
      scratch->year_slot[i] = (years->trials[i] & 1) * YEAR_ROOM + draws.n_calls - 1;
    }
  draws.slots = scratch->year_slot;
  return draws;
}

/* Probability of the consequence in every year; FALSE where it always happens */
static gboolean
run_probability (const Consequence   *self,
                 const RiskctxDraws  *draws,
                 guint64              seed,
                 RiskctxEventScratch *scratch,
                 double              *out)
{
  const gboolean scaled = riskctx_factors_run (&self->probability_factors, draws, seed,
                                               scratch->year_value, out);

  if (!scaled && self->probability == NULL && self->certain_probability == 1.0)
    return FALSE;
  if (!scaled)
    for (guint i = 0; i < draws->n; i++)
      out[i] = 1.0;
  if (self->probability != NULL)
    riskctx_sampler_run (self->probability, draws, seed, self->probability_key,
                         scratch->year_value);
  for (guint i = 0; i < draws->n; i++)
    out[i] *= self->probability != NULL ? scratch->year_value[i] : self->certain_probability;
  return TRUE;
}

typedef struct
{
  guint  year;  /* position in the list of years */
  guint32 event; /* the next one of that year */
} Cursor;

static inline guint32
trial_of (const RiskctxEventYears *years,
          guint                    year)
{
  return years->trials != NULL ? years->trials[year] : years->first + year;
}

typedef guint32 List8 __attribute__ ((vector_size (4 * AHEAD)));
typedef guint32 List4 __attribute__ ((vector_size (2 * AHEAD)));

/* Lists the next events, whole years or an even number of events of a long one. Few events are
 * listed without a branch on their number: eight entries are written, then the end moves on by as
 * many as there are. */
static RiskctxDraws
event_draws (const RiskctxEventYears *years,
             RiskctxEventScratch     *scratch,
             Cursor                  *cursor)
{
  const List8 slots_ahead = {
    0, EVENT_ROOM, 1, EVENT_ROOM + 1, 2, EVENT_ROOM + 2, 3, EVENT_ROOM + 3
  };
  const List4 draws_ahead = { 0, 1, 2, 3 };
  guint n = 0, n_calls = 0;

  while (cursor->year < years->n)
    {
      const guint32 year = cursor->year, trial = trial_of (years, year);
      const guint32 left = scratch->counts[year] - cursor->event;
      guint take = MIN (left, EVENTS - n);

      if (take < left)
        take &= ~1u;
      for (guint e = 0; e < take || e == 0; e += AHEAD)
        {
          const List8 years8 = year - (List8){ 0 };
          const List8 slots8 = slots_ahead + (n_calls + e / 2);
          const List4 calls4 = trial - (List4){ 0 };
          const List4 draws4 = draws_ahead + (cursor->event + e) / 2;

          memcpy (&scratch->event_year[n + e], &years8, sizeof years8);
          memcpy (&scratch->event_slot[n + e], &slots8, sizeof slots8);
          memcpy (&scratch->event_call[n_calls + e / 2], &calls4, sizeof calls4);
          memcpy (&scratch->event_draw[n_calls + e / 2], &draws4, sizeof draws4);
        }
      n += take;
      n_calls += (take + 1) / 2;
      cursor->event += take;
      if (take < left)
        break;
      cursor->year++;
      cursor->event = 0;
    }
  return (RiskctxDraws){ scratch->kernel, n_calls, scratch->event_call, scratch->event_draw, n,
                         scratch->event_slot, EVENT_ROOM, scratch->event_bits };
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
        scratch->value[k * EVENTS + i] *= ratio;
    }
}

/* The ranks of the events' amounts, shared with the other risks of the group event by event */
static void
rank_events (const RiskctxEventModel *self,
             const RiskctxEventYears *years,
             const RiskctxDraws      *draws,
             guint64                  seed,
             RiskctxEventScratch     *scratch)
{
  for (guint i = 0; i < draws->n; i++)
    {
      const guint half = draws->slots[i] >= draws->stride;
      const guint call = draws->slots[i] - half * draws->stride;

      scratch->tail[i] = riskctx_arrivals_rank (self->arrivals, self->index,
                                                RISKCTX_PURPOSE_TOGETHER_MAGNITUDE, seed,
                                                trial_of (years, scratch->event_year[i]),
                                                2 * (guint64) draws->draws[call] + half,
                                                &scratch->upper[i]);
    }
}

static void
run_consequence (const RiskctxEventModel *self,
                 guint                    k,
                 const RiskctxDraws      *draws,
                 guint64                  seed,
                 gboolean                 uncertain,
                 gboolean                 scaled,
                 RiskctxEventScratch     *scratch)
{
  const Consequence *consequence = &self->consequences[k];
  double *value = &scratch->value[k * EVENTS];

  if (self->together)
    riskctx_sampler_run_ranked (consequence->magnitude, draws->n, scratch->tail, scratch->upper,
                                value);
  else
    riskctx_sampler_run (consequence->magnitude, draws, seed, consequence->magnitude_key, value);
  if (scaled)
    for (guint i = 0; i < draws->n; i++)
      value[i] *= scratch->magnitude[k * YEARS + scratch->event_year[i]];
  if (uncertain)
    {
      riskctx_draws_uniforms (draws, seed, consequence->happens_key, scratch->uniform);
      for (guint i = 0; i < draws->n; i++)
        if (scratch->uniform[i] >= scratch->probability[k * YEARS + scratch->event_year[i]])
          value[i] = 0.0;
    }
}

static void
add_consequences (const RiskctxEventModel *self,
                  RiskctxEventScratch     *scratch,
                  guint                    n)
{
  memcpy (scratch->total, scratch->value, n * sizeof (double));
  for (guint k = 1; k < self->n; k++)
    for (guint i = 0; i < n; i++)
      scratch->total[i] += scratch->value[k * EVENTS + i];
}

static void
add_events (const RiskctxEventModel *self,
            const RiskctxEventYears *years,
            RiskctxEventScratch     *scratch,
            double                  *total,
            guint                    n,
            gboolean                 thinned)
{
  const gboolean several = (self->categories & (self->categories - 1)) != 0;

  if (thinned)
    for (guint i = 0; i < n; i++)
      total[i] *= scratch->kept[i];
  for (guint i = 0; i < n; i++)
    years->loss[scratch->event_year[i]] += total[i];
  if (years->largest != NULL)
    for (guint i = 0; i < n; i++)
      {
        double *largest = &years->largest[scratch->event_year[i]];

        *largest = MAX (*largest, total[i]);
      }
  if (!several)
    return;

  for (guint k = 0; k < self->n; k++)
    {
      const double *value = &scratch->value[k * EVENTS];
      double *effect = years->effects[self->consequences[k].category];

      for (guint i = 0; i < n; i++)
        effect[scratch->event_year[i]] += thinned ? value[i] * scratch->kept[i] : value[i];
    }
}

gboolean
riskctx_event_model_run (const RiskctxEventModel *self,
                         guint64                  seed,
                         const RiskctxEventYears *years,
                         RiskctxEventScratch     *scratch,
                         RiskctxSimulateControl  *control)
{
  const RiskctxDraws yearly = year_draws (years, scratch);
  const gsize size = years->n * sizeof (double);
  g_autofree gboolean *uncertain = g_new (gboolean, MAX (self->n, 1));
  g_autofree gboolean *scaled = g_new (gboolean, MAX (self->n, 1));
  /* one uninsured consequence is the event's loss as it is */
  const gboolean alone = self->n == 1 && !self->insured;
  Cursor cursor = { 0, 0 };
  gboolean thinned;

  scratch_reserve (scratch, self->n);
  memset (years->loss, 0, size);
  if (years->largest != NULL)
    memset (years->largest, 0, size);
  for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
    if (years->effects[c] != NULL)
      memset (years->effects[c], 0, size);
  if (self->n == 0)
    return TRUE;

  if (self->arrivals != NULL)
    {
      riskctx_arrivals_count (self->arrivals, self->index, seed, years, &yearly, scratch->counts);
    }
  else
    {
      riskctx_draws_fill (&yearly, seed, self->count_key);
      riskctx_count_table_fill (self->counts, years->n, scratch->year_bits, yearly.slots,
                                scratch->counts);
    }
  thinned = riskctx_factors_run (&self->frequency_factors, &yearly, seed, scratch->year_value,
                                 scratch->keep);
  for (guint k = 0; k < self->n; k++)
    {
      uncertain[k] = run_probability (&self->consequences[k], &yearly, seed, scratch,
                                      &scratch->probability[k * YEARS]);
      scaled[k] = riskctx_factors_run (&self->consequences[k].magnitude_factors, &yearly, seed,
                                       scratch->year_value, &scratch->magnitude[k * YEARS]);
    }

  for (;;)
    {
      const RiskctxDraws draws = event_draws (years, scratch, &cursor);

      if (draws.n > 0)
        {
          if (thinned)
            {
              riskctx_draws_uniforms (&draws, seed, self->mark_key, scratch->kept);
              for (guint i = 0; i < draws.n; i++)
                scratch->kept[i] = scratch->kept[i] < scratch->keep[scratch->event_year[i]];
            }
          if (self->together)
            rank_events (self, years, &draws, seed, scratch);
          for (guint k = 0; k < self->n; k++)
            run_consequence (self, k, &draws, seed, uncertain[k], scaled[k], scratch);
          if (!alone)
            add_consequences (self, scratch, draws.n);
          if (self->insured)
            apply_insurance (self, scratch, draws.n);
          add_events (self, years, scratch, alone ? scratch->value : scratch->total, draws.n,
                      thinned);
        }
      if (cursor.year >= years->n)
        return TRUE;
      if (control != NULL && g_atomic_int_get (&control->cancelled))
        return FALSE;
    }
}
