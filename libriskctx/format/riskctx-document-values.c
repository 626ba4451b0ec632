/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-reader-private.h"

#include "riskctx-text-private.h"

#include <math.h>
#include <string.h>

static char *
dup_string (const RiskctxDocumentReader *self)
{
  return g_strndup (self->json.string.text, self->json.string.length);
}

static gboolean
read_boolean (RiskctxDocumentReader *self,
              gboolean              *value,
              RiskctxJsonEvent       event)
{
  if (event != RISKCTX_JSON_EVENT_TRUE && event != RISKCTX_JSON_EVENT_FALSE)
    {
      riskctx_document_reader_refuse (self, event, "@format.boolean");
      return FALSE;
    }
  *value = event == RISKCTX_JSON_EVENT_TRUE;

  return TRUE;
}

static gboolean
read_integer (RiskctxDocumentReader *self,
              gint64                *value,
              RiskctxJsonEvent       event)
{
  double number = self->json.number;

  if (event != RISKCTX_JSON_EVENT_NUMBER)
    {
      riskctx_document_reader_refuse (self, event, "@format.whole");
      return FALSE;
    }
  if (self->json.is_integer)
    {
      *value = self->json.integer;
      return TRUE;
    }
  if (self->json.flawed)
    return FALSE;
  /* 2.0 and 1e3 are whole numbers, too. */
  if (floor (number) != number || fabs (number) > 9007199254740992.0)
    {
      riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_TYPE, self->json.offset,
                            "@format.whole", "@format.fraction", NULL, NULL);
      return FALSE;
    }
  *value = (gint64) number;

  return TRUE;
}

static gboolean
read_number (RiskctxDocumentReader *self,
             double                *value,
             RiskctxJsonEvent       event)
{
  if (event != RISKCTX_JSON_EVENT_NUMBER)
    {
      riskctx_document_reader_refuse (self, event, "@format.number");
      return FALSE;
    }
  *value = self->json.number;

  return !self->json.flawed;
}

static gboolean
read_string (RiskctxDocumentReader *self,
             char                 **value,
             RiskctxJsonEvent       event,
             const char            *expected)
{
  if (event != RISKCTX_JSON_EVENT_STRING)
    {
      riskctx_document_reader_refuse (self, event, expected);
      return FALSE;
    }
  *value = dup_string (self);

  return TRUE;
}

/* The model checks the dates of items; those of estimates are checked here only. */
static gboolean
read_date (RiskctxDocumentReader *self,
           char                 **value,
           RiskctxJsonEvent       event)
{
  gsize offset = self->json.offset;

  if (!read_string (self, value, event, "@format.date"))
    return FALSE;
  if (!riskctx_date_is_valid (*value))
    {
      riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_DATE, offset, *value, NULL, NULL, NULL);
      return FALSE;
    }

  return TRUE;
}

/* Documents have few languages and many texts: each tag is checked once. */
static gboolean
is_language (RiskctxDocumentReader *self,
             RiskctxJsonSlice       tag)
{
  g_autofree char *language = NULL;

  for (guint i = 0; i < self->n_languages; i++)
    {
      if (riskctx_json_slice_equal (tag, self->languages[i], strlen (self->languages[i])))
        return TRUE;
    }

  language = g_strndup (tag.text, tag.length);
  if (!riskctx_language_is_valid (language))
    return FALSE;
  if (self->n_languages < G_N_ELEMENTS (self->languages))
    self->languages[self->n_languages++] = g_steal_pointer (&language);

  return TRUE;
}

/* The languages and what is said in them. What the reader had to decode is overwritten by its next
 * string, so it is kept here. */
typedef struct
{
  RiskctxTextSlice slices[RISKCTX_DOCUMENT_MAX_LANGUAGES];
  char            *copies[2 * RISKCTX_DOCUMENT_MAX_LANGUAGES];
  guint            n_slices;
  guint            n_copies;
} Languages;

static const char *
languages_keep (Languages                   *languages,
                const RiskctxDocumentReader *reader,
                RiskctxJsonSlice             slice)
{
  if (riskctx_json_reader_is_in_place (&reader->json, slice))
    return slice.text;

  return languages->copies[languages->n_copies++] = g_strndup (slice.text, slice.length);
}

