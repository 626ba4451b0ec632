/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "riskctx-knapsack-private.h"
#include "riskctx-simulate-private.h"
#include "riskctx-stream-private.h"
#include "riskctx-summary-private.h"
#include "riskctx-variants-private.h"

/* The engine's workloads, each with all its outputs. tests/bench/compare-numpy.py does the same
 * work in numpy beside it. */

#define REPEATS 5
#define CONTROLS 20

static void
add_risk (RiskctxPlanBuilder *builder,
          const char         *id,
          guint               category,
          RiskctxLaw         *rate,
          RiskctxLaw         *magnitude)
{
  const guint risk = riskctx_plan_builder_add_risk (builder, riskctx_stream_key (id, NULL),
                                                    category);

  riskctx_plan_builder_set_frequency (builder, risk, RISKCTX_FREQUENCY_KIND_POISSON, rate, 0.0, 0);
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key (id, "loss"), category,
                                        NULL, magnitude);
  riskctx_law_unref (rate);
  riskctx_law_unref (magnitude);
}

static RiskctxLaw *
read_pert (JsonObject *object)
{
  return riskctx_law_new_pert (json_object_get_double_member (object, "min"),
                               json_object_get_double_member (object, "mode"),
                               json_object_get_double_member (object, "max"), 4.0, NULL);
}

static JsonParser *
read_file (const char *name)
{
  const char *root = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename (root != NULL ? root : "tests", "data", "engine",
                                            name, NULL);
  JsonParser *parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  return parser;
}

static void
add_control (RiskctxPlanBuilder *builder,
             JsonObject         *control)
{
  const guint64 key = riskctx_stream_key (json_object_get_string_member (control, "id"), NULL);
  JsonArray *effects = json_object_get_array_member (control, "effects");

  for (guint i = 0; i < json_array_get_length (effects); i++)
    {
      JsonObject *effect = json_array_get_object_element (effects, i);
      const guint risk = (guint) json_object_get_int_member (effect, "scenario");
      g_autoptr(RiskctxLaw) fewer = riskctx_law_new_fixed (
        1.0 - json_object_get_double_member (effect, "freq_mult"), NULL);
      g_autoptr(RiskctxLaw) smaller = riskctx_law_new_fixed (
        1.0 - json_object_get_double_member (effect, "sev_mult"), NULL);

      riskctx_plan_builder_add_frequency_effect (builder, risk, key, fewer, 1.0);
      riskctx_plan_builder_add_magnitude_effect (builder, risk, 0, key, smaller, 1.0);
    }
}

/* The hundred risks, with one of the controls or, for -1, none */
static RiskctxPlan *
read_portfolio (JsonParser *parser,
                int         control)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *scenarios = json_object_get_array_member (root, "scenarios");

  for (guint i = 0; i < json_array_get_length (scenarios); i++)
    {
      JsonObject *scenario = json_array_get_object_element (scenarios, i);
      JsonObject *frequency = json_object_get_object_member (scenario, "freq");
      JsonObject *magnitude = json_object_get_object_member (scenario, "sev");
      RiskctxLaw *rate = json_object_has_member (frequency, "lambda")
        ? riskctx_law_new_fixed (json_object_get_double_member (frequency, "lambda"), NULL)
        : read_pert (frequency);
      RiskctxLaw *amount = json_object_has_member (magnitude, "lo")
        ? riskctx_law_new_lognormal_interval (json_object_get_double_member (magnitude, "lo"),
                                              json_object_get_double_member (magnitude, "hi"), 0.9,
                                              NULL)
        : read_pert (magnitude);

      add_risk (builder, json_object_get_string_member (scenario, "id"),
                (guint) json_object_get_int_member (scenario, "category"), rate, amount);
    }
  if (control >= 0)
    add_control (builder, json_array_get_object_element (
                            json_object_get_array_member (root, "controls"), (guint) control));
  return riskctx_plan_builder_build (builder, NULL);
}

/* Only the workloads that are named on the command line, or all */
static char **chosen;

static gboolean
is_chosen (const char *name)
{
  for (guint i = 1; chosen[i] != NULL; i++)
    if (g_str_equal (chosen[i], name))
      return TRUE;
  return chosen[1] == NULL;
}

