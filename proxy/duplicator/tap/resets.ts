import { opposite, type Connection, type Stream } from './connection.js';
import { seqDistance, TcpFlag, WINDOW, type Segment } from './segment.js';

/**
 * What a reset does: it ends the connection; or refuses its dial; or its receiver takes no notice of it, and it is odd in one of these ways.
 * As of RFC 5961, but for those of the instance, which always count: its socket is gone.
 */
export type ResetMeaning = 'end' | 'refusal' | 'stale-reset' | 'out-of-window';

/** @param lost whether the tap has missed anything since the connection began. Pure. */
export function meaningOf(reset: Segment, connection: Connection, lost: boolean): ResetMeaning {
  const { direction } = reset;
  const stream = connection.stream(direction);
  if (direction !== connection.dialler && !connection.settled) {
    // Also a dial that was answered: the answer was forgotten, and the dial came again.
    if (refuses(reset, connection.stream(opposite(direction)).next)) return 'refusal';
    // The instance too answers what it gets of an earlier connection by a reset, and keeps the dial.
    if (connection.opening || (!lost && isOutside(reset.seq, stream))) return 'stale-reset';
  }
  if (!stream.known) return 'end';
  const ahead = seqDistance(reset.seq, stream.next);
  if (Math.abs(ahead) >= WINDOW) return 'out-of-window';
  if (direction === 'out') return 'end';
  // The end of a closed direction may be reset with the number of its FIN.
  const atFin = stream.ended && ahead === -1;
  return atFin || ahead === 0 || (ahead > 0 && (lost || reset.seq === stream.held?.end))
    ? 'end'
    : 'stale-reset';
}

/** Whether a reset refuses the dial before `next`: its number is 0, and what it acknowledges must be the dial, with bytes that it had. */
function refuses(reset: Segment, next: number): boolean {
  const taken = seqDistance(reset.ack, next);
  return reset.has(TcpFlag.ack) && taken >= 0 && taken <= 0xffff;
}

/** Whether the number lies outside of what an answerer has said since its answer. */
function isOutside(seq: number, { isn, next }: Stream): boolean {
  return seqDistance(seq, next) > 0 || (isn !== undefined && seqDistance(seq, isn + 1) < 0);
}
