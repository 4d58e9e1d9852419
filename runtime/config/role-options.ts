import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Network } from '../ip/mod.js';
import { LOG_LEVELS, type LogLevel } from '../log/mod.js';
import { InvalidConfigurationError } from './errors.js';
import { DEFAULT_RUN_DIR, DEFAULT_STATE_DIR, installationNumber, installationTag } from './installation.js';
import { instanceNetwork6 } from './instance-network6.js';
import { checkReach } from './reach.js';
import { checkSsh, type SshLogin, type SshServer } from './ssh-options.js';

/** Roles that run as processes of their own. */
export const ROLES = ['coordinator', 'agent', 'proxy'] as const;
/** One of them. */
export type RoleName = (typeof ROLES)[number];

/** Ports that roles of several hosts use by custom; nothing depends on them. */
export const ROLE_PORTS = { coordinator: 7420, agent: 7424, proxy: 7425 } as const satisfies Record<
  RoleName,
  number
>;

/** What every role is told when it starts, complete and checked. */
export interface RoleOptions {
  readonly role: RoleName;
  /** Absolute path of what must survive a reboot. */
  readonly stateDir: string;
  /** Absolute path of sockets, pid files and images. */
  readonly runDir: string;
  /** See installationTag. */
  readonly tag: string;
  /** Name of this host, unique among hosts. */
  readonly hostName: string;
  /** gRPC target the role serves on: `unix:PATH` or `HOST:PORT`. */
  readonly listen: string;
  /** gRPC target under which others reach it; undefined: where it listens. */
  readonly advertise: string | undefined;
  /** Whose calls are believed where it listens beyond this machine; undefined: only this machine's come. */
  readonly trusted: Network | undefined;
  /** gRPC target of the coordinator. */
  readonly coordinatorTarget: string;
  /** Path of the file that says where NATS is and how to get in. */
  readonly natsConfigPath: string;
  /** How its agent goes to other agents through an sshd; undefined: it does not. */
  readonly sshLogin: SshLogin | undefined;
  /** Through which sshd others reach this agent; undefined: through none. */
  readonly sshServer: SshServer | undefined;
  /** IPv4 network of the instances of this host, always a /24, e.g. `10.87.17.0/24`. */
  readonly instanceNetwork: string;
  /** Their IPv6 network, always a /64, e.g. `fd3e:8ac7:8b42::/64`; undefined: they are to have none. */
  readonly instanceNetwork6: string | undefined;
  readonly logLevel: LogLevel;
}

