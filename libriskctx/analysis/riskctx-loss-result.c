/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-result-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-figure-private.h"
#include "riskctx-issue-private.h"
#include "riskctx-loss-figure-private.h"
#include "riskctx-phrase-private.h"

#define N_CATEGORIES RISKCTX_PLAN_CATEGORIES

/**
 * RiskctxLossResult:
 *
 * What a [class@Simulation] found: the distribution of the annual loss in total, by category of the
 * cause, by category of the impact and by risk, and the table of what each cause costs in each
 * impact.
 *
 * A result is a pure function of the assessment, the options, the settings and the seed. It does
 * not depend on the number of threads nor on the order of the risks in the document.
 *
 * Results are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxLossResult
{
  GObject            parent_instance;
  RiskctxLossData   *data;
  RiskctxLossFigure *total;
  GListStore        *causes;
  GListStore        *impacts;
  GListStore        *risks; /* in ascending order of the ids */
  RiskctxLossResult *check;
};

G_DEFINE_FINAL_TYPE (RiskctxLossResult, riskctx_loss_result, G_TYPE_OBJECT)

typedef enum
{
  PROP_TOTAL = 1,
  PROP_CAUSES,
  PROP_IMPACTS,
  PROP_RISKS,
  PROP_METHOD,
  PROP_SAMPLING,
  PROP_TRIALS,
  PROP_SEED,
  PROP_CURRENCY,
} RiskctxLossResultProperty;

static GParamSpec *properties[PROP_CURRENCY + 1];

static void
riskctx_loss_result_dispose (GObject *object)
{
  RiskctxLossResult *self = RISKCTX_LOSS_RESULT (object);

  g_clear_object (&self->total);
  g_clear_object (&self->causes);
  g_clear_object (&self->impacts);
  g_clear_object (&self->risks);
  g_clear_object (&self->check);
  G_OBJECT_CLASS (riskctx_loss_result_parent_class)->dispose (object);
}

static void
riskctx_loss_result_finalize (GObject *object)
{
  RiskctxLossResult *self = RISKCTX_LOSS_RESULT (object);

  g_clear_pointer (&self->data, riskctx_loss_data_unref);
  G_OBJECT_CLASS (riskctx_loss_result_parent_class)->finalize (object);
}

