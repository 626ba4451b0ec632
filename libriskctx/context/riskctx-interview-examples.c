/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-interview-private.h"
#include "riskctx-model-company.h"
#include "riskctx-money.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

/* What the model companies would have answered. */

/* The first thing that a question states of its reply. */
static const RiskctxAssign *
find_main (RiskctxInterviewQuestion *question)
{
  for (guint i = 0; i < question->assigns->len; i++)
    {
      const RiskctxAssign *assign = question->assigns->pdata[i];

      if (assign->kind == RISKCTX_ASSIGN_SET && g_str_equal (assign->value, "$"))
        return assign;
    }
  return NULL;
}

/* Whether an item is of the kind that the question makes: of the same class, aspect and so on. */
static gboolean
is_alike (RiskctxItem              *item,
          RiskctxInterviewQuestion *question,
          const char               *owner)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = 0; i < question->assigns->len; i++)
    {
      const RiskctxAssign *assign = question->assigns->pdata[i];
      const char *member = assign->path + strlen (owner) + 1;
      int row, value;

      if (assign->kind != RISKCTX_ASSIGN_SET || !g_str_has_prefix (assign->path, owner)
          || g_str_equal (assign->value, "$"))
        continue;
      row = riskctx_fields_find (klass->fields, klass->n_fields, member);
      if (row < 0 || klass->fields[row].kind != RISKCTX_FIELD_ENUM)
        continue;
      if (!riskctx_item_has_row (item, (guint) row)
          || !riskctx_enum_from_nick (klass->fields[row].types[0] (), assign->value,
                                      strlen (assign->value), &value)
          || riskctx_field_at (item, &klass->fields[row], int) != value)
        return FALSE;
    }
  return TRUE;
}

static char *
say_estimate (RiskctxEstimate    *estimate,
              const RiskctxField *field,
              const char         *currency,
              const char         *language)
{
  double mean = riskctx_estimate_get_mean (estimate, NULL);

  if (field->unit != NULL && g_str_has_prefix (field->unit, "currency"))
    return riskctx_format_money_short (mean, currency, language);
  return field->max == 1 ? riskctx_format_percent (mean, 0) : riskctx_number_to_string (mean);
}

static char *
say (RiskctxItem       *item,
     const char        *member,
     RiskctxAssessment *company,
     const char        *language)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);
  int row = riskctx_fields_find (klass->fields, klass->n_fields, member);
  const RiskctxField *field = row >= 0 ? &klass->fields[row] : NULL;

  if (field == NULL || !riskctx_item_has_row (item, (guint) row))
    return NULL;
  if (field->kind == RISKCTX_FIELD_TEXT)
    return g_strdup (riskctx_text_get (riskctx_field_at (item, field, RiskctxText *), language));
  if (field->kind == RISKCTX_FIELD_ESTIMATE)
    return say_estimate (riskctx_field_at (item, field, RiskctxEstimate *), field,
                         riskctx_assessment_get_currency (company), language);
  if (field->kind == RISKCTX_FIELD_INTEGER)
    return riskctx_number_to_string ((double) riskctx_field_at (item, field, gint64));
  return NULL;
}

static void
add (GStrvBuilder      *examples,
     RiskctxAssessment *company,
     char              *said,
     const char        *language)
{
  RiskctxText *title = riskctx_item_get_title (RISKCTX_ITEM (company));

  if (said != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s", riskctx_text_get (title, language), said);

      g_strv_builder_add (examples, line);
    }
  g_free (said);
}

static void
add_of_company (GStrvBuilder             *examples,
                RiskctxAssessment        *company,
                RiskctxInterviewQuestion *question,
                const RiskctxAssign      *main,
                const char               *language)
{
  const char *bracket = strchr (main->path, '[');
  const char *dot = strrchr (main->path, '.');
  RiskctxItem *root = RISKCTX_ITEM (company);
  guint row;

  if (bracket == NULL)
    {
      RiskctxItem *item = riskctx_assign_resolve (root, main->path, FALSE, &row);

      if (item != NULL)
        add (examples, company, say (item, dot != NULL ? dot + 1 : main->path, company, language),
             language);
      return;
    }

  g_autofree char *list_name = g_strndup (main->path, (gsize) (bracket - main->path));
  g_autofree char *owner = g_strndup (main->path, (gsize) (dot - main->path));
  RiskctxItemList *list;

  /* What an item of a list says of itself; parts of parts have no likes elsewhere. */
  if (strchr (bracket + 1, '[') != NULL || strchr (list_name, '.') != NULL)
    return;
  riskctx_assign_resolve (root, list_name, FALSE, &row);
  list = riskctx_item_peek_list (root, row);
  for (guint i = 0; list != NULL && i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (list, i);

      if (is_alike (item, question, owner))
        add (examples, company, say (item, dot + 1, company, language), language);
    }
}

/**
 * riskctx_interview_question_list_examples:
 * @self: a question
 * @language: the language of the examples, a BCP 47 tag
 *
 * Lists what the eight model companies say where the question leads to: factors of the same class
 * and aspect, statements of the same kind, figures of the same name.
 *
 * Returns: (transfer full) (array zero-terminated=1): lines that begin with the name of a company;
 *   none where companies cannot be compared
 *
 * Since: 1.0
 */
char **
riskctx_interview_question_list_examples (RiskctxInterviewQuestion *self,
                                          const char               *language)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self) && language != NULL, NULL);

  g_autoptr(GStrvBuilder) examples = g_strv_builder_new ();
  g_autoptr(GListStore) companies = riskctx_list_model_companies (NULL);
  const RiskctxAssign *main = find_main (self);

  for (guint i = 0;
       main != NULL && companies != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (companies));
       i++)
    {
      g_autoptr(RiskctxModelCompany) one = g_list_model_get_item (G_LIST_MODEL (companies), i);
      g_autoptr(RiskctxAssessment) company =
        riskctx_assessment_model_company (riskctx_model_company_get_id (one), NULL);

      if (company != NULL)
        add_of_company (examples, company, self, main, language);
    }
  return g_strv_builder_end (examples);
}
