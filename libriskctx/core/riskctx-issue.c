/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-issue-private.h"

#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-words.h"

#define N_ARGS 3

/**
 * RiskctxIssue:
 *
 * Something that is wrong with, or remarkable about, a document.
 *
 * Reading a document, checking it and applying the method give lists of issues. Each has a stable
 * code such as `RCX-E0303`, the JSON Pointer of the value it is about, the line and column where it
 * was read from a file, a message in English or Japanese, and where possible a hint.
 *
 * Issues do not change once they have been handed out and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxIssue
{
  GObject                 parent_instance;
  const RiskctxIssueKind *kind;
  char                    code[12];
  char                   *pointer;
  char                   *item_id;
  char                   *args[N_ARGS];
  RiskctxText            *texts[N_ARGS]; /* instead of the arguments, where given */
  char                   *message;
  char                   *hint;
  guint                   line;
  guint                   column;
};

G_DEFINE_FINAL_TYPE (RiskctxIssue, riskctx_issue, G_TYPE_OBJECT)

typedef enum
{
  PROP_SEVERITY = 1,
  PROP_CODE,
  PROP_POINTER,
  PROP_ITEM_ID,
  PROP_LINE,
  PROP_COLUMN,
  PROP_MESSAGE,
  PROP_HINT,
} RiskctxIssueProperty;

static GParamSpec *properties[PROP_HINT + 1];

static void
riskctx_issue_finalize (GObject *object)
{
  RiskctxIssue *self = RISKCTX_ISSUE (object);

  g_free (self->pointer);
  g_free (self->item_id);
  for (guint i = 0; i < N_ARGS; i++)
    {
      g_free (self->args[i]);
      g_clear_pointer (&self->texts[i], riskctx_text_unref);
    }
  g_free (self->message);
  g_free (self->hint);
  G_OBJECT_CLASS (riskctx_issue_parent_class)->finalize (object);
}

