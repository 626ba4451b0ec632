/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-kernel-body-private.h"
#include "riskctx-tally-private.h"

#include <math.h>
#include <string.h>

/* Loops of the simulation that are written once and compiled for each width: as the body of a
 * function with a target, always inlined, so that the compiler vectorizes it as far as that target
 * goes. Only riskctx-kernel.c includes this. */

#define LANES 8u

INLINE gboolean
table_body (const double  *cells,
            guint          n,
            const guint64 *bits,
            double        *out)
{
  gboolean far = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const guint64 whole = ((bits[i] << 1) >> 12) | G_GUINT64_CONSTANT (0x4330000000000000);
      guint64 code, index;
      double t, place;
      const double *power;

      /* 52 bits below the exponent of 2^52 are the number 2^52 plus them */
      memcpy (&t, &whole, sizeof t);
      t = ((t - 0x1p52) + 0.5) * 0x1p-53;
      far |= t < RISKCTX_KERNEL_EDGE;
      t = t < RISKCTX_KERNEL_EDGE ? RISKCTX_KERNEL_EDGE : t;
      memcpy (&code, &t, sizeof code);
      /* exponents run against octaves, so cells are stored by exponent: 989 is the edge's */
      index = (code >> (52 - RISKCTX_KERNEL_CELL_BITS)) - 989u * RISKCTX_KERNEL_CELLS
              + (bits[i] >> 63) * RISKCTX_KERNEL_TABLE;
      power = cells + 4 * index;
      code = (code << RISKCTX_KERNEL_CELL_BITS & G_GUINT64_CONSTANT (0x000fffffffffffff))
             | G_GUINT64_CONSTANT (0x3ff0000000000000);
      memcpy (&place, &code, sizeof place);
      place -= 1.0;
      out[i] = power[0] + place * (power[1] + place * (power[2] + place * power[3]));
    }
  return far;
}

INLINE guint
pick_body (guint          n,
           const guint64 *bits,
           double         factor,
           guint64       *out,
           guint32       *index)
{
  guint64 code[256], wanted[256];
  guint m = 0;

  for (guint first = 0; first < n; first += G_N_ELEMENTS (code))
    {
      const guint size = MIN (n - first, G_N_ELEMENTS (code));

      for (guint i = 0; i < size; i++)
        {
          const guint64 whole = bits[first + i] >> 12 | G_GUINT64_CONSTANT (0x4330000000000000);
          guint64 number;
          double w, t;

          memcpy (&w, &whole, sizeof w);
          w = ((w - 0x1p52) + 0.5) * 0x1p-52 * factor;
          t = w < 0.5 ? w : 1.0 - w;
          /* 2^53 t as an integer of 52 bits, by adding 2^52 */
          t = t < 0.5 - 0x1p-53 ? t : 0.5 - 0x1p-53;
          t = t * 0x1p53 + 0x1p52;
          memcpy (&number, &t, sizeof number);
          number = (number & G_GUINT64_CONSTANT (0x000fffffffffffff)) << 11;
          code[i] = number | (w < 0.5 ? G_GUINT64_CONSTANT (1) << 63 : 0);
          wanted[i] = w < 1.0;
        }
      for (guint i = 0; i < size; i++)
        {
          out[m] = code[i];
          index[m] = first + i;
          m += (guint) wanted[i];
        }
    }
  return m;
}

INLINE void
range_body (guint         n,
            const double *values,
            double        center,
            double        inverse,
            double       *sum,
            double       *low,
            double       *high,
            guint64      *nonzero,
            double       *powers)
{
  D8 s = { 0.0 }, p2 = { 0.0 }, p3 = { 0.0 }, p4 = { 0.0 };
  D8 a = INFINITY - (D8){ 0 }, b = -INFINITY - (D8){ 0 };
  U8 c = { 0 };
  guint i = 0;

  for (; i + LANES <= n; i += LANES)
    {
      D8 x, z, z2;
      U8 below, above;

      LOAD (x, values + i);
      z = (x - center) * inverse;
      z2 = z * z;
      below = (U8) (x < a);
      above = (U8) (x > b);
      s += x;
      a = (D8) (((U8) x & below) | ((U8) a & ~below));
      b = (D8) (((U8) x & above) | ((U8) b & ~above));
      c -= (U8) (x != 0.0 - (D8){ 0 });
      p2 += z2;
      p3 += z2 * z;
      p4 += z2 * z2;
    }
  STORE (sum, s);
  STORE (low, a);
  STORE (high, b);
  STORE (nonzero, c);
  STORE (powers, p2);
  STORE (powers + LANES, p3);
  STORE (powers + 2 * LANES, p4);
  for (guint l = 0; i < n; i++, l++)
    {
      const double x = values[i], z = (x - center) * inverse, z2 = z * z;

      sum[l] += x;
      low[l] = x < low[l] ? x : low[l];
      high[l] = x > high[l] ? x : high[l];
      nonzero[l] += x != 0.0;
      powers[l] += z2;
      powers[LANES + l] += z2 * z;
      powers[2 * LANES + l] += z2 * z2;
    }
}

