import { expect } from 'vitest';
import { watchUntil } from '../../../../demo/watch.js';
import type { CloneBench } from '../../clone/support/bench.js';
import { followedToTheEnd, PATIENT_MS } from './clone-under-load.js';

/** Logs in to production, changes a row and ends. */
export type Login = () => Promise<unknown>;

/** A database whose load is over, and a replica that follows it. */
export interface NewLogins {
  readonly bench: CloneBench;
  readonly replica: string;
  /** What is compared: digests of all rows. */
  rows(): Promise<{ readonly production: string; readonly replica: string }>;
  readonly followed: readonly Login[];
  /** One whose password is answered to a challenge drawn by chance: the replica draws another. */
  readonly challenged: Login;
}

/** Logins after the freeze: those that depend on nothing drawn by chance reach the replica, and of the other it says that it did not. */
export async function expectNewLogins(logins: NewLogins): Promise<void> {
  const { bench, replica, followed, challenged } = logins;
  let before = await logins.rows();
  for (const login of followed) {
    await login();
    // Whatever the server says of chance (a challenge that is not used, the key of a connection) differs.
    await followedToTheEnd(bench, replica);
    const rows = await logins.rows();
    expect(rows.production).not.toBe(before.production);
    expect(rows.replica).toBe(rows.production);
    before = rows;
  }
  await challenged();
  const { replay } = await watchUntil(
    bench.product,
    replica,
    'not faithful',
    (status) => status.replay?.faithful === false,
    PATIENT_MS,
  );
  expect(replay?.unfaithfulReason).toContain('the replica has ended this connection');
  const rows = await logins.rows();
  expect(rows.replica).not.toBe(rows.production);
}
