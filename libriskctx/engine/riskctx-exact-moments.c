/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-private.h"
#include "riskctx-insurance-private.h"
#include "riskctx-kernel-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-points-private.h"

#include <math.h>

/* Cells of the grids on which insured events are measured: one is a check on the other */
#define CELLS_FEW 2048u
#define CELLS_MANY 4096u
/* and points for each doubling of an amount, in powers of two */
#define BITS_FEW 3u
#define BITS_MANY 4u
/* An amount beyond which next to nothing lies */
#define FAR 1e-10

static double
probability_of (const RiskctxYears *years,
                guint               kind,
                guint               k)
{
  return years->probability[kind * years->risk->n_consequences + k];
}

static double
factor_of (const RiskctxYears *years,
           guint               kind,
           guint               k)
{
  return years->factors[k][years->factor[kind * years->risk->n_consequences + k]];
}

/* P (X = 0) */
static double
mass_at_zero (const RiskctxLaw *law)
{
  if (law->minimum > 0.0 || law->maximum < 0.0)
    return 0.0;
  return riskctx_law_cdf (law, 0.0) - (law->minimum < 0.0 ? riskctx_law_cdf (law, -0x1p-1022)
                                                          : 0.0);
}

/* Before insurance: consequences are independent, so all of it is in closed form. */
static void
gross_moments (const RiskctxYears  *years,
               guint                kind,
               guint                mask,
               RiskctxEventMoments *out)
{
  *out = (RiskctxEventMoments){ .zero = 1.0 };
  for (guint k = 0; k < years->risk->n_consequences; k++)
    {
      const RiskctxPlanConsequence *consequence = &years->risk->consequences[k];
      const double p = probability_of (years, kind, k), factor = factor_of (years, kind, k);
      double m, s;

      if (!(mask & 1u << consequence->category) || p == 0.0 || factor == 0.0)
        continue;
      m = factor * riskctx_law_mean (consequence->magnitude);
      s = factor * riskctx_law_sd (consequence->magnitude);
      out->mean += p * m;
      out->spread += p * s * s + p * (1.0 - p) * m * m;
      out->zero *= 1.0 - p * (1.0 - mass_at_zero (consequence->magnitude));
    }
  out->mean_error = RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (out->mean);
  out->spread_error = RISKCTX_EXACT_CLOSED_FORM_ERROR * out->spread;
}

/* An amount that the consequences within the mask do not reach together but once in a blue moon */
static double
far_end (const RiskctxYears *years,
         guint               kind,
         guint               mask,
         gboolean            gain)
{
  double sum = 0.0;

  for (guint k = 0; k < years->risk->n_consequences; k++)
    {
      const RiskctxLaw *law = years->risk->consequences[k].magnitude;
      const double end = gain ? MIN (0.0, riskctx_law_quantile (law, FAR))
                              : MAX (0.0, riskctx_law_quantile_upper (law, FAR));

      if ((mask & 1u << years->risk->consequences[k].category)
          && probability_of (years, kind, k) > 0.0)
        sum += factor_of (years, kind, k) * end;
    }
  return sum;
}

static RiskctxGrid *
event_grid (const RiskctxYears *years,
            guint               kind,
            guint               mask,
            double              start,
            double              end,
            guint               n,
            RiskctxKernelWidth  width)
{
  g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (n, riskctx_kernel_get (width));
  const double step = (end - start) / n;
  const RiskctxGridSpec spec = { step, start < 0.0 ? MIN ((guint) ceil (-start / step), n - 4) : 0,
                                 NULL };

  return riskctx_grid_new_event (tables, years, kind, mask, &spec);
}

/* Moments of what is left of an event, given the distribution of its loss up to where all that is
 * added is paid for alike */
