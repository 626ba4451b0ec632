/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include <glib/gstdio.h>
#include <string.h>

#include "riskctx-check.h"

static RiskctxDocument *
read_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return riskctx_document_new (bytes, "shop.json");
}

/* Every issue on a line of its own: line:column pointer code */
static char *
list_issues (RiskctxDocument *document)
{
  GListModel *issues = riskctx_document_get_issues (document);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      g_string_append_printf (list, "%u:%u %s %s\n", riskctx_issue_get_line (issue),
                              riskctx_issue_get_column (issue), riskctx_issue_get_pointer (issue),
                              riskctx_issue_get_code (issue));
    }

  return g_string_free (list, FALSE);
}

static char *
read_and_list (const char *text)
{
  g_autoptr(RiskctxDocument) document = read_text (text);

  return list_issues (document);
}

START_TEST (reads_into_objects)
{
  g_autoptr(RiskctxDocument) document = read_text (
    "{\"version\":1,\"id\":\"a\",\"language\":\"ja\",\"organization\":{\"title\":\"店\"},"
    "\"risks\":[{\"id\":\"R1\",\"title\":{\"ja\":\"漏えい\",\"en\":\"Leak\"},\"category\":\"system\","
    "\"frequency\":0.5,\"trials\":3.0,\"consequences\":[{\"impact\":\"social\",\"magnitude\":"
    "{\"distribution\":\"pert\",\"low\":1,\"mode\":2,\"high\":5}}]}]}");
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);
  g_autoptr(RiskctxRisk) risk = NULL;
  g_autoptr(RiskctxConsequence) consequence = NULL;
  RiskctxEstimate *magnitude;

  ck_assert_ptr_nonnull (assessment);
  riskctx_check_str (riskctx_assessment_get_language (assessment), "ja");
  risk = g_list_model_get_item (G_LIST_MODEL (riskctx_assessment_get_risks (assessment)), 0);
  riskctx_check_str (riskctx_item_get_id (RISKCTX_ITEM (risk)), "R1");
  riskctx_check_str (riskctx_text_get (riskctx_item_get_title (RISKCTX_ITEM (risk)), "en"), "Leak");
  ck_assert_int_eq (riskctx_risk_get_category (risk), RISKCTX_RISK_CATEGORY_SYSTEM);
  ck_assert_int_eq (riskctx_risk_get_trials (risk), 3);
  ck_assert_int_eq (riskctx_estimate_get_distribution (riskctx_risk_get_frequency (risk)),
                    RISKCTX_DISTRIBUTION_FIXED);
  ck_assert_double_eq (riskctx_estimate_get_parameter (riskctx_risk_get_frequency (risk), "value",
                                                       NULL), 0.5);
  ck_assert (riskctx_item_has (RISKCTX_ITEM (risk), "category"));
  ck_assert (!riskctx_item_has (RISKCTX_ITEM (risk), "cause"));
  ck_assert (riskctx_item_get_parent (RISKCTX_ITEM (risk)) == RISKCTX_ITEM (assessment));

  consequence = g_list_model_get_item (G_LIST_MODEL (riskctx_risk_get_consequences (risk)), 0);
  magnitude = riskctx_consequence_get_magnitude (consequence);
  ck_assert_int_eq (riskctx_estimate_get_distribution (magnitude), RISKCTX_DISTRIBUTION_PERT);
  ck_assert_double_eq (riskctx_estimate_get_parameter (magnitude, "high", NULL), 5);
  ck_assert (riskctx_assessment_find (assessment, "R1") == RISKCTX_ITEM (risk));
}
END_TEST

/* A misspelled category, a low above mode, a dangling reference: these three and nothing else. */
START_TEST (tells_three_mistakes_with_their_places)
{
  g_autoptr(RiskctxDocument) document = read_text (
    "{\n"
    "  \"version\": 1, \"id\": \"a\", \"organization\": { \"title\": \"店\" },\n"
    "  \"factors\": [ { \"id\": \"X1\", \"context_class\": \"ext-drivers\" } ],\n"
    "  \"risks\": [\n"
    "    { \"id\": \"R1\", \"title\": \"漏えい\", \"category\": \"sytem\",\n"
    "      \"frequency\": { \"distribution\": \"pert\", \"low\": 5, \"mode\": 2, \"high\": 9 },\n"
    "      \"factors\": [ \"X1\", \"X2\" ] }\n"
    "  ]\n"
    "}\n");
  g_autofree char *text = NULL;
  g_autofree char *all = list_issues (document);
  GListModel *issues = riskctx_document_get_issues (document);
  g_autoptr(RiskctxIssue) first = g_list_model_get_item (issues, 0);

  ck_assert_str_eq (all,
                    "5:47 /risks/0/category RCX-E0206\n"
                    "6:53 /risks/0/frequency/low RCX-E0207\n"
                    "7:26 /risks/0/factors/1 RCX-E0303\n");
  text = riskctx_issue_to_string (first, riskctx_document_get_name (document), "en");
  ck_assert_str_eq (text, "shop.json:5:47: error: /risks/0/category: “sytem” is not a risk "
                          "category (did you mean “system”?) [RCX-E0206]");
  ck_assert_ptr_null (riskctx_document_get_assessment (document));
}
END_TEST

