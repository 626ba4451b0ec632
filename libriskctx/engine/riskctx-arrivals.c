/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-arrivals-private.h"
#include "riskctx-count-private.h"
#include "riskctx-factors-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-stream-private.h"

#include <math.h>

#define YEARS RISKCTX_SIMULATE_BLOCK
/* A rank is kept this far from 0, where every law still has a quantile. */
#define SMALLEST_TAIL 0x1p-54

typedef struct
{
  const RiskctxPlanRisk *risk;
  RiskctxCountTable     *own; /* NULL for risks that no other risk needs */
  RiskctxFactors         factors;
  guint                  n_needed;
  guint                 *needed; /* risks that lead here by triggers, causes first */
} Arrival;

struct _RiskctxArrivals
{
  const RiskctxPlan  *plan;
  Arrival            *items;  /* by risk */
  RiskctxCountTable **shocks; /* by shock */
};

/* Marks a risk, and all that lead to it */
static void
mark_needed (const RiskctxPlan *plan,
             guint              index,
             gboolean          *marks)
{
  const RiskctxPlanRisk *risk = &plan->risks[index];

  if (marks[index])
    return;
  marks[index] = TRUE;
  for (guint k = 0; k < risk->n_triggers; k++)
    mark_needed (plan, risk->triggers[k].index, marks);
}

static void
list_needed (const RiskctxPlan *plan,
             guint              index,
             Arrival           *arrival)
{
  g_autofree gboolean *marks = g_new0 (gboolean, plan->n_risks);
  GArray *needed = g_array_new (FALSE, FALSE, sizeof (guint));

  if (plan->risks[index].n_triggers > 0)
    mark_needed (plan, index, marks);
  marks[index] = TRUE;
  for (guint i = 0; i < plan->n_risks; i++)
    if (marks[plan->order[i]])
      g_array_append_val (needed, plan->order[i]);
  arrival->n_needed = needed->len;
  arrival->needed = (guint *) (gpointer) g_array_free (needed, FALSE);
}

gboolean
riskctx_arrivals_concern (const RiskctxArrivals *self,
                          guint                  index)
{
  const RiskctxPlanRisk *risk = &self->plan->risks[index];

  return risk->n_hits > 0 || risk->n_triggers > 0 || risk->group != NULL;
}

RiskctxArrivals *
riskctx_arrivals_new (const RiskctxPlan        *plan,
                      const RiskctxNormalNodes *nodes)
{
  RiskctxArrivals *self = g_new0 (RiskctxArrivals, 1);
  g_autofree gboolean *used = g_new0 (gboolean, plan->n_risks);

  self->plan = plan;
  self->items = g_new0 (Arrival, MAX (plan->n_risks, 1));
  self->shocks = g_new0 (RiskctxCountTable *, MAX (plan->n_shocks, 1));
  for (guint i = 0; i < plan->n_shocks; i++)
    {
      const RiskctxPlanShock *shock = &plan->shocks[i];
      const RiskctxPlanRisk as_risk = {
        .kind = shock->kind, .rate = shock->rate, .dispersion = shock->dispersion,
        .trials = shock->trials
      };

      self->shocks[i] = riskctx_count_table_new (&as_risk);
    }
  for (guint i = 0; i < plan->n_risks; i++)
    {
      self->items[i].risk = &plan->risks[i];
      used[i] |= riskctx_arrivals_concern (self, i);
      for (guint k = 0; k < plan->risks[i].n_triggers; k++)
        used[plan->risks[i].triggers[k].index] = TRUE;
    }
  for (guint i = 0; i < plan->n_risks; i++)
    if (used[i])
      {
        list_needed (plan, i, &self->items[i]);
        self->items[i].own = riskctx_count_table_new (&plan->risks[i]);
        riskctx_factors_init (&self->items[i].factors, &plan->risks[i].frequency_factors, nodes);
      }
  return self;
}

void
riskctx_arrivals_free (RiskctxArrivals *self)
{
  for (guint i = 0; i < self->plan->n_shocks; i++)
    riskctx_count_table_free (self->shocks[i]);
  for (guint i = 0; i < self->plan->n_risks; i++)
    if (self->items[i].own != NULL)
      {
        riskctx_count_table_free (self->items[i].own);
        riskctx_factors_clear (&self->items[i].factors);
        g_free (self->items[i].needed);
      }
  g_free (self->items);
  g_free (self->shocks);
  g_free (self);
}

/* Distribution function of Student's t below 0 */
static double
student_tail (double degrees,
              double t)
{
  const double y = degrees / (degrees + t * t);

  return 0.5 * riskctx_math_beta (0.5 * degrees, 0.5, y, t * t / (degrees + t * t));
}

double
riskctx_arrivals_rank (const RiskctxArrivals *self,
                       guint                  index,
                       RiskctxPurpose         purpose,
                       guint64                seed,
                       guint64                trial,
                       guint64                draw,
                       gboolean              *upper)
{
  const RiskctxPlanGroup *group = self->items[index].risk->group;
  const double *row = &group->root[self->items[index].risk->member * group->n];
  const guint64 key = riskctx_stream_derive (group->key, purpose);
  double z = 0.0, tail;

  for (guint j = 0; j < group->n; j++)
    {
      double u;

      if (row[j] == 0.0)
        continue;
      u = riskctx_stream_uniform (seed, riskctx_stream_derive (key, j), trial, draw);
      z += row[j] * riskctx_math_normal_quantile (u);
    }
  if (group->degrees > 0.0)
    {
      /* one chi-square number for all members: together they are far out, or not */
      const double u = riskctx_stream_uniform (seed, riskctx_stream_derive (key, group->n), trial,
                                               draw);
      const double half = 0.5 * group->degrees;
      const double square = 2.0 * riskctx_law_gamma_quantile (half, u > 0.5 ? 1.0 - u : u,
                                                              u > 0.5);

      z *= sqrt (group->degrees / MAX (square, 1e-300));
    }

  *upper = z > 0.0;
  tail = group->degrees > 0.0 ? student_tail (group->degrees, z)
                              : riskctx_math_normal_cdf (-fabs (z));
  return MAX (tail, SMALLEST_TAIL);
}

