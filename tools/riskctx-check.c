/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static char *fail_on;
static char *level;

static const GOptionEntry options[] = {
  { "fail-on", 0, 0, G_OPTION_ARG_STRING, &fail_on, "tool.option.check-fail-on", "LEVEL" },
  { "level", 0, 0, G_OPTION_ARG_STRING, &level, "tool.option.level", "LEVEL" },
  { NULL },
};

static void
add_issue (JsonBuilder  *builder,
           RiskctxIssue *issue,
           const char   *language)
{
  g_autofree char *message = riskctx_issue_dup_message (issue, language);

  json_builder_begin_object (builder);
  tool_json_add_enum (builder, "severity", RISKCTX_TYPE_SEVERITY,
                      (int) riskctx_issue_get_severity (issue));
  tool_json_add_string (builder, "code", riskctx_issue_get_code (issue));
  tool_json_add_string (builder, "pointer", riskctx_issue_get_pointer (issue));
  tool_json_add_string (builder, "id", riskctx_issue_get_item_id (issue));
  if (riskctx_issue_get_line (issue) > 0)
    {
      tool_json_add_count (builder, "line", riskctx_issue_get_line (issue));
      tool_json_add_count (builder, "column", riskctx_issue_get_column (issue));
    }
  tool_json_add_string (builder, "message", message);
  tool_json_add_string (builder, "hint", riskctx_issue_get_hint (issue));
  json_builder_end_object (builder);
}

static ToolStatus
write_json (Tool           *tool,
            const char     *name,
            GListModel     *issues,
            RiskctxSeverity at_least)
{
  static const struct { const char *member; RiskctxSeverity severity; } counts[] = {
    { "errors", RISKCTX_SEVERITY_ERROR },
    { "warnings", RISKCTX_SEVERITY_WARNING },
    { "notes", RISKCTX_SEVERITY_INFO },
  };
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  tool_json_add_string (builder, "document", name);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    tool_json_add_count (builder, counts[i].member,
                         tool_count_issues (issues, counts[i].severity));
  json_builder_set_member_name (builder, "issues");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_severity (issue) >= at_least)
        add_issue (builder, issue, tool->message_language);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

/* The findings of the method come after what is wrong with the document itself. */
static GListModel *
list_issues (RiskctxDocument *document)
{
  GListStore *issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  GListModel *mistakes = riskctx_document_get_issues (document);
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);

  for (guint i = 0; i < g_list_model_get_n_items (mistakes); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (mistakes, i);

      g_list_store_append (issues, issue);
    }
  if (assessment != NULL)
    {
      g_autoptr(GListStore) findings = riskctx_assessment_list_findings (assessment);

      riskctx_document_locate (document, G_LIST_MODEL (findings));
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
        {
          g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);

          g_list_store_append (issues, issue);
        }
    }
  return G_LIST_MODEL (issues);
}

static void
say_counts (Tool       *tool,
            const char *name,
            GListModel *issues)
{
  g_autofree char *errors = g_strdup_printf ("%u", tool_count_issues (issues,
                                                                      RISKCTX_SEVERITY_ERROR));
  g_autofree char *warnings = g_strdup_printf ("%u", tool_count_issues (issues,
                                                                        RISKCTX_SEVERITY_WARNING));
  g_autofree char *notes = g_strdup_printf ("%u", tool_count_issues (issues,
                                                                     RISKCTX_SEVERITY_INFO));

  tool_say (tool, "tool.say.counts", name, errors, warnings, notes, NULL);
}

/* Messages, unless a file is asked for. */
static ToolStatus
write_lines (Tool           *tool,
             const char     *name,
             GListModel     *issues,
             RiskctxSeverity at_least)
{
  g_autofree char *lines = tool_format_issues (tool, name, issues, at_least,
                                               tool->color && tool->output == NULL);

  if (tool->output != NULL)
    return tool_write_text (tool, lines);
  tool_write_message (lines);
  say_counts (tool, name, issues);
  return TOOL_FINE;
}

static ToolStatus
run (Tool *tool)
{
  const char *name = tool->operands[0];
  int gate = RISKCTX_SEVERITY_ERROR;
  int at_least = RISKCTX_SEVERITY_INFO;
  ToolStatus status;

  if ((fail_on != NULL
       && !tool_parse_enum (tool, "fail-on", fail_on, RISKCTX_TYPE_SEVERITY, &gate))
      || (level != NULL
          && !tool_parse_enum (tool, "level", level, RISKCTX_TYPE_SEVERITY, &at_least)))
    return TOOL_USAGE;

  g_autoptr(RiskctxDocument) document = tool_load_text (tool, name, &status);

  if (document == NULL)
    return status;

  g_autoptr(GListModel) issues = list_issues (document);

  if (tool->json)
    status = write_json (tool, name, issues, (RiskctxSeverity) at_least);
  else
    status = write_lines (tool, name, issues, (RiskctxSeverity) at_least);
  if (status != TOOL_FINE)
    return status;
  if (riskctx_document_get_assessment (document) == NULL)
    return TOOL_MISTAKES;
  for (int severity = gate; severity <= RISKCTX_SEVERITY_ERROR; severity++)
    if (tool_count_issues (issues, (RiskctxSeverity) severity) > 0)
      return TOOL_GATE;
  return TOOL_FINE;
}

const ToolCommand tool_check = {
  .name = "check",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
