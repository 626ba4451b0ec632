/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-ground-result-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-evidence-private.h"

/**
 * RiskctxGroundResult:
 *
 * Whether one of the three grounds for treating system risk holds, why, and on which evidence.
 *
 * Results do not change.
 *
 * Since: 1.0
 */
struct _RiskctxGroundResult
{
  GObject      parent_instance;
  int          ground;
  gboolean     holds;
  RiskctxText *justification;
  GListStore  *evidence;
  GPtrArray   *written; /* the evidence once more, for writing */
};

G_DEFINE_FINAL_TYPE (RiskctxGroundResult, riskctx_ground_result, G_TYPE_OBJECT)

typedef enum
{
  PROP_GROUND = 1,
  PROP_HOLDS,
  PROP_JUSTIFICATION,
  PROP_EVIDENCE
} RiskctxGroundResultProperty;

static GParamSpec *properties[PROP_EVIDENCE + 1];

static const RiskctxResultField rows[] = {
  { "ground", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxGroundResult, ground),
    "Which of the three grounds.", riskctx_ground_get_type },
  { "holds", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxGroundResult, holds),
    "Whether it holds." },
  { "justification", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxGroundResult, justification),
    "Why it holds or does not." },
  { "evidence", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxGroundResult, written),
    "What that rests on.", NULL, &riskctx_evidence_shape },
};

const RiskctxResultShape riskctx_ground_result_shape =
  RISKCTX_RESULT_SHAPE ("GroundResult", "Whether a ground for treating system risk holds.", rows);

static void
riskctx_ground_result_dispose (GObject *object)
{
  RiskctxGroundResult *self = RISKCTX_GROUND_RESULT (object);

  g_clear_object (&self->evidence);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_ground_result_parent_class)->dispose (object);
}

static void
riskctx_ground_result_finalize (GObject *object)
{
  RiskctxGroundResult *self = RISKCTX_GROUND_RESULT (object);

  g_clear_pointer (&self->justification, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_ground_result_parent_class)->finalize (object);
}

static void
riskctx_ground_result_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RiskctxGroundResult *self = RISKCTX_GROUND_RESULT (object);

  switch ((RiskctxGroundResultProperty) prop_id)
    {
    case PROP_GROUND:
      g_value_set_enum (value, self->ground);
      break;
    case PROP_HOLDS:
      g_value_set_boolean (value, self->holds);
      break;
    case PROP_JUSTIFICATION:
      g_value_set_boxed (value, self->justification);
      break;
    case PROP_EVIDENCE:
      g_value_set_object (value, self->evidence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_ground_result_class_init (RiskctxGroundResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_ground_result_dispose;
  object_class->finalize = riskctx_ground_result_finalize;
  object_class->get_property = riskctx_ground_result_get_property;

  /**
   * RiskctxGroundResult:ground: (getter get_ground)
   *
   * Which of the three grounds.
   *
   * Since: 1.0
   */
  properties[PROP_GROUND] = g_param_spec_enum ("ground", NULL, NULL, RISKCTX_TYPE_GROUND,
                                               RISKCTX_GROUND_STRATEGIC_USE, flags);
  /**
   * RiskctxGroundResult:holds: (getter get_holds)
   *
   * Whether it holds.
   *
   * Since: 1.0
   */
  properties[PROP_HOLDS] = g_param_spec_boolean ("holds", NULL, NULL, FALSE, flags);
  /**
   * RiskctxGroundResult:justification: (getter get_justification)
   *
   * Why it holds or does not.
   *
   * Since: 1.0
   */
  properties[PROP_JUSTIFICATION] =
    g_param_spec_boxed ("justification", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxGroundResult:evidence: (getter get_evidence)
   *
   * What that rests on, a list of [class@Evidence].
   *
   * Since: 1.0
   */
  properties[PROP_EVIDENCE] =
    g_param_spec_object ("evidence", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_ground_result_init (RiskctxGroundResult *self)
{
}

RiskctxGroundResult *
riskctx_ground_result_new (RiskctxGround  ground,
                           gboolean       holds,
                           RiskctxText   *justification,
                           GListStore    *evidence)
{
  RiskctxGroundResult *self = g_object_new (RISKCTX_TYPE_GROUND_RESULT, NULL);

  self->ground = (int) ground;
  self->holds = holds;
  self->justification = justification;
  self->evidence = g_object_ref (evidence);
  self->written = riskctx_evidence_peek_all (evidence);
  return self;
}

/**
 * riskctx_ground_result_get_ground: (get-property ground)
 * @self: a result
 *
 * Gets which of the three grounds the result is about.
 *
 * Returns: the ground
 *
 * Since: 1.0
 */
RiskctxGround
riskctx_ground_result_get_ground (RiskctxGroundResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUND_RESULT (self), RISKCTX_GROUND_STRATEGIC_USE);
  return (RiskctxGround) self->ground;
}

/**
 * riskctx_ground_result_get_holds: (get-property holds)
 * @self: a result
 *
 * Gets whether the ground holds.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_ground_result_get_holds (RiskctxGroundResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUND_RESULT (self), FALSE);
  return self->holds;
}

/**
 * riskctx_ground_result_get_justification: (get-property justification)
 * @self: a result
 *
 * Gets why the ground holds or does not, in English and Japanese.
 *
 * Returns: (transfer none): the justification
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_ground_result_get_justification (RiskctxGroundResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUND_RESULT (self), NULL);
  return self->justification;
}

/**
 * riskctx_ground_result_get_evidence: (get-property evidence)
 * @self: a result
 *
 * Gets what the result rests on.
 *
 * Returns: (transfer none): a list of [class@Evidence]
 *
 * Since: 1.0
 */
GListModel *
riskctx_ground_result_get_evidence (RiskctxGroundResult *self)
{
  g_return_val_if_fail (RISKCTX_IS_GROUND_RESULT (self), NULL);
  return G_LIST_MODEL (self->evidence);
}
