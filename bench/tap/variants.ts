/** The ways a request can go to production: as it is, beside a tap, or through something. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CloneCreatedJson } from '../../demo/mod.js';
import {
  createClone,
  type BenchContext,
  type PrivateInstallation,
  type RunningInstance,
} from '../frame/mod.js';
import { startHaproxy, startMirror, type Between } from './between.js';
import { processTree } from './processor-time.js';

export const VARIANTS = [
  'direct',
  'tap',
  'tap, 1 replica',
  'tap, 8 replicas',
  'HAProxy',
  'nginx mirror',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** How long the log may take to come to a loss, and how often it is looked for, milliseconds. */
const LOGGED_MS = 30_000;
const LOGGED_POLL_MS = 200;

/** Replicas of each tapped variant; all of them are stopped (SIGSTOP). */
const REPLICAS: Partial<Record<Variant, number>> = { tap: 0, 'tap, 1 replica': 1, 'tap, 8 replicas': 8 };

export interface Subject {
  readonly installation: PrivateInstallation;
  readonly production: RunningInstance;
  /** Pids of our own processes, by name. */
  readonly ours: ReadonlyMap<string, number>;
}

/** What the tap says of itself. */
export interface CaptureFigures {
  readonly packets: number;
  readonly ringDrops: number;
  readonly gaps: number;
  readonly gapBytes: number;
}

/** A variant that is ready for load. */
export interface Prepared {
  readonly url: string;
  /** Whose processor time counts, by name: pids whose trees it is. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  /** Figures of the tap since it began; undefined without one. */
  capture(): Promise<CaptureFigures | undefined>;
  remove(): Promise<void>;
}

/** Sets a variant up; `remove` leaves production alone again. */
export async function prepare(variant: Variant, subject: Subject, context: BenchContext): Promise<Prepared> {
  const { production, ours } = subject;
  const target = `${production.address}:${production.port}`;
  const groups = new Map<string, readonly number[]>([['production', [production.pid]]]);
  const ourGroups = [...ours].map(([name, pid]) => [name, [pid]] as const);
  const none = { capture: async () => undefined };
  if (variant === 'direct')
    return { url: `http://${target}/`, groups, ...none, remove: async () => undefined };
  if (variant === 'HAProxy' || variant === 'nginx mirror') {
    const start = variant === 'HAProxy' ? startHaproxy : startMirror;
    const between: Between = await start(context.place.workDir, target);
    return {
      url: between.url,
      groups: new Map([...groups, ['between', [between.pid]]]),
      ...none,
      remove: () => between.stop(),
    };
  }
  const clone = await tapped(subject, REPLICAS[variant] ?? 0);
  return {
    url: `http://${target}/`,
    groups: new Map([...groups, ...ourGroups]),
    capture: () => figuresOnceLogged(subject),
    remove: async () => void (await subject.installation.json('clone', 'rm', clone.clone.name)),
  };
}

/**
 * A loss is in the log as soon as all that was captured before it is: after a load that the log could not keep up with, some
 * time later.
 */
async function figuresOnceLogged({ installation, production }: Subject): Promise<CaptureFigures | undefined> {
  const deadline = performance.now() + LOGGED_MS;
  for (;;) {
    const shown = await installation.json<{ capture: CaptureFigures | null }>(
      'instance',
      'show',
      production.name,
    );
    const capture = shown.capture ?? undefined;
    const settled = capture === undefined || capture.ringDrops === 0 || capture.gaps > 0;
    if (settled || performance.now() > deadline) return capture;
    await delay(LOGGED_POLL_MS);
  }
}

/** A clone's tap goes on while the clone is there. Its replicas are stopped where they stand. */
async function tapped({ installation, production }: Subject, replicas: number): Promise<CloneCreatedJson> {
  const created = await createClone(installation.product, production.name, { replicas });
  for (const { pid } of created.replicas)
    if (pid !== null) for (const each of processTree(pid)) process.kill(each, 'SIGSTOP');
  return created;
}
