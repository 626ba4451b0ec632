/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RISKCTX_ENGINE_ERROR (riskctx_engine_error_quark ())

/* What the engine refuses. The message says which rule was broken and by what value. */
typedef enum
{
  RISKCTX_ENGINE_ERROR_INVALID,     /* a parameter is out of range */
  RISKCTX_ENGINE_ERROR_UNSUPPORTED, /* the method asked for cannot answer for this plan */
  RISKCTX_ENGINE_ERROR_CANCELLED    /* the run was stopped by its control */
} RiskctxEngineError;

GQuark riskctx_engine_error_quark (void);

typedef enum
{
  RISKCTX_LAW_FIXED,
  RISKCTX_LAW_UNIFORM,
  RISKCTX_LAW_TRIANGULAR,
  RISKCTX_LAW_PERT,
  RISKCTX_LAW_NORMAL,
  RISKCTX_LAW_LOGNORMAL,
  RISKCTX_LAW_GAMMA,
  RISKCTX_LAW_INVERSE_GAUSSIAN,
  RISKCTX_LAW_PARETO,
  RISKCTX_LAW_DISCRETE,
  RISKCTX_LAW_MIXTURE,
  RISKCTX_LAW_PRODUCT
} RiskctxLawKind;

/* A probability law of one number: immutable, atomically reference counted, safe to share
 * between threads. Constructors return NULL and set an error for parameters that are not
 * finite or break the rule beside them. */
typedef struct _RiskctxLaw RiskctxLaw;

RiskctxLaw *riskctx_law_ref   (RiskctxLaw *self);
void        riskctx_law_unref (RiskctxLaw *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxLaw, riskctx_law_unref)

RiskctxLaw *riskctx_law_new_fixed      (double value, GError **error);
/* min < max, or equal, which gives a fixed law; the same for the next two */
RiskctxLaw *riskctx_law_new_uniform    (double min, double max, GError **error);
RiskctxLaw *riskctx_law_new_triangular (double min, double mode, double max, GError **error);
/* min + (max - min) Beta (1 + shape (mode - min) / range, 1 + shape (max - mode) / range);
 * shape > 0, usually 4 */
RiskctxLaw *riskctx_law_new_pert       (double min, double mode, double max, double shape,
                                        GError **error);
/* sd >= 0; the truncated form is the normal law given that the value is not below 0 */
RiskctxLaw *riskctx_law_new_normal           (double mean, double sd, GError **error);
RiskctxLaw *riskctx_law_new_normal_truncated (double mean, double sd, GError **error);
/* mu, sigma of the logarithm; sigma >= 0 */
RiskctxLaw *riskctx_law_new_lognormal          (double mu, double sigma, GError **error);
/* mean > 0 and sd >= 0 of the value itself */
RiskctxLaw *riskctx_law_new_lognormal_mean     (double mean, double sd, GError **error);
/* 0 < low <= high: the central interval that holds the value with this confidence (0.9: low is
 * the 5 % and high the 95 % quantile) */
RiskctxLaw *riskctx_law_new_lognormal_interval (double low, double high, double confidence,
                                                GError **error);
/* mean > 0, cv = sd / mean >= 0 */
RiskctxLaw *riskctx_law_new_gamma            (double mean, double cv, GError **error);
/* mean > 0, shape > 0: variance mean^3 / shape */
RiskctxLaw *riskctx_law_new_inverse_gaussian (double mean, double shape, GError **error);
/* survival (1 + x / scale)^-alpha, alpha > 0, scale > 0 */
RiskctxLaw *riskctx_law_new_lomax            (double alpha, double scale, GError **error);
/* survival (1 + shape (x - location) / scale)^(-1 / shape); scale > 0; shape 0 is exponential,
 * below 0 has an upper end */
RiskctxLaw *riskctx_law_new_pareto           (double location, double scale, double shape,
                                              GError **error);
/* weights >= 0, not all 0; they are divided by their sum */
RiskctxLaw *riskctx_law_new_discrete (const double *values, const double *weights, guint n,
                                      GError **error);
/* takes references to the components */
RiskctxLaw *riskctx_law_new_mixture  (RiskctxLaw *const *components, const double *weights,
                                      guint n, GError **error);
/* the product of independent factors, at most cap (INFINITY: no cap); takes references.
 * A fixed factor -1 turns a loss into a gain. */
RiskctxLaw *riskctx_law_new_product  (RiskctxLaw *const *factors, guint n, double cap,
                                      GError **error);

RiskctxLawKind riskctx_law_get_kind (const RiskctxLaw *self);

/* The value if the law has no spread, checked by riskctx_law_is_fixed () */
gboolean riskctx_law_is_fixed (const RiskctxLaw *self);
/* Whether single values have positive probability */
gboolean riskctx_law_has_atoms (const RiskctxLaw *self);

/* Ends of the support, possibly infinite */
double riskctx_law_minimum (const RiskctxLaw *self);
double riskctx_law_maximum (const RiskctxLaw *self);

/* May be infinite where the tail is too heavy (lomax, pareto); sd is NAN where the mean is
 * infinite. Ask riskctx_law_has_mean () and riskctx_law_has_variance () first. */
double   riskctx_law_mean         (const RiskctxLaw *self);
double   riskctx_law_sd           (const RiskctxLaw *self);
gboolean riskctx_law_has_mean     (const RiskctxLaw *self);
gboolean riskctx_law_has_variance (const RiskctxLaw *self);

/* P (X <= x) */
double riskctx_law_cdf      (const RiskctxLaw *self, double x);
/* P (X > x), exact in the upper tail */
double riskctx_law_survival (const RiskctxLaw *self, double x);
/* E min (X, x): what a cap at x leaves on average */
double riskctx_law_limited_mean (const RiskctxLaw *self, double x);
/* Smallest x with P (X <= x) >= p, 0 < p < 1 */
double riskctx_law_quantile       (const RiskctxLaw *self, double p);
/* The same counted from the top: the x with P (X > x) = q, exact for tiny q */
double riskctx_law_quantile_upper (const RiskctxLaw *self, double q);

G_END_DECLS
