/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-report-private.h"

#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-file-private.h"
#include "riskctx-item-private.h"
#include "riskctx-json.h"
#include "riskctx-report-tree-private.h"

#define DEFAULT_TRIALS 100000
#define DEFAULT_YEARS 5
#define DEFAULT_DISCOUNT_RATE 0.05
#define SCHEMA_PATH "/org/riskctx/report.schema.json"

/**
 * RiskctxReport:
 *
 * The report of an assessment for the executive: the decision that is asked for, then the chain
 * from the context to the plan that leads to it, and how everything was found out.
 *
 * Set the language and what else differs from the defaults, [method@Report.run] it, and take the
 * renderings: HTML, Markdown, JSON, and the tables as CSV. They are all made from one model, in
 * which every number stands with its text.
 *
 * A report works on a copy of the assessment, taken when it is run. Reports are thread-compatible:
 * use one from one thread at a time.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxReport, riskctx_report, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_LANGUAGE,
  PROP_TRIALS,
  PROP_SEED,
  PROP_YEARS,
  PROP_DISCOUNT_RATE,
  PROP_PROGRESS,
} RiskctxReportProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static void
riskctx_report_finalize (GObject *object)
{
  RiskctxReport *self = RISKCTX_REPORT (object);

  g_clear_object (&self->assessment);
  g_free (self->language);
  g_clear_pointer (&self->tree, json_object_unref);
  g_clear_pointer (&self->inputs, riskctx_report_inputs_unref);
  G_OBJECT_CLASS (riskctx_report_parent_class)->finalize (object);
}

static void
riskctx_report_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RiskctxReport *self = RISKCTX_REPORT (object);

  switch ((RiskctxReportProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, riskctx_report_get_language (self));
      break;
    case PROP_TRIALS:
      g_value_set_uint64 (value, self->trials);
      break;
    case PROP_SEED:
      g_value_set_uint64 (value, self->seed);
      break;
    case PROP_YEARS:
      g_value_set_uint (value, self->years);
      break;
    case PROP_DISCOUNT_RATE:
      g_value_set_double (value, self->discount_rate);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_report_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RiskctxReport *self = RISKCTX_REPORT (object);

  switch ((RiskctxReportProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      self->assessment = g_value_dup_object (value);
      break;
    case PROP_LANGUAGE:
      riskctx_report_set_language (self, g_value_get_string (value));
      break;
    case PROP_TRIALS:
      riskctx_report_set_trials (self, g_value_get_uint64 (value));
      break;
    case PROP_SEED:
      riskctx_report_set_seed (self, g_value_get_uint64 (value));
      break;
    case PROP_YEARS:
      riskctx_report_set_years (self, g_value_get_uint (value));
      break;
    case PROP_DISCOUNT_RATE:
      riskctx_report_set_discount_rate (self, g_value_get_double (value));
      break;
    case PROP_PROGRESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_report_class_init (RiskctxReportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_report_finalize;
  object_class->get_property = riskctx_report_get_property;
  object_class->set_property = riskctx_report_set_property;

  /**
   * RiskctxReport:assessment: (getter get_assessment)
   *
   * The assessment that is reported on.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT] =
      g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * RiskctxReport:language: (getter get_language) (setter set_language)
   *
   * The language of the report, `ja` or `en`; that of the assessment where it is not set.
   *
   * Since: 1.0
   */
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  /**
   * RiskctxReport:trials: (getter get_trials) (setter set_trials)
   *
   * How many years are simulated, where simulation is needed.
   *
   * Since: 1.0
   */
  properties[PROP_TRIALS] =
      g_param_spec_uint64 ("trials", NULL, NULL, 1, G_MAXUINT64, DEFAULT_TRIALS, flags);
  /**
   * RiskctxReport:seed: (getter get_seed) (setter set_seed)
   *
   * The seed of the random numbers: the same seed gives the same report.
   *
   * Since: 1.0
   */
  properties[PROP_SEED] = g_param_spec_uint64 ("seed", NULL, NULL, 0, G_MAXUINT64, 1, flags);
  /**
   * RiskctxReport:years: (getter get_years) (setter set_years)
   *
   * Over how many years the plan is judged.
   *
   * Since: 1.0
   */
  properties[PROP_YEARS] = g_param_spec_uint ("years", NULL, NULL, 1, 100, DEFAULT_YEARS, flags);
  /**
   * RiskctxReport:discount-rate: (getter get_discount_rate) (setter set_discount_rate)
   *
   * The discount rate a year: 0.05 is 5 %.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOUNT_RATE] =
      g_param_spec_double ("discount-rate", NULL, NULL, -0.99, 10, DEFAULT_DISCOUNT_RATE, flags);
  /**
   * RiskctxReport:progress: (getter get_progress)
   *
   * How far the run is, from 0 to 1.
   *
   * Since: 1.0
   */
  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_report_init (RiskctxReport *self)
{
  self->trials = DEFAULT_TRIALS;
  self->seed = 1;
  self->years = DEFAULT_YEARS;
  self->discount_rate = DEFAULT_DISCOUNT_RATE;
}

