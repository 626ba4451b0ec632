/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sensitivity-private.h"

#include "riskctx-criteria.h"
#include "riskctx-item-private.h"
#include "riskctx-limit.h"

#define DEFAULT_YEARS 5
#define MAX_YEARS ((guint) RISKCTX_EXPECTATION_MAX_YEARS)
#define DEFAULT_RATE 0.05
#define MIN_RATE -0.99
#define MAX_RATE 10.0
#define DEFAULT_SAMPLES 1024
#define MIN_SAMPLES 2
#define MAX_SAMPLES 65536

/**
 * RiskctxSensitivity:
 *
 * Tells which numbers of the document matter. For every estimate it finds what becomes of the
 * expected loss, the bad years, the net present value and the payback at its 5 % and its 95 %
 * quantile (a tornado); its first-order and total share of the variance; what it would be worth to
 * know it before the decision; and the switching values, beyond which another set of options is
 * best. It is a [iface@Gio.ListModel] of [class@SensitivityInput], those first that move the net
 * present value most.
 *
 * The decision is the set of options with the largest net present value, to do nothing included,
 * among those that the funds of the organization pay and that hold what is
 * [property@Option:mandatory]. Expected values are computed, not simulated: a loss is a sum of
 * products of estimates, so that nothing is noise; insurance takes off the share that it pays with
 * the estimates as they are. The bad years are simulated at both ends of an input with the same
 * random numbers, for the 24 inputs that move the expected loss most.
 *
 * First-order and total indices are those of I. M. Sobol' (Mathematics and Computers in Simulation
 * 55, 2001); the total index is estimated after M. J. W. Jansen (Computer Physics Communications
 * 117, 1999) from a Latin hypercube.
 *
 * Sensitivities are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
static void riskctx_sensitivity_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RiskctxSensitivity, riskctx_sensitivity, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      riskctx_sensitivity_list_model_init))

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_SIMULATION,
  PROP_OPTIONS,
  PROP_YEARS,
  PROP_DISCOUNT_RATE,
  PROP_GIVE_UP,
  PROP_SIMULATE,
  PROP_SAMPLES,
  PROP_PROGRESS,
} RiskctxSensitivityProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static GType
get_item_type (GListModel *list)
{
  return RISKCTX_TYPE_SENSITIVITY_INPUT;
}

static guint
get_n_items (GListModel *list)
{
  return RISKCTX_SENSITIVITY (list)->inputs->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (list);

  return position < self->inputs->len ? g_object_ref (g_ptr_array_index (self->inputs, position))
                                      : NULL;
}

static void
riskctx_sensitivity_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The level at which the tolerance of the whole is stated, if it is */
static double
find_level (RiskctxAssessment *assessment,
            double             usual)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (assessment);
  RiskctxItemList *limits = criteria != NULL ? riskctx_criteria_get_limits (criteria) : NULL;

  for (guint i = 0; limits != NULL && i < riskctx_item_list_get_length (limits); i++)
    {
      RiskctxLimit *limit = riskctx_item_list_peek (limits, i);
      const double level = riskctx_limit_get_level (limit);

      if (riskctx_limit_get_measure (limit) != RISKCTX_RISK_MEASURE_MEAN
          && riskctx_limit_get_category (limit) == NULL && level > 0 && level < 1)
        return level;
    }
  return usual;
}

static void
riskctx_sensitivity_constructed (GObject *object)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (object);

  G_OBJECT_CLASS (riskctx_sensitivity_parent_class)->constructed (object);
  self->simulation = riskctx_simulation_new (self->assessment);
  riskctx_simulation_set_curve_points (self->simulation, 0);
  riskctx_simulation_set_tail (self->simulation,
                               find_level (self->assessment,
                                           riskctx_simulation_get_tail (self->simulation)));
  riskctx_sensitivity_forget (self);
}

static void
riskctx_sensitivity_dispose (GObject *object)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->simulation);
  G_OBJECT_CLASS (riskctx_sensitivity_parent_class)->dispose (object);
}

static void
riskctx_sensitivity_finalize (GObject *object)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (object);

  g_strfreev (self->options);
  g_ptr_array_unref (self->inputs);
  g_strfreev (self->recommended);
  g_strfreev (self->plan);
  for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
    g_clear_pointer (&self->figures[i], riskctx_figure_unref);
  g_clear_pointer (&self->information, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_sensitivity_parent_class)->finalize (object);
}

