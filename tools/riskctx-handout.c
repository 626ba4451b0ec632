/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

/* What is handed out to people: the check sheet, the working day, the policy. */

#define FORMATS "markdown, html, csv, json"

static char *format;
static char **answers;
static char *fill;
static char *rows_file;
static gboolean apply;
static gboolean blank;

static const GOptionEntry sheet_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "tool.option.handout-format", "FORMAT" },
  { "blank", 0, 0, G_OPTION_ARG_NONE, &blank, "tool.option.blank", NULL },
  { "answer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &answers, "tool.option.answer", "ID=ANSWER" },
  { "fill", 0, 0, G_OPTION_ARG_FILENAME, &fill, "tool.option.fill", "FILE" },
  { "rows", 0, 0, G_OPTION_ARG_FILENAME, &rows_file, "tool.option.rows", "FILE" },
  { "apply", 0, 0, G_OPTION_ARG_NONE, &apply, "tool.option.apply", NULL },
  { NULL },
};

static const GOptionEntry handout_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "tool.option.handout-format", "FORMAT" },
  { "rows", 0, 0, G_OPTION_ARG_FILENAME, &rows_file, "tool.option.rows", "FILE" },
  { NULL },
};

static const struct
{
  const char         *name;
  const char         *suffix;
  RiskctxReportFormat format;
} formats[] = {
  { "markdown", ".md", RISKCTX_REPORT_FORMAT_MARKDOWN },
  { "html", ".html", RISKCTX_REPORT_FORMAT_HTML },
  { "json", ".json", RISKCTX_REPORT_FORMAT_JSON },
};

/* What is asked for, or what the name of the file says; NULL: CSV. Markdown otherwise. */
static gboolean
choose_format (Tool       *tool,
               gboolean   *csv,
               guint      *chosen)
{
  *csv = format != NULL ? g_str_equal (format, "csv")
                        : tool->output != NULL && g_str_has_suffix (tool->output, ".csv");
  *chosen = tool->json ? 2 : 0;
  if (*csv || tool->json)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (format != NULL ? g_str_equal (format, formats[i].name)
                       : tool->output != NULL && g_str_has_suffix (tool->output, formats[i].suffix))
      {
        *chosen = i;
        return TRUE;
      }
  if (format == NULL)
    return TRUE;
  tool_refuse (tool, "tool.say.not-one-of", "format", format, FORMATS, NULL);
  return FALSE;
}

/* The library's rows, or those of the file, whose mistakes are all shown; NULL: they are. */
static GListStore *
load_rows (Tool               *tool,
           RiskctxPracticeKind kind,
           ToolStatus         *status)
{
  g_autofree char *name = rows_file != NULL ? g_filename_display_name (rows_file) : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = rows_file != NULL ? g_file_new_for_path (rows_file) : NULL;
  g_autoptr(GBytes) bytes = file != NULL ? g_file_load_bytes (file, NULL, NULL, &error) : NULL;
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  GListStore *rows;

  if (rows_file == NULL)
    return riskctx_practice_list (kind);
  if (bytes == NULL)
    {
      *status = tool_fail (tool, error);
      return NULL;
    }
  rows = riskctx_practice_read (bytes, kind, issues);
  if (rows == NULL)
    {
      g_autofree char *lines = tool_format_issues (tool, name, G_LIST_MODEL (issues),
                                                   RISKCTX_SEVERITY_ERROR, tool->color);

      tool_write_message (lines);
      *status = TOOL_MISTAKES;
    }
  return rows;
}

static ToolStatus
write_handout (Tool              *tool,
               RiskctxHandoutKind kind,
               RiskctxAssessment *assessment,
               GListStore        *rows)
{
  const char *language = assessment != NULL ? tool_get_language (tool, assessment)
                         : tool->language != NULL ? tool_find_language (tool->language)
                                                  : tool->message_language;
  g_autoptr(RiskctxHandout) handout =
    riskctx_handout_new_with_rows (kind, assessment, language, G_LIST_MODEL (rows));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean csv;
  guint chosen;

  if (!choose_format (tool, &csv, &chosen))
    return TOOL_USAGE;
  if (csv)
    {
      const char *table = kind == RISKCTX_HANDOUT_KIND_CHECK_SHEET ? "answers" : "measures";

      text = riskctx_handout_to_csv (handout, table, &error);
    }
  else if (formats[chosen].format == RISKCTX_REPORT_FORMAT_JSON)
    {
      g_autoptr(JsonNode) root = riskctx_handout_to_json (handout);

      return tool_write_json (tool, root);
    }
  else
    text = riskctx_handout_to_string (handout, formats[chosen].format);
  return text != NULL ? tool_write_text (tool, text) : tool_fail (tool, error);
}

