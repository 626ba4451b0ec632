/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-check-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-dependence-matrix.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

#define MIN_RISKS 2
#define MAX_RISKS 256 /* of the engine */
#define NOISE     1e-10 /* how far below 0 a pivot may be by rounding */
#define REST      1e-4  /* what a risk may have left of one that is determined by those before it */

void riskctx_dependence_check_item (RiskctxItem *item, RiskctxCheck *check);

/* The first risk that cannot go with those before it as stated, by Cholesky's decomposition row by
 * row, or @n if they all can. */
static guint
first_contradiction (guint         n,
                     const double *matrix)
{
  g_autofree double *root = g_new0 (double, (gsize) n * n);

  for (guint i = 0; i < n; i++)
    {
      double pivot = 1;

      for (guint j = 0; j < i; j++)
        {
          double rest = matrix[i * n + j];

          for (guint k = 0; k < j; k++)
            rest -= root[i * n + k] * root[j * n + k];
          if (root[j * n + j] > 0)
            root[i * n + j] = rest / root[j * n + j];
          else if (fabs (rest) > REST)
            return i;
          pivot -= root[i * n + j] * root[i * n + j];
        }
      if (pivot < -NOISE)
        return i;
      root[i * n + i] = pivot > NOISE ? sqrt (pivot) : 0;
    }
  return n;
}

static gboolean
same_pair (RiskctxRiskPair *a,
           RiskctxRiskPair *b)
{
  const char *risk = riskctx_risk_pair_get_risk (a), *other = riskctx_risk_pair_get_other (a);

  return (g_strcmp0 (risk, riskctx_risk_pair_get_risk (b)) == 0
          && g_strcmp0 (other, riskctx_risk_pair_get_other (b)) == 0)
         || (g_strcmp0 (risk, riskctx_risk_pair_get_other (b)) == 0
             && g_strcmp0 (other, riskctx_risk_pair_get_risk (b)) == 0);
}

/* Whether all are there; those that are not are reported as references to nothing, once. */
static gboolean
are_risks (RiskctxCheck      *check,
           const char *const *ids)
{
  for (; *ids != NULL; ids++)
    {
      RiskctxItem *item = g_hash_table_lookup (check->index, *ids);

      if (item == NULL || !RISKCTX_IS_RISK (item))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_member (RiskctxCheck       *check,
              RiskctxDependence  *self,
              RiskctxRiskPair *pair,
              const char         *member,
              const char         *id)
{
  const char *const ids[] = { id, NULL };

  if (id == NULL || g_strv_contains (riskctx_dependence_get_risks (self), id))
    return id != NULL;
  if (are_risks (check, ids))
    riskctx_check_report (check, RISKCTX_ITEM (pair), member, RISKCTX_ISSUE_NOT_MEMBER, id, "risks",
                          riskctx_item_get_id (RISKCTX_ITEM (self)));
  return FALSE;
}

static gboolean
check_pairs (RiskctxCheck      *check,
             RiskctxDependence *self)
{
  RiskctxItemList *pairs = riskctx_dependence_get_pairs (self);
  gboolean fine = TRUE;

  for (guint i = 0; i < riskctx_item_list_get_length (pairs); i++)
    {
      RiskctxRiskPair *pair = riskctx_item_list_peek (pairs, i);
      const char *risk = riskctx_risk_pair_get_risk (pair);
      const char *other = riskctx_risk_pair_get_other (pair);
      const double value = riskctx_risk_pair_get_correlation (pair);

      if (!check_member (check, self, pair, "risk", risk)
          || !check_member (check, self, pair, "other", other) || !(fabs (value) <= 1))
        fine = FALSE;
      else if (g_str_equal (risk, other))
        {
          riskctx_check_report (check, RISKCTX_ITEM (pair), "other", RISKCTX_ISSUE_DUPLICATE_KIND,
                                other, "risk", NULL);
          fine = FALSE;
        }
      for (guint j = 0; fine && j < i; j++)
        if (same_pair (pair, riskctx_item_list_peek (pairs, j)))
          {
            g_autofree char *place
              = riskctx_item_dup_pointer (riskctx_item_list_peek (pairs, j));

            riskctx_check_report (check, RISKCTX_ITEM (pair), NULL, RISKCTX_ISSUE_DUPLICATE_KIND,
                                  other, place, NULL);
            fine = FALSE;
          }
    }
  return fine;
}

void
riskctx_dependence_check_item (RiskctxItem  *item,
                               RiskctxCheck *check)
{
  RiskctxDependence *self = RISKCTX_DEPENDENCE (item);
  const char *const *risks = riskctx_dependence_get_risks (self);
  const guint n = risks != NULL ? g_strv_length ((char **) risks) : 0;

  if (risks == NULL)
    return;
  if (n < MIN_RISKS || n > MAX_RISKS)
    {
      g_autofree char *bound = riskctx_number_to_string (n < MIN_RISKS ? MIN_RISKS : MAX_RISKS);
      g_autofree char *is = riskctx_number_to_string (n);

      riskctx_check_report (check, item, "risks",
                            n < MIN_RISKS ? RISKCTX_ISSUE_MINIMUM : RISKCTX_ISSUE_MAXIMUM,
                            bound, is, NULL);
    }
  else if (are_risks (check, risks) && check_pairs (check, self)
           && fabs (riskctx_dependence_get_correlation (self)) <= 1)
    {
      guint n_values;
      g_autofree double *matrix = riskctx_dependence_dup_matrix (self, &n_values);
      const guint wrong = first_contradiction (n, matrix);

      if (wrong < n)
        {
          g_autofree char *member = g_strdup_printf ("risks/%u", wrong);

          riskctx_check_report (check, item, member, RISKCTX_ISSUE_CORRELATION, risks[wrong], NULL,
                                NULL);
        }
    }
}

void
riskctx_check_dependences (RiskctxCheck      *check,
                           RiskctxAssessment *assessment)
{
  RiskctxItemList *dependences = riskctx_assessment_get_dependences (assessment);
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < riskctx_item_list_get_length (dependences); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (dependences, i);
      const char *const *risks = riskctx_dependence_get_risks (RISKCTX_DEPENDENCE (item));
      g_autofree char *place = riskctx_item_dup_pointer (item);

      for (guint j = 0; risks != NULL && risks[j] != NULL; j++)
        {
          const char *taken = g_hash_table_lookup (places, risks[j]);
          g_autofree char *member = g_strdup_printf ("risks/%u", j);

          if (taken != NULL)
            riskctx_check_report (check, item, member, RISKCTX_ISSUE_DUPLICATE_KIND, risks[j],
                                  taken, NULL);
          else
            g_hash_table_insert (places, (gpointer) risks[j],
                                 g_strdup_printf ("%s/%s", place, member));
        }
    }
}
