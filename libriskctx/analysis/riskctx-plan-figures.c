/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-figures-private.h"

#include <math.h>

#include "riskctx-arithmetic.h"
#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-loss-figure-private.h"
#include "riskctx-money-private.h"
#include "riskctx-phrase-private.h"

/* Half the width of a 99 % interval, in standard errors */
#define Z99 2.5758293035489004

#define NO_INPUT (-1)
#define MAX_INPUTS 4

#define FIGURE(name) RISKCTX_PLAN_FIGURE_##name

/* What kind of number a figure is and what enters it, in the order of the enumeration. */
typedef struct
{
  const char *unit;
  int         inputs[MAX_INPUTS];
  gboolean    by_time; /* the years and the discount rate enter it */
} Kind;

static const Kind kinds[RISKCTX_PLAN_N_FIGURES] = {
  [FIGURE (SALES)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (PROFIT)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (CONTRIBUTION_MARGIN)] = { RISKCTX_UNIT_RATIO, { NO_INPUT } },
  [FIGURE (NEW_CONTRIBUTION_MARGIN)]
    = { RISKCTX_UNIT_RATIO, { FIGURE (CONTRIBUTION_MARGIN), NO_INPUT } },
  [FIGURE (FIXED_COST)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (SALES), FIGURE (CONTRIBUTION_MARGIN), FIGURE (PROFIT), NO_INPUT } },
  [FIGURE (ONE_TIME_COST)] = { RISKCTX_UNIT_CURRENCY, { NO_INPUT } },
  [FIGURE (RUNNING_COST)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (LOSS_BEFORE)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (LOSS_AFTER)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (BENEFIT)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { FIGURE (LOSS_BEFORE), FIGURE (LOSS_AFTER), NO_INPUT } },
  [FIGURE (CONTRIBUTION_CHANGE)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (SALES), FIGURE (CONTRIBUTION_MARGIN), FIGURE (NEW_CONTRIBUTION_MARGIN),
          NO_INPUT } },
  [FIGURE (NET_BENEFIT)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (BENEFIT), FIGURE (CONTRIBUTION_CHANGE), FIGURE (RUNNING_COST), NO_INPUT } },
  [FIGURE (REQUIRED_SALES)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { FIGURE (SALES), FIGURE (RUNNING_COST), NO_INPUT } },
  [FIGURE (SALES_INCREASE)]
    = { RISKCTX_UNIT_RATIO, { FIGURE (REQUIRED_SALES), FIGURE (SALES), NO_INPUT } },
  [FIGURE (REQUIRED_SALES_BY_MARGIN)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (SALES), FIGURE (CONTRIBUTION_MARGIN), FIGURE (NEW_CONTRIBUTION_MARGIN),
          FIGURE (RUNNING_COST) } },
  [FIGURE (SALES_INCREASE_BY_MARGIN)]
    = { RISKCTX_UNIT_RATIO, { FIGURE (REQUIRED_SALES_BY_MARGIN), FIGURE (SALES), NO_INPUT } },
  [FIGURE (REQUIRED_SALES_BY_PROFIT)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (SALES), FIGURE (PROFIT), FIGURE (RUNNING_COST), NO_INPUT } },
  [FIGURE (SALES_INCREASE_BY_PROFIT)]
    = { RISKCTX_UNIT_RATIO, { FIGURE (REQUIRED_SALES_BY_PROFIT), FIGURE (SALES), NO_INPUT } },
  [FIGURE (PAYBACK)]
    = { RISKCTX_UNIT_YEARS, { FIGURE (ONE_TIME_COST), FIGURE (NET_BENEFIT), NO_INPUT } },
  [FIGURE (DISCOUNTED_PAYBACK)]
    = { RISKCTX_UNIT_YEARS, { FIGURE (ONE_TIME_COST), FIGURE (NET_BENEFIT), NO_INPUT }, TRUE },
  [FIGURE (NET_PRESENT_VALUE)]
    = { RISKCTX_UNIT_CURRENCY, { FIGURE (ONE_TIME_COST), FIGURE (NET_BENEFIT), NO_INPUT }, TRUE },
  [FIGURE (INTERNAL_RATE_OF_RETURN)]
    = { RISKCTX_UNIT_RATIO, { FIGURE (ONE_TIME_COST), FIGURE (NET_BENEFIT), NO_INPUT }, TRUE },
  [FIGURE (RETURN_ON_INVESTMENT)]
    = { RISKCTX_UNIT_MULTIPLE, { FIGURE (ONE_TIME_COST), FIGURE (NET_BENEFIT), NO_INPUT }, TRUE },
  [FIGURE (SECURITY_RETURN_FIRST_YEAR)]
    = { RISKCTX_UNIT_MULTIPLE,
        { FIGURE (BENEFIT), FIGURE (ONE_TIME_COST), FIGURE (RUNNING_COST), NO_INPUT } },
  [FIGURE (SECURITY_RETURN)]
    = { RISKCTX_UNIT_MULTIPLE,
        { FIGURE (BENEFIT), FIGURE (ONE_TIME_COST), FIGURE (RUNNING_COST), NO_INPUT }, TRUE },
  [FIGURE (GORDON_LOEB_BOUND)] = { RISKCTX_UNIT_CURRENCY_PER_YEAR, { NO_INPUT } },
  [FIGURE (FUNDS_AVAILABLE)] = { RISKCTX_UNIT_CURRENCY, { NO_INPUT } },
  [FIGURE (TOTAL_COST)]
    = { RISKCTX_UNIT_CURRENCY, { FIGURE (ONE_TIME_COST), FIGURE (RUNNING_COST), NO_INPUT }, TRUE },
  [FIGURE (EQUIVALENT_ANNUAL_COST)]
    = { RISKCTX_UNIT_CURRENCY_PER_YEAR,
        { FIGURE (ONE_TIME_COST), FIGURE (RUNNING_COST), NO_INPUT }, TRUE },
};

