// Whether a command that was just started stays.
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForExit, type ContainerExit, type ContainerPaths } from '../container/mod.js';

/** A command that lives this long without listening is called running, milliseconds. */
const SETTLE_MS = 1_500;

/** The kernel tells nobody that a socket listens: it is looked up this often, milliseconds. */
const LISTEN_POLL_MS = 25;

export type Settled =
  | { readonly kind: 'listening' }
  /** It runs but does not listen yet: a slow starter. */
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly exit: ContainerExit };

/** Waits until the port listens, the command ends, or it has run for the settle time; whichever is first. */
export async function settle(paths: ContainerPaths, pid: number, port: number): Promise<Settled> {
  const stop = new AbortController();
  const timeout = AbortSignal.timeout(SETTLE_MS);
  const signal = AbortSignal.any([stop.signal, timeout]);
  try {
    const [listening, exit] = [listens(pid, port, signal), waitForExit(paths, pid, signal)];
    const first = await Promise.race([listening.then(() => undefined), exit]);
    if (first !== undefined) return { kind: 'ended', exit: first };
    return { kind: (await listening) ? 'listening' : 'running' };
  } finally {
    stop.abort();
  }
}

/** Resolves to true once something in the process's network namespace listens, to false when aborted. */
async function listens(pid: number, port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    for (const table of ['tcp', 'tcp6']) {
      const text = await readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '');
      if (hasListener(text, port)) return true;
    }
    await delay(LISTEN_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** Whether proc(5)'s net/tcp or net/tcp6 shows a listening socket (state 0A) on the port. Pure. */
export function hasListener(text: string, port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return text.split('\n').some((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    return state === '0A' && local?.endsWith(suffix) === true;
  });
}
