/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-ranked-category.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

struct _RiskctxRankedCategory
{
  GObject          parent_instance;
  int              category;
  RiskctxCategory *item; /* may be NULL */
  char            *item_id;
  gboolean         applicable;
  RiskctxFigure   *money;
  guint            money_rank;  /* 0: not ranked */
  RiskctxFigure   *rating;
  guint            rating_rank; /* 0: not ranked */
  gboolean         treat;
};

extern const RiskctxResultShape riskctx_ranked_category_shape;

G_END_DECLS
