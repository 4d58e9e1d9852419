import { readdirSync, readlinkSync } from 'node:fs';
import { groupProcessesSync } from '../../runtime/cgroup/mod.js';
import {
  allPidsSync,
  hasEnded,
  isStopped,
  readStatSync,
  type ProcessStat,
} from '../../runtime/process/mod.js';

/** How long a list of a replica's processes is used, microseconds. */
const LIST_US = 1_000_000;

/** States in which a thread waits for something to happen; in all others, but those of its end, it works or wants to. */
const WAITING = new Set(['S', 'I']);

/** What the processes of a replica are doing, as the kernel tells. */
export class ReplicaProcesses {
  readonly #pid: number;
  #pids: readonly number[] = [];
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
    return this.#threads(nowUs).some(isStopped);
  }

  /** Whether all of their threads wait for something to happen: nothing that was given to them is still being dealt with. */
  isIdle(nowUs: number): boolean {
    const threads = this.#threads(nowUs);
    return threads.length > 0 && threads.every((thread) => WAITING.has(thread.state) || hasEnded(thread));
  }

  #threads(nowUs: number): ProcessStat[] {
    if (this.#pid === 0) return [];
    try {
      if (nowUs - this.#listedUs >= LIST_US) {
        this.#pids = this.#list();
        this.#listedUs = nowUs;
      }
      const threads = this.#pids.flatMap((pid) =>
        readdirSync(`/proc/${pid}/task`).map((thread) => readStatSync(pid, Number(thread))),
      );
      if (threads.every((thread) => thread !== undefined)) return threads;
    } catch {
      // As when a thread was there no more.
    }
    // One has ended: the list is made anew.
    this.#listedUs = -Infinity;
    return [];
  }

  /** All processes of the replica: those in the pid namespace of its first. On a host of thousands it is looked for them in its cgroup only. */
  #list(): number[] {
    const namespace = readlinkSync(`/proc/${this.#pid}/ns/pid`);
    const among = groupProcessesSync(this.#pid) ?? allPidsSync();
    return among.filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/ns/pid`) === namespace;
      } catch {
        return false;
      }
    });
  }
}
