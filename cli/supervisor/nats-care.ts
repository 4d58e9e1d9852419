import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { connectNats, jetstreamManager, type NatsConfig } from '../../runtime/nats/mod.js';

/** What is known of a nats-server that has not answered lately. */
export interface NatsSilence {
  /** Since when it has not answered, milliseconds of any clock; undefined: it answered last time. */
  readonly sinceMs: number | undefined;
  /** Its disk was full during that time. */
  readonly wasFull: boolean;
}

export const ANSWERS: NatsSilence = { sinceMs: undefined, wasFull: false };

/** Less free than this counts as full: a write may have failed; bytes. */
const FULL_BYTES = 8 * 1024 * 1024;
/** With less than this it would lock up again, bytes. */
const ENOUGH_BYTES = 16 * 1024 * 1024;
/** nats-server 2.9 locks up for good when its disk is full. Silent for this long after that, it is taken to have done so. */
const LOCKED_AFTER_FULL_MS = 6_000;
/** Silent for this long it is of no use, whatever the cause; a busy machine is not that slow. Milliseconds. */
const LOCKED_MS = 60_000;

/** Whether a server that was looked at just now has to be started again. Pure. */
export function judgeNats(
  before: NatsSilence,
  look: { readonly answers: boolean; readonly freeBytes: number; readonly nowMs: number },
): { readonly restart: boolean; readonly silence: NatsSilence } {
  if (look.answers) return { restart: false, silence: ANSWERS };
  const sinceMs = before.sinceMs ?? look.nowMs;
  const silence = { sinceMs, wasFull: before.wasFull || look.freeBytes < FULL_BYTES };
  const silentMs = look.nowMs - sinceMs;
  const locked = silentMs >= (silence.wasFull ? LOCKED_AFTER_FULL_MS : LOCKED_MS);
  // Without room it would lock up once more.
  return { restart: locked && look.freeBytes >= ENOUGH_BYTES, silence };
}

/** Between two looks, milliseconds. */
const LOOK_MS = 2_000;
/** Time for one answer, milliseconds. */
const ANSWER_MS = 2_000;

/** Asks a server every now and then, until `signal`; resolves with true once it has to be started again. */
export async function natsLocksUp(
  config: NatsConfig,
  storeDir: string,
  signal: AbortSignal,
): Promise<boolean> {
  let silence = ANSWERS;
  while (!signal.aborted) {
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return false;
    const [answers, freeBytes] = await Promise.all([jetStreamAnswers(config), free(storeDir)]);
    const judged = judgeNats(silence, { answers, freeBytes, nowMs: performance.now() });
    if (judged.restart) return !signal.aborted;
    silence = judged.silence;
  }
  return false;
}

async function jetStreamAnswers(config: NatsConfig): Promise<boolean> {
  const connection = await connectNats(config, 'parikshan-up', { timeoutMs: ANSWER_MS }).catch(
    () => undefined,
  );
  if (connection === undefined) return false;
  const late = delay(ANSWER_MS, false, { ref: false });
  try {
    // A manager asks for the account when it is made.
    return await Promise.race([jetstreamManager(connection).then(() => true), late]);
  } catch {
    return false;
  } finally {
    // Closing says good-bye first, and a server that is locked up does not listen.
    void connection.close().catch(() => undefined);
  }
}

async function free(storeDir: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(storeDir);
    return bavail * bsize;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
