/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-money.h"

G_BEGIN_DECLS

/* The place of the last digit worth showing of a value with this error: that of the first digit of
 * the error, once that is rounded to one digit. */
double riskctx_error_step (double error);

/* An amount with no more digits than its error leaves, and the error in the same unit (transfer
 * full); NULL where it is smaller than what would be shown anyway. */
char *riskctx_format_money_near (double amount, double error, const char *currency,
                                 const char *language, char **margin);

G_END_DECLS
