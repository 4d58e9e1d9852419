/** What is known of the way from one host to another. Pure. */
import type { HostLink } from '../../proto/gen/parikshan/v1/HostLink.js';
import type { WayState } from './route.js';

/** What was measured between two hosts. */
export interface Link {
  /** Median round trip of a small call, microseconds. */
  readonly roundTripUs: number;
  readonly bytesPerSecond: number;
}

export type Figures = Link & { readonly measuredAt: string };

/** One way, as often as it was tried. */
export interface Measured {
  /** Those of the last time that it was open. */
  readonly figures: Figures | undefined;
  /** Why the last attempt failed; empty: it did not. */
  readonly fault: string;
}

export interface Way {
  readonly host: string;
  readonly peer: string;
  readonly direct: Measured;
  /** Undefined: not tried. */
  readonly ssh: Measured | undefined;
}

export function stateOf(measured: Measured | undefined): WayState {
  if (measured === undefined) return { state: 'unknown', fault: '' };
  const { figures, fault } = measured;
  if (fault !== '') return { state: 'closed', fault };
  return { state: figures === undefined ? 'unknown' : 'open', fault: '' };
}

/** Figures of the way that would be gone: the direct one, unless only the other is open. */
export function figuresOf({ direct, ssh }: Way): { figures: Figures | undefined; throughSsh: boolean } {
  const throughSsh = stateOf(direct).state !== 'open' && stateOf(ssh).state === 'open';
  return { figures: throughSsh ? ssh?.figures : direct.figures, throughSsh };
}

export function linkMessage(way: Way): HostLink {
  const { figures, throughSsh } = figuresOf(way);
  return {
    peer: way.peer,
    ...figures,
    fault: way.direct.fault,
    route: throughSsh ? 'TRANSFER_ROUTE_SSH' : 'TRANSFER_ROUTE_DIRECT',
    sshFault: way.ssh?.fault ?? '',
  };
}
