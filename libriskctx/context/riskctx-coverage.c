/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-coverage.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-trace.h"
#include "riskctx-validity.h"

#define N_CLASSES (RISKCTX_CONTEXT_CLASS_INT_CONTRACTS + 1)
#define N_PEST    (RISKCTX_PEST_FINANCIAL + 1)
#define N_FORCES  (RISKCTX_FORCE_RIVALRY + 1)

/**
 * RiskctxCoverage:
 *
 * What the context of an assessment covers and what it leaves out: classes of ISO 31000, tags of
 * the macro environment and competitive forces without a factor, factors from which nothing
 * follows, risks with no factor behind them, and stakeholders of whom too little is known or who
 * demand more than is aimed at.
 *
 * A class without a factor is no mistake, but somebody should have thought about it:
 * [class@Interview] has questions for each.
 *
 * A coverage is read from an assessment and does not change afterwards.
 *
 * Since: 1.0
 */
struct _RiskctxCoverage
{
  GObject     parent_instance;
  guint       classes[N_CLASSES];
  guint       pest[N_PEST];
  guint       forces[N_FORCES];
  GListStore *unused_factors;
  GListStore *baseless_risks;
  GListStore *silent_stakeholders;
  GListStore *boundless_stakeholders;
  GListStore *unmet_stakeholders;
};

G_DEFINE_FINAL_TYPE (RiskctxCoverage, riskctx_coverage, G_TYPE_OBJECT)

typedef enum
{
  PROP_UNUSED_FACTORS = 1,
  PROP_BASELESS_RISKS,
  PROP_SILENT_STAKEHOLDERS,
  PROP_BOUNDLESS_STAKEHOLDERS,
  PROP_UNMET_STAKEHOLDERS,
} RiskctxCoverageProperty;

static GParamSpec *properties[PROP_UNMET_STAKEHOLDERS + 1];

static void
riskctx_coverage_dispose (GObject *object)
{
  RiskctxCoverage *self = RISKCTX_COVERAGE (object);

  g_clear_object (&self->unused_factors);
  g_clear_object (&self->baseless_risks);
  g_clear_object (&self->silent_stakeholders);
  g_clear_object (&self->boundless_stakeholders);
  g_clear_object (&self->unmet_stakeholders);
  G_OBJECT_CLASS (riskctx_coverage_parent_class)->dispose (object);
}

