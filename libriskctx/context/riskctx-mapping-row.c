/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-mapping-row.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-text-private.h"

#define MAPPING_PATH "/org/riskctx/mapping.json"

#define N_CLASSES (RISKCTX_CONTEXT_CLASS_INT_CONTRACTS + 1)

/**
 * RiskctxMappingRow:
 *
 * One row of the tables that map the context of an organization to security.
 *
 * The tables say for each class of ISO 31000 and each aspect of it how a factor of that kind bears
 * on security, as what it is re-classified, whether it calls for a risk evaluation, and which kinds
 * of measure it concerns: 12 rows for the external context (E1 to E12) and 23 for the internal one
 * (I1 to I23), from the working group's presentation of 2018. A row that covers a whole class, for
 * factors of which no aspect is stated, says what the rows of the class have in common.
 *
 * Rows do not change and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxMappingRow
{
  GObject                 parent_instance;
  char                   *id;
  RiskctxContextClass     context_class;
  RiskctxAspect           aspect;
  RiskctxPest             pest;
  RiskctxSecurityRelation relations;
  gboolean                needs_evaluation;
  RiskctxReclass          reclass;
  RiskctxMeasureKind      measure_kinds;
  RiskctxText            *text;
  gboolean                inferred;
};

G_DEFINE_FINAL_TYPE (RiskctxMappingRow, riskctx_mapping_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_SIDE,
  PROP_CONTEXT_CLASS,
  PROP_ASPECT,
  PROP_PEST,
  PROP_RELATIONS,
  PROP_NEEDS_EVALUATION,
  PROP_RECLASS,
  PROP_MEASURE_KINDS,
  PROP_TEXT,
  PROP_INFERRED,
} RiskctxMappingRowProperty;

static GParamSpec *properties[PROP_INFERRED + 1];

static void
riskctx_mapping_row_finalize (GObject *object)
{
  RiskctxMappingRow *self = RISKCTX_MAPPING_ROW (object);

  g_free (self->id);
  g_clear_pointer (&self->text, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_mapping_row_parent_class)->finalize (object);
}

static void
riskctx_mapping_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RiskctxMappingRow *self = RISKCTX_MAPPING_ROW (object);

  switch ((RiskctxMappingRowProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_SIDE:
      g_value_set_enum (value, riskctx_mapping_row_get_side (self));
      break;
    case PROP_CONTEXT_CLASS:
      g_value_set_enum (value, self->context_class);
      break;
    case PROP_ASPECT:
      g_value_set_enum (value, self->aspect);
      break;
    case PROP_PEST:
      g_value_set_enum (value, self->pest);
      break;
    case PROP_RELATIONS:
      g_value_set_flags (value, self->relations);
      break;
    case PROP_NEEDS_EVALUATION:
      g_value_set_boolean (value, self->needs_evaluation);
      break;
    case PROP_RECLASS:
      g_value_set_enum (value, self->reclass);
      break;
    case PROP_MEASURE_KINDS:
      g_value_set_flags (value, self->measure_kinds);
      break;
    case PROP_TEXT:
      g_value_set_boxed (value, self->text);
      break;
    case PROP_INFERRED:
      g_value_set_boolean (value, self->inferred);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_mapping_row_class_init (RiskctxMappingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_mapping_row_finalize;
  object_class->get_property = riskctx_mapping_row_get_property;

  /**
   * RiskctxMappingRow:id: (getter get_id)
   *
   * The id of the row: `E1` to `E12`, `I1` to `I23`, or the nickname of a class.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxMappingRow:side: (getter get_side)
   *
   * The side of the context.
   *
   * Since: 1.0
   */
  properties[PROP_SIDE] =
    g_param_spec_enum ("side", NULL, NULL, RISKCTX_TYPE_SIDE, RISKCTX_SIDE_EXTERNAL, flags);
  /**
   * RiskctxMappingRow:context-class: (getter get_context_class)
   *
   * The class of ISO 31000.
   *
   * Since: 1.0
   */
  properties[PROP_CONTEXT_CLASS] =
    g_param_spec_enum ("context-class", NULL, NULL, RISKCTX_TYPE_CONTEXT_CLASS,
                       RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT, flags);
  /**
   * RiskctxMappingRow:aspect: (getter get_aspect)
   *
   * The sub-class; none for a row that covers a whole class.
   *
   * Since: 1.0
   */
  properties[PROP_ASPECT] =
    g_param_spec_enum ("aspect", NULL, NULL, RISKCTX_TYPE_ASPECT, RISKCTX_ASPECT_NONE, flags);
  /**
   * RiskctxMappingRow:pest: (getter get_pest)
   *
   * The tag of a macro-environment factor.
   *
   * Since: 1.0
   */
  properties[PROP_PEST] =
    g_param_spec_enum ("pest", NULL, NULL, RISKCTX_TYPE_PEST, RISKCTX_PEST_NONE, flags);
  /**
   * RiskctxMappingRow:relations: (getter get_relations)
   *
   * How such a factor bears on security.
   *
   * Since: 1.0
   */
  properties[PROP_RELATIONS] =
    g_param_spec_flags ("relations", NULL, NULL, RISKCTX_TYPE_SECURITY_RELATION, 0, flags);
  /**
   * RiskctxMappingRow:needs-evaluation: (getter get_needs_evaluation)
   *
   * Whether such a factor needs a risk evaluation.
   *
   * Since: 1.0
   */
  properties[PROP_NEEDS_EVALUATION] =
    g_param_spec_boolean ("needs-evaluation", NULL, NULL, FALSE, flags);
  /**
   * RiskctxMappingRow:reclass: (getter get_reclass)
   *
   * The re-classification.
   *
   * Since: 1.0
   */
  properties[PROP_RECLASS] =
    g_param_spec_enum ("reclass", NULL, NULL, RISKCTX_TYPE_RECLASS, RISKCTX_RECLASS_NONE, flags);
  /**
   * RiskctxMappingRow:measure-kinds: (getter get_measure_kinds)
   *
   * The kinds of measure that such a factor concerns.
   *
   * Since: 1.0
   */
  properties[PROP_MEASURE_KINDS] =
    g_param_spec_flags ("measure-kinds", NULL, NULL, RISKCTX_TYPE_MEASURE_KIND, 0, flags);
  /**
   * RiskctxMappingRow:text: (getter get_text)
   *
   * How such a factor bears on security, in words.
   *
   * Since: 1.0
   */
  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxMappingRow:inferred: (getter get_inferred)
   *
   * Whether part of the row is our reading of the source.
   *
   * Since: 1.0
   */
  properties[PROP_INFERRED] = g_param_spec_boolean ("inferred", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_mapping_row_init (RiskctxMappingRow *self)
{
}

static int
read_enum (JsonObject *object,
           const char *member,
           GType       type)
{
  const char *nick = json_object_get_string_member (object, member);
  int value;

  if (!riskctx_enum_from_nick (type, nick, strlen (nick), &value))
    g_error ("the mapping tables have no %s “%s”", member, nick);
  return value;
}

static guint
read_flags (JsonObject *object,
            const char *member,
            GType       type)
{
  JsonArray *array = json_object_get_array_member (object, member);
  guint flags = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *nick = json_array_get_string_element (array, i);
      int value;

      if (!riskctx_enum_from_nick (type, nick, strlen (nick), &value))
        g_error ("the mapping tables have no %s “%s”", member, nick);
      flags |= (guint) value;
    }
  return flags;
}

