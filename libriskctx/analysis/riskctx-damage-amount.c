/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-damage-amount.h"

#include <math.h>

#include "riskctx-assessment.h"
#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

#define MONTHS_A_YEAR 12.0

typedef struct
{
  const char *name;
  const char *unit;
  RiskctxEstimate *(*get) (RiskctxDamage *self);
} DamagePart;

enum
{
  COURT_COST,
  COMPENSATION_PER_PERSON,
  PERSONS,
  FRAUD_COMPENSATION,
  REISSUE_COST,
  CARDS,
  CALL_CENTER,
  FORENSICS,
  NOTIFICATION,
  OTHER,
  MEMBERS_LOST,
  ANNUAL_SALES_PER_MEMBER,
  CLOSED_MONTHS,
  ONLINE_SHARE,
  SALES_KEPT,
  MAX_LOSS,
  N_PARTS
};

static const DamagePart parts[N_PARTS] = {
  { "court-cost", "currency", riskctx_damage_get_court_cost },
  { "compensation-per-person", "currency/person", riskctx_damage_get_compensation_per_person },
  { "persons", "persons", riskctx_damage_get_persons },
  { "fraud-compensation", "currency", riskctx_damage_get_fraud_compensation },
  { "reissue-cost", "currency/card", riskctx_damage_get_reissue_cost },
  { "cards", "cards", riskctx_damage_get_cards },
  { "call-center", "currency", riskctx_damage_get_call_center },
  { "forensics", "currency", riskctx_damage_get_forensics },
  { "notification", "currency", riskctx_damage_get_notification },
  { "other", "currency", riskctx_damage_get_other },
  { "members-lost", "persons", riskctx_damage_get_members_lost },
  { "annual-sales-per-member", "currency/person/year", riskctx_damage_get_annual_sales_per_member },
  { "closed-months", "months", riskctx_damage_get_closed_months },
  { "online-share", "ratio", riskctx_damage_get_online_share },
  { "sales-kept", "currency", riskctx_damage_get_sales_kept },
  { "max-loss", "currency", riskctx_damage_get_max_loss },
};

/* Collects the inputs of one figure; what is not stated counts as nothing. */
typedef struct
{
  RiskctxFigure *figure;
  const char    *currency;
  const char    *undefined; /* name of an input that has no mean */
} Inputs;

static double
add_input (Inputs          *inputs,
           const char      *name,
           const char      *unit,
           RiskctxEstimate *estimate,
           double           otherwise)
{
  g_autofree char *key = NULL;
  RiskctxFigure *input;

  if (estimate == NULL)
    return otherwise;
  key = g_strconcat ("damage.", name, NULL);
  input = riskctx_figure_new_estimate (name, riskctx_phrase (key), unit, inputs->currency,
                                       estimate);
  riskctx_figure_take_input (inputs->figure, input);
  if (!input->defined && inputs->undefined == NULL)
    inputs->undefined = name;
  return input->defined ? input->value : 0;
}

static double
add_part (Inputs        *inputs,
          RiskctxDamage *damage,
          guint          part,
          double         otherwise)
{
  return add_input (inputs, parts[part].name, parts[part].unit, parts[part].get (damage),
                    otherwise);
}

static double
cost_of_incident (Inputs        *inputs,
                  RiskctxDamage *damage)
{
  double sum = add_part (inputs, damage, COURT_COST, 0);

  sum += add_part (inputs, damage, COMPENSATION_PER_PERSON, 0)
         * add_part (inputs, damage, PERSONS, 0);
  sum += add_part (inputs, damage, FRAUD_COMPENSATION, 0);
  sum += add_part (inputs, damage, REISSUE_COST, 0) * add_part (inputs, damage, CARDS, 0);
  for (guint part = CALL_CENTER; part <= OTHER; part++)
    sum += add_part (inputs, damage, part, 0);
  return sum;
}

static gboolean
states_lost_sales (RiskctxDamage *self)
{
  return riskctx_damage_get_members_lost (self) != NULL
         || riskctx_damage_get_closed_months (self) != NULL;
}

