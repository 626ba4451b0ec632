/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-year-private.h"
#include "riskctx-exact-private.h"
#include "riskctx-math-private.h"
#include "riskctx-summary-private.h"

#include <math.h>

#define TABLE RISKCTX_KERNEL_TABLE
#define CELLS RISKCTX_KERNEL_CELLS
#define FAR_OUT 1e-5

/* Integral of one cell of a table over the first part of it */
static double
integrate_cell (const RiskctxYearLaw *self,
                guint                 cell,
                double                part)
{
  const double *p = &self->cells[4 * (gsize) cell];
  const double width = ldexp (1.0 / CELLS, (int) (cell % TABLE / CELLS) - 34);

  return width * part * (p[0] + part * (p[1] / 2.0 + part * (p[2] / 3.0 + part * (p[3] / 4.0))));
}

/* Integral of the inverse distribution function over the last t of one tail, t at most 1/2 */
static double
integrate_tail (const RiskctxYearLaw *self,
                gboolean              upper,
                double                t)
{
  const guint first = upper ? TABLE : 0;
  double sum = 0.0;

  if (upper)
    sum = MIN (t, RISKCTX_KERNEL_EDGE)
          * (self->edge + self->slope
             * (t < RISKCTX_KERNEL_EDGE ? 1.0 + riskctx_math_log (RISKCTX_KERNEL_EDGE / t) : 1.0));
  for (guint cell = 0; cell < TABLE; cell++)
    {
      const double start = ldexp (1.0 + cell % CELLS / (double) CELLS, (int) (cell / CELLS) - 34);
      const double width = ldexp (1.0 / CELLS, (int) (cell / CELLS) - 34);

      if (start >= t)
        break;
      sum += integrate_cell (self, first + cell, MIN (1.0, (t - start) / width));
    }
  return sum;
}

/* Mean of the worst share of the years with a loss, times that share */
static double
integrate_worst (const RiskctxYearLaw *self,
                 double                share)
{
  if (share <= 0.5)
    return integrate_tail (self, TRUE, share);
  return integrate_tail (self, TRUE, 0.5) + integrate_tail (self, FALSE, 0.5)
         - (share < 1.0 ? integrate_tail (self, FALSE, 1.0 - share) : 0.0);
}

static void
draw_curve (const RiskctxYearLaw *self,
            guint                 points,
            RiskctxLossSummary   *out)
{
  const guint n = MAX (points, 2);
  const double end = MIN (RISKCTX_EXACT_CURVE_END, 0.1 * self->any);
  const double step = riskctx_math_log (end / self->any) / (n - 1.0);

  out->annual = g_new (RiskctxLossCurvePoint, n + 1);
  out->annual[0] = (RiskctxLossCurvePoint){ 0.0, self->any };
  out->n_annual = 1;
  for (guint i = 1; i < n; i++)
    {
      const double share = riskctx_math_exp (step * i);
      const double loss = riskctx_year_law_value (self, share);

      if (loss > out->annual[out->n_annual - 1].loss)
        out->annual[out->n_annual++] = (RiskctxLossCurvePoint){ loss, share * self->any };
    }
}

void
riskctx_year_law_describe (const RiskctxYearLaw          *self,
                           const RiskctxSimulateSettings *settings,
                           RiskctxLossFlags               flags,
                           RiskctxLossSummary            *out)
{
  const gboolean finite = !(flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN);

  if (self->cells == NULL)
    {
      riskctx_summary_of_nothing (settings, out);
      return;
    }
  out->flags = flags;
  out->exact = TRUE;
  out->mean = finite ? self->mean : 0.0;
  out->mean_error = finite ? self->mean_error : 0.0;
  if (!(flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
    {
      out->sd = self->sd;
      out->sd_error = self->sd_error;
    }
  out->any_loss = self->any;
  out->any_loss_error = RISKCTX_EXACT_CLOSED_FORM_ERROR;
  out->minimum = self->any < 1.0 ? 0.0 : riskctx_year_law_value (self, 1.0);
  out->maximum = self->edge;
  out->n_points = settings->n_probabilities;
  out->points = g_new0 (RiskctxLossPoint, out->n_points);
  for (guint k = 0; k < out->n_points; k++)
    {
      const double p = settings->probabilities[k], share = (1.0 - p) / self->any;
      RiskctxLossPoint *point = &out->points[k];

      point->probability = p;
      if (share < 1.0)
        point->value = riskctx_year_law_value (self, share);
      point->low = point->value * (1.0 - self->error);
      point->high = point->value * (1.0 + self->error);
      if (!finite)
        continue;
      point->tail_mean = MAX (point->value, self->any * integrate_worst (self, MIN (share, 1.0))
                                            / (1.0 - p));
      /* far out, what lies beyond the grids weighs more */
      point->tail_error = point->tail_mean * self->error * (share < FAR_OUT ? 5.0 : 1.0);
    }
  if (settings->curve_points > 0)
    draw_curve (self, settings->curve_points, out);
}

void
riskctx_year_widen (double              error,
                    RiskctxLossSummary *out)
{
  for (guint k = 0; k < out->n_points; k++)
    {
      RiskctxLossPoint *point = &out->points[k];

      point->low -= error * fabs (point->low);
      point->high += error * fabs (point->high);
      if (!(out->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
        point->tail_error += error * fabs (point->tail_mean);
    }
  /* tables keep the mean, but where there is no error to state */
  if (!(out->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
    out->sd_error += error * out->sd;
}
