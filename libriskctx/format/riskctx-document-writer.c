/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-writer-private.h"

#include "riskctx-text-private.h"

#include <string.h>

static void write_members (RiskctxJsonWriter   *json,
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
write_item (RiskctxJsonWriter *json,
            RiskctxItem       *item)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  write_members (json, item, &item->record, klass->fields, klass->n_fields);
}

static void
write_text (RiskctxJsonWriter *json,
            RiskctxText       *text)
{
  guint n_pairs;
  const RiskctxTextPair *pairs = riskctx_text_get_pairs (text, &n_pairs);

  if (n_pairs == 1 && *pairs[0].language == '\0')
    {
      riskctx_json_writer_string (json, pairs[0].value);
      return;
    }

  riskctx_json_writer_begin_object (json);
  for (guint i = 0; i < n_pairs; i++)
    {
      riskctx_json_writer_key (json, pairs[i].language);
      riskctx_json_writer_string (json, pairs[i].value);
    }
  riskctx_json_writer_end_object (json);
}

static void
write_estimate (RiskctxJsonWriter *json,
                RiskctxEstimate   *estimate)
{
  guint n_fields;
  const RiskctxField *fields = riskctx_estimate_get_fields (&n_fields);

  if (riskctx_estimate_is_bare (estimate))
    riskctx_json_writer_number (json, riskctx_estimate_get_parameter (estimate, "value",
                                                                            NULL));
  else
    write_members (json, estimate, riskctx_estimate_get_record (estimate), fields, n_fields);
}

static void
write_strings (RiskctxJsonWriter *json,
               const GStrv        strings)
{
  riskctx_json_writer_begin_array (json);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    riskctx_json_writer_string (json, strings[i]);
  riskctx_json_writer_end_array (json);
}

static void
write_flags (RiskctxJsonWriter *json,
             GType              type,
             guint              value)
{
  GFlagsClass *klass = g_type_class_ref (type);

  riskctx_json_writer_begin_array (json);
  for (guint i = 0; i < klass->n_values; i++)
    {
      guint flag = klass->values[i].value;

      if (flag != 0 && (value & flag) == flag)
        riskctx_json_writer_string (json, klass->values[i].value_nick);
    }
  riskctx_json_writer_end_array (json);
  g_type_class_unref (klass);
}

static void
write_value (RiskctxJsonWriter  *json,
             gconstpointer       base,
             const RiskctxField *field)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      riskctx_json_writer_boolean (json, riskctx_field_at (base, field, gboolean));
      break;

    case RISKCTX_FIELD_INTEGER:
      riskctx_json_writer_integer (json, riskctx_field_at (base, field, gint64));
      break;

    case RISKCTX_FIELD_NUMBER:
      riskctx_json_writer_number (json, riskctx_field_at (base, field, double));
      break;

    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      riskctx_json_writer_string (json, riskctx_field_at (base, field, char *));
      break;

    case RISKCTX_FIELD_TEXT:
      write_text (json, riskctx_field_at (base, field, RiskctxText *));
      break;

    case RISKCTX_FIELD_ENUM:
      riskctx_json_writer_string (json,
                                  riskctx_enum_to_nick (field->types[0] (),
                                                        riskctx_field_at (base, field, int)));
      break;

    case RISKCTX_FIELD_FLAGS:
      write_flags (json, field->types[0] (), riskctx_field_at (base, field, guint));
      break;

    case RISKCTX_FIELD_ESTIMATE:
      write_estimate (json, riskctx_field_at (base, field, RiskctxEstimate *));
      break;

    case RISKCTX_FIELD_ESTIMATES:
      {
        GPtrArray *estimates = riskctx_field_at (base, field, GPtrArray *);

        riskctx_json_writer_begin_array (json);
        for (guint i = 0; i < estimates->len; i++)
          write_estimate (json, g_ptr_array_index (estimates, i));
        riskctx_json_writer_end_array (json);
        break;
      }

    case RISKCTX_FIELD_NUMBERS:
      {
        GArray *numbers = riskctx_field_at (base, field, GArray *);

        riskctx_json_writer_begin_array (json);
        for (guint i = 0; i < numbers->len; i++)
          riskctx_json_writer_number (json, g_array_index (numbers, double, i));
        riskctx_json_writer_end_array (json);
        break;
      }

    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      write_strings (json, riskctx_field_at (base, field, GStrv));
      break;

    case RISKCTX_FIELD_ITEM:
      write_item (json, riskctx_field_at (base, field, RiskctxItem *));
      break;

    case RISKCTX_FIELD_ITEMS:
      {
        RiskctxItemList *list = riskctx_field_at (base, field, RiskctxItemList *);

        riskctx_json_writer_begin_array (json);
        for (guint i = 0; list != NULL && i < riskctx_item_list_get_length (list); i++)
          write_item (json, riskctx_item_list_peek (list, i));
        riskctx_json_writer_end_array (json);
        break;
      }

    default:
      g_assert_not_reached ();
    }
}

