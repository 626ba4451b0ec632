/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-trace.h"

#include "riskctx-validity.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"

/**
 * RiskctxTraceStep:
 *
 * One item on a trace, and the item that led to it.
 *
 * Steps do not change.
 *
 * Since: 1.0
 */
struct _RiskctxTraceStep
{
  GObject      parent_instance;
  RiskctxItem *item;
  RiskctxItem *previous;
  guint        depth;
};

G_DEFINE_FINAL_TYPE (RiskctxTraceStep, riskctx_trace_step, G_TYPE_OBJECT)

typedef enum { PROP_ITEM = 1, PROP_PREVIOUS, PROP_DEPTH } RiskctxTraceStepProperty;

static GParamSpec *properties[PROP_DEPTH + 1];

static void
riskctx_trace_step_dispose (GObject *object)
{
  RiskctxTraceStep *self = RISKCTX_TRACE_STEP (object);

  g_clear_object (&self->item);
  g_clear_object (&self->previous);
  G_OBJECT_CLASS (riskctx_trace_step_parent_class)->dispose (object);
}

static void
riskctx_trace_step_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RiskctxTraceStep *self = RISKCTX_TRACE_STEP (object);

  switch ((RiskctxTraceStepProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_PREVIOUS:
      g_value_set_object (value, self->previous);
      break;
    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_trace_step_class_init (RiskctxTraceStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_trace_step_dispose;
  object_class->get_property = riskctx_trace_step_get_property;

  /**
   * RiskctxTraceStep:item: (getter get_item)
   *
   * The item reached.
   *
   * Since: 1.0
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, RISKCTX_TYPE_ITEM, flags);
  /**
   * RiskctxTraceStep:previous: (getter get_previous)
   *
   * The item from which it was reached.
   *
   * Since: 1.0
   */
  properties[PROP_PREVIOUS] = g_param_spec_object ("previous", NULL, NULL, RISKCTX_TYPE_ITEM,
                                                   flags);
  /**
   * RiskctxTraceStep:depth: (getter get_depth)
   *
   * How many links lie between the item and the start of the trace.
   *
   * Since: 1.0
   */
  properties[PROP_DEPTH] = g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_trace_step_init (RiskctxTraceStep *self)
{
}

/**
 * riskctx_trace_step_get_item: (get-property item)
 * @self: a step
 *
 * Gets the item reached.
 *
 * Returns: (transfer none): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_trace_step_get_item (RiskctxTraceStep *self)
{
  g_return_val_if_fail (RISKCTX_IS_TRACE_STEP (self), NULL);
  return self->item;
}

/**
 * riskctx_trace_step_get_previous: (get-property previous)
 * @self: a step
 *
 * Gets the item from which this one was reached.
 *
 * Returns: (transfer none): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_trace_step_get_previous (RiskctxTraceStep *self)
{
  g_return_val_if_fail (RISKCTX_IS_TRACE_STEP (self), NULL);
  return self->previous;
}

/**
 * riskctx_trace_step_get_depth: (get-property depth)
 * @self: a step
 *
 * Gets how many links lie between the item and the start of the trace.
 *
 * Returns: the number of links, from 1
 *
 * Since: 1.0
 */
guint
riskctx_trace_step_get_depth (RiskctxTraceStep *self)
{
  g_return_val_if_fail (RISKCTX_IS_TRACE_STEP (self), 0);
  return self->depth;
}

typedef void (*LinkFunc) (RiskctxItem *from, const char *to, gpointer data);

/* Calls @func for every reference of @item and its parts that says what it follows from. The parts,
 * such as the phases of an option, speak for the item. */
static void
each_link (RiskctxItem *owner,
           RiskctxItem *item,
           LinkFunc     func,
           gpointer     data)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (field->flags & RISKCTX_FIELD_LATERAL || !riskctx_item_has_row (item, i))
        continue;
      if (field->kind == RISKCTX_FIELD_REFERENCE)
        func (owner, riskctx_field_at (item, field, char *), data);
      else if (field->kind == RISKCTX_FIELD_REFERENCES)
        {
          for (GStrv id = riskctx_field_at (item, field, GStrv); *id != NULL; id++)
            func (owner, *id, data);
        }
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *list = riskctx_field_at (item, field, RiskctxItemList *);

          for (guint j = 0; j < riskctx_item_list_get_length (list); j++)
            each_link (owner, riskctx_item_list_peek (list, j), func, data);
        }
    }
}

