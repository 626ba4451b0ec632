/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-expectation-parts-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-compile-private.h"
#include "riskctx-consequence.h"
#include "riskctx-cost.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law-private.h"
#include "riskctx-estimate-private.h"
#include "riskctx-item-private.h"
#include "riskctx-phrase-private.h"
#include "riskctx-stream-private.h"
#include "riskctx-validity.h"

/* The estimates of a document that expected values depend on, each with its name. */

static RiskctxText *
title_of (RiskctxItem *item)
{
  for (RiskctxItem *at = item; at != NULL; at = riskctx_item_get_parent (at))
    if (riskctx_item_get_title (at) != NULL)
      return riskctx_text_ref (riskctx_item_get_title (at));
  return riskctx_phrase_constant (riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item)
                                                                      : "");
}

static RiskctxText *
titles_of_risks (RiskctxAssessment *assessment,
                 const char *const *ids)
{
  RiskctxText *list = NULL;

  for (; ids != NULL && *ids != NULL; ids++)
    {
      RiskctxItem *risk = riskctx_assessment_find (assessment, *ids);
      g_autoptr(RiskctxText) title = risk != NULL ? title_of (risk)
                                                  : riskctx_phrase_constant (*ids);
      g_autoptr(RiskctxText) before = list;
      RiskctxText *const both[] = { before, title };

      list = before == NULL ? riskctx_text_ref (title)
                            : riskctx_phrase_texts ("input.and", both, G_N_ELEMENTS (both));
    }
  return list != NULL ? list : riskctx_phrase ("input.all-risks");
}

static RiskctxText *
label_effect (RiskctxAssessment *assessment,
              RiskctxEffect     *effect)
{
  g_autoptr(RiskctxText) owner = title_of (RISKCTX_ITEM (effect));
  g_autoptr(RiskctxText) risks = titles_of_risks (assessment, riskctx_effect_get_risks (effect));
  g_autoptr(RiskctxText) target = riskctx_phrase_enum (RISKCTX_TYPE_EFFECT_TARGET,
                                                       (int) riskctx_effect_get_target (effect));
  RiskctxText *const args[] = { owner, risks, target };

  return riskctx_phrase_texts ("input.effect", args, G_N_ELEMENTS (args));
}

static RiskctxText *
label_of (RiskctxAssessment *assessment,
          RiskctxItem       *item,
          const char        *member)
{
  g_autofree char *key = g_strconcat ("input.", member, NULL);
  g_autoptr(RiskctxText) owner = NULL;
  g_autoptr(RiskctxText) what = NULL;

  if (RISKCTX_IS_EFFECT (item))
    return label_effect (assessment, RISKCTX_EFFECT (item));
  if (RISKCTX_IS_COST (item))
    {
      RiskctxItem *phase = riskctx_item_get_parent (item);

      owner = title_of (phase != NULL && riskctx_item_get_parent (phase) != NULL
                          ? riskctx_item_get_parent (phase) : item);
      what = riskctx_item_get_title (item) != NULL
        ? riskctx_text_ref (riskctx_item_get_title (item))
        : riskctx_phrase_enum (RISKCTX_TYPE_COST_KIND,
                               (int) riskctx_cost_get_kind (RISKCTX_COST (item)));
    }
  else if (RISKCTX_IS_CONSEQUENCE (item) && riskctx_item_get_parent (item) != NULL)
    {
      g_autoptr(RiskctxText) risk = title_of (riskctx_item_get_parent (item));
      g_autoptr(RiskctxText) itself = title_of (item);
      g_autoptr(RiskctxText) field = riskctx_phrase (key);
      RiskctxText *const parts[] = { itself, field };

      if (riskctx_item_get_title (item) == NULL)
        what = riskctx_text_ref (field);
      else
        what = riskctx_phrase_texts ("input.of", parts, G_N_ELEMENTS (parts));
      owner = riskctx_text_ref (risk);
    }
  else if (RISKCTX_IS_ORGANIZATION (item))
    return riskctx_phrase (key);
  else
    {
      owner = title_of (item);
      what = riskctx_phrase (key);
    }

  RiskctxText *const args[] = { owner, what };

  return riskctx_phrase_texts ("input.of", args, G_N_ELEMENTS (args));
}

/* The id of the nearest item that has one, then the way from there: m1.effects.0.reduction */
static char *
name_input (RiskctxItem *item,
            const char  *member,
            int          part)
{
  g_autofree char *pointer = riskctx_item_dup_pointer (item);
  GString *name = g_string_new (NULL);
  RiskctxItem *owner = item;

  while (riskctx_item_get_id (owner) == NULL && riskctx_item_get_parent (owner) != NULL)
    owner = riskctx_item_get_parent (owner);
  if (riskctx_item_get_id (owner) != NULL)
    {
      g_autofree char *prefix = riskctx_item_dup_pointer (owner);

      g_string_append (name, riskctx_item_get_id (owner));
      g_string_append (name, pointer + strlen (prefix));
    }
  else
    g_string_append (name, *pointer == '/' ? pointer + 1 : pointer);
  g_string_append_printf (name, "/%s", member);
  if (part >= 0)
    g_string_append_printf (name, "/%d", part + 1);
  g_strdelimit (name->str, "/", '.');
  return g_string_free (name, FALSE);
}

