import { expect } from 'vitest';
import type { ReplicaJson } from '../../../../demo/product.js';
import type { CloneBench, RunningInstance } from '../../clone/support/bench.js';
import { cloneUnderLoad, followedToTheEnd, type Load } from './clone-under-load.js';
import { expectNewLogins, type Login } from './new-logins.js';
import { askInside, askReplica } from './probe.js';

/** A database under load, and what is asked of it. */
export interface ServingDatabase {
  readonly bench: CloneBench;
  readonly instance: RunningInstance;
  readonly load: Load;
  /** Requests answered before the clone, and again after it. */
  readonly before: number;
  readonly after: number;
  /** A command inside that prints a digest of all rows. */
  readonly digest: readonly string[];
  /** Each logs in anew and writes a row: in ways that a replica can follow, and in one that it cannot. */
  readonly followed: readonly Login[];
  readonly challenged: Login;
}

/** Clones the database while it serves: the replica has the same rows and says the same, byte by byte, also to those who log in afterwards. */
export async function expectClonedDatabase(database: ServingDatabase): Promise<void> {
  const { bench, instance, load, before, after, digest, followed, challenged } = database;
  const created = await cloneUnderLoad(bench, instance, load, { replicas: 1, before, after });
  const rows = await askInside(instance, ...digest);
  for (const { name } of created.replicas) {
    const { replay } = await followedToTheEnd(bench, name);
    expect(replay).toMatchObject({ divergences: 0, firstDivergence: null });
    expect(await askReplica(bench, name, ...digest)).toBe(rows);
  }
  const [{ name: replica }] = created.replicas as [ReplicaJson];
  await expectNewLogins({
    bench,
    replica,
    rows: async () => ({
      production: await askInside(instance, ...digest),
      replica: await askReplica(bench, replica, ...digest),
    }),
    followed,
    challenged,
  });
}
