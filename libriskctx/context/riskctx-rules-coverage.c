/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"
#include "riskctx-wording-private.h"

/* Rules about what is missing: links, risks, translations, evidence. */

#define N_CATEGORIES (RISKCTX_RISK_CATEGORY_SYSTEM + 1)

void
riskctx_rule_unused (RiskctxFindings *findings)
{
  GListModel *not_used = riskctx_brief_get_not_used (findings->brief);

  for (guint i = 0; i < g_list_model_get_n_items (not_used); i++)
    {
      g_autoptr(RiskctxEvidence) evidence = g_list_model_get_item (not_used, i);
      RiskctxItem *item = riskctx_evidence_get_item (evidence);

      riskctx_findings_add (findings, item, NULL, RISKCTX_ISSUE_UNUSED,
                            riskctx_findings_name (item), NULL, NULL);
    }
}

void
riskctx_rule_categories (RiskctxFindings *findings)
{
  RiskctxItemList *categories = riskctx_assessment_get_categories (findings->assessment);
  RiskctxItemList *risks = riskctx_assessment_get_risks (findings->assessment);
  RiskctxItem *items[N_CATEGORIES] = { NULL };
  gboolean is_settled[N_CATEGORIES] = { FALSE };

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    is_settled[riskctx_risk_get_category (riskctx_item_list_peek (risks, i))] = TRUE;
  for (guint i = 0; i < riskctx_item_list_get_length (categories); i++)
    {
      RiskctxCategory *category = riskctx_item_list_peek (categories, i);
      const RiskctxRiskCategory which = riskctx_category_get_category (category);

      items[which] = RISKCTX_ITEM (category);
      if (!riskctx_category_get_applicable (category))
        is_settled[which] = TRUE;
    }
  for (int i = 0; i < N_CATEGORIES; i++)
    {
      RiskctxItem *item = items[i] != NULL ? items[i] : RISKCTX_ITEM (findings->assessment);
      RiskctxIssue *issue;

      if (is_settled[i])
        continue;
      issue = riskctx_findings_add (findings, item, NULL, RISKCTX_ISSUE_NO_RISK, NULL, NULL, NULL);
      riskctx_findings_say (issue, 0, riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, i));
    }
}

void
riskctx_rule_consequences (RiskctxFindings *findings)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    {
      RiskctxItem *risk = riskctx_item_list_peek (risks, i);

      if (riskctx_item_list_get_length (riskctx_risk_get_consequences (RISKCTX_RISK (risk))) == 0
          && !riskctx_item_has (risk, "triggers"))
        riskctx_findings_add (findings, risk, NULL, RISKCTX_ISSUE_NO_CONSEQUENCE,
                              riskctx_findings_name (risk), NULL, NULL);
    }
}

typedef void (*EachField) (RiskctxItem *item, const RiskctxField *field, gpointer data);

/* Calls @func for every member that is stated, of @item and all its parts. */
static void
each_field (RiskctxItem *item,
            EachField    func,
            gpointer     data)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (!riskctx_item_has_row (item, i))
        continue;
      if (field->kind == RISKCTX_FIELD_ITEM)
        each_field (riskctx_field_at (item, field, RiskctxItem *), func, data);
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *list = riskctx_field_at (item, field, RiskctxItemList *);

          for (guint j = 0; j < riskctx_item_list_get_length (list); j++)
            each_field (riskctx_item_list_peek (list, j), func, data);
        }
      else
        func (item, field, data);
    }
}

typedef struct
{
  RiskctxFindings *findings;
  const char      *language;  /* of plain texts */
  GHashTable      *languages; /* that occur, borrowed */
  GPtrArray       *sorted;    /* the same, so that findings come in one order */
} Translations;

static RiskctxText *
get_text (RiskctxItem        *item,
          const RiskctxField *field)
{
  if (field->kind == RISKCTX_FIELD_TEXT)
    return riskctx_field_at (item, field, RiskctxText *);
  if (field->kind == RISKCTX_FIELD_ESTIMATE)
    return riskctx_estimate_get_source (riskctx_field_at (item, field, RiskctxEstimate *));
  return NULL;
}

