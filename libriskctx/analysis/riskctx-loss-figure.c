/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-figure-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-phrase-private.h"

/**
 * RiskctxLossFigure:
 *
 * The distribution of the annual loss of one thing: of everything together, of the risks of one
 * category, of the consequences felt in one category, or of one risk.
 *
 * Take one from a [class@LossResult]. The figures are the mean, the standard deviation, the
 * probability of any loss, quantiles and tail means, each with its error; the loss exceedance
 * curves; the share of the worst years; and the simulated years themselves if they were kept.
 *
 * Loss figures are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxLossFigure, riskctx_loss_figure, G_TYPE_OBJECT)

typedef enum
{
  PROP_SCOPE = 1,
  PROP_ID,
  PROP_TITLE,
} RiskctxLossFigureProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
riskctx_loss_figure_finalize (GObject *object)
{
  RiskctxLossFigure *self = RISKCTX_LOSS_FIGURE (object);

  g_clear_pointer (&self->data, riskctx_loss_data_unref);
  g_clear_pointer (&self->title, riskctx_text_unref);
  g_free (self->probabilities);
  G_OBJECT_CLASS (riskctx_loss_figure_parent_class)->finalize (object);
}

static void
riskctx_loss_figure_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RiskctxLossFigure *self = RISKCTX_LOSS_FIGURE (object);

  switch ((RiskctxLossFigureProperty) prop_id)
    {
    case PROP_SCOPE:
      g_value_set_enum (value, (int) riskctx_loss_figure_get_scope (self));
      break;
    case PROP_ID:
      g_value_set_string (value, riskctx_loss_figure_get_id (self));
      break;
    case PROP_TITLE:
      g_value_set_boxed (value, riskctx_loss_figure_get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_loss_figure_class_init (RiskctxLossFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = riskctx_loss_figure_finalize;
  object_class->get_property = riskctx_loss_figure_get_property;

  /**
   * RiskctxLossFigure:scope: (getter get_scope)
   *
   * What the distribution is about.
   *
   * Since: 1.0
   */
  properties[PROP_SCOPE] = g_param_spec_enum ("scope", NULL, NULL, RISKCTX_TYPE_LOSS_SCOPE,
                                              RISKCTX_LOSS_SCOPE_TOTAL, flags);
  /**
   * RiskctxLossFigure:id: (getter get_id)
   *
   * The id of a risk, the name of a category, or `total`.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxLossFigure:title: (getter get_title)
   *
   * What it is about, for people.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_boxed ("title", NULL, NULL, RISKCTX_TYPE_TEXT, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_loss_figure_init (RiskctxLossFigure *self)
{
  self->category = -1;
  self->contribution = NAN;
}

static void
take_risk (RiskctxLossFigure *self,
           guint              position)
{
  const RiskctxLossSubject *subject = self->data->subject;
  RiskctxText *title = g_ptr_array_index (subject->titles, position);

  self->id = subject->ids[position];
  self->category = subject->categories[position];
  self->title = title != NULL ? riskctx_text_ref (title) : riskctx_phrase_constant (self->id);
  self->summary = &self->data->result->risks[position];
  self->contribution = self->data->result->risk_contributions[position];
}

static void
take_category (RiskctxLossFigure *self,
               guint              category)
{
  const RiskctxSimulateResult *result = self->data->result;
  const gboolean is_cause = self->scope == RISKCTX_LOSS_SCOPE_CAUSE;

  self->category = (int) category;
  self->id = riskctx_enum_to_nick (RISKCTX_TYPE_RISK_CATEGORY, (int) category);
  self->title = riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, (int) category);
  self->summary = is_cause ? &result->causes[category] : &result->effects[category];
  self->contribution = is_cause ? result->cause_contributions[category]
                                : result->effect_contributions[category];
}

static void
take_total (RiskctxLossFigure *self)
{
  const RiskctxSimulateResult *result = self->data->result;

  self->id = "total";
  self->title = riskctx_phrase ("loss.total");
  self->summary = &result->total;
  for (guint i = 0; i < self->summary->n_points; i++)
    if (self->summary->points[i].probability == result->tail)
      self->contribution = self->summary->points[i].tail_mean;
}

RiskctxLossFigure *
riskctx_loss_figure_new (RiskctxLossData  *data,
                         RiskctxLossScope  scope,
                         guint             position)
{
  RiskctxLossFigure *self = g_object_new (RISKCTX_TYPE_LOSS_FIGURE, NULL);

  self->data = riskctx_loss_data_ref (data);
  self->scope = scope;
  if (scope == RISKCTX_LOSS_SCOPE_TOTAL)
    take_total (self);
  else if (scope == RISKCTX_LOSS_SCOPE_RISK)
    take_risk (self, position);
  else
    take_category (self, position);
  if (!data->result->has_contributions)
    self->contribution = NAN;
  self->probabilities = g_new (double, MAX (self->summary->n_points, 1));
  for (guint i = 0; i < self->summary->n_points; i++)
    self->probabilities[i] = self->summary->points[i].probability;
  return self;
}

const RiskctxLossSummary *
riskctx_loss_figure_get_summary (RiskctxLossFigure *self)
{
  return self->summary;
}

gboolean
riskctx_loss_figure_is_exact (RiskctxLossFigure *self)
{
  return self->data->result->method == RISKCTX_SIMULATE_EXACT || self->summary->exact;
}

/**
 * riskctx_loss_figure_get_scope: (get-property scope)
 * @self: a loss figure
 *
 * Gets what the distribution is about.
 *
 * Returns: the scope
 *
 * Since: 1.0
 */
