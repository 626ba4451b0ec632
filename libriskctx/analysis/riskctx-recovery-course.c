/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-recovery-course.h"

#include <math.h>

#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-estimate-law.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-phrase-private.h"
#include "riskctx-validity.h"

#define DAYS_A_YEAR 365.0
#define DAYS_A_WEEK 7.0
#define MONTHS_A_YEAR 12.0
#define MAX_PERIODS 1200u
#define DEFAULT_CURRENCY "JPY"
#define N_FIGURES (RISKCTX_RECOVERY_FIGURE_SURVIVAL + 1)
#define N_AMOUNTS (RISKCTX_RECOVERY_AMOUNT_CASH + 1)
#define FIGURE(name) RISKCTX_RECOVERY_FIGURE_##name

/**
 * RiskctxRecoveryCourse:
 *
 * What a [class@Recovery] does to cash, week by week or month by month.
 *
 * Sales come in evenly over the 365 days of a year. Of what stands still, sales resume in part when
 * a step says so; customers who stay away come back evenly after the last step. Contribution is
 * sales times the contribution margin ratio. The fixed cost, sales · margin − profit, is paid on.
 * Each step costs evenly over its days. Insurance pays share · min (max (L − deductible, 0), limit)
 * of the contribution lost and the cost of recovery L, some days after the last step.
 *
 * Estimates enter with their means. Courses are immutable and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxRecoveryCourse
{
  GObject        parent_instance;
  char          *recovery;
  RiskctxText   *title;
  char          *currency;
  int            period;
  double         period_days;
  RiskctxFigure *figures[N_FIGURES];
  GPtrArray     *periods; /* Period */
  gboolean       has_objective;
  gboolean       in_time;
  gboolean       has_point_objective;
  gboolean       keeps_data;
  double         objective;
  double         point_objective;
};

typedef struct
{
  guint  number; /* from 1 on */
  double amounts[N_AMOUNTS];
} Period;

G_DEFINE_FINAL_TYPE (RiskctxRecoveryCourse, riskctx_recovery_course, G_TYPE_OBJECT)

static void
riskctx_recovery_course_finalize (GObject *object)
{
  RiskctxRecoveryCourse *self = RISKCTX_RECOVERY_COURSE (object);

  g_free (self->recovery);
  g_free (self->currency);
  g_clear_pointer (&self->title, riskctx_text_unref);
  for (guint i = 0; i < N_FIGURES; i++)
    g_clear_pointer (&self->figures[i], riskctx_figure_unref);
  g_ptr_array_unref (self->periods);
  G_OBJECT_CLASS (riskctx_recovery_course_parent_class)->finalize (object);
}

static void
riskctx_recovery_course_class_init (RiskctxRecoveryCourseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_recovery_course_finalize;
}

static void
riskctx_recovery_course_init (RiskctxRecoveryCourse *self)
{
  self->periods = g_ptr_array_new_with_free_func (g_free);
}

/* A step with what there is at its end */
typedef struct
{
  double begin;
  double end;
  double cost;
  double running; /* share of what stood still that runs when it is done */
} Step;

/* The numbers of a course. Money is NaN where it is not stated. */
typedef struct
{
  double  sales, margin, profit, cash; /* sales and profit a year */
  double  stopped, lost, regain;
  double  done;  /* the end of the last step */
  Step   *steps;
  guint   n_steps;
} Terms;

static double
mean_of (RiskctxEstimate *estimate)
{
  g_autoptr(GError) error = NULL;
  double mean;

  if (estimate == NULL)
    return NAN;
  mean = riskctx_estimate_get_mean (estimate, &error);
  return error == NULL && isfinite (mean) ? mean : NAN;
}

