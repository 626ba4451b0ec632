/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "engine-fixture.h"
#include "riskctx-knapsack-private.h"

#define N_ITEMS 16u
#define N_CELLS 7u
#define N_BUDGETS 12u
#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

typedef struct
{
  RiskctxKnapsack *knapsack;
  double           losses[N_CELLS];
  double           factors[N_ITEMS + 4][N_CELLS]; /* by block; the last four are brought twice */
  guint64          users[N_ITEMS + 4];
  double           cost[N_ITEMS];
  double           running[N_ITEMS];
  guint64          excludes[N_ITEMS];
  guint64          requires[N_ITEMS];
  guint64          mandatory;
  double           best[1u << N_ITEMS]; /* the loss of every set; -1: it cannot be */
  double           costs[1u << N_ITEMS];
  double           runnings[1u << N_ITEMS];
} Instance;

static Instance it;

static void
make_instance (guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  memset (&it, 0, sizeof it);
  for (guint c = 0; c < N_CELLS; c++)
    it.losses[c] = g_rand_double_range (rand, 1, 100);
  it.knapsack = riskctx_knapsack_new (N_CELLS, it.losses);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      it.cost[i] = g_rand_int_range (rand, seed % 5 == 0 ? 0 : 1, 20);
      it.running[i] = g_rand_int_range (rand, 0, 5);
      if (g_rand_int_range (rand, 0, 24) == 0)
        it.mandatory |= BIT (i);
      riskctx_knapsack_add_item (it.knapsack, it.cost[i], it.running[i],
                                 it.mandatory >> i & 1);
    }
  for (guint b = 0; b < N_ITEMS + 4; b++)
    {
      riskctx_knapsack_add_block (it.knapsack);
      for (guint c = 0; c < N_CELLS; c++)
        {
          it.factors[b][c] = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_double (rand) : 1;
          if (it.factors[b][c] < 1)
            riskctx_knapsack_add_factor (it.knapsack, b, c, it.factors[b][c]);
        }
      it.users[b] = b < N_ITEMS ? BIT (b)
                                : BIT (g_rand_int_range (rand, 0, 8))
                                  | BIT (g_rand_int_range (rand, 8, 16));
      for (guint i = 0; i < N_ITEMS; i++)
        if (it.users[b] >> i & 1)
          riskctx_knapsack_give (it.knapsack, i, b);
    }
  for (guint k = 0; k < 4; k++)
    {
      const guint a = (guint) g_rand_int_range (rand, 0, N_ITEMS);
      const guint b = (guint) g_rand_int_range (rand, 0, N_ITEMS);

      if (a == b)
        continue;
      if (k % 2 == 0)
        {
          riskctx_knapsack_exclude (it.knapsack, a, b);
          it.excludes[a] |= BIT (b);
          it.excludes[b] |= BIT (a);
        }
      else
        {
          riskctx_knapsack_require (it.knapsack, a, b);
          it.requires[a] |= BIT (b);
        }
    }
}

/* Every set, by nothing but its definition; what each item brings alone is multiplied beforehand
 * for the first eight and the last eight. */
static void
try_all (void)
{
  static double halves[2][256][N_CELLS];

  for (guint half = 0; half < 2; half++)
    for (guint part = 0; part < 256; part++)
      for (guint c = 0; c < N_CELLS; c++)
        {
          halves[half][part][c] = 1;
          for (guint i = 0; i < 8; i++)
            if (part >> i & 1)
              halves[half][part][c] *= it.factors[half * 8 + i][c];
        }
  for (guint set = 0; set < 1u << N_ITEMS; set++)
    {
      gboolean valid = (it.mandatory & ~(guint64) set) == 0;
      double sum = 0;

      it.costs[set] = it.runnings[set] = 0;
      for (guint i = 0; i < N_ITEMS && valid; i++)
        if (set >> i & 1)
          {
            it.costs[set] += it.cost[i];
            it.runnings[set] += it.running[i];
            valid = !(it.excludes[i] & set) && !(it.requires[i] & ~(guint64) set);
          }
      for (guint c = 0; c < N_CELLS && valid; c++)
        {
          double left = it.losses[c] * halves[0][set & 255][c] * halves[1][set >> 8][c];

          for (guint b = N_ITEMS; b < N_ITEMS + 4; b++)
            if (it.users[b] & set)
              left *= it.factors[b][c];
          sum += left;
        }
      it.best[set] = valid ? sum : -1;
    }
}

