/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-evaluation.h"

#include <math.h>

#include "riskctx-criteria.h"
#include "riskctx-curve-point.h"
#include "riskctx-dominance-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-limit.h"
#include "riskctx-phrase-private.h"
#include "riskctx-ranked-category-private.h"
#include "riskctx-validity.h"
#include "riskctx-verdict-private.h"

#define N_CATEGORIES 8
#define NEARLY 1e-9
#define TOTAL (-1)

/**
 * RiskctxEvaluation:
 *
 * Asks whether the risk is acceptable: the losses of a [class@LossResult] against the criteria of
 * the assessment, and the eight categories in order of their size.
 *
 * Limits and points of the tolerance curve are judged for the total or their category, the
 * threshold for treatment for each category that applies.
 *
 * Evaluations are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxEvaluation
{
  GObject                parent_instance;
  RiskctxLossResult     *result;
  GListStore            *verdicts;
  guint                  n_exceeded;
  GListStore            *ranking;
  RiskctxRankedCategory *categories[N_CATEGORIES];
  RiskctxComparison      comparison;
  guint                  top_n;
};

G_DEFINE_FINAL_TYPE (RiskctxEvaluation, riskctx_evaluation, G_TYPE_OBJECT)

typedef enum
{
  PROP_RESULT = 1,
  PROP_VERDICTS,
  PROP_N_EXCEEDED,
  PROP_RANKING,
} RiskctxEvaluationProperty;

static GParamSpec *properties[PROP_RANKING + 1];

static void
riskctx_evaluation_dispose (GObject *object)
{
  RiskctxEvaluation *self = RISKCTX_EVALUATION (object);

  g_clear_object (&self->result);
  g_clear_object (&self->verdicts);
  g_clear_object (&self->ranking);
  for (guint i = 0; i < N_CATEGORIES; i++)
    g_clear_object (&self->categories[i]);
  G_OBJECT_CLASS (riskctx_evaluation_parent_class)->dispose (object);
}

static void
riskctx_evaluation_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RiskctxEvaluation *self = RISKCTX_EVALUATION (object);

  switch ((RiskctxEvaluationProperty) prop_id)
    {
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    case PROP_VERDICTS:
      g_value_set_object (value, self->verdicts);
      break;
    case PROP_N_EXCEEDED:
      g_value_set_uint (value, self->n_exceeded);
      break;
    case PROP_RANKING:
      g_value_set_object (value, self->ranking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_evaluation_class_init (RiskctxEvaluationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = riskctx_evaluation_dispose;
  object_class->get_property = riskctx_evaluation_get_property;

  /**
   * RiskctxEvaluation:result: (getter get_result)
   *
   * The losses that were judged.
   *
   * Since: 1.0
   */
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, RISKCTX_TYPE_LOSS_RESULT,
                                                 flags);
  /**
   * RiskctxEvaluation:verdicts: (getter get_verdicts)
   *
   * What became of each criterion: [class@Verdict].
   *
   * Since: 1.0
   */
  properties[PROP_VERDICTS] = g_param_spec_object ("verdicts", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   flags);
  /**
   * RiskctxEvaluation:n-exceeded: (getter get_n_exceeded)
   *
   * How many criteria are exceeded.
   *
   * Since: 1.0
   */
  properties[PROP_N_EXCEEDED] = g_param_spec_uint ("n-exceeded", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  /**
   * RiskctxEvaluation:ranking: (getter get_ranking)
   *
   * The eight categories, the largest first: [class@RankedCategory].
   *
   * Since: 1.0
   */
  properties[PROP_RANKING] = g_param_spec_object ("ranking", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_evaluation_init (RiskctxEvaluation *self)
{
  self->verdicts = g_list_store_new (RISKCTX_TYPE_VERDICT);
  self->ranking = g_list_store_new (RISKCTX_TYPE_RANKED_CATEGORY);
  self->top_n = 3;
}

static void
judge (RiskctxEvaluation      *self,
       const RiskctxCriterion *criterion,
       const char             *reason)
{
  RiskctxLossFigure *loss = criterion->category == TOTAL
    ? riskctx_loss_result_get_total (self->result)
    : riskctx_loss_result_get_by_cause (self->result, (RiskctxRiskCategory) criterion->category);
  g_autoptr(RiskctxVerdict) verdict = riskctx_verdict_new (criterion, loss, reason);

  g_list_store_append (self->verdicts, verdict);
  if (riskctx_verdict_get_outcome (verdict) == RISKCTX_OUTCOME_EXCEEDED)
    self->n_exceeded++;
}

static void
judge_limit (RiskctxEvaluation *self,
             RiskctxAssessment *assessment,
             RiskctxLimit      *limit)
{
  RiskctxItem *category = riskctx_limit_get_category (limit) != NULL
    ? riskctx_assessment_find (assessment, riskctx_limit_get_category (limit)) : NULL;
  const gboolean known = category != NULL && RISKCTX_IS_CATEGORY (category);

  judge (self, &(RiskctxCriterion) {
    .kind = RISKCTX_CRITERION_KIND_LIMIT,
    .limit_kind = riskctx_limit_get_kind (limit),
    .item = RISKCTX_ITEM (limit),
    .category = known ? (int) riskctx_category_get_category (RISKCTX_CATEGORY (category)) : TOTAL,
    .measure = riskctx_limit_get_measure (limit),
    .level = riskctx_limit_get_level (limit),
    .limit = riskctx_limit_get_amount (limit),
  }, NULL);
}

/* P (loss > x) <= p says the same as: the quantile at 1 - p is not above x. */
static void
judge_point (RiskctxEvaluation *self,
             RiskctxCurvePoint *point)
{
  const double probability = riskctx_curve_point_get_probability (point);

  if (probability > 1 - NEARLY) /* it may always be exceeded */
    return;
  judge (self, &(RiskctxCriterion) {
    .kind = RISKCTX_CRITERION_KIND_CURVE,
    .limit_kind = RISKCTX_LIMIT_KIND_TOLERANCE,
    .item = RISKCTX_ITEM (point),
    .category = TOTAL,
    .measure = RISKCTX_RISK_MEASURE_QUANTILE,
    .level = 1 - probability,
    .limit = riskctx_curve_point_get_loss (point),
  }, probability < NEARLY ? "reason.never" : NULL);
}

static void
judge_threshold (RiskctxEvaluation *self,
                 RiskctxCriteria   *criteria)
{
  const double threshold = riskctx_criteria_get_treatment_threshold (criteria);

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      RiskctxRankedCategory *ranked = self->categories[i];

      if (!ranked->applicable)
        continue;
      ranked->treat = ranked->money->defined && ranked->money->value >= threshold;
      judge (self, &(RiskctxCriterion) {
        .kind = RISKCTX_CRITERION_KIND_THRESHOLD,
        .limit_kind = RISKCTX_LIMIT_KIND_APPETITE,
        .item = RISKCTX_ITEM (criteria),
        .category = (int) i,
        .measure = RISKCTX_RISK_MEASURE_MEAN,
        .limit = threshold,
        .at_limit = TRUE,
      }, NULL);
    }
}

static RiskctxFigure *
rating_of (RiskctxCategory *item)
{
  RiskctxFigure *figure;
  gint64 impact = 0, likelihood = 0;

  if (item != NULL && riskctx_item_has (RISKCTX_ITEM (item), "impact_rating")
      && riskctx_item_has (RISKCTX_ITEM (item), "likelihood_rating"))
    {
      impact = riskctx_category_get_impact_rating (item);
      likelihood = riskctx_category_get_likelihood_rating (item);
    }
  if (impact == 0 || likelihood == 0)
    return riskctx_figure_new_undefined ("rating", riskctx_phrase ("ranking.rating"),
                                         RISKCTX_UNIT_RATING, NULL,
                                         riskctx_phrase ("reason.no-rating"));
  figure = riskctx_figure_new ("rating", riskctx_phrase ("ranking.rating"), RISKCTX_UNIT_RATING,
                               NULL, (double) (impact * likelihood));
  riskctx_figure_take_formula (figure, riskctx_phrase ("ranking.formula"));
  riskctx_figure_take_input (figure,
                             riskctx_figure_new ("impact-rating", riskctx_phrase ("ranking.impact"),
                                                 RISKCTX_UNIT_RATING, NULL, (double) impact));
  riskctx_figure_take_input (figure,
                             riskctx_figure_new ("likelihood-rating",
                                                 riskctx_phrase ("ranking.likelihood"),
                                                 RISKCTX_UNIT_RATING, NULL, (double) likelihood));
  return figure;
}

static void
describe_categories (RiskctxEvaluation *self,
                     RiskctxAssessment *assessment)
{
  RiskctxItemList *list = riskctx_assessment_get_categories (assessment);

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      RiskctxRankedCategory *ranked = g_object_new (RISKCTX_TYPE_RANKED_CATEGORY, NULL);

      self->categories[i] = ranked;
      ranked->category = (int) i;
      ranked->applicable = TRUE;
      for (guint j = 0; j < riskctx_item_list_get_length (list) && ranked->item == NULL; j++)
        {
          RiskctxCategory *item = riskctx_item_list_peek (list, j);

          if ((guint) riskctx_category_get_category (item) == i)
            ranked->item = g_object_ref (item);
        }
      if (ranked->item != NULL)
        {
          ranked->applicable = riskctx_category_get_applicable (ranked->item);
          ranked->item_id = g_strdup (riskctx_item_get_id (RISKCTX_ITEM (ranked->item)));
        }
      ranked->money = riskctx_loss_figure_dup_mean (
        riskctx_loss_result_get_by_cause (self->result, (RiskctxRiskCategory) i));
      ranked->rating = rating_of (ranked->item);
    }
}

