# shellcheck shell=bash
# The CRIU that Parikshan uses: $PARIKSHAN_PREFIX/bin/criu, which is the system's where that passes the
# self-test, and otherwise the newest that Debian has, in a folder of its own with the libraries it was built
# for. $PARIKSHAN_PREFIX/criu.json records the choice and the kernel it was tested on.

readonly PREFIX=${PARIKSHAN_PREFIX:-/opt/parikshan}
readonly CRIU=$PREFIX/bin/criu
readonly CRIU_RECORD=$PREFIX/criu.json
readonly CRIU_FOLDER=$PREFIX/criu

criu_is_tested() {
  [ -x "$CRIU" ] && [ -r "$CRIU_RECORD" ] && grep -qF "\"kernel\": \"$(uname -r)\"" "$CRIU_RECORD"
}

system_criu() {
  local path=:$PATH:
  path=${path//":$PREFIX/bin:"/:}
  PATH=$path:/usr/sbin:/sbin command -v criu
}

choose_criu() {
  local system=none why='it is not installed' choice=$1
  require_root 'Testing CRIU'
  if system=$(system_criu); then
    say "Testing the system's CRIU ($system)."
    if why=$(scripts/criu-self-test "$system"); then
      mkdir -p "$PREFIX/bin"
      ln -sfn "$system" "$CRIU"
      record_criu system "$system" "$why"
      return
    fi
  fi
  # Made by an earlier run, on another kernel.
  if [ -x "$CRIU_FOLDER/criu" ] && scripts/criu-self-test "$CRIU_FOLDER/criu" >/dev/null; then
    use_private_criu
    return
  fi
  if [ "$choice" = system-only ]; then
    fail "no CRIU that works on this kernel: $why." \
      'Install a CRIU that passes scripts/criu-self-test and run this again.'
  fi
  install_private_criu "$why"
}

use_private_criu() {
  local verdict
  if ! verdict=$(scripts/criu-self-test "$CRIU_FOLDER/criu"); then
    fail "no CRIU that works on this kernel: $verdict." \
      'Clones cannot be made here. A newer CRIU or another kernel may do; scripts/criu-self-test tries one.'
  fi
  mkdir -p "$PREFIX/bin"
  ln -sfn "$CRIU_FOLDER/criu" "$CRIU"
  record_criu debian-sid "$CRIU_FOLDER/criu" "$verdict"
}

record_criu() {
  local version
  version=$("$CRIU" --version | sed -n 's/^Version: *//p')
  printf '{ "path": "%s", "version": "%s", "source": "%s", "target": "%s", "testedAt": "%s", "kernel": "%s" }\n' \
    "$CRIU" "$version" "$1" "$2" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(uname -r)" >"$CRIU_RECORD.new"
  mv "$CRIU_RECORD.new" "$CRIU_RECORD"
  say "$3."
}

install_private_criu() {
  local state=$PRIVATE_APT_CACHE/sid mirror files file fresh=$CRIU_FOLDER.new
  mirror=$(debian_mirror)
  [ -n "$mirror" ] ||
    fail "the system has no CRIU that works ($1), and apt on this machine names no Debian mirror to get a newer one from." \
      'Add a Debian entry to the apt sources, or install a CRIU that passes scripts/criu-self-test.'
  require_space "$PREFIX" 150 'Unpacking CRIU'
  require_space "$PRIVATE_APT_CACHE" 300 'Downloading CRIU'
  say "The system has no CRIU that works ($1): unpacking the newest of Debian into $CRIU_FOLDER."
  echo "$mirror sid main" | private_sources "$state"
  files=$(private_download "$state" criu)
  rm -rf "$fresh"
  mkdir -p "$fresh/root"
  for file in $files; do dpkg-deb --extract "$file" "$fresh/root"; done
  rm -rf "$fresh/root/usr/share"
  criu_wrapper "$fresh/root" >"$fresh/criu"
  chmod 0755 "$fresh/criu"
  rm -rf "$CRIU_FOLDER"
  mv "$fresh" "$CRIU_FOLDER"
  use_private_criu
}

# It runs by its own loader with its own libraries, so the system's stay as they are. $1 is where it was
# unpacked; the wrapper names where it will be.
criu_wrapper() {
  local loader libraries
  loader=$(cd "$1" && ls -d usr/lib/*-linux-gnu*/ld-linux*.so.* | head -n 1)
  libraries=$CRIU_FOLDER/root/$(dirname "$loader")
  printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
    "$CRIU_FOLDER/root/$loader" "$libraries" "$CRIU_FOLDER/root/usr/sbin/criu"
}
