/** The thread of one tap: answers what tap.ts asks. */
import { workerData } from 'node:worker_threads';
import { connectNats, isNatsHere, type NatsConnection } from '../../../runtime/nats/mod.js';
import { answerQuestions } from '../../thread/mod.js';
import { Capture } from './capture.js';
import type { ClientGap, Freeze } from './client-gap.js';
import type { Mark, TapStatus } from './capture-status.js';
import type { CaptureNotice, CaptureWorkerData } from './worker-protocol.js';

const FLUSH_AFTER_FAILURE_MS = 10_000;

const options = workerData as CaptureWorkerData;
let connection: NatsConnection | undefined;
let capture: Capture | undefined;

const thread = answerQuestions(options.logLevel, (log) => ({
  async start(): Promise<void> {
    connection = await connectNats(options.nats, `parikshan tap ${options.instance}`, { log });
    const storeDir = isNatsHere(options.nats) ? options.nats.storeDir : undefined;
    capture = new Capture({
      ...{ ...options, storeDir, connection, log },
      onCrowded: (crowded) => thread.tell({ crowded } satisfies CaptureNotice),
      onFailure: (error) => void fail(error),
    });
    await capture.start();
  },
  mark(timeoutMs: number): Promise<Mark> {
    return capture!.mark(timeoutMs);
  },
  status(): TapStatus {
    return capture!.status();
  },
  clientGap({ freeze, withinMs }: { freeze: Freeze; withinMs: number }): Promise<ClientGap> {
    return capture!.clientGap(freeze, withinMs);
  },
  /** Whether everything captured is in the log. */
  async stop(timeoutMs: number): Promise<boolean> {
    const complete = (await capture?.stop(timeoutMs)) ?? true;
    await connection?.close();
    return complete;
  },
}));

/** What was captured until now still goes to the log. */
async function fail(error: Error): Promise<void> {
  await capture?.stop(FLUSH_AFTER_FAILURE_MS);
  thread.fail(error);
}