static double
contribution_lost (Inputs              *inputs,
                   RiskctxDamage       *damage,
                   RiskctxOrganization *organization)
{
  double sales = 0, margin = 0, lost;

  if (!states_lost_sales (damage))
    return 0;
  if (organization != NULL)
    {
      sales = add_input (inputs, "sales", RISKCTX_UNIT_CURRENCY_PER_YEAR,
                         riskctx_organization_get_sales (organization), 0);
      margin = add_input (inputs, "contribution-margin", RISKCTX_UNIT_RATIO,
                          riskctx_organization_get_contribution_margin (organization), 0);
    }
  lost = add_part (inputs, damage, MEMBERS_LOST, 0)
         * add_part (inputs, damage, ANNUAL_SALES_PER_MEMBER, 0);
  lost += sales / MONTHS_A_YEAR * add_part (inputs, damage, CLOSED_MONTHS, 0)
          * add_part (inputs, damage, ONLINE_SHARE, 1);
  lost -= add_part (inputs, damage, SALES_KEPT, 0);
  return lost * margin;
}

/**
 * riskctx_damage_estimate_amount:
 * @self: a potential damage
 * @organization: (nullable): the organization that would suffer it, for its sales and margin
 *
 * Estimates what the damage would cost, once, from the figures stated with it:
 *
 * cost of the incident = court cost + compensation per person · persons + fraud compensation +
 * reissue cost · cards + call center + forensics + notification + other;
 * contribution lost = (members lost · annual sales per member + sales / 12 · closed months · online
 * share − sales kept) · contribution margin;
 * amount = cost of the incident + contribution lost, at most the maximum loss.
 *
 * Estimates enter by their means; what is not stated counts as nothing, the online share as 1. The
 * amount is undefined if an estimate has no mean, if sales are lost but the contribution margin is
 * not known, or if nothing at all is stated.
 *
 * Returns: (transfer full): the amount, in currency, with its inputs
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_damage_estimate_amount (RiskctxDamage       *self,
                                RiskctxOrganization *organization)
{
  g_autoptr(RiskctxFigure) figure = NULL;
  RiskctxAssessment *assessment = NULL;
  const char *currency = NULL;
  Inputs inputs;
  double amount, most;

  g_return_val_if_fail (RISKCTX_IS_DAMAGE (self), NULL);
  g_return_val_if_fail (organization == NULL || RISKCTX_IS_ORGANIZATION (organization), NULL);

  for (RiskctxItem *item = RISKCTX_ITEM (self); item != NULL; item = riskctx_item_get_parent (item))
    if (RISKCTX_IS_ASSESSMENT (item))
      assessment = RISKCTX_ASSESSMENT (item);
  if (assessment != NULL)
    currency = riskctx_assessment_get_currency (assessment);
  if (currency == NULL)
    currency = "JPY";

  figure = riskctx_figure_new ("damage-amount", riskctx_phrase ("damage.amount"),
                               RISKCTX_UNIT_CURRENCY, currency, 0);
  riskctx_figure_take_formula (figure, riskctx_phrase ("damage.formula"));
  inputs = (Inputs) { figure, currency, NULL };
  amount = cost_of_incident (&inputs, self);
  amount += contribution_lost (&inputs, self, organization);
  most = add_part (&inputs, self, MAX_LOSS, INFINITY);
  amount = MIN (amount, most);

  if (inputs.undefined != NULL)
    figure->reason = riskctx_phrase_plain ("reason.input-undefined", inputs.undefined, NULL);
  else if (states_lost_sales (self)
           && (organization == NULL
               || riskctx_organization_get_contribution_margin (organization) == NULL))
    figure->reason = riskctx_phrase ("reason.margin-not-stated");
  else if (riskctx_damage_get_closed_months (self) != NULL
           && riskctx_organization_get_sales (organization) == NULL)
    figure->reason = riskctx_phrase ("reason.sales-not-stated");
  else if (riskctx_figure_get_n_inputs (figure) == 0)
    figure->reason = riskctx_phrase ("reason.nothing-stated");
  figure->defined = figure->reason == NULL;
  figure->value = figure->defined ? amount : NAN;
  return g_steal_pointer (&figure);
}
