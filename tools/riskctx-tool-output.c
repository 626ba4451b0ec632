/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program may be started with its standard streams closed. Without this, the next file that is
 * opened would become one of them. */
void
tool_keep_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      {
        /* The wrong way round, so that using it is still an error. */
        int flags = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

        if (open ("/dev/null", flags) != fd)
          abort ();
      }
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EAGAIN)
        {
          struct pollfd ready = { fd, POLLOUT, 0 };

          poll (&ready, 1, -1);
        }
      else if (n < 0 && errno != EINTR)
        return FALSE;
      else if (n > 0)
        {
          data += n;
          size -= (gsize) n;
        }
    }
  return TRUE;
}

/* To the person at the terminal, in UTF-8 whatever the locale says. */
void
tool_write_message (const char *text)
{
  /* If nobody can be told, there is nobody to be told that. */
  (void) write_all (STDERR_FILENO, text, strlen (text));
}

static ToolStatus
fail_writing (Tool       *tool,
              const char *path,
              int         saved_errno)
{
  g_autofree char *name = g_filename_display_name (path);

  tool_say (tool, "tool.say.cannot-write", name, g_strerror (saved_errno), NULL);
  return TOOL_FAILURE;
}

/* A pipe or a device has nothing to lose, and cannot be renamed over. */
static ToolStatus
write_through (Tool       *tool,
               const char *path,
               const void *data,
               gsize       size)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);

  if (fd < 0)
    return fail_writing (tool, path, errno);

  gboolean written = write_all (fd, data, size);
  int saved_errno = errno;

  if (close (fd) != 0 && written)
    {
      written = FALSE;
      saved_errno = errno;
    }
  return written ? TOOL_FINE : fail_writing (tool, path, saved_errno);
}

/* Beside the old file and then in its place: whatever happens, one of the two is there whole. */
static ToolStatus
write_beside (Tool              *tool,
              const char        *path,
              const struct stat *old,
              const void        *data,
              gsize              size)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".riskctx-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);

  if (fd < 0)
    return fail_writing (tool, path, errno);

  gboolean written = write_all (fd, data, size)
                     && (old == NULL || fchmod (fd, old->st_mode & 07777) == 0)
                     && g_fsync (fd) == 0;
  int saved_errno = errno;

  if (close (fd) != 0 && written)
    {
      written = FALSE;
      saved_errno = errno;
    }
  if (written && g_rename (temporary, path) != 0)
    {
      written = FALSE;
      saved_errno = errno;
    }
  if (written)
    return TOOL_FINE;
  g_unlink (temporary);
  return fail_writing (tool, path, saved_errno);
}

ToolStatus
tool_write_file (Tool       *tool,
                 const char *path,
                 const void *data,
                 gsize       size)
{
  struct stat old;
  /* What a symbolic link leads to is replaced, not the link. */
  char *target = realpath (path, NULL);

  if (target == NULL)
    return errno == ENOENT ? write_beside (tool, path, NULL, data, size)
                           : fail_writing (tool, path, errno);

  ToolStatus status;

  if (stat (target, &old) != 0)
    status = fail_writing (tool, path, errno);
  else if (S_ISDIR (old.st_mode))
    status = fail_writing (tool, path, EISDIR);
  else if (!S_ISREG (old.st_mode))
    status = write_through (tool, target, data, size);
  else if ((old.st_mode & 0222) == 0) /* protected on purpose, even from the administrator */
    status = fail_writing (tool, path, EACCES);
  else if (access (target, W_OK) != 0)
    status = fail_writing (tool, path, errno);
  else
    status = write_beside (tool, target, &old, data, size);
  free (target);
  return status;
}

/* The data that the command was asked for. */
ToolStatus
tool_write (Tool       *tool,
            const void *data,
            gsize       size)
{
  if (g_cancellable_is_cancelled (tool->cancellable))
    return TOOL_INTERRUPTED;
  if (tool->output != NULL && strcmp (tool->output, "-") != 0)
    return tool_write_file (tool, tool->output, data, size);
  if (write_all (STDOUT_FILENO, data, size))
    return TOOL_FINE;
  /* Whoever reads has seen enough: that is no news to them. */
  if (errno == EPIPE)
    return TOOL_FAILURE;
  tool_say (tool, "tool.say.cannot-write-stdout", g_strerror (errno), NULL);
  return TOOL_FAILURE;
}

ToolStatus
tool_write_text (Tool       *tool,
                 const char *text)
{
  return tool_write (tool, text, strlen (text));
}

ToolStatus
tool_write_json (Tool     *tool,
                 JsonNode *node)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = riskctx_json_to_string (node, TRUE, &error);

  if (text == NULL)
    return tool_fail (tool, error);
  if (g_str_has_suffix (text, "\n"))
    return tool_write_text (tool, text);

  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return tool_write_text (tool, line);
}
