/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-loss-fit.h"

#include <math.h>

#include "riskctx-calibration-private.h"
#include "riskctx-error.h"
#include "riskctx-fit-law-private.h"
#include "riskctx-math-private.h"
#include "riskctx-money.h"
#include "riskctx-phrase-private.h"
#include "riskctx-result-private.h"
#include "riskctx-stream-private.h"

#define FEWEST 3
#define MOST 1000000
#define MOST_REPLICATES 10000
#define REJECTED 0.05

/* One law, fitted to the data */
typedef struct
{
  RiskctxFitFamily family;
  const char      *name;
  RiskctxFitted    fitted;
  RiskctxEstimate *estimate;
  double           mean, sd, cv, shape, scale; /* those that the law has, else NaN */
  double           log_likelihood, aic, corrected, bic;
  double           ks, ks_p, ad, ad_p;
} Law;

/**
 * RiskctxLossFit:
 *
 * Laws fitted to the amounts of past losses by maximum likelihood, how well each fits, and which is
 * best.
 *
 * Tried are the lognormal, gamma, exponential, inverse Gaussian and Lomax law. How well a law fits
 * is told by the distance of Kolmogorov and Smirnov and by A² of Anderson and Darling, which minds
 * the tails; their p-values come from a parametric bootstrap, because the usual tables do not hold
 * for parameters that were fitted to the same data. Among laws that A² does not reject at 5 % the
 * one with the smallest AIC, corrected for few data, is the first.
 *
 * Values of this type are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxLossFit
{
  gatomicrefcount ref_count;
  guint           n;
  double          threshold;
  gboolean        truncated;
  guint           n_below;
  guint           replicates;
  guint64         seed;
  gboolean        accepted;
  GPtrArray      *laws;
};

G_DEFINE_BOXED_TYPE (RiskctxLossFit, riskctx_loss_fit, riskctx_loss_fit_ref, riskctx_loss_fit_unref)

static const RiskctxResultField law_rows[] = {
  { "law", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Law, name), "The family of the law." },
  { "mean", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, mean), "Its mean, if finite." },
  { "sd", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, sd),
    "The standard deviation of a lognormal law." },
  { "cv", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, cv),
    "The coefficient of variation of a gamma or exponential law." },
  { "shape", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, shape),
    "The shape of an inverse Gaussian or Lomax law." },
  { "scale", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, scale), "The scale of a Lomax law." },
  { "log_likelihood", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, log_likelihood),
    "The logarithm of the largest likelihood." },
  { "aic", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, aic), "Akaike's criterion." },
  { "bic", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, bic), "Schwarz's criterion." },
  { "kolmogorov_smirnov", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, ks),
    "The largest distance between the law and the data." },
  { "kolmogorov_smirnov_p", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, ks_p),
    "How likely a larger distance is if the law holds." },
  { "anderson_darling", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, ad),
    "A², the weighted square of the distance." },
  { "anderson_darling_p", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (Law, ad_p),
    "How likely a larger A² is if the law holds." },
};

static const RiskctxResultShape law_shape
  = RISKCTX_RESULT_SHAPE ("FittedLaw", "A law fitted to losses.", law_rows);

static const RiskctxResultField rows[] = {
  { "n", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxLossFit, n),
    "How many losses there are." },
  { "threshold", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxLossFit, threshold),
    "The amount below which losses are not reported." },
  { "truncated", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxLossFit, truncated),
    "Whether nobody knows how many losses there were below the threshold." },
  { "n_below", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxLossFit, n_below),
    "How many losses there were below the threshold, where that is known." },
  { "replicates", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (RiskctxLossFit, replicates),
    "How many samples each p-value rests on." },
  { "seed", RISKCTX_RESULT_LONG, G_STRUCT_OFFSET (RiskctxLossFit, seed),
    "The seed of their random numbers." },
  { "accepted", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxLossFit, accepted),
    "Whether the first law is not rejected." },
  { "laws", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxLossFit, laws),
    "The laws, the best first.", NULL, &law_shape },
};

static const RiskctxResultShape shape
  = RISKCTX_RESULT_SHAPE ("LossFit", "Laws fitted to past losses.", rows);

static const struct
{
  RiskctxFitFamily family;
  const char      *name;
  const char      *word;
} families[] = {
  { RISKCTX_FIT_LOGNORMAL, "lognormal", "distribution.lognormal" },
  { RISKCTX_FIT_GAMMA, "gamma", "distribution.gamma" },
  { RISKCTX_FIT_EXPONENTIAL, "exponential", "calibration.exponential" },
  { RISKCTX_FIT_INVERSE_GAUSSIAN, "inverse-gaussian", "distribution.inverse-gaussian" },
  { RISKCTX_FIT_LOMAX, "lomax", "distribution.lomax" },
};

static void
law_free (gpointer data)
{
  Law *law = data;

  g_clear_pointer (&law->estimate, riskctx_estimate_unref);
  g_free (law);
}

static int
compare_amounts (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Distances of ascending amounts from the law, given that they are above the threshold */
static void
measure (const RiskctxLaw     *law,
         const RiskctxFitData *data,
         double               *ks,
         double               *ad)
{
  const double n = data->n;
  const double kept = data->threshold > 0 ? riskctx_law_survival (law, data->threshold) : 1;
  double sum = 0;

  *ks = 0;
  for (guint i = 0; i < data->n; i++)
    {
      const double above = CLAMP (riskctx_law_survival (law, data->amounts[i]) / kept, 1e-300, 1);
      const double below = data->threshold > 0
                             ? 1 - above : riskctx_law_cdf (law, data->amounts[i]);

      *ks = MAX (*ks, MAX ((i + 1) / n - below, below - i / n));
      /* pairs the logarithms of both tails by the place of the amount in the order */
      sum += (2.0 * i + 1) * riskctx_math_log (MAX (below, 1e-300))
             + (2.0 * (n - i) - 1) * riskctx_math_log (above);
    }
  *ad = -n - sum / n;
}

