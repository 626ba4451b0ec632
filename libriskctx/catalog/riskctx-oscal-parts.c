/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-oscal-private.h"

#include <string.h>

#include "riskctx-document-reader-private.h"

/* What controls are made of: parameters, properties, links, and parts with prose. */

void
riskctx_oscal_note (RiskctxOscal    *self,
                    RiskctxIssueCode code,
                    gsize            offset,
                    const char      *arg0,
                    const char      *arg1)
{
  riskctx_mistakes_add (&self->mistakes, code, offset, arg0, arg1, NULL, NULL);
}

void
riskctx_oscal_skip (RiskctxOscal    *self,
                    RiskctxJsonEvent event)
{
  if (event == RISKCTX_JSON_EVENT_ERROR || !riskctx_json_reader_skip (&self->json, event))
    self->failed = TRUE;
}

void
riskctx_oscal_refuse (RiskctxOscal    *self,
                      RiskctxJsonEvent event,
                      const char      *expected)
{
  if (event != RISKCTX_JSON_EVENT_ERROR)
    riskctx_oscal_note (self, RISKCTX_ISSUE_TYPE, self->json.offset, expected,
                        riskctx_json_event_name (event));
  riskctx_oscal_skip (self, event);
}

/* The next member of an object; FALSE at its end. */
gboolean
riskctx_oscal_next_member (RiskctxOscal     *self,
                           RiskctxJsonEvent *event)
{
  if (self->failed)
    return FALSE;
  *event = riskctx_json_reader_next (&self->json);
  if (*event == RISKCTX_JSON_EVENT_ERROR)
    self->failed = TRUE;
  return !self->failed && *event != RISKCTX_JSON_EVENT_OBJECT_END
         && *event != RISKCTX_JSON_EVENT_ARRAY_END;
}

gboolean
riskctx_oscal_is (const RiskctxOscal *self,
                  const char         *name)
{
  return riskctx_json_slice_equal (self->json.key, name, strlen (name));
}

/* A string; a member that comes twice is a mistake, and the first one counts. */
void
riskctx_oscal_read_string (RiskctxOscal    *self,
                           RiskctxJsonEvent event,
                           char           **value)
{
  if (event != RISKCTX_JSON_EVENT_STRING)
    riskctx_oscal_refuse (self, event, "@format.string");
  else if (*value != NULL)
    {
      g_autofree char *name = g_strndup (self->json.key.text, self->json.key.length);

      riskctx_oscal_note (self, RISKCTX_ISSUE_DUPLICATE_MEMBER, self->json.key_offset, name, NULL);
    }
  else
    *value = g_strndup (self->json.string.text, self->json.string.length);
}

gboolean
riskctx_oscal_begins (RiskctxOscal    *self,
                      RiskctxJsonEvent event,
                      RiskctxJsonEvent wanted)
{
  if (event == wanted)
    return TRUE;
  riskctx_oscal_refuse (self, event,
                        wanted == RISKCTX_JSON_EVENT_OBJECT ? "@format.object" : "@format.array");
  return FALSE;
}

/* An array of objects */
void
riskctx_oscal_read_objects (RiskctxOscal           *self,
                            RiskctxJsonEvent        event,
                            RiskctxOscalReadElement read,
                            gpointer                data)
{
  if (!riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_ARRAY))
    return;
  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
      read (self, data);
}

/* Strings of an array, with a separator between them */
static void
read_strings (RiskctxOscal    *self,
              RiskctxJsonEvent event,
              const char      *separator,
              char           **joined)
{
  GString *text;

  if (!riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_ARRAY))
    return;
  text = g_string_new (NULL);
  while (riskctx_oscal_next_member (self, &event))
    if (event != RISKCTX_JSON_EVENT_STRING)
      riskctx_oscal_refuse (self, event, "@format.string");
    else
      {
        if (text->len > 0)
          g_string_append (text, separator);
        g_string_append_len (text, self->json.string.text, (gssize) self->json.string.length);
      }
  if (*joined == NULL && text->len > 0)
    *joined = g_string_free (text, FALSE);
  else
    g_string_free (text, TRUE);
}

void
riskctx_oscal_read_prop (RiskctxOscal *self,
                         gpointer      data)
{
  RiskctxOscalProps *props = data;
  RiskctxJsonEvent event;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *class = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "name"))
      riskctx_oscal_read_string (self, event, &name);
    else if (riskctx_oscal_is (self, "value"))
      riskctx_oscal_read_string (self, event, &value);
    else if (riskctx_oscal_is (self, "class"))
      riskctx_oscal_read_string (self, event, &class);
    else
      riskctx_oscal_skip (self, event);

  /* Labels that are padded for sorting have a class of their own. */
  if (g_strcmp0 (name, "label") == 0 && value != NULL
      && (props->label == NULL || class == NULL) && g_strcmp0 (class, "zero-padded") != 0)
    {
      g_free (props->label);
      props->label = g_steal_pointer (&value);
    }
  else if (g_strcmp0 (name, "status") == 0 && value != NULL
           && g_ascii_strcasecmp (value, "withdrawn") == 0)
    props->withdrawn = TRUE;
}

