/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grounds-private.h"

#include "riskctx-cycle.h"
#include "riskctx-dominance-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-evaluation.h"
#include "riskctx-evidence-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-ground-result-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

#define N_GROUNDS (RISKCTX_GROUND_DOMINANT_SYSTEM_RISK + 1)

/**
 * RiskctxGrounds:
 *
 * Whether there is any ground for treating system risk at all.
 *
 * The working group names three: systems are put to use as management strategy; they lower another
 * risk at clear cost-effectiveness; system risk is large compared with the other risks of the
 * organization. Where none holds the result is just as complete: do not invest, and look again at
 * the date of the next review.
 *
 * Grounds do not change.
 *
 * Since: 1.0
 */
struct _RiskctxGrounds
{
  GObject      parent_instance;
  GListStore  *results;
  gboolean     any_holds;
  RiskctxText *conclusion;
  char        *review_date;
  GPtrArray   *written; /* the results once more, for writing */
};

G_DEFINE_FINAL_TYPE (RiskctxGrounds, riskctx_grounds, G_TYPE_OBJECT)

typedef enum
{
  PROP_ANY_HOLDS = 1,
  PROP_RESULTS,
  PROP_CONCLUSION,
  PROP_REVIEW_DATE
} RiskctxGroundsProperty;

static GParamSpec *properties[PROP_REVIEW_DATE + 1];

static const RiskctxResultField rows[] = {
  { "any_holds", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxGrounds, any_holds),
    "Whether at least one ground holds." },
  { "conclusion", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxGrounds, conclusion),
    "What follows." },
  { "review_date", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxGrounds, review_date),
    "When this is looked at again, if that is stated." },
  { "results", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxGrounds, written),
    "The three grounds.", NULL, &riskctx_ground_result_shape },
};

const RiskctxResultShape riskctx_grounds_shape =
  RISKCTX_RESULT_SHAPE ("Grounds", "Whether there is any ground for treating system risk.", rows);

static void
riskctx_grounds_dispose (GObject *object)
{
  RiskctxGrounds *self = RISKCTX_GROUNDS (object);

  g_clear_object (&self->results);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_grounds_parent_class)->dispose (object);
}

static void
riskctx_grounds_finalize (GObject *object)
{
  RiskctxGrounds *self = RISKCTX_GROUNDS (object);

  g_clear_pointer (&self->conclusion, riskctx_text_unref);
  g_free (self->review_date);
  G_OBJECT_CLASS (riskctx_grounds_parent_class)->finalize (object);
}

