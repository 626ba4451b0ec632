/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Several reports in one call share the work between the processors, and the two languages of one
 * report what was found out. */

#define MAX_TRIALS G_GUINT64_CONSTANT (1000000000)
#define MAX_SEED   ((G_GUINT64_CONSTANT (1) << 53) - 1)
#define MAX_YEARS  100

static char *format;
static char *table;
static char *trials;
static char *seed;
static char *years;
static char *discount_rate;
static char *folder;

static const GOptionEntry options[] = {
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "tool.option.folder", "FOLDER" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "tool.option.report-format", "FORMAT" },
  { "table", 0, 0, G_OPTION_ARG_STRING, &table, "tool.option.table", "NAME" },
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "years", 0, 0, G_OPTION_ARG_STRING, &years, "tool.option.years", "N" },
  { "discount-rate", 0, 0, G_OPTION_ARG_STRING, &discount_rate, "tool.option.discount-rate",
    "RATE" },
  { NULL },
};

typedef enum { FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_CSV } Format;

static const struct
{
  const char *name;
  const char *suffix;
} formats[] = {
  { "html", ".html" },
  { "markdown", ".md" },
  { "json", ".json" },
  { "csv", ".csv" },
};

/* What was asked for, or else what the name of the file promises. */
static gboolean
choose_format (Tool   *tool,
               Format *chosen)
{
  *chosen = FORMAT_HTML;
  if (format != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        if (strcmp (formats[i].name, format) == 0)
          {
            *chosen = (Format) i;
            return TRUE;
          }
      tool_refuse (tool, "tool.say.not-one-of", "format", format, "html, markdown, json, csv",
                   NULL);
      return FALSE;
    }
  if (tool->json)
    *chosen = FORMAT_JSON;
  else if (table != NULL)
    *chosen = FORMAT_CSV;
  else
    for (guint i = 0; tool->output != NULL && i < G_N_ELEMENTS (formats); i++)
      if (g_str_has_suffix (tool->output, formats[i].suffix))
        *chosen = (Format) i;
  return TRUE;
}

static gboolean
set_options (Tool          *tool,
             RiskctxReport *report)
{
  double rate;
  guint64 count;

  if (trials != NULL)
    {
      if (!tool_parse_count (tool, "trials", trials, 1, MAX_TRIALS, &count))
        return FALSE;
      riskctx_report_set_trials (report, count);
    }
  if (seed != NULL)
    {
      if (!tool_parse_count (tool, "seed", seed, 0, MAX_SEED, &count))
        return FALSE;
      riskctx_report_set_seed (report, count);
    }
  if (years != NULL)
    {
      if (!tool_parse_count (tool, "years", years, 1, MAX_YEARS, &count))
        return FALSE;
      riskctx_report_set_years (report, (guint) count);
    }
  if (discount_rate != NULL)
    {
      if (!tool_parse_number (tool, "discount-rate", discount_rate, -0.99, 10, &rate))
        return FALSE;
      riskctx_report_set_discount_rate (report, rate);
    }
  return TRUE;
}

static gboolean
carry_out (Tool          *tool,
           RiskctxReport *report,
           GError       **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, report);
  riskctx_report_run_async (report, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_report_run_finish (report, result, error);
}

/* A report has many tables; one file of CSV holds one. */
static ToolStatus
write_csv (Tool          *tool,
           RiskctxReport *report)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = riskctx_report_list_tables (report, &error);

  if (names == NULL)
    return tool_fail (tool, error);
  if (table == NULL || !g_strv_contains ((const char *const *) names, table))
    {
      g_autofree char *known = g_strjoinv (", ", names);

      return table ? tool_refuse (tool, "tool.say.not-one-of", "table", table, known, NULL)
                   : tool_refuse (tool, "tool.say.which-table", known, NULL);
    }

  g_autofree char *text = riskctx_report_to_csv (report, table, &error);

  return text ? tool_write_text (tool, text) : tool_fail (tool, error);
}

static char *
render (Tool          *tool,
        RiskctxReport *report,
        Format         chosen,
        GError       **error)
{
  if (chosen == FORMAT_JSON)
    {
      g_autofree char *text = riskctx_report_to_string (report, RISKCTX_REPORT_FORMAT_JSON, error);

      return text ? g_strconcat (text, "\n", NULL) : NULL;
    }
  return riskctx_report_to_string (report, chosen == FORMAT_HTML ? RISKCTX_REPORT_FORMAT_HTML
                                                                 : RISKCTX_REPORT_FORMAT_MARKDOWN,
                                   error);
}

/* One document on its way into the folder. */
typedef struct
{
  char          *name; /* of the file, without language and suffix */
  RiskctxReport *report;
  GAsyncResult  *result;
  gboolean       begun;
  gboolean       written;
} Piece;

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->name);
  g_clear_object (&piece->report);
  g_clear_object (&piece->result);
  g_free (piece);
}

static void
on_piece (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  ((Piece *) data)->result = g_object_ref (result);
}

/* What the report of a document is called: the company, or the file without its folder and its
 * ending. */
