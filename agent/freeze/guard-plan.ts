/** What the agent tells the guard, and what the guard tells back. Both are files, so that either may die. */
import { z } from 'zod';
import { dumpOptionsSchema } from '../criu/mod.js';
import { waitingSchema } from './backlog.js';

export const guardPlanSchema = z.object({
  /** The freeze, or a round ahead of it: then network and disk are left alone. */
  type: z.enum(['dump', 'singlePreDump']),
  /** Program of the dump, and what it is asked. */
  criu: z.string(),
  options: dumpOptionsSchema,
  imagesDir: z.string(),
  workDir: z.string(),
  /** Output of the dump program itself (not CRIU's log) goes here. */
  outputPath: z.string(),
  mountPoint: z.string(),
  /** The disk image in the pool, and where its snapshot goes. */
  image: z.string(),
  snapshot: z.string(),
  netns: z.string(),
  /** The container's end of its veth, and the host's. */
  wire: z.object({ inside: z.string(), outside: z.string() }),
  /** Where the guard writes its pid and CRIU's, so that a successor can end them. */
  pidsPath: z.string(),
  resultPath: z.string(),
  /** The dump is ended after this long. */
  deadlineMs: z.number().int().positive(),
  /** Where a test says at which moment the freeze halts (halts.ts). */
  haltsDir: z.string().optional(),
});
export type GuardPlan = z.infer<typeof guardPlanSchema>;

/** The moments of a freeze that the guard sees, in their order. */
export const MOMENTS = ['lockAsked', 'locked', 'diskDone', 'dumped', 'unlocked'] as const;
export type Moment = (typeof MOMENTS)[number];

export const guardResultSchema = z.object({
  /** dumped: CRIU ended well. failed: it ended badly. deadline: the guard ended it. */
  outcome: z.enum(['dumped', 'failed', 'deadline']),
  exitCode: z.number().int().nullable(),
  /** The signal that ended CRIU. */
  signal: z.string().nullable(),
  /** When the moments were, CLOCK_MONOTONIC, microseconds; those it did not come to are missing. */
  moments: z.partialRecord(z.enum(MOMENTS), z.number()),
  /** Packets that came during the hold and were delivered behind it. */
  heldPackets: z.number().int(),
  /** Connections that no program had accepted. */
  waiting: z.array(waitingSchema),
  /** What went wrong with the parts of the freeze that are the guard's: network hold, disk snapshot. */
  faults: z.array(z.string()),
  /** What went wrong while letting go; empty when all is well. */
  releaseFaults: z.array(z.string()),
});
export type GuardResult = z.infer<typeof guardResultSchema>;

export const guardPidsSchema = z.object({
  guard: z.number().int(),
  criu: z.number().int(),
  /** When CRIU was started, as /proc/PID/stat counts it: a pid alone may be somebody else's by now. */
  criuStart: z.string(),
});