#define START "{\"id\":\"a\",\"organization\":{}"

static const struct
{
  const char *name;
  const char *text;
  const char *issues;
} rows[] = {
  { "empty", "", "1:1  RCX-E0107\n" },
  { "no object", "[]", "1:1  RCX-E0201\n" },
  { "null", "null", "1:1  RCX-E0201\n" },
  { "not JSON", START ",\"risks\":[{]}", "1:39 /risks/0 RCX-E0101\n" },
  { "trailing text", START "} x", "1:30  RCX-E0106\n" },
  { "mistakes before the break are told as well", START ",\"title\":5,",
    "1:37 /title RCX-E0201\n1:39  RCX-E0101\n" },
  { "nothing", "{}", "1:1  RCX-E0202\n1:1  RCX-E0202\n" },
  { "given twice", START ",\"title\":\"a\",\"title\":\"b\"}", "1:41 /title RCX-E0104\n" },
  { "unknown given twice", START ",\"x\":1,\"x\":2}",
    "1:29 /x RCX-I0214\n1:35 /x RCX-E0104\n" },
  { "twice in the unknown", START ",\"x\":{\"y\":1,\"y\":2}}",
    "1:29 /x RCX-I0214\n1:40 /x/y RCX-E0104\n" },
  { "language twice", START ",\"title\":{\"ja\":\"a\",\"ja\":\"b\"}}",
    "1:47 /title/ja RCX-E0104\n" },
  { "no language", START ",\"title\":{}}", "1:37 /title RCX-E0201\n" },
  { "bad language", START ",\"title\":{\"Japanese\":\"a\"}}", "1:38 /title/Japanese RCX-E0209\n" },
  { "number in a text", START ",\"title\":{\"ja\":\"a\",\"en\":5}}", "1:52 /title/en RCX-E0201\n" },
  { "a fraction", START ",\"fiscal_year\":2026.5}", "1:43 /fiscal_year RCX-E0201\n" },
  { "out of range", START ",\"fiscal_year\":12}", "1:43 /fiscal_year RCX-E0203\n" },
  { "no number", START ",\"fiscal_year\":1e400}", "1:43 /fiscal_year RCX-E0105\n" },
  { "too many digits", START ",\"fiscal_year\":12345678901234567890}",
    "1:43 /fiscal_year RCX-E0110\n" },
  { "more than a whole number can be", "{\"id\":\"a\",\"organization\":{\"employees\":1e17}}",
    "1:39 /organization/employees RCX-E0201\n" },
  { "a name twice",
    START ",\"controls\":[{\"id\":\"c\",\"kind\":[\"human\",\"human\"]}]}",
    "1:67 /controls/0/kind/1 RCX-E0104\n" },
  { "no date", START ",\"date\":\"2026-02-30\"}", "1:36 /date RCX-E0210\n" },
  { "no currency", START ",\"currency\":\"Yen\"}", "1:40 /currency RCX-E0211\n" },
  { "a bad escape", START ",\"title\":\"\\x\"}", "1:38 /title RCX-E0101\n" },
  { "no UTF-8", START ",\"title\":\"\xff\"}", "1:38 /title RCX-E0102\n" },
  { "newer", "{\"id\":5,\"risks\":{},\"version\":2}", "1:30 /version RCX-E0109\n" },
  { "version 0", START ",\"version\":0}", "1:39 /version RCX-E0204\n" },
  { "an id of no id", "{\"id\":\"a b\",\"organization\":{}}", "1:7 /id RCX-E0301\n" },
  { "an empty id", "{\"id\":\"\",\"organization\":{}}", "1:7 /id RCX-E0301\n" },
  { "an id that is taken", START ",\"zones\":[{\"id\":\"z\"},{\"id\":\"a\"}]}",
    "1:55 /zones/1/id RCX-E0302\n" },
  { "a circle", START ",\"zones\":[{\"id\":\"z\",\"parent\":\"z\"}]}",
    "1:57 /zones/0/parent RCX-E0305\n" },
  { "a reference to the wrong kind",
    START ",\"zones\":[{\"id\":\"z\",\"parent\":\"a\"}]}", "1:57 /zones/0/parent RCX-E0304\n" },
  { "incomplete estimate, said once",
    START ",\"risks\":[{\"id\":\"r\",\"category\":\"system\",\"frequency\":"
    "{\"distribution\":\"pert\",\"low\":\"1\",\"mode\":2,\"high\":3}}]}",
    "1:109 /risks/0/frequency/low RCX-E0201\n" },
  { "estimate of no law",
    START ",\"risks\":[{\"id\":\"r\",\"category\":\"system\",\"frequency\":{\"mean\":2}}]}",
    "1:80 /risks/0/frequency RCX-E0208\n" },
  { "negative frequency",
    START ",\"risks\":[{\"id\":\"r\",\"category\":\"system\",\"frequency\":-1}]}",
    "1:80 /risks/0/frequency RCX-E0204\n" },
  { "element of the wrong type", START ",\"zones\":[{\"id\":\"z\"},5,[]]}",
    "1:49 /zones/1 RCX-E0201\n1:51 /zones/2 RCX-E0201\n" },
};

