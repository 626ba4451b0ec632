/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "engine-fixture.h"

/* Whether two results are the same to the bit, and a plan to make some of */

static inline void
engine_check_same_summary (const RiskctxLossSummary *a,
                           const RiskctxLossSummary *b)
{
  ck_assert_mem_eq (&a->mean, &b->mean, sizeof a->mean);
  ck_assert_mem_eq (&a->mean_error, &b->mean_error, sizeof a->mean_error);
  ck_assert_mem_eq (&a->sd, &b->sd, sizeof a->sd);
  ck_assert_mem_eq (&a->sd_error, &b->sd_error, sizeof a->sd_error);
  ck_assert_uint_eq (a->n_points, b->n_points);
  ck_assert_mem_eq (a->points, b->points, a->n_points * sizeof *a->points);
  ck_assert_uint_eq (a->n_annual, b->n_annual);
  ck_assert_mem_eq (a->annual, b->annual, a->n_annual * sizeof *a->annual);
  ck_assert_uint_eq (a->n_largest, b->n_largest);
  if (a->n_largest > 0)
    ck_assert_mem_eq (a->largest, b->largest, a->n_largest * sizeof *a->largest);
  ck_assert_uint_eq (a->n_samples, b->n_samples);
  if (a->n_samples > 0)
    ck_assert_mem_eq (a->samples, b->samples, a->n_samples * sizeof *a->samples);
}

/* risks: of b the n-th is the (n_risks - 1 - n)-th of a where backwards */
static inline void
engine_check_same_result (const RiskctxSimulateResult *a,
                          const RiskctxSimulateResult *b,
                          gboolean                     backwards)
{
  engine_check_same_summary (&a->total, &b->total);
  for (guint i = 0; i < a->n_risks; i++)
    {
      const guint j = backwards ? a->n_risks - 1 - i : i;

      engine_check_same_summary (&a->risks[i], &b->risks[j]);
      ck_assert_mem_eq (&a->risk_contributions[i], &b->risk_contributions[j], sizeof (double));
    }
  for (guint c = 0; c < RISKCTX_PLAN_CATEGORIES; c++)
    {
      engine_check_same_summary (&a->effects[c], &b->effects[c]);
      engine_check_same_summary (&a->causes[c], &b->causes[c]);
    }
  ck_assert_mem_eq (a->cause_effect, b->cause_effect, sizeof a->cause_effect);
  ck_assert_mem_eq (a->cause_effect_error, b->cause_effect_error, sizeof a->cause_effect_error);
  ck_assert_mem_eq (a->effect_contributions, b->effect_contributions,
                    sizeof a->effect_contributions);
  ck_assert_mem_eq (a->cause_contributions, b->cause_contributions, sizeof a->cause_contributions);
}

/* A plan that uses everything: several consequences, uncertain everything, insurance, signs */
static inline RiskctxPlan *
engine_rich_plan (gboolean backwards)
{
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) share = riskctx_law_new_pert (0.1, 0.3, 0.8, 4.0, NULL);
  g_autoptr(RiskctxLaw) money = riskctx_law_new_lognormal_interval (10.0, 900.0, 0.9, NULL);
  g_autoptr(RiskctxLaw) persons = riskctx_law_new_gamma (20.0, 0.4, NULL);
  g_autoptr(RiskctxLaw) gain = riskctx_law_new_fixed (-1.0, NULL);
  RiskctxLaw *const amount[] = { money, persons };
  RiskctxLaw *const signed_amount[] = { gain, money };
  RiskctxLaw *const kinds[] = { money, persons };
  static const double weights[] = { 1.0, 3.0 };
  g_autoptr(RiskctxLaw) product = riskctx_law_new_product (amount, 2, 9000.0, NULL);
  g_autoptr(RiskctxLaw) negative = riskctx_law_new_product (signed_amount, 2, INFINITY, NULL);
  g_autoptr(RiskctxLaw) mixture = riskctx_law_new_mixture (kinds, weights, 2, NULL);
  static const char *const ids[] = { "a", "b", "c", "d", "e" };

  for (guint n = 0; n < G_N_ELEMENTS (ids); n++)
    {
      const guint i = backwards ? G_N_ELEMENTS (ids) - 1 - n : n;
      const guint risk = riskctx_plan_builder_add_risk (builder, riskctx_stream_key (ids[i], NULL),
                                                        i);
      g_autoptr(RiskctxLaw) rate = i == 4 ? riskctx_law_new_fixed (0.4, NULL)
                                          : riskctx_law_new_pert (0.5, 1.0, 4.0 + i, 4.0, NULL);

      riskctx_plan_builder_set_frequency (builder, risk,
                                          i == 1 ? RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL
                                          : i == 4 ? RISKCTX_FREQUENCY_KIND_BERNOULLI
                                                   : RISKCTX_FREQUENCY_KIND_POISSON,
                                          rate, 1.5, 0);
      riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key (ids[i], "x"), i + 1,
                                            share, i == 2 ? negative : product);
      riskctx_plan_builder_add_consequence (builder, risk, riskctx_stream_key (ids[i], "y"), 7,
                                            NULL, mixture);
      riskctx_plan_builder_add_frequency_effect (builder, risk, riskctx_stream_key (ids[i], "f"),
                                                 share, 0.9);
      riskctx_plan_builder_add_magnitude_effect (builder, risk, 0,
                                                 riskctx_stream_key (ids[i], "m"), share, 0.5);
      riskctx_plan_builder_add_probability_effect (builder, risk, 0,
                                                   riskctx_stream_key (ids[i], "p"), share, 0.2);
      if (i == 3)
        riskctx_plan_builder_set_insurance (builder, risk, 100.0, 5000.0, 0.8);
    }
  return engine_build (builder);
}

/* One risk that is all, with one effect or several; two, one of which is a whole category; losses
 * and gains and certain amounts; risks that hang together; very many years without any loss */
static inline RiskctxPlan *
engine_plan_of_shape (guint shape)
{
  static const double half[] = { 1.0, 0.5, 0.5, 1.0 };
  static const guint both[] = { 0, 1 };
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) gain = riskctx_law_new_normal (5.0, 100.0, NULL);
  g_autoptr(RiskctxLaw) certain = riskctx_law_new_fixed (250.0, NULL);

  if (shape == 0)
    return engine_rich_plan (FALSE);
  engine_add_poisson (builder, "a", shape == 5 ? 0.001 : 1.5,
                      engine_law (riskctx_law_new_lognormal_interval (1e3, 1e5, 0.9, NULL)));
  if (shape == 2)
    riskctx_plan_builder_add_consequence (builder, 0, riskctx_stream_key ("a", "more"), 3, NULL,
                                          gain);
  if (shape >= 3)
    engine_add_risk (builder, "b", shape == 3 ? 4 : 0, RISKCTX_FREQUENCY_KIND_POISSON,
                     engine_law (riskctx_law_new_fixed (shape == 5 ? 0.002 : 3.0, NULL)), 0.0, 0,
                     riskctx_law_ref (shape == 3 ? gain : certain));
  if (shape == 4)
    {
      riskctx_plan_builder_add_group (builder, 7, 0.0,
                                      RISKCTX_COPULA_COUNTS | RISKCTX_COPULA_MAGNITUDES, 2, both,
                                      half);
      riskctx_plan_builder_add_trigger (builder, 0, 1, 0.3);
    }
  return engine_build (builder);
}
