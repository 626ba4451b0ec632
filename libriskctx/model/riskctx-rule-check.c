/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-rule-private.h"
#include "riskctx-text-private.h"

void riskctx_rulebook_check_item (RiskctxItem *item, RiskctxCheck *check);
void riskctx_rule_check_item (RiskctxItem *item, RiskctxCheck *check);

void
riskctx_rulebook_check_item (RiskctxItem  *item,
                             RiskctxCheck *check)
{
  const char *language = riskctx_rulebook_get_language (RISKCTX_RULEBOOK (item));

  if (language != NULL && !riskctx_language_is_valid (language))
    riskctx_check_report (check, item, "language", RISKCTX_ISSUE_LANGUAGE, language, NULL, NULL);
}

/* What follows from the class of a factor and is no member of it. */
static GType
find_derived (const char *member)
{
  if (g_str_equal (member, "side"))
    return RISKCTX_TYPE_SIDE;
  if (g_str_equal (member, "controllability"))
    return RISKCTX_TYPE_CONTROLLABILITY;
  return G_TYPE_INVALID;
}

static gboolean
find_value (RiskctxCondition  *self,
            RiskctxRuleSubject subject,
            const char        *value)
{
  const gboolean is_factor = subject == RISKCTX_RULE_SUBJECT_FACTOR;
  const GType type = is_factor ? RISKCTX_TYPE_FACTOR : RISKCTX_TYPE_COMPONENT;
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  const RiskctxItemClass *item_class = (const RiskctxItemClass *) klass;
  const RiskctxField *field;

  self->type = is_factor ? find_derived (self->member) : G_TYPE_INVALID;
  self->row = riskctx_fields_find (item_class->fields, item_class->n_fields, self->member);
  if (self->type != G_TYPE_INVALID)
    return riskctx_enum_from_nick (self->type, value, strlen (value), &self->value);
  if (self->row < 0)
    return FALSE;
  field = &item_class->fields[self->row];
  if (field->kind == RISKCTX_FIELD_BOOLEAN)
    {
      self->value = g_str_equal (value, "true");
      return self->value || g_str_equal (value, "false");
    }
  if (field->kind != RISKCTX_FIELD_ENUM && field->kind != RISKCTX_FIELD_FLAGS)
    return FALSE;
  self->type = field->types[0] ();
  return riskctx_enum_from_nick (self->type, value, strlen (value), &self->value);
}

gboolean
riskctx_condition_init (RiskctxCondition  *self,
                        RiskctxRuleSubject subject,
                        const char        *text)
{
  const char *equals = strchr (text, '=');

  memset (self, 0, sizeof *self);
  if (equals == NULL || equals == text)
    return FALSE;
  self->negated = equals[-1] == '!';
  self->member = g_strndup (text, (gsize) (equals - text) - (self->negated ? 1 : 0));
  return find_value (self, subject, equals + 1);
}

void
riskctx_condition_clear (RiskctxCondition *self)
{
  g_clear_pointer (&self->member, g_free);
}

void
riskctx_rule_check_item (RiskctxItem  *item,
                         RiskctxCheck *check)
{
  RiskctxRule *self = RISKCTX_RULE (item);
  const char *const *conditions = riskctx_rule_get_conditions (self);

  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      g_auto(RiskctxCondition) condition = { 0 };

      if (!riskctx_condition_init (&condition, riskctx_rule_get_subject (self), conditions[i]))
        {
          g_autofree char *member = g_strdup_printf ("conditions/%u", i);

          riskctx_check_report (check, item, member, RISKCTX_ISSUE_CONDITION, conditions[i], NULL,
                                NULL);
        }
    }
  if (riskctx_item_get_title (item) == NULL)
    riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "title", NULL, NULL);
  if (riskctx_rule_get_yields (self) != RISKCTX_CANDIDATE_KIND_THREAT)
    return;
  if (!riskctx_item_has (item, "category"))
    riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "category", NULL, NULL);
  if (!riskctx_item_has (item, "frequency"))
    riskctx_check_report (check, item, NULL, RISKCTX_ISSUE_REQUIRED, "frequency", NULL, NULL);
}
