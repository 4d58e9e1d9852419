/** How the processes of a lab's hosts are started. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { rolePath } from '../../cli/mod.js';
import { packageRoot, ROLE_PORTS, type RoleName } from '../../runtime/config/mod.js';
import { waitUntilServing } from '../../runtime/grpc/mod.js';
import { SUPERVISED_ENV } from '../../runtime/lifecycle/mod.js';
import { connectNats, type NatsConfig } from '../../runtime/nats/mod.js';
import { onHost } from './host-space.js';
import type { HostPlan, LabPlan } from './lab-plan.js';
import type { ProcessPlan } from './lab-process.js';

const SERVICES = { coordinator: 'CoordinatorService', agent: 'AgentService', proxy: 'ProxyService' } as const;
/** An agent's first start makes and mounts a pool, beside those of other hosts. */
const READY_MS = 90_000;
const NATS_PORT = 7422;
const SSH_PORT = 22;
const NATS_ATTEMPT_MS = 1_000;
const NATS_PAUSE_MS = 50;

/** gRPC target of a host's role. */
export function labTarget(host: HostPlan, role: RoleName): string {
  return `${host.address}:${ROLE_PORTS[role]}`;
}

export function natsConfigPath(host: HostPlan): string {
  return join(host.runDir, 'nats.json');
}

/** What every command on a host sees: the host's folders, and where the rest is. */
export function hostEnvironment(host: HostPlan, control: HostPlan): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: rolePath(process.env),
    PARIKSHAN_STATE_DIR: host.stateDir,
    PARIKSHAN_RUN_DIR: host.runDir,
    PARIKSHAN_COORDINATOR: labTarget(control, 'coordinator'),
    LC_ALL: 'C.UTF-8',
  };
}

/** How the agents of a lab go through the sshd of others, which is at port 22 of each host where there is one; files of this machine. */
export interface LabSsh {
  readonly user: string;
  readonly identity: string;
  readonly knownHosts: string;
}

export function rolePlan(
  role: RoleName,
  at: {
    readonly plan: LabPlan;
    readonly host: HostPlan;
    readonly control: HostPlan;
    readonly holder: number;
    readonly ssh: LabSsh | undefined;
  },
  env: NodeJS.ProcessEnv,
): ProcessPlan {
  const { plan, host, control, holder, ssh } = at;
  const options = {
    'state-dir': host.stateDir,
    'run-dir': host.runDir,
    'host-name': host.name,
    listen: labTarget(host, role),
    'trusted-network': plan.network,
    coordinator: labTarget(control, 'coordinator'),
    'nats-config': natsConfigPath(host),
    'instance-network': host.instanceNetwork,
    ...(role === 'agent' && ssh !== undefined ? sshOptions(host, ssh) : {}),
  };
  const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  return {
    name: role,
    command: onHost(holder, [process.execPath, join(packageRoot(), 'bin', 'parikshan'), role, ...words]),
    env: { ...hostEnvironment(host, control), ...env, [SUPERVISED_ENV]: '1' },
    logPath: join(host.stateDir, 'log', `${role}.log`),
    ready: (signal) =>
      waitUntilServing(SERVICES[role], labTarget(host, role), { timeoutMs: READY_MS, signal }),
  };
}

function sshOptions({ address }: HostPlan, { user, identity, knownHosts }: LabSsh): Record<string, string> {
  return {
    'ssh-address': `${address}:${SSH_PORT}`,
    'ssh-user': user,
    'ssh-identity': identity,
    'ssh-known-hosts': knownHosts,
  };
}

/** The nats-server that all hosts use, on one of them. */
export function natsPlan(
  host: HostPlan,
  holder: number,
  token: string,
): ProcessPlan & { config: NatsConfig } {
  const storeDir = join(host.stateDir, 'nats');
  mkdirSync(storeDir, { recursive: true, mode: 0o700 });
  const configPath = join(storeDir, 'nats-server.conf');
  const settings = [
    `listen: "${host.address}:${NATS_PORT}"`,
    `authorization: { token: "${token}" }`,
    `jetstream: { store_dir: ${JSON.stringify(storeDir)} }`,
  ];
  writeFileSync(configPath, `${settings.join('\n')}\n`, { mode: 0o600 });
  const config = { servers: [`${host.address}:${NATS_PORT}`], token, storeDir };
  return {
    config,
    name: 'nats-server',
    // It knows nothing of a pipe: the kernel ends it when this process is gone.
    command: onHost(holder, ['setpriv', '--pdeathsig', 'TERM', '--', 'nats-server', '-c', configPath]),
    env: { ...process.env, PATH: rolePath(process.env) },
    logPath: join(host.stateDir, 'log', 'nats-server.log'),
    ready: (signal) => natsAnswers(config, signal),
  };
}

async function natsAnswers(config: NatsConfig, signal: AbortSignal): Promise<void> {
  const until = performance.now() + READY_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      await (await connectNats(config, 'parikshan-lab', { timeoutMs: NATS_ATTEMPT_MS })).close();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(NATS_PAUSE_MS);
    }
  }
}
