import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { packageRoot } from '../../../../runtime/config/mod.js';
import { waitUntilServing } from '../../../../runtime/grpc/mod.js';
import type { TestBed } from './test-bed.js';

/** A coordinator as `parikshan coordinator` runs it, in a process that can be killed. */
export class CoordinatorProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(bed: TestBed): Promise<CoordinatorProcess> {
    const words = ['coordinator', '--run-dir', bed.folder, '--state-dir', bed.folder];
    const child = spawn(process.execPath, [join(packageRoot(), 'bin/parikshan'), ...words], {
      stdio: 'ignore',
    });
    const started = new CoordinatorProcess(child);
    onTestFinished(async () => void (await started.end('SIGKILL')));
    await waitUntilServing('CoordinatorService', bed.target('coordinator'), { timeoutMs: 20_000 });
    return started;
  }

  /** Resolves with the exit code when it has ended; null when the signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
    return this.#child.exitCode;
  }
}
