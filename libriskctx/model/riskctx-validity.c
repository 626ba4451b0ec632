/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-validity.h"

#include <string.h>

#include "riskctx-check-private.h"
#include "riskctx-estimate-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

#define MAX_ISSUES     1000
#define MAX_CANDIDATES 5000 /* ids searched for a near one: the search is not worth more time */
#define MAX_ID_LENGTH  128

static G_DEFINE_QUARK (riskctx-id-index, id_index)

void
riskctx_item_forget_index (RiskctxItem *self)
{
  while (self->parent != NULL)
    self = self->parent;
  g_object_set_qdata (G_OBJECT (self), id_index_quark (), NULL);
}

/**
 * riskctx_id_is_valid:
 * @id: a string
 *
 * Tells whether a string can be an id: 1 to 128 ASCII letters, digits, `.`, `_` and `-`, the first
 * a letter or digit.
 *
 * Returns: %TRUE if it can
 *
 * Since: 1.0
 */
gboolean
riskctx_id_is_valid (const char *id)
{
  g_return_val_if_fail (id != NULL, FALSE);

  gsize length = 0;

  if (!g_ascii_isalnum (id[0]))
    return FALSE;
  for (; id[length] != '\0'; length++)
    if (!g_ascii_isalnum (id[length]) && strchr ("._-", id[length]) == NULL)
      return FALSE;
  return length <= MAX_ID_LENGTH;
}

/* Nothing more is reported, so that there is no use in finding out what to say. */
static gboolean
is_full (const RiskctxCheck *check)
{
  return g_list_model_get_n_items (G_LIST_MODEL (check->issues)) > check->limit;
}

void
riskctx_check_report (RiskctxCheck     *check,
                      RiskctxItem      *item,
                      const char       *member,
                      RiskctxIssueCode  code,
                      const char       *arg0,
                      const char       *arg1,
                      const char       *arg2)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (check->issues));

  if (n > check->limit)
    return;

  g_autofree char *place = riskctx_item_dup_pointer (item);
  g_autofree char *pointer = member ? g_strconcat (place, "/", member, NULL) : g_strdup (place);
  g_autofree char *limit = g_strdup_printf ("%u", check->limit);
  g_autoptr(RiskctxIssue) issue =
      n < check->limit
          ? riskctx_issue_new (code, pointer, item->id, arg0, arg1, arg2)
          : riskctx_issue_new (RISKCTX_ISSUE_TOO_MANY, pointer, item->id, limit, NULL, NULL);

  g_list_store_append (check->issues, issue);
}

static void
hint_last (RiskctxCheck *check,
           const char   *hint)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (check->issues));
  g_autoptr(RiskctxIssue) issue = n > 0
                                    ? g_list_model_get_item (G_LIST_MODEL (check->issues), n - 1)
                                    : NULL;

  if (issue != NULL && hint != NULL)
    riskctx_issue_set_hint (issue, hint);
}

/* Enters the ids of an item and its parts; reports those that are taken if @check is given. */
static void
index_item (RiskctxItem  *item,
            GHashTable   *index,
            RiskctxCheck *check)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  if (item->id != NULL)
    {
      RiskctxItem *other = g_hash_table_lookup (index, item->id);

      if (other == NULL)
        g_hash_table_insert (index, item->id, item);
      else if (check != NULL && !is_full (check))
        {
          g_autofree char *place = riskctx_item_dup_pointer (other);

          riskctx_check_report (check, item, "id", RISKCTX_ISSUE_DUPLICATE_ID, item->id, place,
                                NULL);
        }
    }
  for (guint64 rows = klass->parts; rows != 0; rows &= rows - 1)
    {
      const RiskctxField *field = &klass->fields[riskctx_rows_first (rows)];
      gpointer part = riskctx_field_at (item, field, gpointer);

      if (part != NULL && field->kind == RISKCTX_FIELD_ITEM)
        index_item (part, index, check);
      else if (part != NULL)
        for (guint j = 0; j < riskctx_item_list_get_length (part); j++)
          index_item (riskctx_item_list_peek (part, j), index, check);
    }
}

