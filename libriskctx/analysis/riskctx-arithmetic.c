/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-arithmetic.h"

#include <math.h>

#include "riskctx-error.h"

#define RATE_LOW (-0.99)
#define RATE_HIGH 10.0
#define RATE_STEPS 4096 /* of the search for changes of sign */
#define BISECTIONS 200
/* Part of the largest sum by which rounding may keep a recovered cost below 0 */
#define ROUNDING 1e-12

static gboolean
check_finite (const double *values,
              guint         n,
              GError      **error)
{
  for (guint i = 0; i < n; i++)
    if (!isfinite (values[i]))
      {
        g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "flow %u is not a finite number",
                     i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_rate (double   rate,
            GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (rate > -1 && isfinite (rate))
    return TRUE;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
               "a rate must be above -1 (-100 %%), got %s",
               g_ascii_dtostr (text, sizeof text, rate));
  return FALSE;
}

static double
present_value (const double *flows,
               guint         n_flows,
               double        rate)
{
  double value = 0;

  /* Horner's rule from the last year back: no power is taken, nothing overflows early. */
  for (guint i = n_flows; i > 0; i--)
    value = value / (1 + rate) + flows[i - 1];
  return value;
}

/**
 * riskctx_net_present_value:
 * @flows: (array length=n_flows): money in (positive) and out (negative), one a year from year 0 on
 * @n_flows: how many
 * @rate: the discount rate a year, above -1: 0.05 is 5 %
 * @error: return location for an error
 *
 * Computes the net present value: Σ flow_t / (1 + rate)^t.
 *
 * Fails with [error@Error.INVALID] if the rate is not above -1 or a flow is not finite.
 *
 * Returns: the value, in the unit of the flows
 *
 * Since: 1.0
 */
double
riskctx_net_present_value (const double *flows,
                           guint         n_flows,
                           double        rate,
                           GError      **error)
{
  g_return_val_if_fail (flows != NULL || n_flows == 0, 0);

  if (!check_rate (rate, error) || !check_finite (flows, n_flows, error))
    return 0;
  return present_value (flows, n_flows, rate);
}

static double
bisect (const double *flows,
        guint         n_flows,
        double        low,
        double        high)
{
  const gboolean falls = present_value (flows, n_flows, low) > 0;

  for (guint i = 0; i < BISECTIONS && low < high; i++)
    {
      const double middle = low + (high - low) / 2;
      const double value = present_value (flows, n_flows, middle);

      if (value == 0 || middle == low || middle == high)
        return middle;
      if ((value > 0) == falls)
        low = middle;
      else
        high = middle;
    }
  return low + (high - low) / 2;
}

/**
 * riskctx_internal_rates_of_return:
 * @flows: (array length=n_flows): money in (positive) and out (negative), one a year from year 0 on
 * @n_flows: how many
 * @n_rates: (out): how many rates there are
 * @error: return location for an error
 *
 * Finds the internal rates of return: the rates above -0.99 and up to 10 at which the net present
 * value is 0.
 *
 * Flows that change sign once have one at most. Flows that change sign several times may have
 * several, and then none of them is *the* return.
 *
 * Fails with [error@Error.UNDEFINED] if there is none, and with [error@Error.INVALID] if a flow is
 * not finite.
 *
 * Returns: (transfer full) (array length=n_rates) (nullable): the rates in ascending order
 *
 * Since: 1.0
 */
double *
riskctx_internal_rates_of_return (const double *flows,
                                  guint         n_flows,
                                  guint        *n_rates,
                                  GError      **error)
{
  g_autoptr(GArray) rates = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean nothing = TRUE;
  double low = RATE_LOW, at_low;

  g_return_val_if_fail (flows != NULL || n_flows == 0, NULL);
  g_return_val_if_fail (n_rates != NULL, NULL);

  *n_rates = 0;
  if (!check_finite (flows, n_flows, error))
    return NULL;
  for (guint i = 0; i < n_flows; i++)
    nothing = nothing && flows[i] == 0;

  at_low = present_value (flows, n_flows, low);
  for (guint i = 1; i <= RATE_STEPS && !nothing; i++)
    {
      /* steps of equal ratio of 1 + rate, because that is what enters the sum */
      const double high = i == RATE_STEPS
        ? RATE_HIGH
        : (1 + RATE_LOW) * pow ((1 + RATE_HIGH) / (1 + RATE_LOW), (double) i / RATE_STEPS) - 1;
      const double at_high = present_value (flows, n_flows, high);
      double root = NAN;

      if (at_high == 0)
        root = high;
      else if (at_low != 0 && (at_low > 0) != (at_high > 0))
        root = bisect (flows, n_flows, low, high);
      if (isfinite (root))
        g_array_append_val (rates, root);
      low = high;
      at_low = at_high;
    }

  if (rates->len == 0)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                           "the net present value is 0 at no rate between -99 % and 1,000 %");
      return NULL;
    }
  *n_rates = rates->len;
  return (double *) g_array_free (g_steal_pointer (&rates), FALSE);
}

