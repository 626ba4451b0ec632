/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-report-tree-private.h"

#include <math.h>

static const char *tones[] = { "normal", "lead", "note", "good", "warning", "bad" };

const char *
riskctx_report_tone_name (RiskctxReportTone tone)
{
  return tones[tone];
}

static JsonObject *
new_object (const char *kind)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind);
  return object;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
set_tone (JsonObject       *object,
          RiskctxReportTone tone)
{
  if (tone != RISKCTX_REPORT_TONE_NORMAL)
    json_object_set_string_member (object, "tone", tones[tone]);
}

static JsonArray *
set_list (JsonObject *object,
          const char *name)
{
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, name, list);
  return list;
}

JsonObject *
riskctx_report_tree_new (const char *language,
                         const char *title,
                         const char *subtitle)
{
  JsonObject *report = new_object ("report");

  set_text (report, "language", language);
  set_text (report, "title", title);
  set_text (report, "subtitle", subtitle);
  set_list (report, "notices");
  set_list (report, "sections");
  return report;
}

void
riskctx_report_tree_add_notice (JsonObject *report,
                                const char *text)
{
  json_array_add_string_element (json_object_get_array_member (report, "notices"), text);
}

JsonArray *
riskctx_report_tree_add_section (JsonObject *report,
                                 const char *id,
                                 const char *title)
{
  JsonObject *section = new_object ("section");
  JsonArray *blocks;

  set_text (section, "id", id);
  set_text (section, "title", title);
  blocks = set_list (section, "blocks");
  json_array_add_object_element (json_object_get_array_member (report, "sections"), section);
  return blocks;
}

static JsonObject *
add_block (JsonArray  *blocks,
           const char *kind,
           const char *id,
           const char *title)
{
  JsonObject *block = new_object (kind);

  set_text (block, "id", id);
  set_text (block, "title", title);
  json_array_add_object_element (blocks, block);
  return block;
}

void
riskctx_report_add_paragraph (JsonArray        *blocks,
                              const char       *text,
                              RiskctxReportTone tone)
{
  JsonObject *block = add_block (blocks, "paragraph", NULL, NULL);

  set_text (block, "text", text);
  set_tone (block, tone);
}

JsonArray *
riskctx_report_add_cards (JsonArray *blocks)
{
  return set_list (add_block (blocks, "cards", NULL, NULL), "items");
}

void
riskctx_report_add_card (JsonArray        *cards,
                         const char       *label,
                         JsonObject       *value,
                         const char       *note,
                         RiskctxReportTone tone)
{
  JsonObject *card = json_object_new ();

  set_text (card, "label", label);
  json_object_set_object_member (card, "value", value);
  set_text (card, "note", note);
  set_tone (card, tone);
  json_array_add_object_element (cards, card);
}

JsonArray *
riskctx_report_add_facts (JsonArray *blocks)
{
  return set_list (add_block (blocks, "facts", NULL, NULL), "items");
}

void
riskctx_report_add_fact (JsonArray  *facts,
                         const char *label,
                         JsonObject *value)
{
  JsonObject *fact = json_object_new ();

  set_text (fact, "label", label);
  json_object_set_object_member (fact, "value", value);
  json_array_add_object_element (facts, fact);
}

JsonArray *
riskctx_report_add_statements (JsonArray  *blocks,
                               const char *title)
{
  return set_list (add_block (blocks, "statements", NULL, title), "items");
}

void
riskctx_report_add_statement (JsonArray         *statements,
                              const char        *id,
                              const char        *text,
                              const char        *note,
                              const char *const *from,
                              RiskctxReportTone  tone)
{
  JsonObject *statement = json_object_new ();

  set_text (statement, "id", id);
  set_text (statement, "text", text);
  set_text (statement, "note", note);
  if (from != NULL && *from != NULL)
    {
      JsonArray *ids = set_list (statement, "from");

      for (; *from != NULL; from++)
        json_array_add_string_element (ids, *from);
    }
  set_tone (statement, tone);
  json_array_add_object_element (statements, statement);
}

JsonObject *
riskctx_report_add_table (JsonArray  *blocks,
                          const char *id,
                          const char *title)
{
  JsonObject *table = add_block (blocks, "table", id, title);

  set_list (table, "columns");
  set_list (table, "rows");
  set_list (table, "notes");
  return table;
}

