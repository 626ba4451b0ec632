/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-interview-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-error.h"
#include "riskctx-words.h"

/* Understanding what somebody wrote: figures as people write them, with the units of their
 * language, and ranges. */

static gboolean
refuse (GError    **error,
        const char *key,
        const char *language,
        const char *reply)
{
  const char *const args[] = { reply };
  g_autofree char *message = riskctx_fill_template (riskctx_word (key, language), args, 1);

  g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, message);
  return FALSE;
}

static const struct
{
  const char *word;
  double      factor; /* 0: the word changes nothing */
} units[] = {
  { "億", 1e8 }, { "万", 1e4 }, { "千", 1e3 },
  { "million", 1e6 }, { "thousand", 1e3 }, { "billion", 1e9 }, { "bn", 1e9 },
  { "m", 1e6 }, { "k", 1e3 },
};

/* What may stand beside a number without changing it. */
static const char *const ignored[] = {
  "円", "ドル", "ユーロ", "人", "名", "年度", "年に一度", "年に1度", "年に一回", "年に1回", "年", "か月", "ヶ月", "カ月",
  "yen", "jpy", "usd", "eur", "euros", "euro", "dollars", "people", "persons", "years", "year",
  "months", "month", "percent", "%", "¥", "$", "€",
};

static const char *
skip_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    if (g_str_has_prefix (text, ignored[i]))
      return text + strlen (ignored[i]);
  return NULL;
}

static const char *
skip_words (const char *text)
{
  for (;;)
    {
      const char *after = skip_word (text);

      if (*text == ' ')
        after = text + 1;
      if (after == NULL)
        return text;
      text = after;
    }
}

static const char *
skip_unit (const char *text,
           double     *factor)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const gsize length = strlen (units[i].word);

      /* "m" is a unit, the beginning of "months" is not. */
      if (!g_str_has_prefix (text, units[i].word)
          || (g_ascii_isalpha (*units[i].word) && g_ascii_isalpha (text[length])))
        continue;
      *factor *= units[i].factor;
      return text + length;
    }
  return NULL;
}

/* Digits with a decimal point; commas may group them by threes. */
static const char *
read_digits (const char *text,
             double     *value)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  const char *at = text;
  char *end;

  for (; g_ascii_isdigit (*at) || *at == '.' || *at == ','; at++)
    {
      if (*at == ','
          && !(g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) && g_ascii_isdigit (at[3])
               && !g_ascii_isdigit (at[4])))
        return NULL;
      if (*at != ',')
        g_string_append_c (digits, *at);
    }
  if (digits->len == 0 || digits->len > 30)
    return NULL;
  *value = g_ascii_strtod (digits->str, &end);
  return *end == '\0' && isfinite (*value) ? at : NULL;
}

/* One number with its units, such as 1億2000万: each part is multiplied by its own unit. */
static const char *
read_number (const char *text,
             double     *value,
             double     *unit)
{
  double sign = 1, sum = 0;
  gboolean any = FALSE;

  *unit = 1;
  text = skip_words (text);
  if (*text == '-')
    {
      sign = -1;
      text = skip_words (text + 1);
    }
  while (g_ascii_isdigit (*text) || *text == '.')
    {
      double part, factor = 1;
      const char *after = read_digits (text, &part);

      if (after == NULL)
        return NULL;
      text = skip_words (after);
      for (after = skip_unit (text, &factor); after != NULL; after = skip_unit (text, &factor))
        text = skip_words (after);
      if (*text == '/')
        {
          double divisor;

          after = read_digits (text + 1, &divisor);
          if (after == NULL || divisor == 0)
            return NULL;
          part /= divisor;
          text = skip_words (after);
        }
      sum += part * factor;
      *unit = factor;
      any = TRUE;
      if (factor == 1) /* nothing smaller can follow */
        break;
    }
  *value = sign * sum;
  return any ? text : NULL;
}

static const char *
skip_separator (const char *text)
{
  static const char *const separators[] = { "-", "~", "〜", "–", "—", "から", "to ", "/" };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (text, separators[i]))
      return text + strlen (separators[i]);
  return NULL;
}

