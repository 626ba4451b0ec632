/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-figure-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law.h"
#include "riskctx-phrase-private.h"

/**
 * RiskctxFigure:
 *
 * A number of a result, with everything that is needed to believe it.
 *
 * A figure has a value and a unit, where possible an error, the formula and the inputs it was made
 * of, each with its basis. A figure that does not exist, such as the payback of something that is
 * never recovered, has a reason in its place: it is never NaN and never infinite.
 *
 * The error is the standard error where the figure was simulated, and a bound where it was computed
 * exactly. The interval is a range that holds the figure: what it means stands in the note.
 *
 * Figures are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_BOXED_TYPE (RiskctxFigure, riskctx_figure, riskctx_figure_ref, riskctx_figure_unref)

static const RiskctxResultField value_rows[] = {
  { "value", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, value),
    "The value; absent where the figure does not exist." },
  { "error", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, error),
    "The standard error of a simulated figure, the error bound of a computed one." },
  { "low", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, low),
    "The lower end of the interval." },
  { "high", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, high),
    "The upper end of the interval." },
  { "reason", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, reason),
    "Why the figure does not exist." },
};

const RiskctxResultShape riskctx_figure_value_shape =
  RISKCTX_RESULT_SHAPE ("Value", "A number with its error, or the reason why there is none.",
                        value_rows);

#define COMMON_ROWS                                                                         \
  { "name", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxFigure, name),                   \
    "What the figure is, in stable words." },                                               \
  { "label", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, label),                   \
    "What the figure is, for people." },                                                    \
  { "defined", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxFigure, defined),            \
    "Whether the figure exists." },                                                         \
  { "value", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, value),                 \
    "The value; absent where the figure does not exist." },                                 \
  { "error", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, error),                 \
    "The standard error of a simulated figure, the error bound of a computed one." },       \
  { "low", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, low),                     \
    "The lower end of the interval." },                                                     \
  { "high", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxFigure, high),                   \
    "The upper end of the interval." },                                                     \
  { "unit", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxFigure, unit),                   \
    "The unit: currency, currency/year, years, ratio, multiple, probability, rating, or "   \
    "that of an input, such as fiscal years." },                                            \
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxFigure, currency),           \
    "The currency, a code of ISO 4217, where the unit has one." },                          \
  { "reason", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, reason),                 \
    "Why the figure does not exist." },                                                     \
  { "basis", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxFigure, basis),                   \
    "What a figure of the document rests on.", riskctx_basis_get_type },                    \
  { "source", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, source),                 \
    "Where a figure of the document comes from." },                                         \
  { "note", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, note),                     \
    "How the figure was found." }

static const RiskctxResultField input_rows[] = { COMMON_ROWS };

static const RiskctxResultShape input_shape =
  RISKCTX_RESULT_SHAPE ("Input", "A figure that another one was computed from.", input_rows);

static const RiskctxResultField figure_rows[] = {
  COMMON_ROWS,
  { "formula", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxFigure, formula),
    "How the figure was computed." },
  { "inputs", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxFigure, inputs),
    "What it was computed from.", NULL, &input_shape },
};

const RiskctxResultShape riskctx_figure_shape =
  RISKCTX_RESULT_SHAPE ("Figure", "A number with all that is needed to believe it.", figure_rows);

static RiskctxFigure *
figure_alloc (const char  *name,
              RiskctxText *label,
              const char  *unit,
              const char  *currency)
{
  RiskctxFigure *self = g_new0 (RiskctxFigure, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->label = label;
  self->value = self->error = self->low = self->high = NAN;
  self->unit = g_strdup (unit);
  self->currency = g_strdup (g_str_has_prefix (unit, RISKCTX_UNIT_CURRENCY) ? currency : NULL);
  self->basis = -1;
  return self;
}

RiskctxFigure *
riskctx_figure_new (const char  *name,
                    RiskctxText *label,
                    const char  *unit,
                    const char  *currency,
                    double       value)
{
  RiskctxFigure *self = figure_alloc (name, label, unit, currency);

  self->defined = isfinite (value);
  if (self->defined)
    self->value = value == 0.0 ? 0.0 : value; /* no negative zero */
  else
    self->reason = riskctx_phrase ("reason.infinite");
  return self;
}

RiskctxFigure *
riskctx_figure_new_undefined (const char  *name,
                              RiskctxText *label,
                              const char  *unit,
                              const char  *currency,
                              RiskctxText *reason)
{
  RiskctxFigure *self = figure_alloc (name, label, unit, currency);

  self->reason = reason;
  return self;
}