/* The benefit with how well it is known */
typedef struct
{
  RiskctxFigure *figure;
  const char    *reason; /* for the figures that depend on it */
} Benefit;

static char *
dup_nick (RiskctxPlanFigure which)
{
  GEnumClass *names = g_type_class_ref (RISKCTX_TYPE_PLAN_FIGURE);
  char *nick = g_strdup (g_enum_get_value (names, (int) which)->value_nick);

  g_type_class_unref (names);
  return nick;
}

static RiskctxText *
label_of (RiskctxPlanFigure which)
{
  return riskctx_phrase_enum (RISKCTX_TYPE_PLAN_FIGURE, (int) which);
}

static RiskctxText *
formula_of (RiskctxPlanFigure which)
{
  g_autofree char *nick = dup_nick (which);
  g_autofree char *key = g_strconcat ("plan-formula.", nick, NULL);

  return riskctx_phrase (key);
}

static RiskctxFigure *
undefined_figure (RiskctxPlanFigure which,
                  const char       *currency,
                  RiskctxText      *reason)
{
  g_autofree char *nick = dup_nick (which);
  RiskctxFigure *figure = riskctx_figure_new_undefined (nick, label_of (which), kinds[which].unit,
                                                        currency, reason);

  riskctx_figure_take_formula (figure, formula_of (which));
  return figure;
}

static RiskctxFigure *
value_figure (RiskctxPlanFigure which,
              const char       *currency,
              double            value)
{
  g_autofree char *nick = dup_nick (which);
  RiskctxFigure *figure = riskctx_figure_new (nick, label_of (which), kinds[which].unit, currency,
                                              value);

  figure->round_up = which == FIGURE (REQUIRED_SALES) || which == FIGURE (REQUIRED_SALES_BY_MARGIN)
                     || which == FIGURE (REQUIRED_SALES_BY_PROFIT);
  riskctx_figure_take_formula (figure, formula_of (which));
  return figure;
}

