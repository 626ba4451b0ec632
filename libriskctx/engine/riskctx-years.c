/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-years-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-quadrature-private.h"

#include <math.h>
#include <string.h>

/* Kinds of year of one risk, and combinations of a group of risks, to be aimed at */
#define KINDS_MAX 128u
/* where each takes pairs of amounts */
#define KINDS_INSURED 27u
#define COMBINATIONS_MAX 64u
#define DIMENSIONS_MAX 9u
#define SHARED_MAX 6u
#define POINTS_MAX 12u
/* Where an amount is certain but for the factor, the year's loss is as uneven as its points. */
#define POINTS_OF_ATOMS 64u
/* Points for each doubling of an amount, in powers of two */
#define BITS_COARSE 2u
#define BITS_FINE 3u
/* What Gauss's rule may leave in the probability of a consequence */
#define PROBABILITY_ERROR 1e-9

/* One number that is drawn once a year: the effect of a control, or, where consequence is not NULL,
 * that consequence's probability */
typedef struct
{
  guint64                       key;
  const RiskctxPlanConsequence *consequence;
  const RiskctxLaw             *law;
  guint                         most;
  guint                         n;
  double                        point[RISKCTX_QUADRATURE_MAX];
  double                        weight[RISKCTX_QUADRATURE_MAX];
} Dimension;

static Dimension *
find_effect (GArray  *dimensions,
             guint64  key)
{
  for (guint i = 0; i < dimensions->len; i++)
    {
      Dimension *dimension = &g_array_index (dimensions, Dimension, i);

      if (dimension->consequence == NULL && dimension->key == key)
        return dimension;
    }
  return NULL;
}

static void
add_dimension (GArray                       *dimensions,
               guint64                       key,
               const RiskctxPlanConsequence *consequence,
               const RiskctxLaw             *law,
               guint                         most)
{
  Dimension dimension = { key, consequence, law, most, 0, { 0.0 }, { 0.0 } };
  Dimension *before = consequence == NULL ? find_effect (dimensions, key) : NULL;

  if (before != NULL)
    before->most = MAX (before->most, most);
  else
    g_array_append_val (dimensions, dimension);
}

static gboolean
uses (const RiskctxPlanFactors *factors,
      guint64                   key)
{
  for (guint i = 0; i < factors->n; i++)
    if (factors->uncertain[i].key == key)
      return TRUE;
  return FALSE;
}

/* Of how many quantities of the risk an uncertain effect is part */
static guint
count_uses (const RiskctxPlanRisk *risk,
            guint64                key)
{
  guint n = uses (&risk->frequency_factors, key);

  for (guint k = 0; k < risk->n_consequences; k++)
    n += (guint) uses (&risk->consequences[k].probability_factors, key)
         + (guint) uses (&risk->consequences[k].magnitude_factors, key);
  return n;
}

/* With one consequence its probability is a share of the events: a matter of the count. */
static gboolean
is_simple (const RiskctxPlanRisk *risk)
{
  return risk->n_consequences == 1;
}

/* Points for a probability p: the loss depends on it by exp (rate p (z - 1)) or less. */
static guint
points_of_probability (const RiskctxPlanRisk *risk,
                       const RiskctxLaw      *law,
                       double                 scale)
{
  const double width = riskctx_plan_risk_rate (risk)
                       * riskctx_plan_factors_mean (&risk->frequency_factors) * scale
                       * (riskctx_law_maximum (law) - riskctx_law_minimum (law));
  double error = 1.0;
  guint n = 0;

  while (n < POINTS_MAX && error > PROBABILITY_ERROR)
    {
      n++;
      error *= width / (2.0 * n - 1.0) * (width / (2.0 * n));
    }
  return CLAMP (n + 1, 3, POINTS_MAX);
}

static void
list_factors (GArray                   *dimensions,
              const RiskctxPlanRisk    *risk,
              const RiskctxPlanFactors *factors,
              gboolean                  of_magnitude,
              gboolean                  atoms)
{
  for (guint i = 0; i < factors->n; i++)
    add_dimension (dimensions, factors->uncertain[i].key, NULL, factors->uncertain[i].effect,
                   !of_magnitude ? points_of_probability (risk, factors->uncertain[i].effect,
                                                          factors->uncertain[i].scale)
                   : atoms       ? POINTS_OF_ATOMS
                                 : POINTS_MAX);
}

