import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Cut__Output } from '../../../../proto/gen/parikshan/v1/Cut.js';
import type { ReplayStatus } from '../../../../proto/gen/parikshan/v1/ReplayStatus.js';
import { planCut } from '../../../../proxy/replayer/carried-connection.js';
import { Session, type SessionOptions } from '../../../../proxy/replayer/session.js';
import { sessionStatus } from '../../../../proxy/replayer/session-status.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { REPLICA, REPLICA6, TestCell } from './test-cell.js';
import { TestLog } from './test-log.js';

export const PORT = 7001;
const NO_CUT = { connections: [], waiting: [], frozenAtUs: 0, resumedAtUs: 0 } as unknown as Cut__Output;

/** A connection of a client to the replica's server. */
export function tuple(clientPort: number) {
  return { local: { address: REPLICA, port: PORT }, remote: { address: '198.51.100.7', port: clientPort } };
}

/** The same over IPv6. */
export function tuple6(clientPort: number) {
  return { local: { address: REPLICA6, port: PORT }, remote: { address: '2001:db8::7', port: clientPort } };
}

/** A log on a real nats-server, and for each test a cell and whatever session it starts. */
export function useSessionBench() {
  const bench = {} as { log: TestLog; cell: TestCell; session: Session | undefined };
  beforeAll(async () => {
    bench.log = await TestLog.start();
  });
  afterAll(() => bench.log.stop());
  beforeEach(async () => {
    bench.cell = new TestCell();
    await bench.log.begin();
  });
  afterEach(async () => {
    await bench.session?.stop();
    bench.session = undefined;
    bench.cell.remove();
  });

  async function follow(options: Partial<SessionOptions> = {}): Promise<Session> {
    const session = new Session({
      replica: 'r1',
      netns: bench.cell.cell,
      plan: planCut(NO_CUT),
      stream: bench.log.stream,
      logSequence: 1,
      order: 'strict',
      patienceMs: 300,
      log: silentLogger(),
      ...options,
    });
    bench.session = session;
    await session.start(bench.log.connection, 0);
    return session;
  }
  function status(): ReplayStatus {
    return sessionStatus('r1', bench.session!, 0);
  }
  async function until(condition: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
    for (const end = Date.now() + timeoutMs; !condition(); await sleep(5)) {
      if (Date.now() > end) throw new Error(`not in time: ${what}; ${JSON.stringify(status())}`);
    }
  }
  async function caughtUp(): Promise<void> {
    await bench.session!.survey();
    await until(() => status().caughtUp === true, 'caught up');
  }
  return Object.assign(bench, { follow, status, until, caughtUp });
}
