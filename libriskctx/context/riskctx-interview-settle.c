/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-error.h"
#include "riskctx-interview-private.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"

/* What an answer does to an assessment, and how it is taken back. */

guint
riskctx_interview_count (RiskctxInterview *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->questions));
}

RiskctxInterviewQuestion *
riskctx_interview_peek (RiskctxInterview *self,
                        guint             position)
{
  g_autoptr(RiskctxInterviewQuestion) question =
    g_list_model_get_item (G_LIST_MODEL (self->questions), position);

  return question; /* kept by the list */
}

RiskctxReply *
riskctx_interview_find_reply (RiskctxAssessment *assessment,
                              const char        *question)
{
  RiskctxItemList *replies = riskctx_assessment_get_replies (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (replies); i++)
    {
      RiskctxReply *reply = riskctx_item_list_peek (replies, i);

      if (g_strcmp0 (riskctx_reply_get_question (reply), question) == 0)
        return reply;
    }
  return NULL;
}

const char *
riskctx_interview_find_value (RiskctxAssessment *assessment,
                              const char        *question)
{
  RiskctxReply *reply = riskctx_interview_find_reply (assessment, question);

  return reply != NULL ? riskctx_reply_get_value (reply) : NULL;
}

gboolean
riskctx_interview_makes_sense (RiskctxAssessment        *assessment,
                               RiskctxInterviewQuestion *question)
{
  for (char **after = question->after; *after != NULL; after++)
    {
      const char *equals = strchr (*after, '=');
      g_autofree char *id = equals ? g_strndup (*after, (gsize) (equals - *after))
                                   : g_strdup (*after);
      const char *value = riskctx_interview_find_value (assessment, id);

      if (value == NULL || (equals != NULL && !g_str_equal (value, equals + 1)))
        return FALSE;
    }
  return TRUE;
}

typedef void (*EachAssign) (const RiskctxAssign *assign, gpointer data);

/* What follows from @value as an answer to @question. */
static void
each_assign (RiskctxInterviewQuestion *question,
             const char               *value,
             EachAssign                func,
             gpointer                  data)
{
  const RiskctxInterviewChoice *choice = riskctx_interview_question_find_choice (question, value);

  for (guint i = 0; i < question->assigns->len; i++)
    func (question->assigns->pdata[i], data);
  for (guint i = 0; choice != NULL && i < choice->assigns->len; i++)
    func (choice->assigns->pdata[i], data);
}

typedef struct
{
  RiskctxItem          *root;
  const RiskctxReading *reading;
  gboolean              is_late; /* leaves out what replaces what is stated */
  GError               *error;   /* the first */
} Statement;

static void
state (const RiskctxAssign *assign,
       gpointer             data)
{
  Statement *statement = data;

  if (statement->error == NULL && !(statement->is_late && assign->kind == RISKCTX_ASSIGN_SET))
    riskctx_assign_apply (assign, statement->root, statement->reading, &statement->error);
}

static gboolean
state_reply (RiskctxInterview         *self,
             RiskctxAssessment        *assessment,
             RiskctxInterviewQuestion *question,
             const char               *value,
             gboolean                  is_late,
             GError                  **error)
{
  RiskctxReading reading;
  Statement statement = { RISKCTX_ITEM (assessment), &reading, is_late, NULL };

  if (!riskctx_reading_init (&reading, question, value, self->language, error))
    return FALSE;
  each_assign (question, reading.words, state, &statement);
  if (statement.error == NULL)
    return TRUE;
  g_propagate_error (error, statement.error);
  return FALSE;
}

/* The place of the innermost item of a list on the way, such as "risks[flood]"; NULL if none. */
static char *
dup_owner (const char *path)
{
  const char *bracket = strrchr (path, ']');

  return bracket != NULL ? g_strndup (path, (gsize) (bracket + 1 - path)) : NULL;
}

typedef struct
{
  const char *owner;
  gboolean    found;
} Ownership;

