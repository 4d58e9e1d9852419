import {
  makeFleet,
  type Claim,
  type Link,
  type PlacementHost,
  type PlacementNeeds,
  type PlacementQuestion,
} from '../../../../coordinator/placement/mod.js';

export const GIB = 2 ** 30;

/** A host with nothing in the way: 16 cores, 64 GiB of which 48 are free, half loaded. */
export function host(name: string, changes: Partial<PlacementHost> = {}): PlacementHost {
  return {
    name,
    agentAlive: true,
    proxyAlive: true,
    drained: false,
    labels: {},
    blocking: [],
    architecture: 'x64',
    cpuFlags: 'fpu sse2 avx avx2',
    kernel: '6.12.9-amd64',
    criuVersion: '4.2.1',
    cpus: 16,
    loadAverage: 4,
    memoryBytes: 64 * GIB,
    memoryAvailableBytes: 48 * GIB,
    poolFreeBytes: 500 * GIB,
    ...changes,
  };
}

/** Two replicas of 1 GiB each, of an instance on alpha. */
export function needs(changes: Partial<PlacementNeeds> = {}): PlacementNeeds {
  return {
    replicas: 2,
    spread: 1,
    hosts: [],
    labels: [],
    mode: 'any',
    source: 'alpha',
    held: new Set(),
    memory: { imageBytes: GIB, replicaBytes: GIB },
    disk: { shippedBytes: 4 * GIB, replicaBytes: GIB / 4 },
    images: {
      architecture: 'x64',
      cpuFlags: ['sse2', 'avx2'],
      kernel: '6.12.1-amd64',
      criuVersion: '4.2.1',
    },
    ...changes,
  };
}

export function question(
  hosts: readonly PlacementHost[],
  changes: Partial<PlacementNeeds> = {},
  more: { reserved?: ReadonlyMap<string, Claim>; links?: ReadonlyMap<string, Link> } = {},
): PlacementQuestion {
  return {
    needs: needs(changes),
    fleet: makeFleet(hosts),
    reserved: more.reserved ?? new Map(),
    links: more.links ?? new Map(),
  };
}
