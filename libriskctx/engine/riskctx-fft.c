/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-fft-private.h"
#include "riskctx-math-private.h"

#include <string.h>

/* A real transform of n numbers is a complex one of n / 2, whose numbers are taken apart after it.
 * The complex transform is Stockham's: every pass reads one buffer and writes the other in order,
 * so no bits are reversed, and the inner loops run over neighbors. */

struct _RiskctxFft
{
  guint   half;
  double *cosine; /* of 2 pi k / n, k = 0 to n / 2 */
  double *sine;
};

RiskctxFft *
riskctx_fft_new (guint n)
{
  RiskctxFft *self = g_new0 (RiskctxFft, 1);

  g_assert (n >= 4 && (n & (n - 1)) == 0);

  self->half = n / 2;
  self->cosine = g_new (double, self->half + 1);
  self->sine = g_new (double, self->half + 1);
  for (guint k = 0; k <= self->half; k++)
    riskctx_math_root_of_unity (k, n, &self->cosine[k], &self->sine[k]);
  return self;
}

void
riskctx_fft_free (RiskctxFft *self)
{
  g_free (self->cosine);
  g_free (self->sine);
  g_free (self);
}

/* One pass with two inputs: groups of m neighbors, l of them */
static void
pass_two (guint         l,
          guint         m,
          const double *xr,
          const double *xi,
          double       *yr,
          double       *yi,
          const double *cosine,
          const double *sine,
          guint         step)
{
  for (guint j = 0; j < l; j++)
    {
      const double wr = cosine[j * step], wi = -sine[j * step];
      const double *ar = xr + j * m, *ai = xi + j * m;
      const double *br = ar + l * m, *bi = ai + l * m;
      double *pr = yr + 2 * j * m, *pi = yi + 2 * j * m;
      double *qr = pr + m, *qi = pi + m;

      for (guint k = 0; k < m; k++)
        {
          const double dr = ar[k] - br[k], di = ai[k] - bi[k];

          pr[k] = ar[k] + br[k];
          pi[k] = ai[k] + bi[k];
          qr[k] = dr * wr - di * wi;
          qi[k] = dr * wi + di * wr;
        }
    }
}

/* One pass with four inputs */
static void
pass_four (guint         l,
           guint         m,
           const double *xr,
           const double *xi,
           double       *yr,
           double       *yi,
           const double *cosine,
           const double *sine,
           guint         step)
{
  const guint quarter = l * m;

  for (guint j = 0; j < l; j++)
    {
      const double w1r = cosine[j * step], w1i = -sine[j * step];
      const double w2r = w1r * w1r - w1i * w1i, w2i = 2.0 * w1r * w1i;
      const double w3r = w1r * w2r - w1i * w2i, w3i = w1r * w2i + w1i * w2r;
      const double *ar = xr + j * m, *ai = xi + j * m;
      double *pr = yr + 4 * j * m, *pi = yi + 4 * j * m;

      for (guint k = 0; k < m; k++)
        {
          const double a = ar[k] + ar[k + 2 * quarter], b = ai[k] + ai[k + 2 * quarter];
          const double c = ar[k] - ar[k + 2 * quarter], d = ai[k] - ai[k + 2 * quarter];
          const double e = ar[k + quarter] + ar[k + 3 * quarter];
          const double f = ai[k + quarter] + ai[k + 3 * quarter];
          const double g = ar[k + quarter] - ar[k + 3 * quarter];
          const double h = ai[k + quarter] - ai[k + 3 * quarter];
          const double s1r = c + h, s1i = d - g;
          const double s2r = a - e, s2i = b - f;
          const double s3r = c - h, s3i = d + g;

          pr[k] = a + e;
          pi[k] = b + f;
          pr[k + m] = s1r * w1r - s1i * w1i;
          pi[k + m] = s1r * w1i + s1i * w1r;
          pr[k + 2 * m] = s2r * w2r - s2i * w2i;
          pi[k + 2 * m] = s2r * w2i + s2i * w2r;
          pr[k + 3 * m] = s3r * w3r - s3i * w3i;
          pi[k + 3 * m] = s3r * w3i + s3i * w3r;
        }
    }
}

/* Complex transform of half numbers in place, with work of the same size */
static void
transform (const RiskctxFft *self,
           double           *re,
           double           *im,
           double           *work)
{
  double *xr = re, *xi = im, *yr = work, *yi = work + self->half;
  guint left = self->half, m = 1;

  while (left > 1)
    {
      double *swap;

      if (left % 4 == 0)
        {
          /* the table is for n = 2 half: a root of order left is step 2 half / left in it */
          pass_four (left / 4, m, xr, xi, yr, yi, self->cosine, self->sine,
                     2 * self->half / left);
          left /= 4;
          m *= 4;
        }
      else
        {
          pass_two (left / 2, m, xr, xi, yr, yi, self->cosine, self->sine, 2 * self->half / left);
          left /= 2;
          m *= 2;
        }
      swap = xr;
      xr = yr;
      yr = swap;
      swap = xi;
      xi = yi;
      yi = swap;
    }
  if (xr != re)
    {
      memcpy (re, xr, self->half * sizeof (double));
      memcpy (im, xi, self->half * sizeof (double));
    }
}

void
riskctx_fft_forward (const RiskctxFft *self,
                     const double     *values,
                     double           *re,
                     double           *im,
                     double           *work)
{
  const guint half = self->half;
  double first_re, first_im;

  for (guint k = 0; k < half; k++)
    {
      re[k] = values[2 * k];
      im[k] = values[2 * k + 1];
    }
  transform (self, re, im, work);

  first_re = re[0];
  first_im = im[0];
  re[0] = first_re + first_im;
  im[0] = 0.0;
  re[half] = first_re - first_im;
  im[half] = 0.0;
  for (guint k = 1; k <= half / 2; k++)
    {
      const guint l = half - k;
      const double er = 0.5 * (re[k] + re[l]), ei = 0.5 * (im[k] - im[l]);
      const double or = 0.5 * (im[k] + im[l]), oi = -0.5 * (re[k] - re[l]);
      const double c = self->cosine[k], s = -self->sine[k];
      const double tr = or * c - oi * s, ti = or * s + oi * c;

      re[k] = er + tr;
      im[k] = ei + ti;
      re[l] = er - tr;
      im[l] = -(ei - ti);
    }
}

void
riskctx_fft_inverse (const RiskctxFft *self,
                     double           *re,
                     double           *im,
                     double           *values,
                     double           *work)
{
  const guint half = self->half;
  const double scale = 1.0 / half;
  const double first = re[0], last = re[half];

  re[0] = 0.5 * (first + last);
  im[0] = -0.5 * (first - last);
  for (guint k = 1; k <= half / 2; k++)
    {
      const guint l = half - k;
      const double er = 0.5 * (re[k] + re[l]), ei = 0.5 * (im[k] - im[l]);
      const double tr = 0.5 * (re[k] - re[l]), ti = 0.5 * (im[k] + im[l]);
      const double c = self->cosine[k], s = self->sine[k];
      const double or = tr * c - ti * s, oi = tr * s + ti * c;

      /* even part + i odd part, conjugated because the transform below runs forward */
      re[k] = er - oi;
      im[k] = -(ei + or);
      re[l] = er + oi;
      im[l] = -(or - ei);
    }
  transform (self, re, im, work);
  for (guint k = 0; k < half; k++)
    {
      values[2 * k] = re[k] * scale;
      values[2 * k + 1] = -im[k] * scale;
    }
}
