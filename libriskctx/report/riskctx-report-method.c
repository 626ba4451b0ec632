/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-leak-amount.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-version.h"

/* How everything was found out, and what it rests on. */

/* What a part of an item is called: a measure, a phase, a consequence, a cost. */
static char *
name_part (const RiskctxReportInputs *in, RiskctxItem *part)
{
  if (RISKCTX_IS_EFFECT (part))
    {
      RiskctxEffect *effect = RISKCTX_EFFECT (part);
      const char *const *risks = riskctx_effect_get_risks (effect);
      g_autofree char *titles = riskctx_report_titles (in, risks);

      return riskctx_report_fill (
          in, "report.effect-on",
          riskctx_report_label (in, RISKCTX_TYPE_EFFECT_TARGET,
                                (int) riskctx_effect_get_target (effect)),
          *titles ? titles : riskctx_report_word (in, "report.all-risks"), NULL);
    }
  if (RISKCTX_IS_PHASE (part))
    return g_strdup (riskctx_report_label (
        in, RISKCTX_TYPE_PHASE_KIND, (int) riskctx_phase_get_kind (RISKCTX_PHASE (part))));
  return part->title ? g_strdup (riskctx_text_get (part->title, in->language)) : NULL;
}

static void
add_estimate (const RiskctxReportInputs *in,
              JsonObject *table,
              const char *path,
              const RiskctxField *field,
              RiskctxEstimate *estimate)
{
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
  g_autofree char *key = g_strdup_printf ("member.%s", field->name);
  const char *member = riskctx_report_word (in, key);
  /* The name of an effect or a cost says what its one figure is. */
  gboolean named = path && (g_str_equal (field->name, "reduction")
                            || g_str_equal (field->name, "amount"));
  g_autofree char *label =
      named  ? g_strdup (path)
      : path ? riskctx_report_fill (in, "report.part-of", path, member, NULL)
             : g_strdup (member);
  g_autofree char *law = riskctx_report_estimate (in, estimate, field);
  const char *source = riskctx_report_say (in, riskctx_estimate_get_source (estimate));
  JsonObject *basis = riskctx_report_value_text (riskctx_report_label (
      in, RISKCTX_TYPE_BASIS, (int) riskctx_estimate_get_basis (estimate)));

  if (*source)
    riskctx_report_value_footnote (basis, table, source);
  riskctx_report_row_text (row, label);
  riskctx_report_row_text (row, law);
  riskctx_report_row_value (row, basis);
}

/* What a leak is presumed to cost each person concerned, and how that is computed. */
static void
add_leak (const RiskctxReportInputs *in, JsonObject *table, const char *path, RiskctxLeak *leak)
{
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
  g_autoptr(RiskctxFigure) each = riskctx_leak_estimate_per_person (leak);
  const char *member = riskctx_report_say (in, riskctx_figure_get_label (each));
  g_autofree char *label = path ? riskctx_report_fill (in, "report.part-of", path, member, NULL)
                                : g_strdup (member);
  g_autofree char *value = riskctx_figure_format (each, in->language);
  JsonObject *basis =
      riskctx_report_value_text (riskctx_report_say (in, riskctx_figure_get_source (each)));

  riskctx_report_value_footnote (basis, table,
                                 riskctx_report_say (in, riskctx_figure_get_formula (each)));
  riskctx_report_row_text (row, label);
  riskctx_report_row_text (row, value);
  riskctx_report_row_value (row, basis);
}

/* Every estimate of an item and its parts, with what it rests on. */
static void
add_estimates (const RiskctxReportInputs *in,
               JsonObject *table,
               RiskctxItem *item,
               const char *path)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];
      RiskctxItemList *parts;

      if (!riskctx_item_has_row (item, i))
        continue;
      if (field->kind == RISKCTX_FIELD_ESTIMATE)
        add_estimate (in, table, path, field, riskctx_field_at (item, field, RiskctxEstimate *));
      if (field->kind == RISKCTX_FIELD_ITEM && RISKCTX_IS_CONSEQUENCE (item))
        {
          RiskctxItem *leak = riskctx_field_at (item, field, RiskctxItem *);

          add_leak (in, table, path, RISKCTX_LEAK (leak));
          add_estimates (in, table, leak, path);
        }
      if (field->kind != RISKCTX_FIELD_ITEMS)
        continue;
      parts = riskctx_item_peek_list (item, i);
      for (guint j = 0; j < riskctx_item_list_get_length (parts); j++)
        {
          RiskctxItem *part = riskctx_item_list_peek (parts, j);
          g_autofree char *name = name_part (in, part);
          g_autofree char *longer =
              path && name ? riskctx_report_fill (in, "report.part-of", path, name, NULL) : NULL;

          add_estimates (in, table, part, longer ? longer : name ? name : path);
        }
    }
}

