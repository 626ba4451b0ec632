/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-phrase-private.h"

#include "riskctx-issue-private.h"
#include "riskctx-number-private.h"
#include "riskctx-text-private.h"
#include "riskctx-words.h"

static const char *const languages[] = { "en", "ja" };

static char *
fill (const char         *key,
      RiskctxText *const *args,
      guint               n_args,
      const char         *language)
{
  const char *word = riskctx_word (key, language);
  const char *said[RISKCTX_PHRASE_MAX_ARGS];

  for (guint i = 0; i < n_args; i++)
    said[i] = riskctx_text_get (args[i], language);
  return riskctx_fill_template (word != NULL ? word : key, said, n_args);
}

RiskctxText *
riskctx_phrase_texts (const char         *key,
                      RiskctxText *const *args,
                      guint               n_args)
{
  g_autofree char *en = fill (key, args, MIN (n_args, RISKCTX_PHRASE_MAX_ARGS), languages[0]);
  g_autofree char *ja = fill (key, args, MIN (n_args, RISKCTX_PHRASE_MAX_ARGS), languages[1]);
  const RiskctxTextPair pairs[] = { { languages[0], en }, { languages[1], ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

RiskctxText *
riskctx_phrase (const char *key)
{
  return riskctx_phrase_texts (key, NULL, 0);
}

RiskctxText *
riskctx_phrase_plain (const char *key,
                      const char *arg0,
                      const char *arg1)
{
  g_autoptr(RiskctxText) first = riskctx_phrase_constant (arg0);
  g_autoptr(RiskctxText) second = riskctx_phrase_constant (arg1 != NULL ? arg1 : "");
  RiskctxText *const args[] = { first, second };

  return riskctx_phrase_texts (key, args, G_N_ELEMENTS (args));
}

RiskctxText *
riskctx_phrase_constant (const char *value)
{
  return riskctx_text_new (NULL, value);
}

RiskctxText *
riskctx_phrase_number (double value)
{
  g_autofree char *text = riskctx_number_to_string (value);

  return riskctx_phrase_constant (text);
}

RiskctxText *
riskctx_phrase_enum (GType type,
                     int   value)
{
  const RiskctxTextPair pairs[] = {
    { languages[0], riskctx_enum_label (type, value, languages[0]) },
    { languages[1], riskctx_enum_label (type, value, languages[1]) },
  };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}
