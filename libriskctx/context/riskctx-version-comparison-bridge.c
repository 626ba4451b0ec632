/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-version-comparison-private.h"

#include <math.h>

#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-simulation-private.h"
#include "riskctx-wording-private.h"

struct _RiskctxBridge
{
  GPtrArray *changes; /* that can move money, in the order in which they are made */
  guint      first_made;   /* numbers of simulations: one for each change that is made … */
  guint      first_undone; /* … and undone */
};

void
riskctx_bridge_free (RiskctxBridge *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/* Without options, the loss is that of risks and what brings them about, under the measures that
 * are in place; effects name the categories by their ids. */
static gboolean
is_simulated (RiskctxItem *item)
{
  RiskctxItem *owner = riskctx_item_get_parent (item);

  if (owner != NULL && !RISKCTX_IS_ASSESSMENT (owner))
    return is_simulated (owner);
  return RISKCTX_IS_RISK (item) || RISKCTX_IS_SHOCK (item) || RISKCTX_IS_DEPENDENCE (item)
         || RISKCTX_IS_CONTROL (item) || RISKCTX_IS_CATEGORY (item);
}

static gboolean
can_move_money (RiskctxChange *change)
{
  RiskctxItem *item = change->to != NULL ? change->to : change->from;

  if (!is_simulated (item))
    return FALSE;
  if (change->kind != RISKCTX_CHANGE_KIND_CHANGED)
    return TRUE;
  if (change->row == G_MAXUINT)
    return FALSE;
  return RISKCTX_ITEM_GET_CLASS (item)->fields[change->row].kind != RISKCTX_FIELD_TEXT;
}

/* What is new first, what goes last, so that nothing refers to what is not there. */
static GPtrArray *
order_changes (RiskctxVersionComparison *self)
{
  static const RiskctxChangeKind order[] = {
    RISKCTX_CHANGE_KIND_ADDED, RISKCTX_CHANGE_KIND_CHANGED, RISKCTX_CHANGE_KIND_REMOVED,
  };
  GListModel *changes = G_LIST_MODEL (self->changes);
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < g_list_model_get_n_items (changes); j++)
      {
        g_autoptr(RiskctxChange) change = g_list_model_get_item (changes, j);

        if (change->kind == (int) order[i] && can_move_money (change))
          g_ptr_array_add (chosen, g_object_ref (change));
      }
  return chosen;
}

/* The items of a copy by those that they are copies of. */
static void
map_items (GHashTable  *map,
           RiskctxItem *item,
           RiskctxItem *copy)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  g_hash_table_insert (map, item, copy);
  for (guint64 rows = klass->parts; rows != 0; rows &= rows - 1)
    {
      const guint row = riskctx_rows_first (rows);
      const RiskctxField *field = &klass->fields[row];

      if (field->kind == RISKCTX_FIELD_ITEM)
        {
          RiskctxItem *part = riskctx_field_at (item, field, RiskctxItem *);

          if (part != NULL)
            map_items (map, part, riskctx_field_at (copy, field, RiskctxItem *));
          continue;
        }

      RiskctxItemList *parts = riskctx_item_peek_list (item, row);

      for (guint i = 0; parts != NULL && i < riskctx_item_list_get_length (parts); i++)
        map_items (map, riskctx_item_list_peek (parts, i),
                   riskctx_item_list_peek (riskctx_item_peek_list (copy, row), i));
    }
}

static void
put_member (RiskctxItem *target,
            RiskctxItem *source,
            guint        row)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (target)->fields[row];
  const guint64 bit = G_GUINT64_CONSTANT (1) << row;
  g_autoptr(RiskctxItem) usual = NULL;

  riskctx_field_clear (field, target);
  if (!riskctx_item_has_row (source, row))
    {
      /* not stated: what a new item has */
      source = usual = g_object_new (G_OBJECT_TYPE (target), NULL);
      target->record.set &= ~bit;
    }
  else
    target->record.set |= bit;
  riskctx_field_copy (field, target, source);
}

