/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulation-private.h"

#include "riskctx-enum-types.h"

#define DEFAULT_TRIALS G_GUINT64_CONSTANT (100000)
#define MAX_TRIALS RISKCTX_SIMULATION_MAX_TRIALS
#define DEFAULT_MAX_TRIALS G_GUINT64_CONSTANT (10000000)
#define DEFAULT_CURVE_POINTS 100
#define DEFAULT_TAIL 0.99
#define DEFAULT_TOLERANCE 1e-4

/**
 * RiskctxSimulation:
 *
 * Asks what the risks of an assessment cost in a year.
 *
 * A simulated year of a risk draws the rate if it is uncertain, the number of events, and for each
 * event which consequences happen and what they cost; the annual loss is the sum. Measures act to
 * the degree to which they are in place, and fully if an option of [property@Simulation:options]
 * brings them.
 *
 * Random numbers depend on the seed, the id of the risk and the simulated year only. Hence results
 * are the same for any number of threads and any order of the risks, and two simulations that
 * differ in one measure are directly comparable.
 *
 * Simulations are thread-compatible: use one from one thread at a time. A run works on a snapshot
 * of the assessment and leaves it alone.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxSimulation, riskctx_simulation, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_OPTIONS,
  PROP_METHOD,
  PROP_SAMPLING,
  PROP_CROSS_CHECK,
  PROP_TRIALS,
  PROP_SEED,
  PROP_THREADS,
  PROP_CURVE_POINTS,
  PROP_TAIL,
  PROP_TOLERANCE,
  PROP_KEEP_SAMPLES,
  PROP_PRECISION,
  PROP_MAX_TRIALS,
  PROP_MEMORY,
  PROP_PROGRESS,
} RiskctxSimulationProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static void
riskctx_simulation_dispose (GObject *object)
{
  RiskctxSimulation *self = RISKCTX_SIMULATION (object);

  g_clear_object (&self->assessment);
  G_OBJECT_CLASS (riskctx_simulation_parent_class)->dispose (object);
}

static void
riskctx_simulation_finalize (GObject *object)
{
  RiskctxSimulation *self = RISKCTX_SIMULATION (object);

  g_strfreev (self->options);
  g_clear_pointer (&self->probabilities, g_array_unref);
  G_OBJECT_CLASS (riskctx_simulation_parent_class)->finalize (object);
}

static void
riskctx_simulation_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RiskctxSimulation *self = RISKCTX_SIMULATION (object);

  switch ((RiskctxSimulationProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, riskctx_simulation_get_assessment (self));
      break;
    case PROP_OPTIONS:
      g_value_set_boxed (value, riskctx_simulation_get_options (self));
      break;
    case PROP_METHOD:
      g_value_set_enum (value, (int) riskctx_simulation_get_method (self));
      break;
    case PROP_SAMPLING:
      g_value_set_enum (value, (int) riskctx_simulation_get_sampling (self));
      break;
    case PROP_CROSS_CHECK:
      g_value_set_boolean (value, riskctx_simulation_get_cross_check (self));
      break;
    case PROP_TRIALS:
      g_value_set_uint64 (value, riskctx_simulation_get_trials (self));
      break;
    case PROP_SEED:
      g_value_set_uint64 (value, riskctx_simulation_get_seed (self));
      break;
    case PROP_THREADS:
      g_value_set_uint (value, riskctx_simulation_get_threads (self));
      break;
    case PROP_CURVE_POINTS:
      g_value_set_uint (value, riskctx_simulation_get_curve_points (self));
      break;
    case PROP_TAIL:
      g_value_set_double (value, riskctx_simulation_get_tail (self));
      break;
    case PROP_TOLERANCE:
      g_value_set_double (value, riskctx_simulation_get_tolerance (self));
      break;
    case PROP_KEEP_SAMPLES:
      g_value_set_boolean (value, riskctx_simulation_get_keep_samples (self));
      break;
    case PROP_PRECISION:
      g_value_set_double (value, riskctx_simulation_get_precision (self));
      break;
    case PROP_MAX_TRIALS:
      g_value_set_uint64 (value, riskctx_simulation_get_max_trials (self));
      break;
    case PROP_MEMORY:
      g_value_set_uint64 (value, riskctx_simulation_get_memory (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, riskctx_simulation_get_progress (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_simulation_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RiskctxSimulation *self = RISKCTX_SIMULATION (object);

  switch ((RiskctxSimulationProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_OPTIONS:
      riskctx_simulation_set_options (self, g_value_get_boxed (value));
      break;
    case PROP_METHOD:
      riskctx_simulation_set_method (self, (RiskctxSimulationMethod) g_value_get_enum (value));
      break;
    case PROP_SAMPLING:
      riskctx_simulation_set_sampling (self,
                                       (RiskctxSimulationSampling) g_value_get_enum (value));
      break;
    case PROP_CROSS_CHECK:
      riskctx_simulation_set_cross_check (self, g_value_get_boolean (value));
      break;
    case PROP_TRIALS:
      riskctx_simulation_set_trials (self, g_value_get_uint64 (value));
      break;
    case PROP_SEED:
      riskctx_simulation_set_seed (self, g_value_get_uint64 (value));
      break;
    case PROP_THREADS:
      riskctx_simulation_set_threads (self, g_value_get_uint (value));
      break;
    case PROP_CURVE_POINTS:
      riskctx_simulation_set_curve_points (self, g_value_get_uint (value));
      break;
    case PROP_TAIL:
      riskctx_simulation_set_tail (self, g_value_get_double (value));
      break;
    case PROP_TOLERANCE:
      riskctx_simulation_set_tolerance (self, g_value_get_double (value));
      break;
    case PROP_KEEP_SAMPLES:
      riskctx_simulation_set_keep_samples (self, g_value_get_boolean (value));
      break;
    case PROP_PRECISION:
      riskctx_simulation_set_precision (self, g_value_get_double (value));
      break;
    case PROP_MAX_TRIALS:
      riskctx_simulation_set_max_trials (self, g_value_get_uint64 (value));
      break;
    case PROP_MEMORY:
      riskctx_simulation_set_memory (self, g_value_get_uint64 (value));
      break;
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_simulation_class_init (RiskctxSimulationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_simulation_dispose;
  object_class->finalize = riskctx_simulation_finalize;
  object_class->get_property = riskctx_simulation_get_property;
  object_class->set_property = riskctx_simulation_set_property;

  /**
   * RiskctxSimulation:assessment: (getter get_assessment)
   *
   * The assessment that is asked about.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT]
    = g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                           readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  /**
   * RiskctxSimulation:options: (getter get_options) (setter set_options)
   *
   * The ids of the options that are taken as carried out; none for the present state.
   *
   * Since: 1.0
   */
  properties[PROP_OPTIONS] = g_param_spec_boxed ("options", NULL, NULL, G_TYPE_STRV, flags);
  /**
   * RiskctxSimulation:method: (getter get_method) (setter set_method)
   *
   * How the distributions are computed.
   *
   * Since: 1.0
   */
  properties[PROP_METHOD] = g_param_spec_enum ("method", NULL, NULL,
                                               RISKCTX_TYPE_SIMULATION_METHOD,
                                               RISKCTX_SIMULATION_METHOD_AUTO, flags);
  /**
   * RiskctxSimulation:sampling: (getter get_sampling) (setter set_sampling)
   *
   * How whole years are spread.
   *
   * Since: 1.0
   */
  properties[PROP_SAMPLING] = g_param_spec_enum ("sampling", NULL, NULL,
                                                 RISKCTX_TYPE_SIMULATION_SAMPLING,
                                                 RISKCTX_SIMULATION_SAMPLING_PLAIN, flags);
  /**
   * RiskctxSimulation:cross-check: (getter get_cross_check) (setter set_cross_check)
   *
   * Whether the other method is asked as well where both apply: see
   * [method@LossResult.get_cross_check].
   *
   * Since: 1.0
   */
  properties[PROP_CROSS_CHECK] = g_param_spec_boolean ("cross-check", NULL, NULL, FALSE, flags);
  /**
   * RiskctxSimulation:trials: (getter get_trials) (setter set_trials)
   *
   * The number of simulated years.
   *
   * Since: 1.0
   */
  properties[PROP_TRIALS] = g_param_spec_uint64 ("trials", NULL, NULL, 1, MAX_TRIALS,
                                                 DEFAULT_TRIALS, flags);
  /**
   * RiskctxSimulation:seed: (getter get_seed) (setter set_seed)
   *
   * The seed of the random numbers.
   *
   * Since: 1.0
   */
  properties[PROP_SEED] = g_param_spec_uint64 ("seed", NULL, NULL, 0, G_MAXINT64, 1, flags);
  /**
   * RiskctxSimulation:threads: (getter get_threads) (setter set_threads)
   *
   * How many threads compute; 0 for as many as there are processors. No result depends on it.
   *
   * Since: 1.0
   */
  properties[PROP_THREADS] = g_param_spec_uint ("threads", NULL, NULL, 0,
                                                RISKCTX_SIMULATION_MAX_THREADS, 0, flags);
  /**
   * RiskctxSimulation:curve-points: (getter get_curve_points) (setter set_curve_points)
   *
   * How many points a loss exceedance curve has about; 0 for no curves.
   *
   * Since: 1.0
   */
  properties[PROP_CURVE_POINTS] = g_param_spec_uint ("curve-points", NULL, NULL, 0,
                                                     RISKCTX_SIMULATION_MAX_CURVE_POINTS,
                                                     DEFAULT_CURVE_POINTS, flags);
  /**
   * RiskctxSimulation:tail: (getter get_tail) (setter set_tail)
   *
   * The level whose tail the contributions are to.
   *
   * Since: 1.0
   */
  properties[PROP_TAIL] = g_param_spec_double ("tail", NULL, NULL, 0, 1, DEFAULT_TAIL, flags);
  /**
   * RiskctxSimulation:tolerance: (getter get_tolerance) (setter set_tolerance)
   *
   * The relative error that the exact method aims at.
   *
   * Since: 1.0
   */
  properties[PROP_TOLERANCE] = g_param_spec_double ("tolerance", NULL, NULL, 1e-9, 0.1,
                                                    DEFAULT_TOLERANCE, flags);
  /**
   * RiskctxSimulation:keep-samples: (getter get_keep_samples) (setter set_keep_samples)
   *
   * Whether the simulated years are kept: see [method@LossFigure.get_samples]. They take 8 bytes
   * for each year of each figure.
   *
   * Since: 1.0
   */
  properties[PROP_KEEP_SAMPLES] = g_param_spec_boolean ("keep-samples", NULL, NULL, FALSE, flags);
  /**
   * RiskctxSimulation:precision: (getter get_precision) (setter set_precision)
   *
   * The relative standard error of the total's quantile at [property@Simulation:tail] that is
   * aimed at by simulating more years; 0 for none.
   *
   * Since: 1.0
   */
  properties[PROP_PRECISION] = g_param_spec_double ("precision", NULL, NULL, 0,
                                                    RISKCTX_SIMULATION_MAX_PRECISION, 0, flags);
  /**
   * RiskctxSimulation:max-trials: (getter get_max_trials) (setter set_max_trials)
   *
   * How many years are simulated at most to reach [property@Simulation:precision].
   *
   * Since: 1.0
   */
  properties[PROP_MAX_TRIALS] = g_param_spec_uint64 ("max-trials", NULL, NULL, 1, MAX_TRIALS,
                                                     DEFAULT_MAX_TRIALS, flags);
  /**
   * RiskctxSimulation:memory: (getter get_memory) (setter set_memory)
   *
   * How many bytes the years of a simulation may take; 0 for 8 GiB. No result depends on it.
   *
   * Since: 1.0
   */
  properties[PROP_MEMORY] = g_param_spec_uint64 ("memory", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * RiskctxSimulation:progress: (getter get_progress)
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
riskctx_simulation_init (RiskctxSimulation *self)
{
  self->options = g_new0 (char *, 1);
  self->trials = DEFAULT_TRIALS;
  self->seed = 1;
  self->curve_points = DEFAULT_CURVE_POINTS;
  self->tail = DEFAULT_TAIL;
  self->tolerance = DEFAULT_TOLERANCE;
  self->max_trials = DEFAULT_MAX_TRIALS;
}

/**
 * riskctx_simulation_new:
 * @assessment: an assessment
 *
 * Prepares a simulation of the present state of an assessment.
 *
 * Returns: (transfer full): a new simulation
 *
 * Since: 1.0
 */
RiskctxSimulation *
riskctx_simulation_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_SIMULATION, "assessment", assessment, NULL);
}

