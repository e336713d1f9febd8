# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by app/start, tests/run and tests/bench/run, which set root to the top folder of the source.
: "${root:?}"

setup_say() { printf '%s\n' "$*" >&2; }

# The packages of some sections of resources/debian-packages.txt, one line each, alternatives included.
setup_packages() {
    awk -v wanted=" $* " '
        /^\[/ { section = substr($0, 2, length($0) - 2); next }
        /^#/ || NF == 0 { next }
        index(wanted, " " section " ") { print }' "$root/resources/debian-packages.txt"
}

# need SECTION...: installs what is missing of them; silent when nothing is. Ends the script when it cannot.
need() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        if command -v cmake >/dev/null && command -v ninja >/dev/null && command -v c++ >/dev/null; then
            return 0 # another distribution, whose owner has seen to it; CMake names what is missing
        fi
        setup_say "Highwater installs its packages with apt, which this system does not have."
        setup_say "Install what $root/resources/debian-packages.txt lists by the means of your system, then try again."
        exit 1
    fi
    local lines installed line name names missing=()
    lines=$(setup_packages "$@")
    installed=" $(dpkg-query -W -f='${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" { printf "%s ", $1 }')"
    while IFS= read -r line; do
        read -ra names <<<"${line//|/ }"
        for name in "${names[@]}"; do
            [[ $installed == *" $name "* ]] && continue 2
        done
        missing+=("$line")
    done <<<"$lines"
    ((${#missing[@]})) || return 0
    setup_install "${missing[@]}"
}

# Each argument is a line of the list: a name, or alternatives of which the first one known to apt is taken.
setup_install() {
    local root_command=() line name names chosen=() log status=0
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            setup_say "These packages are missing, and neither root nor sudo is at hand to install them: $*"
            exit 1
        fi
        root_command=(sudo)
    fi
    root_command+=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    setup_say "Installing ${#} missing package(s) ..."
    log=$(mktemp)
    "${root_command[@]}" update >"$log" 2>&1 || setup_say "apt-get update failed; going on with the lists as they are."
    for line in "$@"; do
        read -ra names <<<"${line//|/ }"
        for name in "${names[@]}"; do
            if apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then
                chosen+=("$name")
                continue 2
            fi
        done
        setup_say "No repository of this system has the package ${line}."
        status=1
    done
    if ((status == 0)); then
        "${root_command[@]}" install -y --no-install-recommends "${chosen[@]}" >>"$log" 2>&1 || status=$?
        ((status == 0)) || tail -n 25 "$log" >&2
    fi
    rm -f "$log"
    if ((status != 0)); then
        setup_say "Could not install: $*"
        exit 1
    fi
}

# configure PRESET: only when the build folder is not configured, or was for a source that stood elsewhere.
configure() {
    local folder=$root/build/$1 options=() log
    if [[ -f $folder/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        return 0
    fi
    [[ -f $folder/CMakeCache.txt ]] && options=(--fresh)
    mkdir -p "$folder"
    log=$folder/configure.log
    if ! (cd "$root" && cmake --preset "$1" "${options[@]}") >"$log" 2>&1; then
        cat "$log" >&2
        setup_say "Could not configure the build in $folder."
        return 1
    fi
}

# build PRESET [TARGET...]: one line of progress; what the compiler has to say is shown only when it fails.
build() {
    local folder=$root/build/$1 log step status
    log=$folder/build.log
    shift
    NINJA_STATUS='[%f/%t] ' ninja -C "$folder" "$@" 2>&1 | tee "$log" | {
        step=
        while IFS= read -r line; do
            [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
            if [[ -t 2 ]]; then
                printf '\rBuilding %s: step %s of %s ' "${folder##*/}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
            elif [[ -z $step ]]; then
                setup_say "Building ${folder##*/} (the first time takes some minutes) ..."
            fi
            step=${BASH_REMATCH[1]}
        done
        [[ -z $step || ! -t 2 ]] || printf '\r\033[K' >&2
    }
    status=${PIPESTATUS[0]}
    if ((status != 0)); then
        grep -vE '^\[[0-9]+/[0-9]+\]|^ninja: Entering' "$log" | tail -n 60 >&2
        setup_say "The build failed; all of it stands in $log"
    fi
    return "$status"
}
