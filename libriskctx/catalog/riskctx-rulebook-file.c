/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-rulebook-file.h"

#include "riskctx-document-read-private.h"
#include "riskctx-file-private.h"
#include "riskctx-issue.h"

#define RULES_PATH "/org/riskctx/rules.json"

/**
 * riskctx_rulebook_shipped:
 *
 * Takes the rules that come with the library. They are a copy, to add to and to change at will.
 *
 * Returns: (transfer full): the rules
 *
 * Since: 1.0
 */
RiskctxRulebook *
riskctx_rulebook_shipped (void)
{
  g_autoptr(GBytes) bytes =
    g_resources_lookup_data (RULES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  RiskctxRulebook *self = riskctx_rulebook_read (bytes, issues);

  if (self == NULL)
    g_error ("the rules of the library have mistakes");
  return self;
}

/**
 * riskctx_rulebook_load:
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Reads a rulebook from a file.
 *
 * Fails with an error of `GIOErrorEnum` if the file cannot be read, with [error@Error.INVALID] if
 * it has mistakes (the message names the first one and its place; [func@Rulebook.read] lists all of
 * them), and with [error@Error.VERSION] if it was written for a newer library.
 *
 * Returns: (transfer full): the rules
 *
 * Since: 1.0
 */
RiskctxRulebook *
riskctx_rulebook_load (const char *path,
                       GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, error);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  RiskctxRulebook *self;

  if (bytes == NULL)
    return NULL;
  self = riskctx_rulebook_read (bytes, issues);
  if (self == NULL)
    riskctx_document_set_error (G_LIST_MODEL (issues), path, error);
  return self;
}

/**
 * riskctx_rulebook_read:
 * @bytes: the text of a rulebook
 * @issues: an empty list of [class@Issue], to which what is wrong or remarkable is added
 *
 * Reads a rulebook and lists all its mistakes, with pointer, line and column, in the order of
 * the text.
 *
 * Returns: (transfer full) (nullable): the rules, or %NULL if one of the issues is an error
 *
 * Since: 1.0
 */
RiskctxRulebook *
riskctx_rulebook_read (GBytes     *bytes,
                       GListStore *issues)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_STORE (issues), NULL);

  return (RiskctxRulebook *) riskctx_document_read (bytes, RISKCTX_TYPE_RULEBOOK, issues);
}
