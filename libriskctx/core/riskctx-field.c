/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-field-private.h"

#include <string.h>

RiskctxLayout *
riskctx_layout_new (const RiskctxLayoutMember *members,
                    guint                      n_members)
{
  RiskctxLayout *layout = g_malloc (sizeof (RiskctxLayout)
                                    + n_members * sizeof (RiskctxLayoutMember));

  g_atomic_ref_count_init (&layout->ref_count);
  layout->n_members = n_members;
  if (n_members > 0)
    memcpy (layout->members, members, n_members * sizeof (RiskctxLayoutMember));
  return layout;
}

RiskctxLayout *
riskctx_layout_ref (RiskctxLayout *layout)
{
  g_atomic_ref_count_inc (&layout->ref_count);
  return layout;
}

void
riskctx_layout_unref (RiskctxLayout *layout)
{
  if (!g_atomic_ref_count_dec (&layout->ref_count))
    return;
  for (guint i = 0; i < layout->n_members; i++)
    {
      g_free (layout->members[i].name);
      g_clear_pointer (&layout->members[i].value, json_node_unref);
    }
  g_free (layout);
}

gboolean
riskctx_layout_has_fields (const RiskctxLayout       *layout,
                           const RiskctxLayoutMember *members,
                           guint                      n_members)
{
  if (layout == NULL || layout->n_members != n_members)
    return FALSE;
  for (guint i = 0; i < n_members; i++)
    if (members[i].field < 0 || layout->members[i].field != members[i].field)
      return FALSE;
  return TRUE;
}

int
riskctx_fields_find (const RiskctxField *fields,
                     guint               n_fields,
                     const char         *name)
{
  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

static gboolean
strv_equal (GStrv a,
            GStrv b)
{
  if (a == NULL || b == NULL)
    return (a == NULL || *a == NULL) && (b == NULL || *b == NULL);
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
estimates_equal (GPtrArray *a,
                 GPtrArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!riskctx_estimate_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
numbers_equal (GArray *a,
               GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (double)) == 0;
}

/* Whether the fields of @a and @b hold the same; items are the same only if they are one. */
gboolean
riskctx_field_equal (const RiskctxField *field,
                     gconstpointer       a,
                     gconstpointer       b)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
    case RISKCTX_FIELD_ENUM:
    case RISKCTX_FIELD_FLAGS:
      return riskctx_field_at (a, field, int) == riskctx_field_at (b, field, int);
    case RISKCTX_FIELD_INTEGER:
      return riskctx_field_at (a, field, gint64) == riskctx_field_at (b, field, gint64);
    case RISKCTX_FIELD_NUMBER:
      return riskctx_field_at (a, field, double) == riskctx_field_at (b, field, double);
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      return g_strcmp0 (riskctx_field_at (a, field, char *),
                        riskctx_field_at (b, field, char *)) == 0;
    case RISKCTX_FIELD_TEXT:
      {
        RiskctxText *x = riskctx_field_at (a, field, RiskctxText *);
        RiskctxText *y = riskctx_field_at (b, field, RiskctxText *);

        return x == y || (x != NULL && y != NULL && riskctx_text_equal (x, y));
      }
    case RISKCTX_FIELD_ESTIMATE:
      {
        RiskctxEstimate *x = riskctx_field_at (a, field, RiskctxEstimate *);
        RiskctxEstimate *y = riskctx_field_at (b, field, RiskctxEstimate *);

        return x == y || (x != NULL && y != NULL && riskctx_estimate_equal (x, y));
      }
    case RISKCTX_FIELD_ESTIMATES:
      return estimates_equal (riskctx_field_at (a, field, GPtrArray *),
                              riskctx_field_at (b, field, GPtrArray *));
    case RISKCTX_FIELD_NUMBERS:
      return numbers_equal (riskctx_field_at (a, field, GArray *),
                            riskctx_field_at (b, field, GArray *));
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      return strv_equal (riskctx_field_at (a, field, GStrv), riskctx_field_at (b, field, GStrv));
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
    default:
      return riskctx_field_at (a, field, gpointer) == riskctx_field_at (b, field, gpointer);
    }
}

/* Copies a value into a field that holds nothing yet. Items are not values: whoever owns them
 * copies them. */
