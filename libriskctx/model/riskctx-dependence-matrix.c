/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-dependence-matrix.h"

#include "riskctx-item-private.h"
#include "riskctx-risk-pair.h"

/**
 * riskctx_dependence_dup_matrix:
 * @self: a group of risks that go together
 * @n_values: (out): how many values: the square of the number of risks
 *
 * Writes the correlations as a matrix, row by row, in the order of [property@Dependence:risks].
 *
 * A pair that is not named has the correlation of the group; one of a risk that is not in the group
 * is passed over.
 *
 * Returns: (transfer full) (array length=n_values): the values
 *
 * Since: 1.0
 */
double *
riskctx_dependence_dup_matrix (RiskctxDependence *self,
                               guint             *n_values)
{
  const char *const *risks;
  RiskctxItemList *pairs;
  g_autoptr(GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  double *matrix;
  guint n;

  g_return_val_if_fail (RISKCTX_IS_DEPENDENCE (self), NULL);
  g_return_val_if_fail (n_values != NULL, NULL);

  risks = riskctx_dependence_get_risks (self);
  pairs = riskctx_dependence_get_pairs (self);
  n = risks != NULL ? g_strv_length ((char **) risks) : 0;
  matrix = g_new (double, MAX ((gsize) n * n, 1));
  for (guint i = 0; i < n; i++)
    {
      g_hash_table_insert (rows, (gpointer) risks[i], GUINT_TO_POINTER (i));
      for (guint j = 0; j < n; j++)
        matrix[i * n + j] = i == j ? 1 : riskctx_dependence_get_correlation (self);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (pairs); i++)
    {
      RiskctxRiskPair *pair = riskctx_item_list_peek (pairs, i);
      const char *risk = riskctx_risk_pair_get_risk (pair);
      const char *other = riskctx_risk_pair_get_other (pair);
      gpointer row, column;

      if (risk != NULL && other != NULL
          && g_hash_table_lookup_extended (rows, risk, NULL, &row)
          && g_hash_table_lookup_extended (rows, other, NULL, &column) && row != column)
        matrix[GPOINTER_TO_UINT (row) * n + GPOINTER_TO_UINT (column)]
          = matrix[GPOINTER_TO_UINT (column) * n + GPOINTER_TO_UINT (row)]
          = riskctx_risk_pair_get_correlation (pair);
    }
  *n_values = n * n;
  return matrix;
}
