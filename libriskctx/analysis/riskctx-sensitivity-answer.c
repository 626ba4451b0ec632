/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sensitivity-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-loss-figure.h"
#include "riskctx-loss-result.h"
#include "riskctx-phrase-private.h"

#define OUTPUT(name) RISKCTX_SENSITIVITY_OUTPUT_##name
#define DEFAULT_CURRENCY "JPY"

typedef struct
{
  RiskctxSensitivity *self;
  RiskctxSearch      *search;
  const char         *currency;
} Answer;

static const char *const units[RISKCTX_SENSITIVITY_N_OUTPUTS] = {
  RISKCTX_UNIT_CURRENCY_PER_YEAR, RISKCTX_UNIT_CURRENCY_PER_YEAR, RISKCTX_UNIT_CURRENCY_PER_YEAR,
  RISKCTX_UNIT_CURRENCY, RISKCTX_UNIT_YEARS,
};

static const char *
nick_of (RiskctxSensitivityOutput output)
{
  return riskctx_enum_to_nick (RISKCTX_TYPE_SENSITIVITY_OUTPUT, (int) output);
}

static RiskctxText *
label_of (RiskctxSensitivityOutput output)
{
  return riskctx_phrase_enum (RISKCTX_TYPE_SENSITIVITY_OUTPUT, (int) output);
}

static RiskctxText *
formula_of (RiskctxSensitivityOutput output)
{
  g_autofree char *key = g_strconcat ("sensitivity.formula.", nick_of (output), NULL);

  return riskctx_phrase (key);
}

static RiskctxFigure *
make_figure (const Answer            *at,
             RiskctxSensitivityOutput output,
             double                   value,
             const char              *reason)
{
  RiskctxFigure *figure
    = isnan (value) ? riskctx_figure_new_undefined (nick_of (output), label_of (output),
                                                    units[output], at->currency,
                                                    riskctx_phrase (reason))
                    : riskctx_figure_new (nick_of (output), label_of (output), units[output],
                                          at->currency, value);

  riskctx_figure_take_formula (figure, formula_of (output));
  return figure;
}

static RiskctxFigure *
make_share (const char *name,
            const char *key,
            const char *formula,
            double      value,
            double      error)
{
  RiskctxFigure *figure
    = isnan (value) ? riskctx_figure_new_undefined (name, riskctx_phrase (key),
                                                    RISKCTX_UNIT_PROBABILITY, NULL,
                                                    riskctx_phrase ("reason.no-variance"))
                    : riskctx_figure_new (name, riskctx_phrase (key), RISKCTX_UNIT_PROBABILITY,
                                          NULL, value);

  riskctx_figure_set_error (figure, error);
  riskctx_figure_take_formula (figure, riskctx_phrase (formula));
  return figure;
}

static RiskctxFigure *
make_information (const Answer *at,
                  const char   *name,
                  const char   *formula,
                  double        value)
{
  g_autofree char *key = g_strconcat ("sensitivity.", name, NULL);
  RiskctxFigure *figure
    = at->search->best == G_MAXUINT
        ? riskctx_figure_new_undefined (name, riskctx_phrase (key), RISKCTX_UNIT_CURRENCY,
                                        at->currency, riskctx_phrase ("reason.no-choice"))
        : riskctx_figure_new (name, riskctx_phrase (key), RISKCTX_UNIT_CURRENCY, at->currency,
                              MAX (value, 0));

  riskctx_figure_take_formula (figure, riskctx_phrase (formula));
  return figure;
}

static GStrv
list_options (const Answer *at,
              int           set)
{
  RiskctxItemList *options = riskctx_assessment_get_options (
    riskctx_expectation_get_assessment (at->search->expectation));
  const guint64 bits = riskctx_expectation_get_set (at->search->expectation, (guint) set);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    if (bits >> i & 1)
      g_strv_builder_add (builder, riskctx_item_get_id (riskctx_item_list_peek (options, i)));
  return g_strv_builder_end (builder);
}

static RiskctxText *
name_options (const Answer *at,
              int           set)
{
  RiskctxItemList *options = riskctx_assessment_get_options (
    riskctx_expectation_get_assessment (at->search->expectation));
  const guint64 bits = riskctx_expectation_get_set (at->search->expectation, (guint) set);
  RiskctxText *list = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    if (bits >> i & 1)
      {
        RiskctxItem *option = riskctx_item_list_peek (options, i);
        g_autoptr(RiskctxText) title
          = riskctx_item_get_title (option) != NULL
              ? riskctx_text_ref (riskctx_item_get_title (option))
              : riskctx_phrase_constant (riskctx_item_get_id (option));
        g_autoptr(RiskctxText) before = list;
        RiskctxText *const both[] = { before, title };

        list = before == NULL ? riskctx_text_ref (title)
                              : riskctx_phrase_texts ("input.and", both, G_N_ELEMENTS (both));
      }
  return list != NULL ? list : riskctx_phrase ("sensitivity.nothing");
}

