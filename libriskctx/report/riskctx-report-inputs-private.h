/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-brief.h"
#include "riskctx-cycle.h"
#include "riskctx-evaluation.h"
#include "riskctx-field-private.h"
#include "riskctx-frontier.h"
#include "riskctx-investment-plan.h"
#include "riskctx-item-list.h"
#include "riskctx-nouns.h"
#include "riskctx-report-tree-private.h"
#include "riskctx-sensitivity.h"
#include "riskctx-simulation.h"
#include "riskctx-validity.h"

G_BEGIN_DECLS

/* Everything that the sections of a report are written from: one assessment, what was found out
 * about it, and how it is to be said. Counted; reports in several languages share what was found
 * out. */
typedef struct
{
  RiskctxAssessment *assessment;
  const char        *language;
  const char        *currency;
  guint              years;
  double             discount_rate;

  RiskctxLossResult     *before;           /* today */
  RiskctxLossResult     *after;            /* with the plan; NULL without one */
  RiskctxEvaluation     *evaluation;       /* of before */
  RiskctxEvaluation     *evaluation_after; /* of after; NULL without it */
  RiskctxInvestmentPlan *plan;             /* the plan proposed; NULL if there is no option */
  GPtrArray             *plans;            /* doing nothing, the plan, the others */
  RiskctxFrontier       *frontier;         /* NULL: an expected loss is infinite, or a gain */
  RiskctxSensitivity    *sensitivity;      /* of the plan; NULL: an expected value is infinite */
  RiskctxBrief          *brief;
  RiskctxGrounds        *grounds;          /* of the brief */
  RiskctxCycle          *cycle;
  GListStore            *findings;
} RiskctxReportInputs;

typedef struct
{
  const char  *language; /* static */
  guint64      trials;
  guint64      seed;
  guint        years;
  double       discount_rate;
  void       (*progress) (double done, gpointer data); /* called from the thread that runs */
  gpointer     data;
} RiskctxReportSettings;

RiskctxReportInputs *riskctx_report_inputs_new  (RiskctxAssessment           *assessment,
                                                 const RiskctxReportSettings *settings,
                                                 GCancellable                *cancellable,
                                                 GError                     **error);
void                 riskctx_report_inputs_unref (RiskctxReportInputs *in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxReportInputs, riskctx_report_inputs_unref)

/* How things are said. What is borrowed lives as long as the inputs. */
const char *riskctx_report_word       (const RiskctxReportInputs *in, const char *key);
char       *riskctx_report_fill       (const RiskctxReportInputs *in,
                                       const char                *key,
                                       const char                *arg0,
                                       const char                *arg1,
                                       const char                *arg2);
const char *riskctx_report_say        (const RiskctxReportInputs *in, RiskctxText *text);
const char *riskctx_report_title      (const RiskctxReportInputs *in, gpointer item);
const char *riskctx_report_label      (const RiskctxReportInputs *in, GType type, int value);
char       *riskctx_report_labels     (const RiskctxReportInputs *in, GType type, guint flags);
char       *riskctx_report_money      (const RiskctxReportInputs *in, double amount);
/* The titles of several items in one phrase. */
char       *riskctx_report_titles     (const RiskctxReportInputs *in, const char *const *ids);
/* A cell that names an item: its id and its title. */
void        riskctx_report_row_item     (const RiskctxReportInputs *in,
                                         JsonArray                 *row,
                                         gpointer                   item);
JsonObject *riskctx_report_value_money  (const RiskctxReportInputs *in, double amount);
JsonObject *riskctx_report_value_near   (const RiskctxReportInputs *in,
                                         double                     amount,
                                         double                     error); /* 0: none */
JsonObject *riskctx_report_value_figure (const RiskctxReportInputs *in, RiskctxFigure *figure);
/* The same within a sentence: about 1億2,900万円 ± 200万円. */
char       *riskctx_report_figure       (const RiskctxReportInputs *in, RiskctxFigure *figure);
/* A value in a table: a dash where the figure does not exist, and why in a note below. */
void        riskctx_report_row_figure   (const RiskctxReportInputs *in,
                                         JsonObject                *table,
                                         JsonArray                 *row,
                                         RiskctxFigure             *figure);
/* Another value of the kind of a figure, in every language. */
RiskctxText *riskctx_report_write_like (RiskctxFigure *figure, double value);
char       *riskctx_report_axis_money   (double value, gpointer in);
char       *riskctx_report_axis_percent (double value, gpointer in);
char       *riskctx_report_axis_year    (double value, gpointer in);
/* How many limits and points of the tolerance curve are exceeded. The level from which on risks are
 * treated is no limit. */
guint       riskctx_report_count_exceeded (RiskctxEvaluation *evaluation);
double      riskctx_report_mean         (RiskctxLossFigure *figure); /* 0 if there is none */
/* The law of an estimate of a field with its figures: PERT 0.02 – 0.045 – 0.1. */
char *riskctx_report_estimate (const RiskctxReportInputs *in,
                               RiskctxEstimate           *estimate,
                               const RiskctxField        *field);
/* A date or month of ISO 8601 as the language writes it; anything else, and NULL, as it is. */
char *riskctx_report_date (const RiskctxReportInputs *in, const char *date);
/* What the options of a plan are called together; doing nothing has a name, too. */
char *riskctx_report_plan_name (const RiskctxReportInputs *in, RiskctxInvestmentPlan *plan);

/* The system diagram for a page that has the style sheet of drawings already; the outline leaves
 * the words beside components and flows out. */
char **riskctx_assessment_draw_inline_diagram (RiskctxAssessment *self, const char *language);
char **riskctx_assessment_draw_outline        (RiskctxAssessment *self, const char *language);

/* What more than one section shows. */
void     riskctx_report_add_profile       (const RiskctxReportInputs *in,
                                           JsonArray                 *blocks,
                                           gboolean                   brief);
void     riskctx_report_add_statements_of (const RiskctxReportInputs *in,
                                           JsonArray                 *blocks,
                                           RiskctxStatementKind       kind,
                                           const char                *title); /* or NULL */
/* How the plans can turn out, side by side, and the chosen one in full. */
void     riskctx_report_add_outcomes      (const RiskctxReportInputs *in, JsonArray *blocks);
gboolean riskctx_report_is_system_fact    (RiskctxFactor *factor);

/* The sections, each in a file of its own. */
void riskctx_report_write_summary (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_company (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_recovery (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_base    (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_context (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_brief   (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_gap     (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_damage  (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_options (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_plan    (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_choice  (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_cycle   (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_consultations (const RiskctxReportInputs *in, JsonArray *blocks);
void riskctx_report_write_incidents (const RiskctxReportInputs *in, JsonArray *blocks);
void riskctx_report_write_findings (const RiskctxReportInputs *in, JsonObject *report);
void riskctx_report_write_method  (const RiskctxReportInputs *in, JsonObject *report);

G_END_DECLS
