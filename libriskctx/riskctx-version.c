/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-version.h"

/**
 * riskctx_version_string:
 *
 * Returns the version of the library that is running, such as `0.1.0`.
 *
 * It may be newer than the headers a program was compiled against.
 *
 * Returns: (transfer none): the version
 *
 * Since: 1.0
 */
const char *
riskctx_version_string (void)
{
  return RISKCTX_VERSION_STRING;
}

/**
 * riskctx_version_check:
 * @major: the major version needed
 * @minor: the minor version needed
 * @micro: the micro version needed
 *
 * Tells whether the library that is running is of the version given, or newer.
 *
 * Returns: %TRUE if the library is new enough
 *
 * Since: 1.0
 */
gboolean
riskctx_version_check (guint major,
                       guint minor,
                       guint micro)
{
  const guint have[] = { RISKCTX_MAJOR_VERSION, RISKCTX_MINOR_VERSION, RISKCTX_MICRO_VERSION };
  const guint need[] = { major, minor, micro };

  for (gsize i = 0; i < G_N_ELEMENTS (have); i++)
    {
      if (have[i] != need[i])
        return have[i] > need[i];
    }

  return TRUE;
}