static RiskctxText *
money_text (double      amount,
            double      error,
            const char *currency)
{
  g_autofree char *en_margin = NULL;
  g_autofree char *ja_margin = NULL;
  g_autofree char *en = riskctx_format_money_near (amount, error, currency, "en", &en_margin);
  g_autofree char *ja = riskctx_format_money_near (amount, error, currency, "ja", &ja_margin);
  g_autoptr(RiskctxText) english = riskctx_text_new ("en", en);

  return riskctx_text_with (english, "ja", ja);
}

static RiskctxText *
rates_text (const RiskctxPlanNumbers *numbers)
{
  GString *list = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < numbers->n_rates; i++)
    {
      g_autofree char *rate = riskctx_format_percent (numbers->rates[i], 2);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", rate);
    }
  text = g_string_free (list, FALSE);
  return riskctx_phrase_constant (text);
}

static RiskctxText *
reason_text (const RiskctxPlanTerms   *terms,
             const RiskctxPlanNumbers *numbers,
             RiskctxPlanNumber         number,
             RiskctxFigure            *benefit)
{
  g_autoptr(RiskctxText) detail = NULL;

  if (g_str_equal (number.reason, "reason.gives-up"))
    detail = riskctx_text_ref (terms->gives_up);
  else if (g_str_equal (number.reason, "reason.net-not-positive"))
    detail = money_text (number.detail, benefit->error, terms->currency);
  else if (g_str_equal (number.reason, "reason.several-rates"))
    detail = rates_text (numbers);
  else if (g_str_equal (number.reason, "reason.benefit-undefined") && benefit->reason != NULL)
    detail = riskctx_text_ref (benefit->reason);
  else
    {
      g_autofree char *text = riskctx_format_number (number.detail, 0);

      detail = riskctx_phrase_constant (text);
    }

  RiskctxText *const args[] = { detail };

  return riskctx_phrase_texts (number.reason, args, G_N_ELEMENTS (args));
}

static RiskctxFigure *
loss_figure (RiskctxPlanFigure  which,
             const char        *currency,
             RiskctxLossResult *result)
{
  g_autoptr(RiskctxFigure) mean = NULL;
  RiskctxFigure *figure;

  if (result == NULL)
    return undefined_figure (which, currency, riskctx_phrase ("reason.not-simulated"));
  mean = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (result));
  if (!mean->defined)
    return undefined_figure (which, currency, riskctx_text_ref (mean->reason));
  figure = value_figure (which, currency, mean->value);
  riskctx_figure_set_error (figure, mean->error);
  riskctx_figure_take_note (figure, riskctx_text_ref (mean->note));
  riskctx_loss_figure_set_inputs (riskctx_loss_result_get_total (result), figure);
  return figure;
}

/* The same simulated years in both states: what they have in common is not uncertain. NaN if there
 * are no such years. */
static double
paired_error (RiskctxLossResult *before,
              RiskctxLossResult *after)
{
  RiskctxLossFigure *total_before = riskctx_loss_result_get_total (before);
  RiskctxLossFigure *total_after = riskctx_loss_result_get_total (after);
  g_autoptr(GBytes) first = riskctx_loss_figure_get_samples (total_before);
  g_autoptr(GBytes) second = riskctx_loss_figure_get_samples (total_after);
  const double *x, *y;
  gsize size, other;
  double n, mean = 0, square = 0;

  if (first == NULL || second == NULL
      || riskctx_loss_result_get_seed (before) != riskctx_loss_result_get_seed (after))
    return NAN;
  x = g_bytes_get_data (first, &size);
  y = g_bytes_get_data (second, &other);
  if (size != other || size < 2 * sizeof (double))
    return NAN;
  n = (double) (size / sizeof (double));
  for (gsize i = 0; i < size / sizeof (double); i++)
    mean += (x[i] - y[i]) / n;
  for (gsize i = 0; i < size / sizeof (double); i++)
    square += (x[i] - y[i] - mean) * (x[i] - y[i] - mean) / (n - 1);
  return sqrt (square / n);
}

