/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sensitivity-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-arithmetic.h"
#include "riskctx-stream-private.h"

/* How far estimates matter, with expected values. Losses are sums of products, so that with all
 * other inputs at their means the conditional expectation given one input is exact. */

#define N_NODES 257       /* quantiles at which the value of knowing one input is added up */
#define N_STEPS 128       /* of a search for where the decision changes */
#define MAX_BISECTIONS 80
#define CHUNK 1024        /* quantiles between looks at whether to stop */
#define HORIZON 100u      /* years ahead that a payback is looked for */
#define LOW 0.05
#define HIGH 0.95
#define MIN_RATE -0.99
#define MAX_RATE 10.0
#define FARTHEST 1000.0   /* times the value: no one is that wrong */

static double
best_of (RiskctxSearch *self,
         const double  *x,
         double         rate,
         guint         *which)
{
  double best = -INFINITY;
  const int funds = riskctx_expectation_funds (self->expectation);

  *which = G_MAXUINT;
  for (guint s = 0; s < riskctx_expectation_n_sets (self->expectation); s++)
    {
      double value;

      if (!self->allowed[s])
        continue;
      if (self->by_funds && funds >= 0
          && riskctx_expectation_one_time (self->expectation, s, x) > x[funds] * (1 + 1e-12))
        continue;
      value = riskctx_expectation_value (self->expectation, s, x, rate);
      if (value > best)
        {
          best = value;
          *which = s;
        }
    }
  return best;
}

guint
riskctx_search_decide (RiskctxSearch *self,
                       int            input,
                       double         value)
{
  guint which;

  if (input == RISKCTX_SEARCH_RATE)
    best_of (self, self->means, value, &which);
  else
    {
      const double before = self->means[input];

      self->means[input] = value;
      best_of (self, self->means, self->rate, &which);
      self->means[input] = before;
    }
  return which;
}

static double
payback_at (RiskctxSearch *self,
            const double  *x)
{
  g_autofree double *flows = NULL;
  g_autoptr(GError) error = NULL;
  double payback;

  if (!(riskctx_expectation_one_time (self->expectation, self->plan, x) > 0))
    return NAN;
  flows = riskctx_expectation_dup_flows (self->expectation, self->plan, x, HORIZON);
  if (flows == NULL)
    return NAN;
  payback = riskctx_payback (flows, HORIZON + 1, 0, &error);
  return error == NULL ? payback : NAN;
}

static double
value_at (RiskctxSearch *self,
          guint          set,
          guint          input,
          double         value)
{
  const double before = self->means[input];
  double result;

  self->means[input] = value;
  result = riskctx_expectation_value (self->expectation, set, self->means, self->rate);
  self->means[input] = before;
  return result;
}

static void
blank (RiskctxSearchInput *found)
{
  found->switches[0] = found->switches[1] = NAN;
  found->beyond[0] = found->beyond[1] = -1;
}

void
riskctx_search_swings (RiskctxSearch *self)
{
  RiskctxExpectation *expectation = self->expectation;

  self->loss = riskctx_expectation_loss (expectation, 0, self->means);
  self->value = riskctx_expectation_value (expectation, self->plan, self->means, self->rate);
  self->payback = payback_at (self, self->means);
  blank (&self->rate_input);
  for (guint i = 0; i < riskctx_expectation_n_inputs (expectation); i++)
    {
      const RiskctxExpectationInput *input = riskctx_expectation_get_input (expectation, i);
      RiskctxSearchInput *found = &self->inputs[i];
      const double before = self->means[i];

      blank (found);
      if (riskctx_law_is_fixed (input->law))
        found->low = found->high = before;
      else
        {
          found->low = riskctx_law_quantile (input->law, LOW);
          found->high = riskctx_law_quantile (input->law, HIGH);
        }
      for (guint end = 0; end < 2; end++)
        {
          self->means[i] = end == 0 ? found->low : found->high;
          found->loss[end] = riskctx_expectation_loss (expectation, 0, self->means);
          found->value[end] = riskctx_expectation_value (expectation, self->plan, self->means,
                                                         self->rate);
          found->payback[end] = payback_at (self, self->means);
        }
      self->means[i] = before;
    }
}

/* How far it is worth looking */
static void
find_domain (RiskctxSearch *self,
             int            input,
             double        *low,
             double        *high,
             double        *at)
{
  const RiskctxExpectationInput *stated;

  if (input == RISKCTX_SEARCH_RATE)
    {
      *low = MIN_RATE;
      *high = MAX_RATE;
      *at = self->rate;
      return;
    }
  stated = riskctx_expectation_get_input (self->expectation, (guint) input);
  *at = self->means[input];
  *low = *at > 0 ? 0 : *at * FARTHEST;
  *high = *at > 0 ? *at * FARTHEST : 0;
  if (stated->min > -G_MAXDOUBLE)
    *low = MAX (MIN (*low, *at), stated->min);
  if (stated->max < G_MAXDOUBLE)
    *high = stated->max;
}