static const char *
language_of (const Translations    *translations,
             const RiskctxTextPair *pair)
{
  return pair->language[0] != '\0' ? pair->language : translations->language;
}

static void
collect_languages (RiskctxItem        *item,
                   const RiskctxField *field,
                   gpointer            data)
{
  Translations *translations = data;
  RiskctxText *text = get_text (item, field);
  const RiskctxTextPair *pairs;
  guint n;

  if (text == NULL)
    return;
  pairs = riskctx_text_get_pairs (text, &n);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (translations->languages, (gpointer) language_of (translations, &pairs[i]));
}

static void
check_languages (RiskctxItem        *item,
                 const RiskctxField *field,
                 gpointer            data)
{
  Translations *translations = data;
  RiskctxText *text = get_text (item, field);
  const RiskctxTextPair *pairs;
  guint n;

  if (text == NULL)
    return;
  pairs = riskctx_text_get_pairs (text, &n);
  for (guint i = 0; i < translations->sorted->len; i++)
    {
      const char *language = translations->sorted->pdata[i];
      g_autofree char *member = NULL;
      gboolean has = FALSE;

      for (guint j = 0; j < n; j++)
        has |= g_str_equal (language_of (translations, &pairs[j]), language);
      if (has)
        continue;
      member = field->kind == RISKCTX_FIELD_ESTIMATE ? g_strconcat (field->name, "/source", NULL)
                                                     : g_strdup (field->name);
      riskctx_findings_add (translations->findings, item, member, RISKCTX_ISSUE_TRANSLATION,
                            riskctx_findings_name (item), language, NULL);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* A document in one language is complete; one in two is so only if everything is said in both. */
void
riskctx_rule_translations (RiskctxFindings *findings)
{
  const char *language = riskctx_assessment_get_language (findings->assessment);
  g_autoptr(GHashTable) languages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) sorted = NULL;
  Translations translations = { findings, language != NULL ? language : "en", languages, NULL };
  GHashTableIter iter;
  gpointer key;

  each_field (RISKCTX_ITEM (findings->assessment), collect_languages, &translations);
  if (g_hash_table_size (languages) < 2)
    return;
  sorted = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, languages);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (sorted, key);
  g_ptr_array_sort (sorted, compare_names);
  translations.sorted = sorted;
  each_field (RISKCTX_ITEM (findings->assessment), check_languages, &translations);
}

typedef struct
{
  RiskctxFindings *findings;
  guint            n_figures;
  guint            n_assumed;
} Estimates;

static void
check_estimate (RiskctxItem        *item,
                const RiskctxField *field,
                gpointer            data)
{
  Estimates *estimates = data;
  RiskctxEstimate *estimate;
  g_autoptr(GError) error = NULL;

  if (field->kind != RISKCTX_FIELD_ESTIMATE)
    return;
  estimate = riskctx_field_at (item, field, RiskctxEstimate *);
  estimates->n_figures++;
  if (riskctx_estimate_get_basis (estimate) == RISKCTX_BASIS_ASSUMED)
    estimates->n_assumed++;
  riskctx_estimate_get_mean (estimate, &error);
  if (g_error_matches (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED))
    riskctx_findings_add (estimates->findings, item, field->name, RISKCTX_ISSUE_INFINITE_MEAN,
                          riskctx_findings_name (item), NULL, NULL);
}

void
riskctx_rule_estimates (RiskctxFindings *findings)
{
  Estimates estimates = { findings, 0, 0 };

  each_field (RISKCTX_ITEM (findings->assessment), check_estimate, &estimates);
  if (estimates.n_assumed > 0)
    {
      g_autofree char *assumed = g_strdup_printf ("%u", estimates.n_assumed);
      g_autofree char *figures = g_strdup_printf ("%u", estimates.n_figures);

      riskctx_findings_add (findings, RISKCTX_ITEM (findings->assessment), NULL,
                            RISKCTX_ISSUE_ASSUMED, assumed, figures, NULL);
    }
}
