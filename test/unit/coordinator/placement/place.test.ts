import { describe, expect, it } from 'vitest';
import {
  explainRefusal,
  explainUnused,
  place,
  placementLines,
  PlacementRefusedError,
  type Obstacle,
  type PlacementQuestion,
} from '../../../../coordinator/placement/mod.js';
import { GIB, host, question } from './samples.js';

const THREE = [host('alpha'), host('beta'), host('gamma')];
const LAN = { roundTripUs: 200, bytesPerSecond: 1e9 };

function hostsOf(asked: PlacementQuestion): readonly string[] {
  const placement = place(asked);
  expect(placement).toMatchObject({ placed: true });
  return placement.placed ? placement.hosts : [];
}

function obstacleOf(asked: PlacementQuestion): Obstacle {
  const placement = place(asked);
  expect(placement).toMatchObject({ placed: false });
  return placement.placed ? { kind: 'source-full' } : placement.obstacle;
}

/** Codes of what is in the way of a host. */
function codes(asked: PlacementQuestion, name: string): string[] {
  const found = explainUnused(asked, place(asked)).find((unused) => unused.host === name);
  return (found?.reasons ?? []).map(({ code }) => code);
}

describe('placing', () => {
  it('keeps replicas where the instance runs while that host is not busy', () => {
    expect(hostsOf(question(THREE))).toEqual(['alpha', 'alpha']);
  });

  it('goes where it is quieter when that host is busy', () => {
    const [alpha, beta, gamma] = [
      host('alpha', { loadAverage: 15 }),
      host('beta', { loadAverage: 9 }),
      host('gamma', { loadAverage: 1 }),
    ];
    const links = new Map([
      ['beta', LAN],
      ['gamma', LAN],
    ]);
    expect(hostsOf(question([alpha, beta, gamma], {}, { links }))).toEqual(['gamma', 'gamma']);
  });

  it('prefers the nearer of two hosts, and the one with the wider link', () => {
    const far = { ...LAN, roundTripUs: 20_000 };
    const narrow = { ...LAN, bytesPerSecond: 1e7 };
    const elsewhere = { mode: 'external' as const };
    const near = new Map([
      ['beta', far],
      ['gamma', LAN],
    ]);
    expect(hostsOf(question(THREE, elsewhere, { links: near }))).toEqual(['gamma', 'gamma']);
    const wide = new Map([
      ['beta', narrow],
      ['gamma', LAN],
    ]);
    expect(hostsOf(question(THREE, elsewhere, { links: wide }))).toEqual(['gamma', 'gamma']);
  });

  it('uses as many hosts as asked for before any of them twice', () => {
    expect(hostsOf(question(THREE, { replicas: 4, spread: 3 }))).toEqual(['alpha', 'beta', 'gamma', 'alpha']);
    expect(new Set(hostsOf(question(THREE, { replicas: 3, spread: 3 })))).toEqual(
      new Set(['alpha', 'beta', 'gamma']),
    );
  });

  it('obeys the mode, and lets a named source be used by mode external', () => {
    expect(hostsOf(question(THREE, { mode: 'internal' }))).toEqual(['alpha', 'alpha']);
    expect(hostsOf(question(THREE, { mode: 'external' }))).toEqual(['beta', 'beta']);
    expect(hostsOf(question(THREE, { mode: 'external', hosts: ['alpha'] }))).toEqual(['alpha', 'alpha']);
    expect(hostsOf(question(THREE, { hosts: ['gamma'] }))).toEqual(['gamma', 'gamma']);
  });

  it('goes on elsewhere when a host is full, with what the images take of each host', () => {
    const hosts = [host('alpha', { memoryBytes: 3 * GIB, memoryAvailableBytes: 3 * GIB }), host('beta')];
    const placement = place(question(hosts, { replicas: 4 }));
    expect(placement).toMatchObject({
      hosts: ['alpha', 'alpha', 'beta', 'beta'],
      claims: {
        alpha: { replicas: 2, memoryBytes: 3 * GIB, diskBytes: GIB / 2 },
        beta: { replicas: 2, memoryBytes: 3 * GIB, diskBytes: 4.5 * GIB },
      },
    });
  });

  it('counts the images of the source also when it gets no replica, and not when it holds them', () => {
    const external = place(question(THREE, { mode: 'external' }));
    expect(external).toMatchObject({
      claims: { alpha: { replicas: 0, memoryBytes: GIB, diskBytes: 0 } },
    });
    const kept = place(question(THREE, { mode: 'external', held: new Set(['alpha']) }));
    expect(Object.keys(kept.placed ? kept.claims : {})).toEqual(['beta']);
  });

  it('ships nothing to a host that holds the clone already', () => {
    const placement = place(question(THREE, { hosts: ['gamma'], held: new Set(['alpha', 'gamma']) }));
    expect(placement).toMatchObject({
      claims: { gamma: { replicas: 2, memoryBytes: 2 * GIB, diskBytes: GIB / 2 } },
    });
  });

  it('takes what is promised to others for taken', () => {
    const reserved = new Map([['alpha', { replicas: 40, memoryBytes: 47 * GIB, diskBytes: 0 }]]);
    expect(hostsOf(question(THREE, {}, { reserved }))).toEqual(['beta', 'beta']);
  });

  it('places none when none is asked for', () => {
    expect(place(question(THREE, { replicas: 0 }))).toMatchObject({ placed: true, hosts: [], used: [] });
  });
});