/* The nearest place on one side of the value at which something else is best */
static void
find_switch (RiskctxSearch      *self,
             int                 input,
             RiskctxSearchInput *found,
             gboolean            above)
{
  double low, high, at, inside, outside = NAN;
  guint other = G_MAXUINT;

  find_domain (self, input, &low, &high, &at);
  inside = at;
  for (guint k = 1; k <= N_STEPS && isnan (outside); k++)
    {
      const double t = pow ((double) k / N_STEPS, 3);
      const double there = at + ((above ? high : low) - at) * t;

      other = riskctx_search_decide (self, input, there);
      if (other != self->best)
        outside = there;
      else
        inside = there;
    }
  if (isnan (outside) || outside == at)
    return;
  for (guint k = 0; k < MAX_BISECTIONS; k++)
    {
      const double middle = inside + (outside - inside) / 2;
      const guint there = riskctx_search_decide (self, input, middle);

      if (middle == inside || middle == outside)
        break;
      if (there == self->best)
        inside = middle;
      else
        {
          outside = middle;
          other = there;
        }
    }
  found->switches[above] = inside + (outside - inside) / 2;
  found->beyond[above] = other == G_MAXUINT ? -1 : (int) other;
}

/* What it is worth to know one input: the mean of what is best for each of its values, less what
 * is best on the whole. The midpoints of equal shares of its law stand for the law. */
static void
weigh_information (RiskctxSearch      *self,
                   guint               i,
                   RiskctxSearchInput *found)
{
  RiskctxExpectation *expectation = self->expectation;
  const RiskctxExpectationInput *input = riskctx_expectation_get_input (expectation, i);
  const guint n_sets = riskctx_expectation_n_sets (expectation);
  const double a = found->low, b = found->high;
  g_autofree double *at_a = g_new (double, n_sets);
  g_autofree double *slope = g_new (double, n_sets);
  gboolean linear = b > a;
  double sum = 0, mean = 0, square = 0;

  found->information = found->first_order = 0;
  if (riskctx_law_is_fixed (input->law))
    return;
  for (guint s = 0; s < n_sets; s++)
    {
      const double there = value_at (self, s, i, b);
      const double middle = value_at (self, s, i, a + (b - a) / 2);

      at_a[s] = value_at (self, s, i, a);
      slope[s] = b > a ? (there - at_a[s]) / (b - a) : 0;
      if (isfinite (there)
          && fabs (middle - (at_a[s] + there) / 2)
               > 1e-9 * (fabs (there) + fabs (at_a[s]) + fabs (middle)))
        linear = FALSE;
    }
  for (guint k = 0; k < N_NODES; k++)
    {
      const double x = riskctx_law_quantile (input->law, (k + 0.5) / N_NODES);
      double best = -INFINITY, own = 0, plan = 0;

      for (guint s = 0; s < n_sets; s++)
        {
          double value;

          if (!self->payable[s] && s != self->plan)
            continue;
          value = linear ? at_a[s] + slope[s] * (x - a) : value_at (self, s, i, x);
          if (self->payable[s])
            best = MAX (best, value);
          if (s == self->best)
            own = value;
          if (s == self->plan)
            plan = value;
        }
      if (self->best != G_MAXUINT)
        sum += (best - own) / N_NODES;
      mean += plan / N_NODES;
      square += plan * plan / N_NODES;
    }
  found->information = sum;
  if (!riskctx_law_has_variance (input->law))
    found->first_order = INFINITY;
  else if (linear)
    found->first_order = pow (slope[self->plan] * riskctx_law_sd (input->law), 2);
  else
    found->first_order = MAX (square - mean * mean, 0);
}

/* A Latin hypercube: every input takes each of as many equal shares of its law once, in an order
 * that is a function of the seed and the input. */
static void
shuffle (double       *values,
         guint         n,
         const double *shares,
         guint64       seed,
         guint64       key,
         guint         draw)
{
  memcpy (values, shares, n * sizeof (double));
  for (guint k = n; k-- > 1;)
    {
      const guint other = (guint) (riskctx_stream_uniform (seed, key, k, draw) * (k + 1));
      const double kept = values[k];

      values[k] = values[MIN (other, k)];
      values[MIN (other, k)] = kept;
    }
}

typedef struct
{
  guint   n;
  guint   n_inputs;
  double *first;  /* by input, then sample */
  double *second;
} Samples;

static void
samples_clear (Samples *self)
{
  g_free (self->first);
  g_free (self->second);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Samples, samples_clear)

