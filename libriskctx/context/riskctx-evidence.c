/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-evidence-private.h"

#include "riskctx-wording-private.h"

/**
 * RiskctxEvidence:
 *
 * Something that an answer or a ground rests on: an item of the assessment, in its own words, and
 * perhaps a figure.
 *
 * Evidence that was found by following the chain of reasons names the item that it was reached
 * from, and how far it is from the answer.
 *
 * Evidence does not change.
 *
 * Since: 1.0
 */
struct _RiskctxEvidence
{
  GObject        parent_instance;
  RiskctxItem   *item;
  char          *id;
  const char    *noun;
  RiskctxText   *text;
  char          *via;
  guint          depth;
  RiskctxFigure *figure;
};

G_DEFINE_FINAL_TYPE (RiskctxEvidence, riskctx_evidence, G_TYPE_OBJECT)

typedef enum
{
  PROP_ITEM = 1,
  PROP_ID,
  PROP_NOUN,
  PROP_TEXT,
  PROP_VIA,
  PROP_DEPTH,
  PROP_FIGURE,
} RiskctxEvidenceProperty;

static GParamSpec *properties[PROP_FIGURE + 1];

static const RiskctxResultField rows[] = {
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxEvidence, id),
    "The id of the item, if it has one." },
  { "noun", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxEvidence, noun),
    "What the item is." },
  { "text", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxEvidence, text),
    "What it says." },
  { "via", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxEvidence, via),
    "The id of the item that it was reached from; absent where it is used directly." },
  { "depth", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxEvidence, depth),
    "How many links lie between it and what is used directly, which is 0." },
  { "figure", RISKCTX_RESULT_FIGURE, G_STRUCT_OFFSET (RiskctxEvidence, figure),
    "The figure that goes with it." },
};

const RiskctxResultShape riskctx_evidence_shape =
  RISKCTX_RESULT_SHAPE ("Evidence", "Something that an answer or a ground rests on.", rows);

static void
riskctx_evidence_dispose (GObject *object)
{
  RiskctxEvidence *self = RISKCTX_EVIDENCE (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (riskctx_evidence_parent_class)->dispose (object);
}

static void
riskctx_evidence_finalize (GObject *object)
{
  RiskctxEvidence *self = RISKCTX_EVIDENCE (object);

  g_free (self->id);
  g_free (self->via);
  g_clear_pointer (&self->text, riskctx_text_unref);
  g_clear_pointer (&self->figure, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_evidence_parent_class)->finalize (object);
}

static void
riskctx_evidence_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RiskctxEvidence *self = RISKCTX_EVIDENCE (object);

  switch ((RiskctxEvidenceProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NOUN:
      g_value_set_string (value, self->noun);
      break;
    case PROP_TEXT:
      g_value_set_boxed (value, self->text);
      break;
    case PROP_VIA:
      g_value_set_string (value, self->via);
      break;
    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;
    case PROP_FIGURE:
      g_value_set_boxed (value, self->figure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_evidence_class_init (RiskctxEvidenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_evidence_dispose;
  object_class->finalize = riskctx_evidence_finalize;
  object_class->get_property = riskctx_evidence_get_property;

  /**
   * RiskctxEvidence:item: (getter get_item)
   *
   * The item.
   *
   * Since: 1.0
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, RISKCTX_TYPE_ITEM, flags);
  /**
   * RiskctxEvidence:id: (getter get_id)
   *
   * The id of the item, if it has one.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxEvidence:noun: (getter get_noun)
   *
   * What the item is.
   *
   * Since: 1.0
   */
  properties[PROP_NOUN] = g_param_spec_string ("noun", NULL, NULL, NULL, flags);
  /**
   * RiskctxEvidence:text: (getter get_text)
   *
   * What it says.
   *
   * Since: 1.0
   */
  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxEvidence:via: (getter get_via)
   *
   * The id of the item that it was reached from.
   *
   * Since: 1.0
   */
  properties[PROP_VIA] = g_param_spec_string ("via", NULL, NULL, NULL, flags);
  /**
   * RiskctxEvidence:depth: (getter get_depth)
   *
   * How many links lie between it and what is used directly.
   *
   * Since: 1.0
   */
  properties[PROP_DEPTH] = g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RiskctxEvidence:figure: (getter get_figure)
   *
   * The figure that goes with it.
   *
   * Since: 1.0
   */
  properties[PROP_FIGURE] = g_param_spec_boxed ("figure", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_evidence_init (RiskctxEvidence *self)
{
}

RiskctxEvidence *
riskctx_evidence_new (RiskctxItem   *item,
                      RiskctxText   *text,
                      RiskctxFigure *figure)
{
  RiskctxEvidence *self = g_object_new (RISKCTX_TYPE_EVIDENCE, NULL);

  self->item = g_object_ref (item);
  self->id = g_strdup (riskctx_item_get_id (item));
  self->noun = riskctx_item_get_noun (item);
  self->text = text != NULL ? text : riskctx_wording_item (item);
  self->figure = figure;
  return self;
}

RiskctxEvidence *
riskctx_evidence_new_from_step (RiskctxTraceStep *step)
{
  RiskctxEvidence *self = riskctx_evidence_new (riskctx_trace_step_get_item (step), NULL, NULL);

  self->via = g_strdup (riskctx_item_get_id (riskctx_trace_step_get_previous (step)));
  self->depth = riskctx_trace_step_get_depth (step);
  return self;
}

GPtrArray *
riskctx_evidence_peek_all (GListStore *list)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GPtrArray *array = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (array, g_list_model_get_item (G_LIST_MODEL (list), i));
  return array;
}

/**
 * riskctx_evidence_get_item: (get-property item)
 * @self: evidence
 *
 * Gets the item that the evidence is.
 *
 * Returns: (transfer none): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_evidence_get_item (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->item;
}

/**
 * riskctx_evidence_get_id: (get-property id)
 * @self: evidence
 *
 * Gets the id of the item.
 *
 * Returns: (transfer none) (nullable): the id; %NULL for an item without one
 *
 * Since: 1.0
 */
const char *
riskctx_evidence_get_id (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->id;
}

/**
 * riskctx_evidence_get_noun: (get-property noun)
 * @self: evidence
 *
 * Gets what the item is, such as `factor` or `statement`.
 *
 * Returns: (transfer none): the noun
 *
 * Since: 1.0
 */
const char *
riskctx_evidence_get_noun (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->noun;
}

/**
 * riskctx_evidence_get_text: (get-property text)
 * @self: evidence
 *
 * Gets what the evidence says: the title of the item, or what the figure with it means.
 *
 * Returns: (transfer none): the text
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_evidence_get_text (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->text;
}

/**
 * riskctx_evidence_get_via: (get-property via)
 * @self: evidence
 *
 * Gets the id of the item that the evidence was reached from.
 *
 * Returns: (transfer none) (nullable): the id; %NULL for what is used directly
 *
 * Since: 1.0
 */
const char *
riskctx_evidence_get_via (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->via;
}

/**
 * riskctx_evidence_get_depth: (get-property depth)
 * @self: evidence
 *
 * Gets how many links lie between the evidence and what is used directly.
 *
 * Returns: the number of links; 0 for what is used directly
 *
 * Since: 1.0
 */
guint
riskctx_evidence_get_depth (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), 0);
  return self->depth;
}

/**
 * riskctx_evidence_get_figure: (get-property figure)
 * @self: evidence
 *
 * Gets the figure that goes with the evidence.
 *
 * Returns: (transfer none) (nullable): the figure, or %NULL if there is none
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_evidence_get_figure (RiskctxEvidence *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVIDENCE (self), NULL);
  return self->figure;
}