START_TEST (tells_what_is_wrong_and_where)
{
  g_autofree char *issues = read_and_list (rows[_i].text);

  ck_assert_msg (strcmp (issues, rows[_i].issues) == 0, "%s: %s", rows[_i].name, issues);
}
END_TEST

START_TEST (bounds_the_list)
{
  g_autoptr(GString) text = g_string_new (START ",\"zones\":[0");
  g_autoptr(RiskctxDocument) document = NULL;
  GListModel *issues;
  g_autoptr(RiskctxIssue) last = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]}");
  document = read_text (text->str);
  issues = riskctx_document_get_issues (document);
  ck_assert_uint_eq (g_list_model_get_n_items (issues), 1001);
  last = g_list_model_get_item (issues, 1000);
  riskctx_check_str (riskctx_issue_get_code (last), "RCX-E0108");
}
END_TEST

START_TEST (bounds_the_list_of_what_is_checked_as_well)
{
  g_autoptr(GString) text = g_string_new ("{\"id\":\"a\",\"zones\":[0");
  g_autoptr(RiskctxDocument) document = NULL;
  g_autoptr(RiskctxIssue) first = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]}");
  document = read_text (text->str);
  first = g_list_model_get_item (riskctx_document_get_issues (document), 0);
  riskctx_check_str (riskctx_issue_get_code (first), "RCX-E0201");
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_document_get_issues (document)), 1001);
}
END_TEST

/* 600 mistakes of one kind and 600 of the other: the room for them is one. */
START_TEST (bounds_all_mistakes_together)
{
  g_autoptr(GString) text = g_string_new (START ",\"zones\":[{\"id\":\"z\"}");
  g_autoptr(RiskctxDocument) document = NULL;
  GListModel *issues;
  g_autoptr(RiskctxIssue) last = NULL;
  guint n_errors = 0;

  for (guint i = 0; i < 600; i++)
    g_string_append (text, ",0,{\"id\":\"z\"}");
  g_string_append (text, "]}");
  document = read_text (text->str);
  issues = riskctx_document_get_issues (document);
  ck_assert_uint_eq (g_list_model_get_n_items (issues), 1001);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      n_errors += riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  ck_assert_uint_eq (n_errors, 1000);
  last = g_list_model_get_item (issues, 1000);
  riskctx_check_str (riskctx_issue_get_code (last), "RCX-E0108");
}
END_TEST

/* What a document says must not give orders to a terminal. */
START_TEST (shows_control_characters_as_escapes)
{
  g_autoptr(RiskctxDocument) document = read_text (START ",\"\\u001b[31m\\n\\u009b\":1}");
  g_autoptr(RiskctxIssue) issue = g_list_model_get_item (riskctx_document_get_issues (document), 0);
  g_autofree char *line = riskctx_issue_to_string (issue, "a\tb\xe3", "en");

  riskctx_check_str (riskctx_issue_get_pointer (issue), "/\x1b[31m\n\xc2\x9b");
  riskctx_check_str (line, "a\\u0009b\xef\xbf\xbd:1:29: info: /\\u001b[31m\\u000a\\u009b: "
                           "“\\u001b[31m\\u000a\\u009b” is not known; it is kept as it is "
                           "[RCX-I0214]");
}
END_TEST

