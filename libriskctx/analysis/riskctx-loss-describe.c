/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-figure-private.h"

#include "riskctx-enum-types.h"

typedef struct
{
  double         probability;
  RiskctxFigure *quantile;
  RiskctxFigure *tail_mean;
} Level;

struct _RiskctxLossDescription
{
  int            scope;
  char          *id;
  RiskctxText   *title;
  int            category;
  gboolean       empty;
  RiskctxFigure *mean;
  RiskctxFigure *sd;
  RiskctxFigure *any_loss;
  RiskctxFigure *contribution;
  GPtrArray     *levels;
  GArray        *annual;
  GArray        *largest;
};

static const RiskctxResultField level_rows[] = {
  { "probability", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Level, probability),
    "The probability of the level." },
  { "quantile", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Level, quantile),
    "The annual loss that is not exceeded with this probability." },
  { "tail_mean", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Level, tail_mean),
    "The mean of the years that are worse." },
};

static const RiskctxResultShape level_shape =
  RISKCTX_RESULT_SHAPE ("LossLevel", "A quantile of the annual loss and the mean beyond it.",
                        level_rows);

static const RiskctxResultField rows[] = {
  { "scope", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxLossDescription, scope),
    "What the distribution is about.", riskctx_loss_scope_get_type },
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxLossDescription, id),
    "The id of the risk, the name of the category, or total." },
  { "title", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxLossDescription, title),
    "What it is about, for people." },
  { "category", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxLossDescription, category),
    "The category of the cause, or the one that it is about.", riskctx_risk_category_get_type },
  { "empty", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxLossDescription, empty),
    "Whether nothing contributes, so that the loss is always 0." },
  { "mean", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxLossDescription, mean),
    "The expected annual loss, in currency a year." },
  { "sd", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxLossDescription, sd),
    "The standard deviation of the annual loss." },
  { "any_loss", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxLossDescription, any_loss),
    "The probability of a year with a loss." },
  { "contribution", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxLossDescription, contribution),
    "The mean in the years that are worst in total; the parts add up to the total." },
  { "levels", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxLossDescription, levels),
    "Quantiles and tail means.", NULL, &level_shape },
  { "annual_curve", RISKCTX_RESULT_CURVE, G_STRUCT_OFFSET (RiskctxLossDescription, annual),
    "Losses and the probability of a year with more." },
  { "largest_curve", RISKCTX_RESULT_CURVE, G_STRUCT_OFFSET (RiskctxLossDescription, largest),
    "Losses and the probability of a year in which one event costs more." },
};

const RiskctxResultShape riskctx_loss_figure_shape =
  RISKCTX_RESULT_SHAPE ("LossFigure", "The distribution of the annual loss of one thing.", rows);

static void
level_free (Level *self)
{
  riskctx_figure_unref (self->quantile);
  riskctx_figure_unref (self->tail_mean);
  g_free (self);
}

static GArray *
copy_curve (const RiskctxLossCurvePoint *points,
            guint                        n)
{
  GArray *curve;

  if (points == NULL)
    return NULL;
  curve = g_array_sized_new (FALSE, FALSE, sizeof (double), 2 * n);
  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (curve, points[i].loss);
      g_array_append_val (curve, points[i].probability);
    }
  return curve;
}

RiskctxLossDescription *
riskctx_loss_figure_describe (RiskctxLossFigure *self,
                              gboolean           with_curves)
{
  const RiskctxLossSummary *summary = riskctx_loss_figure_get_summary (self);
  RiskctxLossDescription *description = g_new0 (RiskctxLossDescription, 1);

  description->scope = (int) riskctx_loss_figure_get_scope (self);
  description->id = g_strdup (riskctx_loss_figure_get_id (self));
  description->title = riskctx_text_ref (riskctx_loss_figure_get_title (self));
  description->category = description->scope == RISKCTX_LOSS_SCOPE_TOTAL
    ? -1 : (int) riskctx_loss_figure_get_category (self);
  description->empty = riskctx_loss_figure_is_empty (self);
  description->mean = riskctx_loss_figure_dup_mean (self);
  description->sd = riskctx_loss_figure_dup_sd (self);
  description->any_loss = riskctx_loss_figure_dup_any_loss (self);
  description->contribution = riskctx_loss_figure_dup_contribution (self);
  description->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) level_free);
  for (guint i = 0; i < summary->n_points; i++)
    {
      Level *level = g_new (Level, 1);

      level->probability = summary->points[i].probability;
      level->quantile = riskctx_loss_figure_dup_quantile (self, level->probability);
      level->tail_mean = riskctx_loss_figure_dup_tail_mean (self, level->probability);
      g_ptr_array_add (description->levels, level);
    }
  if (with_curves)
    {
      description->annual = copy_curve (summary->annual, summary->n_annual);
      description->largest = copy_curve (summary->largest, summary->n_largest);
    }
  return description;
}

void
riskctx_loss_description_free (RiskctxLossDescription *self)
{
  g_free (self->id);
  riskctx_text_unref (self->title);
  riskctx_figure_unref (self->mean);
  riskctx_figure_unref (self->sd);
  riskctx_figure_unref (self->any_loss);
  riskctx_figure_unref (self->contribution);
  g_ptr_array_unref (self->levels);
  g_clear_pointer (&self->annual, g_array_unref);
  g_clear_pointer (&self->largest, g_array_unref);
  g_free (self);
}
