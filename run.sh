#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a bare Debian 12 machine to the console on three ZooKeeper servers of its own: installs the
# packages that are missing, builds, starts. All options go to zooscope (--help lists them); unless
# one says otherwise (--connect), it launches the local cluster. Without a display it walks through
# the main job offscreen and leaves one picture a step; --tour DIR does that on purpose.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=.ci/setup.sh
. "$root/.ci/setup.sh"

build() {
    local folder="$root/build/release"
    if [ ! -e "$folder/build.ninja" ] ||
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        # New, or the clone was moved. Whoever only runs the console needs no test library;
        # test.sh switches the tests on.
        (cd "$root" && cmake --fresh --preset release -DBUILD_TESTING=OFF) >&2 </dev/null ||
            die "the build could not be configured: see the words above."
        say "Building; the first time this takes some minutes."
    fi
    (cd "$root" && cmake --build --preset release --target zooscope zooscope-server \
        zooscope-relay) >&2 \
        </dev/null || die "the build failed: see the words above."
}

main() {
    local args=("$@") asks_only=no tour=no launch=yes connect=no arg
    for arg in "$@"; do
        case "$arg" in
            --tour | --tour=*) tour=yes launch=no ;;
            --launch) launch=no ;;
            --connect | --connect=*) connect=yes launch=no ;;
            -h | --help | -v | --version) asks_only=yes launch=no ;;
        esac
    done

    install_packages run
    build

    local display=yes
    [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ] && display=no
    if [ "$display" = no ]; then
        export QT_QPA_PLATFORM=offscreen
        if [ "$tour" = no ] && [ "$asks_only" = no ]; then
            # The tour writes: on somebody's servers only when it was asked for.
            [ "$connect" = no ] || die "there is no display to show the console on. Set DISPLAY or
WAYLAND_DISPLAY, or add --tour DIR to walk through the main job on those servers, which makes and
deletes a node /tour there."
            local pictures
            mkdir -p "$root/build/tour"
            pictures=$(mktemp -d "$root/build/tour/$(date +%Y%m%d-%H%M%S)-XXX")
            say "There is no display: walking through the main job offscreen."
            say "The pictures go to $pictures"
            args+=(--tour "$pictures")
        fi
    elif [ "$launch" = yes ]; then
        args+=(--launch)
    fi
    exec "$root/build/release/bin/zooscope" ${args[@]+"${args[@]}"}
}

main "$@"
