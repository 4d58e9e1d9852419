import { describe, expect, it } from 'vitest';
import { CloneJob, type CloneTools } from '../../../../coordinator/clone/job.js';
import type { CloneRequest } from '../../../../coordinator/clone/request.js';
import type { RouteFacts } from '../../../../coordinator/links/mod.js';

const HOP = { address: 'h1:22', target: '127.0.0.1:7424' };
const CLOSED = { state: 'closed', fault: 'No answer.' } as const;
const UNKNOWN = { state: 'unknown', fault: '' } as const;

/** A clone of an instance on h1, with a replica on h2 and one on h1 itself. */
function job(route: CloneRequest['route'], facts: RouteFacts): CloneJob {
  const made = new CloneJob({
    request: { route } as CloneRequest,
    host: 'h1',
    tools: { routeFacts: () => facts } as unknown as CloneTools,
    run: undefined as never,
  });
  made.places.set('web-1-r1', 'h2').set('web-1-r2', 'h1');
  return made;
}

describe('the way of a clone to another host', () => {
  it('is told in the plan, for other hosts only', () => {
    expect(job('any', { direct: CLOSED, ssh: UNKNOWN, hop: HOP }).wayLines()).toEqual([
      'way: from h1 to h2 through ssh at h1:22: the direct way is closed (No answer)',
    ]);
  });

  it('is first the one that has led there before', () => {
    const made = job('any', { direct: UNKNOWN, ssh: UNKNOWN, hop: HOP });
    expect(made.routeTo('h2').routes).toEqual(['direct', 'ssh']);
    made.gone.set('h2', 'ssh');
    expect(made.routeTo('h2').routes).toEqual(['ssh', 'direct']);
    expect(made.routeTo('h3').routes).toEqual(['direct', 'ssh']);
  });

  it('is refused with what it would take, where ssh was asked for and there is none', () => {
    const hop = { missing: 'the agent of h1 names no sshd (--ssh-address)' };
    expect(() => job('ssh', { direct: UNKNOWN, ssh: UNKNOWN, hop }).wayLines()).toThrow(
      expect.objectContaining({
        reason: 'SSH_ROUTE_MISSING',
        message: `h2 cannot get anything from h1 through ssh: ${hop.missing}.`,
        remedy: expect.stringContaining('--route'),
      }),
    );
  });
});
