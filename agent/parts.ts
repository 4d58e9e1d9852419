// The agent's parts, put together by hand; what serves and what purges both start from here.
import { freemem } from 'node:os';
import { join } from 'node:path';
import { run } from '../runtime/command/mod.js';
import { makePrivateDirectories, ROLE_PORTS, targetPort, type RoleOptions } from '../runtime/config/mod.js';
import { KeyedLock } from '../runtime/keyed-lock/mod.js';
import type { Logger } from '../runtime/log/mod.js';
import { Containers, HostIds } from './container/mod.js';
import { openPool, poolFreeBytes, type Pool } from './disk/mod.js';
import { sweepExecutions } from './exec/mod.js';
import { imageAreaDir, imageAreaRoom } from './freeze/mod.js';
import {
  cgroupFolder,
  instanceIds,
  Instances,
  instancesFolder,
  runcRoot,
  sweepInstances,
  type Installation,
} from './instance/mod.js';
import type { ClosedPorts } from './network/mod.js';
import { beTheOnlyAgent } from './only-one.js';
import { findCriu, toolPrefix, type CriuState } from './probes/mod.js';
import { ReplicaHost, replicaIds } from './replica/mod.js';
import { Ways } from './route/mod.js';
import { Clones } from './service/mod.js';
import { Fetches, Generations, Holdings, ReadThreads, Source } from './sync/mod.js';

const LOOKUP_TIMEOUT_MS = 5_000;

export interface AgentParts {
  readonly installation: Installation;
  readonly pool: Pool;
  readonly criu: CriuState;
  readonly containers: Containers;
  readonly instances: Instances;
  readonly clones: Clones;
  readonly replicas: ReplicaHost;
  readonly fetches: Fetches;
  readonly source: Source;
  readonly readers: ReadThreads;
  readonly ways: Ways;
  readonly oneAtATime: KeyedLock;
}

/**
 * Builds the parts and removes what an earlier life left half-made. What cannot be had at all (no pool) fails; what a
 * clone needs and an instance does not (CRIU) is reported by GetHost instead.
 */
export async function buildParts(options: RoleOptions, log: Logger): Promise<AgentParts> {
  const { stateDir, runDir, tag } = options;
  makePrivateDirectories(stateDir, runDir);
  beTheOnlyAgent(stateDir);
  const installation: Installation = {
    stateDir,
    runDir,
    tag,
    network: options.instanceNetwork,
    network6: options.instanceNetwork6,
    closed: closedPorts(options),
  };
  const pool = await openPool(stateDir);
  if (!pool.directIo) log.warn({ pool: pool.path }, 'no direct I/O below the pool: freezes take longer');
  const criu = await findCriu();
  if (criu.fault !== undefined)
    log.warn({ fault: criu.fault }, 'no CRIU that works: nothing can be cloned here');
  const containers = new Containers({
    runc: await programPath('runc'),
    runcRoot: runcRoot(installation),
    // Socket paths hold 107 bytes.
    socketDir: join(runDir, 'c'),
    toolDir: join(toolPrefix(), 'bin'),
  });
  const component = (name: string) => log.child({ component: name });
  const ids = new HostIds(async () => [
    ...(await instanceIds(instancesFolder(installation))),
    ...(await replicaIds(join(stateDir, 'replicas'))),
  ]);
  const instances = new Instances({ installation, pool, containers, ids, log: component('instances') });
  const clones = new Clones({ installation, pool, instances, criu, log: component('clones') });
  const replicas = new ReplicaHost({
    stateDir,
    runDir,
    poolDir: pool.path,
    tag,
    containers,
    ids,
    log: component('replicas'),
  });

  const oneAtATime = new KeyedLock();
  const readers = new ReadThreads();
  const generations = new Generations(pool.path);
  const holdings = new Holdings(runDir, pool.path, generations);
  const ways = new Ways({ runDir, login: options.sshLogin, log: component('ssh') });
  const fetches = new Fetches({
    ...{ ways, runDir, holdings, generations, readers, poolDir: pool.path, hostName: options.hostName },
    poolRoom: () => poolFreeBytes(stateDir, pool),
    imageRoom: async () => Math.min(await imageAreaRoom(imageAreaDir(runDir)), freemem()),
    lock: oneAtATime,
    log: component('fetches'),
  });
  const source = new Source({
    ...{ holdings, generations, readers },
    runningDisk: async (instance) => {
      const { layout } = await instances.running(instance);
      return { mountPoint: layout.rootfs, image: layout.image };
    },
  });

  // A container that a freeze may still hold comes before all else.
  const left = {
    clones: await clones.sweep(),
    commands: await sweepExecutions(join(runDir, 'exec'), cgroupFolder(installation)),
    replicas: await replicas.sweep(),
    fetches: await fetches.sweep(),
    leftovers: await sweepInstances({ installation, instances, containers, log: component('sweep') }),
  };
  log.info(left, 'swept');
  const made = { installation, pool, criu, containers, instances, clones, replicas };
  return { ...made, fetches, source, readers, ways, oneAtATime };
}

/** The ports of roles that listen beyond their machine: this agent's, the coordinator's, and those that are the custom. */
function closedPorts({ trusted, listen, coordinatorTarget }: RoleOptions): ClosedPorts | undefined {
  if (trusted === undefined) return undefined;
  const ports = [targetPort(listen), targetPort(coordinatorTarget), ...Object.values(ROLE_PORTS)];
  return { network: trusted.text, ports: [...new Set(ports.flatMap((port) => port || []))] };
}

/** conmon wants a whole path. */
async function programPath(name: string): Promise<string> {
  const { stdout, code } = await run('sh', ['-c', 'command -v "$1"', 'sh', name], {
    timeoutMs: LOOKUP_TIMEOUT_MS,
    allowFailure: true,
  });
  // Absent is found by the probes; starting a container then says so too.
  return code === 0 ? stdout.trim() : `/usr/sbin/${name}`;
}
