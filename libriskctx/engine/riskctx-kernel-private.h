/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The innermost loops, once for every width of vectors. All widths give the same bits: they differ
 * in how many items are done at once, never in the operations done on one. */

typedef enum
{
  RISKCTX_KERNEL_AUTO, /* the widest that the processor has */
  RISKCTX_KERNEL_PORTABLE,
  RISKCTX_KERNEL_SSE2,
  RISKCTX_KERNEL_AVX2,
  RISKCTX_KERNEL_AVX512
} RiskctxKernelWidth;

/* Cells of a table: the upper RISKCTX_KERNEL_CELL_BITS bits of the mantissa of t, for each
 * exponent from octave 0, [1/4, 1/2), outwards. */
#define RISKCTX_KERNEL_CELL_BITS 4
#define RISKCTX_KERNEL_CELLS (1u << RISKCTX_KERNEL_CELL_BITS)
#define RISKCTX_KERNEL_OCTAVES 33u
#define RISKCTX_KERNEL_TABLE (RISKCTX_KERNEL_OCTAVES * RISKCTX_KERNEL_CELLS)
/* Lower bits of an entry of a table of counts; where all are set, it does not decide */
#define RISKCTX_KERNEL_MANY 0xfffu
/* Most years that are put in order at once, and the most events that one of them may have */
#define RISKCTX_KERNEL_ORDER 4096u
#define RISKCTX_KERNEL_ORDER_TOP 32u
/* Smallest t of the table: 2^-34 */
#define RISKCTX_KERNEL_EDGE 0x1p-34

typedef struct
{
  /* Philox4x32-10 on counters (trials[i], draws[i], key): low[i] and high[i] are the two halves.
   * All four arrays have room for n rounded up to a multiple of 16. */
  void (*philox) (guint64 seed, guint64 key, guint n, const guint32 *trials, const guint32 *draws,
                  guint64 *low, guint64 *high);
  /* The same where all draws are one */
  void (*philox_same) (guint64 seed, guint64 key, guint n, const guint32 *trials, guint32 draw,
                       guint64 *low, guint64 *high);
  /* out[i] = table at bits[i], see riskctx-sampler.c. Returns whether some t is below the edge. */
  gboolean (*table) (const double *cells, guint n, const guint64 *bits, double *out);
  /* Adds weight exp (rate (z - 1)) to sum for n complex numbers z, and rate times that to slope
   * where it is not NULL. n: a multiple of 8; |z| <= 1 */
  void (*poisson) (guint n, double rate, double weight, const double *z_re, const double *z_im,
                   double *sum_re, double *sum_im, double *slope_re, double *slope_im);
  /* E min (X, i step) for i = 1 to n into out and X lognormal with this mean; n: a multiple of 8 */
  void (*lognormal) (guint n, double step, double mu, double sigma, double mean, double *out);
  /* Eight lanes each of the sum, the smallest and the largest number, how many are not 0, and, in
   * powers, the sums of z^2, z^3 and z^4 for z = (x - center) inverse */
  void (*range) (guint n, const double *values, double center, double inverse, double *sum,
                 double *low, double *high, guint64 *nonzero, double *powers);
  /* Eight lanes each of sum e and e^2 for e = max (0, x - edge) inverse */
  void (*excess) (guint n, const double *values, double edge, double inverse, double *sum,
                  double *square);
  /* out[i] = the bin of a tally for values[i] */
  void (*bins) (guint n, const double *values, guint32 *out);
  /* out[i] = first plus what the entry of a table of 1024 for the upper ten bits of bits[i] says,
   * see riskctx-count.c: its lower twelve bits, minus 1, and one more where bits[i] is not below
   * the entry without them. Returns whether some lower bits are all set; there, and only there,
   * out is first plus RISKCTX_KERNEL_MANY. */
  gboolean (*counts) (guint n, const guint64 *entries, const guint64 *bits, guint32 first,
                      guint32 *out);
  /* Numbers strictly between 0 and 1, as riskctx_uniform_from_bits () */
  void (*uniforms) (guint n, const guint64 *bits, double *out);
  /* sum[i] += lists[0][i], then lists[1][i], and so on */
  void (*add) (guint n, guint n_lists, const double *const *lists, double *sum);
  /* out[i] = 0 + values[i] */
  void (*put) (guint n, const double *values, double *out);
  /* sum[i] += values[i] factor where marks[i] < probability */
  void (*add_kept) (guint n, const double *values, double factor, const double *marks,
                    double probability, double *sum);
  /* The same, added to 0 */
  void (*put_kept) (guint n, const double *values, double factor, const double *marks,
                    double probability, double *out);
  /* Copies, in their order, the values x with low <= x <= high, and returns how many there are. out
   * has room for n and may be values. */
  guint (*select) (guint n, const double *values, double low, double high, double *out);
  /* Of exceedances, (bits[i] + 1/2) 2^-52 in their upper 52 bits times a factor of at least 1,
   * those below 1 as bits for table (), and where they are; returns how many. The arrays have room
   * for n rounded up to a multiple of 16. */
  guint (*pick) (guint n, const guint64 *bits, double factor, guint64 *out, guint32 *index);
  /* The numbers from 0 to n - 1 in the descending order of their counts, which are at most top; of
   * equal ones in their own. Returns how many counts are above 0, and they are in ordered. n is at
   * most RISKCTX_KERNEL_ORDER, years has room for 32 more than n. NULL where nothing is gained. */
  guint (*order) (guint n, const guint32 *counts, guint32 top, guint16 *years, guint32 *ordered);
} RiskctxKernel;

/* Vectors are fastest where none of them crosses a line of the cache: memory that is read and
 * written much begins at a line. */
#define RISKCTX_KERNEL_ALIGNMENT 64
#define RISKCTX_KERNEL_ALIGNED __attribute__ ((aligned (RISKCTX_KERNEL_ALIGNMENT)))

/* n numbers; to be freed with g_aligned_free () */
static inline double *
riskctx_kernel_numbers (gsize n)
{
  return g_aligned_alloc (MAX (n, 1), sizeof (double), RISKCTX_KERNEL_ALIGNMENT);
}

/* NULL if the processor lacks the width asked for */
const RiskctxKernel *riskctx_kernel_get (RiskctxKernelWidth width);

G_END_DECLS
