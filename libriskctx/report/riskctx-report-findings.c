/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-issue-private.h"
#include "riskctx-report-inputs-private.h"

/* What is remarkable. */

/* A message names what it is about by id; readers know the title. */
static char *
name_by_title (const char *message, const char *id, const char *title)
{
  const char *at = id ? strstr (message, id) : NULL;
  gsize length = id ? strlen (id) : 0;

  while (at != NULL
         && ((at > message && (g_ascii_isalnum (at[-1]) || at[-1] == '-'))
             || g_ascii_isalnum (at[length]) || at[length] == '-'))
    at = strstr (at + 1, id);
  if (at == NULL)
    return g_strdup (message);
  /* Between Japanese words there is no space; beside an id there is. */
  if (*title != '\0' && ((guchar) title[strlen (title) - 1] & 0x80) != 0)
    {
      gboolean before = at > message && at[-1] == ' ' && ((guchar) title[0] & 0x80) != 0;

      return g_strdup_printf ("%.*s%s%s", (int) (at - message) - before, message, title,
                              at + length + (at[length] == ' '));
    }
  return g_strdup_printf ("%.*s%s%s", (int) (at - message), message, title, at + length);
}

typedef struct
{
  RiskctxIssue *issue; /* borrowed from the findings */
  char *about;         /* the message with a mark for what it is about */
  char *message;       /* the same with its title */
  GString *others;     /* titles of what else it is true of, one a line */
} Remark;

static void
remark_free (gpointer data)
{
  Remark *remark = data;

  g_free (remark->about);
  g_free (remark->message);
  g_string_free (remark->others, TRUE);
  g_free (remark);
}

/* Which finding the table of verdicts already holds row by row. */
static gboolean
is_in_verdicts (RiskctxIssue *issue)
{
  return riskctx_issue_get_number (issue) == RISKCTX_ISSUE_OVER_LIMIT;
}

/* Takes all findings together that say the same of several things. */
static GPtrArray *
collect_remarks (const RiskctxReportInputs *in)
{
  GListModel *findings = G_LIST_MODEL (in->findings);
  GPtrArray *remarks = g_ptr_array_new_with_free_func (remark_free);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *n_exceeded =
      g_strdup_printf ("%u", riskctx_report_count_exceeded (in->evaluation));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (findings, i);
      const char *id = is_in_verdicts (issue) ? NULL : riskctx_issue_get_item_id (issue);
      RiskctxItem *item = id ? riskctx_assessment_find (in->assessment, id) : NULL;
      const char *title = item ? riskctx_report_title (in, item) : id ? id : "";
      g_autofree char *message =
          is_in_verdicts (issue)
              ? riskctx_report_fill (in, "report.limits-exceeded-see", n_exceeded,
                                     riskctx_report_word (in, "report.verdicts"), NULL)
              : riskctx_issue_dup_message (issue, in->language);
      g_autofree char *marked = name_by_title (message, id, "\n");
      g_autofree char *about = g_strconcat (riskctx_issue_get_code (issue), marked, NULL);
      Remark *remark = g_hash_table_lookup (known, about);

      if (remark != NULL)
        {
          if (strchr (marked, '\n') != NULL)
            g_string_append_printf (
                remark->others, "%s%s",
                remark->others->len > 0 ? riskctx_report_word (in, "report.list-separator") : "",
                title);
          continue;
        }
      remark = g_new (Remark, 1);
      *remark = (Remark){ issue, g_steal_pointer (&about), name_by_title (message, id, title),
                          g_string_new (NULL) };
      g_ptr_array_add (remarks, remark);
      g_hash_table_insert (known, remark->about, remark);
    }
  return remarks;
}

void
riskctx_report_write_findings (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "findings", riskctx_report_word (in, "report.section.findings"));
  g_autoptr(GPtrArray) remarks = collect_remarks (in);
  JsonObject *table;

  if (remarks->len == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.no-findings"),
                                    RISKCTX_REPORT_TONE_GOOD);
      return;
    }
  table =
      riskctx_report_add_table (blocks, "findings", riskctx_report_word (in, "report.findings"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.severity"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.finding"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.true-of"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.what-to-do"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.code"), FALSE);
  for (guint i = 0; i < remarks->len; i++)
    {
      Remark *remark = remarks->pdata[i];
      RiskctxSeverity severity = riskctx_issue_get_severity (remark->issue);
      const char *code = riskctx_issue_get_code (remark->issue);
      g_autofree char *explanation = riskctx_issue_explain (code, in->language);
      JsonArray *row = riskctx_report_table_row (
          table, severity == RISKCTX_SEVERITY_ERROR     ? RISKCTX_REPORT_TONE_BAD
                 : severity == RISKCTX_SEVERITY_WARNING ? RISKCTX_REPORT_TONE_WARNING
                                                        : RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_SEVERITY, (int) severity));
      riskctx_report_row_text (row, remark->message);
      riskctx_report_row_text (row, remark->others->len > 0 ? remark->others->str : "—");
      riskctx_report_row_text (row, explanation);
      riskctx_report_row_text (row, code);
    }
}
