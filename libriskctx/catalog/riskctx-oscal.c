/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-oscal.h"

#include <string.h>

#include "riskctx-document-read-private.h"
#include "riskctx-file-private.h"
#include "riskctx-item-private.h"
#include "riskctx-json-locate-private.h"
#include "riskctx-nouns.h"
#include "riskctx-oscal-private.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"

/* Places that are looked up for messages: each goes through the text once more. */
#define MAX_PLACES 10

static void
pending_free (gpointer data)
{
  RiskctxOscalEntry *self = data;

  g_string_free (self->statement, TRUE);
  g_string_free (self->guidance, TRUE);
  g_ptr_array_unref (self->links);
  g_free (self);
}

static RiskctxText *
text_of (const RiskctxOscal *self,
         const char         *value)
{
  return riskctx_text_new (self->language, value);
}

typedef struct
{
  RiskctxItem *parent; /* the control that an enhancement belongs to */
  const char  *group;  /* title of the group */
} Place;

static RiskctxItem *
begin_entry (RiskctxOscal *self,
             const Place  *place)
{
  RiskctxItem *item = g_object_new (RISKCTX_TYPE_CATALOG_ITEM, NULL);

  if (place->group != NULL)
    {
      g_autoptr(RiskctxText) group = text_of (self, place->group);

      riskctx_catalog_item_set_group (RISKCTX_CATALOG_ITEM (item), group);
    }
  riskctx_catalog_item_set_kind (RISKCTX_CATALOG_ITEM (item), RISKCTX_CATALOG_KIND_CONTROL);
  riskctx_item_list_take (self->entries, item);
  return item;
}

/* Where an id stands first. The text is gone through for that, so not for every one of many. */
static char *
find_place (RiskctxOscal *self,
            const char   *id)
{
  RiskctxJsonPlace place = { 0 };

  if (++self->n_duplicates > MAX_PLACES)
    return g_strdup ("…");
  place.offset = GPOINTER_TO_SIZE (g_hash_table_lookup (self->offsets, id));
  riskctx_json_locate (self->data, self->size, &place, 1);
  return place.pointer;
}

/* Ids are checked where they stand; the same id twice is found at its second place. */
static void
set_id (RiskctxOscal *self,
        RiskctxItem  *item,
        const char   *id,
        gsize         offset,
        gsize         id_offset)
{
  if (id == NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "id", NULL);
  else if (!riskctx_id_is_valid (id))
    riskctx_oscal_note (self, RISKCTX_ISSUE_ID, id_offset, id, NULL);
  else if (g_hash_table_contains (self->ids, id))
    {
      g_autofree char *first = find_place (self, id);

      riskctx_oscal_note (self, RISKCTX_ISSUE_DUPLICATE_ID, id_offset, id, first);
    }
  else
    {
      riskctx_item_set_id (item, id);
      g_hash_table_insert (self->ids, item->id, item);
      g_hash_table_insert (self->offsets, item->id, GSIZE_TO_POINTER (id_offset));
    }
}