static gboolean
languages_have (const Languages  *languages,
                RiskctxJsonSlice  tag)
{
  for (guint i = 0; i < languages->n_slices; i++)
    {
      const RiskctxTextSlice *slice = &languages->slices[i];

      if (riskctx_json_slice_equal (tag, slice->language, slice->language_length))
        return TRUE;
    }

  return FALSE;
}

/* Adds the member just read; says what is wrong with it otherwise. */
static gboolean
languages_add (Languages             *languages,
               RiskctxDocumentReader *self)
{
  RiskctxJsonSlice tag = self->json.key;
  RiskctxIssueCode code;
  g_autofree char *name = NULL;

  if (!is_language (self, tag))
    code = RISKCTX_ISSUE_LANGUAGE;
  else if (languages_have (languages, tag))
    code = RISKCTX_ISSUE_DUPLICATE_MEMBER;
  else if (languages->n_slices == RISKCTX_DOCUMENT_MAX_LANGUAGES)
    {
      riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_TYPE, self->json.key_offset,
                            "@format.languages", "@format.object", NULL, NULL);
      return FALSE;
    }
  else
    {
      RiskctxTextSlice *slice = &languages->slices[languages->n_slices++];

      slice->language = languages_keep (languages, self, tag);
      slice->language_length = tag.length;
      slice->value = languages_keep (languages, self, self->json.string);
      slice->value_length = self->json.string.length;
      return TRUE;
    }

  name = g_strndup (tag.text, tag.length);
  riskctx_mistakes_add (&self->mistakes, code, self->json.key_offset, name, NULL, NULL, NULL);

  return FALSE;
}

/* A text is an object of languages, or a plain string in the language of the document. */
static RiskctxText *
read_languages (RiskctxDocumentReader *self)
{
  Languages languages;
  RiskctxText *text = NULL;
  gsize start = self->json.offset;
  gboolean fine = TRUE;

  languages.n_slices = languages.n_copies = 0;
  while (!self->failed)
    {
      RiskctxJsonEvent event = riskctx_json_reader_next (&self->json);

      if (event == RISKCTX_JSON_EVENT_OBJECT_END)
        break;
      if (event == RISKCTX_JSON_EVENT_STRING)
        fine &= languages_add (&languages, self);
      else
        {
          riskctx_document_reader_refuse (self, event, "@format.text");
          fine = FALSE;
        }
    }

  if (languages.n_slices > 0)
    text = riskctx_text_new_from_slices (languages.slices, languages.n_slices);
  else if (fine && !self->failed)
    riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_TYPE, start, "@format.text-in-language",
                          "@format.empty-object", NULL, NULL);
  for (guint i = 0; i < languages.n_copies; i++)
    g_free (languages.copies[i]);

  return text;
}

static gboolean
read_text (RiskctxDocumentReader  *self,
           RiskctxText           **value,
           RiskctxJsonEvent        event)
{
  if (event == RISKCTX_JSON_EVENT_STRING)
    {
      RiskctxTextSlice slice = { "", 0, self->json.string.text, self->json.string.length };

      *value = riskctx_text_new_from_slices (&slice, 1);
    }
  else if (event == RISKCTX_JSON_EVENT_OBJECT)
    *value = read_languages (self);
  else
    riskctx_document_reader_refuse (self, event, "@format.text-or-languages");

  return *value != NULL;
}

static const char *
nearest_nick (GType       type,
              const char *nick)
{
  gpointer klass = g_type_class_peek (type);
  guint n = G_TYPE_IS_ENUM (type) ? G_ENUM_CLASS (klass)->n_values
                                  : G_FLAGS_CLASS (klass)->n_values;
  g_autofree const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = G_TYPE_IS_ENUM (type) ? G_ENUM_CLASS (klass)->values[i].value_nick
                                     : G_FLAGS_CLASS (klass)->values[i].value_nick;

  return riskctx_nearest_name (nick, names);
}

static gboolean
read_nick (RiskctxDocumentReader *self,
           GType                  type,
           int                   *value,
           RiskctxJsonEvent       event)
{
  g_autofree char *what = NULL;
  g_autofree char *nick = NULL;

  if (event != RISKCTX_JSON_EVENT_STRING)
    {
      riskctx_document_reader_refuse (self, event, "@format.name");
      return FALSE;
    }
  if (riskctx_enum_from_nick (type, self->json.string.text, self->json.string.length, value))
    return TRUE;

  what = riskctx_enum_name_type (type);
  nick = dup_string (self);
  riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_NAME, self->json.offset, nick, what, NULL,
                        riskctx_mistakes_is_full (&self->mistakes, RISKCTX_ISSUE_NAME)
                          ? NULL : nearest_nick (type, nick));

  return FALSE;
}

