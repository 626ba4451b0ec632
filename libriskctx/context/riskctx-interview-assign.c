/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-interview-private.h"

#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"
#include "riskctx-words.h"

/* Stating members of a document by name, whatever their kind. */

static gboolean
fail (GError              **error,
      const char           *key,
      const RiskctxReading *reading)
{
  const char *const args[] = { reading->words };
  g_autofree char *message =
    riskctx_fill_template (riskctx_word (key, reading->language), args, 1);

  g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, message);
  return FALSE;
}

/* Lists are in the order of the questions, whatever the order of the answers; what no question
 * makes comes first. @place: the way to the list. */
static guint
find_position (RiskctxItemList *list,
               const char      *place,
               const char      *id)
{
  guint position = riskctx_item_list_get_length (list);
  g_autofree char *own = g_strdup_printf ("%s[%s]", place, id);
  const guint rank = riskctx_interview_question_get_rank (own);

  for (; position > 0; position--)
    {
      RiskctxItem *before = riskctx_item_list_peek (list, position - 1);
      const char *other = riskctx_item_get_id (before);
      g_autofree char *path = g_strdup_printf ("%s[%s]", place, other != NULL ? other : "");

      if (riskctx_interview_question_get_rank (path) <= rank)
        break;
    }
  return position;
}

static RiskctxItem *
step_into (RiskctxItem *item,
           guint        row,
           const char  *place,
           const char  *id,
           gboolean     make)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  RiskctxItemList *list = NULL;
  RiskctxItem *part;

  if (field->kind == RISKCTX_FIELD_ITEM)
    part = riskctx_field_at (item, field, RiskctxItem *);
  else
    {
      list = riskctx_item_ensure_list (item, row);
      part = riskctx_item_list_find (list, id);
    }
  if (part != NULL || !make)
    return part;

  g_autoptr(RiskctxItem) made = riskctx_item_new (field->types[0] (), id);

  if (list == NULL)
    riskctx_item_set_item (item, row, made);
  else
    riskctx_item_list_insert (list, find_position (list, place, id), made);
  return made; /* kept by its parent */
}

RiskctxItem *
riskctx_assign_resolve (RiskctxItem *root,
                        const char  *path,
                        gboolean     make,
                        guint       *row)
{
  g_auto(GStrv) steps = g_strsplit (path, ".", -1);
  g_autoptr(GString) place = g_string_new (NULL);
  RiskctxItem *item = root;

  for (guint i = 0; item != NULL && steps[i] != NULL; i++)
    {
      RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);
      char *id = strchr (steps[i], '[');
      int found;

      if (id != NULL)
        {
          *id++ = '\0';
          *strchr (id, ']') = '\0';
        }
      found = riskctx_fields_find (klass->fields, klass->n_fields, steps[i]);
      if (found < 0)
        g_error ("a question refers to “%s”, which is no member of %s", path, klass->noun);
      *row = (guint) found;
      if (steps[i + 1] == NULL)
        return item;
      g_string_append_printf (place, "%s%s", i > 0 ? "." : "", steps[i]);
      item = step_into (item, *row, place->str, id, make);
      if (id != NULL)
        g_string_append_printf (place, "[%s]", id);
    }
  return NULL;
}

/* In the language of the document, where it need not be named. */
static RiskctxText *
dup_text (RiskctxItem          *root,
          const RiskctxReading *reading,
          const char           *words)
{
  const char *own = riskctx_assessment_get_language (RISKCTX_ASSESSMENT (root));
  const char *language = reading->language;

  return riskctx_text_new (g_strcmp0 (language, own != NULL ? own : "en") == 0 ? NULL : language,
                           words);
}

static void
set_estimate (RiskctxItem          *root,
              RiskctxItem          *item,
              guint                 row,
              RiskctxEstimate      *estimate,
              const RiskctxReading *reading,
              gboolean              is_assumed)
{
  const char *key = is_assumed ? "interview.source.assumed" : "interview.source.stated";
  g_autoptr(RiskctxText) source =
    dup_text (root, reading, riskctx_word (key, reading->language));
  g_autoptr(RiskctxEstimate) based = riskctx_estimate_with_basis (
    estimate, is_assumed ? RISKCTX_BASIS_ASSUMED : RISKCTX_BASIS_EXPERT, source);

  riskctx_item_set_estimate (item, row, based);
}

