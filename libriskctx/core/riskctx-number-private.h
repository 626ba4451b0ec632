/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Enough for the longest number, with its end. */
#define RISKCTX_NUMBER_SIZE 32

/* The shortest text that reads back as the same double, valid as JSON, in every locale: whole
 * numbers below 1e15 without exponent. Returns its length. */
gsize riskctx_number_write     (char buffer[RISKCTX_NUMBER_SIZE], double value);
char *riskctx_number_to_string (double value);

G_END_DECLS