RiskctxFigure *
riskctx_figure_new_estimate (const char      *name,
                             RiskctxText     *label,
                             const char      *unit,
                             const char      *currency,
                             RiskctxEstimate *estimate)
{
  g_autoptr(GError) error = NULL;
  RiskctxFigure *self;
  double mean;

  if (estimate == NULL)
    return riskctx_figure_new_undefined (name, label, unit, currency,
                                         riskctx_phrase ("reason.not-stated"));
  mean = riskctx_estimate_get_mean (estimate, &error);
  if (error != NULL)
    {
      const gboolean infinite = g_error_matches (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);

      self = riskctx_figure_new_undefined (name, label, unit, currency,
                                           riskctx_phrase (infinite ? "reason.infinite-mean"
                                                                    : "reason.no-law"));
    }
  else
    {
      self = riskctx_figure_new (name, label, unit, currency, mean);
      if (riskctx_estimate_get_distribution (estimate) != RISKCTX_DISTRIBUTION_FIXED)
        {
          riskctx_figure_set_interval (self, riskctx_estimate_get_quantile (estimate, 0.05, NULL),
                                       riskctx_estimate_get_quantile (estimate, 0.95, NULL));
          riskctx_figure_take_note (self, riskctx_phrase ("note.estimate"));
        }
    }
  self->basis = (int) riskctx_estimate_get_basis (estimate);
  if (riskctx_estimate_get_source (estimate) != NULL)
    self->source = riskctx_text_ref (riskctx_estimate_get_source (estimate));
  return self;
}

void
riskctx_figure_set_error (RiskctxFigure *self,
                          double         error)
{
  if (self->defined && isfinite (error))
    self->error = error;
}

void
riskctx_figure_set_interval (RiskctxFigure *self,
                             double         low,
                             double         high)
{
  if (!self->defined || !isfinite (low) || !isfinite (high))
    return;
  self->low = MIN (low, high);
  self->high = MAX (low, high);
}

void
riskctx_figure_take_formula (RiskctxFigure *self,
                             RiskctxText   *formula)
{
  g_clear_pointer (&self->formula, riskctx_text_unref);
  self->formula = formula;
}

void
riskctx_figure_take_note (RiskctxFigure *self,
                          RiskctxText   *note)
{
  g_clear_pointer (&self->note, riskctx_text_unref);
  self->note = note;
}

void
riskctx_figure_add_input (RiskctxFigure *self,
                          RiskctxFigure *input)
{
  riskctx_figure_take_input (self, riskctx_figure_ref (input));
}

void
riskctx_figure_take_input (RiskctxFigure *self,
                           RiskctxFigure *input)
{
  if (self->inputs == NULL)
    self->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);
  g_ptr_array_add (self->inputs, input);
}

void
riskctx_figure_set_lazy_inputs (RiskctxFigure  *self,
                                GPtrArray    *(*make) (gpointer data),
                                gpointer        data,
                                GDestroyNotify  free_data)
{
  self->make_inputs = make;
  self->data = data;
  self->free_data = free_data;
}

GPtrArray *
riskctx_figure_peek_inputs (RiskctxFigure *self)
{
  if (self->make_inputs != NULL && g_once_init_enter (&self->made))
    {
      g_autoptr(GPtrArray) made = self->make_inputs (self->data);

      for (guint i = 0; i < made->len; i++)
        riskctx_figure_add_input (self, g_ptr_array_index (made, i));
      g_once_init_leave (&self->made, 1);
    }
  return self->inputs;
}

/**
 * riskctx_figure_ref:
 * @self: a figure
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_figure_ref (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_figure_unref:
 * @self: (transfer full): a figure
 *
 * Drops a reference; the last one frees the figure.
 *
 * Since: 1.0
 */
void
riskctx_figure_unref (RiskctxFigure *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->unit);
  g_free (self->currency);
  g_clear_pointer (&self->label, riskctx_text_unref);
  g_clear_pointer (&self->reason, riskctx_text_unref);
  g_clear_pointer (&self->formula, riskctx_text_unref);
  g_clear_pointer (&self->note, riskctx_text_unref);
  g_clear_pointer (&self->source, riskctx_text_unref);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

/**
 * riskctx_figure_get_name:
 * @self: a figure
 *
 * Gets what the figure is, in words that stay the same in all languages and releases, such as
 * `net-present-value`.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
riskctx_figure_get_name (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * riskctx_figure_get_label:
 * @self: a figure
 *
 * Gets what the figure is, for people.
 *
 * Returns: (transfer none): the label
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_figure_get_label (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->label;
}

/**
 * riskctx_figure_is_defined:
 * @self: a figure
 *
 * Tells whether the figure exists; if not, [method@Figure.get_reason] says why.
 *
 * Returns: %TRUE if there is a value
 *
 * Since: 1.0
 */
gboolean
riskctx_figure_is_defined (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->defined;
}

/**
 * riskctx_figure_get_value:
 * @self: a figure
 * @error: return location for an error
 *
 * Gets the value, in the unit of [method@Figure.get_unit].
 *
 * Fails with [error@Error.UNDEFINED] if the figure does not exist; the message is the reason.
 *
 * Returns: the value, finite; 0 if there is none
 *
 * Since: 1.0
 */
double
riskctx_figure_get_value (RiskctxFigure *self,
                          GError       **error)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->defined)
    return self->value;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED, "%s: %s", self->name,
               riskctx_text_get (self->reason, "en"));
  return 0;
}

/**
 * riskctx_figure_has_error:
 * @self: a figure
 *
 * Tells whether the error of the value is known.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_figure_has_error (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return isfinite (self->error);
}

/**
 * riskctx_figure_get_error:
 * @self: a figure
 *
 * Gets the standard error of a simulated value, or the error bound of a computed one, in the unit
 * of the value.
 *
 * Returns: the error, at least 0; 0 where it is not known
 *
 * Since: 1.0
 */