static void
net_moments (const RiskctxPlanRisk     *risk,
             const RiskctxEventMoments *gross,
             const RiskctxGrid         *grid,
             double                    *mean,
             double                    *square,
             double                    *zero)
{
  const double top = grid->step * (grid->n - grid->below);
  const double slope = riskctx_insurance_net (risk, 2.0 * top) / top
                       - riskctx_insurance_net (risk, top) / top;
  const double start = riskctx_insurance_net (risk, top) - slope * top;
  double share = 1.0, first = gross->mean, second = gross->spread + gross->mean * gross->mean;

  *mean = *square = *zero = 0.0;
  for (guint j = 0; j < grid->n; j++)
    {
      const double loss = grid->step * ((double) j - (double) grid->below), mass = grid->mass[j];
      const double net = riskctx_insurance_net (risk, loss);

      *mean += mass * net;
      *square += mass * net * net;
      if (net == 0.0)
        *zero += mass;
      share -= mass;
      first -= mass * loss;
      second -= mass * loss * loss;
    }
  *mean += start * share;
  *square += start * start * share;
  if (slope > 1e-12)
    {
      *mean += slope * first;
      *square += slope * slope * second + 2.0 * slope * start * first;
    }
}

/* All consequences of an insured event together */
static void
insured_moments (const RiskctxYears  *years,
                 guint                kind,
                 RiskctxKernelWidth   width,
                 RiskctxEventMoments *out)
{
  const RiskctxPlanRisk *risk = years->risk;
  RiskctxPlanRisk plain = *risk;
  RiskctxYears uninsured = *years;
  RiskctxEventMoments gross;
  const double start = far_end (years, kind, G_MAXUINT, TRUE);
  double end = far_end (years, kind, G_MAXUINT, FALSE);
  double mean[2], square[2], zero[2];

  plain.insured = FALSE;
  uninsured.risk = &plain;
  gross_moments (&uninsured, kind, G_MAXUINT, &gross);
  *out = gross;
  if (!(end > risk->deductible))
    return;
  end = MIN (end, 1.05 * (risk->deductible + (isfinite (risk->limit) ? risk->limit : 0.0)));
  if (!(end > 0.0)) /* all is paid for */
    end = far_end (years, kind, G_MAXUINT, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RiskctxGrid) grid = event_grid (&uninsured, kind, G_MAXUINT, start, end,
                                                i == 0 ? CELLS_FEW : CELLS_MANY, width);

      net_moments (risk, &gross, grid, &mean[i], &square[i], &zero[i]);
    }
  out->mean = mean[1] + (mean[1] - mean[0]) / 3.0;
  out->mean_error = fabs (mean[1] - mean[0]) / 3.0
                    + RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (out->mean);
  if (risk->n_consequences == 1)
    {
      const double p = probability_of (years, kind, 0), factor = factor_of (years, kind, 0);

      out->mean = factor > 0.0 ? p * riskctx_insurance_limited_mean (
                                       risk, risk->consequences[0].magnitude, factor, INFINITY)
                               : 0.0;
      out->mean_error = RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (out->mean);
    }
  square[1] += (square[1] - square[0]) / 3.0;
  out->spread = MAX (0.0, square[1] - out->mean * out->mean);
  out->spread_error = fabs (square[1] - square[0]) + 1e-9 * square[1];
  if (risk->deductible == 0.0 && risk->share == 1.0)
    out->zero = CLAMP (zero[1], gross.zero, 1.0);
}

/* Sums over pairs of what the chosen consequences cost and what the others do */
typedef struct
{
  double mean;    /* of what is left of the chosen ones, or of what is bounded in it */
  double product; /* of that and the amount */
  double square;
} Pairs;

/* Insurance takes off the same share of all that an event costs. What it takes, share covered / S,
 * is bounded where there is a limit, and where there is none, what it leaves of the part below the
 * deductible is. The rest is in closed form, so that long tails do no harm. */
