/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-kernel-private.h"

#include <string.h>

/* Loops that are written once and compiled for each width, on eight numbers at a time: those of the
 * exact method. Only riskctx-kernel.c includes this. */

#define INLINE static inline __attribute__ ((always_inline))

/* Eight numbers, in as many registers as the target needs for them */
typedef double D8 __attribute__ ((vector_size (64)));
typedef guint64 U8 __attribute__ ((vector_size (64)));

/* Vectors go by pointer: passing them by value is another thing on every target, even where it is
 * inlined away. */
#define LOAD(value, from) memcpy (&(value), (from), sizeof (D8))
#define STORE(to, value) memcpy ((to), &(value), sizeof (D8))

/* exp of numbers not above 0, by the same series as riskctx_math_exp (); below -700 as of -700 */
INLINE void
exponential (const D8 *argument,
             D8       *result)
{
  const D8 magic = 0x1.8p52 - (D8){ 0 };
  const D8 floor8 = -700.0 - (D8){ 0 };
  const U8 low = (U8) (*argument < floor8);
  const D8 x = (D8) (((U8) floor8 & low) | ((U8) *argument & ~low));
  D8 k, r, sum = 1.0 / 6227020800.0 - (D8){ 0 };
  U8 code;

  k = x * 1.44269504088896340736 + magic;
  code = (U8) k << 52;
  k -= magic;
  r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  /* the exponent is added as an integer; the sum is between 0.7 and 1.5 */
  *result = (D8) ((U8) sum + code);
}

/* sine and cosine of numbers below 1e9 in size */
INLINE void
turn (const D8 *argument,
      D8       *sine,
      D8       *cosine)
{
  const D8 magic = 0x1.8p52 - (D8){ 0 };
  const D8 x = *argument;
  D8 quarter = x * 0.63661977236758134308 + magic, r, q, s, c;
  const U8 which = (U8) quarter;
  const U8 odd = -(which & 1);
  U8 sine_bits, cosine_bits;

  quarter -= magic;
  r = ((x - quarter * 0x1.921fb544p+0) - quarter * 0x1.0b4611a6p-34)
      - quarter * 0x1.3198a2e037073p-69;
  q = r * r;
  s = 1.0 / 355687428096000.0 - (D8){ 0 };
  s = s * q - 1.0 / 1307674368000.0;
  s = s * q + 1.0 / 6227020800.0;
  s = s * q - 1.0 / 39916800.0;
  s = s * q + 1.0 / 362880.0;
  s = s * q - 1.0 / 5040.0;
  s = s * q + 1.0 / 120.0;
  s = s * q - 1.0 / 6.0;
  s = r + r * (q * s);
  c = 1.0 / 20922789888000.0 - (D8){ 0 };
  c = c * q - 1.0 / 87178291200.0;
  c = c * q + 1.0 / 479001600.0;
  c = c * q - 1.0 / 3628800.0;
  c = c * q + 1.0 / 40320.0;
  c = c * q - 1.0 / 720.0;
  c = c * q + 1.0 / 24.0;
  c = c * q - 0.5;
  c = 1.0 + q * c;
  /* an odd quarter swaps them, two quarters change both signs */
  sine_bits = ((U8) c & odd) | ((U8) s & ~odd);
  cosine_bits = ((U8) s & odd) | ((U8) c & ~odd);
  *sine = (D8) (sine_bits ^ ((which & 2) << 62));
  *cosine = (D8) (cosine_bits ^ (((which + 1) & 2) << 62));
}

INLINE void
poisson_body (guint         n,
              double        rate,
              double        weight,
              const double *z_re,
              const double *z_im,
              double       *sum_re,
              double       *sum_im,
              double       *slope_re,
              double       *slope_im)
{
  for (guint i = 0; i < n; i += 8)
    {
      D8 x, y, size, sine, cosine, re, im, sum;

      LOAD (x, z_re + i);
      LOAD (y, z_im + i);
      x = (x - 1.0) * rate;
      y = y * rate;
      exponential (&x, &size);
      turn (&y, &sine, &cosine);
      size = size * weight;
      re = size * cosine;
      im = size * sine;
      LOAD (sum, sum_re + i);
      sum = sum + re;
      STORE (sum_re + i, sum);
      LOAD (sum, sum_im + i);
      sum = sum + im;
      STORE (sum_im + i, sum);
      if (slope_re != NULL)
        {
          LOAD (sum, slope_re + i);
          sum = sum + re * rate;
          STORE (slope_re + i, sum);
          LOAD (sum, slope_im + i);
          sum = sum + im * rate;
          STORE (slope_im + i, sum);
        }
    }
}

