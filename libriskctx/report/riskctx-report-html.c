/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "riskctx-report-tree-private.h"
#include "riskctx-svg-private.h"
#include "riskctx-words.h"

/* The report as one HTML file that needs nothing else: no script, no network, no font. Every text
 * goes through escape (); only drawings, which are our own and escaped by their writer, do not. */

#define STYLE_PATH "/org/riskctx/report.css"

static void
escape (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text ? text : "", -1);

  g_string_append (html, escaped);
}

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
open_tag (GString *html, const char *tag, const char *class, JsonObject *object)
{
  const char *tone = object ? get (object, "tone") : NULL;

  g_string_append_printf (html, "<%s", tag);
  if (class != NULL || tone != NULL)
    g_string_append_printf (html, " class=\"%s%s%s\"", class ? class : "", class && tone ? " " : "",
                            tone ? tone : "");
  g_string_append_c (html, '>');
}

/* Text from a document may be in any script: its direction is found out by the reader. */
static void
element (GString *html, const char *tag, const char *class, const char *text)
{
  g_string_append_printf (html, "<%s dir=\"auto\"", tag);
  if (class != NULL)
    g_string_append_printf (html, " class=\"%s\"", class);
  g_string_append_c (html, '>');
  escape (html, text);
  g_string_append_printf (html, "</%s>", tag);
}

static void append_blocks (GString *html, JsonArray *blocks, const char *language, guint level);

static void
append_value (GString *html, JsonObject *value)
{
  const char *id = get (value, "id");

  if (id != NULL)
    {
      element (html, "span", "id", id);
      g_string_append_c (html, ' ');
    }
  if (json_object_has_member (value, "number"))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (number, sizeof number, json_object_get_double_member (value, "number"));
      g_string_append_printf (html, "<data value=\"%s\">", number);
      escape (html, get (value, "text"));
      g_string_append (html, "</data>");
      if (get (value, "margin") != NULL)
        {
          g_string_append_c (html, ' ');
          element (html, "span", "margin", get (value, "margin"));
        }
    }
  else
    {
      g_string_append (html, "<span dir=\"auto\">");
      escape (html, get (value, "text"));
      g_string_append (html, "</span>");
    }
  if (json_object_has_member (value, "footnote"))
    g_string_append_printf (html, "<sup>%d</sup>",
                            (int) json_object_get_int_member (value, "footnote"));
}

static void
append_cards (GString *html, JsonObject *block)
{
  JsonArray *items = json_object_get_array_member (block, "items");

  g_string_append (html, "<dl class=\"cards\">\n");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *card = json_array_get_object_element (items, i);

      open_tag (html, "div", "card", card);
      element (html, "dt", NULL, get (card, "label"));
      g_string_append (html, "<dd>");
      append_value (html, json_object_get_object_member (card, "value"));
      g_string_append (html, "</dd>");
      if (get (card, "note") != NULL)
        element (html, "dd", "note", get (card, "note"));
      g_string_append (html, "</div>\n");
    }
  g_string_append (html, "</dl>\n");
}

static void
append_facts (GString *html, JsonObject *block)
{
  JsonArray *items = json_object_get_array_member (block, "items");

  g_string_append (html, "<dl class=\"facts\">\n");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *fact = json_array_get_object_element (items, i);

      g_string_append (html, "<div>");
      element (html, "dt", NULL, get (fact, "label"));
      g_string_append (html, "<dd>");
      append_value (html, json_object_get_object_member (fact, "value"));
      g_string_append (html, "</dd></div>\n");
    }
  g_string_append (html, "</dl>\n");
}

static void
append_statements (GString *html, JsonObject *block, guint level)
{
  JsonArray *items = json_object_get_array_member (block, "items");
  char heading[3] = { 'h', (char) ('0' + level), '\0' };

  if (get (block, "title") != NULL)
    element (html, heading, NULL, get (block, "title"));
  g_string_append (html, "<ul class=\"statements\">\n");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      open_tag (html, "li", NULL, item);
      if (get (item, "id") != NULL)
        {
          element (html, "span", "id", get (item, "id"));
          g_string_append_c (html, ' ');
        }
      element (html, "span", "text", get (item, "text"));
      if (json_object_has_member (item, "from"))
        {
          JsonArray *from = json_object_get_array_member (item, "from");

          g_string_append (html, " <span class=\"from\">←");
          for (guint j = 0; j < json_array_get_length (from); j++)
            {
              g_string_append_c (html, ' ');
              element (html, "span", "id", json_array_get_string_element (from, j));
            }
          g_string_append (html, "</span>");
        }
      if (get (item, "note") != NULL)
        element (html, "p", "note", get (item, "note"));
      g_string_append (html, "</li>\n");
    }
  g_string_append (html, "</ul>\n");
}