static void
riskctx_loss_result_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RiskctxLossResult *self = RISKCTX_LOSS_RESULT (object);

  switch ((RiskctxLossResultProperty) prop_id)
    {
    case PROP_TOTAL:
      g_value_set_object (value, riskctx_loss_result_get_total (self));
      break;
    case PROP_CAUSES:
      g_value_set_object (value, riskctx_loss_result_get_causes (self));
      break;
    case PROP_IMPACTS:
      g_value_set_object (value, riskctx_loss_result_get_impacts (self));
      break;
    case PROP_RISKS:
      g_value_set_object (value, riskctx_loss_result_get_risks (self));
      break;
    case PROP_METHOD:
      g_value_set_enum (value, (int) riskctx_loss_result_get_method (self));
      break;
    case PROP_SAMPLING:
      g_value_set_enum (value, (int) riskctx_loss_result_get_sampling (self));
      break;
    case PROP_TRIALS:
      g_value_set_uint64 (value, riskctx_loss_result_get_trials (self));
      break;
    case PROP_SEED:
      g_value_set_uint64 (value, riskctx_loss_result_get_seed (self));
      break;
    case PROP_CURRENCY:
      g_value_set_string (value, riskctx_loss_result_get_currency (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_loss_result_class_init (RiskctxLossResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = riskctx_loss_result_dispose;
  object_class->finalize = riskctx_loss_result_finalize;
  object_class->get_property = riskctx_loss_result_get_property;

  /**
   * RiskctxLossResult:total: (getter get_total)
   *
   * The loss of everything together.
   *
   * Since: 1.0
   */
  properties[PROP_TOTAL] = g_param_spec_object ("total", NULL, NULL, RISKCTX_TYPE_LOSS_FIGURE,
                                                flags);
  /**
   * RiskctxLossResult:causes: (getter get_causes)
   *
   * The loss by category of the cause: eight [class@LossFigure].
   *
   * Since: 1.0
   */
  properties[PROP_CAUSES] = g_param_spec_object ("causes", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxLossResult:impacts: (getter get_impacts)
   *
   * The loss by category of the impact: eight [class@LossFigure].
   *
   * Since: 1.0
   */
  properties[PROP_IMPACTS] = g_param_spec_object ("impacts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxLossResult:risks: (getter get_risks)
   *
   * The loss by risk: [class@LossFigure] in ascending order of the ids.
   *
   * Since: 1.0
   */
  properties[PROP_RISKS] = g_param_spec_object ("risks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxLossResult:method: (getter get_method)
   *
   * The method that was used.
   *
   * Since: 1.0
   */
  properties[PROP_METHOD] = g_param_spec_enum ("method", NULL, NULL,
                                               RISKCTX_TYPE_SIMULATION_METHOD,
                                               RISKCTX_SIMULATION_METHOD_AUTO, flags);
  /**
   * RiskctxLossResult:sampling: (getter get_sampling)
   *
   * How whole years were spread.
   *
   * Since: 1.0
   */
  properties[PROP_SAMPLING] = g_param_spec_enum ("sampling", NULL, NULL,
                                                 RISKCTX_TYPE_SIMULATION_SAMPLING,
                                                 RISKCTX_SIMULATION_SAMPLING_PLAIN, flags);
  /**
   * RiskctxLossResult:trials: (getter get_trials)
   *
   * The number of simulated years; 0 for the exact method.
   *
   * Since: 1.0
   */
  properties[PROP_TRIALS] = g_param_spec_uint64 ("trials", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * RiskctxLossResult:seed: (getter get_seed)
   *
   * The seed of the random numbers.
   *
   * Since: 1.0
   */
  properties[PROP_SEED] = g_param_spec_uint64 ("seed", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * RiskctxLossResult:currency: (getter get_currency)
   *
   * The currency of all money, a code of ISO 4217.
   *
   * Since: 1.0
   */
  properties[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_loss_result_init (RiskctxLossResult *self)
{
  self->causes = g_list_store_new (RISKCTX_TYPE_LOSS_FIGURE);
  self->impacts = g_list_store_new (RISKCTX_TYPE_LOSS_FIGURE);
  self->risks = g_list_store_new (RISKCTX_TYPE_LOSS_FIGURE);
}

static void
append (GListStore       *list,
        RiskctxLossData  *data,
        RiskctxLossScope  scope,
        guint             position)
{
  g_autoptr(RiskctxLossFigure) figure = riskctx_loss_figure_new (data, scope, position);

  g_list_store_append (list, figure);
}

RiskctxLossResult *
riskctx_loss_result_new (RiskctxLossSubject    *subject,
                         RiskctxSimulateResult *result,
                         RiskctxSimulateResult *check)
{
  RiskctxLossResult *self = g_object_new (RISKCTX_TYPE_LOSS_RESULT, NULL);

  self->data = riskctx_loss_data_new (subject, result);
  self->total = riskctx_loss_figure_new (self->data, RISKCTX_LOSS_SCOPE_TOTAL, 0);
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      append (self->causes, self->data, RISKCTX_LOSS_SCOPE_CAUSE, i);
      append (self->impacts, self->data, RISKCTX_LOSS_SCOPE_IMPACT, i);
    }
  for (guint i = 0; i < subject->n_risks; i++)
    append (self->risks, self->data, RISKCTX_LOSS_SCOPE_RISK, subject->sorted[i]);
  if (check != NULL)
    self->check = riskctx_loss_result_new (subject, check, NULL);
  return self;
}

RiskctxLossData *
riskctx_loss_result_get_data (RiskctxLossResult *self)
{
  return self->data;
}

/**
 * riskctx_loss_result_get_options:
 * @self: a result
 *
 * Gets the ids of the options that were taken as carried out.
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids; empty for the present state
 *
 * Since: 1.0
 */
const char *const *
riskctx_loss_result_get_options (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return (const char *const *) self->data->subject->options;
}

/**
 * riskctx_loss_result_get_currency: (get-property currency)
 * @self: a result
 *
 * Gets the currency of all money.
 *
 * Returns: (transfer none): a code of ISO 4217
 *
 * Since: 1.0
 */
const char *
riskctx_loss_result_get_currency (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return self->data->subject->currency;
}

/**
 * riskctx_loss_result_get_method: (get-property method)
 * @self: a result
 *
 * Gets the method that was used, never %RISKCTX_SIMULATION_METHOD_AUTO.
 *
 * Returns: the method
 *
 * Since: 1.0
 */
RiskctxSimulationMethod
riskctx_loss_result_get_method (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), RISKCTX_SIMULATION_METHOD_AUTO);
  switch (self->data->result->method)
    {
    case RISKCTX_SIMULATE_EXACT:
      return RISKCTX_SIMULATION_METHOD_EXACT;
    case RISKCTX_SIMULATE_YEARS:
      return RISKCTX_SIMULATION_METHOD_YEARS;
    case RISKCTX_SIMULATE_AUTO:
    case RISKCTX_SIMULATE_MONTE_CARLO:
    default:
      return RISKCTX_SIMULATION_METHOD_MONTE_CARLO;
    }
}

/**
 * riskctx_loss_result_get_sampling: (get-property sampling)
 * @self: a result
 *
 * Gets how whole years were spread.
 *
 * Returns: the sampling; plain ones for all methods but %RISKCTX_SIMULATION_METHOD_YEARS
 *
 * Since: 1.0
 */
RiskctxSimulationSampling
riskctx_loss_result_get_sampling (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), RISKCTX_SIMULATION_SAMPLING_PLAIN);

  switch (self->data->result->sampling)
    {
    case RISKCTX_SIMULATE_STRATIFIED:
      return RISKCTX_SIMULATION_SAMPLING_STRATIFIED;
    case RISKCTX_SIMULATE_SOBOL:
      return RISKCTX_SIMULATION_SAMPLING_SOBOL;
    case RISKCTX_SIMULATE_PLAIN:
    default:
      return RISKCTX_SIMULATION_SAMPLING_PLAIN;
    }
}

/**
 * riskctx_loss_result_get_trials: (get-property trials)
 * @self: a result
 *
 * Gets the number of simulated years.
 *
 * Returns: the number; 0 for the exact method
 *
 * Since: 1.0
 */
guint64
riskctx_loss_result_get_trials (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), 0);
  return self->data->result->trials;
}

/**
 * riskctx_loss_result_get_seed: (get-property seed)
 * @self: a result
 *
 * Gets the seed of the random numbers. The exact method does not use it.
 *
 * Returns: the seed
 *
 * Since: 1.0
 */
guint64
riskctx_loss_result_get_seed (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), 0);
  return self->data->result->seed;
}

/**
 * riskctx_loss_result_get_tail:
 * @self: a result
 *
 * Gets the level whose tail the contributions are to: they are means over the worst 1 − tail share
 * of years.
 *
 * Returns: the level, above 0 and below 1
 *
 * Since: 1.0
 */
double
riskctx_loss_result_get_tail (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), 0);
  return self->data->result->tail;
}

