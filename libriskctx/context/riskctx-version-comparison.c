/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-version-comparison-private.h"

#include "riskctx-answer-private.h"
#include "riskctx-cycle.h"
#include "riskctx-enum-types.h"
#include "riskctx-evidence-private.h"
#include "riskctx-issue-private.h"
#include "riskctx-item-private.h"
#include "riskctx-text-private.h"
#include "riskctx-wording-private.h"

/**
 * RiskctxVersionComparison:
 *
 * What has changed from one version of an assessment to a later one, and what it means.
 *
 * The changes are known at once: items that came and went, found again by their ids, and members
 * that say something else. A run adds what follows from them: the expected annual loss of both
 * versions and the part that each change has in the difference, findings that came and went, and
 * which of the five answers are others.
 *
 * The parts add up exactly, in whole units of the currency. Changes act together: half a frequency
 * and half a magnitude make a quarter. So the changes are made one after the other from the earlier
 * version on, and undone one after the other from the later version on; a change has the mean of
 * its two effects. All states are simulated with the same random numbers.
 *
 * The order of items in lists and of references counts as no change.
 *
 * A comparison works on copies: later changes of the assessments do not reach it. It is
 * thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxVersionComparison, riskctx_version_comparison, G_TYPE_OBJECT)

typedef enum
{
  PROP_CHANGES = 1,
  PROP_PROGRESS,
} RiskctxVersionComparisonProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static void
riskctx_version_comparison_dispose (GObject *object)
{
  RiskctxVersionComparison *self = RISKCTX_VERSION_COMPARISON (object);

  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_object (&self->changes);
  g_clear_object (&self->plan_before);
  g_clear_object (&self->plan_after);
  g_clear_object (&self->new_findings);
  g_clear_object (&self->gone_findings);
  g_clear_object (&self->brief_before);
  g_clear_object (&self->brief_after);
  G_OBJECT_CLASS (riskctx_version_comparison_parent_class)->dispose (object);
}

static void
riskctx_version_comparison_finalize (GObject *object)
{
  RiskctxVersionComparison *self = RISKCTX_VERSION_COMPARISON (object);

  g_clear_pointer (&self->expected_before, riskctx_figure_unref);
  g_clear_pointer (&self->expected_after, riskctx_figure_unref);
  g_clear_pointer (&self->rest, riskctx_figure_unref);
  G_OBJECT_CLASS (riskctx_version_comparison_parent_class)->finalize (object);
}

static void
riskctx_version_comparison_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  RiskctxVersionComparison *self = RISKCTX_VERSION_COMPARISON (object);

  switch ((RiskctxVersionComparisonProperty) prop_id)
    {
    case PROP_CHANGES:
      g_value_set_object (value, self->changes);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_version_comparison_class_init (RiskctxVersionComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_version_comparison_dispose;
  object_class->finalize = riskctx_version_comparison_finalize;
  object_class->get_property = riskctx_version_comparison_get_property;

  /**
   * RiskctxVersionComparison:changes: (getter get_changes)
   *
   * What has changed, a list of [class@Change].
   *
   * Since: 1.0
   */
  properties[PROP_CHANGES] = g_param_spec_object ("changes", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxVersionComparison:progress: (getter get_progress)
   *
   * How far the run is, from 0.0 to 1.0.
   *
   * Since: 1.0
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_version_comparison_init (RiskctxVersionComparison *self)
{
}

void
riskctx_version_comparison_set_progress (RiskctxVersionComparison *self,
                                         double                    of_stage)
{
  const double progress = (self->stage + of_stage) / RISKCTX_VERSION_COMPARISON_STAGES;

  if (progress == self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
on_plan_progress (RiskctxInvestmentPlan    *plan,
                  GParamSpec               *pspec,
                  RiskctxVersionComparison *self)
{
  /* a plan that ends is the next one's beginning */
  if (self->stage == (plan == self->plan_after ? 1 : 0))
    riskctx_version_comparison_set_progress (self, riskctx_investment_plan_get_progress (plan));
}

static RiskctxInvestmentPlan *
plan_of (RiskctxVersionComparison *self,
         RiskctxAssessment        *assessment)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) options = riskctx_cycle_propose_options (cycle);
  RiskctxInvestmentPlan *plan =
    riskctx_investment_plan_new (assessment, (const char *const *) options);

  g_signal_connect_object (plan, "notify::progress", G_CALLBACK (on_plan_progress), self, 0);
  return plan;
}

/**
 * riskctx_version_comparison_new:
 * @before: the earlier version
 * @after: the later version
 *
 * Compares two versions of an assessment. Both should be sound: see [method@Assessment.check].
 *
 * Returns: (transfer full): the comparison, which has not run yet
 *
 * Since: 1.0
 */
RiskctxVersionComparison *
riskctx_version_comparison_new (RiskctxAssessment *before,
                                RiskctxAssessment *after)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (before), NULL);
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (after), NULL);

  RiskctxVersionComparison *self = g_object_new (RISKCTX_TYPE_VERSION_COMPARISON, NULL);

  self->before = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (before)));
  self->after = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (after)));
  self->changes = g_list_store_new (RISKCTX_TYPE_CHANGE);
  riskctx_changes_find (self->before, self->after, self->changes);
  self->plan_before = plan_of (self, self->before);
  self->plan_after = plan_of (self, self->after);
  return self;
}