static void
read_select (RiskctxOscal *self,
             char        **choices)
{
  RiskctxJsonEvent event;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "choice") || riskctx_oscal_is (self, "alternatives"))
      read_strings (self, event, "; ", choices);
    else
      riskctx_oscal_skip (self, event);
}

/* What stands for a parameter: its values, its choices, or its label. */
void
riskctx_oscal_read_param (RiskctxOscal *self,
                          gpointer      data)
{
  const gsize offset = self->json.offset;
  RiskctxJsonEvent event;
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;
  g_autofree char *values = NULL;
  g_autofree char *choices = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "id"))
      riskctx_oscal_read_string (self, event, &id);
    else if (riskctx_oscal_is (self, "label"))
      riskctx_oscal_read_string (self, event, &label);
    else if (riskctx_oscal_is (self, "values"))
      read_strings (self, event, ", ", &values);
    else if (riskctx_oscal_is (self, "select"))
      {
        if (riskctx_oscal_begins (self, event, RISKCTX_JSON_EVENT_OBJECT))
          read_select (self, &choices);
      }
    else
      riskctx_oscal_skip (self, event);
  if (self->failed)
    return;

  if (id == NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "id", NULL);
  else if (values != NULL)
    riskctx_oscal_text_define (&self->text, id, "", values, "");
  else if (choices != NULL)
    riskctx_oscal_text_define (&self->text, id, "[", choices, "]");
  else if (label != NULL)
    riskctx_oscal_text_define (&self->text, id, "[", label, "]");
  else
    riskctx_oscal_text_define (&self->text, id, "[", id, "]");
}

/* What a part says, with its label, on a line of its own. */
static void
append_line (GString    *into,
             guint       depth,
             const char *label,
             const char *prose)
{
  g_autofree char *text = g_strstrip (g_strdup (prose != NULL ? prose : ""));

  if (*text == '\0' && label == NULL)
    return;
  if (into->len > 0)
    g_string_append_c (into, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (into, "  ");
  if (label != NULL)
    g_string_append_printf (into, *text != '\0' ? "%s " : "%s", label);
  g_string_append (into, text);
}

void
riskctx_oscal_read_part (RiskctxOscal *self,
                         gpointer      data)
{
  const RiskctxOscalPart *outer = data;
  const gsize offset = self->json.offset;
  RiskctxOscalPart inner = { outer->entry, NULL, outer->depth };
  RiskctxJsonEvent event;
  g_autofree char *name = NULL;
  g_autofree char *prose = NULL;
  g_autoptr(GString) parts = g_string_new (NULL);
  RiskctxOscalProps props = { NULL, FALSE };

  /* Parts of parts may come before the prose, and stand behind it. */
  inner.into = parts;
  inner.depth = outer->into != NULL ? outer->depth + 1 : 0;
  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "name"))
      riskctx_oscal_read_string (self, event, &name);
    else if (riskctx_oscal_is (self, "prose"))
      riskctx_oscal_read_string (self, event, &prose);
    else if (riskctx_oscal_is (self, "props") || riskctx_oscal_is (self, "properties"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_prop, &props);
    else if (riskctx_oscal_is (self, "parts"))
      riskctx_oscal_read_objects (self, event, riskctx_oscal_read_part, &inner);
    else
      riskctx_oscal_skip (self, event);

  if (!self->failed && name == NULL)
    riskctx_oscal_note (self, RISKCTX_ISSUE_REQUIRED, offset, "name", NULL);
  else if (!self->failed)
    {
      GString *into = outer->into;

      if (into == NULL && strcmp (name, "statement") == 0)
        into = outer->entry->statement;
      else if (into == NULL && (strcmp (name, "guidance") == 0 || strcmp (name, "example") == 0
                                || strcmp (name, "overview") == 0))
        into = outer->entry->guidance;
      if (into != NULL)
        {
          append_line (into, outer->depth, props.label, prose);
          if (parts->len > 0)
            g_string_append_printf (into, into->len > 0 ? "\n%s" : "%s", parts->str);
        }
    }
  g_free (props.label);
}

void
riskctx_oscal_read_link (RiskctxOscal *self,
                         gpointer      data)
{
  RiskctxOscalEntry *pending = data;
  RiskctxJsonEvent event;
  g_autofree char *href = NULL;

  while (riskctx_oscal_next_member (self, &event))
    if (riskctx_oscal_is (self, "href"))
      riskctx_oscal_read_string (self, event, &href);
    else
      riskctx_oscal_skip (self, event);
  if (href != NULL && href[0] == '#' && href[1] != '\0')
    g_ptr_array_add (pending->links, g_strdup (href + 1));
}