static gboolean
draw_samples (RiskctxSearch *self,
              Samples       *samples,
              GCancellable  *cancellable)
{
  const guint n = samples->n;
  g_autofree double *shares = g_new (double, n);

  samples->first = g_new (double, (gsize) n * MAX (samples->n_inputs, 1));
  samples->second = g_new (double, (gsize) n * MAX (samples->n_inputs, 1));
  for (guint i = 0; i < samples->n_inputs; i++)
    {
      const RiskctxExpectationInput *input = riskctx_expectation_get_input (self->expectation, i);
      const gboolean fixed = riskctx_law_is_fixed (input->law);

      for (guint k = 0; k < n; k++)
        {
          shares[k] = fixed ? self->means[i] : riskctx_law_quantile (input->law, (k + 0.5) / n);
          if (k % CHUNK == 0 && g_cancellable_is_cancelled (cancellable))
            return FALSE;
        }
      shuffle (samples->first + (gsize) i * n, n, shares, self->seed, input->key, 0);
      shuffle (samples->second + (gsize) i * n, n, shares, self->seed, input->key, 1);
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  return TRUE;
}

/* Everything known at once, and the share of the variance that each input has with all others
 * (M. J. W. Jansen, Computer Physics Communications 117, 1999) */
static gboolean
sample (RiskctxSearch *self,
        GCancellable  *cancellable)
{
  RiskctxExpectation *expectation = self->expectation;
  const guint n_sets = riskctx_expectation_n_sets (expectation);
  g_auto(Samples) samples = { self->samples, riskctx_expectation_n_inputs (expectation), NULL,
                              NULL };
  g_autofree double *x = g_new (double, MAX (samples.n_inputs, 1));
  g_autofree double *squares = g_new0 (double, MAX (samples.n_inputs, 1));
  g_autofree double *fourths = g_new0 (double, MAX (samples.n_inputs, 1));
  g_autofree double *values = g_new (double, self->samples);
  const double n = self->samples;
  double gain = 0, gain_square = 0, mean = 0, second = 0, fourth = 0, explained = 0;

  if (!draw_samples (self, &samples, cancellable))
    return FALSE;
  for (guint k = 0; k < self->samples; k++)
    {
      double best = -INFINITY, own = 0;

      for (guint i = 0; i < samples.n_inputs; i++)
        x[i] = samples.first[(gsize) i * samples.n + k];
      for (guint s = 0; s < n_sets; s++)
        {
          double value;

          if (!self->payable[s] && s != self->plan)
            continue;
          value = riskctx_expectation_value (expectation, s, x, self->rate);
          if (self->payable[s])
            best = MAX (best, value);
          if (s == self->best)
            own = value;
          if (s == self->plan)
            values[k] = value;
        }
      if (self->best != G_MAXUINT)
        {
          gain += (best - own) / n;
          gain_square += (best - own) * (best - own) / n;
        }
      mean += values[k] / n;
      for (guint i = 0; i < samples.n_inputs; i++)
        {
          const double kept = x[i];
          double change;

          x[i] = samples.second[(gsize) i * samples.n + k];
          if (x[i] == kept)
            continue;
          change = riskctx_expectation_value (expectation, self->plan, x, self->rate) - values[k];
          squares[i] += change * change / (2 * n);
          fourths[i] += pow (change, 4) / (4 * n);
          x[i] = kept;
          if (i % 64 == 63 && g_cancellable_is_cancelled (cancellable))
            return FALSE;
        }
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  for (guint k = 0; k < self->samples; k++)
    {
      const double square = pow (values[k] - mean, 2);

      second += square / n;
      fourth += square * square / n;
    }
  self->information = gain;
  self->information_error = sqrt (MAX (gain_square - gain * gain, 0) / n);
  self->variance_error = second > 0 ? sqrt (MAX (fourth / (second * second) - 1, 0) / n) : 0;
  for (guint i = 0; i < samples.n_inputs; i++)
    explained += isfinite (self->inputs[i].first_order) ? self->inputs[i].first_order : 0;
  second = MAX (second, explained); /* independent inputs explain no more than there is */
  for (guint i = 0; i < samples.n_inputs; i++)
    {
      RiskctxSearchInput *found = &self->inputs[i];
      const gboolean defined = second > 0 && isfinite (found->first_order);

      found->total_error = defined
        ? sqrt (MAX (fourths[i] - squares[i] * squares[i], 0) / n) / second : NAN;
      found->total_order = defined ? MAX (squares[i], found->first_order) / second : NAN;
      found->first_order = defined ? found->first_order / second : NAN;
    }
  return TRUE;
}

gboolean
riskctx_search_run (RiskctxSearch *self,
                    GCancellable  *cancellable)
{
  const guint n = riskctx_expectation_n_inputs (self->expectation);

  if (self->best != G_MAXUINT)
    for (guint above = 0; above < 2; above++)
      find_switch (self, RISKCTX_SEARCH_RATE, &self->rate_input, above);
  for (guint i = 0; i < n; i++)
    {
      RiskctxSearchInput *found = &self->inputs[i];

      weigh_information (self, i, found);
      if (self->best != G_MAXUINT)
        for (guint above = 0; above < 2; above++)
          find_switch (self, (int) i, found, above);
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  return sample (self, cancellable);
}
