/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sums-private.h"
#include "riskctx-kernel-private.h"
#include "riskctx-methods-private.h"

#include <string.h>

#define CATEGORIES RISKCTX_PLAN_CATEGORIES

/* How a risk is part of a sum */
enum
{
  NOTHING,
  WHOLE,
  PARTLY /* with some of its consequences */
};

static guint
categories_of (const RiskctxPlanRisk *risk)
{
  guint categories = 0;

  for (guint k = 0; k < risk->n_consequences; k++)
    categories |= 1u << risk->consequences[k].category;
  return categories;
}

static guint8
share_in (const RiskctxPlanRisk *risk,
          guint                  sum)
{
  const guint categories = categories_of (risk);

  if (sum == RISKCTX_SUM_TOTAL)
    return WHOLE;
  if (sum >= RISKCTX_SUM_CAUSE)
    return risk->category == sum - RISKCTX_SUM_CAUSE ? WHOLE : NOTHING;
  if (!(categories & 1u << (sum - RISKCTX_SUM_EFFECT)))
    return NOTHING;
  return categories == 1u << (sum - RISKCTX_SUM_EFFECT) ? WHOLE : PARTLY;
}

static RiskctxLossFlags
flags_of (const RiskctxPlan *plan,
          guint              sum,
          const guint8      *shares)
{
  const gboolean effect = sum >= RISKCTX_SUM_EFFECT && sum < RISKCTX_SUM_CAUSE;
  RiskctxLossFlags flags = RISKCTX_LOSS_FLAG_NONE;

  for (guint i = 0; i < plan->n_risks; i++)
    if (shares[i] != NOTHING)
      flags |= riskctx_plan_risk_flags (&plan->risks[i],
                                        effect ? sum - RISKCTX_SUM_EFFECT : CATEGORIES);
  return flags;
}

RiskctxSums *
riskctx_sums_new (const RiskctxPlan *plan)
{
  const guint n = plan->n_risks;
  RiskctxSums *self = g_new0 (RiskctxSums, 1);
  g_autofree guint8 *shares = g_new (guint8, (gsize) RISKCTX_SUM_COUNT * MAX (n, 1));

  self->whole = g_new0 (guint32, MAX (n, 1));
  self->home = g_new (int, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->home[i] = -1;

  for (guint sum = 0; sum < RISKCTX_SUM_COUNT; sum++)
    {
      guint8 *own = &shares[(gsize) sum * n];
      guint wholes = 0, parts = 0, last = 0;
      RiskctxSumArray *array;

      for (guint i = 0; i < n; i++)
        {
          own[i] = share_in (&plan->risks[i], sum);
          wholes += own[i] == WHOLE;
          parts += own[i] == PARTLY;
          last = own[i] != NOTHING ? i : last;
        }
      self->of[sum] = -1;
      if (wholes + parts == 0)
        continue;
      for (guint other = 0; other < sum && parts == 0; other++)
        if (self->of[other] >= 0 && memcmp (own, &shares[(gsize) other * n], n) == 0)
          self->of[sum] = self->of[other];
      if (self->of[sum] >= 0)
        continue;

      self->of[sum] = (int) self->n_arrays;
      array = &self->arrays[self->n_arrays++];
      array->flags = flags_of (plan, sum, own);
      array->sole = wholes + parts == 1 && parts == 0 ? (int) last : -1;
      if (array->sole >= 0)
        {
          self->home[last] = self->of[sum];
          continue;
        }
      for (guint i = 0; i < n; i++)
        if (own[i] == WHOLE)
          self->whole[i] |= 1u << self->of[sum];
    }
  return self;
}

void
riskctx_sums_allocate (RiskctxSums *self,
                       guint64      n,
                       gboolean     occurrence)
{
  for (guint i = 0; i < self->n_arrays; i++)
    self->arrays[i].values = riskctx_kernel_numbers (n);
  /* a risk that is all of the total has the same largest events */
  if (occurrence && self->of[RISKCTX_SUM_TOTAL] >= 0
      && self->arrays[self->of[RISKCTX_SUM_TOTAL]].sole < 0)
    self->arrays[self->of[RISKCTX_SUM_TOTAL]].largest = riskctx_kernel_numbers (n);
}

void
riskctx_sums_free (RiskctxSums *self)
{
  for (guint i = 0; i < self->n_arrays; i++)
    {
      g_aligned_free (self->arrays[i].values);
      g_aligned_free (self->arrays[i].largest);
    }
  g_free (self->whole);
  g_free (self->home);
  g_free (self);
}
