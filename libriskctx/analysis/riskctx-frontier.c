/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-frontier-private.h"

#include <math.h>

#include "riskctx-enum-types.h"

#define DEFAULT_YEARS 5
#define MAX_YEARS 100
#define DEFAULT_RATE 0.05
#define MIN_RATE -0.99
#define MAX_RATE 10.0
#define DEFAULT_NODES G_GUINT64_CONSTANT (20000000)

/**
 * RiskctxFrontier:
 *
 * Finds the best set of options for every budget: the one that leaves the smallest expected annual
 * loss, what is lost of the contribution included. It is a [iface@Gio.ListModel] of
 * [class@FrontierPoint], from the smallest budget on.
 *
 * Measures overlap: what two of them save together is less than what each saves alone, because
 * each takes its share of what the other leaves. Hence neither the cheapest nor the most effective
 * measure need be in the best set, and a larger budget may replace one instead of adding another.
 * The search is exact: it goes through all sets that options which exclude or require each other
 * allow, leaving out only those that are proven to be worse (branch and bound; the bound is G. L.
 * Nemhauser, L. A. Wolsey and M. L. Fisher, Mathematical Programming 14, 1978, for what a set of
 * submodular savings can add). Options that are [property@Option:mandatory] are in every set.
 *
 * What options change of sales and of the contribution margin counts, too: an option that leaves a
 * smaller loss and costs more of the contribution is not better. Where more than six options change
 * it, only the loss is looked at.
 *
 * The expected loss of a point is in closed form. Insurance takes from a risk the share that it
 * pays as things are, the insurance of an option ([property@Option:insurance]) the share that it
 * pays if that option alone is carried out; measures that change amounts change the share a little,
 * which is left out. Where [property@Frontier:simulate] is set, the losses of every point are also
 * simulated with common random numbers, which tells what becomes of the bad years, and has
 * insurance pay event by event.
 *
 * Frontiers are thread-compatible: use one from one thread at a time, and leave the assessment
 * alone until a run has ended.
 *
 * Since: 1.0
 */
static void riskctx_frontier_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RiskctxFrontier, riskctx_frontier, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      riskctx_frontier_list_model_init))

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_SIMULATION,
  PROP_BUDGET_KIND,
  PROP_BUDGET,
  PROP_RUNNING_LIMIT,
  PROP_YEARS,
  PROP_DISCOUNT_RATE,
  PROP_GIVE_UP,
  PROP_SIMULATE,
  PROP_MAX_NODES,
  PROP_PROGRESS,
} RiskctxFrontierProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static GType
get_item_type (GListModel *list)
{
  return RISKCTX_TYPE_FRONTIER_POINT;
}

static guint
get_n_items (GListModel *list)
{
  return RISKCTX_FRONTIER (list)->points->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (list);

  return position < self->points->len ? g_object_ref (g_ptr_array_index (self->points, position))
                                      : NULL;
}

static void
riskctx_frontier_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
riskctx_frontier_constructed (GObject *object)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (object);

  G_OBJECT_CLASS (riskctx_frontier_parent_class)->constructed (object);
  self->simulation = riskctx_simulation_new (self->assessment);
  riskctx_simulation_set_curve_points (self->simulation, 0);
}

static void
riskctx_frontier_dispose (GObject *object)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->simulation);
  G_OBJECT_CLASS (riskctx_frontier_parent_class)->dispose (object);
}

static void
riskctx_frontier_finalize (GObject *object)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (object);

  g_ptr_array_unref (self->points);
  g_ptr_array_unref (self->reasons);
  G_OBJECT_CLASS (riskctx_frontier_parent_class)->finalize (object);
}