/* An infinite mean is larger than any other. */
static double
size_of (const RiskctxFigure *money)
{
  return money->defined ? money->value : INFINITY;
}

static void
rank_categories (RiskctxEvaluation *self)
{
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      RiskctxRankedCategory *own = self->categories[i];

      if (!own->applicable)
        continue;
      own->money_rank = 1;
      own->rating_rank = own->rating->defined ? 1 : 0;
      for (guint j = 0; j < N_CATEGORIES; j++)
        {
          const RiskctxRankedCategory *other = self->categories[j];

          if (!other->applicable)
            continue;
          own->money_rank += size_of (other->money) > size_of (own->money);
          own->rating_rank += own->rating->defined && other->rating->defined
                              && other->rating->value > own->rating->value;
        }
    }
}

/* By money, then by rating, then in the order of the enumeration; what does not apply is last. */
static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const RiskctxRankedCategory *x = a, *y = b;

  if (x->applicable != y->applicable)
    return x->applicable ? -1 : 1;
  if (x->money_rank != y->money_rank)
    return x->money_rank < y->money_rank ? -1 : 1;
  if (x->rating_rank != y->rating_rank && x->rating_rank > 0 && y->rating_rank > 0)
    return x->rating_rank < y->rating_rank ? -1 : 1;
  return x->category - y->category;
}

