/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-words.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "riskctx-field-private.h"

#define WORDS_PATH "/org/riskctx/words"

/* Every file below data/words is one object: key to language map. They are read once and never
 * change. */
typedef struct
{
  GHashTable   *en; /* key: text, both from the string chunk */
  GHashTable   *ja;
  GStringChunk *chunk;
} Words;

static void
read_words (Words       *words,
            const char  *file,
            GStringChunk *chunk)
{
  g_autofree char *path = g_build_path ("/", WORDS_PATH, file, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    g_error ("the words in %s are not JSON", path);

  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &key, &node))
    {
      JsonObject *map = json_node_get_object (node);
      char *own = g_string_chunk_insert (chunk, key);
      const char *en = json_object_get_string_member (map, "en");
      const char *ja = json_object_get_string_member (map, "ja");

      g_hash_table_insert (words->en, own, g_string_chunk_insert (chunk, en));
      g_hash_table_insert (words->ja, own, g_string_chunk_insert (chunk, ja));
    }
}

static const Words *
get_words (void)
{
  static gsize ready;
  static Words words;

  if (g_once_init_enter (&ready))
    {
      g_auto(GStrv) files = g_resources_enumerate_children (WORDS_PATH,
                                                            G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      words.chunk = g_string_chunk_new (4096);
      words.en = g_hash_table_new (g_str_hash, g_str_equal);
      words.ja = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; files != NULL && files[i] != NULL; i++)
        read_words (&words, files[i], words.chunk);
      g_once_init_leave (&ready, 1);
    }
  return &words;
}

/**
 * riskctx_word:
 * @key: the key of a word or sentence, such as `report.title`
 * @language: `ja` or `en`
 *
 * Looks up a word of the library's own vocabulary, with which it labels and comments.
 *
 * Returns: (transfer none) (nullable): the text, or %NULL if there is no such key
 *
 * Since: 1.0
 */
const char *
riskctx_word (const char *key,
              const char *language)
{
  g_return_val_if_fail (key != NULL && language != NULL, NULL);

  const Words *words = get_words ();

  return g_hash_table_lookup (g_str_has_prefix (language, "ja") ? words->ja : words->en, key);
}

/**
 * riskctx_enum_label:
 * @type: an enumeration or flags type of the library, such as `RISKCTX_TYPE_RISK_CATEGORY`
 * @value: one of its values
 * @language: `ja` or `en`
 *
 * Names a value of an enumeration for people.
 *
 * Returns: (transfer none): the name; the nickname if the vocabulary has none
 *
 * Since: 1.0
 */
const char *
riskctx_enum_label (GType       type,
                    int         value,
                    const char *language)
{
  g_return_val_if_fail (G_TYPE_IS_ENUM (type) || G_TYPE_IS_FLAGS (type), NULL);

  const char *nick = riskctx_enum_to_nick (type, value);
  GString *key = g_string_new (NULL);

  /* RiskctxRiskCategory → risk-category */
  for (const char *p = g_type_name (type) + strlen ("Riskctx"); *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && key->len > 0)
        g_string_append_c (key, '-');
      g_string_append_c (key, g_ascii_tolower (*p));
    }
  g_string_append_printf (key, ".%s", nick);

  const char *word = riskctx_word (key->str, language);

  g_string_free (key, TRUE);
  return word ? word : nick;
}

/**
 * riskctx_word_list_keys:
 *
 * Lists the keys of the vocabulary.
 *
 * Returns: (transfer full) (array zero-terminated=1): the keys, sorted
 *
 * Since: 1.0
 */
char **
riskctx_word_list_keys (void)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (get_words ()->en),
                                       (GCompareFunc) strcmp);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (GList *l = keys; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);

  char **list = g_strv_builder_end (builder);

  g_strv_builder_unref (builder);
  return list;
}
