import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasEnded,
  isStopped,
  parseStat,
  readStat,
  readStatSync,
  type ProcessStat,
} from '../../../../runtime/process/mod.js';

/** The line as the kernel writes it, with other numbers than these nowhere. */
function lineOf(stat: ProcessStat, behind: string): string {
  const { pid, name, state, parent, session, userTicks, systemTicks, startTicks } = stat;
  const terminal = '0 -1 4194560 900001 900002 900003 900004';
  return `${pid} (${name}) ${state} ${parent} 900000 ${session} ${terminal} ${userTicks} ${systemTicks} 900005 900006 20 0 1 0 ${startTicks}${behind}\n`;
}

const count = fc.nat({ max: 2 ** 40 });
// Brackets, spaces and line breaks more often than chance would have them.
const name = fc.oneof(
  fc.string({ maxLength: 15, unit: 'binary' }),
  fc.string({ maxLength: 15, unit: fc.constantFrom('(', ')', ' ', '\n', 'R', 'Z', '1') }),
);
const stats = fc.record({
  pid: fc.integer({ min: 1, max: 2 ** 22 }),
  name,
  state: fc.constantFrom('R', 'S', 'D', 'I', 'T', 't', 'Z', 'X'),
  parent: count,
  session: count,
  userTicks: count,
  systemTicks: count,
  startTicks: count,
});

const SHELL: ProcessStat = {
  pid: 77,
  name: 'sh',
  state: 'S',
  parent: 5,
  session: 55,
  userTicks: 150,
  systemTicks: 50,
  startTicks: 123_456,
};

describe('a stat line', () => {
  it('is read whatever the name is, and whatever newer kernels add behind', () => {
    fc.assert(
      fc.property(stats, fc.constantFrom('', ' 1 2', ' 0'.repeat(30)), (stat, behind) => {
        expect(parseStat(lineOf(stat, behind))).toEqual(stat);
      }),
    );
  });

  it('is none when it is cut off before the start', () => {
    fc.assert(
      fc.property(stats, fc.nat({ max: 19 }), (stat, kept) => {
        const line = lineOf({ ...stat, name: 'sh' }, '');
        expect(
          parseStat(
            line
              .split(' ')
              .slice(0, 2 + kept)
              .join(' '),
          ),
        ).toBeUndefined();
      }),
    );
    for (const text of ['', '1', ')(', '1 (sh']) expect(parseStat(text)).toBeUndefined();
  });

  it('tells who has ended and who is stopped', () => {
    const states = (says: (stat: ProcessStat) => boolean) =>
      [...'RSDITtZX'].filter((state) => says({ ...SHELL, state })).join('');
    expect(states(hasEnded)).toBe('ZX');
    expect(states(isStopped)).toBe('Tt');
  });
});

describe('the stat of a process', () => {
  it('is the same at once and later, with the name it has given itself', async () => {
    const script = 'printf "a) R 1 (\\nb" > /proc/$$/comm; echo named; read line';
    const child = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    const pid = child.pid!;
    const expected = { pid, name: 'a) R 1 (\nb', parent: process.pid, session: pid };
    expect(await readStat(pid)).toMatchObject(expected);
    expect(readStatSync(pid)).toMatchObject(expected);
    expect(readStatSync(pid, pid)).toMatchObject(expected);
    expect(readStatSync(pid)!.startTicks).toBeGreaterThanOrEqual(readStatSync(process.pid)!.startTicks);
    child.stdin.end('\n');
    await exited;
    expect(await readStat(pid)).toBeUndefined();
    expect(readStatSync(pid)).toBeUndefined();
  });

  it('is also that of each thread', () => {
    for (const thread of readdirSync('/proc/self/task').map(Number))
      expect(readStatSync(process.pid, thread)?.pid).toBe(thread);
  });

  it('counts in ticks of 10 ms what all its threads have used', () => {
    const inTicks = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 10_000;
    const before = inTicks(process.cpuUsage());
    const { userTicks, systemTicks } = readStatSync(process.pid)!;
    const after = inTicks(process.cpuUsage());
    // Each of the two is cut to whole ticks.
    expect(userTicks + systemTicks).toBeGreaterThanOrEqual(Math.floor(before) - 2);
    expect(userTicks + systemTicks).toBeLessThanOrEqual(Math.ceil(after) + 1);
  });
});
