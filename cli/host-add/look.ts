/** What a host is asked before anything is changed on it: one script, and the reading of what it says. */
import { targetPort } from '../../runtime/config/mod.js';

/** Where things are to be on the host. */
export interface HostPlaces {
  /** Folder of the product's versions and of the host's configuration. */
  readonly installDir: string;
  readonly stateDir: string;
  readonly runDir: string;
}

/** What a host says about itself. */
export interface HostFacts {
  readonly hostName: string;
  readonly userId: number;
  /** Whether `sudo -n` works; asked only of those who are not root. */
  readonly sudo: boolean;
  /** As uname(1) has it, e.g. `x86_64`. */
  readonly machine: string;
  readonly kernel: string;
  /** `debian 12`, as os-release(5) has it. */
  readonly system: string;
  /** Version and path of Node; undefined: not found. */
  readonly node: { readonly version: string; readonly path: string } | undefined;
  /** Programs that the roles run and that are not there. */
  readonly missingPrograms: readonly string[];
  /** Whether set-up has tried a CRIU on this very kernel. */
  readonly criuTested: boolean;
  /** Whether bash, tar, gzip and sha256sum are missing; what the copying needs. */
  readonly missingTools: readonly string[];
  readonly stateRoomBytes: number;
  readonly installRoomBytes: number;
  readonly memoryAvailableBytes: number;
  /** `HOST:PORT` of what cannot be reached from there. */
  readonly unreached: readonly string[];
  /** Files that were asked for and are not there. */
  readonly missingFiles: readonly string[];
  /** Address of the host's end of the ssh connection; undefined: not told. */
  readonly address: string | undefined;
  readonly systemd: boolean;
  readonly stateDirExists: boolean;
  readonly runDirExists: boolean;
  /** Versions of the product in the install folder. */
  readonly versions: readonly string[];
  /** The one that `current` leads to. */
  readonly current: string | undefined;
  /** Roles of this installation that run there. */
  readonly running: readonly string[];
}

/** As the agent's own probes look for them. */
const PROGRAMS = ['runc', 'conmon', 'nft', 'ip', 'mkfs.ext4', 'mkfs.xfs', 'losetup', 'sgdisk'];
const TOOLS = ['bash', 'flock', 'gzip', 'setsid', 'sha256sum', 'tar'];
const REACH_SECONDS = 3;
/** Where set-up on the host puts CRIU, as scripts/setup does unless it is told otherwise. */
export const PREFIX = '/opt/parikshan';

/**
 * For scripts: whether the process of a pid file (`PID START`) is still that one. Its start, in ticks since the boot, is the 22nd field of
 * /proc/PID/stat, the 20th after the name, which may hold anything.
 */
export const PID_FUNCTIONS = `
start_of() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $20 }'; }
pid_in() {
  read -r pid start 2>/dev/null <"$1" || return 1
  [ -n "$start" ] && [ "$(start_of "$pid")" = "$start" ] && echo "$pid"
}
`;