static void
read_terms (Terms               *terms,
            RiskctxOrganization *organization,
            RiskctxRecovery     *recovery)
{
  RiskctxItemList *steps = riskctx_recovery_get_steps (recovery);
  double running = 0;

  *terms = (Terms) { NAN, NAN, NAN, NAN, riskctx_recovery_get_stopped_share (recovery),
                     riskctx_recovery_get_lost_share (recovery),
                     riskctx_recovery_get_regain_days (recovery), 0, NULL, 0 };
  if (organization != NULL)
    {
      terms->sales = mean_of (riskctx_organization_get_sales (organization));
      terms->margin = mean_of (riskctx_organization_get_contribution_margin (organization));
      terms->profit = mean_of (riskctx_organization_get_profit (organization));
      terms->cash = mean_of (riskctx_organization_get_cash (organization));
    }
  terms->n_steps = riskctx_item_list_get_length (steps);
  terms->steps = g_new (Step, terms->n_steps + 1);
  for (guint i = 0; i < terms->n_steps; i++)
    {
      RiskctxRecoveryStep *step = riskctx_item_list_peek (steps, i);
      const double days = riskctx_recovery_step_get_days (step);
      RiskctxEstimate *cost = riskctx_recovery_step_get_cost (step);

      if (riskctx_item_has (RISKCTX_ITEM (step), "resumes"))
        running = riskctx_recovery_step_get_resumes (step);
      terms->steps[i] = (Step) { terms->done, terms->done + days,
                                 cost != NULL ? mean_of (cost) : 0, running };
      terms->done += days;
    }
}

/* How many customers of what runs again are there, as a share */
static double
demand (const Terms *terms,
        double       day)
{
  if (day < terms->done)
    return 1 - terms->lost;
  if (day >= terms->done + terms->regain)
    return 1;
  return 1 - terms->lost * (1 - (day - terms->done) / terms->regain);
}

/* The integral over days of the share of sales that is lost. Demand is linear between the ends of
 * steps and the day when all are back: the middle of such a stretch gives its mean. */
static double
lost_days (const Terms *terms,
           double       from,
           double       until)
{
  double sum = 0, at = from;

  while (at < until)
    {
      double running = terms->n_steps == 0 ? 1 : 0, next = until;

      for (guint i = 0; i < terms->n_steps; i++)
        {
          if (terms->steps[i].end <= at)
            running = terms->steps[i].running;
          else
            next = MIN (next, terms->steps[i].end);
        }
      if (terms->done > at)
        next = MIN (next, terms->done);
      else if (terms->done + terms->regain > at)
        next = MIN (next, terms->done + terms->regain);
      sum += terms->stopped * (1 - running * demand (terms, (at + next) / 2)) * (next - at);
      at = next;
    }
  return sum;
}

static double
cost_between (const Terms *terms,
              double       from,
              double       until)
{
  double sum = 0;

  for (guint i = 0; i < terms->n_steps; i++)
    {
      const Step *step = &terms->steps[i];
      const double days = step->end - step->begin;
      const double within = MIN (until, step->end) - MAX (from, step->begin);

      if (days > 0)
        sum += within > 0 ? step->cost * within / days : 0;
      else if (step->begin >= from && step->begin < until)
        sum += step->cost;
    }
  return sum;
}

/* Sales do not come back by themselves where the last step leaves something standing still. */
static gboolean
resumes (const Terms *terms)
{
  return terms->n_steps == 0 || terms->stopped == 0
         || terms->steps[terms->n_steps - 1].running >= 1;
}

static double
insured (RiskctxInsurance *insurance,
         double            loss)
{
  double paid;

  if (insurance == NULL)
    return 0;
  paid = MAX (loss - riskctx_insurance_get_deductible (insurance), 0);
  if (riskctx_item_has (RISKCTX_ITEM (insurance), "limit"))
    paid = MIN (paid, riskctx_insurance_get_limit (insurance));
  return paid * riskctx_insurance_get_share (insurance);
}

