import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** `op-` and 12 characters: 60 random bits. */
export function newOperationId(): string {
  return `op-${[...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

/** Key of a request id: hashed, since a caller may choose any text. */
export function requestKey(requestId: string): string {
  return createHash('sha256').update(requestId).digest('hex');
}

/** Tells a repeated request from another one under the same id. */
export function fingerprint(kind: string, request: object): string {
  return createHash('sha256').update(kind).update(JSON.stringify(request)).digest('hex');
}
