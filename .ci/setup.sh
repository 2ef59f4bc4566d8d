# SPDX-License-Identifier: Apache-2.0
# Read by run.sh and test.sh: packages, messages. Needs $root, the repository's folder.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

die() {
    say "${0##*/}: $*"
    exit 1
}

# require_debian12: these scripts know the package names of one system only.
require_debian12() {
    local name="this system" id="" version=""
    if [ -r /etc/os-release ]; then
        name=$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-}")
        id=$(. /etc/os-release && printf '%s' "${ID:-}")
        version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")
    fi
    if [ "$id" != debian ] || [ "$version" != 12 ] || ! command -v dpkg-query >/dev/null; then
        die "this script installs packages of Debian 12, but here is ${name:-this system}.
Install the counterparts of the packages in .ci/packages.debian yourself, then run it with
ZOOSCOPE_NO_PACKAGES=1 in the environment: it will then only build and start."
    fi
}

# as_root COMMAND…: runs it as root, by sudo when needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "packages must be installed, and that takes root: run it as root, or install sudo."
    fi
}

# commands_present LIST KIND…: the commands that packages of these kinds would bring are on PATH.
commands_present() {
    local list=$1 kind
    shift
    while read -r _ kind _; do
        case "$kind" in *:*) ;; *) continue ;; esac
        case " $* " in *" ${kind%%:*} "*) command -v "${kind#*:}" >/dev/null || return 1 ;; esac
    done < <(grep -v -e '^#' -e '^[[:space:]]*$' "$list")
}

# install_packages KIND…: installs what is missing of the packages of these kinds ("run", "test").
# A stamp remembers the list that was complete, so that the next run need not ask dpkg.
install_packages() {
    local list="$root/.ci/packages.debian"
    local stamp="$root/build/.packages-$*"
    [ "${ZOOSCOPE_NO_PACKAGES:-}" = 1 ] && return 0
    cmp -s "$list" "$stamp" && commands_present "$list" "$@" && return 0
    require_debian12

    local missing=() package kind reason status
    while read -r package kind reason; do
        case " $* " in *" ${kind%%:*} "*) ;; *) continue ;; esac
        case "$kind" in *:*) command -v "${kind#*:}" >/dev/null && continue ;; esac
        status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] && continue
        [ ${#missing[@]} = 0 ] && say "Debian packages that are missing:"
        say "$(printf '  %-24s %s' "$package" "$reason")"
        missing+=("$package")
    done < <(grep -v -e '^#' -e '^[[:space:]]*$' "$list")

    if [ ${#missing[@]} -gt 0 ]; then
        say "Installing them."
        local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
        as_root "${apt[@]}" update >&2 </dev/null ||
            die "apt-get update failed: see its words above. Is there a network connection?"
        as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 </dev/null ||
            die "apt-get could not install the packages: see its words above."
    fi
    mkdir -p "$root/build"
    rm -f "$root/build"/.packages-*
    cp "$list" "$stamp"
}
