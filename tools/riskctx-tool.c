/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <math.h>
#include <string.h>

/* The work grows with the square. */
#define LONGEST_NAME 64

const char *
tool_word (Tool       *tool,
           const char *key)
{
  const char *word = riskctx_word (key, tool->message_language);

  return word ? word : key;
}

static char *
fill (const char *words,
      va_list     list)
{
  const char *args[10] = { NULL };
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (args); i++)
    if ((args[i] = va_arg (list, const char *)) == NULL)
      break;
  for (const char *p = words; *p != '\0'; p++)
    {
      if (p[0] == '{' && g_ascii_isdigit (p[1]) && p[2] == '}' && args[p[1] - '0'] != NULL)
        {
          g_string_append (string, args[p[1] - '0']);
          p += 2;
        }
      else
        g_string_append_c (string, *p);
    }
  return g_string_free (string, FALSE);
}

/* Puts the arguments, which end with NULL, where the words say {0}, {1}, ... */
char *
tool_fill (const char *words, ...)
{
  va_list list;

  va_start (list, words);

  char *text = fill (words, list);

  va_end (list);
  return text;
}

static void
say (Tool       *tool,
     const char *text)
{
  g_autofree char *line = tool->command ? g_strdup_printf ("riskctx %s: %s\n",
                                                           tool->command->name, text)
                                        : g_strdup_printf ("riskctx: %s\n", text);

  tool_write_message (line);
}

/* A message to the person at the terminal. */
void
tool_say (Tool       *tool,
          const char *key, ...)
{
  va_list list;

  va_start (list, key);

  g_autofree char *text = fill (tool_word (tool, key), list);

  va_end (list);
  say (tool, text);
}

/* A mistake in the way the command was called. */
ToolStatus
tool_refuse (Tool       *tool,
             const char *key, ...)
{
  va_list list;

  va_start (list, key);

  g_autofree char *text = fill (tool_word (tool, key), list);

  va_end (list);
  say (tool, text);

  g_autofree char *call = tool->command ? g_strdup_printf ("riskctx %s --help", tool->command->name)
                                        : g_strdup ("riskctx --help");
  g_autofree char *hint = tool_fill (tool_word (tool, "tool.say.try-help"), call, NULL);
  g_autofree char *line = g_strconcat (hint, "\n", NULL);

  tool_write_message (line);
  return TOOL_USAGE;
}

/* Whatever the library could not do; being interrupted needs no words. */
ToolStatus
tool_fail (Tool         *tool,
           const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TOOL_INTERRUPTED;
  say (tool, error->message);
  return TOOL_FAILURE;
}

/* Letters to insert, leave out, change or swap to make one name of the other. */
static gsize
distance (const char *a,
          const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  gsize rows[3][LONGEST_NAME + 1] = { { 0 } };

  for (gsize j = 0; j <= m; j++)
    rows[0][j] = j;
  for (gsize i = 1; i <= n; i++)
    {
      const gsize *before = rows[(i + 1) % 3], *above = rows[(i - 1) % 3];
      gsize *row = rows[i % 3];

      row[0] = i;
      for (gsize j = 1; j <= m; j++)
        {
          row[j] = above[j - 1] + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));
          row[j] = MIN (row[j], MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return rows[n % 3][m];
}

/* The candidate that @name was probably meant to be, or NULL. */
const char *
tool_nearest (const char        *name,
              const char *const *candidates)
{
  gsize length = strlen (name);
  gsize best = MAX (length, 3) / 3 + 1; /* one mistake in three letters is still a spelling */
  const char *nearest = NULL;

  for (; length <= LONGEST_NAME && *candidates != NULL; candidates++)
    {
      gsize mistakes = distance (*candidates, name);

      if (mistakes < best)
        {
          best = mistakes;
          nearest = *candidates;
        }
    }
  return nearest;
}

/* The language of the library's own words that a tag such as ja-JP or ja_JP.UTF-8 asks for, or
 * NULL if it has none. */
const char *
tool_find_language (const char *tag)
{
  static const char *const languages[] = { "ja", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      gsize length = strlen (languages[i]);

      if (g_ascii_strncasecmp (tag, languages[i], length) == 0 && !g_ascii_isalnum (tag[length]))
        return languages[i];
    }
  return NULL;
}

const char *
tool_text (RiskctxText *text,
           const char  *language)
{
  const char *value = text ? riskctx_text_get (text, language) : NULL;

  return value ? value : "";
}

/* What is written about a document is in the language asked for, or else in the document's. */
const char *
tool_get_language (Tool              *tool,
                   RiskctxAssessment *assessment)
{
  if (tool->language != NULL)
    return tool_find_language (tool->language);

  const char *own = assessment ? riskctx_assessment_get_language (assessment) : NULL;
  const char *known = own ? tool_find_language (own) : NULL;

  return known ? known : assessment ? "en" : tool->message_language;
}

static char *
number_to_string (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

gboolean
tool_parse_number (Tool       *tool,
                   const char *option,
                   const char *text,
                   double      minimum,
                   double      maximum,
                   double     *number)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  /* g_ascii_strtod() also knows hexadecimal numbers, blanks, nan and inf. */
  if (*text == '\0' || *end != '\0' || text[strspn (text, "+-.0123456789eE")] != '\0')
    {
      tool_refuse (tool, "tool.say.not-a-number", option, text, NULL);
      return FALSE;
    }
  if (!isfinite (value) || value < minimum || value > maximum)
    {
      g_autofree char *low = number_to_string (minimum);
      g_autofree char *high = number_to_string (maximum);

      tool_refuse (tool, "tool.say.not-in-range", option, text, low, high, NULL);
      return FALSE;
    }
  *number = value;
  return TRUE;
}

gboolean
tool_parse_count (Tool       *tool,
                  const char *option,
                  const char *text,
                  guint64     minimum,
                  guint64     maximum,
                  guint64    *count)
{
  g_autoptr(GError) error = NULL;

  if (g_ascii_string_to_unsigned (text, 10, minimum, maximum, count, &error))
    return TRUE;
  if (g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    {
      g_autofree char *low = g_strdup_printf ("%" G_GUINT64_FORMAT, minimum);
      g_autofree char *high = g_strdup_printf ("%" G_GUINT64_FORMAT, maximum);

      tool_refuse (tool, "tool.say.not-in-range", option, text, low, high, NULL);
    }
  else
    tool_refuse (tool, "tool.say.not-a-count", option, text, NULL);
  return FALSE;
}

gboolean
tool_parse_enum (Tool       *tool,
                 const char *option,
                 const char *text,
                 GType       type,
                 int        *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value_by_nick (klass, text);

  if (found == NULL)
    {
      g_autoptr(GPtrArray) nicks = g_ptr_array_new ();

      for (guint i = 0; i < klass->n_values; i++)
        g_ptr_array_add (nicks, (char *) klass->values[i].value_nick);
      g_ptr_array_add (nicks, NULL);

      g_autofree char *list = g_strjoinv (", ", (char **) nicks->pdata);

      tool_refuse (tool, "tool.say.not-one-of", option, text, list, NULL);
      return FALSE;
    }
  *value = found->value;
  return TRUE;
}

gboolean
tool_is_date (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *moment = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr(GDateTime) parsed = NULL;

  if (strlen (text) == strlen ("2026-04-01") && text[4] == '-' && text[7] == '-')
    parsed = g_date_time_new_from_iso8601 (moment, utc);
  return parsed != NULL;
}
