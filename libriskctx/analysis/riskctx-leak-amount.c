/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-leak-amount.h"

#include <math.h>
#include <string.h>

#include "riskctx-assessment.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-field-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

#define UNIT_PER_PERSON "currency/person"

/* The map of JNSA's reports: level of mental distress, level of economic loss. A number of a card
 * or an account alone has stood at economic level 2 since later editions. */
static const struct
{
  guint8 mental;
  guint8 economic;
} levels[] = {
  [RISKCTX_LEAK_ITEM_NAME] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_ADDRESS] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_BIRTH_DATE] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_SEX] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_EMAIL] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_TELEPHONE] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_EMPLOYEE_NUMBER] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_LICENSE_NUMBER] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_INSURANCE_NUMBER] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_PENSION_NUMBER] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_BANK_NAME] = { 1, 1 },
  [RISKCTX_LEAK_ITEM_PASSPORT] = { 1, 2 },
  [RISKCTX_LEAK_ITEM_PURCHASE_HISTORY] = { 1, 2 },
  [RISKCTX_LEAK_ITEM_ISP_ACCOUNT] = { 1, 2 },
  [RISKCTX_LEAK_ITEM_CARD_NUMBER] = { 1, 2 },
  [RISKCTX_LEAK_ITEM_ACCOUNT_NUMBER] = { 1, 2 },
  [RISKCTX_LEAK_ITEM_BANK_ACCOUNT_PIN] = { 1, 3 },
  [RISKCTX_LEAK_ITEM_CARD_NUMBER_EXPIRY] = { 1, 3 },
  [RISKCTX_LEAK_ITEM_HEALTH_CHECK] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_MEDICAL_HISTORY] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_SURGERY] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_FINGERPRINT] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_BODY_MEASUREMENTS] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_RACE] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_NATIONALITY] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_MARKS] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_MAIL_CONTENT] = { 2, 1 },
  [RISKCTX_LEAK_ITEM_INCOME] = { 2, 2 },
  [RISKCTX_LEAK_ITEM_ASSETS] = { 2, 2 },
  [RISKCTX_LEAK_ITEM_BALANCE] = { 2, 2 },
  [RISKCTX_LEAK_ITEM_DEBTS] = { 2, 2 },
  [RISKCTX_LEAK_ITEM_WILL] = { 2, 3 },
  [RISKCTX_LEAK_ITEM_PARTY_MEMBERSHIP] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_POLITICAL_VIEW] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_CREED] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_RELIGION] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_REGISTERED_DOMICILE] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_MEDICAL_CHART] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_DISABILITY] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_SEXUAL_LIFE] = { 3, 1 },
  [RISKCTX_LEAK_ITEM_CRIMINAL_RECORD] = { 3, 3 },
  [RISKCTX_LEAK_ITEM_CREDIT_BLACKLIST] = { 3, 3 },
};

static gboolean
is_item (RiskctxLeakItem item)
{
  return (guint) item < G_N_ELEMENTS (levels);
}

/**
 * riskctx_leak_item_get_mental:
 * @item: what is known about a person
 *
 * Gets the level of mental distress that its leak causes, by the economic-privacy map of JNSA.
 *
 * Returns: the level, 1 to 3
 *
 * Since: 1.0
 */
guint
riskctx_leak_item_get_mental (RiskctxLeakItem item)
{
  g_return_val_if_fail (is_item (item), 1);

  return levels[item].mental;
}

/**
 * riskctx_leak_item_get_economic:
 * @item: what is known about a person
 *
 * Gets the level of economic loss that its leak causes, by the economic-privacy map of JNSA.
 *
 * Returns: the level, 1 to 3
 *
 * Since: 1.0
 */
guint
riskctx_leak_item_get_economic (RiskctxLeakItem item)
{
  g_return_val_if_fail (is_item (item), 1);

  return levels[item].economic;
}

static gboolean
find_item (const char      *nick,
           RiskctxLeakItem *item)
{
  int value;

  if (!riskctx_enum_from_nick (RISKCTX_TYPE_LEAK_ITEM, nick, strlen (nick), &value))
    return FALSE;
  *item = (RiskctxLeakItem) value;
  return TRUE;
}

static guint
highest (RiskctxLeak *self,
         guint      (*get) (RiskctxLeakItem item))
{
  const char *const *items = riskctx_leak_get_items (self);
  guint level = 1;

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      RiskctxLeakItem item;

      if (find_item (items[i], &item))
        level = MAX (level, get (item));
    }
  return level;
}

