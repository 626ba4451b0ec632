/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-option-sets-private.h"

#include "riskctx-item-private.h"
#include "riskctx-option.h"

#define MAX_OPTIONS 64
#define MAX_SETS 64

typedef struct
{
  RiskctxItemList *options;
  guint            n;
  guint64          conflicts[MAX_OPTIONS]; /* bit j: excludes option j, or is excluded by it */
  GArray          *sets;                   /* guint64 */
} Search;

static gboolean
names (const char *const *ids,
       RiskctxItem       *item)
{
  const char *id = riskctx_item_get_id (item);

  return ids != NULL && id != NULL && g_strv_contains (ids, id);
}

static void
find_conflicts (Search *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < self->n; j++)
      if (i != j
          && names (riskctx_option_get_excludes (riskctx_item_list_peek (self->options, i)),
                    riskctx_item_list_peek (self->options, j)))
        {
          self->conflicts[i] |= G_GUINT64_CONSTANT (1) << j;
          self->conflicts[j] |= G_GUINT64_CONSTANT (1) << i;
        }
}

/* Without those whose requirements are not in the set */
static guint64
drop_unsupported (const Search *self,
                  guint64       set)
{
  gboolean dropped = TRUE;

  while (dropped)
    {
      dropped = FALSE;
      for (guint i = 0; i < self->n; i++)
        {
          const char *const *needs;

          if (!(set >> i & 1))
            continue;
          needs = riskctx_option_get_requires (riskctx_item_list_peek (self->options, i));
          for (; needs != NULL && *needs != NULL && (set >> i & 1); needs++)
            {
              gboolean found = FALSE;

              for (guint j = 0; j < self->n && !found; j++)
                found = (set >> j & 1)
                        && g_strcmp0 (riskctx_item_get_id (riskctx_item_list_peek (self->options,
                                                                                   j)),
                                      *needs) == 0;
              if (!found)
                {
                  set &= ~(G_GUINT64_CONSTANT (1) << i);
                  dropped = TRUE;
                }
            }
        }
    }
  return set;
}

static void
keep (Search *self,
      guint64 set)
{
  set = drop_unsupported (self, set);
  if (set == 0)
    return;
  for (guint i = 0; i < self->sets->len; i++)
    if (g_array_index (self->sets, guint64, i) == set)
      return;
  g_array_append_val (self->sets, set);
}

/* Bron and Kerbosch's search for maximal cliques, in the graph of what goes together: chosen grows
 * by one of candidates; what was tried before stands in tried, so that no set is found twice. */
static void
extend (Search *self,
        guint64 chosen,
        guint64 candidates,
        guint64 tried)
{
  if (candidates == 0 && tried == 0)
    keep (self, chosen);
  for (guint i = 0; i < self->n && self->sets->len < MAX_SETS; i++)
    {
      const guint64 bit = G_GUINT64_CONSTANT (1) << i;

      if (!(candidates & bit))
        continue;
      extend (self, chosen | bit, candidates & ~self->conflicts[i] & ~bit,
              tried & ~self->conflicts[i]);
      candidates &= ~bit;
      tried |= bit;
      /* one that conflicts with nothing is in every set: there is no set without it */
      if (self->conflicts[i] == 0)
        return;
    }
}

GPtrArray *
riskctx_option_sets (RiskctxAssessment *assessment)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(GArray) sets = g_array_new (FALSE, FALSE, sizeof (guint64));
  Search self = { riskctx_assessment_get_options (assessment), 0, { 0 }, sets };

  self.n = MIN (riskctx_item_list_get_length (self.options), MAX_OPTIONS);
  find_conflicts (&self);
  if (self.n > 0)
    extend (&self, 0, self.n == MAX_OPTIONS ? G_MAXUINT64
                                            : (G_GUINT64_CONSTANT (1) << self.n) - 1, 0);
  for (guint i = 0; i < sets->len; i++)
    {
      g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

      for (guint j = 0; j < self.n; j++)
        if (g_array_index (sets, guint64, i) >> j & 1)
          {
            const char *id = riskctx_item_get_id (riskctx_item_list_peek (self.options, j));

            if (id != NULL)
              g_strv_builder_add (ids, id);
          }
      g_ptr_array_add (found, g_strv_builder_end (ids));
    }
  return found;
}
