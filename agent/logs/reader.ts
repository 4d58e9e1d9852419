// Reads a container's log, and follows it.
import { watch } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LogParser, type LogLine } from './line.js';

export interface ReadLogOptions {
  /** Only the last lines; 0: all. */
  readonly tail: number;
  /** Go on until `ended` resolves. */
  readonly follow: boolean;
  /** Resolves when nothing more will be written. */
  readonly ended: Promise<unknown>;
  /** Ends the reading without an error. */
  readonly signal: AbortSignal;
}

const CHUNK_BYTES = 64 * 1024;

/**
 * The lines of a log, oldest first. When conmon begins the file afresh because it has grown too large, following goes on in the
 * new one. A log that does not exist yet is empty.
 */
export async function* readLog(path: string, options: ReadLogOptions): AsyncGenerator<LogLine> {
  const changes = new Changes(dirname(path));
  // Registered before the first read: what is written in between is not missed.
  let ended = !options.follow;
  void options.ended.finally(() => {
    ended = true;
    changes.notify();
  });
  const onAbort = (): void => changes.notify();
  options.signal.addEventListener('abort', onAbort);
  const parser = new LogParser();
  let file: FileHandle | undefined;
  try {
    let tail: LogLine[] | undefined = options.tail > 0 ? [] : undefined;
    while (!options.signal.aborted) {
      const last = ended;
      const change = changes.next();
      file ??= await open(path, 'r').catch(() => undefined);
      if (file !== undefined) {
        for await (const line of readToEnd(file, parser)) {
          if (tail === undefined) yield line;
          else if (tail.push(line) > options.tail) tail.shift();
        }
      }
      if (tail !== undefined) yield* tail;
      tail = undefined;
      if (file !== undefined && (await replaced(path, file))) {
        // What was written to the old file between our last look and its replacement.
        yield* readToEnd(file, parser);
        await file.close();
        file = undefined;
        continue;
      }
      if (last) break;
      await change;
    }
    if (!options.signal.aborted) yield* parser.flush();
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    changes.close();
    await file?.close();
  }
}

async function* readToEnd(file: FileHandle, parser: LogParser): AsyncGenerator<LogLine> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return;
    yield* parser.push(buffer.subarray(0, bytesRead));
  }
}

/** Whether the path leads to another file now. */
async function replaced(path: string, file: FileHandle): Promise<boolean> {
  const [now, ours] = await Promise.all([stat(path).catch(() => undefined), file.stat()]);
  return now !== undefined && now.ino !== ours.ino;
}

/** Changes in a folder, as promises. */
class Changes {
  #wake: (() => void) | undefined;
  readonly #watcher;

  constructor(folder: string) {
    this.#watcher = watch(folder, () => this.notify());
    this.#watcher.on('error', () => this.notify());
  }

  /** Resolves at the next change after this call. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  notify(): void {
    this.#wake?.();
  }

  close(): void {
    this.#watcher.close();
  }
}