static void
riskctx_grounds_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  RiskctxGrounds *self = RISKCTX_GROUNDS (object);

  switch ((RiskctxGroundsProperty) prop_id)
    {
    case PROP_ANY_HOLDS:
      g_value_set_boolean (value, self->any_holds);
      break;
    case PROP_RESULTS:
      g_value_set_object (value, self->results);
      break;
    case PROP_CONCLUSION:
      g_value_set_boxed (value, self->conclusion);
      break;
    case PROP_REVIEW_DATE:
      g_value_set_string (value, self->review_date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_grounds_class_init (RiskctxGroundsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_grounds_dispose;
  object_class->finalize = riskctx_grounds_finalize;
  object_class->get_property = riskctx_grounds_get_property;

  /**
   * RiskctxGrounds:any-holds: (getter get_any_holds)
   *
   * Whether at least one ground holds.
   *
   * Since: 1.0
   */
  properties[PROP_ANY_HOLDS] = g_param_spec_boolean ("any-holds", NULL, NULL, FALSE, flags);
  /**
   * RiskctxGrounds:results: (getter get_results)
   *
   * The three grounds, a list of [class@GroundResult].
   *
   * Since: 1.0
   */
  properties[PROP_RESULTS] = g_param_spec_object ("results", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxGrounds:conclusion: (getter get_conclusion)
   *
   * What follows.
   *
   * Since: 1.0
   */
  properties[PROP_CONCLUSION] =
    g_param_spec_boxed ("conclusion", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxGrounds:review-date: (getter get_review_date)
   *
   * When this is looked at again.
   *
   * Since: 1.0
   */
  properties[PROP_REVIEW_DATE] = g_param_spec_string ("review-date", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_grounds_init (RiskctxGrounds *self)
{
}

static void
add_evidence (GListStore    *evidence,
              RiskctxItem   *item,
              RiskctxText   *text,
              RiskctxFigure *figure)
{
  g_autoptr(RiskctxEvidence) one = riskctx_evidence_new (item, text, figure);

  g_list_store_append (evidence, one);
}

/* Adds those items of @ids that exist to the evidence, and returns what they are called. */
static RiskctxText *
name_items (RiskctxAssessment *assessment,
            const char *const *ids,
            GListStore        *evidence,
            guint             *n_items)
{
  g_autoptr(GPtrArray) names =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      RiskctxItem *item = riskctx_assessment_find (assessment, ids[i]);

      if (item == NULL)
        continue;
      g_ptr_array_add (names, riskctx_wording_item (item));
      add_evidence (evidence, item, NULL, NULL);
    }
  *n_items = names->len;
  return riskctx_wording_list (names);
}

static RiskctxGroundResult *
judge_strategic_use (RiskctxAssessment *assessment)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (assessment);
  RiskctxText *strategy =
    organization != NULL ? riskctx_organization_get_strategy (organization) : NULL;
  g_autoptr(GListStore) evidence = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  g_autoptr(RiskctxText) systems = NULL;
  guint n = 0;

  if (strategy == NULL)
    return riskctx_ground_result_new (RISKCTX_GROUND_STRATEGIC_USE, FALSE,
                                      riskctx_phrase ("context.ground.strategic-use.no-strategy"),
                                      evidence);

  add_evidence (evidence, RISKCTX_ITEM (organization), riskctx_text_ref (strategy), NULL);
  systems = name_items (assessment, riskctx_organization_get_strategic_components (organization),
                        evidence, &n);
  return riskctx_ground_result_new (
    RISKCTX_GROUND_STRATEGIC_USE, n > 0,
    n > 0 ? riskctx_phrase_texts ("context.ground.strategic-use.holds", &systems, 1)
          : riskctx_phrase ("context.ground.strategic-use.no-system"),
    evidence);
}

static RiskctxCategory *
find_category (RiskctxAssessment  *assessment,
               RiskctxRiskCategory which)
{
  RiskctxItemList *categories = riskctx_assessment_get_categories (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (categories); i++)
    {
      RiskctxCategory *category = riskctx_item_list_peek (categories, i);

      if (riskctx_category_get_category (category) == which)
        return category;
    }
  return NULL;
}

static RiskctxGroundResult *
judge_reduces_other_risk (RiskctxAssessment     *assessment,
                          RiskctxInvestmentPlan *plan)
{
  const RiskctxGround ground = RISKCTX_GROUND_REDUCES_OTHER_RISK;
  RiskctxCategory *category = find_category (assessment, RISKCTX_RISK_CATEGORY_SYSTEM);
  g_autoptr(GListStore) evidence = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  g_autoptr(RiskctxText) lowered = NULL;
  g_autoptr(RiskctxText) amount = NULL;
  RiskctxFigure *value;
  gboolean holds;
  guint n = 0;

  if (category != NULL && riskctx_category_get_applicable (category))
    lowered = name_items (assessment, riskctx_category_get_lowers (category), evidence, &n);
  if (n == 0)
    return riskctx_ground_result_new (ground, FALSE,
                                      riskctx_phrase ("context.ground.reduces-other-risk.no-link"),
                                      evidence);
  if (plan == NULL || !riskctx_investment_plan_has_run (plan))
    return riskctx_ground_result_new (
      ground, FALSE,
      riskctx_phrase_texts ("context.ground.reduces-other-risk.no-plan", &lowered, 1), evidence);

  value = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE);
  add_evidence (evidence, RISKCTX_ITEM (assessment),
                riskctx_text_ref (riskctx_figure_get_label (value)), riskctx_figure_ref (value));
  if (!riskctx_figure_is_defined (value))
    {
      RiskctxText *const args[] = { lowered, riskctx_figure_get_reason (value) };

      return riskctx_ground_result_new (
        ground, FALSE,
        riskctx_phrase_texts ("context.ground.reduces-other-risk.undefined", args,
                              G_N_ELEMENTS (args)),
        evidence);
    }

  holds = riskctx_figure_get_value (value, NULL) > 0;
  amount = riskctx_wording_figure (value);

  RiskctxText *const args[] = { lowered, amount };

  return riskctx_ground_result_new (
    ground, holds,
    riskctx_phrase_texts (holds ? "context.ground.reduces-other-risk.holds"
                                : "context.ground.reduces-other-risk.not-worth",
                          args, G_N_ELEMENTS (args)),
    evidence);
}

static RiskctxText *
describe_dominance (RiskctxDominance *dominance)
{
  g_autofree char *en = riskctx_dominance_describe (dominance, "en");
  g_autofree char *ja = riskctx_dominance_describe (dominance, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

/* The categories that apply, by their expected losses. */
static void
add_ranking (RiskctxAssessment *assessment,
             RiskctxEvaluation *evaluation,
             GListStore        *evidence)
{
  GListModel *ranking = riskctx_evaluation_get_ranking (evaluation);

  for (guint i = 0; i < g_list_model_get_n_items (ranking); i++)
    {
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);
      RiskctxCategory *item = riskctx_ranked_category_get_item (ranked);
      const int category = (int) riskctx_ranked_category_get_category (ranked);

      if (!riskctx_ranked_category_get_applicable (ranked))
        continue;
      add_evidence (evidence, item != NULL ? RISKCTX_ITEM (item) : RISKCTX_ITEM (assessment),
                    riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, category),
                    riskctx_figure_ref (riskctx_ranked_category_get_money (ranked)));
    }
}

/* How a category is rated: impact times likelihood; NULL where that is not stated. */
static RiskctxFigure *
rate (RiskctxCategory *category)
{
  const gint64 impact = riskctx_category_get_impact_rating (category);
  const gint64 likelihood = riskctx_category_get_likelihood_rating (category);

  if (impact == 0 || likelihood == 0)
    return NULL;
  return riskctx_figure_new ("rating", riskctx_phrase ("ranking.rating"), RISKCTX_UNIT_RATING, NULL,
                             (double) (impact * likelihood));
}

/* The comparison of ratings alone, for an assessment whose losses are not known. NULL if system
 * risk is not rated. */
static RiskctxDominance *
compare_ratings (RiskctxAssessment *assessment,
                 RiskctxComparison  comparison,
                 guint              top_n,
                 GListStore        *evidence)
{
  RiskctxItemList *categories = riskctx_assessment_get_categories (assessment);
  g_autoptr(GPtrArray) others =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);
  g_autoptr(RiskctxFigure) own = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (categories); i++)
    {
      RiskctxCategory *category = riskctx_item_list_peek (categories, i);
      RiskctxFigure *rating = riskctx_category_get_applicable (category) ? rate (category) : NULL;

      if (rating == NULL)
        continue;
      add_evidence (evidence, RISKCTX_ITEM (category), NULL, riskctx_figure_ref (rating));
      if (riskctx_category_get_category (category) != RISKCTX_RISK_CATEGORY_SYSTEM)
        g_ptr_array_add (others, rating);
      else if (own == NULL)
        own = rating;
      else
        riskctx_figure_unref (rating);
    }
  if (own == NULL)
    return NULL;
  return riskctx_dominance_new (RISKCTX_RISK_CATEGORY_SYSTEM, RISKCTX_YARDSTICK_RATING, comparison,
                                top_n, own, (RiskctxFigure *const *) others->pdata, others->len);
}

/* Money decides where there is any; ratings are the fallback. */
static RiskctxDominance *
compare_with_others (RiskctxAssessment *assessment,
                     RiskctxLossResult *loss,
                     GListStore        *evidence)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (assessment);
  const RiskctxComparison comparison =
    criteria != NULL ? riskctx_criteria_get_comparison (criteria) : RISKCTX_COMPARISON_MEDIAN_TOP_N;
  const guint top_n = criteria != NULL ? (guint) riskctx_criteria_get_top_n (criteria) : 3;

  if (loss != NULL)
    {
      g_autoptr(RiskctxEvaluation) evaluation = riskctx_evaluation_new (assessment, loss);
      g_autoptr(RiskctxDominance) dominance = riskctx_evaluation_compare (
        evaluation, RISKCTX_RISK_CATEGORY_SYSTEM, RISKCTX_YARDSTICK_MONEY, comparison, top_n);

      if (riskctx_dominance_is_defined (dominance))
        {
          add_ranking (assessment, evaluation, evidence);
          return g_steal_pointer (&dominance);
        }
    }
  return compare_ratings (assessment, comparison, top_n, evidence);
}

