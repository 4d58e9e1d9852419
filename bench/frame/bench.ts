/** What a bench is. The frame parses its command line, clears what a killed run left, runs it, and prints its report. */
import type { Table } from './table.js';

/** An option of one bench, beside the frame's own. */
export interface BenchOption {
  readonly type: 'string' | 'boolean';
  /** What stands for its value in the help, e.g. `N`. */
  readonly placeholder?: string;
  readonly help: string;
}

/** A question that is answered by measuring. */
export interface Bench {
  readonly name: string;
  /** One line: what it measures. */
  readonly summary: string;
  /** Runs of each variant that count, when --runs is not given. */
  readonly defaultRuns: number;
  readonly options?: Readonly<Record<string, BenchOption>>;
  /** Command lines behind `npm run bench -- `, each with what it is for. */
  readonly examples: readonly (readonly [commandLine: string, what: string])[];
  /**
   * Measures. May leave everything it made where it is: `clear` follows, however this ends.
   * @throws BenchUsageError when it refuses an option; anything else when it could not measure, or `context.signal` was aborted
   */
  run(context: BenchContext): Promise<BenchReport>;
  /**
   * Removes what a run made on the machine, in whatever state it is; nothing there is fine. Called before each run,
   * for one that was killed, and after it. The frame removes the folders of `place` itself, after this.
   */
  clear(place: BenchPlace, say: Say): Promise<void>;
}

/** Tells people what goes on, on stderr. */
export type Say = (line: string) => void;

/** Where a bench keeps its things: the same folders in each run, and no other bench's. */
export interface BenchPlace {
  /** State and run folder of an installation of Parikshan. */
  readonly stateDir: string;
  readonly runDir: string;
  /** Anything else. Exists, and is empty, when `run` is called. */
  readonly workDir: string;
}

export interface BenchContext {
  readonly place: BenchPlace;
  /** Runs of each variant that count. */
  readonly runs: number;
  /** Values of the bench's own options. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Aborted by SIGINT and SIGTERM: stop soon. */
  readonly signal: AbortSignal;
  readonly say: Say;
}

/** A goal, and whether what was measured meets it. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What a bench found. */
export interface BenchReport {
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** What a reader must know to judge the tables, one sentence each. */
  readonly notes: readonly string[];
  /** What should not have happened (a client error, unequal data): the command then ends with 1. A goal missed is no fault. */
  readonly faults: readonly string[];
  /** All samples, for --json. */
  readonly data: unknown;
}
