/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-catalog-file.h"
#include "riskctx-document-writer-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-file-private.h"
#include "riskctx-item-private.h"
#include "riskctx-json.h"
#include "riskctx-nouns.h"
#include "riskctx-words.h"

/* How much of the text must be allowed for a field of an entry to be shown. What the entry is, how
 * it is sorted and what it refers to are facts; what it says is text. */
static RiskctxTextPolicy
needs (const RiskctxField *field)
{
  if (field->kind != RISKCTX_FIELD_TEXT)
    return RISKCTX_TEXT_POLICY_IDS;
  return strcmp (field->name, "title") == 0 || strcmp (field->name, "group") == 0
           ? RISKCTX_TEXT_POLICY_TITLES : RISKCTX_TEXT_POLICY_FULL;
}

/**
 * riskctx_catalog_allows:
 * @self: a catalog
 * @texts: how much of its text is to be shown
 *
 * Tells whether the text policy of the catalog lets so much of its text be shown and exported.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_catalog_allows (RiskctxCatalog   *self,
                        RiskctxTextPolicy texts)
{
  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), FALSE);

  return texts >= riskctx_catalog_get_text_policy (self);
}

/* Says of which catalog and by which license. */
static void
refuse (RiskctxCatalog *self,
        GError        **error,
        const char     *what)
{
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (self));
  const char *license = riskctx_catalog_get_license (self);
  const char *allowed = riskctx_enum_label (RISKCTX_TYPE_TEXT_POLICY,
                                            (int) riskctx_catalog_get_text_policy (self), "en");
  g_autofree char *lower = g_ascii_strdown (allowed, -1);

  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_FORBIDDEN,
               "the text policy of the catalog “%s”%s%s%s allows %s: %s", id != NULL ? id : "",
               license != NULL ? " (" : "", license != NULL ? license : "",
               license != NULL ? ")" : "", lower, what);
}

/* An entry without what may not be shown; members that are not known may be any text. */
static RiskctxItem *
reduce_entry (RiskctxItem      *entry,
              RiskctxTextPolicy texts)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (entry);
  RiskctxItem *reduced = g_object_new (G_OBJECT_TYPE (entry), NULL);

  for (guint64 rows = entry->record.set; rows != 0; rows &= rows - 1)
    {
      guint row = riskctx_rows_first (rows);

      if (texts > needs (&klass->fields[row]))
        continue;
      riskctx_field_copy (&klass->fields[row], reduced, entry);
      reduced->record.set |= G_GUINT64_CONSTANT (1) << row;
    }
  return reduced;
}

/**
 * riskctx_catalog_export:
 * @self: a catalog
 * @texts: how much of its text is wanted
 * @error: return location for an error
 *
 * Copies the catalog with so much of its text and no more.
 *
 * Identifiers, numbers, kinds and references are facts and remain; groups and titles are left out
 * where only identifiers are wanted, and descriptions, notes and members that are not known where
 * only titles are.
 *
 * Fails with [error@Error.FORBIDDEN] if the text policy of the catalog does not allow it.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_export (RiskctxCatalog   *self,
                        RiskctxTextPolicy texts,
                        GError          **error)
{
  g_autoptr(RiskctxCatalog) copy = NULL;
  RiskctxItemList *entries, *reduced;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!riskctx_catalog_allows (self, texts))
    {
      g_autofree char *what = g_strdup_printf (
        "“%s” was asked for", riskctx_enum_to_nick (RISKCTX_TYPE_TEXT_POLICY, (int) texts));

      refuse (self, error, what);
      return NULL;
    }
  if (texts == RISKCTX_TEXT_POLICY_FULL)
    return RISKCTX_CATALOG (riskctx_item_copy (RISKCTX_ITEM (self)));

  copy = g_object_new (RISKCTX_TYPE_CATALOG, NULL);
  riskctx_item_set_id (RISKCTX_ITEM (copy), riskctx_item_get_id (RISKCTX_ITEM (self)));
  if (riskctx_item_get_title (RISKCTX_ITEM (self)) != NULL)
    riskctx_item_set_title (RISKCTX_ITEM (copy), riskctx_item_get_title (RISKCTX_ITEM (self)));
  if (riskctx_catalog_get_language (self) != NULL)
    riskctx_catalog_set_language (copy, riskctx_catalog_get_language (self));
  if (riskctx_catalog_get_source (self) != NULL)
    riskctx_catalog_set_source (copy, riskctx_catalog_get_source (self));
  if (riskctx_catalog_get_edition (self) != NULL)
    riskctx_catalog_set_edition (copy, riskctx_catalog_get_edition (self));
  if (riskctx_catalog_get_as_of (self) != NULL)
    riskctx_catalog_set_as_of (copy, riskctx_catalog_get_as_of (self));
  if (riskctx_catalog_get_license (self) != NULL)
    riskctx_catalog_set_license (copy, riskctx_catalog_get_license (self));
  riskctx_catalog_set_text_policy (copy, riskctx_catalog_get_text_policy (self));

  entries = riskctx_catalog_get_entries (self);
  reduced = riskctx_catalog_get_entries (copy);
  for (guint i = 0; i < riskctx_item_list_get_length (entries); i++)
    {
      g_autoptr(RiskctxItem) entry = reduce_entry (riskctx_item_list_peek (entries, i), texts);

      riskctx_item_list_append (reduced, entry);
    }
  return g_steal_pointer (&copy);
}

/* The name of a member that may not be shown, NULL if all may */
static const char *
find_forbidden (RiskctxItem      *entry,
                RiskctxTextPolicy texts)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (entry);
  const RiskctxLayout *layout = entry->record.layout;

  for (guint64 rows = entry->record.set; rows != 0; rows &= rows - 1)
    {
      const RiskctxField *field = &klass->fields[riskctx_rows_first (rows)];

      if (texts > needs (field))
        return field->name;
    }
  for (guint i = 0; layout != NULL && i < layout->n_members; i++)
    if (layout->members[i].name != NULL && texts > RISKCTX_TEXT_POLICY_FULL)
      return layout->members[i].name;
  return NULL;
}