static void
read_control (RiskctxOscal *self,
              gpointer      data)
{
  const Place *place = data;
  const gsize offset = self->json.offset;
  gsize id_offset = offset;
  RiskctxJsonEvent event;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  RiskctxOscalProps props = { NULL, FALSE };
  RiskctxItem *item = begin_entry (self, place);
  RiskctxOscalEntry *pending = g_new0 (RiskctxOscalEntry, 1);
  RiskctxOscalPart part = { pending, NULL, 0 };
  Place inner = { item, place->group };

  pending->item = item;
  pending->parent = place->parent;
  pending->statement = g_string_new (NULL);
  pending->guidance = g_string_new (NULL);
  pending->links = g_ptr_array_new_with_free_func (g_free);
  pending->offset = offset;
  g_ptr_array_add (self->pending, pending);

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "id"))
      {
        id_offset = self->json.offset;
        riskctx_oscal_read_string (self, event, &id);
      }
    else if (riskctx_oscal_is (self, "title"))
      riskctx_oscal_read_string (self, event, &title);
    else if (riskctx_oscal_is (self, "params") || riskctx_oscal_is (self, "parameters"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_param, NULL);
    else if (riskctx_oscal_is (self, "props") || riskctx_oscal_is (self, "properties"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_prop, &props);
    else if (riskctx_oscal_is (self, "links"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_link, pending);
    else if (riskctx_oscal_is (self, "parts"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_part, &part);
    else if (riskctx_oscal_is (self, "controls"))
      riskctx_oscal_read_objects (self, event, read_control, &inner);
    else
      riskctx_oscal_skip (self, event);

  if (!self->failed)
    {
      set_id (self, item, id, offset, id_offset);
      if (title == NULL)
        riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "title", NULL);
      else
        {
          g_autoptr(RiskctxText) text = text_of (self, title);

          riskctx_item_set_title (item, text);
        }
      riskctx_catalog_item_set_number (RISKCTX_CATALOG_ITEM (item),
                                       props.label != NULL ? props.label : id);
      if (props.withdrawn)
        {
          static const char *const tags[] = { "withdrawn", NULL };

          riskctx_catalog_item_set_tags (RISKCTX_CATALOG_ITEM (item), tags);
        }
      pending->offset = id_offset;
    }
  g_free (props.label);
}

/* The title of a group is needed by the controls in it and may come after them. */
static void
read_group (RiskctxOscal *self,
            gpointer      data)
{
  const Place *outer = data;
  const gsize offset = self->json.offset;
  const guint first = riskctx_item_list_get_length (self->entries);
  Place inner = { outer->parent, NULL };
  RiskctxJsonEvent event;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "id"))
      riskctx_oscal_read_string (self, event, &id);
    else if (riskctx_oscal_is (self, "title"))
      riskctx_oscal_read_string (self, event, &title);
    else if (riskctx_oscal_is (self, "params") || riskctx_oscal_is (self, "parameters"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_param, NULL);
    else if (riskctx_oscal_is (self, "groups"))
      riskctx_oscal_read_objects (self, event, read_group, &inner);
    else if (riskctx_oscal_is (self, "controls"))
      riskctx_oscal_read_objects (self, event, read_control, &inner);
    else
      riskctx_oscal_skip (self, event);

  if (self->failed)
    return;
  if (title == NULL)
    {
      riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "title", NULL);
      return;
    }

  g_autoptr(RiskctxText) text = text_of (self, title);

  for (guint i = first; i < riskctx_item_list_get_length (self->entries); i++)
    {
      RiskctxCatalogItem *item = riskctx_item_list_peek (self->entries, i);

      if (riskctx_catalog_item_get_group (item) == NULL)
        riskctx_catalog_item_set_group (item, text);
    }
}

static void
read_metadata (RiskctxOscal *self)
{
  const gsize offset = self->json.offset;
  RiskctxJsonEvent event;
  g_autofree char *title = NULL;
  g_autofree char *version = NULL;
  g_autofree char *published = NULL;
  g_autofree char *modified = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "title"))
      riskctx_oscal_read_string (self, event, &title);
    else if (riskctx_oscal_is (self, "version"))
      riskctx_oscal_read_string (self, event, &version);
    else if (riskctx_oscal_is (self, "published"))
      riskctx_oscal_read_string (self, event, &published);
    else if (riskctx_oscal_is (self, "last-modified"))
      riskctx_oscal_read_string (self, event, &modified);
    else
      riskctx_oscal_skip (self, event);

  if (self->failed)
    return;
  if (title == NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "title", NULL);
  else
    {
      g_autoptr(RiskctxText) text = text_of (self, title);
      g_autofree char *id = riskctx_oscal_text_make_id (title);

      riskctx_item_set_title (RISKCTX_ITEM (self->catalog), text);
      riskctx_item_set_id (RISKCTX_ITEM (self->catalog), id);
    }
  if (version != NULL)
    riskctx_catalog_set_edition (self->catalog, version);

  const char *when = published != NULL ? published : modified;

  if (when != NULL)
    {
      g_autofree char *date = g_strndup (when, 10);

      if (riskctx_date_is_valid (date))
        riskctx_catalog_set_as_of (self->catalog, date);
    }
}

static void
read_citation (RiskctxOscal *self,
               char        **text)
{
  RiskctxJsonEvent event;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "text"))
      riskctx_oscal_read_string (self, event, text);
    else
      riskctx_oscal_skip (self, event);
}

static void
read_resource (RiskctxOscal *self,
               gpointer      data)
{
  const gsize offset = self->json.offset;
  RiskctxJsonEvent event;
  g_autofree char *uuid = NULL;
  g_autofree char *title = NULL;
  g_autofree char *citation = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "uuid"))
      riskctx_oscal_read_string (self, event, &uuid);
    else if (riskctx_oscal_is (self, "title"))
      riskctx_oscal_read_string (self, event, &title);
    else if (riskctx_oscal_is (self, "citation"))
      {
        if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
          read_citation (self, &citation);
      }
    else
      riskctx_oscal_skip (self, event);

  if (self->failed)
    return;
  if (uuid == NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "uuid", NULL);
  else if (title != NULL && citation != NULL && strstr (citation, title) == NULL)
    g_hash_table_insert (self->resources, g_steal_pointer (&uuid),
                         g_strdup_printf ("%s: %s", title, citation));
  else if (title != NULL || citation != NULL)
    g_hash_table_insert (self->resources, g_steal_pointer (&uuid),
                         g_strdup (citation != NULL ? citation : title));
}

