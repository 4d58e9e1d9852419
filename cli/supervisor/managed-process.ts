import type { ProcessIdentity } from '../../runtime/process/mod.js';

/** A process of ours that runs, whatever it is: a role or nats-server. */
export interface ManagedProcess extends ProcessIdentity {
  /** How it ended, in words: `with code 1`, `by SIGKILL`. Never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to end, makes it end after `graceMs`. Resolves when it has. */
  stop(graceMs: number): Promise<void>;
}