/**
 * riskctx_evaluation_new:
 * @assessment: an assessment with criteria
 * @result: losses of that assessment, of the present state or with options
 *
 * Judges losses by the criteria of an assessment. Without criteria there are no verdicts, but the
 * categories are ranked.
 *
 * Returns: (transfer full): the evaluation
 *
 * Since: 1.0
 */
RiskctxEvaluation *
riskctx_evaluation_new (RiskctxAssessment *assessment,
                        RiskctxLossResult *result)
{
  RiskctxEvaluation *self;
  RiskctxCriteria *criteria;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (result), NULL);

  self = g_object_new (RISKCTX_TYPE_EVALUATION, NULL);
  criteria = riskctx_assessment_get_criteria (assessment);
  self->result = g_object_ref (result);
  describe_categories (self, assessment);
  rank_categories (self);
  if (criteria != NULL)
    {
      RiskctxItemList *limits = riskctx_criteria_get_limits (criteria);
      RiskctxItemList *curve = riskctx_criteria_get_curve (criteria);

      self->comparison = riskctx_criteria_get_comparison (criteria);
      self->top_n = (guint) riskctx_criteria_get_top_n (criteria);
      for (guint i = 0; i < riskctx_item_list_get_length (limits); i++)
        judge_limit (self, assessment, riskctx_item_list_peek (limits, i));
      for (guint i = 0; i < riskctx_item_list_get_length (curve); i++)
        judge_point (self, riskctx_item_list_peek (curve, i));
      if (riskctx_item_has (RISKCTX_ITEM (criteria), "treatment_threshold"))
        judge_threshold (self, criteria);
    }
  for (guint i = 0; i < N_CATEGORIES; i++)
    g_list_store_insert_sorted (self->ranking, self->categories[i], compare_ranks, NULL);
  return self;
}

