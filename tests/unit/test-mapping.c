/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include "riskctx-check.h"

static RiskctxFactor *factor;

static void
setup (void)
{
  factor = riskctx_factor_new ("x1");
  riskctx_factor_set_context_class (factor, RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT);
  riskctx_factor_set_aspect (factor, RISKCTX_ASPECT_LAW_REGULATION);
}

static void
teardown (void)
{
  g_clear_object (&factor);
}

static const char *
row_id (RiskctxContextClass context_class,
        RiskctxAspect       aspect)
{
  return riskctx_mapping_row_get_id (riskctx_mapping_row_find (context_class, aspect));
}

START_TEST (lists_both_tables_in_order)
{
  g_autoptr(GListStore) rows = riskctx_mapping_row_list ();
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  ck_assert_uint_eq (n, 12 + 23);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxMappingRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);
      g_autofree char *id =
        i < 12 ? g_strdup_printf ("E%u", i + 1) : g_strdup_printf ("I%u", i - 11);

      riskctx_check_str (riskctx_mapping_row_get_id (row), id);
      ck_assert_int_eq (riskctx_mapping_row_get_side (row),
                        i < 12 ? RISKCTX_SIDE_EXTERNAL : RISKCTX_SIDE_INTERNAL);
    }
}
END_TEST

START_TEST (maps_a_market_as_competition_and_an_industry_as_partners)
{
  riskctx_check_str (row_id (RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT, RISKCTX_ASPECT_MARKET), "E8");
  riskctx_check_str (row_id (RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS, RISKCTX_ASPECT_INDUSTRY),
                     "E12");
}
END_TEST

START_TEST (says_of_a_class_what_its_rows_share)
{
  RiskctxMappingRow *environment =
    riskctx_mapping_row_find (RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT, RISKCTX_ASPECT_NONE);
  RiskctxMappingRow *drivers =
    riskctx_mapping_row_find (RISKCTX_CONTEXT_CLASS_EXT_DRIVERS, RISKCTX_ASPECT_NONE);
  RiskctxMappingRow *governance =
    riskctx_mapping_row_find (RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE, RISKCTX_ASPECT_NONE);

  /* macro and micro, threat and investment: nothing is common */
  riskctx_check_str (riskctx_mapping_row_get_id (environment), "ext-environment");
  ck_assert_int_eq (riskctx_mapping_row_get_reclass (environment), RISKCTX_RECLASS_NONE);
  ck_assert_uint_eq (riskctx_mapping_row_get_relations (environment), 0);
  ck_assert (!riskctx_mapping_row_get_needs_evaluation (environment));
  riskctx_check_str (riskctx_text_get (riskctx_mapping_row_get_text (environment), "en"), "");
  ck_assert_int_eq (riskctx_mapping_row_get_reclass (drivers), RISKCTX_RECLASS_PURPOSE_SCOPE_LEVEL);
  ck_assert_uint_eq (riskctx_mapping_row_get_relations (governance),
                     RISKCTX_SECURITY_RELATION_VULNERABILITY);
  ck_assert_uint_eq (riskctx_mapping_row_get_measure_kinds (governance),
                     RISKCTX_MEASURE_KIND_ORGANIZATIONAL);
}
END_TEST

START_TEST (falls_back_to_the_class_for_a_foreign_aspect)
{
  riskctx_check_str (row_id (RISKCTX_CONTEXT_CLASS_INT_POLICY, RISKCTX_ASPECT_NATURE),
                     "int-policy");
}
END_TEST

START_TEST (takes_defaults_from_the_row)
{
  g_autoptr(RiskctxMappingRow) row = riskctx_factor_dup_mapping (factor);

  riskctx_check_str (riskctx_mapping_row_get_id (row), "E6");
  ck_assert_int_eq (riskctx_factor_derive_side (factor), RISKCTX_SIDE_EXTERNAL);
  ck_assert_int_eq (riskctx_factor_derive_pest (factor), RISKCTX_PEST_LEGAL);
  ck_assert_uint_eq (riskctx_factor_derive_relations (factor),
                     RISKCTX_SECURITY_RELATION_THREAT
                       | RISKCTX_SECURITY_RELATION_MEASURE_INFLUENCE);
  ck_assert_int_eq (riskctx_factor_derive_reclass (factor), RISKCTX_RECLASS_MACRO);
  ck_assert_uint_eq (riskctx_factor_derive_measure_kinds (factor), 0);
  ck_assert (riskctx_factor_derive_needs_evaluation (factor));
}
END_TEST

