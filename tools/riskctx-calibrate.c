/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <math.h>
#include <string.h>

#define LAWS_OF_INTERVALS "lognormal, normal, gamma, uniform, share"
#define LAWS_OF_POINTS    "pert, triangular"
#define USUAL_CONFIDENCE  0.9
#define USUAL_REPLICATES  200
#define USUAL_CUTOFF      0.05
#define MOST_COLUMNS      6

static char *law;
static char *confidence;
static char *threshold;
static char *below;
static char *replicates;
static char *seed;
static char *cutoff;

static const GOptionEntry options[] = {
  { "law", 0, 0, G_OPTION_ARG_STRING, &law, "tool.option.calibrate-law", "LAW" },
  { "confidence", 0, 0, G_OPTION_ARG_STRING, &confidence, "tool.option.calibrate-confidence",
    "SHARE" },
  { "threshold", 0, 0, G_OPTION_ARG_STRING, &threshold, "tool.option.calibrate-threshold",
    "AMOUNT" },
  { "below", 0, 0, G_OPTION_ARG_STRING, &below, "tool.option.calibrate-below", "N" },
  { "replicates", 0, 0, G_OPTION_ARG_STRING, &replicates, "tool.option.calibrate-replicates", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "cutoff", 0, 0, G_OPTION_ARG_STRING, &cutoff, "tool.option.calibrate-cutoff", "P" },
  { NULL },
};

/* What one way of calibrating hands over */
typedef struct
{
  RiskctxEstimate *estimate;
  char            *text; /* for people, beside the estimate; or NULL */
  JsonNode        *fit;  /* for programs, or NULL */
} Outcome;

/* One line of a record */
typedef struct
{
  guint  number;
  char **cells;
  guint  n;
} Line;

static void
line_free (gpointer data)
{
  Line *self = data;

  g_strfreev (self->cells);
  g_free (self);
}

static gboolean
read_value (const char *text,
            double     *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && text[strspn (text, "+-.0123456789eE")] == '\0'
         && isfinite (*value);
}

/* The numbers of the command line, or FALSE after a message */
static gboolean
read_operands (Tool   *tool,
               guint   n,
               double *values)
{
  if (tool->n_operands != n + 1)
    {
      g_autofree char *wanted = g_strdup_printf ("%u", n);

      tool_refuse (tool, "tool.say.calibrate-values", tool->operands[0], wanted, NULL);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!read_value (tool->operands[i + 1], &values[i]))
      {
        tool_refuse (tool, "tool.say.not-a-value", tool->operands[i + 1], NULL);
        return FALSE;
      }
  return TRUE;
}

static GPtrArray *
read_lines (Tool       *tool,
            guint       column,
            ToolStatus *status)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) rows = NULL;
  const char *path = tool->operands[1];
  double value;

  if (tool->n_operands != 2)
    {
      *status = tool_refuse (tool, "tool.say.calibrate-file", tool->operands[0], NULL);
      return NULL;
    }
  if (strcmp (path, "-") == 0)
    {
      g_autoptr(GBytes) bytes = tool_read_standard_input (&error);

      if (bytes != NULL)
        text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  else
    g_file_get_contents (path, &text, NULL, &error);
  if (text == NULL)
    {
      *status = tool_fail (tool, error);
      return NULL;
    }

  rows = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      Line *line;

      if (*g_strstrip (rows[i]) == '\0')
        continue;
      line = g_new0 (Line, 1);
      line->number = i + 1;
      line->cells = g_strsplit (rows[i], ",", MOST_COLUMNS + 1);
      line->n = g_strv_length (line->cells);
      for (guint c = 0; c < line->n; c++)
        {
          char *cell = g_strstrip (line->cells[c]);
          const gsize length = strlen (cell);

          if (length >= 2 && cell[0] == '"' && cell[length - 1] == '"')
            {
              memmove (cell, cell + 1, length - 2);
              cell[length - 2] = '\0';
            }
        }
      /* headings */
      if (lines->len == 0 && line->n > column && !read_value (line->cells[column], &value))
        {
          line_free (line);
          column = MOST_COLUMNS;
          continue;
        }
      g_ptr_array_add (lines, line);
    }
  return g_steal_pointer (&lines);
}

