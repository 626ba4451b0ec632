/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-reader-private.h"

#include <string.h>

/* From so many unknown members in one object on, their names are looked up and not compared. */
#define MANY_UNKNOWN 16

void
riskctx_document_reader_init (RiskctxDocumentReader *self,
                              const void            *data,
                              gsize                  size)
{
  memset (self, 0, sizeof *self);
  riskctx_json_reader_init (&self->json, data, size);
}

void
riskctx_document_reader_clear (RiskctxDocumentReader *self)
{
  riskctx_json_reader_clear (&self->json);
  riskctx_mistakes_clear (&self->mistakes);
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  for (guint i = 0; i < self->n_languages; i++)
    g_free (self->languages[i]);
  self->n_languages = 0;
}

/**
 * riskctx_json_event_name:
 * @event: an event that begins a value
 *
 * Names the type of the value, for messages.
 *
 * Returns: a word, or the key of one
 */
const char *
riskctx_json_event_name (RiskctxJsonEvent event)
{
  switch (event)
    {
    case RISKCTX_JSON_EVENT_OBJECT:
      return "@format.object";
    case RISKCTX_JSON_EVENT_ARRAY:
      return "@format.array";
    case RISKCTX_JSON_EVENT_STRING:
      return "@format.string";
    case RISKCTX_JSON_EVENT_NUMBER:
      return "@format.number";
    case RISKCTX_JSON_EVENT_TRUE:
      return "true";
    case RISKCTX_JSON_EVENT_FALSE:
      return "false";
    case RISKCTX_JSON_EVENT_NULL:
    case RISKCTX_JSON_EVENT_OBJECT_END:
    case RISKCTX_JSON_EVENT_ARRAY_END:
    case RISKCTX_JSON_EVENT_END:
    case RISKCTX_JSON_EVENT_ERROR:
    default:
      return "null";
    }
}

/**
 * riskctx_document_reader_refuse:
 * @self: a reader
 * @event: the event it is at, which begins a value
 * @expected: what stands there in a correct document
 *
 * Notes that a value has the wrong type, and reads past it.
 */
void
riskctx_document_reader_refuse (RiskctxDocumentReader *self,
                                RiskctxJsonEvent       event,
                                const char            *expected)
{
  if (event == RISKCTX_JSON_EVENT_ERROR)
    {
      self->failed = TRUE;
      return;
    }

  riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_TYPE, self->json.offset, expected,
                        riskctx_json_event_name (event), NULL, NULL);
  if (!riskctx_json_reader_skip (&self->json, event))
    self->failed = TRUE;
}

/* The members of an object in the order of the text */
typedef struct
{
  RiskctxLayoutMember  known[RISKCTX_FIELD_MAX];
  RiskctxLayoutMember *members; /* @known, or what took its place when it was full */
  guint                n_members;
  guint                capacity;
  guint                n_unknown;
  GHashTable          *unknown; /* (element-type utf8) (nullable): their names, if they are many */
  gboolean             sorted;  /* as the table has them */
} Order;

static void
order_add (Order    *order,
           int       field,
           char     *name,
           JsonNode *value)
{
  if (order->n_members == order->capacity)
    {
      RiskctxLayoutMember *old = order->members == order->known ? NULL : order->members;

      order->capacity *= 2;
      order->members = g_renew (RiskctxLayoutMember, old, order->capacity);
      if (old == NULL)
        memcpy (order->members, order->known, sizeof order->known);
    }
  order->members[order->n_members++] = (RiskctxLayoutMember) { field, name, value };
}

static void
order_add_unknown (Order    *order,
                   char     *name,
                   JsonNode *value)
{
  order_add (order, -1, name, value);
  order->n_unknown++;

  if (order->n_unknown == MANY_UNKNOWN)
    {
      order->unknown = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < order->n_members; i++)
        {
          if (order->members[i].name != NULL)
            g_hash_table_add (order->unknown, order->members[i].name);
        }
    }
  else if (order->unknown != NULL)
    g_hash_table_add (order->unknown, name);
}

