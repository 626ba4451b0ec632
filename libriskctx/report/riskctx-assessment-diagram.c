/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-assessment-diagram.h"

#include "riskctx-diagram-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-findings.h"
#include "riskctx-issue-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-words.h"

/* What the drawing is made from; everything is freed with it. */
typedef struct
{
  RiskctxDiagram diagram;
  GArray *zones;
  GArray *components;
  GArray *flows;
  GPtrArray *notes; /* of GStrv */
} Input;

static const char *
title_of (gpointer item, const char *language)
{
  RiskctxText *title = riskctx_item_get_title (item);

  return title ? riskctx_text_get (title, language) : riskctx_item_get_id (item);
}

/* The short remark of the drawing for each weakness that stands beside a component. */
static const char *
note_of (RiskctxIssueCode code, const char *language)
{
  g_autofree char *key = g_strdup_printf ("diagram.weakness.%d", (int) code);

  return riskctx_word (key, language);
}

static GStrv
notes_of (RiskctxItem *component, GListModel *findings, const char *language)
{
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (findings, i);
      const char *note = note_of (riskctx_issue_get_number (issue), language);

      if (note != NULL && g_strcmp0 (riskctx_issue_get_item_id (issue), component->id) == 0)
        g_strv_builder_add (builder, note);
    }

  GStrv notes = g_strv_builder_end (builder);

  g_strv_builder_unref (builder);
  return notes;
}

static gboolean
holds_components (RiskctxAssessment *self, const char *zone)
{
  RiskctxItemList *components = riskctx_assessment_get_components (self);

  for (guint i = 0; i < riskctx_item_list_get_length (components); i++)
    if (g_strcmp0 (riskctx_component_get_zone (riskctx_item_list_peek (components, i)), zone) == 0)
      return TRUE;
  return FALSE;
}

/* A zone that carries flows but holds nothing needs no column: the flows name it. */
static const char *
carrier (RiskctxAssessment *self, RiskctxFlow *flow)
{
  const char *const *over = riskctx_flow_get_over (flow);

  for (; over != NULL && *over != NULL; over++)
    if (!holds_components (self, *over))
      return *over;
  return NULL;
}

typedef enum
{
  STANDALONE,
  INLINE,
  OUTLINE, /* inline, and without the words beside components and flows */
} Manner;

static void
input_init (Input *input, RiskctxAssessment *self, const char *language, Manner manner)
{
  g_autoptr(GListStore) findings = riskctx_assessment_list_findings (self);
  RiskctxItemList *zones = riskctx_assessment_get_zones (self);
  RiskctxItemList *components = riskctx_assessment_get_components (self);
  RiskctxItemList *flows = riskctx_assessment_get_flows (self);

  input->zones = g_array_new (FALSE, TRUE, sizeof (RiskctxDiagramZone));
  input->components = g_array_new (FALSE, TRUE, sizeof (RiskctxDiagramComponent));
  input->flows = g_array_new (FALSE, TRUE, sizeof (RiskctxDiagramFlow));
  input->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < riskctx_item_list_get_length (zones); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (zones, i);
      RiskctxDiagramZone zone = { item->id, title_of (item, language),
                                  riskctx_zone_get_parent (RISKCTX_ZONE (item)) };

      g_array_append_val (input->zones, zone);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (components); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (components, i);
      RiskctxComponent *self_component = RISKCTX_COMPONENT (item);
      GStrv notes = notes_of (item, G_LIST_MODEL (findings), language);
      RiskctxDiagramComponent component = {
        item->id,
        title_of (item, language),
        riskctx_component_get_zone (self_component),
        riskctx_enum_to_nick (RISKCTX_TYPE_COMPONENT_KIND,
                              (int) riskctx_component_get_kind (self_component)),
        manner == OUTLINE ? NULL : (const char *const *) notes,
        notes[0] != NULL,
      };

      g_ptr_array_add (input->notes, notes);
      g_array_append_val (input->components, component);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (flows); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (flows, i);
      RiskctxFlow *self_flow = RISKCTX_FLOW (item);
      RiskctxDiagramFlow flow = {
        item->id,
        manner == OUTLINE ? NULL : title_of (item, language),
        riskctx_flow_get_path (self_flow),
        carrier (self, self_flow),
        riskctx_flow_get_bidirectional (self_flow),
      };

      g_array_append_val (input->flows, flow);
    }

  input->diagram = (RiskctxDiagram){
    .head = { .id = manner == OUTLINE ? "outline" : "diagram",
              .title = riskctx_word ("diagram.title", language),
              .language = language,
              .standalone = manner == STANDALONE },
    .zones = (const RiskctxDiagramZone *) input->zones->data,
    .n_zones = input->zones->len,
    .components = (const RiskctxDiagramComponent *) input->components->data,
    .n_components = input->components->len,
    .flows = (const RiskctxDiagramFlow *) input->flows->data,
    .n_flows = input->flows->len,
    .weak_text = riskctx_word ("diagram.weak", language),
  };
}

static void
input_clear (Input *input)
{
  g_array_unref (input->zones);
  g_array_unref (input->components);
  g_array_unref (input->flows);
  g_ptr_array_unref (input->notes);
}

static char **
draw (RiskctxAssessment *self, const char *language, Manner manner)
{
  Input input;
  char **pages;

  input_init (&input, self, language, manner);
  pages = input.components->len > 0 ? riskctx_diagram_draw (&input.diagram) : g_new0 (char *, 1);
  input_clear (&input);
  return pages;
}

char **
riskctx_assessment_draw_inline_diagram (RiskctxAssessment *self, const char *language)
{
  return draw (self, language, INLINE);
}

char **
riskctx_assessment_draw_outline (RiskctxAssessment *self, const char *language)
{
  return draw (self, language, OUTLINE);
}

/**
 * riskctx_assessment_draw_diagram:
 * @self: an assessment that [method@Assessment.check] finds sound
 * @language: `ja` or `en`
 *
 * Draws the system: zones as columns, components with their weaknesses, flows between them.
 *
 * Returns: (transfer full) (array zero-terminated=1): the pages, each an SVG document; several only
 *   where the system is too large for one; none if there are no components
 *
 * Since: 1.0
 */
char **
riskctx_assessment_draw_diagram (RiskctxAssessment *self, const char *language)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self) && language != NULL, NULL);

  return draw (self, language, STANDALONE);
}

/**
 * riskctx_assessment_diagram_to_dot:
 * @self: an assessment that [method@Assessment.check] finds sound
 * @language: `ja` or `en`
 *
 * Describes the system in the DOT language, for those who draw it with Graphviz.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_assessment_diagram_to_dot (RiskctxAssessment *self, const char *language)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self) && language != NULL, NULL);

  Input input;
  char *text;

  input_init (&input, self, language, STANDALONE);
  text = riskctx_diagram_to_dot (&input.diagram);
  input_clear (&input);
  return text;
}
