import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../runtime/config/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { unpackError, type ThreadError, type ThreadMessage } from './thread-message.js';

export interface AskedThreadOptions {
  /** Shown in the list of threads. */
  readonly name: string;
  /** URL of the source file the thread runs, `worker.ts` or what was compiled of it. */
  readonly file: URL;
  /** What it is given when it starts; copied (structured clone). */
  readonly data: unknown;
  readonly log: Logger;
  /** Room for young objects of its heap, MiB; default the engine's. */
  readonly youngGenerationMb?: number;
  /** Called with what the thread tells without being asked. */
  readonly onNotice?: (value: unknown) => void;
  /** Makes the error of a thread that failed or does not answer. */
  readonly failed: (message: string, cause?: unknown) => Error;
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The asking side of a thread that runs `answerQuestions`. */
export class AskedThread {
  /** Resolves when the thread has ended: with an error unless `end` was called before. */
  readonly closed: Promise<Error | undefined>;
  readonly #options: AskedThreadOptions;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 0;
  #expected = false;
  #failure: Error | undefined;
  /** Why there is no thread any more. */
  #ended: Error | undefined;

  constructor(options: AskedThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(compiled(options.file), {
      workerData: options.data,
      name: options.name,
      resourceLimits: { maxYoungGenerationSizeMb: options.youngGenerationMb },
    });
    this.#worker.on('message', (message: ThreadMessage) => this.#hear(message));
    this.#worker.on('error', (cause) => (this.#failure = options.failed(cause.message, cause)));
    this.closed = once(this.#worker, 'exit').then(
      ([code]) => this.#over(String(code)),
      // `once` is rejected by the error that comes before the exit.
      () => this.#over('1'),
    );
  }

  /** Throws what the thread threw (as RemoteError where it was foreseen), or the `failed` error in other cases. */
  async ask<T>(question: string, value: unknown, timeoutMs: number): Promise<T> {
    const gone = this.#failure ?? this.#ended;
    if (gone !== undefined) throw gone;
    const id = (this.#nextId += 1);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#pending.set(id, { resolve: resolve, reject });
        const late = `no answer to ${question} in ${timeoutMs} ms`;
        timer = setTimeout(() => reject(this.#options.failed(late)), timeoutMs);
        this.#worker.postMessage({ id, ask: question, value });
      });
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  /** Whether there is no thread any more. */
  get over(): boolean {
    return this.#ended !== undefined;
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.#expected = true;
    await this.#worker.terminate();
    await this.closed;
  }

  #over(code: string): Error | undefined {
    if (!this.#expected) this.#failure ??= this.#options.failed(`its thread ended with code ${code}`);
    const ended = this.#failure ?? this.#options.failed('it was stopped');
    this.#ended = ended;
    for (const { reject } of this.#pending.values()) reject(ended);
    this.#pending.clear();
    return this.#failure;
  }

  #hear(message: ThreadMessage): void {
    if (message.kind === 'log') return this.#relay(message.line);
    if (message.kind === 'notice') return this.#options.onNotice?.(message.value);
    if (message.kind === 'failure') {
      this.#failure = this.#errorOf(message.error);
      void this.#worker.terminate();
      return;
    }
    const pending = this.#pending.get(message.id);
    if (message.kind === 'answer') pending?.resolve(message.value as never);
    else pending?.reject(this.#errorOf(message.error));
  }

  #errorOf(error: ThreadError): Error {
    return unpackError(error) ?? this.#options.failed(error.message);
  }

  /** Writes a line of the thread's log as one of ours. */
  #relay(line: string): void {
    const {
      level,
      msg,
      time: _time,
      pid: _pid,
      role: _role,
      ...fields
    } = JSON.parse(line) as Record<string, unknown>;
    const write = level as 'debug' | 'info' | 'warn' | 'error';
    this.#options.log[write](fields, typeof msg === 'string' ? msg : '');
  }
}

/** The compiled file: as it is, or the one under dist when the code runs from its source. */
function compiled(url: URL): string {
  const file = fileURLToPath(url).replace(/\.ts$/, '.js');
  const dist = path.join(packageRoot(), 'dist');
  return file.startsWith(dist + path.sep) ? file : path.join(dist, path.relative(packageRoot(), file));
}
