import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Lines of what it said that are kept to explain a failure. */
const LINES_KEPT = 30;

/** A client program of Debian's, run on the host out of a root filesystem: nothing is installed, and its network is the host's. */
export class ClientProgram {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #said: string[] = [];

  /**
   * @param rootfs path of the root filesystem
   * @param heard is told each line of its output, stdout and stderr alike
   * @param failed is told once when it ends otherwise than with exit code 0
   */
  constructor(
    rootfs: string,
    command: readonly string[],
    heard: (line: string) => void,
    failed: (error: Error) => void,
  ) {
    const child = spawn('chroot', [rootfs, ...command], {
      stdio: 'pipe',
      env: { ...process.env, LC_ALL: 'C' },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        if (this.#said.push(line) > LINES_KEPT) this.#said.shift();
        heard(line);
      });
    // One that has ended reads nothing more; how it ended is told below.
    child.stdin.on('error', () => undefined);
    this.#ended = once(child, 'close').then(([code, signal]) => {
      if (code !== 0)
        failed(new Error(`${command[0]} ended with ${String(code ?? signal)}: ${this.#said.join('\n')}`));
    }, failed);
  }

  /** Writes to its input. */
  write(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** Closes its input. */
  closeInput(): void {
    this.#child.stdin?.end();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when it has ended, however. */
  async ended(): Promise<void> {
    await this.#ended;
  }
}
