/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sensitivity-private.h"

#include <math.h>

/**
 * RiskctxSensitivityInput:
 *
 * How far one estimate of the document matters: what becomes of the figures at its 5 % and at its
 * 95 % quantile with all others as they are, which share of the uncertainty is its own, what it
 * would be worth to know it, and how wrong it must be for another decision to be best.
 *
 * Take one from a [class@Sensitivity]. It is immutable.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxSensitivityInput, riskctx_sensitivity_input, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_LABEL,
  PROP_VALUE,
} RiskctxSensitivityInputProperty;

static GParamSpec *properties[PROP_VALUE + 1];

static void
riskctx_sensitivity_input_finalize (GObject *object)
{
  RiskctxSensitivityInput *self = RISKCTX_SENSITIVITY_INPUT (object);

  g_free (self->id);
  g_free (self->pointer);
  g_clear_pointer (&self->label, riskctx_text_unref);
  g_clear_pointer (&self->value, riskctx_figure_unref);
  for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
    for (guint end = 0; end < 2; end++)
      g_clear_pointer (&self->effects[i][end], riskctx_figure_unref);
  g_clear_pointer (&self->first_order, riskctx_figure_unref);
  g_clear_pointer (&self->total_order, riskctx_figure_unref);
  g_clear_pointer (&self->information, riskctx_figure_unref);
  for (guint above = 0; above < 2; above++)
    {
      g_clear_pointer (&self->switches[above], riskctx_figure_unref);
      g_strfreev (self->beyond[above]);
    }
  G_OBJECT_CLASS (riskctx_sensitivity_input_parent_class)->finalize (object);
}

static void
riskctx_sensitivity_input_get_property (GObject    *object,
                                        guint       prop_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  RiskctxSensitivityInput *self = RISKCTX_SENSITIVITY_INPUT (object);

  switch ((RiskctxSensitivityInputProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_LABEL:
      g_value_set_boxed (value, self->label);
      break;
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_sensitivity_input_class_init (RiskctxSensitivityInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = riskctx_sensitivity_input_finalize;
  object_class->get_property = riskctx_sensitivity_input_get_property;

  /**
   * RiskctxSensitivityInput:id: (getter get_id)
   *
   * What the estimate is called: the id of the item, and the way from there.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxSensitivityInput:label: (getter get_label)
   *
   * What the estimate is, for people.
   *
   * Since: 1.0
   */
  properties[PROP_LABEL] = g_param_spec_boxed ("label", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxSensitivityInput:value: (getter get_value)
   *
   * The estimate itself: its mean, with its central 90 %.
   *
   * Since: 1.0
   */
  properties[PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_sensitivity_input_init (RiskctxSensitivityInput *self)
{
}

/**
 * riskctx_sensitivity_input_get_id: (get-property id)
 * @self: an input
 *
 * Gets what the estimate is called: the id of the item that states it, and the way from there, such
 * as `leak-attack.frequency`. A factor of a product has its number at the end. The discount rate is
 * `discount-rate`.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_sensitivity_input_get_id (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->id;
}

/**
 * riskctx_sensitivity_input_get_pointer:
 * @self: an input
 *
 * Gets where the estimate stands in the document, as a JSON Pointer (RFC 6901).
 *
 * Returns: (transfer none) (nullable): the pointer; %NULL for the discount rate, which is a setting
 *
 * Since: 1.0
 */
const char *
riskctx_sensitivity_input_get_pointer (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->pointer;
}

/**
 * riskctx_sensitivity_input_get_label: (get-property label)
 * @self: an input
 *
 * Gets what the estimate is, for people.
 *
 * Returns: (transfer none): the label
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_sensitivity_input_get_label (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->label;
}

/**
 * riskctx_sensitivity_input_get_value: (get-property value)
 * @self: an input
 *
 * Gets the estimate itself: its mean, its central 90 % as interval, its basis and its source.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_value (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->value;
}

/**
 * riskctx_sensitivity_input_get_effect:
 * @self: an input
 * @output: which figure is looked at
 * @high: %FALSE for the 5 % quantile of the input, %TRUE for the 95 % quantile
 *
 * Gets what a figure becomes at one end of the input, with all other inputs as they are.
 *
 * Returns: (transfer none): the figure; it says why where there is none
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_effect (RiskctxSensitivityInput *self,
                                      RiskctxSensitivityOutput output,
                                      gboolean                 high)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  g_return_val_if_fail ((guint) output < RISKCTX_SENSITIVITY_N_OUTPUTS, NULL);
  return self->effects[output][high != FALSE];
}

/**
 * riskctx_sensitivity_input_get_swing:
 * @self: an input
 * @output: which figure is looked at
 *
 * Gets how far a figure moves between the two ends of the input.
 *
 * Returns: the distance, at least 0, in the unit of the figure; 0 where an end has no figure
 *
 * Since: 1.0
 */
double
riskctx_sensitivity_input_get_swing (RiskctxSensitivityInput *self,
                                     RiskctxSensitivityOutput output)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), 0);
  g_return_val_if_fail ((guint) output < RISKCTX_SENSITIVITY_N_OUTPUTS, 0);

  if (!riskctx_figure_is_defined (self->effects[output][0])
      || !riskctx_figure_is_defined (self->effects[output][1]))
    return 0;
  return fabs (riskctx_figure_get_value (self->effects[output][1], NULL)
               - riskctx_figure_get_value (self->effects[output][0], NULL));
}

