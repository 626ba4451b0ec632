/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RiskctxLeakItem:
 * @RISKCTX_LEAK_ITEM_NAME: name
 * @RISKCTX_LEAK_ITEM_ADDRESS: address
 * @RISKCTX_LEAK_ITEM_BIRTH_DATE: date of birth
 * @RISKCTX_LEAK_ITEM_SEX: sex
 * @RISKCTX_LEAK_ITEM_EMAIL: E-mail address
 * @RISKCTX_LEAK_ITEM_TELEPHONE: telephone number
 * @RISKCTX_LEAK_ITEM_EMPLOYEE_NUMBER: employee number
 * @RISKCTX_LEAK_ITEM_LICENSE_NUMBER: number of a license
 * @RISKCTX_LEAK_ITEM_INSURANCE_NUMBER: number of an insurance
 * @RISKCTX_LEAK_ITEM_PENSION_NUMBER: pension number
 * @RISKCTX_LEAK_ITEM_BANK_NAME: name of the bank
 * @RISKCTX_LEAK_ITEM_PASSPORT: passport data
 * @RISKCTX_LEAK_ITEM_PURCHASE_HISTORY: purchases
 * @RISKCTX_LEAK_ITEM_ISP_ACCOUNT: Internet account and password
 * @RISKCTX_LEAK_ITEM_CARD_NUMBER: card number alone
 * @RISKCTX_LEAK_ITEM_ACCOUNT_NUMBER: bank account number alone
 * @RISKCTX_LEAK_ITEM_BANK_ACCOUNT_PIN: bank account and PIN
 * @RISKCTX_LEAK_ITEM_CARD_NUMBER_EXPIRY: card number and expiry date
 * @RISKCTX_LEAK_ITEM_HEALTH_CHECK: results of a health check
 * @RISKCTX_LEAK_ITEM_MEDICAL_HISTORY: medical history
 * @RISKCTX_LEAK_ITEM_SURGERY: surgery
 * @RISKCTX_LEAK_ITEM_FINGERPRINT: fingerprint
 * @RISKCTX_LEAK_ITEM_BODY_MEASUREMENTS: body measurements
 * @RISKCTX_LEAK_ITEM_RACE: race
 * @RISKCTX_LEAK_ITEM_NATIONALITY: nationality
 * @RISKCTX_LEAK_ITEM_MARKS: marks and grades
 * @RISKCTX_LEAK_ITEM_MAIL_CONTENT: content of mail
 * @RISKCTX_LEAK_ITEM_INCOME: income
 * @RISKCTX_LEAK_ITEM_ASSETS: assets
 * @RISKCTX_LEAK_ITEM_BALANCE: balance of an account
 * @RISKCTX_LEAK_ITEM_DEBTS: debts and borrowing
 * @RISKCTX_LEAK_ITEM_WILL: last will
 * @RISKCTX_LEAK_ITEM_PARTY_MEMBERSHIP: membership of a party
 * @RISKCTX_LEAK_ITEM_POLITICAL_VIEW: political view
 * @RISKCTX_LEAK_ITEM_CREED: creed
 * @RISKCTX_LEAK_ITEM_RELIGION: religion
 * @RISKCTX_LEAK_ITEM_REGISTERED_DOMICILE: registered domicile
 * @RISKCTX_LEAK_ITEM_MEDICAL_CHART: medical chart
 * @RISKCTX_LEAK_ITEM_DISABILITY: disability
 * @RISKCTX_LEAK_ITEM_SEXUAL_LIFE: sexual life
 * @RISKCTX_LEAK_ITEM_CRIMINAL_RECORD: criminal record
 * @RISKCTX_LEAK_ITEM_CREDIT_BLACKLIST: entry in a credit blacklist
 *
 * What can be known about a person and leak: the examples of the economic-privacy map of JNSA.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LEAK_ITEM_NAME = 0,
  RISKCTX_LEAK_ITEM_ADDRESS = 1,
  RISKCTX_LEAK_ITEM_BIRTH_DATE = 2,
  RISKCTX_LEAK_ITEM_SEX = 3,
  RISKCTX_LEAK_ITEM_EMAIL = 4,
  RISKCTX_LEAK_ITEM_TELEPHONE = 5,
  RISKCTX_LEAK_ITEM_EMPLOYEE_NUMBER = 6,
  RISKCTX_LEAK_ITEM_LICENSE_NUMBER = 7,
  RISKCTX_LEAK_ITEM_INSURANCE_NUMBER = 8,
  RISKCTX_LEAK_ITEM_PENSION_NUMBER = 9,
  RISKCTX_LEAK_ITEM_BANK_NAME = 10,
  RISKCTX_LEAK_ITEM_PASSPORT = 11,
  RISKCTX_LEAK_ITEM_PURCHASE_HISTORY = 12,
  RISKCTX_LEAK_ITEM_ISP_ACCOUNT = 13,
  RISKCTX_LEAK_ITEM_CARD_NUMBER = 14,
  RISKCTX_LEAK_ITEM_ACCOUNT_NUMBER = 15,
  RISKCTX_LEAK_ITEM_BANK_ACCOUNT_PIN = 16,
  RISKCTX_LEAK_ITEM_CARD_NUMBER_EXPIRY = 17,
  RISKCTX_LEAK_ITEM_HEALTH_CHECK = 18,
  RISKCTX_LEAK_ITEM_MEDICAL_HISTORY = 19,
  RISKCTX_LEAK_ITEM_SURGERY = 20,
  RISKCTX_LEAK_ITEM_FINGERPRINT = 21,
  RISKCTX_LEAK_ITEM_BODY_MEASUREMENTS = 22,
  RISKCTX_LEAK_ITEM_RACE = 23,
  RISKCTX_LEAK_ITEM_NATIONALITY = 24,
  RISKCTX_LEAK_ITEM_MARKS = 25,
  RISKCTX_LEAK_ITEM_MAIL_CONTENT = 26,
  RISKCTX_LEAK_ITEM_INCOME = 27,
  RISKCTX_LEAK_ITEM_ASSETS = 28,
  RISKCTX_LEAK_ITEM_BALANCE = 29,
  RISKCTX_LEAK_ITEM_DEBTS = 30,
  RISKCTX_LEAK_ITEM_WILL = 31,
  RISKCTX_LEAK_ITEM_PARTY_MEMBERSHIP = 32,
  RISKCTX_LEAK_ITEM_POLITICAL_VIEW = 33,
  RISKCTX_LEAK_ITEM_CREED = 34,
  RISKCTX_LEAK_ITEM_RELIGION = 35,
  RISKCTX_LEAK_ITEM_REGISTERED_DOMICILE = 36,
  RISKCTX_LEAK_ITEM_MEDICAL_CHART = 37,
  RISKCTX_LEAK_ITEM_DISABILITY = 38,
  RISKCTX_LEAK_ITEM_SEXUAL_LIFE = 39,
  RISKCTX_LEAK_ITEM_CRIMINAL_RECORD = 40,
  RISKCTX_LEAK_ITEM_CREDIT_BLACKLIST = 41,
} RiskctxLeakItem;

