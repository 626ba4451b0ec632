/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a document of 51 MB with 100,000 risks: json-glib's parser, which makes a tree of it,
 * beside ours, which makes checked objects of it. One JSON object a line; times are the best of
 * three. */

#include <riskctx.h>

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "riskctx-json-reader-private.h"

#define N_RISKS 100000
#define ROUNDS 3

static const char *const categories[] = {
  "financial", "disaster", "litigation", "social", "economic", "political", "quality", "system",
};

/* Three digits after the point, the last not zero: written as it is read */
static guint
thousandths (GRand *rand)
{
  return (guint) g_rand_int_range (rand, 100, 1000) | 1;
}

static void
append_risk (GString *text,
             guint    i,
             GRand   *rand)
{
  guint low = (guint) g_rand_int_range (rand, 100000, 10000000);

  g_string_append_printf (text,
                          "%s    {\n"
                          "      \"id\": \"R%u\",\n"
                          "      \"title\": { \"ja\": \"顧客情報の漏えい %u\", \"en\": \"Leak "
                          "%u\" },\n"
                          "      \"category\": \"%s\",\n"
                          "      \"cause\": \"脆弱性への攻撃\",\n"
                          "      \"frequency\": { \"distribution\": \"gamma\", \"mean\": %u.%03u, "
                          "\"cv\": 0.%03u },\n"
                          "      \"consequences\": [\n",
                          i > 0 ? ",\n" : "", i, i, i, categories[i % 8],
                          (guint) g_rand_int_range (rand, 0, 3),
                          thousandths (rand), thousandths (rand));
  if (i % 3 == 0)
    g_string_append_printf (text,
                            "        { \"impact\": \"%s\", \"magnitude\": %u, \"probability\": "
                            "0.%03u }\n",
                            categories[i % 7], low, thousandths (rand));
  else
    g_string_append_printf (text,
                            "        {\n"
                            "          \"impact\": \"%s\",\n"
                            "          \"magnitude\": {\n"
                            "            \"distribution\": \"pert\",\n"
                            "            \"low\": %u,\n"
                            "            \"mode\": %u,\n"
                            "            \"high\": %u,\n"
                            "            \"basis\": \"expert\",\n"
                            "            \"source\": \"judged by the owner\"\n"
                            "          }\n"
                            "        }\n",
                            categories[i % 5], low, 2 * low, 5 * low);
  g_string_append (text, "      ]\n    }");
}

static GBytes *
make_document (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  GString *text = g_string_new ("{\n  \"version\": 1,\n  \"id\": \"bench\",\n  \"organization\": "
                                "{ \"title\": \"Bench\" },\n  \"risks\": [\n");

  for (guint i = 0; i < N_RISKS; i++)
    append_risk (text, i, rand);
  g_string_append (text, "\n  ]\n}\n");

  return g_string_free_to_bytes (text);
}

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static double
time_json_glib (GBytes *bytes)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(JsonParser) parser = json_parser_new ();
      double start = seconds ();

      if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                       (gssize) g_bytes_get_size (bytes), NULL))
        g_error ("json-glib refuses the document");
      best = MIN (best, seconds () - start);
    }

  return best;
}

static double
time_events (GBytes *bytes)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_auto(RiskctxJsonReader) reader = { 0 };
      double start = seconds ();
      RiskctxJsonEvent event;

      riskctx_json_reader_init (&reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      do
        event = riskctx_json_reader_next (&reader);
      while (event != RISKCTX_JSON_EVENT_END && event != RISKCTX_JSON_EVENT_ERROR);
      if (event == RISKCTX_JSON_EVENT_ERROR)
        g_error ("the document is not JSON");
      best = MIN (best, seconds () - start);
    }

  return best;
}

static double
time_document (GBytes *bytes,
               double *writing)
{
  double best = G_MAXDOUBLE;

  *writing = G_MAXDOUBLE;
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(RiskctxDocument) document = NULL;
      g_autofree char *text = NULL;
      double start = seconds ();

      document = riskctx_document_new (bytes, NULL);
      best = MIN (best, seconds () - start);
      if (g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_risks (
            riskctx_document_get_assessment (document)))) != N_RISKS)
        g_error ("risks are missing");

      start = seconds ();
      text = riskctx_assessment_to_text (riskctx_document_get_assessment (document));
      *writing = MIN (*writing, seconds () - start);
      if (strlen (text) != g_bytes_get_size (bytes))
        g_error ("the document was not written as it was read");
    }

  return best;
}

int
main (void)
{
  g_autoptr(GBytes) bytes = make_document ();
  double megabytes = (double) g_bytes_get_size (bytes) / 1e6;
  double json_glib = time_json_glib (bytes);
  double events = time_events (bytes);
  double writing;
  double document = time_document (bytes, &writing);

  printf ("{\"benchmark\":\"format-read\",\"megabytes\":%.1f,\"risks\":%d,"
          "\"json_glib_seconds\":%.3f,\"document_seconds\":%.3f,\"ratio\":%.3f,\"limit\":1.0,"
          "\"goal\":0.1}\n",
          megabytes, N_RISKS, json_glib, document, document / json_glib);
  printf ("{\"benchmark\":\"format-events\",\"megabytes\":%.1f,\"seconds\":%.3f,"
          "\"megabytes_per_second\":%.0f}\n",
          megabytes, events, megabytes / events);
  printf ("{\"benchmark\":\"format-write\",\"megabytes\":%.1f,\"seconds\":%.3f,"
          "\"megabytes_per_second\":%.0f}\n",
          megabytes, writing, megabytes / writing);

  return document <= json_glib ? 0 : 1;
}
