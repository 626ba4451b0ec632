/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes are read as a catalog, ours or one in OSCAL, or refused with issues that have a place;
 * what is read can be written, and read again. */

#include <riskctx.h>

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
try_catalog (RiskctxCatalog *catalog,
             GListStore     *issues)
{
  gboolean has_errors = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (issues)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);
      g_autofree char *line = riskctx_issue_to_string (issue, "fuzz", i % 2 == 0 ? "en" : "ja");

      g_assert (g_utf8_validate (line, -1, NULL));
      g_assert (riskctx_issue_get_pointer (issue) != NULL);
      has_errors |= riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  g_assert ((catalog == NULL) == has_errors);

  if (catalog != NULL)
    {
      g_autoptr(RiskctxCatalog) copy =
        riskctx_catalog_export (catalog, RISKCTX_TEXT_POLICY_IDS, NULL);
      g_autoptr(GListStore) found = riskctx_catalog_search (catalog, "a");
      g_autofree char *text = riskctx_catalog_to_text (copy, NULL);
      g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr(RiskctxCatalog) again = riskctx_catalog_load_from_bytes (bytes, NULL);

      g_assert (again != NULL);
      g_assert (g_list_model_get_n_items (G_LIST_MODEL (found)) <=
                g_list_model_get_n_items (G_LIST_MODEL (riskctx_catalog_get_entries (again))));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  g_autoptr(GListStore) oscal_issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  g_autoptr(RiskctxCatalog) catalog = riskctx_catalog_read (bytes, issues);
  g_autoptr(RiskctxCatalog) oscal = riskctx_catalog_read_oscal (bytes, NULL, oscal_issues);

  try_catalog (catalog, issues);
  try_catalog (oscal, oscal_issues);

  return 0;
}
