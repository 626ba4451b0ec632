/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <string.h>

#define WIDTH  80
#define INDENT 2

/* What every command understands; where the values go is filled in by main. */
const GOptionEntry tool_common_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, NULL, "tool.option.output", "FILE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, NULL, "tool.option.json", NULL },
  { "language", 'l', 0, G_OPTION_ARG_STRING, NULL, "tool.option.language", "LANG" },
  { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, "tool.option.help", NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, "tool.option.version", NULL },
  { NULL },
};

static const char *
word (const char *key,
      const char *language)
{
  const char *text = riskctx_word (key, language);

  return text ? text : key;
}

static void
append_heading (GString    *string,
                const char *key,
                const char *language)
{
  g_string_append_printf (string, "\n%s\n", word (key, language));
}

/* Two columns: a name, and what it means. */
static void
append_pair (GString    *string,
             const char *name,
             const char *meaning,
             guint       column)
{
  guint used = INDENT + tool_text_width (name);

  g_string_append_printf (string, "%*s%s", INDENT, "", name);
  if (used + 2 > column)
    {
      g_string_append_c (string, '\n');
      used = 0;
    }
  g_string_append_printf (string, "%*s", (int) (column - used), "");
  tool_append_wrapped (string, meaning, column, WIDTH);
  g_string_append_c (string, '\n');
}

/* Paragraphs are wrapped; lines that begin with a blank are examples and stay as they are. */
static void
append_paragraphs (GString    *string,
                   const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      if (**line == ' ')
        g_string_append (string, *line);
      else
        tool_append_wrapped (string, *line, 0, WIDTH);
      g_string_append_c (string, '\n');
    }
}

static char *
name_option (const GOptionEntry *option)
{
  GString *name = g_string_new (NULL);

  if (option->short_name != 0)
    g_string_append_printf (name, "-%c, ", option->short_name);
  g_string_append_printf (name, "--%s", option->long_name);
  if (option->arg_description != NULL)
    g_string_append_printf (name, "=%s", option->arg_description);
  return g_string_free (name, FALSE);
}

static void
append_options (GString            *string,
                const GOptionEntry *options,
                const char         *language)
{
  for (const GOptionEntry *option = options; option->long_name != NULL; option++)
    {
      g_autofree char *name = name_option (option);

      append_pair (string, name, word (option->description, language), 30);
    }
}

char *
tool_help_overview (const char *language)
{
  GString *string = g_string_new (NULL);

  g_string_append_printf (string, "%s riskctx COMMAND [OPTION…] [OPERAND…]\n\n",
                          word ("tool.help.usage", language));
  append_paragraphs (string, word ("tool.help.about", language));
  append_heading (string, "tool.help.commands", language);
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    {
      g_autofree char *key = g_strconcat ("tool.", (*command)->name, NULL);

      append_pair (string, (*command)->name, word (key, language), 15);
    }
  append_heading (string, "tool.help.options-of-all", language);
  append_options (string, tool_common_options, language);
  append_heading (string, "tool.help.documents", language);
  append_paragraphs (string, word ("tool.help.documents-text", language));
  append_heading (string, "tool.help.statuses", language);
  append_paragraphs (string, word ("tool.help.statuses-text", language));
  return g_string_free (string, FALSE);
}

char *
tool_help_command (const ToolCommand *command,
                   const char        *language)
{
  GString *string = g_string_new (NULL);
  g_autofree char *summary = g_strconcat ("tool.", command->name, NULL);
  g_autofree char *help = g_strconcat (summary, ".help", NULL);

  g_string_append_printf (string, "%s riskctx %s%s%s\n\n", word ("tool.help.usage", language),
                          command->name, *command->operands != '\0' ? " " : "",
                          command->operands);
  append_paragraphs (string, word (summary, language));
  g_string_append_c (string, '\n');
  append_paragraphs (string, word (help, language));
  append_heading (string, "tool.help.options", language);
  if (command->options != NULL)
    append_options (string, command->options, language);
  append_options (string, tool_common_options, language);
  return g_string_free (string, FALSE);
}

char *
tool_help_version (void)
{
  return g_strdup_printf ("riskctx %s\n", riskctx_version_string ());
}
