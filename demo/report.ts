/** The demo's result, as `--json` prints it. */
import type { LoadResult } from './load.js';
import type { SuspendJson } from './product.js';

export interface ReplicaReport {
  readonly name: string;
  readonly host: string;
  readonly state: string;
  readonly stateEqual: boolean;
  readonly recordsLost: number;
  readonly divergences: number;
}

export interface DemoReport {
  readonly ok: boolean;
  readonly suspend: SuspendJson | null;
  readonly connectionsCarried: number;
  readonly load: Pick<LoadResult, 'commands' | 'errors'>;
  readonly replicas: readonly ReplicaReport[];
  readonly production: { readonly p99MsBefore: number | null; readonly p99MsWhileDebugging: number | null };
  /** What is not as it should be, one sentence each; empty when ok. */
  readonly faults: readonly string[];
}

/** What the demo found, before it is judged. */
export type Findings = Omit<DemoReport, 'ok' | 'faults'> & {
  readonly heldTransactionRan: { readonly production: boolean; readonly replicas: readonly boolean[] };
  readonly expectedConnections: number;
};

/** Judges the findings. Pure. */
export function judge(findings: Findings): DemoReport {
  const { heldTransactionRan, expectedConnections, ...facts } = findings;
  const faults: string[] = [];
  if (facts.load.errors > 0) faults.push(`production's clients saw ${facts.load.errors} errors`);
  if (facts.connectionsCarried !== expectedConnections) {
    faults.push(
      `${facts.connectionsCarried} connections were carried into the replicas, not ${expectedConnections}`,
    );
  }
  if (facts.replicas.length === 0) faults.push('there is no replica');
  for (const replica of facts.replicas) {
    if (replica.state !== 'following') faults.push(`${replica.name} is ${replica.state}, not following`);
    if (!replica.stateEqual) faults.push(`the data of ${replica.name} differs from production's`);
    if (replica.recordsLost > 0) faults.push(`${replica.name} lost ${replica.recordsLost} records`);
  }
  if (!heldTransactionRan.production) faults.push('the held transaction did not run in production');
  heldTransactionRan.replicas.forEach((ran, i) => {
    if (!ran)
      faults.push(`the held transaction did not run in ${facts.replicas[i]?.name ?? `replica ${i + 1}`}`);
  });
  return { ok: faults.length === 0, ...facts, faults };
}
