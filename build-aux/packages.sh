# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
#
# The packages of Debian 12 (and near relatives) that the scripts need, and how they get them.
# To be read with `.`; it defines names and does nothing.

RISKCTX_PACKAGES_BUILD='gcc libc6-dev meson ninja-build pkg-config
  libglib2.0-dev libjson-glib-dev'

# shellcheck disable=SC2034
RISKCTX_PACKAGES_TESTS="$RISKCTX_PACKAGES_BUILD g++ binutils check locales
  gobject-introspection libgirepository1.0-dev valac gi-docgen
  python3 python3-gi python3-jsonschema python3-numpy gjs shellcheck
  chromium poppler-utils fonts-noto-cjk"

# Installs those of the packages given that are missing, and does nothing at all if none is.
riskctx_install_packages () {
  riskctx_missing=''
  if ! command -v dpkg-query > /dev/null 2>&1; then
    echo "not a Debian system; these packages, or their like, are needed: $*" >&2
    return 0
  fi
  for riskctx_package in "$@"; do
    case $(dpkg-query -W -f '${Status}' "$riskctx_package" 2> /dev/null || true) in
      *' installed') ;;
      *) riskctx_missing="$riskctx_missing $riskctx_package" ;;
    esac
  done
  [ -n "$riskctx_missing" ] || return 0
  if [ -n "${RISKCTX_NO_INSTALL:-}" ]; then
    echo "missing packages:$riskctx_missing" >&2
    return 1
  fi

  riskctx_sudo=''
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null 2>&1; then
      echo "missing packages, and neither root nor sudo to install them:$riskctx_missing" >&2
      return 1
    fi
    riskctx_sudo=sudo
  fi

  # The lists of a bare machine are empty or old, so a failure is tried once more with new ones.
  # shellcheck disable=SC2086
  riskctx_apt_install $riskctx_missing || {
    $riskctx_sudo apt-get -qq update && riskctx_apt_install $riskctx_missing
  }
}

riskctx_apt_install () {
  $riskctx_sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y --no-install-recommends install "$@"
}