static void
riskctx_issue_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RiskctxIssue *self = RISKCTX_ISSUE (object);

  switch ((RiskctxIssueProperty) prop_id)
    {
    case PROP_SEVERITY:
      g_value_set_enum (value, riskctx_issue_get_severity (self));
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    case PROP_POINTER:
      g_value_set_string (value, self->pointer);
      break;
    case PROP_ITEM_ID:
      g_value_set_string (value, self->item_id);
      break;
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_COLUMN:
      g_value_set_uint (value, self->column);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_issue_class_init (RiskctxIssueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_issue_finalize;
  object_class->get_property = riskctx_issue_get_property;

  /**
   * RiskctxIssue:severity: (getter get_severity)
   *
   * How much the issue matters.
   *
   * Since: 1.0
   */
  properties[PROP_SEVERITY] = g_param_spec_enum ("severity", NULL, NULL, RISKCTX_TYPE_SEVERITY,
                                                 RISKCTX_SEVERITY_INFO, flags);
  /**
   * RiskctxIssue:code: (getter get_code)
   *
   * The stable code, such as `RCX-E0303`.
   *
   * Since: 1.0
   */
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  /**
   * RiskctxIssue:pointer: (getter get_pointer)
   *
   * The JSON Pointer (RFC 6901) of the value.
   *
   * Since: 1.0
   */
  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  /**
   * RiskctxIssue:item-id: (getter get_item_id)
   *
   * The id of the item that the issue is about, if it has one.
   *
   * Since: 1.0
   */
  properties[PROP_ITEM_ID] = g_param_spec_string ("item-id", NULL, NULL, NULL, flags);
  /**
   * RiskctxIssue:line: (getter get_line)
   *
   * The line in the file, from 1; 0 if the document was not read from text.
   *
   * Since: 1.0
   */
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RiskctxIssue:column: (getter get_column)
   *
   * The column in the line, in characters from 1; 0 if not known.
   *
   * Since: 1.0
   */
  properties[PROP_COLUMN] = g_param_spec_uint ("column", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RiskctxIssue:message: (getter get_message)
   *
   * What is wrong, in English.
   *
   * Since: 1.0
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  /**
   * RiskctxIssue:hint: (getter get_hint)
   *
   * What may have been meant, such as the nearest name; %NULL if nothing can be said.
   *
   * Since: 1.0
   */
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_issue_init (RiskctxIssue *self)
{
  guint n;

  /* One made by other means than the checks, as a binding can, is still whole. */
  self->kind = &riskctx_issue_kinds (&n)[0];
}

char *
riskctx_fill_template (const char        *template,
                       const char *const *args,
                       guint              n_args)
{
  GString *string = g_string_new (NULL);

  for (const char *p = template; *p != '\0'; p++)
    {
      if (p[0] == '{' && g_ascii_isdigit (p[1]) && p[2] == '}' && (guint) (p[1] - '0') < n_args)
        {
          const char *arg = args[p[1] - '0'];

          g_string_append (string, arg ? arg : "");
          p += 2;
        }
      else
        g_string_append_c (string, *p);
    }
  return g_string_free (string, FALSE);
}

RiskctxIssue *
riskctx_issue_new (RiskctxIssueCode code,
                   const char      *pointer,
                   const char      *item_id,
                   const char      *arg0,
                   const char      *arg1,
                   const char      *arg2)
{
  RiskctxIssue *self = g_object_new (RISKCTX_TYPE_ISSUE, NULL);
  static const char letters[] = { 'I', 'W', 'E' };

  self->kind = riskctx_issue_kind_find (code);
  g_snprintf (self->code, sizeof self->code, "RCX-%c%04d",
              letters[self->kind->severity], (int) code);
  self->pointer = g_strdup (pointer);
  self->item_id = g_strdup (item_id);
  self->args[0] = g_strdup (arg0);
  self->args[1] = g_strdup (arg1);
  self->args[2] = g_strdup (arg2);
  self->message = riskctx_issue_dup_message (self, "en");
  return self;
}

void
riskctx_issue_set_text (RiskctxIssue *self,
                        guint         index,
                        RiskctxText  *text)
{
  g_return_if_fail (index < N_ARGS && text != NULL);

  riskctx_text_ref (text);
  g_clear_pointer (&self->texts[index], riskctx_text_unref);
  self->texts[index] = text;
  g_free (self->message);
  self->message = riskctx_issue_dup_message (self, "en");
}

void
riskctx_issue_set_hint (RiskctxIssue *self,
                        const char   *hint)
{
  char *copy = g_strdup (hint);

  g_free (self->hint);
  self->hint = copy;
}

void
riskctx_issue_set_position (RiskctxIssue *self,
                            guint         line,
                            guint         column)
{
  self->line = line;
  self->column = column;
}

RiskctxIssueCode
riskctx_issue_get_number (RiskctxIssue *self)
{
  return self->kind->code;
}

const char *
riskctx_issue_get_argument (RiskctxIssue *self,
                            guint         position)
{
  return position < N_ARGS ? self->args[position] : NULL;
}

/**
 * riskctx_issue_get_severity: (get-property severity)
 * @self: an issue
 *
 * Gets how much the issue matters.
 *
 * Returns: the severity
 *
 * Since: 1.0
 */
RiskctxSeverity
riskctx_issue_get_severity (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), RISKCTX_SEVERITY_ERROR);
  return self->kind->severity;
}

/**
 * riskctx_issue_get_code: (get-property code)
 * @self: an issue
 *
 * Gets the stable code: `RCX-`, `E`, `W` or `I` for the severity, and four digits.
 *
 * Returns: (transfer none): the code
 *
 * Since: 1.0
 */
const char *
riskctx_issue_get_code (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), NULL);
  return self->code;
}

/**
 * riskctx_issue_get_pointer: (get-property pointer)
 * @self: an issue
 *
 * Gets the JSON Pointer (RFC 6901) of the value that the issue is about.
 *
 * Returns: (transfer none) (nullable): the pointer; the empty string is the whole document
 *
 * Since: 1.0
 */
const char *
riskctx_issue_get_pointer (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), NULL);
  return self->pointer;
}