static RiskctxFigure *
make (RiskctxRecoveryCourse *self,
      RiskctxRecoveryFigure  which,
      const char            *unit,
      double                 value,
      const char            *reason)
{
  GEnumClass *names = g_type_class_ref (RISKCTX_TYPE_RECOVERY_FIGURE);
  const char *nick = g_enum_get_value (names, (int) which)->value_nick;
  RiskctxText *label = riskctx_phrase_enum (RISKCTX_TYPE_RECOVERY_FIGURE, (int) which);
  const char *currency = g_str_equal (unit, RISKCTX_UNIT_CURRENCY) ? self->currency : NULL;
  g_autofree char *key = g_strconcat ("recovery-formula.", nick, NULL);
  RiskctxFigure *figure = reason == NULL && isfinite (value)
    ? riskctx_figure_new (nick, label, unit, currency, value)
    : riskctx_figure_new_undefined (nick, label, unit, currency,
                                    riskctx_phrase (reason != NULL ? reason : "reason.infinite"));

  riskctx_figure_take_formula (figure, riskctx_phrase (key));
  g_type_class_unref (names);
  self->figures[which] = figure;
  return figure;
}

static void
add_periods (RiskctxRecoveryCourse *self,
             const Terms           *terms,
             double                 until,
             double                 paid,
             double                 paid_on)
{
  const double day_sales = terms->sales / DAYS_A_YEAR;
  const double day_fixed = (terms->sales * terms->margin - terms->profit) / DAYS_A_YEAR;
  const guint n = (guint) CLAMP (ceil (until / self->period_days - 1e-9), 1, MAX_PERIODS);
  double cash = isnan (terms->cash) ? 0 : terms->cash;

  for (guint i = 0; i < n; i++)
    {
      Period *period = g_new0 (Period, 1);
      const double from = i * self->period_days, end = (i + 1) * self->period_days;
      double *a = period->amounts;

      period->number = i + 1;
      a[RISKCTX_RECOVERY_AMOUNT_SALES_LOST] = lost_days (terms, from, end) * day_sales;
      a[RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION_LOST]
        = a[RISKCTX_RECOVERY_AMOUNT_SALES_LOST] * terms->margin;
      a[RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION]
        = self->period_days * day_sales * terms->margin
          - a[RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION_LOST];
      a[RISKCTX_RECOVERY_AMOUNT_FIXED_COST] = self->period_days * day_fixed;
      a[RISKCTX_RECOVERY_AMOUNT_RECOVERY_COST] = cost_between (terms, from, end);
      if (paid_on >= from && paid_on < end)
        a[RISKCTX_RECOVERY_AMOUNT_INSURANCE] = paid;
      cash += a[RISKCTX_RECOVERY_AMOUNT_CONTRIBUTION] - a[RISKCTX_RECOVERY_AMOUNT_FIXED_COST]
              - a[RISKCTX_RECOVERY_AMOUNT_RECOVERY_COST] + a[RISKCTX_RECOVERY_AMOUNT_INSURANCE];
      a[RISKCTX_RECOVERY_AMOUNT_CASH] = cash;
      g_ptr_array_add (self->periods, period);
    }
}

/* What cash there must be at the beginning, and what is left of that which there is */
static void
add_cash (RiskctxRecoveryCourse *self,
          const Terms           *terms)
{
  const double opening = isnan (terms->cash) ? 0 : terms->cash;
  const double burnt = ((terms->sales * terms->margin - terms->profit)
                        - (1 - terms->stopped) * terms->sales * terms->margin) / MONTHS_A_YEAR;
  const char *unknown = isnan (terms->cash) ? "reason.cash-not-stated" : NULL;
  double lowest = opening;

  for (guint i = 0; i < self->periods->len; i++)
    lowest = MIN (lowest, ((Period *) g_ptr_array_index (self->periods, i))
                            ->amounts[RISKCTX_RECOVERY_AMOUNT_CASH]);
  make (self, FIGURE (LOWEST_CASH), RISKCTX_UNIT_CURRENCY, lowest, unknown);
  make (self, FIGURE (CASH_NEEDED), RISKCTX_UNIT_CURRENCY, MAX (opening - lowest, 0), NULL);
  make (self, FIGURE (SURVIVAL), RISKCTX_UNIT_MONTHS, MAX (terms->cash, 0) / burnt,
        unknown != NULL ? unknown : burnt > 0 ? NULL : "reason.stop-pays");
}

