/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"
#include "riskctx-count-private.h"
#include "riskctx-fft-private.h"
#include "riskctx-math-private.h"
#include "riskctx-quadrature-private.h"

#include <math.h>

/* Laws with what the textbooks say about them: mean, standard deviation and one quantile, worked
 * out by hand where that is simple, else with another library. */
typedef struct
{
  const char *name;
  double      mean;
  double      sd;
  double      p;
  double      quantile;
} Row;

static const Row rows[] = {
  { "uniform", 2.0, 0.57735026918962573, 0.25, 1.5 },
  { "triangular", 2.0, 1.0801234497346435, 0.2, 1.0 },
  { "pert", 3.5, 1.2677313820927751, 0.5, 3.382588601420245 },
  { "normal", 5.0, 2.0, 0.975, 8.9199279690801081 },
  { "truncated normal", 2.018320867674067, 1.394525633606449, 0.5, 1.7937423501790888 },
  { "lognormal", 1.1331484530668263, 0.60389941048580946, 0.5, 1.0 },
  { "lognormal by interval", 266398.00977355463, 657781.40951, 0.95, 1000000.0 },
  { "lognormal by mean", 10.0, 5.0, 0.5, 8.9442719099991592 },
  { "exponential", 3.0, 3.0, 0.5, 2.0794415416798359 },
  { "gamma", 3.0, 1.5, 0.5, 2.754045561638173 },
  { "inverse gaussian", 3.0, 3.6742346141747673, 0.5, 1.751331230424586 },
  { "lomax", 2.0, 4.47213595499958, 0.5, 0.9585237323186826 },
  { "pareto", 2.538461538461538, 1.2162606385262997, 0.5, 2.2516506909584297 },
  { "discrete", 2.5, 1.5, 0.6, 2.0 },
  { "mixture", 3.5, 2.327373340628157, 0.5, NAN },
  { "product", 20.0, 8.504900548115382, 0.5, NAN },
  { "capped", 1.5, 0.57735, 0.75, 2.0 },
};

static RiskctxLaw *
law_for (const char *name)
{
  static const double values[] = { 5.0, 1.0, 2.0 }, weights[] = { 1.0, 1.0, 2.0 };
  g_autoptr(RiskctxLaw) low = riskctx_law_new_uniform (1.0, 3.0, NULL);
  g_autoptr(RiskctxLaw) high = riskctx_law_new_uniform (4.0, 9.0, NULL);
  g_autoptr(RiskctxLaw) unit = riskctx_law_new_uniform (0.0, 4.0, NULL);
  g_autoptr(RiskctxLaw) wide = riskctx_law_new_lognormal_mean (10.0, 3.0, NULL);
  g_autoptr(RiskctxLaw) one = riskctx_law_new_fixed (1.0, NULL);
  RiskctxLaw *const two_laws[] = { low, high };
  RiskctxLaw *const factors[] = { wide, low };
  RiskctxLaw *const capped[] = { one, unit };
  static const double shares[] = { 2.0 / 3.0, 1.0 / 3.0 };

  if (g_str_equal (name, "uniform"))
    return riskctx_law_new_uniform (1.0, 3.0, NULL);
  if (g_str_equal (name, "triangular"))
    return riskctx_law_new_triangular (0.0, 1.0, 5.0, NULL);
  if (g_str_equal (name, "pert"))
    return riskctx_law_new_pert (1.0, 3.0, 8.0, 4.0, NULL);
  if (g_str_equal (name, "normal"))
    return riskctx_law_new_normal (5.0, 2.0, NULL);
  if (g_str_equal (name, "truncated normal"))
    return riskctx_law_new_normal_truncated (1.0, 2.0, NULL);
  if (g_str_equal (name, "lognormal"))
    return riskctx_law_new_lognormal (0.0, 0.5, NULL);
  if (g_str_equal (name, "lognormal by interval"))
    return riskctx_law_new_lognormal_interval (1e4, 1e6, 0.9, NULL);
  if (g_str_equal (name, "lognormal by mean"))
    return riskctx_law_new_lognormal_mean (10.0, 5.0, NULL);
  if (g_str_equal (name, "exponential"))
    return riskctx_law_new_pareto (0.0, 3.0, 0.0, NULL);
  if (g_str_equal (name, "gamma"))
    return riskctx_law_new_gamma (3.0, 0.5, NULL);
  if (g_str_equal (name, "inverse gaussian"))
    return riskctx_law_new_inverse_gaussian (3.0, 2.0, NULL);
  if (g_str_equal (name, "lomax"))
    return riskctx_law_new_lomax (2.5, 3.0, NULL);
  if (g_str_equal (name, "pareto"))
    return riskctx_law_new_pareto (1.0, 2.0, -0.3, NULL);
  if (g_str_equal (name, "discrete"))
    return riskctx_law_new_discrete (values, weights, 3, NULL);
  if (g_str_equal (name, "mixture"))
    return riskctx_law_new_mixture (two_laws, shares, 2, NULL);
  if (g_str_equal (name, "product"))
    return riskctx_law_new_product (factors, 2, INFINITY, NULL);
  return riskctx_law_new_product (capped, 2, 2.0, NULL);
}

