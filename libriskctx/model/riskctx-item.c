/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-item-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-nouns.h"

/**
 * RiskctxItem:
 *
 * What all nouns of an assessment have in common: an id, a title, where the statement comes from.
 *
 * Which members an item has, and whether they are stated, can be asked by name; the typed accessors
 * and the properties of each noun give their values. Members that the library does not know are
 * kept, and written back where they stood.
 *
 * Items are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
G_DEFINE_ABSTRACT_TYPE (RiskctxItem, riskctx_item, G_TYPE_OBJECT)

#define BASE(member, field_kind, type, text) \
  { #member, RISKCTX_FIELD_ ## field_kind, 0, G_STRUCT_OFFSET (RiskctxItem, member), \
    -G_MAXDOUBLE, G_MAXDOUBLE, 0, NULL, text, { type } }

static const RiskctxField base_rows[RISKCTX_ITEM_N_ROWS] = {
  BASE (id, ID, NULL,
        "The id: ASCII, unique in the assessment, never changed once others refer to it."),
  BASE (title, TEXT, NULL, "The title: what the item says, in one line."),
  BASE (description, TEXT, NULL, "The description, where the title does not say everything."),
  BASE (provenance, ENUM, riskctx_provenance_get_type, "Where the statement or figure comes from."),
  BASE (note, TEXT, NULL, "A remark: an assumption, a reason, an open point."),
  BASE (references, REFERENCES, riskctx_reference_get_type,
        "The ids of the references that the item relies on."),
};

#define BIT(row) (G_GUINT64_CONSTANT (1) << (row))

static GParamSpec *
make_pspec (const RiskctxField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *member = field->name[0] == '$' ? field->name + 1 : field->name;
  g_autofree char *dashed = g_strdelimit (g_strdup (member), "_", '-');
  const char *name = g_intern_string (dashed);

  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, field->initial != 0, flags);
    case RISKCTX_FIELD_INTEGER:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64,
                                 (gint64) field->initial, flags);
    case RISKCTX_FIELD_NUMBER:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE,
                                  field->initial, flags);
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case RISKCTX_FIELD_TEXT:
      return g_param_spec_boxed (name, NULL, NULL, RISKCTX_TYPE_TEXT, flags);
    case RISKCTX_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->types[0] (), (int) field->initial, flags);
    case RISKCTX_FIELD_FLAGS:
      return g_param_spec_flags (name, NULL, NULL, field->types[0] (), 0, flags);
    case RISKCTX_FIELD_ESTIMATE:
      return g_param_spec_boxed (name, NULL, NULL, RISKCTX_TYPE_ESTIMATE, flags);
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case RISKCTX_FIELD_ITEM:
      return g_param_spec_object (name, NULL, NULL, field->types[0] (), flags);
    case RISKCTX_FIELD_ITEMS:
      return g_param_spec_object (name, NULL, NULL, RISKCTX_TYPE_ITEM_LIST,
                                  flags & ~G_PARAM_WRITABLE);
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    default:
      g_assert_not_reached ();
    }
}

static const RiskctxField *
field_of (RiskctxItem *self,
          guint        row)
{
  return &RISKCTX_ITEM_GET_CLASS (self)->fields[row];
}

static void
riskctx_item_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RiskctxItem *self = RISKCTX_ITEM (object);
  const RiskctxField *field = field_of (self, prop_id - 1);

  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      g_value_set_boolean (value, riskctx_field_at (self, field, gboolean));
      break;
    case RISKCTX_FIELD_INTEGER:
      g_value_set_int64 (value, riskctx_field_at (self, field, gint64));
      break;
    case RISKCTX_FIELD_NUMBER:
      g_value_set_double (value, riskctx_field_at (self, field, double));
      break;
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      g_value_set_string (value, riskctx_field_at (self, field, char *));
      break;
    case RISKCTX_FIELD_ENUM:
      g_value_set_enum (value, riskctx_field_at (self, field, int));
      break;
    case RISKCTX_FIELD_FLAGS:
      g_value_set_flags (value, riskctx_field_at (self, field, guint));
      break;
    case RISKCTX_FIELD_TEXT:
    case RISKCTX_FIELD_ESTIMATE:
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      g_value_set_boxed (value, riskctx_field_at (self, field, gpointer));
      break;
    case RISKCTX_FIELD_ITEM:
      g_value_set_object (value, riskctx_field_at (self, field, gpointer));
      break;
    case RISKCTX_FIELD_ITEMS:
      g_value_set_object (value, riskctx_item_ensure_list (self, prop_id - 1));
      break;
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_item_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RiskctxItem *self = RISKCTX_ITEM (object);
  guint row = prop_id - 1;

  switch (field_of (self, row)->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      riskctx_item_set_boolean (self, row, g_value_get_boolean (value));
      break;
    case RISKCTX_FIELD_INTEGER:
      riskctx_item_set_integer (self, row, g_value_get_int64 (value));
      break;
    case RISKCTX_FIELD_NUMBER:
      riskctx_item_set_number (self, row, g_value_get_double (value));
      break;
    case RISKCTX_FIELD_ID:
      riskctx_item_set_id (self, g_value_get_string (value));
      break;
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_REFERENCE:
      riskctx_item_set_string (self, row, g_value_get_string (value));
      break;
    case RISKCTX_FIELD_TEXT:
      riskctx_item_set_text (self, row, g_value_get_boxed (value));
      break;
    case RISKCTX_FIELD_ENUM:
      riskctx_item_set_enum (self, row, g_value_get_enum (value));
      break;
    case RISKCTX_FIELD_FLAGS:
      riskctx_item_set_flags (self, row, g_value_get_flags (value));
      break;
    case RISKCTX_FIELD_ESTIMATE:
      riskctx_item_set_estimate (self, row, g_value_get_boxed (value));
      break;
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      riskctx_item_set_strings (self, row, g_value_get_boxed (value));
      break;
    case RISKCTX_FIELD_ITEM:
      riskctx_item_set_item (self, row, g_value_get_object (value));
      break;
    case RISKCTX_FIELD_ITEMS:
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What a check looks at first, so that it need not look at every row of every item. */
static void
sort_rows (RiskctxItemClass *klass)
{
  klass->required = klass->parts = 0;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];
      guint64 bit = G_GUINT64_CONSTANT (1) << i;

      if ((field->flags & RISKCTX_FIELD_REQUIRED) != 0)
        klass->required |= bit;
      if (field->kind == RISKCTX_FIELD_ITEM || field->kind == RISKCTX_FIELD_ITEMS)
        klass->parts |= bit;
    }
}

