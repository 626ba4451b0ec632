/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-correlation-private.h"
#include "riskctx-plan-body-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What makes risks depend on each other, from the builder's lists into the plan's arrays. */

#define GROUP_MAX 256u

typedef struct
{
  guint  from; /* shock or risk */
  guint  risk;
  double probability;
} Link;

typedef struct
{
  guint64            key;
  double             degrees;
  RiskctxCopulaScope scope;
  guint              n;
  guint             *risks;
  double            *correlation;
} Group;

struct _RiskctxPlanLinks
{
  GArray    *shocks;
  GArray    *hits;
  GArray    *triggers;
  GPtrArray *groups;
};

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->risks);
  g_free (self->correlation);
  g_free (self);
}

static void
shock_clear (gpointer data)
{
  RiskctxPlanShock *self = data;

  g_clear_pointer (&self->rate, riskctx_law_unref);
}

RiskctxPlanLinks *
riskctx_plan_links_new (void)
{
  RiskctxPlanLinks *self = g_new (RiskctxPlanLinks, 1);

  self->shocks = g_array_new (FALSE, FALSE, sizeof (RiskctxPlanShock));
  g_array_set_clear_func (self->shocks, shock_clear);
  self->hits = g_array_new (FALSE, FALSE, sizeof (Link));
  self->triggers = g_array_new (FALSE, FALSE, sizeof (Link));
  self->groups = g_ptr_array_new_with_free_func (group_free);
  return self;
}

void
riskctx_plan_links_free (RiskctxPlanLinks *self)
{
  g_array_unref (self->shocks);
  g_array_unref (self->hits);
  g_array_unref (self->triggers);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

guint
riskctx_plan_builder_add_shock (RiskctxPlanBuilder   *self,
                                guint64               key,
                                RiskctxFrequencyKind  kind,
                                RiskctxLaw           *rate,
                                double                dispersion,
                                guint                 trials)
{
  const RiskctxPlanShock shock = { key, kind, riskctx_law_ref (rate), dispersion, trials };

  g_array_append_val (self->links->shocks, shock);
  return self->links->shocks->len - 1;
}

void
riskctx_plan_builder_add_hit (RiskctxPlanBuilder *self,
                              guint               shock,
                              guint               risk,
                              double              probability)
{
  const Link link = { shock, risk, probability };

  g_assert (shock < self->links->shocks->len && risk < self->risks->len);

  g_array_append_val (self->links->hits, link);
}

void
riskctx_plan_builder_add_trigger (RiskctxPlanBuilder *self,
                                  guint               cause,
                                  guint               risk,
                                  double              probability)
{
  const Link link = { cause, risk, probability };

  g_assert (cause < self->risks->len && risk < self->risks->len);

  g_array_append_val (self->links->triggers, link);
}

void
riskctx_plan_builder_add_group (RiskctxPlanBuilder *self,
                                guint64             key,
                                double              degrees,
                                RiskctxCopulaScope  scope,
                                guint               n,
                                const guint        *risks,
                                const double       *correlation)
{
  Group *group = g_new (Group, 1);

  *group = (Group){ key, degrees, scope, n, g_memdup2 (risks, n * sizeof *risks),
                    g_memdup2 (correlation, (gsize) n * n * sizeof *correlation) };
  g_ptr_array_add (self->links->groups, group);
}

static gboolean
refuse (GError    **error,
        guint       risk,
        const char *message)
{
  g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, "risk %u: %s", risk,
               message);
  return FALSE;
}

static gboolean
refuse_link (GError    **error,
             const char *message)
{
  g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, message);
  return FALSE;
}

static int
compare_shocks (const void *a,
                const void *b)
{
  const guint64 x = ((const RiskctxPlanShock *) a)->key, y = ((const RiskctxPlanShock *) b)->key;

  return (x > y) - (x < y);
}

static int
compare_sources (const void *a,
                 const void *b)
{
  const guint64 x = ((const RiskctxPlanSource *) a)->key;
  const guint64 y = ((const RiskctxPlanSource *) b)->key;

  return (x > y) - (x < y);
}

