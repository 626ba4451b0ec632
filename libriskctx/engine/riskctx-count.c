/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-count-private.h"
#include "riskctx-math-private.h"
#include "riskctx-quadrature-private.h"
#include "riskctx-stream-private.h"

#include <string.h>

/* Longest table for an uncertain rate; beyond it Poisson noise is below 0.3 % of the count. */
#define TABLE_MAX 131072u
/* A count of a certain rate always fits: the checks of the plan see to it. */
#define TABLE_MAX_CERTAIN 1048576u
#define GUIDE 1024u
#define GUIDE_SHIFT 42 /* from 52 bits to the ten that a guide goes by */
/* Widest range of an uncertain fixed number that is listed number by number */
#define LISTED_MAX 512.0

static void
add_node (GArray *nodes,
          double  weight,
          double  parameter,
          guint   trials)
{
  const RiskctxCountNode node = { weight, parameter, trials };

  if (weight > 0.0)
    g_array_append_val (nodes, node);
}

/* A number of events that need not be whole: its fraction is the probability of one more */
static void
add_number (GArray *nodes,
            double  weight,
            double  number,
            double  probability)
{
  const double whole = floor (number);

  add_node (nodes, weight * (1.0 - (number - whole)), probability, (guint) whole);
  add_node (nodes, weight * (number - whole), probability, (guint) whole + 1);
}

/* Mean-preserving rounding of the number's law: the second difference of its limited mean */
static void
list_numbers (GArray           *nodes,
              const RiskctxLaw *law,
              double            weight,
              double            probability)
{
  const double first = floor (riskctx_law_minimum (law));
  const double last = ceil (riskctx_law_maximum (law));

  for (double k = first; k <= last; k += 1.0)
    {
      const double mass = 2.0 * riskctx_law_limited_mean (law, k)
                          - riskctx_law_limited_mean (law, k - 1.0)
                          - riskctx_law_limited_mean (law, k + 1.0);

      add_node (nodes, weight * MAX (0.0, mass), probability, (guint) k);
    }
}

/* Points that integrate exp (x s) for |s| <= 2, which is what a Poisson count makes of its rate, to
 * 1e-14 over a range of this width: the remainder of Gauss's rule for an exponential. */
static guint
enough_points (double width,
               guint  most)
{
  double error = 1.0;
  guint n = 0;

  while (n < most && error > 1e-14)
    {
      n++;
      error *= 0.5 * width / (2.0 * n - 1.0) * (0.5 * width / (2.0 * n));
    }
  return CLAMP (n + 1, 2, most);
}

static guint
law_points (const RiskctxLaw *law,
            guint             points,
            double           *value,
            double           *weight)
{
  const double width = riskctx_law_maximum (law) - riskctx_law_minimum (law);

  if (points > 0 && width < 1e6)
    points = enough_points (width, points);
  return points > 0 ? riskctx_quadrature_law (law, points, value, weight)
                    : riskctx_quadrature_fine (law, value, weight);
}

static void
add_numbers (GArray           *nodes,
             const RiskctxLaw *law,
             guint             points,
             double            weight,
             double            probability)
{
  double value[RISKCTX_QUADRATURE_FINE], share[RISKCTX_QUADRATURE_FINE];
  guint n;

  if (!riskctx_law_is_fixed (law)
      && riskctx_law_maximum (law) - riskctx_law_minimum (law) <= LISTED_MAX)
    {
      list_numbers (nodes, law, weight, probability);
      return;
    }
  n = law_points (law, points, value, share);
  for (guint i = 0; i < n; i++)
    add_number (nodes, weight * share[i], value[i], probability);
}