/* Own events, in step with the group where there is one for counts */
static void
count_own (const RiskctxArrivals   *self,
           guint                    index,
           guint64                  seed,
           const RiskctxEventYears *years,
           const RiskctxDraws      *draws,
           guint32                 *counts)
{
  const Arrival *arrival = &self->items[index];
  const RiskctxPlanGroup *group = arrival->risk->group;

  if (group == NULL || !(group->scope & RISKCTX_COPULA_COUNTS))
    {
      riskctx_draws_fill (draws, seed,
                          riskctx_stream_derive (arrival->risk->key, RISKCTX_PURPOSE_COUNT));
      riskctx_count_table_fill (arrival->own, draws->kernel, years->n, draws->bits, counts);
      return;
    }
  for (guint i = 0; i < years->n; i++)
    {
      const guint64 trial = years->trials != NULL ? years->trials[i] : years->first + i;
      gboolean upper;
      const double tail = riskctx_arrivals_rank (self, index, RISKCTX_PURPOSE_TOGETHER_COUNT, seed,
                                                 trial, 0, &upper);

      counts[i] = riskctx_count_table_find (arrival->own,
                                            upper ? MIN (1.0 - tail, 1.0 - 0x1p-53) : tail);
    }
}

static void
add_hits (const RiskctxArrivals   *self,
          guint                    index,
          guint64                  seed,
          const RiskctxEventYears *years,
          const RiskctxDraws      *draws,
          guint32                 *counts)
{
  const RiskctxPlanRisk *risk = self->items[index].risk;

  for (guint k = 0; k < risk->n_hits; k++)
    {
      const RiskctxPlanSource *hit = &risk->hits[k];
      const guint64 key = riskctx_stream_derive (risk->key ^ hit->key, RISKCTX_PURPOSE_HIT);
      guint32 events[YEARS];

      riskctx_draws_fill (draws, seed, riskctx_stream_derive (hit->key, RISKCTX_PURPOSE_COUNT));
      riskctx_count_table_fill (self->shocks[hit->index], draws->kernel, years->n, draws->bits,
                                events);
      for (guint i = 0; i < years->n; i++)
        {
          const guint64 trial = years->trials != NULL ? years->trials[i] : years->first + i;

          for (guint32 e = 0; e < events[i]; e++)
            counts[i] += riskctx_stream_uniform (seed, key, trial, e) < hit->probability;
        }
    }
}

/* Events of the cause that its controls let pass, each with its chance of bringing one here */
static void
add_triggered (const RiskctxArrivals   *self,
               guint                    index,
               const RiskctxPlanSource *trigger,
               guint64                  seed,
               const RiskctxEventYears *years,
               const RiskctxDraws      *draws,
               const guint32           *causes,
               guint32                 *counts)
{
  const Arrival *cause = &self->items[trigger->index];
  const guint64 mark = riskctx_stream_derive (cause->risk->key, RISKCTX_PURPOSE_MARK);
  const guint64 key = riskctx_stream_derive (self->items[index].risk->key ^ trigger->key,
                                             RISKCTX_PURPOSE_TRIGGER);
  double keep[YEARS], work[YEARS];
  const gboolean thinned = riskctx_factors_run (&cause->factors, draws, seed, work, keep);

  for (guint i = 0; i < years->n; i++)
    {
      const guint64 trial = years->trials != NULL ? years->trials[i] : years->first + i;

      for (guint32 e = 0; e < causes[i]; e++)
        if ((!thinned || riskctx_stream_uniform (seed, mark, trial, e) < keep[i])
            && riskctx_stream_uniform (seed, key, trial, e) < trigger->probability)
          counts[i]++;
    }
}

void
riskctx_arrivals_count (const RiskctxArrivals   *self,
                        guint                    index,
                        guint64                  seed,
                        const RiskctxEventYears *years,
                        const RiskctxDraws      *draws,
                        guint32                 *counts)
{
  const Arrival *arrival = &self->items[index];
  g_autofree guint32 *all = g_new (guint32, (gsize) arrival->n_needed * YEARS);

  for (guint n = 0; n < arrival->n_needed; n++)
    {
      const guint at = arrival->needed[n];
      const RiskctxPlanRisk *risk = self->items[at].risk;
      guint32 *own = at == index ? counts : &all[(gsize) n * YEARS];

      count_own (self, at, seed, years, draws, own);
      add_hits (self, at, seed, years, draws, own);
      for (guint k = 0; k < risk->n_triggers; k++)
        {
          guint cause = 0;

          while (arrival->needed[cause] != risk->triggers[k].index)
            cause++;
          add_triggered (self, at, &risk->triggers[k], seed, years, draws,
                         &all[(gsize) cause * YEARS], own);
        }
    }
}
