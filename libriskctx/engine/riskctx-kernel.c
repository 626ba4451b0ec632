/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-kernel-loops-private.h"

#include <math.h>
#include <string.h>

#if defined (__x86_64__)
#define HAVE_X86 1
#include <immintrin.h>
#endif

#if defined (__GNUC__) && !defined (__clang__)
#pragma GCC optimize ("O3")
#endif

#define PHILOX_M0 0xd2511f53u
#define PHILOX_M1 0xcd9e8d57u
#define PHILOX_W0 0x9e3779b9u
#define PHILOX_W1 0xbb67ae85u

/* Every value is written, and stays if it is wanted: no branch to mispredict */
static guint
pick_portable (guint          n,
               const guint64 *bits,
               double         factor,
               guint64       *out,
               guint32       *index)
{
  return pick_body (n, bits, factor, out, index);
}

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

static void
philox_same_portable (guint64        seed,
                      guint64        key,
                      guint          n,
                      const guint32 *trials,
                      guint32        draw,
                      guint64       *low,
                      guint64       *high)
{
  for (guint i = 0; i < n; i++)
    philox_portable (seed, key, 1, &trials[i], &draw, &low[i], &high[i]);
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

static void
bins_portable (guint         n,
               const double *values,
               guint32      *out)
{
  bins_body (n, values, out);
}

static gboolean
counts_portable (guint          n,
                 const guint64 *entries,
                 const guint64 *bits,
                 guint32        first,
                 guint32       *out)
{
  return counts_body (n, entries, bits, first, out);
}

static void
uniforms_portable (guint          n,
                   const guint64 *bits,
                   double        *out)
{
  uniforms_body (n, bits, out);
}

static void
add_portable (guint                n,
              guint                n_lists,
              const double *const *lists,
              double              *sum)
{
  add_body (n, n_lists, lists, sum);
}

static void
add_kept_portable (guint         n,
                   const double *values,
                   double        factor,
                   const double *marks,
                   double        probability,
                   double       *sum)
{
  add_kept_body (n, values, factor, marks, probability, TRUE, sum);
}

static void
put_portable (guint         n,
              const double *values,
              double       *out)
{
  put_body (n, values, out);
}

static void
put_kept_portable (guint         n,
                   const double *values,
                   double        factor,
                   const double *marks,
                   double        probability,
                   double       *out)
{
  add_kept_body (n, values, factor, marks, probability, FALSE, out);
}

static const RiskctxKernel kernel_portable = {
  philox_portable, philox_same_portable, table_portable, poisson_portable, lognormal_portable,
  range_portable, excess_portable, bins_portable, counts_portable, uniforms_portable,
  add_portable, put_portable, add_kept_portable, put_kept_portable, select_portable,
  pick_portable, NULL
};

#ifdef HAVE_X86

/* Philox with one counter to a 64-bit lane. Only the lower halves count: the multiplication
 * ignores what the exclusive or leaves in the upper ones. Two vectors go side by side, because a
 * round is one long chain. */
#define PHILOX_ROUND(V, multiply, round)                                                          \
  {                                                                                               \
    const V ap0 = multiply (m0, a0), ap1 = multiply (m1, a2);                                     \
    const V bp0 = multiply (m0, b0), bp1 = multiply (m1, b2);                                     \
                                                                                                  \
    a0 = (ap1 >> 32) ^ a1 ^ keys[2 * (round)];                                                    \
    b0 = (bp1 >> 32) ^ b1 ^ keys[2 * (round)];                                                    \
    a1 = ap1;                                                                                     \
    b1 = bp1;                                                                                     \
    a2 = (ap0 >> 32) ^ a3 ^ keys[2 * (round) + 1];                                                \
    b2 = (bp0 >> 32) ^ b3 ^ keys[2 * (round) + 1];                                                \
    a3 = ap0;                                                                                     \
    b3 = bp0;                                                                                     \
  }

#define DEFINE_WIDTH(name, target_name, V, lanes, widen, multiply)                                \
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
        V a0 = widen (trials + i), a1 = widen (draws + i), a2 = key_low, a3 = key_high;           \
        V b0 = widen (trials + i + lanes), b1 = widen (draws + i + lanes), b2 = a2, b3 = a3;      \
                                                                                                  \
        for (int round = 0; round < 10; round++)                                                  \
          PHILOX_ROUND (V, multiply, round)                                                       \
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
  /* What does not depend on the trial is done once: half of each of the first two rounds. */     \
  __attribute__ ((target (target_name))) static void                                              \
  philox_same_##name (guint64 seed, guint64 key, guint n, const guint32 *trials, guint32 draw,    \
                      guint64 *low, guint64 *high)                                                \
  {                                                                                               \
    const V m0 = PHILOX_M0 - (V){ 0 }, m1 = PHILOX_M1 - (V){ 0 };                                 \
    const V mask = 0xffffffffu - (V){ 0 };                                                        \
    const guint32 seed0 = (guint32) seed, seed1 = (guint32) (seed >> 32);                         \
    const guint64 p1 = (guint64) PHILOX_M1 * (guint32) key;                                       \
    const guint64 p0 = (guint64) PHILOX_M0 * ((guint32) (p1 >> 32) ^ draw ^ seed0);               \
    const V first2 = ((key >> 32) ^ seed1) - (V){ 0 };                                            \
    const V second0 = (guint64) ((guint32) p1 ^ (seed0 + PHILOX_W0)) - (V){ 0 };                  \
    const V second2 = (guint64) ((guint32) (p0 >> 32) ^ (seed1 + PHILOX_W1)) - (V){ 0 };          \
    const V second3 = (guint64) (guint32) p0 - (V){ 0 };                                          \
    V keys[20];                                                                                   \
                                                                                                  \
    for (guint32 round = 2; round < 10; round++)                                                  \
      {                                                                                           \
        keys[2 * round] = (guint64) (seed0 + round * PHILOX_W0) - (V){ 0 };                       \
        keys[2 * round + 1] = (guint64) (seed1 + round * PHILOX_W1) - (V){ 0 };                   \
      }                                                                                           \
    __asm__ volatile ("" : : "r" (keys) : "memory");                                              \
    for (guint i = 0; i < n; i += 2 * lanes)                                                      \
      {                                                                                           \
        V a3 = multiply (m0, widen (trials + i)), b3 = multiply (m0, widen (trials + i + lanes)); \
        V a1 = multiply (m1, (a3 >> 32) ^ first2), b1 = multiply (m1, (b3 >> 32) ^ first2);       \
        V a0 = (a1 >> 32) ^ second0, b0 = (b1 >> 32) ^ second0;                                   \
        V a2 = a3 ^ second2, b2 = b3 ^ second2;                                                   \
                                                                                                  \
        a3 = b3 = second3;                                                                        \
        for (int round = 2; round < 10; round++)                                                  \
          PHILOX_ROUND (V, multiply, round)                                                       \
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
  __attribute__ ((target (target_name))) static void                                              \
  bins_##name (guint n, const double *values, guint32 *out)                                       \
  {                                                                                               \
    bins_body (n, values, out);                                                                   \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static gboolean                                          \
  counts_##name (guint n, const guint64 *entries, const guint64 *bits, guint32 first,             \
                 guint32 *out)                                                                    \
  {                                                                                               \
    return counts_body (n, entries, bits, first, out);                                            \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  uniforms_##name (guint n, const guint64 *bits, double *out)                                     \
  {                                                                                               \
    uniforms_body (n, bits, out);                                                                 \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  add_##name (guint n, guint n_lists, const double *const *lists, double *sum)                    \
  {                                                                                               \
    add_body (n, n_lists, lists, sum);                                                            \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  add_kept_##name (guint n, const double *values, double factor, const double *marks,             \
                   double probability, double *sum)                                               \
  {                                                                                               \
    add_kept_body (n, values, factor, marks, probability, TRUE, sum);                             \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  put_##name (guint n, const double *values, double *out)                                         \
  {                                                                                               \
    put_body (n, values, out);                                                                    \
  }                                                                                               \
                                                                                                  \
  __attribute__ ((target (target_name))) static void                                              \
  put_kept_##name (guint n, const double *values, double factor, const double *marks,             \
                   double probability, double *out)                                               \
  {                                                                                               \
    add_kept_body (n, values, factor, marks, probability, FALSE, out);                            \
  }

#define KERNEL(name, table_function, select_function, pick_function, order_function)              \
  {                                                                                               \
    philox_##name, philox_same_##name, table_function, poisson_##name, lognormal_##name,          \
    range_##name, excess_##name, bins_##name, counts_##name, uniforms_##name, add_##name,         \
    put_##name, add_kept_##name, put_kept_##name, select_function, pick_function, order_function  \
  }

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

__attribute__ ((target ("sse2"))) static guint
pick_sse2 (guint          n,
           const guint64 *bits,
           double         factor,
           guint64       *out,
           guint32       *index)
{
  return pick_body (n, bits, factor, out, index);
}

__attribute__ ((target ("avx2"))) static guint
pick_avx2 (guint          n,
           const guint64 *bits,
           double         factor,
           guint64       *out,
           guint32       *index)
{
  return pick_body (n, bits, factor, out, index);
}

__attribute__ ((target ("avx512f,avx512dq,avx512vl"))) static guint
pick_compressed (guint          n,
                 const guint64 *bits,
                 double         factor,
                 guint64       *out,
                 guint32       *index)
{
  const __m512i exponent = _mm512_set1_epi64 (0x4330000000000000);
  const __m512i mantissa = _mm512_set1_epi64 (0x000fffffffffffff);
  const __m512i sign = _mm512_set1_epi64 (G_MININT64);
  const __m512d whole = _mm512_set1_pd (0x1p52), half = _mm512_set1_pd (0.5);
  const __m512d one = _mm512_set1_pd (1.0), scale = _mm512_set1_pd (factor);
  __m256i at = _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7);
  guint i = 0, m = 0;

  for (; i + 8 <= n; i += 8)
    {
      const __m512i b = _mm512_srli_epi64 (_mm512_loadu_si512 (bits + i), 12);
      __m512d w = _mm512_sub_pd (_mm512_castsi512_pd (_mm512_or_si512 (b, exponent)), whole), t;
      __mmask8 wanted, upper;
      __m512i code;

      w = _mm512_mul_pd (_mm512_mul_pd (_mm512_add_pd (w, half), _mm512_set1_pd (0x1p-52)), scale);
      wanted = _mm512_cmp_pd_mask (w, one, _CMP_LT_OQ);
      upper = _mm512_cmp_pd_mask (w, half, _CMP_LT_OQ);
      t = _mm512_mask_sub_pd (w, (__mmask8) ~upper, one, w);
      t = _mm512_min_pd (t, _mm512_set1_pd (0.5 - 0x1p-53));
      t = _mm512_add_pd (_mm512_mul_pd (t, _mm512_set1_pd (0x1p53)), whole);
      code = _mm512_slli_epi64 (_mm512_and_si512 (_mm512_castpd_si512 (t), mantissa), 11);
      code = _mm512_mask_or_epi64 (code, upper, code, sign);
      _mm512_mask_compressstoreu_epi64 (out + m, wanted, code);
      _mm256_mask_compressstoreu_epi32 (index + m, wanted, at);
      at = _mm256_add_epi32 (at, _mm256_set1_epi32 (8));
      m += (guint) __builtin_popcount (wanted);
    }
  for (guint rest = pick_body (n - i, bits + i, factor, out + m, index + m); rest > 0; rest--)
    index[m++] += i;
  return m;
}

/* One look at all counts for each that there is, of 32 years at once */
__attribute__ ((target ("avx512f,avx512bw,avx512vbmi2"))) static guint
order_compressed (guint          n,
                  const guint32 *counts,
                  guint32        top,
                  guint16       *years,
                  guint32       *ordered)
{
  guint16 lane[32], narrow[RISKCTX_KERNEL_ORDER] RISKCTX_KERNEL_ALIGNED;
  const __m512i step = _mm512_set1_epi16 (32);
  guint m = 0, busy = 0;
  __m512i first;

  for (guint i = 0; i < G_N_ELEMENTS (lane); i++)
    lane[i] = (guint16) i;
  memcpy (&first, lane, sizeof first);
  for (guint i = 0; i < n; i++)
    narrow[i] = (guint16) counts[i];
  for (guint i = n; i < ((n + 31) & ~31u); i++)
    narrow[i] = G_MAXUINT16;
  for (guint32 count = top + 1; count-- > 0;)
    {
      const __m512i wanted = _mm512_set1_epi16 ((gint16) count);
      __m512i year = first;

      busy = m;
      for (guint i = 0; i < n; i += 32)
        {
          const __mmask32 mask = _mm512_cmpeq_epi16_mask (_mm512_load_si512 (narrow + i), wanted);

          _mm512_storeu_si512 (years + m, _mm512_maskz_compress_epi16 (mask, year));
          m += (guint) __builtin_popcount (mask);
          year = _mm512_add_epi16 (year, step);
        }
      if (count > 0)
        for (guint i = busy; i < m; i++)
          ordered[i] = count;
    }
  return busy;
}

/* Vectors of whole numbers, and halves of them widened */
typedef guint64 V2 __attribute__ ((vector_size (16)));
typedef guint64 V4 __attribute__ ((vector_size (32)));
typedef guint64 V8 __attribute__ ((vector_size (64)));

#define MULTIPLY_128(a, b) ((V2) _mm_mul_epu32 ((__m128i) (a), (__m128i) (b)))
#define MULTIPLY_256(a, b) ((V4) _mm256_mul_epu32 ((__m256i) (a), (__m256i) (b)))
#define MULTIPLY_512(a, b) ((V8) _mm512_mul_epu32 ((__m512i) (a), (__m512i) (b)))
#define WIDEN_128(from)                                                                           \
  ((V2) _mm_unpacklo_epi32 (_mm_loadl_epi64 ((const __m128i *) (gconstpointer) (from)),           \
                            _mm_setzero_si128 ()))
#define WIDEN_256(from)                                                                           \
  ((V4) _mm256_cvtepu32_epi64 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) (from))))