/* Gauss points of the product of rate and vulnerability where both are uncertain */
static guint
merge_points (guint         points,
              guint         n_rate,
              double       *rate,
              double       *rate_weight,
              guint         n_share,
              const double *share,
              const double *share_weight)
{
  double value[RISKCTX_QUADRATURE_REDUCE], weight[RISKCTX_QUADRATURE_REDUCE];
  guint n = 0;

  for (guint i = 0; i < n_rate; i++)
    for (guint j = 0; j < n_share; j++)
      {
        value[n] = rate[i] * share[j];
        weight[n++] = rate_weight[i] * share_weight[j];
      }
  return riskctx_quadrature_reduce (n, value, weight, points, rate, rate_weight);
}

RiskctxCountMixture *
riskctx_count_mixture_new (const RiskctxPlanRisk *risk,
                           guint                  points)
{
  RiskctxCountMixture *self = g_new0 (RiskctxCountMixture, 1);
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (RiskctxCountNode));
  double rate[RISKCTX_QUADRATURE_FINE], rate_weight[RISKCTX_QUADRATURE_FINE];
  double share[RISKCTX_QUADRATURE_FINE] = { 1.0 };
  double share_weight[RISKCTX_QUADRATURE_FINE] = { 1.0 };
  guint trials = 1, n_share = 1, n_rate;

  self->dispersion = risk->dispersion;
  switch (risk->kind)
    {
    case RISKCTX_FREQUENCY_KIND_POISSON:
      self->family = RISKCTX_COUNT_POISSON;
      break;
    case RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL:
      self->family = RISKCTX_COUNT_NEGATIVE_BINOMIAL;
      break;
    case RISKCTX_FREQUENCY_KIND_BINOMIAL:
      trials = risk->trials;
      self->family = RISKCTX_COUNT_BINOMIAL;
      break;
    case RISKCTX_FREQUENCY_KIND_BERNOULLI:
    case RISKCTX_FREQUENCY_KIND_FIXED:
    default:
      self->family = RISKCTX_COUNT_BINOMIAL;
      break;
    }

  if (risk->vulnerability != NULL)
    n_share = riskctx_quadrature_law (risk->vulnerability, points > 0 ? points : 16, share,
                                      share_weight);
  if (risk->kind == RISKCTX_FREQUENCY_KIND_FIXED)
    {
      for (guint i = 0; i < n_share; i++)
        add_numbers (nodes, risk->rate, points, share_weight[i], share[i]);
    }
  else
    {
      n_rate = law_points (risk->rate, points, rate, rate_weight);
      if (points > 0 && n_rate > 1 && n_share > 1)
        {
          n_rate = merge_points (points, n_rate, rate, rate_weight, n_share, share, share_weight);
          n_share = 1;
          share[0] = share_weight[0] = 1.0;
        }
      for (guint i = 0; i < n_rate; i++)
        for (guint j = 0; j < n_share; j++)
          add_node (nodes, rate_weight[i] * share_weight[j], rate[i] * share[j], trials);
    }

  self->n = nodes->len;
  self->nodes = (RiskctxCountNode *) (gpointer) g_array_free (nodes, FALSE);
  return self;
}

void
riskctx_count_mixture_free (RiskctxCountMixture *self)
{
  g_free (self->nodes);
  g_free (self);
}

/* Fewer nodes with the same moments, where one parameter says everything */
static void
reduce_nodes (RiskctxCountMixture *self,
              guint                points)
{
  g_autofree double *value = NULL, *weight = NULL;
  double new_value[RISKCTX_QUADRATURE_MAX], new_weight[RISKCTX_QUADRATURE_MAX];
  guint n;

  if (self->family == RISKCTX_COUNT_BINOMIAL || self->n <= points)
    return;
  value = g_new (double, self->n);
  weight = g_new (double, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      value[i] = self->nodes[i].parameter;
      weight[i] = self->nodes[i].weight;
    }
  n = riskctx_quadrature_reduce (self->n, value, weight, points, new_value, new_weight);
  for (guint i = 0; i < n; i++)
    {
      self->nodes[i].parameter = MAX (new_value[i], 0.0);
      self->nodes[i].weight = new_weight[i];
    }
  self->n = n;
}