static void
append_table (GString *html, JsonObject *block)
{
  JsonArray *columns = json_object_get_array_member (block, "columns");
  JsonArray *rows = json_object_get_array_member (block, "rows");
  JsonArray *notes = json_object_get_array_member (block, "notes");

  g_string_append_printf (html, "<div class=\"table %s\" tabindex=\"0\"><table>\n",
                          get (block, "id"));
  element (html, "caption", NULL, get (block, "title"));
  g_string_append (html, "\n<thead><tr>");
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      g_string_append_printf (html, "<th scope=\"col\" class=\"%s\">", get (column, "align"));
      escape (html, get (column, "label"));
      g_string_append (html, "</th>");
    }
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *cells = json_object_get_array_member (row, "cells");
      const char *group = riskctx_report_tree_group_at (block, i);

      if (group != NULL)
        {
          g_string_append_printf (html,
                                  "</tbody>\n<tbody><tr class=\"group\"><th scope=\"rowgroup\" "
                                  "colspan=\"%u\" dir=\"auto\">",
                                  json_array_get_length (columns));
          escape (html, group);
          g_string_append (html, "</th></tr>\n");
        }
      open_tag (html, "tr", NULL, row);
      for (guint j = 0; j < json_array_get_length (cells); j++)
        {
          const char *align = get (json_array_get_object_element (columns, j), "align");
          const char *tag = j == 0 ? "th scope=\"row\"" : "td";

          g_string_append_printf (html, "<%s class=\"%s\">", tag, align);
          append_value (html, json_array_get_object_element (cells, j));
          g_string_append (html, j == 0 ? "</th>" : "</td>");
        }
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody></table></div>\n");
  for (guint i = 0; i < json_array_get_length (notes); i++)
    element (html, "p", "note", json_array_get_string_element (notes, i));
  if (json_object_has_member (block, "footnotes"))
    {
      JsonArray *footnotes = json_object_get_array_member (block, "footnotes");

      g_string_append (html, "<ol class=\"footnotes\">\n");
      for (guint i = 0; i < json_array_get_length (footnotes); i++)
        element (html, "li", NULL, json_array_get_string_element (footnotes, i));
      g_string_append (html, "</ol>\n");
    }
}

static void
append_figure (GString *html, JsonObject *block)
{
  JsonArray *pages = json_object_get_array_member (block, "svg");

  g_string_append (html, "<figure>\n");
  for (guint i = 0; i < json_array_get_length (pages); i++)
    g_string_append (html, json_array_get_string_element (pages, i));
  element (html, "figcaption", NULL, get (block, "title"));
  g_string_append (html, "</figure>\n");
}

static void
append_board (GString *html, JsonObject *block, const char *language, guint level)
{
  JsonArray *boxes = json_object_get_array_member (block, "boxes");
  char heading[3] = { 'h', (char) ('0' + level), '\0' };
  char inner[3] = { 'h', (char) ('0' + level + 1), '\0' };

  element (html, heading, NULL, get (block, "title"));
  g_string_append_printf (html, "<div class=\"board %s\">\n", get (block, "id"));
  for (guint i = 0; i < json_array_get_length (boxes); i++)
    {
      JsonObject *box = json_array_get_object_element (boxes, i);

      g_string_append_printf (html, "<section class=\"box box-%s\">\n", get (box, "id"));
      element (html, inner, NULL, get (box, "title"));
      append_blocks (html, json_object_get_array_member (box, "blocks"), language,
                     MIN (level + 2, 6));
      g_string_append (html, "</section>\n");
    }
  g_string_append (html, "</div>\n");
}

static void
append_blocks (GString *html, JsonArray *blocks, const char *language, guint level)
{
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      const char *kind = get (block, "kind");

      if (strcmp (kind, "paragraph") == 0)
        {
          element (html, "p", get (block, "tone"), get (block, "text"));
          g_string_append_c (html, '\n');
        }
      else if (strcmp (kind, "cards") == 0)
        append_cards (html, block);
      else if (strcmp (kind, "facts") == 0)
        append_facts (html, block);
      else if (strcmp (kind, "statements") == 0)
        append_statements (html, block, level);
      else if (strcmp (kind, "table") == 0)
        append_table (html, block);
      else if (strcmp (kind, "figure") == 0)
        append_figure (html, block);
      else if (strcmp (kind, "board") == 0)
        append_board (html, block, language, level);
    }
}

static void
append_contents (GString *html, JsonArray *sections, const char *language)
{
  g_string_append (html, "<nav aria-label=\"");
  escape (html, riskctx_word ("report.contents", language));
  g_string_append (html, "\"><ol>\n");
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);

      g_string_append_printf (html, "<li><a href=\"#%s\">", get (section, "id"));
      escape (html, get (section, "title"));
      g_string_append (html, "</a></li>\n");
    }
  g_string_append (html, "</ol></nav>\n");
}

char *
riskctx_report_tree_to_html (JsonObject *report)
{
  GString *html = g_string_sized_new (1 << 16);
  const char *language = get (report, "language");
  JsonArray *sections = json_object_get_array_member (report, "sections");
  JsonArray *notices = json_object_get_array_member (report, "notices");
  g_autoptr(GBytes) style =
      g_resources_lookup_data (STYLE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_autofree char *drawings = riskctx_svg_style_sheet ();

  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"");
  escape (html, language);
  g_string_append (html,
                   "\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
  escape (html, get (report, "title"));
  g_string_append (html, "</title>\n<style>\n");
  g_string_append_len (html, g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
  g_string_append (html, drawings);
  g_string_append (html, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
  escape (html, riskctx_word ("report.skip", language));
  g_string_append (html, "</a>\n<header>\n");
  element (html, "h1", NULL, get (report, "title"));
  element (html, "p", "subtitle", get (report, "subtitle"));
  g_string_append (html, "\n</header>\n");
  append_contents (html, sections, language);
  g_string_append (html, "<main id=\"main\">\n");
  for (guint i = 0; i < json_array_get_length (notices); i++)
    element (html, "p", "notice", json_array_get_string_element (notices, i));
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *id = get (section, "id");

      g_string_append_printf (
          html,
          "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">"
          "<span class=\"number\">%u</span> ",
          id, id, id, i + 1);
      escape (html, get (section, "title"));
      g_string_append (html, "</h2>\n");
      append_blocks (html, json_object_get_array_member (section, "blocks"), language, 3);
      g_string_append (html, "</section>\n");
    }
  g_string_append (html, "</main>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