/**
 * riskctx_assessment_find:
 * @self: an assessment
 * @id: an id
 *
 * Looks up an item anywhere in the assessment.
 *
 * Returns: (transfer none) (nullable): the item, or %NULL if there is none of that id
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_assessment_find (RiskctxAssessment *self,
                         const char        *id)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self) && id != NULL, NULL);

  GHashTable *index = g_object_get_qdata (G_OBJECT (self), id_index_quark ());

  if (index == NULL)
    {
      index = g_hash_table_new (g_str_hash, g_str_equal);
      index_item (RISKCTX_ITEM (self), index, NULL);
      g_object_set_qdata_full (G_OBJECT (self), id_index_quark (), index,
                               (GDestroyNotify) g_hash_table_unref);
    }
  return g_hash_table_lookup (index, id);
}

static void
check_range (RiskctxCheck       *check,
             RiskctxItem        *item,
             const RiskctxField *field,
             double              value)
{
  gboolean has_min = field->min > -G_MAXDOUBLE;
  gboolean has_max = field->max < G_MAXDOUBLE;
  gboolean too_low = field->flags & RISKCTX_FIELD_EXCLUSIVE_MIN
                       ? value <= field->min : value < field->min;
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  g_autofree char *is = NULL;

  if (!too_low && value <= field->max)
    return;
  min = riskctx_number_to_string (field->min);
  max = riskctx_number_to_string (field->max);
  is = riskctx_number_to_string (value);
  if (field->flags & RISKCTX_FIELD_EXCLUSIVE_MIN && too_low)
    riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_ABOVE, min, is, NULL);
  else if (has_min && has_max)
    riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_RANGE, min, max, is);
  else if (has_min)
    riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_MINIMUM, min, is, NULL);
  else
    riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_MAXIMUM, max, is, NULL);
}

static void
check_estimate (RiskctxCheck       *check,
                RiskctxItem        *item,
                const RiskctxField *field,
                RiskctxEstimate    *estimate)
{
  g_autoptr(RiskctxIssue) issue = riskctx_estimate_check (estimate, "");
  double low, high;

  if (issue != NULL)
    {
      /* Once more, now that the place is worth finding out. */
      g_autofree char *place = riskctx_item_dup_pointer (item);
      g_autofree char *pointer = g_strconcat (place, "/", field->name, NULL);
      g_autoptr(RiskctxIssue) located = riskctx_estimate_check (estimate, pointer);

      if (g_list_model_get_n_items (G_LIST_MODEL (check->issues)) < check->limit)
        g_list_store_append (check->issues, located);
      return;
    }
  if (field->min == -G_MAXDOUBLE && field->max == G_MAXDOUBLE)
    return;
  riskctx_estimate_get_support (estimate, &low, &high);
  if (low == high)
    check_range (check, item, field, low);
  else if (low < field->min || high > field->max)
    {
      g_autofree char *bound =
          riskctx_number_to_string (low < field->min ? field->min : field->max);
      g_autofree char *values = g_strdup_printf ("%s %s", low < field->min ? "<" : ">", bound);

      riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_SUPPORT, values, NULL, NULL);
    }
}

static const char *
noun_of_type (GType type)
{
  RiskctxItemClass *klass = g_type_class_peek (type);

  if (klass == NULL)
    klass = g_type_class_ref (type); /* kept, as all classes of static types are */
  return klass->noun;
}

