// Work that says how far it is while it goes on.
import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from '../../runtime/errors/mod.js';

/** Twice a second: often enough to watch. */
const TICK_MS = 500;

/**
 * Runs `work`; its messages are those it says and, between them, what `view` sees twice a second. Leaving the loop aborts the work and
 * waits for its end.
 * @throws what the work threw
 */
export async function* withTicks<Message>(
  work: (say: (message: Message) => void, signal: AbortSignal) => Promise<void>,
  view: () => Message,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const left = new AbortController();
  const said: Message[] = [];
  let wake: (() => void) | undefined;
  const say = (message: Message): void => {
    said.push(message);
    wake?.();
  };
  let over = false;
  const running = work(say, AbortSignal.any([signal, left.signal])).finally(() => {
    over = true;
    wake?.();
  });
  // Looked at below, once it is over.
  running.catch(() => undefined);
  try {
    for (;;) {
      for (let next = said.shift(); next !== undefined; next = said.shift()) yield next;
      if (over) return await running;
      const woken = new Promise<void>((resolve) => (wake = resolve));
      if (await soonerThan(woken)) continue;
      yield view();
    }
  } finally {
    left.abort(new CancelledError('The caller left.'));
    await running.catch(() => undefined);
  }
}

/** Whether it resolves before the next tick. */
async function soonerThan(woken: Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const tick = delay(TICK_MS, false, { signal: timer.signal }).catch(() => true);
  const sooner = await Promise.race([woken.then(() => true), tick]);
  timer.abort();
  return sooner;
}