typedef struct
{
  RiskctxAssessment *assessment;
  GHashTable        *seen;     /* RiskctxItem * */
  GHashTable *links; /* downwards: id to GPtrArray of RiskctxItem *, which follow from it */
  GListStore        *steps;
  RiskctxItem       *current;
  guint              depth;
} Trace;

static void
reach (Trace       *trace,
       RiskctxItem *item)
{
  if (item == NULL || !g_hash_table_add (trace->seen, item))
    return;

  g_autoptr(RiskctxTraceStep) step = g_object_new (RISKCTX_TYPE_TRACE_STEP, NULL);

  step->item = g_object_ref (item);
  step->previous = g_object_ref (trace->current);
  step->depth = trace->depth;
  g_list_store_append (trace->steps, step);
}

static void
reach_up (RiskctxItem *from,
          const char  *to,
          gpointer     data)
{
  Trace *trace = data;

  reach (trace, riskctx_assessment_find (trace->assessment, to));
}

static void
collect_down (RiskctxItem *from,
              const char  *to,
              gpointer     data)
{
  GHashTable *links = data;
  GPtrArray *followers = g_hash_table_lookup (links, to);

  if (followers == NULL)
    {
      followers = g_ptr_array_new ();
      g_hash_table_insert (links, (gpointer) to, followers);
    }
  g_ptr_array_add (followers, from);
}

/* The parts of an assessment that stand for themselves, each with what it follows from. */
static GHashTable *
collect_links (RiskctxAssessment *self)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (self);
  GHashTable *links =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      RiskctxItemList *list;

      if (klass->fields[i].kind != RISKCTX_FIELD_ITEMS)
        continue;
      list = riskctx_item_peek_list (RISKCTX_ITEM (self), i);
      for (guint j = 0; list != NULL && j < riskctx_item_list_get_length (list); j++)
        {
          RiskctxItem *item = riskctx_item_list_peek (list, j);

          each_link (item, item, collect_down, links);
        }
    }
  return links;
}

static void
step_from (Trace                *trace,
           RiskctxItem          *item,
           RiskctxTraceDirection direction)
{
  trace->current = item;
  if (direction == RISKCTX_TRACE_DIRECTION_UP)
    {
      each_link (item, item, reach_up, trace);
      return;
    }

  GPtrArray *followers = item->id ? g_hash_table_lookup (trace->links, item->id) : NULL;

  for (guint i = 0; followers != NULL && i < followers->len; i++)
    reach (trace, followers->pdata[i]);
}

/**
 * riskctx_assessment_trace:
 * @self: an assessment
 * @id: the id of an item
 * @direction: which way
 * @error: return location for an error
 *
 * Follows the chain from factors over statements, gaps and risks to damages, controls and options,
 * up to what an item rests on or down to what rests on it.
 *
 * The steps come nearest first; each item is reached once, by a shortest way.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such item.
 *
 * Returns: (transfer full): the steps, a list of [class@TraceStep]
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_trace (RiskctxAssessment    *self,
                          const char           *id,
                          RiskctxTraceDirection direction,
                          GError              **error)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self) && id != NULL, NULL);

  RiskctxItem *start = riskctx_assessment_find (self, id);

  if (start == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                   "there is no item with the id “%s”", id);
      return NULL;
    }

  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) links = direction == RISKCTX_TRACE_DIRECTION_DOWN
                                  ? collect_links (self) : NULL;
  Trace trace = { self, seen, links, g_list_store_new (RISKCTX_TYPE_TRACE_STEP), start, 1 };

  g_hash_table_add (seen, start);
  step_from (&trace, start, direction);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (trace.steps)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (trace.steps), i);

      trace.depth = step->depth + 1;
      step_from (&trace, step->item, direction);
    }
  return trace.steps;
}