/**
 * riskctx_simulation_get_assessment: (get-property assessment)
 * @self: a simulation
 *
 * Gets the assessment that is asked about.
 *
 * Returns: (transfer none): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_simulation_get_assessment (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  return self->assessment;
}

/**
 * riskctx_simulation_get_options: (get-property options)
 * @self: a simulation
 *
 * Gets the ids of the options that are taken as carried out.
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids
 *
 * Since: 1.0
 */
const char *const *
riskctx_simulation_get_options (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  return (const char *const *) self->options;
}

/**
 * riskctx_simulation_set_options: (set-property options)
 * @self: a simulation
 * @options: (nullable) (array zero-terminated=1): ids of options; %NULL for none
 *
 * Sets which options are taken as carried out. Whether they exist and go together is checked by the
 * run.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_options (RiskctxSimulation *self,
                                const char *const *options)
{
  static const char *const none[] = { NULL };
  GStrv copy;

  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  if (options == NULL)
    options = none;
  if (g_strv_equal ((const char *const *) self->options, options))
    return;
  copy = g_strdupv ((char **) options);
  g_strfreev (self->options);
  self->options = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONS]);
}

/**
 * riskctx_simulation_get_method: (get-property method)
 * @self: a simulation
 *
 * Gets how the distributions are computed.
 *
 * Returns: the method asked for
 *
 * Since: 1.0
 */
