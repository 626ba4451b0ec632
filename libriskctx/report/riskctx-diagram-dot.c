/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-diagram-layout-private.h"

static void
append_quoted (GString    *out,
               const char *text)
{
  g_autofree char *clean = riskctx_svg_text_clean (text);

  g_string_append_c (out, '"');
  for (const char *p = clean; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (out, "\\n");
    else
      {
        if (*p == '"' || *p == '\\')
          g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static const char *
shape_of (const char *kind)
{
  static const char *const shapes[][2] = {
    { "user", "ellipse" }, { "db", "cylinder" }, { "firewall", "octagon" },
    { "external-org", "house" }, { "system", "box3d" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (shapes[i][0], kind) == 0)
      return shapes[i][1];
  return "box";
}

static void
append_node (GString                        *out,
             const RiskctxDiagramPlacedNode *node,
             int                             indent)
{
  const RiskctxDiagramComponent *source = node->source;
  g_autoptr(GString) label = g_string_new (source->title != NULL ? source->title : source->id);

  for (gsize i = 0; source->notes != NULL && source->notes[i] != NULL; i++)
    g_string_append_printf (label, "\n%s", source->notes[i]);
  g_string_append_printf (out, "%*s", indent, "");
  append_quoted (out, source->id);
  g_string_append (out, " [label=");
  append_quoted (out, label->str);
  g_string_append_printf (out, ", shape=%s%s];\n", shape_of (source->kind),
                          source->weak ? ", color=\"#a85400\", penwidth=2" : "");
}

static void
append_zone (GString                    *out,
             const RiskctxDiagramLayout *layout,
             int                         zone,
             int                         indent)
{
  if (zone >= 0)
    {
      const RiskctxDiagramZone *source = layout->zones[zone].source;
      g_autofree char *name = g_strconcat ("cluster_", source->id, NULL);

      g_string_append_printf (out, "%*ssubgraph ", indent, "");
      append_quoted (out, name);
      g_string_append (out, " {\n");
      indent += 2;
      g_string_append_printf (out, "%*slabel=", indent, "");
      append_quoted (out, source->title != NULL ? source->title : source->id);
      g_string_append (out, ";\n");
    }
  for (int i = 0; i < layout->n_nodes; i++)
    if (layout->nodes[i].zone == zone && layout->nodes[i].source != NULL)
      append_node (out, &layout->nodes[i], indent);
  for (int i = 0; i < layout->n_zones; i++)
    if (layout->zones[i].present && layout->zones[i].parent == zone)
      append_zone (out, layout, i, indent);
  if (zone >= 0)
    g_string_append_printf (out, "%*s}\n", indent - 2, "");
}

/**
 * riskctx_diagram_to_dot:
 * @diagram: a diagram
 *
 * Writes a diagram in the language of Graphviz, for those who want to lay it out themselves.
 *
 * Returns: (transfer full): the text
 */
char *
riskctx_diagram_to_dot (const RiskctxDiagram *diagram)
{
  g_autoptr(RiskctxDiagramLayout) layout = riskctx_diagram_layout_new (diagram, NULL);
  GString *out = g_string_new ("digraph ");

  append_quoted (out, diagram->head.title);
  g_string_append (out, " {\n  rankdir=LR;\n  node [fontname=\"sans\"];\n");
  append_zone (out, layout, -1, 2);
  for (int e = 0; e < layout->n_edges; e++)
    {
      const RiskctxDiagramPlacedEdge *edge = &layout->edges[e];

      g_string_append (out, "  ");
      append_quoted (out, layout->nodes[edge->from].source->id);
      g_string_append (out, " -> ");
      append_quoted (out, layout->nodes[edge->to].source->id);
      g_string_append (out, " [");
      if (edge->labelled)
        {
          g_string_append (out, "label=");
          append_quoted (out, edge->source->label);
          g_string_append (out, ", ");
        }
      g_string_append_printf (out, "dir=%s%s];\n", edge->source->bidirectional ? "both" : "forward",
                              edge->style > 0 ? ", style=dashed" : "");
    }
  g_string_append (out, "}\n");

  return g_string_free (out, FALSE);
}
