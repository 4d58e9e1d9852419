/** redis-benchmark at full speed for as long as it is wanted: half of its connections write, half read. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Address } from './containers.js';

const CONNECTIONS_EACH = 25;
/** So many that it never comes to its end. */
const REQUESTS = 1_000_000_000;
/** Few and small: the size of the data stays what it is. */
const KEYS = 10_000;
const VALUE_BYTES = 100;

export class SteadyLoad {
  readonly #children: readonly ChildProcess[];
  readonly #faults: string[] = [];
  #stopped = false;

  constructor({ address, port }: Address) {
    this.#children = ['set', 'get'].map((test) => this.#start(test, address, port));
  }

  /** Ends it; resolves with what its clients had to complain of. */
  async stop(): Promise<string[]> {
    this.#stopped = true;
    await Promise.all(
      this.#children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      }),
    );
    return this.#faults;
  }

  #start(test: string, address: string, port: number): ChildProcess {
    const at = ['-h', address, '-p', String(port)];
    const work = ['-t', test, '-c', String(CONNECTIONS_EACH), '-n', String(REQUESTS), '-r', String(KEYS)];
    const child = spawn('redis-benchmark', [...at, ...work, '-d', String(VALUE_BYTES), '-q'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-300)));
    child.once('error', (error) => this.#faults.push(`redis-benchmark: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (!this.#stopped) this.#faults.push(`redis-benchmark ended with ${code ?? signal}: ${said.trim()}`);
    });
    return child;
  }
}
