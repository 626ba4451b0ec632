/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-verdict-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-loss-figure-private.h"
#include "riskctx-money-private.h"
#include "riskctx-phrase-private.h"

/**
 * RiskctxVerdict:
 *
 * What became of one criterion: the figure it is about, whether that stays within the limit, by how
 * much it does not, and how likely it is that the error of the figure hides the opposite.
 *
 * Verdicts are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxVerdict
{
  GObject        parent_instance;
  int            kind;
  int            limit_kind;
  RiskctxItem   *item;
  char          *item_id;
  int            category;
  int            measure;
  double         level;
  double         limit;
  RiskctxText   *subject;
  RiskctxFigure *figure;
  int            outcome;
  double         excess;
  double         doubt;
};

G_DEFINE_FINAL_TYPE (RiskctxVerdict, riskctx_verdict, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_OUTCOME,
  PROP_FIGURE,
  PROP_LIMIT,
} RiskctxVerdictProperty;

static GParamSpec *properties[PROP_LIMIT + 1];

static const RiskctxResultField rows[] = {
  { "kind", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxVerdict, kind),
    "Which part of the criteria it is about.", riskctx_criterion_kind_get_type },
  { "limit_kind", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxVerdict, limit_kind),
    "How binding it is.", riskctx_limit_kind_get_type },
  { "item", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxVerdict, item_id),
    "The id of the criterion, where it has one." },
  { "category", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxVerdict, category),
    "The category of the cause; absent for the total.", riskctx_risk_category_get_type },
  { "measure", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxVerdict, measure),
    "The figure of the distribution that it is about.", riskctx_risk_measure_get_type },
  { "level", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxVerdict, level),
    "The level of a quantile or tail mean." },
  { "limit", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxVerdict, limit),
    "The limit, in currency." },
  { "figure", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxVerdict, figure),
    "The figure that was judged." },
  { "outcome", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxVerdict, outcome),
    "What became of it.", riskctx_outcome_get_type },
  { "excess", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxVerdict, excess),
    "The figure less the limit; negative where there is room left." },
  { "doubt", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxVerdict, doubt),
    "The probability that the outcome is wrong, because of the error of the figure." },
};

const RiskctxResultShape riskctx_verdict_shape =
  RISKCTX_RESULT_SHAPE ("Verdict", "What became of one criterion.", rows);

static void
riskctx_verdict_finalize (GObject *object)
{
  RiskctxVerdict *self = RISKCTX_VERDICT (object);

  g_clear_object (&self->item);
  g_free (self->item_id);
  g_clear_pointer (&self->subject, riskctx_text_unref);
  g_clear_pointer (&self->figure, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_verdict_parent_class)->finalize (object);
}

static void
riskctx_verdict_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  RiskctxVerdict *self = RISKCTX_VERDICT (object);

  switch ((RiskctxVerdictProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_OUTCOME:
      g_value_set_enum (value, self->outcome);
      break;
    case PROP_FIGURE:
      g_value_set_boxed (value, self->figure);
      break;
    case PROP_LIMIT:
      g_value_set_double (value, self->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_verdict_class_init (RiskctxVerdictClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = riskctx_verdict_finalize;
  object_class->get_property = riskctx_verdict_get_property;

  /**
   * RiskctxVerdict:kind: (getter get_kind)
   *
   * Which part of the criteria the verdict is about.
   *
   * Since: 1.0
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, RISKCTX_TYPE_CRITERION_KIND,
                                             RISKCTX_CRITERION_KIND_LIMIT, flags);
  /**
   * RiskctxVerdict:outcome: (getter get_outcome)
   *
   * What became of the criterion.
   *
   * Since: 1.0
   */
  properties[PROP_OUTCOME] = g_param_spec_enum ("outcome", NULL, NULL, RISKCTX_TYPE_OUTCOME,
                                                RISKCTX_OUTCOME_MET, flags);
  /**
   * RiskctxVerdict:figure: (getter get_figure)
   *
   * The figure that was judged.
   *
   * Since: 1.0
   */
  properties[PROP_FIGURE] = g_param_spec_boxed ("figure", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);
  /**
   * RiskctxVerdict:limit: (getter get_limit)
   *
   * The limit, in currency.
   *
   * Since: 1.0
   */
  properties[PROP_LIMIT] = g_param_spec_double ("limit", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_verdict_init (RiskctxVerdict *self)
{
  self->category = -1;
  self->excess = self->doubt = NAN;
}

/* The probability that the true figure is on the other side of the limit. The error of a simulated
 * figure is taken as normal; that of a computed one is a bound, within which anything may be. */
static double
doubt_of (const RiskctxFigure *figure,
          double               limit,
          gboolean             is_exact)
{
  const double apart = fabs (figure->value - limit);
  const double error = figure->error;

  if (!isfinite (error) || error <= 0)
    return 0;
  if (is_exact)
    return apart <= error ? 0.5 : 0;
  return 0.5 * erfc (apart / error / G_SQRT2);
}

RiskctxVerdict *
riskctx_verdict_new (const RiskctxCriterion *criterion,
                     RiskctxLossFigure      *loss,
                     const char             *reason)
{
  RiskctxVerdict *self = g_object_new (RISKCTX_TYPE_VERDICT, NULL);
  g_autoptr(RiskctxFigure) found
    = riskctx_loss_figure_dup_measure (loss, criterion->measure, criterion->level);
  gboolean exceeded;

  self->kind = (int) criterion->kind;
  self->limit_kind = (int) criterion->limit_kind;
  self->item = g_object_ref (criterion->item);
  self->item_id = g_strdup (riskctx_item_get_id (criterion->item));
  self->category = criterion->category;
  self->measure = (int) criterion->measure;
  self->level = criterion->measure == RISKCTX_RISK_MEASURE_MEAN ? NAN : criterion->level;
  self->limit = criterion->limit;
  self->subject = riskctx_text_ref (riskctx_loss_figure_get_title (loss));
  self->figure = reason == NULL
    ? riskctx_figure_ref (found)
    : riskctx_figure_new_undefined (found->name, riskctx_text_ref (found->label), found->unit,
                                    found->currency, riskctx_phrase (reason));
  if (!self->figure->defined)
    {
      self->outcome = RISKCTX_OUTCOME_UNDEFINED;
      return self;
    }
  self->excess = found->value - criterion->limit;
  exceeded = criterion->at_limit ? self->excess >= 0 : self->excess > 0;
  self->outcome = exceeded ? RISKCTX_OUTCOME_EXCEEDED : RISKCTX_OUTCOME_MET;
  self->doubt = doubt_of (found, criterion->limit, riskctx_loss_figure_is_exact (loss));
  return self;
}

/**
 * riskctx_verdict_get_kind: (get-property kind)
 * @self: a verdict
 *
 * Gets which part of the criteria the verdict is about.
 *
 * Returns: the kind
 *
 * Since: 1.0
 */
RiskctxCriterionKind
riskctx_verdict_get_kind (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), RISKCTX_CRITERION_KIND_LIMIT);
  return (RiskctxCriterionKind) self->kind;
}