static RiskctxGroundResult *
judge_dominant_system_risk (RiskctxAssessment *assessment,
                            RiskctxLossResult *loss)
{
  const RiskctxGround ground = RISKCTX_GROUND_DOMINANT_SYSTEM_RISK;
  g_autoptr(GListStore) evidence = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  g_autoptr(RiskctxDominance) dominance = compare_with_others (assessment, loss, evidence);

  if (dominance == NULL || !riskctx_dominance_is_defined (dominance))
    return riskctx_ground_result_new (
      ground, FALSE, riskctx_phrase ("context.ground.dominant-system-risk.unknown"), evidence);
  return riskctx_ground_result_new (ground, riskctx_dominance_get_holds (dominance),
                                    describe_dominance (dominance), evidence);
}

/* The grounds as clauses of one sentence, in the order of the enumeration. */
static const char *const clauses[] = {
  "context.grounds.strategic-use",
  "context.grounds.reduces-other-risk",
  "context.grounds.dominant-system-risk",
};

static RiskctxText *
conclude (RiskctxGrounds *self)
{
  g_autoptr(GPtrArray) holding =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
  g_autoptr(RiskctxText) list = NULL;

  for (guint i = 0; i < self->written->len; i++)
    {
      RiskctxGroundResult *result = self->written->pdata[i];

      if (riskctx_ground_result_get_holds (result))
        g_ptr_array_add (holding,
                         riskctx_phrase (clauses[riskctx_ground_result_get_ground (result)]));
    }
  self->any_holds = holding->len > 0;
  if (self->any_holds)
    {
      list = riskctx_wording_clauses (holding);
      return riskctx_phrase_texts ("context.grounds.some", &list, 1);
    }
  if (self->review_date != NULL)
    return riskctx_phrase_plain ("context.grounds.none-until", self->review_date, NULL);
  return riskctx_phrase ("context.grounds.none");
}

