/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-knapsack-private.h"

#include <math.h>
#include <string.h>

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))
/* Savings that differ by less than this share of the loss count as equal. */
#define SAME 1e-12
/* Sums of costs are rounded; what exceeds a budget by no more than this share fits. */
#define FITS 1e-12
#define POLL 1024u /* nodes between two looks at the control */

typedef struct
{
  guint  cell;
  double factor;
} Factor;

typedef struct
{
  GArray *factors; /* Factor, each cell once */
} Block;

typedef struct
{
  double   cost;
  double   running;
  gboolean mandatory;
  GArray  *blocks; /* guint */
  guint64  excludes;
  guint64  requires;
  guint64  closure;    /* itself and all that it requires, directly or not */
  guint64  dependants; /* itself and all that require it */
} Item;

struct _RiskctxKnapsack
{
  guint   n_cells;
  double *losses;
  GArray *blocks; /* Block */
  GArray *items;  /* Item */
};

static void
block_clear (gpointer data)
{
  g_array_unref (((Block *) data)->factors);
}

static void
item_clear (gpointer data)
{
  g_array_unref (((Item *) data)->blocks);
}

RiskctxKnapsack *
riskctx_knapsack_new (guint         n_cells,
                      const double *losses)
{
  RiskctxKnapsack *self = g_new (RiskctxKnapsack, 1);

  self->n_cells = n_cells;
  self->losses = g_memdup2 (losses, n_cells * sizeof *losses);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, block_clear);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

void
riskctx_knapsack_free (RiskctxKnapsack *self)
{
  g_free (self->losses);
  g_array_unref (self->blocks);
  g_array_unref (self->items);
  g_free (self);
}

guint
riskctx_knapsack_add_block (RiskctxKnapsack *self)
{
  const Block block = { g_array_new (FALSE, FALSE, sizeof (Factor)) };

  g_array_append_val (self->blocks, block);
  return self->blocks->len - 1;
}

void
riskctx_knapsack_add_factor (RiskctxKnapsack *self,
                             guint            block,
                             guint            cell,
                             double           factor)
{
  GArray *factors = g_array_index (self->blocks, Block, block).factors;
  const Factor added = { cell, factor };

  g_assert (cell < self->n_cells && factor >= 0 && factor <= 1);
  for (guint i = 0; i < factors->len; i++)
    if (g_array_index (factors, Factor, i).cell == cell)
      {
        g_array_index (factors, Factor, i).factor *= factor;
        return;
      }
  g_array_append_val (factors, added);
}

guint
riskctx_knapsack_add_item (RiskctxKnapsack *self,
                           double           cost,
                           double           running,
                           gboolean         mandatory)
{
  const Item item = { cost, running, mandatory, g_array_new (FALSE, FALSE, sizeof (guint)), 0, 0,
                      0, 0 };

  g_assert (self->items->len < RISKCTX_KNAPSACK_ITEMS && cost >= 0 && running >= 0);
  g_array_append_val (self->items, item);
  return self->items->len - 1;
}

void
riskctx_knapsack_give (RiskctxKnapsack *self,
                       guint            item,
                       guint            block)
{
  g_assert (block < self->blocks->len);
  g_array_append_val (g_array_index (self->items, Item, item).blocks, block);
}

void
riskctx_knapsack_exclude (RiskctxKnapsack *self,
                          guint            item,
                          guint            other)
{
  g_array_index (self->items, Item, item).excludes |= BIT (other);
  g_array_index (self->items, Item, other).excludes |= BIT (item);
}

void
riskctx_knapsack_require (RiskctxKnapsack *self,
                          guint            item,
                          guint            other)
{
  g_array_index (self->items, Item, item).requires |= BIT (other);
}

static inline Item *
item_at (const RiskctxKnapsack *self,
         guint                  i)
{
  return &g_array_index (self->items, Item, i);
}

/* Follows the requirements. */
static void
close_requirements (RiskctxKnapsack *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      guint64 closure = BIT (i), before = 0;

      while (closure != before)
        {
          before = closure;
          for (guint64 rest = before; rest != 0; rest &= rest - 1)
            closure |= item_at (self, (guint) __builtin_ctzll (rest))->requires;
        }
      item_at (self, i)->closure = closure;
      item_at (self, i)->dependants = 0;
    }
  for (guint i = 0; i < self->items->len; i++)
    for (guint64 rest = item_at (self, i)->closure; rest != 0; rest &= rest - 1)
      item_at (self, (guint) __builtin_ctzll (rest))->dependants |= BIT (i);
}

