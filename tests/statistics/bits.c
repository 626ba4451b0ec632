/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../unit/engine-fixture.h"

#include <math.h>
#include <string.h>

/* Prints what the engine makes of many plans, as the bits of its figures: what same-bits.py
 * compares between compilers and degrees of optimization. */

static guint64
add_bits (guint64 hash,
          double  value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return (hash ^ bits) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
add_summary (guint64                   hash,
             const RiskctxLossSummary *summary)
{
  const double figures[] = { summary->mean,     summary->mean_error,     summary->sd,
                             summary->sd_error, summary->any_loss,       summary->any_loss_error,
                             summary->minimum,  summary->maximum };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    hash = add_bits (hash, figures[i]);
  for (guint i = 0; i < summary->n_points; i++)
    {
      const RiskctxLossPoint *point = &summary->points[i];

      hash = add_bits (add_bits (add_bits (hash, point->value), point->low), point->high);
      hash = add_bits (add_bits (hash, point->tail_mean), point->tail_error);
    }
  for (guint i = 0; i < summary->n_annual; i++)
    hash = add_bits (add_bits (hash, summary->annual[i].loss), summary->annual[i].probability);
  for (guint i = 0; i < summary->n_largest; i++)
    hash = add_bits (add_bits (hash, summary->largest[i].loss), summary->largest[i].probability);
  for (guint64 i = 0; i < summary->n_samples; i++)
    hash = add_bits (hash, summary->samples[i]);
  return hash;
}

static void
print (const char           *name,
       RiskctxPlan          *plan,
       RiskctxSimulateMethod method)
{
  RiskctxSimulateSettings settings;
  g_autoptr(RiskctxSimulateResult) result = NULL;
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  if (method == RISKCTX_SIMULATE_EXACT && riskctx_simulate_exact_obstacle (plan) != NULL)
    return;
  riskctx_simulate_settings_init (&settings);
  settings.method = method;
  settings.trials = 10000;
  settings.seed = 31;
  settings.threads = 1;
  settings.occurrence = TRUE;
  settings.keep = RISKCTX_SIMULATE_KEEP_TOTAL | RISKCTX_SIMULATE_KEEP_EFFECTS
                  | RISKCTX_SIMULATE_KEEP_CAUSES | RISKCTX_SIMULATE_KEEP_RISKS;
  result = engine_run (plan, &settings);
  hash = add_summary (hash, &result->total);
  for (guint i = 0; i < result->n_risks; i++)
    hash = add_bits (add_summary (hash, &result->risks[i]),
                     result->has_contributions ? result->risk_contributions[i] : 0);
  for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
    {
      hash = add_summary (add_summary (hash, &result->effects[c]), &result->causes[c]);
      for (guint e = 0; e < RISKCTX_PLAN_CATEGORIES; e++)
        hash = add_bits (add_bits (hash, result->cause_effect[c][e]),
                         result->cause_effect_error[c][e]);
    }
  g_print ("bits %s %s %016" G_GINT64_MODIFIER "x\n", name,
           method == RISKCTX_SIMULATE_EXACT ? "exact" : "simulated", hash);
}

/* Everything that one risk can do to another, with all laws that the cases lack */
static RiskctxPlan *
make_dependent (double degrees)
{
  static const double matrix[] = { 1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1 };
  static const guint members[] = { 0, 1, 2 };
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) rate = engine_law (riskctx_law_new_gamma (0.8, 0.5, NULL));
  g_autoptr(RiskctxLaw) share = engine_law (riskctx_law_new_uniform (0.2, 0.9, NULL));
  guint shock;

  engine_add_poisson (builder, "a", 2,
                      engine_law (riskctx_law_new_lognormal_interval (1e3, 1e5, 0.9, NULL)));
  engine_add_risk (builder, "b", 1, RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL,
                   riskctx_law_ref (rate), 2, 0,
                   engine_law (riskctx_law_new_pareto (1, 2e3, 0.3, NULL)));
  engine_add_risk (builder, "c", 2, RISKCTX_FREQUENCY_KIND_BERNOULLI, riskctx_law_ref (share), 0, 0,
                   engine_law (riskctx_law_new_triangular (1, 5e3, 9e4, NULL)));
  engine_add_risk (builder, "d", 3, RISKCTX_FREQUENCY_KIND_FIXED,
                   engine_law (riskctx_law_new_fixed (1.5, NULL)), 0, 0,
                   engine_law (riskctx_law_new_normal (1e3, 4e3, NULL)));
  riskctx_plan_builder_set_vulnerability (builder, 0, share);
  riskctx_plan_builder_set_insurance (builder, 1, 100, 5e4, 0.8);
  riskctx_plan_builder_add_frequency_effect (builder, 3, 90, share, 0.5);
  riskctx_plan_builder_add_magnitude_effect (builder, 0, 0, 91, share, 0.7);
  shock = riskctx_plan_builder_add_shock (builder, 77, RISKCTX_FREQUENCY_KIND_POISSON, rate, 0, 0);
  riskctx_plan_builder_add_hit (builder, shock, 0, 0.5);
  riskctx_plan_builder_add_hit (builder, shock, 3, 0.9);
  riskctx_plan_builder_add_trigger (builder, 0, 2, 0.3);
  riskctx_plan_builder_add_group (builder, 78, degrees,
                                  RISKCTX_COPULA_COUNTS | RISKCTX_COPULA_MAGNITUDES, 3, members,
                                  matrix);
  return engine_build (builder);
}

START_TEST (print_all)
{
  g_autoptr(JsonParser) parser = engine_read ("accuracy.json");
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  JsonArray *cases = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *row = json_array_get_object_element (cases, i);
      const char *name = json_object_get_string_member (row, "name");
      g_autoptr(RiskctxPlan) plan = engine_case_plan (row, portfolio);

      print (name, plan, RISKCTX_SIMULATE_MONTE_CARLO);
      print (name, plan, RISKCTX_SIMULATE_EXACT);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RiskctxPlan) plan = make_dependent (i == 0 ? 0 : 4);

      print (i == 0 ? "normal-copula" : "t-copula", plan, RISKCTX_SIMULATE_MONTE_CARLO);
    }
}
END_TEST

/* A test only because the fixture asserts. */
static Suite *
suite (void)
{
  Suite *self = suite_create ("bits");
  TCase *all = tcase_create ("all");

  tcase_add_test (all, print_all);
  suite_add_tcase (self, all);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
