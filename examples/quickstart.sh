#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
#
# From a bare machine to two reports: installs what is missing, builds the library and its
# command, and writes the EC-site company's report in Japanese and in English.
#
# Usage: examples/quickstart.sh [FOLDER]     (default: riskctx-report, here)

set -eu

folder=${1:-riskctx-report}
case $folder in
  -h | --help) echo "Usage: $0 [FOLDER]"; exit 0 ;;
  -*) echo "Usage: $0 [FOLDER]" >&2; exit 2 ;;
esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=${RISKCTX_BUILD_DIR:-$root/_build}/quickstart
mkdir -p "$folder" "$build"
folder=$(CDPATH='' cd -- "$folder" && pwd)
log=$build.log

quietly () {
  if ! "$@" > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "quickstart.sh: failed: $*" >&2
    exit 1
  fi
}

# shellcheck source=build-aux/packages.sh
. "$root/build-aux/packages.sh"
echo 'looking for packages …'
# shellcheck disable=SC2086
quietly riskctx_install_packages $RISKCTX_PACKAGES_BUILD

if [ -x /usr/bin/meson ]; then meson=/usr/bin/meson; else meson=meson; fi

echo 'building …'
if [ ! -f "$build/build.ninja" ]; then
  quietly "$meson" setup "$build" "$root" --buildtype=release -Dtests=disabled -Dexamples=false \
    -Dintrospection=disabled -Dpython=disabled -Dgjs=disabled
fi
quietly "$meson" compile -C "$build"

for language in ja en; do
  "$build/tools/riskctx" report company:ec-site --language "$language" \
    -o "$folder/ec-site.$language.html"
  echo "$folder/ec-site.$language.html"
done