/**
 * riskctx_issue_get_item_id: (get-property item-id)
 * @self: an issue
 *
 * Gets the id of the item that the issue is about.
 *
 * Returns: (transfer none) (nullable): the id
 *
 * Since: 1.0
 */
const char *
riskctx_issue_get_item_id (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), NULL);
  return self->item_id;
}

/**
 * riskctx_issue_get_line: (get-property line)
 * @self: an issue
 *
 * Gets the line in the file.
 *
 * Returns: the line from 1, or 0 if not known
 *
 * Since: 1.0
 */
guint
riskctx_issue_get_line (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), 0);
  return self->line;
}

/**
 * riskctx_issue_get_column: (get-property column)
 * @self: an issue
 *
 * Gets the column in the line, counted in characters.
 *
 * Returns: the column from 1, or 0 if not known
 *
 * Since: 1.0
 */
guint
riskctx_issue_get_column (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), 0);
  return self->column;
}

/**
 * riskctx_issue_get_message: (get-property message)
 * @self: an issue
 *
 * Gets what is wrong, in English.
 *
 * Returns: (transfer none): the message
 *
 * Since: 1.0
 */
const char *
riskctx_issue_get_message (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), NULL);
  return self->message;
}

/**
 * riskctx_issue_get_hint: (get-property hint)
 * @self: an issue
 *
 * Gets what may have been meant.
 *
 * Returns: (transfer none) (nullable): the hint
 *
 * Since: 1.0
 */
const char *
riskctx_issue_get_hint (RiskctxIssue *self)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self), NULL);
  return self->hint;
}

/**
 * riskctx_issue_dup_message:
 * @self: an issue
 * @language: `ja` or `en`
 *
 * Says what is wrong in a language.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
char *
riskctx_issue_dup_message (RiskctxIssue *self,
                           const char   *language)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self) && language != NULL, NULL);

  gboolean japanese = g_str_has_prefix (language, "ja");
  const char *args[N_ARGS];
  g_autofree char *first = NULL;

  /* An argument may be a text. One that begins with @ is the key of a word, and the first may have
   * places for the others: it may be a whole sentence. */
  for (guint i = 0; i < N_ARGS; i++)
    {
      const char *word = self->args[i] && self->args[i][0] == '@'
                           ? riskctx_word (self->args[i] + 1, language) : NULL;

      args[i] = word ? word : self->args[i];
      if (self->texts[i] != NULL)
        args[i] = riskctx_text_get (self->texts[i], language);
    }
  if (self->texts[0] == NULL && args[0] != self->args[0])
    args[0] = first = riskctx_fill_template (args[0], args, N_ARGS);

  return riskctx_fill_template (japanese ? self->kind->ja : self->kind->en, args, N_ARGS);
}

/* What a document says is shown on terminals, which take control characters for orders. */
static char *
escape_controls (GString *string)
{
  GString *shown = g_string_sized_new (string->len);
  /* The name of a file may be anything. */
  g_autofree char *valid = g_utf8_make_valid (string->str, (gssize) string->len);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        g_string_append_printf (shown, "\\u%04x", c);
      else
        g_string_append_unichar (shown, c);
    }
  g_string_free (string, TRUE);
  return g_string_free (shown, FALSE);
}

/**
 * riskctx_issue_to_string:
 * @self: an issue
 * @file: (nullable): the name of the file to put first
 * @language: `ja` or `en`
 *
 * Writes the issue as one line, in the form that editors and terminals can follow:
 * `file:line:column: error: pointer: message [code]`, the hint in parentheses.
 *
 * Returns: (transfer full): the line, without an end-of-line
 *
 * Since: 1.0
 */
