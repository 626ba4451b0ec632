/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-comparison.h"

#include <math.h>
#include <stdlib.h>

#include "riskctx-error.h"
#include "riskctx-figure-private.h"
#include "riskctx-loss-figure-private.h"
#include "riskctx-phrase-private.h"

/* Half the width of a 99 % interval, in standard errors */
#define Z99 2.5758293035489004
/* The error of a difference of quantiles is that of the mean of its values in so many parts of the
 * years; each part must have some years beyond the quantile. */
#define PARTS 32u
#define MIN_BEYOND 4

/**
 * RiskctxLossComparison:
 *
 * The change from one loss distribution to another, for example from doing nothing to some options:
 * of the mean, of quantiles, of tail means, each with its error.
 *
 * Two simulations with the same seed and number of years use the same random numbers wherever they
 * can, so that what they have in common cancels in the difference of every year. Where both figures
 * keep their samples (see [property@Simulation:keep-samples]), the errors are those of these
 * differences, and often many times smaller than the errors of either side. Otherwise, and by the
 * exact method, the errors of both sides are combined.
 *
 * Comparisons are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxLossComparison
{
  GObject            parent_instance;
  RiskctxLossFigure *before;
  RiskctxLossFigure *after;
  gboolean           paired;
};

G_DEFINE_FINAL_TYPE (RiskctxLossComparison, riskctx_loss_comparison, G_TYPE_OBJECT)

static void
riskctx_loss_comparison_dispose (GObject *object)
{
  RiskctxLossComparison *self = RISKCTX_LOSS_COMPARISON (object);

  g_clear_object (&self->before);
  g_clear_object (&self->after);
  G_OBJECT_CLASS (riskctx_loss_comparison_parent_class)->dispose (object);
}

static void
riskctx_loss_comparison_class_init (RiskctxLossComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = riskctx_loss_comparison_dispose;
}

static void
riskctx_loss_comparison_init (RiskctxLossComparison *self)
{
}

/**
 * riskctx_loss_comparison_new:
 * @before: a loss figure
 * @after: another one
 * @error: return location for an error
 *
 * Compares two loss figures, such as the totals of two results.
 *
 * Fails with [error@Error.INVALID] if they are in different currencies.
 *
 * Returns: (transfer full): a new comparison
 *
 * Since: 1.0
 */
RiskctxLossComparison *
riskctx_loss_comparison_new (RiskctxLossFigure *before,
                             RiskctxLossFigure *after,
                             GError           **error)
{
  RiskctxLossComparison *self;
  const RiskctxSimulateResult *a, *b;

  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (before), NULL);
  g_return_val_if_fail (RISKCTX_IS_LOSS_FIGURE (after), NULL);

  if (g_strcmp0 (before->data->subject->currency, after->data->subject->currency) != 0)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "losses in %s cannot be compared with losses in %s",
                   before->data->subject->currency, after->data->subject->currency);
      return NULL;
    }
  self = g_object_new (RISKCTX_TYPE_LOSS_COMPARISON, NULL);
  self->before = g_object_ref (before);
  self->after = g_object_ref (after);
  a = before->data->result;
  b = after->data->result;
  self->paired = before->summary->samples != NULL && after->summary->samples != NULL
                 && a->seed == b->seed && before->summary->n_samples == after->summary->n_samples;
  return self;
}

/**
 * riskctx_loss_comparison_get_before:
 * @self: a comparison
 *
 * Gets what the change is from.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_comparison_get_before (RiskctxLossComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);
  return self->before;
}

/**
 * riskctx_loss_comparison_get_after:
 * @self: a comparison
 *
 * Gets what the change is to.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxLossFigure *
riskctx_loss_comparison_get_after (RiskctxLossComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);
  return self->after;
}

/**
 * riskctx_loss_comparison_is_paired:
 * @self: a comparison
 *
 * Tells whether the errors are those of the differences year by year.
 *
 * Returns: %TRUE if both figures keep their samples, of the same seed and number of years
 *
 * Since: 1.0
 */
gboolean
riskctx_loss_comparison_is_paired (RiskctxLossComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), FALSE);
  return self->paired;
}

