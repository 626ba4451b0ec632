/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes the page of all issues, from the library that reports them. */

#include <riskctx.h>
#include <stdio.h>

static const char *const families[] = {
  NULL,
  "The text",
  "Values",
  "Names and links",
  "The method",
  "The system",
};

int
main (void)
{
  g_auto(GStrv) codes = riskctx_issue_list_codes ();
  guint family = 0;

  fputs ("Title: Issues\nSlug: issues\n\n# Issues\n\n"
         "Everything the library can find in a document has a code that is never used again for\n"
         "something else. An E is an error: the document cannot be used. A W is a warning and an I a\n"
         "remark: it can. `riskctx explain CODE` says the same on the command line.\n", stdout);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      const char *digits = codes[i] + strcspn (codes[i], "0123456789");
      const guint number = (guint) g_ascii_strtoull (digits, NULL, 10);
      g_autofree char *explanation = riskctx_issue_explain (codes[i], "en");

      if (number / 100 != family)
        {
          family = number / 100;
          g_return_val_if_fail (family < G_N_ELEMENTS (families), 1);
          printf ("\n## %s\n\n| Code | What to do |\n|---|---|\n", families[family]);
        }
      printf ("| %s | %s |\n", codes[i], explanation);
    }

  return 0;
}
