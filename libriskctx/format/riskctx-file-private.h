/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest document that is read. It bounds the memory that one takes. */
#define RISKCTX_FILE_MAX_SIZE (256 * 1024 * 1024)

GBytes   *riskctx_file_read  (GFile         *file,
                              GCancellable  *cancellable,
                              GError       **error);
gboolean  riskctx_file_write (GFile         *file,
                              const void    *data,
                              gsize          size,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
