/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-expectation-private.h"
#include "riskctx-job-private.h"
#include "riskctx-result-private.h"
#include "riskctx-sensitivity.h"

G_BEGIN_DECLS

#define RISKCTX_SENSITIVITY_N_OUTPUTS (RISKCTX_SENSITIVITY_OUTPUT_PAYBACK + 1)
/* The place of the discount rate, which is a setting and no estimate */
#define RISKCTX_SEARCH_RATE (-1)

struct _RiskctxSensitivityInput
{
  GObject        parent_instance;
  char          *id;
  char          *pointer; /* NULL: a setting */
  RiskctxText   *label;
  RiskctxFigure *value;
  RiskctxFigure *effects[RISKCTX_SENSITIVITY_N_OUTPUTS][2]; /* at the low and the high end */
  RiskctxFigure *first_order;
  RiskctxFigure *total_order;
  RiskctxFigure *information;
  RiskctxFigure *switches[2]; /* below and above */
  GStrv          beyond[2];   /* what is best there; NULL: nothing changes */
};

struct _RiskctxSensitivity
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  RiskctxSimulation *simulation;
  GStrv              options; /* NULL: what is recommended */
  guint              years;
  double             discount_rate;
  gboolean           give_up;
  gboolean           simulate;
  guint              samples;
  gboolean           swings_only; /* only the ends of what is computed */
  double             progress;

  /* the answer */
  gboolean           has_run;
  GPtrArray         *inputs;
  GStrv              recommended; /* NULL: nothing may be chosen */
  GStrv              plan;
  gboolean           complete;
  RiskctxFigure     *figures[RISKCTX_SENSITIVITY_N_OUTPUTS];
  RiskctxFigure     *information;
};

/* What is found out about one input; NaN: nothing */
typedef struct
{
  double low;
  double high;
  double loss[2];
  double value[2];
  double payback[2];
  double first_order;
  double total_order;
  double total_error;
  double information;
  double switches[2];
  int    beyond[2]; /* sets */
} RiskctxSearchInput;

/* A value that the input may have, for people. */
RiskctxText *riskctx_sensitivity_input_write (RiskctxSensitivityInput *self, double value);

/* The part that is computed with expected values, apart from the object, in any thread */
typedef struct
{
  RiskctxExpectation *expectation;
  double              rate;
  guint               samples;
  guint64             seed;
  gboolean           *allowed; /* by set: whether it may be chosen at all */
  gboolean           *payable; /* by set: that, and the funds pay it on average */
  gboolean            by_funds;
  double             *means;
  guint               best;    /* set; G_MAXUINT: none */
  guint               plan;    /* set */
  double              loss;
  double              value;
  double              payback;
  double              variance_error; /* relative */
  double              information;
  double              information_error;
  RiskctxSearchInput *inputs;  /* by input of the expectation */
  RiskctxSearchInput  rate_input;
} RiskctxSearch;

/* What is best if an input (or the rate) has this value; G_MAXUINT: nothing may be chosen. */
guint    riskctx_search_decide (RiskctxSearch *self, int input, double value);
/* FALSE: cancelled */
gboolean riskctx_search_run    (RiskctxSearch *self, GCancellable *cancellable);
void     riskctx_search_swings (RiskctxSearch *self);

/* Leaves out everything but the ends of what is computed: for whoever needs no more. */
void riskctx_sensitivity_set_swings_only (RiskctxSensitivity *self);
void riskctx_sensitivity_set_progress (RiskctxSensitivity *self, double progress);
void riskctx_sensitivity_forget       (RiskctxSensitivity *self);

/* What the tail runs found: by input, low and high, or NULL */
typedef struct
{
  RiskctxLossResult  *base;
  RiskctxLossResult **results; /* 2 by input */
} RiskctxSensitivityTails;

/* Fills the object; takes what it needs. */
void riskctx_sensitivity_answer (RiskctxSensitivity            *self,
                                 RiskctxSearch                 *search,
                                 const RiskctxSensitivityTails *tails);

extern const RiskctxResultShape riskctx_sensitivity_input_shape;

G_END_DECLS
