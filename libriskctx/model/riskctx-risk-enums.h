/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RiskctxZoneKind:
 * @RISKCTX_ZONE_KIND_INHOUSE: the organization's own premises
 * @RISKCTX_ZONE_KIND_CLOUD: a cloud service
 * @RISKCTX_ZONE_KIND_INTERNET: the public Internet
 * @RISKCTX_ZONE_KIND_CUSTOMER: the customers' side
 * @RISKCTX_ZONE_KIND_PARTNER: another organization
 *
 * What kind of place a zone is.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_ZONE_KIND_INHOUSE = 0,
  RISKCTX_ZONE_KIND_CLOUD = 1,
  RISKCTX_ZONE_KIND_INTERNET = 2,
  RISKCTX_ZONE_KIND_CUSTOMER = 3,
  RISKCTX_ZONE_KIND_PARTNER = 4,
} RiskctxZoneKind;

/**
 * RiskctxComponentKind:
 * @RISKCTX_COMPONENT_KIND_SYSTEM: a system
 * @RISKCTX_COMPONENT_KIND_USER: a person or group
 * @RISKCTX_COMPONENT_KIND_FIREWALL: a firewall
 * @RISKCTX_COMPONENT_KIND_WEB: a web server
 * @RISKCTX_COMPONENT_KIND_APP: an application server
 * @RISKCTX_COMPONENT_KIND_DB: a database
 * @RISKCTX_COMPONENT_KIND_PC: a personal computer
 * @RISKCTX_COMPONENT_KIND_EXTERNAL_ORG: another organization's system
 *
 * What a component of the system is.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_COMPONENT_KIND_SYSTEM = 0,
  RISKCTX_COMPONENT_KIND_USER = 1,
  RISKCTX_COMPONENT_KIND_FIREWALL = 2,
  RISKCTX_COMPONENT_KIND_WEB = 3,
  RISKCTX_COMPONENT_KIND_APP = 4,
  RISKCTX_COMPONENT_KIND_DB = 5,
  RISKCTX_COMPONENT_KIND_PC = 6,
  RISKCTX_COMPONENT_KIND_EXTERNAL_ORG = 7,
} RiskctxComponentKind;

/**
 * RiskctxAntivirus:
 * @RISKCTX_ANTIVIRUS_UNKNOWN: not stated
 * @RISKCTX_ANTIVIRUS_NONE: not protected
 * @RISKCTX_ANTIVIRUS_MANUAL: protected, updated by hand
 * @RISKCTX_ANTIVIRUS_AUTOMATIC: protected, updated automatically
 *
 * How a component is protected against malware.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_ANTIVIRUS_UNKNOWN = 0,
  RISKCTX_ANTIVIRUS_NONE = 1,
  RISKCTX_ANTIVIRUS_MANUAL = 2,
  RISKCTX_ANTIVIRUS_AUTOMATIC = 3,
} RiskctxAntivirus;

/**
 * RiskctxRestriction:
 * @RISKCTX_RESTRICTION_UNKNOWN: not stated
 * @RISKCTX_RESTRICTION_NONE: not restricted
 * @RISKCTX_RESTRICTION_OPERATIONAL: by a rule that people follow
 * @RISKCTX_RESTRICTION_TECHNICAL: by the system
 *
 * How access from a component to the Internet is restricted.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RESTRICTION_UNKNOWN = 0,
  RISKCTX_RESTRICTION_NONE = 1,
  RISKCTX_RESTRICTION_OPERATIONAL = 2,
  RISKCTX_RESTRICTION_TECHNICAL = 3,
} RiskctxRestriction;

/**
 * RiskctxDataKind:
 * @RISKCTX_DATA_KIND_PERSONAL: personal data
 * @RISKCTX_DATA_KIND_CARD: payment card data
 * @RISKCTX_DATA_KIND_AUTHENTICATION: sensitive authentication data such as a security code
 * @RISKCTX_DATA_KIND_BUSINESS: confidential business data
 *
 * What sensitive data a flow carries.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_DATA_KIND_PERSONAL = 1 << 0,
  RISKCTX_DATA_KIND_CARD = 1 << 1,
  RISKCTX_DATA_KIND_AUTHENTICATION = 1 << 2,
  RISKCTX_DATA_KIND_BUSINESS = 1 << 3,
} RiskctxDataKind;

/**
 * RiskctxDamageCategory:
 * @RISKCTX_DAMAGE_CATEGORY_NONE: not stated
 * @RISKCTX_DAMAGE_CATEGORY_RESPONSE_COST: own cost of handling the incident
 * @RISKCTX_DAMAGE_CATEGORY_COMPENSATION: compensation to third parties and legal fees
 * @RISKCTX_DAMAGE_CATEGORY_PROFIT: profit lost through interruption
 * @RISKCTX_DAMAGE_CATEGORY_MONETARY: money lost directly
 * @RISKCTX_DAMAGE_CATEGORY_ADMINISTRATIVE: fines and surcharges
 * @RISKCTX_DAMAGE_CATEGORY_INTANGIBLE: brand, reputation, share price
 *
 * The damage categories of JNSA's incident cost reports (2021 edition and later).
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_DAMAGE_CATEGORY_NONE = 0,
  RISKCTX_DAMAGE_CATEGORY_RESPONSE_COST = 1,
  RISKCTX_DAMAGE_CATEGORY_COMPENSATION = 2,
  RISKCTX_DAMAGE_CATEGORY_PROFIT = 3,
  RISKCTX_DAMAGE_CATEGORY_MONETARY = 4,
  RISKCTX_DAMAGE_CATEGORY_ADMINISTRATIVE = 5,
  RISKCTX_DAMAGE_CATEGORY_INTANGIBLE = 6,
} RiskctxDamageCategory;

/**
 * RiskctxLossForm:
 * @RISKCTX_LOSS_FORM_NONE: not stated
 * @RISKCTX_LOSS_FORM_PRODUCTIVITY: productivity
 * @RISKCTX_LOSS_FORM_RESPONSE: response
 * @RISKCTX_LOSS_FORM_REPLACEMENT: replacement
 * @RISKCTX_LOSS_FORM_COMPETITIVE_ADVANTAGE: competitive advantage
 * @RISKCTX_LOSS_FORM_FINES_JUDGMENTS: fines and judgments
 * @RISKCTX_LOSS_FORM_REPUTATION: reputation
 *
 * The six forms of loss of FAIR.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LOSS_FORM_NONE = 0,
  RISKCTX_LOSS_FORM_PRODUCTIVITY = 1,
  RISKCTX_LOSS_FORM_RESPONSE = 2,
  RISKCTX_LOSS_FORM_REPLACEMENT = 3,
  RISKCTX_LOSS_FORM_COMPETITIVE_ADVANTAGE = 4,
  RISKCTX_LOSS_FORM_FINES_JUDGMENTS = 5,
  RISKCTX_LOSS_FORM_REPUTATION = 6,
} RiskctxLossForm;

/**
 * RiskctxFrequencyModel:
 * @RISKCTX_FREQUENCY_MODEL_POISSON: independent events: variance equals the mean
 * @RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL: events in clusters: variance mean +
 *   mean²/dispersion
 * @RISKCTX_FREQUENCY_MODEL_BINOMIAL: at most `trials` events
 * @RISKCTX_FREQUENCY_MODEL_BERNOULLI: at most one event
 * @RISKCTX_FREQUENCY_MODEL_FIXED: exactly that many events
 *
 * The law of the number of events in a year, given its mean.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_FREQUENCY_MODEL_POISSON = 0,
  RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL = 1,
  RISKCTX_FREQUENCY_MODEL_BINOMIAL = 2,
  RISKCTX_FREQUENCY_MODEL_BERNOULLI = 3,
  RISKCTX_FREQUENCY_MODEL_FIXED = 4,
} RiskctxFrequencyModel;

/**
 * RiskctxCopula:
 * @RISKCTX_COPULA_NORMAL: the normal copula: extremes come together no more than by chance in the
 *   limit
 * @RISKCTX_COPULA_STUDENT_T: Student's t copula: extremes come together
 *
 * The form in which risks go together.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_COPULA_NORMAL = 0,
  RISKCTX_COPULA_STUDENT_T = 1,
} RiskctxCopula;

/**
 * RiskctxDependenceScope:
 * @RISKCTX_DEPENDENCE_SCOPE_COUNTS: the numbers of events in a year
 * @RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES: the amounts of the first events of the year, of the second,
 *   and so on
 *
 * What of the risks goes together.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_DEPENDENCE_SCOPE_COUNTS = 1 << 0,
  RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES = 1 << 1,
} RiskctxDependenceScope;

/**
 * RiskctxEffectTarget:
 * @RISKCTX_EFFECT_TARGET_FREQUENCY: how often events occur
 * @RISKCTX_EFFECT_TARGET_PROBABILITY: how often a consequence follows an event
 * @RISKCTX_EFFECT_TARGET_MAGNITUDE: how much a consequence costs
 *
 * What an effect reduces.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_EFFECT_TARGET_FREQUENCY = 0,
  RISKCTX_EFFECT_TARGET_PROBABILITY = 1,
  RISKCTX_EFFECT_TARGET_MAGNITUDE = 2,
} RiskctxEffectTarget;

/**
 * RiskctxTreatment:
 * @RISKCTX_TREATMENT_UNDECIDED: not decided yet
 * @RISKCTX_TREATMENT_AVOID: give up what causes the risk
 * @RISKCTX_TREATMENT_REDUCE: change likelihood or consequences
 * @RISKCTX_TREATMENT_SHARE: share it with another party
 * @RISKCTX_TREATMENT_RETAIN: keep it by informed decision
 * @RISKCTX_TREATMENT_TAKE: take or increase it for an opportunity
 *
 * The treatment of a risk in the terms of ISO 31000.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_TREATMENT_UNDECIDED = 0,
  RISKCTX_TREATMENT_AVOID = 1,
  RISKCTX_TREATMENT_REDUCE = 2,
  RISKCTX_TREATMENT_SHARE = 3,
  RISKCTX_TREATMENT_RETAIN = 4,
  RISKCTX_TREATMENT_TAKE = 5,
} RiskctxTreatment;

/**
 * RiskctxPhaseKind:
 * @RISKCTX_PHASE_KIND_INITIAL: ① initial response, this fiscal year
 * @RISKCTX_PHASE_KIND_FULL: ② full migration, this fiscal year
 * @RISKCTX_PHASE_KIND_SUSTAIN: ③ sustaining, every year from the next on
 *
 * The three phases of an improvement option.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PHASE_KIND_INITIAL = 0,
  RISKCTX_PHASE_KIND_FULL = 1,
  RISKCTX_PHASE_KIND_SUSTAIN = 2,
} RiskctxPhaseKind;

/**
 * RiskctxCostTiming:
 * @RISKCTX_COST_TIMING_ONE_TIME: once, in the fiscal year from_year
 * @RISKCTX_COST_TIMING_YEARLY: every year from from_year on
 *
 * When a cost arises.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_COST_TIMING_ONE_TIME = 0,
  RISKCTX_COST_TIMING_YEARLY = 1,
} RiskctxCostTiming;

/**
 * RiskctxCostKind:
 * @RISKCTX_COST_KIND_OTHER: anything else
 * @RISKCTX_COST_KIND_MODIFICATION: modification
 * @RISKCTX_COST_KIND_OUTSOURCING: outsourcing
 * @RISKCTX_COST_KIND_MAINTENANCE: maintenance
 * @RISKCTX_COST_KIND_STUDY: study
 * @RISKCTX_COST_KIND_OPERATION: building and operating
 *
 * What a cost is spent on.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_COST_KIND_OTHER = 0,
  RISKCTX_COST_KIND_MODIFICATION = 1,
  RISKCTX_COST_KIND_OUTSOURCING = 2,
  RISKCTX_COST_KIND_MAINTENANCE = 3,
  RISKCTX_COST_KIND_STUDY = 4,
  RISKCTX_COST_KIND_OPERATION = 5,
} RiskctxCostKind;

/**
 * RiskctxLimitKind:
 * @RISKCTX_LIMIT_KIND_TOLERANCE: must not be exceeded
 * @RISKCTX_LIMIT_KIND_APPETITE: should not be exceeded
 *
 * How binding a limit is.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LIMIT_KIND_TOLERANCE = 0,
  RISKCTX_LIMIT_KIND_APPETITE = 1,
} RiskctxLimitKind;

/**
 * RiskctxRiskMeasure:
 * @RISKCTX_RISK_MEASURE_MEAN: expected annual loss
 * @RISKCTX_RISK_MEASURE_QUANTILE: annual loss that is exceeded with probability 1 − level
 * @RISKCTX_RISK_MEASURE_TAIL_MEAN: mean of the worst 1 − level share of years
 *
 * The figure of a loss distribution that a limit applies to.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RISK_MEASURE_MEAN = 0,
  RISKCTX_RISK_MEASURE_QUANTILE = 1,
  RISKCTX_RISK_MEASURE_TAIL_MEAN = 2,
} RiskctxRiskMeasure;

/**
 * RiskctxComparison:
 * @RISKCTX_COMPARISON_MEDIAN_TOP_N: above the median of the others and among the n largest
 * @RISKCTX_COMPARISON_MEDIAN: above the median of the others
 * @RISKCTX_COMPARISON_MEAN: above the mean of the others
 * @RISKCTX_COMPARISON_MAX: above every other
 * @RISKCTX_COMPARISON_TOP_N: among the n largest
 *
 * How system risk is compared with the other categories to find out whether it dominates.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_COMPARISON_MEDIAN_TOP_N = 0,
  RISKCTX_COMPARISON_MEDIAN = 1,
  RISKCTX_COMPARISON_MEAN = 2,
  RISKCTX_COMPARISON_MAX = 3,
  RISKCTX_COMPARISON_TOP_N = 4,
} RiskctxComparison;

/**
 * RiskctxRequiredSalesMethod:
 * @RISKCTX_REQUIRED_SALES_METHOD_CONTRIBUTION_MARGIN: by the contribution margin ratio
 * @RISKCTX_REQUIRED_SALES_METHOD_PROFIT_RATIO: by keeping the ratio of profit to sales
 *
 * How the sales needed to keep the current profit are computed.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_REQUIRED_SALES_METHOD_CONTRIBUTION_MARGIN = 0,
  RISKCTX_REQUIRED_SALES_METHOD_PROFIT_RATIO = 1,
} RiskctxRequiredSalesMethod;

G_END_DECLS