/* Remarks must not push out errors. */
START_TEST (bounds_remarks_apart)
{
  g_autoptr(GString) text = g_string_new (START ",\"zones\":[{\"id\":\"z\"");
  g_autoptr(RiskctxDocument) document = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, ",\"x%u\":0", i);
  g_string_append (text, "},5]}");
  document = read_text (text->str);
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_document_get_issues (document)), 101);
}
END_TEST

/* A document that is wrong everywhere takes hardly longer than one that is right. */
START_TEST (stays_quick_where_everything_is_wrong)
{
  static const char *const wrongs[] = {
    ",\"zones\":[{\"id\":\"z\",\"kind\":\"no-such-kind-of-zone\"}",
    ",\"zones\":[{\"id\":\"z\",\"parent\":\"nowhere-near-anything\"}",
    ",\"zones\":[{\"id\":\"z\",\"no_such_member_of_zones\":0}",
    ",\"zones\":[{\"id\":\"z\"}",
    ",\"zones\":[1e999",
    ",\"zones\":[{\"id\":\"z\",\"title\":\"\\q\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr(GString) text = g_string_new (START);
      g_autoptr(RiskctxDocument) document = NULL;
      const char *element = strchr (wrongs[i], '[') + 1;
      gint64 start;

      g_string_append (text, wrongs[i]);
      for (guint j = 0; j < riskctx_check_rounds (100000); j++)
        g_string_append_printf (text, ",%s", element);
      g_string_append (text, "]}");
      start = g_get_monotonic_time ();
      document = read_text (text->str);
      ck_assert_uint_le (g_list_model_get_n_items (riskctx_document_get_issues (document)), 1101);
      ck_assert_msg (g_get_monotonic_time () - start < 10 * G_USEC_PER_SEC, "%s takes %.1f s",
                     wrongs[i], (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
    }
}
END_TEST

START_TEST (keeps_many_unknown_members_and_sees_those_given_twice)
{
  g_autoptr(GString) text = g_string_new (START);
  g_autoptr(RiskctxDocument) document = NULL;
  g_autoptr(RiskctxDocument) twice = NULL;
  g_autofree char *written = NULL;
  g_autoptr(RiskctxIssue) last = NULL;
  guint n;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, ",\"x%u\":%u", i, i);
  g_string_append_c (text, '}');
  document = read_text (text->str);
  ck_assert_ptr_nonnull (riskctx_document_get_assessment (document));
  written = riskctx_assessment_to_text (riskctx_document_get_assessment (document));
  ck_assert_ptr_nonnull (strstr (written, "\"x2998\": 2998,\n  \"x2999\": 2999\n}"));

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"x1234\":0}");
  twice = read_text (text->str);
  n = g_list_model_get_n_items (riskctx_document_get_issues (twice));
  last = g_list_model_get_item (riskctx_document_get_issues (twice), n - 1);
  riskctx_check_str (riskctx_issue_get_code (last), "RCX-E0104");
}
END_TEST

START_TEST (bounds_the_languages_of_a_text)
{
  for (guint n = 64; n <= 66; n++)
    {
      g_autoptr(GString) text = g_string_new (START ",\"title\":{");
      g_autoptr(RiskctxDocument) document = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s\"en-%03u\":\"\"", i > 0 ? "," : "", i);
      g_string_append (text, "}}");
      document = read_text (text->str);
      ck_assert_uint_eq (g_list_model_get_n_items (riskctx_document_get_issues (document)), n - 64);
    }
}
END_TEST

static const char ordered[] =
  "{\n"
  "  \"x-first\": { \"deep\": [[1, [2.5]], { \"null\": null }] },\n"
  "  \"version\": 1,\n"
  "  \"organization\": { \"x\": true, \"title\": \"店\", \"y\": 0 },\n"
  "  \"id\": \"a\",\n"
  "  \"risks\": [\n"
  "    {\n"
  "      \"frequency\": { \"high\": 5, \"x\": \"é\\n\", \"low\": 1, "
  "\"distribution\": \"uniform\" },\n"
  "      \"id\": \"R1\",\n"
  "      \"x-between\": 12,\n"
  "      \"category\": \"system\"\n"
  "    },\n"
  "    { \"category\": \"system\", \"id\": \"R2\", \"frequency\": 0.1 },\n"
  "    { \"category\": \"system\", \"id\": \"R3\", \"frequency\": 1 }\n"
  "  ],\n"
  "  \"zones\": [],\n"
  "  \"x-last\": \"\"\n"
  "}\n";

