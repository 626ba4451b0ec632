/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RiskctxSide:
 * @RISKCTX_SIDE_EXTERNAL: external context: gives requirements
 * @RISKCTX_SIDE_INTERNAL: internal context: gives the present state
 *
 * Which side of the context a factor belongs to.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SIDE_EXTERNAL = 0,
  RISKCTX_SIDE_INTERNAL = 1,
} RiskctxSide;

/**
 * RiskctxContextClass:
 * @RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT: social, cultural, political, legal, financial,
 *   technological, economic, natural and competitive environment
 * @RISKCTX_CONTEXT_CLASS_EXT_DRIVERS: key drivers and trends that affect the objectives
 * @RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS: relations with external stakeholders
 * @RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE: governance, structure, roles, accountability
 * @RISKCTX_CONTEXT_CLASS_INT_POLICY: policies, objectives, strategies
 * @RISKCTX_CONTEXT_CLASS_INT_CAPABILITY: capability as resources and knowledge
 * @RISKCTX_CONTEXT_CLASS_INT_STAKEHOLDERS: relations with internal stakeholders
 * @RISKCTX_CONTEXT_CLASS_INT_CULTURE: culture of the organization
 * @RISKCTX_CONTEXT_CLASS_INT_INFORMATION: information systems, flows and decision processes
 * @RISKCTX_CONTEXT_CLASS_INT_STANDARDS: standards, guidelines and models adopted
 * @RISKCTX_CONTEXT_CLASS_INT_CONTRACTS: form and extent of contractual relations
 *
 * The three external and eight internal classes of context of ISO 31000.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CONTEXT_CLASS_EXT_ENVIRONMENT = 0,
  RISKCTX_CONTEXT_CLASS_EXT_DRIVERS = 1,
  RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS = 2,
  RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE = 3,
  RISKCTX_CONTEXT_CLASS_INT_POLICY = 4,
  RISKCTX_CONTEXT_CLASS_INT_CAPABILITY = 5,
  RISKCTX_CONTEXT_CLASS_INT_STAKEHOLDERS = 6,
  RISKCTX_CONTEXT_CLASS_INT_CULTURE = 7,
  RISKCTX_CONTEXT_CLASS_INT_INFORMATION = 8,
  RISKCTX_CONTEXT_CLASS_INT_STANDARDS = 9,
  RISKCTX_CONTEXT_CLASS_INT_CONTRACTS = 10,
} RiskctxContextClass;

/**
 * RiskctxAspect:
 * @RISKCTX_ASPECT_NONE: not stated: only the class gives defaults
 * @RISKCTX_ASPECT_POLITICS: policy and politics
 * @RISKCTX_ASPECT_ECONOMY: economy
 * @RISKCTX_ASPECT_FINANCE: finance
 * @RISKCTX_ASPECT_SOCIETY_CULTURE: society and culture
 * @RISKCTX_ASPECT_TECHNOLOGY: technology of the environment
 * @RISKCTX_ASPECT_LAW_REGULATION: law and regulation
 * @RISKCTX_ASPECT_NATURE: nature
 * @RISKCTX_ASPECT_COMPETITION: competitive environment
 * @RISKCTX_ASPECT_MARKET: market, mapped as the competitive environment
 * @RISKCTX_ASPECT_DRIVERS: drivers and trends
 * @RISKCTX_ASPECT_SHAREHOLDERS: shareholders
 * @RISKCTX_ASPECT_CUSTOMERS: customers
 * @RISKCTX_ASPECT_PARTNERS: business partners and others
 * @RISKCTX_ASPECT_INDUSTRY: an industry body, mapped as business partners and others
 * @RISKCTX_ASPECT_GOVERNANCE: governance
 * @RISKCTX_ASPECT_STRUCTURE: structure of the organization
 * @RISKCTX_ASPECT_ROLES: roles
 * @RISKCTX_ASPECT_MANAGEMENT_POLICY: management policy
 * @RISKCTX_ASPECT_SECURITY_POLICIES: set of information-security policies
 * @RISKCTX_ASPECT_CAPITAL: capital
 * @RISKCTX_ASPECT_PEOPLE_TIME: people and time
 * @RISKCTX_ASPECT_PROCESS_SYSTEM: processes and systems
 * @RISKCTX_ASPECT_TECHNICAL_SKILL: technology as a capability
 * @RISKCTX_ASPECT_EXECUTIVES: executives
 * @RISKCTX_ASPECT_SECURITY_MANAGEMENT: security management department
 * @RISKCTX_ASPECT_IT_DEPARTMENT: information systems department
 * @RISKCTX_ASPECT_EMPLOYEES: employees
 * @RISKCTX_ASPECT_PRINCIPLES_OF_ACTION: principles of action
 * @RISKCTX_ASPECT_WAY_OF_THINKING: way of thinking
 * @RISKCTX_ASPECT_INFORMATION_ASSETS: information assets
 * @RISKCTX_ASPECT_INFORMATION_PROCESSING: information processing
 * @RISKCTX_ASPECT_PHYSICAL_AREA: physical area where assets are handled
 * @RISKCTX_ASPECT_RISK_EVALUATION: risk evaluation and analysis
 * @RISKCTX_ASPECT_STANDARDS_GUIDELINES: standards and guidelines
 * @RISKCTX_ASPECT_MODELS: models
 * @RISKCTX_ASPECT_EMPLOYEE_CONTRACTS: contracts with employees
 * @RISKCTX_ASPECT_PARTNER_CONTRACTS: contracts with business partners
 *
 * The sub-class of a factor: the row of the mapping tables that gives its defaults.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_ASPECT_NONE = 0,
  RISKCTX_ASPECT_POLITICS = 1,
  RISKCTX_ASPECT_ECONOMY = 2,
  RISKCTX_ASPECT_FINANCE = 3,
  RISKCTX_ASPECT_SOCIETY_CULTURE = 4,
  RISKCTX_ASPECT_TECHNOLOGY = 5,
  RISKCTX_ASPECT_LAW_REGULATION = 6,
  RISKCTX_ASPECT_NATURE = 7,
  RISKCTX_ASPECT_COMPETITION = 8,
  RISKCTX_ASPECT_MARKET = 9,
  RISKCTX_ASPECT_DRIVERS = 10,
  RISKCTX_ASPECT_SHAREHOLDERS = 11,
  RISKCTX_ASPECT_CUSTOMERS = 12,
  RISKCTX_ASPECT_PARTNERS = 13,
  RISKCTX_ASPECT_INDUSTRY = 14,
  RISKCTX_ASPECT_GOVERNANCE = 15,
  RISKCTX_ASPECT_STRUCTURE = 16,
  RISKCTX_ASPECT_ROLES = 17,
  RISKCTX_ASPECT_MANAGEMENT_POLICY = 18,
  RISKCTX_ASPECT_SECURITY_POLICIES = 19,
  RISKCTX_ASPECT_CAPITAL = 20,
  RISKCTX_ASPECT_PEOPLE_TIME = 21,
  RISKCTX_ASPECT_PROCESS_SYSTEM = 22,
  RISKCTX_ASPECT_TECHNICAL_SKILL = 23,
  RISKCTX_ASPECT_EXECUTIVES = 24,
  RISKCTX_ASPECT_SECURITY_MANAGEMENT = 25,
  RISKCTX_ASPECT_IT_DEPARTMENT = 26,
  RISKCTX_ASPECT_EMPLOYEES = 27,
  RISKCTX_ASPECT_PRINCIPLES_OF_ACTION = 28,
  RISKCTX_ASPECT_WAY_OF_THINKING = 29,
  RISKCTX_ASPECT_INFORMATION_ASSETS = 30,
  RISKCTX_ASPECT_INFORMATION_PROCESSING = 31,
  RISKCTX_ASPECT_PHYSICAL_AREA = 32,
  RISKCTX_ASPECT_RISK_EVALUATION = 33,
  RISKCTX_ASPECT_STANDARDS_GUIDELINES = 34,
  RISKCTX_ASPECT_MODELS = 35,
  RISKCTX_ASPECT_EMPLOYEE_CONTRACTS = 36,
  RISKCTX_ASPECT_PARTNER_CONTRACTS = 37,
} RiskctxAspect;

/**
 * RiskctxPest:
 * @RISKCTX_PEST_NONE: not a factor of the macro environment
 * @RISKCTX_PEST_POLITICAL: politics and policy
 * @RISKCTX_PEST_ECONOMIC: economy
 * @RISKCTX_PEST_SOCIAL: society and culture
 * @RISKCTX_PEST_TECHNOLOGICAL: technology
 * @RISKCTX_PEST_LEGAL: law and regulation
 * @RISKCTX_PEST_NATURAL: nature
 * @RISKCTX_PEST_FINANCIAL: finance
 *
 * The tag of a macro-environment factor: PEST with its usual extensions.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_PEST_NONE = 0,
  RISKCTX_PEST_POLITICAL = 1,
  RISKCTX_PEST_ECONOMIC = 2,
  RISKCTX_PEST_SOCIAL = 3,
  RISKCTX_PEST_TECHNOLOGICAL = 4,
  RISKCTX_PEST_LEGAL = 5,
  RISKCTX_PEST_NATURAL = 6,
  RISKCTX_PEST_FINANCIAL = 7,
} RiskctxPest;

/**
 * RiskctxForce:
 * @RISKCTX_FORCE_NONE: not one of the five forces
 * @RISKCTX_FORCE_NEW_ENTRANTS: threat of new entrants
 * @RISKCTX_FORCE_SUBSTITUTES: threat of substitutes
 * @RISKCTX_FORCE_SUPPLIERS: power of suppliers
 * @RISKCTX_FORCE_BUYERS: power of buyers
 * @RISKCTX_FORCE_RIVALRY: rivalry among competitors
 *
 * The tag of a micro-environment factor: the five competitive forces.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_FORCE_NONE = 0,
  RISKCTX_FORCE_NEW_ENTRANTS = 1,
  RISKCTX_FORCE_SUBSTITUTES = 2,
  RISKCTX_FORCE_SUPPLIERS = 3,
  RISKCTX_FORCE_BUYERS = 4,
  RISKCTX_FORCE_RIVALRY = 5,
} RiskctxForce;

/**
 * RiskctxSecurityRelation:
 * @RISKCTX_SECURITY_RELATION_THREAT: can bring or increase threats
 * @RISKCTX_SECURITY_RELATION_MEASURE_INFLUENCE: influences which measures fit
 * @RISKCTX_SECURITY_RELATION_INVESTMENT: influences security investment
 * @RISKCTX_SECURITY_RELATION_MINIMUM_LEVEL: gives the minimum level demanded from outside
 * @RISKCTX_SECURITY_RELATION_TARGET_LEVEL: gives the level that the objectives need
 * @RISKCTX_SECURITY_RELATION_SCOPE: gives the scope of measures
 * @RISKCTX_SECURITY_RELATION_PURPOSE: gives the purpose of measures
 * @RISKCTX_SECURITY_RELATION_BUSINESS_CONTINUITY: concerns business continuity
 * @RISKCTX_SECURITY_RELATION_VULNERABILITY: is or shows a vulnerability
 * @RISKCTX_SECURITY_RELATION_RESOURCES: concerns people, skill and methods for measures
 *
 * How a factor bears on security: the effects that occur in the mapping tables.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_SECURITY_RELATION_THREAT = 1 << 0,
  RISKCTX_SECURITY_RELATION_MEASURE_INFLUENCE = 1 << 1,
  RISKCTX_SECURITY_RELATION_INVESTMENT = 1 << 2,
  RISKCTX_SECURITY_RELATION_MINIMUM_LEVEL = 1 << 3,
  RISKCTX_SECURITY_RELATION_TARGET_LEVEL = 1 << 4,
  RISKCTX_SECURITY_RELATION_SCOPE = 1 << 5,
  RISKCTX_SECURITY_RELATION_PURPOSE = 1 << 6,
  RISKCTX_SECURITY_RELATION_BUSINESS_CONTINUITY = 1 << 7,
  RISKCTX_SECURITY_RELATION_VULNERABILITY = 1 << 8,
  RISKCTX_SECURITY_RELATION_RESOURCES = 1 << 9,
} RiskctxSecurityRelation;

/**
 * RiskctxReclass:
 * @RISKCTX_RECLASS_NONE: not re-classified
 * @RISKCTX_RECLASS_MACRO: macro environment
 * @RISKCTX_RECLASS_MICRO: micro environment
 * @RISKCTX_RECLASS_PURPOSE_SCOPE_LEVEL: purpose, scope and level of measures
 * @RISKCTX_RECLASS_ORG_POLICY_STRATEGY: structure, policy and strategy
 * @RISKCTX_RECLASS_RESOURCES: resources: people, money, process
 * @RISKCTX_RECLASS_INTERNAL_INFLUENCE: internal influencing factors
 * @RISKCTX_RECLASS_SECURITY_TARGET: target of measures, which is the current level
 * @RISKCTX_RECLASS_CURRENT_LEVEL: current security level
 *
 * The re-classification of a factor for security.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RECLASS_NONE = 0,
  RISKCTX_RECLASS_MACRO = 1,
  RISKCTX_RECLASS_MICRO = 2,
  RISKCTX_RECLASS_PURPOSE_SCOPE_LEVEL = 3,
  RISKCTX_RECLASS_ORG_POLICY_STRATEGY = 4,
  RISKCTX_RECLASS_RESOURCES = 5,
  RISKCTX_RECLASS_INTERNAL_INFLUENCE = 6,
  RISKCTX_RECLASS_SECURITY_TARGET = 7,
  RISKCTX_RECLASS_CURRENT_LEVEL = 8,
} RiskctxReclass;

/**
 * RiskctxControllability:
 * @RISKCTX_CONTROLLABILITY_NONE: not controllable: the macro environment
 * @RISKCTX_CONTROLLABILITY_SEMI: partly controllable: the micro environment
 * @RISKCTX_CONTROLLABILITY_FULL: controllable: the internal context
 *
 * How far the organization controls a factor.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CONTROLLABILITY_NONE = 0,
  RISKCTX_CONTROLLABILITY_SEMI = 1,
  RISKCTX_CONTROLLABILITY_FULL = 2,
} RiskctxControllability;

/**
 * RiskctxMeasureKind:
 * @RISKCTX_MEASURE_KIND_ORGANIZATIONAL: rules, roles and processes
 * @RISKCTX_MEASURE_KIND_HUMAN: awareness, training, contracts with people
 * @RISKCTX_MEASURE_KIND_TECHNICAL: systems and software
 * @RISKCTX_MEASURE_KIND_PHYSICAL: sites, rooms and equipment
 *
 * The four kinds of measures.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_MEASURE_KIND_ORGANIZATIONAL = 1 << 0,
  RISKCTX_MEASURE_KIND_HUMAN = 1 << 1,
  RISKCTX_MEASURE_KIND_TECHNICAL = 1 << 2,
  RISKCTX_MEASURE_KIND_PHYSICAL = 1 << 3,
} RiskctxMeasureKind;

/**
 * RiskctxCheckMark:
 * @RISKCTX_CHECK_MARK_UNKNOWN: nobody knows
 * @RISKCTX_CHECK_MARK_YES: the measure is in place
 * @RISKCTX_CHECK_MARK_PARTLY: it is in place in part
 * @RISKCTX_CHECK_MARK_NO: it is not in place
 * @RISKCTX_CHECK_MARK_NOT_APPLICABLE: there is nothing here that it could protect
 *
 * The answers to a question of the check sheet.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CHECK_MARK_UNKNOWN = 0,
  RISKCTX_CHECK_MARK_YES = 1,
  RISKCTX_CHECK_MARK_PARTLY = 2,
  RISKCTX_CHECK_MARK_NO = 3,
  RISKCTX_CHECK_MARK_NOT_APPLICABLE = 4,
} RiskctxCheckMark;

/**
 * RiskctxStatementKind:
 * @RISKCTX_STATEMENT_KIND_PURPOSE: purpose of security measures
 * @RISKCTX_STATEMENT_KIND_SCOPE: scope of measures
 * @RISKCTX_STATEMENT_KIND_LEVEL: level to be reached
 * @RISKCTX_STATEMENT_KIND_AS_IS: present state
 * @RISKCTX_STATEMENT_KIND_TO_BE: state aimed at
 * @RISKCTX_STATEMENT_KIND_GAP: difference between the two
 *
 * What a statement says.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_STATEMENT_KIND_PURPOSE = 0,
  RISKCTX_STATEMENT_KIND_SCOPE = 1,
  RISKCTX_STATEMENT_KIND_LEVEL = 2,
  RISKCTX_STATEMENT_KIND_AS_IS = 3,
  RISKCTX_STATEMENT_KIND_TO_BE = 4,
  RISKCTX_STATEMENT_KIND_GAP = 5,
} RiskctxStatementKind;

/**
 * RiskctxLoop:
 * @RISKCTX_LOOP_INTERNAL: driven by the internal context alone
 * @RISKCTX_LOOP_EXTERNAL_INFORMED: takes in the external context
 *
 * Which loop of the cycle a review belongs to.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LOOP_INTERNAL = 0,
  RISKCTX_LOOP_EXTERNAL_INFORMED = 1,
} RiskctxLoop;

/**
 * RiskctxLoopState:
 * @RISKCTX_LOOP_STATE_INTERNAL_LOOP: the internal loop turns; no to-be is known
 * @RISKCTX_LOOP_STATE_GAP_VISIBLE: the gap to the to-be is known
 * @RISKCTX_LOOP_STATE_PERSUASION: the gap is fed back and the executives are being persuaded
 * @RISKCTX_LOOP_STATE_REDEPLOYMENT: agreed; resources are being redeployed
 * @RISKCTX_LOOP_STATE_PLANNED: a plan for the new level stands
 * @RISKCTX_LOOP_STATE_EXECUTED: the plan has been carried out
 * @RISKCTX_LOOP_STATE_RETAINED: refused; the risk is retained until the next review
 * @RISKCTX_LOOP_STATE_CLOSED: the gap is closed
 *
 * The state of the cycle.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LOOP_STATE_INTERNAL_LOOP = 0,
  RISKCTX_LOOP_STATE_GAP_VISIBLE = 1,
  RISKCTX_LOOP_STATE_PERSUASION = 2,
  RISKCTX_LOOP_STATE_REDEPLOYMENT = 3,
  RISKCTX_LOOP_STATE_PLANNED = 4,
  RISKCTX_LOOP_STATE_EXECUTED = 5,
  RISKCTX_LOOP_STATE_RETAINED = 6,
  RISKCTX_LOOP_STATE_CLOSED = 7,
} RiskctxLoopState;

/**
 * RiskctxGround:
 * @RISKCTX_GROUND_STRATEGIC_USE: systems are used as management strategy
 * @RISKCTX_GROUND_REDUCES_OTHER_RISK: systems lower another risk at clear cost-effectiveness
 * @RISKCTX_GROUND_DOMINANT_SYSTEM_RISK: system risk is large compared with the others
 *
 * The three grounds for treating system risk.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_GROUND_STRATEGIC_USE = 0,
  RISKCTX_GROUND_REDUCES_OTHER_RISK = 1,
  RISKCTX_GROUND_DOMINANT_SYSTEM_RISK = 2,
} RiskctxGround;

/**
 * RiskctxQuestion:
 * @RISKCTX_QUESTION_PURPOSE: what the measures are for
 * @RISKCTX_QUESTION_SCOPE: what they cover
 * @RISKCTX_QUESTION_REDUCTION: how far risk is to be reduced
 * @RISKCTX_QUESTION_TRIGGER: from which risk level on measures are taken
 * @RISKCTX_QUESTION_BUDGET: which budget is given
 *
 * The five questions that the brief answers.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_QUESTION_PURPOSE = 0,
  RISKCTX_QUESTION_SCOPE = 1,
  RISKCTX_QUESTION_REDUCTION = 2,
  RISKCTX_QUESTION_TRIGGER = 3,
  RISKCTX_QUESTION_BUDGET = 4,
} RiskctxQuestion;

/**
 * RiskctxCatalogKind:
 * @RISKCTX_CATALOG_KIND_CONTROL: a measure
 * @RISKCTX_CATALOG_KIND_REQUIREMENT: something that a law, standard or contract demands
 * @RISKCTX_CATALOG_KIND_RISK: a risk
 * @RISKCTX_CATALOG_KIND_DAMAGE: a damage that a risk can cause
 * @RISKCTX_CATALOG_KIND_INDICATOR: a figure to watch
 * @RISKCTX_CATALOG_KIND_CLASS: a class into which others are sorted
 * @RISKCTX_CATALOG_KIND_FIGURE: a published figure
 *
 * What an entry of a catalog is.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CATALOG_KIND_CONTROL = 0,
  RISKCTX_CATALOG_KIND_REQUIREMENT = 1,
  RISKCTX_CATALOG_KIND_RISK = 2,
  RISKCTX_CATALOG_KIND_DAMAGE = 3,
  RISKCTX_CATALOG_KIND_INDICATOR = 4,
  RISKCTX_CATALOG_KIND_CLASS = 5,
  RISKCTX_CATALOG_KIND_FIGURE = 6,
} RiskctxCatalogKind;

/**
 * RiskctxTextPolicy:
 * @RISKCTX_TEXT_POLICY_FULL: everything
 * @RISKCTX_TEXT_POLICY_TITLES: identifiers and titles
 * @RISKCTX_TEXT_POLICY_IDS: identifiers only
 *
 * How much of a catalog's text may be shown and exported.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_TEXT_POLICY_FULL = 0,
  RISKCTX_TEXT_POLICY_TITLES = 1,
  RISKCTX_TEXT_POLICY_IDS = 2,
} RiskctxTextPolicy;

/**
 * RiskctxRuleSubject:
 * @RISKCTX_RULE_SUBJECT_FACTOR: a factor
 * @RISKCTX_RULE_SUBJECT_COMPONENT: a part of the system
 *
 * What a rule looks at.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RULE_SUBJECT_FACTOR = 0,
  RISKCTX_RULE_SUBJECT_COMPONENT = 1,
} RiskctxRuleSubject;

/**
 * RiskctxCandidateKind:
 * @RISKCTX_CANDIDATE_KIND_PURPOSE: a purpose of measures
 * @RISKCTX_CANDIDATE_KIND_SCOPE: a scope of measures
 * @RISKCTX_CANDIDATE_KIND_LEVEL: a security level
 * @RISKCTX_CANDIDATE_KIND_AS_IS: a statement of the present state
 * @RISKCTX_CANDIDATE_KIND_TO_BE: a statement of what is aimed at
 * @RISKCTX_CANDIDATE_KIND_THREAT: a risk
 * @RISKCTX_CANDIDATE_KIND_WEAKNESS: a weakness
 * @RISKCTX_CANDIDATE_KIND_BUDGET: a limit of the budget
 *
 * What a rule proposes.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CANDIDATE_KIND_PURPOSE = 0,
  RISKCTX_CANDIDATE_KIND_SCOPE = 1,
  RISKCTX_CANDIDATE_KIND_LEVEL = 2,
  RISKCTX_CANDIDATE_KIND_AS_IS = 3,
  RISKCTX_CANDIDATE_KIND_TO_BE = 4,
  RISKCTX_CANDIDATE_KIND_THREAT = 5,
  RISKCTX_CANDIDATE_KIND_WEAKNESS = 6,
  RISKCTX_CANDIDATE_KIND_BUDGET = 7,
} RiskctxCandidateKind;

/**
 * RiskctxCandidateOutcome:
 * @RISKCTX_CANDIDATE_OUTCOME_OPEN: nothing yet
 * @RISKCTX_CANDIDATE_OUTCOME_ACCEPTED: it was taken as it is
 * @RISKCTX_CANDIDATE_OUTCOME_EDITED: it was taken in other words
 * @RISKCTX_CANDIDATE_OUTCOME_REJECTED: it was refused
 *
 * What was decided about a proposal.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_CANDIDATE_OUTCOME_OPEN = 0,
  RISKCTX_CANDIDATE_OUTCOME_ACCEPTED = 1,
  RISKCTX_CANDIDATE_OUTCOME_EDITED = 2,
  RISKCTX_CANDIDATE_OUTCOME_REJECTED = 3,
} RiskctxCandidateOutcome;

/**
 * RiskctxReplyKind:
 * @RISKCTX_REPLY_KIND_TEXT: words
 * @RISKCTX_REPLY_KIND_CHOICE: one of the choices that the question offers
 * @RISKCTX_REPLY_KIND_NUMBER: a number, or a range
 * @RISKCTX_REPLY_KIND_MONEY: an amount, or a range, in the currency of the document
 * @RISKCTX_REPLY_KIND_SHARE: a share in percent, or a range
 * @RISKCTX_REPLY_KIND_RECURRENCE: once in so many years, or a range
 * @RISKCTX_REPLY_KIND_DATE: a calendar date
 *
 * What a question of an interview is answered with.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_REPLY_KIND_TEXT = 0,
  RISKCTX_REPLY_KIND_CHOICE = 1,
  RISKCTX_REPLY_KIND_NUMBER = 2,
  RISKCTX_REPLY_KIND_MONEY = 3,
  RISKCTX_REPLY_KIND_SHARE = 4,
  RISKCTX_REPLY_KIND_RECURRENCE = 5,
  RISKCTX_REPLY_KIND_DATE = 6,
} RiskctxReplyKind;

/**
 * RiskctxReferenceRole:
 * @RISKCTX_REFERENCE_ROLE_SOURCE: source of facts or figures
 * @RISKCTX_REFERENCE_ROLE_LAW: law or regulation
 * @RISKCTX_REFERENCE_ROLE_STANDARD: standard or guideline
 * @RISKCTX_REFERENCE_ROLE_AWARENESS: help to become aware
 * @RISKCTX_REFERENCE_ROLE_OPERATION: help to operate
 * @RISKCTX_REFERENCE_ROLE_CHECK: help to check
 * @RISKCTX_REFERENCE_ROLE_ORGANIZATIONAL_RISK: help to see the risks of the organization
 *
 * What a reference is for.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_REFERENCE_ROLE_SOURCE = 0,
  RISKCTX_REFERENCE_ROLE_LAW = 1,
  RISKCTX_REFERENCE_ROLE_STANDARD = 2,
  RISKCTX_REFERENCE_ROLE_AWARENESS = 3,
  RISKCTX_REFERENCE_ROLE_OPERATION = 4,
  RISKCTX_REFERENCE_ROLE_CHECK = 5,
  RISKCTX_REFERENCE_ROLE_ORGANIZATIONAL_RISK = 6,
} RiskctxReferenceRole;

G_END_DECLS
