/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

const ToolCommand *const tool_commands[] = {
  &tool_companies,
  &tool_new,
  &tool_check,
  &tool_format,
  &tool_coverage,
  &tool_derive,
  &tool_brief,
  &tool_assess,
  &tool_invest,
  &tool_recover,
  &tool_choose,
  &tool_sensitivity,
  &tool_compare,
  &tool_sheet,
  &tool_workday,
  &tool_policy,
  &tool_review,
  &tool_update,
  &tool_report,
  &tool_diagram,
  &tool_trace,
  &tool_catalog,
  &tool_leak,
  &tool_calibrate,
  &tool_schema,
  &tool_explain,
  NULL,
};

typedef struct
{
  char    *output;
  gboolean json;
  char    *language;
  gboolean help;
  gboolean version;
} Common;

#define N_COMMON 5

/* The first language of the environment that there are words for. */
static const char *
language_of_environment (void)
{
  for (const char *const *name = g_get_language_names (); *name != NULL; name++)
    {
      const char *language = tool_find_language (*name);

      if (language != NULL)
        return language;
    }
  return "en";
}

static gboolean
wants_color (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (STDERR_FILENO) && (no_color == NULL || *no_color == '\0')
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

static const GOptionEntry *
find_option (const GOptionEntry *options,
             const char         *name)
{
  for (; options != NULL && options->long_name != NULL; options++)
    if (strcmp (options->long_name, name) == 0)
      return options;
  return NULL;
}

/* GOption says which option it does not know, but not which one was meant. */
static ToolStatus
refuse_options (Tool               *tool,
                const GOptionEntry *own,
                char              **args,
                const GError       *error)
{
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    for (; *args != NULL && strcmp (*args, "--") != 0; args++)
      {
        if (!g_str_has_prefix (*args, "--"))
          continue;

        g_autofree char *name = g_strndup (*args + 2, strcspn (*args + 2, "="));
        g_autoptr(GPtrArray) names = g_ptr_array_new ();

        if (find_option (own, name) || find_option (tool_common_options, name))
          continue;
        for (const GOptionEntry *o = own; o != NULL && o->long_name != NULL; o++)
          g_ptr_array_add (names, (char *) o->long_name);
        for (const GOptionEntry *o = tool_common_options; o->long_name != NULL; o++)
          g_ptr_array_add (names, (char *) o->long_name);
        g_ptr_array_add (names, NULL);

        const char *nearest = tool_nearest (name, (const char *const *) names->pdata);

        return nearest ? tool_refuse (tool, "tool.say.unknown-option-meant", name, nearest, NULL)
                       : tool_refuse (tool, "tool.say.unknown-option", name, NULL);
      }
  return tool_refuse (tool, "tool.say.bad-options", error->message, NULL);
}

/* Takes the options out of @args. */
static gboolean
parse (const GOptionEntry *own,
       Common             *common,
       gboolean            until_operand,
       char             ***args,
       GError            **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  /* In the order of tool_common_options. */
  gpointer targets[N_COMMON] = {
    &common->output, &common->json, &common->language, &common->help, &common->version,
  };
  GOptionEntry entries[N_COMMON + 1] = { { NULL } };

  for (guint i = 0; i < N_COMMON; i++)
    {
      entries[i] = tool_common_options[i];
      entries[i].arg_data = targets[i];
    }
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, until_operand);
  g_option_context_add_main_entries (context, entries, NULL);
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
  return g_option_context_parse_strv (context, args, error);
}

static const ToolCommand *
find_command (const char *name)
{
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    if (strcmp ((*command)->name, name) == 0)
      return *command;
  return NULL;
}

static ToolStatus
refuse_command (Tool       *tool,
                const char *name)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    g_ptr_array_add (names, (char *) (*command)->name);
  g_ptr_array_add (names, NULL);

  const char *nearest = tool_nearest (name, (const char *const *) names->pdata);

  return nearest ? tool_refuse (tool, "tool.say.unknown-command-meant", name, nearest, NULL)
                 : tool_refuse (tool, "tool.say.unknown-command", name, NULL);
}

/* TRUE if what is asked for is not the command itself. */
static gboolean
answer_common (Tool       *tool,
               Common     *common,
               ToolStatus *status)
{
  if (common->language != NULL)
    {
      const char *known = tool_find_language (common->language);

      if (known == NULL)
        {
          *status = tool_refuse (tool, "tool.say.unknown-language", common->language, NULL);
          return TRUE;
        }
      tool->message_language = known;
    }
  if (!common->help && !common->version)
    return FALSE;

  g_autofree char *text =
    common->version  ? tool_help_version ()
    : tool->command  ? tool_help_command (tool->command, tool->message_language)
                     : tool_help_overview (tool->message_language);

  *status = tool_write_text (tool, text);
  return TRUE;
}

static ToolStatus
run_command (Tool   *tool,
             Common *common,
             char ***args)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) given = g_strdupv (*args);
  ToolStatus status;

  if (!parse (tool->command->options, common, FALSE, args, &error))
    return refuse_options (tool, tool->command->options, given, error);
  if (answer_common (tool, common, &status))
    return status;

  tool->operands = *args + 1;
  /* GOption leaves the mark of the end of the options where it was. */
  if (tool->operands[0] != NULL && strcmp (tool->operands[0], "--") == 0)
    tool->operands++;
  tool->n_operands = g_strv_length (tool->operands);
  tool->output = common->output;
  tool->language = common->language;
  tool->json = common->json;
  if (tool->n_operands < tool->command->min_operands)
    return tool_refuse (tool, "tool.say.operand-missing", tool->command->operands, NULL);
  if (tool->n_operands > tool->command->max_operands)
    return tool_refuse (tool, "tool.say.operand-too-many",
                        tool->operands[tool->command->max_operands], NULL);

  tool_catch_interrupts (tool);
  status = tool->command->run (tool);
  return g_cancellable_is_cancelled (tool->cancellable) ? TOOL_INTERRUPTED : status;
}

static ToolStatus
run (Tool   *tool,
     Common *common,
     char ***args)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) given = g_strdupv (*args);
  ToolStatus status;

  if (!parse (NULL, common, TRUE, args, &error))
    return refuse_options (tool, NULL, given, error);

  const char *name = (*args)[0] ? (*args)[1] : NULL;

  if (name != NULL && strcmp (name, "help") == 0)
    {
      common->help = TRUE;
      name = (*args)[2];
    }
  if (name != NULL && (tool->command = find_command (name)) == NULL)
    return refuse_command (tool, name);
  if (answer_common (tool, common, &status))
    return status;
  if (name == NULL)
    return tool_refuse (tool, "tool.say.no-command", NULL);

  /* The command takes the place of the program's name. */
  g_free ((*args)[0]);
  memmove (*args, *args + 1, g_strv_length (*args + 1) * sizeof **args + sizeof **args);
  return run_command (tool, common, args);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(GStrv) args = NULL;
  Common common = { NULL };
  Tool tool = { NULL };

  tool_keep_standard_streams ();
  setlocale (LC_CTYPE, "");
  signal (SIGPIPE, SIG_IGN);
  tool.message_language = language_of_environment ();
  tool.color = wants_color ();
  tool.cancellable = cancellable;
  args = g_strdupv (argv);

  ToolStatus status = run (&tool, &common, &args);

  g_free (common.output);
  g_free (common.language);
  return status;
}