static void
read_back_matter (RiskctxOscal *self)
{
  RiskctxJsonEvent event;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "resources"))
      riskctx_oscal_read_objects (self, event, read_resource, NULL);
    else
      riskctx_oscal_skip (self, event);
}

static void
read_catalog (RiskctxOscal *self)
{
  const gsize offset = self->json.offset;
  RiskctxJsonEvent event;
  gboolean has_metadata = FALSE;
  Place place = { NULL, NULL };

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "metadata"))
      {
        has_metadata = TRUE;
        if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
          read_metadata (self);
      }
    else if (riskctx_oscal_is (self, "params") || riskctx_oscal_is (self, "parameters"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_param, NULL);
    else if (riskctx_oscal_is (self, "groups"))
      riskctx_oscal_read_objects (self, event, read_group, &place);
    else if (riskctx_oscal_is (self, "controls"))
      riskctx_oscal_read_objects (self, event, read_control, &place);
    else if (riskctx_oscal_is (self, "back-matter"))
      {
        if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
          read_back_matter (self);
      }
    else
      riskctx_oscal_skip (self, event);
  if (!self->failed && !has_metadata)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "metadata", NULL);
}

static void
read_root (RiskctxOscal *self)
{
  RiskctxJsonEvent event = riskctx_json_reader_next (&self->json);
  const gsize offset = self->json.offset;

  if (event == RISKCTX_JSON_EVENT_ERROR)
    {
      self->failed = TRUE;
      return;
    }
  if (!riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
    return;
  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "catalog") && !self->has_catalog)
      {
        self->has_catalog = TRUE;
        if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
          read_catalog (self);
      }
    else
      riskctx_oscal_skip (self, event);
  if (!self->failed && !self->has_catalog)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "catalog", NULL);
  if (!self->failed && riskctx_json_reader_next (&self->json) == RISKCTX_JSON_EVENT_ERROR)
    self->failed = TRUE;
}

/* A text with its parameters; what is not defined is said once a text. */
static RiskctxText *
finish_text (RiskctxOscal *self,
             GString      *raw,
             gsize         offset)
{
  g_autofree char *unknown = NULL;
  g_autofree char *text = riskctx_oscal_text_expand (&self->text, raw->str, &unknown);

  if (unknown != NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_BLANK, offset, unknown, NULL);
  return text_of (self, text);
}

static void
finish_links (RiskctxOscal      *self,
              RiskctxOscalEntry *pending)
{
  RiskctxCatalogItem *item = RISKCTX_CATALOG_ITEM (pending->item);
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();
  g_autoptr(GPtrArray) citations = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pending->links->len; i++)
    {
      char *fragment = g_ptr_array_index (pending->links, i);
      const char *citation = g_hash_table_lookup (self->resources, fragment);

      if (!g_hash_table_add (seen, fragment))
        continue;
      if (citation != NULL)
        g_ptr_array_add (citations, (gpointer) citation);
      else if (g_hash_table_contains (self->ids, fragment)
               && g_strcmp0 (fragment, pending->item->id) != 0)
        g_ptr_array_add (entries, fragment);
    }
  if (entries->len > 0)
    {
      g_ptr_array_add (entries, NULL);
      riskctx_catalog_item_set_see_also (item, (const char *const *) entries->pdata);
    }
  if (citations->len > 0)
    {
      g_ptr_array_add (citations, NULL);
      riskctx_catalog_item_set_citations (item, (const char *const *) citations->pdata);
    }
}

static void
finish (RiskctxOscal *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      RiskctxOscalEntry *pending = g_ptr_array_index (self->pending, i);

      if (pending->parent != NULL && pending->parent->id != NULL)
        riskctx_catalog_item_set_parent (RISKCTX_CATALOG_ITEM (pending->item),
                                         pending->parent->id);
      if (pending->statement->len > 0)
        {
          g_autoptr(RiskctxText) text = finish_text (self, pending->statement, pending->offset);

          riskctx_item_set_description (pending->item, text);
        }
      if (pending->guidance->len > 0)
        {
          g_autoptr(RiskctxText) text = finish_text (self, pending->guidance, pending->offset);

          riskctx_item_set_note (pending->item, text);
        }
      finish_links (self, pending);
    }
}