/* What has to be tried value by value: not what only thins the count */
static GArray *
list_dimensions (const RiskctxPlanRisk *risk)
{
  GArray *dimensions = g_array_new (FALSE, FALSE, sizeof (Dimension));

  for (guint k = 0; k < risk->n_consequences; k++)
    {
      const RiskctxPlanConsequence *consequence = &risk->consequences[k];

      list_factors (dimensions, risk, &consequence->magnitude_factors, TRUE,
                    consequence->magnitude->atoms);
      if (is_simple (risk))
        continue;
      list_factors (dimensions, risk, &consequence->probability_factors, FALSE, FALSE);
      if (consequence->probability != NULL && !riskctx_law_is_fixed (consequence->probability))
        add_dimension (dimensions, 0, consequence, consequence->probability,
                       points_of_probability (risk, consequence->probability, 1.0));
    }
  return dimensions;
}

static void
forget_effect (GArray  *dimensions,
               guint64  key)
{
  for (guint i = 0; i < dimensions->len; i++)
    if (g_array_index (dimensions, Dimension, i).consequence == NULL
        && g_array_index (dimensions, Dimension, i).key == key)
      g_array_remove_index (dimensions, i--);
}

/* Chooses the numbers of points, so that there are at most so many combinations, and computes them.
 * Returns how many combinations there are. */
static guint
choose_points (GArray   *dimensions,
               guint     limit,
               gboolean  coarse)
{
  guint all;

  for (;;)
    {
      Dimension *largest = NULL;

      all = 1;
      for (guint i = 0; i < dimensions->len; i++)
        {
          Dimension *dimension = &g_array_index (dimensions, Dimension, i);

          all *= dimension->most;
          if (largest == NULL || dimension->most > largest->most)
            largest = dimension;
          if (all > limit * POINTS_OF_ATOMS)
            break;
        }
      if (all <= limit || largest == NULL || largest->most <= 2)
        break;
      largest->most--;
    }

  all = 1;
  for (guint i = 0; i < dimensions->len; i++)
    {
      Dimension *dimension = &g_array_index (dimensions, Dimension, i);
      const guint n = coarse ? MAX (1, dimension->most * 2 / 3) : dimension->most;

      dimension->n = riskctx_quadrature_law (dimension->law, n, dimension->point,
                                             dimension->weight);
      all *= dimension->n;
    }
  return all;
}

/* Sets place to the combination with this number; returns its weight. */
static double
enter_combination (GArray *dimensions,
                   guint   number,
                   guint  *place)
{
  double weight = 1.0;

  for (guint i = 0; i < dimensions->len; i++)
    {
      const Dimension *dimension = &g_array_index (dimensions, Dimension, i);

      place[i] = number % dimension->n;
      number /= dimension->n;
      weight *= dimension->weight[place[i]];
    }
  return weight;
}

/* Where the value of an uncertain effect is found: among those that are given, or those tried */
typedef struct
{
  GArray *given;
  guint  *given_place;
  GArray *tried;
  guint  *tried_place;
} Choice;

static gboolean
find_value (const Choice *choice,
            guint64       key,
            double       *value)
{
  GArray *const lists[] = { choice->given, choice->tried };
  guint *const places[] = { choice->given_place, choice->tried_place };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; lists[l] != NULL && i < lists[l]->len; i++)
      {
        const Dimension *dimension = &g_array_index (lists[l], Dimension, i);

        if (dimension->consequence == NULL && dimension->key == key)
          {
            *value = dimension->point[places[l][i]];
            return TRUE;
          }
      }
  return FALSE;
}

static double
factor_of (const Choice             *choice,
           const RiskctxPlanFactors *factors)
{
  double product = factors->certain;

  for (guint i = 0; i < factors->n; i++)
    {
      double value;

      if (find_value (choice, factors->uncertain[i].key, &value))
        product *= 1.0 - value * factors->uncertain[i].scale;
    }
  return MAX (product, 0.0);
}

