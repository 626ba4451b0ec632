/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-fft-private.h"
#include "riskctx-grid-private.h"

G_BEGIN_DECLS

/* What the sources of the grid share */

/* n / 2 + 1 complex numbers, and zeros up to a multiple of eight */
typedef struct
{
  double *re;
  double *im;
} RiskctxSpectrum;

struct _RiskctxGridTables
{
  guint               n;
  RiskctxFft         *fft;
  double             *tilt; /* exp (-tilt j / n) */
  const RiskctxKernel *kernel;
};

/* A grid of n cells, the first of which stands for -below step, and memory to work on it */
typedef struct
{
  guint                n;
  guint                below;
  guint                half;   /* n / 2 + 1 */
  guint                padded; /* rounded up to a multiple of 8 */
  double               step;
  const RiskctxKernel *kernel;
  const RiskctxFft    *fft;
  const double        *tilt; /* NULL where the grid reaches below 0 */
  const int           *stop; /* or NULL; atomic: give up, the numbers are not needed */
  double              *limited;
  double              *mass;
  double              *work;
} RiskctxBench;

void riskctx_bench_init  (RiskctxBench *self, const RiskctxGridTables *tables,
                          const RiskctxGridSpec *spec);
void riskctx_bench_clear (RiskctxBench *self);
gboolean riskctx_bench_is_stopped (const RiskctxBench *self);

RiskctxSpectrum riskctx_spectrum_new      (guint n);
void            riskctx_spectrum_clear    (RiskctxSpectrum *self);
void            riskctx_spectrum_fill     (RiskctxSpectrum *self, guint half, double value);
void            riskctx_spectrum_add      (RiskctxSpectrum *self, guint half, double weight,
                                           const RiskctxSpectrum *other);
void            riskctx_spectrum_multiply (RiskctxSpectrum *self, guint half,
                                           const RiskctxSpectrum *other);
/* Transform of the mass on the bench, each cell times its value where by_value is set */
void            riskctx_spectrum_of_mass  (RiskctxBench *bench, const double *mass,
                                           gboolean by_value, RiskctxSpectrum *out);
/* Back to mass; the spectrum is destroyed. */
void            riskctx_spectrum_to_mass  (RiskctxBench *bench, RiskctxSpectrum *self,
                                           double *mass);

/* The only kind of year, if its count is Poisson's with a certain rate; else NULL */
const RiskctxYears *riskctx_grid_plain_poisson (const RiskctxGridPart *part);
/* Of a year's loss in such years the logarithm of the transform; of several it is the sum */
void riskctx_grid_transform_exponent (RiskctxBench *bench, const RiskctxYears *years, guint mask,
                                      RiskctxSpectrum *out);
/* The transform of which exponent, which is destroyed, is the logarithm */
void riskctx_grid_raise (RiskctxBench *bench, RiskctxSpectrum *exponent, RiskctxSpectrum *out);
/* Transform of a year's loss of one risk */
void riskctx_grid_transform_years (RiskctxBench *bench, const RiskctxYears *years, guint mask,
                                   RiskctxSpectrum *out);
/* Risks that share what is uncertain: the transform of their sum for every combination, weighted.
 * But for the risk at `without` (none: n_parts), which stands as it is given in instead. */
void riskctx_grid_transform_group (RiskctxBench *bench, const RiskctxGridPart *parts,
                                   guint n_parts, guint first, guint without,
                                   const RiskctxSpectrum *instead, RiskctxSpectrum *out);
/* Transform of the sum. without: a group that is left out, or NULL */
void riskctx_grid_transform_sum (RiskctxBench *bench, const RiskctxGridPart *parts, guint n_parts,
                                 const RiskctxYearGroup *without, RiskctxSpectrum *out);
/* The distribution with this transform, which is destroyed */
RiskctxGrid *riskctx_grid_read (RiskctxBench *bench, RiskctxSpectrum *sum);

/* One risk's events on a bench: what all kinds of its years need is transformed once. */
typedef struct _RiskctxEventGrid RiskctxEventGrid;

RiskctxEventGrid *riskctx_event_grid_new  (RiskctxBench *bench, const RiskctxYears *years,
                                           guint mask);
void              riskctx_event_grid_free (RiskctxEventGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxEventGrid, riskctx_event_grid_free)

/* Transform of what an event costs in a year of this kind, as far as it is within the mask */
void riskctx_event_grid_transform (RiskctxEventGrid *self, guint kind, RiskctxSpectrum *out);
/* Transform of E (V_k z^V): every event counts with what consequence k costs */
void riskctx_event_grid_weigh     (RiskctxEventGrid *self, guint kind, guint k,
                                   RiskctxSpectrum *out);

G_END_DECLS