#define WIDEN_512(from)                                                                           \
  ((V8) _mm512_cvtepu32_epi64 (_mm256_loadu_si256 ((const __m256i *) (gconstpointer) (from))))

DEFINE_WIDTH (sse2, "sse2", V2, 2, WIDEN_128, MULTIPLY_128)
DEFINE_WIDTH (avx2, "avx2", V4, 4, WIDEN_256, MULTIPLY_256)
DEFINE_WIDTH (avx512, "avx512f,avx512dq,avx512vl", V8, 8, WIDEN_512, MULTIPLY_512)

static const RiskctxKernel kernel_sse2 = KERNEL (sse2, table_portable, select_portable, pick_sse2,
                                                 NULL);
static const RiskctxKernel kernel_avx2 = KERNEL (avx2, table_rows, select_portable, pick_avx2,
                                                 NULL);
static const RiskctxKernel kernel_avx512 = KERNEL (avx512, table_gathered, select_compressed,
                                                   pick_compressed, NULL);
/* and with vectors of short numbers compressed, as most that have AVX-512 can */
static const RiskctxKernel kernel_vbmi2 = KERNEL (avx512, table_gathered, select_compressed,
                                                  pick_compressed, order_compressed);

#endif

const RiskctxKernel *
riskctx_kernel_get (RiskctxKernelWidth width)
{
#ifdef HAVE_X86
  const gboolean avx2 = __builtin_cpu_supports ("avx2");
  const gboolean avx512 = __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
                          && __builtin_cpu_supports ("avx512vl");
  const RiskctxKernel *widest = __builtin_cpu_supports ("avx512bw")
                                && __builtin_cpu_supports ("avx512vbmi2") ? &kernel_vbmi2
                                                                          : &kernel_avx512;

  switch (width)
    {
    case RISKCTX_KERNEL_AUTO:
      return avx512 ? widest : avx2 ? &kernel_avx2 : &kernel_sse2;
    case RISKCTX_KERNEL_AVX512:
      return avx512 ? widest : NULL;
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
