#!/usr/bin/env bash
# Installs the Debian packages that DEPS names and this machine lacks.
#
#   build/setup/install.sh [GROUP...]     groups: build (default) test bench clang
#
# Needs root or sudo, and the network, only if something is missing.

set -euo pipefail
shopt -s extglob

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
unpacked=$root/third_party/v8/debian

say() { printf '[setup] %s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

as_root() {
  if ((EUID == 0)); then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    die "Installing packages needs root or sudo: $*"
  fi
}

# What is installed: package -> version; '' where only provided, unversioned.
declare -A installed

read_installed() {
  installed=()
  local status package version provides name
  while IFS='|' read -r status package version provides; do
    [[ $status == ii* ]] || continue
    installed[$package]=$version
    while [[ $provides =~ ^([^ ,]+)(\ \(=\ ([^\)]*)\))?(,\ (.*))?$ ]]; do
      name=${BASH_REMATCH[1]}
      version=${BASH_REMATCH[3]}
      provides=${BASH_REMATCH[5]}
      [[ -v installed[$name] ]] || installed[$name]=$version
    done
  done < <(dpkg-query -W \
    -f='${db:Status-Abbrev}|${Package}|${Version}|${Provides}\n')
  # Packages that are unpacked under third_party/ count as installed.
  if [[ -f $unpacked/packages ]]; then
    while read -r package version; do
      installed[$package]=$version
    done <"$unpacked/packages"
  fi
}

# is_satisfied RELATION: as in `Depends`, with alternatives.
is_satisfied() {
  local alternatives=() alternative package have
  IFS='|' read -ra alternatives <<<"$1"
  for alternative in "${alternatives[@]}"; do
    [[ $alternative =~ ^\ *([^\ :]+)(:[a-z0-9]+)?(\ \((.*)\ (.*)\))?\ *$ ]] ||
      die "Not a package relation: $1"
    package=${BASH_REMATCH[1]}
    [[ -v installed[$package] ]] || continue
    have=${installed[$package]}
    [[ -n ${BASH_REMATCH[3]} ]] || return 0
    [[ -n $have ]] && dpkg --compare-versions \
      "$have" "${BASH_REMATCH[4]}" "${BASH_REMATCH[5]}" && return 0
  done
  return 1
}

# Adds to `missing` the packages that RELATIONS (comma-separated) lack.
add_missing() {
  local relations=() relation
  IFS=',' read -ra relations <<<"$1"
  for relation in "${relations[@]}"; do
    relation=${relation##+( )}
    is_satisfied "$relation" || missing+=("${relation%%[ |(]*}")
  done
}

apt_install() {
  say "Installing: $*"
  # Servers are installed for the tests to start, not to be started at once.
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    as_root sh -c "printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy"
    trap "as_root rm -f $policy" EXIT
  fi
  as_root apt-get install -y -q --no-install-recommends "$@" >&2
  if [[ -n $(trap -p EXIT) ]]; then
    as_root rm -f "$policy"
    trap - EXIT
  fi
}

# unpack PACKAGE...: puts packages under third_party/v8/debian/ that apt
# refuses to install, because another vendor's package holds a place that their
# dependencies need, and installs the shared libraries that they link.
unpack() {
  say "apt cannot install $*: unpacking under ${unpacked#"$root"/}/"
  local work=$unpacked.new deb depends
  rm -rf "$work"
  mkdir -p "$work/archives"
  local options=(-q)
  ((EUID)) || options+=(-o APT::Sandbox::User=root)
  (cd "$work/archives" && apt-get "${options[@]}" download "$@" >&2) ||
    die "Could not download: $*"
  for deb in "$work"/archives/*.deb; do
    dpkg -x "$deb" "$work"
    dpkg-deb -f "$deb" Package Version | sed 's/^[^:]*: *//' | paste -sd' ' \
      >>"$work/packages"
    # The libraries only: what else a package wants is for programs written
    # in JavaScript.
    dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/^ *//' |
      grep -E '^(lib|zlib)' | grep -vE '^libnode' >>"$work/depends" || true
  done
  rm -rf "$work/archives" "$work/usr/share"
  rm -rf "$unpacked"
  mv "$work" "$unpacked"
}

main() {
  local groups=" ${*:-build} " line group name missing=() v8_missing=()
  command -v dpkg-query >/dev/null ||
    die "This set-up knows Debian; elsewhere install what DEPS names."
  read_installed

  local entry="^ *'debian_([a-z]+)_([a-z0-9_]+)': '([^']*)',$" relations=()
  while IFS= read -r line; do
    [[ $line =~ $entry ]] || continue
    group=${BASH_REMATCH[1]} name=${BASH_REMATCH[2]}
    [[ $groups == *" $group "* ]] || continue
    line=${BASH_REMATCH[3]}
    if [[ $name == v8 ]]; then
      local others=("${missing[@]}")
      missing=()
      add_missing "$line"
      v8_missing=("${missing[@]}")
      missing=("${others[@]}")
    else
      add_missing "$line"
    fi
  done <"$root/DEPS"
  add_unpacked_dependencies

  local all=("${missing[@]}" "${v8_missing[@]}")
  ((${#all[@]})) || return 0
  say "Missing: ${all[*]}"
  say "Reading the package lists"
  as_root apt-get update -q >&2 ||
    say "Some package lists could not be read; going on with what there is"
  if ((${#v8_missing[@]})); then
    if apt-get install -s "${v8_missing[@]}" >/dev/null 2>&1; then
      missing+=("${v8_missing[@]}")
    else
      unpack "${v8_missing[@]}"
      add_unpacked_dependencies
    fi
  fi
  ((${#missing[@]})) && apt_install "${missing[@]}"
  say "Done"
}

add_unpacked_dependencies() {
  local line
  [[ -f $unpacked/depends ]] || return 0
  while IFS= read -r line; do
    add_missing "$line"
  done <"$unpacked/depends"
}

main "$@"