void
riskctx_item_class_install_fields (RiskctxItemClass   *klass,
                                   const RiskctxField *rows,
                                   guint               n_rows)
{
  guint n_fields = RISKCTX_ITEM_N_ROWS + n_rows;
  /* These two live as long as the class: for ever. */
  RiskctxField *fields = g_new (RiskctxField, n_fields);
  GParamSpec **pspecs = g_new (GParamSpec *, n_fields);

  g_assert (n_fields <= RISKCTX_FIELD_MAX);
  G_OBJECT_CLASS (klass)->get_property = riskctx_item_get_property; /* these are not inherited */
  G_OBJECT_CLASS (klass)->set_property = riskctx_item_set_property;
  memcpy (fields, base_rows, sizeof base_rows);
  if (n_rows > 0)
    memcpy (fields + RISKCTX_ITEM_N_ROWS, rows, n_rows * sizeof *rows);
  memcpy (pspecs, klass->pspecs, RISKCTX_ITEM_N_ROWS * sizeof *pspecs);

  /* A property's number is its row's index and one, in the base class and in every noun. */
  for (guint i = RISKCTX_ITEM_N_ROWS; i < n_fields; i++)
    {
      pspecs[i] = make_pspec (&fields[i]);
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, pspecs[i]);
    }
  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->pspecs = pspecs;
  sort_rows (klass);
}

