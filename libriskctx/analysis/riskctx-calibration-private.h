/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-calibration.h"

G_BEGIN_DECLS

/* What the files that make estimates from evidence have in common. */

/* A number for a sentence: whole, or with three significant digits */
RiskctxText *riskctx_calibration_number (double value);
/* The estimate in every language, without a currency */
RiskctxText *riskctx_calibration_say    (RiskctxEstimate *estimate);

/* Drops the reference to an estimate without basis and gives it one, with the sentence of that key
 * as its source, and the unit of @like if that is not NULL. */
RiskctxEstimate *riskctx_calibration_found (RiskctxEstimate    *estimate,
                                            RiskctxBasis        basis,
                                            RiskctxEstimate    *like,
                                            const char         *key,
                                            RiskctxText *const *args,
                                            guint               n_args);

/* FALSE with an error unless value is finite and above, or not below, a bound */
gboolean riskctx_calibration_above (const char *what, double value, double bound, GError **error);
gboolean riskctx_calibration_least (const char *what, double value, double bound, GError **error);

G_END_DECLS