static double
smallest (double budget,
          double limit)
{
  double least = INFINITY;

  for (guint set = 0; set < 1u << N_ITEMS; set++)
    if (it.best[set] >= 0 && it.best[set] < least && it.costs[set] <= budget
        && it.runnings[set] <= limit)
      least = it.best[set];
  return least;
}

/* 100 instances in every run of the tests; RISKCTX_TEST_LONG makes it 1,000. */
START_TEST (exact_equals_every_set_tried)
{
  const guint n = g_getenv ("RISKCTX_TEST_LONG") != NULL ? 1000 : 100;
  guint n_feasible = 0;

  for (guint seed = 0; seed < n; seed++)
    {
      RiskctxKnapsackChoice choices[N_BUDGETS];
      double budgets[N_BUDGETS];
      const double limit = seed % 3 == 0 ? INFINITY : 15;
      double before = INFINITY;

      make_instance (seed);
      try_all ();
      for (guint j = 0; j < N_BUDGETS; j++)
        budgets[j] = 10.0 * j;
      ck_assert (riskctx_knapsack_solve (it.knapsack, N_BUDGETS, budgets, limit, 0, NULL, choices,
                                         NULL));
      for (guint j = 0; j < N_BUDGETS; j++)
        {
          const double least = smallest (budgets[j], limit);

          ck_assert_int_eq (choices[j].feasible, least < INFINITY);
          if (!choices[j].feasible)
            continue;
          n_feasible++;
          ck_assert (choices[j].proven);
          ck_assert (riskctx_knapsack_is_valid (it.knapsack, choices[j].items));
          ck_assert_double_eq_tol (choices[j].loss, least, 1e-9 * least + 1e-12);
          ck_assert_double_eq_tol (choices[j].loss, it.best[choices[j].items],
                                   1e-9 * least + 1e-12);
          ck_assert_double_le (choices[j].cost, budgets[j]);
          ck_assert_double_le (choices[j].running, limit);
          ck_assert_double_le (choices[j].loss, before * (1 + 1e-12));
          before = choices[j].loss;
        }
      riskctx_knapsack_free (it.knapsack);
    }
  ck_assert_uint_gt (n_feasible, n * N_BUDGETS / 2);
}
END_TEST

/* For every whole budget there is, the point that a frontier gives is the best of all sets. */
START_TEST (the_frontier_has_every_step)
{
  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr(GArray) points = NULL;
      gboolean complete;
      double largest = 0;

      make_instance (seed);
      try_all ();
      for (guint i = 0; i < N_ITEMS; i++)
        largest += it.cost[i];
      points = riskctx_knapsack_frontier (it.knapsack, largest, INFINITY, 0, 5000, NULL,
                                          &complete);
      ck_assert (complete);
      for (double budget = 0; budget <= largest; budget += 3)
        {
          const double least = smallest (budget, INFINITY);
          double found = INFINITY;

          for (guint k = 0; k < points->len; k++)
            if (g_array_index (points, RiskctxKnapsackChoice, k).cost <= budget)
              found = g_array_index (points, RiskctxKnapsackChoice, k).loss;
          if (least < INFINITY)
            ck_assert_double_eq_tol (found, least, 1e-9 * least);
          else
            ck_assert (found == INFINITY);
        }
      for (guint k = 1; k < points->len; k++)
        {
          const RiskctxKnapsackChoice *point = &g_array_index (points, RiskctxKnapsackChoice, k);

          ck_assert_double_gt (point->cost, (point - 1)->cost);
          ck_assert_double_lt (point->loss, (point - 1)->loss);
        }
      riskctx_knapsack_free (it.knapsack);
    }
}
END_TEST