/**
 * riskctx_payback:
 * @flows: (array length=n_flows): money in (positive) and out (negative), one a year from year 0 on
 * @n_flows: how many
 * @rate: the discount rate a year, above -1; 0 for the simple payback
 * @error: return location for an error
 *
 * Computes the payback: the time from which on the sum of the (discounted) flows is not below 0 any
 * more. Within a year the sum is taken to grow linearly.
 *
 * With an outlay I in year 0 and the same net benefit every year this is I / net, and with a rate
 * the smallest t with Σ net / (1 + rate)^k ≥ I.
 *
 * Fails with [error@Error.UNDEFINED] if the sum is below 0 at the end, and with
 * [error@Error.INVALID] if the rate is not above -1 or a flow is not finite.
 *
 * Returns: the time in years
 *
 * Since: 1.0
 */
double
riskctx_payback (const double *flows,
                 guint         n_flows,
                 double        rate,
                 GError      **error)
{
  double sum = 0, largest = 0, factor = 1, payback = 0;
  gboolean below = FALSE;

  g_return_val_if_fail (flows != NULL || n_flows == 0, 0);

  if (!check_rate (rate, error) || !check_finite (flows, n_flows, error))
    return 0;
  for (guint i = 0; i < n_flows; i++)
    {
      const double flow = flows[i] * factor;
      const double before = sum;

      sum += flow;
      factor /= 1 + rate;
      largest = MAX (largest, fabs (sum));
      if (sum < -ROUNDING * largest)
        below = TRUE;
      else if (below)
        {
          below = FALSE;
          payback = (double) (i - 1) + MIN (-before / flow, 1);
        }
    }
  if (below)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED, "not recovered within %u years",
                   n_flows - 1);
      return 0;
    }
  return payback;
}

/**
 * riskctx_required_sales_by_margin:
 * @sales: current sales, in currency a year
 * @margin: the contribution margin ratio today, at most 1
 * @new_margin: the ratio afterwards, at most 1; the same as @margin where it does not change
 * @added_cost: what is spent in addition, in currency a year; savings are negative
 * @error: return location for an error
 *
 * Computes the sales that keep the current profit, by the contribution margin: (sales · margin +
 * added cost) / new margin. This is the break-even identity required sales = (fixed cost + target
 * profit) / (1 − variable cost ratio), where fixed cost is sales · margin − profit.
 *
 * Fails with [error@Error.UNDEFINED] if the new margin is not above 0: then no amount of sales
 * earns anything.
 *
 * Returns: the sales, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_required_sales_by_margin (double   sales,
                                  double   margin,
                                  double   new_margin,
                                  double   added_cost,
                                  GError **error)
{
  if (!(new_margin > 0))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                           "the contribution margin is not above 0: no sales keep the profit");
      return 0;
    }
  /* Divided first where nothing changes, so that no sale is lost to rounding. */
  if (new_margin == margin)
    return sales + added_cost / margin;
  return (sales * margin + added_cost) / new_margin;
}

