/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-kernel-private.h"

#include <math.h>
#include <string.h>

#if defined (__x86_64__)
#define HAVE_X86 1
#include <immintrin.h>
#endif

#if defined (__GNUC__) && !defined (__clang__)
#pragma GCC optimize ("O3")
#endif

#define INLINE static inline __attribute__ ((always_inline))
#define LANES 8u

#define PHILOX_M0 0xd2511f53u
#define PHILOX_M1 0xcd9e8d57u
#define PHILOX_W0 0x9e3779b9u
#define PHILOX_W1 0xbb67ae85u

/* The loops below are written once and compiled for each width: as the body of a function with a
 * target, always inlined, so that the compiler vectorizes it as far as that target goes. */

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
  double s[LANES], a[LANES], b[LANES], p2[LANES], p3[LANES], p4[LANES];
  guint64 c[LANES];
  guint i = 0;

  for (guint l = 0; l < LANES; l++)
    {
      s[l] = p2[l] = p3[l] = p4[l] = 0.0;
      a[l] = INFINITY;
      b[l] = -INFINITY;
      c[l] = 0;
    }
  for (; i + LANES <= n; i += LANES)
    for (guint l = 0; l < LANES; l++)
      {
        const double x = values[i + l], z = (x - center) * inverse, z2 = z * z;

        s[l] += x;
        a[l] = x < a[l] ? x : a[l];
        b[l] = x > b[l] ? x : b[l];
        c[l] += x != 0.0;
        p2[l] += z2;
        p3[l] += z2 * z;
        p4[l] += z2 * z2;
      }
  for (guint l = 0; i < n; i++, l++)
    {
      const double x = values[i], z = (x - center) * inverse, z2 = z * z;

      s[l] += x;
      a[l] = x < a[l] ? x : a[l];
      b[l] = x > b[l] ? x : b[l];
      c[l] += x != 0.0;
      p2[l] += z2;
      p3[l] += z2 * z;
      p4[l] += z2 * z2;
    }
  memcpy (sum, s, sizeof s);
  memcpy (low, a, sizeof a);
  memcpy (high, b, sizeof b);
  memcpy (nonzero, c, sizeof c);
  memcpy (powers, p2, sizeof p2);
  memcpy (powers + LANES, p3, sizeof p3);
  memcpy (powers + 2 * LANES, p4, sizeof p4);
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

/* Every value is written, and stays if it is wanted: no branch to mispredict */
static guint
select_portable (guint         n,
                 const double *values,
                 double        low,
                 double        high,
                 double       *out)
{
  guint m = 0;

  for (guint i = 0; i < n; i++)
    {
      const double x = values[i];

      out[m] = x;
      m += (x >= low) & (x <= high);
    }
  return m;
}

static void
philox_portable (guint64        seed,
                 guint64        key,
                 guint          n,
                 const guint32 *trials,
                 const guint32 *draws,
                 guint64       *low,
                 guint64       *high)
{
  for (guint i = 0; i < n; i++)
    {
      guint32 c0 = trials[i], c1 = draws[i], c2 = (guint32) key, c3 = (guint32) (key >> 32);
      guint32 k0 = (guint32) seed, k1 = (guint32) (seed >> 32);

      for (int round = 0; round < 10; round++)
        {
          const guint64 p0 = (guint64) PHILOX_M0 * c0, p1 = (guint64) PHILOX_M1 * c2;

          c0 = (guint32) (p1 >> 32) ^ c1 ^ k0;
          c1 = (guint32) p1;
          c2 = (guint32) (p0 >> 32) ^ c3 ^ k1;
          c3 = (guint32) p0;
          k0 += PHILOX_W0;
          k1 += PHILOX_W1;
        }
      low[i] = (guint64) c1 << 32 | c0;
      high[i] = (guint64) c3 << 32 | c2;
    }
}

static gboolean
table_portable (const double  *cells,
                guint          n,
                const guint64 *bits,
                double        *out)
{
  return table_body (cells, n, bits, out);
}