/* @document: NULL if none was named */
static gboolean
load_optional (Tool               *tool,
               RiskctxAssessment **assessment,
               ToolStatus         *status)
{
  *assessment = NULL;
  if (tool->n_operands == 0)
    return TRUE;
  *assessment = tool_load (tool, tool->operands[0], status);
  return *assessment != NULL;
}

static gboolean
take_answer (Tool              *tool,
             RiskctxCheckSheet *sheet,
             const char        *answer,
             ToolStatus        *status)
{
  const char *equals = strchr (answer, '=');
  g_autofree char *id = equals != NULL ? g_strndup (answer, (gsize) (equals - answer)) : NULL;
  g_autoptr(GError) error = NULL;
  int mark;

  *status = TOOL_USAGE;
  if (id == NULL)
    {
      tool_refuse (tool, "tool.say.answer-form", answer, NULL);
      return FALSE;
    }
  if (!tool_parse_enum (tool, "answer", equals + 1, RISKCTX_TYPE_CHECK_MARK, &mark))
    return FALSE;
  if (riskctx_check_sheet_set_mark (sheet, id, (RiskctxCheckMark) mark, NULL, &error))
    return TRUE;
  *status = tool_fail (tool, error);
  return FALSE;
}

static gboolean
take_answers (Tool              *tool,
              RiskctxCheckSheet *sheet,
              ToolStatus        *status)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (fill != NULL
      && (!g_file_get_contents (fill, &text, NULL, &error)
          || !riskctx_check_sheet_read_csv (sheet, text, &error)))
    {
      *status = tool_fail (tool, error);
      return FALSE;
    }
  for (char **answer = answers; answer != NULL && *answer != NULL; answer++)
    if (!take_answer (tool, sheet, *answer, status))
      return FALSE;
  if (apply)
    {
      g_autofree char *n = g_strdup_printf ("%u", riskctx_check_sheet_apply (sheet));

      tool_say (tool, "tool.say.applied", n, NULL);
    }
  return TRUE;
}

/* With answers, the document that keeps them; otherwise the sheet. */
static ToolStatus
run_sheet (Tool *tool)
{
  g_autoptr(RiskctxAssessment) assessment = NULL;
  g_autoptr(GListStore) rows = NULL;
  ToolStatus status;

  if (!load_optional (tool, &assessment, &status))
    return status;
  rows = load_rows (tool, RISKCTX_PRACTICE_KIND_QUESTION, &status);
  if (rows == NULL)
    return status;
  if (answers == NULL && fill == NULL && !apply)
    {
      if (tool->json && assessment != NULL && !blank)
        {
          g_autoptr(RiskctxCheckSheet) sheet =
            riskctx_check_sheet_new_with_questions (assessment, G_LIST_MODEL (rows));
          const char *language = tool->language ? tool_find_language (tool->language) : NULL;
          g_autoptr(JsonNode) root = riskctx_check_sheet_to_json (sheet, language);

          return tool_write_json (tool, root);
        }
      return write_handout (tool, RISKCTX_HANDOUT_KIND_CHECK_SHEET, blank ? NULL : assessment,
                            rows);
    }
  if (assessment == NULL)
    return tool_refuse (tool, "tool.say.answers-need-document", NULL);

  g_autoptr(RiskctxCheckSheet) sheet =
    riskctx_check_sheet_new_with_questions (assessment, G_LIST_MODEL (rows));

  if (!take_answers (tool, sheet, &status))
    return status;

  g_autofree char *text = riskctx_assessment_to_text (assessment);

  return tool_write_text (tool, text);
}

static ToolStatus
run_kind (Tool               *tool,
          RiskctxHandoutKind  kind,
          RiskctxPracticeKind pieces)
{
  g_autoptr(RiskctxAssessment) assessment = NULL;
  g_autoptr(GListStore) rows = NULL;
  ToolStatus status;

  if (!load_optional (tool, &assessment, &status))
    return status;
  rows = load_rows (tool, pieces, &status);
  return rows != NULL ? write_handout (tool, kind, assessment, rows) : status;
}

static ToolStatus
run_workday (Tool *tool)
{
  return run_kind (tool, RISKCTX_HANDOUT_KIND_WORKING_DAY, RISKCTX_PRACTICE_KIND_SCENE);
}

static ToolStatus
run_policy (Tool *tool)
{
  return run_kind (tool, RISKCTX_HANDOUT_KIND_POLICY, RISKCTX_PRACTICE_KIND_RULE);
}

const ToolCommand tool_sheet = {
  .name = "sheet",
  .operands = "[DOCUMENT]",
  .max_operands = 1,
  .options = sheet_options,
  .run = run_sheet,
};

const ToolCommand tool_workday = {
  .name = "workday",
  .operands = "[DOCUMENT]",
  .max_operands = 1,
  .options = handout_options,
  .run = run_workday,
};

const ToolCommand tool_policy = {
  .name = "policy",
  .operands = "[DOCUMENT]",
  .max_operands = 1,
  .options = handout_options,
  .run = run_policy,
};
