/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-svg-private.h"

G_BEGIN_DECLS

/*
 * The system configuration as a picture: zones as columns, components as boxes, flows at right
 * angles. Drawing is a pure function of its input, may run in any number of threads, and does not
 * depend on the order in which the input is given.
 */

typedef struct
{
  const char *id;
  const char *title;
  const char *parent;         /* id of the zone around it, or NULL */
} RiskctxDiagramZone;

typedef struct
{
  const char        *id;
  const char        *title;
  const char        *zone;    /* id, or NULL */
  const char        *kind;    /* user, firewall, web, app, db, system, pc, external-org */
  const char *const *notes;   /* NULL-terminated, or NULL */
  gboolean           weak;
} RiskctxDiagramComponent;

typedef struct
{
  const char        *id;
  const char        *label;   /* or NULL */
  const char *const *path;    /* ids of components, NULL-terminated */
  const char        *over;    /* id of a zone without components that carries it, or NULL */
  gboolean           bidirectional;
} RiskctxDiagramFlow;

typedef struct
{
  RiskctxSvgHead                 head;
  const RiskctxDiagramZone      *zones;
  gsize                          n_zones;
  const RiskctxDiagramComponent *components;
  gsize                          n_components;
  const RiskctxDiagramFlow      *flows;
  gsize                          n_flows;
  const char                    *weak_text;  /* what the mark of a weak component says, or NULL */
  int                            width;      /* pixels available; 0 for 1100 */
  int                            height;     /* pixels of one page; 0 for 1500 */
} RiskctxDiagram;

GStrv riskctx_diagram_draw   (const RiskctxDiagram *diagram);
char *riskctx_diagram_to_dot (const RiskctxDiagram *diagram);

G_END_DECLS
