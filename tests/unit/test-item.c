/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    data)
{
  (*(guint *) data)++;
}

START_TEST (a_change_notifies_once_and_no_change_does_not)
{
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("leak");
  g_autoptr(RiskctxEstimate) half = riskctx_estimate_new_fixed (0.5);
  g_autoptr(RiskctxEstimate) same = riskctx_estimate_new_fixed (0.5);
  g_autoptr(RiskctxText) title = riskctx_text_new ("en", "leak of cards");
  guint n = 0;

  g_signal_connect (risk, "notify", G_CALLBACK (count_notify), &n);
  riskctx_risk_set_frequency (risk, half);
  ck_assert_uint_eq (n, 1);
  riskctx_risk_set_frequency (risk, same);
  ck_assert_uint_eq (n, 1);
  riskctx_item_set_title (RISKCTX_ITEM (risk), title);
  riskctx_item_set_title (RISKCTX_ITEM (risk), title);
  ck_assert_uint_eq (n, 2);
  riskctx_risk_set_dispersion (risk, 1);
  ck_assert_uint_eq (n, 3); /* the default, but now it is stated */
  riskctx_risk_set_dispersion (risk, 1);
  ck_assert_uint_eq (n, 3);
  riskctx_risk_set_gaps (risk, (const char *[]) { "g1", "g2", NULL });
  riskctx_risk_set_gaps (risk, (const char *[]) { "g1", "g2", NULL });
  ck_assert_uint_eq (n, 4);
}
END_TEST

START_TEST (members_are_stated_or_count_as_their_default)
{
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new (NULL);
  RiskctxItem *item = RISKCTX_ITEM (risk);

  ck_assert (!riskctx_item_has (item, "dispersion"));
  ck_assert_double_eq (riskctx_risk_get_dispersion (risk), 1);
  riskctx_risk_set_dispersion (risk, 7);
  ck_assert (riskctx_item_has (item, "dispersion"));
  riskctx_item_unset (item, "dispersion");
  ck_assert (!riskctx_item_has (item, "dispersion"));
  ck_assert_double_eq (riskctx_risk_get_dispersion (risk), 1);
  ck_assert (!riskctx_item_has (item, "no such member"));
}
END_TEST

