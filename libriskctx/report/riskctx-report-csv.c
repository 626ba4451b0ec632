/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-report-tree-private.h"

/* The tables of a report, each as CSV. */

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
collect_tables (JsonArray *blocks, GPtrArray *tables)
{
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);

      if (g_strcmp0 (get (block, "kind"), "table") == 0)
        g_ptr_array_add (tables, block);
      else if (json_object_has_member (block, "boxes"))
        {
          JsonArray *boxes = json_object_get_array_member (block, "boxes");

          for (guint j = 0; j < json_array_get_length (boxes); j++)
            collect_tables (
                json_object_get_array_member (json_array_get_object_element (boxes, j), "blocks"),
                tables);
        }
    }
}

static GPtrArray *
list_tables (JsonObject *report)
{
  JsonArray *sections = json_object_get_array_member (report, "sections");
  GPtrArray *tables = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (sections); i++)
    collect_tables (
        json_object_get_array_member (json_array_get_object_element (sections, i), "blocks"),
        tables);
  return tables;
}

GStrv
riskctx_report_tree_list_tables (JsonObject *report)
{
  g_autoptr(GPtrArray) tables = list_tables (report);
  GStrv ids = g_new0 (char *, tables->len + 1);

  for (guint i = 0; i < tables->len; i++)
    ids[i] = g_strdup (get (tables->pdata[i], "id"));
  return ids;
}

/* A field of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe. */
static void
append_field (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  if (text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL)
    g_string_append_c (csv, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static void
append_cell (GString *csv, JsonObject *table, JsonObject *cell)
{
  const char *footnote = riskctx_report_tree_footnote (table, cell);
  const char *id = get (cell, "id");
  const char *text = get (cell, "text");

  if (json_object_has_member (cell, "number"))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      /* For a machine to go on with; people read the other renderings. */
      g_string_append (csv, g_ascii_formatd (number, sizeof number, "%.15g",
                                             json_object_get_double_member (cell, "number")));
    }
  else if (footnote != NULL)
    {
      g_autofree char *both = g_strjoin (" ", text, footnote, NULL);

      append_field (csv, both);
    }
  else if (id != NULL && *text != '\0')
    {
      g_autofree char *both = g_strjoin (" ", id, text, NULL);

      append_field (csv, both);
    }
  else
    append_field (csv, id ? id : text);
}

char *
riskctx_report_tree_to_csv (JsonObject *report, const char *table_id)
{
  g_autoptr(GPtrArray) tables = list_tables (report);
  JsonObject *table = NULL;

  for (guint i = 0; table == NULL && i < tables->len; i++)
    if (g_strcmp0 (get (tables->pdata[i], "id"), table_id) == 0)
      table = tables->pdata[i];
  if (table == NULL)
    return NULL;

  GString *csv = g_string_new (NULL);
  JsonArray *columns = json_object_get_array_member (table, "columns");
  JsonArray *rows = json_object_get_array_member (table, "rows");
  const char *group_label = get (table, "group_label");
  const char *group = "";

  if (group_label != NULL)
    append_field (csv, group_label);
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      if (i > 0 || group_label != NULL)
        g_string_append_c (csv, ',');
      append_field (csv, get (column, "label"));
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *cells =
          json_object_get_array_member (json_array_get_object_element (rows, i), "cells");
      const char *next = riskctx_report_tree_group_at (table, i);

      group = next ? next : group;
      if (group_label != NULL)
        append_field (csv, group);
      for (guint j = 0; j < json_array_get_length (cells); j++)
        {
          if (j > 0 || group_label != NULL)
            g_string_append_c (csv, ',');
          append_cell (csv, table, json_array_get_object_element (cells, j));
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
