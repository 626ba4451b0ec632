/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json-reader-private.h"

#include <string.h>

static JsonNode *
scalar_node (const RiskctxJsonReader *reader,
             RiskctxJsonEvent         event)
{
  JsonNode *node = json_node_alloc ();

  switch (event)
    {
    case RISKCTX_JSON_EVENT_STRING:
      {
        g_autofree char *text = g_strndup (reader->string.text, reader->string.length);

        return json_node_init_string (node, text);
      }

    case RISKCTX_JSON_EVENT_NUMBER:
      return reader->is_integer ? json_node_init_int (node, reader->integer)
                                : json_node_init_double (node, reader->number);

    case RISKCTX_JSON_EVENT_TRUE:
    case RISKCTX_JSON_EVENT_FALSE:
      return json_node_init_boolean (node, event == RISKCTX_JSON_EVENT_TRUE);

    case RISKCTX_JSON_EVENT_OBJECT:
      {
        g_autoptr(JsonObject) object = json_object_new ();

        return json_node_init_object (node, object);
      }

    case RISKCTX_JSON_EVENT_ARRAY:
      {
        g_autoptr(JsonArray) array = json_array_new ();

        return json_node_init_array (node, array);
      }

    case RISKCTX_JSON_EVENT_NULL:
    case RISKCTX_JSON_EVENT_OBJECT_END:
    case RISKCTX_JSON_EVENT_ARRAY_END:
    case RISKCTX_JSON_EVENT_END:
    case RISKCTX_JSON_EVENT_ERROR:
    default:
      return json_node_init_null (node);
    }
}

static void
add_to (JsonNode          *parent,
        RiskctxJsonReader *reader,
        JsonNode          *node)
{
  json_node_set_parent (node, parent);

  if (JSON_NODE_HOLDS_ARRAY (parent))
    {
      json_array_add_element (json_node_get_array (parent), node);
      return;
    }

  {
    g_autofree char *name = g_strndup (reader->key.text, reader->key.length);
    JsonObject *object = json_node_get_object (parent);

    if (json_object_has_member (object, name))
      riskctx_json_reader_note (reader, RISKCTX_ISSUE_DUPLICATE_MEMBER, reader->key_offset,
                                name, NULL, NULL);
    json_object_set_member (object, name, node);
  }
}

/**
 * riskctx_json_reader_read_node:
 * @self: a reader
 * @event: the event the reader is at, which begins a value
 *
 * Reads the value that @event begins, whatever is in it, and notes members that are there twice.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL if the text turned out not to be JSON
 */
JsonNode *
riskctx_json_reader_read_node (RiskctxJsonReader *self,
                               RiskctxJsonEvent   event)
{
  JsonNode *open[RISKCTX_JSON_MAX_DEPTH];
  g_autoptr(JsonNode) root = NULL;
  guint depth = 0;

  for (;;)
    {
      if (event == RISKCTX_JSON_EVENT_ERROR || event == RISKCTX_JSON_EVENT_END)
        return NULL;

      if (event == RISKCTX_JSON_EVENT_OBJECT_END || event == RISKCTX_JSON_EVENT_ARRAY_END)
        depth--;
      else
        {
          JsonNode *node = scalar_node (self, event);

          if (depth > 0)
            add_to (open[depth - 1], self, node);
          else
            root = node;
          if (event == RISKCTX_JSON_EVENT_OBJECT || event == RISKCTX_JSON_EVENT_ARRAY)
            open[depth++] = node;
        }

      if (depth == 0)
        return g_steal_pointer (&root);
      event = riskctx_json_reader_next (self);
    }
}
