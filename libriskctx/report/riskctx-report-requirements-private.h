/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-control.h"
#include "riskctx-report-tree-private.h"

G_BEGIN_DECLS

/* A table of what the controls cite from the catalogs that come with the library, each entry once
 * and by its title, so that a number need not be looked up. No table if nothing is cited. */
void riskctx_report_add_requirements (JsonArray  *blocks,
                                      GPtrArray  *controls,
                                      const char *language);

G_END_DECLS
