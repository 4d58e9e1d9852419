// How busy the machine is.
import { readFile } from 'node:fs/promises';
import type { Finding, Probe } from './probe.js';

/** Processes that ran or waited to, on average over the last minute, from /proc/loadavg. No fact where it does not say. Pure. */
export function loadFinding(loadavg: string): Finding {
  const [minute] = /^\d+(\.\d+)?/.exec(loadavg) ?? [];
  return { facts: minute === undefined ? {} : { 'load-average': minute }, checks: [] };
}

export const LOAD: Probe = {
  name: 'load',
  run: async () => loadFinding(await readFile('/proc/loadavg', 'utf8')),
};
