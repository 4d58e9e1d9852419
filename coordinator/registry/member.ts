/** A role on a host, as it says in its beats. */
export type MemberRole = 'agent' | 'proxy';

/** What a beat says. */
export interface Beat {
  readonly host: string;
  readonly role: MemberRole;
  /** gRPC target of the role's own service. */
  readonly target: string;
  readonly version: string;
  /** Of an agent: through which sshd others reach it. */
  readonly sshHop?: { readonly address: string; readonly target: string } | undefined;
  /** Of an agent: whether it can go to others through theirs. */
  readonly sshLogin?: boolean | undefined;
}

/** Time between two beats, before jitter. */
export const TIME_TO_LIVE_MS = 5000;
/** A role that is late by no more than this is still there: a busy machine is not a dead one. */
export const GRACE_MS = 2000;
/** Share of the time to live by which it varies, so that hosts that began together do not beat together. */
const JITTER = 0.2;

/**
 * Time to live for one beat, milliseconds: up to a fifth less than the nominal one.
 * @param random 0 to 1
 */
export function timeToLive(nominalMs: number, random: number): number {
  return Math.round(nominalMs * (1 - JITTER * random));
}
