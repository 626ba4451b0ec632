/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <riskctx.h>

#include "riskctx-check.h"

/* A bakery with an online shop, about which nothing is to be said.
 *
 * Expected annual losses: system 400,000; quality 240,000; disaster 200,000; financial 100,000.
 * Ratings: 12, 6, 3, 6. Four categories do not apply. */
static RiskctxAssessment *bakery;

static inline void
setup_bakery (void)
{
  g_autofree char *path = riskctx_check_data ("context/bakery.json");
  g_autoptr(GError) error = NULL;

  bakery = riskctx_assessment_load (path, &error);
  ck_assert_msg (bakery != NULL, "%s", error != NULL ? error->message : "no error");
}

static inline void
teardown_bakery (void)
{
  g_clear_object (&bakery);
}

/* The item of the bakery with this id, which must be there. */
static inline gpointer
get (const char *id)
{
  RiskctxItem *item = riskctx_assessment_find (bakery, id);

  ck_assert_msg (item != NULL, "there is no %s", id);
  return item;
}

static inline void
drop (RiskctxItemList *list,
      const char      *id)
{
  guint position;

  ck_assert (riskctx_item_list_get_position (list, get (id), &position));
  riskctx_item_list_remove (list, position);
}

/* What the plan of the bakery's option comes to, with a benefit that is given. */
static inline RiskctxInvestmentPlan *
plan_accounts (double benefit)
{
  RiskctxInvestmentPlan *plan =
    riskctx_investment_plan_new (bakery, (const char *[]) { "accounts", NULL });
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (benefit);
  g_autoptr(GError) error = NULL;

  riskctx_investment_plan_set_benefit (plan, estimate);
  ck_assert_msg (riskctx_investment_plan_run (plan, NULL, &error), "%s",
                 error != NULL ? error->message : "no error");
  return plan;
}
