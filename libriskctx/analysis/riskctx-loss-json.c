/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-result-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-loss-figure-private.h"

typedef struct
{
  int            measure;
  double         level; /* NaN for the mean */
  RiskctxFigure *distance;
} Distance;

/* The other method's answer, in short */
typedef struct
{
  int                     method;
  guint64                 trials;
  RiskctxText            *note;
  RiskctxLossDescription *total;
  GPtrArray              *distances;
} Check;

typedef struct
{
  GStrv                     options;
  char                     *currency;
  int                       method;
  int                       sampling;
  guint64                   trials;
  guint64                   seed;
  double                    tail;
  RiskctxText              *note;
  RiskctxLossDescription   *total;
  GPtrArray                *causes;
  GPtrArray                *impacts;
  GPtrArray                *risks;
  const double            (*cause_effect)[RISKCTX_PLAN_CATEGORIES];
  const double            (*cause_effect_error)[RISKCTX_PLAN_CATEGORIES];
  Check                    *check;
} Description;

static const RiskctxResultField distance_rows[] = {
  { "measure", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Distance, measure),
    "Which figure of the total.", riskctx_risk_measure_get_type },
  { "level", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Distance, level),
    "The probability of a quantile or tail mean." },
  { "distance", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Distance, distance),
    "The difference as a share of the larger." },
};

static const RiskctxResultShape distance_shape =
  RISKCTX_RESULT_SHAPE ("Distance", "How far the two methods are apart in one figure.",
                        distance_rows);

static const RiskctxResultField check_rows[] = {
  { "method", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Check, method),
    "The other method.", riskctx_simulation_method_get_type },
  { "trials", RISKCTX_RESULT_LONG, G_STRUCT_OFFSET (Check, trials),
    "Its number of simulated years; 0 for the exact method." },
  { "note", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Check, note),
    "How its figures were found." },
  { "total", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (Check, total),
    "What it says about the total.", NULL, &riskctx_loss_figure_shape },
  { "distances", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Check, distances),
    "How far the methods are apart.", NULL, &distance_shape },
};

static const RiskctxResultShape check_shape =
  RISKCTX_RESULT_SHAPE ("CrossCheck", "The same question, answered by the other method.",
                        check_rows);

static const RiskctxResultField rows[] = {
  { "options", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (Description, options),
    "The ids of the options that are carried out." },
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Description, currency),
    "The currency of all money, a code of ISO 4217." },
  { "method", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Description, method),
    "The method that was used.", riskctx_simulation_method_get_type },
  { "sampling", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Description, sampling),
    "How whole years were spread.", riskctx_simulation_sampling_get_type },
  { "trials", RISKCTX_RESULT_LONG, G_STRUCT_OFFSET (Description, trials),
    "The number of simulated years; 0 for the exact method." },
  { "seed", RISKCTX_RESULT_LONG, G_STRUCT_OFFSET (Description, seed),
    "The seed of the random numbers." },
  { "tail", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Description, tail),
    "Contributions are means over the worst 1 - tail share of years." },
  { "note", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Description, note),
    "How the figures were found." },
  { "total", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (Description, total),
    "Everything together, with the loss exceedance curves.", NULL, &riskctx_loss_figure_shape },
  { "by_cause", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, causes),
    "By category of the cause.", NULL, &riskctx_loss_figure_shape },
  { "by_impact", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, impacts),
    "By category of the impact.", NULL, &riskctx_loss_figure_shape },
  { "by_risk", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, risks),
    "By risk, in ascending order of the ids.", NULL, &riskctx_loss_figure_shape },
  { "cause_effect", RISKCTX_RESULT_TABLE, G_STRUCT_OFFSET (Description, cause_effect),
    "Expected losses: a row for each cause, a column for each impact." },
  { "cause_effect_error", RISKCTX_RESULT_TABLE, G_STRUCT_OFFSET (Description, cause_effect_error),
    "Their errors." },
  { "cross_check", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (Description, check),
    "The answer of the other method, where both apply.", NULL, &check_shape },
};

static const RiskctxResultShape result_shape =
  RISKCTX_RESULT_SHAPE ("LossResult", "The distribution of the annual loss.", rows);

