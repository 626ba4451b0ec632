/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-report-tree-private.h"

/* The report as CommonMark with the tables of GitHub. Drawings are left to the HTML: what they show
 * also stands in tables. */

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* Text from a document must stay text: what CommonMark could read as markup gets a backslash, and a
 * line end becomes a space, so that nothing can begin a block. */
static void
escape (GString *md, const char *text)
{
  for (const char *p = text ? text : ""; *p != '\0'; p++)
    {
      if (strchr ("\\`*_{}[]<>#|~&!", *p) != NULL)
        g_string_append_c (md, '\\');
      g_string_append_c (md, g_ascii_iscntrl (*p) ? ' ' : *p);
    }
}

/* The same at the beginning of a line, where lists and headings begin. */
static void
escape_line (GString *md, const char *text)
{
  if (text != NULL)
    {
      gsize digits = strspn (text, "0123456789");

      if (strchr ("-+=", text[0]) != NULL && text[0] != '\0')
        g_string_append_c (md, '\\');
      else if (digits > 0 && (text[digits] == '.' || text[digits] == ')'))
        {
          g_string_append_len (md, text, (gssize) digits);
          g_string_append_c (md, '\\');
          text += digits;
        }
    }
  escape (md, text);
}

static void
heading (GString *md, guint level, const char *text)
{
  for (guint i = 0; i < level; i++)
    g_string_append_c (md, '#');
  g_string_append_c (md, ' ');
  escape (md, text);
  g_string_append (md, "\n\n");
}

static void
append_value (GString *md, JsonObject *value)
{
  const char *id = get (value, "id");

  if (id != NULL)
    g_string_append_printf (md, "`%s` ", id);
  escape (md, get (value, "text"));
  if (get (value, "margin") != NULL)
    {
      g_string_append_c (md, ' ');
      escape (md, get (value, "margin"));
    }
  if (json_object_has_member (value, "footnote"))
    g_string_append_printf (md, " (%d)", (int) json_object_get_int_member (value, "footnote"));
}

static void
append_items (GString *md, JsonObject *block)
{
  JsonArray *items = json_object_get_array_member (block, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_string_append (md, "- ");
      if (json_object_has_member (item, "value"))
        {
          g_string_append (md, "**");
          escape (md, get (item, "label"));
          g_string_append (md, "**: ");
          append_value (md, json_object_get_object_member (item, "value"));
        }
      else
        {
          if (get (item, "id") != NULL)
            g_string_append_printf (md, "`%s` ", get (item, "id"));
          escape_line (md, get (item, "text"));
        }
      if (json_object_has_member (item, "from"))
        {
          JsonArray *from = json_object_get_array_member (item, "from");

          g_string_append (md, " ←");
          for (guint j = 0; j < json_array_get_length (from); j++)
            g_string_append_printf (md, " `%s`", json_array_get_string_element (from, j));
        }
      if (get (item, "note") != NULL)
        {
          g_string_append (md, " — ");
          escape (md, get (item, "note"));
        }
      g_string_append_c (md, '\n');
    }
  g_string_append_c (md, '\n');
}

static void
append_table (GString *md, JsonObject *block)
{
  JsonArray *columns = json_object_get_array_member (block, "columns");
  JsonArray *rows = json_object_get_array_member (block, "rows");
  JsonArray *notes = json_object_get_array_member (block, "notes");

  g_string_append (md, "**");
  escape (md, get (block, "title"));
  g_string_append (md, "**\n\n|");
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      g_string_append_c (md, ' ');
      escape (md, get (json_array_get_object_element (columns, i), "label"));
      g_string_append (md, " |");
    }
  g_string_append (md, "\n|");
  for (guint i = 0; i < json_array_get_length (columns); i++)
    g_string_append (md,
                     strcmp (get (json_array_get_object_element (columns, i), "align"), "end") == 0
                         ? " ---: |"
                         : " --- |");
  g_string_append_c (md, '\n');
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *cells =
          json_object_get_array_member (json_array_get_object_element (rows, i), "cells");
      const char *group = riskctx_report_tree_group_at (block, i);

      if (group != NULL)
        {
          g_string_append (md, "| **");
          escape (md, group);
          g_string_append (md, "** |");
          for (guint j = 1; j < json_array_get_length (columns); j++)
            g_string_append (md, " |");
          g_string_append_c (md, '\n');
        }
      g_string_append_c (md, '|');
      for (guint j = 0; j < json_array_get_length (cells); j++)
        {
          g_string_append_c (md, ' ');
          append_value (md, json_array_get_object_element (cells, j));
          g_string_append (md, " |");
        }
      g_string_append_c (md, '\n');
    }
  g_string_append_c (md, '\n');
  for (guint i = 0; i < json_array_get_length (notes); i++)
    {
      escape_line (md, json_array_get_string_element (notes, i));
      g_string_append (md, "\n\n");
    }
  if (json_object_has_member (block, "footnotes"))
    {
      JsonArray *footnotes = json_object_get_array_member (block, "footnotes");

      for (guint i = 0; i < json_array_get_length (footnotes); i++)
        {
          g_string_append_printf (md, "%u. ", i + 1);
          escape_line (md, json_array_get_string_element (footnotes, i));
          g_string_append_c (md, '\n');
        }
      g_string_append_c (md, '\n');
    }
}

static void
append_blocks (GString *md, JsonArray *blocks, guint level)
{
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      const char *kind = get (block, "kind");

      if (strcmp (kind, "paragraph") == 0)
        {
          escape_line (md, get (block, "text"));
          g_string_append (md, "\n\n");
        }
      else if (strcmp (kind, "table") == 0)
        append_table (md, block);
      else if (strcmp (kind, "board") == 0)
        {
          JsonArray *boxes = json_object_get_array_member (block, "boxes");

          heading (md, level, get (block, "title"));
          for (guint j = 0; j < json_array_get_length (boxes); j++)
            {
              JsonObject *box = json_array_get_object_element (boxes, j);

              heading (md, level + 1, get (box, "title"));
              append_blocks (md, json_object_get_array_member (box, "blocks"), level + 2);
            }
        }
      else if (strcmp (kind, "figure") != 0)
        {
          if (get (block, "title") != NULL)
            heading (md, level, get (block, "title"));
          append_items (md, block);
        }
    }
}

char *
riskctx_report_tree_to_markdown (JsonObject *report)
{
  GString *md = g_string_sized_new (1 << 14);
  JsonArray *sections = json_object_get_array_member (report, "sections");
  JsonArray *notices = json_object_get_array_member (report, "notices");

  heading (md, 1, get (report, "title"));
  escape_line (md, get (report, "subtitle"));
  g_string_append (md, "\n\n");
  for (guint i = 0; i < json_array_get_length (notices); i++)
    {
      g_string_append (md, "> ");
      escape_line (md, json_array_get_string_element (notices, i));
      g_string_append (md, "\n\n");
    }
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      g_autofree char *title = g_strdup_printf ("%u %s", i + 1, get (section, "title"));

      heading (md, 2, title);
      append_blocks (md, json_object_get_array_member (section, "blocks"), 3);
    }
  return g_string_free (md, FALSE);
}