static void
riskctx_coverage_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RiskctxCoverage *self = RISKCTX_COVERAGE (object);

  switch ((RiskctxCoverageProperty) prop_id)
    {
    case PROP_UNUSED_FACTORS:
      g_value_set_object (value, self->unused_factors);
      break;
    case PROP_BASELESS_RISKS:
      g_value_set_object (value, self->baseless_risks);
      break;
    case PROP_SILENT_STAKEHOLDERS:
      g_value_set_object (value, self->silent_stakeholders);
      break;
    case PROP_BOUNDLESS_STAKEHOLDERS:
      g_value_set_object (value, self->boundless_stakeholders);
      break;
    case PROP_UNMET_STAKEHOLDERS:
      g_value_set_object (value, self->unmet_stakeholders);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_coverage_class_init (RiskctxCoverageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_coverage_dispose;
  object_class->get_property = riskctx_coverage_get_property;

  /**
   * RiskctxCoverage:unused-factors: (getter get_unused_factors)
   *
   * The factors that lead to no statement and no risk.
   *
   * Since: 1.0
   */
  properties[PROP_UNUSED_FACTORS] =
    g_param_spec_object ("unused-factors", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxCoverage:baseless-risks: (getter get_baseless_risks)
   *
   * The risks without a factor behind them.
   *
   * Since: 1.0
   */
  properties[PROP_BASELESS_RISKS] =
    g_param_spec_object ("baseless-risks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxCoverage:silent-stakeholders: (getter get_silent_stakeholders)
   *
   * The stakeholders of whom no expectation is stated.
   *
   * Since: 1.0
   */
  properties[PROP_SILENT_STAKEHOLDERS] =
    g_param_spec_object ("silent-stakeholders", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxCoverage:boundless-stakeholders: (getter get_boundless_stakeholders)
   *
   * The external stakeholders of whom no minimum level is stated.
   *
   * Since: 1.0
   */
  properties[PROP_BOUNDLESS_STAKEHOLDERS] =
    g_param_spec_object ("boundless-stakeholders", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxCoverage:unmet-stakeholders: (getter get_unmet_stakeholders)
   *
   * The stakeholders who demand more than is aimed at.
   *
   * Since: 1.0
   */
  properties[PROP_UNMET_STAKEHOLDERS] =
    g_param_spec_object ("unmet-stakeholders", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_coverage_init (RiskctxCoverage *self)
{
  self->unused_factors = g_list_store_new (RISKCTX_TYPE_FACTOR);
  self->baseless_risks = g_list_store_new (RISKCTX_TYPE_RISK);
  self->silent_stakeholders = g_list_store_new (RISKCTX_TYPE_STAKEHOLDER);
  self->boundless_stakeholders = g_list_store_new (RISKCTX_TYPE_STAKEHOLDER);
  self->unmet_stakeholders = g_list_store_new (RISKCTX_TYPE_STAKEHOLDER);
}

/* Whether a statement or a risk follows from a factor, or a factor is behind a risk. */
static gboolean
leads_to (RiskctxAssessment    *assessment,
          RiskctxItem          *item,
          RiskctxTraceDirection direction)
{
  const char *id = riskctx_item_get_id (item);
  g_autoptr(GListStore) steps = NULL;

  if (id == NULL || riskctx_assessment_find (assessment, id) != item)
    return FALSE;
  steps = riskctx_assessment_trace (assessment, id, direction, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (steps)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (steps), i);
      RiskctxItem *other = riskctx_trace_step_get_item (step);

      if (other == item)
        continue;
      if (direction == RISKCTX_TRACE_DIRECTION_UP
            ? RISKCTX_IS_FACTOR (other)
            : RISKCTX_IS_STATEMENT (other) || RISKCTX_IS_RISK (other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_about_means (RiskctxFactor *factor)
{
  const guint means =
    RISKCTX_SECURITY_RELATION_INVESTMENT | RISKCTX_SECURITY_RELATION_RESOURCES;

  return (riskctx_factor_derive_relations (factor) & means) != 0
         || riskctx_factor_derive_reclass (factor) == RISKCTX_RECLASS_RESOURCES;
}

static void
look_at_factors (RiskctxCoverage   *self,
                 RiskctxAssessment *assessment)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);

      self->classes[riskctx_factor_get_context_class (factor)]++;
      self->pest[riskctx_factor_derive_pest (factor)]++;
      self->forces[riskctx_factor_get_force (factor)]++;
      if (!is_about_means (factor)
          && !leads_to (assessment, RISKCTX_ITEM (factor), RISKCTX_TRACE_DIRECTION_DOWN))
        g_list_store_append (self->unused_factors, factor);
    }
}

static void
look_at_risks (RiskctxCoverage   *self,
               RiskctxAssessment *assessment)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    {
      RiskctxItem *risk = riskctx_item_list_peek (risks, i);

      if (!leads_to (assessment, risk, RISKCTX_TRACE_DIRECTION_UP))
        g_list_store_append (self->baseless_risks, risk);
    }
}

/* The level that the criteria aim at, else the highest that a statement names; NaN: none. */
static double
find_target (RiskctxAssessment *assessment)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (assessment);
  RiskctxItemList *statements = riskctx_assessment_get_statements (assessment);
  double target = NAN;

  if (criteria != NULL && riskctx_item_has (RISKCTX_ITEM (criteria), "target_level"))
    return riskctx_criteria_get_target_level (criteria);
  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);

      if (riskctx_statement_get_kind (statement) == RISKCTX_STATEMENT_KIND_LEVEL
          && riskctx_item_has (RISKCTX_ITEM (statement), "level")
          && !(target >= riskctx_statement_get_level (statement)))
        target = riskctx_statement_get_level (statement);
    }
  return target;
}

static void
look_at_stakeholders (RiskctxCoverage   *self,
                      RiskctxAssessment *assessment)
{
  RiskctxItemList *stakeholders = riskctx_assessment_get_stakeholders (assessment);
  const double target = find_target (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (stakeholders); i++)
    {
      RiskctxStakeholder *stakeholder = riskctx_item_list_peek (stakeholders, i);

      if (riskctx_stakeholder_get_expectation (stakeholder) == NULL)
        g_list_store_append (self->silent_stakeholders, stakeholder);
      if (riskctx_stakeholder_get_side (stakeholder) != RISKCTX_SIDE_EXTERNAL)
        continue;
      if (!riskctx_item_has (RISKCTX_ITEM (stakeholder), "minimum_level"))
        g_list_store_append (self->boundless_stakeholders, stakeholder);
      else if (riskctx_stakeholder_get_minimum_level (stakeholder) > target)
        g_list_store_append (self->unmet_stakeholders, stakeholder);
    }
}

/**
 * riskctx_coverage_new:
 * @assessment: an assessment
 *
 * Finds out what the context of an assessment covers.
 *
 * Returns: (transfer full): the coverage
 *
 * Since: 1.0
 */
RiskctxCoverage *
riskctx_coverage_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);

  RiskctxCoverage *self = g_object_new (RISKCTX_TYPE_COVERAGE, NULL);

  look_at_factors (self, assessment);
  look_at_risks (self, assessment);
  look_at_stakeholders (self, assessment);
  return self;
}

/**
 * riskctx_coverage_count_class:
 * @self: a coverage
 * @context_class: a class of ISO 31000
 *
 * Counts the factors of a class of ISO 31000.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_coverage_count_class (RiskctxCoverage    *self,
                              RiskctxContextClass context_class)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self) && (guint) context_class < N_CLASSES, 0);
  return self->classes[context_class];
}

/**
 * riskctx_coverage_count_pest:
 * @self: a coverage
 * @pest: a tag of the macro environment
 *
 * Counts the factors of a tag of the macro environment.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_coverage_count_pest (RiskctxCoverage *self,
                             RiskctxPest      pest)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self) && (guint) pest < N_PEST, 0);
  return self->pest[pest];
}

/**
 * riskctx_coverage_count_force:
 * @self: a coverage
 * @force: a competitive force
 *
 * Counts the factors of a competitive force.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_coverage_count_force (RiskctxCoverage *self,
                              RiskctxForce     force)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self) && (guint) force < N_FORCES, 0);
  return self->forces[force];
}

/**
 * riskctx_coverage_get_unused_factors: (get-property unused-factors)
 * @self: a coverage
 *
 * Lists the factors from which nothing follows: no statement and no risk. Factors about means
 * lead to the budget, and count as used.
 *
 * Returns: (transfer none): a list of [class@Factor]
 *
 * Since: 1.0
 */
GListModel *
riskctx_coverage_get_unused_factors (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), NULL);
  return G_LIST_MODEL (self->unused_factors);
}