static char *
name_piece (const char *document)
{
  const char *colon = strchr (document, ':');
  g_autofree char *base = g_path_get_basename (document);

  if (g_str_has_prefix (document, "company:"))
    return g_strdup (colon + 1);
  if (g_str_equal (document, "-"))
    return g_strdup ("report");
  if (g_str_has_suffix (base, ".json"))
    base[strlen (base) - strlen (".json")] = '\0';
  return g_steal_pointer (&base);
}

static Piece *
load_piece (Tool       *tool,
            const char *document,
            ToolStatus *status)
{
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, document, status);
  Piece *piece;

  if (assessment == NULL)
    return NULL;
  piece = g_new0 (Piece, 1);
  piece->name = name_piece (document);
  piece->report = riskctx_report_new (assessment);
  riskctx_report_set_language (piece->report, tool_get_language (tool, assessment));
  if (set_options (tool, piece->report))
    return piece;
  *status = TOOL_USAGE;
  piece_free (piece);
  return NULL;
}

static ToolStatus
save_piece (Tool          *tool,
            const Piece   *piece,
            RiskctxReport *report,
            Format         chosen)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *file = g_strconcat (piece->name, ".", riskctx_report_get_language (report),
                                       formats[chosen].suffix, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = render (tool, report, chosen, &error);

  return text ? tool_write_file (tool, path, text, strlen (text)) : tool_fail (tool, error);
}

/* In the language asked for, or in both: what was found out is the same. */
static ToolStatus
write_piece (Tool        *tool,
             const Piece *piece,
             Format       chosen)
{
  const char *own = riskctx_report_get_language (piece->report);
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxReport) other = NULL;
  ToolStatus status;

  if (!riskctx_report_run_finish (piece->report, piece->result, &error))
    return tool_fail (tool, error);
  status = save_piece (tool, piece, piece->report, chosen);
  if (status != TOOL_FINE || tool->language != NULL)
    return status;
  other = riskctx_report_translate (piece->report, g_str_equal (own, "ja") ? "en" : "ja", &error);
  return other ? save_piece (tool, piece, other, chosen) : tool_fail (tool, error);
}

/* As many at a time as there are processors; those that are done are written meanwhile. */
static ToolStatus
write_pieces (Tool      *tool,
              GPtrArray *pieces,
              Format     chosen)
{
  ToolStatus status = TOOL_FINE;
  guint running = 0, written = 0;

  while (running > 0 || (status == TOOL_FINE && written < pieces->len))
    {
      for (guint i = 0; i < pieces->len; i++)
        {
          Piece *piece = pieces->pdata[i];

          if (!piece->begun && status == TOOL_FINE && running < g_get_num_processors ())
            {
              piece->begun = TRUE;
              running++;
              riskctx_report_run_async (piece->report, tool->cancellable, on_piece, piece);
            }
        }
      g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < pieces->len; i++)
        {
          Piece *piece = pieces->pdata[i];

          if (piece->result == NULL || piece->written)
            continue;
          piece->written = TRUE;
          running--;
          written++;
          if (status == TOOL_FINE)
            status = write_piece (tool, piece, chosen);
          g_clear_object (&piece->report);
        }
    }
  return status;
}

static ToolStatus
fill_folder (Tool *tool, Format chosen)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  ToolStatus status;

  if (chosen == FORMAT_CSV || tool->output != NULL)
    return tool_refuse (tool, "tool.say.not-together", "folder",
                        tool->output != NULL ? "output" : "table", NULL);
  for (guint i = 0; i < tool->n_operands; i++)
    {
      Piece *piece = load_piece (tool, tool->operands[i], &status);

      if (piece == NULL)
        return status;
      g_ptr_array_add (pieces, piece);
      if (!g_hash_table_add (names, piece->name))
        return tool_refuse (tool, "tool.say.same-name", piece->name, NULL);
    }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      tool_say (tool, "tool.say.cannot-write", folder, g_strerror (errno), NULL);
      return TOOL_FAILURE;
    }
  return write_pieces (tool, pieces, chosen);
}

static ToolStatus
run (Tool *tool)
{
  Format chosen;
  ToolStatus status;

  if (!choose_format (tool, &chosen))
    return TOOL_USAGE;
  if (folder != NULL)
    return fill_folder (tool, chosen);
  if (tool->n_operands > 1)
    return tool_refuse (tool, "tool.say.needs-folder", NULL);

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxReport) report = riskctx_report_new (assessment);

  riskctx_report_set_language (report, tool_get_language (tool, assessment));
  if (!set_options (tool, report))
    return TOOL_USAGE;
  if (!carry_out (tool, report, &error))
    return tool_fail (tool, error);
  if (chosen == FORMAT_CSV)
    return write_csv (tool, report);

  g_autofree char *text = render (tool, report, chosen, &error);

  return text ? tool_write_text (tool, text) : tool_fail (tool, error);
}

const ToolCommand tool_report = {
  .name = "report",
  .operands = "DOCUMENT...",
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .options = options,
  .run = run,
};
