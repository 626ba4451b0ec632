/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-error.h"
#include "riskctx-file-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "riskctx-check.h"

static char *folder;

static void
make_folder (void)
{
  folder = g_dir_make_tmp ("riskctx-file-XXXXXX", NULL);
  ck_assert_ptr_nonnull (folder);
}

static void
remove_folder (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static GFile *
file_named (const char *name)
{
  return g_file_new_build_filename (folder, name, NULL);
}

static guint
count_files (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_contents (GFile      *file,
                 const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, &error);

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");
  ck_assert_uint_eq (g_bytes_get_size (bytes), strlen (expected));
  if (*expected != '\0')
    ck_assert_mem_eq (g_bytes_get_data (bytes, NULL), expected, strlen (expected));
}

static void
put (GFile      *file,
     const char *text)
{
  g_autoptr(GError) error = NULL;

  ck_assert_msg (riskctx_file_write (file, text, strlen (text), NULL, &error), "%s",
                 error ? error->message : "");
}

START_TEST (reads_what_was_written)
{
  g_autoptr(GFile) file = file_named ("a");

  put (file, "one");
  assert_contents (file, "one");
  put (file, "");
  assert_contents (file, "");
  put (file, "something longer");
  assert_contents (file, "something longer");
  ck_assert_uint_eq (count_files (), 1);
}
END_TEST

START_TEST (reads_what_has_no_size)
{
  g_autoptr(GFile) zero = g_file_new_for_path ("/dev/zero");
  g_autoptr(GFile) none = g_file_new_for_path ("/dev/null");
  g_autoptr(GFile) proc = g_file_new_for_path ("/proc/self/stat");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  assert_contents (none, "");
  bytes = riskctx_file_read (proc, NULL, NULL);
  ck_assert_uint_gt (g_bytes_get_size (bytes), 10);

  /* without an end */
  ck_assert_ptr_null (riskctx_file_read (zero, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE);
}
END_TEST

START_TEST (refuses_what_is_too_large)
{
  g_autoptr(GFile) file = file_named ("big");
  g_autoptr(GError) error = NULL;
  gint64 start;

  put (file, "x");
  ck_assert_int_eq (truncate (g_file_peek_path (file), 1024 * 1024 * 1024), 0);
  start = g_get_monotonic_time ();
  ck_assert_ptr_null (riskctx_file_read (file, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE);
  ck_assert_ptr_nonnull (strstr (error->message, "1024 MB"));
  ck_assert_ptr_nonnull (strstr (error->message, "256 MB"));
  /* by its size alone: nothing was read */
  ck_assert_int_lt (g_get_monotonic_time () - start, G_USEC_PER_SEC / 5);
}
END_TEST

START_TEST (names_what_cannot_be_read)
{
  g_autoptr(GFile) missing = file_named ("missing.json");
  g_autoptr(GFile) dir = g_file_new_for_path (folder);
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (riskctx_file_read (missing, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  ck_assert_ptr_nonnull (strstr (error->message, "missing.json"));
  g_clear_error (&error);

  ck_assert_ptr_null (riskctx_file_read (dir, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  ck_assert_ptr_nonnull (strstr (error->message, "folder"));
}
END_TEST

START_TEST (refuses_unreadable_files)
{
  g_autoptr(GFile) file = file_named ("secret");
  g_autoptr(GError) error = NULL;

  put (file, "x");
  g_chmod (g_file_peek_path (file), 0);
  if (access (g_file_peek_path (file), R_OK) == 0)
    return; /* root reads anything */
  ck_assert_ptr_null (riskctx_file_read (file, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}
END_TEST

START_TEST (keeps_permissions)
{
  g_autoptr(GFile) file = file_named ("a");
  const mode_t modes[] = { 0600, 0640, 0664, 0755 };
  struct stat info;
  mode_t mask = umask (022);

  put (file, "new");
  ck_assert_int_eq (g_stat (g_file_peek_path (file), &info), 0);
  ck_assert_int_eq (info.st_mode & 07777, 0644);
  umask (077);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_chmod (g_file_peek_path (file), modes[i]);
      put (file, "again");
      ck_assert_int_eq (g_stat (g_file_peek_path (file), &info), 0);
      ck_assert_int_eq (info.st_mode & 07777, modes[i]);
    }
  umask (mask);
}
END_TEST

START_TEST (follows_links)
{
  g_autoptr(GFile) file = file_named ("a");
  g_autoptr(GFile) link = file_named ("link");
  struct stat info;

  put (file, "old");
  ck_assert_int_eq (symlink ("a", g_file_peek_path (link)), 0);
  put (link, "new");
  assert_contents (file, "new");
  ck_assert_int_eq (lstat (g_file_peek_path (link), &info), 0);
  ck_assert (S_ISLNK (info.st_mode));
}
END_TEST

START_TEST (refuses_read_only_targets)
{
  g_autoptr(GFile) file = file_named ("a");
  g_autoptr(GError) error = NULL;

  put (file, "old");
  g_chmod (g_file_peek_path (file), 0444);
  ck_assert (!riskctx_file_write (file, "new", 3, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  ck_assert_ptr_nonnull (strstr (error->message, "read-only"));
  assert_contents (file, "old");
  ck_assert_uint_eq (count_files (), 1);
}
END_TEST

START_TEST (refuses_folders_and_missing_folders)
{
  g_autoptr(GFile) dir = g_file_new_for_path (folder);
  g_autoptr(GFile) deep = file_named ("no/such/folder");
  g_autoptr(GError) error = NULL;

  ck_assert (!riskctx_file_write (dir, "x", 1, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  ck_assert (!riskctx_file_write (deep, "x", 1, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  ck_assert_ptr_nonnull (strstr (error->message, "no/such/folder"));
}
END_TEST

/* The disk of this process is full after a kilobyte. */
START_TEST (loses_nothing_on_a_full_disk)
{
  g_autoptr(GFile) file = file_named ("a");
  g_autoptr(GFile) fresh = file_named ("b");
  g_autoptr(GError) error = NULL;
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');
  struct rlimit limit;

  if (!riskctx_check_forks ())
    return; /* the limit would stay */
  put (file, "old");
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = 1024;
  setrlimit (RLIMIT_FSIZE, &limit);

  ck_assert (!riskctx_file_write (file, large, strlen (large), NULL, &error));
  ck_assert_int_eq (error->domain, G_IO_ERROR);
  ck_assert_ptr_nonnull (strstr (error->message, "the old file is as it was"));
  assert_contents (file, "old");
  g_clear_error (&error);

  ck_assert (!riskctx_file_write (fresh, large, strlen (large), NULL, &error));
  ck_assert_ptr_null (strstr (error->message, "old file"));
  ck_assert_uint_eq (count_files (), 1);
}
END_TEST

START_TEST (says_when_a_device_is_full)
{
  g_autoptr(GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr(GFile) null = g_file_new_for_path ("/dev/null");
  g_autoptr(GError) error = NULL;

  ck_assert (!riskctx_file_write (full, "x", 1, NULL, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  put (null, "into nothing");
  ck_assert (access ("/dev/null", W_OK) == 0);
}
END_TEST

START_TEST (stops_when_cancelled)
{
  g_autoptr(GFile) file = file_named ("a");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  put (file, "old");
  g_cancellable_cancel (cancellable);
  ck_assert (!riskctx_file_write (file, "new", 3, cancellable, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_contents (file, "old");
  ck_assert_uint_eq (count_files (), 1);
}
END_TEST

#define ROUNDS 100
#define SIZE 200000

static gpointer
write_many (gpointer letter)
{
  g_autoptr(GFile) file = file_named ("shared");
  g_autofree char *text = g_strnfill (SIZE, (char) GPOINTER_TO_INT (letter));

  for (guint i = 0; i < ROUNDS; i++)
    put (file, text);

  return NULL;
}

/* Whoever reads meanwhile sees one writer's file or the other's, whole. */
START_TEST (two_writers_do_not_mix)
{
  g_autoptr(GFile) file = file_named ("shared");
  GThread *first, *second;
  g_autofree char *start = g_strnfill (SIZE, '0');

  put (file, start);
  first = g_thread_new ("first", write_many, GINT_TO_POINTER ('1'));
  second = g_thread_new ("second", write_many, GINT_TO_POINTER ('2'));
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, NULL);
      const char *text = g_bytes_get_data (bytes, NULL);

      ck_assert_uint_eq (g_bytes_get_size (bytes), SIZE);
      for (guint j = 1; j < SIZE; j++)
        if (text[j] != text[0])
          ck_abort_msg ("mixed at %u", j);
    }
  g_thread_join (first);
  g_thread_join (second);
  ck_assert_uint_eq (count_files (), 1);
}
END_TEST

static Suite *
file_suite (void)
{
  Suite *suite = suite_create ("file");
  TCase *tc = tcase_create ("read");

  tcase_add_checked_fixture (tc, make_folder, remove_folder);
  tcase_add_test (tc, reads_what_was_written);
  tcase_add_test (tc, reads_what_has_no_size);
  tcase_add_test (tc, refuses_what_is_too_large);
  tcase_add_test (tc, names_what_cannot_be_read);
  tcase_add_test (tc, refuses_unreadable_files);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("write");
  tcase_add_checked_fixture (tc, make_folder, remove_folder);
  tcase_add_test (tc, keeps_permissions);
  tcase_add_test (tc, follows_links);
  tcase_add_test (tc, refuses_read_only_targets);
  tcase_add_test (tc, refuses_folders_and_missing_folders);
  tcase_add_test (tc, loses_nothing_on_a_full_disk);
  tcase_add_test (tc, says_when_a_device_is_full);
  tcase_add_test (tc, stops_when_cancelled);
  tcase_add_test (tc, two_writers_do_not_mix);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (file_suite)
