// The runc command.
import { run } from '../../runtime/command/mod.js';

export type RuncStatus = 'creating' | 'created' | 'running' | 'paused' | 'stopped';

/** A container as runc knows it. */
export interface RuncState {
  readonly id: string;
  /** Host pid of its first process; 0 when stopped. */
  readonly pid: number;
  readonly status: RuncStatus;
}

/** Each call is some 20 ms of work; the rest of this is for a host that is badly overloaded. */
const CALL_TIMEOUT_MS = 30_000;

/** runc with one state folder. */
export class Runc {
  readonly path: string;
  readonly root: string;

  constructor(path: string, root: string) {
    this.path = path;
    this.root = root;
  }

  async start(id: string): Promise<void> {
    await this.call(['start', id]);
  }

  /** The container's state, or undefined when runc does not know it. */
  async state(id: string): Promise<RuncState | undefined> {
    const { stdout, code } = await this.call(['state', id], { allowFailure: true });
    return code === 0 ? (JSON.parse(stdout) as RuncState) : undefined;
  }

  /** All containers in this state folder. */
  async list(): Promise<RuncState[]> {
    const { stdout } = await this.call(['list', '--format', 'json']);
    return (JSON.parse(stdout) as RuncState[] | null) ?? [];
  }

  /** Signals the first process. A container that has ended already is no error. */
  async kill(id: string, signal: 'TERM' | 'KILL'): Promise<void> {
    await this.call(['kill', id, signal], { allowFailure: true });
  }

  /** Kills what is left of it and removes its cgroups and its state. Safe when it is gone already. */
  async delete(id: string): Promise<void> {
    await this.call(['delete', '--force', id]);
  }

  private call(parameters: string[], options: { allowFailure?: boolean } = {}) {
    return run(this.path, ['--root', this.root, ...parameters], { timeoutMs: CALL_TIMEOUT_MS, ...options });
  }
}
