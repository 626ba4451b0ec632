/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-consequence.h"
#include "riskctx-control.h"
#include "riskctx-effect.h"
#include "riskctx-option.h"
#include "riskctx-phase.h"
#include "riskctx-plan-private.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

/* The risks of an assessment as the engine wants them, if these options are carried out: measures
 * act to the degree to which they are in place, those in a phase of an option fully. Options that
 * do not exist, exclude each other or lack one that they require are refused. Risks have the
 * position that they have in the assessment. */
RiskctxPlan *riskctx_compile_plan (RiskctxAssessment  *assessment,
                                   const char *const  *options,
                                   GError            **error);

/* The same as it is in a fiscal year, counted from this one: phases that are not done act by the
 * share of their work that was over when the year began. RISKCTX_COMPILE_DONE: all are done. */
#define RISKCTX_COMPILE_DONE G_MAXUINT
RiskctxPlan *riskctx_compile_plan_in_year (RiskctxAssessment  *assessment,
                                           const char *const  *options,
                                           guint               year,
                                           GError            **error);
/* How much of a phase is in force in a year, 0 to 1, and of an option: its least phase. */
double riskctx_compile_phase_degree  (RiskctxPhase *phase, guint year);
double riskctx_compile_option_degree (RiskctxOption *option, guint year);
/* The degree to which a measure is in place in a year if these options are carried out */
double riskctx_compile_control_degree (RiskctxControl *control, GPtrArray *options, guint year);

/* The law of an estimate; who has it and what it is called there, for the error. */
RiskctxLaw *riskctx_compile_law  (RiskctxEstimate *estimate,
                                  RiskctxItem     *owner,
                                  const char      *member,
                                  GError         **error);
/* The rate as the engine takes it, of the mean number of events that the document states. */
RiskctxLaw *riskctx_compile_rate (RiskctxEstimate       *frequency,
                                  RiskctxFrequencyModel  model,
                                  guint                  trials,
                                  RiskctxItem           *owner,
                                  RiskctxFrequencyKind  *kind,
                                  GError               **error);
/* Triggers, common shocks and groups of risks that go together, of a builder that has the risks. */
gboolean riskctx_compile_links (RiskctxAssessment  *assessment,
                                RiskctxPlanBuilder *builder,
                                GError            **error);

/* Whom an effect concerns: the categories of impact as bits, a risk, a consequence of those. */
guint    riskctx_compile_impacts  (RiskctxAssessment  *assessment,
                                   RiskctxEffect      *effect);
gboolean riskctx_compile_concerns (RiskctxEffect      *effect,
                                   const char         *risk);
gboolean riskctx_compile_reaches  (RiskctxEffect      *effect,
                                   guint               impacts,
                                   RiskctxConsequence *consequence);

/* The options of these ids in the order of the ids; NULL with an error for the reasons above. */
GPtrArray *riskctx_compile_options (RiskctxAssessment  *assessment,
                                    const char *const  *options,
                                    GError            **error);

G_END_DECLS
