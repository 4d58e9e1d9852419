/** The lab: makes all hosts, and takes them away. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host__Output } from '../../proto/gen/parikshan/v1/Host.js';
import { connect } from '../../runtime/grpc/mod.js';
import { writeNatsConfig } from '../../runtime/nats/mod.js';
import { Product } from '../product.js';
import { settleHost } from './host-space.js';
import { LabHost } from './lab-host.js';
import { freeNumber, labPrefix, planLab, type HostPlan, type LabPlace, type LabPlan } from './lab-plan.js';
import { clearLab } from './leftovers.js';
import { labTarget, natsConfigPath, natsPlan, rolePlan, type LabSsh } from './processes.js';
import { makeWire } from './wire.js';

export interface HostLabOptions {
  /** How many hosts with agent and proxy: h1, h2, ... */
  readonly hosts: number;
  /** Folders of the lab and nobody else; what an earlier run has left there is removed first. Not below a folder that only root can pass. */
  readonly place: LabPlace;
  /**
   * Where coordinator and nats-server run: `h1` (default), or a further host, `control`, that has neither agent nor proxy, so that
   * each of h1, h2, ... can be cut off.
   */
  readonly control?: 'h1' | 'control';
  /** Further hosts with nothing of ours on them, not even folders: b1, b2, ... Default none. */
  readonly bare?: number;
  /** How agents go through the sshd of others. Default: not at all. Whoever wants an sshd on a host starts it there. */
  readonly ssh?: LabSsh;
  /** Called once the hosts are there, and nothing runs on them yet. */
  readonly prepare?: (lab: HostLab) => Promise<void>;
  /** Added to what all roles see. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Roles that serve say so to the coordinator at once. */
const REGISTERED_MS = 30_000;
/** Two seconds for each way, and those that were busy once more. */
const MEASURED_MS = 120_000;
const LOOK_MS = 100;
const CALL_MS = 2_000;

export class HostLab {
  /** All hosts: h1, h2, ..., and `control` if there is one. */
  readonly all: readonly LabHost[];
  /** The one with coordinator and nats-server. */
  readonly control: LabHost;
  /** gRPC target of the coordinator. */
  readonly coordinatorTarget: string;
  /** The command line as whoever runs the lab has it: from a machine beside the hosts. */
  readonly product: Product;
  /** The network of all hosts and of whoever runs the lab, e.g. 10.86.7.0/24. */
  readonly network: string;
  readonly #place: LabPlace;
  readonly #withRoles: ReadonlySet<string>;

  private constructor(plan: LabPlan, control: HostPlan, all: readonly LabHost[]) {
    this.#place = plan.place;
    this.#withRoles = new Set(plan.hosts.filter(hasRoles).map(({ name }) => name));
    this.network = plan.network;
    this.all = all;
    this.control = all.find((host) => host.name === control.name)!;
    this.coordinatorTarget = labTarget(control, 'coordinator');
    this.product = new Product({
      stateDir: control.stateDir,
      runDir: control.runDir,
      natsPort: 0,
      coordinator: this.coordinatorTarget,
    });
  }

  /** Resolves once all roles of all hosts serve and have registered. A start that fails leaves nothing. */
  static async start(options: HostLabOptions): Promise<HostLab> {
    const { place } = options;
    await clearLab(place);
    const plan = planOf(options);
    const control = plan.hosts.find((host) => host.name === (options.control ?? 'h1'))!;
    try {
      const lab = await HostLab.#make(plan, control);
      await options.prepare?.(lab);
      await lab.#startAll(plan, control, options);
      await lab.registered();
      return lab;
    } catch (error) {
      await clearLab(place);
      throw error;
    }
  }

  /** Removes what a lab at this place has left, e.g. one that was killed. None is fine. */
  static clear(place: LabPlace): Promise<void> {
    return clearLab(place);
  }

