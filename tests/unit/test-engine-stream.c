/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-fixture.h"

#include <math.h>
#include <string.h>

/* The known answers that the authors of the generator publish with it (kat_vectors) */
static const struct
{
  guint32 counter[4];
  guint32 key[2];
  guint32 out[4];
} known[] = {
  { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
  { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
    { 0xffffffff, 0xffffffff },
    { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
  { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
    { 0xa4093822, 0x299f31d0 },
    { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
};

START_TEST (gives_the_known_answers)
{
  guint32 out[4];

  riskctx_philox (known[_i].counter, known[_i].key, out);
  ck_assert_mem_eq (out, known[_i].out, sizeof out);
}
END_TEST

START_TEST (reads_the_counter_as_promised)
{
  const guint64 seed = G_GUINT64_CONSTANT (0x299f31d0a4093822);
  const guint64 key = G_GUINT64_CONSTANT (0x0370734413198a2e);
  const guint64 draw = (guint64) 0x85a308d3 * 2;

  /* the third vector again, through the seed, key, trial and draw */
  ck_assert_uint_eq (riskctx_stream_bits (seed, key, 0x243f6a88, draw),
                     G_GUINT64_CONSTANT (0x94fdccebd16cfe09));
  ck_assert_uint_eq (riskctx_stream_bits (seed, key, 0x243f6a88, draw + 1),
                     G_GUINT64_CONSTANT (0x24126ea15001e420));
}
END_TEST

START_TEST (separates_every_argument)
{
  const guint64 one = riskctx_stream_bits (1, 2, 3, 4);

  ck_assert_uint_ne (one, riskctx_stream_bits (2, 2, 3, 4));
  ck_assert_uint_ne (one, riskctx_stream_bits (1, 3, 3, 4));
  ck_assert_uint_ne (one, riskctx_stream_bits (1, 2, 4, 4));
  ck_assert_uint_ne (one, riskctx_stream_bits (1, 2, 3, 5));
}
END_TEST

START_TEST (hashes_the_same_forever)
{
  /* stored: a changed hash would change every result of every document */
  ck_assert_uint_eq (riskctx_stream_key ("", NULL),
                     G_GUINT64_CONSTANT (0x2180a92350d49cce));
  ck_assert_uint_eq (riskctx_stream_key ("phishing", NULL),
                     G_GUINT64_CONSTANT (0xaa46049e0cedf5d2));
  ck_assert_uint_eq (riskctx_stream_key ("phishing", "loss"),
                     G_GUINT64_CONSTANT (0xd4098e9d3579371b));
  ck_assert_uint_eq (riskctx_stream_derive (1, 2), G_GUINT64_CONSTANT (0x3404535bbbb3e439));
  ck_assert_uint_ne (riskctx_stream_key ("ab", "c"), riskctx_stream_key ("a", "bc"));
  ck_assert_uint_ne (riskctx_stream_key ("a", NULL), riskctx_stream_key ("a", ""));
  ck_assert_uint_ne (riskctx_stream_derive (1, 2), riskctx_stream_derive (2, 1));
}
END_TEST

START_TEST (stays_inside_the_unit_interval)
{
  ck_assert_double_gt (riskctx_uniform_from_bits (0), 0.0);
  ck_assert_double_lt (riskctx_uniform_from_bits (G_MAXUINT64), 1.0);
}
END_TEST

/* Chi-square over 1024 cells for neighboring trials, draws and keys: with 1023 degrees of freedom
 * the statistic is 1023 +- 45; five of these are the band. */
START_TEST (fills_the_unit_interval_evenly)
{
  guint counts[1024] = { 0 };
  double square = 0.0;
  const guint n = 1 << 20;

  for (guint i = 0; i < n; i++)
    {
      const guint64 trial = _i == 0 ? i : 7, draw = _i == 1 ? i : 0, key = _i == 2 ? i : 1;

      counts[(guint) (riskctx_stream_uniform (42, key, trial, draw) * 1024.0)]++;
    }
  for (guint i = 0; i < 1024; i++)
    square += (counts[i] - n / 1024.0) * (counts[i] - n / 1024.0) / (n / 1024.0);
  ck_assert_double_gt (square, 1023.0 - 5.0 * sqrt (2046.0));
  ck_assert_double_lt (square, 1023.0 + 5.0 * sqrt (2046.0));
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-stream");
  TCase *contract = tcase_create ("contract");
  TCase *statistics = tcase_create ("statistics");

  tcase_add_loop_test (contract, gives_the_known_answers, 0, G_N_ELEMENTS (known));
  tcase_add_test (contract, reads_the_counter_as_promised);
  tcase_add_test (contract, separates_every_argument);
  tcase_add_test (contract, hashes_the_same_forever);
  suite_add_tcase (self, contract);
  tcase_add_test (statistics, stays_inside_the_unit_interval);
  tcase_add_loop_test (statistics, fills_the_unit_interval_evenly, 0, 3);
  suite_add_tcase (self, statistics);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
