/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json-writer-private.h"

#include "riskctx-json-reader-private.h"
#include "riskctx-number-private.h"

#include <string.h>

#define MAX_COLUMNS 100
/* A line of so many bytes cannot fit: no character has more than four. */
#define MAX_BYTES (4 * MAX_COLUMNS)

void
riskctx_json_writer_init (RiskctxJsonWriter *self,
                          gboolean           pretty)
{
  memset (self, 0, sizeof *self);
  self->pretty = pretty;
  self->text = g_string_sized_new (1024);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (gsize));
}

void
riskctx_json_writer_clear (RiskctxJsonWriter *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
  g_clear_pointer (&self->breaks, g_array_unref);
}

/**
 * riskctx_json_writer_finish:
 * @self: a writer
 *
 * Ends writing.
 *
 * Returns: (transfer full) (nullable): the text, without a line break at its end, or %NULL if it
 *   has no JSON form
 */
char *
riskctx_json_writer_finish (RiskctxJsonWriter *self)
{
  char *text;

  if (self->failed)
    return NULL;

  g_return_val_if_fail (self->depth == 0, NULL);

  text = g_string_free (self->text, FALSE);
  self->text = NULL;

  return text;
}

static void
break_line (RiskctxJsonWriter *self)
{
  static const char spaces[] = "                                                                ";
  gsize indent = 2 * (gsize) self->depth;

  g_string_append_c (self->text, '\n');
  self->line_at = self->text->len;
  while (indent > 0)
    {
      gsize length = MIN (indent, sizeof spaces - 1);

      g_string_append_len (self->text, spaces, (gssize) length);
      indent -= length;
    }
}

/* Gives each member of the innermost container a line of its own. */
static void
expand (RiskctxJsonWriter *self)
{
  gsize first, from;
  g_autofree char *tail = NULL;

  self->on_line = FALSE;
  if (self->breaks->len == 0)
    return;

  first = from = g_array_index (self->breaks, gsize, 0);
  tail = g_strndup (self->text->str + first, self->text->len - first);
  g_string_truncate (self->text, first);

  for (guint i = 0; i < self->breaks->len; i++)
    {
      gsize to = i + 1 < self->breaks->len ? g_array_index (self->breaks, gsize, i + 1)
                                           : first + strlen (tail);
      const char *part = tail + (from - first);
      gsize length = to - from;

      if (*part == ' ')
        {
          part++;
          length--;
        }
      break_line (self);
      g_string_append_len (self->text, part, (gssize) length);
      from = to;
    }
}

static gboolean
fits (const RiskctxJsonWriter *self)
{
  const char *p = self->text->str + self->line_at;
  guint columns = 0;

  if (self->text->len - self->line_at > MAX_BYTES)
    return FALSE;

  /* From U+3000 on most characters are two columns wide. */
  for (; *p != '\0'; p++)
    {
      if (((guint8) *p & 0xc0) != 0x80)
        columns += (guint8) *p >= 0xe3 ? 2 : 1;
    }

  return columns <= MAX_COLUMNS;
}

static void
separate (RiskctxJsonWriter *self,
          gboolean           object)
{
  guint64 bit;

  if (self->after_key)
    {
      self->after_key = FALSE;
      return;
    }
  if (self->depth == 0)
    return;

  bit = G_GUINT64_CONSTANT (1) << (self->depth - 1);
  if ((self->filled & bit) != 0)
    g_string_append_c (self->text, ',');

  if (self->on_line)
    {
      g_array_append_val (self->breaks, self->text->len);
      if (object || (self->filled & bit) != 0)
        g_string_append_c (self->text, ' ');
      if (self->text->len - self->line_at > MAX_BYTES)
        {
          /* The break just noted is made by expand (). */
          expand (self);
        }
    }
  else if (self->pretty)
    break_line (self);

  self->filled |= bit;
}

static void
begin (RiskctxJsonWriter *self,
       char               bracket)
{
  if (self->on_line)
    expand (self);
  separate (self, FALSE);
  g_string_append_c (self->text, bracket);

  if (self->depth == RISKCTX_JSON_MAX_DEPTH)
    {
      self->failed = TRUE;
      return;
    }
  self->filled &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->depth++;
  g_array_set_size (self->breaks, 0);
  self->on_line = self->pretty && self->depth > 1;
}