/**
 * riskctx_report_new:
 * @assessment: an assessment
 *
 * Creates a report with the default settings.
 *
 * Returns: (transfer full): a new report
 *
 * Since: 1.0
 */
RiskctxReport *
riskctx_report_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  return g_object_new (RISKCTX_TYPE_REPORT, "assessment", assessment, NULL);
}

/**
 * riskctx_report_get_assessment: (get-property assessment)
 * @self: a report
 *
 * Gets the assessment that is reported on.
 *
 * Returns: (transfer none): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_report_get_assessment (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), NULL);
  return self->assessment;
}

/**
 * riskctx_report_get_language: (get-property language)
 * @self: a report
 *
 * Gets the language that was set.
 *
 * Returns: (transfer none) (nullable): `ja` or `en`; %NULL for the language of the assessment
 *
 * Since: 1.0
 */
const char *
riskctx_report_get_language (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), NULL);
  return self->language;
}

/**
 * riskctx_report_set_language: (set-property language)
 * @self: a report
 * @language: (nullable): `ja` or `en`; %NULL for the language of the assessment
 *
 * Sets the language of the report.
 *
 * Since: 1.0
 */
void
riskctx_report_set_language (RiskctxReport *self, const char *language)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self));

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

/**
 * riskctx_report_get_trials: (get-property trials)
 * @self: a report
 *
 * Gets how many years are simulated.
 *
 * Returns: the number of years
 *
 * Since: 1.0
 */
guint64
riskctx_report_get_trials (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), 0);
  return self->trials;
}

/**
 * riskctx_report_set_trials: (set-property trials)
 * @self: a report
 * @trials: the number of years, at least 1
 *
 * Sets how many years are simulated.
 *
 * Since: 1.0
 */
void
riskctx_report_set_trials (RiskctxReport *self, guint64 trials)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self) && trials > 0);

  if (self->trials == trials)
    return;
  self->trials = trials;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRIALS]);
}

/**
 * riskctx_report_get_seed: (get-property seed)
 * @self: a report
 *
 * Gets the seed of the random numbers.
 *
 * Returns: the seed
 *
 * Since: 1.0
 */
guint64
riskctx_report_get_seed (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), 0);
  return self->seed;
}

/**
 * riskctx_report_set_seed: (set-property seed)
 * @self: a report
 * @seed: the seed
 *
 * Sets the seed of the random numbers.
 *
 * Since: 1.0
 */
void
riskctx_report_set_seed (RiskctxReport *self, guint64 seed)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self));

  if (self->seed == seed)
    return;
  self->seed = seed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEED]);
}

/**
 * riskctx_report_get_years: (get-property years)
 * @self: a report
 *
 * Gets over how many years the plan is judged.
 *
 * Returns: the number of years
 *
 * Since: 1.0
 */
guint
riskctx_report_get_years (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), 0);
  return self->years;
}

/**
 * riskctx_report_set_years: (set-property years)
 * @self: a report
 * @years: from 1 to 100
 *
 * Sets over how many years the plan is judged.
 *
 * Since: 1.0
 */
void
riskctx_report_set_years (RiskctxReport *self, guint years)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self) && years >= 1 && years <= 100);

  if (self->years == years)
    return;
  self->years = years;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEARS]);
}

/**
 * riskctx_report_get_discount_rate: (get-property discount-rate)
 * @self: a report
 *
 * Gets the discount rate.
 *
 * Returns: the rate a year
 *
 * Since: 1.0
 */
double
riskctx_report_get_discount_rate (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), 0);
  return self->discount_rate;
}

/**
 * riskctx_report_set_discount_rate: (set-property discount-rate)
 * @self: a report
 * @rate: the rate a year, from −0.99 to 10: 0.05 is 5 %
 *
 * Sets the discount rate.
 *
 * Since: 1.0
 */
void
riskctx_report_set_discount_rate (RiskctxReport *self, double rate)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self) && rate >= -0.99 && rate <= 10);

  if (self->discount_rate == rate)
    return;
  self->discount_rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISCOUNT_RATE]);
}