RiskctxSimulationMethod
riskctx_simulation_get_method (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), RISKCTX_SIMULATION_METHOD_AUTO);
  return self->method;
}

/**
 * riskctx_simulation_set_method: (set-property method)
 * @self: a simulation
 * @method: the method
 *
 * Sets how the distributions are computed.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_method (RiskctxSimulation      *self,
                               RiskctxSimulationMethod method)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  if (self->method == method)
    return;
  self->method = method;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METHOD]);
}

/**
 * riskctx_simulation_get_cross_check: (get-property cross-check)
 * @self: a simulation
 *
 * Gets whether the other method is asked as well.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_simulation_get_cross_check (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), FALSE);
  return self->cross_check;
}

/**
 * riskctx_simulation_set_cross_check: (set-property cross-check)
 * @self: a simulation
 * @cross_check: whether the other method is asked as well, where both apply
 *
 * Sets whether the other method is asked as well.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_cross_check (RiskctxSimulation *self,
                                    gboolean           cross_check)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  cross_check = cross_check != FALSE;
  if (self->cross_check == cross_check)
    return;
  self->cross_check = cross_check;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CROSS_CHECK]);
}

/**
 * riskctx_simulation_get_progress: (get-property progress)
 * @self: a simulation
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_simulation_get_progress (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->progress;
}

void
riskctx_simulation_set_progress (RiskctxSimulation *self,
                                 double             progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}
