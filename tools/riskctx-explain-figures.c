/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-explain-figures.h"

#include <string.h>

#include "riskctx-tool-simulation.h"

/* Every figure of every result by a name: loss.mean, plan.payback, criteria.limit-total. */

#define MAX_DEPTH 6u

static char **plan_options;
static char *trials;
static char *seed;
static char *threads;

const GOptionEntry tool_explain_figure_options[] = {
  { "option", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &plan_options, "tool.option.option", "ID" },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

typedef struct
{
  GPtrArray *names;   /* char * */
  GPtrArray *figures; /* RiskctxFigure * */
} Index;

static void
index_clear (Index *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

/* Takes the figure. */
static void
add (Index         *self,
     const char    *prefix,
     const char    *name,
     RiskctxFigure *figure)
{
  g_ptr_array_add (self->names, g_strconcat (prefix, ".", name, NULL));
  g_ptr_array_add (self->figures, figure);
}

static void
add_own (Index         *self,
         const char    *prefix,
         RiskctxFigure *figure)
{
  add (self, prefix, riskctx_figure_get_name (figure), figure);
}

static void
add_loss (Index             *self,
          const char        *prefix,
          RiskctxLossFigure *loss)
{
  guint n;
  const double *levels = riskctx_loss_figure_get_probabilities (loss, &n);

  if (riskctx_loss_figure_is_empty (loss))
    return;
  add_own (self, prefix, riskctx_loss_figure_dup_mean (loss));
  add_own (self, prefix, riskctx_loss_figure_dup_sd (loss));
  add_own (self, prefix, riskctx_loss_figure_dup_any_loss (loss));
  for (guint i = 0; i < n; i++)
    {
      add_own (self, prefix, riskctx_loss_figure_dup_quantile (loss, levels[i]));
      add_own (self, prefix, riskctx_loss_figure_dup_tail_mean (loss, levels[i]));
    }
  add_own (self, prefix, riskctx_loss_figure_dup_contribution (loss));
}

static void
add_losses (Index      *self,
            const char *prefix,
            const char *scope,
            GListModel *losses)
{
  for (guint i = 0; i < g_list_model_get_n_items (losses); i++)
    {
      g_autoptr(RiskctxLossFigure) loss = g_list_model_get_item (losses, i);
      g_autofree char *name = g_strjoin (".", prefix, scope, riskctx_loss_figure_get_id (loss),
                                         NULL);

      add_loss (self, name, loss);
    }
}

static void
add_result (Index             *self,
            const char        *prefix,
            RiskctxLossResult *result)
{
  if (result == NULL)
    return;
  add_loss (self, prefix, riskctx_loss_result_get_total (result));
  add_losses (self, prefix, "risk", riskctx_loss_result_get_risks (result));
  add_losses (self, prefix, "cause", riskctx_loss_result_get_causes (result));
  add_losses (self, prefix, "impact", riskctx_loss_result_get_impacts (result));
}

static void
add_plan (Index                 *self,
          RiskctxInvestmentPlan *plan)
{
  g_autoptr(GEnumClass) figures = g_type_class_ref (RISKCTX_TYPE_PLAN_FIGURE);

  for (guint i = 0; i < figures->n_values; i++)
    add (self, "plan", figures->values[i].value_nick,
         riskctx_figure_ref (riskctx_investment_plan_get_figure (
           plan, (RiskctxPlanFigure) figures->values[i].value)));
}

static void
add_criteria (Index             *self,
              RiskctxAssessment *assessment,
              RiskctxLossResult *loss)
{
  g_autoptr(RiskctxEvaluation) evaluation = riskctx_evaluation_new (assessment, loss);
  GListModel *verdicts = riskctx_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);
      RiskctxItem *item = riskctx_verdict_get_item (verdict);
      const char *id = item != NULL ? riskctx_item_get_id (item) : NULL;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const gboolean limit = riskctx_verdict_get_kind (verdict) == RISKCTX_CRITERION_KIND_LIMIT;

      add (self, "criteria", limit && id != NULL ? id : number,
           riskctx_figure_ref (riskctx_verdict_get_figure (verdict)));
    }
}

