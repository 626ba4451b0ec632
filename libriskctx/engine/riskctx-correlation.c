/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-correlation-private.h"

#include <math.h>
#include <string.h>

/* How far below 0 a pivot may be by rounding */
#define NOISE 1e-10
#define PROJECTIONS 200u
#define SWEEPS 60u

gboolean
riskctx_correlation_root (guint         n,
                          const double *matrix,
                          double       *root)
{
  memset (root, 0, (gsize) n * n * sizeof (double));
  for (guint j = 0; j < n; j++)
    {
      double pivot = matrix[j * n + j];

      for (guint k = 0; k < j; k++)
        pivot -= root[j * n + k] * root[j * n + k];
      if (pivot < -NOISE)
        return FALSE;
      pivot = pivot > NOISE ? sqrt (pivot) : 0.0;
      root[j * n + j] = pivot;
      for (guint i = j + 1; i < n; i++)
        {
          double rest = matrix[i * n + j];

          for (guint k = 0; k < j; k++)
            rest -= root[i * n + k] * root[j * n + k];
          /* what a member with nothing of its own left cannot explain, nobody can */
          if (pivot == 0.0 && fabs (rest) > 1e-4)
            return FALSE;
          root[i * n + j] = pivot > 0.0 ? rest / pivot : 0.0;
        }
    }
  return TRUE;
}

const char *
riskctx_correlation_check (guint         n,
                           const double *matrix)
{
  g_autofree double *root = g_new (double, (gsize) n * n);

  for (guint i = 0; i < n; i++)
    {
      if (matrix[i * n + i] != 1.0)
        return "the diagonal of a correlation matrix must be 1";
      for (guint j = 0; j < i; j++)
        {
          if (!(fabs (matrix[i * n + j]) <= 1.0))
            return "correlations must be between -1 and 1";
          if (matrix[i * n + j] != matrix[j * n + i])
            return "a correlation matrix must be symmetric";
        }
    }
  return riskctx_correlation_root (n, matrix, root)
         ? NULL
         : "no risks can have these correlations: the matrix is not positive semidefinite";
}

/* Eigenvalues on the diagonal of a, eigenvectors in the columns of vectors (Jacobi rotations) */
static void
diagonalize (guint   n,
             double *a,
             double *vectors)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      vectors[i * n + j] = i == j ? 1.0 : 0.0;

  for (guint sweep = 0; sweep < SWEEPS; sweep++)
    {
      double off = 0.0;

      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          off += a[i * n + j] * a[i * n + j];
      if (off < 1e-30)
        return;
      for (guint p = 0; p < n; p++)
        for (guint q = p + 1; q < n; q++)
          {
            const double apq = a[p * n + q];
            double theta, t, c, s;

            if (fabs (apq) < 1e-300)
              continue;
            theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
            t = (theta < 0.0 ? -1.0 : 1.0) / (fabs (theta) + sqrt (theta * theta + 1.0));
            c = 1.0 / sqrt (t * t + 1.0);
            s = t * c;
            for (guint k = 0; k < n; k++)
              {
                const double akp = a[k * n + p], akq = a[k * n + q];

                a[k * n + p] = c * akp - s * akq;
                a[k * n + q] = s * akp + c * akq;
              }
            for (guint k = 0; k < n; k++)
              {
                const double apk = a[p * n + k], aqk = a[q * n + k];
                const double vkp = vectors[k * n + p], vkq = vectors[k * n + q];

                a[p * n + k] = c * apk - s * aqk;
                a[q * n + k] = s * apk + c * aqk;
                vectors[k * n + p] = c * vkp - s * vkq;
                vectors[k * n + q] = s * vkp + c * vkq;
              }
          }
    }
}

void
riskctx_correlation_nearest (guint         n,
                             const double *matrix,
                             double       *nearest)
{
  const gsize size = (gsize) n * n;
  g_autofree double *correction = g_new0 (double, size);
  g_autofree double *shifted = g_new (double, size), *work = g_new (double, size);
  g_autofree double *vectors = g_new (double, size);

  memcpy (nearest, matrix, size * sizeof (double));
  for (guint step = 0; step < PROJECTIONS; step++)
    {
      double change = 0.0;

      for (gsize i = 0; i < size; i++)
        work[i] = shifted[i] = nearest[i] - correction[i];
      diagonalize (n, work, vectors);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          {
            double sum = 0.0;

            for (guint k = 0; k < n; k++)
              sum += MAX (0.0, work[k * n + k]) * vectors[i * n + k] * vectors[j * n + k];
            correction[i * n + j] = sum - shifted[i * n + j];
            sum = i == j ? 1.0 : sum;
            change = MAX (change, fabs (sum - nearest[i * n + j]));
            nearest[i * n + j] = sum;
          }
      if (change < 1e-12)
        break;
    }

  /* a little towards the unit matrix, so that rounding leaves it valid, and exactly symmetric */
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      nearest[i * n + j] = nearest[j * n + i]
        = CLAMP (0.5 * (nearest[i * n + j] + nearest[j * n + i]) * (1.0 - 1e-9), -1.0, 1.0);
}
