/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-text-private.h"

#include <string.h>

/**
 * RiskctxText:
 *
 * A text in one or several languages.
 *
 * Languages are named by BCP 47 tags and looked up as RFC 4647 says: `ja-JP`, then `ja`. A text
 * made without a language stands for the language of the document it is in, and serves every
 * request.
 *
 * Texts are immutable and may be shared freely between threads.
 *
 * Since: 1.0
 */
struct _RiskctxText
{
  gatomicrefcount ref_count;
  guint           n_pairs;
  RiskctxTextPair pairs[]; /* followed, in the same block, by the strings they point to */
};

G_DEFINE_BOXED_TYPE (RiskctxText, riskctx_text, riskctx_text_ref, riskctx_text_unref)

gboolean
riskctx_language_is_valid (const char *language)
{
  gsize run = 0;
  gboolean first = TRUE;

  for (const char *p = language; ; p++)
    {
      if (*p == '-' || *p == '\0')
        {
          if (first ? run < 2 || run > 3 : run < 2 || run > 8)
            return FALSE;
          if (*p == '\0')
            return TRUE;
          first = FALSE;
          run = 0;
        }
      else if (first ? g_ascii_islower (*p) : g_ascii_isalnum (*p))
        run++;
      else
        return FALSE;
    }
}

static char *
append (char       *to,
        const char *text,
        gsize       length)
{
  memcpy (to, text, length);
  to[length] = '\0';
  return to + length + 1;
}

RiskctxText *
riskctx_text_new_from_slices (const RiskctxTextSlice *slices,
                              guint                   n_slices)
{
  gsize size = sizeof (RiskctxText) + n_slices * sizeof (RiskctxTextPair);
  gsize bytes = 0;

  for (guint i = 0; i < n_slices; i++)
    bytes += slices[i].language_length + slices[i].value_length + 2;

  RiskctxText *self = g_malloc (size + bytes);
  char *to = (char *) self + size;

  g_atomic_ref_count_init (&self->ref_count);
  self->n_pairs = n_slices;
  for (guint i = 0; i < n_slices; i++)
    {
      self->pairs[i].language = to;
      to = append (to, slices[i].language, slices[i].language_length);
      self->pairs[i].value = to;
      to = append (to, slices[i].value, slices[i].value_length);
    }
  return self;
}

RiskctxText *
riskctx_text_new_from_pairs (const RiskctxTextPair *pairs,
                             guint                  n_pairs)
{
  g_autofree RiskctxTextSlice *slices = g_new (RiskctxTextSlice, n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    slices[i] = (RiskctxTextSlice) { pairs[i].language, strlen (pairs[i].language),
                                     pairs[i].value, strlen (pairs[i].value) };
  return riskctx_text_new_from_slices (slices, n_pairs);
}

const RiskctxTextPair *
riskctx_text_get_pairs (RiskctxText *self,
                        guint       *n_pairs)
{
  *n_pairs = self->n_pairs;
  return self->pairs;
}

/**
 * riskctx_text_new:
 * @language: (nullable): a BCP 47 language tag such as `ja`, or %NULL for the language of the
 *   document that the text will be in
 * @value: what is said, in UTF-8
 *
 * Creates a text in one language.
 *
 * Returns: (transfer full): a new text
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_text_new (const char *language,
                  const char *value)
{
  g_return_val_if_fail (language == NULL || riskctx_language_is_valid (language), NULL);
  g_return_val_if_fail (value != NULL && g_utf8_validate (value, -1, NULL), NULL);

  return riskctx_text_new_from_pairs (&(RiskctxTextPair) { language ? language : "", value }, 1);
}

/**
 * riskctx_text_ref:
 * @self: a text
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_text_ref (RiskctxText *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_text_unref:
 * @self: (transfer full): a text
 *
 * Drops a reference; the last one frees the text.
 *
 * Since: 1.0
 */
void
riskctx_text_unref (RiskctxText *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * riskctx_text_with:
 * @self: a text
 * @language: a BCP 47 language tag
 * @value: what is said in that language
 *
 * Makes a text that says @value in @language and the same as @self in all others.
 *
 * A plain text, which has no language, is replaced.
 *
 * Returns: (transfer full): the new text
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_text_with (RiskctxText *self,
                   const char  *language,
                   const char  *value)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language != NULL && riskctx_language_is_valid (language), NULL);
  g_return_val_if_fail (value != NULL && g_utf8_validate (value, -1, NULL), NULL);

  g_autofree RiskctxTextPair *pairs = g_new (RiskctxTextPair, self->n_pairs + 1);
  gboolean replaced = FALSE;
  guint n = 0;

  for (guint i = 0; i < self->n_pairs; i++)
    {
      if (self->pairs[i].language[0] == '\0')
        continue;
      pairs[n] = self->pairs[i];
      if (strcmp (pairs[n].language, language) == 0)
        {
          pairs[n].value = value;
          replaced = TRUE;
        }
      n++;
    }
  if (!replaced)
    pairs[n++] = (RiskctxTextPair) { language, value };
  return riskctx_text_new_from_pairs (pairs, n);
}

