/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"

#include <string.h>

/* Whose turn it is: from first on as many as there is room for, at least one */
static gboolean
show_places (Run  *run,
             guint first,
             guint end)
{
  gboolean any = FALSE;

  for (guint i = 0; i < run->n_places; i++)
    {
      run->places[i].shown = i >= first && i < end && run->places[i].figures != NULL;
      any |= run->places[i].shown;
    }
  if (!any)
    return TRUE;
  if (first > 0) /* a reading that nobody could foresee */
    run->all_steps += (guint64) run->n_places * run->n_blocks;
  return riskctx_montecarlo_pass (run, PASS_SHOW, 0, run->n_blocks);
}

static void
finish_place (Run   *run,
              Place *place)
{
  const RiskctxLossFlags flags = riskctx_plan_risk_flags (place->risk, CATEGORIES);
  RiskctxLossSummary *summary = &run->result->risks[place->risk->position];

  if (place->law != NULL)
    riskctx_year_law_describe (place->law, run->settings, flags, summary);
  else
    riskctx_figures_finish (place->figures, run->pool, place->largest, flags, summary);
  g_clear_pointer (&place->figures, riskctx_figures_free);
}

static gboolean
show_group (Run *run)
{
  guint end;

  for (guint i = 0; i < run->n_places; i++)
    if (run->places[i].law == NULL)
      run->places[i].figures = riskctx_figures_new (run->settings, run->n, run->places[i].tally,
                                                    riskctx_pool_size (run->pool));
  for (guint first = 0; first < run->n_places; first = end)
    {
      guint64 room = 0;

      for (end = first; end < run->n_places; end++)
        {
          const RiskctxFigures *figures = run->places[end].figures;

          room += figures != NULL ? riskctx_figures_room (figures) : 0;
          if (end > first && room > run->room)
            break;
        }
      if (!show_places (run, first, end))
        return FALSE;
      for (guint i = first; i < end; i++)
        finish_place (run, &run->places[i]);
    }
  return TRUE;
}

gboolean
riskctx_montecarlo_stream_risks (Run     *run,
                                 GError **error)
{
  for (guint first = 0; first < run->plan->n_risks; first += run->group)
    {
      riskctx_montecarlo_open_group (run, first);
      riskctx_montecarlo_begin_samples (run);
      if (riskctx_montecarlo_pass (run, PASS_COUNT, 0, run->n_blocks) && show_group (run))
        riskctx_montecarlo_finish_group (run);
      for (guint i = 0; i < run->n_places; i++)
        g_clear_pointer (&run->places[i].figures, riskctx_figures_free);
      riskctx_montecarlo_close_group (run);
      if (riskctx_montecarlo_cancelled (run, error))
        return FALSE;
    }
  return TRUE;
}

/* A segment's block of all sums that are not one risk's alone */
static void
count_sums (guint    item,
            guint    worker,
            gpointer data)
{
  Run *run = data;
  const RiskctxKernel *kernel = run->workers[worker]->kernel;
  const guint block = run->segment + item;
  const gsize first = (gsize) item * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - (guint64) block * BLOCK);

  if (riskctx_montecarlo_cancelled (run, NULL))
    return;
  for (guint i = 0; i < run->sums->n_arrays; i++)
    {
      const RiskctxSumArray *array = &run->sums->arrays[i];

      if (run->tallies[i] != NULL)
        riskctx_tally_block (run->tallies[i], kernel, block, worker, n, array->values + first, n);
      if (array->largest != NULL)
        riskctx_tally_block (run->largest, kernel, block, worker, n, array->largest + first, n);
      if (run->samples[i] != NULL)
        memcpy (run->samples[i] + (gsize) block * BLOCK, array->values + first,
                n * sizeof (double));
    }
}

static void
show_sums (guint    item,
           guint    worker,
           gpointer data)
{
  Run *run = data;
  const guint block = run->segment + item;
  const gsize first = (gsize) item * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - (guint64) block * BLOCK);
  const int total = run->sums->of[RISKCTX_SUM_TOTAL];

  if (riskctx_montecarlo_cancelled (run, NULL))
    return;
  for (guint i = run->shown; i < run->shown_end; i++)
    if (run->figures[i] != NULL)
      riskctx_figures_block (run->figures[i], block, worker,
                             run->sums->arrays[i].values + first, n);
  if (run->tail != NULL && run->shown == 0)
    riskctx_montecarlo_tail_list (run, block, run->sums->arrays[total].values + first);
}

