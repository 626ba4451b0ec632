/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <string.h>

#define GUTTER 2

/* Rows of cells, as many as there are letters in the alignment: l or r. A row without cells is a
 * rule. */
struct _ToolTable
{
  char      *alignment;
  guint      n_columns;
  GPtrArray *rows; /* of char **, or NULL for a rule */
};

/* How many columns of a terminal a text takes. */
guint
tool_text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

ToolTable *
tool_table_new (const char *alignment)
{
  ToolTable *self = g_new0 (ToolTable, 1);

  self->alignment = g_strdup (alignment);
  self->n_columns = (guint) strlen (alignment);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
tool_table_add (ToolTable         *self,
                const char *const *cells)
{
  char **row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = g_strdup (cells[i] ? cells[i] : "");
  g_ptr_array_add (self->rows, row);
}

void
tool_table_add_rule (ToolTable *self)
{
  g_ptr_array_add (self->rows, NULL);
}

static void
append_blanks (GString *string,
               guint    n,
               char     blank)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (string, blank);
}

void
tool_table_write (ToolTable *self,
                  GString   *string)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  guint total = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      for (guint j = 0; j < self->rows->len; j++)
        {
          char **row = g_ptr_array_index (self->rows, j);

          if (row != NULL)
            widths[i] = MAX (widths[i], tool_text_width (row[i]));
        }
      total += widths[i] + (i > 0 ? GUTTER : 0);
    }

  for (guint j = 0; j < self->rows->len; j++)
    {
      char **row = g_ptr_array_index (self->rows, j);

      if (row == NULL)
        append_blanks (string, total, '-');
      for (guint i = 0; row != NULL && i < self->n_columns; i++)
        {
          guint rest = widths[i] - tool_text_width (row[i]);

          if (i > 0)
            append_blanks (string, GUTTER, ' ');
          if (self->alignment[i] == 'r')
            append_blanks (string, rest, ' ');
          g_string_append (string, row[i]);
          if (self->alignment[i] != 'r')
            append_blanks (string, rest, ' ');
        }
      while (string->len > 0 && string->str[string->len - 1] == ' ')
        g_string_truncate (string, string->len - 1);
      g_string_append_c (string, '\n');
    }
}

void
tool_table_free (ToolTable *self)
{
  g_free (self->alignment);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* No line of Japanese begins with one of these. */
static gboolean
may_begin_line (gunichar c)
{
  static const char never[] =
    "、。，．・：；？！」』）】〕］｝〉》々ゝゞーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ";

  return g_utf8_strchr (never, -1, c) == NULL;
}

/* Appends the text, continuing at column @indent, in lines of at most @width columns. Lines break
 * at blanks, and before and after wide characters. */
void
tool_append_wrapped (GString    *string,
                     const char *text,
                     guint       indent,
                     guint       width)
{
  guint column = indent;

  while (*text != '\0')
    {
      const char *end = text;
      gboolean blank = *text == ' ';

      if (*text == '\n')
        {
          g_string_append_c (string, '\n');
          append_blanks (string, text[1] != '\n' ? indent : 0, ' ');
          column = indent;
          text++;
          continue;
        }
      /* A piece that is not broken: blanks, a word, or a wide character and what must follow. */
      do
        end = g_utf8_next_char (end);
      while (*end != '\0' && *end != '\n' && (*end == ' ') == blank
             && (!may_begin_line (g_utf8_get_char (end))
                 || (!g_unichar_iswide (g_utf8_get_char (end))
                     && !g_unichar_iswide (g_utf8_get_char (g_utf8_prev_char (end))))));

      g_autofree char *piece = g_strndup (text, (gsize) (end - text));
      guint size = tool_text_width (piece);

      if (column + size > width && column > indent)
        {
          while (string->len > 0 && string->str[string->len - 1] == ' ')
            g_string_truncate (string, string->len - 1);
          g_string_append_c (string, '\n');
          append_blanks (string, indent, ' ');
          column = indent;
        }
      if (!blank || column > indent)
        {
          g_string_append (string, piece);
          column += size;
        }
      text = end;
    }
}