double
riskctx_knapsack_loss (RiskctxKnapsack *self,
                       guint64          items)
{
  g_autofree double *left = g_memdup2 (self->losses, self->n_cells * sizeof (double));
  g_autofree gboolean *acting = g_new0 (gboolean, self->blocks->len);
  double sum = 0;

  for (guint64 rest = items; rest != 0; rest &= rest - 1)
    {
      const GArray *blocks = item_at (self, (guint) __builtin_ctzll (rest))->blocks;

      for (guint i = 0; i < blocks->len; i++)
        acting[g_array_index (blocks, guint, i)] = TRUE;
    }
  for (guint b = 0; b < self->blocks->len; b++)
    {
      const GArray *factors = g_array_index (self->blocks, Block, b).factors;

      for (guint k = 0; k < factors->len && acting[b]; k++)
        left[g_array_index (factors, Factor, k).cell] *= g_array_index (factors, Factor, k).factor;
    }
  for (guint c = 0; c < self->n_cells; c++)
    sum += left[c];
  return sum;
}

gboolean
riskctx_knapsack_is_valid (RiskctxKnapsack *self,
                           guint64          items)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);

      if (!(items & BIT (i)) ? item->mandatory
                             : items & item->excludes || item->requires & ~items)
        return FALSE;
    }
  return TRUE;
}

double
riskctx_knapsack_least_cost (RiskctxKnapsack *self)
{
  guint64 items = 0;
  double cost = 0;

  close_requirements (self);
  for (guint i = 0; i < self->items->len; i++)
    if (item_at (self, i)->mandatory)
      items |= item_at (self, i)->closure;
  for (guint64 rest = items; rest != 0; rest &= rest - 1)
    cost += item_at (self, (guint) __builtin_ctzll (rest))->cost;
  return cost;
}

typedef struct
{
  guint   n;
  guint  *cells;
  double *factors;
} Effect;

/* One way down from the root: nothing chosen is ever taken back below. */
typedef struct
{
  RiskctxKnapsack        *knapsack;
  guint                   n_budgets;
  double                  budgets[RISKCTX_KNAPSACK_BUDGETS];
  double                  limit;
  double                  same; /* as money */
  double                  best[RISKCTX_KNAPSACK_BUDGETS];  /* saving; below 0: none yet */
  double                  bound[RISKCTX_KNAPSACK_BUDGETS]; /* of what was left unexplored */
  guint64                 chosen[RISKCTX_KNAPSACK_BUDGETS];
  guint64                 n_nodes;
  guint64                 max_nodes;
  RiskctxSimulateControl *control;
  gboolean                cancelled;
  gboolean                shared;  /* some block is brought by several items */
  Effect                 *effects; /* of each item by itself */
  guint                  *users;   /* of each block */
  double                 *left;    /* (items + 1) x cells: what is left at each depth */
  double                 *scratch;
} Search;

typedef struct
{
  guint64 items;
  guint64 barred; /* not to be chosen any more */
  double  cost;
  double  running;
  double  saving;
} Node;

typedef struct
{
  guint  item;
  double saving;
  double ratio;
} Candidate;

static Effect
effect_of (const RiskctxKnapsack *self,
           const Item            *item)
{
  Effect effect = { 0, g_new (guint, MAX (self->n_cells, 1)),
                    g_new (double, MAX (self->n_cells, 1)) };
  g_autofree double *factors = g_new (double, MAX (self->n_cells, 1));

  for (guint c = 0; c < self->n_cells; c++)
    factors[c] = 1;
  for (guint i = 0; i < item->blocks->len; i++)
    {
      const GArray *list
        = g_array_index (self->blocks, Block, g_array_index (item->blocks, guint, i)).factors;

      for (guint k = 0; k < list->len; k++)
        factors[g_array_index (list, Factor, k).cell] *= g_array_index (list, Factor, k).factor;
    }
  for (guint c = 0; c < self->n_cells; c++)
    if (factors[c] < 1)
      {
        effect.cells[effect.n] = c;
        effect.factors[effect.n++] = factors[c];
      }
  return effect;
}

