/** What is done at the moments of a dump, in the guard's process: the network hold, the disk snapshot, the held packets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitingIn } from './backlog.js';
import { snapshotStill, SyncPasses } from './disk-snapshot.js';
import { guardedDump, type DumpOutcome } from './guarded-dump.js';
import type { GuardPlan, GuardResult, Moment } from './guard-plan.js';
import { halt } from './halts.js';
import { HeldPackets } from './held-packets.js';
import { HoldSwitch } from './hold-switch.js';
import { endRepair, endRepairOn, socketsOf, type HeldSocket } from './repair-end.js';

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One freeze, from the start of CRIU to its end. */
export class GuardedFreeze {
  readonly #plan: GuardPlan;
  readonly #dump: typeof guardedDump;
  readonly #hold: HoldSwitch;
  readonly #passes: SyncPasses;
  readonly moments: GuardResult['moments'] = {};
  readonly faults: string[] = [];
  /** Not to have it makes the gap longer for some clients, and is no reason to give the clone up. */
  readonly #held: HeldPackets | undefined;
  heldPackets = 0;
  #disk: Promise<boolean> | undefined;
  #sockets: readonly HeldSocket[] = [];
  /** The kernel's lists of connections, taken while nothing moves. */
  #tables: readonly string[] = [];

  /** The hold's table must be there already (PREPARE_HOLD). `dump` runs CRIU. */
  constructor(plan: GuardPlan, dump: typeof guardedDump = guardedDump) {
    this.#plan = plan;
    this.#dump = dump;
    this.#hold = new HoldSwitch(plan.netns);
    try {
      this.#held = new HeldPackets(plan.netns, plan.wire.inside, plan.wire.outside);
    } catch (error) {
      process.stderr.write(`held packets cannot be delivered: ${text(error)}\n`);
    }
    this.#passes = new SyncPasses(plan.mountPoint);
  }

  async run(): Promise<DumpOutcome> {
    const ended = await this.#dump(this.#plan, {
      onMoment: async (moment) => {
        const go = await this.#at(moment);
        await halt(this.#plan.haltsDir, moment);
        return go;
      },
      onLate: () => this.#attempt('connections', () => endRepair(this.#plan.netns)),
    });
    // The processes run already: what a killed CRIU left on their connections is ended before anything is awaited.
    if (ended.outcome !== 'dumped') endRepairOn(this.#sockets);
    this.#passes.stop();
    this.#hold.close();
    await this.#disk;
    // CRIU may have ended before this process came to it.
    if (this.moments.unlocked !== undefined) this.#deliver();
    return ended;
  }

  /** To be called when the network is let go, however the dump has ended. */
  end(): void {
    this.#deliver();
    this.#held?.close();
  }

  /** What is done at a moment of the dump. CRIU waits meanwhile, and gives up when the answer is no. */
  async #at(moment: string): Promise<boolean> {
    switch (moment) {
      case 'network-lock':
        // Every thread stands. From here on nobody writes to the disk: its snapshot is taken while memory is dumped.
        this.#passes.stop();
        this.#note('lockAsked');
        this.#held?.collect();
        this.#attempt('network hold', () => this.#hold.hold());
        this.#note('locked');
        this.#disk = this.#snapshot();
        setImmediate(() => {
          this.#attempt('connections', () => {
            this.#sockets = socketsOf(this.#plan.netns);
            this.#listConnections();
          });
        });
        return this.faults.length === 0;
      case 'post-dump':
        this.#note('dumped');
        return (await this.#disk) === true && this.faults.length === 0;
      case 'network-unlock':
        this.#attempt('network hold', () => this.#hold.release());
        this.#note('unlocked');
        // CRIU lets the threads run meanwhile.
        setImmediate(() => this.#deliver());
        return true;
      default:
        return true;
    }
  }

  /** Connections that no program had accepted at the freeze. */
  get waiting(): GuardResult['waiting'] {
    return this.#tables.flatMap(waitingIn);
  }

  #listConnections(): void {
    // The plan names the namespace by a process of it: /proc/PID/ns/net.
    const folder = join(this.#plan.netns, '../../net');
    const names = ['tcp', 'tcp6'].map((name) => join(folder, name)).filter((path) => existsSync(path));
    this.#tables = names.map((path) => readFileSync(path, 'utf8'));
  }

  async #snapshot(): Promise<boolean> {
    const { mountPoint, image, snapshot } = this.#plan;
    try {
      await snapshotStill(mountPoint, image, snapshot);
      this.#note('diskDone');
      return true;
    } catch (error) {
      this.faults.push(`disk snapshot: ${text(error)}`);
      return false;
    }
  }

  #deliver(): void {
    try {
      if (this.#held === undefined) return;
      const { taken, delivered, faults } = this.#held.deliver();
      this.heldPackets += delivered;
      if (delivered < taken)
        process.stderr.write(
          `${taken - delivered} of ${taken} held packets were not delivered: ${faults.join('; ')}\n`,
        );
    } catch (error) {
      process.stderr.write(`held packets were not delivered: ${text(error)}\n`);
    }
  }

  #attempt(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.faults.push(`${what}: ${text(error)}`);
    }
  }

  #note(moment: Moment): void {
    this.moments[moment] ??= Number(process.hrtime.bigint() / 1000n);
  }
}