void
riskctx_field_copy (const RiskctxField *field,
                    gpointer            to,
                    gconstpointer       from)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_BOOLEAN:
    case RISKCTX_FIELD_ENUM:
    case RISKCTX_FIELD_FLAGS:
      riskctx_field_at (to, field, int) = riskctx_field_at (from, field, int);
      break;
    case RISKCTX_FIELD_INTEGER:
      riskctx_field_at (to, field, gint64) = riskctx_field_at (from, field, gint64);
      break;
    case RISKCTX_FIELD_NUMBER:
      riskctx_field_at (to, field, double) = riskctx_field_at (from, field, double);
      break;
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      riskctx_field_at (to, field, char *) = g_strdup (riskctx_field_at (from, field, char *));
      break;
    case RISKCTX_FIELD_TEXT:
      {
        RiskctxText *text = riskctx_field_at (from, field, RiskctxText *);

        riskctx_field_at (to, field, RiskctxText *) = text ? riskctx_text_ref (text) : NULL;
        break;
      }
    case RISKCTX_FIELD_ESTIMATE:
      {
        RiskctxEstimate *estimate = riskctx_field_at (from, field, RiskctxEstimate *);

        riskctx_field_at (to, field, RiskctxEstimate *) =
          estimate ? riskctx_estimate_ref (estimate) : NULL;
        break;
      }
    case RISKCTX_FIELD_ESTIMATES:
      {
        GPtrArray *parts = riskctx_field_at (from, field, GPtrArray *);

        riskctx_field_at (to, field, GPtrArray *) = parts ? g_ptr_array_ref (parts) : NULL;
        break;
      }
    case RISKCTX_FIELD_NUMBERS:
      {
        GArray *numbers = riskctx_field_at (from, field, GArray *);

        riskctx_field_at (to, field, GArray *) = numbers ? g_array_ref (numbers) : NULL;
        break;
      }
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      riskctx_field_at (to, field, GStrv) = g_strdupv (riskctx_field_at (from, field, GStrv));
      break;
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
    default:
      g_assert_not_reached ();
    }
}

void
riskctx_field_clear (const RiskctxField *field,
                     gpointer            base)
{
  switch (field->kind)
    {
    case RISKCTX_FIELD_STRING:
    case RISKCTX_FIELD_DATE:
    case RISKCTX_FIELD_ID:
    case RISKCTX_FIELD_REFERENCE:
      g_clear_pointer (&riskctx_field_at (base, field, char *), g_free);
      break;
    case RISKCTX_FIELD_TEXT:
      g_clear_pointer (&riskctx_field_at (base, field, RiskctxText *), riskctx_text_unref);
      break;
    case RISKCTX_FIELD_ESTIMATE:
      g_clear_pointer (&riskctx_field_at (base, field, RiskctxEstimate *), riskctx_estimate_unref);
      break;
    case RISKCTX_FIELD_ESTIMATES:
      g_clear_pointer (&riskctx_field_at (base, field, GPtrArray *), g_ptr_array_unref);
      break;
    case RISKCTX_FIELD_NUMBERS:
      g_clear_pointer (&riskctx_field_at (base, field, GArray *), g_array_unref);
      break;
    case RISKCTX_FIELD_STRINGS:
    case RISKCTX_FIELD_REFERENCES:
      g_clear_pointer (&riskctx_field_at (base, field, GStrv), g_strfreev);
      break;
    case RISKCTX_FIELD_ITEM:
    case RISKCTX_FIELD_ITEMS:
      g_clear_object (&riskctx_field_at (base, field, GObject *));
      break;
    case RISKCTX_FIELD_BOOLEAN:
    case RISKCTX_FIELD_INTEGER:
    case RISKCTX_FIELD_NUMBER:
    case RISKCTX_FIELD_ENUM:
    case RISKCTX_FIELD_FLAGS:
    default:
      break;
    }
}

const char *
riskctx_enum_to_nick (GType type,
                      int   value)
{
  gpointer klass = g_type_class_peek (type);

  if (klass == NULL)
    klass = g_type_class_ref (type); /* kept: classes of static types stay for ever */

  if (G_TYPE_IS_ENUM (type))
    {
      const GEnumValue *found = g_enum_get_value (klass, value);

      return found ? found->value_nick : NULL;
    }

  const GFlagsValue *found = g_flags_get_first_value (klass, (guint) value);

  return found ? found->value_nick : NULL;
}

gboolean
riskctx_enum_from_nick (GType       type,
                        const char *nick,
                        gsize       length,
                        int        *value)
{
  gpointer klass = g_type_class_peek (type);

  if (klass == NULL)
    klass = g_type_class_ref (type);
  if (G_TYPE_IS_ENUM (type))
    {
      GEnumClass *enums = klass;

      for (guint i = 0; i < enums->n_values; i++)
        if (strncmp (enums->values[i].value_nick, nick, length) == 0 &&
            enums->values[i].value_nick[length] == '\0')
          {
            *value = enums->values[i].value;
            return TRUE;
          }
    }
  else
    {
      GFlagsClass *flags = klass;

      for (guint i = 0; i < flags->n_values; i++)
        if (strncmp (flags->values[i].value_nick, nick, length) == 0 &&
            flags->values[i].value_nick[length] == '\0')
          {
            *value = (int) flags->values[i].value;
            return TRUE;
          }
    }
  return FALSE;
}

/* The key of the word for “RiskctxRiskCategory” is “type.risk-category”. */
char *
riskctx_enum_name_type (GType type)
{
  const char *p = g_type_name (type) + strlen ("Riskctx");
  GString *name = g_string_new ("@type.");

  for (gboolean first = TRUE; *p != '\0'; p++, first = FALSE)
    {
      if (g_ascii_isupper (*p) && !first)
        g_string_append_c (name, '-');
      g_string_append_c (name, g_ascii_tolower (*p));
    }

  return g_string_free (name, FALSE);
}
