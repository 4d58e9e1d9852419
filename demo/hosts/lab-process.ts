/** A process of a host that is started, killed and started again: a role, or nats-server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type ProcessName = 'nats-server' | 'coordinator' | 'agent' | 'proxy';

/** How to start one. */
export interface ProcessPlan {
  readonly name: ProcessName;
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logPath: string;
  /** Resolves when it serves; rejects when it does not in time, or the signal is aborted. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
}

/** What an orderly end may take: a role drains for up to 10 s and leaves by force 2 s later. */
const GRACE_MS = 15_000;
const LAST_WORDS_CHARS = 3_000;

export class LabProcess {
  readonly plan: ProcessPlan;
  #child: ChildProcess | undefined;

  constructor(plan: ProcessPlan) {
    this.plan = plan;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Everything it has said in all its lives. */
  log(): string {
    return readFileSync(this.plan.logPath, 'utf8');
  }

  /** Resolves once it serves. Fine when it runs. */
  async start(): Promise<void> {
    if (this.#child !== undefined) return;
    const { command, env, logPath, name, ready } = this.plan;
    mkdirSync(dirname(logPath), { recursive: true, mode: 0o700 });
    const log = openSync(logPath, 'a', 0o600);
    const [file = '', ...args] = command;
    const child = spawn(file, args, { cwd: '/', detached: true, env, stdio: ['pipe', log, log] });
    closeSync(log);
    // Roles hold the other end: when this process dies in any way they leave too.
    child.stdin?.on('error', () => undefined);
    this.#child = child;
    const over = new AbortController();
    const ended = once(child, 'exit').then(() => {
      if (this.#child === child) this.#child = undefined;
      over.abort(new Error(`it ended`));
    });
    try {
      await Promise.race([ready(over.signal), ended.then(() => Promise.reject(new Error('it ended')))]);
    } catch (cause) {
      await this.stop();
      const words = this.log().slice(-LAST_WORDS_CHARS);
      throw new Error(`${name} does not serve; its log ends with:\n${words}`, { cause });
    } finally {
      over.abort(new Error('no longer awaited'));
    }
  }

  /** Ends it in order; by force when it takes too long. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Ends it at once. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await exit;
    clearTimeout(force);
  }
}