static char *
write_catalog (RiskctxCatalog *self,
               gboolean        pretty,
               GError        **error)
{
  RiskctxItemList *entries = riskctx_catalog_get_entries (self);

  for (guint i = 0; i < riskctx_item_list_get_length (entries); i++)
    {
      RiskctxItem *entry = riskctx_item_list_peek (entries, i);
      const char *member = find_forbidden (entry, riskctx_catalog_get_text_policy (self));

      if (member != NULL)
        {
          g_autofree char *what = g_strdup_printf (
            "the “%s” of “%s” must not be written; export a copy without it", member,
            riskctx_item_get_id (entry) != NULL ? riskctx_item_get_id (entry) : "");

          refuse (self, error, what);
          return NULL;
        }
    }
  return riskctx_document_to_text (RISKCTX_ITEM (self), pretty);
}

/**
 * riskctx_catalog_to_text:
 * @self: a catalog
 * @error: return location for an error
 *
 * Writes the catalog as JSON, with lines and indents. What was read and not changed is written as
 * it was, white space apart.
 *
 * Fails with [error@Error.FORBIDDEN] if the catalog holds text that its text policy does not let
 * be shown; [method@Catalog.export] makes a copy without it.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_catalog_to_text (RiskctxCatalog *self,
                         GError        **error)
{
  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return write_catalog (self, TRUE, error);
}

/**
 * riskctx_catalog_to_json:
 * @self: a catalog
 * @error: return location for an error
 *
 * Describes the catalog as JSON, as [func@Catalog.schema] tells. Fails as
 * [method@Catalog.to_text] does.
 *
 * Returns: (transfer full): the catalog
 *
 * Since: 1.0
 */
JsonNode *
riskctx_catalog_to_json (RiskctxCatalog *self,
                         GError        **error)
{
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = write_catalog (self, FALSE, error);
  if (text == NULL)
    return NULL;
  bytes = g_bytes_new_take (text, strlen (text));

  return riskctx_json_from_bytes (bytes, error);
}

/**
 * riskctx_catalog_save:
 * @self: a catalog
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Writes the catalog to a file. A file that is there already is replaced as a whole, or stays as it
 * is.
 *
 * Fails as [method@Catalog.to_text] does, and with an error of `GIOErrorEnum` if the file cannot be
 * written.
 *
 * Returns: %TRUE if it was written
 *
 * Since: 1.0
 */
gboolean
riskctx_catalog_save (RiskctxCatalog *self,
                      const char     *path,
                      GError        **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GFile) file = NULL;

  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  text = write_catalog (self, TRUE, error);
  if (text == NULL)
    return FALSE;
  file = g_file_new_for_path (path);

  return riskctx_file_write (file, text, strlen (text), NULL, error);
}
