import { describe, expect, it } from 'vitest';
import { expired } from '../../../../coordinator/clone/expiry.js';
import type { CloneRecord } from '../../../../coordinator/store/mod.js';

const NOW = Date.parse('2026-01-02T03:00:00Z');
const IMAGE = {
  suspend: { freezingMs: 0, memoryMs: 0, diskMs: 0, networkLockMs: 0, frozenMs: 0, clientGapMs: 0 },
  ...{ imageBytes: 0, connections: 0, frozenAtUs: 0, resumedAtUs: 0 },
};

function clone(name: string, keptUntil?: string, state?: CloneRecord['state']): CloneRecord {
  return {
    ...{ name, instance: 'web', host: 'alpha', createdAt: '2026-01-02T00:00:00Z' },
    ...(keptUntil === undefined ? {} : { keptUntil }),
    state: state ?? { phase: 'ready', logSequence: 1, image: IMAGE },
  };
}

describe('clones whose time is over', () => {
  it('are those that are ready, older than they may be, and used by nobody', () => {
    const clones = [
      clone('for-ever'),
      clone('not-yet', '2026-01-02T03:00:01Z'),
      clone('over', '2026-01-02T03:00:00Z'),
      clone('used', '2026-01-02T02:00:00Z'),
      clone('in-the-making', '2026-01-02T02:00:00Z', { phase: 'planned', operation: 'op-a' }),
    ];
    expect(expired(clones, [{ clone: 'used' }], NOW)).toEqual(['over']);
    expect(expired(clones, [], NOW)).toEqual(['over', 'used']);
  });
});
