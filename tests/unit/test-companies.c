/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include <string.h>

#include "riskctx-check.h"

#define MAN 10000. /* amounts of the table are in units of ten thousand yen */

/* What the documents are held to: the investment that options 1 and 2 need together, what they cost
 * a year, and what the main event costs and how often it is expected, before and after. */
static const struct
{
  const char *id;
  const char *option;
  double      sales;
  double      profit;
  double      margin;
  double      one_time;
  double      running;
  double      required_sales;
  const char *risk;
  double      event_loss;
  double      before;
  double      after;
} companies[] = {
  { "ec-site", "secure-site", 1000000, 50000, 0.40,
    8500, 3500, 1008750,
    "leak-attack", 300000, 0.05, 0.01 },
  { "chem-it", "secure-secrets", 1500000, 90000, 0.45,
    6400, 2400, 1505333.3,
    "secret-leak", 120000, 0.06, 0.02 },
  { "chem-ot", "secure-plant", 2000000, 100000, 0.35,
    10600, 2200, 2006285.7,
    "control-malware", 90000, 0.05, 0.015 },
  { "equipment", "secure-service", 800000, 40000, 0.38,
    4750, 1800, 804736.8,
    "remote-attack", 60000, 0.06, 0.02 },
  { "supermarket", "secure-shops", 2500000, 25000, 0.25,
    7100, 2800, 2511200,
    "till-attack", 40000, 0.08, 0.03 },
  { "medical", "secure-care", 600000, 12000, 0.55,
    5300, 1900, 603454.5,
    "care-stop", 60000, 0.06, 0.02 },
  { "trading", "secure-payments", 3000000, 45000, 0.08,
    2600, 1500, 3018750,
    "payment-attack", 15000, 0.15, 0.04 },
  { "logistics", "secure-shipping", 1200000, 30000, 0.22,
    6850, 2100, 1209545.5,
    "warehouse-stop", 30000, 0.07, 0.02 },
};

static RiskctxAssessment *
open_company (const char *id)
{
  g_autoptr(GError) error = NULL;
  RiskctxAssessment *assessment = riskctx_assessment_model_company (id, &error);

  ck_assert_msg (assessment != NULL, "%s: %s", id, error != NULL ? error->message : "no error");
  return assessment;
}

