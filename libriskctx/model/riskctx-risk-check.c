/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"

void riskctx_risk_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_check_frequency (RiskctxCheck         *check,
                         RiskctxItem          *item,
                         RiskctxEstimate      *frequency,
                         RiskctxFrequencyModel model,
                         gint64                trials)
{
  double most = model == RISKCTX_FREQUENCY_MODEL_BINOMIAL ? (double) trials : 1;
  double low, high;

  if (frequency == NULL ||
      (model != RISKCTX_FREQUENCY_MODEL_BINOMIAL && model != RISKCTX_FREQUENCY_MODEL_BERNOULLI))
    return;

  g_autoptr(RiskctxIssue) issue = riskctx_estimate_check (frequency, "");

  if (issue != NULL)
    return;
  riskctx_estimate_get_support (frequency, &low, &high);
  if (high > most)
    {
      g_autofree char *most_text = riskctx_number_to_string (most);
      g_autofree char *high_text = high < G_MAXDOUBLE
                                     ? riskctx_number_to_string (high) : g_strdup ("∞");

      riskctx_check_report (check, item, "frequency", RISKCTX_ISSUE_MAXIMUM,
                            most_text, high_text, NULL);
    }
}

void
riskctx_risk_check_item (RiskctxItem  *item,
                         RiskctxCheck *check)
{
  RiskctxRisk *self = RISKCTX_RISK (item);

  riskctx_check_frequency (check, item, riskctx_risk_get_frequency (self),
                           riskctx_risk_get_frequency_model (self),
                           riskctx_risk_get_trials (self));
}
