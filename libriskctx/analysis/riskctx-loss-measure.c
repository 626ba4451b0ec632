/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-figure-private.h"

#include <math.h>

#include "riskctx-figure-private.h"
#include "riskctx-money.h"
#include "riskctx-phrase-private.h"

/* Levels that differ by less are the same level, written differently. */
#define SAME_LEVEL 1e-9
/* Half the width of a 99 % interval, in standard errors */
#define Z99 2.5758293035489004

static gboolean
has_flag (RiskctxLossFigure *self,
          RiskctxLossFlags   flag)
{
  return (self->summary->flags & flag) != 0;
}

/* A money figure of this name, undefined for that reason unless the reason is NULL */
static RiskctxFigure *
money_figure (RiskctxLossFigure *self,
              const char        *name,
              RiskctxText       *label,
              const char        *formula,
              double             value,
              const char        *reason)
{
  const char *currency = self->data->subject->currency;
  RiskctxFigure *figure = reason != NULL
    ? riskctx_figure_new_undefined (name, label, RISKCTX_UNIT_CURRENCY_PER_YEAR, currency,
                                    riskctx_phrase (reason))
    : riskctx_figure_new (name, label, RISKCTX_UNIT_CURRENCY_PER_YEAR, currency, value);

  riskctx_figure_take_formula (figure, riskctx_phrase (formula));
  riskctx_figure_take_note (figure, riskctx_text_ref (self->data->note));
  riskctx_loss_figure_set_inputs (self, figure);
  return figure;
}

static const char *
reason_of_mean (RiskctxLossFigure *self)
{
  return has_flag (self, RISKCTX_LOSS_FLAG_INFINITE_MEAN) ? "reason.infinite-mean" : NULL;
}

/**
 * riskctx_loss_figure_dup_mean:
 * @self: a loss figure
 *
 * Makes a figure of the expected annual loss, with its error.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_mean (RiskctxLossFigure *self)
{
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  figure = money_figure (self, "mean", riskctx_phrase ("loss.mean"), "loss.formula.mean",
                         self->summary->mean, reason_of_mean (self));
  if (!has_flag (self, RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
    riskctx_figure_set_error (figure, self->summary->mean_error);
  return figure;
}

/**
 * riskctx_loss_figure_dup_sd:
 * @self: a loss figure
 *
 * Makes a figure of the standard deviation of the annual loss, with its error. Where a few
 * simulated years decide it, nobody can say from them how far off it is: then there is no error,
 * and the note says so.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_sd (RiskctxLossFigure *self)
{
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  figure = money_figure (self, "sd", riskctx_phrase ("loss.sd"), "loss.formula.sd",
                         self->summary->sd,
                         has_flag (self, RISKCTX_LOSS_FLAG_INFINITE_VARIANCE)
                           ? "reason.infinite-variance" : NULL);
  if (has_flag (self, RISKCTX_LOSS_FLAG_UNSURE_SD))
    riskctx_figure_take_note (figure,
                              riskctx_phrase_texts ("loss.unsure-sd", &self->data->note, 1));
  else
    riskctx_figure_set_error (figure, self->summary->sd_error);
  return figure;
}

/**
 * riskctx_loss_figure_dup_any_loss:
 * @self: a loss figure
 *
 * Makes a figure of the probability of a year with a loss, with its error.
 *
 * Returns: (transfer full): the figure, a probability
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_any_loss (RiskctxLossFigure *self)
{
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  figure = riskctx_figure_new ("any-loss", riskctx_phrase ("loss.any-loss"),
                               RISKCTX_UNIT_PROBABILITY, NULL, self->summary->any_loss);
  riskctx_figure_set_error (figure, self->summary->any_loss_error);
  riskctx_figure_take_formula (figure, riskctx_phrase ("loss.formula.any-loss"));
  riskctx_figure_take_note (figure, riskctx_text_ref (self->data->note));
  riskctx_loss_figure_set_inputs (self, figure);
  return figure;
}

static const RiskctxLossPoint *
find_point (RiskctxLossFigure *self,
            double             probability)
{
  for (guint i = 0; i < self->summary->n_points; i++)
    if (fabs (self->summary->points[i].probability - probability) < SAME_LEVEL)
      return &self->summary->points[i];
  return NULL;
}

/* The level as people write it: 99 %, 99.5 % */
static RiskctxText *
label_with_level (const char *key,
                  double      probability)
{
  g_autofree char *level = NULL;
  guint decimals = 0;

  while (decimals < 6 && fabs (probability * 100 * pow (10, decimals)
                               - round (probability * 100 * pow (10, decimals))) > SAME_LEVEL)
    decimals++;
  level = riskctx_format_percent (probability, decimals);
  return riskctx_phrase_plain (key, level, NULL);
}

