import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How long a list of a replica's processes is used, microseconds. */
const LIST_US = 1_000_000;

/** States of proc_pid_stat(5) in which a thread waits for something to happen; in all others it works or wants to. */
const WAITING = new Set(['S', 'I', 'Z', 'X']);
/** In which it does nothing until somebody lets it: stopped, and stopped by a tracer. */
const STOPPED = new Set(['T', 't']);

/** The state in the text of a stat file; the name before it may hold anything. */
export function stateOf(stat: string): string | undefined {
  return /^\s*(\S)/.exec(stat.slice(stat.lastIndexOf(')') + 1))?.[1];
}

/** What the processes of a replica are doing, as the kernel tells. */
export class ReplicaProcesses {
  readonly #pid: number;
  #pids: readonly string[] = [];
  #listedUs = -Infinity;

  /** `pid`: host pid of the replica's first process; 0: not known. */
  constructor(pid: number) {
    this.#pid = pid;
  }

  get known(): boolean {
    return this.#pid !== 0;
  }

  /** Whether somebody has stopped any of them. */
  isStopped(nowUs: number): boolean {
    return this.#states(nowUs).some((state) => STOPPED.has(state));
  }

  /** Whether all of their threads wait for something to happen: nothing that was given to them is still being dealt with. */
  isIdle(nowUs: number): boolean {
    const states = this.#states(nowUs);
    return states.length > 0 && states.every((state) => WAITING.has(state));
  }

  #states(nowUs: number): string[] {
    if (this.#pid === 0) return [];
    try {
      if (nowUs - this.#listedUs >= LIST_US) {
        this.#pids = this.#list();
        this.#listedUs = nowUs;
      }
      return this.#pids.flatMap((pid) =>
        readdirSync(`/proc/${pid}/task`).map(
          (thread) => stateOf(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')) ?? '',
        ),
      );
    } catch {
      // One has ended: the list is made anew.
      this.#listedUs = -Infinity;
      return [];
    }
  }

  /** All processes of the replica: those in the pid namespace of its first. */
  #list(): string[] {
    const namespace = readlinkSync(`/proc/${this.#pid}/ns/pid`);
    return readdirSync('/proc').filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      try {
        return readlinkSync(`/proc/${name}/ns/pid`) === namespace;
      } catch {
        return false;
      }
    });
  }
}
