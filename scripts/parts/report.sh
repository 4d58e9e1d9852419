# shellcheck shell=bash
# How the scripts speak: plain lines of what they do, and errors that say what happened and what to do.

say() {
  printf '%s\n' "$*"
}

# fail WHAT-HAPPENED WHAT-TO-DO
fail() {
  printf 'error: %s\n' "$1" >&2
  [ -z "${2-}" ] || printf '  %s\n' "$2" >&2
  exit 1
}

# quietly WHAT COMMAND…: runs a talkative command; its last lines are shown only if it fails.
quietly() {
  local what=$1 output status=0
  shift
  output=$(mktemp)
  "$@" >"$output" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    printf '%s failed (exit code %s). Its last lines:\n' "$what" "$status" >&2
    tail -n 15 "$output" | sed 's/^/  | /' >&2
  fi
  rm -f "$output"
  return "$status"
}

# require_root WHY
require_root() {
  [ "$(id -u)" -eq 0 ] || fail "$1 needs root." "Run the same command as root (for example with sudo)."
}

# require_space FOLDER MEGABYTES WHAT-FOR: the folder may not exist yet.
require_space() {
  local folder=$1 free
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$2" ] ||
    fail "$3 needs $2 MB, and $folder has $free MB free." "Make room on that filesystem and run this again."
}