/* So that equally near candidates give the same hint every time. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
check_reference (RiskctxCheck       *check,
                 RiskctxItem        *item,
                 const RiskctxField *field,
                 const char         *member,
                 const char         *id)
{
  RiskctxItem *target = g_hash_table_lookup (check->index, id);

  if (target == NULL)
    {
      riskctx_check_report (check, item, member, RISKCTX_ISSUE_DANGLING, id, NULL, NULL);
      if (g_hash_table_size (check->index) <= MAX_CANDIDATES && !is_full (check))
        {
          g_autofree gpointer *keys = g_hash_table_get_keys_as_array (check->index, NULL);
          const char **ids = (const char **) keys;
          g_autoptr(GPtrArray) fitting = g_ptr_array_new ();

          for (guint i = 0; ids[i] != NULL; i++)
            for (guint j = 0; j < RISKCTX_FIELD_MAX_TYPES && field->types[j] != NULL; j++)
              if (g_type_is_a (G_OBJECT_TYPE (g_hash_table_lookup (check->index, ids[i])),
                               field->types[j] ()))
                g_ptr_array_add (fitting, (gpointer) ids[i]);
          g_ptr_array_sort (fitting, compare_names);
          g_ptr_array_add (fitting, NULL);
          hint_last (check, riskctx_nearest_name (id, (const char *const *) fitting->pdata));
        }
      return;
    }
  for (guint i = 0; i < RISKCTX_FIELD_MAX_TYPES && field->types[i] != NULL; i++)
    if (g_type_is_a (G_OBJECT_TYPE (target), field->types[i] ()))
      return;

  g_autofree char *is = g_strconcat ("@format.noun.", riskctx_item_get_noun (target), NULL);
  g_autofree char *needed = g_strconcat ("@format.noun.", noun_of_type (field->types[0] ()), NULL);

  riskctx_check_report (check, item, member, RISKCTX_ISSUE_LINK_TYPE, id, is, needed);
}

gboolean
riskctx_date_is_valid (const char *text)
{
  guint64 parts[3];
  static const guint digits[] = { 4, 2, 2 };

  for (guint i = 0; i < 3; i++)
    {
      parts[i] = 0;
      for (guint j = 0; j < digits[i]; j++, text++)
        {
          if (!g_ascii_isdigit (*text))
            return FALSE;
          parts[i] = parts[i] * 10 + (guint64) (*text - '0');
        }
      if (*text++ != (i < 2 ? '-' : '\0'))
        return FALSE;
    }
  return g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]);
}

/* Strings that stand for the values of an enumeration */
static void
check_nicks (RiskctxCheck       *check,
             RiskctxItem        *item,
             const RiskctxField *field)
{
  GStrv nicks = riskctx_field_at (item, field, GStrv);
  GType type = field->types[0] ();
  GEnumClass *klass = g_type_class_ref (type);

  for (guint i = 0; nicks != NULL && nicks[i] != NULL; i++)
    {
      char member[96];
      g_autofree const char **known = NULL;
      g_autofree char *what = NULL;

      if (g_enum_get_value_by_nick (klass, nicks[i]) != NULL)
        continue;
      known = g_new0 (const char *, klass->n_values + 1);
      for (guint j = 0; j < klass->n_values; j++)
        known[j] = klass->values[j].value_nick;
      what = riskctx_enum_name_type (type);
      g_snprintf (member, sizeof member, "%s/%u", field->name, i);
      riskctx_check_report (check, item, member, RISKCTX_ISSUE_NAME, nicks[i], what, NULL);
      if (!is_full (check))
        hint_last (check, riskctx_nearest_name (nicks[i], known));
    }
  g_type_class_unref (klass);
}

