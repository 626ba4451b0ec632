/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json-reader-private.h"

#include "riskctx-json-locate-private.h"
#include "riskctx-json-number-private.h"
#include "riskctx-json-scan-private.h"

#include <string.h>

enum
{
  STATE_START, /* nothing read yet */
  STATE_FIRST, /* just behind an opening bracket */
  STATE_NEXT,  /* behind a value inside a container */
  STATE_DONE,  /* behind the outermost value */
  STATE_FAILED,
};

static void
problem_clear (gpointer data)
{
  RiskctxJsonProblem *problem = data;

  for (guint i = 0; i < G_N_ELEMENTS (problem->args); i++)
    g_free (problem->args[i]);
}

/**
 * riskctx_json_reader_note:
 * @self: a reader
 * @code: what sort of mistake
 * @offset: where
 * @arg0: (nullable): what goes into its message
 * @arg1: (nullable): likewise
 * @arg2: (nullable): likewise
 *
 * Adds a mistake to the reader's own.
 */
void
riskctx_json_reader_note (RiskctxJsonReader *self,
                          RiskctxIssueCode   code,
                          gsize              offset,
                          const char        *arg0,
                          const char        *arg1,
                          const char        *arg2)
{
  RiskctxJsonProblem problem = { code, offset,
                                 { g_strdup (arg0), g_strdup (arg1), g_strdup (arg2) } };

  self->flawed = TRUE;
  self->n_problems++;
  if (self->problems == NULL)
    {
      self->problems = g_array_new (FALSE, FALSE, sizeof (RiskctxJsonProblem));
      g_array_set_clear_func (self->problems, problem_clear);
    }
  /* The one that ends reading is always kept. */
  if (self->problems->len < RISKCTX_JSON_MAX_PROBLEMS || self->state == STATE_FAILED)
    g_array_append_val (self->problems, problem);
  else
    problem_clear (&problem);
}

static RiskctxJsonEvent
fail (RiskctxJsonReader *self,
      RiskctxIssueCode   code,
      const guint8      *where,
      const char        *arg0,
      const char        *arg1,
      const char        *arg2)
{
  self->cursor = where;
  self->offset = self->after = (gsize) (where - self->start);
  self->has_key = FALSE;
  self->state = STATE_FAILED;
  riskctx_json_reader_note (self, code, self->offset, arg0, arg1, arg2);

  return RISKCTX_JSON_EVENT_ERROR;
}

/* In a form that is the same in every language */
static char *
name_character (const RiskctxJsonReader *self,
                const guint8            *p)
{
  gunichar c = g_utf8_get_char_validated ((const char *) p, self->end - p);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf (*p == 0 ? "U+%04X" : "0x%02X", *p);
  if (!g_unichar_isprint (c) || c == ' ')
    return g_strdup_printf ("U+%04X", c);

  return g_strdup_printf ("“%.*s”", g_unichar_to_utf8 (c, NULL), (const char *) p);
}

static gboolean
starts_with (const RiskctxJsonReader *self,
             const guint8            *p,
             const char              *word)
{
  gsize length = strlen (word);

  return (gsize) (self->end - p) >= length && memcmp (p, word, length) == 0;
}

