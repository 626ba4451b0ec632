/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-diagram-private.h"

G_BEGIN_DECLS

/*
 * From a diagram to coordinates, in whole pixels:
 *
 *   graph    sorts everything by id, resolves references, finds layers along the flows
 *   columns  distributes zones over columns and orders what stands in one column
 *   place    decides how each line runs, where it touches its boxes, and every y
 *   route    gives each line its lanes between the columns, and every x
 *
 * Lines run horizontally only beside boxes or in the gaps between two boxes of a column, and
 * vertically only in the gutters between columns (or straight down from one box to the next).
 * Labels stand above the piece of line that leaves the box, in a strip of the gutter which no
 * vertical line enters. So nothing crosses a box or a text, whatever the input.
 */

#define RISKCTX_DIAGRAM_MARGIN 12
#define RISKCTX_DIAGRAM_TITLE_SIZE 13
#define RISKCTX_DIAGRAM_TITLE_LEADING 17
#define RISKCTX_DIAGRAM_NOTE_SIZE 11
#define RISKCTX_DIAGRAM_NOTE_LEADING 15
#define RISKCTX_DIAGRAM_LABEL_SIZE 11
#define RISKCTX_DIAGRAM_LABEL_LEADING 14
#define RISKCTX_DIAGRAM_ZONE_SIZE 12
#define RISKCTX_DIAGRAM_ZONE_LEADING 16
#define RISKCTX_DIAGRAM_ICON 26
#define RISKCTX_DIAGRAM_TITLE_X (6 + RISKCTX_DIAGRAM_ICON + 7)  /* of a title beside an icon */
#define RISKCTX_DIAGRAM_TITLE_END 6
#define RISKCTX_DIAGRAM_INSET 10    /* of a zone in the zone around it: sides, bottom */
#define RISKCTX_DIAGRAM_PITCH 12    /* between horizontal lines that start at one column */
#define RISKCTX_DIAGRAM_LANE 10     /* between vertical lines in a gutter */

typedef struct
{
  int x;
  int y;
  int width;
  int height;
} RiskctxDiagramBox;

typedef struct
{
  const RiskctxDiagramZone *source;
  int                       parent;       /* index, or -1 */
  int                       depth;        /* 0 for the outermost */
  int                       root;
  gboolean                  present;      /* has a box in this picture */
  GStrv                     title_lines;
  int                       first_column;
  int                       last_column;
  RiskctxDiagramBox         box;
  RiskctxDiagramBox         title_box;
} RiskctxDiagramPlacedZone;

typedef struct
{
  const RiskctxDiagramComponent *source;  /* NULL for what keeps the place of an empty zone */
  char                          *elsewhere;   /* text of a box that stands on another page */
  int                            zone;    /* index, or -1 */
  int                            layer;
  int                            column;
  int                            position;    /* in the column, from above */
  GStrv                          title_lines;
  GPtrArray                     *notes;   /* of GStrv, one for each note */
  int                            text_height;
  int                            wish;    /* estimated center before coordinates exist */
  RiskctxDiagramBox              box;
} RiskctxDiagramPlacedNode;

typedef enum
{
  RISKCTX_DIAGRAM_DIRECT,       /* straight down to the next box of the column */
  RISKCTX_DIAGRAM_LOOP_RIGHT,   /* between boxes of one column, through the gutter on the right */
  RISKCTX_DIAGRAM_LOOP_LEFT,
  RISKCTX_DIAGRAM_ACROSS        /* between two columns */
} RiskctxDiagramCourse;

typedef struct
{
  const RiskctxDiagramFlow *source;
  int                       from;
  int                       to;
  int                       style;        /* 0 solid, else 1 + index of the zone that carries it */
  gboolean                  labelled;
  RiskctxDiagramCourse      course;
  int                       ends[2];      /* upper and lower, from and to, or left and right */
  int                       ports[2];     /* y of the line at each end; x for a direct line */
  int                      *gaps;         /* for each column passed, the gap used */
  int                      *passes;       /* for each column passed, y */
  int                       n_passes;
  GStrv                     label_lines;
  int                       label_width;
  int                       label_drop;   /* of a direct line: below the upper box */
  gboolean                  label_before; /* text ends at the line instead of starting there */
  RiskctxDiagramBox         label_box;
  double                   *points;
  gsize                     n_points;
} RiskctxDiagramPlacedEdge;

typedef struct
{
  GArray *nodes;       /* of int, from above */
  int     depth;       /* zones inside each other, at most */
  int     x;
  int     width;
} RiskctxDiagramColumn;

typedef struct
{
  RiskctxDiagramPlacedZone *zones;
  int                       n_zones;
  RiskctxDiagramPlacedNode *nodes;
  int                       n_nodes;
  RiskctxDiagramPlacedEdge *edges;
  int                       n_edges;
  GArray                   *columns;      /* of RiskctxDiagramColumn */
  int                       node_width;
  int                       label_width;
  int                       top;          /* upper edge of the outermost zones */
  int                       bottom;
  int                       width;
  int                       height;
  int                       crossings;
} RiskctxDiagramLayout;

/* Which components a page shows; the others appear as references if a flow leads to them. */
typedef struct
{
  guint           number;
  const gboolean *shown;      /* by position in the sorted list */
  const guint    *page_of;
  GHashTable     *inhabited;  /* ids of zones that have components, on any page */
  GHashTable     *carrying;   /* ids of zones that flows name, on any page */
} RiskctxDiagramPage;

RiskctxDiagramLayout *riskctx_diagram_layout_new     (const RiskctxDiagram     *diagram,
                                                      const RiskctxDiagramPage *page);
void                  riskctx_diagram_layout_free    (RiskctxDiagramLayout     *self);

void                  riskctx_diagram_layout_columns (RiskctxDiagramLayout     *self,
                                                      int                       most);
void                  riskctx_diagram_layout_place   (RiskctxDiagramLayout     *self);
void                  riskctx_diagram_layout_route   (RiskctxDiagramLayout     *self);

RiskctxDiagramLayout *riskctx_diagram_layout_best    (const RiskctxDiagram     *diagram,
                                                      const RiskctxDiagramPage *page);
char                 *riskctx_diagram_draw_page      (const RiskctxDiagram     *diagram,
                                                      const RiskctxDiagramLayout *layout,
                                                      guint                     number,
                                                      guint                     count);
GPtrArray            *riskctx_diagram_sorted_components (const RiskctxDiagram  *diagram);
int                   riskctx_diagram_strip_height   (const RiskctxDiagramPlacedZone *zone);

void                  riskctx_diagram_icon           (RiskctxSvg               *svg,
                                                      const char               *kind,
                                                      int                       x,
                                                      int                       y);
void                  riskctx_diagram_warning        (RiskctxSvg               *svg,
                                                      int                       x,
                                                      int                       y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxDiagramLayout, riskctx_diagram_layout_free)

G_END_DECLS
