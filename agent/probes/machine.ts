// The machine: kernel, cores, memory, control groups.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, release, totalmem } from 'node:os';
import { controllerRoot, isUnified } from '../../runtime/cgroup/mod.js';
import { check, type Probe } from './probe.js';

export const KERNEL: Probe = {
  name: 'kernel',
  run: async () => ({ facts: { kernel: release(), architecture: process.arch }, checks: [] }),
};

export const CPUS: Probe = {
  name: 'cpus',
  run: async () => ({ facts: { cpus: String(availableParallelism()) }, checks: [] }),
};

export const MEMORY: Probe = {
  name: 'memory',
  run: async () => {
    const meminfo = await readFile('/proc/meminfo', 'utf8');
    const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1] ?? 0) * 1024;
    return {
      facts: { 'memory-bytes': String(totalmem()), 'memory-available-bytes': String(available) },
      checks: [],
    };
  },
};

export const CGROUP: Probe = {
  name: 'cgroup',
  run: async () => {
    const version = !existsSync(controllerRoot('memory')) ? undefined : isUnified() ? 'v2' : 'v1';
    return {
      facts: { cgroup: version ?? 'none' },
      checks: [
        check(
          'cgroup',
          version === undefined
            ? 'No control groups are mounted at /sys/fs/cgroup: limits cannot be set.'
            : undefined,
          `Control groups ${version}.`,
          'Mount cgroup2 at /sys/fs/cgroup.',
        ),
      ],
    };
  },
};