static void
print_times (const char *name,
             guint       threads,
             double      seconds,
             double      cpu,
             double      quantile)
{
  char text[3][G_ASCII_DTOSTR_BUF_SIZE];

  printf ("{\"name\": \"%s\", \"seconds\": %s, \"cpu\": %s, \"threads\": %u,"
          " \"quantile99\": %s}\n", name,
          g_ascii_formatd (text[0], sizeof text[0], "%.6f", seconds),
          g_ascii_formatd (text[1], sizeof text[1], "%.6f", cpu), threads,
          g_ascii_formatd (text[2], sizeof text[2], "%.8g", quantile));
  fflush (stdout);
}

/* The best of a few runs, as one line of JSON: what else the machine does only adds. "cpu" is the
 * time of all threads. */
static void
measure (const char                    *name,
         RiskctxPlan                   *plan,
         const RiskctxSimulateSettings *settings)
{
  double seconds = INFINITY, cpu = INFINITY, quantile = 0.0;

  if (!is_chosen (name))
    return;
  for (guint i = 0; i < REPEATS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      const clock_t start_cpu = clock ();
      g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (plan, settings, NULL, NULL);

      seconds = MIN (seconds, (double) (g_get_monotonic_time () - start) / 1e6);
      cpu = MIN (cpu, (double) (clock () - start_cpu) / CLOCKS_PER_SEC);
      for (guint k = 0; k < result->total.n_points; k++)
        if (result->total.points[k].probability == 0.99)
          quantile = result->total.points[k].value;
    }
  print_times (name, settings->threads, seconds, cpu, quantile);
}

/* The total before and after each of twenty controls; simulated with common random numbers */
static void
measure_controls (const char                    *name,
                  JsonParser                    *parser,
                  const RiskctxSimulateSettings *settings)
{
  RiskctxPlan *plans[CONTROLS + 1];
  double seconds = INFINITY, cpu = INFINITY, difference = 0.0;

  if (!is_chosen (name))
    return;
  for (int i = 0; i <= CONTROLS; i++)
    plans[i] = read_portfolio (parser, i - 1);
  for (guint i = 0; i < REPEATS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      const clock_t start_cpu = clock ();
      RiskctxLossSummary totals[CONTROLS + 1];

      if (!riskctx_simulate_totals (plans, CONTROLS + 1, settings, NULL, totals, NULL))
        g_error ("W3 does not run");
      seconds = MIN (seconds, (double) (g_get_monotonic_time () - start) / 1e6);
      cpu = MIN (cpu, (double) (clock () - start_cpu) / CLOCKS_PER_SEC);
      difference = totals[0].points[1].value - totals[1].points[1].value;
      for (guint p = 0; p <= CONTROLS; p++)
        riskctx_summary_clear (&totals[p]);
    }
  for (guint i = 0; i <= CONTROLS; i++)
    riskctx_plan_unref (plans[i]);
  print_times (name, settings->threads, seconds, cpu, difference);
}

static double
add_items (RiskctxKnapsack *knapsack,
           JsonObject      *root)
{
  JsonArray *controls = json_object_get_array_member (root, "controls");
  double all = 0.0;

  for (guint i = 0; i < json_array_get_length (controls); i++)
    {
      JsonObject *control = json_array_get_object_element (controls, i);
      JsonArray *effects = json_object_get_array_member (control, "effects");
      const guint block = riskctx_knapsack_add_block (knapsack);
      const double cost = json_object_get_double_member (control, "cost");

      riskctx_knapsack_give (knapsack, riskctx_knapsack_add_item (knapsack, cost, 0.0, FALSE),
                             block);
      all += cost;
      for (guint k = 0; k < json_array_get_length (effects); k++)
        {
          JsonObject *effect = json_array_get_object_element (effects, k);

          riskctx_knapsack_add_factor (knapsack, block,
                                       (guint) json_object_get_int_member (effect, "scenario"),
                                       json_object_get_double_member (effect, "freq_mult")
                                       * json_object_get_double_member (effect, "sev_mult"));
        }
    }
  return all;
}

static void
add_pairs (RiskctxKnapsack *knapsack,
           JsonObject      *root,
           const char      *name,
           void           (*add) (RiskctxKnapsack *, guint, guint))
{
  JsonArray *pairs = json_object_get_array_member (root, name);

  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);

      add (knapsack, (guint) json_array_get_int_element (pair, 0),
           (guint) json_array_get_int_element (pair, 1));
    }
}