INLINE void
bins_body (guint         n,
           const double *values,
           guint32      *out)
{
  for (guint i = 0; i < n; i++)
    out[i] = (guint32) riskctx_tally_bin (riskctx_tally_encode (values[i]));
}

INLINE gboolean
counts_body (guint          n,
             const guint64 *entries,
             const guint64 *bits,
             guint32        first,
             guint32       *out)
{
  guint64 many = 0;

  first--;
  for (guint i = 0; i < n; i++)
    {
      const guint64 entry = entries[bits[i] >> 54], count = entry & RISKCTX_KERNEL_MANY;

      many |= (guint64) (count == RISKCTX_KERNEL_MANY);
      out[i] = first + (guint32) count
               + (guint32) (bits[i] >= (entry & ~(guint64) RISKCTX_KERNEL_MANY));
    }
  return many != 0;
}

INLINE void
uniforms_body (guint          n,
               const guint64 *bits,
               double        *out)
{
  for (guint i = 0; i < n; i++)
    {
      const guint64 whole = bits[i] >> 12 | G_GUINT64_CONSTANT (0x4330000000000000);
      double u;

      /* 52 bits below the exponent of 2^52 are the number 2^52 plus them */
      memcpy (&u, &whole, sizeof u);
      out[i] = ((u - 0x1p52) + 0.5) * 0x1p-52;
    }
}

INLINE void
add_one (guint         n,
         const double *values,
         double       *sum)
{
  guint i = 0;

  for (; i + 8 <= n; i += 8)
    {
      D8 all, one;

      LOAD (all, sum + i);
      LOAD (one, values + i);
      all = all + one;
      STORE (sum + i, all);
    }
  for (; i < n; i++)
    sum[i] += values[i];
}

/* Four lists at a time, in order, in one reading of the sum */
INLINE void
add_body (guint                n,
          guint                n_lists,
          const double *const *lists,
          double              *sum)
{
  for (; n_lists >= 4; n_lists -= 4, lists += 4)
    {
      const double *l0 = lists[0], *l1 = lists[1], *l2 = lists[2], *l3 = lists[3];
      guint i = 0;

      for (; i + 8 <= n; i += 8)
        {
          D8 all, one;

          LOAD (all, sum + i);
          LOAD (one, l0 + i);
          all = all + one;
          LOAD (one, l1 + i);
          all = all + one;
          LOAD (one, l2 + i);
          all = all + one;
          LOAD (one, l3 + i);
          all = all + one;
          STORE (sum + i, all);
        }
      for (; i < n; i++)
        sum[i] = (((sum[i] + l0[i]) + l1[i]) + l2[i]) + l3[i];
    }
  for (guint l = 0; l < n_lists; l++)
    add_one (n, lists[l], sum);
}

/* As if added to 0, which is another thing than -0 alone */
INLINE void
put_body (guint         n,
          const double *values,
          double       *out)
{
  guint i = 0;

  for (; i + 8 <= n; i += 8)
    {
      D8 one;

      LOAD (one, values + i);
      one = one + 0.0;
      STORE (out + i, one);
    }
  for (; i < n; i++)
    out[i] = values[i] + 0.0;
}

INLINE void
add_kept_body (guint         n,
               const double *values,
               double        factor,
               const double *marks,
               double        probability,
               gboolean      add, /* or put */
               double       *sum)
{
  guint i = 0;

  for (; i + 8 <= n; i += 8)
    {
      D8 value, mark, all = { 0.0 };
      U8 kept;

      LOAD (value, values + i);
      LOAD (mark, marks + i);
      if (add)
        LOAD (all, sum + i);
      kept = (U8) (mark < probability - (D8){ 0 });
      all = all + (D8) ((U8) (value * factor) & kept);
      STORE (sum + i, all);
    }
  for (; i < n; i++)
    sum[i] = (add ? sum[i] : 0.0) + (marks[i] < probability ? values[i] * factor : 0.0);
}

INLINE void
excess_body (guint         n,
             const double *values,
             double        edge,
             double        inverse,
             double       *sum,
             double       *square)
{
  /* d + |d| is 2 max (0, d), without a branch or a choice */
  const double half = 0.5 * inverse;
  double e1[LANES] = { 0.0 }, e2[LANES] = { 0.0 };
  guint i = 0;

  for (; i + LANES <= n; i += LANES)
    for (guint l = 0; l < LANES; l++)
      {
        const double d = values[i + l] - edge, z = (d + fabs (d)) * half;

        e1[l] += z;
        e2[l] += z * z;
      }
  for (guint l = 0; i < n; i++, l++)
    {
      const double d = values[i] - edge, z = (d + fabs (d)) * half;

      e1[l] += z;
      e2[l] += z * z;
    }
  memcpy (sum, e1, sizeof e1);
  memcpy (square, e2, sizeof e2);
}