/**
 * riskctx_grounds_new:
 * @assessment: an assessment
 * @loss: (nullable): its simulated losses
 * @plan: (nullable): an investment plan that has run
 *
 * Judges the three grounds for treating system risk.
 *
 * Without losses the categories are compared by their ratings. Without a plan it cannot be known
 * whether lowering another risk is worth its cost: that ground then does not hold.
 *
 * Returns: (transfer full): the grounds
 *
 * Since: 1.0
 */
RiskctxGrounds *
riskctx_grounds_new (RiskctxAssessment     *assessment,
                     RiskctxLossResult     *loss,
                     RiskctxInvestmentPlan *plan)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (loss == NULL || RISKCTX_IS_LOSS_RESULT (loss), NULL);
  g_return_val_if_fail (plan == NULL || RISKCTX_IS_INVESTMENT_PLAN (plan), NULL);

  RiskctxGrounds *self = g_object_new (RISKCTX_TYPE_GROUNDS, NULL);
  g_autoptr(RiskctxGroundResult) strategic = judge_strategic_use (assessment);
  g_autoptr(RiskctxGroundResult) lowering = judge_reduces_other_risk (assessment, plan);
  g_autoptr(RiskctxGroundResult) dominant = judge_dominant_system_risk (assessment, loss);
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);

  self->results = g_list_store_new (RISKCTX_TYPE_GROUND_RESULT);
  g_list_store_append (self->results, strategic);
  g_list_store_append (self->results, lowering);
  g_list_store_append (self->results, dominant);
  self->written = riskctx_evidence_peek_all (self->results);
  self->review_date = g_strdup (riskctx_cycle_get_next_date (cycle));
  self->conclusion = conclude (self);
  return self;
}

