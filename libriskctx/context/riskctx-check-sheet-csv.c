/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check-sheet-private.h"

#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-field-private.h"
#include "riskctx-words.h"

/* Answers from a table that was filled in with a spreadsheet or by hand: RFC 4180, with a row of
 * names first. Only the columns of id, answer and note are read. */

#define MAX_SIZE (1 << 20)
#define MAX_COLUMNS 64
#define MAX_MISTAKES 100

typedef struct
{
  const char *at;
  guint       line;
} Reader;

/* Reads one field and what ends it; *last: it was the last one of its row. */
static char *
read_field (Reader   *reader,
            gboolean *last)
{
  GString *field = g_string_new (NULL);
  gboolean quoted = *reader->at == '"';

  if (quoted)
    reader->at++;
  for (; *reader->at != '\0'; reader->at++)
    {
      if (quoted && *reader->at == '"')
        {
          if (reader->at[1] != '"')
            {
              quoted = FALSE;
              continue;
            }
          reader->at++;
        }
      else if (!quoted && (*reader->at == ',' || *reader->at == '\n' || *reader->at == '\r'))
        break;
      if (*reader->at == '\n')
        reader->line++;
      g_string_append_c (field, *reader->at);
    }
  *last = *reader->at != ',';
  if (*reader->at == '\r' && reader->at[1] == '\n')
    reader->at++;
  if (*reader->at == '\n' || *reader->at == '\r')
    reader->line++;
  if (*reader->at != '\0')
    reader->at++;
  return g_string_free (field, FALSE);
}

static GPtrArray *
read_row (Reader *reader)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  gboolean last = FALSE;

  while (!last)
    {
      g_autofree char *field = read_field (reader, &last);

      if (row->len < MAX_COLUMNS)
        g_ptr_array_add (row, g_strstrip (g_steal_pointer (&field)));
    }
  return row;
}

static gboolean
is_word (const char *key,
         const char *text)
{
  return g_strcmp0 (riskctx_word (key, "en"), text) == 0
         || g_strcmp0 (riskctx_word (key, "ja"), text) == 0;
}

/* Where a column is, by its name in either language or its plain name; -1: nowhere. */
static int
find_column (GPtrArray  *names,
             const char *name,
             const char *key)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], name) == 0 || is_word (key, names->pdata[i]))
      return (int) i;
  return -1;
}

static const char *
cell (GPtrArray *row,
      int        column)
{
  return column >= 0 && (guint) column < row->len ? row->pdata[column] : "";
}

gboolean
riskctx_check_mark_read (const char       *text,
                         RiskctxCheckMark *mark)
{
  for (int i = RISKCTX_CHECK_MARK_UNKNOWN; i <= RISKCTX_CHECK_MARK_NOT_APPLICABLE; i++)
    {
      const char *nick = riskctx_enum_to_nick (RISKCTX_TYPE_CHECK_MARK, i);

      *mark = (RiskctxCheckMark) i;
      if (g_ascii_strcasecmp (text, nick) == 0
          || g_ascii_strcasecmp (text,
                                 riskctx_enum_label (RISKCTX_TYPE_CHECK_MARK, i, "en")) == 0
          || strcmp (text, riskctx_enum_label (RISKCTX_TYPE_CHECK_MARK, i, "ja")) == 0)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  char            *question;
  gboolean         erase;
  RiskctxCheckMark mark;
  char            *note; /* or NULL */
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->question);
  g_free (entry->note);
  g_free (entry);
}

static void
add_mistake (GPtrArray  *mistakes,
             guint       line,
             const char *message)
{
  if (mistakes->len < MAX_MISTAKES)
    g_ptr_array_add (mistakes, g_strdup_printf ("line %u: %s", line, message));
}

static void
read_entry (RiskctxCheckSheet *scratch,
            GPtrArray         *row,
            const int          columns[3],
            guint              line,
            GPtrArray         *entries,
            GPtrArray         *mistakes)
{
  const char *id = cell (row, columns[0]), *answer = cell (row, columns[1]);
  const char *note = cell (row, columns[2]);
  g_autoptr(GError) unknown = NULL;
  RiskctxCheckMark mark = RISKCTX_CHECK_MARK_UNKNOWN;
  Entry *entry;

  if (id[0] == '\0' && answer[0] == '\0')
    return;
  if (answer[0] != '\0' && !riskctx_check_mark_read (answer, &mark))
    {
      g_autofree char *message = g_strdup_printf (
        "“%s” is no answer; write yes, partly, no, unknown or not-applicable", answer);

      add_mistake (mistakes, line, message);
      return;
    }
  if (!riskctx_check_sheet_set_mark (scratch, id, mark, NULL, &unknown))
    {
      add_mistake (mistakes, line, unknown->message);
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->question = g_strdup (id);
  entry->erase = answer[0] == '\0';
  entry->mark = mark;
  entry->note = note[0] != '\0' ? g_strdup (note) : NULL;
  g_ptr_array_add (entries, entry);
}

/* NULL with every mistake in the error, if there is any. */
static GPtrArray *
read_entries (const char *text,
              GError    **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(RiskctxAssessment) nowhere = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxCheckSheet) scratch = riskctx_check_sheet_new (nowhere);
  Reader reader = { g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, 1 };
  g_autoptr(GPtrArray) names = read_row (&reader);
  const int columns[] = {
    find_column (names, "id", "practice.column.id"),
    find_column (names, "answer", "practice.column.answer"),
    find_column (names, "note", "practice.column.note"),
  };

  if (columns[0] < 0 || columns[1] < 0)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "line 1: the first row must name the columns, among them “id” and "
                           "“answer”");
      return NULL;
    }
  while (*reader.at != '\0')
    {
      const guint line = reader.line;
      g_autoptr(GPtrArray) row = read_row (&reader);

      read_entry (scratch, row, columns, line, entries, mistakes);
    }
  if (mistakes->len == 0)
    return g_steal_pointer (&entries);
  g_ptr_array_add (mistakes, NULL);

  g_autofree char *all = g_strjoinv ("\n", (GStrv) mistakes->pdata);

  g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, all);
  return NULL;
}

/**
 * riskctx_check_sheet_read_csv:
 * @self: a check sheet
 * @text: a table in UTF-8, as in RFC 4180
 * @error: return location for an error
 *
 * Takes the answers of a table that was filled in: the one that the check sheet itself is written
 * as, or any other whose first row names the columns `id` and `answer`, and perhaps `note`. Other
 * columns say nothing. An empty answer erases the one that there was; a question that is not in the
 * table keeps its own.
 *
 * Fails with [error@Error.INVALID] and a line for each mistake, and changes nothing then; with
 * [error@Error.TOO_LARGE] above 1 MiB.
 *
 * Returns: %TRUE if all answers were taken
 *
 * Since: 1.0
 */
gboolean
riskctx_check_sheet_read_csv (RiskctxCheckSheet *self,
                              const char        *text,
                              GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_CHECK_SHEET (self) && text != NULL, FALSE);

  g_autoptr(GPtrArray) entries = NULL;

  if (strlen (text) > MAX_SIZE)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                           "the table is larger than 1 MiB");
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "the table is not UTF-8; save it as “CSV UTF-8”");
      return FALSE;
    }
  entries = read_entries (text, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (entry->erase)
        riskctx_check_sheet_erase (self, entry->question);
      else
        riskctx_check_sheet_set_mark (self, entry->question, entry->mark, entry->note, NULL);
    }
  return TRUE;
}
