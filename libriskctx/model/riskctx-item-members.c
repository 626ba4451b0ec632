/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-assessment.h"

/* The members of an item, whatever its noun: set, asked for by name, located, copied. */

#define BIT(row) (G_GUINT64_CONSTANT (1) << (row))

static const RiskctxField *
field_of (RiskctxItem *self,
          guint        row)
{
  return &RISKCTX_ITEM_GET_CLASS (self)->fields[row];
}

static void
stated (RiskctxItem *self,
        guint        row,
        gboolean     is_stated,
        gboolean     is_changed)
{
  gboolean was_stated = riskctx_item_has_row (self, row);

  if (is_stated)
    self->record.set |= BIT (row);
  else
    self->record.set &= ~BIT (row);
  if (is_changed || was_stated != is_stated)
    g_object_notify_by_pspec (G_OBJECT (self), RISKCTX_ITEM_GET_CLASS (self)->pspecs[row]);
}

#define DEFINE_SETTER(name, type)                                     \
  void                                                                \
  riskctx_item_set_ ## name (RiskctxItem *self, guint row, type value) \
  {                                                                   \
    type *at = &riskctx_field_at (self, field_of (self, row), type);  \
    gboolean is_changed = *at != value;                               \
                                                                      \
    *at = value;                                                      \
    stated (self, row, TRUE, is_changed);                             \
  }

DEFINE_SETTER (boolean, gboolean)
DEFINE_SETTER (integer, gint64)
DEFINE_SETTER (enum, int)
DEFINE_SETTER (flags, guint)

void
riskctx_item_set_number (RiskctxItem *self,
                         guint        row,
                         double       value)
{
  double *at = &riskctx_field_at (self, field_of (self, row), double);
  gboolean is_changed = *at != value;

  g_return_if_fail (isfinite (value));
  *at = value;
  stated (self, row, TRUE, is_changed);
}

void
riskctx_item_set_string (RiskctxItem *self,
                         guint        row,
                         const char  *value)
{
  char **at = &riskctx_field_at (self, field_of (self, row), char *);
  gboolean is_changed = g_strcmp0 (*at, value) != 0;

  if (is_changed)
    {
      char *copy = g_strdup (value);

      g_free (*at);
      *at = copy;
    }
  stated (self, row, value != NULL, is_changed);
}

void
riskctx_item_set_text (RiskctxItem *self,
                       guint        row,
                       RiskctxText *value)
{
  RiskctxText **at = &riskctx_field_at (self, field_of (self, row), RiskctxText *);
  gboolean is_changed = *at != value
                        && (*at == NULL || value == NULL || !riskctx_text_equal (*at, value));

  if (value != NULL)
    riskctx_text_ref (value);
  g_clear_pointer (at, riskctx_text_unref);
  *at = value;
  stated (self, row, value != NULL, is_changed);
}

void
riskctx_item_set_estimate (RiskctxItem     *self,
                           guint            row,
                           RiskctxEstimate *value)
{
  RiskctxEstimate **at = &riskctx_field_at (self, field_of (self, row), RiskctxEstimate *);
  gboolean is_changed =
    *at != value && (*at == NULL || value == NULL || !riskctx_estimate_equal (*at, value));

  if (value != NULL)
    riskctx_estimate_ref (value);
  g_clear_pointer (at, riskctx_estimate_unref);
  *at = value;
  stated (self, row, value != NULL, is_changed);
}

void
riskctx_item_set_strings (RiskctxItem       *self,
                          guint              row,
                          const char *const *value)
{
  GStrv *at = &riskctx_field_at (self, field_of (self, row), GStrv);
  gboolean is_changed = *at == NULL || value == NULL
                          ? (gpointer) *at != (gpointer) value
                          : !g_strv_equal ((const char *const *) *at, value);

  if (is_changed)
    {
      GStrv copy = g_strdupv ((char **) value);

      g_strfreev (*at);
      *at = copy;
    }
  stated (self, row, value != NULL, is_changed);
}

void
riskctx_item_set_item (RiskctxItem *self,
                       guint        row,
                       RiskctxItem *value)
{
  RiskctxItem **at = &riskctx_field_at (self, field_of (self, row), RiskctxItem *);
  gboolean is_changed = *at != value;

  if (is_changed)
    {
      g_return_if_fail (value == NULL || value->parent == NULL);

      if (*at != NULL)
        (*at)->parent = NULL;
      g_set_object (at, value);
      if (value != NULL)
        value->parent = self;
      riskctx_item_forget_index (self);
    }
  stated (self, row, value != NULL, is_changed);
}

RiskctxItemList *
riskctx_item_ensure_list (RiskctxItem *self,
                          guint        row)
{
  const RiskctxField *field = field_of (self, row);
  RiskctxItemList **at = &riskctx_field_at (self, field, RiskctxItemList *);

  if (*at == NULL)
    {
      *at = riskctx_item_list_new (field->types[0] ());
      riskctx_item_list_set_owner (*at, self, row);
    }
  return *at;
}

RiskctxItemList *
riskctx_item_peek_list (RiskctxItem *self,
                        guint        row)
{
  return riskctx_field_at (self, field_of (self, row), RiskctxItemList *);
}

gboolean
riskctx_item_has_row (RiskctxItem *self,
                      guint        row)
{
  return (self->record.set & BIT (row)) != 0;
}

static int
find_row (RiskctxItem *self,
          const char  *member)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (self);

  return riskctx_fields_find (klass->fields, klass->n_fields, member);
}