/* The estimates of one thing of the assessment as a group of the table, if it has any. */
static void
add_group (const RiskctxReportInputs *in, JsonObject *table, RiskctxItem *item)
{
  guint before = json_array_get_length (json_object_get_array_member (table, "rows"));
  JsonArray *groups = json_object_get_array_member (table, "groups");

  riskctx_report_table_group (table, riskctx_report_title (in, item));
  add_estimates (in, table, item, NULL);
  if (json_array_get_length (json_object_get_array_member (table, "rows")) == before)
    json_array_remove_element (groups, json_array_get_length (groups) - 1);
}

static void
add_assumptions (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItem *root = RISKCTX_ITEM (in->assessment);
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (root);
  JsonObject *table = riskctx_report_add_table (blocks, "assumptions",
                                                riskctx_report_word (in, "report.assumptions"));

  riskctx_report_table_grouped (table, riskctx_report_word (in, "report.about"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.basis"), FALSE);
  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (!riskctx_item_has_row (root, i))
        continue;
      if (field->kind == RISKCTX_FIELD_ITEM)
        add_group (in, table, riskctx_field_at (root, field, RiskctxItem *));
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *items = riskctx_item_peek_list (root, i);

          for (guint j = 0; j < riskctx_item_list_get_length (items); j++)
            add_group (in, table, riskctx_item_list_peek (items, j));
        }
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.assumptions-note"));
}

static void
add_references (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *sources = riskctx_assessment_get_sources (in->assessment);
  JsonObject *table;

  if (riskctx_item_list_get_length (sources) == 0)
    return;
  table = riskctx_report_add_table (blocks, "sources", riskctx_report_word (in, "report.sources"));
  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.source-title"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.publisher"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.edition"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.role"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (sources); i++)
    {
      RiskctxReference *reference = riskctx_item_list_peek (sources, i);
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      g_autofree char *edition =
          riskctx_report_date (in, riskctx_reference_get_edition (reference));
      g_autofree char *as_of = riskctx_report_date (in, riskctx_reference_get_as_of (reference));

      riskctx_report_row_id (row, riskctx_item_get_id (RISKCTX_ITEM (reference)));
      riskctx_report_row_text (row, riskctx_report_title (in, reference));
      riskctx_report_row_text (
          row, riskctx_report_say (in, riskctx_reference_get_publisher (reference)));
      riskctx_report_row_text (row, edition ? edition : as_of ? as_of : "—");
      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_REFERENCE_ROLE,
                                                     (int) riskctx_reference_get_role (reference)));
    }
}

void
riskctx_report_write_method (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "method", riskctx_report_word (in, "report.section.method"));
  g_autofree char *method = riskctx_loss_result_describe_method (in->before, in->language);
  RiskctxLossResult *other = riskctx_loss_result_get_cross_check (in->before);

  riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.method-is"),
                                RISKCTX_REPORT_TONE_NORMAL);
  riskctx_report_add_paragraph (blocks, method, RISKCTX_REPORT_TONE_NORMAL);
  if (other != NULL)
    {
      g_autofree char *second = riskctx_loss_result_describe_method (other, in->language);
      g_autoptr(RiskctxFigure) mean =
          riskctx_loss_result_dup_distance (in->before, RISKCTX_RISK_MEASURE_MEAN, 0.99);
      g_autoptr(RiskctxFigure) rare =
          riskctx_loss_result_dup_distance (in->before, RISKCTX_RISK_MEASURE_QUANTILE, 0.99);
      g_autofree char *mean_text = riskctx_figure_format (mean, in->language);
      g_autofree char *rare_text = riskctx_figure_format (rare, in->language);
      g_autofree char *text =
          riskctx_report_fill (in, "report.cross-check", mean_text, rare_text, NULL);

      riskctx_report_add_paragraph (blocks, second, RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_NORMAL);
    }
  {
    g_autofree char *version =
        riskctx_report_fill (in, "report.version", RISKCTX_VERSION_STRING, NULL, NULL);

    riskctx_report_add_paragraph (blocks, version, RISKCTX_REPORT_TONE_NOTE);
  }
  add_assumptions (in, blocks);
  add_references (in, blocks);
}
