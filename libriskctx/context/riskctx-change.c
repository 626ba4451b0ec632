/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-change-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-issue-private.h"
#include "riskctx-wording-private.h"
#include "riskctx-words.h"

/**
 * RiskctxChange:
 *
 * One difference between two versions of an assessment: an item that came, an item that went, or a
 * member of an item that says something else.
 *
 * [class@VersionComparison] finds them. Once the comparison has run, a change that moves money says
 * by how much.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxChange, riskctx_change, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_NOUN,
  PROP_ITEM_ID,
  PROP_TITLE,
  PROP_POINTER,
  PROP_MEMBER,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_PART,
} RiskctxChangeProperty;

static GParamSpec *properties[PROP_PART + 1];

static const RiskctxResultField rows[] = {
  { "kind", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxChange, kind),
    "What has happened.", riskctx_change_kind_get_type },
  { "noun", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxChange, noun), "What the item is." },
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxChange, id),
    "The id of the item, or of the item that it is part of." },
  { "title", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxChange, title),
    "What the item is called." },
  { "pointer", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxChange, pointer),
    "Where it is: a JSON Pointer into the later version, or for what is gone into the earlier." },
  { "member", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxChange, member),
    "The member that says something else." },
  { "before", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxChange, before),
    "What it said; absent where nothing was stated." },
  { "after", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxChange, after),
    "What it says; absent where nothing is stated." },
  { "part", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxChange, part),
    "By how much it moves the expected annual loss; absent where it does not." },
};

const RiskctxResultShape riskctx_change_shape =
  RISKCTX_RESULT_SHAPE ("Change", "One difference between two versions.", rows);

static void
riskctx_change_dispose (GObject *object)
{
  RiskctxChange *self = RISKCTX_CHANGE (object);

  g_clear_object (&self->from);
  g_clear_object (&self->to);
  g_clear_object (&self->owner_from);
  g_clear_object (&self->owner_to);
  G_OBJECT_CLASS (riskctx_change_parent_class)->dispose (object);
}

static void
riskctx_change_finalize (GObject *object)
{
  RiskctxChange *self = RISKCTX_CHANGE (object);

  g_free (self->id);
  g_free (self->pointer);
  g_free (self->member);
  g_clear_pointer (&self->title, riskctx_text_unref);
  g_clear_pointer (&self->before, riskctx_text_unref);
  g_clear_pointer (&self->after, riskctx_text_unref);
  g_clear_pointer (&self->part, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_change_parent_class)->finalize (object);
}

static void
riskctx_change_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RiskctxChange *self = RISKCTX_CHANGE (object);

  switch ((RiskctxChangeProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_NOUN:
      g_value_set_string (value, self->noun);
      break;
    case PROP_ITEM_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_boxed (value, self->title);
      break;
    case PROP_POINTER:
      g_value_set_string (value, self->pointer);
      break;
    case PROP_MEMBER:
      g_value_set_string (value, self->member);
      break;
    case PROP_BEFORE:
      g_value_set_boxed (value, self->before);
      break;
    case PROP_AFTER:
      g_value_set_boxed (value, self->after);
      break;
    case PROP_PART:
      g_value_set_boxed (value, self->part);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_change_class_init (RiskctxChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_change_dispose;
  object_class->finalize = riskctx_change_finalize;
  object_class->get_property = riskctx_change_get_property;

  /**
   * RiskctxChange:kind: (getter get_kind)
   *
   * What has happened.
   *
   * Since: 1.0
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, RISKCTX_TYPE_CHANGE_KIND,
                                             RISKCTX_CHANGE_KIND_ADDED, flags);
  /**
   * RiskctxChange:noun: (getter get_noun)
   *
   * What the item is, in English.
   *
   * Since: 1.0
   */
  properties[PROP_NOUN] = g_param_spec_string ("noun", NULL, NULL, NULL, flags);
  /**
   * RiskctxChange:item-id: (getter get_item_id)
   *
   * The id of the item, or of the item that it is part of.
   *
   * Since: 1.0
   */
  properties[PROP_ITEM_ID] = g_param_spec_string ("item-id", NULL, NULL, NULL, flags);
  /**
   * RiskctxChange:title: (getter get_title)
   *
   * What the item is called.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_boxed ("title", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxChange:pointer: (getter get_pointer)
   *
   * Where it is, as a JSON Pointer (RFC 6901).
   *
   * Since: 1.0
   */
  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  /**
   * RiskctxChange:member: (getter get_member)
   *
   * The member that says something else.
   *
   * Since: 1.0
   */
  properties[PROP_MEMBER] = g_param_spec_string ("member", NULL, NULL, NULL, flags);
  /**
   * RiskctxChange:before: (getter get_before)
   *
   * What the member said.
   *
   * Since: 1.0
   */
  properties[PROP_BEFORE] = g_param_spec_boxed ("before", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxChange:after: (getter get_after)
   *
   * What the member says.
   *
   * Since: 1.0
   */
  properties[PROP_AFTER] = g_param_spec_boxed ("after", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxChange:part: (getter get_part)
   *
   * By how much the change moves the expected annual loss.
   *
   * Since: 1.0
   */
  properties[PROP_PART] = g_param_spec_boxed ("part", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_change_init (RiskctxChange *self)
{
}

/**
 * riskctx_change_get_kind: (get-property kind)
 * @self: a change
 *
 * Gets what has happened.
 *
 * Returns: the kind of change
 *
 * Since: 1.0
 */
RiskctxChangeKind
riskctx_change_get_kind (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), RISKCTX_CHANGE_KIND_ADDED);
  return (RiskctxChangeKind) self->kind;
}

/**
 * riskctx_change_get_noun: (get-property noun)
 * @self: a change
 *
 * Gets what the item is, in English: `risk`, `control`, …
 *
 * Returns: (transfer none): the noun
 *
 * Since: 1.0
 */
const char *
riskctx_change_get_noun (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->noun;
}

/**
 * riskctx_change_get_item_id: (get-property item-id)
 * @self: a change
 *
 * Gets the id of the item; of an item without an id that of the nearest one it is part of.
 *
 * Returns: (transfer none) (nullable): the id
 *
 * Since: 1.0
 */
const char *
riskctx_change_get_item_id (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->id;
}

/**
 * riskctx_change_get_title: (get-property title)
 * @self: a change
 *
 * Gets what the item is called, in the later version if it is in that.
 *
 * Returns: (transfer none): the title
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_change_get_title (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->title;
}

/**
 * riskctx_change_get_pointer: (get-property pointer)
 * @self: a change
 *
 * Gets where it is: in the later version, or, for what is gone, in the earlier.
 *
 * Returns: (transfer none): a JSON Pointer (RFC 6901), empty for the whole document
 *
 * Since: 1.0
 */
const char *
riskctx_change_get_pointer (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->pointer;
}

/**
 * riskctx_change_get_member: (get-property member)
 * @self: a change
 *
 * Gets the member that says something else, by its name in the document.
 *
 * Returns: (transfer none) (nullable): the member; %NULL where an item came or went
 *
 * Since: 1.0
 */
const char *
riskctx_change_get_member (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->member;
}

/**
 * riskctx_change_get_before: (get-property before)
 * @self: a change
 *
 * Gets what the member said, for people.
 *
 * Returns: (transfer none) (nullable): the text; %NULL where nothing was stated
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_change_get_before (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->before;
}

/**
 * riskctx_change_get_after: (get-property after)
 * @self: a change
 *
 * Gets what the member says, for people.
 *
 * Returns: (transfer none) (nullable): the text; %NULL where nothing is stated
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_change_get_after (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->after;
}

/**
 * riskctx_change_get_part: (get-property part)
 * @self: a change
 *
 * Gets by how much the change moves the expected annual loss, in whole units of the currency.
 *
 * Returns: (transfer none) (nullable): the figure, below 0 for a change that lowers the loss; %NULL
 *   before the comparison has run, and for a change that moves nothing
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_change_get_part (RiskctxChange *self)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self), NULL);
  return self->part;
}

static char *
fill (const char *key,
      const char *language,
      const char *arg0,
      const char *arg1,
      const char *arg2)
{
  const char *const args[] = { arg0, arg1, arg2 };

  return riskctx_fill_template (riskctx_word (key, language), args, G_N_ELEMENTS (args));
}

/**
 * riskctx_change_describe:
 * @self: a change
 * @language: `ja` or `en`
 *
 * Says what has changed, in one line without a title: `Frequency: 0.2 → 0.1`.
 *
 * Returns: (transfer full): the sentence
 *
 * Since: 1.0
 */
char *
riskctx_change_describe (RiskctxChange *self,
                         const char    *language)
{
  g_return_val_if_fail (RISKCTX_IS_CHANGE (self) && language != NULL, NULL);

  if (self->kind != RISKCTX_CHANGE_KIND_CHANGED)
    return g_strdup (riskctx_enum_label (RISKCTX_TYPE_CHANGE_KIND, self->kind, language));

  g_autoptr(RiskctxText) name = riskctx_wording_member (self->member);
  const char *nothing = riskctx_word ("change.not-stated", language);
  const char *before = self->before ? riskctx_text_get (self->before, language) : nothing;
  const char *after = self->after ? riskctx_text_get (self->after, language) : nothing;

  if (g_str_equal (before, after)) /* another language, or beyond what people are shown */
    return fill ("change.same-words", language, riskctx_text_get (name, language), after, NULL);
  return fill ("change.member", language, riskctx_text_get (name, language), before, after);
}