/* z^n for a whole n by squaring */
static void
whole_power (double  re,
             double  im,
             guint   n,
             double *out_re,
             double *out_im)
{
  double result_re = 1.0, result_im = 0.0;

  for (; n > 0; n >>= 1)
    {
      double square;

      if (n & 1)
        {
          const double t = result_re * re - result_im * im;

          result_im = result_re * im + result_im * re;
          result_re = t;
        }
      square = re * re - im * im;
      im = 2.0 * re * im;
      re = square;
    }
  *out_re = result_re;
  *out_im = result_im;
}

/* Every parameter times a + b x for the values x of the law */
static void
multiply_nodes (RiskctxCountMixture *self,
                const RiskctxLaw    *law,
                double               a,
                double               b,
                guint                points)
{
  double value[RISKCTX_QUADRATURE_MAX], weight[RISKCTX_QUADRATURE_MAX];
  const guint m = riskctx_quadrature_law (law, points, value, weight);
  RiskctxCountNode *nodes = g_new (RiskctxCountNode, (gsize) self->n * m);

  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < m; j++)
      {
        nodes[i * m + j] = self->nodes[i];
        nodes[i * m + j].weight *= weight[j];
        nodes[i * m + j].parameter *= a + b * value[j];
      }
  g_free (self->nodes);
  self->nodes = nodes;
  self->n *= m;
  reduce_nodes (self, points);
}

void
riskctx_count_mixture_thin (RiskctxCountMixture      *self,
                            const RiskctxPlanFactors *factors,
                            guint                     points)
{
  for (guint i = 0; i < self->n; i++)
    self->nodes[i].parameter *= factors->certain;
  for (guint k = 0; k < factors->n; k++)
    multiply_nodes (self, factors->uncertain[k].effect, 1.0, -factors->uncertain[k].scale, points);
}

void
riskctx_count_mixture_keep (RiskctxCountMixture *self,
                            const RiskctxLaw    *probability,
                            guint                points)
{
  multiply_nodes (self, probability, 0.0, 1.0, points);
}

/* weight * size * (cosine + i sine) of angle, and the same times slope */
static void
add_polar (RiskctxCountValue *sum,
           double             weight,
           double             size,
           double             angle,
           double             slope_re,
           double             slope_im)
{
  double sine, cosine, re, im;

  riskctx_math_sincos (angle, &sine, &cosine);
  re = weight * size * cosine;
  im = weight * size * sine;
  sum->re += re;
  sum->im += im;
  sum->slope_re += re * slope_re - im * slope_im;
  sum->slope_im += re * slope_im + im * slope_re;
}

RiskctxCountValue
riskctx_count_mixture_generate (const RiskctxCountMixture *self,
                                double                     re,
                                double                     im)
{
  const double k = self->dispersion;
  RiskctxCountValue sum = { 0.0, 0.0, 0.0, 0.0 };

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxCountNode *node = &self->nodes[i];
      const double m = node->parameter, n = node->trials;

      switch (self->family)
        {
        case RISKCTX_COUNT_POISSON:
          add_polar (&sum, node->weight, riskctx_math_exp (m * (re - 1.0)), m * im, m, 0.0);
          break;
        case RISKCTX_COUNT_NEGATIVE_BINOMIAL:
          {
            /* (1 - m / k (z - 1))^-k; the derivative has the factor m / (1 - m / k (z - 1)) */
            const double x = 1.0 - m / k * (re - 1.0), y = -m / k * im;
            const double square = x * x + y * y;

            add_polar (&sum, node->weight, riskctx_math_exp (-0.5 * k * riskctx_math_log (square)),
                       -k * riskctx_math_atan2 (y, x), m * x / square, -m * y / square);
            break;
          }
        case RISKCTX_COUNT_BINOMIAL:
        default:
          {
            const double x = 1.0 + m * (re - 1.0), y = m * im;
            double power_re, power_im;

            if (node->trials == 0)
              {
                sum.re += node->weight;
                break;
              }
            whole_power (x, y, node->trials - 1, &power_re, &power_im);
            sum.slope_re += node->weight * n * m * power_re;
            sum.slope_im += node->weight * n * m * power_im;
            sum.re += node->weight * (power_re * x - power_im * y);
            sum.im += node->weight * (power_re * y + power_im * x);
            break;
          }
        }
    }
  return sum;
}