static guint
get_length (RiskctxItemList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* The list holds the item as long as the assessment lives. */
static gpointer
peek (RiskctxItemList *list,
      guint            position)
{
  g_autoptr(RiskctxItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  ck_assert_ptr_nonnull (item);
  return item;
}

static double
get_mean (RiskctxEstimate *estimate)
{
  g_autoptr(GError) error = NULL;
  double mean;

  ck_assert_ptr_nonnull (estimate);
  mean = riskctx_estimate_get_mean (estimate, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return mean;
}

static void
add_costs (RiskctxAssessment *assessment,
           const char        *id,
           double            *one_time,
           double            *running)
{
  RiskctxItem *item = riskctx_assessment_find (assessment, id);
  RiskctxItemList *phases;

  ck_assert_msg (RISKCTX_IS_OPTION (item), "no option %s", id);
  phases = riskctx_option_get_phases (RISKCTX_OPTION (item));
  for (guint i = 0; i < get_length (phases); i++)
    {
      RiskctxItemList *costs = riskctx_phase_get_costs (peek (phases, i));

      for (guint j = 0; j < get_length (costs); j++)
        {
          RiskctxCost *cost = peek (costs, j);
          gboolean is_yearly = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_YEARLY;

          ck_assert_int_eq (riskctx_cost_get_from_year (cost), is_yearly ? 1 : 0);
          *(is_yearly ? running : one_time) += get_mean (riskctx_cost_get_amount (cost));
        }
    }
}

START_TEST (cost_what_they_should)
{
  g_autoptr(RiskctxAssessment) assessment = open_company (companies[_i].id);
  RiskctxOrganization *organization = riskctx_assessment_get_organization (assessment);
  double one_time = 0, running = 0;
  double sales = get_mean (riskctx_organization_get_sales (organization));
  double margin = get_mean (riskctx_organization_get_contribution_margin (organization));

  add_costs (assessment, companies[_i].option, &one_time, &running);
  add_costs (assessment, "operations", &one_time, &running);
  ck_assert_double_eq (one_time, companies[_i].one_time * MAN);
  ck_assert_double_eq (running, companies[_i].running * MAN);
  ck_assert_double_eq (sales, companies[_i].sales * MAN);
  ck_assert_double_eq (margin, companies[_i].margin);
  ck_assert_double_eq (get_mean (riskctx_organization_get_profit (organization)),
                       companies[_i].profit * MAN);
  ck_assert_double_eq_tol ((sales + running / margin) / MAN, companies[_i].required_sales, 0.05);
}
END_TEST

/* The factor by which the plan changes the frequency of @risk. */
static double
apply_effects (RiskctxItemList *effects,
               const char      *risk)
{
  double factor = 1;

  for (guint i = 0; i < get_length (effects); i++)
    {
      RiskctxEffect *effect = peek (effects, i);
      const char *const *risks = riskctx_effect_get_risks (effect);

      if (riskctx_effect_get_target (effect) == RISKCTX_EFFECT_TARGET_FREQUENCY
          && (risks == NULL || g_strv_contains (risks, risk)))
        factor *= 1 - get_mean (riskctx_effect_get_reduction (effect));
    }
  return factor;
}

static double
apply_option (RiskctxAssessment *assessment,
              const char        *id,
              const char        *risk)
{
  RiskctxOption *option = RISKCTX_OPTION (riskctx_assessment_find (assessment, id));
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  double factor = apply_effects (riskctx_option_get_effects (option), risk);

  for (guint i = 0; i < get_length (phases); i++)
    {
      const char *const *ids = riskctx_phase_get_controls (peek (phases, i));

      for (; ids != NULL && *ids != NULL; ids++)
        {
          RiskctxControl *control = RISKCTX_CONTROL (riskctx_assessment_find (assessment, *ids));

          ck_assert_double_eq (riskctx_control_get_implementation (control), 0);
          factor *= apply_effects (riskctx_control_get_effects (control), risk);
        }
    }
  return factor;
}

START_TEST (fear_what_they_should)
{
  g_autoptr(RiskctxAssessment) assessment = open_company (companies[_i].id);
  RiskctxRisk *risk = RISKCTX_RISK (riskctx_assessment_find (assessment, companies[_i].risk));
  RiskctxItemList *consequences = riskctx_risk_get_consequences (risk);
  double before = get_mean (riskctx_risk_get_frequency (risk));
  double factor = apply_option (assessment, companies[_i].option, companies[_i].risk)
                  * apply_option (assessment, "operations", companies[_i].risk);
  double loss = 0;
  guint impacts = 0;

  for (guint i = 0; i < get_length (consequences); i++)
    {
      RiskctxConsequence *consequence = peek (consequences, i);
      RiskctxEstimate *probability = riskctx_consequence_get_probability (consequence);

      loss += get_mean (riskctx_consequence_get_magnitude (consequence))
              * (probability != NULL ? get_mean (probability) : 1);
      impacts |= 1u << riskctx_consequence_get_impact (consequence);
    }
  ck_assert_int_eq (riskctx_risk_get_category (risk), RISKCTX_RISK_CATEGORY_SYSTEM);
  riskctx_check_close (loss, companies[_i].event_loss * MAN, 0.01);
  riskctx_check_close (before, companies[_i].before, 1e-3);
  riskctx_check_close (before * factor, companies[_i].after, 0.03);
  /* The bridge: what begins in the system is felt as money, in court and in public. */
  ck_assert_uint_ne (impacts & 1u << RISKCTX_RISK_CATEGORY_FINANCIAL, 0);
  ck_assert_uint_ne (impacts & 1u << RISKCTX_RISK_CATEGORY_LITIGATION, 0);
  ck_assert_uint_ne (impacts & 1u << RISKCTX_RISK_CATEGORY_SOCIAL, 0);
  ck_assert_uint_ne (impacts & 1u << RISKCTX_RISK_CATEGORY_SYSTEM, 0);
}
END_TEST

START_TEST (are_valid_and_complete)
{
  g_autoptr(RiskctxAssessment) assessment = open_company (companies[_i].id);
  g_autoptr(GListStore) issues = riskctx_assessment_check (assessment);
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  RiskctxItemList *statements = riskctx_assessment_get_statements (assessment);
  guint categories = 0, kinds = 0;

  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (issues)), 0);
  ck_assert_uint_eq (get_length (riskctx_assessment_get_categories (assessment)), 8);
  for (guint i = 0; i < get_length (risks); i++)
    {
      RiskctxRisk *risk = peek (risks, i);

      categories |= 1u << riskctx_risk_get_category (risk);
      ck_assert_uint_gt (get_length (riskctx_risk_get_consequences (risk)), 0);
    }
  ck_assert_uint_eq (categories, 0xff);
  for (guint i = 0; i < get_length (statements); i++)
    kinds |= 1u << riskctx_statement_get_kind (peek (statements, i));
  ck_assert_uint_eq (kinds, 0x3f);
  ck_assert_uint_ge (get_length (riskctx_assessment_get_options (assessment)), 3);
  ck_assert_uint_ge (get_length (riskctx_assessment_get_controls (assessment)), 8);
  ck_assert_uint_ge (get_length (riskctx_assessment_get_flows (assessment)), 6);
}
END_TEST

/* Looks into every object: both languages or none, a basis for every distribution, and nothing in a
 * sketch that claims to be more than one. */
static void
check_node (JsonNode   *node,
            const char *id)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        check_node (json_array_get_element (array, i), id);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      ck_assert_msg (json_object_has_member (object, "ja") == json_object_has_member (object, "en"),
                     "%s: one language only", id);
      ck_assert_msg (!json_object_has_member (object, "distribution")
                     || json_object_has_member (object, "basis"), "%s: no basis", id);
      if (json_object_has_member (object, "provenance") && strcmp (id, "ec-site") != 0)
        {
          const char *provenance = json_object_get_string_member (object, "provenance");

          ck_assert_msg (g_str_equal (provenance, "sketch") || g_str_equal (provenance, "public"),
                         "%s: %s", id, provenance);
        }
      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, &name, &member))
        check_node (member, id);
    }
}