static gboolean
freeze_shocks (const RiskctxPlanLinks *self,
               RiskctxPlan            *plan,
               GError                **error)
{
  plan->shocks = g_new0 (RiskctxPlanShock, MAX (self->shocks->len, 1));
  for (guint i = 0; i < self->shocks->len; i++)
    {
      const RiskctxPlanShock *shock = &g_array_index (self->shocks, RiskctxPlanShock, i);
      const char *wrong = riskctx_plan_check_frequency (shock->kind, shock->rate,
                                                        shock->dispersion, shock->trials);

      if (wrong != NULL)
        return refuse_link (error, wrong);
      plan->shocks[plan->n_shocks++] = *shock;
      riskctx_law_ref (shock->rate);
    }
  qsort (plan->shocks, plan->n_shocks, sizeof *plan->shocks, compare_shocks);
  for (guint i = 1; i < plan->n_shocks; i++)
    if (plan->shocks[i].key == plan->shocks[i - 1].key)
      return refuse_link (error, "the key of a shock is used twice");
  return TRUE;
}

static guint
find_shock (const RiskctxPlan *plan,
            guint64            key)
{
  guint i = 0;

  while (plan->shocks[i].key != key)
    i++;
  return i;
}

static void
append_source (RiskctxPlanSource **sources,
               guint              *n,
               guint64             key,
               guint               index,
               double              probability)
{
  *sources = g_renew (RiskctxPlanSource, *sources, *n + 1);
  (*sources)[(*n)++] = (RiskctxPlanSource){ key, index, probability };
}

static gboolean
freeze_sources (const RiskctxPlanLinks *self,
                RiskctxPlan            *plan,
                const guint            *positions,
                GError                **error)
{
  for (guint i = 0; i < self->hits->len; i++)
    {
      const Link *link = &g_array_index (self->hits, Link, i);
      RiskctxPlanRisk *risk = &plan->risks[positions[link->risk]];
      const guint64 key = g_array_index (self->shocks, RiskctxPlanShock, link->from).key;

      if (!(link->probability >= 0.0 && link->probability <= 1.0))
        return refuse (error, link->risk, "the probability of a hit must be between 0 and 1");
      append_source (&risk->hits, &risk->n_hits, key, find_shock (plan, key), link->probability);
    }
  for (guint i = 0; i < self->triggers->len; i++)
    {
      const Link *link = &g_array_index (self->triggers, Link, i);
      RiskctxPlanRisk *risk = &plan->risks[positions[link->risk]];

      if (!(link->probability >= 0.0 && link->probability <= 1.0))
        return refuse (error, link->risk, "the probability of a trigger must be between 0 and 1");
      append_source (&risk->triggers, &risk->n_triggers, plan->risks[positions[link->from]].key,
                     positions[link->from], link->probability);
    }
  for (guint i = 0; i < plan->n_risks; i++)
    {
      RiskctxPlanRisk *risk = &plan->risks[i];

      if (risk->n_hits > 1)
        qsort (risk->hits, risk->n_hits, sizeof *risk->hits, compare_sources);
      if (risk->n_triggers > 1)
        qsort (risk->triggers, risk->n_triggers, sizeof *risk->triggers, compare_sources);
      for (guint k = 1; k < risk->n_hits; k++)
        if (risk->hits[k].key == risk->hits[k - 1].key)
          return refuse (error, risk->position, "one shock hits it twice");
      for (guint k = 1; k < risk->n_triggers; k++)
        if (risk->triggers[k].key == risk->triggers[k - 1].key)
          return refuse (error, risk->position, "one risk triggers it twice");
    }
  return TRUE;
}

/* Causes before what they trigger: again and again those whose causes are all placed (Kahn). Plans
 * without triggers keep their order. */
static gboolean
freeze_order (RiskctxPlan *plan,
              GError     **error)
{
  g_autofree gboolean *placed = g_new0 (gboolean, MAX (plan->n_risks, 1));
  guint n = 0;

  plan->order = g_new (guint, MAX (plan->n_risks, 1));
  while (n < plan->n_risks)
    {
      const guint before = n;

      for (guint i = 0; i < plan->n_risks; i++)
        {
          const RiskctxPlanRisk *risk = &plan->risks[i];
          gboolean ready = !placed[i];

          for (guint k = 0; k < risk->n_triggers && ready; k++)
            ready = placed[risk->triggers[k].index];
          if (ready)
            {
              placed[i] = TRUE;
              plan->order[n++] = i;
            }
        }
      if (n == before)
        {
          guint i = 0;

          while (placed[i])
            i++;
          return refuse (error, plan->risks[i].position,
                         "triggers go round in a circle and come back to it");
        }
    }
  return TRUE;
}