static void
end (RiskctxJsonWriter *self,
     char               bracket)
{
  gboolean filled = (self->filled >> (self->depth - 1)) & 1;

  if (self->on_line && filled)
    {
      gsize length = self->text->len;

      g_string_append (self->text, bracket == '}' ? " }," : "],");
      if (fits (self))
        {
          g_string_truncate (self->text, self->text->len - 1);
          self->depth--;
          self->on_line = FALSE;
          return;
        }
      g_string_truncate (self->text, length);
      expand (self);
    }

  self->on_line = FALSE;
  self->depth--;
  if (self->pretty && filled)
    break_line (self);
  g_string_append_c (self->text, bracket);
}

void
riskctx_json_writer_begin_object (RiskctxJsonWriter *self)
{
  begin (self, '{');
}

void
riskctx_json_writer_end_object (RiskctxJsonWriter *self)
{
  end (self, '}');
}

void
riskctx_json_writer_begin_array (RiskctxJsonWriter *self)
{
  begin (self, '[');
}

void
riskctx_json_writer_end_array (RiskctxJsonWriter *self)
{
  end (self, ']');
}

static void
append_quoted (GString    *text,
               const char *value)
{
  g_autofree char *valid = NULL;
  const char *run;
  const char *p;

  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (run = p = value; *p != '\0'; p++)
    {
      char escape = 0;

      if (G_LIKELY ((guint8) *p >= 0x20 && *p != '"' && *p != '\\'))
        continue;

      g_string_append_len (text, run, p - run);
      run = p + 1;
      switch (*p)
        {
        case '"': escape = '"'; break;
        case '\\': escape = '\\'; break;
        case '\b': escape = 'b'; break;
        case '\f': escape = 'f'; break;
        case '\n': escape = 'n'; break;
        case '\r': escape = 'r'; break;
        case '\t': escape = 't'; break;
        default: break;
        }
      if (escape != 0)
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, escape);
        }
      else
        g_string_append_printf (text, "\\u%04x", (guint) (guint8) *p);
    }
  g_string_append_len (text, run, p - run);
  g_string_append_c (text, '"');
}

void
riskctx_json_writer_key (RiskctxJsonWriter *self,
                         const char        *name)
{
  separate (self, TRUE);
  append_quoted (self->text, name);
  g_string_append (self->text, self->pretty ? ": " : ":");
  self->after_key = TRUE;
}

void
riskctx_json_writer_string (RiskctxJsonWriter *self,
                            const char        *value)
{
  separate (self, FALSE);
  append_quoted (self->text, value);
}

void
riskctx_json_writer_number (RiskctxJsonWriter *self,
                            double             value)
{
  char buffer[RISKCTX_NUMBER_SIZE];
  gsize length = riskctx_number_write (buffer, value);

  separate (self, FALSE);
  if (length == 0)
    self->failed = TRUE;
  g_string_append_len (self->text, buffer, (gssize) length);
}

void
riskctx_json_writer_integer (RiskctxJsonWriter *self,
                             gint64             value)
{
  separate (self, FALSE);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
riskctx_json_writer_boolean (RiskctxJsonWriter *self,
                             gboolean           value)
{
  separate (self, FALSE);
  g_string_append (self->text, value ? "true" : "false");
}

void
riskctx_json_writer_null (RiskctxJsonWriter *self)
{
  separate (self, FALSE);
  g_string_append (self->text, "null");
}

static void
write_value (RiskctxJsonWriter *self,
             JsonNode          *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    riskctx_json_writer_string (self, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    riskctx_json_writer_boolean (self, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    riskctx_json_writer_integer (self, json_node_get_int (node));
  else
    riskctx_json_writer_number (self, json_node_get_double (node));
}

/**
 * riskctx_json_writer_node:
 * @self: a writer
 * @node: a value
 *
 * Writes a whole tree. Deeper trees than the reader takes make writing fail.
 */
void
riskctx_json_writer_node (RiskctxJsonWriter *self,
                          JsonNode          *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (self->failed)
    return;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      riskctx_json_writer_begin_object (self);
      if (self->failed)
        return;
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          riskctx_json_writer_key (self, name);
          riskctx_json_writer_node (self, member);
        }
      riskctx_json_writer_end_object (self);
      break;

    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        riskctx_json_writer_begin_array (self);
        if (self->failed)
          return;
        for (guint i = 0; i < json_array_get_length (array); i++)
          riskctx_json_writer_node (self, json_array_get_element (array, i));
        riskctx_json_writer_end_array (self);
        break;
      }

    case JSON_NODE_VALUE:
      write_value (self, node);
      break;

    case JSON_NODE_NULL:
    default:
      riskctx_json_writer_null (self);
      break;
    }
}