static RiskctxFigure *
make_switch (const Answer             *at,
             RiskctxSensitivityInput  *input,
             const RiskctxSearchInput *found,
             gboolean                  above)
{
  const double value = found->switches[above];
  const char *name = above ? "switch-above" : "switch-below";
  const char *key = above ? "sensitivity.switch-above" : "sensitivity.switch-below";
  const char *unit = riskctx_figure_get_unit (input->value);
  RiskctxFigure *figure;

  if (isnan (value))
    {
      figure = riskctx_figure_new_undefined (name, riskctx_phrase (key), unit, at->currency,
                                             riskctx_phrase (at->search->best == G_MAXUINT
                                                               ? "reason.no-choice"
                                                               : "reason.no-switch"));
    }
  else
    {
      g_autoptr(RiskctxText) then
        = found->beyond[above] >= 0 ? name_options (at, found->beyond[above])
                                    : riskctx_phrase ("sensitivity.none-possible");
      RiskctxText *const args[] = { then };

      figure = riskctx_figure_new (name, riskctx_phrase (key), unit, at->currency, value);
      riskctx_figure_take_note (figure, riskctx_phrase_texts ("sensitivity.beyond", args,
                                                              G_N_ELEMENTS (args)));
      if (found->beyond[above] >= 0)
        input->beyond[above] = list_options (at, found->beyond[above]);
    }
  riskctx_figure_take_formula (figure, riskctx_phrase ("sensitivity.formula.switch"));
  riskctx_figure_add_input (figure, input->value);
  return figure;
}

static RiskctxFigure *
tail_figure (const Answer            *at,
             RiskctxSensitivityOutput output,
             RiskctxLossResult       *result)
{
  RiskctxLossFigure *total;
  RiskctxFigure *figure;
  double level;

  if (result == NULL)
    return make_figure (at, output, NAN, at->self->simulate ? "reason.small-effect"
                                                            : "reason.not-asked-for");
  total = riskctx_loss_result_get_total (result);
  level = riskctx_loss_result_get_tail (result);
  figure = output == OUTPUT (VALUE_AT_RISK) ? riskctx_loss_figure_dup_quantile (total, level)
                                            : riskctx_loss_figure_dup_tail_mean (total, level);
  g_free (figure->name);
  figure->name = g_strdup (nick_of (output));
  return figure;
}

static void
fill_effects (const Answer                  *at,
              RiskctxSensitivityInput       *input,
              const RiskctxSearchInput      *found,
              RiskctxLossResult            **tails,
              gboolean                       moves_tails)
{
  for (guint end = 0; end < 2; end++)
    {
      RiskctxFigure **effects[RISKCTX_SENSITIVITY_N_OUTPUTS];

      for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
        effects[i] = &input->effects[i][end];
      *effects[OUTPUT (EXPECTED_LOSS)]
        = make_figure (at, OUTPUT (EXPECTED_LOSS), found->loss[end], "reason.infinite");
      *effects[OUTPUT (NET_PRESENT_VALUE)]
        = make_figure (at, OUTPUT (NET_PRESENT_VALUE), found->value[end],
                       "reason.input-not-stated");
      *effects[OUTPUT (PAYBACK)] = make_figure (at, OUTPUT (PAYBACK), found->payback[end],
                                                "reason.no-payback");
      for (RiskctxSensitivityOutput which = OUTPUT (VALUE_AT_RISK); which <= OUTPUT (TAIL_MEAN);
           which++)
        *effects[which] = moves_tails ? tail_figure (at, which, tails[end])
                                      : riskctx_figure_ref (at->self->figures[which]);
      for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
        if (moves_tails || (i != OUTPUT (VALUE_AT_RISK) && i != OUTPUT (TAIL_MEAN)))
          riskctx_figure_add_input (*effects[i], input->value);
    }
}