/**
 * riskctx_leak_derive_mental:
 * @self: a leak
 *
 * Tells the level of mental distress: what the document states, else the highest among the items.
 *
 * Returns: the level, 1 to 3
 *
 * Since: 1.0
 */
guint
riskctx_leak_derive_mental (RiskctxLeak *self)
{
  g_return_val_if_fail (RISKCTX_IS_LEAK (self), 1);

  return riskctx_item_has (RISKCTX_ITEM (self), "mental")
           ? (guint) CLAMP (riskctx_leak_get_mental (self), 1, 3)
           : highest (self, riskctx_leak_item_get_mental);
}

/**
 * riskctx_leak_derive_economic:
 * @self: a leak
 *
 * Tells the level of economic loss: what the document states, else the highest among the items.
 *
 * Returns: the level, 1 to 3
 *
 * Since: 1.0
 */
guint
riskctx_leak_derive_economic (RiskctxLeak *self)
{
  g_return_val_if_fail (RISKCTX_IS_LEAK (self), 1);

  return riskctx_item_has (RISKCTX_ITEM (self), "economic")
           ? (guint) CLAMP (riskctx_leak_get_economic (self), 1, 3)
           : highest (self, riskctx_leak_item_get_economic);
}

static gboolean
leaks (RiskctxLeak *self,
       const char  *nick)
{
  const char *const *items = riskctx_leak_get_items (self);

  return items != NULL && g_strv_contains (items, nick);
}

/**
 * riskctx_leak_derive_identifiability:
 * @self: a leak
 *
 * Tells how easily it is found out who a person is: what the document states; else easily if name
 * and address leak, at a cost if the name leaks, or address and telephone number, and hardly
 * otherwise.
 *
 * Returns: the identifiability, never %RISKCTX_IDENTIFIABILITY_DERIVED
 *
 * Since: 1.0
 */
RiskctxIdentifiability
riskctx_leak_derive_identifiability (RiskctxLeak *self)
{
  g_return_val_if_fail (RISKCTX_IS_LEAK (self), RISKCTX_IDENTIFIABILITY_HARD);

  const RiskctxIdentifiability stated = riskctx_leak_get_identifiability (self);

  if (stated != RISKCTX_IDENTIFIABILITY_DERIVED)
    return stated;
  if (leaks (self, "name"))
    return leaks (self, "address") ? RISKCTX_IDENTIFIABILITY_EASY : RISKCTX_IDENTIFIABILITY_COSTLY;
  return leaks (self, "address") && leaks (self, "telephone") ? RISKCTX_IDENTIFIABILITY_COSTLY
                                                              : RISKCTX_IDENTIFIABILITY_HARD;
}

static double
identifiability_factor (RiskctxLeak *self)
{
  switch (riskctx_leak_derive_identifiability (self))
    {
    case RISKCTX_IDENTIFIABILITY_EASY:
      return 6;
    case RISKCTX_IDENTIFIABILITY_COSTLY:
      return 3;
    case RISKCTX_IDENTIFIABILITY_DERIVED:
    case RISKCTX_IDENTIFIABILITY_HARD:
    default:
      return 1;
    }
}

static const char *
currency_of (RiskctxLeak *self)
{
  RiskctxItem *root = RISKCTX_ITEM (self);
  const char *currency = NULL;

  while (riskctx_item_get_parent (root) != NULL)
    root = riskctx_item_get_parent (root);
  if (RISKCTX_IS_ASSESSMENT (root))
    currency = riskctx_assessment_get_currency (RISKCTX_ASSESSMENT (root));
  return currency != NULL ? currency : "JPY";
}

static double
take_factor (RiskctxFigure *figure,
             const char    *name,
             const char    *unit,
             double         value)
{
  g_autofree char *key = g_strconcat ("leak.", name, NULL);

  riskctx_figure_take_input (figure, riskctx_figure_new (name, riskctx_phrase (key), unit,
                                                         figure->currency, value));
  return value;
}