static RiskctxFigure *
simulated_benefit (const char        *currency,
                   RiskctxLossResult *before,
                   RiskctxLossResult *after,
                   RiskctxFigure     *loss_before,
                   RiskctxFigure     *loss_after)
{
  RiskctxFigure *figure;
  double error;
  const char *note = "plan.simulated";

  if (!loss_before->defined || !loss_after->defined)
    return undefined_figure (FIGURE (BENEFIT), currency,
                             riskctx_text_ref (loss_before->defined ? loss_after->reason
                                                                    : loss_before->reason));
  figure = value_figure (FIGURE (BENEFIT), currency, loss_before->value - loss_after->value);
  error = before == after ? 0 : paired_error (before, after);
  if (!isfinite (error))
    {
      error = hypot (loss_before->error, loss_after->error);
      note = "plan.compared";
    }
  riskctx_figure_set_error (figure, error);
  if (isfinite (error) && error > 0)
    riskctx_figure_set_interval (figure, figure->value - Z99 * error, figure->value + Z99 * error);

  RiskctxText *const args[] = { loss_after->note };

  riskctx_figure_take_note (figure, riskctx_phrase_texts (note, args, G_N_ELEMENTS (args)));
  return figure;
}

static Benefit
find_benefit (const RiskctxPlanTerms *terms,
              RiskctxEstimate        *given,
              RiskctxLossResult      *before,
              RiskctxLossResult      *after,
              GPtrArray              *figures)
{
  Benefit benefit = { NULL, NULL };

  if (given != NULL)
    {
      benefit.figure = riskctx_figure_new_estimate ("benefit", label_of (FIGURE (BENEFIT)),
                                                    RISKCTX_UNIT_CURRENCY_PER_YEAR,
                                                    terms->currency, given);
      if (benefit.figure->note == NULL)
        riskctx_figure_take_note (benefit.figure, riskctx_phrase ("plan.given"));
    }
  else
    {
      RiskctxFigure *loss_before = g_ptr_array_index (figures, FIGURE (LOSS_BEFORE));
      RiskctxFigure *loss_after = g_ptr_array_index (figures, FIGURE (LOSS_AFTER));

      benefit.figure = simulated_benefit (terms->currency, before, after, loss_before, loss_after);
      riskctx_figure_add_input (benefit.figure, loss_before);
      riskctx_figure_add_input (benefit.figure, loss_after);
    }
  if (!benefit.figure->defined)
    benefit.reason = "reason.benefit-undefined";
  return benefit;
}

static RiskctxFigure *
gordon_loeb_figure (const char        *currency,
                    RiskctxLossResult *before)
{
  RiskctxFigure *figure;
  g_autoptr(RiskctxFigure) mean = NULL;

  if (before == NULL)
    return undefined_figure (FIGURE (GORDON_LOEB_BOUND), currency,
                             riskctx_phrase ("reason.not-simulated"));
  mean = riskctx_loss_figure_dup_mean (
    riskctx_loss_result_get_by_cause (before, RISKCTX_RISK_CATEGORY_SYSTEM));
  if (!mean->defined)
    return undefined_figure (FIGURE (GORDON_LOEB_BOUND), currency,
                             riskctx_text_ref (mean->reason));
  figure = value_figure (FIGURE (GORDON_LOEB_BOUND), currency,
                         riskctx_gordon_loeb_bound (mean->value));
  riskctx_figure_set_error (figure, mean->error / G_E);
  riskctx_figure_take_note (figure, riskctx_phrase ("plan.hint"));
  riskctx_figure_add_input (figure, mean);
  return figure;
}