/**
 * riskctx_verdict_get_limit_kind:
 * @self: a verdict
 *
 * Gets how binding the criterion is.
 *
 * Returns: the kind of limit
 *
 * Since: 1.0
 */
RiskctxLimitKind
riskctx_verdict_get_limit_kind (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), RISKCTX_LIMIT_KIND_TOLERANCE);
  return (RiskctxLimitKind) self->limit_kind;
}

/**
 * riskctx_verdict_get_item:
 * @self: a verdict
 *
 * Gets the criterion: a [class@Limit], a [class@CurvePoint], or the [class@Criteria] with the
 * threshold.
 *
 * Returns: (transfer none): the item
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_verdict_get_item (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), NULL);
  return self->item;
}

/**
 * riskctx_verdict_has_category:
 * @self: a verdict
 *
 * Tells whether the criterion is about one category of causes.
 *
 * Returns: %TRUE if it is, %FALSE if it is about the total
 *
 * Since: 1.0
 */
gboolean
riskctx_verdict_has_category (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), FALSE);
  return self->category >= 0;
}

/**
 * riskctx_verdict_get_category:
 * @self: a verdict about a category
 *
 * Gets the category of causes that the criterion is about.
 *
 * Returns: the category
 *
 * Since: 1.0
 */
RiskctxRiskCategory
riskctx_verdict_get_category (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), RISKCTX_RISK_CATEGORY_FINANCIAL);
  g_return_val_if_fail (self->category >= 0, RISKCTX_RISK_CATEGORY_FINANCIAL);
  return (RiskctxRiskCategory) self->category;
}

/**
 * riskctx_verdict_get_measure:
 * @self: a verdict
 *
 * Gets which figure of the distribution was judged.
 *
 * Returns: the measure
 *
 * Since: 1.0
 */
RiskctxRiskMeasure
riskctx_verdict_get_measure (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), RISKCTX_RISK_MEASURE_MEAN);
  return (RiskctxRiskMeasure) self->measure;
}

