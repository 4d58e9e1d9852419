/** One host of a lab. */
import { join } from 'node:path';
import { run, type RunResult } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { onHost } from './host-space.js';
import type { HostPlan, LabPlan } from './lab-plan.js';
import { LabProcess, type ProcessName, type ProcessPlan } from './lab-process.js';
import { hostEnvironment, labTarget } from './processes.js';
import { limitLink, plugLink } from './wire.js';

/** A program and its arguments. */
export type Command = readonly [file: string, ...args: string[]];

/** How to run a command on a host. */
export interface RunOnHost {
  /** Default 2 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Return a code other than 0 instead of throwing. */
  readonly allowFailure?: boolean;
}

const TIMEOUT_MS = 120_000;

export class LabHost {
  readonly name: string;
  readonly address: string;
  /** Its network namespace below /run/netns. */
  readonly netns: string;
  readonly stateDir: string;
  readonly runDir: string;
  /** Pid of the process that holds the host's namespaces. */
  readonly holder: number;
  readonly #lab: LabPlan;
  readonly #plan: HostPlan;
  readonly #control: HostPlan;
  readonly #processes = new Map<ProcessName, LabProcess>();

  constructor(lab: LabPlan, plan: HostPlan, control: HostPlan, holder: number) {
    this.name = plan.name;
    this.address = plan.address;
    this.netns = plan.netns;
    this.stateDir = plan.stateDir;
    this.runDir = plan.runDir;
    this.holder = holder;
    this.#lab = lab;
    this.#plan = plan;
    this.#control = control;
  }

  /** gRPC target of its agent, as others reach it. */
  get agentTarget(): string {
    return labTarget(this.#plan, 'agent');
  }

  /** gRPC target of its proxy, as others reach it. */
  get proxyTarget(): string {
    return labTarget(this.#plan, 'proxy');
  }

  /** Runs a program on this host: its network, its mounts, its name. */
  exec(command: Command, options: RunOnHost = {}): Promise<RunResult> {
    const [file = '', ...args] = onHost(this.holder, command);
    const env = hostEnvironment(this.#plan, this.#control);
    return run(file, args, { timeoutMs: TIMEOUT_MS, ...options, env });
  }

  /** Runs a command line of Parikshan on this host; it talks to the lab's coordinator. Resolves with its stdout. */
  async parikshan(args: readonly string[], options: RunOnHost = {}): Promise<string> {
    const program = join(packageRoot(), 'bin', 'parikshan');
    return (await this.exec([process.execPath, program, ...args], options)).stdout;
  }

  /** Adds a process of this host and starts it. */
  async add(plan: ProcessPlan): Promise<void> {
    const process = new LabProcess(plan);
    this.#processes.set(plan.name, process);
    await process.start();
  }

  /** Ends a process at once, with SIGKILL. */
  kill(name: ProcessName): Promise<void> {
    return this.#process(name).kill();
  }

  /** Ends a process in order. */
  stop(name: ProcessName): Promise<void> {
    return this.#process(name).stop();
  }

  /** Starts a process (again); one that runs is ended in order first. Resolves when it serves. */
  async restart(name: ProcessName): Promise<void> {
    await this.#process(name).stop();
    await this.#process(name).start();
  }

  /** Pid of a process; undefined while it does not run. */
  pid(name: ProcessName): number | undefined {
    return this.#process(name).pid;
  }

  /** What a process has said in all its lives. */
  log(name: ProcessName): string {
    return this.#process(name).log();
  }

  /** Lets it send and receive at most this many bits a second, each; undefined: no limit. */
  limit(bitsPerSecond: number | undefined): Promise<void> {
    return limitLink(this.#lab, this.#plan, bitsPerSecond);
  }

  /** Pulls its plug: nothing comes or goes until `mend`. */
  cut(): Promise<void> {
    return plugLink(this.#lab, this.#plan, 'down');
  }

  mend(): Promise<void> {
    return plugLink(this.#lab, this.#plan, 'up');
  }

  /** Starts whatever of its processes does not run; resolves when all serve. */
  async startAll(): Promise<void> {
    for (const process of this.#processes.values()) await process.start();
  }

  /** Ends all its processes, feeders first, what they stand on last. */
  async stopAll(): Promise<void> {
    for (const name of ['proxy', 'agent', 'coordinator', 'nats-server'] as const)
      await this.#processes.get(name)?.stop();
  }

  #process(name: ProcessName): LabProcess {
    const process = this.#processes.get(name);
    if (process === undefined) throw new Error(`${this.name} has no ${name}`);
    return process;
  }
}
