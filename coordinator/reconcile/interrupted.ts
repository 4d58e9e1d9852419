import type { Operation } from '../../proto/gen/parikshan/v1/Operation.js';
import { toFailure } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { OperationInterruptedError } from '../errors.js';
import { endOperation, OperationRun } from '../operation/mod.js';
import type { OperationOutcome, OperationRecord, Store } from '../store/mod.js';
import type { Reconciler } from './reconciler.js';

/** How long an operation's host may take to come back before the operation is ended without it. */
const HOST_WAIT_MS = 15_000;

export interface InterruptedOptions {
  readonly store: Store;
  /** This coordinator: what others own and still runs, they left behind. */
  readonly owner: string;
  readonly reconciler: Reconciler;
  readonly log: Logger;
  /** Default 15 s. */
  readonly hostWaitMs?: number;
}

/** Ends the operations that a dead coordinator left running, after reconciling has undone what they had made. */
export async function endInterrupted(options: InterruptedOptions): Promise<void> {
  const { store, owner, log } = options;
  const operations = await store.operations.values();
  const left = operations.filter((record) => record.state.phase === 'running' && record.owner !== owner);
  await Promise.all(
    left.map((record) =>
      endOne(record, options).catch((error: unknown) => {
        log.error({ err: error, operation: record.id }, 'interrupted operation not ended');
      }),
    ),
  );
}

async function endOne(record: OperationRecord, options: InterruptedOptions): Promise<void> {
  const { store, reconciler, log } = options;
  const last = await store.events.last(record.id);
  const told = outcomeTold(last?.operation);
  if (told !== undefined) {
    await store.operations.change(record.id, (stored) => ({ ...stored, ...told }));
    return;
  }
  const settled = await reconciler.settled(record.host, options.hostWaitMs ?? HOST_WAIT_MS);
  // We end before we could: the next start does it.
  if (settled === 'closed') return;
  const afterSequence = last?.sequence ?? 0;
  const run = new OperationRun(record.id, {
    events: store.events,
    signal: new AbortController().signal,
    log,
    afterSequence,
  });
  run.results.push(...(await completed(record, store)));
  const outcome = run.results.length > 0 ? succeeded() : interrupted(record, settled === 'settled');
  run.log.warn(
    { kind: record.kind, target: record.target, phase: outcome.phase },
    'interrupted operation ended',
  );
  await endOperation(store, record, outcome, run);
}

/** What the operation has brought about all the same; empty when it has to count as failed. */
async function completed({ kind, target }: OperationRecord, store: Store): Promise<string[]> {
  switch (kind) {
    case 'instance.run':
      return (await store.instances.get(target))?.value.state.phase === 'present' ? [target] : [];
    case 'clone.create': {
      if ((await store.clones.get(target))?.value.state.phase !== 'ready') return [];
      const replicas = (await store.replicas.values()).filter((replica) => replica.clone === target);
      return [target, ...replicas.map((replica) => replica.name)];
    }
    // Removals are carried on by reconciling, not undone.
    case 'instance.remove':
      return (await store.instances.get(target)) === undefined ? [target] : [];
    case 'clone.remove':
      return (await store.clones.get(target)) === undefined ? [target] : [];
    case 'replica.remove':
      return (await store.replicas.get(target)) === undefined ? [target] : [];
    case 'instance.stop':
    case 'replica.start':
    case 'clone.plan':
      return [];
  }
}

function succeeded(): OperationOutcome {
  return { phase: 'succeeded', finishedAt: new Date().toISOString() };
}

function interrupted(record: OperationRecord, settled: boolean): OperationOutcome {
  const state = settled
    ? 'What it had made was undone.'
    : `Host ${record.host} has not been reached since; what it had made there is undone when it is.`;
  const failure = toFailure(new OperationInterruptedError(record.id, state));
  return { phase: 'failed', finishedAt: new Date().toISOString(), failure };
}

/** The end that the last event tells of, when it was stored and the record was not. */
function outcomeTold(
  operation: Operation | null | undefined,
): Pick<OperationRecord, 'state' | 'results'> | undefined {
  if (operation === null || operation === undefined) return undefined;
  const finishedAt = operation.finishedAt ?? '';
  const results = operation.results ?? [];
  if (operation.state === 'OPERATION_STATE_SUCCEEDED')
    return { state: { phase: 'succeeded', finishedAt }, results };
  const phase = operation.state === 'OPERATION_STATE_CANCELLED' ? 'cancelled' : 'failed';
  const { reason = '', message = '', remedy = '', metadata = {} } = operation.failure ?? {};
  return { state: { phase, finishedAt, failure: { reason, message, remedy, metadata } }, results };
}
