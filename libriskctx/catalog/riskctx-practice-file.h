/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-practice.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_practice_load (const char         *path,
                                   RiskctxPracticeKind kind,
                                   GError            **error);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_practice_read (GBytes             *bytes,
                                   RiskctxPracticeKind kind,
                                   GListStore         *issues);

G_END_DECLS
