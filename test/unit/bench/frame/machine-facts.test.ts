import { expect, test } from 'vitest';
import { isQuiet, machineTable } from '../../../../bench/frame/machine-facts.js';

test.each([
  { load: 0.1, cores: 2, quiet: true },
  { load: 0.5, cores: 2, quiet: false },
  { load: 0.5, cores: 8, quiet: true },
])('a load of $load on $cores cores: quiet $quiet', ({ load, cores, quiet }) => {
  expect(isQuiet(load, cores)).toBe(quiet);
});

test('the table says what is absent, and that the machine was busy', () => {
  const facts = {
    cpu: 'Any',
    cores: 2,
    memoryGiB: 24,
    kernel: '6.1',
    system: 'Debian',
    versions: { criu: '4.2', podman: null },
    loadAtStart: 3.2,
    quiet: false,
  };
  const cells = machineTable(facts).rows.flat();
  expect(cells).toContain('criu 4.2, podman absent');
  expect(cells).toContain('3.20 (BUSY: something else ran)');
});
