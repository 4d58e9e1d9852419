/** The thread of one replay: answers what replay-thread.ts asks. */
import { setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import type { ReplayStatus } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { NatsConnection } from '../../runtime/nats/mod.js';
import { connectNats } from '../../runtime/nats/mod.js';
import { answerQuestions } from '../thread/mod.js';
import { RefusedCalls } from './refused-calls.js';
import { Session } from './session.js';
import { sessionStatus } from './session-status.js';
import type { ReplayWorkerData } from './worker-protocol.js';

/** Nice value of this thread: production and the taps come first, and a replay that is late loses nothing. */
const REPLAY_NICE = 10;
// On Linux it counts for the calling thread alone.
setPriority(REPLAY_NICE);

/** How long an answer about the replay waits for one about the stream, milliseconds. */
const SURVEY_MS = 500;

const data = workerData as ReplayWorkerData;
const refused = new RefusedCalls(data.netns);
let connection: NatsConnection | undefined;
let session: Session | undefined;

answerQuestions(data.logLevel, (log) => ({
  async prepare(): Promise<number> {
    connection = await connectNats(data.nats, `parikshan replay ${data.replica}`, { log });
    session = new Session({ ...data, log });
    return data.plan.connections.length;
  },
  async start(pid: number): Promise<void> {
    await session!.start(connection!, pid);
  },
  async status(): Promise<ReplayStatus> {
    // NATS may be away: then the figures are those of the last look, and the log may have grown since.
    const seen = await Promise.race([session!.survey(), delay(SURVEY_MS, false)]);
    const status = sessionStatus(data.replica, session!, await refused.count());
    return seen ? status : { ...status, caughtUp: false };
  },
  async stop(): Promise<void> {
    await session?.stop();
    await connection?.close();
  },
}));