static void
sum_pairs (const RiskctxYears   *years,
           guint                 kind,
           const gboolean       *chosen,
           RiskctxPoints *const *laws,
           guint                 bits,
           Pairs                *out)
{
  const RiskctxPlanRisk *risk = years->risk;
  const gboolean limited = isfinite (risk->limit);
  g_autofree gboolean *rest = g_new (gboolean, risk->n_consequences);
  g_autoptr(RiskctxPoints) own = NULL, others = NULL;

  for (guint k = 0; k < risk->n_consequences; k++)
    rest[k] = !chosen[k];
  own = riskctx_points_new_event (years, kind, chosen, laws, bits);
  others = riskctx_points_new_event (years, kind, rest, laws, bits);
  *out = (Pairs){ 0.0, 0.0, 0.0 };
  for (guint i = 0; i < own->n; i++)
    for (guint j = 0; j < others->n; j++)
      {
        const double amount = own->value[i], loss = amount + others->value[j];
        const double covered = CLAMP (loss - risk->deductible, 0.0, risk->limit);
        const double ratio = covered > 0.0 ? covered / loss : 0.0;
        const double bounded = amount * (limited ? ratio : 1.0 - ratio);
        const double weight = own->share[i] * others->share[j];

        out->mean += weight * bounded;
        out->product += weight * amount * bounded;
        out->square += weight * bounded * bounded;
      }
}

static void
pairs_moments (const RiskctxPlanRisk     *risk,
               const RiskctxEventMoments *gross,
               const Pairs               *pairs,
               double                    *mean,
               double                    *square)
{
  const gboolean limited = isfinite (risk->limit);
  const double whole = limited ? 1.0 : 1.0 - risk->share; /* of the amount itself */
  const double part = limited ? -risk->share : risk->share;

  *mean = part * pairs->mean;
  *square = part * part * pairs->square;
  if (whole > 0.0)
    {
      *mean += whole * gross->mean;
      *square += whole * whole * (gross->spread + gross->mean * gross->mean)
                 + 2.0 * whole * part * pairs->product;
    }
}

/* Some consequences of an insured event. Points of two densities are checks on each other. */
static void
insured_part_moments (const RiskctxYears        *years,
                      guint                      kind,
                      const gboolean            *chosen,
                      const RiskctxEventMoments *gross,
                      RiskctxEventMoments       *out)
{
  const RiskctxPlanRisk *risk = years->risk;
  const guint n = risk->n_consequences;
  g_autofree RiskctxPoints **laws = g_new (RiskctxPoints *, n);
  double mean[2], square[2];

  for (guint i = 0; i < 2; i++)
    {
      const guint bits = i == 0 ? BITS_FEW : BITS_MANY;
      Pairs pairs;

      for (guint k = 0; k < n; k++)
        laws[k] = riskctx_points_new_law (risk->consequences[k].magnitude, bits);
      sum_pairs (years, kind, chosen, laws, bits, &pairs);
      pairs_moments (risk, gross, &pairs, &mean[i], &square[i]);
      for (guint k = 0; k < n; k++)
        riskctx_points_free (laws[k]);
    }
  *out = *gross;
  out->mean = mean[1] + (mean[1] - mean[0]) / 3.0;
  out->mean_error = fabs (mean[1] - mean[0]) + RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (mean[1]);
  square[1] += (square[1] - square[0]) / 3.0;
  out->spread = MAX (0.0, square[1] - out->mean * out->mean);
  out->spread_error = fabs (square[1] - square[0]) + 2.0 * fabs (out->mean) * out->mean_error;
}

void
riskctx_exact_event_moments (const RiskctxYears  *years,
                             guint                kind,
                             guint                mask,
                             RiskctxKernelWidth   width,
                             RiskctxEventMoments *out)
{
  const RiskctxPlanRisk *risk = years->risk;
  g_autofree gboolean *chosen = g_new (gboolean, MAX (risk->n_consequences, 1));
  RiskctxEventMoments gross;
  guint inside = 0;

  for (guint k = 0; k < risk->n_consequences; k++)
    {
      chosen[k] = (mask & 1u << risk->consequences[k].category) != 0;
      inside += (guint) chosen[k];
    }
  if (!risk->insured || inside == 0)
    gross_moments (years, kind, mask, out);
  else if (inside == risk->n_consequences)
    insured_moments (years, kind, width, out);
  else
    {
      gross_moments (years, kind, mask, &gross);
      insured_part_moments (years, kind, chosen, &gross, out);
    }
}