static void
look_for_owner (const RiskctxAssign *assign,
                gpointer             data)
{
  Ownership *ownership = data;

  ownership->found |= (assign->kind == RISKCTX_ASSIGN_SET || assign->kind == RISKCTX_ASSIGN_DEFAULT)
                      && g_str_has_prefix (assign->path, ownership->owner);
}

/* Whether some answered question has stated anything about that item. */
static gboolean
is_owned (RiskctxInterview  *self,
          RiskctxAssessment *assessment,
          const char        *owner)
{
  Ownership ownership = { owner, FALSE };

  for (guint i = 0; i < riskctx_interview_count (self); i++)
    {
      RiskctxInterviewQuestion *question = riskctx_interview_peek (self, i);
      const char *value = riskctx_interview_find_value (assessment, question->id);

      if (value != NULL)
        each_assign (question, value, look_for_owner, &ownership);
    }
  return ownership.found;
}

static void
remove_item (RiskctxItem *root,
             const char  *owner)
{
  g_autofree char *path = g_strconcat (owner, ".title", NULL);
  guint row;
  RiskctxItem *item = riskctx_assign_resolve (root, path, FALSE, &row);
  RiskctxItem *parent = item != NULL ? riskctx_item_get_parent (item) : NULL;

  if (parent == NULL)
    return;
  for (guint64 rows = RISKCTX_ITEM_GET_CLASS (parent)->parts; rows != 0; rows &= rows - 1)
    {
      const guint part = riskctx_rows_first (rows);
      RiskctxItemList *list;
      guint position;

      if (RISKCTX_ITEM_GET_CLASS (parent)->fields[part].kind != RISKCTX_FIELD_ITEMS)
        continue;
      list = riskctx_item_peek_list (parent, part);
      if (list != NULL && riskctx_item_list_get_position (list, item, &position))
        {
          riskctx_item_list_remove (list, position);
          return;
        }
    }
}

typedef struct
{
  RiskctxInterview  *self;
  RiskctxAssessment *assessment;
  const char        *value; /* what was said */
} Retraction;

static void
drop_reference (RiskctxItem *item,
                guint        row,
                const char  *id)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  const char *const *ids = riskctx_field_at (item, field, const char *const *);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) kept = NULL;

  for (; ids != NULL && *ids != NULL; ids++)
    if (!g_str_equal (*ids, id))
      g_strv_builder_add (builder, *ids);
  kept = g_strv_builder_end (builder);
  if (kept[0] == NULL)
    riskctx_item_unset (item, field->name);
  else
    riskctx_item_set_strings (item, row, (const char *const *) kept);
}

static void
take_back (const RiskctxAssign *assign,
           gpointer             data)
{
  const Retraction *retraction = data;
  RiskctxItem *root = RISKCTX_ITEM (retraction->assessment);
  const gboolean makes =
    assign->kind == RISKCTX_ASSIGN_SET || assign->kind == RISKCTX_ASSIGN_DEFAULT;
  g_autofree char *owner = dup_owner (assign->path);
  guint row;
  RiskctxItem *item = riskctx_assign_resolve (root, assign->path, FALSE, &row);

  if (item == NULL)
    return;
  if (makes && owner != NULL && !is_owned (retraction->self, retraction->assessment, owner))
    remove_item (root, owner);
  else if (assign->kind == RISKCTX_ASSIGN_ADD)
    drop_reference (item, row,
                    g_str_equal (assign->value, "$") ? retraction->value : assign->value);
  else
    riskctx_item_unset (item, RISKCTX_ITEM_GET_CLASS (item)->fields[row].name);
}

