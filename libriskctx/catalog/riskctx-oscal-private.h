/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-catalog.h"
#include "riskctx-item-list.h"
#include "riskctx-json-reader-private.h"
#include "riskctx-mistakes-private.h"
#include "riskctx-oscal-text-private.h"

G_BEGIN_DECLS

/* Catalogs of OSCAL (NIST), read event by event: a file of ten megabytes is no tree in memory.
 * What a catalog of ours has no place for is passed over, what it needs is checked. Texts are kept
 * as they stand until all parameters are known. */

typedef struct
{
  RiskctxJsonReader json;
  RiskctxMistakes   mistakes;
  gboolean          failed; /* the text is not JSON */
  const char       *language;
  RiskctxCatalog   *catalog;
  RiskctxItemList  *entries;
  GHashTable       *ids;        /* id of an entry: its RiskctxItem, borrowed */
  GHashTable       *offsets;    /* id of an entry: where it stands */
  GHashTable       *resources;  /* uuid: how it is cited */
  GPtrArray        *pending;    /* RiskctxOscalEntry */
  RiskctxOscalText  text;       /* the parameters */
  gboolean          has_catalog;
  const void       *data;
  gsize             size;
  guint             n_duplicates;
} RiskctxOscal;

/* An entry whose texts wait for the parameters, and whose links wait for the other entries. */
typedef struct
{
  RiskctxItem *item;
  RiskctxItem *parent; /* the control that it is an enhancement of */
  GString     *statement;
  GString     *guidance;
  GPtrArray   *links; /* fragments that it refers to, in their order */
  gsize        offset;
} RiskctxOscalEntry;

/* What the properties of a control or a part say */
typedef struct
{
  char    *label;
  gboolean withdrawn;
} RiskctxOscalProps;

/* Where the text of a part goes */
typedef struct
{
  RiskctxOscalEntry *entry;
  GString           *into;  /* NULL until the part says what it is */
  guint              depth;
} RiskctxOscalPart;

/* Reads one object of an array. */
typedef void (*RiskctxOscalReadElement) (RiskctxOscal *self,
                                         gpointer      data);

/* TRUE for an object that begins with a catalog in OSCAL. */
gboolean riskctx_oscal_is_catalog (GBytes *bytes);

/* Where the reader is, and what is wrong there */
void     riskctx_oscal_note (RiskctxOscal *self,
                             RiskctxIssueCode code,
                             gsize offset,
                             const char *arg0,
                             const char *arg1);
void     riskctx_oscal_skip (RiskctxOscal *self,
                             RiskctxJsonEvent event);
void     riskctx_oscal_refuse (RiskctxOscal *self,
                               RiskctxJsonEvent event,
                               const char *expected);
gboolean riskctx_oscal_next_member (RiskctxOscal *self,
                                    RiskctxJsonEvent *event);
gboolean riskctx_oscal_is (const RiskctxOscal *self,
                           const char *name);
void     riskctx_oscal_read_string (RiskctxOscal *self,
                                    RiskctxJsonEvent event,
                                    char **value);
gboolean riskctx_oscal_begins (RiskctxOscal *self,
                               RiskctxJsonEvent event,
                               RiskctxJsonEvent wanted);
void     riskctx_oscal_read_objects (RiskctxOscal *self,
                                     RiskctxJsonEvent event,
                                     RiskctxOscalReadElement read,
                                     gpointer data);
void     riskctx_oscal_read_prop (RiskctxOscal *self,
                                  gpointer data);
void     riskctx_oscal_read_param (RiskctxOscal *self,
                                   gpointer data);
void     riskctx_oscal_read_part (RiskctxOscal *self,
                                  gpointer data);
void     riskctx_oscal_read_link (RiskctxOscal *self,
                                  gpointer data);

G_END_DECLS
