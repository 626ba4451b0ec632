/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-part-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-montecarlo-private.h"
#include "riskctx-stream-private.h"

#include <math.h>
#include <string.h>

#define MAGIC G_GUINT64_CONSTANT (0x0131545250585243) /* "CRXPRT1" and 1, in little endian */
#define ROUND(size) (((gsize) (size) + 7) & ~(gsize) 7)

typedef struct
{
  guint64 magic;
  guint64 sum;      /* of all words after it */
  guint64 plan;     /* a hash of all that is drawn by */
  guint64 seed;
  guint64 first;    /* year */
  guint64 n;        /* years */
  guint32 n_risks;
  guint32 largest;  /* whether there are rows of largest events */
} Header;

/* What a risk has in a block: this, the years' places in the block, the rows */
typedef struct
{
  guint32 n_busy;
  guint32 n_rows;
} Record;

#define SUMMED G_STRUCT_OFFSET (Header, plan) /* where the sum begins */
#define SUM_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define SUM_STEP 65536u /* words between two looks at whether to go on */

struct _RiskctxParts
{
  guint          n_blocks;
  const Header **part;  /* by block: the part that it is in */
};

/* Fowler, Noll and Vo's hash 1a of words instead of bytes: no change of a single word can hide. */
static guint64
add_words (guint64     sum,
           const void *words,
           gsize       size)
{
  const guint64 *word = words;

  for (gsize i = 0; i < size / sizeof *word; i++)
    sum = (sum ^ word[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return sum;
}

void
riskctx_part_seal (void *bytes,
                   gsize size)
{
  Header *header = bytes;

  header->sum = add_words (SUM_START, (const char *) bytes + SUMMED, size - SUMMED);
}

static gboolean
is_cancelled (RiskctxSimulateControl *control,
              GError                **error)
{
  if (control == NULL || !g_atomic_int_get (&control->cancelled))
    return FALSE;
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                       "the simulation was cancelled");
  return TRUE;
}

static guint64
hash_number (guint64 hash,
             double  number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  return riskctx_stream_derive (hash, bits);
}

static guint64
hash_law (guint64           hash,
          const RiskctxLaw *law)
{
  if (law == NULL)
    return riskctx_stream_derive (hash, G_MAXUINT64);
  hash = riskctx_stream_derive (hash, law->kind * 2 + (law->truncated != 0));
  hash = hash_number (hash_number (hash, law->a), law->b);
  hash = hash_number (hash_number (hash, law->c), law->d);
  hash = riskctx_stream_derive (hash, (guint64) law->n << 32 | law->n_parts);
  for (guint i = 0; i < law->n; i++)
    hash = hash_number (hash_number (hash, law->values[i]), law->weights[i]);
  for (guint i = 0; i < law->n_parts; i++)
    {
      if (law->kind == RISKCTX_LAW_MIXTURE)
        hash = hash_number (hash, law->weights[i]);
      hash = hash_law (hash, law->parts[i]);
    }
  return hash;
}

static guint64
hash_factors (guint64                   hash,
              const RiskctxPlanFactors *factors)
{
  hash = riskctx_stream_derive (hash_number (hash, factors->certain), factors->n);
  for (guint i = 0; i < factors->n; i++)
    {
      hash = riskctx_stream_derive (hash, factors->uncertain[i].key);
      hash = hash_number (hash, factors->uncertain[i].scale);
      hash = hash_law (hash, factors->uncertain[i].effect);
    }
  return hash;
}

static guint64
hash_sources (guint64                  hash,
              guint                    n,
              const RiskctxPlanSource *sources)
{
  hash = riskctx_stream_derive (hash, n);
  for (guint i = 0; i < n; i++)
    hash = hash_number (riskctx_stream_derive (hash, sources[i].key), sources[i].probability);
  return hash;
}

static guint64
hash_risk (guint64                hash,
           const RiskctxPlanRisk *risk)
{
  hash = riskctx_stream_derive (hash, risk->key);
  hash = riskctx_stream_derive (hash, (guint64) risk->category << 32 | risk->kind);
  hash = hash_number (riskctx_stream_derive (hash, risk->trials), risk->dispersion);
  hash = hash_law (hash_law (hash, risk->rate), risk->vulnerability);
  hash = hash_factors (hash, &risk->frequency_factors);
  hash = hash_number (riskctx_stream_derive (hash, risk->insured != 0), risk->deductible);
  hash = hash_number (hash_number (hash, risk->limit), risk->share);
  for (guint k = 0; k < risk->n_consequences; k++)
    {
      const RiskctxPlanConsequence *consequence = &risk->consequences[k];

      hash = riskctx_stream_derive (hash, consequence->key);
      hash = riskctx_stream_derive (hash, consequence->category);
      hash = hash_law (hash_law (hash, consequence->probability), consequence->magnitude);
      hash = hash_factors (hash, &consequence->probability_factors);
      hash = hash_factors (hash, &consequence->magnitude_factors);
    }
  hash = hash_sources (hash, risk->n_hits, risk->hits);
  hash = hash_sources (hash, risk->n_triggers, risk->triggers);
  return riskctx_stream_derive (hash, risk->group != NULL ? risk->group->key : 0) + risk->member;
}

static guint64
hash_plan (const RiskctxPlan *plan)
{
  guint64 hash = 0;

  for (guint i = 0; i < plan->n_risks; i++)
    hash = hash_risk (hash, &plan->risks[i]);
  for (guint i = 0; i < plan->n_shocks; i++)
    {
      const RiskctxPlanShock *shock = &plan->shocks[i];

      hash = riskctx_stream_derive (hash, shock->key);
      hash = riskctx_stream_derive (hash, (guint64) shock->kind << 32 | shock->trials);
      hash = hash_law (hash_number (hash, shock->dispersion), shock->rate);
    }
  for (guint i = 0; i < plan->n_groups; i++)
    {
      const RiskctxPlanGroup *group = &plan->groups[i];

      hash = riskctx_stream_derive (hash, group->key);
      hash = riskctx_stream_derive (hash, (guint64) group->scope << 32 | group->n);
      hash = hash_number (hash, group->degrees);
      for (guint k = 0; k < group->n * group->n; k++)
        hash = hash_number (hash, group->root[k]);
    }
  return hash;
}

static guint
blocks_of (guint64 n)
{
  return (guint) ((n + BLOCK - 1) / BLOCK);
}

/* How many rows a risk has */
static guint
count_rows (const RiskctxPlanRisk *risk,
            gboolean               largest)
{
  guint categories = 0, rows = 1 + (largest != 0);

  for (guint k = 0; k < risk->n_consequences; k++)
    categories |= 1u << risk->consequences[k].category;
  if (riskctx_montecarlo_is_several (categories))
    for (guint c = 0; c < CATEGORIES; c++)
      rows += categories >> c & 1;
  return rows;
}

static gsize
size_of (const Record *record)
{
  return sizeof *record + ROUND (record->n_busy * sizeof (guint16))
         + (gsize) record->n_rows * record->n_busy * sizeof (double);
}

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, message);
  return FALSE;
}

