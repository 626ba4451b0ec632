/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-factor-mapping.h"

/* What a document states of a factor wins over the mapping tables. */

static gboolean
states (RiskctxFactor *self,
        const char    *member)
{
  return riskctx_item_has (RISKCTX_ITEM (self), member);
}

static RiskctxMappingRow *
get_row (RiskctxFactor *self)
{
  return riskctx_mapping_row_find (riskctx_factor_get_context_class (self),
                                   riskctx_factor_get_aspect (self));
}

/**
 * riskctx_factor_dup_mapping:
 * @self: a factor
 *
 * Gets the row of the mapping tables that applies to the factor, by its class and aspect.
 *
 * Returns: (transfer full): the row
 *
 * Since: 1.0
 */
RiskctxMappingRow *
riskctx_factor_dup_mapping (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), NULL);
  return g_object_ref (get_row (self));
}

/**
 * riskctx_factor_derive_side:
 * @self: a factor
 *
 * Tells from the class which side of the context the factor belongs to.
 *
 * Returns: the side
 *
 * Since: 1.0
 */
RiskctxSide
riskctx_factor_derive_side (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), RISKCTX_SIDE_EXTERNAL);
  return riskctx_mapping_row_get_side (get_row (self));
}

/**
 * riskctx_factor_derive_controllability:
 * @self: a factor
 *
 * Tells how far the organization controls the factor.
 *
 * The internal context is controllable, the micro environment partly, the macro environment not.
 * The presentation is silent on drivers and stakeholders; we read drivers and trends as beyond
 * control, and relations with external stakeholders as partly controllable, as are the five
 * competitive forces.
 *
 * Returns: the controllability
 *
 * Since: 1.0
 */
RiskctxControllability
riskctx_factor_derive_controllability (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), RISKCTX_CONTROLLABILITY_NONE);

  const RiskctxReclass reclass = riskctx_factor_derive_reclass (self);

  if (riskctx_factor_derive_side (self) == RISKCTX_SIDE_INTERNAL)
    return RISKCTX_CONTROLLABILITY_FULL;
  if (reclass == RISKCTX_RECLASS_MACRO)
    return RISKCTX_CONTROLLABILITY_NONE;
  if (reclass == RISKCTX_RECLASS_MICRO
      || riskctx_factor_get_force (self) != RISKCTX_FORCE_NONE
      || riskctx_factor_get_context_class (self) == RISKCTX_CONTEXT_CLASS_EXT_STAKEHOLDERS)
    return RISKCTX_CONTROLLABILITY_SEMI;
  return RISKCTX_CONTROLLABILITY_NONE;
}

/**
 * riskctx_factor_derive_pest:
 * @self: a factor
 *
 * Tells the tag of a macro-environment factor: what the document states, else what the mapping
 * tables say.
 *
 * Returns: the tag
 *
 * Since: 1.0
 */
RiskctxPest
riskctx_factor_derive_pest (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), RISKCTX_PEST_NONE);
  return states (self, "pest") ? riskctx_factor_get_pest (self)
                               : riskctx_mapping_row_get_pest (get_row (self));
}

/**
 * riskctx_factor_derive_relations:
 * @self: a factor
 *
 * Tells how the factor bears on security: what the document states, else what the mapping tables
 * say.
 *
 * Returns: the relations
 *
 * Since: 1.0
 */
RiskctxSecurityRelation
riskctx_factor_derive_relations (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), 0);
  return states (self, "relations") ? riskctx_factor_get_relations (self)
                                    : riskctx_mapping_row_get_relations (get_row (self));
}

/**
 * riskctx_factor_derive_reclass:
 * @self: a factor
 *
 * Tells as what the factor is re-classified: what the document states, else what the mapping tables
 * say.
 *
 * Returns: the re-classification
 *
 * Since: 1.0
 */
RiskctxReclass
riskctx_factor_derive_reclass (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), RISKCTX_RECLASS_NONE);
  return states (self, "reclass") ? riskctx_factor_get_reclass (self)
                                  : riskctx_mapping_row_get_reclass (get_row (self));
}

/**
 * riskctx_factor_derive_measure_kinds:
 * @self: a factor
 *
 * Tells which kinds of measure the factor concerns: what the document states, else what the mapping
 * tables say.
 *
 * Returns: the kinds
 *
 * Since: 1.0
 */
RiskctxMeasureKind
riskctx_factor_derive_measure_kinds (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), 0);
  return states (self, "measure_kinds") ? riskctx_factor_get_measure_kinds (self)
                                        : riskctx_mapping_row_get_measure_kinds (get_row (self));
}

/**
 * riskctx_factor_derive_needs_evaluation:
 * @self: a factor
 *
 * Tells whether the factor needs a risk evaluation: what the document states, else what the mapping
 * tables say.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_factor_derive_needs_evaluation (RiskctxFactor *self)
{
  g_return_val_if_fail (RISKCTX_IS_FACTOR (self), FALSE);
  return states (self, "needs_evaluation")
           ? riskctx_factor_get_needs_evaluation (self)
           : riskctx_mapping_row_get_needs_evaluation (get_row (self));
}