START_TEST (keeps_order_and_unknown_members)
{
  g_autoptr(RiskctxDocument) document = read_text (ordered);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GString) flat = g_string_new (ordered);

  ck_assert_ptr_nonnull (riskctx_document_get_assessment (document));
  text = riskctx_assessment_to_text (riskctx_document_get_assessment (document));
  /* the one line that has an object in an array in an object is spread */
  g_string_replace (flat, "{ \"deep\": [[1, [2.5]], { \"null\": null }] }",
                    "{\n    \"deep\": [\n      [\n        1,\n        [2.5]\n      ],\n"
                    "      { \"null\": null }\n    ]\n  }", 1);
  ck_assert_str_eq (text, flat->str);
}
END_TEST

START_TEST (writes_changes_in_their_place)
{
  g_autoptr(RiskctxDocument) document = read_text (ordered);
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);
  g_autoptr(RiskctxText) title = riskctx_text_new ("ja", "題");
  RiskctxItem *risk = riskctx_assessment_find (assessment, "R2");
  g_autofree char *text = NULL;

  riskctx_item_set_title (risk, title);
  riskctx_item_unset (risk, "category");
  riskctx_assessment_set_language (assessment, "ja");
  text = riskctx_assessment_to_text (assessment);
  ck_assert_ptr_nonnull (strstr (text, "    {\n      \"id\": \"R2\",\n"
                                       "      \"title\": { \"ja\": \"題\" },\n"
                                       "      \"frequency\": 0.1\n    },\n"));
  ck_assert_ptr_nonnull (strstr (text, "  \"version\": 1,\n  \"language\": \"ja\",\n"
                                       "  \"organization\""));
  ck_assert_ptr_nonnull (strstr (text, "  \"x-last\": \"\"\n}\n"));
}
END_TEST

START_TEST (writes_new_documents)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("a");
  g_autoptr(RiskctxOrganization) organization = riskctx_organization_new (NULL);
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("R1");
  g_autoptr(RiskctxEstimate) often = riskctx_estimate_new_fixed (2);
  g_autoptr(RiskctxAssessment) again = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  riskctx_assessment_set_currency (assessment, "EUR");
  riskctx_assessment_set_version (assessment, 1);
  riskctx_assessment_set_organization (assessment, organization);
  riskctx_risk_set_category (risk, RISKCTX_RISK_CATEGORY_QUALITY);
  riskctx_risk_set_frequency (risk, often);
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  text = riskctx_assessment_to_text (assessment);
  ck_assert_str_eq (text,
                    "{\n"
                    "  \"version\": 1,\n"
                    "  \"currency\": \"EUR\",\n"
                    "  \"id\": \"a\",\n"
                    "  \"organization\": {},\n"
                    "  \"risks\": [\n"
                    "    { \"id\": \"R1\", \"category\": \"quality\", \"frequency\": 2 }\n"
                    "  ]\n"
                    "}\n");
  bytes = g_bytes_new (text, strlen (text));
  again = riskctx_assessment_load_from_bytes (bytes, &error);
  ck_assert_msg (error == NULL, "%s", error ? error->message : "");
  text_again = riskctx_assessment_to_text (again);
  ck_assert_str_eq (text, text_again);
}
END_TEST

START_TEST (survives_a_round_through_json)
{
  g_autofree char *path = riskctx_check_data ("format/full.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_load (path, &error);
  g_autoptr(RiskctxAssessment) again = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autofree char *file = NULL;

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");
  text = riskctx_assessment_to_text (assessment);
  g_file_get_contents (path, &file, NULL, NULL);
  ck_assert_str_eq (text, file);
  node = riskctx_assessment_to_json (assessment);
  again = riskctx_assessment_from_json (node, &error);
  ck_assert_msg (error == NULL, "%s", error ? error->message : "");
  text_again = riskctx_assessment_to_text (again);
  ck_assert_str_eq (text, text_again);
}
END_TEST

START_TEST (gives_errors_with_their_place)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } bads[] = {
    { "{\"id\":\"a\",\n\"organization\":5}", RISKCTX_ERROR_INVALID,
      "2:16: error: /organization: must be an object, not a number [RCX-E0201]" },
    { "{\n\"id\":5,\"organization\":5,\"x\":{}}", RISKCTX_ERROR_INVALID,
      "2:6: error: /id: must be an id, not a number [RCX-E0201] (and 1 more)" },
    { "{\"version\":7}", RISKCTX_ERROR_VERSION,
      "1:12: error: /version: version 7 is newer than 1, which this library understands "
      "[RCX-E0109]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (bads[i].text, strlen (bads[i].text));
      g_autoptr(GError) error = NULL;

      ck_assert_ptr_null (riskctx_assessment_load_from_bytes (bytes, &error));
      riskctx_check_error (error, RISKCTX_ERROR, bads[i].code);
      ck_assert_str_eq (error->message, bads[i].message);
    }
}
END_TEST

