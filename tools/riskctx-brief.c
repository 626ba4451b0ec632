/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

static char **chosen;
static char *trials;
static char *seed;
static char *threads;

static const GOptionEntry options[] = {
  { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &chosen, "tool.option.brief-option", "ID" },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

static void
append_evidence (GString    *text,
                 GListModel *evidence,
                 const char *language)
{
  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr(RiskctxEvidence) one = g_list_model_get_item (evidence, i);
      const char *id = riskctx_evidence_get_id (one);

      g_string_append_printf (text, "    %s  ", id ? id : riskctx_evidence_get_noun (one));
      tool_append_wrapped (text, tool_text (riskctx_evidence_get_text (one), language), 8, 96);
      g_string_append_c (text, '\n');
    }
}

static void
append_answer (GString       *text,
               RiskctxAnswer *answer,
               const char    *language)
{
  g_auto(GStrv) notes = riskctx_answer_dup_notes (answer, language);

  g_string_append_printf (text, "\n%s\n  ",
                          riskctx_enum_label (RISKCTX_TYPE_QUESTION,
                                              (int) riskctx_answer_get_question (answer),
                                              language));
  tool_append_wrapped (text, tool_text (riskctx_answer_get_text (answer), language), 2, 96);
  g_string_append_c (text, '\n');
  append_evidence (text, riskctx_answer_get_sources (answer), language);
  for (char **note = notes; *note != NULL; note++)
    {
      g_string_append (text, "  * ");
      tool_append_wrapped (text, *note, 4, 96);
      g_string_append_c (text, '\n');
    }
}

static ToolStatus
write_text (Tool              *tool,
            RiskctxAssessment *assessment,
            RiskctxBrief      *brief)
{
  const char *language = tool_get_language (tool, assessment);
  GListModel *answers = riskctx_brief_get_answers (brief);
  GListModel *not_used = riskctx_brief_get_not_used (brief);
  RiskctxText *conclusion = riskctx_grounds_get_conclusion (riskctx_brief_get_grounds (brief));
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n",
                          tool_text (riskctx_item_get_title (RISKCTX_ITEM (assessment)),
                                     language));
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);

      append_answer (text, answer, language);
    }
  g_string_append_printf (text, "\n%s\n  ", riskctx_word ("tool.brief.grounds", language));
  tool_append_wrapped (text, tool_text (conclusion, language), 2, 96);
  g_string_append_c (text, '\n');
  if (g_list_model_get_n_items (not_used) > 0)
    {
      g_string_append_printf (text, "\n%s\n", riskctx_word ("tool.brief.not-used", language));
      append_evidence (text, not_used, language);
    }
  return tool_write_text (tool, text->str);
}

/* What the losses and the budget of the brief rest on. */
static RiskctxInvestmentPlan *
make_plan (Tool              *tool,
           RiskctxAssessment *assessment,
           ToolStatus        *status)
{
  g_autoptr(GError) error = NULL;
  ToolSimulation settings = { trials, seed, threads };
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) ids = chosen ? g_strdupv (chosen) : riskctx_cycle_propose_options (cycle);
  g_autoptr(RiskctxInvestmentPlan) plan =
    riskctx_investment_plan_new (assessment, (const char *const *) ids);

  *status = TOOL_USAGE;
  if (!tool_simulation_set (tool, &settings, riskctx_investment_plan_get_simulation (plan)))
    return NULL;
  *status = TOOL_FINE;
  if (tool_plan_run (tool, plan, &error))
    return g_steal_pointer (&plan);
  *status = tool_fail (tool, error);
  return NULL;
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(RiskctxInvestmentPlan) plan = make_plan (tool, assessment, &status);

  if (plan == NULL)
    return status;

  g_autoptr(RiskctxBrief) brief =
    riskctx_brief_new (assessment, riskctx_investment_plan_get_loss_before (plan), plan);

  if (!tool->json)
    return write_text (tool, assessment, brief);

  /* A program that does not ask for a language gets them all. */
  const char *language = tool->language ? tool_find_language (tool->language) : NULL;
  g_autoptr(JsonNode) root = riskctx_brief_to_json (brief, language);

  return tool_write_json (tool, root);
}

const ToolCommand tool_brief = {
  .name = "brief",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
