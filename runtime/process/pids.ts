import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** Pids of all processes, as our pid namespace numbers them; some may be gone when they are looked at. */
export async function allPids(): Promise<number[]> {
  return pidsAmong(await readdir('/proc'));
}

/** The same at once. */
export function allPidsSync(): number[] {
  return pidsAmong(readdirSync('/proc'));
}

/** /proc has other entries as well. */
function pidsAmong(names: readonly string[]): number[] {
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}
