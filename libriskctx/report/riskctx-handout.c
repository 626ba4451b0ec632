/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-handout-private.h"

#include <string.h>

#include "riskctx-cycle.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-issue-private.h"
#include "riskctx-item-private.h"
#include "riskctx-json.h"
#include "riskctx-money.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"
#include "riskctx-words.h"

/**
 * RiskctxHandout:
 *
 * A document for the people of an organization: the check sheet to fill in, the guide through the
 * working day, or a policy.
 *
 * Without an assessment it is the general one. With an assessment it names the organization and
 * says what its answers, measures and roles make of it. Renderings are made from the same model as
 * those of [class@Report], and need no simulation.
 *
 * A handout does not change, and does not follow later changes of the assessment.
 *
 * Since: 1.0
 */
struct _RiskctxHandout
{
  GObject     parent_instance;
  int         kind;
  JsonObject *tree;
};

G_DEFINE_FINAL_TYPE (RiskctxHandout, riskctx_handout, G_TYPE_OBJECT)

static const struct
{
  const char *title;
  const char *subtitle;
  RiskctxPracticeKind rows;
  void      (*write) (RiskctxHandoutDraft *draft);
} kinds[] = {
  [RISKCTX_HANDOUT_KIND_CHECK_SHEET] = { "handout.sheet", "handout.sheet.about",
                                         RISKCTX_PRACTICE_KIND_QUESTION,
                                         riskctx_handout_write_sheet },
  [RISKCTX_HANDOUT_KIND_WORKING_DAY] = { "handout.day", "handout.day.about",
                                         RISKCTX_PRACTICE_KIND_SCENE, riskctx_handout_write_day },
  [RISKCTX_HANDOUT_KIND_POLICY] = { "handout.policy", "handout.policy.about",
                                    RISKCTX_PRACTICE_KIND_RULE, riskctx_handout_write_policy },
};

#define ISO27002 "iso27002:"

static void
riskctx_handout_finalize (GObject *object)
{
  g_clear_pointer (&RISKCTX_HANDOUT (object)->tree, json_object_unref);
  G_OBJECT_CLASS (riskctx_handout_parent_class)->finalize (object);
}

static void
riskctx_handout_class_init (RiskctxHandoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_handout_finalize;
}

static void
riskctx_handout_init (RiskctxHandout *self)
{
}

const char *
riskctx_handout_word (const RiskctxHandoutDraft *draft,
                      const char                *key)
{
  const char *word = riskctx_word (key, draft->language);

  return word != NULL ? word : key;
}

char *
riskctx_handout_fill (const RiskctxHandoutDraft *draft,
                      const char                *key,
                      const char                *arg0,
                      const char                *arg1,
                      const char                *arg2)
{
  const char *const args[] = { arg0, arg1, arg2 };

  return riskctx_fill_template (riskctx_handout_word (draft, key), args, G_N_ELEMENTS (args));
}

const char *
riskctx_handout_say (const RiskctxHandoutDraft *draft,
                     RiskctxText               *text)
{
  return text != NULL ? riskctx_text_get (text, draft->language) : "";
}

const char *
riskctx_handout_name (const RiskctxHandoutDraft *draft,
                      RiskctxItem               *item)
{
  RiskctxText *title = riskctx_item_get_title (item);
  const char *id = riskctx_item_get_id (item);

  if (title != NULL)
    return riskctx_text_get (title, draft->language);
  return id != NULL ? id : riskctx_item_get_noun (item);
}

char *
riskctx_handout_controls (const RiskctxHandoutDraft *draft,
                          RiskctxPractice           *practice)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) numbers = NULL;
  g_autofree char *joined = NULL;

  for (const char *const *id = riskctx_practice_get_related (practice); *id != NULL; id++)
    if (g_str_has_prefix (*id, ISO27002))
      g_strv_builder_add (builder, *id + strlen (ISO27002));
  numbers = g_strv_builder_end (builder);
  if (numbers[0] == NULL)
    return NULL;
  joined = g_strjoinv (riskctx_handout_word (draft, "report.list-separator"), numbers);
  return riskctx_handout_fill (draft, "handout.controls", joined, NULL, NULL);
}

JsonArray *
riskctx_handout_section (RiskctxHandoutDraft *draft,
                         RiskctxPractice     *practice,
                         const char         **last,
                         JsonArray           *blocks)
{
  const char *group = riskctx_practice_get_group (practice);

  if (g_strcmp0 (*last, group) == 0)
    return blocks;
  *last = group;
  return riskctx_report_tree_add_section (
    draft->tree, group, riskctx_practice_get_group_label (practice, draft->language));
}