void
riskctx_count_mixture_generate_all (const RiskctxCountMixture *self,
                                    const RiskctxKernel       *kernel,
                                    guint                      n,
                                    const double              *z_re,
                                    const double              *z_im,
                                    double                    *out_re,
                                    double                    *out_im,
                                    double                    *slope_re,
                                    double                    *slope_im)
{
  if (self->family == RISKCTX_COUNT_POISSON)
    {
      double *const sums[] = { out_re, out_im, slope_re, slope_im };

      for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
        if (sums[i] != NULL)
          memset (sums[i], 0, n * sizeof (double));
      for (guint i = 0; i < self->n; i++)
        kernel->poisson (n, self->nodes[i].parameter, self->nodes[i].weight, z_re, z_im, out_re,
                         out_im, slope_re, slope_im);
      return;
    }
  for (guint j = 0; j < n; j++)
    {
      const RiskctxCountValue value = riskctx_count_mixture_generate (self, z_re[j], z_im[j]);

      out_re[j] = value.re;
      out_im[j] = value.im;
      if (slope_re != NULL)
        {
          slope_re[j] = value.slope_re;
          slope_im[j] = value.slope_im;
        }
    }
}

double
riskctx_count_mixture_mean (const RiskctxCountMixture *self)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n; i++)
    sum += self->nodes[i].weight * self->nodes[i].parameter
           * (self->family == RISKCTX_COUNT_BINOMIAL ? self->nodes[i].trials : 1.0);
  return sum;
}

double
riskctx_count_mixture_pairs (const RiskctxCountMixture *self)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxCountNode *node = &self->nodes[i];
      const double square = node->parameter * node->parameter;

      if (self->family == RISKCTX_COUNT_POISSON)
        sum += node->weight * square;
      else if (self->family == RISKCTX_COUNT_NEGATIVE_BINOMIAL)
        sum += node->weight * square * (1.0 + 1.0 / self->dispersion);
      else if (node->trials > 0)
        sum += node->weight * square * node->trials * (node->trials - 1.0);
    }
  return sum;
}

typedef struct
{
  double mean;
  double sd;
  double first;     /* where the walk begins */
  double log_first; /* logarithm of the probability there */
} Walk;

/* Where the probabilities of one component are above 1e-18 or so */
static Walk
walk_start (RiskctxCountFamily      family,
            double                  dispersion,
            const RiskctxCountNode *node)
{
  const double m = node->parameter, k = dispersion, n = node->trials;
  Walk walk = { m, sqrt (m), 0.0, 0.0 };

  if (family == RISKCTX_COUNT_NEGATIVE_BINOMIAL)
    walk.sd = sqrt (m + m * m / k);
  if (family == RISKCTX_COUNT_BINOMIAL)
    {
      walk.mean = n * m;
      walk.sd = sqrt (n * m * (1.0 - m));
    }
  if (walk.mean > 100.0)
    walk.first = MAX (0.0, floor (walk.mean - 9.5 * walk.sd - 10.0));

  switch (family)
    {
    case RISKCTX_COUNT_POISSON:
      walk.log_first = -m;
      if (walk.first > 0.0)
        walk.log_first += walk.first * riskctx_math_log (m)
                          - riskctx_math_lgamma (walk.first + 1.0);
      break;
    case RISKCTX_COUNT_NEGATIVE_BINOMIAL:
      walk.log_first = -k * riskctx_math_log1p (m / k);
      if (walk.first > 0.0)
        walk.log_first += riskctx_math_lgamma (walk.first + k) - riskctx_math_lgamma (k)
                          - riskctx_math_lgamma (walk.first + 1.0)
                          - walk.first * riskctx_math_log1p (k / m);
      break;
    case RISKCTX_COUNT_BINOMIAL:
    default:
      walk.log_first = n * riskctx_math_log1p (-m);
      if (walk.first > 0.0)
        walk.log_first += riskctx_math_lgamma (n + 1.0) - riskctx_math_lgamma (walk.first + 1.0)
                          - riskctx_math_lgamma (n - walk.first + 1.0)
                          + walk.first * (riskctx_math_log (m) - riskctx_math_log1p (-m));
      break;
    }
  return walk;
}

