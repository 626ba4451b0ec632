/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-figure-private.h"

#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

/* What the figures of a distribution come from. */

#define LARGEST 10u /* risks that are named */

static GPtrArray *
figures_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_figure_unref);
}

static const char *
unit_of (const char *member)
{
  return g_str_equal (member, "magnitude") ? RISKCTX_UNIT_CURRENCY
         : g_str_equal (member, "frequency") ? "1/year" : RISKCTX_UNIT_RATIO;
}

static RiskctxFigure *
make_stated (const RiskctxLossSubject *subject,
             const RiskctxStated      *stated)
{
  g_autofree char *key = g_strconcat ("input.", stated->member, NULL);
  g_autoptr(RiskctxText) member = riskctx_phrase (key);
  RiskctxText *const args[] = { stated->title, member };
  RiskctxText *label = stated->title != NULL
    ? riskctx_phrase_texts ("input.of", args, G_N_ELEMENTS (args)) : riskctx_text_ref (member);

  return riskctx_figure_new_estimate (stated->member, label, unit_of (stated->member),
                                      subject->currency, stated->estimate);
}

static GPtrArray *
list_stated (RiskctxLossFigure *self)
{
  const RiskctxLossSubject *subject = self->data->subject;
  const guint risk = (guint) (self->summary - self->data->result->risks);
  GPtrArray *inputs = figures_new ();

  for (guint i = subject->first[risk]; i < subject->first[risk + 1]; i++)
    g_ptr_array_add (inputs, make_stated (subject,
                                          &g_array_index (subject->stated, RiskctxStated, i)));
  return inputs;
}

static int
compare_means (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const RiskctxLossSummary *risks = data;
  const guint i = *(const guint *) a, j = *(const guint *) b;

  if (risks[i].mean != risks[j].mean)
    return risks[i].mean > risks[j].mean ? -1 : 1;
  return (i > j) - (i < j);
}

/* By impact the table of causes has no risks: all of them may lead there. */
static GPtrArray *
list_largest (RiskctxLossFigure *self)
{
  const RiskctxLossSubject *subject = self->data->subject;
  RiskctxLossSummary *risks = self->data->result->risks;
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *inputs = figures_new ();

  for (guint i = 0; i < subject->n_risks; i++)
    if ((self->scope != RISKCTX_LOSS_SCOPE_CAUSE || subject->categories[i] == self->category)
        && !(risks[i].flags & RISKCTX_LOSS_FLAG_EMPTY))
      g_array_append_val (positions, i);
  g_array_sort_with_data (positions, compare_means, risks);
  for (guint k = 0; k < MIN (positions->len, LARGEST); k++)
    {
      g_autoptr(RiskctxLossFigure) risk
        = riskctx_loss_figure_new (self->data, RISKCTX_LOSS_SCOPE_RISK,
                                   g_array_index (positions, guint, k));
      g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (risk);
      RiskctxText *const args[] = { risk->title, mean->label };
      RiskctxText *label = riskctx_phrase_texts ("input.of", args, G_N_ELEMENTS (args));

      riskctx_text_unref (mean->label);
      mean->label = label;
      g_free (mean->name);
      mean->name = g_strdup (risk->id);
      g_ptr_array_add (inputs, g_steal_pointer (&mean));
    }
  return inputs;
}

static GPtrArray *
make_inputs (gpointer data)
{
  RiskctxLossFigure *self = data;

  return self->scope == RISKCTX_LOSS_SCOPE_RISK ? list_stated (self) : list_largest (self);
}

void
riskctx_loss_figure_set_inputs (RiskctxLossFigure *self,
                                RiskctxFigure     *figure)
{
  riskctx_figure_set_lazy_inputs (figure, make_inputs, g_object_ref (self), g_object_unref);
}