/* The ids of the measures that the proposed options bring. */
static GHashTable *
proposed (RiskctxAssessment *assessment)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) options = riskctx_cycle_propose_options (cycle);
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **id = options; *id != NULL; id++)
    {
      RiskctxItem *option = riskctx_assessment_find (assessment, *id);
      RiskctxItemList *phases = option != NULL && RISKCTX_IS_OPTION (option)
        ? riskctx_option_get_phases (RISKCTX_OPTION (option)) : NULL;

      for (guint i = 0; phases != NULL && i < riskctx_item_list_get_length (phases); i++)
        {
          const char *const *controls =
            riskctx_phase_get_controls (riskctx_item_list_peek (phases, i));

          for (; controls != NULL && *controls != NULL; controls++)
            g_hash_table_add (ids, (char *) *controls);
        }
    }
  return ids;
}

static gboolean
meets (RiskctxControl  *control,
       RiskctxPractice *practice)
{
  const char *const *requirements = riskctx_control_get_requirements (control);
  const char *const *related = riskctx_practice_get_related (practice);

  for (; requirements != NULL && *requirements != NULL; requirements++)
    if (g_strv_contains (related, *requirements))
      return TRUE;
  return FALSE;
}

GPtrArray *
riskctx_handout_measures (const RiskctxHandoutDraft *draft,
                          RiskctxPractice           *practice)
{
  GPtrArray *measures = g_ptr_array_new ();
  RiskctxItemList *controls;
  g_autoptr(GHashTable) ids = NULL;

  if (draft->assessment == NULL)
    return measures;
  controls = riskctx_assessment_get_controls (draft->assessment);
  ids = proposed (draft->assessment);
  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (control));

      if ((riskctx_control_get_implementation (control) > 0
           || (id != NULL && g_hash_table_contains (ids, id)))
          && (practice == NULL || meets (control, practice)))
        g_ptr_array_add (measures, control);
    }
  return measures;
}

char *
riskctx_handout_state_of (const RiskctxHandoutDraft *draft,
                          gpointer                   control)
{
  const double degree = riskctx_control_get_implementation (control);
  g_autofree char *percent = riskctx_format_percent (degree, 0);

  if (degree >= 1)
    return g_strdup (riskctx_handout_word (draft, "handout.in-place"));
  if (degree > 0)
    return riskctx_handout_fill (draft, "handout.partly", percent, NULL, NULL);
  return g_strdup (riskctx_handout_word (draft, "handout.planned"));
}

static char *
title_of (const RiskctxHandoutDraft *draft,
          const char                *key)
{
  const char *title = riskctx_handout_word (draft, key);

  if (draft->assessment == NULL)
    return g_strdup (title);
  return riskctx_handout_fill (
    draft, "handout.of", riskctx_handout_name (draft, RISKCTX_ITEM (draft->assessment)), title,
    NULL);
}

/**
 * riskctx_handout_new:
 * @kind: what is wanted
 * @assessment: (nullable): whose it is; %NULL for nobody in particular
 * @language: `ja` or `en`
 *
 * Writes a handout.
 *
 * Returns: (transfer full): the handout
 *
 * Since: 1.0
 */
RiskctxHandout *
riskctx_handout_new (RiskctxHandoutKind kind,
                     RiskctxAssessment *assessment,
                     const char        *language)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  g_autoptr(GListStore) rows = riskctx_practice_list (kinds[kind].rows);

  return riskctx_handout_new_with_rows (kind, assessment, language, G_LIST_MODEL (rows));
}

/**
 * riskctx_handout_new_with_rows:
 * @kind: what is wanted
 * @assessment: (nullable): whose it is; %NULL for nobody in particular
 * @language: `ja` or `en`
 * @rows: the questions, scenes or rules, a list of [class@Practice]
 *
 * Writes a handout with pieces of one's own, such as [func@Practice.load] reads, in place of those
 * of the library.
 *
 * Returns: (transfer full): the handout
 *
 * Since: 1.0
 */
