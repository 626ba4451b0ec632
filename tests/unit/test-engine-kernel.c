/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"
#include "riskctx-kernel-private.h"

#include <math.h>
#include <string.h>

/* The loops of every width against what they are said to do */

#define MOST 4096u

static const RiskctxKernel *
kernel_of (int width)
{
  return riskctx_kernel_get ((RiskctxKernelWidth) width);
}

static guint64
bits_of (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

START_TEST (draws_the_generators_numbers)
{
  const RiskctxKernel *kernel = kernel_of (_i);
  static const guint64 seeds[] = { 0, 1, G_GUINT64_CONSTANT (0x299f31d0a4093822), G_MAXUINT64 };
  static const guint64 keys[] = { 0, G_GUINT64_CONSTANT (0x0370734413198a2e), G_MAXUINT64 };
  static const guint32 draws[] = { 0, 1, 0x85a308d3, 0x7fffffff };
  guint32 trials[64], each[64];
  guint64 low[64], high[64], same_low[64], same_high[64];

  if (kernel == NULL)
    return;
  for (guint s = 0; s < G_N_ELEMENTS (seeds); s++)
    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      for (guint d = 0; d < G_N_ELEMENTS (draws); d++)
        {
          for (guint i = 0; i < 64; i++)
            {
              trials[i] = i * 0x0f0f1235u + d;
              each[i] = draws[d];
            }
          kernel->philox (seeds[s], keys[k], 64, trials, each, low, high);
          kernel->philox_same (seeds[s], keys[k], 64, trials, draws[d], same_low, same_high);
          for (guint i = 0; i < 64; i++)
            {
              ck_assert_uint_eq (low[i], riskctx_stream_bits (seeds[s], keys[k], trials[i],
                                                              2 * (guint64) draws[d]));
              ck_assert_uint_eq (high[i], riskctx_stream_bits (seeds[s], keys[k], trials[i],
                                                               2 * (guint64) draws[d] + 1));
            }
          ck_assert_mem_eq (low, same_low, sizeof low);
          ck_assert_mem_eq (high, same_high, sizeof high);
        }
}
END_TEST

START_TEST (puts_years_in_order)
{
  const RiskctxKernel *kernel = kernel_of (_i);
  static const guint lengths[] = { 0, 1, 31, 32, 33, 1000, MOST - 1, MOST };
  static const guint32 tops[] = { 0, 1, 5, RISKCTX_KERNEL_ORDER_TOP };
  guint32 counts[MOST], ordered[MOST + 32];
  guint16 years[MOST + 32];

  if (kernel == NULL || kernel->order == NULL)
    return;
  for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (guint t = 0; t < G_N_ELEMENTS (tops); t++)
      {
        const guint n = lengths[l];
        guint at = 0, busy = 0;

        for (guint i = 0; i < n; i++)
          {
            counts[i] = (guint32) (riskctx_stream_bits (3, l, i, t) % (tops[t] + 1));
            busy += counts[i] > 0;
          }
        ck_assert_uint_eq (kernel->order (n, counts, tops[t], years, ordered), busy);
        for (guint32 count = tops[t] + 1; count-- > 0;)
          for (guint i = 0; i < n; i++)
            if (counts[i] == count)
              {
                ck_assert_uint_eq (years[at], i);
                if (count > 0)
                  ck_assert_uint_eq (ordered[at], count);
                at++;
              }
        ck_assert_uint_eq (at, n);
      }
}
END_TEST

/* Odd lengths, odd places, and the sign of zero */
START_TEST (adds_and_puts)
{
  const RiskctxKernel *kernel = kernel_of (_i);
  double values[100], marks[100], sum[100], put[100], start[100];

  if (kernel == NULL)
    return;
  for (guint i = 0; i < 100; i++)
    {
      values[i] = i % 5 == 0 ? -0.0 : (riskctx_stream_uniform (1, 2, i, 0) - 0.5) * 1e6;
      marks[i] = i % 7 == 0 ? 0.25 : riskctx_stream_uniform (1, 2, i, 1);
      start[i] = riskctx_stream_uniform (1, 2, i, 2);
    }
  for (guint n = 0; n < 60; n++)
    for (guint first = 0; first < 3; first++)
      {
        memset (put, 0xff, sizeof put);
        kernel->put (n, values + first, put + first);
        for (guint i = first; i < first + n; i++)
          ck_assert_uint_eq (bits_of (put[i]), bits_of (0.0 + values[i]));
        ck_assert (isnan (put[first + n]));

        memset (put, 0xff, sizeof put);
        memcpy (sum, start, sizeof sum);
        kernel->put_kept (n, values + first, 0.75, marks + first, 0.25, put + first);
        kernel->add_kept (n, values + first, 0.75, marks + first, 0.25, sum + first);
        for (guint i = first; i < first + n; i++)
          {
            const double kept = marks[i] < 0.25 ? values[i] * 0.75 : 0.0;

            ck_assert_uint_eq (bits_of (put[i]), bits_of (0.0 + kept));
            ck_assert_uint_eq (bits_of (sum[i]), bits_of (start[i] + kept));
          }
        ck_assert (isnan (put[first + n]));
        ck_assert_uint_eq (bits_of (sum[first + n]), bits_of (start[first + n]));
      }
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-kernel");
  TCase *tc = tcase_create ("loops");
  const int last = RISKCTX_KERNEL_AVX512 + 1;

  tcase_add_loop_test (tc, draws_the_generators_numbers, RISKCTX_KERNEL_AUTO, last);
  tcase_add_loop_test (tc, puts_years_in_order, RISKCTX_KERNEL_AUTO, last);
  tcase_add_loop_test (tc, adds_and_puts, RISKCTX_KERNEL_AUTO, last);
  suite_add_tcase (self, tc);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
