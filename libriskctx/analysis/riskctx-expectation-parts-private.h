/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-expectation-private.h"

G_BEGIN_DECLS

/* What one way of events costs: factor × inputs × what effects leave */
typedef struct
{
  double factor;
  guint  first;    /* within places: the inputs that are multiplied */
  guint  n;
  guint  first_effect; /* within effect_places */
  guint  n_effects;
} RiskctxExpectationTerm;

typedef struct
{
  guint   input;
  double  now;    /* coverage × degree as things are */
  double  then;   /* where an option of these brings it */
  guint64 brought;
} RiskctxExpectationEffect;

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
  GArray            *sets;         /* guint64 */
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

G_END_DECLS
