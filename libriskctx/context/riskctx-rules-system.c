/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

/* Rules about the system: weaknesses that follow from what is stated of its components. What is not
 * stated is not known, and no weakness. */

static gboolean
is_false (RiskctxComponent *component,
          const char       *member,
          gboolean          value)
{
  return riskctx_item_has (RISKCTX_ITEM (component), member) && !value;
}

static gboolean
is_unpatched (RiskctxComponent *component)
{
  return is_false (component, "patched", riskctx_component_get_patched (component));
}

static gboolean
is_protected_by_hand (RiskctxComponent *component)
{
  const RiskctxAntivirus antivirus = riskctx_component_get_antivirus (component);

  return antivirus == RISKCTX_ANTIVIRUS_NONE || antivirus == RISKCTX_ANTIVIRUS_MANUAL;
}

static gboolean
is_without_logs (RiskctxComponent *component)
{
  return is_false (component, "logging", riskctx_component_get_logging (component));
}

/* Logs that are not kept need not be read. */
static gboolean
is_unread (RiskctxComponent *component)
{
  return !is_without_logs (component)
         && is_false (component, "log_reviewed", riskctx_component_get_log_reviewed (component));
}

static gboolean
is_unpreserved (RiskctxComponent *component)
{
  return !is_without_logs (component)
         && is_false (component, "log_preserved", riskctx_component_get_log_preserved (component));
}

/* Either test would have shown something. */
static gboolean
is_untested (RiskctxComponent *component)
{
  return !riskctx_component_get_vulnerability_tested (component)
         && !riskctx_component_get_penetration_tested (component)
         && (riskctx_item_has (RISKCTX_ITEM (component), "vulnerability_tested")
             || riskctx_item_has (RISKCTX_ITEM (component), "penetration_tested"));
}

static gboolean
is_restricted_by_rule (RiskctxComponent *component)
{
  return riskctx_component_get_restriction (component) == RISKCTX_RESTRICTION_OPERATIONAL;
}

static gboolean
is_unreviewed (RiskctxComponent *component)
{
  return is_false (component, "configuration_reviewed",
                   riskctx_component_get_configuration_reviewed (component));
}

static const struct
{
  const char      *member;
  gboolean       (*is_weak) (RiskctxComponent *component);
  RiskctxIssueCode code;
} weaknesses[] = {
  { "patched", is_unpatched, RISKCTX_ISSUE_UNPATCHED },
  { "antivirus", is_protected_by_hand, RISKCTX_ISSUE_ANTIVIRUS },
  { "logging", is_without_logs, RISKCTX_ISSUE_LOGGING },
  { "log_reviewed", is_unread, RISKCTX_ISSUE_LOG_REVIEW },
  { "log_preserved", is_unpreserved, RISKCTX_ISSUE_LOG_PRESERVATION },
  { "vulnerability_tested", is_untested, RISKCTX_ISSUE_UNTESTED },
  { "restriction", is_restricted_by_rule, RISKCTX_ISSUE_RESTRICTION },
  { "shares_production_network", riskctx_component_get_shares_production_network,
    RISKCTX_ISSUE_SHARED_NETWORK },
  { "configuration_reviewed", is_unreviewed, RISKCTX_ISSUE_CONFIGURATION },
};

void
riskctx_rule_components (RiskctxFindings *findings)
{
  RiskctxItemList *components = riskctx_assessment_get_components (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (components); i++)
    {
      RiskctxComponent *component = riskctx_item_list_peek (components, i);

      for (guint j = 0; j < G_N_ELEMENTS (weaknesses); j++)
        if (weaknesses[j].is_weak (component))
          riskctx_findings_add (
            findings, RISKCTX_ITEM (component),
            riskctx_item_has (RISKCTX_ITEM (component), weaknesses[j].member) ? weaknesses[j].member
                                                                              : NULL,
            weaknesses[j].code, riskctx_findings_name (RISKCTX_ITEM (component)), NULL, NULL);
    }
}

/* TRUE if a measure that is fully in place protects card data there: PCI DSS or non-retention. */
static gboolean
is_card_data_protected (RiskctxAssessment *assessment,
                        RiskctxComponent  *component)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (assessment);
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (component));
  const char *zone = riskctx_component_get_zone (component);

  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      const char *const *requirements = riskctx_control_get_requirements (control);
      const char *const *places = riskctx_control_get_components (control);

      if (riskctx_control_get_implementation (control) < 1)
        continue;
      if (places != NULL && !(id != NULL && g_strv_contains (places, id))
          && !(zone != NULL && g_strv_contains (places, zone)))
        continue;
      for (; requirements != NULL && *requirements != NULL; requirements++)
        if (g_str_equal (*requirements, "pci-dss:3")
            || g_str_has_prefix (*requirements, "pci-dss:3."))
          return TRUE;
    }
  return FALSE;
}

void
riskctx_rule_card_data (RiskctxFindings *findings)
{
  RiskctxItemList *components = riskctx_assessment_get_components (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (components); i++)
    {
      RiskctxComponent *component = riskctx_item_list_peek (components, i);
      const char *name = riskctx_findings_name (RISKCTX_ITEM (component));

      if (riskctx_component_get_stores_cvv (component))
        riskctx_findings_add (findings, RISKCTX_ITEM (component), "stores_cvv",
                              RISKCTX_ISSUE_PROHIBITED_DATA, name, NULL, NULL);
      if (riskctx_component_get_stores_pan (component)
          && !is_card_data_protected (findings->assessment, component))
        riskctx_findings_add (findings, RISKCTX_ITEM (component), "stores_pan",
                              RISKCTX_ISSUE_CARD_DATA, name, NULL, NULL);
    }
}