gboolean
riskctx_oscal_is_catalog (GBytes *bytes)
{
  g_auto(RiskctxJsonReader) json = { 0 };
  const void *data;
  gsize size;
  RiskctxJsonEvent event;

  data = g_bytes_get_data (bytes, &size);
  riskctx_json_reader_init (&json, data, size);
  if (riskctx_json_reader_next (&json) != RISKCTX_JSON_EVENT_OBJECT)
    return FALSE;
  event = riskctx_json_reader_next (&json);
  if (event == RISKCTX_JSON_EVENT_STRING
      && riskctx_json_slice_equal (json.key, "$schema", strlen ("$schema")))
    event = riskctx_json_reader_next (&json);
  return event == RISKCTX_JSON_EVENT_OBJECT
         && riskctx_json_slice_equal (json.key, "catalog", strlen ("catalog"));
}

/**
 * riskctx_catalog_read_oscal:
 * @bytes: the text of a catalog in the JSON format of OSCAL
 * @language: (nullable): the language that it is written in, English if it is %NULL
 * @issues: an empty list of [class@Issue], to which what is wrong or remarkable is added
 *
 * Reads a catalog in the Open Security Controls Assessment Language of NIST, such as SP 800-53 or
 * the Cybersecurity Framework 2.0, and resolved profiles.
 *
 * Each control becomes an entry: its statement the description, its guidance and examples the note,
 * its label the number, the group and the control that it is in, the controls that it links to, and
 * the publications of the back matter that it cites. Parameters stand in the texts as their values,
 * else as their choices or labels in brackets. Whatever else there is is passed over. OSCAL says
 * nothing about who may show the text: set the text policy.
 *
 * All mistakes are listed, with pointer, line and column, in the order of the text.
 *
 * Returns: (transfer full) (nullable): the catalog, or %NULL if one of the issues is an error
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_read_oscal (GBytes     *bytes,
                            const char *language,
                            GListStore *issues)
{
  g_autoptr(RiskctxCatalog) catalog = NULL;
  RiskctxOscal self = { .language = language != NULL ? language : "en" };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (language == NULL || riskctx_language_is_valid (language), NULL);
  g_return_val_if_fail (G_IS_LIST_STORE (issues), NULL);

  self.data = g_bytes_get_data (bytes, &self.size);
  catalog = g_object_new (RISKCTX_TYPE_CATALOG, NULL);
  self.catalog = catalog;
  self.entries = riskctx_catalog_get_entries (catalog);
  self.ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.offsets = g_hash_table_new (g_str_hash, g_str_equal);
  self.resources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.pending = g_ptr_array_new_with_free_func (pending_free);
  riskctx_oscal_text_init (&self.text, self.size);
  riskctx_json_reader_init (&self.json, self.data, self.size);

  read_root (&self);
  if (!self.failed)
    finish (&self);
  if (self.text.is_full)
    riskctx_oscal_note (&self, RISKCTX_ISSUE_EXPANSION, 0, NULL, NULL);
  riskctx_mistakes_report (&self.mistakes, &self.json, self.data, self.size, issues);

  riskctx_json_reader_clear (&self.json);
  riskctx_mistakes_clear (&self.mistakes);
  riskctx_oscal_text_clear (&self.text);
  g_ptr_array_unref (self.pending);
  g_hash_table_unref (self.resources);
  g_hash_table_unref (self.offsets);
  g_hash_table_unref (self.ids);

  return riskctx_issues_get_first_error (G_LIST_MODEL (issues), NULL) == NULL
           ? g_steal_pointer (&catalog) : NULL;
}

/**
 * riskctx_catalog_load_oscal:
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Reads a catalog in OSCAL from a file, as [func@Catalog.read_oscal] does.
 *
 * Fails with an error of `GIOErrorEnum` if the file cannot be read, and with
 * [error@Error.INVALID] if it has mistakes; the message names the first one and its place.
 *
 * Returns: (transfer full): the catalog
 *
 * Since: 1.0
 */
RiskctxCatalog *
riskctx_catalog_load_oscal (const char *path,
                            GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, error);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  RiskctxCatalog *self;

  if (bytes == NULL)
    return NULL;
  self = riskctx_catalog_read_oscal (bytes, NULL, issues);
  if (self == NULL)
    riskctx_document_set_error (G_LIST_MODEL (issues), path, error);
  return self;
}
