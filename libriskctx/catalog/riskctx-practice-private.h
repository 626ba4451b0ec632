/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-practice.h"

G_BEGIN_DECLS

/* A row as the files have it, known to be without mistakes. */
RiskctxPractice *riskctx_practice_new_row (RiskctxPracticeKind kind, JsonObject *object);

G_END_DECLS