/* Calls for the next element of an array; %FALSE at its end. */
static gboolean
next_element (RiskctxDocumentReader *self,
              RiskctxJsonEvent      *event)
{
  if (self->failed)
    return FALSE;
  *event = riskctx_json_reader_next (&self->json);
  if (*event == RISKCTX_JSON_EVENT_ERROR)
    self->failed = TRUE;

  return *event != RISKCTX_JSON_EVENT_ARRAY_END && !self->failed;
}

static gboolean
read_flags (RiskctxDocumentReader *self,
            GType                  type,
            guint                 *value,
            RiskctxJsonEvent       event)
{
  gboolean fine = TRUE;

  if (event != RISKCTX_JSON_EVENT_ARRAY)
    {
      riskctx_document_reader_refuse (self, event, "@format.names");
      return FALSE;
    }

  *value = 0;
  while (next_element (self, &event))
    {
      int flag = 0;
      gsize offset = self->json.offset;

      if (!read_nick (self, type, &flag, event))
        fine = FALSE;
      else if ((*value & (guint) flag) != 0)
        {
          riskctx_mistakes_add (&self->mistakes, RISKCTX_ISSUE_DUPLICATE_MEMBER, offset,
                                riskctx_enum_to_nick (type, flag), NULL, NULL, NULL);
          fine = FALSE;
        }
      *value |= (guint) flag;
    }

  return fine;
}

static gboolean
read_strings (RiskctxDocumentReader *self,
              GStrv                 *value,
              RiskctxJsonEvent       event,
              const char            *expected)
{
  GPtrArray *strings;
  gboolean fine = TRUE;

  if (event != RISKCTX_JSON_EVENT_ARRAY)
    {
      riskctx_document_reader_refuse (self, event, expected);
      return FALSE;
    }

  strings = g_ptr_array_new ();
  while (next_element (self, &event))
    {
      char *string = NULL;

      if (read_string (self, &string, event, "@format.string"))
        g_ptr_array_add (strings, string);
      else
        fine = FALSE;
    }
  g_ptr_array_add (strings, NULL);
  *value = (GStrv) g_ptr_array_free (strings, FALSE);

  return fine;
}

static gboolean
read_numbers (RiskctxDocumentReader  *self,
              GArray                **value,
              RiskctxJsonEvent        event)
{
  gboolean fine = TRUE;

  if (event != RISKCTX_JSON_EVENT_ARRAY)
    {
      riskctx_document_reader_refuse (self, event, "@format.numbers");
      return FALSE;
    }

  *value = g_array_new (FALSE, FALSE, sizeof (double));
  while (next_element (self, &event))
    {
      double number = 0;

      if (!read_number (self, &number, event))
        fine = FALSE;
      g_array_append_val (*value, number);
    }

  return fine;
}

/* A plain number is an estimate without uncertainty. */
static gboolean
read_estimate (RiskctxDocumentReader  *self,
               RiskctxEstimate       **value,
               RiskctxJsonEvent        event)
{
  guint n_fields;
  const RiskctxField *fields = riskctx_estimate_get_fields (&n_fields);

  if (event == RISKCTX_JSON_EVENT_OBJECT)
    {
      *value = riskctx_estimate_alloc ();
      riskctx_document_reader_read_members (self, *value, riskctx_estimate_get_record (*value),
                                            fields, n_fields);
      return TRUE;
    }

  if (event == RISKCTX_JSON_EVENT_NUMBER)
    {
      int row = riskctx_fields_find (fields, n_fields, "value");

      *value = riskctx_estimate_alloc ();
      riskctx_field_at (*value, &fields[row], double) = self->json.number;
      riskctx_estimate_get_record (*value)->set = G_GUINT64_CONSTANT (1) << row;
      riskctx_estimate_set_bare (*value);
      return !self->json.flawed;
    }

  riskctx_document_reader_refuse (self, event, "@format.estimate");

  return FALSE;
}