START_TEST (lets_the_document_win)
{
  riskctx_factor_set_pest (factor, RISKCTX_PEST_NONE);
  riskctx_factor_set_relations (factor, 0);
  riskctx_factor_set_reclass (factor, RISKCTX_RECLASS_MICRO);
  riskctx_factor_set_measure_kinds (factor, RISKCTX_MEASURE_KIND_HUMAN);
  riskctx_factor_set_needs_evaluation (factor, FALSE);

  ck_assert_int_eq (riskctx_factor_derive_pest (factor), RISKCTX_PEST_NONE);
  ck_assert_uint_eq (riskctx_factor_derive_relations (factor), 0);
  ck_assert_int_eq (riskctx_factor_derive_reclass (factor), RISKCTX_RECLASS_MICRO);
  ck_assert_uint_eq (riskctx_factor_derive_measure_kinds (factor), RISKCTX_MEASURE_KIND_HUMAN);
  ck_assert (!riskctx_factor_derive_needs_evaluation (factor));
}
END_TEST

static const struct
{
  const char            *name;
  RiskctxContextClass    context_class;
  RiskctxAspect          aspect;
  RiskctxForce           force;
  RiskctxControllability controllability;
} controls[] = {
  { "macro", RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT, RISKCTX_ASPECT_NATURE, RISKCTX_FORCE_NONE,
    RISKCTX_CONTROLLABILITY_NONE },
  { "micro", RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT, RISKCTX_ASPECT_MARKET, RISKCTX_FORCE_NONE,
    RISKCTX_CONTROLLABILITY_SEMI },
  { "stakeholder", RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS, RISKCTX_ASPECT_CUSTOMERS,
    RISKCTX_FORCE_NONE, RISKCTX_CONTROLLABILITY_SEMI },
  { "driver", RISKCTX_CONTEXT_CLASS_EXT_DRIVERS, RISKCTX_ASPECT_DRIVERS, RISKCTX_FORCE_NONE,
    RISKCTX_CONTROLLABILITY_NONE },
  { "driver that is a force", RISKCTX_CONTEXT_CLASS_EXT_DRIVERS, RISKCTX_ASPECT_DRIVERS,
    RISKCTX_FORCE_RIVALRY, RISKCTX_CONTROLLABILITY_SEMI },
  { "internal", RISKCTX_CONTEXT_CLASS_INT_CULTURE, RISKCTX_ASPECT_WAY_OF_THINKING,
    RISKCTX_FORCE_NONE, RISKCTX_CONTROLLABILITY_FULL },
};

START_TEST (derives_controllability)
{
  riskctx_factor_set_context_class (factor, controls[_i].context_class);
  riskctx_factor_set_aspect (factor, controls[_i].aspect);
  riskctx_factor_set_force (factor, controls[_i].force);
  ck_assert_msg (riskctx_factor_derive_controllability (factor) == controls[_i].controllability,
                 "%s: %d", controls[_i].name, riskctx_factor_derive_controllability (factor));
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("mapping");
  TCase *rows = tcase_create ("rows");
  TCase *factors = tcase_create ("factors");

  tcase_add_test (rows, lists_both_tables_in_order);
  tcase_add_test (rows, maps_a_market_as_competition_and_an_industry_as_partners);
  tcase_add_test (rows, says_of_a_class_what_its_rows_share);
  tcase_add_test (rows, falls_back_to_the_class_for_a_foreign_aspect);
  suite_add_tcase (s, rows);

  tcase_add_checked_fixture (factors, setup, teardown);
  tcase_add_test (factors, takes_defaults_from_the_row);
  tcase_add_test (factors, lets_the_document_win);
  tcase_add_loop_test (factors, derives_controllability, 0, G_N_ELEMENTS (controls));
  suite_add_tcase (s, factors);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
