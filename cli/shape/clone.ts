import type { Clone__Output } from '../../proto/gen/parikshan/v1/Clone.js';
import type { Cut__Output } from '../../proto/gen/parikshan/v1/Cut.js';
import type { PreDump__Output } from '../../proto/gen/parikshan/v1/PreDump.js';
import type { Suspend__Output } from '../../proto/gen/parikshan/v1/Suspend.js';
import { endpointText } from './endpoint.js';
import { stateName } from './state-name.js';

/** The state of a clone by its short name. */
export function cloneState(clone: Clone__Output): string {
  return stateName(clone.state, 'CLONE_STATE_');
}

function known(ms: number): number | null {
  return ms < 0 ? null : ms;
}

/** The suspend in JSON, milliseconds; null where not known. */
export function suspendJson(suspend: Suspend__Output) {
  return {
    freezingMs: known(suspend.freezingMs),
    memoryMs: known(suspend.memoryMs),
    diskMs: known(suspend.diskMs),
    networkLockMs: known(suspend.networkLockMs),
    frozenMs: known(suspend.frozenMs),
    clientGapMs: known(suspend.clientGapMs),
  };
}

function preDumpJson({ rounds, bytes, why, longestFrozenMs }: PreDump__Output) {
  return { rounds, bytes, why, longestFrozenMs };
}

function cutJson(cut: Cut__Output) {
  return {
    frozenAtUs: cut.frozenAtUs,
    resumedAtUs: cut.resumedAtUs,
    connections: cut.connections.map((c) => ({
      local: endpointText(c.local),
      remote: endpointText(c.remote),
      state: c.state,
      inboundSeq: c.inboundSeq,
      outboundAckedSeq: c.outboundAckedSeq,
      outboundEndSeq: c.outboundEndSeq,
    })),
  };
}

/** A clone in JSON; `cut` is null in lists. */
export function cloneJson(clone: Clone__Output) {
  return {
    name: clone.name,
    instance: clone.instance,
    host: clone.host,
    copies: clone.copies,
    keptUntil: clone.keptUntil === '' ? null : clone.keptUntil,
    state: cloneState(clone),
    createdAt: clone.createdAt,
    suspend: clone.suspend ? suspendJson(clone.suspend) : null,
    preDump: clone.preDump ? preDumpJson(clone.preDump) : null,
    connections: clone.connections,
    imageBytes: clone.imageBytes,
    logSequence: clone.logSequence,
    replicas: clone.replicas,
    cut: clone.cut ? cutJson(clone.cut) : null,
  };
}