static void
fill_shares (const Answer             *at,
             RiskctxSensitivityInput  *input,
             const RiskctxSearchInput *found)
{
  input->first_order = make_share ("first-order", "sensitivity.first-order",
                                   "sensitivity.formula.first-order", found->first_order,
                                   found->first_order * at->search->variance_error);
  input->total_order = make_share ("total-order", "sensitivity.total-order",
                                   "sensitivity.formula.total-order", found->total_order,
                                   hypot (found->total_error,
                                          found->total_order * at->search->variance_error));
  input->information = make_information (at, "information-value",
                                         "sensitivity.formula.information-value",
                                         found->information);
  riskctx_figure_add_input (input->first_order, input->value);
  riskctx_figure_add_input (input->total_order, input->value);
  riskctx_figure_add_input (input->information, input->value);
  for (guint above = 0; above < 2; above++)
    input->switches[above] = make_switch (at, input, found, above);
}

/* The figure's unit: money is written as money, shares as percentages, all else as it is. */
static const char *
unit_of (const RiskctxExpectationInput *input)
{
  const char *unit = input->unit;

  if (g_str_has_prefix (unit, RISKCTX_UNIT_CURRENCY))
    return unit;
  if (*unit == '\0' && input->max <= 1)
    return RISKCTX_UNIT_RATIO;
  return *unit == '\0' ? "number" : unit;
}

static RiskctxSensitivityInput *
make_input (const Answer                  *at,
            guint                          i,
            const RiskctxSensitivityTails *tails)
{
  const RiskctxExpectationInput *stated = riskctx_expectation_get_input (at->search->expectation,
                                                                         i);
  const RiskctxSearchInput *found = &at->search->inputs[i];
  RiskctxSensitivityInput *input = g_object_new (RISKCTX_TYPE_SENSITIVITY_INPUT, NULL);

  input->id = g_strdup (stated->id);
  input->pointer = g_strdup (stated->pointer);
  input->label = riskctx_text_ref (stated->label);
  input->value = riskctx_figure_new_estimate (stated->id, riskctx_text_ref (stated->label),
                                              unit_of (stated), at->currency, stated->estimate);
  fill_effects (at, input, found, tails->results + 2 * i,
                stated->in_losses && found->loss[0] != found->loss[1]);
  fill_shares (at, input, found);
  return input;
}

static RiskctxSensitivityInput *
make_rate (const Answer *at)
{
  RiskctxSensitivityInput *input = g_object_new (RISKCTX_TYPE_SENSITIVITY_INPUT, NULL);
  const RiskctxSearch *search = at->search;
  const RiskctxSearchInput same = {
    .loss = { search->loss, search->loss }, .value = { search->value, search->value },
    .payback = { search->payback, search->payback },
    .switches = { search->rate_input.switches[0], search->rate_input.switches[1] },
    .beyond = { search->rate_input.beyond[0], search->rate_input.beyond[1] },
  };

  input->id = g_strdup ("discount-rate");
  input->label = riskctx_phrase ("plan.discount-rate");
  input->value = riskctx_figure_new ("discount-rate", riskctx_text_ref (input->label),
                                     RISKCTX_UNIT_RATIO, NULL, search->rate);
  fill_effects (at, input, &same, NULL, FALSE);
  fill_shares (at, input, &same);
  return input;
}

RiskctxText *
riskctx_sensitivity_input_write (RiskctxSensitivityInput *self,
                                 double                   value)
{
  g_autoptr(RiskctxFigure) figure
    = riskctx_figure_new ("value", riskctx_text_ref (self->label),
                          riskctx_figure_get_unit (self->value),
                          riskctx_figure_get_currency (self->value), value);
  g_autofree char *en = riskctx_figure_format (figure, "en");
  g_autofree char *ja = riskctx_figure_format (figure, "ja");
  g_autoptr(RiskctxText) text = riskctx_text_new ("en", en);

  return riskctx_text_with (text, "ja", ja);
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  static const RiskctxSensitivityOutput order[]
    = { OUTPUT (NET_PRESENT_VALUE), OUTPUT (EXPECTED_LOSS) };
  RiskctxSensitivityInput *x = *(RiskctxSensitivityInput *const *) a;
  RiskctxSensitivityInput *y = *(RiskctxSensitivityInput *const *) b;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const double here = riskctx_sensitivity_input_get_swing (x, order[i]);
      const double there = riskctx_sensitivity_input_get_swing (y, order[i]);

      if (here != there)
        return here > there ? -1 : 1;
    }
  return strcmp (x->id, y->id);
}