static ToolStatus
say_line (Tool       *tool,
          const Line *line,
          const char *key)
{
  g_autofree char *number = g_strdup_printf ("%u", line->number);

  tool_say (tool, key, tool->operands[1], number, NULL);
  return TOOL_MISTAKES;
}

static ToolStatus
finish (Tool    *tool,
        gboolean done,
        GError  *error)
{
  if (done)
    return TOOL_FINE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? TOOL_INTERRUPTED
                                                                   : tool_fail (tool, error);
}

static gboolean
find_law (Tool                *tool,
          const char          *known,
          const char          *usual,
          RiskctxDistribution *distribution)
{
  const char *name = law != NULL ? law : usual;
  g_auto(GStrv) names = g_strsplit (known, ", ", -1);
  int value = RISKCTX_DISTRIBUTION_FIXED;

  if (!g_strv_contains ((const char *const *) names, name))
    {
      tool_refuse (tool, "tool.say.not-one-of", "law", name, known, NULL);
      return FALSE;
    }
  if (strcmp (name, "share") != 0
      && !tool_parse_enum (tool, "law", name, RISKCTX_TYPE_DISTRIBUTION, &value))
    return FALSE;
  *distribution = (RiskctxDistribution) value; /* a share: fixed, which no interval is */
  return TRUE;
}

static RiskctxEstimate *
estimate_interval (RiskctxDistribution distribution,
                   double              low,
                   double              high,
                   double              within,
                   GError            **error)
{
  if (distribution == RISKCTX_DISTRIBUTION_FIXED)
    return riskctx_estimate_new_share (low, high, within, error);
  return riskctx_estimate_new_quantiles (distribution, (1 - within) / 2, low, (1 + within) / 2,
                                         high, error);
}

static gboolean
read_confidence (Tool   *tool,
                 double  usual,
                 double *value)
{
  *value = usual;
  return confidence == NULL || tool_parse_number (tool, "confidence", confidence, 0.01, 1, value);
}

static ToolStatus
run_interval (Tool    *tool,
              Outcome *outcome)
{
  RiskctxDistribution distribution;
  g_autoptr(GError) error = NULL;
  double ends[2], within;

  if (!find_law (tool, LAWS_OF_INTERVALS, "lognormal", &distribution)
      || !read_confidence (tool, USUAL_CONFIDENCE, &within) || !read_operands (tool, 2, ends))
    return TOOL_USAGE;
  outcome->estimate = estimate_interval (distribution, ends[0], ends[1], within, &error);
  return finish (tool, outcome->estimate != NULL, error);
}

static ToolStatus
run_points (Tool    *tool,
            Outcome *outcome)
{
  RiskctxDistribution distribution;
  g_autoptr(GError) error = NULL;
  double points[3], within;

  if (!find_law (tool, LAWS_OF_POINTS, "pert", &distribution)
      || !read_confidence (tool, 1, &within) || !read_operands (tool, 3, points))
    return TOOL_USAGE;
  outcome->estimate = riskctx_estimate_new_three_points (distribution, points[0], points[1],
                                                         points[2], within, &error);
  return finish (tool, outcome->estimate != NULL, error);
}