/* The difference of two figures; an error below 0 is not known. */
static RiskctxFigure *
make_difference (const char    *name,
                 RiskctxText   *label,
                 RiskctxFigure *before,
                 RiskctxFigure *after,
                 double         error)
{
  g_autoptr(RiskctxText) what = label;
  RiskctxText *const args[] = { what };
  RiskctxText *change = riskctx_phrase_texts ("loss.change", args, G_N_ELEMENTS (args));
  RiskctxFigure *missing = !riskctx_figure_is_defined (before) ? before
    : !riskctx_figure_is_defined (after) ? after : NULL;
  RiskctxFigure *figure;

  if (missing != NULL)
    figure = riskctx_figure_new_undefined (name, change, missing->unit, missing->currency,
                                           riskctx_text_ref (missing->reason));
  else
    {
      const double value = after->value - before->value;

      figure = riskctx_figure_new (name, change, before->unit, before->currency, value);
      if (error >= 0)
        {
          riskctx_figure_set_error (figure, error);
          riskctx_figure_set_interval (figure, value - Z99 * error, value + Z99 * error);
        }
    }
  riskctx_figure_take_formula (figure, riskctx_phrase ("loss.formula.change"));
  riskctx_figure_add_input (figure, before);
  riskctx_figure_add_input (figure, after);
  return figure;
}

/* Of two sides that have nothing to do with each other; a quantile has an interval only. */
static double
combined_error (RiskctxFigure *before,
                RiskctxFigure *after)
{
  RiskctxFigure *const sides[] = { before, after };
  double sum = 0;

  for (guint i = 0; i < 2; i++)
    {
      double error, low, high;

      if (riskctx_figure_has_error (sides[i]))
        error = riskctx_figure_get_error (sides[i]);
      else if (riskctx_figure_has_interval (sides[i]))
        {
          riskctx_figure_get_interval (sides[i], &low, &high);
          error = (high - low) / (2 * Z99);
        }
      else
        return -1;
      sum += error * error;
    }
  return sqrt (sum);
}

/* The standard error of the mean over years of f (after) - f (before), where f is what is beyond a
 * quantile, divided by how often that is, or the loss itself: the first order of a tail mean. */
