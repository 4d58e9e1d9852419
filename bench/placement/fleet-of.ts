/** A made-up fleet, and clones on it: the same for the same seed. Pure. */
import type { PlacementHost, PlacementNeeds } from '../../coordinator/mod.js';

const GIB = 2 ** 30;
const ZONES = ['a', 'b', 'c', 'd'] as const;

/** A kind of machine that some share of the fleet is of. */
interface Model {
  readonly share: number;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly cpuFlags: string;
}

/** Flags as real ones are: a hundred that all have, and what newer processors have more. */
const COMMON_FLAGS = Array.from({ length: 100 }, (_, i) => `f${i}`).join(' ');
const MODELS: readonly Model[] = [
  { share: 0.4, cpus: 16, memoryGiB: 64, cpuFlags: `${COMMON_FLAGS} avx avx2` },
  { share: 0.3, cpus: 32, memoryGiB: 128, cpuFlags: `${COMMON_FLAGS} avx avx2 avx512f` },
  { share: 0.2, cpus: 64, memoryGiB: 256, cpuFlags: `${COMMON_FLAGS} avx avx2 avx512f amx_tile` },
  { share: 0.1, cpus: 8, memoryGiB: 32, cpuFlags: `${COMMON_FLAGS} avx` },
];
const KERNELS = ['6.1.0-18-amd64', '6.12.9-amd64', '6.18.2-amd64'] as const;
const CRIUS = ['4.1.1', '4.2', '4.2.1'] as const;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function hostName(number: number): string {
  return `host-${String(number).padStart(5, '0')}`;
}

/** Some hosts are down, drained, small, busy or old. */
export function fleetOf(hosts: number, random: () => number): PlacementHost[] {
  return Array.from({ length: hosts }, (_, number) => {
    const model = modelAt(random());
    const memoryBytes = model.memoryGiB * GIB;
    const zone = ZONES[number % ZONES.length]!;
    const labels: Record<string, string> = random() < 0.5 ? { zone, disk: 'ssd' } : { zone };
    return {
      name: hostName(number),
      agentAlive: random() > 0.02,
      proxyAlive: random() > 0.02,
      drained: random() < 0.03,
      labels,
      blocking: random() < 0.01 ? ['pool-room'] : [],
      architecture: 'x64',
      cpuFlags: model.cpuFlags,
      kernel: pick(KERNELS, random()),
      criuVersion: pick(CRIUS, random()),
      cpus: model.cpus,
      loadAverage: random() * model.cpus,
      memoryBytes,
      memoryAvailableBytes: Math.floor((0.05 + 0.75 * random()) * memoryBytes),
      poolFreeBytes: Math.floor(random() * 1000) * GIB,
    };
  });
}

/** What a clone of an instance on this host asks for: mostly little, sometimes much. */
export function needsOf(source: PlacementHost, replicas: number, random: () => number): PlacementNeeds {
  const memory = Math.floor((0.1 + 4 * random() ** 3) * GIB);
  const flags = (source.cpuFlags ?? '').split(' ');
  return {
    replicas,
    spread: pick([1, 2, 4, 8], random()),
    hosts: [],
    labels: random() < 0.25 ? [{ key: 'zone', value: pick(ZONES, random()) }] : [],
    mode: random() < 0.1 ? 'external' : 'any',
    source: source.name,
    held: new Set(),
    memory: { imageBytes: memory, replicaBytes: memory },
    disk: { shippedBytes: Math.floor(random() * 20) * GIB, replicaBytes: GIB / 4 },
    images: {
      architecture: source.architecture ?? '',
      cpuFlags: flags,
      kernel: source.kernel ?? '',
      criuVersion: source.criuVersion ?? '',
    },
  };
}

function modelAt(share: number): Model {
  let left = share;
  for (const model of MODELS) {
    left -= model.share;
    if (left < 0) return model;
  }
  return MODELS[0]!;
}

function pick<T>(all: readonly T[], share: number): T {
  return all[Math.min(all.length - 1, Math.floor(share * all.length))]!;
}
