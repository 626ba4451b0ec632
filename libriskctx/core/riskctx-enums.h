/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RiskctxProvenance:
 * @RISKCTX_PROVENANCE_USER: entered by the organization itself
 * @RISKCTX_PROVENANCE_DECK: stated in the working group's presentation of 2018
 * @RISKCTX_PROVENANCE_PUBLIC: a fact from public material; the source is named
 * @RISKCTX_PROVENANCE_INFERRED: our reading of something the presentation leaves implicit
 * @RISKCTX_PROVENANCE_RECOLLECTED: general professional knowledge, to be checked before it is
 *   relied on
 * @RISKCTX_PROVENANCE_SKETCH: invented, plausible example data
 *
 * Where a statement or figure comes from.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PROVENANCE_USER = 0,
  RISKCTX_PROVENANCE_DECK = 1,
  RISKCTX_PROVENANCE_PUBLIC = 2,
  RISKCTX_PROVENANCE_INFERRED = 3,
  RISKCTX_PROVENANCE_RECOLLECTED = 4,
  RISKCTX_PROVENANCE_SKETCH = 5,
} RiskctxProvenance;

/**
 * RiskctxBasis:
 * @RISKCTX_BASIS_ASSUMED: assumed without evidence
 * @RISKCTX_BASIS_EXPERT: judged by an expert
 * @RISKCTX_BASIS_PUBLISHED: published by a named source
 * @RISKCTX_BASIS_MEASURED: measured in the organization
 *
 * What the figures of an estimate rest on, from weak to strong.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_BASIS_ASSUMED = 0,
  RISKCTX_BASIS_EXPERT = 1,
  RISKCTX_BASIS_PUBLISHED = 2,
  RISKCTX_BASIS_MEASURED = 3,
} RiskctxBasis;

/**
 * RiskctxSeverity:
 * @RISKCTX_SEVERITY_INFO: worth knowing
 * @RISKCTX_SEVERITY_WARNING: should be discussed or corrected
 * @RISKCTX_SEVERITY_ERROR: the document cannot be relied on until it is corrected
 *
 * How much an issue matters.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SEVERITY_INFO = 0,
  RISKCTX_SEVERITY_WARNING = 1,
  RISKCTX_SEVERITY_ERROR = 2,
} RiskctxSeverity;

/**
 * RiskctxRiskCategory:
 * @RISKCTX_RISK_CATEGORY_FINANCIAL: cash, credit, exchange rates, investment
 * @RISKCTX_RISK_CATEGORY_DISASTER: accidents, natural disasters, pandemics
 * @RISKCTX_RISK_CATEGORY_LITIGATION: suits, contracts, liability, compliance
 * @RISKCTX_RISK_CATEGORY_SOCIAL: reputation, ethics, labor, expectations of the public
 * @RISKCTX_RISK_CATEGORY_ECONOMIC: demand, prices, interest, supply markets
 * @RISKCTX_RISK_CATEGORY_POLITICAL: law, policy, regulation, trade
 * @RISKCTX_RISK_CATEGORY_QUALITY: quality of products and services
 * @RISKCTX_RISK_CATEGORY_SYSTEM: outage, leak, tampering; shown as information security
 *
 * The eight categories of the common risk base.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RISK_CATEGORY_FINANCIAL = 0,
  RISKCTX_RISK_CATEGORY_DISASTER = 1,
  RISKCTX_RISK_CATEGORY_LITIGATION = 2,
  RISKCTX_RISK_CATEGORY_SOCIAL = 3,
  RISKCTX_RISK_CATEGORY_ECONOMIC = 4,
  RISKCTX_RISK_CATEGORY_POLITICAL = 5,
  RISKCTX_RISK_CATEGORY_QUALITY = 6,
  RISKCTX_RISK_CATEGORY_SYSTEM = 7,
} RiskctxRiskCategory;

/**
 * RiskctxDistribution:
 * @RISKCTX_DISTRIBUTION_FIXED: a single value
 * @RISKCTX_DISTRIBUTION_UNIFORM: any value between low and high alike
 * @RISKCTX_DISTRIBUTION_TRIANGULAR: low, mode, high
 * @RISKCTX_DISTRIBUTION_PERT: low, mode, high with a Beta shape
 * @RISKCTX_DISTRIBUTION_NORMAL: mean and sd
 * @RISKCTX_DISTRIBUTION_LOGNORMAL: an interval, or mean and sd
 * @RISKCTX_DISTRIBUTION_GAMMA: mean and coefficient of variation
 * @RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN: mean and shape
 * @RISKCTX_DISTRIBUTION_LOMAX: shape and scale
 * @RISKCTX_DISTRIBUTION_GENERALIZED_PARETO: location, scale and shape
 * @RISKCTX_DISTRIBUTION_DISCRETE: values with weights
 * @RISKCTX_DISTRIBUTION_MIXTURE: components with weights
 * @RISKCTX_DISTRIBUTION_PRODUCT: the product of independent factors
 *
 * The law that an estimate follows.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_DISTRIBUTION_FIXED = 0,
  RISKCTX_DISTRIBUTION_UNIFORM = 1,
  RISKCTX_DISTRIBUTION_TRIANGULAR = 2,
  RISKCTX_DISTRIBUTION_PERT = 3,
  RISKCTX_DISTRIBUTION_NORMAL = 4,
  RISKCTX_DISTRIBUTION_LOGNORMAL = 5,
  RISKCTX_DISTRIBUTION_GAMMA = 6,
  RISKCTX_DISTRIBUTION_INVERSE_GAUSSIAN = 7,
  RISKCTX_DISTRIBUTION_LOMAX = 8,
  RISKCTX_DISTRIBUTION_GENERALIZED_PARETO = 9,
  RISKCTX_DISTRIBUTION_DISCRETE = 10,
  RISKCTX_DISTRIBUTION_MIXTURE = 11,
  RISKCTX_DISTRIBUTION_PRODUCT = 12,
} RiskctxDistribution;

G_END_DECLS
