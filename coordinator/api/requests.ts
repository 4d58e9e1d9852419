/**
 * What comes from outside, checked before anything is done with it. All faults of a request are reported together.
 */
import { z } from 'zod';
import { DEFAULT_FREEZE_DEADLINE_MS, MAX_FREEZE_DEADLINE_MS, MAX_REPLICAS } from '../clone/mod.js';
import { InvalidRequestError } from '../errors.js';
import { parseLabelRequirement } from '../placement/mod.js';

/** Names become file names, interface names and stream names; clones and replicas add a suffix to them. */
const MAX_INSTANCE_NAME = 40;
const MAX_NAME = 60;
const NAME = /^[a-z][a-z0-9-]*$/;
/** As the registry takes them. */
const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
/** Who says nothing of hosts wants the nearest. */
function asksForOthers(request: { hosts: readonly string[]; labels: readonly string[]; spread: number }) {
  return request.hosts.length > 0 || request.labels.length > 0 || request.spread > 1;
}
const MODES = {
  REPLICA_MODE_UNSPECIFIED: undefined,
  REPLICA_MODE_INTERNAL: 'internal',
  REPLICA_MODE_EXTERNAL: 'external',
} as const;
const ROUTES = {
  TRANSFER_ROUTE_UNSPECIFIED: 'any',
  TRANSFER_ROUTE_DIRECT: 'direct',
  TRANSFER_ROUTE_SSH: 'ssh',
} as const;
/** With less a heartbeat of the transfer would not get through. */
const MIN_RATE = 16 * 1024;
const MIN_INTERVAL_MS = 100;
const DEFAULT_INTERVAL_MS = 1000;
const MIN_LOG_BYTES = 16 * 1024 ** 2;
/** Limits below this cannot hold a process. */
const MIN_MEMORY_BYTES = 4 * 1024 ** 2;
const MIN_DISK_BYTES = 64 * 1024 ** 2;

