/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-result-private.h"

#include <math.h>

#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-text-private.h"

#define N_CATEGORIES 8

/* Whole numbers are written as such: 85000000, not 8.5e7 nor 85000000.0 */
static JsonNode *
number_node (double value)
{
  JsonNode *node = json_node_alloc ();

  if (fabs (value) < 9007199254740992.0 && floor (value) == value)
    return json_node_init_int (node, (gint64) value);
  return json_node_init_double (node, value);
}

static JsonNode *
string_node (const char *value)
{
  return json_node_init_string (json_node_alloc (), value);
}

static JsonNode *
array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

JsonNode *
riskctx_result_text (RiskctxText *text)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  guint n;
  const RiskctxTextPair *pairs = riskctx_text_get_pairs (text, &n);

  json_node_take_object (node, object);
  for (guint i = 0; i < n; i++)
    json_object_set_string_member (object, pairs[i].language[0] != '\0' ? pairs[i].language : "und",
                                   pairs[i].value);
  return node;
}

static JsonNode *
strings_node (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  return array_node (array);
}

static JsonNode *
curve_node (GArray *curve)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i + 1 < curve->len; i += 2)
    {
      JsonArray *pair = json_array_new ();

      json_array_add_element (pair, number_node (g_array_index (curve, double, i)));
      json_array_add_element (pair, number_node (g_array_index (curve, double, i + 1)));
      json_array_add_array_element (array, pair);
    }
  return array_node (array);
}

static JsonNode *
table_node (const double (*table)[N_CATEGORIES])
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      JsonArray *row = json_array_new ();

      for (guint j = 0; j < N_CATEGORIES; j++)
        json_array_add_element (row, number_node (table[i][j]));
      json_array_add_array_element (array, row);
    }
  return array_node (array);
}

static JsonNode *
objects_node (const RiskctxResultShape *shape,
              GPtrArray                *objects)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < objects->len; i++)
    json_array_add_element (array, riskctx_result_write (shape, g_ptr_array_index (objects, i)));
  return array_node (array);
}

static JsonNode *
write_pointer (const RiskctxResultField *field,
               gpointer                  pointer)
{
  if (pointer == NULL)
    return NULL;

  switch (field->kind)
    {
    case RISKCTX_RESULT_STRING:
      return string_node (pointer);
    case RISKCTX_RESULT_STRINGS:
      return strings_node (pointer);
    case RISKCTX_RESULT_TEXT:
      return riskctx_result_text (pointer);
    case RISKCTX_RESULT_FIGURE:
      return riskctx_result_write (&riskctx_figure_shape, pointer);
    case RISKCTX_RESULT_VALUE:
      return riskctx_result_write (&riskctx_figure_value_shape, pointer);
    case RISKCTX_RESULT_OBJECT:
      return riskctx_result_write (field->shape, pointer);
    case RISKCTX_RESULT_OBJECTS:
      return objects_node (field->shape, pointer);
    case RISKCTX_RESULT_CURVE:
      return curve_node (pointer);
    case RISKCTX_RESULT_TABLE:
      return table_node (pointer);
    case RISKCTX_RESULT_BOOLEAN:
    case RISKCTX_RESULT_INTEGER:
    case RISKCTX_RESULT_LONG:
    case RISKCTX_RESULT_NUMBER:
    case RISKCTX_RESULT_ENUM:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* NULL where there is nothing to write */
static JsonNode *
write_field (const RiskctxResultField *field,
             gconstpointer             base)
{
  gconstpointer at = (const guint8 *) base + field->offset;

  switch (field->kind)
    {
    case RISKCTX_RESULT_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), *(const gboolean *) at);
    case RISKCTX_RESULT_INTEGER:
      return json_node_init_int (json_node_alloc (), *(const guint *) at);
    case RISKCTX_RESULT_LONG:
      return json_node_init_int (json_node_alloc (), (gint64) *(const guint64 *) at);
    case RISKCTX_RESULT_NUMBER:
      return isfinite (*(const double *) at) ? number_node (*(const double *) at) : NULL;
    case RISKCTX_RESULT_ENUM:
      if (*(const int *) at < 0)
        return NULL;
      return string_node (riskctx_enum_to_nick (field->type (), *(const int *) at));
    case RISKCTX_RESULT_STRING:
    case RISKCTX_RESULT_STRINGS:
    case RISKCTX_RESULT_TEXT:
    case RISKCTX_RESULT_FIGURE:
    case RISKCTX_RESULT_VALUE:
    case RISKCTX_RESULT_OBJECT:
    case RISKCTX_RESULT_OBJECTS:
    case RISKCTX_RESULT_CURVE:
    case RISKCTX_RESULT_TABLE:
    default:
      return write_pointer (field, *(gpointer const *) at);
    }
}

JsonNode *
riskctx_result_write (const RiskctxResultShape *shape,
                      gconstpointer             base)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  for (guint i = 0; i < shape->n_fields; i++)
    {
      JsonNode *member = write_field (&shape->fields[i], base);

      if (member != NULL)
        json_object_set_member (object, shape->fields[i].name, member);
    }
  return node;
}

/* The schema */

