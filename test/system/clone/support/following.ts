import { expect } from 'vitest';
import type { CloneCreatedJson, ReplicaJson } from '../../../../demo/product.js';
import { watchUntil } from '../../../../demo/watch.js';
import type { CloneBench, RunningInstance } from './bench.js';
import type { LedgerClient } from './ledger-client.js';
import { askProduction, askReplica, type Ledger, type LedgerEntry } from './ledger-server.js';

const CAUGHT_UP_MS = 60_000;
/** What was delivered last is worked off within this. */
const SETTLED_MS = 20_000;

export function createClone(bench: CloneBench): Promise<CloneCreatedJson> {
  return bench.json<CloneCreatedJson>('clone', 'create', 'ledger', '--replicas', '1');
}

/** No client has seen an error, and production's server knows of each exactly what it sent and received. */
export async function expectExact(
  ledger: RunningInstance,
  clients: Readonly<Record<string, LedgerClient>>,
): Promise<Ledger> {
  const production = await askProduction(ledger);
  const entries = byClient(production);
  for (const [what, client] of Object.entries(clients)) {
    expect(client.errors, what).toEqual([]);
    expect(entries.get(client.name), what).toContainEqual(expect.objectContaining(client.account));
  }
  return production;
}

/**
 * The replica has got all of the log, and knows exactly what production knows.
 * @param dialled names of clients whose connections it may have besides, without a byte
 */
export async function expectSameLedger(
  bench: CloneBench,
  created: CloneCreatedJson,
  production: Ledger,
  dialled: ReadonlySet<string> = new Set(),
): Promise<ReplicaJson> {
  const [replica] = created.replicas;
  const caughtUp = ({ replay }: ReplicaJson) => replay?.caughtUp === true;
  const status = await watchUntil(bench.product, replica!.name, 'caught up', caughtUp, CAUGHT_UP_MS);
  const differing = async () => {
    const ledger = Object.entries(await askReplica(bench, replica!.name));
    const isEmpty = ([name, { got }]: (typeof ledger)[0]) =>
      production[name] === undefined && dialled.has(clientOf(name)) && got.bytes === 0;
    return differences(Object.fromEntries(ledger.filter((entry) => !isEmpty(entry))), production);
  };
  await expect.poll(differing, { timeout: SETTLED_MS }).toEqual({});
  expect(status).toMatchObject({
    state: 'following',
    replay: { recordsLost: 0, divergences: 0, firstDivergence: null, faithful: true, unfaithfulReason: null },
  });
  return status;
}

function clientOf(name: string): string {
  return name.split('#', 1)[0]!;
}

/** A port may have been used more than once. */
export function byClient(ledger: Ledger): ReadonlyMap<string, LedgerEntry[]> {
  const entries = new Map<string, LedgerEntry[]>();
  for (const [name, entry] of Object.entries(ledger)) {
    const client = clientOf(name);
    entries.set(client, [...(entries.get(client) ?? []), entry]);
  }
  return entries;
}

/**
 * Only what differs: a ledger of thousands of connections says nothing to a reader. A connection that was reset just before
 * the freeze, and which the program still held, ends in a replica without an error (docs/applications.md).
 */
function differences(replica: Ledger, production: Ledger): Record<string, unknown> {
  const differing: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(replica), ...Object.keys(production)])) {
    const both = { replica: replica[name], production: production[name] };
    const wasReset = both.production?.over === 'reset' && both.replica?.over === 'closed';
    const expected = wasReset ? { ...both.production, gotEnd: true, over: 'closed' } : both.production;
    if (JSON.stringify(both.replica) !== JSON.stringify(expected)) differing[name] = both;
  }
  return differing;
}