static const char *
missing_figure (const Terms *terms)
{
  if (isnan (terms->sales))
    return "reason.sales-not-stated";
  if (isnan (terms->margin))
    return "reason.margin-not-stated";
  if (isnan (terms->profit))
    return "reason.profit-not-stated";
  for (guint i = 0; i < terms->n_steps; i++)
    if (isnan (terms->steps[i].cost))
      return "reason.cost-undefined";
  return NULL;
}

static void
follow (RiskctxRecoveryCourse *self,
        RiskctxRecovery       *recovery,
        const Terms           *terms)
{
  const char *missing = missing_figure (terms);
  const double end = terms->done + terms->regain;
  double first = NAN, cost = 0, contribution, paid, paid_on;

  for (guint i = terms->n_steps; i > 0; i--)
    if (terms->steps[i - 1].running > 0)
      first = terms->steps[i - 1].end;
  make (self, FIGURE (FIRST_RESUMED), RISKCTX_UNIT_DAYS, terms->n_steps > 0 ? first : 0,
        terms->n_steps > 0 && isnan (first) ? "reason.not-resumed" : NULL);
  make (self, FIGURE (ALL_RESUMED), RISKCTX_UNIT_DAYS, terms->done,
        resumes (terms) ? NULL : "reason.not-resumed");
  if (missing != NULL)
    {
      for (guint i = FIGURE (SALES_LOST); i <= FIGURE (SURVIVAL); i++)
        make (self, i, i == FIGURE (SURVIVAL) ? RISKCTX_UNIT_MONTHS : RISKCTX_UNIT_CURRENCY, 0,
              missing);
      return;
    }
  for (guint i = 0; i < terms->n_steps; i++)
    cost += terms->steps[i].cost;
  /* what never resumes is not counted beyond the time when the others are back */
  contribution = lost_days (terms, 0, end) * terms->sales / DAYS_A_YEAR * terms->margin;
  paid = insured (riskctx_recovery_get_insurance (recovery), contribution + cost);
  paid_on = terms->done + riskctx_recovery_get_insurance_delay (recovery);
  make (self, FIGURE (SALES_LOST), RISKCTX_UNIT_CURRENCY,
        lost_days (terms, 0, end) * terms->sales / DAYS_A_YEAR, NULL);
  make (self, FIGURE (CONTRIBUTION_LOST), RISKCTX_UNIT_CURRENCY, contribution, NULL);
  make (self, FIGURE (RECOVERY_COST), RISKCTX_UNIT_CURRENCY, cost, NULL);
  make (self, FIGURE (INSURANCE), RISKCTX_UNIT_CURRENCY, paid, NULL);
  make (self, FIGURE (LOSS), RISKCTX_UNIT_CURRENCY, contribution + cost - paid, NULL);
  add_periods (self, terms, MAX (end, paid > 0 ? paid_on : 0) + self->period_days, paid, paid_on);
  add_cash (self, terms);
}

/**
 * riskctx_recovery_course_new:
 * @assessment: an assessment
 * @recovery: the id of one of its recoveries
 * @period: what a period of the course is
 * @error: return location for an error
 *
 * Follows a recovery from the stop until customers are back and insurance has paid, at most 1200
 * periods. The assessment is read once; later changes do not matter.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such recovery. What cannot be computed because
 * the assessment does not state sales, margin, profit or cash is said by the figures.
 *
 * Returns: (transfer full): the course
 *
 * Since: 1.0
 */