static void describe_shape (const RiskctxResultShape *shape,
                            JsonObject               *definitions);

static JsonObject *
typed (const char *type)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  return object;
}

static JsonObject *
array_of (JsonObject *items)
{
  JsonObject *array = typed ("array");

  json_object_set_object_member (array, "items", items);
  return array;
}

static JsonObject *
row_of_numbers (guint length)
{
  JsonObject *row = array_of (typed ("number"));

  json_object_set_int_member (row, "minItems", length);
  json_object_set_int_member (row, "maxItems", length);
  return row;
}

static JsonObject *
names_of (GType type)
{
  JsonObject *object = json_object_new ();
  JsonArray *names = json_array_new ();
  gpointer klass = g_type_class_ref (type);

  /* one of several flags is written like a value of an enumeration */
  if (G_TYPE_IS_FLAGS (type))
    for (guint i = 0; i < G_FLAGS_CLASS (klass)->n_values; i++)
      json_array_add_string_element (names, G_FLAGS_CLASS (klass)->values[i].value_nick);
  else
    for (guint i = 0; i < G_ENUM_CLASS (klass)->n_values; i++)
      json_array_add_string_element (names, G_ENUM_CLASS (klass)->values[i].value_nick);
  g_type_class_unref (klass);
  json_object_set_array_member (object, "enum", names);
  return object;
}

static JsonObject *
reference (const RiskctxResultShape *shape,
           JsonObject               *definitions)
{
  JsonObject *object = json_object_new ();
  g_autofree char *path = g_strconcat ("#/$defs/", shape->name, NULL);

  describe_shape (shape, definitions);
  json_object_set_string_member (object, "$ref", path);
  return object;
}

static JsonObject *
describe_field (const RiskctxResultField *field,
                JsonObject               *definitions)
{
  JsonObject *object;

  switch (field->kind)
    {
    case RISKCTX_RESULT_BOOLEAN:
      return typed ("boolean");
    case RISKCTX_RESULT_INTEGER:
    case RISKCTX_RESULT_LONG:
      object = typed ("integer");
      json_object_set_int_member (object, "minimum", 0);
      return object;
    case RISKCTX_RESULT_NUMBER:
      return typed ("number");
    case RISKCTX_RESULT_STRING:
      return typed ("string");
    case RISKCTX_RESULT_STRINGS:
      return array_of (typed ("string"));
    case RISKCTX_RESULT_TEXT:
      object = typed ("object");
      json_object_set_object_member (object, "additionalProperties", typed ("string"));
      return object;
    case RISKCTX_RESULT_ENUM:
      return names_of (field->type ());
    case RISKCTX_RESULT_FIGURE:
      return reference (&riskctx_figure_shape, definitions);
    case RISKCTX_RESULT_VALUE:
      return reference (&riskctx_figure_value_shape, definitions);
    case RISKCTX_RESULT_OBJECT:
      return reference (field->shape, definitions);
    case RISKCTX_RESULT_OBJECTS:
      return array_of (reference (field->shape, definitions));
    case RISKCTX_RESULT_CURVE:
      return array_of (row_of_numbers (2));
    case RISKCTX_RESULT_TABLE:
      object = array_of (row_of_numbers (N_CATEGORIES));
      json_object_set_int_member (object, "minItems", N_CATEGORIES);
      json_object_set_int_member (object, "maxItems", N_CATEGORIES);
      return object;
    default:
      g_return_val_if_reached (json_object_new ());
    }
}

static gboolean
always_written (RiskctxResultKind kind)
{
  return kind == RISKCTX_RESULT_BOOLEAN || kind == RISKCTX_RESULT_INTEGER
         || kind == RISKCTX_RESULT_LONG;
}

static void
describe_shape (const RiskctxResultShape *shape,
                JsonObject               *definitions)
{
  JsonObject *object, *members;
  JsonArray *required;

  if (json_object_has_member (definitions, shape->name))
    return;
  object = typed ("object");
  members = json_object_new ();
  required = json_array_new ();
  json_object_set_object_member (definitions, shape->name, object);
  json_object_set_string_member (object, "description", shape->doc);
  json_object_set_object_member (object, "properties", members);
  json_object_set_boolean_member (object, "additionalProperties", FALSE);
  json_object_set_array_member (object, "required", required);
  for (guint i = 0; i < shape->n_fields; i++)
    {
      const RiskctxResultField *field = &shape->fields[i];
      JsonObject *member = describe_field (field, definitions);

      json_object_set_string_member (member, "description", field->doc);
      json_object_set_object_member (members, field->name, member);
      if (always_written (field->kind))
        json_array_add_string_element (required, field->name);
    }
}

JsonNode *
riskctx_result_schema (const RiskctxResultShape *shape)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *schema = json_object_new ();
  JsonObject *definitions = json_object_new ();
  g_autofree char *path = g_strconcat ("#/$defs/", shape->name, NULL);

  json_node_take_object (node, schema);
  json_object_set_string_member (schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  json_object_set_string_member (schema, "title", shape->name);
  json_object_set_string_member (schema, "$ref", path);
  json_object_set_object_member (schema, "$defs", definitions);
  describe_shape (shape, definitions);
  return node;
}
