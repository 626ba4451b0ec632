/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../unit/engine-fixture.h"
#include "statistics.h"

#include <string.h>

/* A simulation says how far off it may be. Over many seeds its 99 % intervals hold the exact value
 * as often as that: for each kind of figure, and for all together. */

#define MISS 0.01
#define WIDTH 2.5758293035489004 /* of a 99 % interval, in standard errors */
#define TOO_STRANGE 1e-4

static const char *const kinds[] = { "mean", "sd",    "VaR50",   "VaR90",
                                     "VaR95", "VaR99", "VaR99.5", "TVaR99" };
static const double probabilities[] = { 0.5, 0.9, 0.95, 0.99, 0.995 };

enum { MEAN, SD, FIRST_QUANTILE, TAIL = FIRST_QUANTILE + 5, KINDS };

typedef struct
{
  guint tries;
  guint misses;
} Score;

static void
add_to (Score   *score,
        gboolean stated,
        gboolean missed)
{
  score->tries += stated;
  score->misses += missed;
}

static gboolean
misses_by_error (double value,
                 double error,
                 double expected)
{
  return fabs (value - expected) > WIDTH * error;
}

static guint
run_once (RiskctxPlan *plan,
          JsonObject  *row,
          guint64      seed,
          guint        years,
          Score       *scores)
{
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  const RiskctxLossSummary *total;
  gboolean missed[KINDS];
  guint sum = 0;

  riskctx_simulate_settings_init (&settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.trials = years;
  settings.seed = seed;
  settings.threads = 1;
  settings.keep = RISKCTX_SIMULATE_KEEP_NONE;
  settings.curve_points = 0;
  settings.n_probabilities = G_N_ELEMENTS (probabilities);
  memcpy (settings.probabilities, probabilities, sizeof probabilities);
  result = engine_run (plan, &settings);
  total = &result->total;

  missed[MEAN] = misses_by_error (total->mean, total->mean_error, engine_number (row, "mean"));
  /* where a few years decide it no error is stated */
  missed[SD] = !(total->flags & RISKCTX_LOSS_FLAG_UNSURE_SD)
               && misses_by_error (total->sd, total->sd_error, engine_number (row, "sd"));
  for (guint q = 0; q < G_N_ELEMENTS (probabilities); q++)
    {
      const double expected = engine_number (row, kinds[FIRST_QUANTILE + q]);

      missed[FIRST_QUANTILE + q] = expected < total->points[q].low
                                   || expected > total->points[q].high;
    }
  missed[TAIL] = misses_by_error (total->points[3].tail_mean, total->points[3].tail_error,
                                  engine_number (row, "TVaR99"));
  for (guint k = 0; k < KINDS; k++)
    {
      add_to (&scores[k], k != SD || !(total->flags & RISKCTX_LOSS_FLAG_UNSURE_SD), missed[k]);
      sum += missed[k];
    }
  return sum;
}

START_TEST (intervals_hold_what_they_promise)
{
  g_autoptr(JsonParser) parser = engine_read ("accuracy.json");
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  JsonArray *cases = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "cases");
  const guint n_cases = json_array_get_length (cases);
  const guint seeds = statistics_are_full () ? 200 : 6;
  const guint years = statistics_are_full () ? 100000 : 20000;
  Score all[KINDS] = { { 0 } };
  double sum = 0, squares = 0, runs = 0, tries = 0, excess, p;

  for (guint c = 0; c < n_cases; c++)
    {
      JsonObject *row = json_array_get_object_element (cases, c);
      const char *name = json_object_get_string_member (row, "name");
      g_autoptr(RiskctxPlan) plan = engine_case_plan (row, portfolio);
      g_autoptr(GString) line = g_string_new (NULL);
      Score scores[KINDS] = { { 0 } };

      if (!statistics_are_full () && g_str_equal (name, "W2-total"))
        continue;
      for (guint seed = 0; seed < seeds; seed++)
        {
          const double missed = run_once (plan, row, 5000 + seed, years, scores);

          sum += missed;
          squares += missed * missed;
          runs++;
        }
      /* a law whose tail is no heavier than an exponential one is seldom in doubt */
      if (g_str_has_prefix (name, "pert-lam") || g_str_has_prefix (name, "tweedie-"))
        ck_assert_uint_ge (2 * scores[SD].tries, seeds);
      for (guint k = 0; k < KINDS; k++)
        {
          g_string_append_printf (line, " %s %u", kinds[k], scores[k].misses);
          if (scores[k].tries < seeds)
            g_string_append_printf (line, "/%u", scores[k].tries);
          tries += scores[k].tries;
          all[k].tries += scores[k].tries;
          all[k].misses += scores[k].misses;
        }
      g_printerr ("# %-22s misses of %u:%s\n", name, seeds, line->str);
    }

  /* Every run of every case is independent of all others, its figures are not of each other. */
  for (guint k = 0; k < KINDS; k++)
    {
      p = p_of_binomial (all[k].misses, all[k].tries, MISS);
      g_printerr ("# %-8s %u of %u miss, p = %.3g\n", kinds[k], all[k].misses, all[k].tries, p);
    }
  excess = fabs (sum - tries * MISS);
  p = erfc (excess / sqrt (MAX (squares - sum * sum / runs, tries * MISS)) / G_SQRT2);
  g_printerr ("# all      %g of %g miss, p = %.3g\n", sum, tries, p);
  for (guint k = 0; k < KINDS; k++)
    ck_assert_msg (p_of_binomial (all[k].misses, all[k].tries, MISS) >= TOO_STRANGE,
                   "%s: %u of %u miss", kinds[k], all[k].misses, all[k].tries);
  ck_assert_msg (p >= TOO_STRANGE, "%g of %g intervals miss", sum, tries);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("statistics-intervals");
  TCase *intervals = tcase_create ("intervals");

  tcase_add_test (intervals, intervals_hold_what_they_promise);
  suite_add_tcase (self, intervals);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