/* The records are made block by block, and then written one after the other. */
typedef struct
{
  Run      run;
  Header   header;
  Record **records; /* [risk][block] */
  guint64  limit;   /* bytes of records */
  guintptr used;    /* atomic */
  int      full;    /* atomic: records are more than memory should hold */
} Making;

static void
make_record (guint    item,
             guint    worker,
             gpointer data)
{
  Making *making = data;
  Run *run = &making->run;
  Worker *own = run->workers[worker];
  const guint n_blocks = blocks_of (making->header.n);

  if (g_atomic_int_get (&making->full))
    return;
  for (guint i = 0; i < run->n_places; i++)
    {
      const guint risk = run->first + i;
      Record head = { 0 }, *record;
      guint16 *places;
      double *rows;

      if (!riskctx_montecarlo_draw (run, &run->places[i], worker,
                                    (guint) (making->header.first / BLOCK) + item))
        return;
      riskctx_event_scratch_losses (own->scratch, &head.n_busy);
      head.n_rows = count_rows (run->places[i].risk, making->header.largest != 0);
      if ((guintptr) g_atomic_pointer_add (&making->used, size_of (&head)) > making->limit)
        {
          g_atomic_int_set (&making->full, 1);
          return;
        }
      record = g_malloc0 (size_of (&head));
      *record = head;
      places = (guint16 *) (gpointer) (record + 1);
      rows = (double *) (gpointer) ((char *) places + ROUND (head.n_busy * sizeof (guint16)));
      memcpy (places, riskctx_event_scratch_places (own->scratch), head.n_busy * sizeof *places);
      for (guint row = 0; row < head.n_rows; row++)
        memcpy (rows + (gsize) row * head.n_busy, riskctx_event_scratch_row (own->scratch, row),
                head.n_busy * sizeof *rows);
      making->records[(gsize) risk * n_blocks + item] = record;
    }
}

