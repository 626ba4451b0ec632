/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-distribution-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

#define N_OUTCOMES (RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER + 1)
#define OUTCOME(name) RISKCTX_PLAN_OUTCOME_##name
/* Half the width of a 99 % interval, in standard errors */
#define Z99 2.5758293035489004

/**
 * RiskctxPlanDistribution:
 *
 * How an [class@InvestmentPlan] can turn out: the figures of many simulated courses of it.
 *
 * A course is as many independent years as the plan has. In each year the losses of the present
 * state and those with the plan are found with the same random numbers, so that what they have in
 * common does not blur their difference; phases act from the year on in which they are done, and in
 * part while they are built. Costs, sales, margins and cash that are uncertain are drawn once for a
 * course. A year's loss comes off the stated profit; cash grows by what is left.
 *
 * Every figure has its standard error. One that does not exist says why.
 *
 * Distributions are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxPlanDistribution
{
  GObject        parent_instance;
  guint64        paths;
  guint          years;
  RiskctxFigure *figures[N_OUTCOMES];
  GPtrArray     *payback; /* Payback, by year from 1 on */
  GBytes        *samples;
};

typedef struct
{
  guint          within;
  RiskctxFigure *probability;
} Payback;

G_DEFINE_FINAL_TYPE (RiskctxPlanDistribution, riskctx_plan_distribution, G_TYPE_OBJECT)

static void
payback_free (gpointer data)
{
  Payback *self = data;

  riskctx_figure_unref (self->probability);
  g_free (self);
}

static void
riskctx_plan_distribution_finalize (GObject *object)
{
  RiskctxPlanDistribution *self = RISKCTX_PLAN_DISTRIBUTION (object);

  for (guint i = 0; i < N_OUTCOMES; i++)
    g_clear_pointer (&self->figures[i], riskctx_figure_unref);
  g_ptr_array_unref (self->payback);
  g_clear_pointer (&self->samples, g_bytes_unref);
  G_OBJECT_CLASS (riskctx_plan_distribution_parent_class)->finalize (object);
}

static void
riskctx_plan_distribution_class_init (RiskctxPlanDistributionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_plan_distribution_finalize;
}

static void
riskctx_plan_distribution_init (RiskctxPlanDistribution *self)
{
  self->payback = g_ptr_array_new_with_free_func (payback_free);
}

static RiskctxText *
note_of (const RiskctxPlanPaths *paths)
{
  g_autoptr(RiskctxText) n = riskctx_phrase_number ((double) paths->n);
  g_autoptr(RiskctxText) years = riskctx_phrase_number (paths->years);
  RiskctxText *const args[] = { n, years };

  return riskctx_phrase_texts ("plan.paths", args, G_N_ELEMENTS (args));
}

/* The share of paths, with an error that is not 0 where all or none were found */
static void
set_share (RiskctxFigure *figure,
           guint64        count,
           guint64        n)
{
  const double p = ((double) count + 2) / ((double) n + 4);

  figure->value = (double) count / (double) n;
  riskctx_figure_set_error (figure, sqrt (p * (1 - p) / ((double) n + 4)));
}

/* The share of years, of which those of a path go together */
static void
set_mean_share (RiskctxFigure *figure,
                const double  *shares,
                guint64        n,
                guint          years)
{
  double mean = 0, square = 0;

  for (guint64 i = 0; i < n; i++)
    mean += shares[i] / (double) n;
  for (guint64 i = 0; i < n; i++)
    square += (shares[i] - mean) * (shares[i] - mean);
  set_share (figure, (guint64) llround (mean * (double) n * years), n * years);
  if (n > 1)
    riskctx_figure_set_error (figure, MAX (figure->error, sqrt (square / (double) (n - 1)
                                                                / (double) n)));
}

