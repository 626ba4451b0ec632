/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-model-company.h"

#include <string.h>

#include "riskctx-assessment-file.h"
#include "riskctx-enum-types.h"
#include "riskctx-error.h"
#include "riskctx-issue-private.h"

#define COMPANIES_PATH "/org/riskctx/companies"
#define SUFFIX         ".json"

/**
 * RiskctxModelCompany:
 *
 * A virtual company that ships with the library as a complete assessment: an example to read, and a
 * document to start from.
 *
 * [func@list_model_companies] lists them, and [func@Assessment.model_company] loads one.
 *
 * Model companies do not change and may be shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxModelCompany
{
  GObject           parent_instance;
  char             *id;
  RiskctxText      *title;
  RiskctxText      *business;
  RiskctxProvenance provenance;
};

G_DEFINE_FINAL_TYPE (RiskctxModelCompany, riskctx_model_company, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_BUSINESS,
  PROP_PROVENANCE
} RiskctxModelCompanyProperty;

static GParamSpec *properties[PROP_PROVENANCE + 1];

static void
riskctx_model_company_finalize (GObject *object)
{
  RiskctxModelCompany *self = RISKCTX_MODEL_COMPANY (object);

  g_free (self->id);
  g_clear_pointer (&self->title, riskctx_text_unref);
  g_clear_pointer (&self->business, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_model_company_parent_class)->finalize (object);
}

static void
riskctx_model_company_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RiskctxModelCompany *self = RISKCTX_MODEL_COMPANY (object);

  switch ((RiskctxModelCompanyProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_boxed (value, self->title);
      break;
    case PROP_BUSINESS:
      g_value_set_boxed (value, self->business);
      break;
    case PROP_PROVENANCE:
      g_value_set_enum (value, self->provenance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_model_company_class_init (RiskctxModelCompanyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_model_company_finalize;
  object_class->get_property = riskctx_model_company_get_property;

  /**
   * RiskctxModelCompany:id: (getter get_id)
   *
   * The id of the company.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxModelCompany:title: (getter get_title)
   *
   * The name of the company.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_boxed ("title", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxModelCompany:business: (getter get_business)
   *
   * What the company makes, sells and to whom.
   *
   * Since: 1.0
   */
  properties[PROP_BUSINESS] = g_param_spec_boxed ("business", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxModelCompany:provenance: (getter get_provenance)
   *
   * Where the example comes from.
   *
   * Since: 1.0
   */
  properties[PROP_PROVENANCE] = g_param_spec_enum (
    "provenance", NULL, NULL, RISKCTX_TYPE_PROVENANCE, RISKCTX_PROVENANCE_USER, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_model_company_init (RiskctxModelCompany *self)
{
}

/**
 * riskctx_model_company_get_id: (get-property id)
 * @self: a model company
 *
 * Gets the id of the company, such as `ec-site`.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_model_company_get_id (RiskctxModelCompany *self)
{
  g_return_val_if_fail (RISKCTX_IS_MODEL_COMPANY (self), NULL);
  return self->id;
}

/**
 * riskctx_model_company_get_title: (get-property title)
 * @self: a model company
 *
 * Gets the name of the company.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_model_company_get_title (RiskctxModelCompany *self)
{
  g_return_val_if_fail (RISKCTX_IS_MODEL_COMPANY (self), NULL);
  return self->title;
}

/**
 * riskctx_model_company_get_business: (get-property business)
 * @self: a model company
 *
 * Gets what the company makes, sells and to whom.
 *
 * Returns: (transfer none): the business
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_model_company_get_business (RiskctxModelCompany *self)
{
  g_return_val_if_fail (RISKCTX_IS_MODEL_COMPANY (self), NULL);
  return self->business;
}

/**
 * riskctx_model_company_get_provenance: (get-property provenance)
 * @self: a model company
 *
 * Gets where the example comes from: from the working group's presentation, or a sketch of ours.
 *
 * Returns: the provenance
 *
 * Since: 1.0
 */
RiskctxProvenance
riskctx_model_company_get_provenance (RiskctxModelCompany *self)
{
  g_return_val_if_fail (RISKCTX_IS_MODEL_COMPANY (self), RISKCTX_PROVENANCE_USER);
  return self->provenance;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The ids of the companies that are there: whoever adds a file adds a company. */
static char **
list_ids (void)
{
  g_auto(GStrv) files =
    g_resources_enumerate_children (COMPANIES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], SUFFIX))
      g_ptr_array_add (ids, g_strndup (files[i], strlen (files[i]) - strlen (SUFFIX)));
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_steal (ids, NULL);
}

/**
 * riskctx_list_model_companies:
 * @error: return location for an error
 *
 * Lists the model companies that ship with the library, by their ids.
 *
 * Fails with [error@Error.INVALID] if the library's own data is damaged.
 *
 * Returns: (transfer full): the companies, a list of [class@ModelCompany]
 *
 * Since: 1.0
 */
GListStore *
riskctx_list_model_companies (GError **error)
{
  g_autoptr(GListStore) list = g_list_store_new (RISKCTX_TYPE_MODEL_COMPANY);
  g_auto(GStrv) ids = list_ids ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_model_company (ids[i], error);
      g_autoptr(RiskctxModelCompany) company = NULL;
      RiskctxOrganization *organization;
      RiskctxText *text;

      if (assessment == NULL)
        return NULL;
      company = g_object_new (RISKCTX_TYPE_MODEL_COMPANY, NULL);
      company->id = g_strdup (ids[i]);
      text = riskctx_item_get_title (RISKCTX_ITEM (assessment));
      company->title = text != NULL ? riskctx_text_ref (text) : riskctx_text_new (NULL, ids[i]);
      organization = riskctx_assessment_get_organization (assessment);
      text = riskctx_organization_get_business (organization);
      company->business =
        text != NULL ? riskctx_text_ref (text) : riskctx_text_ref (company->title);
      company->provenance = riskctx_item_get_provenance (RISKCTX_ITEM (assessment));
      g_list_store_append (list, company);
    }
  return g_steal_pointer (&list);
}

/**
 * riskctx_assessment_model_company:
 * @id: the id of a model company, such as `ec-site`
 * @error: return location for an error
 *
 * Loads the assessment of a model company. It is a copy, to change at will.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such company; the message names the one that
 * may have been meant.
 *
 * Returns: (transfer full): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_assessment_model_company (const char *id,
                                  GError    **error)
{
  g_return_val_if_fail (id != NULL, NULL);

  g_auto(GStrv) ids = list_ids ();

  if (!g_strv_contains ((const char *const *) ids, id))
    {
      const char *nearest = riskctx_nearest_name (id, (const char *const *) ids);
      g_autofree char *known = g_strjoinv (", ", ids);
      g_autofree char *hint = nearest != NULL ? g_strdup_printf ("did you mean “%s”?", nearest)
                                              : g_strdup_printf ("there are %s", known);

      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND,
                   "there is no model company “%s”: %s", id, hint);
      return NULL;
    }

  g_autofree char *path = g_strconcat (COMPANIES_PATH "/", id, SUFFIX, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? riskctx_assessment_load_from_bytes (bytes, error) : NULL;
}
