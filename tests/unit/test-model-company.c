/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

START_TEST (lists_companies_by_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) companies = riskctx_list_model_companies (&error);
  g_autofree char *previous = g_strdup ("");
  gboolean has_ec_site = FALSE;

  ck_assert_msg (companies != NULL, "%s", error != NULL ? error->message : "no error");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (companies)); i++)
    {
      g_autoptr(RiskctxModelCompany) company = g_list_model_get_item (G_LIST_MODEL (companies), i);
      const char *id = riskctx_model_company_get_id (company);
      RiskctxText *title = riskctx_model_company_get_title (company);
      RiskctxText *business = riskctx_model_company_get_business (company);

      ck_assert_msg (strcmp (previous, id) < 0, "%s before %s", previous, id);
      ck_assert_msg (riskctx_text_has (title, "ja") && riskctx_text_has (title, "en"), "%s", id);
      ck_assert_msg (riskctx_text_has (business, "ja") && riskctx_text_has (business, "en"), "%s",
                     id);
      if (strcmp (id, "ec-site") == 0)
        {
          has_ec_site = TRUE;
          riskctx_check_str (riskctx_text_get (title, "ja"), "ECサイト企業");
          ck_assert_int_eq (riskctx_model_company_get_provenance (company),
                            RISKCTX_PROVENANCE_DECK);
        }
      g_free (previous);
      previous = g_strdup (id);
    }
  ck_assert (has_ec_site);
}
END_TEST

START_TEST (loads_a_company_to_change_at_will)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) one = riskctx_assessment_model_company ("ec-site", &error);
  g_autoptr(RiskctxAssessment) other = riskctx_assessment_model_company ("ec-site", &error);
  g_autoptr(GListStore) issues = NULL;

  ck_assert_msg (one != NULL && other != NULL, "%s", error != NULL ? error->message : "no error");
  riskctx_item_set_id (RISKCTX_ITEM (one), "mine");
  riskctx_check_str (riskctx_item_get_id (RISKCTX_ITEM (other)), "ec-site");
  ck_assert_ptr_nonnull (riskctx_assessment_find (other, "secure-site"));
  issues = riskctx_assessment_check (other);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (issues)), 0);
}
END_TEST

START_TEST (suggests_the_company_that_was_meant)
{
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (riskctx_assessment_model_company ("ec-sit", &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  ck_assert_ptr_nonnull (strstr (error->message, "did you mean “ec-site”?"));
}
END_TEST

static const char *const strangers[] = { "", "no-such-company", "../words/enums", "ec-site.json",
                                         "EC-SITE/" };

START_TEST (names_the_companies_there_are)
{
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (riskctx_assessment_model_company (strangers[_i], &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  ck_assert_msg (strstr (error->message, "ec-site") != NULL, "%s", error->message);
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("model-company");
  TCase *tc = tcase_create ("companies");

  tcase_add_test (tc, lists_companies_by_id);
  tcase_add_test (tc, loads_a_company_to_change_at_will);
  tcase_add_test (tc, suggests_the_company_that_was_meant);
  tcase_add_loop_test (tc, names_the_companies_there_are, 0, G_N_ELEMENTS (strangers));
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
