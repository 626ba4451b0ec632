/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-compile-private.h"

#include "riskctx-error.h"
#include "riskctx-issue-private.h"
#include "riskctx-item-private.h"

/* What an issue of this code says, as an error: the same words and the same code everywhere. */
static void
set_issue (GError         **error,
           RiskctxIssueCode code,
           const char      *arg0,
           const char      *arg1)
{
  g_autoptr(RiskctxIssue) issue = riskctx_issue_new (code, "/options", arg0, arg0, arg1, NULL);

  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "%s [%s]",
               riskctx_issue_get_message (issue), riskctx_issue_get_code (issue));
}

static RiskctxOption *
find_option (RiskctxItemList *list,
             const char      *id,
             GError         **error)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) candidates = NULL;
  const char *meant;

  for (guint i = 0; i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (list, i);

      if (g_strcmp0 (riskctx_item_get_id (item), id) == 0)
        return (RiskctxOption *) item;
      if (riskctx_item_get_id (item) != NULL)
        g_strv_builder_add (names, riskctx_item_get_id (item));
    }
  candidates = g_strv_builder_end (names);
  meant = riskctx_nearest_name (id, (const char *const *) candidates);
  if (meant != NULL)
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                 "there is no option “%s”; did you mean “%s”?", id, meant);
  else
    g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "there is no option “%s”", id);
  return NULL;
}

static gboolean
names (const char *const *ids,
       RiskctxOption     *option)
{
  return ids != NULL && g_strv_contains (ids, riskctx_item_get_id (RISKCTX_ITEM (option)));
}

static gboolean
check_together (GPtrArray          *chosen,
                const char *const  *ids,
                GError            **error)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      RiskctxOption *option = g_ptr_array_index (chosen, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (option));
      const char *const *requires = riskctx_option_get_requires (option);

      for (guint j = 0; j < chosen->len; j++)
        if (i != j && names (riskctx_option_get_excludes (option), g_ptr_array_index (chosen, j)))
          {
            set_issue (error, RISKCTX_ISSUE_EXCLUSIVE, id,
                       riskctx_item_get_id (g_ptr_array_index (chosen, j)));
            return FALSE;
          }
      for (; requires != NULL && *requires != NULL; requires++)
        if (!g_strv_contains (ids, *requires))
          {
            g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                         "“%s” requires “%s”, which is not among the options", id, *requires);
            return FALSE;
          }
    }
  return TRUE;
}

GPtrArray *
riskctx_compile_options (RiskctxAssessment  *assessment,
                         const char *const  *options,
                         GError            **error)
{
  static const char *const none[] = { NULL };
  RiskctxItemList *list = riskctx_assessment_get_options (assessment);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const *ids = options != NULL ? options : none;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RiskctxOption *option = find_option (list, ids[i], error);

      if (option == NULL)
        return NULL;
      if (!g_ptr_array_find (chosen, option, NULL)) /* named twice is carried out once */
        g_ptr_array_add (chosen, g_object_ref (option));
    }
  if (!check_together (chosen, ids, error))
    return NULL;
  return g_steal_pointer (&chosen);
}

double
riskctx_compile_phase_degree (RiskctxPhase *phase,
                              guint         year)
{
  const guint from = (guint) riskctx_phase_get_from_year (phase);
  const guint done = MAX ((guint) riskctx_phase_get_done_year (phase), from);

  if (year > done)
    return 1;
  return year > from ? (double) (year - from) / (done - from + 1) : 0;
}

double
riskctx_compile_option_degree (RiskctxOption *option,
                               guint          year)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  double degree = year > 0 ? 1 : 0;

  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    degree = MIN (degree, riskctx_compile_phase_degree (riskctx_item_list_peek (phases, i), year));
  return degree;
}

double
riskctx_compile_control_degree (RiskctxControl *control,
                                GPtrArray      *options,
                                guint           year)
{
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (control));
  const double today = riskctx_control_get_implementation (control);
  double brought = 0;

  for (guint i = 0; i < options->len && id != NULL; i++)
    {
      RiskctxItemList *phases = riskctx_option_get_phases (g_ptr_array_index (options, i));

      for (guint j = 0; j < riskctx_item_list_get_length (phases); j++)
        {
          RiskctxPhase *phase = riskctx_item_list_peek (phases, j);
          const char *const *controls = riskctx_phase_get_controls (phase);

          if (controls != NULL && g_strv_contains (controls, id))
            brought = MAX (brought, riskctx_compile_phase_degree (phase, year));
        }
    }
  return brought < 1 ? today + (1 - today) * brought : 1;
}
