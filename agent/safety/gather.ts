/** Gathers the facts for the checks. Touches nothing. */
import { readFile } from 'node:fs/promises';
import { boundPaths, ensureImageArea, imageAreaRoom } from '../freeze/mod.js';
import { missingRights } from '../probes/mod.js';
import { containerProcesses, outsiders, readParents } from './container-processes.js';
import type { AgentRights, CloneFacts } from './facts.js';
import { parseMounts } from './mounts.js';
import { socketFacts, unixPeers } from './sockets.js';

/** What the agent knows already. */
export interface GatherRequest {
  readonly instance: string;
  /** Host pid of the instance's first process. */
  readonly pid: number;
  /** Its config.json. */
  readonly ociSpec: Record<string, unknown>;
  readonly replicas: number;
  readonly criuFault: string | undefined;
  readonly criuVersion: string | undefined;
  readonly imageArea: string;
  readonly poolRoom: number;
}

/** All facts about one instance and this host. */
export async function gatherCloneFacts(request: GatherRequest): Promise<CloneFacts> {
  const { pid } = request;
  await ensureImageArea(request.imageArea);
  const [mounts, hostMounts, room, memory, rights] = await Promise.all([
    readFile(`/proc/${pid}/mountinfo`, 'utf8').then(parseMounts),
    readFile('/proc/self/mountinfo', 'utf8').then(parseMounts),
    imageAreaRoom(request.imageArea),
    readFile('/proc/meminfo', 'utf8'),
    agentRights(),
  ]);
  // In this order: socketFacts says why.
  const peers = await unixPeers(pid);
  const parents = await readParents();
  const processes = await containerProcesses(pid, parents);
  const available = /^MemAvailable:\s*(\d+) kB$/m.exec(memory)?.[1] ?? '0';
  return {
    instance: request.instance,
    criuFault: request.criuFault,
    criuVersion: request.criuVersion,
    rights,
    processes,
    outsiders: await outsiders(pid, parents, mounts),
    sockets: await socketFacts(pid, processes, peers),
    mounts,
    boundPaths: boundPaths(request.ociSpec),
    hostDevices: new Set(hostMounts.map(({ device }) => device)),
    replicas: request.replicas,
    memoryAvailable: Number(available) * 1024,
    imageRoom: room,
    poolRoom: request.poolRoom,
  };
}

async function agentRights(): Promise<AgentRights> {
  const status = await readFile('/proc/self/status', 'utf8');
  const scope = await readFile('/proc/sys/kernel/yama/ptrace_scope', 'utf8').catch(() => '0');
  return {
    missing: missingRights(/^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'),
    filtered: /^Seccomp:\s+2$/m.test(status),
    ptraceScope: Number(scope),
  };
}
