/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-stream-private.h"

void
riskctx_philox (const guint32 counter[4],
                const guint32 key[2],
                guint32       out[4])
{
  guint32 c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  guint32 k0 = key[0], k1 = key[1];

  for (int round = 0; round < 10; round++)
    {
      const guint64 p0 = (guint64) 0xd2511f53u * c0;
      const guint64 p1 = (guint64) 0xcd9e8d57u * c2;

      c0 = (guint32) (p1 >> 32) ^ c1 ^ k0;
      c1 = (guint32) p1;
      c2 = (guint32) (p0 >> 32) ^ c3 ^ k1;
      c3 = (guint32) p0;
      k0 += 0x9e3779b9u;
      k1 += 0xbb67ae85u;
    }

  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/* A bijection of 64 bits in which every input bit reaches every output bit: two rounds of
 * multiply and shift. */
static guint64
scramble (guint64 x)
{
  x ^= x >> 32;
  x *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  x ^= x >> 32;
  x *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  x ^= x >> 32;
  return x;
}

guint64
riskctx_stream_derive (guint64 key,
                       guint64 purpose)
{
  return scramble (scramble (key) + purpose * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1);
}

/* FNV-1a over the bytes, with a zero byte between the two texts so that ("ab", "c") and
 * ("a", "bc") differ, then scrambled because FNV leaves the high bits of short texts alike. */
guint64
riskctx_stream_key (const char *id,
                    const char *purpose)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guchar *p = (const guchar *) id; *p != '\0'; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
  if (purpose != NULL)
    {
      hash *= G_GUINT64_CONSTANT (0x100000001b3);
      for (const guchar *p = (const guchar *) purpose; *p != '\0'; p++)
        hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
    }
  return scramble (hash);
}

guint64
riskctx_stream_bits (guint64 seed,
                     guint64 key,
                     guint64 trial,
                     guint64 draw)
{
  const guint32 counter[4] = {
    (guint32) trial, (guint32) (draw >> 1), (guint32) key, (guint32) (key >> 32)
  };
  const guint32 philox_key[2] = { (guint32) seed, (guint32) (seed >> 32) };
  guint32 out[4];

  riskctx_philox (counter, philox_key, out);
  return draw & 1 ? (guint64) out[3] << 32 | out[2] : (guint64) out[1] << 32 | out[0];
}

double
riskctx_stream_uniform (guint64 seed,
                        guint64 key,
                        guint64 trial,
                        guint64 draw)
{
  return riskctx_uniform_from_bits (riskctx_stream_bits (seed, key, trial, draw));
}
