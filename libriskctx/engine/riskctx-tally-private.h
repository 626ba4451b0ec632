/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "riskctx-summary-private.h"

G_BEGIN_DECLS

/* Bins of the histogram: sign, exponent and the upper seven bits of the mantissa, so a bin is
 * narrower than 0.8 % of its values. */
#define RISKCTX_TALLY_SHIFT 45
#define RISKCTX_TALLY_BINS (1u << (64 - RISKCTX_TALLY_SHIFT))

typedef struct
{
  double  sum;
  double  low;
  double  high;
  guint64 nonzero;
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

/* The eight lanes of a sum in their fixed order */
static inline double
riskctx_tally_fold (const double *lane)
{
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/* First and last bin in use */
void riskctx_tally_ends (const RiskctxTally *self, guint64 *low, guint64 *high);

G_END_DECLS