static gboolean
matters (RiskctxSensitivityInput *input)
{
  return riskctx_sensitivity_input_get_swing (input, OUTPUT (NET_PRESENT_VALUE)) > 0
         || riskctx_sensitivity_input_get_swing (input, OUTPUT (EXPECTED_LOSS)) > 0
         || riskctx_figure_is_defined (input->switches[0])
         || riskctx_figure_is_defined (input->switches[1])
         || (riskctx_figure_is_defined (input->information)
             && riskctx_figure_get_value (input->information, NULL) > 0);
}

static void
add_input (RiskctxSensitivity      *self,
           RiskctxSensitivityInput *input)
{
  if (matters (input))
    g_ptr_array_add (self->inputs, input);
  else
    g_object_unref (input);
}

void
riskctx_sensitivity_answer (RiskctxSensitivity            *self,
                            RiskctxSearch                 *search,
                            const RiskctxSensitivityTails *tails)
{
  const char *currency = riskctx_assessment_get_currency (self->assessment);
  const Answer at = { self, search, currency != NULL ? currency : DEFAULT_CURRENCY };
  RiskctxFigure *figures[RISKCTX_SENSITIVITY_N_OUTPUTS] = {
    make_figure (&at, OUTPUT (EXPECTED_LOSS), search->loss, "reason.infinite"),
    tail_figure (&at, OUTPUT (VALUE_AT_RISK), tails->base),
    tail_figure (&at, OUTPUT (TAIL_MEAN), tails->base),
    make_figure (&at, OUTPUT (NET_PRESENT_VALUE), search->value, "reason.input-not-stated"),
    make_figure (&at, OUTPUT (PAYBACK), search->payback, "reason.no-payback"),
  };

  for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
    {
      g_clear_pointer (&self->figures[i], riskctx_figure_unref);
      self->figures[i] = figures[i];
    }
  riskctx_figure_unref (self->information);
  self->information = make_information (&at, "perfect-information",
                                        "sensitivity.formula.perfect-information",
                                        search->information);
  riskctx_figure_set_error (self->information, search->information_error);
  if (search->best != G_MAXUINT)
    self->recommended = list_options (&at, (int) search->best);
  self->plan = list_options (&at, (int) search->plan);
  for (guint i = 0; i < riskctx_expectation_n_inputs (search->expectation); i++)
    add_input (self, make_input (&at, i, tails));
  add_input (self, make_rate (&at));
  g_ptr_array_sort (self->inputs, compare_inputs);
}

void
riskctx_sensitivity_forget (RiskctxSensitivity *self)
{
  const guint before = self->inputs->len;
  const char *currency = riskctx_assessment_get_currency (self->assessment);
  const Answer at = { self, NULL, currency != NULL ? currency : DEFAULT_CURRENCY };

  self->has_run = FALSE;
  g_ptr_array_set_size (self->inputs, 0);
  g_clear_pointer (&self->recommended, g_strfreev);
  g_clear_pointer (&self->plan, g_strfreev);
  self->complete = FALSE;
  for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
    {
      g_clear_pointer (&self->figures[i], riskctx_figure_unref);
      self->figures[i] = make_figure (&at, (RiskctxSensitivityOutput) i, NAN, "reason.not-run");
    }
  g_clear_pointer (&self->information, riskctx_figure_unref);
  self->information
    = riskctx_figure_new_undefined ("perfect-information",
                                    riskctx_phrase ("sensitivity.perfect-information"),
                                    RISKCTX_UNIT_CURRENCY, at.currency,
                                    riskctx_phrase ("reason.not-run"));
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
}

/**
 * riskctx_sensitivity_has_run:
 * @self: a sensitivity
 *
 * Tells whether the figures have been computed for the question as it is now.
 *
 * Returns: %TRUE if they have
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_has_run (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), FALSE);
  return self->has_run;
}

/**
 * riskctx_sensitivity_get_recommended:
 * @self: a sensitivity
 *
 * Gets the options with the largest net present value in expected values.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): ids, none to do nothing; %NULL
 *   before a run, and where no set may be chosen
 *
 * Since: 1.0
 */
const char *const *
riskctx_sensitivity_get_recommended (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  return (const char *const *) self->recommended;
}

/**
 * riskctx_sensitivity_get_plan:
 * @self: a sensitivity
 *
 * Gets the options whose net present value and payback are looked at: those that were set, or those
 * recommended, or the next best where to do nothing is recommended.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): ids; %NULL before a run
 *
 * Since: 1.0
 */
const char *const *
riskctx_sensitivity_get_plan (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  return (const char *const *) self->plan;
}