static ToolStatus
run_losses (Tool    *tool,
            Outcome *outcome)
{
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(RiskctxLossFit) fit = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree double *amounts = NULL;
  double least = 0;
  guint64 hidden = 0, samples = USUAL_REPLICATES, first = 1;
  ToolStatus status = TOOL_USAGE;

  if ((threshold != NULL && !tool_parse_number (tool, "threshold", threshold, 0, 1e300, &least))
      || (below != NULL && !tool_parse_count (tool, "below", below, 0, 1000000, &hidden))
      || (replicates != NULL
          && !tool_parse_count (tool, "replicates", replicates, 0, 10000, &samples))
      || (seed != NULL && !tool_parse_count (tool, "seed", seed, 0, G_MAXUINT64, &first)))
    return status;
  lines = read_lines (tool, 0, &status);
  if (lines == NULL)
    return status;
  amounts = g_new (double, lines->len + 1);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (!read_value (line->cells[0], &amounts[i]) || amounts[i] <= 0 || amounts[i] < least)
        return say_line (tool, line, "tool.say.calibrate-amount");
    }
  fit = riskctx_loss_fit_new (amounts, lines->len, least, below != NULL ? (int) hidden : -1,
                              (guint) samples, first, tool->cancellable, &error);
  if (fit == NULL)
    return finish (tool, FALSE, error);
  outcome->estimate = riskctx_estimate_ref (riskctx_loss_fit_get_estimate (fit, 0));
  outcome->text = riskctx_loss_fit_describe (fit, tool_get_language (tool, NULL));
  outcome->fit = riskctx_loss_fit_to_json (fit);
  return TOOL_FINE;
}

static ToolStatus
run_counts (Tool    *tool,
            Outcome *outcome)
{
  ToolStatus status;
  g_autoptr(GPtrArray) lines = read_lines (tool, 0, &status);
  g_autoptr(RiskctxCountFit) fit = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree double *counts = NULL;
  g_autofree double *years = NULL;

  if (lines == NULL)
    return status;
  counts = g_new (double, lines->len + 1);
  years = g_new (double, lines->len + 1);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      years[i] = 1;
      if (!read_value (line->cells[0], &counts[i]) || counts[i] < 0
          || counts[i] != floor (counts[i])
          || (line->n > 1 && (!read_value (line->cells[1], &years[i]) || years[i] <= 0)))
        return say_line (tool, line, "tool.say.calibrate-count");
    }
  fit = riskctx_count_fit_new (counts, lines->len, years, lines->len, &error);
  if (fit == NULL)
    return finish (tool, FALSE, error);
  outcome->estimate = riskctx_estimate_ref (riskctx_count_fit_get_rate (fit));
  outcome->text = riskctx_count_fit_describe (fit, tool_get_language (tool, NULL));
  outcome->fit = riskctx_count_fit_to_json (fit);
  return TOOL_FINE;
}

static guint
position_of (GPtrArray  *names,
             const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return i;
  g_ptr_array_add (names, (char *) name);
  return names->len - 1;
}

/* Everyone's answer to every question; question by question, and the one without a truth apart */
typedef struct
{
  GPtrArray *names;     /* borrowed from the lines, as the next */
  GPtrArray *questions; /* those with a truth */
  char      *wanted;
  GArray    *answers;   /* [expert][question][3], NaN where there is none */
  GArray    *truths;
  GArray    *ends;      /* [expert][2] of the question that is wanted */
} Answers;