static RiskctxMappingRow *
read_row (JsonObject *object)
{
  RiskctxMappingRow *self = g_object_new (RISKCTX_TYPE_MAPPING_ROW, NULL);
  JsonObject *text = json_object_get_object_member (object, "text");
  const RiskctxTextPair pairs[] = {
    { "en", json_object_get_string_member (text, "en") },
    { "ja", json_object_get_string_member (text, "ja") },
  };

  self->id = g_strdup (json_object_get_string_member (object, "id"));
  self->context_class =
    (RiskctxContextClass) read_enum (object, "context_class", RISKCTX_TYPE_CONTEXT_CLASS);
  self->aspect = (RiskctxAspect) read_enum (object, "aspect", RISKCTX_TYPE_ASPECT);
  self->pest = (RiskctxPest) read_enum (object, "pest", RISKCTX_TYPE_PEST);
  self->relations = read_flags (object, "relations", RISKCTX_TYPE_SECURITY_RELATION);
  self->needs_evaluation = json_object_get_boolean_member (object, "needs_evaluation");
  self->reclass = (RiskctxReclass) read_enum (object, "reclass", RISKCTX_TYPE_RECLASS);
  self->measure_kinds = read_flags (object, "measure_kinds", RISKCTX_TYPE_MEASURE_KIND);
  self->text = riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
  self->inferred = json_object_get_boolean_member (object, "inferred");
  return self;
}