START_TEST (saves_and_loads)
{
  g_autofree char *folder = g_dir_make_tmp ("riskctx-document-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", "a.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(RiskctxDocument) document = read_text (ordered);
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);
  g_autoptr(RiskctxAssessment) again = NULL;
  g_autoptr(RiskctxAssessment) once_more = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = riskctx_assessment_to_text (assessment);
  g_autofree char *saved = NULL;

  ck_assert (riskctx_assessment_save (assessment, path, &error));
  ck_assert (g_file_get_contents (path, &saved, NULL, NULL));
  ck_assert_str_eq (saved, text);
  again = riskctx_assessment_load (path, &error);
  ck_assert_ptr_nonnull (again);
  once_more = riskctx_assessment_load_from_file (file, NULL, &error);
  ck_assert_ptr_nonnull (once_more);

  ck_assert (!riskctx_assessment_save (assessment, missing, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  ck_assert_ptr_null (riskctx_assessment_load (missing, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  ck_assert_ptr_null (riskctx_assessment_load (folder, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_remove (path);
  g_rmdir (folder);
}
END_TEST

START_TEST (locates_later_findings)
{
  g_autoptr(RiskctxDocument) document = read_text ("{\"id\":\"a\",\n \"organization\":{},\n"
                                                   " \"zones\":[{\"id\":\"z\"}]}");
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);
  RiskctxItem *zone = riskctx_assessment_find (assessment, "z");
  g_autoptr(GListStore) issues = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;

  riskctx_zone_set_parent (RISKCTX_ZONE (zone), "nowhere");
  issues = riskctx_assessment_check (assessment);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (issues)), 1);
  issue = g_list_model_get_item (G_LIST_MODEL (issues), 0);
  ck_assert_uint_eq (riskctx_issue_get_line (issue), 0);
  /* the text has no such member yet: the item is the nearest thing there is */
  riskctx_document_locate (document, G_LIST_MODEL (issues));
  ck_assert_uint_eq (riskctx_issue_get_line (issue), 3);
  ck_assert_uint_eq (riskctx_issue_get_column (issue), 11);
}
END_TEST

START_TEST (frees_what_it_made)
{
  RiskctxDocument *document = read_text (ordered);
  RiskctxDocument *bad = read_text ("{\"id\":1,\"risks\":[{\"title\":{\"ja\":\"a\",\"en\":1}}]");

  riskctx_check_finalized (document);
  riskctx_check_finalized (bad);
}
END_TEST

static Suite *
document_suite (void)
{
  Suite *suite = suite_create ("document");
  TCase *tc = tcase_create ("read");

  tcase_add_test (tc, reads_into_objects);
  tcase_add_test (tc, tells_three_mistakes_with_their_places);
  tcase_add_loop_test (tc, tells_what_is_wrong_and_where, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, bounds_the_list);
  tcase_add_test (tc, bounds_all_mistakes_together);
  tcase_add_test (tc, bounds_the_list_of_what_is_checked_as_well);
  tcase_add_test (tc, bounds_remarks_apart);
  tcase_add_test (tc, stays_quick_where_everything_is_wrong);
  tcase_add_test (tc, keeps_many_unknown_members_and_sees_those_given_twice);
  tcase_add_test (tc, bounds_the_languages_of_a_text);
  tcase_add_test (tc, shows_control_characters_as_escapes);
  tcase_add_test (tc, frees_what_it_made);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("write");
  tcase_add_test (tc, keeps_order_and_unknown_members);
  tcase_add_test (tc, writes_changes_in_their_place);
  tcase_add_test (tc, writes_new_documents);
  tcase_add_test (tc, survives_a_round_through_json);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("files");
  tcase_add_test (tc, gives_errors_with_their_place);
  tcase_add_test (tc, saves_and_loads);
  tcase_add_test (tc, locates_later_findings);
  suite_add_tcase (suite, tc);

  return suite;
}

RISKCTX_CHECK_MAIN (document_suite)
