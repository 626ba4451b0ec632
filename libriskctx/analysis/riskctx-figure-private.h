/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"
#include "riskctx-figure.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

#define RISKCTX_UNIT_CURRENCY "currency"
#define RISKCTX_UNIT_CURRENCY_PER_YEAR "currency/year"
#define RISKCTX_UNIT_YEARS "years"
#define RISKCTX_UNIT_WHOLE_YEARS "fiscal years"
#define RISKCTX_UNIT_DAYS "days"
#define RISKCTX_UNIT_MONTHS "months"
#define RISKCTX_UNIT_RATIO "ratio"       /* written as a percentage */
#define RISKCTX_UNIT_MULTIPLE "multiple" /* of what was spent */
#define RISKCTX_UNIT_PROBABILITY "probability"
#define RISKCTX_UNIT_RATING "rating"

struct _RiskctxFigure
{
  gatomicrefcount ref_count;
  char           *name;
  RiskctxText    *label;
  gboolean        defined;
  double          value; /* NaN where there is none, as for the next three */
  double          error;
  double          low;
  double          high;
  gboolean        round_up; /* for people: to whole 10,000 of a currency, as a sum to be earned */
  char           *unit;
  char           *currency;
  RiskctxText    *reason;
  RiskctxText    *formula;
  RiskctxText    *note;
  int             basis; /* -1: none is known */
  RiskctxText    *source;
  GPtrArray      *inputs;

  /* inputs that are made when somebody asks */
  gsize           made; /* g_once_init_enter () */
  GPtrArray    *(*make_inputs) (gpointer data);
  gpointer        data;
  GDestroyNotify  free_data;
};

extern const RiskctxResultShape riskctx_figure_shape;       /* with formula and inputs */
extern const RiskctxResultShape riskctx_figure_value_shape; /* value and error only */

/* A figure is changed only by whoever makes it, before anybody else sees it. Label, reason and the
 * other texts are taken; value must be finite, or the figure is undefined for that reason. */
RiskctxFigure *riskctx_figure_new           (const char  *name,
                                             RiskctxText *label,
                                             const char  *unit,
                                             const char  *currency,
                                             double       value);
RiskctxFigure *riskctx_figure_new_undefined (const char  *name,
                                             RiskctxText *label,
                                             const char  *unit,
                                             const char  *currency,
                                             RiskctxText *reason);
/* The mean of an estimate, with the central 90 % of its law as interval. NULL estimate: undefined,
 * because it is not stated. */
RiskctxFigure *riskctx_figure_new_estimate  (const char      *name,
                                             RiskctxText     *label,
                                             const char      *unit,
                                             const char      *currency,
                                             RiskctxEstimate *estimate);

/* For figures that are many, and seldom explained: make returns an array of RiskctxFigure that
 * frees them, and may be called in any thread. */
void       riskctx_figure_set_lazy_inputs (RiskctxFigure  *self,
                                           GPtrArray    *(*make) (gpointer data),
                                           gpointer        data,
                                           GDestroyNotify  free_data);
/* The inputs, made if need be; NULL: none */
GPtrArray *riskctx_figure_peek_inputs     (RiskctxFigure  *self);

/* As riskctx_figure_format (), without "a year": a heading says that. */

void riskctx_figure_set_error    (RiskctxFigure *self, double error);
void riskctx_figure_set_interval (RiskctxFigure *self, double low, double high);
void riskctx_figure_take_formula (RiskctxFigure *self, RiskctxText *formula);
void riskctx_figure_take_note    (RiskctxFigure *self, RiskctxText *note);
void riskctx_figure_add_input    (RiskctxFigure *self, RiskctxFigure *input);
void riskctx_figure_take_input   (RiskctxFigure *self, RiskctxFigure *input);

G_END_DECLS