/* Amounts that the law would give, as many as there were; those below the threshold are lost again.
 * Returns how many are left. */
static guint
resample (const RiskctxLaw     *law,
          const RiskctxFitData *data,
          guint64               seed,
          guint64               key,
          guint                 replicate,
          double               *amounts)
{
  const gboolean conditional = data->threshold > 0 && data->truncated;
  const double kept = conditional ? riskctx_law_survival (law, data->threshold) : 1;
  const guint all = data->n + (data->truncated ? 0 : data->n_below);
  guint n = 0;

  for (guint i = 0; i < all; i++)
    {
      const double u = riskctx_stream_uniform (seed, key, replicate, i);
      const double amount = riskctx_law_quantile_upper (law, u * kept);

      if (amount >= data->threshold && amount > 0)
        amounts[n++] = amount;
    }
  qsort (amounts, n, sizeof *amounts, compare_amounts);
  return n;
}

static gboolean
bootstrap (RiskctxLossFit       *self,
           const RiskctxFitData *data,
           Law                  *law,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autoptr(RiskctxLaw) truth = riskctx_fit_make_law (law->family, law->fitted.parameters);
  g_autofree double *amounts = g_new (double, (gsize) data->n + data->n_below);
  const guint64 key = riskctx_stream_key ("loss-fit", law->name);
  guint tried = 0, farther = 0, worse = 0;

  measure (truth, data, &law->ks, &law->ad);
  for (guint r = 0; r < self->replicates; r++)
    {
      RiskctxFitData again = *data;
      RiskctxFitted fitted;
      g_autoptr(RiskctxLaw) refitted = NULL;
      double ks, ad;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      again.n = resample (truth, data, self->seed, key, r, amounts);
      again.n_below = data->n + data->n_below - again.n;
      again.amounts = amounts;
      if (again.n < FEWEST || amounts[0] == amounts[again.n - 1])
        continue;
      fitted = riskctx_fit_law (law->family, &again);
      refitted = fitted.exists ? riskctx_fit_make_law (law->family, fitted.parameters) : NULL;
      if (refitted == NULL)
        continue;
      measure (refitted, &again, &ks, &ad);
      tried++;
      farther += ks >= law->ks;
      worse += ad >= law->ad;
    }
  if (tried > 0)
    {
      law->ks_p = (farther + 1.0) / (tried + 1.0);
      law->ad_p = (worse + 1.0) / (tried + 1.0);
    }
  return TRUE;
}