/**
 * riskctx_version_comparison_get_changes: (get-property changes)
 * @self: a comparison
 *
 * Gets what has changed, in the order of the document: first what is said of the assessment itself.
 *
 * Returns: (transfer none): a list of [class@Change]
 *
 * Since: 1.0
 */
GListModel *
riskctx_version_comparison_get_changes (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return G_LIST_MODEL (self->changes);
}

/**
 * riskctx_version_comparison_get_simulation:
 * @self: a comparison
 *
 * Gets the simulation whose method, trials, seed and threads the run takes for all states.
 *
 * Returns: (transfer none): the simulation
 *
 * Since: 1.0
 */
RiskctxSimulation *
riskctx_version_comparison_get_simulation (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return riskctx_investment_plan_get_simulation (self->plan_before);
}

/**
 * riskctx_version_comparison_get_progress: (get-property progress)
 * @self: a comparison
 *
 * Gets how far the run is.
 *
 * Returns: the progress, from 0.0 to 1.0
 *
 * Since: 1.0
 */
double
riskctx_version_comparison_get_progress (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), 0);
  return self->progress;
}

/**
 * riskctx_version_comparison_get_expected_before:
 * @self: a comparison
 *
 * Gets the expected annual loss of the earlier version without options, in whole units.
 *
 * Returns: (transfer none) (nullable): the figure; %NULL before the run
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_version_comparison_get_expected_before (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return self->expected_before;
}

/**
 * riskctx_version_comparison_get_expected_after:
 * @self: a comparison
 *
 * Gets the expected annual loss of the later version without options, in whole units.
 *
 * Returns: (transfer none) (nullable): the figure; %NULL before the run
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_version_comparison_get_expected_after (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return self->expected_after;
}

/**
 * riskctx_version_comparison_get_rest:
 * @self: a comparison
 *
 * Gets what is left of the difference beside the parts of the changes: parts without an id that
 * stand in another order have other random numbers. If the two versions have different currencies
 * the figure is undefined, and no change has a part.
 *
 * Returns: (transfer none) (nullable): the figure; %NULL if nothing is left, and before the run
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_version_comparison_get_rest (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return self->rest;
}

/**
 * riskctx_version_comparison_get_new_findings:
 * @self: a comparison
 *
 * Gets the findings that only the later version has.
 *
 * Returns: (transfer none) (nullable): a list of [class@Issue]; %NULL before the run
 *
 * Since: 1.0
 */
GListModel *
riskctx_version_comparison_get_new_findings (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return (GListModel *) self->new_findings;
}

/**
 * riskctx_version_comparison_get_gone_findings:
 * @self: a comparison
 *
 * Gets the findings that only the earlier version has.
 *
 * Returns: (transfer none) (nullable): a list of [class@Issue]; %NULL before the run
 *
 * Since: 1.0
 */
GListModel *
riskctx_version_comparison_get_gone_findings (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return (GListModel *) self->gone_findings;
}

/**
 * riskctx_version_comparison_get_brief_before:
 * @self: a comparison
 *
 * Gets the five answers of the earlier version, with the options that its reviews propose.
 *
 * Returns: (transfer none) (nullable): the brief; %NULL before the run
 *
 * Since: 1.0
 */
RiskctxBrief *
riskctx_version_comparison_get_brief_before (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return self->brief_before;
}

/**
 * riskctx_version_comparison_get_brief_after:
 * @self: a comparison
 *
 * Gets the five answers of the later version, with the options that its reviews propose.
 *
 * Returns: (transfer none) (nullable): the brief; %NULL before the run
 *
 * Since: 1.0
 */
RiskctxBrief *
riskctx_version_comparison_get_brief_after (RiskctxVersionComparison *self)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);
  return self->brief_after;
}

/**
 * riskctx_version_comparison_is_answer_changed:
 * @self: a comparison
 * @question: one of the five questions
 *
 * Gets whether the answer to a question, or what it rests on, is another.
 *
 * Returns: %TRUE if it is; %FALSE before the run
 *
 * Since: 1.0
 */
gboolean
riskctx_version_comparison_is_answer_changed (RiskctxVersionComparison *self,
                                              RiskctxQuestion           question)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), FALSE);
  g_return_val_if_fail ((guint) question < G_N_ELEMENTS (self->answer_changed), FALSE);
  return self->brief_after != NULL && self->answer_changed[question];
}

/* What is written: the same once more in the form of rows. */

typedef struct
{
  const char  *code;
  int          severity;
  const char  *item;
  RiskctxText *message;
} Finding;