/* The probability of the consequence, but for what thins the count instead */
static double
probability_of (const Choice                 *choice,
                const RiskctxPlanRisk        *risk,
                const RiskctxPlanConsequence *consequence)
{
  double p;

  if (is_simple (risk))
    return 1.0;
  p = factor_of (choice, &consequence->probability_factors);
  if (consequence->probability != NULL && riskctx_law_is_fixed (consequence->probability))
    p *= riskctx_law_minimum (consequence->probability);
  for (guint i = 0; consequence->probability != NULL && i < choice->tried->len; i++)
    {
      const Dimension *dimension = &g_array_index (choice->tried, Dimension, i);

      if (dimension->consequence == consequence)
        p *= dimension->point[choice->tried_place[i]];
    }
  return CLAMP (p, 0.0, 1.0);
}

/* The share of the counted events that is left, but for what thins the count itself */
static double
keep_of (const Choice          *choice,
         const RiskctxPlanRisk *risk)
{
  const RiskctxPlanFactors *lists[] = { &risk->frequency_factors, NULL };
  double product = 1.0;

  if (is_simple (risk))
    lists[1] = &risk->consequences[0].probability_factors;
  for (guint l = 0; l < G_N_ELEMENTS (lists) && lists[l] != NULL; l++)
    for (guint i = 0; i < lists[l]->n; i++)
      {
        double value;

        if (find_value (choice, lists[l]->uncertain[i].key, &value))
          product *= 1.0 - value * lists[l]->uncertain[i].scale;
      }
  return MAX (product, 0.0);
}

/* Thins by the factors that are not given and not tried */
static void
thin_by_others (RiskctxCountMixture      *counts,
                const RiskctxPlanFactors *factors,
                GArray                   *given,
                GArray                   *tried,
                guint                     points)
{
  RiskctxPlanFactors others = { factors->certain, 0, NULL };
  g_autofree RiskctxPlanEffect *effects = g_new (RiskctxPlanEffect, MAX (factors->n, 1));

  others.uncertain = effects;
  for (guint i = 0; i < factors->n; i++)
    if ((given == NULL || find_effect (given, factors->uncertain[i].key) == NULL)
        && find_effect (tried, factors->uncertain[i].key) == NULL)
      effects[others.n++] = factors->uncertain[i];
  riskctx_count_mixture_thin (counts, &others, points);
}

static guint
enter_factor (RiskctxYears *self,
              guint         k,
              double        value)
{
  guint n = self->n_factors[k];

  for (guint i = 0; i < n; i++)
    if (self->factors[k][i] == value)
      return i;
  self->factors[k] = g_renew (double, self->factors[k], n + 1);
  self->factors[k][n] = value;
  self->n_factors[k]++;
  return n;
}

static RiskctxYears *
years_new (const RiskctxPlanRisk *risk,
           guint                  points,
           gboolean               coarse,
           GArray                *given,
           guint                 *given_place)
{
  RiskctxYears *self = g_new0 (RiskctxYears, 1);
  GArray *tried = list_dimensions (risk);
  const guint consequences = risk->n_consequences;
  guint place[DIMENSIONS_MAX];
  const Choice choice = { given, given_place, tried, place };

  /* an effect that also lowers the frequency is tried for both */
  for (guint i = 0; given != NULL && i < given->len; i++)
    forget_effect (tried, g_array_index (given, Dimension, i).key);
  self->risk = risk;
  self->bits = coarse ? BITS_COARSE : BITS_FINE;
  self->n = choose_points (tried, risk->insured && !is_simple (risk) ? KINDS_INSURED : KINDS_MAX,
                           coarse);
  self->counts = riskctx_count_mixture_new (risk, points);
  thin_by_others (self->counts, &risk->frequency_factors, given, tried, points);
  if (is_simple (risk))
    {
      const RiskctxPlanConsequence *consequence = &risk->consequences[0];

      thin_by_others (self->counts, &consequence->probability_factors, given, tried, points);
      if (consequence->probability != NULL)
        riskctx_count_mixture_keep (self->counts, consequence->probability, points);
    }

  self->weight = g_new (double, self->n);
  self->keep = g_new (double, self->n);
  self->probability = g_new (double, MAX (self->n * consequences, 1));
  self->factor = g_new (guint, MAX (self->n * consequences, 1));
  self->n_factors = g_new0 (guint, MAX (consequences, 1));
  self->factors = g_new0 (double *, MAX (consequences, 1));
  for (guint i = 0; i < self->n; i++)
    {
      self->weight[i] = enter_combination (tried, i, place);
      self->keep[i] = keep_of (&choice, risk);
      for (guint k = 0; k < consequences; k++)
        {
          const RiskctxPlanConsequence *consequence = &risk->consequences[k];

          self->probability[i * consequences + k] = probability_of (&choice, risk, consequence);
          self->factor[i * consequences + k]
            = enter_factor (self, k, factor_of (&choice, &consequence->magnitude_factors));
        }
    }
  g_array_unref (tried);
  return self;
}