RiskctxRecoveryCourse *
riskctx_recovery_course_new (RiskctxAssessment    *assessment,
                             const char           *recovery,
                             RiskctxRecoveryPeriod period,
                             GError              **error)
{
  RiskctxRecoveryCourse *self;
  RiskctxItem *item;
  RiskctxRecovery *found;
  const char *currency;
  Terms terms;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (recovery != NULL, NULL);

  item = riskctx_assessment_find (assessment, recovery);
  if (item == NULL || !RISKCTX_IS_RECOVERY (item))
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND, "there is no recovery “%s”",
                   recovery);
      return NULL;
    }
  found = RISKCTX_RECOVERY (item);
  currency = riskctx_assessment_get_currency (assessment);
  self = g_object_new (RISKCTX_TYPE_RECOVERY_COURSE, NULL);
  self->recovery = g_strdup (recovery);
  self->currency = g_strdup (currency != NULL ? currency : DEFAULT_CURRENCY);
  self->title = riskctx_item_get_title (item) != NULL
    ? riskctx_text_ref (riskctx_item_get_title (item)) : riskctx_phrase_constant (recovery);
  self->period = (int) period;
  self->period_days = period == RISKCTX_RECOVERY_PERIOD_WEEK ? DAYS_A_WEEK
                                                             : DAYS_A_YEAR / MONTHS_A_YEAR;
  read_terms (&terms, riskctx_assessment_get_organization (assessment), found);
  follow (self, found, &terms);
  self->has_objective = riskctx_item_has (item, "objective");
  self->objective = self->has_objective ? riskctx_recovery_get_objective (found) : NAN;
  self->in_time = resumes (&terms) && !(terms.done > self->objective);
  self->has_point_objective = riskctx_item_has (item, "point_objective");
  self->point_objective = self->has_point_objective ? riskctx_recovery_get_point_objective (found)
                                                    : NAN;
  self->keeps_data = !(riskctx_recovery_get_copy_age (found) > self->point_objective);
  g_free (terms.steps);
  return self;
}

/**
 * riskctx_recovery_course_get_n_periods:
 * @self: a course
 *
 * Gets how many periods the course has.
 *
 * Returns: the number; 0 where money cannot be computed
 *
 * Since: 1.0
 */
guint
riskctx_recovery_course_get_n_periods (RiskctxRecoveryCourse *self)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), 0);
  return self->periods->len;
}

/**
 * riskctx_recovery_course_get_amount:
 * @self: a course
 * @period: a period, from 0 on
 * @which: which amount
 *
 * Gets an amount of a period. Cash is that at its end; where the assessment does not state the
 * cash at the beginning it is counted from 0.
 *
 * Returns: the amount, in currency
 *
 * Since: 1.0
 */
double
riskctx_recovery_course_get_amount (RiskctxRecoveryCourse *self,
                                    guint                  period,
                                    RiskctxRecoveryAmount  which)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), 0);
  g_return_val_if_fail (period < self->periods->len, 0);
  g_return_val_if_fail ((guint) which < N_AMOUNTS, 0);
  return ((Period *) g_ptr_array_index (self->periods, period))->amounts[which];
}

