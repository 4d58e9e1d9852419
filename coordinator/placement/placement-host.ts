import type { Check } from '../../proto/gen/parikshan/v1/Check.js';

export type HostLabels = Readonly<Record<string, string>>;

/** What is known of a host when replicas are placed. A figure is undefined where its agent does not say. */
export interface PlacementHost {
  readonly name: string;
  readonly agentAlive: boolean;
  readonly proxyAlive: boolean;
  readonly drained: boolean;
  readonly labels: HostLabels;
  /** Names of the checks that failed and block. */
  readonly blocking: readonly string[];
  readonly architecture: string | undefined;
  /** As /proc/cpuinfo has them, separated by spaces. */
  readonly cpuFlags: string | undefined;
  readonly kernel: string | undefined;
  readonly criuVersion: string | undefined;
  readonly cpus: number | undefined;
  /** Processes that run or want to, over the last minute. */
  readonly loadAverage: number | undefined;
  readonly memoryBytes: number | undefined;
  /** That can be had without swapping, bytes. */
  readonly memoryAvailableBytes: number | undefined;
  /** Free in its disk pool, bytes. */
  readonly poolFreeBytes: number | undefined;
}

/** What the coordinator itself knows of a host. */
export interface HostStanding {
  readonly name: string;
  readonly agentAlive: boolean;
  readonly proxyAlive: boolean;
  readonly drained: boolean;
  readonly labels: HostLabels;
}

/** A host from what the coordinator knows and what its agent reports (GetHostResponse). */
export function placementHost(
  { name, agentAlive, proxyAlive, drained, labels }: HostStanding,
  facts: Readonly<Record<string, string>>,
  checks: readonly Check[],
): PlacementHost {
  return {
    ...{ name, agentAlive, proxyAlive, drained, labels },
    blocking: checks.flatMap((check) =>
      check.blocking === true && check.ok !== true ? [check.name ?? ''] : [],
    ),
    architecture: said(facts['architecture']),
    cpuFlags: said(facts['cpu-flags']),
    kernel: said(facts['kernel']),
    criuVersion: said(facts['criu-version']),
    cpus: figure(facts['cpus']),
    loadAverage: figure(facts['load-average']),
    memoryBytes: figure(facts['memory-bytes']),
    memoryAvailableBytes: figure(facts['memory-available-bytes']),
    poolFreeBytes: figure(facts['pool-free-bytes']),
  };
}

/** A fact that is a number, not negative; undefined where it is not there. */
export function figure(fact: string | undefined): number | undefined {
  if (fact === undefined || fact === '') return undefined;
  const value = Number(fact);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** `absent` is what probes say of what is not there. */
function said(fact: string | undefined): string | undefined {
  return fact === '' || fact === 'absent' ? undefined : fact;
}