static void
put_part (RiskctxItem *owner,
          RiskctxItem *part,
          guint        row)
{
  RiskctxItem *whole = riskctx_item_get_parent (part);
  g_autoptr(RiskctxItem) copy = riskctx_item_copy (part);
  RiskctxItemList *list;
  guint position = 0;

  if (RISKCTX_ITEM_GET_CLASS (owner)->fields[row].kind == RISKCTX_FIELD_ITEM)
    {
      riskctx_item_set_item (owner, row, copy);
      return;
    }
  list = riskctx_item_ensure_list (owner, row);
  /* Random numbers of parts without an id depend on their place. */
  riskctx_item_list_get_position (riskctx_item_peek_list (whole, row), part, &position);
  riskctx_item_list_insert (list, MIN (position, riskctx_item_list_get_length (list)), copy);
}

static void
take_part (RiskctxItem *owner,
           RiskctxItem *part,
           guint        row)
{
  RiskctxItemList *list;
  guint position;

  if (RISKCTX_ITEM_GET_CLASS (owner)->fields[row].kind == RISKCTX_FIELD_ITEM)
    {
      riskctx_item_set_item (owner, row, NULL);
      return;
    }
  list = riskctx_item_peek_list (owner, row);
  if (riskctx_item_list_get_position (list, part, &position))
    riskctx_item_list_remove (list, position);
}

/* @map: from the items of the version that the state began as */
static void
make_change (GHashTable    *map,
             RiskctxChange *change,
             gboolean       undo)
{
  RiskctxItem *from = undo ? change->to : change->from;
  RiskctxItem *to = undo ? change->from : change->to;
  RiskctxItem *owner = undo ? change->owner_to : change->owner_from;

  if (from != NULL && to != NULL)
    put_member (g_hash_table_lookup (map, from), to, change->row);
  else if (to != NULL)
    put_part (g_hash_table_lookup (map, owner), to, change->row);
  else
    take_part (g_hash_table_lookup (map, owner), g_hash_table_lookup (map, from), change->row);
}

static gboolean
add_state (RiskctxSimulation *settings,
           RiskctxAssessment *state,
           RiskctxJob        *job,
           int               *number,
           GError           **error)
{
  static const char *const none[] = { NULL };
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (state);

  riskctx_simulation_set_method (simulation, riskctx_simulation_get_method (settings));
  riskctx_simulation_set_trials (simulation, riskctx_simulation_get_trials (settings));
  riskctx_simulation_set_seed (simulation, riskctx_simulation_get_seed (settings));
  riskctx_simulation_set_threads (simulation, riskctx_simulation_get_threads (settings));
  riskctx_simulation_set_tolerance (simulation, riskctx_simulation_get_tolerance (settings));
  *number = riskctx_simulation_add_to_job (simulation, none, FALSE, job, error);
  return *number >= 0;
}

static gboolean
add_way (RiskctxBridge            *self,
         RiskctxVersionComparison *comparison,
         gboolean                  undo,
         RiskctxJob               *job,
         guint                    *first,
         GError                  **error)
{
  RiskctxAssessment *begin = undo ? comparison->after : comparison->before;
  RiskctxSimulation *settings = riskctx_investment_plan_get_simulation (comparison->plan_before);
  g_autoptr(RiskctxItem) state = riskctx_item_copy (RISKCTX_ITEM (begin));
  g_autoptr(GHashTable) map = g_hash_table_new (NULL, NULL);
  int number;

  map_items (map, RISKCTX_ITEM (begin), state);
  for (guint i = 0; i < self->changes->len; i++)
    {
      make_change (map, self->changes->pdata[i], undo);
      if (!add_state (settings, RISKCTX_ASSESSMENT (state), job, &number, error))
        return FALSE;
      if (i == 0)
        *first = (guint) number;
    }
  return TRUE;
}

static RiskctxFigure *
expected_of (RiskctxInvestmentPlan *plan)
{
  RiskctxLossResult *loss = riskctx_investment_plan_get_loss_before (plan);

  return riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (loss));
}

static const char *
currency_of (RiskctxAssessment *assessment)
{
  const char *currency = riskctx_assessment_get_currency (assessment);

  return currency != NULL ? currency : "JPY";
}