static gboolean
is_acting (const Search *self,
           guint64       items,
           guint         block)
{
  for (guint64 rest = items; rest != 0; rest &= rest - 1)
    {
      const GArray *blocks = item_at (self->knapsack, (guint) __builtin_ctzll (rest))->blocks;

      for (guint i = 0; i < blocks->len; i++)
        if (g_array_index (blocks, guint, i) == block)
          return TRUE;
    }
  return FALSE;
}

/* Whether something that the item brings is in effect already */
static gboolean
overlaps (const Search *self,
          guint64       items,
          guint         i)
{
  const GArray *blocks = item_at (self->knapsack, i)->blocks;

  for (guint b = 0; b < blocks->len && self->shared; b++)
    if (self->users[g_array_index (blocks, guint, b)] > 1
        && is_acting (self, items, g_array_index (blocks, guint, b)))
      return TRUE;
  return FALSE;
}

/* What item i saves of what is left; it is taken off @left if that is wanted. */
static double
apply (const Search *self,
       guint64       items,
       guint         i,
       double       *left)
{
  const GArray *blocks = item_at (self->knapsack, i)->blocks;
  double saving = 0;

  for (guint b = 0; b < blocks->len; b++)
    {
      const guint block = g_array_index (blocks, guint, b);
      const GArray *list = g_array_index (self->knapsack->blocks, Block, block).factors;

      if (self->users[block] > 1 && is_acting (self, items, block))
        continue;
      for (guint k = 0; k < list->len; k++)
        {
          const Factor *factor = &g_array_index (list, Factor, k);
          const double before = left[factor->cell];

          left[factor->cell] *= factor->factor;
          saving += before - left[factor->cell];
        }
    }
  return saving;
}

static double
saving_of (const Search *self,
           guint64       items,
           guint         i,
           const double *left)
{
  const Effect *effect = &self->effects[i];
  double saving = 0;

  if (overlaps (self, items, i))
    {
      memcpy (self->scratch, left, self->knapsack->n_cells * sizeof *left);
      return apply (self, items, i, self->scratch);
    }
  for (guint k = 0; k < effect->n; k++)
    saving += left[effect->cells[k]] * (1 - effect->factors[k]);
  return saving;
}

static gboolean
fits (double cost,
      double budget)
{
  return cost <= budget + FITS * fabs (budget);
}

static void
record (Search     *self,
        const Node *node,
        guint64     active)
{
  for (guint64 rest = active; rest != 0; rest &= rest - 1)
    {
      const guint j = (guint) __builtin_ctzll (rest);

      if (node->saving > self->best[j] + (self->best[j] < 0 ? 0 : self->same))
        {
          self->best[j] = node->saving;
          self->chosen[j] = node->items;
        }
    }
}

/* The most that these candidates, best ratio first, can save for this money. */
static double
most (const Candidate *candidates,
      guint            n,
      const Search    *self,
      double           money)
{
  const double room = money + FITS * fabs (money);
  double saving = 0;

  for (guint k = 0; k < n; k++)
    {
      const double cost = item_at (self->knapsack, candidates[k].item)->cost;

      if (cost > room)
        continue;
      if (cost >= money)
        return saving + (cost > 0 ? candidates[k].saving * MIN (1, money / cost)
                                  : candidates[k].saving);
      saving += candidates[k].saving;
      money -= cost;
    }
  return saving;
}

/* The budgets for which something better may still be found below. */
static guint64
promising (Search          *self,
           const Node      *node,
           const Candidate *candidates,
           guint            n,
           guint64          active)
{
  const gboolean stop = self->cancelled
                        || (self->max_nodes > 0 && self->n_nodes > self->max_nodes);
  guint64 left = 0;

  for (guint64 rest = active; rest != 0; rest &= rest - 1)
    {
      const guint j = (guint) __builtin_ctzll (rest);
      const double bound = node->saving + most (candidates, n, self,
                                                self->budgets[j] - node->cost);

      if (bound <= self->best[j] + self->same)
        continue;
      if (stop)
        self->bound[j] = MAX (self->bound[j], bound);
      else
        left |= BIT (j);
    }
  return left;
}