/**
 * riskctx_verdict_get_level:
 * @self: a verdict
 *
 * Gets the level of the quantile or tail mean that was judged. A point of the tolerance curve is
 * judged by the quantile at 1 − its probability.
 *
 * Returns: the level; 0 for a mean
 *
 * Since: 1.0
 */
double
riskctx_verdict_get_level (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), 0);
  return isfinite (self->level) ? self->level : 0;
}

/**
 * riskctx_verdict_get_limit: (get-property limit)
 * @self: a verdict
 *
 * Gets the limit.
 *
 * Returns: the limit, in currency
 *
 * Since: 1.0
 */
double
riskctx_verdict_get_limit (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), 0);
  return self->limit;
}

/**
 * riskctx_verdict_get_figure: (get-property figure)
 * @self: a verdict
 *
 * Gets the figure that was judged.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_verdict_get_figure (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), NULL);
  return self->figure;
}

/**
 * riskctx_verdict_get_outcome: (get-property outcome)
 * @self: a verdict
 *
 * Gets what became of the criterion.
 *
 * Returns: the outcome
 *
 * Since: 1.0
 */
RiskctxOutcome
riskctx_verdict_get_outcome (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), RISKCTX_OUTCOME_UNDEFINED);
  return (RiskctxOutcome) self->outcome;
}

/**
 * riskctx_verdict_get_excess:
 * @self: a verdict
 *
 * Gets by how much the figure is above the limit.
 *
 * Returns: the excess, in currency; negative where there is room left, 0 where it cannot be judged
 *
 * Since: 1.0
 */
double
riskctx_verdict_get_excess (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), 0);
  return isfinite (self->excess) ? self->excess : 0;
}

/**
 * riskctx_verdict_get_doubt:
 * @self: a verdict
 *
 * Gets the probability that the outcome is wrong, because the error of the figure reaches over the
 * limit. The error of a simulated figure is taken as normal; where the error bound of a computed
 * figure reaches over the limit the doubt is 0.5.
 *
 * Returns: the probability, 0 to 0.5
 *
 * Since: 1.0
 */
double
riskctx_verdict_get_doubt (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), 0);
  return isfinite (self->doubt) ? self->doubt : 0;
}

static RiskctxText *
money_text (RiskctxVerdict *self,
            double          amount,
            double          error,
            const char     *language)
{
  g_autofree char *margin = NULL;
  g_autofree char *money = riskctx_format_money_near (amount, error, self->figure->currency,
                                                      language, &margin);

  return riskctx_phrase_constant (money);
}

/**
 * riskctx_verdict_describe:
 * @self: a verdict
 * @language: `ja` or `en`
 *
 * Says in a sentence what became of the criterion.
 *
 * Returns: (transfer full): the sentence
 *
 * Since: 1.0
 */
char *
riskctx_verdict_describe (RiskctxVerdict *self,
                          const char     *language)
{
  static const char *const keys[] = { "verdict.met", "verdict.exceeded", "verdict.undefined" };
  g_autoptr(RiskctxText) subject = NULL;
  g_autoptr(RiskctxText) value = NULL;
  g_autoptr(RiskctxText) limit = NULL;
  g_autoptr(RiskctxText) excess = NULL;
  g_autoptr(RiskctxText) sentence = NULL;
  g_autofree char *figure = NULL;

  g_return_val_if_fail (RISKCTX_IS_VERDICT (self) && language != NULL, NULL);

  RiskctxText *const parts[] = { self->subject, self->figure->label };

  subject = riskctx_phrase_texts ("verdict.subject", parts, G_N_ELEMENTS (parts));
  figure = riskctx_figure_format (self->figure, language);
  value = riskctx_phrase_constant (figure);
  limit = money_text (self, self->limit, 0, language);
  excess = money_text (self, riskctx_verdict_get_excess (self), self->figure->error, language);

  RiskctxText *const args[] = { subject, value, limit, excess };

  sentence = riskctx_phrase_texts (keys[self->outcome], args, G_N_ELEMENTS (args));
  if (riskctx_verdict_get_doubt (self) >= 0.0005)
    {
      g_autofree char *percent = riskctx_format_percent (self->doubt, 1);
      g_autoptr(RiskctxText) doubt = riskctx_phrase_plain ("verdict.doubt", percent, NULL);

      return g_strconcat (riskctx_text_get (sentence, language), riskctx_text_get (doubt, language),
                          NULL);
    }
  return g_strdup (riskctx_text_get (sentence, language));
}

/**
 * riskctx_verdict_to_json:
 * @self: a verdict
 *
 * Describes the verdict as JSON.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_verdict_to_json (RiskctxVerdict *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERDICT (self), NULL);
  return riskctx_result_write (&riskctx_verdict_shape, self);
}