static void
add_brief (Index                 *self,
           RiskctxAssessment     *assessment,
           RiskctxLossResult     *loss,
           RiskctxInvestmentPlan *plan)
{
  g_autoptr(RiskctxBrief) brief = riskctx_brief_new (assessment, loss, plan);
  g_autoptr(GEnumClass) questions = g_type_class_ref (RISKCTX_TYPE_QUESTION);
  GListModel *answers = riskctx_brief_get_answers (brief);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      RiskctxFigure *figure = riskctx_answer_get_figure (answer);
      const GEnumValue *question = g_enum_get_value (questions,
                                                     (int) riskctx_answer_get_question (answer));

      if (figure != NULL)
        add (self, "brief", question->value_nick, riskctx_figure_ref (figure));
    }
}

static void
add_input (Index                   *self,
           RiskctxSensitivityInput *input)
{
  static const char *const ends[] = { "at-low", "at-high" };
  g_autofree char *prefix
    = g_strconcat ("sensitivity.", riskctx_sensitivity_input_get_id (input), NULL);
  g_autoptr(GEnumClass) outputs = g_type_class_ref (RISKCTX_TYPE_SENSITIVITY_OUTPUT);

  add (self, prefix, "value",
       riskctx_figure_ref (riskctx_sensitivity_input_get_value (input)));
  for (guint i = 0; i < outputs->n_values; i++)
    for (guint end = 0; end < 2; end++)
      {
        g_autofree char *name = g_strjoin ("-", outputs->values[i].value_nick, ends[end], NULL);
        RiskctxFigure *effect = riskctx_sensitivity_input_get_effect (
          input, (RiskctxSensitivityOutput) outputs->values[i].value, end != 0);

        if (riskctx_figure_is_defined (effect)) /* the bad years are not looked at here */
          add (self, prefix, name, riskctx_figure_ref (effect));
      }
  add_own (self, prefix,
           riskctx_figure_ref (riskctx_sensitivity_input_get_first_order (input)));
  add_own (self, prefix,
           riskctx_figure_ref (riskctx_sensitivity_input_get_total_order (input)));
  add_own (self, prefix,
           riskctx_figure_ref (riskctx_sensitivity_input_get_information_value (input)));
  for (guint above = 0; above < 2; above++)
    add_own (self, prefix,
             riskctx_figure_ref (riskctx_sensitivity_input_get_switch (input, above != 0)));
}

static gboolean
add_sensitivity (Tool              *tool,
                 Index             *self,
                 RiskctxAssessment *assessment,
                 GError           **error)
{
  g_autoptr(RiskctxSensitivity) sensitivity = riskctx_sensitivity_new (assessment);
  g_autoptr(GEnumClass) outputs = g_type_class_ref (RISKCTX_TYPE_SENSITIVITY_OUTPUT);
  ToolWait wait;

  riskctx_sensitivity_set_simulate (sensitivity, FALSE);
  riskctx_sensitivity_set_options (sensitivity, (const char *const *) plan_options);
  tool_wait_begin (&wait, sensitivity);
  riskctx_sensitivity_run_async (sensitivity, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  if (!riskctx_sensitivity_run_finish (sensitivity, result, error))
    return FALSE;
  for (guint i = 0; i < outputs->n_values; i++)
    add (self, "sensitivity", outputs->values[i].value_nick,
         riskctx_figure_ref (riskctx_sensitivity_get_figure (
           sensitivity, (RiskctxSensitivityOutput) outputs->values[i].value)));
  add_own (self, "sensitivity",
           riskctx_figure_ref (riskctx_sensitivity_get_information_value (sensitivity)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sensitivity)); i++)
    {
      g_autoptr(RiskctxSensitivityInput) input
        = g_list_model_get_item (G_LIST_MODEL (sensitivity), i);

      add_input (self, input);
    }
  return TRUE;
}

/* Finds out what the results say, and gives every figure its name. */
static gboolean
fill (Tool              *tool,
      Index             *self,
      RiskctxAssessment *assessment,
      GError           **error)
{
  const ToolSimulation settings = { trials, seed, threads };
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) proposed = plan_options != NULL ? g_strdupv (plan_options)
                                                : riskctx_cycle_propose_options (cycle);
  g_autoptr(RiskctxInvestmentPlan) plan
    = riskctx_investment_plan_new (assessment, (const char *const *) proposed);

  if (!tool_simulation_set (tool, &settings, riskctx_investment_plan_get_simulation (plan))
      || !tool_plan_run (tool, plan, error))
    return FALSE;
  add_result (self, "loss", riskctx_investment_plan_get_loss_before (plan));
  if (*proposed != NULL)
    add_result (self, "loss-after", riskctx_investment_plan_get_loss_after (plan));
  add_plan (self, plan);
  add_criteria (self, assessment, riskctx_investment_plan_get_loss_before (plan));
  add_brief (self, assessment, riskctx_investment_plan_get_loss_before (plan), plan);
  return add_sensitivity (tool, self, assessment, error);
}

