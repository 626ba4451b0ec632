#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Installs what is missing, builds, and runs every test. See --help.

set -eu

usage () {
  cat <<'END'
Usage: tests/run.sh [--asan | --tsan | --valgrind | --fuzz N | --bench | --statistics |
                     --same-bits | --write-symbols] [TEST...]

Without an option: builds and runs everything, at home and in a place with a decimal comma.

  --asan           the same with the address and undefined behavior sanitizers
  --tsan           what runs in several threads, with the thread sanitizer
  --valgrind       the unit tests under valgrind
  --fuzz N         N executions of every fuzz target (libFuzzer where clang is there)
  --bench          the benchmarks
  --statistics     whether chance is fair: 1e8 draws of every law, 200 seeds of every case
  --same-bits      the engine's results by gcc and clang, -O0 and -O3, compared bit by bit
  --write-symbols  after a deliberate change of the API: write libriskctx/riskctx.syms anew
  TEST...          only these tests, by the names of `meson test --list`

The build folder is _build/ in the source tree, or what RISKCTX_BUILD_DIR names.
RISKCTX_NO_INSTALL=1 leaves the system's packages alone.
END
}

mode=plain
executions=0
while [ $# -gt 0 ]; do
  case $1 in
    --asan | --tsan | --valgrind | --bench | --statistics | --same-bits | --write-symbols)
      mode=${1#--}
      ;;
    --fuzz)
      mode=fuzz
      executions=${2:-}
      case $executions in
        '' | *[!0-9]*) echo 'run.sh: --fuzz needs a number of executions' >&2; exit 2 ;;
      esac
      shift
      ;;
    --help | -h) usage; exit 0 ;;
    --*) echo "run.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
    *) break ;;
  esac
  shift
done

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build_root=${RISKCTX_BUILD_DIR:-$root/_build}
mkdir -p "$build_root"
build_root=$(CDPATH='' cd -- "$build_root" && pwd)
log=$build_root/run.log
: > "$log"

fail () {
  echo "run.sh: $1" >&2
  echo '0 passed, 1 failed'
  exit 1
}

# Runs quietly; shows the end of the output if it goes wrong.
quietly () {
  if ! "$@" > "$log" 2>&1; then
    tail -n 60 "$log" >&2
    fail "failed: $*"
  fi
}

# shellcheck source=build-aux/packages.sh
. "$root/build-aux/packages.sh"
packages=$RISKCTX_PACKAGES_TESTS
case $mode in
  valgrind) packages="$packages valgrind" ;;
  fuzz | same-bits) packages="$packages clang" ;;
esac
# shellcheck disable=SC2086
quietly riskctx_install_packages $packages

# The one of the distribution, whatever else is on the PATH: it runs with the Python that has gi.
if [ -x /usr/bin/meson ]; then meson=/usr/bin/meson; else meson=meson; fi

configure () {
  dir=$build_root/$1
  shift
  if [ -f "$dir/build.ninja" ]; then
    quietly "$meson" configure "$dir" "$@"
  else
    rm -rf "$dir"
    quietly "$meson" setup "$dir" "$root" "$@"
  fi
}

compile () {
  quietly "$meson" compile -C "$dir"
}

# Meson's own list is long; what failed is shown from its log afterwards.
run_tests () {
  setup=$1
  shift
  "$meson" test -C "$dir" --no-rebuild --setup "$setup" \
    --num-processes "$(nproc)" "$@" > "$log" 2>&1 || true
  if [ ! -s "$dir/meson-logs/testlog-$setup.json" ]; then
    tail -n 60 "$log" >&2
    fail 'no test ran'
  fi
  logs="$logs $dir/meson-logs/testlog-$setup.json"
}

logs=''
summarize () {
  # shellcheck disable=SC2086
  exec python3 "$root/build-aux/summarize-tests.py" $logs "$@"
}

