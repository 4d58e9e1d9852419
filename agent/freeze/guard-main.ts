/**
 * The guard of one freeze, or of a round ahead of one: a process of its own, started before anything is stopped. It runs the dump, holds the network
 * and takes the disk snapshot when CRIU says that everything stands still, ends the dump at the deadline, and lets the
 * container go, even if the agent that asked for it is dead.
 *
 * If the guard itself dies, CRIU finds its socket closed at the next moment, gives up and lets the processes go; if CRIU
 * dies too, the kernel detaches it from them; and the network hold expires (network-hold.ts).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { waitingIn } from './backlog.js';
import { snapshotStill, SyncPasses } from './disk-snapshot.js';
import { guardedDump, writeWhole, type DumpOutcome } from './guarded-dump.js';
import { guardPlanSchema, type GuardPlan, type GuardResult, type Moment } from './guard-plan.js';
import { HeldPackets } from './held-packets.js';
import { halt } from './halts.js';
import { HoldSwitch } from './hold-switch.js';
import { PREPARE_HOLD } from './network-hold.js';
import { endParasites } from './parasite-end.js';
import { release } from './release.js';
import { endRepair, endRepairOn, socketsOf, type HeldSocket } from './repair-end.js';

const NFT_TIMEOUT_MS = 5_000;
/** proc(5), oom_score_adj. */
const NEVER = '-1000';

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One freeze, from the start of CRIU to its end. */
class Freeze {
  readonly #plan: GuardPlan;
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

  constructor(plan: GuardPlan) {
    this.#plan = plan;
    this.#hold = new HoldSwitch(plan.netns);
    try {
      this.#held = new HeldPackets(plan.netns, plan.wire.inside, plan.wire.outside);
    } catch (error) {
      process.stderr.write(`held packets cannot be delivered: ${text(error)}\n`);
    }
    this.#passes = new SyncPasses(plan.mountPoint);
  }

  async run(): Promise<DumpOutcome> {
    const ended = await guardedDump(this.#plan, {
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
    this.#held?.close();
    return ended;
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
          this.#sockets = socketsOf(this.#plan.netns);
          this.#attempt('connections', () => this.#listConnections());
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

async function main(planPath: string): Promise<void> {
  // The agent may die or be told to leave; the freeze must still be ended in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  // While production stands still nothing on this host is more urgent; what is started here inherits it.
  setPriority(constants.priority.PRIORITY_HIGHEST);
  sparedByOom();
  const plan = guardPlanSchema.parse(JSON.parse(readFileSync(planPath, 'utf8')));
  const guard = plan.type === 'dump' ? guardFreeze : guardPreDump;
  writeWhole(plan.resultPath, await guard(plan));
}

/** Nor is anything a worse choice where memory runs out: CRIU, which inherits it, would die in the middle of production's memory. */
function sparedByOom(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', NEVER);
  } catch {
    // Needs CAP_SYS_RESOURCE. Without it the guard is as likely a choice as anybody.
  }
}

const FAILED: DumpOutcome = { outcome: 'failed', exitCode: null, signal: null };

async function guardFreeze(plan: GuardPlan): Promise<GuardResult> {
  let ended = FAILED;
  const faults: string[] = [];
  let freeze: Freeze | undefined;
  try {
    await run('nsenter', [`--net=${plan.netns}`, 'nft', '-f', '-'], {
      timeoutMs: NFT_TIMEOUT_MS,
      input: PREPARE_HOLD,
    });
    freeze = new Freeze(plan);
    ended = await freeze.run();
  } catch (error) {
    faults.push(text(error));
  }
  const releaseFaults = await release(plan);
  // It may have been killed in the middle of its work.
  if (ended.outcome !== 'dumped') releaseFaults.push(...(await endParasites(plan.netns)));
  return {
    ...ended,
    moments: freeze?.moments ?? {},
    heldPackets: freeze?.heldPackets ?? 0,
    waiting: freeze?.waiting ?? [],
    faults: [...(freeze?.faults ?? []), ...faults],
    releaseFaults,
  };
}

/** A round ahead of the freeze: CRIU stops the processes, has their pages noted, and lets them run before it copies. */
async function guardPreDump(plan: GuardPlan): Promise<GuardResult> {
  let ended = FAILED;
  const faults: string[] = [];
  try {
    ended = await guardedDump(plan, { onMoment: () => true, onLate: () => undefined });
  } catch (error) {
    faults.push(text(error));
  }
  const releaseFaults = ended.outcome === 'dumped' ? [] : await endParasites(plan.netns);
  return { ...ended, moments: {}, heldPackets: 0, waiting: [], faults, releaseFaults };
}

const planPath = process.argv[2];
if (planPath === undefined) {
  process.stderr.write('usage: guard-main PLAN.json (started by the agent)\n');
  process.exit(2);
}
await main(planPath);