static void
years_free (RiskctxYears *self)
{
  riskctx_count_mixture_free (self->counts);
  for (guint k = 0; k < self->risk->n_consequences; k++)
    g_free (self->factors[k]);
  g_free (self->factors);
  g_free (self->n_factors);
  g_free (self->factor);
  g_free (self->probability);
  g_free (self->keep);
  g_free (self->weight);
  g_free (self);
}

/* Every uncertain effect of a risk, whatever it acts on */
static GArray *
list_effects (const RiskctxPlanRisk *risk)
{
  GArray *effects = g_array_new (FALSE, FALSE, sizeof (Dimension));

  list_factors (effects, risk, &risk->frequency_factors, FALSE, FALSE);
  for (guint k = 0; k < risk->n_consequences; k++)
    {
      list_factors (effects, risk, &risk->consequences[k].probability_factors, FALSE, FALSE);
      list_factors (effects, risk, &risk->consequences[k].magnitude_factors, TRUE,
                    risk->consequences[k].magnitude->atoms);
    }
  return effects;
}

/* Groups of risks: parent[i] leads towards the risk that stands for the group of i. */
static guint
root_of (const guint *parent,
         guint        i)
{
  while (parent[i] != i)
    i = parent[i];
  return i;
}

/* The effects that act on several risks of one group, root being the group's */
static GArray *
list_shared (const RiskctxPlan *plan,
             const guint       *parent,
             guint              root,
             GHashTable        *owners)
{
  GArray *shared = g_array_new (FALSE, FALSE, sizeof (Dimension));

  for (guint i = 0; i < plan->n_risks; i++)
    {
      GArray *effects;

      if (root_of (parent, i) != root)
        continue;
      effects = list_effects (&plan->risks[i]);
      for (guint e = 0; e < effects->len; e++)
        {
          const Dimension *effect = &g_array_index (effects, Dimension, e);

          if (g_hash_table_lookup (owners, &effect->key) == NULL)
            add_dimension (shared, effect->key, NULL, effect->law, effect->most);
        }
      g_array_unref (effects);
    }
  return shared;
}

/* Joins the risks that share an uncertain effect. owners: for each effect the number of the one
 * risk that it acts on, plus 1; or 0 where there are several. */
static void
join_risks (const RiskctxPlan *plan,
            guint             *parent,
            GHashTable        *owners)
{
  g_autoptr(GHashTable) firsts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < plan->n_risks; i++)
    {
      GArray *effects = list_effects (&plan->risks[i]);

      parent[i] = i;
      for (guint e = 0; e < effects->len; e++)
        {
          const guint64 key = g_array_index (effects, Dimension, e).key;
          const guint first = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, &key));

          if (first == 0)
            {
              g_hash_table_insert (firsts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
              g_hash_table_insert (owners, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
              continue;
            }
          g_hash_table_insert (owners, g_memdup2 (&key, sizeof key), NULL);
          parent[root_of (parent, i)] = root_of (parent, first - 1);
        }
      g_array_unref (effects);
    }
}

/* Combinations of the effects that act on this risk; others of the group do not concern it. */
static void
fill_group_set (RiskctxYearSet         *set,
                const RiskctxPlanRisk  *risk,
                const RiskctxYearGroup *group,
                GArray                 *shared,
                guint                   points,
                gboolean                coarse)
{
  guint place[SHARED_MAX];
  g_autofree guint64 *known = g_new (guint64, group->n);

  set->group = group;
  set->choice = g_new (guint, group->n);
  set->years = g_new (RiskctxYears *, group->n);
  for (guint c = 0; c < group->n; c++)
    {
      guint64 signature = 0;
      guint found = 0;

      enter_combination (shared, c, place);
      for (guint i = 0; i < shared->len; i++)
        if (count_uses (risk, g_array_index (shared, Dimension, i).key) > 0)
          signature = signature * RISKCTX_QUADRATURE_MAX + place[i];
      while (found < set->n && known[found] != signature)
        found++;
      if (found == set->n)
        {
          known[set->n] = signature;
          set->years[set->n++] = years_new (risk, points, coarse, shared, place);
        }
      set->choice[c] = found;
    }
}

