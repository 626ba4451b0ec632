/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-schema.h"

#include "riskctx-document-reader-private.h"
#include "riskctx-document.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

#include <string.h>

/* The schema is made of the tables that the reader works from, so the two cannot disagree. What a
 * schema cannot say, such as that low is not above mode, is left to the reader. */

#define LANGUAGE_PATTERN "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

typedef struct
{
  JsonBuilder *json;
  GPtrArray   *types; /* (element-type GType): nouns that are referred to */
} Schema;

static void
add_string (Schema     *self,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (self->json, name);
  json_builder_add_string_value (self->json, value);
}

static void
add_number (Schema     *self,
            const char *name,
            double      value)
{
  json_builder_set_member_name (self->json, name);
  json_builder_add_double_value (self->json, value);
}

static void
begin_object (Schema     *self,
              const char *name)
{
  json_builder_set_member_name (self->json, name);
  json_builder_begin_object (self->json);
}

static void
begin_array (Schema     *self,
             const char *name)
{
  json_builder_set_member_name (self->json, name);
  json_builder_begin_array (self->json);
}

static void
end_object (Schema *self)
{
  json_builder_end_object (self->json);
}

static void
end_array (Schema *self)
{
  json_builder_end_array (self->json);
}

static void
add_reference (Schema     *self,
               const char *name)
{
  g_autofree char *reference = g_strconcat ("#/$defs/", name, NULL);

  add_string (self, "$ref", reference);
}

static void
add_bounds (Schema             *self,
            const RiskctxField *field)
{
  if (field->min > -G_MAXDOUBLE)
    add_number (self, (field->flags & RISKCTX_FIELD_EXCLUSIVE_MIN) != 0 ? "exclusiveMinimum"
                                                                        : "minimum", field->min);
  if (field->max < G_MAXDOUBLE)
    add_number (self, "maximum", field->max);
}

static void
add_nicks (Schema *self,
           GType   type)
{
  gpointer klass = g_type_class_ref (type);

  begin_array (self, "enum");
  if (G_TYPE_IS_ENUM (type))
    for (guint i = 0; i < G_ENUM_CLASS (klass)->n_values; i++)
      json_builder_add_string_value (self->json, G_ENUM_CLASS (klass)->values[i].value_nick);
  else
    for (guint i = 0; i < G_FLAGS_CLASS (klass)->n_values; i++)
      json_builder_add_string_value (self->json, G_FLAGS_CLASS (klass)->values[i].value_nick);
  end_array (self);
  g_type_class_unref (klass);
}

/* Nouns are entered by their type's name, without the prefix of the library. */
static const char *
name_noun (Schema *self,
           GType   type)
{
  if (!g_ptr_array_find (self->types, GSIZE_TO_POINTER (type), NULL))
    g_ptr_array_add (self->types, GSIZE_TO_POINTER (type));

  return g_type_name (type) + strlen ("Riskctx");
}

static void
add_array_of (Schema     *self,
              const char *name)
{
  add_string (self, "type", "array");
  begin_object (self, "items");
  add_reference (self, name);
  end_object (self);
}

static void
add_kind (Schema             *self,
          const RiskctxField *field)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      add_string (self, "type", "boolean");
      break;

    case RISKCTX_FIELD_INTEGER:
      add_string (self, "type", "integer");
      add_bounds (self, field);
      break;

    case RISKCTX_FIELD_NUMBER:
      add_string (self, "type", "number");
      add_bounds (self, field);
      break;

    case RISKCTX_FIELD_STRING:
      add_string (self, "type", "string");
      if (strcmp (field->name, "language") == 0)
        add_string (self, "pattern", LANGUAGE_PATTERN);
      else if (strcmp (field->name, "currency") == 0)
        add_string (self, "pattern", "^[A-Z]{3}$");
      break;

    case RISKCTX_FIELD_DATE:
      add_reference (self, "date");
      break;

    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      add_reference (self, "id");
      break;

    case RISKCTX_FIELD_TEXT:
      add_reference (self, "text");
      break;

    case RISKCTX_FIELD_ENUM:
      add_nicks (self, field->types[0] ());
      break;

    case RISKCTX_FIELD_FLAGS:
      add_string (self, "type", "array");
      begin_object (self, "items");
      add_nicks (self, field->types[0] ());
      end_object (self);
      json_builder_set_member_name (self->json, "uniqueItems");
      json_builder_add_boolean_value (self->json, TRUE);
      break;

    case RISKCTX_FIELD_ESTIMATE:
      /* Bounds apply to plain numbers, and to the value of a fixed estimate. */
      add_reference (self, "estimate");
      if (field->min > -G_MAXDOUBLE || field->max < G_MAXDOUBLE)
        {
          add_bounds (self, field);
          begin_object (self, "properties");
          begin_object (self, "value");
          add_bounds (self, field);
          end_object (self);
          end_object (self);
        }
      break;

    case RISKCTX_FIELD_ESTIMATES:
      add_array_of (self, "estimate");
      break;

    case RISKCTX_FIELD_NUMBERS:
      add_string (self, "type", "array");
      begin_object (self, "items");
      add_string (self, "type", "number");
      end_object (self);
      break;

    case RISKCTX_FIELD_STRINGS:
      add_string (self, "type", "array");
      begin_object (self, "items");
      if (field->types[0] != NULL)
        add_nicks (self, field->types[0] ());
      else
        add_string (self, "type", "string");
      end_object (self);
      break;

    case RISKCTX_FIELD_REFERENCES:
      add_array_of (self, "id");
      break;

    case RISKCTX_FIELD_ITEM:
      add_reference (self, name_noun (self, field->types[0] ()));
      break;

    case RISKCTX_FIELD_ITEMS:
      add_array_of (self, name_noun (self, field->types[0] ()));
      break;

    default:
      g_assert_not_reached ();
    }
}

