/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-ranked-category-private.h"

#include "riskctx-enum-types.h"

/**
 * RiskctxRankedCategory:
 *
 * One of the eight categories of the common risk base with its place among them, by money and by
 * rating.
 *
 * Ranked categories are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxRankedCategory, riskctx_ranked_category, G_TYPE_OBJECT)

typedef enum
{
  PROP_CATEGORY = 1,
  PROP_MONEY,
  PROP_MONEY_RANK,
  PROP_RATING,
  PROP_RATING_RANK,
  PROP_TREAT,
} RiskctxRankedCategoryProperty;

static GParamSpec *properties[PROP_TREAT + 1];

static const RiskctxResultField rows[] = {
  { "category", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxRankedCategory, category),
    "The category.", riskctx_risk_category_get_type },
  { "item", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxRankedCategory, item_id),
    "The id of its entry in the assessment." },
  { "applicable", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxRankedCategory, applicable),
    "Whether the organization is exposed to it." },
  { "money", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxRankedCategory, money),
    "The expected annual loss from causes in the category." },
  { "money_rank", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxRankedCategory, money_rank),
    "The rank by money, from 1; 0 if it is not ranked." },
  { "rating", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxRankedCategory, rating),
    "The rating of impact times that of likelihood." },
  { "rating_rank", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxRankedCategory, rating_rank),
    "The rank by rating, from 1; 0 if it is not ranked." },
  { "treat", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxRankedCategory, treat),
    "Whether the expected loss has reached the threshold for treatment." },
};

const RiskctxResultShape riskctx_ranked_category_shape =
  RISKCTX_RESULT_SHAPE ("RankedCategory", "A category with its place among the eight.", rows);

static void
riskctx_ranked_category_finalize (GObject *object)
{
  RiskctxRankedCategory *self = RISKCTX_RANKED_CATEGORY (object);

  g_clear_object (&self->item);
  g_free (self->item_id);
  g_clear_pointer (&self->money, riskctx_figure_unref);
  g_clear_pointer (&self->rating, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_ranked_category_parent_class)->finalize (object);
}

static void
riskctx_ranked_category_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RiskctxRankedCategory *self = RISKCTX_RANKED_CATEGORY (object);

  switch ((RiskctxRankedCategoryProperty) prop_id)
    {
    case PROP_CATEGORY:
      g_value_set_enum (value, self->category);
      break;
    case PROP_MONEY:
      g_value_set_boxed (value, self->money);
      break;
    case PROP_MONEY_RANK:
      g_value_set_uint (value, self->money_rank);
      break;
    case PROP_RATING:
      g_value_set_boxed (value, self->rating);
      break;
    case PROP_RATING_RANK:
      g_value_set_uint (value, self->rating_rank);
      break;
    case PROP_TREAT:
      g_value_set_boolean (value, self->treat);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_ranked_category_class_init (RiskctxRankedCategoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = riskctx_ranked_category_finalize;
  object_class->get_property = riskctx_ranked_category_get_property;

  /**
   * RiskctxRankedCategory:category: (getter get_category)
   *
   * The category.
   *
   * Since: 1.0
   */
  properties[PROP_CATEGORY]
    = g_param_spec_enum ("category", NULL, NULL, RISKCTX_TYPE_RISK_CATEGORY,
                         RISKCTX_RISK_CATEGORY_FINANCIAL, flags);
  /**
   * RiskctxRankedCategory:money: (getter get_money)
   *
   * The expected annual loss from causes in the category.
   *
   * Since: 1.0
   */
  properties[PROP_MONEY] = g_param_spec_boxed ("money", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);
  /**
   * RiskctxRankedCategory:money-rank: (getter get_money_rank)
   *
   * The rank by money, from 1; 0 if it is not ranked.
   *
   * Since: 1.0
   */
  properties[PROP_MONEY_RANK] = g_param_spec_uint ("money-rank", NULL, NULL, 0, 8, 0, flags);
  /**
   * RiskctxRankedCategory:rating: (getter get_rating)
   *
   * The rating of impact times that of likelihood.
   *
   * Since: 1.0
   */
  properties[PROP_RATING] = g_param_spec_boxed ("rating", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);
  /**
   * RiskctxRankedCategory:rating-rank: (getter get_rating_rank)
   *
   * The rank by rating, from 1; 0 if it is not ranked.
   *
   * Since: 1.0
   */
  properties[PROP_RATING_RANK] = g_param_spec_uint ("rating-rank", NULL, NULL, 0, 8, 0, flags);
  /**
   * RiskctxRankedCategory:treat: (getter get_treat)
   *
   * Whether the expected loss has reached the threshold for treatment.
   *
   * Since: 1.0
   */
  properties[PROP_TREAT] = g_param_spec_boolean ("treat", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_ranked_category_init (RiskctxRankedCategory *self)
{
}

/**
 * riskctx_ranked_category_get_category: (get-property category)
 * @self: a ranked category
 *
 * Gets the category.
 *
 * Returns: the category
 *
 * Since: 1.0
 */
RiskctxRiskCategory
riskctx_ranked_category_get_category (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), RISKCTX_RISK_CATEGORY_FINANCIAL);
  return (RiskctxRiskCategory) self->category;
}

