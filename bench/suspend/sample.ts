/** One run: the container is asked by a client, and taken meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { Asker } from './asker.js';
import type { Address, ContainerKind, ContainerName } from './containers.js';
import { tell } from './line.js';
import { SteadyLoad } from './steady-load.js';
import { longestWait, monotonicMs } from './waits.js';
import { reasonOf, type Taken, type Taker, type Way } from './ways.js';

/** What is compared: a container, the way it is taken, and how much it writes meanwhile. */
export interface Variant {
  readonly container: ContainerName;
  readonly way: Way;
  /** Of the writer alone: MB/s to its disk. */
  readonly writes?: number;
}

/** What a run showed. */
export interface Measured extends Taken {
  readonly kind: 'measured';
  /** The client's longest wait from the beginning of the command to its end, milliseconds. */
  readonly gapMs: number;
  /** The same in the time before, of the same length for all: what the machine does to it anyhow. */
  readonly calmMs: number;
  /** How long the command took, milliseconds. */
  readonly commandMs: number;
  /** MB/s that the writer has really written. */
  readonly written?: number;
  /** One sentence for each thing that went wrong at a client. */
  readonly faults: readonly string[];
}

/** It could not be taken so. */
export interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
}

export interface Sample extends Variant {
  readonly round: number;
  readonly outcome: Measured | Failed;
}

/** The time before, milliseconds; also what a load takes to be at its full speed. */
const CALM_MS = 1500;
const WARM_UP_MS = 500;
/** What a writer has done by then is dirty and not written. */
const WRITE_MS = 3000;

/** Takes the container once, and takes away what came of it. */
export async function takeOnce(
  kind: ContainerKind,
  variant: Variant,
  at: Address,
  taker: Taker,
  signal: AbortSignal,
): Promise<Measured | Failed> {
  const { writes } = variant;
  const began = { at: monotonicMs(), bytes: 0 };
  if (writes !== undefined) {
    began.bytes = Number(await tell(at, `RATE ${writes}`));
    await delay(WRITE_MS, undefined, { signal });
  }
  const load = kind.loaded ? new SteadyLoad(at) : undefined;
  let asker: Asker | undefined;
  try {
    await delay(WARM_UP_MS, undefined, { signal });
    asker = await Asker.start({ host: at.address, port: at.port, protocol: kind.protocol });
    const calm = { from: monotonicMs(), to: 0 };
    await delay(CALM_MS, undefined, { signal });
    const command = { from: monotonicMs(), to: 0 };
    calm.to = command.from;
    const taken = await taker.take(variant.container);
    command.to = monotonicMs();
    const notes = await asker.stop();
    return {
      kind: 'measured',
      ...taken,
      gapMs: longestWait(notes.asks, command),
      // What was under way when the command began belongs to the command.
      calmMs: longestWait(
        notes.asks.filter((ask) => ask.at + ask.waited <= calm.to),
        calm,
      ),
      commandMs: command.to - command.from,
      ...(writes === undefined ? {} : { written: await rateSince(began, at) }),
      faults: [...notes.faults, ...((await load?.stop()) ?? [])],
    };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', reason: reasonOf(error) };
  } finally {
    asker?.kill();
    await load?.stop();
    await taker.after();
  }
}

/** MB/s written since then; the writer rests afterwards. */
async function rateSince(began: { at: number; bytes: number }, at: Address): Promise<number> {
  const bytes = Number(await tell(at, 'RATE 0'));
  return (bytes - began.bytes) / (monotonicMs() - began.at) / 1000;
}
