/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-enums.h"
#include "riskctx-text.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_FIGURE (riskctx_figure_get_type ())

typedef struct _RiskctxFigure RiskctxFigure;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_figure_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_figure_ref (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_figure_unref (RiskctxFigure *self);

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_figure_get_name (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_figure_get_label (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_figure_is_defined (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_figure_get_value (RiskctxFigure *self,
                                 GError       **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_figure_has_error (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_figure_get_error (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_figure_has_interval (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_figure_get_interval (RiskctxFigure *self,
                                  double        *low,
                                  double        *high);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_figure_get_unit (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_figure_get_currency (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_figure_get_reason (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_figure_get_formula (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_figure_get_note (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_figure_has_basis (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxBasis riskctx_figure_get_basis (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_figure_get_source (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_figure_get_n_inputs (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_figure_get_input (RiskctxFigure *self,
                                         guint          position);

RISKCTX_AVAILABLE_IN_1_0
char *riskctx_figure_format (RiskctxFigure *self,
                             const char    *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_figure_format_bare (RiskctxFigure *self,
                                  const char    *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_figure_format_error (RiskctxFigure *self,
                                   const char    *language);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_figure_explain (RiskctxFigure *self,
                              const char    *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_figure_to_json (RiskctxFigure *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_figure_get_schema (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxFigure, riskctx_figure_unref)

G_END_DECLS