static void
append_figure (GString       *text,
               RiskctxFigure *figure,
               const char    *language,
               GHashTable    *said,
               guint          depth)
{
  g_autofree char *own = riskctx_figure_explain (figure, language);

  if (!g_hash_table_add (said, g_strdup (own)))
    return;
  g_string_append_printf (text, "%s%s\n", depth > 0 ? "\n" : "", own);
  for (guint i = 0; i < riskctx_figure_get_n_inputs (figure) && depth < MAX_DEPTH; i++)
    {
      RiskctxFigure *input = riskctx_figure_get_input (figure, i);

      if (riskctx_figure_get_n_inputs (input) > 0)
        append_figure (text, input, language, said, depth + 1);
    }
}

static ToolStatus
write_figure (Tool          *tool,
              RiskctxFigure *figure,
              const char    *language)
{
  g_autoptr(GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  if (tool->json)
    {
      g_autoptr(JsonNode) node = riskctx_figure_to_json (figure);

      return tool_write_json (tool, node);
    }
  append_figure (text, figure, language, said, 0);
  return tool_write_text (tool, text->str);
}

static ToolStatus
write_names (Tool       *tool,
             Index      *self,
             const char *language)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(ToolTable) table = tool_table_new ("lrl");
  g_autoptr(GString) text = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->names->len; i++)
    {
      RiskctxFigure *figure = g_ptr_array_index (self->figures, i);
      const char *label = tool_text (riskctx_figure_get_label (figure), language);
      g_autofree char *value = riskctx_figure_format (figure, language);
      g_autofree char *explanation = riskctx_figure_explain (figure, language);
      const char *const cells[] = { g_ptr_array_index (self->names, i),
                                    riskctx_figure_is_defined (figure) ? value : "-", label };

      tool_table_add (table, cells);
      json_builder_begin_object (builder);
      tool_json_add_string (builder, "kind", "figure");
      tool_json_add_string (builder, "id", g_ptr_array_index (self->names, i));
      tool_json_add_string (builder, "title", label);
      tool_json_add_string (builder, "text", explanation);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (tool->json)
    return tool_json_write (tool, builder);
  tool_table_write (table, text);
  return tool_write_text (tool, text->str);
}

/* Short names that people use */
static const char *
expand (const char *wanted)
{
  static const struct { const char *name; const char *stands_for; } names[] = {
    { "plan.npv", "plan.net-present-value" },
    { "plan.irr", "plan.internal-rate-of-return" },
    { "plan.roi", "plan.return-on-investment" },
    { "plan.rosi", "plan.security-return" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, wanted) == 0)
      return names[i].stands_for;
  return wanted;
}

gboolean
tool_explains_figures (Tool *tool)
{
  const char *first = tool->operands[0];

  return tool->n_operands > 1 || strcmp (first, "-") == 0 || g_str_has_prefix (first, "company:")
         || g_str_has_suffix (first, ".json") || strchr (first, G_DIR_SEPARATOR) != NULL;
}

ToolStatus
tool_explain_figures (Tool *tool)
{
  ToolStatus status;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);
  g_autoptr(GError) error = NULL;
  g_auto(Index) figures = { NULL, NULL };
  const char *language, *wanted, *nearest;

  if (assessment == NULL)
    return status;
  language = tool_get_language (tool, assessment);
  figures.names = g_ptr_array_new_with_free_func (g_free);
  figures.figures = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);
  if (!fill (tool, &figures, assessment, &error))
    return error != NULL ? tool_fail (tool, error) : TOOL_USAGE;
  if (tool->n_operands == 1)
    return write_names (tool, &figures, language);

  wanted = expand (tool->operands[1]);
  for (guint i = 0; i < figures.names->len; i++)
    if (strcmp (g_ptr_array_index (figures.names, i), wanted) == 0)
      return write_figure (tool, g_ptr_array_index (figures.figures, i), language);
  g_ptr_array_add (figures.names, NULL);
  nearest = tool_nearest (wanted, (const char *const *) figures.names->pdata);
  if (nearest != NULL)
    tool_say (tool, "tool.say.unknown-figure-meant", tool->operands[1], nearest, NULL);
  else
    tool_say (tool, "tool.say.unknown-figure", tool->operands[1], NULL);
  return TOOL_FAILURE;
}
