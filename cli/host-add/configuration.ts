/** What the roles on a host are told. Pure. */
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { ROLE_PORTS } from '../../runtime/config/mod.js';
import { PREFIX, type HostPlaces } from './look.js';

/** Roles that an added host runs. */
export const HOST_ROLES = ['agent', 'proxy'] as const;
export type HostRole = (typeof HOST_ROLES)[number];

/** How the host is to take part. */
export interface Membership {
  readonly name: string;
  /** Address under which others reach it. */
  readonly address: string;
  readonly coordinator: string;
  readonly trustedNetwork: string;
  /** Undefined: what the agent chooses by itself. */
  readonly instanceNetwork: string | undefined;
  readonly ssh: SshMembership;
  readonly nodePath: string;
}

/** What its agent is told of ssh, see the options of `parikshan agent`; files are those on the host. Undefined: nothing. */
export interface SshMembership {
  readonly address: string | undefined;
  readonly target: string | undefined;
  readonly user: string | undefined;
  readonly identity: string | undefined;
  readonly knownHosts: string | undefined;
}

/** Where the host keeps what its roles are told: beside the versions, for root only. */
export function configurationDir({ installDir }: HostPlaces): string {
  return join(installDir, 'etc');
}

/** gRPC target that a role listens on. */
export function listenTarget(address: string, role: HostRole): string {
  return `${isIP(address) === 6 ? `[${address}]` : address}:${ROLE_PORTS[role]}`;
}

/** PATH of the roles: what set-up put there first. */
export function rolePath({ nodePath }: Pick<Membership, 'nodePath'>): string {
  const system = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return [...new Set([join(PREFIX, 'bin'), dirname(nodePath), ...system])].join(':');
}

/** The environment of both roles, in a form that systemd and sh both read: values hold nothing that either would take apart. */
export function environmentFile(places: HostPlaces, member: Membership): string {
  const lines = {
    PATH: rolePath(member),
    PARIKSHAN_STATE_DIR: places.stateDir,
    PARIKSHAN_RUN_DIR: places.runDir,
    PARIKSHAN_HOST_NAME: member.name,
    PARIKSHAN_COORDINATOR: member.coordinator,
    PARIKSHAN_TRUSTED_NETWORK: member.trustedNetwork,
    PARIKSHAN_NATS_CONFIG: join(configurationDir(places), 'nats.json'),
    PARIKSHAN_INSTANCE_NETWORK: member.instanceNetwork,
    PARIKSHAN_SSH_ADDRESS: member.ssh.address,
    PARIKSHAN_SSH_TARGET: member.ssh.target,
    PARIKSHAN_SSH_USER: member.ssh.user,
    PARIKSHAN_SSH_IDENTITY: member.ssh.identity,
    PARIKSHAN_SSH_KNOWN_HOSTS: member.ssh.knownHosts,
  };
  return Object.entries(lines)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}\n`]))
    .join('');
}

/** Path of a role's unit. */
export function unitPath(role: HostRole): string {
  return `/etc/systemd/system/parikshan-${role}.service`;
}

/**
 * The systemd unit of a role. Only the role itself is ended with the unit: what keeps the output of production containers is a child of the
 * agent, and production outlives it.
 */
export function unitFile(role: HostRole, places: HostPlaces, member: Membership): string {
  const program = join(places.installDir, 'current', 'bin', 'parikshan');
  return `[Unit]
Description=Parikshan ${role}
Wants=network-online.target
After=network-online.target

[Service]
EnvironmentFile=${join(configurationDir(places), 'host.env')}
ExecStart=${member.nodePath} ${program} ${role} --listen=${listenTarget(member.address, role)}
Restart=always
RestartSec=2
KillMode=process
Delegate=yes
TasksMax=infinity
LimitNOFILE=1048576

[Install]
WantedBy=multi-user.target
`;
}