/**
 * riskctx_loss_result_describe_method:
 * @self: a result
 * @language: `ja` or `en`
 *
 * Says how the figures were found: the method and why it was taken, the number of simulated years
 * and the seed.
 *
 * Returns: (transfer full): a sentence
 *
 * Since: 1.0
 */
char *
riskctx_loss_result_describe_method (RiskctxLossResult *self,
                                     const char        *language)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self) && language != NULL, NULL);
  return g_strdup (riskctx_text_get (self->data->note, language));
}

/**
 * riskctx_loss_result_get_total: (get-property total)
 * @self: a result
 *
 * Gets the loss of everything together.
 *
 * Returns: (transfer none): the total
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_result_get_total (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return self->total;
}

/* Borrowed from the list, which holds it as long as the result lives. */
static RiskctxLossFigure *
peek (GListStore *list,
      guint       position)
{
  RiskctxLossFigure *figure = g_list_model_get_item (G_LIST_MODEL (list), position);

  if (figure != NULL)
    g_object_unref (figure);
  return figure;
}

/**
 * riskctx_loss_result_get_by_cause:
 * @self: a result
 * @category: a category
 *
 * Gets the loss of the risks whose cause belongs to a category.
 *
 * Returns: (transfer none): the loss
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_result_get_by_cause (RiskctxLossResult  *self,
                                  RiskctxRiskCategory category)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  g_return_val_if_fail ((guint) category < N_CATEGORIES, NULL);
  return peek (self->causes, category);
}

/**
 * riskctx_loss_result_get_by_impact:
 * @self: a result
 * @category: a category
 *
 * Gets the loss that is felt in a category, whatever its cause.
 *
 * Returns: (transfer none): the loss
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_result_get_by_impact (RiskctxLossResult  *self,
                                   RiskctxRiskCategory category)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  g_return_val_if_fail ((guint) category < N_CATEGORIES, NULL);
  return peek (self->impacts, category);
}

/**
 * riskctx_loss_result_get_by_risk:
 * @self: a result
 * @id: the id of a risk
 * @error: return location for an error
 *
 * Gets the loss of one risk.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such risk.
 *
 * Returns: (transfer none): the loss
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_result_get_by_risk (RiskctxLossResult *self,
                                 const char        *id,
                                 GError           **error)
{
  const RiskctxLossSubject *subject;
  guint low = 0, high;

  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self) && id != NULL, NULL);

  subject = self->data->subject;
  high = subject->n_risks;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const int order = strcmp (subject->ids[subject->sorted[middle]], id);

      if (order == 0)
        return peek (self->risks, middle);
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "there is no risk “%s”", id);
  return NULL;
}

/**
 * riskctx_loss_result_get_causes: (get-property causes)
 * @self: a result
 *
 * Gets the loss by category of the cause.
 *
 * Returns: (transfer none): a list of eight [class@LossFigure]
 *
 * Since: 1.0
 */