/**
 * riskctx_evaluation_get_result: (get-property result)
 * @self: an evaluation
 *
 * Gets the losses that were judged.
 *
 * Returns: (transfer none): the losses
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_evaluation_get_result (RiskctxEvaluation *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);
  return self->result;
}

/**
 * riskctx_evaluation_get_verdicts: (get-property verdicts)
 * @self: an evaluation
 *
 * Gets what became of each criterion: limits, then points of the curve, then the threshold for each
 * category.
 *
 * Returns: (transfer none): a list of [class@Verdict]
 *
 * Since: 1.0
 */
GListModel *
riskctx_evaluation_get_verdicts (RiskctxEvaluation *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);
  return G_LIST_MODEL (self->verdicts);
}

/**
 * riskctx_evaluation_get_n_exceeded: (get-property n-exceeded)
 * @self: an evaluation
 *
 * Gets how many criteria are exceeded.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
riskctx_evaluation_get_n_exceeded (RiskctxEvaluation *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), 0);
  return self->n_exceeded;
}

/**
 * riskctx_evaluation_get_ranking: (get-property ranking)
 * @self: an evaluation
 *
 * Gets the eight categories, the one with the largest expected loss first. Those that do not apply
 * come last.
 *
 * Returns: (transfer none): a list of eight [class@RankedCategory]
 *
 * Since: 1.0
 */
GListModel *
riskctx_evaluation_get_ranking (RiskctxEvaluation *self)
{
  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);
  return G_LIST_MODEL (self->ranking);
}

/**
 * riskctx_evaluation_get_category:
 * @self: an evaluation
 * @category: a category
 *
 * Gets one category with its ranks.
 *
 * Returns: (transfer none): the category
 *
 * Since: 1.0
 */
RiskctxRankedCategory *
riskctx_evaluation_get_category (RiskctxEvaluation  *self,
                                 RiskctxRiskCategory category)
{
  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);
  g_return_val_if_fail ((guint) category < N_CATEGORIES, NULL);
  return self->categories[category];
}

/**
 * riskctx_evaluation_compare:
 * @self: an evaluation
 * @category: a category
 * @yardstick: by what to compare
 * @comparison: how to compare
 * @top_n: among how many of the largest the category must be; used where the comparison asks for
 *   it
 *
 * Compares a category with the others that apply. It dominates if its figure is above 0 and above
 * the median, mean or maximum of the others, or among the @top_n largest, as @comparison says. By
 * rating, others that are not rated are left out.
 *
 * Returns: (transfer full): the comparison
 *
 * Since: 1.0
 */