  static async #make(plan: LabPlan, control: HostPlan): Promise<HostLab> {
    await makeWire(plan);
    const { stateDir, runDir } = plan.place;
    for (const folder of [stateDir, runDir]) {
      mkdirSync(folder, { recursive: true });
      // Roots of containers pass through on the way to their files.
      chmodSync(folder, 0o711);
    }
    const names = plan.hosts.map(({ address, name }) => `${address} ${name}\n`);
    const hostsFile = join(stateDir, 'hosts');
    writeFileSync(hostsFile, `127.0.0.1 localhost\n${names.join('')}`, { mode: 0o644 });
    const all = [];
    for (const host of plan.hosts) {
      if (host.kind !== 'bare')
        for (const folder of [host.stateDir, host.runDir]) mkdirSync(folder, { mode: 0o700 });
      all.push(new LabHost(plan, host, control, await settleHost(host, hostsFile)));
    }
    return new HostLab(plan, control, all);
  }

  /** The host of this name. */
  at(name: string): LabHost {
    const host = this.all.find((one) => one.name === name);
    if (host === undefined) throw new Error(`there is no host ${name} in the lab`);
    return host;
  }

  /** Runs a command line that must succeed, from a machine beside the hosts, and reads its JSON. */
  json<T>(...args: string[]): Promise<T> {
    return this.product.json<T>(args, { timeoutMs: 120_000 });
  }

  /** Resolves when the coordinator hears of every agent and proxy that the lab has started. */
  registered(timeoutMs = REGISTERED_MS): Promise<void> {
    const wanted = this.#working.length;
    const holds = (hosts: Host__Output[]) =>
      hosts.filter((host) => host.agentAlive && host.proxyAlive).length >= wanted;
    return this.#until('all hosts are registered', timeoutMs, holds);
  }

  /** Resolves when all ways between hosts have been measured: from then on nobody sends anything by himself for ten minutes. */
  linksMeasured(timeoutMs = MEASURED_MS): Promise<void> {
    const wanted = this.#working.length * (this.#working.length - 1);
    const holds = (hosts: Host__Output[]) =>
      hosts.flatMap(({ links }) => links).filter((link) => link.measuredAt !== '').length === wanted;
    return this.#until('all links are measured', timeoutMs, holds);
  }

  /** Hosts to which the lab has given agent and proxy. */
  get #working(): readonly LabHost[] {
    return this.all.filter((host) => this.#withRoles.has(host.name));
  }

  /** Asks the coordinator again and again: it tells nobody by itself what it has heard. */
  async #until(what: string, timeoutMs: number, holds: (hosts: Host__Output[]) => boolean): Promise<void> {
    const coordinator = connect('CoordinatorService', this.coordinatorTarget);
    const until = performance.now() + timeoutMs;
    try {
      for (;;) {
        const { hosts } = await coordinator
          .getStatus({}, { timeoutMs: CALL_MS })
          .catch(() => ({ hosts: [] }));
        if (holds(hosts)) return;
        if (performance.now() > until)
          throw new Error(`not so after ${timeoutMs} ms: ${what}; last seen: ${JSON.stringify(hosts)}`);
        await delay(LOOK_MS);
      }
    } finally {
      coordinator.close();
    }
  }

  /** Takes everything away: containers, processes, namespaces, folders. */
  async remove(): Promise<void> {
    for (const host of this.all) await host.mend();
    await Promise.all(this.all.filter((host) => host !== this.control).map((host) => host.stopAll()));
    await this.control.stopAll();
    await clearLab(this.#place);
  }

  async #startAll(plan: LabPlan, control: HostPlan, { env = {}, ssh }: HostLabOptions): Promise<void> {
    const nats = natsPlan(control, this.control.holder, randomBytes(24).toString('hex'));
    for (const host of plan.hosts.filter(({ kind }) => kind !== 'bare'))
      await writeNatsConfig(natsConfigPath(host), nats.config);
    await this.control.add(nats);
    const role = (name: 'coordinator' | 'agent' | 'proxy', host: HostPlan) => {
      const at = this.at(host.name);
      return at.add(rolePlan(name, { plan, host, control, ssh, holder: at.holder }, env));
    };
    await role('coordinator', control);
    const working = plan.hosts.filter(hasRoles);
    await Promise.all(working.flatMap((host) => [role('agent', host), role('proxy', host)]));
  }
}

function hasRoles({ kind }: HostPlan): boolean {
  return kind === 'working';
}

function planOf({ hosts, place, control, bare = 0 }: HostLabOptions): LabPlan {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const planned = [
    ...numbered('h', hosts).map((name) => ({ name, kind: 'working' as const })),
    ...(control === 'control' ? [{ name: 'control', kind: 'control' as const }] : []),
    ...numbered('b', bare).map((name) => ({ name, kind: 'bare' as const })),
  ];
  const taken = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
  // Labs of other places begin their search elsewhere.
  const first = Number.parseInt(labPrefix(place).slice(-2), 16);
  return planLab(place, planned, freeNumber(first, taken));
}
