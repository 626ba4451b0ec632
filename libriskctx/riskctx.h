/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The only header a program includes. */

#include "riskctx-enum-types.h"
#include "riskctx-version-macros.h"
#include "riskctx-version.h"
