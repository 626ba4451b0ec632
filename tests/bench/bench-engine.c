/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "riskctx-simulate-private.h"
#include "riskctx-stream-private.h"

/* The engine's workloads, each with all its outputs. tests/bench/compare-numpy.py does the same
 * work in numpy beside it. */

#define REPEATS 5

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

static RiskctxPlan *
read_portfolio (void)
{
  const char *root = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename (root != NULL ? root : "tests", "data", "engine",
                                            "portfolio.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *scenarios;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  scenarios = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                            "scenarios");
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

/* The best of a few runs, as one line of JSON: what else the machine does only adds. "cpu" is the
 * time of all threads. */
static void
measure (const char                    *name,
         RiskctxPlan                   *plan,
         const RiskctxSimulateSettings *settings)
{
  double seconds = INFINITY, cpu = INFINITY, quantile = 0.0;
  char text[G_ASCII_DTOSTR_BUF_SIZE], text_cpu[G_ASCII_DTOSTR_BUF_SIZE];
  char text_quantile[G_ASCII_DTOSTR_BUF_SIZE];

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
  printf ("{\"name\": \"%s\", \"seconds\": %s, \"cpu\": %s, \"threads\": %u,"
          " \"quantile99\": %s}\n", name,
          g_ascii_formatd (text, sizeof text, "%.6f", seconds),
          g_ascii_formatd (text_cpu, sizeof text_cpu, "%.6f", cpu), settings->threads,
          g_ascii_formatd (text_quantile, sizeof text_quantile, "%.8g", quantile));
  fflush (stdout);
}

int
main (int    argc,
      char **argv)
{
  static const double probabilities[] = { 0.5, 0.9, 0.95, 0.99, 0.995 };
  static const double rates[] = { 2.0, 10.0 };
  g_autoptr(RiskctxPlan) portfolio = read_portfolio ();
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

  settings.method = RISKCTX_SIMULATE_EXACT;
  settings.tolerance = 1e-3;
  settings.curve_points = 0;
  settings.n_probabilities = 1;
  settings.probabilities[0] = 0.99;
  measure ("W4", portfolio, &settings);
  return EXIT_SUCCESS;
}