/**
 * riskctx_ranked_category_get_item:
 * @self: a ranked category
 *
 * Gets the entry of the category in the assessment.
 *
 * Returns: (transfer none) (nullable): the entry; %NULL if there is none
 *
 * Since: 1.0
 */
RiskctxCategory *
riskctx_ranked_category_get_item (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), NULL);
  return self->item;
}

/**
 * riskctx_ranked_category_get_applicable:
 * @self: a ranked category
 *
 * Gets whether the organization is exposed to the category. One without an entry counts as
 * applicable; one that is not is not ranked.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_ranked_category_get_applicable (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), FALSE);
  return self->applicable;
}

/**
 * riskctx_ranked_category_get_money: (get-property money)
 * @self: a ranked category
 *
 * Gets the expected annual loss from causes in the category.
 *
 * Returns: (transfer none): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_ranked_category_get_money (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), NULL);
  return self->money;
}

/**
 * riskctx_ranked_category_get_money_rank: (get-property money-rank)
 * @self: a ranked category
 *
 * Gets the rank by money. Categories with the same loss have the same rank.
 *
 * Returns: the rank, from 1 for the largest; 0 if it is not ranked
 *
 * Since: 1.0
 */
guint
riskctx_ranked_category_get_money_rank (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), 0);
  return self->money_rank;
}

/**
 * riskctx_ranked_category_get_rating: (get-property rating)
 * @self: a ranked category
 *
 * Gets the rating of impact times that of likelihood.
 *
 * Returns: (transfer none): the figure, 1 to 25; undefined if the category is not rated
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_ranked_category_get_rating (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), NULL);
  return self->rating;
}

/**
 * riskctx_ranked_category_get_rating_rank: (get-property rating-rank)
 * @self: a ranked category
 *
 * Gets the rank by rating. Categories with the same rating have the same rank.
 *
 * Returns: the rank, from 1 for the largest; 0 if it is not ranked
 *
 * Since: 1.0
 */
guint
riskctx_ranked_category_get_rating_rank (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), 0);
  return self->rating_rank;
}

/**
 * riskctx_ranked_category_get_treat: (get-property treat)
 * @self: a ranked category
 *
 * Gets whether the expected loss has reached the threshold for treatment in the criteria.
 *
 * Returns: %TRUE if it has; %FALSE if not, or if no threshold is stated
 *
 * Since: 1.0
 */
gboolean
riskctx_ranked_category_get_treat (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), FALSE);
  return self->treat;
}

/**
 * riskctx_ranked_category_to_json:
 * @self: a ranked category
 *
 * Describes the category and its ranks as JSON.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_ranked_category_to_json (RiskctxRankedCategory *self)
{
  g_return_val_if_fail (RISKCTX_IS_RANKED_CATEGORY (self), NULL);
  return riskctx_result_write (&riskctx_ranked_category_shape, self);
}
