/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-money-private.h"

#include "riskctx-check.h"

typedef struct
{
  double      amount;
  const char *currency;
  const char *ja;
  const char *en;
} Row;

static const Row rows[] = {
  { 0, "JPY", "0円", "¥0" },
  { 9876, "JPY", "9,876円", "¥9,876" },
  { 9999.4, "JPY", "9,999円", "¥9,999" },
  { 9999.6, "JPY", "1万円", "¥10,000" },
  { 78000, "JPY", "7.8万円", "¥78,000" },
  { 999499, "JPY", "99.9万円", "¥999,499" },
  { 999500, "JPY", "100万円", "¥999,500" },
  { 999999.6, "JPY", "100万円", "¥1.0M" },
  { 85000000, "JPY", "8,500万円", "¥85.0M" },
  { 99994999, "JPY", "9,999万円", "¥100.0M" },
  { 99996000, "JPY", "1億円", "¥100.0M" },
  { 10087500000, "JPY", "100億8,750万円", "¥10,087.5M" },
  { 12163636364, "JPY", "121億6,364万円", "¥12,163.6M" },
  { 999999994999, "JPY", "9,999億9,999万円", "¥1,000.0B" },
  { 999999996000, "JPY", "1兆円", "¥1,000.0B" },
  { 1000449999999, "JPY", "1兆4億円", "¥1,000.4B" },
  { -14000000, "JPY", "−1,400万円", "−¥14.0M" },
  { 1234.5, "USD", "1,235ドル", "$1,235" },
  { 999.5, "USD", "1,000ドル", "$999.50" },
  { 2500000, "EUR", "250万ユーロ", "€2.5M" },
  { 2500000, "GBP", "250万ポンド", "£2.5M" },
  { 2500000, "CNY", "250万人民元", "CN¥2.5M" },
  { 2500000, "KRW", "250万ウォン", "₩2.5M" },
  { 2500000, "CHF", "250万CHF", "CHF 2.5M" },
};

START_TEST (writes_money_by_rule)
{
  const Row *row = &rows[_i];
  g_autofree char *ja = riskctx_format_money (row->amount, row->currency, "ja");
  g_autofree char *en = riskctx_format_money (row->amount, row->currency, "en-US");

  ck_assert_str_eq (ja, row->ja);
  ck_assert_str_eq (en, row->en);
}
END_TEST

START_TEST (short_money_has_two_digits)
{
  static const Row brief[] = {
    { 0, "JPY", "0円", "¥0" },
    { 1500000000, "JPY", "15億円", "¥1.5B" },
    { 99600000, "JPY", "1億円", "¥100M" },
    { 10087500000, "JPY", "100億円", "¥10B" },
    { 123456, "JPY", "12万円", "¥120K" },
    { -31000, "JPY", "−3.1万円", "−¥31K" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (brief); i++)
    {
      g_autofree char *ja = riskctx_format_money_short (brief[i].amount, "JPY", "ja");
      g_autofree char *en = riskctx_format_money_short (brief[i].amount, "JPY", "en");

      ck_assert_str_eq (ja, brief[i].ja);
      ck_assert_str_eq (en, brief[i].en);
    }
}
END_TEST

/* The error has one digit, the amount none beyond it, and both are in one unit. */
START_TEST (digits_follow_the_error)
{
  static const struct
  {
    double      amount, error;
    const char *ja, *ja_margin, *en, *en_margin;
  } near[] = {
    { 129090900, 2504456, "1億2,900万円", "300万円", "¥129M", "¥3M" },
    { 215965799, 2308672, "2億1,600万円", "200万円", "¥216M", "¥2M" },
    { 8610661, 221870, "860万円", "20万円", "¥8.6M", "¥0.2M" },
    { 5402000, 40100, "540万円", "4万円", "¥5.40M", "¥0.04M" },
    { 830077, 38621, "83万円", "4万円", "¥830,000", "¥40,000" },
    { 4284900000, 19700000, "42億8,000万円", "2,000万円", "¥4,280M", "¥20M" },
    /* an error of 9.6 is one of ten */
    { 215965799, 9600000, "2億2,000万円", "1,000万円", "¥220M", "¥10M" },
    { -582000, 2504456, "−100万円", "300万円", "−¥1M", "¥3M" },
    { 0, 2504456, "0円", "300万円", "¥0M", "¥3M" },
    /* too small to be seen, or none */
    { 85000000, 4999, "8,500万円", NULL, "¥85.0M", NULL },
    { 85000000, 0, "8,500万円", NULL, "¥85.0M", NULL },
    { 1.5e12, 4e9, "1兆5,000億円", "40億円", "¥1,500B", "¥4B" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      g_autofree char *ja_margin = NULL;
      g_autofree char *en_margin = NULL;
      g_autofree char *ja = riskctx_format_money_near (near[i].amount, near[i].error, "JPY", "ja",
                                                       &ja_margin);
      g_autofree char *en = riskctx_format_money_near (near[i].amount, near[i].error, "JPY", "en",
                                                       &en_margin);

      ck_assert_str_eq (ja, near[i].ja);
      ck_assert_pstr_eq (ja_margin, near[i].ja_margin);
      ck_assert_str_eq (en, near[i].en);
      ck_assert_pstr_eq (en_margin, near[i].en_margin);
    }
}
END_TEST

START_TEST (writes_numbers_and_percentages)
{
  g_autofree char *number = riskctx_format_number (1234567.25, 1);
  g_autofree char *negative = riskctx_format_number (-0.5, 0);
  g_autofree char *percent = riskctx_format_percent (0.00875, 3);
  g_autofree char *half = riskctx_format_percent (0.21636363, 2);
  /* 1.005 is a little less as a double; a person who wrote it means to round up. */
  g_autofree char *written = riskctx_format_number (1.005, 2);

  ck_assert_str_eq (number, "1,234,567.3");
  ck_assert_str_eq (negative, "−1");
  ck_assert_str_eq (percent, "0.875%");
  ck_assert_str_eq (half, "21.64%");
  ck_assert_str_eq (written, "1.01");
}
END_TEST

START_TEST (knows_the_currencies_of_iso_4217)
{
  ck_assert (riskctx_currency_is_valid ("JPY"));
  ck_assert (riskctx_currency_is_valid ("ZWG"));
  ck_assert (riskctx_currency_is_valid ("SLE"));
  ck_assert (!riskctx_currency_is_valid ("SLL"));
  ck_assert (!riskctx_currency_is_valid ("HRK"));
  ck_assert (!riskctx_currency_is_valid ("JP"));
  ck_assert (!riskctx_currency_is_valid ("PY "));
  ck_assert (!riskctx_currency_is_valid ("QQQ"));
  ck_assert (!riskctx_currency_is_valid ("jpy"));
  ck_assert (!riskctx_currency_is_valid (""));
}
END_TEST

static Suite *
money_suite (void)
{
  Suite *suite = suite_create ("money");
  TCase *tc = tcase_create ("text");

  tcase_add_loop_test (tc, writes_money_by_rule, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, short_money_has_two_digits);
  tcase_add_test (tc, digits_follow_the_error);
  tcase_add_test (tc, writes_numbers_and_percentages);
  tcase_add_test (tc, knows_the_currencies_of_iso_4217);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (money_suite)
