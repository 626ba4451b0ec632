/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-writer-private.h"

#include "riskctx-text-private.h"

#include <string.h>

typedef struct
{
  RiskctxJsonWriter *json;
  const char        *language; /* what a plain text is in */
} Writer;

static void write_members (Writer              *self,
                           gconstpointer        base,
                           const RiskctxRecord *record,
                           const RiskctxField  *fields,
                           guint                n_fields);

static gboolean
is_set (const RiskctxRecord *record,
        int                  row)
{
  return (record->set >> row) & 1;
}

/* Puts a row that the layout does not have behind the last one that precedes it in the table. */
static void
insert_row (GArray *order,
            int     row)
{
  RiskctxLayoutMember member = { row, NULL, NULL };
  guint position = 0;
  int before = -1;

  for (guint i = 0; i < order->len; i++)
    {
      int other = g_array_index (order, RiskctxLayoutMember, i).field;

      if (other >= 0 && other < row && other > before)
        {
          before = other;
          position = i + 1;
        }
    }
  g_array_insert_val (order, position, member);
}

static guint64
rows_of (const RiskctxLayout *layout)
{
  guint64 rows = 0;

  for (guint i = 0; i < layout->n_members; i++)
    {
      if (layout->members[i].field >= 0)
        rows |= G_GUINT64_CONSTANT (1) << layout->members[i].field;
    }

  return rows;
}

static void
write_item (Writer      *self,
            RiskctxItem *item)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  write_members (self, item, &item->record, klass->fields, klass->n_fields);
}

static void
write_text (Writer      *self,
            RiskctxText *text)
{
  guint n_pairs;
  const RiskctxTextPair *pairs = riskctx_text_get_pairs (text, &n_pairs);

  if (n_pairs == 1 && *pairs[0].language == '\0')
    {
      riskctx_json_writer_string (self->json, pairs[0].value);
      return;
    }

  riskctx_json_writer_begin_object (self->json);
  for (guint i = 0; i < n_pairs; i++)
    {
      const char *language = pairs[i].language;

      /* A plain text that got a translation: now its language must be told. */
      if (*language == '\0')
        {
          if (riskctx_text_has (text, self->language))
            continue;
          language = self->language;
        }
      riskctx_json_writer_key (self->json, language);
      riskctx_json_writer_string (self->json, pairs[i].value);
    }
  riskctx_json_writer_end_object (self->json);
}

static void
write_estimate (Writer          *self,
                RiskctxEstimate *estimate)
{
  guint n_fields;
  const RiskctxField *fields = riskctx_estimate_get_fields (&n_fields);

  if (riskctx_estimate_is_bare (estimate))
    riskctx_json_writer_number (self->json, riskctx_estimate_get_parameter (estimate, "value",
                                                                            NULL));
  else
    write_members (self, estimate, riskctx_estimate_get_record (estimate), fields, n_fields);
}

static void
write_strings (Writer      *self,
               const GStrv  strings)
{
  riskctx_json_writer_begin_array (self->json);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    riskctx_json_writer_string (self->json, strings[i]);
  riskctx_json_writer_end_array (self->json);
}

static void
write_flags (Writer *self,
             GType   type,
             guint   value)
{
  GFlagsClass *klass = g_type_class_ref (type);

  riskctx_json_writer_begin_array (self->json);
  for (guint i = 0; i < klass->n_values; i++)
    {
      guint flag = klass->values[i].value;

      if (flag != 0 && (value & flag) == flag)
        riskctx_json_writer_string (self->json, klass->values[i].value_nick);
    }
  riskctx_json_writer_end_array (self->json);
  g_type_class_unref (klass);
}