/**
 * riskctx_required_sales_by_profit:
 * @sales: current sales, in currency a year
 * @profit: current profit, in currency a year
 * @added_cost: what is spent in addition, in currency a year; savings are negative
 * @error: return location for an error
 *
 * Computes the sales that keep the current profit, if the ratio of profit to sales stays as it is:
 * sales · (1 + added cost / profit). Cautious, and possible without knowing the contribution
 * margin.
 *
 * Fails with [error@Error.UNDEFINED] if the profit is not above 0.
 *
 * Returns: the sales, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_required_sales_by_profit (double   sales,
                                  double   profit,
                                  double   added_cost,
                                  GError **error)
{
  if (!(profit > 0))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                           "profit is not above 0: use the contribution-margin method");
      return 0;
    }
  return sales + sales * added_cost / profit;
}

/**
 * riskctx_return_on_security_investment:
 * @avoided_loss: the expected loss that is avoided, in currency
 * @cost: what the solution costs over the same time, in currency
 * @error: return location for an error
 *
 * Computes the return on security investment: (avoided loss − cost) / cost. The formula is that of
 * ENISA, Introduction to Return on Security Investment, 2012.
 *
 * Fails with [error@Error.UNDEFINED] if the cost is not above 0.
 *
 * Returns: the return, as a multiple of the cost
 *
 * Since: 1.0
 */
double
riskctx_return_on_security_investment (double   avoided_loss,
                                       double   cost,
                                       GError **error)
{
  if (!(cost > 0))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                           "nothing is spent, so that there is no return on it");
      return 0;
    }
  return (avoided_loss - cost) / cost;
}

/**
 * riskctx_gordon_loeb_bound:
 * @expected_loss: the expected loss without the investment, at least 0, in currency a year
 *
 * Computes the bound of Gordon and Loeb: for two wide classes of breach functions it is never
 * worth while to spend more than 1/e, about 37 %, of the expected loss. (Gordon and Loeb, The
 * economics of information security investment, ACM TISSEC 2002.) Later research disputes that
 * this is general: it is a hint, never a verdict.
 *
 * Returns: the bound, in currency a year
 *
 * Since: 1.0
 */
double
riskctx_gordon_loeb_bound (double expected_loss)
{
  return expected_loss > 0 ? expected_loss / G_E : 0;
}

/**
 * riskctx_gordon_loeb_optimum:
 * @breach_class: the class of the breach function
 * @vulnerability: the probability v of a breach today, above 0 and below 1
 * @loss: the loss L of a breach, at least 0, in currency
 * @alpha: how well money works, above 0, per unit of currency
 * @beta: the exponent of class I, above 0; not used by class II
 * @residual: (out) (optional): the probability of a breach after the investment
 * @error: return location for an error
 *
 * Computes the investment z that maximizes (v − S (z, v)) · L − z.
 *
 * For class I it is ((v β α L)^(1 / (β + 1)) − 1) / α, for class II
 * ln (1 / (−α v L ln v)) / (α ln v), and 0 where that is negative.
 *
 * Fails with [error@Error.INVALID] if a parameter is out of range.
 *
 * Returns: the investment, in currency
 *
 * Since: 1.0
 */
double
riskctx_gordon_loeb_optimum (RiskctxBreachClass breach_class,
                             double             vulnerability,
                             double             loss,
                             double             alpha,
                             double             beta,
                             double            *residual,
                             GError           **error)
{
  const double v = vulnerability;
  double best;

  if (residual != NULL)
    *residual = 0;
  if (!(v > 0 && v < 1 && loss >= 0 && isfinite (loss) && alpha > 0 && isfinite (alpha))
      || (breach_class == RISKCTX_BREACH_CLASS_I && !(beta > 0 && isfinite (beta))))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "vulnerability must be above 0 and below 1, loss at least 0, "
                           "alpha and beta above 0");
      return 0;
    }
  if (loss == 0)
    best = 0;
  else if (breach_class == RISKCTX_BREACH_CLASS_I)
    best = (pow (v * beta * alpha * loss, 1 / (beta + 1)) - 1) / alpha;
  else
    best = log (1 / (-alpha * v * loss * log (v))) / (alpha * log (v));
  best = MAX (best, 0);
  if (residual != NULL)
    *residual = breach_class == RISKCTX_BREACH_CLASS_I ? v / pow (alpha * best + 1, beta)
                                                       : pow (v, alpha * best + 1);
  return best;
}
