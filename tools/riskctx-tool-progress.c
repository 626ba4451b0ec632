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
  GCancellable *cancellable = data;
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
    g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, tool->cancellable));
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

typedef struct
{
  gint64   since;
  gboolean drawn;
} Bar;

static void
on_progress (GObject    *source,
             GParamSpec *pspec,
             Bar        *bar)
{
  double progress;

  if (g_get_monotonic_time () - bar->since < PATIENCE)
    return;
  g_object_get (source, "progress", &progress, NULL);
  draw (progress);
  bar->drawn = TRUE;
}

/* Shows the progress of an object with a property of that name, if there is somebody to see it. */
void
tool_show_progress (Tool    *tool,
                    GObject *source)
{
  if (!isatty (STDERR_FILENO) || g_strcmp0 (g_getenv ("TERM"), "dumb") == 0)
    return;

  Bar *bar = g_new0 (Bar, 1);

  bar->since = g_get_monotonic_time ();
  g_object_set_data_full (source, "riskctx-tool-bar", bar, g_free);
  g_signal_connect (source, "notify::progress", G_CALLBACK (on_progress), bar);
}

void
tool_hide_progress (Tool    *tool,
                    GObject *source)
{
  Bar *bar = g_object_get_data (source, "riskctx-tool-bar");

  if (bar == NULL)
    return;
  g_signal_handlers_disconnect_by_data (source, bar);
  if (bar->drawn)
    tool_write_message ("\r\033[K");
  g_object_set_data (source, "riskctx-tool-bar", NULL);
}