static GBytes *
write_records (const Making           *making,
               RiskctxSimulateControl *control,
               GError                **error)
{
  const guint n_blocks = blocks_of (making->header.n);
  const gsize n = (gsize) making->header.n_risks * n_blocks;
  const gsize start = sizeof (Header) + n * sizeof (guint64);
  gsize at = start, size = start;
  guint64 *places, sum;
  char *bytes;

  for (gsize i = 0; i < n; i++)
    size += size_of (making->records[i]);
  bytes = g_malloc (size);
  memcpy (bytes, &making->header, sizeof (Header));
  places = (guint64 *) (gpointer) (bytes + sizeof (Header));
  for (gsize i = 0; i < n; i++)
    {
      places[i] = at;
      at += size_of (making->records[i]);
    }
  sum = add_words (SUM_START, bytes + SUMMED, start - SUMMED);
  for (gsize i = 0; i < n; i++)
    {
      const gsize length = size_of (making->records[i]);

      if (is_cancelled (control, error))
        {
          g_free (bytes);
          return NULL;
        }
      memcpy (bytes + places[i], making->records[i], length);
      sum = add_words (sum, bytes + places[i], length);
    }
  ((Header *) (gpointer) bytes)->sum = sum;
  return g_bytes_new_take (bytes, size);
}

GBytes *
riskctx_simulate_part (RiskctxPlan                   *plan,
                       const RiskctxSimulateSettings *settings,
                       guint64                        first,
                       guint64                        n,
                       RiskctxSimulateControl        *control,
                       GError                       **error)
{
  g_autoptr(RiskctxPool) pool = NULL;
  Making making = { .header = { MAGIC, 0, hash_plan (plan), settings->seed, first, n, plan->n_risks,
                                settings->occurrence != 0 } };
  const guint n_blocks = blocks_of (n);
  const gsize n_records = (gsize) plan->n_risks * n_blocks;
  GBytes *bytes = NULL;
  gboolean stopped = FALSE;

  if (!riskctx_simulate_check_settings (settings, error))
    return NULL;
  if (n == 0 || first % BLOCK != 0 || first > settings->trials || n > settings->trials - first
      || (n % BLOCK != 0 && first + n != settings->trials))
    {
      refuse (error, "a part of the simulated years must begin and end with a block of 4096");
      return NULL;
    }

  /* the bytes are written while there still are the records */
  making.limit = (settings->memory > 0 ? settings->memory : RISKCTX_SIMULATE_MEMORY) / 2;
  pool = riskctx_pool_new (settings->threads);
  making.records = g_new0 (Record *, MAX (n_records, 1));
  riskctx_montecarlo_begin (&making.run, plan, settings, control, NULL, pool);
  making.run.pass = PASS_RECORD;
  for (guint risk = 0; risk < plan->n_risks && !stopped; risk += making.run.group)
    {
      riskctx_montecarlo_open_group (&making.run, risk);
      riskctx_pool_run (pool, n_blocks, make_record, &making);
      riskctx_montecarlo_close_group (&making.run);
      riskctx_simulate_control_step (control, risk, plan->n_risks);
      stopped = riskctx_montecarlo_cancelled (&making.run, error);
      if (!stopped && g_atomic_int_get (&making.full))
        {
          g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                       "a part of %" G_GUINT64_FORMAT " years needs more than %" G_GUINT64_FORMAT
                       " MiB of memory: divide them into more parts", n, making.limit >> 19);
          stopped = TRUE;
        }
    }
  if (!stopped)
    bytes = write_records (&making, control, error);
  for (gsize i = 0; i < n_records; i++)
    g_free (making.records[i]);
  g_free (making.records);
  riskctx_montecarlo_end (&making.run);
  return bytes;
}

static const Record *
get_record (const Header *header,
            guint         risk,
            guint         block)
{
  const guint64 *places = (const guint64 *) (gconstpointer) (header + 1);

  return (const Record *) (gconstpointer)
         ((const char *) header
          + places[(gsize) risk * blocks_of (header->n) + block - header->first / BLOCK]);
}

/* Whether bytes that come from elsewhere can be read as a block of these years */
static gboolean
check_record (const Header          *header,
              gsize                  size,
              gsize                  index,
              guint                  n,
              const RiskctxPlanRisk *risk)
{
  const guint64 place = ((const guint64 *) (gconstpointer) (header + 1))[index];
  const Record *record;
  const guint16 *places;
  const double *rows;

  if (place % 8 != 0 || place > size - sizeof *record)
    return FALSE;
  record = (const Record *) (gconstpointer) ((const char *) header + place);
  if (record->n_busy > n || record->n_rows != count_rows (risk, header->largest != 0)
      || size_of (record) > size - place)
    return FALSE;
  places = (const guint16 *) (gconstpointer) (record + 1);
  rows = (const double *) (gconstpointer) ((const char *) places
                                           + ROUND (record->n_busy * sizeof *places));
  for (guint i = 0; i < record->n_busy; i++)
    if (places[i] >= n)
      return FALSE;
  for (gsize i = 0; i < (gsize) record->n_rows * record->n_busy; i++)
    if (!isfinite (rows[i]))
      return FALSE;
  return TRUE;
}