static gboolean
set_number (RiskctxItem          *root,
            RiskctxItem          *item,
            guint                 row,
            const char           *literal,
            const RiskctxReading *reading,
            GError              **error)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  RiskctxReading fixed = { .n_numbers = 1, .numbers = { literal ? g_ascii_strtod (literal, NULL)
                                                                : 0 } };
  const RiskctxReading *figures = literal != NULL ? &fixed : reading;

  if (field->kind == RISKCTX_FIELD_ESTIMATE)
    {
      g_autoptr(RiskctxEstimate) estimate =
        riskctx_reading_dup_estimate (figures, field->max < G_MAXDOUBLE, error);

      if (estimate == NULL)
        return FALSE;
      set_estimate (root, item, row, estimate, reading, literal != NULL);
      return TRUE;
    }
  if (figures->n_numbers != 1)
    return fail (error, "interview.say.one-number", reading);
  if (field->kind == RISKCTX_FIELD_NUMBER)
    riskctx_item_set_number (item, row, figures->numbers[0]);
  else if (figures->numbers[0] != (double) (gint64) figures->numbers[0])
    return fail (error, "interview.say.whole-number", reading);
  else
    riskctx_item_set_integer (item, row, (gint64) figures->numbers[0]);
  return TRUE;
}

static gboolean
set_member (RiskctxItem          *root,
            RiskctxItem          *item,
            guint                 row,
            const char           *value,
            const RiskctxReading *reading,
            GError              **error)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  const gboolean is_reply = g_str_equal (value, "$");
  const char *words = is_reply ? reading->words
                      : value[0] == '@' ? riskctx_word (value + 1, reading->language) : value;
  g_auto(GStrv) list = NULL;
  g_autoptr(RiskctxText) text = NULL;
  int number;

  switch (field->kind)
    {
    case RISKCTX_FIELD_TEXT:
      text = dup_text (root, reading, words);
      riskctx_item_set_text (item, row, text);
      return TRUE;
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_REFERENCE:
      riskctx_item_set_string (item, row, words);
      return TRUE;
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      list = g_strsplit (words, ",", -1);
      riskctx_item_set_strings (item, row, (const char *const *) list);
      return TRUE;
    case RISKCTX_FIELD_BOOLEAN:
      riskctx_item_set_boolean (item, row,
                                g_str_equal (words, "yes") || g_str_equal (words, "true"));
      return TRUE;
    case RISKCTX_FIELD_ENUM:
      if (!riskctx_enum_from_nick (field->types[0] (), words, strlen (words), &number))
        g_error ("a question states “%s” for %s", words, field->name);
      riskctx_item_set_enum (item, row, number);
      return TRUE;
    case RISKCTX_FIELD_INTEGER:
    case RISKCTX_FIELD_NUMBER:
    case RISKCTX_FIELD_ESTIMATE:
      /* The ids of levels are their numbers. */
      return set_number (root, item, row,
                         !is_reply || reading->kind == RISKCTX_REPLY_KIND_CHOICE ? words : NULL,
                         reading, error);
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_FLAGS:
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
    default:
      g_error ("a question states %s, which cannot be stated", field->name);
    }
}

static void
add_reference (RiskctxItem *root,
               RiskctxItem *item,
               guint        row,
               const char  *id)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  const char *const *ids = riskctx_field_at (item, field, const char *const *);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) longer = NULL;

  if (riskctx_assessment_find (RISKCTX_ASSESSMENT (root), id) == NULL
      || (ids != NULL && g_strv_contains (ids, id)))
    return;
  if (ids != NULL)
    g_strv_builder_addv (builder, (const char **) ids);
  g_strv_builder_add (builder, id);
  longer = g_strv_builder_end (builder);
  riskctx_item_set_strings (item, row, (const char *const *) longer);
}

gboolean
riskctx_assign_apply (const RiskctxAssign  *self,
                      RiskctxItem          *root,
                      const RiskctxReading *reading,
                      GError              **error)
{
  const gboolean make =
    self->kind == RISKCTX_ASSIGN_SET || self->kind == RISKCTX_ASSIGN_DEFAULT;
  guint row;
  RiskctxItem *item = riskctx_assign_resolve (root, self->path, make, &row);

  if (item == NULL)
    return TRUE;
  if (self->kind == RISKCTX_ASSIGN_ADD)
    {
      add_reference (root, item, row,
                     g_str_equal (self->value, "$") ? reading->words : self->value);
      return TRUE;
    }
  if (self->kind != RISKCTX_ASSIGN_SET && riskctx_item_has_row (item, row))
    return TRUE;
  return set_member (root, item, row, self->value, reading, error);
}