static void
riskctx_frontier_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (object);

  switch ((RiskctxFrontierProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_SIMULATION:
      g_value_set_object (value, self->simulation);
      break;
    case PROP_BUDGET_KIND:
      g_value_set_enum (value, (int) riskctx_frontier_get_budget_kind (self));
      break;
    case PROP_BUDGET:
      g_value_set_double (value, riskctx_frontier_get_budget (self));
      break;
    case PROP_RUNNING_LIMIT:
      g_value_set_double (value, riskctx_frontier_get_running_limit (self));
      break;
    case PROP_YEARS:
      g_value_set_uint (value, riskctx_frontier_get_years (self));
      break;
    case PROP_DISCOUNT_RATE:
      g_value_set_double (value, riskctx_frontier_get_discount_rate (self));
      break;
    case PROP_GIVE_UP:
      g_value_set_boolean (value, riskctx_frontier_get_give_up (self));
      break;
    case PROP_SIMULATE:
      g_value_set_boolean (value, riskctx_frontier_get_simulate (self));
      break;
    case PROP_MAX_NODES:
      g_value_set_uint64 (value, riskctx_frontier_get_max_nodes (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, riskctx_frontier_get_progress (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_frontier_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RiskctxFrontier *self = RISKCTX_FRONTIER (object);

  switch ((RiskctxFrontierProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_BUDGET_KIND:
      riskctx_frontier_set_budget_kind (self, (RiskctxBudgetKind) g_value_get_enum (value));
      break;
    case PROP_BUDGET:
      riskctx_frontier_set_budget (self, g_value_get_double (value));
      break;
    case PROP_RUNNING_LIMIT:
      riskctx_frontier_set_running_limit (self, g_value_get_double (value));
      break;
    case PROP_YEARS:
      riskctx_frontier_set_years (self, g_value_get_uint (value));
      break;
    case PROP_DISCOUNT_RATE:
      riskctx_frontier_set_discount_rate (self, g_value_get_double (value));
      break;
    case PROP_GIVE_UP:
      riskctx_frontier_set_give_up (self, g_value_get_boolean (value));
      break;
    case PROP_SIMULATE:
      riskctx_frontier_set_simulate (self, g_value_get_boolean (value));
      break;
    case PROP_MAX_NODES:
      riskctx_frontier_set_max_nodes (self, g_value_get_uint64 (value));
      break;
    case PROP_SIMULATION:
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_frontier_class_init (RiskctxFrontierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = riskctx_frontier_constructed;
  object_class->dispose = riskctx_frontier_dispose;
  object_class->finalize = riskctx_frontier_finalize;
  object_class->get_property = riskctx_frontier_get_property;
  object_class->set_property = riskctx_frontier_set_property;

  /**
   * RiskctxFrontier:assessment:
   *
   * The assessment that the options belong to.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT]
    = g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                           readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  /**
   * RiskctxFrontier:simulation: (getter get_simulation)
   *
   * How the losses of the points are simulated.
   *
   * Since: 1.0
   */
  properties[PROP_SIMULATION]
    = g_param_spec_object ("simulation", NULL, NULL, RISKCTX_TYPE_SIMULATION, readable);
  /**
   * RiskctxFrontier:budget-kind: (getter get_budget_kind) (setter set_budget_kind)
   *
   * What the budget pays for.
   *
   * Since: 1.0
   */
  properties[PROP_BUDGET_KIND]
    = g_param_spec_enum ("budget-kind", NULL, NULL, RISKCTX_TYPE_BUDGET_KIND,
                         RISKCTX_BUDGET_KIND_ONE_TIME, flags);
  /**
   * RiskctxFrontier:budget: (getter get_budget) (setter set_budget)
   *
   * The largest budget looked at, in currency; infinite for what everything together costs.
   *
   * Since: 1.0
   */
  properties[PROP_BUDGET]
    = g_param_spec_double ("budget", NULL, NULL, 0, INFINITY, INFINITY, flags);
  /**
   * RiskctxFrontier:running-limit: (getter get_running_limit) (setter set_running_limit)
   *
   * The most that the options may cost a year, in currency; infinite for no limit.
   *
   * Since: 1.0
   */
  properties[PROP_RUNNING_LIMIT]
    = g_param_spec_double ("running-limit", NULL, NULL, 0, INFINITY, INFINITY, flags);
  /**
   * RiskctxFrontier:years: (getter get_years) (setter set_years)
   *
   * For how many years the options are run: for the total cost and the net present value.
   *
   * Since: 1.0
   */
  properties[PROP_YEARS]
    = g_param_spec_uint ("years", NULL, NULL, 1, MAX_YEARS, DEFAULT_YEARS, flags);
  /**
   * RiskctxFrontier:discount-rate: (getter get_discount_rate) (setter set_discount_rate)
   *
   * The yearly rate at which what comes later counts less.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOUNT_RATE]
    = g_param_spec_double ("discount-rate", NULL, NULL, MIN_RATE, MAX_RATE, DEFAULT_RATE,
                           flags);
  /**
   * RiskctxFrontier:give-up: (getter get_give_up) (setter set_give_up)
   *
   * Whether options that give something up, and so have nothing to recover, may be chosen; what
   * is given up is in the net present value and not in the budget.
   *
   * Since: 1.0
   */
  properties[PROP_GIVE_UP]
    = g_param_spec_boolean ("give-up", NULL, NULL, FALSE, flags);
  /**
   * RiskctxFrontier:simulate: (getter get_simulate) (setter set_simulate)
   *
   * Whether the losses of every point are simulated, for its tail.
   *
   * Since: 1.0
   */
  properties[PROP_SIMULATE]
    = g_param_spec_boolean ("simulate", NULL, NULL, TRUE, flags);
  /**
   * RiskctxFrontier:max-nodes: (getter get_max_nodes) (setter set_max_nodes)
   *
   * How many sets are looked at before the search gives up its proof; 0 for no limit.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_NODES]
    = g_param_spec_uint64 ("max-nodes", NULL, NULL, 0, G_MAXINT64, DEFAULT_NODES, flags);
  /**
   * RiskctxFrontier:progress: (getter get_progress)
   *
   * How far the run is, from 0.0 to 1.0. It is notified at most 20 times a second, in the thread
   * that started the run.
   *
   * Since: 1.0
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   readable | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_frontier_init (RiskctxFrontier *self)
{
  self->budget = self->running_limit = INFINITY;
  self->years = DEFAULT_YEARS;
  self->discount_rate = DEFAULT_RATE;
  self->simulate = TRUE;
  self->max_nodes = DEFAULT_NODES;
  self->points = g_ptr_array_new_with_free_func (g_object_unref);
  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
}

/**
 * riskctx_frontier_new:
 * @assessment: an assessment
 *
 * Prepares the search for the best set of its options.
 *
 * Returns: (transfer full): a new frontier
 *
 * Since: 1.0
 */
RiskctxFrontier *
riskctx_frontier_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_FRONTIER, "assessment", assessment, NULL);
}

/**
 * riskctx_frontier_get_simulation: (get-property simulation)
 * @self: a frontier
 *
 * Gets the simulation that serves all points, to change its settings before a run.
 *
 * Returns: (transfer none): the simulation
 *
 * Since: 1.0
 */
RiskctxSimulation *
riskctx_frontier_get_simulation (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), NULL);
  return self->simulation;
}

/**
 * riskctx_frontier_get_budget_kind: (get-property budget-kind)
 * @self: a frontier
 *
 * Gets what the budget pays for.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
RiskctxBudgetKind
riskctx_frontier_get_budget_kind (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), RISKCTX_BUDGET_KIND_ONE_TIME);
  return self->kind;
}

/**
 * riskctx_frontier_set_budget_kind: (set-property budget-kind)
 * @self: a frontier
 * @budget_kind: the setting
 *
 * Sets what the budget pays for, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_budget_kind (RiskctxFrontier   *self,
                                  RiskctxBudgetKind  budget_kind)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));

  if (self->kind == budget_kind)
    return;
  self->kind = budget_kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUDGET_KIND]);
}

/**
 * riskctx_frontier_get_budget: (get-property budget)
 * @self: a frontier
 *
 * Gets the largest budget looked at, in currency.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
double
riskctx_frontier_get_budget (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->budget;
}

/**
 * riskctx_frontier_set_budget: (set-property budget)
 * @self: a frontier
 * @budget: the setting, 0 or more
 *
 * Sets the largest budget looked at, in currency, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_budget (RiskctxFrontier *self,
                             double           budget)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));
  g_return_if_fail (budget >= 0);

  if (self->budget == budget)
    return;
  self->budget = budget;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUDGET]);
}

/**
 * riskctx_frontier_get_running_limit: (get-property running-limit)
 * @self: a frontier
 *
 * Gets the most that the options may cost a year, in currency.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
double
riskctx_frontier_get_running_limit (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->running_limit;
}

/**
 * riskctx_frontier_set_running_limit: (set-property running-limit)
 * @self: a frontier
 * @running_limit: the setting, 0 or more
 *
 * Sets the most that the options may cost a year, in currency, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_running_limit (RiskctxFrontier *self,
                                    double           running_limit)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));
  g_return_if_fail (running_limit >= 0);

  if (self->running_limit == running_limit)
    return;
  self->running_limit = running_limit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING_LIMIT]);
}

/**
 * riskctx_frontier_get_years: (get-property years)
 * @self: a frontier
 *
 * Gets for how many years the options are run: for the total cost and the net present value.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
guint
riskctx_frontier_get_years (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->years;
}

/**
 * riskctx_frontier_set_years: (set-property years)
 * @self: a frontier
 * @years: the setting, 1 to 100
 *
 * Sets for how many years the options are run: for the total cost and the net present value, for
 * the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_years (RiskctxFrontier *self,
                            guint            years)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));
  g_return_if_fail (years >= 1 && years <= MAX_YEARS);

  if (self->years == years)
    return;
  self->years = years;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEARS]);
}

/**
 * riskctx_frontier_get_discount_rate: (get-property discount-rate)
 * @self: a frontier
 *
 * Gets the yearly rate at which what comes later counts less.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
double
riskctx_frontier_get_discount_rate (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->discount_rate;
}

/**
 * riskctx_frontier_set_discount_rate: (set-property discount-rate)
 * @self: a frontier
 * @discount_rate: the setting, -0.99 to 10
 *
 * Sets the yearly rate at which what comes later counts less, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_discount_rate (RiskctxFrontier *self,
                                    double           discount_rate)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));
  g_return_if_fail (discount_rate >= MIN_RATE && discount_rate <= MAX_RATE);

  if (self->discount_rate == discount_rate)
    return;
  self->discount_rate = discount_rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISCOUNT_RATE]);
}

/**
 * riskctx_frontier_get_give_up: (get-property give-up)
 * @self: a frontier
 *
 * Gets whether options that give something up, and so have nothing to recover, may be chosen.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_get_give_up (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), FALSE);
  return self->give_up;
}

/**
 * riskctx_frontier_set_give_up: (set-property give-up)
 * @self: a frontier
 * @give_up: the setting
 *
 * Sets whether options that give something up, and so have nothing to recover, may be chosen, for
 * the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_give_up (RiskctxFrontier *self,
                              gboolean         give_up)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));

  give_up = give_up != FALSE;
  if (self->give_up == give_up)
    return;
  self->give_up = give_up;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GIVE_UP]);
}

/**
 * riskctx_frontier_get_simulate: (get-property simulate)
 * @self: a frontier
 *
 * Gets whether the losses of every point are simulated, for its tail.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_get_simulate (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), FALSE);
  return self->simulate;
}

/**
 * riskctx_frontier_set_simulate: (set-property simulate)
 * @self: a frontier
 * @simulate: the setting
 *
 * Sets whether the losses of every point are simulated, for its tail, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_simulate (RiskctxFrontier *self,
                               gboolean         simulate)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));

  simulate = simulate != FALSE;
  if (self->simulate == simulate)
    return;
  self->simulate = simulate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIMULATE]);
}

/**
 * riskctx_frontier_get_max_nodes: (get-property max-nodes)
 * @self: a frontier
 *
 * Gets how many sets are looked at before the search gives up its proof.
 *
 * Returns: the setting
 *
 * Since: 1.0
 */
guint64
riskctx_frontier_get_max_nodes (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->max_nodes;
}

/**
 * riskctx_frontier_set_max_nodes: (set-property max-nodes)
 * @self: a frontier
 * @max_nodes: the setting
 *
 * Sets how many sets are looked at before the search gives up its proof, for the next run.
 *
 * Since: 1.0
 */
void
riskctx_frontier_set_max_nodes (RiskctxFrontier *self,
                                guint64          max_nodes)
{
  g_return_if_fail (RISKCTX_IS_FRONTIER (self));
  g_return_if_fail (max_nodes <= G_MAXINT64);

  if (self->max_nodes == max_nodes)
    return;
  self->max_nodes = max_nodes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_NODES]);
}

/**
 * riskctx_frontier_get_progress: (get-property progress)
 * @self: a frontier
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_frontier_get_progress (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->progress;
}

void
riskctx_frontier_set_progress (RiskctxFrontier *self,
                               double           progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}