static gboolean
check_sum (const Header           *header,
           gsize                   size,
           RiskctxSimulateControl *control,
           GError                **error)
{
  const char *bytes = (const char *) header;
  guint64 sum = SUM_START;

  if (size % sizeof (guint64) != 0)
    return refuse (error, "a part is damaged");
  for (gsize at = SUMMED; at < size; at += SUM_STEP * sizeof (guint64))
    {
      if (is_cancelled (control, error))
        return FALSE;
      sum = add_words (sum, bytes + at, MIN (SUM_STEP * sizeof (guint64), size - at));
    }
  return sum == header->sum || refuse (error, "a part is damaged");
}

static gboolean
add_part (RiskctxParts                  *self,
          const RiskctxPlan             *plan,
          const RiskctxSimulateSettings *settings,
          GBytes                        *part,
          RiskctxSimulateControl        *control,
          GError                       **error)
{
  gsize size;
  const Header *header = g_bytes_get_data (part, &size);
  guint n_blocks;

  if (size < sizeof *header || header->magic != MAGIC)
    return refuse (error, "these are not the bytes of a part, or of another kind of machine");
  if (!check_sum (header, size, control, error))
    return FALSE;
  if (header->plan != hash_plan (plan) || header->seed != settings->seed
      || header->n_risks != plan->n_risks)
    return refuse (error, "a part belongs to another plan or seed");
  if (settings->occurrence && header->largest == 0)
    return refuse (error, "a part was made without the largest events");
  if (header->n == 0 || header->first % BLOCK != 0 || header->first > settings->trials
      || header->n > settings->trials - header->first
      || (header->n % BLOCK != 0 && header->first + header->n != settings->trials))
    return refuse (error, "a part is not of these years");
  n_blocks = blocks_of (header->n);
  if ((size - sizeof *header) / sizeof (guint64) / MAX (plan->n_risks, 1) < n_blocks)
    return refuse (error, "a part is damaged");
  for (guint block = 0; block < n_blocks; block++)
    {
      const guint n = (guint) MIN ((guint64) BLOCK, header->n - (guint64) block * BLOCK);
      const Header **slot = &self->part[header->first / BLOCK + block];

      if (*slot != NULL)
        return refuse (error, "two parts have the same years");
      *slot = header;
      if (is_cancelled (control, error))
        return FALSE;
      for (guint risk = 0; risk < plan->n_risks; risk++)
        if (!check_record (header, size, (gsize) risk * n_blocks + block, n, &plan->risks[risk]))
          return refuse (error, "a part is damaged");
    }
  return TRUE;
}

RiskctxSimulateResult *
riskctx_simulate_merge (RiskctxPlan                   *plan,
                        const RiskctxSimulateSettings *settings,
                        guint                          n_parts,
                        GBytes *const                 *parts,
                        RiskctxSimulateControl        *control,
                        GError                       **error)
{
  RiskctxSimulateSettings own = *settings;
  g_autofree const Header **by_block = NULL;
  RiskctxParts self = { 0 };

  if (!riskctx_simulate_check_settings (settings, error))
    return NULL;
  self.n_blocks = blocks_of (settings->trials);
  self.part = by_block = g_new0 (const Header *, self.n_blocks);
  for (guint i = 0; i < n_parts; i++)
    if (!add_part (&self, plan, settings, parts[i], control, error))
      return NULL;
  for (guint block = 0; block < self.n_blocks; block++)
    if (self.part[block] == NULL)
      {
        refuse (error, "some years are in no part");
        return NULL;
      }
  own.method = RISKCTX_SIMULATE_MONTE_CARLO;
  own.parts = &self;
  return riskctx_simulate (plan, &own, control, error);
}

static void
put_back (const Record *record,
          guint         n,
          const double *row,
          double       *by_year)
{
  const guint16 *places = (const guint16 *) (gconstpointer) (record + 1);

  memset (by_year, 0, n * sizeof *by_year);
  for (guint i = 0; i < record->n_busy; i++)
    by_year[places[i]] = row[i];
}

void
riskctx_parts_read (const RiskctxParts      *self,
                    guint                    risk,
                    guint                    block,
                    const RiskctxEventYears *years,
                    const double           **rows,
                    guint                   *n_busy)
{
  const Header *header = self->part[block];
  const Record *record = get_record (header, risk, block);
  const double *row = (const double *) (gconstpointer)
                      ((const char *) (record + 1) + ROUND (record->n_busy * sizeof (guint16)));

  *n_busy = record->n_busy;
  *rows++ = row;
  put_back (record, years->n, row, years->loss);
  row += record->n_busy;
  if (header->largest)
    {
      *rows = row;
      if (years->largest != NULL)
        put_back (record, years->n, row, years->largest);
      row += record->n_busy;
    }
  for (guint c = 0; c < CATEGORIES; c++)
    if (years->effects[c] != NULL)
      {
        put_back (record, years->n, row, years->effects[c]);
        row += record->n_busy;
      }
}