/**
 * RiskctxIdentifiability:
 * @RISKCTX_IDENTIFIABILITY_DERIVED: derived from what has leaked
 * @RISKCTX_IDENTIFIABILITY_HARD: hardly to be found out: factor 1
 * @RISKCTX_IDENTIFIABILITY_COSTLY: to be found out at a cost, as by the name, or by address and
 *   telephone number: factor 3
 * @RISKCTX_IDENTIFIABILITY_EASY: easily found out, as by name and address together: factor 6
 *
 * How easily it is found out who a person is from what has leaked.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_IDENTIFIABILITY_DERIVED = 0,
  RISKCTX_IDENTIFIABILITY_HARD = 1,
  RISKCTX_IDENTIFIABILITY_COSTLY = 2,
  RISKCTX_IDENTIFIABILITY_EASY = 3,
} RiskctxIdentifiability;

/**
 * RiskctxResponsibility:
 * @RISKCTX_RESPONSIBILITY_USUAL: as usual: factor 1
 * @RISKCTX_RESPONSIBILITY_HIGHER: higher than usual, as of public bodies, of well-known companies,
 *   and of sectors that handle what needs special care: factor 2
 *
 * The social responsibility of the organization from which information leaks.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_RESPONSIBILITY_USUAL = 0,
  RISKCTX_RESPONSIBILITY_HIGHER = 1,
} RiskctxResponsibility;

/**
 * RiskctxLeakResponse:
 * @RISKCTX_LEAK_RESPONSE_UNKNOWN: not known: factor 1
 * @RISKCTX_LEAK_RESPONSE_ADEQUATE: adequate: factor 1
 * @RISKCTX_LEAK_RESPONSE_INADEQUATE: inadequate: factor 2
 *
 * How well an organization responds after a leak.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_LEAK_RESPONSE_UNKNOWN = 0,
  RISKCTX_LEAK_RESPONSE_ADEQUATE = 1,
  RISKCTX_LEAK_RESPONSE_INADEQUATE = 2,
} RiskctxLeakResponse;

G_END_DECLS
