/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

#define SET(damage, member, number) G_STMT_START {                       \
    g_autoptr(RiskctxEstimate) estimate_ = riskctx_estimate_new_fixed (number); \
    riskctx_damage_set_##member ((damage), estimate_);                   \
  } G_STMT_END

static RiskctxOrganization *
make_organization (double sales,
                   double margin)
{
  RiskctxOrganization *organization = riskctx_organization_new (NULL);
  g_autoptr(RiskctxEstimate) year = riskctx_estimate_new_fixed (sales);
  g_autoptr(RiskctxEstimate) ratio = riskctx_estimate_new_fixed (margin);

  riskctx_organization_set_sales (organization, year);
  riskctx_organization_set_contribution_margin (organization, ratio);
  return organization;
}

static double
amount_of (RiskctxDamage       *damage,
           RiskctxOrganization *organization)
{
  g_autoptr(RiskctxFigure) figure = riskctx_damage_estimate_amount (damage, organization);
  g_autoptr(GError) error = NULL;
  const double amount = riskctx_figure_get_value (figure, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return amount;
}

static void
check_undefined (RiskctxDamage       *damage,
                 RiskctxOrganization *organization,
                 const char          *words)
{
  g_autoptr(RiskctxFigure) figure = riskctx_damage_estimate_amount (damage, organization);
  const char *reason;

  ck_assert (!riskctx_figure_is_defined (figure));
  reason = riskctx_text_get (riskctx_figure_get_reason (figure), "en");
  ck_assert_msg (strstr (reason, words) != NULL, "%s", reason);
}

/* Every term has a size of its own, so that a wrong one shows. */
START_TEST (every_figure_counts)
{
  g_autoptr(RiskctxDamage) damage = riskctx_damage_new ("d");
  g_autoptr(RiskctxOrganization) organization = make_organization (1200e6, 0.4);
  g_autoptr(RiskctxFigure) figure = NULL;

  SET (damage, court_cost, 1);
  ck_assert_double_eq (amount_of (damage, NULL), 1);
  SET (damage, compensation_per_person, 5);
  SET (damage, persons, 4);
  ck_assert_double_eq (amount_of (damage, NULL), 21);
  SET (damage, fraud_compensation, 300);
  SET (damage, reissue_cost, 50);
  SET (damage, cards, 80);
  ck_assert_double_eq (amount_of (damage, NULL), 4321);
  SET (damage, call_center, 50000);
  SET (damage, forensics, 600000);
  SET (damage, notification, 7000000);
  SET (damage, other, 80000000);
  ck_assert_double_eq (amount_of (damage, NULL), 87654321);
  SET (damage, members_lost, 1000);
  SET (damage, annual_sales_per_member, 2000);
  ck_assert_double_eq (amount_of (damage, organization), 87654321 + 0.4 * 2000000);
  SET (damage, closed_months, 3);
  riskctx_check_close (amount_of (damage, organization), 87654321 + 0.4 * (2e6 + 300e6), 1e-15);
  SET (damage, online_share, 0.5);
  riskctx_check_close (amount_of (damage, organization), 87654321 + 0.4 * (2e6 + 150e6), 1e-15);
  SET (damage, sales_kept, 30e6);
  riskctx_check_close (amount_of (damage, organization), 87654321 + 0.4 * (2e6 + 120e6), 1e-15);
  SET (damage, max_loss, 100e6);
  ck_assert_double_eq (amount_of (damage, organization), 100e6);

  figure = riskctx_damage_estimate_amount (damage, organization);
  ck_assert_uint_eq (riskctx_figure_get_n_inputs (figure), 18);
  riskctx_check_str (riskctx_figure_get_currency (figure), "JPY");
}
END_TEST

START_TEST (what_is_missing_is_said)
{
  g_autoptr(RiskctxDamage) damage = riskctx_damage_new ("d");
  g_autoptr(RiskctxOrganization) organization = make_organization (1000, 0.4);
  g_autoptr(RiskctxOrganization) unknown = riskctx_organization_new (NULL);
  g_autoptr(RiskctxEstimate) heavy = riskctx_estimate_new_lomax (0.9, 1, NULL);

  check_undefined (damage, NULL, "no figure is stated");
  check_undefined (damage, organization, "no figure is stated");
  SET (damage, closed_months, 2);
  check_undefined (damage, NULL, "margin");
  check_undefined (damage, unknown, "margin");
  riskctx_organization_set_contribution_margin (
    unknown, riskctx_organization_get_contribution_margin (organization));
  check_undefined (damage, unknown, "sales");
  ck_assert_double_gt (amount_of (damage, organization), 66);
  riskctx_damage_set_other (damage, heavy);
  check_undefined (damage, organization, "“other”");
}
END_TEST

START_TEST (estimates_enter_by_their_means)
{
  g_autoptr(RiskctxDamage) damage = riskctx_damage_new ("d");
  g_autoptr(RiskctxEstimate) wide = riskctx_estimate_new_triangular (0, 30, 60, NULL);
  g_autoptr(RiskctxFigure) figure = NULL;
  double low, high;

  riskctx_damage_set_court_cost (damage, wide);
  ck_assert_double_eq_tol (amount_of (damage, NULL), 30, 1e-12);
  figure = riskctx_damage_estimate_amount (damage, NULL);
  riskctx_figure_get_interval (riskctx_figure_get_input (figure, 0), &low, &high);
  /* F (x) = x² / 1800 below the mode */
  ck_assert_double_eq_tol (low, 9.486832980505138, 1e-9);
  ck_assert_double_eq_tol (high, 60 - 9.486832980505138, 1e-9);
}
END_TEST

static Suite *
damage_amount_suite (void)
{
  Suite *suite = suite_create ("damage-amount");
  TCase *tc = tcase_create ("amount");

  tcase_add_test (tc, every_figure_counts);
  tcase_add_test (tc, what_is_missing_is_said);
  tcase_add_test (tc, estimates_enter_by_their_means);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (damage_amount_suite)
