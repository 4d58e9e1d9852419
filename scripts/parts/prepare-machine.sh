#!/bin/bash
# The part of set-up that changes the machine: Debian packages, and a CRIU that works. Called by scripts/setup.
set -euo pipefail
shopt -s inherit_errexit
. scripts/parts/report.sh
. scripts/parts/debian-packages.sh
. scripts/parts/private-apt.sh
. scripts/parts/criu.sh

missing=$(missing_packages)
if is_known_system; then
  # shellcheck disable=SC2086 # one word per package
  [ -z "$missing" ] || install_packages $missing
  criu_is_tested || choose_criu install
else
  if [ -n "$missing" ]; then
    fail "this is not Debian 12 or newer, so nothing was installed. Missing: ${missing//$'\n'/ }." \
      "Install these by the system's own means (the names are Debian's), and a CRIU, and run this again."
  fi
  criu_is_tested || choose_criu system-only
fi