static char *
name_with_level (const char *name,
                 double      probability)
{
  char level[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (level, sizeof level, "%.9g", probability);
  return g_strconcat (name, "-", level, NULL);
}

/**
 * riskctx_loss_figure_dup_quantile:
 * @self: a loss figure
 * @probability: one of [method@LossFigure.get_probabilities]
 *
 * Makes a figure of the annual loss that is not exceeded with this probability. Its interval holds
 * it with 99 % where it was simulated, and certainly where it was computed exactly; its error
 * follows from that.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_quantile (RiskctxLossFigure *self,
                                  double             probability)
{
  const RiskctxLossPoint *point;
  g_autofree char *name = NULL;
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  point = find_point (self, probability);
  name = name_with_level ("quantile", probability);
  figure = money_figure (self, name, label_with_level ("loss.quantile", probability),
                         "loss.formula.quantile", point != NULL ? point->value : NAN,
                         point != NULL ? NULL : "reason.not-asked");
  if (point != NULL)
    {
      riskctx_figure_set_interval (figure, point->low, point->high);
      riskctx_figure_set_error (figure, (point->high - point->low)
                                          / (riskctx_loss_figure_is_exact (self) ? 2 : 2 * Z99));
    }
  return figure;
}

/**
 * riskctx_loss_figure_dup_tail_mean:
 * @self: a loss figure
 * @probability: one of [method@LossFigure.get_probabilities]
 *
 * Makes a figure of the mean of the worst 1 − @probability share of years, with its error. Where
 * many years have the same loss at the border, that loss is divided so that exactly this share is
 * counted.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_tail_mean (RiskctxLossFigure *self,
                                   double             probability)
{
  const RiskctxLossPoint *point;
  g_autofree char *name = NULL;
  RiskctxFigure *figure;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  point = find_point (self, probability);
  name = name_with_level ("tail-mean", probability);
  figure = money_figure (self, name, label_with_level ("loss.tail-mean", probability),
                         "loss.formula.tail-mean", point != NULL ? point->tail_mean : NAN,
                         point != NULL ? reason_of_mean (self) : "reason.not-asked");
  if (point != NULL && !has_flag (self, RISKCTX_LOSS_FLAG_INFINITE_VARIANCE))
    riskctx_figure_set_error (figure, point->tail_error);
  return figure;
}

/**
 * riskctx_loss_figure_dup_contribution:
 * @self: a loss figure
 *
 * Makes a figure of the mean loss of this part in the years that are worst in total: see
 * [method@LossFigure.get_contribution].
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_contribution (RiskctxLossFigure *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  return money_figure (self, "contribution", riskctx_phrase ("loss.contribution"),
                       "loss.formula.contribution", self->contribution,
                       isfinite (self->contribution) ? NULL : "reason.infinite-mean");
}

/**
 * riskctx_loss_figure_dup_measure:
 * @self: a loss figure
 * @measure: which figure of the distribution
 * @level: the probability of a quantile or tail mean; not used by the mean
 *
 * Makes the figure that a measure of the criteria stands for. The tail mean of all years (level 0)
 * is the mean.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_figure_dup_measure (RiskctxLossFigure *self,
                                 RiskctxRiskMeasure measure,
                                 double             level)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (self), NULL);

  switch (measure)
    {
    case RISKCTX_RISK_MEASURE_QUANTILE:
      return riskctx_loss_figure_dup_quantile (self, level);
    case RISKCTX_RISK_MEASURE_TAIL_MEAN:
      return level > 0 ? riskctx_loss_figure_dup_tail_mean (self, level)
                       : riskctx_loss_figure_dup_mean (self);
    case RISKCTX_RISK_MEASURE_MEAN:
    default:
      return riskctx_loss_figure_dup_mean (self);
    }
}