START_TEST (has_the_moments_of_the_textbook)
{
  const Row *row = &rows[_i];
  g_autoptr(RiskctxLaw) law = engine_law (law_for (row->name));

  riskctx_check_close (riskctx_law_mean (law), row->mean, 1e-7);
  if (!g_str_equal (row->name, "capped"))
    riskctx_check_close (riskctx_law_sd (law), row->sd, 1e-5);
  if (!isnan (row->quantile))
    riskctx_check_close (riskctx_law_quantile (law, row->p), row->quantile, 1e-7);
}
END_TEST

/* The quantile function inverts the distribution function from both ends, and the limited mean is
 * the integral of the survival function. */
START_TEST (agrees_with_itself)
{
  const Row *row = &rows[_i];
  g_autoptr(RiskctxLaw) law = engine_law (law_for (row->name));
  const double low = riskctx_law_quantile (law, 0.05), high = riskctx_law_quantile (law, 0.95);
  const guint cells = 20000;
  double sum = 0.0;

  for (double t = 1e-9; t < 0.5; t *= 1.9)
    {
      const double below = riskctx_law_quantile (law, t);
      const double above = riskctx_law_quantile_upper (law, t);

      ck_assert_double_ge (riskctx_law_cdf (law, below), t * (1.0 - 1e-6));
      ck_assert_double_le (riskctx_law_survival (law, above), t * (1.0 + 1e-6));
      if (!riskctx_law_has_atoms (law))
        {
          /* distances from an end of the support lose digits when they are tiny */
          ck_assert_double_le (riskctx_law_cdf (law, below), t * (1.0 + 1e-5) + 1e-12);
          ck_assert_double_ge (riskctx_law_survival (law, above), t * (1.0 - 1e-5) - 1e-12);
        }
    }
  for (guint i = 0; i < cells; i++)
    sum += riskctx_law_survival (law, low + (high - low) * (i + 0.5) / cells);
  riskctx_check_close (riskctx_law_limited_mean (law, high) - riskctx_law_limited_mean (law, low),
                       sum * (high - low) / cells, 1e-4);
}
END_TEST

START_TEST (keeps_the_mean_in_quadrature)
{
  const Row *row = &rows[_i];
  g_autoptr(RiskctxLaw) law = engine_law (law_for (row->name));
  double points[RISKCTX_QUADRATURE_MAX], weights[RISKCTX_QUADRATURE_MAX];
  const guint n = riskctx_quadrature_law (law, 20, points, weights);
  double mass = 0.0, mean = 0.0;

  for (guint i = 0; i < n; i++)
    {
      ck_assert_double_gt (weights[i], 0.0);
      ck_assert_double_ge (points[i], riskctx_law_minimum (law));
      ck_assert_double_le (points[i], riskctx_law_maximum (law));
      mass += weights[i];
      mean += weights[i] * points[i];
    }
  riskctx_check_close (mass, 1.0, 1e-12);
  riskctx_check_close (mean, row->mean, 1e-7);
}
END_TEST

START_TEST (knows_infinite_moments)
{
  g_autoptr(RiskctxLaw) no_variance = engine_law (riskctx_law_new_lomax (1.5, 1.0, NULL));
  g_autoptr(RiskctxLaw) no_mean = engine_law (riskctx_law_new_lomax (0.9, 1.0, NULL));

  ck_assert (riskctx_law_has_mean (no_variance));
  ck_assert (!riskctx_law_has_variance (no_variance));
  riskctx_check_close (riskctx_law_mean (no_variance), 2.0, 1e-12);
  ck_assert (!riskctx_law_has_mean (no_mean));
  ck_assert (!riskctx_law_has_variance (no_mean));
}
END_TEST

typedef RiskctxLaw *(*Maker) (double a, double b, GError **error);