/* A part that outlives its owner must not point back to it. */
static void
let_go (RiskctxItem        *self,
        const RiskctxField *field)
{
  if (field->kind == RISKCTX_FIELD_ITEM)
    {
      RiskctxItem *part = riskctx_field_at (self, field, RiskctxItem *);

      if (part != NULL)
        part->parent = NULL;
    }
  else if (field->kind == RISKCTX_FIELD_ITEMS)
    {
      RiskctxItemList *parts = riskctx_field_at (self, field, RiskctxItemList *);

      if (parts != NULL)
        riskctx_item_list_set_owner (parts, NULL, 0);
    }
}

static void
riskctx_item_finalize (GObject *object)
{
  RiskctxItem *self = RISKCTX_ITEM (object);
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      let_go (self, &klass->fields[i]);
      riskctx_field_clear (&klass->fields[i], self);
    }
  g_clear_pointer (&self->record.layout, riskctx_layout_unref);
  G_OBJECT_CLASS (riskctx_item_parent_class)->finalize (object);
}

static void
riskctx_item_class_init (RiskctxItemClass *klass)
{
  static GParamSpec *pspecs[RISKCTX_ITEM_N_ROWS];
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = riskctx_item_finalize;
  object_class->get_property = riskctx_item_get_property;
  object_class->set_property = riskctx_item_set_property;

  /**
   * RiskctxItem:id: (getter get_id) (setter set_id)
   *
   * The id: ASCII, unique in the assessment, never changed once others refer to it.
   *
   * Since: 1.0
   */
  /**
   * RiskctxItem:title: (getter get_title) (setter set_title)
   *
   * The title: what the item says, in one line.
   *
   * Since: 1.0
   */
  /**
   * RiskctxItem:description: (getter get_description) (setter set_description)
   *
   * The description, where the title does not say everything.
   *
   * Since: 1.0
   */
  /**
   * RiskctxItem:provenance: (getter get_provenance) (setter set_provenance)
   *
   * Where the statement or figure comes from.
   *
   * Since: 1.0
   */
  /**
   * RiskctxItem:note: (getter get_note) (setter set_note)
   *
   * A remark: an assumption, a reason, an open point.
   *
   * Since: 1.0
   */
  /**
   * RiskctxItem:references: (getter get_references) (setter set_references)
   *
   * The ids of the references that the item relies on.
   *
   * Since: 1.0
   */
  for (guint i = 0; i < RISKCTX_ITEM_N_ROWS; i++)
    {
      pspecs[i] = make_pspec (&base_rows[i]);
      g_object_class_install_property (object_class, i + 1, pspecs[i]);
    }
  klass->fields = base_rows;
  klass->n_fields = RISKCTX_ITEM_N_ROWS;
  klass->pspecs = pspecs;
}

static void
riskctx_item_init (RiskctxItem *self)
{
}

gpointer
riskctx_item_new (GType       type,
                  const char *id)
{
  RiskctxItem *self = g_object_new (type, NULL);

  if (id != NULL)
    riskctx_item_set_id (self, id);
  return self;
}

/**
 * riskctx_item_get_id: (get-property id)
 * @self: an item
 *
 * The id: ASCII, unique in the assessment, never changed once others refer to it.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Since: 1.0
 */
const char *
riskctx_item_get_id (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return self->id;
}

/**
 * riskctx_item_set_id: (set-property id)
 * @self: an item
 * @id: (nullable): the value
 *
 * Sets: the id: ASCII, unique in the assessment, never changed once others refer to it.
 *
 * Since: 1.0
 */
void
riskctx_item_set_id (RiskctxItem *self,
                     const char *id)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  const char *old = self->id;

  if (g_strcmp0 (old, id) == 0)
    return;
  riskctx_item_set_string (self, RISKCTX_ITEM_ROW_ID, id);
  riskctx_item_forget_index (self);
}