/* log of positive normal numbers, as riskctx_math_log () */
INLINE void
logarithm (const D8 *argument,
           D8       *result)
{
  const D8 magic = 0x1p52 - (D8){ 0 };
  const U8 bits = (U8) *argument;
  /* mantissas above sqrt (2) are halved: adding what is missing to 2 carries into the exponent */
  const U8 moved = bits + (G_GUINT64_CONSTANT (0x3ff0000000000000)
                           - G_GUINT64_CONSTANT (0x3fe6a09e667f3bcd));
  const U8 exponent = moved >> 52;
  const U8 mantissa = (moved & G_GUINT64_CONSTANT (0x000fffffffffffff))
                      + G_GUINT64_CONSTANT (0x3fe6a09e667f3bcd);
  const D8 k = ((D8) (exponent | (U8) magic) - magic) - 1023.0;
  const D8 f = (D8) mantissa - 1.0;
  const D8 s = f / (f + 2.0), q = s * s;
  D8 sum = 2.0 / 25.0 - (D8){ 0 };

  sum = sum * q + 2.0 / 23.0;
  sum = sum * q + 2.0 / 21.0;
  sum = sum * q + 2.0 / 19.0;
  sum = sum * q + 2.0 / 17.0;
  sum = sum * q + 2.0 / 15.0;
  sum = sum * q + 2.0 / 13.0;
  sum = sum * q + 2.0 / 11.0;
  sum = sum * q + 2.0 / 9.0;
  sum = sum * q + 2.0 / 7.0;
  sum = sum * q + 2.0 / 5.0;
  sum = sum * q + 2.0 / 3.0;
  *result = k * 0x1.62e42fee00000p-1 + (f + (k * 0x1.a39ef35793c76p-33 + (sum * q * s - s * f)));
}

/* The normal distribution function; coefficients as in riskctx-math.c */
INLINE void
normal (const D8 *argument,
        D8       *result)
{
  static const double c[] = {
    -2.62310734713347576e-9,  -3.74421008096201864e-9,  3.19792667166680429e-8,
    2.32635087088591237e-8,   -2.48571262480167429e-7,  -5.72182306032240875e-8,
    1.74198215862248159e-6,   -9.73559896736774934e-7,  -0.0000114380480333468936,
    0.0000223842391550822298, 0.0000516465297417741613, -0.000290154080540841711,
    0.00029371437804495803,   0.00175562585289529536,   -0.00974657968326526223,
    0.0283622774189564043,    -0.0586933985766493384,   0.0923043211603774778,
    -0.108803930142444613,    0.0822767384901452077,    0.00358541548547902564,
    -0.140240598585546962,    1.23751263083782753,
  };
  const U8 sign = G_GUINT64_CONSTANT (0x8000000000000000) - (U8){ 0 };
  const U8 negative = (U8) (*argument < 0.0 - (D8){ 0 });
  const D8 z = (D8) ((U8) *argument & ~sign);
  const D8 x = z * 0.70710678118654752440, t = (x - 3.75) / (x + 3.75);
  D8 square = z * z * -0.5, sum = 3.1114333809799252e-10 - (D8){ 0 }, tail, other;

  for (guint i = 0; i < G_N_ELEMENTS (c); i++)
    sum = sum * t + c[i];
  exponential (&square, &tail);
  tail = tail * 0.5 * (sum / (x * 2.0 + 1.0));
  other = 1.0 - tail;
  *result = (D8) (((U8) tail & negative) | ((U8) other & ~negative));
}

INLINE void
lognormal_body (guint   n,
                double  step,
                double  mu,
                double  sigma,
                double  mean,
                double *out)
{
  const D8 ahead = { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0 };

  for (guint i = 0; i < n; i += 8)
    {
      const D8 x = (ahead + (double) i) * step;
      D8 z, near, share, above;

      logarithm (&x, &z);
      z = (z - mu) / sigma;
      near = z - sigma;
      normal (&near, &share);
      z = -z;
      normal (&z, &above);
      z = share * mean + x * above;
      STORE (out + i, z);
    }
}