/** Each option with its environment variable, placeholder and help. */
const SETTINGS = {
  'state-dir': {
    env: 'PARIKSHAN_STATE_DIR',
    value: 'DIR',
    help: `what must survive a reboot (default ${DEFAULT_STATE_DIR})`,
  },
  'run-dir': {
    env: 'PARIKSHAN_RUN_DIR',
    value: 'DIR',
    help: `sockets, pid files, images (default ${DEFAULT_RUN_DIR})`,
  },
  listen: {
    env: 'PARIKSHAN_LISTEN',
    value: 'TARGET',
    help: 'unix:PATH or HOST:PORT to serve on (default unix:RUN/ROLE.sock)',
  },
  advertise: {
    env: 'PARIKSHAN_ADVERTISE',
    value: 'TARGET',
    help: 'where other hosts reach this role (default: what --listen says)',
  },
  'trusted-network': {
    env: 'PARIKSHAN_TRUSTED_NETWORK',
    value: 'ADDRESS/BITS',
    help: 'whose calls are believed; needed to listen beyond this machine',
  },
  coordinator: {
    env: 'PARIKSHAN_COORDINATOR',
    value: 'TARGET',
    help: 'where the coordinator is (default unix:RUN/coordinator.sock)',
  },
  'nats-config': {
    env: 'PARIKSHAN_NATS_CONFIG',
    value: 'FILE',
    help: 'how to reach NATS (default RUN/nats.json)',
  },
  'host-name': {
    env: 'PARIKSHAN_HOST_NAME',
    value: 'NAME',
    help: "name of this host (default: the system's)",
  },
  'instance-network': {
    env: 'PARIKSHAN_INSTANCE_NETWORK',
    value: 'A.B.C.0/24',
    help: 'addresses of instances (default 10.87.N.0/24, N from the state directory)',
  },
  'instance-network6': {
    env: 'PARIKSHAN_INSTANCE_NETWORK6',
    value: 'PREFIX::/64',
    help: 'IPv6 addresses of instances, or none (default fd3e:8ac7:TAG::/64)',
  },
  'ssh-address': {
    env: 'PARIKSHAN_SSH_ADDRESS',
    value: 'HOST:PORT',
    help: "through which sshd others may come where they do not reach the agent's port",
    only: 'agent',
  },
  'ssh-target': {
    env: 'PARIKSHAN_SSH_TARGET',
    value: 'HOST:PORT',
    help: 'where the machine of that sshd reaches this agent (default: its own address)',
    only: 'agent',
  },
  'ssh-user': {
    env: 'PARIKSHAN_SSH_USER',
    value: 'USER',
    help: 'as whom to go through the sshd of others; with the next two',
    only: 'agent',
  },
  'ssh-identity': {
    env: 'PARIKSHAN_SSH_IDENTITY',
    value: 'FILE',
    help: 'private key to go with, without a passphrase, readable to root only',
    only: 'agent',
  },
  'ssh-known-hosts': {
    env: 'PARIKSHAN_SSH_KNOWN_HOSTS',
    value: 'FILE',
    help: 'host keys that are trusted, as in known_hosts; no other file is read',
    only: 'agent',
  },
  'log-level': {
    env: 'PARIKSHAN_LOG_LEVEL',
    value: 'LEVEL',
    help: `${LOG_LEVELS.join(', ')} (default info)`,
  },
} as const;
type Setting = keyof typeof SETTINGS;

interface SettingText {
  readonly env: string;
  readonly value: string;
  readonly help: string;
  /** Of no use to other roles, which take no notice of it. */
  readonly only?: RoleName;
}

/** Longest path of a unix socket, bytes: struct sockaddr_un.sun_path holds 108 with its end mark (unix(7)). */
const MAX_SOCKET_PATH_BYTES = 107;

/**
 * Reads the options of a role from its arguments, then from the environment, then from defaults.
 * @throws InvalidConfigurationError with every fault found, not only the first
 */
export function parseRoleOptions(
  role: RoleName,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): RoleOptions {
  const faults: string[] = [];
  const given = readArguments(argv, faults);
  const setting = (name: Setting): string | undefined =>
    given.get(name) ?? (env[SETTINGS[name].env] || undefined);

  const stateDir = resolve(setting('state-dir') ?? DEFAULT_STATE_DIR);
  const runDir = resolve(setting('run-dir') ?? DEFAULT_RUN_DIR);
  const tag = installationTag(stateDir);
  if (Buffer.byteLength(join(runDir, 'coordinator.sock')) > MAX_SOCKET_PATH_BYTES)
    faults.push(
      `--run-dir ${runDir} is too long: a socket in it would have a path of more than ${MAX_SOCKET_PATH_BYTES} bytes.`,
    );
  const listen = setting('listen') ?? `unix:${join(runDir, `${role}.sock`)}`;
  const coordinatorTarget = setting('coordinator') ?? `unix:${join(runDir, 'coordinator.sock')}`;
  const advertise = setting('advertise');
  const trustedNetwork = setting('trusted-network');
  const reach = checkReach({ role, listen, advertise, trustedNetwork, coordinatorTarget });
  faults.push(...reach.faults);
  const ssh = checkSsh({
    listen,
    address: setting('ssh-address'),
    target: setting('ssh-target'),
    user: setting('ssh-user'),
    identity: setting('ssh-identity'),
    knownHosts: setting('ssh-known-hosts'),
  });
  if (role === 'agent') faults.push(...ssh.faults);
  const hostName = setting('host-name') ?? hostname();
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(hostName))
    faults.push(`--host-name ${hostName}: only letters, digits, dots and hyphens, at most 253.`);
  const instanceNetwork = setting('instance-network') ?? `10.87.${installationNumber(tag)}.0/24`;
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.0\/24$/.exec(instanceNetwork)?.slice(1);
  if (octets === undefined || octets.some((octet) => Number(octet) > 255))
    faults.push(`--instance-network ${instanceNetwork}: must be an IPv4 network like 10.87.17.0/24.`);
  const network6 = instanceNetwork6(setting('instance-network6'), tag);
  if ('fault' in network6) faults.push(`--instance-network6 ${network6.fault}`);
  const logLevel = setting('log-level') ?? 'info';
  if (!isLogLevel(logLevel)) faults.push(`--log-level ${logLevel}: must be one of ${LOG_LEVELS.join(', ')}.`);

  if (faults.length > 0) throw new InvalidConfigurationError(faults);
  return {
    role,
    stateDir,
    runDir,
    tag,
    hostName,
    listen,
    advertise,
    trusted: reach.trusted,
    coordinatorTarget,
    natsConfigPath: resolve(setting('nats-config') ?? join(runDir, 'nats.json')),
    sshLogin: role === 'agent' ? ssh.login : undefined,
    sshServer: role === 'agent' ? ssh.server : undefined,
    instanceNetwork,
    instanceNetwork6: 'network' in network6 ? network6.network : undefined,
    logLevel: logLevel as LogLevel,
  };
}

