/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-frontier-private.h"

#include <math.h>

/**
 * RiskctxFrontierPoint:
 *
 * The best set of options for all budgets from its cost up to that of the next point of a
 * [class@Frontier].
 *
 * Points are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxFrontierPoint, riskctx_frontier_point, G_TYPE_OBJECT)

static const RiskctxResultField rows[] = {
  { "options", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (RiskctxFrontierPoint, options),
    "The options that are carried out." },
  { "entering", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (RiskctxFrontierPoint, entering),
    "Those that the point before does not have." },
  { "leaving", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (RiskctxFrontierPoint, leaving),
    "Those that the point before has, and this one does not." },
  { "cost", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, cost),
    "What it takes of the budget." },
  { "one_time_cost", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, one_time_cost),
    "What is spent once." },
  { "running_cost", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, running_cost),
    "What is spent a year, less what is saved." },
  { "expected_loss", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, expected_loss),
    "The expected annual loss that is left." },
  { "saving", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, saving),
    "The expected annual loss that is avoided." },
  { "marginal_saving", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, marginal),
    "What the step from the point before saves a year for each unit that it costs more; left "
    "out for the first." },
  { "net_present_value", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxFrontierPoint, net_present_value),
    "The net present value; left out where there is none." },
  { "gap", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFrontierPoint, gap),
    "By how much the expected loss could be smaller at most; 0 where the set is proven to be "
    "the best." },
  { "recommended", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxFrontierPoint, recommended),
    "Whether this is the one to take." },
  { "tail_mean", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxFrontierPoint, tail_mean),
    "The simulated mean of the worst years." },
};

const RiskctxResultShape riskctx_frontier_point_shape =
  RISKCTX_RESULT_SHAPE ("FrontierPoint", "The best set of options from a budget on.", rows);

static void
riskctx_frontier_point_finalize (GObject *object)
{
  RiskctxFrontierPoint *self = RISKCTX_FRONTIER_POINT (object);

  g_strfreev (self->options);
  g_strfreev (self->entering);
  g_strfreev (self->leaving);
  g_clear_object (&self->result);
  g_clear_pointer (&self->tail_mean, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_frontier_point_parent_class)->finalize (object);
}

static void
riskctx_frontier_point_class_init (RiskctxFrontierPointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_frontier_point_finalize;
}

static void
riskctx_frontier_point_init (RiskctxFrontierPoint *self)
{
  self->marginal = NAN;
  self->net_present_value = NAN;
}

/**
 * riskctx_frontier_point_get_options:
 * @self: a point
 *
 * Lists the options that are carried out, in the order of the document.
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of options
 *
 * Since: 1.0
 */
const char *const *
riskctx_frontier_point_get_options (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), NULL);
  return (const char *const *) self->options;
}

/**
 * riskctx_frontier_point_get_entering:
 * @self: a point
 *
 * Lists the options that the point before does not have; for the first point, all that it has.
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of options
 *
 * Since: 1.0
 */
const char *const *
riskctx_frontier_point_get_entering (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), NULL);
  return (const char *const *) self->entering;
}

/**
 * riskctx_frontier_point_get_leaving:
 * @self: a point
 *
 * Lists the options that the point before has and this one does not.
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of options
 *
 * Since: 1.0
 */
const char *const *
riskctx_frontier_point_get_leaving (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), NULL);
  return (const char *const *) self->leaving;
}

/**
 * riskctx_frontier_point_get_cost:
 * @self: a point
 *
 * Gets what the options take of the budget, as [property@Frontier:budget-kind] counts it.
 *
 * Returns: the cost, in currency
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_cost (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->cost;
}

/**
 * riskctx_frontier_point_get_one_time_cost:
 * @self: a point
 *
 * Gets what the options cost once.
 *
 * Returns: the cost, in currency
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_one_time_cost (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->one_time_cost;
}

/**
 * riskctx_frontier_point_get_running_cost:
 * @self: a point
 *
 * Gets what the options cost a year, less the running cost that they save.
 *
 * Returns: the cost, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_running_cost (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->running_cost;
}

/**
 * riskctx_frontier_point_get_expected_loss:
 * @self: a point
 *
 * Gets the expected annual loss that is left, in closed form and after insurance has paid.
 *
 * Returns: the loss, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_expected_loss (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->expected_loss;
}

/**
 * riskctx_frontier_point_get_saving:
 * @self: a point
 *
 * Gets the expected annual loss that is avoided, compared with doing nothing.
 *
 * Returns: the difference, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_saving (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->saving;
}

/**
 * riskctx_frontier_point_get_marginal_saving:
 * @self: a point
 * @saving: (out): where to put it; 0 where there is none
 *
 * Gets what the step from the point before saves a year for each unit of currency that it costs
 * more: the marginal yen. The first point has none.
 *
 * Returns: %TRUE if there is such a figure
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_point_get_marginal_saving (RiskctxFrontierPoint *self,
                                            double               *saving)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), FALSE);
  g_return_val_if_fail (saving != NULL, FALSE);

  *saving = isnan (self->marginal) ? 0 : self->marginal;
  return !isnan (self->marginal);
}

/**
 * riskctx_frontier_point_get_net_present_value:
 * @self: a point
 * @value: (out): where to put it; 0 where there is none
 *
 * Gets the net present value of the options, in currency. The benefit of every year is the
 * simulated reduction of the expected loss, which is after insurance has paid, or the saving where
 * nothing was simulated. There is none where a cost, or what sales bring, is not known.
 *
 * Returns: %TRUE if there is such a figure
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_point_get_net_present_value (RiskctxFrontierPoint *self,
                                              double               *value)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = isnan (self->net_present_value) ? 0 : self->net_present_value;
  return !isnan (self->net_present_value);
}

/**
 * riskctx_frontier_point_get_gap:
 * @self: a point
 *
 * Gets by how much the expected loss could be smaller at most for the same budget: 0 where the
 * search was completed, which proves that no set is better.
 *
 * Returns: the difference, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_frontier_point_get_gap (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), 0);
  return self->gap;
}

/**
 * riskctx_frontier_point_is_recommended:
 * @self: a point
 *
 * Tells whether this is the point to take. See [method@Frontier.get_reason].
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_point_is_recommended (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), FALSE);
  return self->recommended;
}

/**
 * riskctx_frontier_point_get_loss:
 * @self: a point
 *
 * Gets the simulated losses with the options, for quantiles and tail means. All points of a
 * frontier share their random numbers.
 *
 * Returns: (transfer none) (nullable): the result; %NULL where it was not asked for
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_frontier_point_get_loss (RiskctxFrontierPoint *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER_POINT (self), NULL);
  return self->result;
}
