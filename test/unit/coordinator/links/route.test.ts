import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planRoute,
  type RouteFacts,
  type RoutePlan,
  type RouteWish,
} from '../../../../coordinator/links/mod.js';

const HOP = { address: '10.0.0.1:22', target: '10.0.0.1:7424' };
const MISSING = { missing: 'the agent of h1 names no sshd (--ssh-address)' };
type State = RouteFacts['direct']['state'];

const facts = (direct: State, ssh: State, hop: RouteFacts['hop'] = HOP): RouteFacts => ({
  direct: { state: direct, fault: direct === 'closed' ? 'No answer.' : '' },
  ssh: { state: ssh, fault: ssh === 'closed' ? 'No sshd.' : '' },
  hop,
});
const plan = (wish: RouteWish, known: RouteFacts): RoutePlan => {
  const planned = planRoute(wish, known);
  if ('missing' in planned) throw new Error(planned.missing);
  return planned;
};

describe('the way that disk and memory go', () => {
  it.each<[State, State, string, string]>([
    ['open', 'unknown', 'direct ssh', 'directly'],
    ['open', 'closed', 'direct ssh', 'directly'],
    ['unknown', 'unknown', 'direct ssh', 'directly, or through ssh at 10.0.0.1:22 where that finds nobody'],
    ['unknown', 'open', 'direct ssh', 'directly, or through ssh at 10.0.0.1:22 where that finds nobody'],
    ['closed', 'open', 'ssh direct', 'through ssh at 10.0.0.1:22: the direct way is closed (No answer)'],
    ['closed', 'unknown', 'ssh direct', 'through ssh at 10.0.0.1:22: the direct way is closed (No answer)'],
  ])('direct %s, ssh %s: %s', (direct, ssh, routes, text) => {
    const planned = plan('any', facts(direct, ssh));
    expect(planned.routes.join(' ')).toBe(routes);
    expect(planned.text).toBe(text);
  });

  it('says so when both are closed, and tries both', () => {
    const { routes, text } = plan('any', facts('closed', 'closed'));
    expect(routes).toEqual(['ssh', 'direct']);
    expect(text).toContain('closed (No sshd), and so is the direct way (No answer)');
  });

  it('is the direct one where there is no other, and says what that would take', () => {
    expect(plan('any', facts('open', 'unknown', MISSING))).toMatchObject({
      routes: ['direct'],
      text: 'directly',
    });
    const { routes, text } = plan('any', facts('closed', 'unknown', MISSING));
    expect(routes).toEqual(['direct']);
    expect(text).toBe(
      'directly, though the direct way is closed (No answer): the agent of h1 names no sshd (--ssh-address)',
    );
  });

  it('is the one that was asked for and no other, whatever is known; or there is none', () => {
    const state = fc.constantFrom<State>('open', 'closed', 'unknown');
    fc.assert(
      fc.property(state, state, (direct, ssh) => {
        expect(plan('ssh', facts(direct, ssh)).routes).toEqual(['ssh']);
        expect(plan('direct', facts(direct, ssh)).routes).toEqual(['direct']);
        expect(plan('direct', facts(direct, ssh, MISSING)).routes).toEqual(['direct']);
        expect(planRoute('ssh', facts(direct, ssh, MISSING))).toEqual(MISSING);
        expect(new Set(plan('any', facts(direct, ssh)).routes)).toEqual(new Set(['direct', 'ssh']));
      }),
    );
  });
});