static void
write_value (Writer             *self,
             gconstpointer       base,
             const RiskctxField *field)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      riskctx_json_writer_boolean (self->json, riskctx_field_at (base, field, gboolean));
      break;

    case RISKCTX_FIELD_INTEGER:
      riskctx_json_writer_integer (self->json, riskctx_field_at (base, field, gint64));
      break;

    case RISKCTX_FIELD_NUMBER:
      riskctx_json_writer_number (self->json, riskctx_field_at (base, field, double));
      break;

    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      riskctx_json_writer_string (self->json, riskctx_field_at (base, field, char *));
      break;

    case RISKCTX_FIELD_TEXT:
      write_text (self, riskctx_field_at (base, field, RiskctxText *));
      break;

    case RISKCTX_FIELD_ENUM:
      riskctx_json_writer_string (self->json,
                                  riskctx_enum_to_nick (field->types[0] (),
                                                        riskctx_field_at (base, field, int)));
      break;

    case RISKCTX_FIELD_FLAGS:
      write_flags (self, field->types[0] (), riskctx_field_at (base, field, guint));
      break;

    case RISKCTX_FIELD_ESTIMATE:
      write_estimate (self, riskctx_field_at (base, field, RiskctxEstimate *));
      break;

    case RISKCTX_FIELD_ESTIMATES:
      {
        GPtrArray *estimates = riskctx_field_at (base, field, GPtrArray *);

        riskctx_json_writer_begin_array (self->json);
        for (guint i = 0; i < estimates->len; i++)
          write_estimate (self, g_ptr_array_index (estimates, i));
        riskctx_json_writer_end_array (self->json);
        break;
      }

    case RISKCTX_FIELD_NUMBERS:
      {
        GArray *numbers = riskctx_field_at (base, field, GArray *);

        riskctx_json_writer_begin_array (self->json);
        for (guint i = 0; i < numbers->len; i++)
          riskctx_json_writer_number (self->json, g_array_index (numbers, double, i));
        riskctx_json_writer_end_array (self->json);
        break;
      }

    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      write_strings (self, riskctx_field_at (base, field, GStrv));
      break;

    case RISKCTX_FIELD_ITEM:
      write_item (self, riskctx_field_at (base, field, RiskctxItem *));
      break;

    case RISKCTX_FIELD_ITEMS:
      {
        RiskctxItemList *list = riskctx_field_at (base, field, RiskctxItemList *);

        riskctx_json_writer_begin_array (self->json);
        for (guint i = 0; list != NULL && i < riskctx_item_list_get_length (list); i++)
          write_item (self, riskctx_item_list_peek (list, i));
        riskctx_json_writer_end_array (self->json);
        break;
      }

    default:
      g_assert_not_reached ();
    }
}

static void
write_member (Writer                    *self,
              gconstpointer              base,
              const RiskctxRecord       *record,
              const RiskctxField        *fields,
              const RiskctxLayoutMember *member)
{
  if (member->field < 0)
    {
      riskctx_json_writer_key (self->json, member->name);
      riskctx_json_writer_node (self->json, member->value);
    }
  else if (is_set (record, member->field))
    {
      riskctx_json_writer_key (self->json, fields[member->field].name);
      write_value (self, base, &fields[member->field]);
    }
}

static void
write_laid_out (Writer              *self,
                gconstpointer        base,
                const RiskctxRecord *record,
                const RiskctxField  *fields,
                guint                n_fields)
{
  const RiskctxLayout *layout = record->layout;
  guint64 missing = record->set & ~rows_of (layout);
  g_autoptr(GArray) order = NULL;

  if (missing == 0)
    {
      for (guint i = 0; i < layout->n_members; i++)
        write_member (self, base, record, fields, &layout->members[i]);
      return;
    }

  order = g_array_new (FALSE, FALSE, sizeof (RiskctxLayoutMember));
  g_array_append_vals (order, layout->members, layout->n_members);
  for (guint row = 0; row < n_fields; row++)
    {
      if ((missing >> row) & 1)
        insert_row (order, (int) row);
    }
  for (guint i = 0; i < order->len; i++)
    write_member (self, base, record, fields,
                  &g_array_index (order, RiskctxLayoutMember, i));
}

static void
write_members (Writer              *self,
               gconstpointer        base,
               const RiskctxRecord *record,
               const RiskctxField  *fields,
               guint                n_fields)
{
  riskctx_json_writer_begin_object (self->json);
  if (record->layout != NULL)
    write_laid_out (self, base, record, fields, n_fields);
  else
    for (guint row = 0; row < n_fields; row++)
      {
        RiskctxLayoutMember member = { (int) row, NULL, NULL };

        write_member (self, base, record, fields, &member);
      }
  riskctx_json_writer_end_object (self->json);
}

/* What says how to read the rest comes first in a document that has no order of its own yet. */
static void
write_new_root (Writer      *self,
                RiskctxItem *root)
{
  static const char *const first[] = { "$schema", "version", "language", "currency" };
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (root);
  RiskctxRecord rest = root->record;

  riskctx_json_writer_begin_object (self->json);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      int row = riskctx_fields_find (klass->fields, klass->n_fields, first[i]);
      RiskctxLayoutMember member = { row, NULL, NULL };

      if (row < 0)
        continue;
      write_member (self, root, &root->record, klass->fields, &member);
      rest.set &= ~(G_GUINT64_CONSTANT (1) << row);
    }
  for (guint row = 0; row < klass->n_fields; row++)
    {
      RiskctxLayoutMember member = { (int) row, NULL, NULL };

      write_member (self, root, &rest, klass->fields, &member);
    }
  riskctx_json_writer_end_object (self->json);
}

/**
 * riskctx_document_writer_write:
 * @writer: where to
 * @root: the outermost item of a document
 * @language: the language that plain texts are in
 *
 * Writes what is stated, in the order in which the document was read, with the members that the
 * library does not know where they were.
 */
void
riskctx_document_writer_write (RiskctxJsonWriter *writer,
                               RiskctxItem       *root,
                               const char        *language)
{
  Writer self = { writer, language };

  if (root->record.layout == NULL)
    write_new_root (&self, root);
  else
    write_item (&self, root);
}
