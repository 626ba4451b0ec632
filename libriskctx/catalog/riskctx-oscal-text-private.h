/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parameters of an OSCAL catalog and the texts that they are inserted into. */
typedef struct
{
  GHashTable *params;  /* id: a private struct */
  gsize       room;    /* how much text may still be made: a small file must not fill the memory */
  gboolean    is_full; /* there was not enough room */
} RiskctxOscalText;

void  riskctx_oscal_text_init    (RiskctxOscalText *self,
                                  gsize             size);
void  riskctx_oscal_text_clear   (RiskctxOscalText *self);
/* The first definition counts. */
void  riskctx_oscal_text_define  (RiskctxOscalText *self,
                                  const char       *id,
                                  const char       *before,
                                  const char       *value,
                                  const char       *after);
/* Sets @unknown to the first parameter that is not defined, if there is one. */
char *riskctx_oscal_text_expand  (RiskctxOscalText *self,
                                  const char       *raw,
                                  char            **unknown);
/* An id out of a title: “NIST SP 800-53 Rev. 5” is nist-sp-800-53-rev-5. */
char *riskctx_oscal_text_make_id (const char       *title);

G_END_DECLS
