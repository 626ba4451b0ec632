/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes are read or refused; what is read without a mistake survives writing and reading. */

#include "riskctx-json-locate-private.h"
#include "riskctx-json-reader-private.h"
#include "riskctx-json-writer-private.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static JsonNode *
read_tree (const void *data,
           gsize       size,
           gboolean   *flawless)
{
  g_auto(RiskctxJsonReader) reader = { 0 };
  JsonNode *node;

  riskctx_json_reader_init (&reader, data, size);
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  if (node != NULL)
    riskctx_json_reader_next (&reader);
  *flawless = reader.n_problems == 0;

  /* Every mistake has a place, and every place a pointer. */
  for (guint i = 0; reader.problems != NULL && i < MIN (reader.problems->len, 8); i++)
    {
      const RiskctxJsonProblem *problem = &g_array_index (reader.problems, RiskctxJsonProblem, i);
      RiskctxJsonPlace place = { .offset = problem->offset };
      RiskctxJsonPlace back = { 0 };

      riskctx_json_locate (data, size, &place, 1);
      g_assert (problem->offset <= size);
      g_assert (place.pointer != NULL && place.line >= 1 && place.column >= 1);
      back.pointer = place.pointer;
      riskctx_json_locate (data, size, &back, 1);
      g_assert (back.offset <= size);
      g_free (place.pointer);
    }

  return node;
}

static char *
write_tree (JsonNode *node,
            gboolean  pretty)
{
  g_auto(RiskctxJsonWriter) writer = { 0 };
  char *text;

  riskctx_json_writer_init (&writer, pretty);
  riskctx_json_writer_node (&writer, node);
  text = riskctx_json_writer_finish (&writer);
  g_assert (text != NULL);

  return text;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  gboolean flawless;
  g_autoptr(JsonNode) node = read_tree (data, size, &flawless);
  g_autoptr(JsonNode) again = NULL;
  g_autofree char *pretty = NULL;
  g_autofree char *compact = NULL;
  g_autofree char *compact_again = NULL;

  if (!flawless)
    return 0;

  g_assert (node != NULL);
  pretty = write_tree (node, TRUE);
  compact = write_tree (node, FALSE);
  again = read_tree (pretty, strlen (pretty), &flawless);
  g_assert (flawless);
  compact_again = write_tree (again, FALSE);
  g_assert_cmpstr (compact, ==, compact_again);

  return 0;
}