static gboolean
read_estimates (RiskctxDocumentReader  *self,
                GPtrArray             **value,
                RiskctxJsonEvent        event)
{
  gboolean fine = TRUE;

  if (event != RISKCTX_JSON_EVENT_ARRAY)
    {
      riskctx_document_reader_refuse (self, event, "@format.estimates");
      return FALSE;
    }

  *value = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_estimate_unref);
  while (next_element (self, &event))
    {
      RiskctxEstimate *estimate = NULL;

      fine &= read_estimate (self, &estimate, event);
      if (estimate != NULL)
        g_ptr_array_add (*value, estimate);
    }

  return fine;
}

static gboolean
read_part (RiskctxDocumentReader *self,
           RiskctxItem           *owner,
           const RiskctxField    *field,
           RiskctxJsonEvent       event)
{
  RiskctxItem *part;

  if (event != RISKCTX_JSON_EVENT_OBJECT)
    {
      riskctx_document_reader_refuse (self, event, "@format.object");
      return FALSE;
    }

  part = riskctx_document_reader_read_item (self, field->types[0] ());
  part->parent = owner;
  riskctx_field_at (owner, field, RiskctxItem *) = part;

  return TRUE;
}

static gboolean
read_parts (RiskctxDocumentReader *self,
            RiskctxItem           *owner,
            const RiskctxField    *field,
            RiskctxJsonEvent       event)
{
  RiskctxItemList *list;
  GType type;
  guint row;

  if (event != RISKCTX_JSON_EVENT_ARRAY)
    {
      riskctx_document_reader_refuse (self, event, "@format.objects");
      return FALSE;
    }

  row = (guint) (field - RISKCTX_ITEM_GET_CLASS (owner)->fields);
  list = riskctx_item_ensure_list (owner, row);
  type = riskctx_item_list_item_type (list);
  while (next_element (self, &event))
    {
      if (event == RISKCTX_JSON_EVENT_OBJECT)
        riskctx_item_list_take (list, riskctx_document_reader_read_item (self, type));
      else
        riskctx_document_reader_refuse (self, event, "@format.object");
    }

  return TRUE;
}

/**
 * riskctx_document_reader_read_value:
 * @self: a reader
 * @base: what the field is in
 * @field: a row of its table
 * @event: the event the reader is at, which begins a value
 *
 * Reads the value of a field that holds none yet.
 *
 * Returns: whether it holds one now
 */
gboolean
riskctx_document_reader_read_value (RiskctxDocumentReader *self,
                                    gpointer               base,
                                    const RiskctxField    *field,
                                    RiskctxJsonEvent       event)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      return read_boolean (self, &riskctx_field_at (base, field, gboolean), event);

    case RISKCTX_FIELD_INTEGER:
      return read_integer (self, &riskctx_field_at (base, field, gint64), event);

    case RISKCTX_FIELD_NUMBER:
      return read_number (self, &riskctx_field_at (base, field, double), event);

    case RISKCTX_FIELD_STRING:
      return read_string (self, &riskctx_field_at (base, field, char *), event, "@format.string");

    case RISKCTX_FIELD_DATE:
      return read_date (self, &riskctx_field_at (base, field, char *), event);

    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      return read_string (self, &riskctx_field_at (base, field, char *), event, "@format.id");

    case RISKCTX_FIELD_TEXT:
      return read_text (self, &riskctx_field_at (base, field, RiskctxText *), event);

    case RISKCTX_FIELD_ENUM:
      return read_nick (self, field->types[0] (), &riskctx_field_at (base, field, int), event);

    case RISKCTX_FIELD_FLAGS:
      return read_flags (self, field->types[0] (), &riskctx_field_at (base, field, guint), event);

    case RISKCTX_FIELD_ESTIMATE:
      return read_estimate (self, &riskctx_field_at (base, field, RiskctxEstimate *), event);

    case RISKCTX_FIELD_ESTIMATES:
      return read_estimates (self, &riskctx_field_at (base, field, GPtrArray *), event);

    case RISKCTX_FIELD_NUMBERS:
      return read_numbers (self, &riskctx_field_at (base, field, GArray *), event);

    case RISKCTX_FIELD_STRINGS:
      return read_strings (self, &riskctx_field_at (base, field, GStrv), event,
                           "@format.strings");

    case RISKCTX_FIELD_REFERENCES:
      return read_strings (self, &riskctx_field_at (base, field, GStrv), event,
                           "@format.ids");

    case RISKCTX_FIELD_ITEM:
      return read_part (self, base, field, event);

    case RISKCTX_FIELD_ITEMS:
      return read_parts (self, base, field, event);

    default:
      g_assert_not_reached ();
    }
}
