/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-comparison.h"

#include "riskctx-investment-plan-private.h"
#include "riskctx-option-sets-private.h"

/**
 * RiskctxPlanComparison:
 *
 * Puts investment plans side by side, on the same figures: to do nothing, which is always the
 * first, and others that are added. It is a [iface@Gio.ListModel] of [class@InvestmentPlan].
 *
 * Set the years, the discount rate and the simulation of [method@PlanComparison.get_do_nothing]
 * first: plans that are added take them over. The present state is simulated once for all.
 *
 * Comparisons are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
struct _RiskctxPlanComparison
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  GPtrArray         *plans;
  guint              running; /* the plan that runs */
  double             progress;
};

static void riskctx_plan_comparison_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RiskctxPlanComparison, riskctx_plan_comparison, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      riskctx_plan_comparison_list_model_init))

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_PROGRESS,
} RiskctxPlanComparisonProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static GType
get_item_type (GListModel *list)
{
  return RISKCTX_TYPE_INVESTMENT_PLAN;
}

static guint
get_n_items (GListModel *list)
{
  return RISKCTX_PLAN_COMPARISON (list)->plans->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (list);

  return position < self->plans->len ? g_object_ref (g_ptr_array_index (self->plans, position))
                                     : NULL;
}

static void
riskctx_plan_comparison_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_progress (RiskctxPlanComparison *self,
              double                 progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
on_plan_progress (RiskctxInvestmentPlan *plan,
                  GParamSpec            *pspec,
                  RiskctxPlanComparison *self)
{
  /* a plan that ends is the next one's beginning */
  if (self->running < self->plans->len && g_ptr_array_index (self->plans, self->running) == plan)
    set_progress (self, (self->running + riskctx_investment_plan_get_progress (plan))
                        / self->plans->len);
}

static RiskctxInvestmentPlan *
append (RiskctxPlanComparison *self,
        const char *const     *options)
{
  RiskctxInvestmentPlan *plan = riskctx_investment_plan_new (self->assessment, options);

  g_signal_connect_object (plan, "notify::progress", G_CALLBACK (on_plan_progress), self, 0);
  g_ptr_array_add (self->plans, plan);
  return plan;
}

static void
riskctx_plan_comparison_constructed (GObject *object)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (object);

  G_OBJECT_CLASS (riskctx_plan_comparison_parent_class)->constructed (object);
  append (self, NULL);
}

static void
riskctx_plan_comparison_dispose (GObject *object)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (object);

  g_clear_object (&self->assessment);
  g_ptr_array_set_size (self->plans, 0);
  G_OBJECT_CLASS (riskctx_plan_comparison_parent_class)->dispose (object);
}

static void
riskctx_plan_comparison_finalize (GObject *object)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (object);

  g_ptr_array_unref (self->plans);
  G_OBJECT_CLASS (riskctx_plan_comparison_parent_class)->finalize (object);
}