static void
write_member (RiskctxJsonWriter         *json,
              gconstpointer              base,
              const RiskctxRecord       *record,
              const RiskctxField        *fields,
              const RiskctxLayoutMember *member)
{
  if (member->field < 0)
    {
      riskctx_json_writer_key (json, member->name);
      riskctx_json_writer_node (json, member->value);
    }
  else if (is_set (record, member->field))
    {
      riskctx_json_writer_key (json, fields[member->field].name);
      write_value (json, base, &fields[member->field]);
    }
}

static void
write_laid_out (RiskctxJsonWriter   *json,
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
        write_member (json, base, record, fields, &layout->members[i]);
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
    write_member (json, base, record, fields,
                  &g_array_index (order, RiskctxLayoutMember, i));
}

static void
write_members (RiskctxJsonWriter   *json,
               gconstpointer        base,
               const RiskctxRecord *record,
               const RiskctxField  *fields,
               guint                n_fields)
{
  riskctx_json_writer_begin_object (json);
  if (record->layout != NULL)
    write_laid_out (json, base, record, fields, n_fields);
  else
    for (guint row = 0; row < n_fields; row++)
      {
        RiskctxLayoutMember member = { (int) row, NULL, NULL };

        write_member (json, base, record, fields, &member);
      }
  riskctx_json_writer_end_object (json);
}

/* What says how to read the rest comes first in a document that has no order of its own yet. */
static void
write_new_root (RiskctxJsonWriter *json,
                RiskctxItem       *root)
{
  static const char *const first[] = { "$schema", "version", "language", "currency" };
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (root);
  RiskctxRecord rest = root->record;

  riskctx_json_writer_begin_object (json);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      int row = riskctx_fields_find (klass->fields, klass->n_fields, first[i]);
      RiskctxLayoutMember member = { row, NULL, NULL };

      if (row < 0)
        continue;
      write_member (json, root, &root->record, klass->fields, &member);
      rest.set &= ~(G_GUINT64_CONSTANT (1) << row);
    }
  for (guint row = 0; row < klass->n_fields; row++)
    {
      RiskctxLayoutMember member = { (int) row, NULL, NULL };

      write_member (json, root, &rest, klass->fields, &member);
    }
  riskctx_json_writer_end_object (json);
}

/**
 * riskctx_document_writer_write:
 * @writer: where to
 * @root: the outermost item of a document
 *
 * Writes what is stated, in the order in which the document was read, with the members that the
 * library does not know where they were.
 */
void
riskctx_document_writer_write (RiskctxJsonWriter *writer,
                               RiskctxItem       *root)
{
  if (root->record.layout == NULL)
    write_new_root (writer, root);
  else
    write_item (writer, root);
}

/**
 * riskctx_document_to_text:
 * @root: what the document is
 * @pretty: with lines and indents, and a line feed at the end
 *
 * Writes a document as a text. That cannot fail: every figure in it is finite.
 *
 * Returns: (transfer full): the text
 */
char *
riskctx_document_to_text (RiskctxItem *root,
                          gboolean     pretty)
{
  g_auto(RiskctxJsonWriter) writer = { 0 };

  riskctx_json_writer_init (&writer, pretty);
  riskctx_document_writer_write (&writer, root);
  if (pretty)
    g_string_append_c (writer.text, '\n');

  return riskctx_json_writer_finish (&writer);
}