static const RiskctxResultField finding_rows[] = {
  { "code", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Finding, code), "The code." },
  { "severity", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Finding, severity), "How bad it is.",
    riskctx_severity_get_type },
  { "id", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Finding, item),
    "The id of the item, if it has one." },
  { "message", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Finding, message), "What is found." },
};

static const RiskctxResultShape finding_shape =
  RISKCTX_RESULT_SHAPE ("Finding", "What the method has to say.", finding_rows);

typedef struct
{
  int            question;
  RiskctxAnswer *before;
  RiskctxAnswer *after;
} OtherAnswer;

static const RiskctxResultField answer_rows[] = {
  { "question", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (OtherAnswer, question), "The question.",
    riskctx_question_get_type },
  { "before", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (OtherAnswer, before),
    "The answer of the earlier version.", NULL, &riskctx_answer_shape },
  { "after", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (OtherAnswer, after),
    "The answer of the later version.", NULL, &riskctx_answer_shape },
};

static const RiskctxResultShape other_answer_shape =
  RISKCTX_RESULT_SHAPE ("OtherAnswer", "An answer that is another.", answer_rows);

typedef struct
{
  GPtrArray     *changes;
  RiskctxFigure *expected_before;
  RiskctxFigure *expected_after;
  RiskctxFigure *rest;
  GPtrArray     *new_findings;
  GPtrArray     *gone_findings;
  GPtrArray     *answers;
} Description;

static const RiskctxResultField rows[] = {
  { "changes", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, changes),
    "What has changed.", NULL, &riskctx_change_shape },
  { "expected_before", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, expected_before),
    "The expected annual loss of the earlier version." },
  { "expected_after", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, expected_after),
    "The expected annual loss of the later version: that of the earlier one, the parts of the "
    "changes, and the rest." },
  { "rest", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (Description, rest),
    "What another order of parts without an id adds by other random numbers." },
  { "new_findings", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, new_findings),
    "Findings that only the later version has.", NULL, &finding_shape },
  { "gone_findings", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, gone_findings),
    "Findings that only the earlier version has.", NULL, &finding_shape },
  { "answers", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, answers),
    "The answers that are others.", NULL, &other_answer_shape },
};

static const RiskctxResultShape comparison_shape =
  RISKCTX_RESULT_SHAPE ("VersionComparison", "What has changed between two versions.", rows);

static void
finding_free (Finding *self)
{
  riskctx_text_unref (self->message);
  g_free (self);
}

static GPtrArray *
describe_findings (GListStore *findings)
{
  GPtrArray *list;

  if (findings == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);
      g_autofree char *en = riskctx_issue_dup_message (issue, "en");
      g_autofree char *ja = riskctx_issue_dup_message (issue, "ja");
      const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };
      Finding *finding = g_new (Finding, 1);

      /* the list keeps the issue while it is written */
      finding->code = riskctx_issue_get_code (issue);
      finding->severity = (int) riskctx_issue_get_severity (issue);
      finding->item = riskctx_issue_get_item_id (issue);
      finding->message = riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
      g_ptr_array_add (list, finding);
    }
  return list;
}

static GPtrArray *
describe_answers (RiskctxVersionComparison *self)
{
  GPtrArray *list;

  if (self->brief_after == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->answer_changed); i++)
    if (self->answer_changed[i])
      {
        OtherAnswer *answer = g_new (OtherAnswer, 1);

        answer->question = (int) i;
        answer->before = riskctx_brief_get_answer (self->brief_before, (RiskctxQuestion) i);
        answer->after = riskctx_brief_get_answer (self->brief_after, (RiskctxQuestion) i);
        g_ptr_array_add (list, answer);
      }
  return list;
}

/**
 * riskctx_version_comparison_to_json:
 * @self: a comparison
 * @language: (nullable): the language of the texts, such as `ja`; all that there are if %NULL
 *
 * Describes the comparison as JSON; before the run there are only the changes.
 *
 * Returns: (transfer full): the JSON, of the schema [func@VersionComparison.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_version_comparison_to_json (RiskctxVersionComparison *self,
                                    const char               *language)
{
  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), NULL);

  g_autoptr(GPtrArray) changes = riskctx_evidence_peek_all (self->changes);
  g_autoptr(GPtrArray) new_findings = describe_findings (self->new_findings);
  g_autoptr(GPtrArray) gone_findings = describe_findings (self->gone_findings);
  g_autoptr(GPtrArray) answers = describe_answers (self);
  Description description = {
    changes, self->expected_before, self->expected_after, self->rest, new_findings, gone_findings,
    answers,
  };
  JsonNode *node = riskctx_result_write (&comparison_shape, &description);

  riskctx_wording_restrict (node, &comparison_shape, language);
  return node;
}

/**
 * riskctx_version_comparison_get_schema:
 *
 * Gets the JSON Schema of what [method@VersionComparison.to_json] writes.
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_version_comparison_get_schema (void)
{
  return riskctx_result_schema (&comparison_shape);
}