RiskctxHandout *
riskctx_handout_new_with_rows (RiskctxHandoutKind kind,
                               RiskctxAssessment *assessment,
                               const char        *language,
                               GListModel        *rows)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);
  g_return_val_if_fail (assessment == NULL || RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (language != NULL && G_IS_LIST_MODEL (rows), NULL);
  g_return_val_if_fail (g_type_is_a (g_list_model_get_item_type (rows), RISKCTX_TYPE_PRACTICE),
                        NULL);

  RiskctxHandout *self = g_object_new (RISKCTX_TYPE_HANDOUT, NULL);
  RiskctxHandoutDraft draft = { assessment, g_str_has_prefix (language, "ja") ? "ja" : "en",
                                NULL, rows };
  const char *currency = assessment != NULL ? riskctx_assessment_get_currency (assessment) : NULL;
  g_autofree char *title = title_of (&draft, kinds[kind].title);

  self->kind = (int) kind;
  self->tree = draft.tree = riskctx_report_tree_new (
    draft.language, title, riskctx_handout_word (&draft, kinds[kind].subtitle));
  json_object_set_string_member (self->tree, "currency", currency != NULL ? currency : "JPY");
  if (assessment != NULL
      && riskctx_item_get_provenance (RISKCTX_ITEM (assessment)) == RISKCTX_PROVENANCE_SKETCH)
    riskctx_report_tree_add_notice (self->tree, riskctx_handout_word (&draft, "report.sketch"));
  kinds[kind].write (&draft);
  return self;
}

/**
 * riskctx_handout_get_kind:
 * @self: a handout
 *
 * Gets what it is.
 *
 * Returns: the kind
 *
 * Since: 1.0
 */
RiskctxHandoutKind
riskctx_handout_get_kind (RiskctxHandout *self)
{
  g_return_val_if_fail (RISKCTX_IS_HANDOUT (self), RISKCTX_HANDOUT_KIND_CHECK_SHEET);
  return (RiskctxHandoutKind) self->kind;
}

/**
 * riskctx_handout_to_string:
 * @self: a handout
 * @format: the rendering
 *
 * Renders the handout.
 *
 * Returns: (transfer full): the rendering, in UTF-8
 *
 * Since: 1.0
 */
char *
riskctx_handout_to_string (RiskctxHandout     *self,
                           RiskctxReportFormat format)
{
  g_return_val_if_fail (RISKCTX_IS_HANDOUT (self), NULL);

  switch (format)
    {
    case RISKCTX_REPORT_FORMAT_HTML:
      return riskctx_report_tree_to_html (self->tree);
    case RISKCTX_REPORT_FORMAT_MARKDOWN:
      return riskctx_report_tree_to_markdown (self->tree);
    case RISKCTX_REPORT_FORMAT_JSON:
    default:
      {
        g_autoptr(JsonNode) node = riskctx_handout_to_json (self);

        return riskctx_json_to_string (node, TRUE, NULL);
      }
    }
}

/**
 * riskctx_handout_list_tables:
 * @self: a handout
 *
 * Lists the tables that [method@Handout.to_csv] can give.
 *
 * Returns: (transfer full) (array zero-terminated=1): their ids
 *
 * Since: 1.0
 */
char **
riskctx_handout_list_tables (RiskctxHandout *self)
{
  g_return_val_if_fail (RISKCTX_IS_HANDOUT (self), NULL);
  return riskctx_report_tree_list_tables (self->tree);
}

/**
 * riskctx_handout_to_csv:
 * @self: a handout
 * @table: the id of a table; `answers` of a check sheet is the one to fill in
 * @error: return location for an error
 *
 * Writes one table as CSV (RFC 4180).
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such table.
 *
 * Returns: (transfer full): the table
 *
 * Since: 1.0
 */
char *
riskctx_handout_to_csv (RiskctxHandout *self,
                        const char     *table,
                        GError        **error)
{
  g_return_val_if_fail (RISKCTX_IS_HANDOUT (self) && table != NULL, NULL);

  char *csv = riskctx_report_tree_to_csv (self->tree, table);

  if (csv == NULL)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "the handout has no table “%s”",
                 table);
  return csv;
}

/**
 * riskctx_handout_to_json:
 * @self: a handout
 *
 * Gets the model that the renderings are made from, as [func@Report.get_schema] describes it.
 *
 * Returns: (transfer full): the model
 *
 * Since: 1.0
 */
JsonNode *
riskctx_handout_to_json (RiskctxHandout *self)
{
  g_return_val_if_fail (RISKCTX_IS_HANDOUT (self), NULL);

  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, self->tree);
  return node;
}