char *
riskctx_issue_to_string (RiskctxIssue *self,
                         const char   *file,
                         const char   *language)
{
  g_return_val_if_fail (RISKCTX_IS_ISSUE (self) && language != NULL, NULL);

  static const char *severities[] = { "info", "warning", "error" };
  GString *string = g_string_new (file);
  g_autofree char *message = riskctx_issue_dup_message (self, language);

  if (file != NULL)
    g_string_append (string, ":");
  if (self->line > 0)
    g_string_append_printf (string, "%u:%u:", self->line, self->column);
  if (string->len > 0)
    g_string_append_c (string, ' ');
  g_string_append_printf (string, "%s: ", severities[self->kind->severity]);
  if (self->pointer != NULL)
    g_string_append_printf (string, "%s: ", self->pointer[0] != '\0' ? self->pointer : "/");
  g_string_append (string, message);
  if (self->hint != NULL)
    g_string_append_printf (string, g_str_has_prefix (language, "ja") ? "（%s ではありませんか）"
                                                                      : " (did you mean “%s”?)",
                            self->hint);
  g_string_append_printf (string, " [%s]", self->code);
  return escape_controls (string);
}

/**
 * riskctx_issue_list_codes:
 *
 * Lists the codes of all issues that the library can report.
 *
 * Returns: (transfer full) (array zero-terminated=1): the codes, in ascending order of their
 *   numbers
 *
 * Since: 1.0
 */
char **
riskctx_issue_list_codes (void)
{
  guint n;
  const RiskctxIssueKind *kinds = riskctx_issue_kinds (&n);
  char **codes = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxIssue) issue = riskctx_issue_new (kinds[i].code, NULL, NULL,
                                                         NULL, NULL, NULL);

      codes[i] = g_strdup (issue->code);
    }
  return codes;
}

/**
 * riskctx_issue_explain:
 * @code: a code such as `RCX-E0303`; the letters may be left out
 * @language: `ja` or `en`
 *
 * Explains what an issue means and what to do about it.
 *
 * Returns: (transfer full) (nullable): the explanation, or %NULL if there is no such code
 *
 * Since: 1.0
 */
char *
riskctx_issue_explain (const char *code,
                       const char *language)
{
  g_return_val_if_fail (code != NULL && language != NULL, NULL);

  const char *digits = code + strcspn (code, "0123456789");
  char *end;
  guint64 number = g_ascii_strtoull (digits, &end, 10);
  const RiskctxIssueKind *kind = *digits != '\0' && *end == '\0' && number < 10000
                                   ? riskctx_issue_kind_find ((RiskctxIssueCode) number) : NULL;

  if (kind == NULL)
    return NULL;
  return g_strdup (g_str_has_prefix (language, "ja") ? kind->explanation_ja : kind->explanation_en);
}

#define LONGEST_NAME 64 /* longer than any there is; the work grows with the square */

/* How many slips turn one name into the other: a letter changed, left out, put in, or two letters
 * next to each other swapped. Case is none. */
static gsize
count_slips (const char *a,
             gsize       a_length,
             const char *b,
             gsize       b_length)
{
  gsize rows[3][LONGEST_NAME + 1];
  gsize *before = rows[0], *above = rows[1], *row = rows[2];

  for (gsize j = 0; j <= b_length; j++)
    above[j] = j;
  for (gsize i = 1; i <= a_length; i++)
    {
      const char letter = g_ascii_tolower (a[i - 1]);
      gsize *free_row = before;

      row[0] = i;
      for (gsize j = 1; j <= b_length; j++)
        {
          const char other = g_ascii_tolower (b[j - 1]);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (letter != other));
          if (i > 1 && j > 1 && letter == g_ascii_tolower (b[j - 2])
              && other == g_ascii_tolower (a[i - 2]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = free_row;
    }
  return above[b_length];
}

const char *
riskctx_nearest_name (const char        *name,
                      const char *const *candidates)
{
  const char *nearest = NULL;
  gsize length = strlen (name);
  gsize best = MAX (length, 3) / 3 + 1; /* one mistake in three letters is still a spelling */

  if (length > LONGEST_NAME)
    return NULL;

  for (; *candidates != NULL; candidates++)
    {
      gsize n = strlen (*candidates);
      gsize slips = n <= LONGEST_NAME ? count_slips (name, length, *candidates, n) : best;

      if (slips < best)
        {
          best = slips;
          nearest = *candidates;
        }
    }
  return nearest;
}