/* The best sets of thirty measures for twenty budgets, proven, from the expected losses on */
static void
measure_choice (JsonParser  *parser,
                RiskctxPlan *portfolio)
{
  enum { BUDGETS = 20, RISKS = 100 };
  g_autoptr(JsonParser) more = NULL;
  JsonObject *choice;
  double seconds = INFINITY, cpu = INFINITY, last = 0.0;
  double losses[RISKS];

  if (!is_chosen ("W5"))
    return;
  more = read_file ("choice.json");
  choice = json_node_get_object (json_parser_get_root (more));
  for (guint i = 0; i < RISKS; i++)
    losses[i] = riskctx_plan_gross_mean (portfolio, i);
  for (guint i = 0; i < REPEATS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      const clock_t start_cpu = clock ();
      g_autoptr(RiskctxKnapsack) knapsack = riskctx_knapsack_new (RISKS, losses);
      double all = add_items (knapsack, json_node_get_object (json_parser_get_root (parser)));
      double budgets[BUDGETS];
      RiskctxKnapsackChoice choices[BUDGETS];

      all += add_items (knapsack, choice);
      add_pairs (knapsack, choice, "exclusions", riskctx_knapsack_exclude);
      add_pairs (knapsack, choice, "dependencies", riskctx_knapsack_require);
      for (guint j = 0; j < BUDGETS; j++)
        budgets[j] = all * 0.6 * (j + 1) / BUDGETS;
      if (!riskctx_knapsack_solve (knapsack, BUDGETS, budgets, INFINITY, 0, NULL, choices, NULL))
        g_error ("W5 does not run");
      seconds = MIN (seconds, (double) (g_get_monotonic_time () - start) / 1e6);
      cpu = MIN (cpu, (double) (clock () - start_cpu) / CLOCKS_PER_SEC);
      for (guint j = 0; j < BUDGETS; j++)
        if (!choices[j].proven)
          g_error ("W5 is not proven");
      last = choices[BUDGETS - 1].loss;
    }
  print_times ("W5", 1, seconds, cpu, last);
}

/* Risks alike, each with so many events a year: nanoseconds for a risk's year and for an event tell
 * whether twice the work takes twice the time. */
static void
measure_cost (const char                    *name,
              guint                          risks,
              guint64                        years,
              double                         events,
              const RiskctxSimulateSettings *usual)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  RiskctxSimulateSettings settings = *usual;
  double seconds = INFINITY, cpu = INFINITY;
  char text[4][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < risks; i++)
    {
      g_autofree char *id = g_strdup_printf ("risk-%u", i);

      add_risk (builder, id, i % 8, riskctx_law_new_fixed (events, NULL),
                riskctx_law_new_lognormal_interval (1e4, 1e6, 0.9, NULL));
    }
  plan = riskctx_plan_builder_build (builder, NULL);
  settings.trials = years;
  for (guint i = 0; i < REPEATS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      const clock_t start_cpu = clock ();
      g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (plan, &settings, NULL, NULL);

      seconds = MIN (seconds, (double) (g_get_monotonic_time () - start) / 1e6);
      cpu = MIN (cpu, (double) (clock () - start_cpu) / CLOCKS_PER_SEC);
    }
  printf ("{\"name\": \"%s\", \"risks\": %u, \"years\": %" G_GUINT64_FORMAT
          ", \"events\": %s, \"seconds\": %s, \"cpu_ns_per_year\": %s,"
          " \"cpu_ns_per_event\": %s}\n", name, risks, years,
          g_ascii_formatd (text[0], sizeof text[0], "%g", events),
          g_ascii_formatd (text[1], sizeof text[1], "%.6f", seconds),
          g_ascii_formatd (text[2], sizeof text[2], "%.3f", cpu * 1e9 / years / risks),
          g_ascii_formatd (text[3], sizeof text[3], "%.3f", cpu * 1e9 / years / risks / events));
  fflush (stdout);
}