/* What people write who take JSON for JavaScript or Python */
static const char *
guess_hint (const RiskctxJsonReader *self,
            const guint8            *p)
{
  static const struct
  {
    const char *start;
    const char *hint;
  } habits[] = {
    { "//", "@format.hint.comment" },
    { "/*", "@format.hint.comment" },
    { "#", "@format.hint.comment" },
    { "'", "@format.hint.quotes" },
    { "“", "@format.hint.straight-quotes" },
    { "”", "@format.hint.straight-quotes" },
    { "True", "@format.hint.true" },
    { "False", "@format.hint.false" },
    { "None", "@format.hint.none" },
    { "NaN", "@format.hint.finite" },
    { "nan", "@format.hint.finite" },
    { "Infinity", "@format.hint.infinite" },
    { "inf", "@format.hint.infinite" },
    { "undefined", "@format.hint.undefined" },
    { "+", "@format.hint.plus" },
    { ".", "@format.hint.point" },
    { "，", "@format.hint.comma" },
    { "、", "@format.hint.comma" },
    { "：", "@format.hint.colon" },
    { "　", "@format.hint.space" },
    { "\xc2\xa0", "@format.hint.space" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      if (starts_with (self, p, habits[i].start))
        return habits[i].hint;
    }

  return NULL;
}

static RiskctxJsonEvent
fail_unclosed (RiskctxJsonReader *self)
{
  gsize open = self->open[self->depth - 1];
  gboolean object = (self->objects >> (self->depth - 1)) & 1;
  g_autofree char *line_text = NULL;
  g_autofree char *column_text = NULL;
  guint line, column;

  riskctx_json_locate_line (self->start, self->end - self->start, open, &line, &column);
  line_text = g_strdup_printf ("%u", line);
  column_text = g_strdup_printf ("%u", column);

  return fail (self, RISKCTX_ISSUE_SYNTAX, self->end,
               object ? "@format.unclosed-object" : "@format.unclosed-array", line_text,
               column_text);
}

static RiskctxJsonEvent
fail_expecting (RiskctxJsonReader *self,
                const guint8      *p,
                const char        *expected)
{
  g_autofree char *found = NULL;

  if (p >= self->end)
    return fail_unclosed (self);

  found = name_character (self, p);

  return fail (self, RISKCTX_ISSUE_SYNTAX, p, expected, found, guess_hint (self, p));
}

static RiskctxJsonEvent
fail_at_start (RiskctxJsonReader *self)
{
  const guint8 *p = self->start;
  gsize size = (gsize) (self->end - p);
  const char *encoding = NULL;

  if (size >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
    return fail (self, RISKCTX_ISSUE_ENCODING, p, "@format.bom", NULL, NULL);

  if (size >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
    encoding = "UTF-16";
  else if (size >= 4 && p[0] == 0 && p[1] == 0 && p[2] == 0 && p[3] != 0)
    encoding = "UTF-32";
  else if (size >= 2 && ((p[0] == 0) != (p[1] == 0)))
    encoding = size >= 4 && p[2] == 0 && p[3] == 0 ? "UTF-32" : "UTF-16";
  if (encoding != NULL)
    return fail (self, RISKCTX_ISSUE_ENCODING, p, "@format.encoding", encoding, NULL);

  p = riskctx_json_skip_space (p, self->end);
  if (p < self->end)
    return fail_expecting (self, p, "@format.expected-value");

  return fail (self, RISKCTX_ISSUE_EMPTY, p, NULL, NULL, NULL);
}

void
riskctx_json_reader_init (RiskctxJsonReader *self,
                          const void        *data,
                          gsize              size)
{
  static const guint8 nothing[1] = { 0 };

  memset (self, 0, sizeof *self);
  self->start = self->cursor = data != NULL ? data : nothing;
  self->end = self->start + size;
  self->state = STATE_START;
}

void
riskctx_json_reader_clear (RiskctxJsonReader *self)
{
  g_clear_pointer (&self->problems, g_array_unref);
  g_clear_pointer (&self->key_scratch.bytes, g_free);
  g_clear_pointer (&self->string_scratch.bytes, g_free);
}

static void
scratch_append (RiskctxJsonScratch *scratch,
                const void         *bytes,
                gsize               length)
{
  if (scratch->capacity - scratch->length < length)
    {
      scratch->capacity = MAX (256, (scratch->length + length) * 2);
      scratch->bytes = g_realloc (scratch->bytes, scratch->capacity);
    }
  if (length > 0)
    memcpy (scratch->bytes + scratch->length, bytes, length);
  scratch->length += length;
}

static void
scratch_append_character (RiskctxJsonScratch *scratch,
                          gunichar            c)
{
  char utf8[6];

  scratch_append (scratch, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}

static gint
parse_hex_4 (const guint8 *p,
             const guint8 *end)
{
  gint value = 0;

  if (end - p < 4)
    return -1;
  for (gint i = 0; i < 4; i++)
    {
      gint digit = g_ascii_xdigit_value ((char) p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

/* @p is behind “\u”; returns where to go on. */
static const guint8 *
read_unicode_escape (RiskctxJsonReader  *self,
                     const guint8       *p,
                     RiskctxJsonScratch *scratch)
{
  gsize offset = (gsize) (p - 2 - self->start);
  gint code = parse_hex_4 (p, self->end);
  gint low;

  if (code < 0)
    {
      riskctx_json_reader_note (self, RISKCTX_ISSUE_SYNTAX, offset,
                                "@format.hexadecimal", NULL, NULL);
      return p;
    }
  p += 4;

  if (code == 0)
    riskctx_json_reader_note (self, RISKCTX_ISSUE_SYNTAX, offset,
                              "@format.control", "U+0000", NULL);
  else if (code >= 0xd800 && code < 0xdc00)
    {
      low = self->end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? parse_hex_4 (p + 2, self->end) : -1;
      if (low >= 0xdc00 && low < 0xe000)
        {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          scratch_append_character (scratch, (gunichar) code);
          return p + 6;
        }
    }

  if (code >= 0xd800 && code < 0xe000)
    {
      g_autofree char *digits = g_strdup_printf ("%04X", code);

      riskctx_json_reader_note (self, RISKCTX_ISSUE_SYNTAX, offset, "@format.surrogate", digits,
                                NULL);
    }
  else if (code != 0)
    {
      scratch_append_character (scratch, (gunichar) code);
      return p;
    }
  scratch_append_character (scratch, 0xfffd);

  return p;
}

/* Appends the part of a string between two specials, and makes it valid UTF-8. */
static void
append_run (RiskctxJsonReader  *self,
            const guint8       *p,
            const guint8       *end,
            RiskctxJsonScratch *scratch)
{
  while (p < end)
    {
      const guint8 *bad = riskctx_json_find_bad_utf8 (p, end);

      scratch_append (scratch, p, (gsize) (bad - p));
      if (bad == end)
        return;

      /* A file in another encoding has thousands of these; one message tells it all. */
      if (!self->bad_utf8_noted)
        {
          g_autofree char *name = g_strdup_printf ("0x%02X", *bad);

          riskctx_json_reader_note (self, RISKCTX_ISSUE_ENCODING, (gsize) (bad - self->start),
                                    "@format.utf8", name, NULL);
        }
      self->bad_utf8_noted = TRUE;
      self->flawed = TRUE;
      scratch_append_character (scratch, 0xfffd);
      p = bad + 1;
    }
}

/* Reads a string with escapes or mistakes, @p behind the opening quote. Returns the byte behind
 * the closing quote, or NULL after failing. */
static const guint8 *
read_string_slowly (RiskctxJsonReader  *self,
                    const guint8       *p,
                    RiskctxJsonScratch *scratch,
                    RiskctxJsonSlice   *slice)
{
  const guint8 *quote = p - 1;

  scratch->length = 0;

  for (;;)
    {
      guint high = 0;
      const guint8 *special = riskctx_json_find_special (p, self->end, &high);

      append_run (self, p, special, scratch);
      p = special;

      if (p >= self->end || *p == '\n' || *p == '\r')
        {
          fail (self, RISKCTX_ISSUE_SYNTAX, quote, "@format.unclosed-string", NULL, NULL);
          return NULL;
        }
      if (*p == '"')
        break;
      if (*p != '\\')
        {
          g_autofree char *name = name_character (self, p);

          riskctx_json_reader_note (self, RISKCTX_ISSUE_SYNTAX, (gsize) (p - self->start),
                                    "@format.control", name,
                                    *p == '\t' ? "@format.hint.tab" : NULL);
          scratch_append_character (scratch, 0xfffd);
          p++;
          continue;
        }

      p++;
      if (p >= self->end)
        continue;
      switch (*p++)
        {
        case '"': scratch_append (scratch, "\"", 1); break;
        case '\\': scratch_append (scratch, "\\", 1); break;
        case '/': scratch_append (scratch, "/", 1); break;
        case 'b': scratch_append (scratch, "\b", 1); break;
        case 'f': scratch_append (scratch, "\f", 1); break;
        case 'n': scratch_append (scratch, "\n", 1); break;
        case 'r': scratch_append (scratch, "\r", 1); break;
        case 't': scratch_append (scratch, "\t", 1); break;
        case 'u': p = read_unicode_escape (self, p, scratch); break;
        default:
          p--;
          riskctx_json_reader_note (self, RISKCTX_ISSUE_SYNTAX,
                                    (gsize) (p - 1 - self->start), "@format.backslash", NULL,
                                    NULL);
          break;
        }
    }

  slice->text = scratch->bytes != NULL ? scratch->bytes : "";
  slice->length = scratch->length;

  return p + 1;
}

static inline const guint8 *
read_string (RiskctxJsonReader  *self,
             const guint8       *p,
             RiskctxJsonScratch *scratch,
             RiskctxJsonSlice   *slice)
{
  guint high = 0;
  const guint8 *text = p + 1;
  const guint8 *stop = riskctx_json_find_special (text, self->end, &high);

  if (G_LIKELY (stop < self->end && *stop == '"') &&
      (high == 0 || riskctx_json_find_bad_utf8 (text, stop) == stop))
    {
      slice->text = (const char *) text;
      slice->length = (gsize) (stop - text);
      return stop + 1;
    }

  return read_string_slowly (self, text, scratch, slice);
}

static RiskctxJsonEvent
finish_value (RiskctxJsonReader *self,
              const guint8      *after,
              RiskctxJsonEvent   event)
{
  self->cursor = after;
  self->after = (gsize) (after - self->start);
  self->state = self->depth > 0 ? STATE_NEXT : STATE_DONE;

  return event;
}

static RiskctxJsonEvent
read_number (RiskctxJsonReader *self,
             const guint8      *p)
{
  RiskctxJsonNumber number;
  RiskctxJsonNumberState state = riskctx_json_number_parse (p, self->end, &number);

  if (G_UNLIKELY (state != RISKCTX_JSON_NUMBER_FINE))
    {
      int length = (int) MIN (number.end - p, 40);
      const char *more = number.end - p > 40 ? "…" : "";
      g_autofree char *text = g_strdup_printf ("%.*s%s", length, (const char *) p, more);

      if (state == RISKCTX_JSON_NUMBER_MALFORMED)
        {
          gboolean zero = number.end < self->end && g_ascii_isdigit (*number.end);

          return fail (self, RISKCTX_ISSUE_SYNTAX, p,
                       zero ? "@format.leading-zero" : "@format.missing-digit", text, NULL);
        }
      riskctx_json_reader_note (self,
                                state == RISKCTX_JSON_NUMBER_INEXACT ? RISKCTX_ISSUE_INEXACT
                                                                     : RISKCTX_ISSUE_NUMBER,
                                self->offset, text, NULL, NULL);
      number.value = 0;
      number.is_integer = FALSE;
    }

  /* “0x10”, “1,000.5e”, “12abc”: said here, where the reason can be seen */
  if (number.end < self->end && (g_ascii_isalnum (*number.end) || *number.end == '.' ||
                                 *number.end == '_'))
    {
      g_autofree char *found = name_character (self, number.end);

      return fail (self, RISKCTX_ISSUE_SYNTAX, number.end, "@format.not-in-number", found, NULL);
    }

  self->number = number.value;
  self->integer = number.integer;
  self->is_integer = number.is_integer;

  return finish_value (self, number.end, RISKCTX_JSON_EVENT_NUMBER);
}

static RiskctxJsonEvent
read_word (RiskctxJsonReader *self,
           const guint8      *p)
{
  static const struct
  {
    const char *word;
    gsize length;
    RiskctxJsonEvent event;
  } words[] = {
    { "true", 4, RISKCTX_JSON_EVENT_TRUE },
    { "false", 5, RISKCTX_JSON_EVENT_FALSE },
    { "null", 4, RISKCTX_JSON_EVENT_NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const guint8 *after = p + words[i].length;

      if ((gsize) (self->end - p) >= words[i].length &&
          memcmp (p, words[i].word, words[i].length) == 0 &&
          (after == self->end || !(g_ascii_isalnum (*after) || *after == '_')))
        return finish_value (self, after, words[i].event);
    }

  return fail_expecting (self, p, "@format.expected-value");
}

static RiskctxJsonEvent
open_container (RiskctxJsonReader *self,
                const guint8      *p)
{
  gboolean object = *p == '{';

  if (self->depth == RISKCTX_JSON_MAX_DEPTH)
    return fail (self, RISKCTX_ISSUE_DEPTH, p, G_STRINGIFY (RISKCTX_JSON_MAX_DEPTH), NULL, NULL);

  self->open[self->depth] = self->offset;
  if (object)
    self->objects |= G_GUINT64_CONSTANT (1) << self->depth;
  else
    self->objects &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->depth++;
  self->cursor = p + 1;
  self->after = self->offset + 1;
  self->state = STATE_FIRST;

  return object ? RISKCTX_JSON_EVENT_OBJECT : RISKCTX_JSON_EVENT_ARRAY;
}

static RiskctxJsonEvent
close_container (RiskctxJsonReader *self,
                 const guint8      *p,
                 gboolean           object)
{
  self->depth--;
  self->has_key = FALSE;
  self->offset = (gsize) (p - self->start);

  return finish_value (self, p + 1,
                       object ? RISKCTX_JSON_EVENT_OBJECT_END : RISKCTX_JSON_EVENT_ARRAY_END);
}

static RiskctxJsonEvent
read_value (RiskctxJsonReader *self,
            const guint8      *p)
{
  const guint8 *after;

  self->offset = (gsize) (p - self->start);

  switch (*p)
    {
    case '"':
      after = read_string (self, p, &self->string_scratch, &self->string);
      if (after == NULL)
        return RISKCTX_JSON_EVENT_ERROR;
      return finish_value (self, after, RISKCTX_JSON_EVENT_STRING);

    case '{':
    case '[':
      return open_container (self, p);

    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return read_number (self, p);

    default:
      return read_word (self, p);
    }
}

static RiskctxJsonEvent
next_at_edge (RiskctxJsonReader *self)
{
  const guint8 *p = riskctx_json_skip_space (self->cursor, self->end);

  self->has_key = FALSE;

  if (self->state == STATE_START)
    {
      if (p == self->end || *p == 0 || *p >= 0xef)
        return fail_at_start (self);
      if (self->start + 1 < self->end && self->start[1] == 0)
        return fail_at_start (self);
      return read_value (self, p);
    }

  if (self->state == STATE_FAILED)
    return RISKCTX_JSON_EVENT_ERROR;

  self->cursor = p;
  self->offset = self->after = (gsize) (p - self->start);
  if (p < self->end)
    return fail (self, RISKCTX_ISSUE_TRAILING, p, NULL, NULL, NULL);

  return RISKCTX_JSON_EVENT_END;
}

/**
 * riskctx_json_reader_next:
 * @self: a reader
 *
 * Reads on to the next event. After %RISKCTX_JSON_EVENT_END and %RISKCTX_JSON_EVENT_ERROR it
 * stays there.
 *
 * Returns: the event; its data are in @self
 */
RiskctxJsonEvent
riskctx_json_reader_next (RiskctxJsonReader *self)
{
  const guint8 *p;
  gboolean object;

  self->flawed = FALSE;

  if (G_UNLIKELY (self->state != STATE_FIRST && self->state != STATE_NEXT))
    return next_at_edge (self);

  object = (self->objects >> (self->depth - 1)) & 1;
  p = riskctx_json_skip_space (self->cursor, self->end);
  if (p == self->end)
    return fail_unclosed (self);

  if (*p == (object ? '}' : ']'))
    return close_container (self, p, object);

  if (self->state == STATE_NEXT)
    {
      const guint8 *comma = p;

      if (*p != ',')
        return fail_expecting (self, p, object ? "@format.expected-comma-or-brace"
                                               : "@format.expected-comma-or-bracket");
      p = riskctx_json_skip_space (p + 1, self->end);
      if (p < self->end && *p == (object ? '}' : ']'))
        return fail (self, RISKCTX_ISSUE_SYNTAX, comma, "@format.trailing-comma", NULL, NULL);
    }

  if (!object)
    {
      if (p == self->end)
        return fail_unclosed (self);
      self->has_key = FALSE;
      return read_value (self, p);
    }

  if (p == self->end || *p != '"')
    return fail_expecting (self, p, "@format.expected-name");
  self->key_offset = (gsize) (p - self->start);
  p = read_string (self, p, &self->key_scratch, &self->key);
  if (p == NULL)
    return RISKCTX_JSON_EVENT_ERROR;

  p = riskctx_json_skip_space (p, self->end);
  if (p == self->end || *p != ':')
    return fail_expecting (self, p, "@format.expected-colon");
  p = riskctx_json_skip_space (p + 1, self->end);
  if (p == self->end)
    return fail_unclosed (self);
  self->has_key = TRUE;

  return read_value (self, p);
}

/**
 * riskctx_json_reader_skip:
 * @self: a reader
 * @event: the event the reader is at
 *
 * Reads past the value that @event begins, whatever is in it.
 *
 * Returns: %FALSE if the text turned out not to be JSON
 */
gboolean
riskctx_json_reader_skip (RiskctxJsonReader *self,
                          RiskctxJsonEvent   event)
{
  guint depth = self->depth;

  if (event != RISKCTX_JSON_EVENT_OBJECT && event != RISKCTX_JSON_EVENT_ARRAY)
    return event != RISKCTX_JSON_EVENT_ERROR;

  while (self->depth >= depth)
    {
      if (riskctx_json_reader_next (self) == RISKCTX_JSON_EVENT_ERROR)
        return FALSE;
    }

  return TRUE;
}