/* The year's loss of one risk, mixed over the kinds of year */
static void
years_moments (const RiskctxYears *years,
               guint               mask,
               RiskctxKernelWidth  width,
               RiskctxYearMoments *out)
{
  double variance = 0.0, variance_error = 0.0;
  g_autofree double *means = g_new (double, years->n);

  *out = (RiskctxYearMoments){ 0.0 };
  for (guint i = 0; i < years->n; i++)
    {
      RiskctxCountMixture copy;
      const RiskctxCountMixture *counts = riskctx_years_counts (years, i, &copy);
      const double count = riskctx_count_mixture_mean (counts);
      const double pairs = riskctx_count_mixture_pairs (counts);
      const double weight = years->weight[i];
      RiskctxEventMoments event;

      riskctx_exact_event_moments (years, i, mask, width, &event);
      out->at_zero += weight * riskctx_count_mixture_generate (counts, event.zero, 0.0).re;
      means[i] = count > 0.0 ? count * event.mean : 0.0;
      out->mean += weight * means[i];
      if (count > 0.0)
        {
          out->mean_error += weight * count * event.mean_error;
          variance += weight * (count * (event.spread + event.mean * event.mean)
                                + (pairs - count * count) * event.mean * event.mean);
          variance_error += weight * (count * event.spread_error
                                      + 2.0 * pairs * fabs (event.mean) * event.mean_error);
        }
      riskctx_years_counts_clear (&copy);
    }
  for (guint i = 0; i < years->n; i++)
    variance += years->weight[i] * (means[i] - out->mean) * (means[i] - out->mean);
  out->sd = sqrt (MAX (0.0, variance));
  out->sd_error = out->sd > 0.0 ? 0.5 * variance_error / out->sd : 0.0;
}

/* Adds independent parts; sd and its error stand for variances meanwhile. */
static void
add_moments (RiskctxYearMoments       *sum,
             const RiskctxYearMoments *part)
{
  sum->mean += part->mean;
  sum->mean_error += part->mean_error;
  sum->sd += part->sd * part->sd;
  sum->sd_error += 2.0 * part->sd * part->sd_error;
  sum->at_zero *= part->at_zero;
}

static void
group_moments (const RiskctxGridPart *parts,
               guint                  n_parts,
               guint                  first,
               RiskctxKernelWidth     width,
               RiskctxYearMoments    *out)
{
  const RiskctxYearGroup *group = parts[first].set->group;
  g_autofree RiskctxYearMoments *sums = g_new0 (RiskctxYearMoments, group->n);
  double variance = 0.0, error = 0.0;

  for (guint c = 0; c < group->n; c++)
    sums[c].at_zero = 1.0;
  for (guint i = first; i < n_parts; i++)
    {
      const RiskctxYearSet *set = parts[i].set;

      if (set->group != group)
        continue;
      for (guint y = 0; y < set->n; y++)
        {
          RiskctxYearMoments own;

          years_moments (set->years[y], parts[i].mask, width, &own);
          for (guint c = 0; c < group->n; c++)
            if (set->choice[c] == y)
              add_moments (&sums[c], &own);
        }
    }
  *out = (RiskctxYearMoments){ 0.0 };
  for (guint c = 0; c < group->n; c++)
    {
      out->mean += group->weight[c] * sums[c].mean;
      out->mean_error += group->weight[c] * sums[c].mean_error;
      out->at_zero += group->weight[c] * sums[c].at_zero;
    }
  for (guint c = 0; c < group->n; c++)
    {
      const double distance = sums[c].mean - out->mean;

      variance += group->weight[c] * (sums[c].sd + distance * distance);
      error += group->weight[c] * (sums[c].sd_error + 2.0 * fabs (distance) * sums[c].mean_error);
    }
  out->sd = sqrt (variance);
  out->sd_error = out->sd > 0.0 ? 0.5 * error / out->sd : 0.0;
}