static void
poisson_portable (guint         n,
                  double        rate,
                  double        weight,
                  const double *z_re,
                  const double *z_im,
                  double       *sum_re,
                  double       *sum_im,
                  double       *slope_re,
                  double       *slope_im)
{
  poisson_body (n, rate, weight, z_re, z_im, sum_re, sum_im, slope_re, slope_im);
}

static void
lognormal_portable (guint   n,
                    double  step,
                    double  mu,
                    double  sigma,
                    double  mean,
                    double *out)
{
  lognormal_body (n, step, mu, sigma, mean, out);
}

static void
range_portable (guint         n,
                const double *values,
                double        center,
                double        inverse,
                double       *sum,
                double       *low,
                double       *high,
                guint64      *nonzero,
                double       *powers)
{
  range_body (n, values, center, inverse, sum, low, high, nonzero, powers);
}

static void
excess_portable (guint         n,
                 const double *values,
                 double        edge,
                 double        inverse,
                 double       *sum,
                 double       *square)
{
  excess_body (n, values, edge, inverse, sum, square);
}

static const RiskctxKernel kernel_portable = {
  philox_portable, table_portable,   poisson_portable, lognormal_portable,
  range_portable,  excess_portable,  select_portable
};

#ifdef HAVE_X86

/* Philox with one counter to a 64-bit lane. Only the lower halves count: the multiplication
 * ignores what the exclusive or leaves in the upper ones. Two vectors go side by side, because a
 * round is one long chain. */
