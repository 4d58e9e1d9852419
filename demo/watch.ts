/** Follows a replica by `replica watch --json` until it is as wanted. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../runtime/config/mod.js';
import type { Product, ReplicaJson } from './product.js';

/** The replica did not come to what was wanted in time. */
export class ReplicaNotReadyError extends Error {
  constructor(name: string, what: string, last: ReplicaJson | undefined, said: string) {
    super(
      `${name} is not ${what} in time; last seen: ${JSON.stringify(last)}; the watch said: ${said.trim()}`,
    );
  }
}

/**
 * Reads reports until `wanted` holds in two of them in a row: what production said last may still be on its way into the log.
 * @throws ReplicaNotReadyError after `timeoutMs`, or when the watch ends
 */
export async function watchUntil(
  product: Product,
  replica: string,
  what: string,
  wanted: (replica: ReplicaJson) => boolean,
  timeoutMs: number,
): Promise<ReplicaJson> {
  const args = [
    join(packageRoot(), 'bin/parikshan'),
    'replica',
    'watch',
    replica,
    '--interval',
    '500ms',
    '--json',
  ];
  const child = spawn(process.execPath, args, {
    env: product.environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill(), timeoutMs);
  let last: ReplicaJson | undefined;
  let inARow = 0;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      last = JSON.parse(line) as ReplicaJson;
      inARow = wanted(last) ? inARow + 1 : 0;
      if (inARow === 2) return last;
    }
    throw new ReplicaNotReadyError(replica, what, last, said);
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}
