/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-error.h"

/**
 * riskctx_error_quark:
 *
 * Gets the error domain of the library.
 *
 * Returns: the quark behind `RISKCTX_ERROR`
 *
 * Since: 1.0
 */
G_DEFINE_QUARK (riskctx-error-quark, riskctx_error)