static RiskctxFigure *
make (RiskctxPlanOutcome  which,
      const char         *unit,
      const char         *currency,
      const char         *reason)
{
  GEnumClass *names = g_type_class_ref (RISKCTX_TYPE_PLAN_OUTCOME);
  const char *nick = g_enum_get_value (names, (int) which)->value_nick;
  RiskctxText *label = riskctx_phrase_enum (RISKCTX_TYPE_PLAN_OUTCOME, (int) which);
  g_autofree char *key = g_strconcat ("plan-outcome-formula.", nick, NULL);
  RiskctxFigure *figure
    = reason != NULL ? riskctx_figure_new_undefined (nick, label, unit, currency,
                                                     riskctx_phrase (reason))
                     : riskctx_figure_new (nick, label, unit, currency, 0);

  riskctx_figure_take_formula (figure, riskctx_phrase (key));
  g_type_class_unref (names);
  return figure;
}

static void
add_law (RiskctxPlanDistribution  *self,
         RiskctxPlanOutcome        first,
         const RiskctxPlanPaths   *paths,
         const RiskctxLossSummary *summary,
         const char               *unit,
         const char               *currency,
         const char               *reason)
{
  const gboolean infinite = (paths->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN) != 0;
  RiskctxFigure *mean = make (first, unit, currency,
                              reason != NULL ? reason : infinite ? "reason.infinite-mean" : NULL);

  self->figures[first] = mean;
  if (mean->defined)
    {
      mean->value = summary->mean;
      if (!(paths->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
        riskctx_figure_set_error (mean, summary->mean_error);
    }
  for (guint i = 0; i < 3; i++)
    {
      /* the enumeration has the probability of a gain between the net present value and returns */
      const RiskctxPlanOutcome which = first + 1 + i;
      RiskctxFigure *figure = make (which, unit, currency, reason);

      self->figures[which] = figure;
      if (!figure->defined)
        continue;
      figure->value = summary->points[i].value;
      riskctx_figure_set_error (figure, (summary->points[i].high - summary->points[i].low)
                                        / (2 * Z99));
      riskctx_figure_set_interval (figure, summary->points[i].low, summary->points[i].high);
    }
}

static void
add_shares (RiskctxPlanDistribution *self,
            const RiskctxPlanPaths  *paths,
            const RiskctxPlanTerms  *terms)
{
  const char *no_profit = !terms->profit->defined ? "reason.profit-not-stated"
    : terms->profit->value <= 0 ? "reason.no-profit" : NULL;
  const char *no_cash = !terms->cash->defined ? "reason.cash-not-stated"
    : !terms->profit->defined ? "reason.profit-not-stated" : NULL;
  const char *unit = RISKCTX_UNIT_PROBABILITY;

  self->figures[OUTCOME (GAIN)] = make (OUTCOME (GAIN), unit, NULL, NULL);
  set_share (self->figures[OUTCOME (GAIN)], paths->gains, paths->n);
  for (guint i = 0; i < 2; i++)
    {
      const RiskctxPlanOutcome year = OUTCOME (BAD_YEAR_BEFORE) + i;
      const RiskctxPlanOutcome any = OUTCOME (ANY_BAD_YEAR_BEFORE) + i;
      const RiskctxPlanOutcome cash = OUTCOME (CASH_SHORT_BEFORE) + i;

      self->figures[year] = make (year, unit, NULL, no_profit);
      self->figures[any] = make (any, unit, NULL, no_profit);
      self->figures[cash] = make (cash, unit, NULL, no_cash);
      if (no_profit == NULL)
        {
          set_mean_share (self->figures[year], paths->bad_years[i], paths->n, paths->years);
          set_share (self->figures[any], paths->any_bad_year[i], paths->n);
        }
      if (no_cash == NULL)
        set_share (self->figures[cash], paths->cash_short[i], paths->n);
      riskctx_figure_add_input (self->figures[year], terms->profit);
      riskctx_figure_add_input (self->figures[any], terms->profit);
      riskctx_figure_add_input (self->figures[cash], terms->cash);
      riskctx_figure_add_input (self->figures[cash], terms->profit);
    }
}

static double
one_time_cost (const RiskctxPlanTerms *terms)
{
  double sum = 0;

  for (guint i = 0; i < terms->one_time->len; i++)
    sum += ((const RiskctxFigure *) g_ptr_array_index (terms->one_time, i))->value;
  return sum;
}

static void
add_payback (RiskctxPlanDistribution *self,
             const RiskctxPlanPaths  *paths,
             const RiskctxPlanTerms  *terms)
{
  for (guint year = 1; year <= paths->years; year++)
    {
      Payback *payback = g_new (Payback, 1);
      g_autoptr(RiskctxText) number = riskctx_phrase_number (year);
      RiskctxText *const args[] = { number };
      RiskctxText *label = riskctx_phrase_texts ("plan.payback-within", args, 1);

      payback->within = year;
      if (terms->gives_up != NULL)
        {
          RiskctxText *const whose[] = { terms->gives_up };

          payback->probability
            = riskctx_figure_new_undefined ("payback-within", label, RISKCTX_UNIT_PROBABILITY, NULL,
                                            riskctx_phrase_texts ("reason.gives-up", whose, 1));
        }
      else if (!(one_time_cost (terms) > 0))
        payback->probability
          = riskctx_figure_new_undefined ("payback-within", label, RISKCTX_UNIT_PROBABILITY, NULL,
                                          riskctx_phrase ("reason.nothing-invested"));
      else
        {
          payback->probability
            = riskctx_figure_new ("payback-within", label, RISKCTX_UNIT_PROBABILITY, NULL, 0);
          set_share (payback->probability, paths->paid_back[year], paths->n);
        }
      riskctx_figure_take_formula (payback->probability,
                                   riskctx_phrase ("plan-outcome-formula.payback-within"));
      riskctx_figure_take_note (payback->probability, note_of (paths));
      g_ptr_array_add (self->payback, payback);
    }
}

RiskctxPlanDistribution *
riskctx_plan_distribution_new (RiskctxPlanPaths       *paths,
                               const RiskctxPlanTerms *terms)
{
  RiskctxPlanDistribution *self = g_object_new (RISKCTX_TYPE_PLAN_DISTRIBUTION, NULL);

  self->paths = paths->n;
  self->years = paths->years;
  add_law (self, OUTCOME (NET_PRESENT_VALUE), paths, &paths->value_summary, RISKCTX_UNIT_CURRENCY,
           terms->currency, NULL);
  add_law (self, OUTCOME (SECURITY_RETURN), paths, &paths->return_summary, RISKCTX_UNIT_MULTIPLE,
           NULL, paths->has_cost ? NULL : "reason.no-cost");
  add_shares (self, paths, terms);
  for (guint i = 0; i < N_OUTCOMES; i++)
    riskctx_figure_take_note (self->figures[i], note_of (paths));
  add_payback (self, paths, terms);
  self->samples = g_bytes_new_take (g_steal_pointer (&paths->net_present),
                                    paths->n * sizeof (double));
  return self;
}

/**
 * riskctx_plan_distribution_get_paths:
 * @self: a distribution
 *
 * Gets how many courses of the plan were simulated.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
riskctx_plan_distribution_get_paths (RiskctxPlanDistribution *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), 0);
  return self->paths;
}

/**
 * riskctx_plan_distribution_get_years:
 * @self: a distribution
 *
 * Gets how many years a course has.
 *
 * Returns: the years
 *
 * Since: 1.0
 */
guint
riskctx_plan_distribution_get_years (RiskctxPlanDistribution *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), 0);
  return self->years;
}

