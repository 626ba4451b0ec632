/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Discrete Fourier transform of n real numbers, n a power of two and at least 4. A plan may be
 * shared; the work memory is the caller's: n doubles. */
typedef struct _RiskctxFft RiskctxFft;

RiskctxFft *riskctx_fft_new  (guint n);
void        riskctx_fft_free (RiskctxFft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxFft, riskctx_fft_free)

/* sum_k values[k] exp (-2 pi i j k / n) for j = 0 to n / 2. re and im hold n / 2 + 1 numbers. */
void riskctx_fft_forward (const RiskctxFft *self, const double *values, double *re, double *im,
                          double *work);
/* The inverse, with the division by n; re and im are destroyed */
void riskctx_fft_inverse (const RiskctxFft *self, double *re, double *im, double *values,
                          double *work);

G_END_DECLS