/* Every noun: each property can be read, and what is written comes back. */
START_TEST (every_property_of_every_noun_holds_what_is_set)
{
  const GType types[] = {
    RISKCTX_TYPE_ASSESSMENT,   RISKCTX_TYPE_ORGANIZATION, RISKCTX_TYPE_STAKEHOLDER,
    RISKCTX_TYPE_CONSULTATION, RISKCTX_TYPE_FACTOR,       RISKCTX_TYPE_STATEMENT,
    RISKCTX_TYPE_DAMAGE,       RISKCTX_TYPE_ZONE,         RISKCTX_TYPE_COMPONENT,
    RISKCTX_TYPE_FLOW,         RISKCTX_TYPE_CATEGORY,     RISKCTX_TYPE_RISK,
    RISKCTX_TYPE_CONSEQUENCE,  RISKCTX_TYPE_CONTROL,      RISKCTX_TYPE_EFFECT,
    RISKCTX_TYPE_OPTION,       RISKCTX_TYPE_PHASE,        RISKCTX_TYPE_COST,
    RISKCTX_TYPE_CRITERIA,     RISKCTX_TYPE_LIMIT,        RISKCTX_TYPE_CURVE_POINT,
    RISKCTX_TYPE_SCALE_STEP,   RISKCTX_TYPE_REVIEW,       RISKCTX_TYPE_INDICATOR,
    RISKCTX_TYPE_INCIDENT,     RISKCTX_TYPE_REFERENCE,    RISKCTX_TYPE_CATALOG,
    RISKCTX_TYPE_CATALOG_ITEM,
  };
  g_autoptr(RiskctxText) text = riskctx_text_new ("ja", "文");
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (0.25);
  guint tried = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(RiskctxItem) item = g_object_new (types[i], NULL);
      guint n_pspecs;
      g_autofree GParamSpec **pspecs =
          g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_pspecs);

      for (guint j = 0; j < n_pspecs; j++)
        {
          GParamSpec *pspec = pspecs[j];
          g_auto(GValue) set = G_VALUE_INIT;
          g_auto(GValue) got = G_VALUE_INIT;
          guint notified = 0;

          g_value_init (&set, pspec->value_type);
          if (pspec->value_type == RISKCTX_TYPE_TEXT)
            g_value_set_boxed (&set, text);
          else if (pspec->value_type == RISKCTX_TYPE_ESTIMATE)
            g_value_set_boxed (&set, estimate);
          else if (pspec->value_type == G_TYPE_STRING)
            g_value_set_static_string (&set, "abc");
          else if (pspec->value_type == G_TYPE_STRV)
            g_value_set_boxed (&set, (const char *[]) { "a", "b", NULL });
          else if (pspec->value_type == G_TYPE_DOUBLE)
            g_value_set_double (&set, 0.125);
          else if (pspec->value_type == G_TYPE_INT64)
            g_value_set_int64 (&set, 4);
          else if (pspec->value_type == G_TYPE_BOOLEAN)
            g_value_set_boolean (&set, !G_PARAM_SPEC_BOOLEAN (pspec)->default_value);
          else if (G_TYPE_IS_ENUM (pspec->value_type))
            g_value_set_enum (&set, G_PARAM_SPEC_ENUM (pspec)->enum_class->values[1].value);
          else if (G_TYPE_IS_FLAGS (pspec->value_type))
            g_value_set_flags (&set, 3);
          else if (pspec->flags & G_PARAM_WRITABLE)
            g_value_take_object (&set, g_object_new (pspec->value_type, NULL));

          g_value_init (&got, pspec->value_type);
          if (pspec->flags & G_PARAM_WRITABLE)
            {
              g_autofree char *signal = g_strconcat ("notify::", pspec->name, NULL);

              g_signal_connect (item, signal, G_CALLBACK (count_notify), &notified);
              g_object_set_property (G_OBJECT (item), pspec->name, &set);
              ck_assert_msg (notified == 1, "%s:%s notified %u times",
                             G_OBJECT_TYPE_NAME (item), pspec->name, notified);
              g_object_get_property (G_OBJECT (item), pspec->name, &got);
              if (pspec->value_type == G_TYPE_STRV)
                ck_assert (g_strv_equal (g_value_get_boxed (&set), g_value_get_boxed (&got)));
              else
                ck_assert_msg (g_param_values_cmp (pspec, &set, &got) == 0, "%s:%s",
                               G_OBJECT_TYPE_NAME (item), pspec->name);
              tried++;
            }
          else
            {
              g_object_get_property (G_OBJECT (item), pspec->name, &got);
              ck_assert (RISKCTX_IS_ITEM_LIST (g_value_get_object (&got)));
            }
        }
    }
  ck_assert_uint_gt (tried, 28 * 6 + 120);
}
END_TEST

START_TEST (lists_are_list_models)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("a");
  g_autoptr(RiskctxRisk) first = riskctx_risk_new ("first");
  g_autoptr(RiskctxRisk) second = riskctx_risk_new ("second");
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  GListModel *model = G_LIST_MODEL (risks);
  guint position;

  riskctx_item_list_append (risks, RISKCTX_ITEM (second));
  riskctx_item_list_insert (risks, 0, RISKCTX_ITEM (first));
  ck_assert_uint_eq (g_list_model_get_n_items (model), 2);
  ck_assert (g_list_model_get_item_type (model) == RISKCTX_TYPE_RISK);
  ck_assert (riskctx_item_get_parent (RISKCTX_ITEM (first)) == RISKCTX_ITEM (assessment));
  ck_assert (riskctx_assessment_find (assessment, "second") == RISKCTX_ITEM (second));
  ck_assert (riskctx_item_list_get_position (risks, RISKCTX_ITEM (second), &position));
  ck_assert_uint_eq (position, 1);

  riskctx_item_list_remove (risks, 1);
  ck_assert_ptr_null (riskctx_item_get_parent (RISKCTX_ITEM (second)));
  ck_assert_ptr_null (riskctx_assessment_find (assessment, "second"));
  riskctx_item_set_id (RISKCTX_ITEM (first), "renamed");
  ck_assert_ptr_null (riskctx_assessment_find (assessment, "first"));
  ck_assert (riskctx_assessment_find (assessment, "renamed") == RISKCTX_ITEM (first));
}
END_TEST