static void
check_field (RiskctxCheck       *check,
             RiskctxItem        *item,
             const RiskctxField *field)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_INTEGER:
      check_range (check, item, field, (double) riskctx_field_at (item, field, gint64));
      break;
    case RISKCTX_FIELD_NUMBER:
      check_range (check, item, field, riskctx_field_at (item, field, double));
      break;
    case RISKCTX_FIELD_ID:
      if (!riskctx_id_is_valid (item->id))
        riskctx_check_report (check, item, "id", RISKCTX_ISSUE_ID, item->id, NULL, NULL);
      break;
    case RISKCTX_FIELD_DATE:
      {
        const char *date = riskctx_field_at (item, field, const char *);

        if (!riskctx_date_is_valid (date))
          riskctx_check_report (check, item, field->name, RISKCTX_ISSUE_DATE, date, NULL, NULL);
        break;
      }
    case RISKCTX_FIELD_ESTIMATE:
      check_estimate (check, item, field, riskctx_field_at (item, field, RiskctxEstimate *));
      break;
    case RISKCTX_FIELD_REFERENCE:
      check_reference (check, item, field, field->name,
                       riskctx_field_at (item, field, const char *));
      break;
    case RISKCTX_FIELD_REFERENCES:
      {
        GStrv ids = riskctx_field_at (item, field, GStrv);

        for (guint i = 0; ids[i] != NULL; i++)
          {
            char member[96];

            g_snprintf (member, sizeof member, "%s/%u", field->name, i);
            check_reference (check, item, field, member, ids[i]);
          }
        break;
      }
    case RISKCTX_FIELD_STRINGS:
      if (field->types[0] != NULL)
        check_nicks (check, item, field);
      break;
    case RISKCTX_FIELD_BOOLEAN:
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_TEXT:
    case RISKCTX_FIELD_ENUM:
    case RISKCTX_FIELD_FLAGS:
    case RISKCTX_FIELD_ESTIMATES:
    case RISKCTX_FIELD_NUMBERS:
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
    default:
      break;
    }
}

static void
check_item (RiskctxItem  *item,
            RiskctxCheck *check)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  if (klass->needs_id && item->id == NULL)
    riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "id", NULL, NULL);
  for (guint64 rows = item->record.set | klass->required; rows != 0; rows &= rows - 1)
    {
      guint row = riskctx_rows_first (rows);
      const RiskctxField *field = &klass->fields[row];

      if (riskctx_item_has_row (item, row))
        check_field (check, item, field);
      else
        riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, field->name, NULL, NULL);
    }
  if (klass->check != NULL)
    klass->check (item, check);

  for (guint64 rows = klass->parts; rows != 0; rows &= rows - 1)
    {
      const RiskctxField *field = &klass->fields[riskctx_rows_first (rows)];
      gpointer part = riskctx_field_at (item, field, gpointer);

      if (part != NULL && field->kind == RISKCTX_FIELD_ITEM)
        check_item (part, check);
      else if (part != NULL)
        for (guint j = 0; j < riskctx_item_list_get_length (part); j++)
          check_item (riskctx_item_list_peek (part, j), check);
    }
}

/* What an item follows from, lies in or sets off, and how its member is called: ids in @targets. */
static const char *
list_targets (RiskctxItem *item,
              GPtrArray   *targets)
{
  const char *const *ids;
  RiskctxItemList *triggers;

  if (RISKCTX_IS_ZONE (item))
    {
      g_ptr_array_add (targets, (gpointer) riskctx_zone_get_parent (RISKCTX_ZONE (item)));
      return "parent";
    }
  if (RISKCTX_IS_CATALOG_ITEM (item))
    {
      g_ptr_array_add (targets, (gpointer) riskctx_catalog_item_get_parent (
                                    RISKCTX_CATALOG_ITEM (item)));
      return "parent";
    }
  if (RISKCTX_IS_RISK (item))
    {
      triggers = riskctx_risk_get_triggers (RISKCTX_RISK (item));
      for (guint i = 0; i < riskctx_item_list_get_length (triggers); i++)
        g_ptr_array_add (targets, (gpointer) riskctx_trigger_get_risk (
                                      riskctx_item_list_peek (triggers, i)));
      return "triggers/%u/risk";
    }
  ids = riskctx_statement_get_statements (RISKCTX_STATEMENT (item));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (targets, (gpointer) ids[i]);
  return "statements/%u";
}

