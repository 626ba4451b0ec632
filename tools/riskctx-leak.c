/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static char *persons;
static char *calibration;
static char *identifiability;
static char *responsibility;
static char *response;

static const GOptionEntry options[] = {
  { "persons", 'p', 0, G_OPTION_ARG_STRING, &persons, "tool.option.leak-persons", "N" },
  { "identifiability", 0, 0, G_OPTION_ARG_STRING, &identifiability,
    "tool.option.leak-identifiability", "HOW" },
  { "responsibility", 0, 0, G_OPTION_ARG_STRING, &responsibility,
    "tool.option.leak-responsibility", "HOW" },
  { "response", 0, 0, G_OPTION_ARG_STRING, &response, "tool.option.leak-response", "HOW" },
  { "calibration", 0, 0, G_OPTION_ARG_STRING, &calibration, "tool.option.leak-calibration",
    "SHARE" },
  { NULL },
};

static ToolStatus
write_items (Tool       *tool,
             const char *language)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (RISKCTX_TYPE_LEAK_ITEM);
  g_autoptr(ToolTable) table = tool_table_new ("llrr");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  const char *head[] = { tool_word (tool, "tool.leak.item"), tool_word (tool, "tool.leak.meaning"),
                         tool_word (tool, "tool.leak.mental"),
                         tool_word (tool, "tool.leak.economic") };

  tool_table_add (table, head);
  tool_table_add_rule (table);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < klass->n_values; i++)
    {
      const RiskctxLeakItem item = (RiskctxLeakItem) klass->values[i].value;
      const char *nick = klass->values[i].value_nick;
      const char *label = riskctx_enum_label (RISKCTX_TYPE_LEAK_ITEM, (int) item, language);
      const guint levels[] = { riskctx_leak_item_get_mental (item),
                               riskctx_leak_item_get_economic (item) };
      g_autofree char *mental = g_strdup_printf ("%u", levels[0]);
      g_autofree char *economic = g_strdup_printf ("%u", levels[1]);
      const char *cells[] = { nick, label, mental, economic };

      tool_table_add (table, cells);
      json_builder_begin_object (builder);
      tool_json_add_string (builder, "item", nick);
      tool_json_add_string (builder, "label", label);
      tool_json_add_count (builder, "mental", levels[0]);
      tool_json_add_count (builder, "economic", levels[1]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (tool->json)
    return tool_json_write (tool, builder);
  tool_table_write (table, text);
  return tool_write_text (tool, text->str);
}

/* FALSE if the command line was refused. */
static gboolean
read_leak (Tool        *tool,
           RiskctxLeak *leak)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (RISKCTX_TYPE_LEAK_ITEM);
  double number;
  int value;

  for (guint i = 0; i < tool->n_operands; i++)
    if (g_enum_get_value_by_nick (klass, tool->operands[i]) == NULL)
      {
        g_autoptr(GPtrArray) nicks = g_ptr_array_new ();

        for (guint j = 0; j < klass->n_values; j++)
          g_ptr_array_add (nicks, (char *) klass->values[j].value_nick);
        g_ptr_array_add (nicks, NULL);

        const char *nearest = tool_nearest (tool->operands[i], (const char *const *) nicks->pdata);

        if (nearest != NULL)
          tool_refuse (tool, "tool.say.unknown-leak-item-meant", tool->operands[i], nearest, NULL);
        else
          tool_refuse (tool, "tool.say.unknown-leak-item", tool->operands[i], NULL);
        return FALSE;
      }
  riskctx_leak_set_items (leak, (const char *const *) tool->operands);

  if (persons != NULL)
    {
      g_autoptr(RiskctxEstimate) count = NULL;

      if (!tool_parse_number (tool, "persons", persons, 0, 1e12, &number))
        return FALSE;
      count = riskctx_estimate_new_fixed (number);
      riskctx_leak_set_persons (leak, count);
    }
  if (calibration != NULL)
    {
      if (!tool_parse_number (tool, "calibration", calibration, 1e-9, 1e9, &number))
        return FALSE;
      riskctx_leak_set_calibration (leak, number);
    }
  if (identifiability != NULL)
    {
      if (!tool_parse_enum (tool, "identifiability", identifiability,
                            RISKCTX_TYPE_IDENTIFIABILITY, &value))
        return FALSE;
      riskctx_leak_set_identifiability (leak, (RiskctxIdentifiability) value);
    }
  if (responsibility != NULL)
    {
      if (!tool_parse_enum (tool, "responsibility", responsibility, RISKCTX_TYPE_RESPONSIBILITY,
                            &value))
        return FALSE;
      riskctx_leak_set_responsibility (leak, (RiskctxResponsibility) value);
    }
  if (response != NULL)
    {
      if (!tool_parse_enum (tool, "response", response, RISKCTX_TYPE_LEAK_RESPONSE, &value))
        return FALSE;
      riskctx_leak_set_response (leak, (RiskctxLeakResponse) value);
    }
  return TRUE;
}

static void
add_number (JsonBuilder *builder,
            const char  *member,
            double       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, value);
}

static ToolStatus
write_json (Tool            *tool,
            RiskctxLeak     *leak,
            RiskctxFigure   *each,
            RiskctxEstimate *amount)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  tool_json_add_count (builder, "mental", riskctx_leak_derive_mental (leak));
  tool_json_add_count (builder, "economic", riskctx_leak_derive_economic (leak));
  tool_json_add_enum (builder, "identifiability", RISKCTX_TYPE_IDENTIFIABILITY,
                      (int) riskctx_leak_derive_identifiability (leak));
  tool_json_add_string (builder, "currency", riskctx_figure_get_currency (each));
  add_number (builder, "per_person", riskctx_figure_get_value (each, NULL));
  add_number (builder, "calibration", riskctx_leak_get_calibration (leak));
  if (amount != NULL)
    add_number (builder, "amount", riskctx_estimate_get_mean (amount, NULL));
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static ToolStatus
run (Tool *tool)
{
  const char *language = tool_get_language (tool, NULL);
  g_autoptr(RiskctxLeak) leak = riskctx_leak_new (NULL);
  g_autoptr(RiskctxFigure) each = NULL;
  g_autoptr(RiskctxEstimate) amount = NULL;
  g_autoptr(GError) error = NULL;

  if (tool->n_operands == 0)
    return write_items (tool, language);
  if (!read_leak (tool, leak))
    return TOOL_USAGE;

  each = riskctx_leak_estimate_per_person (leak);
  if (persons != NULL)
    {
      amount = riskctx_leak_estimate_amount (leak, &error);
      if (amount == NULL)
        return tool_fail (tool, error);
    }
  if (tool->json)
    return write_json (tool, leak, each, amount);

  g_autofree char *explained = riskctx_figure_explain (each, language);
  g_autoptr(GString) text = g_string_new (explained);

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  if (amount != NULL)
    {
      g_autofree char *money = riskctx_format_money (riskctx_estimate_get_mean (amount, NULL),
                                                     riskctx_figure_get_currency (each), language);
      g_autofree char *line = tool_fill (tool_word (tool, "tool.leak.amount"), money, NULL);

      g_string_append_printf (text, "%s\n", line);
    }
  return tool_write_text (tool, text->str);
}

const ToolCommand tool_leak = {
  .name = "leak",
  .operands = "[ITEM...]",
  .max_operands = 100,
  .options = options,
  .run = run,
};
