/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json-locate-private.h"

#include "riskctx-json-reader-private.h"

#include <string.h>

/* Positions are wanted for mistakes only. So nothing is recorded while a document is read, and the
 * text is walked once more, for all mistakes together, when there are some. */

typedef struct
{
  const guint8 *at;
  guint         line;
  guint         column;
} Ruler;

static void
ruler_advance (Ruler        *ruler,
               const guint8 *to)
{
  const guint8 *newline;

  while ((newline = memchr (ruler->at, '\n', to - ruler->at)) != NULL)
    {
      ruler->line++;
      ruler->column = 1;
      ruler->at = newline + 1;
    }
  for (; ruler->at < to; ruler->at++)
    ruler->column += (*ruler->at & 0xc0) != 0x80;
}

/**
 * riskctx_json_locate_line:
 * @data: a text
 * @size: its size in bytes
 * @offset: an offset into it
 * @line: (out): the line, from 1
 * @column: (out): the column, in characters from 1
 *
 * Turns an offset into what an editor shows.
 */
void
riskctx_json_locate_line (const void *data,
                          gsize       size,
                          gsize       offset,
                          guint      *line,
                          guint      *column)
{
  Ruler ruler = { data, 1, 1 };

  if (offset > 0)
    ruler_advance (&ruler, (const guint8 *) data + MIN (offset, size));
  *line = ruler.line;
  *column = ruler.column;
}

static gint
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  const RiskctxJsonPlace *first = *(RiskctxJsonPlace *const *) a;
  const RiskctxJsonPlace *second = *(RiskctxJsonPlace *const *) b;

  return (first->offset > second->offset) - (first->offset < second->offset);
}

/* The way down to the value being read. */
typedef struct
{
  guint    depth;
  gboolean object[RISKCTX_JSON_MAX_DEPTH];
  guint    index[RISKCTX_JSON_MAX_DEPTH];
  GString *key[RISKCTX_JSON_MAX_DEPTH];
} Path;

static void
path_clear (Path *path)
{
  for (guint i = 0; i < RISKCTX_JSON_MAX_DEPTH; i++)
    {
      if (path->key[i] != NULL)
        g_string_free (path->key[i], TRUE);
    }
}

static void
path_enter (Path     *path,
            gboolean  object)
{
  path->object[path->depth] = object;
  path->index[path->depth] = G_MAXUINT;
  path->depth++;
}

static void
path_step (Path             *path,
           gboolean          has_key,
           RiskctxJsonSlice  key)
{
  guint level = path->depth - 1;

  path->index[level]++;
  if (!has_key)
    return;
  if (path->key[level] == NULL)
    path->key[level] = g_string_new (NULL);
  g_string_truncate (path->key[level], 0);
  g_string_append_len (path->key[level], key.text, (gssize) key.length);
}

/* @inside: the value the innermost container is at, else the container itself */
static char *
path_to_pointer (const Path *path,
                 gboolean    inside)
{
  GString *pointer = g_string_new (NULL);
  guint depth = path->depth;

  if (depth > 0 && (!inside || path->index[depth - 1] == G_MAXUINT))
    depth--;

  for (guint i = 0; i < depth; i++)
    {
      g_string_append_c (pointer, '/');
      if (!path->object[i])
        {
          g_string_append_printf (pointer, "%u", path->index[i]);
          continue;
        }
      for (const char *p = path->key[i]->str; *p != '\0'; p++)
        {
          if (*p == '~')
            g_string_append (pointer, "~0");
          else if (*p == '/')
            g_string_append (pointer, "~1");
          else
            g_string_append_c (pointer, *p);
        }
    }

  return g_string_free (pointer, FALSE);
}

static void
find_pointers (const void *data,
               gsize       size,
               GPtrArray  *wanted)
{
  g_auto(RiskctxJsonReader) reader;
  RiskctxJsonEvent event;
  Path path = { 0 };
  gboolean inside = FALSE; /* whether the last token was a value, and not a bracket */
  gsize after = 0;
  guint next = 0;

  riskctx_json_reader_init (&reader, data, size);
  g_ptr_array_sort (wanted, compare_offsets);

  while (next < wanted->len)
    {
      gsize start;

      event = riskctx_json_reader_next (&reader);
      start = reader.has_key ? reader.key_offset : reader.offset;
      if (event == RISKCTX_JSON_EVENT_END || event == RISKCTX_JSON_EVENT_ERROR)
        start = G_MAXSIZE;

      /* What lies before this token belongs to the one before it, or to what holds them both. */
      for (; next < wanted->len; next++)
        {
          RiskctxJsonPlace *place = g_ptr_array_index (wanted, next);

          if (place->offset >= start)
            break;
          place->pointer = path_to_pointer (&path, inside && place->offset < after);
        }

      after = reader.after;
      inside = TRUE;
      switch (event)
        {
        case RISKCTX_JSON_EVENT_OBJECT:
        case RISKCTX_JSON_EVENT_ARRAY:
          if (path.depth > 0)
            path_step (&path, reader.has_key, reader.key);
          path_enter (&path, event == RISKCTX_JSON_EVENT_OBJECT);
          break;

        case RISKCTX_JSON_EVENT_OBJECT_END:
        case RISKCTX_JSON_EVENT_ARRAY_END:
          path.depth--;
          break;

        case RISKCTX_JSON_EVENT_STRING:
        case RISKCTX_JSON_EVENT_NUMBER:
        case RISKCTX_JSON_EVENT_TRUE:
        case RISKCTX_JSON_EVENT_FALSE:
        case RISKCTX_JSON_EVENT_NULL:
          if (path.depth > 0)
            path_step (&path, reader.has_key, reader.key);
          break;

        case RISKCTX_JSON_EVENT_END:
        case RISKCTX_JSON_EVENT_ERROR:
        default:
          break;
        }
    }

  path_clear (&path);
}

