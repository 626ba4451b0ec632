/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random numbers as a function of (seed, key, trial, draw) and of nothing else. The generator is
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC11).
 * Its key is the seed; its counter is made of the trial, half the draw, and the stream's key, so
 * different arguments never meet. */

/* Counter-based block function: out = Philox4x32-10 (counter, key) */
void riskctx_philox (const guint32 counter[4], const guint32 key[2], guint32 out[4]);

/* Stable 64-bit hash of an identifier and a purpose ("rate", a consequence's id ...), the same on
 * every machine and in every release; purpose may be NULL. */
guint64 riskctx_stream_key    (const char *id, const char *purpose);
/* The key of a purpose below an existing key */
guint64 riskctx_stream_derive (guint64 key, guint64 purpose);

/* 64 random bits; trial < 2^32 */
guint64 riskctx_stream_bits (guint64 seed, guint64 key, guint64 trial, guint64 draw);
/* The same as a number strictly between 0 and 1, never rounded to either */
double  riskctx_stream_uniform (guint64 seed, guint64 key, guint64 trial, guint64 draw);

/* bits -> number strictly between 0 and 1 */
static inline double
riskctx_uniform_from_bits (guint64 bits)
{
  return ((double) (gint64) (bits >> 12) + 0.5) * 0x1p-52;
}

G_END_DECLS
