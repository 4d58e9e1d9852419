/** Brings a freeze to a point of a test's choice and keeps it there, so that something can be struck exactly there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freezeFiles, haltFiles } from '../../../../agent/freeze/mod.js';

/** The processes of a freeze under way. */
export interface FreezePids {
  readonly guard: number;
  readonly criu: number;
}

/** A point of the freeze: at a moment that CRIU tells, or at the `nth` system call of a name behind it. */
interface Point {
  readonly moment: 'pre-dump' | 'network-lock' | 'post-dump' | 'network-unlock';
  readonly call?: string;
  readonly nth?: number;
}

/** In the order of a freeze. */
export const POINTS = {
  start: { moment: 'pre-dump' },
  // The first three: one thread is stopped, the next is traced, the others run.
  seize: { moment: 'pre-dump', call: 'ptrace', nth: 3 },
  'network-lock': { moment: 'network-lock' },
  // CRIU waits for the call that it has a process make, behind one for a child of its own.
  call: { moment: 'network-lock', call: 'wait4', nth: 2 },
  // Pages go by pipes from the process into the image.
  memory: { moment: 'network-lock', call: 'splice', nth: 3 },
  // The first child maps users; those that follow dump namespaces.
  namespaces: { moment: 'network-lock', call: 'clone', nth: 2 },
  'post-dump': { moment: 'post-dump' },
  // Two for each connection.
  'repair-off': { moment: 'post-dump', call: 'setsockopt', nth: 5 },
  'network-unlock': { moment: 'network-unlock' },
  // One for each thread.
  resume: { moment: 'network-unlock', call: 'ptrace', nth: 2 },
} as const satisfies Record<string, Point>;
export type PointName = keyof typeof POINTS;

/** A folder in which the agent is told where its freezes halt. */
export class FreezePoints {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** What the agent has to see. */
  get env(): NodeJS.ProcessEnv {
    return { PARIKSHAN_TEST_FREEZE_HALTS: this.#folder };
  }

  /** Asks for a halt, before the clone is asked for. */
  ask(point: PointName): void {
    writeFileSync(haltFiles(this.#folder, POINTS[point].moment).asked, '');
  }

  /**
   * Resolves when the freeze of this clone stands at the point; what stands there goes on by `letGo` only, or dies.
   * @param at the installation whose agent freezes
   */
  async reached(
    point: PointName,
    { runDir }: { readonly runDir: string },
    clone: string,
  ): Promise<FreezePids> {
    const { moment, call, nth }: Point = POINTS[point];
    await this.#appears(haltFiles(this.#folder, moment).reached);
    const { pids } = freezeFiles(join(runDir, 'clones', clone));
    const freeze = JSON.parse(readFileSync(pids, 'utf8')) as FreezePids;
    if (call !== undefined) await stopAtCall(freeze.criu, call, nth ?? 1, () => this.#goOn(moment));
    return freeze;
  }

  /** Lets a freeze that stands at a point go on. */
  letGo(point: PointName, { criu }: FreezePids): void {
    const { moment, call }: Point = POINTS[point];
    if (call === undefined) this.#goOn(moment);
    else process.kill(criu, 'SIGCONT');
  }

  /** Nothing halts any more, whatever became of the freeze. */
  clear(): void {
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name), { force: true });
  }

  #goOn(moment: string): void {
    const { asked, reached } = haltFiles(this.#folder, moment);
    rmSync(reached, { force: true });
    rmSync(asked, { force: true });
  }

  async #appears(path: string): Promise<void> {
    const watcher = watch(this.#folder);
    try {
      while (!existsSync(path)) await once(watcher, 'change');
    } finally {
      watcher.close();
    }
  }
}

/** Resolves when the process, which waits for `go`, has stopped behind its nth call of that name. */
async function stopAtCall(pid: number, call: string, nth: number, go: () => void): Promise<void> {
  const inject = `inject=${call}:signal=SIGSTOP:when=${nth}`;
  const strace = spawn('strace', ['-p', String(pid), '-e', `trace=${call}`, '-e', inject], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(strace, 'exit');
  let stopped = false;
  for await (const line of createInterface(strace.stderr)) {
    if (/ attached$/.test(line)) go();
    stopped ||= line.includes('stopped by SIGSTOP');
    // It leaves the process stopped.
    if (stopped) strace.kill('SIGINT');
  }
  await ended;
  if (!stopped) throw new Error(`process ${pid} made no ${nth} calls of ${call}`);
}