/**
 * riskctx_coverage_get_baseless_risks: (get-property baseless-risks)
 * @self: a coverage
 *
 * Lists the risks that follow from no factor, neither directly nor by way of gaps and
 * statements.
 *
 * Returns: (transfer none): a list of [class@Risk]
 *
 * Since: 1.0
 */
GListModel *
riskctx_coverage_get_baseless_risks (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), NULL);
  return G_LIST_MODEL (self->baseless_risks);
}

/**
 * riskctx_coverage_get_silent_stakeholders: (get-property silent-stakeholders)
 * @self: a coverage
 *
 * Lists the stakeholders of whom it is not stated what they expect.
 *
 * Returns: (transfer none): a list of [class@Stakeholder]
 *
 * Since: 1.0
 */
GListModel *
riskctx_coverage_get_silent_stakeholders (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), NULL);
  return G_LIST_MODEL (self->silent_stakeholders);
}

/**
 * riskctx_coverage_get_boundless_stakeholders: (get-property boundless-stakeholders)
 * @self: a coverage
 *
 * Lists the stakeholders outside the organization of whom it is not stated which level they
 * demand at least.
 *
 * Returns: (transfer none): a list of [class@Stakeholder]
 *
 * Since: 1.0
 */
GListModel *
riskctx_coverage_get_boundless_stakeholders (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), NULL);
  return G_LIST_MODEL (self->boundless_stakeholders);
}

