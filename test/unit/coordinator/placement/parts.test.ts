import { describe, expect, it } from 'vitest';
import {
  figure,
  labelText,
  parseLabelRequirement,
  placementHost,
  programFlags,
  Reservations,
} from '../../../../coordinator/placement/mod.js';
import { isOlder, versionNumbers } from '../../../../coordinator/placement/versions.js';

const STANDING = { name: 'alpha', agentAlive: true, proxyAlive: true, drained: false, labels: {} };

describe('what an agent reports', () => {
  it('is read, and what it does not say is not known', () => {
    const facts = {
      architecture: 'x64',
      'cpu-flags': 'fpu avx',
      kernel: '6.1',
      'criu-version': 'absent',
      cpus: '4',
      'load-average': '0.25',
      'memory-bytes': '1024',
      'memory-available-bytes': 'lots',
      'pool-free-bytes': '',
    };
    const checks = [
      { name: 'fails', ok: false, blocking: true },
      { name: 'warns', ok: false, blocking: false },
      { name: 'passes', ok: true, blocking: true },
    ];
    expect(placementHost(STANDING, facts, checks)).toEqual({
      ...STANDING,
      blocking: ['fails'],
      architecture: 'x64',
      cpuFlags: 'fpu avx',
      kernel: '6.1',
      criuVersion: undefined,
      cpus: 4,
      loadAverage: 0.25,
      memoryBytes: 1024,
      memoryAvailableBytes: undefined,
      poolFreeBytes: undefined,
    });
    expect(['-1', '1e400', undefined].map(figure)).toEqual([undefined, undefined, undefined]);
  });
});

describe('flags that images need', () => {
  it('are those that add instructions, not those about the kernel', () => {
    const flags =
      'fpu vme nx pti ibpb sse4_2 ssse3 avx512_vbmi amx_tile xsave xsavec xsaves vmx topoext sha_ni';
    expect(programFlags('x64', flags)).toEqual([
      ...['amx_tile', 'avx512_vbmi', 'fpu', 'sha_ni', 'sse4_2', 'ssse3', 'xsave', 'xsavec'],
    ]);
    expect(programFlags('arm64', 'fp asimd  sve')).toEqual(['asimd', 'fp', 'sve']);
  });
});

describe('labels that are required', () => {
  it.each(['ssd', 'zone=b', 'a/b.c-d=', 'x=1.2'])('%s is read as it is written', (text) => {
    expect(labelText(parseLabelRequirement(text) ?? { key: '', value: '' })).toBe(text);
  });

  it.each(['', '=b', 'a b', 'a=b c', '-a', 'a-', 'a=b=c', 'x'.repeat(64), `a=${'x'.repeat(64)}`])(
    '%j is refused',
    (text) => {
      expect(parseLabelRequirement(text)).toBeUndefined();
    },
  );
});

describe('versions', () => {
  it('are compared number by number', () => {
    expect(versionNumbers('6.12.9-amd64')).toEqual([6, 12, 9]);
    expect(versionNumbers('unknown')).toEqual([]);
    expect(isOlder('6.9', '6.12')).toBe(true);
    expect(isOlder('4.2', '4.2.0')).toBe(false);
    expect(isOlder('4.2', '4.2.1')).toBe(true);
    expect(isOlder('4.2', '4.2.1', 2)).toBe(false);
    expect(isOlder('5', '4.9.9')).toBe(false);
  });
});

describe('reservations', () => {
  const A = { replicas: 2, memoryBytes: 10, diskBytes: 5 };
  const B = { replicas: 1, memoryBytes: 1, diskBytes: 0 };

  it('add up on a host, and are taken back by clone, as often as one likes', () => {
    const reservations = new Reservations();
    reservations.reserve('web-1', { alpha: A, beta: B });
    reservations.reserve('web-2', { alpha: B });
    reservations.reserve('web-1', { alpha: A, beta: B });
    expect(reservations.byHost.get('alpha')).toEqual({ replicas: 3, memoryBytes: 11, diskBytes: 5 });
    reservations.release('web-1');
    reservations.release('web-1');
    reservations.release('never');
    expect([...reservations.byHost]).toEqual([['alpha', B]]);
  });

  it('are taken back for one host', () => {
    const reservations = new Reservations([['web-1', { alpha: A, beta: B }]]);
    reservations.releaseHost('web-1', 'alpha');
    reservations.releaseHost('web-1', 'alpha');
    expect(reservations.of('web-1')).toEqual({ beta: B });
    reservations.releaseHost('web-1', 'beta');
    expect(reservations.byHost.size).toBe(0);
  });

  it('replace what the clone was promised before', () => {
    const reservations = new Reservations([['web-1', { alpha: A }]]);
    reservations.reserve('web-1', { beta: B });
    expect([...reservations.byHost.keys()]).toEqual(['beta']);
  });
});