START_TEST (are_said_in_full)
{
  g_autoptr(RiskctxAssessment) assessment = open_company (companies[_i].id);
  g_autoptr(JsonNode) node = riskctx_assessment_to_json (assessment);

  check_node (node, companies[_i].id);
}
END_TEST

START_TEST (say_where_they_come_from)
{
  g_autoptr(RiskctxAssessment) assessment = open_company (companies[_i].id);
  gboolean is_sketch = strcmp (companies[_i].id, "ec-site") != 0;
  RiskctxItem *item = RISKCTX_ITEM (assessment);
  const char *description = riskctx_text_get (riskctx_item_get_description (item), "en");

  ck_assert_int_eq (riskctx_item_get_provenance (item),
                    is_sketch ? RISKCTX_PROVENANCE_SKETCH : RISKCTX_PROVENANCE_DECK);
  ck_assert_int_eq (strstr (description, "own sketch") != NULL, is_sketch);
  ck_assert_ptr_nonnull (riskctx_item_get_note (item));
}
END_TEST

static const struct
{
  const char *prefix;
  guint       n;
} rows[] = {
  { "x", 10 }, { "n", 14 }, { "s", 16 }, { "p", 3 }, { "a", 3 }, { "t", 6 },
  { "g", 2 }, { "d", 2 }, { "l", 7 }, { "m", 10 },
};

static guint
count_of_the_presentation (RiskctxItemList *list)
{
  guint n = 0;

  for (guint i = 0; i < get_length (list); i++)
    {
      g_autoptr(RiskctxItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (riskctx_item_get_provenance (item) == RISKCTX_PROVENANCE_DECK)
        n++;
    }

  return n;
}

/* Every row of the presentation is there, and what is invented beside them says so. */
START_TEST (ec_site_has_every_row)
{
  g_autoptr(RiskctxAssessment) assessment = open_company ("ec-site");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 1; j <= rows[i].n; j++)
      {
        g_autofree char *id = g_strdup_printf ("%s%u", rows[i].prefix, j);

        ck_assert_msg (riskctx_assessment_find (assessment, id) != NULL, "no %s", id);
      }
  ck_assert_uint_eq (count_of_the_presentation (riskctx_assessment_get_factors (assessment)),
                     10 + 14 + 16);
  ck_assert_uint_eq (get_length (riskctx_assessment_get_statements (assessment)), 3 + 3 + 6 + 2);
  ck_assert_uint_eq (get_length (riskctx_assessment_get_flows (assessment)), 7);
  ck_assert_uint_eq (get_length (riskctx_assessment_get_controls (assessment)), 10);
}
END_TEST

START_TEST (ec_site_can_be_closed)
{
  g_autoptr(RiskctxAssessment) assessment = open_company ("ec-site");
  RiskctxOption *option = RISKCTX_OPTION (riskctx_assessment_find (assessment, "close-site"));
  const char *const *excludes = riskctx_option_get_excludes (option);
  double one_time = 0, running = 0;
  double margin = get_mean (riskctx_option_get_new_contribution_margin (option));

  add_costs (assessment, "close-site", &one_time, &running);
  ck_assert_double_eq (one_time, 2200 * MAN);
  ck_assert_double_eq (running, 1400 * MAN);
  ck_assert_double_eq (margin, 0.33);
  ck_assert_double_eq_tol ((4000000000. + running) / margin, 12163636364., 0.5);
  ck_assert (!riskctx_option_get_recovers (option));
  ck_assert_int_eq (riskctx_option_get_treatment (option), RISKCTX_TREATMENT_AVOID);
  ck_assert (g_strv_contains (excludes, "secure-site") && g_strv_contains (excludes, "operations"));
}
END_TEST

