#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every test: installs the packages that are missing, builds release, asan, tsan and the fuzzers,
# runs all their tests by one ctest. What failed is told once more at the end. Exit code 0 only when
# all passed.
#   ./test.sh            everything
#   ./test.sh --bench    only measures: server and client against Apache's, median of 5
# Further arguments after --bench go to tests/bench/run_bench.py.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=.ci/setup.sh
. "$root/.ci/setup.sh"
cd "$root"

all="$root/build/all"
started=$SECONDS
minutes=()

# part NAME COMMAND…: runs it, remembers how long it took; its failure ends everything.
part() {
    local name=$1 begin=$SECONDS
    shift
    say "== $name"
    "$@" || die "$name failed: see the words above."
    minutes+=("$(printf '%-28s %5.1f min' "$name" \
        "$(awk -v s=$((SECONDS - begin)) 'BEGIN { print s / 60 }')")")
}

build_preset() {
    cmake --preset "$1" -DBUILD_TESTING=ON </dev/null && cmake --build --preset "$1" </dev/null
}

# The tests of several build folders, one round of the benchmarks, 12,000 of the simulator's seeds
# on two cores (for four minutes at most), and three minutes of chaos, as one ctest project.
write_ctest_file() {
    mkdir -p "$all"
    {
        printf 'subdirs("%s")\n' "$@"
        printf 'add_test([=[bench.small]=] "/usr/bin/python3" "%s" "--bin" "%s" "--small")\n' \
            "$root/tests/bench/run_bench.py" "$root/build/release/bin"
        printf 'set_tests_properties([=[bench.small]=] PROPERTIES %s)\n' \
            'LABELS "bench" TIMEOUT "600" RUN_SERIAL "TRUE"'
        local part
        for part in 0 1; do
            printf 'add_test([=[sim.seeds.%s]=] "%s" "--seed" "%s" "--stride" "2" %s)\n' \
                "$part" "$root/build/release/bin/sim_run" "$((1000 + part))" \
                '"--count" "6000" "--seconds" "240" "--marks"'
            printf 'set_tests_properties([=[sim.seeds.%s]=] PROPERTIES %s)\n' \
                "$part" 'LABELS "sim" TIMEOUT "400"'
        done
        printf 'add_test([=[chaos.three_minutes]=] "/usr/bin/python3" "%s" "--seconds" "180")\n' \
            "$root/tests/interop/chaos_test.py"
        printf 'set_tests_properties([=[chaos.three_minutes]=] PROPERTIES %s "%s")\n' \
            'LABELS "interop" TIMEOUT "600" ENVIRONMENT' \
            "ZS_BIN=$root/build/release/bin;PYTHONDONTWRITEBYTECODE=1;ZS_TELL_AFTER=580"
    } >"$all/CTestTestfile.cmake"
}

install_packages run test

if [ "${1:-}" = --bench ]; then
    shift
    cmake --preset release -DBUILD_TESTING=ON </dev/null
    cmake --build --preset release --target zs-loadgen zs-bare-server zooscope-server \
        zooscope-walk zs-bare-walk zs-c-client zs-client-latency zs-fill-tree zooscope-relay \
        zs-gui-bench gui-tests </dev/null
    exec /usr/bin/python3 tests/bench/run_bench.py --bin build/release/bin "$@"
fi
[ $# = 0 ] || die "unknown argument $1; the only one is --bench."

# Whatever the machine has: no test may need a display, or wait for someone to type.
export QT_QPA_PLATFORM=offscreen
unset DISPLAY WAYLAND_DISPLAY

for preset in release asan tsan fuzz; do
    part "$preset build" build_preset "$preset"
done
write_ctest_file "$root"/build/{release,asan,tsan,fuzz}

printf '%s\n' "" "Minutes so far: $(((SECONDS - started) / 60)), of which" "${minutes[@]}" \
    "The summary below ends with the time of the tests of each part, by label." ""
results="$all/results.xml"
ctest --test-dir "$all" --output-on-failure --no-tests=error --timeout 600 \
    --parallel "$(nproc)" --output-junit "$results" </dev/null && exit 0
# Failures are far above by now, between thousands of lines.
/usr/bin/python3 tests/support/tell_failures.py "$results"
exit 1