#define DEFINE_WIDTH(name, target_name, V, H, lanes, multiply, table_function, select_function)   \
  typedef guint64 V __attribute__ ((vector_size (8 * lanes)));                                    \
  typedef guint32 H __attribute__ ((vector_size (4 * lanes)));                                    \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  philox_##name (guint64 seed, guint64 key, guint n, const guint32 *trials, const guint32 *draws, \
                 guint64 *low, guint64 *high)                                                     \
  {                                                                                               \
    const V m0 = PHILOX_M0 - (V){ 0 }, m1 = PHILOX_M1 - (V){ 0 };                                 \
    const V mask = 0xffffffffu - (V){ 0 };                                                        \
    const V key_low = (key & 0xffffffffu) - (V){ 0 }, key_high = (key >> 32) - (V){ 0 };          \
    V keys[20]; /* in memory, or spreading them would take longer than using them */              \
                                                                                                  \
    for (guint32 round = 0; round < 10; round++)                                                  \
      {                                                                                           \
        const guint32 k0 = (guint32) seed + round * PHILOX_W0;                                    \
        const guint32 k1 = (guint32) (seed >> 32) + round * PHILOX_W1;                            \
                                                                                                  \
        keys[2 * round] = (guint64) k0 - (V){ 0 };                                                \
        keys[2 * round + 1] = (guint64) k1 - (V){ 0 };                                            \
      }                                                                                           \
    __asm__ volatile ("" : : "r" (keys) : "memory");                                              \
    for (guint i = 0; i < n; i += 2 * lanes)                                                      \
      {                                                                                           \
        H h;                                                                                      \
        V a0, a1, a2 = key_low, a3 = key_high, b0, b1, b2 = key_low, b3 = key_high;               \
                                                                                                  \
        memcpy (&h, trials + i, sizeof h);                                                        \
        a0 = __builtin_convertvector (h, V);                                                      \
        memcpy (&h, trials + i + lanes, sizeof h);                                                \
        b0 = __builtin_convertvector (h, V);                                                      \
        memcpy (&h, draws + i, sizeof h);                                                         \
        a1 = __builtin_convertvector (h, V);                                                      \
        memcpy (&h, draws + i + lanes, sizeof h);                                                 \
        b1 = __builtin_convertvector (h, V);                                                      \
        for (int round = 0; round < 10; round++)                                                  \
          {                                                                                       \
            const V ap0 = multiply (m0, a0), ap1 = multiply (m1, a2);                             \
            const V bp0 = multiply (m0, b0), bp1 = multiply (m1, b2);                             \
                                                                                                  \
            a0 = (ap1 >> 32) ^ a1 ^ keys[2 * round];                                              \
            b0 = (bp1 >> 32) ^ b1 ^ keys[2 * round];                                              \
            a1 = ap1;                                                                             \
            b1 = bp1;                                                                             \
            a2 = (ap0 >> 32) ^ a3 ^ keys[2 * round + 1];                                          \
            b2 = (bp0 >> 32) ^ b3 ^ keys[2 * round + 1];                                          \
            a3 = ap0;                                                                             \
            b3 = bp0;                                                                             \
          }                                                                                       \
        a0 = (a0 & mask) | a1 << 32;                                                              \
        a2 = (a2 & mask) | a3 << 32;                                                              \
        b0 = (b0 & mask) | b1 << 32;                                                              \
        b2 = (b2 & mask) | b3 << 32;                                                              \
        memcpy (low + i, &a0, sizeof a0);                                                         \
        memcpy (low + i + lanes, &b0, sizeof b0);                                                 \
        memcpy (high + i, &a2, sizeof a2);                                                        \
        memcpy (high + i + lanes, &b2, sizeof b2);                                                \
      }                                                                                           \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  poisson_##name (guint n, double rate, double weight, const double *z_re, const double *z_im,    \
                  double *sum_re, double *sum_im, double *slope_re, double *slope_im)             \
  {                                                                                               \
    poisson_body (n, rate, weight, z_re, z_im, sum_re, sum_im, slope_re, slope_im);               \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  lognormal_##name (guint n, double step, double mu, double sigma, double mean, double *out)      \
  {                                                                                               \
    lognormal_body (n, step, mu, sigma, mean, out);                                               \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  range_##name (guint n, const double *values, double center, double inverse, double *sum,        \
                double *low, double *high, guint64 *nonzero, double *powers)                      \
  {                                                                                               \
    range_body (n, values, center, inverse, sum, low, high, nonzero, powers);                     \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  excess_##name (guint n, const double *values, double edge, double inverse, double *sum,         \
                 double *square)                                                                  \
  {                                                                                               \
    excess_body (n, values, edge, inverse, sum, square);                                          \
  }                                                                                               \
                                                                                                  \
  static const RiskctxKernel kernel_##name = {                                                    \
    philox_##name, table_function, poisson_##name, lognormal_##name,                              \
    range_##name, excess_##name, select_function                                                  \
  };