/* A step of the wanted pointers; steps that several have in common are there once. */
typedef struct _Step Step;

struct _Step
{
  Step       *parent;
  GHashTable *steps;  /* (element-type utf8 Step) (nullable) */
  GPtrArray  *places; /* (element-type RiskctxJsonPlace) (nullable) */
  gsize       offset;
  gboolean    found;
};

static Step *
step_new (Step *parent)
{
  Step *step = g_new0 (Step, 1);

  step->parent = parent;

  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->steps, g_hash_table_unref);
  g_clear_pointer (&step->places, g_ptr_array_unref);
  g_free (step);
}

static Step *
step_down (Step       *step,
           const char *name)
{
  Step *next;

  if (step->steps == NULL)
    step->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, step_free);
  next = g_hash_table_lookup (step->steps, name);
  if (next == NULL)
    {
      next = step_new (step);
      g_hash_table_insert (step->steps, g_strdup (name), next);
    }

  return next;
}

static void
step_add (Step             *root,
          RiskctxJsonPlace *place)
{
  Step *step = root;
  g_auto(GStrv) names = g_strsplit (place->pointer, "/", -1);

  /* A pointer begins with a slash, so there is nothing before the first. */
  for (guint i = 1; names[0] != NULL && names[i] != NULL; i++)
    {
      GString *name = g_string_new (names[i]);

      g_string_replace (name, "~1", "/", 0);
      g_string_replace (name, "~0", "~", 0);
      step = step_down (step, name->str);
      g_string_free (name, TRUE);
    }

  if (step->places == NULL)
    step->places = g_ptr_array_new ();
  g_ptr_array_add (step->places, place);
}

/* What the text does not have is shown at the nearest thing around it that it has. */
static void
step_resolve (gpointer name,
              gpointer value,
              gpointer data)
{
  Step *step = value;

  if (!step->found && step->parent != NULL)
    step->offset = step->parent->offset;
  for (guint i = 0; step->places != NULL && i < step->places->len; i++)
    ((RiskctxJsonPlace *) g_ptr_array_index (step->places, i))->offset = step->offset;
  if (step->steps != NULL)
    g_hash_table_foreach (step->steps, step_resolve, NULL);
}

static void
find_offsets (const void *data,
              gsize       size,
              Step       *root)
{
  g_auto(RiskctxJsonReader) reader;
  Step *steps[RISKCTX_JSON_MAX_DEPTH];
  guint index[RISKCTX_JSON_MAX_DEPTH];
  g_autoptr(GString) name = g_string_new (NULL);
  guint depth = 0;

  riskctx_json_reader_init (&reader, data, size);

  for (;;)
    {
      RiskctxJsonEvent event = riskctx_json_reader_next (&reader);
      gboolean opens = event == RISKCTX_JSON_EVENT_OBJECT || event == RISKCTX_JSON_EVENT_ARRAY;
      Step *step = NULL;

      if (event == RISKCTX_JSON_EVENT_END || event == RISKCTX_JSON_EVENT_ERROR)
        return;

      if (event == RISKCTX_JSON_EVENT_OBJECT_END || event == RISKCTX_JSON_EVENT_ARRAY_END)
        {
          depth--;
          continue;
        }

      if (depth == 0)
        step = root;
      else if (steps[depth - 1]->steps != NULL)
        {
          g_string_truncate (name, 0);
          if (reader.has_key)
            g_string_append_len (name, reader.key.text, (gssize) reader.key.length);
          else
            g_string_append_printf (name, "%u", index[depth - 1]);
          step = g_hash_table_lookup (steps[depth - 1]->steps, name->str);
        }
      if (depth > 0)
        index[depth - 1]++;

      if (step != NULL && !step->found)
        {
          step->found = TRUE;
          step->offset = reader.offset;
        }

      if (opens && step != NULL && step->steps != NULL)
        {
          steps[depth] = step;
          index[depth] = 0;
          depth++;
        }
      else if (opens)
        riskctx_json_reader_skip (&reader, event);
    }
}

/**
 * riskctx_json_locate:
 * @data: a JSON text
 * @size: its size in bytes
 * @places: (array length=n_places): what to find
 * @n_places: how many
 *
 * Completes @places: the offset from the pointer or the pointer from the offset, then line and
 * column. A pointer to something the text does not have is located at what would hold it.
 *
 * The text is walked at most twice, however many places there are.
 */
void
riskctx_json_locate (const void       *data,
                     gsize             size,
                     RiskctxJsonPlace *places,
                     guint             n_places)
{
  g_autoptr(GPtrArray) by_offset = g_ptr_array_new ();
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  Step *root = NULL;
  Ruler ruler = { data, 1, 1 };

  for (guint i = 0; i < n_places; i++)
    {
      g_ptr_array_add (all, &places[i]);
      if (places[i].pointer == NULL)
        {
          g_ptr_array_add (by_offset, &places[i]);
          continue;
        }
      if (root == NULL)
        root = step_new (NULL);
      step_add (root, &places[i]);
    }

  if (root != NULL)
    {
      find_offsets (data, size, root);
      step_resolve (NULL, root, NULL);
      step_free (root);
    }
  if (by_offset->len > 0)
    find_pointers (data, size, by_offset);

  g_ptr_array_sort (all, compare_offsets);
  for (guint i = 0; i < all->len; i++)
    {
      RiskctxJsonPlace *place = g_ptr_array_index (all, i);

      place->offset = MIN (place->offset, size);
      if (place->offset > 0)
        ruler_advance (&ruler, (const guint8 *) data + place->offset);
      place->line = ruler.line;
      place->column = ruler.column;
    }
}