/**
 * riskctx_sensitivity_is_complete:
 * @self: a sensitivity
 *
 * Tells whether all sets of options that may be chosen were weighed. Where there are more than 12
 * options or 63 sets, the best are.
 *
 * Returns: %TRUE if all were
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_is_complete (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), FALSE);
  return self->complete;
}

/**
 * riskctx_sensitivity_get_figure:
 * @self: a sensitivity
 * @output: which figure
 *
 * Gets a figure with all inputs as they are.
 *
 * Returns: (transfer none): the figure; before the run, and where it does not exist, it says why
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_get_figure (RiskctxSensitivity      *self,
                                RiskctxSensitivityOutput output)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  g_return_val_if_fail ((guint) output < RISKCTX_SENSITIVITY_N_OUTPUTS, NULL);
  return self->figures[output];
}

/**
 * riskctx_sensitivity_get_information_value:
 * @self: a sensitivity
 *
 * Gets what it would be worth to know all inputs before the decision (the expected value of perfect
 * information), in currency, with its standard error.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_sensitivity_get_information_value (RiskctxSensitivity *self)
{
  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);
  return self->information;
}

typedef struct
{
  const char    *currency;
  guint          years;
  double         discount_rate;
  double         level;
  GStrv          recommended;
  GStrv          plan;
  gboolean       complete;
  RiskctxFigure *figures[RISKCTX_SENSITIVITY_N_OUTPUTS];
  RiskctxFigure *information;
  GPtrArray     *inputs;
} Description;

#define ROW(name, kind, member, doc) \
  { name, RISKCTX_RESULT_##kind, G_STRUCT_OFFSET (Description, member), doc }

static const RiskctxResultField rows[] = {
  ROW ("currency", STRING, currency, "The currency of all money."),
  ROW ("years", INTEGER, years, "For how many years the options are run."),
  ROW ("discount_rate", NUMBER, discount_rate,
       "The yearly rate at which what comes later counts less."),
  ROW ("level", NUMBER, level, "The level of the bad years."),
  ROW ("recommended", STRINGS, recommended,
       "The options with the largest net present value; none to do nothing, absent where no set "
       "may be chosen."),
  ROW ("plan", STRINGS, plan, "The options whose net present value and payback are looked at."),
  ROW ("complete", BOOLEAN, complete, "Whether all sets of options were weighed."),
  ROW ("expected_loss", FIGURE, figures[OUTPUT (EXPECTED_LOSS)], "As things are."),
  ROW ("value_at_risk", FIGURE, figures[OUTPUT (VALUE_AT_RISK)], "As things are."),
  ROW ("tail_mean", FIGURE, figures[OUTPUT (TAIL_MEAN)], "As things are."),
  ROW ("net_present_value", FIGURE, figures[OUTPUT (NET_PRESENT_VALUE)], "Of the plan."),
  ROW ("payback", FIGURE, figures[OUTPUT (PAYBACK)], "Of the plan."),
  ROW ("perfect_information", FIGURE, information,
       "What it would be worth to know everything before the decision."),
  { "inputs", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, inputs),
    "The estimates that matter, those first that move the net present value most.", NULL,
    &riskctx_sensitivity_input_shape },
};

static const RiskctxResultShape shape =
  RISKCTX_RESULT_SHAPE ("Sensitivity", "Which estimates matter, and how much.", rows);

/**
 * riskctx_sensitivity_to_json:
 * @self: a sensitivity
 *
 * Describes the figures as JSON, in the shape that [func@Sensitivity.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_sensitivity_to_json (RiskctxSensitivity *self)
{
  const char *currency;
  Description description;

  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), NULL);

  currency = riskctx_assessment_get_currency (self->assessment);
  description = (Description) {
    .currency = currency != NULL ? currency : DEFAULT_CURRENCY,
    .years = self->years,
    .discount_rate = self->discount_rate,
    .level = riskctx_simulation_get_tail (self->simulation),
    .recommended = self->recommended,
    .plan = self->plan,
    .complete = self->complete,
    .information = self->information,
    .inputs = self->inputs,
  };
  for (guint i = 0; i < RISKCTX_SENSITIVITY_N_OUTPUTS; i++)
    description.figures[i] = self->figures[i];
  return riskctx_result_write (&shape, &description);
}

/**
 * riskctx_sensitivity_get_schema:
 *
 * Gets the JSON Schema of [method@Sensitivity.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_sensitivity_get_schema (void)
{
  return riskctx_result_schema (&shape);
}
