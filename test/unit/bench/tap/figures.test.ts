import { describe, expect, it } from 'vitest';
import { report, type Sample } from '../../../../bench/tap/report.js';
import { VARIANTS } from '../../../../bench/tap/variants.js';
import { luaScript, parseReport } from '../../../../bench/tap/wrk.js';

const LOAD = { url: 'http://x/', connections: 256, seconds: 4 };

describe('wrk', () => {
  it('pauses so that all connections together make the rate', () => {
    // 256 connections at 51,200 requests/s: each pauses 5 ms on average.
    expect(luaScript({ ...LOAD, rate: 51_200 })).toContain('math.random(0, 10)');
    expect(luaScript(LOAD)).not.toContain('delay');
  });

  it('is read by the line its script prints', () => {
    const output = 'Running 4s test\n  Latency  1.00ms\nREPORT 8000 4000000 310 1900 2\n';
    expect(parseReport(output)).toEqual({ requestsPerSecond: 2000, p50Us: 310, p99Us: 1900, errors: 2 });
    expect(() => parseReport('unable to connect')).toThrow('unable to connect');
  });
});

describe('the report of the tap bench', () => {
  const sample = (variant: Sample['variant'], kind: Sample['kind'], requestsPerSecond: number): Sample => ({
    variant,
    kind,
    round: 0,
    result: { requestsPerSecond, p50Us: 100, p99Us: 500, errors: 0 },
    cores: { production: 0.5 },
  });
  const samples = (tap: number): Sample[] =>
    VARIANTS.flatMap((variant) =>
      (['saturation', 'half load'] as const).map((kind) =>
        sample(variant, kind, variant === 'tap' ? tap : 1000),
      ),
    );

  it('judges ratios to the direct run of the same round', () => {
    expect(report(samples(995), 500).goals.map(({ met }) => met)).toEqual([true, true, true, true]);
    expect(report(samples(900), 500).goals.map(({ met }) => met)).toEqual([true, false, true, true]);
    expect(report(samples(800), 500).goals.map(({ met }) => met)).toEqual([false, false, true, true]);
  });

  it('names a loss that no gap tells of, and requests that failed', () => {
    const each = samples(1000);
    each[0] = { ...each[0]!, result: { ...each[0]!.result, errors: 3 } };
    each[2]!.capture = { packets: 10, ringDrops: 4, gaps: 0, gapBytes: 0 };
    each[3]!.capture = { packets: 10, ringDrops: 4, gaps: 2, gapBytes: 9 };
    expect(report(each, 500).faults).toEqual([
      'direct, saturation, run 1: 3 requests failed',
      'tap, saturation, run 1: 4 packets were lost and the log has no gap',
    ]);
  });
});