/* How the numbers move with the benefit: by its error, and from end to end of its range */
typedef struct
{
  RiskctxPlanNumbers at;
  RiskctxPlanNumbers minus, plus; /* one standard error */
  RiskctxPlanNumbers low, high;   /* the ends of the range */
  gboolean           has_error, has_range;
} Numbers;

static void
compute_numbers (const RiskctxPlanTerms *terms,
                 const Benefit          *benefit,
                 Numbers                *numbers)
{
  const RiskctxFigure *figure = benefit->figure;

  riskctx_plan_numbers_compute (terms, figure->value, benefit->reason, &numbers->at);
  numbers->has_error = figure->defined && isfinite (figure->error) && figure->error > 0;
  numbers->has_range = figure->defined && isfinite (figure->low) && figure->high > figure->low;
  if (numbers->has_error)
    {
      riskctx_plan_numbers_compute (terms, figure->value - figure->error, NULL, &numbers->minus);
      riskctx_plan_numbers_compute (terms, figure->value + figure->error, NULL, &numbers->plus);
    }
  if (numbers->has_range)
    {
      riskctx_plan_numbers_compute (terms, figure->low, NULL, &numbers->low);
      riskctx_plan_numbers_compute (terms, figure->high, NULL, &numbers->high);
    }
}

static void
add_uncertainty (RiskctxFigure    *figure,
                 const Numbers    *numbers,
                 RiskctxPlanFigure which)
{
  const RiskctxPlanNumber low = numbers->low.numbers[which], high = numbers->high.numbers[which];
  const RiskctxPlanNumber minus = numbers->minus.numbers[which];
  const RiskctxPlanNumber plus = numbers->plus.numbers[which];

  if (numbers->has_error && minus.reason == NULL && plus.reason == NULL
      && minus.value != plus.value)
    riskctx_figure_set_error (figure, fabs (plus.value - minus.value) / 2);
  if (numbers->has_range && low.reason == NULL && high.reason == NULL && low.value != high.value)
    {
      riskctx_figure_set_interval (figure, low.value, high.value);
      riskctx_figure_take_note (figure, riskctx_phrase ("plan.range"));
    }
}

static void
add_list (RiskctxFigure   *figure,
          const GPtrArray *inputs)
{
  for (guint i = 0; i < inputs->len; i++)
    riskctx_figure_add_input (figure, g_ptr_array_index (inputs, i));
}

static void
add_setting (RiskctxFigure *figure,
             const char    *name,
             const char    *key,
             const char    *unit,
             double         value)
{
  riskctx_figure_take_input (figure, riskctx_figure_new (name, riskctx_phrase (key), unit, NULL,
                                                         value));
}

static void
add_inputs (RiskctxFigure          *figure,
            const RiskctxPlanTerms *terms,
            RiskctxPlanFigure       which,
            GPtrArray              *figures)
{
  const Kind *kind = &kinds[which];

  for (guint i = 0; i < MAX_INPUTS && kind->inputs[i] != NO_INPUT; i++)
    riskctx_figure_add_input (figure, g_ptr_array_index (figures, kind->inputs[i]));
  if (which == FIGURE (ONE_TIME_COST))
    add_list (figure, terms->one_time);
  if (which == FIGURE (RUNNING_COST))
    add_list (figure, terms->yearly);
  if (which == FIGURE (NEW_CONTRIBUTION_MARGIN))
    add_list (figure, terms->new_margins);
  if (which == FIGURE (CONTRIBUTION_CHANGE))
    add_list (figure, terms->sales_changes);
  if (kind->by_time)
    {
      add_setting (figure, "years", "plan.years", RISKCTX_UNIT_WHOLE_YEARS, terms->years);
      if (which == FIGURE (DISCOUNTED_PAYBACK) || which == FIGURE (NET_PRESENT_VALUE)
          || which == FIGURE (EQUIVALENT_ANNUAL_COST))
        add_setting (figure, "discount-rate", "plan.discount-rate", RISKCTX_UNIT_RATIO,
                     terms->rate);
      if (terms->tax_rate > 0
          && (which == FIGURE (NET_PRESENT_VALUE) || which == FIGURE (RETURN_ON_INVESTMENT)))
        add_setting (figure, "tax-rate", "plan.tax-rate", RISKCTX_UNIT_RATIO, terms->tax_rate);
    }
  if (terms->amortization_years > 0
      && (which == FIGURE (REQUIRED_SALES_BY_MARGIN) || which == FIGURE (REQUIRED_SALES_BY_PROFIT)))
    {
      riskctx_figure_add_input (figure, g_ptr_array_index (figures, FIGURE (ONE_TIME_COST)));
      add_setting (figure, "amortization", "plan.amortization", RISKCTX_UNIT_WHOLE_YEARS,
                   terms->amortization_years);
    }
}

