/**
 * What the coordinator keeps: the shapes of its records. Read from JetStream, hence checked.
 */
import { z } from 'zod';

const operationId = z.string();
/** RFC 3339. */
const time = z.string();

/** Where an instance stands. `lost`: its host no longer has it. */
const instanceState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('creating'), operation: operationId }),
  z.object({ phase: z.literal('present') }),
  z.object({ phase: z.literal('removing'), operation: operationId, force: z.boolean() }),
  z.object({ phase: z.literal('lost'), why: z.string() }),
]);

export const instanceRecord = z.object({
  name: z.string(),
  host: z.string(),
  createdAt: time,
  state: instanceState,
});
export type InstanceRecord = z.infer<typeof instanceRecord>;

const image = z.object({
  suspend: z.object({
    freezingMs: z.number(),
    memoryMs: z.number(),
    diskMs: z.number(),
    networkLockMs: z.number(),
    frozenMs: z.number(),
    clientGapMs: z.number(),
  }),
  imageBytes: z.number(),
  /** What was copied ahead of the freeze; an older record does not say. */
  preDump: z
    .object({ rounds: z.number(), bytes: z.number(), why: z.string(), longestFrozenMs: z.number() })
    .optional(),
  /** Connections in the cut; the cut itself lies in pages of its own, since it may be larger than a message. */
  connections: z.number(),
  frozenAtUs: z.number(),
  resumedAtUs: z.number(),
});
/** What a freeze left: how long it took and how large it is. */
export type CloneImage = z.infer<typeof image>;

/** See clone/state.ts for what leads from one to the other, and what each may have made. */
const cloneState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('planned'), operation: operationId }),
  z.object({ phase: z.literal('capturing'), operation: operationId }),
  z.object({ phase: z.literal('marked'), operation: operationId, logSequence: z.number() }),
  z.object({
    phase: z.literal('freezing'),
    operation: operationId,
    logSequence: z.number(),
    /** Milliseconds since 1970 at which production runs again at the latest: the agent's watchdog sees to it. */
    resumedBy: z.number(),
  }),
  z.object({ phase: z.literal('imaged'), operation: operationId, logSequence: z.number(), image }),
  z.object({ phase: z.literal('ready'), logSequence: z.number(), image }),
  z.object({
    phase: z.literal('undoing'),
    operation: operationId,
    resumedBy: z.number(),
    mayHave: z.object({ capture: z.boolean(), image: z.boolean() }),
  }),
  z.object({ phase: z.literal('removing'), operation: operationId, logSequence: z.number(), image }),
]);
export type CloneState = z.infer<typeof cloneState>;

export const cloneRecord = z.object({
  name: z.string(),
  instance: z.string(),
  host: z.string(),
  createdAt: time,
  /** Other hosts that may have a copy of images and disk: written before one is made. */
  copies: z.array(z.string()).optional(),
  /** From when on it is removed if it has no replica; undefined: never. */
  keptUntil: time.optional(),
  state: cloneState,
});
export type CloneRecord = z.infer<typeof cloneRecord>;

const replicaState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('creating'), operation: operationId }),
  z.object({ phase: z.literal('following') }),
  /** Alive, and nothing feeds it any more. */
  z.object({ phase: z.literal('detached'), why: z.string() }),
  z.object({ phase: z.literal('removing'), operation: operationId }),
]);

export const replicaRecord = z.object({
  name: z.string(),
  clone: z.string(),
  instance: z.string(),
  host: z.string(),
  createdAt: time,
  state: replicaState,
});
export type ReplicaRecord = z.infer<typeof replicaRecord>;

export const OPERATION_KINDS = [
  'instance.run',
  'instance.stop',
  'instance.remove',
  'clone.create',
  /** A dry run. */
  'clone.plan',
  'clone.remove',
  'replica.start',
  'replica.remove',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

const failure = z.object({
  reason: z.string(),
  message: z.string(),
  remedy: z.string(),
  metadata: z.record(z.string(), z.string()),
});

const operationState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('running') }),
  z.object({ phase: z.literal('succeeded'), finishedAt: time }),
  z.object({ phase: z.literal('failed'), finishedAt: time, failure }),
  z.object({ phase: z.literal('cancelled'), finishedAt: time, failure }),
]);
export type OperationOutcome = Exclude<z.infer<typeof operationState>, { phase: 'running' }>;

export const operationRecord = z.object({
  id: operationId,
  kind: z.enum(OPERATION_KINDS),
  target: z.string(),
  host: z.string(),
  /** The coordinator process that runs it. */
  owner: z.string(),
  createdAt: time,
  state: operationState,
  results: z.array(z.string()),
});
export type OperationRecord = z.infer<typeof operationRecord>;

/** A host that was ever seen, until it is removed. An older record has only the first three. */
export const hostRecord = z.object({
  name: z.string(),
  /** What its agent said last. */
  facts: z.record(z.string(), z.string()),
  /** When one of its roles was last heard, to the minute. */
  seenAt: time,
  /** What people say of it. */
  labels: z.record(z.string(), z.string()).default({}),
  /** Since when it gets nothing new; absent: it does. */
  drainedAt: time.optional(),
  /** Of its roles, as they said last. */
  versions: z.object({ agent: z.string().optional(), proxy: z.string().optional() }).default({}),
});
export type HostRecord = z.infer<typeof hostRecord>;

/** A request id that was used, under the hash of it. */
export const requestRecord = z.object({
  operation: operationId,
  /** Hash of kind and content of the request, to tell a repeated request from a reused id. */
  fingerprint: z.string(),
  createdAt: time,
});
export type RequestRecord = z.infer<typeof requestRecord>;
