/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-check.h"
#include "riskctx-simulate-private.h"
#include "riskctx-stream-private.h"

/* Plans for the tests of the engine, from numbers or from tests/data/engine/. */

static inline RiskctxLaw *
engine_law (RiskctxLaw *law)
{
  ck_assert_ptr_nonnull (law);
  return law;
}

/* One risk with one consequence that always happens. The laws are taken over. */
static inline guint
engine_add_risk (RiskctxPlanBuilder  *builder,
                 const char          *id,
                 guint                category,
                 RiskctxFrequencyKind kind,
                 RiskctxLaw          *rate,
                 double               dispersion,
                 guint                trials,
                 RiskctxLaw          *magnitude)
{
  const guint risk = riskctx_plan_builder_add_risk (builder, riskctx_stream_key (id, NULL),
                                                    category);

  riskctx_plan_builder_set_frequency (builder, risk, kind, rate, dispersion, trials);
  riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key (id, "loss"), category,
                                        NULL, magnitude);
  riskctx_law_unref (rate);
  riskctx_law_unref (magnitude);
  return risk;
}

static inline guint
engine_add_poisson (RiskctxPlanBuilder *builder,
                    const char         *id,
                    double              rate,
                    RiskctxLaw         *magnitude)
{
  return engine_add_risk (builder, id, 0, RISKCTX_FREQUENCY_KIND_POISSON,
                          engine_law (riskctx_law_new_fixed (rate, NULL)), 0.0, 0, magnitude);
}

static inline RiskctxPlan *
engine_build (RiskctxPlanBuilder *builder)
{
  g_autoptr(GError) error = NULL;
  RiskctxPlan *plan = riskctx_plan_builder_build (builder, &error);

  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "no error");
  return plan;
}

static inline RiskctxSimulateResult *
engine_run (RiskctxPlan                   *plan,
            const RiskctxSimulateSettings *settings)
{
  g_autoptr(GError) error = NULL;
  RiskctxSimulateResult *result = riskctx_simulate (plan, settings, NULL, &error);

  ck_assert_msg (result != NULL, "%s", error != NULL ? error->message : "no error");
  return result;
}

static inline JsonParser *
engine_read (const char *name)
{
  g_autofree char *inside = g_build_filename ("engine", name, NULL);
  g_autofree char *path = riskctx_check_data (inside);
  JsonParser *parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  ck_assert_msg (json_parser_load_from_file (parser, path, &error), "%s",
                 error != NULL ? error->message : "no error");
  return parser;
}

static inline double
engine_number (JsonObject *object,
               const char *name)
{
  ck_assert_msg (json_object_has_member (object, name), "no %s", name);
  return json_object_get_double_member (object, name);
}

static inline RiskctxLaw *
engine_read_magnitude (JsonObject *object)
{
  const char *kind = json_object_get_string_member (object, "kind");

  if (g_str_equal (kind, "lognormal-ci90"))
    return riskctx_law_new_lognormal_interval (engine_number (object, "lo"),
                                               engine_number (object, "hi"), 0.9, NULL);
  if (g_str_equal (kind, "pert"))
    return riskctx_law_new_pert (engine_number (object, "min"), engine_number (object, "mode"),
                                 engine_number (object, "max"), engine_number (object, "shape"),
                                 NULL);
  if (g_str_equal (kind, "gamma"))
    return riskctx_law_new_gamma (engine_number (object, "shape") * engine_number (object, "scale"),
                                  1.0 / sqrt (engine_number (object, "shape")), NULL);
  if (g_str_equal (kind, "lognormal"))
    return riskctx_law_new_lognormal (engine_number (object, "mu"), engine_number (object, "sigma"),
                                      NULL);
  if (g_str_equal (kind, "lomax"))
    return riskctx_law_new_lomax (engine_number (object, "alpha"), engine_number (object, "scale"),
                                  NULL);
  ck_assert_str_eq (kind, "invgauss");
  return riskctx_law_new_inverse_gaussian (engine_number (object, "mean"),
                                           engine_number (object, "lambda"), NULL);
}

static inline void
engine_add_part (RiskctxPlanBuilder *builder,
                 const char         *id,
                 guint               category,
                 JsonObject         *part)
{
  JsonObject *frequency = json_object_get_object_member (part, "freq");
  const char *kind = json_object_get_string_member (frequency, "kind");
  RiskctxLaw *magnitude = engine_read_magnitude (json_object_get_object_member (part, "sev"));
  RiskctxFrequencyKind family = RISKCTX_FREQUENCY_KIND_POISSON;
  RiskctxLaw *rate;
  double dispersion = 0.0;
  guint trials = 0;

  if (g_str_equal (kind, "poisson"))
    {
      rate = riskctx_law_new_fixed (engine_number (frequency, "lambda"), NULL);
    }
  else if (g_str_equal (kind, "poisson-pert"))
    {
      rate = riskctx_law_new_pert (engine_number (frequency, "min"),
                                   engine_number (frequency, "mode"),
                                   engine_number (frequency, "max"), 4.0, NULL);
    }
  else if (g_str_equal (kind, "negbin"))
    {
      const double p = engine_number (frequency, "p");

      dispersion = engine_number (frequency, "r");
      rate = riskctx_law_new_fixed (dispersion * (1.0 - p) / p, NULL);
      family = RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL;
    }
  else
    {
      ck_assert_str_eq (kind, "binomial");
      rate = riskctx_law_new_fixed (engine_number (frequency, "p"), NULL);
      trials = (guint) engine_number (frequency, "n");
      family = RISKCTX_FREQUENCY_KIND_BINOMIAL;
    }
  engine_add_risk (builder, id, category, family, engine_law (rate), dispersion, trials,
                   engine_law (magnitude));
}

/* The hundred risks of portfolio.json, or those of one category; backwards: in reverse order */
static inline void
engine_add_portfolio (RiskctxPlanBuilder *builder,
                      JsonParser         *parser,
                      int                 category,
                      gboolean            backwards)
{
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *scenarios = json_object_get_array_member (root, "scenarios");
  const guint n = json_array_get_length (scenarios);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *scenario = json_array_get_object_element (scenarios, backwards ? n - 1 - i : i);
      const int own = (int) json_object_get_int_member (scenario, "category");

      if (category < 0 || own == category)
        engine_add_part (builder, json_object_get_string_member (scenario, "id"), (guint) own,
                         scenario);
    }
}

/* The plan of one case of accuracy.json */
static inline RiskctxPlan *
engine_case_plan (JsonObject *row,
                  JsonParser *portfolio)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  const char *name = json_object_get_string_member (row, "name");
  JsonNode *parts = json_object_get_member (row, "parts");
  JsonArray *array;

  if (JSON_NODE_HOLDS_VALUE (parts))
    {
      const int category = g_str_equal (name, "W2-total")
                           ? -1
                           : (int) g_ascii_strtoll (name + strlen ("W2-cat"), NULL, 10);

      engine_add_portfolio (builder, portfolio, category, FALSE);
      return engine_build (builder);
    }

  array = json_node_get_array (parts);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", name, i);

      engine_add_part (builder, id, i % 8, json_array_get_object_element (array, i));
    }
  return engine_build (builder);
}