/**
 * riskctx_report_get_progress: (get-property progress)
 * @self: a report
 *
 * Gets how far the run is.
 *
 * Returns: from 0 to 1
 *
 * Since: 1.0
 */
double
riskctx_report_get_progress (RiskctxReport *self)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), 0);
  return self->progress;
}

void
riskctx_report_tell_progress (RiskctxReport *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
has_run (RiskctxReport *self, GError **error)
{
  if (self->tree == NULL)
    g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                         "the report has not been run");
  return self->tree != NULL;
}

/**
 * riskctx_report_to_string:
 * @self: a report that has been run
 * @format: the rendering
 * @error: return location for an error
 *
 * Renders the report.
 *
 * Fails with [error@Error.UNDEFINED] if it has not been run.
 *
 * Returns: (transfer full): the rendering, in UTF-8
 *
 * Since: 1.0
 */
char *
riskctx_report_to_string (RiskctxReport *self, RiskctxReportFormat format, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), NULL);

  if (!has_run (self, error))
    return NULL;
  switch (format)
    {
    case RISKCTX_REPORT_FORMAT_HTML:
      return riskctx_report_tree_to_html (self->tree);
    case RISKCTX_REPORT_FORMAT_MARKDOWN:
      return riskctx_report_tree_to_markdown (self->tree);
    case RISKCTX_REPORT_FORMAT_JSON:
    default:
      {
        g_autoptr(JsonNode) node = riskctx_report_to_json (self, NULL);

        return riskctx_json_to_string (node, TRUE, error);
      }
    }
}

/**
 * riskctx_report_to_json:
 * @self: a report that has been run
 * @error: return location for an error
 *
 * Gets the report model: sections, tables and figures, every number with its text. Layouts of one's
 * own are made from it. [func@Report.get_schema] describes it.
 *
 * Fails with [error@Error.UNDEFINED] if it has not been run.
 *
 * Returns: (transfer full): the model
 *
 * Since: 1.0
 */
JsonNode *
riskctx_report_to_json (RiskctxReport *self, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), NULL);

  if (!has_run (self, error))
    return NULL;

  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, self->tree);
  return node;
}

/**
 * riskctx_report_list_tables:
 * @self: a report that has been run
 * @error: return location for an error
 *
 * Lists the tables that [method@Report.to_csv] can give.
 *
 * Fails with [error@Error.UNDEFINED] if it has not been run.
 *
 * Returns: (transfer full) (array zero-terminated=1): their ids
 *
 * Since: 1.0
 */
char **
riskctx_report_list_tables (RiskctxReport *self, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), NULL);

  if (!has_run (self, error))
    return NULL;
  return riskctx_report_tree_list_tables (self->tree);
}

/**
 * riskctx_report_to_csv:
 * @self: a report that has been run
 * @table: the id of a table
 * @error: return location for an error
 *
 * Writes one table as CSV (RFC 4180): numbers as numbers, texts as texts, a formula never as one.
 *
 * Fails with [error@Error.UNDEFINED] if the report has not been run, and with
 * [error@Error.NOT_FOUND] if it has no such table.
 *
 * Returns: (transfer full): the table
 *
 * Since: 1.0
 */
char *
riskctx_report_to_csv (RiskctxReport *self, const char *table, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self) && table != NULL, NULL);

  if (!has_run (self, error))
    return NULL;

  char *csv = riskctx_report_tree_to_csv (self->tree, table);

  if (csv == NULL)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "the report has no table “%s”",
                 table);
  return csv;
}

/**
 * riskctx_report_save:
 * @self: a report that has been run
 * @file: where to
 * @format: the rendering
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Saves a rendering. A file that is there is replaced as a whole or not at all.
 *
 * Returns: %TRUE if it was saved
 *
 * Since: 1.0
 */
gboolean
riskctx_report_save (RiskctxReport *self,
                     GFile *file,
                     RiskctxReportFormat format,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self) && G_IS_FILE (file), FALSE);

  g_autofree char *text = riskctx_report_to_string (self, format, error);

  return text != NULL && riskctx_file_write (file, text, strlen (text), cancellable, error);
}

/**
 * riskctx_report_get_schema:
 *
 * Gets the JSON Schema of the report model.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_report_get_schema (void)
{
  g_autoptr(GBytes) bytes =
      g_resources_lookup_data (SCHEMA_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return riskctx_json_from_bytes (bytes, NULL);
}
