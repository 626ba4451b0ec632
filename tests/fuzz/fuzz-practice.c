/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes are read as questions, scenes or rules, or refused with issues that have a place; what
 * is read can be handed out in every format and language, and questions can be answered. */

#include <riskctx.h>

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

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
      g_assert_cmpuint (riskctx_issue_get_line (issue), >, 0);
      has_errors |= riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  g_assert (taken == !has_errors);
}

static void
answer_all (GListModel *questions)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("fuzz");
  g_autoptr(RiskctxCheckSheet) sheet =
    riskctx_check_sheet_new_with_questions (assessment, questions);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(RiskctxPractice) question = g_list_model_get_item (questions, i);

      riskctx_check_sheet_set_mark (sheet, riskctx_practice_get_id (question),
                                    (RiskctxCheckMark) (i % 3), NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (riskctx_check_sheet_count_answered (sheet, 0), ==,
                    g_list_model_get_n_items (questions));
  riskctx_check_sheet_apply (sheet);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  for (int kind = 0; kind <= RISKCTX_PRACTICE_KIND_RULE; kind++)
    {
      g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
      g_autoptr(GListStore) rows =
        riskctx_practice_read (bytes, (RiskctxPracticeKind) kind, issues);
      g_autoptr(RiskctxHandout) handout = NULL;
      g_autofree char *page = NULL;

      check_issues (issues, rows != NULL);
      if (rows == NULL)
        continue;
      handout = riskctx_handout_new_with_rows ((RiskctxHandoutKind) kind, NULL,
                                               kind % 2 == 0 ? "en" : "ja", G_LIST_MODEL (rows));
      page = riskctx_handout_to_string (handout, RISKCTX_REPORT_FORMAT_HTML);
      g_assert (g_utf8_validate (page, -1, NULL));
      if (kind == RISKCTX_PRACTICE_KIND_QUESTION)
        answer_all (G_LIST_MODEL (rows));
    }
  return 0;
}