/* Two decades each of risks, years and events */
static void
measure_costs (const RiskctxSimulateSettings *settings)
{
  static const guint steps[] = { 10, 32, 100, 316, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (is_chosen ("cost-risks"))
      measure_cost ("cost-risks", steps[i], 100000, 2.0, settings);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (is_chosen ("cost-years"))
      measure_cost ("cost-years", 20, steps[i] * G_GUINT64_CONSTANT (1000), 2.0, settings);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (is_chosen ("cost-events"))
      measure_cost ("cost-events", 20, 100000, steps[i] / 10.0, settings);
}

static const RiskctxLossPoint *
point_at (const RiskctxSimulateResult *result,
          double                       probability)
{
  for (guint k = 0; k < result->total.n_points; k++)
    if (result->total.points[k].probability == probability)
      return &result->total.points[k];
  g_assert_not_reached ();
}

/* How far few years of each sampling are off the exact total: the root of the mean square of the
 * relative error over some seeds */
static void
measure_spread (RiskctxPlan                   *plan,
                const RiskctxSimulateSettings *usual)
{
  static const char *const names[] = { "plain", "stratified", "sobol" };
  enum { SEEDS = 24 };
  RiskctxSimulateSettings settings = *usual;
  g_autoptr(RiskctxSimulateResult) exact = NULL;

  if (!is_chosen ("W2-spread"))
    return;
  settings.method = RISKCTX_SIMULATE_EXACT;
  exact = riskctx_simulate (plan, &settings, NULL, NULL);
  settings.method = RISKCTX_SIMULATE_YEARS;
  settings.trials = RISKCTX_SIMULATE_SPREAD_MIN;
  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      double square[3] = { 0.0 };
      char text[3][G_ASCII_DTOSTR_BUF_SIZE];

      settings.sampling = (RiskctxSimulateSampling) s;
      for (settings.seed = 1; settings.seed <= SEEDS; settings.seed++)
        {
          g_autoptr(RiskctxSimulateResult) result = riskctx_simulate (plan, &settings, NULL, NULL);
          const RiskctxLossPoint *p = point_at (result, 0.99), *q = point_at (exact, 0.99);

          square[0] += pow (result->total.mean / exact->total.mean - 1.0, 2.0) / SEEDS;
          square[1] += pow (p->value / q->value - 1.0, 2.0) / SEEDS;
          square[2] += pow (p->tail_mean / q->tail_mean - 1.0, 2.0) / SEEDS;
        }
      for (guint i = 0; i < G_N_ELEMENTS (square); i++)
        g_ascii_formatd (text[i], sizeof text[i], "%.3g", sqrt (square[i]));
      printf ("{\"name\": \"W2-spread\", \"sampling\": \"%s\", \"years\": %" G_GUINT64_FORMAT
              ", \"rmse_mean\": %s, \"rmse_quantile99\": %s, \"rmse_tail_mean99\": %s}\n",
              names[s], settings.trials, text[0], text[1], text[2]);
      fflush (stdout);
    }
}

int
main (int    argc,
      char **argv)
{
  static const double probabilities[] = { 0.5, 0.9, 0.95, 0.99, 0.995 };
  static const double rates[] = { 2.0, 10.0 };
  g_autoptr(JsonParser) parser = read_file ("portfolio.json");
  g_autoptr(RiskctxPlan) portfolio = read_portfolio (parser, -1);
  RiskctxSimulateSettings settings;

  chosen = argv;
  riskctx_simulate_settings_init (&settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.threads = 2;
  settings.trials = 1000000;
  settings.occurrence = FALSE;
  settings.curve_points = 200;
  settings.n_probabilities = G_N_ELEMENTS (probabilities);
  for (guint i = 0; i < G_N_ELEMENTS (probabilities); i++)
    settings.probabilities[i] = probabilities[i];

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
      g_autoptr(RiskctxPlan) plan = NULL;

      add_risk (builder, "one", 0, riskctx_law_new_fixed (rates[i], NULL),
                riskctx_law_new_lognormal_interval (1e4, 1e6, 0.9, NULL));
      plan = riskctx_plan_builder_build (builder, NULL);
      measure (i == 0 ? "W1-2" : "W1-10", plan, &settings);
    }
  measure ("W2-event", portfolio, &settings);
  settings.method = RISKCTX_SIMULATE_YEARS;
  measure ("W2-year", portfolio, &settings);
  measure_spread (portfolio, &settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;

  settings.curve_points = 0;
  settings.n_probabilities = 2;
  settings.probabilities[0] = 0.95;
  settings.probabilities[1] = 0.99;
  measure_controls ("W3", parser, &settings);

  measure_costs (&settings);

  settings.method = RISKCTX_SIMULATE_EXACT;
  settings.tolerance = 1e-3;
  measure_controls ("W3-exact", parser, &settings);
  settings.n_probabilities = 1;
  settings.probabilities[0] = 0.99;
  measure ("W4", portfolio, &settings);
  measure_choice (parser, portfolio);
  return EXIT_SUCCESS;
}