/**
 * riskctx_coverage_get_unmet_stakeholders: (get-property unmet-stakeholders)
 * @self: a coverage
 *
 * Lists the stakeholders outside the organization who demand a higher level than the one aimed
 * at: the rule is that the target is not below any minimum. Nobody is listed where no target is
 * stated.
 *
 * Returns: (transfer none): a list of [class@Stakeholder]
 *
 * Since: 1.0
 */
GListModel *
riskctx_coverage_get_unmet_stakeholders (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), NULL);
  return G_LIST_MODEL (self->unmet_stakeholders);
}

/**
 * riskctx_coverage_is_complete:
 * @self: a coverage
 *
 * Tells whether every class of ISO 31000 has a factor, every factor leads somewhere, every risk has
 * a factor behind it, and every stakeholder is known and met. Tags and forces do not count: not all
 * of them bear on every business.
 *
 * Returns: %TRUE if nothing is left out
 *
 * Since: 1.0
 */
gboolean
riskctx_coverage_is_complete (RiskctxCoverage *self)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self), FALSE);

  GListStore *const lists[] = {
    self->unused_factors,
    self->baseless_risks,
    self->silent_stakeholders,
    self->boundless_stakeholders,
    self->unmet_stakeholders,
  };

  for (guint i = 0; i < N_CLASSES; i++)
    if (self->classes[i] == 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_list_model_get_n_items (G_LIST_MODEL (lists[i])) > 0)
      return FALSE;
  return TRUE;
}

static void
write_counts (JsonBuilder *builder,
              const char  *member,
              GType        type,
              const guint *counts,
              guint        first,
              guint        n)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  for (guint i = first; i < n; i++)
    {
      json_builder_set_member_name (builder, riskctx_enum_to_nick (type, (int) i));
      json_builder_add_int_value (builder, counts[i]);
    }
  json_builder_end_object (builder);
}

static void
write_items (JsonBuilder *builder,
             const char  *member,
             GListStore  *items,
             const char  *language)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr(RiskctxItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
      RiskctxText *title = riskctx_item_get_title (item);

      json_builder_begin_object (builder);
      if (riskctx_item_get_id (item) != NULL)
        {
          json_builder_set_member_name (builder, "id");
          json_builder_add_string_value (builder, riskctx_item_get_id (item));
        }
      if (title != NULL)
        {
          json_builder_set_member_name (builder, "title");
          json_builder_add_string_value (builder, riskctx_text_get (title, language));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * riskctx_coverage_to_json:
 * @self: a coverage
 * @language: the language of titles, a BCP 47 tag
 *
 * Writes the coverage as JSON; `riskctx schema coverage` prints its schema.
 *
 * Returns: (transfer full): the coverage
 *
 * Since: 1.0
 */
JsonNode *
riskctx_coverage_to_json (RiskctxCoverage *self,
                          const char      *language)
{
  g_return_val_if_fail (RISKCTX_IS_COVERAGE (self) && language != NULL, NULL);

  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, riskctx_coverage_is_complete (self));
  write_counts (builder, "classes", RISKCTX_TYPE_CONTEXT_CLASS, self->classes, 0, N_CLASSES);
  write_counts (builder, "pest", RISKCTX_TYPE_PEST, self->pest, RISKCTX_PEST_POLITICAL, N_PEST);
  write_counts (builder, "forces", RISKCTX_TYPE_FORCE, self->forces, RISKCTX_FORCE_NEW_ENTRANTS,
                N_FORCES);
  write_items (builder, "unused_factors", self->unused_factors, language);
  write_items (builder, "baseless_risks", self->baseless_risks, language);
  write_items (builder, "silent_stakeholders", self->silent_stakeholders, language);
  write_items (builder, "boundless_stakeholders", self->boundless_stakeholders, language);
  write_items (builder, "unmet_stakeholders", self->unmet_stakeholders, language);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