static void
answers_clear (Answers *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_array_unref);
  g_clear_pointer (&self->truths, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static gboolean
is_known (const Line *line)
{
  return line->n == MOST_COLUMNS && *line->cells[5] != '\0';
}

static ToolStatus
sort_answers (Tool      *tool,
              GPtrArray *lines,
              Answers   *self)
{
  guint n;

  self->names = g_ptr_array_new ();
  self->questions = g_ptr_array_new ();
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (line->n < 5 || line->n > MOST_COLUMNS
          || (!is_known (line) && self->wanted != NULL
              && strcmp (self->wanted, line->cells[1]) != 0))
        return say_line (tool, line, "tool.say.calibrate-answer");
      position_of (self->names, line->cells[0]);
      if (is_known (line))
        position_of (self->questions, line->cells[1]);
      else
        self->wanted = line->cells[1];
    }

  n = self->questions->len;
  self->answers = g_array_new (FALSE, FALSE, sizeof (double));
  self->truths = g_array_new (FALSE, FALSE, sizeof (double));
  self->ends = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_set_size (self->answers, 3 * n * self->names->len);
  g_array_set_size (self->truths, n);
  g_array_set_size (self->ends, 2 * self->names->len);
  for (guint i = 0; i < self->answers->len; i++)
    g_array_index (self->answers, double, i) = NAN;
  for (guint i = 0; i < self->ends->len; i++)
    g_array_index (self->ends, double, i) = NAN;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      const guint expert = position_of (self->names, line->cells[0]);
      double quantiles[3], truth = 0;

      for (guint q = 0; q < 3; q++)
        if (!read_value (line->cells[2 + q], &quantiles[q])
            || (q > 0 && quantiles[q] <= quantiles[q - 1]))
          return say_line (tool, line, "tool.say.calibrate-answer");
      if (is_known (line))
        {
          const guint question = position_of (self->questions, line->cells[1]);

          if (!read_value (line->cells[5], &truth))
            return say_line (tool, line, "tool.say.calibrate-answer");
          g_array_index (self->truths, double, question) = truth;
          memcpy (&g_array_index (self->answers, double, 3 * (expert * n + question)), quantiles,
                  sizeof quantiles);
        }
      else
        {
          g_array_index (self->ends, double, 2 * expert) = quantiles[0];
          g_array_index (self->ends, double, 2 * expert + 1) = quantiles[2];
        }
    }
  /* everybody answers everything */
  for (guint i = 0; i < self->answers->len + self->ends->len; i++)
    if (isnan (i < self->answers->len
                 ? g_array_index (self->answers, double, i)
                 : g_array_index (self->ends, double, i - self->answers->len)))
      {
        tool_say (tool, "tool.say.calibrate-missing", tool->operands[1], NULL);
        return TOOL_MISTAKES;
      }
  return TOOL_FINE;
}

static char *
describe_panel (Tool               *tool,
                RiskctxExpertPanel *panel,
                GPtrArray          *names)
{
  const gboolean scored = riskctx_expert_panel_get_calibration (panel, 0, NULL) > 0;
  g_autoptr(ToolTable) table = tool_table_new ("lrrr");
  GString *text = g_string_new (NULL);
  const char *head[] = { tool_word (tool, "tool.calibrate.expert"),
                         tool_word (tool, "tool.calibrate.expert-weight"),
                         tool_word (tool, "tool.calibrate.expert-calibration"),
                         tool_word (tool, "tool.calibrate.expert-information") };

  tool_table_add (table, head);
  tool_table_add_rule (table);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *weight
        = riskctx_format_percent (riskctx_expert_panel_get_weight (panel, i), 1);
      g_autofree char *calibration = riskctx_format_number (
        riskctx_expert_panel_get_calibration (panel, i, NULL), 4);
      g_autofree char *information = riskctx_format_number (
        riskctx_expert_panel_get_information (panel, i, NULL), 2);
      const char *cells[] = { g_ptr_array_index (names, i), weight, scored ? calibration : "",
                              scored ? information : "" };

      tool_table_add (table, cells);
    }
  tool_table_write (table, text);
  return g_string_free (text, FALSE);
}

