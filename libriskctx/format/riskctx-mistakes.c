/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-mistakes-private.h"

#include "riskctx-json-locate-private.h"

typedef struct
{
  RiskctxIssueCode code;
  gsize            offset;
  char            *args[3];
  char            *hint;
} Mistake;

static void
mistake_clear (gpointer data)
{
  Mistake *mistake = data;

  for (guint i = 0; i < G_N_ELEMENTS (mistake->args); i++)
    g_free (mistake->args[i]);
  g_free (mistake->hint);
}

void
riskctx_mistakes_clear (RiskctxMistakes *self)
{
  g_clear_pointer (&self->found, g_array_unref);
}

static gboolean
is_remark (RiskctxIssueCode code)
{
  return riskctx_issue_kind_find (code)->severity != RISKCTX_SEVERITY_ERROR;
}

/**
 * riskctx_mistakes_is_full:
 * @self: the mistakes of a document
 * @code: what is wrong
 *
 * Tells whether one more mistake would only be counted, so that finding out what to say about it
 * would be in vain.
 *
 * Returns: whether there are too many already
 */
gboolean
riskctx_mistakes_is_full (const RiskctxMistakes *self,
                          RiskctxIssueCode       code)
{
  return is_remark (code) ? self->n_remarks >= RISKCTX_MISTAKES_MAX_REMARKS
                          : self->n_errors >= RISKCTX_MISTAKES_MAX;
}

/**
 * riskctx_mistakes_add:
 * @self: the mistakes of a document
 * @code: what is wrong
 * @offset: where
 * @arg0: (nullable): what goes into the message
 * @arg1: (nullable): likewise
 * @arg2: (nullable): likewise
 * @hint: (nullable): what was probably meant
 *
 * Notes a mistake, unless there are too many already.
 */
void
riskctx_mistakes_add (RiskctxMistakes  *self,
                      RiskctxIssueCode  code,
                      gsize             offset,
                      const char       *arg0,
                      const char       *arg1,
                      const char       *arg2,
                      const char       *hint)
{
  gboolean full = riskctx_mistakes_is_full (self, code);
  Mistake mistake;

  if (is_remark (code))
    self->n_remarks++;
  else
    self->n_errors++;
  if (full)
    {
      self->too_many |= !is_remark (code);
      return;
    }

  mistake.code = code;
  mistake.offset = offset;
  mistake.args[0] = g_strdup (arg0);
  mistake.args[1] = g_strdup (arg1);
  mistake.args[2] = g_strdup (arg2);
  mistake.hint = g_strdup (hint);

  if (self->found == NULL)
    {
      self->found = g_array_new (FALSE, FALSE, sizeof (Mistake));
      g_array_set_clear_func (self->found, mistake_clear);
    }
  g_array_append_val (self->found, mistake);
}

static gint
compare_mistakes (gconstpointer a,
                  gconstpointer b)
{
  const Mistake *first = a;
  const Mistake *second = b;

  return (first->offset > second->offset) - (first->offset < second->offset);
}

/* The reader's own problems become mistakes like any other. */
static void
take_problems (RiskctxMistakes   *self,
               RiskctxJsonReader *reader)
{
  for (guint i = 0; reader->problems != NULL && i < reader->problems->len; i++)
    {
      const RiskctxJsonProblem *problem = &g_array_index (reader->problems, RiskctxJsonProblem, i);

      riskctx_mistakes_add (self, problem->code, problem->offset, problem->args[0],
                            problem->args[1], problem->args[2], NULL);
    }
  if (reader->n_problems > RISKCTX_JSON_MAX_PROBLEMS)
    self->too_many = TRUE;
}

static void
append_too_many (GListStore *issues)
{
  g_autoptr(RiskctxIssue) issue = riskctx_issue_new (RISKCTX_ISSUE_TOO_MANY, "", NULL,
                                                     G_STRINGIFY (RISKCTX_MISTAKES_MAX), NULL,
                                                     NULL);

  g_list_store_append (issues, issue);
}

/**
 * riskctx_mistakes_report:
 * @self: the mistakes of a document
 * @reader: the reader, whose problems are reported as well
 * @data: the text
 * @size: its size in bytes
 * @issues: where the issues are added, in the order of the text
 *
 * Makes issues with pointer, line and column out of mistakes.
 */
void
riskctx_mistakes_report (RiskctxMistakes   *self,
                         RiskctxJsonReader *reader,
                         const void        *data,
                         gsize              size,
                         GListStore        *issues)
{
  g_autofree RiskctxJsonPlace *places = NULL;

  take_problems (self, reader);
  if (self->found == NULL)
    return;

  g_array_sort (self->found, compare_mistakes);
  places = g_new0 (RiskctxJsonPlace, self->found->len);
  for (guint i = 0; i < self->found->len; i++)
    places[i].offset = g_array_index (self->found, Mistake, i).offset;
  riskctx_json_locate (data, size, places, self->found->len);

  for (guint i = 0; i < self->found->len; i++)
    {
      const Mistake *mistake = &g_array_index (self->found, Mistake, i);
      g_autoptr(RiskctxIssue) issue = riskctx_issue_new (mistake->code, places[i].pointer, NULL,
                                                         mistake->args[0], mistake->args[1],
                                                         mistake->args[2]);

      if (mistake->hint != NULL)
        riskctx_issue_set_hint (issue, mistake->hint);
      riskctx_issue_set_position (issue, places[i].line, places[i].column);
      g_list_store_append (issues, issue);
      g_free (places[i].pointer);
    }

  if (self->too_many)
    append_too_many (issues);
}

/**
 * riskctx_mistakes_add_to:
 * @issues: the issues of a document so far
 * @others: (element-type RiskctxIssue): what was found later
 *
 * Adds issues as far as there is room for them.
 */
void
riskctx_mistakes_add_to (GListStore *issues,
                         GPtrArray  *others)
{
  guint n_errors = 0;
  gboolean told = FALSE;
  gboolean too_many = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (issues)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);

      told |= riskctx_issue_get_number (issue) == RISKCTX_ISSUE_TOO_MANY;
      n_errors += riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }

  for (guint i = 0; i < others->len; i++)
    {
      RiskctxIssue *issue = g_ptr_array_index (others, i);
      gboolean error = riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;

      if (riskctx_issue_get_number (issue) == RISKCTX_ISSUE_TOO_MANY ||
          (error && n_errors >= RISKCTX_MISTAKES_MAX))
        {
          too_many = TRUE;
          continue;
        }
      n_errors += error;
      g_list_store_append (issues, issue);
    }

  if (too_many && !told)
    append_too_many (issues);
}

/**
 * riskctx_mistakes_position:
 * @data: a JSON text
 * @size: its size in bytes
 * @issues: (element-type RiskctxIssue): issues with pointers into it
 *
 * Gives line and column to the issues that have none.
 */
void
riskctx_mistakes_position (const void *data,
                           gsize       size,
                           GListModel *issues)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree RiskctxJsonPlace *places = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_line (issue) == 0 && riskctx_issue_get_pointer (issue) != NULL)
        g_ptr_array_add (wanted, g_steal_pointer (&issue));
    }
  if (wanted->len == 0)
    return;

  places = g_new0 (RiskctxJsonPlace, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    places[i].pointer = (char *) riskctx_issue_get_pointer (g_ptr_array_index (wanted, i));
  riskctx_json_locate (data, size, places, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    riskctx_issue_set_position (g_ptr_array_index (wanted, i), places[i].line, places[i].column);
}
