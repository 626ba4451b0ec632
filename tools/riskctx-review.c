/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

#define WIDTH 96

static char *record;
static char *date;
static char *next_date;
static char *decision;
static char *snapshot;
static char *since;

static const GOptionEntry options[] = {
  { "date", 0, 0, G_OPTION_ARG_STRING, &date, "tool.option.review-date", "DATE" },
  { "since", 0, 0, G_OPTION_ARG_FILENAME, &since, "tool.option.since", "FILE" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record, "tool.option.record", "STATE" },
  { "decision", 0, 0, G_OPTION_ARG_STRING, &decision, "tool.option.decision", "TEXT" },
  { "next", 0, 0, G_OPTION_ARG_STRING, &next_date, "tool.option.next", "DATE" },
  { "snapshot", 0, 0, G_OPTION_ARG_FILENAME, &snapshot, "tool.option.snapshot", "FILE" },
  { NULL },
};

/* What a review is dated: as asked for, else today. */
static char *
get_date (void)
{
  g_autoptr(GDateTime) now = NULL;

  if (date != NULL)
    return g_strdup (date);
  now = g_date_time_new_now_local ();
  return g_date_time_format (now, "%Y-%m-%d");
}

static void
append_line (GString    *text,
             const char *line)
{
  g_string_append (text, "  ");
  tool_append_wrapped (text, line, 2, WIDTH);
  g_string_append_c (text, '\n');
}

static void
append_head (GString    *text,
             const char *key,
             const char *language)
{
  g_string_append_printf (text, "\n%s\n", riskctx_word (key, language));
}

static void
append_filled (GString    *text,
               const char *language,
               const char *key,
               const char *arg0,
               const char *arg1,
               const char *arg2)
{
  g_autofree char *line = tool_fill (riskctx_word (key, language), arg0, arg1, arg2, NULL);

  append_line (text, line);
}

static const char *
title_of (gpointer    item,
          const char *language)
{
  RiskctxText *title = riskctx_item_get_title (item);

  return title != NULL ? riskctx_text_get (title, language) : riskctx_item_get_id (item);
}

static void
append_state (GString      *text,
              RiskctxCycle *cycle,
              const char   *language)
{
  const RiskctxLoopState state = riskctx_cycle_get_state (cycle);
  const char *next = riskctx_cycle_get_next_date (cycle);

  append_filled (text, language, "tool.review.state",
                 riskctx_enum_label (RISKCTX_TYPE_LOOP_STATE, (int) state, language), NULL, NULL);
  append_filled (text, language, "tool.review.next",
                 next != NULL ? next : riskctx_word ("tool.review.not-set", language), NULL, NULL);
  for (int i = RISKCTX_LOOP_STATE_INTERNAL_LOOP; i <= RISKCTX_LOOP_STATE_CLOSED; i++)
    {
      const char *step = riskctx_loop_state_describe (state, (RiskctxLoopState) i, language);

      if (step != NULL)
        append_filled (text, language, "tool.review.step", step,
                       riskctx_enum_label (RISKCTX_TYPE_LOOP_STATE, i, language), NULL);
    }
}

static void
append_overdue (GString      *text,
                RiskctxCycle *cycle,
                const char   *today,
                const char   *language)
{
  g_autoptr(GListStore) overdue = riskctx_cycle_list_overdue (cycle, today);

  if (g_list_model_get_n_items (G_LIST_MODEL (overdue)) == 0)
    return;
  append_head (text, "tool.review.overdue", language);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overdue)); i++)
    {
      g_autoptr(RiskctxEvidence) one = g_list_model_get_item (G_LIST_MODEL (overdue), i);

      append_line (text, tool_text (riskctx_evidence_get_text (one), language));
    }
}

static void
append_history (GString      *text,
                RiskctxCycle *cycle,
                const char   *language)
{
  GListModel *history = riskctx_cycle_get_history (cycle);

  if (g_list_model_get_n_items (history) == 0)
    return;
  append_head (text, "tool.review.history", language);
  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr(RiskctxReview) review = g_list_model_get_item (history, i);
      const int state = (int) riskctx_review_get_state (review);

      append_filled (text, language, "change.turn", riskctx_review_get_date (review),
                     riskctx_enum_label (RISKCTX_TYPE_LOOP_STATE, state, language),
                     tool_text (riskctx_review_get_decision (review), language));
    }
}

static void
append_consultations (GString      *text,
                      RiskctxCycle *cycle,
                      const char   *language)
{
  g_autoptr(GListStore) all = riskctx_cycle_list_consultations (cycle, NULL);
  g_autoptr(GListStore) open = riskctx_cycle_list_not_consulted (cycle);

  if (g_list_model_get_n_items (G_LIST_MODEL (all)) > 0)
    append_head (text, "tool.review.consultations", language);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (all)); i++)
    {
      g_autoptr(RiskctxConsultation) one = g_list_model_get_item (G_LIST_MODEL (all), i);
      const char *day = riskctx_consultation_get_date (one);

      append_filled (text, language, "change.turn",
                     day != NULL ? day : riskctx_word ("tool.review.not-set", language),
                     title_of (one, language),
                     tool_text (riskctx_consultation_get_outcome (one), language));
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (open)) > 0)
    append_head (text, "tool.review.not-consulted", language);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (open)); i++)
    {
      g_autoptr(RiskctxItem) one = g_list_model_get_item (G_LIST_MODEL (open), i);

      append_line (text, title_of (one, language));
    }
}