/** The help text of a role's own command. */
export function roleHelp(role: RoleName): string {
  const settings = Object.entries<SettingText>(SETTINGS).filter(([, { only = role }]) => only === role);
  const lines = settings.map(
    ([name, { env, value, help }]) => `  ${`--${name} ${value}`.padEnd(32)} ${help} [${env}]`,
  );
  return `Usage: parikshan ${role} [options]

Runs the ${role} in the foreground. \`parikshan up\` runs all roles of one machine.

Options:
${lines.join('\n')}
  ${'--help'.padEnd(32)} this text

Examples:
${roleExamples(role).join('\n')}
`;
}

const AGENT_EXAMPLES = [
  '  $ sudo parikshan agent --listen 10.0.0.2:7424 --trusted-network 10.0.0.0/24 --coordinator 10.0.0.1:7420 \\',
  '      --ssh-address 10.0.0.2:22 --ssh-user parikshan --ssh-identity /etc/parikshan/id_ed25519 \\',
  '      --ssh-known-hosts /etc/parikshan/known_hosts',
  '      lets others in through its sshd, and goes through theirs, where a firewall closes the direct way',
];

/** Pure. */
function roleExamples(role: RoleName): string[] {
  const port = ROLE_PORTS[role];
  const there = role === 'coordinator' ? [] : [`      --coordinator 10.0.0.1:${ROLE_PORTS.coordinator} \\`];
  return [
    `  $ sudo parikshan ${role}`,
    `      for this machine only, on a socket in ${DEFAULT_RUN_DIR}`,
    `  $ sudo parikshan ${role} --listen 10.0.0.${role === 'coordinator' ? 1 : 2}:${port} --trusted-network 10.0.0.0/24 \\`,
    ...there,
    '      --nats-config /etc/parikshan/nats.json',
    '      one of several hosts; docs/operations.md says what each needs',
    ...(role === 'agent' ? AGENT_EXAMPLES : []),
  ];
}

function readArguments(argv: readonly string[], faults: string[]): Map<Setting, string> {
  const options = Object.fromEntries(
    Object.keys(SETTINGS).map((name) => [name, { type: 'string' as const }]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<Setting, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') faults.push(`\`${token.value}\` is not an option.`);
    if (token.kind !== 'option') continue;
    if (!isSetting(token.name)) faults.push(`There is no option ${token.rawName}.`);
    else if (token.value === undefined || token.value === '') faults.push(`${token.rawName} needs a value.`);
    else given.set(token.name, token.value);
  }
  return given;
}

function isSetting(name: string): name is Setting {
  return Object.hasOwn(SETTINGS, name);
}

function isLogLevel(level: string): level is LogLevel {
  return (LOG_LEVELS as readonly string[]).includes(level);
}
