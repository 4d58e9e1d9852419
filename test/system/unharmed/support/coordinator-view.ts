import { join } from 'node:path';
import { expect } from 'vitest';
import type { Instance__Output } from '../../../../proto/gen/parikshan/v1/Instance.js';
import type { Replica__Output } from '../../../../proto/gen/parikshan/v1/Replica.js';
import { connect, type Client } from '../../../../runtime/grpc/mod.js';
import { isBehind } from '../../../../runtime/tap/mod.js';
import type { CloneBench } from '../../clone/support/bench.js';

const CALL = { timeoutMs: 10_000 };
/** Time for a fault to show, and for what it stopped to go on; a busy machine takes longer than a quiet one. */
export const SHOWS = { timeout: 150_000, interval: 250 };

/** What the coordinator shows, asked without the cost of a command for each question. */
export class CoordinatorView {
  readonly #client: Client<'CoordinatorService'>;

  constructor(bench: CloneBench) {
    this.#client = connect('CoordinatorService', `unix:${join(bench.runDir, 'coordinator.sock')}`);
  }

  async replica(name: string): Promise<Replica__Output> {
    const { replica } = await this.#client.getReplica({ name }, CALL);
    if (replica === null) throw new Error(`no word of ${name}`);
    return replica;
  }

  async instance(name: string): Promise<Instance__Output> {
    const { instance } = await this.#client.getInstance({ name }, CALL);
    if (instance === null) throw new Error(`no word of ${name}`);
    return instance;
  }

  /** Waits until a replica is in this state with a reason that reads like this. */
  async shows(name: string, state: string, reason: RegExp): Promise<Replica__Output> {
    let last: Replica__Output | undefined;
    await expect
      .poll(async () => {
        last = await this.replica(name).catch(() => last);
        return `${last?.state ?? ''}: ${last?.reason ?? ''}`;
      }, SHOWS)
      .toMatch(new RegExp(`^REPLICA_STATE_${state}: .*${reason.source}`));
    return last!;
  }

  /** Waits until a replica has worked off all there is in the log and the tap, twice in a row: the last bytes may be on their way. */
  async caughtUp(name: string): Promise<Replica__Output> {
    let last = await this.replica(name);
    let inARow = 0;
    await expect
      .poll(async () => {
        last = await this.replica(name);
        const all = last.replay?.caughtUp === true && last.capture !== null && !isBehind(last.capture);
        inARow = all ? inARow + 1 : 0;
        return (
          inARow >= 2 || `${last.state}: ${last.reason}; ${last.replay?.lagRecords ?? '?'} records behind`
        );
      }, SHOWS)
      .toBe(true);
    return last;
  }

  close(): void {
    this.#client.close();
  }
}