/* A label missing in either language falls back to the nickname. */
static void
check_labels (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  guint n = G_IS_ENUM_CLASS (klass) ? G_ENUM_CLASS (klass)->n_values
                                    : G_FLAGS_CLASS (klass)->n_values;

  for (guint i = 0; i < n; i++)
    {
      int value = G_IS_ENUM_CLASS (klass) ? G_ENUM_CLASS (klass)->values[i].value
                                          : (int) G_FLAGS_CLASS (klass)->values[i].value;
      const char *nick = G_IS_ENUM_CLASS (klass) ? G_ENUM_CLASS (klass)->values[i].value_nick
                                                 : G_FLAGS_CLASS (klass)->values[i].value_nick;
      const char *en = riskctx_enum_label (type, value, "en");
      const char *ja = riskctx_enum_label (type, value, "ja");

      ck_assert_msg (strcmp (en, nick) != 0, "no English for %s.%s", g_type_name (type), nick);
      ck_assert_msg (!g_str_is_ascii (ja), "no Japanese for %s.%s", g_type_name (type), nick);
    }
}

START_TEST (every_value_has_labels)
{
  const GType types[] = {
    RISKCTX_TYPE_PROVENANCE, RISKCTX_TYPE_BASIS, RISKCTX_TYPE_SEVERITY,
    RISKCTX_TYPE_RISK_CATEGORY, RISKCTX_TYPE_DISTRIBUTION, RISKCTX_TYPE_SIDE,
    RISKCTX_TYPE_CONTEXT_CLASS, RISKCTX_TYPE_ASPECT, RISKCTX_TYPE_PEST, RISKCTX_TYPE_FORCE,
    RISKCTX_TYPE_SECURITY_RELATION, RISKCTX_TYPE_RECLASS, RISKCTX_TYPE_CONTROLLABILITY,
    RISKCTX_TYPE_MEASURE_KIND, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_TYPE_LOOP,
    RISKCTX_TYPE_LOOP_STATE, RISKCTX_TYPE_GROUND, RISKCTX_TYPE_QUESTION,
    RISKCTX_TYPE_TEXT_POLICY, RISKCTX_TYPE_REFERENCE_ROLE, RISKCTX_TYPE_ZONE_KIND,
    RISKCTX_TYPE_COMPONENT_KIND, RISKCTX_TYPE_ANTIVIRUS, RISKCTX_TYPE_RESTRICTION,
    RISKCTX_TYPE_DATA_KIND, RISKCTX_TYPE_DAMAGE_CATEGORY, RISKCTX_TYPE_LOSS_FORM,
    RISKCTX_TYPE_FREQUENCY_MODEL, RISKCTX_TYPE_EFFECT_TARGET, RISKCTX_TYPE_TREATMENT,
    RISKCTX_TYPE_PHASE_KIND, RISKCTX_TYPE_COST_TIMING, RISKCTX_TYPE_COST_KIND,
    RISKCTX_TYPE_LIMIT_KIND, RISKCTX_TYPE_RISK_MEASURE, RISKCTX_TYPE_COMPARISON,
    RISKCTX_TYPE_REQUIRED_SALES_METHOD,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    check_labels (types[i]);
  riskctx_check_str (riskctx_word ("phase-mark.full", "ja"), "②");
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("companies");
  TCase *tc = tcase_create ("documents");

  tcase_add_loop_test (tc, cost_what_they_should, 0, G_N_ELEMENTS (companies));
  tcase_add_loop_test (tc, fear_what_they_should, 0, G_N_ELEMENTS (companies));
  tcase_add_loop_test (tc, are_valid_and_complete, 0, G_N_ELEMENTS (companies));
  tcase_add_loop_test (tc, are_said_in_full, 0, G_N_ELEMENTS (companies));
  tcase_add_loop_test (tc, say_where_they_come_from, 0, G_N_ELEMENTS (companies));
  tcase_add_test (tc, ec_site_has_every_row);
  tcase_add_test (tc, ec_site_can_be_closed);
  tcase_add_test (tc, every_value_has_labels);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