static double
shock_rate (const RiskctxPlanShock *shock)
{
  return riskctx_law_mean (shock->rate)
         * (shock->kind == RISKCTX_FREQUENCY_KIND_BINOMIAL ? shock->trials : 1.0);
}

static void
add_up_rates (RiskctxPlan *plan)
{
  for (guint n = 0; n < plan->n_risks; n++)
    {
      RiskctxPlanRisk *risk = &plan->risks[plan->order[n]];

      for (guint k = 0; k < risk->n_hits; k++)
        risk->other_rate += risk->hits[k].probability
                            * shock_rate (&plan->shocks[risk->hits[k].index]);
      for (guint k = 0; k < risk->n_triggers; k++)
        {
          const RiskctxPlanRisk *cause = &plan->risks[risk->triggers[k].index];

          risk->other_rate += risk->triggers[k].probability
                              * (riskctx_plan_risk_rate (cause) + cause->other_rate)
                              * riskctx_plan_factors_mean (&cause->frequency_factors);
        }
    }
}

static int
compare_indices (const void *a,
                 const void *b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static gboolean
freeze_group (const Group      *group,
              RiskctxPlan      *plan,
              const guint      *positions,
              RiskctxPlanGroup *out,
              GError          **error)
{
  g_autofree guint *members = g_new (guint, MAX (group->n, 1));
  g_autofree double *matrix = g_new (double, MAX ((gsize) group->n * group->n, 1));
  const char *wrong;

  if (group->n < 2 || group->n > GROUP_MAX)
    return refuse_link (error, "a group must have between 2 and 256 risks");
  if (!(group->degrees == 0.0 || (group->degrees >= 1.0 && group->degrees <= 1e4)))
    return refuse_link (error, "degrees of freedom must be between 1 and 10000");
  wrong = riskctx_correlation_check (group->n, group->correlation);
  if (wrong != NULL)
    return refuse_link (error, wrong);

  for (guint i = 0; i < group->n; i++)
    members[i] = positions[group->risks[i]];
  qsort (members, group->n, sizeof *members, compare_indices);
  for (guint i = 0; i < group->n; i++)
    {
      RiskctxPlanRisk *risk = &plan->risks[members[i]];
      guint row = 0;

      if (risk->group != NULL)
        return refuse (error, risk->position, "it is in a group twice");
      risk->group = out;
      risk->member = i;
      while (positions[group->risks[row]] != members[i])
        row++;
      for (guint j = 0; j < group->n; j++)
        {
          guint column = 0;

          while (positions[group->risks[column]] != members[j])
            column++;
          matrix[i * group->n + j] = group->correlation[row * group->n + column];
        }
    }
  *out = (RiskctxPlanGroup){ group->key, group->degrees, group->scope, group->n,
                             g_new (double, (gsize) group->n * group->n) };
  if (!riskctx_correlation_root (group->n, matrix, out->root))
    return refuse_link (error, "the correlation matrix is not positive semidefinite");
  return TRUE;
}

gboolean
riskctx_plan_links_freeze (const RiskctxPlanLinks *self,
                           RiskctxPlan            *plan,
                           const guint            *positions,
                           GError                **error)
{
  if (!freeze_shocks (self, plan, error) || !freeze_sources (self, plan, positions, error)
      || !freeze_order (plan, error))
    return FALSE;
  add_up_rates (plan);

  plan->groups = g_new0 (RiskctxPlanGroup, MAX (self->groups->len, 1));
  for (guint i = 0; i < self->groups->len; i++)
    {
      plan->n_groups++;
      if (!freeze_group (g_ptr_array_index (self->groups, i), plan, positions, &plan->groups[i],
                         error))
        return FALSE;
    }
  plan->dependent = self->hits->len > 0 || self->triggers->len > 0 || plan->n_groups > 0;
  return TRUE;
}

void
riskctx_plan_links_clear (RiskctxPlan *plan)
{
  for (guint i = 0; i < plan->n_risks; i++)
    {
      g_free (plan->risks[i].hits);
      g_free (plan->risks[i].triggers);
    }
  for (guint i = 0; i < plan->n_shocks; i++)
    riskctx_law_unref (plan->shocks[i].rate);
  g_free (plan->shocks);
  for (guint i = 0; i < plan->n_groups; i++)
    g_free (plan->groups[i].root);
  g_free (plan->groups);
  g_free (plan->order);
}
