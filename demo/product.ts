/** The product as a user meets it: its command line, with --json, on an installation of the demo's own. */
import { join } from 'node:path';
import { run } from '../runtime/command/mod.js';
import { packageRoot } from '../runtime/config/mod.js';

/** The demo keeps away from a real installation: its own state, sockets and port. */
export interface Installation {
  readonly stateDir: string;
  readonly runDir: string;
  readonly natsPort: number;
  /** gRPC target of the coordinator; undefined: the one of these folders. */
  readonly coordinator?: string;
}

/** The part of a replica's --json that the demo reads. */
export interface ReplicaJson {
  readonly name: string;
  readonly host: string;
  readonly state: string;
  readonly pid: number | null;
  readonly replay: {
    readonly faithful: boolean;
    readonly unfaithfulReason: string | null;
    readonly caughtUp: boolean;
    readonly recordsDone: number;
    readonly lagRecords: number;
    readonly connectionsCarried: number;
    readonly connectionsDialled: number;
    readonly divergences: number;
    readonly firstDivergence: unknown;
    readonly recordsLost: number;
    readonly lateDeliveries: number;
  } | null;
  /** What the tap of its instance has yet to bring into the log; null: it cannot be asked. */
  readonly tap: { readonly backlogRecords: number; readonly backlogSeconds: number } | null;
}

export interface SuspendJson {
  readonly freezingMs: number | null;
  readonly memoryMs: number | null;
  readonly diskMs: number | null;
  readonly networkLockMs: number | null;
  readonly frozenMs: number | null;
  readonly clientGapMs: number | null;
}

export interface CloneCreatedJson {
  readonly clone: {
    readonly name: string;
    /** Of the instance. */
    readonly host: string;
    /** Other hosts that hold it. */
    readonly copies: readonly string[];
    readonly suspend: SuspendJson;
    readonly connections: number;
    readonly imageBytes: number;
  };
  readonly replicas: readonly ReplicaJson[];
}

export class Product {
  readonly installation: Installation;
  readonly #command = join(packageRoot(), 'bin/parikshan');

  constructor(installation: Installation) {
    this.installation = installation;
  }

  /** Runs a command; throws CommandFailedError with what it said. */
  async run(
    args: readonly string[],
    options: { timeoutMs: number; signal?: AbortSignal; env?: NodeJS.ProcessEnv },
  ): Promise<string> {
    const { stdout } = await run(process.execPath, [this.#command, ...args], {
      ...options,
      env: { ...this.environment(), ...options.env },
    });
    return stdout;
  }

  /** Runs a command with --json and reads its answer. */
  async json<T>(args: readonly string[], options: { timeoutMs: number; signal?: AbortSignal }): Promise<T> {
    // Behind the noun and the verb: what follows a `--` belongs to the container.
    return JSON.parse(await this.run([...args.slice(0, 2), '--json', ...args.slice(2)], options)) as T;
  }

  /** The environment that leads every command to this installation. */
  environment(): NodeJS.ProcessEnv {
    const { stateDir, runDir, coordinator } = this.installation;
    return {
      ...process.env,
      PARIKSHAN_STATE_DIR: stateDir,
      PARIKSHAN_RUN_DIR: runDir,
      ...(coordinator === undefined ? {} : { PARIKSHAN_COORDINATOR: coordinator }),
      LC_ALL: 'C.UTF-8',
    };
  }
}
