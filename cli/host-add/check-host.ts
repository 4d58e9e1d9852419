/** Whether a host can be added: what it says about itself against what Parikshan needs. Pure. */
import { isIP } from 'node:net';
import { targetScope } from '../../runtime/config/mod.js';
import { parseNetwork } from '../../runtime/ip/mod.js';
import { failed, passed, type Finding } from '../checks/mod.js';
import { formatDuration, formatSize } from '../output/mod.js';
import { hostOf, type HostFacts, type HostPlaces } from './look.js';

/** What a host is to fit to. */
export interface HostNeeds {
  readonly places: HostPlaces;
  /** Name it is to have. */
  readonly name: string;
  /** Address under which others are to reach it; empty: not known. */
  readonly address: string;
  /** Whose calls its roles are to believe, `A.B.C.D/N`. */
  readonly trustedNetwork: string;
  /** Machine that the copied product is built for, as uname(1) has it. */
  readonly machine: string;
  /** Bytes of the product as it travels. */
  readonly productBytes: number;
  /** gRPC target of the coordinator and `HOST:PORT` of NATS servers, as the host is to use them. */
  readonly coordinator: string;
  readonly natsServers: readonly string[];
  /** Files that its agent is to read for ssh; none: it does not go through ssh. */
  readonly sshFiles: readonly string[];
  /** How much the host's clock is ahead of ours, milliseconds, and how much of that may be the way there. */
  readonly clockAheadMs: number;
  readonly clockDoubtMs: number;
  /** Whether the coordinator hears of a host of this name whose roles are not those on this host. */
  readonly nameTaken: boolean;
}

const MIN_NODE = [20, 19] as const;
/** The oldest long-term kernel with the calls that CRIU and the roles make (clone3, pidfd_open). */
const MIN_KERNEL = [5, 4] as const;
const MIN_STATE_BYTES = 4 * 1024 ** 3;
/** The archive, what is unpacked from it, and Debian packages. */
const INSTALL_FACTOR = 8;
const MIN_MEMORY_BYTES = 512 * 1024 ** 2;
const MAX_CLOCK_MS = 1_000;
const DEBIAN_AT_LEAST = 12;

/** All findings together, those that passed too. */
export function checkHost(facts: HostFacts, needs: HostNeeds): Finding[] {
  return [
    checkRoot(facts),
    checkMachine(facts, needs),
    checkKernel(facts),
    checkNode(facts),
    checkTools(facts),
    checkPrograms(facts),
    ...checkRoom(facts, needs),
    ...checkReach(facts, needs),
    checkAddress(needs),
    checkTrust(needs),
    ...checkSshFiles(facts, needs),
    checkClock(needs),
    checkName(facts, needs),
  ];
}

/** Whether set-up has to install something there. Pure. */
export function needsSetup(facts: HostFacts): boolean {
  return facts.missingPrograms.length > 0 || !facts.criuTested;
}

function checkRoot({ userId, sudo }: HostFacts): Finding {
  if (userId === 0) return passed('root', 'The user is root.');
  return sudo
    ? passed('root', 'The user becomes root by sudo, without a password.')
    : failed(
        'root',
        'The user is not root, and sudo wants a password or is not there.',
        'Log in as root, or let this user use sudo without a password (NOPASSWD in sudoers).',
      );
}

function checkMachine({ machine }: HostFacts, needs: HostNeeds): Finding {
  return machine === needs.machine
    ? passed('architecture', `${machine}, as here.`)
    : failed(
        'architecture',
        `The host is ${machine}, and the product here is built for ${needs.machine}.`,
        `Run this from a machine that is ${machine}, too.`,
      );
}

function checkKernel({ kernel }: HostFacts): Finding {
  return isAtLeast(kernel, MIN_KERNEL)
    ? passed('kernel', `Linux ${kernel}.`)
    : failed(
        'kernel',
        `Linux ${kernel} is older than ${MIN_KERNEL.join('.')}.`,
        `Use a kernel of ${MIN_KERNEL.join('.')} or newer.`,
      );
}

function checkNode({ node }: HostFacts): Finding {
  const wanted = MIN_NODE.join('.');
  const remedy = `Install Node.js ${wanted} or newer on the host.`;
  if (node === undefined) return failed('node', 'Node.js is not installed.', remedy);
  return isAtLeast(node.version, MIN_NODE)
    ? passed('node', `Node.js ${node.version} at ${node.path}.`)
    : failed('node', `Node.js ${node.version || 'of unknown version'} is older than ${wanted}.`, remedy);
}

function checkTools({ missingTools }: HostFacts): Finding {
  return missingTools.length === 0
    ? passed('tools', 'What copying needs is there.')
    : failed('tools', `Missing: ${missingTools.join(', ')}.`, 'Install the packages that hold them.');
}

function checkPrograms(facts: HostFacts): Finding {
  if (!needsSetup(facts))
    return passed('programs', 'All programs are there, and CRIU is tested on this kernel.');
  const lacks = [...facts.missingPrograms, ...(facts.criuTested ? [] : ['a CRIU tested on its kernel'])].join(
    ', ',
  );
  const [, id, version] = /^(\S+) ?(\d*)/.exec(facts.system) ?? [];
  // Debian's testing and unstable have no number.
  if (id === 'debian' && (version === '' || Number(version) >= DEBIAN_AT_LEAST))
    return passed('programs', `Set-up installs what is missing there: ${lacks}.`);
  if (facts.missingPrograms.length === 0)
    return passed('programs', 'All programs are there; set-up tests the CRIU of the system.');
  return failed(
    'programs',
    `Missing, and not installed by set-up, since this is not Debian ${DEBIAN_AT_LEAST} or newer: ${lacks}.`,
    "Install them by the system's own means.",
  );
}

