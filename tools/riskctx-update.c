/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <math.h>
#include <string.h>

/* As many incidents as what is believed of an amount counts, unless asked otherwise. */
#define USUAL_WEIGHT 4

static char *since;
static char *until;
static char *weight;
static gboolean apply;

static const GOptionEntry options[] = {
  { "since", 0, 0, G_OPTION_ARG_STRING, &since, "tool.option.incidents-since", "DATE" },
  { "until", 0, 0, G_OPTION_ARG_STRING, &until, "tool.option.incidents-until", "DATE" },
  { "weight", 0, 0, G_OPTION_ARG_STRING, &weight, "tool.option.belief-weight", "N" },
  { "apply", 0, 0, G_OPTION_ARG_NONE, &apply, "tool.option.apply-lessons", NULL },
  { NULL },
};

static void
add_estimate (JsonBuilder     *builder,
              const char      *member,
              RiskctxEstimate *estimate)
{
  const struct
  {
    const char *name;
    double      value;
  } numbers[] = {
    { "mean", riskctx_estimate_get_mean (estimate, NULL) },
    { "low", riskctx_estimate_get_quantile (estimate, 0.05, NULL) },
    { "high", riskctx_estimate_get_quantile (estimate, 0.95, NULL) },
  };

  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (isfinite (numbers[i].value))
      {
        json_builder_set_member_name (builder, numbers[i].name);
        json_builder_add_double_value (builder, numbers[i].value);
      }
  json_builder_end_object (builder);
}

static ToolStatus
write_json (Tool       *tool,
            GListModel *lessons,
            const char *language)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "lessons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr(RiskctxLesson) lesson = g_list_model_get_item (lessons, i);
      RiskctxItem *risk = (RiskctxItem *) riskctx_lesson_get_risk (lesson);
      RiskctxItem *consequence = (RiskctxItem *) riskctx_lesson_get_consequence (lesson);
      RiskctxEstimate *after = riskctx_lesson_get_after (lesson);
      const struct
      {
        const char *name;
        double      value;
      } numbers[] = {
        { "exposure", riskctx_lesson_get_exposure (lesson) },
        { "weight", riskctx_lesson_get_weight (lesson) },
      };

      json_builder_begin_object (builder);
      tool_json_add_string (builder, "risk", riskctx_item_get_id (risk));
      tool_json_add_string (builder, "member", consequence != NULL ? "magnitude" : "frequency");
      if (consequence != NULL)
        tool_json_add_string (builder, "consequence", riskctx_item_get_id (consequence));
      tool_json_add_count (builder, "count", riskctx_lesson_get_count (lesson));
      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          json_builder_set_member_name (builder, numbers[j].name);
          json_builder_add_double_value (builder, numbers[j].value);
        }
      add_estimate (builder, "before", riskctx_lesson_get_before (lesson));
      if (after != NULL)
        {
          add_estimate (builder, "after", after);
          tool_json_add_string (builder, "source",
                                tool_text (riskctx_estimate_get_source (after), language));
        }
      else
        tool_json_add_string (builder, "reason",
                              tool_text (riskctx_lesson_get_reason (lesson), language));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

/* A mean and the range of nine cases in ten. */
static char *
say_estimate (RiskctxEstimate *estimate,
              const char      *currency,
              const char      *language)
{
  const double numbers[] = {
    riskctx_estimate_get_mean (estimate, NULL),
    riskctx_estimate_get_quantile (estimate, 0.05, NULL),
    riskctx_estimate_get_quantile (estimate, 0.95, NULL),
  };
  g_autofree char *texts[G_N_ELEMENTS (numbers)] = { NULL };
  char *said;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!isfinite (numbers[i]))
        texts[i] = g_strdup ("—");
      else if (currency != NULL)
        texts[i] = riskctx_format_money (numbers[i], currency, language);
      else
        texts[i] = riskctx_format_number (numbers[i], numbers[i] < 1 ? 4 : 2);
    }
  said = tool_fill (riskctx_word ("tool.update.range", language), texts[0], texts[1], texts[2],
                    NULL);
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&texts[i], g_free);
  return said;
}

static ToolStatus
write_text (Tool              *tool,
            RiskctxAssessment *assessment,
            GListModel        *lessons,
            const char        *language)
{
  const char *currency = riskctx_assessment_get_currency (assessment);
  g_autoptr(ToolTable) table = tool_table_new ("llrr");
  g_autoptr(GString) reasons = g_string_new (NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  const char *head[] = { riskctx_word ("tool.update.of", language),
                         riskctx_word ("tool.update.before-after", language),
                         riskctx_word ("tool.update.count", language),
                         riskctx_word ("tool.update.weight", language), NULL };

  tool_table_add (table, head);
  tool_table_add_rule (table);
  for (guint i = 0; i < g_list_model_get_n_items (lessons); i++)
    {
      g_autoptr(RiskctxLesson) lesson = g_list_model_get_item (lessons, i);
      RiskctxItem *item = (RiskctxItem *) riskctx_lesson_get_consequence (lesson);
      RiskctxEstimate *after = riskctx_lesson_get_after (lesson);
      const char *unit = NULL;
      const char *id;

      if (item != NULL)
        unit = currency != NULL ? currency : "JPY";
      else
        item = (RiskctxItem *) riskctx_lesson_get_risk (lesson);
      id = riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item) : "—";
      if (after == NULL)
        {
          g_string_append_printf (reasons, "%s  %s\n", id,
                                  tool_text (riskctx_lesson_get_reason (lesson), language));
          continue;
        }

      g_autofree char *then = say_estimate (riskctx_lesson_get_before (lesson), unit, language);
      g_autofree char *now = say_estimate (after, unit, language);
      g_autofree char *count = g_strdup_printf ("%u", riskctx_lesson_get_count (lesson));
      g_autofree char *share =
        riskctx_format_number (100 * riskctx_lesson_get_weight (lesson), 0);
      g_autofree char *percent = g_strconcat (share, "%", NULL);
      g_autofree char *both = g_strconcat (then, " → ", now, NULL);
      const char *cells[] = { id, both, count, percent, NULL };

      tool_table_add (table, cells);
    }
  tool_table_write (table, text);
  if (reasons->len > 0)
    g_string_append_printf (text, "\n%s", reasons->str);
  return tool_write_text (tool, text->str);
}

static ToolStatus
run (Tool *tool)
{
  double belief = USUAL_WEIGHT;
  const char *const dates[] = { since, until };
  ToolStatus status;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (dates[i] != NULL && !tool_is_date (dates[i]))
      return tool_refuse (tool, "tool.say.no-date", dates[i], NULL);
  if (weight != NULL && !tool_parse_number (tool, "weight", weight, 1e-9, 1e9, &belief))
    return TOOL_USAGE;

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);
  g_autoptr(GListStore) lessons = NULL;
  g_autoptr(GError) error = NULL;

  if (assessment == NULL)
    return status;
  if (apply)
    {
      if (!riskctx_assessment_learn (assessment, since, until, belief, &error))
        return tool_fail (tool, error);

      g_autofree char *text = riskctx_assessment_to_text (assessment);

      return tool_write_text (tool, text);
    }
  lessons = riskctx_assessment_list_lessons (assessment, since, until, belief, &error);
  if (lessons == NULL)
    return tool_fail (tool, error);

  const char *language = tool_get_language (tool, assessment);

  return tool->json ? write_json (tool, G_LIST_MODEL (lessons), language)
                    : write_text (tool, assessment, G_LIST_MODEL (lessons), language);
}

const ToolCommand tool_update = {
  .name = "update",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
