/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <riskctx.h>

G_BEGIN_DECLS

/* What the shell learns. */
typedef enum
{
  TOOL_FINE = 0,
  TOOL_FAILURE = 1,
  TOOL_USAGE = 2,
  TOOL_MISTAKES = 3,
  TOOL_GATE = 4,
  TOOL_INTERRUPTED = 130,
} ToolStatus;

typedef struct _Tool Tool;

/* One command. The descriptions of its options are keys of words, so that help, completion and the
 * manual page come from the same table; "tool.NAME" is its summary, "tool.NAME.help" its help. */
typedef struct
{
  const char         *name;
  const char         *operands; /* as shown in the usage line */
  guint               min_operands;
  guint               max_operands;
  const GOptionEntry *options; /* beside those that every command has; may be NULL */
  ToolStatus        (*run) (Tool *tool);
} ToolCommand;

/* One call of one command. */
struct _Tool
{
  const ToolCommand *command;
  const char        *message_language; /* of messages and help: ja or en */
  char              *language;         /* --language, or NULL */
  char              *output;           /* --output, or NULL */
  gboolean           json;             /* --json */
  char             **operands;
  guint              n_operands;
  GCancellable      *cancellable; /* cancelled by SIGINT */
  gboolean           color;       /* whether messages may be colored */
};

extern const ToolCommand *const tool_commands[]; /* NULL-terminated, in the order of the help */

/* riskctx-tool.c: words and usage. Arguments of words end with NULL. */
const char *tool_word           (Tool *tool, const char *key);
char       *tool_fill           (const char *words, ...) G_GNUC_NULL_TERMINATED;
void        tool_say            (Tool *tool, const char *key, ...) G_GNUC_NULL_TERMINATED;
ToolStatus  tool_refuse         (Tool *tool, const char *key, ...) G_GNUC_NULL_TERMINATED;
ToolStatus  tool_fail           (Tool *tool, const GError *error);
const char *tool_nearest        (const char *name, const char *const *candidates);
const char *tool_find_language  (const char *tag);
const char *tool_text           (RiskctxText *text, const char *language);
const char *tool_get_language   (Tool *tool, RiskctxAssessment *assessment);
gboolean    tool_parse_number   (Tool *tool, const char *option, const char *text, double minimum,
                                 double maximum, double *number);
gboolean    tool_parse_count    (Tool *tool, const char *option, const char *text, guint64 minimum,
                                 guint64 maximum, guint64 *count);
gboolean    tool_is_date        (const char *text); /* 2026-04-01 */
gboolean    tool_parse_enum     (Tool *tool, const char *option, const char *text, GType type,
                                 int *value);

/* riskctx-tool-help.c */
char       *tool_help_overview  (const char *language);
char       *tool_help_command   (const ToolCommand *command, const char *language);
char       *tool_help_version   (void);

extern const GOptionEntry tool_common_options[];

/* riskctx-tool-document.c */
RiskctxAssessment *tool_load          (Tool *tool, const char *name, ToolStatus *status);
RiskctxDocument   *tool_load_text     (Tool *tool, const char *name, ToolStatus *status);
GBytes            *tool_read_standard_input (GError **error);
char              *tool_format_issues (Tool *tool, const char *name, GListModel *issues,
                                       RiskctxSeverity at_least, gboolean color);
guint              tool_count_issues  (GListModel *issues, RiskctxSeverity severity);

/* riskctx-tool-output.c */
void       tool_keep_standard_streams (void);
ToolStatus tool_write                 (Tool *tool, const void *data, gsize size);
ToolStatus tool_write_text            (Tool *tool, const char *text);
ToolStatus tool_write_json            (Tool *tool, JsonNode *node);
ToolStatus tool_write_file            (Tool *tool, const char *path, const void *data, gsize size);
void       tool_write_message         (const char *text);

/* riskctx-tool-json.c: members of results; nothing is added for what is not known */
void       tool_json_add_string (JsonBuilder *builder, const char *member, const char *value);
void       tool_json_add_count  (JsonBuilder *builder, const char *member, guint64 value);
void       tool_json_add_enum   (JsonBuilder *builder, const char *member, GType type, int value);
void       tool_json_add_text   (JsonBuilder *builder, const char *member, RiskctxText *text);
ToolStatus tool_json_write      (Tool *tool, JsonBuilder *builder);

/* riskctx-tool-progress.c: waiting for what takes long, in sight of the person at the terminal */
typedef struct
{
  GObject      *source; /* with a property "progress" */
  GAsyncResult *result;
  gulong        handler;
  gint64        since;
  gboolean      drawn;
} ToolWait;

void          tool_catch_interrupts (Tool *tool);
void          tool_wait_begin       (ToolWait *wait, gpointer source);
void          tool_wait_callback    (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *tool_wait_end         (ToolWait *wait);

/* riskctx-tool-table.c: columns of text, as wide as a terminal shows them */
typedef struct _ToolTable ToolTable;

ToolTable *tool_table_new      (const char *alignment);
void       tool_table_add      (ToolTable *self, const char *const *cells);
void       tool_table_add_rule (ToolTable *self);
void       tool_table_write    (ToolTable *self, GString *string);
void       tool_table_free     (ToolTable *self);
guint      tool_text_width     (const char *text);
void       tool_append_wrapped (GString *string, const char *text, guint indent, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolTable, tool_table_free)

G_END_DECLS