/** Arguments: install, state and run folder; how many files must be there, and these; then `HOST PORT` of each peer that must be reached. */
export const LOOK_SCRIPT = `${PID_FUNCTIONS}
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
install=$1 state=$2 run=$3 files=$4
shift 4
say() { printf '%s=%s\\n' "$1" "$2"; }
free() {
  folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  df -Pk "$folder" | awk 'NR == 2 { print $4 }'
}
say host-name "$(uname -n)"
say user-id "$(id -u)"
if [ "$(id -u)" -ne 0 ] && sudo -n true 2>/dev/null; then say sudo yes; fi
say machine "$(uname -m)"
say kernel "$(uname -r)"
say system "$(. /etc/os-release 2>/dev/null && echo "$ID \${VERSION_ID:-}")"
if node=$(command -v node); then
  say node-path "$node"
  say node "$(node --version 2>/dev/null)"
fi
for program in ${PROGRAMS.join(' ')}; do command -v "$program" >/dev/null || say missing-program "$program"; done
for tool in ${TOOLS.join(' ')}; do command -v "$tool" >/dev/null || say missing-tool "$tool"; done
if [ -x ${PREFIX}/bin/criu ] && grep -qF "\\"kernel\\": \\"$(uname -r)\\"" ${PREFIX}/criu.json 2>/dev/null; then say criu yes; fi
say state-room "$(free "$state")"
say install-room "$(free "$install")"
say memory "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)"
set -f
say address "$(echo "\${SSH_CONNECTION:-}" | awk '{ print $3 }')"
set +f
if [ -d /run/systemd/system ] && [ "$(cat /proc/1/comm)" = systemd ]; then say systemd yes; fi
[ ! -d "$state" ] || say state-exists yes
[ ! -d "$run" ] || say run-exists yes
for version in "$install"/versions/*; do [ ! -d "$version" ] || say version "\${version##*/}"; done
[ ! -L "$install/current" ] || say current "$(basename "$(readlink "$install/current")")"
for role in agent proxy; do
  if pid_in "$run/$role.pid" >/dev/null; then
    say running "$role"
  elif [ -f "/etc/systemd/system/parikshan-$role.service" ] && systemctl is-active --quiet "parikshan-$role"; then
    say running "$role"
  fi
done
while [ "$files" -gt 0 ]; do
  [ -f "$1" ] || say missing-file "$1"
  files=$((files - 1))
  shift
done
while [ $# -ge 2 ]; do
  timeout ${REACH_SECONDS} bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null || say unreached "$1 $2"
  shift 2
done
say end yes
`;

/** Arguments of the script. Pure. @param peers gRPC targets and NATS servers, `HOST:PORT` */
export function lookArguments(
  { installDir, stateDir, runDir }: HostPlaces,
  files: readonly string[],
  peers: readonly string[],
): string[] {
  return [
    installDir,
    stateDir,
    runDir,
    String(files.length),
    ...files,
    ...peers.flatMap((peer) => [hostOf(peer), String(targetPort(peer) ?? 0)]),
  ];
}

/** Host of `HOST:PORT`, without brackets. Pure. */
export function hostOf(target: string): string {
  return target.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

/** Reads what the script has said; undefined when it did not come to its end. Pure. */
export function readFacts(text: string): HostFacts | undefined {
  const said = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = /^([a-z-]+)=(.*)$/.exec(line) ?? [];
    if (name !== '' && value.trim() !== '') said.set(name, [...(said.get(name) ?? []), value.trim()]);
  }
  if (!said.has('end')) return undefined;
  const one = (name: string): string | undefined => said.get(name)?.[0];
  const all = (name: string): readonly string[] => said.get(name) ?? [];
  const kib = (name: string): number => Number(one(name) ?? 0) * 1024;
  const nodePath = one('node-path');
  return {
    hostName: one('host-name') ?? '',
    userId: Number(one('user-id') ?? -1),
    sudo: said.has('sudo'),
    machine: one('machine') ?? 'unknown',
    kernel: one('kernel') ?? 'unknown',
    system: one('system') ?? 'unknown',
    node:
      nodePath === undefined ? undefined : { path: nodePath, version: (one('node') ?? '').replace(/^v/, '') },
    missingPrograms: all('missing-program'),
    missingTools: all('missing-tool'),
    criuTested: said.has('criu'),
    stateRoomBytes: kib('state-room'),
    installRoomBytes: kib('install-room'),
    memoryAvailableBytes: kib('memory'),
    missingFiles: all('missing-file'),
    unreached: all('unreached').map((pair) => pair.replace(' ', ':')),
    address: one('address'),
    systemd: said.has('systemd'),
    stateDirExists: said.has('state-exists'),
    runDirExists: said.has('run-exists'),
    versions: all('version'),
    current: one('current'),
    running: all('running'),
  };
}
