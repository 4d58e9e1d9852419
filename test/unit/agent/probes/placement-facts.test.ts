import { expect, it } from 'vitest';
import { CPU_FLAGS, cpuFlagsFinding } from '../../../../agent/probes/cpu-flags.js';
import { LOAD, loadFinding } from '../../../../agent/probes/load.js';
import type { ProbeContext } from '../../../../agent/probes/mod.js';

const CONTEXT = {} as ProbeContext;

it('tells the flags that every processor has, sorted', () => {
  const cpuinfo = [
    'processor\t: 0\nflags\t\t: sse2 fpu avx\nbugs\t\t: none\n',
    'processor\t: 1\nflags\t\t: fpu sse2\nvmx flags\t: vnmi\n',
  ].join('\n');
  expect(cpuFlagsFinding(cpuinfo)).toEqual({ facts: { 'cpu-flags': 'fpu sse2' }, checks: [] });
});

it('knows what they are called on Arm, and says nothing where there are none', () => {
  expect(cpuFlagsFinding('Features\t: fp asimd crc32\n').facts).toEqual({ 'cpu-flags': 'asimd crc32 fp' });
  expect(cpuFlagsFinding('processor : 0\nflags :\n').facts).toEqual({});
  expect(cpuFlagsFinding('').facts).toEqual({});
});

it('tells the load of the last minute', () => {
  expect(loadFinding('2.40 3.27 2.90 1/188 12908\n').facts).toEqual({ 'load-average': '2.40' });
  expect(loadFinding('').facts).toEqual({});
});

it('reads both of this machine', async () => {
  expect((await CPU_FLAGS.run(CONTEXT)).facts['cpu-flags']).toMatch(/^\w+( \w+)+$/);
  expect((await LOAD.run(CONTEXT)).facts['load-average']).toMatch(/^\d+\.\d\d$/);
});
