/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-figure.h"
#include "riskctx-item.h"

G_BEGIN_DECLS

/*
 * The one report model: a tree of JSON that every rendering is made from, so that none can say
 * anything else than another. Sections hold blocks; wherever a number stands, its text stands too.
 *
 *   report   {kind, language, title, subtitle, notices: [text], sections: [section]}
 *   section  {kind, id, title, blocks: [block]}
 *   block    one of
 *     paragraph  {kind, text, tone}
 *     cards      {kind, items: [{label, value, note, tone}]}
 *     facts      {kind, items: [{label, value}]}
 *     statements {kind, title, items: [{id, text, note, from: [id], tone}]}
 *     table      {kind, id, title, columns: [{label, align}],
 *                 rows: [{tone, cells: [value]}], notes: [text],
 *                 group_label, groups: [{title, first}], footnotes: [text]}
 *     figure     {kind, id, title, svg: [text]}
 *     board      {kind, id, title, boxes: [{id, title, blocks}]}
 *   value    {text, margin, number, unit, error, id, footnote}
 *
 * The margin of a value is its error as text, ± 200万円; its footnote counts from 1. A group of a
 * table begins at its first row.
 *
 * The functions that add something return it borrowed from the tree.
 */

typedef enum
{
  RISKCTX_REPORT_TONE_NORMAL,
  RISKCTX_REPORT_TONE_LEAD,
  RISKCTX_REPORT_TONE_NOTE,
  RISKCTX_REPORT_TONE_GOOD,
  RISKCTX_REPORT_TONE_WARNING,
  RISKCTX_REPORT_TONE_BAD,
} RiskctxReportTone;

JsonObject *riskctx_report_tree_new         (const char *language,
                                             const char *title,
                                             const char *subtitle);
void        riskctx_report_tree_add_notice  (JsonObject *report, const char *text);
/* Adds a section and returns its blocks. */
JsonArray  *riskctx_report_tree_add_section (JsonObject *report, const char *id, const char *title);

void        riskctx_report_add_paragraph  (JsonArray         *blocks,
                                           const char        *text,
                                           RiskctxReportTone  tone);
JsonArray  *riskctx_report_add_cards      (JsonArray *blocks);
void        riskctx_report_add_card       (JsonArray         *cards,
                                           const char        *label,
                                           JsonObject        *value, /* (transfer full) */
                                           const char        *note,
                                           RiskctxReportTone  tone);
JsonArray  *riskctx_report_add_facts      (JsonArray *blocks);
void        riskctx_report_add_fact       (JsonArray *facts, const char *label, JsonObject *value);
/* Returns the items. The title may be NULL. */
JsonArray  *riskctx_report_add_statements (JsonArray *blocks, const char *title);
void        riskctx_report_add_statement  (JsonArray         *statements,
                                           const char        *id,   /* or NULL */
                                           const char        *text,
                                           const char        *note, /* or NULL */
                                           const char *const *from, /* ids, or NULL */
                                           RiskctxReportTone  tone);
JsonObject *riskctx_report_add_table      (JsonArray *blocks, const char *id, const char *title);
void        riskctx_report_table_column   (JsonObject *table, const char *label, gboolean numeric);
/* Returns the cells of a new row. */
JsonArray  *riskctx_report_table_row      (JsonObject *table, RiskctxReportTone tone);
void        riskctx_report_table_note     (JsonObject *table, const char *text);
/* What the groups of a table are, as a heading; and the rows that follow as one of them. */
void        riskctx_report_table_grouped  (JsonObject *table, const char *label);
void        riskctx_report_table_group    (JsonObject *table, const char *title);
/* The same text for several values stands once. */
void        riskctx_report_value_footnote (JsonObject *value, JsonObject *table, const char *text);
void        riskctx_report_add_figure     (JsonArray  *blocks,
                                           const char *id,
                                           const char *title,
                                           GStrv       svg);
/* Returns the board; riskctx_report_board_box () returns the blocks of a new box. */
JsonObject *riskctx_report_add_board      (JsonArray *blocks, const char *id, const char *title);
JsonArray  *riskctx_report_board_box      (JsonObject *board, const char *id, const char *title);

JsonObject *riskctx_report_value_text     (const char *text);
JsonObject *riskctx_report_value_number   (const char *text, double number, const char *unit);
void        riskctx_report_row_text       (JsonArray *row, const char *text);
void        riskctx_report_row_id         (JsonArray *row, const char *id);
void        riskctx_report_row_value      (JsonArray *row, JsonObject *value);

const char *riskctx_report_tone_name      (RiskctxReportTone tone);

/* The renderings. */
/* The title of the group that begins at a row, or NULL. */
const char *riskctx_report_tree_group_at  (JsonObject *table, guint row);
/* The text of the footnote of a value, or NULL. */
const char *riskctx_report_tree_footnote  (JsonObject *table, JsonObject *value);
char *riskctx_report_tree_to_html     (JsonObject *report);
char *riskctx_report_tree_to_markdown (JsonObject *report);
/* One table as CSV (RFC 4180): texts, and numbers as numbers. NULL: no such table. */
char *riskctx_report_tree_to_csv      (JsonObject *report, const char *table_id);
GStrv riskctx_report_tree_list_tables (JsonObject *report);

G_END_DECLS