static Law *
fit (RiskctxLossFit       *self,
     const RiskctxFitData *data,
     guint                 family)
{
  Law *law = g_new0 (Law, 1);
  const double *parameters = law->fitted.parameters;
  const double n = (double) data->n + data->n_below;
  const double k = riskctx_fit_count_parameters (families[family].family);
  g_autoptr(GError) none = NULL;

  law->family = families[family].family;
  law->name = families[family].name;
  law->fitted = riskctx_fit_law (law->family, data);
  law->mean = law->sd = law->cv = law->shape = law->scale = law->ks_p = law->ad_p = NAN;
  if (law->fitted.exists)
    law->estimate = riskctx_fit_make_estimate (law->family, parameters, &none);
  if (law->estimate == NULL)
    return law;

  law->log_likelihood = law->fitted.log_likelihood;
  law->aic = 2 * k - 2 * law->log_likelihood;
  law->corrected = law->aic + (n > k + 1 ? 2 * k * (k + 1) / (n - k - 1) : 0);
  law->bic = k * riskctx_math_log (n) - 2 * law->log_likelihood;
  switch (law->family)
    {
    case RISKCTX_FIT_LOGNORMAL:
      law->mean = riskctx_estimate_get_parameter (law->estimate, "mean", NULL);
      law->sd = riskctx_estimate_get_parameter (law->estimate, "sd", NULL);
      break;
    case RISKCTX_FIT_GAMMA:
    case RISKCTX_FIT_EXPONENTIAL:
      law->mean = riskctx_estimate_get_parameter (law->estimate, "mean", NULL);
      law->cv = riskctx_estimate_get_parameter (law->estimate, "cv", NULL);
      break;
    case RISKCTX_FIT_INVERSE_GAUSSIAN:
      law->mean = parameters[0];
      law->shape = parameters[1];
      break;
    case RISKCTX_FIT_LOMAX:
      law->mean = parameters[0] > 1 ? parameters[1] / (parameters[0] - 1) : NAN;
      law->shape = parameters[0];
      law->scale = parameters[1];
      break;
    case RISKCTX_FIT_N:
    default:
      break;
    }
  return law;
}

static gboolean
is_accepted (const Law *law)
{
  return !(law->ad_p < REJECTED); /* without replicates nothing is rejected */
}

static int
compare_laws (gconstpointer a,
              gconstpointer b)
{
  const Law *x = *(const Law *const *) a, *y = *(const Law *const *) b;

  if (is_accepted (x) != is_accepted (y))
    return is_accepted (y) - is_accepted (x);
  return (x->corrected > y->corrected) - (x->corrected < y->corrected);
}

static RiskctxText *
word_of (const Law *law)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (families[i].family == law->family)
      return riskctx_phrase (families[i].word);
  return NULL;
}

/* What the estimates rest on */
static void
found_laws (RiskctxLossFit *self)
{
  const char *key = self->threshold <= 0 ? "calibration.fit"
                    : self->truncated ? "calibration.fit-truncated" : "calibration.fit-censored";

  for (guint i = 0; i < self->laws->len; i++)
    {
      Law *law = g_ptr_array_index (self->laws, i);
      g_autoptr(RiskctxText) n = riskctx_calibration_number (self->n);
      g_autoptr(RiskctxText) threshold = riskctx_calibration_number (self->threshold);
      g_autoptr(RiskctxText) below = riskctx_calibration_number (self->n_below);
      RiskctxText *const args[] = { n, threshold, below };

      law->estimate = riskctx_calibration_found (law->estimate, RISKCTX_BASIS_MEASURED, NULL, key,
                                                 args, G_N_ELEMENTS (args));
    }
}

