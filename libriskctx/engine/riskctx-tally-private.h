/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "riskctx-summary-private.h"

G_BEGIN_DECLS

/* Bins of the histogram: sign, exponent and the upper seven bits of the mantissa, so a bin is
 * narrower than 0.8 % of its values; but all numbers below 2^-32 in size share one bin, or a year
 * without loss would be 130,000 empty bins away from the next. */
#define RISKCTX_TALLY_SHIFT 45
#define RISKCTX_TALLY_NEAR_ZERO ((guint64) (1023 - 32) << 52)
#define RISKCTX_TALLY_FIRST_TINY                                                                   \
  ((G_GUINT64_CONSTANT (0x7fffffffffffffff) - RISKCTX_TALLY_NEAR_ZERO + 1) >> RISKCTX_TALLY_SHIFT)
#define RISKCTX_TALLY_LAST_TINY                                                                    \
  (((G_GUINT64_CONSTANT (0x8000000000000000) + RISKCTX_TALLY_NEAR_ZERO) >> RISKCTX_TALLY_SHIFT) - 1)
#define RISKCTX_TALLY_BINS                                                                         \
  ((guint) ((1u << (64 - RISKCTX_TALLY_SHIFT))                                                     \
            - (RISKCTX_TALLY_LAST_TINY - RISKCTX_TALLY_FIRST_TINY)))

/* Powers are of (value - center) / scale: center is one of the values, so not far off, and scale is
 * 1 unless the values are so large or small that fourth powers would leave the range of numbers. */
typedef struct
{
  guint   n;
  double  sum;
  double  low;
  double  high;
  guint64 nonzero;
  double  center;
  double  scale;
  double  square;
  double  cube;
  double  fourth;
} RiskctxTallyRange;

struct _RiskctxTally
{
  guint              n_blocks;
  guint              workers;
  RiskctxTallyRange *ranges; /* by block */
  guint32          **counts; /* [worker][bin]; memory is touched only where values are */
};

/* An integer in the order of the numbers; both zeros are one */
static inline guint64
riskctx_tally_encode (double value)
{
  guint64 code;

  value += 0.0;
  memcpy (&code, &value, sizeof code);
  return code ^ (guint64) ((gint64) code >> 63 | G_MININT64);
}

static inline double
riskctx_tally_decode (guint64 code)
{
  double value;

  code = code >> 63 ? code & G_GUINT64_CONSTANT (0x7fffffffffffffff) : ~code;
  memcpy (&value, &code, sizeof value);
  return value;
}

static inline guint64
riskctx_tally_bin (guint64 code)
{
  const guint64 bin = code >> RISKCTX_TALLY_SHIFT;

  return MIN (bin, RISKCTX_TALLY_FIRST_TINY) + MAX (bin, RISKCTX_TALLY_LAST_TINY)
         - RISKCTX_TALLY_LAST_TINY;
}

/* The largest code in a bin */
static inline guint64
riskctx_tally_last (guint64 bin)
{
  if (bin >= RISKCTX_TALLY_FIRST_TINY)
    bin += RISKCTX_TALLY_LAST_TINY - RISKCTX_TALLY_FIRST_TINY;
  return ((bin + 1) << RISKCTX_TALLY_SHIFT) - 1;
}

/* The eight lanes of a sum in their fixed order */
static inline double
riskctx_tally_fold (const double *lane)
{
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/* First and last bin in use */
void   riskctx_tally_ends     (const RiskctxTally *self, guint64 *low, guint64 *high);
double riskctx_tally_smallest (const RiskctxTally *self);
double riskctx_tally_largest  (const RiskctxTally *self);
/* Sums of z^2 and z^4 for z = (value - mean) / scale over all blocks */
void   riskctx_tally_powers   (const RiskctxTally *self, double mean, double scale, double *square,
                               double *fourth);
/* Numbers of values below each of n_bins bins from low on, and one more: of all */
guint64 *riskctx_tally_count_below (const RiskctxTally *self, guint64 low, guint n_bins);

G_END_DECLS