/**
 * riskctx_sensitivity_input_get_first_order:
 * @self: an input
 *
 * Gets which share of the variance of the net present value would go if the input were known (the
 * first-order index of Sobol'), from 0 to 1.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_first_order (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->first_order;
}

/**
 * riskctx_sensitivity_input_get_total_order:
 * @self: an input
 *
 * Gets which share of the variance of the net present value would stay if everything but the input
 * were known (the total index): its own share and that together with others.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_total_order (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->total_order;
}

/**
 * riskctx_sensitivity_input_get_information_value:
 * @self: an input
 *
 * Gets what it would be worth to know the input before the decision (the expected value of partial
 * perfect information), in currency: nobody should pay more to find it out. It is 0 where the
 * decision is the same for all its values. The law of a magnitude is also that of single events,
 * whose part cannot be found out beforehand: for it the figure is an upper bound.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_information_value (RiskctxSensitivityInput *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->information;
}

/**
 * riskctx_sensitivity_input_get_switch:
 * @self: an input
 * @above: %TRUE for the value above the present one, %FALSE for that below
 *
 * Gets the switching value: the nearest value of the input beyond which another set of options is
 * best, with all other inputs as they are.
 *
 * Returns: (transfer none): the figure; undefined where the decision stays the same
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_input_get_switch (RiskctxSensitivityInput *self,
                                      gboolean                 above)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return self->switches[above != FALSE];
}

/**
 * riskctx_sensitivity_input_get_options_beyond:
 * @self: an input
 * @above: %TRUE for the value above the present one, %FALSE for that below
 *
 * Gets the options that are best beyond the switching value; none means to do nothing.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): ids; %NULL where the decision
 *   stays the same
 *
 * Since: 1.0
 */
const char *const *
riskctx_sensitivity_input_get_options_beyond (RiskctxSensitivityInput *self,
                                              gboolean                 above)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY_INPUT (self), NULL);
  return (const char *const *) self->beyond[above != FALSE];
}

#define OFFSET(member) G_STRUCT_OFFSET (RiskctxSensitivityInput, member)
#define ENDS(output, text)                                                              \
  { text "_low", RISKCTX_RESULT_VALUE, OFFSET (effects[output][0]),                     \
    "The figure at the 5 % quantile of the input." },                                   \
  { text "_high", RISKCTX_RESULT_VALUE, OFFSET (effects[output][1]),                    \
    "The figure at the 95 % quantile of the input." }

static const RiskctxResultField rows[] = {
  { "id", RISKCTX_RESULT_STRING, OFFSET (id), "What the estimate is called." },
  { "pointer", RISKCTX_RESULT_STRING, OFFSET (pointer),
    "Where it stands in the document; absent for a setting." },
  { "label", RISKCTX_RESULT_TEXT, OFFSET (label), "What the estimate is, for people." },
  { "value", RISKCTX_RESULT_FIGURE, OFFSET (value), "The estimate itself." },
  ENDS (RISKCTX_SENSITIVITY_OUTPUT_EXPECTED_LOSS, "expected_loss"),
  ENDS (RISKCTX_SENSITIVITY_OUTPUT_VALUE_AT_RISK, "value_at_risk"),
  ENDS (RISKCTX_SENSITIVITY_OUTPUT_TAIL_MEAN, "tail_mean"),
  ENDS (RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE, "net_present_value"),
  ENDS (RISKCTX_SENSITIVITY_OUTPUT_PAYBACK, "payback"),
  { "first_order", RISKCTX_RESULT_VALUE, OFFSET (first_order),
    "The share of the variance of the net present value that is its own." },
  { "total_order", RISKCTX_RESULT_VALUE, OFFSET (total_order),
    "The share that is its own or together with others." },
  { "information_value", RISKCTX_RESULT_VALUE, OFFSET (information),
    "What it would be worth to know it before the decision." },
  { "switch_below", RISKCTX_RESULT_VALUE, OFFSET (switches[0]),
    "The nearest value below at which the decision changes." },
  { "options_below", RISKCTX_RESULT_STRINGS, OFFSET (beyond[0]),
    "The options that are best below it." },
  { "switch_above", RISKCTX_RESULT_VALUE, OFFSET (switches[1]),
    "The nearest value above at which the decision changes." },
  { "options_above", RISKCTX_RESULT_STRINGS, OFFSET (beyond[1]),
    "The options that are best above it." },
};

const RiskctxResultShape riskctx_sensitivity_input_shape =
  RISKCTX_RESULT_SHAPE ("SensitivityInput", "How far one estimate matters.", rows);