static gboolean
check (const double *amounts,
       guint         n,
       double        threshold,
       guint         replicates,
       GError      **error)
{
  gboolean vary = FALSE;

  if (n > MOST || replicates > MOST_REPLICATES)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                   "at most %d amounts and %d replicates are possible", MOST, MOST_REPLICATES);
      return FALSE;
    }
  if (!riskctx_calibration_least ("the threshold", threshold, 0, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!riskctx_calibration_above ("an amount", amounts[i], 0, error)
          || !riskctx_calibration_least ("an amount", amounts[i], threshold, error))
        return FALSE;
      vary |= amounts[i] != amounts[0];
    }
  if (n >= FEWEST && vary)
    return TRUE;
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
               "a law cannot be fitted to fewer than %d amounts, nor if all are the same", FEWEST);
  return FALSE;
}

/**
 * riskctx_loss_fit_new:
 * @amounts: (array length=n_amounts): the amounts of the losses, each above 0 and not below
 *   @threshold, in any order
 * @n_amounts: how many, from 3 to 1,000,000
 * @threshold: the amount below which losses are not reported, or 0
 * @n_below: how many losses there were below the threshold (their amounts are censored), or −1 if
 *   nobody knows (the data are truncated)
 * @replicates: how many samples the p-values rest on, at most 10,000; 200 are usual; with 0 there
 *   are none
 * @seed: the seed of their random numbers
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Fits the laws to past losses. The same arguments give the same result to the bit.
 *
 * Sources: maximum likelihood with truncated and censored data: Klugman, Panjer, Willmot, Loss
 * Models, 4th ed., chapter 15; parametric bootstrap: Stute, González Manteiga, Presedo Quindimil,
 * Metrika 40, 1993.
 *
 * Fails with [error@Error.INVALID] if a number is out of range, with [error@Error.UNDEFINED] if
 * there are too few amounts or no law can be fitted, with [error@Error.TOO_LARGE] if there are too
 * many, and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the fitted laws
 *
 * Since: 1.0
 */
RiskctxLossFit *
riskctx_loss_fit_new (const double *amounts,
                      guint         n_amounts,
                      double        threshold,
                      int           n_below,
                      guint         replicates,
                      guint64       seed,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr(RiskctxLossFit) self = NULL;
  g_autofree double *sorted = NULL;

  g_return_val_if_fail (amounts != NULL || n_amounts == 0, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check (amounts, n_amounts, threshold, replicates, error))
    return NULL;
  if (threshold > 0 && n_below > MOST)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                   "at most %d amounts are possible below the threshold", MOST);
      return NULL;
    }
  sorted = g_memdup2 (amounts, n_amounts * sizeof *amounts);
  qsort (sorted, n_amounts, sizeof *sorted, compare_amounts);

  self = g_new0 (RiskctxLossFit, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n_amounts;
  self->threshold = threshold;
  self->truncated = threshold > 0 && n_below < 0;
  self->n_below = threshold > 0 && n_below > 0 ? (guint) n_below : 0;
  self->replicates = replicates;
  self->seed = seed;
  self->laws = g_ptr_array_new_with_free_func (law_free);

  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    {
      const RiskctxFitData data = { n_amounts, sorted, threshold, self->truncated, self->n_below };
      Law *law = fit (self, &data, f);

      if (law->estimate == NULL)
        {
          law_free (law);
          continue;
        }
      g_ptr_array_add (self->laws, law);
      if (!bootstrap (self, &data, law, cancellable, error))
        return NULL;
    }
  if (self->laws->len == 0)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                   "the likelihood of these amounts has no maximum in any law");
      return NULL;
    }
  g_ptr_array_sort (self->laws, compare_laws);
  self->accepted = is_accepted (g_ptr_array_index (self->laws, 0));
  found_laws (self);
  return g_steal_pointer (&self);
}

