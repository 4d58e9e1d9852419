// What the processors can do: replicas are restored only where programs in their images find all they may use.
import { readFile } from 'node:fs/promises';
import type { Finding, Probe } from './probe.js';

/**
 * Flags that all processors have, from /proc/cpuinfo (`flags` on x86, `Features` on Arm): a process may run on any of them.
 * No fact where it names none. Pure.
 */
export function cpuFlagsFinding(cpuinfo: string): Finding {
  const lists = [...cpuinfo.matchAll(/^(?:flags|Features)[ \t]*:[ \t]*(.*)$/gm)].map(
    ([, flags = '']) => flags,
  );
  // As a rule all lines are the same text.
  const [first, ...others] = [...new Set(lists)].map((flags) => new Set(flags.split(/\s+/).filter(Boolean)));
  if (first === undefined || first.size === 0) return { facts: {}, checks: [] };
  const common = [...first].filter((flag) => others.every((other) => other.has(flag)));
  return { facts: { 'cpu-flags': common.sort().join(' ') }, checks: [] };
}

export const CPU_FLAGS: Probe = {
  name: 'cpu-flags',
  run: async () => cpuFlagsFinding(await readFile('/proc/cpuinfo', 'utf8')),
};
