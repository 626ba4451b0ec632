/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"
#include "riskctx-field-private.h"
#include "riskctx-issue.h"

G_BEGIN_DECLS

#define RISKCTX_DEFAULT_PERT_SHAPE 4.0 /* Vose, Risk Analysis: the usual weight of the mode */
#define RISKCTX_DEFAULT_CONFIDENCE 0.9

struct _RiskctxEstimate
{
  gatomicrefcount     ref_count;
  gboolean            bare;
  RiskctxRecord       record;
  RiskctxDistribution distribution;
  gboolean            truncated;
  double              value;
  double              low;
  double              mode;
  double              high;
  double              confidence;
  double              mean;
  double              sd;
  double              cv;
  double              location;
  double              scale;
  double              shape;
  double              cap;
  GArray             *values;
  GArray             *weights;
  GPtrArray          *components;
  GPtrArray          *factors;
  char               *unit;
  RiskctxBasis        basis;
  RiskctxText        *source;
  char               *as_of;
};

/* The rows of the table, in the order in which a new estimate is written. */
typedef enum
{
  ROW_DISTRIBUTION,
  ROW_VALUE,
  ROW_LOW,
  ROW_MODE,
  ROW_HIGH,
  ROW_CONFIDENCE,
  ROW_MEAN,
  ROW_SD,
  ROW_CV,
  ROW_LOCATION,
  ROW_SCALE,
  ROW_SHAPE,
  ROW_TRUNCATED,
  ROW_VALUES,
  ROW_COMPONENTS,
  ROW_FACTORS,
  ROW_WEIGHTS,
  ROW_CAP,
  ROW_UNIT,
  ROW_BASIS,
  ROW_SOURCE,
  ROW_AS_OF,
  N_ROWS
} Row;

#define BIT(row) (G_GUINT64_CONSTANT (1) << (row))

extern const RiskctxField riskctx_estimate_rows[N_ROWS];

/* The first thing that is wrong with the parameters, located below @pointer; NULL if they determine
 * a law. */
RiskctxIssue *riskctx_estimate_check (RiskctxEstimate *self, const char *pointer);

/* The rows that a law needs, as bits; a second set, if it is not 0, does as well. */
void riskctx_estimate_get_needs (RiskctxDistribution  distribution,
                                 guint64             *rows,
                                 guint64             *or_rows);

/* The smallest and largest value that the law can take, ±G_MAXDOUBLE if there is no bound. */
void riskctx_estimate_get_support (RiskctxEstimate *self, double *low, double *high);

/* How an estimate is written. */
typedef struct
{
  const char *currency; /* of an amount of money, or NULL */
  gboolean    share;    /* as percentages */
  gboolean    terse;    /* PERT estimates by their three figures alone */
} RiskctxEstimateManner;

char *riskctx_estimate_format_as (RiskctxEstimate             *self,
                                  const RiskctxEstimateManner *manner,
                                  const char                  *language);

G_END_DECLS
