/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-knapsack-private.h"

/* Budgets below a point are looked at this share of the largest budget below its cost. */
#define STEP 1e-9
#define SAME 1e-12 /* share by which two losses count as equal */

typedef struct
{
  RiskctxKnapsackChoice choice;
  gboolean              closed; /* nothing lies between the point before and this one */
} Point;

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const RiskctxKnapsackChoice *x = &((const Point *) a)->choice;
  const RiskctxKnapsackChoice *y = &((const Point *) b)->choice;

  if (x->cost != y->cost)
    return x->cost < y->cost ? -1 : 1;
  return (x->loss > y->loss) - (x->loss < y->loss);
}

/* Sorts, and drops what leaves no less than a cheaper point. */
static void
tidy (GArray *points)
{
  guint n = 0;

  g_array_sort (points, compare_points);
  for (guint i = 0; i < points->len; i++)
    {
      const Point point = g_array_index (points, Point, i);

      if (n > 0
          && point.choice.loss >= g_array_index (points, Point, n - 1).choice.loss * (1 - SAME))
        g_array_index (points, Point, n - 1).closed |= point.closed
          && point.choice.items == g_array_index (points, Point, n - 1).choice.items;
      else
        g_array_index (points, Point, n++) = point;
    }
  g_array_set_size (points, n);
}

/* Asks below every point that is open, as many as can be asked at once. */
static guint
ask (GArray *points,
     double  step,
     double *budgets,
     guint  *asked)
{
  guint n = 0;

  for (guint i = 1; i < points->len && n < RISKCTX_KNAPSACK_BUDGETS; i++)
    {
      const Point *point = &g_array_index (points, Point, i);

      if (point->closed)
        continue;
      asked[n] = i;
      budgets[n++] = point->choice.cost - step;
    }
  return n;
}

GArray *
riskctx_knapsack_frontier (RiskctxKnapsack        *self,
                           double                  largest_budget,
                           double                  running_limit,
                           guint64                 max_nodes,
                           guint                   max_points,
                           RiskctxSimulateControl *control,
                           gboolean               *complete)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
  GArray *choices;
  RiskctxKnapsackChoice answers[RISKCTX_KNAPSACK_BUDGETS];
  double budgets[RISKCTX_KNAPSACK_BUDGETS];
  guint asked[RISKCTX_KNAPSACK_BUDGETS] = { 0 };
  guint n = RISKCTX_KNAPSACK_BUDGETS;
  guint64 spent = 0;

  *complete = TRUE;
  for (guint j = 0; j < n; j++)
    budgets[j] = largest_budget * (j + 1) / n;
  budgets[0] = riskctx_knapsack_least_cost (self);
  if (budgets[0] > largest_budget)
    n = 0;
  for (guint j = 1; j < n; j++)
    budgets[j] = MAX (budgets[j], budgets[j - 1]);
  while (n > 0)
    {
      guint64 nodes;
      const guint64 left = max_nodes == 0 ? 0 : MAX (max_nodes, spent + 1) - spent;

      if (!riskctx_knapsack_solve (self, n, budgets, running_limit, left, control, answers, &nodes))
        return NULL;
      spent += nodes;
      for (guint j = 0; j < n; j++)
        {
          const Point point = { answers[j], FALSE };

          if (points->len > asked[j] && asked[j] > 0)
            g_array_index (points, Point, asked[j]).closed = TRUE;
          if (answers[j].feasible)
            g_array_append_val (points, point);
        }
      tidy (points);
      if (points->len > max_points || (max_nodes > 0 && spent >= max_nodes))
        {
          *complete = FALSE;
          break;
        }
      n = ask (points, largest_budget * STEP, budgets, asked);
    }
  choices = g_array_new (FALSE, FALSE, sizeof (RiskctxKnapsackChoice));
  for (guint i = 0; i < points->len; i++)
    g_array_append_val (choices, g_array_index (points, Point, i).choice);
  return choices;
}
