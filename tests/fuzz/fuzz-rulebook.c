/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes are read as rules or refused with issues that have a place; what is read can be applied
 * to a document, and what the rules propose can be accepted and written. */

#include <riskctx.h>

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A factor on each side and a component, so that most conditions find something */
static const char document[] =
  "{\"id\":\"fuzz\",\"title\":\"Fuzz\",\"version\":1,\"currency\":\"JPY\",\"organization\":"
  "{\"id\":\"o\",\"strategy\":\"Sell online\",\"strategic_components\":[\"c\"]},\"zones\":"
  "[{\"id\":\"z\",\"title\":\"Cloud\"}],\"components\":[{\"id\":\"c\",\"title\":\"Shop\","
  "\"zone\":\"z\"}],\"factors\":[{\"id\":\"x1\",\"title\":\"Buyers expect safety\","
  "\"context_class\":\"ext-stakeholders\",\"aspect\":\"customers\"},{\"id\":\"n1\","
  "\"title\":\"Nobody decides\",\"context_class\":\"int-governance\"}]}";

static void
check_issues (GListStore *issues,
              gboolean    taken)
{
  gboolean has_errors = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (issues)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);
      g_autofree char *line = riskctx_issue_to_string (issue, "fuzz", i % 2 == 0 ? "en" : "ja");

      g_assert (g_utf8_validate (line, -1, NULL));
      g_assert (riskctx_issue_get_pointer (issue) != NULL);
      has_errors |= riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  g_assert (taken == !has_errors);
}

/* Accepts every other candidate and rejects the rest; the document stays one that can be read. */
static void
try_rules (RiskctxRulebook *rules)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (document, strlen (document));
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_load_from_bytes (bytes, &error);
  g_autoptr(GListStore) candidates = NULL;

  g_assert_no_error (error);
  candidates = riskctx_assessment_list_candidates (assessment, rules);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (candidates)); i++)
    {
      g_autoptr(RiskctxCandidate) candidate
        = g_list_model_get_item (G_LIST_MODEL (candidates), i);

      g_assert (riskctx_candidate_get_id (candidate) != NULL);
      if (riskctx_candidate_get_outcome (candidate) != RISKCTX_CANDIDATE_OUTCOME_OPEN)
        continue;
      if (i % 2 == 0)
        riskctx_candidate_accept (candidate, NULL);
      else
        riskctx_candidate_reject (candidate, NULL);
    }

  g_autofree char *text = riskctx_assessment_to_text (assessment);
  g_autoptr(GBytes) written = g_bytes_new_static (text, strlen (text));
  g_autoptr(RiskctxAssessment) again = riskctx_assessment_load_from_bytes (written, &error);

  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  g_autoptr(RiskctxRulebook) rules = riskctx_rulebook_read (bytes, issues);

  check_issues (issues, rules != NULL);
  if (rules != NULL)
    try_rules (rules);
  return 0;
}