/**
 * riskctx_loss_fit_ref:
 * @self: fitted laws
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
RiskctxLossFit *
riskctx_loss_fit_ref (RiskctxLossFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * riskctx_loss_fit_unref:
 * @self: (transfer full): fitted laws
 *
 * Drops a reference; the last one frees them.
 *
 * Since: 1.0
 */
void
riskctx_loss_fit_unref (RiskctxLossFit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->laws);
  g_free (self);
}

/**
 * riskctx_loss_fit_get_n_laws:
 * @self: fitted laws
 *
 * Tells how many laws could be fitted.
 *
 * Returns: the number, at least 1
 *
 * Since: 1.0
 */
guint
riskctx_loss_fit_get_n_laws (RiskctxLossFit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->laws->len;
}

static const Law *
law_at (RiskctxLossFit *self,
        guint           position)
{
  return g_ptr_array_index (self->laws, position);
}

/**
 * riskctx_loss_fit_get_law:
 * @self: fitted laws
 * @position: from 0, the best
 *
 * Gets the name of a law: `lognormal`, `gamma`, `exponential`, `inverse-gaussian` or `lomax`.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
riskctx_loss_fit_get_law (RiskctxLossFit *self,
                          guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->laws->len, NULL);

  return law_at (self, position)->name;
}

/**
 * riskctx_loss_fit_get_estimate:
 * @self: fitted laws
 * @position: from 0, the best
 *
 * Gets a law as an estimate that says what it rests on.
 *
 * Returns: (transfer none): the estimate, in the unit of the amounts
 *
 * Since: 1.0
 */
RiskctxEstimate *
riskctx_loss_fit_get_estimate (RiskctxLossFit *self,
                               guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->laws->len, NULL);

  return law_at (self, position)->estimate;
}

/**
 * riskctx_loss_fit_get_log_likelihood:
 * @self: fitted laws
 * @position: from 0, the best
 *
 * Gets the logarithm of the likelihood of the amounts.
 *
 * Returns: the logarithm
 *
 * Since: 1.0
 */
double
riskctx_loss_fit_get_log_likelihood (RiskctxLossFit *self,
                                     guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->laws->len, 0);

  return law_at (self, position)->log_likelihood;
}

/**
 * riskctx_loss_fit_get_aic:
 * @self: fitted laws
 * @position: from 0, the best
 *
 * Gets Akaike's criterion, 2 k − 2 log likelihood with k parameters. Smaller is better.
 *
 * Returns: the criterion
 *
 * Since: 1.0
 */
double
riskctx_loss_fit_get_aic (RiskctxLossFit *self,
                          guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->laws->len, 0);

  return law_at (self, position)->aic;
}

/**
 * riskctx_loss_fit_get_bic:
 * @self: fitted laws
 * @position: from 0, the best
 *
 * Gets Schwarz's criterion, k log n − 2 log likelihood with k parameters. Smaller is better.
 *
 * Returns: the criterion
 *
 * Since: 1.0
 */
double
riskctx_loss_fit_get_bic (RiskctxLossFit *self,
                          guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->laws->len, 0);

  return law_at (self, position)->bic;
}

/**
 * riskctx_loss_fit_get_kolmogorov_smirnov:
 * @self: fitted laws
 * @position: from 0, the best
 * @statistic: (out): the largest distance between law and data
 * @p_value: (out): how likely a larger one is if the law holds; NaN without replicates
 *
 * Tells how well a law fits, wherever it fits worst.
 *
 * Since: 1.0
 */
void
riskctx_loss_fit_get_kolmogorov_smirnov (RiskctxLossFit *self,
                                         guint           position,
                                         double         *statistic,
                                         double         *p_value)
{
  g_return_if_fail (self != NULL && position < self->laws->len);
  g_return_if_fail (statistic != NULL && p_value != NULL);

  *statistic = law_at (self, position)->ks;
  *p_value = law_at (self, position)->ks_p;
}