void
riskctx_year_set_init (RiskctxYearSet        *self,
                       const RiskctxPlanRisk *risk,
                       guint                  points,
                       gboolean               coarse)
{
  *self = (RiskctxYearSet){ .n = 1, .years = g_new (RiskctxYears *, 1) };
  self->years[0] = years_new (risk, points, coarse, NULL, NULL);
}

void
riskctx_year_set_clear (RiskctxYearSet *self)
{
  for (guint y = 0; y < self->n; y++)
    years_free (self->years[y]);
  g_free (self->years);
  g_free (self->choice);
}

RiskctxYearModel *
riskctx_year_model_new (const RiskctxPlan *plan,
                        guint              points,
                        gboolean           coarse,
                        const int         *stop)
{
  RiskctxYearModel *self = g_new0 (RiskctxYearModel, 1);
  g_autofree guint *parent = g_new (guint, MAX (plan->n_risks, 1));
  g_autoptr(GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  self->n_risks = plan->n_risks;
  self->sets = g_new0 (RiskctxYearSet, MAX (plan->n_risks, 1));
  self->groups = g_new0 (RiskctxYearGroup, MAX (plan->n_risks, 1));
  join_risks (plan, parent, owners);
  for (guint root = 0; root < plan->n_risks; root++)
    {
      g_autoptr(GArray) shared = NULL;
      RiskctxYearGroup *group = &self->groups[self->n_groups];
      guint place[SHARED_MAX];

      if (parent[root] != root)
        continue;
      if (stop != NULL && g_atomic_int_get (stop))
        break;
      shared = list_shared (plan, parent, root, owners);
      if (shared->len == 0)
        {
          riskctx_year_set_init (&self->sets[root], &plan->risks[root], points, coarse);
          continue;
        }
      group->n = choose_points (shared, COMBINATIONS_MAX, coarse);
      group->weight = g_new (double, group->n);
      for (guint c = 0; c < group->n; c++)
        group->weight[c] = enter_combination (shared, c, place);
      self->n_groups++;
      for (guint i = 0; i < plan->n_risks; i++)
        if (root_of (parent, i) == root)
          fill_group_set (&self->sets[i], &plan->risks[i], group, shared, points, coarse);
    }
  return self;
}

void
riskctx_year_model_free (RiskctxYearModel *self)
{
  for (guint i = 0; i < self->n_risks; i++)
    riskctx_year_set_clear (&self->sets[i]);
  for (guint g = 0; g < self->n_groups; g++)
    g_free (self->groups[g].weight);
  g_free (self->groups);
  g_free (self->sets);
  g_free (self);
}

gboolean
riskctx_year_model_fits (const RiskctxPlan *plan,
                         gboolean          *across_risks)
{
  g_autofree guint *parent = g_new (guint, MAX (plan->n_risks, 1));
  g_autoptr(GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean fits = TRUE;

  *across_risks = FALSE;
  for (guint i = 0; i < plan->n_risks && fits; i++)
    {
      g_autoptr(GArray) dimensions = list_dimensions (&plan->risks[i]);

      fits = dimensions->len <= DIMENSIONS_MAX;
    }
  if (!fits || !plan->shared_draws)
    return fits;

  join_risks (plan, parent, owners);
  for (guint root = 0; root < plan->n_risks && fits; root++)
    if (parent[root] == root)
      {
        g_autoptr(GArray) shared = list_shared (plan, parent, root, owners);

        fits = shared->len <= SHARED_MAX;
      }
  *across_risks = !fits;
  return fits;
}

const RiskctxCountMixture *
riskctx_years_counts (const RiskctxYears  *self,
                      guint                kind,
                      RiskctxCountMixture *copy)
{
  *copy = *self->counts;
  copy->nodes = NULL;
  if (self->keep[kind] == 1.0)
    return self->counts;

  copy->nodes = g_memdup2 (self->counts->nodes, copy->n * sizeof *copy->nodes);
  for (guint i = 0; i < copy->n; i++)
    copy->nodes[i].parameter *= self->keep[kind];
  return copy;
}

void
riskctx_years_counts_clear (RiskctxCountMixture *copy)
{
  g_clear_pointer (&copy->nodes, g_free);
}