/* Ratio of the probabilities of j + 1 and j */
static double
walk_ratio (RiskctxCountFamily      family,
            double                  dispersion,
            const RiskctxCountNode *node,
            double                  j)
{
  const double m = node->parameter;

  switch (family)
    {
    case RISKCTX_COUNT_POISSON:
      return m / (j + 1.0);
    case RISKCTX_COUNT_NEGATIVE_BINOMIAL:
      return (j + dispersion) / (j + 1.0) * (m / (m + dispersion));
    case RISKCTX_COUNT_BINOMIAL:
    default:
      return (node->trials - j) / (j + 1.0) * (m / (1.0 - m));
    }
}

/* Adds weight times the probabilities of one component to the table that begins at first. What
 * does not fit is left out and returned. */
static double
add_component (const RiskctxCountMixture *self,
               const RiskctxCountNode    *node,
               guint32                    first,
               guint                      capacity,
               GArray                    *table)
{
  const gboolean certain_count = node->parameter == 0.0
                                 || (self->family == RISKCTX_COUNT_BINOMIAL
                                     && (node->parameter >= 1.0 || node->trials == 0));
  g_autoptr(GArray) mass = g_array_new (FALSE, FALSE, sizeof (double));
  double j, p, sum = 0.0, scale;

  if (certain_count)
    {
      j = node->parameter == 0.0 ? 0.0 : node->trials;
      p = 1.0;
      g_array_append_val (mass, p);
      sum = 1.0;
    }
  else
    {
      const Walk walk = walk_start (self->family, self->dispersion, node);
      double k = walk.first;

      if (walk.mean > first + (double) capacity)
        return node->weight;
      j = walk.first;
      p = riskctx_math_exp (walk.log_first);
      while (mass->len < capacity)
        {
          g_array_append_val (mass, p);
          sum += p;
          if (k > walk.mean && p < 1e-19)
            break;
          p *= walk_ratio (self->family, self->dispersion, node, k);
          k += 1.0;
          if (p <= 0.0)
            break;
        }
    }

  /* the start's logarithm carries an absolute error that is the same for every term */
  scale = node->weight / sum;
  for (guint i = 0; i < mass->len; i++)
    {
      const guint slot = (guint) (j + i - first);

      if (slot >= capacity)
        {
          double left = 0.0;

          for (guint l = i; l < mass->len; l++)
            left += g_array_index (mass, double, l) * scale;
          return left;
        }
      if (slot >= table->len)
        g_array_set_size (table, slot + 1);
      g_array_index (table, double, slot) += g_array_index (mass, double, i) * scale;
    }
  return 0.0;
}

static guint32
smallest_count (const RiskctxCountMixture *self)
{
  double first = 4294967295.0;

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxCountNode *node = &self->nodes[i];

      if (node->parameter == 0.0 || node->trials == 0)
        first = 0.0;
      else if (self->family == RISKCTX_COUNT_BINOMIAL && node->parameter >= 1.0)
        first = MIN (first, node->trials);
      else
        first = MIN (first, walk_start (self->family, self->dispersion, node).first);
    }
  return (guint32) first;
}

/* Where one comparison decides, an entry is the count that it starts from and the step to the next;
 * without a step, it begins one lower with a step that all have taken. */