describe('a placement', () => {
  it('tells who could take over, the best first', () => {
    const hosts = [...THREE, host('delta', { drained: true }), host('epsilon', { loadAverage: 1 })];
    expect(place(question(hosts, { hosts: ['alpha', 'beta', 'epsilon'] }))).toMatchObject({
      hosts: ['alpha', 'alpha'],
      spare: ['epsilon', 'beta'],
    });
    expect(place(question(hosts, { mode: 'internal' }))).toMatchObject({ spare: [] });
  });

  it('is told host by host where there are few', () => {
    const asked = question([host('alpha'), host('beta', { drained: true })]);
    const lines = placementLines(asked, place(asked));
    expect(lines[0]).toMatch(/^host: alpha takes 2 replicas: 0\.\d\d \(load /);
    expect(lines.slice(1)).toEqual([
      'host: beta takes none: It is drained: it gets nothing new. `parikshan host drain --undo beta` lets it have new ones.',
    ]);
  });

  it('is told in groups where there are many', () => {
    const names = Array.from({ length: 30 }, (_, i) => `h${String(i).padStart(2, '0')}`);
    const hosts = names.map((name, i) =>
      host(name, i < 20 ? { drained: true, kernel: '5.10.1' } : i < 21 ? { agentAlive: false } : {}),
    );
    const asked = question(hosts, { source: 'h29' });
    expect(placementLines(asked, place(asked)).slice(1)).toEqual([
      '20 hosts (h00, h01, h02, and 17 more) take none: drained, with an older kernel',
      '8 hosts (h21, h22, h23, and 5 more) take none: not needed',
      '1 host (h20) takes none: without an agent that beats',
    ]);
  });
});

describe('a host gets nothing', () => {
  it.each([
    ['agent-down', host('beta', { agentAlive: false })],
    ['proxy-down', host('beta', { proxyAlive: false })],
    ['drained', host('beta', { drained: true })],
    ['checks', host('beta', { blocking: ['pool-room'] })],
    ['architecture', host('beta', { architecture: 'arm64' })],
    ['architecture', host('beta', { architecture: undefined })],
    ['cpu-flags', host('beta', { cpuFlags: 'fpu sse2 avx' })],
    ['cpu-flags', host('beta', { cpuFlags: undefined })],
    ['kernel', host('beta', { kernel: '6.1.170-amd64' })],
    ['kernel', host('beta', { kernel: undefined })],
    ['criu', host('beta', { criuVersion: '4.1.1' })],
    ['criu', host('beta', { criuVersion: undefined })],
    ['memory', host('beta', { memoryAvailableBytes: 2 * GIB - 1 })],
    ['memory', host('beta', { memoryAvailableBytes: undefined })],
    ['disk', host('beta', { poolFreeBytes: 4 * GIB })],
    ['disk', host('beta', { poolFreeBytes: undefined })],
  ])('with the reason %s', (code, beta) => {
    const asked = question([host('alpha'), beta], { hosts: ['beta'] });
    expect(obstacleOf(asked)).toMatchObject({ kind: 'too-few-hosts', able: 0 });
    expect(codes(asked, 'beta')).toEqual([code]);
  });

  it('without the labels that are asked for', () => {
    const labels = [
      { key: 'zone', value: 'b' },
      { key: 'ssd', value: undefined },
    ];
    const hosts = [
      host('alpha', { labels: { zone: 'b' } }),
      host('beta', { labels: { zone: 'a', ssd: '' } }),
      host('gamma', { labels: { zone: 'b', ssd: '' } }),
    ];
    const asked = question(hosts, { labels });
    expect(hostsOf(asked)).toEqual(['gamma', 'gamma']);
    const unused = explainUnused(asked, place(asked));
    expect(unused.map((each) => each.reasons[0]?.message)).toEqual([
      'It does not have the label ssd.',
      'It does not have the label zone=b.',
    ]);
  });

  it('and is told all that is in its way at once', () => {
    const beta = host('beta', { drained: true, criuVersion: '3.19', cpuFlags: 'fpu', poolFreeBytes: 0 });
    expect(codes(question([host('alpha'), beta]), 'beta')).toEqual(['drained', 'cpu-flags', 'criu', 'disk']);
  });

  it('but a newer release of the same kernel series is not asked for', () => {
    const beta = host('beta', { kernel: '6.12.0' });
    expect(hostsOf(question([host('alpha'), beta], { hosts: ['beta'] }))).toEqual(['beta', 'beta']);
  });

  it('because others are better, with both scores', () => {
    const asked = question(THREE);
    expect(codes(asked, 'beta')).toEqual(['outscored']);
    const [beta] = explainUnused(asked, place(asked));
    expect(beta?.reasons[0]).toMatchObject({
      message: expect.stringMatching(/does not score higher: 0\.\d\d \(load .*used: alpha 0\.\d\d/) as string,
      remedy: expect.stringContaining('--host beta') as string,
    });
  });
});

describe('a refusal', () => {
  const said = (asked: PlacementQuestion) => explainRefusal(asked, obstacleOf(asked));

  it('says that spread wants more hosts than there are replicas', () => {
    expect(said(question(THREE, { replicas: 2, spread: 3 })).message).toBe(
      '2 replicas cannot be on 3 hosts.',
    );
  });

  it('names hosts nobody knows', () => {
    expect(said(question(THREE, { hosts: ['beta', 'omega'] })).message).toBe('There is no host omega.');
  });

  it('says that the source has no memory for the images', () => {
    const alpha = host('alpha', { memoryAvailableBytes: GIB / 2 });
    expect(said(question([alpha, host('beta')], { mode: 'external' })).message).toMatch(
      /^The memory images need 1\.00 GiB on alpha/,
    );
  });

  it('tells what is in the way of each of a few hosts, and what would help', () => {
    const hosts = [host('alpha'), host('beta', { drained: true }), host('gamma', { agentAlive: false })];
    const { message, remedy } = said(question(hosts, { spread: 2 }));
    expect(message).toBe(
      'Replicas are to be on at least 2 hosts, and only 1 can take one. ' +
        'beta: It is drained: it gets nothing new. gamma: Its agent does not beat.',
    );
    expect(remedy).toContain('host drain --undo beta');
    expect(remedy).toContain('Start `parikshan agent` on gamma');
  });

  it('counts what is in the way of many', () => {
    const names = Array.from({ length: 20 }, (_, i) => `h${i}`);
    const hosts = names.map((name, i) => host(name, i < 12 ? { drained: true } : { architecture: 'arm64' }));
    expect(said(question(hosts)).message).toBe(
      'No host can take a replica: 12 drained, 8 of another architecture.',
    );
  });

  it('says for how many there is room', () => {
    const hosts = [
      host('alpha', { memoryAvailableBytes: 3 * GIB }),
      host('beta', { memoryAvailableBytes: GIB }),
    ];
    const asked = question(hosts, { replicas: 8 });
    const error = new PlacementRefusedError(asked, obstacleOf(asked));
    expect(error.message).toBe(
      'There is room for 2 of 8 replicas, on 1 host. beta: One replica needs 2.00 GiB of memory there, it has 1.00 GiB.',
    );
    expect(error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', metadata: { obstacle: 'too-little-room' } });
  });

  it('of a contradiction says what leaves hosts out', () => {
    const { message } = said(question(THREE, { mode: 'internal', hosts: ['beta'] }));
    expect(message).toContain('beta: Replicas are to be on alpha');
    expect(message).toContain('alpha: Only beta may be used.');
  });
});
