/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"

/**
 * RiskctxItemList:
 *
 * A list of items of one type that belongs to another item.
 *
 * It is a [iface@Gio.ListModel], so that `len()`, indexing and iteration work in Python and the
 * items can be shown by a list widget. An item can be in one list only.
 *
 * Lists are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
struct _RiskctxItemList
{
  GObject      parent_instance;
  GType        item_type;
  GPtrArray   *items;
  RiskctxItem *owner; /* not owned; NULL once the owner is gone */
  guint        row;   /* of the owner's table */
};

static void riskctx_item_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RiskctxItemList, riskctx_item_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      riskctx_item_list_iface_init))

static void
release (gpointer item)
{
  ((RiskctxItem *) item)->parent = NULL;
  g_object_unref (item);
}

static void
riskctx_item_list_finalize (GObject *object)
{
  RiskctxItemList *self = RISKCTX_ITEM_LIST (object);

  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (riskctx_item_list_parent_class)->finalize (object);
}

static void
riskctx_item_list_class_init (RiskctxItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_item_list_finalize;
}

static void
riskctx_item_list_init (RiskctxItemList *self)
{
  self->items = g_ptr_array_new_with_free_func (release);
}

static GType
riskctx_item_list_get_item_type (GListModel *model)
{
  return RISKCTX_ITEM_LIST (model)->item_type;
}

static guint
riskctx_item_list_get_n_items (GListModel *model)
{
  return RISKCTX_ITEM_LIST (model)->items->len;
}

static gpointer
riskctx_item_list_get_item (GListModel *model,
                            guint       position)
{
  RiskctxItemList *self = RISKCTX_ITEM_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
riskctx_item_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = riskctx_item_list_get_item_type;
  iface->get_n_items = riskctx_item_list_get_n_items;
  iface->get_item = riskctx_item_list_get_item;
}

RiskctxItemList *
riskctx_item_list_new (GType item_type)
{
  RiskctxItemList *self = g_object_new (RISKCTX_TYPE_ITEM_LIST, NULL);

  self->item_type = item_type;
  return self;
}

void
riskctx_item_list_set_owner (RiskctxItemList *self,
                             RiskctxItem     *owner,
                             guint            row)
{
  self->owner = owner;
  self->row = row;
  for (guint i = 0; i < self->items->len; i++)
    ((RiskctxItem *) self->items->pdata[i])->parent = owner;
}

RiskctxItem *
riskctx_item_list_get_owner (RiskctxItemList *self)
{
  return self->owner;
}

guint
riskctx_item_list_get_row (RiskctxItemList *self)
{
  return self->row;
}

GType
riskctx_item_list_item_type (RiskctxItemList *self)
{
  return self->item_type;
}

guint
riskctx_item_list_get_length (RiskctxItemList *self)
{
  return self->items->len;
}

gpointer
riskctx_item_list_peek (RiskctxItemList *self,
                        guint            position)
{
  return self->items->pdata[position];
}

void
riskctx_item_list_take (RiskctxItemList *self,
                        RiskctxItem     *item)
{
  item->parent = self->owner;
  g_ptr_array_add (self->items, item);
}

static void
changed (RiskctxItemList *self,
         guint            position,
         guint            removed,
         guint            added)
{
  if (self->owner != NULL)
    {
      self->owner->record.set |= G_GUINT64_CONSTANT (1) << self->row;
      riskctx_item_forget_index (self->owner);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/**
 * riskctx_item_list_append:
 * @self: a list
 * @item: an item of the type of the list, which is in no list yet
 *
 * Adds an item at the end.
 *
 * Since: 1.0
 */
void
riskctx_item_list_append (RiskctxItemList *self,
                          RiskctxItem     *item)
{
  g_return_if_fail (RISKCTX_IS_ITEM_LIST (self));
  riskctx_item_list_insert (self, self->items->len, item);
}

/**
 * riskctx_item_list_insert:
 * @self: a list
 * @position: where, from 0 to the number of items
 * @item: an item of the type of the list, which is in no list yet
 *
 * Adds an item at a position.
 *
 * Since: 1.0
 */
void
riskctx_item_list_insert (RiskctxItemList *self,
                          guint            position,
                          RiskctxItem     *item)
{
  g_return_if_fail (RISKCTX_IS_ITEM_LIST (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (item, self->item_type));
  g_return_if_fail (item->parent == NULL);
  g_return_if_fail (position <= self->items->len);

  g_ptr_array_insert (self->items, (int) position, g_object_ref (item));
  item->parent = self->owner;
  changed (self, position, 0, 1);
}

/**
 * riskctx_item_list_remove:
 * @self: a list
 * @position: which item, from 0
 *
 * Takes an item out of the list.
 *
 * Since: 1.0
 */
void
riskctx_item_list_remove (RiskctxItemList *self,
                          guint            position)
{
  g_return_if_fail (RISKCTX_IS_ITEM_LIST (self));
  g_return_if_fail (position < self->items->len);

  g_ptr_array_remove_index (self->items, position);
  changed (self, position, 1, 0);
}

/**
 * riskctx_item_list_find:
 * @self: a list
 * @id: an id
 *
 * Looks for an item by its id, in the list only. [method@Assessment.find] looks everywhere, and
 * faster.
 *
 * Returns: (transfer none) (nullable): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_item_list_find (RiskctxItemList *self,
                        const char      *id)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM_LIST (self) && id != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((RiskctxItem *) self->items->pdata[i])->id, id) == 0)
      return self->items->pdata[i];
  return NULL;
}

/**
 * riskctx_item_list_get_position:
 * @self: a list
 * @item: an item
 * @position: (out) (optional): where it is
 *
 * Finds out where in the list an item is.
 *
 * Returns: %TRUE if it is in the list
 *
 * Since: 1.0
 */
gboolean
riskctx_item_list_get_position (RiskctxItemList *self,
                                RiskctxItem     *item,
                                guint           *position)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM_LIST (self), FALSE);
  return g_ptr_array_find (self->items, item, position);
}