function checkRoom(facts: HostFacts, { places, productBytes }: HostNeeds): Finding[] {
  const least = productBytes * INSTALL_FACTOR;
  const { stateRoomBytes, installRoomBytes, memoryAvailableBytes } = facts;
  return [
    room('room', stateRoomBytes, `free at ${places.stateDir}`, MIN_STATE_BYTES, '--host-state-dir'),
    room('install-room', installRoomBytes, `free at ${places.installDir}`, least, '--install-dir'),
    memoryAvailableBytes >= MIN_MEMORY_BYTES
      ? passed('memory', `${formatSize(memoryAvailableBytes)} of memory to give.`)
      : failed(
          'memory',
          `${formatSize(memoryAvailableBytes)} of memory to give.`,
          `Free at least ${formatSize(MIN_MEMORY_BYTES)}.`,
        ),
  ];
}

function room(name: string, bytes: number, where: string, least: number, option: string): Finding {
  const said = `${formatSize(bytes)} ${where}.`;
  return bytes >= least
    ? passed(name, said)
    : failed(name, said, `Free at least ${formatSize(least)}, or choose another place with ${option}.`);
}

function checkReach({ unreached }: HostFacts, { coordinator, natsServers }: HostNeeds): Finding[] {
  const reach = (name: string, what: string, target: string, own: string): Finding => {
    if (targetScope(target) === 'machine')
      return failed(name, `${what} is at ${target}, which only its own machine reaches.`, own);
    return unreached.includes(target.replace(/^\[([^\]]*)\]/, '$1'))
      ? failed(
          name,
          `The host cannot open a connection to ${what} at ${target}.`,
          'See the address, and firewalls on the way.',
        )
      : passed(name, `The host reaches ${what} at ${target}.`);
  };
  return [
    reach(
      'reach-coordinator',
      'the coordinator',
      coordinator,
      'Start it with --listen HOST:PORT and --trusted-network, and name it with --coordinator HOST:PORT.',
    ),
    ...natsServers.map((server) =>
      reach(
        'reach-nats',
        'NATS',
        server,
        'Let nats-server listen on an address that hosts reach, and give the nats.json that says so with --nats-config.',
      ),
    ),
  ];
}

function checkAddress({ address }: HostNeeds): Finding {
  if (address === '')
    return failed(
      'address',
      'Under which address others reach the host is not known.',
      'Give it with --address.',
    );
  return targetScope(`${address.includes(':') ? `[${address}]` : address}:1`) === 'address'
    ? passed('address', `Others are to reach it at ${address}.`)
    : failed(
        'address',
        `At ${address} only the host itself reaches its roles.`,
        'Give the address under which other hosts reach it with --address.',
      );
}

/** Only addresses can be looked at; names are for the host to find out. */
function checkTrust({ trustedNetwork, coordinator, address }: HostNeeds): Finding {
  const network = parseNetwork(trustedNetwork);
  const outside = [hostOf(coordinator), address].filter(
    (one) => isIP(one) !== 0 && network?.contains(one) !== true,
  );
  return outside.length === 0
    ? passed('trusted-network', `Its roles believe calls from ${trustedNetwork}.`)
    : failed(
        'trusted-network',
        `${trustedNetwork} does not hold ${outside.join(' and ')}: their calls would be refused.`,
        'Give a --trusted-network that holds the coordinator and all hosts.',
      );
}

/** A warning: they may come later, and the agent reads them whenever it needs them. */
function checkSshFiles({ missingFiles }: HostFacts, { sshFiles }: HostNeeds): Finding[] {
  if (sshFiles.length === 0) return [];
  if (missingFiles.length === 0) return [passed('ssh-files', `Its agent finds ${sshFiles.join(' and ')}.`)];
  return [
    failed(
      'ssh-files',
      `Its agent cannot go through the sshd of others without ${missingFiles.join(' and ')}.`,
      'Put it there: a private key without a passphrase that only root may read, and the keys of other hosts.',
      false,
    ),
  ];
}

/** A warning: heartbeats go by nobody's clock, but times shown of several hosts would not fit together. */
function checkClock({ clockAheadMs, clockDoubtMs }: HostNeeds): Finding {
  const off = Math.max(0, Math.abs(clockAheadMs) - clockDoubtMs);
  const side = clockAheadMs > 0 ? 'ahead of' : 'behind';
  return off <= MAX_CLOCK_MS
    ? passed(
        'clock',
        `Its clock agrees with this machine's within ${formatDuration(Math.abs(clockAheadMs) + clockDoubtMs)}.`,
      )
    : failed(
        'clock',
        `Its clock is ${formatDuration(off)} ${side} this machine's.`,
        'Let both follow a time server (chrony, systemd-timesyncd).',
        false,
      );
}

function checkName({ running }: HostFacts, { name, nameTaken }: HostNeeds): Finding {
  if (nameTaken && running.length === 0)
    return failed(
      'name',
      `There is a host ${name} already, and it is not this one.`,
      'Choose another with --name.',
    );
  return passed('name', `It is to be called ${name}.`);
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, a, b] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (a === undefined || b === undefined) return false;
  return Number(a) > major || (Number(a) === major && Number(b) >= minor);
}