static void
riskctx_sensitivity_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (object);

  switch ((RiskctxSensitivityProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_SIMULATION:
      g_value_set_object (value, self->simulation);
      break;
    case PROP_OPTIONS:
      g_value_set_boxed (value, self->options);
      break;
    case PROP_YEARS:
      g_value_set_uint (value, self->years);
      break;
    case PROP_DISCOUNT_RATE:
      g_value_set_double (value, self->discount_rate);
      break;
    case PROP_GIVE_UP:
      g_value_set_boolean (value, self->give_up);
      break;
    case PROP_SIMULATE:
      g_value_set_boolean (value, self->simulate);
      break;
    case PROP_SAMPLES:
      g_value_set_uint (value, self->samples);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_sensitivity_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RiskctxSensitivity *self = RISKCTX_SENSITIVITY (object);

  switch ((RiskctxSensitivityProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_OPTIONS:
      riskctx_sensitivity_set_options (self, g_value_get_boxed (value));
      break;
    case PROP_YEARS:
      riskctx_sensitivity_set_years (self, g_value_get_uint (value));
      break;
    case PROP_DISCOUNT_RATE:
      riskctx_sensitivity_set_discount_rate (self, g_value_get_double (value));
      break;
    case PROP_GIVE_UP:
      riskctx_sensitivity_set_give_up (self, g_value_get_boolean (value));
      break;
    case PROP_SIMULATE:
      riskctx_sensitivity_set_simulate (self, g_value_get_boolean (value));
      break;
    case PROP_SAMPLES:
      riskctx_sensitivity_set_samples (self, g_value_get_uint (value));
      break;
    case PROP_SIMULATION:
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_sensitivity_class_init (RiskctxSensitivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = riskctx_sensitivity_constructed;
  object_class->dispose = riskctx_sensitivity_dispose;
  object_class->finalize = riskctx_sensitivity_finalize;
  object_class->get_property = riskctx_sensitivity_get_property;
  object_class->set_property = riskctx_sensitivity_set_property;

  /**
   * RiskctxSensitivity:assessment:
   *
   * The assessment that is looked at.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT]
    = g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                           readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  /**
   * RiskctxSensitivity:simulation: (getter get_simulation)
   *
   * How the bad years are simulated; its tail is the level, at first that of the tolerance.
   *
   * Since: 1.0
   */
  properties[PROP_SIMULATION]
    = g_param_spec_object ("simulation", NULL, NULL, RISKCTX_TYPE_SIMULATION, readable);
  /**
   * RiskctxSensitivity:options: (getter get_options) (setter set_options)
   *
   * The options whose net present value and payback are looked at; %NULL for what is best.
   *
   * Since: 1.0
   */
  properties[PROP_OPTIONS] = g_param_spec_boxed ("options", NULL, NULL, G_TYPE_STRV, flags);
  /**
   * RiskctxSensitivity:years: (getter get_years) (setter set_years)
   *
   * For how many years the options are run.
   *
   * Since: 1.0
   */
  properties[PROP_YEARS]
    = g_param_spec_uint ("years", NULL, NULL, 1, MAX_YEARS, DEFAULT_YEARS, flags);
  /**
   * RiskctxSensitivity:discount-rate: (getter get_discount_rate) (setter set_discount_rate)
   *
   * The yearly rate at which what comes later counts less.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOUNT_RATE]
    = g_param_spec_double ("discount-rate", NULL, NULL, MIN_RATE, MAX_RATE, DEFAULT_RATE, flags);
  /**
   * RiskctxSensitivity:give-up: (getter get_give_up) (setter set_give_up)
   *
   * Whether options that give something up are among those to decide for.
   *
   * Since: 1.0
   */
  properties[PROP_GIVE_UP] = g_param_spec_boolean ("give-up", NULL, NULL, TRUE, flags);
  /**
   * RiskctxSensitivity:simulate: (getter get_simulate) (setter set_simulate)
   *
   * Whether the effect on the bad years is simulated.
   *
   * Since: 1.0
   */
  properties[PROP_SIMULATE] = g_param_spec_boolean ("simulate", NULL, NULL, TRUE, flags);
  /**
   * RiskctxSensitivity:samples: (getter get_samples) (setter set_samples)
   *
   * How many combinations of all inputs the total indices and the value of knowing everything are
   * estimated from.
   *
   * Since: 1.0
   */
  properties[PROP_SAMPLES] = g_param_spec_uint ("samples", NULL, NULL, MIN_SAMPLES, MAX_SAMPLES,
                                                DEFAULT_SAMPLES, flags);
  /**
   * RiskctxSensitivity:progress: (getter get_progress)
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
riskctx_sensitivity_init (RiskctxSensitivity *self)
{
  self->inputs = g_ptr_array_new_with_free_func (g_object_unref);
  self->years = DEFAULT_YEARS;
  self->discount_rate = DEFAULT_RATE;
  self->give_up = self->simulate = TRUE;
  self->samples = DEFAULT_SAMPLES;
}

void
riskctx_sensitivity_set_swings_only (RiskctxSensitivity *self)
{
  self->swings_only = TRUE;
  self->simulate = FALSE;
}

void
riskctx_sensitivity_set_progress (RiskctxSensitivity *self,
                                  double              progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * riskctx_sensitivity_new:
 * @assessment: an assessment
 *
 * Prepares to find out which estimates matter.
 *
 * Returns: (transfer full): a new sensitivity
 *
 * Since: 1.0
 */
RiskctxSensitivity *
riskctx_sensitivity_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_SENSITIVITY, "assessment", assessment, NULL);
}

/**
 * riskctx_sensitivity_get_simulation: (get-property simulation)
 * @self: a sensitivity
 *
 * Gets how the bad years are simulated, to set trials, seed, level and so on.
 *
 * Returns: (transfer none): the simulation
 *
 * Since: 1.0
 */
RiskctxSimulation *
riskctx_sensitivity_get_simulation (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  return self->simulation;
}

/**
 * riskctx_sensitivity_get_options: (get-property options)
 * @self: a sensitivity
 *
 * Gets the options that were asked for.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): ids; %NULL for what is best
 *
 * Since: 1.0
 */
const char *const *
riskctx_sensitivity_get_options (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  return (const char *const *) self->options;
}

/**
 * riskctx_sensitivity_set_options: (set-property options)
 * @self: a sensitivity
 * @options: (nullable) (array zero-terminated=1): ids of options that are carried out together;
 *   %NULL for what is best, or for the next best where to do nothing is best
 *
 * Sets the options whose net present value and payback are looked at.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_options (RiskctxSensitivity *self,
                                 const char *const  *options)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));

  if (options == NULL ? self->options == NULL
                      : self->options != NULL
                          && g_strv_equal (options, (const char *const *) self->options))
    return;
  g_strfreev (self->options);
  self->options = g_strdupv ((char **) options);
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONS]);
}

/**
 * riskctx_sensitivity_get_years: (get-property years)
 * @self: a sensitivity
 *
 * Gets for how many years the options are run.
 *
 * Returns: the number of years
 *
 * Since: 1.0
 */
guint
riskctx_sensitivity_get_years (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->years;
}

/**
 * riskctx_sensitivity_set_years: (set-property years)
 * @self: a sensitivity
 * @years: the number of years, 1 to 100
 *
 * Sets for how many years the options are run.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_years (RiskctxSensitivity *self,
                               guint               years)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));
  g_return_if_fail (years >= 1 && years <= MAX_YEARS);

  if (self->years == years)
    return;
  self->years = years;
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEARS]);
}

/**
 * riskctx_sensitivity_get_discount_rate: (get-property discount-rate)
 * @self: a sensitivity
 *
 * Gets the yearly rate at which what comes later counts less.
 *
 * Returns: the rate
 *
 * Since: 1.0
 */
double
riskctx_sensitivity_get_discount_rate (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->discount_rate;
}

/**
 * riskctx_sensitivity_set_discount_rate: (set-property discount-rate)
 * @self: a sensitivity
 * @discount_rate: the rate, −0.99 to 10; 0.05 is 5 %
 *
 * Sets the yearly rate at which what comes later counts less.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_discount_rate (RiskctxSensitivity *self,
                                       double              discount_rate)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));
  g_return_if_fail (discount_rate >= MIN_RATE && discount_rate <= MAX_RATE);

  if (self->discount_rate == discount_rate)
    return;
  self->discount_rate = discount_rate;
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISCOUNT_RATE]);
}

/**
 * riskctx_sensitivity_get_give_up: (get-property give-up)
 * @self: a sensitivity
 *
 * Gets whether options that give something up are among those to decide for.
 *
 * Returns: %TRUE if they are
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_get_give_up (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->give_up;
}

/**
 * riskctx_sensitivity_set_give_up: (set-property give-up)
 * @self: a sensitivity
 * @give_up: whether they are
 *
 * Sets whether options that give something up are among those to decide for.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_give_up (RiskctxSensitivity *self,
                                 gboolean            give_up)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));

  if (self->give_up == give_up)
    return;
  self->give_up = give_up;
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GIVE_UP]);
}

/**
 * riskctx_sensitivity_get_simulate: (get-property simulate)
 * @self: a sensitivity
 *
 * Gets whether the effect on the bad years is simulated.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_get_simulate (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->simulate;
}

/**
 * riskctx_sensitivity_set_simulate: (set-property simulate)
 * @self: a sensitivity
 * @simulate: whether it is
 *
 * Sets whether the effect on the bad years is simulated.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_simulate (RiskctxSensitivity *self,
                                  gboolean            simulate)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));

  if (self->simulate == simulate)
    return;
  self->simulate = simulate;
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIMULATE]);
}

/**
 * riskctx_sensitivity_get_samples: (get-property samples)
 * @self: a sensitivity
 *
 * Gets from how many combinations of all inputs is estimated what cannot be computed.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
riskctx_sensitivity_get_samples (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->samples;
}

/**
 * riskctx_sensitivity_set_samples: (set-property samples)
 * @self: a sensitivity
 * @samples: the number, 2 to 65536
 *
 * Sets from how many combinations of all inputs is estimated what cannot be computed.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_set_samples (RiskctxSensitivity *self,
                                 guint               samples)
{
  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));
  g_return_if_fail (samples >= MIN_SAMPLES && samples <= MAX_SAMPLES);

  if (self->samples == samples)
    return;
  self->samples = samples;
  riskctx_sensitivity_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLES]);
}

/**
 * riskctx_sensitivity_get_progress: (get-property progress)
 * @self: a sensitivity
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_sensitivity_get_progress (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), 0);
  return self->progress;
}