static gboolean
read_numbers (RiskctxReading *self,
              const char     *reply)
{
  g_autofree char *narrow = g_utf8_normalize (reply, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = narrow != NULL ? g_utf8_strdown (narrow, -1) : NULL;
  double unit[3] = { 1, 1, 1 };
  const char *at = lower;

  while (at != NULL && self->n_numbers < G_N_ELEMENTS (self->numbers))
    {
      const guint i = self->n_numbers;

      at = read_number (at, &self->numbers[i], &unit[i]);
      if (at == NULL)
        return FALSE;
      self->n_numbers++;
      at = skip_words (at);
      if (*at == '\0')
        break;
      at = skip_separator (at);
    }
  if (at == NULL || *at != '\0')
    return FALSE;
  /* In "100-500万" the unit is meant for both. */
  for (guint i = 0; i + 1 < self->n_numbers; i++)
    if (unit[i] == 1 && unit[self->n_numbers - 1] != 1)
      self->numbers[i] *= unit[self->n_numbers - 1];
  for (guint i = 0; i + 1 < self->n_numbers; i++)
    if (self->numbers[i] >= self->numbers[i + 1])
      return FALSE;
  return TRUE;
}

/* A choice is named by its id, by its number in the list or by what it says. */
static const char *
find_choice (RiskctxInterviewQuestion *question,
             const char               *reply)
{
  g_autofree char *folded = g_utf8_casefold (reply, -1);
  char *end;
  guint64 number;

  for (guint i = 0; i < question->choices->len; i++)
    {
      const RiskctxInterviewChoice *choice = question->choices->pdata[i];
      g_autofree char *en = g_utf8_casefold (riskctx_text_get (choice->title, "en"), -1);

      if (g_str_equal (choice->id, reply) || g_str_equal (en, folded)
          || g_str_equal (riskctx_text_get (choice->title, "ja"), reply))
        return choice->id;
    }
  number = g_ascii_strtoull (reply, &end, 10);
  if (*reply != '\0' && *end == '\0' && number >= 1 && number <= question->choices->len)
    return ((const RiskctxInterviewChoice *) question->choices->pdata[number - 1])->id;
  return NULL;
}

gboolean
riskctx_reading_init (RiskctxReading           *self,
                      RiskctxInterviewQuestion *question,
                      const char               *reply,
                      const char               *language,
                      GError                  **error)
{
  memset (self, 0, sizeof *self);
  self->kind = question->kind;
  self->words = reply;
  self->language = language;
  switch (question->kind)
    {
    case RISKCTX_REPLY_KIND_TEXT:
      return TRUE;
    case RISKCTX_REPLY_KIND_DATE:
      return riskctx_date_is_valid (reply) || refuse (error, "interview.say.date", language, reply);
    case RISKCTX_REPLY_KIND_CHOICE:
      self->words = find_choice (question, reply);
      return self->words != NULL || refuse (error, "interview.say.choice", language, reply);
    case RISKCTX_REPLY_KIND_NUMBER:
    case RISKCTX_REPLY_KIND_MONEY:
    case RISKCTX_REPLY_KIND_SHARE:
    case RISKCTX_REPLY_KIND_RECURRENCE:
    default:
      break;
    }
  if (!read_numbers (self, reply))
    return refuse (error, "interview.say.number", language, reply);
  for (guint i = 0; question->kind == RISKCTX_REPLY_KIND_SHARE && i < self->n_numbers; i++)
    self->numbers[i] /= 100;
  if (question->kind == RISKCTX_REPLY_KIND_RECURRENCE)
    {
      if (self->numbers[0] <= 0)
        return refuse (error, "interview.say.number", language, reply);
      /* Once in many years is seldom: the order turns around. */
      for (guint i = 0; i < self->n_numbers; i++)
        self->numbers[i] = 1 / self->numbers[i];
      for (guint i = 0; i < self->n_numbers / 2; i++)
        {
          const double other = self->numbers[self->n_numbers - 1 - i];

          self->numbers[self->n_numbers - 1 - i] = self->numbers[i];
          self->numbers[i] = other;
        }
    }
  return TRUE;
}

RiskctxEstimate *
riskctx_reading_dup_estimate (const RiskctxReading *self,
                              gboolean              is_bounded,
                              GError              **error)
{
  const double *numbers = self->numbers;

  if (self->n_numbers == 1)
    return riskctx_estimate_new_fixed (numbers[0]);
  if (self->n_numbers == 3)
    return riskctx_estimate_new_pert (numbers[0], numbers[1], numbers[2], 4, error);
  /* What has a far end, or reaches zero, has no lognormal law. */
  if (is_bounded || numbers[0] <= 0)
    return riskctx_estimate_new_uniform (numbers[0], numbers[1], error);
  return riskctx_estimate_new_lognormal_interval (numbers[0], numbers[1], 0.9, error);
}
