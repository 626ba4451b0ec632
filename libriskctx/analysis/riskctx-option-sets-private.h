/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"

G_BEGIN_DECLS

/* Each largest set of options that go together: no two exclude each other, none lacks one that it
 * requires, and no further one could join. In the order of the document; at most a few dozen sets.
 * Elements are GStrv of ids. */
GPtrArray *riskctx_option_sets (RiskctxAssessment *assessment);

G_END_DECLS