static char *
describe (const RiskctxField *field)
{
  GString *text = g_string_new (field->doc);

  if (field->kind == RISKCTX_FIELD_REFERENCE || field->kind == RISKCTX_FIELD_REFERENCES)
    for (guint i = 0; i < RISKCTX_FIELD_MAX_TYPES && field->types[i] != NULL; i++)
      g_string_append_printf (text, "%s%s", i == 0 ? " Refers to: " : " or ",
                              g_type_name (field->types[i] ()) + strlen ("Riskctx"));
  else if (field->unit != NULL)
    g_string_append_printf (text, " Unit: %s", field->unit);
  else
    return g_string_free (text, FALSE);
  g_string_append_c (text, '.');

  return g_string_free (text, FALSE);
}

static void
add_fields (Schema             *self,
            const RiskctxField *fields,
            guint               n_fields)
{
  begin_object (self, "properties");
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *description = describe (&fields[i]);

      begin_object (self, fields[i].name);
      add_string (self, "description", description);
      add_kind (self, &fields[i]);
      end_object (self);
    }
  end_object (self);
}

/* One of the two is stated, and not both. */
static void
add_either (Schema     *self,
            const char *one,
            const char *other)
{
  const char *const names[] = { one, other };

  begin_array (self, "oneOf");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_begin_object (self->json);
      begin_array (self, "required");
      json_builder_add_string_value (self->json, names[i]);
      end_array (self);
      json_builder_end_object (self->json);
    }
  end_array (self);
}

static void
add_noun (Schema *self,
          GType   type)
{
  RiskctxItemClass *klass = g_type_class_ref (type);

  add_string (self, "type", "object");
  add_fields (self, klass->fields, klass->n_fields);
  begin_array (self, "required");
  if (klass->needs_id)
    json_builder_add_string_value (self->json, "id");
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if ((klass->fields[i].flags & RISKCTX_FIELD_REQUIRED) != 0)
        json_builder_add_string_value (self->json, klass->fields[i].name);
    }
  end_array (self);
  if (type == RISKCTX_TYPE_CONSEQUENCE)
    add_either (self, "magnitude", "leak");
  g_type_class_unref (klass);
}

static void
add_required (Schema  *self,
              guint64  rows)
{
  guint n_fields;
  const RiskctxField *fields = riskctx_estimate_get_fields (&n_fields);

  begin_array (self, "required");
  for (guint i = 0; i < n_fields; i++)
    {
      if ((rows >> i) & 1)
        json_builder_add_string_value (self->json, fields[i].name);
    }
  end_array (self);
}

/* An estimate that names no law is a fixed one: the first value of the enumeration. */
static void
add_law (Schema           *self,
         const GEnumValue *law)
{
  guint64 rows, or_rows;

  riskctx_estimate_get_needs ((RiskctxDistribution) law->value, &rows, &or_rows);
  json_builder_begin_object (self->json);

  begin_object (self, "if");
  begin_object (self, "properties");
  begin_object (self, "distribution");
  add_string (self, "const", law->value_nick);
  end_object (self);
  end_object (self);
  if (law->value != RISKCTX_DISTRIBUTION_FIXED)
    {
      begin_array (self, "required");
      json_builder_add_string_value (self->json, "distribution");
      end_array (self);
    }
  end_object (self);

  begin_object (self, "then");
  if (or_rows == 0)
    add_required (self, rows);
  else
    {
      begin_array (self, "anyOf");
      json_builder_begin_object (self->json);
      add_required (self, rows);
      json_builder_end_object (self->json);
      json_builder_begin_object (self->json);
      add_required (self, or_rows);
      json_builder_end_object (self->json);
      end_array (self);
    }
  end_object (self);

  json_builder_end_object (self->json);
}

