/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

static char **rule_files;
static char **accepted;
static char **edited;
static char **rejected;
static char **reopened;

static const GOptionEntry options[] = {
  { "rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &rule_files, "tool.option.rules", "FILE" },
  { "accept", 0, 0, G_OPTION_ARG_STRING_ARRAY, &accepted, "tool.option.accept", "ID" },
  { "edit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &edited, "tool.option.edit", "ID=TEXT" },
  { "reject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rejected, "tool.option.reject", "ID" },
  { "reopen", 0, 0, G_OPTION_ARG_STRING_ARRAY, &reopened, "tool.option.reopen", "ID" },
  { NULL },
};

/* The library's own rules, and behind them those of the files, whose mistakes are all shown. */
static RiskctxRulebook *
load_rules (Tool       *tool,
            ToolStatus *status)
{
  g_autoptr(RiskctxRulebook) rules = riskctx_rulebook_shipped ();

  for (char **path = rule_files; path != NULL && *path != NULL; path++)
    {
      g_autofree char *name = g_filename_display_name (*path);
      g_autoptr(GError) error = NULL;
      g_autoptr(GFile) file = g_file_new_for_path (*path);
      g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
      g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
      g_autoptr(RiskctxRulebook) more = NULL;

      if (bytes == NULL)
        {
          *status = tool_fail (tool, error);
          return NULL;
        }
      more = riskctx_rulebook_read (bytes, issues);
      if (more == NULL)
        {
          g_autofree char *lines = tool_format_issues (tool, name, G_LIST_MODEL (issues),
                                                       RISKCTX_SEVERITY_ERROR, tool->color);

          tool_write_message (lines);
          *status = TOOL_MISTAKES;
          return NULL;
        }

      GListModel *list = G_LIST_MODEL (riskctx_rulebook_get_rules (more));

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr(RiskctxItem) rule = g_list_model_get_item (list, i);
          g_autoptr(RiskctxItem) copy = riskctx_item_copy (rule);

          riskctx_item_list_append (riskctx_rulebook_get_rules (rules), copy);
        }
    }
  *status = TOOL_FINE;
  return g_steal_pointer (&rules);
}

static RiskctxCandidate *
find_candidate (GListModel *candidates,
                const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr(RiskctxCandidate) candidate = g_list_model_get_item (candidates, i);

      if (strcmp (riskctx_candidate_get_id (candidate), id) == 0)
        return candidate; /* kept by the list */
    }
  return NULL;
}

typedef void (*Decision) (Tool *tool, RiskctxCandidate *candidate, const char *text);

static void
accept_it (Tool             *tool,
           RiskctxCandidate *candidate,
           const char       *text)
{
  riskctx_candidate_accept (candidate, NULL);
}

static void
edit_it (Tool             *tool,
         RiskctxCandidate *candidate,
         const char       *text)
{
  g_autoptr(RiskctxText) title = riskctx_text_new (tool->language, text);

  riskctx_candidate_accept (candidate, title);
}

static void
reject_it (Tool             *tool,
           RiskctxCandidate *candidate,
           const char       *text)
{
  riskctx_candidate_reject (candidate, NULL);
}

static void
reopen_it (Tool             *tool,
           RiskctxCandidate *candidate,
           const char       *text)
{
  riskctx_candidate_reopen (candidate);
}

/* @ids may be followed by = and a text. */
static ToolStatus
decide (Tool       *tool,
        GListModel *candidates,
        char      **ids,
        gboolean    has_text,
        Decision    decision)
{
  for (char **one = ids; one != NULL && *one != NULL; one++)
    {
      const char *equals = has_text ? strchr (*one, '=') : NULL;
      g_autofree char *id =
        equals != NULL ? g_strndup (*one, (gsize) (equals - *one)) : g_strdup (*one);
      RiskctxCandidate *candidate = find_candidate (candidates, id);

      if (has_text && (equals == NULL || equals[1] == '\0' || !g_utf8_validate (*one, -1, NULL)))
        return tool_refuse (tool, "tool.say.no-edit", *one, NULL);
      if (candidate == NULL)
        {
          tool_say (tool, "tool.say.no-candidate", id, NULL);
          return TOOL_FAILURE;
        }
      decision (tool, candidate, equals != NULL ? equals + 1 : NULL);
    }
  return TOOL_FINE;
}

static ToolStatus
write_json (Tool       *tool,
            GListModel *candidates,
            const char *language)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr(RiskctxCandidate) candidate = g_list_model_get_item (candidates, i);
      RiskctxDerivation *derivation = riskctx_candidate_get_derivation (candidate);
      RiskctxItem *rule = (RiskctxItem *) riskctx_candidate_get_rule (candidate);

      json_builder_begin_object (builder);
      tool_json_add_string (builder, "id", riskctx_candidate_get_id (candidate));
      tool_json_add_enum (builder, "kind", RISKCTX_TYPE_CANDIDATE_KIND,
                          (int) riskctx_candidate_get_kind (candidate));
      tool_json_add_string (builder, "title",
                            tool_text (riskctx_candidate_get_title (candidate), language));
      tool_json_add_string (builder, "rule", riskctx_item_get_id (rule));
      tool_json_add_string (builder, "because",
                            tool_text (riskctx_item_get_description (rule), language));
      tool_json_add_string (builder, "source",
                            riskctx_item_get_id (riskctx_candidate_get_source (candidate)));
      tool_json_add_enum (builder, "outcome", RISKCTX_TYPE_CANDIDATE_OUTCOME,
                          (int) riskctx_candidate_get_outcome (candidate));
      tool_json_add_string (builder, "result",
                            derivation ? riskctx_derivation_get_result (derivation) : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static ToolStatus
write_text (Tool       *tool,
            GListModel *candidates,
            const char *language)
{
  g_autoptr(GString) text = g_string_new (NULL);
  int kind = -1;

  /* By kind, as they are decided upon. */
  for (int want = 0; want <= (int) RISKCTX_CANDIDATE_KIND_BUDGET; want++)
    for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
      {
        g_autoptr(RiskctxCandidate) candidate = g_list_model_get_item (candidates, i);
        const RiskctxCandidateOutcome outcome = riskctx_candidate_get_outcome (candidate);

        if ((int) riskctx_candidate_get_kind (candidate) != want)
          continue;
        if (kind != want)
          g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "",
                                  riskctx_enum_label (RISKCTX_TYPE_CANDIDATE_KIND, want,
                                                      language));
        kind = want;
        g_string_append_printf (text, "  %s", riskctx_candidate_get_id (candidate));
        if (outcome != RISKCTX_CANDIDATE_OUTCOME_OPEN)
          g_string_append_printf (text, "  [%s]",
                                  riskctx_enum_label (RISKCTX_TYPE_CANDIDATE_OUTCOME,
                                                      (int) outcome, language));
        g_string_append (text, "\n    ");
        tool_append_wrapped (text, tool_text (riskctx_candidate_get_title (candidate), language),
                             4, 96);
        g_string_append_c (text, '\n');
      }
  return tool_write_text (tool, text->str);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);
  g_autoptr(RiskctxRulebook) rules = assessment != NULL ? load_rules (tool, &status) : NULL;

  if (rules == NULL)
    return status;

  g_autoptr(GListStore) store = riskctx_assessment_list_candidates (assessment, rules);
  GListModel *candidates = G_LIST_MODEL (store);
  const struct
  {
    char   **ids;
    gboolean has_text;
    Decision decision;
  } decisions[] = {
    { reopened, FALSE, reopen_it },
    { rejected, FALSE, reject_it },
    { accepted, FALSE, accept_it },
    { edited, TRUE, edit_it },
  };
  gboolean is_decided = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      status = decide (tool, candidates, decisions[i].ids, decisions[i].has_text,
                       decisions[i].decision);
      if (status != TOOL_FINE)
        return status;
      is_decided |= decisions[i].ids != NULL;
    }
  if (is_decided)
    {
      g_autofree char *text = riskctx_assessment_to_text (assessment);

      return tool_write_text (tool, text);
    }

  const char *language = tool_get_language (tool, assessment);

  return tool->json ? write_json (tool, candidates, language)
                    : write_text (tool, candidates, language);
}

const ToolCommand tool_derive = {
  .name = "derive",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