static guint
list_candidates (const Search *self,
                 const Node   *node,
                 const double *left,
                 double        money,
                 Candidate    *candidates)
{
  guint n = 0;

  for (guint i = 0; i < self->knapsack->items->len; i++)
    {
      const Item *item = item_at (self->knapsack, i);
      Candidate candidate;
      guint at;

      if ((node->items | node->barred) & BIT (i) || !fits (item->cost, money))
        continue;
      candidate.item = i;
      candidate.saving = saving_of (self, node->items, i, left);
      if (candidate.saving <= 0)
        continue;
      candidate.ratio = item->cost > 0 ? candidate.saving / item->cost : INFINITY;
      for (at = n++; at > 0 && candidates[at - 1].ratio < candidate.ratio; at--)
        candidates[at] = candidates[at - 1];
      candidates[at] = candidate;
    }
  return n;
}

/* The node with item i, all that it requires, and without all that these exclude. FALSE if that
 * cannot be. */
static gboolean
include (const Search *self,
         const Node   *node,
         guint         i,
         double       *left,
         Node         *child)
{
  const guint64 added = item_at (self->knapsack, i)->closure & ~node->items;

  if (added & node->barred)
    return FALSE;
  *child = *node;
  for (guint64 rest = added; rest != 0; rest &= rest - 1)
    {
      const guint k = (guint) __builtin_ctzll (rest);
      const Item *item = item_at (self->knapsack, k);

      child->cost += item->cost;
      child->running += item->running;
      for (guint64 out = item->excludes; out != 0; out &= out - 1)
        child->barred |= item_at (self->knapsack, (guint) __builtin_ctzll (out))->dependants;
    }
  if (added & child->barred || !fits (child->running, self->limit)
      || !fits (child->cost, self->budgets[self->n_budgets - 1]))
    return FALSE;
  for (guint64 rest = added; rest != 0; rest &= rest - 1)
    {
      const guint k = (guint) __builtin_ctzll (rest);

      child->saving += apply (self, child->items, k, left);
      child->items |= BIT (k);
    }
  return TRUE;
}

static guint64
affordable (const Search *self,
            const Node   *node,
            guint64       active)
{
  for (guint64 rest = active; rest != 0; rest &= rest - 1)
    if (!fits (node->cost, self->budgets[__builtin_ctzll (rest)]))
      active &= ~(rest & -rest);
  return active;
}

static void
search (Search *self,
        Node   *node,
        guint64 active,
        guint   depth)
{
  const guint n_cells = self->knapsack->n_cells;
  const double *left = self->left + (gsize) depth * n_cells;
  double *below = self->left + (gsize) (depth + 1) * n_cells;
  Candidate candidates[RISKCTX_KNAPSACK_ITEMS];
  guint n;

  if (self->control != NULL && self->n_nodes % POLL == 0
      && g_atomic_int_get (&self->control->cancelled))
    self->cancelled = TRUE;
  self->n_nodes++;
  record (self, node, active);
  n = list_candidates (self, node, left,
                       self->budgets[63 - __builtin_clzll (active)] - node->cost, candidates);
  for (guint k = 0; k < n; k++)
    {
      const guint i = candidates[k].item;
      guint64 child_active;
      Node child;

      if (node->barred & BIT (i))
        continue;
      active = promising (self, node, candidates + k, n - k, active);
      if (active == 0)
        return;
      memcpy (below, left, n_cells * sizeof *below);
      if (include (self, node, i, below, &child))
        {
          child_active = affordable (self, &child, active);
          if (child_active != 0)
            search (self, &child, child_active, depth + 1);
        }
      node->barred |= item_at (self->knapsack, i)->dependants;
    }
}

static void
prepare (Search *self)
{
  const RiskctxKnapsack *knapsack = self->knapsack;
  const guint n = knapsack->items->len;
  double sum = 0;

  self->users = g_new0 (guint, MAX (knapsack->blocks->len, 1));
  self->effects = g_new (Effect, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      const GArray *blocks = item_at (knapsack, i)->blocks;

      self->effects[i] = effect_of (knapsack, item_at (knapsack, i));
      for (guint b = 0; b < blocks->len; b++)
        self->shared |= ++self->users[g_array_index (blocks, guint, b)] > 1;
    }
  self->scratch = g_new (double, MAX (knapsack->n_cells, 1));
  self->left = g_new (double, MAX ((gsize) (n + 2) * knapsack->n_cells, 1));
  memcpy (self->left, knapsack->losses, knapsack->n_cells * sizeof (double));
  for (guint c = 0; c < knapsack->n_cells; c++)
    sum += knapsack->losses[c];
  self->same = SAME * sum;
}