/**
 * riskctx_item_list_members:
 * @self: an item
 *
 * Lists the names of the members that such an item can have, as they are written in a document.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
riskctx_item_list_members (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);

  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (self);
  char **names = g_new0 (char *, klass->n_fields + 1);

  for (guint i = 0; i < klass->n_fields; i++)
    names[i] = g_strdup (klass->fields[i].name);
  return names;
}

/**
 * riskctx_item_has:
 * @self: an item
 * @member: the name of a member, as it is written in a document
 *
 * Tells whether a member is stated.
 *
 * Returns: %TRUE if it is; %FALSE if not, or if there is no such member
 *
 * Since: 1.0
 */
gboolean
riskctx_item_has (RiskctxItem *self,
                  const char  *member)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self) && member != NULL, FALSE);

  int row = find_row (self, member);

  return row >= 0 && riskctx_item_has_row (self, (guint) row);
}

/**
 * riskctx_item_unset:
 * @self: an item
 * @member: the name of a member, as it is written in a document
 *
 * Makes a member unstated, so that it counts as what the documentation says and is not written.
 * Does nothing if there is no such member.
 *
 * Since: 1.0
 */
void
riskctx_item_unset (RiskctxItem *self,
                    const char  *member)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self) && member != NULL);

  int row = find_row (self, member);

  if (row < 0 || !riskctx_item_has_row (self, (guint) row))
    return;

  const RiskctxField *field = field_of (self, (guint) row);

  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
    case RISKCTX_FIELD_ENUM:
    case RISKCTX_FIELD_FLAGS:
      riskctx_field_at (self, field, int) = (int) field->initial;
      break;
    case RISKCTX_FIELD_INTEGER:
      riskctx_field_at (self, field, gint64) = (gint64) field->initial;
      break;
    case RISKCTX_FIELD_NUMBER:
      riskctx_field_at (self, field, double) = field->initial;
      break;
    case RISKCTX_FIELD_ITEM:
      riskctx_item_set_item (self, (guint) row, NULL);
      return;
    case RISKCTX_FIELD_ITEMS:
      while (riskctx_item_list_get_length (riskctx_item_ensure_list (self, (guint) row)) > 0)
        riskctx_item_list_remove (riskctx_item_ensure_list (self, (guint) row), 0);
      break;
    case RISKCTX_FIELD_ID:
      riskctx_item_set_id (self, NULL);
      return;
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_REFERENCE:
    case RISKCTX_FIELD_TEXT:
    case RISKCTX_FIELD_ESTIMATE:
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    default:
      riskctx_field_clear (field, self);
      break;
    }
  stated (self, (guint) row, FALSE, TRUE);
}

/**
 * riskctx_item_get_unknown:
 * @self: an item
 * @member: the name of a member that the library does not know
 *
 * Gets a member that was in the document and is kept as it is.
 *
 * Returns: (transfer none) (nullable): its value
 *
 * Since: 1.0
 */
JsonNode *
riskctx_item_get_unknown (RiskctxItem *self,
                          const char  *member)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self) && member != NULL, NULL);

  RiskctxLayout *layout = self->record.layout;

  for (guint i = 0; layout != NULL && i < layout->n_members; i++)
    if (layout->members[i].name != NULL && strcmp (layout->members[i].name, member) == 0)
      return layout->members[i].value;
  return NULL;
}

static void
append_pointer (GString     *string,
                RiskctxItem *self)
{
  RiskctxItem *parent = self->parent;

  if (parent == NULL)
    return;
  append_pointer (string, parent);

  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (parent);

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];
      guint position;

      /* other kinds of fields hold no pointer, and need not lie where one may */
      if (field->kind != RISKCTX_FIELD_ITEM && field->kind != RISKCTX_FIELD_ITEMS)
        continue;

      gpointer part = riskctx_field_at (parent, field, gpointer);

      if (field->kind == RISKCTX_FIELD_ITEM && part == self)
        {
          g_string_append_printf (string, "/%s", field->name);
          return;
        }
      if (field->kind == RISKCTX_FIELD_ITEMS && part != NULL &&
          riskctx_item_list_get_position (part, self, &position))
        {
          g_string_append_printf (string, "/%s/%u", field->name, position);
          return;
        }
    }
}

/**
 * riskctx_item_dup_pointer:
 * @self: an item
 *
 * Says where in its document an item is.
 *
 * Returns: (transfer full): the JSON Pointer (RFC 6901)
 *
 * Since: 1.0
 */
char *
riskctx_item_dup_pointer (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);

  GString *string = g_string_new (NULL);

  append_pointer (string, self);
  return g_string_free (string, FALSE);
}

/**
 * riskctx_item_copy:
 * @self: an item
 *
 * Makes a copy of an item with all its parts, which belongs to nothing. Ids and references stay.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_item_copy (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);

  RiskctxItem *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (field->kind == RISKCTX_FIELD_ITEM)
        {
          RiskctxItem *part = riskctx_field_at (self, field, RiskctxItem *);
          g_autoptr(RiskctxItem) part_copy = part ? riskctx_item_copy (part) : NULL;

          if (part_copy != NULL)
            riskctx_item_set_item (copy, i, part_copy);
        }
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *parts = riskctx_item_peek_list (self, i);
          RiskctxItemList *copies = parts ? riskctx_item_ensure_list (copy, i) : NULL;

          for (guint j = 0; parts != NULL && j < riskctx_item_list_get_length (parts); j++)
            riskctx_item_list_take (copies, riskctx_item_copy (riskctx_item_list_peek (parts, j)));
        }
      else if (riskctx_item_has_row (self, i))
        riskctx_field_copy (field, copy, self);
    }
  copy->record.set = self->record.set;
  copy->record.layout = self->record.layout ? riskctx_layout_ref (self->record.layout) : NULL;
  return copy;
}