/* Leaves out references to what is no longer there. */
static void
drop_dangling (RiskctxAssessment *assessment,
               RiskctxItem       *item)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (!riskctx_item_has_row (item, i))
        continue;
      if (field->kind == RISKCTX_FIELD_ITEM)
        drop_dangling (assessment, riskctx_field_at (item, field, RiskctxItem *));
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *list = riskctx_item_peek_list (item, i);

          for (guint j = 0; list != NULL && j < riskctx_item_list_get_length (list); j++)
            drop_dangling (assessment, riskctx_item_list_peek (list, j));
        }
      else if (field->kind == RISKCTX_FIELD_REFERENCE
               && riskctx_assessment_find (assessment,
                                           riskctx_field_at (item, field, const char *)) == NULL)
        riskctx_item_unset (item, field->name);
      else if (field->kind == RISKCTX_FIELD_REFERENCES)
        {
          g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
          const char *const *ids = riskctx_field_at (item, field, const char *const *);
          g_auto(GStrv) kept = NULL;

          for (const char *const *id = ids; id != NULL && *id != NULL; id++)
            if (riskctx_assessment_find (assessment, *id) != NULL)
              g_strv_builder_add (builder, *id);
          kept = g_strv_builder_end (builder);
          if (kept[0] == NULL)
            riskctx_item_unset (item, field->name);
          else
            riskctx_item_set_strings (item, i, (const char *const *) kept);
        }
    }
}

static void retract_senseless (RiskctxInterview *self, RiskctxAssessment *assessment);

/* The reply stays, without a value. */
static void
retract (RiskctxInterview         *self,
         RiskctxAssessment        *assessment,
         RiskctxInterviewQuestion *question)
{
  RiskctxReply *reply = riskctx_interview_find_reply (assessment, question->id);
  g_autofree char *value = reply ? g_strdup (riskctx_reply_get_value (reply)) : NULL;
  Retraction retraction = { self, assessment, value };

  if (value == NULL)
    return;
  riskctx_reply_set_value (reply, NULL);
  /* What builds on it goes first. */
  retract_senseless (self, assessment);
  each_assign (question, value, take_back, &retraction);
  drop_dangling (assessment, RISKCTX_ITEM (assessment));
}

static void
retract_senseless (RiskctxInterview  *self,
                   RiskctxAssessment *assessment)
{
  RiskctxItemList *replies = riskctx_assessment_get_replies (assessment);

  for (guint i = riskctx_interview_count (self); i > 0; i--)
    {
      RiskctxInterviewQuestion *question = riskctx_interview_peek (self, i - 1);
      RiskctxReply *reply = riskctx_interview_find_reply (assessment, question->id);
      guint position;

      if (reply == NULL || riskctx_interview_makes_sense (assessment, question))
        continue;
      retract (self, assessment, question);
      /* It is asked anew once it makes sense again. What was taken back with
       * it may have done that already. */
      reply = riskctx_interview_find_reply (assessment, question->id);
      if (reply != NULL
          && riskctx_item_list_get_position (replies, RISKCTX_ITEM (reply), &position))
        riskctx_item_list_remove (replies, position);
    }
}

/* Links between what different questions have brought, and what stands in for answers. A reply that
 * somebody has written into the document by hand, and that makes no sense, links nothing. */
static void
link_all (RiskctxInterview  *self,
          RiskctxAssessment *assessment)
{
  for (guint i = 0; i < riskctx_interview_count (self); i++)
    {
      RiskctxInterviewQuestion *question = riskctx_interview_peek (self, i);
      const char *value = riskctx_interview_find_value (assessment, question->id);

      if (value != NULL)
        state_reply (self, assessment, question, value, TRUE, NULL);
    }
}

static void
record (RiskctxAssessment        *assessment,
        RiskctxInterviewQuestion *question,
        const char               *value)
{
  RiskctxReply *reply = riskctx_interview_find_reply (assessment, question->id);
  g_autoptr(RiskctxReply) fresh = NULL;

  if (reply == NULL)
    {
      reply = fresh = riskctx_reply_new (NULL);
      riskctx_reply_set_question (reply, question->id);
      riskctx_item_list_append (riskctx_assessment_get_replies (assessment), RISKCTX_ITEM (reply));
    }
  if (value != NULL || riskctx_reply_get_value (reply) != NULL)
    riskctx_reply_set_value (reply, value);
}

