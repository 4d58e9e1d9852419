import { status } from '@grpc/grpc-js';
import type { StatusName } from '../errors/mod.js';

const NAMES: readonly StatusName[] = [
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'FAILED_PRECONDITION',
  'RESOURCE_EXHAUSTED',
  'UNAVAILABLE',
  'ABORTED',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'CANCELLED',
  'PERMISSION_DENIED',
  'UNIMPLEMENTED',
];

/** The number that stands for a status name on the wire. */
export function statusNumber(name: StatusName): status {
  return status[name];
}

/** The name of a status number; INTERNAL for those that our errors do not use. */
export function statusName(code: number): StatusName {
  return NAMES.find((name) => Number(status[name]) === code) ?? 'INTERNAL';
}
