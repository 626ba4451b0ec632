/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-file-private.h"

#include "riskctx-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1024 * 1024)

static void
set_error_too_large (GError **error,
                     GFile   *file,
                     guint64  size)
{
  g_autofree char *name = g_file_get_parse_name (file);

  if (size > 0)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                 "“%s” has %" G_GUINT64_FORMAT " MB; a document may have %d MB", name,
                 size / (1024 * 1024), RISKCTX_FILE_MAX_SIZE / (1024 * 1024));
  else
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                 "“%s” is larger than the %d MB that a document may have", name,
                 RISKCTX_FILE_MAX_SIZE / (1024 * 1024));
}

static GBytes *
read_stream (GInputStream  *stream,
             GFile         *file,
             gsize          expected,
             GCancellable  *cancellable,
             GError       **error)
{
  gsize capacity = expected + 1; /* the byte more finds the end without growing */
  gsize size = 0;
  g_autofree guint8 *data = g_malloc (capacity);

  for (;;)
    {
      gssize n;

      if (size == capacity)
        {
          capacity = MIN (MAX (2 * capacity, CHUNK), (gsize) RISKCTX_FILE_MAX_SIZE + 1);
          data = g_realloc (data, capacity);
        }
      n = g_input_stream_read (stream, data + size, capacity - size, cancellable, error);
      if (n < 0)
        return NULL;
      if (n == 0)
        return g_bytes_new_take (g_steal_pointer (&data), size);
      size += (gsize) n;
      if (size > RISKCTX_FILE_MAX_SIZE)
        {
          set_error_too_large (error, file, 0);
          return NULL;
        }
    }
}

/**
 * riskctx_file_read:
 * @file: a file
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads a file whole, unless it is larger than a document may be; a size known beforehand is
 * refused before anything is read.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
riskctx_file_read (GFile         *file,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  guint64 size = 0;

  /* Asked first, because opening a folder succeeds in places and opening a pipe waits. */
  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "“%s” is a folder, not a document",
                   name);
      return NULL;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    size = (guint64) MAX (g_file_info_get_size (info), 0);
  if (size > RISKCTX_FILE_MAX_SIZE)
    {
      set_error_too_large (error, file, size);
      return NULL;
    }

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  return read_stream (G_INPUT_STREAM (stream), file, (gsize) size, cancellable, error);
}

static gboolean
fail_writing (GError     **error,
              const char  *path,
              int          saved_errno,
              const char  *remark)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "cannot write “%s”: %s%s",
               path, g_strerror (saved_errno), remark);

  return FALSE;
}

static gboolean
write_all (int            fd,
           const guint8  *data,
           gsize          size,
           GCancellable  *cancellable,
           GError       **error,
           const char    *path,
           const char    *remark)
{
  while (size > 0)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = write (fd, data, MIN (size, CHUNK));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_writing (error, path, errno, remark);
      data += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* A pipe or a device has nothing to lose and cannot be renamed over. */
static gboolean
write_through (const char    *path,
               const void    *data,
               gsize          size,
               GCancellable  *cancellable,
               GError       **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
  gboolean written;

  if (fd < 0)
    return fail_writing (error, path, errno, "");
  written = write_all (fd, data, size, cancellable, error, path, "");
  if (close (fd) != 0 && written)
    return fail_writing (error, path, errno, "");

  return written;
}

/* The name of the new file lives on the disk only after its folder is written, too. Where a
 * folder cannot be synced the rename has still happened, so that is no failure. */
static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  g_fsync (fd);
  close (fd);
}

static gboolean
write_beside (const char         *path,
              const struct stat  *old,
              const void         *data,
              gsize               size,
              GCancellable       *cancellable,
              GError            **error)
{
  static const char unchanged[] = "; the old file is as it was";
  const char *remark = old != NULL ? unchanged : "";
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".riskctx-XXXXXX", NULL);
  gboolean written;
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);

  if (fd < 0)
    return fail_writing (error, path, errno, remark);

  written = write_all (fd, data, size, cancellable, error, path, remark);
  if (written && old != NULL)
    {
      /* The owner can be kept by root only; not keeping it is what any editor does. */
      if (fchown (fd, old->st_uid, old->st_gid) != 0)
        errno = 0;
      if (fchmod (fd, old->st_mode & 07777) != 0)
        written = fail_writing (error, path, errno, remark);
    }
  if (written && g_fsync (fd) != 0)
    written = fail_writing (error, path, errno, remark);
  if (close (fd) != 0 && written)
    written = fail_writing (error, path, errno, remark);
  if (written && g_rename (temporary, path) != 0)
    written = fail_writing (error, path, errno, remark);
  if (!written)
    {
      g_unlink (temporary);
      return FALSE;
    }
  sync_folder (folder);

  return TRUE;
}

static gboolean
write_local (const char    *path,
             const void    *data,
             gsize          size,
             GCancellable  *cancellable,
             GError       **error)
{
  struct stat old;
  g_autofree char *target = NULL;

  /* What a symbolic link leads to is replaced, not the link. */
  target = realpath (path, NULL);
  if (target == NULL)
    {
      if (errno != ENOENT)
        return fail_writing (error, path, errno, "");
      return write_beside (path, NULL, data, size, cancellable, error);
    }

  if (stat (target, &old) != 0)
    return fail_writing (error, path, errno, "");
  if (S_ISDIR (old.st_mode))
    return fail_writing (error, path, EISDIR, "");
  if (!S_ISREG (old.st_mode))
    return write_through (target, data, size, cancellable, error);
  /* Renaming would replace a file that must not be written; and root may write anything. */
  if ((old.st_mode & 0222) == 0 || access (target, W_OK) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "cannot write “%s”: it is read-only",
                   path);
      return FALSE;
    }

  return write_beside (target, &old, data, size, cancellable, error);
}

/**
 * riskctx_file_write:
 * @file: a file
 * @data: what to write
 * @size: how many bytes
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Replaces the contents of a file, or leaves it as it was: the new contents are written beside it,
 * flushed to the disk and renamed over it. Permissions are kept.
 *
 * Returns: whether it was written
 */
gboolean
riskctx_file_write (GFile         *file,
                    const void    *data,
                    gsize          size,
                    GCancellable  *cancellable,
                    GError       **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                    cancellable, error);

  return write_local (path, data, size, cancellable, error);
}