void
riskctx_exact_moments (const RiskctxGridPart *parts,
                       guint                  n_parts,
                       RiskctxKernelWidth     width,
                       const int             *stop,
                       RiskctxYearMoments    *out)
{
  *out = (RiskctxYearMoments){ .at_zero = 1.0 };
  for (guint i = 0; i < n_parts && (stop == NULL || !g_atomic_int_get (stop)); i++)
    {
      RiskctxYearMoments part;
      gboolean first = TRUE;

      if (parts[i].set->group == NULL)
        {
          years_moments (parts[i].set->years[0], parts[i].mask, width, &part);
          add_moments (out, &part);
          continue;
        }
      for (guint j = 0; j < i; j++)
        first &= parts[j].set->group != parts[i].set->group;
      if (first)
        {
          group_moments (parts, n_parts, i, width, &part);
          add_moments (out, &part);
        }
    }
  out->sd = sqrt (out->sd);
  out->sd_error = (out->sd > 0.0 ? 0.5 * out->sd_error / out->sd : 0.0)
                  + RISKCTX_EXACT_CLOSED_FORM_ERROR * out->sd;
  out->mean_error += RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (out->mean);
}

/* What consequence k of an insured event is of it on average */
static double
insured_consequence_mean (const RiskctxYears *years,
                          guint               kind,
                          guint               k,
                          RiskctxKernelWidth  width,
                          double             *error)
{
  const RiskctxPlanRisk *risk = years->risk;
  RiskctxEventMoments gross = { 0.0 }, part;

  if (risk->n_consequences == 1)
    {
      riskctx_exact_event_moments (years, kind, G_MAXUINT, width, &part);
    }
  else
    {
      g_autofree gboolean *chosen = g_new0 (gboolean, risk->n_consequences);

      chosen[k] = TRUE;
      gross.mean = probability_of (years, kind, k) * factor_of (years, kind, k)
                   * riskctx_law_mean (risk->consequences[k].magnitude);
      insured_part_moments (years, kind, chosen, &gross, &part);
    }
  *error = part.mean_error;
  return part.mean;
}

static double
years_consequence_mean (const RiskctxYears *years,
                        guint               k,
                        RiskctxKernelWidth  width,
                        double             *error)
{
  double mean = 0.0;

  *error = 0.0;
  for (guint i = 0; i < years->n; i++)
    {
      const double p = probability_of (years, i, k), factor = factor_of (years, i, k);
      const double count = years->weight[i] * years->keep[i]
                           * riskctx_count_mixture_mean (years->counts);
      double own_error, own;

      if (!(count > 0.0) || p == 0.0 || factor == 0.0)
        continue;
      if (years->risk->insured)
        {
          own = insured_consequence_mean (years, i, k, width, &own_error);
        }
      else
        {
          own = p * factor * riskctx_law_mean (years->risk->consequences[k].magnitude);
          own_error = RISKCTX_EXACT_CLOSED_FORM_ERROR * fabs (own);
        }
      mean += count * own;
      *error += count * own_error;
    }
  return mean;
}

double
riskctx_exact_consequence_mean (const RiskctxYearSet *set,
                                guint                 k,
                                RiskctxKernelWidth    width,
                                double               *error)
{
  double mean = 0.0;

  *error = 0.0;
  for (guint y = 0; y < set->n; y++)
    {
      double own_error, weight = set->group == NULL ? 1.0 : 0.0;
      const double own = years_consequence_mean (set->years[y], k, width, &own_error);

      for (guint c = 0; set->group != NULL && c < set->group->n; c++)
        if (set->choice[c] == y)
          weight += set->group->weight[c];
      mean += weight * own;
      *error += weight * own_error;
    }
  return mean;
}