typedef struct
{
  GPtrArray         *rows;               /* RiskctxMappingRow *, in the order of the tables */
  RiskctxMappingRow *classes[N_CLASSES]; /* what the rows of each class have in common */
} Mapping;

/* What can be said of a factor of which only the class is known. */
static RiskctxMappingRow *
summarize_class (GPtrArray          *rows,
                 RiskctxContextClass context_class)
{
  RiskctxMappingRow *self = g_object_new (RISKCTX_TYPE_MAPPING_ROW, NULL);
  const int value = (int) context_class;
  const RiskctxTextPair pairs[] = {
    { "en", "" },
    { "ja", "" },
  };
  guint n = 0;

  self->id = g_strdup (riskctx_enum_to_nick (RISKCTX_TYPE_CONTEXT_CLASS, value));
  self->context_class = context_class;
  for (guint i = 0; i < rows->len; i++)
    {
      const RiskctxMappingRow *row = rows->pdata[i];

      if (row->context_class != context_class)
        continue;
      self->inferred |= row->inferred;
      if (n++ == 0)
        {
          self->pest = row->pest;
          self->relations = row->relations;
          self->needs_evaluation = row->needs_evaluation;
          self->reclass = row->reclass;
          self->measure_kinds = row->measure_kinds;
          self->text = riskctx_text_ref (row->text);
          continue;
        }
      if (self->pest != row->pest)
        self->pest = RISKCTX_PEST_NONE;
      if (self->reclass != row->reclass)
        self->reclass = RISKCTX_RECLASS_NONE;
      self->relations &= row->relations;
      self->measure_kinds &= row->measure_kinds;
      self->needs_evaluation &= row->needs_evaluation;
      if (!riskctx_text_equal (self->text, row->text))
        {
          riskctx_text_unref (self->text);
          self->text = riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
        }
    }
  return self;
}

/* Read once from the library's own data and kept, like every table. */
static const Mapping *
get_mapping (void)
{
  static gsize ready;
  static Mapping mapping;

  if (g_once_init_enter (&ready))
    {
      g_autoptr(GBytes) bytes =
        g_resources_lookup_data (MAPPING_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr(JsonParser) parser = json_parser_new_immutable ();
      gsize size;
      const char *text = g_bytes_get_data (bytes, &size);

      if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
        g_error ("the mapping tables are not JSON");

      JsonObject *root = json_node_get_object (json_parser_get_root (parser));
      JsonArray *array = json_object_get_array_member (root, "rows");

      mapping.rows = g_ptr_array_new ();
      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (mapping.rows, read_row (json_array_get_object_element (array, i)));
      for (guint i = 0; i < N_CLASSES; i++)
        mapping.classes[i] = summarize_class (mapping.rows, (RiskctxContextClass) i);
      g_once_init_leave (&ready, 1);
    }
  return &mapping;
}

/**
 * riskctx_mapping_row_list:
 *
 * Lists the rows of both tables: the external context first.
 *
 * Returns: (transfer full): the rows, a list of [class@MappingRow]
 *
 * Since: 1.0
 */
GListStore *
riskctx_mapping_row_list (void)
{
  const Mapping *mapping = get_mapping ();
  GListStore *list = g_list_store_new (RISKCTX_TYPE_MAPPING_ROW);

  g_list_store_splice (list, 0, 0, mapping->rows->pdata, mapping->rows->len);
  return list;
}

/**
 * riskctx_mapping_row_find:
 * @context_class: a class of ISO 31000
 * @aspect: an aspect of it, or %RISKCTX_ASPECT_NONE
 *
 * Finds the row that applies to factors of a class and aspect.
 *
 * A market is mapped as the competitive environment, and an industry body as business partners and
 * others. Where the aspect is not stated or belongs to another class, what the rows of the class
 * have in common applies.
 *
 * Returns: (transfer none): the row
 *
 * Since: 1.0
 */
RiskctxMappingRow *
riskctx_mapping_row_find (RiskctxContextClass context_class,
                          RiskctxAspect       aspect)
{
  g_return_val_if_fail ((guint) context_class < N_CLASSES, NULL);

  const Mapping *mapping = get_mapping ();

  if (aspect == RISKCTX_ASPECT_MARKET)
    aspect = RISKCTX_ASPECT_COMPETITION;
  else if (aspect == RISKCTX_ASPECT_INDUSTRY)
    aspect = RISKCTX_ASPECT_PARTNERS;

  for (guint i = 0; i < mapping->rows->len; i++)
    {
      RiskctxMappingRow *row = mapping->rows->pdata[i];

      if (row->context_class == context_class && row->aspect == aspect)
        return row;
    }
  return mapping->classes[context_class];
}

/**
 * riskctx_mapping_row_get_id: (get-property id)
 * @self: a row
 *
 * Gets the id of the row: `E1` to `E12` for the external context, `I1` to `I23` for the internal
 * one, or the nickname of a class for a row that covers all of it.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_mapping_row_get_id (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), NULL);
  return self->id;
}

/**
 * riskctx_mapping_row_get_side: (get-property side)
 * @self: a row
 *
 * Gets the side of the context: external factors give requirements, internal ones the present
 * state.
 *
 * Returns: the side
 *
 * Since: 1.0
 */
RiskctxSide
riskctx_mapping_row_get_side (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), RISKCTX_SIDE_EXTERNAL);
  return self->context_class <= RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS ? RISKCTX_SIDE_EXTERNAL
                                                                       : RISKCTX_SIDE_INTERNAL;
}

