/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-frontier-private.h"

#include <math.h>

#include "riskctx-arithmetic.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-figure-private.h"
#include "riskctx-money.h"
#include "riskctx-organization.h"
#include "riskctx-phrase-private.h"

static const char *
currency_of (RiskctxFrontier *self)
{
  const char *currency = riskctx_assessment_get_currency (self->assessment);

  return currency != NULL ? currency : "JPY";
}

static RiskctxText *
money_text (RiskctxFrontier *self,
            double           amount)
{
  g_autofree char *ja = riskctx_format_money (amount, currency_of (self), "ja");
  g_autofree char *en = riskctx_format_money (amount, currency_of (self), "en");
  RiskctxText *text = riskctx_text_new ("ja", ja);
  RiskctxText *both = riskctx_text_with (text, "en", en);

  riskctx_text_unref (text);
  return both;
}

static void
say (RiskctxFrontier *self,
     const char      *key,
     double           amount,
     double           other)
{
  g_autoptr(RiskctxText) first = money_text (self, amount);
  g_autoptr(RiskctxText) second = money_text (self, other);
  RiskctxText *const args[] = { first, second };

  g_ptr_array_add (self->reasons, riskctx_phrase_texts (key, args, G_N_ELEMENTS (args)));
}

/* FALSE: it is not stated how much there is. */
static gboolean
find_funds (RiskctxFrontier *self,
            double          *funds)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (self->assessment);
  RiskctxEstimate *estimate
    = organization != NULL ? riskctx_organization_get_funds_available (organization) : NULL;
  g_autoptr(GError) error = NULL;

  if (estimate == NULL)
    return FALSE;
  *funds = riskctx_estimate_get_mean (estimate, &error);
  return error == NULL;
}

/* The cheapest set that is worth more than the best one, if only it could be paid */
static RiskctxFrontierPoint *
find_beyond_funds (RiskctxFrontier      *self,
                   RiskctxFrontierPoint *best,
                   double                funds)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      RiskctxFrontierPoint *point = g_ptr_array_index (self->points, i);

      if (point->one_time_cost > funds && point->net_present_value > best->net_present_value)
        return point;
    }
  return NULL;
}

/* What the reasons are about: the bound of Gordon and Loeb is for what is spent in a year. */
static void
give_reasons (RiskctxFrontier      *self,
              RiskctxFrontierPoint *best,
              RiskctxFrontierPoint *next,
              gboolean              has_funds,
              double                funds)
{
  const double bound = riskctx_gordon_loeb_bound (self->loss);
  const double yearly = best->one_time_cost / self->years + MAX (best->running_cost, 0);
  RiskctxFrontierPoint *dearer = has_funds ? find_beyond_funds (self, best, funds) : NULL;

  if (best->options[0] == NULL)
    say (self, "frontier.nothing", self->loss, 0);
  else
    say (self, "frontier.best", best->net_present_value, best->saving);
  if (next != NULL && !isnan (next->marginal) && !isnan (next->net_present_value))
    say (self, "frontier.next", next->cost - best->cost,
         next->net_present_value - best->net_present_value);
  if (has_funds && best->options[0] != NULL)
    say (self, "frontier.funds", best->one_time_cost, funds);
  if (dearer != NULL)
    say (self, "frontier.beyond-funds", dearer->one_time_cost, dearer->net_present_value);
  if (best->options[0] != NULL)
    say (self, yearly <= bound ? "frontier.within-bound" : "frontier.beyond-bound", yearly, bound);
}

void
riskctx_frontier_recommend (RiskctxFrontier *self)
{
  RiskctxFrontierPoint *best = NULL, *next = NULL;
  gboolean short_of_funds = FALSE;
  double funds = INFINITY;
  const gboolean has_funds = find_funds (self, &funds);

  g_ptr_array_set_size (self->reasons, 0);
  for (guint i = 0; i < self->points->len; i++)
    {
      RiskctxFrontierPoint *point = g_ptr_array_index (self->points, i);

      if (isnan (point->net_present_value))
        continue;
      if (point->one_time_cost > funds)
        {
          short_of_funds = TRUE;
          continue;
        }
      if (best == NULL || point->net_present_value > best->net_present_value)
        {
          best = point;
          next = i + 1 < self->points->len ? g_ptr_array_index (self->points, i + 1) : NULL;
        }
    }
  if (self->points->len == 0)
    g_ptr_array_add (self->reasons, riskctx_phrase ("frontier.mandatory"));
  else if (best == NULL)
    g_ptr_array_add (self->reasons, riskctx_phrase (short_of_funds ? "frontier.too-dear"
                                                                   : "frontier.no-value"));
  else
    {
      best->recommended = TRUE;
      give_reasons (self, best, next, has_funds, funds);
    }
}

/**
 * riskctx_frontier_get_expected_loss:
 * @self: a frontier
 *
 * Gets the expected annual loss as things are, in closed form and after insurance has paid.
 *
 * Returns: the loss, in currency a year; 0 before a run
 *
 * Since: 1.0
 */
double
riskctx_frontier_get_expected_loss (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->loss;
}

