/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-data-private.h"
#include "riskctx-loss-figure.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

struct _RiskctxLossFigure
{
  GObject                   parent_instance;
  RiskctxLossData          *data;
  const RiskctxLossSummary *summary; /* within data */
  RiskctxLossScope          scope;
  int                       category; /* -1 for the total */
  const char               *id;       /* within data, or static */
  RiskctxText              *title;
  double                    contribution; /* NaN: there is none */
  double                   *probabilities;
};

/* position: the category of a cause or impact, the place of a risk in the plan */
RiskctxLossFigure *riskctx_loss_figure_new (RiskctxLossData  *data,
                                            RiskctxLossScope  scope,
                                            guint             position);

const RiskctxLossSummary *riskctx_loss_figure_get_summary (RiskctxLossFigure *self);
/* Whether it was computed, so that its errors are bounds, and not simulated */
gboolean riskctx_loss_figure_is_exact (RiskctxLossFigure *self);

/* What a figure of it comes from, made when somebody asks: the estimates of a risk, or the largest
 * risks of the rest. */
void riskctx_loss_figure_set_inputs (RiskctxLossFigure *self, RiskctxFigure *figure);

/* All there is to say about the figure, made for writing; curves make up most of it. */
typedef struct _RiskctxLossDescription RiskctxLossDescription;

RiskctxLossDescription *riskctx_loss_figure_describe     (RiskctxLossFigure *self,
                                                          gboolean           with_curves);
void                    riskctx_loss_description_free    (RiskctxLossDescription *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxLossDescription, riskctx_loss_description_free)

extern const RiskctxResultShape riskctx_loss_figure_shape; /* of a description */

G_END_DECLS