RiskctxBridge *
riskctx_bridge_new (RiskctxVersionComparison *comparison,
                    RiskctxJob               *job,
                    GError                  **error)
{
  g_autoptr(RiskctxBridge) self = g_new0 (RiskctxBridge, 1);
  g_autoptr(RiskctxFigure) before = expected_of (comparison->plan_before);
  g_autoptr(RiskctxFigure) after = expected_of (comparison->plan_after);

  self->changes = order_changes (comparison);
  if (!riskctx_figure_is_defined (before) || !riskctx_figure_is_defined (after)
      || !g_str_equal (currency_of (comparison->before), currency_of (comparison->after)))
    g_ptr_array_set_size (self->changes, 0);
  if (!add_way (self, comparison, FALSE, job, &self->first_made, error)
      || !add_way (self, comparison, TRUE, job, &self->first_undone, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* NaN where a mean is infinite */
static double
mean_of (RiskctxJob *job,
         guint       number)
{
  g_autoptr(RiskctxSimulateResult) result = riskctx_job_steal_result (job, number);

  return result->total.flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN ? NAN : result->total.mean;
}

static RiskctxFigure *
whole (const char    *name,
       const char    *key,
       const char    *currency,
       RiskctxFigure *exact)
{
  if (!riskctx_figure_is_defined (exact))
    return riskctx_figure_ref (exact);
  return riskctx_figure_new (name, riskctx_phrase (key), RISKCTX_UNIT_CURRENCY_PER_YEAR, currency,
                             rint (riskctx_figure_get_value (exact, NULL)));
}

static RiskctxFigure *
part_figure (const char *currency,
             double      amount)
{
  RiskctxFigure *figure = riskctx_figure_new ("part", riskctx_phrase ("change.part"),
                                              RISKCTX_UNIT_CURRENCY_PER_YEAR, currency, amount);

  riskctx_figure_take_formula (figure, riskctx_phrase ("change.part.formula"));
  return figure;
}

/* Every sum on the way is rounded, not every part: whole parts add up to the whole difference. */
static void
divide (RiskctxBridge            *self,
        RiskctxVersionComparison *comparison,
        RiskctxJob               *job)
{
  const char *currency = currency_of (comparison->before);
  g_autoptr(RiskctxFigure) before = expected_of (comparison->plan_before);
  g_autoptr(RiskctxFigure) after = expected_of (comparison->plan_after);
  const double begin = riskctx_figure_get_value (before, NULL);
  const double end = riskctx_figure_get_value (after, NULL);
  double made = begin, undone = end, sum = begin;

  for (guint i = 0; i < self->changes->len; i++)
    {
      RiskctxChange *change = self->changes->pdata[i];
      const double next_made = mean_of (job, self->first_made + i);
      const double next_undone = mean_of (job, self->first_undone + i);
      const double part = (next_made - made + undone - next_undone) / 2;
      const double amount = isfinite (part) ? rint (sum + part) - rint (sum) : 0;

      made = next_made;
      undone = next_undone;
      sum += isfinite (part) ? part : 0;
      if (amount != 0)
        change->part = part_figure (currency, amount);
    }
  if (rint (end) != rint (sum))
    comparison->rest = riskctx_figure_new ("rest", riskctx_phrase ("change.rest"),
                                           RISKCTX_UNIT_CURRENCY_PER_YEAR, currency,
                                           rint (end) - rint (sum));
}

void
riskctx_bridge_apply (RiskctxBridge            *self,
                      RiskctxVersionComparison *comparison,
                      RiskctxJob               *job)
{
  const char *old = currency_of (comparison->before), *new = currency_of (comparison->after);
  g_autoptr(RiskctxFigure) before = expected_of (comparison->plan_before);
  g_autoptr(RiskctxFigure) after = expected_of (comparison->plan_after);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (comparison->changes)); i++)
    {
      g_autoptr(RiskctxChange) change =
        g_list_model_get_item (G_LIST_MODEL (comparison->changes), i);

      g_clear_pointer (&change->part, riskctx_figure_unref);
    }
  comparison->expected_before = whole ("expected-before", "change.expected-before", old, before);
  comparison->expected_after = whole ("expected-after", "change.expected-after", new, after);
  if (!g_str_equal (old, new))
    comparison->rest = riskctx_figure_new_undefined (
      "rest", riskctx_phrase ("change.part"), RISKCTX_UNIT_CURRENCY_PER_YEAR, new,
      riskctx_phrase_plain ("change.other-currency", old, new));
  else if (riskctx_figure_is_defined (before) && riskctx_figure_is_defined (after))
    divide (self, comparison, job);
}
