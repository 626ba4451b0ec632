/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-explain-figures.h"

#include <string.h>

#define TERM "term."
#define TEXT ".text"

/* The ids of the glossary: term.ID names a term, and term.ID.text explains it. */
static char **
list_terms (void)
{
  g_auto(GStrv) keys = riskctx_word_list_keys ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (char **key = keys; *key != NULL; key++)
    if (g_str_has_prefix (*key, TERM) && !g_str_has_suffix (*key, TEXT))
      g_strv_builder_add (builder, *key + strlen (TERM));
  return g_strv_builder_end (builder);
}

static const char *
name_term (const char *id,
           const char *language)
{
  g_autofree char *key = g_strconcat (TERM, id, NULL);

  return riskctx_word (key, language);
}

static const char *
explain_term (const char *id,
              const char *language)
{
  g_autofree char *key = g_strconcat (TERM, id, TEXT, NULL);

  return riskctx_word (key, language);
}

/* A term is found by its id and by its name in either language. */
static const char *
find_term (char      **ids,
           const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  static const char *const languages[] = { "en", "ja" };

  for (char **id = ids; *id != NULL; id++)
    {
      if (g_ascii_strcasecmp (*id, wanted) == 0)
        return *id;
      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        {
          g_autofree char *name = g_utf8_casefold (name_term (*id, languages[i]), -1);

          if (strcmp (name, folded) == 0)
            return *id;
        }
    }
  return NULL;
}

static void
add_entry (JsonBuilder *builder,
           const char  *kind,
           const char  *id,
           const char  *title,
           const char  *text)
{
  json_builder_begin_object (builder);
  tool_json_add_string (builder, "kind", kind);
  tool_json_add_string (builder, "id", id);
  tool_json_add_string (builder, "title", title);
  tool_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
}

static void
append_entry (GString    *string,
              const char *id,
              const char *title,
              const char *text)
{
  g_string_append_printf (string, title ? "%s: %s\n    " : "%s\n    ", id, title);
  tool_append_wrapped (string, text, 4, 80);
  g_string_append_c (string, '\n');
}

static ToolStatus
write_one (Tool       *tool,
           const char *kind,
           const char *id,
           const char *title,
           const char *text)
{
  if (tool->json)
    {
      g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

      add_entry (builder, kind, id, title, text);
      return tool_json_write (tool, builder);
    }

  g_autoptr(GString) string = g_string_new (NULL);

  append_entry (string, id, title, text);
  return tool_write_text (tool, string->str);
}

static ToolStatus
write_all (Tool       *tool,
           char      **codes,
           char      **terms,
           const char *language)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(GString) string = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (char **code = codes; *code != NULL; code++)
    {
      g_autofree char *text = riskctx_issue_explain (*code, language);

      add_entry (builder, "issue", *code, NULL, text);
      append_entry (string, *code, NULL, text);
    }
  for (char **id = terms; *id != NULL; id++)
    {
      const char *title = name_term (*id, language);
      const char *text = explain_term (*id, language);

      add_entry (builder, "term", *id, title, text);
      append_entry (string, *id, title, text);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool->json ? tool_json_write (tool, builder) : tool_write_text (tool, string->str);
}

/* RCX-E0303, e0303 and 303 are one code. */
static const char *
find_code (char      **codes,
           const char *wanted)
{
  const char *digits = wanted;

  if (g_ascii_strncasecmp (digits, "RCX-", 4) == 0)
    digits += 4;
  if (*digits != '\0' && strchr ("EWIewi", *digits))
    digits++;
  if (*digits == '\0' || digits[strspn (digits, "0123456789")] != '\0')
    return NULL;
  for (; *codes != NULL; codes++)
    {
      const char *own = *codes + strcspn (*codes, "0123456789");

      if (g_ascii_strtoull (own, NULL, 10) == g_ascii_strtoull (digits, NULL, 10))
        return *codes;
    }
  return NULL;
}

static ToolStatus
run (Tool *tool)
{
  if (tool->n_operands > 0 && tool_explains_figures (tool))
    return tool_explain_figures (tool);

  const char *language = tool_get_language (tool, NULL);
  g_auto(GStrv) codes = riskctx_issue_list_codes ();
  g_auto(GStrv) terms = list_terms ();

  if (tool->n_operands == 0)
    return write_all (tool, codes, terms, language);

  const char *wanted = tool->operands[0];
  const char *code = find_code (codes, wanted);
  const char *term = code ? NULL : find_term (terms, wanted);

  if (code != NULL)
    {
      g_autofree char *text = riskctx_issue_explain (code, language);

      return write_one (tool, "issue", code, NULL, text);
    }
  if (term != NULL)
    return write_one (tool, "term", term, name_term (term, language),
                      explain_term (term, language));

  const char *nearest = tool_nearest (wanted, (const char *const *) terms);

  if (nearest != NULL)
    tool_say (tool, "tool.say.unknown-term-meant", wanted, nearest, NULL);
  else
    tool_say (tool, "tool.say.unknown-term", wanted, NULL);
  return TOOL_FAILURE;
}

const ToolCommand tool_explain = {
  .name = "explain",
  .operands = "[CODE|TERM|DOCUMENT [FIGURE]]",
  .max_operands = 2,
  .options = tool_explain_figure_options,
  .run = run,
};