static void
release (Search *self)
{
  for (guint i = 0; i < self->knapsack->items->len; i++)
    {
      g_free (self->effects[i].cells);
      g_free (self->effects[i].factors);
    }
  g_free (self->effects);
  g_free (self->users);
  g_free (self->scratch);
  g_free (self->left);
}

/* What is mandatory is chosen, and what can never be chosen is barred. FALSE if that contradicts
 * itself, or no budget is enough. */
static gboolean
begin (Search *self,
       Node   *root)
{
  const guint n = self->knapsack->items->len;

  for (guint i = 0; i < n; i++)
    {
      const Item *item = item_at (self->knapsack, i);

      for (guint64 rest = item->closure; rest != 0; rest &= rest - 1)
        if (item_at (self->knapsack, (guint) __builtin_ctzll (rest))->excludes & item->closure)
          root->barred |= item->dependants;
    }
  for (guint i = 0; i < n; i++)
    {
      const Node before = *root;

      if (item_at (self->knapsack, i)->mandatory && !(root->items & BIT (i))
          && !include (self, &before, i, self->left, root))
        return FALSE;
    }
  return TRUE;
}

/* Items that turned out to add nothing, and that nothing chosen requires */
static guint64
drop_idle (RiskctxKnapsack *self,
           guint64          items)
{
  const double loss = riskctx_knapsack_loss (self, items);

  for (guint i = self->items->len; i-- > 0;)
    if (items & BIT (i) && riskctx_knapsack_is_valid (self, items & ~BIT (i))
        && riskctx_knapsack_loss (self, items & ~BIT (i)) <= loss)
      items &= ~BIT (i);
  return items;
}

static void
conclude (Search                *self,
          guint                  j,
          RiskctxKnapsackChoice *choice)
{
  double all = 0;

  for (guint c = 0; c < self->knapsack->n_cells; c++)
    all += self->knapsack->losses[c];
  *choice = (RiskctxKnapsackChoice){ .loss = all, .bound = 0 };
  choice->feasible = self->best[j] >= 0;
  choice->proven = self->bound[j] <= self->best[j] + self->same;
  if (choice->feasible)
    {
      choice->items = drop_idle (self->knapsack, self->chosen[j]);
      choice->loss = riskctx_knapsack_loss (self->knapsack, choice->items);
    }
  choice->bound = choice->proven ? choice->loss : MAX (0, all - self->bound[j]);
  for (guint64 rest = choice->items; rest != 0; rest &= rest - 1)
    {
      choice->cost += item_at (self->knapsack, (guint) __builtin_ctzll (rest))->cost;
      choice->running += item_at (self->knapsack, (guint) __builtin_ctzll (rest))->running;
    }
}

gboolean
riskctx_knapsack_solve (RiskctxKnapsack        *knapsack,
                        guint                   n_budgets,
                        const double           *budgets,
                        double                  running_limit,
                        guint64                 max_nodes,
                        RiskctxSimulateControl *control,
                        RiskctxKnapsackChoice  *choices,
                        guint64                *n_nodes)
{
  Search self = { .knapsack = knapsack, .n_budgets = n_budgets, .limit = running_limit,
                  .max_nodes = max_nodes, .control = control };
  Node root = { 0 };

  g_assert (n_budgets >= 1 && n_budgets <= RISKCTX_KNAPSACK_BUDGETS);
  memcpy (self.budgets, budgets, n_budgets * sizeof *budgets);
  for (guint j = 0; j < n_budgets; j++)
    self.best[j] = self.bound[j] = -1;
  close_requirements (knapsack);
  prepare (&self);
  if (begin (&self, &root))
    {
      const guint64 active = affordable (&self, &root, n_budgets == 64
                                                         ? G_MAXUINT64 : BIT (n_budgets) - 1);

      if (active != 0)
        search (&self, &root, active, 0);
    }
  for (guint j = 0; j < n_budgets; j++)
    conclude (&self, j, &choices[j]);
  release (&self);
  if (n_nodes != NULL)
    *n_nodes = self.n_nodes;
  return !self.cancelled;
}
