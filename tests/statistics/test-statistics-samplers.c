/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../unit/engine-fixture.h"
#include "statistics.h"

#include <string.h>

/* Draws as a simulation makes them, held against the law that they shall follow: one event a year
 * for amounts, one unit of money an event for counts. */

#define BINS 4096u
#define TAILS 20u /* halvings of the outermost bins: to below 1e-7 of either tail with BINS */
#define EDGES (BINS - 1 + 2 * TAILS)
#define TOO_STRANGE 1e-6

typedef RiskctxLaw *(*MakeLaw) (void);

#define LAW(name, call) \
  static RiskctxLaw *name (void) { return engine_law (call); }

LAW (uniform, riskctx_law_new_uniform (2, 5, NULL))
LAW (triangular, riskctx_law_new_triangular (1, 2, 7, NULL))
LAW (pert, riskctx_law_new_pert (1, 2, 7, 4, NULL))
LAW (pert_flat, riskctx_law_new_pert (0, 0, 1, 0.5, NULL))
LAW (normal, riskctx_law_new_normal (3, 2, NULL))
LAW (half_normal, riskctx_law_new_normal_truncated (1, 2, NULL))
LAW (lognormal, riskctx_law_new_lognormal_interval (1e4, 1e6, 0.9, NULL))
LAW (gamma_narrow, riskctx_law_new_gamma (10, 0.3, NULL))
LAW (gamma_wide, riskctx_law_new_gamma (10, 3, NULL))
LAW (inverse_gaussian, riskctx_law_new_inverse_gaussian (2, 1, NULL))
LAW (lomax, riskctx_law_new_lomax (1.5, 10, NULL))
LAW (pareto_bounded, riskctx_law_new_pareto (1, 2, -0.4, NULL))
LAW (exponential, riskctx_law_new_pareto (0, 2, 0, NULL))

static RiskctxLaw *
mixture (void)
{
  g_autoptr(RiskctxLaw) one = lognormal ();
  g_autoptr(RiskctxLaw) other = engine_law (riskctx_law_new_gamma (1e6, 0.5, NULL));
  RiskctxLaw *const parts[] = { one, other };
  const double weights[] = { 0.7, 0.3 };

  return engine_law (riskctx_law_new_mixture (parts, weights, 2, NULL));
}

/* Of lognormal factors, because their product is lognormal again: the law itself only comes near
 * other products. */
static RiskctxLaw *
product (void)
{
  g_autoptr(RiskctxLaw) one = engine_law (riskctx_law_new_lognormal (1, 0.3, NULL));
  g_autoptr(RiskctxLaw) other = engine_law (riskctx_law_new_lognormal (2, 0.4, NULL));
  RiskctxLaw *const parts[] = { one, other };

  return engine_law (riskctx_law_new_product (parts, 2, INFINITY, NULL));
}

LAW (product_known, riskctx_law_new_lognormal (3, 0.5, NULL))

static const struct
{
  const char *name;
  MakeLaw     make;
  MakeLaw     known; /* the law to hold it against, if that is another form */
} laws[] = {
  { "uniform", uniform }, { "triangular", triangular }, { "pert", pert },
  { "pert at its end", pert_flat }, { "normal", normal }, { "truncated normal", half_normal },
  { "lognormal", lognormal }, { "narrow gamma", gamma_narrow }, { "wide gamma", gamma_wide },
  { "inverse Gaussian", inverse_gaussian }, { "Lomax", lomax },
  { "bounded Pareto", pareto_bounded }, { "exponential", exponential }, { "mixture", mixture },
  { "product", product, product_known },
};

typedef struct
{
  guint  n;
  double edges[EDGES];
  double below[EDGES + 1]; /* probability of all that is not above the edge; 1 at the end */
  double mass[EDGES + 1];  /* of a bin: what is in (edges[i - 1], edges[i]] */
} Bins;