const name = (longest: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`)
    .regex(NAME, 'may hold a to z, 0 to 9 and hyphens, and begins with a letter');
/** A name, or empty. */
const optionalName = (longest: number) => z.literal('').or(name(longest));
const port = z.number().int().max(65535, 'must be at most 65535');
const atLeastOrZero = (least: number, unit: string) =>
  z
    .number()
    .int()
    .nonnegative()
    .refine((value) => value === 0 || value >= least, `must be 0 or at least ${least} ${unit}`);
const cpus = z.number().nonnegative('must not be negative').max(1024, 'must be at most 1024');
export const hostName = z.string().regex(HOST_NAME, 'must be a host name');
const requestId = z.string().max(200, 'must have at most 200 characters');

const spec = z.object(
  {
    name: name(MAX_INSTANCE_NAME),
    rootfs: z.string().startsWith('/', 'must be an absolute path'),
    port: port.min(1, 'must be at least 1'),
    publishPort: port.min(0),
    env: z.array(z.string().regex(/^[^=\0]+=[^\0]*$/, 'must be NAME=VALUE')),
    memoryBytes: atLeastOrZero(MIN_MEMORY_BYTES, 'bytes'),
    cpus,
    diskBytes: atLeastOrZero(MIN_DISK_BYTES, 'bytes'),
    command: z.array(z.string()).min(1, 'must have at least one word'),
    workingDirectory: z.literal('').or(z.string().startsWith('/', 'must be an absolute path')),
    user: z.string().regex(/^(\d+(:\d+)?)?$/, 'must be uid or uid:gid, in numbers'),
  },
  'is missing',
);

export const runInstanceRequest = z.object({
  requestId,
  spec,
  host: z.literal('').or(hostName),
});
export const named = z.object({ name: name(MAX_NAME) });
export const stopInstanceRequest = z.object({
  name: name(MAX_NAME),
  graceMs: z.number().int().max(600_000, 'must be at most 10 minutes'),
});
export const removeInstanceRequest = z.object({ name: name(MAX_NAME), force: z.boolean() });
export const streamLogsRequest = z.object({
  name: name(MAX_NAME),
  replica: z.boolean(),
  follow: z.boolean(),
  tail: z.number().int(),
});
/** Where replicas run. */
const placeFields = {
  mode: z
    .enum(['REPLICA_MODE_UNSPECIFIED', 'REPLICA_MODE_INTERNAL', 'REPLICA_MODE_EXTERNAL'])
    .transform((mode) => MODES[mode]),
  hosts: z.array(z.string().regex(HOST_NAME, 'must be a host name')),
  labels: z.array(
    z.string().refine((label) => parseLabelRequirement(label) !== undefined, 'must be KEY or KEY=VALUE'),
  ),
  spread: z.number().int().max(MAX_REPLICAS, `must be at most ${MAX_REPLICAS}`),
  bytesPerSecond: atLeastOrZero(MIN_RATE, 'bytes a second'),
  route: z
    .enum(['TRANSFER_ROUTE_UNSPECIFIED', 'TRANSFER_ROUTE_DIRECT', 'TRANSFER_ROUTE_SSH'])
    .transform((route) => ROUTES[route]),
};
function placesOf(request: z.output<z.ZodObject<typeof placeFields>>) {
  return {
    spread: Math.max(1, request.spread),
    mode: request.mode ?? (asksForOthers(request) ? ('any' as const) : ('internal' as const)),
  };
}
export const createCloneRequest = z
  .object({
    requestId,
    instance: name(MAX_NAME),
    replicas: z.number().int().max(MAX_REPLICAS, `must be at most ${MAX_REPLICAS}`),
    // Replicas are named CLONE-rN.
    name: optionalName(MAX_NAME - 4),
    order: z.enum(['REPLAY_ORDER_UNSPECIFIED', 'REPLAY_ORDER_STRICT', 'REPLAY_ORDER_CAUSAL']),
    patienceMs: z.number().int(),
    freezeDeadlineMs: z
      .number()
      .int()
      .max(MAX_FREEZE_DEADLINE_MS, `must be at most ${MAX_FREEZE_DEADLINE_MS} ms`),
    replicaMemoryBytes: atLeastOrZero(MIN_MEMORY_BYTES, 'bytes'),
    replicaCpus: cpus,
    logBytes: atLeastOrZero(MIN_LOG_BYTES, 'bytes'),
    dryRun: z.boolean(),
    keepSeconds: z.number().int(),
    ...placeFields,
  })
  .transform((request) => ({
    ...request,
    ...placesOf(request),
    order: request.order === 'REPLAY_ORDER_UNSPECIFIED' ? ('REPLAY_ORDER_STRICT' as const) : request.order,
    freezeDeadlineMs: request.freezeDeadlineMs === 0 ? DEFAULT_FREEZE_DEADLINE_MS : request.freezeDeadlineMs,
  }));
export const startReplicasRequest = z
  .object({
    requestId,
    clone: name(MAX_NAME),
    replicas: z
      .number()
      .int()
      .min(1, 'must be at least 1')
      .max(MAX_REPLICAS, `must be at most ${MAX_REPLICAS}`),
    order: z.enum(['REPLAY_ORDER_UNSPECIFIED', 'REPLAY_ORDER_STRICT', 'REPLAY_ORDER_CAUSAL']),
    patienceMs: z.number().int(),
    replicaMemoryBytes: atLeastOrZero(MIN_MEMORY_BYTES, 'bytes'),
    replicaCpus: cpus,
    ...placeFields,
  })
  .transform((request) => ({
    ...request,
    ...placesOf(request),
    order: request.order === 'REPLAY_ORDER_UNSPECIFIED' ? ('REPLAY_ORDER_STRICT' as const) : request.order,
  }));
export const listReplicasRequest = z.object({ clone: optionalName(MAX_NAME) });
export const watchReplicaRequest = z.object({
  name: name(MAX_NAME),
  intervalMs: atLeastOrZero(MIN_INTERVAL_MS, 'ms').transform((ms) => (ms === 0 ? DEFAULT_INTERVAL_MS : ms)),
});
export const operationRequest = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be an operation id, or the beginning of one'),
});
export const watchOperationRequest = operationRequest.extend({ afterSequence: z.number().int() });
export const heartbeatRequest = z
  .object({
    host: hostName,
    role: z.enum(['ROLE_AGENT', 'ROLE_PROXY'], 'must be ROLE_AGENT or ROLE_PROXY'),
    target: z.string().min(1, 'must not be empty'),
    version: z.string(),
    sshHop: z
      .object({
        address: z.string().min(1, 'must not be empty'),
        target: z.string().min(1, 'must not be empty'),
      })
      .nullish()
      .transform((hop) => hop ?? undefined),
    sshLogin: z.boolean().optional(),
  })
  .transform(({ role, ...rest }) => ({
    ...rest,
    role: role === 'ROLE_AGENT' ? ('agent' as const) : ('proxy' as const),
  }));

/** @throws InvalidRequestError with every fault, each with the path of its field as in the .proto file */
export function parseRequest<T extends z.ZodType>(schema: T, request: unknown): z.output<T> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError(
    parsed.error.issues.map(({ path, message }) => `${path.map(fieldName).join('.')} ${message}`),
  );
}

function fieldName(part: PropertyKey): string {
  return String(part).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