/* Four items at once: their rows are loaded whole and turned, which beats gathering four times. */
__attribute__ ((target ("avx2"))) static gboolean
table_rows (const double  *cells,
            guint          n,
            const guint64 *bits,
            double        *out)
{
  const __m256i exponent = _mm256_set1_epi64x (0x4330000000000000);
  const __m256i one = _mm256_set1_epi64x (0x3ff0000000000000);
  const __m256i mantissa = _mm256_set1_epi64x (0x000fffffffffffff);
  const __m256i first = _mm256_set1_epi64x (989 * (gint64) RISKCTX_KERNEL_CELLS);
  const __m256i table = _mm256_set1_epi64x (RISKCTX_KERNEL_TABLE);
  const __m256d edge = _mm256_set1_pd (RISKCTX_KERNEL_EDGE);
  __m256d far = _mm256_setzero_pd ();
  guint i = 0;

  for (; i + 4 <= n; i += 4)
    {
      const __m256i b = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (bits + i));
      const __m256i whole = _mm256_or_si256 (_mm256_srli_epi64 (_mm256_slli_epi64 (b, 1), 12),
                                             exponent);
      __m256d t = _mm256_sub_pd (_mm256_castsi256_pd (whole), _mm256_set1_pd (0x1p52));
      __m256i code, index;
      __m256d place, r0, r1, r2, r3, low01, high01, low23, high23, sum;
      guint64 at[4];

      t = _mm256_mul_pd (_mm256_add_pd (t, _mm256_set1_pd (0.5)), _mm256_set1_pd (0x1p-53));
      far = _mm256_or_pd (far, _mm256_cmp_pd (t, edge, _CMP_LT_OQ));
      code = _mm256_castpd_si256 (_mm256_max_pd (t, edge));
      index = _mm256_sub_epi64 (_mm256_srli_epi64 (code, 52 - RISKCTX_KERNEL_CELL_BITS), first);
      index = _mm256_add_epi64 (index, _mm256_and_si256 (_mm256_srai_epi32 (
                                         _mm256_shuffle_epi32 (b, 0xf5), 31), table));
      _mm256_storeu_si256 ((__m256i *) (gpointer) at, index);
      code = _mm256_and_si256 (_mm256_slli_epi64 (code, RISKCTX_KERNEL_CELL_BITS), mantissa);
      place = _mm256_sub_pd (_mm256_castsi256_pd (_mm256_or_si256 (code, one)),
                             _mm256_set1_pd (1.0));

      r0 = _mm256_loadu_pd (cells + 4 * at[0]);
      r1 = _mm256_loadu_pd (cells + 4 * at[1]);
      r2 = _mm256_loadu_pd (cells + 4 * at[2]);
      r3 = _mm256_loadu_pd (cells + 4 * at[3]);
      low01 = _mm256_unpacklo_pd (r0, r1);
      high01 = _mm256_unpackhi_pd (r0, r1);
      low23 = _mm256_unpacklo_pd (r2, r3);
      high23 = _mm256_unpackhi_pd (r2, r3);
      sum = _mm256_mul_pd (place, _mm256_permute2f128_pd (high01, high23, 0x31));
      sum = _mm256_add_pd (_mm256_permute2f128_pd (low01, low23, 0x31), sum);
      sum = _mm256_add_pd (_mm256_permute2f128_pd (high01, high23, 0x20),
                           _mm256_mul_pd (place, sum));
      sum = _mm256_add_pd (_mm256_permute2f128_pd (low01, low23, 0x20),
                           _mm256_mul_pd (place, sum));
      _mm256_storeu_pd (out + i, sum);
    }
  return (_mm256_movemask_pd (far) != 0) | table_body (cells, n - i, bits + i, out + i);
}

/* Eight items at once, by gathering: as fast as rows where there are vectors of this length */
__attribute__ ((target ("avx512f,avx512dq"))) static gboolean
table_gathered (const double  *cells,
                guint          n,
                const guint64 *bits,
                double        *out)
{
  const __m512i exponent = _mm512_set1_epi64 (0x4330000000000000);
  const __m512i one = _mm512_set1_epi64 (0x3ff0000000000000);
  const __m512i mantissa = _mm512_set1_epi64 (0x000fffffffffffff);
  const __m512i first = _mm512_set1_epi64 (989 * (gint64) RISKCTX_KERNEL_CELLS);
  const __m512i table = _mm512_set1_epi64 (RISKCTX_KERNEL_TABLE);
  const __m512d edge = _mm512_set1_pd (RISKCTX_KERNEL_EDGE);
  guint far = 0, i = 0;

  for (; i + 8 <= n; i += 8)
    {
      const __m512i b = _mm512_loadu_si512 (bits + i);
      const __m512i whole = _mm512_or_si512 (_mm512_srli_epi64 (_mm512_slli_epi64 (b, 1), 12),
                                             exponent);
      __m512d t = _mm512_sub_pd (_mm512_castsi512_pd (whole), _mm512_set1_pd (0x1p52));
      __m512i code, index;
      __m512d place, sum;

      t = _mm512_mul_pd (_mm512_add_pd (t, _mm512_set1_pd (0.5)), _mm512_set1_pd (0x1p-53));
      far |= _mm512_cmp_pd_mask (t, edge, _CMP_LT_OQ);
      code = _mm512_castpd_si512 (_mm512_max_pd (t, edge));
      index = _mm512_sub_epi64 (_mm512_srli_epi64 (code, 52 - RISKCTX_KERNEL_CELL_BITS), first);
      index = _mm512_mask_add_epi64 (index, _mm512_movepi64_mask (b), index, table);
      index = _mm512_slli_epi64 (index, 2);
      code = _mm512_and_si512 (_mm512_slli_epi64 (code, RISKCTX_KERNEL_CELL_BITS), mantissa);
      place = _mm512_sub_pd (_mm512_castsi512_pd (_mm512_or_si512 (code, one)),
                             _mm512_set1_pd (1.0));

      sum = _mm512_mul_pd (place, _mm512_i64gather_pd (index, cells + 3, 8));
      sum = _mm512_add_pd (_mm512_i64gather_pd (index, cells + 2, 8), sum);
      sum = _mm512_add_pd (_mm512_i64gather_pd (index, cells + 1, 8), _mm512_mul_pd (place, sum));
      sum = _mm512_add_pd (_mm512_i64gather_pd (index, cells, 8), _mm512_mul_pd (place, sum));
      _mm512_storeu_pd (out + i, sum);
    }
  return (far != 0) | table_body (cells, n - i, bits + i, out + i);
}