static void
make_bins (const RiskctxLaw *law,
           Bins             *bins)
{
  guint n = 0;

  for (guint k = TAILS; k >= 1; k--, n++)
    {
      bins->below[n] = ldexp (1.0 / BINS, -(int) k);
      bins->edges[n] = riskctx_law_quantile (law, bins->below[n]);
    }
  for (guint k = 1; k < BINS; k++, n++)
    {
      bins->below[n] = (double) k / BINS;
      bins->edges[n] = k <= BINS / 2
                         ? riskctx_law_quantile (law, bins->below[n])
                         : riskctx_law_quantile_upper (law, (double) (BINS - k) / BINS);
    }
  for (guint k = 1; k <= TAILS; k++, n++)
    {
      bins->below[n] = 1 - ldexp (1.0 / BINS, -(int) k);
      bins->edges[n] = riskctx_law_quantile_upper (law, ldexp (1.0 / BINS, -(int) k));
    }
  bins->n = n;
  bins->below[n] = 1;
  for (guint i = 0; i <= n; i++)
    bins->mass[i] = bins->below[i] - (i > 0 ? bins->below[i - 1] : 0);
  for (guint i = 1; i < n; i++)
    ck_assert_double_gt (bins->edges[i], bins->edges[i - 1]);
}

static void
count_draws (const Bins   *bins,
             guint64       n,
             const double *values,
             guint64      *counts)
{
  for (guint64 i = 0; i < n; i++)
    {
      guint low = 0, high = bins->n;

      while (low < high)
        {
          const guint middle = (low + high) / 2;

          if (values[i] <= bins->edges[middle])
            high = middle;
          else
            low = middle + 1;
        }
      counts[low]++;
    }
}

/* Several bins with too few draws count as one. */
static double
chi_square (guint          n,
            const double  *mass,
            const guint64 *counts,
            double         draws)
{
  double statistic = 0, expected = 0, found = 0, last_expected = 0, last_found = 0;
  int bins = 0;

  for (guint i = 0; i < n; i++)
    {
      expected += mass[i] * draws;
      found += (double) counts[i];
      if (expected < 10)
        continue;
      statistic += (found - expected) * (found - expected) / expected;
      last_expected = expected;
      last_found = found;
      expected = found = 0;
      bins++;
    }
  if (bins > 0 && expected > 0)
    {
      const double e = last_expected + expected, f = last_found + found;

      statistic += (f - e) * (f - e) / e
                   - (last_found - last_expected) * (last_found - last_expected) / last_expected;
    }
  return bins > 1 ? p_of_chi_square (statistic, bins - 1) : 1;
}

static void
judge (const char *law,
       const char *test,
       double      p)
{
  g_printerr ("# %-18s %-24s p = %.3g\n", law, test, p);
  ck_assert_msg (p >= TOO_STRANGE, "%s: %s has p = %g", law, test, p);
}