static gboolean
order_has_unknown (const Order *order,
                   const char  *name)
{
  if (order->unknown != NULL)
    return g_hash_table_contains (order->unknown, name);

  for (guint i = 0; order->n_unknown > 0 && i < order->n_members; i++)
    {
      if (g_strcmp0 (order->members[i].name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Objects of one kind mostly have their members in one order, so most share one layout. */
static RiskctxLayout *
order_to_layout (Order                 *order,
                 RiskctxDocumentReader *self,
                 const RiskctxField    *fields)
{
  RiskctxLayout *layout;

  /* The outermost object always keeps its order: a new document has another one. */
  if (order->sorted && order->n_unknown == 0 && self->json.depth > 0)
    return NULL;

  if (self->layouts == NULL)
    self->layouts = g_hash_table_new_full (NULL, NULL, NULL,
                                           (GDestroyNotify) riskctx_layout_unref);
  layout = g_hash_table_lookup (self->layouts, fields);
  if (order->n_unknown == 0 &&
      riskctx_layout_has_fields (layout, order->members, order->n_members))
    return riskctx_layout_ref (layout);

  layout = riskctx_layout_new (order->members, order->n_members);
  order->n_members = 0;
  if (order->n_unknown == 0)
    g_hash_table_insert (self->layouts, (gpointer) fields, riskctx_layout_ref (layout));

  return layout;
}

static void
order_clear (Order *order)
{
  for (guint i = 0; i < order->n_members && order->n_unknown > 0; i++)
    {
      g_free (order->members[i].name);
      g_clear_pointer (&order->members[i].value, json_node_unref);
    }
  if (order->members != order->known)
    g_free (order->members);
  g_clear_pointer (&order->unknown, g_hash_table_unref);
}

static char *
dup_key (const RiskctxDocumentReader *self)
{
  return g_strndup (self->json.key.text, self->json.key.length);
}

/* The row with the name of the member just read. Members mostly come in the order of the table,
 * so the search begins behind the last one. */
static int
find_row (const RiskctxField *fields,
          guint               n_fields,
          guint               expected,
          RiskctxJsonSlice    name)
{
  for (guint i = 0; i < n_fields; i++)
    {
      guint row = expected + i < n_fields ? expected + i : expected + i - n_fields;
      const char *candidate = fields[row].name;
      gsize length = 0;

      /* Names are short and mostly differ at once: calling strncmp () takes longer. */
      while (length < name.length && candidate[length] == name.text[length])
        length++;
      if (length == name.length && candidate[length] == '\0')
        return (int) row;
    }

  return -1;
}

static void
read_unknown (RiskctxDocumentReader *self,
              RiskctxJsonEvent       event,
              const RiskctxField    *fields,
              guint                  n_fields,
              Order                 *order)
{
  g_autofree char *name = dup_key (self);
  gsize offset = self->json.key_offset;
  JsonNode *value;

  if (order_has_unknown (order, name))
    {
      riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_DUPLICATE_MEMBER, offset, name, NULL,
                            NULL, NULL);
      if (!riskctx_json_reader_skip (&self->json, event))
        self->failed = TRUE;
      return;
    }

  value = riskctx_json_reader_read_node (&self->json, event);
  if (value == NULL)
    {
      self->failed = TRUE;
      return;
    }

  if (!riskctx_mistakes_is_full (&self->mistakes, RISKCTX_ISSUE_UNKNOWN_MEMBER))
    {
      g_autofree const char **names = g_new0 (const char *, n_fields + 1);

      for (guint i = 0; i < n_fields; i++)
        names[i] = fields[i].name;
      riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_UNKNOWN_MEMBER, offset, name, NULL, NULL,
                            riskctx_nearest_name (name, names));
    }
  order_add_unknown (order, g_steal_pointer (&name), value);
}

/**
 * riskctx_document_reader_read_members:
 * @self: a reader, at the beginning of an object
 * @base: what the fields are in
 * @record: its record
 * @fields: (array length=n_fields): the table
 * @n_fields: the number of its rows
 *
 * Reads the members of an object into the fields of a struct, whatever is wrong with them; what
 * the table does not know is kept in the layout of the record.
 */
void
riskctx_document_reader_read_members (RiskctxDocumentReader *self,
                                      gpointer               base,
                                      RiskctxRecord         *record,
                                      const RiskctxField    *fields,
                                      guint                  n_fields)
{
  Order order;
  guint64 seen = 0;
  guint expected = 0;

  order.members = order.known;
  order.capacity = G_N_ELEMENTS (order.known);
  order.n_members = 0;
  order.n_unknown = 0;
  order.unknown = NULL;
  order.sorted = TRUE;

  while (!self->failed)
    {
      RiskctxJsonEvent event = riskctx_json_reader_next (&self->json);
      guint64 bit;
      int row;

      if (event == RISKCTX_JSON_EVENT_OBJECT_END)
        break;
      if (event == RISKCTX_JSON_EVENT_ERROR)
        {
          self->failed = TRUE;
          break;
        }

      row = find_row (fields, n_fields, expected, self->json.key);
      if (row < 0)
        {
          read_unknown (self, event, fields, n_fields, &order);
          continue;
        }

      bit = G_GUINT64_CONSTANT (1) << row;
      if ((seen & bit) != 0)
        {
          riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_DUPLICATE_MEMBER,
                                self->json.key_offset, fields[row].name, NULL, NULL, NULL);
          if (!riskctx_json_reader_skip (&self->json, event))
            self->failed = TRUE;
          continue;
        }

      seen |= bit;
      order.sorted &= (guint) row >= expected;
      expected = (guint) row + 1;
      order_add (&order, row, NULL, NULL);
      if (riskctx_document_reader_read_value (self, base, &fields[row], event))
        record->set |= bit;
    }

  record->layout = order_to_layout (&order, self, fields);
  order_clear (&order);
}

/**
 * riskctx_document_reader_read_item:
 * @self: a reader, at the beginning of an object
 * @type: which kind of item it is
 *
 * Reads an item with all its parts.
 *
 * Returns: (transfer full): the item
 */
RiskctxItem *
riskctx_document_reader_read_item (RiskctxDocumentReader *self,
                                   GType                  type)
{
  RiskctxItem *item = g_object_new (type, NULL);
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  riskctx_document_reader_read_members (self, item, &item->record, klass->fields,
                                        klass->n_fields);

  return item;
}

/**
 * riskctx_document_reader_read:
 * @self: a reader
 * @type: which kind of item the document is
 *
 * Reads the whole document.
 *
 * Returns: (transfer full) (nullable): what was read; whether it can be relied on is told by the
 *   mistakes
 */
RiskctxItem *
riskctx_document_reader_read (RiskctxDocumentReader *self,
                              GType                  type)
{
  RiskctxJsonEvent event = riskctx_json_reader_next (&self->json);
  g_autoptr(RiskctxItem) item = NULL;

  if (event == RISKCTX_JSON_EVENT_OBJECT)
    item = riskctx_document_reader_read_item (self, type);
  else
    riskctx_document_reader_refuse (self, event, "@format.object");

  if (!self->failed && riskctx_json_reader_next (&self->json) == RISKCTX_JSON_EVENT_ERROR)
    self->failed = TRUE;

  return self->failed ? NULL : g_steal_pointer (&item);
}