double
riskctx_figure_get_error (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return isfinite (self->error) ? self->error : 0;
}

/**
 * riskctx_figure_has_interval:
 * @self: a figure
 *
 * Tells whether there is an interval.
 *
 * Returns: %TRUE if there is
 *
 * Since: 1.0
 */
gboolean
riskctx_figure_has_interval (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return isfinite (self->low);
}

/**
 * riskctx_figure_get_interval:
 * @self: a figure
 * @low: (out) (optional): the lower end
 * @high: (out) (optional): the upper end
 *
 * Gets the interval of the value: for a simulated quantile the one that holds it with 99 %, for a
 * figure of the document the central 90 % of its estimate, for a figure of a plan the range that
 * follows from that of its benefit. Both ends are the value itself, or 0, where there is none.
 *
 * Since: 1.0
 */
void
riskctx_figure_get_interval (RiskctxFigure *self,
                             double        *low,
                             double        *high)
{
  double value;

  g_return_if_fail (self != NULL);

  value = self->defined ? self->value : 0;
  if (low != NULL)
    *low = isfinite (self->low) ? self->low : value;
  if (high != NULL)
    *high = isfinite (self->high) ? self->high : value;
}

/**
 * riskctx_figure_get_unit:
 * @self: a figure
 *
 * Gets the unit: `currency`, `currency/year`, `years`, `ratio`, `multiple`, `probability`,
 * `rating`, or for a figure of the document the unit of its field.
 *
 * Returns: (transfer none): the unit
 *
 * Since: 1.0
 */
const char *
riskctx_figure_get_unit (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->unit;
}

/**
 * riskctx_figure_get_currency:
 * @self: a figure
 *
 * Gets the currency, a code of ISO 4217, of a figure in money.
 *
 * Returns: (transfer none) (nullable): the code
 *
 * Since: 1.0
 */
const char *
riskctx_figure_get_currency (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->currency;
}

/**
 * riskctx_figure_get_reason:
 * @self: a figure
 *
 * Gets the reason why the figure does not exist.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL if the figure exists
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_figure_get_reason (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->reason;
}

/**
 * riskctx_figure_get_formula:
 * @self: a figure
 *
 * Gets how the figure was computed.
 *
 * Returns: (transfer none) (nullable): the formula
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_figure_get_formula (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->formula;
}

/**
 * riskctx_figure_get_note:
 * @self: a figure
 *
 * Gets how the figure was found: the method, the number of trials and the seed of a simulation, or
 * what its interval means.
 *
 * Returns: (transfer none) (nullable): the note
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_figure_get_note (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->note;
}

/**
 * riskctx_figure_has_basis:
 * @self: a figure
 *
 * Tells whether the figure stands in the document, so that it has a basis.
 *
 * Returns: %TRUE if it has
 *
 * Since: 1.0
 */
gboolean
riskctx_figure_has_basis (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->basis >= 0;
}

/**
 * riskctx_figure_get_basis:
 * @self: a figure
 *
 * Gets what a figure of the document rests on.
 *
 * Returns: the basis; %RISKCTX_BASIS_ASSUMED where there is none
 *
 * Since: 1.0
 */
RiskctxBasis
riskctx_figure_get_basis (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_BASIS_ASSUMED);
  return self->basis >= 0 ? (RiskctxBasis) self->basis : RISKCTX_BASIS_ASSUMED;
}

/**
 * riskctx_figure_get_source:
 * @self: a figure
 *
 * Gets where a figure of the document comes from.
 *
 * Returns: (transfer none) (nullable): the source
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_figure_get_source (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->source;
}

/**
 * riskctx_figure_get_n_inputs:
 * @self: a figure
 *
 * Gets from how many figures this one was computed.
 *
 * Returns: the number of inputs
 *
 * Since: 1.0
 */
guint
riskctx_figure_get_n_inputs (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return riskctx_figure_peek_inputs (self) != NULL ? self->inputs->len : 0;
}

/**
 * riskctx_figure_get_input:
 * @self: a figure
 * @position: from 0, less than [method@Figure.get_n_inputs]
 *
 * Gets a figure that this one was computed from. Inputs may have inputs themselves.
 *
 * Returns: (transfer none): the input
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_figure_get_input (RiskctxFigure *self,
                          guint          position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < riskctx_figure_get_n_inputs (self), NULL);

  return g_ptr_array_index (self->inputs, position);
}

/**
 * riskctx_figure_to_json:
 * @self: a figure
 *
 * Describes the figure as JSON, in the shape that [func@Figure.get_schema] publishes. Inputs are
 * listed without inputs of their own.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_figure_to_json (RiskctxFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  riskctx_figure_peek_inputs (self);
  return riskctx_result_write (&riskctx_figure_shape, self);
}

/**
 * riskctx_figure_get_schema:
 *
 * Gets the JSON Schema of [method@Figure.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_figure_get_schema (void)
{
  return riskctx_result_schema (&riskctx_figure_shape);
}