/**
 * riskctx_recovery_course_get_figure:
 * @self: a course
 * @which: which figure
 *
 * Gets a figure of the whole course. Where it does not exist, it says why.
 *
 * Returns: (transfer none): the figure
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_recovery_course_get_figure (RiskctxRecoveryCourse *self,
                                    RiskctxRecoveryFigure  which)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), NULL);
  g_return_val_if_fail ((guint) which < N_FIGURES, NULL);
  return self->figures[which];
}

/**
 * riskctx_recovery_course_is_in_time:
 * @self: a course
 *
 * Tells whether everything runs again within the recovery time objective; with no objective,
 * whether everything runs again at all.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_recovery_course_is_in_time (RiskctxRecoveryCourse *self)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), FALSE);
  return self->in_time;
}

/**
 * riskctx_recovery_course_keeps_data:
 * @self: a course
 *
 * Tells whether the latest copy is young enough for the recovery point objective. It is where there
 * is no objective.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
riskctx_recovery_course_keeps_data (RiskctxRecoveryCourse *self)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), FALSE);
  return self->keeps_data;
}

#define AMOUNT(member, which, doc)                                                              \
  { member, RISKCTX_RESULT_NUMBER,                                                              \
    G_STRUCT_OFFSET (Period, amounts) + RISKCTX_RECOVERY_AMOUNT_##which * sizeof (double), doc }

static const RiskctxResultField period_rows[] = {
  { "period", RISKCTX_RESULT_INTEGER, G_STRUCT_OFFSET (Period, number), "Its number, from 1 on." },
  AMOUNT ("sales_lost", SALES_LOST, "The sales lost."),
  AMOUNT ("contribution_lost", CONTRIBUTION_LOST, "The contribution lost with them."),
  AMOUNT ("contribution", CONTRIBUTION, "The contribution that comes in all the same."),
  AMOUNT ("fixed_cost", FIXED_COST, "The fixed cost that is paid on."),
  AMOUNT ("recovery_cost", RECOVERY_COST, "What the recovery costs."),
  AMOUNT ("insurance", INSURANCE, "What insurance pays."),
  AMOUNT ("cash", CASH, "The cash at the end."),
};

static const RiskctxResultShape period_shape
  = RISKCTX_RESULT_SHAPE ("RecoveryPeriod", "A week or month of a recovery.", period_rows);

#define ROW(member, which, doc)                                                                 \
  { member, RISKCTX_RESULT_FIGURE,                                                              \
    G_STRUCT_OFFSET (RiskctxRecoveryCourse, figures)                                            \
      + FIGURE (which) * sizeof (RiskctxFigure *),                                              \
    doc }

static const RiskctxResultField rows[] = {
  { "recovery", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxRecoveryCourse, recovery),
    "The id of the recovery." },
  { "title", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxRecoveryCourse, title), "Its title." },
  { "currency", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxRecoveryCourse, currency),
    "The currency of all money, a code of ISO 4217." },
  { "period", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxRecoveryCourse, period),
    "What a period is.", riskctx_recovery_period_get_type },
  { "objective", RISKCTX_RESULT_NUMBER, G_STRUCT_OFFSET (RiskctxRecoveryCourse, objective),
    "The recovery time objective in days; left out where there is none." },
  { "in_time", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxRecoveryCourse, in_time),
    "Whether everything runs again within it." },
  { "point_objective", RISKCTX_RESULT_NUMBER,
    G_STRUCT_OFFSET (RiskctxRecoveryCourse, point_objective),
    "The recovery point objective in days; left out where there is none." },
  { "keeps_data", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxRecoveryCourse, keeps_data),
    "Whether the latest copy is young enough for it." },
  ROW ("first_resumed", FIRST_RESUMED, "Days until something runs again."),
  ROW ("all_resumed", ALL_RESUMED, "Days until everything runs again."),
  ROW ("sales_lost", SALES_LOST, "The sales lost."),
  ROW ("contribution_lost", CONTRIBUTION_LOST, "The contribution lost with them."),
  ROW ("recovery_cost", RECOVERY_COST, "What the recovery costs."),
  ROW ("insurance", INSURANCE, "What insurance pays."),
  ROW ("loss", LOSS, "Contribution lost and cost less insurance."),
  ROW ("lowest_cash", LOWEST_CASH, "The lowest cash at the beginning or the end of a period."),
  ROW ("cash_needed", CASH_NEEDED, "The cash at the beginning with which it never falls below 0."),
  ROW ("survival", SURVIVAL, "How many months cash lasts if nothing resumes."),
  { "periods", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxRecoveryCourse, periods),
    "The periods.", NULL, &period_shape },
};

static const RiskctxResultShape course_shape
  = RISKCTX_RESULT_SHAPE ("RecoveryCourse", "What a recovery does to cash.", rows);

/**
 * riskctx_recovery_course_to_json:
 * @self: a course
 *
 * Describes the course as JSON, in the shape that [func@RecoveryCourse.get_schema] publishes.
 *
 * Returns: (transfer full): an object
 *
 * Since: 1.0
 */
JsonNode *
riskctx_recovery_course_to_json (RiskctxRecoveryCourse *self)
{
  g_return_val_if_fail (RISKCTX_IS_RECOVERY_COURSE (self), NULL);
  return riskctx_result_write (&course_shape, self);
}

/**
 * riskctx_recovery_course_get_schema:
 *
 * Gets the JSON Schema of [method@RecoveryCourse.to_json].
 *
 * Returns: (transfer full): the schema, of draft 2020-12
 *
 * Since: 1.0
 */
JsonNode *
riskctx_recovery_course_get_schema (void)
{
  return riskctx_result_schema (&course_shape);
}