/* One measure more to choose from never makes the answer worse. */
START_TEST (more_choice_never_worsens)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      RiskctxKnapsackChoice fewer[N_BUDGETS], more[N_BUDGETS];
      double budgets[N_BUDGETS];
      guint block;

      make_instance (seed);
      for (guint j = 0; j < N_BUDGETS; j++)
        budgets[j] = 10.0 * j;
      ck_assert (riskctx_knapsack_solve (it.knapsack, N_BUDGETS, budgets, INFINITY, 0, NULL, fewer,
                                         NULL));
      block = riskctx_knapsack_add_block (it.knapsack);
      riskctx_knapsack_add_factor (it.knapsack, block, seed % N_CELLS, 0.3);
      riskctx_knapsack_give (it.knapsack, riskctx_knapsack_add_item (it.knapsack, 7, 0, FALSE),
                             block);
      ck_assert (riskctx_knapsack_solve (it.knapsack, N_BUDGETS, budgets, INFINITY, 0, NULL, more,
                                         NULL));
      for (guint j = 0; j < N_BUDGETS; j++)
        ck_assert (!fewer[j].feasible || more[j].loss <= fewer[j].loss * (1 + 1e-12));
      riskctx_knapsack_free (it.knapsack);
    }
}
END_TEST

/* Where the search is ended early, the answer is one that can be, and its bound holds. */
START_TEST (a_gap_is_a_bound)
{
  guint n_open = 0;

  for (guint seed = 0; seed < 40; seed++)
    {
      RiskctxKnapsackChoice quick[N_BUDGETS], exact[N_BUDGETS];
      double budgets[N_BUDGETS];

      make_instance (seed);
      for (guint j = 0; j < N_BUDGETS; j++)
        budgets[j] = 8.0 * j;
      ck_assert (riskctx_knapsack_solve (it.knapsack, N_BUDGETS, budgets, 20, 5, NULL, quick,
                                         NULL));
      ck_assert (riskctx_knapsack_solve (it.knapsack, N_BUDGETS, budgets, 20, 0, NULL, exact,
                                         NULL));
      for (guint j = 0; j < N_BUDGETS; j++)
        {
          n_open += !quick[j].proven;
          if (!quick[j].feasible)
            continue;
          ck_assert_double_ge (quick[j].loss, exact[j].loss * (1 - 1e-12));
          ck_assert_double_le (quick[j].bound, exact[j].loss * (1 + 1e-12));
        }
      riskctx_knapsack_free (it.knapsack);
    }
  ck_assert_uint_gt (n_open, 50);
}
END_TEST

static void
add_controls (RiskctxKnapsack *knapsack,
              JsonParser      *parser)
{
  JsonArray *controls = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "controls");

  for (guint i = 0; i < json_array_get_length (controls); i++)
    {
      JsonObject *control = json_array_get_object_element (controls, i);
      JsonArray *effects = json_object_get_array_member (control, "effects");
      const guint block = riskctx_knapsack_add_block (knapsack);

      riskctx_knapsack_give (knapsack,
                             riskctx_knapsack_add_item (knapsack, engine_number (control, "cost"),
                                                        0, FALSE), block);
      for (guint k = 0; k < json_array_get_length (effects); k++)
        {
          JsonObject *effect = json_array_get_object_element (effects, k);

          riskctx_knapsack_add_factor (knapsack, block,
                                       (guint) engine_number (effect, "scenario"),
                                       engine_number (effect, "freq_mult")
                                       * engine_number (effect, "sev_mult"));
        }
    }
}

