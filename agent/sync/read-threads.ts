// Threads that read images: their reads wait behind everybody else's, and the agent goes on meanwhile.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../runtime/config/mod.js';
import type { ByteRange } from '../disk/mod.js';
import { ReadThreadError } from './errors.js';
import { DIGEST_BYTES, type ReadAnswer, type ReadQuestion } from './read-thread-message.js';

/** Bytes of a range of a file with their SHA-256. */
export interface ReadPiece {
  /** Undefined: all of them are zeroes. */
  readonly data: Uint8Array | undefined;
  readonly digest: Uint8Array;
}

/** What was read in one go. */
export interface ReadPieces {
  readonly pieces: readonly ReadPiece[];
  /** Nobody will look at the pieces' `data` any more. Need not be called. */
  done(): void;
}

interface Pending {
  readonly resolve: (answer: ReadAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * So many reads are under way at a time, whatever is asked: a disk answers several together nearly as soon as one. Each costs an idle thread
 * of some MiB.
 */
const THREADS = 3;

/** The threads of all transfers of an agent, each started when it is needed first. */
export class ReadThreads {
  readonly #threads = Array.from({ length: THREADS }, () => new ReadThread());

  /** Reads ranges of a file that is open in this process. It must stay open until this settles. @throws ReadThreadError */
  async read(fd: number, ranges: readonly ByteRange[]): Promise<ReadPieces> {
    return this.#leastBusy().read(fd, ranges);
  }

  /** Short digests of the blocks of a range, one after the other. @throws ReadThreadError */
  async digests(fd: number, offset: number, length: number, blockBytes: number): Promise<Uint8Array> {
    return this.#leastBusy().digests(fd, offset, length, blockBytes);
  }

  /** Ends the threads. Nothing may be asked any more. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #leastBusy(): ReadThread {
    return this.#threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
  }
}

class ReadThread {
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #nextId = 0;

  /** Questions without an answer. */
  get waiting(): number {
    return this.#pending.size;
  }

  async read(fd: number, ranges: readonly ByteRange[]): Promise<ReadPieces> {
    // Only what crosses to the thread.
    const asked = ranges.map(({ offset, length }) => ({ offset, length }));
    const { data, digests, zeroes } = await this.#ask({ fd, ranges: asked, blockBytes: 0 });
    let end = 0;
    const pieces = asked.map(({ length }, index) => {
      end += length;
      return {
        data: zeroes![index] ? undefined : data!.subarray(end - length, end),
        digest: digests!.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES),
      };
    });
    const done = (): void => {
      if (data !== undefined) this.#worker?.postMessage({ givenBack: data.buffer }, [data.buffer]);
    };
    return { pieces, done };
  }

  async digests(fd: number, offset: number, length: number, blockBytes: number): Promise<Uint8Array> {
    return (await this.#ask({ fd, ranges: [{ offset, length }], blockBytes })).digests!;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #ask(question: Omit<ReadQuestion, 'id'>): Promise<ReadAnswer> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#nextId += 1);
    // A thread without questions does not keep the process alive.
    worker.ref();
    try {
      const answer = await new Promise<ReadAnswer>((resolve, reject) => {
        this.#pending.set(id, { resolve, reject });
        worker.postMessage({ id, ...question });
      });
      if (answer.failure !== undefined) throw new ReadThreadError(answer.failure);
      return answer;
    } finally {
      this.#pending.delete(id);
      if (this.#pending.size === 0) worker.unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(compiled(new URL('./read-thread-main.js', import.meta.url)), {
      name: 'read images',
    });
    worker.on('message', (answer: ReadAnswer) => this.#pending.get(answer.id)?.resolve(answer));
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#worker = undefined;
      const said = cause instanceof Error ? cause.message : `its thread ended with code ${code}`;
      for (const { reject } of this.#pending.values()) reject(new ReadThreadError(said, cause));
    });
    return worker;
  }
}

/** The compiled file: as it is, or the one under dist when the code runs from its source. */
function compiled(url: URL): string {
  const file = fileURLToPath(url);
  const dist = path.join(packageRoot(), 'dist');
  return file.startsWith(dist + path.sep) ? file : path.join(dist, path.relative(packageRoot(), file));
}
