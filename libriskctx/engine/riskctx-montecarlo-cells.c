/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"

#include <math.h>

/* One risk's share in the 8 x 8 table. Errors are added as for independent risks; where they are
 * not, the sums of blocks are kept, and how much these differ is the error. */
void
riskctx_montecarlo_add_cells (const Run   *run,
           const Place *place)
{
  const guint categories = riskctx_event_model_categories (place->model);
  const RiskctxLossSummary *summary = &run->result->risks[place->risk->position];
  const double n = (double) run->n;
  double *means = run->result->cause_effect[place->risk->category];
  double *variances = run->result->cause_effect_error[place->risk->category];

  for (guint c = 0; c < CATEGORIES; c++)
    {
      double *cell = run->cells != NULL
        ? &run->cells[(place->risk->category * CATEGORIES + c) * (gsize) run->n_blocks] : NULL;
      const gsize slot = (gsize) c * run->n_blocks;
      double mean, square;

      if (!(categories & 1u << c))
        continue;
      if (!riskctx_montecarlo_is_several (categories))
        {
          means[c] += summary->mean;
          variances[c] += summary->mean_error * summary->mean_error;
          for (guint block = 0; cell != NULL && block < run->n_blocks; block++)
            cell[block] += place->tally->ranges[block].sum;
          continue;
        }
      mean = riskctx_summary_sum_blocks (&place->sums[slot], sizeof (double), run->n_blocks) / n;
      square = riskctx_summary_sum_blocks (&place->squares[slot], sizeof (double), run->n_blocks)
               / n;
      means[c] += mean;
      variances[c] += MAX (0.0, square - mean * mean) / n;
      if (cell != NULL)
        for (guint block = 0; block < run->n_blocks; block++)
          cell[block] += place->sums[slot + block];
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

void
riskctx_montecarlo_finish_cells (const Run *run)
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
