/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* One block per release: what appeared in it is marked with RISKCTX_AVAILABLE_IN_…, so that
 * nothing is exported by accident and a program can say which releases it wants to run with. */

#ifndef RISKCTX_EXTERN
#if defined(RISKCTX_COMPILATION) && defined(__GNUC__)
#define RISKCTX_EXTERN __attribute__ ((visibility ("default"))) extern
#else
#define RISKCTX_EXTERN extern
#endif
#endif

/**
 * RISKCTX_VERSION_1_0:
 *
 * The API of release 1.0, for [const@VERSION_MAX_ALLOWED].
 *
 * Since: 1.0
 */
#define RISKCTX_VERSION_1_0 (G_ENCODE_VERSION (1, 0))

/**
 * RISKCTX_VERSION_MAX_ALLOWED:
 *
 * The newest release whose API a program wants to use.
 *
 * Define it before including `riskctx.h`, for example to [const@VERSION_1_0]; the use of
 * anything newer is then a compiler warning. Without a definition everything may be used.
 *
 * Since: 1.0
 */
#ifndef RISKCTX_VERSION_MAX_ALLOWED
#define RISKCTX_VERSION_MAX_ALLOWED (RISKCTX_VERSION_1_0)
#endif

#if RISKCTX_VERSION_MAX_ALLOWED < RISKCTX_VERSION_1_0
#define RISKCTX_AVAILABLE_IN_1_0 RISKCTX_EXTERN G_UNAVAILABLE (1, 0)
#else
#define RISKCTX_AVAILABLE_IN_1_0 RISKCTX_EXTERN
#endif
