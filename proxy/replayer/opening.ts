import type { ConnectionTuple, LogRecord } from '../log/mod.js';
import { sequenceAdd, sequenceDistance } from './sequence.js';

/**
 * A dial that production's end has not answered yet; without room in its backlog it never may. Or it has answered without keeping
 * anything of it (SYN cookies): then it counts as answered when production's kernel has taken what its client says.
 */
export interface Opening {
  readonly tuple: ConnectionTuple;
  /** Number of its first byte, as far as that is known. */
  seq: number;
  /** Neither its dial nor an answer was seen, nor did production's kernel have it at the freeze: that it begins at `seq` is so only if what is held has nothing against it. */
  readonly unseen: boolean;
  /** What its client has said so far. It is no more than fits into a window. */
  readonly held: LogRecord[];
}

/** A kernel takes a segment for the first one also if it begins this many bytes behind it: what a SYN cookie says of the MSS is 0 to 3. */
const COOKIE_SLACK_BYTES = 3;

/**
 * Whether what production's kernel has taken is exactly what is held.
 *
 * A kernel that knows nothing of a connection begins it with a segment that has its first byte, or drops or resets it. So it is all
 * that was held, from `seq` on without a hole. Not sure is it of clients whose first segment was that short that the next
 * one passes for a first, and of what was not seen from its dial on and has ended: it may be over, and its last segment came again.
 */
export function isWhole({ seq, unseen, held }: Pick<Opening, 'seq' | 'unseen' | 'held'>): boolean {
  let next = seq;
  let parts = 0;
  let firstBytes = 0;
  for (const record of held) {
    if (record.kind === 'gap' || (unseen && record.kind === 'end')) return false;
    if (record.kind !== 'data') continue;
    if (record.direction === 'out' || sequenceDistance(next, record.seq) !== 0) return false;
    if (parts === 0) firstBytes = record.bytes.length;
    parts += 1;
    next = sequenceAdd(record.seq, record.bytes.length);
  }
  return (parts > 0 || !unseen) && (parts < 2 || firstBytes > COOKIE_SLACK_BYTES);
}