/**
 * riskctx_item_get_title: (get-property title)
 * @self: an item
 *
 * The title: what the item says, in one line.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_item_get_title (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return self->title;
}

/**
 * riskctx_item_set_title: (set-property title)
 * @self: an item
 * @title: (nullable): the value
 *
 * Sets: the title: what the item says, in one line.
 *
 * Since: 1.0
 */
void
riskctx_item_set_title (RiskctxItem *self,
                     RiskctxText *title)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  riskctx_item_set_text (self, RISKCTX_ITEM_ROW_TITLE, title);
}

/**
 * riskctx_item_get_description: (get-property description)
 * @self: an item
 *
 * The description, where the title does not say everything.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_item_get_description (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return self->description;
}

/**
 * riskctx_item_set_description: (set-property description)
 * @self: an item
 * @description: (nullable): the value
 *
 * Sets: the description, where the title does not say everything.
 *
 * Since: 1.0
 */
void
riskctx_item_set_description (RiskctxItem *self,
                     RiskctxText *description)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  riskctx_item_set_text (self, RISKCTX_ITEM_ROW_DESCRIPTION, description);
}

/**
 * riskctx_item_get_provenance: (get-property provenance)
 * @self: an item
 *
 * Where the statement or figure comes from.
 *
 * Returns: the value
 *
 * Since: 1.0
 */
RiskctxProvenance
riskctx_item_get_provenance (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), 0);
  return (RiskctxProvenance) self->provenance;
}

/**
 * riskctx_item_set_provenance: (set-property provenance)
 * @self: an item
 * @provenance: the value
 *
 * Sets: where the statement or figure comes from.
 *
 * Since: 1.0
 */
void
riskctx_item_set_provenance (RiskctxItem *self,
                     RiskctxProvenance provenance)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  riskctx_item_set_enum (self, RISKCTX_ITEM_ROW_PROVENANCE, (int) provenance);
}

/**
 * riskctx_item_get_note: (get-property note)
 * @self: an item
 *
 * A remark: an assumption, a reason, an open point.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_item_get_note (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return self->note;
}

/**
 * riskctx_item_set_note: (set-property note)
 * @self: an item
 * @note: (nullable): the value
 *
 * Sets: a remark: an assumption, a reason, an open point.
 *
 * Since: 1.0
 */
void
riskctx_item_set_note (RiskctxItem *self,
                     RiskctxText *note)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  riskctx_item_set_text (self, RISKCTX_ITEM_ROW_NOTE, note);
}

/**
 * riskctx_item_get_references: (get-property references)
 * @self: an item
 *
 * The ids of the references that the item relies on.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the value
 *
 * Since: 1.0
 */
const char *const *
riskctx_item_get_references (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return (const char *const *) self->references;
}

/**
 * riskctx_item_set_references: (set-property references)
 * @self: an item
 * @references: (nullable) (array zero-terminated=1): the value
 *
 * Sets: the ids of the references that the item relies on.
 *
 * Since: 1.0
 */
void
riskctx_item_set_references (RiskctxItem *self,
                     const char *const *references)
{
  g_return_if_fail (RISKCTX_IS_ITEM (self));
  riskctx_item_set_strings (self, RISKCTX_ITEM_ROW_REFERENCES, references);
}

/**
 * riskctx_item_get_noun:
 * @self: an item
 *
 * Gets what kind of item it is, in English: `risk`, `control`, …
 *
 * Returns: (transfer none): the noun
 *
 * Since: 1.0
 */
const char *
riskctx_item_get_noun (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return RISKCTX_ITEM_GET_CLASS (self)->noun;
}

/**
 * riskctx_item_get_parent:
 * @self: an item
 *
 * Gets the item that this one is part of: the assessment for a risk, the risk for a consequence.
 *
 * Returns: (transfer none) (nullable): the parent
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_item_get_parent (RiskctxItem *self)
{
  g_return_val_if_fail (RISKCTX_IS_ITEM (self), NULL);
  return self->parent;
}
