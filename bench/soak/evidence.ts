/** What is kept of a clone that was not exact, for whoever looks for the reason. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningInstance } from '../frame/mod.js';
import { askRedis, type CloneRun, type SoakSubject } from './one-clone.js';

/** Prints each key with the digest of its value, sorted, so that two of them can be compared by diff. */
const DIGESTS = `
local out = {}
for _, key in ipairs(redis.call('KEYS', '*')) do out[#out + 1] = key end
table.sort(out)
return table.concat(out, '\\n')`;
/** Keys in one DEBUG DIGEST-VALUE. */
const AT_ONCE = 500;

/** Writes logs, status, and the keys that differ into `folder`. */
export async function keepEvidence(subject: SoakSubject, cloned: CloneRun, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'clone.json'), `${JSON.stringify(cloned, undefined, 2)}\n`);
  const { stateDir, runDir } = subject.installation;
  for (const [name, from] of [
    ['log', join(stateDir, 'log')],
    ['freeze', join(runDir, 'clones', cloned.clone)],
    ['nats', join(stateDir, 'nats')],
  ] as const) {
    await cp(from, join(folder, name), { recursive: true }).catch((error: unknown) =>
      writeFile(join(folder, `${name}-not-kept`), String(error)),
    );
  }
  const differing = await differingKeys(subject.redis, cloned.status.pid).catch((error: unknown) => [
    `could not be compared: ${String(error)}`,
  ]);
  await writeFile(join(folder, 'differing-keys'), `${differing.join('\n')}\n`);
}

/** Keys whose values differ, each with both digests; `-` where it is missing. */
async function differingKeys(redis: RunningInstance, replicaPid: number | null): Promise<string[]> {
  if (replicaPid === null) return ['the replica does not run'];
  const production = await valueDigests(redis.pid);
  const replica = await valueDigests(replicaPid);
  return [...new Set([...production.keys(), ...replica.keys()])]
    .filter((key) => production.get(key) !== replica.get(key))
    .map((key) => `${key} ${production.get(key) ?? '-'} ${replica.get(key) ?? '-'}`);
}

async function valueDigests(pid: number): Promise<Map<string, string>> {
  const keys = (await askRedis(pid, '127.0.0.1', 'EVAL', DIGESTS, '0')).split('\n').filter(Boolean);
  const digests = new Map<string, string>();
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE);
    const said = await askRedis(pid, '127.0.0.1', 'DEBUG', 'DIGEST-VALUE', ...some);
    said.split('\n').forEach((digest, i) => digests.set(some[i] ?? '', digest));
  }
  return digests;
}