static double
paired_error (RiskctxLossComparison *self,
              double                 share,
              double                 quantile_before,
              double                 quantile_after)
{
  const double *a = self->before->summary->samples;
  const double *b = self->after->summary->samples;
  const guint64 n = self->before->summary->n_samples;
  double mean = 0, squares = 0;

  for (guint64 i = 0; i < n; i++)
    {
      const double x = share < 1 ? MAX (a[i] - quantile_before, 0) / share : a[i];
      const double y = share < 1 ? MAX (b[i] - quantile_after, 0) / share : b[i];
      const double step = y - x - mean;

      mean += step / (double) (i + 1);
      squares += step * (y - x - mean);
    }
  return n > 1 ? sqrt (squares / (double) (n - 1) / (double) n) : -1;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
quantile_of_part (const double *samples,
                  guint64       n,
                  double        probability)
{
  g_autofree double *sorted = g_memdup2 (samples, n * sizeof *samples);
  const double rank = ceil (probability * (double) n) - 1;

  qsort (sorted, n, sizeof *sorted, compare_doubles);
  return sorted[(guint64) CLAMP (rank, 0, (double) n - 1)];
}

/* The spread of the difference over parts of the years */
static double
paired_quantile_error (RiskctxLossComparison *self,
                       double                 probability)
{
  const guint64 n = self->before->summary->n_samples / PARTS;
  double mean = 0, squares = 0;

  if ((double) n * MIN (probability, 1 - probability) < MIN_BEYOND)
    return -1;
  for (guint i = 0; i < PARTS; i++)
    {
      const double difference
        = quantile_of_part (self->after->summary->samples + i * n, n, probability)
          - quantile_of_part (self->before->summary->samples + i * n, n, probability);
      const double step = difference - mean;

      mean += step / (i + 1);
      squares += step * (difference - mean);
    }
  return sqrt (squares / (PARTS - 1) / PARTS);
}

/**
 * riskctx_loss_comparison_dup_mean:
 * @self: a comparison
 *
 * Makes a figure of the change of the expected annual loss: below 0 where it has become smaller.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_comparison_dup_mean (RiskctxLossComparison *self)
{
  g_autoptr(RiskctxFigure) before = NULL;
  g_autoptr(RiskctxFigure) after = NULL;

  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);

  before = riskctx_loss_figure_dup_mean (self->before);
  after = riskctx_loss_figure_dup_mean (self->after);
  return make_difference ("mean", riskctx_text_ref (riskctx_figure_get_label (after)), before,
                          after,
                          self->paired && riskctx_figure_has_error (before)
                            ? paired_error (self, 1, 0, 0) : combined_error (before, after));
}

/**
 * riskctx_loss_comparison_dup_quantile:
 * @self: a comparison
 * @probability: the probability, above 0 and below 1
 *
 * Makes a figure of the change of a quantile of the annual loss.
 *
 * The error of a paired difference is that of its mean over 32 parts of the years; where a part
 * would have too few years beyond the quantile, the errors of both sides are combined.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_comparison_dup_quantile (RiskctxLossComparison *self,
                                      double                 probability)
{
  g_autoptr(RiskctxFigure) before = NULL;
  g_autoptr(RiskctxFigure) after = NULL;
  double error = -1;

  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);
  g_return_val_if_fail (probability > 0 && probability < 1, NULL);

  before = riskctx_loss_figure_dup_quantile (self->before, probability);
  after = riskctx_loss_figure_dup_quantile (self->after, probability);
  if (self->paired)
    error = paired_quantile_error (self, probability);
  return make_difference ("quantile", riskctx_text_ref (riskctx_figure_get_label (after)), before,
                          after, error >= 0 ? error : combined_error (before, after));
}

/**
 * riskctx_loss_comparison_dup_tail_mean:
 * @self: a comparison
 * @probability: the probability, above 0 and below 1
 *
 * Makes a figure of the change of the mean of the worst 1 − @probability share of years.
 *
 * Returns: (transfer full): the figure, in currency a year
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_loss_comparison_dup_tail_mean (RiskctxLossComparison *self,
                                       double                 probability)
{
  g_autoptr(RiskctxFigure) before = NULL;
  g_autoptr(RiskctxFigure) after = NULL;
  double error = -1;

  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);
  g_return_val_if_fail (probability > 0 && probability < 1, NULL);

  before = riskctx_loss_figure_dup_tail_mean (self->before, probability);
  after = riskctx_loss_figure_dup_tail_mean (self->after, probability);
  if (self->paired && riskctx_figure_has_error (before) && riskctx_figure_has_error (after))
    error = paired_error (self, 1 - probability,
                          riskctx_loss_figure_get_quantile (self->before, probability, NULL),
                          riskctx_loss_figure_get_quantile (self->after, probability, NULL));
  return make_difference ("tail-mean", riskctx_text_ref (riskctx_figure_get_label (after)), before,
                          after, error >= 0 ? error : combined_error (before, after));
}

typedef struct
{
  double         probability;
  RiskctxFigure *quantile;
  RiskctxFigure *tail_mean;
} Level;

typedef struct
{
  gboolean       paired;
  RiskctxFigure *mean;
  GPtrArray     *levels;
} Description;

static const RiskctxResultField level_rows[] = {
  { "probability", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Level, probability), "The level." },
  { "quantile", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Level, quantile),
    "The change of the quantile." },
  { "tail_mean", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Level, tail_mean),
    "The change of the mean of the worst years." },
};

static const RiskctxResultShape level_shape =
  RISKCTX_RESULT_SHAPE ("LossChange", "What changes at one level.", level_rows);

static const RiskctxResultField rows[] = {
  { "paired", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (Description, paired),
    "Whether the errors are those of the differences year by year." },
  { "mean", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, mean),
    "The change of the expected annual loss." },
  { "levels", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, levels),
    "The changes of quantiles and tail means.", NULL, &level_shape },
};

static const RiskctxResultShape comparison_shape =
  RISKCTX_RESULT_SHAPE ("LossComparison", "The change from one distribution to another.", rows);

static void
level_free (gpointer data)
{
  Level *self = data;

  riskctx_figure_unref (self->quantile);
  riskctx_figure_unref (self->tail_mean);
  g_free (self);
}

/**
 * riskctx_loss_comparison_to_json:
 * @self: a comparison
 *
 * Describes the changes as JSON, at the levels of the figure before, in the shape that
 * [func@LossComparison.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_comparison_to_json (RiskctxLossComparison *self)
{
  g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func (level_free);
  g_autoptr(RiskctxFigure) mean = NULL;
  const double *probabilities;
  Description description;
  guint n;

  g_return_val_if_fail (RISKCTX_IS_LOSS_COMPARISON (self), NULL);

  mean = riskctx_loss_comparison_dup_mean (self);
  probabilities = riskctx_loss_figure_get_probabilities (self->before, &n);
  for (guint i = 0; i < n; i++)
    {
      Level *level = g_new (Level, 1);

      level->probability = probabilities[i];
      level->quantile = riskctx_loss_comparison_dup_quantile (self, probabilities[i]);
      level->tail_mean = riskctx_loss_comparison_dup_tail_mean (self, probabilities[i]);
      g_ptr_array_add (levels, level);
    }
  description = (Description){ self->paired, mean, levels };
  return riskctx_result_write (&comparison_shape, &description);
}

/**
 * riskctx_loss_comparison_get_schema:
 *
 * Gets the JSON Schema of [method@LossComparison.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_comparison_get_schema (void)
{
  return riskctx_result_schema (&comparison_shape);
}