/**
 * riskctx_plan_distribution_get_figure:
 * @self: a distribution
 * @which: which figure
 *
 * Gets a figure with its standard error. Where it does not exist, it says why.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_plan_distribution_get_figure (RiskctxPlanDistribution *self,
                                      RiskctxPlanOutcome       which)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), NULL);
  g_return_val_if_fail ((guint) which < N_OUTCOMES, NULL);
  return self->figures[which];
}

/**
 * riskctx_plan_distribution_get_payback_within:
 * @self: a distribution
 * @years: a number of years, from 1 to the years of the plan
 *
 * Gets the probability that what comes in has made up for what went out at the end of some year up
 * to this one. Later losses may undo that.
 *
 * Returns: (transfer none): the figure, a probability
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_plan_distribution_get_payback_within (RiskctxPlanDistribution *self,
                                              guint                    years)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), NULL);
  g_return_val_if_fail (years >= 1 && years <= self->years, NULL);
  return ((Payback *) g_ptr_array_index (self->payback, years - 1))->probability;
}

/**
 * riskctx_plan_distribution_get_samples:
 * @self: a distribution
 *
 * Gets the net present value of every simulated course, as doubles in the order of the machine, in
 * currency.
 *
 * Returns: (transfer full): the values
 *
 * Since: 1.0
 */
