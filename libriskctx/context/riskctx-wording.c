/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-wording-private.h"

#include "riskctx-figure-private.h"
#include "riskctx-money.h"
#include "riskctx-text-private.h"
#include "riskctx-words.h"

static const char *const languages[] = { "en", "ja" };

RiskctxText *
riskctx_wording_item (RiskctxItem *item)
{
  RiskctxText *title = riskctx_item_get_title (item);
  const char *id = riskctx_item_get_id (item);

  if (title != NULL)
    return riskctx_text_ref (title);
  return riskctx_phrase_constant (id != NULL ? id : riskctx_item_get_noun (item));
}

/* @last: the separator before the last text. @end: what every text ends with, if it does not do so
 * by itself; NULL: nothing. */
static RiskctxText *
join (GPtrArray  *texts,
      const char *separator,
      const char *last,
      const char *end)
{
  RiskctxTextPair pairs[G_N_ELEMENTS (languages)];
  char *said[G_N_ELEMENTS (languages)];
  RiskctxText *text;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *between = riskctx_word (separator, languages[i]);
      const char *before_last = riskctx_word (last, languages[i]);
      const char *stop = end != NULL ? riskctx_word (end, languages[i]) : "";
      GString *string = g_string_new (NULL);

      for (guint j = 0; j < texts->len; j++)
        {
          const char *one = riskctx_text_get (texts->pdata[j], languages[i]);

          if (j > 0)
            g_string_append (string, j + 1 < texts->len ? between : before_last);
          g_string_append (string, one);
          if (!g_str_has_suffix (one, stop))
            g_string_append (string, stop);
        }
      said[i] = g_string_free (string, FALSE);
      pairs[i] = (RiskctxTextPair) { languages[i], said[i] };
    }
  text = riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (languages));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    g_free (said[i]);
  return text;
}

RiskctxText *
riskctx_wording_list (GPtrArray *names)
{
  return join (names, "context.name-separator", "context.name-separator", NULL);
}

RiskctxText *
riskctx_wording_clauses (GPtrArray *clauses)
{
  return join (clauses, "context.clause-separator", "context.clause-last", NULL);
}

RiskctxText *
riskctx_wording_statements (GPtrArray *statements)
{
  return join (statements, "context.statement-separator", "context.statement-separator", NULL);
}

RiskctxText *
riskctx_wording_chain (GPtrArray *sentences)
{
  return join (sentences, "context.sentence-separator", "context.sentence-separator",
               "context.sentence-end");
}

RiskctxText *
riskctx_wording_money (double      amount,
                       const char *currency)
{
  g_autofree char *en = riskctx_format_money_short (amount, currency, languages[0]);
  g_autofree char *ja = riskctx_format_money_short (amount, currency, languages[1]);
  const RiskctxTextPair pairs[] = { { languages[0], en }, { languages[1], ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

RiskctxText *
riskctx_wording_figure (RiskctxFigure *figure)
{
  g_autofree char *en = riskctx_figure_format_bare (figure, languages[0]);
  g_autofree char *ja = riskctx_figure_format_bare (figure, languages[1]);
  const RiskctxTextPair pairs[] = { { languages[0], en }, { languages[1], ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

RiskctxText *
riskctx_wording_count (guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  return riskctx_phrase_constant (text);
}

/* The name itself where there is no word for it: of what the library does not know. */
static RiskctxText *
word_or_name (const char *key,
              const char *name)
{
  return riskctx_word (key, languages[0]) != NULL ? riskctx_phrase (key)
                                                  : riskctx_phrase_constant (name);
}

RiskctxText *
riskctx_wording_noun (const char *noun)
{
  g_autofree char *name = g_strdelimit (g_strdup (noun), " ", '-');
  g_autofree char *key = g_strconcat ("noun.", name, NULL);

  return word_or_name (key, noun);
}

RiskctxText *
riskctx_wording_member (const char *member)
{
  g_autofree char *key = g_strconcat ("member.", member, NULL);

  return word_or_name (key, member);
}

static void
restrict_text (JsonObject *object,
               const char *language)
{
  g_autofree RiskctxTextPair *pairs = g_new (RiskctxTextPair, json_object_get_size (object));
  g_autoptr(RiskctxText) text = NULL;
  g_autoptr(GList) tags = json_object_get_members (object);
  guint n = 0;

  for (GList *l = tags; l != NULL; l = l->next, n++)
    {
      const char *tag = l->data;

      pairs[n] = (RiskctxTextPair) { g_str_equal (tag, "und") ? "" : tag,
                                     json_object_get_string_member (object, tag) };
    }
  text = riskctx_text_new_from_pairs (pairs, n);
  for (GList *l = tags; l != NULL; l = l->next)
    json_object_remove_member (object, l->data);
  json_object_set_string_member (object, language, riskctx_text_get (text, language));
}

static const RiskctxResultShape *
shape_of (const RiskctxResultField *field)
{
  if (field->kind == RISKCTX_RESULT_FIGURE)
    return &riskctx_figure_shape;
  if (field->kind == RISKCTX_RESULT_VALUE)
    return &riskctx_figure_value_shape;
  return field->shape;
}

void
riskctx_wording_restrict (JsonNode                 *node,
                          const RiskctxResultShape *shape,
                          const char               *language)
{
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; language != NULL && i < shape->n_fields; i++)
    {
      const RiskctxResultField *field = &shape->fields[i];
      const RiskctxResultShape *inner = shape_of (field);
      JsonNode *member = json_object_get_member (object, field->name);

      if (member == NULL)
        continue;
      if (field->kind == RISKCTX_RESULT_TEXT)
        restrict_text (json_node_get_object (member), language);
      else if (inner != NULL && JSON_NODE_HOLDS_OBJECT (member))
        riskctx_wording_restrict (member, inner, language);
      else if (inner != NULL && JSON_NODE_HOLDS_ARRAY (member))
        {
          JsonArray *array = json_node_get_array (member);

          for (guint j = 0; j < json_array_get_length (array); j++)
            riskctx_wording_restrict (json_array_get_element (array, j), inner, language);
        }
    }
}
