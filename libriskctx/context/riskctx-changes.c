/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-change-private.h"

#include "riskctx-field-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* How two versions of a document differ. Items are the same if they have the same id. Parts without
 * an id, such as consequences, are told apart by their place among those that stayed. The order of
 * a list says nothing, nor does the order of references. */

typedef struct
{
  RiskctxAssessment *before;
  RiskctxAssessment *after;
  GListStore        *changes; /* NULL: it only matters whether there is any */
  guint              n;
} Search;

static void compare_items (Search *search, RiskctxItem *before, RiskctxItem *after);

static gboolean
is_over (Search *search)
{
  return search->changes == NULL && search->n > 0;
}

/* What an item is called; of a part without a name, what it is a part of. */
static RiskctxText *
name_of (RiskctxItem *item)
{
  RiskctxItem *owner = riskctx_item_get_parent (item);
  g_autoptr(RiskctxText) noun = NULL;
  g_autoptr(RiskctxText) whole = NULL;

  if (riskctx_item_get_title (item) != NULL || riskctx_item_get_id (item) != NULL)
    return riskctx_wording_item (item);
  noun = riskctx_wording_noun (riskctx_item_get_noun (item));
  if (owner == NULL || RISKCTX_IS_ASSESSMENT (owner))
    return g_steal_pointer (&noun);
  whole = name_of (owner);

  RiskctxText *const args[] = { noun, whole };

  return riskctx_phrase_texts ("change.part-of", args, G_N_ELEMENTS (args));
}

static const char *
nearest_id (RiskctxItem *item)
{
  for (; item != NULL; item = riskctx_item_get_parent (item))
    if (riskctx_item_get_id (item) != NULL)
      return riskctx_item_get_id (item);
  return NULL;
}

/* @item: as it is now, or as it was. NULL if nobody wants to know. */
static RiskctxChange *
add (Search           *search,
     RiskctxChangeKind kind,
     RiskctxItem      *item)
{
  g_autoptr(RiskctxChange) change = NULL;

  search->n++;
  if (search->changes == NULL)
    return NULL;
  change = g_object_new (RISKCTX_TYPE_CHANGE, NULL);
  change->kind = (int) kind;
  change->noun = riskctx_item_get_noun (item);
  change->id = g_strdup (nearest_id (item));
  change->title = name_of (item);
  change->pointer = riskctx_item_dup_pointer (item);
  g_list_store_append (search->changes, change);
  return change; /* the list keeps it */
}

static void
add_part (Search           *search,
          RiskctxChangeKind kind,
          RiskctxItem      *owner_before,
          RiskctxItem      *owner_after,
          guint             row,
          RiskctxItem      *part)
{
  RiskctxChange *change = add (search, kind, part);

  if (change == NULL)
    return;
  if (kind == RISKCTX_CHANGE_KIND_ADDED)
    change->to = g_object_ref (part);
  else
    change->from = g_object_ref (part);
  change->owner_from = g_object_ref (owner_before);
  change->owner_to = g_object_ref (owner_after);
  change->row = row;
}

static RiskctxText *
text_of_flags (GType type,
               guint flags)
{
  g_autoptr(GPtrArray) names =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);

  for (guint bit = 0; bit < 31; bit++)
    if (flags & (1u << bit))
      g_ptr_array_add (names, riskctx_phrase_enum (type, 1 << bit));
  return names->len > 0 ? riskctx_wording_list (names) : riskctx_phrase ("change.empty");
}

static RiskctxText *
text_of_strings (RiskctxAssessment *assessment,
                 const char *const *strings,
                 gboolean           references)
{
  g_autoptr(GPtrArray) names =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);

  for (; strings != NULL && *strings != NULL; strings++)
    {
      RiskctxItem *item = references ? riskctx_assessment_find (assessment, *strings) : NULL;

      g_ptr_array_add (names, item != NULL ? riskctx_wording_item (item)
                                           : riskctx_phrase_constant (*strings));
    }
  return names->len > 0 ? riskctx_wording_list (names) : riskctx_phrase ("change.empty");
}

