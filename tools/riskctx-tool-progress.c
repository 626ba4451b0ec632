/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define WIDTH 30
/* What is done sooner needs no bar. */
#define PATIENCE (G_USEC_PER_SEC / 2)

static gpointer
wait_for_interrupt (gpointer data)
{
  g_autoptr(GCancellable) cancellable = data;
  sigset_t set;
  int signal_number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigwait (&set, &signal_number);
  g_cancellable_cancel (cancellable);
  /* Whoever asks twice does not want to wait; files are replaced whole, so nothing breaks. */
  sigwait (&set, &signal_number);
  _exit (TOOL_INTERRUPTED);
}

/* Ctrl-C cancels, from a thread that only waits for it: a handler could not call GCancellable. */
void
tool_catch_interrupts (Tool *tool)
{
  struct sigaction old;
  sigset_t set;

  /* Started in the background by a shell that wants it left alone. */
  if (sigaction (SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
    return;
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  if (pthread_sigmask (SIG_BLOCK, &set, NULL) == 0)
    g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt,
                                  g_object_ref (tool->cancellable)));
}

static void
draw (double progress)
{
  GString *line = g_string_new ("\r[");
  guint full = (guint) (CLAMP (progress, 0, 1) * WIDTH);

  for (guint i = 0; i < WIDTH; i++)
    g_string_append_c (line, i < full ? '#' : '.');
  g_string_append_printf (line, "] %3u %%", (guint) (CLAMP (progress, 0, 1) * 100));
  tool_write_message (line->str);
  g_string_free (line, TRUE);
}

static void
on_progress (GObject    *source,
             GParamSpec *pspec,
             ToolWait   *wait)
{
  double progress;

  if (g_get_monotonic_time () - wait->since < PATIENCE)
    return;
  g_object_get (source, "progress", &progress, NULL);
  draw (progress);
  wait->drawn = TRUE;
}

void
tool_wait_begin (ToolWait *wait,
                 gpointer  source)
{
  *wait = (ToolWait) { .source = g_object_ref (source), .since = g_get_monotonic_time () };
  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    wait->handler = g_signal_connect (source, "notify::progress", G_CALLBACK (on_progress), wait);
}

void
tool_wait_callback (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  ToolWait *wait = data;

  wait->result = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

/* Waits until the callback has been called; the bar is gone then. */
GAsyncResult *
tool_wait_end (ToolWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_signal_handler (&wait->handler, wait->source);
  if (wait->drawn)
    tool_write_message ("\r\033[K");
  g_clear_object (&wait->source);
  return g_steal_pointer (&wait->result);
}