__attribute__ ((target ("avx512f"))) static guint
select_compressed (guint         n,
                   const double *values,
                   double        low,
                   double        high,
                   double       *out)
{
  const __m512d from = _mm512_set1_pd (low), to = _mm512_set1_pd (high);
  guint i = 0, m = 0;

  for (; i + 8 <= n; i += 8)
    {
      const __m512d x = _mm512_loadu_pd (values + i);
      const __mmask8 wanted = _mm512_mask_cmp_pd_mask (_mm512_cmp_pd_mask (x, from, _CMP_GE_OQ), x,
                                                       to, _CMP_LE_OQ);

      _mm512_mask_compressstoreu_pd (out + m, wanted, x);
      m += (guint) __builtin_popcount (wanted);
    }
  return m + select_portable (n - i, values + i, low, high, out + m);
}

#define MULTIPLY_128(a, b) ((V2) _mm_mul_epu32 ((__m128i) (a), (__m128i) (b)))
#define MULTIPLY_256(a, b) ((V4) _mm256_mul_epu32 ((__m256i) (a), (__m256i) (b)))
#define MULTIPLY_512(a, b) ((V8) _mm512_mul_epu32 ((__m512i) (a), (__m512i) (b)))

DEFINE_WIDTH (sse2, "sse2", V2, H2, 2, MULTIPLY_128, table_portable, select_portable)
DEFINE_WIDTH (avx2, "avx2", V4, H4, 4, MULTIPLY_256, table_rows, select_portable)
DEFINE_WIDTH (avx512, "avx512f,avx512dq,avx512vl", V8, H8, 8, MULTIPLY_512,
              table_gathered, select_compressed)

#endif

const RiskctxKernel *
riskctx_kernel_get (RiskctxKernelWidth width)
{
#ifdef HAVE_X86
  const gboolean avx2 = __builtin_cpu_supports ("avx2");
  const gboolean avx512 = __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
                          && __builtin_cpu_supports ("avx512vl");

  switch (width)
    {
    case RISKCTX_KERNEL_AUTO:
      return avx512 ? &kernel_avx512 : avx2 ? &kernel_avx2 : &kernel_sse2;
    case RISKCTX_KERNEL_AVX512:
      return avx512 ? &kernel_avx512 : NULL;
    case RISKCTX_KERNEL_AVX2:
      return avx2 ? &kernel_avx2 : NULL;
    case RISKCTX_KERNEL_SSE2:
      return &kernel_sse2;
    case RISKCTX_KERNEL_PORTABLE:
    default:
      return &kernel_portable;
    }
#else
  return width == RISKCTX_KERNEL_AUTO || width == RISKCTX_KERNEL_PORTABLE ? &kernel_portable : NULL;
#endif
}