RiskctxLossScope
riskctx_loss_figure_get_scope (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), RISKCTX_LOSS_SCOPE_TOTAL);
  return self->scope;
}

/**
 * riskctx_loss_figure_get_id: (get-property id)
 * @self: a loss figure
 *
 * Gets the id of the risk, the name of the category such as `system`, or `total`.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_loss_figure_get_id (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);
  return self->id;
}

/**
 * riskctx_loss_figure_get_title: (get-property title)
 * @self: a loss figure
 *
 * Gets what the figure is about, for people.
 *
 * Returns: (transfer none): the title
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_loss_figure_get_title (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);
  return self->title;
}

/**
 * riskctx_loss_figure_get_category:
 * @self: a loss figure that is not the total
 *
 * Gets the category: that of the cause of a risk, or the one that the figure is about.
 *
 * Returns: the category
 *
 * Since: 1.0
 */
RiskctxRiskCategory
riskctx_loss_figure_get_category (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), RISKCTX_RISK_CATEGORY_FINANCIAL);
  g_return_val_if_fail (self->category >= 0, RISKCTX_RISK_CATEGORY_FINANCIAL);
  return (RiskctxRiskCategory) self->category;
}

/**
 * riskctx_loss_figure_is_empty:
 * @self: a loss figure
 *
 * Tells whether nothing contributes, so that the loss is always 0.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
riskctx_loss_figure_is_empty (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), TRUE);
  return (self->summary->flags & RISKCTX_LOSS_FLAG_EMPTY) != 0;
}

static double
value_of (RiskctxFigure *figure,
          GError       **error)
{
  const double value = riskctx_figure_get_value (figure, error);

  riskctx_figure_unref (figure);
  return value;
}

/**
 * riskctx_loss_figure_get_mean:
 * @self: a loss figure
 * @error: return location for an error
 *
 * Gets the expected annual loss.
 *
 * Fails with [error@Error.UNDEFINED] if it is infinite.
 *
 * Returns: the mean, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_mean (RiskctxLossFigure *self,
                              GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return value_of (riskctx_loss_figure_dup_mean (self), error);
}

/**
 * riskctx_loss_figure_get_sd:
 * @self: a loss figure
 * @error: return location for an error
 *
 * Gets the standard deviation of the annual loss.
 *
 * Fails with [error@Error.UNDEFINED] if it is infinite.
 *
 * Returns: the standard deviation, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_sd (RiskctxLossFigure *self,
                            GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return value_of (riskctx_loss_figure_dup_sd (self), error);
}

/**
 * riskctx_loss_figure_get_any_loss:
 * @self: a loss figure
 *
 * Gets the probability of a year with a loss.
 *
 * Returns: the probability, 0 to 1
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_any_loss (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return self->summary->any_loss;
}

/**
 * riskctx_loss_figure_get_quantile:
 * @self: a loss figure
 * @probability: one of [method@LossFigure.get_probabilities]
 * @error: return location for an error
 *
 * Gets the annual loss that is not exceeded with this probability.
 *
 * Fails with [error@Error.UNDEFINED] if the simulation was not asked for it.
 *
 * Returns: the quantile, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_quantile (RiskctxLossFigure *self,
                                  double             probability,
                                  GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return value_of (riskctx_loss_figure_dup_quantile (self, probability), error);
}

/**
 * riskctx_loss_figure_get_tail_mean:
 * @self: a loss figure
 * @probability: one of [method@LossFigure.get_probabilities]
 * @error: return location for an error
 *
 * Gets the mean of the worst 1 − @probability share of years.
 *
 * Fails with [error@Error.UNDEFINED] if it is infinite or the simulation was not asked for it.
 *
 * Returns: the tail mean, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_tail_mean (RiskctxLossFigure *self,
                                   double             probability,
                                   GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return value_of (riskctx_loss_figure_dup_tail_mean (self, probability), error);
}

/**
 * riskctx_loss_figure_get_contribution:
 * @self: a loss figure
 * @error: return location for an error
 *
 * Gets the mean loss of this part in the years that are worst in total. The contributions of all
 * risks, those of all causes and those of all impacts add up to the tail mean of the total.
 *
 * Fails with [error@Error.UNDEFINED] if the mean of the total is infinite.
 *
 * Returns: the contribution, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_loss_figure_get_contribution (RiskctxLossFigure *self,
                                      GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), 0);
  return value_of (riskctx_loss_figure_dup_contribution (self), error);
}

/**
 * riskctx_loss_figure_get_probabilities:
 * @self: a loss figure
 * @n_probabilities: (out): how many
 *
 * Gets the probabilities for which there are quantiles and tail means.
 *
 * Returns: (transfer none) (array length=n_probabilities): the probabilities, ascending
 *
 * Since: 1.0
 */
