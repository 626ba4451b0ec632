/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine-same.h"
#include "riskctx-part-private.h"

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define PARTS 13u

static RiskctxSimulateSettings
settings_for (guint64 trials)
{
  RiskctxSimulateSettings settings;

  riskctx_simulate_settings_init (&settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  settings.trials = trials;
  settings.threads = 2;
  return settings;
}

static GBytes *
make_part (RiskctxPlan                   *plan,
           const RiskctxSimulateSettings *settings,
           guint                          first, /* block */
           guint64                        n)
{
  g_autoptr(GError) error = NULL;
  GBytes *part = riskctx_simulate_part (plan, settings, (guint64) first * BLOCK, n, NULL, &error);

  ck_assert_msg (part != NULL, "%s", error != NULL ? error->message : "no error");
  return part;
}

/* Thirteen parts of uneven length, put together in an order of chance, in memory and not */
START_TEST (gives_the_undivided_result)
{
  static const guint lengths[PARTS] = { 1, 2, 1, 3, 1, 1, 2, 1, 4, 1, 1, 2, 1 };
  g_autoptr(RiskctxPlan) plan = engine_plan_of_shape ((guint) _i);
  RiskctxSimulateSettings settings = settings_for (20 * BLOCK + 77);
  g_autoptr(RiskctxSimulateResult) all = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (13);
  GBytes *parts[PARTS];
  guint block = 0;

  if (_i == 4) /* shared ranks are slow to draw */
    settings.trials = 12 * BLOCK + 77;
  all = engine_run (plan, &settings);
  for (guint i = 0; i < PARTS; i++)
    {
      const guint length = _i == 4 ? 1 : lengths[i];

      settings.threads = 1 + i % 3;
      parts[i] = make_part (plan, &settings, block,
                            MIN ((guint64) length * BLOCK,
                                 settings.trials - (guint64) block * BLOCK));
      block += length;
    }
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr(RiskctxSimulateResult) merged = NULL;
      g_autoptr(GError) error = NULL;

      for (guint i = PARTS - 1; i > 0; i--)
        {
          const guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
          GBytes *swap = parts[i];

          parts[i] = parts[j];
          parts[j] = swap;
        }
      settings.memory = round == 2 ? 1 << 20 : 0;
      merged = riskctx_simulate_merge (plan, &settings, PARTS, parts, NULL, &error);
      ck_assert_msg (merged != NULL, "%s", error != NULL ? error->message : "no error");
      engine_check_same_result (all, merged, FALSE);
    }
  for (guint i = 0; i < PARTS; i++)
    g_bytes_unref (parts[i]);
}
END_TEST

static void
check_refused (RiskctxPlan                   *plan,
               const RiskctxSimulateSettings *settings,
               guint                          n,
               GBytes *const                 *parts,
               const char                    *message)
{
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (riskctx_simulate_merge (plan, settings, n, parts, NULL, &error));
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
  ck_assert_str_eq (error->message, message);
}

START_TEST (refuses_what_does_not_belong_together)
{
  g_autoptr(RiskctxPlan) plan = engine_plan_of_shape (3);
  g_autoptr(RiskctxPlan) other = engine_plan_of_shape (5);
  RiskctxSimulateSettings settings = settings_for (3 * BLOCK), changed = settings;
  g_autoptr(GBytes) head = make_part (plan, &settings, 0, BLOCK);
  g_autoptr(GBytes) rest = make_part (plan, &settings, 1, 2 * BLOCK);
  g_autoptr(GBytes) none = g_bytes_new (NULL, 0);
  GBytes *parts[] = { rest, head, head };
  g_autoptr(GError) error = NULL;

  check_refused (plan, &settings, 1, parts, "some years are in no part");
  check_refused (plan, &settings, 3, parts, "two parts have the same years");
  check_refused (other, &settings, 2, parts, "a part belongs to another plan or seed");
  changed.seed = 2;
  check_refused (plan, &changed, 2, parts, "a part belongs to another plan or seed");
  changed = settings;
  changed.trials = 2 * BLOCK;
  check_refused (plan, &changed, 2, parts, "a part is not of these years");
  parts[0] = none;
  check_refused (plan, &settings, 1, parts,
                 "these are not the bytes of a part, or of another kind of machine");
  ck_assert_ptr_null (riskctx_simulate_part (plan, &settings, 5, BLOCK, NULL, &error));
  riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
}
END_TEST

/* Bytes come from elsewhere: shortened and changed ones are refused. Those that were changed with
 * their sum are refused too, or are another's losses, but nothing is read that is not there. */
START_TEST (survives_damage)
{
  g_autoptr(RiskctxPlan) plan = engine_plan_of_shape (5);
  RiskctxSimulateSettings settings = settings_for (300);
  g_autoptr(GBytes) part = make_part (plan, &settings, 0, 300);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (part, &size);
  guint refused = 0;

  for (gsize length = 0; length < size; length += 1 + length / 16)
    {
      g_autoptr(GBytes) cut = g_bytes_new (bytes, length);
      g_autoptr(GError) error = NULL;

      ck_assert_ptr_null (riskctx_simulate_merge (plan, &settings, 1, &cut, NULL, &error));
      riskctx_check_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID);
    }
  for (guint i = 0; i < 200; i++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      const gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) (i % 2 == 0 ? size : 104));
      g_autoptr(GBytes) changed = NULL, sealed = NULL;
      g_autoptr(RiskctxSimulateResult) result = NULL;

      copy[at] ^= (guint8) (1 << i % 8);
      changed = g_bytes_new (copy, size);
      ck_assert_ptr_null (riskctx_simulate_merge (plan, &settings, 1, &changed, NULL, NULL));
      riskctx_part_seal (copy, size);
      sealed = g_bytes_new_take (copy, size);
      result = riskctx_simulate_merge (plan, &settings, 1, &sealed, NULL, NULL);
      refused += result == NULL;
    }
  ck_assert_uint_gt (refused, 70);
  ck_assert_uint_lt (refused, 200);
}
END_TEST

static Suite *
suite (void)
{
  Suite *self = suite_create ("engine-part");
  TCase *part = tcase_create ("part");

  tcase_add_loop_test (part, gives_the_undivided_result, 0, 6);
  tcase_add_test (part, refuses_what_does_not_belong_together);
  tcase_add_test (part, survives_damage);
  suite_add_tcase (self, part);
  return self;
}

RISKCTX_CHECK_MAIN (suite)
