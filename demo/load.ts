/** The load: 50 connections of redis-benchmark, ten for each of five kinds of command, all at full speed at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface LoadTarget {
  readonly host: string;
  readonly port: number;
}

/** What the load did. */
export interface LoadResult {
  readonly commands: number;
  readonly errors: number;
  /** Lines that redis-benchmark wrote about errors, for people. */
  readonly complaints: readonly string[];
}

export const LOAD_TESTS = ['set', 'incr', 'lpush', 'sadd', 'hset'] as const;
export const CLIENTS_PER_TEST = 10;
const KEYS = 10_000;

/** A running load. */
export class Load {
  readonly done: Promise<LoadResult>;
  readonly #processes: ReturnType<typeof spawn>[] = [];

  /** @param commandsPerTest how many commands each of the five kinds sends */
  constructor(target: LoadTarget, commandsPerTest: number) {
    this.done = Promise.all(LOAD_TESTS.map((test) => this.#run(target, test, commandsPerTest))).then(
      (results) => ({
        commands: results.reduce((sum, result) => sum + result.commands, 0),
        errors: results.reduce((sum, result) => sum + result.errors, 0),
        complaints: results.flatMap((result) => result.complaints),
      }),
    );
  }

  /** Ends the load at once. */
  stop(): void {
    for (const child of this.#processes) child.kill('SIGKILL');
  }

  async #run(target: LoadTarget, test: string, commands: number): Promise<LoadResult> {
    const args = [
      '-h',
      target.host,
      '-p',
      String(target.port),
      '-c',
      String(CLIENTS_PER_TEST),
      '-n',
      String(commands),
    ];
    const child = spawn('redis-benchmark', [...args, '-r', String(KEYS), '-t', test, '--csv'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#processes.push(child);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    const complaints = said.split('\n').filter((line) => /error|could not|refused|reset/i.test(line));
    return { commands, errors: complaints.length + (code === 0 ? 0 : 1), complaints };
  }
}
