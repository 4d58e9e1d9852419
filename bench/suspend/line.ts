/** One line to a server, and its answer. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from './containers.js';

const ANSWER_MS = 10_000;
const LISTEN_MS = 60_000;
const POLL_MS = 50;

/** Says one line and resolves with the line that comes back. */
export async function tell({ address, port }: Address, line: string): Promise<string> {
  const socket = connect({ host: address, port });
  try {
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer to ${line}`)));
    await once(socket, 'connect');
    const lines = createInterface({ input: socket });
    socket.write(`${line}\r\n`);
    const [answer] = (await Promise.race([once(lines, 'line'), once(socket, 'close')])) as [unknown];
    if (typeof answer !== 'string') throw new Error(`no answer to ${line}`);
    return answer;
  } finally {
    socket.destroy();
  }
}

/** Resolves once somebody listens there. */
export async function untilListening(at: Address, signal: AbortSignal): Promise<void> {
  const until = performance.now() + LISTEN_MS;
  while (!(await listens(at))) {
    signal.throwIfAborted();
    if (performance.now() > until) throw new Error(`nobody listens at ${at.address}:${at.port}`);
    await delay(POLL_MS);
  }
}

function listens({ address, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: address, timeout: ANSWER_MS });
    const answer = (listening: boolean) => () => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}
