/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool-interview.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* An interview at the terminal: the questions are messages, the replies are lines of the standard
 * input, and after each the document is saved. */

#define MAX_LINE 65536

typedef struct
{
  GString *pending; /* what was read beyond the line */
  gboolean ended;
} Lines;

/* Waits for something to read, or for Ctrl-C. */
static gboolean
wait_for_input (Tool *tool)
{
  GPollFD interrupt;
  gboolean can_wait = g_cancellable_make_pollfd (tool->cancellable, &interrupt);
  struct pollfd fds[] = {
    { STDIN_FILENO, POLLIN, 0 },
    { can_wait ? interrupt.fd : -1, POLLIN, 0 },
  };
  int n;

  do
    n = poll (fds, G_N_ELEMENTS (fds), -1);
  while (n < 0 && errno == EINTR);
  if (can_wait)
    g_cancellable_release_fd (tool->cancellable);
  return n > 0 && !g_cancellable_is_cancelled (tool->cancellable);
}

/* The next line, NULL at the end. */
static char *
read_line (Tool  *tool,
           Lines *lines)
{
  char buffer[4096];
  char *line;

  for (;;)
    {
      const char *end = memchr (lines->pending->str, '\n', lines->pending->len);
      gssize n;

      if (end != NULL || (lines->ended && lines->pending->len > 0)
          || lines->pending->len > MAX_LINE)
        {
          const gsize length =
            end != NULL ? (gsize) (end - lines->pending->str) : lines->pending->len;

          line = g_strndup (lines->pending->str, length);
          g_string_erase (lines->pending, 0,
                          (gssize) MIN (length + 1, lines->pending->len));
          return line;
        }
      if (lines->ended || !wait_for_input (tool))
        return NULL;
      n = read (STDIN_FILENO, buffer, sizeof buffer);
      if (n > 0)
        g_string_append_len (lines->pending, buffer, n);
      else if (n == 0 || errno != EINTR)
        lines->ended = TRUE;
    }
}

static void
show_choices (GString                  *text,
              RiskctxInterviewQuestion *question,
              const char               *language)
{
  const char *const *choices = riskctx_interview_question_get_choices (question);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      RiskctxText *title = riskctx_interview_question_get_choice_title (question, choices[i]);

      g_string_append_printf (text, "  %u  %s\n", i + 1, tool_text (title, language));
    }
}

static void
show_question (Tool             *tool,
               RiskctxInterview *interview,
               const char       *section)
{
  RiskctxInterviewQuestion *question = riskctx_interview_get_current (interview);
  const char *language = riskctx_interview_get_language (interview);
  const char *reply =
    riskctx_interview_get_reply (interview, riskctx_interview_question_get_id (question));
  g_autoptr(GString) text = g_string_new (NULL);

  if (section != NULL)
    g_string_append_printf (text, "\n== %s ==\n", section);
  g_string_append_printf (text, "\n[%u/%u] ", riskctx_interview_count_settled (interview) + 1,
                          riskctx_interview_count_asked (interview));
  tool_append_wrapped (text, tool_text (riskctx_interview_question_get_title (question), language),
                       2, 78);
  g_string_append (text, "\n  ");
  tool_append_wrapped (text, tool_text (riskctx_interview_question_get_help (question), language),
                       2, 78);
  g_string_append_c (text, '\n');
  show_choices (text, question, language);
  if (reply != NULL)
    {
      g_autofree char *line = tool_fill (tool_word (tool, "tool.interview.before"), reply, NULL);

      g_string_append_printf (text, "  %s\n", line);
    }
  g_string_append (text, "> ");
  tool_write_message (text->str);
}

static void
show_examples (Tool             *tool,
               RiskctxInterview *interview)
{
  const char *language = riskctx_interview_get_language (interview);
  g_auto(GStrv) examples = riskctx_interview_question_list_examples (
    riskctx_interview_get_current (interview), language);
  g_autoptr(GString) text = g_string_new (NULL);

  for (char **example = examples; *example != NULL; example++)
    {
      g_string_append (text, "  * ");
      tool_append_wrapped (text, *example, 4, 78);
      g_string_append_c (text, '\n');
    }
  if (text->len == 0)
    g_string_append_printf (text, "  %s\n", tool_word (tool, "tool.interview.no-example"));
  tool_write_message (text->str);
}

static ToolStatus
save (Tool             *tool,
      RiskctxInterview *interview,
      const char       *path)
{
  g_autofree char *text = riskctx_assessment_to_text (riskctx_interview_get_assessment (interview));

  return tool_write_file (tool, path, text, strlen (text));
}

/* Does what a line says; TRUE if the document has changed. */
static gboolean
take_line (Tool             *tool,
           RiskctxInterview *interview,
           const char       *line)
{
  g_autofree char *word = g_strstrip (g_strdup (line));
  g_autoptr(GError) error = NULL;

  if (!g_utf8_validate (line, -1, NULL))
    tool_say (tool, "tool.interview.encoding", NULL);
  else if (g_str_equal (word, "?") || g_str_equal (word, "？"))
    show_examples (tool, interview);
  else if (g_str_equal (word, "<") || g_str_equal (word, "＜"))
    riskctx_interview_back (interview);
  else if (*word == '\0'
           && riskctx_interview_get_reply (interview, riskctx_interview_question_get_id (
                                             riskctx_interview_get_current (interview))) != NULL)
    {
      /* Return leaves an answer as it is; a hyphen takes it back. */
      const char *same = riskctx_interview_get_reply (
        interview,
        riskctx_interview_question_get_id (riskctx_interview_get_current (interview)));
      g_autofree char *reply = g_strdup (same);

      return riskctx_interview_answer (interview, reply, NULL);
    }
  else if (riskctx_interview_answer (interview, g_str_equal (word, "-") ? "" : word, &error))
    return TRUE;
  else
    tool_say (tool, "tool.interview.refused", error->message, NULL);
  return FALSE;
}

ToolStatus
tool_interview (Tool              *tool,
                RiskctxAssessment *assessment,
                const char        *path)
{
  const char *language = tool->language != NULL || assessment == NULL
                           ? tool->message_language : tool_get_language (tool, assessment);
  g_autoptr(RiskctxInterview) interview = riskctx_interview_new (assessment, language);
  g_autoptr(GString) pending = g_string_new (NULL);
  Lines lines = { pending, FALSE };
  g_autofree char *section = NULL;
  ToolStatus status = TOOL_FINE;

  tool->message_language = language;
  tool_write_message (tool_word (tool, "tool.interview.begin"));
  tool_write_message ("\n");
  while (status == TOOL_FINE && riskctx_interview_get_current (interview) != NULL)
    {
      RiskctxText *part =
        riskctx_interview_question_get_section (riskctx_interview_get_current (interview));
      const char *title = tool_text (part, language);
      const gboolean is_new = g_strcmp0 (section, title) != 0;
      g_autofree char *line = NULL;

      show_question (tool, interview, is_new ? title : NULL);
      g_free (section);
      section = g_strdup (title);
      line = read_line (tool, &lines);
      if (line == NULL)
        {
          tool_write_message ("\n");
          break;
        }
      if (take_line (tool, interview, line))
        status = save (tool, interview, path);
    }
  if (status == TOOL_FINE)
    {
      g_autofree char *name = g_filename_display_name (path);

      tool_say (tool,
                riskctx_interview_get_current (interview) == NULL ? "tool.interview.done"
                                                                  : "tool.interview.later",
                name, NULL);
    }
  return status;
}
