/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-law-private.h"

G_BEGIN_DECLS

/* The expected values of an assessment as a function of its estimates: the expected annual loss of
 * a set of options is a sum of products of estimates, and the money in and out by year follows from
 * it. Insurance takes from the loss of a risk the share that it pays with the estimates as they
 * are; phases act as they do in a plan. Made of a copy, so that it may go to another thread. */

/* An estimate, or one factor of one that is a product */
typedef struct
{
  RiskctxItem     *item;     /* of the copy */
  guint            row;      /* of the item's field */
  int              part;     /* of a product; -1: all of it */
  RiskctxEstimate *estimate;
  RiskctxLaw      *law;
  char            *id;       /* leak.frequency */
  char            *pointer;  /* /risks/0/frequency */
  RiskctxText     *label;
  const char      *unit;
  guint64          key;      /* of its random numbers */
  double           mean;
  double           min;      /* what the field allows */
  double           max;
  gboolean         in_losses;
} RiskctxExpectationInput;

#define RISKCTX_EXPECTATION_MAX_YEARS 100u /* of a plan */

typedef struct _RiskctxExpectation RiskctxExpectation;

RiskctxExpectation *riskctx_expectation_new  (RiskctxAssessment *assessment,
                                              guint              years,
                                              GError           **error);
void                riskctx_expectation_free (RiskctxExpectation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxExpectation, riskctx_expectation_free)

RiskctxAssessment             *riskctx_expectation_get_assessment (RiskctxExpectation *self);
guint                          riskctx_expectation_n_inputs       (RiskctxExpectation *self);
const RiskctxExpectationInput *riskctx_expectation_get_input      (RiskctxExpectation *self,
                                                                   guint               position);
double                        *riskctx_expectation_dup_means      (RiskctxExpectation *self);

/* Sets of options, as bits in the order of the assessment. The first is to do nothing. FALSE: the
 * options do not go together. */
gboolean    riskctx_expectation_add_set       (RiskctxExpectation *self, guint64 options);
guint       riskctx_expectation_n_sets        (RiskctxExpectation *self);
guint64     riskctx_expectation_get_set       (RiskctxExpectation *self, guint set);
void        riskctx_expectation_truncate_sets (RiskctxExpectation *self, guint n_sets);

/* Of the values x of all inputs */
double riskctx_expectation_loss     (RiskctxExpectation *self, guint set, const double *x);
double riskctx_expectation_one_time (RiskctxExpectation *self, guint set, const double *x);
/* Money in and out, from year 0 to the last; NULL: a figure is not stated. */
double *riskctx_expectation_dup_flows (RiskctxExpectation *self, guint set, const double *x,
                                       guint last);
/* The net present value; NaN: a figure is not stated. */
double riskctx_expectation_value (RiskctxExpectation *self, guint set, const double *x,
                                  double rate);
/* The input that is the organization's funds; -1: not stated */
int    riskctx_expectation_funds (RiskctxExpectation *self);

/* States the input as a fixed value, or again as it was, in the copy. */
void riskctx_expectation_fix     (RiskctxExpectation *self, guint input, double value);
void riskctx_expectation_restore (RiskctxExpectation *self, guint input);

G_END_DECLS