RiskctxDominance *
riskctx_evaluation_compare (RiskctxEvaluation  *self,
                            RiskctxRiskCategory category,
                            RiskctxYardstick    yardstick,
                            RiskctxComparison   comparison,
                            guint               top_n)
{
  RiskctxFigure *others[N_CATEGORIES] = { NULL };
  const gboolean by_rating = yardstick == RISKCTX_YARDSTICK_RATING;
  g_autoptr(RiskctxFigure) value = NULL;

  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);
  g_return_val_if_fail ((guint) category < N_CATEGORIES, NULL);

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      const RiskctxRankedCategory *other = self->categories[i];
      RiskctxFigure *figure = by_rating ? other->rating : other->money;

      if (i == (guint) category)
        value = other->applicable
          ? riskctx_figure_ref (figure)
          : riskctx_figure_new_undefined (figure->name, riskctx_text_ref (figure->label),
                                          figure->unit, figure->currency,
                                          riskctx_phrase ("reason.category-not-applicable"));
      else if (other->applicable && (figure->defined || !by_rating))
        others[i] = figure;
    }
  return riskctx_dominance_new (category, yardstick, comparison, top_n, value, others,
                                N_CATEGORIES);
}

typedef struct
{
  char              *currency;
  guint              n_exceeded;
  GPtrArray         *verdicts;
  GPtrArray         *ranking;
  RiskctxDominance  *by_money;
  RiskctxDominance  *by_rating;
} Description;

static const RiskctxResultField rows[] = {
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Description, currency),
    "The currency of all money, a code of ISO 4217." },
  { "n_exceeded", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Description, n_exceeded),
    "How many criteria are exceeded." },
  { "verdicts", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, verdicts),
    "What became of each criterion.", NULL, &riskctx_verdict_shape },
  { "ranking", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, ranking),
    "The eight categories, the largest first.", NULL, &riskctx_ranked_category_shape },
  { "system_by_money", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (Description, by_money),
    "Whether system risk dominates by money.", NULL, &riskctx_dominance_shape },
  { "system_by_rating", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (Description, by_rating),
    "Whether system risk dominates by rating.", NULL, &riskctx_dominance_shape },
};

static const RiskctxResultShape evaluation_shape =
  RISKCTX_RESULT_SHAPE ("Evaluation", "Losses against the criteria.", rows);

static GPtrArray *
items_of (GListStore *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (list), i));
  return items;
}

/**
 * riskctx_evaluation_to_json:
 * @self: an evaluation
 *
 * Describes the evaluation as JSON, in the shape that [func@Evaluation.get_schema] publishes.
 * Whether system risk dominates is judged as the criteria of the assessment say.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_evaluation_to_json (RiskctxEvaluation *self)
{
  g_autoptr(RiskctxDominance) by_money = NULL;
  g_autoptr(RiskctxDominance) by_rating = NULL;
  g_autoptr(GPtrArray) verdicts = NULL;
  g_autoptr(GPtrArray) ranking = NULL;
  Description description;

  g_return_val_if_fail (RISKCTX_IS_EVALUATION (self), NULL);

  verdicts = items_of (self->verdicts);
  ranking = items_of (self->ranking);
  by_money = riskctx_evaluation_compare (self, RISKCTX_RISK_CATEGORY_SYSTEM,
                                         RISKCTX_YARDSTICK_MONEY, self->comparison, self->top_n);
  by_rating = riskctx_evaluation_compare (self, RISKCTX_RISK_CATEGORY_SYSTEM,
                                          RISKCTX_YARDSTICK_RATING, self->comparison, self->top_n);
  description = (Description) {
    (char *) riskctx_loss_result_get_currency (self->result), self->n_exceeded, verdicts,
    ranking, by_money, by_rating,
  };
  return riskctx_result_write (&evaluation_shape, &description);
}

/**
 * riskctx_evaluation_get_schema:
 *
 * Gets the JSON Schema of [method@Evaluation.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_evaluation_get_schema (void)
{
  return riskctx_result_schema (&evaluation_shape);
}
