/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

void
tool_json_add_string (JsonBuilder *builder,
                      const char  *member,
                      const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

void
tool_json_add_count (JsonBuilder *builder,
                     const char  *member,
                     guint64      value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, (gint64) value);
}

/* By its nickname, which is what documents use. */
void
tool_json_add_enum (JsonBuilder *builder,
                    const char  *member,
                    GType        type,
                    int          value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);

  tool_json_add_string (builder, member, g_enum_get_value (klass, value)->value_nick);
}

void
tool_json_add_text (JsonBuilder *builder,
                    const char  *member,
                    RiskctxText *text)
{
  if (text == NULL)
    return;

  g_auto(GStrv) languages = riskctx_text_get_languages (text);

  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  for (char **language = languages; *language != NULL; language++)
    tool_json_add_string (builder, *language, riskctx_text_get (text, *language));
  json_builder_end_object (builder);
}

ToolStatus
tool_json_write (Tool        *tool,
                 JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);

  return tool_write_json (tool, root);
}