/* Another choice leaves out what the last one brought; what builds on the question stays, if it
 * still makes sense. */
static void
change_choice (RiskctxInterview         *self,
               RiskctxAssessment        *assessment,
               RiskctxInterviewQuestion *question,
               RiskctxReply             *reply)
{
  g_autofree char *value = g_strdup (riskctx_reply_get_value (reply));
  const RiskctxInterviewChoice *choice = riskctx_interview_question_find_choice (question, value);
  Retraction retraction = { self, assessment, value };

  riskctx_reply_set_value (reply, NULL);
  for (guint i = 0; choice != NULL && i < choice->assigns->len; i++)
    take_back (choice->assigns->pdata[i], &retraction);
  for (guint i = 0; i < question->assigns->len; i++)
    {
      const RiskctxAssign *assign = question->assigns->pdata[i];

      if (assign->kind == RISKCTX_ASSIGN_ADD && g_str_equal (assign->value, "$"))
        take_back (assign, &retraction);
    }
}

gboolean
riskctx_interview_settle_in (RiskctxInterview         *self,
                             RiskctxAssessment        *assessment,
                             RiskctxInterviewQuestion *question,
                             const char               *value,
                             GError                  **error)
{
  RiskctxReply *reply = riskctx_interview_find_reply (assessment, question->id);
  const char *before = reply != NULL ? riskctx_reply_get_value (reply) : NULL;

  if (before != NULL && value == NULL)
    retract (self, assessment, question);
  else if (before != NULL && question->choices->len > 0 && !g_str_equal (before, value))
    change_choice (self, assessment, question, reply);
  if (value != NULL && !state_reply (self, assessment, question, value, FALSE, error))
    return FALSE;
  record (assessment, question, value);
  retract_senseless (self, assessment);
  drop_dangling (assessment, RISKCTX_ITEM (assessment));
  link_all (self, assessment);
  return TRUE;
}

static guint
count_errors (GListModel *issues)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      n += riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  return n;
}

gboolean
riskctx_interview_try (RiskctxInterview         *self,
                       RiskctxInterviewQuestion *question,
                       const char               *value,
                       GError                  **error)
{
  g_autoptr(RiskctxAssessment) copy =
    RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (self->assessment)));
  g_autoptr(GListStore) before = riskctx_assessment_check (self->assessment);
  g_autoptr(GListStore) after = NULL;

  if (!riskctx_interview_settle_in (self, copy, question, value, error))
    return FALSE;
  after = riskctx_assessment_check (copy);
  if (count_errors (G_LIST_MODEL (after)) <= count_errors (G_LIST_MODEL (before)))
    return TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (after)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (after), i);

      if (riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR)
        {
          g_autofree char *line = riskctx_issue_dup_message (issue, self->language);

          g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, line);
          break;
        }
    }
  return FALSE;
}

static void
note_stated (const RiskctxAssign *assign,
             gpointer             data)
{
  Statement *statement = data;
  guint row;
  RiskctxItem *item = riskctx_assign_resolve (statement->root, assign->path, FALSE, &row);

  if (assign->kind == RISKCTX_ASSIGN_SET && g_str_equal (assign->value, "$"))
    statement->is_late |= item != NULL && riskctx_item_has_row (item, row);
}

/* Whoever comes with an assessment has answered what it already says. */
void
riskctx_interview_find_stated (RiskctxInterview *self)
{
  for (guint i = 0; i < riskctx_interview_count (self); i++)
    {
      RiskctxInterviewQuestion *question = riskctx_interview_peek (self, i);
      Statement statement = { RISKCTX_ITEM (self->assessment), NULL, FALSE, NULL };

      each_assign (question, "", note_stated, &statement);
      if (statement.is_late)
        record (self->assessment, question, NULL);
    }
}
