import { expect } from 'vitest';
import type { HostLab } from '../../../../demo/hosts/mod.js';
import type { Operation__Output } from '../../../../proto/gen/parikshan/v1/Operation.js';
import type { Replica__Output } from '../../../../proto/gen/parikshan/v1/Replica.js';
import { run } from '../../../../runtime/command/mod.js';
import { connect, type Client } from '../../../../runtime/grpc/mod.js';
import { isBehind } from '../../../../runtime/tap/mod.js';

const CALL = { timeoutMs: 10_000 };
const PATIENT_MS = 120_000;
/** How often something is asked for that nobody tells of by himself. */
const ASKED = { timeout: 60_000, interval: 200 };

/** The coordinator of a lab, asked without the cost of a command for each question. It may be another one each time. */
export class LabCoordinator {
  readonly #lab: HostLab;

  constructor(lab: HostLab) {
    this.#lab = lab;
  }

  async ask<T>(work: (client: Client<'CoordinatorService'>) => Promise<T>): Promise<T> {
    const client = connect('CoordinatorService', this.#lab.coordinatorTarget);
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  /** `name agent proxy` of each host. */
  async aliveness(): Promise<string[]> {
    const { hosts } = await this.ask((client) => client.getStatus({}, CALL));
    return hosts.map(
      ({ name, agentAlive, proxyAlive }) =>
        `${name} ${agentAlive ? 'up' : 'down'} ${proxyAlive ? 'up' : 'down'}`,
    );
  }

  async cloneNames(): Promise<string[]> {
    return (await this.ask((client) => client.listClones({}, CALL))).clones.map(({ name }) => name);
  }

  /** Hosts that may hold copies of clones. */
  async copies(): Promise<string[]> {
    return (await this.ask((client) => client.listClones({}, CALL))).clones.flatMap(({ copies }) => copies);
  }

  /** Of one clone. */
  async replicas(clone: string): Promise<Replica__Output[]> {
    return (await this.ask((client) => client.listReplicas({ clone }, CALL))).replicas;
  }

  async operation(id: string): Promise<Operation__Output> {
    const { operation } = await this.ask((client) => client.getOperation({ id }, CALL));
    if (operation === null) throw new Error(`no word of ${id}`);
    return operation;
  }

  /** Ends whatever is under way; resolves when it has been undone. */
  async cancelAll(): Promise<void> {
    const { operations } = await this.ask((client) => client.listOperations({}, CALL));
    for (const { id, state } of operations) {
      if (state !== 'OPERATION_STATE_RUNNING') continue;
      await this.ask((client) => client.cancelOperation({ id }, CALL));
      await this.ended(id);
    }
  }

  /** The operation once it has ended, however. */
  async ended(id: string): Promise<Operation__Output> {
    await this.ask(async (client) => {
      for await (const _event of client.watchOperation({ id }, { timeoutMs: PATIENT_MS }));
    });
    return this.operation(id);
  }

  /** Resolves when a step of the operation is done. */
  async stepDone(id: string, step: string): Promise<void> {
    await this.ask(async (client) => {
      for await (const { event } of client.watchOperation({ id }, { timeoutMs: PATIENT_MS }))
        if (event?.step === step && event.kind === 'OPERATION_EVENT_KIND_STEP_DONE') return;
      throw new Error(`operation ${id} ended without ${step}`);
    });
  }

  /** The replica once it has worked off all there is in the log and the tap, seen twice: the last bytes may be on their way. */
  async caughtUp(name: string): Promise<Replica__Output> {
    return this.ask(async (client) => {
      let last: Replica__Output | undefined;
      let inARow = 0;
      const look = async () => {
        last = (await client.getReplica({ name }, CALL)).replica ?? undefined;
        const all = last?.replay?.caughtUp === true && last.capture !== null && !isBehind(last.capture);
        inARow = all ? inARow + 1 : 0;
        return inARow >= 2 || `${last?.state}: ${last?.reason}; ${last?.replay?.lagRecords} records behind`;
      };
      await expect.poll(look, ASKED).toBe(true);
      return last!;
    });
  }
}

/** What a Redis says to a command over the loopback of its own network; nobody else hears of it. */
export async function askRedis(pid: number, ...words: readonly string[]): Promise<string> {
  const inside = [`--net=/proc/${pid}/ns/net`, 'redis-cli', ...words];
  return (await run('nsenter', inside, { timeoutMs: 30_000 })).stdout.trim();
}
