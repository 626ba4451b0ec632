/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* The company: what it does, its figures, its system. */

static void
add_text_fact (const RiskctxReportInputs *in, JsonArray *facts, const char *key, RiskctxText *text)
{
  if (text != NULL)
    riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                             riskctx_report_value_text (riskctx_text_get (text, in->language)));
}

static void
add_estimate_fact (const RiskctxReportInputs *in,
                   JsonArray *facts,
                   const char *key,
                   RiskctxEstimate *estimate,
                   const char *kind)
{
  g_autoptr(GError) error = NULL;
  double value = estimate ? riskctx_estimate_get_mean (estimate, &error) : 0;
  g_autofree char *number = NULL;

  if (estimate == NULL || error != NULL)
    return;
  if (g_str_equal (kind, "money"))
    {
      riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                               riskctx_report_value_money (in, value));
      return;
    }
  number = g_str_equal (kind, "percent") ? riskctx_format_percent (value, 1)
                                         : riskctx_format_number (value, 0);
  if (g_str_equal (kind, "persons"))
    {
      g_autofree char *text = riskctx_report_fill (in, "report.persons", number, NULL, NULL);

      riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                               riskctx_report_value_number (text, value, "persons"));
    }
  else
    riskctx_report_add_fact (facts, riskctx_report_word (in, key),
                             riskctx_report_value_number (number, value, NULL));
}

void
riskctx_report_add_profile (const RiskctxReportInputs *in, JsonArray *blocks, gboolean brief)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (in->assessment);
  JsonArray *facts = riskctx_report_add_facts (blocks);

  if (organization == NULL)
    return;
  add_text_fact (in, facts, "report.business", riskctx_organization_get_business (organization));
  add_text_fact (in, facts, "report.industry", riskctx_organization_get_industry (organization));
  if (riskctx_item_has (RISKCTX_ITEM (organization), "employees"))
    {
      double employees = (double) riskctx_organization_get_employees (organization);
      g_autofree char *number = riskctx_format_number (employees, 0);
      g_autofree char *text = riskctx_report_fill (in, "report.persons", number, NULL, NULL);

      riskctx_report_add_fact (facts, riskctx_report_word (in, "report.employees"),
                               riskctx_report_value_number (text, employees, "persons"));
    }
  add_estimate_fact (in, facts, "report.sales", riskctx_organization_get_sales (organization),
                     "money");
  add_estimate_fact (in, facts, "report.profit", riskctx_organization_get_profit (organization),
                     "money");
  add_estimate_fact (in, facts, "report.contribution-margin",
                     riskctx_organization_get_contribution_margin (organization), "percent");
  add_text_fact (in, facts, "report.security-policy",
                 riskctx_organization_get_security_policy (organization));
  add_text_fact (in, facts, "report.structure", riskctx_organization_get_structure (organization));
  add_text_fact (in, facts, "report.executives",
                 riskctx_organization_get_executives (organization));
  if (brief)
    return;
  add_estimate_fact (in, facts, "report.funds",
                     riskctx_organization_get_funds_available (organization), "money");
  add_estimate_fact (in, facts, "report.members", riskctx_organization_get_members (organization),
                     "persons");
  add_estimate_fact (in, facts, "report.members-with-card",
                     riskctx_organization_get_members_with_card (organization), "persons");
  add_text_fact (in, facts, "report.strategy", riskctx_organization_get_strategy (organization));
  add_text_fact (in, facts, "report.it-policy", riskctx_organization_get_it_policy (organization));
  add_text_fact (in, facts, "report.roles", riskctx_organization_get_roles (organization));
  add_text_fact (in, facts, "report.it-department",
                 riskctx_organization_get_it_department (organization));
}

/* Facts about the system are internal factors, but read beside the picture of it. */
gboolean
riskctx_report_is_system_fact (RiskctxFactor *factor)
{
  return riskctx_factor_get_context_class (factor) == RISKCTX_CONTEXT_CLASS_INT_INFORMATION;
}

static void
add_system_facts (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (in->assessment);
  JsonArray *items = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);
      gboolean weak = riskctx_factor_get_weakness (factor);
      g_autofree char *text = NULL;

      if (!riskctx_report_is_system_fact (factor))
        continue;
      if (items == NULL)
        items =
            riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.system-facts"));
      text = riskctx_report_fill (in, weak ? "report.weak-fact" : "report.fact",
                                  riskctx_report_title (in, factor), NULL, NULL);
      riskctx_report_add_statement (
          items, riskctx_item_get_id (RISKCTX_ITEM (factor)), text, NULL, NULL,
          weak ? RISKCTX_REPORT_TONE_WARNING : RISKCTX_REPORT_TONE_NORMAL);
    }
}

void
riskctx_report_write_company (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "company", riskctx_report_word (in, "report.section.company"));
  g_auto(GStrv) pages = riskctx_assessment_draw_inline_diagram (in->assessment, in->language);

  riskctx_report_add_profile (in, blocks, FALSE);
  if (pages[0] != NULL)
    riskctx_report_add_figure (blocks, "diagram", riskctx_report_word (in, "report.diagram"),
                               pages);
  add_system_facts (in, blocks);
}