static void
add_estimate (Schema *self)
{
  GEnumClass *laws = g_type_class_ref (RISKCTX_TYPE_DISTRIBUTION);
  guint n_fields;
  const RiskctxField *fields = riskctx_estimate_get_fields (&n_fields);

  begin_object (self, "estimate");
  add_string (self, "description", "A number, or an object that names a law and its parameters.");
  begin_array (self, "type");
  json_builder_add_string_value (self->json, "number");
  json_builder_add_string_value (self->json, "object");
  end_array (self);
  add_fields (self, fields, n_fields);
  begin_array (self, "allOf");
  for (guint i = 0; i < laws->n_values; i++)
    add_law (self, &laws->values[i]);
  end_array (self);
  end_object (self);
  g_type_class_unref (laws);
}

static void
add_simple_kinds (Schema *self)
{
  begin_object (self, "id");
  add_string (self, "type", "string");
  add_string (self, "pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");
  end_object (self);

  begin_object (self, "date");
  add_string (self, "type", "string");
  add_string (self, "format", "date");
  add_string (self, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  end_object (self);

  begin_object (self, "text");
  add_string (self, "description",
              "Text by language (BCP 47), or a string in the language of the document.");
  begin_array (self, "type");
  json_builder_add_string_value (self->json, "string");
  json_builder_add_string_value (self->json, "object");
  end_array (self);
  add_number (self, "minProperties", 1);
  add_number (self, "maxProperties", RISKCTX_DOCUMENT_MAX_LANGUAGES);
  begin_object (self, "propertyNames");
  add_string (self, "pattern", LANGUAGE_PATTERN);
  end_object (self);
  begin_object (self, "additionalProperties");
  add_string (self, "type", "string");
  end_object (self);
  end_object (self);
}

static JsonNode *
describe_document (GType       root,
                   const char *id,
                   const char *title)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GPtrArray) types = g_ptr_array_new ();
  Schema self = { builder, types };

  json_builder_begin_object (builder);
  add_string (&self, "$schema", "https://json-schema.org/draft/2020-12/schema");
  add_string (&self, "$id", id);
  add_string (&self, "title", title);
  add_noun (&self, root);

  begin_object (&self, "$defs");
  add_simple_kinds (&self);
  add_estimate (&self);
  /* Nouns refer to further nouns, so the list grows while it is gone through. */
  for (guint i = 0; i < types->len; i++)
    {
      GType type = GPOINTER_TO_SIZE (g_ptr_array_index (types, i));

      begin_object (&self, name_noun (&self, type));
      add_noun (&self, type);
      end_object (&self);
    }
  end_object (&self);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/**
 * riskctx_assessment_schema:
 *
 * Describes the document format as JSON Schema (draft 2020-12), for editors and validators.
 *
 * A document that the schema refuses is refused by [func@Assessment.load], too. The reverse does
 * not hold: references and relations between figures are beyond a schema.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_assessment_schema (void)
{
  return describe_document (RISKCTX_TYPE_ASSESSMENT,
                            "urn:riskctx:assessment:" G_STRINGIFY (RISKCTX_DOCUMENT_VERSION),
                            "Assessment of an organization (libriskctx)");
}

/**
 * riskctx_catalog_schema:
 *
 * Describes the format of catalogs as JSON Schema (draft 2020-12), for editors and validators.
 *
 * A catalog that the schema refuses is refused by [func@Catalog.load], too.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_catalog_schema (void)
{
  return describe_document (RISKCTX_TYPE_CATALOG,
                            "urn:riskctx:catalog:" G_STRINGIFY (RISKCTX_DOCUMENT_VERSION),
                            "Catalog of controls, risks, damages or figures (libriskctx)");
}

/**
 * riskctx_rulebook_schema:
 *
 * Describes the format of rulebooks as JSON Schema (draft 2020-12), for editors and validators.
 *
 * A rulebook that the schema refuses is refused by [func@Rulebook.load], too.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_rulebook_schema (void)
{
  return describe_document (RISKCTX_TYPE_RULEBOOK,
                            "urn:riskctx:rules:" G_STRINGIFY (RISKCTX_DOCUMENT_VERSION),
                            "Rules of derivation (libriskctx)");
}