static void
distance_free (Distance *self)
{
  riskctx_figure_unref (self->distance);
  g_free (self);
}

static void
add_distance (GPtrArray         *distances,
              RiskctxLossResult *result,
              RiskctxRiskMeasure measure,
              double             level)
{
  Distance *distance = g_new (Distance, 1);

  distance->measure = (int) measure;
  distance->level = measure == RISKCTX_RISK_MEASURE_MEAN ? NAN : level;
  distance->distance = riskctx_loss_result_dup_distance (result, measure, level);
  g_ptr_array_add (distances, distance);
}

static void
describe_check (RiskctxLossResult *result,
                Check             *check)
{
  RiskctxLossResult *other = riskctx_loss_result_get_cross_check (result);
  guint n;
  const double *levels
    = riskctx_loss_figure_get_probabilities (riskctx_loss_result_get_total (result), &n);

  check->method = (int) riskctx_loss_result_get_method (other);
  check->trials = riskctx_loss_result_get_trials (other);
  check->note = riskctx_loss_result_get_data (other)->note;
  check->total = riskctx_loss_figure_describe (riskctx_loss_result_get_total (other), FALSE);
  check->distances = g_ptr_array_new_with_free_func ((GDestroyNotify) distance_free);
  add_distance (check->distances, result, RISKCTX_RISK_MEASURE_MEAN, 0);
  for (guint i = 0; i < n; i++)
    {
      add_distance (check->distances, result, RISKCTX_RISK_MEASURE_QUANTILE, levels[i]);
      add_distance (check->distances, result, RISKCTX_RISK_MEASURE_TAIL_MEAN, levels[i]);
    }
}

static GPtrArray *
describe_list (GListModel *list)
{
  GPtrArray *described
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_loss_description_free);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(RiskctxLossFigure) figure = g_list_model_get_item (list, i);

      g_ptr_array_add (described, riskctx_loss_figure_describe (figure, FALSE));
    }
  return described;
}

/**
 * riskctx_loss_result_to_json:
 * @self: a result
 *
 * Describes the result as JSON, in the shape that [func@LossResult.get_schema] publishes. The same
 * assessment, options, settings and seed give the same bytes, whatever the number of threads and
 * the order of the risks.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_result_to_json (RiskctxLossResult *self)
{
  const RiskctxLossData *data;
  Check check = { 0 };
  Description description;
  JsonNode *node;

  g_return_val_if_fail (RISKCTX_IS_LOSS_RESULT (self), NULL);

  data = riskctx_loss_result_get_data (self);
  description = (Description) {
    .options = data->subject->options,
    .currency = data->subject->currency,
    .method = (int) riskctx_loss_result_get_method (self),
    .sampling = (int) riskctx_loss_result_get_sampling (self),
    .trials = data->result->trials,
    .seed = data->result->seed,
    .tail = data->result->tail,
    .note = data->note,
    .total = riskctx_loss_figure_describe (riskctx_loss_result_get_total (self), TRUE),
    .causes = describe_list (riskctx_loss_result_get_causes (self)),
    .impacts = describe_list (riskctx_loss_result_get_impacts (self)),
    .risks = describe_list (riskctx_loss_result_get_risks (self)),
    .cause_effect = data->result->cause_effect,
    .cause_effect_error = data->result->cause_effect_error,
  };
  if (riskctx_loss_result_get_cross_check (self) != NULL)
    {
      describe_check (self, &check);
      description.check = &check;
    }
  node = riskctx_result_write (&result_shape, &description);

  riskctx_loss_description_free (description.total);
  g_ptr_array_unref (description.causes);
  g_ptr_array_unref (description.impacts);
  g_ptr_array_unref (description.risks);
  g_clear_pointer (&check.total, riskctx_loss_description_free);
  g_clear_pointer (&check.distances, g_ptr_array_unref);
  return node;
}

/**
 * riskctx_loss_result_get_schema:
 *
 * Gets the JSON Schema of [method@LossResult.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_result_get_schema (void)
{
  return riskctx_result_schema (&result_shape);
}