static RiskctxText *
text_of_estimate (RiskctxEstimate *estimate,
                  const char      *currency)
{
  g_autofree char *en = riskctx_estimate_format (estimate, currency, "en");
  g_autofree char *ja = riskctx_estimate_format (estimate, currency, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

static RiskctxText *
text_of_several (const RiskctxField *field,
                 RiskctxItem        *item,
                 const char         *currency)
{
  g_autoptr(GPtrArray) texts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);

  if (field->kind == RISKCTX_FIELD_NUMBERS)
    {
      GArray *numbers = riskctx_field_at (item, field, GArray *);

      for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        g_ptr_array_add (texts, riskctx_phrase_number (g_array_index (numbers, double, i)));
    }
  else
    {
      GPtrArray *estimates = riskctx_field_at (item, field, GPtrArray *);

      for (guint i = 0; estimates != NULL && i < estimates->len; i++)
        g_ptr_array_add (texts, text_of_estimate (estimates->pdata[i], currency));
    }
  return texts->len > 0 ? riskctx_wording_list (texts) : riskctx_phrase ("change.empty");
}

/* What a member says, for people; NULL where nothing is stated. */
static RiskctxText *
text_of_member (RiskctxAssessment *assessment,
                RiskctxItem       *item,
                guint              row)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  const char *own = riskctx_assessment_get_currency (assessment);
  const char *currency = field->unit == NULL || !g_str_has_prefix (field->unit, "currency") ? NULL
                         : own != NULL ? own : "JPY";

  if (!riskctx_item_has_row (item, row))
    return NULL;
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
      return riskctx_phrase (riskctx_field_at (item, field, gboolean) ? "change.yes"
                                                                      : "change.no");
    case RISKCTX_FIELD_INTEGER:
      return riskctx_phrase_number ((double) riskctx_field_at (item, field, gint64));
    case RISKCTX_FIELD_NUMBER:
      return currency != NULL ? riskctx_wording_money (riskctx_field_at (item, field, double),
                                                       currency)
                              : riskctx_phrase_number (riskctx_field_at (item, field, double));
    case RISKCTX_FIELD_TEXT:
      return riskctx_text_ref (riskctx_field_at (item, field, RiskctxText *));
    case RISKCTX_FIELD_ENUM:
      return riskctx_phrase_enum (field->types[0] (), riskctx_field_at (item, field, int));
    case RISKCTX_FIELD_FLAGS:
      return text_of_flags (field->types[0] (), riskctx_field_at (item, field, guint));
    case RISKCTX_FIELD_ESTIMATE:
      return text_of_estimate (riskctx_field_at (item, field, RiskctxEstimate *), currency);
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
      return text_of_several (field, item, currency);
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      return text_of_strings (assessment,
                              riskctx_field_at (item, field, const char *const *),
                              field->kind == RISKCTX_FIELD_REFERENCES);
    case RISKCTX_FIELD_REFERENCE:
      {
        const char *const one[] = { riskctx_field_at (item, field, char *), NULL };

        return text_of_strings (assessment, one, TRUE);
      }
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
    default:
      return riskctx_phrase_constant (riskctx_field_at (item, field, char *));
    }
}

static gboolean
same_set (const char *const *a,
          const char *const *b)
{
  const guint n_a = a != NULL ? g_strv_length ((GStrv) a) : 0;
  const guint n_b = b != NULL ? g_strv_length ((GStrv) b) : 0;
  g_autoptr(GHashTable) seen = NULL;

  if (n_a != n_b)
    return FALSE;
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n_a; i++)
    g_hash_table_add (seen, (char *) a[i]);
  for (guint i = 0; i < n_b; i++)
    if (!g_hash_table_contains (seen, b[i]))
      return FALSE;
  return TRUE;
}

static gboolean
differs (const RiskctxField *field,
         guint               row,
         RiskctxItem        *before,
         RiskctxItem        *after)
{
  const gboolean stated = riskctx_item_has_row (before, row);

  if (stated != riskctx_item_has_row (after, row))
    return TRUE;
  if (!stated)
    return FALSE;
  if (field->kind == RISKCTX_FIELD_REFERENCES)
    return !same_set (riskctx_field_at (before, field, const char *const *),
                      riskctx_field_at (after, field, const char *const *));
  return !riskctx_field_equal (field, before, after);
}

static void
add_member (Search      *search,
            RiskctxItem *before,
            RiskctxItem *after,
            const char  *member,
            guint        row,
            RiskctxText *said,
            RiskctxText *says)
{
  RiskctxChange *change = add (search, RISKCTX_CHANGE_KIND_CHANGED, after);

  change->member = g_strdup (member);
  change->from = g_object_ref (before);
  change->to = g_object_ref (after);
  change->row = row;
  change->before = said;
  change->after = says;
}

static void
compare_member (Search      *search,
                RiskctxItem *before,
                RiskctxItem *after,
                guint        row)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (before)->fields[row];

  if (!differs (field, row, before, after))
    return;
  if (search->changes == NULL)
    search->n++;
  else
    add_member (search, before, after, field->name, row,
                text_of_member (search->before, before, row),
                text_of_member (search->after, after, row));
}

static RiskctxText *
text_of_json (JsonNode *node)
{
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  return text != NULL ? riskctx_phrase_constant (text) : NULL;
}

/* Members that the library does not know, and keeps. */
static void
compare_unknown (Search      *search,
                 RiskctxItem *before,
                 RiskctxItem *after)
{
  RiskctxItem *const items[] = { before, after };

  for (guint i = 0; i < G_N_ELEMENTS (items) && !is_over (search); i++)
    {
      RiskctxLayout *layout = items[i]->record.layout;

      for (guint j = 0; layout != NULL && j < layout->n_members; j++)
        {
          const char *name = layout->members[j].name;
          JsonNode *one = layout->members[j].value;
          JsonNode *other = name != NULL ? riskctx_item_get_unknown (items[1 - i], name) : NULL;

          if (name == NULL || (i == 1 && other != NULL)
              || (other != NULL && json_node_equal (one, other)))
            continue;
          if (search->changes == NULL)
            search->n++;
          else
            add_member (search, before, after, name, G_MAXUINT,
                        text_of_json (i == 0 ? one : other), text_of_json (i == 0 ? other : one));
        }
    }
}