static void
draw (RiskctxPlan *plan,
      guint64      all,
      void       (*take) (guint64 n, const double *values, gpointer data),
      gpointer     data)
{
  RiskctxSimulateSettings settings;
  guint64 done = 0;

  riskctx_simulate_settings_init (&settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.keep = RISKCTX_SIMULATE_KEEP_TOTAL;
  settings.curve_points = 0;
  settings.n_probabilities = 1;
  settings.probabilities[0] = settings.tail = 0.5;
  settings.threads = 1;
  settings.seed = 97;
  while (done < all)
    {
      g_autoptr(RiskctxSimulateResult) result = NULL;

      settings.trials = MIN (all - done, 1000000);
      result = engine_run (plan, &settings);
      take (settings.trials, result->total.samples, data);
      done += settings.trials;
      settings.seed++;
    }
}

typedef struct
{
  Bins    bins;
  guint64 counts[EDGES + 1];
} Histogram;

static void
take_amounts (guint64       n,
              const double *values,
              gpointer      data)
{
  Histogram *histogram = data;

  count_draws (&histogram->bins, n, values, histogram->counts);
}

/* The supremum and the integral over the edges instead of over all numbers: the statistics can only
 * become a little smaller by that, the bins being so narrow. */
START_TEST (amounts_follow_their_law)
{
  const double n = statistics_are_full () ? 1e8 : 3e5;
  const char *name = laws[_i].name;
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxLaw) drawn = laws[_i].make ();
  g_autoptr(RiskctxLaw) law = laws[_i].known != NULL ? laws[_i].known () : laws[_i].make ();
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autofree Histogram *histogram = g_new0 (Histogram, 1);
  const Bins *bins = &histogram->bins;
  double sum = 0, distance = 0, darling = 0;

  engine_add_risk (builder, name, 0, RISKCTX_FREQUENCY_KIND_FIXED,
                   engine_law (riskctx_law_new_fixed (1, NULL)), 0, 0, riskctx_law_ref (drawn));
  plan = engine_build (builder);
  make_bins (law, &histogram->bins);
  draw (plan, (guint64) n, take_amounts, histogram);

  judge (name, "chi-square", chi_square (bins->n + 1, bins->mass, histogram->counts, n));
  for (guint i = 0; i < bins->n; i++)
    {
      const double f = bins->below[i];
      double gap;

      sum += (double) histogram->counts[i];
      gap = sum / n - f;
      distance = MAX (distance, fabs (gap));
      darling += n * gap * gap / (f * (1 - f)) * (bins->mass[i] + bins->mass[i + 1]) / 2;
    }
  judge (name, "Kolmogorov-Smirnov", p_of_kolmogorov (distance, n));
  judge (name, "Anderson-Darling", p_of_anderson_darling (darling));
  for (guint side = 0; side < 2; side++)
    {
      guint64 far = 0;

      /* 2^-11 / BINS = 1.2e-7; the last but one and so on are parts of the same tail */
      for (guint i = 0; i + 11 <= TAILS; i++)
        far += histogram->counts[side == 0 ? i : bins->n - i];
      judge (name, side == 0 ? "lower tail of 1.2e-7" : "upper tail of 1.2e-7",
             p_of_binomial ((double) far, n, ldexp (1.0 / BINS, -11)));
    }
}
END_TEST

#define MOST 400u

static const struct
{
  const char          *name;
  RiskctxFrequencyKind kind;
  double               mean; /* of the binomial law: the probability */
  double               dispersion;
  guint                trials;
} counts[] = {
  { "Poisson 0.05", RISKCTX_FREQUENCY_KIND_POISSON, 0.05, 0, 0 },
  { "Poisson 1", RISKCTX_FREQUENCY_KIND_POISSON, 1, 0, 0 },
  { "Poisson 10", RISKCTX_FREQUENCY_KIND_POISSON, 10, 0, 0 },
  { "Poisson 200", RISKCTX_FREQUENCY_KIND_POISSON, 200, 0, 0 },
  { "negative binomial", RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL, 3, 0.7, 0 },
  { "binomial", RISKCTX_FREQUENCY_KIND_BINOMIAL, 0.3, 0, 25 },
  { "Bernoulli", RISKCTX_FREQUENCY_KIND_BERNOULLI, 0.01, 0, 0 },
};

static double
mass_of_count (guint row,
               guint k)
{
  const double mean = counts[row].mean, r = counts[row].dispersion, n = counts[row].trials;

  switch (counts[row].kind)
    {
    case RISKCTX_FREQUENCY_KIND_POISSON:
      return exp (k * log (mean) - mean - lgamma (k + 1.0));
    case RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL:
      return exp (lgamma (k + r) - lgamma (r) - lgamma (k + 1.0) + r * log (r / (r + mean))
                  + k * log (mean / (r + mean)));
    case RISKCTX_FREQUENCY_KIND_BINOMIAL:
      return k > n ? 0
                   : exp (lgamma (n + 1) - lgamma (k + 1.0) - lgamma (n - k + 1) + k * log (mean)
                          + (n - k) * log1p (-mean));
    case RISKCTX_FREQUENCY_KIND_BERNOULLI:
      return k == 0 ? 1 - mean : k == 1 ? mean : 0;
    case RISKCTX_FREQUENCY_KIND_FIXED:
    default:
      return 0;
    }
}