void
riskctx_report_table_column (JsonObject *table,
                             const char *label,
                             gboolean    numeric)
{
  JsonObject *column = json_object_new ();

  set_text (column, "label", label);
  set_text (column, "align", numeric ? "end" : "start");
  json_array_add_object_element (json_object_get_array_member (table, "columns"), column);
}

JsonArray *
riskctx_report_table_row (JsonObject       *table,
                          RiskctxReportTone tone)
{
  JsonObject *row = json_object_new ();

  set_tone (row, tone);
  json_array_add_object_element (json_object_get_array_member (table, "rows"), row);
  return set_list (row, "cells");
}

void
riskctx_report_table_note (JsonObject *table,
                           const char *text)
{
  json_array_add_string_element (json_object_get_array_member (table, "notes"), text);
}

void
riskctx_report_table_grouped (JsonObject *table,
                              const char *label)
{
  set_text (table, "group_label", label);
  set_list (table, "groups");
}

void
riskctx_report_table_group (JsonObject *table,
                            const char *title)
{
  JsonObject *group = json_object_new ();

  set_text (group, "title", title);
  json_object_set_int_member (group, "first",
                              json_array_get_length (json_object_get_array_member (table, "rows")));
  json_array_add_object_element (json_object_get_array_member (table, "groups"), group);
}

const char *
riskctx_report_tree_group_at (JsonObject *table,
                              guint       row)
{
  JsonArray *groups = json_object_has_member (table, "groups")
                        ? json_object_get_array_member (table, "groups") : NULL;

  for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++)
    {
      JsonObject *group = json_array_get_object_element (groups, i);

      if (json_object_get_int_member (group, "first") == row)
        return json_object_get_string_member (group, "title");
    }
  return NULL;
}

void
riskctx_report_value_footnote (JsonObject *value,
                               JsonObject *table,
                               const char *text)
{
  JsonArray *notes = json_object_has_member (table, "footnotes")
                       ? json_object_get_array_member (table, "footnotes")
                       : set_list (table, "footnotes");
  guint at = 0;

  while (at < json_array_get_length (notes)
         && !g_str_equal (json_array_get_string_element (notes, at), text))
    at++;
  if (at == json_array_get_length (notes))
    json_array_add_string_element (notes, text);
  json_object_set_int_member (value, "footnote", at + 1);
}

const char *
riskctx_report_tree_footnote (JsonObject *table,
                              JsonObject *value)
{
  if (!json_object_has_member (value, "footnote"))
    return NULL;
  return json_array_get_string_element (
    json_object_get_array_member (table, "footnotes"),
    (guint) json_object_get_int_member (value, "footnote") - 1);
}

void
riskctx_report_add_figure (JsonArray  *blocks,
                           const char *id,
                           const char *title,
                           GStrv       svg)
{
  JsonArray *pages = set_list (add_block (blocks, "figure", id, title), "svg");

  for (; *svg != NULL; svg++)
    json_array_add_string_element (pages, *svg);
}

JsonObject *
riskctx_report_add_board (JsonArray  *blocks,
                          const char *id,
                          const char *title)
{
  JsonObject *board = add_block (blocks, "board", id, title);

  set_list (board, "boxes");
  return board;
}

JsonArray *
riskctx_report_board_box (JsonObject *board,
                          const char *id,
                          const char *title)
{
  JsonObject *box = json_object_new ();

  set_text (box, "id", id);
  set_text (box, "title", title);
  json_array_add_object_element (json_object_get_array_member (board, "boxes"), box);
  return set_list (box, "blocks");
}

JsonObject *
riskctx_report_value_text (const char *text)
{
  JsonObject *value = json_object_new ();

  set_text (value, "text", text);
  return value;
}

JsonObject *
riskctx_report_value_number (const char *text,
                             double      number,
                             const char *unit)
{
  JsonObject *value = riskctx_report_value_text (text);

  g_return_val_if_fail (isfinite (number), value);
  json_object_set_double_member (value, "number", number);
  set_text (value, "unit", unit);
  return value;
}

void
riskctx_report_row_text (JsonArray  *row,
                         const char *text)
{
  json_array_add_object_element (row, riskctx_report_value_text (text ? text : ""));
}

void
riskctx_report_row_id (JsonArray  *row,
                       const char *id)
{
  JsonObject *value = riskctx_report_value_text ("");

  set_text (value, "id", id);
  json_array_add_object_element (row, value);
}

void
riskctx_report_row_value (JsonArray  *row,
                          JsonObject *value)
{
  json_array_add_object_element (row, value);
}