/* All years once, segment by segment */
static gboolean
stream_years (Run            *run,
              RiskctxPoolFunc func)
{
  for (guint first = 0; first < run->n_blocks; first += run->segment_blocks)
    {
      if (!riskctx_montecarlo_segment (run, PASS_SUM, first, run->n))
        return FALSE;
      riskctx_pool_run (run->pool, MIN (run->segment_blocks, run->n_blocks - first), func, run);
    }
  return !riskctx_montecarlo_cancelled (run, NULL);
}

/* The samples of a sum that are asked for */
static gboolean
is_kept (const Run *run,
         guint      array)
{
  static const RiskctxSimulateKeep keep[] = { RISKCTX_SIMULATE_KEEP_TOTAL,
                                              RISKCTX_SIMULATE_KEEP_EFFECTS,
                                              RISKCTX_SIMULATE_KEEP_CAUSES };

  for (guint sum = 0; sum < RISKCTX_SUM_COUNT; sum++)
    {
      const guint kind = sum >= RISKCTX_SUM_CAUSE ? 2 : sum >= RISKCTX_SUM_EFFECT ? 1 : 0;

      if (run->sums->of[sum] == (int) array && (run->settings->keep & keep[kind]))
        return TRUE;
    }
  return FALSE;
}

/* The tail's years are listed before its quantile is known. */
static Tail *
begin_tail (const Run *run,
            int        total)
{
  const int sole = run->sums->arrays[total].sole;
  const RiskctxLossSummary *summary;

  if (sole < 0)
    return riskctx_montecarlo_tail_new (
      run, riskctx_figures_floor (run->figures[total], run->settings->tail),
      riskctx_tally_smallest (run->tallies[total]));
  summary = &run->result->risks[run->plan->risks[sole].position];
  return riskctx_montecarlo_tail_new (run, riskctx_summary_quantile (summary, run->settings->tail),
                                      summary->minimum);
}

static void
finish_sum (Run  *run,
            guint i)
{
  const RiskctxSums *sums = run->sums;
  const gboolean is_total = (int) i == sums->of[RISKCTX_SUM_TOTAL];

  if (run->figures[i] == NULL)
    return;
  riskctx_figures_finish (run->figures[i], run->pool, is_total ? run->largest : NULL,
                          sums->arrays[i].flags, &run->array_figures[i]);
  if (run->laws != NULL)
    riskctx_year_widen (run->laws->error, &run->array_figures[i]);
  g_clear_pointer (&run->figures[i], riskctx_figures_free);
}

/* All sums their years, in turns for which there is room */
static void
show_all_sums (Run *run)
{
  const guint n = run->sums->n_arrays;

  for (run->shown = 0; run->shown < n; run->shown = run->shown_end)
    {
      guint64 room = 0;

      for (run->shown_end = run->shown; run->shown_end < n; run->shown_end++)
        {
          const RiskctxFigures *figures = run->figures[run->shown_end];

          room += figures != NULL ? riskctx_figures_room (figures) : 0;
          if (run->shown_end > run->shown && room > run->room)
            break;
        }
      if (run->shown > 0)
        run->all_steps += (guint64) run->plan->n_risks * run->n_blocks;
      if (!stream_years (run, show_sums))
        return;
      for (guint i = run->shown; i < run->shown_end; i++)
        finish_sum (run, i);
    }
}

gboolean
riskctx_montecarlo_stream_sums (Run     *run,
                                GError **error)
{
  const guint workers = riskctx_pool_size (run->pool);
  const RiskctxSums *sums = run->sums;
  const int total = sums->of[RISKCTX_SUM_TOTAL];

  for (guint i = 0; i < sums->n_arrays; i++)
    {
      if (sums->arrays[i].sole < 0)
        run->tallies[i] = riskctx_tally_new (run->n, workers);
      if (is_kept (run, i))
        run->samples[i] = g_new (double, run->n);
    }
  if (total >= 0 && sums->arrays[total].largest != NULL)
    run->largest = riskctx_tally_new (run->n, workers);
  if (!stream_years (run, count_sums))
    return !riskctx_montecarlo_cancelled (run, error);

  for (guint i = 0; i < sums->n_arrays; i++)
    if (run->tallies[i] != NULL)
      run->figures[i] = riskctx_figures_new (run->settings, run->n, run->tallies[i], workers);
  if (total >= 0)
    run->tail = begin_tail (run, total);
  show_all_sums (run);
  return !riskctx_montecarlo_cancelled (run, error);
}
