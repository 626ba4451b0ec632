/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"

void riskctx_catalog_check_item (RiskctxItem *item, RiskctxCheck *check);
void riskctx_catalog_item_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_catalog_check_item (RiskctxItem  *item,
                            RiskctxCheck *check)
{
  const char *language = riskctx_catalog_get_language (RISKCTX_CATALOG (item));

  if (language != NULL && !riskctx_language_is_valid (language))
    riskctx_check_report (check, item, "language", RISKCTX_ISSUE_LANGUAGE, language, NULL, NULL);
}

/* Catalog and identifier, each as an id is. */
static gboolean
is_citation (const char *text)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL)
    return FALSE;

  g_autofree char *catalog = g_strndup (text, (gsize) (colon - text));

  return riskctx_id_is_valid (catalog) && riskctx_id_is_valid (colon + 1);
}

void
riskctx_catalog_item_check_item (RiskctxItem  *item,
                                 RiskctxCheck *check)
{
  const char *const *related = riskctx_catalog_item_get_related (RISKCTX_CATALOG_ITEM (item));

  for (guint i = 0; related != NULL && related[i] != NULL; i++)
    if (!is_citation (related[i]))
      {
        g_autofree char *member = g_strdup_printf ("related/%u", i);

        riskctx_check_report (check, item, member, RISKCTX_ISSUE_CITATION, related[i], NULL, NULL);
      }
}