const double *
riskctx_loss_figure_get_probabilities (RiskctxLossFigure *self,
                                       guint             *n_probabilities)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);
  g_return_val_if_fail (n_probabilities != NULL, NULL);

  *n_probabilities = self->summary->n_points;
  return self->probabilities;
}

/**
 * riskctx_loss_figure_get_curve:
 * @self: a loss figure
 * @which: which curve
 *
 * Gets points of a loss exceedance curve: pairs of native doubles, a loss in currency and the
 * probability of a year with more, in ascending order of the losses.
 *
 * Returns: (transfer full) (nullable): the points, row-major n × 2; %NULL if the method gives no
 *   such curve
 *
 * Since: 1.0
 */
GBytes *
riskctx_loss_figure_get_curve (RiskctxLossFigure *self,
                               RiskctxLossCurve   which)
{
  const RiskctxLossCurvePoint *points;
  gsize n;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  points = which == RISKCTX_LOSS_CURVE_ANNUAL ? self->summary->annual : self->summary->largest;
  n = which == RISKCTX_LOSS_CURVE_ANNUAL ? self->summary->n_annual : self->summary->n_largest;
  if (points == NULL)
    return NULL;
  return g_bytes_new_with_free_func (points, n * sizeof *points,
                                     (GDestroyNotify) riskctx_loss_data_unref,
                                     riskctx_loss_data_ref (self->data));
}

/**
 * riskctx_loss_figure_get_samples:
 * @self: a loss figure
 *
 * Gets the simulated annual losses: native doubles in currency, one a year, year by year. The same
 * position is the same simulated year in all figures of a result, and in results with the same
 * seed.
 *
 * Returns: (transfer full) (nullable): the losses; %NULL if they were not kept or nothing was
 *   simulated
 *
 * Since: 1.0
 */
GBytes *
riskctx_loss_figure_get_samples (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  if (self->summary->samples == NULL)
    return NULL;
  return g_bytes_new_with_free_func (self->summary->samples,
                                     self->summary->n_samples * sizeof (double),
                                     (GDestroyNotify) riskctx_loss_data_unref,
                                     riskctx_loss_data_ref (self->data));
}

/**
 * riskctx_loss_figure_to_json:
 * @self: a loss figure
 *
 * Describes the distribution as JSON, curves included, in the shape that
 * [func@LossFigure.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_figure_to_json (RiskctxLossFigure *self)
{
  g_autoptr(RiskctxLossDescription) description = NULL;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  description = riskctx_loss_figure_describe (self, TRUE);
  return riskctx_result_write (&riskctx_loss_figure_shape, description);
}

/**
 * riskctx_loss_figure_get_schema:
 *
 * Gets the JSON Schema of [method@LossFigure.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_figure_get_schema (void)
{
  return riskctx_result_schema (&riskctx_loss_figure_shape);
}