static void
riskctx_plan_comparison_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (object);

  switch ((RiskctxPlanComparisonProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_plan_comparison_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RiskctxPlanComparison *self = RISKCTX_PLAN_COMPARISON (object);

  switch ((RiskctxPlanComparisonProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_plan_comparison_class_init (RiskctxPlanComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = riskctx_plan_comparison_constructed;
  object_class->dispose = riskctx_plan_comparison_dispose;
  object_class->finalize = riskctx_plan_comparison_finalize;
  object_class->get_property = riskctx_plan_comparison_get_property;
  object_class->set_property = riskctx_plan_comparison_set_property;

  /**
   * RiskctxPlanComparison:assessment:
   *
   * The assessment that the options belong to.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT]
    = g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                           readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  /**
   * RiskctxPlanComparison:progress: (getter get_progress)
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
riskctx_plan_comparison_init (RiskctxPlanComparison *self)
{
  self->plans = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * riskctx_plan_comparison_new:
 * @assessment: an assessment
 *
 * Prepares a comparison that holds one plan: to do nothing.
 *
 * Returns: (transfer full): a new comparison
 *
 * Since: 1.0
 */
RiskctxPlanComparison *
riskctx_plan_comparison_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_PLAN_COMPARISON, "assessment", assessment, NULL);
}

/**
 * riskctx_plan_comparison_get_do_nothing:
 * @self: a comparison
 *
 * Gets the first plan, which is to do nothing. Its settings are those of plans added after.
 *
 * Returns: (transfer none): the plan
 *
 * Since: 1.0
 */
RiskctxInvestmentPlan *
riskctx_plan_comparison_get_do_nothing (RiskctxPlanComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), NULL);
  return g_ptr_array_index (self->plans, 0);
}

/**
 * riskctx_plan_comparison_add:
 * @self: a comparison
 * @options: (array zero-terminated=1): ids of options that are carried out together
 *
 * Adds a plan, with the settings of the first one.
 *
 * Returns: (transfer none): the plan, for example to give it a benefit
 *
 * Since: 1.0
 */
RiskctxInvestmentPlan *
riskctx_plan_comparison_add (RiskctxPlanComparison *self,
                             const char *const     *options)
{
  RiskctxInvestmentPlan *plan;

  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  plan = append (self, options);
  riskctx_investment_plan_copy_settings (plan, riskctx_plan_comparison_get_do_nothing (self));
  g_list_model_items_changed (G_LIST_MODEL (self), self->plans->len - 1, 0, 1);
  return plan;
}

/**
 * riskctx_plan_comparison_add_all:
 * @self: a comparison
 *
 * Adds a plan for every largest set of options that go together: with two options that can be
 * combined and an alternative that excludes both, two plans. At most 64 are added.
 *
 * Since: 1.0
 */
void
riskctx_plan_comparison_add_all (RiskctxPlanComparison *self)
{
  g_autoptr(GPtrArray) sets = NULL;

  g_return_if_fail (RISKCTX_IS_PLAN_COMPARISON (self));

  sets = riskctx_option_sets (self->assessment);
  for (guint i = 0; i < sets->len; i++)
    riskctx_plan_comparison_add (self, g_ptr_array_index (sets, i));
}

/**
 * riskctx_plan_comparison_get_progress: (get-property progress)
 * @self: a comparison
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_plan_comparison_get_progress (RiskctxPlanComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), 0);
  return self->progress;
}

/* The present state is the same for all: what the first plan found serves the others. */
static RiskctxInvestmentPlan *
start_plan (RiskctxPlanComparison *self,
            guint                  position)
{
  RiskctxInvestmentPlan *first = riskctx_plan_comparison_get_do_nothing (self);
  RiskctxInvestmentPlan *plan = g_ptr_array_index (self->plans, position);

  self->running = position;
  if (position > 0)
    riskctx_investment_plan_set_loss_before (plan, riskctx_investment_plan_get_loss_before (first));
  return plan;
}

/**
 * riskctx_plan_comparison_run:
 * @self: a comparison
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Computes all plans. It fails in the same ways as [method@InvestmentPlan.run].
 *
 * Returns: %TRUE if all figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_plan_comparison_run (RiskctxPlanComparison *self,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), FALSE);

  set_progress (self, 0);
  for (guint i = 0; i < self->plans->len; i++)
    if (!riskctx_investment_plan_run (start_plan (self, i), cancellable, error))
      {
        set_progress (self, 0);
        return FALSE;
      }
  return TRUE;
}

static void
on_plan_done (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  RiskctxPlanComparison *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!riskctx_investment_plan_run_finish (RISKCTX_INVESTMENT_PLAN (object), result, &error))
    {
      set_progress (self, 0);
      g_task_return_error (task, error);
    }
  else if (self->running + 1 >= self->plans->len)
    g_task_return_boolean (task, TRUE);
  else
    riskctx_investment_plan_run_async (start_plan (self, self->running + 1),
                                       g_task_get_cancellable (task), on_plan_done,
                                       g_object_ref (task));
}

/**
 * riskctx_plan_comparison_run_async:
 * @self: a comparison
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Computes all plans one after the other in a thread. Call
 * [method@PlanComparison.run_finish] in @callback. Plans must not be added meanwhile.
 *
 * Since: 1.0
 */
void
riskctx_plan_comparison_run_async (RiskctxPlanComparison *self,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  GTask *task;

  g_return_if_fail (RISKCTX_IS_PLAN_COMPARISON (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_plan_comparison_run_async);
  set_progress (self, 0);
  riskctx_investment_plan_run_async (start_plan (self, 0), cancellable, on_plan_done, task);
}

/**
 * riskctx_plan_comparison_run_finish:
 * @self: a comparison
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@PlanComparison.run_async].
 *
 * Returns: %TRUE if all figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_plan_comparison_run_finish (RiskctxPlanComparison *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * riskctx_plan_comparison_get_best:
 * @self: a comparison
 *
 * Gets the plan with the largest net present value; the earlier one of two that are equal. Money
 * is not all: what a plan must do besides is for people to say.
 *
 * Returns: (transfer none) (nullable): the plan; %NULL if no plan has a net present value
 *
 * Since: 1.0
 */
RiskctxInvestmentPlan *
riskctx_plan_comparison_get_best (RiskctxPlanComparison *self)
{
  RiskctxInvestmentPlan *best = NULL;
  double most = 0;

  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), NULL);

  for (guint i = 0; i < self->plans->len; i++)
    {
      RiskctxInvestmentPlan *plan = g_ptr_array_index (self->plans, i);
      RiskctxFigure *figure
        = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE);

      if (riskctx_figure_is_defined (figure)
          && (best == NULL || riskctx_figure_get_value (figure, NULL) > most))
        {
          best = plan;
          most = riskctx_figure_get_value (figure, NULL);
        }
    }
  return best;
}

typedef struct
{
  GPtrArray *plans;
  GStrv      best;
} Description;

static const RiskctxResultField rows[] = {
  { "plans", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, plans),
    "The plans; the first is to do nothing.", NULL, &riskctx_investment_plan_shape },
  { "best", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (Description, best),
    "The options of the plan with the largest net present value." },
};

static const RiskctxResultShape comparison_shape =
  RISKCTX_RESULT_SHAPE ("PlanComparison", "Plans side by side.", rows);

/**
 * riskctx_plan_comparison_to_json:
 * @self: a comparison
 *
 * Describes the plans as JSON, in the shape that [func@PlanComparison.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_plan_comparison_to_json (RiskctxPlanComparison *self)
{
  g_autoptr(GPtrArray) plans
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_plan_description_free);
  RiskctxInvestmentPlan *best;
  Description description = { plans, NULL };

  g_return_val_if_fail (RISKCTX_IS_PLAN_COMPARISON (self), NULL);

  for (guint i = 0; i < self->plans->len; i++)
    g_ptr_array_add (plans, riskctx_investment_plan_describe (g_ptr_array_index (self->plans, i)));
  best = riskctx_plan_comparison_get_best (self);
  if (best != NULL)
    description.best = (GStrv) riskctx_investment_plan_get_options (best);
  return riskctx_result_write (&comparison_shape, &description);
}

/**
 * riskctx_plan_comparison_get_schema:
 *
 * Gets the JSON Schema of [method@PlanComparison.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_plan_comparison_get_schema (void)
{
  return riskctx_result_schema (&comparison_shape);
}
