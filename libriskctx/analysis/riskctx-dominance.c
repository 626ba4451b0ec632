/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-dominance-private.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-figure-private.h"
#include "riskctx-phrase-private.h"

#define MAX_OTHERS 8

/**
 * RiskctxDominance:
 *
 * Whether a category is large compared with the others: the test behind the ground for treatment
 * that system risk dominates.
 *
 * Values of this type are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxDominance
{
  gatomicrefcount ref_count;
  int             category;
  int             yardstick;
  int             comparison;
  guint           top_n;
  gboolean        defined;
  gboolean        holds;
  RiskctxFigure  *value;
  RiskctxFigure  *reference;
  guint           rank;
};

G_DEFINE_BOXED_TYPE (RiskctxDominance, riskctx_dominance, riskctx_dominance_ref,
                     riskctx_dominance_unref)

static const RiskctxResultField rows[] = {
  { "category", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxDominance, category),
    "The category that is compared.", riskctx_risk_category_get_type },
  { "yardstick", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxDominance, yardstick),
    "By what it is compared.", riskctx_yardstick_get_type },
  { "comparison", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxDominance, comparison),
    "How it is compared.", riskctx_comparison_get_type },
  { "top_n", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxDominance, top_n),
    "Among how many of the largest it must be, where that is asked." },
  { "defined", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxDominance, defined),
    "Whether the comparison is possible." },
  { "holds", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxDominance, holds),
    "Whether the category dominates." },
  { "value", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxDominance, value),
    "What is compared." },
  { "reference", RISKCTX_RESULT_VALUE, G_STRUCT_OFFSET (RiskctxDominance, reference),
    "What it is compared with: the median, mean or maximum of the others." },
  { "rank", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxDominance, rank),
    "The rank among all, from 1 for the largest; 0 if the comparison is not possible." },
};

const RiskctxResultShape riskctx_dominance_shape =
  RISKCTX_RESULT_SHAPE ("Dominance", "Whether a category is large compared with the others.", rows);

static int
compare_values (const void *a,
                const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

typedef struct
{
  double value; /* first, for compare_values () */
  double error; /* added up as if errors never made up for each other */
} Uncertain;

static Uncertain
reference_of (RiskctxComparison comparison,
              Uncertain        *values,
              guint             n)
{
  Uncertain sum = { 0, 0 };
  guint first = (n - 1) / 2, last = n / 2;

  qsort (values, n, sizeof *values, compare_values);
  if (comparison == RISKCTX_COMPARISON_MEAN)
    {
      first = 0;
      last = n - 1;
    }
  else if (comparison == RISKCTX_COMPARISON_MAX)
    first = last = n - 1;
  for (guint i = first; i <= last; i++)
    {
      sum.value += values[i].value;
      sum.error += values[i].error;
    }
  return (Uncertain) { sum.value / (last - first + 1), sum.error / (last - first + 1) };
}

static gboolean
test (RiskctxComparison comparison,
      double            value,
      double            reference,
      guint             rank,
      guint             top_n)
{
  if (value <= 0)
    return FALSE;
  switch (comparison)
    {
    case RISKCTX_COMPARISON_TOP_N:
      return rank <= top_n;
    case RISKCTX_COMPARISON_MEDIAN_TOP_N:
      return value > reference && rank <= top_n;
    case RISKCTX_COMPARISON_MEDIAN:
    case RISKCTX_COMPARISON_MEAN:
    case RISKCTX_COMPARISON_MAX:
    default:
      return value > reference;
    }
}

static const char *
word_of (RiskctxComparison comparison)
{
  switch (comparison)
    {
    case RISKCTX_COMPARISON_MEAN:
      return "dominance.mean";
    case RISKCTX_COMPARISON_MAX:
      return "dominance.max";
    case RISKCTX_COMPARISON_MEDIAN_TOP_N:
    case RISKCTX_COMPARISON_MEDIAN:
    case RISKCTX_COMPARISON_TOP_N:
    default:
      return "dominance.median";
    }
}

RiskctxDominance *
riskctx_dominance_new (RiskctxRiskCategory   category,
                       RiskctxYardstick      yardstick,
                       RiskctxComparison     comparison,
                       guint                 top_n,
                       RiskctxFigure        *value,
                       RiskctxFigure *const *others,
                       guint                 n_others)
{
  RiskctxDominance *self = g_new0 (RiskctxDominance, 1);
  RiskctxText *label = riskctx_phrase (word_of (comparison));
  Uncertain values[MAX_OTHERS];
  Uncertain reference;
  const char *reason = NULL;
  guint n = 0, larger = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->category = (int) category;
  self->yardstick = (int) yardstick;
  self->comparison = (int) comparison;
  self->top_n = top_n;
  self->value = riskctx_figure_ref (value);
  for (guint i = 0; i < MIN (n_others, MAX_OTHERS); i++)
    if (others[i] != NULL && others[i]->defined)
      {
        larger += value->defined && others[i]->value > value->value;
        values[n++] = (Uncertain) { others[i]->value, riskctx_figure_get_error (others[i]) };
      }
    else if (others[i] != NULL)
      reason = "reason.other-infinite";
  if (n == 0 && reason == NULL)
    reason = "reason.nothing-to-compare";

  if (reason != NULL || !value->defined)
    {
      self->reference = riskctx_figure_new_undefined (
        "reference", label, value->unit, value->currency,
        value->defined ? riskctx_phrase (reason) : riskctx_text_ref (value->reason));
      return self;
    }
  self->defined = TRUE;
  self->rank = larger + 1;
  reference = reference_of (comparison, values, n);
  self->reference = riskctx_figure_new ("reference", label, value->unit, value->currency,
                                        reference.value);
  if (reference.error > 0)
    riskctx_figure_set_error (self->reference, reference.error);
  self->holds = test (comparison, value->value, self->reference->value, self->rank, top_n);
  return self;
}