static void
make_guide (RiskctxCountTable *self)
{
  g_autofree guint64 *steps = g_new (guint64, self->n);

  for (guint j = 0; j < self->n; j++)
    steps[j] = (guint64) MAX (0.0, ceil (self->cumulative[j] * 0x1p52 - 0.5));

  self->guide = g_new (guint32, GUIDE);
  self->entries = g_new (guint64, GUIDE);
  for (guint i = 0, j = 0; i < GUIDE; i++)
    {
      const guint64 first = (guint64) i << GUIDE_SHIFT, end = (guint64) (i + 1) << GUIDE_SHIFT;
      const guint last = self->n - 1;

      while (j < last && steps[j] <= first)
        j++;
      self->guide[i] = j;
      if (steps[MIN (j + 1, last)] < end || j + 2 >= RISKCTX_KERNEL_MANY)
        self->entries[i] = RISKCTX_KERNEL_MANY;
      else if (steps[j] < end)
        self->entries[i] = steps[j] << 12 | (j + 1);
      else
        self->entries[i] = j;
    }
}

RiskctxCountTable *
riskctx_count_table_new (const RiskctxPlanRisk *risk)
{
  g_autoptr(RiskctxCountMixture) mixture = riskctx_count_mixture_new (risk, 0);
  g_autoptr(GArray) table = g_array_new (FALSE, TRUE, sizeof (double));
  RiskctxCountTable *self = g_new0 (RiskctxCountTable, 1);
  const guint capacity = riskctx_law_is_fixed (risk->rate) ? TABLE_MAX_CERTAIN : TABLE_MAX;
  double sum = 0.0, left = 0.0;

  self->first = smallest_count (mixture);
  for (guint i = 0; i < mixture->n; i++)
    left += add_component (mixture, &mixture->nodes[i], self->first, capacity, table);

  self->n = MAX (table->len, 1);
  self->cumulative = g_new0 (double, self->n);
  for (guint i = 0; i < table->len; i++)
    {
      sum += g_array_index (table, double, i);
      self->cumulative[i] = MIN (sum, 1.0);
    }
  if (left < 1e-15)
    {
      self->cumulative[self->n - 1] = 1.0;
    }
  else
    {
      self->tail = riskctx_law_ref (risk->rate);
      self->tail_scale = risk->vulnerability != NULL ? riskctx_law_mean (risk->vulnerability) : 1.0;
      if (risk->kind == RISKCTX_FREQUENCY_KIND_BINOMIAL)
        self->tail_scale *= risk->trials;
    }

  make_guide (self);
  return self;
}

void
riskctx_count_table_free (RiskctxCountTable *self)
{
  g_clear_pointer (&self->tail, riskctx_law_unref);
  g_free (self->cumulative);
  g_free (self->entries);
  g_free (self->guide);
  g_free (self);
}

static inline guint32
find (const RiskctxCountTable *self,
      double                   u)
{
  guint j = self->guide[(guint) (u * GUIDE)];

  while (u >= self->cumulative[j] && j + 1 < self->n)
    j++;
  if (G_UNLIKELY (self->tail != NULL && u >= self->cumulative[j]))
    {
      const double rate = riskctx_law_quantile_upper (self->tail, 1.0 - u) * self->tail_scale;

      return (guint32) CLAMP (rate + 0.5, (double) self->first + self->n, 4e9);
    }
  return self->first + j;
}

guint32
riskctx_count_table_find (const RiskctxCountTable *self,
                          double                   u)
{
  return find (self, u);
}

void
riskctx_count_table_fill (const RiskctxCountTable *self,
                          const RiskctxKernel     *kernel,
                          guint                    n,
                          const guint64           *bits,
                          guint32                 *counts)
{
  if (!kernel->counts (n, self->entries, bits, self->first, counts))
    return;
  for (guint i = 0; i < n; i++)
    if (counts[i] == self->first + RISKCTX_KERNEL_MANY)
      counts[i] = find (self, riskctx_uniform_from_bits (bits[i]));
}