static gboolean
is_same (RiskctxItem *before,
         RiskctxItem *after)
{
  Search search = { NULL };

  compare_items (&search, before, after);
  return search.n == 0;
}

/* The items of a list that have an id, or those that have none; NULL list: none. */
static GPtrArray *
pick (RiskctxItemList *list,
      gboolean         with_id)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; list != NULL && i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (list, i);

      if ((riskctx_item_get_id (item) != NULL) == with_id)
        g_ptr_array_add (items, item);
    }
  return items;
}

static GHashTable *
by_id (GPtrArray *items)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (table, (char *) riskctx_item_get_id (items->pdata[i]), items->pdata[i]);
  return table;
}

static void
compare_named (Search          *search,
               RiskctxItem     *before,
               RiskctxItem     *after,
               guint            row,
               RiskctxItemList *list_before,
               RiskctxItemList *list_after)
{
  g_autoptr(GPtrArray) old = pick (list_before, TRUE);
  g_autoptr(GPtrArray) new = pick (list_after, TRUE);
  g_autoptr(GHashTable) old_ids = by_id (old);
  g_autoptr(GHashTable) new_ids = by_id (new);

  for (guint i = 0; i < new->len && !is_over (search); i++)
    {
      RiskctxItem *same = g_hash_table_lookup (old_ids, riskctx_item_get_id (new->pdata[i]));

      if (same != NULL)
        compare_items (search, same, new->pdata[i]);
      else
        add_part (search, RISKCTX_CHANGE_KIND_ADDED, before, after, row, new->pdata[i]);
    }
  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (new_ids, riskctx_item_get_id (old->pdata[i])))
      add_part (search, RISKCTX_CHANGE_KIND_REMOVED, before, after, row, old->pdata[i]);
}

/* What is the same at both ends of the lists stays; what lies between is taken one by one. */
static void
compare_unnamed (Search          *search,
                 RiskctxItem     *before,
                 RiskctxItem     *after,
                 guint            row,
                 RiskctxItemList *list_before,
                 RiskctxItemList *list_after)
{
  g_autoptr(GPtrArray) old = pick (list_before, FALSE);
  g_autoptr(GPtrArray) new = pick (list_after, FALSE);
  guint first = 0, end_old = old->len, end_new = new->len;

  while (first < end_old && first < end_new && is_same (old->pdata[first], new->pdata[first]))
    first++;
  while (end_old > first && end_new > first
         && is_same (old->pdata[end_old - 1], new->pdata[end_new - 1]))
    {
      end_old--;
      end_new--;
    }
  for (; first < end_old && first < end_new; first++)
    compare_items (search, old->pdata[first], new->pdata[first]);
  for (guint i = first; i < end_new; i++)
    add_part (search, RISKCTX_CHANGE_KIND_ADDED, before, after, row, new->pdata[i]);
  for (guint i = first; i < end_old; i++)
    add_part (search, RISKCTX_CHANGE_KIND_REMOVED, before, after, row, old->pdata[i]);
}

static void
compare_parts (Search      *search,
               RiskctxItem *before,
               RiskctxItem *after,
               guint        row)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (before)->fields[row];

  if (field->kind == RISKCTX_FIELD_ITEMS)
    {
      RiskctxItemList *old = riskctx_item_peek_list (before, row);
      RiskctxItemList *new = riskctx_item_peek_list (after, row);

      compare_named (search, before, after, row, old, new);
      compare_unnamed (search, before, after, row, old, new);
      return;
    }

  RiskctxItem *old = riskctx_field_at (before, field, RiskctxItem *);
  RiskctxItem *new = riskctx_field_at (after, field, RiskctxItem *);

  if (old != NULL && new != NULL)
    compare_items (search, old, new);
  else if (new != NULL)
    add_part (search, RISKCTX_CHANGE_KIND_ADDED, before, after, row, new);
  else if (old != NULL)
    add_part (search, RISKCTX_CHANGE_KIND_REMOVED, before, after, row, old);
}

static void
compare_items (Search      *search,
               RiskctxItem *before,
               RiskctxItem *after)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (before);

  for (guint i = 0; i < klass->n_fields && !is_over (search); i++)
    if (!(klass->parts >> i & 1))
      compare_member (search, before, after, i);
  compare_unknown (search, before, after);
  for (guint i = 0; i < klass->n_fields && !is_over (search); i++)
    if (klass->parts >> i & 1)
      compare_parts (search, before, after, i);
}

void
riskctx_changes_find (RiskctxAssessment *before,
                      RiskctxAssessment *after,
                      GListStore        *changes)
{
  Search search = { before, after, changes };

  compare_items (&search, RISKCTX_ITEM (before), RISKCTX_ITEM (after));
}