/* Index of the pair that serves @language by RFC 4647 lookup, -1 if none does. */
static int
lookup (RiskctxText *self,
        const char  *language)
{
  gsize length = strlen (language);

  while (length > 0)
    {
      for (guint i = 0; i < self->n_pairs; i++)
        if (g_ascii_strncasecmp (self->pairs[i].language, language, length) == 0 &&
            self->pairs[i].language[length] == '\0')
          return (int) i;
      while (length > 0 && language[--length] != '-')
        ;
    }
  for (guint i = 0; i < self->n_pairs; i++)
    if (self->pairs[i].language[0] == '\0')
      return (int) i;
  return -1;
}

/**
 * riskctx_text_get:
 * @self: a text
 * @language: (nullable): the language wanted, a BCP 47 tag
 *
 * Gets what the text says in a language.
 *
 * Where the text has no such language, what it says in English, or else in the language it has
 * first, is better than nothing: use [method@Text.has] to find out.
 *
 * Returns: (transfer none): the text
 *
 * Since: 1.0
 */
const char *
riskctx_text_get (RiskctxText *self,
                  const char  *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  int i = lookup (self, language ? language : "en");

  if (i < 0)
    i = MAX (lookup (self, "en"), 0);
  return self->n_pairs > 0 ? self->pairs[i].value : "";
}

/**
 * riskctx_text_has:
 * @self: a text
 * @language: a BCP 47 tag
 *
 * Tells whether the text says something in that language, or is plain.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_text_has (RiskctxText *self,
                  const char  *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, FALSE);
  return lookup (self, language) >= 0;
}

/**
 * riskctx_text_get_languages:
 * @self: a text
 *
 * Lists the languages of the text in their order; a plain text has none.
 *
 * Returns: (transfer full) (array zero-terminated=1): the tags
 *
 * Since: 1.0
 */
char **
riskctx_text_get_languages (RiskctxText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < self->n_pairs; i++)
    if (self->pairs[i].language[0] != '\0')
      g_strv_builder_add (builder, self->pairs[i].language);

  char **languages = g_strv_builder_end (builder);

  g_strv_builder_unref (builder);
  return languages;
}

/**
 * riskctx_text_equal:
 * @self: a text
 * @other: another text
 *
 * Tells whether both say the same in the same languages in the same order.
 *
 * Returns: %TRUE if they do
 *
 * Since: 1.0
 */
gboolean
riskctx_text_equal (RiskctxText *self,
                    RiskctxText *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self == other)
    return TRUE;
  if (self->n_pairs != other->n_pairs)
    return FALSE;
  for (guint i = 0; i < self->n_pairs; i++)
    if (strcmp (self->pairs[i].language, other->pairs[i].language) != 0 ||
        strcmp (self->pairs[i].value, other->pairs[i].value) != 0)
      return FALSE;
  return TRUE;
}

/**
 * riskctx_text_hash:
 * @self: a text
 *
 * Hashes the text, so that equal texts have equal hashes.
 *
 * Returns: the hash
 *
 * Since: 1.0
 */
guint
riskctx_text_hash (RiskctxText *self)
{
  guint hash = 5381;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->n_pairs; i++)
    {
      hash = hash * 33 + g_str_hash (self->pairs[i].language);
      hash = hash * 33 + g_str_hash (self->pairs[i].value);
    }
  return hash;
}

/**
 * riskctx_text_to_string:
 * @self: a text
 *
 * Describes the text for a log or a debugger: `ja: …; en: …`.
 *
 * Returns: (transfer full): the description
 *
 * Since: 1.0
 */
char *
riskctx_text_to_string (RiskctxText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *string = g_string_new (NULL);

  for (guint i = 0; i < self->n_pairs; i++)
    {
      if (i > 0)
        g_string_append (string, "; ");
      if (self->pairs[i].language[0] != '\0')
        g_string_append_printf (string, "%s: ", self->pairs[i].language);
      g_string_append (string, self->pairs[i].value);
    }
  return g_string_free (string, FALSE);
}