/**
 * riskctx_leak_estimate_per_person:
 * @self: a leak
 *
 * Computes the presumed compensation for each person by the JO model:
 *
 * compensation = basic value · sensitivity · identifiability · social responsibility · response,
 * where sensitivity = 10^(x − 1) + 5^(y − 1) with the levels x of mental distress and y of economic
 * loss, identifiability is 6, 3 or 1, social responsibility 2 or 1, and response 2 or 1.
 *
 * Source: JNSA, survey report on information security incidents, annex on the presumed amount of
 * compensation (JO model, 2018). The calibration is not applied: it is for the whole amount.
 *
 * Returns: (transfer full): the compensation, in currency/person, with its inputs
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_leak_estimate_per_person (RiskctxLeak *self)
{
  RiskctxFigure *figure;
  double value, sensitivity;

  g_return_val_if_fail (RISKCTX_IS_LEAK (self), NULL);

  figure = riskctx_figure_new ("compensation-per-person", riskctx_phrase ("leak.per-person"),
                               UNIT_PER_PERSON, currency_of (self), 0);
  riskctx_figure_take_formula (figure, riskctx_phrase ("leak.formula"));
  sensitivity = pow (10, (double) riskctx_leak_derive_mental (self) - 1)
                + pow (5, (double) riskctx_leak_derive_economic (self) - 1);

  value = take_factor (figure, "base-value", UNIT_PER_PERSON, riskctx_leak_get_base_value (self));
  value *= take_factor (figure, "sensitivity", RISKCTX_UNIT_MULTIPLE, sensitivity);
  value *= take_factor (figure, "identifiability", RISKCTX_UNIT_MULTIPLE,
                        identifiability_factor (self));
  value *= take_factor (figure, "responsibility", RISKCTX_UNIT_MULTIPLE,
                        riskctx_leak_get_responsibility (self) == RISKCTX_RESPONSIBILITY_HIGHER
                          ? 2 : 1);
  value *= take_factor (figure, "response", RISKCTX_UNIT_MULTIPLE,
                        riskctx_leak_get_response (self) == RISKCTX_LEAK_RESPONSE_INADEQUATE
                          ? 2 : 1);
  figure->value = value;
  figure->basis = RISKCTX_BASIS_PUBLISHED;
  figure->source = riskctx_phrase ("leak.source");
  return figure;
}

/**
 * riskctx_leak_estimate_amount:
 * @self: a leak
 * @error: return location for an error
 *
 * Estimates what the leak costs in compensation: compensation per person · calibration · persons.
 *
 * The result is a fixed amount if the number of persons is, else a product with the uncertainty of
 * that number, and has its basis.
 *
 * Fails with [error@Error.INVALID] if the number of persons is not stated or no law.
 *
 * Returns: (transfer full): the amount, in currency
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_leak_estimate_amount (RiskctxLeak *self,
                              GError     **error)
{
  g_autoptr(RiskctxFigure) each = NULL;
  g_autoptr(RiskctxEstimate) value = NULL;
  g_autoptr(RiskctxEstimate) amount = NULL;
  g_autoptr(RiskctxText) source = NULL;
  RiskctxEstimate *persons;
  double per_person;

  g_return_val_if_fail (RISKCTX_IS_LEAK (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  persons = riskctx_leak_get_persons (self);
  if (persons == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "“persons” is missing");
      return NULL;
    }
  each = riskctx_leak_estimate_per_person (self);
  per_person = each->value * riskctx_leak_get_calibration (self);

  if (riskctx_estimate_get_distribution (persons) == RISKCTX_DISTRIBUTION_FIXED)
    amount = riskctx_estimate_new_fixed (
      per_person * riskctx_estimate_get_parameter (persons, "value", NULL));
  else
    {
      RiskctxEstimate *factors[] = { NULL, persons };

      value = riskctx_estimate_new_fixed (per_person);
      factors[0] = value;
      amount = riskctx_estimate_new_product (factors, G_N_ELEMENTS (factors), error);
      if (amount == NULL)
        return NULL;
    }
  source = riskctx_phrase ("leak.source");
  return riskctx_estimate_with_basis (amount, riskctx_estimate_get_basis (persons), source);
}

/**
 * riskctx_consequence_estimate_magnitude:
 * @self: a consequence
 * @error: return location for an error
 *
 * Tells what the consequence costs: its magnitude, or what [method@Leak.estimate_amount] says of
 * its leak.
 *
 * Fails with [error@Error.INVALID] if neither is stated.
 *
 * Returns: (transfer full): the magnitude, in currency
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_consequence_estimate_magnitude (RiskctxConsequence *self,
                                        GError            **error)
{
  RiskctxEstimate *magnitude;
  RiskctxLeak *leak;

  g_return_val_if_fail (RISKCTX_IS_CONSEQUENCE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  magnitude = riskctx_consequence_get_magnitude (self);
  if (magnitude != NULL)
    return riskctx_estimate_ref (magnitude);
  leak = riskctx_consequence_get_leak (self);
  if (leak != NULL)
    return riskctx_leak_estimate_amount (leak, error);
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "“magnitude” is missing");
  return NULL;
}
