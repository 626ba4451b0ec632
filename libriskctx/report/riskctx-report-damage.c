/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "riskctx-damage-amount.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* What it may cost if the gap stays open. */

static void
add_damage_rows (const RiskctxReportInputs *in, JsonObject *table, RiskctxDamage *damage)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (damage);

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];
      g_autoptr(GError) error = NULL;
      g_autofree char *key = NULL;
      RiskctxEstimate *estimate;
      JsonArray *row;
      JsonObject *basis;
      const char *source;
      double value;

      if (field->kind != RISKCTX_FIELD_ESTIMATE || !riskctx_item_has_row (RISKCTX_ITEM (damage), i))
        continue;
      estimate = riskctx_field_at (damage, field, RiskctxEstimate *);
      value = riskctx_estimate_get_mean (estimate, &error);
      if (error != NULL)
        continue;
      key = g_strdup_printf ("report.damage.%s", field->name);
      row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_text (row, riskctx_report_word (in, key));
      if (field->unit != NULL && g_str_has_prefix (field->unit, "currency"))
        riskctx_report_row_value (row, riskctx_report_value_money (in, value));
      else
        {
          gboolean is_share = field->max == 1;
          g_autofree char *text =
              is_share ? riskctx_format_percent (value, 0)
                       : riskctx_format_number (value, value == floor (value) ? 0 : 1);

          riskctx_report_row_value (row, riskctx_report_value_number (text, value, field->unit));
        }
      basis = riskctx_report_value_text (riskctx_report_label (
          in, RISKCTX_TYPE_BASIS, (int) riskctx_estimate_get_basis (estimate)));
      source = riskctx_report_say (in, riskctx_estimate_get_source (estimate));
      if (*source)
        riskctx_report_value_footnote (basis, table, source);
      riskctx_report_row_value (row, basis);
    }
}

void
riskctx_report_write_damage (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "damage", riskctx_report_word (in, "report.section.damage"));
  RiskctxItemList *damages = riskctx_assessment_get_damages (in->assessment);
  RiskctxOrganization *organization = riskctx_assessment_get_organization (in->assessment);
  JsonArray *items = riskctx_report_add_statements (blocks, NULL);
  JsonObject *table;

  for (guint i = 0; i < riskctx_item_list_get_length (damages); i++)
    {
      RiskctxDamage *damage = riskctx_item_list_peek (damages, i);
      g_autoptr(RiskctxFigure) amount = riskctx_damage_estimate_amount (damage, organization);
      g_autofree char *amount_text = riskctx_figure_format (amount, in->language);
      g_autofree char *amount_note =
          riskctx_report_fill (in, "report.damage-amount", amount_text, NULL, NULL);
      RiskctxText *what = riskctx_damage_get_items (damage);
      g_autofree char *note =
          what ? riskctx_report_fill (in, "report.two-sentences",
                                      riskctx_text_get (what, in->language), amount_note, NULL)
               : g_strdup (amount_note);

      riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (damage)),
                                    riskctx_report_title (in, damage), note,
                                    riskctx_damage_get_gaps (damage), RISKCTX_REPORT_TONE_BAD);
    }
  table = riskctx_report_add_table (blocks, "damage-figures",
                                    riskctx_report_word (in, "report.damage-figures"));
  riskctx_report_table_grouped (table, riskctx_report_word (in, "report.about"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.basis"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (damages); i++)
    {
      RiskctxDamage *damage = riskctx_item_list_peek (damages, i);

      riskctx_report_table_group (table, riskctx_report_title (in, damage));
      add_damage_rows (in, table, damage);
    }
  riskctx_report_table_note (table, riskctx_report_word (in, "report.damage-note"));
}