/* Statements may follow from statements, zones and entries of catalogs lie in others of their kind
 * and risks set off risks, but nothing from, in or by itself. Marks an item 1 while it is being
 * followed and 2 when it is done. */
static gboolean
is_circular (RiskctxCheck *check,
             GHashTable   *marks,
             RiskctxItem  *item,
             guint         depth)
{
  gpointer mark = g_hash_table_lookup (marks, item);

  if (mark != NULL || depth > 1000)
    return mark == GINT_TO_POINTER (1) || depth > 1000;
  g_hash_table_insert (marks, item, GINT_TO_POINTER (1));

  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  const char *name = list_targets (item, ids);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      RiskctxItem *next = id != NULL ? g_hash_table_lookup (check->index, id) : NULL;

      if (next != NULL && G_OBJECT_TYPE (next) == G_OBJECT_TYPE (item) &&
          is_circular (check, marks, next, depth + 1))
        {
          g_autofree char *place = g_strdup_printf ("%u", i);
          g_auto(GStrv) parts = g_strsplit (name, "%u", 2);
          g_autofree char *member = g_strjoinv (place, parts);

          riskctx_check_report (check, item, member, RISKCTX_ISSUE_CIRCULAR, id, NULL, NULL);
        }
    }
  g_hash_table_insert (marks, item, GINT_TO_POINTER (2));
  return FALSE;
}

static void
check_circles (RiskctxCheck    *check,
               RiskctxItemList *list)
{
  g_autoptr(GHashTable) marks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (list, i);

      /* There may be a hundred thousand risks, and few set off others. */
      if (!RISKCTX_IS_RISK (item) || riskctx_item_has (item, "triggers"))
        is_circular (check, marks, item, 0);
    }
}

/**
 * riskctx_item_check:
 * @root: an item that is a document: an assessment or a catalog
 *
 * Checks everything that must be true of a document.
 *
 * Returns: (transfer full): the issues, a list of [class@Issue]
 */
GListStore *
riskctx_item_check (RiskctxItem *root)
{
  g_autoptr(GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  RiskctxCheck check = { g_list_store_new (RISKCTX_TYPE_ISSUE), index, MAX_ISSUES };

  index_item (root, index, &check);
  check_item (root, &check);
  if (RISKCTX_IS_ASSESSMENT (root))
    {
      check_circles (&check, riskctx_assessment_get_statements (RISKCTX_ASSESSMENT (root)));
      check_circles (&check, riskctx_assessment_get_zones (RISKCTX_ASSESSMENT (root)));
      check_circles (&check, riskctx_assessment_get_risks (RISKCTX_ASSESSMENT (root)));
      riskctx_check_dependences (&check, RISKCTX_ASSESSMENT (root));
    }
  else if (RISKCTX_IS_CATALOG (root))
    check_circles (&check, riskctx_catalog_get_entries (RISKCTX_CATALOG (root)));
  return check.issues;
}

/**
 * riskctx_assessment_check:
 * @self: an assessment
 *
 * Checks everything that must be true of a document: what is required is there, figures are in
 * their ranges, estimates are laws, ids are unique, references lead to items of the right kind and
 * not round in circles.
 *
 * What the method recommends beyond that is for [method@Assessment.list_findings].
 *
 * Returns: (transfer full): the issues, a list of [class@Issue], up to a thousand
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_check (RiskctxAssessment *self)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);

  return riskctx_item_check (RISKCTX_ITEM (self));
}

/**
 * riskctx_catalog_check:
 * @self: a catalog
 *
 * Checks everything that must be true of a catalog: what is required is there, ids are unique,
 * references lead to entries of the catalog and not round in circles.
 *
 * Returns: (transfer full): the issues, a list of [class@Issue], up to a thousand
 *
 * Since: 1.0
 */
GListStore *
riskctx_catalog_check (RiskctxCatalog *self)
{
  g_return_val_if_fail (RISKCTX_IS_CATALOG (self), NULL);

  return riskctx_item_check (RISKCTX_ITEM (self));
}