static void
put (GPtrArray        *figures,
     RiskctxPlanFigure which,
     RiskctxFigure    *figure)
{
  g_ptr_array_index (figures, which) = figure;
}

static GPtrArray *
slots_new (void)
{
  GPtrArray *figures
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);

  g_ptr_array_set_size (figures, RISKCTX_PLAN_N_FIGURES);
  return figures;
}

GPtrArray *
riskctx_plan_figures_new (const RiskctxPlanTerms *terms,
                          RiskctxEstimate        *given,
                          RiskctxLossResult      *loss_before,
                          RiskctxLossResult      *loss_after)
{
  GPtrArray *figures = slots_new ();
  g_autofree Numbers *numbers = g_new0 (Numbers, 1);
  Benefit benefit;

  put (figures, FIGURE (SALES), riskctx_figure_ref (terms->sales));
  put (figures, FIGURE (PROFIT), riskctx_figure_ref (terms->profit));
  put (figures, FIGURE (CONTRIBUTION_MARGIN), riskctx_figure_ref (terms->margin));
  put (figures, FIGURE (FUNDS_AVAILABLE), riskctx_figure_ref (terms->funds));
  put (figures, FIGURE (LOSS_BEFORE),
       loss_figure (FIGURE (LOSS_BEFORE), terms->currency, loss_before));
  put (figures, FIGURE (LOSS_AFTER),
       loss_figure (FIGURE (LOSS_AFTER), terms->currency, loss_after));
  put (figures, FIGURE (GORDON_LOEB_BOUND), gordon_loeb_figure (terms->currency, loss_before));
  benefit = find_benefit (terms, given, loss_before, loss_after, figures);
  put (figures, FIGURE (BENEFIT), benefit.figure);

  compute_numbers (terms, &benefit, numbers);
  for (guint i = 0; i < RISKCTX_PLAN_N_FIGURES; i++)
    if (g_ptr_array_index (figures, i) == NULL)
      {
        const RiskctxPlanNumber number = numbers->at.numbers[i];

        put (figures, i,
             number.reason == NULL
               ? value_figure (i, terms->currency, number.value)
               : undefined_figure (i, terms->currency,
                                   reason_text (terms, &numbers->at, number, benefit.figure)));
        add_uncertainty (g_ptr_array_index (figures, i), numbers, i);
      }
  /* when all are there: some come after what is made of them */
  for (guint i = 0; i < RISKCTX_PLAN_N_FIGURES; i++)
    if (i != FIGURE (BENEFIT))
      add_inputs (g_ptr_array_index (figures, i), terms, i, figures);
  return figures;
}

GPtrArray *
riskctx_plan_figures_new_empty (const char *currency)
{
  GPtrArray *figures = slots_new ();

  for (guint i = 0; i < RISKCTX_PLAN_N_FIGURES; i++)
    put (figures, i, undefined_figure (i, currency, riskctx_phrase ("reason.not-run")));
  return figures;
}
