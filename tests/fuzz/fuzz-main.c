/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a fuzz target without a fuzzer: first every file of its corpus, then mutations of them.
 *
 *   fuzz-NAME-replay CORPUS [EXECUTIONS [SEED]]
 *
 * The mutations are a pure function of corpus, number and seed, so that a failure comes again. */

#include <glib.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

#define SECONDS_UNTIL_IT_HANGS 10
#define LARGEST_INPUT (64 * 1024)

static const uint8_t *current_data;
static size_t current_size;

/* The input is what helps, so it is left behind; only calls allowed in a signal handler. */
static void
leave_the_input_behind (int signal_number)
{
  FILE *file = fopen ("fuzz-crash.bin", "wb");

  if (file != NULL)
    {
      fwrite (current_data, 1, current_size, file);
      fclose (file);
    }

  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
run_one (const uint8_t *data,
         size_t         size)
{
  /* A copy of exactly this size, so that a read past its end is seen by the sanitizers. */
  uint8_t *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  current_data = copy;
  current_size = size;
  alarm (SECONDS_UNTIL_IT_HANGS);
  LLVMFuzzerTestOneInput (copy, size);
  alarm (0);
  current_data = NULL;
  current_size = 0;
  g_free (copy);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of the names: the order of a folder differs from disk to disk. */
static GPtrArray *
read_corpus (const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL)
    g_error ("%s", error->message);

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      char *contents;
      gsize length;

      if (!g_file_get_contents (names->pdata[i], &contents, &length, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (inputs, g_bytes_new_take (contents, length));
    }

  return inputs;
}

static GBytes *
pick (GPtrArray *inputs,
      GRand     *rand)
{
  return inputs->pdata[g_rand_int_range (rand, 0, inputs->len)];
}

/* A few changes of the kinds that find mistakes in parsers: bits, bytes, cuts, repeats, splices. */
static GByteArray *
mutate (GPtrArray *inputs,
        GRand     *rand)
{
  static const uint8_t telling[] = "\0\"\\{}[]:,-+.eE019\t\n \x7f\x80\xc0\xe0\xed\xf4\xff";
  GByteArray *out = g_byte_array_new ();
  GBytes *start = pick (inputs, rand);
  const int changes = g_rand_int_range (rand, 1, 6);

  g_byte_array_append (out, g_bytes_get_data (start, NULL),
                       MIN (g_bytes_get_size (start), LARGEST_INPUT));

  for (int i = 0; i < changes && out->len > 0; i++)
    {
      const guint at = g_rand_int_range (rand, 0, out->len);
      const guint wanted = g_rand_int_range (rand, 1, 32); /* MIN () evaluates twice */
      const guint length = MIN (wanted, out->len - at);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          out->data[at] ^= 1u << g_rand_int_range (rand, 0, 8);
          break;
        case 1:
          out->data[at] = telling[g_rand_int_range (rand, 0, sizeof telling - 1)];
          break;
        case 2:
          g_byte_array_remove_range (out, at, length);
          break;
        case 3:
          g_byte_array_set_size (out, at);
          break;
        case 4:
          {
            g_autofree uint8_t *piece = g_memdup2 (out->data + at, length);

            for (int n = g_rand_int_range (rand, 1, 100);
                 n > 0 && out->len + length <= LARGEST_INPUT;
                 n--)
              g_byte_array_append (out, piece, length);
            break;
          }
        default:
          {
            GBytes *other = pick (inputs, rand);
            const gsize size = g_bytes_get_size (other);
            const gsize from = size > 0 ? (gsize) g_rand_int_range (rand, 0, (int) size) : 0;

            g_byte_array_set_size (out, at);
            g_byte_array_append (out, (const uint8_t *) g_bytes_get_data (other, NULL) + from,
                                 MIN (size - from, LARGEST_INPUT - at));
            break;
          }
        }
    }

  return out;
}

int
main (int    argc,
      char **argv)
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: %s CORPUS [EXECUTIONS [SEED]]\n", argv[0]);
      return 2;
    }

  const guint64 executions = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;
  const guint32 seed = argc > 3 ? (guint32) g_ascii_strtoull (argv[3], NULL, 10) : 1;
  g_autoptr(GPtrArray) inputs = read_corpus (argv[1]);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  if (inputs->len == 0)
    g_error ("%s holds no file", argv[1]);

  signal (SIGALRM, leave_the_input_behind);
  signal (SIGABRT, leave_the_input_behind);
  signal (SIGSEGV, leave_the_input_behind);
  signal (SIGTRAP, leave_the_input_behind);

  for (guint i = 0; i < inputs->len; i++)
    run_one (g_bytes_get_data (inputs->pdata[i], NULL), g_bytes_get_size (inputs->pdata[i]));

  for (guint64 i = 0; i < executions; i++)
    {
      g_autoptr(GByteArray) input = mutate (inputs, rand);

      run_one (input->data, input->len);
    }

  printf ("%u files and %" G_GUINT64_FORMAT " mutations\n", inputs->len, executions);
  return 0;
}