/**
 * riskctx_loss_fit_get_anderson_darling:
 * @self: fitted laws
 * @position: from 0, the best
 * @statistic: (out): A²
 * @p_value: (out): how likely a larger one is if the law holds; NaN without replicates
 *
 * Tells how well a law fits, with weight on the tails.
 *
 * Since: 1.0
 */
void
riskctx_loss_fit_get_anderson_darling (RiskctxLossFit *self,
                                       guint           position,
                                       double         *statistic,
                                       double         *p_value)
{
  g_return_if_fail (self != NULL && position < self->laws->len);
  g_return_if_fail (statistic != NULL && p_value != NULL);

  *statistic = law_at (self, position)->ad;
  *p_value = law_at (self, position)->ad_p;
}

/**
 * riskctx_loss_fit_is_accepted:
 * @self: fitted laws
 *
 * Tells whether the best law fits: whether its A² is not among the worst 5 % of what it would give
 * itself.
 *
 * Returns: %FALSE if every law is rejected
 *
 * Since: 1.0
 */
gboolean
riskctx_loss_fit_is_accepted (RiskctxLossFit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->accepted;
}

static void
append_line (GString           *string,
             const char        *language,
             const char        *key,
             RiskctxText *const *args,
             guint              n_args)
{
  g_autoptr(RiskctxText) line = riskctx_phrase_texts (key, args, n_args);

  g_string_append_printf (string, "%s\n", riskctx_text_get (line, language));
}

static RiskctxText *
decimals (double value,
          guint  n)
{
  g_autofree char *text = isfinite (value) ? riskctx_format_number (value, n) : g_strdup ("—");

  return riskctx_phrase_constant (text);
}

/**
 * riskctx_loss_fit_describe:
 * @self: fitted laws
 * @language: a language tag, such as `ja` or `en`
 *
 * Tells in sentences what was fitted, how well, which law is best and why.
 *
 * Returns: (transfer full): the sentences, one a line
 *
 * Since: 1.0
 */
char *
riskctx_loss_fit_describe (RiskctxLossFit *self,
                           const char     *language)
{
  GString *string = g_string_new (NULL);
  RiskctxText *source;

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  source = riskctx_estimate_get_source (law_at (self, 0)->estimate);
  g_string_append_printf (string, "%s\n", riskctx_text_get (source, language));
  for (guint i = 0; i < self->laws->len; i++)
    {
      const Law *law = law_at (self, i);
      g_autoptr(RiskctxText) said = riskctx_calibration_say (law->estimate);
      g_autoptr(RiskctxText) word = word_of (law);
      g_autoptr(RiskctxText) aic = decimals (law->aic, 1);
      g_autoptr(RiskctxText) ks = decimals (law->ks_p, 3);
      g_autoptr(RiskctxText) ad = decimals (law->ad_p, 3);
      RiskctxText *const args[] = { word, said, aic, ks, ad };

      append_line (string, language, "calibration.law", args, G_N_ELEMENTS (args));
    }
  g_autoptr(RiskctxText) best = word_of (law_at (self, 0));
  RiskctxText *const args[] = { best };

  append_line (string, language,
               self->accepted ? "calibration.best" : "calibration.none-fits", args, 1);
  return g_string_free (string, FALSE);
}

/**
 * riskctx_loss_fit_to_json:
 * @self: fitted laws
 *
 * Describes the fit as JSON.
 *
 * Returns: (transfer full): an object that keeps to [func@LossFit.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_fit_to_json (RiskctxLossFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return riskctx_result_write (&shape, self);
}

/**
 * riskctx_loss_fit_get_schema:
 *
 * Describes what [method@LossFit.to_json] writes.
 *
 * Returns: (transfer full): a JSON Schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_loss_fit_get_schema (void)
{
  return riskctx_result_schema (&shape);
}