/* The document of the latest review: only a plain name beside the document, so that no document
 * makes us read what it likes. NULL if there is none. */
static char *
find_snapshot (const char   *document,
               RiskctxCycle *cycle)
{
  RiskctxReview *latest = riskctx_cycle_get_latest (cycle);
  const char *name = latest != NULL ? riskctx_review_get_snapshot (latest) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (since != NULL)
    return g_strdup (since);
  if (name == NULL || strchr (name, G_DIR_SEPARATOR) != NULL || name[0] == '.'
      || g_str_has_prefix (document, "company:") || strcmp (document, "-") == 0)
    return NULL;
  folder = g_path_get_dirname (document);
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static ToolStatus
append_changes (Tool              *tool,
                GString           *text,
                RiskctxAssessment *assessment,
                RiskctxCycle      *cycle,
                const char        *language)
{
  g_autofree char *path = find_snapshot (tool->operands[0], cycle);
  g_autoptr(RiskctxAssessment) before = NULL;
  g_autoptr(RiskctxVersionComparison) comparison = NULL;
  ToolStatus status;
  GListModel *changes;

  if (path == NULL)
    return TOOL_FINE;
  before = tool_load (tool, path, &status);
  if (before == NULL)
    return status;
  comparison = riskctx_version_comparison_new (before, assessment);
  changes = riskctx_version_comparison_get_changes (comparison);
  append_head (text, "tool.review.changes", language);
  if (g_list_model_get_n_items (changes) == 0)
    append_line (text, riskctx_word ("tool.compare.none", language));
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr(RiskctxChange) change = g_list_model_get_item (changes, i);
      g_autofree char *what = riskctx_change_describe (change, language);

      append_filled (text, language, "change.line",
                     riskctx_text_get (riskctx_change_get_title (change), language), what, NULL);
    }
  return TOOL_FINE;
}

static ToolStatus
show (Tool              *tool,
      RiskctxAssessment *assessment,
      RiskctxCycle      *cycle)
{
  const char *language = tool_get_language (tool, assessment);
  g_autofree char *today = get_date ();
  g_autoptr(RiskctxGrounds) grounds = riskctx_grounds_new (assessment, NULL, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  ToolStatus status;

  if (tool->json)
    {
      const char *asked = tool->language ? tool_find_language (tool->language) : NULL;
      g_autoptr(JsonNode) root = riskctx_cycle_to_json (cycle, today, asked);

      return tool_write_json (tool, root);
    }
  g_string_append_printf (text, "%s\n\n", title_of (assessment, language));
  append_state (text, cycle, language);
  append_line (text, tool_text (riskctx_grounds_get_conclusion (grounds), language));
  append_overdue (text, cycle, today, language);
  append_history (text, cycle, language);
  append_consultations (text, cycle, language);
  status = append_changes (tool, text, assessment, cycle, language);
  return status != TOOL_FINE ? status : tool_write_text (tool, text->str);
}

/* The document as it was, before the review is added to it. */
static ToolStatus
save_snapshot (Tool              *tool,
               RiskctxAssessment *assessment)
{
  g_autofree char *text = riskctx_assessment_to_text (assessment);

  if (g_file_test (snapshot, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (snapshot);

      tool_say (tool, "tool.say.file-exists", name, NULL);
      return TOOL_FAILURE;
    }
  return tool_write_file (tool, snapshot, text, strlen (text));
}

static ToolStatus
put_on_record (Tool              *tool,
               RiskctxAssessment *assessment,
               RiskctxCycle      *cycle)
{
  g_autofree char *today = get_date ();
  g_autoptr(RiskctxItem) before = riskctx_item_copy (RISKCTX_ITEM (assessment));
  g_autoptr(GError) error = NULL;
  RiskctxReview *review;
  ToolStatus status = TOOL_FINE;
  int state;

  if (!tool_parse_enum (tool, "record", record, RISKCTX_TYPE_LOOP_STATE, &state))
    return TOOL_USAGE;
  review = riskctx_cycle_record (cycle, today, (RiskctxLoopState) state, next_date, &error);
  if (review == NULL)
    return tool_fail (tool, error);
  if (decision != NULL)
    {
      const char *language = tool->language != NULL ? tool_find_language (tool->language)
                                                    : riskctx_assessment_get_language (assessment);
      g_autoptr(RiskctxText) text = riskctx_text_new (language, decision);

      riskctx_review_set_decision (review, text);
    }
  if (snapshot != NULL)
    {
      g_autofree char *name = g_path_get_basename (snapshot);
      g_autofree char *shown = g_filename_display_name (name);

      riskctx_review_set_snapshot (review, shown);
      status = save_snapshot (tool, RISKCTX_ASSESSMENT (before));
    }
  if (status != TOOL_FINE)
    return status;

  g_autofree char *text = riskctx_assessment_to_text (assessment);

  return tool_write_text (tool, text);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;

  if (date != NULL && !tool_is_date (date))
    return tool_refuse (tool, "tool.say.no-date", date, NULL);
  if (record == NULL && (decision != NULL || next_date != NULL || snapshot != NULL))
    return tool_refuse (tool, "tool.say.record-missing", NULL);

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);

  return record != NULL ? put_on_record (tool, assessment, cycle) : show (tool, assessment, cycle);
}

const ToolCommand tool_review = {
  .name = "review",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
