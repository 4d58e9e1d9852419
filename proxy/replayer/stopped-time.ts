import type { ReplicaProcesses } from './replica-processes.js';

/**
 * How long a replica's processes stood still because somebody stopped them. That time does not count against the
 * replica's patience: who sits in a debugger must find, when the program goes on, the feed where it was.
 */
export class StoppedTime {
  readonly #processes: Pick<ReplicaProcesses, 'isStopped'>;
  #us = 0;
  #awakeUs = 0;
  #lastUs: number | undefined;
  #stopped = false;

  constructor(processes: Pick<ReplicaProcesses, 'isStopped'>) {
    this.#processes = processes;
  }

  /** Looks at the processes; to be called every now and then. */
  look(nowUs: number): void {
    const since = this.#lastUs;
    this.#lastUs = nowUs;
    this.#stopped = this.#processes.isStopped(nowUs);
    if (since !== undefined && this.#stopped) this.#us += nowUs - since;
  }

  /** Whether they stood still when they were last looked at. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Time less all that the processes stood still, microseconds. It does not go back, only stands. */
  awake(nowUs: number): number {
    this.#awakeUs = Math.max(this.#awakeUs, nowUs - this.#us);
    return this.#awakeUs;
  }
}