static void
take_counts (guint64       n,
             const double *values,
             gpointer      data)
{
  guint64 *found = data;

  for (guint64 i = 0; i < n; i++)
    found[MIN ((guint) values[i], MOST)]++;
}

START_TEST (counts_follow_their_law)
{
  const double mean = counts[_i].mean;
  const double n = !statistics_are_full () ? 3e5 : mean > 50 ? 2e7 : 1e8;
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(RiskctxPlan) plan = NULL;
  double mass[MOST + 1], rest = 1;
  guint64 found[MOST + 1] = { 0 };

  engine_add_risk (builder, counts[_i].name, 0, counts[_i].kind,
                   engine_law (riskctx_law_new_fixed (mean, NULL)), counts[_i].dispersion,
                   counts[_i].trials, engine_law (riskctx_law_new_fixed (1, NULL)));
  plan = engine_build (builder);
  draw (plan, (guint64) n, take_counts, found);
  for (guint k = 0; k < MOST; k++)
    {
      mass[k] = mass_of_count (_i, k);
      rest -= mass[k];
      ck_assert_msg (mass[k] > 0 || found[k] == 0, "%s: %u cannot be", counts[_i].name, k);
    }
  mass[MOST] = MAX (rest, 0);
  judge (counts[_i].name, "chi-square", chi_square (MOST + 1, mass, found, n));
  for (double far = 1e-4; far > 1e-8; far /= 10)
    {
      double beyond = 1;
      guint64 above = 0;
      guint k = 0;
      g_autofree char *what = g_strdup_printf ("upper tail of %.0e", far);

      for (; k < MOST && beyond > far; k++)
        beyond -= mass[k];
      for (; k <= MOST; k++)
        above += found[k];
      if (beyond > 1e-12)
        judge (counts[_i].name, what, p_of_binomial ((double) above, n, beyond));
    }
}
END_TEST

START_TEST (bits_are_even)
{
  const double n = statistics_are_full () ? 1e8 : 1e6;
  g_autofree guint64 *pairs = g_new0 (guint64, 65536);
  guint64 ones[64] = { 0 }, previous = 0;
  double *mass = g_new (double, 65536);

  for (guint64 i = 0; i < (guint64) n; i++)
    {
      const guint64 bits = riskctx_stream_bits (5, 6, i >> 8, i & 255);

      for (guint b = 0; b < 64; b++)
        ones[b] += bits >> b & 1;
      /* top bytes of two draws in a row */
      pairs[(previous >> 56) << 8 | bits >> 56]++;
      previous = bits;
    }
  for (guint b = 0; b < 64; b++)
    {
      g_autofree char *what = g_strdup_printf ("bit %u", b);

      ck_assert_msg (p_of_binomial ((double) ones[b], n, 0.5) > TOO_STRANGE, "%s", what);
    }
  for (guint i = 0; i < 65536; i++)
    mass[i] = 1 / 65536.0;
  judge ("generator", "pairs of bytes", chi_square (65536, mass, pairs, n));
  g_free (mass);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("statistics-samplers");
  TCase *samplers = tcase_create ("samplers");

  tcase_add_loop_test (samplers, amounts_follow_their_law, 0, G_N_ELEMENTS (laws));
  tcase_add_loop_test (samplers, counts_follow_their_law, 0, G_N_ELEMENTS (counts));
  tcase_add_test (samplers, bits_are_even);
  suite_add_tcase (self, samplers);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