START_TEST (parts_may_outlive_their_whole)
{
  RiskctxAssessment *assessment = riskctx_assessment_new ("a");
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("risk");
  g_autoptr(RiskctxOrganization) organization = riskctx_organization_new (NULL);
  g_autoptr(RiskctxItemList) risks = g_object_ref (riskctx_assessment_get_risks (assessment));
  g_autoptr(RiskctxRisk) late = riskctx_risk_new ("late");

  riskctx_item_list_append (risks, RISKCTX_ITEM (risk));
  riskctx_assessment_set_organization (assessment, organization);
  riskctx_check_finalized (assessment);
  ck_assert_ptr_null (riskctx_item_get_parent (RISKCTX_ITEM (risk)));
  ck_assert_ptr_null (riskctx_item_get_parent (RISKCTX_ITEM (organization)));
  riskctx_item_list_append (risks, RISKCTX_ITEM (late));
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (risks)), 2);
}
END_TEST

START_TEST (pointers_say_where_an_item_is)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("a");
  g_autoptr(RiskctxRisk) other = riskctx_risk_new ("other");
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("risk");
  g_autoptr(RiskctxConsequence) consequence = riskctx_consequence_new (NULL);
  g_autofree char *pointer = NULL;

  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (other));
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  pointer = riskctx_item_dup_pointer (RISKCTX_ITEM (consequence));
  ck_assert_str_eq (pointer, "/risks/1/consequences/0");
}
END_TEST

START_TEST (a_copy_is_deep_and_apart)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("a");
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("risk");
  g_autoptr(RiskctxConsequence) consequence = riskctx_consequence_new ("cost");
  g_autoptr(RiskctxEstimate) amount = riskctx_estimate_new_fixed (5);
  g_autoptr(RiskctxAssessment) copy = NULL;
  g_autoptr(RiskctxAssessment) emptied = NULL;
  g_autofree char *text = NULL;
  RiskctxItem *found;

  riskctx_consequence_set_magnitude (consequence, amount);
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));

  copy = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (assessment)));
  found = riskctx_assessment_find (copy, "cost");
  ck_assert (RISKCTX_IS_CONSEQUENCE (found) && found != RISKCTX_ITEM (consequence));
  ck_assert (riskctx_consequence_get_magnitude (RISKCTX_CONSEQUENCE (found)) == amount);
  riskctx_item_list_remove (riskctx_risk_get_consequences (risk), 0);
  emptied = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (assessment)));
  text = riskctx_assessment_to_text (emptied); /* the list is stated, though nothing is in it */
  ck_assert_ptr_nonnull (strstr (text, "\"consequences\": []"));
  riskctx_item_set_id (found, "changed");
  ck_assert_str_eq (riskctx_item_get_id (RISKCTX_ITEM (consequence)), "cost");
  ck_assert_ptr_null (riskctx_assessment_find (assessment, "changed"));
}
END_TEST

static Suite *
item_suite (void)
{
  Suite *suite = suite_create ("item");
  TCase *tc = tcase_create ("members");

  tcase_add_test (tc, a_change_notifies_once_and_no_change_does_not);
  tcase_add_test (tc, members_are_stated_or_count_as_their_default);
  tcase_add_test (tc, every_property_of_every_noun_holds_what_is_set);
  tcase_add_test (tc, lists_are_list_models);
  tcase_add_test (tc, parts_may_outlive_their_whole);
  tcase_add_test (tc, pointers_say_where_an_item_is);
  tcase_add_test (tc, a_copy_is_deep_and_apart);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (item_suite)
