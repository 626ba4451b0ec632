/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-control.h"
#include "riskctx-expectation-private.h"

G_BEGIN_DECLS

/* What one way of events costs: factor × inputs × what effects leave */
typedef struct
{
  double factor;
  guint  risk;     /* position of the one whose consequence it is */
  guint  first;    /* within places: the inputs that are multiplied */
  guint  n;
  guint  first_effect; /* within effect_places */
  guint  n_effects;
} RiskctxExpectationTerm;

typedef struct
{
  guint           input;
  RiskctxControl *control; /* NULL: of the option itself */
  guint           option;
} RiskctxExpectationEffect;

/* Options carried out together, as they are in the years 1 to n_states; the last state stays. */
typedef struct
{
  guint64 options;
  guint   n_states;
  double *scales;  /* by state, by effect: coverage × degree */
  double *kept;    /* by state, by risk: what insurance leaves of the loss */
  double *degrees; /* by state, by option */
} RiskctxExpectationSet;

typedef struct
{
  guint  input;
  double sign;
  guint  option;
  guint  from;
  guint  until;
  gboolean once;
} RiskctxExpectationCost;

typedef struct
{
  guint input;
  guint option;
} RiskctxExpectationChange;

struct _RiskctxExpectation
{
  RiskctxAssessment *assessment; /* a copy */
  guint              years;
  guint              n_risks;
  guint              n_options;
  GArray            *inputs;       /* RiskctxExpectationInput */
  GHashTable        *known;        /* id: position of an input + 1, or the first of a product */
  GArray            *terms;        /* RiskctxExpectationTerm */
  GArray            *places;       /* guint */
  GArray            *effects;      /* RiskctxExpectationEffect */
  GArray            *effect_places; /* guint */
  GArray            *costs;        /* RiskctxExpectationCost */
  GArray            *sales_changes; /* RiskctxExpectationChange */
  GArray            *new_margins;  /* RiskctxExpectationChange */
  int                sales;        /* inputs; -1: not stated */
  int                margin;
  int                funds;
  GArray            *sets;         /* RiskctxExpectationSet */
};

/* Appends the inputs that the estimate of a field stands for to places (a product without a cap
 * is several), or to nothing; returns the first, or -1 with an error. */
int riskctx_expectation_use (RiskctxExpectation *self,
                             RiskctxItem        *item,
                             const char         *member,
                             RiskctxEstimate    *estimate,
                             gboolean            in_losses,
                             GArray             *places,
                             GError            **error);

gboolean riskctx_expectation_add_losses (RiskctxExpectation *self, GError **error);

/* Appends a set with the states it goes through; FALSE if the options do not go together. */
gboolean riskctx_expectation_state_set (RiskctxExpectation *self, guint64 options, GError **error);

G_END_DECLS