START_TEST (refuses_what_has_no_meaning)
{
  static const struct { Maker make; double a; double b; } wrong[] = {
    { riskctx_law_new_uniform, 2.0, 1.0 },
    { riskctx_law_new_uniform, NAN, 1.0 },
    { riskctx_law_new_uniform, 0.0, INFINITY },
    { riskctx_law_new_normal, 0.0, -1.0 },
    { riskctx_law_new_normal_truncated, -100.0, 1.0 },
    { riskctx_law_new_lognormal, 0.0, -1.0 },
    { riskctx_law_new_lognormal, 0.0, 1e6 },
    { riskctx_law_new_lognormal_mean, 0.0, 1.0 },
    { riskctx_law_new_gamma, -1.0, 1.0 },
    { riskctx_law_new_gamma, 1.0, NAN },
    { riskctx_law_new_inverse_gaussian, 1.0, 0.0 },
    { riskctx_law_new_lomax, 0.0, 1.0 },
    { riskctx_law_new_lomax, 1.0, -1.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      ck_assert_ptr_null (wrong[i].make (wrong[i].a, wrong[i].b, &error));
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
    }
}
END_TEST

START_TEST (collapses_to_a_fixed_value)
{
  g_autoptr(RiskctxLaw) law = engine_law (riskctx_law_new_pert (4.0, 4.0, 4.0, 4.0, NULL));

  ck_assert (riskctx_law_is_fixed (law));
  ck_assert_double_eq (riskctx_law_mean (law), 4.0);
  ck_assert_double_eq (riskctx_law_sd (law), 0.0);
  ck_assert_double_eq (riskctx_law_quantile (law, 0.99), 4.0);
}
END_TEST

/* Values to 20 digits from arbitrary-precision arithmetic */
START_TEST (computes_special_functions)
{
  riskctx_check_close (riskctx_math_exp (1.0), 2.7182818284590452354, 4e-16);
  riskctx_check_close (riskctx_math_exp (-700.5), 5.9801961186397912e-305, 1e-13);
  riskctx_check_close (riskctx_math_log (10.0), 2.3025850929940456840, 4e-16);
  riskctx_check_close (riskctx_math_log1p (1e-10), 9.9999999995000000000e-11, 4e-16);
  riskctx_check_close (riskctx_math_expm1 (1e-10), 1.0000000000500000000e-10, 4e-16);
  riskctx_check_close (riskctx_math_lgamma (0.5), 0.57236494292470008707, 1e-14);
  riskctx_check_close (riskctx_math_lgamma (100.5), 361.43554046777762, 1e-14);
  riskctx_check_close (riskctx_math_normal_cdf (-10.0), 7.6198530241605260660e-24, 2e-15);
  riskctx_check_close (riskctx_math_normal_cdf (1.0), 0.84134474606854294859, 1e-15);
  riskctx_check_close (riskctx_math_normal_quantile (0.05), -1.6448536269514722, 1e-15);
  riskctx_check_close (riskctx_math_gamma_lower (2.5, 3.0), 0.69378108158672159912, 1e-13);
  riskctx_check_close (riskctx_math_gamma_upper (120.5, 140.0), 0.04283456228359418776, 1e-12);
  riskctx_check_close (riskctx_math_beta (2.5, 3.5, 0.3, 0.7), 0.29675298929566637832, 1e-13);
  riskctx_check_close (riskctx_math_beta (300.0, 500.0, 0.4, 0.6), 0.92707840800746830599, 1e-12);
  riskctx_check_close (riskctx_math_atan2 (1.0, -1.0), 2.3561944901923449288, 1e-15);
}
END_TEST

START_TEST (transforms_there_and_back)
{
  const guint n = 4u << _i;
  g_autoptr(RiskctxFft) fft = riskctx_fft_new (n);
  g_autofree double *values = g_new (double, n), *again = g_new (double, n);
  g_autofree double *re = g_new (double, n), *im = g_new (double, n), *work = g_new (double, n);
  const double turn = 2.0 * G_PI * 3.0 / n;

  for (guint i = 0; i < n; i++)
    values[i] = 1.0 + 2.0 * cos (turn * i) + (i == 1 ? 0.5 : 0.0);
  riskctx_fft_forward (fft, values, re, im, work);
  riskctx_check_close (re[0], n + 0.5, 1e-12);
  if (n > 8)
    {
      riskctx_check_close (re[3], n + 0.5 * cos (turn), 1e-12);
      ck_assert_double_eq_tol (im[3], -0.5 * sin (turn), 1e-10);
      ck_assert_double_eq_tol (re[n / 4], 0.0, 1e-10);
      ck_assert_double_eq_tol (im[n / 4], -0.5, 1e-10);
    }
  riskctx_fft_inverse (fft, re, im, again, work);
  for (guint i = 0; i < n; i++)
    ck_assert_double_eq_tol (again[i], values[i], 1e-13);
}
END_TEST

/* Mean and variance of a count read off its table, against the family's formulas */
START_TEST (tabulates_counts)
{
  static const struct
  {
    RiskctxFrequencyKind kind;
    double               rate;
    double               dispersion;
    guint                trials;
    double               mean;
    double               variance;
  } families[] = {
    { RISKCTX_FREQUENCY_KIND_POISSON, 0.0, 0.0, 0, 0.0, 0.0 },
    { RISKCTX_FREQUENCY_KIND_POISSON, 2.0, 0.0, 0, 2.0, 2.0 },
    { RISKCTX_FREQUENCY_KIND_POISSON, 5000.0, 0.0, 0, 5000.0, 5000.0 },
    { RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL, 3.0, 2.0, 0, 3.0, 7.5 },
    { RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL, 900.0, 50.0, 0, 900.0, 17100.0 },
    { RISKCTX_FREQUENCY_KIND_BINOMIAL, 0.3, 0.0, 4, 1.2, 0.84 },
    { RISKCTX_FREQUENCY_KIND_BINOMIAL, 0.25, 0.0, 40000, 10000.0, 7500.0 },
    { RISKCTX_FREQUENCY_KIND_BINOMIAL, 1.0, 0.0, 7, 7.0, 0.0 },
    { RISKCTX_FREQUENCY_KIND_BERNOULLI, 0.2, 0.0, 0, 0.2, 0.16 },
    { RISKCTX_FREQUENCY_KIND_FIXED, 3.0, 0.0, 0, 3.0, 0.0 },
    { RISKCTX_FREQUENCY_KIND_FIXED, 2.25, 0.0, 0, 2.25, 0.1875 },
  };
  const RiskctxPlanRisk risk = {
    .kind = families[_i].kind,
    .rate = riskctx_law_new_fixed (families[_i].rate, NULL),
    .dispersion = families[_i].dispersion,
    .trials = families[_i].trials,
  };
  RiskctxCountTable *table = riskctx_count_table_new (&risk);
  double mean = 0.0, square = 0.0, before = 0.0;

  for (guint i = 0; i < table->n; i++)
    {
      const double k = (double) table->first + i, p = table->cumulative[i] - before;

      mean += p * k;
      square += p * (k - families[_i].mean) * (k - families[_i].mean);
      before = table->cumulative[i];
    }
  ck_assert_double_eq_tol (mean, families[_i].mean, 1e-8 * families[_i].mean + 1e-12);
  ck_assert_double_eq_tol (square, families[_i].variance, 1e-6 * families[_i].variance + 1e-12);
  /* inversion finds the smallest count whose probability reaches u */
  for (double u = 0.0005; u < 1.0; u += 0.001)
    {
      const guint32 k = riskctx_count_table_find (table, u) - table->first;

      ck_assert_double_gt (table->cumulative[k], u);
      ck_assert (k == 0 || table->cumulative[k - 1] <= u);
    }
  riskctx_count_table_free (table);
  riskctx_law_unref (risk.rate);
}
END_TEST

START_TEST (mixes_counts_over_the_rate)
{
  const RiskctxPlanRisk risk = {
    .kind = RISKCTX_FREQUENCY_KIND_POISSON,
    .rate = riskctx_law_new_gamma (3.0, sqrt (0.5), NULL),
  };
  /* a Poisson count with a gamma rate is negative binomial: k = 2, p = 0.4 */
  RiskctxCountTable *table = riskctx_count_table_new (&risk);
  double p = 0.16, sum = 0.0;

  for (guint k = 0; k < 40; k++)
    {
      sum += p;
      ck_assert_double_eq_tol (table->cumulative[k], sum, 2e-7);
      p *= (k + 2.0) / (k + 1.0) * 0.6;
    }
  riskctx_count_table_free (table);
  riskctx_law_unref (risk.rate);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-law");
  TCase *laws = tcase_create ("laws");
  TCase *rules = tcase_create ("rules");
  TCase *counts = tcase_create ("counts");
  TCase *functions = tcase_create ("functions");

  tcase_add_loop_test (laws, has_the_moments_of_the_textbook, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (laws, agrees_with_itself, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (laws, keeps_the_mean_in_quadrature, 0, G_N_ELEMENTS (rows));
  tcase_add_test (laws, knows_infinite_moments);
  suite_add_tcase (self, laws);
  tcase_add_test (rules, refuses_what_has_no_meaning);
  tcase_add_test (rules, collapses_to_a_fixed_value);
  suite_add_tcase (self, rules);
  tcase_add_loop_test (counts, tabulates_counts, 0, 11);
  tcase_add_test (counts, mixes_counts_over_the_rate);
  suite_add_tcase (self, counts);
  tcase_add_test (functions, computes_special_functions);
  tcase_add_loop_test (functions, transforms_there_and_back, 0, 12);
  suite_add_tcase (self, functions);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