GListModel *
riskctx_loss_result_get_causes (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return G_LIST_MODEL (self->causes);
}

/**
 * riskctx_loss_result_get_impacts: (get-property impacts)
 * @self: a result
 *
 * Gets the loss by category of the impact.
 *
 * Returns: (transfer none): a list of eight [class@LossFigure]
 *
 * Since: 1.0
 */
GListModel *
riskctx_loss_result_get_impacts (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return G_LIST_MODEL (self->impacts);
}

/**
 * riskctx_loss_result_get_risks: (get-property risks)
 * @self: a result
 *
 * Gets the loss by risk.
 *
 * Returns: (transfer none): a list of [class@LossFigure] in ascending order of the ids
 *
 * Since: 1.0
 */
GListModel *
riskctx_loss_result_get_risks (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return G_LIST_MODEL (self->risks);
}

/**
 * riskctx_loss_result_dup_cause_effect:
 * @self: a result
 * @cause: the category of the cause
 * @impact: the category of the impact
 *
 * Makes a figure of what risks of one category are expected to cost in terms of another. The cells
 * of the table add up to the mean of the total.
 *
 * Returns: (transfer full): the expected loss, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_result_dup_cause_effect (RiskctxLossResult  *self,
                                      RiskctxRiskCategory cause,
                                      RiskctxRiskCategory impact)
{
  const RiskctxSimulateResult *result;
  g_autoptr(RiskctxText) from = NULL;
  g_autoptr(RiskctxText) to = NULL;
  const RiskctxLossSummary *summary;
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  g_return_val_if_fail ((guint) cause < N_CATEGORIES && (guint) impact < N_CATEGORIES, NULL);

  result = self->data->result;
  summary = &result->causes[cause];
  from = riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, (int) cause);
  to = riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, (int) impact);

  RiskctxText *const args[] = { from, to };
  RiskctxText *label = riskctx_phrase_texts ("loss.cause-effect", args, G_N_ELEMENTS (args));

  /* The engine keeps no flag of a single cell: one that is taken back is 0 in a row that is not. */
  if ((summary->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
      && (result->effects[impact].flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
      && result->cause_effect[cause][impact] == 0)
    figure = riskctx_figure_new_undefined ("cause-effect", label, RISKCTX_UNIT_CURRENCY_PER_YEAR,
                                           self->data->subject->currency,
                                           riskctx_phrase ("reason.infinite-mean"));
  else
    {
      figure = riskctx_figure_new ("cause-effect", label, RISKCTX_UNIT_CURRENCY_PER_YEAR,
                                   self->data->subject->currency,
                                   result->cause_effect[cause][impact]);
      riskctx_figure_set_error (figure, result->cause_effect_error[cause][impact]);
    }
  riskctx_figure_take_formula (figure, riskctx_phrase ("loss.formula.cause-effect"));
  riskctx_figure_take_note (figure, riskctx_text_ref (self->data->note));
  return figure;
}

/**
 * riskctx_loss_result_get_cause_effect_table:
 * @self: a result
 *
 * Gets the table of expected losses: 64 native doubles in currency a year, row-major, a row for
 * each cause and a column for each impact in the order of [enum@RiskCategory].
 *
 * Returns: (transfer full): the table
 *
 * Since: 1.0
 */
GBytes *
riskctx_loss_result_get_cause_effect_table (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);

  return g_bytes_new_with_free_func (self->data->result->cause_effect,
                                     sizeof self->data->result->cause_effect,
                                     (GDestroyNotify) riskctx_loss_data_unref,
                                     riskctx_loss_data_ref (self->data));
}

