// A command that runs in a replica or beside it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readlink } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { run } from '../../runtime/command/mod.js';
import { InvalidExecError } from '../errors.js';
import { execArguments, usableSize, type ExecPlan, type ExecTarget, type TerminalSize } from './command.js';
import { forgetExecution, recordExecution } from './leftover.js';
import { pidWritten } from './pid-file.js';
import { killSession, signalProcess } from './session.js';

/** Output of a command. */
export type Output = { readonly stdout: Buffer } | { readonly stderr: Buffer };

const RESIZE_TIMEOUT_MS = 5_000;

/** Output is awaited this long after the command has ended: something it left behind may hold the pipes. Milliseconds. */
const OUTPUT_GRACE_MS = 500;

/** What runc exits with when it could not start a command; a command that did start has left its pid. */
const RUNC_FAILED = 255;
/** As a shell says that there is no such command (POSIX sh, 2.8.2); nsenter says it of a host tool. */
const NOT_STARTED = 127;

export class Execution {
  readonly #child: ChildProcess;
  readonly #plan: ExecPlan;
  readonly #target: ExecTarget;
  readonly #exit: Promise<number>;
  readonly #recorded: Promise<void>;
  /** Aborted when the process we started has ended. */
  readonly #over = new AbortController();

  private constructor(child: ChildProcess, plan: ExecPlan, target: ExecTarget) {
    this.#child = child;
    this.#plan = plan;
    this.#target = target;
    this.#exit = exitStatus(child);
    // Looked at by `ended` alone; a spawn that fails is told there.
    this.#exit.catch(() => undefined).finally(() => this.#over.abort());
    this.#recorded = child.pid === undefined ? Promise.resolve() : recordExecution(target.pidFile, child.pid);
    this.#recorded.catch(() => undefined);
    child.stdin?.on('error', () => undefined);
  }

  static async start(plan: ExecPlan, target: ExecTarget): Promise<Execution> {
    if (plan.command.length === 0) throw new InvalidExecError('there is no command');
    await mkdir(dirname(target.pidFile), { recursive: true, mode: 0o700 });
    const [file, ...parameters] = execArguments(plan, target);
    // A session of its own: what the command starts can be found and ended with it.
    const child = spawn(file, parameters, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, cwd: '/' });
    // Nothing may be awaited between the start and whoever listens for the end and reads the output: a quick command ends
    // within one turn of the loop, and Node throws away what nobody reads by then.
    return new Execution(child, plan, target);
  }

  /** What it writes, as it comes. A terminal has one stream only. Whoever does not read on slows the command. */
  async output(sink: (output: Output) => Promise<void>): Promise<void> {
    const { stdout, stderr } = this.#child;
    const streams = [
      pump(stdout, (chunk) => sink({ stdout: chunk })),
      pump(stderr, (chunk) => sink({ stderr: chunk })),
    ];
    const grace = this.#exit.then(
      () =>
        setTimeout(() => [stdout, stderr].forEach((stream) => stream?.destroy()), OUTPUT_GRACE_MS).unref(),
      () => undefined,
    );
    await Promise.all(streams);
    clearTimeout(await grace);
  }

  /** Its exit status; 128 + signal when a signal ended it; NOT_STARTED when it could not be started in the container. */
  async ended(): Promise<number> {
    await this.#recorded;
    const status = await this.#exit;
    const byRunc = status === RUNC_FAILED && !this.#plan.hostTool && !existsSync(this.#target.pidFile);
    return byRunc ? NOT_STARTED : status;
  }

  /** Waits until the command takes more. */
  async write(chunk: Buffer): Promise<void> {
    const { stdin } = this.#child;
    if (stdin === null || !stdin.writable || stdin.write(chunk)) return;
    await Promise.race([once(stdin, 'drain'), once(stdin, 'close')]).catch(() => undefined);
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  /** Tells the terminal its new size; the command gets SIGWINCH. Without a terminal nothing happens. */
  async resize(size: TerminalSize): Promise<void> {
    const terminal = this.#plan.terminal === undefined ? undefined : await this.#terminalPath();
    if (terminal === undefined) return;
    const { columns, rows } = usableSize(size);
    await run('stty', ['--file', terminal, 'columns', String(columns), 'rows', String(rows)], {
      timeoutMs: RESIZE_TIMEOUT_MS,
      allowFailure: true,
    });
  }

  /** Throws InvalidExecError for a name that is no signal. */
  async signal(name: string): Promise<void> {
    if (!Object.hasOwn(constants.signals, name)) throw new InvalidExecError(`${name} is not a signal`);
    const leader = await this.#leader();
    if (leader !== undefined) signalProcess(leader, name as NodeJS.Signals);
  }

  /** Ends the command with all it has started. Safe when it has ended. */
  async kill(): Promise<void> {
    const leader = await this.#leader();
    if (leader !== undefined) await killSession(leader);
    if (this.#child.pid !== undefined) await killSession(this.#child.pid);
    await this.#exit.catch(() => undefined);
    await this.#recorded.catch(() => undefined);
    await forgetExecution(this.#target.pidFile);
  }

  /** Host pid of the command itself, behind runc, nsenter and the terminal; it leads its session. */
  async #leader(): Promise<number | undefined> {
    if (!this.#plan.hostTool) return pidWritten(this.#target.pidFile, this.#over.signal);
    // nsenter and env become the command; under a terminal it is the child of `script`.
    return this.#plan.terminal === undefined ? this.#child.pid : this.#childOfScript();
  }

  async #childOfScript(): Promise<number | undefined> {
    const pid = this.#child.pid;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    const first = Number(children.trim().split(' ')[0]);
    return first > 0 ? first : undefined;
  }

  async #terminalPath(): Promise<string | undefined> {
    const child = await this.#childOfScript();
    return child === undefined ? undefined : readlink(`/proc/${child}/fd/0`).catch(() => undefined);
  }
}

async function pump(stream: Readable | null, sink: (chunk: Buffer) => Promise<void>): Promise<void> {
  if (stream === null) return;
  try {
    for await (const chunk of stream) await sink(chunk as Buffer);
  } catch (error) {
    // Destroyed after the grace: there is nobody left to read for.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function exitStatus(child: ChildProcess): Promise<number> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
