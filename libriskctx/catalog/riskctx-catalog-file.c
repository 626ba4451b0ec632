/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-catalog-file.h"

#include <string.h>

#include "riskctx-document-read-private.h"
#include "riskctx-error.h"
#include "riskctx-file-private.h"
#include "riskctx-oscal-private.h"
#include "riskctx-oscal.h"

#define CATALOGS_PATH "/org/riskctx/catalogs"
#define SUFFIX        ".json"

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The ids of the catalogs that are there: whoever adds a file adds a catalog. */
static char **
list_ids (void)
{
  g_auto(GStrv) files =
    g_resources_enumerate_children (CATALOGS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], SUFFIX))
      g_ptr_array_add (ids, g_strndup (files[i], strlen (files[i]) - strlen (SUFFIX)));
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_steal (ids, NULL);
}

/**
 * riskctx_list_catalogs:
 * @error: return location for an error
 *
 * Lists the catalogs that ship with the library, by their ids. They are copies, to add to and to
 * change at will.
 *
 * Fails with [error@Error.INVALID] if the library's own data is damaged.
 *
 * Returns: (transfer full): the catalogs, a list of [class@Catalog]
 *
 * Since: 1.0
 */
GListStore *
riskctx_list_catalogs (GError **error)
{
  g_autoptr(GListStore) list = g_list_store_new (RISKCTX_TYPE_CATALOG);
  g_auto(GStrv) ids = list_ids ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(RiskctxCatalog) catalog = riskctx_catalog_shipped (ids[i], error);

      if (catalog == NULL)
        return NULL;
      g_list_store_append (list, catalog);
    }
  return g_steal_pointer (&list);
}

/**
 * riskctx_catalog_shipped:
 * @id: the id of a catalog, such as `iso27002`
 * @error: return location for an error
 *
 * Takes a catalog that ships with the library. It is a copy, to change at will.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such catalog; the message names the one that
 * may have been meant.
 *
 * Returns: (transfer full): the catalog
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_shipped (const char *id,
                         GError    **error)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_auto(GStrv) ids = list_ids ();

  if (!g_strv_contains ((const char *const *) ids, id))
    {
      const char *nearest = riskctx_nearest_name (id, (const char *const *) ids);
      g_autofree char *known = g_strjoinv (", ", ids);
      g_autofree char *hint = nearest != NULL ? g_strdup_printf ("did you mean “%s”?", nearest)
                                              : g_strdup_printf ("there are %s", known);

      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "there is no catalog “%s”: %s",
                   id, hint);
      return NULL;
    }

  g_autofree char *path = g_strconcat (CATALOGS_PATH "/", id, SUFFIX, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? riskctx_catalog_load_from_bytes (bytes, error) : NULL;
}

static RiskctxCatalog *
load (GBytes     *bytes,
      const char *name,
      GError    **error)
{
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  RiskctxCatalog *self = riskctx_catalog_read (bytes, issues);

  if (self == NULL)
    riskctx_document_set_error (G_LIST_MODEL (issues), name, error);
  return self;
}

/**
 * riskctx_catalog_load:
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Reads a catalog from a file.
 *
 * Fails with an error of `GIOErrorEnum` if the file cannot be read, with [error@Error.INVALID] if
 * it has mistakes (the message names the first one and its place; [func@Catalog.read] lists all of
 * them), and with [error@Error.VERSION] if it was written for a newer library.
 *
 * Returns: (transfer full): the catalog
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_load (const char *path,
                      GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, error);

  return bytes != NULL ? load (bytes, path, error) : NULL;
}

/**
 * riskctx_catalog_load_from_bytes:
 * @bytes: the text of a catalog
 * @error: return location for an error
 *
 * Reads a catalog from memory. Fails as [func@Catalog.load] does.
 *
 * Returns: (transfer full): the catalog
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_load_from_bytes (GBytes  *bytes,
                                 GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load (bytes, NULL, error);
}

/**
 * riskctx_catalog_read:
 * @bytes: the text of a catalog
 * @issues: an empty list of [class@Issue], to which what is wrong or remarkable is added
 *
 * Reads a catalog and lists all its mistakes, with pointer, line and column, in the order of the
 * text.
 *
 * A catalog in the JSON format of OSCAL is recognized and read as by [func@Catalog.read_oscal].
 *
 * Returns: (transfer full) (nullable): the catalog, or %NULL if one of the issues is an error
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_read (GBytes     *bytes,
                      GListStore *issues)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_STORE (issues), NULL);

  if (riskctx_oscal_is_catalog (bytes))
    return riskctx_catalog_read_oscal (bytes, NULL, issues);
  return (RiskctxCatalog *) riskctx_document_read (bytes, RISKCTX_TYPE_CATALOG, issues);
}
