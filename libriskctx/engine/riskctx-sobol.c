/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-year-private.h"
#include "riskctx-stream-private.h"

/* Direction numbers of Sobol's sequence (Sobol': On the distribution of points in a cube and the
 * approximate evaluation of integrals, USSR Comput. Math. Math. Phys. 7, 1967), by the recurrence
 * of Bratley and Fox (Algorithm 659, ACM TOMS 14, 1988). Each dimension after the first has a
 * primitive polynomial over the field of two elements, in ascending order; its first numbers are
 * free, and come from a hash. Scrambling makes up for what a better choice of them would bring. */

#define DIMENSIONS RISKCTX_SOBOL_DIMENSIONS
#define BITS RISKCTX_SOBOL_BITS
#define KEY G_GUINT64_CONSTANT (0x536f626f6c313936)

/* a b modulo a polynomial of this degree */
static guint32
multiply (guint32 a,
          guint32 b,
          guint32 polynomial,
          guint   degree)
{
  guint32 product = 0;

  for (; b != 0; b >>= 1)
    {
      if (b & 1)
        product ^= a;
      a <<= 1;
      if (a >> degree & 1)
        a ^= polynomial;
    }
  return product;
}

static guint32
power (guint32 exponent,
       guint32 polynomial,
       guint   degree)
{
  guint32 result = 1, base = degree == 1 ? 1 : 2;

  for (; exponent != 0; exponent >>= 1)
    {
      if (exponent & 1)
        result = multiply (result, base, polynomial, degree);
      base = multiply (base, base, polynomial, degree);
    }
  return result;
}

/* Whether the powers of x run through all other polynomials of lower degree */
static gboolean
is_primitive (guint32 polynomial,
              guint   degree)
{
  const guint32 order = (1u << degree) - 1;
  guint32 rest = order;

  if (degree == 1)
    return polynomial == 3;
  if (power (order, polynomial, degree) != 1)
    return FALSE;
  for (guint32 p = 2; rest > 1; p++)
    if (rest % p == 0)
      {
        if (power (order / p, polynomial, degree) == 1)
          return FALSE;
        while (rest % p == 0)
          rest /= p;
      }
  return TRUE;
}

static void
fill_dimension (guint    dimension,
                guint32  polynomial,
                guint    degree,
                guint32 *out)
{
  for (guint i = 0; i < degree; i++)
    {
      const guint32 free_bits = (guint32) riskctx_stream_bits (0, KEY, dimension, i);

      out[i] = ((free_bits & ((1u << i) - 1)) << 1 | 1) << (BITS - 1 - i);
    }
  for (guint i = degree; i < BITS; i++)
    {
      out[i] = out[i - degree] ^ out[i - degree] >> degree;
      for (guint k = 1; k < degree; k++)
        if (polynomial >> (degree - k) & 1)
          out[i] ^= out[i - k];
    }
}

guint32 *
riskctx_sobol_new (void)
{
  guint32 *table = g_new (guint32, DIMENSIONS * BITS);
  guint at = 1;

  for (guint i = 0; i < BITS; i++)
    table[i] = 1u << (BITS - 1 - i);
  for (guint degree = 1; at < DIMENSIONS; degree++)
    for (guint32 p = (1u << degree) | 1; p < 2u << degree && at < DIMENSIONS; p += 2)
      if (is_primitive (p, degree))
        {
          fill_dimension (at, p, degree, &table[at * BITS]);
          at++;
        }
  return table;
}