/**
 * riskctx_frontier_is_proven:
 * @self: a frontier
 *
 * Tells whether every point is proven to be the best for its budgets and none is missing. It is not
 * where [property@Frontier:max-nodes] ended the search: then [method@FrontierPoint.get_gap] says
 * how far from the best a point is at most.
 *
 * Returns: %TRUE if all is proven
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_is_proven (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), FALSE);

  for (guint i = 0; i < self->points->len; i++)
    if (((RiskctxFrontierPoint *) g_ptr_array_index (self->points, i))->gap > 0)
      return FALSE;
  return self->complete;
}

/**
 * riskctx_frontier_find:
 * @self: a frontier
 * @budget: a budget, in currency
 *
 * Finds the best set of options for a budget.
 *
 * Returns: (transfer none) (nullable): the point; %NULL if the budget does not pay what is
 *   mandatory
 *
 * Since: 1.0
 */
RiskctxFrontierPoint *
riskctx_frontier_find (RiskctxFrontier *self,
                       double           budget)
{
  RiskctxFrontierPoint *found = NULL;

  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      RiskctxFrontierPoint *point = g_ptr_array_index (self->points, i);

      if (point->cost <= budget)
        found = point;
    }
  return found;
}

/**
 * riskctx_frontier_get_recommended:
 * @self: a frontier
 *
 * Gets the point to take: the one with the largest net present value among those that the funds of
 * the organization pay. Money is not all: what must be done besides is for people to say.
 *
 * Returns: (transfer none) (nullable): the point; %NULL if there is none, for the reason given
 *
 * Since: 1.0
 */
RiskctxFrontierPoint *
riskctx_frontier_get_recommended (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      RiskctxFrontierPoint *point = g_ptr_array_index (self->points, i);

      if (point->recommended)
        return point;
    }
  return NULL;
}

/**
 * riskctx_frontier_get_n_reasons:
 * @self: a frontier
 *
 * Counts the reasons for the recommendation.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
riskctx_frontier_get_n_reasons (RiskctxFrontier *self)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), 0);
  return self->reasons->len;
}

/**
 * riskctx_frontier_get_reason:
 * @self: a frontier
 * @position: a number below that of the reasons
 *
 * Gets one of the reasons for the recommendation: what it is worth, what the next step would
 * bring, what it takes of the funds, and how it stands to the bound of Gordon and Loeb, which is a
 * hint only.
 *
 * Returns: (transfer none): a sentence in every language of the library
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_frontier_get_reason (RiskctxFrontier *self,
                             guint            position)
{
  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), NULL);
  g_return_val_if_fail (position < self->reasons->len, NULL);
  return g_ptr_array_index (self->reasons, position);
}

typedef struct
{
  RiskctxText *text;
} Reason;

typedef struct
{
  int         kind;
  const char *currency;
  guint       years;
  double      discount_rate;
  double      loss;
  gboolean    proven;
  GPtrArray  *points;
  GPtrArray  *reasons; /* Reason */
} Description;

static const RiskctxResultField reason_rows[] = {
  { "text", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Reason, text), "The reason." },
};

static const RiskctxResultShape reason_shape =
  RISKCTX_RESULT_SHAPE ("Reason", "One reason for the recommendation.", reason_rows);

static const RiskctxResultField rows[] = {
  { "budget_kind", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Description, kind),
    "What the budget pays for.", riskctx_budget_kind_get_type },
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Description, currency),
    "The currency of all money." },
  { "years", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Description, years),
    "For how many years the options are run." },
  { "discount_rate", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Description, discount_rate),
    "The yearly rate at which what comes later counts less." },
  { "expected_loss", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Description, loss),
    "The expected annual loss as things are." },
  { "proven", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (Description, proven),
    "Whether every point is proven to be the best and none is missing." },
  { "points", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, points),
    "The best sets, by ascending cost.", NULL, &riskctx_frontier_point_shape },
  { "reasons", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Description, reasons),
    "Why the recommended point is recommended.", NULL, &reason_shape },
};

static const RiskctxResultShape frontier_shape =
  RISKCTX_RESULT_SHAPE ("Frontier", "The best set of options for every budget.", rows);

/**
 * riskctx_frontier_to_json:
 * @self: a frontier
 *
 * Describes the points as JSON, in the shape that [func@Frontier.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_frontier_to_json (RiskctxFrontier *self)
{
  g_autoptr(GPtrArray) reasons = g_ptr_array_new ();
  g_autofree Reason *texts = NULL;
  Description description;

  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), NULL);

  texts = g_new (Reason, MAX (self->reasons->len, 1));
  for (guint i = 0; i < self->reasons->len; i++)
    {
      texts[i].text = g_ptr_array_index (self->reasons, i);
      g_ptr_array_add (reasons, &texts[i]);
    }
  description = (Description){ (int) self->kind, currency_of (self), self->years,
                               self->discount_rate, self->loss, riskctx_frontier_is_proven (self),
                               self->points, reasons };
  return riskctx_result_write (&frontier_shape, &description);
}

/**
 * riskctx_frontier_get_schema:
 *
 * Gets the JSON Schema of [method@Frontier.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_frontier_get_schema (void)
{
  return riskctx_result_schema (&frontier_shape);
}