static int
add_input (RiskctxExpectation *self,
           RiskctxItem        *item,
           guint               row,
           RiskctxEstimate    *estimate,
           int                 part,
           gboolean            in_losses,
           GError            **error)
{
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (item)->fields[row];
  g_autofree char *pointer = riskctx_item_dup_pointer (item);
  const char *unit = riskctx_estimate_get_unit (estimate);
  RiskctxExpectationInput input = {
    .item = item, .row = row, .part = part, .min = field->min, .max = field->max,
    .in_losses = in_losses,
    .unit = part >= 0 ? (unit != NULL ? unit : "") : field->unit != NULL ? field->unit : "",
  };

  input.law = riskctx_compile_law (estimate, item, field->name, error);
  if (input.law == NULL)
    return -1;
  input.mean = riskctx_law_mean (input.law);
  if (!isfinite (input.mean))
    {
      riskctx_law_unref (input.law);
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNSUPPORTED,
                   "the mean of %s of %s “%s” is infinite, so that nothing can be weighed "
                   "against it", field->name, riskctx_item_get_noun (item),
                   riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item) : "");
      return -1;
    }
  input.estimate = riskctx_estimate_ref (estimate);
  input.id = name_input (item, field->name, part);
  input.key = riskctx_stream_key (input.id, "sensitivity");
  input.label = label_of (self->assessment, item, field->name);
  if (part >= 0)
    {
      g_autoptr(RiskctxText) whole = input.label;
      g_autoptr(RiskctxText) number = riskctx_phrase_number (part + 1);
      RiskctxText *const args[] = { whole, number };

      input.label = riskctx_phrase_texts ("input.factor", args, G_N_ELEMENTS (args));
      input.pointer = g_strdup_printf ("%s/%s/factors/%d", pointer, field->name, part);
      input.min = -G_MAXDOUBLE;
      input.max = G_MAXDOUBLE;
    }
  else
    input.pointer = g_strconcat (pointer, "/", field->name, NULL);
  g_array_append_val (self->inputs, input);
  return (int) self->inputs->len - 1;
}

static gboolean
is_plain_product (RiskctxEstimate *estimate)
{
  return riskctx_estimate_get_distribution (estimate) == RISKCTX_DISTRIBUTION_PRODUCT
         && (estimate->record.set & BIT (ROW_CAP)) == 0;
}

int
riskctx_expectation_use (RiskctxExpectation *self,
                         RiskctxItem        *item,
                         const char         *member,
                         RiskctxEstimate    *estimate,
                         gboolean            in_losses,
                         GArray             *places,
                         GError            **error)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);
  const int row = riskctx_fields_find (klass->fields, klass->n_fields, member);
  const gboolean product = is_plain_product (estimate);
  const guint n = product ? riskctx_estimate_get_n_parts (estimate) : 1;
  g_autofree char *name = name_input (item, member, -1);
  int first = GPOINTER_TO_INT (g_hash_table_lookup (self->known, name)) - 1;

  g_assert (row >= 0);
  for (guint i = 0; first < 0 && i < n; i++)
    {
      const int added = add_input (self, item, (guint) row,
                                   product ? riskctx_estimate_get_part (estimate, i) : estimate,
                                   product ? (int) i : -1, in_losses, error);

      if (added < 0)
        return -1;
      if (i == n - 1)
        {
          first = added - (int) i;
          g_hash_table_insert (self->known, g_steal_pointer (&name), GINT_TO_POINTER (first + 1));
        }
    }
  for (guint i = 0; places != NULL && i < n; i++)
    {
      const guint place = (guint) first + i;

      g_array_append_val (places, place);
    }
  return first;
}

static RiskctxEstimate *
replace_part (RiskctxEstimate *product,
              guint            part,
              RiskctxEstimate *value)
{
  const guint n = riskctx_estimate_get_n_parts (product);
  g_autofree RiskctxEstimate **parts = g_new (RiskctxEstimate *, n);

  for (guint i = 0; i < n; i++)
    parts[i] = i == part ? value : riskctx_estimate_get_part (product, i);
  return riskctx_estimate_new_product (parts, n, NULL);
}

void
riskctx_expectation_fix (RiskctxExpectation *self,
                         guint               position,
                         double              value)
{
  const RiskctxExpectationInput *input = riskctx_expectation_get_input (self, position);
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (input->item)->fields[input->row];
  g_autoptr(RiskctxEstimate) fixed = riskctx_estimate_new_fixed (value);
  g_autoptr(RiskctxEstimate) whole = NULL;

  if (input->part >= 0)
    whole = replace_part (riskctx_field_at (input->item, field, RiskctxEstimate *),
                          (guint) input->part, fixed);
  else
    whole = riskctx_estimate_ref (fixed);
  riskctx_item_set_estimate (input->item, input->row, whole);
}

void
riskctx_expectation_restore (RiskctxExpectation *self,
                             guint               position)
{
  const RiskctxExpectationInput *input = riskctx_expectation_get_input (self, position);
  const RiskctxField *field = &RISKCTX_ITEM_GET_CLASS (input->item)->fields[input->row];
  g_autoptr(RiskctxEstimate) whole = NULL;

  if (input->part >= 0)
    whole = replace_part (riskctx_field_at (input->item, field, RiskctxEstimate *),
                          (guint) input->part, input->estimate);
  else
    whole = riskctx_estimate_ref (input->estimate);
  riskctx_item_set_estimate (input->item, input->row, whole);
}