/**
 * riskctx_grounds_get_any_holds: (get-property any-holds)
 * @self: grounds
 *
 * Gets whether at least one ground holds.
 *
 * Returns: %TRUE if one does; otherwise the organization should not invest
 *
 * Since: 1.0
 */
gboolean
riskctx_grounds_get_any_holds (RiskctxGrounds *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self), FALSE);
  return self->any_holds;
}

/**
 * riskctx_grounds_get_results: (get-property results)
 * @self: grounds
 *
 * Gets the three grounds in the order of [enum@Ground].
 *
 * Returns: (transfer none): a list of [class@GroundResult]
 *
 * Since: 1.0
 */
GListModel *
riskctx_grounds_get_results (RiskctxGrounds *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self), NULL);
  return G_LIST_MODEL (self->results);
}

/**
 * riskctx_grounds_get_result:
 * @self: grounds
 * @ground: one of the three
 *
 * Gets one of the three grounds.
 *
 * Returns: (transfer none): whether it holds and why
 *
 * Since: 1.0
 */
RiskctxGroundResult *
riskctx_grounds_get_result (RiskctxGrounds *self,
                            RiskctxGround   ground)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self) && (guint) ground < N_GROUNDS, NULL);
  return self->written->pdata[ground];
}

/**
 * riskctx_grounds_get_conclusion: (get-property conclusion)
 * @self: grounds
 *
 * Gets what follows, in English and Japanese: which grounds hold, or not to invest and when to look
 * again.
 *
 * Returns: (transfer none): the conclusion
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_grounds_get_conclusion (RiskctxGrounds *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self), NULL);
  return self->conclusion;
}

/**
 * riskctx_grounds_get_review_date: (get-property review-date)
 * @self: grounds
 *
 * Gets when the grounds are looked at again: the next date of the latest review.
 *
 * Returns: (transfer none) (nullable): a calendar date such as 2026-04-01, or %NULL if none is
 *   stated
 *
 * Since: 1.0
 */
const char *
riskctx_grounds_get_review_date (RiskctxGrounds *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self), NULL);
  return self->review_date;
}

/**
 * riskctx_grounds_to_json:
 * @self: grounds
 * @language: (nullable): the language of the texts, such as `ja`; all that there are if %NULL
 *
 * Describes the grounds as JSON; texts are objects of language and text.
 *
 * The schema is part of that of [func@Brief.get_schema].
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 1.0
 */
JsonNode *
riskctx_grounds_to_json (RiskctxGrounds *self,
                         const char     *language)
{
  g_return_val_if_fail (RISKCTX_IS_GROUNDS (self), NULL);

  JsonNode *node = riskctx_result_write (&riskctx_grounds_shape, self);

  riskctx_wording_restrict (node, &riskctx_grounds_shape, language);
  return node;
}
