/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"
#include "riskctx-law-private.h"

G_BEGIN_DECLS

/* Laws of positive amounts fitted to data by maximum likelihood. */

typedef enum
{
  RISKCTX_FIT_LOGNORMAL, /* parameters: mu and sigma of the logarithm */
  RISKCTX_FIT_GAMMA,     /* shape and scale */
  RISKCTX_FIT_EXPONENTIAL, /* mean, 1 */
  RISKCTX_FIT_INVERSE_GAUSSIAN, /* mean and shape */
  RISKCTX_FIT_LOMAX, /* shape and scale */
  RISKCTX_FIT_N
} RiskctxFitFamily;

typedef struct
{
  guint         n;
  const double *amounts;   /* ascending */
  double        threshold; /* nothing below it is among the amounts; 0: none */
  gboolean      truncated; /* nobody knows how many were below, else n_below were */
  guint         n_below;
} RiskctxFitData;

typedef struct
{
  gboolean exists; /* FALSE: the likelihood has no maximum in the family */
  double   parameters[2];
  double   log_likelihood;
} RiskctxFitted;

/* The amounts must not all be the same. */
RiskctxFitted riskctx_fit_law (RiskctxFitFamily family, const RiskctxFitData *data);

guint            riskctx_fit_count_parameters (RiskctxFitFamily family);
RiskctxLaw      *riskctx_fit_make_law         (RiskctxFitFamily family, const double parameters[2]);
RiskctxEstimate *riskctx_fit_make_estimate    (RiskctxFitFamily family, const double parameters[2],
                                               GError **error);

G_END_DECLS