/**
 * riskctx_loss_result_get_cross_check:
 * @self: a result
 *
 * Gets the result of the other method for the same question, if [property@Simulation:cross-check]
 * was set and both methods apply.
 *
 * Returns: (transfer none) (nullable): the other result
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_loss_result_get_cross_check (RiskctxLossResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);
  return self->check;
}

/**
 * riskctx_loss_result_dup_distance:
 * @self: a result
 * @measure: which figure of the total
 * @level: the probability of a quantile or tail mean
 *
 * Makes a figure of how far the two methods are apart: the difference of what they say about the
 * total, as a share of the larger. Its inputs are both figures.
 *
 * Returns: (transfer full): the distance, a ratio; undefined where there was no cross-check
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_result_dup_distance (RiskctxLossResult *self,
                                  RiskctxRiskMeasure measure,
                                  double             level)
{
  g_autoptr(RiskctxFigure) own = NULL;
  g_autoptr(RiskctxFigure) other = NULL;
  const char *reason = "reason.no-cross-check";
  RiskctxText *label;
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);

  label = riskctx_phrase ("loss.distance");
  if (self->check != NULL)
    {
      own = riskctx_loss_figure_dup_measure (self->total, measure, level);
      other = riskctx_loss_figure_dup_measure (self->check->total, measure, level);
      reason = own->defined && other->defined ? NULL : "reason.no-figure";
    }
  if (reason != NULL)
    figure = riskctx_figure_new_undefined ("distance", label, RISKCTX_UNIT_RATIO, NULL,
                                           riskctx_phrase (reason));
  else
    {
      const double larger = MAX (fabs (own->value), fabs (other->value));
      const double apart = fabs (own->value - other->value);

      figure = riskctx_figure_new ("distance", label, RISKCTX_UNIT_RATIO, NULL,
                                   larger > 0 ? apart / larger : 0);
    }
  riskctx_figure_take_formula (figure, riskctx_phrase ("loss.formula.distance"));
  if (own != NULL)
    {
      riskctx_figure_add_input (figure, own);
      riskctx_figure_add_input (figure, other);
    }
  return figure;
}