GBytes *
riskctx_plan_distribution_get_samples (RiskctxPlanDistribution *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), NULL);
  return g_bytes_ref (self->samples);
}

static const RiskctxResultField payback_rows[] = {
  { "within", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Payback, within), "The years." },
  { "probability", RISKCTX_RESULT_FIGURE, G_STRUCT_OFFSET (Payback, probability),
    "The probability of payback within them." },
};

static const RiskctxResultShape payback_shape
  = RISKCTX_RESULT_SHAPE ("PaybackWithin", "The probability of payback within some years.",
                          payback_rows);

#define FIGURE(member, which, doc)                                                              \
  { member, RISKCTX_RESULT_FIGURE,                                                              \
    G_STRUCT_OFFSET (RiskctxPlanDistribution, figures)                                          \
      + OUTCOME (which) * sizeof (RiskctxFigure *),                                             \
    doc }

static const RiskctxResultField rows[] = {
  { "paths", RISKCTX_RESULT_LONG, G_STRUCT_OFFSET (RiskctxPlanDistribution, paths),
    "How many courses of the plan were simulated." },
  { "years", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxPlanDistribution, years),
    "How many years a course has." },
  FIGURE ("net_present_value", NET_PRESENT_VALUE, "The mean net present value."),
  FIGURE ("net_present_value_p10", NET_PRESENT_VALUE_P10,
          "What the net present value falls short of with a probability of 10 %."),
  FIGURE ("net_present_value_p50", NET_PRESENT_VALUE_P50, "The median net present value."),
  FIGURE ("net_present_value_p90", NET_PRESENT_VALUE_P90,
          "What the net present value exceeds with a probability of 10 %."),
  FIGURE ("gain", GAIN, "The probability that the net present value is above 0."),
  FIGURE ("security_return", SECURITY_RETURN, "The mean return on security investment."),
  FIGURE ("security_return_p10", SECURITY_RETURN_P10,
          "What the return falls short of with a probability of 10 %."),
  FIGURE ("security_return_p50", SECURITY_RETURN_P50, "The median return."),
  FIGURE ("security_return_p90", SECURITY_RETURN_P90,
          "What the return exceeds with a probability of 10 %."),
  FIGURE ("bad_year_before", BAD_YEAR_BEFORE,
          "The probability that a year's losses eat the whole profit, today."),
  FIGURE ("bad_year_after", BAD_YEAR_AFTER, "The same with the plan, after its costs."),
  FIGURE ("any_bad_year_before", ANY_BAD_YEAR_BEFORE,
          "The probability of such a year within the plan, today."),
  FIGURE ("any_bad_year_after", ANY_BAD_YEAR_AFTER, "The same with the plan, after its costs."),
  FIGURE ("cash_short_before", CASH_SHORT_BEFORE,
          "The probability that cash falls below 0 at any time of the plan, today."),
  FIGURE ("cash_short_after", CASH_SHORT_AFTER, "The same with the plan."),
  { "payback", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxPlanDistribution, payback),
    "The probability of payback, by years.", NULL, &payback_shape },
};

const RiskctxResultShape riskctx_plan_distribution_shape
  = RISKCTX_RESULT_SHAPE ("PlanDistribution", "How a plan can turn out.", rows);

/**
 * riskctx_plan_distribution_to_json:
 * @self: a distribution
 *
 * Describes the distribution as JSON, in the shape that [func@PlanDistribution.get_schema]
 * publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_plan_distribution_to_json (RiskctxPlanDistribution *self)
{
  g_return_val_if_fail (RISKCTX_IS_PLAN_DISTRIBUTION (self), NULL);
  return riskctx_result_write (&riskctx_plan_distribution_shape, self);
}

/**
 * riskctx_plan_distribution_get_schema:
 *
 * Gets the JSON Schema of [method@PlanDistribution.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_plan_distribution_get_schema (void)
{
  return riskctx_result_schema (&riskctx_plan_distribution_shape);
}