case $mode in
  plain)
    configure tests -Dtests=enabled -Dintrospection=enabled -Ddocs=enabled
    compile
    if [ $# -gt 0 ]; then
      run_tests plain "$@"
      summarize
    fi
    run_tests plain
    # Nobody's results may depend on where they are: the unit tests again, far from here.
    locales=$build_root/locales
    mkdir -p "$locales"
    [ -d "$locales/de_DE.UTF-8" ] || quietly localedef -i de_DE -f UTF-8 "$locales/de_DE.UTF-8"
    LOCPATH=$locales
    export LOCPATH
    run_tests elsewhere --suite unit
    summarize
    ;;
  asan)
    # The scanner runs a program that leaks by design, and the interpreters leak as well.
    ASAN_OPTIONS=detect_leaks=0
    export ASAN_OPTIONS
    configure asan -Dtests=enabled -Ddocs=disabled -Db_sanitize=address,undefined -Db_lundef=false
    compile
    unset ASAN_OPTIONS
    run_tests asan "$@"
    summarize
    ;;
  tsan)
    configure tsan -Dtests=enabled -Dintrospection=disabled -Ddocs=disabled \
      -Db_sanitize=thread -Db_lundef=false
    compile
    [ $# -gt 0 ] || set -- engine-simulate engine-exact engine-dependence engine-extremes \
      engine-knapsack simulation dependence evaluation investment-plan plan-comparison
    run_tests tsan "$@"
    summarize
    ;;
  statistics)
    configure statistics -Dtests=enabled -Dintrospection=disabled -Ddocs=disabled \
      --buildtype=release
    compile
    [ $# -gt 0 ] || set -- full-statistics-intervals full-statistics-samplers
    run_tests statistics "$@"
    # The probabilities are worth reading even where nothing fails.
    grep '^# ' "$dir/meson-logs/testlog-statistics.txt" || true
    summarize
    ;;
  same-bits)
    python3 "$root/tests/statistics/same-bits.py" "$build_root/same-bits"
    ;;
  valgrind)
    configure valgrind -Dtests=enabled -Dintrospection=disabled -Db_lto=false
    compile
    run_tests valgrind "$@"
    summarize
    ;;
  bench)
    configure bench -Dtests=enabled -Dintrospection=disabled --buildtype=release
    compile
    "$meson" test -C "$dir" --no-rebuild --benchmark --verbose --num-processes 1 "$@"
    ;;
  fuzz)
    CC=clang
    export CC
    configure fuzz -Dtests=enabled -Dintrospection=disabled -Dfuzzing=enabled \
      -Db_sanitize=address,undefined -Db_lundef=false
    compile
    outcomes=''
    for target in "$root"/tests/fuzz/corpus/*/; do
      [ -d "$target" ] || fail 'there is no corpus'
      name=$(basename "$target")
      [ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
      work=$dir/fuzz-work/$name
      mkdir -p "$work"
      dictionary=$root/tests/fuzz/$name.dict
      [ -f "$dictionary" ] || dictionary=/dev/null
      if (cd "$work" && "$dir/tests/fuzz/fuzz-$name" -runs="$executions" -timeout=10 \
        -dict="$dictionary" -seed=1 -print_final_stats=1 "$work" "$target") > "$log" 2>&1; then
        grep -E 'stat::(number_of_executed_units|average_exec_per_sec)' "$log" | sed "s/^/$name /"
        outcomes="$outcomes --more fuzz-$name:passed"
      else
        tail -n 60 "$log" >&2
        outcomes="$outcomes --more fuzz-$name:failed"
      fi
    done
    # shellcheck disable=SC2086
    summarize $outcomes
    ;;
  write-symbols)
    configure tests -Dtests=enabled -Dintrospection=enabled
    compile
    PYTHONPATH=$root/tests RISKCTX_SOURCE_ROOT=$root RISKCTX_BUILD_ROOT=$dir \
      RISKCTX_GIR=$dir/libriskctx/Riskctx-1.gir RISKCTX_LIBRARY=$dir/libriskctx/libriskctx-1.so \
      python3 "$root/tests/house/test_symbols.py" --write
    git -C "$root" diff --stat -- libriskctx/riskctx.syms
    ;;
esac