/**
 * riskctx_mapping_row_get_context_class: (get-property context-class)
 * @self: a row
 *
 * Gets the class of ISO 31000.
 *
 * Returns: the class
 *
 * Since: 1.0
 */
RiskctxContextClass
riskctx_mapping_row_get_context_class (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT);
  return self->context_class;
}

/**
 * riskctx_mapping_row_get_aspect: (get-property aspect)
 * @self: a row
 *
 * Gets the sub-class.
 *
 * Returns: the aspect; none for a row that covers a whole class
 *
 * Since: 1.0
 */
RiskctxAspect
riskctx_mapping_row_get_aspect (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), RISKCTX_ASPECT_NONE);
  return self->aspect;
}

/**
 * riskctx_mapping_row_get_pest: (get-property pest)
 * @self: a row
 *
 * Gets the tag of a macro-environment factor.
 *
 * Returns: the tag
 *
 * Since: 1.0
 */
RiskctxPest
riskctx_mapping_row_get_pest (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), RISKCTX_PEST_NONE);
  return self->pest;
}

/**
 * riskctx_mapping_row_get_relations: (get-property relations)
 * @self: a row
 *
 * Gets how such a factor bears on security.
 *
 * Returns: the relations
 *
 * Since: 1.0
 */
RiskctxSecurityRelation
riskctx_mapping_row_get_relations (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), 0);
  return self->relations;
}

/**
 * riskctx_mapping_row_get_needs_evaluation: (get-property needs-evaluation)
 * @self: a row
 *
 * Gets whether such a factor needs a risk evaluation.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_mapping_row_get_needs_evaluation (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), FALSE);
  return self->needs_evaluation;
}

/**
 * riskctx_mapping_row_get_reclass: (get-property reclass)
 * @self: a row
 *
 * Gets as what such a factor is re-classified.
 *
 * Returns: the re-classification
 *
 * Since: 1.0
 */
RiskctxReclass
riskctx_mapping_row_get_reclass (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), RISKCTX_RECLASS_NONE);
  return self->reclass;
}

/**
 * riskctx_mapping_row_get_measure_kinds: (get-property measure-kinds)
 * @self: a row
 *
 * Gets the kinds of measure that such a factor concerns.
 *
 * Returns: the kinds
 *
 * Since: 1.0
 */
RiskctxMeasureKind
riskctx_mapping_row_get_measure_kinds (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), 0);
  return self->measure_kinds;
}

/**
 * riskctx_mapping_row_get_text: (get-property text)
 * @self: a row
 *
 * Gets how such a factor bears on security, in words.
 *
 * Returns: (transfer none): the text, in English and Japanese; empty where the rows of a class
 *   differ
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_mapping_row_get_text (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), NULL);
  return self->text;
}

/**
 * riskctx_mapping_row_get_inferred: (get-property inferred)
 * @self: a row
 *
 * Gets whether part of the row is our reading of the source, which leaves it open.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_mapping_row_get_inferred (RiskctxMappingRow *self)
{
  g_return_val_if_fail (RISKCTX_IS_MAPPING_ROW (self), FALSE);
  return self->inferred;
}