/**
 * riskctx_dominance_ref:
 * @self: a dominance
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxDominance *
riskctx_dominance_ref (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_dominance_unref:
 * @self: (transfer full): a dominance
 *
 * Drops a reference; the last one frees the value.
 *
 * Since: 1.0
 */
void
riskctx_dominance_unref (RiskctxDominance *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  riskctx_figure_unref (self->value);
  riskctx_figure_unref (self->reference);
  g_free (self);
}

/**
 * riskctx_dominance_get_yardstick:
 * @self: a dominance
 *
 * Gets by what the category was compared.
 *
 * Returns: the yardstick
 *
 * Since: 1.0
 */
RiskctxYardstick
riskctx_dominance_get_yardstick (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_YARDSTICK_MONEY);
  return (RiskctxYardstick) self->yardstick;
}

/**
 * riskctx_dominance_get_comparison:
 * @self: a dominance
 *
 * Gets how the category was compared.
 *
 * Returns: the comparison
 *
 * Since: 1.0
 */
RiskctxComparison
riskctx_dominance_get_comparison (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, RISKCTX_COMPARISON_MEDIAN_TOP_N);
  return (RiskctxComparison) self->comparison;
}

/**
 * riskctx_dominance_is_defined:
 * @self: a dominance
 *
 * Tells whether the comparison is possible; if not, the reason is that of
 * [method@Dominance.get_reference].
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_dominance_is_defined (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->defined;
}

/**
 * riskctx_dominance_get_holds:
 * @self: a dominance
 *
 * Gets whether the category dominates.
 *
 * Returns: %TRUE if it does; %FALSE if not, or if the comparison is not possible
 *
 * Since: 1.0
 */
gboolean
riskctx_dominance_get_holds (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->holds;
}

/**
 * riskctx_dominance_get_value:
 * @self: a dominance
 *
 * Gets what was compared: the expected annual loss of the category, or its rating.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_dominance_get_value (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->value;
}

/**
 * riskctx_dominance_get_reference:
 * @self: a dominance
 *
 * Gets what the category was compared with: the median, mean or maximum of the others.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_dominance_get_reference (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->reference;
}

/**
 * riskctx_dominance_get_rank:
 * @self: a dominance
 *
 * Gets the rank of the category.
 *
 * Returns: the rank, from 1 for the largest; 0 if the comparison is not possible
 *
 * Since: 1.0
 */
guint
riskctx_dominance_get_rank (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rank;
}

/**
 * riskctx_dominance_describe:
 * @self: a dominance
 * @language: `ja` or `en`
 *
 * Says in a sentence how the comparison went.
 *
 * Returns: (transfer full): the sentence
 *
 * Since: 1.0
 */
char *
riskctx_dominance_describe (RiskctxDominance *self,
                            const char       *language)
{
  g_autoptr(RiskctxText) category = NULL;
  g_autoptr(RiskctxText) yardstick = NULL;
  g_autoptr(RiskctxText) value = NULL;
  g_autoptr(RiskctxText) reference = NULL;
  g_autoptr(RiskctxText) rank = NULL;
  g_autoptr(RiskctxText) sentence = NULL;
  g_autofree char *value_text = NULL;
  g_autofree char *reference_text = NULL;

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  category = riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, self->category);
  yardstick = riskctx_phrase (self->yardstick == RISKCTX_YARDSTICK_MONEY ? "dominance.by-money"
                                                                         : "dominance.by-rating");
  value_text = riskctx_figure_format (self->value, language);
  reference_text = riskctx_figure_format (self->reference, language);
  value = riskctx_phrase_constant (value_text);
  reference = riskctx_phrase_constant (reference_text);
  rank = riskctx_phrase_number (self->rank);
  if (!self->defined)
    {
      RiskctxText *const args[] = { category, yardstick, reference };

      sentence = riskctx_phrase_texts ("dominance.undefined", args, G_N_ELEMENTS (args));
    }
  else
    {
      RiskctxText *const args[]
        = { category, yardstick, value, self->reference->label, reference, rank };

      sentence = riskctx_phrase_texts (self->holds ? "dominance.holds" : "dominance.fails", args,
                                       G_N_ELEMENTS (args));
    }
  return g_strdup (riskctx_text_get (sentence, language));
}

/**
 * riskctx_dominance_to_json:
 * @self: a dominance
 *
 * Describes the comparison as JSON.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_dominance_to_json (RiskctxDominance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return riskctx_result_write (&riskctx_dominance_shape, self);
}
