/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "riskctx-version-macros.h"

G_BEGIN_DECLS

/**
 * RISKCTX_ERROR:
 *
 * The error domain of the library; its codes are [error@Error].
 *
 * Since: 1.0
 */
#define RISKCTX_ERROR (riskctx_error_quark ())

/**
 * RiskctxError:
 * @RISKCTX_ERROR_INVALID: a document or value breaks a rule; correct it
 * @RISKCTX_ERROR_NOT_FOUND: no item, company or word of that name; choose one that exists
 * @RISKCTX_ERROR_UNDEFINED: the figure asked for does not exist for these inputs; the message says
 *   why
 * @RISKCTX_ERROR_UNSUPPORTED: the method asked for cannot answer the question; choose another
 * @RISKCTX_ERROR_TOO_LARGE: the input is larger than the limits allow
 * @RISKCTX_ERROR_VERSION: the document was written for a newer version of the library
 * @RISKCTX_ERROR_FORBIDDEN: the license of a text does not let it be shown; ask for less of it
 *
 * What can go wrong, by what the caller can do about it.
 *
 * Since: 1.0
 */
typedef enum
{
  RISKCTX_ERROR_INVALID,
  RISKCTX_ERROR_NOT_FOUND,
  RISKCTX_ERROR_UNDEFINED,
  RISKCTX_ERROR_UNSUPPORTED,
  RISKCTX_ERROR_TOO_LARGE,
  RISKCTX_ERROR_VERSION,
  RISKCTX_ERROR_FORBIDDEN,
} RiskctxError;

RISKCTX_AVAILABLE_IN_1_0
GQuark riskctx_error_quark (void);

G_END_DECLS
