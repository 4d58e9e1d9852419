import { pause } from '../operation/mod.js';
import { NO_FAILURES, nextBackOff } from './back-off.js';
import type { ManagedProcess } from './managed-process.js';
import { formatDuration } from '../output/mod.js';
import type { ChildRecord } from './up-record.js';

/** A process that is started again whenever it ends. */
export interface KeptProcess {
  readonly name: string;
  /** The process as it is now. */
  record(): ChildRecord;
  /** Ends with the first life of the process: how it ended, in words. For whoever waits for it to become ready. */
  readonly firstEnd: Promise<string>;
  /** Ends it for good. Safe to call twice. */
  stop(graceMs: number): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
}

/** How to keep a process running. */
export interface KeepRunningOptions {
  readonly name: string;
  readonly start: () => Promise<ManagedProcess>;
  /** Says what happened, to whoever watches `up`. */
  readonly say: (text: string) => void;
  /** The process changed: its record is to be written. */
  readonly changed: () => void;
}

/** Starts a process and keeps it running, with a growing pause while it keeps ending soon after its start. */
export async function keepRunning(options: KeepRunningOptions): Promise<KeptProcess> {
  const { name, start, say, changed } = options;
  const stopping = new AbortController();
  let current = await start();
  let restarts = 0;
  let starting: Promise<ManagedProcess> | undefined;

  const again = async (): Promise<void> => {
    let backOff = NO_FAILURES;
    let startedAt = Date.now();
    for (;;) {
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      for (let up = false; !up;) {
        const { waitMs, next } = nextBackOff(backOff, Date.now() - startedAt);
        backOff = next;
        say(`${name} ended ${how}; starting it again in ${formatDuration(waitMs)}.`);
        await pause(waitMs, stopping.signal);
        startedAt = Date.now();
        try {
          starting = start();
          current = await starting;
          up = true;
        } catch (error) {
          say(`${name} does not start: ${error instanceof Error ? error.message : String(error)}`);
        } finally {
          starting = undefined;
        }
      }
      restarts += 1;
      say(`${name} runs again (pid ${current.pid}).`);
      changed();
    }
  };
  const firstEnd = current.ended;
  // Ends by the pause being aborted: that is how it is stopped.
  const loop = again().catch(() => undefined);

  return {
    name,
    record: () => ({ name, pid: current.pid, startTicks: current.startTicks, restarts }),
    firstEnd,
    async stop(graceMs) {
      stopping.abort(new Error('stopping'));
      // A start under way must not slip through and outlive us.
      await starting?.catch(() => undefined);
      await current.stop(graceMs);
      await loop;
    },
    kill() {
      stopping.abort(new Error('stopping'));
      try {
        process.kill(current.pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    },
  };
}
