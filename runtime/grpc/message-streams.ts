import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import { abortable } from './abortable.js';

/**
 * The messages of a gRPC stream. Ends with the stream; throws its error, or `signal.reason` when aborted. Leaving the
 * loop early does not destroy the stream: the other direction of the call may go on.
 */
export async function* readMessages<Message>(stream: Readable, signal: AbortSignal): AsyncGenerator<Message> {
  const messages = stream.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = (await abortable(messages.next(), signal)) as IteratorResult<Message, undefined>;
    if (!next.done) {
      yield next.value;
      continue;
    }
    // A caller that leaves resets its HTTP/2 stream, and Node then reports an ordinary end just before it reports the
    // close that makes grpc-js say `cancelled`. Half an input must not pass for the whole of it.
    await setImmediate();
    if (signal.aborted) throw signal.reason;
    return;
  }
}

/**
 * Writes one message and returns when there is room for the next: a slow reader slows its writer and nothing piles up.
 * Rejects with `signal.reason` when aborted while there is no room.
 */
export async function writeMessage(stream: Writable, message: unknown, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw signal.reason;
  if (stream.write(message)) return;
  await abortable(once(stream, 'drain', { signal }), signal);
}

/**
 * Writes all messages of an iterable. When aborted, or when a write fails, the iterable is told by `return()` (so that
 * a generator's `finally` runs) without being waited for; the promise of that is handed to `onLeft`.
 */
export async function writeMessages(
  stream: Writable,
  messages: AsyncIterable<unknown>,
  signal: AbortSignal,
  onLeft: (left: Promise<unknown>) => void,
): Promise<void> {
  const iterator = messages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await abortable(iterator.next(), signal);
      if (next.done) return;
      await writeMessage(stream, next.value, signal);
    }
  } catch (error) {
    const left = iterator.return?.();
    if (left !== undefined) onLeft(left);
    throw error;
  }
}