/* Thirty measures on a hundred risks: the answers of an exhaustive search, to six digits */
START_TEST (thirty_measures)
{
  g_autoptr(JsonParser) portfolio = engine_read ("portfolio.json");
  g_autoptr(JsonParser) choice = engine_read ("choice.json");
  JsonObject *root = json_node_get_object (json_parser_get_root (choice));
  JsonArray *expected = json_object_get_array_member (root, "losses");
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autoptr(RiskctxKnapsack) knapsack = NULL;
  double losses[100], budgets[20], all = 0;
  RiskctxKnapsackChoice choices[20];
  const char *const links[] = { "exclusions", "dependencies" };

  engine_add_portfolio (builder, portfolio, -1, FALSE);
  plan = engine_build (builder);
  for (guint i = 0; i < 100; i++)
    losses[i] = riskctx_plan_gross_mean (plan, i);
  knapsack = riskctx_knapsack_new (100, losses);
  add_controls (knapsack, portfolio);
  add_controls (knapsack, choice);
  for (guint k = 0; k < 2; k++)
    {
      JsonArray *pairs = json_object_get_array_member (root, links[k]);

      for (guint i = 0; i < json_array_get_length (pairs); i++)
        {
          JsonArray *pair = json_array_get_array_element (pairs, i);

          (k == 0 ? riskctx_knapsack_exclude : riskctx_knapsack_require) (
            knapsack, (guint) json_array_get_int_element (pair, 0),
            (guint) json_array_get_int_element (pair, 1));
        }
    }
  for (guint k = 0; k < 2; k++)
    {
      JsonArray *controls = json_object_get_array_member (
        json_node_get_object (json_parser_get_root (k == 0 ? portfolio : choice)), "controls");

      for (guint i = 0; i < json_array_get_length (controls); i++)
        all += engine_number (json_array_get_object_element (controls, i), "cost");
    }
  for (guint j = 0; j < 20; j++)
    budgets[j] = all * 0.6 * (j + 1) / 20;
  ck_assert (riskctx_knapsack_solve (knapsack, 20, budgets, INFINITY, 0, NULL, choices, NULL));
  for (guint j = 0; j < 20; j++)
    {
      const double value = json_array_get_double_element (expected, j);

      ck_assert (choices[j].proven);
      ck_assert_double_eq_tol (choices[j].loss, value, 5.1e-6 * value);
    }
}
END_TEST

/* Sets that cannot be, and none at all */
START_TEST (edges)
{
  const double losses[] = { 10 };
  g_autoptr(RiskctxKnapsack) knapsack = riskctx_knapsack_new (1, losses);
  const double budgets[] = { 0, 4, 100 };
  RiskctxKnapsackChoice choices[3];
  RiskctxSimulateControl control;

  ck_assert (riskctx_knapsack_solve (knapsack, 3, budgets, 0, 0, NULL, choices, NULL));
  ck_assert (choices[0].feasible && choices[0].proven && choices[0].loss == 10);

  /* 0 costs nothing and saves nothing, 1 must be and excludes 2, which 3 requires */
  for (guint i = 0; i < 4; i++)
    {
      const guint block = riskctx_knapsack_add_block (knapsack);

      riskctx_knapsack_give (knapsack,
                             riskctx_knapsack_add_item (knapsack, i * 3.0, 0, i == 1), block);
      if (i > 0)
        riskctx_knapsack_add_factor (knapsack, block, 0, 0.5 / i);
    }
  riskctx_knapsack_exclude (knapsack, 1, 2);
  riskctx_knapsack_require (knapsack, 3, 2);
  ck_assert (riskctx_knapsack_solve (knapsack, 3, budgets, 0, 0, NULL, choices, NULL));
  ck_assert (!choices[0].feasible);
  for (guint j = 1; j < 3; j++)
    ck_assert (choices[j].feasible && choices[j].proven && choices[j].items == BIT (1)
               && choices[j].loss == 5);

  riskctx_simulate_control_init (&control);
  riskctx_simulate_control_cancel (&control);
  ck_assert (!riskctx_knapsack_solve (knapsack, 3, budgets, 0, 0, &control, choices, NULL));
}
END_TEST

static Suite *
knapsack_suite (void)
{
  Suite *suite = suite_create ("engine-knapsack");
  TCase *tc = tcase_create ("knapsack");

  tcase_add_test (tc, exact_equals_every_set_tried);
  tcase_add_test (tc, the_frontier_has_every_step);
  tcase_add_test (tc, more_choice_never_worsens);
  tcase_add_test (tc, a_gap_is_a_bound);
  tcase_add_test (tc, thirty_measures);
  tcase_add_test (tc, edges);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (knapsack_suite)