static ToolStatus
run_experts (Tool    *tool,
             Outcome *outcome)
{
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GPtrArray) estimates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_estimate_unref);
  g_auto(Answers) answers = { NULL };
  g_autoptr(RiskctxExpertPanel) panel = NULL;
  g_autoptr(GError) error = NULL;
  RiskctxDistribution distribution;
  double least = USUAL_CUTOFF;
  ToolStatus status = TOOL_USAGE;

  if (!find_law (tool, LAWS_OF_INTERVALS, "lognormal", &distribution)
      || (cutoff != NULL && !tool_parse_number (tool, "cutoff", cutoff, 0, 0.999, &least)))
    return status;
  lines = read_lines (tool, 2, &status);
  if (lines == NULL)
    return status;
  status = sort_answers (tool, lines, &answers);
  if (status != TOOL_FINE)
    return status;
  if (answers.names->len == 0)
    {
      tool_say (tool, "tool.say.calibrate-missing", tool->operands[1], NULL);
      return TOOL_MISTAKES;
    }
  for (guint i = 0; i < answers.names->len; i++)
    {
      RiskctxEstimate *estimate
        = estimate_interval (distribution, g_array_index (answers.ends, double, 2 * i),
                             g_array_index (answers.ends, double, 2 * i + 1), 0.9, &error);

      if (estimate == NULL)
        return finish (tool, FALSE, error);
      g_ptr_array_add (estimates, estimate);
    }
  g_ptr_array_add (answers.names, NULL);
  panel = answers.questions->len == 0
            ? riskctx_expert_panel_new ((const char *const *) answers.names->pdata)
            : riskctx_expert_panel_new_calibrated (
                (const char *const *) answers.names->pdata, (const double *) answers.answers->data,
                answers.answers->len, (const double *) answers.truths->data, answers.truths->len,
                least, &error);
  if (panel != NULL)
    outcome->estimate = riskctx_expert_panel_pool (
      panel, (RiskctxEstimate *const *) estimates->pdata, estimates->len, &error);
  if (outcome->estimate == NULL)
    return finish (tool, FALSE, error);
  g_ptr_array_set_size (answers.names, (int) estimates->len);
  outcome->text = describe_panel (tool, panel, answers.names);
  outcome->fit = riskctx_expert_panel_to_json (panel);
  return TOOL_FINE;
}

/* As a document has it */
static JsonNode *
estimate_to_json (RiskctxEstimate *estimate)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("risk");
  g_autoptr(JsonNode) root = NULL;
  JsonArray *risks;

  riskctx_risk_set_frequency (risk, estimate);
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  root = riskctx_assessment_to_json (assessment);
  risks = json_object_get_array_member (json_node_get_object (root), "risks");
  return json_node_copy (json_object_get_member (json_array_get_object_element (risks, 0),
                                                 "frequency"));
}

static ToolStatus
write_outcome (Tool          *tool,
               const Outcome *outcome)
{
  const char *language = tool_get_language (tool, NULL);
  RiskctxText *source = riskctx_estimate_get_source (outcome->estimate);
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(GString) text = g_string_new (NULL);

  if (tool->json)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "estimate");
      json_builder_add_value (builder, estimate_to_json (outcome->estimate));
      if (outcome->fit != NULL)
        {
          json_builder_set_member_name (builder, "fit");
          json_builder_add_value (builder, json_node_copy (outcome->fit));
        }
      json_builder_end_object (builder);
      return tool_json_write (tool, builder);
    }

  g_autofree char *said = riskctx_estimate_format (outcome->estimate, NULL, language);
  g_autofree char *line
    = tool_fill (riskctx_word ("tool.calibrate.estimate", language), said, NULL);

  g_string_append_printf (text, "%s\n", line);
  g_string_append (text, outcome->text != NULL ? outcome->text : "");
  /* what was fitted says so itself */
  if (outcome->text == NULL)
    g_string_append_printf (text, "%s\n", tool_text (source, language));
  return tool_write_text (tool, text->str);
}

static const struct
{
  const char *name;
  ToolStatus (*run) (Tool *tool, Outcome *outcome);
} ways[] = {
  { "interval", run_interval }, { "points", run_points }, { "losses", run_losses },
  { "counts", run_counts },     { "experts", run_experts },
};

static ToolStatus
run (Tool *tool)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].name, tool->operands[0]) == 0)
      {
        Outcome outcome = { NULL, NULL, NULL };
        ToolStatus status = ways[i].run (tool, &outcome);

        if (status == TOOL_FINE)
          status = write_outcome (tool, &outcome);
        g_clear_pointer (&outcome.estimate, riskctx_estimate_unref);
        g_clear_pointer (&outcome.fit, json_node_unref);
        g_free (outcome.text);
        return status;
      }
  return tool_refuse (tool, "tool.say.calibrate-way", tool->operands[0],
                      "interval, points, losses, counts, experts", NULL);
}

const ToolCommand tool_calibrate = {
  .name = "calibrate",
  .operands = "HOW VALUE...",
  .min_operands = 2,
  .max_operands = 4,
  .options = options,
  .run = run,
};
