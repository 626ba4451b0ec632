/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-insurance-private.h"
#include "riskctx-law-body-private.h"

#include <math.h>

double
riskctx_insurance_net (const RiskctxPlanRisk *risk,
                       double                 loss)
{
  if (!risk->insured || loss <= risk->deductible)
    return loss;
  if (isinf (loss))
    return risk->share < 1.0 || isfinite (risk->limit) ? loss : risk->deductible;
  return loss - risk->share * MIN (loss - risk->deductible, risk->limit);
}

/* Largest loss of which not more than x is left */
static double
gross_of (const RiskctxPlanRisk *risk,
          double                 x)
{
  double beyond;

  if (x < risk->deductible)
    return x;
  beyond = x - risk->deductible;
  if (risk->share < 1.0 && beyond <= (1.0 - risk->share) * risk->limit)
    return risk->deductible + beyond / (1.0 - risk->share);
  return isinf (risk->limit) ? INFINITY : x + risk->share * risk->limit;
}

/* E min (factor X, x) */
static double
limited (const RiskctxLaw *law,
         double            factor,
         double            x)
{
  return isinf (x) ? factor * riskctx_law_mean (law)
                   : factor * riskctx_law_limited_mean (law, x / factor);
}

double
riskctx_insurance_limited_mean (const RiskctxPlanRisk *risk,
                                const RiskctxLaw      *law,
                                double                 factor,
                                double                 x)
{
  const double top = risk->deductible + risk->limit;
  const double gross = gross_of (risk, x);
  double below, covered;

  if (!risk->insured || gross <= risk->deductible)
    return limited (law, factor, risk->insured ? gross : x);
  below = limited (law, factor, risk->deductible);
  if (gross <= top && risk->share == 1.0)
    return below;
  covered = limited (law, factor, MIN (gross, top)) - below;
  if (gross <= top)
    return below + (1.0 - risk->share) * covered;
  return limited (law, factor, gross) - risk->share * covered;
}

double
riskctx_insurance_cdf (const RiskctxPlanRisk *risk,
                       const RiskctxLaw      *law,
                       double                 factor,
                       double                 x)
{
  const double gross = risk->insured ? gross_of (risk, x) : x;

  if (factor == 0.0)
    return x >= 0.0 ? 1.0 : 0.0;
  return isinf (gross) ? 1.0 : riskctx_law_cdf (law, gross / factor);
}
