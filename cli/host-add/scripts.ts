/** What is done on the host, each as one script of sh. Every one can be run again. */
import { PID_FUNCTIONS } from './look.js';

const UNITS = '/etc/systemd/system/parikshan-agent.service /etc/systemd/system/parikshan-proxy.service';

/**
 * Takes in the archive from stdin. A connection that breaks off ends the input early: the digest does not match then, and the host
 * cleans up by itself. Arguments: install folder, name of the version, SHA-256 of the archive.
 */
export const RECEIVE = `set -eu
umask 022
versions=$1/versions incoming=$1/versions/.incoming-$2
mkdir -p "$versions"
exec 9<"$versions"
flock -w 60 9
clean() { rm -rf "$incoming"; rmdir "$versions" "\${versions%/versions}" 2>/dev/null || :; }
trap clean EXIT
trap 'exit 129' HUP INT TERM PIPE
rm -rf "$incoming"
mkdir -m 0700 "$incoming"
cat >"$incoming/product.tar.gz"
[ "$(sha256sum <"$incoming/product.tar.gz" | cut -c 1-64)" = "$3" ] || {
  echo 'what arrived is not what was sent' >&2
  exit 1
}
mkdir -m 0755 "$incoming/product"
tar -xzf "$incoming/product.tar.gz" -C "$incoming/product"
[ -d "$versions/$2" ] || mv "$incoming/product" "$versions/$2"
`;

/** Takes a version away, and folders that are empty then. Arguments: install folder, name. Waits for an upload that is ending. */
export const REMOVE_VERSION = `set -eu
[ -d "$1/versions" ] || exit 0
exec 9<"$1/versions"
flock -w 60 9
rm -rf "$1/versions/$2" "$1/versions/.incoming-$2"
rmdir "$1/versions" "$1" 2>/dev/null || :
`;

/** Installs what is missing on the machine. Arguments: install folder, name of the version. */
export const SET_UP = `set -eu
cd "$1/versions/$2"
exec 8>/run/lock/parikshan-setup
flock 8
exec bash scripts/parts/prepare-machine.sh 8>&- </dev/null
`;

/** Puts the configuration that was there aside, once. Argument: install folder. */
export const KEEP_CONFIGURATION = `set -eu
umask 077
rm -rf "$1/etc.before"
if [ -d "$1/etc" ]; then
  cp -a "$1/etc" "$1/etc.before"
  for unit in ${UNITS}; do [ ! -f "$unit" ] || cp -p "$unit" "$1/etc.before/"; done
fi
mkdir -p "$1/etc"
`;

/** Writes a file from stdin, all of it or nothing. Arguments: path, mode, length in bytes. */
export const WRITE_FILE = `set -eu
umask 077
trap 'rm -f "$1.new"' EXIT
cat >"$1.new"
[ "$(wc -c <"$1.new")" -eq "$3" ]
chmod "$2" "$1.new"
mv "$1.new" "$1"
`;

/** Prints whether a file is just what stdin holds: \`same\`. Argument: path. */
export const COMPARE_FILE = `if [ -f "$1" ] && cmp -s - "$1"; then echo same; fi
`;

/** Makes \`current\` lead to a version. Arguments: install folder, name; no name: there is to be none. */
export const LINK = `set -eu
cd "$1"
if [ -z "\${2-}" ]; then rm -f current; exit 0; fi
ln -sfn "versions/$2" current.new
mv -T current.new current
`;

/** Takes back what was written below the install folder's \`etc\`. Argument: install folder. */
export const RESTORE_CONFIGURATION = `set -eu
[ -d "$1" ] || exit 0
rm -rf "$1/etc"
if [ -d "$1/etc.before" ]; then
  mv "$1/etc.before" "$1/etc"
  for unit in "$1"/etc/parikshan-*.service; do [ ! -f "$unit" ] || mv "$unit" /etc/systemd/system/; done
fi
rmdir "$1" 2>/dev/null || :
`;

/** Nobody needs the old configuration any more. Argument: install folder. */
export const FORGET_CONFIGURATION = `rm -rf "$1/etc.before"
`;

/**
 * Starts a role as a process of its own, where there is no systemd; one that runs stays. Arguments: role, node, program, target to listen on,
 * environment file, state folder, run folder.
 */
export const START_DETACHED = `set -eu
${PID_FUNCTIONS}
[ -d "$6" ] || mkdir -p -m 0711 "$6"
mkdir -p -m 0700 "$6/log" "$7"
! pid_in "$7/$1.pid" >/dev/null || exit 0
set -a
. "$5"
set +a
cd /
setsid "$2" "$3" "$1" "--listen=$4" >>"$6/log/$1.log" 2>&1 </dev/null &
pid=$!
echo "$pid $(start_of "$pid")" >"$7/$1.pid"
`;

/** Ends a role that was started like that, with its pid file. Arguments: role, run folder. */
export const STOP_DETACHED = `set -eu
${PID_FUNCTIONS}
if pid=$(pid_in "$2/$1.pid"); then
  kill -TERM "$pid" 2>/dev/null || :
  timeout 15 tail --pid="$pid" -f /dev/null || kill -KILL "$pid" 2>/dev/null || :
fi
rm -f "$2/$1.pid"
`;

/** Starts a role by systemd, now and at every boot. Argument: role. */
export const START_UNIT = `set -eu
systemctl daemon-reload
systemctl enable --quiet "parikshan-$1.service"
systemctl restart "parikshan-$1.service"
`;

/** Takes a role from systemd. Argument: role. */
export const REMOVE_UNIT = `unit=/etc/systemd/system/parikshan-$1.service
[ -f "$unit" ] || exit 0
systemctl disable --quiet --now "parikshan-$1.service" || :
rm -f "$unit"
systemctl daemon-reload
`;

/** Names the roles that have ended. Arguments: run folder, \`systemd\` or \`detached\`. */
export const LOOK_AFTER_ROLES = `${PID_FUNCTIONS}
for role in agent proxy; do
  if [ "$2" = systemd ]; then
    ! systemctl is-failed --quiet "parikshan-$role" || echo "$role"
  else
    pid_in "$1/$role.pid" >/dev/null || echo "$role"
  fi
done
`;

/** Prints the last lines of a role's log. Arguments: role, state folder, \`systemd\` or \`detached\`. */
export const LAST_WORDS = `if [ "$3" = systemd ]; then
  journalctl --quiet --no-pager --output=cat --lines=5 --unit="parikshan-$1"
else
  tail -n 5 "$2/log/$1.log"
fi
`;

/** Removes all that the roles have made, folders included. Arguments: node, program, state folder, run folder, path. */
export const PURGE = `set -eu
[ -d "$3" ] || [ -d "$4" ] || exit 0
PATH=$5 "$1" "$2" purge --yes "--state-dir=$3" "--run-dir=$4" >&2
rm -rf "$3" "$4"
`;
