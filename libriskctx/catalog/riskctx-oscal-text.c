/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-oscal-text-private.h"

#include <string.h>

/* Parameters may be inserted into the choices of others. */
#define MAX_DEPTH 8

/* What parameters add to the texts, at least this and in proportion to the file */
#define LEAST_ROOM ((gsize) 1 << 20)
#define ROOM_A_BYTE 8

typedef struct
{
  char    *value;
  gboolean open; /* is being expanded: whoever inserts it now goes round in a circle */
} Param;

static void
param_free (gpointer data)
{
  Param *self = data;

  g_free (self->value);
  g_free (self);
}

void
riskctx_oscal_text_init (RiskctxOscalText *self,
                         gsize             size)
{
  self->params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, param_free);
  self->room = LEAST_ROOM + ROOM_A_BYTE * size;
  self->is_full = FALSE;
}

void
riskctx_oscal_text_clear (RiskctxOscalText *self)
{
  g_clear_pointer (&self->params, g_hash_table_unref);
}

void
riskctx_oscal_text_define (RiskctxOscalText *self,
                           const char       *id,
                           const char       *before,
                           const char       *value,
                           const char       *after)
{
  Param *param;

  if (g_hash_table_contains (self->params, id))
    return;
  param = g_new0 (Param, 1);
  param->value = g_strconcat (before, value, after, NULL);
  g_hash_table_insert (self->params, g_strdup (id), param);
}

/* The id in “insert: param, ac-1_prm_1”, or in the “ac-1_prm_1” of early releases */
static char *
find_id (const char *text,
         gsize       length)
{
  g_autofree char *inside = g_strstrip (g_strndup (text, length));
  const char *id = inside;

  if (g_str_has_prefix (inside, "insert:"))
    {
      id = strchr (inside, ',');
      if (id == NULL)
        return NULL;
      id++;
    }
  else if (strpbrk (inside, " \t\n,") != NULL)
    return NULL;
  return g_strstrip (g_strdup (id));
}

static void
append (RiskctxOscalText *self,
        GString          *into,
        const char       *text,
        gsize             length)
{
  if (length > self->room)
    {
      self->is_full = TRUE;
      return;
    }
  self->room -= length;
  g_string_append_len (into, text, (gssize) length);
}

static void
expand (RiskctxOscalText *self,
        GString          *into,
        const char       *raw,
        guint             depth,
        char            **unknown)
{
  while (!self->is_full)
    {
      const char *open = strstr (raw, "{{");
      const char *close = open != NULL ? strstr (open, "}}") : NULL;
      g_autofree char *id = NULL;
      Param *param;

      if (close == NULL)
        break;
      append (self, into, raw, (gsize) (open - raw));
      id = find_id (open + 2, (gsize) (close - open) - 2);
      param = id != NULL ? g_hash_table_lookup (self->params, id) : NULL;
      if (param != NULL && !param->open && depth < MAX_DEPTH)
        {
          param->open = TRUE;
          expand (self, into, param->value, depth + 1, unknown);
          param->open = FALSE;
        }
      else if (id != NULL)
        {
          if (*unknown == NULL)
            *unknown = g_strdup (id);
          append (self, into, "[", 1);
          append (self, into, id, strlen (id));
          append (self, into, "]", 1);
        }
      else
        append (self, into, open, (gsize) (close - open) + 2);
      raw = close + 2;
    }
  append (self, into, raw, strlen (raw));
}

char *
riskctx_oscal_text_expand (RiskctxOscalText *self,
                           const char       *raw,
                           char            **unknown)
{
  GString *into = g_string_new (NULL);

  expand (self, into, raw, 0, unknown);
  return g_string_free (into, FALSE);
}

char *
riskctx_oscal_text_make_id (const char *title)
{
  GString *id = g_string_new (NULL);

  for (const char *p = title; *p != '\0' && id->len < 64; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "oscal");
  return g_string_free (id, FALSE);
}
