import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allPids, allPidsSync, readAllStats } from '../../../../runtime/process/mod.js';

it('lists processes and nothing else of /proc', async () => {
  for (const pids of [await allPids(), allPidsSync()]) {
    expect(pids).toContain(process.pid);
    expect(pids).toContain(process.ppid);
    expect(pids.filter((pid) => !Number.isInteger(pid) || pid < 1)).toEqual([]);
  }
});

it('reads what the kernel says of each', async () => {
  const own = (await readAllStats()).find(({ pid }) => pid === process.pid);
  expect(own).toMatchObject({
    parent: process.ppid,
    name: readFileSync('/proc/self/comm', 'utf8').trimEnd(),
  });
});
